export const id = 3269;
export const ids = [3269,7476,9039];
export const modules = {

/***/ 37476:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   rulesFromFile: () => (/* binding */ rulesFromFile),
/* harmony export */   y: () => (/* binding */ readText)
/* harmony export */ });
/* harmony import */ var _configuration_layout_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(72604);
/* harmony import */ var _configuration_no_placement_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(95735);
/* harmony import */ var _configuration_project_file_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(15748);
/* harmony import */ var _configuration_resolved_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(16278);
/* harmony import */ var _detector_rule_ids_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(77239);
/* harmony import */ var _inputs_problems_missing_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(66504);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85590);
/* harmony import */ var _workspace_read_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(89415);








async function rulesFromFile({ inputs, text, problems, known }, { workspace, env, clock, gate, base }) {
    const { config, policy, trustExceptions, allowedRoles } = inputs;
    gate.learn(text);
    const project = await readText(config.file, text, clock.now());
    const { layout } = project;
    const { resolved, placement, problems: unplaced, isUndecided } = await layoutFor(inputs, project);
    const { decisions, standing } = await decided(project.decisions, {
        file: config.file,
        now: clock.now(),
        base: trustExceptions === 'head' ? undefined : base,
        isOutside: (0,_workspace_read_js__WEBPACK_IMPORTED_MODULE_0__/* .isOutsideOf */ .jP)(workspace, config.file)
    });
    return {
        rules: {
            optional: decisions.optionalRules,
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ strictly: policy === 'detect' ? undefined : decisions.allowedNames }),
            known
        },
        configuration: decisions,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ standing }),
        trackedDefinitions: async () => (await __webpack_require__.e(/* import() */ 6139).then(__webpack_require__.bind(__webpack_require__, 6139))).trackedDefinitions({ workspace, env }),
        layout,
        resolved,
        placement,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ isUndecided }),
        layoutProblems: project.layoutProblems,
        placementProblems: [
            ...project.layoutProblems,
            ...unplaced,
            ...(isUndecided ? [] : await contradictions(inputs, resolved, placement)),
            ...roleProblems(resolved, { isPullRequest: base !== undefined, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ allowed: allowedRoles }) })
        ],
        text,
        problems: [...problems, ...decisions.problems]
    };
}
async function layoutFor(inputs, { layout }) {
    if (layout !== _configuration_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .NO_LAYOUT */ .$)
        return (await __webpack_require__.e(/* import() */ 1902).then(__webpack_require__.bind(__webpack_require__, 21902))).layoutForRun(inputs, layout);
    const { order = [], region, mode } = inputs;
    const problems = region === '' && mode !== undefined ? [(0,_inputs_problems_missing_js__WEBPACK_IMPORTED_MODULE_3__/* .noRegion */ .C5)(mode)] : [];
    return { resolved: _configuration_resolved_js__WEBPACK_IMPORTED_MODULE_4__/* .NOTHING_RESOLVED */ .L, placement: { ..._configuration_no_placement_js__WEBPACK_IMPORTED_MODULE_5__/* .NO_PLACEMENT */ .Y, order }, problems };
}
function isUnspecified({ usual, places }) {
    return usual === undefined && places.size === 0;
}
async function decided(decisions, { file, now, base, isOutside }) {
    if (base === undefined)
        return { decisions };
    if (isOutside)
        return { decisions, standing: { base, pending: [] } };
    const { standingDecisions } = await __webpack_require__.e(/* import() */ 2915).then(__webpack_require__.bind(__webpack_require__, 12915));
    const read = (name, text) => readText(name, text, now);
    const { counted, pending, doubt } = await standingDecisions({ file, decisions, now, read }, base);
    return { decisions: counted, standing: { base, pending, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ doubt }) } };
}
async function contradictions({ cluster, region, writtenRegion, services, isDropIn = false }, resolved, placement) {
    if (isUnspecified(placement) && !cluster?.startsWith('arn:'))
        return [];
    const { placeProblems } = await __webpack_require__.e(/* import() */ 4176).then(__webpack_require__.bind(__webpack_require__, 44176));
    const names = Array.isArray(services) ? services : undefined;
    const { keyOfNamed } = await __webpack_require__.e(/* import() */ 6612).then(__webpack_require__.bind(__webpack_require__, 16612));
    const named = isDropIn ? names?.map(name => keyOfNamed(name, resolved)) : names;
    const given = (0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ cluster, region: writtenRegion, usualRegion: region, services: named });
    return placeProblems(given, placement);
}
async function readText(file, text, now) {
    if (text === '')
        return _configuration_project_file_js__WEBPACK_IMPORTED_MODULE_6__/* .NO_PROJECT_FILE */ .d;
    const { loadProjectFile } = await __webpack_require__.e(/* import() */ 3626).then(__webpack_require__.bind(__webpack_require__, 3626));
    return loadProjectFile(file, text, {
        rules: _detector_rule_ids_js__WEBPACK_IMPORTED_MODULE_7__/* .RULE_IDS */ .I,
        optional: _detector_rule_ids_js__WEBPACK_IMPORTED_MODULE_7__/* .OPTIONAL_RULE_IDS */ .V,
        now
    });
}
function roleProblems({ placement: { usual, places }, tasks }, { allowed, isPullRequest }) {
    if (allowed === undefined && !isPullRequest)
        return [];
    const named = [
        ['', usual?.roleArn],
        ...[...places].map(([service, { roleArn }]) => [` for the service "${service}"`, roleArn]),
        ...tasks.map(({ key, site: { roleArn } }) => [` for the task "${key}"`, roleArn])
    ];
    return named
        .filter(([, roleArn]) => roleArn !== undefined && !allowed?.includes(roleArn))
        .map(([whose]) => ({
        code: 'role-not-allowed',
        fault: 'user',
        message: allowed === undefined
            ? `The configuration file names a role to assume${whose}, and this run is for a pull request, which may have written it.`
            : `The configuration file names a role to assume${whose} that the input "allowed-roles" does not name.`,
        hint: 'Name the ARNs of the roles that may be assumed in the input "allowed-roles", one per line, or take "role-to-assume" out of the file.'
    }));
}


