export const id = 494;
export const ids = [494];
export const modules = {

/***/ 41494:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runDeploy: () => (/* binding */ runDeploy)
/* harmony export */ });
/* harmony import */ var _deploy_carry_out_carry_out_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(77024);
/* harmony import */ var _deploy_plan_plan_run_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(49655);
/* harmony import */ var _deploy_target_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(37679);
/* harmony import */ var _migrate_run_secret_values_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45100);
/* harmony import */ var _report_plan_plan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(95310);
/* harmony import */ var _report_rollouts_rollouts_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5632);






async function runDeploy(given, ports, stores) {
    const values = await (0,_migrate_run_secret_values_js__WEBPACK_IMPORTED_MODULE_0__/* .openValues */ .j)(given, ports, stores);
    const configuration = { ...given, ...values?.configuration, mode: 'deploy' };
    const run = { ports, aws: values?.aws ?? (0,_deploy_target_js__WEBPACK_IMPORTED_MODULE_1__/* .connectAccounts */ .rl)(ports, configuration.maxRetries) };
    const planned = await (0,_migrate_run_secret_values_js__WEBPACK_IMPORTED_MODULE_0__/* .withValues */ .t)(await (0,_deploy_plan_plan_run_js__WEBPACK_IMPORTED_MODULE_2__/* .planRun */ .n)(configuration, run), values);
    const { report, placement } = planned;
    let { plan } = planned;
    if (!plan)
        return (0,_deploy_target_js__WEBPACK_IMPORTED_MODULE_1__/* .withNotStarted */ .Tq)(report, (0,_deploy_target_js__WEBPACK_IMPORTED_MODULE_1__/* .askedServices */ .P2)(report, placement, configuration));
    if (plan.definitions.length === 0 && report.selection !== undefined)
        return report;
    ports.log.group('Plan', (0,_report_plan_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .planToText */ .GO)(plan));
    let done = report;
    if (values) {
        const stored = await values.store(plan);
        plan = stored.plan;
        const remarks = [...report.remarks, ...stored.remarks];
        done = { ...report, plan, remarks, problems: [...report.problems, ...stored.problems] };
        if (stored.problems.length > 0)
            return (0,_deploy_target_js__WEBPACK_IMPORTED_MODULE_1__/* .withNotStarted */ .Tq)(done, (0,_deploy_target_js__WEBPACK_IMPORTED_MODULE_1__/* .askedServices */ .P2)(done, placement, configuration));
    }
    const finished = await (0,_deploy_carry_out_carry_out_js__WEBPACK_IMPORTED_MODULE_4__/* .carryOut */ .u0)({ ...planned, report: done, plan }, configuration, run);
    for (const line of (0,_report_rollouts_rollouts_js__WEBPACK_IMPORTED_MODULE_5__/* .resultsToText */ .px)(finished))
        ports.log.info(line);
    return finished;
}


/***/ })

};
