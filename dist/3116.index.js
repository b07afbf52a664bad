export const id = 3116;
export const ids = [3116];
export const modules = {

/***/ 90748:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  u: () => (/* binding */ carryOut),
  O: () => (/* binding */ rollOut)
});

// EXTERNAL MODULE: ../../main/node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(67032);
// EXTERNAL MODULE: ./lib/src/pace.js
var src_pace = __webpack_require__(6350);
// EXTERNAL MODULE: ./lib/src/plan/waves.js
var plan_waves = __webpack_require__(37647);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/report/verdict.js + 3 modules
var verdict = __webpack_require__(66681);
;// CONCATENATED MODULE: ./lib/src/rollout/batched-service-reader.js
class BatchedServiceReader {
    #clock;
    #groups = [];
    constructor(clock) {
        this.#clock = clock;
    }
    look(ecs, cluster, service) {
        return new Promise((resolve, reject) => {
            if (this.#groups.length === 0)
                void this.#clock.sleep(0).then(() => this.#askAll());
            const group = this.#groupOf(ecs, cluster);
            group.asked.set(service, [...(group.asked.get(service) ?? []), { resolve, reject }]);
        });
    }
    #groupOf(ecs, cluster) {
        const known = this.#groups.find(group => group.ecs === ecs && group.cluster === cluster);
        if (known)
            return known;
        const group = { ecs, cluster, asked: new Map() };
        this.#groups.push(group);
        return group;
    }
    async #askAll() {
        await Promise.all(this.#groups.splice(0).map(ask));
    }
}
async function ask({ ecs, cluster, asked }) {
    const all = [...asked.values()].flat();
    try {
        const { services } = await ecs.describeServices(cluster, [...asked.keys()]);
        const states = new Map(services.map(state => [state.service, state]));
        for (const [service, waiting] of asked)
            for (const { resolve } of waiting)
                resolve(states.get(service));
    }
    catch (error) {
        for (const { reject } of all)
            reject(error);
    }
}

// EXTERNAL MODULE: ./lib/src/rollout/outcome.js
var rollout_outcome = __webpack_require__(13235);
// EXTERNAL MODULE: ./lib/src/rollout/watch.js + 1 modules
var watch = __webpack_require__(35064);
// EXTERNAL MODULE: ./lib/src/deploying/not-started.js
var not_started = __webpack_require__(67426);
// EXTERNAL MODULE: ./lib/src/aws/error.js
var aws_error = __webpack_require__(88757);
// EXTERNAL MODULE: ./lib/src/plan/plan.js
var plan_plan = __webpack_require__(96562);
// EXTERNAL MODULE: ./lib/src/rollout/deployment-list.js
var deployment_list = __webpack_require__(81693);
// EXTERNAL MODULE: ./lib/src/deploying/plan/plaintext.js
var plaintext = __webpack_require__(40812);
;// CONCATENATED MODULE: ./lib/src/deploying/carry-out/advise.js





const TASKS_WEIGHED = 100;
function adviseWatcher(investigation) {
    return {
        onFailure: async (start) => {
            if (start.purpose !== 'ours')
                return;
            const { investigateFailure } = await Promise.all(/* import() */[__webpack_require__.e(1945), __webpack_require__.e(1430)]).then(__webpack_require__.bind(__webpack_require__, 91430));
            await investigateFailure(start, investigation);
        },
        weigh: (start, service) => weigh(start, service, investigation),
        isEqual: async (start, other) => {
            if (start.purpose !== 'ours' || start.target.scaleTo !== undefined)
                return false;
            const { isEqualRevision } = await __webpack_require__.e(/* import() */ 8966).then(__webpack_require__.bind(__webpack_require__, 18966));
            return isEqualRevision(other.taskDefinition, definitionOf(start, investigation), start);
        }
    };
}
function definitionOf(start, { plan }) {
    const service = plan.services.find(({ service, site }) => service === start.service && site.cluster === start.site.cluster && site.region === start.site.region);
    return (0,plan_plan/* definitionIn */.r)(plan, service?.definitionId);
}
async function weigh(start, service, investigation) {
    if (start.purpose !== 'ours' || start.target.scaleTo !== undefined)
        return undefined;
    const { configuration, ports } = investigation;
    const mine = service.deployments.find(({ id }) => id === start.target.deploymentId);
    const events = service.events.filter(({ id }) => !start.seenEvents.includes(id));
    if (!mine || (mine.failedTasks === 0 && !events.some(({ message }) => SUSPICIOUS.test(message))))
        return undefined;
    const { startedAt } = start;
    const evidence = { stops: await stoppedTasks(start), events, deploymentId: mine.id, startedAt };
    const { findFatal } = await __webpack_require__.e(/* import() */ 7829).then(__webpack_require__.bind(__webpack_require__, 37829));
    const fatal = configuration.failFast
        ? findFatal({ ...evidence, now: ports.clock.now(), runningTasks: mine.runningCount })
        : undefined;
    const waitForEcs = configuration.onFailure === 'leave' && (0,deployment_list/* rollsBackByItself */.Ac)(service);
    const giveUp = fatal && { reason: fatal.reason, waitForEcs };
    return (0,present/* present */.E)({ cause: await causeOf(start, evidence, investigation), giveUp });
}
const SUSPICIOUS = /unable|fail|unhealthy|could not|limit|throttled|misconfigured/i;
async function causeOf(start, evidence, investigation) {
    const { ports } = investigation;
    const definition = definitionOf(start, investigation);
    const { findFirstFailure } = await Promise.all(/* import() */[__webpack_require__.e(1945), __webpack_require__.e(7862)]).then(__webpack_require__.bind(__webpack_require__, 27862));
    const failure = findFirstFailure({ ...evidence, definition }, (0,plaintext/* makeTextGuard */.t)(definition, ports.gate));
    if (failure === undefined)
        return undefined;
    const { reason, explanation, mayPass } = failure;
    const words = reason.replace(/[.\s]+$/, '');
    const said = `A task did not start or keep running: ${words}.`;
    const goesOn = mayPass ? 'It might be temporary; ECS keeps trying.' : undefined;
    return [said, explanation, goesOn].filter(text => text !== undefined).join(' ');
}
async function stoppedTasks({ ecs, site, service, target }) {
    try {
        const tasks = await ecs.listStoppedTasks(site.cluster, service, TASKS_WEIGHED);
        return tasks.filter(({ startedBy }) => startedBy === undefined || startedBy === target.deploymentId);
    }
    catch (error) {
        if (!(error instanceof aws_error/* AwsError */.Gy))
            throw error;
        return [];
    }
}

// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(84120);
// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(48710);
// EXTERNAL MODULE: ./lib/src/rollout/deployments.js
var deployments = __webpack_require__(97387);
// EXTERNAL MODULE: ./lib/src/rollout/update-service.js
var update_service = __webpack_require__(86292);
// EXTERNAL MODULE: ./lib/src/services/settings.js
var settings = __webpack_require__(39401);
// EXTERNAL MODULE: ./lib/src/deploying/connections.js
var connections = __webpack_require__(98146);
// EXTERNAL MODULE: ./lib/src/plan/decide.js
var decide = __webpack_require__(30425);
// EXTERNAL MODULE: ./lib/src/rollout/rollout.js
var rollout = __webpack_require__(72550);
// EXTERNAL MODULE: ./lib/src/rollout/start-rollback.js
var start_rollback = __webpack_require__(72820);
// EXTERNAL MODULE: ./lib/src/deploying/plan/decide-on.js + 1 modules
var decide_on = __webpack_require__(65837);
// EXTERNAL MODULE: ./lib/src/deploying/carry-out/rollout-run.js
var rollout_run = __webpack_require__(41675);
;// CONCATENATED MODULE: ./lib/src/deploying/carry-out/await-turn.js









