export const id = 233;
export const ids = [233];
export const modules = {

/***/ 7233:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runCheck: () => (/* binding */ runCheck)
/* harmony export */ });
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(931);
/* harmony import */ var _template_parse_overrides_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4730);
/* harmony import */ var _template_prepare_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2873);
/* harmony import */ var _contexts_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(585);
/* harmony import */ var _examine_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5652);
/* harmony import */ var _targets_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5424);






async function runCheck(configuration, ports) {
    const loaded = await (0,_targets_js__WEBPACK_IMPORTED_MODULE_0__/* .loadTargets */ .J)(configuration, ports);
    const { overrides, problems: badOverrides } = (0,_template_parse_overrides_js__WEBPACK_IMPORTED_MODULE_1__/* .parseOverrides */ .f)(configuration.overrides);
    const problems = [...loaded.problems, ...badOverrides];
    const remarks = [];
    const rendered = [];
    for (const target of loaded.targets) {
        const contexts = (0,_contexts_js__WEBPACK_IMPORTED_MODULE_2__/* .contextsFor */ .W)(configuration, target, ports);
        const prepared = await (0,_template_prepare_js__WEBPACK_IMPORTED_MODULE_3__/* .prepareLeniently */ .y)(target.document, { contexts, overrides });
        problems.push(...prepared.problems);
        remarks.push(...prepared.remarks);
        if (prepared.root)
            rendered.push({ target, root: prepared.root });
    }
    return {
        ...(0,_report_report_js__WEBPACK_IMPORTED_MODULE_4__/* .emptyReport */ ._)('check'),
        services: loaded.targets.flatMap(({ service }) => (service === undefined ? [] : [service])),
        files: loaded.files,
        unscanned: loaded.unscanned,
        findings: (0,_examine_js__WEBPACK_IMPORTED_MODULE_5__/* .examine */ .s)(loaded.targets, rendered, ports.mask),
        problems,
        remarks
    };
}


/***/ })

};
