export const id = 467;
export const ids = [467];
export const modules = {

/***/ 1467:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runDeploy: () => (/* binding */ runDeploy)
});

// EXTERNAL MODULE: ./lib/src/report/plan-text.js
var plan_text = __webpack_require__(4844);
// EXTERNAL MODULE: ./lib/src/report/results-text.js
var results_text = __webpack_require__(9011);
// EXTERNAL MODULE: ./lib/src/modes/make-plan.js + 15 modules
var make_plan = __webpack_require__(3832);
// EXTERNAL MODULE: ./lib/src/modes/prepare.js + 1 modules
var prepare = __webpack_require__(7355);
// EXTERNAL MODULE: ./lib/src/aws/error.js
var aws_error = __webpack_require__(1682);
// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(3395);
// EXTERNAL MODULE: ./lib/src/plan/compare.js + 1 modules
var compare = __webpack_require__(7594);
;// CONCATENATED MODULE: ./lib/src/rollout/register.js

const LOOK_AFTER_MS = [500, 2_000, 4_000];
const ATTEMPTS = 4;
async function registerDefinition(ecs, clock, request) {
    for (let attempt = 1;; attempt++) {
        try {
            return await ecs.registerTaskDefinition(request.definition);
        }
        catch (error) {
            if (!(error instanceof aws_error/* AwsError */.G) || error.kind !== 'lost')
                throw error;
            const found = await findRegistered(ecs, clock, request);
            if (found)
                return found;
            if (attempt === ATTEMPTS)
                throw error;
        }
    }
}
async function findRegistered(ecs, clock, request) {
    for (const wait of LOOK_AFTER_MS) {
        await clock.sleep(wait);
        const latest = await ecs.describeTaskDefinition(request.family);
        if (latest && latest.revision > request.latestRevision && request.equals(latest))
            return latest;
    }
    return undefined;
}

// EXTERNAL MODULE: ./lib/src/template/schema.js
var schema = __webpack_require__(3710);
;// CONCATENATED MODULE: ./lib/src/modes/register-all.js





async function registerAll(plan, ports) {
    const arns = new Map();
    const remarks = [];
    for (const definition of plan.definitions) {
        if (definition.registration.kind === 'reuse') {
            arns.set(definition.id, definition.registration.arn);
            continue;
        }
        try {
            const live = await register(definition, ports);
            arns.set(definition.id, live.arn);
            ports.log.info(`Registered ${live.family}:${live.revision} from ${definition.files.join(', ')}`);
            remarks.push(...notKept(definition, live));
        }
        catch (error) {
            if (!(error instanceof aws_error/* AwsError */.G))
                throw error;
            return { arns, problems: [refusal(definition, error, arns.size)], remarks };
        }
    }
    return { arns, problems: [], remarks };
}
function register(definition, ports) {
    return registerDefinition(ports.aws.ecs, ports.clock, {
        family: definition.family,
        definition: definition.definition,
        latestRevision: definition.latestRevision,
        equals: live => (0,compare/* compareDefinitions */.E)(definition.definition, live.definition, schema/* isKnownMember */.il).differences.length === 0
    });
}
function notKept(definition, live) {
    const comparison = (0,compare/* compareDefinitions */.E)(definition.definition, live.definition, schema/* isKnownMember */.il);
    return comparison.notKept.map(path => ({
        message: `${definition.files.join(', ')}: AWS did not keep "${path}" in ${live.family}:${live.revision}. It was sent as it stands in the file; check its spelling.`
    }));
}
function refusal(definition, error, registeredBefore) {
    const problem = (0,explain.explainAwsError)(error);
    const already = registeredBefore === 0
        ? ''
        : ' Revisions registered before it are not used yet; the next run finds and uses them.';
    return { ...problem, message: `${definition.files.join(', ')}: ${problem.message}${already}` };
}

// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(370);
// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(5071);
;// CONCATENATED MODULE: ./lib/src/rollout/explain-stop.js
function explainStop(reason, definition) {
    if (/secret|ssm|asm|registry auth/i.test(reason)) {
        const explained = explainSecret(reason, definition);
        if (explained !== undefined)
            return explained;
    }
    if (/unable to assume the role/i.test(reason)) {
        return `ECS may not assume ${roleOf(definition)}: its trust policy must allow ecs-tasks.amazonaws.com.`;
    }
    if (/CannotPullContainerError|pull image/i.test(reason)) {
        return 'The image could not be pulled: check that the tag exists in the repository, that the execution role may read it and that the subnet reaches the registry.';
    }
    if (/OutOfMemory/i.test(reason))
        return 'The container ran out of memory: raise its memory or find what uses it.';
    if (/health checks?/i.test(reason))
        return "The task started but its health check failed: look at the application's log and the check itself.";
    if (/Essential container in task exited/i.test(reason)) {
        return 'The application itself ended: look at its log.';
    }
    return undefined;
}
function explainSecret(reason, definition) {
    const arn = /arn:[\w-]+:(?:secretsmanager|ssm):[\w-]*:\d*:(?:secret:|parameter\/)[\w/+=.@-]+/.exec(reason)?.[0];
    const used = arn === undefined ? '' : describeUse(arn, definition);
    const role = roleOf(definition);
    if (/Access to KMS is not allowed/i.test(reason)) {
        return `${role} may not use the key the secret${used} is encrypted with. Allow it kms:Decrypt on that key.`;
    }
    if (/AccessDenied|not authorized to perform/i.test(reason)) {
        const action = /perform: ([\w:]+)/.exec(reason)?.[1] ??
            (/ssm/i.test(reason) ? 'ssm:GetParameters' : 'secretsmanager:GetSecretValue');
        const resource = arn ?? 'the secret';
        return `${role} may not read ${resource}${used}. Add to that role (the execution role, not the task role): ${statement(action, resource)}`;
    }
    if (/ResourceNotFoundException|can't find the specified secret/i.test(reason)) {
        return `The secret ${arn ?? ''}${used} does not exist (a secret that was deleted and created again has a new ARN). Deploy again to resolve the reference anew.`;
    }
    if (/did not contain json key/i.test(reason)) {
        const key = /json key (\S+)/i.exec(reason)?.[1] ?? '';
        return `The secret${used} has no JSON key ${key}. Correct the key in the reference, or add it to the secret.`;
    }
    if (/marked for deletion|scheduled for deletion/i.test(reason)) {
        return `The secret ${arn ?? ''}${used} is scheduled for deletion. Restore it (aws secretsmanager restore-secret) or use another one.`;
    }
    if (/connection issue|context deadline exceeded|i\/o timeout/i.test(reason)) {
        return 'The task does not reach Secrets Manager or Parameter Store: it needs a NAT gateway, a public IP address or VPC endpoints.';
    }
    if (/invalid parameters/i.test(reason))
        return 'A parameter does not exist in that region. Create it, or correct its name.';
    return undefined;
}
function statement(action, resource) {
    return JSON.stringify({ Effect: 'Allow', Action: action, Resource: resource });
}
function roleOf(definition) {
    const role = definition['executionRoleArn'];
    return typeof role === 'string' ? `The execution role ${role}` : 'The execution role';
}
function describeUse(arn, definition) {
    const uses = objects(definition['containerDefinitions']).flatMap(container => objects(container['secrets'])
        .filter(secret => String(secret['valueFrom'] ?? '').startsWith(arn))
        .map(secret => `${String(secret['name'])} of container ${String(container['name'])}`));
    return uses.length === 0 ? '' : ` (${uses.join(', ')})`;
}
function objects(value) {
    return Array.isArray(value)
        ? value.filter((item) => typeof item === 'object' && item !== null)
        : [];
}

;// CONCATENATED MODULE: ./lib/src/rollout/diagnose.js


const TASKS_LOOKED_AT = 300;
const EVENTS_SHOWN = 8;
async function diagnose(ecs, subject) {
    const notVerified = [];
    const tasks = await attempt(() => ecs.listStoppedTasks(subject.cluster, subject.service, TASKS_LOOKED_AT), notVerified);
    const described = await attempt(() => ecs.describeServices(subject.cluster, [subject.service]), notVerified);
    const events = described?.services[0]?.events ?? [];
    return {
        service: subject.service,
        events: lastEvents(events, subject.seenEvents),
        stops: groupStops((tasks ?? []).filter(task => isOurs(task, subject)), subject.definition),
        notVerified
    };
}
async function attempt(read, notVerified) {
    try {
        return await read();
    }
    catch (error) {
        if (!(error instanceof aws_error/* AwsError */.G))
            throw error;
        const why = error.kind === 'denied' ? 'no permission for' : `${error.awsName} from`;
        notVerified.push(`Not verified: ${why} ${error.operation}.`);
        return undefined;
    }
}
function isOurs(task, subject) {
    if (task.startedBy !== undefined)
        return task.startedBy === subject.deploymentId;
    return task.taskDefinition === subject.taskDefinitionArn;
}
function lastEvents(events, seen) {
    return events
        .filter(event => !seen.includes(event.id))
        .slice(0, EVENTS_SHOWN)
        .reverse()
        .map(event => event.message);
}
function groupStops(tasks, definition) {
    const groups = new Map();
    for (const task of tasks) {
        const reason = reasonOf(task);
        if (reason.startsWith('Scaling activity initiated by'))
            continue;
        const group = groups.get(reason) ?? { count: 0, reason, exits: new Set() };
        group.count += 1;
        for (const container of task.containers) {
            if (container.exitCode !== undefined)
                group.exits.add(`${container.name} exited with ${container.exitCode}`);
        }
        groups.set(reason, group);
    }
    return [...groups.values()]
        .sort((a, b) => b.count - a.count)
        .map(({ count, reason, exits }) => {
        const explanation = explainStop(reason, definition);
        return { count, reason, exits: [...exits], ...(explanation === undefined ? {} : { explanation }) };
    });
}
function reasonOf(task) {
    const own = task.stoppedReason ?? '';
    const fromContainer = task.containers.find(container => container.reason !== undefined)?.reason;
    const reason = [own, own.includes(fromContainer ?? '') ? '' : fromContainer]
        .filter(text => text)
        .join(' — ');
    return generalise(reason === '' ? (task.stopCode ?? 'ECS gave no reason.') : reason);
}
function generalise(reason) {
    return reason
        .replace(/,? ?request id: [\w-]+/gi, '')
        .replace(/(assumed-role\/[\w+=,.@-]+)\/[\w+=,.@-]+/g, '$1/…')
        .replace(/\b[0-9a-f]{32}\b/g, '…')
        .trim();
}

