export const id = 9773;
export const ids = [9773];
export const modules = {

/***/ 49773:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   writeBaseline: () => (/* binding */ writeBaseline)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(53645);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7673);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(85590);
/* harmony import */ var _dates_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(63649);




const DAYS = 90;
const HEADER = ` Exceptions of ecs-sealed-deploy: findings that are known, each for a reason and until a day (docs/check.md).`;
function writeBaseline(text, findings, now) {
    const document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(text, { version: '1.2', schema: 'core', logLevel: 'silent' });
    const entries = (0,_list_js__WEBPACK_IMPORTED_MODULE_1__/* .distinctBy */ .ey)(findings.flatMap(finding => entryOf(finding, (0,_dates_js__WEBPACK_IMPORTED_MODULE_2__/* .dayAfter */ .PV)(now, DAYS))), JSON.stringify);
    if (entries.length === 0)
        return { text, added: 0 };
    if (text.trim() === '')
        document.commentBefore = HEADER;
    const existing = document.get('exceptions');
    const list = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(existing) ? existing : new yaml__WEBPACK_IMPORTED_MODULE_0__/* .YAMLSeq */ .Rw();
    if (list !== existing)
        document.set('exceptions', list);
    list.flow = false;
    for (const entry of entries)
        list.add(document.createNode(entry));
    return { text: document.toString({ lineWidth: 0 }), added: entries.length };
}
function entryOf(finding, expires) {
    const { file, container, name, rule, input, level } = finding;
    if (input !== undefined || name === '' || level === 'notice')
        return [];
    if (rule.startsWith('policy/exception-') || rule === 'policy/allow-comment')
        return [];
    return [
        {
            file,
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ container }),
            variable: name,
            rule,
            reason: 'baseline',
            expires
        }
    ];
}


/***/ }),

/***/ 63649:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hl: () => (/* binding */ lastMoment),
/* harmony export */   PV: () => (/* binding */ dayAfter),
/* harmony export */   de: () => (/* binding */ MAX_DAYS)
/* harmony export */ });
const DAY = 24 * 60 * 60 * 1000;
const MAX_DAYS = 366;
function lastMoment(day) {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day))
        return undefined;
    const start = Date.parse(`${day}T00:00:00Z`);
    return Number.isNaN(start) || dayOf(start) !== day ? undefined : start + DAY - 1;
}
function dayAfter(now, days) {
    return dayOf(now + days * DAY);
}
function dayOf(moment) {
    return new Date(moment).toISOString().slice(0, 10);
}


/***/ })

};
