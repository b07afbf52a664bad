export const id = 297;
export const ids = [297];
export const modules = {

/***/ 51719:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ compareDefinitions),
/* harmony export */   d: () => (/* binding */ normalizeDefinition)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38674);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35909);
/* harmony import */ var _template_ecs_schema_generated_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(345);
/* harmony import */ var _plan_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37409);




function compareDefinitions(wanted, live, model) {
    const { isKnown, judgeValues } = model;
    const judge = judgeValues?.([wanted, live]) ?? (() => undefined);
    const found = { differences: [], notKept: [], isKnown, judge };
    const own = (0,_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .withoutCommitTag */ .KR)(wanted);
    const liveSide = normalizeDefinition((0,_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .withoutCommitTag */ .KR)(live));
    const comparable = own['tags'] === undefined ? without(liveSide, 'tags') : liveSide;
    compareObjects({ path: '', names: [] }, { wanted: normalizeDefinition(own), live: comparable }, found);
    return { differences: found.differences, notKept: found.notKept };
}
function compareValues(where, { wanted, live }, found) {
    if ((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(wanted) && (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(live))
        compareObjects(where, { wanted, live }, found);
    else if (Array.isArray(wanted) && Array.isArray(live))
        compareLists(where, { wanted, live }, found);
    else if (wanted !== live)
        report({ ...where, change: 'changed' }, { wanted, live }, found);
}
function report({ change, ...where }, { wanted, live }, found) {
    const show = (value) => value === undefined || !found.isKnown(where.names) ? undefined : found.judge(where, value);
    found.differences.push({
        path: where.path,
        change,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ before: show(live), after: show(wanted) })
    });
}
function compareObjects(where, pair, found) {
    for (const key of new Set([...Object.keys(pair.wanted), ...Object.keys(pair.live)])) {
        const next = {
            ...where,
            path: where.path === '' ? key : `${where.path}.${key}`,
            names: [...where.names, key]
        };
        const wanted = Object.hasOwn(pair.wanted, key) ? pair.wanted[key] : undefined;
        const live = Object.hasOwn(pair.live, key) ? pair.live[key] : undefined;
        const lists = { wanted: wanted ?? [], live: live ?? [] };
        if (wanted !== undefined && live !== undefined)
            compareValues(next, { wanted, live }, found);
        else if (isList(lists) && found.isKnown(next.names))
            compareNamedLists(next, lists, found);
        else if (wanted !== undefined)
            reportAdded(next, wanted, found);
        else if (live !== undefined)
            reportRemoved(next, live, found);
    }
}
function reportAdded(where, wanted, found) {
    if (found.isKnown(where.names))
        report({ ...where, change: 'added' }, { wanted }, found);
    else
        found.notKept.push(where.path);
}
function reportRemoved(where, live, found) {
    const saysNothing = live === false || live === 0 || live === '';
    if (saysNothing && !found.isKnown(where.names))
        return;
    report({ ...where, change: 'removed' }, { live }, found);
}
function compareLists(where, pair, found) {
    if (areNamed(pair.wanted) && areNamed(pair.live)) {
        compareNamedLists(where, { wanted: pair.wanted, live: pair.live }, found);
        return;
    }
    const length = Math.max(pair.wanted.length, pair.live.length);
    for (let i = 0; i < length; i++) {
        const next = { path: `${where.path}[${i}]`, names: where.names };
        const wanted = pair.wanted[i];
        const live = pair.live[i];
        if (wanted !== undefined && live !== undefined)
            compareValues(next, { wanted, live }, found);
        else
            report({ ...next, change: wanted === undefined ? 'removed' : 'added' }, (0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ wanted, live }), found);
    }
}
function compareNamedLists(where, pair, found) {
    const liveByName = new Map(pair.live.map(item => [item.name, item]));
    const wantedNames = new Set(pair.wanted.map(item => item.name));
    for (const wanted of pair.wanted) {
        const next = { path: `${where.path}[${wanted.name}]`, names: where.names, item: wanted.name };
        const live = liveByName.get(wanted.name);
        if (live)
            compareObjects(next, { wanted, live }, found);
        else
            report({ ...next, change: 'added' }, { wanted }, found);
    }
    for (const live of pair.live) {
        const gone = { path: `${where.path}[${live.name}]`, names: where.names, item: live.name };
        if (!wantedNames.has(live.name))
            report({ ...gone, change: 'removed' }, { live }, found);
    }
}
function isList(pair) {
    return [pair.wanted, pair.live].every(one => Array.isArray(one) && areNamed(one));
}
function areNamed(items) {
    const names = items.map(item => ((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(item) ? item['name'] : undefined));
    return names.every(name => typeof name === 'string') && new Set(names).size === names.length;
}
function without(object, key) {
    return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}
function normalizeDefinition(definition) {
    const networkMode = definition['networkMode'];
    const onFargate = list(definition['requiresCompatibilities']).includes('FARGATE');
    const result = {};
    for (const [key, value] of Object.entries(definition)) {
        if (_template_ecs_schema_generated_js__WEBPACK_IMPORTED_MODULE_3__/* .describeOnlyMembers */ .d.includes(key))
            continue;
        const kept = normalizeTopLevel(key, value, String(networkMode ?? ''));
        if (kept !== undefined)
            result[key] = kept;
    }
    if (networkMode === 'bridge' || (networkMode === 'awsvpc' && onFargate))
        delete result['networkMode'];
    return result;
}
const SETS = new Set([
    'environment',
    'secrets',
    'secretOptions',
    'tags',
    'requiresCompatibilities',
    'systemControls',
    'ulimits'
]);
const DEFAULTS = {
    containerDefinitions: { cpu: 0, essential: true },
    healthCheck: { interval: 30, timeout: 5, retries: 3 },
    portMappings: { protocol: 'tcp' },
    efsVolumeConfiguration: { rootDirectory: '/', transitEncryption: 'DISABLED' },
    restartPolicy: { restartAttemptPeriod: 300 }
};
function normalizeTopLevel(key, value, networkMode) {
    if (key === 'enableFaultInjection' && value === false)
        return undefined;
    if (key === 'cpu')
        return typeof value === 'string' ? inUnits(value, 1024, /^([\d.]+)\s*vcpu$/i) : value;
    if (key === 'memory')
        return typeof value === 'string' ? inUnits(value, 1024, /^([\d.]+)\s*gb$/i) : value;
    return normalize(key, value, networkMode);
}
function inUnits(text, perUnit, form) {
    const match = form.exec(text.trim());
    return match ? String(Math.round(Number(match[1]) * perUnit)) : text;
}
function normalize(holder, value, networkMode) {
    if (value === null)
        return undefined;
    if (Array.isArray(value))
        return normalizeList(holder, value, networkMode);
    if (typeof value === 'object')
        return normalizeObject(holder, value, networkMode);
    return value;
}
function normalizeList(holder, items, networkMode) {
    if (items.length === 0)
        return undefined;
    const kept = items.map(item => normalize(holder, item, networkMode) ?? {});
    if (!SETS.has(holder))
        return kept;
    return kept
        .map(item => ({ item, text: JSON.stringify(item) }))
        .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
        .map(({ item }) => item);
}
function normalizeObject(holder, value, networkMode) {
    const defaults = DEFAULTS[holder] ?? {};
    const entries = Object.entries(value)
        .filter(([key, child]) => defaults[key] !== child &&
        !(holder === 'portMappings' && key === 'hostPort' && isImpliedHostPort(value, networkMode)))
        .map(([key, child]) => [key, normalize(key, child, networkMode)])
        .filter(([, child]) => child !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1));
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
function isImpliedHostPort(mapping, networkMode) {
    if (networkMode === 'awsvpc' || networkMode === 'host')
        return mapping['hostPort'] === mapping['containerPort'];
    return mapping['hostPort'] === 0;
}
function list(value) {
    return Array.isArray(value) ? value : [];
}


/***/ }),

