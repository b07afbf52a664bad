export const id = 637;
export const ids = [637];
export const modules = {

/***/ 56637:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gj: () => (/* binding */ planAgain),
/* harmony export */   Lo: () => (/* binding */ planExisting),
/* harmony export */   Nq: () => (/* binding */ inactiveRevision),
/* harmony export */   QV: () => (/* binding */ findMissingParts),
/* harmony export */   iL: () => (/* binding */ rollOutAgain),
/* harmony export */   su: () => (/* binding */ activeRevision)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(87433);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(63395);
/* harmony import */ var _files_document_tree_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(69360);
/* harmony import */ var _inputs_configuration_explained_problems_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(68326);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(28168);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35909);
/* harmony import */ var _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_18__ = __webpack_require__(41128);
/* harmony import */ var _secrets_images_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(75752);
/* harmony import */ var _secrets_resolve_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(20369);
/* harmony import */ var _secrets_verification_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(20281);
/* harmony import */ var _secrets_verify_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(86723);
/* harmony import */ var _carry_out_carry_out_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(77024);
/* harmony import */ var _old_values_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(16268);
/* harmony import */ var _plan_decide_on_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(40740);
/* harmony import */ var _plan_inspect_codedeploy_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(69101);
/* harmony import */ var _plan_moved_images_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(67316);
/* harmony import */ var _plan_plaintext_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(21853);
/* harmony import */ var _target_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(37679);
/* harmony import */ var _open_services_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(68920);



















function planAgain(items, report, run) {
    const wanted = items.map(({ site, key, state, live, following }) => {
        const { arn, family, definition } = live;
        const { settings } = run.configuration;
        return {
            file: arn,
            family,
            site,
            definition,
            state,
            settings,
            existing: live,
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ following, key })
        };
    });
    return (0,_plan_decide_on_js__WEBPACK_IMPORTED_MODULE_1__/* .decideOn */ .mC)(wanted, report, run);
}
async function rollOutAgain({ plan: planned, report }, run, { ends = [], plannedAt } = {}) {
    if (!planned)
        return (0,_target_js__WEBPACK_IMPORTED_MODULE_2__/* .withNotStarted */ .Tq)(report, run.services);
    const { plan, problems } = await (0,_plan_inspect_codedeploy_js__WEBPACK_IMPORTED_MODULE_3__/* .inspectCodeDeploy */ .H)(planned, run.configuration, run);
    const checked = { ...report, plan, problems: [...report.problems, ...problems] };
    if (problems.length > 0)
        return (0,_target_js__WEBPACK_IMPORTED_MODULE_2__/* .withNotStarted */ .Tq)(checked, run.services);
    const arns = new Map(plan.definitions.flatMap(({ id, registration }) => registration.kind === 'reuse' ? [[id, registration.arn]] : []));
    const registered = { plan, arns, placement: run.placement, plannedAt: plannedAt ?? run.ports.clock.now() };
    const rolledOut = await (0,_carry_out_carry_out_js__WEBPACK_IMPORTED_MODULE_4__/* .rollOut */ .Of)(registered, run.configuration, run);
    const taskDefinitionArns = [...arns.values()];
    return (0,_carry_out_carry_out_js__WEBPACK_IMPORTED_MODULE_4__/* .withEnds */ .JB)({ ...checked, taskDefinitionArns }, { ...rolledOut, ends: [...ends, ...rolledOut.ends] });
}
async function planExisting(revision, configuration, planning) {
    const opened = await (0,_open_services_js__WEBPACK_IMPORTED_MODULE_5__/* .openServices */ .Ns)(configuration, planning.ports, { what: 'deployed', aws: planning.aws });
    const { placement } = opened;
    if ('ended' in opened)
        return { report: { ...opened.ended, results: [] }, placement };
    const { report, subjects, run } = opened;
    const found = await Promise.all(run.services.map(({ site }) => findRevision(revision, site, run)));
    const wrong = found.flatMap(item => ('problem' in item ? [item.problem] : []));
    const distinct = (0,_list_js__WEBPACK_IMPORTED_MODULE_6__/* .distinctBy */ .ey)(wrong, ({ message }) => message);
    const problems = [...report.problems, ...(0,_inputs_configuration_explained_problems_js__WEBPACK_IMPORTED_MODULE_7__/* .explained */ .to)(distinct, placement)];
    if (problems.length > 0)
        return { report: { ...report, problems }, placement };
    const items = subjects.flatMap((subject, index) => {
        const item = found[index];
        return item && 'live' in item ? [{ ...subject, live: item.live }] : [];
    });
    const { resolved, ...missing } = await findMissingParts(items, () => 'Deploy from the file.', run);
    const checked = { ...report, ...missing, remarks: [...report.remarks, ...missing.remarks] };
    if (missing.problems.length > 0)
        return { report: checked, placement };
    const planned = await (0,_plan_moved_images_js__WEBPACK_IMPORTED_MODULE_8__/* .withMovedImages */ .K)(await planAgain(items, checked, run), run);
    return { ...(await (0,_old_values_js__WEBPACK_IMPORTED_MODULE_9__/* .withOldValues */ .o)(planned, resolved, run)), placement };
}
async function findRevision(revision, site, { aws, ports }) {
    try {
        const hint = 'Deploy from the file, which registers it again.';
        const found = await activeRevision(revision, site, { aws, hint });
        const plaintext = 'live' in found ? (0,_plan_plaintext_js__WEBPACK_IMPORTED_MODULE_10__/* .plaintextIn */ .ZV)(found.live.definition, ports.mask) : [];
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
        return { problem: (0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_11__/* .refusalOf */ .Of)(error) };
    }
}
async function activeRevision(revision, site, { aws, hint }) {
    const { ecs } = await aws(site);
    const live = await ecs.describeTaskDefinition(revision);
    if (live?.status === 'ACTIVE')
        return { live };
    const name = (0,_arn_js__WEBPACK_IMPORTED_MODULE_12__/* .lastPartOf */ .RS)(revision);
    if (live)
        return { problem: inactiveRevision(name, live.status, hint) };
    return {
        problem: {
            code: 'revision-not-found',
            fault: 'user',
            message: `ECS has no revision ${name} in ${site.region}.`,
            hint: 'Check family, number and region; a deleted revision cannot be deployed.'
        }
    };
}
function inactiveRevision(name, status, hint) {
    return {
        code: 'revision-inactive',
        fault: 'user',
        message: `${name} is ${status}: ECS starts no new tasks from it.`,
        hint
    };
}
const AT_ONCE = 4;
const NOWHERE = { kind: 'file', file: '', pointer: '', start: 0, end: 0 };
const GONE = new Set([
    'secret-not-found',
    'secret-scheduled-for-deletion',
    'parameter-not-found'
]);
const UNKNOWN = /^aws-|-access-denied$|^reference-not-verified$/;
async function findMissingParts(items, otherwise, run) {
    const { verifyPermissions } = run.configuration;
    const wanted = verifyPermissions === 'off' ? [] : items.filter(({ following }) => following === undefined);
    const looked = await (0,_list_js__WEBPACK_IMPORTED_MODULE_6__/* .mapBounded */ .yJ)(wanted, AT_ONCE, async (item) => ({ item, ...(await partsOf(item, run)) }));
    const gone = looked.flatMap(({ item, gone }) => gone.map(one => problemOf(item, one, otherwise(item))));
    const open = [...new Set(looked.flatMap(one => one.open))];
    const resolved = looked.flatMap(one => one.resolved);
    if (verifyPermissions !== 'required')
        return { problems: gone, remarks: open.map(message => ({ message, isUnverified: true })), resolved };
    const hint = 'Allow the call to the deploying role, or set verify-permissions: auto.';
    const unverified = open.map((message) => ({ code: 'not-verified', fault: 'cloud', message, hint }));
    return { problems: [...gone, ...unverified], remarks: [], resolved };
}
async function partsOf({ service, site, live }, { aws }) {
    const { region } = site;
    const { directory, images } = await aws(site);
    const root = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_13__/* .fromJson */ .Rf)(live.definition, NOWHERE);
    const document = { service, file: live.arn, root, place: () => undefined };
    const partition = (0,_arn_js__WEBPACK_IMPORTED_MODULE_12__/* .partitionOf */ .iQ)(region);
    const [{ problems, resolved }, identity] = await Promise.all([
        (0,_secrets_resolve_js__WEBPACK_IMPORTED_MODULE_14__/* .resolveReferences */ .d)([document], { directory, region, partition, verify: 'required' }),
        (0,_secrets_verification_js__WEBPACK_IMPORTED_MODULE_15__/* .createAsker */ .bX)()(() => directory.callerIdentity())
    ]);
    const caller = identity.kind === 'answered' ? identity.value : undefined;
    const needs = (0,_secrets_verify_js__WEBPACK_IMPORTED_MODULE_16__/* .collectNeeds */ .G)([document], []);
    const rows = await (0,_secrets_images_js__WEBPACK_IMPORTED_MODULE_17__/* .verifyImages */ .O)(needs.images, { images, ask: (0,_secrets_verification_js__WEBPACK_IMPORTED_MODULE_15__/* .createAsker */ .bX)(), caller });
    const gone = problems
        .filter(({ code }) => GONE.has(code))
        .map(({ message, hint = '' }) => ({ what: message, hint }));
    const lost = rows.flatMap(row => row.verdict === 'denied' && row.remedy.kind === 'advice'
        ? [{ what: `the image ${row.what} does not exist: ${row.why}`, hint: row.remedy.text }]
        : []);
    const open = problems.flatMap(({ code, message }) => (UNKNOWN.test(code) ? [message] : []));
    const denied = rows.flatMap(row => row.verdict === 'not-verified' && row.unknown.kind === 'no-permission'
        ? [`Not verified: whether the image ${row.what} exists (no permission for ${row.unknown.operation}).`]
        : []);
    return { resolved, gone: [...gone, ...lost], open: [...open, ...denied] };
}
function problemOf(item, { what, hint }, otherwise) {
    return {
        code: 'revision-cannot-start',
        fault: 'user',
        service: item.service,
        message: `Service "${(0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_18__/* .labelOf */ .Wy)(item)}": tasks of ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_12__/* .lastPartOf */ .RS)(item.live.arn)} cannot start: ${what.replace(/\.$/, '')}.`,
        hint: `${otherwise} The revision keeps the ARNs that it was registered with. With verify-permissions: off this is not checked. ${hint}`
    };
}


/***/ }),

/***/ 92681:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ investigateFailure),
/* harmony export */   X: () => (/* binding */ adviseWatcher)
/* harmony export */ });
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41682);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(35909);
/* harmony import */ var _report_rollouts_diagnosis_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(81273);
/* harmony import */ var _rollout_deployment_list_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(88990);
/* harmony import */ var _rollout_deployments_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(52708);
/* harmony import */ var _rollout_diagnosis_diagnose_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(5288);
/* harmony import */ var _rollout_diagnosis_failures_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(49743);
/* harmony import */ var _rollout_diagnosis_texts_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(98957);
/* harmony import */ var _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(41128);
/* harmony import */ var _template_conform_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(94231);
/* harmony import */ var _comparison_compare_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51719);
/* harmony import */ var _plan_plaintext_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(21853);
/* harmony import */ var _plan_verify_plan_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(42517);













const TASKS_WEIGHED = 100;
function adviseWatcher(investigation) {
    const isOurs = ({ purpose, target }) => purpose === 'ours' && target.scaleTo === undefined;
    return {
        onFailure: start => investigateFailure(start, investigation),
        weigh: async (start, service) => (isOurs(start) ? weigh(start, service, investigation) : undefined),
        isEqual: async (start, other) => isOurs(start) && isEqualRevision(other.taskDefinition, start, plannedFor(start, investigation))
    };
}
function plannedFor({ service, site }, { plan }) {
    const own = plan.services.find(one => one.service === service && one.site.cluster === site.cluster && one.site.region === site.region);
    return plan.definitions.find(({ id }) => id === own?.definitionId);
}
async function isEqualRevision(arn, { ecs }, wanted) {
    try {
        const live = await ecs.describeTaskDefinition(arn);
        if (live === undefined || live.family !== wanted?.family)
            return false;
        const { differences } = (0,_comparison_compare_js__WEBPACK_IMPORTED_MODULE_0__/* .compareDefinitions */ .E)(wanted.definition, live.definition, { isKnown: _template_conform_js__WEBPACK_IMPORTED_MODULE_1__/* .isKnownMember */ .il });
        return differences.length === 0;
    }
    catch (error) {
        if (error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_2__/* .AwsError */ .Gy)
            return false;
        throw error;
    }
}
async function weigh(start, service, investigation) {
    const { configuration, ports } = investigation;
    const mine = (0,_rollout_deployments_js__WEBPACK_IMPORTED_MODULE_3__/* .deploymentOf */ .PE)(service, start.target.deploymentId);
    const events = service.events.filter(({ id }) => !start.seenEvents.includes(id));
    if (!mine || (mine.failedTasks === 0 && !events.some(({ message }) => _rollout_diagnosis_texts_js__WEBPACK_IMPORTED_MODULE_4__/* .TROUBLE */ .gl.test(message))))
        return undefined;
    const { startedAt } = start;
    const evidence = { stops: await stoppedTasks(start), events, deploymentId: mine.id, startedAt };
    const fatal = configuration.failFast
        ? (0,_rollout_diagnosis_failures_js__WEBPACK_IMPORTED_MODULE_5__/* .findFatal */ .a6)({ ...evidence, now: ports.clock.now(), runningTasks: mine.runningCount })
        : undefined;
    const waitForEcs = configuration.onFailure === 'leave' && (0,_rollout_deployment_list_js__WEBPACK_IMPORTED_MODULE_6__/* .rollsBackByItself */ .Ac)(service);
    const giveUp = fatal === undefined ? undefined : { reason: fatal, waitForEcs };
    const definition = plannedFor(start, investigation)?.definition ?? {};
    return (0,_present_js__WEBPACK_IMPORTED_MODULE_7__/* .present */ .E)({ cause: causeOf({ ...evidence, definition }, investigation), giveUp });
}
function causeOf(evidence, { ports }) {
    const failure = (0,_rollout_diagnosis_failures_js__WEBPACK_IMPORTED_MODULE_5__/* .findFirstFailure */ .mx)(evidence, (0,_plan_plaintext_js__WEBPACK_IMPORTED_MODULE_8__/* .makeTextGuard */ .tU)(evidence.definition, ports.gate));
    if (failure === undefined)
        return undefined;
    const reason = `${failure.reason.replace(/[.\s]+$/, '')}.`;
    const why = failure.mayPass ? reason : ((0,_report_rollouts_diagnosis_js__WEBPACK_IMPORTED_MODULE_9__/* .whatIsWrong */ .yY)(failure.explanation) ?? reason);
    return `A task failed: ${why}${failure.mayPass ? ' ECS is retrying; this may resolve itself.' : ''}`;
}
async function stoppedTasks({ ecs, site, service, target }) {
    try {
        const tasks = await ecs.listStoppedTasks(site.cluster, service, TASKS_WEIGHED);
        return tasks.filter(({ startedBy }) => startedBy === undefined || startedBy === target.deploymentId);
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_2__/* .AwsError */ .Gy))
            throw error;
        return [];
    }
}
async function investigateFailure(start, investigation) {
    const { ports, aws, diagnoses } = investigation;
    const planned = plannedFor(start, investigation);
    const definition = planned?.definition ?? {};
    const { logs, balancers } = await aws(start.site);
    const diagnosis = await (0,_rollout_diagnosis_diagnose_js__WEBPACK_IMPORTED_MODULE_10__/* .diagnose */ .h4)({
        ...{ cluster: start.site.cluster, region: start.site.region, service: start.service },
        deploymentId: start.target.deploymentId,
        taskDefinitionArn: start.target.taskDefinition,
        definition,
        seenEvents: start.seenEvents
    }, { ecs: start.ecs, logs, balancers, guard: (0,_plan_plaintext_js__WEBPACK_IMPORTED_MODULE_8__/* .makeTextGuard */ .tU)(definition, ports.gate) });
    const place = placeOf(diagnosis, planned?.files[0] ?? '', investigation);
    diagnoses.push(place === undefined ? diagnosis : { ...diagnosis, place });
    ports.log.group(`Why ${(0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_11__/* .labelOf */ .Wy)(start)} failed`, (0,_report_rollouts_diagnosis_js__WEBPACK_IMPORTED_MODULE_9__/* .diagnosisToText */ .kB)(diagnosis));
}
function placeOf(diagnosis, file, { places }) {
    const pointer = diagnosis.stops.find(({ cause }) => cause?.pointer !== undefined)?.cause?.pointer;
    return pointer === undefined || places === undefined ? undefined : (0,_plan_verify_plan_js__WEBPACK_IMPORTED_MODULE_12__/* .placeAt */ .B)(places, file, pointer);
}


/***/ }),

/***/ 77024:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  u0: () => (/* binding */ carryOut),
  Of: () => (/* binding */ rollOut),
  JB: () => (/* binding */ withEnds)
});

// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(70370);
// EXTERNAL MODULE: ./lib/src/pace.js
var src_pace = __webpack_require__(21795);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(35909);
// EXTERNAL MODULE: ./lib/src/report/verdict.js + 2 modules
var verdict = __webpack_require__(35737);
// EXTERNAL MODULE: ./lib/src/rollout/outcome.js
var rollout_outcome = __webpack_require__(41128);
// EXTERNAL MODULE: ./lib/src/arn.js
var arn = __webpack_require__(87433);
// EXTERNAL MODULE: ./lib/src/aws/error.js
var aws_error = __webpack_require__(41682);
// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(65071);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(28168);
// EXTERNAL MODULE: ./lib/src/rollout/deployment-list.js
var deployment_list = __webpack_require__(88990);
// EXTERNAL MODULE: ./lib/src/rollout/deployments.js
var deployments = __webpack_require__(52708);
// EXTERNAL MODULE: ./lib/src/rollout/progress.js
var progress = __webpack_require__(74049);
;// CONCATENATED MODULE: ./lib/src/rollout/classify.js




const STOPPED_LOOKS = 12;
const REPLACED = /\bnew (?:service )?deployment was started\b/i;
function classify(target, look, memory) {
    const { service } = look;
    if (!service)
        return decided(memory, {
            state: 'failed',
            isDeleted: true,
            reason: 'ECS no longer lists the service: it was deleted during the rollout.'
        });
    if (service.status !== 'ACTIVE') {
        return decided(memory, {
            state: 'failed',
            isDeleted: true,
            reason: `The service is ${service.status}: it was deleted during the rollout.`
        });
    }
    const next = remember(target, look, { service, memory });
    const outcome = target.scaleTo !== undefined
        ? (0,deployment_list/* judgeScaling */.bN)(target, service)
        : (judgeRecord(target, look, next) ?? (0,deployment_list/* judgeDeployments */.Ux)(target, service, next));
    const verdict = judgeGoal(target.goal, look, outcome);
    const failure = verdict.state === 'rolling-back' ? (next.failure ?? verdict.reason) : next.failure;
    return { verdict, memory: failure === undefined ? next : { ...next, failure } };
}
function judgeGoal(goal, look, outcome) {
    if (goal === 'deployed')
        return outcome;
    if (goal === 'stable') {
        return outcome.state === 'succeeded' && !isStable(look.service) ? { state: 'in-progress' } : outcome;
    }
    const { record } = look;
    if (outcome.state !== 'in-progress' || record === undefined)
        return outcome;
    const { lifecycleStage: stage, pauses } = record;
    const isPaused = pauses.length > 0;
    const isReached = goal === 'paused' ? isPaused : (0,rollout_outcome/* hasReached */.Nl)(stage, goal);
    if (!isReached)
        return outcome;
    const reason = isPaused ? pauseReason(record) : `The deployment has reached ${stage}; it continues in ECS.`;
    return { state: 'succeeded', reason, isOngoing: true };
}
function pauseReason(record) {
    return `The deployment is ${(0,progress/* describePause */.Ei)(record)}. Mode continue continues it or rolls it back.`;
}
function isStable(service) {
    return (service !== undefined &&
        service.deployments.length === 1 &&
        service.runningCount === service.desiredCount &&
        service.pendingCount === 0);
}
function decided(memory, verdict) {
    return { verdict, memory };
}
function remember(target, { record }, { service, memory }) {
    const mine = (0,deployments/* deploymentOf */.PE)(service, target.deploymentId);
    const failed = mine?.rolloutState === 'FAILED';
    return {
        ...memory,
        sawMine: memory.sawMine || mine !== undefined,
        gone: mine ? 0 : memory.gone + 1,
        failedLooks: failed ? memory.failedLooks + 1 : 0,
        replacedLooks: (0,deployment_list/* newerThanMine */.o4)(target, service) ? memory.replacedLooks + 1 : 0,
        stoppedLooks: record?.status === 'STOPPED' ? memory.stoppedLooks + 1 : 0
    };
}
function judgeRecord(target, look, memory) {
    const record = look.record;
    if (!record || !look.service)
        return undefined;
    const said = record.statusReason ?? record.rollbackReason ?? memory.failure ?? (0,deployment_list/* failureText */.kY)(target, look.service);
    const reason = withAlarms(said, record);
    switch (record.status) {
        case 'SUCCESSFUL':
            return { state: 'succeeded' };
        case 'ROLLBACK_SUCCESSFUL':
            return { state: 'rolled-back', reason };
        case 'ROLLBACK_FAILED':
            return { state: 'failed', reason: `${reason} The rollback failed too.`, rollback: 'failed' };
        case 'ROLLBACK_REQUESTED':
        case 'ROLLBACK_IN_PROGRESS':
            return { state: 'rolling-back', reason };
        case 'STOPPED':
            return replacedBy(target, look.service, record) ?? judgeStopped(target, look, { reason, memory });
        case 'PENDING':
        case 'IN_PROGRESS':
        case 'STOP_REQUESTED':
            return judgeOpenRecord(target, { service: look.service, record }, memory);
        default:
            return undefined;
    }
}
function withAlarms(reason, { triggeredAlarms }) {
    const names = triggeredAlarms.filter(name => !reason.includes(name));
    return names.length === 0 ? reason : `${reason} In ALARM: ${names.join(', ')}.`;
}
function replacedBy(target, service, { finishedAt = Number.POSITIVE_INFINITY }) {
    const { createdAt = 0 } = (0,deployments/* primaryOf */.Os)(service) ?? {};
    return finishedAt < createdAt ? undefined : (0,deployment_list/* newerThanMine */.o4)(target, service);
}
function judgeStopped(target, { service, record }, { reason, memory }) {
    const listed = service && (0,deployments/* deploymentOf */.PE)(service, target.deploymentId);
    const isReplaced = REPLACED.test(reason) || record?.rollbackReason !== undefined;
    const hasFailed = listed?.rolloutState === 'FAILED' ||
        record?.circuitBreaker?.status === 'TRIGGERED' ||
        (record?.triggeredAlarms.length ?? 0) > 0;
    if (hasFailed && !isReplaced)
        return { state: 'failed', reason };
    const primary = service && (0,deployments/* primaryOf */.Os)(service);
    const isOldList = !primary || listed === primary || (0,deployment_list/* isFromBefore */._b)(target, primary, memory);
    if (memory.stoppedLooks <= STOPPED_LOOKS && !(isReplaced && !isOldList))
        return { state: 'in-progress' };
    return { state: isReplaced ? 'superseded' : 'failed', reason };
}
function judgeOpenRecord(target, { service, record }, memory) {
    const mine = (0,deployments/* deploymentOf */.PE)(service, target.deploymentId);
    if (mine?.rolloutState === 'FAILED')
        return (0,deployment_list/* judgeFailed */.nT)(target, service, memory);
    const newer = (0,deployment_list/* newerThanMine */.o4)(target, service);
    if (!newer)
        return { state: 'in-progress' };
    if ((0,deployment_list/* hasCompleted */.Uj)(target, service))
        return { state: 'succeeded' };
    if (mine || record.status === 'STOP_REQUESTED')
        return newer;
    return memory.replacedLooks > deployment_list/* LOOKS_AT_OLD_LIST */.a6 ? newer : { state: 'in-progress' };
}

