export const id = 341;
export const ids = [341];
export const modules = {

/***/ 9751:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ve: () => (/* binding */ discovered),
  vW: () => (/* binding */ inFolders),
  F_: () => (/* binding */ remarksBeyond),
  V_: () => (/* binding */ trackedDefinitions),
  _p: () => (/* binding */ withBeyond)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./lib/src/files/find/container-list.js

const OWN = new Set([
    'portmappings',
    'essential',
    'logconfiguration',
    'mountpoints',
    'environmentfiles',
    'dockerlabels',
    'firelensconfiguration',
    'readonlyrootfilesystem',
    'linuxparameters',
    'repositorycredentials',
    'memoryreservation'
]);
const SIGNS = [
    ...['nvironment', 'ssential', 'onfiguration', 'appings', 'oints', 'cpu', 'Cpu', 'ecrets'],
    ...['abels', 'ilesystem', 'arameters', 'redentials', 'eservation']
];
const SIGN_BYTES = SIGNS.map(sign => Buffer.from(sign));
const IMAGE_BYTES = ['image', 'Image'].map(name => Buffer.from(name));
const BEFORE = /(?:\s|\xC2(?=\xA0)|\/\/.*|\/\*(?:[^*]|\*(?!\/)){0,4096}\*\/|#.*|---.*|\{[{%#](?:[^}]|\}(?!\})){0,1024}?[}%#]\}|%\{[^}]{0,1024}\}|<%[^>]{0,1024}%>|\$\{\s*jsonencode\()/y;
const MOST_BEFORE = 16 * 1024;
const MOST_OF_ONE = 256 * 1024;
const FIRST_LINE = /^(?:- +)?["']?[A-Za-z_]\w{0,64}["']?[ \t]{0,64}:(?:\s|$)/;
function looksLikeContainers(bytes) {
    const [one = 0, two = 0, three = 0, four = 0] = bytes;
    const isWide = one >= 0xfe || (!one !== !two && !one === !three && !two === !four);
    const plain = isWide ? Buffer.from(bytes.toString('latin1').replaceAll('\0', ''), 'latin1') : bytes;
    const head = textOf(plain.subarray(0, MOST_BEFORE));
    const start = startOf(head);
    const isList = head[start] === '[';
    const isObject = head[start] === '{';
    if (!isList && !isObject && !FIRST_LINE.test(head.slice(start)))
        return false;
    const read = isObject ? plain.subarray(0, MOST_OF_ONE) : plain;
    if (!IMAGE_BYTES.some(sign => read.includes(sign)))
        return false;
    if (!SIGN_BYTES.some(sign => read.includes(sign)))
        return false;
    const text = textOf(read);
    return hasContainer(isList || isObject ? bracketed(text, start) : indented(text, start));
}
function textOf(bytes) {
    return bytes.toString('latin1').replace(/^(?:\xEF\xBB\xBF|\xFF\xFE|\xFE\xFF)/, '');
}
function startOf(head) {
    let start = 0;
    for (;;) {
        BEFORE.lastIndex = start;
        if (!BEFORE.test(head))
            return start;
        start = BEFORE.lastIndex;
    }
}
function hasContainer(objects) {
    for (const { names, lists } of objects) {
        if (!names.has('name') || !names.has('image') || names.has('apiversion'))
            continue;
        const isSized = names.has('cpu') && names.has('memory') && names.has('command') && !names.has('type');
        if (isSized || lists.has('environment') || lists.has('secrets') || [...names].some(name => OWN.has(name)))
            return true;
    }
    return false;
}
function plainName(key) {
    return key.replaceAll('_', '').toLowerCase();
}
const TOKEN = /"[^"\\\n]*(?:\\.[^"\\\n]*)*"?|'[^'\\\n]*(?:\\.[^'\\\n]*)*'?|\/\/.*|[[\]{}]|[A-Za-z_]\w*/g;
const KEY = /\s{0,64}[:=](?![=>])/y;
const LIST = /\s{0,64}[:=]\s{0,64}\[(?:\s|\{%[^%]{0,256}%\}|%\{[^}]{0,256}\}){0,64}\{(?!%)/y;
function* bracketed(text, start) {
    const open = [];
    let keys = { names: new Set(), lists: new Set() };
    const depth = text[start] === '[' ? 2 : 1;
    TOKEN.lastIndex = start;
    for (const { 0: token, index } of text.matchAll(TOKEN)) {
        if (token === '[' || token === '{') {
            open.push(token);
            if (open.length === depth)
                keys = { names: new Set(), lists: new Set() };
        }
        else if (token === ']' || token === '}') {
            if (open.length === depth)
                yield keys;
            open.pop();
        }
        else if (open.length === depth && open.at(-1) === '{') {
            const end = index + token.length;
            KEY.lastIndex = end;
            if (!KEY.test(text))
                continue;
            const name = plainName(token.replaceAll(/["']/g, ''));
            keys.names.add(name);
            LIST.lastIndex = end;
            if (LIST.test(text))
                keys.lists.add(name);
        }
    }
    yield keys;
}
const LINE = /^([ \t]*)(- +)?(?:["']?([A-Za-z_]\w*)["']?[ \t]*:(?=\s|$))?(.*)$/;
function* indented(text, start) {
    let keys = { names: new Set(), lists: new Set() };
    let column;
    let list = '';
    for (const line of text.slice(text.lastIndexOf('\n', start - 1) + 1).split(/\r?\n/)) {
        const [, indent = '', dash = '', key, rest = ''] = LINE.exec(line) ?? [];
        if (key === undefined)
            continue;
        const at = indent.length + dash.length;
        column ??= at;
        if (at < column)
            break;
        if (at > column || (dash === '' && indent.length > column)) {
            if (list !== '' && dash !== '' && key.toLowerCase() === 'name')
                keys.lists.add(list);
            continue;
        }
        if (dash !== '') {
            yield keys;
            keys = { names: new Set(), lists: new Set() };
        }
        list = plainName(key);
        keys.names.add(list);
        if (/^\s*\[\s*\{/.test(rest))
            keys.lists.add(list);
    }
    yield keys;
}
const COMPOSE = /(?:^|[/._-])compose(?:[._-][^/]*)?\.ya?ml$/i;
const SAYS_ECS = /(?:^|[._-])ecs[._-][^/]*$/i;
const EXTENSION = /^[ \t]{0,64}["']?x-aws-\w/m;
function composeForEcs(paths) {
    const beside = new Set();
    const named = new Set();
    for (const path of paths) {
        if (/(?:^|\/)ecs-params\.ya?ml$/i.test(path))
            beside.add(external_node_path_.posix.dirname(path));
        else if (COMPOSE.test(path) && SAYS_ECS.test(external_node_path_.posix.basename(path)))
            named.add(external_node_path_.posix.dirname(path));
    }
    return (file, bytes) => {
        if (!COMPOSE.test(file))
            return false;
        const folder = external_node_path_.posix.dirname(file);
        if (SAYS_ECS.test(external_node_path_.posix.basename(file)) || (beside.has(folder) && !named.has(folder)))
            return true;
        return bytes.includes('x-aws-') && EXTENSION.test(bytes.toString('latin1'));
    };
}

// EXTERNAL MODULE: ./lib/src/files/find/discover.js
var discover = __webpack_require__(686);
// EXTERNAL MODULE: ./lib/src/files/find/find.js + 1 modules
var find = __webpack_require__(94659);
// EXTERNAL MODULE: ./lib/src/files/find/globs.js + 4 modules
var globs = __webpack_require__(29406);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(48710);
// EXTERNAL MODULE: ./lib/src/files/read.js
var read = __webpack_require__(46289);
;// CONCATENATED MODULE: ./lib/src/files/find/loaded-containers.js




const TERRAFORM = /\.(?:tf|tofu)$/i;
const CONTAINERS = /^[ \t]{0,256}container_definitions[ \t]{0,64}=(.*)/;
const FILE = /\bfile\(\s{0,64}"([^"]{1,1024})"|\btemplatefile\(\s{0,64}"([^"]{1,1024})"/g;
const NAMED = /\b(data\.template_file|local)\.([\w-]{1,128})/g;
const TEMPLATE = /^[ \t]{0,256}data[ \t]{1,64}"template_file"[ \t]{1,64}"([\w-]{1,128})"/;
const GIVEN = /^[ \t]{0,256}([\w-]{1,128})[ \t]{0,64}=.{0,256}?\b(?:template)?file\(\s{0,64}"([^"]{1,1024})"/;
const NEXT = /^[ \t]{0,256}(?:[\w"-]{1,256}[ \t]{0,64}=|\}[ \t]{0,64}$)/;
const MOST_LINES = 16;
function withLoadedContainers(workspace, found, paths) {
    const folders = new Map();
    const namesIn = (folder) => {
        const names = folders.get(folder) ?? namesOf(workspace, folder, paths);
        folders.set(folder, names);
        return names;
    };
    const loads = found.files
        .filter(file => TERRAFORM.test(file))
        .flatMap(file => loadsIn(file, linesOf(workspace, file), namesIn));
    if (loads.length === 0)
        return found;
    const files = new Set(found.files);
    const unread = new Map(found.unread.map(one => [one.file, one]));
    for (const load of loads) {
        const target = targetOf(workspace, load);
        if (typeof target === 'string') {
            if (!unread.has(target))
                files.add(target);
        }
        else if (target && !unread.has(`${load.from}:${load.line}`))
            unread.set(`${load.from}:${load.line}`, target);
    }
    return { ...found, files: [...files].toSorted((a, b) => (a < b ? -1 : 1)), unread: [...unread.values()] };
}
function linesOf(workspace, file) {
    try {
        return (0,external_node_fs_.readFileSync)((0,external_node_path_.resolve)(workspace, file), 'utf8').split(/\r?\n/);
    }
    catch {
        return [];
    }
}
function loadsIn(from, lines, namesIn) {
    return lines.flatMap((text, index) => {
        const [, first] = CONTAINERS.exec(text) ?? [];
        if (first === undefined)
            return [];
        const rest = lines.slice(index + 1, index + MOST_LINES);
        const end = rest.findIndex(line => NEXT.test(line));
        const value = [first, ...rest.slice(0, end < 0 ? rest.length : end)].join('\n');
        const direct = [...value.matchAll(FILE)].map(([, file, template]) => file ?? template);
        const named = [...value.matchAll(NAMED)].map(([, kind, name]) => namesIn(external_node_path_.posix.dirname(from)).get(`${kind}.${name}`));
        return [...direct, ...named].flatMap(path => (path === undefined ? [] : { from, line: index + 1, path }));
    });
}
function namesOf(workspace, folder, paths) {
    const names = new Map();
    const files = paths.filter(path => TERRAFORM.test(path) && external_node_path_.posix.dirname(path) === folder);
    for (const file of files) {
        let template;
        for (const line of linesOf(workspace, file)) {
            const [, name] = TEMPLATE.exec(line) ?? [];
            if (name !== undefined)
                template = name;
            const [, key, path] = GIVEN.exec(line) ?? [];
            if (key !== undefined && path !== undefined)
                names.set(key === 'template' && template !== undefined ? `data.template_file.${template}` : `local.${key}`, path);
            if (/^\}/.test(line))
                template = undefined;
        }
    }
    return names;
}
function targetOf(workspace, { from, line, path }) {
    const plain = path.replace(/^\$\{\s*path\.(?:module|root|cwd)\s*\}\//, './');
    if (/[$%]\{/.test(plain))
        return undefined;
    const isOwn = /^\$\{\s*path\.module\b/.test(path);
    const root = (0,external_node_fs_.realpathSync)(workspace);
    let folder = external_node_path_.posix.dirname(from);
    let why = 'is not there';
    for (;;) {
        try {
            const full = (0,external_node_fs_.realpathSync)((0,external_node_path_.resolve)(root, folder, plain));
            const inside = (0,external_node_path_.relative)(root, full).split(external_node_path_.sep).join('/');
            if (inside.startsWith('../') || inside === '..')
                why = 'is outside the workspace';
            else if ((0,external_node_fs_.statSync)(full).isFile())
                return inside;
            else
                why = 'is not a regular file';
        }
        catch (error) {
            if (!(0,errors/* isAbsence */.Md)(error))
                why = `cannot be read: ${(0,read/* readingReason */.ll)(error)}`;
        }
        if (isOwn || folder === '.')
            break;
        folder = external_node_path_.posix.dirname(folder);
    }
    const message = `${from}:${line}: the file that container_definitions loads ${why}.`;
    return { file: from, line, code: 'file-not-readable', message, hint: HINT };
}
const HINT = 'Check it out or generate it before the check.';

// EXTERNAL MODULE: ./lib/src/files/git/changed.js
var changed = __webpack_require__(26570);
// EXTERNAL MODULE: ./lib/src/files/git/git.js
var git = __webpack_require__(88034);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(7673);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
;// CONCATENATED MODULE: ./lib/src/check/search-check-files.js









async function inFolders(place, folders, { taskDefinition, changedSince }) {
    const { workspace } = place;
    const { excluded } = (0,find/* withoutExcluded */.fP)(taskDefinition.filter(line => !folders.includes(line)));
    const problems = [];
    const targets = [];
    const unscanned = [];
    const beyond = [];
    const tracked = (0,git/* trackedFiles */.O)(place);
    const { sparse, modules = [] } = 'error' in tracked ? { sparse: new Set() } : (0,globs/* withSubmodules */.Ae)(workspace, tracked);
    for (const line of folders) {
        const folder = (0,find/* folderAt */.w3)(workspace, line) ?? '.';
        const there = (0,globs/* filesBelow */.DR)(workspace, folder);
        const away = [...(sparse ?? [])].filter(file => (0,globs/* isBelow */.Yw)(folder, file) && !(0,changed/* isWritten */.QH)(workspace, file));
        const found = searched({
            ...there,
            paths: [...there.paths, ...away],
            ...(0,present/* present */.E)({ sparse }),
            modules: modules.filter(module => (0,globs/* isBelow */.Yw)(folder, `${module}/.`))
        }, place);
        const isEmpty = found.files.length + found.unread.length === 0;
        if (isEmpty)
            problems.push(foundNoneIn(line, there.paths.length));
        const left = await withoutLeftOut(found, workspace, excluded);
        if (!isEmpty && left.isEmpty)
            problems.push(allExcluded(found.files.length));
        targets.push(...left.targets);
        problems.push(...left.unread.map(unreadProblem));
        unscanned.push(...left.unread.map(unscannedOf));
        beyond.push(...left.beyond);
    }
    const found = { targets, problems, unscanned, remarks: [], beyond: [...byFile(beyond).values()] };
    return changedSince === undefined ? withBeyond(found, found.beyond) : found;
}
function byFile(beyond) {
    return new Map(beyond.toSorted((a, b) => (a.file < b.file ? -1 : 1)).map(one => [one.file, one]));
}
const FILES = new Set(['absent', 'sparse', 'pointer', 'large-pointer']);
async function withoutLeftOut({ files, unread, beyond }, workspace, excluded) {
    const targets = files.map(file => ({ file }));
    if (excluded.length === 0)
        return { targets, unread, beyond, problems: [], isEmpty: false };
    const away = beyond.flatMap(({ kind, file }) => (kind === 'sparse' ? [file] : []));
    const { leaves, problems } = await (0,globs/* exclusionOf */.ah)(workspace, excluded, away);
    const left = targets.filter(leaves);
    const open = unread.filter(leaves);
    const named = beyond.map(one => ({ one, file: FILES.has(one.kind) ? one.file : `${one.file}/.` }));
    const further = named.filter(leaves);
    return {
        targets: left,
        unread: open,
        beyond: further.map(({ one }) => one),
        problems,
        isEmpty: left.length + open.length === 0
    };
}
function unscannedOf({ file, line = 1, message }) {
    return { file, line, reason: message };
}
function searched(tracked, { workspace }) {
    const isForEcs = composeForEcs(tracked.paths);
    const found = (0,discover/* discoverDefinitions */._)(workspace, tracked, (file, bytes) => looksLikeContainers(bytes) || isForEcs(file, bytes));
    return withLoadedContainers(workspace, found, tracked.paths);
}
async function discovered(place, { taskDefinition, changedSince }) {
    const { workspace } = place;
    const { excluded } = (0,find/* withoutExcluded */.fP)(taskDefinition);
    const tracked = (0,git/* trackedFiles */.O)(place);
    const none = { discovered: true, remarks: [], unscanned: [], isWhole: excluded.length === 0 };
    if ('error' in tracked)
        return { ...none, targets: [], problems: [(0,git/* withoutRepository */.tZ)(tracked.error)] };
    const found = searched((0,globs/* withSubmodules */.Ae)(workspace, tracked), place);
    const isEmpty = found.files.length + found.unread.length === 0;
    const left = await withoutLeftOut(found, workspace, excluded);
    const open = left.isEmpty ? [allExcluded(found.files.length)] : left.unread.map(unreadProblem);
    const result = {
        ...none,
        targets: left.targets,
        beyond: left.beyond,
        problems: [...(isEmpty ? [foundNone(tracked.paths.length)] : open), ...left.problems],
        unscanned: left.unread.map(unscannedOf)
    };
    return changedSince === undefined ? withBeyond(result, left.beyond) : result;
}
function trackedDefinitions(place) {
    const tracked = (0,git/* trackedFiles */.O)(place);
    return 'error' in tracked ? [] : searched((0,globs/* withSubmodules */.Ae)(place.workspace, tracked), place).files;
}
function foundNoneIn(folder, count) {
    return {
        code: 'no-task-definitions',
        fault: 'user',
        message: `No task definition was found among the ${count} files in ${folder}: nothing was checked there.`,
        hint: 'Name a folder that holds task definitions, or the files.'
    };
}
function allExcluded(count) {
    return {
        code: 'no-task-definitions',
        fault: 'user',
        message: `Every task definition that was found (${count}) is excluded by a pattern: nothing was checked.`,
        hint: 'Exclude less: a pattern that begins with "!" takes a file, a folder or a glob out of the check.'
    };
}
function unreadProblem({ file, code, message, hint }) {
    const what = hint ?? 'Take the file out of the repository, or name the files to check in "task-definition".';
    const all = `What was not read is not clean. ${what} To leave it out, name "!${file}".`;
    return { code, fault: 'user', message, hint: all };
}
function foundNone(tracked) {
    return {
        code: 'no-task-definitions',
        fault: 'user',
        message: `No task definition was found among the ${tracked} files that git tracks here: nothing was checked.`,
        hint: 'Name the files, for example task-definition: deploy/*.json. Files that git does not track are not searched.'
    };
}
const SHOWN = 3;
const CHECK_OUT = 'Check out the whole repository to check it.';
const FETCH = 'Set lfs: true at actions/checkout, or run git lfs pull.';
const WITH_SUBMODULES = 'Set submodules: true at actions/checkout, or run git submodule update --init.';
function notThere(names) {
    return `git tracks ${names}, which a sparse checkout leaves out of the working tree.`;
}
function onlyPointer(names) {
    return `${names}: the checkout has only the pointer of Git LFS.`;
}
const WORDS = {
    submodule: names => `Not verified: submodules that are not checked out are not searched: ${names}. ${WITH_SUBMODULES} Or check them in their own repositories.`,
    absent: names => `Not verified: git tracks ${names}, which was removed from the working tree. Restore it to check it, or have git remove it.`,
    sparse: names => `Not verified: ${notThere(names)} ${CHECK_OUT}`,
    pointer: names => `Not verified: ${onlyPointer(names)} ${FETCH}`,
    'large-pointer': names => `Not verified: ${onlyPointer(names)} ${FETCH}`,
    'linked-folder': names => `Not verified: links to folders are not followed: ${names}. Name the folder that a link leads to, if it is in this repository.`,
    'broken-link': names => `Not verified: ${names}: a link to nothing. What it leads to may be in a submodule, outside a sparse checkout, or not in git.`
};
function remarksBeyond(beyond) {
    const kinds = [...new Set(beyond.map(({ kind }) => kind))];
    return kinds.map(kind => {
        const names = beyond.filter(one => one.kind === kind).map(({ file }) => file);
        return { message: WORDS[kind]((0,list/* someOf */.yU)(names, SHOWN)), isUnverified: true };
    });
}
const MISSING = {
    sparse: { what: notThere, advice: CHECK_OUT },
    pointer: { what: onlyPointer, advice: FETCH },
    submodule: {
        what: names => `${names} is a submodule that differs and is not checked out.`,
        advice: WITH_SUBMODULES
    }
};
function withBeyond(result, beyond, differs) {
    const missing = new Map();
    const noted = [];
    for (const one of beyond) {
        const { kind, file } = one;
        const isIn = differs?.(one) ?? kind !== 'submodule';
        if (!isMissing(one))
            noted.push(one);
        else if (isIn)
            missing.set(file, one);
        else if (kind === 'submodule')
            noted.push(one);
    }
    const all = [...missing.values()];
    const kinds = [...new Set(all.map(({ kind }) => kind))];
    return {
        ...result,
        problems: [
            ...result.problems,
            ...kinds.map(kind => missingProblem(kind, all.filter(one => one.kind === kind).map(({ file }) => file)))
        ],
        unscanned: [...result.unscanned, ...all.map(missingOf)],
        remarks: [...result.remarks, ...remarksBeyond(noted)]
    };
}
function isMissing(one) {
    return Object.hasOwn(MISSING, one.kind);
}
function missingProblem(kind, files) {
    const { what, advice } = MISSING[kind];
    return {
        code: 'file-not-readable',
        fault: 'user',
        message: what((0,list/* someOf */.yU)(files, SHOWN)),
        hint: `What was not read is not clean. ${advice} To leave a file or folder out, name "!${files[0]}".`
    };
}
function missingOf({ kind, file }) {
    const { what, advice } = MISSING[kind];
    return { file, line: 1, reason: `${what(file)} ${advice}` };
}


/***/ }),

/***/ 89639:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Az: () => (/* binding */ loadDocument),
/* harmony export */   yv: () => (/* binding */ loadYaml)
/* harmony export */ });
/* unused harmony export tooLarge */
/* harmony import */ var _read_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(82342);
/* harmony import */ var _tree_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58363);


async function loadDocument(file, text) {
    const clean = text.startsWith('\uFEFF') ? text.slice(1) : text;
    const bytes = Buffer.byteLength(clean);
    if (bytes > _tree_js__WEBPACK_IMPORTED_MODULE_0__/* .maxFileBytes */ .eV)
        return { problems: [tooLarge(file, bytes)] };
    if (formatOf(file, clean) === 'json')
        return (0,_read_json_js__WEBPACK_IMPORTED_MODULE_1__/* .readJson */ .V)(file, clean);
    return loadYaml(file, clean);
}
async function loadYaml(file, text) {
    const { readYaml } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 91649));
    return readYaml(file, text);
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

/***/ 686:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ discoverDefinitions)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(48710);
/* harmony import */ var _document_tree_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(58363);
/* harmony import */ var _read_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(46289);





const CANDIDATE = /\.(?:json[c5l]?|ya?ml|tpl|tmpl|tftpl|gotmpl|j2|jinja2?|erb|tf|tofu|hcl|tfvars|jsonnet|libsonnet|template|mustache|hbs|ejs|dist|in|tfstate)$/i;
const OTHERS = /\.(?:md|mdx|markdown|rst|adoc|html?|css|s[ac]ss|less|svg|[cm]?[jt]sx?|vue|svelte|pyi?|ipynb|rb|go|java|kts?|groovy|gradle|scala|rs|c|h|cc|cpp|hpp|cs|fs|php|swift|ex|exs|clj|lua|pl|r|dart|sql|sh|bash|zsh|fish|ps1|bat|cmd|patch|diff|log|csv|tsv|parquet|png|jpe?g|gif|webp|ico|pdf|zip|t?gz|bz2|xz|7z|jar|war|class|so|dylib|dll|exe|bin|wasm|woff2?|ttf|otf|eot|mp[34]|mov|avi|webm|lock|sum|snap|map|po|mo)$/i;
const SKIPPED = /(?:^|\/)node_modules\//;
const MARKS = ['ontainerDefinitions', 'container_definitions', 'AWS::ECS::TaskDefinition', '_taskdefinition:'];
const MARK_BYTES = MARKS.flatMap(mark => [Buffer.from(mark), Buffer.from(mark, 'utf16le')]);
const AS_A_NAME = /ontainerDefinitions["']?\s{0,8}[:=]|container_definitions["']?\s{0,8}[:=]|AWS::ECS::TaskDefinition["']?\s/;
function discoverDefinitions(workspace, tracked, isOther) {
    const files = [];
    const unread = [];
    const { own, leading, away } = linksOf(workspace, tracked);
    unread.push(...(tracked.closed ?? []).map(notLookedAt), ...leading);
    const beyond = [
        ...(tracked.modules ?? []).map(file => ({ kind: 'submodule', file })),
        ...away
    ];
    for (const file of [...tracked.paths, ...own]) {
        const isCandidate = CANDIDATE.test(file);
        if (SKIPPED.test(file) || (!isCandidate && OTHERS.test(file)))
            continue;
        const read = (0,_read_js__WEBPACK_IMPORTED_MODULE_2__/* .readBytes */ .io)(workspace, file);
        if (read.kind === 'bytes') {
            if (isDefinition(read.bytes, isCandidate) || isOther?.(file, read.bytes))
                files.push(file);
            else if (isCandidate && isPointer(read.bytes))
                beyond.push({ kind: pointerTo(read.bytes), file });
        }
        if (read.kind === 'none' && isCandidate) {
            if (file.includes('\ufffd'))
                unread.push(unnamed(file));
            else if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(workspace, file)))
                beyond.push({ kind: missing(file, tracked), file });
            else
                unread.push(noFile(file));
        }
        if (read.kind === 'too-large' && isCandidate && mayHold(workspace, file))
            unread.push(tooLarge(file, read.size));
        else if (read.kind === 'refused')
            unread.push(notLookedAt({ file, error: read.error }));
    }
    const byName = (a, b) => (a < b ? -1 : 1);
    return { files: files.toSorted(byName), unread: unread.toSorted((a, b) => byName(a.file, b.file)), beyond };
}
function mayHold(workspace, file) {
    try {
        const bytes = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(workspace, file));
        return MARK_BYTES.some(mark => bytes.includes(mark));
    }
    catch {
        return true;
    }
}
function missing(file, { sparse }) {
    return sparse?.has(file) ? 'sparse' : 'absent';
}
function isPointer(bytes) {
    return bytes.length < 1024 && bytes.includes('version https://git-lfs.github.com/spec/');
}
function pointerTo(bytes) {
    const [, size = '0'] = /^size (\d{1,15})$/m.exec(bytes.toString('latin1')) ?? [];
    return Number(size) > _document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .maxFileBytes */ .eV ? 'large-pointer' : 'pointer';
}
function isDefinition(bytes, isCandidate) {
    const isWide = (0,_read_js__WEBPACK_IMPORTED_MODULE_2__/* .encodingOf */ .P$)(bytes) !== 'utf-8' || (isCandidate && bytes.includes(0));
    const isEscaped = ESCAPES.some(written => bytes.includes(written));
    const isPlain = !isWide && MARK_BYTES.some(mark => bytes.includes(mark));
    if (isPlain && isCandidate)
        return true;
    if (!isPlain && !isWide && !isEscaped)
        return false;
    const text = unescaped(isWide ? wideText(bytes) : bytes.toString('latin1'));
    return isCandidate ? MARKS.some(mark => text.includes(mark)) : AS_A_NAME.test(text);
}
function wideText(bytes) {
    return bytes.toString('latin1').replaceAll('\0', '');
}
const ESCAPES = ['\\u00', '\\x', '\\U0000', '\\\n', '\\\r'];
function unescaped(text) {
    return text.replace(/\\(?:(?:u00|U000000|x)([0-9a-fA-F]{2})|\r?\n\s*)/g, (_, code) => code === undefined ? '' : String.fromCharCode(Number.parseInt(code, 16)));
}
function linksOf(workspace, { paths, links = [], sparse }) {
    if (links.length === 0)
        return { own: [], leading: [], away: [] };
    const known = new Set(paths);
    const root = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(workspace);
    const isLeftOut = (link) => sparse?.has(link) && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, link), { throwIfNoEntry: false }) === undefined;
    const own = [];
    const leading = [];
    const away = [];
    for (const link of links) {
        if (SKIPPED.test(`${link}/`))
            continue;
        const found = targetOf(root, link);
        if ('error' in found) {
            const isCandidate = CANDIDATE.test(link);
            const isNothing = (0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .isAbsence */ .Md)(found.error) || ((0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .systemCodeOf */ .c7)(found.error) === 'ELOOP' && !isCandidate);
            if (isNothing && isCandidate)
                away.push({ kind: isLeftOut(link) ? 'sparse' : 'broken-link', file: link });
            else if (!isNothing && (isCandidate || !OTHERS.test(link)))
                leading.push(notLookedAt({ file: link, error: found.error }));
            continue;
        }
        const { target } = found;
        if (found.isFolder) {
            const isSearched = target === '' || paths.some(path => path.startsWith(`${target}/`));
            if (!isSearched)
                away.push({ kind: 'linked-folder', file: link });
        }
        else if (target.startsWith('../')) {
            if (CANDIDATE.test(link))
                leading.push(outside(link));
        }
        else if (!known.has(target) || OTHERS.test(target))
            own.push(link);
    }
    return { own, leading, away };
}
function targetOf(root, link) {
    try {
        const path = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, link));
        return { target: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(root, path).split(node_path__WEBPACK_IMPORTED_MODULE_1__.sep).join('/'), isFolder: (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path).isDirectory() };
    }
    catch (error) {
        return { error };
    }
}
function tooLarge(file, bytes) {
    const message = `${file} looks like a task definition and has ${bytes} bytes; at most ${_read_js__WEBPACK_IMPORTED_MODULE_2__/* .maxCheckedBytes */ .Zm} are read.`;
    return { file, code: 'file-too-large', message };
}
function notLookedAt({ file, error }) {
    const message = `${file} cannot be read: ${(0,_read_js__WEBPACK_IMPORTED_MODULE_2__/* .readingReason */ .ll)(error)}.`;
    return { file, code: 'file-not-readable', message, hint: (0,_read_js__WEBPACK_IMPORTED_MODULE_2__/* .readingAdvice */ .vC)(error) };
}
function unnamed(file) {
    return { file, code: 'file-not-readable', message: `${file} cannot be read: its name is not UTF-8 text.` };
}
function noFile(file) {
    return { file, code: 'not-a-file', message: `${file} is not a regular file.` };
}
function outside(file) {
    return { file, code: 'outside-workspace', message: `${file} is a link that leads outside the workspace.` };
}


/***/ }),

/***/ 26570:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $B: () => (/* binding */ isThere),
/* harmony export */   FB: () => (/* binding */ isAmong),
/* harmony export */   QH: () => (/* binding */ isWritten),
/* harmony export */   VO: () => (/* binding */ isSymbolicLink),
/* harmony export */   WF: () => (/* binding */ isEmptyFolder),
/* harmony export */   l_: () => (/* binding */ isKnownTo),
/* harmony export */   xg: () => (/* binding */ isReached)
/* harmony export */ });
/* unused harmony exports foldersAround, eachTrackedText */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);




