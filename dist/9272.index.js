export const id = 9272;
export const ids = [9272,6612];
export const modules = {

/***/ 38784:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ contextsFor),
/* harmony export */   i: () => (/* binding */ partitionOf)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(65955);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85590);


const HARMLESS = new Set('ACTIONS ACTOR ACTOR_ID API_URL BASE_REF EVENT_NAME GRAPHQL_URL HEAD_REF JOB REF REF_NAME REF_PROTECTED REF_TYPE REPOSITORY REPOSITORY_ID REPOSITORY_OWNER REPOSITORY_OWNER_ID RETENTION_DAYS RUN_ATTEMPT RUN_ID RUN_NUMBER SERVER_URL SHA TRIGGERING_ACTOR WORKFLOW WORKFLOW_REF WORKFLOW_SHA'
    .split(' ')
    .map(name => `GITHUB_${name}`));
const NEVER = /^(aws_access_key_id|actions_\w+|input_.*)$|token|secret|passw|passphrase|private|credential|api_?key|_pat$/;
function isNeverGiven(name) {
    return NEVER.test(name.toLowerCase());
}
const TYPED = ['inputs', 'client_payload'];
function contextsFor(configuration, target, ports) {
    const { variables } = configuration;
    const { cluster, region } = target.site ?? configuration;
    return {
        ...environmentOnce(ports, configuration.env),
        vars: variables,
        service: (0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ name: nameOf(target), key: target.service, cluster }),
        environment: (0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ name: configuration.environment }),
        aws: region === undefined || region === '' ? {} : { region, partition: partitionOf(region) }
    };
}
function nameOf({ service, entry }) {
    return entry?.kind === 'service' ? entry.name : service;
}
const PARTITIONS = [
    ['cn-', 'aws-cn'],
    ['us-gov-', 'aws-us-gov'],
    ['us-isob-', 'aws-iso-b'],
    ['us-iso-', 'aws-iso'],
    ['eu-isoe-', 'aws-iso-e'],
    ['us-isof-', 'aws-iso-f'],
    ['eusc-', 'aws-eusc']
];
function partitionOf(region) {
    return PARTITIONS.find(([begin]) => region.startsWith(begin))?.[1] ?? 'aws';
}
const known = new WeakMap();
function environmentOnce({ env, github }, listed) {
    const last = known.get(env);
    if (last?.github === github && last.listed === listed)
        return last.contexts;
    const contexts = templateEnvironment({ env, github }, listed);
    known.set(env, { github, listed, contexts });
    return contexts;
}
function templateEnvironment({ env, github }, listed) {
    const names = new Set(listed);
    const withheld = new Map();
    const given = {};
    for (const [name, value] of Object.entries(env)) {
        if (HARMLESS.has(name) || (names.has(name) && !isNeverGiven(name)))
            given[name] = value;
        else
            withheld.set(`env.${name.toLowerCase()}`, isNeverGiven(name) ? 'credential' : 'unlisted');
    }
    return { env: given, github: withoutTyped(github, names, withheld), withheld };
}
function withoutTyped(github, names, withheld) {
    const event = github['event'];
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(event))
        return github;
    const changed = {};
    for (const member of TYPED) {
        const typed = event[member];
        if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(typed))
            continue;
        const entries = Object.entries(typed).filter(([name]) => {
            const isGiven = names.has(`${member}.${name}`) && !isNeverGiven(name);
            if (!isGiven) {
                const reason = isNeverGiven(name) ? 'credential' : 'unlisted';
                withheld.set(`github.event.${member}.${name.toLowerCase()}`, reason);
            }
            return isGiven;
        });
        changed[member] = Object.fromEntries(entries);
    }
    return Object.keys(changed).length === 0 ? github : { ...github, event: { ...event, ...changed } };
}


/***/ }),

/***/ 54060:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ applyProjectRules)
/* harmony export */ });
async function applyProjectRules(examined, project, ports) {
    const { findings, loaded } = examined;
    const exceptions = project.configuration.exceptions.length + (project.standing?.pending.length ?? 0);
    if (exceptions === 0 && !loaded.targets.some(({ document }) => document.text.includes('ecs-sealed:')))
        return { findings, excepted: [] };
    const { weighedBy } = await __webpack_require__.e(/* import() */ 4224).then(__webpack_require__.bind(__webpack_require__, 24224));
    return weighedBy(examined, project, ports);
}


/***/ }),

/***/ 24770:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  s: () => (/* binding */ examine),
  f: () => (/* binding */ onceEach)
});

// EXTERNAL MODULE: ./lib/src/detector/chosen-rules.js
var chosen_rules = __webpack_require__(9442);
// EXTERNAL MODULE: ./lib/src/detector/detect.js + 3 modules
var detect = __webpack_require__(45076);
;// CONCATENATED MODULE: ./lib/src/detector/merge-findings.js

function mergeFindings(raw, rendered) {
    const sorted = [...raw, ...rendered].sort((a, b) => (0,detect/* compareFindings */.Eg)(a, b) || Number(b.level === 'error') - Number(a.level === 'error'));
    const keys = new Set();
    return sorted.filter((finding, index) => {
        const before = sorted[index - 1];
        const isAlone = before === undefined || (0,detect/* compareFindings */.Eg)(before, finding) !== 0;
        const after = sorted[index + 1];
        if (isAlone && (after === undefined || (0,detect/* compareFindings */.Eg)(finding, after) !== 0))
            return true;
        if (isAlone)
            keys.clear();
        const key = keyOf(finding);
        return keys.size !== keys.add(key).size;
    });
}
const TERRAFORM_VALUE = /^\/(?:locals\/(?!.*definitions)|variable\/[^/]{1,255}\/default)/i;
function keyOf({ file, input, pointer, container, name, rule }) {
    if (input === undefined && /^\/Parameters\/[^/]{1,255}\/Default$/.test(pointer))
        return JSON.stringify([file, pointer, rule]);
    if (TERRAFORM_VALUE.test(pointer))
        return JSON.stringify([file, pointer]);
    return JSON.stringify([
        file,
        input === undefined ? ['pointer', pointer] : ['input', input],
        container,
        name,
        rule
    ]);
}

// EXTERNAL MODULE: ./lib/src/detector/sensitive.js
var sensitive = __webpack_require__(6816);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(7673);
;// CONCATENATED MODULE: ./lib/src/checking/examine/examine.js





async function examine(targets, rendered, { rules: choice, mask }) {
    const rules = (0,chosen_rules/* chosenRules */.u)(choice);
    const services = new Set(targets.map(({ service }) => service));
    const findIn = ({ target, root }) => {
        const looked = (0,detect/* look */.Op)(root, rules);
        if (looked.judged.length === 0)
            return [];
        mask((0,sensitive/* sensitiveIn */.oD)(looked).filter(value => !services.has(value)));
        return (0,detect/* findingsOf */.WX)({ file: target.document.file, root, place: target.place }, looked);
    };
    const files = (0,list/* distinctBy */.ey)(targets, ({ document }) => document.file);
    const asWritten = files.flatMap(target => findIn({ target, root: target.document.root }));
    const changed = rendered.filter(({ target, root }) => root !== target.document.root);
    return mergeFindings(asWritten, changed.flatMap(findIn));
}
async function onceEach(findings, file) {
    if (findings.length === 0)
        return findings;
    const { oncePerPlace } = await __webpack_require__.e(/* import() */ 9039).then(__webpack_require__.bind(__webpack_require__, 59039));
    return oncePerPlace(findings, file);
}


/***/ }),

/***/ 5036:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  F: () => (/* binding */ findCheckFiles),
  N: () => (/* binding */ unscannedFor)
});

// EXTERNAL MODULE: ./lib/src/workspace/find/find.js + 1 modules
var find = __webpack_require__(81033);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ../../main/node_modules/picomatch/index.js
var picomatch = __webpack_require__(70636);
// EXTERNAL MODULE: ./lib/src/workspace/git/changed.js
var git_changed = __webpack_require__(59604);
// EXTERNAL MODULE: ./lib/src/workspace/git/git.js
var git = __webpack_require__(60948);
;// CONCATENATED MODULE: ./lib/src/workspace/find/not-checked-out.js