/***/ }),

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

/***/ 59039:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ configurationValues),
/* harmony export */   oncePerPlace: () => (/* binding */ oncePerPlace)
/* harmony export */ });
function configurationValues({ document, place, ...layout }) {
    const containers = levelsOf(layout).flatMap(level => containerOf(level));
    const [first] = containers;
    if (first === undefined)
        return [];
    const root = objectAt(first, [
        memberAt(first, 'containerDefinitions', { kind: 'array', items: containers, origin: first.origin })
    ]);
    return [{ document: { ...document, format: 'yaml', root }, place }];
}
function oncePerPlace(findings, file) {
    const seen = new Set();
    const once = findings.filter(finding => {
        if (finding.file !== file || finding.pointer === '')
            return true;
        const isNew = !seen.has(finding.pointer);
        seen.add(finding.pointer);
        return isNew;
    });
    return once.map(finding => (finding.file === file ? inKeysOfTheFile(finding) : finding));
}
function inKeysOfTheFile(finding) {
    const { pointer, name, message, hint } = finding;
    const [, path = ''] = /^\/(.+)\/variables\/[^/]+$/.exec(pointer) ?? [];
    if (path === '')
        return finding;
    const level = path.split('/').join('.');
    return {
        ...finding,
        message: message
            .replace(/ of container "[^"]*"/, ` of ${level}`)
            .replace('in "environment"', 'in "variables"'),
        hint: hint.replace(/Remove it from "environment" and add to "secrets": \{.*?\}/, () => `Remove it from "variables" of ${level}, and write it under "secrets" of the container in the task definition: {"name": "${name}", "valueFrom": "secretsmanager:<secret name>"}`)
    };
}
function levelsOf({ defaults, services, tasks, environments }) {
    return [
        ...(defaults ? [['defaults', defaults]] : []),
        ...services,
        ...tasks,
        ...[...environments].flatMap(([name, own]) => [
            [name, own.general],
            ...[...own.services, ...own.tasks].map(([key, entry]) => [`${name}/${key}`, entry])
        ])
    ];
}
function containerOf([name, entry]) {
    const variables = entry.values.get('variables');
    const command = entry.values.get('command');
    if (variables?.kind !== 'object' && command === undefined)
        return [];
    const items = variables?.kind === 'object' ? variables.members.map(variableOf) : [];
    return [
        objectAt(entry, [
            memberAt(entry, 'name', { kind: 'string', value: name, origin: entry.origin }),
            memberAt(entry, 'environment', { kind: 'array', items, origin: entry.origin }),
            ...(command ? [memberAt(command, 'command', command)] : [])
        ])
    ];
}
function variableOf({ key, keyOrigin, value }) {
    return objectAt(value, [
        memberAt({ origin: keyOrigin }, 'name', { kind: 'string', value: key, origin: keyOrigin }),
        memberAt({ origin: keyOrigin }, 'value', value)
    ]);
}
function objectAt({ origin }, members) {
    return { kind: 'object', members, origin };
}
function memberAt({ origin }, key, value) {
    return { key, keyOrigin: origin, value };
}


