export const id = 7631;
export const ids = [7631];
export const modules = {

/***/ 2049:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   An: () => (/* binding */ earlyProblems),
/* harmony export */   Et: () => (/* binding */ connectArea),
/* harmony export */   IY: () => (/* binding */ withEveryCluster),
/* harmony export */   Yc: () => (/* binding */ sitesOf),
/* harmony export */   _M: () => (/* binding */ areasOf),
/* harmony export */   jp: () => (/* binding */ deletedService)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(318);
/* harmony import */ var _configuration_explained_problems_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(59235);
/* harmony import */ var _configuration_placement_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80375);
/* harmony import */ var _deploying_again_existing_revision_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(29633);
/* harmony import */ var _deploying_connections_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(98146);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(85590);






function areasOf(configuration, placement) {
    const named = configuration.services === 'all' ? [] : (0,_deploying_again_existing_revision_js__WEBPACK_IMPORTED_MODULE_0__/* .namedServices */ .Qw)(configuration, placement);
    if (named.length > 0) {
        return group(named.map(({ service, site }) => ({ site, service })));
    }
    const places = [...placement.places.keys()].map(service => (0,_configuration_placement_js__WEBPACK_IMPORTED_MODULE_1__/* .siteOf */ .zU)(service, placement, configuration));
    const all = [(0,_configuration_placement_js__WEBPACK_IMPORTED_MODULE_1__/* .siteOf */ .zU)(undefined, placement, configuration), ...places];
    return group(all.flatMap(({ cluster, ...account }) => cluster === undefined ? [] : [{ site: { ...account, cluster } }]));
}
function sitesOf({ account, clusters }) {
    return clusters.map(({ cluster }) => ({ ...account, cluster }));
}
function group(items) {
    const areas = new Map();
    for (const { site, service } of items) {
        const { cluster, ...account } = site;
        const area = areas.get((0,_deploying_connections_js__WEBPACK_IMPORTED_MODULE_2__/* .accountKey */ .L)(site)) ?? { account, clusters: new Map() };
        areas.set((0,_deploying_connections_js__WEBPACK_IMPORTED_MODULE_2__/* .accountKey */ .L)(site), area);
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
    const strangers = isNamed ? (0,_configuration_explained_problems_js__WEBPACK_IMPORTED_MODULE_4__/* .unknownServices */ .rl)((0,_deploying_again_existing_revision_js__WEBPACK_IMPORTED_MODULE_0__/* .namedServices */ .Qw)(configuration, placement), placement) : [];
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

/***/ 5864:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E_: () => (/* binding */ namesFiles),
/* harmony export */   L1: () => (/* binding */ findDrift),
/* harmony export */   Th: () => (/* binding */ driftTo),
/* harmony export */   eP: () => (/* binding */ placeKeyOf)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(318);
/* harmony import */ var _deploying_connections_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(98146);
/* harmony import */ var _deploying_plan_make_plan_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(55794);
/* harmony import */ var _deploying_prepare_prepare_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(90532);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85590);





function placeKeyOf(of) {
    return JSON.stringify([of.region, (0,_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .lastPartOf */ .RS)(of.cluster), of.service]);
}
function namesFiles({ taskDefinition }, { resolved }) {
    return (taskDefinition.length > 0 ||
        [...resolved.services, ...resolved.tasks].some(({ base }) => base?.kind === 'file'));
}
async function driftTo(configuration, ports, project) {
    if (!namesFiles(configuration, project))
        return undefined;
    const drift = await findDrift(configuration, ports);
    if (configuration.taskDefinition.length > 0)
        return drift;
    const { problems, remarks } = drift.report;
    const told = problems.map(({ message, place }) => ({
        message: `Not verified: how the files of the configuration file differ from what runs. ${message}`,
        isUnverified: true,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ place })
    }));
    return { ...drift, report: { ...drift.report, problems: [], remarks: [...remarks, ...told] } };
}
async function findDrift(configuration, ports) {
    const { renderedFolder: _nowhere, ...reading } = ports;
    const aws = (0,_deploying_connections_js__WEBPACK_IMPORTED_MODULE_2__/* .connectAccounts */ .r)(reading, configuration.maxRetries);
    const asPlan = {
        ...configuration,
        mode: 'plan',
        verifyPermissions: 'off',
        allowFamilyChange: true
    };
    const preparation = await (0,_deploying_prepare_prepare_js__WEBPACK_IMPORTED_MODULE_3__/* .prepareDefinitions */ .U)(asPlan, reading, aws);
    const planning = { ports: reading, aws, onlyCompares: true };
    const first = await (0,_deploying_plan_make_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .makePlan */ .C)(preparation, asPlan, planning);
    const absent = absentIn(first.report);
    const there = preparation.prepared.filter(({ target }) => !absent.includes(target.service ?? ''));
    const { report, plan } = absent.length === 0 ? first : await (0,_deploying_plan_make_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .makePlan */ .C)({ ...preparation, prepared: there }, asPlan, planning);
    const { files, unscanned, findings, excepted, problems } = report;
    const remarks = [...report.remarks, ...absent.map(notThere)];
    const rows = (plan?.services ?? []).flatMap(({ service, site, file, definitionId }) => {
        const definition = plan?.definitions.find(({ id }) => id === definitionId);
        if (!definition || definition.differences.length === 0)
            return [];
        const revision = definition.comparedWith === undefined ? '' : (0,_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .lastPartOf */ .RS)(definition.comparedWith);
        const paths = definition.differences.map(({ path }) => path);
        const { cluster, region } = site;
        return [
            {
                service,
                cluster: (0,_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .lastPartOf */ .RS)(cluster),
                region,
                file,
                revision,
                paths,
                place: placeKeyOf({ service, ...site })
            }
        ];
    });
    const compared = new Map((plan?.services ?? []).flatMap(({ service, site, file, definitionId }) => plan?.definitions.some(({ id, comparedWith }) => id === definitionId && comparedWith !== undefined)
        ? [[placeKeyOf({ service, ...site }), file]]
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


/***/ }),

/***/ 51966:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ keyedAt)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(318);
/* harmony import */ var _placement_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80375);


