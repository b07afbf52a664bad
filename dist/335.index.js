export const id = 335;
export const ids = [335];
export const modules = {

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

/***/ 10335:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runRollback: () => (/* binding */ runRollback)
});

// EXTERNAL MODULE: ./lib/src/deploy/again/missing-parts.js
var missing_parts = __webpack_require__(75533);
// EXTERNAL MODULE: ./lib/src/deploy/again/open-services.js + 1 modules
var open_services = __webpack_require__(29299);
// EXTERNAL MODULE: ./lib/src/deploy/again/registered-revision.js
var registered_revision = __webpack_require__(56944);
// EXTERNAL MODULE: ./lib/src/arn.js
var src_arn = __webpack_require__(318);
// EXTERNAL MODULE: ./lib/src/aws/error.js
var aws_error = __webpack_require__(88757);
// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(84120);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(7673);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/rollout/deployments.js
var deployments = __webpack_require__(97387);
// EXTERNAL MODULE: ./lib/src/rollout/outcome.js
var outcome = __webpack_require__(13235);
// EXTERNAL MODULE: ./lib/src/rollout/past-revisions.js
var past_revisions = __webpack_require__(93272);
// EXTERNAL MODULE: ./lib/src/rollout/records.js
var rollout_records = __webpack_require__(27621);
// EXTERNAL MODULE: ./lib/src/rollout/rollback-targets.js
var rollback_targets = __webpack_require__(10884);
// EXTERNAL MODULE: ./lib/src/rollout/start-rollback.js
var start_rollback = __webpack_require__(72820);
// EXTERNAL MODULE: ./lib/src/deploy/plan/plaintext.js
var plan_plaintext = __webpack_require__(77214);
;// CONCATENATED MODULE: ./lib/src/deploy/again/roll-back.js