// EXTERNAL MODULE: ./lib/src/json.js
var json = __webpack_require__(38674);
;// CONCATENATED MODULE: ./lib/src/rollout/endings.js





function lostEnding(open, error) {
    const isKnown = open.start.purpose === 'ours' && open.memory.failure !== undefined;
    return {
        reason: `Not verified: ${error.operation} failed (${error.awsName}). The ${open.what} itself continues in ECS.`,
        error,
        isOngoing: true,
        ...(isKnown ? {} : { isUnverified: true }),
        ...open.back
    };
}
function endingWords({ purpose, isStopped, isRequested }, outcome, { isUnverified }) {
    if (isUnverified)
        return { words: 'not verified', isGood: false };
    if (purpose === 'foreign')
        return { words: `the earlier deployment: ${outcome}`, isGood: outcome === 'succeeded' };
    if (purpose !== 'rollback')
        return { words: outcome, isGood: outcome === 'succeeded' };
    if (outcome === (isStopped ? 'rolled-back' : 'succeeded'))
        return { words: 'rolled back', isGood: isRequested === true };
    return { words: isStopped && outcome === 'succeeded' ? 'completed' : outcome, isGood: false };
}
const NOTHING_RAN = 'The deployment completed, but the desired count is 0: no task was started, so this revision is untested.';
function endOfNothing({ course: { samples = [] }, record }) {
    const failed = Math.max(samples.at(-1)?.failed ?? 0, record?.circuitBreaker?.failureCount ?? 0);
    const hasRun = samples.some(({ running }) => running > 0);
    const wasPending = samples.some(({ pending }) => pending > 0);
    const zero = 'The deployment completed, but the desired count became 0 during the rollout';
    if (failed > 0)
        return { outcome: 'failed', reason: `${zero}, after ${failedStarts(failed)}: no task runs.` };
    if (wasPending && !hasRun)
        return { outcome: 'failed', reason: `${zero}, before any task had started: no task runs.` };
    return { outcome: 'succeeded', reason: hasRun ? `${zero}: no task runs.` : NOTHING_RAN, isWarning: true };
}
function failedStarts(failed) {
    return `${failed} failed task ${failed === 1 ? 'start' : 'starts'}`;
}
const SHORT_MS = 30_000;
const NONE_MS = 120_000;
const HOLD_MS = 15_000;
function completedEnd(open, { reason = rollout_outcome/* COMPLETED */.eJ, isOngoing }, { service, now }) {
    const outcome = 'succeeded';
    const { scaleTo, deploymentId } = open.target;
    if (scaleTo === undefined && service?.desiredCount === 0)
        return { ...endOfNothing(open), ...(0,present/* present */.E)({ isOngoing }) };
    if (scaleTo !== undefined) {
        open.heldSince ??= now;
        const holds = now >= open.heldSince + HOLD_MS || now >= open.start.deadline;
        return holds ? { outcome, reason: `${scaleTo} of ${scaleTo} tasks run.` } : undefined;
    }
    const mine = service && (0,deployments/* deploymentOf */.PE)(service, deploymentId);
    const isPlain = isOngoing === undefined && open.start.purpose === 'ours';
    if (!isPlain || mine?.status !== 'PRIMARY' || mine.runningCount >= mine.desiredCount)
        return isPlain
            ? { outcome, ...judgedByCourse(reason, { open, service }) }
            : { outcome, reason, ...(0,present/* present */.E)({ isOngoing }) };
    const { runningCount: running, desiredCount: desired } = mine;
    open.shortSince ??= now;
    if (now < open.shortSince + (running === 0 ? NONE_MS : SHORT_MS) && now < open.start.deadline)
        return undefined;
    if (running > 0) {
        const only = `The deployment completed, but only ${running} of ${desired} tasks run now.`;
        const said = [only, (0,progress/* gapsInWords */.uq)(open.course.samples ?? [])].join(' ').trim();
        return { outcome, reason: said, isWarning: true };
    }
    return {
        outcome: 'failed',
        reason: `The deployment completed, but none of its tasks runs (desired: ${desired}).`
    };
}
function judgedByCourse(reason, { open, service }) {
    const { samples = [] } = open.course;
    const said = endings_withAlarms(withFailures(reason, open), open, service);
    const gaps = (0,progress/* gapsInWords */.uq)(samples);
    if (gaps === '')
        return { reason: said, ...(said === reason ? {} : { isWarning: true }) };
    const settings = service?.raw['deploymentConfiguration'];
    const isWanted = (0,json/* isObject */.Gv)(settings) && settings['minimumHealthyPercent'] === 0;
    const isWarning = !isWanted || said !== reason || (0,progress/* stoppedTasks */.wx)(samples) > 0;
    return { reason: `${said} ${gaps}`, ...(isWarning ? { isWarning } : {}) };
}
function endings_withAlarms(reason, { record }, service) {
    const settings = service?.raw['deploymentConfiguration'];
    const alarms = (0,json/* isObject */.Gv)(settings) ? settings['alarms'] : undefined;
    const names = (0,json/* isObject */.Gv)(alarms) && alarms['enable'] === true ? (record?.unusedAlarms ?? []) : [];
    if (names.length === 0)
        return reason;
    return `${reason} But ECS did not watch its deployment alarms (${names.join(', ')}), as it does if they are in ALARM when a deployment begins.`;
}
function withFailures(reason, { course }) {
    const failed = course.samples?.at(-1)?.failed ?? 0;
    if (failed === 0 || reason !== rollout_outcome/* COMPLETED */.eJ)
        return reason;
    return `The deployment completed after ${failedStarts(failed)}.`;
}

// EXTERNAL MODULE: ./lib/src/rollout/open-rollout.js
var open_rollout = __webpack_require__(43714);
// EXTERNAL MODULE: ./lib/src/rollout/records.js
var rollout_records = __webpack_require__(18054);
;// CONCATENATED MODULE: ./lib/src/rollout/watch.js












