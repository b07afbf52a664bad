export const id = 649;
export const ids = [649];
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
/* harmony import */ var _deploy_again_open_services_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(29299);
/* harmony import */ var _deploy_connections_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5956);
/* harmony import */ var _inputs_configuration_explained_problems_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(46173);
/* harmony import */ var _inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(47497);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(85590);






function areasOf(configuration, placement) {
    const named = configuration.services === 'all' ? [] : (0,_deploy_again_open_services_js__WEBPACK_IMPORTED_MODULE_0__/* .namedServices */ .Q)(configuration, placement);
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
        const area = areas.get((0,_deploy_connections_js__WEBPACK_IMPORTED_MODULE_2__/* .accountKey */ .L)(site)) ?? { account, clusters: new Map() };
        areas.set((0,_deploy_connections_js__WEBPACK_IMPORTED_MODULE_2__/* .accountKey */ .L)(site), area);
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
    const strangers = isNamed ? (0,_inputs_configuration_explained_problems_js__WEBPACK_IMPORTED_MODULE_4__/* .unknownServices */ .rl)((0,_deploy_again_open_services_js__WEBPACK_IMPORTED_MODULE_0__/* .namedServices */ .Q)(configuration, placement), placement) : [];
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

/***/ 75533:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ findMissingParts)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(318);
/* harmony import */ var _bounded_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66048);
/* harmony import */ var _check_contexts_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(72748);
/* harmony import */ var _files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58363);
/* harmony import */ var _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(13235);
/* harmony import */ var _secrets_images_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(32329);
/* harmony import */ var _secrets_resolve_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(56105);
/* harmony import */ var _secrets_verification_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(19852);
/* harmony import */ var _secrets_verify_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(24698);









const AT_ONCE = 4;
const NOWHERE = { kind: 'file', file: '', pointer: '', start: 0, end: 0 };
const NEW_ARN = {
    hint: 'A secret that is created again has another ARN, which this revision does not have.'
};
const GONE = {
    'secret-not-found': NEW_ARN,
    'secret-scheduled-for-deletion': undefined,
    'parameter-not-found': undefined
};
const UNKNOWN = /^aws-|-access-denied$/;
async function findMissingParts(items, otherwise, run) {
    const { configuration } = run;
    const wanted = items.filter(({ following }) => following === undefined);
    if (configuration.verifyPermissions === 'off' || wanted.length === 0)
        return { problems: [], remarks: [], resolved: [] };
    const looked = await (0,_bounded_js__WEBPACK_IMPORTED_MODULE_0__/* .mapBounded */ .y)(wanted, AT_ONCE, async (item) => [item, await partsOf(item, run)]);
    const open = [...new Set(looked.flatMap(([, parts]) => parts.open))];
    const gone = looked.flatMap(([item, { gone }]) => gone.map(one => problemOf(item, one, otherwise(item))));
    const resolved = looked.flatMap(([, parts]) => parts.resolved);
    return configuration.verifyPermissions === 'required'
        ? { problems: [...gone, ...open.map(asProblem)], remarks: [], resolved }
        : { problems: gone, remarks: open.map(notVerified), resolved };
}
async function partsOf({ service, site, live }, { aws }) {
    const { region } = site;
    const { directory, images } = await aws(site);
    const root = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .fromJson */ .Rf)(live.definition, NOWHERE);
    const document = { service, file: live.arn, root, place: () => undefined };
    const partition = (0,_check_contexts_js__WEBPACK_IMPORTED_MODULE_2__/* .partitionOf */ .i)(region);
    const [resolution, identity] = await Promise.all([
        (0,_secrets_resolve_js__WEBPACK_IMPORTED_MODULE_3__/* .resolveReferences */ .d)([document], { directory, region, partition }),
        (0,_secrets_verification_js__WEBPACK_IMPORTED_MODULE_4__/* .createAsker */ .bX)()(() => directory.callerIdentity())
    ]);
    const caller = identity.kind === 'answered' ? identity.value : undefined;
    const needs = (0,_secrets_verify_js__WEBPACK_IMPORTED_MODULE_5__/* .collectNeeds */ .G)([document], []);
    const rows = await (0,_secrets_images_js__WEBPACK_IMPORTED_MODULE_6__/* .verifyImages */ .O)(needs.images, { images, ask: (0,_secrets_verification_js__WEBPACK_IMPORTED_MODULE_4__/* .createAsker */ .bX)(), caller });
    const { problems, resolved } = resolution;
    return {
        resolved,
        gone: [
            ...problems
                .filter(({ code }) => Object.hasOwn(GONE, code))
                .map(({ code, message, hint = '' }) => ({ what: message, hint: GONE[code]?.hint ?? hint })),
            ...rows.flatMap(row => row.verdict === 'denied' && row.remedy.kind === 'advice'
                ? [{ what: `the image ${row.what} does not exist: ${row.why}`, hint: row.remedy.text }]
                : [])
        ],
        open: [
            ...problems.flatMap(({ code, message }) => (UNKNOWN.test(code) ? [message] : [])),
            ...rows.flatMap(row => row.verdict === 'not-verified' && row.unknown.kind === 'no-permission'
                ? [`no permission for ${row.unknown.operation}`]
                : [])
        ]
    };
}
function problemOf(item, { what, hint }, otherwise) {
    const { service, live } = item;
    return {
        code: 'revision-cannot-start',
        fault: 'user',
        service,
        message: `Service "${(0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_7__/* .labelOf */ .Wy)(item)}": tasks of ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_8__/* .lastPartOf */ .RS)(live.arn)} cannot start: ${what.replace(/\.$/, '')}.`,
        hint: `${otherwise} With verify-permissions: off this is not checked. ${hint}`
    };
}
function notVerified(why) {
    return { message: openText(why), isUnverified: true };
}
function asProblem(why) {
    return {
        code: 'not-verified',
        fault: 'cloud',
        message: openText(why),
        hint: 'Allow the call to the deploying role, or set verify-permissions: auto.'
    };
}
function openText(why) {
    return `Not verified whether the secrets, parameters and images of the revision still exist: ${why.replace(/\.$/, '')}.`;
}