const FRESH_MS = 10_000;
const COMES_AS_PLANNED = new Set([
    'unchanged',
    'create',
    'continue'
]);
async function awaitTurn(planned, run, over) {
    if (COMES_AS_PLANNED.has(planned.action.kind))
        return { service: planned };
    const { configuration, ports } = run;
    const deadline = ports.clock.now() + (0,rollout_run/* waitLimit */.Tk)(configuration);
    let service = planned;
    if (ports.clock.now() - run.plannedAt > FRESH_MS) {
        const looked = await lookAgain(service, run);
        if ('reason' in looked)
            return looked;
        service = looked.service;
    }
    for (;;) {
        const { kind } = service.action;
        const primary = kind === 'update' || kind === 'follow' ? (0,deployments/* deploymentUnderWay */.TC)(service.before) : undefined;
        if (!primary)
            return { service };
        const back = await rollbackOf(service, run);
        const busy = back?.from ?? primary;
        if (kind === 'follow') {
            if (!back)
                return { service };
            over();
            const waited = await waitFor(busy, { ...service, action: { kind: 'unchanged' } }, { run, deadline, primary });
            if ('reason' in waited)
                return waited;
            service = back.from.taskDefinition === back.to.taskDefinition ? again(waited.service) : waited.service;
            continue;
        }
        if (configuration.ifDeploying === 'fail') {
            return { reason: `A deployment of the service is in progress (${busy.id}), and if-deploying is fail.` };
        }
        if (configuration.ifDeploying !== 'wait') {
            ports.log.info(`[${(0,rollout_outcome/* labelOf */.Wy)(service)}] replaces the deployment that is in progress (${busy.id})`);
            return { service };
        }
        over();
        const waited = await waitFor(busy, service, { run, deadline, primary });
        if ('reason' in waited)
            return waited;
        service = waited.service;
    }
}
function again(service) {
    return { ...service, action: { kind: 'update', because: 'retry-failed', forceNewDeployment: true } };
}
async function rollbackOf(service, run) {
    if (service.action.kind === 'update' && run.configuration.ifDeploying !== 'wait')
        return undefined;
    const { ecs } = await run.aws(service.site);
    return (0,start_rollback/* findRollbackUnderWay */.jO)(ecs, service.before, run.ports.clock.now());
}
async function waitFor(busy, service, how) {
    const { run, deadline, primary } = how;
    const { clock, log, signal } = run.ports;
    log.info(`[${(0,rollout_outcome/* labelOf */.Wy)(service)}] waits for the deployment that is in progress (${busy.id})`);
    const { ecs } = await run.aws(service.site);
    const watch = { ecs, startedAt: clock.now(), deadline, purpose: 'foreign' };
    const target = (0,deployments/* watchedDeployment */.Ac)(busy, service.before);
    const end = await run.watcher.follow((0,rollout/* rolloutOf */.Z)(service, target, watch));
    if (end.outcome === 'cancelled')
        return rollout_outcome/* CANCELLED_BEFORE */.yv;
    const didNotEnd = `The deployment that was in progress (${busy.id}) did not end: ${end.reason}`;
    if (end.outcome === 'timed-out' || end.error)
        return { reason: didNotEnd };
    for (;;) {
        const looked = await lookAgain(service, run);
        if ('reason' in looked)
            return looked;
        const shown = (0,deployments/* deploymentUnderWay */.TC)(looked.service.before)?.id;
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
async function lookAgain(service, run) {
    try {
        const { ecs } = await run.aws(service.site);
        const state = await run.reader.look(ecs, service.site.cluster, service.service);
        if (state?.status !== 'ACTIVE')
            return { reason: 'The service was deleted before its turn came.', isDeleted: true };
        const arn = (0,rollout_run/* revisionFor */.HU)(service, run);
        const decided = (0,decide/* decideAction */.jO)(state, { kind: 'reuse', arn }, (0,decide_on/* requestedChangesOf */.D)(run.configuration));
        const action = isStillFollowed(service, state) || isForImage(service, decided) ? service.action : decided;
        return { service: { ...service, action, before: state } };
    }
    catch (error) {
        return { reason: (0,explain/* refusalOf */.Of)(error).message };
    }
}
function isForImage({ action }, decided) {
    return action.kind === 'update' && action.because === 'image' && decided.kind !== 'update';
}
function isStillFollowed({ action }, state) {
    const primary = (0,deployments/* primaryOf */.Os)(state);
    return action.kind === 'follow' && primary?.id === action.deploymentId && primary.rolloutState !== 'FAILED';
}

// EXTERNAL MODULE: ./lib/src/deploying/carry-out/roll-back-service.js
var roll_back_service = __webpack_require__(95277);
// EXTERNAL MODULE: ./lib/src/deploying/carry-out/settle.js
var settle = __webpack_require__(55015);
;// CONCATENATED MODULE: ./lib/src/deploying/carry-out/carry-service.js












async function carryService(planned, run) {
    if (run.ports.signal.aborted)
        return { end: (0,rollout_run/* notStarted */.DY)(planned, run, rollout_outcome/* CANCELLED_BEFORE */.yv) };
    if (planned.before.deploymentController === 'CODE_DEPLOY') {
        const { carryCodeDeploy } = await Promise.all(/* import() */[__webpack_require__.e(1945), __webpack_require__.e(1718)]).then(__webpack_require__.bind(__webpack_require__, 71718));
        return carryCodeDeploy(planned, run);
    }
    const begun = await beginService(planned, run);
    if ('reason' in begun)
        return { end: (0,rollout_run/* notStarted */.DY)(planned, run, begun) };
    const { service, started } = begun;
    if ('ended' in started)
        return { end: started.ended };
    if ('watch' in started)
        return { end: await started.watch() };
    const reached = await run.watcher.follow(started.rollout);
    const isPlain = !started.isBack && started.settle === undefined;
    const first = { service, start: started.rollout, end: reached };
    const subject = isPlain ? await (0,settle/* confirmed */.qF)(first, run) : first;
    const ended = await (started.settle ?? settle/* settle */.G9)(subject, started.updatedAt, run);
    if (started.isBack || !run.configuration.atomic)
        return { end: ended };
    return { end: ended, undo: () => (0,roll_back_service/* rollBackSucceeded */.w8)(subject, run) };
}
async function beginService(planned, run) {
    const over = await run.turns.take();
    try {
        if (run.ports.signal.aborted)
            return rollout_outcome/* CANCELLED_BEFORE */.yv;
        const turn = await awaitTurn(planned, run, over);
        if ('reason' in turn)
            return turn;
        const { service } = turn;
        return { service, started: await run.starts(() => startService(service, run)) };
    }
    finally {
        over();
    }
}
async function startService(service, run) {
    switch (service.action.kind) {
        case 'unchanged':
            return { watch: () => watchUnchanged(service, run) };
        case 'follow':
            return follow(service, service.action.deploymentId, run);
        case 'continue': {
            const { continueService } = await __webpack_require__.e(/* import() */ 8679).then(__webpack_require__.bind(__webpack_require__, 88679));
            return continueService(service, service.action, run);
        }
        case 'create':
            return create(service, run);
        case 'settings':
        case 'scale':
        case 'update':
            return update(service, run);
        default:
            return (0,errors/* assertNever */.xb)(service.action);
    }
}
async function watchUnchanged(service, run) {
    const { unchangedResult } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 4139));
    const { result, ...course } = await unchangedResult(service, run);
    return { ...course, result: { ...(0,rollout_run/* baseOf */.bx)(service, run), ...result } };
}
function endedAs(service, run, result) {
    return { ended: { result: { ...(0,rollout_run/* baseOf */.bx)(service, run), ...result }, milestones: [] } };
}
async function follow(service, deploymentId, run) {
    if (run.configuration.waitUntil === 'none') {
        const reason = 'Already in progress; the rollout is not monitored (wait-until: none).';
        return endedAs(service, run, { ...rollout_run/* NOT_WAITED_FOR */.nC, deploymentId, reason });
    }
    const { ecs } = await run.aws(service.site);
    return { rollout: (0,rollout_run/* ourRollout */.I8)(service, { deploymentId, ecs, state: service.before }, run) };
}
async function create(service, run) {
    const startedAt = run.ports.clock.now();
    const { createPlanned } = await __webpack_require__.e(/* import() */ 7270).then(__webpack_require__.bind(__webpack_require__, 47270));
    const created = await createPlanned(service, run);
    if ('end' in created)
        return { ended: created.end };
    const deploymentId = (0,deployments/* primaryOf */.Os)(created.state)?.id;
    if (deploymentId === undefined) {
        return endedAs(service, run, { outcome: 'failed', reason: NO_NEW_DEPLOYMENT });
    }
    run.ports.log.info(`[${(0,rollout_outcome/* labelOf */.Wy)(service)}] created: ${deploymentId}`);
    return watched(service, { state: created.state, deploymentId, startedAt }, run);
}
async function update(service, run) {
    const { ports, configuration } = run;
    const { clock, signal } = ports;
    await run.updates.take({ account: (0,connections/* accountKey */.L)(service.site), signal });
    if (signal.aborted)
        return { ended: (0,rollout_run/* notStarted */.DY)(service, run, rollout_outcome/* CANCELLED_BEFORE */.yv) };
    const startedAt = clock.now();
    const { ecs } = await run.aws(service.site);
    const wanted = { request: requestFor(service, run), before: service.before, signal };
    const failed = { startedAt: (0,rollout_run/* isoTimestamp */.yh)(startedAt), outcome: 'failed' };
    try {
        const answer = await (0,update_service/* updateServiceOnce */.S$)(ecs, clock, wanted);
        const waits = configuration.waitUntil !== 'none';
        const state = waits ? await (0,update_service/* confirmDeployment */.MZ)(ecs, clock, { ...wanted, answer }) : answer;
        const deploymentId = state && (0,deployments/* primaryOf */.Os)(state)?.id;
        if (!state || deploymentId === undefined) {
            return endedAs(service, run, { ...failed, reason: NO_NEW_DEPLOYMENT });
        }
        ports.log.info(`[${(0,rollout_outcome/* labelOf */.Wy)(service)}] updated: ${deploymentId}`);
        if (service.action.kind === 'settings' && (0,deployments/* deploymentUnderWay */.TC)(state) === undefined) {
            const ended = settingsChanged(service, { startedAt, deploymentId }, run);
            if (!waits)
                return { ended };
            const { confirmSettings } = await Promise.all(/* import() */[__webpack_require__.e(1945), __webpack_require__.e(6907), __webpack_require__.e(6426)]).then(__webpack_require__.bind(__webpack_require__, 16426));
            return { watch: () => confirmSettings(ended, service, { run, state }) };
        }
        return watched(service, { state, deploymentId, startedAt }, run);
    }
    catch (error) {
        const problem = { ...(0,explain/* refusalOf */.Of)(error), service: service.service };
        const result = {
            ...(0,rollout_run/* baseOf */.bx)(service, run),
            ...failed,
            reason: (0,update_service/* describeFailedUpdate */.G_)(error, problem.message)
        };
        return { ended: { result: { ...result, ...(0,update_service/* refusedUpdate */.mF)(error) }, problem, milestones: [] } };
    }
}
async function watched(service, started, run) {
    const { state, deploymentId, startedAt } = started;
    if (run.configuration.waitUntil === 'none') {
        const result = { ...rollout_run/* NOT_WAITED_FOR */.nC, deploymentId, startedAt: (0,rollout_run/* isoTimestamp */.yh)(startedAt) };
        const milestones = [{ at: startedAt, what: 'updated', text: 'service updated' }];
        return { ended: { result: { ...(0,rollout_run/* baseOf */.bx)(service, run), ...result }, milestones } };
    }
    const { ecs } = await run.aws(service.site);
    const rollout = { ...(0,rollout_run/* ourRollout */.I8)(service, { deploymentId, ecs, state }, run), startedAt };
    return { rollout, updatedAt: run.ports.clock.now() };
}
function settingsChanged(service, { startedAt, deploymentId }, run) {
    const { clock, log } = run.ports;
    const members = service.action.kind === 'settings' ? service.action.members : [];
    for (const note of (0,settings/* settingsNotes */.zz)(members))
        log.notice(`[${(0,rollout_outcome/* labelOf */.Wy)(service)}] ${note}`);
    const finishedAt = clock.now();
    return {
        result: {
            ...(0,rollout_run/* baseOf */.bx)(service, run),
            deploymentId,
            outcome: 'succeeded',
            reason: `Settings changed: ${members.join(', ')}.`,
            startedAt: (0,rollout_run/* isoTimestamp */.yh)(startedAt),
            finishedAt: (0,rollout_run/* isoTimestamp */.yh)(finishedAt)
        },
        milestones: [{ at: finishedAt, what: 'updated', text: 'settings changed' }]
    };
}
const NO_NEW_DEPLOYMENT = 'Not verified: ECS accepted the update but shows no new deployment of the service that could be watched.';
function requestFor(service, run) {
    const force = service.action.kind === 'update' && service.action.forceNewDeployment;
    const { desiredCount } = service;
    const members = (0,settings/* changedMembers */.kq)(run.configuration.settings, service.before.raw);
    return {
        cluster: service.site.cluster,
        service: service.service,
        taskDefinition: (0,rollout_run/* revisionFor */.HU)(service, run),
        ...(0,present/* present */.E)({ desiredCount }),
        ...(force ? { forceNewDeployment: true } : {}),
        ...(Object.keys(members).length === 0 ? {} : { members })
    };
}