/***/ 16838:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   gt: () => (/* binding */ wavesOf),
/* harmony export */   jO: () => (/* binding */ decideAction),
/* harmony export */   lV: () => (/* binding */ MISSING),
/* harmony export */   n9: () => (/* binding */ withWaves),
/* harmony export */   s8: () => (/* binding */ decidePlan)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(87433);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35909);
/* harmony import */ var _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(41128);
/* harmony import */ var _services_settings_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1384);
/* harmony import */ var _compare_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51719);





function decidePlan(subjects, requested, model) {
    const definitions = new Map();
    for (const subject of subjects) {
        const key = keyOf(subject);
        const decided = decideDefinition(subject, model, `definition-${definitions.size + 1}`);
        const shared = definitions.get(key);
        definitions.set(key, shared ? mergeDefinitions(shared, decided) : decided);
    }
    const services = subjects.flatMap(subject => {
        const definition = definitions.get(keyOf(subject));
        return definition && subject.state
            ? [decideService(subject, subject.state, { definition, requested })]
            : [];
    });
    const tasks = subjects.flatMap(subject => {
        const definition = definitions.get(keyOf(subject));
        return definition && subject.task
            ? [{ ...subject.task, file: subject.file, definitionId: definition.id }]
            : [];
    });
    const planned = {
        definitions: [...definitions.values()],
        services,
        ...(tasks.length === 0 ? {} : { tasks })
    };
    return requested.runsTask ? withRunTask(planned) : planned;
}
function withRunTask(plan) {
    const definitions = plan.definitions.map(definition => {
        const service = plan.services.find(({ definitionId }) => definitionId === definition.id);
        const isOfTask = plan.tasks?.some(({ definitionId }) => definitionId === definition.id) ?? false;
        const runs = service ? true : definition.cluster !== undefined && !isOfTask;
        return runs ? { ...definition, runsTask: true } : definition;
    });
    return { ...plan, definitions };
}
function keyOf({ site, definition }) {
    return JSON.stringify([site.region, site.roleArn, definition]);
}
function decideService({ site, file, key, settings, previousPlaintext, creation, following }, state, { definition, requested }) {
    return {
        service: state.service,
        site: site,
        file,
        definitionId: definition.id,
        action: following
            ? { kind: 'follow', deploymentId: following }
            : decideAction(state, definition.registration, { ...requested, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ settings }) }),
        before: state,
        previousTaskDefinitionArn: state.taskDefinition,
        previousPlaintext,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ creation, settings, key: key === state.service ? undefined : key })
    };
}
function decideDefinition(subject, model, id) {
    const { latest, current } = subject;
    const { region, roleArn, cluster } = subject.site;
    const compare = ({ definition }) => (0,_compare_js__WEBPACK_IMPORTED_MODULE_1__/* .compareDefinitions */ .E)(subject.definition, definition, model);
    const againstCurrent = current && compare(current);
    const againstLatest = latest?.arn === current?.arn ? againstCurrent : latest && compare(latest);
    const registration = decideRegistration(subject, againstCurrent, againstLatest);
    const base = againstCurrent ?? againstLatest;
    const comparedWith = current?.arn ?? latest?.arn;
    return {
        id,
        account: { region, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ roleArn }) },
        family: subject.family,
        files: [subject.file],
        definition: subject.definition,
        registration,
        differences: base?.differences ?? [],
        notKept: base?.notKept ?? [],
        latestRevision: latest?.revision ?? 0,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ comparedWith, cluster, schedules: subject.schedules })
    };
}
function decideRegistration(subject, againstCurrent, againstLatest) {
    const { existing, latest, current } = subject;
    if (existing !== undefined)
        return { kind: 'reuse', arn: existing.arn };
    const equalsCurrent = againstCurrent?.differences.length === 0 && current?.family === subject.family;
    if (equalsCurrent && current?.status === 'ACTIVE')
        return { kind: 'reuse', arn: current.arn };
    if (latest && againstLatest?.differences.length === 0)
        return { kind: 'reuse', arn: latest.arn };
    if (equalsCurrent)
        return { kind: 'register', because: 'inactive' };
    if (subject.notCompared)
        return { kind: 'register', because: 'not-compared' };
    return { kind: 'register', because: latest || current ? 'changed' : 'first-revision' };
}
function mergeDefinitions(shared, other) {
    const files = [...new Set([...shared.files, ...other.files])];
    const changed = shared.differences.length > 0 ? shared : other;
    return {
        ...changed,
        id: shared.id,
        files,
        registration: mergeRegistrations(shared.registration, other.registration),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ schedules: shared.schedules ?? other.schedules })
    };
}
function mergeRegistrations(a, b) {
    if (a.kind === 'reuse' && b.kind === 'reuse') {
        return (0,_arn_js__WEBPACK_IMPORTED_MODULE_2__/* .numberOfRevision */ .Cy)(a.arn) >= (0,_arn_js__WEBPACK_IMPORTED_MODULE_2__/* .numberOfRevision */ .Cy)(b.arn) ? a : b;
    }
    return a.kind === 'reuse' ? a : b;
}
function decideAction(state, registration, requested) {
    if (state.status === MISSING)
        return { kind: 'create' };
    const same = registration.kind === 'reuse' && registration.arn === state.taskDefinition;
    if (!same) {
        const forced = requested.forceNewDeployment || (0,_services_settings_js__WEBPACK_IMPORTED_MODULE_3__/* .startsDeployment */ .vI)(membersToChange(state, requested));
        return { kind: 'update', because: 'new-definition', forceNewDeployment: forced };
    }
    if (requested.forceNewDeployment)
        return { kind: 'update', because: 'forced', forceNewDeployment: true };
    const primary = state.deployments.find(deployment => deployment.status === 'PRIMARY');
    if (primary?.rolloutState === 'FAILED') {
        return { kind: 'update', because: 'retry-failed', forceNewDeployment: true };
    }
    return decideSameDefinition(state, primary, requested);
}
function decideSameDefinition(state, primary, requested) {
    const members = membersToChange(state, requested);
    if ((0,_services_settings_js__WEBPACK_IMPORTED_MODULE_3__/* .startsDeployment */ .vI)(members))
        return { kind: 'update', because: 'settings', forceNewDeployment: true };
    const to = requested.settings?.['desiredCount'];
    if (members.includes('desiredCount') && typeof to === 'number') {
        const others = members.filter(name => name !== 'desiredCount');
        return { kind: 'scale', from: state.desiredCount, to, ...(others.length > 0 ? { others } : {}) };
    }
    if (members.length > 0)
        return { kind: 'settings', members };
    const rollingOut = primary?.rolloutState === 'IN_PROGRESS' && primary.taskDefinition === state.taskDefinition;
    return rollingOut ? { kind: 'follow', deploymentId: primary.id } : { kind: 'unchanged' };
}
function membersToChange({ raw }, { settings = {} }) {
    return Object.keys((0,_services_settings_js__WEBPACK_IMPORTED_MODULE_3__/* .changedMembers */ .kq)(settings, raw));
}
const MISSING = 'MISSING';
function wavesOf(services, order) {
    const named = new Set(order.flat());
    const waves = order.map(names => services.filter(service => names.includes((0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_4__/* .keyOf */ .TN)(service))));
    const rest = services.filter(service => !named.has((0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_4__/* .keyOf */ .TN)(service)));
    return [...waves, rest].filter(wave => wave.length > 0);
}
function withWaves(services, order) {
    const waves = new Map(wavesOf(services, order).flatMap((wave, index) => wave.map(service => [service, index + 1])));
    return services.map(service => ({ ...service, wave: waves.get(service) ?? 1 }));
}