;// CONCATENATED MODULE: ./lib/src/rollout/update.js

const update_LOOK_AFTER_MS = [1_000, 3_000, 6_000];
const update_ATTEMPTS = 4;
async function updateService(ecs, clock, update) {
    for (let attempt = 1;; attempt++) {
        try {
            return await ecs.updateService(update.request);
        }
        catch (error) {
            if (!(error instanceof aws_error/* AwsError */.G) || error.kind !== 'lost')
                throw error;
            const found = await findUpdated(ecs, clock, update);
            if (found)
                return found;
            if (attempt === update_ATTEMPTS)
                throw error;
        }
    }
}
async function confirmDeployment(ecs, clock, update) {
    const { request, before, answer } = update;
    return wasCarriedOut(request, before, answer) ? answer : findUpdated(ecs, clock, update);
}
async function findUpdated(ecs, clock, update) {
    for (const wait of update_LOOK_AFTER_MS) {
        await clock.sleep(wait);
        const { services } = await ecs.describeServices(update.request.cluster, [update.request.service]);
        const state = services[0];
        if (state && wasCarriedOut(update.request, update.before, state))
            return state;
    }
    return undefined;
}
function wasCarriedOut(request, before, now) {
    const startsDeployment = request.forceNewDeployment === true || request.taskDefinition !== before.taskDefinition;
    if (!startsDeployment)
        return now.desiredCount === request.desiredCount;
    const known = new Set(before.deployments.map(deployment => deployment.id));
    const primary = now.deployments.find(deployment => deployment.status === 'PRIMARY');
    return primary !== undefined && !known.has(primary.id) && primary.taskDefinition === request.taskDefinition;
}