const PATIENCE_MS = 5 * 60_000;
const PERMANENT = new Set(['denied', 'expired', 'missing', 'refused']);
class Watcher {
    #advice;
    #ports;
    #records = new Map();
    #failing = new Map();
    #recaps = [];
    #entries = [];
    #running = false;
    #isNew = false;
    #poll = { askedAt: 0, seenAt: 0 };
    constructor(advice, ports) {
        this.#advice = advice;
        this.#ports = ports;
        ports.signal.addEventListener('abort', () => this.#endAll(), { once: true });
    }
    follow(start) {
        return new Promise((resolve, reject) => {
            this.#entries.push({ open: new open_rollout/* OpenRollout */.w2(start, this.#ports.log), resolve, reject });
            if (this.#ports.signal.aborted)
                this.#endAll();
            else if (!this.#running)
                void this.#run();
        });
    }
    recap() {
        for (const recap of this.#recaps.splice(0))
            recap();
    }
    async #run() {
        this.#running = true;
        try {
            await this.#ports.clock.sleep(0);
            while (this.#entries.length > 0) {
                await this.#pollOnce();
                await this.#endOverdue();
                if (this.#entries.length > 0)
                    await this.#ports.clock.sleep(this.#pause(), this.#ports.signal);
            }
        }
        catch (error) {
            for (const { reject } of this.#entries.splice(0))
                reject(error);
        }
        this.#running = false;
    }
    #pause() {
        if (this.#isNew)
            return 0;
        const now = this.#ports.clock.now();
        const left = this.#entries.map(({ open }) => open.start.deadline - now);
        return Math.max(0, Math.min((0,src_pace/* untilNextPoll */.tN)(this.#poll, now), ...left));
    }
    async #pollOnce() {
        this.#isNew = false;
        const askedAt = this.#ports.clock.now();
        const seen = await this.#look();
        this.#poll = { askedAt, seenAt: this.#ports.clock.now() };
        const judged = seen.flatMap(([open, what]) => {
            if (!('look' in what) || !this.#isOpen(open))
                return [];
            const { service, record } = what.look;
            const { verdict, memory } = classify(open.target, what.look, open.memory);
            open.memory = memory;
            if (service)
                open.see(this.#poll.seenAt, service, record);
            return [{ open, verdict, service }];
        });
        for (const [open, what] of seen)
            if ('error' in what)
                this.#end(open, 'failed', lostEnding(open, what.error));
        for (const { open, verdict, service } of judged.toSorted((a, b) => (0,deployments/* workOf */.LT)(a.verdict) - (0,deployments/* workOf */.LT)(b.verdict)))
            if (this.#isOpen(open))
                await this.#act(open, verdict, service);
    }
    async #look() {
        const rollouts = this.#entries.map(({ open }) => open);
        const followed = new Set(rollouts.map(({ target }) => target.deploymentId));
        for (const records of this.#records.values())
            records.keepOnly(followed);
        const groups = (0,list/* grouped */.zD)(rollouts, ({ start: { site } }) => JSON.stringify([site.region, site.cluster, site.roleArn]));
        const seen = await Promise.all([...groups].map(async ([key, group]) => {
            try {
                const looks = await this.#lookAt(group);
                this.#failing.delete(key);
                return looks;
            }
            catch (error) {
                if (!(error instanceof aws_error/* AwsError */.Gy))
                    throw error;
                const isHopeless = this.#isHopeless(key, error);
                const lost = group.filter(open => open.lose(this.#ports.clock.now()) || isHopeless);
                return lost.map(open => [open, { error }]);
            }
        }));
        return seen.flat();
    }
    async #lookAt(group) {
        const [first] = group;
        if (!first)
            return [];
        const { ecs, site } = first.start;
        const names = group.map(({ start }) => start.service);
        const { services } = await ecs.describeServices(site.cluster, names);
        const states = new Map(services.map(state => [state.service, state]));
        const wanted = group.flatMap(({ start, target }) => {
            const state = states.get(start.service);
            if (state === undefined || target.scaleTo !== undefined)
                return [];
            const startedAt = Math.min(start.startedAt, target.createdAt ?? start.startedAt);
            return [{ ...start, cluster: site.cluster, startedAt, deploymentId: target.deploymentId, state }];
        });
        const records = this.#records.get(ecs) ?? new rollout_records/* DeploymentRecords */.GC(ecs, this.#ports.log);
        this.#records.set(ecs, records);
        const read = await records.read(wanted);
        return group.map(open => {
            const found = read.get(open.target.deploymentId);
            const record = found && (0,progress/* withoutContinued */.Or)(found, open.target.continued);
            return [open, { look: { service: states.get(open.start.service), ...(0,present/* present */.E)({ record }) } }];
        });
    }
    #isHopeless(key, error) {
        const now = this.#ports.clock.now();
        const since = this.#failing.get(key);
        if (PERMANENT.has(error.kind) || now - (since ?? now) >= PATIENCE_MS)
            return true;
        if (since !== undefined)
            return false;
        this.#failing.set(key, now);
        this.#ports.log.warning(`Could not read the state of the services (${error.operation}: ${error.awsName}); retrying.`);
        return false;
    }
    async #act(open, verdict, service) {
        switch (verdict.state) {
            case 'in-progress':
                open.heldSince = undefined;
                return service ? this.#weigh(open, service) : undefined;
            case 'adopted':
                return this.#adopt(open, verdict);
            case 'rolling-back':
                await this.#reportFailure(open, verdict.reason);
                open.note(this.#ports.clock.now(), 'rolling-back', 'ECS is rolling back');
                return;
            case 'succeeded': {
                const done = completedEnd(open, verdict, { service, now: this.#poll.seenAt });
                if (done?.outcome === 'failed')
                    await this.#reportFailure(open, done.reason);
                return done && this.#end(open, done.outcome, done);
            }
            case 'superseded':
                if (verdict.by && (await this.#advice.isEqual(open.start, verdict.by)))
                    this.#adopt(open, verdict.by);
                else
                    this.#end(open, 'superseded', verdict);
                return;
            case 'failed':
                await this.#reportFailure(open, verdict.reason);
                return this.#end(open, 'failed', verdict);
            case 'rolled-back':
                await this.#reportFailure(open, verdict.reason);
                return this.#end(open, 'rolled-back', { reason: verdict.reason, rollback: 'completed' });
            default:
                (0,errors/* assertNever */.xb)(verdict);
        }
    }
    #adopt(open, { deploymentId, taskDefinition }) {
        const { createdAt: _, ...target } = open.target;
        const same = taskDefinition === target.taskDefinition
            ? 'of the same definition'
            : `of ${(0,arn/* lastPartOf */.RS)(taskDefinition)}, which equals ${(0,arn/* lastPartOf */.RS)(target.taskDefinition)},`;
        open.say(`deployment ${deploymentId} ${same} took over; following it`);
        open.target = { ...target, deploymentId, taskDefinition, before: [...target.before, target.deploymentId] };
        open.memory = deployments/* FRESH_MEMORY */.XC;
        open.countAnew();
        this.#isNew = true;
    }
    async #weigh(open, service) {
        const mine = (0,deployments/* deploymentOf */.PE)(service, open.target.deploymentId);
        const evidence = `${mine?.failedTasks ?? 0} ${service.events[0]?.id ?? ''}`;
        if (open.reported || evidence === open.weighed || !mine)
            return;
        const weighed = await this.#advice.weigh({ ...open.start, target: open.target }, service);
        if (weighed === undefined || weighed.cause !== undefined)
            open.weighed = evidence;
        if (weighed === undefined || !this.#isOpen(open))
            return;
        const { cause, giveUp } = weighed;
        if (cause !== undefined)
            open.tellCause(cause);
        if (giveUp === undefined)
            return;
        await this.#reportFailure(open, giveUp.reason);
        if (giveUp.waitForEcs)
            open.memory = { ...open.memory, failure: giveUp.reason };
        else
            this.#end(open, 'failed', { reason: giveUp.reason });
    }
    async #reportFailure(open, reason) {
        if (open.reported)
            return;
        open.reported = true;
        if (open.start.purpose !== 'ours')
            return;
        open.note(this.#ports.clock.now(), 'failing', 'known to fail');
        open.fail(reason);
        await this.#advice.onFailure({ ...open.start, target: open.target });
    }
    async #endOverdue() {
        const now = this.#ports.clock.now();
        for (const { open } of [...this.#entries]) {
            if (now < open.start.deadline)
                continue;
            const limit = (0,progress/* formatDuration */.a3)(open.start.deadline - open.start.startedAt);
            if (open.memory.failure !== undefined) {
                const reason = `${open.failure}The rollback had not ended after ${limit}.`;
                this.#end(open, 'failed', { reason, ...open.back });
                continue;
            }
            const reason = `Not finished after ${limit}: ${open.state}.`;
            await this.#reportFailure(open, reason);
            this.#end(open, 'timed-out', { reason, ...open.back });
        }
    }
    #endAll() {
        for (const { open } of [...this.#entries])
            this.#end(open, 'cancelled', open.cancelled);
    }
    #isOpen(open) {
        return this.#entries.some(entry => entry.open === open);
    }
    #end(open, outcome, why) {
        const { reason, error, isOngoing, isUnverified, isDeleted, rollback, isWarning } = why;
        const entry = this.#entries.find(other => other.open === open);
        if (!entry)
            return;
        this.#entries = this.#entries.filter(other => other !== entry);
        const finishedAt = outcome === 'cancelled' ? this.#ports.clock.now() : this.#poll.seenAt;
        const { words, isGood } = endingWords(open.start, outcome, why);
        open.note(finishedAt, 'ended', words);
        this.#recaps.push(open.conclude(words, (0,progress/* formatDuration */.a3)(finishedAt - open.start.startedAt), { reason, isGood }));
        entry.resolve({
            service: open.start.service,
            target: open.target,
            outcome,
            reason,
            finishedAt,
            ...open.course,
            ...(0,present/* present */.E)({ recordArn: open.record?.arn, isWarning }),
            ...(0,present/* present */.E)({ paused: (0,progress/* pauseResultOf */.Jo)(open.record), error, isOngoing, isUnverified, isDeleted, rollback })
        });
    }
}

// EXTERNAL MODULE: ./lib/src/deploy/comparison/decide.js
var decide = __webpack_require__(16838);
// EXTERNAL MODULE: ./lib/src/deploy/target.js
var target = __webpack_require__(37679);
// EXTERNAL MODULE: ./lib/src/deploy/carry-out/advice.js
var advice = __webpack_require__(92681);
// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(63395);
// EXTERNAL MODULE: ./lib/src/inputs/read-deploy.js
var read_deploy = __webpack_require__(74470);
// EXTERNAL MODULE: ./lib/src/rollout/codedeploy/appspec.js
var appspec = __webpack_require__(67371);
;// CONCATENATED MODULE: ./lib/src/rollout/codedeploy/follow.js





const LOOKS_FOR_ROLLBACK = 3;
const FAILED_READS_ALLOWED = 10;
const follow_PERMANENT = ['denied', 'expired', 'refused', 'missing'];
const DEPLOY_CANCELLED = 'The run was cancelled while CodeDeploy was deploying';
const CANCELLED_BACK = 'The run was cancelled while CodeDeploy was rolling back; the rollback continues in CodeDeploy.';
function isOver(status) {
    return status === 'Succeeded' || status === 'Failed' || status === 'Stopped';
}
function awaitsTermination({ status, terminationWaits }, target) {
    if (status !== 'InProgress')
        return false;
    const events = target?.events ?? [];
    const isThrough = events.every(one => one.status === 'Succeeded' || one.status === 'Skipped');
    return terminationWaits || (events.length > 0 && isThrough);
}
function reasonOf({ status, error }) {
    const what = status === 'Failed' ? 'CodeDeploy failed the deployment' : 'The deployment was stopped in CodeDeploy';
    if (error === undefined)
        return `${what} and gave no reason.`;
    const text = (0,aws_error/* oneLine */.TN)(error.message).replace(/[.!?]$/, '');
    return `${what} (${(0,aws_error/* oneLine */.TN)(error.code)})${text === '' ? '' : `: ${text}`}.`;
}
const POLL_MS = 4_000;
class CodeDeployWatch {
    #service;
    #ports;
    #following;
    #milestones = [];
    #lines = [];
    #said = new Set([rollout_outcome/* COMPLETED */.eJ]);
    #events = new Map();
    #askedAt = 0;
    #counts = '';
    #traffic;
    #stage = 'not begun';
    #failedReads = 0;
    #readsTargets = true;
    #failure;
    #rollbackId;
    #looksForRollback = 0;
    #taskSetId;
    #nothingRan = false;
    #trafficStayed = false;
    constructor(service, ports) {
        this.#service = service;
        this.#ports = ports;
        this.#following = ports.log.follow({ label: service, since: ports.clock.now(), phase: 'rolling out' });
    }
    say(message) {
        if (this.#said.has(message))
            return;
        this.#said.add(message);
        this.#lines.push(message);
        this.#following.say(message);
    }
    mark(what, text) {
        if (this.#milestones.some(one => one.what === what && one.text === text))
            return;
        this.#milestones.push({ at: this.#ports.clock.now(), what, text });
        if (what === 'failing' || what === 'paused')
            this.#following.update({ phase: what });
        if (what === 'rolling-back')
            this.#following.update({ phase: 'rolling back' });
    }
    end(outcome, reason, deploymentId) {
        this.#following.end(outcome, outcome === 'succeeded');
        const ids = (0,present/* present */.E)({ deploymentId, taskSetId: this.#taskSetId });
        return { outcome, reason, milestones: this.#milestones, finishedAt: this.#ports.clock.now(), ...ids };
    }
    async read(id) {
        const { clock, codedeploy } = this.#ports;
        this.#askedAt = clock.now();
        try {
            const deployment = await codedeploy.getDeployment(id);
            this.#failedReads = deployment === undefined ? this.#failedReads + 1 : 0;
            if (this.#failedReads < FAILED_READS_ALLOWED)
                return deployment;
            const message = `CodeDeploy does not know deployment ${id}`;
            const awsName = 'DeploymentDoesNotExistException';
            throw new aws_error/* AwsError */.Gy({ kind: 'missing', operation: 'codedeploy:GetDeployment', awsName, message });
        }
        catch (error) {
            if (!(error instanceof aws_error/* AwsError */.Gy) || follow_PERMANENT.includes(error.kind))
                throw error;
            this.#warn(`Could not read deployment ${id} (${error.operation}: ${error.awsName}); retrying.`);
            if (++this.#failedReads >= FAILED_READS_ALLOWED)
                throw error;
            return undefined;
        }
    }
    async target(id, targetId) {
        if (!this.#readsTargets)
            return undefined;
        try {
            return await this.#ports.codedeploy.getTarget(id, targetId);
        }
        catch (error) {
            if (!(error instanceof aws_error/* AwsError */.Gy))
                throw error;
            if (error.kind === 'denied') {
                this.#readsTargets = false;
                this.say(`Events and traffic of the deployment are not shown (no permission for ${error.operation}).`);
            }
            return undefined;
        }
    }
    async pause(deadline) {
        const { clock, signal } = this.#ports;
        const next = Math.min(this.#askedAt + POLL_MS, deadline);
        await clock.sleep(Math.max(0, next - clock.now()), signal);
    }
    async follow(followed) {
        for (;;) {
            const ending = (await this.#step(followed)) ?? this.#interrupted(followed);
            if (ending)
                return this.#conclude(followed, ending);
            await this.pause(followed.deadline);
        }
    }
    async #step(followed) {
        try {
            if (this.#rollbackId === undefined) {
                const deployment = await this.read(followed.deploymentId);
                const ending = deployment && (await this.#judgeOurs(deployment, followed));
                if (ending !== undefined || this.#rollbackId === undefined)
                    return ending;
            }
            const rollback = await this.read(this.#rollbackId);
            return rollback && this.#judgeRollback(rollback);
        }
        catch (error) {
            if (!(error instanceof aws_error/* AwsError */.Gy))
                throw error;
            const back = this.#back(followed);
            const what = back.rollback === undefined ? 'deployment' : 'rollback';
            const reason = `Not verified: ${error.operation} failed (${error.awsName}). The ${what} itself continues in CodeDeploy.`;
            return { outcome: 'failed', reason, error, ...back };
        }
    }
    async #judgeOurs(deployment, followed) {
        const { id, status, rollbackId } = deployment;
        const target = await this.target(id, followed.targetId);
        if (target)
            this.#tell(target);
        const command = (type) => `aws deploy continue-deployment --deployment-id ${id} --deployment-wait-type ${type} --region ${followed.region}`;
        if (status === 'Succeeded')
            return { outcome: 'succeeded', reason: this.#nothingRan ? NOTHING_RAN : rollout_outcome/* COMPLETED */.eJ };
        if (status === 'Ready') {
            this.say(`waiting for you to reroute traffic: ${command('READY_WAIT')}`);
            this.mark('paused', 'waiting for you to reroute traffic');
        }
        if (awaitsTermination(deployment, target))
            this.say(`all traffic is on the new tasks; CodeDeploy keeps the old ones for a while. To end that now: ${command('TERMINATION_WAIT')}`);
        if (!isOver(status))
            return undefined;
        const reason = reasonOf(deployment);
        await this.#fail(reason);
        if (rollbackId !== undefined) {
            this.#rollbackId = rollbackId;
            this.say(`CodeDeploy rolls it back: deployment ${rollbackId}`);
            this.mark('rolling-back', `deployment ${rollbackId}`);
            return undefined;
        }
        if (followed.expectsRollback && this.#looksForRollback++ < LOOKS_FOR_ROLLBACK)
            return undefined;
        const where = this.#trafficStayed ? ' All traffic is still on the old tasks.' : '';
        return { outcome: 'failed', reason: `${reason}${where}` };
    }
    async #fail(reason) {
        if (this.#failure !== undefined)
            return;
        this.#failure = reason;
        this.#said.add(reason);
        this.say(`FAILED: ${reason}`);
        this.mark('failing', reason);
        await this.#ports.onFailure?.({ reason, ...(0,present/* present */.E)({ taskSetId: this.#taskSetId }) });
    }
    #judgeRollback(deployment) {
        const { id, status } = deployment;
        if (!isOver(status))
            return undefined;
        if (status === 'Succeeded') {
            const reason = `${this.#failure} CodeDeploy rolled it back (deployment ${id}).`;
            return { outcome: 'rolled-back', reason, rollback: 'completed' };
        }
        const reason = `${this.#failure} The rollback ${id} failed too. ${reasonOf(deployment)}`;
        return { outcome: 'failed', reason, rollback: 'failed' };
    }
    #back({ isStopped, expectsRollback }) {
        const isDue = this.#failure !== undefined && expectsRollback;
        return isStopped || this.#rollbackId !== undefined || isDue ? { rollback: 'in-progress' } : {};
    }
    #interrupted(followed) {
        const back = this.#back(followed);
        if (this.#ports.signal?.aborted) {
            const left = `${DEPLOY_CANCELLED}; deployment ${followed.deploymentId} continues.`;
            const known = [this.#failure, CANCELLED_BACK].filter(text => text !== undefined).join(' ');
            return { outcome: 'cancelled', reason: back.rollback === undefined ? left : known, ...back };
        }
        if (this.#ports.clock.now() < followed.deadline)
            return undefined;
        const limit = (0,progress/* formatDuration */.a3)(followed.limitMs);
        if (this.#failure !== undefined)
            return {
                outcome: 'failed',
                reason: `${this.#failure} The rollback had not ended after ${limit}.`,
                ...back
            };
        const traffic = this.#traffic === undefined ? '' : `${this.#traffic} % of production traffic`;
        const state = [this.#stage, this.#counts, traffic].filter(text => text !== '').join(', ');
        return { outcome: 'timed-out', reason: `Not finished after ${limit}: ${state}.`, ...back };
    }
    #conclude({ deploymentId }, ending) {
        const { outcome, reason } = ending;
        this.mark('ended', outcome);
        if (reason === NOTHING_RAN)
            this.#warn(reason);
        this.say(this.#said.has(reason) ? outcome : `${outcome}: ${reason}`);
        this.#ports.log.recap?.(`${this.#service}: ${outcome}`, this.#lines);
        return { ...this.end(outcome, reason, deploymentId), ...ending };
    }
    #warn(message) {
        this.#ports.log.warning(`[${this.#service}] ${message}`);
    }
    #tell({ events, taskSets }) {
        const changed = events.filter(({ name, status }) => !['Pending', 'Skipped', this.#events.get(name)].includes(status));
        const words = changed.map(({ name, status }) => {
            this.#events.set(name, status);
            this.#stage = `${name} ${status === 'InProgress' ? 'in progress' : status.toLowerCase()}`;
            if (status !== 'Succeeded')
                this.mark('stage', this.#stage);
            return this.#stage;
        });
        if (words.length > 0)
            this.say(words.join(', '));
        this.#trafficStayed = taskSets.some(({ label, traffic }) => label === 'Blue' && traffic === 100);
        const green = taskSets.find(({ label }) => label === 'Green');
        if (green === undefined)
            return;
        const { id, running, desired, pending, traffic } = green;
        this.#taskSetId = id;
        this.#nothingRan = desired === 0;
        const old = taskSets.reduce((sum, one) => sum + (one === green ? 0 : one.running), 0);
        const counts = `${running} of ${desired} new tasks running${pending > 0 ? `, ${pending} pending` : ''}`;
        const isNew = counts !== this.#counts;
        this.#counts = counts;
        if (isNew)
            this.#lines.push(counts);
        const tasks = { running, desired, pending, old };
        this.#following.update({ stage: this.#stage, tasks }, isNew ? counts : undefined);
        if (running > 0)
            this.mark('first-task', 'first task running');
        if (traffic === undefined || traffic === (this.#traffic ?? 0))
            return;
        this.#traffic = traffic;
        const share = `${traffic} % of production traffic`;
        this.say(`${share} goes to the new tasks`);
        this.mark('traffic', share);
    }
}

// EXTERNAL MODULE: ./lib/src/rollout/codedeploy/group.js
var codedeploy_group = __webpack_require__(91088);
;// CONCATENATED MODULE: ./lib/src/rollout/codedeploy/deploy.js








const CLOCK_SKEW_MS = 5 * 60_000;
const OTHERS = 5;
const LOOK_AFTER_MS = [1_000, 3_000, 6_000];
const ATTEMPTS = 4;
async function deployThroughCodeDeploy(request, ports) {
    const run = new Run(request, ports);
    try {
        return await run.run();
    }
    catch (error) {
        if (!(error instanceof aws_error/* AwsError */.Gy))
            throw error;
        const subject = `deployment group ${request.group}`;
        const problem = (0,explain/* explainAwsError */.Ni)(error, { subject, service: request.service });
        return { ...run.watch.end('failed', problem.message), error, problems: [problem] };
    }
}
function targetIdOf({ cluster, service }) {
    return `${(0,arn/* lastPartOf */.RS)(cluster)}:${service}`;
}
class Run {
    watch;
    #request;
    #ports;
    #startedAt;
    constructor(request, ports) {
        this.#request = request;
        this.#ports = ports;
        this.watch = new CodeDeployWatch(request.service, ports);
        this.#startedAt = ports.clock.now();
    }
    async run() {
        for (let others = 0; others < OTHERS; others++) {
            if (this.#ports.signal?.aborted)
                return { ...this.watch.end('not-started', rollout_outcome/* CANCELLED_BEFORE */.yv.reason), isCancelled: true };
            const inspected = await (0,codedeploy_group/* inspectDeploymentGroup */.j)(this.#request, this.#ports.codedeploy);
            if ('problems' in inspected) {
                const { problems } = inspected;
                return { ...this.watch.end('not-started', problems[0]?.message ?? ''), problems };
            }
            const busy = await this.#begin(inspected.group);
            if (typeof busy !== 'string')
                return busy;
            const end = await this.#passBy(busy, inspected.group);
            if (end)
                return end;
        }
        return this.watch.end('not-started', 'Other deployments of this service keep coming first; nothing was started.');
    }
    async #begin(group) {
        const last = group.lastAttempted;
        if (last && !isOver(last.status))
            return last.id;
        const { seenAt = Infinity, content, description, config, application } = this.#request;
        const isNews = last?.status === 'Succeeded' && (last.endedAt ?? 0) > seenAt - CLOCK_SKEW_MS;
        if (isNews && (await this.#isWanted(last.id))) {
            this.watch.say(`deployment ${last.id} has deployed the same meanwhile`);
            return this.#follow(last.id, group, { startedAt: this.#startedAt });
        }
        const startedAt = this.#ports.clock.now();
        const wanted = { application, group: group.group, content, sha256: (0,appspec/* hashOf */.qQ)(content) };
        const { id, isOurs } = await this.#createOnce({ ...wanted, ...(0,present/* present */.E)({ description, config }) }, group);
        if (!isOurs)
            return id;
        this.watch.say(`deployment ${id} created`);
        this.watch.mark('updated', `deployment ${id} created`);
        return this.#follow(id, group, { startedAt, unwatched: 'Created' });
    }
    async #isOurs(id) {
        const other = await this.#ports.codedeploy.getDeployment(id);
        return (other !== undefined &&
            other.creator !== 'codeDeployRollback' &&
            (0,appspec/* deploysSame */.Be)(other, this.#request.content));
    }
    async #isWanted(id) {
        return !this.#request.forceNewDeployment && (await this.#isOurs(id));
    }
    async #createOnce(request, before) {
        for (let attempt = 1;; attempt++) {
            try {
                return { id: await this.#ports.codedeploy.createDeployment(request), isOurs: true };
            }
            catch (error) {
                if (!(error instanceof aws_error/* AwsError */.Gy))
                    throw error;
                const busy = busyWith(error);
                if (busy !== undefined)
                    return { id: busy, isOurs: attempt > 1 && (await this.#isOurs(busy)) };
                if (error.kind !== 'lost')
                    throw error;
                const id = await this.#findCreated(request, before);
                if (id !== undefined)
                    return { id, isOurs: true };
                if (attempt === ATTEMPTS)
                    throw error;
            }
        }
    }
    async #findCreated(request, { lastAttempted: last }) {
        const since = last?.createdAt === undefined ? undefined : last.createdAt - 1_000;
        for (const wait of LOOK_AFTER_MS) {
            await this.#ports.clock.sleep(wait);
            const ids = await this.#ports.codedeploy.listDeployments(request, since);
            for (const id of ids.filter(one => one !== last?.id).slice(0, 10))
                if (await this.#isOurs(id))
                    return id;
        }
        return undefined;
    }
    async #passBy(id, group) {
        const { ifDeploying } = this.#request;
        if (await this.#isWanted(id)) {
            this.watch.say(`deployment ${id} is in progress and deploys the same; following it`);
            return this.#follow(id, group, { startedAt: this.#startedAt, unwatched: 'Already in progress' });
        }
        if (ifDeploying === 'fail')
            return this.watch.end('not-started', `CodeDeploy is already deploying ${id} for this service (if-deploying: fail); nothing was started.`);
        if (ifDeploying === 'replace')
            await this.#bringToEnd(id);
        else
            this.watch.say(`waiting for deployment ${id}, which is in progress (if-deploying: wait)`);
        return this.#waitForEnd(id, this.#startedAt + this.#limit(group));
    }
    async #bringToEnd(id) {
        const { codedeploy } = this.#ports;
        const deployment = await this.watch.read(id);
        if (deployment && awaitsTermination(deployment, await this.watch.target(id, targetIdOf(this.#request)))) {
            try {
                await codedeploy.endTerminationWait(id);
                this.watch.say(`ending the last wait of deployment ${id}, whose traffic is shifted (if-deploying: replace)`);
                return;
            }
            catch (error) {
                if (!(error instanceof aws_error/* AwsError */.Gy))
                    throw error;
            }
        }
        this.watch.say(`stopping deployment ${id}, which is in progress (if-deploying: replace)`);
        await codedeploy.stopDeployment(id);
    }
    async #waitForEnd(first, deadline) {
        for (let id = first;;) {
            const deployment = await this.watch.read(id);
            if (deployment && isOver(deployment.status)) {
                const { rollbackId } = deployment;
                if (rollbackId === undefined) {
                    this.watch.say(`deployment ${id} has ended: ${deployment.status}`);
                    return undefined;
                }
                id = rollbackId;
                continue;
            }
            if (this.#ports.signal?.aborted)
                return this.watch.end('cancelled', rollout_outcome/* CANCELLED_BEFORE */.yv.reason);
            if (this.#ports.clock.now() >= deadline)
                return this.watch.end('timed-out', `Deployment ${id}, which was in progress before, has not ended; nothing was started.`);
            await this.watch.pause(deadline);
        }
    }
    async #follow(id, group, { startedAt, unwatched }) {
        if (unwatched !== undefined && this.#request.waitUntil === 'none') {
            const reason = `${unwatched}; the deployment is not watched (wait-until: none).`;
            return { ...this.watch.end('requested', reason, id), isOngoing: true };
        }
        const limitMs = this.#limit(group);
        const end = await this.watch.follow({
            deploymentId: id,
            targetId: targetIdOf(this.#request),
            region: this.#request.region,
            deadline: startedAt + limitMs,
            limitMs,
            expectsRollback: group.autoRollback
        });
        if (end.outcome !== 'failed' || end.error)
            return end;
        const newer = await this.#followedBy(id, group);
        if (newer === undefined)
            return end;
        return {
            ...end,
            outcome: 'superseded',
            reason: `${end.reason} Deployment ${newer} was started after it.`
        };
    }
    async #followedBy(id, group) {
        const { codedeploy } = this.#ports;
        try {
            const ours = await codedeploy.getDeployment(id);
            if (ours?.status !== 'Stopped' || ours.rollbackId !== undefined)
                return undefined;
            const found = await codedeploy.getDeploymentGroup(group);
            const last = 'group' in found ? found.group.lastAttempted?.id : undefined;
            return last === id ? undefined : last;
        }
        catch (error) {
            if (!(error instanceof aws_error/* AwsError */.Gy))
                throw error;
            return undefined;
        }
    }
    #limit(group) {
        return this.#request.waitMs + (0,codedeploy_group/* waitingTime */.p)(group, this.#request.config);
    }
}
function busyWith({ awsName, message }) {
    if (awsName !== 'DeploymentLimitExceededException')
        return undefined;
    return /already deploying deployment '?(d-[A-Z0-9]+)/.exec(message)?.[1];
}

;// CONCATENATED MODULE: ./lib/src/rollout/codedeploy/roll-back.js



async function stopAndRollBack(deploymentId, codedeploy) {
    let isLost = false;
    for (;;) {
        try {
            const answer = await codedeploy.stopDeployment(deploymentId);
            return isLost ? 'stopping' : answer;
        }
        catch (error) {
            if (!(error instanceof aws_error/* AwsError */.Gy))
                throw error;
            if (isLost || error.kind !== 'lost')
                return error;
            isLost = true;
        }
    }
}
async function rollBackCodeDeploy(subject, ports) {
    const { deploymentId, region, service, waitMs } = subject;
    const asked = await stopAndRollBack(deploymentId, ports.codedeploy);
    if (asked instanceof aws_error/* AwsError */.Gy) {
        const reason = `The deployment could not be rolled back: ${asked.operation} failed (${asked.awsName}).`;
        return { ...nothing(subject, reason, ports), error: asked };
    }
    if (asked === 'already over')
        return deployPrevious(subject, ports);
    const watch = new CodeDeployWatch(service, ports);
    watch.say(`rolling back deployment ${deploymentId}`);
    const end = await watch.follow({
        deploymentId,
        targetId: targetIdOf(subject),
        region,
        deadline: ports.clock.now() + waitMs,
        limitMs: waitMs,
        expectsRollback: true,
        isStopped: true
    });
    return end.outcome === 'succeeded' ? deployPrevious(subject, ports) : withRollback(end);
}
async function deployPrevious(subject, ports) {
    const { deploymentId, previousContent: content } = subject;
    if (content === undefined) {
        const reason = `Deployment ${deploymentId} has ended, and the previous revision is not known; nothing was rolled back.`;
        return nothing(subject, reason, ports);
    }
    const request = { ...subject, content, ifDeploying: 'wait', waitUntil: 'deployed' };
    const end = await deployThroughCodeDeploy(request, ports);
    if (end.outcome !== 'succeeded')
        return end.deploymentId === undefined ? end : withRollback(end);
    const reason = `Deployment ${deploymentId} was over; what ran before was deployed again (deployment ${end.deploymentId}).`;
    return { ...end, outcome: 'rolled-back', reason, rollback: 'completed' };
}
function withRollback(end) {
    const isCut = end.outcome === 'cancelled' || end.outcome === 'timed-out' || end.error !== undefined;
    return { ...end, rollback: end.rollback ?? (isCut ? 'in-progress' : 'failed') };
}
function nothing(subject, reason, { clock }) {
    const { deploymentId } = subject;
    return { outcome: 'failed', reason, deploymentId, milestones: [], finishedAt: clock.now() };
}

// EXTERNAL MODULE: ./lib/src/rollout/update-service.js
var update_service = __webpack_require__(84289);
// EXTERNAL MODULE: ./lib/src/deploy/comparison/plan.js
var plan = __webpack_require__(37409);
// EXTERNAL MODULE: ./lib/src/deploy/services/settings.js
var services_settings = __webpack_require__(1384);
// EXTERNAL MODULE: ./lib/src/deploy/carry-out/run.js
var carry_out_run = __webpack_require__(16656);
// EXTERNAL MODULE: ./lib/src/deploy/carry-out/settle.js
var settle = __webpack_require__(32518);
// EXTERNAL MODULE: ./lib/src/deploy/carry-out/tasks-now.js
var tasks_now = __webpack_require__(89750);
;// CONCATENATED MODULE: ./lib/src/deploy/carry-out/carry-codedeploy.js















async function carryCodeDeploy(service, run) {
    const { configuration } = run;
    const { clock, log, signal } = run.ports;
    const startedAt = clock.now();
    if (service.action.kind === 'unchanged') {
        return { end: await (0,tasks_now/* unchangedEnd */.$)(service, run) };
    }
    const refused = await changeSettings(service, run);
    if (refused)
        return { end: refused };
    const spec = specOf(service, (0,carry_out_run/* revisionFor */.HU)(service, run), (0,plan/* definitionIn */.rY)(run.plan, service.definitionId));
    if ('problems' in spec) {
        const [problem] = spec.problems;
        const why = { outcome: 'not-started', reason: problem?.message ?? '' };
        return { end: (0,carry_out_run/* endedAs */.BN)(service, run, { ...why, ...(0,present/* present */.E)({ problem }) }) };
    }
    const { codedeploy } = await run.aws(service.site);
    const onFailure = ({ taskSetId }) => investigate(service, taskSetId, run);
    const carrying = { service, run, ports: { codedeploy, clock, log, signal, onFailure } };
    const { description, config } = configuration.codeDeploy;
    const end = await deployThroughCodeDeploy({
        ...namedIn(carrying),
        content: spec.content,
        ifDeploying: configuration.ifDeploying ?? 'wait',
        forceNewDeployment: configuration.forceNewDeployment || (0,plan/* wantsNewTasks */.MH)(service.action),
        waitUntil: configuration.waitUntil === 'none' ? 'none' : 'deployed',
        waitMs: (0,carry_out_run/* waitLimit */.Tk)(configuration),
        seenAt: run.plannedAt,
        ...(0,present/* present */.E)({ description, config })
    }, carrying.ports);
    if (end.outcome === 'timed-out')
        await investigate(service, end.taskSetId, run);
    return {
        end: endOf(await carry_codedeploy_settle(end, carrying), service, { run, startedAt }),
        undo: () => undo(end.deploymentId ?? '', carrying)
    };
}
function specOf({ appSpec, before, service }, taskDefinitionArn, definition) {
    return (0,appspec/* buildAppSpec */.RS)(appSpec ?? { kind: 'service', raw: before.raw }, {
        service,
        taskDefinitionArn,
        definition
    });
}
function namedIn({ service: { service, site }, run }) {
    const { cluster, region } = site;
    return { service, cluster, region, ...(0,read_deploy/* namesFor */.GT)(run.configuration.codeDeploy, { cluster, service }) };
}
async function investigate(service, taskSetId, run) {
    const { ecs } = await run.aws(service.site);
    const now = { deploymentId: taskSetId ?? '', ecs, state: service.before };
    await (0,advice/* investigateFailure */.U)((0,carry_out_run/* ourRollout */.I8)(service, now, run), run);
}
async function carry_codedeploy_settle(end, carrying) {
    const { service, run, ports } = carrying;
    const { onCancel, onFailure } = run.configuration;
    const { deploymentId } = end;
    if (deploymentId === undefined || end.error !== undefined)
        return end;
    const isBad = end.outcome === 'failed' || end.outcome === 'timed-out';
    const deleted = isBad ? await whyDeleted(service, run) : undefined;
    if (deleted !== undefined)
        return { ...end, isDeleted: true, reason: `${end.reason} ${deleted}` };
    if (end.outcome === 'cancelled' && end.rollback === undefined && onCancel === 'rollback') {
        const asked = await stopAndRollBack(deploymentId, ports.codedeploy);
        if (asked instanceof aws_error/* AwsError */.Gy)
            return {
                ...end,
                reason: `${end.reason} Cannot roll back: ${asked.operation} failed (${asked.awsName}).`
            };
        const cancelled = `${DEPLOY_CANCELLED} (deployment ${deploymentId}).`;
        if (asked === 'already over')
            return { ...end, reason: `${cancelled} Cannot roll back: the deployment is already over.` };
        const reason = `${cancelled} Its rollback was requested and continues in CodeDeploy.`;
        return { ...end, reason, rollback: 'in-progress' };
    }
    if (!isBad || onFailure !== 'rollback')
        return end;
    const back = await rollBack(deploymentId, carrying);
    return {
        ...end,
        outcome: back.outcome === 'rolled-back' ? 'rolled-back' : end.outcome,
        reason: `${end.reason} ${inWords(back)}`,
        finishedAt: back.finishedAt,
        ...(0,present/* present */.E)({ rollback: back.rollback ?? end.rollback }),
        milestones: [...end.milestones, ...back.milestones]
    };
}
async function undo(deploymentId, carrying) {
    const end = await rollBack(deploymentId, carrying);
    const { milestones, rollback } = end;
    const without = rollback === undefined ? 'succeeded' : 'failed';
    const outcome = end.outcome === 'rolled-back' ? end.outcome : without;
    return { outcome, addition: inWords(end), milestones, ...(0,present/* present */.E)({ rollback }) };
}
function inWords({ rollback, reason }) {
    if (rollback === 'completed')
        return 'Rolled back, verified.';
    if (rollback === undefined)
        return `Cannot roll back: ${reason}`;
    return `${rollback === 'failed' ? 'The rollback did not succeed.' : 'Its rollback was requested.'} ${reason}`;
}
function rollBack(deploymentId, carrying) {
    const { service, run, ports } = carrying;
    const previous = specOf(service, service.previousTaskDefinitionArn, {});
    const waitMs = (0,carry_out_run/* waitLimit */.Tk)(run.configuration);
    const previousContent = 'content' in previous ? previous.content : undefined;
    return rollBackCodeDeploy({ ...namedIn(carrying), deploymentId, waitMs, ...(0,present/* present */.E)({ previousContent }) }, ports);
}
function endOf(end, service, { run, startedAt }) {
    const { deploymentId, error, problems = [], isOngoing, rollback, isCancelled, isDeleted } = end;
    const note = end.outcome === 'rolled-back' ? (0,settle/* plaintextNote */.uy)(service) : '';
    const problem = problems[0] ?? (error ? { ...(0,explain/* explainAwsError */.Ni)(error), service: service.service } : undefined);
    const isAsBefore = deploymentId === undefined && Object.keys(changesOf(service)).length === 0;
    const isRefused = (isAsBefore && error !== undefined && (0,explain/* leftAsItWas */.QU)(error)) || undefined;
    return {
        result: {
            ...(0,carry_out_run/* baseOf */.bx)(service, run),
            outcome: end.outcome,
            reason: `${end.reason}${note}`,
            startedAt: (0,carry_out_run/* isoTimestamp */.yh)(startedAt),
            finishedAt: (0,carry_out_run/* isoTimestamp */.yh)(end.finishedAt),
            ...(0,present/* present */.E)({ deploymentId, isOngoing, rollback, isCancelled, isDeleted, isRefused })
        },
        milestones: end.milestones,
        ...(0,present/* present */.E)({ codeDeployId: deploymentId, problem })
    };
}
function changesOf({ before, settings = {} }) {
    return (0,services_settings/* changedMembers */.kq)(settings, before.raw);
}
async function changeSettings(service, run) {
    const members = changesOf(service);
    if (Object.keys(members).length === 0)
        return undefined;
    const { ecs } = await run.aws(service.site);
    try {
        await ecs.updateService({ cluster: service.site.cluster, service: service.service, members });
        return undefined;
    }
    catch (error) {
        const problem = (0,explain/* refusalOf */.Of)(error);
        return (0,carry_out_run/* endedAs */.BN)(service, run, {
            outcome: 'failed',
            reason: problem.message,
            problem,
            ...(0,update_service/* refusedUpdate */.mF)(error)
        });
    }
}
async function whyDeleted(service, run) {
    const now = await (0,carry_out_run/* lookAgain */.IK)(service, run);
    if (now === undefined || now.status === 'ACTIVE')
        return undefined;
    return `The service is ${now.status}: it was deleted during the deployment.`;
}

// EXTERNAL MODULE: ./lib/src/deploy/plan/plaintext.js
var plaintext = __webpack_require__(21853);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./lib/src/deploy/tasks/request.js




function makeRequest(sources) {
    const { inputs, definition } = sources;
    const network = networkOf(sources);
    if (definition['networkMode'] === 'awsvpc' && subnetsOf(network).length === 0)
        return { problem: noNetwork(sources) };
    const { containerOverrides, tags, managedVolume } = inputs;
    const request = {
        cluster: sources.cluster,
        taskDefinition: sources.taskDefinitionArn,
        count: 1,
        clientToken: sources.clientToken,
        startedBy: inputs.startedBy,
        ...capacityOf(sources),
        ...(0,present/* present */.E)({ networkConfiguration: network && { awsvpcConfiguration: network } }),
        ...(containerOverrides.length === 0 ? {} : { overrides: { containerOverrides } }),
        ...(tags.length === 0 ? {} : { tags }),
        ...(0,present/* present */.E)({ volumeConfigurations: managedVolume && [managedVolume] }),
        ...(0,present/* present */.E)({ enableECSManagedTags: inputs.enableEcsManagedTags, propagateTags: sources.propagateTags })
    };
    return { request };
}
function networkOf({ inputs, service = {}, definition }) {
    const { subnets, securityGroups, assignPublicIp, isNetworkWhole } = inputs;
    const asked = {
        ...(subnets.length === 0 ? {} : { subnets }),
        ...(securityGroups.length === 0 ? {} : { securityGroups }),
        ...(0,present/* present */.E)({ assignPublicIp })
    };
    if (isNetworkWhole)
        return { assignPublicIp: 'DISABLED', ...asked };
    if (definition['networkMode'] === 'awsvpc') {
        const own = (0,deployments/* settingOf */.y7)(service, 'networkConfiguration');
        const copied = (0,json/* isObject */.Gv)(own) ? own['awsvpcConfiguration'] : undefined;
        return { ...((0,json/* isObject */.Gv)(copied) ? copied : {}), ...asked };
    }
    return Object.keys(asked).length === 0 ? undefined : asked;
}
function subnetsOf(network) {
    const subnets = network?.['subnets'];
    return Array.isArray(subnets) ? subnets : [];
}
function capacityOf({ inputs, service = {}, definition }) {
    if (inputs.capacityProviderStrategy.length > 0)
        return { capacityProviderStrategy: inputs.capacityProviderStrategy };
    const version = (0,deployments/* settingOf */.y7)(service, 'platformVersion');
    const platform = typeof version === 'string' && version !== '' ? { platformVersion: version } : {};
    if (inputs.launchType !== undefined) {
        const keep = inputs.launchType === 'FARGATE' && (0,deployments/* settingOf */.y7)(service, 'launchType') === 'FARGATE';
        return { launchType: inputs.launchType, ...(keep ? platform : {}) };
    }
    const strategy = (0,deployments/* settingOf */.y7)(service, 'capacityProviderStrategy');
    if (Array.isArray(strategy) && strategy.length > 0)
        return { capacityProviderStrategy: strategy, ...platform };
    const launchType = (0,deployments/* settingOf */.y7)(service, 'launchType');
    if (typeof launchType === 'string')
        return { launchType, ...platform };
    const compatible = definition['requiresCompatibilities'];
    return Array.isArray(compatible) && compatible.length === 1 && compatible[0] === 'FARGATE'
        ? { launchType: 'FARGATE' }
        : {};
}
function noNetwork({ taskDefinitionArn, service }) {
    const name = taskDefinitionArn.split('/').at(-1) ?? taskDefinitionArn;
    const where = service === undefined ? 'and there is no service to take it from' : 'and the service has none';
    return {
        code: 'no-task-network',
        fault: 'user',
        message: `The one-off task of ${name} needs a network (networkMode awsvpc), ${where}.`,
        hint: 'Set run-task-subnets, and run-task-security-groups if the default group is not suitable.'
    };
}
function clientTokenOf(parts) {
    const { run, cluster, taskDefinitionArn, asked = {} } = parts;
    return (0,external_node_crypto_.createHash)('sha256')
        .update(JSON.stringify([run, cluster, taskDefinitionArn, asked]))
        .digest('hex');
}

// EXTERNAL MODULE: ./lib/src/rollout/diagnosis/definition.js
var diagnosis_definition = __webpack_require__(97697);
// EXTERNAL MODULE: ./lib/src/rollout/diagnosis/explain.js
var diagnosis_explain = __webpack_require__(32045);
// EXTERNAL MODULE: ./lib/src/rollout/diagnosis/logs.js
var diagnosis_logs = __webpack_require__(95719);
// EXTERNAL MODULE: ./lib/src/rollout/diagnosis/texts.js + 1 modules
var texts = __webpack_require__(98957);
;// CONCATENATED MODULE: ./lib/src/deploy/tasks/run-one-off-task.js












const run_one_off_task_FAILED_READS_ALLOWED = 10;
async function runOneOffTask(task, ports) {
    const name = (0,arn/* lastPartOf */.RS)(task.taskDefinitionArn);
    if (ports.signal.aborted)
        return failed('The run was cancelled before the one-off task was started.');
    const made = makeRequest(task);
    if ('problem' in made)
        return withProblem(made.problem);
    try {
        const { taskArns, failures } = await ports.tasks.runTask(made.request);
        const [taskArn] = taskArns;
        if (taskArn === undefined)
            return withProblem(notPlaced(name, failures));
        ports.log.info(`[task ${name}] started: ${taskArn}`);
        if (!task.inputs.waitUntilStopped)
            return {
                ok: true,
                reason: 'Started; not monitored (wait-for-task-stopped: false).',
                taskArn,
                exits: []
            };
        const since = ports.clock.now();
        const following = ports.log.follow({ label: `task ${name}`, since, phase: 'running' });
        const result = await watch(task, taskArn, { ...ports, following });
        following.end(result.ok ? 'succeeded' : 'failed', result.ok);
        return { ...result, taskArn };
    }
    catch (error) {
        return withProblem((0,explain/* refusalOf */.Of)(error, { subject: `the one-off task of ${name}` }));
    }
}
function failed(reason) {
    return { ok: false, reason, exits: [] };
}
function withProblem(problem) {
    return { ...failed(problem.message), problem };
}
function notPlaced(name, failures) {
    const reasons = failures.map(({ reason, detail }) => detail === undefined ? reason : `${reason} (${detail})`);
    const [first = 'ECS gave no reason'] = reasons;
    return {
        code: 'task-not-placed',
        fault: 'cloud',
        message: `The one-off task of ${name} was not started. ECS placed no task: ${[...new Set(reasons)].join('; ') || first}.`,
        hint: 'What each reason means is in the ECS developer guide under "API failure reasons": for RESOURCE and ATTRIBUTE, the container instances lack what the task needs, and run-task-launch-type: FARGATE does without them. No service was touched.'
    };
}
async function watch(task, taskArn, ports) {
    const { clock, signal, following } = ports;
    const say = (line) => following.say(line);
    const ended = (reason) => {
        say(reason);
        return failed(reason);
    };
    const startedAt = clock.now();
    const deadline = startedAt + task.timeoutMs;
    let status = '';
    let failedReads = 0;
    for (;;) {
        const state = await read(task.cluster, taskArn, ports);
        if (state instanceof aws_error/* AwsError */.Gy && (!PASSING.has(state.kind) || failedReads + 1 >= run_one_off_task_FAILED_READS_ALLOWED)) {
            const reason = `Not verified: ${state.operation} failed (${state.awsName}). The task itself continues in ECS.`;
            const subject = `the one-off task of ${(0,arn/* lastPartOf */.RS)(task.taskDefinitionArn)}`;
            return { ...failed(reason), problem: (0,explain/* refusalOf */.Of)(state, { subject }) };
        }
        if (state === undefined && failedReads + 1 >= run_one_off_task_FAILED_READS_ALLOWED)
            return failed(UNKNOWN_TASK);
        const isSeen = state !== undefined && !(state instanceof aws_error/* AwsError */.Gy);
        failedReads = isSeen ? 0 : failedReads + 1;
        if (isSeen && state.lastStatus !== status) {
            status = state.lastStatus;
            say(status);
            following.update({ stage: status });
        }
        if (isSeen && status === 'STOPPED') {
            await showLog(state, task, ports);
            const verdict = judgeTask(state, task.definition);
            for (const exit of verdict.exits)
                say(describeExit(exit));
            const took = (0,progress/* formatDuration */.a3)(clock.now() - startedAt);
            say(`${verdict.ok ? 'done' : 'FAILED'} after ${took}: ${verdict.reason}`);
            if (verdict.explanation !== undefined)
                say(verdict.explanation);
            return verdict;
        }
        if (signal.aborted)
            return ended(await cancel(task, taskArn, ports));
        if (clock.now() >= deadline) {
            if (isSeen)
                await showLog(state, task, ports);
            return ended(`The one-off task had not stopped after ${(0,progress/* formatDuration */.a3)(task.timeoutMs)} (wait-for-minutes): ${status === '' ? 'no state seen' : status}. It continues in ECS.`);
        }
        await clock.sleep(Math.min(src_pace/* POLL_INTERVAL_MS */.fv, deadline - clock.now()), signal);
    }
}
async function showLog(state, { definition, region }, { logs, guard, following }) {
    const attempts = new diagnosis_logs/* Attempts */.ZJ();
    const stopped = { ...state, taskDefinition: '' };
    for (const container of (0,diagnosis_definition/* definedContainers */.uD)(definition)) {
        if (container.fields['logConfiguration'] === undefined)
            continue;
        const excerpt = await (0,diagnosis_logs/* readLog */.x6)(stopped, container, { logs, guard, attempts, region });
        for (const line of excerpt?.lines ?? [])
            following.say(`${container.name} | ${line}`);
    }
    for (const note of attempts.notes)
        following.say(note);
}
const PASSING = new Set(['lost', 'throttled', 'unreachable']);
const UNKNOWN_TASK = 'Not verified: ECS no longer lists the one-off task, so its outcome is unknown.';
async function read(cluster, taskArn, { tasks }) {
    try {
        return await tasks.describeTask(cluster, taskArn);
    }
    catch (error) {
        if (error instanceof aws_error/* AwsError */.Gy)
            return error;
        throw error;
    }
}
async function cancel({ cluster, onCancel }, taskArn, { tasks }) {
    if (onCancel === 'leave')
        return 'The run was cancelled while the one-off task was running; it continues in ECS (on-cancel: leave).';
    try {
        await tasks.stopTask(cluster, taskArn, 'Stopped by ecs-sealed-deploy: the deployment was cancelled');
        return 'The run was cancelled; a stop of the one-off task was requested (on-cancel: rollback).';
    }
    catch (error) {
        if (!(error instanceof aws_error/* AwsError */.Gy))
            throw error;
        return `The run was cancelled and the one-off task could not be stopped (${error.operation}: ${error.awsName}): it continues in ECS.`;
    }
}
function judgeTask(task, definition) {
    const exits = exitsOf(task, definition);
    const ended = run_one_off_task_endOf(task, exits);
    if (ended === undefined)
        return { ok: true, reason: succeeded(exits), exits };
    const explanation = (0,diagnosis_explain/* explainStop */.c)({ ...task, taskDefinition: '' }, definition)?.explanation;
    return { ok: false, reason: ended, exits, ...(0,present/* present */.E)({ explanation }) };
}
function exitsOf(task, definition) {
    const own = stopReasonOf(task);
    return task.containers.map(container => {
        const { name, exitCode } = container;
        const reason = container.reason ?? (exitCode === undefined ? own : undefined);
        return {
            name,
            essential: isEssential(container, definition),
            ...(0,present/* present */.E)({ exitCode, hasRun: task.hasRun }),
            ...(0,present/* present */.E)({ reason: reason === undefined ? undefined : (0,texts/* generalizeReason */.Fb)(reason) })
        };
    });
}
function isEssential(container, definition) {
    const found = (0,json/* objectsIn */.Qv)(definition['containerDefinitions']).find(({ name }) => name === container.name);
    return found !== undefined && found['essential'] !== false;
}
function stopReasonOf(task) {
    return task.stoppedReason ?? task.stopCode ?? 'ECS gave no reason';
}
function run_one_off_task_endOf(task, exits) {
    const code = task.stopCode;
    const why = (0,texts/* generalizeReason */.Fb)(stopReasonOf(task)).replace(/\.$/, '');
    if (code === 'TaskFailedToStart')
        return `The task did not start: ${why}.`;
    if (code !== undefined && code !== 'EssentialContainerExited')
        return `The task was stopped before it completed (${code}): ${why}.`;
    const failed = exits.filter(exit => exit.essential && exit.exitCode !== 0);
    if (failed.length > 0)
        return `${failed.map(exit => describeExit(exit)).join('; ')}.`;
    return exits.some(({ essential }) => essential)
        ? undefined
        : `No container ended with an exit code: ${why}.`;
}
function describeExit({ name, exitCode, reason, hasRun }) {
    const why = reason === undefined ? '' : ` (${reason.replace(/\.$/, '')})`;
    if (exitCode !== undefined)
        return `${name} exited with ${exitCode}${why}`;
    return hasRun ? `${name} ended without an exit code${why}` : `${name} never ran${why}`;
}
function succeeded(exits) {
    const others = exits.filter(exit => !exit.essential && exit.exitCode !== 0);
    const also = others.length === 0 ? '' : `; not essential: ${others.map(exit => describeExit(exit)).join(', ')}`;
    return `The task ended with exit code 0${also}.`;
}

;// CONCATENATED MODULE: ./lib/src/deploy/carry-out/one-off-tasks.js






async function runTasks(work, configuration, run) {
    const taskArns = [];
    const remarks = [];
    const planned = [...tasksOfFile(work.plan), ...tasksOfInput(work.plan, configuration)];
    for (const task of planned) {
        const taskDefinitionArn = work.arns.get(task.definition.id);
        if (taskDefinitionArn === undefined)
            continue;
        const done = await runTask({ ...task, taskDefinitionArn, run: work.run }, configuration, run);
        if (done.taskArn !== undefined)
            taskArns.push(done.taskArn);
        if (done.ok) {
            if (!task.inputs.waitUntilStopped && done.taskArn !== undefined)
                remarks.push(notWaitedFor(done.taskArn, taskDefinitionArn, task));
            continue;
        }
        const why = done.explanation === undefined ? done.reason : `${done.reason} ${done.explanation}`;
        const failed = task.key === undefined ? why : `task "${task.key}": ${why}`;
        return { taskArns, failed, problems: done.problem ? [done.problem] : [], remarks };
    }
    return { taskArns, problems: [], remarks };
}
function notWaitedFor(taskArn, taskDefinitionArn, task) {
    const { cluster, definition } = task;
    const look = `aws ecs describe-tasks --region ${definition.account.region} --cluster ${cluster} --tasks ${taskArn}`;
    const name = (0,arn/* lastPartOf */.RS)(taskDefinitionArn);
    return {
        message: `The one-off task of ${name} was started, and its end was not waited for (wait-for-task-stopped: false): ${look}`,
        isUnverified: true
    };
}
function tasksOfFile({ definitions, tasks = [] }) {
    return tasks.flatMap(({ key, definitionId, cluster, containerOverrides, home }) => {
        const definition = definitions.find(({ id }) => id === definitionId);
        const inputs = { ...OF_THE_FILE, containerOverrides };
        return definition ? [{ key, definition, cluster, inputs, ...(0,present/* present */.E)({ home }) }] : [];
    });
}
const OF_THE_FILE = {
    containerOverrides: [],
    subnets: [],
    securityGroups: [],
    capacityProviderStrategy: [],
    startedBy: 'GitHub-Actions',
    tags: [],
    waitUntilStopped: true
};
function tasksOfInput({ definitions, services }, { runTask: inputs }) {
    return definitions.flatMap((definition) => {
        const service = services.find(({ definitionId }) => definitionId === definition.id);
        const cluster = service?.site.cluster ?? definition.cluster;
        if (!inputs || cluster === undefined || !definition.runsTask)
            return [];
        const home = service && (service.creation ?? service.before.raw);
        return [{ definition, cluster, inputs, ...(0,present/* present */.E)({ home }) }];
    });
}
async function runTask(task, configuration, { ports, aws }) {
    const { definition, cluster, inputs, home, key, taskDefinitionArn, run } = task;
    const { tasks, logs } = await aws(definition.account);
    const asked = key === undefined ? { inputs } : { inputs, key };
    return runOneOffTask({
        cluster,
        region: definition.account.region,
        taskDefinitionArn,
        definition: definition.definition,
        inputs,
        clientToken: clientTokenOf({ run, taskDefinitionArn, cluster, asked }),
        timeoutMs: (0,carry_out_run/* waitLimit */.Tk)(configuration),
        onCancel: configuration.onCancel,
        ...(0,present/* present */.E)({ service: home })
    }, {
        tasks,
        logs,
        clock: ports.clock,
        log: ports.log,
        signal: ports.signal,
        guard: (0,plaintext/* makeTextGuard */.tU)(definition.definition, ports.gate)
    });
}

// EXTERNAL MODULE: ./lib/src/template/conform.js
var conform = __webpack_require__(94231);
// EXTERNAL MODULE: ./lib/src/deploy/comparison/compare.js
var compare = __webpack_require__(51719);
;// CONCATENATED MODULE: ./lib/src/deploy/carry-out/register-all.js








const register_all_LOOK_AFTER_MS = [500, 2_000, 4_000, 8_000, 16_000];
const LAST_LOOK_MS = 1_000;
const register_all_ATTEMPTS = 4;
async function registerAll(plan, planning) {
    const { ports } = planning;
    const pace = new src_pace/* RequestPace */.tI(src_pace/* REGISTER */.eY, ports.clock);
    const arns = new Map();
    const remarks = [];
    let registered = 0;
    for (const definition of plan.definitions) {
        if (definition.registration.kind === 'reuse') {
            arns.set(definition.id, definition.registration.arn);
            continue;
        }
        await pace.take({ account: (0,target/* accountKey */.LQ)(definition.account), signal: ports.signal });
        if (ports.signal.aborted) {
            const cancelled = registered > 0 ? rollout_outcome/* CANCELLED_REGISTERED */.Xn : rollout_outcome/* CANCELLED_UNREGISTERED */.CX;
            return { arns, problems: [], remarks, cancelled };
        }
        try {
            const live = await registerRecorded(definition, planning, remarks);
            arns.set(definition.id, live.arn);
            registered += 1;
            ports.log.info(`Registered ${live.family}:${live.revision} from ${definition.files.join(', ')}`);
            remarks.push(...notKept(definition, live));
        }
        catch (error) {
            if (!(error instanceof aws_error/* AwsError */.Gy))
                throw error;
            return { arns, problems: [refusal(definition, error, registered)], remarks };
        }
    }
    return { arns, problems: [], remarks };
}
async function registerRecorded(definition, planning, remarks) {
    const { record, files } = definition;
    try {
        return await register(definition, planning, record);
    }
    catch (error) {
        const isTag = error instanceof aws_error/* AwsError */.Gy && error.kind === 'denied' && /ecs:TagResource/.test(error.message);
        if (record === undefined || !isTag || definition.definition['tags'] !== undefined)
            throw error;
        const message = `${files.join(', ')}: registered without its commit, because ecs:TagResource on the family's revisions is not allowed. With service: changed it is deployed each time.`;
        remarks.push({ message });
        return register(definition, planning, undefined);
    }
}
async function register(wanted, { ports: { clock, signal }, aws }, record) {
    const { ecs } = await aws(wanted.account);
    const request = (0,plan/* withCommitTag */.kb)(wanted.definition, record);
    for (let attempt = 1;; attempt++) {
        try {
            return await ecs.registerTaskDefinition(request);
        }
        catch (error) {
            if (!(error instanceof aws_error/* AwsError */.Gy) || error.kind !== 'lost')
                throw error;
            const found = await findRegistered(wanted, ecs, { clock, signal });
            if (found)
                return found;
            if (attempt === register_all_ATTEMPTS || signal.aborted)
                throw error;
        }
    }
}
async function findRegistered({ family, latestRevision, definition }, ecs, { clock, signal }) {
    for (const wait of register_all_LOOK_AFTER_MS) {
        const isLast = signal.aborted;
        await (isLast ? clock.sleep(Math.min(wait, LAST_LOOK_MS)) : clock.sleep(wait, signal));
        const latest = await ecs.describeTaskDefinition(family);
        if (latest && latest.revision > latestRevision && compared(definition, latest).differences.length === 0)
            return latest;
        if (isLast)
            return undefined;
    }
    return undefined;
}
function compared(wanted, live) {
    return (0,compare/* compareDefinitions */.E)(wanted, live.definition, { isKnown: conform/* isKnownMember */.il });
}
function notKept(definition, live) {
    return compared(definition.definition, live).notKept.map(path => ({
        message: `${definition.files.join(', ')}: AWS did not keep "${path}" in ${live.family}:${live.revision}. It was sent unchanged; check its spelling.`
    }));
}
function refusal(definition, error, registeredBefore) {
    const problem = (0,explain/* explainAwsError */.Ni)(error);
    const already = registeredBefore === 0
        ? ''
        : ' Revisions registered before it are not used yet; the next run finds and uses them.';
    return { ...problem, message: `${definition.files.join(', ')}: ${problem.message}${already}` };
}

// EXTERNAL MODULE: ./lib/src/deploy/carry-out/schedules.js + 1 modules
var carry_out_schedules = __webpack_require__(46083);
// EXTERNAL MODULE: ./lib/src/deploy/prepare/inspect-services.js
var inspect_services = __webpack_require__(65297);
// EXTERNAL MODULE: ./lib/src/deploy/services/express.js
var express = __webpack_require__(41245);
// EXTERNAL MODULE: ./lib/src/rollout/start-rollback.js
var start_rollback = __webpack_require__(3817);
;// CONCATENATED MODULE: ./lib/src/deploy/carry-out/await-turn.js









const FRESH_MS = 10_000;
async function awaitTurn(planned, run) {
    const { configuration, ports } = run;
    const deadline = ports.clock.now() + (0,carry_out_run/* waitLimit */.Tk)(configuration);
    let service = planned;
    if (ports.clock.now() - run.plannedAt > FRESH_MS) {
        const looked = await decideAgain(service, run);
        if ('reason' in looked)
            return looked;
        service = looked.service;
    }
    for (;;) {
        const { kind } = service.action;
        const primary = kind === 'update' || kind === 'follow' ? (0,deployments/* deploymentInProgress */.ij)(service.before) : undefined;
        if (!primary)
            return { service };
        const { ecs } = await run.aws(service.site);
        const asksForRollback = kind === 'follow' || configuration.ifDeploying === 'wait';
        const back = asksForRollback
            ? await (0,start_rollback/* findRollbackInProgress */.ME)(ecs, service.before, ports.clock.now())
            : undefined;
        if (kind === 'follow' && !back)
            return { service };
        const busy = back?.from ?? primary;
        if (kind === 'update' && configuration.ifDeploying === 'fail')
            return { reason: `A deployment of the service is in progress (${busy.id}), and if-deploying is fail.` };
        if (kind === 'update' && configuration.ifDeploying !== 'wait') {
            ports.log.info(`[${(0,rollout_outcome/* labelOf */.Wy)(service)}] replaces the deployment that is in progress (${busy.id})`);
            return { service };
        }
        const asked = kind === 'follow' ? { ...service, action: { kind: 'unchanged' } } : service;
        const waited = await waitFor(busy, asked, { run, deadline, primary });
        if ('reason' in waited)
            return waited;
        const isAgain = kind === 'follow' && back?.from.taskDefinition === back?.to.taskDefinition;
        service = isAgain
            ? { ...waited.service, action: { kind: 'update', because: 'retry-failed', forceNewDeployment: true } }
            : waited.service;
    }
}
async function waitFor(busy, service, how) {
    const { run, deadline, primary } = how;
    const { clock, log, signal } = run.ports;
    log.info(`[${(0,rollout_outcome/* labelOf */.Wy)(service)}] waits for the deployment that is in progress (${busy.id})`);
    const { ecs } = await run.aws(service.site);
    const watch = { ecs, startedAt: clock.now(), deadline, purpose: 'foreign' };
    const end = await run.watcher.follow((0,deployments/* rolloutOf */.Zb)(service, (0,deployments/* watchedDeployment */.Ac)(busy, service.before), watch));
    if (end.outcome === 'cancelled')
        return rollout_outcome/* CANCELLED_BEFORE */.yv;
    const didNotEnd = `The deployment that was in progress (${busy.id}) did not end: ${end.reason}`;
    if (end.outcome === 'timed-out' || end.error)
        return { reason: didNotEnd };
    for (;;) {
        const looked = await decideAgain(service, run);
        if ('reason' in looked)
            return looked;
        const shown = (0,deployments/* deploymentInProgress */.ij)(looked.service.before)?.id;
        if (shown !== busy.id && shown !== primary.id)
            return looked;
        const left = deadline - clock.now();
        if (left <= 0)
            return { reason: didNotEnd };
        await clock.sleep(Math.min(src_pace/* POLL_INTERVAL_MS */.fv, left), signal);
        if (signal.aborted)
            return rollout_outcome/* CANCELLED_BEFORE */.yv;
    }
}
async function decideAgain(service, run) {
    const { action, site } = service;
    try {
        const { ecs } = await run.aws(site);
        const state = await run.look(ecs, site.cluster, service.service);
        if (state?.status !== 'ACTIVE')
            return { reason: 'The service was deleted before its turn came.', isDeleted: true };
        const arn = (0,carry_out_run/* revisionFor */.HU)(service, run);
        const { forceNewDeployment } = run.configuration;
        const requested = { forceNewDeployment, ...(0,present/* present */.E)({ settings: service.settings }) };
        const decided = (0,decide/* decideAction */.jO)(state, { kind: 'reuse', arn }, requested);
        const primary = (0,deployments/* primaryOf */.Os)(state);
        const isFollowed = action.kind === 'follow' && primary?.id === action.deploymentId && primary.rolloutState !== 'FAILED';
        const isStillWanted = (0,plan/* wantsNewTasks */.MH)(action) && decided.kind !== 'update';
        return { service: { ...service, action: isFollowed || isStillWanted ? action : decided, before: state } };
    }
    catch (error) {
        return { reason: (0,explain/* refusalOf */.Of)(error).message };
    }
}

// EXTERNAL MODULE: ./lib/src/deploy/carry-out/open-deployment.js
var open_deployment = __webpack_require__(37137);
;// CONCATENATED MODULE: ./lib/src/deploy/carry-out/start-service.js
















const AS_PLANNED = new Set([
    'unchanged',
    'create',
    'continue',
    'stop'
]);
async function beginService(planned, run) {
    const { signal } = run.ports;
    const { kind } = planned.action;
    if (kind !== 'unchanged' && kind !== 'continue' && kind !== 'stop')
        await run.updates.take({ account: (0,target/* accountKey */.LQ)(planned.site), signal });
    if (signal.aborted)
        return rollout_outcome/* CANCELLED_BEFORE */.yv;
    const turn = AS_PLANNED.has(kind) ? { service: planned } : await awaitTurn(planned, run);
    if ('reason' in turn)
        return turn;
    const { service } = turn;
    return { service, started: await run.starts(() => startService(service, run)) };
}
async function startService(service, run) {
    const { action } = service;
    switch (action.kind) {
        case 'unchanged':
            return { watch: () => (0,tasks_now/* unchangedEnd */.$)(service, run) };
        case 'follow': {
            const { deploymentId } = action;
            const reason = 'Already in progress; the rollout is not monitored (wait-until: none).';
            if (run.configuration.waitUntil === 'none')
                return { ended: (0,carry_out_run/* endedAs */.BN)(service, run, { ...carry_out_run/* NOT_WAITED_FOR */.nC, deploymentId, reason }) };
            const { ecs } = await run.aws(service.site);
            return { rollout: (0,carry_out_run/* ourRollout */.I8)(service, { deploymentId, ecs, state: service.before }, run) };
        }
        case 'continue':
            return (0,open_deployment/* continueService */.zc)(service, action, run);
        case 'stop':
            return (0,open_deployment/* stopService */.Sy)(service, action, run);
        case 'create':
            return create(service, run);
        case 'settings':
        case 'scale':
        case 'update':
            return update(service, run);
        default:
            return (0,errors/* assertNever */.xb)(action);
    }
}
async function update(service, run) {
    const { ports, configuration } = run;
    const { clock, signal } = ports;
    const startedAt = clock.now();
    const { ecs } = await run.aws(service.site);
    const force = service.action.kind === 'update' && service.action.forceNewDeployment;
    const { desiredCount, ...members } = (0,services_settings/* changedMembers */.kq)(service.settings ?? {}, service.before.raw);
    const request = {
        cluster: service.site.cluster,
        service: service.service,
        taskDefinition: (0,carry_out_run/* revisionFor */.HU)(service, run),
        ...(typeof desiredCount === 'number' ? { desiredCount } : {}),
        ...(force ? { forceNewDeployment: true } : {}),
        ...(Object.keys(members).length === 0 ? {} : { members })
    };
    const wanted = { request, before: service.before, signal };
    const failed = { startedAt: (0,carry_out_run/* isoTimestamp */.yh)(startedAt), outcome: 'failed' };
    try {
        const answer = await (0,update_service/* updateServiceOnce */.S$)(ecs, clock, wanted);
        const waits = configuration.waitUntil !== 'none';
        const state = waits ? await (0,update_service/* confirmDeployment */.MZ)(ecs, clock, { ...wanted, answer }) : answer;
        const deploymentId = state && (0,deployments/* primaryOf */.Os)(state)?.id;
        if (!state || deploymentId === undefined)
            return { ended: (0,carry_out_run/* endedAs */.BN)(service, run, { ...failed, reason: NO_NEW_DEPLOYMENT }) };
        ports.log.info(`[${(0,rollout_outcome/* labelOf */.Wy)(service)}] updated: ${deploymentId}`);
        if (service.action.kind !== 'settings' || (0,deployments/* deploymentInProgress */.ij)(state) !== undefined)
            return watched(service, { state, deploymentId, startedAt }, run);
        return { ended: settingsChanged(service, { startedAt, deploymentId }, run) };
    }
    catch (error) {
        const problem = (0,explain/* refusalOf */.Of)(error);
        const reason = (0,update_service/* describeFailedUpdate */.G_)(error, problem.message);
        return { ended: (0,carry_out_run/* endedAs */.BN)(service, run, { ...failed, reason, problem, ...(0,update_service/* refusedUpdate */.mF)(error) }) };
    }
}
async function watched(service, started, run) {
    const { state, deploymentId, startedAt } = started;
    if (run.configuration.waitUntil === 'none') {
        const end = (0,carry_out_run/* endedAs */.BN)(service, run, {
            ...carry_out_run/* NOT_WAITED_FOR */.nC,
            deploymentId,
            startedAt: (0,carry_out_run/* isoTimestamp */.yh)(startedAt)
        });
        return { ended: { ...end, milestones: [{ at: startedAt, what: 'updated', text: 'service updated' }] } };
    }
    const { ecs } = await run.aws(service.site);
    const rollout = { ...(0,carry_out_run/* ourRollout */.I8)(service, { deploymentId, ecs, state }, run), startedAt };
    return { rollout, updatedAt: run.ports.clock.now() };
}
function settingsChanged(service, { startedAt, deploymentId }, run) {
    const members = service.action.kind === 'settings' ? service.action.members : [];
    const at = run.ports.clock.now();
    const times = { startedAt: (0,carry_out_run/* isoTimestamp */.yh)(startedAt), finishedAt: (0,carry_out_run/* isoTimestamp */.yh)(at) };
    const reason = `Settings changed: ${members.join(', ')}.`;
    return {
        ...(0,carry_out_run/* endedAs */.BN)(service, run, { deploymentId, outcome: 'succeeded', reason, ...times }),
        milestones: [{ at, what: 'updated', text: 'settings changed' }]
    };
}
const NO_NEW_DEPLOYMENT = 'Not verified: ECS accepted the update but shows no new deployment of the service that could be watched.';
async function create(service, run) {
    const { ports, arns } = run;
    const { cluster } = service.site;
    const startedAt = ports.clock.now();
    const request = creationRequest(service.creation ?? {}, {
        cluster,
        service: service.service,
        taskDefinition: arns.get(service.definitionId) ?? '',
        run: ports.runName
    });
    const { ecs } = await run.aws(service.site);
    try {
        const state = await createServiceOnce(ecs, ports.clock, request);
        const deploymentId = (0,deployments/* primaryOf */.Os)(state)?.id;
        if (deploymentId === undefined)
            return { ended: (0,carry_out_run/* endedAs */.BN)(service, run, { outcome: 'failed', reason: NO_NEW_DEPLOYMENT }) };
        ports.log.info(`[${(0,rollout_outcome/* labelOf */.Wy)(service)}] created: ${deploymentId}`);
        return watched(service, { state, deploymentId, startedAt }, run);
    }
    catch (error) {
        if (!(error instanceof aws_error/* AwsError */.Gy))
            throw error;
        const subject = `service "${service.service}" in cluster "${cluster}"`;
        const problem = (0,explain/* explainAwsError */.Ni)(error, { subject });
        const ended = (0,carry_out_run/* endedAs */.BN)(service, run, {
            startedAt: (0,carry_out_run/* isoTimestamp */.yh)(startedAt),
            outcome: 'failed',
            reason: problem.message,
            problem,
            ...(0,present/* present */.E)({ isRefused: (0,explain/* leftAsItWas */.QU)(error) || undefined })
        });
        return { ended };
    }
}
const LOOK_AFTER_CREATION_MS = [1_000, 3_000, 6_000];
const start_service_ATTEMPTS = 4;
const TOKEN_LENGTH = 36;
function creationRequest(members, creation) {
    const { cluster, service: serviceName, taskDefinition, run } = creation;
    const body = { ...members, cluster, serviceName, taskDefinition };
    const hash = (0,external_node_crypto_.createHash)('sha256').update(`${run}\n${JSON.stringify(body)}`);
    return { ...body, clientToken: hash.digest('hex').slice(0, TOKEN_LENGTH) };
}
async function createServiceOnce(ecs, clock, request) {
    const { cluster, serviceName, taskDefinition } = request;
    for (let attempt = 1;; attempt++) {
        try {
            return await createBy(ecs, request);
        }
        catch (error) {
            if (!(error instanceof aws_error/* AwsError */.Gy))
                throw error;
            const isOpen = error.kind === 'lost' || (attempt > 1 && NOT_IDEMPOTENT.test(error.message));
            if (!isOpen)
                throw error;
            for (const wait of LOOK_AFTER_CREATION_MS) {
                await clock.sleep(wait);
                const [state] = (await ecs.describeServices(cluster, [serviceName])).services;
                if (state?.status === 'ACTIVE' && state.taskDefinition === taskDefinition)
                    return state;
            }
            if (error.kind !== 'lost' || attempt === start_service_ATTEMPTS)
                throw error;
        }
    }
}
async function createBy(ecs, request) {
    if (!(0,services_settings/* isExpressDefinition */.wO)(request))
        return ecs.createService(request);
    const { taskDefinition, clientToken: _, ...members } = request;
    const revision = await ecs.createExpressService({ ...members, taskDefinitionArn: taskDefinition });
    const nothing = (0,inspect_services/* missingState */.U3)({ service: request.serviceName, site: request });
    return (0,express/* withRevision */.kh)({ ...nothing, status: 'ACTIVE' }, taskDefinition, revision);
}
const NOT_IDEMPOTENT = /not idempotent/i;

;// CONCATENATED MODULE: ./lib/src/deploy/carry-out/carry-out.js
















function carryOut(planned, configuration, run) {
    return recording(planned.plan, { configuration, ...run }, () => inOrder(planned, configuration, run));
}
async function inOrder(planned, configuration, run) {
    const { report, plan, placement, schedules } = planned;
    const untouched = (stopped, why) => (0,target/* withNotStarted */.Tq)(stopped, (0,target/* askedServices */.P2)(stopped, placement, configuration), why);
    const registered = await registerAll(plan, run);
    const { arns } = registered;
    const withArns = {
        ...report,
        taskDefinitionArns: [...arns.values()],
        remarks: [...report.remarks, ...registered.remarks]
    };
    if (registered.problems.length > 0) {
        const stopped = { ...withArns, problems: [...report.problems, ...registered.problems] };
        return untouched(stopped, { reason: 'A definition could not be registered; no service was changed.' });
    }
    if (registered.cancelled !== undefined)
        return untouched(withArns, registered.cancelled);
    const tasks = await runTasks({ plan, arns, run: run.ports.runName }, configuration, run);
    const problems = [...report.problems, ...tasks.problems];
    const remarks = [...withArns.remarks, ...tasks.remarks];
    const withTasks = { ...withArns, taskArns: tasks.taskArns, problems, remarks };
    if (tasks.failed !== undefined) {
        const reason = `The one-off task did not succeed, so no service was changed: ${tasks.failed}`;
        return untouched(withTasks, { reason });
    }
    const finished = withEnds(withTasks, await rollOut({ ...planned, arns }, configuration, run));
    if (schedules.groups.length === 0 || !finished.results.every(({ outcome }) => (0,rollout_outcome/* isGood */.Kg)(outcome)))
        return finished;
    const moved = await (0,carry_out_schedules/* moveForPlan */.y)(schedules, arns, run);
    return { ...finished, schedules: moved.rows, problems: [...finished.problems, ...moved.problems] };
}
async function recording(plan, { configuration, ports }, work) {
    const { environment, githubToken } = configuration;
    const { recordDeployment } = ports;
    if (environment === undefined || githubToken === undefined || !recordDeployment)
        return work();
    const recorder = await recordDeployment(environment, githubToken);
    const touched = plan.services.filter(({ action }) => action.kind !== 'unchanged');
    const isContinuing = touched.every(({ action }) => action.kind === 'continue');
    recorder.start(touched.map(rollout_outcome/* labelOf */.Wy), isContinuing);
    let results = [];
    let report;
    try {
        report = await work();
        results = report.results;
    }
    finally {
        const isGoodRun = report !== undefined && (0,verdict/* judgeReport */.wI)(report).exitCode === 0;
        const remarks = await recorder.finish(results, isGoodRun);
        if (report)
            report = { ...report, remarks: [...report.remarks, ...remarks] };
    }
    return report;
}
const STARTS_AT_ONCE = 8;
async function rollOut(registered, configuration, { ports, aws }) {
    const diagnoses = [];
    const { clock, log, signal } = ports;
    const { plan, places } = registered;
    const investigation = { plan, configuration, ports, aws, diagnoses, ...(0,present/* present */.E)({ places }) };
    const watcher = new Watcher((0,advice/* adviseWatcher */.X)(investigation), { clock, log, signal });
    const run = {
        ...registered,
        ...investigation,
        watcher,
        look: (0,carry_out_run/* batchedReader */.lo)(clock),
        updates: new src_pace/* RequestPace */.tI(src_pace/* UPDATE */.q6, clock),
        starts: (0,p_limit/* default */.A)(STARTS_AT_ONCE)
    };
    const carried = await carryAll(run);
    const settled = configuration.atomic ? await allOrNone(carried, run) : carried;
    watcher.recap();
    return { ends: [...settled.values()].map(({ end }) => end), diagnoses };
}
async function carryAll(run) {
    const { configuration, plan } = run;
    const carried = new Map();
    const limit = (0,p_limit/* default */.A)(configuration.maxParallel ?? Number.POSITIVE_INFINITY);
    let failed;
    const waves = (0,decide/* wavesOf */.gt)(plan.services, run.placement.order);
    for (const [index, services] of waves.entries()) {
        const wave = waves.length > 1 ? index + 1 : undefined;
        const tasks = services.map(service => limit(async () => {
            const stops = failed !== undefined && configuration.onError === 'stop';
            const done = stops
                ? { end: (0,carry_out_run/* notStarted */.DY)(service, run, { reason: `Not started, because ${failed}.` }) }
                : await carryService(service, run);
            carried.set(service, { ...done, end: { ...done.end, ...(0,present/* present */.E)({ wave }) } });
            const { result } = done.end;
            if ((0,rollout_outcome/* isFailure */.N6)(result) && result.outcome !== 'cancelled')
                failed ??= `${(0,rollout_outcome/* labelOf */.Wy)(service)} ${result.isUnverified ? 'was not verified' : 'failed'}`;
        }));
        await Promise.all(tasks);
    }
    return new Map(plan.services.flatMap(service => {
        const done = carried.get(service);
        return done ? [[service, done]] : [];
    }));
}
async function carryService(planned, run) {
    if (run.ports.signal.aborted)
        return { end: (0,carry_out_run/* notStarted */.DY)(planned, run, rollout_outcome/* CANCELLED_BEFORE */.yv) };
    if (planned.before.deploymentController === 'CODE_DEPLOY')
        return carryCodeDeploy(planned, run);
    const begun = await beginService(planned, run);
    if ('reason' in begun)
        return { end: (0,carry_out_run/* notStarted */.DY)(planned, run, begun) };
    const { service, started } = begun;
    if ('ended' in started)
        return { end: started.ended };
    if ('watch' in started)
        return { end: await started.watch() };
    const first = { service, start: started.rollout, end: await run.watcher.follow(started.rollout) };
    const subject = started.settle ? first : await (0,settle/* confirmed */.qF)(first, run);
    const end = await (started.settle ?? settle/* settle */.G9)(subject, started.updatedAt, run);
    return { end, undo: () => (0,settle/* rollBackSucceeded */.w8)(subject, run) };
}
async function allOrNone(carried, run) {
    const bad = [...carried.values()].find(({ end }) => !(0,rollout_outcome/* isGood */.Kg)(end.result.outcome));
    if (!bad)
        return carried;
    const cause = (0,rollout_outcome/* labelOf */.Wy)(bad.end.result);
    const settled = await Promise.all([...carried].map(async ([service, done]) => {
        if (done.end.result.outcome !== 'succeeded' || !done.undo)
            return [service, done];
        const back = await done.undo();
        const { result } = done.end;
        const why = `because ${cause} did not succeed (atomic). ${back.addition}`;
        const finishedAt = (0,carry_out_run/* isoTimestamp */.yh)(run.ports.clock.now());
        const { rollback, isDeleted } = back;
        const reason = `${saidOf(rollback)}, ${why}`;
        const told = back.outcome === 'succeeded'
            ? { reason: `${result.reason} ${reason}` }
            : { outcome: back.outcome, reason, finishedAt, ...(0,present/* present */.E)({ rollback, isDeleted }) };
        const end = {
            ...done.end,
            result: { ...result, ...told },
            ...(0,carry_out_run/* thenBack */.Rg)(done.end, back)
        };
        return [service, { ...done, end }];
    }));
    return new Map(settled);
}
function saidOf(rollback) {
    if (rollback === 'completed')
        return 'Rolled back';
    return rollback === 'in-progress' ? 'Being rolled back' : 'It should have been rolled back';
}
function withEnds(report, { ends, diagnoses }) {
    return {
        ...report,
        problems: [...report.problems, ...ends.flatMap(({ problem }) => problem ?? [])],
        remarks: [...report.remarks, ...warningsOf(ends)],
        results: ends.map(({ result }) => result),
        timelines: ends.map(({ result: { service, cluster, region }, wave, ...end }) => {
            return { service, cluster, region, ...(0,carry_out_run/* courseOf */.uU)(end), ...(0,present/* present */.E)({ wave }) };
        }),
        codeDeployIds: ends.flatMap(({ codeDeployId }) => codeDeployId ?? []),
        diagnoses
    };
}
function warningsOf(ends) {
    const warned = ends.filter(({ warning }) => warning !== undefined);
    return warned.map(({ result, warning = '' }, index) => {
        const message = `Service "${(0,rollout_outcome/* labelOf */.Wy)(result)}": ${warning}`;
        const number = warned.length === 1 ? '' : ` (the first of ${warned.length}, see the notes)`;
        const remark = { message, isWarning: true };
        return index === 0 ? { ...remark, verdict: `Warning${number}: ${message}` } : remark;
    });
}


/***/ }),

/***/ 37137:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   He: () => (/* binding */ COMPLETED_FIRST),
/* harmony export */   Sy: () => (/* binding */ stopService),
/* harmony export */   zc: () => (/* binding */ continueService)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(87433);
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(41682);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(63395);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35909);
/* harmony import */ var _rollout_deployments_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(52708);
/* harmony import */ var _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(41128);
/* harmony import */ var _rollout_start_rollback_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3817);
/* harmony import */ var _run_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16656);
/* harmony import */ var _settle_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(32518);









const LOOK_AFTER_MS = [0, 2_000, 5_000];
async function continueService(service, { deployment }, run) {
    const { hookIds, stage = 'a lifecycle hook', createdAt } = deployment;
    const { ecs } = await run.aws(service.site);
    const ended = await endPauses(deployment, { ecs, run });
    if (typeof ended !== 'boolean')
        return { ended: endedBy(ended, service, run) };
    const gone = hookIds.length > 0 ? `The pause at ${stage} had already ended.` : NOTHING_PAUSED;
    const said = ended ? `Continued at ${stage}.` : gone;
    run.ports.log.info(`[${service.service}] ${said}`);
    if (run.configuration.waitUntil === 'none') {
        const reason = `${said} Not monitored (wait-until: none).`;
        return { ended: (0,_run_js__WEBPACK_IMPORTED_MODULE_0__/* .endedAs */ .BN)(service, run, { ...idsOf(deployment), ..._run_js__WEBPACK_IMPORTED_MODULE_0__/* .NOT_WAITED_FOR */ .nC, reason }) };
    }
    const rollout = (0,_run_js__WEBPACK_IMPORTED_MODULE_0__/* .ourRollout */ .I8)(service, { deploymentId: deployment.id, ecs, state: service.before }, run);
    const target = { ...rollout.target, continued: hookIds, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ createdAt }) };
    const milestone = { at: run.ports.clock.now(), what: 'continued', text: said };
    const settleContinued = async (subject, updatedAt, its) => {
        const { result, ...end } = await (0,_settle_js__WEBPACK_IMPORTED_MODULE_2__/* .settle */ .G9)(subject, updatedAt, its);
        const reason = `${said} ${result.reason}`;
        return { ...end, result: { ...result, reason }, milestones: [milestone, ...end.milestones] };
    };
    return { rollout: { ...rollout, target }, settle: settleContinued };
}
const NOTHING_PAUSED = 'Nothing was paused: the deployment is watched.';
async function stopService(service, action, run) {
    const { deployment, isInProgress } = action;
    const { clock, signal } = run.ports;
    const { ecs } = await run.aws(service.site);
    const startedAt = clock.now();
    const before = (0,_run_js__WEBPACK_IMPORTED_MODULE_0__/* .withoutDeployment */ .E5)(service.before, deployment.id);
    let followed = (0,_rollout_deployments_js__WEBPACK_IMPORTED_MODULE_3__/* .watchedDeployment */ .Ac)(deployment, service.before);
    let how = 'stopped';
    if (!isInProgress) {
        const { service: name, site } = service;
        const since = deployment.createdAt ?? startedAt;
        const subject = { service: name, cluster: site.cluster, target: followed, startedAt: since, before };
        const started = await (0,_rollout_start_rollback_js__WEBPACK_IMPORTED_MODULE_4__/* .startRollback */ .lP)(subject, { ecs, clock, signal });
        if (started.kind === 'impossible')
            return { ended: endedBy({ reason: `Cannot roll back: ${started.reason}.` }, service, run) };
        how = started.kind;
        if (started.kind === 'redeployed')
            followed = started.target;
    }
    const known = { ...idsOf(deployment), startedAt: (0,_run_js__WEBPACK_IMPORTED_MODULE_0__/* .isoTimestamp */ .yh)(startedAt) };
    if (run.configuration.waitUntil === 'none') {
        const reason = 'The rollback was requested; it is not monitored (wait-until: none).';
        return { ended: (0,_run_js__WEBPACK_IMPORTED_MODULE_0__/* .endedAs */ .BN)(service, run, { ...known, ..._run_js__WEBPACK_IMPORTED_MODULE_0__/* .NOT_WAITED_FOR */ .nC, rollback: 'in-progress', reason }) };
    }
    const rollout = (0,_settle_js__WEBPACK_IMPORTED_MODULE_2__/* .backRollout */ .xD)(service, followed, { ecs, startedAt, run });
    const [from, to] = [deployment.taskDefinition, action.to].map(_arn_js__WEBPACK_IMPORTED_MODULE_5__/* .lastPartOf */ .RS);
    const already = isInProgress ? 'ECS was rolling back already. ' : '';
    const said = `${already}The deployment in progress (${from}) was rolled back to ${to}.`;
    const isStopped = how === 'stopped' || undefined;
    const start = { ...rollout, isRequested: true, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ isStopped }) };
    const base = { ...(0,_run_js__WEBPACK_IMPORTED_MODULE_0__/* .baseOf */ .bx)(service, run), ...known, reason: said };
    return { watch: async () => stopped(await run.watcher.follow(start), how, base) };
}
function stopped(end, how, base) {
    const isCompleted = end.outcome === 'succeeded';
    const bad = isCompleted ? { reason: COMPLETED_FIRST } : { reason: end.reason };
    const outcome = isCompleted ? 'failed' : end.outcome;
    const { taskDefinitionArn: _, ...known } = base;
    const isBack = (0,_settle_js__WEBPACK_IMPORTED_MODULE_2__/* .wentBack */ .Il)(end, how);
    return {
        result: {
            ...(isBack ? base : known),
            finishedAt: (0,_run_js__WEBPACK_IMPORTED_MODULE_0__/* .isoTimestamp */ .yh)(end.finishedAt),
            ...(0,_settle_js__WEBPACK_IMPORTED_MODULE_2__/* .stateOfBack */ .Qb)(end, how),
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ isOngoing: end.isOngoing, isUnverified: end.isUnverified }),
            ...(how === 'stopped' ? (0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ serviceDeploymentArn: end.recordArn }) : {}),
            ...(isBack ? { outcome: 'succeeded' } : { outcome, ...bad })
        },
        ...(0,_settle_js__WEBPACK_IMPORTED_MODULE_2__/* .courseOfBack */ ._1)(end, how),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ problem: (0,_settle_js__WEBPACK_IMPORTED_MODULE_2__/* .whyLost */ .p5)(end) })
    };
}
const COMPLETED_FIRST = 'The deployment completed before it could be rolled back; run mode rollback to undo it.';
function idsOf({ id, arn }) {
    return { deploymentId: id, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ serviceDeploymentArn: arn }) };
}
function endedBy({ problem, ...why }, service, run) {
    const outcome = why.isCancelled ? 'not-started' : 'failed';
    return (0,_run_js__WEBPACK_IMPORTED_MODULE_0__/* .endedAs */ .BN)(service, run, { outcome, ...why, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ problem }) });
}
async function endPauses({ arn = '', hookIds }, { ecs, run }) {
    let hasEnded = false;
    for (const hookId of hookIds) {
        if (run.ports.signal.aborted)
            return { reason: _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_6__/* .CANCELLED_BEFORE */ .yv.reason, isCancelled: true };
        try {
            hasEnded = (await endPause({ arn, hookId, action: 'CONTINUE' }, ecs, run)) || hasEnded;
        }
        catch (error) {
            const problem = (0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_7__/* .refusalOf */ .Of)(error);
            return { reason: problem.message, problem };
        }
    }
    return hasEnded;
}
async function endPause(request, ecs, { ports: { clock, signal } }) {
    try {
        await ecs.continueServiceDeployment(request);
        return true;
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_8__/* .AwsError */ .Gy) || (error.kind !== 'refused' && error.kind !== 'lost'))
            throw error;
        for (const wait of LOOK_AFTER_MS) {
            if (wait > 0)
                await clock.sleep(wait, signal);
            const [record] = await ecs.describeServiceDeployments([request.arn]);
            if (record?.pauses.every(({ hookId }) => hookId !== request.hookId))
                return false;
            if (signal.aborted)
                break;
        }
        throw error;
    }
}


/***/ }),

/***/ 16656:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BN: () => (/* binding */ endedAs),
/* harmony export */   DY: () => (/* binding */ notStarted),
/* harmony export */   E5: () => (/* binding */ withoutDeployment),
/* harmony export */   HU: () => (/* binding */ revisionFor),
/* harmony export */   I8: () => (/* binding */ ourRollout),
/* harmony export */   IK: () => (/* binding */ lookAgain),
/* harmony export */   Rg: () => (/* binding */ thenBack),
/* harmony export */   Tk: () => (/* binding */ waitLimit),
/* harmony export */   bx: () => (/* binding */ baseOf),
/* harmony export */   lo: () => (/* binding */ batchedReader),
/* harmony export */   nC: () => (/* binding */ NOT_WAITED_FOR),
/* harmony export */   uU: () => (/* binding */ courseOf),
/* harmony export */   yh: () => (/* binding */ isoTimestamp)
/* harmony export */ });
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(41682);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35909);
/* harmony import */ var _rollout_deployments_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(52708);
/* harmony import */ var _rollout_diagnosis_definition_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(97697);
/* harmony import */ var _rollout_rollback_targets_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62833);
/* harmony import */ var _rollout_start_rollback_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3817);






const MINUTE_MS = 60_000;
function baseOf(service, { arns }) {
    const previous = service.action.kind === 'follow'
        ? ((0,_rollout_rollback_targets_js__WEBPACK_IMPORTED_MODULE_0__/* .goodRevisionOf */ .Kc)(service.before) ?? service.previousTaskDefinitionArn)
        : service.previousTaskDefinitionArn;
    return {
        service: service.service,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ key: service.key }),
        cluster: service.site.cluster,
        region: service.site.region,
        taskDefinitionArn: revisionFor(service, { arns }),
        ...(previous === '' ? {} : { previousTaskDefinitionArn: previous })
    };
}
function revisionFor(service, { arns }) {
    return arns.get(service.definitionId) ?? service.previousTaskDefinitionArn;
}
function endedAs(service, run, { problem, ...result }) {
    const named = problem && { ...problem, service: service.service };
    return {
        result: { ...baseOf(service, run), ...result },
        milestones: [],
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ problem: named })
    };
}
function notStarted(service, run, why) {
    return endedAs(service, run, { outcome: 'not-started', ...why });
}
function thenBack(first, back) {
    const samples = [...(first.samples ?? []), ...(back.samples ?? [])];
    const milestones = [...first.milestones, ...back.milestones];
    return samples.length === 0 ? { milestones } : { milestones, samples };
}
function courseOf({ milestones, samples }) {
    return { milestones, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ samples }) };
}
function withoutDeployment(state, id) {
    return { ...state, deployments: state.deployments.filter(one => one.id !== id) };
}
const NOT_WAITED_FOR = {
    outcome: 'requested',
    reason: 'Updated; the rollout is not monitored (wait-until: none).',
    isOngoing: true
};
function isoTimestamp(milliseconds) {
    return new Date(milliseconds).toISOString();
}
function waitLimit({ waitMinutes }) {
    return waitMinutes * MINUTE_MS;
}
function ourRollout(service, now, run) {
    const { configuration, ports } = run;
    const startedAt = ports.clock.now();
    const goal = configuration.waitUntil === 'none' ? 'deployed' : configuration.waitUntil;
    const { createdAt } = (0,_rollout_deployments_js__WEBPACK_IMPORTED_MODULE_2__/* .deploymentOf */ .PE)(now.state, now.deploymentId) ?? {};
    const taskDefinition = revisionFor(service, run);
    const deployment = { id: now.deploymentId, taskDefinition, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ createdAt }) };
    const target = (0,_rollout_deployments_js__WEBPACK_IMPORTED_MODULE_2__/* .watchedDeployment */ .Ac)(deployment, service.before, goal);
    const isScaling = service.action.kind === 'scale';
    const watch = {
        ecs: now.ecs,
        startedAt,
        deadline: startedAt + Math.min(waitLimit(configuration) + bakingTime(now.state.raw), _rollout_start_rollback_js__WEBPACK_IMPORTED_MODULE_3__/* .LONGEST_DEPLOYMENT_MS */ .Qy),
        purpose: 'ours'
    };
    const rollout = (0,_rollout_deployments_js__WEBPACK_IMPORTED_MODULE_2__/* .rolloutOf */ .Zb)(service, service.action.kind === 'scale' ? { ...target, scaleTo: service.action.to } : target, watch);
    return configuration.onCancel === 'rollback' && !isScaling
        ? { ...rollout, isRolledBackOnCancel: true }
        : rollout;
}
function bakingTime(service) {
    const configuration = (0,_rollout_diagnosis_definition_js__WEBPACK_IMPORTED_MODULE_4__/* .memberObject */ .Gu)(service, 'deploymentConfiguration');
    const bake = numberOf(configuration['bakeTimeInMinutes'], 0);
    switch (configuration['strategy']) {
        case 'BLUE_GREEN':
            return bake * MINUTE_MS;
        case 'LINEAR': {
            const linear = (0,_rollout_diagnosis_definition_js__WEBPACK_IMPORTED_MODULE_4__/* .memberObject */ .Gu)(configuration, 'linearConfiguration');
            const step = Math.max(3, numberOf(linear['stepPercent'], 10));
            const steps = Math.ceil(100 / step) - 1;
            return (steps * numberOf(linear['stepBakeTimeInMinutes'], 6) + bake) * MINUTE_MS;
        }
        case 'CANARY': {
            const canary = (0,_rollout_diagnosis_definition_js__WEBPACK_IMPORTED_MODULE_4__/* .memberObject */ .Gu)(configuration, 'canaryConfiguration');
            return (numberOf(canary['canaryBakeTimeInMinutes'], 10) + bake) * MINUTE_MS;
        }
        default:
            return 0;
    }
}
function numberOf(value, otherwise) {
    return typeof value === 'number' ? value : otherwise;
}
function batchedReader(clock) {
    let open = [];
    const begin = (ecs, cluster) => {
        const names = new Set();
        const states = clock.sleep(0).then(async () => {
            open = open.filter(other => other !== batch);
            return (await ecs.describeServices(cluster, [...names])).services;
        });
        const batch = { ecs, cluster, names, states };
        open = [...open, batch];
        return batch;
    };
    return async (ecs, cluster, service) => {
        const batch = open.find(one => one.ecs === ecs && one.cluster === cluster) ?? begin(ecs, cluster);
        batch.names.add(service);
        return (await batch.states).find(state => state.service === service);
    };
}
async function lookAgain({ service, site }, run) {
    try {
        return await run.look((await run.aws(site)).ecs, site.cluster, service);
    }
    catch (error) {
        if (error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_5__/* .AwsError */ .Gy)
            return undefined;
        throw error;
    }
}


