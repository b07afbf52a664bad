export const id = 2114;
export const ids = [2114];
export const modules = {

/***/ 38809:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ readProjectRules)
/* harmony export */ });
/* unused harmony export credentialValues */
/* harmony import */ var _configuration_layout_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(72604);
/* harmony import */ var _configuration_no_placement_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(95735);
/* harmony import */ var _configuration_project_file_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(15748);
/* harmony import */ var _configuration_resolved_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(16278);
/* harmony import */ var _detector_names_credential_name_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(65344);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85590);
/* harmony import */ var _workspace_read_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(89415);







const SHORTEST = 8;
const PLAIN = /^(?:[A-Za-z]+|\d+|(?:arn|secretsmanager|ssm):.*|[/\w.-]*\/[/\w.-]*)$/;
async function readProjectRules(inputs, ports) {
    const { config, policy } = inputs;
    const read = (0,_workspace_read_js__WEBPACK_IMPORTED_MODULE_0__/* .readTextFile */ .Gu)(ports.workspace, config.file);
    const text = 'text' in read ? read.text : '';
    const missing = 'problems' in read ? read.problems : [];
    const problems = missing
        .filter(({ code }) => config.named || code !== 'file-not-found')
        .map(problem => ({ ...problem, hint: 'Check the input "config".' }));
    const known = credentialValues(ports.env);
    if (text === '' && saysNothing(inputs, ports)) {
        const strictly = policy === 'detect' ? undefined : [];
        return { ...DEFAULT_RULES, rules: { optional: [], ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ strictly }), known }, problems };
    }
    const { rulesFromFile } = await __webpack_require__.e(/* import() */ 7476).then(__webpack_require__.bind(__webpack_require__, 37476));
    return rulesFromFile({ inputs, text, problems, known }, ports);
}
function saysNothing({ mode, cluster, order, trustExceptions }, { base }) {
    const isBased = base !== undefined && trustExceptions !== 'head';
    return mode === 'check' && cluster === undefined && order === undefined && !isBased;
}
const DEFAULT_RULES = {
    configuration: _configuration_project_file_js__WEBPACK_IMPORTED_MODULE_2__/* .NO_DECISIONS */ .U,
    layout: _configuration_layout_js__WEBPACK_IMPORTED_MODULE_3__/* .NO_LAYOUT */ .$,
    resolved: _configuration_resolved_js__WEBPACK_IMPORTED_MODULE_4__/* .NOTHING_RESOLVED */ .L,
    placement: _configuration_no_placement_js__WEBPACK_IMPORTED_MODULE_5__/* .NO_PLACEMENT */ .Y,
    text: '',
    layoutProblems: [],
    placementProblems: []
};
function credentialValues(env) {
    const values = new Map();
    for (const [name, text] of Object.entries(env)) {
        const value = text.trim();
        const isOurs = name.startsWith('INPUT_') && name !== 'INPUT_GITHUB-TOKEN';
        if (isOurs || value.length < SHORTEST || PLAIN.test(value))
            continue;
        if (value.includes('@') || (0,_detector_names_credential_name_js__WEBPACK_IMPORTED_MODULE_6__/* .judgeName */ .B)(name).strength !== 'none')
            values.set(value, [...(values.get(value) ?? []), name]);
    }
    return values;
}


/***/ }),

/***/ 72604:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ NO_LAYOUT)
/* harmony export */ });
const NO_LAYOUT = {
    document: { file: '', text: '' },
    place: () => undefined,
    services: new Map(),
    tasks: new Map(),
    environments: new Map(),
    order: []
};


/***/ }),

/***/ 95735:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ NO_PLACEMENT)
/* harmony export */ });
const NO_PLACEMENT = { order: [], places: new Map() };


/***/ }),

/***/ 80375:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dl: () => (/* binding */ configuredPlaceOf),
/* harmony export */   O$: () => (/* binding */ namedByKey),
/* harmony export */   so: () => (/* binding */ siteOfTarget),
/* harmony export */   zU: () => (/* binding */ siteOf)
/* harmony export */ });
/* unused harmony export settled */
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85590);