// EXTERNAL MODULE: ./lib/src/deploying/old-values.js
var old_values = __webpack_require__(61745);
// EXTERNAL MODULE: ./lib/src/deploying/carry-out/unchanged.js
var unchanged = __webpack_require__(4139);
;// CONCATENATED MODULE: ./lib/src/deploying/carry-out/changed-during-rollout.js



const WORDS = {
    lead: 'A value has changed during the rollout',
    open: 'A secret may have changed during the rollout'
};
async function withChangedDuringRollout(carried, run) {
    const fresh = run.ports.signal.aborted ? [] : [...carried].filter(isNew);
    if (fresh.length === 0)
        return { carried, remarks: [] };
    const found = await findChanged(fresh, run);
    const isRestart = 'mode' in run.configuration && run.configuration.mode === 'rotate-restart';
    const texts = (0,old_values/* staleTextsOf */.DU)(found);
    const told = [...carried].map(([service, done]) => {
        const text = texts.get(service);
        if (text === undefined)
            return [service, done];
        return [service, isRestart ? asProblem(done, text) : withReason(done, (0,old_values/* clauseOf */.pQ)(text))];
    });
    return { carried: new Map(told), remarks: isRestart ? [] : (0,old_values/* remarksOfOldValues */.Aq)(found, WORDS) };
}
function isNew([{ action }, { end }]) {
    const { kind } = action;
    const hasNewTasks = kind === 'update' || kind === 'create' || kind === 'follow' || kind === 'continue';
    return hasNewTasks && end.result.outcome === 'succeeded' && !end.result.isOngoing;
}
async function findChanged(fresh, run) {
    const reading = fresh.map(([service, done]) => ({ service, since: sinceOf(service, done) }));
    try {
        const looking = { ...run, lookAgain: (service) => (0,unchanged/* lookAgain */.IK)(service, run) };
        const found = await (0,old_values/* findOldValues */.zn)(reading, run.plan, looking);
        return found.filter(({ kind }) => kind !== 'unread');
    }
    catch (error) {
        const text = (0,explain/* refusedCall */.dr)(error);
        return fresh.map(([service]) => ({ service, kind: 'open', text }));
    }
}
function sinceOf(service, { end: { result } }) {
    const { action, before } = service;
    if (action.kind === 'continue')
        return action.deployment.createdAt ?? (0,old_values/* begunAt */.Hs)(before);
    if (action.kind === 'follow')
        return (0,old_values/* begunAt */.Hs)(before);
    return result.startedAt === undefined ? (0,old_values/* begunAt */.Hs)(before) : Date.parse(result.startedAt);
}
function withReason(done, said) {
    const { result } = done.end;
    return { ...done, end: { ...done.end, result: { ...result, reason: `${result.reason} But ${said}.` } } };
}
function asProblem(done, text) {
    const { service } = done.end.result;
    return {
        ...done,
        end: {
            ...done.end,
            problem: {
                code: 'rotated-again',
                fault: 'cloud',
                service,
                message: `Service "${service}": a value was changed again during the restart: ${text}.`,
                hint: 'Run rotate-restart again.'
            }
        }
    };
}

// EXTERNAL MODULE: ./lib/src/arn.js
var arn = __webpack_require__(318);
// EXTERNAL MODULE: ./lib/src/bounded.js
var bounded = __webpack_require__(66048);
;// CONCATENATED MODULE: ./lib/src/deploying/carry-out/deregistered.js



const MOST_LOOKED_AT = 50;
const AT_ONCE = 8;
async function withDeregistered(carried, run) {
    const mayRead = run.plan.definitions.every(({ registration }) => registration.kind === 'reuse' || registration.because !== 'not-compared');
    if (!mayRead || run.ports.signal.aborted)
        return { carried, remarks: [] };
    const first = new Map();
    for (const [service, { end }] of carried) {
        const { outcome, taskDefinitionArn, isOngoing } = end.result;
        if (outcome === 'succeeded' && !isOngoing && taskDefinitionArn !== undefined)
            first.set(taskDefinitionArn, first.get(taskDefinitionArn) ?? service);
    }
    const looked = await (0,bounded/* mapBounded */.y)([...first].slice(0, MOST_LOOKED_AT), AT_ONCE, async ([arn, service]) => (await isDeregistered(arn, service, run)) ? [arn] : []);
    const gone = new Set(looked.flat());
    const left = first.size - looked.length;
    const message = `Not looked at: whether ${left} of the ${first.size} revisions were deregistered during the rollout. A run looks at ${MOST_LOOKED_AT}.`;
    return {
        carried: new Map([...carried].map(([service, done]) => [service, told(done, gone)])),
        remarks: left > 0 ? [{ message }] : []
    };
}
async function isDeregistered(arn, { site }, run) {
    try {
        const { ecs } = await run.aws(site);
        const live = await ecs.describeTaskDefinition(arn);
        return live !== undefined && live.status !== 'ACTIVE';
    }
    catch (error) {
        if (error instanceof aws_error/* AwsError */.Gy)
            return false;
        throw error;
    }
}
function told(done, gone) {
    const { result, warning } = done.end;
    const { taskDefinitionArn = '', reason, outcome } = result;
    if (outcome !== 'succeeded' || !gone.has(taskDefinitionArn))
        return done;
    const said = `But ${(0,arn/* lastPartOf */.RS)(taskDefinitionArn)} was deregistered during the rollout: its tasks go on, and ECS accepts no new deployment of it. Deploy from the file again, which registers it.`;
    const whole = `${reason} ${said}`;
    const both = warning === undefined || warning === reason ? whole : `${warning} ${said}`;
    return { ...done, end: { ...done.end, result: { ...result, reason: whole }, warning: both } };
}

// EXTERNAL MODULE: ./lib/src/plan/commit-tag.js
var commit_tag = __webpack_require__(19545);
// EXTERNAL MODULE: ./lib/src/plan/compare.js
var compare = __webpack_require__(54546);
// EXTERNAL MODULE: ./lib/src/template/schema.js
var schema = __webpack_require__(42805);
;// CONCATENATED MODULE: ./lib/src/deploying/carry-out/register-all.js