;// CONCATENATED MODULE: ./lib/src/rollout/classify.js
const FRESH_MEMORY = { sawMine: false, gone: 0, failedLooks: 0 };
const LOOKS_TO_BELIEVE = 3;
function classify(target, look, memory) {
    const { service } = look;
    if (!service)
        return decided(memory, {
            state: 'failed',
            reason: 'ECS no longer knows the service: it was deleted during the rollout.'
        });
    if (service.status !== 'ACTIVE') {
        return decided(memory, {
            state: 'failed',
            reason: `The service is ${service.status}: it was deleted during the rollout.`
        });
    }
    const next = remember(target, service, memory);
    const verdict = target.scaleTo !== undefined
        ? judgeScaling(target, service)
        : (judgeRecord(target, look, next) ?? judgeDeployments(target, service, next));
    const failure = verdict.state === 'rolling-back' ? (next.failure ?? verdict.reason) : next.failure;
    return { verdict, memory: failure === undefined ? next : { ...next, failure } };
}
function decided(memory, verdict) {
    return { verdict, memory };
}
function remember(target, service, memory) {
    const mine = find(service, target.deploymentId);
    const failed = mine?.rolloutState === 'FAILED';
    return {
        ...memory,
        sawMine: memory.sawMine || mine !== undefined,
        gone: mine ? 0 : memory.gone + 1,
        failedLooks: failed ? memory.failedLooks + 1 : 0
    };
}
function find(service, id) {
    return service.deployments.find(deployment => deployment.id === id);
}
function primaryOf(service) {
    return service.deployments.find(deployment => deployment.status === 'PRIMARY');
}
function judgeRecord(target, look, memory) {
    const record = look.record;
    if (!record || !look.service)
        return undefined;
    const reason = record.statusReason ?? record.rollbackReason ?? memory.failure ?? failureText(target, look.service);
    switch (record.status) {
        case 'SUCCESSFUL':
            return { state: 'succeeded' };
        case 'ROLLBACK_SUCCESSFUL':
            return { state: 'rolled-back', reason };
        case 'ROLLBACK_FAILED':
            return { state: 'failed', reason: `${reason} The rollback failed too.` };
        case 'ROLLBACK_REQUESTED':
        case 'ROLLBACK_IN_PROGRESS':
            return { state: 'rolling-back', reason };
        case 'STOPPED':
            return newerThanMine(target, look.service) ?? { state: 'failed', reason };
        case 'PENDING':
        case 'IN_PROGRESS':
        case 'STOP_REQUESTED':
            return judgeOpenRecord(target, look.service, memory);
        default:
            return undefined;
    }
}
function judgeOpenRecord(target, service, memory) {
    const mine = find(service, target.deploymentId);
    if (mine?.rolloutState === 'FAILED')
        return judgeFailed(target, service, memory);
    return newerThanMine(target, service) ?? { state: 'in-progress' };
}
function judgeDeployments(target, service, memory) {
    const mine = find(service, target.deploymentId);
    if (mine?.rolloutState === 'FAILED')
        return judgeFailed(target, service, memory);
    if (mine?.status === 'PRIMARY')
        return judgePrimary(mine, service);
    const newer = newerThanMine(target, service);
    if (newer)
        return newer;
    const primary = primaryOf(service);
    if (mine) {
        return primary
            ? { state: 'rolling-back', reason: failureText(target, service) }
            : { state: 'in-progress' };
    }
    return judgeGone(target, service, memory);
}
function judgePrimary(mine, service) {
    if (mine.rolloutState === 'COMPLETED')
        return { state: 'succeeded' };
    const settled = service.deployments.length === 1 && mine.runningCount === mine.desiredCount;
    return mine.rolloutState === undefined && settled ? { state: 'succeeded' } : { state: 'in-progress' };
}
function judgeFailed(target, service, memory) {
    const reason = failureText(target, service);
    const primary = primaryOf(service);
    const wayBack = service.deployments.some(deployment => target.before.includes(deployment.id) && deployment.rolloutState !== 'FAILED');
    if (primary && target.before.includes(primary.id))
        return { state: 'rolling-back', reason };
    const expected = service.circuitBreaker.enable && service.circuitBreaker.rollback && wayBack;
    return expected && memory.failedLooks < LOOKS_TO_BELIEVE
        ? { state: 'rolling-back', reason }
        : { state: 'failed', reason };
}
function judgeGone(target, service, memory) {
    const primary = primaryOf(service);
    const failed = memory.failure ?? failureEvent(target, service);
    const believed = failed !== undefined || (memory.sawMine && memory.gone >= LOOKS_TO_BELIEVE);
    if (!believed || !primary)
        return { state: 'in-progress' };
    const reason = failed ?? 'The deployment vanished from the service without an event: it was most probably rolled back.';
    if (primary.rolloutState === 'FAILED')
        return { state: 'failed', reason: `${reason} The rollback failed too.` };
    if (primary.rolloutState === 'IN_PROGRESS')
        return { state: 'rolling-back', reason };
    return { state: 'rolled-back', reason };
}
function newerThanMine(target, service) {
    const primary = primaryOf(service);
    if (!primary || primary.id === target.deploymentId || target.before.includes(primary.id))
        return undefined;
    if (primary.taskDefinition === target.taskDefinition)
        return { state: 'adopted', deploymentId: primary.id };
    return {
        state: 'superseded',
        reason: `Another deployment (${primary.id}, ${shortName(primary.taskDefinition)}) was started while ours was rolling out.`
    };
}
function judgeScaling(target, service) {
    const reached = service.desiredCount === target.scaleTo && service.runningCount === target.scaleTo;
    return reached ? { state: 'succeeded' } : { state: 'in-progress' };
}
function classify_reasonOf(deployment) {
    const reason = deployment?.rolloutStateReason;
    return reason !== undefined && reason !== '' ? reason : undefined;
}
function failureText(target, service) {
    const mine = find(service, target.deploymentId);
    const own = mine?.rolloutState === 'FAILED' ? classify_reasonOf(mine) : undefined;
    return own ?? failureEvent(target, service) ?? classify_reasonOf(primaryOf(service)) ?? 'ECS gave no reason.';
}
function failureEvent(target, service) {
    return service.events.find(event => event.message.includes(`(deployment ${target.deploymentId}) deployment failed`))?.message;
}
function shortName(arn) {
    return arn.slice(arn.lastIndexOf('/') + 1);
}

