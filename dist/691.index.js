export const id = 691;
export const ids = [691];
export const modules = {

/***/ 58058:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   jo: () => (/* binding */ keepAsBaseline),
/* harmony export */   m4: () => (/* binding */ withoutBaseline)
/* harmony export */ });
/* unused harmony export withBaseline */
/* harmony import */ var _files_write_writer_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(95223);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(28168);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(35909);
/* harmony import */ var _decisions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(15376);
/* harmony import */ var _exceptions_exception_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(66509);





const DAYS = 90;
const HEADER = ' Exceptions of ecs-sealed-deploy: findings that are known, each for a reason and until a day (docs/check.md).';
async function keepAsBaseline(input, ports) {
    const { configuration, project, loaded, findings, judged, problems } = input;
    const { file } = configuration.config;
    const none = (why) => {
        return { applied: judged, remarks: [{ message: `No baseline was written: ${why}` }], problems: [] };
    };
    if (project.standing !== undefined)
        return none('this run is for a pull request, whose exceptions do not count until they are merged.');
    if (problems.length > 0 || loaded.unscanned.length > 0)
        return none('fix the problems first.');
    const now = ports.clock.now();
    const apply = async (text) => {
        const { decisions } = await (0,_decisions_js__WEBPACK_IMPORTED_MODULE_0__/* .readText */ .yR)(file, text, now);
        const decided = { ...project, configuration: decisions };
        return { decisions, applied: await (0,_decisions_js__WEBPACK_IMPORTED_MODULE_0__/* .applyProjectRules */ .PE)({ findings, loaded }, decided, ports) };
    };
    const files = new Set([...loaded.files, file]);
    const before = await withoutBaseline(project.text, entry => files.has(entry.file));
    const open = before.dropped === 0 ? judged : (await apply(before.text)).applied;
    const baseline = await withBaseline(before.text, open.findings, now);
    if (baseline.added + before.dropped === 0)
        return none('there is nothing to except.');
    const failed = (0,_files_write_writer_js__WEBPACK_IMPORTED_MODULE_1__/* .writeProjectFile */ .Fz)({ area: ports.area, file }, baseline.text);
    if (failed)
        return { applied: judged, remarks: [], problems: [failed] };
    const { decisions, applied } = await apply(baseline.text);
    const what = baseline.added === 1 ? '1 exception was' : `${baseline.added} exceptions were`;
    const gone = before.dropped === 0 ? '' : ` They replace ${before.dropped} of an earlier baseline.`;
    const message = `${what} written to ${file}, to end in ${DAYS} days.${gone}`;
    return { applied, remarks: [{ message }], problems: decisions.problems };
}
async function parse(text) {
    const yaml = await __webpack_require__.e(/* import() */ 815).then(__webpack_require__.t.bind(__webpack_require__, 38815, 19));
    const document = yaml.parseDocument(text, { version: '1.2', schema: 'core', logLevel: 'silent' });
    const existing = document.get('exceptions');
    return { yaml, document, list: yaml.isSeq(existing) ? existing : undefined };
}
async function withoutBaseline(text, leaves) {
    const { yaml, document, list } = await parse(text);
    const count = list?.items.length ?? 0;
    const isLeaving = (item) => {
        if (!yaml.isMap(item) || item.get('reason') !== _exceptions_exception_js__WEBPACK_IMPORTED_MODULE_2__/* .BASELINE_REASON */ .lv)
            return false;
        const [file, variable, container] = ['file', 'variable', 'container'].map(key => item.get(key));
        const entry = { file: String(file), variable: String(variable) };
        return leaves({ ...entry, ...(typeof container === 'string' ? { container } : {}) });
    };
    if (list)
        list.items = list.items.filter(item => !isLeaving(item));
    const dropped = count - (list?.items.length ?? 0);
    return { text: dropped === 0 ? text : document.toString({ lineWidth: 0 }), dropped };
}
async function withBaseline(text, findings, now) {
    const expires = (0,_exceptions_exception_js__WEBPACK_IMPORTED_MODULE_2__/* .dayAfter */ .PV)(now, DAYS);
    const entries = (0,_list_js__WEBPACK_IMPORTED_MODULE_3__/* .distinctBy */ .ey)(findings.filter(isExceptable).map(one => entryOf(one, expires)), JSON.stringify);
    if (entries.length === 0)
        return { text, added: 0 };
    const { yaml, document, list = new yaml.YAMLSeq() } = await parse(text);
    if (text.trim() === '')
        document.commentBefore = HEADER;
    document.set('exceptions', list);
    list.flow = false;
    for (const entry of entries)
        list.add(document.createNode(entry));
    return { text: document.toString({ lineWidth: 0 }), added: entries.length };
}
function isExceptable({ input, name, level, rule }) {
    return (input === undefined && name !== '' && level !== 'notice' && !/^policy\/(exception-|allow-)/.test(rule));
}
function entryOf({ file, container, name, rule }, expires) {
    return { file, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ container }), variable: name, rule, reason: _exceptions_exception_js__WEBPACK_IMPORTED_MODULE_2__/* .BASELINE_REASON */ .lv, expires };
}


