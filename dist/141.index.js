export const id = 141;
export const ids = [141];
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

/***/ 71141:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runRotateRestart: () => (/* binding */ runRotateRestart)
});

// EXTERNAL MODULE: ./lib/src/audit/run/areas.js
var run_areas = __webpack_require__(42566);
// EXTERNAL MODULE: ./lib/src/arn.js
var arn = __webpack_require__(87433);
// EXTERNAL MODULE: ./lib/src/deploy/again/redeploy.js
var redeploy = __webpack_require__(56637);
// EXTERNAL MODULE: ./lib/src/deploy/plan/inspect-codedeploy.js
var inspect_codedeploy = __webpack_require__(69101);
// EXTERNAL MODULE: ./lib/src/deploy/plan/plaintext.js
var plan_plaintext = __webpack_require__(21853);
// EXTERNAL MODULE: ./lib/src/deploy/prepare/inspect-services.js
var inspect_services = __webpack_require__(65297);
// EXTERNAL MODULE: ./lib/src/deploy/target.js
var target = __webpack_require__(37679);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(28168);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(35909);
// EXTERNAL MODULE: ./lib/src/report/plan/plan.js
var plan_plan = __webpack_require__(95310);
// EXTERNAL MODULE: ./lib/src/rollout/deployments.js
var deployments = __webpack_require__(52708);
// EXTERNAL MODULE: ./lib/src/rollout/outcome.js
var outcome = __webpack_require__(41128);
// EXTERNAL MODULE: ./lib/src/audit/find-uses.js
var find_uses = __webpack_require__(45984);
// EXTERNAL MODULE: ./lib/src/audit/gap.js
var gap = __webpack_require__(84210);
// EXTERNAL MODULE: ./lib/src/audit/old-values.js
var old_values = __webpack_require__(21366);
;// CONCATENATED MODULE: ./lib/src/audit/run/stale-tasks.js







async function findStaleTasks(areas, configuration, ports) {
    const services = [];
    const others = [];
    const problems = [];
    for (const { account, clusters } of areas) {
        const aws = await (0,run_areas/* connectArea */.Et)(account, configuration, ports);
        for (const target of clusters) {
            const look = await (0,find_uses/* readCluster */.D$)(target, aws);
            const site = { ...account, cluster: target.cluster };
            const found = await withTasks(look, site, aws);
            services.push(...found.services);
            others.push(...found.others);
            problems.push(...look.missing.map(one => (0,inspect_services/* missingService */.wu)({ ...one, site })), ...look.inactive.map(service => (0,run_areas/* deletedService */.jp)({ service, site })), ...look.gaps.map(gap/* gapProblem */.s), ...(look.tasksGap === undefined ? found.services.flatMap(notVerified) : []));
        }
    }
    return { services, others, problems };
}
async function withTasks({ services, tasks, tasksGap }, site, aws) {
    const { cluster, region } = site;
    const definitions = new Map();
    for (const arn of new Set([...tasks, ...services].map(({ taskDefinition }) => taskDefinition))) {
        const live = arn === '' ? undefined : await aws.ecs.describeTaskDefinition(arn);
        if (live)
            definitions.set(arn, live);
    }
    const contents = [...definitions.values()].map(({ definition }) => definition);
    const dates = await (0,old_values/* readStartReads */.GG)(contents, { region }, aws);
    const reads = new Map([...definitions.keys()].map((arn, index) => [arn, dates[index] ?? []]));
    const reading = (task) => ({
        ...{ task, cluster, region, reads: reads.get(task.taskDefinition) ?? [unread(task)] },
        ...(0,present/* present */.E)({ service: (0,find_uses/* serviceOf */.z5)(task) })
    });
    const looked = services.map((state) => {
        const own = tasks.filter(task => (0,find_uses/* serviceOf */.z5)(task) === state.service).map(reading);
        const judged = tasksGap === undefined
            ? (0,old_values/* judgeTasks */.y3)(own, state.runningCount)
            : { kind: 'open', stale: [], text: 'its running tasks could not be read' };
        return { site, state, tasks: judged, ...(0,present/* present */.E)({ live: definitions.get(state.taskDefinition) }) };
    });
    const alone = tasks.filter(task => (0,find_uses/* serviceOf */.z5)(task) === undefined).map(reading);
    return { services: looked, others: (0,old_values/* staleTasks */.WO)(alone) };
}
function unread({ taskDefinition }) {
    return { kind: 'unknown', name: (0,arn/* lastPartOf */.RS)(taskDefinition), why: 'ECS does not return this revision' };
}
function notVerified({ state: { service }, tasks: { kind, text } }) {
    if (kind !== 'open')
        return [];
    return [
        {
            code: 'rotation-not-verified',
            fault: 'cloud',
            service,
            message: `Service "${service}": it is not known whether its tasks hold an old value: ${text}. It was not restarted.`,
            hint: 'Run again, if the list of tasks lags behind. What is missing keeps the next task from starting: create or restore it. To read the dates, allow secretsmanager:DescribeSecret, secretsmanager:ListSecretVersionIds and ssm:DescribeParameters. Or deploy with force-new-deployment: true.'
        }
    ];
}
function freshResult({ site, state, key, tasks }) {
    const { service, taskDefinition } = state;
    const isOpen = tasks.kind === 'open';
    const why = isOpen
        ? `Not verified: ${tasks.text}.`
        : 'No running task is older than the secrets, parameters and files that it reads.';
    return {
        service,
        ...(0,present/* present */.E)({ key }),
        cluster: site.cluster,
        region: site.region,
        outcome: isOpen ? 'not-started' : 'unchanged',
        reason: `${why}${whatIsMissing(state)}`,
        ...(taskDefinition === '' ? {} : { taskDefinitionArn: taskDefinition })
    };
}
function whatIsMissing({ status, desiredCount, runningCount }) {
    if (status !== 'ACTIVE' || runningCount >= desiredCount)
        return '';
    return ` Only ${runningCount} of ${desiredCount} desired tasks run: check its events and stopped tasks.`;
}
function staleOthers(others, dryRun) {
    const secrets = new Map();
    for (const { secret, task } of others)
        secrets.set(secret, (secrets.get(secret) ?? new Set()).add(task));
    return [...secrets].map(([secret, tasks]) => {
        const names = [...tasks].map(arn/* lastPartOf */.RS).join(', ');
        const left = dryRun ? 'would not be' : 'were not';
        const message = `Tasks outside of services might hold the old value of ${secret} and ${left} restarted: ${names}.`;
        return { message, isWarning: true, verdict: `Warning: ${message}` };
    });
}

