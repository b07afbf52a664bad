export const id = 874;
export const ids = [874];
export const modules = {

/***/ 63498:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ remarksBeyond),
/* harmony export */   _: () => (/* binding */ withBeyond)
/* harmony export */ });
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28168);

const CHECK_OUT = 'Check out the whole repository to check it.';
const FETCH = 'Set lfs: true at actions/checkout, or run git lfs pull.';
const WITH_SUBMODULES = 'Set submodules: true at actions/checkout, or run git submodule update --init.';
const pointer = (names) => `${names}: the checkout has only the pointer of Git LFS.`;
const WORDS = {
    submodule: {
        what: names => `submodules that are not checked out are not searched: ${names}.`,
        advice: `${WITH_SUBMODULES} Or check them in their own repositories.`
    },
    absent: {
        what: names => `git tracks ${names}, which was removed from the working tree.`,
        advice: 'Restore it to check it, or have git remove it.'
    },
    sparse: {
        what: names => `git tracks ${names}, which a sparse checkout leaves out of the working tree.`,
        advice: CHECK_OUT,
        isMissing: true
    },
    pointer: { what: pointer, advice: FETCH, isMissing: true },
    'large-pointer': { what: pointer, advice: FETCH },
    'linked-folder': {
        what: names => `links to folders are not followed: ${names}.`,
        advice: 'Name the folder that a link leads to, if it is in this repository.'
    },
    'broken-link': {
        what: names => `${names}: a link to nothing.`,
        advice: 'What it leads to may be in a submodule, outside a sparse checkout, or not in git.'
    }
};
const SHOWN = 3;
function namesOf(some) {
    return (0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .someOf */ .yU)(some.map(({ file }) => file), SHOWN);
}
function byKind(beyond) {
    return (0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .groupBy */ .$z)(beyond, ({ kind }) => kind).map(some => ({ some, ...WORDS[some[0].kind] }));
}
function remarksBeyond(beyond) {
    return byKind(beyond).map(({ some, what, advice }) => {
        return { message: `Not verified: ${what(namesOf(some))} ${advice}`, isUnverified: true };
    });
}
function withBeyond(result, beyond, differs) {
    const isChanged = (one) => differs?.(one) ?? true;
    const isSubmodule = ({ kind }) => kind === 'submodule';
    const missing = beyond.filter(one => isSubmodule(one) ? differs?.(one) === true : WORDS[one.kind].isMissing && isChanged(one));
    const noted = beyond.filter(one => !missing.includes(one) && !WORDS[one.kind].isMissing);
    return {
        ...result,
        problems: [
            ...result.problems,
            ...byKind(missing).map(({ some, what, advice }) => {
                return {
                    code: 'file-not-readable',
                    fault: 'user',
                    message: what(namesOf(some)),
                    hint: `What was not read is not clean. ${advice} To leave a file or folder out, name "!${some[0]?.file}".`
                };
            })
        ],
        unscanned: [
            ...result.unscanned,
            ...byKind(missing).flatMap(({ some, what, advice }) => some.map(({ file }) => ({ file, line: 1, reason: `${what(file)} ${advice}` })))
        ],
        remarks: [...result.remarks, ...remarksBeyond(noted)]
    };
}


/***/ }),

/***/ 42732:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Az: () => (/* binding */ loadDocument),
/* harmony export */   yv: () => (/* binding */ loadYaml)
/* harmony export */ });
/* unused harmony export tooLarge */
/* harmony import */ var _read_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(59755);
/* harmony import */ var _tree_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(69360);


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
    const { readYaml } = await Promise.all(/* import() */[__webpack_require__.e(815), __webpack_require__.e(12)]).then(__webpack_require__.bind(__webpack_require__, 52012));
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
        hint: 'Check that the path leads to a task definition.'
    };
}


/***/ }),

/***/ 10061:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kz: () => (/* binding */ isOtherText),
/* harmony export */   WR: () => (/* binding */ EXPRESS_MARKS),
/* harmony export */   _O: () => (/* binding */ discoverDefinitions)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(65071);
/* harmony import */ var _document_tree_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(69360);
/* harmony import */ var _read_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(82512);





