export const id = 765;
export const ids = [765];
export const modules = {

/***/ 64765:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runStatus: () => (/* binding */ runStatus)
});

// EXTERNAL MODULE: ./lib/src/arn.js
var arn = __webpack_require__(318);
// EXTERNAL MODULE: ./lib/src/audit/run/area.js
var run_area = __webpack_require__(9442);
// EXTERNAL MODULE: ./lib/src/audit/run/areas.js
var run_areas = __webpack_require__(2049);
// EXTERNAL MODULE: ./lib/src/deploy/plan/make-plan.js + 1 modules
var make_plan = __webpack_require__(75122);
// EXTERNAL MODULE: ./lib/src/deploy/prepare/prepare.js
var prepare = __webpack_require__(58106);
// EXTERNAL MODULE: ./lib/src/deploy/target.js
var target = __webpack_require__(54208);
// EXTERNAL MODULE: ./lib/src/rollout/outcome.js
var outcome = __webpack_require__(13235);
;// CONCATENATED MODULE: ./lib/src/audit/run/drift.js




function namesFiles({ taskDefinition }, { resolved }) {
    return (taskDefinition.length > 0 ||
        [...resolved.services, ...resolved.tasks].some(({ base }) => base?.kind === 'file'));
}
async function findDrift(configuration, ports) {
    const { renderedFolder: _nowhere, ...reading } = ports;
    const aws = (0,target/* connectAccounts */.rl)(reading, configuration.maxRetries);
    const asPlan = {
        ...configuration,
        mode: 'plan',
        failOn: 'error',
        verifyPermissions: 'off',
        allowFamilyChange: true
    };
    const preparation = await (0,prepare/* prepareDefinitions */.U)(asPlan, reading, aws);
    const planning = { ports: reading, aws, onlyCompares: true };
    const first = await (0,make_plan/* makePlan */.C)(preparation, asPlan, planning);
    const absent = absentIn(first.report);
    const there = preparation.prepared.filter(({ target }) => !absent.includes(target.service ?? ''));
    const { report, plan } = absent.length === 0 ? first : await (0,make_plan/* makePlan */.C)({ ...preparation, prepared: there }, asPlan, planning);
    const { files, unscanned, findings, excepted, problems } = report;
    const remarks = [...report.remarks, ...absent.map(notThere)];
    const rows = (plan?.services ?? []).flatMap(({ service, site, file, definitionId }) => {
        const definition = plan?.definitions.find(({ id }) => id === definitionId);
        if (!definition || definition.differences.length === 0)
            return [];
        const paths = definition.differences.map(({ path }) => path);
        return [{ file, paths, place: (0,outcome/* placeKeyOf */.eP)({ service, ...site }) }];
    });
    const compared = new Map((plan?.services ?? []).flatMap(({ service, site, file, definitionId }) => plan?.definitions.some(({ id, comparedWith }) => id === definitionId && comparedWith !== undefined)
        ? [[(0,outcome/* placeKeyOf */.eP)({ service, ...site }), file]]
        : []));
    return { rows, compared, report: { files, unscanned, findings, excepted, problems, remarks } };
}
function absentIn({ problems }) {
    return problems.flatMap(({ code, service }) => code === 'service-not-found' && service !== undefined ? [service] : []);
}
function notThere(service) {
    return {
        message: `Service "${service}" is not in ECS, so its file was not compared with anything that runs.`
    };
}

// EXTERNAL MODULE: ./lib/src/check/project-rules.js + 1 modules
var project_rules = __webpack_require__(97235);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/explained-problems.js
var explained_problems = __webpack_require__(46173);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/placement.js
var configuration_placement = __webpack_require__(47497);
// EXTERNAL MODULE: ./lib/src/report/report.js
var report_report = __webpack_require__(1216);
// EXTERNAL MODULE: ./lib/src/report/status-section.js
var status_section = __webpack_require__(10826);
;// CONCATENATED MODULE: ./lib/src/modes/status.js











async function runStatus(configuration, ports) {
    const project = await (0,project_rules/* readProjectRules */.Z4)(configuration, ports);
    const { placement } = project;
    const areas = (0,run_areas/* areasOf */._M)(configuration, placement);
    const early = (0,run_areas/* earlyProblems */.An)(project, areas, configuration);
    if (early.length > 0)
        return { ...(0,report_report/* emptyReport */._O)('status'), problems: early };
    const aws = (0,target/* connectAccounts */.rl)(ports, configuration.maxRetries);
    const said = await (0,target/* announceTarget */.TE)(areas.flatMap(run_areas/* sitesOf */.Yc), { ports, aws });
    const empty = (0,target/* withTarget */.yY)((0,report_report/* emptyReport */._O)('status'), said);
    if (said.problems.length > 0)
        return empty;
    const looks = [];
    const findKey = (0,configuration_placement/* keyedAt */.MF)(placement, configuration);
    for (const area of areas)
        looks.push(await (0,run_area/* readAreaStatus */.OB)(area, configuration, { ports, findKey }));
    const found = withoutAbsent(configuration, looks);
    const compared = await driftOf(found, ports, project);
    const services = looks.flatMap(look => look.services).map(compared);
    if (services.length > 0)
        ports.log.group('Status', (0,status_section/* statusToText */.hk)(services));
    return {
        ...empty,
        services: services.map(({ service }) => service),
        status: { services },
        problems: [
            ...empty.problems,
            ...(0,explained_problems/* explained */.to)(looks.flatMap(({ problems }) => problems), placement)
        ]
    };
}
async function driftOf(configuration, ports, project) {
    if (!namesFiles(configuration, project))
        return status => status;
    const { rows, compared: files, report } = await findDrift(configuration, ports);
    const why = report.problems[0]?.message ??
        ((0,report_report/* hasErrors */.Cs)(report) ? 'the files are not sealed, which mode check shows' : undefined) ??
        report.remarks.find(({ isUnverified }) => isUnverified)?.message ??
        'no file of task-definition is for it';
    return status => {
        const place = (0,outcome/* placeKeyOf */.eP)(status);
        const file = files.get(place);
        if (file === undefined && configuration.taskDefinition.length === 0)
            return hasFile(status, project) ? { ...status, drift: { kind: 'not-compared', why } } : status;
        if (file === undefined)
            return { ...status, notVerified: [...status.notVerified, `files: ${why}`] };
        const row = rows.find(row => row.place === place);
        const drift = row ? { kind: 'differs', file, paths: row.paths } : { kind: 'none', file };
        return { ...status, drift };
    };
}
function withoutAbsent(configuration, looks) {
    const { services } = configuration;
    if (!Array.isArray(services))
        return configuration;
    const problems = looks.flatMap(look => look.problems);
    const absent = new Set(problems.flatMap(({ service }) => service ?? []));
    return { ...configuration, services: services.filter(name => !absent.has(name)) };
}
function hasFile({ service, cluster }, { resolved }) {
    return resolved.services.some(({ name, base, site }) => name === service &&
        base?.kind === 'file' &&
        (site.cluster === undefined || (0,arn/* lastPartOf */.RS)(site.cluster) === (0,arn/* lastPartOf */.RS)(cluster)));
}


/***/ })

};
