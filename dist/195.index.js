export const id = 195;
export const ids = [195];
export const modules = {

/***/ 6793:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ contextsFor),
/* harmony export */   W: () => (/* binding */ contextsForEntry)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(87433);
/* harmony import */ var _files_document_tree_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(69360);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(38674);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35909);
/* harmony import */ var _template_expressions_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(67738);
/* harmony import */ var _template_render_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(36209);






const HARMLESS = new Set('ACTIONS ACTOR ACTOR_ID API_URL BASE_REF EVENT_NAME GRAPHQL_URL HEAD_REF JOB REF REF_NAME REF_PROTECTED REF_TYPE REPOSITORY REPOSITORY_ID REPOSITORY_OWNER REPOSITORY_OWNER_ID RETENTION_DAYS RUN_ATTEMPT RUN_ID RUN_NUMBER SERVER_URL SHA TRIGGERING_ACTOR WORKFLOW WORKFLOW_REF WORKFLOW_SHA'
    .split(' ')
    .map(name => `GITHUB_${name}`));
const TYPED = ['inputs', 'client_payload'];
function contextsFor(configuration, target, ports) {
    const { variables } = configuration;
    const { cluster, region } = target.site ?? configuration;
    return {
        ...templateEnvironment(ports, configuration.env),
        vars: variables,
        service: (0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ name: nameOf(target), key: target.service, cluster }),
        environment: (0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ name: configuration.environment }),
        aws: region === undefined || region === '' ? {} : { region, partition: (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .partitionOf */ .iQ)(region) }
    };
}
function nameOf({ service, entry }) {
    return entry?.kind === 'service' ? entry.name : service;
}
function templateEnvironment({ env, github }, listed) {
    const names = new Set(listed);
    const withheld = new Map();
    const given = {};
    for (const [name, value] of Object.entries(env)) {
        if (HARMLESS.has(name) || (names.has(name) && !(0,_template_expressions_js__WEBPACK_IMPORTED_MODULE_2__/* .isNeverGiven */ .Ch)(name)))
            given[name] = value;
        else
            withheld.set(`env.${name.toLowerCase()}`, (0,_template_expressions_js__WEBPACK_IMPORTED_MODULE_2__/* .isNeverGiven */ .Ch)(name) ? 'credential' : 'unlisted');
    }
    return { env: given, github: withoutTyped(github, names, withheld), withheld };
}
function withoutTyped(github, names, withheld) {
    const event = github['event'];
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .Gv)(event))
        return github;
    const changed = {};
    for (const member of TYPED) {
        const typed = event[member];
        if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .Gv)(typed))
            continue;
        const entries = Object.entries(typed).filter(([name]) => {
            const isGiven = names.has(`${member}.${name}`) && !(0,_template_expressions_js__WEBPACK_IMPORTED_MODULE_2__/* .isNeverGiven */ .Ch)(name);
            if (!isGiven) {
                const reason = (0,_template_expressions_js__WEBPACK_IMPORTED_MODULE_2__/* .isNeverGiven */ .Ch)(name) ? 'credential' : 'unlisted';
                withheld.set(`github.event.${member}.${name.toLowerCase()}`, reason);
            }
            return isGiven;
        });
        changed[member] = Object.fromEntries(entries);
    }
    return Object.keys(changed).length === 0 ? github : { ...github, event: { ...event, ...changed } };
}
const NOWHERE = { kind: 'input', input: 'config' };
async function contextsForEntry(entry, layout, run) {
    const { contexts, mode = 'strict' } = run;
    if (entry.variables.size === 0)
        return { contexts, problems: [] };
    const members = [...entry.variables].map(([key, node]) => ({
        key,
        keyOrigin: node.origin,
        value: node
    }));
    const tree = { kind: 'object', members, origin: NOWHERE };
    const { root, problems } = await (0,_template_render_js__WEBPACK_IMPORTED_MODULE_4__/* .renderTree */ .B)({ root: tree, document: layout.document }, contexts, mode);
    const own = {};
    if (root.kind === 'object')
        for (const { key, value } of root.members)
            own[key] = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_5__/* .toJson */ .aB)(value);
    return { contexts: { ...contexts, vars: { ...own, ...contexts.vars } }, problems };
}


/***/ }),

/***/ 94771:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  D: () => (/* binding */ prepareDefinition),
  y: () => (/* binding */ prepareLeniently)
});

// EXTERNAL MODULE: ./lib/src/files/document/place.js
var place = __webpack_require__(43505);
// EXTERNAL MODULE: ./lib/src/files/document/tree.js
var tree = __webpack_require__(69360);
// EXTERNAL MODULE: ./lib/src/list.js
var src_list = __webpack_require__(28168);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(35909);
// EXTERNAL MODULE: ./lib/src/template/naming.js
var naming = __webpack_require__(4669);
// EXTERNAL MODULE: ./lib/src/template/overrides.js
var overrides = __webpack_require__(47152);
;// CONCATENATED MODULE: ./lib/src/template/apply-overrides.js