function siteOf(service, placement, usual) {
    return settled(configuredPlaceOf(service, placement), usual);
}
function siteOfTarget({ service, entry }, placement, usual) {
    return entry === undefined ? siteOf(service, placement, usual) : settled(entry.site, usual);
}
function settled({ region, cluster, roleArn }, usual) {
    return {
        region: region ?? usual.region,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ cluster: cluster ?? usual.cluster ?? usual.usualCluster, roleArn })
    };
}
function configuredPlaceOf(service, { usual, places }) {
    const own = service === undefined ? undefined : places.get(service);
    return { ...usual, ...own, written: { ...usual?.written, ...own?.written } };
}
function namedByKey(key, { places }) {
    const service = places.get(key)?.name ?? key;
    return service === key ? { service } : { service, key };
}


/***/ }),

/***/ 15748:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ NO_DECISIONS),
/* harmony export */   d: () => (/* binding */ NO_PROJECT_FILE)
/* harmony export */ });
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(72604);

const NO_DECISIONS = {
    exceptions: [],
    allowedNames: [],
    optionalRules: [],
    problems: []
};
const NO_PROJECT_FILE = {
    decisions: NO_DECISIONS,
    layout: _layout_js__WEBPACK_IMPORTED_MODULE_0__/* .NO_LAYOUT */ .$,
    layoutProblems: []
};


/***/ }),

/***/ 16278:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ NOTHING_RESOLVED)
/* harmony export */ });
/* harmony import */ var _no_placement_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95735);

const NOTHING_RESOLVED = {
    services: [],
    tasks: [],
    placement: _no_placement_js__WEBPACK_IMPORTED_MODULE_0__/* .NO_PLACEMENT */ .Y,
    place: () => undefined,
    problems: []
};


/***/ }),

/***/ 98146:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ accountKey),
/* harmony export */   r: () => (/* binding */ connectAccounts)
/* harmony export */ });
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85590);

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


/***/ }),

/***/ 10736:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   QP: () => (/* binding */ settingsChange),
/* harmony export */   U3: () => (/* binding */ missingState),
/* harmony export */   dD: () => (/* binding */ inspectServices),
/* harmony export */   eG: () => (/* binding */ noCluster),
/* harmony export */   wu: () => (/* binding */ missingService)
/* harmony export */ });
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(88757);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(84120);
/* harmony import */ var _group_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(69270);
/* harmony import */ var _plan_decide_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(30425);
/* harmony import */ var _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(13235);
/* harmony import */ var _rollout_stages_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(99196);
/* harmony import */ var _services_settings_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(39401);
/* harmony import */ var _connections_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(98146);