/***/ }),

/***/ 37409:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KR: () => (/* binding */ withoutCommitTag),
/* harmony export */   MH: () => (/* binding */ wantsNewTasks),
/* harmony export */   Yd: () => (/* binding */ commitRecordOf),
/* harmony export */   kb: () => (/* binding */ withCommitTag),
/* harmony export */   rY: () => (/* binding */ definitionIn)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38674);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35909);


function wantsNewTasks(action) {
    return action.kind === 'update' && (action.because === 'image' || action.because === 'old-value');
}
function definitionIn({ definitions }, definitionId) {
    return definitions.find(({ id }) => id === definitionId)?.definition ?? {};
}
const COMMIT_TAG = 'ecs-sealed-deploy';
const MOST_TAGS = 50;
function withCommitTag(definition, record) {
    const own = withoutCommitTag(definition);
    if (record === undefined)
        return own;
    const tags = Array.isArray(own['tags']) ? own['tags'] : [];
    const { commit, fingerprint, environment } = record;
    const scope = environment === undefined ? '' : ` environment=${environment}`;
    const value = `commit=${commit} definition=${fingerprint}${scope}`;
    if (tags.length >= MOST_TAGS)
        return own;
    return { ...own, tags: [...tags, { key: COMMIT_TAG, value }] };
}
function withoutCommitTag(definition) {
    const { tags, ...rest } = definition;
    if (!Array.isArray(tags) || !tags.some(isCommitTag))
        return definition;
    const others = tags.filter(tag => !isCommitTag(tag));
    return others.length === 0 ? rest : { ...rest, tags: others };
}
function commitRecordOf(definition) {
    const tags = Array.isArray(definition['tags']) ? definition['tags'] : [];
    const found = tags.find(isCommitTag);
    const value = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .Gv)(found) ? found['value'] : undefined;
    if (typeof value !== 'string')
        return undefined;
    const [, commit, fingerprint, environment] = /^commit=([0-9a-f]{40,64}) definition=([0-9a-f]{16})(?: environment=([\w-]+))?$/.exec(value) ?? [];
    if (commit === undefined || fingerprint === undefined)
        return undefined;
    return { commit, fingerprint, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ environment }) };
}
function isCommitTag(tag) {
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .Gv)(tag) && tag['key'] === COMMIT_TAG;
}