/***/ }),

/***/ 29726:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X6: () => (/* binding */ configurationValues),
/* harmony export */   Xb: () => (/* binding */ oneReferenceForFile),
/* harmony export */   fF: () => (/* binding */ onceEach),
/* harmony export */   sb: () => (/* binding */ examine)
/* harmony export */ });
/* harmony import */ var _detector_detect_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24583);
/* harmony import */ var _detector_sensitive_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(55097);
/* harmony import */ var _files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(69360);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(28168);




async function examine(targets, rendered, { rules: choice, mask }) {
    const rules = (0,_detector_detect_js__WEBPACK_IMPORTED_MODULE_0__/* .chosenRules */ .u3)(choice);
    const known = [...(choice.names ?? []), ...targets.map(({ service }) => service)];
    const findIn = ({ target, root }) => {
        const looked = (0,_detector_detect_js__WEBPACK_IMPORTED_MODULE_0__/* .look */ .Op)(root, rules);
        if (looked.judged.length === 0)
            return [];
        const names = new Set([...known, (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .stringOf */ .Je)((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .childOf */ .GG)(root, 'family'))]);
        mask((0,_detector_sensitive_js__WEBPACK_IMPORTED_MODULE_2__/* .sensitiveIn */ .oD)(looked).filter(value => !names.has(value)));
        const judged = looked.judged.map(one => (names.has(one.candidate.value) ? saidToBeName(one) : one));
        return (0,_detector_detect_js__WEBPACK_IMPORTED_MODULE_0__/* .findingsOf */ .WX)({ file: target.document.file, root, place: target.place }, { ...looked, judged });
    };
    const files = (0,_list_js__WEBPACK_IMPORTED_MODULE_3__/* .distinctBy */ .ey)(targets, ({ document }) => document.file);
    const asWritten = files.flatMap(target => findIn({ target, root: target.document.root }));
    const changed = rendered.filter(({ target, root }) => root !== target.document.root);
    return (0,_detector_detect_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeFindings */ .DF)(asWritten, changed.flatMap(findIn));
}
function saidToBeName(found) {
    const { rule, evidence } = found;
    if ((evidence.category ?? rule.category) !== 'credential')
        return found;
    const message = `${evidence.message} Its value is also the name of a service, cluster, family or account of this run: names are not masked, so that anybody can read and guess it.`;
    return { ...found, evidence: { ...evidence, message } };
}
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
function onceEach(findings, file) {
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
function oneReferenceForFile(findings) {
    const isOpen = ({ category, level }) => category === 'reference' && level === 'warning';
    const open = (0,_list_js__WEBPACK_IMPORTED_MODULE_3__/* .grouped */ .zD)(findings.filter(isOpen), ({ file }) => file);
    return findings.flatMap((finding) => {
        const [first, ...others] = isOpen(finding) ? (open.get(finding.file) ?? []) : [];
        if (first === undefined || (first === finding && others.length === 0))
            return [finding];
        if (first !== finding)
            return [];
        const more = `So are ${others.length} more references of this file.`;
        return [{ ...finding, message: `${finding.message} ${more}` }];
    });
}
function inKeysOfTheFile(finding) {
    const { container: _, ...own } = finding;
    const { pointer, name, message, hint } = finding;
    const [, path = ''] = /^\/(.+)\/variables\/[^/]+$/.exec(pointer) ?? [];
    if (path === '')
        return finding;
    const level = path.split('/').join('.');
    return {
        ...own,
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

/***/ 31326:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ny: () => (/* binding */ loadWorkflows),
/* harmony export */   eK: () => (/* binding */ loadForCheck),
/* harmony export */   mH: () => (/* binding */ loadOneForCheck)
/* harmony export */ });
/* harmony import */ var _detector_formats_read_for_check_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(68599);
/* harmony import */ var _files_find_beside_definitions_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(97606);
/* harmony import */ var _files_find_globs_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(48765);
/* harmony import */ var _files_git_git_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(73625);
/* harmony import */ var _files_read_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(82512);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(35909);
/* harmony import */ var _find_check_files_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8069);
/* harmony import */ var _source_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57704);
/* harmony import */ var _terraform_modules_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(71609);