async function inspectServices(services, configuration, aws) {
    const clusters = (0,_group_js__WEBPACK_IMPORTED_MODULE_0__/* .groupBy */ .$)(services, ({ site }) => `${(0,_connections_js__WEBPACK_IMPORTED_MODULE_1__/* .accountKey */ .L)(site)} ${site.cluster}`);
    const looks = await Promise.all(clusters.map(group => inspectCluster(group, configuration, aws)));
    return {
        named: services,
        states: new Map(looks.flatMap(({ states }) => [...states])),
        missing: looks.flatMap(({ missing }) => missing),
        problems: looks.flatMap(({ problems }) => problems)
    };
}
async function inspectCluster(group, configuration, aws) {
    const site = group[0]?.site;
    try {
        const { ecs } = await aws(site);
        const names = [...new Set(group.map(({ service }) => service))];
        const { services, missing } = await ecs.describeServices(site.cluster, names);
        return {
            states: new Map(group.flatMap(named => {
                const state = services.find(({ service }) => service === named.service);
                return state ? [[(0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_2__/* .keyOf */ .TN)(named), state]] : [];
            })),
            missing: group.filter(({ service }) => missing.includes(service)),
            problems: services.flatMap(state => problemsWith(state, site.cluster, configuration))
        };
    }
    catch (error) {
        return { states: new Map(), missing: [], problems: [(0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_3__/* .refusalOf */ .Of)(error)] };
    }
}
function noCluster(what) {
    return {
        code: 'missing-input',
        fault: 'user',
        message: `Input "cluster" is empty, but services are to be ${what}.`,
        hint: 'Name the cluster the services run in, or set it for each environment in the configuration file (input "environment" names one); write cluster: default if you mean the default one.'
    };
}
function missingService(named) {
    const { service, key = service, site } = named;
    const beside = key === service ? '' : ` ("${key}" in the configuration file)`;
    return {
        code: 'service-not-found',
        fault: 'user',
        service: key,
        message: `ECS has no service "${service}"${beside} in cluster "${site.cluster}", Region ${site.region}.`,
        hint: 'Check the name, cluster and Region.'
    };
}
function settingsChange(settings, raw) {
    const members = Object.keys((0,_services_settings_js__WEBPACK_IMPORTED_MODULE_4__/* .changedMembers */ .kq)(settings, raw));
    return { members, startsDeployment: (0,_services_settings_js__WEBPACK_IMPORTED_MODULE_4__/* .startsDeployment */ .vI)(members) };
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
    const error = new _aws_error_js__WEBPACK_IMPORTED_MODULE_5__/* .AwsError */ .Gy({
        kind: 'lost',
        operation: 'ecs:DescribeServices',
        awsName: 'IncompleteAnswer',
        message: 'the answer has no deployments'
    });
    return (0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_3__/* .explainAwsError */ .Ni)(error, { subject: `service "${service}"`, service });
}
function controllerProblems(state, { settings }) {
    const { service } = state;
    const problems = [];
    const { members, startsDeployment } = settingsChange(settings, state.raw);
    if (startsDeployment && state.deploymentController === 'CODE_DEPLOY') {
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
function inputProblems(state, { waitUntil, desiredCount }) {
    const { service } = state;
    const problems = [];
    if ((0,_rollout_stages_js__WEBPACK_IMPORTED_MODULE_6__/* .isStage */ .zD)(waitUntil) && (state.strategy === 'ROLLING' || state.deploymentController !== 'ECS')) {
        problems.push({
            code: 'no-stages',
            fault: 'user',
            service,
            message: `Input "wait-until" is ${waitUntil}, but service "${service}" has a rolling deployment, which has no such stage.`,
            hint: 'Use wait-until: deployed, or a service with the strategy BLUE_GREEN, LINEAR or CANARY.'
        });
    }
    if (desiredCount !== undefined && state.schedulingStrategy === 'DAEMON') {
        problems.push({
            code: 'daemon-count',
            fault: 'user',
            service,
            message: `Input "desired-count" is given, but service "${service}" is a DAEMON: it runs one task on each instance.`,
            hint: 'Leave desired-count out for this service.'
        });
    }
    return problems;
}
function missingState({ service, site }) {
    return {
        service,
        serviceArn: '',
        clusterArn: site.cluster,
        status: _plan_decide_js__WEBPACK_IMPORTED_MODULE_7__/* .MISSING */ .lV,
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

/***/ 19545:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KR: () => (/* binding */ withoutCommitTag),
/* harmony export */   Yd: () => (/* binding */ commitRecordOf),
/* harmony export */   kb: () => (/* binding */ withCommitTag)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65955);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85590);


const COMMIT_TAG = 'ecs-sealed-deploy';
const MOST_TAGS = 50;
const MOST_CHARACTERS = 256;
function withCommitTag(definition, record) {
    const own = withoutCommitTag(definition);
    if (record === undefined)
        return own;
    const tags = Array.isArray(own['tags']) ? own['tags'] : [];
    const { commit, fingerprint, environment } = record;
    const scope = environment === undefined ? '' : ` environment=${environment}`;
    const value = `commit=${commit} definition=${fingerprint}${scope}`;
    if (tags.length >= MOST_TAGS || value.length > MOST_CHARACTERS)
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
    const value = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G)(found) ? found['value'] : undefined;
    if (typeof value !== 'string')
        return undefined;
    const [, commit, fingerprint, environment] = /^commit=([0-9a-f]{40,64}) definition=([0-9a-f]{16})(?: environment=([\w-]+))?$/.exec(value) ?? [];
    if (commit === undefined || fingerprint === undefined)
        return undefined;
    return { commit, fingerprint, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ environment }) };
}
function isCommitTag(tag) {
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G)(tag) && tag['key'] === COMMIT_TAG;
}


/***/ }),