const CANDIDATE = /\.(?:json[c5l]?|ya?ml|tpl|tmpl|tftpl|gotmpl|j2|jinja2?|erb|tf|tofu|hcl|tfvars|jsonnet|libsonnet|template|mustache|hbs|ejs|dist|in|tfstate)$/i;
const OTHERS = /\.(?:md|mdx|markdown|rst|adoc|html?|css|s[ac]ss|less|svg|[cm]?[jt]sx?|vue|svelte|pyi?|ipynb|rb|go|java|kts?|groovy|gradle|scala|rs|c|h|cc|cpp|hpp|cs|fs|php|swift|ex|exs|clj|lua|pl|r|dart|sql|sh|bash|zsh|fish|ps1|bat|cmd|patch|diff|log|csv|tsv|parquet|png|jpe?g|gif|webp|ico|pdf|zip|t?gz|bz2|xz|7z|jar|war|class|so|dylib|dll|exe|bin|wasm|woff2?|ttf|otf|eot|mp[34]|mov|avi|webm|lock|sum|snap|map|po|mo)$/i;
function isOtherText(file) {
    return (!SKIPPED.test(file) &&
        !CANDIDATE.test(file) &&
        /\.(?:md|[cm]?[jt]sx?|py|rb|go|java|kts?|groovy|cs|php|sh|bash|ps1)$/i.test(file));
}
const SKIPPED = /(?:^|\/)node_modules\//;
const EXPRESS_MARKS = [
    ...['primaryContainer', 'AWS::ECS::ExpressGatewayService', 'aws_ecs_express_gateway_service']
];
const MARKS = [
    ...['ontainerDefinitions', 'container_definitions', 'AWS::ECS::TaskDefinition', '_taskdefinition:'],
    ...EXPRESS_MARKS
];
const MARK_BYTES = MARKS.flatMap(mark => [Buffer.from(mark), Buffer.from(mark, 'utf16le')]);
const AS_A_NAME = /ontainerDefinitions["']?\s{0,8}[:=]|container_definitions["']?\s{0,8}[:=]|primaryContainer["']\s{0,8}:|AWS::ECS::(?:TaskDefinition|ExpressGatewayService)["']?\s/;
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
    const message = `${file} cannot be read: ${(0,_read_js__WEBPACK_IMPORTED_MODULE_2__/* .systemReason */ .uc)(error)}.`;
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

/***/ 21503:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bi: () => (/* binding */ TOP_KEYS),
/* harmony export */   Jb: () => (/* binding */ EXCEPTION_KEYS),
/* harmony export */   Oe: () => (/* binding */ ENTRY_KEYS),
/* harmony export */   YD: () => (/* binding */ keysOf),
/* harmony export */   kC: () => (/* binding */ LOCAL_NAME),
/* harmony export */   sB: () => (/* binding */ TOP_ENTRY_KEYS),
/* harmony export */   yz: () => (/* binding */ keyFact),
/* harmony export */   zm: () => (/* binding */ REQUIRED_EXCEPTION_KEYS)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(87433);
/* harmony import */ var _pattern_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(78272);


const ENTRY_KEYS = {
    service: {
        kind: 'name',
        of: 'service',
        form: _arn_js__WEBPACK_IMPORTED_MODULE_0__/* .ECS_NAME */ .GK,
        characters: '\\w-',
        locates: true,
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
        locates: true,
        example: 'shop-{environment}',
        says: 'Cluster, by name or ARN'
    },
    region: {
        kind: 'name',
        of: 'both',
        form: _arn_js__WEBPACK_IMPORTED_MODULE_0__/* .REGION */ .Zg,
        characters: 'a-z0-9-',
        locates: true,
        example: 'us-west-2',
        says: 'AWS Region'
    },
    account: {
        kind: 'name',
        of: 'both',
        form: /^\d{12}$/,
        characters: '\\d',
        locates: true,
        example: '123456789012',
        says: 'AWS account; a run whose credentials are of another one stops before anything else'
    },
    'role-to-assume': {
        kind: 'name',
        of: 'both',
        form: _arn_js__WEBPACK_IMPORTED_MODULE_0__/* .ROLE_ARN */ .xG,
        characters: '\\w+=,.@/:-',
        locates: true,
        example: 'arn:aws:iam::123456789012:role/deploy',
        says: 'ARN of the role to assume for this service; see the input `allowed-roles`'
    },
    'service-definition': {
        kind: 'name',
        of: 'service',
        characters: '\\w./-',
        example: '.aws/{service}-service.json',
        says: 'Service definition file of the service, as in the input of that name; with `{service}`, of the services that have one'
    },
    paths: {
        kind: 'list',
        of: 'both',
        form: _pattern_js__WEBPACK_IMPORTED_MODULE_1__/* .GLOB */ .XC,
        wrong: _pattern_js__WEBPACK_IMPORTED_MODULE_1__/* .COSTLY_GLOB */ .E4,
        example: '[src/**, Dockerfile]',
        says: 'Files that count as a change for `service: changed`, in addition to its file and entry: globs from the root of the repository; `!` excludes'
    },
    'desired-count': {
        kind: 'count',
        of: 'service',
        locates: true,
        member: 'desiredCount',
        example: '3',
        says: 'Desired number of tasks. Default: unchanged'
    },
    'on-secret-change': {
        kind: 'word',
        of: 'service',
        words: ['warn', 'redeploy'],
        example: 'redeploy',
        says: 'What a deploy does when the definition is unchanged, but a secret, a parameter or an environment file has changed since tasks started: `warn` (default) reports it; `redeploy` starts new tasks'
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

/***/ 85749:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $N: () => (/* binding */ NO_LAYOUT),
/* harmony export */   AY: () => (/* binding */ reportUnknownKey),
/* harmony export */   TH: () => (/* binding */ reporterTo),
/* harmony export */   UC: () => (/* binding */ NO_DECISIONS),
/* harmony export */   _o: () => (/* binding */ absentServices),
/* harmony export */   dx: () => (/* binding */ NO_PROJECT_FILE)
/* harmony export */ });
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(11636);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35909);


