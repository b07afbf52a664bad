export const id = 1902;
export const ids = [1902];
export const modules = {

/***/ 21902:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  layoutForRun: () => (/* binding */ layoutForRun),
  unknownEnvironment: () => (/* binding */ unknownEnvironment)
});

// EXTERNAL MODULE: ./lib/src/configuration/absent-services.js
var absent_services = __webpack_require__(53096);
// EXTERNAL MODULE: ./lib/src/configuration/placement.js
var configuration_placement = __webpack_require__(80375);
// EXTERNAL MODULE: ./lib/src/configuration/resolve-layout.js
var resolve_layout = __webpack_require__(85883);
// EXTERNAL MODULE: ./lib/src/inputs/problems/missing.js
var missing = __webpack_require__(66504);
// EXTERNAL MODULE: ./lib/src/nearest.js
var nearest = __webpack_require__(27779);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/arn.js
var arn = __webpack_require__(318);
;// CONCATENATED MODULE: ./lib/src/checking/layout/environment-of-cluster.js



const OF_CLUSTER = new Set([
    'status',
    'rollback',
    'continue',
    'rotate-restart',
    'audit'
]);
function environmentsIn(layout, { cluster, writtenRegion: region = '' }) {
    if (cluster === undefined || cluster === '')
        return [];
    return [...layout.environments.keys()].filter(environment => {
        const { placement, tasks } = (0,resolve_layout/* resolveLayout */.J)(layout, environment);
        const sites = [undefined, ...placement.places.keys()].map(key => (0,configuration_placement/* siteOf */.zU)(key, placement, { region }));
        return [...sites, ...tasks.map(({ site }) => site)].some(site => site.cluster !== undefined &&
            (0,arn/* lastPartOf */.RS)(site.cluster) === (0,arn/* lastPartOf */.RS)(cluster) &&
            (region === '' || (site.region ?? region) === region));
    });
}
function standInFor(layout, given) {
    const { mode, cluster, services } = given;
    if (!OF_CLUSTER.has(mode) || cluster === undefined || cluster === '')
        return undefined;
    const [environment, ...others] = environmentsIn(layout, given);
    if (environment === undefined)
        return 'none';
    if (others.length === 0)
        return { environment };
    const hasKey = Array.isArray(services) && services.some(name => layout.services.has(String(name)));
    return hasKey ? undefined : 'none';
}

;// CONCATENATED MODULE: ./lib/src/checking/layout/layout-for-run.js







