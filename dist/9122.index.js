export const id = 9122;
export const ids = [9122];
export const modules = {

/***/ 55199:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runPlan: () => (/* binding */ runPlan)
});

// EXTERNAL MODULE: ./lib/src/deploying/connections.js
var connections = __webpack_require__(98146);
// EXTERNAL MODULE: ./lib/src/checking/decisions/project-rules.js
var project_rules = __webpack_require__(38809);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(7673);
// EXTERNAL MODULE: ./lib/src/report/join-reports.js
var join_reports = __webpack_require__(86684);
;// CONCATENATED MODULE: ./lib/src/deploying/plan/plan-environments.js



async function environmentsToPlan(configuration, ports) {
    if (configuration.environment !== undefined)
        return [];
    const { layout } = await (0,project_rules/* readProjectRules */.Z)(configuration, ports);
    return [...layout.environments.keys()];
}
function joinEnvironments(planned) {
    const told = planned.map(one => ({
        ...one.report,
        problems: one.report.problems.map(item => ofEnvironment(item, one, planned)),
        remarks: one.report.remarks.map(item => ofEnvironment(item, one, planned))
    }));
    const joined = told.map((one) => one).reduce(join_reports/* joinReports */.c);
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

// EXTERNAL MODULE: ./lib/src/deploying/plan/plan-run.js + 5 modules
var plan_run = __webpack_require__(1257);
// EXTERNAL MODULE: ./lib/src/report/plan/plan.js
var plan_plan = __webpack_require__(36343);
;// CONCATENATED MODULE: ./lib/src/modes/plan.js




async function runPlan(configuration, ports) {
    const report = await planAll(configuration, ports);
    const { plan, problems } = report;
    if (plan === undefined || problems.length > 0)
        return report;
    const lines = (0,plan_plan/* planToText */.G)(plan);
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


/***/ }),

/***/ 37647:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ wavesOf),
/* harmony export */   n: () => (/* binding */ withWaves)
/* harmony export */ });
/* harmony import */ var _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(13235);

function wavesOf(services, order) {
    const named = new Set(order.flat());
    const waves = order.map(names => services.filter(service => names.includes((0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .keyOf */ .TN)(service))));
    const rest = services.filter(service => !named.has((0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .keyOf */ .TN)(service)));
    return [...waves, rest].filter(wave => wave.length > 0);
}
function withWaves(services, order) {
    const waves = new Map(wavesOf(services, order).flatMap((wave, index) => wave.map(service => [service, index + 1])));
    return services.map(service => ({ ...service, wave: waves.get(service) ?? 1 }));
}


/***/ }),

/***/ 86684:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ joinReports)
/* harmony export */ });
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85590);

function joinReports(first, second) {
    const { mode, services, files, excepted, failOn, plan, migration, sarifFile, audit, status } = first;
    const { verifyPermissions } = first;
    const joined = {
        ...{
            mode,
            services,
            files,
            excepted,
            failOn,
            plan,
            migration,
            sarifFile,
            audit,
            status,
            verifyPermissions
        },
        run: first.run ?? second.run,
        chosen: first.chosen ?? second.chosen,
        target: first.target ?? second.target,
        reportFile: first.reportFile ?? second.reportFile,
        cutShort: first.cutShort ?? second.cutShort,
        oldRevisions: first.oldRevisions ?? second.oldRevisions,
        unscanned: [...first.unscanned, ...second.unscanned],
        findings: [...first.findings, ...second.findings],
        problems: [...first.problems, ...second.problems],
        remarks: [...first.remarks, ...second.remarks],
        results: [...first.results, ...second.results],
        diagnoses: [...first.diagnoses, ...second.diagnoses],
        timelines: [...first.timelines, ...second.timelines],
        schedules: [...first.schedules, ...second.schedules],
        permissions: [...first.permissions, ...second.permissions],
        codeDeployIds: [...first.codeDeployIds, ...second.codeDeployIds],
        taskArns: [...first.taskArns, ...second.taskArns],
        taskDefinitionArns: [...first.taskDefinitionArns, ...second.taskDefinitionArns],
        renderedFiles: [...first.renderedFiles, ...second.renderedFiles],
        selection: first.selection || second.selection
            ? [...(first.selection ?? []), ...(second.selection ?? [])]
            : undefined
    };
    return (0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)(joined);
}


/***/ }),

/***/ 36343:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ planToText)
/* harmony export */ });
/* harmony import */ var _group_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(69270);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7673);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6473);
/* harmony import */ var _plan_stories_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2487);
/* harmony import */ var _plan_words_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(41855);





function planToText(plan) {
    return (0,_plan_stories_js__WEBPACK_IMPORTED_MODULE_0__/* .planSections */ .w)(plan).flatMap(sectionLines).map(_text_js__WEBPACK_IMPORTED_MODULE_1__/* .plain */ .pj);
}
const NAMED = 12;
function sectionLines({ environment, stories }) {
    const risks = stories.flatMap(({ services }) => services.flatMap(({ service, risks }) => risks.map(({ message }) => ({ service, message }))));
    const shared = (0,_group_js__WEBPACK_IMPORTED_MODULE_2__/* .groupBy */ .$)(risks, ({ message }) => message).filter(alike => alike.length > 1);
    const isShared = new Set(shared.flatMap(alike => alike.map(({ message }) => message)));
    return [
        ...(environment === undefined ? [] : [`environment ${environment}:`]),
        ...stories.flatMap(story => storyLines(story, isShared)),
        ...shared.map(alike => {
            const names = alike.map(({ service }) => service);
            return `risk for ${(0,_list_js__WEBPACK_IMPORTED_MODULE_3__/* .someOf */ .yU)(names, NAMED)}: ${alike[0]?.message}`;
        })
    ];
}
function storyLines(story, isShared) {
    const { family, files, registration, differences, references, services } = story;
    const head = files.length === 0 ? [] : [`${family} (${files.join(', ')}): ${registration}`];
    return [
        ...head,
        ...differences.map(one => `    ${(0,_plan_words_js__WEBPACK_IMPORTED_MODULE_4__/* .differenceLine */ .QH)(one)}`),
        ...references.map(({ name, written, arn }) => `    ${name}: ${written === arn ? arn : `${written} → ${arn}`}`),
        ...services.flatMap(one => serviceLines(one, isShared))
    ];
}
function serviceLines({ kind, service, action, running, isUnchanged, risks }, isShared) {
    const replaced = isUnchanged || running === '' ? '' : `; runs now: ${running}`;
    const own = risks.filter(({ message }) => !isShared.has(message));
    return [`  ${kind} ${service}: ${action}${replaced}`, ...own.map(({ message }) => `    risk: ${message}`)];
}


/***/ }),

/***/ 72550:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ rolloutOf)
/* harmony export */ });
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85590);

function rolloutOf(about, target, watch) {
    const { service, key, site, before } = about;
    const { ecs, startedAt, deadline, purpose } = watch;
    const seenEvents = before.events.map(({ id }) => id);
    return { service, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ key }), site, ecs, target, startedAt, deadline, seenEvents, purpose };
}


/***/ })

};
