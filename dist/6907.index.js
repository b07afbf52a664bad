export const id = 6907;
export const ids = [6907,1430,7829,7862];
export const modules = {

/***/ 91430:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  investigateFailure: () => (/* binding */ investigateFailure)
});

// EXTERNAL MODULE: ./lib/src/json.js
var json = __webpack_require__(65955);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/aws/error.js
var aws_error = __webpack_require__(88757);
;// CONCATENATED MODULE: ./lib/src/diagnosis/attempts.js

class Attempts {
    #notes = new Set();
    async make(read) {
        try {
            return await read();
        }
        catch (error) {
            this.note(describe(error));
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
function describe(error) {
    if (error instanceof aws_error/* AwsError */.Gy) {
        return error.kind === 'denied'
            ? `Not verified: no permission for ${error.operation}.`
            : `Not verified: ${error.awsName} from ${error.operation}.`;
    }
    const name = error instanceof Error ? error.name : 'an unknown error';
    return `Not verified: a part of the diagnosis failed (${name}). This is a bug in ecs-sealed-deploy.`;
}

// EXTERNAL MODULE: ./lib/src/diagnosis/definition.js
var diagnosis_definition = __webpack_require__(79082);
// EXTERNAL MODULE: ./lib/src/diagnosis/explain-stop.js + 2 modules
var explain_stop = __webpack_require__(41945);
// EXTERNAL MODULE: ./lib/src/diagnosis/explain-exit.js
var explain_exit = __webpack_require__(53369);
// EXTERNAL MODULE: ./lib/src/diagnosis/recognize.js
var recognize = __webpack_require__(90199);
;// CONCATENATED MODULE: ./lib/src/diagnosis/group-stops.js



function groupStops(tasks, definition) {
    const groups = new Map();
    for (const task of tasks) {
        const reason = reasonOf(task);
        if (reason.startsWith('Scaling activity initiated by'))
            continue;
        const exits = (0,explain_exit/* culpritsOf */.Et)(task, definition).map(({ name, exitCode }) => `${name} ${exitCode}`);
        const key = JSON.stringify([reason, exits]);
        const group = groups.get(key) ?? { reason, tasks: [] };
        group.tasks.push(task);
        groups.set(key, group);
    }
    return [...groups.values()]
        .sort((a, b) => b.tasks.length - a.tasks.length)
        .map(group => {
        const newestFirst = group.tasks.toSorted((a, b) => (b.stoppedAt ?? 0) - (a.stoppedAt ?? 0));
        const [newest] = newestFirst;
        const explained = newest && (0,explain_stop/* explainStop */.cV)(newest, definition);
        return { reason: group.reason, tasks: newestFirst, explained };
    });
}
function toStopGroup({ reason, tasks, explained }) {
    const exits = tasks.flatMap(({ containers }) => containers.flatMap(({ name, exitCode }) => exitCode === undefined ? [] : [`${name} exited with ${exitCode}`]));
    return { count: tasks.length, reason, exits: [...new Set(exits)], ...explained };
}
function reasonOf(task) {
    const words = (0,recognize/* generalizeReason */.Fb)((0,recognize/* stopWordsOf */.$Q)(task));
    return words === '' ? (task.stopCode ?? 'ECS gave no reason.') : words;
}

// EXTERNAL MODULE: ./lib/src/arn.js
var arn = __webpack_require__(318);
// EXTERNAL MODULE: ./lib/src/diagnosis/show-lines.js
var show_lines = __webpack_require__(34924);
;// CONCATENATED MODULE: ./lib/src/diagnosis/read-logs.js




const TASKS_READ = 3;
async function readLogs(groups, definition, reading) {
    const tasks = groups
        .flatMap(({ tasks: [newest] }) => (newest?.startedAt === undefined ? [] : [newest]))
        .slice(0, TASKS_READ);
    const excerpts = [];
    for (const task of tasks) {
        for (const container of failedContainers(task, definition)) {
            const excerpt = await readContainer(task, container, reading);
            if (excerpt)
                excerpts.push(excerpt);
        }
    }
    return excerpts;
}
function failedContainers(task, definition) {
    const containers = (0,diagnosis_definition/* definedContainers */.uD)(definition);
    const unhealthy = task.containers.filter(({ healthStatus }) => healthStatus === 'UNHEALTHY');
    const stopped = task.stopCode !== undefined && task.stopCode !== 'EssentialContainerExited';
    const names = (unhealthy.length > 0 ? unhealthy : stopped ? [] : (0,explain_exit/* culpritsOf */.Et)(task, definition)).map(({ name }) => name);
    return names.length > 0
        ? containers.filter(({ name }) => names.includes(name))
        : containers.filter(({ fields }) => fields['essential'] !== false);
}
async function readContainer(task, container, reading) {
    const { logs, guard, attempts } = reading;
    const stream = streamOf(task, container, reading);
    if (stream === undefined) {
        attempts.note(noLogText(container));
        return undefined;
    }
    const found = await attempts.make(async () => ({ events: await logs.lastEvents(stream, show_lines/* LINES_SHOWN */.s) }));
    if (found === undefined)
        return undefined;
    const lines = (0,show_lines/* showLines */.P)(found.events ?? [], guard);
    if (lines.length === 0) {
        attempts.note(`Container ${container.name} has written nothing to log group ${stream.group}.`);
        return undefined;
    }
    return { container: container.name, task: idOf(task), lines };
}
function noLogText({ name, fields }) {
    const driver = (0,diagnosis_definition/* textOf */.b6)((0,diagnosis_definition/* memberObject */.Gu)(fields, 'logConfiguration') ?? {}, 'logDriver');
    return driver === undefined
        ? `Container ${name} has no log configuration: what it wrote is lost.`
        : `Not verified: the log of container ${name} cannot be read here (log driver ${driver}).`;
}
function streamOf(task, container, { region }) {
    const options = (0,explain_exit/* logOptionsOf */.ys)(container);
    const group = options && (0,diagnosis_definition/* textOf */.b6)(options, 'awslogs-group');
    if (options === undefined || group === undefined)
        return undefined;
    const prefix = (0,diagnosis_definition/* textOf */.b6)(options, 'awslogs-stream-prefix');
    const runtimeId = task.containers.find(({ name }) => name === container.name)?.runtimeId;
    const stream = prefix === undefined ? runtimeId : `${prefix}/${container.name}/${idOf(task)}`;
    if (stream === undefined)
        return undefined;
    return { region: (0,diagnosis_definition/* textOf */.b6)(options, 'awslogs-region') ?? region, group, stream };
}
function idOf(task) {
    return (0,arn/* lastPartOf */.RS)(task.arn);
}

;// CONCATENATED MODULE: ./lib/src/diagnosis/diagnose.js








const TASKS_LOOKED_AT = 300;
const EVENTS_SHOWN = 8;
async function diagnose(subject, ports) {
    const attempts = new Attempts();
    const { cluster, service, definition } = subject;
    const tasks = await attempts.make(() => ports.ecs.listStoppedTasks(cluster, service, TASKS_LOOKED_AT));
    const described = await attempts.make(() => ports.ecs.describeServices(cluster, [service]));
    const [state] = described?.services ?? [];
    const ours = (tasks ?? []).filter(task => isOurs(task, subject));
    const groups = groupStops(ours, definition);
    const events = (state?.events ?? []).filter(({ id }) => !subject.seenEvents.includes(id));
    const region = subject.taskDefinitionArn.split(':')[3] ?? '';
    const logs = await readLogs(groups, definition, { ...ports, attempts, region });
    const eventCauses = causesOf(events, groups, definition);
    const targetGroups = asksForTargets(groups, eventCauses) ? targetGroupsOf(state?.raw ?? {}) : [];
    const targets = targetGroups.length > 0 ? await readTargets(targetGroups, ports.balancers, attempts) : [];
    return masked({
        service,
        events: lastEvents(events),
        eventCauses,
        stops: withPlatforms(groups, logs, definition).map(toStopGroup),
        logs,
        targets,
        notVerified: attempts.notes
    }, ports.guard);
}
function isOurs(task, subject) {
    if (task.startedBy !== undefined)
        return task.startedBy === subject.deploymentId;
    return task.taskDefinition === subject.taskDefinitionArn;
}
function lastEvents(events) {
    const counts = new Map();
    for (const event of events) {
        const text = (0,recognize/* generalizeReason */.Fb)((0,recognize/* withoutServicePrefix */.qf)(event.message));
        counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    return [...counts]
        .slice(0, EVENTS_SHOWN)
        .reverse()
        .map(([text, count]) => (count === 1 ? text : `${text} (${count} times)`));
}
function causesOf(events, groups, definition) {
    const known = new Set(groups.map(({ explained }) => explained?.cause.kind));
    return events.flatMap(({ message }) => {
        const explained = (0,explain_stop/* explainEvent */.GI)(message, definition);
        if (explained === undefined || known.has(explained.cause.kind))
            return [];
        known.add(explained.cause.kind);
        return [explained];
    });
}
function asksForTargets(groups, events) {
    const causes = [...groups.map(({ explained }) => explained), ...events].flatMap(one => one?.cause ?? []);
    return (causes.length === 0 || causes.some(({ kind }) => kind === 'target-health' || kind === 'target-missing'));
}
function withPlatforms(groups, logs, definition) {
    return groups.map(group => {
        const excerpt = logs.find(({ task, lines }) => group.tasks.some(({ arn }) => arn.endsWith(`/${task}`)) &&
            lines.some(line => /exec format error/i.test(line)));
        return excerpt === undefined
            ? group
            : { ...group, explained: (0,explain_stop/* explainPlatform */.Le)(excerpt.container, definition) };
    });
}
function masked(diagnosis, { mask }) {
    return {
        ...diagnosis,
        events: diagnosis.events.map(mask),
        stops: diagnosis.stops.map(stop => ({ ...stop, reason: mask(stop.reason) })),
        targets: diagnosis.targets.map(target => ({
            ...target,
            ...(0,present/* present */.E)({ check: target.check === undefined ? undefined : mask(target.check) })
        }))
    };
}
function targetGroupsOf(service) {
    const arns = (0,json/* objectsIn */.Q)(service['loadBalancers']).flatMap(balancer => {
        const other = (0,diagnosis_definition/* textOf */.b6)((0,diagnosis_definition/* memberObject */.Gu)(balancer, 'advancedConfiguration') ?? {}, 'alternateTargetGroupArn');
        return [(0,diagnosis_definition/* textOf */.b6)(balancer, 'targetGroupArn'), other];
    });
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
        const check = group && checkOf(group);
        reports.push({
            name: group?.name ?? arn.split('/')[1] ?? arn,
            arn,
            ...(0,present/* present */.E)({ check }),
            states: countStates(states ?? [])
        });
    }
    return reports;
}
function checkOf({ protocol, port, path, expects }) {
    const [plain, query] = path?.split('?') ?? [];
    const shown = plain === undefined ? '' : ` ${plain}${query === undefined ? '' : '?…'}`;
    const where = port === undefined || port === 'traffic-port' ? 'on the port of the target' : `on port ${port}`;
    return `${protocol ?? 'TCP'}${shown} ${where}${expects === undefined ? '' : `, expects ${expects}`}`;
}
function countStates(states) {
    const counted = new Map();
    for (const { state, reason, description } of states) {
        const key = JSON.stringify([state, reason, description]);
        counted.set(key, {
            count: (counted.get(key)?.count ?? 0) + 1,
            state,
            ...(0,present/* present */.E)({ reason, description })
        });
    }
    return [...counted.values()].sort((a, b) => Number(a.state === 'healthy') - Number(b.state === 'healthy'));
}

// EXTERNAL MODULE: ./lib/src/report/rollouts/diagnosis.js
var rollouts_diagnosis = __webpack_require__(43474);
// EXTERNAL MODULE: ./lib/src/rollout/outcome.js
var outcome = __webpack_require__(13235);
// EXTERNAL MODULE: ./lib/src/document/tree.js
var tree = __webpack_require__(10119);
;// CONCATENATED MODULE: ./lib/src/deploying/plan/known-places.js

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

// EXTERNAL MODULE: ./lib/src/deploying/plan/plaintext.js
var plaintext = __webpack_require__(40812);
;// CONCATENATED MODULE: ./lib/src/deploying/carry-out/investigate.js





async function investigateFailure(start, investigation) {
    const { plan, ports, aws, diagnoses } = investigation;
    const service = plan.services.find(({ service, site }) => service === start.service && site.cluster === start.site.cluster && site.region === start.site.region);
    const planned = plan.definitions.find(({ id }) => id === service?.definitionId);
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

/***/ 76907:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  investigateUnchanged: () => (/* binding */ investigateUnchanged),
  keepsStopping: () => (/* binding */ keepsStopping),
  L: () => (/* binding */ troubleOf)
});

// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(84120);
// EXTERNAL MODULE: ./lib/src/diagnosis/first-failure.js
var first_failure = __webpack_require__(27862);
// EXTERNAL MODULE: ./lib/src/diagnosis/recent-events.js
var recent_events = __webpack_require__(3876);
// EXTERNAL MODULE: ./lib/src/diagnosis/recognize.js
var recognize = __webpack_require__(90199);
;// CONCATENATED MODULE: ./lib/src/diagnosis/recent-stops.js


const NOT_ITS_FAULT = new Set([
    'stopped-by-hand',
    'stopped-by-scheduler',
    'spot-interrupted',
    'instance-gone',
    'termination-notice',
    'infrastructure-health'
]);
const SHORT_LIFE_MS = 15 * 60_000;
const ONE_WAVE_MS = 10_000;
const SLACK_MS = 60_000;
function judgeStops(stopped, subject) {
    const { deploymentId, taskDefinition, desiredCount, now } = subject;
    const stops = stopped
        .filter(({ startedBy = deploymentId }) => deploymentId === undefined || startedBy === deploymentId)
        .filter(stop => stop.taskDefinition === taskDefinition && endOf(stop, now) > now - recent_events/* RECENT_MS */.NN)
        .filter(stop => !(stop.stoppedReason ?? '').startsWith('Scaling activity initiated by'))
        .filter(stop => !NOT_ITS_FAULT.has((0,recognize/* recognizeTask */.SJ)(stop)))
        .toSorted((a, b) => endOf(b, now) - endOf(a, now));
    const failed = stops.filter(stop => isShort(stop) && !endedWell(stop));
    const tolerated = Math.min(200, Math.max(3, Math.ceil(desiredCount / 2)));
    const waves = wavesOf(failed.map(stop => endOf(stop, now)));
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
function isShort({ startedAt, endedAt, stoppedAt }) {
    const end = endedAt ?? stoppedAt;
    return startedAt === undefined || end === undefined || end - startedAt <= SHORT_LIFE_MS;
}
function endedWell({ containers, stopCode }) {
    const codes = containers.flatMap(({ exitCode }) => exitCode ?? []);
    const own = codes.filter(code => code !== 137 && code !== 143);
    return stopCode === 'EssentialContainerExited' && own.length > 0 && own.every(code => code === 0);
}
function wavesOf(newestFirst) {
    const waves = [];
    let previous = Number.POSITIVE_INFINITY;
    for (const at of newestFirst) {
        if (previous - at > ONE_WAVE_MS)
            waves.push(at);
        previous = at;
    }
    return waves;
}

// EXTERNAL MODULE: ./lib/src/plan/plan.js
var plan = __webpack_require__(96562);
// EXTERNAL MODULE: ./lib/src/rollout/deployments.js
var deployments = __webpack_require__(97387);
// EXTERNAL MODULE: ./lib/src/rollout/progress.js
var progress = __webpack_require__(38704);
// EXTERNAL MODULE: ./lib/src/rollout/rollout.js
var rollout = __webpack_require__(72550);
// EXTERNAL MODULE: ./lib/src/rollout/status.js
var rollout_status = __webpack_require__(57773);
// EXTERNAL MODULE: ./lib/src/deploying/plan/plaintext.js
var plaintext = __webpack_require__(40812);
// EXTERNAL MODULE: ./lib/src/deploying/carry-out/investigate.js + 5 modules
var investigate = __webpack_require__(91430);
;// CONCATENATED MODULE: ./lib/src/deploying/carry-out/keeps-stopping.js











const TASKS_READ = 300;
async function keepsStopping(service, run, waiting) {
    const { clock, log, signal } = run.ports;
    const { lead, isNew = false } = waiting;
    const end = clock.now() + waiting.patience;
    const recent = await readStops(service, service.before, run);
    if ('unread' in recent)
        return { state: service.before, stopped: recent.unread, isUnread: true };
    const first = { state: service.before, recent };
    const isWatched = recent.isLoop || (isNew && recent.isDoubtful);
    if (isWatched)
        log.info(`[${service.service}] its tasks have stopped; checking whether they still do`);
    const last = isWatched ? await watchStops(first, { service, run, waiting, end }) : first;
    const { state } = last;
    if (last.recent.stops.length === 0 || state.status !== 'ACTIVE')
        return { state, stopped: '' };
    const said = stoppedInWords(last.recent, service, run);
    const isOver = isNew && !hasOneMore(last, first) && !signal.aborted;
    if (!last.recent.isLoop || isOver)
        return { state, stopped: said };
    const reason = `${lead}, but ${said}.`;
    const course = { milestones: [], samples: [sampleOf(state, last.recent.stops.length, clock.now())] };
    if (signal.aborted)
        return {
            ...course,
            result: { outcome: 'cancelled', reason: `The run was cancelled while it was checked. ${reason}` }
        };
    await investigateUnchanged({ ...service, before: state }, run);
    return { ...course, result: { outcome: 'failed', reason } };
}
async function watchStops(first, { service, run, waiting, end }) {
    const { look, pause, isNew = false } = waiting;
    const { clock, signal } = run.ports;
    const isOpen = (seen) => {
        if (seen.state.status !== 'ACTIVE')
            return false;
        return seen.recent.isLoop ? !hasOneMore(seen, first) : isNew;
    };
    let last = first;
    while (isOpen(last) && clock.now() < end && !signal.aborted) {
        await clock.sleep(pause, signal);
        const state = (await look()) ?? last.state;
        if (isNew && (0,deployments/* primaryOf */.Os)(state)?.id !== (0,deployments/* primaryOf */.Os)(last.state)?.id)
            break;
        const recent = await readStops(service, state, run);
        last = { state, recent: 'unread' in recent ? last.recent : recent };
    }
    return last;
}
function hasOneMore({ recent }, first) {
    const known = new Set(first.recent.stops.map(({ arn }) => arn));
    return recent.stops.some(({ arn }) => !known.has(arn));
}
function sampleOf(state, failed, at) {
    const { runningCount: running, desiredCount: desired, pendingCount: pending } = state;
    return { at, running, desired, pending, old: 0, failed };
}
async function troubleOf(service, run) {
    const { before } = service;
    const seen = await readStops(service, before, run);
    if ('unread' in seen) {
        const unrest = (0,rollout_status/* unrestOf */.n)(before, run.ports.clock.now());
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
        const unrest = stopped.length === 0 ? (0,rollout_status/* unrestOf */.n)(state, now) : undefined;
        if (unrest !== undefined)
            return { unread: `${unrest}; ECS lists no stopped task of it`, isEmpty: true };
        const about = { deploymentId: (0,deployments/* primaryOf */.Os)(state)?.id, taskDefinition, desiredCount };
        return judgeStops(stopped, { ...about, now });
    }
    catch (error) {
        return { unread: `whether its tasks keep stopping is not verified (${(0,explain/* refusedCall */.dr)(error)})` };
    }
}
function stoppedInWords({ stops, isLoop }, service, run) {
    const now = run.ports.clock.now();
    const definition = (0,plan/* definitionIn */.r)(run.plan, service.definitionId);
    const oldest = Math.min(...stops.map(stop => endOf(stop, now)));
    const newest = Math.max(...stops.map(stop => endOf(stop, now)));
    const evidence = {
        deploymentId: '',
        startedAt: now,
        stops: stops.map(stop => ({ ...stop, startedBy: '' })),
        events: [],
        definition
    };
    const failure = (0,first_failure.findFirstFailure)(evidence, (0,plaintext/* makeTextGuard */.t)(definition, run.ports.gate));
    const number = `${stops.length} ${stops.length === 1 ? 'task' : 'tasks'}`;
    const when = `in the last ${(0,progress/* formatDuration */.a3)(now - oldest)}`;
    const last = `the last one ${(0,progress/* formatDuration */.a3)(now - newest)} ago`;
    const what = isLoop
        ? `its tasks keep stopping (${number} ${when}, ${last})`
        : `${number} of it stopped ${when} (${last})`;
    const why = [failure?.reason, failure?.explanation].flatMap(text => text === undefined ? [] : [text.replace(/[.\s]+$/, '')]);
    return why.length === 0 ? what : `${what}: ${why.join('. ')}`;
}
async function investigateUnchanged(service, run) {
    const { before, site } = service;
    const primary = (0,deployments/* primaryOf */.Os)(before);
    if (primary === undefined)
        return;
    const { ecs } = await run.aws(site);
    const now = run.ports.clock.now();
    const watch = { ecs, startedAt: now, deadline: now, purpose: 'ours' };
    const start = (0,rollout/* rolloutOf */.Z)(service, (0,deployments/* watchedDeployment */.Ac)(primary, before), watch);
    const old = before.events.filter(({ createdAt }) => createdAt <= now - recent_events/* RECENT_MS */.NN);
    await (0,investigate.investigateFailure)({ ...start, seenEvents: old.map(({ id }) => id) }, run.investigation);
}


/***/ }),

/***/ 37829:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ endsEarly),
/* harmony export */   findFatal: () => (/* binding */ findFatal)
/* harmony export */ });
/* harmony import */ var _recognize_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(90199);

