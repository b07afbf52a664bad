export const id = 703;
export const ids = [703];
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

/***/ 93210:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  N: () => (/* binding */ readRepository)
});

// EXTERNAL MODULE: ./lib/src/files/document/load.js
var load = __webpack_require__(42732);
// EXTERNAL MODULE: ./lib/src/files/document/tree.js
var tree = __webpack_require__(69360);
// EXTERNAL MODULE: ./lib/src/files/find/discover.js
var discover = __webpack_require__(10061);
// EXTERNAL MODULE: ./lib/src/files/find/otherwise.js
var find_otherwise = __webpack_require__(68658);
// EXTERNAL MODULE: ./lib/src/files/git/git.js
var git = __webpack_require__(73625);
// EXTERNAL MODULE: ./lib/src/files/read.js
var files_read = __webpack_require__(82512);
// EXTERNAL MODULE: ./lib/src/json.js
var json = __webpack_require__(38674);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(35909);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(28168);
;// CONCATENATED MODULE: ./lib/src/cli/adoption/matrix.js

const MOST = 256;
function knownInRuns(workflow, job, environment) {
    const { matrix } = fieldsOf(job['strategy']);
    const combined = (0,json/* isObject */.G)(matrix) ? combinations(matrix) : [];
    const runs = combined.length === 0 ? [{}] : combined.map(one => Object.fromEntries(flat('matrix', one)));
    const [, input = ''] = /^\$\{\{\s*(?:github\.event\.)?inputs\.([\w-]+)\s*\}\}$/.exec(environment) ?? [];
    const dispatch = fieldsOf(fieldsOf(workflow['on'])['workflow_dispatch']);
    const { options } = fieldsOf(fieldsOf(dispatch['inputs'])[input]);
    if (!Array.isArray(options))
        return runs;
    return options.flatMap((value) => runs.map(run => ({ ...run, [`inputs.${input}`]: value, [`github.event.inputs.${input}`]: value })));
}
function combinations({ include, exclude, ...axes }) {
    const names = Object.keys(axes);
    let all = names.length === 0 ? [] : [{}];
    for (const [name, values] of Object.entries(axes)) {
        if (!Array.isArray(values) || all.length * values.length > MOST)
            return [];
        all = all.flatMap(one => values.map((value) => ({ ...one, [name]: value })));
    }
    const without = listOf(exclude);
    const added = listOf(include);
    if (without === undefined || added === undefined)
        return [];
    const own = all.filter(one => !without.some(some => fits(one, some, Object.keys(some))));
    const alone = added.filter(entry => !own.some(one => fits(one, entry, names)));
    return [
        ...own.map(one => Object.assign({}, one, ...added.filter(entry => fits(one, entry, names)))),
        ...alone
    ];
}
function fits(one, entry, names) {
    return names.every(name => !(name in entry) || JSON.stringify(entry[name]) === JSON.stringify(one[name]));
}
function listOf(value) {
    if (value === undefined)
        return [];
    return Array.isArray(value) ? value.filter(json/* isObject */.G) : undefined;
}
function flat(name, value) {
    if (!(0,json/* isObject */.G)(value))
        return [[name, value]];
    return Object.entries(value).flatMap(([key, inner]) => flat(`${name}.${key}`, inner));
}
function fieldsOf(value) {
    return (0,json/* isObject */.G)(value) ? value : {};
}

;// CONCATENATED MODULE: ./lib/src/cli/adoption/workflow.js





