export const id = 760;
export const ids = [760];
export const modules = {

/***/ 54026:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L$: () => (/* binding */ resolved),
/* harmony export */   RO: () => (/* binding */ readingsOf),
/* harmony export */   Tz: () => (/* binding */ callsIn),
/* harmony export */   XB: () => (/* binding */ stepsAt),
/* harmony export */   cP: () => (/* binding */ inputIn),
/* harmony export */   e1: () => (/* binding */ asText),
/* harmony export */   hM: () => (/* binding */ parseWorkflow),
/* harmony export */   p$: () => (/* binding */ withStep),
/* harmony export */   uk: () => (/* binding */ writtenAs),
/* harmony export */   xm: () => (/* binding */ valueIn)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38815);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38674);
/* harmony import */ var _matrix_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(90815);
/* harmony import */ var _triggers_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(14219);




function parseWorkflow(file, text) {
    const lines = new yaml__WEBPACK_IMPORTED_MODULE_0__.LineCounter();
    const document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__.parseDocument)(text, { lineCounter: lines, logLevel: 'silent' });
    if (document.errors.length > 0)
        return undefined;
    const root = document.toJS();
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(root) || (root['jobs'] ?? (0,_matrix_js__WEBPACK_IMPORTED_MODULE_2__/* .fieldsOf */ .P)(root['runs'])['using']) === undefined)
        return undefined;
    const lineOf = (path) => {
        const node = document.getIn(path, true);
        const range = (0,yaml__WEBPACK_IMPORTED_MODULE_0__.isScalar)(node) || (0,yaml__WEBPACK_IMPORTED_MODULE_0__.isCollection)(node) ? node.range : undefined;
        return range ? lines.linePos(range[0]).line : 1;
    };
    return { file, text, root, lineOf };
}
function callsIn(caller) {
    const jobs = (0,_matrix_js__WEBPACK_IMPORTED_MODULE_2__/* .fieldsOf */ .P)(caller.root['jobs']);
    return Object.keys(jobs).flatMap(name => {
        const job = (0,_matrix_js__WEBPACK_IMPORTED_MODULE_2__/* .fieldsOf */ .P)(jobs[name]);
        const [, to] = /^\.\/(\.github\/workflows\/[^@]+)$/.exec(asText(job['uses'])) ?? [];
        return to === undefined ? [] : [{ ...caller, to, name, job }];
    });
}
function givenBy({ file, lineOf, name, job }, called) {
    const inputs = (0,_matrix_js__WEBPACK_IMPORTED_MODULE_2__/* .fieldsOf */ .P)((0,_matrix_js__WEBPACK_IMPORTED_MODULE_2__/* .fieldsOf */ .P)((0,_triggers_js__WEBPACK_IMPORTED_MODULE_3__/* .eventsOf */ .XL)(called)['workflow_call'])['inputs']);
    const given = (0,_matrix_js__WEBPACK_IMPORTED_MODULE_2__/* .fieldsOf */ .P)(job['with']);
    const known = [
        ...Object.entries(inputs).map(([input, one]) => [`inputs.${input}`, (0,_matrix_js__WEBPACK_IMPORTED_MODULE_2__/* .fieldsOf */ .P)(one)['default']]),
        ...Object.entries(given).map(([input, value]) => [`inputs.${input}`, value]),
        ...Object.entries((0,_matrix_js__WEBPACK_IMPORTED_MODULE_2__/* .fieldsOf */ .P)(job['secrets'])).map(([secret, value]) => [`secrets.${secret}`, value])
    ];
    const places = Object.keys(given).map(input => [
        `inputs.${input}`,
        `${file}:${lineOf(['jobs', name, 'with', input])}`
    ]);
    return { known: Object.fromEntries(known), places: Object.fromEntries(places) };
}
function readingsOf({ file, root, lineOf }, name, calls) {
    const job = (0,_matrix_js__WEBPACK_IMPORTED_MODULE_2__/* .fieldsOf */ .P)((0,_matrix_js__WEBPACK_IMPORTED_MODULE_2__/* .fieldsOf */ .P)(root['jobs'])[name]);
    const steps = stepsAt(job['steps'], ['jobs', name, 'steps']);
    const envs = [envOf({ path: [], fields: root }), envOf({ path: ['jobs', name], fields: job })].map(({ path, fields }) => ({ path, fields: keptEnv(fields, steps) }));
    const { environment: said } = job;
    const text = asText((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(said) ? said['name'] : said);
    const isCalledOnly = calls.length > 0 && Object.keys((0,_triggers_js__WEBPACK_IMPORTED_MODULE_3__/* .eventsOf */ .XL)(root)).join() === 'workflow_call';
    return [...(isCalledOnly ? [] : [undefined]), ...calls].flatMap(call => {
        const given = call && givenBy(call, root);
        const choice = filledIn(text, { envs: [], known: given?.known ?? {} });
        const outer = call ? (0,_matrix_js__WEBPACK_IMPORTED_MODULE_2__/* .knownInRuns */ .g)(call.root, call.job, choice) : [{}];
        const runs = outer.flatMap(known => {
            const filled = Object.entries(given?.known ?? {}).map(([key, value]) => [
                key,
                typeof value === 'string' ? filledIn(value, { envs: [], known }) : value
            ]);
            return (0,_matrix_js__WEBPACK_IMPORTED_MODULE_2__/* .knownInRuns */ .g)(root, job, call ? '' : text).map(own => ({ ...Object.fromEntries(filled), ...own }));
        });
        const by = call ?? { file, root, lineOf, job: {} };
        const conditions = [(0,_matrix_js__WEBPACK_IMPORTED_MODULE_2__/* .fieldsOf */ .P)(by.job)['if'], job['if']];
        const start = { file: by.file, line: by.lineOf(['on']), root: by.root, conditions };
        return runs
            .filter(known => !conditions.some(one => (0,_triggers_js__WEBPACK_IMPORTED_MODULE_3__/* .isSkipped */ .JR)(one, known)))
            .map(known => {
            const environment = filledIn(text, { envs, known });
            const isLiteral = environment !== '' && !environment.includes('${{');
            const places = given?.places ?? {};
            return { file, lineOf, steps, envs, known, places, start, ...(isLiteral ? { environment } : {}) };
        });
    });
}
function keptEnv(env, steps) {
    const words = steps.flatMap(({ fields }) => {
        const run = asText(fields['run']);
        return run.includes('GITHUB_ENV') ? (run.match(/(?<![\w$.{:])\w+/g) ?? []) : [];
    });
    return Object.fromEntries(Object.entries(env).filter(([name]) => !words.includes(name)));
}
function stepsAt(steps, path) {
    if (!Array.isArray(steps))
        return [];
    return steps.flatMap((step, index) => (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(step) ? [{ path: [...path, index], fields: step }] : []);
}
function envOf({ path, fields }) {
    return { path: [...path, 'env'], fields: (0,_matrix_js__WEBPACK_IMPORTED_MODULE_2__/* .fieldsOf */ .P)(fields['env']) };
}
function withStep(reading, step) {
    return step === undefined ? reading : { ...reading, envs: [...reading.envs, envOf(step)] };
}
function valueIn({ path, fields }, name, reading) {
    const text = fields[name];
    if (typeof text !== 'string' && typeof text !== 'number')
        return undefined;
    const [, only = ''] = /^\$\{\{\s*([\w.-]+)\s*\}\}$/.exec(String(text)) ?? [];
    const from = asText(reading.places[only]) || `${reading.file}:${reading.lineOf([...path, name])}`;
    const found = resolved(String(text), reading, from);
    return 'value' in found && found.value === '' ? undefined : found;
}
function inputIn(step, name, reading) {
    const inputs = { path: [...step.path, 'with'], fields: (0,_matrix_js__WEBPACK_IMPORTED_MODULE_2__/* .fieldsOf */ .P)(step.fields['with']) };
    return valueIn(inputs, name, withStep(reading, step));
}
function asText(value) {
    return typeof value === 'string' ? value : '';
}
function writtenAs(value) {
    if (value === undefined)
        return '';
    return 'value' in value ? value.value : value.open;
}
function resolved(text, reading, from) {
    const whole = filledIn(text, reading);
    return whole.includes('${{') ? { open: whole, from } : { value: whole, from };
}
function filledIn(text, { envs, known }) {
    const env = Object.assign({}, ...envs.map(({ fields }) => fields));
    const fill = (one) => one.replaceAll(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (expression, name) => {
        const value = name.startsWith('env.') ? env[name.slice('env.'.length)] : known[name];
        return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : expression;
    });
    return fill(fill(text));
}


/***/ }),

/***/ 90815:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ fieldsOf),
/* harmony export */   g: () => (/* binding */ knownInRuns)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38674);

