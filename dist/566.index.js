export const id = 566;
export const ids = [566];
export const modules = {

/***/ 71566:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runPlan: () => (/* binding */ runPlan)
/* harmony export */ });
/* harmony import */ var _deploy_plan_plan_run_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(49655);
/* harmony import */ var _deploy_target_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(37679);
/* harmony import */ var _migrate_run_secret_values_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45100);
/* harmony import */ var _report_plan_plan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(95310);




async function runPlan(given, ports, stores) {
    const values = await (0,_migrate_run_secret_values_js__WEBPACK_IMPORTED_MODULE_0__/* .openValues */ .j)(given, ports, stores);
    const configuration = { ...given, ...values?.configuration, mode: 'plan', failOn: given.failOn };
    const aws = values?.aws ?? (0,_deploy_target_js__WEBPACK_IMPORTED_MODULE_1__/* .connectAccounts */ .rl)(ports, configuration.maxRetries);
    const planned = await (0,_migrate_run_secret_values_js__WEBPACK_IMPORTED_MODULE_0__/* .withValues */ .t)(await (0,_deploy_plan_plan_run_js__WEBPACK_IMPORTED_MODULE_2__/* .planRun */ .n)(configuration, { ports, aws }), values);
    const report = { ...planned.report, failOn: configuration.failOn };
    const { plan, problems } = report;
    if (plan === undefined || problems.length > 0)
        return report;
    const lines = (0,_report_plan_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .planToText */ .GO)(plan);
    if (lines.length > 0)
        ports.log.group('Plan (nothing was changed)', lines);
    return report;
}


/***/ })

};
