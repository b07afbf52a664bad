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

// EXTERNAL MODULE: ./lib/src/deploy/connections.js
var connections = __webpack_require__(5956);
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
    const told = planned.map(one => ({
        ...one.report,
        problems: one.report.problems.map(item => ofEnvironment(item, one, planned)),
        remarks: one.report.remarks.map(item => ofEnvironment(item, one, planned))
    }));
    const joined = told.map((one) => one).reduce(report/* joinReports */.cR);
    const selection = planned.flatMap(({ environment, report }) => (report.selection ?? []).map(one => ({ ...one, environment })));
    const plans = planned.flatMap(({ environment, report }) => report.plan ? [named(report.plan, environment)] : []);
    return {
        ...joined,
        services: planned.flatMap(({ environment, report }) => report.services.map(service => `${environment}/${service}`)),
        files: [...new Set(told.flatMap(({ files }) => files))],
        target: distinct(told.flatMap(({ target = [] }) => target)),
        unscanned: distinct(joined.unscanned),
        findings: oncePerSource(joined.findings),
        excepted: distinct(told.flatMap(({ excepted }) => excepted)),
        problems: distinct(joined.problems),
        remarks: [...distinct(joined.remarks), ...withoutPlan(planned)],
        permissions: distinct(joined.permissions),
        ...(selection.length === 0 ? {} : { selection }),
        ...(plans.length === 0 ? {} : { plan: joinPlans(plans) })
    };
}
function named(plan, environment) {
    const idOf = (id) => `${environment} ${id}`;
    return {
        ...plan,
        definitions: plan.definitions.map(one => ({ ...one, environment, id: idOf(one.id) })),
        services: plan.services.map(one => ({ ...one, environment, definitionId: idOf(one.definitionId) })),
        ...(plan.tasks
            ? { tasks: plan.tasks.map(one => ({ ...one, environment, definitionId: idOf(one.definitionId) })) }
            : {})
    };
}
function joinPlans(plans) {
    return {
        definitions: plans.flatMap(({ definitions }) => definitions),
        services: plans.flatMap(({ services }) => services),
        tasks: plans.flatMap(({ tasks = [] }) => tasks)
    };
}
function oncePerSource(findings) {
    const placed = findings.map((finding) => {
        const { file, pointer, rule } = finding;
        return [pointer === '' ? JSON.stringify(finding) : `${file} ${pointer} ${rule}`, finding];
    });
    return [...new Map(placed.toReversed()).values()].toReversed();
}
function withoutPlan(planned) {
    const missing = planned.filter(({ report }) => report.plan === undefined);
    if (missing.length === planned.length)
        return [];
    return missing.map(({ environment }) => ({
        message: `Environment ${environment} has no plan because of the problems and findings reported for it.`
    }));
}
function ofEnvironment(item, { environment }, planned) {
    const isSaidByAll = planned.every(({ report }) => [...report.problems, ...report.remarks].some(({ message }) => message === item.message));
    return isSaidByAll ? item : { ...item, message: `[${environment}] ${item.message}` };
}
const distinct = (items) => (0,list/* distinctBy */.ey)(items, JSON.stringify);

// EXTERNAL MODULE: ./lib/src/deploy/plan/plan-run.js + 3 modules
var plan_run = __webpack_require__(89845);
// EXTERNAL MODULE: ./lib/src/report/plan/plan.js
var plan_plan = __webpack_require__(36343);
;// CONCATENATED MODULE: ./lib/src/modes/plan.js




async function runPlan(configuration, ports) {
    const report = await planAll(configuration, ports);
    const { plan, problems } = report;
    if (plan === undefined || problems.length > 0)
        return report;
    const lines = (0,plan_plan/* planToText */.GO)(plan);
    if (lines.length > 0)
        ports.log.group('Plan (nothing was changed)', lines);
    return report;
}
async function planAll(configuration, ports) {
    const aws = (0,connections/* connectAccounts */.r)(ports, configuration.maxRetries);
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
