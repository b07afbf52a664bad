export const id = 8227;
export const ids = [8227];
export const modules = {

/***/ 58227:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runTasks: () => (/* binding */ runTasks)
});

// EXTERNAL MODULE: ./lib/src/arn.js
var arn = __webpack_require__(318);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/src/json.js
var json = __webpack_require__(65955);
;// CONCATENATED MODULE: ./lib/src/tasks/request.js



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

// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(84120);
;// CONCATENATED MODULE: ./lib/src/tasks/placement.js
const REASONS = [
    [
        /^RESOURCE:(CPU|MEMORY|GPU)/,
        'No container instance of the cluster has that much left: add instances, free some, or run the task on Fargate (run-task-launch-type).'
    ],
    [
        /^RESOURCE:ENI/,
        'The instances have no network interface left: use larger ones, turn on awsvpcTrunking, or run the task on Fargate.'
    ],
    [/^RESOURCE:PORTS?/, 'Every instance has that host port taken: let ECS choose the port, or add instances.'],
    [/^RESOURCE/, 'The cluster lacks what the task needs: add instances, or run the task on Fargate.'],
    [
        /^AGENT/,
        'The ECS agent of the container instance is not connected: check the instance, or restart the agent.'
    ],
    [
        /^ATTRIBUTE/,
        "No container instance has what the definition requires (log driver, network mode, architecture, placement constraint): compare with the instances' attributes."
    ],
    [
        /^MISSING/,
        'ECS does not find what the request names: check the cluster, its instances and capacity providers.'
    ],
    [/^LOCATION/, 'No container instance is in an Availability Zone that the subnets cover.'],
    [/^INACTIVE/, 'The container instance was deregistered; register it again, or use another one.'],
    [
        /^EMPTY CAPACITY PROVIDER|No Container Instances were found/i,
        'No container instance is registered in the cluster: add some, or set run-task-launch-type: FARGATE.'
    ],
    [
        /Capacity is unavailable/i,
        'Fargate has no capacity there at the moment: run again later, or name subnets in more Availability Zones.'
    ]
];
function placementSentence(failures) {
    if (failures.length === 0)
        return 'ECS started no task and gave no reason.';
    const reasons = failures.map(({ reason, detail }) => detail === undefined ? reason : `${reason} (${detail})`);
    return `ECS placed no task: ${[...new Set(reasons)].join('; ')}.`;
}
function placementHint(failures) {
    for (const { reason } of failures) {
        const known = REASONS.find(([pattern]) => pattern.test(reason));
        if (known)
            return known[1];
    }
    return undefined;
}

// EXTERNAL MODULE: ./lib/src/aws/error.js
var aws_error = __webpack_require__(88757);
// EXTERNAL MODULE: ./lib/src/pace.js
var pace = __webpack_require__(6350);
// EXTERNAL MODULE: ./lib/src/rollout/progress.js
var progress = __webpack_require__(38704);
// EXTERNAL MODULE: ./lib/src/diagnosis/show-lines.js
var show_lines = __webpack_require__(34924);
;// CONCATENATED MODULE: ./lib/src/tasks/log-tail.js