function editsOf({ image, command, logDriver, ...lists }) {
    const named = (input, parent, pairs) => pairs.map(({ name, value }) => ({ input, path: [...parent, name], value }));
    const files = lists.envFiles.map(value => ({ value, type: 's3' }));
    const single = [
        ['image', ['image'], image],
        ['command', ['command'], command],
        ['log-configuration-log-driver', ['logConfiguration', 'logDriver'], logDriver],
        ['env-files', ['environmentFiles'], files.length > 0 ? files : undefined]
    ];
    return [
        ...single.flatMap(([input, path, value]) => (value === undefined ? [] : [{ input, path, value }])),
        ...named('docker-labels', ['dockerLabels'], lists.dockerLabels),
        ...named('log-configuration-options', ['logConfiguration', 'options'], lists.logOptions)
    ];
}
function applyOverrides(root, overrides) {
    const referring = applyStored(root, overrides);
    const changed = applyGiven(referring.root, overrides);
    return { ...changed, problems: [...referring.problems, ...changed.problems] };
}
function applyStored(root, { stored = [], containerNames }) {
    const containers = (0,tree/* containersOf */.Mz)(root);
    const nameOfContainer = (one) => (0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(one, 'name')) ?? '';
    const forLine = ({ name, container }) => {
        if (container !== undefined)
            return containers.filter(one => nameOfContainer(one) === container);
        const having = containers.filter(one => (0,overrides/* containerHas */.gh)(one, name));
        if (having.length > 0 || containers.length === 1)
            return having.length > 0 ? having : containers;
        return containers.filter(one => containerNames.includes(nameOfContainer(one)));
    };
    const chosen = stored.map(line => ({ line, own: forLine(line) }));
    const items = containers.map(container => {
        const secrets = chosen.flatMap(({ line, own }) => (own.includes(container) ? line : []));
        if (container.kind !== 'object' || secrets.length === 0)
            return container;
        return setEntries(container, { secrets }, STORED);
    });
    const list = (0,tree/* childOf */.GG)(root, 'containerDefinitions');
    const problems = chosen
        .filter(({ own }) => own.length === 0)
        .map(({ line }) => ({
        code: 'unknown-container',
        fault: 'user',
        message: `Input "secret-values": no container is named for ${(0,naming/* quotedName */.aH)(line.name, 'a variable')}, or the definition does not have it; it has ${listed(root)}.`,
        hint: `Write container/${(0,naming/* quotedName */.aH)(line.name, 'NAME')}, or set "container-name".`
    }));
    const isChanged = items.some((item, index) => item !== containers[index]);
    return {
        problems,
        root: isChanged && list ? (0,tree/* withMember */.RV)(root, 'containerDefinitions', { ...list, kind: 'array', items }) : root
    };
}
function applyGiven(root, overrides) {
    const { images, taskRoleArn, executionRoleArn } = overrides;
    const edits = editsOf(overrides);
    const lists = [PLAIN, SECRET].filter(({ given }) => overrides[given].length > 0);
    const inputs = new Set([...edits, ...lists].map(({ input }) => input));
    const { selected, problems } = selectContainers(root, overrides, inputs);
    const byName = new Map(images.map(({ name, value }) => [name, value]));
    const items = (0,tree/* containersOf */.Mz)(root).map(container => {
        if (container.kind !== 'object')
            return container;
        const image = byName.get((0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(container, 'name')) ?? '');
        const imaged = image === undefined ? container : put(container, ['image'], from('image', image));
        if (!selected.includes(container))
            return imaged;
        const listed = lists.reduce((changed, kind) => setEntries(changed, overrides, kind), imaged);
        return edits.reduce((changed, { input, path, value }) => put(changed, path, from(input, value)), listed);
    });
    const list = (0,tree/* childOf */.GG)(root, 'containerDefinitions');
    const isChanged = items.some((item, index) => item !== (0,tree/* containersOf */.Mz)(root)[index]);
    let result = isChanged && list ? (0,tree/* withMember */.RV)(root, 'containerDefinitions', { ...list, kind: 'array', items }) : root;
    if (taskRoleArn !== undefined)
        result = put(result, ['taskRoleArn'], from('task-role-arn', taskRoleArn));
    if (executionRoleArn !== undefined)
        result = put(result, ['executionRoleArn'], from('execution-role-arn', executionRoleArn));
    return {
        root: result,
        problems: [...problems, ...unknownContainers(root, [...byName.keys()], 'image')],
        remarks: items.flatMap((item, index) => movedIn((0,tree/* containersOf */.Mz)(root)[index], item, overrides))
    };
}
function selectContainers(root, { containerNames }, inputs) {
    const containers = (0,tree/* containersOf */.Mz)(root);
    if (containerNames.length > 0)
        return {
            selected: containers.filter(one => containerNames.includes((0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(one, 'name')) ?? '')),
            problems: unknownContainers(root, containerNames, 'container-name')
        };
    if (inputs.size === 0 || containers.length <= 1)
        return { selected: containers, problems: [] };
    const problem = {
        code: 'container-not-named',
        fault: 'user',
        message: `Input${inputs.size > 1 ? 's' : ''} ${[...inputs].map(input => `"${input}"`).join(', ')}: the definition has ${containers.length} containers (${listed(root)}), and none is named.`,
        hint: 'Name one or several by the input "container-name", or write the image as container=image.'
    };
    return { selected: [], problems: [problem] };
}
function listed(root) {
    const names = (0,tree/* containersOf */.Mz)(root).map(one => (0,naming/* quotedName */.aH)((0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(one, 'name')), '(unnamed)'));
    return names.join(', ') || 'none';
}
function unknownContainers(root, wanted, input) {
    const names = (0,tree/* containersOf */.Mz)(root).map(container => (0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(container, 'name')) ?? '');
    return wanted
        .filter(candidate => !names.includes(candidate))
        .map(name => ({
        code: 'unknown-container',
        fault: 'user',
        message: `Input "${input}": the definition has no container ${(0,naming/* quotedName */.aH)(name, 'of that name')}; it has ${listed(root)}.${(0,naming/* suggestName */.SX)(name, names)}`,
        hint: input === 'image'
            ? 'Write container=image with the "name" of a container in "containerDefinitions"; with several services SERVICE/container=image, a line for each.'
            : 'Use the "name" of a container in "containerDefinitions".'
    }));
}
function from(input, value) {
    return (0,tree/* fromJson */.Rf)(value, { kind: 'input', input });
}
function put(node, [step, next, ...rest], value) {
    if (next === undefined)
        return (0,tree/* withMember */.RV)(node, step, value);
    const old = (0,tree/* childOf */.GG)(node, step);
    const inner = old?.kind === 'object' ? old : { kind: 'object', members: [], origin: value.origin };
    return (0,tree/* withMember */.RV)(node, step, put(inner, [next, ...rest], value));
}
const PLAIN = {
    given: 'environmentVariables',
    list: 'environment',
    other: 'secrets',
    field: 'value',
    input: 'environment-variables'
};
const SECRET = {
    given: 'secrets',
    list: 'secrets',
    other: 'environment',
    field: 'valueFrom',
    input: 'secrets'
};
const STORED = {
    ...SECRET,
    given: 'secrets',
    input: 'secret-values'
};
function setEntries(container, overrides, kind) {
    const pairs = overrides[kind.given] ?? [];
    const origin = { kind: 'input', input: kind.input };
    const list = (0,tree/* childOf */.GG)(container, kind.list);
    const isGiven = (entry) => pairs.some(({ name }) => name === nameOf(entry));
    const entries = (0,tree/* itemsOf */.S3)(list).filter(entry => !overrides.replacesEntries || isGiven(entry));
    for (const { name, value } of pairs) {
        const index = entries.findIndex(entry => nameOf(entry) === name);
        const old = entries[index];
        if (old?.kind === 'object')
            entries[index] = put(old, [kind.field], from(kind.input, value));
        else
            entries.push(from(kind.input, { name, [kind.field]: value }));
    }
    const set = (0,tree/* withMember */.RV)(container, kind.list, {
        kind: 'array',
        items: entries,
        origin: list?.origin ?? origin
    });
    const other = (0,tree/* childOf */.GG)(container, kind.other);
    const names = new Set(pairs.map(({ name }) => name));
    const kept = (0,tree/* itemsOf */.S3)(other).filter(entry => !names.has(nameOf(entry)));
    if (other?.kind !== 'array' || kept.length === other.items.length)
        return set;
    return (0,tree/* withMember */.RV)(set, kind.other, kept.length === 0 ? undefined : { ...other, items: kept });
}
function nameOf(entry) {
    return (0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(entry, 'name')) ?? '';
}
function movedIn(before, after, overrides) {
    const moved = ({ given, list, other, input }) => overrides[given].flatMap(({ name }) => {
        const isIn = (node) => (0,tree/* itemsOf */.S3)((0,tree/* childOf */.GG)(node, other)).some(entry => nameOf(entry) === name);
        if (!isIn(before) || isIn(after))
            return [];
        const owner = (0,naming/* quotedName */.aH)((0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(after, 'name')), 'a container');
        const message = `Input "${input}" moves ${(0,naming/* quotedName */.aH)(name, 'a variable')} of container ${owner} from "${other}" to "${list}".`;
        return [{ message }];
    });
    const removed = ({ list, input }) => {
        const left = new Set((0,tree/* itemsOf */.S3)((0,tree/* childOf */.GG)(after, list)).map(nameOf));
        const gone = (0,tree/* itemsOf */.S3)((0,tree/* childOf */.GG)(before, list))
            .map(nameOf)
            .filter(name => !left.has(name));
        const names = gone.filter(name => !taken.has(name)).map(name => (0,naming/* quotedName */.aH)(name, 'a variable'));
        if (names.length === 0)
            return [];
        const owner = (0,naming/* quotedName */.aH)((0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(after, 'name')), 'a container');
        const message = `environment-strategy: replace removes ${(0,src_list/* someOf */.yU)(names, 20)} from "${list}" of container ${owner}: the input "${input}" does not have ${names.length === 1 ? 'it' : 'them'}.`;
        return [{ message }];
    };
    const taken = new Set([...overrides.environmentVariables, ...overrides.secrets].map(({ name }) => name));
    return [
        ...[PLAIN, SECRET].flatMap(moved),
        ...(overrides.replacesEntries ? [PLAIN, SECRET].flatMap(removed) : [])
    ];
}