function keyedAt(placement, usual) {
    const keys = new Map();
    const idOf = (service, { cluster, region, roleArn }) => JSON.stringify([service, (0,_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .lastPartOf */ .RS)(cluster), region, roleArn]);
    for (const [key, { name = key }] of placement.places) {
        const { cluster, ...account } = (0,_placement_js__WEBPACK_IMPORTED_MODULE_1__/* .siteOf */ .zU)(key, placement, usual);
        const id = cluster === undefined ? undefined : idOf(name, { ...account, cluster });
        if (id !== undefined && !keys.has(id))
            keys.set(id, key);
    }
    return (service, site) => {
        const key = keys.get(idOf(service, site));
        return key === undefined || key === service ? { service } : { service, key };
    };
}


/***/ }),

/***/ 87631:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runStatus: () => (/* binding */ runStatus)
});

// EXTERNAL MODULE: ./lib/src/arn.js
var arn = __webpack_require__(318);
// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(84120);
// EXTERNAL MODULE: ./lib/src/deploying/prepare/inspect-services.js
var inspect_services = __webpack_require__(10736);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(7673);
// EXTERNAL MODULE: ./lib/src/rollout/status.js
var rollout_status = __webpack_require__(57773);
// EXTERNAL MODULE: ./lib/src/audit/run/areas.js
var run_areas = __webpack_require__(2049);
;// CONCATENATED MODULE: ./lib/src/audit/run/area-status.js