/***/ }),

/***/ 51324:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ro: () => (/* binding */ remarksOf),
  bx: () => (/* binding */ sourcesFrom),
  $r: () => (/* binding */ targetOf)
});

// EXTERNAL MODULE: ./lib/src/document/place.js
var place = __webpack_require__(19016);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/checking/find/find-check-files.js + 2 modules
var find_check_files = __webpack_require__(5036);
;// CONCATENATED MODULE: ./lib/src/checking/load/remarks-by-code.js
function remarksByCode(problems) {
    const byCode = new Map();
    for (const problem of problems) {
        const alike = byCode.get(problem.code);
        if (alike === undefined)
            byCode.set(problem.code, [problem]);
        else
            alike.push(problem);
    }
    return [...byCode.values()].map(([first, ...others]) => {
        const { message, hint, place } = first;
        const more = others.length === 0 ? '' : ` (and ${others.length} more in this file)`;
        const text = `${message}${more}${hint === undefined ? '' : ` ${hint}`}`;
        return place === undefined ? { message: text } : { message: text, place };
    });
}

;// CONCATENATED MODULE: ./lib/src/checking/load/check-source.js




async function sourcesFrom(read, found) {
    const problems = [];
    const remarks = [];
    const unscanned = [];
    for (const [file, result] of read) {
        if (result.kind === 'unreadable') {
            problems.push(...result.problems);
            unscanned.push((0,find_check_files/* unscannedFor */.N)(file, result.problems));
            continue;
        }
        if (result.kind === 'nothing') {
            if (!found.discovered && found.guessed?.has(file) !== true)
                problems.push(...result.problems);
            continue;
        }
        remarks.push(...remarksOf(result.notes));
        if (result.unread === undefined)
            continue;
        problems.push(result.unread);
        unscanned.push((0,find_check_files/* unscannedFor */.N)(file, [result.unread]));
    }
    const targets = found.targets.flatMap(({ file, service }) => targetOf(read.get(file), (0,present/* present */.E)({ service })));
    return { targets, unscanned, problems, remarks };
}
function targetOf(read, more) {
    if (read?.kind !== 'definition' && read?.kind !== 'template')
        return [];
    const { kind, document } = read;
    return [{ kind, document, place: (0,place/* placeFinder */.aA)(document), ...more }];
}
function remarksOf(problems) {
    return problems.length === 0 ? [] : remarksByCode(problems);
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

/***/ 77239:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ RULE_IDS),
/* harmony export */   V: () => (/* binding */ OPTIONAL_RULE_IDS)
/* harmony export */ });
const OPTIONAL_RULE_IDS = ['secret/high-entropy'];
const RULE_IDS = [
    'secret/token-shape',
    'secret/url-userinfo',
    'secret/by-name',
    'secret/command',
    'secret/log-option',
    'secret/embedded',
    'secret/default-value',
    'secret/split-token',
    'secret/reference-invalid',
    'secret/duplicate',
    'secret/control-name',
    'secret/delivery',
    'secret/env-file',
    ...OPTIONAL_RULE_IDS,
    'policy/references-only'
];