const NO_LAYOUT = {
    document: { file: '', text: '' },
    place: () => undefined,
    services: new Map(),
    tasks: new Map(),
    environments: new Map(),
    order: []
};
function absentServices({ defaults, services, environments }, own) {
    const sets = (level) => level?.values.has('task-definition') === true;
    return new Map([...(own ? services : [])].flatMap(([key, entry]) => {
        if ([defaults, own?.general, entry, own?.services.get(key)].some(sets))
            return [];
        const others = [...environments].flatMap(([name, one]) => (sets(one.services.get(key)) ? [name] : []));
        return others.length > 0 ? [[key, others]] : [];
    }));
}
const NO_DECISIONS = {
    exceptions: [],
    allowedNames: [],
    optionalRules: [],
    problems: []
};
const NO_PROJECT_FILE = {
    decisions: NO_DECISIONS,
    layout: NO_LAYOUT,
    layoutProblems: []
};
function reporterTo(problems, place, usual) {
    return ({ origin }, message, advice) => {
        const { text: hint, code } = typeof advice === 'string' ? { text: advice, ...usual } : advice;
        problems.push({ code, fault: 'user', message, hint, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ place: place(origin) }) });
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

/***/ 11073:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ER: () => (/* binding */ OPEN_STEP),
/* harmony export */   Jh: () => (/* binding */ openEntries),
/* harmony export */   es: () => (/* binding */ openLines)
/* harmony export */ });
const OPEN_STEP = 'the service of the step in';
const TODO = new RegExp(`^( *)# TODO (${OPEN_STEP} [\\w./-]+:\\d+|[\\w-]{1,60}): `);
function openEntries(text) {
    return text.split('\n').flatMap(line => {
        const [, indent, what = ''] = TODO.exec(line) ?? [];
        return indent === '  ' ? what : [];
    });
}
const OWNER = /^ *(?!(?:steps|with|permissions):)[\w-]+:\s*(?:#.*)?$/;
function openLines(file, text) {
    const lines = text.split('\n');
    return lines.flatMap((line, index) => {
        const [whole, indent = '', what = ''] = TODO.exec(line) ?? [];
        if (whole === undefined)
            return [];
        const owner = lines.slice(0, index).findLast(one => OWNER.test(one) && one.search(/\S/) < indent.length);
        const of = indent.length < 4 || owner === undefined ? '' : ` of ${owner.trim().split(':')[0]}`;
        const place = {
            file,
            line: index + 1,
            column: indent.length + 1,
            endLine: index + 1,
            endColumn: line.length + 1
        };
        return [{ message: `TODO: ${what}${of}. Fill it in as its comment says, or remove the comment.`, place }];
    });
}


/***/ }),

/***/ 26664:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MF: () => (/* binding */ keyedAt),
/* harmony export */   O$: () => (/* binding */ namedByKey),
/* harmony export */   Qn: () => (/* binding */ strayCluster),
/* harmony export */   Y8: () => (/* binding */ NO_PLACEMENT),
/* harmony export */   kv: () => (/* binding */ placeProblems),
/* harmony export */   so: () => (/* binding */ siteOfTarget),
/* harmony export */   zU: () => (/* binding */ siteOf)
/* harmony export */ });
/* unused harmony export settled */
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(87433);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35909);