async function splitServices(subjects, named, { aws, ports }) {
    const split = await Promise.all(subjects.map(async (item) => {
        const isBusy = named === undefined && (0,deployments/* deploymentUnderWay */.TC)(item.state) !== undefined;
        if (!isBusy || rollbackInProgress(item) !== undefined)
            return { item };
        const { ecs } = await aws(item.site);
        if (await isPutBack(item, { aws, ports }))
            return { item };
        const goingBack = await (0,start_rollback/* findRollbackUnderWay */.jO)(ecs, item.state, ports.clock.now());
        return { stop: { ...item, ...(0,present/* present */.E)({ goingBack }) } };
    }));
    return {
        stopping: split.flatMap(({ stop }) => stop ?? []),
        others: split.flatMap(({ item }) => item ?? [])
    };
}
function rollbackInProgress({ state }) {
    const deployment = (0,deployments/* deploymentUnderWay */.TC)(state);
    const before = completedIn(state);
    if (!deployment || !before)
        return undefined;
    return (0,past_revisions/* isBefore */.Y8)(deployment.taskDefinition, before.taskDefinition) ? deployment.taskDefinition : undefined;
}
function completedIn({ deployments }) {
    return deployments.find(({ rolloutState }) => rolloutState === 'COMPLETED');
}
async function isPutBack({ service, site, state }, { aws }) {
    const deployment = (0,deployments/* deploymentUnderWay */.TC)(state);
    const before = completedIn(state);
    if (!deployment || deployment.taskDefinition !== before?.taskDefinition)
        return false;
    try {
        const { ecs } = await aws(site);
        const records = await ecs.listServiceDeployments(site.cluster, service, before.createdAt ?? 0);
        const own = (0,rollout_records/* recordOf */.zv)(deployment.id, records);
        const last = own && records[records.indexOf(own) + 1];
        const arn = last?.targetRevisionArn;
        if (arn === undefined || last?.status === 'SUCCESSFUL')
            return false;
        return (0,past_revisions/* isBefore */.Y8)((await ecs.describeServiceRevisions([arn])).get(arn) ?? '', deployment.taskDefinition);
    }
    catch (error) {
        if (!(error instanceof aws_error/* AwsError */.Gy))
            throw error;
        return false;
    }
}
async function chooseRevision(subject, named, run) {
    const { service } = subject;
    try {
        const chosen = await choose(subject, named, run);
        return 'problem' in chosen ? { problem: { ...chosen.problem, service } } : chosen;
    }
    catch (error) {
        return { problem: { ...(0,explain/* refusalOf */.Of)(error), service } };
    }
}
async function choose(subject, named, { aws, ports }) {
    const { site, state } = subject;
    const { ecs } = await aws(site);
    const back = named === undefined ? rollbackInProgress(subject) : undefined;
    const current = (0,src_arn/* lastPartOf */.RS)(state.taskDefinition);
    const family = current.slice(0, current.lastIndexOf(':'));
    const wanted = back !== undefined
        ? { arn: back, how: 'a rollback to it is in progress, which is followed', past: [] }
        : named === undefined
            ? await (0,rollback_targets/* findPreviousGood */.yl)(ecs, state, ports.clock.now())
            : {
                arn: /^\d+$/.test(named) ? `${family}:${named}` : named,
                how: 'named with the input "revision"',
                past: []
            };
    const { past } = wanted;
    const marked = (arn) => ('arn' in wanted && arn === wanted.arn ? '→' : ' ');
    if (past.length > 0)
        ports.log.group(`Rollback targets of ${(0,outcome/* labelOf */.Wy)(subject)}`, past.map(one => `${marked(one.arn)} ${(0,past_revisions/* describePast */.u0)(one)}`));
    if ('none' in wanted) {
        const several = wanted.several ? ` (${wanted.several.join(', ')})` : '';
        const look = `aws ecs list-task-definitions --family-prefix ${family} --sort DESC --region ${site.region}`;
        return {
            problem: {
                ...noWayBack(subject, `there is no revision to roll back to: ${wanted.none}.`),
                fault: wanted.isUnread ? 'cloud' : 'user',
                hint: `Name one with the input "revision"${several}. To see what there is: ${look}`
            }
        };
    }
    const hint = `${othersOf(past, wanted.arn)}, or deploy from the file, which registers it again.`;
    const found = await (0,registered_revision/* activeRevision */.su)(wanted.arn, site, { aws, name: src_arn/* lastPartOf */.RS, hint });
    if ('live' in found)
        return { ...subject, live: found.live, how: wanted.how, past };
    if (named !== undefined || back !== undefined)
        return found;
    const checked = await (0,rollback_targets/* checkTargets */.VJ)(ecs, past);
    const next = (0,rollback_targets/* nextTargetOf */.aY)(checked.past, wanted.arn);
    const live = next && (await ecs.describeTaskDefinition(next.arn));
    if (next && live?.status === 'ACTIVE')
        return { ...subject, live, how: next.how, past: checked.past, passedOver: wanted.arn };
    const { unusable = 'gone' } = checked.past.find(({ arn }) => arn === wanted.arn) ?? {};
    const none = 'No other revision on record can be used either: deploy from the file, which registers a new one.';
    return { problem: (0,registered_revision/* inactiveRevision */.Nq)((0,src_arn/* lastPartOf */.RS)(wanted.arn), unusable, none) };
}
function noWayBack(item, said) {
    const message = `Service "${(0,outcome/* labelOf */.Wy)(item)}": ${said}`;
    return { code: 'no-way-back', fault: 'user', service: item.service, message };
}
const OTHERS_NAMED = 5;
function othersOf(past, chosen) {
    const others = past.filter(({ arn, state, unusable }) => state === 'good' && arn !== chosen && !unusable);
    const names = others.slice(0, OTHERS_NAMED).map(({ arn }) => (0,src_arn/* lastPartOf */.RS)(arn));
    return `Name another revision with the input "revision"${names.length === 0 ? '' : ` (${names.join(', ')})`}`;
}
function otherRevisions({ live, past }) {
    return `${othersOf(past, live.arn)}, or deploy from the file.`;
}
function remarksOfChoice(chosen) {
    return chosen.flatMap((item) => {
        if ('problem' in item)
            return [];
        const { state, live, how, past, passedOver } = item;
        const [from, to] = [state.taskDefinition, live.arn].map(src_arn/* lastPartOf */.RS);
        const others = past
            .filter(({ arn, state: was }) => arn !== live.arn && was !== 'current')
            .slice(0, OTHERS_NAMED)
            .map(past_revisions/* describePast */.u0);
        const said = from === to
            ? `Service "${(0,outcome/* labelOf */.Wy)(item)}" is set to ${to} already: ${how}.`
            : `Rollback of service "${(0,outcome/* labelOf */.Wy)(item)}" from ${from} to ${to}: ${how}.`;
        const message = others.length === 0 ? said : `${said} Others: ${others.join('; ')}.`;
        if (passedOver === undefined)
            return [{ message }];
        const passed = `Service "${(0,outcome/* labelOf */.Wy)(item)}" goes back to ${to}, because ECS can no longer start ${(0,src_arn/* lastPartOf */.RS)(passedOver)}.`;
        return [{ message }, { message: passed, isWarning: true, verdict: `Warning: ${passed}` }];
    });
}
async function warnOfPlaintext(chosen, stopping, run) {
    const all = [...chosen];
    for (const item of stopping) {
        const to = item.goingBack?.to ?? completedIn(item.state);
        if (!to)
            continue;
        const found = await chooseRevision(item, to.taskDefinition, run);
        const how = item.goingBack
            ? 'ECS is rolling back to it already'
            : 'it was completed before the one in progress';
        all.push('live' in found ? { ...found, how } : found);
    }
    const { log, mask } = run.ports;
    return all.flatMap((item) => {
        if ('problem' in item)
            return [];
        const to = (0,src_arn/* lastPartOf */.RS)(item.live.arn);
        log.info(`[${(0,outcome/* labelOf */.Wy)(item)}] revision to roll back to: ${to}, ${item.how}`);
        const plaintext = (0,plan_plaintext/* plaintextIn */.Z)(item.live.definition, mask);
        if (plaintext.length === 0)
            return [];
        const message = `Rollback of service "${(0,outcome/* labelOf */.Wy)(item)}" to ${to}, which holds plaintext credentials (${plaintext.join(', ')}). Deploy a revision without plaintext as soon as possible, and rotate the credentials.`;
        log.warning(message);
        return [{ message }];
    });
}
function plannedStop(item) {
    const { service, key, site, state, goingBack } = item;
    const about = { service, ...(0,present/* present */.E)({ key }), site };
    if (goingBack) {
        const { from, to } = goingBack;
        const stop = { deploymentId: from.id, from: from.taskDefinition, to: to.taskDefinition };
        return { ...about, ...stop, isUnderWay: true };
    }
    const deployment = (0,deployments/* deploymentUnderWay */.TC)(state);
    const to = (0,rollback_targets/* goodRevisionOf */.Kc)(withoutInProgress(state));
    if (deployment === undefined || to === undefined)
        return undefined;
    return { ...about, deploymentId: deployment.id, from: deployment.taskDefinition, to };
}
function withoutInProgress(state) {
    const id = (0,deployments/* deploymentUnderWay */.TC)(state)?.id;
    return { ...state, deployments: state.deployments.filter(one => one.id !== id) };
}
function noWayToStop(item) {
    const { goingBack } = item;
    if (goingBack && (0,past_revisions/* isBefore */.Y8)(goingBack.from.taskDefinition, goingBack.to.taskDefinition)) {
        const said = `ECS is automatically rolling back ${(0,start_rollback/* describeRollback */.sR)(goingBack)}, which would return to the release that you want to leave.`;
        const hint = 'Run again when that has ended, or name the revision with the input "revision".';
        return [{ ...noWayBack(item, said), fault: 'cloud', hint }];
    }
    if (plannedStop(item))
        return [];
    const said = 'there is no revision to roll back to: no earlier deployment of the service was completed.';
    return [{ ...noWayBack(item, said), hint: 'Name one with the input "revision", or deploy from the file.' }];
}
function withOthers(problems, services) {
    const stuck = new Set(problems.map(({ service }) => service));
    const free = services.filter(one => !stuck.has(one.service) && !stuck.has((0,outcome/* keyOf */.TN)(one))).map(outcome/* keyOf */.TN);
    if (stuck.size === 0 || stuck.has(undefined) || free.length === 0)
        return problems;
    const one = `Nothing was rolled back. To roll back ${(0,list/* someOf */.yU)(free)} alone, set the input "service" to ${free.join(',')}.`;
    return problems.map((problem, index) => index > 0 ? problem : { ...problem, hint: problem.hint === undefined ? one : `${one} ${problem.hint}` });
}