function notCheckedOut(place, lines) {
    const globs = lines.flatMap(line => (isGlobLine(line) ? [globOf(line)] : []));
    const tracked = globs.length === 0 ? undefined : (0,git/* trackedFiles */.O)(place);
    if (tracked === undefined || 'error' in tracked)
        return { beyond: [], absent: [] };
    const { wanted, excluded } = (0,find/* withoutExcluded */.fP)(lines);
    const isOut = picomatch(excluded.flatMap(line => [globOf(line), `${globOf(line).replace(/\/$/, '')}/**`]), DOT);
    const isNamed = picomatch(wanted.map(globOf), DOT);
    const isIn = (file) => isNamed(file) && !isOut(file);
    const absent = [...tracked.sparse].filter(file => !(0,git_changed/* isWritten */.QH)(place.workspace, file));
    const modules = tracked.modules.filter(module => (0,git_changed/* isEmptyFolder */.WF)(place.workspace, module) && globs.some(glob => isIn(`${module}/${external_node_path_.posix.basename(glob)}`)));
    const beyond = [
        ...absent.filter(isIn).map(file => ({ kind: 'sparse', file })),
        ...modules.map(file => ({ kind: 'submodule', file }))
    ];
    return { beyond, absent };
}
const DOT = { dot: true };
function isGlobLine(line) {
    return !line.startsWith('!') && /[*?[{(]/.test(line);
}
function globOf(line) {
    return line.replace(/^\.\//, '').replaceAll('{service}', '*');
}

// EXTERNAL MODULE: ./lib/src/checking/find/beyond-reach.js
var beyond_reach = __webpack_require__(44515);
;// CONCATENATED MODULE: ./lib/src/checking/find/limit-to-changed.js



function limited(all, { config, changedSince: revision }, place) {
    const { workspace } = place;
    const { beyond = [] } = all;
    const changed = (0,git/* changedFiles */.Y_)(place, revision);
    if ('problem' in changed)
        return { ...all, targets: [], isWhole: false, problems: withProblem(all.problems, changed.problem) };
    const among = (0,git_changed/* isAmong */.FB)(workspace, changed.paths);
    const paths = new Set(changed.paths);
    if ((0,git_changed/* isThere */.$B)(workspace, config.file) && among(config.file)) {
        const message = `${config.file} differs from "${revision}", so that all task definition files were checked.`;
        const whole = { ...all, remarks: [...all.remarks, { message }] };
        return (0,beyond_reach/* withBeyond */._)(whole, beyond, ({ kind, file }) => kind !== 'submodule' || paths.has(file));
    }
    const isOwn = ownFile(place);
    const reached = (0,git_changed/* isReached */.xg)(workspace, changed.paths);
    const targets = all.discovered
        ? all.targets.filter(target => among(target.file) ||
            reached(target.file) ||
            ((0,git_changed/* isSymbolicLink */.VO)(workspace, target.file) && isOwn(target)))
        : all.targets.filter(target => among(target.file) || isOwn(target));
    const message = `${targets.length} of ${all.targets.length} task definition files differ from "${revision}"; only those were checked.`;
    const before = all.all ?? all.targets.map(({ file }) => file);
    const some = { ...all, targets, all: before, isWhole: false, remarks: [...all.remarks, { message }] };
    return (0,beyond_reach/* withBeyond */._)(some, beyond, ({ file }) => paths.has(file));
}
function withProblem(problems, one) {
    return problems.some(({ code }) => code === one.code) ? problems : [...problems, one];
}
function ownFile(place) {
    let isKnown;
    return ({ file }) => {
        if (isKnown === undefined) {
            const tracked = (0,git/* trackedFiles */.O)(place);
            isKnown = (0,git_changed/* isKnownTo */.l_)(place.workspace, new Set('error' in tracked ? [] : tracked.paths));
        }
        return !isKnown(file);
    };
}

// EXTERNAL MODULE: ./lib/src/checking/find/search-check-files.js + 3 modules
var search_check_files = __webpack_require__(6139);
;// CONCATENATED MODULE: ./lib/src/checking/find/find-check-files.js





const NOT_WHOLE = 'Not all of it could be read.';
function unscannedFor(file, problems) {
    const [first] = problems;
    return { file, line: first?.place?.line ?? 1, reason: first?.message ?? NOT_WHOLE };
}
async function findCheckFiles(configuration, place) {
    const { standardInput } = place;
    const { taskDefinition, changedSince } = configuration;
    const given = taskDefinition.filter(line => line !== '-');
    if (given.length < taskDefinition.length && standardInput === undefined)
        return nothingToRead();
    const { wanted } = (0,find/* withoutExcluded */.fP)(given);
    const hasNames = wanted.length > 0 || standardInput !== undefined;
    const all = hasNames
        ? await named({ ...configuration, taskDefinition: given }, place)
        : await (0,search_check_files.discovered)(place, configuration);
    const found = changedSince === undefined ? all : limited(all, { ...configuration, changedSince }, place);
    return standardInput === undefined
        ? found
        : { ...found, targets: [{ file: standardInput.file }, ...found.targets] };
}
async function named(configuration, place) {
    const { workspace } = place;
    const { taskDefinition, changedSince } = configuration;
    const folders = taskDefinition.filter(line => (0,find/* folderAt */.w3)(workspace, line) !== undefined);
    const patterns = taskDefinition.filter(line => !folders.includes(line));
    const below = folders.length === 0 ? NOTHING_BELOW : await (0,search_check_files.inFolders)(place, folders, configuration);
    const away = notCheckedOut(place, patterns);
    const found = await (0,find.findTaskDefinitions)(workspace, patterns, away);
    const one = new Map([...below.targets, ...found.files].map(target => [target.file, target]));
    const files = [...one.values()];
    const selected = (0,find/* selectServices */.Zo)(files, configuration.services, patterns);
    const guessed = new Set(below.targets.map(({ file }) => file));
    for (const { file } of found.files)
        guessed.delete(file);
    const result = {
        ...below,
        beyond: [...(below.beyond ?? []), ...away.beyond],
        targets: selected.targets,
        all: files.map(({ file }) => file),
        discovered: false,
        ...(guessed.size === 0 ? {} : { guessed }),
        problems: [...found.problems, ...below.problems, ...selected.problems],
        unscanned: [
            ...below.unscanned,
            ...found.unread.map(({ file, problem }) => unscannedFor(file, [problem]))
        ],
        isWhole: false
    };
    return changedSince === undefined ? (0,beyond_reach/* withBeyond */._)(result, away.beyond) : result;
}
const NOTHING_BELOW = { targets: [], problems: [], unscanned: [], remarks: [] };
function nothingToRead() {
    const problem = {
        code: 'no-standard-input',
        fault: 'user',
        message: 'Input "task-definition": "-" is standard input, which only mode check at a command line reads.',
        hint: 'Name the file. One that is called "-" is written ./-.'
    };
    return { targets: [], problems: [problem], unscanned: [], remarks: [], discovered: false, isWhole: false };
}


/***/ }),

/***/ 40509:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ contextsForEntry)
/* harmony export */ });
/* harmony import */ var _document_tree_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(10119);
/* harmony import */ var _template_render_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54866);


const NOWHERE = { kind: 'input', input: 'config' };
async function contextsForEntry(entry, layout, run) {
    const { contexts, render = _template_render_js__WEBPACK_IMPORTED_MODULE_0__/* .renderStrictly */ .f } = run;
    if (entry.variables.size === 0)
        return { contexts, problems: [] };
    const members = [...entry.variables].map(([key, { node }]) => ({
        key,
        keyOrigin: node.origin,
        value: node
    }));
    const tree = { kind: 'object', members, origin: NOWHERE };
    const { root, problems } = await render({ root: tree, document: layout.document }, contexts);
    const own = {};
    if (root.kind === 'object')
        for (const { key, value } of root.members)
            own[key] = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .toJson */ .aB)(value);
    return { contexts: { ...contexts, vars: { ...own, ...contexts.vars } }, problems };
}


/***/ }),

/***/ 84945:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ familyProblems)
/* harmony export */ });
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85590);

