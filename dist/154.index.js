export const id = 154;
export const ids = [154];
export const modules = {

/***/ 4558:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  X: () => (/* binding */ adviseWatcher),
  U: () => (/* binding */ investigateFailure)
});

// EXTERNAL MODULE: ./lib/src/aws/error.js
var aws_error = __webpack_require__(88757);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/report/rollouts/diagnosis.js
var rollouts_diagnosis = __webpack_require__(43474);
// EXTERNAL MODULE: ./lib/src/rollout/deployment-list.js
var deployment_list = __webpack_require__(81693);
// EXTERNAL MODULE: ./lib/src/rollout/deployments.js
var deployments = __webpack_require__(97387);
// EXTERNAL MODULE: ./lib/src/group.js
var group = __webpack_require__(69270);
// EXTERNAL MODULE: ./lib/src/json.js
var json = __webpack_require__(65955);
// EXTERNAL MODULE: ./lib/src/rollout/diagnosis/definition.js
var diagnosis_definition = __webpack_require__(51836);
// EXTERNAL MODULE: ./lib/src/rollout/diagnosis/events.js
var diagnosis_events = __webpack_require__(89400);
// EXTERNAL MODULE: ./lib/src/rollout/diagnosis/explain.js + 1 modules
var explain = __webpack_require__(85995);
// EXTERNAL MODULE: ./lib/src/rollout/diagnosis/failures.js
var failures = __webpack_require__(91286);
// EXTERNAL MODULE: ./lib/src/rollout/diagnosis/logs.js
var diagnosis_logs = __webpack_require__(25550);
;// CONCATENATED MODULE: ./lib/src/rollout/diagnosis/diagnose.js








const TASKS_LOOKED_AT = 300;
const EVENTS_SHOWN = 8;
const TASKS_READ = 3;
async function diagnose(subject, ports) {
    const attempts = new diagnosis_logs/* Attempts */.ZJ();
    const { cluster, service, definition, seenEvents, deploymentId, taskDefinitionArn } = subject;
    const { mask } = ports.guard;
    const tasks = await attempts.make(() => ports.ecs.listStoppedTasks(cluster, service, TASKS_LOOKED_AT));
    const described = await attempts.make(() => ports.ecs.describeServices(cluster, [service]));
    const [state] = described?.services ?? [];
    const ours = (tasks ?? []).filter(({ startedBy, taskDefinition }) => startedBy === undefined ? taskDefinition === taskDefinitionArn : startedBy === deploymentId);
    const groups = groupStops(ours, definition);
    const events = (state?.events ?? []).filter(({ id }) => !seenEvents.includes(id));
    const region = taskDefinitionArn.split(':')[3] ?? '';
    const examples = groups.flatMap(({ tasks: [newest] }) => newest ?? []);
    const ran = examples.filter(({ startedAt }) => startedAt !== undefined).slice(0, TASKS_READ);
    const logs = await (0,diagnosis_logs/* readLogs */.o_)(ran, definition, { ...ports, attempts, region });
    const eventCauses = causesOf(events, groups, definition);
    const causes = [...groups.map(({ explained }) => explained), ...eventCauses].flatMap(one => one?.cause ?? []);
    const isHealth = causes.length === 0 || causes.some(({ kind }) => kind.startsWith('target-'));
    const arns = isHealth ? targetGroupsOf(state?.raw ?? {}) : [];
    const targets = arns.length === 0 ? [] : await readTargets(arns, ports.balancers, attempts);
    return {
        service,
        events: lastEvents(events).map(mask),
        eventCauses,
        stops: groups.map(group => toStopGroup(withPlatform(group, logs, definition), mask)),
        logs,
        targets: targets.map(({ check, ...target }) => ({
            ...target,
            ...(0,present/* present */.E)({ check: check && mask(check) })
        })),
        notVerified: attempts.notes
    };
}
function groupStops(tasks, definition) {
    const groups = (0,group/* grouped */.z)(tasks.filter(task => !(0,failures/* isScaling */.C$)(task)), task => JSON.stringify([(0,failures/* reasonOf */.A3)(task), (0,diagnosis_definition/* culpritsOf */.Et)(task, definition).map(one => [one.name, one.exitCode])]));
    return [...groups.values()]
        .toSorted((a, b) => b.length - a.length)
        .flatMap(group => {
        const newestFirst = group.toSorted((a, b) => (b.stoppedAt ?? 0) - (a.stoppedAt ?? 0));
        const [newest] = newestFirst;
        if (newest === undefined)
            return [];
        return [{ reason: (0,failures/* reasonOf */.A3)(newest), tasks: newestFirst, explained: (0,explain/* explainStop */.c)(newest, definition) }];
    });
}
function toStopGroup({ reason, tasks, explained }, mask) {
    const exits = tasks.flatMap(({ containers }) => containers.flatMap(({ name, exitCode }) => exitCode === undefined ? [] : [`${name} exited with ${exitCode}`]));
    return { count: tasks.length, reason: mask(reason), exits: [...new Set(exits)], ...explained };
}
function withPlatform(group, logs, definition) {
    const [task] = group.tasks;
    const excerpt = logs.find(one => task?.arn.endsWith(`/${one.task}`) && one.lines.some(line => /exec format error/i.test(line)));
    if (task === undefined || excerpt === undefined)
        return group;
    const containers = [{ name: excerpt.container, reason: 'exec format error' }];
    const { stoppedReason: _, ...known } = task;
    return { ...group, explained: (0,explain/* explainStop */.c)({ ...known, containers }, definition) };
}
function lastEvents(events) {
    return [...(0,group/* grouped */.z)(events, ({ message }) => (0,diagnosis_events/* generalizeReason */.Fb)(message))]
        .slice(0, EVENTS_SHOWN)
        .toReversed()
        .map(([text, { length }]) => (length === 1 ? text : `${text} (${length} times)`));
}
function causesOf(events, groups, definition) {
    const known = new Set(groups.map(({ explained }) => explained?.cause.kind));
    return events.flatMap(({ message }) => {
        const explained = (0,explain/* explainEvent */.G)(message, definition);
        if (explained === undefined || known.has(explained.cause.kind))
            return [];
        known.add(explained.cause.kind);
        return [explained];
    });
}
function targetGroupsOf(service) {
    const arns = (0,json/* objectsIn */.Q)(service['loadBalancers']).flatMap(balancer => [
        (0,diagnosis_definition/* textOf */.b6)(balancer, 'targetGroupArn'),
        (0,diagnosis_definition/* textOf */.b6)((0,diagnosis_definition/* memberObject */.Gu)(balancer, 'advancedConfiguration'), 'alternateTargetGroupArn')
    ]);
    return [...new Set(arns.filter(arn => arn !== undefined))];
}
async function readTargets(arns, balancers, attempts) {
    const groups = (await attempts.make(() => balancers.describeTargetGroups(arns))) ?? [];
    const reports = [];
    for (const arn of arns) {
        const group = groups.find(one => one.arn === arn);
        const states = await attempts.make(() => balancers.describeTargetHealth(arn));
        if (group === undefined && states === undefined)
            continue;
        const name = group?.name ?? arn.split('/')[1] ?? arn;
        reports.push({
            name,
            arn,
            ...(0,present/* present */.E)({ check: group && checkOf(group) }),
            states: countStates(states ?? [])
        });
    }
    return reports;
}
function checkOf({ protocol = 'TCP', port = 'traffic-port', path, expects }) {
    const shown = path === undefined ? '' : ` ${path.replace(/\?.*/s, '?…')}`;
    const where = port === 'traffic-port' ? 'on the port of the target' : `on port ${port}`;
    return `${protocol}${shown} ${where}${expects === undefined ? '' : `, expects ${expects}`}`;
}
function countStates(states) {
    return [
        ...(0,group/* grouped */.z)(states, ({ state, reason, description }) => JSON.stringify([state, reason, description])).values()
    ]
        .flatMap(([first, ...others]) => (first ? [{ count: others.length + 1, ...first }] : []))
        .toSorted((a, b) => Number(a.state === 'healthy') - Number(b.state === 'healthy'));
}

// EXTERNAL MODULE: ./lib/src/rollout/outcome.js
var outcome = __webpack_require__(13235);
// EXTERNAL MODULE: ./lib/src/template/conform.js
var conform = __webpack_require__(45270);
// EXTERNAL MODULE: ./lib/src/deploy/comparison/compare.js
var compare = __webpack_require__(16336);
// EXTERNAL MODULE: ./lib/src/files/document/tree.js
var tree = __webpack_require__(58363);
;// CONCATENATED MODULE: ./lib/src/deploy/plan/known-places.js

function placeAt(places, file, pointer) {
    const known = places.get(file);
    if (known === undefined)
        return undefined;
    let node = known.root;
    let { origin } = known.root;
    for (const step of (0,tree/* stepsOf */.B_)(pointer)) {
        node = node?.kind === 'array' ? (0,tree/* itemsOf */.S3)(node)[Number(step)] : (0,tree/* childOf */.GG)(node, step);
        if (node === undefined)
            break;
        ({ origin } = node);
    }
    return known.place(origin);
}

// EXTERNAL MODULE: ./lib/src/deploy/plan/plaintext.js
var plaintext = __webpack_require__(77214);
;// CONCATENATED MODULE: ./lib/src/deploy/carry-out/advice.js













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
        const { differences } = (0,compare/* compareDefinitions */.E)(wanted.definition, live.definition, { isKnown: conform/* isKnownMember */.il });
        return differences.length === 0;
    }
    catch (error) {
        if (error instanceof aws_error/* AwsError */.Gy)
            return false;
        throw error;
    }
}
async function weigh(start, service, investigation) {
    const { configuration, ports } = investigation;
    const mine = (0,deployments/* deploymentOf */.PE)(service, start.target.deploymentId);
    const events = service.events.filter(({ id }) => !start.seenEvents.includes(id));
    if (!mine || (mine.failedTasks === 0 && !events.some(({ message }) => diagnosis_events/* TROUBLE */.gl.test(message))))
        return undefined;
    const { startedAt } = start;
    const evidence = { stops: await stoppedTasks(start), events, deploymentId: mine.id, startedAt };
    const fatal = configuration.failFast
        ? (0,failures/* findFatal */.a6)({ ...evidence, now: ports.clock.now(), runningTasks: mine.runningCount })
        : undefined;
    const waitForEcs = configuration.onFailure === 'leave' && (0,deployment_list/* rollsBackByItself */.Ac)(service);
    const giveUp = fatal === undefined ? undefined : { reason: fatal, waitForEcs };
    const definition = plannedFor(start, investigation)?.definition ?? {};
    return (0,present/* present */.E)({ cause: causeOf({ ...evidence, definition }, investigation), giveUp });
}
function causeOf(evidence, { ports }) {
    const failure = (0,failures/* findFirstFailure */.mx)(evidence, (0,plaintext/* makeTextGuard */.t)(evidence.definition, ports.gate));
    if (failure === undefined)
        return undefined;
    const said = `A task did not start or keep running: ${failure.reason.replace(/[.\s]+$/, '')}.`;
    const goesOn = failure.mayPass ? 'It might be temporary; ECS keeps trying.' : undefined;
    return [said, failure.explanation, goesOn].filter(text => text !== undefined).join(' ');
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
async function investigateFailure(start, investigation) {
    const { ports, aws, diagnoses } = investigation;
    const planned = plannedFor(start, investigation);
    const definition = planned?.definition ?? {};
    const { logs, balancers } = await aws(start.site);
    const diagnosis = await diagnose({
        cluster: start.site.cluster,
        service: start.service,
        deploymentId: start.target.deploymentId,
        taskDefinitionArn: start.target.taskDefinition,
        definition,
        seenEvents: start.seenEvents
    }, { ecs: start.ecs, logs, balancers, guard: (0,plaintext/* makeTextGuard */.t)(definition, ports.gate) });
    const place = placeOf(diagnosis, planned?.files[0] ?? '', investigation);
    diagnoses.push(place === undefined ? diagnosis : { ...diagnosis, place });
    ports.log.group(`Why ${(0,outcome/* labelOf */.Wy)(start)} failed`, (0,rollouts_diagnosis/* diagnosisToText */.kB)(diagnosis));
}
function placeOf(diagnosis, file, { places }) {
    const pointer = diagnosis.stops.find(({ cause }) => cause?.pointer !== undefined)?.cause?.pointer;
    return pointer === undefined || places === undefined ? undefined : placeAt(places, file, pointer);
}


/***/ }),

/***/ 91154:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  u0: () => (/* binding */ carryOut),
  Of: () => (/* binding */ rollOut),
  JB: () => (/* binding */ withEnds)
});

// EXTERNAL MODULE: ../../main/node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(67032);
// EXTERNAL MODULE: ./lib/src/pace.js
var src_pace = __webpack_require__(6350);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/report/verdict.js + 2 modules
var verdict = __webpack_require__(92672);
// EXTERNAL MODULE: ./lib/src/rollout/outcome.js
var rollout_outcome = __webpack_require__(13235);
// EXTERNAL MODULE: ./lib/src/rollout/watch.js + 1 modules
var watch = __webpack_require__(35064);
// EXTERNAL MODULE: ./lib/src/deploy/comparison/decide.js
var decide = __webpack_require__(68435);
// EXTERNAL MODULE: ./lib/src/deploy/not-started.js
var not_started = __webpack_require__(19316);
// EXTERNAL MODULE: ./lib/src/deploy/carry-out/advice.js + 2 modules
var advice = __webpack_require__(4558);
// EXTERNAL MODULE: ./lib/src/aws/error.js
var aws_error = __webpack_require__(88757);
// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(84120);
// EXTERNAL MODULE: ./lib/src/inputs/read-deploy.js
var read_deploy = __webpack_require__(5655);
// EXTERNAL MODULE: ./lib/src/rollout/codedeploy/appspec.js
var appspec = __webpack_require__(82914);
// EXTERNAL MODULE: ./lib/src/arn.js
var arn = __webpack_require__(318);
// EXTERNAL MODULE: ./lib/src/rollout/endings.js
var endings = __webpack_require__(61527);
// EXTERNAL MODULE: ./lib/src/rollout/progress.js
var progress = __webpack_require__(38704);
;// CONCATENATED MODULE: ./lib/src/rollout/codedeploy/follow.js






