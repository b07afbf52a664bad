export const id = 3626;
export const ids = [3626];
export const modules = {

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

/***/ 3626:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   loadProjectFile: () => (/* binding */ loadProjectFile)
/* harmony export */ });
/* harmony import */ var _document_load_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(45187);
/* harmony import */ var _document_place_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(19016);
/* harmony import */ var _document_tree_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(10119);
/* harmony import */ var _exceptions_dates_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(63649);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(27779);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(85590);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(79398);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(72604);
/* harmony import */ var _project_file_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(15748);
/* harmony import */ var _read_layout_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(95385);
/* harmony import */ var _report_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(34904);











const KEYS = _keys_js__WEBPACK_IMPORTED_MODULE_0__/* .EXCEPTION_KEYS */ .Jb;
const REQUIRED = _keys_js__WEBPACK_IMPORTED_MODULE_0__/* .REQUIRED_EXCEPTION_KEYS */ .zm;
async function loadProjectFile(file, text, known) {
    if (/^(?:\s|#[^\r\n]*|---)*$/.test(text))
        return _project_file_js__WEBPACK_IMPORTED_MODULE_1__/* .NO_PROJECT_FILE */ .d;
    const { document, problems } = await (0,_document_load_js__WEBPACK_IMPORTED_MODULE_2__/* .loadDocument */ .A)(file, text);
    const placed = document?.root.kind === 'object'
        ? (0,_read_layout_js__WEBPACK_IMPORTED_MODULE_3__/* .readLayout */ .T)({ document, place: (0,_document_place_js__WEBPACK_IMPORTED_MODULE_4__/* .placeFinder */ .aA)(document) })
        : { layout: _layout_js__WEBPACK_IMPORTED_MODULE_5__/* .NO_LAYOUT */ .$, problems: [] };
    const project = { layout: placed.layout, layoutProblems: placed.problems };
    if (document === undefined || problems.length > 0) {
        const own = problems.map(problem => problem.code === 'not-an-object'
            ? {
                ...problem,
                message: `${file} must be a mapping.`,
                hint: 'Start it with "services:" or "exceptions:".'
            }
            : problem);
        return { ...project, decisions: { ..._project_file_js__WEBPACK_IMPORTED_MODULE_1__/* .NO_DECISIONS */ .U, problems: own } };
    }
    const read = readExceptions({ file, root: document.root, place: (0,_document_place_js__WEBPACK_IMPORTED_MODULE_4__/* .placeFinder */ .aA)(document), ...known });
    const decisions = read.problems.length > 0 ? { ..._project_file_js__WEBPACK_IMPORTED_MODULE_1__/* .NO_DECISIONS */ .U, problems: read.problems } : read;
    return { ...project, decisions };
}
function readExceptions(source) {
    const problems = [];
    const { root, file } = source;
    const report = (0,_report_js__WEBPACK_IMPORTED_MODULE_6__/* .reporterTo */ .T)(problems, source.place, { code: 'bad-exception' });
    if (root.kind !== 'object') {
        report(root, `${file} must be a mapping.`, `Allowed keys: ${_keys_js__WEBPACK_IMPORTED_MODULE_0__/* .TOP_KEYS */ .Bi.join(', ')}.`);
        return { ..._project_file_js__WEBPACK_IMPORTED_MODULE_1__/* .NO_DECISIONS */ .U, problems };
    }
    checkKeys(root, _keys_js__WEBPACK_IMPORTED_MODULE_0__/* .TOP_KEYS */ .Bi, report);
    const exceptions = listOf(root, 'exceptions', report).flatMap((item, index) => {
        const exception = readException({ item, index, source, report });
        return exception ? [exception] : [];
    });
    const allowedNames = textListOf(root, 'allowed-names', report);
    const optionalRules = textListOf(root, 'optional-rules', report);
    if (!optionalRules.every(id => source.optional.includes(id))) {
        report((0,_document_tree_js__WEBPACK_IMPORTED_MODULE_7__/* .childOf */ .GG)(root, 'optional-rules') ?? root, '"optional-rules" names a rule that is not optional or not known.', `Optional rules: ${source.optional.join(', ')}.`);
    }
    return { exceptions, allowedNames, optionalRules, problems };
}
function listOf(root, key, report) {
    const list = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_7__/* .childOf */ .GG)(root, key);
    if (list !== undefined && list.kind !== 'array' && list.kind !== 'null') {
        report(list, `"${key}" must be a list.`, 'Write each entry on a line that starts with "-".');
    }
    return (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_7__/* .itemsOf */ .S3)(list);
}
function textListOf(root, key, report) {
    return listOf(root, key, report).flatMap((item, index) => {
        const text = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_7__/* .stringOf */ .Je)(item)?.trim();
        if (text !== undefined && text !== '')
            return [text];
        report(item, `Entry ${index + 1} of "${key}" must be a string.`, 'Put numbers and booleans in quotes.');
        return [];
    });
}
function checkKeys(node, known, report) {
    for (const member of node.members)
        if (!known.includes(member.key))
            (0,_report_js__WEBPACK_IMPORTED_MODULE_6__/* .reportUnknownKey */ .A)(member, known, report);
}
function readException({ item, index, source, report }) {
    const label = `Exception ${index + 1}`;
    const place = source.place(item.origin);
    if (item.kind !== 'object' || place === undefined) {
        report(item, `${label} is not a mapping.`, `An exception has ${KEYS.join(', ')}.`);
        return undefined;
    }
    checkKeys(item, KEYS, report);
    const text = textsOf(item, { label, source, report });
    const missing = REQUIRED.filter(key => text[key] === undefined && (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_7__/* .memberOf */ .C5)(item, key) === undefined);
    for (const key of missing)
        report(item, `${label} has no "${key}".`, hintFor(key, source));
    const { file, container, variable, rule, expires } = text;
    checkRule(item, rule, { label, source, report });
    checkDay(item, expires, { label, source, report });
    if (file === undefined || rule === undefined || expires === undefined || text.reason === undefined) {
        return undefined;
    }
    return {
        file: file.replaceAll('\\', '/').replace(/^(?:\.\/)+/, ''),
        rule,
        expires,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_8__/* .present */ .E)({ container, variable }),
        place: lineOnly(place, source.file),
        pointer: `/exceptions/${index}`
    };
}
const HINTS = {
    file: 'Name the task definition, relative to the repository: file: deploy/app.json',
    container: 'Name the container: container: app',
    variable: 'Name the variable: variable: DB_PASSWORD',
    rule: 'Name the rule that the check shows in brackets: rule: secret/by-name',
    reason: 'Say why it is acceptable: reason: test database without data, ticket OPS-12',
    expires: 'Name the last day on which it holds, for example the latest one allowed: expires: '
};
const hintFor = (key, { now }) => key === 'expires' ? `${HINTS[key]}${(0,_exceptions_dates_js__WEBPACK_IMPORTED_MODULE_9__/* .dayAfter */ .PV)(now, _exceptions_dates_js__WEBPACK_IMPORTED_MODULE_9__/* .MAX_DAYS */ .de)}` : HINTS[key];
function textsOf(item, { label, source, report }) {
    const texts = {};
    for (const key of KEYS) {
        const node = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_7__/* .childOf */ .GG)(item, key);
        if (node === undefined)
            continue;
        const text = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_7__/* .stringOf */ .Je)(node)?.trim();
        if (text === undefined || text === '')
            report(node, `${label}: "${key}" must be a string.`, hintFor(key, source));
        else
            texts[key] = text;
    }
    return texts;
}
function checkRule(item, rule, { label, source, report }) {
    if (rule === undefined || source.rules.includes(rule))
        return;
    report((0,_document_tree_js__WEBPACK_IMPORTED_MODULE_7__/* .childOf */ .GG)(item, 'rule') ?? item, `${label}: "rule" names no rule.${(0,_nearest_js__WEBPACK_IMPORTED_MODULE_10__/* .didYouMean */ .au)(rule, source.rules)}`, `Rules: ${source.rules.join(', ')}.`);
}
function checkDay(item, expires, { label, source, report }) {
    if (expires === undefined)
        return;
    const node = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_7__/* .childOf */ .GG)(item, 'expires') ?? item;
    const end = (0,_exceptions_dates_js__WEBPACK_IMPORTED_MODULE_9__/* .lastMoment */ .Hl)(expires);
    const latest = (0,_exceptions_dates_js__WEBPACK_IMPORTED_MODULE_9__/* .dayAfter */ .PV)(source.now, _exceptions_dates_js__WEBPACK_IMPORTED_MODULE_9__/* .MAX_DAYS */ .de);
    if (end === undefined) {
        report(node, `${label}: "expires" is not a day.`, `Write it as year-month-day: expires: ${latest}`);
    }
    else if (expires > latest) {
        report(node, `${label} expires more than a year from now.`, `The latest day allowed is ${latest}; renew the exception when that comes.`);
    }
}
function lineOnly(place, file) {
    return { ...place, file, endLine: place.line, endColumn: place.column + 1 };
}