function familyProblems(subjects) {
    const known = new Map();
    return subjects.flatMap(subject => {
        const { family, site, entry } = subject;
        if (family === '' || family.includes('${{'))
            return [];
        const id = JSON.stringify([site.region, site.roleArn, family]);
        const before = known.get(id);
        if (before === undefined) {
            known.set(id, { subject });
            return [];
        }
        before.content ??= before.subject.content();
        return before.content === subject.content() ? [] : [familyTwice(family, before.subject.entry, entry)];
    });
}
function familyTwice(family, before, entry) {
    return {
        code: 'family-twice',
        fault: 'user',
        message: `${described(before)} and ${described(entry)} make two different task definitions of the same family "${family}".`,
        hint: 'Give one of them its own family (key "family"), or make both the same.',
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ place: entry.written })
    };
}
function described({ key, base, written }) {
    const where = written ? ` (${written.file}:${written.line})` : '';
    return `"${key}"${where}${fileOf(base)}`;
}
function fileOf(base) {
    return base?.kind === 'file' ? ` from ${base.path}` : '';
}


/***/ }),

/***/ 16612:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LS: () => (/* binding */ chosenServices),
/* harmony export */   chosenTasks: () => (/* binding */ chosenTasks),
/* harmony export */   entriesForDropIn: () => (/* binding */ entriesForDropIn),
/* harmony export */   findEntries: () => (/* binding */ findEntries),
/* harmony export */   finderIn: () => (/* binding */ finderIn),
/* harmony export */   keyOfNamed: () => (/* binding */ keyOfNamed),
/* harmony export */   m5: () => (/* binding */ tasksBefore),
/* harmony export */   r3: () => (/* binding */ listsFiles),
/* harmony export */   tiedToEntries: () => (/* binding */ tiedToEntries)
/* harmony export */ });
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27779);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85590);
/* harmony import */ var _workspace_find_find_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(81033);



function listsFiles({ services, tasks }) {
    return [...services, ...tasks].some(({ base }) => base !== undefined);
}
function chosenServices({ services: selection }, { services, tasks, absent }) {
    if (!Array.isArray(selection))
        return { services, problems: [] };
    const names = selection;
    const known = [...services, ...tasks.filter(isScheduled)].map(({ key }) => key);
    return {
        services: services.filter(({ key }) => names.includes(key)),
        problems: names
            .filter(name => !known.includes(name) && !absent?.has(name))
            .map(name => unknownKey(name, services))
    };
}
function isScheduled({ task }) {
    return task.schedules === true;
}
const WORDS = ['all', 'changed'];
function unknownKey(name, services) {
    const known = services.map(({ key }) => key);
    const same = services.filter(one => one.name === name).map(({ key }) => `"${key}"`);
    const meant = same.length > 0 ? ` Its key is ${same.join(' or ')}.` : (0,_nearest_js__WEBPACK_IMPORTED_MODULE_0__/* .didYouMean */ .au)(name, [...known, ...WORDS]);
    return {
        code: 'unknown-service',
        fault: 'user',
        service: name,
        message: `Input "service" names "${name}", which the configuration file does not have.${meant}`,
        hint: `Services: ${known.join(', ')}.`
    };
}
function chosenTasks(services, { tasks }, selection) {
    return tasks.filter(one => {
        const { key, task } = one;
        const isFor = services.some(service => task.for.includes(service.key));
        const runsBefore = task.run === 'before' && (task.for.length === 0 ? services.length > 0 : isFor);
        if (!isScheduled(one))
            return runsBefore;
        const isNamed = Array.isArray(selection) && selection.includes(key);
        return runsBefore || isFor || isNamed || (task.for.length === 0 && !Array.isArray(selection));
    });
}
function tasksBefore(key, { tasks }) {
    return tasks.filter(({ task }) => task.run === 'before' && (task.for.length === 0 || task.for.includes(key)));
}
function finderIn(workspace) {
    return (path, label) => (0,_workspace_find_find_js__WEBPACK_IMPORTED_MODULE_1__/* .findNamedFile */ .$D)(workspace, path, label);
}
function findEntries(entries, find) {
    const problems = [];
    const files = entries.flatMap((entry) => {
        const { base, key } = entry;
        const service = entry.kind === 'service' ? key : undefined;
        if (base === undefined) {
            problems.push(withoutFile(entry));
            return [];
        }
        if (base.kind === 'live')
            return [];
        const found = find(base.path, `"task-definition" of "${key}"`);
        if ('problem' in found) {
            problems.push({ ...found.problem, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ place: base.place, service }) });
            return [];
        }
        return [{ file: found.file, entry, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ service }) }];
    });
    return { files, problems };
}
function withoutFile({ key, kind, written }) {
    return {
        code: 'missing-input',
        fault: 'user',
        message: `The configuration file does not say from which task definition "${key}" is ${kind === 'task' ? 'run' : 'deployed'}.`,
        hint: 'Write task-definition: PATH in its entry or in "defaults", or name the file in the input "task-definition".',
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ place: written })
    };
}
function tiedToEntries(files, workspace, resolved) {
    const problems = [];
    const fileOf = ({ base }) => {
        const written = base?.kind === 'file' ? (0,_workspace_find_find_js__WEBPACK_IMPORTED_MODULE_1__/* .findNamedFile */ .$D)(workspace, base.path, '') : undefined;
        return written && 'file' in written ? written.file : undefined;
    };
    const isList = listsFiles(resolved);
    const found = files.flatMap((one) => {
        if (one.service === undefined) {
            const owners = resolved.services.filter(entry => fileOf(entry) === one.file);
            if (isList && owners.length === 0)
                problems.push(notListed(one.file, resolved));
            return owners.length === 0 ? [one] : owners.map(entry => ({ ...one, service: entry.key, entry }));
        }
        const entry = resolved.services.find(({ key }) => key === one.service);
        if (entry === undefined) {
            if (isList)
                problems.push(notListed(one.file, resolved));
            return [one];
        }
        if (entry.base !== undefined && fileOf(entry) !== one.file)
            problems.push(contradiction(one.file, entry));
        return [{ ...one, entry }];
    });
    return { files: found, problems };
}
function keyOfNamed(name, { services }) {
    const same = services.filter(one => one.name === name);
    return same.length === 1 && same[0] ? same[0].key : name;
}
function entriesForDropIn(files, workspace, resolved) {
    const ownersOf = (file) => resolved.services.filter(({ base }) => {
        const written = base?.kind === 'file' ? (0,_workspace_find_find_js__WEBPACK_IMPORTED_MODULE_1__/* .findNamedFile */ .$D)(workspace, base.path, '') : undefined;
        return written !== undefined && 'file' in written && written.file === file;
    });
    const problems = [];
    const found = files.map((one) => {
        if (one.service === undefined) {
            const [entry, ...more] = ownersOf(one.file);
            if (entry && more.length > 0)
                problems.push(ownersUnclear(one.file, [entry, ...more]));
            return { ...one, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ entry }) };
        }
        const key = keyOfNamed(one.service, resolved);
        const entry = resolved.services.find(service => service.key === key);
        if (entry === undefined)
            return one;
        return { ...one, service: key, entry };
    });
    return { files: found, problems };
}
function ownersUnclear(file, owners) {
    const [first] = owners;
    const names = owners.map(({ key }) => key).join(', ');
    return {
        code: 'service-ambiguous',
        fault: 'user',
        message: `${file} is the task definition of several services in the configuration file (${names}), and none is named.`,
        hint: `Name the one whose settings apply in the input "service", for example service: ${first?.name ?? ''}.`
    };
}
function notListed(file, { services }) {
    return {
        code: 'place-contradiction',
        fault: 'user',
        message: `Input "task-definition" names ${file}, which is the task definition of no service in the configuration file.`,
        hint: `Leave the input out: the configuration file says what is deployed (${services.map(({ key }) => key).join(', ')}).`
    };
}
function contradiction(file, { key, base }) {
    const place = base?.place;
    const where = place ? ` (${place.file}:${place.line})` : '';
    const written = base?.kind === 'file' ? base.path : 'live';
    return {
        code: 'place-contradiction',
        fault: 'user',
        service: key,
        message: `Input "task-definition" names ${file} for "${key}", but the configuration file says ${written}${where}.`,
        hint: 'Leave the input out, or correct the file.',
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ place })
    };
}