async function loadForCheck(configuration, ports) {
    const found = await (0,_find_check_files_js__WEBPACK_IMPORTED_MODULE_0__/* .findCheckFiles */ .F)(configuration, ports);
    const names = [...new Set(found.targets.map(({ file }) => file))];
    const modules = await (0,_terraform_modules_js__WEBPACK_IMPORTED_MODULE_1__/* .modulesIn */ .Dd)(ports.workspace, names);
    const read = await readAll(names, ports, modules);
    const beside = (0,_terraform_modules_js__WEBPACK_IMPORTED_MODULE_1__/* .besideThem */ .Tn)(read, modules);
    for (const [file, result] of beside)
        read.set(file, kept(file, result, ports));
    const targets = [...found.targets, ...Array.from(beside.keys(), file => ({ file }))];
    const made = await (0,_source_js__WEBPACK_IMPORTED_MODULE_2__/* .sourcesFrom */ .bx)(read, { ...found, targets });
    const isGuess = (file) => found.discovered || found.guessed?.has(file) === true;
    const files = [...read.keys()].filter(file => !isGuess(file) || read.get(file)?.kind !== 'nothing');
    const { isWhole } = found;
    return {
        ...made,
        files,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ all: found.all, nothing: found.nothing }),
        isWhole,
        unscanned: [...found.unscanned, ...made.unscanned],
        problems: [...found.problems, ...made.problems],
        remarks: [...found.remarks, ...made.remarks]
    };
}
async function readAll(files, ports, modules) {
    const read = new Map();
    for (const file of files) {
        const { standardInput, workspace } = ports;
        const written = standardInput?.file === file
            ? standardInput
            : (0,_files_read_js__WEBPACK_IMPORTED_MODULE_4__/* .readTextFile */ .Gu)(workspace, file, { limit: _files_read_js__WEBPACK_IMPORTED_MODULE_4__/* .maxCheckedBytes */ .Zm, decode: _files_read_js__WEBPACK_IMPORTED_MODULE_4__/* .decodeText */ .g7 });
        const result = 'text' in written
            ? await (0,_detector_formats_read_for_check_js__WEBPACK_IMPORTED_MODULE_5__/* .readForCheck */ .c5)(file, written.text, modules)
            : { kind: 'unreadable', problems: written.problems };
        read.set(file, kept(file, result, ports));
    }
    return read;
}
function kept(file, result, { keepSource }) {
    if (result.kind !== 'unreadable')
        keepSource(file, result.document.text);
    return result;
}
async function loadOneForCheck(file, ports) {
    return (0,_source_js__WEBPACK_IMPORTED_MODULE_2__/* .sourcesFrom */ .bx)(await readAll([file], ports), { targets: [{ file }], discovered: false });
}
async function loadWorkflows(ports) {
    const tracked = (0,_files_git_git_js__WEBPACK_IMPORTED_MODULE_6__/* .trackedFiles */ .O)(ports);
    const { paths } = 'error' in tracked ? (0,_files_find_globs_js__WEBPACK_IMPORTED_MODULE_7__/* .filesBelow */ .DR)(ports.workspace, '.github/workflows') : tracked;
    const files = (0,_files_find_beside_definitions_js__WEBPACK_IMPORTED_MODULE_8__/* .workflowsForEcs */ .l)(ports.workspace, paths);
    return (0,_source_js__WEBPACK_IMPORTED_MODULE_2__/* .sourcesFrom */ .bx)(await readAll(files, ports), {
        targets: files.map(file => ({ file })),
        discovered: true
    });
}


/***/ }),