/***/ }),

/***/ 46083:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  U: () => (/* binding */ findForPlan),
  y: () => (/* binding */ moveForPlan)
});

// EXTERNAL MODULE: ./lib/src/arn.js
var arn = __webpack_require__(87433);
// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(63395);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(35909);
// EXTERNAL MODULE: ./lib/src/deploy/schedules/find-schedules.js
var find_schedules = __webpack_require__(34201);
// EXTERNAL MODULE: ./lib/src/aws/error.js
var aws_error = __webpack_require__(41682);
;// CONCATENATED MODULE: ./lib/src/deploy/schedules/move-schedules.js




function planMoves(found, arns) {
    return found.map(one => {
        const to = arns.get(one.family);
        const base = { kind: one.kind, name: (0,find_schedules/* scheduleName */.V5)(one), family: one.family, from: one.from };
        if (one.follows)
            return { ...base, state: 'follows' };
        if (to === undefined)
            return { ...base, state: 'planned' };
        return { ...base, to, state: to === one.from ? 'unchanged' : 'planned' };
    });
}
async function moveSchedules(found, arns, ports) {
    const rows = [];
    const problems = [];
    for (const [index, row] of planMoves(found, arns).entries()) {
        const one = found[index];
        if (row.state !== 'planned' || row.to === undefined || one === undefined) {
            rows.push(row);
            continue;
        }
        const { row: done, problem } = await move(one, { ...row, to: row.to }, ports);
        rows.push(done);
        if (problem)
            problems.push(problem);
        const from = `${(0,arn/* lastPartOf */.RS)(done.from)} → ${(0,arn/* lastPartOf */.RS)(row.to)}`;
        ports.log.info(`[schedule ${done.name}] ${done.state}: ${from}${done.reason ? `: ${done.reason}` : ''}`);
    }
    return { rows, problems };
}
async function move(found, row, ports) {
    if (ports.signal?.aborted) {
        const { row: one, problem } = failed(row, 'The run was cancelled before it was moved.');
        return { row: one, problem: { ...problem, fault: 'cancelled' } };
    }
    try {
        return await attempt(found, row, ports);
    }
    catch (error) {
        const { message, hint } = (0,explain/* refusalOf */.Of)(error);
        return failed(row, message, hint);
    }
}
const ATTEMPTS = 3;
const PAUSE_MS = 2_000;
async function attempt(found, row, ports) {
    const { clock } = ports;
    const opened = clock.now();
    let trouble = 'its change was not seen when it was read back';
    for (let tries = 0; tries < ATTEMPTS; tries++) {
        if (tries > 0)
            await clock.sleep(PAUSE_MS * tries);
        const seen = await readTarget(found, ports);
        const before = seen && (0,find_schedules/* definitionOf */.Fg)(seen.target);
        if (seen === undefined || before === undefined)
            return failed(row, 'It does not exist any more.');
        if (before === row.to)
            return { row: { ...row, state: tries === 0 ? 'unchanged' : 'moved' } };
        if ((0,find_schedules/* parseDefinition */.JA)(before)?.family !== row.family)
            return failed(row, `It runs ${(0,arn/* lastPartOf */.RS)(before)} now; it was changed after it was read.`);
        const refused = await orTrouble(() => write(found, seen, { to: row.to, opened, ports }));
        if (refused === undefined && (await runs(found, row.to, ports)))
            return { row: { ...row, state: 'moved' } };
        if (refused?.final)
            return failed(row, refused.text);
        trouble = refused?.text ?? trouble;
    }
    await clock.sleep(PAUSE_MS * ATTEMPTS);
    if (await runs(found, row.to, ports))
        return { row: { ...row, state: 'moved' } };
    return failed(row, `Not verified: ${trouble}, also after ${ATTEMPTS} attempts.`);
}
async function runs(found, to, ports) {
    const seen = await readTarget(found, ports);
    return seen !== undefined && (0,find_schedules/* definitionOf */.Fg)(seen.target) === to;
}
async function orTrouble(write) {
    try {
        const refused = await write();
        if (refused === undefined)
            return undefined;
        const text = `${refused.code}: ${(0,aws_error/* oneLine */.TN)(refused.message)}`;
        return { text, final: refused.code !== 'ConcurrentModificationException' };
    }
    catch (error) {
        if (!(error instanceof aws_error/* AwsError */.Gy))
            throw error;
        const again = error.kind === 'lost' || /^Con(current|flict)/.test(error.awsName);
        if (!again)
            throw error;
        return { text: `${error.operation} got no usable answer (${error.awsName})`, final: false };
    }
}
function failed(row, reason, hint) {
    const kind = row.kind === 'rule' ? 'EventBridge rule' : 'Schedule';
    return {
        row: { ...row, state: 'failed', reason },
        problem: {
            code: 'schedule-not-moved',
            fault: 'cloud',
            message: `${kind} ${row.name} still runs ${(0,arn/* lastPartOf */.RS)(row.from)} instead of ${(0,arn/* lastPartOf */.RS)(row.to)}: ${reason}`,
            hint: hint ?? 'The services are deployed. Run again to move the others, or set the revision manually.'
        }
    };
}
async function readTarget(found, { rules, schedules }) {
    if (found.kind === 'rule') {
        const targets = await rules.listTargetsByRule(found.rule);
        const target = targets.find(one => one['Id'] === found.targetId);
        return target && { whole: target, target };
    }
    const whole = await schedules.getSchedule(found.group, found.name);
    const target = (0,find_schedules/* objectOf */.Xy)(whole?.['Target']);
    return whole && target && { whole, target };
}
const DESCRIBE_ONLY = ['Arn', 'CreationDate', 'LastModificationDate'];
async function write(found, { whole, target }, { to, opened, ports }) {
    const moved = (0,find_schedules/* withDefinition */.sJ)(target, to);
    if (found.kind === 'rule')
        return ports.rules.putTarget(found.rule, moved);
    const kept = Object.entries(whole).filter(([key]) => !DESCRIBE_ONLY.includes(key));
    await ports.schedules.updateSchedule({
        ...Object.fromEntries(kept),
        Name: found.name,
        GroupName: found.group,
        Target: moved,
        ClientToken: tokenOf(to, opened, whole)
    });
    return undefined;
}
function tokenOf(to, opened, schedule) {
    const revision = to.split('/').at(-1)?.split(':').at(-1) ?? '';
    const modified = String(schedule['LastModificationDate'] ?? '').replace(/[^0-9]/g, '');
    return `sealed-deploy-${revision}-${opened}-${modified}`.slice(0, 64);
}