function siteOf(service, placement, usual) {
    return settled(configuredPlaceOf(service, placement), usual);
}
function siteOfTarget({ service, entry }, placement, usual) {
    return entry === undefined ? siteOf(service, placement, usual) : settled(entry.site, usual);
}
function settled({ region, cluster, roleArn, account }, usual) {
    return {
        region: region ?? usual.region,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ cluster: cluster ?? usual.cluster ?? usual.usualCluster, roleArn, account })
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
const NO_PLACEMENT = { order: [], places: new Map() };
function keyedAt(placement, usual) {
    const keys = new Map();
    const idOf = (service, { cluster, region, roleArn }) => JSON.stringify([service, (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(cluster), region, roleArn]);
    for (const [key, { name = key }] of placement.places) {
        const { cluster, ...account } = siteOf(key, placement, usual);
        const id = cluster === undefined ? undefined : idOf(name, { ...account, cluster });
        if (id !== undefined && !keys.has(id))
            keys.set(id, key);
    }
    return (service, site) => {
        const key = keys.get(idOf(service, site));
        return key === undefined || key === service ? { service } : { service, key };
    };
}
function placeProblems(given, placement) {
    const subjects = given.services ?? [undefined, ...placement.places.keys()];
    const conflicts = new Map();
    const strays = new Map();
    for (const service of subjects) {
        const said = configuredPlaceOf(service, placement);
        for (const what of ['cluster', 'region']) {
            const [wanted, written] = [given[what], said[what]];
            if (wanted === undefined || written === undefined || namesSame(wanted, written))
                continue;
            const problemOf = subject => ({
                code: 'place-contradiction',
                fault: 'user',
                message: `Input "${what === 'region' ? 'aws-region' : what}" is ${wanted}, but the configuration file has ${what} ${written}${subject}.`,
                hint: `AWS was not called. Correct the wrong one, or omit the input: the file can set the ${what} of each service.`,
                ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ place: said.written?.[what] })
            });
            const found = conflicts.get(`${what} ${written}`) ?? { services: [], problemOf };
            if (service !== undefined)
                found.services.push(`"${service}"`);
            conflicts.set(`${what} ${written}`, found);
        }
        const { usualRegion: region, cluster } = given;
        if (region === undefined)
            continue;
        const site = settled(said, { region, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ cluster }) });
        const stray = site.region === '' ? undefined : strayCluster(site, site.roleArn?.split(':')[4]);
        if (stray && !strays.has(stray.message))
            strays.set(stray.message, { ...stray, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ place: said.written?.cluster }) });
    }
    const contradictions = [...conflicts.values()].map(({ services, problemOf }) => problemOf(services.length === 0 ? '' : ` for ${services.join(', ')}`));
    return contradictions.length > 0 ? contradictions : [...strays.values()];
}
function namesSame(one, other) {
    if (one.startsWith('arn:') === other.startsWith('arn:'))
        return one === other;
    return (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(one) === (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(other);
}
function strayCluster({ cluster = '', region }, account) {
    if (!cluster.startsWith('arn:'))
        return undefined;
    const [, , , itsRegion = '', itsAccount = ''] = cluster.split(':');
    if (itsRegion !== region)
        return {
            code: 'place-contradiction',
            fault: 'user',
            message: `Cluster ${cluster} is in Region ${itsRegion}, but the run is for Region ${region}.`,
            hint: 'Correct the cluster or the Region: input "aws-region", or "region" in the configuration file.'
        };
    if (account === undefined || itsAccount === account)
        return undefined;
    return {
        code: 'place-contradiction',
        fault: 'user',
        message: `Cluster ${cluster} is in account ${itsAccount}, but the run acts in account ${account}.`,
        hint: 'Correct the cluster, or use credentials of its account (role-to-assume).'
    };
}


/***/ }),

/***/ 32846:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ readLayout)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(87433);
/* harmony import */ var _files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(69360);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(11636);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35909);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(21503);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85749);