const PRINTED = 200;
const KEPT = 50;
const PAGES = 5;
const LAST_PAGES = 40;
class LogTail {
    #ports;
    #tails;
    #stopped = false;
    constructor(logs, ports) {
        this.#ports = ports;
        this.#tails = logs.map(log => ({ log, next: undefined, printed: 0, left: 0, kept: [] }));
    }
    async look(pages = PAGES) {
        for (const tail of this.#tails) {
            if (this.#stopped)
                return;
            await this.#read(tail, pages);
        }
    }
    async end() {
        await this.look(LAST_PAGES);
        for (const { log, left, kept } of this.#tails) {
            if (left === 0)
                continue;
            const hidden = left - kept.length;
            const where = `${log.stream.group} ${log.stream.stream}`;
            this.#ports.say(`${log.container} | … ${hidden} lines left out; all of them are in ${where}; the last ones:`);
            for (const line of kept)
                this.#ports.say(`${log.container} | ${line}`);
        }
    }
    async #read(tail, pages) {
        try {
            for (let page = 0; page < pages; page++) {
                const { messages, next } = await this.#ports.logs.read(tail.log.stream, tail.next);
                for (const line of (0,show_lines/* showLines */.P)(messages, this.#ports.guard))
                    this.#take(tail, line);
                const done = next === undefined || next === tail.next || messages.length === 0;
                tail.next = next ?? tail.next;
                if (done)
                    return;
            }
        }
        catch (error) {
            if (!(error instanceof aws_error/* AwsError */.Gy))
                throw error;
            this.#note(tail, error);
        }
    }
    #take(tail, line) {
        if (tail.printed < PRINTED) {
            tail.printed += 1;
            this.#ports.say(`${tail.log.container} | ${line}`);
            return;
        }
        tail.left += 1;
        tail.kept.push(line);
        if (tail.kept.length > KEPT)
            tail.kept.shift();
    }
    #note(tail, error) {
        if (error.kind === 'missing')
            return;
        if (error.kind === 'lost' || error.kind === 'throttled' || error.kind === 'unreachable')
            return;
        this.#stopped = true;
        this.#ports.say(`The task's log is not shown: ${(0,explain/* refusedCall */.dr)(error)} on ${tail.log.stream.group}. The task is monitored anyway.`);
    }
}
function logStreamsOf(definition, taskArn) {
    const logs = [];
    const elsewhere = [];
    const id = taskArn.split('/').at(-1) ?? '';
    for (const one of (0,json/* objectsIn */.Q)(definition['containerDefinitions'])) {
        const container = textIn(one, 'name');
        const configuration = log_tail_objectIn(one['logConfiguration']);
        if (container === undefined || configuration === undefined)
            continue;
        const driver = textIn(configuration, 'logDriver');
        const options = log_tail_objectIn(configuration['options']);
        const [region, group, prefix] = ['region', 'group', 'stream-prefix'].map(name => options === undefined ? undefined : textIn(options, `awslogs-${name}`));
        if (driver !== 'awslogs')
            elsewhere.push({ container, why: `log driver ${driver ?? 'not named'}` });
        else if (prefix === undefined)
            elsewhere.push({ container, why: 'no awslogs-stream-prefix' });
        else if (region !== undefined && group !== undefined)
            logs.push({ container, stream: { region, group, stream: `${prefix}/${container}/${id}` } });
    }
    return { logs, elsewhere };
}
function log_tail_objectIn(value) {
    return (0,json/* isObject */.G)(value) ? value : undefined;
}
function textIn(object, key) {
    const value = object[key];
    return typeof value === 'string' && value !== '' ? value : undefined;
}

// EXTERNAL MODULE: ./lib/src/diagnosis/explain-stop.js + 2 modules
var explain_stop = __webpack_require__(41945);
// EXTERNAL MODULE: ./lib/src/diagnosis/recognize.js
var recognize = __webpack_require__(90199);
;// CONCATENATED MODULE: ./lib/src/tasks/task-verdict.js



