export const id = 758;
export const ids = [758];
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

/***/ 32758:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runRotateRestart: () => (/* binding */ runRotateRestart)
});

// EXTERNAL MODULE: ./lib/src/audit/run/areas.js
var run_areas = __webpack_require__(42566);
// EXTERNAL MODULE: ./lib/src/deploy/again/redeploy.js
var redeploy = __webpack_require__(56637);
// EXTERNAL MODULE: ./lib/src/deploy/plan/inspect-codedeploy.js
var inspect_codedeploy = __webpack_require__(69101);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(28168);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(35909);
// EXTERNAL MODULE: ./lib/src/report/plan/plan.js
var plan_plan = __webpack_require__(95310);
// EXTERNAL MODULE: ./lib/src/rollout/outcome.js
var outcome = __webpack_require__(41128);
// EXTERNAL MODULE: ./lib/src/arn.js
var src_arn = __webpack_require__(87433);
// EXTERNAL MODULE: ./lib/src/deploy/plan/plaintext.js
var plan_plaintext = __webpack_require__(21853);
// EXTERNAL MODULE: ./lib/src/deploy/prepare/inspect-services.js
var inspect_services = __webpack_require__(65297);
// EXTERNAL MODULE: ./lib/src/deploy/target.js
var target = __webpack_require__(37679);
// EXTERNAL MODULE: ./lib/src/rollout/deployments.js
var deployments = __webpack_require__(52708);
// EXTERNAL MODULE: ./lib/src/rollout/progress.js
var progress = __webpack_require__(74049);
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
            problems.push(...look.missing.map(one => (0,inspect_services/* missingService */.wu)({ ...one, site })));
            problems.push(...look.inactive.map(service => (0,run_areas/* deletedService */.jp)({ service, site })));
            problems.push(...look.gaps.map(gap/* gapProblem */.s));
        }
    }
    return { services, others, problems: [...problems, ...services.flatMap(notVerified)] };
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
        ...{ task, cluster, region, reads: reads.get(task.taskDefinition) ?? [] },
        ...(0,present/* present */.E)({ service: (0,find_uses/* serviceOf */.z5)(task) })
    });
    const looked = services.map((state) => {
        const own = tasks.filter(task => (0,find_uses/* serviceOf */.z5)(task) === state.service).map(reading);
        return {
            ...{ site, state, isUnseen: tasksGap !== undefined },
            unlisted: tasksGap === undefined ? Math.max(0, state.runningCount - own.length) : 0,
            stale: tasksGap === undefined ? (0,old_values/* staleTasks */.WO)(own) : [],
            open: (0,list/* distinctBy */.ey)(own.flatMap(one => openOf(one, definitions.has(one.task.taskDefinition))), ({ what, why }) => `${what} ${why}`),
            ...(0,present/* present */.E)({ live: definitions.get(state.taskDefinition) })
        };
    });
    const alone = tasks.filter(task => (0,find_uses/* serviceOf */.z5)(task) === undefined).map(reading);
    return { services: looked, others: (0,old_values/* staleTasks */.WO)(alone) };
}
function openOf(one, isKnown) {
    const { task, reads } = one;
    if (!isKnown) {
        const why = 'ECS does not return this revision';
        return [{ what: `those of ${(0,src_arn/* lastPartOf */.RS)(task.taskDefinition)}`, why }];
    }
    const undated = (0,old_values/* undatedTasks */.sD)([one]).map(({ arn }) => ({
        what: `those of task ${(0,src_arn/* lastPartOf */.RS)(arn)}`,
        why: 'ECS does not return when it was created'
    }));
    const secrets = reads.flatMap(read => read.kind === 'dated' || read.isFile ? [] : [{ what: read.name, why: read.why }]);
    return [...secrets, ...undated];
}
function notVerified(looked) {
    const { state, open, stale, unlisted } = looked;
    if (stale.length > 0)
        return [];
    if (unlisted > 0)
        return [notListed(looked)];
    if (open.length === 0)
        return [];
    return [
        {
            code: 'rotation-not-verified',
            fault: 'cloud',
            service: state.service,
            message: `Service "${state.service}": it is not known when these secrets last changed: ${open.map(({ what, why }) => `${what} (${why})`).join(', ')}. It was not restarted.`,
            hint: 'What is missing keeps the next task from starting: create or restore it, or deploy the service from its file. To read the dates, allow secretsmanager:DescribeSecret, secretsmanager:ListSecretVersionIds and ssm:DescribeParameters.'
        }
    ];
}
function notListed({ state: { service, runningCount }, unlisted }) {
    const seen = runningCount - unlisted;
    return {
        code: 'rotation-not-verified',
        fault: 'cloud',
        service,
        message: `Service "${service}": ECS listed ${seen} of its ${runningCount} running tasks, so it is not known whether the others hold an old value. It was not restarted.`,
        hint: 'Run again: the list of tasks can lag behind. Or deploy with force-new-deployment: true.'
    };
}
function freshResult(looked) {
    const { site, state, key } = looked;
    const { service, taskDefinition } = state;
    return {
        service,
        ...(0,present/* present */.E)({ key }),
        cluster: site.cluster,
        region: site.region,
        outcome: isKnown(looked) ? 'unchanged' : 'not-started',
        reason: `${whyFresh(looked)}${whatIsMissing(state)}`,
        ...(taskDefinition === '' ? {} : { taskDefinitionArn: taskDefinition })
    };
}
function whatIsMissing({ status, desiredCount, runningCount }) {
    if (status !== 'ACTIVE' || runningCount >= desiredCount)
        return '';
    return ` Only ${runningCount} of ${desiredCount} desired tasks run: check its events and stopped tasks.`;
}
function isKnown({ isUnseen, unlisted, open }) {
    return !isUnseen && unlisted === 0 && open.length === 0;
}
function whyFresh({ open, isUnseen, unlisted }) {
    if (unlisted > 0)
        return 'Not verified: not all of its running tasks were listed.';
    if (isUnseen)
        return 'Not verified: its running tasks could not be read.';
    if (open.length > 0)
        return 'Not verified: when its secrets last changed is not known.';
    return 'No running task is older than the secrets, parameters and files that it reads.';
}
function staleOthers(others, dryRun) {
    const secrets = new Map();
    for (const { secret, task } of others)
        secrets.set(secret, (secrets.get(secret) ?? new Set()).add(task));
    return [...secrets].map(([secret, tasks]) => {
        const names = [...tasks].map(src_arn/* lastPartOf */.RS).join(', ');
        const left = dryRun ? 'would not be' : 'were not';
        const message = `Tasks outside of services might hold the old value of ${secret} and ${left} restarted: ${names}.`;
        return { message, isWarning: true, verdict: `Warning: ${message}` };
    });
}
function whyStale(looked) {
    const { state, stale, key } = looked;
    const name = (0,outcome/* labelOf */.Wy)({ service: state.service, ...(0,present/* present */.E)({ key }) });
    const tasks = new Set(stale.map(({ task }) => task)).size;
    return changesOf(looked).map(change => `[${name}] ${change}; ${tasks} of its tasks might hold the old value`);
}
function changesOf({ stale }) {
    const secrets = new Map(stale.map(({ secret, changedAt }) => [secret, changedAt]));
    return [...secrets].map(([secret, at]) => `${secret} changed ${(0,progress/* minuteOf */.iA)(at)}`);
}