const AWS_ACTION = /^(?:(aws-actions)\/amazon-ecs-|ecs-sealed-deploy\/ecs-sealed-deploy\/)(render|deploy)(?:-task-definition)?@/;
const CREDENTIALS = /^aws-actions\/configure-aws-credentials@/;
function readWorkflow(file, text) {
    const lines = new dist.LineCounter();
    const document = (0,dist.parseDocument)(text, { lineCounter: lines, logLevel: 'silent' });
    if (document.errors.length > 0)
        return undefined;
    const root = document.toJS();
    if (!(0,json/* isObject */.G)(root))
        return undefined;
    const lineOf = (path) => {
        const node = document.getIn(path, true);
        const range = (0,dist.isScalar)(node) || (0,dist.isCollection)(node) ? node.range : undefined;
        return range ? lines.linePos(range[0]).line : 1;
    };
    const jobs = fieldsOf(root['jobs']);
    const inJobs = Object.keys(jobs).map((name) => {
        const job = fieldsOf(jobs[name]);
        const steps = stepsAt(job['steps'], ['jobs', name, 'steps']);
        const envs = [envOf({ path: [], fields: root }), envOf({ path: ['jobs', name], fields: job })].map(({ path, fields }) => ({ path, fields: keptEnv(fields, steps) }));
        const { environment: said } = job;
        const text = textOf((0,json/* isObject */.G)(said) ? said['name'] : said);
        return knownInRuns(root, job, text).map(known => {
            const environment = filledIn(text, { envs, known });
            const isLiteral = environment !== '' && !environment.includes('${{');
            return { file, lineOf, steps, envs, known, ...(isLiteral ? { environment } : {}) };
        });
    });
    const runs = fieldsOf(root['runs']);
    if (root['jobs'] === undefined && runs['using'] === undefined)
        return undefined;
    const inAction = { file, lineOf, steps: stepsAt(runs['steps'], ['runs', 'steps']), envs: [], known: {} };
    const all = [...inJobs, [inAction]];
    const found = all.flatMap(awsSteps);
    const before = found.flatMap(one => one.credentials);
    return {
        ...{ file, text, root },
        steps: found.map(({ step }) => step),
        credentials: (0,list/* distinctBy */.ey)(before, JSON.stringify),
        regions: (0,list/* distinctBy */.ey)(all.flat().flatMap(regionsIn), JSON.stringify)
    };
}
function keptEnv(env, steps) {
    const words = steps.flatMap(({ fields }) => {
        const run = textOf(fields['run']);
        return run.includes('GITHUB_ENV') ? (run.match(/(?<![\w$.{:])\w+/g) ?? []) : [];
    });
    return Object.fromEntries(Object.entries(env).filter(([name]) => !words.includes(name)));
}
function stepsAt(steps, path) {
    if (!Array.isArray(steps))
        return [];
    return steps.flatMap((step, index) => (0,json/* isObject */.G)(step) ? [{ path: [...path, index], fields: step }] : []);
}
function envOf({ path, fields }) {
    return { path: [...path, 'env'], fields: fieldsOf(fields['env']) };
}
function within(reading, step) {
    return step === undefined ? reading : { ...reading, envs: [...reading.envs, envOf(step)] };
}
function valueIn({ path, fields }, name, reading) {
    const text = fields[name];
    if (typeof text !== 'string' && typeof text !== 'number')
        return undefined;
    return resolved(String(text), reading, `${reading.file}:${reading.lineOf([...path, name])}`);
}
function inputIn(step, name, reading) {
    const inputs = { path: [...step.path, 'with'], fields: fieldsOf(step.fields['with']) };
    return valueIn(inputs, name, within(reading, step));
}
function regionOfEnv(reading) {
    const closest = reading.envs.toReversed();
    const found = ['AWS_REGION', 'AWS_DEFAULT_REGION'].flatMap(name => closest.flatMap(env => valueIn(env, name, reading) ?? []));
    return found[0];
}
function regionsIn(reading) {
    const credentials = reading.steps.filter(isCredentials);
    const given = credentials.flatMap(step => inputIn(step, 'aws-region', reading) ?? []);
    const ofEnv = regionOfEnv(reading);
    return ofEnv === undefined ? given : [...given, ofEnv];
}
function isCredentials({ fields }) {
    return CREDENTIALS.test(textOf(fields['uses']));
}
function awsSteps(readings) {
    const [{ file, lineOf, steps }] = readings;
    return steps.flatMap((step, index) => {
        const [, aws, kind] = AWS_ACTION.exec(textOf(step.fields['uses'])) ?? [];
        if (kind !== 'render' && kind !== 'deploy')
            return [];
        const before = steps.slice(0, index);
        const credentials = before.findLast(isCredentials);
        const own = {
            ...{ kind, file, isOfAws: aws !== undefined, line: lineOf([...step.path, 'uses']) },
            inputs: Object.keys(fieldsOf(step.fields['with'])).map(name => ({
                name,
                line: lineOf([...step.path, 'with', name])
            })),
            runs: (0,list/* distinctBy */.ey)(readings.map(reading => runOf(step, before, reading)), JSON.stringify)
        };
        return [
            {
                step: own,
                credentials: readings.flatMap(one => (credentials ? [credentialsIn(credentials, one)] : []))
            }
        ];
    });
}
function runOf(step, before, reading) {
    const inputOf = (name, of = step) => inputIn(of, name, reading);
    const credentials = before.findLast(isCredentials);
    return (0,present/* present */.E)({
        environment: reading.environment,
        service: inputOf('service'),
        cluster: inputOf('cluster'),
        region: inputOf('aws-region') ??
            (credentials && inputOf('aws-region', credentials)) ??
            regionOfEnv(within(reading, step)),
        taskDefinition: fileBehind(inputOf('task-definition'), before, inputOf)
    });
}
function credentialsIn(step, reading) {
    const { fields, path } = step;
    const from = `${reading.file}:${reading.lineOf([...path, 'uses'])}`;
    const given = Object.entries(fieldsOf(fields['with'])).map(([name, value]) => {
        if (typeof value !== 'string')
            return [name, value];
        const known = resolved(value, within(reading, step), from);
        return [name, 'value' in known ? known.value : known.open];
    });
    const { environment } = reading;
    return { uses: textOf(fields['uses']), with: Object.fromEntries(given), from, ...(0,present/* present */.E)({ environment }) };
}
function textOf(value) {
    return typeof value === 'string' ? value : '';
}
function fileBehind(value, before, inputOf) {
    if (value === undefined || !('open' in value))
        return value;
    const [, id] = /^\$\{\{\s*steps\.([\w-]+)\.outputs\.task-definition\s*\}\}$/.exec(value.open) ?? [];
    const render = before.find(({ fields }) => id !== undefined && fields['id'] === id);
    if (!render || !AWS_ACTION.test(textOf(render.fields['uses'])))
        return value;
    return fileBehind(inputOf('task-definition', render), before, inputOf) ?? value;
}
function resolved(text, reading, from) {
    const whole = filledIn(text, reading);
    return whole.includes('${{') ? { open: whole, from } : { value: whole, from };
}
function filledIn(text, { envs, known }) {
    const env = Object.assign({}, ...envs.map(({ fields }) => fields));
    const fill = (one) => one.replaceAll(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (expression, name) => {
        const value = name.startsWith('env.') ? env[name.slice('env.'.length)] : known[name];
        return typeof value === 'string' || typeof value === 'number' ? String(value) : expression;
    });
    return fill(fill(text));
}

;// CONCATENATED MODULE: ./lib/src/cli/adoption/repository.js









async function readRepository(ports) {
    const tracked = (0,git/* trackedFiles */.O)(ports);
    if ('error' in tracked)
        return { problems: [(0,git/* withoutRepository */.tZ)(tracked.error, 'command')] };
    const problems = [];
    const open = (file) => (0,files_read/* readTextFile */.Gu)(ports.workspace, file, { limit: files_read/* maxCheckedBytes */.Zm, decode: files_read/* decodeText */.g7 });
    const read = (file) => {
        const opened = open(file);
        if ('text' in opened)
            return opened.text;
        problems.push(...opened.problems.filter(({ code }) => code !== 'file-not-found'));
        return '';
    };
    const workflows = [];
    const notRead = [];
    for (const file of tracked.paths.filter(one => WORKFLOW.test(one))) {
        const text = read(file);
        const workflow = readWorkflow(file, text);
        if (workflow !== undefined) {
            workflows.push(workflow);
            ports.learn(workflow.root);
        }
        else
            notRead.push(...(await whyBroken(file, text)));
    }
    const found = (0,discover/* discoverDefinitions */._O)(ports.workspace, tracked);
    const candidates = found.files.filter(file => !WORKFLOW.test(file));
    const definitions = [];
    for (const file of candidates.filter(one => PLAIN.test(one))) {
        const { definition, plain } = await readDefinition(file, read(file));
        if ((0,json/* isObject */.G)(plain))
            ports.learn(plain);
        if (definition)
            definitions.push(definition);
    }
    const taken = new Set(definitions.map(({ file }) => file));
    const templates = candidates.filter(file => !taken.has(file));
    for (const one of found.unread) {
        const { code, message, hint } = one;
        if (isClosed(one))
            problems.push({ code, fault: 'user', message, ...(0,present/* present */.E)({ hint }) });
        else
            notRead.push(message);
    }
    if (problems.length > 0)
        return { problems };
    if (templates.length > 0)
        notRead.push(`Task definitions in templates, which a deploy does not take as files: ${templates.join(', ')}. "ecs-sealed-deploy check" reads them. To deploy what a service runs, write "task-definition: live" for it.`);
    const otherwise = (0,find_otherwise/* deploysOtherwise */.ZX)(tracked.paths, file => {
        const opened = open(file);
        return 'text' in opened ? opened.text : '';
    });
    return { workflows, definitions, otherwise, templates, notRead, beyond: found.beyond };
}
const WORKFLOW = /^\.github\/(?:workflows\/[^/]+|actions\/(?:[^/]+\/)*action)\.ya?ml$/;
const PLAIN = /\.(?:json[c5]?|ya?ml)$/i;
function isClosed({ code }) {
    return code === 'file-not-readable';
}
async function whyBroken(file, text) {
    const { problems } = await (0,load/* loadDocument */.Az)(file, text);
    const [problem] = text === '' ? [] : problems;
    if (problem === undefined || problem.code === 'empty-file')
        return [];
    const line = problem.place === undefined ? '' : `:${problem.place.line}`;
    return [
        `Not searched: ${file}${line} is a workflow that is not valid YAML, so what it deploys is not known. ${problem.message}`
    ];
}
async function readDefinition(file, text) {
    const { document } = await (0,load/* loadDocument */.Az)(file, text);
    if (document === undefined)
        return { definition: { file } };
    const root = (0,tree/* childOf */.GG)(document.root, 'taskDefinition') ?? document.root;
    const isDefinition = ['containerDefinitions', 'family'].some(name => (0,tree/* childOf */.GG)(root, name) !== undefined);
    const family = (0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(root, 'family'));
    const isFilledIn = family !== undefined && /\$\{(?!\{)/.test(family);
    const plain = (0,tree/* toJson */.aB)(document.root);
    return isDefinition && !isFilledIn ? { definition: { file, ...(0,present/* present */.E)({ family }) }, plain } : { plain };
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

/***/ 68658:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $X: () => (/* binding */ isDeployer),
/* harmony export */   ZX: () => (/* binding */ deploysOtherwise),
/* harmony export */   eV: () => (/* binding */ deployingPlaces),
/* harmony export */   sx: () => (/* binding */ otherwiseLines)
/* harmony export */ });
const DEPLOYS = /(?:^|\/)(?:GNUmakefile|Makefile|[^/]+\.mk|Jenkinsfile[^/]*|justfile|Taskfile\.ya?ml|Rakefile|Fastfile|\.gitlab-ci\.ya?ml|\.drone\.ya?ml|bitbucket-pipelines\.ya?ml|azure-pipelines[^/]*\.ya?ml|buildspec[^/]*\.ya?ml|cloudbuild\.ya?ml|action\.ya?ml|package\.json|[^/]+\.(?:sh|bash|zsh|ps1|bat|cmd|py|rb))$|^\.circleci\/.+\.ya?ml$|^\.(?:gitlab|buildkite)\/.+\.ya?ml$|^\.github\/workflows\/[^/]+\.ya?ml$/;
const STEP = 'after actions/checkout and the credentials, a step of this action with "task-definition", "service" and "cluster"; it registers, updates, waits and rolls back';
const WAYS = [
    [/aws\s+ecs\s+update-service\b(?=.*--task-definition\b)/, STEP],
    [
        /aws\s+ecs\s+update-service\b(?=.*--force-new-deployment)/,
        'after the credentials, a step of this action with "service", "cluster" and "force-new-deployment: true"'
    ],
    [
        /aws\s+ecs\s+(?:update-service\b(?!.*--(?:desired-count|load-balancers)\b)|(?:deploy|create-service|(?:create|update)-express-gateway-service)\b)/,
        STEP
    ],
    [
        /aws\s+ecs\s+register-task-definition\b/,
        'the file in "task-definition" of the step; what jq, sed or envsubst put into it is an expression in the file, such as ${{ vars.TAG }} (input "variables"), or the input "image"'
    ],
    [
        /aws\s+ecs\s+describe-task-definition\b/,
        '"task-definition: live" or {live: FAMILY} in the configuration file, with the input "image"'
    ],
    [
        /aws\s+ecs\s+run-task\b/,
        'a task with "run: before" in the configuration file, or the input "run-task"; the step there then goes'
    ],
    [/aws\s+ecs\s+wait\s+services-stable\b/, 'nothing: the action waits for its own deployment'],
    [/aws\s+deploy\s+create-deployment\b/, 'the inputs "codedeploy-application" and "codedeploy-appspec"'],
    [/circleci\/aws-ecs(?=@)|atlassian\/aws-ecs-deploy(?=:)|imagedefinitions\.json/, STEP],
    [/ecspresso\s+(?:deploy|register|run)\b|ecs-cli\s+compose\b|copilot\s+(?:(?:svc|job)\s+)?deploy\b/, STEP],
    [/ecs-deploy\s+-|ecs\s+deploy(?=\s+\S+\s+\S)/, STEP]
];
const BOTO = /(?<=\.)(?:update_service|register_task_definition)(?=\()/;
const TOOLS = [
    ['ecspresso', /(?:^|\/)ecspresso[^/]*\.(?:ya?ml|json|jsonnet)$/],
    ['AWS Copilot', /(?:^|\/)copilot\/[^/]+\/manifest\.ya?ml$/]
];
const CDK = /(?:^|\/)cdk\.json$/;
const CDK_PROGRAM = /\.(?:[cm]?[jt]sx?|py|java|cs|go)$/;
const CDK_ECS = /aws[-_.]?ecs|services\.ecs|TaskDefinition/i;
const CDK_WRITE = '"task-definition: live" in the configuration file where only the image changes; "ecs-sealed-deploy check" reads the templates of "cdk synth"';
const USES = /^\s*(?:-\s*)?uses:\s*['"]?([\w./-]+)@/;
const COMMENT = /^\s*(?:#|\/\/)/;
function usesOther(line) {
    const [, name = ''] = USES.exec(line) ?? [];
    if (/^aws-actions\/(?!amazon-ecs-(?:render|deploy)-)|(?:^|\/)ecs-sealed-deploy(?:\/|$)|^\.\//.test(name))
        return undefined;
    const isWorkflow = name.includes('/.github/workflows/');
    return /(?:^|[/_-])(?:ecs|ecspresso)(?:[/_.-]|$)/i.test(name) || (isWorkflow && /deploy/i.test(name))
        ? name
        : undefined;
}
function wayOf(line) {
    const other = usesOther(line);
    if (other !== undefined)
        return { what: other, write: STEP };
    for (const [pattern, write] of WAYS) {
        const at = new RegExp(`(?<![\\w.-]/?)(?:${pattern.source})`).exec(line);
        if (at)
            return { what: at[0].replaceAll(/\s+/g, ' '), write };
    }
    const [call] = BOTO.exec(line) ?? [];
    return call === undefined ? undefined : { what: call, write: STEP };
}
function wholeCommand(lines, index) {
    let whole = lines[index] ?? '';
    for (let next = index + 1; whole.endsWith('\\') && next < lines.length; next++)
        whole = `${whole.slice(0, -1)} ${lines[next]?.trim()}`;
    return whole;
}
function isDeployer(file) {
    return DEPLOYS.test(file) || TOOLS.some(([, name]) => name.test(file));
}
function deployingPlaces(file, text) {
    const tool = TOOLS.find(([, name]) => name.test(file));
    if (tool)
        return [{ file, line: 1, what: tool[0], write: STEP, text }];
    if (!DEPLOYS.test(file))
        return [];
    const lines = text.split(/\r?\n/);
    return lines.flatMap((line, index) => {
        const command = wholeCommand(lines, index);
        const way = COMMENT.test(line) ? undefined : wayOf(command);
        return way ? [{ file, line: index + 1, ...way, text: command }] : [];
    });
}
function waysIn(file, text) {
    const found = new Map();
    for (const { text: _, ...way } of deployingPlaces(file, text))
        if (!found.has(way.what) && !/^aws-actions\/.*-task-definition$/.test(way.what))
            found.set(way.what, way);
    return [...found.values()];
}
function deploysOtherwise(files, read) {
    const own = [...files].filter(file => !/(?:^|\/)node_modules\//.test(file));
    const cdk = own.flatMap(file => {
        const folder = file.replace(CDK, '/').replace(/^\//, '');
        const isProgram = (one) => one.startsWith(folder) && CDK_PROGRAM.test(one);
        return CDK.test(file) && own.some(one => isProgram(one) && CDK_ECS.test(read(one)))
            ? [{ file, line: 1, what: 'AWS CDK', write: CDK_WRITE }]
            : [];
    });
    const others = own.filter(isDeployer).flatMap(file => waysIn(file, read(file)));
    return [...cdk, ...others];
}
function otherwiseLines(otherwise) {
    if (otherwise.length === 0)
        return [];
    return [
        'Seems to deploy to ECS, too, is not read, and stays as it is. To deploy it with this action, write instead:',
        ...otherwise.map(({ file, line, what, write }) => `  ${file}:${line} (${what}): ${write}`)
    ];
}


/***/ }),

/***/ 27703:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runAdopt: () => (/* binding */ runAdopt)
/* harmony export */ });
/* harmony import */ var _check_beyond_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(63498);
/* harmony import */ var _cli_adoption_repository_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(93210);
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
