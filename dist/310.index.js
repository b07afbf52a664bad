export const id = 310;
export const ids = [310];
export const modules = {

/***/ 42566:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Et: () => (/* binding */ connectArea),
/* harmony export */   IY: () => (/* binding */ withEveryCluster),
/* harmony export */   bN: () => (/* binding */ openAreas),
/* harmony export */   jp: () => (/* binding */ deletedService),
/* harmony export */   k7: () => (/* binding */ EVERY)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(87433);
/* harmony import */ var _check_project_rules_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(69354);
/* harmony import */ var _deploy_again_open_services_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(68920);
/* harmony import */ var _deploy_target_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(37679);
/* harmony import */ var _inputs_configuration_explained_problems_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(68326);
/* harmony import */ var _inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26664);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(35909);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(20931);








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
async function openAreas(configuration, ports, mode = configuration.mode) {
    const project = await (0,_check_project_rules_js__WEBPACK_IMPORTED_MODULE_4__/* .readProjectRules */ .Z)(configuration, ports);
    const { problems, placement, placementProblems, isUndecided } = project;
    const areas = areasOf(configuration, placement);
    const lost = isUndecided ? [] : missingClusterProblems(project, areas, configuration);
    const early = [...problems, ...placementProblems, ...lost];
    if (early.length > 0)
        return { ended: { ...(0,_report_report_js__WEBPACK_IMPORTED_MODULE_5__/* .emptyReport */ ._O)(mode), problems: early } };
    const aws = (0,_deploy_target_js__WEBPACK_IMPORTED_MODULE_2__/* .connectAccounts */ .rl)(ports, configuration.maxRetries);
    const said = await (0,_deploy_target_js__WEBPACK_IMPORTED_MODULE_2__/* .announceTarget */ .TE)(areas.flatMap(sitesOf), { ports, aws });
    const report = (0,_deploy_target_js__WEBPACK_IMPORTED_MODULE_2__/* .withTarget */ .yY)((0,_report_report_js__WEBPACK_IMPORTED_MODULE_5__/* .emptyReport */ ._O)(mode), said);
    if (said.problems.length > 0)
        return { ended: report };
    return { project, areas, aws, report, findKey: (0,_inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_1__/* .keyedAt */ .MF)(placement, configuration) };
}
function missingClusterProblems({ placement }, areas, configuration) {
    const lost = areas.length === 0 || areas.some(({ clusters }) => clusters.some(({ cluster }) => cluster === ''));
    if (!lost)
        return [];
    const isNamed = configuration.services !== 'all';
    const strangers = isNamed ? (0,_inputs_configuration_explained_problems_js__WEBPACK_IMPORTED_MODULE_6__/* .unknownServices */ .rl)((0,_deploy_again_open_services_js__WEBPACK_IMPORTED_MODULE_0__/* .namedServices */ .Qw)(configuration, placement), placement) : [];
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
    const options = { region, maxRetries, paces: new Map(), ...(0,_present_js__WEBPACK_IMPORTED_MODULE_7__/* .present */ .E)({ roleArn }) };
    const aws = await ports.connectAws(options);
    return { ...aws, ...(await ports.connectAudit(options)), options };
}


/***/ }),

/***/ 25310:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runStatus: () => (/* binding */ runStatus)
});