;// CONCATENATED MODULE: ./lib/src/rollout/progress.js
function describeProgress(target, service, record) {
    const mine = service.deployments.find(deployment => deployment.id === target.deploymentId);
    const parts = mine ? [describeCounts(mine)] : ['our deployment is not listed'];
    const others = service.deployments.filter(deployment => deployment !== mine && deployment.runningCount > 0);
    if (others.length > 0) {
        const old = others.reduce((sum, deployment) => sum + deployment.runningCount, 0);
        parts.push(`${old} of other revisions still running`);
    }
    const failed = describeFailures(mine, record);
    if (failed !== undefined)
        parts.push(failed);
    return parts.join(', ');
}
function describeCounts(deployment) {
    const pending = deployment.pendingCount > 0 ? `, ${deployment.pendingCount} pending` : '';
    return `${deployment.runningCount} of ${deployment.desiredCount} running${pending}`;
}
function describeFailures(mine, record) {
    const breaker = record?.circuitBreaker;
    if (breaker && breaker.threshold > 0 && breaker.failureCount > 0) {
        return `${breaker.failureCount} of ${breaker.threshold} failed starts that trip the circuit breaker`;
    }
    return mine && mine.failedTasks > 0 ? `${mine.failedTasks} failed starts` : undefined;
}
function newEvents(service, seen) {
    return service.events.filter(event => !seen.has(event.id)).reverse();
}
function formatDuration(milliseconds) {
    const seconds = Math.max(0, Math.round(milliseconds / 1000));
    if (seconds < 60)
        return `${seconds} s`;
    const minutes = Math.floor(seconds / 60);
    if (minutes < 60)
        return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
    return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

;// CONCATENATED MODULE: ./lib/src/rollout/records.js

const CLOCK_SKEW_MS = 5 * 60_000;
const FAILURES_TO_GIVE_UP = 3;
class DeploymentRecords {
    #ecs;
    #log;
    #arns = new Map();
    #available = true;
    #failures = 0;
    constructor(ecs, log) {
        this.#ecs = ecs;
        this.#log = log;
    }
    async read(wanted) {
        if (!this.#available || wanted.length === 0)
            return new Map();
        try {
            await Promise.all(wanted.map(rollout => this.#find(rollout)));
            const found = await this.#describe(wanted);
            this.#failures = 0;
            return found;
        }
        catch (error) {
            this.#note(error);
            return new Map();
        }
    }
    async #find(rollout) {
        if (this.#arns.has(rollout.deploymentId))
            return;
        const current = rollout.state.currentServiceDeployment;
        const primary = rollout.state.deployments.find(deployment => deployment.status === 'PRIMARY');
        if (current !== undefined && primary?.id === rollout.deploymentId) {
            this.#arns.set(rollout.deploymentId, current);
            return;
        }
        const since = rollout.startedAt - CLOCK_SKEW_MS;
        const records = await this.#ecs.listServiceDeployments(rollout.cluster, rollout.service, since);
        const mine = records.find(record => belongsTo(record, rollout.deploymentId));
        if (mine)
            this.#arns.set(rollout.deploymentId, mine.arn);
    }
    async #describe(wanted) {
        const ids = new Map();
        for (const { deploymentId } of wanted) {
            const arn = this.#arns.get(deploymentId);
            if (arn !== undefined)
                ids.set(arn, deploymentId);
        }
        if (ids.size === 0)
            return new Map();
        const records = await this.#ecs.describeServiceDeployments([...ids.keys()]);
        return new Map(records.map(record => [ids.get(record.arn) ?? '', record]));
    }
    #note(error) {
        this.#failures += 1;
        const kind = error instanceof aws_error/* AwsError */.G ? error.kind : 'lost';
        if (kind !== 'denied' && kind !== 'unsupported' && this.#failures < FAILURES_TO_GIVE_UP)
            return;
        this.#available = false;
        const operation = error instanceof aws_error/* AwsError */.G ? error.operation : 'ecs:ListServiceDeployments';
        const why = kind === 'denied' ? 'no permission for' : 'this endpoint does not answer';
        this.#log.notice(`The deployments' own records are not used (${why} ${operation}); the outcome is decided from the service's deployment list and events.`);
    }
}
function belongsTo(record, deploymentId) {
    const digits = deploymentId.slice(deploymentId.lastIndexOf('/') + 1);
    return record.targetRevisionArn?.endsWith(`/${digits}`) ?? false;
}

;// CONCATENATED MODULE: ./lib/src/rollout/watch.js




const POLL_INTERVAL_MS = 5_000;
const FAILED_LOOKS_ALLOWED = 10;
async function watchRollouts(starts, options, ports) {
    const watcher = new Watcher(starts, options, ports);
    return watcher.run();
}
class Watcher {
    #options;
    #ports;
    #records;
    #ends = [];
    #open;
    #failedLooks = 0;
    constructor(starts, options, ports) {
        this.#options = options;
        this.#ports = ports;
        this.#records = new DeploymentRecords(ports.ecs, ports.log);
        this.#open = starts.map(start => ({
            start,
            target: start.target,
            memory: FRESH_MEMORY,
            line: '',
            seen: new Set(start.seenEvents),
            reported: false
        }));
    }
    async run() {
        while (this.#open.length > 0) {
            await this.#look();
            this.#endOverdue();
            if (this.#options.signal?.aborted)
                this.#endAll('cancelled', CANCELLED);
            if (this.#open.length > 0)
                await this.#ports.clock.sleep(this.#pause(), this.#options.signal);
        }
        return this.#ends;
    }
    #pause() {
        const now = this.#ports.clock.now();
        const left = this.#open.map(open => open.start.startedAt + this.#options.timeoutMs - now);
        return Math.max(0, Math.min(POLL_INTERVAL_MS, ...left));
    }
    async #look() {
        const clusters = new Set(this.#open.map(open => open.start.cluster));
        for (const cluster of clusters) {
            const open = this.#open.filter(({ start }) => start.cluster === cluster);
            try {
                const names = open.map(({ start }) => start.service);
                const { services } = await this.#ports.ecs.describeServices(cluster, names);
                this.#failedLooks = 0;
                await this.#judgeAll(open, new Map(services.map(state => [state.service, state])));
            }
            catch (error) {
                if (!(error instanceof aws_error/* AwsError */.G))
                    throw error;
                this.#noteFailedLook(open, error);
            }
        }
    }
    async #judgeAll(open, states) {
        const wanted = open.flatMap(({ start, target }) => {
            const state = states.get(start.service);
            return state === undefined || target.scaleTo !== undefined
                ? []
                : [{ ...start, deploymentId: target.deploymentId, state }];
        });
        const records = await this.#records.read(wanted);
        for (const rollout of open) {
            const state = states.get(rollout.start.service);
            await this.#judge(rollout, state, records.get(rollout.target.deploymentId));
        }
    }
    async #judge(open, service, record) {
        const look = record === undefined ? { service } : { service, record };
        const { verdict, memory } = classify(open.target, look, open.memory);
        open.memory = memory;
        if (service)
            this.#print(open, service, record);
        await this.#act(open, verdict);
    }
    async #act(open, verdict) {
        switch (verdict.state) {
            case 'in-progress':
                return;
            case 'adopted':
                this.#say(open, `deployment ${verdict.deploymentId} of the same definition took over; following it`);
                open.target = {
                    ...open.target,
                    deploymentId: verdict.deploymentId,
                    before: [...open.target.before, open.target.deploymentId]
                };
                open.memory = FRESH_MEMORY;
                return;
            case 'rolling-back':
                await this.#reportFailure(open, verdict.reason);
                return;
            case 'succeeded':
                this.#end(open, 'succeeded', 'The deployment completed.');
                return;
            case 'superseded':
                this.#end(open, 'superseded', verdict.reason);
                return;
            case 'failed':
            case 'rolled-back':
                await this.#reportFailure(open, verdict.reason);
                this.#end(open, verdict.state, verdict.reason);
        }
    }
    async #reportFailure(open, reason) {
        if (open.reported)
            return;
        open.reported = true;
        this.#say(open, `FAILED: ${reason}`);
        await this.#options.onFailure({ ...open.start, target: open.target }, reason);
    }
    #print(open, service, record) {
        for (const event of newEvents(service, open.seen)) {
            open.seen.add(event.id);
            this.#say(open, event.message);
        }
        const line = describeProgress(open.target, service, record);
        if (line === open.line)
            return;
        open.line = line;
        this.#say(open, line);
    }
    #say(open, message) {
        this.#ports.log.info(`[${open.start.service}] ${message}`);
    }
    #noteFailedLook(open, error) {
        this.#failedLooks += 1;
        const hopeless = error.kind === 'denied' ||
            error.kind === 'expired' ||
            error.kind === 'missing' ||
            error.kind === 'refused';
        if (!hopeless && this.#failedLooks < FAILED_LOOKS_ALLOWED) {
            this.#ports.log.warning(`A look at the services failed (${error.operation}: ${error.awsName}); looking again.`);
            return;
        }
        const reason = `Not verified: ${error.operation} failed (${error.awsName}). The deployment itself goes on in ECS.`;
        for (const rollout of open)
            this.#end(rollout, 'failed', reason, error);
    }
    #endOverdue() {
        const now = this.#ports.clock.now();
        for (const open of [...this.#open]) {
            if (now < open.start.startedAt + this.#options.timeoutMs)
                continue;
            const limit = formatDuration(this.#options.timeoutMs);
            if (open.memory.failure !== undefined) {
                this.#end(open, 'failed', `${open.memory.failure} The rollback was not over after ${limit}.`);
            }
            else
                this.#end(open, 'timed-out', `Not finished after ${limit}: ${open.line}.`);
        }
    }
    #endAll(outcome, reason) {
        for (const open of [...this.#open])
            this.#end(open, outcome, reason);
    }
    #end(open, outcome, reason, error) {
        this.#open = this.#open.filter(other => other !== open);
        this.#say(open, `${outcome}: ${reason}`);
        this.#ends.push({
            service: open.start.service,
            target: open.target,
            outcome,
            reason,
            finishedAt: this.#ports.clock.now(),
            ...(error === undefined ? {} : { error })
        });
    }
}
const CANCELLED = 'The run was cancelled while the deployment was rolling out; it goes on in ECS.';