// EXTERNAL MODULE: ./lib/src/deploy/target.js
var target = __webpack_require__(37679);
;// CONCATENATED MODULE: ./lib/src/deploy/carry-out/schedules.js






async function findForPlan(plan, { aws }) {
    const searches = searchesOf(plan);
    const looks = await Promise.all(searches.map(async (search) => {
        const { rules, schedules } = await aws(search.account);
        try {
            const families = [...search.definitionIds.keys()];
            const clusterArn = await arnOfCluster(search, aws);
            const { found, remarks } = await (0,find_schedules/* findSchedules */.iU)({ families, ...(0,present/* present */.E)({ clusterArn }) }, { rules, schedules });
            const nobody = remarks.length > 0 ? [] : unscheduled(search, found, plan);
            const open = remarks.map((message) => ({ message, isUnverified: true }));
            return { search, found, remarks: [...open, ...nobody.map(message => ({ message }))], problems: [] };
        }
        catch (error) {
            return { search, found: [], remarks: [], problems: [(0,explain/* refusalOf */.Of)(error)] };
        }
    }));
    const known = new Map(plan.definitions.flatMap(({ family, registration }) => registration.kind === 'reuse' ? [[family, registration.arn]] : []));
    return {
        groups: looks.map(({ search: { account, definitionIds }, found }) => ({ account, definitionIds, found })),
        rows: looks.flatMap(({ found }) => planMoves(found, known)),
        remarks: looks.flatMap(({ remarks }) => remarks),
        problems: looks.flatMap(({ problems }) => problems)
    };
}
function unscheduled({ cluster, definitionIds }, found, plan) {
    const meant = plan.definitions.filter(({ id, schedules }) => schedules && [...definitionIds.values()].includes(id));
    const lost = meant.filter(({ family }) => !found.some(one => one.family === family));
    const where = cluster === undefined ? '' : ` in cluster ${(0,arn/* lastPartOf */.RS)(cluster)}`;
    return lost.map(({ family }) => `No rule and no schedule runs the family ${family}${where}: only its revision is registered.`);
}
function searchesOf(plan) {
    const searches = new Map();
    for (const { id, family, account, cluster: usual, schedules } of plan.definitions) {
        const services = plan.services.filter(({ definitionId }) => definitionId === id);
        const ofServices = services.map(({ before }) => before.clusterArn);
        const own = ofServices.length === 0 || (schedules && !ofServices.some(one => isSame(one, usual)));
        const clusters = own ? [...ofServices, usual] : ofServices;
        for (const cluster of clusters) {
            const key = `${(0,target/* accountKey */.LQ)(account)} ${cluster ?? ''}`;
            const search = searches.get(key) ?? { account, cluster, definitionIds: new Map() };
            search.definitionIds.set(family, id);
            searches.set(key, search);
        }
    }
    return [...searches.values()];
}
function isSame(one, other = '') {
    return (0,arn/* lastPartOf */.RS)(one) === (0,arn/* lastPartOf */.RS)(other);
}
async function arnOfCluster({ cluster, account }, aws) {
    if (cluster === undefined || cluster.startsWith('arn:'))
        return cluster;
    const { directory } = await aws(account);
    const { account: number } = await directory.callerIdentity();
    return `arn:${(0,arn/* partitionOf */.iQ)(account.region)}:ecs:${account.region}:${number}:cluster/${cluster}`;
}
async function moveForPlan(found, arns, { ports, aws }) {
    const moved = await Promise.all(found.groups.map(async (group) => {
        const { rules, schedules } = await aws(group.account);
        const byFamily = new Map([...group.definitionIds].flatMap(([family, id]) => {
            const arn = arns.get(id);
            return arn === undefined ? [] : [[family, arn]];
        }));
        const { clock, log, signal } = ports;
        return moveSchedules(group.found, byFamily, { rules, schedules, clock, log, signal });
    }));
    return { rows: moved.flatMap(({ rows }) => rows), problems: moved.flatMap(({ problems }) => problems) };
}