/***/ 15974:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dl: () => (/* binding */ loadSources),
/* harmony export */   Id: () => (/* binding */ findSources),
/* harmony export */   Vb: () => (/* binding */ onceForServices),
/* harmony export */   WM: () => (/* binding */ ofEntry)
/* harmony export */ });
/* harmony import */ var _files_document_load_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(42732);
/* harmony import */ var _files_document_place_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(43505);
/* harmony import */ var _files_find_find_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(30706);
/* harmony import */ var _files_read_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(82512);
/* harmony import */ var _inputs_configuration_resolve_layout_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(13417);
/* harmony import */ var _inputs_problems_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(88688);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(28168);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35909);
/* harmony import */ var _layout_sources_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(62568);
/* harmony import */ var _source_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57704);










async function loadSources(configuration, ports, resolved = _inputs_configuration_resolve_layout_js__WEBPACK_IMPORTED_MODULE_0__/* .NOTHING_RESOLVED */ .L) {
    const { workspace } = ports;
    const { selected, all, unread, problems: notFound } = await findSources(configuration, ports, resolved);
    const problems = [...notFound];
    const files = [...new Set(selected.map(({ file }) => file))];
    const documents = new Map();
    const unscanned = unread.map(({ file, problem }) => (0,_source_js__WEBPACK_IMPORTED_MODULE_1__/* .unscannedFor */ .N6)(file, [problem]));
    for (const file of files) {
        const result = await loadFile(workspace, file, { ...configuration, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ load: ports.load }) });
        const { document, partial } = result;
        problems.push(...result.problems);
        if (document) {
            documents.set(file, targetOf(document, partial));
            ports.keepSource(file, document.text);
        }
        if (!document || partial)
            unscanned.push((0,_source_js__WEBPACK_IMPORTED_MODULE_1__/* .unscannedFor */ .N6)(file, result.problems));
    }
    const targets = selected.flatMap(({ file, service, entry }) => {
        const source = documents.get(file);
        return source ? [{ ...source, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ service }), ...ofEntry(source, entry, resolved) }] : [];
    });
    return { files, all, targets, unscanned, problems };
}
async function findSources(configuration, { workspace, temporary }, resolved) {
    const { taskDefinition, services, isDropIn = false, registersOnly = false } = configuration;
    if (taskDefinition.length === 0)
        return findListed(configuration, workspace, resolved);
    const found = await (0,_files_find_find_js__WEBPACK_IMPORTED_MODULE_3__/* .findTaskDefinitions */ .PS)(workspace, taskDefinition, (0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ temporary }));
    const selected = (0,_files_find_find_js__WEBPACK_IMPORTED_MODULE_3__/* .selectServices */ .Zo)(found.files, services, taskDefinition);
    const nothing = found.files.length === 0 && found.problems.length > 0;
    const problems = [...found.problems, ...(nothing ? [] : selected.problems)];
    const all = found.files.map(({ file }) => file);
    const { unread } = found;
    if (resolved === _inputs_configuration_resolve_layout_js__WEBPACK_IMPORTED_MODULE_0__/* .NOTHING_RESOLVED */ .L)
        return { selected: selected.targets, all, problems, unread };
    const given = (0,_layout_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .tiedToEntries */ .Wj)(selected.targets, resolved, { workspace, isDropIn, registersOnly });
    const keys = selected.targets.flatMap(({ service: key }) => (key === undefined ? [] : [{ key }]));
    const wanted = isDropIn ? [] : (0,_layout_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .chosenTasks */ .P)(keys, resolved, services);
    const tasks = (0,_layout_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .findEntries */ .I_)(wanted, (0,_layout_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .finderIn */ .Mk)(workspace));
    return {
        selected: [...given.files, ...tasks.files],
        all,
        unread,
        problems: [...problems, ...given.problems, ...tasks.problems]
    };
}
function ofEntry({ place }, entry, resolved) {
    return entry ? { entry, place: origin => place(origin) ?? resolved.place(origin) } : {};
}
function targetOf(document, partial) {
    const target = { document, place: (0,_files_document_place_js__WEBPACK_IMPORTED_MODULE_5__/* .placeFinder */ .aA)(document) };
    return partial ? { ...target, partial } : target;
}
async function loadFile(workspace, file, { compatibility, load = _files_document_load_js__WEBPACK_IMPORTED_MODULE_6__/* .loadDocument */ .Az }) {
    const read = (0,_files_read_js__WEBPACK_IMPORTED_MODULE_7__/* .readTextFile */ .Gu)(workspace, file);
    if (!('text' in read))
        return { problems: read.problems };
    const loaded = await load(file, read.text);
    if (compatibility === undefined || loaded.problems.length === 0 || !/\.jsonc?$/i.test(file))
        return loaded;
    const asYaml = await (0,_files_document_load_js__WEBPACK_IMPORTED_MODULE_6__/* .loadYaml */ .yv)(file, read.text.replace(/^\uFEFF/, ''));
    return asYaml.problems.length === 0 && asYaml.document?.root.kind === 'object' ? asYaml : loaded;
}
function onceForServices(items) {
    return (0,_list_js__WEBPACK_IMPORTED_MODULE_8__/* .distinctBy */ .ey)(items, item => JSON.stringify({ ...item, service: undefined }));
}
function findListed(configuration, workspace, resolved) {
    if (!(0,_layout_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .listsFiles */ .r3)(resolved))
        return { selected: [], all: [], problems: [(0,_inputs_problems_js__WEBPACK_IMPORTED_MODULE_9__/* .noFiles */ .JE)()], unread: [] };
    const chosen = (0,_layout_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .chosenServices */ .LS)(configuration, resolved);
    const tasks = (0,_layout_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .chosenTasks */ .P)(chosen.services, resolved, configuration.services);
    const found = (0,_layout_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .findEntries */ .I_)([...chosen.services, ...tasks], (0,_layout_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .finderIn */ .Mk)(workspace));
    const every = [...resolved.services, ...resolved.tasks].flatMap(({ base }) => base?.kind === 'file' ? [base.path] : []);
    return {
        selected: found.files,
        all: [...new Set(every)],
        unread: [],
        problems: [...chosen.problems, ...found.problems]
    };
}