// EXTERNAL MODULE: ./lib/src/template/conform.js
var conform = __webpack_require__(94231);
// EXTERNAL MODULE: ./lib/src/template/ecs-schema.generated.js
var ecs_schema_generated = __webpack_require__(345);
// EXTERNAL MODULE: ./lib/src/template/expressions.js
var expressions = __webpack_require__(67738);
// EXTERNAL MODULE: ./lib/src/template/render.js
var render = __webpack_require__(36209);
// EXTERNAL MODULE: ./lib/src/arn.js
var arn = __webpack_require__(87433);
;// CONCATENATED MODULE: ./lib/src/template/structure.js






const MOST_BYTES = 65_536;
function checkStructure(root, { document, isOpaque }) {
    const problems = [];
    const find = (0,place/* placeFinder */.aA)(document);
    const report = (code, node, { message, hint }) => problems.push({ code, fault: 'user', message, hint, ...(0,present/* present */.E)({ place: find(node.origin) }) });
    checkFamily(root, isOpaque, report);
    checkContainers(root, isOpaque, report);
    checkExecutionRole(root, isOpaque, report);
    checkFargateSize(root, isOpaque, report);
    const bytes = Buffer.byteLength(JSON.stringify((0,tree/* toJson */.aB)(root)));
    if (bytes > MOST_BYTES)
        report('definition-too-large', root, {
            message: `The definition has ${bytes} bytes as JSON; ECS takes ${MOST_BYTES}.`,
            hint: 'Move long values to Parameter Store or into the image.'
        });
    return problems;
}
const FAMILY = 'Write 1 to 255 letters, digits, "-" and "_".';
function checkFamily(root, isOpaque, report) {
    const node = (0,tree/* childOf */.GG)(root, 'family');
    if (node === undefined) {
        const message = '"family", the name of the task definition, is missing.';
        report('missing-family', root, { message, hint: FAMILY });
        return;
    }
    const family = (0,tree/* stringOf */.Je)(node);
    if (family === undefined || isOpaque(family) || arn/* ECS_NAME */.GK.test(family))
        return;
    const long = family.length > 255 ? `has ${family.length} characters` : 'has characters that ECS does not allow';
    report('bad-family', node, { message: `"family" ${family === '' ? 'is empty' : long}.`, hint: FAMILY });
}
function checkContainers(root, isOpaque, report) {
    const list = (0,tree/* childOf */.GG)(root, 'containerDefinitions');
    const containers = (0,tree/* containersOf */.Mz)(root);
    if (containers.length === 0) {
        if (list !== undefined && list.kind !== 'array')
            return;
        report('no-containers', list ?? root, {
            message: `"containerDefinitions" is ${list ? 'empty' : 'missing'}.`,
            hint: 'A task definition needs at least one container.'
        });
        return;
    }
    const names = new Set(containers.flatMap(container => (0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(container, 'name')) ?? []));
    const listed = [...names];
    const hasUnknown = listed.some(isOpaque);
    const around = {
        names,
        listed: listed.slice(0, NAMES_LISTED),
        hasUnknown,
        seen: new Set(),
        isOpaque,
        report
    };
    for (const container of containers)
        if (container.kind === 'object')
            checkContainer(container, around);
    const essentials = containers.map(container => (0,tree/* childOf */.GG)(container, 'essential'));
    if (essentials.every(node => node?.kind === 'boolean' && !node.value))
        report('no-essential-container', list ?? root, {
            message: 'No container is essential: ECS refuses such a definition.',
            hint: 'Set "essential" to true on the main container, or leave it out (true is the default).'
        });
}
function checkExecutionRole(root, isOpaque, report) {
    const role = (0,tree/* childOf */.GG)(root, 'executionRoleArn');
    if (role !== undefined && (0,tree/* stringOf */.Je)(role) !== '')
        return;
    const lists = (0,tree/* containersOf */.Mz)(root).flatMap(container => [
        (0,tree/* childOf */.GG)(container, 'secrets'),
        (0,tree/* childOf */.GG)((0,tree/* childOf */.GG)(container, 'logConfiguration'), 'secretOptions')
    ]);
    const first = lists.find(list => (0,tree/* itemsOf */.S3)(list).length > 0);
    if (first === undefined || lists.some(list => list?.kind === 'string' && isOpaque(list.value)))
        return;
    report('missing-execution-role', first, {
        message: `Secrets are used, but the definition has no execution role. ECS answers: "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'."`,
        hint: 'Add "executionRoleArn": the role that reads the secrets when a task starts.'
    });
}
const FARGATE = {
    256: [512, 2048, 512],
    512: [1024, 4096, 1024],
    1024: [2048, 8192, 1024],
    2048: [4096, 16_384, 1024],
    4096: [8192, 30_720, 1024],
    8192: [16_384, 61_440, 4096],
    16384: [32_768, 122_880, 8192]
};
function checkFargateSize(root, isOpaque, report) {
    const isFargate = (0,tree/* itemsOf */.S3)((0,tree/* childOf */.GG)(root, 'requiresCompatibilities')).some(one => (0,tree/* stringOf */.Je)(one) === 'FARGATE');
    const [cpu, memory] = ['cpu', 'memory'].map(name => (0,tree/* childOf */.GG)(root, name));
    if (!isFargate || [cpu, memory].some(node => node?.kind === 'string' && isOpaque(node.value)))
        return;
    const hint = `CPU ${Object.keys(FARGATE).join(', ')}, each with its own range of memory: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size`;
    if (cpu === undefined || memory === undefined) {
        const message = `A task on Fargate needs "cpu" and "memory"; "${cpu === undefined ? 'cpu' : 'memory'}" is missing.`;
        report('fargate-size', root, { message, hint });
        return;
    }
    const units = amountOf(cpu, /^([\d.]+) ?vcpu$/i);
    const size = amountOf(memory, /^([\d.]+) ?gb$/i);
    if (units === undefined || size === undefined || units > 16_384)
        return;
    const [least, most, step] = FARGATE[units] ?? [0, -1, 1];
    if (size >= least && size <= most && ((size - least) % step === 0 || size === most))
        return;
    const message = `Fargate has no task of CPU ${units} with ${size} MiB of memory.`;
    report('fargate-size', FARGATE[units] ? memory : cpu, { message, hint });
}
function amountOf(node, inThousands) {
    const text = ((0,tree/* stringOf */.Je)(node) ?? '').trim();
    const [, amount] = inThousands.exec(text) ?? [];
    const number = amount === undefined ? Number(text || Number.NaN) : Number(amount) * 1024;
    return Number.isFinite(number) ? number : undefined;
}
function checkContainer(container, around) {
    const { report, seen, isOpaque } = around;
    const name = (0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(container, 'name'));
    const owner = name === undefined || name === '' ? 'A container' : `Container ${(0,naming/* quotedName */.aH)(name, '')}`.trim();
    for (const field of ['name', 'image']) {
        const node = (0,tree/* childOf */.GG)(container, field);
        if (node !== undefined && (0,tree/* stringOf */.Je)(node) !== '')
            continue;
        report(`missing-${field}`, node ?? container, {
            message: `${owner}: "${field}" is ${node ? 'empty' : 'missing'}.`,
            hint: `Every container has a "${field}".`
        });
    }
    if (name !== undefined && name !== '' && !isOpaque(name)) {
        const hint = 'Give each container its own name.';
        if (seen.has(name))
            report('repeated-container', (0,tree/* childOf */.GG)(container, 'name') ?? container, {
                message: `${owner} is defined twice.`,
                hint
            });
        seen.add(name);
    }
    checkVariables(container, owner, around);
    checkDependencies(container, owner, around);
}
function checkVariables(container, owner, { isOpaque, report }) {
    const seen = new Map();
    for (const list of ['environment', 'secrets'])
        for (const [index, entry] of (0,tree/* itemsOf */.S3)((0,tree/* childOf */.GG)(container, list)).entries()) {
            if (entry.kind !== 'object')
                continue;
            const name = (0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(entry, 'name')) ?? '';
            checkEntry(entry, { list, name, entryWords: `${owner}: ${list}[${index}]` }, report);
            if (name === '' || isOpaque(name))
                continue;
            const before = seen.get(name);
            if (before !== undefined)
                report('repeated-variable', entry, repeated(`${owner}: ${(0,naming/* quotedName */.aH)(name, 'the variable')}`, before, list));
            seen.set(name, before ?? list);
        }
}
function checkEntry(entry, { list, name, entryWords }, report) {
    const [field, other] = list === 'environment' ? ['value', 'valueFrom'] : ['valueFrom', 'value'];
    if (name === '') {
        const hint = `Write {"name": "NAME", "${field}": "…"}.`;
        report('entry-without-name', entry, { message: `${entryWords} has no "name".`, hint });
        return;
    }
    const value = (0,tree/* childOf */.GG)(entry, field ?? '');
    if (value !== undefined && (list === 'environment' || (0,tree/* stringOf */.Je)(value) !== ''))
        return;
    report('entry-without-value', entry, {
        message: `${entryWords}: ${(0,naming/* quotedName */.aH)(name, 'the variable')} has no "${field}".`,
        hint: hintForEmpty(list, (0,tree/* childOf */.GG)(entry, other ?? '') !== undefined)
    });
}
function hintForEmpty(list, isSwapped) {
    if (isSwapped && list === 'environment')
        return '"valueFrom" belongs in an entry of "secrets".';
    if (isSwapped)
        return 'An entry of "secrets" has "valueFrom", the reference to the secret, and no "value".';
    return list === 'environment'
        ? 'Add "value"; an empty text is allowed.'
        : 'Add "valueFrom", for example "secretsmanager:<name of the secret>".';
}
function repeated(subject, before, list) {
    if (before === list)
        return { message: `${subject} is twice in "${list}".`, hint: 'Keep one of the entries.' };
    return {
        message: `${subject} is in "environment" and in "secrets". ECS answers: "The secret name must be unique and not shared with any new or existing environment variables set on the container".`,
        hint: 'Remove the entry in "environment": that is the plaintext.'
    };
}
const NAMES_LISTED = 20;
function checkDependencies(container, owner, { names, listed, hasUnknown, isOpaque, report }) {
    if (hasUnknown)
        return;
    for (const dependency of (0,tree/* itemsOf */.S3)((0,tree/* childOf */.GG)(container, 'dependsOn'))) {
        const node = (0,tree/* childOf */.GG)(dependency, 'containerName');
        const name = (0,tree/* stringOf */.Je)(node);
        if (node === undefined || name === undefined || isOpaque(name) || names.has(name))
            continue;
        report('unknown-dependency', node, {
            message: `${owner} depends on ${(0,naming/* quotedName */.aH)(name, 'a container')}, which is not defined.${(0,naming/* suggestName */.SX)(name, listed)}`,
            hint: `Defined are: ${listed.map(known => (0,naming/* quotedName */.aH)(known, '(unnamed)')).join(', ')}${(0,src_list/* andMore */.v)(names.size - listed.length)}.`
        });
    }
}

