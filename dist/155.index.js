export const id = 155;
export const ids = [155];
export const modules = {

/***/ 42566:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   An: () => (/* binding */ earlyProblems),
/* harmony export */   Et: () => (/* binding */ connectArea),
/* harmony export */   IY: () => (/* binding */ withEveryCluster),
/* harmony export */   Yc: () => (/* binding */ sitesOf),
/* harmony export */   _M: () => (/* binding */ areasOf),
/* harmony export */   jp: () => (/* binding */ deletedService),
/* harmony export */   k7: () => (/* binding */ EVERY)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(87433);
/* harmony import */ var _deploy_again_open_services_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(68920);
/* harmony import */ var _deploy_target_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(37679);
/* harmony import */ var _inputs_configuration_explained_problems_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(68326);
/* harmony import */ var _inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26664);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(35909);






function areasOf(configuration, placement) {
    const named = configuration.services === 'all' ? [] : (0,_deploy_again_open_services_js__WEBPACK_IMPORTED_MODULE_0__/* .namedServices */ .Qw)(configuration, placement);
    if (named.length > 0) {
        return group(named.map(({ service, site }) => ({ site, service })));
    }
    const places = [...placement.places.keys()].map(service => (0,_inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_1__/* .siteOf */ .zU)(service, placement, configuration));
    const all = [(0,_inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_1__/* .siteOf */ .zU)(undefined, placement, configuration), ...places];
    return group(all.flatMap(({ cluster, ...account }) => cluster === undefined ? [] : [{ site: { ...account, cluster } }]));
}
function sitesOf({ account, clusters }) {
    return clusters.map(({ cluster }) => ({ ...account, cluster }));
}
function group(items) {
    const areas = new Map();
    for (const { site, service } of items) {
        const { cluster, ...account } = site;
        const area = areas.get((0,_deploy_target_js__WEBPACK_IMPORTED_MODULE_2__/* .accountKey */ .LQ)(site)) ?? { account, clusters: new Map() };
        areas.set((0,_deploy_target_js__WEBPACK_IMPORTED_MODULE_2__/* .accountKey */ .LQ)(site), area);
        const known = area.clusters.get(cluster);
        if (service === undefined || known === 'all')
            area.clusters.set(cluster, 'all');
        else
            area.clusters.set(cluster, (known ?? new Set()).add(service));
    }
    return [...areas.values()].map(({ account, clusters }) => ({
        account,
        clusters: [...clusters].map(([cluster, services]) => services === 'all' ? { cluster } : { cluster, services: [...services] })
    }));
}
const EVERY = '*';
async function withEveryCluster({ account, clusters }, { inventory }) {
    if (!clusters.some(({ cluster }) => cluster === EVERY))
        return { account, clusters };
    const all = await inventory.listClusters();
    return { account, clusters: all.map(arn => ({ cluster: (0,_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .lastPartOf */ .RS)(arn) })) };
}
function earlyProblems(project, areas, configuration) {
    const { problems, placementProblems, isUndecided } = project;
    return [
        ...problems,
        ...placementProblems,
        ...(isUndecided ? [] : missingClusterProblems(project, areas, configuration))
    ];
}
function missingClusterProblems({ placement }, areas, configuration) {
    const lost = areas.length === 0 || areas.some(({ clusters }) => clusters.some(({ cluster }) => cluster === ''));
    if (!lost)
        return [];
    const isNamed = configuration.services !== 'all';
    const strangers = isNamed ? (0,_inputs_configuration_explained_problems_js__WEBPACK_IMPORTED_MODULE_4__/* .unknownServices */ .rl)((0,_deploy_again_open_services_js__WEBPACK_IMPORTED_MODULE_0__/* .namedServices */ .Qw)(configuration, placement), placement) : [];
    if (strangers.length > 0)
        return strangers;
    return [
        {
            code: 'missing-input',
            fault: 'user',
            message: `Input "cluster" is empty; mode ${configuration.mode} needs a cluster.`,
            hint: 'Name the cluster the services run in; write cluster: default if you mean the default one.'
        }
    ];
}
function deletedService({ service, site }) {
    return {
        code: 'service-not-active',
        fault: 'user',
        service,
        message: `Service "${service}" in cluster "${site.cluster}" is INACTIVE: it was deleted, and nothing of it runs.`,
        hint: 'Check the name, cluster and region, or leave it out of this run.'
    };
}
async function connectArea({ region, roleArn }, { maxRetries }, ports) {
    const options = { region, maxRetries, paces: new Map(), ...(0,_present_js__WEBPACK_IMPORTED_MODULE_5__/* .present */ .E)({ roleArn }) };
    const aws = await ports.connectAws(options);
    return { ...aws, ...(await ports.connectAudit(options)), options };
}


