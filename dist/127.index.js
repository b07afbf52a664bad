export const id = 127;
export const ids = [127];
export const modules = {

/***/ 58127:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runDeploy: () => (/* binding */ runDeploy)
/* harmony export */ });
/* harmony import */ var _deploy_carry_out_carry_out_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(25499);
/* harmony import */ var _deploy_plan_plan_run_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(81309);
/* harmony import */ var _deploy_target_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54208);
/* harmony import */ var _report_plan_plan_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(36343);
/* harmony import */ var _report_rollouts_rollouts_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(94801);





async function runDeploy(configuration, ports) {
    const run = { ports, aws: (0,_deploy_target_js__WEBPACK_IMPORTED_MODULE_0__/* .connectAccounts */ .rl)(ports, configuration.maxRetries) };
    const planned = await (0,_deploy_plan_plan_run_js__WEBPACK_IMPORTED_MODULE_1__/* .planRun */ .n)(configuration, run);
    const { report, plan, placement } = planned;
    if (!plan)
        return (0,_deploy_target_js__WEBPACK_IMPORTED_MODULE_0__/* .withNotStarted */ .Tq)(report, (0,_deploy_target_js__WEBPACK_IMPORTED_MODULE_0__/* .askedServices */ .P2)(report, placement, configuration));
    if (plan.definitions.length === 0 && report.selection !== undefined)
        return report;
    ports.log.group('Plan', (0,_report_plan_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .planToText */ .GO)(plan));
    const finished = await (0,_deploy_carry_out_carry_out_js__WEBPACK_IMPORTED_MODULE_3__/* .carryOut */ .u0)({ ...planned, plan }, configuration, run);
    for (const line of (0,_report_rollouts_rollouts_js__WEBPACK_IMPORTED_MODULE_4__/* .resultsToText */ .px)(finished))
        ports.log.info(line);
    return finished;
}


/***/ })

};
