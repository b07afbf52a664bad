export const id = 6186;
export const ids = [6186];
export const modules = {

/***/ 46186:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   findListed: () => (/* binding */ findListed)
/* harmony export */ });
/* harmony import */ var _inputs_problems_missing_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66504);
/* harmony import */ var _layout_sources_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16612);


function findListed(configuration, workspace, resolved) {
    if (!(0,_layout_sources_js__WEBPACK_IMPORTED_MODULE_0__/* .listsFiles */ .r3)(resolved))
        return { selected: [], all: [], problems: [(0,_inputs_problems_missing_js__WEBPACK_IMPORTED_MODULE_1__/* .noFiles */ .JE)()], unread: [] };
    const chosen = (0,_layout_sources_js__WEBPACK_IMPORTED_MODULE_0__/* .chosenServices */ .LS)(configuration, resolved);
    const tasks = (0,_layout_sources_js__WEBPACK_IMPORTED_MODULE_0__.chosenTasks)(chosen.services, resolved, configuration.services);
    const found = (0,_layout_sources_js__WEBPACK_IMPORTED_MODULE_0__.findEntries)([...chosen.services, ...tasks], (0,_layout_sources_js__WEBPACK_IMPORTED_MODULE_0__.finderIn)(workspace));
    const every = [...resolved.services, ...resolved.tasks].flatMap(({ base }) => base?.kind === 'file' ? [base.path] : []);
    return {
        selected: found.files,
        all: [...new Set(every)],
        unread: [],
        problems: [...chosen.problems, ...found.problems]
    };
}


/***/ })

};
