export const id = 829;
export const ids = [829];
export const modules = {

/***/ 46354:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EV: () => (/* binding */ stopOf),
/* harmony export */   F2: () => (/* binding */ otherRevisions),
/* harmony export */   a5: () => (/* binding */ findRollback)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(87433);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(63395);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(35909);
/* harmony import */ var _rollout_deployments_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(52708);
/* harmony import */ var _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(41128);
/* harmony import */ var _rollout_past_revisions_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(7437);
/* harmony import */ var _rollout_rollback_targets_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(62833);
/* harmony import */ var _rollout_start_rollback_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3817);
/* harmony import */ var _carry_out_run_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16656);
/* harmony import */ var _plan_plaintext_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(21853);
/* harmony import */ var _open_services_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(68920);
/* harmony import */ var _redeploy_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(56637);












async function findRollback(subject, named, run) {
    const { service, state } = subject;
    try {
        const busy = named === undefined ? (0,_rollout_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .deploymentInProgress */ .ij)(state) : undefined;
        const completed = busy && (0,_rollout_rollback_targets_js__WEBPACK_IMPORTED_MODULE_1__/* .goodRevisionOf */ .Kc)((0,_carry_out_run_js__WEBPACK_IMPORTED_MODULE_2__/* .withoutDeployment */ .E5)(state, busy.id));
        const isBack = busy && completed !== undefined && (0,_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .isBefore */ .Y8)(busy.taskDefinition, completed);
        const followed = busy && {
            arn: busy.taskDefinition,
            how: 'a rollback to it is in progress, which is followed'
        };
        const given = named === undefined ? followed : { arn: named, how: 'named with the input "revision"' };
        const way = busy && !isBack ? await stopOf(subject, busy, run) : await chooseRevision(subject, given, run);
        if ('problem' in way)
            return { problem: { ...way.problem, service } };
        const isSame = 'stop' in way && way.stop.revision === way.stop.previous;
        if (!isSame || (await (0,_rollout_rollback_targets_js__WEBPACK_IMPORTED_MODULE_1__/* .isRestart */ .Kq)((await run.aws(subject.site)).ecs, state, run.ports.clock.now())))
            return way;
        return unknownLeft(subject, way.stop.revision);
    }
    catch (error) {
        return { problem: { ...(0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_4__/* .refusalOf */ .Of)(error), service } };
    }
}
async function stopOf(subject, busy, run) {
    const { site, state } = subject;
    const { ecs } = await run.aws(site);
    const back = await (0,_rollout_start_rollback_js__WEBPACK_IMPORTED_MODULE_5__/* .findRollbackInProgress */ .ME)(ecs, state, run.ports.clock.now());
    const { from: left, to } = back ?? { from: busy, to: undefined };
    if (to && (0,_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .isBefore */ .Y8)(left.taskDefinition, to.taskDefinition)) {
        const said = `ECS is automatically rolling back to ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .lastPartOf */ .RS)(to.taskDefinition)}, which you want to leave.`;
        const hint = 'Run again when that has ended, or name the revision with the input "revision".';
        return { problem: { ...noRollback(subject, said), fault: 'cloud', hint } };
    }
    const revision = to?.taskDefinition ?? (0,_rollout_rollback_targets_js__WEBPACK_IMPORTED_MODULE_1__/* .goodRevisionOf */ .Kc)((0,_carry_out_run_js__WEBPACK_IMPORTED_MODULE_2__/* .withoutDeployment */ .E5)(state, busy.id));
    if (revision === undefined) {
        const said = 'there is no revision to roll back to: no earlier deployment of the service was completed.';
        const hint = 'Name one with the input "revision", or deploy from the file.';
        return { problem: { ...noRollback(subject, said), hint } };
    }
    const how = back ? 'ECS is rolling back to it already' : 'it was completed before the one in progress';
    const { live, remarks } = await (0,_open_services_js__WEBPACK_IMPORTED_MODULE_6__/* .describeIfAllowed */ .hU)(revision, site, run);
    const { id, taskDefinition, createdAt } = left;
    const deployment = { id, taskDefinition, hookIds: [], ...(0,_present_js__WEBPACK_IMPORTED_MODULE_7__/* .present */ .E)({ createdAt }) };
    const action = {
        kind: 'stop',
        deployment,
        to: revision,
        ...(back ? { isInProgress: true } : {})
    };
    const stop = { ...subject, action, revision, live, previous: taskDefinition, previousPlaintext: [] };
    const plaintext = live === undefined ? [] : (0,_plan_plaintext_js__WEBPACK_IMPORTED_MODULE_8__/* .plaintextIn */ .ZV)(live.definition, run.ports.mask);
    const told = { from: taskDefinition, to: revision, how, plaintext };
    return { stop, remarks: [...remarks, ...remarksOf(subject, told, run)] };
}
async function chooseRevision(subject, given, run) {
    const { site, state } = subject;
    const { ecs } = await run.aws(site);
    const family = (0,_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .familyOf */ .Ap)(state.taskDefinition);
    const wanted = given
        ?
            { ...given, arn: given.arn.replace(/^(?=\d+$)/, `${family}:`), past: [] }
        : await (0,_rollout_rollback_targets_js__WEBPACK_IMPORTED_MODULE_1__/* .findPreviousGood */ .yl)(ecs, state, run.ports.clock.now());
    const { past } = wanted;
    const marked = (one) => ('arn' in wanted && one.arn === wanted.arn ? '→' : ' ');
    if (past.length > 0)
        run.ports.log.group(`Rollback targets of ${(0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_9__/* .labelOf */ .Wy)(subject)}`, past.map(one => `${marked(one)} ${(0,_rollout_past_revisions_js__WEBPACK_IMPORTED_MODULE_10__/* .describePast */ .u0)(one)}`));
    if ('none' in wanted) {
        const several = wanted.several ? ` (${wanted.several.join(', ')})` : '';
        const look = `aws ecs list-task-definitions --family-prefix ${family} --sort DESC --region ${site.region}`;
        const said = noRollback(subject, `there is no revision to roll back to: ${wanted.none}.`);
        const hint = `Name one with the input "revision"${several}. To see what there is: ${look}`;
        return { problem: { ...said, fault: wanted.isUnread ? 'cloud' : 'user', hint } };
    }
    const hint = otherRevisions({ live: wanted, past });
    const found = await (0,_redeploy_js__WEBPACK_IMPORTED_MODULE_11__/* .activeRevision */ .su)(wanted.arn, site, { aws: run.aws, hint });
    if ('live' in found)
        return chosen({ ...subject, live: found.live, past }, wanted, run);
    if (given)
        return found;
    const checked = await (0,_rollout_rollback_targets_js__WEBPACK_IMPORTED_MODULE_1__/* .checkTargets */ .VJ)(ecs, past);
    const next = (0,_rollout_rollback_targets_js__WEBPACK_IMPORTED_MODULE_1__/* .nextTargetOf */ .aY)(checked.past, wanted.arn);
    const live = next && (await ecs.describeTaskDefinition(next.arn));
    if (next && live?.status === 'ACTIVE')
        return chosen({ ...subject, live, past: checked.past }, { ...next, passedOver: wanted.arn }, run);
    const { unusable = 'gone' } = checked.past.find(one => one.arn === wanted.arn) ?? {};
    const none = 'No other revision on record can be used either: deploy from the file, which registers a new one.';
    return { problem: (0,_redeploy_js__WEBPACK_IMPORTED_MODULE_11__/* .inactiveRevision */ .Nq)((0,_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .lastPartOf */ .RS)(wanted.arn), unusable, none) };
}
function chosen(again, { how, passedOver }, run) {
    const { state, live } = again;
    const plaintext = (0,_plan_plaintext_js__WEBPACK_IMPORTED_MODULE_8__/* .plaintextIn */ .ZV)(live.definition, run.ports.mask);
    const told = { from: state.taskDefinition, to: live.arn, how, plaintext, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_7__/* .present */ .E)({ passedOver }) };
    return { again, remarks: remarksOf(again, told, run) };
}
function remarksOf(subject, about, { ports: { log } }) {
    const { how, plaintext, passedOver } = about;
    const [from, to] = [about.from, about.to].map(_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .lastPartOf */ .RS);
    const label = (0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_9__/* .labelOf */ .Wy)(subject);
    log.info(`[${label}] revision to roll back to: ${to}, ${how}`);
    const message = from === to
        ? `Service "${label}" is set to ${to} already: ${how}.`
        : `Rollback of service "${label}" from ${from} to ${to}: ${how}.`;
    const passed = `Service "${label}" goes back to ${to}, because ECS can no longer start ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .lastPartOf */ .RS)(passedOver ?? '')}.`;
    const held = `${to}, to which service "${label}" is rolled back, holds plaintext credentials (${plaintext.join(', ')}). Deploy a revision without plaintext as soon as possible, and rotate the credentials.`;
    if (plaintext.length > 0)
        log.warning(held);
    return [
        { message },
        ...(passedOver === undefined
            ? []
            : [{ message: passed, isWarning: true, verdict: `Warning: ${passed}` }]),
        ...(plaintext.length === 0 ? [] : [{ message: held }])
    ];
}
function unknownLeft(subject, revision) {
    const same = (0,_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .lastPartOf */ .RS)(revision);
    const said = `the deployment in progress is of ${same}, and so is what ran before: it is not known which revision is to be left.`;
    const hint = `Name the revision to run with the input "revision" (${same}, if it is to stay).`;
    return { problem: { ...noRollback(subject, said), hint } };
}
function noRollback(item, said) {
    const message = `Service "${(0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_9__/* .labelOf */ .Wy)(item)}": ${said}`;
    return { code: 'no-way-back', fault: 'user', service: item.service, message };
}
const OTHERS_NAMED = 5;
function otherRevisions({ live, past }) {
    const others = past.filter(({ arn, state, unusable }) => state === 'good' && arn !== live.arn && !unusable);
    const names = others.slice(0, OTHERS_NAMED).map(({ arn }) => (0,_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .lastPartOf */ .RS)(arn));
    return `Name another revision with the input "revision"${names.length === 0 ? '' : ` (${names.join(', ')})`}, or deploy from the file.`;
}