/***/ }),

/***/ 32518:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G9: () => (/* binding */ settle),
/* harmony export */   Il: () => (/* binding */ wentBack),
/* harmony export */   Qb: () => (/* binding */ stateOfBack),
/* harmony export */   _1: () => (/* binding */ courseOfBack),
/* harmony export */   p5: () => (/* binding */ whyLost),
/* harmony export */   qF: () => (/* binding */ confirmed),
/* harmony export */   uy: () => (/* binding */ plaintextNote),
/* harmony export */   w8: () => (/* binding */ rollBackSucceeded),
/* harmony export */   xD: () => (/* binding */ backRollout)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(87433);
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(41682);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(63395);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(35909);
/* harmony import */ var _rollout_deployments_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(52708);
/* harmony import */ var _rollout_open_rollout_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(43714);
/* harmony import */ var _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(41128);
/* harmony import */ var _rollout_progress_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(74049);
/* harmony import */ var _rollout_rollback_targets_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(62833);
/* harmony import */ var _rollout_start_rollback_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3817);
/* harmony import */ var _run_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16656);
/* harmony import */ var _tasks_now_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(89750);












async function confirmed(subject, run) {
    const { service, start, end } = subject;
    const { samples = [] } = end;
    const hasFailed = (samples.at(-1)?.failed ?? 0) > 0 || (0,_rollout_progress_js__WEBPACK_IMPORTED_MODULE_0__/* .stoppedTasks */ .wx)(samples) > 0;
    if (!hasFailed || service.action.kind === 'scale' || end.outcome !== 'succeeded' || end.isOngoing)
        return subject;
    const before = await (0,_run_js__WEBPACK_IMPORTED_MODULE_1__/* .lookAgain */ .IK)(service, run);
    if (before === undefined || (0,_rollout_deployments_js__WEBPACK_IMPORTED_MODULE_2__/* .primaryOf */ .Os)(before)?.id !== end.target.deploymentId)
        return subject;
    const seen = await (0,_tasks_now_js__WEBPACK_IMPORTED_MODULE_3__/* .confirmTasks */ .R)(end.reason, { ...service, before }, { run, until: start.deadline });
    if (seen === undefined)
        return subject;
    const { outcome, reason } = seen;
    if (outcome === undefined)
        return { ...subject, end: { ...end, reason, isWarning: true } };
    const at = run.ports.clock.now();
    const { isWarning: _, ...known } = end;
    const failing = { at, what: 'failing', text: 'tasks keep stopping' };
    const course = { milestones: [...end.milestones, failing], samples: [...samples, ...(seen.samples ?? [])] };
    return { ...subject, end: { ...known, outcome, reason, finishedAt: at, ...course } };
}
async function settle(subject, updatedAt, run) {
    const { service, start, end } = subject;
    const updated = updatedAt === undefined ? [] : [{ at: updatedAt, what: 'updated', text: 'service updated' }];
    const { taskDefinition, deploymentId } = end.target;
    const base = {
        ...(0,_run_js__WEBPACK_IMPORTED_MODULE_1__/* .baseOf */ .bx)(service, run),
        ...(taskDefinition === '' ? {} : { taskDefinitionArn: taskDefinition }),
        deploymentId,
        outcome: end.outcome,
        reason: reasonOf(subject),
        startedAt: (0,_run_js__WEBPACK_IMPORTED_MODULE_1__/* .isoTimestamp */ .yh)(start.startedAt),
        finishedAt: (0,_run_js__WEBPACK_IMPORTED_MODULE_1__/* .isoTimestamp */ .yh)(end.finishedAt),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ serviceDeploymentArn: end.recordArn, paused: end.paused }),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ isOngoing: end.isOngoing, isUnverified: end.isUnverified }),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ rollback: end.rollback, isDeleted: end.isDeleted })
    };
    const problem = whyLost(end);
    const course = { ...(0,_run_js__WEBPACK_IMPORTED_MODULE_1__/* .courseOf */ .uU)(end), milestones: [...updated, ...end.milestones] };
    if (!shallRollBack(end, service, run)) {
        const warning = end.isWarning ? end.reason : undefined;
        return { result: base, ...course, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ problem, warning }) };
    }
    run.ports.log.info(`[${(0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_5__/* .labelOf */ .Wy)(service)}] rolling back the service`);
    const { clock, signal } = run.ports;
    const ports = { ecs: start.ecs, clock, signal };
    const back = await watchBack(await (0,_rollout_start_rollback_js__WEBPACK_IMPORTED_MODULE_6__/* .startRollback */ .lP)(rollbackOf(subject), ports), subject, run);
    const isCancelled = end.outcome === 'cancelled';
    const before = isCancelled ? (back.isUntouched ? _rollout_open_rollout_js__WEBPACK_IMPORTED_MODULE_7__/* .CANCELLED */ .gD : `${_rollout_open_rollout_js__WEBPACK_IMPORTED_MODULE_7__/* .CANCELLED_WHILE */ ["in"]}.`) : base.reason;
    const result = { ...base, outcome: back.outcome, reason: `${before} ${back.addition}` };
    if (back.isUntouched)
        return { result, ...course, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ problem }) };
    const { rollback: _, isDeleted: __, ...rest } = result;
    const finishedAt = (0,_run_js__WEBPACK_IMPORTED_MODULE_1__/* .isoTimestamp */ .yh)(clock.now());
    return {
        result: { ...rest, finishedAt, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ rollback: back.rollback, isDeleted: back.isDeleted }) },
        ...(0,_run_js__WEBPACK_IMPORTED_MODULE_1__/* .thenBack */ .Rg)(course, back),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ problem })
    };
}
function shallRollBack(end, service, { configuration }) {
    if (service.action.kind === 'scale' || end.error !== undefined || end.isDeleted)
        return false;
    const isBack = end.milestones.some(({ what }) => what === 'rolling-back');
    if (end.outcome === 'cancelled')
        return configuration.onCancel === 'rollback' && !isBack;
    if (configuration.onFailure !== 'rollback')
        return false;
    return end.outcome === 'failed' || (end.outcome === 'timed-out' && end.paused === undefined);
}
function reasonOf({ service, start, end }) {
    const { outcome, reason, target } = end;
    if (outcome === 'rolled-back')
        return `${reason}${plaintextNote(service)}`;
    const [ours, other] = [start.target, target].map(({ taskDefinition }) => (0,_arn_js__WEBPACK_IMPORTED_MODULE_8__/* .lastPartOf */ .RS)(taskDefinition));
    if (outcome !== 'succeeded' || ours === other)
        return reason;
    return `${reason} Another run has deployed the same content at the same time: ${other} runs, not ${ours}.`;
}
function plaintextNote({ previousPlaintext, previousTaskDefinitionArn }) {
    if (previousPlaintext.length === 0)
        return '';
    return ` WARNING: ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_8__/* .lastPartOf */ .RS)(previousTaskDefinitionArn)} holds plaintext credentials (${previousPlaintext.join(', ')}).`;
}
async function rollBackSucceeded(subject, run) {
    const ports = { ecs: subject.start.ecs, clock: run.ports.clock };
    return watchBack(await (0,_rollout_start_rollback_js__WEBPACK_IMPORTED_MODULE_6__/* .redeploy */ .jy)(rollbackOf(subject), ports), subject, run);
}
function rollbackOf({ service, start, end }) {
    const { before, settings } = service;
    const isCounted = settings?.['desiredCount'] !== undefined && settings['desiredCount'] !== before.desiredCount;
    return {
        service: service.service,
        cluster: service.site.cluster,
        target: end.target,
        startedAt: start.startedAt,
        before,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ recordArn: end.recordArn, restoreCount: isCounted ? before.desiredCount : undefined })
    };
}
async function watchBack(started, { service, start, end: first }, run) {
    if (started.kind === 'impossible') {
        const addition = `Cannot roll back: ${started.reason}.`;
        return { outcome: first.outcome, addition, milestones: [], isUntouched: true };
    }
    const { clock, log, signal } = run.ports;
    const how = started.kind;
    if (how === 'redeployed' && started.because !== undefined)
        log.info(`[${(0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_5__/* .labelOf */ .Wy)(service)}] ECS did not accept the rollback (${started.because}); deploying the previous revision again`);
    const asked = { at: clock.now(), what: 'rolling-back', text: 'rollback requested' };
    if (signal.aborted) {
        const addition = `Its rollback was requested and continues in ECS.${plaintextNote(service)}`;
        return { outcome: 'cancelled', addition, milestones: [asked], rollback: 'in-progress' };
    }
    const target = how === 'redeployed' ? started.target : first.target;
    const rollout = backRollout(service, target, { ecs: start.ecs, startedAt: clock.now(), run });
    const isStopped = how === 'stopped' || undefined;
    const end = await run.watcher.follow({ ...rollout, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ isStopped }) });
    const failed = first.samples?.at(-1)?.failed ?? 0;
    const { samples = [] } = end;
    const course = {
        milestones: [asked, ...end.milestones],
        samples: how === 'stopped' ? samples : (0,_rollout_progress_js__WEBPACK_IMPORTED_MODULE_0__/* .asRollback */ .nt)(samples, failed)
    };
    const state = stateOfBack(end, how);
    if (wentBack(end, how)) {
        const revision = (0,_arn_js__WEBPACK_IMPORTED_MODULE_8__/* .lastPartOf */ .RS)((0,_rollout_rollback_targets_js__WEBPACK_IMPORTED_MODULE_9__/* .goodRevisionOf */ .Kc)(service.before) ?? service.previousTaskDefinitionArn);
        const addition = `Rolled back to ${revision}, verified.${plaintextNote(service)}`;
        return { ...course, outcome: 'rolled-back', addition, ...state };
    }
    if (how === 'stopped' && end.outcome === 'succeeded')
        return {
            ...course,
            outcome: 'failed',
            addition: 'It completed before it could be rolled back.',
            ...state
        };
    const other = end.outcome === 'superseded' ? 'superseded. ' : '';
    const isOpen = state.rollback === 'in-progress';
    const addition = isOpen ? end.reason : `The rollback did not succeed: ${other}${end.reason}`;
    return { ...course, outcome: first.outcome === 'succeeded' ? 'failed' : first.outcome, addition, ...state };
}
function backRollout(about, target, { ecs, startedAt, run }) {
    const deadline = startedAt + (0,_run_js__WEBPACK_IMPORTED_MODULE_1__/* .waitLimit */ .Tk)(run.configuration);
    return (0,_rollout_deployments_js__WEBPACK_IMPORTED_MODULE_2__/* .rolloutOf */ .Zb)(about, { ...target, goal: 'deployed' }, { ecs, startedAt, deadline, purpose: 'rollback' });
}
function wentBack(end, how) {
    return end.outcome === (how === 'stopped' ? 'rolled-back' : 'succeeded');
}
function stateOfBack(end, how) {
    const deleted = (0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ isDeleted: end.isDeleted });
    if (wentBack(end, how))
        return { ...deleted, rollback: 'completed' };
    if (how === 'stopped' && end.outcome === 'succeeded')
        return deleted;
    return { ...deleted, rollback: end.rollback === 'in-progress' ? 'in-progress' : 'failed' };
}
function courseOfBack(end, how) {
    const { milestones, samples } = end;
    if (samples === undefined)
        return { milestones };
    return { milestones, samples: how === 'stopped' ? (0,_rollout_progress_js__WEBPACK_IMPORTED_MODULE_0__/* .asRollback */ .nt)(samples, 0) : samples };
}
function whyLost({ error, service }) {
    return error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_10__/* .AwsError */ .Gy ? { ...(0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_11__/* .explainAwsError */ .Ni)(error), service } : undefined;
}