;// CONCATENATED MODULE: ./lib/src/template/prepare.js











async function prepareDefinition(document, options) {
    return prepare(document, options, { unwrapped: unwrap(document), mode: 'strict', isOpaque: () => false });
}
async function prepareLeniently(document, options) {
    const fragment = wrapFragment(document.root);
    const unwrapped = fragment ? { root: fragment, problems: [], remarks: [] } : unwrap(document);
    const isUnknown = (text) => text === '' || (0,expressions/* isOpaque */.qp)(text);
    const prepared = await prepare(document, options, {
        unwrapped,
        mode: 'lenient',
        isOpaque: isUnknown
    });
    const problems = prepared.problems.filter(({ code }) => !(fragment && AROUND_CONTAINERS.has(code)));
    return { ...prepared, problems: problems.filter(({ code }) => code !== 'missing-image') };
}
const AROUND_CONTAINERS = new Set(['missing-family', 'missing-execution-role']);
async function prepare(document, options, { unwrapped, mode, isOpaque }) {
    if (unwrapped.root === undefined)
        return unwrapped;
    const rendered = await (0,render/* renderTree */.B)({ root: unwrapped.root, document }, options.contexts, mode);
    if (rendered.root.kind !== 'object')
        return { problems: rendered.problems, remarks: unwrapped.remarks };
    const isUnknown = rendered.problems.length > 0 ? (text) => isOpaque(text) || text.includes('${{') : isOpaque;
    const overridden = applyOverrides(rendered.root, options.overrides);
    const kept = options.keepEmpty ? dropEmpty(overridden.root, options.keepEmpty) : overridden.root;
    const conformed = (0,conform/* conform */.fj)(kept, { document, isOpaque: isUnknown });
    const once = withoutCopies(conformed.root);
    const structural = checkStructure(once.root, { document, isOpaque: isUnknown });
    const refusals = [...conformed.problems, ...structural];
    return {
        root: once.root,
        refusals: refusals.filter(({ code }) => code !== 'repeated-variable'),
        problems: [
            ...unwrapped.problems,
            ...rendered.problems,
            ...overridden.problems.filter(({ code }) => !(code === 'unknown-container' && hasUnknownName(overridden.root, isUnknown))),
            ...refusals
        ],
        remarks: [...unwrapped.remarks, ...overridden.remarks, ...conformed.remarks, ...once.remarks]
    };
}
function withoutCopies(root) {
    const remarks = [];
    const containers = (0,tree/* containersOf */.Mz)(root).map(container => {
        const list = (0,tree/* childOf */.GG)(container, 'environment');
        if (container.kind !== 'object' || list?.kind !== 'array')
            return container;
        const seen = new Set();
        const items = list.items.filter(entry => {
            const [name, value] = [(0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(entry, 'name')), (0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(entry, 'value'))];
            const id = JSON.stringify([name, value]);
            const isCopy = name !== undefined && value !== undefined && seen.has(id);
            seen.add(id);
            if (isCopy) {
                const owner = (0,naming/* quotedName */.aH)((0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(container, 'name')), 'a container');
                const message = `${(0,naming/* quotedName */.aH)(name, 'A variable')} of container ${owner} is twice in "environment" with the same value: one is kept.`;
                remarks.push({ message });
            }
            return !isCopy;
        });
        return items.length === list.items.length
            ? container
            : (0,tree/* withMember */.RV)(container, 'environment', { ...list, items });
    });
    if (remarks.length === 0)
        return { root, remarks };
    const list = (0,tree/* childOf */.GG)(root, 'containerDefinitions');
    return { root: (0,tree/* withMember */.RV)(root, 'containerDefinitions', { ...list, items: containers }), remarks };
}
function hasUnknownName(root, isUnknown) {
    return (0,tree/* containersOf */.Mz)(root).some(container => isUnknown((0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(container, 'name')) ?? ''));
}
function unwrap(document) {
    const find = (0,place/* placeFinder */.aA)(document);
    const { root } = document;
    if (root.kind !== 'object')
        return { problems: [notAnObject(root, find)], remarks: [] };
    const inner = (0,tree/* childOf */.GG)(root, 'taskDefinition');
    if (inner?.kind !== 'object' || (0,tree/* childOf */.GG)(root, 'containerDefinitions'))
        return dropDescribed(root, find);
    const wrapped = dropDescribed(withWrapperTags(inner, root), find);
    const others = root.members.filter(member => member.key !== 'taskDefinition' && member.key !== 'tags');
    return { ...wrapped, remarks: [...wrapped.remarks, ...dropped(others, find)] };
}
function wrapFragment(root) {
    const { origin } = root;
    const single = root.kind === 'object' && !(0,tree/* childOf */.GG)(root, 'containerDefinitions') && (0,tree/* childOf */.GG)(root, 'image');
    if (root.kind !== 'array' && !single)
        return undefined;
    const list = root.kind === 'array' ? root : { kind: 'array', items: [root], origin };
    return {
        kind: 'object',
        members: [{ key: 'containerDefinitions', keyOrigin: origin, value: list }],
        origin
    };
}
function withWrapperTags(definition, wrapper) {
    const tags = (0,tree/* memberOf */.C5)(wrapper, 'tags');
    return tags && !(0,tree/* childOf */.GG)(definition, 'tags')
        ? { ...definition, members: [...definition.members, tags] }
        : definition;
}
function dropDescribed(root, find) {
    const describeOnly = root.members.filter(member => ecs_schema_generated/* describeOnlyMembers */.d.includes(member.key));
    if (describeOnly.length === 0)
        return { root, problems: [], remarks: [] };
    const members = root.members.filter(member => !describeOnly.includes(member));
    return {
        root: { ...root, members },
        problems: [],
        remarks: dropped(describeOnly, find)
    };
}
function dropped(members, find) {
    const [first] = members;
    if (first === undefined)
        return [];
    const names = (0,src_list/* someOf */.yU)(members.map(({ key }) => (0,naming/* quotedName */.aH)(key, 'a member')), ecs_schema_generated/* describeOnlyMembers */.d.length);
    const message = `${names}: part of AWS's answer, not of a definition: dropped.`;
    return [{ message, ...(0,present/* present */.E)({ place: find(first.keyOrigin) }) }];
}
function notAnObject(root, find) {
    const place = find(root.origin);
    return {
        code: 'not-a-task-definition',
        fault: 'user',
        message: 'The file holds a list; a task definition is an object with "family" and "containerDefinitions".',
        hint: 'If this is a list of containers, put it under "containerDefinitions".',
        ...(0,present/* present */.E)({ place })
    };
}
function dropEmpty(root, keep) {
    return withoutEmptyMembers(root, { keep: new Set(keep), list: '' });
}
function withoutEmptyMembers(node, around) {
    const members = node.members.flatMap((member) => {
        if (around.keep.has(member.key))
            return [member];
        if (isValue(member, around.list))
            return [member];
        const value = withoutEmpty(member.value, { keep: around.keep, list: member.key });
        return value === undefined ? [] : [value === member.value ? member : { ...member, value }];
    });
    const { origin } = node;
    const missing = missingTexts(members, around.list).map(key => ({
        ...{ key, keyOrigin: origin, value: (0,tree/* fromJson */.Rf)('', origin) }
    }));
    const isSame = missing.length === 0 &&
        members.length === node.members.length &&
        members.every((one, at) => one === node.members[at]);
    return isSame ? node : { ...node, members: [...members, ...missing] };
}
function missingTexts(members, list) {
    const wanted = list === 'environment' ? ['value'] : list === 'properties' ? ['name', 'value'] : [];
    const has = (key) => members.some(member => member.key === key);
    return has('name') || has('value') ? wanted.filter(key => !has(key)) : [];
}
function isValue({ key, value }, list) {
    return key === 'value' && value.kind === 'string' && (list === 'environment' || list === 'properties');
}
function withoutEmpty(node, around) {
    switch (node.kind) {
        case 'null':
            return undefined;
        case 'string':
            return node.value === '' ? undefined : node;
        case 'array': {
            const items = node.items.flatMap(item => withoutEmpty(item, around) ?? []);
            if (items.length === 0)
                return undefined;
            const isSame = items.length === node.items.length && items.every((one, at) => one === node.items[at]);
            return isSame ? node : { ...node, items };
        }
        case 'object': {
            const kept = withoutEmptyMembers(node, around);
            return saysNothing(kept) ? undefined : kept;
        }
        default:
            return node;
    }
}
function saysNothing({ members }) {
    return members.every(({ key, value }) => key === 'value' && value.kind === 'string' && value.value === '');
}