/***/ }),

/***/ 56944:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gj: () => (/* binding */ planAgain),
/* harmony export */   Lo: () => (/* binding */ planExisting),
/* harmony export */   Nq: () => (/* binding */ inactiveRevision),
/* harmony export */   ON: () => (/* binding */ deployAgain),
/* harmony export */   mM: () => (/* binding */ withAppSpecs),
/* harmony export */   su: () => (/* binding */ activeRevision)
/* harmony export */ });
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(84120);
/* harmony import */ var _inputs_configuration_explained_problems_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(46173);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7673);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85590);
/* harmony import */ var _carry_out_carry_out_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(91154);
/* harmony import */ var _not_started_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19316);
/* harmony import */ var _old_values_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(13675);
/* harmony import */ var _plan_decide_on_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(61539);
/* harmony import */ var _plan_inspect_codedeploy_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(95312);
/* harmony import */ var _plan_moved_images_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(17185);
/* harmony import */ var _plan_plaintext_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(77214);
/* harmony import */ var _missing_parts_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(75533);
/* harmony import */ var _open_services_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(29299);













function planAgain(items, report, run) {
    const wanted = items.map(({ site, key, state, live, following }) => {
        const { arn, family, definition } = live;
        return { file: arn, family, site, definition, state, existing: live, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ following, key }) };
    });
    return (0,_plan_decide_on_js__WEBPACK_IMPORTED_MODULE_1__/* .decideOn */ .m)(wanted, report, run);
}
async function deployAgain(items, report, { run, inspectsCodeDeploy, plannedAt, beside }) {
    const decided = await planAgain(items, report, run);
    if (!decided.plan)
        return (0,_not_started_js__WEBPACK_IMPORTED_MODULE_2__/* .withNotStarted */ .T)(decided.report, run.services);
    const { plan, problems } = inspectsCodeDeploy
        ? await withAppSpecs(decided.plan, run)
        : { plan: decided.plan, problems: [] };
    const planned = { ...decided.report, plan, problems: [...decided.report.problems, ...problems] };
    if (problems.length > 0)
        return (0,_not_started_js__WEBPACK_IMPORTED_MODULE_2__/* .withNotStarted */ .T)(planned, run.services);
    const arns = new Map(plan.definitions.flatMap(({ id, registration }) => registration.kind === 'reuse' ? [[id, registration.arn]] : []));
    const registered = { plan, arns, placement: run.placement, plannedAt: plannedAt ?? run.ports.clock.now() };
    const [others, rolledOut] = await Promise.all([
        beside?.() ?? [],
        (0,_carry_out_carry_out_js__WEBPACK_IMPORTED_MODULE_3__/* .rollOut */ .Of)(registered, run.configuration, run)
    ]);
    const ends = [...others, ...rolledOut.ends];
    return (0,_carry_out_carry_out_js__WEBPACK_IMPORTED_MODULE_3__/* .withEnds */ .JB)({ ...planned, taskDefinitionArns: [...arns.values()] }, { ...rolledOut, ends });
}
function withAppSpecs(plan, run) {
    return (0,_plan_inspect_codedeploy_js__WEBPACK_IMPORTED_MODULE_4__/* .inspectCodeDeploy */ .H)(plan, run.configuration, run);
}
async function planExisting(revision, configuration, planning) {
    const opened = await (0,_open_services_js__WEBPACK_IMPORTED_MODULE_5__/* .openServices */ .N)(configuration, planning.ports, { what: 'deployed', aws: planning.aws });
    const { placement } = opened;
    if ('ended' in opened)
        return { report: { ...opened.ended, results: [] }, placement };
    const { report, subjects, run } = opened;
    const found = await Promise.all(run.services.map(({ site }) => findRevision(revision, site, run)));
    const wrong = found.flatMap(item => ('problem' in item ? [item.problem] : []));
    const problems = [
        ...report.problems,
        ...(0,_inputs_configuration_explained_problems_js__WEBPACK_IMPORTED_MODULE_6__/* .explained */ .to)((0,_list_js__WEBPACK_IMPORTED_MODULE_7__/* .distinctBy */ .ey)(wrong, ({ message }) => message), placement)
    ];
    if (problems.length > 0)
        return { report: { ...report, problems }, placement };
    const items = subjects.flatMap((subject, index) => {
        const item = found[index];
        return item && 'live' in item ? [{ ...subject, live: item.live }] : [];
    });
    const { resolved, ...missing } = await (0,_missing_parts_js__WEBPACK_IMPORTED_MODULE_8__/* .findMissingParts */ .Q)(items, () => 'Deploy from the file.', run);
    const checked = { ...report, ...missing, remarks: [...report.remarks, ...missing.remarks] };
    if (missing.problems.length > 0)
        return { report: checked, placement };
    const planned = await (0,_plan_moved_images_js__WEBPACK_IMPORTED_MODULE_9__/* .withMovedImages */ .K)(await planAgain(items, checked, run), run);
    return { ...(await (0,_old_values_js__WEBPACK_IMPORTED_MODULE_10__/* .withOldValues */ .ol)(planned, resolved, run)), placement };
}
async function findRevision(revision, site, { aws, ports }) {
    try {
        const found = await activeRevision(revision, site, {
            aws,
            name: () => revision,
            hint: 'Deploy from the file, which registers it again.'
        });
        const plaintext = 'live' in found ? (0,_plan_plaintext_js__WEBPACK_IMPORTED_MODULE_11__/* .plaintextIn */ .Z)(found.live.definition, ports.mask) : [];
        if (plaintext.length === 0)
            return found;
        return {
            problem: {
                code: 'revision-holds-plaintext',
                fault: 'user',
                message: `${revision} holds plaintext credentials (${plaintext.join(', ')}).`,
                hint: 'Deploy a revision with secret references. In an emergency mode rollback can return to a revision like this.'
            }
        };
    }
    catch (error) {
        return { problem: (0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_12__/* .refusalOf */ .Of)(error) };
    }
}
async function activeRevision(revision, site, about) {
    const { ecs } = await about.aws(site);
    const live = await ecs.describeTaskDefinition(revision);
    if (!live) {
        return {
            problem: {
                code: 'revision-not-found',
                fault: 'user',
                message: `ECS has no revision ${about.name(revision)} in ${site.region}.`,
                hint: 'Check family, number and region; a deleted revision cannot be deployed.'
            }
        };
    }
    if (live.status === 'ACTIVE')
        return { live };
    return { problem: inactiveRevision(about.name(live.arn), live.status, about.hint) };
}
function inactiveRevision(name, status, hint) {
    return {
        code: 'revision-inactive',
        fault: 'user',
        message: `${name} is ${status}: ECS starts no new tasks from it.`,
        hint
    };
}