const PLAIN = {
    'secret-denied': 'secret',
    'key-denied': 'secret',
    'key-unusable': 'secret',
    'secret-missing': 'secret',
    'secret-value-missing': 'secret',
    'json-key-missing': 'secret',
    'secret-not-json': 'secret',
    'secret-deleted': 'secret',
    'parameter-missing': 'secret',
    'registry-denied': 'registry',
    'registry-login-refused': 'registry',
    'registry-secret-malformed': 'credentials',
    'image-missing': 'image',
    'image-denied': 'image',
    'image-platform': 'image',
    'log-group-missing': 'log',
    'log-denied': 'log',
    'command-not-found': 'command',
    'command-not-executable': 'command',
    'user-missing': 'user'
};
function endsEarly(kind) {
    return PLAIN[kind] !== undefined || kind === 'role-not-assumable' || kind === 'no-placement';
}
const WORDS = {
    secret: 'a secret cannot be read',
    registry: 'the registry refuses the log-in',
    credentials: 'the credentials of the registry cannot be used',
    image: 'the image cannot be pulled',
    log: 'the log group cannot be written to',
    command: 'the command is not in the image, or not executable',
    user: 'the user is not in the image'
};
const SAME_FAILURES = 2;
const APART_MS = 10_000;
const ROLE_EVENTS = 2;
const EARLY_EXITS = 3;
const EARLY_MS = 60_000;
const PLACEMENT_EVENTS = 3;
const PLACEMENT_MS = 120_000;
function findFatal(evidence) {
    if (evidence.healthyEver || evidence.runningTasks > 0)
        return undefined;
    const stops = evidence.stops.filter(({ startedBy }) => startedBy === undefined || startedBy === evidence.deploymentId);
    if (stops.some(hasLasted))
        return undefined;
    const events = evidence.events.filter(({ createdAt }) => createdAt >= evidence.startedAt);
    return failedStarts(stops, evidence) ?? earlyExits(stops) ?? refusedRole(events) ?? noPlace(events);
}
function hasLasted({ startedAt, endedAt }) {
    return startedAt !== undefined && endedAt !== undefined && endedAt - startedAt > EARLY_MS;
}
function failedStarts(stops, evidence) {
    const times = new Map();
    for (const stop of stops) {
        if (stop.startedAt !== undefined)
            continue;
        const cause = (0,_recognize_js__WEBPACK_IMPORTED_MODULE_0__/* .recognizeTask */ .SJ)(stop);
        const kind = cause && PLAIN[cause];
        if (kind !== undefined)
            times.set(kind, [...(times.get(kind) ?? []), stop.stoppedAt ?? evidence.now]);
    }
    const [kind, ended = []] = [...times].sort((a, b) => b[1].length - a[1].length)[0] ?? [];
    if (kind === undefined || ended.length < SAME_FAILURES)
        return undefined;
    if (Math.max(...ended) - Math.min(...ended) < APART_MS)
        return undefined;
    const count = ended.length;
    return {
        kind,
        reason: `No task of this deployment can start: ${WORDS[kind]} (${count} tasks failed so, and none has run).`
    };
}
function earlyExits(stops) {
    const early = stops.filter(isEarlyExit);
    if (early.length < EARLY_EXITS)
        return undefined;
    const codes = [...new Set(early.flatMap(failureCodes))].sort((a, b) => a - b).join(', ');
    return {
        kind: 'exit',
        reason: `Tasks of this deployment keep exiting: ${early.length} tasks ended within 60 s of their start (exit code ${codes}).`
    };
}
function isEarlyExit(stop) {
    const { startedAt, endedAt, stopCode } = stop;
    if (stopCode !== 'EssentialContainerExited' || startedAt === undefined || endedAt === undefined)
        return false;
    return endedAt - startedAt <= EARLY_MS && failureCodes(stop).length > 0;
}
function failureCodes(stop) {
    const codes = stop.containers.flatMap(({ exitCode }) => exitCode === undefined || exitCode === 0 ? [] : [exitCode]);
    const own = codes.filter(code => code !== 137 && code !== 143);
    if (own.length > 0)
        return own;
    const endedWell = stop.containers.some(({ exitCode }) => exitCode === 0);
    return endedWell ? [] : codes;
}
function refusedRole(events) {
    const refused = events.filter(({ message }) => (0,_recognize_js__WEBPACK_IMPORTED_MODULE_0__/* .recognize */ .vA)(message) === 'role-not-assumable');
    if (refused.length < ROLE_EVENTS)
        return undefined;
    return {
        kind: 'role',
        reason: `No task of this deployment can start: ECS is not authorized to assume its role (tried ${refused.length} times).`
    };
}
const MAY_COME_FREE = /insufficient (?:cpu|memory|gpu)|already using a port/i;
function noPlace(events) {
    const times = events
        .filter(({ message }) => (0,_recognize_js__WEBPACK_IMPORTED_MODULE_0__/* .recognize */ .vA)(message) === 'no-placement' && !MAY_COME_FREE.test(message))
        .map(({ createdAt }) => createdAt);
    const spread = Math.max(...times) - Math.min(...times);
    if (times.length < PLACEMENT_EVENTS || spread < PLACEMENT_MS)
        return undefined;
    return {
        kind: 'placement',
        reason: `No task of this deployment can be placed: no instance of the cluster fits (tried ${times.length} times in ${Math.floor(spread / 60_000)} min).`
    };
}