const LOOK_AFTER_MS = [500, 2_000, 4_000, 8_000, 16_000];
const LAST_LOOK_MS = 1_000;
const ATTEMPTS = 4;
async function registerAll(plan, planning) {
    const { ports } = planning;
    const pace = new src_pace/* RequestPace */.tI(src_pace/* REGISTER */.eY, ports.clock);
    const arns = new Map();
    const remarks = [];
    let isNew = false;
    for (const definition of plan.definitions) {
        if (definition.registration.kind === 'reuse') {
            arns.set(definition.id, definition.registration.arn);
            continue;
        }
        await pace.take({ account: (0,connections/* accountKey */.L)(definition.account), signal: ports.signal });
        if (ports.signal.aborted) {
            const cancelled = isNew ? rollout_outcome/* CANCELLED_REGISTERED */.Xn : rollout_outcome/* CANCELLED_UNREGISTERED */.CX;
            return { arns, problems: [], remarks, cancelled };
        }
        try {
            const live = await registerRecorded(definition, planning, remarks);
            arns.set(definition.id, live.arn);
            isNew = true;
            ports.log.info(`Registered ${live.family}:${live.revision} from ${definition.files.join(', ')}`);
            remarks.push(...notKept(definition, live));
        }
        catch (error) {
            if (!(error instanceof aws_error/* AwsError */.Gy))
                throw error;
            return { arns, problems: [refusal(definition, error, arns.size)], remarks };
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
async function register(definition, { ports, aws }, record) {
    const { ecs } = await aws(definition.account);
    const wanted = definition.definition;
    return registerDefinitionOnce(ecs, ports.clock, {
        family: definition.family,
        definition: (0,commit_tag/* withCommitTag */.kb)(wanted, record),
        latestRevision: definition.latestRevision,
        signal: ports.signal,
        equals: live => (0,compare/* compareDefinitions */.E)(wanted, live.definition, { isKnown: schema/* isKnownMember */.il }).differences.length === 0
    });
}
function notKept(definition, live) {
    const wanted = definition.definition;
    const comparison = (0,compare/* compareDefinitions */.E)(wanted, live.definition, { isKnown: schema/* isKnownMember */.il });
    return comparison.notKept.map(path => ({
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
async function registerDefinitionOnce(ecs, clock, request) {
    for (let attempt = 1;; attempt++) {
        try {
            return await ecs.registerTaskDefinition(request.definition);
        }
        catch (error) {
            if (!(error instanceof aws_error/* AwsError */.Gy) || error.kind !== 'lost')
                throw error;
            const found = await findRegistered(ecs, clock, request);
            if (found)
                return found;
            if (attempt === ATTEMPTS || request.signal?.aborted)
                throw error;
        }
    }
}
async function findRegistered(ecs, clock, request) {
    const { signal } = request;
    for (const wait of LOOK_AFTER_MS) {
        const isLast = signal?.aborted === true;
        await (isLast ? clock.sleep(Math.min(wait, LAST_LOOK_MS)) : clock.sleep(wait, signal));
        const latest = await ecs.describeTaskDefinition(request.family);
        if (latest && latest.revision > request.latestRevision && request.equals(latest))
            return latest;
        if (isLast)
            return undefined;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./lib/src/deploying/carry-out/turns.js
const turns_AT_ONCE = 50;
const TOGETHER = 10;
class Turns {
    #free = turns_AT_ONCE;
    #waiting = [];
    async take() {
        const turn = new Promise(resolve => this.#waiting.push(resolve));
        this.#admit();
        await turn;
        let isOver = false;
        return () => {
            if (isOver)
                return;
            isOver = true;
            this.#free++;
            if (this.#free >= TOGETHER)
                this.#admit();
        };
    }
    #admit() {
        for (const begin of this.#waiting.splice(0, this.#free)) {
            this.#free--;
            begin();
        }
    }
}

// EXTERNAL MODULE: ./lib/src/deploying/carry-out/with-ends.js
var with_ends = __webpack_require__(11799);
;// CONCATENATED MODULE: ./lib/src/deploying/carry-out/carry-out.js

















function carryOut(planned, configuration, run) {
    return recording(planned.plan, { configuration, ...run }, () => inOrder(planned, configuration, run));
}
async function inOrder(planned, configuration, run) {
    const { report, plan, placement, schedules } = planned;
    const untouched = (stopped, why) => (0,not_started/* withNotStarted */.T)(stopped, (0,not_started/* askedServices */.P)(stopped, placement, configuration), why);
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
    const { runTasks } = await Promise.all(/* import() */[__webpack_require__.e(1945), __webpack_require__.e(8227)]).then(__webpack_require__.bind(__webpack_require__, 58227));
    const tasks = await runTasks({ plan, arns, run: run.ports.runName }, configuration, run);
    const problems = [...report.problems, ...tasks.problems];
    const remarks = [...withArns.remarks, ...tasks.remarks];
    const withTasks = { ...withArns, taskArns: tasks.taskArns, problems, remarks };
    if (tasks.failed !== undefined) {
        const reason = `The one-off task did not succeed, so no service was changed: ${tasks.failed}`;
        return untouched(withTasks, { reason });
    }
    const finished = (0,with_ends/* withEnds */.J)(withTasks, await rollOut({ ...planned, arns }, configuration, run));
    if (schedules.groups.length === 0 || !finished.results.every(({ outcome }) => (0,rollout_outcome/* isGood */.Kg)(outcome)))
        return finished;
    const { moveForPlan } = await __webpack_require__.e(/* import() */ 6044).then(__webpack_require__.bind(__webpack_require__, 46044));
    const moved = await moveForPlan(schedules, arns, run);
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
    const watcher = new watch/* Watcher */.Z(adviseWatcher(investigation), { clock, log, signal });
    const run = {
        ...registered,
        configuration,
        ports,
        aws,
        watcher,
        investigation,
        reader: new BatchedServiceReader(clock),
        updates: new src_pace/* RequestPace */.tI(src_pace/* UPDATE */.q6, clock),
        starts: (0,p_limit/* default */.A)(STARTS_AT_ONCE),
        turns: new Turns()
    };
    const carried = await carryAll(run);
    const settled = await withDeregistered(configuration.atomic ? await allOrNone(carried, run) : carried, run);
    const told = await withChangedDuringRollout(settled.carried, run);
    watcher.recap();
    const remarks = [...settled.remarks, ...told.remarks];
    return { ends: [...told.carried.values()].map(({ end }) => end), diagnoses, remarks };
}
async function carryAll(run) {
    const { configuration, plan } = run;
    const carried = new Map();
    const limit = (0,p_limit/* default */.A)(configuration.maxParallel ?? Number.POSITIVE_INFINITY);
    let failed;
    const waves = (0,plan_waves/* wavesOf */.g)(plan.services, run.placement.order);
    for (const [index, services] of waves.entries()) {
        const wave = waves.length > 1 ? index + 1 : undefined;
        const tasks = services.map(service => limit(async () => {
            const stops = failed !== undefined && configuration.onError === 'stop';
            const done = stops
                ? { end: (0,rollout_run/* notStarted */.DY)(service, run, { reason: `Not started, because ${failed}.` }) }
                : await carryService(service, run);
            carried.set(service, { ...done, end: { ...done.end, ...(0,present/* present */.E)({ wave }) } });
            const { outcome, isUnverified } = done.end.result;
            const isFailure = !(0,rollout_outcome/* isGood */.Kg)(outcome) && outcome !== 'not-started' && outcome !== 'cancelled';
            if (isFailure)
                failed ??= `${(0,rollout_outcome/* labelOf */.Wy)(service)} ${isUnverified ? 'was not verified' : 'failed'}`;
        }));
        await Promise.all(tasks);
    }
    return new Map(plan.services.flatMap(service => {
        const done = carried.get(service);
        return done ? [[service, done]] : [];
    }));
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
        const finishedAt = (0,rollout_run/* isoTimestamp */.yh)(run.ports.clock.now());
        const { rollback, isDeleted } = back;
        const reason = `${saidOf(rollback)}, ${why}`;
        const told = back.outcome === 'succeeded'
            ? { reason: `${result.reason} ${reason}` }
            : { outcome: back.outcome, reason, finishedAt, ...(0,present/* present */.E)({ rollback, isDeleted }) };
        const end = {
            ...done.end,
            result: { ...result, ...told },
            ...(0,rollout_run/* thenBack */.Rg)(done.end, back)
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


/***/ }),

/***/ 95277:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bd: () => (/* binding */ rollbackStateOf),
/* harmony export */   Gg: () => (/* binding */ rollBackService),
/* harmony export */   Il: () => (/* binding */ wentBack),
/* harmony export */   uy: () => (/* binding */ plaintextNote),
/* harmony export */   w8: () => (/* binding */ rollBackSucceeded)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(318);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(48710);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85590);
/* harmony import */ var _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(13235);
/* harmony import */ var _rollout_rollback_targets_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(10884);
/* harmony import */ var _rollout_rollout_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(72550);
/* harmony import */ var _rollout_samples_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(83688);
/* harmony import */ var _rollout_start_rollback_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(72820);
/* harmony import */ var _rollout_run_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(41675);









async function rollBackService(subject, run) {
    const { ports } = run;
    run.ports.log.info(`[${(0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .labelOf */ .Wy)(subject.service)}] rolling back the service`);
    const { clock, signal } = ports;
    const started = await (0,_rollout_start_rollback_js__WEBPACK_IMPORTED_MODULE_1__/* .startRollback */ .lP)(requestOf(subject, run), { ecs: subject.start.ecs, clock, signal });
    return finish(started, subject, run);
}
async function rollBackSucceeded(subject, run) {
    const ports = { ecs: subject.start.ecs, clock: run.ports.clock };
    return finish(await (0,_rollout_start_rollback_js__WEBPACK_IMPORTED_MODULE_1__/* .redeploy */ .jy)(requestOf(subject, run), ports), subject, run);
}
function requestOf({ service, start, end }, { configuration }) {
    const changedCount = configuration.desiredCount !== undefined && configuration.desiredCount !== service.before.desiredCount;
    return {
        service: service.service,
        cluster: service.site.cluster,
        target: end.target,
        startedAt: start.startedAt,
        before: service.before,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ recordArn: end.recordArn }),
        ...(changedCount ? { restoreCount: service.before.desiredCount } : {})
    };
}
async function finish(started, subject, run) {
    const { outcome } = subject.end;
    const at = run.ports.clock.now();
    switch (started.kind) {
        case 'impossible':
            return { outcome, addition: `Cannot roll back: ${started.reason}.`, milestones: [], isUntouched: true };
        case 'stopped':
        case 'redeployed': {
            sayWhy(started, subject, run);
            const asked = { at, what: 'rolling-back', text: 'rollback requested' };
            if (run.ports.signal.aborted) {
                const addition = `Its rollback was requested${howItContinues(started)}${plaintextNote(subject.service)}`;
                return { outcome: 'cancelled', addition, milestones: [asked], rollback: 'in-progress' };
            }
            const target = started.kind === 'redeployed' ? started.target : subject.end.target;
            const startedAt = run.ports.clock.now();
            const deadline = startedAt + (0,_rollout_run_js__WEBPACK_IMPORTED_MODULE_3__/* .waitLimit */ .Tk)(run.configuration);
            const watch = { ecs: subject.start.ecs, startedAt, deadline, purpose: 'rollback' };
            const rollout = (0,_rollout_rollout_js__WEBPACK_IMPORTED_MODULE_4__/* .rolloutOf */ .Z)(subject.service, { ...target, goal: 'deployed' }, watch);
            const isStopped = started.kind === 'stopped' || undefined;
            const end = await run.watcher.follow({ ...rollout, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ isStopped }) });
            const after = endOfRollback(end, started.kind, subject);
            const samples = end.samples ?? [];
            const failed = subject.end.samples?.at(-1)?.failed ?? 0;
            const seen = started.kind === 'redeployed' ? (0,_rollout_samples_js__WEBPACK_IMPORTED_MODULE_5__/* .asRollback */ .nt)(samples, failed) : samples;
            return { ...after, ...(0,_rollout_run_js__WEBPACK_IMPORTED_MODULE_3__/* .courseOf */ .uU)(end), samples: seen, milestones: [asked, ...end.milestones] };
        }
        default:
            return (0,_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .assertNever */ .xb)(started);
    }
}
function howItContinues(started) {
    if (started.kind === 'stopped')
        return ' and continues in ECS.';
    return `: ECS is rolling out ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_7__/* .lastPartOf */ .RS)(started.target.taskDefinition)} again.`;
}
function sayWhy(started, { service }, { ports }) {
    if (started.kind !== 'redeployed' || started.because === undefined)
        return;
    const revision = (0,_arn_js__WEBPACK_IMPORTED_MODULE_7__/* .lastPartOf */ .RS)(started.target.taskDefinition);
    ports.log.info(`[${(0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .labelOf */ .Wy)(service)}] ECS could not be asked to roll back (${started.because}); rolling out ${revision} again`);
}
function endOfRollback(end, how, { service, end: first }) {
    if (wentBack(end, how)) {
        const revision = (0,_arn_js__WEBPACK_IMPORTED_MODULE_7__/* .lastPartOf */ .RS)((0,_rollout_rollback_targets_js__WEBPACK_IMPORTED_MODULE_8__/* .goodRevisionOf */ .Kc)(service.before) ?? service.previousTaskDefinitionArn);
        return {
            outcome: 'rolled-back',
            addition: `Rolled back to ${revision}, verified.${plaintextNote(service)}`,
            ...rollbackStateOf(end, how)
        };
    }
    if (how === 'stopped' && end.outcome === 'succeeded') {
        return { outcome: 'failed', addition: 'It completed before it could be rolled back.' };
    }
    const state = rollbackStateOf(end, how);
    const isOpen = state.rollback === 'in-progress';
    return {
        outcome: failing(first.outcome),
        addition: isOpen ? end.reason : `The rollback did not succeed: ${outcomeWords(end)}${end.reason}`,
        ...state
    };
}
function outcomeWords({ outcome }) {
    return outcome === 'superseded' ? 'superseded. ' : '';
}
function wentBack(end, how) {
    return how === 'stopped' ? end.outcome === 'rolled-back' : end.outcome === 'succeeded';
}
function rollbackStateOf(end, how) {
    const deleted = (0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ isDeleted: end.isDeleted });
    if (wentBack(end, how))
        return { ...deleted, rollback: 'completed' };
    if (how === 'stopped' && end.outcome === 'succeeded')
        return deleted;
    return { ...deleted, rollback: end.rollback === 'in-progress' ? 'in-progress' : 'failed' };
}
function failing(outcome) {
    return outcome === 'succeeded' ? 'failed' : outcome;
}
function plaintextNote({ previousPlaintext, previousTaskDefinitionArn }) {
    if (previousPlaintext.length === 0)
        return '';
    return ` WARNING: ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_7__/* .lastPartOf */ .RS)(previousTaskDefinitionArn)} holds plaintext credentials (${previousPlaintext.join(', ')}).`;
}


/***/ }),

/***/ 41675:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DY: () => (/* binding */ notStarted),
/* harmony export */   HU: () => (/* binding */ revisionFor),
/* harmony export */   I8: () => (/* binding */ ourRollout),
/* harmony export */   Rg: () => (/* binding */ thenBack),
/* harmony export */   Tk: () => (/* binding */ waitLimit),
/* harmony export */   bx: () => (/* binding */ baseOf),
/* harmony export */   hf: () => (/* binding */ timelineOf),
/* harmony export */   nC: () => (/* binding */ NOT_WAITED_FOR),
/* harmony export */   tX: () => (/* binding */ courseBack),
/* harmony export */   uU: () => (/* binding */ courseOf),
/* harmony export */   yh: () => (/* binding */ isoTimestamp)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(65955);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85590);
/* harmony import */ var _rollout_deployments_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(97387);
/* harmony import */ var _rollout_rollback_targets_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(10884);
/* harmony import */ var _rollout_rollout_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(72550);
/* harmony import */ var _rollout_samples_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(83688);






const MINUTE_MS = 60_000;
const LONGEST_MS = 30 * 24 * 60 * MINUTE_MS;
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
function notStarted(service, run, why) {
    return { result: { ...baseOf(service, run), outcome: 'not-started', ...why }, milestones: [] };
}
function thenBack(first, back) {
    const samples = [...(first.samples ?? []), ...(back.samples ?? [])];
    return {
        milestones: [...first.milestones, ...back.milestones],
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({
            samples: samples.length === 0 ? undefined : samples,
            decision: first.decision ?? back.decision
        })
    };
}
function courseOf({ milestones, samples, decision }) {
    return { milestones, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ samples, decision }) };
}
function timelineOf({ result, wave, ...end }) {
    const { service, cluster, region } = result;
    return { service, cluster, region, ...courseOf(end), ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ wave }) };
}
function courseBack(end) {
    const course = courseOf(end);
    return course.samples === undefined ? course : { ...course, samples: (0,_rollout_samples_js__WEBPACK_IMPORTED_MODULE_2__/* .asRollback */ .nt)(course.samples, 0) };
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
    return waitMinutes * 60_000;
}
function ourRollout(service, now, run) {
    const { configuration, ports } = run;
    const startedAt = ports.clock.now();
    const goal = configuration.waitUntil === 'none' ? 'deployed' : configuration.waitUntil;
    const { createdAt } = (0,_rollout_deployments_js__WEBPACK_IMPORTED_MODULE_3__/* .deploymentOf */ .PE)(now.state, now.deploymentId) ?? {};
    const taskDefinition = revisionFor(service, run);
    const deployment = { id: now.deploymentId, taskDefinition, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ createdAt }) };
    const target = (0,_rollout_deployments_js__WEBPACK_IMPORTED_MODULE_3__/* .watchedDeployment */ .Ac)(deployment, service.before, goal);
    const isScaling = service.action.kind === 'scale';
    const watch = {
        ecs: now.ecs,
        startedAt,
        deadline: startedAt + longestWait(now.state.raw, waitLimit(configuration)),
        purpose: 'ours'
    };
    const rollout = (0,_rollout_rollout_js__WEBPACK_IMPORTED_MODULE_4__/* .rolloutOf */ .Z)(service, service.action.kind === 'scale' ? { ...target, scaleTo: service.action.to } : target, watch);
    return configuration.onCancel === 'rollback' && !isScaling
        ? { ...rollout, isRolledBackOnCancel: true }
        : rollout;
}
function longestWait(service, limit) {
    return Math.min(limit + bakingTime(service), LONGEST_MS);
}
function bakingTime(service) {
    const configuration = objectOf(service['deploymentConfiguration']);
    const bake = numberOf(configuration['bakeTimeInMinutes'], 0);
    switch (configuration['strategy']) {
        case 'BLUE_GREEN':
            return bake * MINUTE_MS;
        case 'LINEAR': {
            const linear = objectOf(configuration['linearConfiguration']);
            const step = Math.max(3, numberOf(linear['stepPercent'], 10));
            const steps = Math.ceil(100 / step) - 1;
            return (steps * numberOf(linear['stepBakeTimeInMinutes'], 6) + bake) * MINUTE_MS;
        }
        case 'CANARY': {
            const canary = objectOf(configuration['canaryConfiguration']);
            return (numberOf(canary['canaryBakeTimeInMinutes'], 10) + bake) * MINUTE_MS;
        }
        default:
            return 0;
    }
}
function objectOf(value) {
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .isObject */ .G)(value) ? value : {};
}
function numberOf(value, otherwise) {
    return typeof value === 'number' ? value : otherwise;
}