/***/ }),

/***/ 65297:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U3: () => (/* binding */ missingState),
/* harmony export */   dD: () => (/* binding */ inspectServices),
/* harmony export */   eG: () => (/* binding */ noCluster),
/* harmony export */   wu: () => (/* binding */ missingService)
/* harmony export */ });
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(41682);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(63395);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28168);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(11636);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(35909);
/* harmony import */ var _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(41128);
/* harmony import */ var _rollout_rollback_targets_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(62833);
/* harmony import */ var _comparison_decide_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(16838);
/* harmony import */ var _services_settings_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(1384);
/* harmony import */ var _target_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(37679);










async function inspectServices(services, configuration, aws) {
    const clusters = (0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .groupBy */ .$z)(services, ({ site }) => `${(0,_target_js__WEBPACK_IMPORTED_MODULE_1__/* .accountKey */ .LQ)(site)} ${site.cluster}`);
    const looks = await Promise.all(clusters.map(group => inspectCluster(group, configuration, aws)));
    return {
        named: services,
        states: new Map(looks.flatMap(({ states }) => [...states])),
        missing: looks.flatMap(({ missing }) => missing),
        problems: looks.flatMap(({ problems }) => problems)
    };
}
const AT_ONCE = 5;
async function inspectCluster(group, configuration, aws) {
    const { site } = group[0];
    try {
        const { ecs, running } = await aws(site);
        const names = [...new Set(group.map(({ service }) => service))];
        const { services: listed, missing } = await ecs.describeServices(site.cluster, names);
        const services = await (0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .mapBounded */ .yJ)(listed, AT_ONCE, state => (0,_rollout_rollback_targets_js__WEBPACK_IMPORTED_MODULE_2__/* .withCompleted */ .G7)(ecs, state));
        const absent = group.filter(({ service }) => missing.includes(service));
        const unknown = absent.flatMap(({ service, isCreatable }) => (isCreatable ? [] : service));
        const near = await (0,_nearest_js__WEBPACK_IMPORTED_MODULE_3__/* .missingNames */ .JA)([...new Set(unknown)], () => running.namesIn(site.cluster));
        return {
            states: new Map(group.flatMap(named => {
                const state = services.find(({ service }) => service === named.service);
                return state ? [[(0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_4__/* .keyOf */ .TN)(named), state]] : [];
            })),
            missing: absent.map(named => ({
                ...named,
                ...(0,_present_js__WEBPACK_IMPORTED_MODULE_5__/* .present */ .E)({ meant: near.find(({ service }) => service === named.service)?.meant })
            })),
            problems: services.flatMap(state => problemsWith(state, site.cluster, configuration))
        };
    }
    catch (error) {
        return { states: new Map(), missing: [], problems: [(0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_6__/* .refusalOf */ .Of)(error)] };
    }
}
function noCluster(what) {
    return {
        code: 'missing-input',
        fault: 'user',
        message: `Input "cluster" is empty, but services are to be ${what}.`,
        hint: 'Name the cluster the services run in, or set it for each environment in the configuration file (input "environment" selects one); write cluster: default if you mean the default one.'
    };
}
function missingService({ service, key = service, site, meant = '' }) {
    const beside = key === service ? '' : ` ("${key}" in the configuration file)`;
    return {
        code: 'service-not-found',
        fault: 'user',
        service: key,
        message: `ECS has no service "${service}"${beside} in cluster "${site.cluster}", Region ${site.region}.${meant}`,
        hint: 'Check the name, cluster and Region.'
    };
}
function problemsWith(state, cluster, configuration) {
    const { service } = state;
    if (state.status !== 'ACTIVE') {
        return [
            {
                code: 'service-not-active',
                fault: 'user',
                service,
                message: `Service "${service}" in cluster "${cluster}" is ${state.status}: ECS updates only ACTIVE services.`,
                hint: 'It was deleted or is being deleted. Create it again, or leave it out of this run.'
            }
        ];
    }
    if (state.deploymentController === 'ECS' && state.deployments.length === 0)
        return [withoutDeployments(service)];
    return [...controllerProblems(state, configuration), ...inputProblems(state, configuration)];
}
function withoutDeployments(service) {
    const error = new _aws_error_js__WEBPACK_IMPORTED_MODULE_7__/* .AwsError */ .Gy({
        kind: 'lost',
        operation: 'ecs:DescribeServices',
        awsName: 'IncompleteAnswer',
        message: 'the answer has no deployments'
    });
    return (0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_6__/* .explainAwsError */ .Ni)(error, { subject: `service "${service}"`, service });
}
function controllerProblems(state, { settings }) {
    const { service } = state;
    const problems = [];
    const members = Object.keys((0,_services_settings_js__WEBPACK_IMPORTED_MODULE_8__/* .changedMembers */ .kq)(settings, state.raw)).filter(name => (0,_services_settings_js__WEBPACK_IMPORTED_MODULE_8__/* .startsDeployment */ .vI)([name]));
    if (members.length > 0 && state.deploymentController === 'CODE_DEPLOY') {
        problems.push({
            code: 'setting-of-codedeploy',
            fault: 'user',
            service,
            message: `Service "${service}" is deployed by CodeDeploy, where ${members.join(', ')} can't be changed by ECS.`,
            hint: 'Put it into the AppSpec, or leave the input out for this service.'
        });
    }
    if (state.deploymentController !== 'ECS' && state.deploymentController !== 'CODE_DEPLOY') {
        problems.push({
            code: 'deployment-controller',
            fault: 'user',
            service,
            message: `Service "${service}" uses the deployment controller ${state.deploymentController}, which is not supported.`,
            hint: 'Leave it out of this run, or use a service with the ECS or CODE_DEPLOY deployment controller.'
        });
    }
    return problems;
}
function inputProblems(state, { waitUntil }) {
    const { service } = state;
    const problems = [];
    if ((0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_4__/* .isStage */ .zD)(waitUntil) && (state.strategy === 'ROLLING' || state.deploymentController !== 'ECS')) {
        problems.push({
            code: 'no-stages',
            fault: 'user',
            service,
            message: `Input "wait-until" is ${waitUntil}, but service "${service}" has a rolling deployment, which has no such stage.`,
            hint: 'Use wait-until: deployed, or a service with the strategy BLUE_GREEN, LINEAR or CANARY.'
        });
    }
    return problems;
}
function missingState({ service, site }) {
    return {
        service,
        serviceArn: '',
        clusterArn: site.cluster,
        status: _comparison_decide_js__WEBPACK_IMPORTED_MODULE_9__/* .MISSING */ .lV,
        taskDefinition: '',
        desiredCount: 0,
        runningCount: 0,
        pendingCount: 0,
        deploymentController: 'ECS',
        strategy: 'ROLLING',
        schedulingStrategy: 'REPLICA',
        deployments: [],
        events: [],
        circuitBreaker: { enable: false, rollback: false },
        raw: {}
    };
}