/***/ }),

/***/ 99880:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dl: () => (/* binding */ loadSources),
/* harmony export */   Id: () => (/* binding */ findSources),
/* harmony export */   Vb: () => (/* binding */ onceForServices),
/* harmony export */   WE: () => (/* binding */ isLiveName),
/* harmony export */   WM: () => (/* binding */ ofEntry)
/* harmony export */ });
/* harmony import */ var _configuration_resolved_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16278);
/* harmony import */ var _document_load_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(45187);
/* harmony import */ var _document_place_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(19016);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7673);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85590);
/* harmony import */ var _workspace_find_find_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(81033);
/* harmony import */ var _workspace_read_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(89415);
/* harmony import */ var _find_find_check_files_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5036);








async function loadSources(configuration, ports, resolved = _configuration_resolved_js__WEBPACK_IMPORTED_MODULE_0__/* .NOTHING_RESOLVED */ .L) {
    const { workspace } = ports;
    const { selected, all, unread, problems: notFound } = await findSources(configuration, ports, resolved);
    const problems = [...notFound];
    const files = [...new Set(selected.map(({ file }) => file))];
    const documents = new Map();
    const unscanned = unread.map(({ file, problem }) => (0,_find_find_check_files_js__WEBPACK_IMPORTED_MODULE_1__/* .unscannedFor */ .N)(file, [problem]));
    for (const file of files) {
        const result = await loadFile(workspace, file, configuration);
        const { document, partial } = result;
        problems.push(...result.problems);
        if (document) {
            documents.set(file, targetOf(document, partial));
            ports.keepSource(file, document.text);
        }
        if (!document || partial)
            unscanned.push((0,_find_find_check_files_js__WEBPACK_IMPORTED_MODULE_1__/* .unscannedFor */ .N)(file, result.problems));
    }
    const targets = selected.flatMap(({ file, service, entry }) => {
        const source = documents.get(file);
        return source ? [{ ...source, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ service }), ...ofEntry(source, entry, resolved) }] : [];
    });
    return { files, all, targets, unscanned, problems };
}
async function findSources(configuration, { workspace, temporary }, resolved) {
    const { taskDefinition, services } = configuration;
    if (taskDefinition.length === 0)
        return (await __webpack_require__.e(/* import() */ 6186).then(__webpack_require__.bind(__webpack_require__, 46186))).findListed(configuration, workspace, resolved);
    const found = await (0,_workspace_find_find_js__WEBPACK_IMPORTED_MODULE_3__.findTaskDefinitions)(workspace, taskDefinition, (0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ temporary }));
    const selected = (0,_workspace_find_find_js__WEBPACK_IMPORTED_MODULE_3__/* .selectServices */ .Zo)(found.files, services, taskDefinition);
    const nothing = found.files.length === 0 && found.problems.length > 0;
    const problems = [...found.problems, ...(nothing ? [] : selected.problems)];
    const all = found.files.map(({ file }) => file);
    const { unread } = found;
    if (resolved === _configuration_resolved_js__WEBPACK_IMPORTED_MODULE_0__/* .NOTHING_RESOLVED */ .L)
        return { selected: selected.targets, all, problems, unread };
    const { chosenTasks, entriesForDropIn, findEntries, finderIn, tiedToEntries } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 16612));
    if (configuration.isDropIn) {
        const tied = entriesForDropIn(selected.targets, workspace, resolved);
        return { selected: tied.files, all, problems: [...problems, ...tied.problems], unread };
    }
    const given = tiedToEntries(selected.targets, workspace, resolved);
    const keys = selected.targets.flatMap(({ service: key }) => (key === undefined ? [] : [{ key }]));
    const tasks = findEntries(chosenTasks(keys, resolved, services), finderIn(workspace));
    return {
        selected: [...given.files, ...tasks.files],
        all,
        unread,
        problems: [...problems, ...given.problems, ...tasks.problems]
    };
}
function isLiveName(file) {
    return file.startsWith('live:');
}
function ofEntry({ place }, entry, resolved) {
    return entry ? { entry, place: origin => place(origin) ?? resolved.place(origin) } : {};
}
function targetOf(document, partial) {
    const target = { document, place: (0,_document_place_js__WEBPACK_IMPORTED_MODULE_4__/* .placeFinder */ .aA)(document) };
    return partial ? { ...target, partial } : target;
}
async function loadFile(workspace, file, { compatibility }) {
    const read = (0,_workspace_read_js__WEBPACK_IMPORTED_MODULE_5__/* .readTextFile */ .Gu)(workspace, file);
    if (!('text' in read))
        return { problems: read.problems };
    const loaded = await (0,_document_load_js__WEBPACK_IMPORTED_MODULE_6__/* .loadDocument */ .A)(file, read.text);
    if (compatibility === undefined || loaded.problems.length === 0 || !/\.jsonc?$/i.test(file))
        return loaded;
    const { readYaml } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 33266));
    const asYaml = readYaml(file, read.text.replace(/^\uFEFF/, ''));
    return asYaml.problems.length === 0 && asYaml.document?.root.kind === 'object' ? asYaml : loaded;
}
function onceForServices(items) {
    return (0,_list_js__WEBPACK_IMPORTED_MODULE_7__/* .distinctBy */ .ey)(items, item => JSON.stringify({ ...item, service: undefined }));
}


/***/ }),

/***/ 9442:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ chosenRules)
/* harmony export */ });
/* harmony import */ var _known_value_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(26083);
/* harmony import */ var _rules_reference_invalid_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(95419);
/* harmony import */ var _rules_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(59487);
/* harmony import */ var _strict_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92863);




function chosenRules({ optional, strictly, known, references }) {
    const usual = (0,_rules_js__WEBPACK_IMPORTED_MODULE_0__/* .rulesWith */ .qS)(optional);
    const all = strictly === undefined ? usual : (0,_strict_js__WEBPACK_IMPORTED_MODULE_1__/* .strictRules */ .fs)(strictly, usual);
    return judged(known.size === 0 ? all : [...all, (0,_known_value_js__WEBPACK_IMPORTED_MODULE_2__/* .knownValue */ .j)(known)], references);
}
function judged(rules, references) {
    switch (references?.kind) {
        case 'lookup':
            return (0,_rules_reference_invalid_js__WEBPACK_IMPORTED_MODULE_3__/* .rulesBeforeLookup */ .fx)(rules, references);
        case 'file':
            return (0,_rules_reference_invalid_js__WEBPACK_IMPORTED_MODULE_3__/* .rulesForRender */ .bS)(rules);
        case undefined:
            return rules;
    }
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

/***/ 45270:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ conform)
/* harmony export */ });
/* harmony import */ var _document_place_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19016);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(85590);
/* harmony import */ var _naming_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(84222);
/* harmony import */ var _schema_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(42805);