function layoutForRun(given, written) {
    const { inputs, layout } = inEnvironment(given, written);
    const { environment, order = [] } = inputs;
    const wrong = environmentProblems(inputs, layout);
    const resolved = (0,resolve_layout/* resolveLayout */.J)(layout, environment);
    const placement = order.length === 0 ? resolved.placement : { ...resolved.placement, order };
    const problems = wrong.length > 0
        ? wrong
        : [
            ...resolved.problems,
            ...orderTwice(order, layout),
            ...withoutRegion(inputs, placement, layout),
            ...notHere(inputs, resolved)
        ];
    return { resolved, placement, problems, ...(wrong.length > 0 ? { isUndecided: true } : {}) };
}
function inEnvironment(inputs, written) {
    if (inputs.isDropIn)
        return { inputs, layout: forDropIn(written, inputs) };
    const isOpen = inputs.environment === undefined && written.environments.size > 0;
    const found = isOpen ? standInFor(written, inputs) : undefined;
    if (found === undefined)
        return { inputs, layout: written };
    if (found === 'none')
        return { inputs, layout: forDropIn(written, inputs) };
    return { inputs: { ...inputs, ...found }, layout: written };
}
function notHere({ services, isDropIn }, { absent, environment }) {
    if (absent === undefined || isDropIn || !Array.isArray(services))
        return [];
    return (0,absent_services/* absentProblems */.ac)(services, absent, environment);
}
function forDropIn(layout, inputs) {
    const { environment, cluster, region = '', services, mode } = inputs;
    const { defaults, ...rest } = { ...layout, tasks: new Map(), order: [] };
    if (environment !== undefined)
        return { ...rest, ...(0,present/* present */.E)({ defaults }) };
    const isOpen = (key) => key === 'role-to-assume' ||
        (key === 'cluster' && cluster === undefined && services !== undefined && mode !== 'render') ||
        (key === 'region' && region === '');
    const values = new Map([...(defaults?.values ?? [])].filter(([key]) => isOpen(key)));
    return {
        ...rest,
        services: new Map(),
        environments: new Map(),
        ...(0,present/* present */.E)({ defaults: defaults && { ...defaults, values } })
    };
}
function environmentProblems(inputs, layout) {
    const { environment, mode } = inputs;
    const known = [...layout.environments.keys()];
    if (known.length === 0 || (environment !== undefined && known.includes(environment)))
        return [];
    if (environment !== undefined)
        return [unknownEnvironment(environment, known)];
    const [likely = known[0]] = environmentsIn(layout, inputs);
    return [
        {
            code: 'environment-not-named',
            fault: 'user',
            message: `The configuration file has ${known.length} environments (${known.join(', ')}), and none is named: mode ${mode ?? 'deploy'} is for one.`,
            hint: `Name it in the input "environment", for example environment: ${likely}.`
        }
    ];
}
function unknownEnvironment(environment, known) {
    const shown = /^[\w-]{1,60}$/.test(environment) ? `"${environment}"` : `of ${environment.length} characters`;
    return {
        code: 'unknown-environment',
        fault: 'user',
        message: `Input "environment" names an environment ${shown} that the configuration file does not have.${(0,nearest/* didYouMean */.au)(environment, known)}`,
        hint: `Environments: ${known.join(', ')}.`
    };
}
function orderTwice(order, { order: written, orderOrigin, place }) {
    if (order.length === 0 || written.length === 0)
        return [];
    const at = orderOrigin && place(orderOrigin);
    const where = at ? ` (${at.file}:${at.line})` : '';
    return [
        {
            code: 'order-twice',
            fault: 'user',
            message: `"order" is given as an input and in the configuration file${where}.`,
            hint: 'Keep one of the two.',
            ...(0,present/* present */.E)({ place: at })
        }
    ];
}
function withoutRegion({ region, cluster, services, mode }, placement, layout) {
    if (region !== '' || mode === undefined)
        return [];
    const isService = (name) => placement.places.has(name) || !layout.tasks.has(name);
    const named = Array.isArray(services)
        ? services.filter(isService)
        : [...placement.places.keys()];
    const subjects = named.length === 0 ? [undefined] : named;
    const lost = subjects.some(key => (0,configuration_placement/* siteOf */.zU)(key, placement, { region, ...(0,present/* present */.E)({ cluster }) }).region === '');
    return lost ? [(0,missing/* noRegion */.C5)(mode)] : [];
}


/***/ }),

/***/ 53096:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _o: () => (/* binding */ absentServices),
/* harmony export */   ac: () => (/* binding */ absentProblems),
/* harmony export */   di: () => (/* binding */ orderWithout)
/* harmony export */ });
function absentServices(layout, environment) {
    const own = environment === undefined ? undefined : layout.environments.get(environment);
    if (own === undefined)
        return new Map();
    const setsIt = 'task-definition';
    return new Map([...layout.services].flatMap(([key, entry]) => {
        const levels = [layout.defaults, own.general, entry, own.services.get(key)];
        const isHere = levels.some(level => level?.values.has(setsIt));
        const others = [...layout.environments].flatMap(([name, one]) => one.services.get(key)?.values.has(setsIt) ? [name] : []);
        return !isHere && others.length > 0 ? [[key, others]] : [];
    }));
}
function absentProblems(names, absent, environment = '') {
    return names.flatMap(service => {
        const others = absent.get(service);
        if (others === undefined)
            return [];
        return [
            {
                code: 'unknown-service',
                fault: 'user',
                service,
                message: `"${service}" is not in environment "${environment}": the configuration file sets its task definition in ${others.join(', ')} only.`,
                hint: 'Name another environment or another service, or set its "task-definition" there or in its entry.'
            }
        ];
    });
}
function orderWithout(order, absent) {
    if (absent.size === 0)
        return order;
    return order.map(wave => wave.filter(key => !absent.has(key))).filter(wave => wave.length > 0);
}


/***/ }),

/***/ 79398:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AD: () => (/* binding */ WITHDRAWN_KEYS),
/* harmony export */   Bi: () => (/* binding */ TOP_KEYS),
/* harmony export */   Jb: () => (/* binding */ EXCEPTION_KEYS),
/* harmony export */   YD: () => (/* binding */ keysOf),
/* harmony export */   kC: () => (/* binding */ LOCAL_NAME),
/* harmony export */   sB: () => (/* binding */ TOP_ENTRY_KEYS),
/* harmony export */   yz: () => (/* binding */ keyFact),
/* harmony export */   zm: () => (/* binding */ REQUIRED_EXCEPTION_KEYS)
/* harmony export */ });
/* unused harmony export ENTRY_KEYS */
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(318);

