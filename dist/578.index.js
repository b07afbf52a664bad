export const id = 578;
export const ids = [578];
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

/***/ 27703:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runAdopt: () => (/* binding */ runAdopt)
/* harmony export */ });
/* harmony import */ var _check_beyond_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(63498);
/* harmony import */ var _cli_adoption_repository_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9760);
/* harmony import */ var _files_find_otherwise_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(68658);
/* harmony import */ var _inputs_problems_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(88688);
/* harmony import */ var _inputs_tables_specification_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(79187);





const PLACE = 'ecs-sealed-deploy/ecs-sealed-deploy';
const USES = /(\buses:[ \t]*)(['"]?)aws-actions\/amazon-ecs-(render|deploy)-task-definition@[^\s'"#]+\2(?:[ \t]+#[ \t]*v?\d[\w.]*(?=[ \t]*\r?$))?/;
const PINNED = /@[0-9a-f]{40}\b/;
const UNPINNED = 'the step was pinned to a commit, and v1 is a tag that moves. To pin it, write the commit of the release that you have reviewed in place of v1.';
async function runAdopt({ write }, ports) {
    const read = await (0,_cli_adoption_repository_js__WEBPACK_IMPORTED_MODULE_0__/* .readRepository */ .N)(ports);
    if ('problems' in read)
        return { document: { files: [] }, lines: [], problems: read.problems };
    const notRead = [...read.notRead, ...(0,_check_beyond_js__WEBPACK_IMPORTED_MODULE_1__/* .remarksBeyond */ .F)(read.beyond).map(({ message }) => message)];
    const lines = [];
    const problems = [];
    const files = [];
    const left = [];
    for (const workflow of read.workflows) {
        const { text, edits, strange } = rewritten(workflow);
        const { file } = workflow;
        left.push(...strange.map(line => `${file}:${line}: its "uses" is not written as usual, and stays as it is.`), ...edits.flatMap(({ line, removed }) => (PINNED.test(removed) ? [`${file}:${line}: ${UNPINNED}`] : [])), ...unknownIn(workflow));
        if (edits.length === 0)
            continue;
        const problem = write ? ports.write(file, text, { isNew: false }) : undefined;
        if (problem)
            problems.push(problem);
        files.push({ file, edits, written: write && problem === undefined });
        const changes = edits.flatMap(({ line, removed, inserted }) => [
            `  ${line} - ${removed}`,
            `  ${line} + ${inserted}`
        ]);
        lines.push(`${file}:`, ...changes, '');
    }
    const rest = [...left, ...(0,_files_find_otherwise_js__WEBPACK_IMPORTED_MODULE_2__/* .otherwiseLines */ .sx)(read.otherwise), ...notRead];
    const last = lastLine({ isChanged: files.length > 0, write, isAll: rest.length === 0 });
    const document = { notRead, otherwise: read.otherwise, left, files };
    return { document, lines: [...lines, ...rest, last], problems };
}
function rewritten({ text, steps }) {
    const lines = text.split('\n');
    const edits = [];
    const strange = [];
    for (const { line } of steps.filter(({ isOfAws }) => isOfAws)) {
        const [removed] = USES.exec(lines[line - 1] ?? '') ?? [];
        if (removed === undefined) {
            strange.push(line);
            continue;
        }
        const inserted = removed.replace(USES, `$1${PLACE}/$3@v1`);
        edits.push({ line, removed, inserted });
        lines[line - 1] = (lines[line - 1] ?? '').replace(removed, () => inserted);
    }
    return { text: lines.join('\n'), edits, strange };
}
function unknownIn({ file, steps }) {
    const inputs = steps.filter(({ isOfAws }) => isOfAws).flatMap(step => step.inputs);
    return inputs.flatMap(({ name, line }) => (0,_inputs_problems_js__WEBPACK_IMPORTED_MODULE_3__/* .unknownInputs */ .qs)([name.toLowerCase()], _inputs_tables_specification_js__WEBPACK_IMPORTED_MODULE_4__/* .ACTION_INPUTS */ .bn).map(({ message }) => `${file}:${line}: ${message} A run of this action can fail because of it: correct or remove it.`));
}
function lastLine(done) {
    if (!done.isChanged)
        return done.isAll ? 'Nothing to change.' : 'Nothing to change in what was read.';
    return done.write
        ? 'Review the changes (git diff), and open a pull request.'
        : 'Nothing written. Run again with --write to make these changes.';
}


/***/ })

};