const numeric = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
function conform(root, options) {
    const conformer = new Conformer(options);
    const conformed = conformer.conformStructure(root, conformer.schema.root, undefined);
    return { root: conformed, problems: conformer.problems, remarks: conformer.remarks };
}
class Conformer {
    problems = [];
    remarks = [];
    schema;
    options;
    find;
    fieldsOf;
    constructor(options) {
        this.options = options;
        this.find = (0,_document_place_js__WEBPACK_IMPORTED_MODULE_0__/* .placeFinder */ .aA)(options.document);
        this.schema = options.schema ?? _schema_js__WEBPACK_IMPORTED_MODULE_1__/* .definitionSchema */ .$k;
        this.fieldsOf = (0,_schema_js__WEBPACK_IMPORTED_MODULE_1__/* .schemaReader */ .JC)(this.schema.structures);
    }
    conformStructure(node, type, path) {
        const fields = this.fieldsOf(type);
        return this.mapMembers(node, path, (member, own) => {
            const field = fields.get(member.key);
            if (field !== undefined)
                return this.conformNode(member.value, field, own);
            const at = this.#at(member.keyOrigin, own);
            if (this.schema.unknown === 'refuse')
                this.problems.push(unknownMember(member.key, at, fields));
            else
                this.remarks.push(unknownField(member.key, at, fields));
            return member.value;
        });
    }
    conformNode(node, type, path) {
        switch (type[0]) {
            case 's':
                return this.conformText(node, path);
            case 'n':
            case 't':
                return this.conformNumber(node, path);
            case 'b':
                return this.conformBoolean(node, path);
            case 'd':
                return node;
            case '[':
                return node.kind === 'array'
                    ? this.conformList(node, type.slice(1), path)
                    : this.refuse(node, path, 'a list');
            case '{':
                if (node.kind !== 'object')
                    return this.refuse(node, path, 'an object');
                return this.mapMembers(node, path, ({ value }, own) => this.conformNode(value, type.slice(1), own));
            default:
                return node.kind === 'object'
                    ? this.conformStructure(node, type, path)
                    : this.refuse(node, path, 'an object');
        }
    }
    conformText(node, path) {
        if (node.kind === 'string')
            return node;
        if (node.kind === 'number')
            return { kind: 'string', value: node.raw, origin: node.origin };
        if (node.kind === 'boolean')
            return { kind: 'string', value: this.writtenBoolean(node), origin: node.origin };
        return this.refuse(node, path, 'text');
    }
    writtenBoolean({ value, origin }) {
        const written = origin.kind === 'file' ? this.options.document.text.slice(origin.start, origin.end) : '';
        return written.toLowerCase() === String(value) ? written : String(value);
    }
    conformNumber(node, path) {
        if (node.kind === 'number')
            return node;
        if (node.kind === 'string' && numeric.test(node.value) && Number.isFinite(Number(node.value))) {
            return { kind: 'number', value: Number(node.value), raw: node.value, origin: node.origin };
        }
        return this.refuse(node, path, 'a number');
    }
    conformBoolean(node, path) {
        if (node.kind === 'boolean')
            return node;
        if (node.kind === 'string' && (node.value === 'true' || node.value === 'false')) {
            return { kind: 'boolean', value: node.value === 'true', origin: node.origin };
        }
        return this.refuse(node, path, 'true or false');
    }
    conformList(node, type, path) {
        const items = node.items.map((item, index) => this.conformNode(item, type, { parent: path, step: index }));
        return items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
    }
    mapMembers(node, path, map) {
        const members = node.members.flatMap(member => {
            const own = { parent: path, step: member.key };
            if (member.value.kind === 'null') {
                this.remarks.push(nullOmitted(this.#at(member.keyOrigin, own)));
                return [];
            }
            const value = map(member, own);
            return [value === member.value ? member : { ...member, value }];
        });
        const isSame = members.length === node.members.length && members.every((one, at) => one === node.members[at]);
        return isSame ? node : { ...node, members };
    }
    refuse(node, path, allowed) {
        if (node.kind === 'string' && this.options.isOpaque(node.value))
            return node;
        this.problems.push(wrongType(node, this.#at(node.origin, path), allowed));
        return node;
    }
    #at(origin, path) {
        return { path, place: this.find(origin) };
    }
}
function wrongType(node, { path, place }, allowed) {
    const found = node.kind === 'string' && (allowed === 'a number' || allowed === 'true or false')
        ? `text of ${node.value.length} characters`
        : (0,_naming_js__WEBPACK_IMPORTED_MODULE_2__/* .kindName */ .Ep)(node);
    return {
        code: 'wrong-type',
        fault: 'user',
        message: `${textOf(path)} has the wrong type: found ${found}, ECS expects ${allowed}.`,
        hint: `Write ${allowed} there${node.kind === 'null' ? ', or remove the item' : ''}.`,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ place })
    };
}
function unknownField(key, { path, place }, fields) {
    const known = (0,_naming_js__WEBPACK_IMPORTED_MODULE_2__/* .suggestName */ .SX)(key, [...fields.keys()]);
    return remark(`${textOf(path)} is not a known ECS field; sent unchanged.${known}`, place);
}
function unknownMember(key, { path, place }, fields) {
    const known = (0,_naming_js__WEBPACK_IMPORTED_MODULE_2__/* .suggestName */ .SX)(key, [...fields.keys()]);
    return {
        code: 'unknown-member',
        fault: 'user',
        message: `${textOf(path)} is not a member that ECS knows there.${known}`,
        hint: `Allowed fields: ${[...fields.keys()].join(', ')}. If AWS added it recently, use a newer version of this action.`,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ place })
    };
}
function nullOmitted({ path, place }) {
    return remark(`${textOf(path)} is null: omitted, because AWS does not accept null.`, place);
}
function remark(message, place) {
    return place ? { message, place } : { message };
}
function textOf({ parent, step }) {
    const before = parent === undefined ? '' : textOf(parent);
    if (typeof step === 'number')
        return `${before}[${step}]`;
    const printed = (0,_naming_js__WEBPACK_IMPORTED_MODULE_2__/* .quotedName */ .aH)(step, '') === '' ? '(a name not shown)' : step;
    return before === '' ? printed : `${before}.${printed}`;
}


/***/ }),

/***/ 84222:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ep: () => (/* binding */ kindName),
/* harmony export */   SX: () => (/* binding */ suggestName),
/* harmony export */   aH: () => (/* binding */ quotedName)
/* harmony export */ });
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27779);

function quotedName(name, fallback) {
    return name !== undefined && /^[A-Za-z_][\w.:/-]{0,63}$/.test(name) ? `"${name}"` : fallback;
}
function suggestName(name, candidates) {
    return (0,_nearest_js__WEBPACK_IMPORTED_MODULE_0__/* .didYouMean */ .au)(name, [...candidates].filter(candidate => quotedName(candidate, '') !== ''));
}
function kindName(node) {
    switch (node.kind) {
        case 'string':
            return 'text';
        case 'number':
            return 'a number';
        case 'boolean':
            return 'true or false';
        case 'null':
            return 'null';
        case 'array':
            return 'a list';
        case 'object':
            return 'an object';
    }
}


/***/ }),

/***/ 6170:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  c: () => (/* binding */ NO_OVERRIDES),
  f: () => (/* binding */ parseOverrides)
});

;// CONCATENATED MODULE: ../../main/node_modules/string-argv/index.js

function parseArgsStringToArgv(value, env, file) {
    const myArray = [];
    if (env) {
        myArray.push(env);
    }
    if (file) {
        myArray.push(file);
    }
    let current = "";
    let inQuote = null;
    let hasToken = false; // Track if we've started a token (for empty quotes)
    let i = 0;
    while (i < value.length) {
        const char = value[i];
        if (inQuote) {
            // Inside quotes - look for the closing quote
            if (char === inQuote) {
                // End of quoted section
                inQuote = null;
            }
            else {
                // Add character to current token (without the quotes)
                current += char;
            }
        }
        else {
            // Outside quotes
            if (char === '"' || char === "'") {
                // Start of quoted section - this means we have a token even if empty
                inQuote = char;
                hasToken = true;
            }
            else if (/\s/.test(char)) {
                // Whitespace - end current token if we have one
                if (hasToken) {
                    myArray.push(current);
                    current = "";
                    hasToken = false;
                }
            }
            else {
                // Regular character - add to current token
                current += char;
                hasToken = true;
            }
        }
        i++;
    }
    // Don't forget the last token
    if (hasToken) {
        myArray.push(current);
    }
    return myArray;
}

// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/template/naming.js
var naming = __webpack_require__(84222);
;// CONCATENATED MODULE: ./lib/src/template/overrides/parse.js