/***/ }),

/***/ 95385:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ readLayout)
/* harmony export */ });
/* harmony import */ var _document_tree_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(10119);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(27779);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85590);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(79398);
/* harmony import */ var _read_value_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(56074);
/* harmony import */ var _report_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34904);






function readLayout({ document, place }) {
    const { root } = document;
    const problems = [];
    const report = (0,_report_js__WEBPACK_IMPORTED_MODULE_0__/* .reporterTo */ .T)(problems, place, { code: 'bad-placement' });
    const environments = named((0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .childOf */ .GG)(root, 'environments'), 'environments', report);
    const order = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .memberOf */ .C5)(root, 'order');
    const layout = {
        document,
        place,
        services: entriesOf(root, 'services', report),
        tasks: entriesOf(root, 'tasks', report),
        environments: new Map(environments.map(member => [member.key, readEnvironment(member.value, member.key, report)])),
        order: readOrder(order?.value, report),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ defaults: readDefaults(root, report), orderOrigin: order?.value.origin })
    };
    reportStrangers(root, layout, report);
    return { layout, problems };
}
const ORDER_HINT = 'Write a list of waves; each is a service or a list of services: order: [dispatcher, [worker, api]].';
function readOrder(node, report) {
    if (node === undefined || node.kind === 'null')
        return [];
    if (node.kind !== 'array') {
        report(node, '"order" must be a list.', ORDER_HINT);
        return [];
    }
    const seen = new Set();
    return (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .itemsOf */ .S3)(node).map(item => {
        const names = item.kind === 'array' ? (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .itemsOf */ .S3)(item) : [item];
        return names.flatMap(name => readOrdered(name, seen, report));
    });
}
function readOrdered(node, seen, report) {
    const name = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .stringOf */ .Je)(node);
    if (name === undefined || !_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .LOCAL_NAME */ .kC.test(name)) {
        report(node, 'An entry of "order" is not a service name.', ORDER_HINT);
        return [];
    }
    if (seen.has(name)) {
        report(node, `"order" names the service "${name}" twice.`, 'Name each service once.');
        return [];
    }
    seen.add(name);
    return [name];
}
function readDefaults(root, report) {
    const top = _keys_js__WEBPACK_IMPORTED_MODULE_3__/* .TOP_ENTRY_KEYS */ .sB.flatMap(key => (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .memberOf */ .C5)(root, key) ?? []);
    const node = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .childOf */ .GG)(root, 'defaults');
    const own = node === undefined ? undefined : readEntry(node, 'defaults', { sort: 'general', report });
    if (top.length === 0 || root.kind !== 'object')
        return own;
    const old = readMembers(top, { sort: 'general', report });
    for (const key of old.keys()) {
        if (own?.values.has(key))
            report((0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .memberOf */ .C5)(root, key)?.value ?? root, `"${key}" is at the top of the file and in "defaults".`, 'Keep the one in "defaults".');
    }
    return { origin: own?.origin ?? root.origin, values: new Map([...old, ...(own?.values ?? [])]) };
}
function readEnvironment(node, name, report) {
    const inner = ['services', 'tasks'];
    const general = node.kind === 'object'
        ? { ...node, members: node.members.filter(({ key }) => !inner.includes(key)) }
        : node;
    return {
        general: readEntry(general, name, { sort: 'general', report, besides: inner }),
        services: entriesOf(node, 'services', report),
        tasks: entriesOf(node, 'tasks', report)
    };
}
function entriesOf(node, which, report) {
    const sort = which === 'services' ? 'service' : 'task';
    return new Map(named((0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .childOf */ .GG)(node, which), which, report).map(({ key, value }) => [
        key,
        readEntry(value, key, { sort, report })
    ]));
}
const WHAT = {
    services: {
        one: 'service name',
        hint: 'Write a name for each service, and below it where it runs and from what.'
    },
    tasks: { one: 'name of a task', hint: 'Write a name for each task, and below it its task definition.' },
    environments: {
        one: 'name of an environment',
        hint: 'Write the name of each environment, and below it its own settings: environments: {staging: {cluster: app-stg}}.'
    }
};
function named(node, which, report) {
    if (node === undefined || node.kind === 'null')
        return [];
    if (node.kind !== 'object') {
        report(node, `"${which}" must be a mapping.`, WHAT[which].hint);
        return [];
    }
    for (const { key, keyOrigin } of node.members) {
        if (!_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .LOCAL_NAME */ .kC.test(key))
            report({ origin: keyOrigin }, `A key of "${which}" is not a ${WHAT[which].one}.`, 'Use letters, digits, "-" and "_".');
    }
    return node.members.filter(({ key }) => _keys_js__WEBPACK_IMPORTED_MODULE_3__/* .LOCAL_NAME */ .kC.test(key));
}
function readEntry(node, name, reading) {
    if (node.kind === 'object')
        return { origin: node.origin, values: readMembers(node.members, reading) };
    if (node.kind !== 'null')
        reading.report(node, `"${name}" must be a mapping.`, `Allowed keys: ${knownIn(reading).join(', ')}.`);
    return { origin: node.origin, values: new Map() };
}
function knownIn({ sort, besides = [] }) {
    return [...(0,_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .keysOf */ .YD)(sort), ...besides];
}
function readMembers(members, reading) {
    const { sort, report, besides } = reading;
    const values = new Map();
    for (const { key, keyOrigin, value } of members) {
        const known = (0,_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .keysOf */ .YD)(sort).find(one => one === key);
        const instead = known === undefined && _keys_js__WEBPACK_IMPORTED_MODULE_3__/* .WITHDRAWN_KEYS */ .AD.get(key);
        if (instead) {
            const hint = { text: `Write ${instead}.`, code: 'unknown-config-key' };
            report({ origin: keyOrigin }, `"${key}" is not set here: the task definition says it.`, hint);
            continue;
        }
        if (known === undefined) {
            (0,_report_js__WEBPACK_IMPORTED_MODULE_0__/* .reportUnknownKey */ .A)({ key, keyOrigin }, knownIn(reading), report);
            continue;
        }
        if (value.kind === 'null')
            continue;
        const wrong = (0,_read_value_js__WEBPACK_IMPORTED_MODULE_4__/* .wrongValue */ .N)(known, value, besides);
        if (wrong)
            report(wrong.node, wrong.message, wrong.hint);
        else
            values.set(known, value);
    }
    return values;
}
function reportStrangers(root, layout, report) {
    const environments = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .childOf */ .GG)(root, 'environments');
    for (const [name, own] of layout.environments) {
        const node = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .childOf */ .GG)(environments, name);
        for (const which of ['services', 'tasks']) {
            const known = [...layout[which].keys()];
            const inner = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .childOf */ .GG)(node, which);
            for (const key of own[which].keys()) {
                if (known.includes(key))
                    continue;
                report({ origin: (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .memberOf */ .C5)(inner, key)?.keyOrigin ?? inner.origin }, `Environment "${name}" has settings for "${key}", which is not among "${which}".${(0,_nearest_js__WEBPACK_IMPORTED_MODULE_5__/* .didYouMean */ .au)(key, known)}`, `Known: ${known.join(', ') || 'none'}.`);
            }
        }
    }
    const services = [...layout.services.keys()];
    for (const entry of [
        ...layout.tasks.values(),
        ...[...layout.environments.values()].flatMap(one => [...one.tasks.values()])
    ]) {
        const from = entry.values.get('network-from');
        const nodes = [...(0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .itemsOf */ .S3)(entry.values.get('for')), ...(from ? [from] : [])];
        for (const node of nodes) {
            const name = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .stringOf */ .Je)(node) ?? '';
            if (!services.includes(name))
                report(node, `A task names the service "${_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .LOCAL_NAME */ .kC.test(name) ? name : '…'}", which is not among "services".${(0,_nearest_js__WEBPACK_IMPORTED_MODULE_5__/* .didYouMean */ .au)(name, services)}`, `Services: ${services.join(', ') || 'none'}.`);
        }
    }
    const isListed = (key) => [layout, ...layout.environments.values()].some(one => one.services.get(key)?.values.has('task-definition'));
    if (!layout.defaults?.values.has('task-definition') && !services.every(isListed))
        return;
    const waves = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .itemsOf */ .S3)((0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .childOf */ .GG)(root, 'order')).flatMap(node => (node.kind === 'array' ? node.items : [node]));
    for (const node of services.length > 0 ? waves : []) {
        const name = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .stringOf */ .Je)(node) ?? '';
        if (_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .LOCAL_NAME */ .kC.test(name) && !services.includes(name))
            report(node, `"order" names the service "${name}", which is not among "services".${(0,_nearest_js__WEBPACK_IMPORTED_MODULE_5__/* .didYouMean */ .au)(name, services)}`, `Services: ${services.join(', ')}.`);
    }
}


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