function readLayout({ document, place }) {
    const { root } = document;
    const problems = [];
    const report = (0,_layout_js__WEBPACK_IMPORTED_MODULE_0__/* .reporterTo */ .TH)(problems, place, { code: 'bad-placement' });
    const environments = named(root, 'environments', report).map(({ key, value: node }) => {
        const isInner = (member) => member.key === 'services' || member.key === 'tasks';
        const general = node.kind === 'object' ? { ...node, members: node.members.filter(one => !isInner(one)) } : node;
        const entry = readEntry(general, key, { sort: 'environment', report });
        return [key, { general: entry, ...entriesOf(node, report) }];
    });
    const order = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .childOf */ .GG)(root, 'order');
    const layout = {
        document,
        place,
        ...entriesOf(root, report),
        environments: new Map(environments),
        order: readOrder(order, report),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ defaults: readDefaults(root, report), orderOrigin: order?.origin })
    };
    reportStrangers(root, layout, report);
    return { layout, problems };
}
function knownIn(sort) {
    return sort === 'environment' ? [...(0,_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .keysOf */ .YD)('general'), 'services', 'tasks'] : (0,_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .keysOf */ .YD)(sort);
}
const ORDER_HINT = 'Write a list of waves; each is a service or a list of services: order: [dispatcher, [worker, api]].';
function readOrder(node, report) {
    if (node !== undefined && node.kind !== 'array' && node.kind !== 'null')
        report(node, '"order" must be a list.', ORDER_HINT);
    const seen = new Set();
    return (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .itemsOf */ .S3)(node).map(item => (item.kind === 'array' ? item.items : [item]).flatMap(one => {
        const name = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .stringOf */ .Je)(one) ?? '';
        if (!_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .LOCAL_NAME */ .kC.test(name))
            report(one, 'An entry of "order" is not a service name.', ORDER_HINT);
        else if (seen.has(name))
            report(one, `"order" lists the service "${name}" twice.`, 'Name each service once.');
        else {
            seen.add(name);
            return [name];
        }
        return [];
    }));
}
function readDefaults(root, report) {
    const node = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .childOf */ .GG)(root, 'defaults');
    const own = node === undefined ? undefined : readEntry(node, 'defaults', { sort: 'general', report });
    const top = _keys_js__WEBPACK_IMPORTED_MODULE_3__/* .TOP_ENTRY_KEYS */ .sB.flatMap(key => (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .memberOf */ .C5)(root, key) ?? []);
    if (top.length === 0)
        return own;
    const values = readMembers(top, { sort: 'general', report });
    for (const key of values.keys())
        if (own?.values.has(key))
            report((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .childOf */ .GG)(root, key) ?? root, `"${key}" is at the top of the file and in "defaults".`, 'Keep the one in "defaults".');
    return { origin: own?.origin ?? root.origin, values: new Map([...values, ...(own?.values ?? [])]) };
}
function entriesOf(node, report) {
    const read = (which, sort) => new Map(named(node, which, report).map(({ key, value }) => [key, readEntry(value, key, { sort, report })]));
    return { services: read('services', 'service'), tasks: read('tasks', 'task') };
}
const NAMED = {
    services: 'Write a name for each service, and below it where it runs and from what.',
    tasks: 'Write a name for each task, and below it its task definition.',
    environments: 'Write the name of each environment, and below it its own settings: environments: {staging: {cluster: app-stg}}.'
};
function named(parent, which, report) {
    const node = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .childOf */ .GG)(parent, which);
    if (node === undefined || node.kind === 'null')
        return [];
    if (node.kind !== 'object') {
        report(node, `"${which}" must be a mapping.`, NAMED[which]);
        return [];
    }
    return node.members.filter(({ key, keyOrigin }) => {
        const isName = _keys_js__WEBPACK_IMPORTED_MODULE_3__/* .LOCAL_NAME */ .kC.test(key);
        if (!isName)
            report({ origin: keyOrigin }, `A key of "${which}" is not a name.`, 'Use letters, digits, "-" and "_".');
        return isName;
    });
}
function readEntry(node, name, reading) {
    if (node.kind !== 'object' && node.kind !== 'null')
        reading.report(node, `"${name}" must be a mapping.`, `Allowed keys: ${knownIn(reading.sort).join(', ')}.`);
    const members = node.kind === 'object' ? node.members : [];
    return { origin: node.origin, values: readMembers(members, reading) };
}
function readMembers(members, { sort, report }) {
    const values = new Map();
    const keys = (0,_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .keysOf */ .YD)(sort === 'environment' ? 'general' : sort);
    for (const { key, keyOrigin, value } of members) {
        const known = keys.find(one => one === key);
        if (known === undefined)
            (0,_layout_js__WEBPACK_IMPORTED_MODULE_0__/* .reportUnknownKey */ .AY)({ key, keyOrigin }, knownIn(sort), report);
        else if (value.kind !== 'null') {
            const wrong = wrongPart(value, (0,_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .keyFact */ .yz)(known));
            if (wrong)
                reportWrong(known, value, { wrong, sort, report });
            else
                values.set(known, value);
        }
    }
    return values;
}
function reportWrong(key, value, { wrong, sort, report }) {
    const { example, locates, words = [], wrong: why } = (0,_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .keyFact */ .yz)(key);
    const plural = value.kind === 'object' && sort === 'environment' && `${key}s` in NAMED ? `${key}s` : '';
    const meant = plural === '' ? '' : ` Did you mean "${plural}"?`;
    const text = plural === ''
        ? `Write ${words.length > 0 ? `one of ${words.join(', ')},` : 'it'} like ${key}: ${example}.`
        : `"${key}" is one name, like ${example}. "${plural}" is a mapping: its keys are names, with the settings of each below it.`;
    const reason = why !== undefined && wrong !== value && (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .scalarTextOf */ .Vb)(wrong) !== undefined ? `: a pattern ${why}` : '';
    report(wrong, `"${key}" is not valid${reason}.${meant}`, {
        text,
        code: locates ? 'bad-placement' : 'bad-config-value'
    });
}
function wrongPart(node, { kind, form, words }) {
    const text = node.kind === 'number' ? node.raw : (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .stringOf */ .Je)(node);
    const unless = (isValid) => (isValid ? undefined : node);
    switch (kind) {
        case 'name':
            return unless(text !== undefined && fitsForm(text, form));
        case 'text':
            return unless((text ?? '').trim() !== '');
        case 'count':
            return unless(node.kind === 'number' && /^\d{1,4}$/.test(node.raw) && node.value <= 5000);
        case 'word':
            return unless(words?.includes(text ?? '') === true);
        case 'toggle':
            return unless(node.kind === 'boolean');
        case 'list':
            return node.kind === 'array' ? node.items.find(item => !isItem((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .scalarTextOf */ .Vb)(item), form)) : node;
        case 'map':
            return node.kind === 'object'
                ? node.members.find(({ value }) => (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .scalarTextOf */ .Vb)(value) === undefined)?.value
                : node;
        case 'base': {
            if (node.kind === 'string')
                return unless(node.value.trim() !== '');
            const family = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .childOf */ .GG)(node, 'live');
            const isLive = node.kind === 'object' && node.members.length === 1;
            if (!isLive || family === undefined)
                return node;
            return fitsForm((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .stringOf */ .Je)(family) ?? '', _arn_js__WEBPACK_IMPORTED_MODULE_4__/* .ECS_NAME */ .GK) ? undefined : family;
        }
    }
}
function isItem(text, form) {
    return text !== undefined && form?.test(text) !== false;
}
function fitsForm(text, form) {
    return text.includes('{') ? /^[^\s$]+$/.test(text) : form?.test(text) !== false;
}
function reportStrangers(root, layout, report) {
    const environments = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .childOf */ .GG)(root, 'environments');
    for (const [name, own] of layout.environments)
        for (const which of ['services', 'tasks']) {
            const known = [...layout[which].keys()];
            const inner = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .childOf */ .GG)((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .childOf */ .GG)(environments, name), which);
            for (const key of [...own[which].keys()].filter(one => !known.includes(one)))
                report({ origin: (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .memberOf */ .C5)(inner, key)?.keyOrigin ?? inner.origin }, `Environment "${name}" has settings for "${key}", which is not among "${which}".${(0,_nearest_js__WEBPACK_IMPORTED_MODULE_5__/* .didYouMean */ .au)(key, known)}`, `Known: ${known.join(', ') || 'none'}.`);
        }
    const services = [...layout.services.keys()];
    const judge = (what, nodes) => {
        for (const node of nodes) {
            const name = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .stringOf */ .Je)(node) ?? '';
            if (!services.includes(name))
                report(node, `${what} the service "${_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .LOCAL_NAME */ .kC.test(name) ? name : '…'}", which is not among "services".${(0,_nearest_js__WEBPACK_IMPORTED_MODULE_5__/* .didYouMean */ .au)(name, services)}`, `Services: ${services.join(', ') || 'none'}.`);
        }
    };
    const all = [layout, ...layout.environments.values()];
    for (const { values } of all.flatMap(({ tasks }) => [...tasks.values()])) {
        const from = values.get('network-from');
        judge('A task refers to', [...(0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .itemsOf */ .S3)(values.get('for')), ...(from ? [from] : [])]);
    }
    const isListed = (key) => layout.defaults?.values.has('task-definition') === true ||
        all.some(one => one.services.get(key)?.values.has('task-definition'));
    if (services.length === 0 || !services.every(isListed))
        return;
    const waves = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .itemsOf */ .S3)((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .childOf */ .GG)(root, 'order')).flatMap(node => (node.kind === 'array' ? node.items : [node]));
    judge('"order" lists', waves.filter(node => _keys_js__WEBPACK_IMPORTED_MODULE_3__/* .LOCAL_NAME */ .kC.test((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .stringOf */ .Je)(node) ?? '')));
}