const ENTRY_KEYS = {
    service: {
        kind: 'name',
        of: 'service',
        form: _arn_js__WEBPACK_IMPORTED_MODULE_0__/* .ECS_NAME */ .GK,
        characters: '\\w-',
        example: 'shop-{environment}-api',
        says: 'Name of the ECS service. Default: the key of the entry'
    },
    'task-definition': {
        kind: 'base',
        of: 'both',
        example: '.aws/{service}-{environment}.json',
        says: 'Path of the file; `live` for the revision that the service runs, `{live: FAMILY}` for the newest active revision of a family'
    },
    cluster: {
        kind: 'name',
        of: 'both',
        form: _arn_js__WEBPACK_IMPORTED_MODULE_0__/* .CLUSTER */ .Bs,
        characters: '\\w:/-',
        example: 'shop-{environment}',
        says: 'Cluster, by name or ARN'
    },
    region: {
        kind: 'name',
        of: 'both',
        form: _arn_js__WEBPACK_IMPORTED_MODULE_0__/* .REGION */ .Zg,
        characters: 'a-z0-9-',
        example: 'us-west-2',
        says: 'AWS Region'
    },
    'role-to-assume': {
        kind: 'name',
        of: 'both',
        form: _arn_js__WEBPACK_IMPORTED_MODULE_0__/* .ROLE_ARN */ .xG,
        characters: '\\w+=,.@/:-',
        example: 'arn:aws:iam::123456789012:role/deploy',
        says: 'ARN of the role to assume for this service; see the input `allowed-roles`'
    },
    paths: {
        kind: 'list',
        of: 'both',
        example: '[src/**, Dockerfile]',
        says: 'Files that count as a change for `service: changed`, in addition to its file and entry: globs from the root of the repository; `!` excludes'
    },
    'desired-count': {
        kind: 'count',
        of: 'service',
        example: '3',
        says: 'Desired number of tasks. Default: unchanged'
    },
    container: {
        kind: 'text',
        of: 'task',
        example: 'app',
        says: 'Container that `command` applies to. Default: the only container'
    },
    variables: {
        kind: 'map',
        of: 'both',
        example: '{LOG_GROUP: /ecs/app}',
        says: 'Values of `vars` in the template'
    },
    command: {
        kind: 'list',
        of: 'task',
        example: '[alembic, upgrade, head]',
        says: 'Command of the task, in place of the one in its definition'
    },
    run: {
        kind: 'word',
        of: 'task',
        words: ['before', 'manual'],
        example: 'before',
        says: '`before`: runs to completion before a service of `for` is updated; `manual` (default): is only checked'
    },
    for: {
        kind: 'list',
        of: 'task',
        example: '[api, worker]',
        says: 'Keys of the services that it runs before. Default: all'
    },
    'network-from': {
        kind: 'text',
        of: 'task',
        example: 'api',
        says: 'Key of the service whose subnets, security groups and launch type it uses. Default: the first of `for`'
    },
    schedules: {
        kind: 'toggle',
        of: 'task',
        example: 'true',
        says: 'EventBridge rules or EventBridge Scheduler schedules run the task: a deploy registers it, and those that run its family in its cluster get the new revision'
    }
};
const WITHDRAWN_KEYS = new Map([
    [
        'image',
        'in the template "image": "${{ vars.IMAGE }}", and here variables: {IMAGE: …}, or the input "image"'
    ],
    [
        'environment-variables',
        'in the template {"name": "LEVEL", "value": "${{ vars.LEVEL }}"}, and here variables: {LEVEL: …}'
    ],
    ['secrets', 'in the template "valueFrom": "ssm:/${{ environment.name }}/db/password"'],
    ['family', 'in the template "family": "api-${{ environment.name }}"'],
    ['cpu', 'in the template "cpu": "${{ vars.CPU }}", and here variables: {CPU: 512}'],
    ['memory', 'in the template "memory": "${{ vars.MEMORY }}", and here variables: {MEMORY: 1024}']
]);
function keyFact(key) {
    return ENTRY_KEYS[key];
}
function keysOf(sort) {
    const all = Object.keys(ENTRY_KEYS);
    if (sort === 'general')
        return all.filter(key => ENTRY_KEYS[key].of !== 'task');
    return all.filter(key => ENTRY_KEYS[key].of === 'both' || ENTRY_KEYS[key].of === sort);
}
const TOP_ENTRY_KEYS = ['cluster', 'region', 'role-to-assume'];
const TOP_KEYS = [
    'defaults',
    'services',
    'tasks',
    'environments',
    'order',
    'exceptions',
    'allowed-names',
    'optional-rules',
    ...TOP_ENTRY_KEYS
];
const EXCEPTION_KEYS = ['file', 'container', 'variable', 'rule', 'reason', 'expires'];
const REQUIRED_EXCEPTION_KEYS = ['file', 'rule', 'reason', 'expires'];
const LOCAL_NAME = /^[A-Za-z0-9_-]{1,255}$/;