function judgeTask(task, definition) {
    const exits = exitsOf(task, definition);
    const ended = endOf(task, exits);
    if (ended === undefined)
        return { ok: true, reason: succeeded(exits), exits };
    const explanation = (0,explain_stop/* explainStop */.cV)({ ...task, taskDefinition: '' }, definition)?.explanation;
    return { ok: false, reason: ended, exits, ...(0,present/* present */.E)({ explanation }) };
}
function exitsOf(task, definition) {
    const own = reasonOf(task);
    return task.containers.map(container => {
        const { name, exitCode } = container;
        const reason = container.reason ?? (exitCode === undefined ? own : undefined);
        return {
            name,
            essential: isEssential(container, definition),
            ...(0,present/* present */.E)({ exitCode, hasRun: task.hasRun }),
            ...(0,present/* present */.E)({ reason: reason === undefined ? undefined : (0,recognize/* generalizeReason */.Fb)(reason) })
        };
    });
}
function isEssential(container, definition) {
    const list = definition['containerDefinitions'];
    const containers = Array.isArray(list) ? list : [];
    const found = containers.find(one => typeof one === 'object' && one !== null && one['name'] === container.name);
    return found !== undefined && found['essential'] !== false;
}
function reasonOf(task) {
    return task.stoppedReason ?? task.stopCode ?? 'ECS gave no reason';
}
function endOf(task, exits) {
    const code = task.stopCode;
    const why = (0,recognize/* generalizeReason */.Fb)(reasonOf(task)).replace(/\.$/, '');
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

;// CONCATENATED MODULE: ./lib/src/tasks/watch-task.js






const FAILED_LOOKS_ALLOWED = 10;
function watchTask(task, ports) {
    return new TaskWatch(task, ports).run();
}
class TaskWatch {
    #task;
    #ports;
    #startedAt;
    #tail;
    #following;
    #status = '';
    #failedLooks = 0;
    constructor(task, ports) {
        this.#task = task;
        this.#ports = ports;
        this.#startedAt = ports.clock.now();
        const label = `task ${task.name}`;
        this.#following = ports.log.follow({ label, since: this.#startedAt, phase: 'running' });
        this.#tail = this.#openLogs();
    }
    async run() {
        try {
            const result = await this.#watch();
            this.#following.end(result.ok ? 'succeeded' : 'failed', result.ok);
            return result;
        }
        catch (error) {
            this.#following.end('failed', false);
            throw error;
        }
    }
    async #watch() {
        for (;;) {
            const seen = await this.#look();
            if (seen && 'result' in seen)
                return seen.result;
            await this.#tail?.look();
            if (seen?.state.lastStatus === 'STOPPED')
                return this.#judge(seen.state);
            if (this.#ports.signal.aborted)
                return this.#cancel();
            if (this.#left() <= 0)
                return this.#giveUp();
            await this.#ports.clock.sleep(Math.min(pace/* POLL_INTERVAL_MS */.fv, this.#left()), this.#ports.signal);
        }
    }
    #openLogs() {
        const { logs, guard } = this.#ports;
        if (!logs)
            return undefined;
        const found = logStreamsOf(this.#task.definition, this.#task.taskArn);
        for (const { container, why } of found.elsewhere)
            this.#say(`${container}: its log is not shown (${why})`);
        return new LogTail(found.logs, { logs, guard, say: line => this.#say(line) });
    }
    #say(line) {
        this.#following.say(line);
    }
    #left() {
        return this.#startedAt + this.#task.timeoutMs - this.#ports.clock.now();
    }
    #took() {
        return (0,progress/* formatDuration */.a3)(this.#ports.clock.now() - this.#startedAt);
    }
    async #look() {
        const { cluster, taskArn } = this.#task;
        try {
            const state = await this.#ports.tasks.describeTask(cluster, taskArn);
            if (state === undefined)
                return this.#noteFailedLook(undefined);
            this.#failedLooks = 0;
            if (state.lastStatus !== this.#status)
                this.#say(state.lastStatus);
            this.#status = state.lastStatus;
            this.#following.update({ stage: state.lastStatus });
            return { state };
        }
        catch (error) {
            if (!(error instanceof aws_error/* AwsError */.Gy))
                throw error;
            return this.#noteFailedLook(error);
        }
    }
    #noteFailedLook(error) {
        this.#failedLooks += 1;
        const passing = error === undefined ||
            error.kind === 'lost' ||
            error.kind === 'throttled' ||
            error.kind === 'unreachable';
        if (passing && this.#failedLooks < FAILED_LOOKS_ALLOWED)
            return undefined;
        if (error === undefined)
            return { result: { ok: false, reason: UNKNOWN_TASK, exits: [] } };
        const reason = `Not verified: ${error.operation} failed (${error.awsName}). The task itself continues in ECS.`;
        const problem = (0,explain/* explainAwsError */.Ni)(error, { subject: `the one-off task of ${this.#task.name}` });
        return { result: { ok: false, reason, exits: [], problem } };
    }
    async #judge(state) {
        await this.#tail?.end();
        const verdict = judgeTask(state, this.#task.definition);
        for (const exit of verdict.exits)
            this.#say(describeExit(exit));
        this.#say(`${verdict.ok ? 'done' : 'FAILED'} after ${this.#took()}: ${verdict.reason}`);
        if (verdict.explanation !== undefined)
            this.#say(verdict.explanation);
        return verdict;
    }
    async #giveUp() {
        await this.#tail?.end();
        const limit = (0,progress/* formatDuration */.a3)(this.#task.timeoutMs);
        const status = this.#status === '' ? 'no state seen' : this.#status;
        const reason = `The one-off task had not stopped after ${limit} (wait-for-minutes): ${status}. It continues in ECS.`;
        this.#say(reason);
        return { ok: false, reason, exits: [] };
    }
    async #cancel() {
        const reason = this.#task.onCancel === 'rollback' ? await this.#stop() : LEFT;
        this.#say(reason);
        return { ok: false, reason, exits: [] };
    }
    async #stop() {
        const { cluster, taskArn } = this.#task;
        try {
            await this.#ports.tasks.stopTask(cluster, taskArn, STOP_REASON);
            return 'The run was cancelled; the one-off task was asked to stop (on-cancel: rollback).';
        }
        catch (error) {
            if (!(error instanceof aws_error/* AwsError */.Gy))
                throw error;
            return `The run was cancelled and the one-off task could not be stopped (${error.operation}: ${error.awsName}): it continues in ECS.`;
        }
    }
}
const STOP_REASON = 'Stopped by ecs-sealed-deploy: the deployment was cancelled';
const LEFT = 'The run was cancelled while the one-off task was running; it continues in ECS (on-cancel: leave).';
const UNKNOWN_TASK = 'Not verified: ECS no longer knows the one-off task, so its outcome is unknown.';