/***/ }),

/***/ 27862:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   findFirstFailure: () => (/* binding */ findFirstFailure)
/* harmony export */ });
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85590);
/* harmony import */ var _explain_stop_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(41945);
/* harmony import */ var _fatal_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37829);
/* harmony import */ var _recognize_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(90199);




function findFirstFailure(evidence, { mask }) {
    const found = ofStops(evidence) ?? ofEvents(evidence);
    if (found === undefined)
        return undefined;
    const { reason, explained } = found;
    return {
        reason: mask(reason),
        mayPass: explained === undefined || !(0,_fatal_js__WEBPACK_IMPORTED_MODULE_0__/* .endsEarly */ .c)(explained.cause.kind),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ explanation: explained?.explanation, cause: explained?.cause })
    };
}
function ofStops({ stops, deploymentId, definition }) {
    const [newest] = stops
        .filter(({ startedBy }) => startedBy === undefined || startedBy === deploymentId)
        .filter(({ stoppedReason = '' }) => !stoppedReason.startsWith('Scaling activity initiated by'))
        .toSorted((a, b) => (b.stoppedAt ?? 0) - (a.stoppedAt ?? 0));
    if (newest === undefined)
        return undefined;
    const words = (0,_recognize_js__WEBPACK_IMPORTED_MODULE_2__/* .generalizeReason */ .Fb)((0,_recognize_js__WEBPACK_IMPORTED_MODULE_2__/* .stopWordsOf */ .$Q)(newest));
    return {
        reason: words === '' ? (newest.stopCode ?? 'ECS gave no reason.') : words,
        explained: (0,_explain_stop_js__WEBPACK_IMPORTED_MODULE_3__/* .explainStop */ .cV)(newest, definition)
    };
}
function ofEvents({ events, startedAt, definition }) {
    const newestFirst = events
        .filter(({ createdAt }) => createdAt >= startedAt)
        .toSorted((a, b) => b.createdAt - a.createdAt);
    for (const { message } of newestFirst) {
        const explained = (0,_explain_stop_js__WEBPACK_IMPORTED_MODULE_3__/* .explainEvent */ .GI)(message, definition);
        if (explained)
            return { reason: (0,_recognize_js__WEBPACK_IMPORTED_MODULE_2__/* .generalizeReason */ .Fb)((0,_recognize_js__WEBPACK_IMPORTED_MODULE_2__/* .withoutServicePrefix */ .qf)(message)), explained };
    }
    return undefined;
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


/***/ }),

