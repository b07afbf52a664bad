export const id = 1430;
export const ids = [1430];
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