// EXTERNAL MODULE: ./lib/src/rollout/watch.js + 1 modules
var watch = __webpack_require__(35064);
// EXTERNAL MODULE: ./lib/src/deploy/carry-out/rollback-end.js
var rollback_end = __webpack_require__(4934);
// EXTERNAL MODULE: ./lib/src/deploy/carry-out/run.js
var carry_out_run = __webpack_require__(43917);
;// CONCATENATED MODULE: ./lib/src/deploy/again/stop-in-progress.js









async function stopInProgress(stopping, run) {
    const advice = { onFailure: async () => { }, weigh: async () => undefined, isEqual: async () => false };
    const watcher = new watch/* Watcher */.Z(advice, run.ports);
    const ends = await Promise.all(stopping.flatMap(item => {
        const deployment = (0,deployments/* deploymentUnderWay */.TC)(item.state);
        return deployment ? [stopOne(item, deployment, { ...run, watcher })] : [];
    }));
    watcher.recap();
    return ends;
}
async function stopOne(item, deployment, run) {
    const { service, key, site, state, goingBack } = item;
    const { clock, log, signal } = run.ports;
    const { ecs } = await run.aws(site);
    const startedAt = clock.now();
    const left = goingBack?.from ?? deployment;
    const target = (0,deployments/* watchedDeployment */.Ac)(left, state);
    const already = goingBack && `ECS was rolling back already, ${(0,start_rollback/* describeRollback */.sR)(goingBack)}`;
    if (goingBack)
        log.info(`[${(0,outcome/* labelOf */.Wy)(item)}] ECS is rolling back already, ${(0,start_rollback/* describeRollback */.sR)(goingBack)}; following it`);
    const before = withoutInProgress(state);
    const subject = {
        service,
        cluster: site.cluster,
        target,
        startedAt: deployment.createdAt ?? startedAt,
        before
    };
    const started = goingBack
        ? { kind: 'stopped' }
        : await (0,start_rollback/* startRollback */.lP)(subject, { ecs, clock, signal });
    const base = {
        ...{ service, cluster: site.cluster, region: site.region, ...(0,present/* present */.E)({ key }) },
        deploymentId: left.id,
        ...(left.taskDefinition === '' ? {} : { previousTaskDefinitionArn: left.taskDefinition }),
        startedAt: (0,carry_out_run/* isoTimestamp */.yh)(startedAt)
    };
    if (started.kind === 'impossible') {
        const reason = `Cannot roll back: ${started.reason}.`;
        return { result: { ...base, outcome: 'failed', reason }, milestones: [] };
    }
    const isStopped = started.kind === 'stopped' || undefined;
    const followed = started.kind === 'redeployed' ? started.target : target;
    const rollout = (0,rollback_end/* backRollout */.xD)({ ...item, before: state }, followed, { ecs, startedAt, run });
    const end = await run.watcher.follow({ ...rollout, isRequested: true, ...(0,present/* present */.E)({ isStopped }) });
    const completed = before.deployments.find(({ rolloutState }) => rolloutState === 'COMPLETED');
    const to = goingBack?.to.taskDefinition ?? completed?.taskDefinition;
    const same = !goingBack && to !== undefined && to === left.taskDefinition
        ? ` It deployed ${(0,src_arn/* lastPartOf */.RS)(to)} too, which keeps its earlier tasks.`
        : '';
    const instead = started.kind === 'redeployed' && started.because !== undefined
        ? ` The previous revision was deployed again, because ECS could not be asked to roll back (${started.because}).`
        : '';
    return (0,rollback_end/* requestedBack */.sZ)(end, started.kind, {
        base,
        reason: already
            ? `${already}, which was followed to its end.`
            : `The deployment that was in progress was rolled back.${same}${instead}`,
        ...(0,present/* present */.E)({ to, lead: already && `${already}. ` })
    });
}