;// CONCATENATED MODULE: ./lib/src/modes/roll-out.js








const UPDATES_AT_ONCE = 8;
const MINUTE_MS = 60_000;
async function rollOut(work, configuration, ports) {
    const limit = (0,p_limit/* default */.A)(UPDATES_AT_ONCE);
    const started = await Promise.all(work.plan.services.map(service => limit(() => startService(service, work, { configuration, ports }))));
    const watched = started.flatMap(item => (item.kind === 'watch' ? [item] : []));
    const diagnoses = [];
    const investigate = async (start) => {
        const diagnosis = await investigateFailure(start, work, ports);
        diagnoses.push(diagnosis);
        ports.log.group(`Why ${start.service} failed`, (0,results_text/* diagnosisToText */.k)(diagnosis));
    };
    const ends = await watchRollouts(watched.map(({ start }) => start), {
        timeoutMs: configuration.waitMinutes * MINUTE_MS,
        signal: ports.signal,
        onFailure: investigate
    }, { ecs: ports.aws.ecs, clock: ports.clock, log: ports.log });
    for (const end of ends) {
        const start = watched.find(item => item.start.service === end.service)?.start;
        if (end.outcome === 'timed-out' && start)
            await investigate({ ...start, target: end.target });
    }
    return assemble({ work, started, ends, diagnoses }, configuration);
}
async function startService(service, work, run) {
    const { configuration, ports } = run;
    const arn = work.arns.get(service.definitionId) ?? service.previousTaskDefinitionArn;
    const startedAt = ports.clock.now();
    const base = resultBase(service, arn, configuration);
    switch (service.action.kind) {
        case 'unchanged':
            return {
                kind: 'done',
                result: { ...base, outcome: 'unchanged', reason: 'The service already runs this definition.' }
            };
        case 'follow':
            return toWatch(service, { startedAt, arn, state: service.before, configuration });
        case 'scale':
        case 'update':
            return update(service, { startedAt, arn, base }, run);
        default:
            return (0,errors/* assertNever */.xb)(service.action);
    }
}
async function update(service, { startedAt, arn, base }, run) {
    const { configuration, ports } = run;
    const { ecs } = ports.aws;
    const wanted = { request: requestFor(service, arn, configuration), before: service.before };
    const failed = { ...base, startedAt: new Date(startedAt).toISOString(), outcome: 'failed' };
    try {
        const answer = await updateService(ecs, ports.clock, wanted);
        const waits = configuration.waitUntil !== 'none';
        const state = waits ? await confirmDeployment(ecs, ports.clock, { ...wanted, answer }) : answer;
        if (!state)
            return { kind: 'done', result: { ...failed, reason: NO_NEW_DEPLOYMENT } };
        ports.log.info(`[${service.service}] updated: ${primaryId(state) ?? 'no deployment listed'}`);
        return toWatch(service, { startedAt, arn, state, configuration });
    }
    catch (error) {
        if (!(error instanceof aws_error/* AwsError */.G))
            throw error;
        const problem = { ...(0,explain.explainAwsError)(error), service: service.service };
        return { kind: 'done', problem, result: { ...failed, reason: problem.message } };
    }
}
const NO_NEW_DEPLOYMENT = 'Not verified: ECS accepted the update but shows no new deployment of the service that could be watched.';
function requestFor(service, arn, configuration) {
    const force = service.action.kind === 'update' && service.action.forceNewDeployment;
    const { desiredCount } = configuration;
    return {
        cluster: service.cluster,
        service: service.service,
        taskDefinition: arn,
        ...(desiredCount === undefined ? {} : { desiredCount }),
        ...(force ? { forceNewDeployment: true } : {})
    };
}
function toWatch(service, now) {
    const { startedAt, arn, state, configuration } = now;
    const deploymentId = service.action.kind === 'follow' ? service.action.deploymentId : primaryId(state);
    const base = { ...resultBase(service, arn, configuration), startedAt: new Date(startedAt).toISOString() };
    if (deploymentId === undefined) {
        const reason = 'Not verified: ECS answered the update without a deployment to watch.';
        return { kind: 'done', result: { ...base, outcome: 'failed', reason } };
    }
    if (configuration.waitUntil === 'none') {
        const reason = 'Updated; not waited for (wait-until: none).';
        return { kind: 'done', result: { ...base, deploymentId, outcome: 'succeeded', reason } };
    }
    const before = service.before.deployments.map(({ id }) => id).filter(id => id !== deploymentId);
    const scaling = service.action.kind === 'scale' ? { scaleTo: service.action.to } : {};
    return {
        kind: 'watch',
        service,
        start: {
            service: service.service,
            cluster: service.cluster,
            target: { deploymentId, taskDefinition: arn, before, ...scaling },
            startedAt,
            seenEvents: service.before.events.map(({ id }) => id)
        }
    };
}
function primaryId(state) {
    return state.deployments.find(({ status }) => status === 'PRIMARY')?.id;
}
function resultBase(service, arn, configuration) {
    return {
        service: service.service,
        cluster: service.cluster,
        region: configuration.region,
        taskDefinitionArn: arn,
        previousTaskDefinitionArn: service.previousTaskDefinitionArn
    };
}
function investigateFailure(start, work, ports) {
    const service = work.plan.services.find(plan => plan.service === start.service);
    const definition = work.plan.definitions.find(({ id }) => id === service?.definitionId);
    return diagnose(ports.aws.ecs, {
        cluster: start.cluster,
        service: start.service,
        deploymentId: start.target.deploymentId,
        taskDefinitionArn: start.target.taskDefinition,
        definition: definition?.definition ?? {},
        seenEvents: start.seenEvents
    });
}
function assemble(done, configuration) {
    const problems = [];
    const results = done.started.map(item => {
        if (item.kind === 'done') {
            if (item.problem)
                problems.push(item.problem);
            return item.result;
        }
        const end = done.ends.find(({ service }) => service === item.start.service);
        if (end?.error)
            problems.push({ ...(0,explain.explainAwsError)(end.error), service: item.start.service });
        return endedResult(item, end, configuration);
    });
    return { results, diagnoses: done.diagnoses, problems };
}
function endedResult(item, end, configuration) {
    const { start, service } = item;
    return {
        ...resultBase(service, start.target.taskDefinition, configuration),
        deploymentId: end?.target.deploymentId ?? start.target.deploymentId,
        outcome: end?.outcome ?? 'failed',
        reason: end?.reason ?? 'Not verified: the watch ended without a verdict.',
        startedAt: new Date(start.startedAt).toISOString(),
        ...(end ? { finishedAt: new Date(end.finishedAt).toISOString() } : {})
    };
}