/***/ }),

/***/ 13417:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  L: () => (/* binding */ NOTHING_RESOLVED),
  J: () => (/* binding */ resolveLayout)
});

// EXTERNAL MODULE: ./lib/src/arn.js
var arn = __webpack_require__(87433);
// EXTERNAL MODULE: ./lib/src/files/document/tree.js
var tree = __webpack_require__(69360);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(28168);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(35909);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/layout.js
var configuration_layout = __webpack_require__(85749);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/keys.js
var keys = __webpack_require__(21503);
;// CONCATENATED MODULE: ./lib/src/inputs/configuration/levels.js



class Levels {
    #levels;
    #resolving;
    constructor(levels, resolving) {
        this.#levels = levels;
        this.#resolving = resolving;
    }
    node(key) {
        return this.#levels.findLast(({ values }) => values.has(key))?.values.get(key);
    }
    texts(key) {
        return (0,tree/* itemsOf */.S3)(this.node(key)).map(item => (0,tree/* scalarTextOf */.Vb)(item) ?? '');
    }
    place(key) {
        const node = this.node(key);
        return node && this.#resolving.layout.place(node.origin);
    }
    name(key, node = this.node(key)) {
        const written = node?.kind === 'number' ? node.raw : (0,tree/* stringOf */.Je)(node);
        const isOpen = this.#resolving.service === undefined && written?.includes('{service}');
        if (node === undefined || written === undefined || isOpen)
            return undefined;
        const text = this.filled(written);
        const wrong = wrongName(text, key);
        if (wrong === undefined)
            return text;
        const place = this.place(key);
        this.#resolving.problems.push({ code: 'bad-placement', fault: 'user', ...wrong, ...(0,present/* present */.E)({ place }) });
        return undefined;
    }
    site() {
        const [cluster, region] = [this.name('cluster'), this.name('region')];
        const written = (0,present/* present */.E)({
            cluster: cluster === undefined ? undefined : this.place('cluster'),
            region: region === undefined ? undefined : this.place('region')
        });
        return {
            ...(0,present/* present */.E)({
                cluster,
                region,
                roleArn: this.name('role-to-assume'),
                account: this.name('account')
            }),
            ...(Object.keys(written).length === 0 ? {} : { written })
        };
    }
    base() {
        const node = this.node('task-definition');
        if (node === undefined)
            return undefined;
        const family = (0,tree/* childOf */.GG)(node, 'live');
        const text = this.name('task-definition', family ?? node) ?? (0,tree/* stringOf */.Je)(family ?? node) ?? '';
        const place = (0,present/* present */.E)({ place: this.place('task-definition') });
        if (family !== undefined)
            return { kind: 'live', family: text, ...place };
        return text === 'live' ? { kind: 'live', ...place } : { kind: 'file', path: text, ...place };
    }
    settings() {
        return Object.fromEntries(Object.keys(keys/* ENTRY_KEYS */.Oe).flatMap(key => {
            const { member } = (0,keys/* keyFact */.yz)(key);
            const node = this.node(key);
            return member !== undefined && node ? [[member, (0,tree/* toJson */.aB)(node)]] : [];
        }));
    }
    variables() {
        const members = this.#levels.flatMap(({ values }) => {
            const node = values.get('variables');
            return node?.kind === 'object' ? node.members : [];
        });
        return new Map(members.map(({ key, value }) => [
            key,
            value.kind === 'string' ? { ...value, value: this.filled(value.value) } : value
        ]));
    }
    filled(text) {
        const { service, environment } = this.#resolving;
        const named = service === undefined ? text : text.replaceAll('{service}', service);
        return environment === undefined ? named : named.replaceAll('{environment}', environment);
    }
}
function wrongName(text, key) {
    if (text.includes('{environment}'))
        return {
            message: `"${key}" is written with {environment}, and the run is for no environment.`,
            hint: 'Name it in the input "environment".'
        };
    const [unknown] = /\{\w+\}/.exec(text) ?? [];
    const { form, example } = (0,keys/* keyFact */.yz)(key);
    if (unknown === undefined && form?.test(text) !== false)
        return undefined;
    const placeholders = '{service} is the key of the service, {environment} the environment.';
    return {
        message: `"${key}" is not valid after its placeholders are replaced.`,
        hint: unknown === undefined
            ? `It must be like ${key}: ${example}; ${placeholders}`
            : `${unknown} is not a placeholder: ${placeholders}`
    };
}