/***/ }),

/***/ 37679:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LQ: () => (/* binding */ accountKey),
/* harmony export */   P2: () => (/* binding */ askedServices),
/* harmony export */   TE: () => (/* binding */ announceTarget),
/* harmony export */   Tq: () => (/* binding */ withNotStarted),
/* harmony export */   oW: () => (/* binding */ askAccounts),
/* harmony export */   rl: () => (/* binding */ connectAccounts),
/* harmony export */   yY: () => (/* binding */ withTarget)
/* harmony export */ });
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41682);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(63395);
/* harmony import */ var _inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(26664);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28168);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35909);
/* harmony import */ var _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(41128);
/* harmony import */ var _template_expressions_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(67738);







function accountKey({ region, roleArn }) {
    return roleArn === undefined ? region : `${region} ${roleArn}`;
}
function connectAccounts(ports, maxRetries) {
    const open = new Map();
    return account => {
        const { region, roleArn } = account;
        const key = accountKey(account);
        const connection = open.get(key) ?? ports.connectAws({ region, maxRetries, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ roleArn }) });
        open.set(key, connection);
        return connection;
    };
}
async function announceTarget(sites, { ports, aws }) {
    const read = await Promise.all((0,_list_js__WEBPACK_IMPORTED_MODULE_1__/* .groupBy */ .$z)(sites, accountKey).map(own => readPlace(own, aws)));
    const target = read.map(({ place }) => place);
    const problems = (0,_list_js__WEBPACK_IMPORTED_MODULE_1__/* .distinctBy */ .ey)(read.flatMap(one => one.problems), messageOf);
    if (problems.length === 0)
        ports.log.acting(target);
    return {
        target,
        problems,
        remarks: (0,_list_js__WEBPACK_IMPORTED_MODULE_1__/* .distinctBy */ .ey)(read.flatMap(({ remark }) => remark ?? []), messageOf)
    };
}
function withTarget(report, { target, problems, remarks }) {
    return {
        ...report,
        target,
        problems: [...report.problems, ...problems],
        remarks: [...report.remarks, ...remarks]
    };
}
async function readPlace(sites, aws) {
    const [site] = sites;
    const clusters = [...new Set(sites.flatMap(({ cluster }) => (cluster ? [cluster] : [])))];
    const place = { region: site.region, clusters };
    try {
        const { directory } = await aws(site);
        const { account, arn } = await directory.callerIdentity();
        const problems = sites.flatMap(one => [...otherAccount(one, account), ...strays(one, account)]);
        return { place: { ...place, account, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ identity: arn }) }, problems };
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_2__/* .AwsError */ .Gy))
            throw error;
        const problem = (0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_3__/* .explainAwsError */ .Ni)(error);
        const isShut = error.kind === 'expired' || error.operation === 'sts:AssumeRole';
        if (isShut)
            return { place, problems: [problem] };
        const message = `Not verified: account and identity. ${problem.message}`;
        return { place, problems: [], remark: { message, isUnverified: true } };
    }
}
function otherAccount({ account: wanted }, account) {
    if (wanted === undefined || wanted === account)
        return [];
    return [
        {
            code: 'place-contradiction',
            fault: 'user',
            message: `The configuration file has account ${wanted}, but the run acts in account ${account}.`,
            hint: 'Use credentials of that account (role-to-assume), or correct "account" in the configuration file.'
        }
    ];
}
function strays(site, account) {
    const stray = site.cluster?.startsWith('arn:') ? (0,_inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_4__/* .strayCluster */ .Qn)(site, account) : undefined;
    return stray ? [stray] : [];
}
const messageOf = ({ message }) => message;
async function askAccounts(targets, run) {
    const numbers = new Map();
    const problems = [];
    for (const target of targets) {
        const site = (0,_inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_4__/* .siteOfTarget */ .so)(target, run.placement, run.configuration);
        const key = accountKey(site);
        if (numbers.has(key) || !(0,_template_expressions_js__WEBPACK_IMPORTED_MODULE_5__/* .asksForAccount */ .l4)(target.document.root))
            continue;
        numbers.set(key, '');
        try {
            const { directory } = await run.aws(site);
            numbers.set(key, (await directory.callerIdentity()).account);
        }
        catch (error) {
            problems.push((0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_3__/* .refusalOf */ .Of)(error));
        }
    }
    return { numbers, problems };
}
function withNotStarted(report, services, why = _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_6__/* .BLOCKED */ .hl) {
    const results = services.map(({ service, key, site: { cluster = '', region } }) => {
        return { service, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ key }), cluster, region, outcome: 'not-started', ...why };
    });
    return { ...report, results };
}
function askedServices(report, placement, configuration) {
    const named = Array.isArray(configuration.services) ? configuration.services : [];
    const planned = report.plan?.services.map(_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_6__/* .keyOf */ .TN) ?? [];
    return [...new Set([...named, ...planned, ...report.services])].map(key => ({
        ...(0,_inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_4__/* .namedByKey */ .O$)(key, placement),
        site: (0,_inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_4__/* .siteOf */ .zU)(key, placement, configuration)
    }));
}


/***/ })

};