/***/ 54546:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ compareDefinitions)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(65955);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(85590);
/* harmony import */ var _commit_tag_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19545);
/* harmony import */ var _normalize_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(25074);




function compareDefinitions(wanted, live, model) {
    const { isKnown, judgeValues } = model;
    const judge = judgeValues?.([wanted, live]) ?? (() => undefined);
    const found = { differences: [], notKept: [], isKnown, judge };
    const own = (0,_commit_tag_js__WEBPACK_IMPORTED_MODULE_0__/* .withoutCommitTag */ .KR)(wanted);
    const liveSide = (0,_normalize_js__WEBPACK_IMPORTED_MODULE_1__/* .normalizeDefinition */ .d)((0,_commit_tag_js__WEBPACK_IMPORTED_MODULE_0__/* .withoutCommitTag */ .KR)(live));
    const comparable = own['tags'] === undefined ? without(liveSide, 'tags') : liveSide;
    compareObjects({ path: '', names: [] }, { wanted: (0,_normalize_js__WEBPACK_IMPORTED_MODULE_1__/* .normalizeDefinition */ .d)(own), live: comparable }, found);
    return { differences: found.differences, notKept: found.notKept };
}
function compareValues(where, { wanted, live }, found) {
    if ((0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .G)(wanted) && (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .G)(live))
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
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ before: show(live), after: show(wanted) })
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
            report({ ...next, change: wanted === undefined ? 'removed' : 'added' }, (0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ wanted, live }), found);
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
    const names = items.map(item => ((0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .G)(item) ? item['name'] : undefined));
    return names.every(name => typeof name === 'string') && new Set(names).size === names.length;
}
function without(object, key) {
    return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}


/***/ }),

/***/ 30425:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   jO: () => (/* binding */ decideAction),
/* harmony export */   lV: () => (/* binding */ MISSING),
/* harmony export */   s8: () => (/* binding */ decidePlan)
/* harmony export */ });
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85590);
/* harmony import */ var _compare_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(54546);


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
        return definition && subject.service ? [decideService(subject, definition, requested)] : [];
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
function keyOf({ account, definition }) {
    return JSON.stringify([account.region, account.roleArn, definition]);
}
function decideService(subject, definition, requested) {
    const { state, site, previousPlaintext, creation, following, key, ...own } = subject.service;
    const desiredCount = requested.desiredCount ?? own.desiredCount;
    return {
        service: state.service,
        site,
        file: subject.file,
        definitionId: definition.id,
        action: following
            ? { kind: 'follow', deploymentId: following }
            : decideAction(state, definition.registration, (0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ ...requested, desiredCount })),
        before: state,
        previousTaskDefinitionArn: state.taskDefinition,
        previousPlaintext,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ creation, key, desiredCount, deploymentConfiguration: requested.deploymentConfiguration })
    };
}
function decideDefinition(subject, model, id) {
    const { service, latest, cluster } = subject;
    const current = service?.current;
    const compare = ({ definition }) => (0,_compare_js__WEBPACK_IMPORTED_MODULE_1__/* .compareDefinitions */ .E)(subject.definition, definition, model);
    const againstCurrent = current && compare(current);
    const againstLatest = latest?.arn === current?.arn ? againstCurrent : latest && compare(latest);
    const registration = decideRegistration(subject, againstCurrent, againstLatest);
    const base = againstCurrent ?? againstLatest;
    const comparedWith = current?.arn ?? latest?.arn;
    const isReused = registration.kind === 'reuse' && registration.arn === latest?.arn;
    const reusedSince = isReused ? latest?.registeredAt : undefined;
    return {
        id,
        account: subject.account,
        family: subject.family,
        files: [subject.file],
        definition: subject.definition,
        registration,
        differences: base?.differences ?? [],
        notKept: base?.notKept ?? [],
        latestRevision: latest?.revision ?? 0,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ comparedWith, cluster, schedules: subject.schedules, fixedImages: subject.fixedImages }),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ reusedSince })
    };
}
function decideRegistration(subject, againstCurrent, againstLatest) {
    if (subject.pinned !== undefined)
        return { kind: 'reuse', arn: subject.pinned };
    const current = subject.service?.current;
    const { latest } = subject;
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
        return revisionOf(a.arn) >= revisionOf(b.arn) ? a : b;
    }
    return a.kind === 'reuse' ? a : b;
}
function revisionOf(arn) {
    return Number(arn.slice(arn.lastIndexOf(':') + 1));
}
function decideAction(state, registration, requested) {
    if (state.status === MISSING)
        return { kind: 'create' };
    const same = registration.kind === 'reuse' && registration.arn === state.taskDefinition;
    if (!same) {
        const forced = requested.forceNewDeployment || requested.settingsFor?.(state.raw).startsDeployment === true;
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
    const settings = requested.settingsFor?.(state.raw);
    if (settings?.startsDeployment)
        return { kind: 'update', because: 'settings', forceNewDeployment: true };
    if (settings && settings.members.length > 0)
        return { kind: 'settings', members: settings.members };
    if (requested.desiredCount !== undefined && requested.desiredCount !== state.desiredCount) {
        return { kind: 'scale', from: state.desiredCount, to: requested.desiredCount };
    }
    const rollingOut = primary?.rolloutState === 'IN_PROGRESS' && primary.taskDefinition === state.taskDefinition;
    return rollingOut ? { kind: 'follow', deploymentId: primary.id } : { kind: 'unchanged' };
}
const MISSING = 'MISSING';


/***/ }),