// EXTERNAL MODULE: ./lib/src/inputs/configuration/placement.js
var placement = __webpack_require__(26664);
;// CONCATENATED MODULE: ./lib/src/inputs/configuration/resolve-layout.js







const NOTHING_RESOLVED = {
    services: [],
    tasks: [],
    placement: placement/* NO_PLACEMENT */.Y8,
    place: () => undefined,
    problems: []
};
function resolveLayout(layout, environment) {
    const problems = [];
    const own = environment === undefined ? undefined : layout.environments.get(environment);
    const general = [layout.defaults, own?.general].flatMap(level => level ?? []);
    const levelsOf = (key, entry, inner) => new Levels([...general, entry, ...(inner ? [inner] : [])], {
        layout,
        problems,
        service: key,
        ...(0,present/* present */.E)({ environment })
    });
    const absent = (0,configuration_layout/* absentServices */._o)(layout, own);
    const services = [...layout.services]
        .filter(([key]) => !absent.has(key))
        .map(([key, entry]) => asService(key, layout.place(entry.origin), levelsOf(key, entry, own?.services.get(key))));
    const tasks = [...layout.tasks].map(([key, entry]) => asTask(key, layout.place(entry.origin), levelsOf(key, entry, own?.tasks.get(key))));
    const usual = new Levels(general, { layout, problems, ...(0,present/* present */.E)({ environment }) });
    const order = layout.order.map(wave => wave.filter(key => !absent.has(key)));
    problems.push(...sameServices(services));
    return {
        services,
        tasks,
        placement: {
            order: absent.size === 0 ? layout.order : order.filter(wave => wave.length > 0),
            places: new Map(services.map(({ key, name, site }) => [key, name === key ? site : { ...site, name }])),
            ...(general.length === 0 ? {} : { usual: usual.site() })
        },
        place: layout.place,
        problems: (0,list/* distinctBy */.ey)(problems, JSON.stringify),
        ...(absent.size > 0 ? { absent } : {}),
        ...(0,present/* present */.E)({ environment })
    };
}
function commonOf(key, written, levels) {
    return {
        key,
        site: levels.site(),
        variables: levels.variables(),
        paths: levels.texts('paths').map(text => levels.filled(text)),
        ...(0,present/* present */.E)({ written, base: levels.base() })
    };
}
function asService(key, written, levels) {
    const renews = (0,tree/* stringOf */.Je)(levels.node('on-secret-change')) === 'redeploy';
    const path = levels.name('service-definition');
    const isPattern = (0,tree/* stringOf */.Je)(levels.node('service-definition'))?.includes('{service}') === true;
    return {
        ...commonOf(key, written, levels),
        kind: 'service',
        name: levels.name('service') ?? key,
        settings: levels.settings(),
        ...(0,present/* present */.E)({
            serviceDefinition: path === undefined ? undefined : { path, isPattern },
            renewsOldValues: renews || undefined
        })
    };
}
function asTask(key, written, levels) {
    const services = levels.texts('for');
    const command = levels.texts('command');
    const schedules = levels.node('schedules');
    const task = {
        run: (0,tree/* stringOf */.Je)(levels.node('run')) === 'before' ? 'before' : 'manual',
        for: services,
        ...(0,present/* present */.E)({
            networkFrom: (0,tree/* stringOf */.Je)(levels.node('network-from')) ?? services[0],
            command: command.length === 0 ? undefined : command,
            container: (0,tree/* stringOf */.Je)(levels.node('container')),
            schedules: schedules?.kind === 'boolean' && schedules.value ? true : undefined
        })
    };
    return { ...commonOf(key, written, levels), kind: 'task', task };
}
function sameServices(services) {
    const known = new Map();
    return services.flatMap(service => {
        const { region, cluster = '', roleArn, account = roleArn?.split(':')[4] } = service.site;
        const id = JSON.stringify([account, region, (0,arn/* lastPartOf */.RS)(cluster), service.name]);
        const before = known.get(id) ?? service;
        known.set(id, before);
        if (before === service)
            return [];
        const where = before.written ? ` (${before.written.file}:${before.written.line})` : '';
        return {
            code: 'service-twice',
            fault: 'user',
            message: `"${before.key}"${where} and "${service.key}" are the same ECS service "${service.name}"${cluster === '' ? '' : ` of cluster ${cluster}`}.`,
            hint: 'Keep one entry, or correct "service", "cluster" or "region" of the other.',
            ...(0,present/* present */.E)({ place: service.written })
        };
    });
}


/***/ })

};