const AT_ONCE = 5;
const DESCRIBED = 50;
async function readAreaStatus({ account, clusters }, configuration, { ports, findKey }) {
    const { ecs, inventory } = await (0,run_areas/* connectArea */.Et)(account, configuration, ports);
    const services = [];
    const problems = [];
    for (const { cluster, services: named } of clusters) {
        try {
            const names = named ?? (await inventory.listServices(cluster)).map(arn/* lastPartOf */.RS);
            const site = { ...account, cluster };
            for (const part of (0,list/* slicesOf */.nu)(names, DESCRIBED)) {
                const found = await ecs.describeServices(cluster, part);
                problems.push(...found.missing.map(service => (0,inspect_services/* missingService */.wu)({ service, site })));
                for (const batch of (0,list/* slicesOf */.nu)(found.services, AT_ONCE)) {
                    const about = { region: account.region, cluster, now: ports.clock.now() };
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

// EXTERNAL MODULE: ./lib/src/audit/run/drift.js
var run_drift = __webpack_require__(5864);
// EXTERNAL MODULE: ./lib/src/checking/decisions/project-rules.js
var project_rules = __webpack_require__(38809);
// EXTERNAL MODULE: ./lib/src/configuration/explained-problems.js
var explained_problems = __webpack_require__(59235);
// EXTERNAL MODULE: ./lib/src/configuration/keyed-at.js
var keyed_at = __webpack_require__(51966);
// EXTERNAL MODULE: ./lib/src/deploying/connections.js
var connections = __webpack_require__(98146);
// EXTERNAL MODULE: ./lib/src/deploying/target.js
var target = __webpack_require__(6698);
// EXTERNAL MODULE: ./lib/src/report/report.js
var report_report = __webpack_require__(1216);
// EXTERNAL MODULE: ./lib/src/report/status-section.js
var status_section = __webpack_require__(10826);
;// CONCATENATED MODULE: ./lib/src/modes/status.js











async function runStatus(configuration, ports) {
    const project = await (0,project_rules/* readProjectRules */.Z)(configuration, ports);
    const { placement } = project;
    const areas = (0,run_areas/* areasOf */._M)(configuration, placement);
    const early = (0,run_areas/* earlyProblems */.An)(project, areas, configuration);
    if (early.length > 0)
        return { ...(0,report_report/* emptyReport */._O)('status'), problems: early };
    const aws = (0,connections/* connectAccounts */.r)(ports, configuration.maxRetries);
    const said = await (0,target/* announceTarget */.TE)(areas.flatMap(run_areas/* sitesOf */.Yc), { ports, aws });
    const empty = (0,target/* withTarget */.yY)((0,report_report/* emptyReport */._O)('status'), said);
    if (said.problems.length > 0)
        return empty;
    const looks = [];
    const findKey = (0,keyed_at/* keyedAt */.M)(placement, configuration);
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
            ...(0,explained_problems.explained)(looks.flatMap(({ problems }) => problems), placement)
        ]
    };
}
async function driftOf(configuration, ports, project) {
    if (!(0,run_drift/* namesFiles */.E_)(configuration, project))
        return status => status;
    const { rows, compared: files, report } = await (0,run_drift/* findDrift */.L1)(configuration, ports);
    const why = report.problems[0]?.message ??
        ((0,report_report/* hasErrors */.Cs)(report) ? 'the files are not sealed, which mode check shows' : undefined) ??
        report.remarks.find(({ isUnverified }) => isUnverified)?.message ??
        'no file of task-definition is for it';
    return status => {
        const place = (0,run_drift/* placeKeyOf */.eP)(status);
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


/***/ }),

/***/ 57773:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ readServiceStatus),
/* harmony export */   n: () => (/* binding */ unrestOf)
/* harmony export */ });
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(84120);
/* harmony import */ var _diagnosis_recent_events_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3876);
/* harmony import */ var _diagnosis_recognize_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(90199);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(85590);
/* harmony import */ var _deployments_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(97387);
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(38704);
/* harmony import */ var _records_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(27621);
/* harmony import */ var _rollback_targets_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(10884);
/* harmony import */ var _start_rollback_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(72820);