/***/ }),

/***/ 95312:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ inspectCodeDeploy)
/* harmony export */ });
/* harmony import */ var _files_document_load_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(89639);
/* harmony import */ var _files_read_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(46289);
/* harmony import */ var _inputs_read_deploy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5655);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85590);
/* harmony import */ var _rollout_codedeploy_appspec_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(82914);
/* harmony import */ var _rollout_codedeploy_group_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(91093);
/* harmony import */ var _comparison_plan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(96540);







async function inspectCodeDeploy(plan, configuration, planning) {
    const problems = [];
    const services = await Promise.all(plan.services.map(async (service) => {
        const isTheirs = service.before.deploymentController === 'CODE_DEPLOY';
        if (!isTheirs || service.action.kind === 'unchanged')
            return service;
        const inspected = await inspect(service, plan, { configuration, planning });
        problems.push(...inspected.problems);
        return { ...service, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ appSpec: inspected.source }) };
    }));
    return { plan: { ...plan, services }, problems };
}
async function inspect(service, plan, run) {
    const { codeDeploy } = run.configuration;
    const { cluster, region } = service.site;
    const names = (0,_inputs_read_deploy_js__WEBPACK_IMPORTED_MODULE_1__/* .namesFor */ .GT)(codeDeploy, { cluster, service: service.service });
    const read = await readAppSpec(service, { ...run, plan });
    if (!read.source)
        return { problems: read.problems };
    const { codedeploy } = await run.planning.aws(service.site);
    const subject = { service: service.service, cluster, region, ...names };
    const group = await (0,_rollout_codedeploy_group_js__WEBPACK_IMPORTED_MODULE_2__/* .inspectDeploymentGroup */ .j)(subject, codedeploy);
    const definition = (0,_comparison_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .definitionIn */ .r)(plan, service.definitionId);
    const spec = (0,_rollout_codedeploy_appspec_js__WEBPACK_IMPORTED_MODULE_4__/* .buildAppSpec */ .RS)(read.source, {
        service: service.service,
        taskDefinitionArn: service.previousTaskDefinitionArn,
        definition
    });
    const problems = [
        ...('problems' in group ? group.problems : []),
        ...('problems' in spec ? spec.problems : [])
    ];
    return { source: read.source, problems };
}
const USUAL_APPSPEC = 'appspec.yaml';
function usualAppSpec(service, plan, { ports }) {
    const found = (0,_files_read_js__WEBPACK_IMPORTED_MODULE_5__/* .readTextFile */ .Gu)(ports.workspace, USUAL_APPSPEC);
    if ('problems' in found && found.problems.some(({ code }) => code === 'file-not-found'))
        return undefined;
    const others = plan.services.filter(({ before }) => before.deploymentController === 'CODE_DEPLOY');
    if (others.length > 1) {
        ports.log.notice(`${service.service}: ${USUAL_APPSPEC} is not used, because ${others.length} services of CodeDeploy are deployed. Name files by codedeploy-appspec, with {service}.`);
        return undefined;
    }
    ports.log.notice(`${service.service}: the AppSpec is ${USUAL_APPSPEC} of the workspace, with its hooks.`);
    return USUAL_APPSPEC;
}
async function readAppSpec(service, { configuration, planning, plan }) {
    const appspecFile = configuration.codeDeploy.appspecFile ?? usualAppSpec(service, plan, planning);
    if (appspecFile === undefined)
        return { source: { kind: 'service', raw: service.before.raw }, problems: [] };
    const file = (0,_inputs_read_deploy_js__WEBPACK_IMPORTED_MODULE_1__/* .fillNames */ ._E)(appspecFile, { cluster: service.site.cluster, service: service.service });
    const text = (0,_files_read_js__WEBPACK_IMPORTED_MODULE_5__/* .readTextFile */ .Gu)(planning.ports.workspace, file);
    if (!('text' in text)) {
        const hint = 'Check the input "codedeploy-appspec".';
        return { problems: text.problems.map(problem => ({ ...problem, hint, service: service.service })) };
    }
    const { document, problems } = await (0,_files_document_load_js__WEBPACK_IMPORTED_MODULE_6__/* .loadDocument */ .Az)(file, text.text);
    return document && problems.length === 0
        ? { source: { kind: 'file', document }, problems: [] }
        : { problems };
}