const NO_OVERRIDES = {
    containerNames: [],
    images: [],
    environmentVariables: [],
    secrets: [],
    dockerLabels: [],
    logOptions: [],
    envFiles: []
};
function parseOverrides(inputs) {
    const reader = new OverrideReader(inputs);
    const image = reader.readImages();
    const command = reader.readCommand();
    const logDriver = reader.readWord('log-configuration-log-driver');
    const taskRoleArn = reader.readWord('task-role-arn');
    const executionRoleArn = reader.readWord('execution-role-arn');
    const overrides = {
        containerNames: reader.readNames('container-name'),
        images: image.byContainer,
        environmentVariables: reader.readPairs('environment-variables'),
        secrets: reader.readPairs('secrets'),
        dockerLabels: reader.readPairs('docker-labels'),
        logOptions: reader.readPairs('log-configuration-options'),
        envFiles: reader.readEnvFiles(),
        ...(0,present/* present */.E)({ image: image.single, command, logDriver, taskRoleArn, executionRoleArn })
    };
    reader.checkNames(overrides);
    return { overrides, problems: reader.problems };
}
const IMAGE = /^(?!.*:\/\/)[A-Za-z0-9][\w./:@#-]*(?<![/:@#.-])$/;
const IMAGE_HINT = 'Name one image, such as registry.example.com/app:1.2 or container=app@sha256:…, without a scheme: letters, digits and . _ - / : @ # are allowed.';
const CHOOSING = [
    ...['environment-variables', 'secrets', 'docker-labels', 'command', 'env-files'],
    ...['log-configuration-log-driver', 'log-configuration-options']
];
class OverrideReader {
    problems = [];
    inputs;
    constructor(inputs) {
        this.inputs = inputs;
    }
    readNames(input) {
        const names = this.text(input)
            .split(/[,\r\n]/)
            .map(name => name.trim())
            .filter(name => name !== '');
        return [...new Set(names)];
    }
    readWord(input) {
        const word = this.text(input).trim();
        if (/\s/.test(word))
            this.report(input, 'contains whitespace; expected one word.', 'Remove the white space.');
        return word === '' ? undefined : word;
    }
    readPairs(input) {
        const pairs = [];
        for (const { line, number } of this.lines(input)) {
            const pair = this.readPair(input, line, number);
            if (pair === undefined)
                continue;
            if (pairs.some(({ name }) => name === pair.name)) {
                this.report(input, `line ${number}: ${(0,naming/* quotedName */.aH)(pair.name, 'a name')} is given twice.`, 'Keep one of the lines.');
            }
            else
                pairs.push(pair);
        }
        return pairs;
    }
    readPair(input, line, number) {
        const cut = line.indexOf('=');
        const name = line.slice(0, Math.max(0, cut)).trim();
        if (cut < 0 || name === '') {
            const what = cut < 0 ? 'has no "="' : 'has no name before "="';
            this.report(input, `line ${number} ${what}.`, 'Write one NAME=value a line.');
            return undefined;
        }
        return { name, value: line.slice(cut + 1).trim() };
    }
    readImages() {
        const lines = this.lines('image');
        const [first] = lines;
        if (first === undefined)
            return { byContainer: [] };
        if (lines.length === 1 && !first.line.includes('=')) {
            if (IMAGE.test(first.line))
                return { byContainer: [], single: first.line };
            this.report('image', 'it is not the name of an image.', IMAGE_HINT);
            return { byContainer: [] };
        }
        const byContainer = this.readPairs('image').filter(({ name, value }) => {
            const isImage = IMAGE.test(value);
            if (!isImage)
                this.report('image', `the line of ${(0,naming/* quotedName */.aH)(name, 'a container')} is not container=image.`, IMAGE_HINT);
            return isImage;
        });
        return { byContainer };
    }
    checkNames({ containerNames, images }) {
        const isUsed = CHOOSING.some(input => this.text(input).trim() !== '');
        if (containerNames.length === 0 || images.length === 0 || isUsed)
            return;
        this.report('container-name', 'has no effect, because the lines of "image" name their containers.', 'Leave it out, or give one image without "container=".');
    }
    readCommand() {
        const text = this.text('command').trim();
        if (text === '')
            return undefined;
        if (text.startsWith('['))
            return this.readJsonCommand(text);
        if (hasOpenQuote(text)) {
            this.report('command', 'has an opening quote without a closing one.', 'Close it, or pass a JSON list: ["sh", "-c", "…"].');
            return undefined;
        }
        return parseArgsStringToArgv(text);
    }
    readJsonCommand(text) {
        try {
            const words = JSON.parse(text);
            if (Array.isArray(words) && words.every(word => typeof word === 'string'))
                return words;
        }
        catch {
        }
        this.report('command', 'starts with "[" but is not a JSON array of strings.', 'Write ["sh", "-c", "…"], or words in shell quoting.');
        return undefined;
    }
    readEnvFiles() {
        const files = [];
        for (const { line, number } of this.lines('env-files')) {
            if (/^arn:[\w-]+:s3:::[^/\s]+\/\S+$/.test(line))
                files.push(line);
            else
                this.report('env-files', `line ${number} is not the ARN of an object in Amazon S3.`, 'Write arn:aws:s3:::bucket/path/name.env, one per line.');
        }
        return files;
    }
    text(input) {
        return this.inputs[input] ?? '';
    }
    lines(input) {
        return this.text(input)
            .split(/\r?\n/)
            .map((line, index) => ({ line: line.trim(), number: index + 1 }))
            .filter(({ line }) => line !== '' && !line.startsWith('#'));
    }
    report(input, what, hint) {
        this.problems.push({ code: 'bad-input', fault: 'user', message: `Input "${input}": ${what}`, hint });
    }
}
function hasOpenQuote(text) {
    let quote = '';
    for (const character of text) {
        if (quote !== '')
            quote = character === quote ? '' : quote;
        else if (character === '"' || character === "'")
            quote = character;
    }
    return quote !== '';
}


/***/ }),

/***/ 94289:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ splitImages),
/* harmony export */   q: () => (/* binding */ imagesFor)
/* harmony export */ });
/* harmony import */ var _document_tree_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(10119);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27779);
/* harmony import */ var _naming_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(84222);



function splitImages(overrides, targets) {
    const isForNone = (container) => !targets.some(target => mayHave(target, container));
    const strangers = overrides.images.filter(({ name }) => name.includes('/') && !targets.some(target => lineFor(name, target) !== undefined));
    return {
        overridesOf: target => imagesFor(overrides, target, container => mayHave(target, container) || isForNone(container)),
        problems: strangers.map(({ name }) => unknownService(name, targets))
    };
}
function imagesFor(overrides, target, fits = () => true) {
    const own = overrides.images.flatMap(({ name, value }) => {
        const container = lineFor(name, target);
        return container === undefined ? [] : [{ name: container, value }];
    });
    const shared = overrides.images.filter(({ name }) => !name.includes('/') && fits(name) && !own.some(one => one.name === name));
    return { ...overrides, images: [...own, ...shared] };
}
function lineFor(line, { service, entry }) {
    const at = line.indexOf('/');
    const named = line.slice(0, Math.max(at, 0));
    return at > 0 && [service, entry?.key, entry?.name].includes(named) ? line.slice(at + 1) : undefined;
}
function mayHave({ document }, container) {
    const inner = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childOf */ .GG)(document.root, 'taskDefinition') ?? document.root;
    return (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .containersOf */ .Mz)(inner).some(one => {
        const name = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .stringOf */ .Je)((0,_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childOf */ .GG)(one, 'name')) ?? '';
        return name === container || name.includes('${{');
    });
}
function unknownService(line, targets) {
    const names = [...new Set(targets.flatMap(({ service, entry }) => service ?? entry?.key ?? []))];
    const named = line.slice(0, line.indexOf('/'));
    return {
        code: 'unknown-service',
        fault: 'user',
        message: `Input "image": the line of ${(0,_naming_js__WEBPACK_IMPORTED_MODULE_1__/* .quotedName */ .aH)(line, 'a container')} is for no service of this run.${(0,_nearest_js__WEBPACK_IMPORTED_MODULE_2__/* .didYouMean */ .au)(named, names)}`,
        hint: `Services of this run: ${names.join(', ') || 'none'}. Write SERVICE/container=image.`
    };
}


/***/ }),

/***/ 94755:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  D: () => (/* binding */ prepareDefinition),
  y: () => (/* binding */ prepareLeniently)
});

// EXTERNAL MODULE: ./lib/src/document/place.js
var place = __webpack_require__(19016);
// EXTERNAL MODULE: ./lib/src/document/tree.js
var tree = __webpack_require__(10119);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/template/conform.js
var conform = __webpack_require__(45270);
;// CONCATENATED MODULE: ./lib/src/template/drop-empty.js

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

