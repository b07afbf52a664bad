export const id = 566;
export const ids = [566];
export const modules = {

/***/ 1566:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runPlan: () => (/* binding */ runPlan)
/* harmony export */ });
/* harmony import */ var _report_plan_text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4844);
/* harmony import */ var _make_plan_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3832);
/* harmony import */ var _prepare_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7355);



async function runPlan(configuration, ports) {
    const aws = await ports.connectAws(configuration);
    const preparation = await (0,_prepare_js__WEBPACK_IMPORTED_MODULE_0__/* .prepareTargets */ .g)(configuration, ports, aws);
    const { report, plan } = await (0,_make_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .makePlan */ .C)(preparation, configuration, { ...ports, aws });
    if (plan)
        ports.log.group('Plan (nothing was changed)', (0,_report_plan_text_js__WEBPACK_IMPORTED_MODULE_2__/* .planToText */ .GO)(plan));
    return report;
}


/***/ })

};