/***/ 57773:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ readServiceStatus),
/* harmony export */   n: () => (/* binding */ unrestOf)
/* harmony export */ });
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(84120);
/* harmony import */ var _diagnosis_recent_events_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3876);
/* harmony import */ var _diagnosis_recognize_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(90199);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(85590);
/* harmony import */ var _deployments_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(97387);
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(38704);
/* harmony import */ var _records_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(27621);
/* harmony import */ var _rollback_targets_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(10884);
/* harmony import */ var _start_rollback_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(72820);









async function readServiceStatus(ecs, state, about) {
    const { now, ...place } = about;
    const notVerified = [];
    const isOurs = state.deploymentController === 'ECS';
    const read = isOurs ? await (0,_rollback_targets_js__WEBPACK_IMPORTED_MODULE_0__/* .readPast */ .rj)(ecs, state, now) : undefined;
    const unknown = read && ('none' in read ? read : read.gap);
    if (unknown)
        notVerified.push(`rollback targets: ${unknown.none}`);
    if (!isOurs)
        notVerified.push(`deployments in progress and rollback targets: ${state.deploymentController} keeps them, which is not asked`);
    if (isOurs && state.status === 'ACTIVE' && state.deployments.length === 0)
        notVerified.push('deployments in progress: ECS listed no deployment at all');
    const checked = read && 'none' in read ? undefined : read && (await (0,_rollback_targets_js__WEBPACK_IMPORTED_MODULE_0__/* .checkTargets */ .VJ)(ecs, read.past));
    if (checked?.notVerified !== undefined)
        notVerified.push(checked.notVerified);
    const past = checked?.past;
    const back = isOurs ? await (0,_start_rollback_js__WEBPACK_IMPORTED_MODULE_1__/* .findRollbackUnderWay */ .jO)(ecs, state, now) : undefined;
    const underWay = isOurs ? await readUnderWay(ecs, state, { now, notVerified, back }) : undefined;
    const { taskDefinition } = state;
    const primary = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_2__/* .primaryOf */ .Os)(state);
    const current = past?.find(one => one.state === 'current');
    const isActive = isOurs && state.status === 'ACTIVE';
    const begun = primary?.rolloutState === 'IN_PROGRESS' ? undefined : primary?.createdAt;
    const { service, status, strategy, desiredCount, runningCount, pendingCount } = state;
    return {
        ...{ service, ...place, status, controller: state.deploymentController, strategy, taskDefinition },
        ...{ desiredCount, runningCount, pendingCount, drift: { kind: 'not-compared' }, notVerified },
        deployments: state.deployments.map(one => ({
            ...{
                id: one.id,
                status: one.status,
                taskDefinition: one.taskDefinition,
                runningCount: one.runningCount
            },
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ createdAt: one.createdAt, rolloutState: one.rolloutState })
        })),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({
            since: underWay === undefined ? (current?.since ?? begun) : undefined,
            underWay,
            rollbackTarget: isActive ? targetOf(state, { past: past ?? [], back, underWay }) : undefined,
            unrest: isActive && underWay === undefined ? unrestOf(state, now) : undefined,
            past: past?.filter(one => one.state !== 'current')
        })
    };
}
function targetOf(state, { past, back, underWay }) {
    const target = (0,_rollback_targets_js__WEBPACK_IMPORTED_MODULE_0__/* .targetNow */ .ID)(state, past, back);
    const isUnusable = past.some(({ arn, unusable }) => arn === target?.arn && unusable !== undefined);
    if (target && isUnusable && underWay === undefined)
        return (0,_rollback_targets_js__WEBPACK_IMPORTED_MODULE_0__/* .nextTargetOf */ .aY)(past, target.arn);
    return target && underWay?.isRollback && back === undefined
        ? { arn: target.arn, how: 'ECS is rolling back to it already' }
        : target;
}
async function readUnderWay(ecs, state, { now, notVerified, back }) {
    const busy = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_2__/* .deploymentUnderWay */ .TC)(state);
    if (!busy)
        return undefined;
    const own = back?.from ?? busy;
    const base = {
        ...{ id: own.id, taskDefinition: own.taskDefinition },
        failedTasks: state.deployments.find(({ id }) => id === own.id)?.failedTasks ?? 0,
        ...(back ? { isRollback: true } : {}),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ startedAt: own.createdAt })
    };
    try {
        const record = await recordOfDeployment(ecs, state, { id: own.id, startedAt: own.createdAt ?? now });
        if (record === undefined) {
            notVerified.push('stage and pause: ECS does not list the record of the deployment');
            return base;
        }
        const { arn, status, lifecycleStage: stage, trafficPercent } = record;
        const isRollback = base.isRollback ?? (status.startsWith('ROLLBACK_') ? true : undefined);
        const known = { stage, trafficPercent, paused: (0,_progress_js__WEBPACK_IMPORTED_MODULE_4__/* .pauseResultOf */ .Jo)(record), isRollback };
        return { ...base, arn, status, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)(known) };
    }
    catch (error) {
        notVerified.push(`stage and pause: ${(0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_5__/* .refusedCall */ .dr)(error)}`);
        return base;
    }
}
async function recordOfDeployment(ecs, { clusterArn, service }, { id, startedAt }) {
    const brief = await (0,_records_js__WEBPACK_IMPORTED_MODULE_6__/* .findRecord */ .Tq)(ecs, { cluster: clusterArn, service, deploymentId: id, startedAt });
    return brief && (await ecs.describeServiceDeployments([brief.arn]))[0];
}
const TROUBLE = /unable|failed|unhealthy|not healthy|could not|reached the limit|throttled|misconfigured/i;
const STARTED = /has started (\d+) tasks/;
const FEW_STARTS = 3;
function unrestOf(service, now) {
    const events = (0,_diagnosis_recent_events_js__WEBPACK_IMPORTED_MODULE_7__/* .eventsSince */ .S5)(service, (0,_deployments_js__WEBPACK_IMPORTED_MODULE_2__/* .primaryOf */ .Os)(service)?.id, now);
    const trouble = events.find(({ message }) => TROUBLE.test(message));
    const starts = events.reduce((sum, { message }) => sum + Number(STARTED.exec(message)?.[1] ?? 0), 0);
    const isBusy = starts >= FEW_STARTS && starts > service.desiredCount;
    const said = [
        isBusy ? `ECS has started ${starts} tasks in the last hour without a deployment` : '',
        trouble === undefined
            ? ''
            : `ECS reported at ${(0,_progress_js__WEBPACK_IMPORTED_MODULE_4__/* .minuteOf */ .iA)(trouble.createdAt)}: ${(0,_diagnosis_recognize_js__WEBPACK_IMPORTED_MODULE_8__/* .generalizeReason */ .Fb)((0,_diagnosis_recognize_js__WEBPACK_IMPORTED_MODULE_8__/* .withoutServicePrefix */ .qf)(trouble.message)).replace(/\.$/, '')}`
    ].filter(text => text !== '');
    return said.length === 0 ? undefined : said.join('; ');
}


/***/ })

};