/***/ }),

/***/ 47829:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runContinue: () => (/* binding */ runContinue)
});

// EXTERNAL MODULE: ./lib/src/arn.js
var arn = __webpack_require__(87433);
// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(63395);
// EXTERNAL MODULE: ./lib/src/clock.js
var clock = __webpack_require__(79508);
// EXTERNAL MODULE: ./lib/src/inputs/read-modes.js
var read_modes = __webpack_require__(15701);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(35909);
// EXTERNAL MODULE: ./lib/src/rollout/deployments.js
var deployments = __webpack_require__(52708);
// EXTERNAL MODULE: ./lib/src/rollout/progress.js
var progress = __webpack_require__(74049);
// EXTERNAL MODULE: ./lib/src/rollout/records.js
var rollout_records = __webpack_require__(18054);
// EXTERNAL MODULE: ./lib/src/rollout/rollback-targets.js
var rollback_targets = __webpack_require__(62833);
// EXTERNAL MODULE: ./lib/src/rollout/start-rollback.js
var start_rollback = __webpack_require__(3817);
// EXTERNAL MODULE: ./lib/src/deploy/carry-out/open-deployment.js
var open_deployment = __webpack_require__(37137);
// EXTERNAL MODULE: ./lib/src/deploy/carry-out/run.js
var carry_out_run = __webpack_require__(16656);
// EXTERNAL MODULE: ./lib/src/deploy/plan/plaintext.js
var plan_plaintext = __webpack_require__(21853);
// EXTERNAL MODULE: ./lib/src/deploy/again/open-services.js
var open_services = __webpack_require__(68920);
// EXTERNAL MODULE: ./lib/src/deploy/again/roll-back.js
var roll_back = __webpack_require__(46354);
;// CONCATENATED MODULE: ./lib/src/deploy/again/continue-paused.js