// EXTERNAL MODULE: ./lib/src/template/ecs-schema.generated.js
var ecs_schema_generated = __webpack_require__(50130);
// EXTERNAL MODULE: ./lib/src/template/expressions/text.js
var expressions_text = __webpack_require__(5853);
// EXTERNAL MODULE: ./lib/src/template/naming.js
var naming = __webpack_require__(84222);
;// CONCATENATED MODULE: ./lib/src/template/overrides/apply.js


function applyOverrides(root, overrides) {
    const problems = [];
    const remarks = [];
    const selected = new Set(selectContainers(root, overrides, problems));
    const byName = new Map(overrides.images.map(({ name, value }) => [name, value]));
    problems.push(...unknownContainers(root, [...byName.keys()], 'image'));
    const items = (0,tree/* containersOf */.Mz)(root).map(container => {
        if (container.kind !== 'object')
            return container;
        const name = (0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(container, 'name'));
        const image = name === undefined ? undefined : byName.get(name);
        const imaged = image === undefined
            ? container
            : (0,tree/* withMember */.RV)(container, 'image', textFrom({ input: 'image', value: image }));
        if (!selected.has(container))
            return imaged;
        const overridden = overrideContainer(imaged, overrides);
        remarks.push(...overridden.remarks);
        return overridden.container;
    });
    const list = (0,tree/* childOf */.GG)(root, 'containerDefinitions');
    const changed = list?.kind === 'array' && items.some((item, index) => item !== list.items[index]);
    const withContainers = changed ? (0,tree/* withMember */.RV)(root, 'containerDefinitions', { ...list, items }) : root;
    return { root: overrideRoles(withContainers, overrides), problems, remarks };
}
function overrideRoles(root, overrides) {
    const { taskRoleArn, executionRoleArn } = overrides;
    let result = root;
    const put = (member, value, input) => (0,tree/* withMember */.RV)(result, member, textFrom({ input, value }));
    if (taskRoleArn !== undefined)
        result = put('taskRoleArn', taskRoleArn, 'task-role-arn');
    return executionRoleArn === undefined
        ? result
        : put('executionRoleArn', executionRoleArn, 'execution-role-arn');
}
function selectContainers(root, overrides, problems) {
    const containers = (0,tree/* containersOf */.Mz)(root);
    const { containerNames } = overrides;
    if (containerNames.length > 0) {
        problems.push(...unknownContainers(root, containerNames, 'container-name'));
        return containers.filter(container => containerNames.includes((0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(container, 'name')) ?? ''));
    }
    const inputs = containerInputsOf(overrides);
    if (inputs.length === 0 || containers.length <= 1)
        return containers;
    problems.push({
        code: 'container-not-named',
        fault: 'user',
        message: `${joined(inputs)}: the definition has ${containers.length} containers (${namesOf(root)
            .map(name => (0,naming/* quotedName */.aH)(name, '(unnamed)'))
            .join(', ')}), and none is named.`,
        hint: 'Name one or several by the input "container-name", or write the image as container=image.'
    });
    return [];
}
function joined(inputs) {
    return `Input${inputs.length > 1 ? 's' : ''} ${inputs.map(name => `"${name}"`).join(', ')}`;
}
function namesOf(root) {
    return (0,tree/* containersOf */.Mz)(root).map(container => (0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(container, 'name')) ?? '');
}
function unknownContainers(root, wanted, input) {
    const names = namesOf(root);
    const known = names.map(candidate => (0,naming/* quotedName */.aH)(candidate, '(unnamed)')).join(', ');
    return wanted
        .filter(candidate => !names.includes(candidate))
        .map(name => ({
        code: 'unknown-container',
        fault: 'user',
        message: `Input "${input}": the definition has no container ${(0,naming/* quotedName */.aH)(name, 'of that name')}; it has ${known || 'none'}.${(0,naming/* suggestName */.SX)(name, names)}`,
        hint: input === 'image'
            ? 'Write container=image with the "name" of a container in "containerDefinitions"; with several services SERVICE/container=image, a line for each.'
            : 'Use the "name" of a container in "containerDefinitions".'
    }));
}
function containerInputsOf(overrides) {
    const given = [
        ['image', overrides.image !== undefined],
        ['environment-variables', overrides.environmentVariables.length > 0],
        ['secrets', overrides.secrets.length > 0],
        ['docker-labels', overrides.dockerLabels.length > 0],
        ['command', overrides.command !== undefined],
        ['log-configuration-log-driver', overrides.logDriver !== undefined],
        ['log-configuration-options', overrides.logOptions.length > 0],
        ['env-files', overrides.envFiles.length > 0]
    ];
    return given.filter(([, isGiven]) => isGiven).map(([name]) => name);
}
function textFrom({ input, value }) {
    return { kind: 'string', value, origin: { kind: 'input', input } };
}
function overrideContainer(container, overrides) {
    const { image, command, envFiles } = overrides;
    const variables = setVariables(container, overrides);
    let result = variables.container;
    if (image !== undefined)
        result = (0,tree/* withMember */.RV)(result, 'image', textFrom({ input: 'image', value: image }));
    if (command !== undefined)
        result = (0,tree/* withMember */.RV)(result, 'command', nodeFrom({ input: 'command', value: command }));
    if (overrides.dockerLabels.length > 0) {
        result = (0,tree/* withMember */.RV)(result, 'dockerLabels', setKeys((0,tree/* childOf */.GG)(result, 'dockerLabels'), overrides.dockerLabels, 'docker-labels'));
    }
    if (envFiles.length > 0) {
        const files = envFiles.map(value => ({ value, type: 's3' }));
        result = (0,tree/* withMember */.RV)(result, 'environmentFiles', nodeFrom({ input: 'env-files', value: files }));
    }
    return { container: setLogging(result, overrides), remarks: variables.remarks };
}
function nodeFrom({ input, value }) {
    return (0,tree/* fromJson */.Rf)(value, { kind: 'input', input });
}
function setVariables(container, overrides) {
    const { environmentVariables, secrets } = overrides;
    const plain = setEntries(container, environmentVariables, {
        list: 'environment',
        other: 'secrets',
        field: 'value',
        input: 'environment-variables'
    });
    const secret = setEntries(plain.container, secrets, {
        list: 'secrets',
        other: 'environment',
        field: 'valueFrom',
        input: 'secrets'
    });
    return { container: secret.container, remarks: [...plain.remarks, ...secret.remarks] };
}
function setEntries(container, pairs, kind) {
    if (pairs.length === 0)
        return { container, remarks: [] };
    const entries = [...(0,tree/* itemsOf */.S3)((0,tree/* childOf */.GG)(container, kind.list))];
    for (const { name, value } of pairs) {
        const index = entries.findIndex(entry => (0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(entry, 'name')) === name);
        const old = entries[index];
        const node = textFrom({ input: kind.input, value });
        if (old?.kind === 'object')
            entries[index] = (0,tree/* withMember */.RV)(old, kind.field, node);
        else
            entries.push(nodeFrom({ input: kind.input, value: { name, [kind.field]: value } }));
    }
    const list = (0,tree/* childOf */.GG)(container, kind.list);
    const origin = list?.origin ?? { kind: 'input', input: kind.input };
    const updated = (0,tree/* withMember */.RV)(container, kind.list, { kind: 'array', items: entries, origin });
    return removeFromOther(updated, pairs, kind);
}
function removeFromOther(container, pairs, kind) {
    const other = (0,tree/* childOf */.GG)(container, kind.other);
    const names = new Set(pairs.map(({ name }) => name));
    const kept = (0,tree/* itemsOf */.S3)(other).filter(entry => !names.has((0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(entry, 'name')) ?? ''));
    if (other?.kind !== 'array' || kept.length === other.items.length)
        return { container, remarks: [] };
    const remarks = [];
    for (const entry of other.items) {
        const name = (0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(entry, 'name')) ?? '';
        if (!names.has(name))
            continue;
        const owner = (0,naming/* quotedName */.aH)((0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(container, 'name')), 'a container');
        remarks.push({
            message: `Input "${kind.input}" moves ${(0,naming/* quotedName */.aH)(name, 'a variable')} of container ${owner} from "${kind.other}" to "${kind.list}".`
        });
    }
    const rest = kept.length === 0 ? undefined : { ...other, items: kept };
    return { container: (0,tree/* withMember */.RV)(container, kind.other, rest), remarks };
}
function setKeys(node, pairs, input) {
    const origin = { kind: 'input', input };
    let result = node?.kind === 'object' ? node : { kind: 'object', members: [], origin };
    for (const { name, value } of pairs)
        result = (0,tree/* withMember */.RV)(result, name, textFrom({ input, value }));
    return result;
}
function setLogging(container, overrides) {
    const { logDriver, logOptions } = overrides;
    if (logDriver === undefined && logOptions.length === 0)
        return container;
    const input = logDriver === undefined ? 'log-configuration-options' : 'log-configuration-log-driver';
    const old = (0,tree/* childOf */.GG)(container, 'logConfiguration');
    let logging = old?.kind === 'object' ? old : { kind: 'object', members: [], origin: { kind: 'input', input } };
    if (logDriver !== undefined)
        logging = (0,tree/* withMember */.RV)(logging, 'logDriver', textFrom({ input: 'log-configuration-log-driver', value: logDriver }));
    if (logOptions.length > 0) {
        logging = (0,tree/* withMember */.RV)(logging, 'options', setKeys((0,tree/* childOf */.GG)(logging, 'options'), logOptions, 'log-configuration-options'));
    }
    return (0,tree/* withMember */.RV)(container, 'logConfiguration', logging);
}