/***/ }),

/***/ 89750:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ unchangedEnd),
/* harmony export */   R: () => (/* binding */ confirmTasks)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(87433);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(63395);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(35909);
/* harmony import */ var _rollout_deployments_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(52708);
/* harmony import */ var _rollout_diagnosis_failures_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(49743);
/* harmony import */ var _rollout_diagnosis_texts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(98957);
/* harmony import */ var _rollout_progress_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(74049);
/* harmony import */ var _rollout_status_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(99484);
/* harmony import */ var _comparison_plan_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(37409);
/* harmony import */ var _plan_plaintext_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(21853);
/* harmony import */ var _advice_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(92681);
/* harmony import */ var _run_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16656);












const TASK_PATIENCE_MS = 120_000;
const LOOK_MS = 10_000;
const FRESH_MS = 10_000;
const TASKS_READ = 300;
async function unchangedEnd(planned, run) {
    const { clock } = run.ports;
    if (run.configuration.waitUntil === 'none')
        return asItIs(planned, run, { state: planned.before });
    const isOld = clock.now() > run.plannedAt + FRESH_MS;
    const before = (isOld && (await (0,_run_js__WEBPACK_IMPORTED_MODULE_0__/* .lookAgain */ .IK)(planned, run))) || planned.before;
    const lead = 'The service is set to this definition';
    const patience = patienceOf(run);
    if (!showsTrouble(before, clock.now()))
        return asItIs(planned, run, { state: before });
    const { bad, state, said } = await watchTasks({ ...planned, before }, run, { patience, lead });
    if (bad === undefined)
        return asItIs(planned, run, { state, said });
    const { samples, ...result } = bad;
    return { ...(0,_run_js__WEBPACK_IMPORTED_MODULE_0__/* .endedAs */ .BN)(planned, run, result), samples };
}
function patienceOf({ configuration }) {
    return Math.min(TASK_PATIENCE_MS, (0,_run_js__WEBPACK_IMPORTED_MODULE_0__/* .waitLimit */ .Tk)(configuration));
}
function showsTrouble(state, now) {
    return state.status === 'ACTIVE' && state.desiredCount > 0 && (0,_rollout_diagnosis_texts_js__WEBPACK_IMPORTED_MODULE_1__/* .hasSigns */ .Li)(state, (0,_rollout_deployments_js__WEBPACK_IMPORTED_MODULE_2__/* .primaryOf */ .Os)(state)?.id, now);
}
function asItIs(service, run, { state, said = '' }) {
    const { before, oldValue } = service;
    const { status, taskDefinition } = state;
    if (status !== 'ACTIVE') {
        const reason = `The service is ${status}: it was deleted during the run.`;
        return (0,_run_js__WEBPACK_IMPORTED_MODULE_0__/* .endedAs */ .BN)(service, run, { outcome: 'failed', reason, isDeleted: true });
    }
    if (taskDefinition !== '' && taskDefinition !== before.taskDefinition) {
        const reason = `The service ran this definition when the run was planned; another deployment has set it to ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .lastPartOf */ .RS)(taskDefinition)} since.`;
        return (0,_run_js__WEBPACK_IMPORTED_MODULE_0__/* .endedAs */ .BN)(service, run, { outcome: 'superseded', reason });
    }
    const missing = whatIsMissing(state, said);
    const runs = `The service already runs this definition${missing}.`;
    const reason = oldValue === undefined ? runs : `${runs} But ${oldValue}.`;
    const warning = missing === '' ? undefined : reason;
    return { ...(0,_run_js__WEBPACK_IMPORTED_MODULE_0__/* .endedAs */ .BN)(service, run, { outcome: 'unchanged', reason }), ...(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ warning }) };
}
function whatIsMissing({ desiredCount, runningCount, schedulingStrategy }, said) {
    if (desiredCount === 0)
        return schedulingStrategy === 'DAEMON'
            ? ', but no container instance of the cluster takes a task of it: no task runs'
            : ', but its desired count is 0: no task runs';
    if (runningCount >= desiredCount)
        return said === '' ? '' : `, but ${said}`;
    const some = `, but with ${runningCount} of ${desiredCount} tasks`;
    return said === '' ? `${some}: check its events and stopped tasks` : `${some}, and ${said}`;
}
async function confirmTasks(reason, service, { run, until }) {
    const { before: state } = service;
    const patience = Math.min(patienceOf(run), until - run.ports.clock.now());
    if (patience < LOOK_MS || state.desiredCount === 0 || state.status !== 'ACTIVE')
        return undefined;
    const how = { patience, lead: 'The deployment completed', isNew: true };
    const { bad, said, isUnread } = await watchTasks(service, run, how);
    if (bad?.outcome === 'cancelled')
        return { reason: bad.reason };
    if (bad)
        return { ...bad, outcome: 'failed' };
    return isUnread ? { reason: `${reason} But ${said}.` } : undefined;
}
async function watchTasks(service, run, { patience, lead, isNew = false }) {
    const { clock, log, signal } = run.ports;
    const end = clock.now() + patience;
    let state = service.before;
    let recent = await readStops(service, state, run);
    const known = new Set(recent.stops.map(({ arn }) => arn));
    const hasOneMore = () => recent.stops.some(({ arn }) => !known.has(arn));
    const isDoubtful = isNew && recent.isDoubtful;
    const isOpen = () => isDown(state) || (recent.isLoop ? !hasOneMore() : isDoubtful);
    if (isOpen())
        log.info(`[${service.service}] its tasks have stopped; checking whether they still do`);
    while (isOpen() && clock.now() < end && !signal.aborted) {
        await clock.sleep(LOOK_MS, signal);
        const now = (await (0,_run_js__WEBPACK_IMPORTED_MODULE_0__/* .lookAgain */ .IK)(service, run)) ?? state;
        if (isNew && (0,_rollout_deployments_js__WEBPACK_IMPORTED_MODULE_2__/* .primaryOf */ .Os)(now)?.id !== (0,_rollout_deployments_js__WEBPACK_IMPORTED_MODULE_2__/* .primaryOf */ .Os)(state)?.id)
            break;
        state = now;
        if (state.status !== 'ACTIVE' || state.taskDefinition !== service.before.taskDefinition)
            return { state, said: '' };
        const next = await readStops(service, state, run);
        if (next.unread === undefined)
            recent = next;
    }
    const said = recent.unread ?? stoppedInWords(recent, service, run);
    const seen = { state, said, ...(recent.unread === undefined ? {} : { isUnread: true }) };
    const keepsFailing = recent.isLoop && (!isNew || hasOneMore() || signal.aborted);
    if (!keepsFailing && !isDown(state))
        return seen;
    const { runningCount: running, desiredCount: desired, pendingCount: pending } = state;
    const down = isDown(state) ? [`none of its tasks runs (desired: ${desired})`] : [];
    const reason = `${lead}, but ${[...down, said].filter(text => text !== '').join(', and ')}.`;
    const failed = keepsFailing ? recent.stops.length : 0;
    const samples = [{ at: clock.now(), running, desired, pending, old: 0, failed }];
    if (signal.aborted) {
        const cancelled = `The run was cancelled while its tasks were checked. ${reason}`;
        return { ...seen, bad: { outcome: 'cancelled', reason: cancelled, samples } };
    }
    await investigateTasks({ ...service, before: state }, run);
    return { ...seen, bad: { outcome: 'failed', reason, samples } };
}
function isDown({ status, desiredCount, runningCount }) {
    return status === 'ACTIVE' && desiredCount > 0 && runningCount === 0;
}
async function readStops({ service, site }, state, run) {
    const { taskDefinition, desiredCount } = state;
    const now = run.ports.clock.now();
    const unrest = (0,_rollout_status_js__WEBPACK_IMPORTED_MODULE_5__/* .unrestOf */ .n)(state, now);
    const unread = (why) => {
        const said = unrest === undefined ? why : `${unrest}; ${why}`;
        return { stops: [], isLoop: false, isDoubtful: false, unread: said };
    };
    try {
        const { ecs } = await run.aws(site);
        const stopped = await ecs.listStoppedTasks(site.cluster, service, TASKS_READ);
        if (stopped.length === 0 && unrest !== undefined)
            return unread('ECS lists no stopped task of it');
        return (0,_rollout_diagnosis_failures_js__WEBPACK_IMPORTED_MODULE_6__/* .judgeStops */ .Rk)(stopped, { deploymentId: (0,_rollout_deployments_js__WEBPACK_IMPORTED_MODULE_2__/* .primaryOf */ .Os)(state)?.id, taskDefinition, desiredCount, now });
    }
    catch (error) {
        return unread(`whether its tasks keep stopping is not verified (${(0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_7__/* .refusedCall */ .dr)(error)})`);
    }
}
function stoppedInWords({ stops, isLoop }, service, run) {
    if (stops.length === 0)
        return '';
    const now = run.ports.clock.now();
    const definition = (0,_comparison_plan_js__WEBPACK_IMPORTED_MODULE_8__/* .definitionIn */ .rY)(run.plan, service.definitionId);
    const ends = stops.map(stop => (0,_rollout_diagnosis_failures_js__WEBPACK_IMPORTED_MODULE_6__/* .endOf */ .pJ)(stop, now));
    const evidence = {
        ...{ deploymentId: '', startedAt: now, events: [], definition },
        stops: stops.map(stop => ({ ...stop, startedBy: '' }))
    };
    const failure = (0,_rollout_diagnosis_failures_js__WEBPACK_IMPORTED_MODULE_6__/* .findFirstFailure */ .mx)(evidence, (0,_plan_plaintext_js__WEBPACK_IMPORTED_MODULE_9__/* .makeTextGuard */ .tU)(definition, run.ports.gate));
    const number = `${stops.length} ${stops.length === 1 ? 'task' : 'tasks'}`;
    const when = `in the last ${(0,_rollout_progress_js__WEBPACK_IMPORTED_MODULE_10__/* .formatDuration */ .a3)(now - Math.min(...ends))}`;
    const last = `the last one ${(0,_rollout_progress_js__WEBPACK_IMPORTED_MODULE_10__/* .formatDuration */ .a3)(now - Math.max(...ends))} ago`;
    const what = isLoop
        ? `its tasks keep stopping (${number} ${when}, ${last})`
        : `${number} of it stopped ${when} (${last})`;
    const why = [failure?.reason, failure?.explanation].flatMap(text => text?.replace(/[.\s]+$/, '') ?? []);
    return why.length === 0 ? what : `${what}: ${why.join('. ')}`;
}
async function investigateTasks(service, run) {
    const { before, site } = service;
    const primary = (0,_rollout_deployments_js__WEBPACK_IMPORTED_MODULE_2__/* .primaryOf */ .Os)(before);
    if (primary === undefined)
        return;
    const { ecs } = await run.aws(site);
    const now = run.ports.clock.now();
    const watch = { ecs, startedAt: now, deadline: now, purpose: 'ours' };
    const start = (0,_rollout_deployments_js__WEBPACK_IMPORTED_MODULE_2__/* .rolloutOf */ .Zb)(service, (0,_rollout_deployments_js__WEBPACK_IMPORTED_MODULE_2__/* .watchedDeployment */ .Ac)(primary, before), watch);
    const old = before.events.filter(({ createdAt }) => createdAt <= now - _rollout_diagnosis_texts_js__WEBPACK_IMPORTED_MODULE_1__/* .RECENT_MS */ .NN);
    await (0,_advice_js__WEBPACK_IMPORTED_MODULE_11__/* .investigateFailure */ .U)({ ...start, seenEvents: old.map(({ id }) => id) }, run);
}