async function findPaused(subject, run) {
    const { service, site, state } = subject;
    const { pauseAction, serviceDeployments } = run.configuration;
    if (state.deploymentController !== 'ECS')
        return notPaused(service, 'its deployments are not made by ECS itself, and only those have pauses', 'user');
    try {
        const { ecs } = await run.aws(site);
        const [named] = serviceDeployments.filter(arn => (0,read_modes/* serviceOfDeployment */.YS)(arn) === service);
        const arn = named ?? (await findNewest(subject, ecs, run));
        if (arn === undefined)
            return notPaused(service, 'nothing is paused, and ECS lists no record of a deployment', 'cloud');
        const [record] = await ecs.describeServiceDeployments([arn]);
        if (!record)
            return notPaused(service, 'there is no such service deployment of it in ECS', 'user');
        if (!isOpen(record))
            return { end: endOf(record, subject, run) };
        const isBack = pauseAction === 'rollback';
        const isInProgress = record.status.startsWith('ROLLBACK_');
        if (isBack && !isInProgress && record.pauses.length === 0)
            return notPaused(service, 'its deployment is in progress, but not paused', 'cloud');
        if (!isBack)
            return await planned(subject, record, run);
        const { id, taskDefinition, createdAt } = openDeployment(record, state);
        const way = await (0,roll_back/* stopOf */.EV)(subject, { id, taskDefinition, ...(0,present/* present */.E)({ createdAt }) }, run);
        return 'stop' in way ? { open: way.stop, remarks: way.remarks } : way;
    }
    catch (error) {
        return { problem: { ...(0,explain/* refusalOf */.Of)(error), service } };
    }
}
async function planned(subject, record, run) {
    const { site, state } = subject;
    const deployment = openDeployment(record, state);
    const { taskDefinition } = deployment;
    const before = (0,rollback_targets/* goodRevisionOf */.Kc)((0,carry_out_run/* withoutDeployment */.E5)(state, deployment.id)) ?? '';
    const good = await (0,open_services/* describeIfAllowed */.hU)(before, site, run);
    const plaintext = good.live === undefined ? [] : (0,plan_plaintext/* plaintextIn */.ZV)(good.live.definition, run.ports.mask);
    const own = await (0,open_services/* describeIfAllowed */.hU)(taskDefinition, site, run);
    const action = { kind: 'continue', deployment };
    const open = { ...subject, action, revision: taskDefinition, live: own.live, previous: before };
    return { open: { ...open, previousPlaintext: plaintext }, remarks: [...own.remarks, ...good.remarks] };
}
function openDeployment(record, state) {
    const { stage, hookIds = [] } = (0,progress/* pauseResultOf */.Jo)(record) ?? {};
    const id = deploymentIdOf(record);
    const taskDefinition = (0,deployments/* deploymentOf */.PE)(state, id)?.taskDefinition ?? state.taskDefinition;
    return { id, arn: record.arn, taskDefinition, hookIds, ...(0,present/* present */.E)({ stage, createdAt: record.createdAt }) };
}
function notPaused(service, what, fault) {
    return {
        problem: {
            ...{ code: 'nothing-paused', fault, service, message: `Service "${service}": ${what}.` },
            hint: 'Mode continue is for deployments of ECS itself, which keeps their records for 90 days. Mode rollback rolls back what is in progress, at any stage.'
        }
    };
}
const LOOK_AGAIN_MS = [0, 2_000, 5_000];
async function findNewest({ state }, ecs, { ports: { clock, signal } }) {
    const busy = (0,deployments/* deploymentInProgress */.ij)(state);
    for (const wait of LOOK_AGAIN_MS) {
        if (wait > 0)
            await clock.sleep(wait, signal);
        const since = clock.now() - start_rollback/* LONGEST_DEPLOYMENT_MS */.Qy;
        const records = await ecs.listServiceDeployments(state.clusterArn, state.service, since);
        const mine = busy && (0,rollout_records/* recordOf */.zv)(busy.id, records.filter(isOpen));
        const [newest] = records;
        const found = mine ?? (busy === undefined || (newest && isOpen(newest)) ? newest : undefined);
        if (found || busy === undefined || signal.aborted)
            return found?.arn;
    }
    return undefined;
}
const OVER = new Set(['SUCCESSFUL', 'STOPPED', 'ROLLBACK_SUCCESSFUL', 'ROLLBACK_FAILED']);
function isOpen({ status }) {
    return !OVER.has(status);
}
function deploymentIdOf({ targetRevisionArn = '' }) {
    return `ecs-svc/${(0,arn/* lastPartOf */.RS)(targetRevisionArn)}`;
}
function endOf(record, { service, key, site, state }, { configuration }) {
    const { cluster, region } = site;
    const { finishedAt, createdAt, statusReason } = record;
    const isBack = configuration.pauseAction === 'rollback';
    const isReplaced = (0,deployments/* primaryOf */.Os)(state)?.id !== deploymentIdOf(record);
    const [outcome, what] = {
        SUCCESSFUL: isBack ? ['failed', ''] : ['unchanged', 'completed'],
        ROLLBACK_SUCCESSFUL: [isBack ? 'unchanged' : 'rolled-back', 'was rolled back'],
        STOPPED: [isReplaced ? 'superseded' : 'failed', 'was stopped']
    }[record.status] ?? ['failed', 'and its rollback failed'];
    const when = finishedAt === undefined ? '' : ` at ${(0,clock/* minuteOf */.iA)(finishedAt)}`;
    const why = statusReason === undefined ? '' : ` ${statusReason}`;
    const reason = what === '' ? open_deployment/* COMPLETED_FIRST */.He : `the deployment ${what}${when}, before this run.${why}`;
    return {
        result: {
            ...{ service, cluster, region, ...(0,present/* present */.E)({ key }), taskDefinitionArn: state.taskDefinition },
            ...{ deploymentId: deploymentIdOf(record), serviceDeploymentArn: record.arn },
            ...(0,present/* present */.E)({
                startedAt: createdAt === undefined ? undefined : (0,carry_out_run/* isoTimestamp */.yh)(createdAt),
                finishedAt: finishedAt === undefined ? undefined : (0,carry_out_run/* isoTimestamp */.yh)(finishedAt)
            }),
            ...{ outcome, reason: `Nothing is paused: ${reason}` }
        },
        milestones: []
    };
}
function otherDeployments({ serviceDeployments }, subjects) {
    const wanted = subjects.map(({ service, site, state }) => `${site.region}:${(0,arn/* lastPartOf */.RS)(state.clusterArn)}/${service}`);
    const named = serviceDeployments.map(arn => {
        const [, , , region, , resource = ''] = arn.split(':');
        return `${region}:${resource.split('/').slice(1, 3).join('/')}`;
    });
    const [all, given] = [wanted, named].map(places => places.toSorted().join(', '));
    if (named.length === 0 || all === given)
        return [];
    return [
        {
            code: 'other-deployment',
            fault: 'user',
            message: `Input "service-deployment" has deployments of ${given}, but the services of this run are ${all}.`,
            hint: 'Give each service of the run its one service deployment, or leave service-deployment out.'
        }
    ];
}