/***/ }),

/***/ 83679:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runCheck: () => (/* binding */ runCheck)
});

// EXTERNAL MODULE: ./lib/src/configuration/resolve-layout.js
var resolve_layout = __webpack_require__(85883);
// EXTERNAL MODULE: ./lib/src/document/tree.js
var tree = __webpack_require__(10119);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/template/prepare.js + 3 modules
var prepare = __webpack_require__(94755);
// EXTERNAL MODULE: ./lib/src/template/render.js
var render = __webpack_require__(54866);
// EXTERNAL MODULE: ./lib/src/workspace/find/find.js + 1 modules
var find = __webpack_require__(81033);
// EXTERNAL MODULE: ./lib/src/checking/contexts.js
var checking_contexts = __webpack_require__(38784);
// EXTERNAL MODULE: ./lib/src/checking/examine/configuration-values.js
var configuration_values = __webpack_require__(59039);
// EXTERNAL MODULE: ./lib/src/checking/layout/entry-variables.js
var entry_variables = __webpack_require__(40509);
// EXTERNAL MODULE: ./lib/src/checking/layout/families.js
var families = __webpack_require__(84945);
// EXTERNAL MODULE: ./lib/src/checking/layout/layout-for-run.js + 1 modules
var layout_for_run = __webpack_require__(21902);
// EXTERNAL MODULE: ./lib/src/checking/layout/layout-sources.js
var layout_sources = __webpack_require__(16612);
// EXTERNAL MODULE: ./lib/src/checking/find/find-check-files.js + 2 modules
var find_check_files = __webpack_require__(5036);
// EXTERNAL MODULE: ./lib/src/checking/load/check-source.js + 1 modules
var check_source = __webpack_require__(51324);
// EXTERNAL MODULE: ./lib/src/formats/read-for-check.js
var read_for_check = __webpack_require__(75703);
// EXTERNAL MODULE: ./lib/src/workspace/read.js
var read = __webpack_require__(89415);
;// CONCATENATED MODULE: ./lib/src/checking/load/load-for-check.js





async function loadForCheck(configuration, ports) {
    const found = await (0,find_check_files/* findCheckFiles */.F)(configuration, ports);
    const { standardInput } = ports;
    const names = [...new Set(found.targets.map(({ file }) => file))];
    const read = new Map();
    for (const file of names) {
        const written = standardInput?.file === file ? standardInput : textOf(ports.workspace, file);
        read.set(file, await checked(file, written));
    }
    for (const [file, result] of read)
        if (result.kind !== 'unreadable')
            ports.keepSource(file, result.document.text);
    const made = await (0,check_source/* sourcesFrom */.bx)(read, found);
    const isGuess = (file) => found.discovered || found.guessed?.has(file) === true;
    const files = names.filter(file => !isGuess(file) || read.get(file)?.kind !== 'nothing');
    const { isWhole } = found;
    return {
        ...made,
        files,
        ...(0,present/* present */.E)({ all: found.all }),
        isWhole,
        unscanned: [...found.unscanned, ...made.unscanned],
        problems: [...found.problems, ...made.problems],
        remarks: [...found.remarks, ...made.remarks]
    };
}
function readFile(workspace, file) {
    return checked(file, textOf(workspace, file));
}
function textOf(workspace, file) {
    return (0,read/* readTextFile */.Gu)(workspace, file, { limit: read/* maxCheckedBytes */.Zm, decode: read/* decodeText */.g7 });
}
async function checked(file, read) {
    return 'text' in read ? (0,read_for_check/* readForCheck */.c)(file, read.text) : { kind: 'unreadable', problems: read.problems };
}