/***/ }),

/***/ 69101:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ inspectCodeDeploy)
/* harmony export */ });
/* harmony import */ var _files_document_load_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(42732);
/* harmony import */ var _files_read_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(82512);
/* harmony import */ var _inputs_read_deploy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(74470);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35909);
/* harmony import */ var _rollout_codedeploy_appspec_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(67371);
/* harmony import */ var _rollout_codedeploy_group_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(91088);
/* harmony import */ var _comparison_plan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(37409);







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
    const definition = (0,_comparison_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .definitionIn */ .rY)(plan, service.definitionId);
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

/***/ 91088:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ inspectDeploymentGroup),
/* harmony export */   p: () => (/* binding */ waitingTime)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(87433);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(63395);


async function inspectDeploymentGroup(subject, codedeploy) {
    const { service } = subject;
    try {
        const found = await codedeploy.getDeploymentGroup(subject);
        const message = faultOf(found, subject);
        if (message === undefined && 'group' in found)
            return found;
        const hint = 'Name them with the inputs codedeploy-application and codedeploy-deployment-group; {cluster} and {service} are filled in there.';
        return {
            problems: [{ code: 'codedeploy-group', fault: 'user', service, message: message ?? '', hint }]
        };
    }
    catch (error) {
        return { problems: [(0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_0__/* .refusalOf */ .Of)(error, { subject: `deployment group ${subject.group}`, service })] };
    }
}
function faultOf(found, { application, group, service, cluster, region }) {
    if ('missing' in found) {
        const what = found.missing === 'application'
            ? `application "${application}"`
            : `deployment group "${group}" in application "${application}"`;
        return `CodeDeploy in Region ${region} has no ${what}, which service "${service}" would be deployed through.`;
    }
    const { computePlatform = 'ECS', services } = found.group;
    if (computePlatform !== 'ECS')
        return `CodeDeploy's application "${application}" is for ${computePlatform}, so it can't deploy service "${service}" of ECS.`;
    const own = (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(cluster);
    if (services.length === 0 ||
        services.some(one => one.service === service && (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(one.cluster) === own))
        return undefined;
    const others = services.map(one => `${one.service} in cluster ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(one.cluster)}`).join(', ');
    return `Deployment group "${group}" deploys ${others}, not service "${service}" in cluster ${own}.`;
}
const MINUTE_MS = 60_000;
function waitingTime(group, config = group.config ?? '') {
    const [, canary = 0] = /^CodeDeployDefault\.ECSCanary\d+Percent(\d+)Minutes$/.exec(config) ?? [];
    const [, percent = 100, every = 0] = /^CodeDeployDefault\.ECSLinear(\d+)PercentEvery(\d+)Minutes$/.exec(config) ?? [];
    const minutes = Number(canary) + (Math.ceil(100 / Number(percent)) - 1) * Number(every);
    return (group.readyWaitMs ?? 0) + minutes * MINUTE_MS + group.terminationWaitMs;
}


/***/ }),

/***/ 43714:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   gD: () => (/* binding */ CANCELLED),
/* harmony export */   "in": () => (/* binding */ CANCELLED_WHILE),
/* harmony export */   w2: () => (/* binding */ OpenRollout)
/* harmony export */ });
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(35909);
/* harmony import */ var _deployments_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(52708);
/* harmony import */ var _diagnosis_texts_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(98957);
/* harmony import */ var _outcome_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41128);
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(74049);





const PHASES = { ours: 'rolling out', rollback: 'rolling back', foreign: 'waiting' };
const PHASE_OF = {
    failing: 'failing',
    'rolling-back': 'rolling back'
};
const CAUSES_TOLD = 3;
class OpenRollout {
    start;
    target;
    memory = _deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .FRESH_MEMORY */ .XC;
    record;
    reported = false;
    isLost;
    shortSince;
    heldSince;
    weighed = '';
    #log;
    #following;
    #lines = [];
    #milestones = [];
    #samples = new _progress_js__WEBPACK_IMPORTED_MODULE_1__/* .TaskSamples */ .hr();
    #said;
    #causes = new Set();
    #progress = '';
    #wasPaused = false;
    constructor(start, log) {
        this.start = start;
        this.target = start.target;
        this.#log = log;
        this.#said = new Set([_outcome_js__WEBPACK_IMPORTED_MODULE_2__/* .COMPLETED */ .eJ, ...start.seenEvents]);
        const { startedAt: since, purpose } = start;
        this.#following = log.follow({ label: (0,_outcome_js__WEBPACK_IMPORTED_MODULE_2__/* .labelOf */ .Wy)(start), since, phase: PHASES[purpose] });
    }
    get course() {
        const samples = this.#samples.list;
        return {
            milestones: this.#milestones,
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ samples: samples.length === 0 ? undefined : samples })
        };
    }
    countAnew() {
        this.#samples = new _progress_js__WEBPACK_IMPORTED_MODULE_1__/* .TaskSamples */ .hr();
    }
    get isPaused() {
        return (this.record?.pauses.length ?? 0) > 0;
    }
    get back() {
        const isBack = this.start.purpose === 'rollback' || this.memory.failure !== undefined;
        return isBack ? { rollback: 'in-progress' } : {};
    }
    get what() {
        return this.back.rollback === undefined ? 'deployment' : 'rollback';
    }
    get cancelled() {
        const left = this.start.isRolledBackOnCancel ? `${CANCELLED_WHILE}.` : CANCELLED;
        const reason = this.back.rollback === undefined ? left : `${this.failure}${CANCELLED_BACK}`;
        return { reason, ...this.back, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ isOngoing: this.isLost }) };
    }
    get failure() {
        const { failure } = this.memory;
        if (failure === undefined || this.start.purpose === 'rollback')
            return '';
        return `${failure.replace(/ rolled back because /, ' is being rolled back because ')} `;
    }
    get state() {
        const stage = this.record?.lifecycleStage;
        const { scaleTo } = this.target;
        const desired = this.#samples.list.at(-1)?.desired;
        if (scaleTo !== undefined && desired !== undefined && desired !== scaleTo)
            return `${this.#progress}; the desired count is ${desired}, not ${scaleTo}: something else has changed it, such as auto scaling`;
        if (this.isPaused)
            return `${this.#progress}; it is paused at ${stage ?? 'a lifecycle hook'} and waits for manual approval`;
        return stage === undefined
            ? this.#progress
            : `${this.#progress}; at stage ${stage}, and ECS rolls back what stays longer than 24 hours at one stage`;
    }
    note(at, what, text) {
        if (this.#milestones.some(milestone => milestone.text === text))
            return false;
        this.#milestones.push({ at, what, text });
        const phase = PHASE_OF[what];
        if (phase !== undefined)
            this.#following.update({ phase });
        return true;
    }
    say(message, brief) {
        this.#lines.push(message);
        this.#following.say(message, brief);
    }
    fail(reason) {
        this.#said.add(reason);
        this.say(`FAILED: ${reason}`);
    }
    see(now, service, record) {
        this.isLost = undefined;
        this.record = record;
        for (const event of (0,_progress_js__WEBPACK_IMPORTED_MODULE_1__/* .newEvents */ .S6)(service, this.#said)) {
            const kind = (0,_diagnosis_texts_js__WEBPACK_IMPORTED_MODULE_4__/* .generalizeReason */ .Fb)(event.message);
            if (!this.#said.has(kind))
                this.say((0,_diagnosis_texts_js__WEBPACK_IMPORTED_MODULE_4__/* .onOneLine */ .GJ)(event.message), (0,_diagnosis_texts_js__WEBPACK_IMPORTED_MODULE_4__/* .briefly */ .m_)(event.message));
            this.#said.add(event.id).add(kind);
        }
        this.#tellCounts(service, record);
        this.#samples.add(now, this.target, service);
        const mine = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .deploymentOf */ .PE)(service, this.target.deploymentId);
        if (mine && mine.runningCount > 0)
            this.note(now, 'first-task', 'first task running');
        const stage = record?.lifecycleStage;
        if (stage !== undefined && this.note(now, 'stage', stage))
            this.say(`stage ${stage}`);
        const traffic = record?.trafficPercent ?? 0;
        const share = `${traffic} % of production traffic`;
        if (traffic > 0 && this.note(now, 'traffic', share))
            this.say(share);
        if (record)
            this.#tellPauses(now, record);
    }
    lose(now) {
        const wasLost = this.isLost === true;
        this.isLost = true;
        this.#following.update({ tasks: undefined });
        return wasLost && now >= this.start.deadline;
    }
    #tellCounts(service, record) {
        if (this.isPaused !== this.#wasPaused)
            this.#following.update({ phase: this.isPaused ? 'paused' : 'rolling out' });
        this.#wasPaused = this.isPaused;
        const progress = (0,_progress_js__WEBPACK_IMPORTED_MODULE_1__/* .describeProgress */ .vk)(this.target, service, record);
        const isNew = progress !== this.#progress;
        this.#progress = progress;
        if (isNew)
            this.#lines.push(progress);
        this.#following.update((0,_progress_js__WEBPACK_IMPORTED_MODULE_1__/* .activityOf */ .nx)(this.target, service, record), isNew ? progress : undefined);
    }
    #tellPauses(now, { pauses, arn, lifecycleStage = 'a lifecycle hook' }) {
        const text = `paused at ${lifecycleStage}: waits for manual approval`;
        for (const { hookId, expiresAt, timeoutAction = 'ROLLBACK' } of pauses) {
            if (!this.note(now, 'paused', `${text} (${hookId})`))
                continue;
            const limit = expiresAt === undefined
                ? ''
                : ` In ${(0,_progress_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(expiresAt - now)} ECS applies ${timeoutAction} automatically.`;
            this.#warn(`${text}. To continue or roll back: mode continue, or aws ecs continue-service-deployment --service-deployment-arn ${arn} --hook-id ${hookId} --action CONTINUE (or ROLLBACK).${limit}`);
        }
    }
    tellCause(cause) {
        if (this.#causes.has(cause) || this.#causes.size === CAUSES_TOLD)
            return;
        this.#causes.add(cause);
        this.#warn(cause);
    }
    #warn(message) {
        this.#log.warning(`[${(0,_outcome_js__WEBPACK_IMPORTED_MODULE_2__/* .labelOf */ .Wy)(this.start)}] ${message}`);
    }
    conclude(words, took, { reason, isGood }) {
        const ending = `${words} after ${took}`;
        const message = this.#said.has(reason) ? ending : `${ending}: ${reason}`;
        this.#lines.push(message);
        this.#following.update({}, message);
        this.#following.end(words, isGood);
        const [log, lines, title] = [this.#log, this.#lines, `${(0,_outcome_js__WEBPACK_IMPORTED_MODULE_2__/* .labelOf */ .Wy)(this.start)}: ${ending}`];
        return () => log.recap?.(title, lines);
    }
}
const CANCELLED_WHILE = 'The run was cancelled while the deployment was rolling out';
const CANCELLED = `${CANCELLED_WHILE}; it continues in ECS.`;
const CANCELLED_BACK = 'The run was cancelled while the deployment was being rolled back; the rollback continues in ECS.';


/***/ })

};