/***/ }),

/***/ 36209:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ renderTree)
/* harmony export */ });
/* harmony import */ var _files_document_place_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(43505);
/* harmony import */ var _files_document_tree_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(69360);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(35909);
/* harmony import */ var _expressions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(67738);




async function renderTree({ root, document }, contexts, mode) {
    if (!(0,_expressions_js__WEBPACK_IMPORTED_MODULE_0__/* .hasExpression */ .xS)(root))
        return { root, problems: [] };
    const { TextRenderer } = await Promise.all(/* import() */[__webpack_require__.e(339), __webpack_require__.e(644)]).then(__webpack_require__.bind(__webpack_require__, 46644));
    const renderer = new TextRenderer({ document, contexts, mode });
    const find = (0,_files_document_place_js__WEBPACK_IMPORTED_MODULE_1__/* .placeFinder */ .aA)(document);
    const problems = [];
    const rendered = visit(root, undefined);
    return { root: rendered, problems: [...problems, ...renderer.problems] };
    function visit(node, variable) {
        if (!(0,_expressions_js__WEBPACK_IMPORTED_MODULE_0__/* .hasExpression */ .xS)(node))
            return node;
        switch (node.kind) {
            case 'string':
                return renderer.render(node, variable);
            case 'array':
                return { ...node, items: node.items.map(item => visit(item, undefined)) };
            case 'object': {
                const name = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .stringOf */ .Je)((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .childOf */ .GG)(node, 'name'));
                const own = name?.includes('${{') ? undefined : name;
                return { ...node, members: node.members.map(member => visitMember(member, own)) };
            }
            default:
                return node;
        }
    }
    function visitMember(member, siblingName) {
        if (member.key.includes('${{'))
            problems.push(expressionInName(find(member.keyOrigin)));
        const value = visit(member.value, member.key === 'value' ? siblingName : undefined);
        return value === member.value ? member : { ...member, value };
    }
}
function expressionInName(place) {
    return {
        code: 'expression-in-name',
        fault: 'user',
        message: 'Expressions are not supported in keys, only in values.',
        hint: 'Write the name out, or make the whole object with fromJSON(…).',
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ place })
    };
}


/***/ })

};