;// CONCATENATED MODULE: ./lib/src/checking/load/load-one-for-check.js




async function loadOneForCheck(file, ports) {
    const read = await readFile(ports.workspace, file);
    if (read.kind === 'unreadable')
        return { problems: read.problems, unscanned: [(0,find_check_files/* unscannedFor */.N)(file, read.problems)] };
    ports.keepSource(file, read.document.text);
    const [source] = (0,check_source/* targetOf */.$r)(read, {});
    if (read.kind === 'nothing')
        return { problems: read.problems, unscanned: [] };
    const problems = read.unread === undefined ? [] : [read.unread];
    return { ...(0,present/* present */.E)({ source }), problems, unscanned: problems.map(one => (0,find_check_files/* unscannedFor */.N)(file, [one])) };
}

// EXTERNAL MODULE: ./lib/src/checking/load/load-sources.js
var load_sources = __webpack_require__(99880);
;// CONCATENATED MODULE: ./lib/src/checking/check-layout.js














async function checkLayout(checking) {
    const { configuration, layout } = checking;
    const known = [...layout.environments.keys()];
    const { environment } = configuration;
    if (environment !== undefined && known.length > 0 && !known.includes(environment))
        return { ...NOTHING, problems: [(0,layout_for_run.unknownEnvironment)(environment, known)] };
    const environments = environment === undefined && known.length > 0 ? known : [environment];
    const resolved = environments.map(name => (0,resolve_layout/* resolveLayout */.J)(layout, name));
    const opened = new Opened(checking);
    checking.ports.keepSource(layout.document.file, layout.document.text);
    const done = [];
    for (const one of resolved)
        done.push(await checkOne(one, checking, opened));
    return {
        sources: [
            ...opened.sources,
            ...(0,configuration_values/* configurationValues */.X)(layout).map(one => ({ ...one, kind: 'template' }))
        ],
        unscanned: opened.unscanned,
        made: new Set(done.flatMap(one => [...one.made])),
        rendered: done.flatMap(one => one.rendered),
        problems: (0,load_sources/* onceForServices */.Vb)([...opened.problems, ...done.flatMap(one => one.problems)]),
        remarks: (0,load_sources/* onceForServices */.Vb)([
            ...done.flatMap(one => one.remarks),
            ...sharedPlaces(resolved),
            ...liveRemarks(resolved)
        ]),
        hasLive: liveRemarks(resolved).length > 0
    };
}
const NOTHING = {
    sources: [],
    made: new Set(),
    rendered: [],
    unscanned: [],
    problems: [],
    remarks: []
};
class Opened {
    sources = [];
    problems = [];
    unscanned = [];
    #checking;
    #known;
    #found = new Map();
    constructor(checking) {
        this.#checking = checking;
        this.#known = new Map(checking.loaded.targets.map(target => [target.document.file, target]));
    }
    get isWhole() {
        return this.#checking.loaded.isWhole;
    }
    find(path, label) {
        const known = this.#found.get(path) ?? (0,find/* findNamedFile */.$D)(this.#checking.ports.workspace, path, label);
        if ('file' in known)
            this.#found.set(path, known);
        return known;
    }
    async open(file) {
        if (this.#known.has(file) || !this.isWhole)
            return this.#known.get(file);
        const { source, problems, unscanned } = await loadOneForCheck(file, this.#checking.ports);
        this.#known.set(file, source);
        this.problems.push(...problems);
        this.unscanned.push(...unscanned);
        if (source)
            this.sources.push(source);
        return source;
    }
}
async function checkOne(resolved, checking, opened) {
    const entries = [...resolved.services, ...resolved.tasks].filter(({ base }) => base !== undefined);
    const found = (0,layout_sources.findEntries)(entries, (path, label) => opened.find(path, label));
    const problems = [...resolved.problems, ...(opened.isWhole ? found.problems : [])];
    const remarks = [];
    const made = new Set();
    const rendered = [];
    const subjects = [];
    for (const { file, entry } of found.files) {
        const source = await opened.open(file);
        if (source === undefined || source.kind === 'template' || entry === undefined)
            continue;
        const target = { ...source, service: entry.key, ...(0,load_sources/* ofEntry */.WM)(source, entry, resolved) };
        const { root, ...said } = await renderEntry(target, entry, {
            checking,
            environment: resolved.environment
        });
        problems.push(...said.problems);
        remarks.push(...said.remarks);
        if (root === undefined)
            continue;
        made.add(file);
        rendered.push({ target, root });
        const content = () => JSON.stringify((0,tree/* toJson */.aB)(root));
        subjects.push({ entry, family: familyOf(root), content, site: entry.site });
    }
    return { ...NOTHING, made, rendered, remarks, problems: [...problems, ...(0,families/* familyProblems */.b)(subjects)] };
}
function familyOf(root) {
    return (0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(root, 'family')) ?? '';
}
async function renderEntry(target, entry, run) {
    const { configuration, layout, overridesOf, ports } = run.checking;
    const chosen = { ...configuration, ...(0,present/* present */.E)({ environment: run.environment }) };
    const { region, cluster } = entry.site;
    const site = region === undefined ? undefined : { region, ...(0,present/* present */.E)({ cluster }) };
    const contexts = (0,checking_contexts/* contextsFor */.W)(chosen, { ...target, ...(0,present/* present */.E)({ site }) }, ports);
    const own = await (0,entry_variables/* contextsForEntry */.W)(entry, layout, { contexts, render: render/* renderLeniently */.t });
    const prepared = await (0,prepare/* prepareLeniently */.y)(target.document, {
        overrides: overridesOf({ ...target, entry }),
        ...own
    });
    return {
        ...(0,present/* present */.E)({ root: prepared.root }),
        problems: [...own.problems, ...prepared.problems],
        remarks: prepared.remarks
    };
}
function liveRemarks(resolved) {
    const live = resolved.flatMap(({ services, tasks }) => [...services, ...tasks].flatMap(({ key, base }) => (base?.kind === 'live' ? [key] : [])));
    if (live.length === 0)
        return [];
    const keys = [...new Set(live)].join(', ');
    return [
        {
            message: `The definitions of ${keys} are those that ECS has: a plan and a deploy check them; mode check cannot.`
        }
    ];
}
function sharedPlaces(resolved) {
    const seen = new Map();
    return resolved.flatMap(({ environment, services }) => services.flatMap(({ key, name, site, written }) => {
        if (environment === undefined || site.cluster === undefined)
            return [];
        const id = `${site.region ?? ''} ${site.cluster} ${site.roleArn ?? ''} ${name}`;
        const before = seen.get(id);
        if (before === undefined || before.environment === environment) {
            seen.set(id, { environment, key });
            return [];
        }
        const message = `Environments "${before.environment}" and "${environment}" deploy to the same service "${name}" of cluster ${site.cluster}.`;
        return [{ message, ...(0,present/* present */.E)({ place: written }) }];
    }));
}

// EXTERNAL MODULE: ./lib/src/checking/decisions/apply-decisions.js
var apply_decisions = __webpack_require__(54060);
// EXTERNAL MODULE: ./lib/src/workspace/write/writer.js
var writer = __webpack_require__(28464);
// EXTERNAL MODULE: ./lib/src/checking/decisions/project-rules-file.js
var project_rules_file = __webpack_require__(37476);
;// CONCATENATED MODULE: ./lib/src/checking/decisions/baseline.js



async function keepAsBaseline(input, ports) {
    const { configuration, project, loaded, findings, judged, problems } = input;
    const { file } = configuration.config;
    if (project.standing !== undefined) {
        const message = 'No baseline was written: this run is for a pull request, whose exceptions do not count until they are merged.';
        return { applied: judged, remarks: [{ message }], problems: [] };
    }
    if (problems.length > 0 || loaded.unscanned.length > 0) {
        return {
            applied: judged,
            remarks: [{ message: 'No baseline was written: fix the problems first.' }],
            problems: []
        };
    }
    const { writeBaseline } = await __webpack_require__.e(/* import() */ 9773).then(__webpack_require__.bind(__webpack_require__, 49773));
    const baseline = writeBaseline(project.text, judged.findings, ports.clock.now());
    if (baseline.added === 0) {
        return {
            applied: judged,
            remarks: [{ message: 'No baseline was written: there is nothing to except.' }],
            problems: []
        };
    }
    const failed = (0,writer/* writeProjectFile */.Fz)({ area: ports.area, file }, baseline.text);
    if (failed)
        return { applied: judged, remarks: [], problems: [failed] };
    const { decisions } = await (0,project_rules_file/* readText */.y)(file, baseline.text, ports.clock.now());
    const applied = await (0,apply_decisions/* applyProjectRules */.P)({ findings, loaded }, { ...project, configuration: decisions }, ports);
    const what = baseline.added === 1 ? '1 exception was' : `${baseline.added} exceptions were`;
    const message = `${what} written to ${file}, to end in 90 days.`;
    return { applied, remarks: [{ message }], problems: decisions.problems };
}

// EXTERNAL MODULE: ./lib/src/checking/decisions/project-rules.js
var project_rules = __webpack_require__(38809);
// EXTERNAL MODULE: ./lib/src/checking/examine/examine.js + 1 modules
var examine = __webpack_require__(24770);
// EXTERNAL MODULE: ./lib/src/template/overrides/split-images.js
var split_images = __webpack_require__(94289);
;// CONCATENATED MODULE: ./lib/src/checking/layout/images-by-service.js


function imagesByService(overrides, targets, layout) {
    return (0,split_images/* splitImages */.N)(overrides, [...targets, ...entriesOf(layout)]);
}
function entriesOf(layout) {
    const environments = [undefined, ...layout.environments.keys()];
    return environments.flatMap(environment => {
        const { services, tasks } = (0,resolve_layout/* resolveLayout */.J)(layout, environment);
        return [...services, ...tasks].map(entry => ({ service: entry.key, entry, document: { root: images_by_service_NOTHING } }));
    });
}
const images_by_service_NOTHING = {
    kind: 'object',
    members: [],
    origin: { kind: 'input', input: 'image' }
};

;// CONCATENATED MODULE: ./lib/src/checking/render-sources.js


const STOPS_CHECK = new Set([
    'secret-in-template',
    'unknown-container',
    'container-not-named',
    'bad-placement',
    'service-twice',
    'family-twice',
    'unknown-environment',
    'file-not-found',
    'not-a-file',
    'outside-workspace'
]);
async function renderSources(targets, { isMade, contextsOf, overridesOf }) {
    const rendered = [];
    const problems = [];
    const remarks = [];
    for (const target of targets) {
        if (target.kind === 'template' || isMade(target.document.file))
            continue;
        const { file, format, text, root } = target.document;
        const prepared = await (0,prepare/* prepareLeniently */.y)({ file, format, text, root }, { contexts: contextsOf(target), overrides: overridesOf(target) });
        problems.push(...prepared.problems.filter(({ code }) => STOPS_CHECK.has(code)));
        remarks.push(...(0,check_source/* remarksOf */.ro)(prepared.problems.filter(({ code }) => !STOPS_CHECK.has(code))));
        remarks.push(...prepared.remarks);
        if (prepared.root && prepared.root !== root)
            rendered.push({ target, root: prepared.root });
    }
    return { rendered, problems, remarks };
}

// EXTERNAL MODULE: ./lib/src/report/report.js
var report = __webpack_require__(1216);
// EXTERNAL MODULE: ./lib/src/template/overrides/parse.js + 1 modules
var parse = __webpack_require__(6170);
;// CONCATENATED MODULE: ./lib/src/modes/check.js












async function runCheck(configuration, ports) {
    const project = await (0,project_rules/* readProjectRules */.Z)(configuration, ports);
    const files = await loadForCheck(configuration, ports);
    const { overrides, problems: badOverrides } = (0,parse/* parseOverrides */.f)(configuration.overrides);
    const images = overrides.images.length > 0 ? await imagesOf(overrides, files, project) : undefined;
    const ownOverrides = images?.overridesOf ?? (() => overrides);
    const checking = { configuration, loaded: files, overridesOf: ownOverrides, ports };
    const layout = await checkedLayout(project, checking);
    const loaded = withLayout(files, layout);
    const unknown = project.placementProblems.filter(({ code }) => code === 'unknown-service');
    const problems = [...project.problems, ...project.layoutProblems, ...unknown, ...loaded.problems];
    problems.push(...badOverrides, ...(images?.problems ?? []));
    problems.push(...layout.problems.filter(({ code }) => STOPS_CHECK.has(code)));
    const remarks = [...loaded.remarks, ...layout.remarks];
    remarks.push(...(0,check_source/* remarksOf */.ro)(layout.problems.filter(({ code }) => !STOPS_CHECK.has(code))));
    const own = await renderSources(loaded.targets, {
        isMade: file => layout.made.has(file),
        contextsOf: target => (0,checking_contexts/* contextsFor */.W)(configuration, target, ports),
        overridesOf: ownOverrides
    });
    problems.push(...own.problems);
    remarks.push(...own.remarks);
    const rendered = [...layout.rendered, ...own.rendered];
    const examination = { rules: project.rules, mask: ports.mask };
    const found = await (0,examine/* examine */.s)(loaded.targets, rendered, examination);
    const findings = await (0,examine/* onceEach */.f)(found, configuration.config.file);
    const judged = await (0,apply_decisions/* applyProjectRules */.P)({ findings, loaded }, project, ports);
    const baseline = configuration.writeBaseline
        ? await keepAsBaseline({ configuration, project, loaded, findings, judged, problems }, ports)
        : undefined;
    problems.push(...(baseline?.problems ?? []));
    return {
        ...(0,report/* emptyReport */._O)('check'),
        services: loaded.targets.flatMap(({ service }) => (service === undefined ? [] : [service])),
        files: loaded.files,
        unscanned: loaded.unscanned,
        ...(baseline?.applied ?? judged),
        failOn: configuration.failOn,
        problems,
        remarks: [...remarks, ...(baseline?.remarks ?? [])]
    };
}
async function imagesOf(overrides, { targets }, { layout }) {
    return imagesByService(overrides, targets, layout);
}
async function checkedLayout(project, checking) {
    const { layout } = project;
    if (isPlain(project))
        return { sources: [], made: new Set(), rendered: [], unscanned: [], problems: [], remarks: [] };
    return checkLayout({ ...checking, layout });
}
function isPlain({ layout: { services, tasks, environments, defaults } }) {
    return services.size + tasks.size + environments.size === 0 && defaults === undefined;
}
function withLayout(loaded, { sources, unscanned, hasLive }) {
    if (sources.length + unscanned.length === 0 && !hasLive)
        return loaded;
    const files = [...sources.map(({ document }) => document.file), ...unscanned.map(({ file }) => file)];
    const more = files.filter(file => !loaded.files.includes(file));
    const found = loaded.files.length === 0
        ? loaded.problems.filter(({ code }) => code !== 'no-task-definitions')
        : loaded.problems;
    return {
        ...loaded,
        files: [...loaded.files, ...new Set(more)],
        targets: [...loaded.targets, ...sources],
        unscanned: [...loaded.unscanned, ...unscanned],
        problems: found
    };
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