/***/ }),

/***/ 92691:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runCheck: () => (/* binding */ runCheck)
});

// EXTERNAL MODULE: ./lib/src/check/baseline.js
var check_baseline = __webpack_require__(58058);
// EXTERNAL MODULE: ./lib/src/files/document/tree.js
var tree = __webpack_require__(69360);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/resolve-layout.js + 1 modules
var resolve_layout = __webpack_require__(13417);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(35909);
// EXTERNAL MODULE: ./lib/src/template/prepare.js + 2 modules
var prepare = __webpack_require__(94771);
// EXTERNAL MODULE: ./lib/src/check/contexts.js
var check_contexts = __webpack_require__(6793);
// EXTERNAL MODULE: ./lib/src/check/examine.js
var check_examine = __webpack_require__(29726);
// EXTERNAL MODULE: ./lib/src/check/layout-for-run.js
var layout_for_run = __webpack_require__(82133);
// EXTERNAL MODULE: ./lib/src/check/layout-sources.js
var layout_sources = __webpack_require__(62568);
// EXTERNAL MODULE: ./lib/src/check/load-for-check.js
var load_for_check = __webpack_require__(31326);
// EXTERNAL MODULE: ./lib/src/check/load-sources.js
var load_sources = __webpack_require__(15974);
;// CONCATENATED MODULE: ./lib/src/check/check-layout.js