;// CONCATENATED MODULE: ./lib/src/tasks/run-one-off-task.js




async function runOneOffTask(task, ports) {
    const name = task.taskDefinitionArn.split('/').at(-1) ?? task.taskDefinitionArn;
    if (ports.signal.aborted)
        return { ok: false, reason: CANCELLED_BEFORE, exits: [] };
    const made = makeRequest(task);
    if ('problem' in made)
        return withProblem(made.problem);
    try {
        const started = await start(name, made.request, ports);
        if ('problem' in started)
            return withProblem(started.problem);
        return await follow(task, { ...started, name }, ports);
    }
    catch (error) {
        return withProblem((0,explain/* refusalOf */.Of)(error, { subject: `the one-off task of ${name}` }));
    }
}
const CANCELLED_BEFORE = 'The run was cancelled before the one-off task was started.';
function withProblem(problem) {
    return { ok: false, reason: problem.message, exits: [], problem };
}
async function start(name, request, { tasks, log }) {
    const { taskArns, failures } = await tasks.runTask(request);
    const [taskArn] = taskArns;
    if (taskArn === undefined)
        return { problem: notPlaced(name, failures) };
    log.info(`[task ${name}] started: ${taskArn}`);
    return { taskArn };
}
function notPlaced(name, failures) {
    return {
        code: 'task-not-placed',
        fault: 'cloud',
        message: `The one-off task of ${name} was not started. ${placementSentence(failures)}`,
        hint: placementHint(failures) ??
            'Look the reason up in the ECS developer guide under "API failure reasons"; no service was touched.'
    };
}
async function follow(task, started, ports) {
    const { taskArn } = started;
    if (!task.inputs.waitUntilStopped)
        return { ok: true, reason: 'Started; not monitored (wait-for-task-stopped: false).', taskArn, exits: [] };
    return { ...(await watchTask({ ...task, ...started }, ports)), taskArn };
}

// EXTERNAL MODULE: ./lib/src/deploying/plan/plaintext.js
var plaintext = __webpack_require__(40812);
;// CONCATENATED MODULE: ./lib/src/deploying/carry-out/one-off-tasks.js





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


/***/ }),

/***/ 34924:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ showLines),
/* harmony export */   s: () => (/* binding */ LINES_SHOWN)
/* harmony export */ });
const LINES_SHOWN = 50;
const TEXT_SHOWN = 10_000;
const LONGEST_LINE = 1_000;
const LONGEST_JUDGED = 8_192;
const HIDDEN = '[not shown: this line could hold a credential]';
function showLines(messages, guard) {
    const lines = guard.mask(messages.join('\n')).split('\n').flatMap(linesOf);
    const shown = hideKeys(lines).map(line => (line === HIDDEN ? line : clean(line, guard)));
    const last = shown.filter(line => line !== '').slice(-LINES_SHOWN);
    let left = TEXT_SHOWN;
    const kept = last.toReversed().filter(line => {
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
function hideKeys(lines) {
    const end = lines.findIndex(line => KEY_END.test(line));
    const begin = lines.findIndex(line => KEY_BEGIN.test(line));
    let inside = end >= 0 && (begin < 0 || begin > end);
    return lines.map(line => {
        const hide = inside || KEY_BEGIN.test(line);
        if (KEY_BEGIN.test(line))
            inside = true;
        if (KEY_END.test(line))
            inside = false;
        return hide ? HIDDEN : line;
    });
}
const KEY_BEGIN = /-----BEGIN [A-Z ]*PRIVATE KEY/;
const KEY_END = /-----END [A-Z ]*PRIVATE KEY/;


/***/ })

};