/***/ 34904:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ reportUnknownKey),
/* harmony export */   T: () => (/* binding */ reporterTo)
/* harmony export */ });
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27779);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85590);


function reporterTo(problems, place, usual) {
    return (node, message, hint) => {
        const { text, code } = typeof hint === 'string' ? { text: hint, ...usual } : hint;
        const at = place(node.origin);
        problems.push({ code, fault: 'user', message, hint: text, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ place: at }) });
    };
}
function reportUnknownKey({ key, keyOrigin }, known, report) {
    const shown = /^[A-Za-z][\w-]{0,29}$/.test(key) ? `"${key}"` : `of ${key.length} characters`;
    report({ origin: keyOrigin }, `Unknown key ${shown}.${(0,_nearest_js__WEBPACK_IMPORTED_MODULE_1__/* .didYouMean */ .au)(key, known)}`, {
        text: (0,_nearest_js__WEBPACK_IMPORTED_MODULE_1__/* .namesToChoose */ .D2)(known, (0,_nearest_js__WEBPACK_IMPORTED_MODULE_1__/* .pageUrl */ .fi)('configuration')),
        code: 'unknown-config-key'
    });
}


/***/ }),

/***/ 45187:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ loadDocument)
/* harmony export */ });
/* unused harmony export tooLarge */
/* harmony import */ var _read_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27514);
/* harmony import */ var _tree_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(10119);