/***/ }),

/***/ 87155:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runStatus: () => (/* binding */ runStatus)
});

// EXTERNAL MODULE: ./lib/src/arn.js
var arn = __webpack_require__(87433);
// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(63395);
// EXTERNAL MODULE: ./lib/src/deploy/prepare/inspect-services.js
var inspect_services = __webpack_require__(65297);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(28168);
// EXTERNAL MODULE: ./lib/src/nearest.js
var nearest = __webpack_require__(11636);
// EXTERNAL MODULE: ./lib/src/rollout/status.js
var rollout_status = __webpack_require__(99484);
// EXTERNAL MODULE: ./lib/src/audit/run/areas.js
var run_areas = __webpack_require__(42566);
;// CONCATENATED MODULE: ./lib/src/audit/run/area-status.js







const AT_ONCE = 5;
const DESCRIBED = 50;
async function readAreaStatus({ account, clusters }, configuration, { ports, findKey }) {
    const { ecs, inventory, balancers } = await (0,run_areas/* connectArea */.Et)(account, configuration, ports);
    const services = [];
    const problems = [];
    for (const { cluster, services: named } of clusters) {
        try {
            const names = named ?? (await inventory.listServices(cluster)).map(arn/* lastPartOf */.RS);
            const site = { ...account, cluster };
            for (const part of (0,list/* slicesOf */.nu)(names, DESCRIBED)) {
                const found = await ecs.describeServices(cluster, part);
                const missing = await (0,nearest/* missingNames */.JA)(found.missing, () => inventory.listServices(cluster));
                problems.push(...missing.map(one => (0,inspect_services/* missingService */.wu)({ ...one, site })));
                for (const batch of (0,list/* slicesOf */.nu)(found.services, AT_ONCE)) {
                    const about = { region: account.region, cluster, now: ports.clock.now(), balancers };
                    const read = await Promise.all(batch.map(state => (0,rollout_status/* readServiceStatus */.C)(ecs, state, about)));
                    services.push(...read.map(one => ({ ...one, ...findKey(one.service, site) })));
                }
            }
        }
        catch (error) {
            problems.push((0,explain/* refusalOf */.Of)(error));
        }
    }
    return { services, problems };
}

// EXTERNAL MODULE: ./lib/src/deploy/plan/make-plan.js
var make_plan = __webpack_require__(67432);
// EXTERNAL MODULE: ./lib/src/deploy/prepare/prepare.js
var prepare = __webpack_require__(45839);
// EXTERNAL MODULE: ./lib/src/deploy/target.js
var target = __webpack_require__(37679);
// EXTERNAL MODULE: ./lib/src/rollout/outcome.js
var outcome = __webpack_require__(41128);
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

// EXTERNAL MODULE: ./lib/src/check/project-rules.js
var project_rules = __webpack_require__(69354);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/explained-problems.js
var explained_problems = __webpack_require__(68326);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/placement.js
var configuration_placement = __webpack_require__(26664);
// EXTERNAL MODULE: ./lib/src/report/report.js
var report_report = __webpack_require__(20931);
// EXTERNAL MODULE: ./lib/src/report/status-section.js
var status_section = __webpack_require__(84045);
;// CONCATENATED MODULE: ./lib/src/modes/status.js











async function runStatus(configuration, ports) {
    const project = await (0,project_rules/* readProjectRules */.Z)(configuration, ports);
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
        looks.push(await readAreaStatus(area, configuration, { ports, findKey }));
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
