export const id = 5296;
export const ids = [5296];
export const modules = {

/***/ 12915:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   filesOnBase: () => (/* binding */ filesOnBase),
/* harmony export */   standingDecisions: () => (/* binding */ standingDecisions)
/* harmony export */ });
/* harmony import */ var _document_place_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19016);
/* harmony import */ var _exceptions_on_base_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(10797);
/* harmony import */ var _formats_read_for_check_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(75703);
/* harmony import */ var _inputs_topics_check_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50148);




async function standingDecisions({ file, decisions, now, read }, base) {
    const found = await configurationOnBase(file, base);
    const before = found.kind === 'text' ? (await read(file, found.text)).decisions : undefined;
    if (found.kind === 'unknown' || (before !== undefined && before.problems.length > 0)) {
        const { why, help } = found.kind === 'unknown' ? found : BROKEN;
        return {
            counted: { ...decisions, exceptions: [], allowedNames: [] },
            pending: decisions.exceptions,
            doubt: { why, help }
        };
    }
    const standing = (0,_exceptions_on_base_js__WEBPACK_IMPORTED_MODULE_0__/* .standingOnBase */ .tQ)(decisions.exceptions, before?.exceptions ?? [], now);
    return {
        pending: standing.pending,
        counted: {
            ...decisions,
            exceptions: standing.counted,
            allowedNames: before?.allowedNames ?? [],
            optionalRules: [...new Set([...decisions.optionalRules, ...(before?.optionalRules ?? [])])]
        }
    };
}
async function configurationOnBase(file, base) {
    const names = _inputs_topics_check_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .CONFIG_FILES */ .n0.includes(file) ? _inputs_topics_check_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .CONFIG_FILES */ .n0 : [file];
    for (const name of [file, ...names.filter(other => other !== file)]) {
        const found = await base.read(name);
        if (found.kind !== 'none')
            return found;
    }
    return { kind: 'none' };
}
const BROKEN = {
    why: 'the configuration file there has mistakes',
    help: 'Fix the configuration file on the base branch first.'
};
async function filesOnBase(files, base) {
    const read = new Map();
    for (const file of files) {
        const found = await base.read(file);
        if (found.kind === 'none')
            continue;
        if (found.kind === 'unknown') {
            read.set(file, { why: found.why, help: found.help });
            continue;
        }
        const result = await (0,_formats_read_for_check_js__WEBPACK_IMPORTED_MODULE_2__/* .readForCheck */ .c)(file, found.text);
        if (result.kind !== 'definition' && result.kind !== 'template')
            continue;
        read.set(file, { document: result.document, place: (0,_document_place_js__WEBPACK_IMPORTED_MODULE_3__/* .placeFinder */ .aA)(result.document) });
    }
    return read;
}


/***/ })

};