;// CONCATENATED MODULE: ./lib/src/modes/deploy.js






async function runDeploy(configuration, ports) {
    const aws = await ports.connectAws(configuration);
    const preparation = await (0,prepare/* prepareTargets */.g)(configuration, ports, aws);
    const { report, plan } = await (0,make_plan/* makePlan */.C)(preparation, configuration, { ...ports, aws });
    if (!plan)
        return withNotStarted(report, configuration, 'Something has to be put right first; nothing was changed.');
    ports.log.group('Plan', (0,plan_text/* planToText */.GO)(plan));
    const finished = await carryOut({ report, plan }, configuration, { ...ports, aws });
    for (const line of (0,results_text/* resultsToText */.p)(finished.results))
        ports.log.info(line);
    return finished;
}
async function carryOut(planned, configuration, ports) {
    const { report, plan } = planned;
    const registered = await registerAll(plan, ports);
    const withArns = {
        ...report,
        taskDefinitionArns: [...registered.arns.values()],
        remarks: [...report.remarks, ...registered.remarks]
    };
    if (registered.problems.length > 0) {
        const stopped = { ...withArns, problems: [...report.problems, ...registered.problems] };
        return withNotStarted(stopped, configuration, 'A definition could not be registered; no service was touched.');
    }
    const rolledOut = await rollOut({ plan, arns: registered.arns }, configuration, ports);
    return {
        ...withArns,
        problems: [...report.problems, ...rolledOut.problems],
        results: rolledOut.results,
        diagnoses: rolledOut.diagnoses
    };
}
function withNotStarted(report, configuration, reason) {
    const named = Array.isArray(configuration.services) ? configuration.services : [];
    const known = report.plan?.services.map(({ service }) => service) ?? [];
    const asked = [...new Set([...named, ...known, ...report.services])];
    const results = asked.map(service => ({
        service,
        cluster: configuration.cluster ?? '',
        region: configuration.region,
        outcome: 'not-started',
        reason
    }));
    return { ...report, results };
}