/***/ 25074:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ normalizeDefinition)
/* harmony export */ });
/* harmony import */ var _template_ecs_schema_generated_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50130);

function normalizeDefinition(definition) {
    const networkMode = definition['networkMode'];
    const onFargate = list(definition['requiresCompatibilities']).includes('FARGATE');
    const result = {};
    for (const [key, value] of Object.entries(definition)) {
        if (_template_ecs_schema_generated_js__WEBPACK_IMPORTED_MODULE_0__/* .describeOnlyMembers */ .d.includes(key))
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

/***/ 82797:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ differingMembers)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65955);

const DEFAULTS = {
    propagateTags: 'NONE',
    assignPublicIp: 'DISABLED',
    availabilityZoneRebalancing: 'DISABLED',
    schedulingStrategy: 'REPLICA',
    strategy: 'ROLLING',
    targetType: 'AWS_LAMBDA',
    deploymentController: { type: 'ECS' }
};
const ON_DEPLOYMENT = [
    'serviceConnectConfiguration',
    'volumeConfigurations',
    'vpcLatticeConfigurations'
];
const NOT_ANSWERED = ['clientToken', 'gatewayConnectors', 'monitoring'];
const ORDERED = ['placementStrategy'];
const NAMES_OR_ARNS = ['namespace', 'kmsKeyId', 'kmsKey'];
function differingMembers(wanted, service) {
    return Object.keys(wanted).filter(name => {
        if (NOT_ANSWERED.includes(name))
            return false;
        if (name === 'tags' && service['tags'] === undefined)
            return false;
        return !covers(complete(name, wanted[name]), liveValue(name, service), name);
    });
}
function liveValue(name, service) {
    if (name === 'role')
        return service['roleArn'];
    if (!ON_DEPLOYMENT.includes(name))
        return service[name];
    const deployments = service['deployments'];
    if (!Array.isArray(deployments))
        return undefined;
    const primary = deployments.find(one => (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G)(one) && one['status'] === 'PRIMARY');
    return primary?.[name];
}
function complete(name, value) {
    if (name !== 'capacityProviderStrategy' || !Array.isArray(value))
        return value;
    const implied = value.length > 1 ? { weight: 0, base: 0 } : { base: 0 };
    return value.map(item => ((0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G)(item) ? { ...implied, ...item } : item));
}
function covers(wanted, live, name) {
    if (wanted === null)
        return true;
    if (Array.isArray(wanted)) {
        if (live === undefined || live === null)
            return wanted.length === 0;
        return Array.isArray(live) && coversList(wanted, live, name);
    }
    if (typeof wanted === 'object') {
        const there = live ?? DEFAULTS[name];
        return (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G)(there) ? coversObject(wanted, there) : saysNothing(wanted);
    }
    return coversScalar(wanted, live ?? DEFAULTS[name], name);
}
function coversObject(wanted, live) {
    return Object.entries(wanted).every(([name, value]) => covers(value, Object.hasOwn(live, name) ? live[name] : undefined, name));
}
function coversList(wanted, live, name) {
    if (wanted.length !== live.length)
        return false;
    if (ORDERED.includes(name))
        return wanted.every((item, index) => covers(item, live[index], name));
    const left = [...live];
    const specific = [...wanted].sort((a, b) => JSON.stringify(b).length - JSON.stringify(a).length);
    return specific.every(item => {
        const index = left.findIndex(candidate => covers(item, candidate, name));
        if (index >= 0)
            left.splice(index, 1);
        return index >= 0;
    });
}
function coversScalar(wanted, live, name) {
    if (wanted === live)
        return true;
    if (live === undefined || live === null)
        return saysNothing(wanted);
    if (typeof wanted !== 'string' || typeof live !== 'string' || !live.startsWith('arn:'))
        return false;
    if (wanted.startsWith('arn:'))
        return false;
    if (NAMES_OR_ARNS.includes(name))
        return true;
    return name === 'role' && live.split('/').at(-1) === wanted.split('/').at(-1);
}
function saysNothing(value) {
    if (Array.isArray(value))
        return value.length === 0;
    return value === false || value === 0 || ((0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G)(value) && Object.values(value).every(saysNothing));
}