function isAmong(workspace, changed) {
    const paths = new Set(changed);
    const root = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(workspace);
    return file => {
        try {
            return pathsTo(root, file).some(path => paths.has(path));
        }
        catch {
            return true;
        }
    };
}
function isReached(workspace, changed) {
    const root = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(workspace);
    const ends = changed.flatMap(path => {
        if (targetOf((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, path)) === undefined)
            return [];
        try {
            return [pathsTo(root, path).at(-1) ?? path];
        }
        catch {
            return [];
        }
    });
    const known = new Set(ends);
    return file => known.has(file) || foldersAround(file).some(folder => folder !== '.' && known.has(folder));
}
function foldersAround(path) {
    const around = [];
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
        around.push(path.slice(0, at));
    return [...around, '.'];
}
function isSymbolicLink(workspace, file) {
    return targetOf((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(workspace, file)) !== undefined;
}
function isKnownTo(workspace, tracked) {
    const root = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(workspace);
    return file => {
        try {
            return tracked.has(pathsTo(root, file).at(-1) ?? file);
        }
        catch {
            return false;
        }
    };
}
const MOST_LINKS = 100;
function pathsTo(root, file) {
    const paths = [];
    let open = file.split('/');
    let at = '';
    let links = 0;
    while (open.length > 0) {
        const [step = '', ...rest] = open;
        open = rest;
        if (step === '' || step === '.')
            continue;
        if (step === '..') {
            at = at.split('/').slice(0, -1).join('/');
            continue;
        }
        const path = at === '' ? step : `${at}/${step}`;
        paths.push(path);
        const target = targetOf((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, path));
        if (target === undefined) {
            at = path;
            continue;
        }
        if (++links > MOST_LINKS)
            throw new Error('links lead in a circle');
        const way = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(target) ? (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(root, target).split(node_path__WEBPACK_IMPORTED_MODULE_1__.sep) : target.split('/');
        if ((0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(target))
            at = '';
        open = [...way, ...open];
    }
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, file));
    return paths;
}
function targetOf(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)(path);
    }
    catch {
        return undefined;
    }
}
function isThere(workspace, file) {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(workspace, file));
}
function isEmptyFolder(workspace, path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(workspace, path)).length === 0;
    }
    catch {
        return false;
    }
}
function isWritten(workspace, file) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(workspace, file), { throwIfNoEntry: false }) !== undefined;
    }
    catch {
        return true;
    }
}
const LARGEST = (/* unused pure expression or super */ null && (2 * 1024 * 1024));
const MOST = (/* unused pure expression or super */ null && (512 * 1024 * 1024));
const LOOKED_AT = 8000;
function eachTrackedText(place, skipped, take) {
    const { workspace } = place;
    const up = git(place, ['rev-parse', '--show-cdup']);
    if (!up.ok) {
        const isNone = up.error === 'not-a-repository' || up.error === 'not-installed';
        return isNone ? undefined : { ...NOTHING, problem: withoutRepository(up.error) };
    }
    const root = up.out.trim();
    const tracked = trackedFiles({ ...place, workspace: join(workspace, root) });
    if ('error' in tracked)
        return { ...NOTHING, problem: withoutRepository(tracked.error) };
    const others = new Set([...skipped].map(file => resolve(workspace, file)));
    const large = [];
    const unreadable = [];
    let [bytes, total] = [0, 0];
    for (const path of tracked.paths) {
        const file = relative(workspace, resolve(workspace, root, path));
        const found = statusOrClosed(join(workspace, file));
        if (found === 'closed')
            unreadable.push(file);
        if (found === 'closed' || !found?.isFile() || others.has(resolve(workspace, file)))
            continue;
        const { size } = found;
        if (size > LARGEST)
            large.push(file);
        else if (bytes + size > MOST)
            total += 1;
        else {
            bytes += size;
            const read = readOrNothing(join(workspace, file));
            if (read === undefined)
                unreadable.push(file);
            else if (!read.subarray(0, LOOKED_AT).includes(0))
                take(file, read.toString('utf8'));
        }
    }
    return { large, unreadable, total };
}
const NOTHING = { large: [], unreadable: [], total: 0 };
function statusOrClosed(file) {
    try {
        return statSync(file, { throwIfNoEntry: false });
    }
    catch {
        return 'closed';
    }
}
function readOrNothing(file) {
    try {
        return readFileSync(file);
    }
    catch {
        return undefined;
    }
}


/***/ })

};