/***/ }),

/***/ 9011:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ diagnosisToText),
/* harmony export */   p: () => (/* binding */ resultsToText)
/* harmony export */ });
/* harmony import */ var _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1128);
/* harmony import */ var _plan_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4844);


function resultsToText(results) {
    const width = Math.max(0, ...results.map(result => result.service.length));
    const sorted = [...results].sort((a, b) => Number((0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .isGood */ .K)(b.outcome)) - Number((0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .isGood */ .K)(a.outcome)));
    return sorted.map(result => {
        const arn = result.taskDefinitionArn === undefined ? '' : ` ${(0,_plan_text_js__WEBPACK_IMPORTED_MODULE_1__/* .shortArn */ .k$)(result.taskDefinitionArn)}`;
        return `${result.service.padEnd(width)}  ${result.outcome}${arn}${(0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .isGood */ .K)(result.outcome) ? '' : ` — ${result.reason}`}`;
    });
}
function diagnosisToText(diagnosis) {
    const lines = [];
    for (const stop of diagnosis.stops) {
        const exits = stop.exits.length > 0 ? ` (${stop.exits.join(', ')})` : '';
        lines.push(`${stop.count} × stopped: ${stop.reason}${exits}`);
        if (stop.explanation !== undefined)
            lines.push(`    → ${stop.explanation}`);
    }
    if (diagnosis.stops.length === 0 && diagnosis.notVerified.length === 0) {
        lines.push('ECS remembers no stopped task of this deployment.');
    }
    if (diagnosis.events.length > 0)
        lines.push('Last events:', ...diagnosis.events.map(event => `    ${event}`));
    lines.push(...diagnosis.notVerified);
    return lines;
}


/***/ })

};