/***/ }),

/***/ 55015:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G9: () => (/* binding */ settle),
/* harmony export */   p5: () => (/* binding */ whyLost),
/* harmony export */   qF: () => (/* binding */ confirmed)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(318);
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(88757);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(84120);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85590);
/* harmony import */ var _rollout_open_rollout_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(40523);
/* harmony import */ var _rollout_rollback_targets_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(10884);
/* harmony import */ var _rollout_samples_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(83688);
/* harmony import */ var _roll_back_service_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(95277);
/* harmony import */ var _rollout_run_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(41675);









async function confirmed(subject, run) {
    const { service, start, end } = subject;
    const { samples = [] } = end;
    const hasFailed = (samples.at(-1)?.failed ?? 0) > 0 || (0,_rollout_samples_js__WEBPACK_IMPORTED_MODULE_0__/* .stoppedTasks */ .wx)(samples) > 0;
    const isDoubtful = service.action.kind === 'scale' || hasFailed;
    if (!isDoubtful || end.outcome !== 'succeeded' || end.isOngoing)
        return subject;
    const { confirmEnd } = await Promise.all(/* import() */[__webpack_require__.e(1945), __webpack_require__.e(6907), __webpack_require__.e(6426)]).then(__webpack_require__.bind(__webpack_require__, 16426));
    return { ...subject, end: await confirmEnd(end, service, { run, deadline: start.deadline }) };
}
async function settle(subject, updatedAt, run) {
    const { service, start, end } = subject;
    const updated = updatedAt === undefined ? [] : [{ at: updatedAt, what: 'updated', text: 'service updated' }];
    const { taskDefinition } = end.target;
    const base = {
        ...(0,_rollout_run_js__WEBPACK_IMPORTED_MODULE_1__/* .baseOf */ .bx)(service, run),
        ...(taskDefinition === '' ? {} : { taskDefinitionArn: taskDefinition }),
        deploymentId: end.target.deploymentId,
        outcome: end.outcome,
        reason: reasonOf(subject),
        startedAt: (0,_rollout_run_js__WEBPACK_IMPORTED_MODULE_1__/* .isoTimestamp */ .yh)(start.startedAt),
        finishedAt: (0,_rollout_run_js__WEBPACK_IMPORTED_MODULE_1__/* .isoTimestamp */ .yh)(end.finishedAt),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ serviceDeploymentArn: end.recordArn, isOngoing: end.isOngoing, paused: end.paused }),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ rollback: end.rollback, isDeleted: end.isDeleted, isUnverified: end.isUnverified })
    };
    const problem = whyLost(end);
    const course = { ...(0,_rollout_run_js__WEBPACK_IMPORTED_MODULE_1__/* .courseOf */ .uU)(end), milestones: [...updated, ...end.milestones] };
    if (!shallRollBack(end, service, run)) {
        const count = countNote(end, service);
        const reason = `${base.reason}${count}${leftNote(end, service, run)}`;
        const warning = end.isWarning || count !== '' ? `${end.reason}${count}` : undefined;
        return { result: { ...base, reason }, ...course, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ problem, warning }) };
    }
    const back = await (0,_roll_back_service_js__WEBPACK_IMPORTED_MODULE_3__/* .rollBackService */ .Gg)(subject, run);
    const { outcome, addition, isDeleted } = back;
    const rollback = back.isUntouched ? end.rollback : back.rollback;
    const wasCancelled = end.outcome === 'cancelled' && back.isUntouched === undefined;
    const couldNot = end.outcome === 'cancelled' && back.isUntouched && end.rollback === undefined;
    const before = wasCancelled ? `${_rollout_open_rollout_js__WEBPACK_IMPORTED_MODULE_4__/* .CANCELLED_WHILE */ ["in"]}.` : couldNot ? _rollout_open_rollout_js__WEBPACK_IMPORTED_MODULE_4__/* .CANCELLED */ .gD : base.reason;
    const { rollback: _, ...known } = base;
    const finishedAt = back.isUntouched ? {} : { finishedAt: (0,_rollout_run_js__WEBPACK_IMPORTED_MODULE_1__/* .isoTimestamp */ .yh)(run.ports.clock.now()) };
    return {
        result: {
            ...known,
            outcome,
            reason: `${before} ${addition}`,
            ...finishedAt,
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ rollback, isDeleted })
        },
        ...(0,_rollout_run_js__WEBPACK_IMPORTED_MODULE_1__/* .thenBack */ .Rg)(course, back),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ problem })
    };
}
function reasonOf({ service, start, end }) {
    const { outcome, reason, target } = end;
    if (outcome === 'rolled-back')
        return `${reason}${(0,_roll_back_service_js__WEBPACK_IMPORTED_MODULE_3__/* .plaintextNote */ .uy)(service)}`;
    const [ours, other] = [start.target, target].map(({ taskDefinition }) => (0,_arn_js__WEBPACK_IMPORTED_MODULE_5__/* .lastPartOf */ .RS)(taskDefinition));
    if (outcome !== 'succeeded' || ours === other)
        return reason;
    return `${reason} Another run has deployed the same content at the same time: ${other} runs, not ${ours}.`;
}
function whyLost({ error, service }) {
    return error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_6__/* .AwsError */ .Gy ? { ...(0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_7__/* .explainAwsError */ .Ni)(error), service } : undefined;
}
function countNote({ outcome, samples = [] }, { action, desiredCount }) {
    const desired = samples.at(-1)?.desired;
    if (outcome !== 'succeeded' || action.kind !== 'update' || desiredCount === undefined)
        return '';
    if (desired === undefined || desired === desiredCount)
        return '';
    return ` The desired count is ${desired}, not ${desiredCount}: something else has changed it, such as auto scaling.`;
}
function leftNote(end, service, { configuration }) {
    const isLeft = end.outcome === 'failed' || (end.outcome === 'timed-out' && end.paused === undefined);
    if (!isLeft || end.isDeleted || end.rollback !== undefined)
        return '';
    if (configuration.onFailure !== 'leave' || end.error !== undefined)
        return '';
    const good = (0,_rollout_rollback_targets_js__WEBPACK_IMPORTED_MODULE_8__/* .goodRevisionOf */ .Kc)(service.before);
    if (good === undefined || good === end.target.taskDefinition)
        return '';
    return ` Not rolled back (on-failure: leave); run mode rollback with revision: ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_5__/* .lastPartOf */ .RS)(good)} to return.`;
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


/***/ }),