/***/ }),

/***/ 39401:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   jw: () => (/* binding */ updateMembers),
/* harmony export */   kq: () => (/* binding */ changedMembers),
/* harmony export */   vI: () => (/* binding */ startsDeployment),
/* harmony export */   zz: () => (/* binding */ settingsNotes)
/* harmony export */ });
/* harmony import */ var _compare_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(82797);

const DEPLOYING = ['volumeConfigurations', 'capacityProviderStrategy'];
const NEW_TASKS_ONLY = {
    propagateTags: 'tags',
    enableECSManagedTags: 'tags',
    enableExecuteCommand: 'ECS Exec'
};
function updateMembers(settings) {
    const given = Object.entries(settings).filter(([, value]) => value !== undefined);
    return Object.fromEntries(given);
}
function changedMembers(settings, rawService) {
    const wanted = updateMembers(settings);
    const names = (0,_compare_js__WEBPACK_IMPORTED_MODULE_0__/* .differingMembers */ .y)(wanted, rawService);
    return Object.fromEntries(names.map(name => [name, wanted[name]]));
}
function startsDeployment(members) {
    return members.some(name => DEPLOYING.includes(name));
}
function settingsNotes(members) {
    const late = members.filter(name => Object.hasOwn(NEW_TASKS_ONLY, name));
    const notes = [];
    if (late.length > 0) {
        const what = [...new Set(late.map(name => NEW_TASKS_ONLY[name]))].join(' and ');
        notes.push(`${late.join(', ')}: running tasks keep their current ${what}, only new tasks get the change; force-new-deployment: true replaces all tasks.`);
    }
    if (members.includes('deploymentConfiguration')) {
        notes.push('deploymentConfiguration applies from the next deployment; no task is restarted for it.');
    }
    return notes;
}


/***/ }),