async function readServiceStatus(ecs, state, about) {
    const { now, ...place } = about;
    const notVerified = [];
    const isOurs = state.deploymentController === 'ECS';
    const read = isOurs ? await (0,_rollback_targets_js__WEBPACK_IMPORTED_MODULE_0__/* .readPast */ .rj)(ecs, state, now) : undefined;
    const unknown = read && ('none' in read ? read : read.gap);
    if (unknown)
        notVerified.push(`rollback targets: ${unknown.none}`);
    if (!isOurs)
        notVerified.push(`deployments in progress and rollback targets: ${state.deploymentController} keeps them, which is not asked`);
    if (isOurs && state.status === 'ACTIVE' && state.deployments.length === 0)
        notVerified.push('deployments in progress: ECS listed no deployment at all');
    const checked = read && 'none' in read ? undefined : read && (await (0,_rollback_targets_js__WEBPACK_IMPORTED_MODULE_0__/* .checkTargets */ .VJ)(ecs, read.past));
    if (checked?.notVerified !== undefined)
        notVerified.push(checked.notVerified);
    const past = checked?.past;
    const back = isOurs ? await (0,_start_rollback_js__WEBPACK_IMPORTED_MODULE_1__/* .findRollbackUnderWay */ .jO)(ecs, state, now) : undefined;
    const underWay = isOurs ? await readUnderWay(ecs, state, { now, notVerified, back }) : undefined;
    const { taskDefinition } = state;
    const primary = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_2__/* .primaryOf */ .Os)(state);
    const current = past?.find(one => one.state === 'current');
    const isActive = isOurs && state.status === 'ACTIVE';
    const begun = primary?.rolloutState === 'IN_PROGRESS' ? undefined : primary?.createdAt;
    const { service, status, strategy, desiredCount, runningCount, pendingCount } = state;
    return {
        ...{ service, ...place, status, controller: state.deploymentController, strategy, taskDefinition },
        ...{ desiredCount, runningCount, pendingCount, drift: { kind: 'not-compared' }, notVerified },
        deployments: state.deployments.map(one => ({
            ...{
                id: one.id,
                status: one.status,
                taskDefinition: one.taskDefinition,
                runningCount: one.runningCount
            },
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ createdAt: one.createdAt, rolloutState: one.rolloutState })
        })),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({
            since: underWay === undefined ? (current?.since ?? begun) : undefined,
            underWay,
            rollbackTarget: isActive ? targetOf(state, { past: past ?? [], back, underWay }) : undefined,
            unrest: isActive && underWay === undefined ? unrestOf(state, now) : undefined,
            past: past?.filter(one => one.state !== 'current')
        })
    };
}
function targetOf(state, { past, back, underWay }) {
    const target = (0,_rollback_targets_js__WEBPACK_IMPORTED_MODULE_0__/* .targetNow */ .ID)(state, past, back);
    const isUnusable = past.some(({ arn, unusable }) => arn === target?.arn && unusable !== undefined);
    if (target && isUnusable && underWay === undefined)
        return (0,_rollback_targets_js__WEBPACK_IMPORTED_MODULE_0__/* .nextTargetOf */ .aY)(past, target.arn);
    return target && underWay?.isRollback && back === undefined
        ? { arn: target.arn, how: 'ECS is rolling back to it already' }
        : target;
}
async function readUnderWay(ecs, state, { now, notVerified, back }) {
    const busy = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_2__/* .deploymentUnderWay */ .TC)(state);
    if (!busy)
        return undefined;
    const own = back?.from ?? busy;
    const base = {
        ...{ id: own.id, taskDefinition: own.taskDefinition },
        failedTasks: state.deployments.find(({ id }) => id === own.id)?.failedTasks ?? 0,
        ...(back ? { isRollback: true } : {}),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ startedAt: own.createdAt })
    };
    try {
        const record = await recordOfDeployment(ecs, state, { id: own.id, startedAt: own.createdAt ?? now });
        if (record === undefined) {
            notVerified.push('stage and pause: ECS does not list the record of the deployment');
            return base;
        }
        const { arn, status, lifecycleStage: stage, trafficPercent } = record;
        const isRollback = base.isRollback ?? (status.startsWith('ROLLBACK_') ? true : undefined);
        const known = { stage, trafficPercent, paused: (0,_progress_js__WEBPACK_IMPORTED_MODULE_4__/* .pauseResultOf */ .Jo)(record), isRollback };
        return { ...base, arn, status, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)(known) };
    }
    catch (error) {
        notVerified.push(`stage and pause: ${(0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_5__/* .refusedCall */ .dr)(error)}`);
        return base;
    }
}
async function recordOfDeployment(ecs, { clusterArn, service }, { id, startedAt }) {
    const brief = await (0,_records_js__WEBPACK_IMPORTED_MODULE_6__/* .findRecord */ .Tq)(ecs, { cluster: clusterArn, service, deploymentId: id, startedAt });
    return brief && (await ecs.describeServiceDeployments([brief.arn]))[0];
}
const TROUBLE = /unable|failed|unhealthy|not healthy|could not|reached the limit|throttled|misconfigured/i;
const STARTED = /has started (\d+) tasks/;
const FEW_STARTS = 3;
function unrestOf(service, now) {
    const events = (0,_diagnosis_recent_events_js__WEBPACK_IMPORTED_MODULE_7__/* .eventsSince */ .S5)(service, (0,_deployments_js__WEBPACK_IMPORTED_MODULE_2__/* .primaryOf */ .Os)(service)?.id, now);
    const trouble = events.find(({ message }) => TROUBLE.test(message));
    const starts = events.reduce((sum, { message }) => sum + Number(STARTED.exec(message)?.[1] ?? 0), 0);
    const isBusy = starts >= FEW_STARTS && starts > service.desiredCount;
    const said = [
        isBusy ? `ECS has started ${starts} tasks in the last hour without a deployment` : '',
        trouble === undefined
            ? ''
            : `ECS reported at ${(0,_progress_js__WEBPACK_IMPORTED_MODULE_4__/* .minuteOf */ .iA)(trouble.createdAt)}: ${(0,_diagnosis_recognize_js__WEBPACK_IMPORTED_MODULE_8__/* .generalizeReason */ .Fb)((0,_diagnosis_recognize_js__WEBPACK_IMPORTED_MODULE_8__/* .withoutServicePrefix */ .qf)(trouble.message)).replace(/\.$/, '')}`
    ].filter(text => text !== '');
    return said.length === 0 ? undefined : said.join('; ');
}


/***/ })

};
