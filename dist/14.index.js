export const id = 14;
export const ids = [14];
export const modules = {

/***/ 54014:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runPlan: () => (/* binding */ runPlan)
});

// EXTERNAL MODULE: ./lib/src/check/project-rules.js + 1 modules
var project_rules = __webpack_require__(97235);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(7673);
// EXTERNAL MODULE: ./lib/src/report/report.js
var report = __webpack_require__(1216);
;// CONCATENATED MODULE: ./lib/src/deploy/plan/plan-environments.js



async function environmentsToPlan(configuration, ports) {
    if (configuration.environment !== undefined)
        return [];
    const { layout } = await (0,project_rules/* readProjectRules */.Z4)(configuration, ports);
    return [...layout.environments.keys()];
}
function joinEnvironments(planned) {
    const said = planned.map(({ report }) => new Set([...report.problems, ...report.remarks].map(({ message }) => message)));
    const reports = planned.map(one => named(one, said));
    const joined = reports.reduce(report/* joinReports */.cR);
    const plans = planned.flatMap(one => plansOf(one));
    const missing = planned.filter(({ report }) => report.plan === undefined);
    const unplanned = missing.length === planned.length ? [] : missing;
    return {
        ...joined,
        services: reports.flatMap(({ services }) => services),
        files: [...new Set(reports.flatMap(({ files }) => files))],
        target: distinct(reports.flatMap(({ target = [] }) => target)),
        unscanned: distinct(joined.unscanned),
        findings: oncePerSource(joined.findings),
        excepted: distinct(reports.flatMap(({ excepted }) => excepted)),
        problems: distinct(joined.problems),
        remarks: [
            ...distinct(joined.remarks),
            ...unplanned.map(({ environment }) => ({
                message: `Environment ${environment} has no plan because of the problems and findings reported for it.`
            }))
        ],
        permissions: distinct(joined.permissions),
        ...(plans.length === 0
            ? {}
            : {
                plan: {
                    definitions: plans.flatMap(({ definitions }) => definitions),
                    services: plans.flatMap(({ services }) => services),
                    tasks: plans.flatMap(({ tasks = [] }) => tasks)
                }
            })
    };
}
const distinct = (items) => (0,list/* distinctBy */.ey)(items, JSON.stringify);
function named({ environment, report }, said) {
    const isSaidByAll = (message) => said.every(messages => messages.has(message));
    const label = (item) => isSaidByAll(item.message) ? item : { ...item, message: `[${environment}] ${item.message}` };
    return {
        ...report,
        services: report.services.map(service => `${environment}/${service}`),
        problems: report.problems.map(label),
        remarks: report.remarks.map(label),
        ...(report.selection ? { selection: report.selection.map(one => ({ ...one, environment })) } : {})
    };
}
function plansOf({ environment, report: { plan } }) {
    if (plan === undefined)
        return [];
    const placed = (one) => ({
        ...one,
        environment,
        definitionId: `${environment} ${one.definitionId}`
    });
    return [
        {
            definitions: plan.definitions.map(one => ({ ...one, environment, id: `${environment} ${one.id}` })),
            services: plan.services.map(placed),
            tasks: (plan.tasks ?? []).map(placed)
        }
    ];
}
function oncePerSource(findings) {
    const placeOf = (finding) => finding.pointer === '' ? JSON.stringify(finding) : `${finding.file} ${finding.pointer} ${finding.rule}`;
    return (0,list/* distinctBy */.ey)(findings.toReversed(), placeOf).toReversed();
}

// EXTERNAL MODULE: ./lib/src/deploy/plan/plan-run.js + 2 modules
var plan_run = __webpack_require__(81309);
// EXTERNAL MODULE: ./lib/src/deploy/target.js
var target = __webpack_require__(54208);
// EXTERNAL MODULE: ./lib/src/report/plan/plan.js
var plan_plan = __webpack_require__(36343);
;// CONCATENATED MODULE: ./lib/src/modes/plan.js




async function runPlan(configuration, ports) {
    const report = { ...(await planAll(configuration, ports)), failOn: configuration.failOn };
    const { plan, problems } = report;
    if (plan === undefined || problems.length > 0)
        return report;
    const lines = (0,plan_plan/* planToText */.GO)(plan);
    if (lines.length > 0)
        ports.log.group('Plan (nothing was changed)', lines);
    return report;
}
async function planAll(configuration, ports) {
    const aws = (0,target/* connectAccounts */.rl)(ports, configuration.maxRetries);
    const one = async (chosen, own) => (await (0,plan_run/* planRun */.n)(chosen, { ports: own, aws })).report;
    if (configuration.environment !== undefined || configuration.isDropIn)
        return one(configuration, ports);
    const environments = await environmentsToPlan(configuration, ports);
    if (environments.length === 0)
        return one(configuration, ports);
    const { renderedFolder: _, ...unwritten } = ports;
    const planned = [];
    for (const environment of environments)
        planned.push({ environment, report: await one({ ...configuration, environment }, unwritten) });
    return joinEnvironments(planned);
}


/***/ })

};