/***/ 50130:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ describeOnlyMembers),
/* harmony export */   i: () => (/* binding */ ecsStructures)
/* harmony export */ });
const ecsStructures = {
    RegisterTaskDefinitionRequest: 'family containerDefinitions:[ContainerDefinition taskRoleArn executionRoleArn networkMode volumes:[Volume placementConstraints:[TaskDefinitionPlacementConstraint requiresCompatibilities:[s cpu memory tags:[Tag pidMode ipcMode proxyConfiguration:ProxyConfiguration inferenceAccelerators:[InferenceAccelerator ephemeralStorage:EphemeralStorage runtimePlatform:RuntimePlatform enableFaultInjection:b',
    ContainerDefinition: 'name image repositoryCredentials:RepositoryCredentials cpu:n memory:n memoryReservation:n links:[s portMappings:[PortMapping essential:b restartPolicy:ContainerRestartPolicy entryPoint:[s command:[s environment:[KeyValuePair environmentFiles:[EnvironmentFile mountPoints:[MountPoint volumesFrom:[VolumeFrom linuxParameters:LinuxParameters secrets:[Secret dependsOn:[ContainerDependency startTimeout:n stopTimeout:n versionConsistency hostname user workingDirectory disableNetworking:b privileged:b readonlyRootFilesystem:b dnsServers:[s dnsSearchDomains:[s extraHosts:[HostEntry dockerSecurityOptions:[s interactive:b pseudoTerminal:b dockerLabels:{s ulimits:[Ulimit logConfiguration:LogConfiguration healthCheck:HealthCheck systemControls:[SystemControl resourceRequirements:[ResourceRequirement firelensConfiguration:FirelensConfiguration credentialSpecs:[s',
    RepositoryCredentials: 'credentialsParameter',
    PortMapping: 'containerPort:n hostPort:n protocol name appProtocol containerPortRange',
    ContainerRestartPolicy: 'enabled:b ignoredExitCodes:[n restartAttemptPeriod:n',
    KeyValuePair: 'name value',
    EnvironmentFile: 'value type',
    MountPoint: 'sourceVolume containerPath readOnly:b',
    VolumeFrom: 'sourceContainer readOnly:b',
    LinuxParameters: 'capabilities:KernelCapabilities devices:[Device initProcessEnabled:b sharedMemorySize:n tmpfs:[Tmpfs maxSwap:n swappiness:n',
    KernelCapabilities: 'add:[s drop:[s',
    Device: 'hostPath containerPath permissions:[s',
    Tmpfs: 'containerPath size:n mountOptions:[s',
    Secret: 'name valueFrom',
    ContainerDependency: 'containerName condition',
    HostEntry: 'hostname ipAddress',
    Ulimit: 'name softLimit:n hardLimit:n',
    LogConfiguration: 'logDriver options:{s secretOptions:[Secret',
    HealthCheck: 'command:[s interval:n timeout:n retries:n startPeriod:n',
    SystemControl: 'namespace value',
    ResourceRequirement: 'type value sharingStrategy:SharingStrategy',
    SharingStrategy: 'nvidiaMps:NvidiaMpsAllocation',
    NvidiaMpsAllocation: 'memory:n maxComputePercent:n',
    FirelensConfiguration: 'type options:{s',
    Volume: 'name host:HostVolumeProperties dockerVolumeConfiguration:DockerVolumeConfiguration efsVolumeConfiguration:EFSVolumeConfiguration s3filesVolumeConfiguration:S3FilesVolumeConfiguration fsxWindowsFileServerVolumeConfiguration:FSxWindowsFileServerVolumeConfiguration configuredAtLaunch:b',
    HostVolumeProperties: 'sourcePath',
    DockerVolumeConfiguration: 'scope autoprovision:b driver driverOpts:{s labels:{s',
    EFSVolumeConfiguration: 'fileSystemId rootDirectory transitEncryption transitEncryptionPort:n authorizationConfig:EFSAuthorizationConfig',
    EFSAuthorizationConfig: 'accessPointId iam',
    S3FilesVolumeConfiguration: 'fileSystemArn rootDirectory transitEncryptionPort:n accessPointArn',
    FSxWindowsFileServerVolumeConfiguration: 'fileSystemId rootDirectory authorizationConfig:FSxWindowsFileServerAuthorizationConfig',
    FSxWindowsFileServerAuthorizationConfig: 'credentialsParameter domain',
    TaskDefinitionPlacementConstraint: 'type expression',
    Tag: 'key value',
    ProxyConfiguration: 'containerName type properties:[KeyValuePair',
    InferenceAccelerator: 'deviceName deviceType',
    EphemeralStorage: 'sizeInGiB:n',
    RuntimePlatform: 'cpuArchitecture operatingSystemFamily'
};
const describeOnlyMembers = [
    'taskDefinitionArn',
    'revision',
    'status',
    'requiresAttributes',
    'compatibilities',
    'registeredAt',
    'deregisteredAt',
    'deleteRequestedAt',
    'registeredBy'
];


/***/ }),