// EXTERNAL MODULE: ./lib/src/audit/run/areas.js
var run_areas = __webpack_require__(42566);
// EXTERNAL MODULE: ./lib/src/arn.js
var arn = __webpack_require__(87433);
// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(63395);
// EXTERNAL MODULE: ./lib/src/deploy/plan/make-plan.js
var make_plan = __webpack_require__(67432);
// EXTERNAL MODULE: ./lib/src/deploy/prepare/inspect-services.js
var inspect_services = __webpack_require__(65297);
// EXTERNAL MODULE: ./lib/src/deploy/prepare/prepare.js
var prepare = __webpack_require__(45839);
// EXTERNAL MODULE: ./lib/src/deploy/target.js
var target = __webpack_require__(37679);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(28168);
// EXTERNAL MODULE: ./lib/src/nearest.js
var nearest = __webpack_require__(11636);
// EXTERNAL MODULE: ./lib/src/report/report.js
var report_report = __webpack_require__(20931);
// EXTERNAL MODULE: ./lib/src/rollout/outcome.js
var outcome = __webpack_require__(41128);
// EXTERNAL MODULE: ./lib/src/rollout/status.js
var rollout_status = __webpack_require__(99484);
;// CONCATENATED MODULE: ./lib/src/audit/run/status.js












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
async function withDrift({ services, problems }, configuration, { ports, project }) {
    const { resolved } = project;
    const isNamed = configuration.taskDefinition.length > 0;
    const hasFiles = [...resolved.services, ...resolved.tasks].some(({ base }) => base?.kind === 'file');
    if (!isNamed && !hasFiles)
        return services;
    const absent = new Set(problems.flatMap(({ service }) => service ?? []));
    const wanted = Array.isArray(configuration.services)
        ? { ...configuration, services: configuration.services.filter(name => !absent.has(name)) }
        : configuration;
    const { compared, why } = await findDrift(wanted, ports, new Set(services.map(outcome/* placeKeyOf */.eP)));
    return services.map(status => {
        const drift = compared.get((0,outcome/* placeKeyOf */.eP)(status));
        if (drift)
            return { ...status, drift };
        if (isNamed)
            return { ...status, notVerified: [...status.notVerified, `files: ${why}`] };
        return hasFile(status, project) ? { ...status, drift: { kind: 'not-compared', why } } : status;
    });
}
async function findDrift(configuration, ports, found) {
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
    const prepared = preparation.prepared.filter(({ target: { service = '', entry }, site }) => {
        const name = entry?.kind === 'service' ? entry.name : service;
        return found.has((0,outcome/* placeKeyOf */.eP)({ ...site, service: name, cluster: site.cluster ?? '' }));
    });
    const planning = { ports: reading, aws, onlyCompares: true };
    const { report, plan } = await (0,make_plan/* makePlan */.C)({ ...preparation, prepared }, asPlan, planning);
    const compared = (plan?.services ?? []).flatMap(({ service, site, file, definitionId }) => {
        const definition = plan?.definitions.find(({ id }) => id === definitionId);
        if (definition?.comparedWith === undefined)
            return [];
        const paths = definition.differences.map(({ path }) => path);
        const drift = paths.length > 0 ? { kind: 'differs', file, paths } : { kind: 'none', file };
        return [[(0,outcome/* placeKeyOf */.eP)({ service, ...site }), drift]];
    });
    const why = report.problems[0]?.message ??
        ((0,report_report/* hasErrors */.Cs)(report) ? 'the files are not sealed, which mode check shows' : undefined) ??
        report.remarks.find(({ isUnverified }) => isUnverified)?.message ??
        'no file of task-definition is for it';
    return { compared: new Map(compared), why };
}
function hasFile({ service, cluster }, { resolved }) {
    return resolved.services.some(({ name, base, site }) => name === service &&
        base?.kind === 'file' &&
        (site.cluster === undefined || (0,arn/* lastPartOf */.RS)(site.cluster) === (0,arn/* lastPartOf */.RS)(cluster)));
}

// EXTERNAL MODULE: ./lib/src/inputs/configuration/explained-problems.js
var explained_problems = __webpack_require__(68326);
// EXTERNAL MODULE: ./lib/src/report/status-section.js
var status_section = __webpack_require__(84045);
;// CONCATENATED MODULE: ./lib/src/modes/status.js




async function runStatus(configuration, ports) {
    const opened = await (0,run_areas/* openAreas */.bN)(configuration, ports);
    if ('ended' in opened)
        return opened.ended;
    const { project, areas, report, findKey } = opened;
    const looks = [];
    for (const area of areas)
        looks.push(await readAreaStatus(area, configuration, { ports, findKey }));
    const found = {
        services: looks.flatMap(look => look.services),
        problems: looks.flatMap(look => look.problems)
    };
    const services = await withDrift(found, configuration, { ports, project });
    if (services.length > 0)
        ports.log.group('Status', (0,status_section/* statusToText */.hk)(services));
    return {
        ...report,
        services: services.map(({ service }) => service),
        status: { services },
        problems: [...report.problems, ...(0,explained_problems/* explained */.to)(found.problems, project.placement)]
    };
}


/***/ })

};