// EXTERNAL MODULE: ./lib/src/deploy/not-started.js
var not_started = __webpack_require__(19316);
// EXTERNAL MODULE: ./lib/src/deploy/plan/moved-images.js
var moved_images = __webpack_require__(17185);
// EXTERNAL MODULE: ./lib/src/report/plan/plan.js
var plan_plan = __webpack_require__(36343);
// EXTERNAL MODULE: ./lib/src/report/rollouts/rollouts.js
var rollouts = __webpack_require__(94801);
;// CONCATENATED MODULE: ./lib/src/modes/rollback.js










async function runRollback(given, ports) {
    const { runTask: _, ...configuration } = given;
    const opened = await (0,open_services/* openServices */.N)(configuration, ports, { what: 'rolled back' });
    if ('ended' in opened)
        return opened.ended;
    const { subjects, report, run } = opened;
    const finished = await rollBack(subjects, report, run);
    for (const line of (0,rollouts/* resultsToText */.px)(finished))
        ports.log.info(line);
    return finished;
}
async function rollBack(subjects, report, run) {
    const { revision, dryRun } = run.configuration;
    const { stopping, others } = await splitServices(subjects, revision, run);
    const chosen = await Promise.all(others.map(item => chooseRevision(item, revision, run)));
    const items = chosen.flatMap(item => ('problem' in item ? [] : [item]));
    const wrong = [
        ...report.problems,
        ...chosen.flatMap(item => ('problem' in item ? [item.problem] : [])),
        ...stopping.flatMap(noWayToStop)
    ];
    const problems = withOthers(wrong, run.services);
    if (problems.length > 0)
        return dryRun
            ? { ...report, mode: 'plan', problems }
            : (0,not_started/* withNotStarted */.T)({ ...report, problems }, run.services);
    const said = [
        ...report.remarks,
        ...remarksOfChoice(chosen),
        ...(await warnOfPlaintext(chosen, stopping, run))
    ];
    const missing = await (0,missing_parts/* findMissingParts */.Q)(items, otherRevisions, run);
    const checked = { ...report, remarks: [...said, ...missing.remarks], problems: missing.problems };
    if (!dryRun && missing.problems.length > 0)
        return (0,not_started/* withNotStarted */.T)(checked, run.services);
    if (!dryRun) {
        const beside = () => stopInProgress(stopping, run);
        return withKeptTags(await (0,registered_revision/* deployAgain */.ON)(items, checked, { run, beside }), run);
    }
    const { report: planned, plan: again } = await (0,registered_revision/* planAgain */.Gj)(items, checked, run);
    if (!again)
        return { ...planned, mode: 'plan' };
    const plan = { ...again, stops: stopping.flatMap(item => plannedStop(item) ?? []) };
    run.ports.log.group('Plan (nothing was changed)', (0,plan_plan/* planToText */.GO)(plan));
    return withKeptTags({ ...planned, mode: 'plan', plan, services: run.services.map(outcome/* keyOf */.TN) }, run);
}
function withKeptTags(report, { ports }) {
    const kept = report.plan ? (0,moved_images/* remarksOfKeptTags */.S)(report.plan) : [];
    for (const { message } of kept)
        ports.log.warning(message);
    return { ...report, remarks: [...report.remarks, ...kept] };
}


/***/ })

};