;// CONCATENATED MODULE: ./lib/src/audit/run/restart-stale.js








async function restartStale(stale, report, run) {
    if (stale.length === 0)
        return report;
    for (const line of stale.flatMap(whyStale))
        run.ports.log.info(line);
    const plannedAt = run.ports.clock.now();
    const { own, items } = await readyToRestart(stale, report, run);
    const done = own.problems.length > 0
        ? (0,target/* withNotStarted */.Tq)(own, run.services)
        : await (0,redeploy/* rollOutAgain */.iL)(await (0,redeploy/* planAgain */.Gj)(items, own, run), run, { plannedAt });
    const { plan } = done;
    return {
        ...done,
        ...(plan && { plan: { ...plan, services: plan.services.map(service => withReason(service, stale)) } }),
        problems: [...report.problems, ...done.problems],
        results: [...report.results, ...done.results]
    };
}
async function readyToRestart(stale, report, run) {
    const inspected = await (0,inspect_services/* inspectServices */.dD)(run.services, run.configuration, run.aws);
    const problems = [...inspected.problems, ...stale.flatMap(unusable)];
    const remarks = [...report.remarks, ...stale.flatMap(item => plaintextRemark(item, run))];
    const items = stale.flatMap((item) => {
        const { site, state, live, key } = item;
        const following = restartInProgress(item);
        return live === undefined
            ? []
            : [{ service: state.service, site, state, live, ...(0,present/* present */.E)({ following, key }) }];
    });
    return { own: { ...report, remarks, problems }, items };
}
function restartInProgress({ state, stale }) {
    const primary = (0,deployments/* primaryOf */.Os)(state);
    const changedAt = Math.max(...stale.map(task => task.changedAt));
    const isRestart = primary !== undefined && (primary.createdAt ?? 0) > changedAt;
    return isRestart && primary.rolloutState !== 'FAILED' ? primary.id : undefined;
}
function withReason(service, stale) {
    const { action, site } = service;
    if (action.kind !== 'update')
        return service;
    const own = stale.find(item => item.state.service === service.service &&
        item.site.cluster === site.cluster &&
        item.site.region === site.region);
    const why = own === undefined ? '' : changesOf(own).join('; ');
    return { ...service, action: { kind: 'update', because: 'old-value', why, forceNewDeployment: true } };
}
function unusable({ state, live }) {
    if (live?.status === 'ACTIVE')
        return [];
    const name = (0,src_arn/* lastPartOf */.RS)(state.taskDefinition);
    const hint = 'Deploy the service from its file, which registers it again and starts new tasks.';
    return [
        { ...(0,redeploy/* inactiveRevision */.Nq)(name, live?.status ?? 'deleted', hint), fault: 'cloud', service: state.service }
    ];
}
function plaintextRemark({ state, live }, { ports }) {
    const plaintext = live === undefined ? [] : (0,plan_plaintext/* plaintextIn */.ZV)(live.definition, ports.mask);
    if (plaintext.length === 0)
        return [];
    const message = `Service "${state.service}" runs ${(0,src_arn/* lastPartOf */.RS)(state.taskDefinition)}, which holds plaintext credentials (${plaintext.join(', ')}). It is restarted as it is; move them into secrets (mode migrate).`;
    return [{ message }];
}