/***/ }),

/***/ 56074:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ filledIn),
/* harmony export */   N: () => (/* binding */ wrongValue)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(318);
/* harmony import */ var _document_tree_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(10119);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(79398);



function wrongValue(key, node, mappings = []) {
    const fact = (0,_keys_js__WEBPACK_IMPORTED_MODULE_0__/* .keyFact */ .yz)(key);
    const wrong = wrongNode(node, fact);
    if (wrong === undefined)
        return undefined;
    const plural = node.kind === 'object' ? mappings.find(one => one === `${key}s`) : undefined;
    if (plural !== undefined)
        return {
            node: wrong,
            message: `"${key}" is not valid. Did you mean "${plural}"?`,
            hint: `"${key}" is one name, like ${fact.example}. "${plural}" is a mapping: its keys are names, with the settings of each below it.`
        };
    return {
        node: wrong,
        message: `"${key}" is not valid.`,
        hint: `Write it like ${key}: ${fact.example}.`
    };
}
function wrongNode(node, fact) {
    switch (fact.kind) {
        case 'name':
            return fits((0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .stringOf */ .Je)(node), fact) ? undefined : node;
        case 'text':
            return (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .stringOf */ .Je)(node)?.trim() ? undefined : node;
        case 'count':
            return node.kind === 'number' && /^\d{1,4}$/.test(node.raw) && node.value <= 5000 ? undefined : node;
        case 'word':
            return fact.words?.includes((0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .stringOf */ .Je)(node) ?? '') ? undefined : node;
        case 'toggle':
            return node.kind === 'boolean' ? undefined : node;
        case 'list':
            return node.kind === 'array' ? node.items.find(item => (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .scalarTextOf */ .Vb)(item) === undefined) : node;
        case 'map':
            return wrongMember(node);
        case 'base':
            return wrongBase(node);
    }
}
function wrongMember(node) {
    return node.kind === 'object'
        ? node.members.find(({ value }) => (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .scalarTextOf */ .Vb)(value) === undefined)?.value
        : node;
}
function wrongBase(node) {
    if (node.kind === 'string')
        return node.value.trim() === '' ? node : undefined;
    const family = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .childOf */ .GG)(node, 'live');
    const isLive = node.kind === 'object' && node.members.length === 1 && family !== undefined;
    if (!isLive)
        return node;
    return _arn_js__WEBPACK_IMPORTED_MODULE_2__/* .ECS_NAME */ .GK.test(filledIn((0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .stringOf */ .Je)(family) ?? '', { service: 'x', environment: 'x' }))
        ? undefined
        : family;
}
function fits(text, { form }) {
    if (text === undefined)
        return false;
    return text.includes('{') ? /^[^\s$]+$/.test(text) : (form?.test(text) ?? true);
}
function filledIn(text, { service, environment }) {
    const withService = text.replaceAll('{service}', service);
    return environment === undefined ? withService : withService.replaceAll('{environment}', environment);
}


/***/ }),

/***/ 85883:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ resolveLayout)
/* harmony export */ });
/* harmony import */ var _document_tree_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(10119);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7673);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85590);
/* harmony import */ var _absent_services_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(53096);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(79398);
/* harmony import */ var _read_value_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(56074);