const LOOKS_FOR_ROLLBACK = 3;
const FAILED_READS_ALLOWED = 10;
const PERMANENT = ['denied', 'expired', 'refused', 'missing'];
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
class CodeDeployWatch {
    #service;
    #ports;
    #following;
    #milestones = [];
    #lines = [];
    #said = new Set([rollout_outcome/* COMPLETED */.eJ]);
    #events = new Map();
    #poll = { askedAt: 0, seenAt: 0 };
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
        const askedAt = clock.now();
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
            if (!(error instanceof aws_error/* AwsError */.Gy) || PERMANENT.includes(error.kind))
                throw error;
            this.#warn(`Could not read deployment ${id} (${error.operation}: ${error.awsName}); retrying.`);
            if (++this.#failedReads >= FAILED_READS_ALLOWED)
                throw error;
            return undefined;
        }
        finally {
            this.#poll = { askedAt, seenAt: clock.now() };
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
        const now = clock.now();
        await clock.sleep(Math.max(0, Math.min((0,src_pace/* untilNextPoll */.tN)(this.#poll, now), deadline - now)), signal);
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
            return { outcome: 'succeeded', reason: this.#nothingRan ? endings/* NOTHING_RAN */.sh : rollout_outcome/* COMPLETED */.eJ };
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
        if (reason === endings/* NOTHING_RAN */.sh)
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
var codedeploy_group = __webpack_require__(91093);
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
var update_service = __webpack_require__(86292);
// EXTERNAL MODULE: ./lib/src/deploy/comparison/plan.js
var plan = __webpack_require__(96540);
// EXTERNAL MODULE: ./lib/src/deploy/carry-out/run.js
var carry_out_run = __webpack_require__(43917);
// EXTERNAL MODULE: ./lib/src/rollout/deployments.js
var deployments = __webpack_require__(97387);
// EXTERNAL MODULE: ./lib/src/rollout/open-rollout.js
var open_rollout = __webpack_require__(40523);
// EXTERNAL MODULE: ./lib/src/rollout/rollback-targets.js
var rollback_targets = __webpack_require__(10884);
// EXTERNAL MODULE: ./lib/src/rollout/samples.js
var rollout_samples = __webpack_require__(83688);
// EXTERNAL MODULE: ./lib/src/rollout/start-rollback.js
var start_rollback = __webpack_require__(72820);
// EXTERNAL MODULE: ./lib/src/deploy/carry-out/rollback-end.js
var rollback_end = __webpack_require__(4934);
// EXTERNAL MODULE: ./lib/src/rollout/diagnosis/events.js
var events = __webpack_require__(89400);
// EXTERNAL MODULE: ./lib/src/deploy/carry-out/recent-tasks.js
var recent_tasks = __webpack_require__(26306);
;// CONCATENATED MODULE: ./lib/src/deploy/carry-out/tasks-now.js







const TASK_PATIENCE_MS = 120_000;
const LOOK_MS = 10_000;
const FRESH_MS = 10_000;
function patienceFor({ configuration }) {
    return Math.min(TASK_PATIENCE_MS, (0,carry_out_run/* waitLimit */.Tk)(configuration));
}
async function unchangedEnd(planned, run) {
    const { clock, signal } = run.ports;
    const waits = run.configuration.waitUntil !== 'none';
    let state = planned.before;
    if (waits && clock.now() > run.plannedAt + FRESH_MS)
        state = (await (0,carry_out_run/* lookAgain */.IK)(planned, run)) ?? state;
    const isOther = replacedBy(planned, state);
    if (isOther)
        return isOther;
    if (waits && isDown(state)) {
        state = await waitForTask({ ...planned, before: state }, run);
        const reason = `The service is set to this definition, but none of its tasks runs (desired: ${state.desiredCount}). Check its events and stopped tasks.`;
        if (isDown(state) && signal.aborted)
            return badEnd(state, {
                outcome: 'cancelled',
                reason: `The run was cancelled while it waited for a task. ${reason}`,
                at: clock.now()
            });
        if (isDown(state)) {
            await (0,recent_tasks/* investigateTasks */.uv)({ ...planned, before: state }, run);
            return badEnd(state, { outcome: 'failed', reason, at: clock.now() });
        }
    }
    const service = { ...planned, before: state };
    if (!waits || state.status !== 'ACTIVE' || !showsTrouble(state, clock.now()))
        return asItIs(service, state);
    const seen = await watchTasks(service, run, {
        patience: patienceFor(run),
        lead: 'The service is set to this definition'
    });
    return seen.bad ?? replacedBy(service, seen.state) ?? asItIs(service, seen.state, seen.said);
}
function showsTrouble(state, now) {
    return state.desiredCount > 0 && (0,events/* hasSigns */.Li)(state, (0,deployments/* primaryOf */.Os)(state)?.id, now);
}
function badEnd(state, { outcome, reason, at, failed = 0 }) {
    return { result: { outcome, reason }, milestones: [], samples: [{ at, ...countsOf(state), failed }] };
}
function replacedBy({ before }, { status, taskDefinition }) {
    if (status !== 'ACTIVE' || taskDefinition === before.taskDefinition || taskDefinition === '')
        return undefined;
    const reason = `The service ran this definition when the run was planned; another deployment has set it to ${(0,arn/* lastPartOf */.RS)(taskDefinition)} since.`;
    return { result: { outcome: 'superseded', reason }, milestones: [] };
}
function asItIs({ oldValue }, state, said = '') {
    if (state.status !== 'ACTIVE') {
        const reason = `The service is ${state.status}: it was deleted during the run.`;
        return { result: { outcome: 'failed', reason, isDeleted: true }, milestones: [] };
    }
    const short = whatIsMissing(state, said);
    const runs = `The service already runs this definition${short}.`;
    const reason = oldValue === undefined ? runs : `${runs} But ${oldValue}.`;
    const warning = short === '' ? undefined : reason;
    return { result: { outcome: 'unchanged', reason }, milestones: [], ...(0,present/* present */.E)({ warning }) };
}
function whatIsMissing({ desiredCount, runningCount, schedulingStrategy }, said) {
    if (desiredCount === 0 && schedulingStrategy === 'DAEMON')
        return ', but no container instance of the cluster takes a task of it: no task runs';
    if (desiredCount === 0)
        return ', but its desired count is 0: no task runs';
    if (runningCount >= desiredCount)
        return said === '' ? '' : `, but ${said}`;
    const some = `, but with ${runningCount} of ${desiredCount} tasks`;
    return said === '' ? `${some}: check its events and stopped tasks` : `${some}, and ${said}`;
}
function isDown({ status, desiredCount, runningCount }) {
    return status === 'ACTIVE' && desiredCount > 0 && runningCount === 0;
}
function countsOf({ runningCount: running, desiredCount: desired, pendingCount: pending }) {
    return { running, desired, pending, old: 0 };
}
async function waitForTask(service, run) {
    const { clock, log, signal } = run.ports;
    const since = clock.now();
    let state = service.before;
    const following = log.follow({ label: (0,rollout_outcome/* labelOf */.Wy)(service), since, phase: 'running', tasks: countsOf(state) });
    while (isDown(state) && clock.now() < since + patienceFor(run) && !signal.aborted) {
        await clock.sleep(LOOK_MS, signal);
        state = (await (0,carry_out_run/* lookAgain */.IK)(service, run)) ?? state;
        following.update({ tasks: countsOf(state) });
    }
    following.end(isDown(state) ? 'failed' : 'unchanged', !isDown(state));
    return state;
}
async function confirmTasks(reason, service, { run, until, isNew }) {
    const { before: state } = service;
    const now = run.ports.clock.now();
    const patience = Math.min(patienceFor(run), until - now);
    if (patience < LOOK_MS || state.desiredCount === 0 || state.status !== 'ACTIVE')
        return undefined;
    if (!isNew && !showsTrouble(state, now))
        return undefined;
    const lead = isNew ? 'The deployment completed' : reason.replace(/\.$/, '');
    const { bad, said, isUnread } = await watchTasks(service, run, { patience, lead, ...(0,present/* present */.E)({ isNew }) });
    if (bad) {
        const { outcome, reason: why } = bad.result;
        return outcome === 'failed'
            ? { outcome, reason: why, ...(0,present/* present */.E)({ samples: bad.samples }) }
            : { reason: why };
    }
    if (said === '' || (isNew && !isUnread))
        return undefined;
    return { reason: isNew ? `${reason} But ${said}.` : `${lead}, but ${said}.` };
}
async function watchTasks(service, run, { patience, lead, isNew = false }) {
    const { clock, log, signal } = run.ports;
    const end = clock.now() + patience;
    let state = service.before;
    const first = await (0,recent_tasks/* readStops */.mV)(service, state, run);
    if ('unread' in first)
        return { state, said: first.unread, isUnread: true };
    let recent = first;
    const known = new Set(first.stops.map(({ arn }) => arn));
    const hasOneMore = () => recent.stops.some(({ arn }) => !known.has(arn));
    const isWatched = first.isLoop || (isNew && first.isDoubtful);
    if (isWatched)
        log.info(`[${service.service}] its tasks have stopped; checking whether they still do`);
    const isOpen = () => state.status === 'ACTIVE' && (recent.isLoop ? !hasOneMore() : isNew);
    while (isWatched && isOpen() && clock.now() < end && !signal.aborted) {
        await clock.sleep(LOOK_MS, signal);
        const now = (await (0,carry_out_run/* lookAgain */.IK)(service, run)) ?? state;
        if (isNew && (0,deployments/* primaryOf */.Os)(now)?.id !== (0,deployments/* primaryOf */.Os)(state)?.id)
            break;
        state = now;
        const next = await (0,recent_tasks/* readStops */.mV)(service, state, run);
        if (!('unread' in next))
            recent = next;
    }
    if (recent.stops.length === 0 || state.status !== 'ACTIVE')
        return { state, said: '' };
    const said = (0,recent_tasks/* stoppedInWords */.iN)(recent, service, run);
    const isOver = isNew && !hasOneMore() && !signal.aborted;
    if (!recent.isLoop || isOver)
        return { state, said };
    const about = { failed: recent.stops.length, at: clock.now() };
    const reason = `${lead}, but ${said}.`;
    if (!signal.aborted)
        await (0,recent_tasks/* investigateTasks */.uv)({ ...service, before: state }, run);
    const bad = signal.aborted
        ? badEnd(state, {
            ...about,
            outcome: 'cancelled',
            reason: `The run was cancelled while it was checked. ${reason}`
        })
        : badEnd(state, { ...about, outcome: 'failed', reason });
    return { state, said, bad };
}

;// CONCATENATED MODULE: ./lib/src/deploy/carry-out/settle.js











async function confirmed(subject, run) {
    const { service, start, end } = subject;
    const { samples = [] } = end;
    const isScaled = service.action.kind === 'scale';
    const hasFailed = (samples.at(-1)?.failed ?? 0) > 0 || (0,rollout_samples/* stoppedTasks */.wx)(samples) > 0;
    if (!(isScaled || hasFailed) || end.outcome !== 'succeeded' || end.isOngoing)
        return subject;
    const before = await (0,carry_out_run/* lookAgain */.IK)(service, run);
    if (before === undefined || (0,deployments/* primaryOf */.Os)(before)?.id !== end.target.deploymentId)
        return subject;
    const about = { run, until: start.deadline, isNew: !isScaled };
    const seen = await confirmTasks(end.reason, { ...service, before }, about);
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
    const { rollback, isDeleted } = end;
    const base = {
        ...(0,carry_out_run/* baseOf */.bx)(service, run),
        ...(taskDefinition === '' ? {} : { taskDefinitionArn: taskDefinition }),
        deploymentId,
        outcome: end.outcome,
        reason: settle_reasonOf(subject),
        startedAt: (0,carry_out_run/* isoTimestamp */.yh)(start.startedAt),
        finishedAt: (0,carry_out_run/* isoTimestamp */.yh)(end.finishedAt),
        ...(0,present/* present */.E)({ serviceDeploymentArn: end.recordArn, paused: end.paused }),
        ...(0,present/* present */.E)({ isOngoing: end.isOngoing, isUnverified: end.isUnverified })
    };
    const problem = (0,rollback_end/* whyLost */.p5)(end);
    const course = { ...(0,carry_out_run/* courseOf */.uU)(end), milestones: [...updated, ...end.milestones] };
    if (!shallRollBack(end, service, run)) {
        const count = countNote(end, service);
        const reason = `${base.reason}${count}${leftNote(end, service, run)}`;
        const warning = end.isWarning || count !== '' ? `${end.reason}${count}` : undefined;
        const result = { ...base, reason, ...(0,present/* present */.E)({ rollback, isDeleted }) };
        return { result, ...course, ...(0,present/* present */.E)({ problem, warning }) };
    }
    run.ports.log.info(`[${(0,rollout_outcome/* labelOf */.Wy)(service)}] rolling back the service`);
    const { clock, signal } = run.ports;
    const ports = { ecs: start.ecs, clock, signal };
    const back = await watchBack(await (0,start_rollback/* startRollback */.lP)(rollbackOf(subject, run), ports), subject, run);
    const isCancelled = end.outcome === 'cancelled';
    const couldNot = isCancelled && back.isUntouched && rollback === undefined;
    const before = isCancelled && !back.isUntouched ? `${open_rollout/* CANCELLED_WHILE */["in"]}.` : couldNot ? open_rollout/* CANCELLED */.gD : base.reason;
    return {
        result: {
            ...base,
            outcome: back.outcome,
            reason: `${before} ${back.addition}`,
            ...(back.isUntouched ? {} : { finishedAt: (0,carry_out_run/* isoTimestamp */.yh)(clock.now()) }),
            ...(0,present/* present */.E)({ rollback: back.isUntouched ? rollback : back.rollback, isDeleted: back.isDeleted })
        },
        ...(0,carry_out_run/* thenBack */.Rg)(course, back),
        ...(0,present/* present */.E)({ problem })
    };
}
async function rollBackSucceeded(subject, run) {
    const ports = { ecs: subject.start.ecs, clock: run.ports.clock };
    return watchBack(await (0,start_rollback/* redeploy */.jy)(rollbackOf(subject, run), ports), subject, run);
}
function rollbackOf({ service, start, end }, { configuration }) {
    const { before } = service;
    const isCounted = configuration.desiredCount !== undefined && configuration.desiredCount !== before.desiredCount;
    return {
        service: service.service,
        cluster: service.site.cluster,
        target: end.target,
        startedAt: start.startedAt,
        before,
        ...(0,present/* present */.E)({ recordArn: end.recordArn }),
        ...(isCounted ? { restoreCount: before.desiredCount } : {})
    };
}
async function watchBack(started, subject, run) {
    const { service, start, end: first } = subject;
    if (started.kind === 'impossible') {
        const addition = `Cannot roll back: ${started.reason}.`;
        return { outcome: first.outcome, addition, milestones: [], isUntouched: true };
    }
    const { clock, log, signal } = run.ports;
    const again = started.kind === 'redeployed' ? (0,arn/* lastPartOf */.RS)(started.target.taskDefinition) : '';
    if (started.kind === 'redeployed' && started.because !== undefined)
        log.info(`[${(0,rollout_outcome/* labelOf */.Wy)(service)}] ECS could not be asked to roll back (${started.because}); rolling out ${again} again`);
    const asked = { at: clock.now(), what: 'rolling-back', text: 'rollback requested' };
    if (signal.aborted) {
        const goesOn = again === '' ? ' and continues in ECS.' : `: ECS is rolling out ${again} again.`;
        const addition = `Its rollback was requested${goesOn}${plaintextNote(service)}`;
        return { outcome: 'cancelled', addition, milestones: [asked], rollback: 'in-progress' };
    }
    const target = started.kind === 'redeployed' ? started.target : first.target;
    const rollout = (0,rollback_end/* backRollout */.xD)(service, target, { ecs: start.ecs, startedAt: clock.now(), run });
    const isStopped = started.kind === 'stopped' || undefined;
    const end = await run.watcher.follow({ ...rollout, ...(0,present/* present */.E)({ isStopped }) });
    const failed = first.samples?.at(-1)?.failed ?? 0;
    const samples = again === '' ? (end.samples ?? []) : (0,rollout_samples/* asRollback */.nt)(end.samples ?? [], failed);
    return {
        ...endOfBack(end, started.kind, subject),
        ...(0,carry_out_run/* courseOf */.uU)(end),
        samples,
        milestones: [asked, ...end.milestones]
    };
}
function endOfBack(end, how, { service, end: { outcome: first } }) {
    const state = (0,rollback_end/* rollbackStateOf */.Bd)(end, how);
    if ((0,rollback_end/* wentBack */.Il)(end, how)) {
        const revision = (0,arn/* lastPartOf */.RS)((0,rollback_targets/* goodRevisionOf */.Kc)(service.before) ?? service.previousTaskDefinitionArn);
        const addition = `Rolled back to ${revision}, verified.${plaintextNote(service)}`;
        return { outcome: 'rolled-back', addition, ...state };
    }
    if (how === 'stopped' && end.outcome === 'succeeded')
        return { outcome: 'failed', addition: 'It completed before it could be rolled back.' };
    const other = end.outcome === 'superseded' ? 'superseded. ' : '';
    const isOpen = state.rollback === 'in-progress';
    const addition = isOpen ? end.reason : `The rollback did not succeed: ${other}${end.reason}`;
    return { outcome: first === 'succeeded' ? 'failed' : first, addition, ...state };
}
function plaintextNote({ previousPlaintext, previousTaskDefinitionArn }) {
    if (previousPlaintext.length === 0)
        return '';
    return ` WARNING: ${(0,arn/* lastPartOf */.RS)(previousTaskDefinitionArn)} holds plaintext credentials (${previousPlaintext.join(', ')}).`;
}
function settle_reasonOf({ service, start, end }) {
    const { outcome, reason, target } = end;
    if (outcome === 'rolled-back')
        return `${reason}${plaintextNote(service)}`;
    const [ours, other] = [start.target, target].map(({ taskDefinition }) => (0,arn/* lastPartOf */.RS)(taskDefinition));
    if (outcome !== 'succeeded' || ours === other)
        return reason;
    return `${reason} Another run has deployed the same content at the same time: ${other} runs, not ${ours}.`;
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
    const good = (0,rollback_targets/* goodRevisionOf */.Kc)(service.before);
    if (good === undefined || good === end.target.taskDefinition)
        return '';
    return ` Not rolled back (on-failure: leave); run mode rollback with revision: ${(0,arn/* lastPartOf */.RS)(good)} to return.`;
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

;// CONCATENATED MODULE: ./lib/src/deploy/carry-out/carry-codedeploy.js














async function carryCodeDeploy(service, run) {
    const startedAt = run.ports.clock.now();
    const base = (0,carry_out_run/* baseOf */.bx)(service, run);
    if (service.action.kind === 'unchanged') {
        const { result, ...course } = await unchangedEnd(service, run);
        return { end: { ...course, result: { ...base, ...result } } };
    }
    const counted = await setCount(service, run);
    if (counted)
        return { end: counted };
    const spec = (0,appspec/* buildAppSpec */.RS)(service.appSpec ?? { kind: 'service', raw: service.before.raw }, {
        service: service.service,
        taskDefinitionArn: base.taskDefinitionArn ?? '',
        definition: (0,plan/* definitionIn */.r)(run.plan, service.definitionId)
    });
    if ('problems' in spec) {
        const [problem] = spec.problems;
        const result = { ...base, outcome: 'not-started', reason: problem?.message ?? '' };
        return { end: { result, milestones: [], ...(0,present/* present */.E)({ problem }) } };
    }
    const within = await codeDeployRun(service, run);
    const end = await deploy(service, spec.content, within);
    if (end.outcome === 'timed-out')
        await investigate(service, end.taskSetId, run);
    const settled = await carry_codedeploy_settle(end, service, within);
    return {
        end: endOf(settled, service, { run, startedAt }),
        undo: () => undo(end.deploymentId ?? '', service, within)
    };
}
async function codeDeployRun(service, run) {
    const { codedeploy } = await run.aws(service.site);
    const { clock, log, signal } = run.ports;
    const onFailure = ({ taskSetId }) => investigate(service, taskSetId, run);
    return { run, codePorts: { codedeploy, clock, log, signal, onFailure } };
}
function deploy(service, content, { run, codePorts }) {
    const { configuration } = run;
    const { description, config } = configuration.codeDeploy;
    return deployThroughCodeDeploy({
        ...namedIn(service, run),
        content,
        ifDeploying: configuration.ifDeploying ?? 'wait',
        forceNewDeployment: configuration.forceNewDeployment || isForImage(service.action),
        waitUntil: configuration.waitUntil === 'none' ? 'none' : 'deployed',
        waitMs: (0,carry_out_run/* waitLimit */.Tk)(configuration),
        seenAt: run.plannedAt,
        ...(0,present/* present */.E)({ description, config })
    }, codePorts);
}
function isForImage(action) {
    return action.kind === 'update' && action.because === 'image';
}
function namedIn(service, { configuration }) {
    const { cluster, region } = service.site;
    const names = (0,read_deploy/* namesFor */.GT)(configuration.codeDeploy, { cluster, service: service.service });
    return { service: service.service, cluster, region, ...names };
}
async function investigate(service, taskSetId, run) {
    const { ecs } = await run.aws(service.site);
    const now = { deploymentId: taskSetId ?? '', ecs, state: service.before };
    await (0,advice/* investigateFailure */.U)((0,carry_out_run/* ourRollout */.I8)(service, now, run), run.investigation);
}
async function carry_codedeploy_settle(end, service, within) {
    const { configuration } = within.run;
    const { deploymentId } = end;
    if (deploymentId === undefined || end.error !== undefined)
        return end;
    const isBad = end.outcome === 'failed' || end.outcome === 'timed-out';
    const deleted = isBad ? await whyDeleted(service, within.run) : undefined;
    if (deleted !== undefined)
        return { ...end, isDeleted: true, reason: `${end.reason} ${deleted}` };
    if (end.outcome === 'cancelled' && end.rollback === undefined && configuration.onCancel === 'rollback')
        return stopCancelled(end, deploymentId, within);
    if (!isBad || configuration.onFailure !== 'rollback')
        return end;
    const back = await rollBack(deploymentId, service, within);
    const outcome = back.outcome === 'rolled-back' ? 'rolled-back' : end.outcome;
    return {
        ...end,
        outcome,
        reason: `${end.reason} ${backInWords(back)}`,
        finishedAt: back.finishedAt,
        ...(0,present/* present */.E)({ rollback: back.rollback ?? end.rollback }),
        milestones: [...end.milestones, ...back.milestones]
    };
}
async function stopCancelled(end, deploymentId, { codePorts }) {
    const asked = await stopAndRollBack(deploymentId, codePorts.codedeploy);
    const cancelled = `${DEPLOY_CANCELLED} (deployment ${deploymentId}).`;
    if (asked instanceof aws_error/* AwsError */.Gy)
        return { ...end, reason: `${end.reason} Cannot roll back: ${asked.operation} failed (${asked.awsName}).` };
    if (asked === 'already over')
        return { ...end, reason: `${cancelled} Cannot roll back: the deployment is already over.` };
    const reason = `${cancelled} Its rollback was requested and continues in CodeDeploy.`;
    return { ...end, reason, rollback: 'in-progress' };
}
async function undo(deploymentId, service, within) {
    const end = await rollBack(deploymentId, service, within);
    const { milestones, rollback } = end;
    const without = rollback === undefined ? 'succeeded' : 'failed';
    const outcome = end.outcome === 'rolled-back' ? end.outcome : without;
    return { outcome, addition: backInWords(end), milestones, ...(0,present/* present */.E)({ rollback }) };
}
function backInWords({ rollback, reason }) {
    switch (rollback) {
        case 'completed':
            return 'Rolled back, verified.';
        case 'in-progress':
            return `Its rollback was requested. ${reason}`;
        case 'failed':
            return `The rollback did not succeed. ${reason}`;
        default:
            return `Cannot roll back: ${reason}`;
    }
}
function rollBack(deploymentId, service, { run, codePorts }) {
    const previous = (0,appspec/* buildAppSpec */.RS)(service.appSpec ?? { kind: 'service', raw: service.before.raw }, {
        service: service.service,
        taskDefinitionArn: service.previousTaskDefinitionArn,
        definition: {}
    });
    return rollBackCodeDeploy({
        ...namedIn(service, run),
        deploymentId,
        waitMs: (0,carry_out_run/* waitLimit */.Tk)(run.configuration),
        ...('content' in previous ? { previousContent: previous.content } : {})
    }, codePorts);
}
function endOf(end, service, { run, startedAt }) {
    const { deploymentId, error, problems = [] } = end;
    const note = end.outcome === 'rolled-back' ? plaintextNote(service) : '';
    const problem = problems[0] ?? (error ? { ...(0,explain/* explainAwsError */.Ni)(error), service: service.service } : undefined);
    return {
        result: {
            ...(0,carry_out_run/* baseOf */.bx)(service, run),
            outcome: end.outcome,
            reason: `${end.reason}${note}`,
            startedAt: (0,carry_out_run/* isoTimestamp */.yh)(startedAt),
            finishedAt: (0,carry_out_run/* isoTimestamp */.yh)(end.finishedAt),
            ...(0,present/* present */.E)({ deploymentId, isOngoing: end.isOngoing, rollback: end.rollback }),
            ...(0,present/* present */.E)({
                isCancelled: end.isCancelled,
                isDeleted: end.isDeleted,
                isRefused: wasRefused(end, service, run) || undefined
            })
        },
        milestones: end.milestones,
        ...(0,present/* present */.E)({ codeDeployId: deploymentId, problem })
    };
}
function wasRefused({ error, deploymentId }, service, run) {
    const isAsBefore = deploymentId === undefined && countOf(service, run) === undefined;
    return isAsBefore && error !== undefined && (0,explain/* leftAsItWas */.QU)(error);
}
function countOf({ before }, { configuration }) {
    return configuration.desiredCount === before.desiredCount ? undefined : configuration.desiredCount;
}
async function setCount(service, run) {
    const desiredCount = countOf(service, run);
    if (desiredCount === undefined)
        return undefined;
    const { ecs } = await run.aws(service.site);
    try {
        await ecs.updateService({ cluster: service.site.cluster, service: service.service, desiredCount });
        return undefined;
    }
    catch (error) {
        const problem = { ...(0,explain/* refusalOf */.Of)(error), service: service.service };
        const result = { ...(0,carry_out_run/* baseOf */.bx)(service, run), outcome: 'failed', reason: problem.message };
        return { result: { ...result, ...(0,update_service/* refusedUpdate */.mF)(error) }, problem, milestones: [] };
    }
}
async function whyDeleted({ service, site }, run) {
    try {
        const { ecs } = await run.aws(site);
        const [now] = (await ecs.describeServices(site.cluster, [service])).services;
        if (now?.status === 'ACTIVE')
            return undefined;
        const what = now === undefined ? 'ECS no longer knows the service' : `The service is ${now.status}`;
        return `${what}: it was deleted during the deployment.`;
    }
    catch (error) {
        if (error instanceof aws_error/* AwsError */.Gy)
            return undefined;
        throw error;
    }
}

// EXTERNAL MODULE: ./lib/src/deploy/old-values.js
var old_values = __webpack_require__(13675);
;// CONCATENATED MODULE: ./lib/src/deploy/carry-out/changed-during-rollout.js



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
        const looking = { ...run, lookAgain: (service) => (0,carry_out_run/* lookAgain */.IK)(service, run) };
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

// EXTERNAL MODULE: ./lib/src/deploy/plan/plaintext.js
var plaintext = __webpack_require__(77214);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/src/json.js
var json = __webpack_require__(65955);
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
function networkOf({ inputs, service, definition }) {
    const { subnets, securityGroups, assignPublicIp, isNetworkWhole } = inputs;
    const asked = {
        ...(subnets.length === 0 ? {} : { subnets }),
        ...(securityGroups.length === 0 ? {} : { securityGroups }),
        ...(0,present/* present */.E)({ assignPublicIp })
    };
    if (isNetworkWhole)
        return { assignPublicIp: 'DISABLED', ...asked };
    if (definition['networkMode'] === 'awsvpc') {
        const copied = objectIn(objectIn(settingOf(service, 'networkConfiguration')), 'awsvpcConfiguration');
        return { ...copied, ...asked };
    }
    return Object.keys(asked).length === 0 ? undefined : asked;
}
function subnetsOf(network) {
    const subnets = network?.['subnets'];
    return Array.isArray(subnets) ? subnets : [];
}
function capacityOf({ inputs, service, definition }) {
    if (inputs.capacityProviderStrategy.length > 0)
        return { capacityProviderStrategy: inputs.capacityProviderStrategy };
    const version = settingOf(service, 'platformVersion');
    const platform = typeof version === 'string' && version !== '' ? { platformVersion: version } : {};
    if (inputs.launchType !== undefined) {
        const keep = inputs.launchType === 'FARGATE' && settingOf(service, 'launchType') === 'FARGATE';
        return { launchType: inputs.launchType, ...(keep ? platform : {}) };
    }
    const strategy = settingOf(service, 'capacityProviderStrategy');
    if (Array.isArray(strategy) && strategy.length > 0)
        return { capacityProviderStrategy: strategy, ...platform };
    const launchType = settingOf(service, 'launchType');
    if (typeof launchType === 'string')
        return { launchType, ...platform };
    const compatible = definition['requiresCompatibilities'];
    return Array.isArray(compatible) && compatible.length === 1 && compatible[0] === 'FARGATE'
        ? { launchType: 'FARGATE' }
        : {};
}
function settingOf(service, name) {
    if (!service)
        return undefined;
    const own = service[name];
    if (own !== undefined && own !== null)
        return own;
    const entries = [service['taskSets'], service['deployments']].flatMap(list => Array.isArray(list) ? list : []);
    const primary = entries.map(entry => objectIn(entry)).find(entry => entry?.['status'] === 'PRIMARY');
    return primary?.[name];
}
function objectIn(value, member) {
    if (!(0,json/* isObject */.G)(value))
        return undefined;
    return member === undefined ? value : objectIn(value[member]);
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

// EXTERNAL MODULE: ./lib/src/rollout/diagnosis/logs.js
var logs = __webpack_require__(25550);
;// CONCATENATED MODULE: ./lib/src/deploy/tasks/log-tail.js




const PRINTED = 200;
const KEPT = 50;
const PAGES = 5;
const LAST_PAGES = 40;
class LogTail {
    #ports;
    #tails;
    constructor(logs, ports) {
        this.#ports = ports;
        this.#tails = logs.map(log => ({ ...log, printed: 0, left: 0, kept: [] }));
    }
    async look(pages = PAGES) {
        for (const tail of this.#tails) {
            try {
                await this.#read(tail, pages);
            }
            catch (error) {
                if (!(error instanceof aws_error/* AwsError */.Gy))
                    throw error;
                if (['missing', 'lost', 'throttled', 'unreachable'].includes(error.kind))
                    continue;
                this.#tails = [];
                this.#ports.say(`The task's log is not shown: ${(0,explain/* refusedCall */.dr)(error)} on ${tail.stream.group}. The task is monitored anyway.`);
                return;
            }
        }
    }
    async end() {
        await this.look(LAST_PAGES);
        for (const { container, stream, left, kept } of this.#tails.filter(tail => tail.left > 0)) {
            this.#ports.say(`${container} | … ${left - kept.length} lines left out; all of them are in ${stream.group} ${stream.stream}; the last ones:`);
            for (const line of kept)
                this.#ports.say(`${container} | ${line}`);
        }
    }
    async #read(tail, pages) {
        for (let page = 0; page < pages; page++) {
            const { messages, next } = await this.#ports.logs.read(tail.stream, tail.next);
            for (const line of (0,logs/* showLines */.P6)(messages, this.#ports.guard)) {
                if (tail.printed < PRINTED) {
                    tail.printed++;
                    this.#ports.say(`${tail.container} | ${line}`);
                    continue;
                }
                tail.left++;
                tail.kept = [...tail.kept, line].slice(-KEPT);
            }
            const isDone = next === undefined || next === tail.next || messages.length === 0;
            if (next !== undefined)
                tail.next = next;
            if (isDone)
                return;
        }
    }
}
function logStreamsOf(definition, taskArn) {
    const logs = [];
    const elsewhere = [];
    const id = taskArn.split('/').at(-1) ?? '';
    for (const { name, logConfiguration } of (0,json/* objectsIn */.Q)(definition['containerDefinitions'])) {
        if (typeof name !== 'string' || !(0,json/* isObject */.G)(logConfiguration))
            continue;
        const { logDriver, options } = logConfiguration;
        const [region, group, prefix] = ['region', 'group', 'stream-prefix'].map(option => {
            const value = (0,json/* isObject */.G)(options) ? options[`awslogs-${option}`] : undefined;
            return typeof value === 'string' && value !== '' ? value : undefined;
        });
        if (logDriver !== 'awslogs')
            elsewhere.push({
                container: name,
                why: `log driver ${typeof logDriver === 'string' ? logDriver : 'not named'}`
            });
        else if (prefix === undefined)
            elsewhere.push({ container: name, why: 'no awslogs-stream-prefix' });
        else if (region !== undefined && group !== undefined)
            logs.push({ container: name, stream: { region, group, stream: `${prefix}/${name}/${id}` } });
    }
    return { logs, elsewhere };
}

// EXTERNAL MODULE: ./lib/src/rollout/diagnosis/explain.js + 1 modules
var diagnosis_explain = __webpack_require__(85995);
;// CONCATENATED MODULE: ./lib/src/deploy/tasks/task-verdict.js



function judgeTask(task, definition) {
    const exits = exitsOf(task, definition);
    const ended = task_verdict_endOf(task, exits);
    if (ended === undefined)
        return { ok: true, reason: succeeded(exits), exits };
    const explanation = (0,diagnosis_explain/* explainStop */.c)({ ...task, taskDefinition: '' }, definition)?.explanation;
    return { ok: false, reason: ended, exits, ...(0,present/* present */.E)({ explanation }) };
}
function exitsOf(task, definition) {
    const own = task_verdict_reasonOf(task);
    return task.containers.map(container => {
        const { name, exitCode } = container;
        const reason = container.reason ?? (exitCode === undefined ? own : undefined);
        return {
            name,
            essential: isEssential(container, definition),
            ...(0,present/* present */.E)({ exitCode, hasRun: task.hasRun }),
            ...(0,present/* present */.E)({ reason: reason === undefined ? undefined : (0,events/* generalizeReason */.Fb)(reason) })
        };
    });
}
function isEssential(container, definition) {
    const list = definition['containerDefinitions'];
    const containers = Array.isArray(list) ? list : [];
    const found = containers.find(one => typeof one === 'object' && one !== null && one['name'] === container.name);
    return found !== undefined && found['essential'] !== false;
}
function task_verdict_reasonOf(task) {
    return task.stoppedReason ?? task.stopCode ?? 'ECS gave no reason';
}
function task_verdict_endOf(task, exits) {
    const code = task.stopCode;
    const why = (0,events/* generalizeReason */.Fb)(task_verdict_reasonOf(task)).replace(/\.$/, '');
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
        const result = await run_one_off_task_watch(task, taskArn, { ...ports, following });
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
const HINTS = [
    [
        /^RESOURCE/,
        'The container instances lack what the task needs (CPU, memory, a port, a network interface): add instances, free some, or run the task on Fargate (run-task-launch-type).'
    ],
    [/^AGENT/, 'The ECS agent of the container instance is not connected: check the instance.'],
    [
        /^(?:ATTRIBUTE|LOCATION)/,
        'No container instance has what the definition requires (attribute, architecture, Availability Zone): compare them.'
    ],
    [
        /^(?:MISSING|INACTIVE|EMPTY CAPACITY PROVIDER)|No Container Instances were found/i,
        'The cluster has no such container instance: check the cluster and its capacity providers, or set run-task-launch-type: FARGATE.'
    ],
    [
        /Capacity is unavailable/i,
        'Fargate has no capacity there at the moment: run again later, or name subnets in more Availability Zones.'
    ],
    [/./, 'Look the reason up in the ECS developer guide under "API failure reasons"; no service was touched.']
];
function notPlaced(name, failures) {
    const reasons = failures.map(({ reason, detail }) => detail === undefined ? reason : `${reason} (${detail})`);
    const [first = 'ECS gave no reason'] = reasons;
    return {
        code: 'task-not-placed',
        fault: 'cloud',
        message: `The one-off task of ${name} was not started. ECS placed no task: ${[...new Set(reasons)].join('; ') || first}.`,
        hint: HINTS.find(([pattern]) => pattern.test(first))?.[1] ?? ''
    };
}
async function run_one_off_task_watch(task, taskArn, ports) {
    const { clock, signal, logs, guard, following } = ports;
    const say = (line) => following.say(line);
    const ended = (reason) => {
        say(reason);
        return failed(reason);
    };
    const found = logs ? logStreamsOf(task.definition, taskArn) : undefined;
    for (const { container, why } of found?.elsewhere ?? [])
        say(`${container}: its log is not shown (${why})`);
    const tail = logs && found && new LogTail(found.logs, { logs, guard, say });
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
        await tail?.look();
        if (isSeen && status === 'STOPPED') {
            await tail?.end();
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
            await tail?.end();
            return ended(`The one-off task had not stopped after ${(0,progress/* formatDuration */.a3)(task.timeoutMs)} (wait-for-minutes): ${status === '' ? 'no state seen' : status}. It continues in ECS.`);
        }
        await clock.sleep(Math.min(src_pace/* POLL_INTERVAL_MS */.fv, deadline - clock.now()), signal);
    }
}
const PASSING = new Set(['lost', 'throttled', 'unreachable']);
const UNKNOWN_TASK = 'Not verified: ECS no longer knows the one-off task, so its outcome is unknown.';
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
        return 'The run was cancelled; the one-off task was asked to stop (on-cancel: rollback).';
    }
    catch (error) {
        if (!(error instanceof aws_error/* AwsError */.Gy))
            throw error;
        return `The run was cancelled and the one-off task could not be stopped (${error.operation}: ${error.awsName}): it continues in ECS.`;
    }
}

;// CONCATENATED MODULE: ./lib/src/deploy/carry-out/one-off-tasks.js





const MINUTE_MS = 60_000;
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
    const { tasks, taskLogs } = await aws(definition.account);
    const asked = key === undefined ? { inputs } : { inputs, key };
    return runOneOffTask({
        cluster,
        taskDefinitionArn,
        definition: definition.definition,
        inputs,
        clientToken: clientTokenOf({ run, taskDefinitionArn, cluster, asked }),
        timeoutMs: configuration.waitMinutes * MINUTE_MS,
        onCancel: configuration.onCancel,
        ...(0,present/* present */.E)({ service: home })
    }, {
        tasks,
        logs: taskLogs,
        clock: ports.clock,
        log: ports.log,
        signal: ports.signal,
        guard: (0,plaintext/* makeTextGuard */.t)(definition.definition, ports.gate)
    });
}

// EXTERNAL MODULE: ./lib/src/template/conform.js
var conform = __webpack_require__(45270);
// EXTERNAL MODULE: ./lib/src/deploy/comparison/commit-tag.js
var commit_tag = __webpack_require__(72355);
// EXTERNAL MODULE: ./lib/src/deploy/comparison/compare.js
var compare = __webpack_require__(16336);
// EXTERNAL MODULE: ./lib/src/deploy/connections.js
var connections = __webpack_require__(5956);
;// CONCATENATED MODULE: ./lib/src/deploy/carry-out/register-all.js








const register_all_LOOK_AFTER_MS = [500, 2_000, 4_000, 8_000, 16_000];
const LAST_LOOK_MS = 1_000;
const register_all_ATTEMPTS = 4;
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
        equals: live => (0,compare/* compareDefinitions */.E)(wanted, live.definition, { isKnown: conform/* isKnownMember */.il }).differences.length === 0
    });
}
function notKept(definition, live) {
    const wanted = definition.definition;
    const comparison = (0,compare/* compareDefinitions */.E)(wanted, live.definition, { isKnown: conform/* isKnownMember */.il });
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
            if (attempt === register_all_ATTEMPTS || request.signal?.aborted)
                throw error;
        }
    }
}
async function findRegistered(ecs, clock, request) {
    const { signal } = request;
    for (const wait of register_all_LOOK_AFTER_MS) {
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

// EXTERNAL MODULE: ./lib/src/deploy/carry-out/schedules.js + 2 modules
var carry_out_schedules = __webpack_require__(88487);
// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(48710);
// EXTERNAL MODULE: ./lib/src/deploy/services/settings.js
var settings = __webpack_require__(78977);
// EXTERNAL MODULE: ./lib/src/rollout/rollout.js
var rollout = __webpack_require__(72550);
// EXTERNAL MODULE: ./lib/src/deploy/plan/decide-on.js
var decide_on = __webpack_require__(61539);
;// CONCATENATED MODULE: ./lib/src/deploy/carry-out/await-turn.js










const await_turn_FRESH_MS = 10_000;
async function awaitTurn(planned, run) {
    const { configuration, ports } = run;
    const deadline = ports.clock.now() + (0,carry_out_run/* waitLimit */.Tk)(configuration);
    let service = planned;
    if (ports.clock.now() - run.plannedAt > await_turn_FRESH_MS) {
        const looked = await decideAgain(service, run);
        if ('reason' in looked)
            return looked;
        service = looked.service;
    }
    for (;;) {
        const { kind } = service.action;
        const primary = kind === 'update' || kind === 'follow' ? (0,deployments/* deploymentUnderWay */.TC)(service.before) : undefined;
        if (!primary)
            return { service };
        const { ecs } = await run.aws(service.site);
        const asksForRollback = kind === 'follow' || configuration.ifDeploying === 'wait';
        const back = asksForRollback
            ? await (0,start_rollback/* findRollbackUnderWay */.jO)(ecs, service.before, ports.clock.now())
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
    const end = await run.watcher.follow((0,rollout/* rolloutOf */.Z)(service, (0,deployments/* watchedDeployment */.Ac)(busy, service.before), watch));
    if (end.outcome === 'cancelled')
        return rollout_outcome/* CANCELLED_BEFORE */.yv;
    const didNotEnd = `The deployment that was in progress (${busy.id}) did not end: ${end.reason}`;
    if (end.outcome === 'timed-out' || end.error)
        return { reason: didNotEnd };
    for (;;) {
        const looked = await decideAgain(service, run);
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
async function decideAgain(service, run) {
    const { action, site } = service;
    try {
        const { ecs } = await run.aws(site);
        const state = await run.look(ecs, site.cluster, service.service);
        if (state?.status !== 'ACTIVE')
            return { reason: 'The service was deleted before its turn came.', isDeleted: true };
        const arn = (0,carry_out_run/* revisionFor */.HU)(service, run);
        const requested = { ...(0,decide_on/* requestedChangesOf */.D)(run.configuration), ...(0,present/* present */.E)({ settings: service.settings }) };
        const decided = (0,decide/* decideAction */.jO)(state, { kind: 'reuse', arn }, requested);
        const primary = (0,deployments/* primaryOf */.Os)(state);
        const isFollowed = action.kind === 'follow' && primary?.id === action.deploymentId && primary.rolloutState !== 'FAILED';
        const isForImage = action.kind === 'update' && action.because === 'image' && decided.kind !== 'update';
        return { service: { ...service, action: isFollowed || isForImage ? action : decided, before: state } };
    }
    catch (error) {
        return { reason: (0,explain/* refusalOf */.Of)(error).message };
    }
}

;// CONCATENATED MODULE: ./lib/src/deploy/carry-out/continue-service.js









const continue_service_LOOK_AFTER_MS = [0, 2_000, 5_000];
async function continueService(service, action, run) {
    const { log, signal } = run.ports;
    const { deployment, pauseAction } = action;
    const { id: deploymentId, arn: serviceDeploymentArn, stage = 'a lifecycle hook' } = deployment;
    const base = { ...(0,carry_out_run/* baseOf */.bx)(service, run), deploymentId, serviceDeploymentArn };
    const { ecs } = await run.aws(service.site);
    const isBack = pauseAction === 'ROLLBACK';
    const hooks = isBack ? deployment.hookIds.slice(0, 1) : deployment.hookIds;
    let hasEnded = false;
    for (const hookId of hooks) {
        if (signal.aborted)
            return { ended: { result: { ...base, outcome: 'not-started', ...rollout_outcome/* CANCELLED_BEFORE */.yv }, milestones: [] } };
        try {
            const request = { arn: serviceDeploymentArn, hookId, action: pauseAction };
            hasEnded = (await endPause(ecs, run, request)) || hasEnded;
        }
        catch (error) {
            const problem = { ...(0,explain/* refusalOf */.Of)(error), service: service.service };
            const result = { ...base, outcome: 'failed', reason: problem.message };
            return { ended: { result, problem, milestones: [] } };
        }
    }
    const gone = hooks.length > 0
        ? `The pause at ${stage} had already ended.`
        : 'Nothing was paused: the deployment is watched.';
    const said = hasEnded ? `${DONE[pauseAction]} at ${stage}.` : gone;
    log.info(`[${service.service}] ${said}`);
    if (run.configuration.waitUntil === 'none') {
        const reason = `${said} Not monitored (wait-until: none).`;
        const back = isBack ? { rollback: 'in-progress' } : {};
        return { ended: { result: { ...base, ...carry_out_run/* NOT_WAITED_FOR */.nC, ...back, reason }, milestones: [] } };
    }
    const rollout = (0,carry_out_run/* ourRollout */.I8)(service, { deploymentId, ecs, state: service.before }, run);
    const { createdAt } = deployment;
    const target = { ...rollout.target, continued: deployment.hookIds, ...(0,present/* present */.E)({ createdAt }) };
    const milestone = { at: run.ports.clock.now(), what: 'continued', text: said };
    const told = (judge) => async (subject, updatedAt, its) => {
        const { result, ...end } = await judge(subject, updatedAt, its);
        const reason = `${said} ${result.reason}`;
        return { ...end, result: { ...result, reason }, milestones: [milestone, ...end.milestones] };
    };
    if (!isBack)
        return { rollout: { ...rollout, target }, settle: told(settle) };
    const asked = { purpose: 'rollback', isRequested: true, isStopped: true };
    const back = { ...rollout, ...asked, target: { ...target, goal: 'deployed' } };
    return { rollout: back, settle: told(settleBack), isBack: true };
}
const DONE = { CONTINUE: 'Continued', ROLLBACK: 'Rollback requested' };
const settleBack = async ({ service, start, end }, _, run) => {
    const good = (0,rollback_targets/* goodRevisionOf */.Kc)(service.before);
    const to = good === undefined ? '' : ` to ${(0,arn/* lastPartOf */.RS)(good)}`;
    const isBack = end.outcome === 'rolled-back';
    const base = {
        ...(0,carry_out_run/* baseOf */.bx)(service, run),
        ...(isBack ? { previousTaskDefinitionArn: end.target.taskDefinition } : {}),
        deploymentId: end.target.deploymentId,
        startedAt: (0,carry_out_run/* isoTimestamp */.yh)(start.startedAt)
    };
    const reason = `The deployment was rolled back${to}.${plaintextNote(service)}`;
    return (0,rollback_end/* requestedBack */.sZ)(end, 'stopped', { base, reason, ...(0,present/* present */.E)({ to: good }) });
};
async function endPause(ecs, { ports: { clock, signal } }, request) {
    try {
        await ecs.continueServiceDeployment(request);
        return true;
    }
    catch (error) {
        if (!(error instanceof aws_error/* AwsError */.Gy) || (error.kind !== 'refused' && error.kind !== 'lost'))
            throw error;
        for (const wait of continue_service_LOOK_AFTER_MS) {
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

;// CONCATENATED MODULE: ./lib/src/deploy/carry-out/create-service.js


const create_service_LOOK_AFTER_MS = [1_000, 3_000, 6_000];
const create_service_ATTEMPTS = 4;
async function createServiceOnce(ecs, clock, request) {
    const { cluster, serviceName, taskDefinition } = request;
    for (let attempt = 1;; attempt++) {
        try {
            return await ecs.createService(request);
        }
        catch (error) {
            if (!(error instanceof aws_error/* AwsError */.Gy))
                throw error;
            const isOpen = error.kind === 'lost' || (attempt > 1 && NOT_IDEMPOTENT.test(error.message));
            if (!isOpen)
                throw error;
            for (const wait of create_service_LOOK_AFTER_MS) {
                await clock.sleep(wait);
                const [state] = (await ecs.describeServices(cluster, [serviceName])).services;
                if (state?.status === 'ACTIVE' && state.taskDefinition === taskDefinition)
                    return state;
            }
            if (error.kind !== 'lost' || attempt === create_service_ATTEMPTS)
                throw error;
        }
    }
}
const NOT_IDEMPOTENT = /not idempotent/i;
function explainCreation(error, { service, cluster }) {
    const subject = `service "${service}" in cluster "${cluster}"`;
    const said = { code: 'service-not-created', fault: 'cloud', service };
    if (NOT_IDEMPOTENT.test(error.message))
        return {
            ...said,
            message: `ECS did not create ${subject}: a service of this name was created by someone else a moment ago. ECS says "Creation of service was not idempotent."`,
            hint: 'Run again: the service is then found and updated. If it cannot be seen, it may be hidden by a missing permission for ecs:DescribeServices.'
        };
    if (/still Draining/i.test(error.message))
        return {
            ...said,
            message: `ECS did not create ${subject}: a deleted service of this name still stops its tasks (DRAINING).`,
            hint: 'Wait until its tasks are gone, then run again.'
        };
    return (0,explain/* explainAwsError */.Ni)(error, { subject, service });
}

;// CONCATENATED MODULE: ./lib/src/deploy/carry-out/start-service.js














const AS_PLANNED = new Set(['unchanged', 'create', 'continue']);
async function beginService(planned, run) {
    const { signal } = run.ports;
    const { kind } = planned.action;
    if (kind !== 'unchanged' && kind !== 'continue')
        await run.updates.take({ account: (0,connections/* accountKey */.L)(planned.site), signal });
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
            return {
                watch: async () => {
                    const { result, ...course } = await unchangedEnd(service, run);
                    return { ...course, result: { ...(0,carry_out_run/* baseOf */.bx)(service, run), ...result } };
                }
            };
        case 'follow': {
            const { deploymentId } = action;
            const reason = 'Already in progress; the rollout is not monitored (wait-until: none).';
            if (run.configuration.waitUntil === 'none')
                return endedAs(service, run, { ...carry_out_run/* NOT_WAITED_FOR */.nC, deploymentId, reason });
            const { ecs } = await run.aws(service.site);
            return { rollout: (0,carry_out_run/* ourRollout */.I8)(service, { deploymentId, ecs, state: service.before }, run) };
        }
        case 'continue':
            return continueService(service, action, run);
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
function endedAs(service, run, { problem, ...result }) {
    return {
        ended: { result: { ...(0,carry_out_run/* baseOf */.bx)(service, run), ...result }, milestones: [], ...(0,present/* present */.E)({ problem }) }
    };
}
async function update(service, run) {
    const { ports, configuration } = run;
    const { clock, signal } = ports;
    const startedAt = clock.now();
    const { ecs } = await run.aws(service.site);
    const force = service.action.kind === 'update' && service.action.forceNewDeployment;
    const { desiredCount } = service;
    const members = (0,settings/* changedMembers */.kq)(service.settings ?? {}, service.before.raw);
    const request = {
        cluster: service.site.cluster,
        service: service.service,
        taskDefinition: (0,carry_out_run/* revisionFor */.HU)(service, run),
        ...(0,present/* present */.E)({ desiredCount }),
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
            return endedAs(service, run, { ...failed, reason: NO_NEW_DEPLOYMENT });
        ports.log.info(`[${(0,rollout_outcome/* labelOf */.Wy)(service)}] updated: ${deploymentId}`);
        if (service.action.kind !== 'settings' || (0,deployments/* deploymentUnderWay */.TC)(state) !== undefined)
            return watched(service, { state, deploymentId, startedAt }, run);
        const ended = settingsChanged(service, { startedAt, deploymentId }, run);
        return waits ? { watch: () => confirmSettings(ended, { ...service, before: state }, run) } : { ended };
    }
    catch (error) {
        const problem = { ...(0,explain/* refusalOf */.Of)(error), service: service.service };
        const reason = (0,update_service/* describeFailedUpdate */.G_)(error, problem.message);
        return endedAs(service, run, { ...failed, reason, problem, ...(0,update_service/* refusedUpdate */.mF)(error) });
    }
}
async function watched(service, started, run) {
    const { state, deploymentId, startedAt } = started;
    if (run.configuration.waitUntil === 'none') {
        const result = {
            ...(0,carry_out_run/* baseOf */.bx)(service, run),
            ...carry_out_run/* NOT_WAITED_FOR */.nC,
            deploymentId,
            startedAt: (0,carry_out_run/* isoTimestamp */.yh)(startedAt)
        };
        return { ended: { result, milestones: [{ at: startedAt, what: 'updated', text: 'service updated' }] } };
    }
    const { ecs } = await run.aws(service.site);
    const rollout = { ...(0,carry_out_run/* ourRollout */.I8)(service, { deploymentId, ecs, state }, run), startedAt };
    return { rollout, updatedAt: run.ports.clock.now() };
}
function settingsChanged(service, { startedAt, deploymentId }, run) {
    const { clock, log } = run.ports;
    const members = service.action.kind === 'settings' ? service.action.members : [];
    for (const note of (0,settings/* settingsNotes */.zz)(members))
        log.notice(`[${(0,rollout_outcome/* labelOf */.Wy)(service)}] ${note}`);
    const at = clock.now();
    const times = { startedAt: (0,carry_out_run/* isoTimestamp */.yh)(startedAt), finishedAt: (0,carry_out_run/* isoTimestamp */.yh)(at) };
    const reason = `Settings changed: ${members.join(', ')}.`;
    return {
        result: { ...(0,carry_out_run/* baseOf */.bx)(service, run), deploymentId, outcome: 'succeeded', reason, ...times },
        milestones: [{ at, what: 'updated', text: 'settings changed' }]
    };
}
async function confirmSettings(end, service, run) {
    const seen = await confirmTasks(end.result.reason, service, { run, until: Number.POSITIVE_INFINITY });
    if (seen === undefined)
        return end;
    const { outcome, reason, samples } = seen;
    if (outcome === undefined)
        return { ...end, result: { ...end.result, reason }, warning: reason };
    const finishedAt = (0,carry_out_run/* isoTimestamp */.yh)(run.ports.clock.now());
    return { ...end, ...(0,present/* present */.E)({ samples }), result: { ...end.result, outcome, reason, finishedAt } };
}
const NO_NEW_DEPLOYMENT = 'Not verified: ECS accepted the update but shows no new deployment of the service that could be watched.';
async function create(service, run) {
    const { configuration, ports, arns } = run;
    const { cluster } = service.site;
    const startedAt = ports.clock.now();
    const { desiredCount } = service;
    const request = (0,settings/* creationRequest */.zT)(service.creation ?? {}, {
        cluster,
        service: service.service,
        taskDefinition: arns.get(service.definitionId) ?? '',
        settings: configuration.settings,
        run: ports.runName,
        ...(0,present/* present */.E)({ desiredCount })
    });
    const { ecs } = await run.aws(service.site);
    try {
        const state = await createServiceOnce(ecs, ports.clock, request);
        const deploymentId = (0,deployments/* primaryOf */.Os)(state)?.id;
        if (deploymentId === undefined)
            return endedAs(service, run, { outcome: 'failed', reason: NO_NEW_DEPLOYMENT });
        ports.log.info(`[${(0,rollout_outcome/* labelOf */.Wy)(service)}] created: ${deploymentId}`);
        return watched(service, { state, deploymentId, startedAt }, run);
    }
    catch (error) {
        if (!(error instanceof aws_error/* AwsError */.Gy))
            throw error;
        const problem = explainCreation(error, { service: service.service, cluster });
        return endedAs(service, run, {
            startedAt: (0,carry_out_run/* isoTimestamp */.yh)(startedAt),
            outcome: 'failed',
            reason: problem.message,
            problem,
            ...(0,present/* present */.E)({ isRefused: (0,explain/* leftAsItWas */.QU)(error) || undefined })
        });
    }
}

;// CONCATENATED MODULE: ./lib/src/deploy/carry-out/carry-out.js

















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
    const moved = await (0,carry_out_schedules/* moveForPlan */.yw)(schedules, arns, run);
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
    const watcher = new watch/* Watcher */.Z((0,advice/* adviseWatcher */.X)(investigation), { clock, log, signal });
    const run = {
        ...registered,
        configuration,
        ports,
        aws,
        watcher,
        investigation,
        look: (0,carry_out_run/* batchedReader */.lo)(clock),
        updates: new src_pace/* RequestPace */.tI(src_pace/* UPDATE */.q6, clock),
        starts: (0,p_limit/* default */.A)(STARTS_AT_ONCE)
    };
    const carried = await carryAll(run);
    const settled = configuration.atomic ? await allOrNone(carried, run) : carried;
    const told = await withChangedDuringRollout(settled, run);
    watcher.recap();
    return { ends: [...told.carried.values()].map(({ end }) => end), diagnoses, remarks: told.remarks };
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
    const isPlain = !started.isBack && started.settle === undefined;
    const subject = isPlain ? await confirmed(first, run) : first;
    const end = await (started.settle ?? settle)(subject, started.updatedAt, run);
    return started.isBack ? { end } : { end, undo: () => rollBackSucceeded(subject, run) };
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
function withEnds(report, { ends, diagnoses, remarks }) {
    return {
        ...report,
        problems: [...report.problems, ...ends.flatMap(({ problem }) => problem ?? [])],
        remarks: [...report.remarks, ...warningsOf(ends), ...remarks],
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

/***/ 26306:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LH: () => (/* binding */ troubleOf),
/* harmony export */   iN: () => (/* binding */ stoppedInWords),
/* harmony export */   mV: () => (/* binding */ readStops),
/* harmony export */   uv: () => (/* binding */ investigateTasks)
/* harmony export */ });
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(84120);
/* harmony import */ var _rollout_deployments_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(97387);
/* harmony import */ var _rollout_diagnosis_events_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(89400);
/* harmony import */ var _rollout_diagnosis_failures_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(91286);
/* harmony import */ var _rollout_progress_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(38704);
/* harmony import */ var _rollout_rollout_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(72550);
/* harmony import */ var _rollout_status_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57773);
/* harmony import */ var _comparison_plan_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(96540);
/* harmony import */ var _plan_plaintext_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(77214);
/* harmony import */ var _advice_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(4558);










const TASKS_READ = 300;
async function troubleOf(service, run) {
    const seen = await readStops(service, service.before, run);
    if ('unread' in seen) {
        const unrest = (0,_rollout_status_js__WEBPACK_IMPORTED_MODULE_0__/* .unrestOf */ .n)(service.before, run.ports.clock.now());
        if (unrest === undefined)
            return undefined;
        return { text: seen.isEmpty ? `${seen.unread}.` : `${unrest}; ${seen.unread}.` };
    }
    if (seen.stops.length === 0)
        return undefined;
    const said = stoppedInWords(seen, service, run);
    const text = `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
    if (!seen.isLoop)
        return { text };
    return { text: `${text} A deploy changes nothing, and fails if they still do.`, isLoop: true };
}
async function readStops({ service, site }, state, run) {
    const { taskDefinition, desiredCount } = state;
    try {
        const { ecs } = await run.aws(site);
        const stopped = await ecs.listStoppedTasks(site.cluster, service, TASKS_READ);
        const now = run.ports.clock.now();
        const unrest = stopped.length === 0 ? (0,_rollout_status_js__WEBPACK_IMPORTED_MODULE_0__/* .unrestOf */ .n)(state, now) : undefined;
        if (unrest !== undefined)
            return { unread: `${unrest}; ECS lists no stopped task of it`, isEmpty: true };
        return (0,_rollout_diagnosis_failures_js__WEBPACK_IMPORTED_MODULE_1__/* .judgeStops */ .Rk)(stopped, { deploymentId: (0,_rollout_deployments_js__WEBPACK_IMPORTED_MODULE_2__/* .primaryOf */ .Os)(state)?.id, taskDefinition, desiredCount, now });
    }
    catch (error) {
        return { unread: `whether its tasks keep stopping is not verified (${(0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_3__/* .refusedCall */ .dr)(error)})` };
    }
}
function stoppedInWords({ stops, isLoop }, service, run) {
    const now = run.ports.clock.now();
    const definition = (0,_comparison_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .definitionIn */ .r)(run.plan, service.definitionId);
    const ends = stops.map(stop => (0,_rollout_diagnosis_failures_js__WEBPACK_IMPORTED_MODULE_1__/* .endOf */ .pJ)(stop, now));
    const failure = (0,_rollout_diagnosis_failures_js__WEBPACK_IMPORTED_MODULE_1__/* .findFirstFailure */ .mx)({
        deploymentId: '',
        startedAt: now,
        stops: stops.map(stop => ({ ...stop, startedBy: '' })),
        events: [],
        definition
    }, (0,_plan_plaintext_js__WEBPACK_IMPORTED_MODULE_5__/* .makeTextGuard */ .t)(definition, run.ports.gate));
    const number = `${stops.length} ${stops.length === 1 ? 'task' : 'tasks'}`;
    const when = `in the last ${(0,_rollout_progress_js__WEBPACK_IMPORTED_MODULE_6__/* .formatDuration */ .a3)(now - Math.min(...ends))}`;
    const last = `the last one ${(0,_rollout_progress_js__WEBPACK_IMPORTED_MODULE_6__/* .formatDuration */ .a3)(now - Math.max(...ends))} ago`;
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
    const start = (0,_rollout_rollout_js__WEBPACK_IMPORTED_MODULE_7__/* .rolloutOf */ .Z)(service, (0,_rollout_deployments_js__WEBPACK_IMPORTED_MODULE_2__/* .watchedDeployment */ .Ac)(primary, before), watch);
    const old = before.events.filter(({ createdAt }) => createdAt <= now - _rollout_diagnosis_events_js__WEBPACK_IMPORTED_MODULE_8__/* .RECENT_MS */ .NN);
    await (0,_advice_js__WEBPACK_IMPORTED_MODULE_9__/* .investigateFailure */ .U)({ ...start, seenEvents: old.map(({ id }) => id) }, run.investigation);
}


/***/ }),

/***/ 4934:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bd: () => (/* binding */ rollbackStateOf),
/* harmony export */   He: () => (/* binding */ COMPLETED_FIRST),
/* harmony export */   Il: () => (/* binding */ wentBack),
/* harmony export */   p5: () => (/* binding */ whyLost),
/* harmony export */   sZ: () => (/* binding */ requestedBack),
/* harmony export */   xD: () => (/* binding */ backRollout)
/* harmony export */ });
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(88757);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(84120);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85590);
/* harmony import */ var _rollout_rollout_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(72550);
/* harmony import */ var _run_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43917);





function backRollout(about, target, { ecs, startedAt, run }) {
    const deadline = startedAt + (0,_run_js__WEBPACK_IMPORTED_MODULE_0__/* .waitLimit */ .Tk)(run.configuration);
    return (0,_rollout_rollout_js__WEBPACK_IMPORTED_MODULE_1__/* .rolloutOf */ .Z)(about, { ...target, goal: 'deployed' }, { ecs, startedAt, deadline, purpose: 'rollback' });
}
function wentBack(end, how) {
    return end.outcome === (how === 'stopped' ? 'rolled-back' : 'succeeded');
}
function rollbackStateOf(end, how) {
    const deleted = (0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ isDeleted: end.isDeleted });
    if (wentBack(end, how))
        return { ...deleted, rollback: 'completed' };
    if (how === 'stopped' && end.outcome === 'succeeded')
        return deleted;
    return { ...deleted, rollback: end.rollback === 'in-progress' ? 'in-progress' : 'failed' };
}
const COMPLETED_FIRST = 'The deployment completed before it could be rolled back; run mode rollback to undo it.';
function requestedBack(end, how, about) {
    const isBack = wentBack(end, how);
    const isCompleted = end.outcome === 'succeeded';
    const outcome = isBack ? 'succeeded' : isCompleted ? 'failed' : end.outcome;
    const why = isCompleted ? COMPLETED_FIRST : end.reason;
    return {
        result: {
            ...about.base,
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ taskDefinitionArn: isBack ? about.to : about.base.taskDefinitionArn }),
            finishedAt: (0,_run_js__WEBPACK_IMPORTED_MODULE_0__/* .isoTimestamp */ .yh)(end.finishedAt),
            ...rollbackStateOf(end, how),
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ isOngoing: end.isOngoing, isUnverified: end.isUnverified }),
            ...(how === 'stopped' ? (0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ serviceDeploymentArn: end.recordArn }) : {}),
            outcome,
            reason: isBack ? about.reason : `${about.lead ?? ''}${why}`
        },
        ...(how === 'stopped' ? (0,_run_js__WEBPACK_IMPORTED_MODULE_0__/* .courseBack */ .tX)(end) : (0,_run_js__WEBPACK_IMPORTED_MODULE_0__/* .courseOf */ .uU)(end)),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ problem: whyLost(end) })
    };
}
function whyLost({ error, service }) {
    return error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_3__/* .AwsError */ .Gy ? { ...(0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_4__/* .explainAwsError */ .Ni)(error), service } : undefined;
}


/***/ }),

/***/ 43917:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DY: () => (/* binding */ notStarted),
/* harmony export */   HU: () => (/* binding */ revisionFor),
/* harmony export */   I8: () => (/* binding */ ourRollout),
/* harmony export */   IK: () => (/* binding */ lookAgain),
/* harmony export */   Rg: () => (/* binding */ thenBack),
/* harmony export */   Tk: () => (/* binding */ waitLimit),
/* harmony export */   bx: () => (/* binding */ baseOf),
/* harmony export */   lo: () => (/* binding */ batchedReader),
/* harmony export */   nC: () => (/* binding */ NOT_WAITED_FOR),
/* harmony export */   tX: () => (/* binding */ courseBack),
/* harmony export */   uU: () => (/* binding */ courseOf),
/* harmony export */   yh: () => (/* binding */ isoTimestamp)
/* harmony export */ });
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(88757);
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
    const milestones = [...first.milestones, ...back.milestones];
    return samples.length === 0 ? { milestones } : { milestones, samples };
}
function courseOf({ milestones, samples }) {
    return { milestones, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ samples }) };
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
        if (error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_6__/* .AwsError */ .Gy)
            return undefined;
        throw error;
    }
}


/***/ }),

/***/ 88487:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Uw: () => (/* binding */ findForPlan),
  yw: () => (/* binding */ moveForPlan)
});

// UNUSED EXPORTS: arnOfCluster

// EXTERNAL MODULE: ./lib/src/arn.js
var arn = __webpack_require__(318);
// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(84120);
// EXTERNAL MODULE: ./lib/src/check/contexts.js
var contexts = __webpack_require__(72748);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/deploy/connections.js
var connections = __webpack_require__(5956);
// EXTERNAL MODULE: ./lib/src/aws/error.js
var aws_error = __webpack_require__(88757);
// EXTERNAL MODULE: ./lib/src/bounded.js
var bounded = __webpack_require__(66048);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(7673);
// EXTERNAL MODULE: ./lib/src/deploy/schedules/found.js
var schedules_found = __webpack_require__(22800);
;// CONCATENATED MODULE: ./lib/src/deploy/schedules/find-schedules.js




async function findSchedules(search, ports) {
    if (search.families.length === 0)
        return { found: [], remarks: [] };
    const [rules, schedules] = await Promise.all([
        orNotVerified('EventBridge rules', () => findRules(search, ports.rules)),
        orNotVerified('Scheduler schedules', () => findInScheduler(search, ports.schedules))
    ]);
    return {
        found: [...rules.found, ...schedules.found],
        remarks: [...rules.remarks, ...schedules.remarks]
    };
}
async function orNotVerified(what, look) {
    try {
        return await look();
    }
    catch (error) {
        if (!(error instanceof aws_error/* AwsError */.Gy))
            throw error;
        if (error.kind !== 'denied' && error.kind !== 'unsupported')
            throw error;
        const why = error.kind === 'denied' ? 'no permission for' : 'the endpoint does not know';
        const remark = `Not verified: ${why} ${error.operation}, so ${what} that run the family were not searched for and stay unchanged.`;
        return { found: [], remarks: [remark] };
    }
}
async function findRules({ families, clusterArn }, port) {
    const names = await (clusterArn === undefined ? port.listRules() : port.listRuleNamesByTarget(clusterArn));
    const found = await (0,bounded/* mapBounded */.y)(names, AT_ONCE, async (rule) => {
        const targets = await port.listTargetsByRule(rule);
        return targets.flatMap((target) => {
            const { Arn: arn, Id: targetId } = target;
            if (clusterArn !== undefined && arn !== clusterArn)
                return [];
            const run = runOf(target, families);
            return run && typeof targetId === 'string' ? [{ kind: 'rule', rule, targetId, ...run }] : [];
        });
    });
    return { found: found.flat(), remarks: [] };
}
function runOf(target, families) {
    const from = (0,schedules_found/* definitionOf */.Fg)(target);
    const named = from === undefined ? undefined : (0,schedules_found/* parseDefinition */.JA)(from);
    if (from === undefined || named === undefined || !families.includes(named.family))
        return undefined;
    return { family: named.family, from, follows: named.revision === undefined };
}
async function findInScheduler({ families, clusterArn }, port) {
    const all = await port.listSchedules();
    const wanted = all.filter(({ targetArn }) => (0,schedules_found/* runsTasksIn */.wR)(targetArn, clusterArn));
    const found = await (0,bounded/* mapBounded */.y)(wanted, AT_ONCE, async ({ group, name }) => {
        const schedule = await port.getSchedule(group, name);
        const run = runOf((0,schedules_found/* objectOf */.Xy)(schedule?.['Target']) ?? {}, families);
        return run ? [{ kind: 'schedule', group, name, ...run }] : [];
    });
    return { found: found.flat(), remarks: remarksOn(all) };
}
function remarksOn(all) {
    const universal = all.filter(schedules_found/* callsRunTask */.oI);
    if (universal.length === 0)
        return [];
    const names = universal.map(({ group, name }) => `${group}/${name}`);
    return [
        `Not verified: ${(0,list/* someOf */.yU)(names)} call ecs:RunTask with their own input (universal target); the revision in it is not changed here.`
    ];
}
const AT_ONCE = 5;

// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(48710);
;// CONCATENATED MODULE: ./lib/src/deploy/schedules/move-schedules.js




function planMoves(found, arns) {
    return found.map(one => {
        const to = arns.get(one.family);
        const base = { kind: one.kind, name: (0,schedules_found/* scheduleName */.V5)(one), family: one.family, from: one.from };
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
        const from = `${shortName(done.from)} → ${shortName(row.to)}`;
        ports.log.info(`[schedule ${done.name}] ${done.state}: ${from}${done.reason ? `: ${done.reason}` : ''}`);
    }
    return { rows, problems };
}
function shortName(arn) {
    return arn.split('/').at(-1) ?? arn;
}
async function move(found, row, ports) {
    if (ports.signal?.aborted) {
        const { row: one, problem } = failed(row, 'The run was cancelled before it was moved.');
        return { row: one, problem: { ...problem, fault: 'cancelled' } };
    }
    try {
        return await attempt(openEdit(found, row.to, ports), row, ports);
    }
    catch (error) {
        const { message, hint } = (0,explain/* refusalOf */.Of)(error);
        return failed(row, message, hint);
    }
}
const ATTEMPTS = 3;
const PAUSE_MS = 2_000;
async function attempt(edit, row, { clock }) {
    let trouble = 'its change was not seen when it was read back';
    for (let tries = 0; tries < ATTEMPTS; tries++) {
        if (tries > 0)
            await clock.sleep(PAUSE_MS * tries);
        const before = await edit.read();
        if (before === undefined)
            return failed(row, 'It does not exist any more.');
        if (before === row.to)
            return { row: { ...row, state: tries === 0 ? 'unchanged' : 'moved' } };
        if ((0,schedules_found/* parseDefinition */.JA)(before)?.family !== row.family)
            return failed(row, `It runs ${shortName(before)} now; it was changed after it was read.`);
        const refused = await orTrouble(() => edit.write());
        if (refused === undefined && (await edit.read()) === row.to)
            return { row: { ...row, state: 'moved' } };
        if (refused?.final)
            return failed(row, refused.text);
        trouble = refused?.text ?? trouble;
    }
    await clock.sleep(PAUSE_MS * ATTEMPTS);
    if ((await edit.read()) === row.to)
        return { row: { ...row, state: 'moved' } };
    return failed(row, `Not verified: ${trouble}, also after ${ATTEMPTS} attempts.`);
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
            message: `${kind} ${row.name} still runs ${shortName(row.from)} instead of ${shortName(row.to)}: ${reason}`,
            hint: hint ?? 'The services are deployed. Run again to move the others, or set the revision manually.'
        }
    };
}
function openEdit(found, to, ports) {
    switch (found.kind) {
        case 'rule':
            return ruleEdit(found, to, ports);
        case 'schedule':
            return scheduleEdit(found, to, ports);
        default:
            return (0,errors/* assertNever */.xb)(found);
    }
}
function ruleEdit(found, to, { rules }) {
    let target;
    return {
        read: async () => {
            const targets = await rules.listTargetsByRule(found.rule);
            target = targets.find(one => one['Id'] === found.targetId);
            return target && (0,schedules_found/* definitionOf */.Fg)(target);
        },
        write: async () => (target ? rules.putTarget(found.rule, (0,schedules_found/* withDefinition */.sJ)(target, to)) : undefined)
    };
}
const DESCRIBE_ONLY = ['Arn', 'CreationDate', 'LastModificationDate'];
function scheduleEdit(found, to, { schedules, clock }) {
    let schedule;
    const opened = clock.now();
    return {
        read: async () => {
            schedule = await schedules.getSchedule(found.group, found.name);
            const target = (0,schedules_found/* objectOf */.Xy)(schedule?.['Target']);
            return target && (0,schedules_found/* definitionOf */.Fg)(target);
        },
        write: async () => {
            const target = (0,schedules_found/* objectOf */.Xy)(schedule?.['Target']);
            if (!schedule || !target)
                return undefined;
            const kept = Object.entries(schedule).filter(([key]) => !DESCRIBE_ONLY.includes(key));
            await schedules.updateSchedule({
                ...Object.fromEntries(kept),
                Name: found.name,
                GroupName: found.group,
                Target: (0,schedules_found/* withDefinition */.sJ)(target, to),
                ClientToken: tokenOf(to, opened, schedule)
            });
            return undefined;
        }
    };
}
function tokenOf(to, opened, schedule) {
    const revision = to.split('/').at(-1)?.split(':').at(-1) ?? '';
    const modified = String(schedule['LastModificationDate'] ?? '').replace(/[^0-9]/g, '');
    return `sealed-deploy-${revision}-${opened}-${modified}`.slice(0, 64);
}

;// CONCATENATED MODULE: ./lib/src/deploy/carry-out/schedules.js







async function findForPlan(plan, { aws }) {
    const searches = searchesOf(plan);
    const looks = await Promise.all(searches.map(async (search) => {
        const { rules, schedules } = await aws(search.account);
        try {
            const families = [...search.definitionIds.keys()];
            const clusterArn = await arnOfCluster(search, aws);
            const { found, remarks } = await findSchedules({ families, ...(0,present/* present */.E)({ clusterArn }) }, { rules, schedules });
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
            const key = `${(0,connections/* accountKey */.L)(account)} ${cluster ?? ''}`;
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
    return `arn:${(0,contexts/* partitionOf */.i)(account.region)}:ecs:${account.region}:${number}:cluster/${cluster}`;
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

/***/ 91093:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ inspectDeploymentGroup),
/* harmony export */   p: () => (/* binding */ waitingTime)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(318);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84120);


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

/***/ 51836:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Et: () => (/* binding */ culpritsOf),
/* harmony export */   Gu: () => (/* binding */ memberObject),
/* harmony export */   MZ: () => (/* binding */ usesOf),
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   rl: () => (/* binding */ numberOf),
/* harmony export */   uD: () => (/* binding */ definedContainers),
/* harmony export */   ys: () => (/* binding */ logOptionsOf)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65955);

function definedContainers(definition) {
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .objectsIn */ .Q)(definition['containerDefinitions']).map((fields, index) => ({
        name: textOf(fields, 'name') ?? '',
        fields,
        pointer: `/containerDefinitions/${index}`
    }));
}
function textOf(holder, key) {
    const value = holder[key];
    return typeof value === 'string' ? value : undefined;
}
function memberObject(holder, key) {
    const value = holder[key];
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G)(value) ? value : {};
}
function numberOf(holder, key) {
    const value = holder[key];
    const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
    return typeof number === 'number' ? number : undefined;
}
function usesOf(definition) {
    return definedContainers(definition).flatMap(({ name, fields, pointer }) => {
        const list = (holder, path, label) => (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .objectsIn */ .Q)(holder[path.split('/').at(-1) ?? '']).flatMap((item, index) => {
            const reference = textOf(item, 'valueFrom');
            const variable = textOf(item, 'name') ?? '';
            const words = `${label}${variable} of container ${name}`;
            const place = `${pointer}/${path}/${index}/valueFrom`;
            return reference === undefined
                ? []
                : [{ container: name, variable, reference, pointer: place, words }];
        });
        const variable = 'credentialsParameter';
        const reference = textOf(memberObject(fields, 'repositoryCredentials'), variable);
        const place = `${pointer}/repositoryCredentials/${variable}`;
        const words = `registry credentials of container ${name}`;
        return [
            ...list(fields, 'secrets', ''),
            ...list(memberObject(fields, 'logConfiguration'), 'logConfiguration/secretOptions', 'log option '),
            ...(reference === undefined ? [] : [{ container: name, variable, reference, pointer: place, words }])
        ];
    });
}
function logOptionsOf({ fields }) {
    const log = memberObject(fields, 'logConfiguration');
    return textOf(log, 'logDriver') === 'awslogs' ? memberObject(log, 'options') : undefined;
}
const COLLATERAL = new Set([0, 137, 143]);
function culpritsOf(task, definition) {
    const ended = task.containers.filter(({ exitCode }) => exitCode !== undefined);
    const defined = definedContainers(definition);
    const isEssential = ({ name }) => defined.length === 0 || defined.some(one => one.name === name && one.fields['essential'] !== false);
    const hasFailed = ({ exitCode = 0 }) => !COLLATERAL.has(exitCode);
    const tests = [
        one => /OutOfMemory/i.test(one.reason ?? ''),
        one => isEssential(one) && hasFailed(one),
        hasFailed,
        one => isEssential(one) && one.exitCode === 0,
        () => true
    ];
    return tests.map(test => ended.filter(test)).find(found => found.length > 0) ?? [];
}


/***/ }),

/***/ 85995:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  G: () => (/* binding */ explainEvent),
  c: () => (/* binding */ explainStop)
});

// EXTERNAL MODULE: ./lib/src/json.js
var json = __webpack_require__(65955);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/rollout/diagnosis/definition.js
var diagnosis_definition = __webpack_require__(51836);
// EXTERNAL MODULE: ./lib/src/rollout/diagnosis/recognize.js + 1 modules
var recognize = __webpack_require__(60836);
// EXTERNAL MODULE: ./lib/src/pattern.js
var pattern = __webpack_require__(84287);
;// CONCATENATED MODULE: ./lib/src/rollout/diagnosis/secret-facts.js



function statementOf(Action, Resource, more = {}) {
    return JSON.stringify({ Effect: 'Allow', Action, Resource, ...more });
}
const ARN = /arn:[\w-]+:(?:secretsmanager|ssm):[\w-]*:\d*:(?:secret:|parameter\/)[\w/+=.@!-]+/;
const KEY = /arn:[\w-]+:kms:[\w-]+:\d+:key\/[\w-]+/;
const JSON_KEY = /json key ([^\s,]+)/i;
function secretFacts(kind, text, definition) {
    const arn = ARN.exec(text)?.[0];
    const uses = usesInText(kind, text, (0,diagnosis_definition/* usesOf */.MZ)(definition));
    const [first] = uses;
    const key = KEY.exec(text)?.[0];
    const isParameter = /\bssm\b|parameter/i.test(arn ?? text);
    const resource = arn ?? first?.reference ?? `the ARN of the ${isParameter ? 'parameter' : 'secret'}`;
    const read = isParameter ? 'ssm:GetParameters' : 'secretsmanager:GetSecretValue';
    const via = { Condition: { StringEquals: { 'kms:ViaService': viaService(resource, isParameter) } } };
    const statement = kind === 'secret-denied'
        ? statementOf(/perform:? ([\w-]+:\w+)/.exec(text)?.[1] ?? read, resource)
        : kind === 'key-denied'
            ? statementOf('kms:Decrypt', key ?? 'the ARN of the key', via)
            : undefined;
    return {
        cause: {
            ...(first && { container: first.container, variable: first.variable, pointer: first.pointer }),
            ...(0,present/* present */.E)({ reference: first?.reference ?? arn, statement })
        },
        words: {
            arn: arn ?? 'the secret',
            secret: arn === undefined ? '' : ` ${arn}`,
            used: uses.length === 0 ? '' : ` (${uses.map(({ words }) => words).join(', ')})`,
            key: key === undefined ? '' : ` ${key}`,
            jsonKey: JSON_KEY.exec(text)?.[1] ?? ''
        }
    };
}
function usesInText(kind, text, uses) {
    if (kind === 'registry-login')
        return uses.filter(({ variable }) => variable === 'credentialsParameter');
    const arn = ARN.exec(text)?.[0];
    if (arn !== undefined) {
        const whole = new RegExp(`${(0,pattern/* escapePattern */.M)(arn)}[\\w:/.@+=!-]*`).exec(text)?.[0] ?? arn;
        const exact = uses.filter(({ reference }) => reference === whole.replace(/:$/, '') || reference === whole);
        return exact.length > 0 ? exact : uses.filter(({ reference }) => isOf(reference, arn));
    }
    const keyIn = (reference) => reference.split(':')[7] ?? '';
    if (kind === 'json-key-missing') {
        const key = JSON_KEY.exec(text)?.[1];
        return uses.filter(({ reference }) => keyIn(reference) === key);
    }
    if (kind === 'secret-not-json')
        return uses.filter(({ reference }) => keyIn(reference) !== '');
    if (kind !== 'parameter-missing')
        return [];
    const names = (/invalid (?:ssm )?parameters: (.*)/i.exec(text)?.[1] ?? '').split(/[,\s]+/);
    return uses.filter(({ reference }) => names.some(name => name !== '' && (reference === name || reference.endsWith(`:parameter/${name.replace(/^\//, '')}`))));
}
function isOf(reference, arn) {
    if (reference === arn || reference.startsWith(`${arn}:`))
        return true;
    return arn.startsWith(reference) && /^-[A-Za-z0-9]{6}$/.test(arn.slice(reference.length));
}
function viaService(arn, isParameter) {
    const [, partition = 'aws', , region = '*'] = arn.startsWith('arn:') ? arn.split(':') : [];
    const ending = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
    return `${isParameter ? 'ssm' : 'secretsmanager'}.${region === '' ? '*' : region}.${ending}`;
}

;// CONCATENATED MODULE: ./lib/src/rollout/diagnosis/explain.js





function explainStop(task, definition) {
    return explain((0,recognize/* recognizeTask */.SJ)(task), task, definition);
}
function explainEvent(message, definition) {
    const task = { arn: '', taskDefinition: '', stoppedReason: message, containers: [] };
    return explain((0,recognize/* recognize */.vA)(message), task, definition);
}
function explain(found, task, definition) {
    if (found === undefined)
        return undefined;
    const { kind, says } = found;
    const containers = (0,diagnosis_definition/* definedContainers */.uD)(definition);
    const role = (0,diagnosis_definition/* textOf */.b6)(definition, 'executionRoleArn');
    const one = { kind, text: (0,recognize/* stopWordsOf */.$Q)(task), task, definition, containers };
    const { cause = {}, words = {} } = factsOf(one);
    const { statement = '' } = cause;
    const whose = `execution role${role === undefined ? '' : ` ${role}`}`;
    const all = {
        role: `the ${whose}`,
        Role: `The ${whose}`,
        service: serviceIn(one.text),
        statement,
        ...words
    };
    const isRole = kind === 'env-file' || kind === 'role-not-assumable';
    return {
        explanation: (words['says'] ?? says).replace(/\{(\w+)\}/g, (whole, name) => all[name] ?? whole),
        cause: {
            kind,
            ...cause,
            ...(statement !== '' || isRole ? (0,present/* present */.E)({ role }) : {}),
            ...(kind === 'role-not-assumable' && role !== undefined ? { pointer: '/executionRoleArn' } : {})
        }
    };
}
function serviceIn(text) {
    if (/pull command failed: :/.test(text))
        return 'Secrets Manager, Parameter Store or ECR in time';
    if (/log/i.test(text) && /cloudwatch|logger/i.test(text))
        return 'CloudWatch Logs';
    return /CannotPull|\becr\b/i.test(text) ? 'the registry of its image' : 'Secrets Manager or Parameter Store';
}
function factsOf(one) {
    switch (one.kind) {
        case 'image-platform':
        case 'image-denied':
        case 'image-missing':
        case 'image-not-pulled':
        case 'registry-busy':
            return imageFacts(one);
        case 'registry-denied':
            return { cause: { statement: statementOf('ecr:GetAuthorizationToken', '*') } };
        case 'log-denied':
        case 'log-group-missing':
            return logFacts(one);
        case 'out-of-memory':
            return memoryFacts(one);
        case 'exited':
            return exitFacts(one);
        case 'container-health':
            return healthFacts(one);
        case 'command':
            return commandFacts(one);
        default:
            return /^(?:secret|key|json-key|parameter|registry-login)/.test(one.kind)
                ? secretFacts(one.kind, one.text, one.definition)
                : {};
    }
}
function imageFacts({ kind, text, task, definition, containers }) {
    const failed = task.containers.filter(({ reason }) => reason !== undefined).map(({ name }) => name);
    const imageOf = ({ fields }) => (0,diagnosis_definition/* textOf */.b6)(fields, 'image') ?? '';
    const isQuoted = (one) => imageOf(one) !== '' && text.includes(imageOf(one));
    const container = [
        containers.filter(({ name }) => failed.includes(name)),
        containers.filter(isQuoted),
        containers
    ]
        .find(list => list.length === 1)
        ?.at(0);
    const [, account, region = '', china, repository] = /^(\d{12})\.dkr\.ecr(?:-fips)?\.([\w-]+)\.amazonaws\.com(\.cn)?\/([^:@]+)/.exec(container ? imageOf(container) : '') ?? [];
    const partition = china ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
    const actions = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
    const statement = kind === 'image-denied' && repository !== undefined
        ? statementOf(actions, `arn:${partition}:ecr:${region}:${account}:repository/${repository}`)
        : undefined;
    const platform = (0,diagnosis_definition/* memberObject */.Gu)(definition, 'runtimePlatform');
    const system = ((0,diagnosis_definition/* textOf */.b6)(platform, 'operatingSystemFamily') ?? 'LINUX').split('_')[0]?.toLowerCase();
    return {
        cause: {
            ...(container && { container: container.name, pointer: `${container.pointer}/image` }),
            ...(0,present/* present */.E)({ statement })
        },
        words: {
            image: container ? ` ${imageOf(container)} of container ${container.name}` : '',
            platform: `${system}/${(0,diagnosis_definition/* textOf */.b6)(platform, 'cpuArchitecture') === 'ARM64' ? 'arm64' : 'amd64'}`,
            remedy: statement === undefined
                ? ': a private registry other than ECR needs "repositoryCredentials".'
                : `. Add to the execution role, and in another account also to the repository's policy: ${statement}`
        }
    };
}
function logFacts({ kind, text, containers }) {
    const logging = containers.flatMap(container => {
        const group = (0,diagnosis_definition/* textOf */.b6)((0,diagnosis_definition/* logOptionsOf */.ys)(container) ?? {}, 'awslogs-group');
        return group === undefined ? [] : [{ container, group }];
    });
    const quoted = logging.filter(({ group }) => text.includes(group));
    const [found] = quoted.length === 1 ? quoted : logging;
    const group = /arn:[\w-]+:logs:[\w-]+:\d+:log-group:[^:\s]+/.exec(text)?.[0];
    const create = /CreateLogGroup/.test(text) ? ['logs:CreateLogGroup'] : [];
    const actions = [...create, 'logs:CreateLogStream', 'logs:PutLogEvents'];
    const statement = kind === 'log-denied' ? statementOf(actions, group?.concat(':*') ?? '*') : undefined;
    const pointer = found && `${found.container.pointer}/logConfiguration/options/awslogs-group`;
    return {
        cause: (0,present/* present */.E)({ container: found?.container.name, pointer, statement }),
        words: { group: found ? ` ${found.group} of container ${found.container.name}` : '' }
    };
}
function memoryFacts({ task, definition, containers }) {
    const [culprit] = (0,diagnosis_definition/* culpritsOf */.Et)(task, definition);
    const container = containers.find(({ name }) => name === culprit?.name);
    const own = container && (0,diagnosis_definition/* numberOf */.rl)(container.fields, 'memory');
    const limit = own ?? (0,diagnosis_definition/* numberOf */.rl)(definition, 'memory');
    const until = `${own === undefined ? 'the whole task has' : 'its limit is'} ${limit} MiB`;
    const pointer = container && (own === undefined ? '/memory' : `${container.pointer}/memory`);
    return {
        cause: (0,present/* present */.E)({ container: culprit?.name, pointer }),
        words: {
            culprit: culprit === undefined ? 'A container' : `Container ${culprit.name}`,
            limit: limit === undefined ? '' : ` (${until})`
        }
    };
}
const EXIT_CODES = {
    0: '. What a service runs has to keep running; work that ends belongs in a one-off task.',
    126: ": its command can't be executed; check that the file is executable, and for this platform.",
    127: ': its command was not found; check "command" and "entryPoint", and what the image holds.',
    137: ' (SIGKILL), and ECS does not report why: usually the task ran out of memory, or the container did not exit within "stopTimeout" after being asked to stop.',
    139: " (SIGSEGV): a fault in native code, or libraries that do not fit the image's platform.",
    143: ' (SIGTERM), which ECS did not send: something inside the container asked it to end.'
};
const NO_LOG = '. It has no log configuration that could show why: add "logConfiguration".';
function exitFacts({ task, definition, containers }) {
    const [culprit] = (0,diagnosis_definition/* culpritsOf */.Et)(task, definition);
    const own = containers.filter(({ name }) => culprit === undefined || name === culprit.name);
    const isSilent = own.length > 0 && own.every(({ fields }) => fields['logConfiguration'] === undefined);
    const log = isSilent ? NO_LOG : ': check its log.';
    if (culprit?.exitCode === undefined)
        return { words: { log } };
    const { name, exitCode } = culprit;
    const says = `Container ${name} exited with code ${exitCode}${EXIT_CODES[exitCode] ?? log}`;
    return { cause: { container: name }, words: { says } };
}
function healthFacts({ task, containers }) {
    const sick = task.containers.filter(({ healthStatus }) => healthStatus === 'UNHEALTHY');
    const checked = containers.filter(({ fields }) => (0,json/* isObject */.G)(fields['healthCheck']));
    const container = checked.find(({ name }) => sick.some(one => one.name === name)) ?? checked[0];
    if (container === undefined)
        return {
            words: { name: sick[0]?.name ?? 'of the task', rhythm: '', checks: 'its log and the check itself.' }
        };
    const { name, pointer, fields } = container;
    const check = (0,diagnosis_definition/* memberObject */.Gu)(fields, 'healthCheck');
    const { retries, interval, start } = {
        retries: (0,diagnosis_definition/* numberOf */.rl)(check, 'retries') ?? 3,
        interval: (0,diagnosis_definition/* numberOf */.rl)(check, 'interval') ?? 30,
        start: (0,diagnosis_definition/* numberOf */.rl)(check, 'startPeriod') ?? 0
    };
    const grace = start === 0 ? 'no start period' : `a start period of ${start} s`;
    const image = 'whether the image has the command of the health check';
    return {
        cause: { container: name, pointer: `${pointer}/healthCheck` },
        words: {
            name,
            rhythm: ` ${retries} times in a row, every ${interval} s, with ${grace}`,
            checks: (0,json/* isObject */.G)(fields['logConfiguration']) ? `its log, and ${image}.` : `${image}${NO_LOG}`
        }
    };
}
function commandFacts({ task, containers }) {
    const failed = task.containers.find(({ reason }) => reason !== undefined);
    const only = containers.length === 1 ? containers[0] : undefined;
    const container = containers.find(({ name }) => name === failed?.name) ?? only;
    if (container === undefined)
        return { words: { container: '' } };
    const member = ['entryPoint', 'command'].find(key => container.fields[key] !== undefined);
    const pointer = member && `${container.pointer}/${member}`;
    return {
        cause: { container: container.name, ...(0,present/* present */.E)({ pointer }) },
        words: { container: ` of container ${container.name}` }
    };
}


/***/ }),

/***/ 91286:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A3: () => (/* binding */ reasonOf),
/* harmony export */   C$: () => (/* binding */ isScaling),
/* harmony export */   Rk: () => (/* binding */ judgeStops),
/* harmony export */   a6: () => (/* binding */ findFatal),
/* harmony export */   mx: () => (/* binding */ findFirstFailure),
/* harmony export */   pJ: () => (/* binding */ endOf)
/* harmony export */ });
/* harmony import */ var _group_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(69270);
/* harmony import */ var _events_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(89400);
/* harmony import */ var _explain_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(85995);
/* harmony import */ var _recognize_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(60836);




const SAME_FAILURES = 2;
const APART_MS = 10_000;
const EARLY_EXITS = 3;
const EARLY_MS = 60_000;
const SAME_EVENTS = 3;
const PLACEMENT_MS = 120_000;
const MAY_COME_FREE = /insufficient (?:cpu|memory|gpu)|already using a port/i;
function findFatal(evidence) {
    const { deploymentId, startedAt, runningTasks } = evidence;
    const stops = evidence.stops.filter(({ startedBy = deploymentId }) => startedBy === deploymentId);
    if (runningTasks > 0 || stops.some(stop => lifeOf(stop) > EARLY_MS))
        return undefined;
    const events = evidence.events.filter(({ createdAt }) => createdAt >= startedAt);
    return failedStarts(stops, evidence.now) ?? earlyExits(stops) ?? repeatedEvent(events, stops);
}
function lifeOf({ startedAt = Number.NaN, endedAt = Number.NaN }) {
    return endedAt - startedAt;
}
function failedStarts(stops, now) {
    const times = new Map();
    for (const stop of stops) {
        const found = stop.startedAt === undefined ? (0,_recognize_js__WEBPACK_IMPORTED_MODULE_0__/* .recognizeTask */ .SJ)(stop) : undefined;
        if (found?.stays !== 'stops')
            continue;
        times.set(found.cannot, [...(times.get(found.cannot) ?? []), stop.stoppedAt ?? now]);
    }
    const [cannot, ended = []] = [...times].sort((a, b) => b[1].length - a[1].length)[0] ?? [];
    if (ended.length < SAME_FAILURES || Math.max(...ended) - Math.min(...ended) < APART_MS)
        return undefined;
    return `No task of this deployment can start: ${cannot} (${ended.length} tasks failed so, and none has run).`;
}
function earlyExits(stops) {
    const early = stops.filter(stop => stop.stopCode === 'EssentialContainerExited' &&
        lifeOf(stop) <= EARLY_MS &&
        failureCodes(stop).length > 0);
    if (early.length < EARLY_EXITS)
        return undefined;
    const codes = [...new Set(early.flatMap(failureCodes))].sort((a, b) => a - b).join(', ');
    return `Tasks of this deployment keep exiting: ${early.length} tasks ended within 60 s of their start (exit code ${codes}).`;
}
function failureCodes({ containers }) {
    const codes = containers.flatMap(({ exitCode }) => exitCode ?? []);
    const own = codes.filter(code => code !== 0 && code !== 137 && code !== 143);
    return own.length > 0 || codes.includes(0) ? own : codes;
}
function repeatedEvent(events, stops) {
    if (stops.some(({ startedAt }) => startedAt !== undefined))
        return undefined;
    const same = (0,_group_js__WEBPACK_IMPORTED_MODULE_1__/* .grouped */ .z)(events.filter(({ message }) => (0,_recognize_js__WEBPACK_IMPORTED_MODULE_0__/* .recognize */ .vA)(message)?.stays === 'events' && !MAY_COME_FREE.test(message)), ({ message }) => (0,_recognize_js__WEBPACK_IMPORTED_MODULE_0__/* .recognize */ .vA)(message)?.kind ?? '');
    for (const [kind, [first, ...others]] of same) {
        const at = [first, ...others].flatMap(event => event?.createdAt ?? []);
        const isSettled = kind !== 'no-placement' || Math.max(...at) - Math.min(...at) >= PLACEMENT_MS;
        if (first !== undefined && at.length >= SAME_EVENTS && isSettled)
            return `No task of this deployment can start. ECS has reported ${at.length} times: ${(0,_events_js__WEBPACK_IMPORTED_MODULE_2__/* .generalizeReason */ .Fb)(first.message)}`;
    }
    return undefined;
}
function findFirstFailure({ stops, deploymentId, startedAt, events, definition }, { mask }) {
    const [newest] = stops
        .filter(stop => (stop.startedBy ?? deploymentId) === deploymentId && !isScaling(stop))
        .toSorted((a, b) => (b.stoppedAt ?? 0) - (a.stoppedAt ?? 0));
    if (newest)
        return {
            reason: mask(reasonOf(newest)),
            mayPass: (0,_recognize_js__WEBPACK_IMPORTED_MODULE_0__/* .recognizeTask */ .SJ)(newest)?.stays !== 'stops',
            ...(0,_explain_js__WEBPACK_IMPORTED_MODULE_3__/* .explainStop */ .c)(newest, definition)
        };
    const [event] = events
        .filter(({ createdAt, message }) => createdAt >= startedAt && (0,_recognize_js__WEBPACK_IMPORTED_MODULE_0__/* .recognize */ .vA)(message) !== undefined)
        .toSorted((a, b) => b.createdAt - a.createdAt);
    if (event === undefined)
        return undefined;
    const { message } = event;
    const mayPass = (0,_recognize_js__WEBPACK_IMPORTED_MODULE_0__/* .recognize */ .vA)(message)?.stays === undefined;
    return { reason: mask((0,_events_js__WEBPACK_IMPORTED_MODULE_2__/* .generalizeReason */ .Fb)(message)), mayPass, ...(0,_explain_js__WEBPACK_IMPORTED_MODULE_3__/* .explainEvent */ .G)(message, definition) };
}
function isScaling({ stoppedReason = '' }) {
    return stoppedReason.startsWith('Scaling activity initiated by');
}
function reasonOf(task) {
    const words = (0,_events_js__WEBPACK_IMPORTED_MODULE_2__/* .generalizeReason */ .Fb)((0,_recognize_js__WEBPACK_IMPORTED_MODULE_0__/* .stopWordsOf */ .$Q)(task));
    return words === '' ? (task.stopCode ?? 'ECS gave no reason.') : words;
}
const SHORT_LIFE_MS = 15 * 60_000;
const ONE_WAVE_MS = 10_000;
const SLACK_MS = 60_000;
function judgeStops(stopped, subject) {
    const { deploymentId, taskDefinition, desiredCount, now } = subject;
    const stops = stopped
        .filter(({ startedBy = deploymentId }) => deploymentId === undefined || startedBy === deploymentId)
        .filter(stop => stop.taskDefinition === taskDefinition && endOf(stop, now) > now - _events_js__WEBPACK_IMPORTED_MODULE_2__/* .RECENT_MS */ .NN)
        .filter(stop => !isScaling(stop) && (0,_recognize_js__WEBPACK_IMPORTED_MODULE_0__/* .recognizeTask */ .SJ)(stop)?.kind !== 'stopped-from-outside')
        .toSorted((a, b) => endOf(b, now) - endOf(a, now));
    const failed = stops.filter(stop => isShort(stop) && !endedWell(stop)).map(stop => endOf(stop, now));
    const tolerated = Math.min(200, Math.max(3, Math.ceil(desiredCount / 2)));
    const waves = failed.filter((at, index) => index === 0 || (failed[index - 1] ?? 0) - at > ONE_WAVE_MS);
    const [last = 0, before, earlier = before] = waves;
    const isDoubtful = failed.length > 0 && failed.length >= desiredCount / 2;
    if (failed.length < tolerated || before === undefined || earlier === undefined)
        return { stops, isLoop: false, isDoubtful };
    const rhythm = Math.max(last - before, before - earlier);
    return { stops, isLoop: now - last <= 2 * rhythm + SLACK_MS, isDoubtful };
}
function endOf({ endedAt, stoppedAt }, now) {
    return endedAt ?? stoppedAt ?? now;
}
function isShort(stop) {
    return !(endOf(stop, Number.NaN) - (stop.startedAt ?? Number.NaN) > SHORT_LIFE_MS);
}
function endedWell(stop) {
    return (stop.stopCode === 'EssentialContainerExited' &&
        failureCodes(stop).length === 0 &&
        stop.containers.some(({ exitCode }) => exitCode === 0));
}


/***/ }),

/***/ 25550:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P6: () => (/* binding */ showLines),
/* harmony export */   ZJ: () => (/* binding */ Attempts),
/* harmony export */   o_: () => (/* binding */ readLogs)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(318);
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(88757);
/* harmony import */ var _definition_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51836);



class Attempts {
    #notes = new Set();
    async make(read) {
        try {
            return await read();
        }
        catch (error) {
            this.note(notVerified(error));
            return undefined;
        }
    }
    note(sentence) {
        this.#notes.add(sentence);
    }
    get notes() {
        return [...this.#notes];
    }
}
function notVerified(error) {
    if (error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_0__/* .AwsError */ .Gy)
        return error.kind === 'denied'
            ? `Not verified: no permission for ${error.operation}.`
            : `Not verified: ${error.awsName} from ${error.operation}.`;
    const name = error instanceof Error ? error.name : 'an unknown error';
    return `Not verified: a part of the diagnosis failed (${name}). This is a bug in ecs-sealed-deploy.`;
}
async function readLogs(tasks, definition, reading) {
    const excerpts = [];
    for (const task of tasks.filter(({ startedAt }) => startedAt !== undefined))
        for (const container of failedContainers(task, definition)) {
            const excerpt = await readContainer(task, container, reading);
            if (excerpt)
                excerpts.push(excerpt);
        }
    return excerpts;
}
function failedContainers(task, definition) {
    const containers = (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .definedContainers */ .uD)(definition);
    const unhealthy = task.containers.filter(({ healthStatus }) => healthStatus === 'UNHEALTHY');
    const { stopCode = 'EssentialContainerExited' } = task;
    const ended = stopCode === 'EssentialContainerExited' ? (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .culpritsOf */ .Et)(task, definition) : [];
    const names = (unhealthy.length > 0 ? unhealthy : ended).map(({ name }) => name);
    return names.length > 0
        ? containers.filter(({ name }) => names.includes(name))
        : containers.filter(({ fields }) => fields['essential'] !== false);
}
async function readContainer(task, container, { logs, guard, attempts, region }) {
    const { name, fields } = container;
    const stream = streamOf(task, container, region);
    if (stream === undefined) {
        const driver = (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)((0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .memberObject */ .Gu)(fields, 'logConfiguration'), 'logDriver');
        attempts.note(driver === undefined
            ? `Container ${name} has no log configuration: what it wrote is lost.`
            : `Not verified: the log of container ${name} cannot be read here (log driver ${driver}).`);
        return undefined;
    }
    const found = await attempts.make(async () => ({ events: await logs.lastEvents(stream, LINES_SHOWN) }));
    if (found === undefined)
        return undefined;
    const lines = showLines(found.events ?? [], guard);
    if (lines.length > 0)
        return { container: name, task: (0,_arn_js__WEBPACK_IMPORTED_MODULE_2__/* .lastPartOf */ .RS)(task.arn), lines };
    attempts.note(`Container ${name} has written nothing to log group ${stream.group}.`);
    return undefined;
}
function streamOf(task, container, region) {
    const options = (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .logOptionsOf */ .ys)(container) ?? {};
    const group = (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(options, 'awslogs-group');
    const prefix = (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(options, 'awslogs-stream-prefix');
    const runtimeId = task.containers.find(({ name }) => name === container.name)?.runtimeId;
    const stream = prefix === undefined ? runtimeId : `${prefix}/${container.name}/${(0,_arn_js__WEBPACK_IMPORTED_MODULE_2__/* .lastPartOf */ .RS)(task.arn)}`;
    if (group === undefined || stream === undefined)
        return undefined;
    return { region: (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(options, 'awslogs-region') ?? region, group, stream };
}
const LINES_SHOWN = 50;
const TEXT_SHOWN = 10_000;
const LONGEST_LINE = 1_000;
const LONGEST_JUDGED = 8_192;
const HIDDEN = '[not shown: this line could hold a credential]';
function showLines(messages, guard) {
    const lines = guard.mask(messages.join('\n')).split('\n').flatMap(linesOf);
    const shown = hideKeys(lines).map(line => (line === HIDDEN ? line : clean(line, guard)));
    let left = TEXT_SHOWN;
    const kept = shown
        .filter(line => line !== '')
        .slice(-LINES_SHOWN)
        .toReversed()
        .filter(line => {
        left -= line.length + 1;
        return left >= 0;
    });
    return kept.toReversed();
}
function linesOf(message) {
    return message.split(/\r\n|[\r\n\u0085\u2028\u2029]/).map(line => line
        .slice(0, LONGEST_JUDGED)
        .replace(/\u001b\[[0-9;?]*[ -/]*[@-~]/g, '')
        .replaceAll('\t', ' ')
        .replace(/[\p{Cc}\p{Cf}]/gu, '')
        .trimEnd());
}
const MASKED_PAIR = /(?:pass|pwd|secret|token|cred|key)\w{0,32}["']?=["']?\*\*\*/i;
function clean(line, { mask, holdsCredential }) {
    const masked = mask(line);
    if (holdsCredential(masked) || MASKED_PAIR.test(masked))
        return HIDDEN;
    return masked.length > LONGEST_LINE ? `${masked.slice(0, LONGEST_LINE)} …` : masked;
}
const KEY_BEGIN = /-----BEGIN [A-Z ]*PRIVATE KEY/;
const KEY_END = /-----END [A-Z ]*PRIVATE KEY/;
function hideKeys(lines) {
    const end = lines.findIndex(line => KEY_END.test(line));
    const begin = lines.findIndex(line => KEY_BEGIN.test(line));
    let inside = end >= 0 && (begin < 0 || begin > end);
    return lines.map(line => {
        inside ||= KEY_BEGIN.test(line);
        const hide = inside;
        if (KEY_END.test(line))
            inside = false;
        return hide ? HIDDEN : line;
    });
}


/***/ }),

/***/ 60836:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  vA: () => (/* binding */ recognize),
  SJ: () => (/* binding */ recognizeTask),
  $Q: () => (/* binding */ stopWordsOf)
});

// UNUSED EXPORTS: causeKinds

;// CONCATENATED MODULE: ./lib/src/rollout/diagnosis/causes.js
const DENIED = /AccessDenied|not authorized to perform|403 Forbidden|access denied/i;
const NO_ANSWER = /connection issue|network (?:connection|configuration)|deadline exceeded|i\/o timeout|dial tcp|TLS handshake timeout|connection re(?:fused|set)|no such host|(?:request|context) canceled|send request failed|pull command failed/i;
const TROUBLE_THERE = /status(?: ?code)?:? ?5\d\d\b|\b5\d\d (?:Internal Server|Bad Gateway|Service Unavailable|Gateway Time)|InternalServiceError|InternalFailure|ServiceUnavailable|Throttling|Rate exceeded/i;
const CANNOT_REACH = {
    kind: 'unreachable',
    text: NO_ANSWER,
    says: 'The task got no answer from {service}: its subnet needs a NAT gateway, a public IP address or VPC endpoints for it (ECR: ecr.api, ecr.dkr, s3), and its security group must allow outbound HTTPS.'
};
const HAS_TROUBLE = {
    kind: 'aws-fault',
    text: TROUBLE_THERE,
    says: 'AWS or the host of the task had a fault or throttled the account, and ECS tries again. If this persists, check the AWS Health Dashboard, that the subnets are in Availability Zones with Fargate, and on EC2 disk, load and agent of the instance (/var/log/ecs/ecs-agent.log).'
};
const DISK_FULL = {
    kind: 'disk-full',
    text: /no space left on device/i,
    says: 'The disk is full: the image and what the containers write do not fit. On Fargate raise "ephemeralStorage" of the definition; on EC2 free the disk of the instance or give it a larger one.',
    stays: 'events'
};
const OTHER_PLATFORM = {
    kind: 'image-platform',
    text: /descriptor matching platform|no matching manifest|no match for platform|exec format error/i,
    says: 'The image{image} is not built for {platform}: build it for that platform, or set "runtimePlatform" of the definition to the one it is built for.',
    stays: 'stops'
};
const TOPICS = [
    {
        about: /unable to assume the role/i,
        cannot: 'ECS is not authorized to assume its role',
        rows: [
            {
                kind: 'role-not-assumable',
                text: /./,
                says: 'ECS is not authorized to assume {role}: its trust policy must allow ecs-tasks.amazonaws.com.',
                stays: 'events'
            }
        ]
    },
    {
        about: /Cloudwatch log (?:stream|group)|logger args|initialize logging driver/i,
        cannot: 'the log group cannot be written to',
        rows: [
            {
                kind: 'log-denied',
                text: DENIED,
                says: '{Role} is not authorized to write to the log group{group}. Add to that role: {statement}',
                stays: 'stops'
            },
            {
                kind: 'log-group-missing',
                text: /ResourceNotFoundException|does not exist|cannot find the Amazon CloudWatch log group/i,
                says: 'The log group{group} does not exist: create it, or set the log option "awslogs-create-group", for which the execution role needs logs:CreateLogGroup.',
                stays: 'stops'
            },
            CANNOT_REACH
        ]
    },
    {
        about: /ecr registry auth|registry auth from|GetAuthorizationToken/i,
        cannot: 'the registry refuses the log-in',
        rows: [
            {
                kind: 'registry-denied',
                text: DENIED,
                says: 'ECR refuses {role} the login. Add to that role: {statement}',
                stays: 'stops'
            },
            CANNOT_REACH
        ]
    },
    {
        about: /asm fetching (?:authorization|username|password)|AuthorizationData is malformed|incorrect username or password/i,
        cannot: 'the registry refuses the log-in',
        rows: [
            {
                kind: 'registry-login',
                text: /unmarshal|invalid schema|malformed|empty field|invalid character|incorrect/i,
                says: 'The login for the registry{used} was not accepted: its secret must hold JSON with the current "username" and "password", neither of them empty.',
                stays: 'stops'
            }
        ]
    },
    {
        about: /CannotPull\w*Error|pull(?:ing)? (?:the )?image|failed to resolve ref|pull access denied/i,
        cannot: 'the image cannot be pulled',
        rows: [
            DISK_FULL,
            {
                kind: 'registry-busy',
                text: /toomanyrequests|rate limit|\b429\b/i,
                says: 'The registry refuses more pulls of the image{image} for now (rate limit), and ECS tries again. Log in with "repositoryCredentials", or keep a copy in ECR.'
            },
            OTHER_PLATFORM,
            CANNOT_REACH,
            HAS_TROUBLE,
            {
                kind: 'image-denied',
                text: /AccessDenied|not authorized to perform|403 Forbidden|access denied|the role has (?:the )?permissions to pull|401 Unauthorized|no basic auth|authorization failed|docker login/i,
                says: 'The image{image} cannot be pulled: it does not exist, or access is denied{remedy}',
                stays: 'stops'
            },
            {
                kind: 'image-missing',
                text: /not found|manifest unknown|does not exist|\b404\b/i,
                says: 'The image{image} does not exist in its registry: push it, or correct its name or tag.',
                stays: 'stops'
            },
            {
                kind: 'image-not-pulled',
                text: /./,
                says: 'The image{image} could not be pulled: check that the tag exists in the repository, that the execution role is authorized to read it, that the subnet reaches the registry, and its rate limits.'
            }
        ]
    },
    {
        about: /secret|ssm|\basm\b|parameter store/i,
        cannot: 'a secret cannot be read',
        rows: [
            {
                kind: 'key-unusable',
                text: /KMSInvalidState|DisabledException|InvalidKeyId|DecryptionFailure|decrypt the protected secret|:key\/[\w-]+'? (?:is (?:disabled|pending)|does not exist)/i,
                says: 'The key that encrypts the secret{key}{used} cannot be used: it is disabled, pending deletion or deleted. Enable it (aws kms enable-key, after aws kms cancel-key-deletion if it is pending deletion), or store the value again under another key.',
                stays: 'stops'
            },
            {
                kind: 'key-denied',
                text: /Access to KMS is not allowed|kms:Decrypt|ciphertext refers to a customer master key/i,
                says: "{Role} is not authorized to use the key that encrypts the secret{used}. Add to that role, and allow it in the key's policy: {statement}",
                stays: 'stops'
            },
            {
                kind: 'secret-denied',
                text: DENIED,
                says: '{Role} is not authorized to read {arn}{used}. Add to that role (the execution role, not the task role): {statement}',
                stays: 'stops'
            },
            {
                kind: 'secret-not-json',
                text: /invalid character|unexpected end of JSON input|json: cannot unmarshal/i,
                says: 'The secret{used} is read by a JSON key, but its value is not JSON: usually a shell removed the quotes, or there is a byte order mark before it. Store it again from a file (aws secretsmanager put-secret-value --secret-string file://VALUE.json), or take the key out of the reference.',
                stays: 'stops'
            },
            {
                kind: 'secret-value-missing',
                text: /can['’]t find the specified secret value/i,
                says: 'The secret{secret}{used} exists, but it has no value of that version or stage. Give it a value (aws secretsmanager put-secret-value), or correct the reference.',
                stays: 'stops'
            },
            {
                kind: 'secret-missing',
                text: /ResourceNotFoundException|can['’]t find the specified secret|Check whether the secret exists|(?:marked|scheduled) for deletion/i,
                says: 'The secret{secret}{used} does not exist or is scheduled for deletion. Restore it (aws secretsmanager restore-secret), or deploy again to resolve the reference anew: a secret that was deleted and created again has a new ARN.',
                stays: 'stops'
            },
            {
                kind: 'json-key-missing',
                text: /did not contain json key/i,
                says: 'The secret{used} has no JSON key {jsonKey}. Correct the key in the reference, or add it to the secret.',
                stays: 'stops'
            },
            {
                kind: 'parameter-missing',
                text: /invalid (?:ssm )?parameters/i,
                says: 'A parameter{used} does not exist in that region. Create it, or correct its name.',
                stays: 'stops'
            },
            HAS_TROUBLE,
            CANNOT_REACH
        ]
    },
    {
        about: /./,
        cannot: 'the command or the user of a container is not in the image',
        rows: [
            {
                kind: 'env-file',
                text: /env(?:ironment)? files?\b/i,
                says: 'An environment file could not be read from S3: it must exist, and {role} needs s3:GetObject on it and s3:GetBucketLocation on its bucket.'
            },
            {
                kind: 'service-role',
                text: /IAM (?:trust relationship|permissions policies) ha(?:s|ve) been misconfigured/i,
                says: 'ECS is no longer authorized to manage the service: the trust policy or the permissions of a role changed. Check the roles of the definition, and that AWSServiceRoleForECS is unchanged.',
                stays: 'events'
            },
            {
                kind: 'out-of-memory',
                text: /OutOfMemory/i,
                says: '{culprit} ran out of memory{limit}. Raise "memory", or find what uses it.'
            },
            DISK_FULL,
            OTHER_PLATFORM,
            {
                kind: 'command',
                text: /executable file not found|exec: .*(?:no such file|permission denied)/i,
                says: 'The command{container} is not in the image, or the user of the container is not allowed to execute it: check "command" and "entryPoint", which take one word per item, and make the file executable (chmod +x) when the image is built.',
                stays: 'stops'
            },
            {
                kind: 'user-missing',
                text: /unable to find (?:user|group) |no matching entries in (?:passwd|group) file/i,
                says: 'The image does not have the user or group that the container runs as: correct "user" in the definition, or add it to the image.',
                stays: 'stops'
            },
            {
                ...HAS_TROUBLE,
                text: /(?:ContainerRuntime|Docker)TimeoutError|Could not transition to \w+; timed out|failed to get container status|EphemeralStorage provisioning|tasks provisioning capacity limit|waiting for Amazon ECS Agent to start|Reason: Internal error|operations are being throttled/i
            },
            {
                kind: 'network-interface',
                text: /free ?addresses|network interface|configure ENI|setup regular eni|netplugin/i,
                says: 'The network interface of the task could not be created: check that the subnets and security groups of the service exist and belong to one VPC, and that the subnets have free IP addresses.'
            },
            {
                kind: 'volume',
                text: /\bEFS\b|\bmount\b|\bvolume/i,
                says: 'A volume could not be mounted: check the file system, its mount targets in the subnets of the task, and the security groups (NFS is port 2049).'
            },
            {
                kind: 'quota-reached',
                text: /reached the limit on the number of|configuration is above your limit/i,
                says: 'The task exceeds a Fargate quota of the account (vCPUs or tasks at a time, or the size of one). ECS tries again; request a higher quota in Service Quotas, or run less at a time.'
            },
            {
                kind: 'no-capacity',
                text: /no container instances were found in your capacity provider|capacity is unavailable|could not launch \d+ tasks?/i,
                says: 'There is no capacity for the task at this moment, and ECS tries again. Subnets in more Availability Zones help, or another capacity provider; on EC2, check the largest size of its Auto Scaling group, and that new instances join the cluster.'
            },
            {
                kind: 'no-placement',
                text: /no container instance met all|no container instances were found/i,
                says: 'No instance of the cluster can take the task: the event says what is missing (instances, CPU, memory, a port, an attribute). Add instances, or ask for less.',
                stays: 'events'
            },
            {
                kind: 'deployment-blocked',
                text: /because of the service deployment configuration|protected tasks/i,
                says: 'ECS can neither stop an old task nor start a new one: lower "minimumHealthyPercent" or raise "maximumPercent" of the service, or remove the protection of old tasks (aws ecs update-task-protection).'
            },
            {
                kind: 'target-missing',
                text: /TARGET (?:GROUP )?IS NOT FOUND/i,
                says: 'The target group of the service does not exist any more, or does not have the task: no health check will pass. Give the service one that exists (UpdateService, loadBalancers), or delete the service and create it again.',
                stays: 'events'
            },
            {
                kind: 'target-health',
                text: /failed ELB health checks|is (?:unhealthy|not healthy) in \(?(?:target-group|elb)\b/i,
                says: 'The task started, but the load balancer reports it as unhealthy. Compare path, port and expected code of the check with what the application answers, and check that the security group of the task allows traffic from the load balancer.'
            },
            {
                kind: 'container-health',
                text: /failed container health checks/i,
                says: 'Container {name} started, but its health check failed{rhythm}. Check {checks}'
            },
            {
                kind: 'stopped-from-outside',
                text: /spot (?:task|instance|interruption)|SpotInterruption|host ec2 .*(?:terminated|stopped)/i,
                says: 'ECS, AWS or a user stopped the task. This does not indicate a problem with the new revision.'
            },
            {
                kind: 'exited',
                text: /Essential container in task exited/i,
                says: 'The application itself exited{log}'
            }
        ]
    }
];

;// CONCATENATED MODULE: ./lib/src/rollout/diagnosis/recognize.js

const CAUSES = TOPICS;
function recognize(text) {
    for (const { about, cannot, rows } of CAUSES) {
        const row = about.test(text) ? rows.find(one => one.text.test(text)) : undefined;
        if (row)
            return { ...row, kind: row.kind, cannot };
    }
    return undefined;
}
const WORDS_OF_CODE = {
    SpotInterruption: 'SpotInterruption',
    UserInitiated: 'SpotInterruption',
    ServiceSchedulerInitiated: 'SpotInterruption',
    TerminationNotice: 'SpotInterruption',
    InfrastructureHealth: 'SpotInterruption',
    EssentialContainerExited: 'Essential container in task exited'
};
function recognizeTask(task) {
    return recognize(stopWordsOf(task)) ?? recognize(WORDS_OF_CODE[task.stopCode ?? ''] ?? '');
}
function stopWordsOf({ stoppedReason = '', containers }) {
    const others = containers.flatMap(({ reason }) => reason && !stoppedReason.includes(reason) ? [reason] : []);
    return [stoppedReason, ...new Set(others)].filter(text => text !== '').join(' — ');
}
function causeKinds() {
    const rows = CAUSES.flatMap(topic => topic.rows);
    return new Map(rows.map(({ kind, stays }) => [kind, stays !== undefined]));
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
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(85590);
/* harmony import */ var _deployments_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(97387);
/* harmony import */ var _diagnosis_events_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(89400);
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
            const kind = (0,_diagnosis_events_js__WEBPACK_IMPORTED_MODULE_5__/* .generalizeReason */ .Fb)(event.message);
            if (!this.#said.has(kind))
                this.say((0,_diagnosis_events_js__WEBPACK_IMPORTED_MODULE_5__/* .onOneLine */ .GJ)(event.message), (0,_diagnosis_events_js__WEBPACK_IMPORTED_MODULE_5__/* .briefly */ .m_)(event.message));
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
        return Math.max(0, Math.min((0,pace/* untilNextPoll */.tN)(this.#poll, now), ...left));
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
                const done = (0,endings/* completedEnd */.xz)(open, verdict, { service, now: this.#poll.seenAt });
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
        const finishedAt = outcome === 'cancelled' ? this.#ports.clock.now() : this.#poll.seenAt;
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