/***/ 4139:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IK: () => (/* binding */ lookAgain),
/* harmony export */   RI: () => (/* binding */ patienceFor),
/* harmony export */   bK: () => (/* binding */ LOOK_MS),
/* harmony export */   unchangedResult: () => (/* binding */ unchangedResult)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(318);
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(88757);
/* harmony import */ var _diagnosis_recent_events_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3876);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(85590);
/* harmony import */ var _rollout_deployments_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(97387);
/* harmony import */ var _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(13235);
/* harmony import */ var _rollout_run_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(41675);







const TASK_PATIENCE_MS = 120_000;
const LOOK_MS = 10_000;
const FRESH_MS = 10_000;
function patienceFor({ configuration }) {
    return Math.min(TASK_PATIENCE_MS, (0,_rollout_run_js__WEBPACK_IMPORTED_MODULE_0__/* .waitLimit */ .Tk)(configuration));
}
async function unchangedResult(planned, run) {
    const { ports, configuration, plannedAt } = run;
    const waits = configuration.waitUntil !== 'none';
    const isOld = waits && ports.clock.now() > plannedAt + FRESH_MS;
    const service = isOld ? { ...planned, before: (await lookAgain(planned, run)) ?? planned.before } : planned;
    const other = replacedBy(planned, service.before);
    if (other !== undefined)
        return other;
    const patient = waits && isDown(service.before);
    const state = patient ? await waitForTask(service, run) : service.before;
    if (patient && isDown(state) && !ports.signal.aborted) {
        const { investigateUnchanged } = await Promise.all(/* import() */[__webpack_require__.e(1945), __webpack_require__.e(6907)]).then(__webpack_require__.bind(__webpack_require__, 76907));
        await investigateUnchanged({ ...service, before: state }, run);
        return { result: { outcome: 'failed', reason: noneRuns(state) }, ...seenDown(state, ports.clock.now()) };
    }
    if (state.status !== 'ACTIVE')
        return deletedEnd(state);
    if (patient && isDown(state)) {
        const reason = `The run was cancelled while it waited for a task. ${noneRuns(state)}`;
        return { result: { outcome: 'cancelled', reason }, ...seenDown(state, ports.clock.now()) };
    }
    return waits ? watchedFor({ ...service, before: state }, run) : asItIs(service, state);
}
async function watchedFor(service, run) {
    const { clock } = run.ports;
    const { before } = service;
    if (before.desiredCount === 0 || !(0,_diagnosis_recent_events_js__WEBPACK_IMPORTED_MODULE_1__/* .hasSigns */ .Li)(before, (0,_rollout_deployments_js__WEBPACK_IMPORTED_MODULE_2__/* .primaryOf */ .Os)(before)?.id, clock.now()))
        return asItIs(service, before);
    const { keepsStopping } = await Promise.all(/* import() */[__webpack_require__.e(1945), __webpack_require__.e(6907)]).then(__webpack_require__.bind(__webpack_require__, 76907));
    const look = () => lookAgain(service, run);
    const seen = await keepsStopping(service, run, {
        look,
        patience: patienceFor(run),
        pause: LOOK_MS,
        lead: 'The service is set to this definition'
    });
    if ('result' in seen)
        return seen;
    if (seen.state.status !== 'ACTIVE')
        return deletedEnd(seen.state);
    const other = replacedBy(service, seen.state);
    if (other !== undefined)
        return other;
    return asItIs(service, seen.state, seen.stopped);
}
function replacedBy({ before }, { status, taskDefinition }) {
    if (status !== 'ACTIVE' || taskDefinition === before.taskDefinition || taskDefinition === '')
        return undefined;
    const reason = `The service ran this definition when the run was planned; another deployment has set it to ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .lastPartOf */ .RS)(taskDefinition)} since.`;
    return { result: { outcome: 'superseded', reason }, milestones: [] };
}
function deletedEnd({ status }) {
    const reason = `The service is ${status}: it was deleted during the run.`;
    return { result: { outcome: 'failed', reason, isDeleted: true }, milestones: [] };
}
function asItIs({ oldValue }, state, stopped = '') {
    const short = whatIsMissing(state, stopped);
    const runs = `The service already runs this definition${short}.`;
    const reason = oldValue === undefined ? runs : `${runs} But ${oldValue}.`;
    const warning = short === '' ? undefined : reason;
    return { result: { outcome: 'unchanged', reason }, milestones: [], ...(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ warning }) };
}
async function waitForTask(service, run) {
    const { clock, log, signal } = run.ports;
    const since = clock.now();
    let state = service.before;
    const following = log.follow({ label: (0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_5__/* .labelOf */ .Wy)(service), since, phase: 'running', tasks: countsOf(state) });
    while (isDown(state) && clock.now() < since + patienceFor(run) && !signal.aborted) {
        await clock.sleep(LOOK_MS, signal);
        state = (await lookAgain(service, run)) ?? state;
        following.update({ tasks: countsOf(state) });
    }
    following.end(isDown(state) ? 'failed' : 'unchanged', !isDown(state));
    return state;
}
function countsOf({ runningCount: running, desiredCount: desired, pendingCount: pending }) {
    return { running, desired, pending, old: 0 };
}
function seenDown(state, at) {
    return { milestones: [], samples: [{ at, ...countsOf(state), failed: 0 }] };
}
function whatIsMissing({ desiredCount, runningCount, schedulingStrategy }, stopped) {
    if (desiredCount === 0 && schedulingStrategy === 'DAEMON')
        return ', but no container instance of the cluster takes a task of it: no task runs';
    if (desiredCount === 0)
        return ', but its desired count is 0: no task runs';
    if (runningCount >= desiredCount)
        return stopped === '' ? '' : `, but ${stopped}`;
    const some = `, but with ${runningCount} of ${desiredCount} tasks`;
    return stopped === '' ? `${some}: check its events and stopped tasks` : `${some}, and ${stopped}`;
}
function isDown({ status, desiredCount, runningCount }) {
    return status === 'ACTIVE' && desiredCount > 0 && runningCount === 0;
}
function noneRuns({ desiredCount }) {
    return `The service is set to this definition, but none of its tasks runs (desired: ${desiredCount}). Check its events and stopped tasks.`;
}
async function lookAgain({ service, site }, run) {
    try {
        const { ecs } = await run.aws(site);
        return await run.reader.look(ecs, site.cluster, service);
    }
    catch (error) {
        if (error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_6__/* .AwsError */ .Gy)
            return undefined;
        throw error;
    }
}