;// CONCATENATED MODULE: ./lib/src/audit/run/restart-stale.js












async function restartStale(stale, report, run) {
    if (stale.length === 0)
        return report;
    for (const line of stale.map(whyStale))
        run.ports.log.info(line);
    const plannedAt = run.ports.clock.now();
    const planned = await planRestart(stale, { ...report, problems: [] }, run);
    const done = planned.plan
        ? await (0,redeploy/* rollOutAgain */.iL)(planned, run, { plannedAt })
        : (0,target/* withNotStarted */.Tq)(planned.report, run.services);
    return {
        ...done,
        problems: [...report.problems, ...done.problems],
        results: [...report.results, ...done.results]
    };
}
async function previewRestart(found, report, run) {
    const stale = found.filter(({ tasks }) => tasks.kind === 'stale');
    const own = stale.map(item => ({ message: `${whyStale(item)}.` }));
    const fresh = found.filter(({ tasks }) => tasks.kind === 'fresh');
    const remarks = [...report.remarks, ...own, ...remarksOfFresh(fresh)];
    const planned = await planRestart(stale, { ...report, remarks }, run);
    if (!planned.plan)
        return planned.report;
    const { plan: again, problems } = await (0,inspect_codedeploy/* inspectCodeDeploy */.H)(planned.plan, run.configuration, run);
    const left = fresh.filter(({ live }) => live !== undefined);
    const plan = joinedPlans(again, await planUntouched(left, planned.report, run));
    const shown = { ...planned.report, plan, problems: [...planned.report.problems, ...problems] };
    if (shown.problems.length === 0)
        run.ports.log.group('Plan (nothing was changed)', (0,plan_plan/* planToText */.GO)(plan));
    const leftOut = new Set(fresh.filter(({ live }) => live === undefined).map(nameOf));
    return { ...shown, services: shown.services.filter(name => !leftOut.has(name)) };
}
function nameOf({ state, key }) {
    return (0,outcome/* keyOf */.TN)({ service: state.service, ...(0,present/* present */.E)({ key }) });
}
async function planUntouched(fresh, report, run) {
    const { ifDeploying: _, ...configuration } = run.configuration;
    const decided = await (0,redeploy/* planAgain */.Gj)(fresh.flatMap(asRedeployment), report, {
        ...run,
        configuration: { ...configuration, forceNewDeployment: false }
    });
    const { definitions = [], services = [] } = decided.plan ?? decided.report.plan ?? {};
    return { definitions, services: services.map(one => ({ ...one, action: { kind: 'unchanged' } })) };
}
function joinedPlans(plan, left) {
    const idOf = (id) => `unchanged ${id}`;
    return {
        ...plan,
        definitions: [...plan.definitions, ...left.definitions.map(one => ({ ...one, id: idOf(one.id) }))],
        services: [
            ...plan.services,
            ...left.services.map(one => ({ ...one, definitionId: idOf(one.definitionId) }))
        ]
    };
}
function asRedeployment({ site, state, live, key }) {
    return live === undefined ? [] : [{ service: state.service, site, state, live, ...(0,present/* present */.E)({ key }) }];
}
async function planRestart(stale, report, run) {
    const inspected = await (0,inspect_services/* inspectServices */.dD)(run.services, run.configuration, run.aws);
    const problems = [...inspected.problems, ...stale.flatMap(unusable)];
    const remarks = [...report.remarks, ...stale.flatMap(item => plaintextRemark(item, run))];
    const own = { ...report, remarks, problems: [...report.problems, ...problems] };
    if (problems.length > 0)
        return { report: own };
    const items = stale.flatMap(item => {
        const following = restartInProgress(item);
        return asRedeployment(item).map(one => ({ ...one, ...(0,present/* present */.E)({ following }) }));
    });
    const planned = await (0,redeploy/* planAgain */.Gj)(items, own, run);
    if (!planned.plan)
        return planned;
    const plan = withReasons(planned.plan, stale);
    return { report: { ...planned.report, plan }, plan };
}
function withReasons(plan, stale) {
    return {
        ...plan,
        services: plan.services.map(service => {
            const { text: why = '' } = stale.find(({ state }) => state === service.before)?.tasks ?? {};
            return service.action.kind === 'update'
                ? { ...service, action: { kind: 'update', because: 'old-value', why, forceNewDeployment: true } }
                : service;
        })
    };
}
function whyStale({ state, key, tasks }) {
    return `[${(0,outcome/* labelOf */.Wy)({ service: state.service, ...(0,present/* present */.E)({ key }) })}] ${tasks.text}`;
}
const NAMES_SHOWN = 20;
function remarksOfFresh(fresh) {
    return [...(0,list/* grouped */.zD)(fresh.map(freshResult), ({ reason }) => reason)].map(([reason, results]) => {
        return { message: `Would not be restarted: ${(0,list/* someOf */.yU)(results.map(outcome/* labelOf */.Wy), NAMES_SHOWN)}. ${reason}` };
    });
}
function restartInProgress({ state, tasks }) {
    const primary = (0,deployments/* primaryOf */.Os)(state);
    const changedAt = Math.max(...tasks.stale.map(task => task.changedAt));
    const isRestart = primary !== undefined && (primary.createdAt ?? 0) > changedAt;
    return isRestart && primary.rolloutState !== 'FAILED' ? primary.id : undefined;
}
function unusable({ state, live }) {
    if (live?.status === 'ACTIVE')
        return [];
    const name = (0,arn/* lastPartOf */.RS)(state.taskDefinition);
    const hint = 'Deploy the service from its file, which registers it again and starts new tasks.';
    return [
        { ...(0,redeploy/* inactiveRevision */.Nq)(name, live?.status ?? 'deleted', hint), fault: 'cloud', service: state.service }
    ];
}
function plaintextRemark({ state, live }, { ports }) {
    const plaintext = live === undefined ? [] : (0,plan_plaintext/* plaintextIn */.ZV)(live.definition, ports.mask);
    if (plaintext.length === 0)
        return [];
    const message = `Service "${state.service}" runs ${(0,arn/* lastPartOf */.RS)(state.taskDefinition)}, which holds plaintext credentials (${plaintext.join(', ')}). It is restarted as it is; move them into secrets (mode migrate).`;
    return [{ message }];
}

// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(63395);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/explained-problems.js
var explained_problems = __webpack_require__(68326);
// EXTERNAL MODULE: ./lib/src/report/rollouts/rollouts.js
var rollouts = __webpack_require__(5632);
;// CONCATENATED MODULE: ./lib/src/modes/rotate-restart.js









async function runRotateRestart(configuration, ports) {
    const { dryRun } = configuration;
    const opened = await (0,run_areas/* openAreas */.bN)(configuration, ports, dryRun ? 'plan' : 'rotate-restart');
    if ('ended' in opened)
        return opened.ended;
    const { areas, aws, findKey, report: empty } = opened;
    const { placement } = opened.project;
    const looked = await findStaleTasks(areas, configuration, ports).catch((error) => (0,explain/* refusalOf */.Of)(error));
    if ('code' in looked)
        return { ...empty, problems: (0,explained_problems/* explained */.to)([looked], placement) };
    const found = looked.services.map(item => {
        const { key } = findKey(item.state.service, item.site);
        return { ...item, ...(0,present/* present */.E)({ key }) };
    });
    const stale = found.filter(({ tasks }) => tasks.kind === 'stale');
    const report = {
        ...empty,
        services: found.map(({ state, key }) => (0,outcome/* keyOf */.TN)({ service: state.service, ...(0,present/* present */.E)({ key }) })),
        problems: [...empty.problems, ...(0,explained_problems/* explained */.to)(looked.problems, placement)],
        remarks: [...empty.remarks, ...staleOthers(looked.others, dryRun)],
        results: dryRun ? [] : found.filter(({ tasks }) => tasks.kind !== 'stale').map(freshResult)
    };
    const services = stale.map(({ state, site, key }) => ({
        service: state.service,
        site,
        ...(0,present/* present */.E)({ key })
    }));
    if (report.problems.some(({ fault }) => fault === 'user'))
        return dryRun ? report : (0,target/* withNotStarted */.Tq)(report, services);
    const forced = { ...configuration, forceNewDeployment: true };
    const run = { configuration: forced, ports, aws, placement, services };
    if (dryRun)
        return previewRestart(found, report, run);
    const finished = await restartStale(stale, report, run);
    for (const line of (0,rollouts/* resultsToText */.px)(finished))
        ports.log.info(line);
    return finished;
}


/***/ })

};