// EXTERNAL MODULE: ./lib/src/template/render.js
var render = __webpack_require__(54866);
// EXTERNAL MODULE: ./lib/src/arn.js
var arn = __webpack_require__(318);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(7673);
;// CONCATENATED MODULE: ./lib/src/template/structure.js






const MOST_BYTES = 65_536;
function checkStructure(root, { document, isOpaque }) {
    const problems = [];
    const find = (0,place/* placeFinder */.aA)(document);
    const report = (code, node, { message, hint }) => problems.push({ code, fault: 'user', message, hint, ...(0,present/* present */.E)({ place: find(node.origin) }) });
    checkFamily(root, isOpaque, report);
    checkContainers(root, isOpaque, report);
    checkExecutionRole(root, isOpaque, report);
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
    const around = { names, seen: new Set(), isOpaque, report };
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
    if (first === undefined || lists.some(list => isOpaque((0,tree/* stringOf */.Je)(list) ?? '')))
        return;
    report('missing-execution-role', first, {
        message: `Secrets are used, but the definition has no execution role. ECS answers: "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'."`,
        hint: 'Add "executionRoleArn": the role that reads the secrets when a task starts.'
    });
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
function checkDependencies(container, owner, { names, isOpaque, report }) {
    const listed = [...names].slice(0, NAMES_LISTED);
    for (const dependency of (0,tree/* itemsOf */.S3)((0,tree/* childOf */.GG)(container, 'dependsOn'))) {
        const node = (0,tree/* childOf */.GG)(dependency, 'containerName');
        const name = (0,tree/* stringOf */.Je)(node);
        if (node === undefined || name === undefined || isOpaque(name) || names.has(name))
            continue;
        if ([...names].some(isOpaque))
            return;
        report('unknown-dependency', node, {
            message: `${owner} depends on ${(0,naming/* quotedName */.aH)(name, 'a container')}, which is not defined.${(0,naming/* suggestName */.SX)(name, listed)}`,
            hint: `Defined are: ${listed.map(known => (0,naming/* quotedName */.aH)(known, '(unnamed)')).join(', ')}${(0,list/* andMore */.v)(names.size - listed.length)}.`
        });
    }
}

;// CONCATENATED MODULE: ./lib/src/template/prepare.js











async function prepareDefinition(document, options) {
    const stages = { unwrapped: unwrap(document), render: render/* renderStrictly */.f, isOpaque: expressions_text/* isNeverOpaque */.qL };
    return prepare(document, options, stages);
}
async function prepareLeniently(document, options) {
    const fragment = wrapFragment(document.root);
    const unwrapped = fragment ? { root: fragment, problems: [], remarks: [] } : unwrap(document);
    const prepared = await prepare(document, options, { unwrapped, render: render/* renderLeniently */.t, isOpaque: expressions_text/* isOpaque */.qp });
    const left = fragment ? [...oftenLater, ...aroundContainers] : oftenLater;
    return { ...prepared, problems: prepared.problems.filter(({ code }) => !left.includes(code)) };
}
const oftenLater = ['missing-image'];
const aroundContainers = ['missing-family', 'missing-execution-role'];
async function prepare(document, options, { unwrapped, render, isOpaque }) {
    if (unwrapped.root === undefined)
        return unwrapped;
    const rendered = await render({ root: unwrapped.root, document }, options.contexts);
    if (rendered.root.kind !== 'object')
        return { problems: rendered.problems, remarks: unwrapped.remarks };
    const isUnknown = rendered.problems.length > 0 ? (text) => isOpaque(text) || text.includes('${{') : isOpaque;
    const overridden = applyOverrides(rendered.root, options.overrides);
    const kept = options.keepEmpty ? dropEmpty(overridden.root, options.keepEmpty) : overridden.root;
    const conformed = (0,conform/* conform */.f)(kept, { document, isOpaque: isUnknown });
    const structural = checkStructure(conformed.root, { document, isOpaque: isUnknown });
    const refusals = [...conformed.problems, ...structural];
    return {
        root: conformed.root,
        refusals,
        problems: [
            ...unwrapped.problems,
            ...rendered.problems,
            ...overridden.problems.filter(({ code }) => !(code === 'unknown-container' && hasUnknownName(overridden.root, isUnknown))),
            ...refusals
        ],
        remarks: [...unwrapped.remarks, ...overridden.remarks, ...conformed.remarks]
    };
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
    return { ...wrapped, remarks: [...wrapped.remarks, ...others.map(member => dropped(member, find))] };
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
        remarks: describeOnly.map(member => dropped(member, find))
    };
}
function dropped(member, find) {
    const place = find(member.keyOrigin);
    const message = `${(0,naming/* quotedName */.aH)(member.key, 'a member')} is part of AWS's answer, not of a definition: dropped.`;
    return place ? { message, place } : { message };
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


/***/ }),

/***/ 54866:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ renderStrictly),
/* harmony export */   t: () => (/* binding */ renderLeniently)
/* harmony export */ });
/* harmony import */ var _document_place_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19016);
/* harmony import */ var _document_tree_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(10119);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(85590);
/* harmony import */ var _expressions_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5853);




async function renderStrictly(source, contexts) {
    return render(source, contexts, 'strict');
}
async function renderLeniently(source, contexts) {
    return render(source, contexts, 'lenient');
}
async function render({ root, document }, contexts, mode) {
    if (!(0,_expressions_text_js__WEBPACK_IMPORTED_MODULE_0__/* .hasExpression */ .xS)(root))
        return { root, problems: [] };
    const { TextRenderer } = await Promise.all(/* import() */[__webpack_require__.e(7745), __webpack_require__.e(7720)]).then(__webpack_require__.bind(__webpack_require__, 37720));
    const renderer = new TextRenderer({ document, contexts, mode });
    const find = (0,_document_place_js__WEBPACK_IMPORTED_MODULE_1__/* .placeFinder */ .aA)(document);
    const problems = [];
    const rendered = visit(root, undefined);
    return { root: rendered, problems: [...problems, ...renderer.problems] };
    function visit(node, variable) {
        if (!(0,_expressions_text_js__WEBPACK_IMPORTED_MODULE_0__/* .hasExpression */ .xS)(node))
            return node;
        switch (node.kind) {
            case 'string':
                return renderer.render(node, variable);
            case 'array':
                return { ...node, items: node.items.map(item => visit(item, undefined)) };
            case 'object': {
                const name = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .stringOf */ .Je)((0,_document_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .childOf */ .GG)(node, 'name'));
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