/***/ }),

/***/ 11799:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ withEnds)
/* harmony export */ });
/* harmony import */ var _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(13235);
/* harmony import */ var _rollout_run_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(41675);


function warningsOf(ends) {
    const warned = ends.filter(({ warning }) => warning !== undefined);
    return warned.map(({ result, warning = '' }, index) => {
        const message = `Service "${(0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .labelOf */ .Wy)(result)}": ${warning}`;
        const number = warned.length === 1 ? '' : ` (the first of ${warned.length}, see the notes)`;
        const remark = { message, isWarning: true };
        return index === 0 ? { ...remark, verdict: `Warning${number}: ${message}` } : remark;
    });
}
function withEnds(report, { ends, diagnoses, remarks }) {
    return {
        ...report,
        problems: [...report.problems, ...ends.flatMap(({ problem }) => (problem ? [problem] : []))],
        remarks: [...report.remarks, ...warningsOf(ends), ...remarks],
        results: ends.map(({ result }) => result),
        timelines: ends.map(_rollout_run_js__WEBPACK_IMPORTED_MODULE_1__/* .timelineOf */ .hf),
        codeDeployIds: ends.flatMap(({ codeDeployId }) => (codeDeployId === undefined ? [] : [codeDeployId])),
        diagnoses
    };
}


/***/ }),

/***/ 67426:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ askedServices),
/* harmony export */   T: () => (/* binding */ withNotStarted)
/* harmony export */ });
/* harmony import */ var _configuration_placement_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(80375);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85590);
/* harmony import */ var _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(13235);



function withNotStarted(report, services, why = _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .BLOCKED */ .hl) {
    const results = services.map(({ service, key, site: { cluster = '', region } }) => {
        return { service, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ key }), cluster, region, outcome: 'not-started', ...why };
    });
    return { ...report, results };
}
function askedServices(report, placement, configuration) {
    const named = Array.isArray(configuration.services) ? configuration.services : [];
    const planned = report.plan?.services.map(_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .keyOf */ .TN) ?? [];
    return [...new Set([...named, ...planned, ...report.services])].map(key => ({
        ...(0,_configuration_placement_js__WEBPACK_IMPORTED_MODULE_2__/* .namedByKey */ .O$)(key, placement),
        site: (0,_configuration_placement_js__WEBPACK_IMPORTED_MODULE_2__/* .siteOf */ .zU)(key, placement, configuration)
    }));
}


/***/ }),

/***/ 37647:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ wavesOf),
/* harmony export */   n: () => (/* binding */ withWaves)
/* harmony export */ });
/* harmony import */ var _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(13235);

function wavesOf(services, order) {
    const named = new Set(order.flat());
    const waves = order.map(names => services.filter(service => names.includes((0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .keyOf */ .TN)(service))));
    const rest = services.filter(service => !named.has((0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .keyOf */ .TN)(service)));
    return [...waves, rest].filter(wave => wave.length > 0);
}
function withWaves(services, order) {
    const waves = new Map(wavesOf(services, order).flatMap((wave, index) => wave.map(service => [service, index + 1])));
    return services.map(service => ({ ...service, wave: waves.get(service) ?? 1 }));
}


/***/ }),

/***/ 36343:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ planToText)
/* harmony export */ });
/* harmony import */ var _group_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(69270);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7673);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6473);
/* harmony import */ var _plan_stories_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2487);
/* harmony import */ var _plan_words_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(41855);





function planToText(plan) {
    return (0,_plan_stories_js__WEBPACK_IMPORTED_MODULE_0__/* .planSections */ .w)(plan).flatMap(sectionLines).map(_text_js__WEBPACK_IMPORTED_MODULE_1__/* .plain */ .pj);
}
const NAMED = 12;
function sectionLines({ environment, stories }) {
    const risks = stories.flatMap(({ services }) => services.flatMap(({ service, risks }) => risks.map(({ message }) => ({ service, message }))));
    const shared = (0,_group_js__WEBPACK_IMPORTED_MODULE_2__/* .groupBy */ .$)(risks, ({ message }) => message).filter(alike => alike.length > 1);
    const isShared = new Set(shared.flatMap(alike => alike.map(({ message }) => message)));
    return [
        ...(environment === undefined ? [] : [`environment ${environment}:`]),
        ...stories.flatMap(story => storyLines(story, isShared)),
        ...shared.map(alike => {
            const names = alike.map(({ service }) => service);
            return `risk for ${(0,_list_js__WEBPACK_IMPORTED_MODULE_3__/* .someOf */ .yU)(names, NAMED)}: ${alike[0]?.message}`;
        })
    ];
}
function storyLines(story, isShared) {
    const { family, files, registration, differences, references, services } = story;
    const head = files.length === 0 ? [] : [`${family} (${files.join(', ')}): ${registration}`];
    return [
        ...head,
        ...differences.map(one => `    ${(0,_plan_words_js__WEBPACK_IMPORTED_MODULE_4__/* .differenceLine */ .QH)(one)}`),
        ...references.map(({ name, written, arn }) => `    ${name}: ${written === arn ? arn : `${written} → ${arn}`}`),
        ...services.flatMap(one => serviceLines(one, isShared))
    ];
}
function serviceLines({ kind, service, action, running, isUnchanged, risks }, isShared) {
    const replaced = isUnchanged || running === '' ? '' : `; runs now: ${running}`;
    const own = risks.filter(({ message }) => !isShared.has(message));
    return [`  ${kind} ${service}: ${action}${replaced}`, ...own.map(({ message }) => `    risk: ${message}`)];
}


/***/ }),

/***/ 61527:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C_: () => (/* binding */ lostEnding),
/* harmony export */   fg: () => (/* binding */ endingWords),
/* harmony export */   sh: () => (/* binding */ NOTHING_RAN),
/* harmony export */   xz: () => (/* binding */ completedEnd)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(65955);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85590);
/* harmony import */ var _deployments_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(97387);
/* harmony import */ var _outcome_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(13235);
/* harmony import */ var _samples_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(83688);





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
    if (purpose !== 'rollback')
        return { words: outcome, isGood: outcome === 'succeeded' };
    if (outcome === (isStopped ? 'rolled-back' : 'succeeded'))
        return { words: 'rolled back', isGood: isRequested === true };
    return { words: isStopped && outcome === 'succeeded' ? 'completed' : outcome, isGood: false };
}
const NOTHING_RAN = 'The deployment completed, but the desired count is 0: no task was started, so this revision is untested.';
function nothingRuns({ course: { samples = [] } }) {
    return samples.some(({ running }) => running > 0) ? SET_TO_ZERO : NOTHING_RAN;
}
const SET_TO_ZERO = 'The deployment completed, but the desired count was set to 0 during the rollout: no task runs.';
const SHORT_MS = 30_000;
const NONE_MS = 120_000;
const HOLD_MS = 15_000;
function completedEnd(open, { reason = _outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .COMPLETED */ .eJ, isOngoing }, { service, now }) {
    const outcome = 'succeeded';
    const { scaleTo, deploymentId } = open.target;
    if (scaleTo === undefined && service?.desiredCount === 0)
        return { outcome, reason: nothingRuns(open), isWarning: true, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ isOngoing }) };
    if (scaleTo !== undefined) {
        open.heldSince ??= now;
        const holds = now >= open.heldSince + HOLD_MS || now >= open.start.deadline;
        return holds ? { outcome, reason: `${scaleTo} of ${scaleTo} tasks run.` } : undefined;
    }
    const mine = service && (0,_deployments_js__WEBPACK_IMPORTED_MODULE_2__/* .deploymentOf */ .PE)(service, deploymentId);
    const isPlain = isOngoing === undefined && open.start.purpose === 'ours';
    if (!isPlain || mine?.status !== 'PRIMARY' || mine.runningCount >= mine.desiredCount)
        return isPlain
            ? { outcome, ...judgedByCourse(reason, { open, service }) }
            : { outcome, reason, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ isOngoing }) };
    const { runningCount: running, desiredCount: desired } = mine;
    open.shortSince ??= now;
    if (now < open.shortSince + (running === 0 ? NONE_MS : SHORT_MS) && now < open.start.deadline)
        return undefined;
    if (running > 0) {
        const only = `The deployment completed, but only ${running} of ${desired} tasks run now.`;
        const said = [only, (0,_samples_js__WEBPACK_IMPORTED_MODULE_3__/* .gapsInWords */ .uq)(open.course.samples ?? [])].join(' ').trim();
        return { outcome, reason: said, isWarning: true };
    }
    return {
        outcome: 'failed',
        reason: `The deployment completed, but none of its tasks runs (desired: ${desired}).`
    };
}
function judgedByCourse(reason, { open, service }) {
    const { samples = [] } = open.course;
    const said = withAlarms(withFailures(reason, open), open, service);
    const gaps = (0,_samples_js__WEBPACK_IMPORTED_MODULE_3__/* .gapsInWords */ .uq)(samples);
    if (gaps === '')
        return { reason: said, ...(said === reason ? {} : { isWarning: true }) };
    const settings = service?.raw['deploymentConfiguration'];
    const isWanted = (0,_json_js__WEBPACK_IMPORTED_MODULE_4__/* .isObject */ .G)(settings) && settings['minimumHealthyPercent'] === 0;
    const isWarning = !isWanted || said !== reason || (0,_samples_js__WEBPACK_IMPORTED_MODULE_3__/* .stoppedTasks */ .wx)(samples) > 0;
    return { reason: `${said} ${gaps}`, ...(isWarning ? { isWarning } : {}) };
}
function withAlarms(reason, { record }, service) {
    const settings = service?.raw['deploymentConfiguration'];
    const alarms = (0,_json_js__WEBPACK_IMPORTED_MODULE_4__/* .isObject */ .G)(settings) ? settings['alarms'] : undefined;
    const names = (0,_json_js__WEBPACK_IMPORTED_MODULE_4__/* .isObject */ .G)(alarms) && alarms['enable'] === true ? (record?.unusedAlarms ?? []) : [];
    if (names.length === 0)
        return reason;
    return `${reason} But ECS did not watch its deployment alarms (${names.join(', ')}), as it does if they are in ALARM when a deployment begins.`;
}
function withFailures(reason, { course }) {
    const failed = course.samples?.at(-1)?.failed ?? 0;
    if (failed === 0 || reason !== _outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .COMPLETED */ .eJ)
        return reason;
    return `The deployment completed after ${failed} failed task ${failed === 1 ? 'start' : 'starts'}.`;
}