;// CONCATENATED MODULE: ./lib/src/audit/run/preview-restart.js








async function previewRestart(found, report, run) {
    const stale = found.filter(item => item.stale.length > 0);
    const fresh = found.filter(item => item.stale.length === 0 && freshResult(item).outcome === 'unchanged');
    const ready = await readyToRestart(stale, report, run);
    const remarks = [...ready.own.remarks, ...stale.flatMap(whyStale).map(asRemark), ...remarksOfFresh(fresh)];
    const own = { ...ready.own, remarks, problems: [...report.problems, ...ready.own.problems] };
    if (ready.own.problems.length > 0)
        return own;
    const decided = await (0,redeploy/* planAgain */.Gj)(ready.items, own, run);
    if (!decided.plan)
        return decided.report;
    const { plan: again, problems } = await (0,inspect_codedeploy/* inspectCodeDeploy */.H)(decided.plan, run.configuration, run);
    const left = await planUntouched(fresh, own, run);
    const services = again.services.map(service => withReason(service, stale));
    const plan = joinedPlans({ ...again, services }, left);
    const shown = { ...decided.report, plan, problems: [...decided.report.problems, ...problems] };
    if (shown.problems.length === 0)
        run.ports.log.group('Plan (nothing was changed)', (0,plan_plan/* planToText */.GO)(plan));
    const isShown = new Set([...stale, ...fresh].filter(hasDefinition).map(nameOf));
    const leftOut = new Set(fresh.map(nameOf).filter(name => !isShown.has(name)));
    return { ...shown, services: shown.services.filter(name => !leftOut.has(name)) };
}
function nameOf({ state, key }) {
    return (0,outcome/* keyOf */.TN)({ service: state.service, ...(0,present/* present */.E)({ key }) });
}
function hasDefinition({ live }) {
    return live !== undefined;
}
function asRemark(message) {
    return { message: `${message}.` };
}
const NAMES_SHOWN = 20;
function remarksOfFresh(fresh) {
    return [...(0,list/* grouped */.zD)(fresh, item => freshResult(item).reason)].map(([reason, items]) => {
        const names = items.map(({ state, key }) => (0,outcome/* labelOf */.Wy)({ service: state.service, ...(0,present/* present */.E)({ key }) }));
        return { message: `Would not be restarted: ${(0,list/* someOf */.yU)(names, NAMES_SHOWN)}. ${reason}` };
    });
}
async function planUntouched(fresh, report, run) {
    const items = fresh.flatMap(({ state, site, live, key }) => live === undefined ? [] : [{ service: state.service, site, state, live, ...(0,present/* present */.E)({ key }) }]);
    const { ifDeploying: _, ...configuration } = run.configuration;
    const decided = await (0,redeploy/* planAgain */.Gj)(items, report, {
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

// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(63395);
// EXTERNAL MODULE: ./lib/src/check/project-rules.js
var project_rules = __webpack_require__(69354);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/explained-problems.js
var explained_problems = __webpack_require__(68326);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/placement.js
var configuration_placement = __webpack_require__(26664);
// EXTERNAL MODULE: ./lib/src/report/report.js
var report_report = __webpack_require__(20931);
// EXTERNAL MODULE: ./lib/src/report/rollouts/rollouts.js
var rollouts = __webpack_require__(5632);
;// CONCATENATED MODULE: ./lib/src/modes/rotate-restart.js













async function runRotateRestart(configuration, ports) {
    const project = await (0,project_rules/* readProjectRules */.Z)(configuration, ports);
    const { placement } = project;
    const areas = (0,run_areas/* areasOf */._M)(configuration, placement);
    const early = (0,run_areas/* earlyProblems */.An)(project, areas, configuration);
    const { dryRun } = configuration;
    const none = (0,report_report/* emptyReport */._O)(dryRun ? 'plan' : 'rotate-restart');
    if (early.length > 0)
        return { ...none, problems: early };
    const aws = (0,target/* connectAccounts */.rl)(ports, configuration.maxRetries);
    const said = await (0,target/* announceTarget */.TE)(areas.flatMap(run_areas/* sitesOf */.Yc), { ports, aws });
    const empty = (0,target/* withTarget */.yY)(none, said);
    if (said.problems.length > 0)
        return empty;
    const looked = await findStaleTasks(areas, configuration, ports).catch((error) => (0,explain/* refusalOf */.Of)(error));
    if ('code' in looked)
        return { ...empty, problems: (0,explained_problems/* explained */.to)([looked], placement) };
    const findKey = (0,configuration_placement/* keyedAt */.MF)(placement, configuration);
    const found = looked.services.map(item => {
        const { key } = findKey(item.state.service, item.site);
        return { ...item, ...(0,present/* present */.E)({ key }) };
    });
    const stale = found.filter(item => item.stale.length > 0);
    const report = {
        ...empty,
        services: found.map(({ state, key }) => (0,outcome/* keyOf */.TN)({ service: state.service, ...(0,present/* present */.E)({ key }) })),
        problems: [...empty.problems, ...(0,explained_problems/* explained */.to)(looked.problems, placement)],
        remarks: [...empty.remarks, ...staleOthers(looked.others, dryRun)],
        results: dryRun ? [] : found.filter(item => item.stale.length === 0).map(freshResult)
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
    if (dryRun) {
        return previewRestart(found, report, run);
    }
    const finished = await restartStale(stale, report, run);
    for (const line of (0,rollouts/* resultsToText */.px)(finished))
        ports.log.info(line);
    return finished;
}


/***/ })

};