async function checkLayout(checking) {
    const { configuration, layout } = checking;
    if (rendersNothing(layout))
        return NOTHING;
    const known = [...layout.environments.keys()];
    const { environment } = configuration;
    if (environment !== undefined && known.length > 0 && !known.includes(environment))
        return { ...NOTHING, problems: [(0,layout_for_run/* unknownEnvironment */.Iu)(environment, known)] };
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
            ...(0,check_examine/* configurationValues */.X6)(layout).map(one => ({ ...one, kind: 'template' }))
        ],
        unscanned: opened.unscanned,
        made: new Set(done.flatMap(one => [...one.made])),
        rendered: done.flatMap(one => one.rendered),
        problems: (0,load_sources/* onceForServices */.Vb)([...opened.problems, ...done.flatMap(one => one.problems)]),
        remarks: (0,load_sources/* onceForServices */.Vb)([...done.flatMap(one => one.remarks), ...liveRemarks(resolved)])
    };
}
function rendersNothing({ services, tasks, environments, defaults }) {
    return services.size + tasks.size + environments.size === 0 && defaults === undefined;
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
    constructor(checking) {
        this.#checking = checking;
        this.#known = new Map(checking.loaded.targets.map(target => [target.document.file, target]));
    }
    get isWhole() {
        return this.#checking.loaded.isWhole;
    }
    async open(file) {
        if (this.#known.has(file) || !this.isWhole)
            return this.#known.get(file);
        const { targets, problems, unscanned } = await (0,load_for_check/* loadOneForCheck */.mH)(file, this.#checking.ports);
        const [source] = targets;
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
    const found = (0,layout_sources/* findEntries */.I_)(entries, (0,layout_sources/* finderIn */.Mk)(checking.ports.workspace));
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
        subjects.push({ entry, family: familyOf(root), content: JSON.stringify((0,tree/* toJson */.aB)(root)), site: entry.site });
    }
    return { ...NOTHING, made, rendered, remarks, problems: [...problems, ...(0,layout_for_run/* familyProblems */.bt)(subjects)] };
}
function familyOf(root) {
    return (0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(root, 'family')) ?? '';
}
async function renderEntry(target, entry, run) {
    const { configuration, layout, overridesOf, ports } = run.checking;
    const chosen = { ...configuration, ...(0,present/* present */.E)({ environment: run.environment }) };
    const { region, cluster } = entry.site;
    const site = region === undefined ? undefined : { region, ...(0,present/* present */.E)({ cluster }) };
    const contexts = (0,check_contexts/* contextsFor */.D)(chosen, { ...target, ...(0,present/* present */.E)({ site }) }, ports);
    const own = await (0,check_contexts/* contextsForEntry */.W)(entry, layout, { contexts, mode: 'lenient' });
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

// EXTERNAL MODULE: ./lib/src/template/overrides.js
var template_overrides = __webpack_require__(47152);
// EXTERNAL MODULE: ./lib/src/check/source.js
var source = __webpack_require__(57704);
;// CONCATENATED MODULE: ./lib/src/check/check-text.js










async function checkText({ file, text, now, mask = () => { } }) {
    const read = new Map([[file, await readForCheck(file, text)]]);
    const made = await sourcesFrom(read, { targets: [{ file }], discovered: false });
    const { rendered, problems, remarks } = await renderSources(made.targets, {
        isMade: () => false,
        contextsOf: () => ({ env: {}, github: {}, vars: {}, service: {}, environment: {}, aws: {} }),
        overridesOf: () => NO_OVERRIDES
    });
    const findings = await examine(made.targets, rendered, { rules: USUAL_RULES, mask });
    const loaded = { ...made, files: [file] };
    const project = { rules: USUAL_RULES, configuration: NO_DECISIONS };
    const judged = await applyProjectRules({ findings, loaded }, project, { clock: { now: () => now } });
    return {
        ...emptyReport('check'),
        files: [file],
        unscanned: made.unscanned,
        ...judged,
        problems: [...made.problems, ...problems],
        remarks: [...made.remarks, ...remarks]
    };
}
const STOPS_CHECK = new Set([
    ...[
        'secret-in-template',
        'name-withheld',
        'invalid-expression',
        'unknown-context',
        'unknown-function',
        'expression-in-name'
    ],
    ...['wrong-type', 'no-containers', 'bad-family', 'repeated-container', 'repeated-variable'],
    ...['entry-without-name', 'entry-without-value', 'no-essential-container', 'unknown-dependency'],
    ...['definition-too-large', 'fargate-size'],
    ...['unknown-container', 'container-not-named', 'bad-placement', 'service-twice', 'family-twice'],
    ...['unknown-environment', 'file-not-found', 'not-a-file', 'outside-workspace']
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
        remarks.push(...(0,source/* remarksOf */.ro)(prepared.problems.filter(({ code }) => !STOPS_CHECK.has(code))));
        remarks.push(...prepared.remarks);
        if (prepared.root && prepared.root !== root)
            rendered.push({ target, root: prepared.root });
    }
    return { rendered, problems, remarks };
}
function imagesByService(overrides, targets, layout) {
    if (!(0,template_overrides/* givesImage */.Of)(overrides))
        return { overridesOf: () => overrides, problems: [] };
    return (0,template_overrides/* splitImages */.Ns)(overrides, [...targets, ...entriesOf(layout)]);
}
function entriesOf(layout) {
    const environments = [undefined, ...layout.environments.keys()];
    return environments.flatMap(environment => {
        const { services, tasks } = (0,resolve_layout/* resolveLayout */.J)(layout, environment);
        return [...services, ...tasks].map(entry => ({
            service: entry.key,
            entry,
            document: { file: '', root: check_text_NOTHING }
        }));
    });
}
const check_text_NOTHING = {
    kind: 'object',
    members: [],
    origin: { kind: 'input', input: 'image' }
};

// EXTERNAL MODULE: ./lib/src/check/decisions.js + 3 modules
var decisions = __webpack_require__(15376);
// EXTERNAL MODULE: ./lib/src/check/project-rules.js
var project_rules = __webpack_require__(69354);
// EXTERNAL MODULE: ./lib/src/report/report.js
var report = __webpack_require__(20931);
;// CONCATENATED MODULE: ./lib/src/modes/check.js










async function runCheck(configuration, ports) {
    const project = await (0,project_rules/* readProjectRules */.Z)(configuration, ports);
    const files = await (0,load_for_check/* loadForCheck */.eK)(configuration, ports);
    const { layout: written } = project;
    const { overridesOf, ...images } = imagesByService(configuration.overrides, files.targets, written);
    const layout = await checkLayout({ configuration, layout: written, loaded: files, overridesOf, ports });
    const loaded = withLayout(files, layout);
    const own = await renderSources(loaded.targets, {
        isMade: file => layout.made.has(file),
        contextsOf: target => (0,check_contexts/* contextsFor */.D)(configuration, target, ports),
        overridesOf
    });
    const examined = { rules: project.rules, mask: ports.mask };
    const found = await (0,check_examine/* examine */.sb)(loaded.targets, [...layout.rendered, ...own.rendered], examined);
    const findings = (0,check_examine/* onceEach */.fF)(found, configuration.config.file);
    const judged = await (0,decisions/* applyProjectRules */.PE)({ findings, loaded }, project, ports);
    const problems = [
        ...project.problems,
        ...project.layoutProblems,
        ...project.placementProblems.filter(({ code }) => code === 'unknown-service'),
        ...loaded.problems,
        ...images.problems,
        ...layout.problems.filter(isStopping),
        ...own.problems
    ];
    const checked = { configuration, project, loaded, findings, judged, problems };
    const baseline = configuration.writeBaseline
        ? await (0,check_baseline/* keepAsBaseline */.jo)(checked, ports)
        : { applied: judged, remarks: [], problems: [] };
    return {
        ...(0,report/* emptyReport */._O)('check'),
        services: loaded.targets.flatMap(({ service }) => service ?? []),
        files: loaded.files,
        unscanned: loaded.unscanned,
        ...baseline.applied,
        failOn: configuration.failOn,
        problems: [...problems, ...baseline.problems],
        remarks: [
            ...project.toFillIn,
            ...loaded.remarks,
            ...ofSearch(loaded, configuration),
            ...layout.remarks,
            ...(0,source/* remarksOf */.ro)(layout.problems.filter(problem => !isStopping(problem))),
            ...own.remarks,
            ...baseline.remarks,
            ...(files.isWhole ? (0,decisions/* howToBegin */.xc)(baseline.applied, project) : [])
        ]
    };
}
function ofSearch(loaded, { taskDefinition, services }) {
    const { nothing, targets, files, all = [] } = loaded;
    const message = 'Input "service" chooses among the files that "task-definition" names. It names none, so that the task definitions of all services are checked.';
    return [
        ...(nothing && targets.length + files.length + all.length === 0 ? [nothing()] : []),
        ...(taskDefinition.length === 0 && Array.isArray(services) ? [{ message }] : [])
    ];
}
function isStopping({ code }) {
    return STOPS_CHECK.has(code);
}
function withLayout(loaded, { sources, unscanned }) {
    const named = [...sources.map(({ document }) => document.file), ...unscanned.map(({ file }) => file)];
    return {
        ...loaded,
        files: [...new Set([...loaded.files, ...named])],
        targets: [...loaded.targets, ...sources],
        unscanned: [...loaded.unscanned, ...unscanned]
    };
}


/***/ })

};