const MOST = 256;
function knownInRuns(workflow, job, environment) {
    const { matrix } = fieldsOf(job['strategy']);
    const combined = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G)(matrix) ? combinations(matrix) : [];
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
    return Array.isArray(value) ? value.filter(_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G) : undefined;
}
function flat(name, value) {
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G)(value))
        return [[name, value]];
    return Object.entries(value).flatMap(([key, inner]) => flat(`${name}.${key}`, inner));
}
function fieldsOf(value) {
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G)(value) ? value : {};
}


/***/ }),

/***/ 9760:
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
// EXTERNAL MODULE: ./lib/src/cli/adoption/jobs.js
var jobs = __webpack_require__(54026);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(28168);
// EXTERNAL MODULE: ./lib/src/cli/adoption/matrix.js
var matrix = __webpack_require__(90815);
// EXTERNAL MODULE: ./lib/src/cli/adoption/triggers.js
var triggers = __webpack_require__(14219);
;// CONCATENATED MODULE: ./lib/src/cli/adoption/workflow.js





const AWS_ACTION = /^(?:(aws-actions)\/amazon-ecs-|ecs-sealed-deploy\/ecs-sealed-deploy\/)(render|deploy)(?:-task-definition)?@/;
const CREDENTIALS = /^aws-actions\/configure-aws-credentials@/;
function readWorkflows(parsed) {
    const calls = (0,list/* grouped */.zD)(parsed.flatMap(jobs/* callsIn */.Tz), ({ to }) => to);
    return parsed.map(one => {
        const { file, text, root, lineOf } = one;
        const inJobs = Object.keys((0,matrix/* fieldsOf */.P)(root['jobs'])).map(name => (0,jobs/* readingsOf */.RO)(one, name, calls.get(file) ?? []));
        const steps = (0,jobs/* stepsAt */.XB)((0,matrix/* fieldsOf */.P)(root['runs'])['steps'], ['runs', 'steps']);
        const start = { file, line: 1, root, conditions: [] };
        const inAction = { file, lineOf, steps, envs: [], known: {}, places: {}, start };
        const all = [...inJobs, [inAction]];
        return {
            ...{ file, text },
            steps: all.flatMap(awsSteps),
            regions: (0,list/* distinctBy */.ey)(all.flat().flatMap(regionsIn), JSON.stringify)
        };
    });
}
function regionOfEnv(reading) {
    const closest = reading.envs.toReversed();
    const found = ['AWS_REGION', 'AWS_DEFAULT_REGION'].flatMap(name => closest.flatMap(env => (0,jobs/* valueIn */.xm)(env, name, reading) ?? []));
    return found[0];
}
function regionsIn(reading) {
    const credentials = reading.steps.filter(isCredentials);
    const given = credentials.flatMap(step => (0,jobs/* inputIn */.cP)(step, 'aws-region', reading) ?? []);
    const ofEnv = regionOfEnv(reading);
    return ofEnv === undefined ? given : [...given, ofEnv];
}
function isCredentials({ fields }) {
    return CREDENTIALS.test((0,jobs/* asText */.e1)(fields['uses']));
}
function awsSteps(readings) {
    const [first] = readings;
    if (first === undefined)
        return [];
    const { file, lineOf, steps } = first;
    return steps.flatMap((step, index) => {
        const [, aws, kind] = AWS_ACTION.exec((0,jobs/* asText */.e1)(step.fields['uses'])) ?? [];
        if (kind !== 'render' && kind !== 'deploy')
            return [];
        const before = steps.slice(0, index);
        const runs = readings.filter(({ known }) => !(0,triggers/* isSkipped */.JR)(step.fields['if'], known));
        return [
            {
                ...{ kind, file, isOfAws: aws !== undefined, line: lineOf([...step.path, 'uses']) },
                inputs: Object.keys((0,matrix/* fieldsOf */.P)(step.fields['with'])).map(name => ({
                    name,
                    line: lineOf([...step.path, 'with', name])
                })),
                runs: (0,list/* distinctBy */.ey)(runs.map(reading => runOf(step, before, reading)), JSON.stringify)
            }
        ];
    });
}
function runOf(step, before, reading) {
    const { file, line, root, conditions } = reading.start;
    const inputOf = (name, of = step) => (0,jobs/* inputIn */.cP)(of, name, reading);
    const credentials = before.findLast(one => isCredentials(one) && !(0,triggers/* isSkipped */.JR)(one.fields['if'], reading.known));
    const renders = rendersBehind(step, before, inputOf);
    const last = renders.at(-1) ?? step;
    const family = inputOf('task-definition-family', last);
    return {
        start: { file, line, triggers: (0,triggers/* triggersOf */.XJ)(root, [...conditions, step.fields['if']]) },
        others: [...renders, step].flatMap(one => Object.keys((0,matrix/* fieldsOf */.P)(one.fields['with'])).flatMap(name => {
            const value = READ.includes(name) ? undefined : inputOf(name, one);
            return value ? [{ name, ...value }] : [];
        })),
        ...(0,present/* present */.E)({
            environment: reading.environment,
            service: inputOf('service'),
            cluster: inputOf('cluster'),
            region: inputOf('aws-region') ??
                (credentials && inputOf('aws-region', credentials)) ??
                regionOfEnv((0,jobs/* withStep */.p$)(reading, step)),
            taskDefinition: inputOf('task-definition', last) ??
                (family && 'value' in family ? { ...family, value: `{live: ${family.value}}` } : family),
            'desired-count': inputOf('desired-count'),
            credentials: credentials && credentialsIn(credentials, reading)
        })
    };
}
const READ = [
    ...['task-definition', 'task-definition-family', 'service', 'cluster', 'aws-region', 'desired-count'],
    'image'
];
function credentialsIn(step, reading) {
    const { fields, path } = step;
    const from = `${reading.file}:${reading.lineOf([...path, 'uses'])}`;
    const given = Object.entries((0,matrix/* fieldsOf */.P)(fields['with'])).map(([name, value]) => {
        if (typeof value !== 'string')
            return [name, value];
        const known = (0,jobs/* resolved */.L$)(value, (0,jobs/* withStep */.p$)(reading, step), from);
        return [name, 'value' in known ? known.value : known.open];
    });
    return { uses: (0,jobs/* asText */.e1)(fields['uses']), with: Object.fromEntries(given), from };
}
function rendersBehind(step, before, inputOf) {
    const [, id] = /^\$\{\{\s*steps\.([\w-]+)\.outputs\.task-definition\s*\}\}$/.exec((0,jobs/* writtenAs */.uk)(inputOf('task-definition', step))) ?? [];
    const render = before.find(({ fields }) => id !== undefined && fields['id'] === id);
    if (!render || !AWS_ACTION.test((0,jobs/* asText */.e1)(render.fields['uses'])))
        return [];
    return [render, ...rendersBehind(render, before.slice(0, before.indexOf(render)), inputOf)];
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
    const parsed = [];
    const notRead = [];
    for (const file of tracked.paths.filter(one => WORKFLOW.test(one))) {
        const text = read(file);
        const workflow = (0,jobs/* parseWorkflow */.hM)(file, text);
        if (workflow !== undefined) {
            parsed.push(workflow);
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
    const workflows = readWorkflows(parsed);
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

/***/ 14219:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JR: () => (/* binding */ isSkipped),
/* harmony export */   XJ: () => (/* binding */ triggersOf),
/* harmony export */   XL: () => (/* binding */ eventsOf)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38674);
/* harmony import */ var _matrix_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(90815);


const COMPARED = /([\w.-]+)\s*==\s*'([^']*)'/g;
const OF_BRANCH = /^github\.(?:ref|ref_name|base_ref|event\.workflow_run\.head_branch|event\.pull_request\.base\.ref)$/;
const OF_INPUT = /^(?:github\.event\.)?inputs\.([\w-]+)$/;
function eventsOf({ on }) {
    if ((0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G)(on))
        return on;
    return Object.fromEntries([on].flat().map(name => [String(name), undefined]));
}
function isSkipped(condition, known) {
    const text = String(condition ?? '');
    if (/\|\||!|\(/.test(text))
        return false;
    return [...text.matchAll(COMPARED)].some(([, name = '', value]) => name in known && known[name] !== value);
}
function triggersOf(workflow, conditions) {
    const compared = conditions.flatMap(one => [...String(one ?? '').matchAll(COMPARED)]);
    const branches = compared.flatMap(([, name = '', value = '']) => OF_BRANCH.test(name) ? [`branch ${value.replace(/^refs\/heads\//, '')}`] : []);
    const chosen = compared.flatMap(([, name = '', value]) => {
        const [, input] = OF_INPUT.exec(name) ?? [];
        return input === undefined ? [] : [`${input} ${value}`];
    });
    if (branches.length + chosen.length > 0)
        return branches.length > 0 ? branches : chosen;
    const named = compared.flatMap(([, name, value]) => (name === 'github.event_name' ? [value] : []));
    const all = Object.entries(eventsOf(workflow));
    const some = [
        all.filter(([name]) => named.includes(name)),
        all.filter(([name]) => !/^(?:workflow_(?:dispatch|call)|pull_request.*)$/.test(name)),
        all.filter(([name]) => !/^workflow_(?:dispatch|call)$/.test(name)),
        all
    ].find(({ length }) => length > 0);
    return (some ?? []).flatMap(([name, filters]) => {
        const { branches: on, tags } = (0,_matrix_js__WEBPACK_IMPORTED_MODULE_1__/* .fieldsOf */ .P)(filters);
        const filtered = [...listed('branch', on), ...listed('tag', tags)];
        return filtered.length > 0 ? filtered : [name];
    });
}
function listed(what, names) {
    return names === undefined || names === null ? [] : [names].flat().map(name => `${what} ${String(name)}`);
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


/***/ })

};