/***/ 5853:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   WH: () => (/* binding */ splitExpressions),
/* harmony export */   l4: () => (/* binding */ asksForAccount),
/* harmony export */   qL: () => (/* binding */ isNeverOpaque),
/* harmony export */   qp: () => (/* binding */ isOpaque),
/* harmony export */   xS: () => (/* binding */ hasExpression)
/* harmony export */ });
function splitExpressions(text) {
    const pieces = [];
    let position = 0;
    for (let open = text.indexOf('${{'); open >= 0; open = text.indexOf('${{', position)) {
        if (open > position)
            pieces.push({ kind: 'plain', text: text.slice(position, open) });
        const close = closingBraces(text, open + 3);
        if (close < 0)
            return [...pieces, { kind: 'unclosed', start: open }];
        pieces.push({ kind: 'expression', text: text.slice(open + 3, close), start: open + 3 });
        position = close + 2;
    }
    if (position < text.length || pieces.length === 0)
        pieces.push({ kind: 'plain', text: text.slice(position) });
    return pieces;
}
function closingBraces(text, from) {
    let quoted = false;
    for (let i = from; i < text.length; i++) {
        const character = text[i];
        if (character === "'")
            quoted = !quoted;
        else if (!quoted && character === '}' && text[i + 1] === '}')
            return i;
    }
    return -1;
}
function hasExpression(node) {
    switch (node.kind) {
        case 'string':
            return node.value.includes('${{');
        case 'array':
            return node.items.some(hasExpression);
        case 'object':
            return node.members.some(({ key, value }) => key.includes('${{') || hasExpression(value));
        default:
            return false;
    }
}
const MORE_OF_AWS = /\baws\b(?!\s*\.\s*(?:region|partition)\b)/i;
function asksForAccount(node) {
    switch (node.kind) {
        case 'string':
            return splitExpressions(node.value).some(piece => piece.kind === 'expression' && MORE_OF_AWS.test(piece.text));
        case 'array':
            return node.items.some(asksForAccount);
        case 'object':
            return node.members.some(({ value }) => asksForAccount(value));
        default:
            return false;
    }
}
function isOpaque(text) {
    return /\$[{A-Za-z_]|\{\{|<%|<[\w .:/-]+>|@@[\w.-]+@@|__[A-Z][A-Z0-9_]*__|%[A-Z][A-Z0-9_]*%/.test(text);
}
function isNeverOpaque() {
    return false;
}


/***/ }),

/***/ 42805:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $k: () => (/* binding */ definitionSchema),
/* harmony export */   JC: () => (/* binding */ schemaReader),
/* harmony export */   il: () => (/* binding */ isKnownMember)
/* harmony export */ });
/* unused harmony exports definitionType, schemaField */
/* harmony import */ var _ecs_schema_generated_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50130);

const definitionType = 'RegisterTaskDefinitionRequest';
const definitionSchema = { root: definitionType, structures: _ecs_schema_generated_js__WEBPACK_IMPORTED_MODULE_0__/* .ecsStructures */ .i, unknown: 'keep' };
const known = new WeakMap();
function schemaReader(structures = _ecs_schema_generated_js__WEBPACK_IMPORTED_MODULE_0__/* .ecsStructures */ .i) {
    const read = known.get(structures) ?? new Map();
    known.set(structures, read);
    return structure => {
        let fields = read.get(structure);
        if (!fields) {
            fields = new Map((structures[structure] ?? '').split(' ').map(field => schemaField(field)));
            read.set(structure, fields);
        }
        return fields;
    };
}
function schemaField(field) {
    const cut = field.indexOf(':');
    return cut < 0 ? [field, 's'] : [field.slice(0, cut), field.slice(cut + 1)];
}
function isKnownMember(path) {
    let type = definitionType;
    for (const name of path) {
        type = memberType(type, name);
        if (type === undefined)
            return false;
    }
    return true;
}
function memberType(type, name) {
    const item = type.replace(/^\[+/, '');
    if (item.startsWith('{'))
        return item.slice(1);
    const fields = Object.hasOwn(_ecs_schema_generated_js__WEBPACK_IMPORTED_MODULE_0__/* .ecsStructures */ .i, item) ? _ecs_schema_generated_js__WEBPACK_IMPORTED_MODULE_0__/* .ecsStructures */ .i[item] : undefined;
    return fields
        ?.split(' ')
        .map(schemaField)
        .find(([field]) => field === name)?.[1];
}


/***/ })

};