/***/ }),

/***/ 73649:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runRotateRestart: () => (/* binding */ runRotateRestart)
});

// EXTERNAL MODULE: ./lib/src/audit/run/areas.js
var run_areas = __webpack_require__(2049);
// EXTERNAL MODULE: ./lib/src/deploy/again/registered-revision.js
var registered_revision = __webpack_require__(56944);
// EXTERNAL MODULE: ./lib/src/group.js
var group = __webpack_require__(69270);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(7673);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/report/plan/plan.js
var plan_plan = __webpack_require__(36343);
// EXTERNAL MODULE: ./lib/src/rollout/outcome.js
var outcome = __webpack_require__(13235);
// EXTERNAL MODULE: ./lib/src/arn.js
var src_arn = __webpack_require__(318);
// EXTERNAL MODULE: ./lib/src/deploy/not-started.js
var not_started = __webpack_require__(19316);
// EXTERNAL MODULE: ./lib/src/deploy/plan/plaintext.js
var plan_plaintext = __webpack_require__(77214);
// EXTERNAL MODULE: ./lib/src/deploy/prepare/inspect-services.js
var inspect_services = __webpack_require__(50474);
// EXTERNAL MODULE: ./lib/src/rollout/deployments.js
var deployments = __webpack_require__(97387);
// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(48710);
// EXTERNAL MODULE: ./lib/src/rollout/progress.js
var progress = __webpack_require__(38704);
// EXTERNAL MODULE: ./lib/src/audit/definition.js
var audit_definition = __webpack_require__(79188);
// EXTERNAL MODULE: ./lib/src/audit/find-uses.js
var find_uses = __webpack_require__(9155);
// EXTERNAL MODULE: ./lib/src/audit/gap.js
var gap = __webpack_require__(84053);
// EXTERNAL MODULE: ./lib/src/audit/old-values.js
var old_values = __webpack_require__(61631);
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
            problems.push(...look.missing.map(service => (0,inspect_services/* missingService */.wu)({ service, site })));
            problems.push(...look.inactive.map(service => (0,run_areas/* deletedService */.jp)({ service, site })));
            problems.push(...look.gaps.map(gap/* gapProblem */.sq));
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
            ...{ site, state, isUnseen: tasksGap !== undefined, reads: whatIsRead(own, definitions) },
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
        return [{ kind: 'unread', what: `those of ${(0,src_arn/* lastPartOf */.RS)(task.taskDefinition)}`, why }];
    }
    const undated = (0,old_values/* undatedTasks */.sD)([one]).map(({ arn }) => ({
        kind: 'unknown',
        what: `those of task ${(0,src_arn/* lastPartOf */.RS)(arn)}`,
        why: 'ECS does not return when it was created'
    }));
    const secrets = reads.flatMap(read => read.kind === 'dated' || read.isFile ? [] : [{ kind: read.kind, what: read.name, why: read.why }]);
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
            hint: open.every(({ kind }) => kind === 'gone')
                ? 'Its next task will not start: create it again or restore it, or deploy a revision that does not read it.'
                : open.every(({ kind }) => kind === 'unread')
                    ? 'Deploy the service from its file, which registers a revision and starts new tasks.'
                    : 'Allow secretsmanager:DescribeSecret, secretsmanager:ListSecretVersionIds and ssm:DescribeParameters, or deploy with force-new-deployment: true.'
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
function whyFresh({ open, isUnseen, unlisted, reads }) {
    if (unlisted > 0)
        return 'Not verified: not all of its running tasks were listed.';
    if (isUnseen)
        return 'Not verified: its running tasks could not be read.';
    if (open.length > 0)
        return 'Not verified: when its secrets last changed is not known.';
    switch (reads) {
        case 'no-task':
            return 'None of its running tasks can hold an old value.';
        case 'nothing':
            return 'Its tasks read no secret and no parameter.';
        case 'pinned':
            return 'Its tasks read pinned versions only, which a restart does not change.';
        case 'current':
            return 'Every running task started after the current values of its secrets were created.';
        default:
            return (0,errors/* assertNever */.xb)(reads);
    }
}
function whatIsRead(own, definitions) {
    if (own.length === 0)
        return 'no-task';
    if (own.some(({ reads }) => reads.length > 0))
        return 'current';
    const hasPinned = own.some(({ task, region }) => {
        const { definition = {} } = definitions.get(task.taskDefinition) ?? {};
        return (0,audit_definition/* referencesOf */.CL)(definition, region).length > 0;
    });
    return hasPinned ? 'pinned' : 'nothing';
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
        ? (0,not_started/* withNotStarted */.T)(own, run.services)
        : await (0,registered_revision/* deployAgain */.ON)(items, own, {
            run,
            plannedAt,
            inspectsCodeDeploy: true
        });
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
        const following = restartUnderWay(item);
        return live === undefined
            ? []
            : [{ service: state.service, site, state, live, ...(0,present/* present */.E)({ following, key }) }];
    });
    return { own: { ...report, remarks, problems }, items };
}
function restartUnderWay({ state, stale }) {
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
        { ...(0,registered_revision/* inactiveRevision */.Nq)(name, live?.status ?? 'deleted', hint), fault: 'cloud', service: state.service }
    ];
}
function plaintextRemark({ state, live }, { ports }) {
    const plaintext = live === undefined ? [] : (0,plan_plaintext/* plaintextIn */.Z)(live.definition, ports.mask);
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
    const decided = await (0,registered_revision/* planAgain */.Gj)(ready.items, own, run);
    if (!decided.plan)
        return decided.report;
    const { plan: again, problems } = await (0,registered_revision/* withAppSpecs */.mM)(decided.plan, run);
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
    return [...(0,group/* grouped */.z)(fresh, item => freshResult(item).reason)].map(([reason, items]) => {
        const names = items.map(({ state, key }) => (0,outcome/* labelOf */.Wy)({ service: state.service, ...(0,present/* present */.E)({ key }) }));
        return { message: `Would not be restarted: ${(0,list/* someOf */.yU)(names, NAMES_SHOWN)}. ${reason}` };
    });
}
async function planUntouched(fresh, report, run) {
    const items = fresh.flatMap(({ state, site, live, key }) => live === undefined ? [] : [{ service: state.service, site, state, live, ...(0,present/* present */.E)({ key }) }]);
    const { ifDeploying: _, ...configuration } = run.configuration;
    const decided = await (0,registered_revision/* planAgain */.Gj)(items, report, {
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
var explain = __webpack_require__(84120);
// EXTERNAL MODULE: ./lib/src/check/project-rules.js + 1 modules
var project_rules = __webpack_require__(97235);
// EXTERNAL MODULE: ./lib/src/deploy/connections.js
var connections = __webpack_require__(5956);
// EXTERNAL MODULE: ./lib/src/deploy/target.js
var target = __webpack_require__(54208);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/explained-problems.js
var explained_problems = __webpack_require__(46173);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/placement.js
var configuration_placement = __webpack_require__(47497);
// EXTERNAL MODULE: ./lib/src/report/report.js
var report_report = __webpack_require__(1216);
// EXTERNAL MODULE: ./lib/src/report/rollouts/rollouts.js
var rollouts = __webpack_require__(94801);
;// CONCATENATED MODULE: ./lib/src/modes/rotate-restart.js















async function runRotateRestart(configuration, ports) {
    const project = await (0,project_rules/* readProjectRules */.Z4)(configuration, ports);
    const { placement } = project;
    const areas = (0,run_areas/* areasOf */._M)(configuration, placement);
    const early = (0,run_areas/* earlyProblems */.An)(project, areas, configuration);
    const { dryRun } = configuration;
    const none = (0,report_report/* emptyReport */._O)(dryRun ? 'plan' : 'rotate-restart');
    if (early.length > 0)
        return { ...none, problems: early };
    const aws = (0,connections/* connectAccounts */.r)(ports, configuration.maxRetries);
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
        return dryRun ? report : (0,not_started/* withNotStarted */.T)(report, services);
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