/***/ }),

/***/ 40523:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   gD: () => (/* binding */ CANCELLED),
/* harmony export */   "in": () => (/* binding */ CANCELLED_WHILE),
/* harmony export */   w2: () => (/* binding */ OpenRollout)
/* harmony export */ });
/* harmony import */ var _diagnosis_recognize_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(90199);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(85590);
/* harmony import */ var _deployments_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(97387);
/* harmony import */ var _outcome_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(13235);
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(38704);
/* harmony import */ var _samples_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(83688);






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
    shortSince;
    heldSince;
    weighed = '';
    #log;
    #following;
    #lines = [];
    #milestones = [];
    #samples = new _samples_js__WEBPACK_IMPORTED_MODULE_1__/* .TaskSamples */ .hr();
    #decision;
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
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ samples: samples.length === 0 ? undefined : samples, decision: this.#decision })
        };
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
        if (this.back.rollback !== undefined)
            return `${this.failure}${CANCELLED_BACK}`;
        return this.start.isRolledBackOnCancel ? `${CANCELLED_WHILE}.` : CANCELLED;
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
        this.record = record;
        for (const event of (0,_progress_js__WEBPACK_IMPORTED_MODULE_4__/* .newEvents */ .S6)(service, this.#said)) {
            const { line, kind, brief } = (0,_diagnosis_recognize_js__WEBPACK_IMPORTED_MODULE_5__/* .eventWords */ .CE)(event.message);
            if (!this.#said.has(kind))
                this.say(line, brief);
            this.#said.add(event.id).add(kind);
        }
        this.#tellCounts(service, record);
        this.#samples.add(now, this.target, service);
        this.#decision ??= (0,_samples_js__WEBPACK_IMPORTED_MODULE_1__/* .decisionIn */ .O0)({ target: this.target, service, record }, this.start.seenEvents, now);
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
    #tellCounts(service, record) {
        if (this.isPaused !== this.#wasPaused)
            this.#following.update({ phase: this.isPaused ? 'paused' : 'rolling out' });
        this.#wasPaused = this.isPaused;
        const progress = (0,_progress_js__WEBPACK_IMPORTED_MODULE_4__/* .describeProgress */ .vk)(this.target, service, record);
        const isNew = progress !== this.#progress;
        this.#progress = progress;
        if (isNew)
            this.#lines.push(progress);
        this.#following.update((0,_progress_js__WEBPACK_IMPORTED_MODULE_4__/* .activityOf */ .nx)(this.target, service, record), isNew ? progress : undefined);
    }
    #tellPauses(now, { pauses, arn, lifecycleStage = 'a lifecycle hook' }) {
        const text = `paused at ${lifecycleStage}: waits for manual approval`;
        for (const { hookId, expiresAt, timeoutAction = 'ROLLBACK' } of pauses) {
            if (!this.note(now, 'paused', `${text} (${hookId})`))
                continue;
            const limit = expiresAt === undefined
                ? ''
                : ` In ${(0,_progress_js__WEBPACK_IMPORTED_MODULE_4__/* .formatDuration */ .a3)(expiresAt - now)} ECS applies ${timeoutAction} automatically.`;
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


/***/ }),

/***/ 72550:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ rolloutOf)
/* harmony export */ });
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85590);

function rolloutOf(about, target, watch) {
    const { service, key, site, before } = about;
    const { ecs, startedAt, deadline, purpose } = watch;
    const seenEvents = before.events.map(({ id }) => id);
    return { service, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ key }), site, ecs, target, startedAt, deadline, seenEvents, purpose };
}


/***/ }),

/***/ 35064:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Z: () => (/* binding */ Watcher)
});

// EXTERNAL MODULE: ./lib/src/arn.js
var arn = __webpack_require__(318);
// EXTERNAL MODULE: ./lib/src/aws/error.js
var aws_error = __webpack_require__(88757);
// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(48710);
// EXTERNAL MODULE: ./lib/src/group.js
var group = __webpack_require__(69270);
// EXTERNAL MODULE: ./lib/src/pace.js
var pace = __webpack_require__(6350);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/rollout/deployment-list.js
var deployment_list = __webpack_require__(81693);
// EXTERNAL MODULE: ./lib/src/rollout/deployments.js
var deployments = __webpack_require__(97387);
// EXTERNAL MODULE: ./lib/src/rollout/progress.js
var progress = __webpack_require__(38704);
// EXTERNAL MODULE: ./lib/src/rollout/stages.js
var stages = __webpack_require__(99196);
;// CONCATENATED MODULE: ./lib/src/rollout/classify.js




const STOPPED_LOOKS = 12;
const REPLACED = /\bnew (?:service )?deployment was started\b/i;
function classify(target, look, memory) {
    const { service } = look;
    if (!service)
        return decided(memory, {
            state: 'failed',
            isDeleted: true,
            reason: 'ECS no longer knows the service: it was deleted during the rollout.'
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
    const isReached = goal === 'paused' ? isPaused : (0,stages/* hasReached */.Nl)(stage, goal);
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
    const hasFailed = listed?.rolloutState === 'FAILED' || record?.circuitBreaker?.status === 'TRIGGERED';
    if (hasFailed || (record?.triggeredAlarms.length ?? 0) > 0)
        return { state: 'failed', reason };
    const isReplaced = REPLACED.test(reason);
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

// EXTERNAL MODULE: ./lib/src/rollout/endings.js
var endings = __webpack_require__(61527);
// EXTERNAL MODULE: ./lib/src/rollout/open-rollout.js
var open_rollout = __webpack_require__(40523);
// EXTERNAL MODULE: ./lib/src/rollout/records.js
var rollout_records = __webpack_require__(27621);
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
    #askedAt = 0;
    #seenAt = 0;
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
                await this.#poll();
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
        const nearer = Math.min(3 * (this.#seenAt - this.#askedAt), pace/* POLL_INTERVAL_MS */.fv / 4);
        const left = this.#entries.map(({ open }) => open.start.deadline - now);
        return Math.max(0, Math.min(this.#askedAt + pace/* POLL_INTERVAL_MS */.fv - nearer - now, ...left));
    }
    async #poll() {
        this.#isNew = false;
        this.#askedAt = this.#ports.clock.now();
        const seen = await this.#look();
        this.#seenAt = this.#ports.clock.now();
        const judged = seen.flatMap(([open, what]) => {
            if (!('look' in what) || !this.#isOpen(open))
                return [];
            const { service, record } = what.look;
            const { verdict, memory } = classify(open.target, what.look, open.memory);
            open.memory = memory;
            if (service)
                open.see(this.#seenAt, service, record);
            return [{ open, verdict, service }];
        });
        for (const [open, what] of seen)
            if ('error' in what)
                this.#end(open, 'failed', (0,endings/* lostEnding */.C_)(open, what.error));
        for (const { open, verdict, service } of judged.toSorted((a, b) => (0,deployments/* workOf */.LT)(a.verdict) - (0,deployments/* workOf */.LT)(b.verdict)))
            if (this.#isOpen(open))
                await this.#act(open, verdict, service);
    }
    async #look() {
        const rollouts = this.#entries.map(({ open }) => open);
        const followed = new Set(rollouts.map(({ target }) => target.deploymentId));
        for (const records of this.#records.values())
            records.keepOnly(followed);
        const groups = (0,group/* grouped */.z)(rollouts, ({ start: { site } }) => JSON.stringify([site.region, site.cluster, site.roleArn]));
        const seen = await Promise.all([...groups].map(async ([key, group]) => {
            try {
                const looks = await this.#lookAt(group);
                this.#failing.delete(key);
                return looks;
            }
            catch (error) {
                if (!(error instanceof aws_error/* AwsError */.Gy))
                    throw error;
                return this.#isHopeless(key, error) ? group.map(open => [open, { error }]) : [];
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
                const done = (0,endings/* completedEnd */.xz)(open, verdict, { service, now: this.#seenAt });
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
            this.#end(open, 'cancelled', { reason: open.cancelled, ...open.back });
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
        const finishedAt = outcome === 'cancelled' ? this.#ports.clock.now() : this.#seenAt;
        const { words, isGood } = (0,endings/* endingWords */.fg)(open.start, outcome, why);
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


/***/ })

};