async function loadDocument(file, text) {
    const clean = text.startsWith('\uFEFF') ? text.slice(1) : text;
    const bytes = Buffer.byteLength(clean);
    if (bytes > _tree_js__WEBPACK_IMPORTED_MODULE_0__/* .maxFileBytes */ .eV)
        return { problems: [tooLarge(file, bytes)] };
    if (formatOf(file, clean) === 'json')
        return (0,_read_json_js__WEBPACK_IMPORTED_MODULE_1__/* .readJson */ .V)(file, clean);
    const { readYaml } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 33266));
    return readYaml(file, clean);
}
function formatOf(file, text) {
    if (/\.jsonc?$/i.test(file))
        return 'json';
    if (/\.ya?ml$/i.test(file))
        return 'yaml';
    const start = /^(?:\s+|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)*/.exec(text)?.[0].length ?? 0;
    return text[start] === '{' || text[start] === '[' ? 'json' : 'yaml';
}
function tooLarge(file, bytes) {
    return {
        code: 'file-too-large',
        fault: 'user',
        message: `${file} has ${bytes} bytes; at most ${_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .maxFileBytes */ .eV} are read (ECS takes 65,536).`,
        hint: 'Check that the path names a task definition.'
    };
}


/***/ }),

/***/ 63649:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hl: () => (/* binding */ lastMoment),
/* harmony export */   PV: () => (/* binding */ dayAfter),
/* harmony export */   de: () => (/* binding */ MAX_DAYS)
/* harmony export */ });
const DAY = 24 * 60 * 60 * 1000;
const MAX_DAYS = 366;
function lastMoment(day) {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day))
        return undefined;
    const start = Date.parse(`${day}T00:00:00Z`);
    return Number.isNaN(start) || dayOf(start) !== day ? undefined : start + DAY - 1;
}
function dayAfter(now, days) {
    return dayOf(now + days * DAY);
}
function dayOf(moment) {
    return new Date(moment).toISOString().slice(0, 10);
}


/***/ })

};