// EXTERNAL MODULE: ./lib/src/deploy/again/redeploy.js
var redeploy = __webpack_require__(56637);
// EXTERNAL MODULE: ./lib/src/deploy/target.js
var target = __webpack_require__(37679);
// EXTERNAL MODULE: ./lib/src/report/plan/plan.js
var plan_plan = __webpack_require__(95310);
// EXTERNAL MODULE: ./lib/src/report/rollouts/rollouts.js
var rollouts = __webpack_require__(5632);
;// CONCATENATED MODULE: ./lib/src/modes/continue.js






async function runContinue(configuration, ports) {
    const opened = await (0,open_services/* openServices */.Ns)(configuration, ports, { what: 'continued' });
    if ('ended' in opened)
        return opened.ended;
    const { subjects, report, run } = opened;
    const plannedAt = ports.clock.now();
    const early = [...report.problems, ...otherDeployments(configuration, subjects)];
    const found = early.length > 0 ? [] : await Promise.all(subjects.map(subject => findPaused(subject, run)));
    const problems = [...early, ...found.flatMap(one => ('problem' in one ? [one.problem] : []))];
    if (problems.length > 0)
        return (0,target/* withNotStarted */.Tq)({ ...report, problems }, run.services);
    const plan = (0,open_services/* planOpen */.SR)(found.flatMap(one => ('open' in one ? [one.open] : [])));
    const remarks = [...report.remarks, ...found.flatMap(one => ('open' in one ? one.remarks : []))];
    if (plan.services.length > 0)
        ports.log.group('Plan', (0,plan_plan/* planToText */.GO)(plan));
    const ends = found.flatMap(one => ('end' in one ? [one.end] : []));
    const finished = await (0,redeploy/* rollOutAgain */.iL)({ plan, report: { ...report, plan, remarks } }, run, {
        ends,
        plannedAt
    });
    for (const line of (0,rollouts/* resultsToText */.px)(finished))
        ports.log.info(line);
    return finished;
}


/***/ })

};