function resolveLayout(layout, environment) {
    const problems = [];
    const own = environment === undefined ? undefined : layout.environments.get(environment);
    const resolving = { layout, problems, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ environment, own }) };
    const absent = (0,_absent_services_js__WEBPACK_IMPORTED_MODULE_1__/* .absentServices */ ._o)(layout, environment);
    const entries = [...layout.services].filter(([key]) => !absent.has(key));
    const services = entries.map(([key, entry]) => ({
        ...resolveOne({ key, which: 'services', entry }, resolving),
        ...asService(key, entry, resolving)
    }));
    const tasks = [...layout.tasks].map(([key, entry]) => ({
        ...resolveOne({ key, which: 'tasks', entry }, resolving),
        ...asTask(key, entry, resolving)
    }));
    const general = generalLayers(resolving);
    const usual = general.length === 0 ? undefined : siteOf(general, { resolving, key: undefined });
    const places = new Map(services.map(({ key, name, site }) => [key, name === key ? site : { ...site, name }]));
    problems.push(...sameServices(services));
    return {
        services,
        tasks,
        placement: { order: (0,_absent_services_js__WEBPACK_IMPORTED_MODULE_1__/* .orderWithout */ .di)(layout.order, absent), places, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ usual }) },
        place: layout.place,
        problems: (0,_list_js__WEBPACK_IMPORTED_MODULE_2__/* .distinctBy */ .ey)(problems, JSON.stringify),
        ...(absent.size > 0 ? { absent } : {}),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ environment })
    };
}
function generalLayers({ layout, environment, own }) {
    return [
        ...(layout.defaults ? [{ name: 'defaults', entry: layout.defaults }] : []),
        ...(own ? [{ name: `environments.${environment}`, entry: own.general }] : [])
    ];
}
function layersOf({ key, which, entry }, resolving) {
    const inner = resolving.own?.[which].get(key);
    return [
        ...generalLayers(resolving),
        { name: `${which}.${key}`, entry },
        ...(inner ? [{ name: `environments.${resolving.environment}.${which}.${key}`, entry: inner }] : [])
    ];
}
function resolveOne(subject, resolving) {
    const layers = layersOf(subject, resolving);
    const { key, entry } = subject;
    const { place } = resolving.layout;
    const names = namesFor(key, resolving);
    const base = baseOf(layers, { resolving, key });
    const paths = lastOf(layers, 'paths');
    return {
        key,
        site: siteOf(layers, { resolving, key }),
        variables: variablesOf(layers, names),
        paths: paths ? (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .itemsOf */ .S3)(paths.node).map(item => (0,_read_value_js__WEBPACK_IMPORTED_MODULE_4__/* .filledIn */ .A)((0,_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .scalarTextOf */ .Vb)(item) ?? '', names)) : [],
        said: saidBy(layers, resolving),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ written: place(entry.origin), base })
    };
}
function lastOf(layers, key) {
    for (const { name, entry } of layers.toReversed()) {
        const node = entry.values.get(key);
        if (node)
            return { node, layer: name };
    }
    return undefined;
}
function variablesOf(layers, names) {
    const found = new Map();
    for (const { name, entry } of layers) {
        const node = entry.values.get('variables');
        if (node?.kind !== 'object')
            continue;
        for (const { key, value } of node.members) {
            const filled = value.kind === 'string' ? { ...value, value: (0,_read_value_js__WEBPACK_IMPORTED_MODULE_4__/* .filledIn */ .A)(value.value, names) } : value;
            found.set(key, { node: filled, layer: name });
        }
    }
    return found;
}
function asService(key, entry, resolving) {
    const layers = layersOf({ key, which: 'services', entry }, resolving);
    const count = lastOf(layers, 'desired-count')?.node;
    return {
        kind: 'service',
        name: nameOf(layers, 'service', { resolving, key }) ?? key,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ desiredCount: count?.kind === 'number' ? count.value : undefined })
    };
}
function asTask(key, entry, resolving) {
    const layers = layersOf({ key, which: 'tasks', entry }, resolving);
    const textsOf = (name) => (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .itemsOf */ .S3)(lastOf(layers, name)?.node).map(item => (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .scalarTextOf */ .Vb)(item) ?? '');
    const services = textsOf('for');
    const command = textsOf('command');
    const task = {
        run: (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .stringOf */ .Je)(lastOf(layers, 'run')?.node) === 'before' ? 'before' : 'manual',
        for: services,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({
            networkFrom: (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .stringOf */ .Je)(lastOf(layers, 'network-from')?.node) ?? services[0],
            command: command.length === 0 ? undefined : command,
            container: (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .stringOf */ .Je)(lastOf(layers, 'container')?.node),
            schedules: isTrue(lastOf(layers, 'schedules')?.node) ? true : undefined
        })
    };
    return { kind: 'task', task };
}
function isTrue(node) {
    return node?.kind === 'boolean' && node.value;
}
function namesFor(key, { environment }) {
    return { service: key, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ environment }) };
}
function nameOf(layers, key, { resolving, key: service }) {
    const found = lastOf(layers, key);
    const written = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .stringOf */ .Je)(found?.node);
    if (found === undefined || written === undefined)
        return undefined;
    if (service === undefined && written.includes('{service}'))
        return undefined;
    const text = (0,_read_value_js__WEBPACK_IMPORTED_MODULE_4__/* .filledIn */ .A)(written, namesFor(service ?? '', resolving));
    const wrong = wrongName(text, key);
    if (wrong === undefined)
        return text;
    report(resolving, found.node, wrong);
    return undefined;
}
function wrongName(text, key) {
    if (text.includes('{environment}'))
        return {
            message: `"${key}" is written with {environment}, and the run is for no environment.`,
            hint: 'Name it in the input "environment".'
        };
    const [unknown] = /\{\w+\}/.exec(text) ?? [];
    if (unknown !== undefined)
        return {
            message: `"${key}" is not valid after its placeholders are replaced.`,
            hint: `${unknown} is not a placeholder: {service} is the key of the service, {environment} the environment.`
        };
    const { form, example } = (0,_keys_js__WEBPACK_IMPORTED_MODULE_5__/* .keyFact */ .yz)(key);
    if (form === undefined || form.test(text))
        return undefined;
    return {
        message: `"${key}" is not valid after its placeholders are replaced.`,
        hint: `It must be like ${key}: ${example}; {service} is the key of the service, {environment} the environment.`
    };
}
function report({ layout, problems }, { origin }, wrong) {
    const place = layout.place(origin);
    problems.push({ code: 'bad-placement', fault: 'user', ...wrong, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ place }) });
}
function siteOf(layers, filling) {
    const { place } = filling.resolving.layout;
    const placeOf = (key) => {
        const found = lastOf(layers, key);
        return found && place(found.node.origin);
    };
    const cluster = nameOf(layers, 'cluster', filling);
    const region = nameOf(layers, 'region', filling);
    const written = (0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({
        cluster: cluster === undefined ? undefined : placeOf('cluster'),
        region: region === undefined ? undefined : placeOf('region')
    });
    return {
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ cluster, region, roleArn: nameOf(layers, 'role-to-assume', filling) }),
        ...(Object.keys(written).length === 0 ? {} : { written })
    };
}
function baseOf(layers, { resolving, key = '' }) {
    const found = lastOf(layers, 'task-definition');
    if (found === undefined)
        return undefined;
    const place = resolving.layout.place(found.node.origin);
    const family = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .stringOf */ .Je)((0,_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .childOf */ .GG)(found.node, 'live'));
    const text = (0,_read_value_js__WEBPACK_IMPORTED_MODULE_4__/* .filledIn */ .A)(family ?? (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .stringOf */ .Je)(found.node) ?? '', namesFor(key, resolving));
    const wrong = wrongName(text, 'task-definition');
    if (wrong)
        report(resolving, found.node, wrong);
    if (family !== undefined)
        return { kind: 'live', family: text, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ place }) };
    return text === 'live'
        ? { kind: 'live', ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ place }) }
        : { kind: 'file', path: text, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ place }) };
}
function saidBy(layers, { layout }) {
    const said = new Map();
    for (const { name, entry } of layers) {
        for (const [key, node] of entry.values) {
            const parts = (0,_keys_js__WEBPACK_IMPORTED_MODULE_5__/* .keyFact */ .yz)(key).kind === 'map' ? node : undefined;
            const nodes = parts?.kind === 'object'
                ? parts.members.map(member => [`${key}.${member.key}`, member.value])
                : [[key, node]];
            for (const [label, value] of nodes)
                said.set(label, { key: label, layer: name, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ place: layout.place(value.origin) }) });
        }
    }
    return [...said.values()];
}
function sameServices(services) {
    const known = new Map();
    return services.flatMap(service => {
        const { region = '', cluster = '' } = service.site;
        const id = `${region} ${cluster.slice(cluster.lastIndexOf('/') + 1)} ${service.name}`;
        const before = known.get(id);
        if (before === undefined) {
            known.set(id, service);
            return [];
        }
        const where = before.written ? ` (${before.written.file}:${before.written.line})` : '';
        return [
            {
                code: 'service-twice',
                fault: 'user',
                message: `"${before.key}"${where} and "${service.key}" are the same ECS service "${service.name}"${cluster === '' ? '' : ` of cluster ${cluster}`}.`,
                hint: 'Keep one entry, or correct "service", "cluster" or "region" of the other.',
                ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ place: service.written })
            }
        ];
    });
}


/***/ })

};
