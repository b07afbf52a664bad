export const id = 647;
export const ids = [647];
export const modules = {

/***/ 46647:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runNamedCommand: () => (/* binding */ runNamedCommand)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/files/write/writer.js
var writer = __webpack_require__(95223);
// EXTERNAL MODULE: ./lib/src/check/beyond.js
var beyond = __webpack_require__(63498);
// EXTERNAL MODULE: ./lib/src/files/document/load.js
var load = __webpack_require__(42732);
// EXTERNAL MODULE: ./lib/src/files/document/place.js
var place = __webpack_require__(43505);
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
// EXTERNAL MODULE: ./lib/src/inputs/configuration/open-lines.js
var open_lines = __webpack_require__(11073);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/read-layout.js
var read_layout = __webpack_require__(32846);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/resolve-layout.js + 1 modules
var resolve_layout = __webpack_require__(13417);
// EXTERNAL MODULE: ./lib/src/json.js
var json = __webpack_require__(38674);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(35909);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
;// CONCATENATED MODULE: ./lib/src/cli/adoption/job-runs.js

const MOST = 256;
function knownInRuns(workflow, job, environment) {
    const { matrix } = fieldsOf(job['strategy']);
    const combined = (0,json/* isObject */.Gv)(matrix) ? combinations(matrix) : [];
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
    return Array.isArray(value) ? value.filter(json/* isObject */.Gv) : undefined;
}
function flat(name, value) {
    if (!(0,json/* isObject */.Gv)(value))
        return [[name, value]];
    return Object.entries(value).flatMap(([key, inner]) => flat(`${name}.${key}`, inner));
}
function fieldsOf(value) {
    return (0,json/* isObject */.Gv)(value) ? value : {};
}
const COMPARED = /([\w.-]+)\s*==\s*'([^']*)'/g;
const OF_BRANCH = /^github\.(?:ref|ref_name|base_ref|event\.workflow_run\.head_branch|event\.pull_request\.base\.ref)$/;
const OF_INPUT = /^(?:github\.event\.)?inputs\.([\w-]+)$/;
function eventsOf({ on }) {
    if ((0,json/* isObject */.Gv)(on))
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
        const { branches: on, tags } = fieldsOf(filters);
        const filtered = [...listed('branch', on), ...listed('tag', tags)];
        return filtered.length > 0 ? filtered : [name];
    });
}
function listed(what, names) {
    return names === undefined || names === null ? [] : [names].flat().map(name => `${what} ${String(name)}`);
}

;// CONCATENATED MODULE: ./lib/src/cli/adoption/jobs.js



function parseWorkflow(file, text) {
    const lines = new dist.LineCounter();
    const document = (0,dist.parseDocument)(text, { lineCounter: lines, logLevel: 'silent' });
    if (document.errors.length > 0)
        return undefined;
    const root = document.toJS();
    if (!(0,json/* isObject */.Gv)(root) || (root['jobs'] ?? fieldsOf(root['runs'])['using']) === undefined)
        return undefined;
    const lineOf = (path) => {
        const node = document.getIn(path, true);
        const range = (0,dist.isScalar)(node) || (0,dist.isCollection)(node) ? node.range : undefined;
        return range ? lines.linePos(range[0]).line : 1;
    };
    return { file, text, root, lineOf };
}
function callsIn(caller) {
    const jobs = fieldsOf(caller.root['jobs']);
    return Object.keys(jobs).flatMap(name => {
        const job = fieldsOf(jobs[name]);
        const [, to] = /^\.\/(\.github\/workflows\/[^@]+)$/.exec(asText(job['uses'])) ?? [];
        return to === undefined ? [] : [{ ...caller, to, name, job }];
    });
}
function givenBy({ file, lineOf, name, job }, called) {
    const inputs = fieldsOf(fieldsOf(eventsOf(called)['workflow_call'])['inputs']);
    const given = fieldsOf(job['with']);
    const known = [
        ...Object.entries(inputs).map(([input, one]) => [`inputs.${input}`, fieldsOf(one)['default']]),
        ...Object.entries(given).map(([input, value]) => [`inputs.${input}`, value]),
        ...Object.entries(fieldsOf(job['secrets'])).map(([secret, value]) => [`secrets.${secret}`, value])
    ];
    const places = Object.keys(given).map(input => [
        `inputs.${input}`,
        `${file}:${lineOf(['jobs', name, 'with', input])}`
    ]);
    return { known: Object.fromEntries(known), places: Object.fromEntries(places) };
}
function readingsOf({ file, root, lineOf }, name, calls) {
    const job = fieldsOf(fieldsOf(root['jobs'])[name]);
    const steps = stepsAt(job['steps'], ['jobs', name, 'steps']);
    const envs = [envOf({ path: [], fields: root }), envOf({ path: ['jobs', name], fields: job })].map(({ path, fields }) => ({ path, fields: keptEnv(fields, steps) }));
    const { environment: said } = job;
    const text = asText((0,json/* isObject */.Gv)(said) ? said['name'] : said);
    const isCalledOnly = calls.length > 0 && Object.keys(eventsOf(root)).join() === 'workflow_call';
    return [...(isCalledOnly ? [] : [undefined]), ...calls].flatMap(call => {
        const given = call && givenBy(call, root);
        const choice = filledIn(text, { envs: [], known: given?.known ?? {} });
        const outer = call ? knownInRuns(call.root, call.job, choice) : [{}];
        const runs = outer.flatMap(known => {
            const filled = Object.entries(given?.known ?? {}).map(([key, value]) => [
                key,
                typeof value === 'string' ? filledIn(value, { envs: [], known }) : value
            ]);
            return knownInRuns(root, job, call ? '' : text).map(own => ({ ...Object.fromEntries(filled), ...own }));
        });
        const by = call ?? { file, root, lineOf, job: {} };
        const conditions = [fieldsOf(by.job)['if'], job['if']];
        const start = { file: by.file, line: by.lineOf(['on']), root: by.root, conditions };
        return runs
            .filter(known => !conditions.some(one => isSkipped(one, known)))
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
    return steps.flatMap((step, index) => (0,json/* isObject */.Gv)(step) ? [{ path: [...path, index], fields: step }] : []);
}
function envOf({ path, fields }) {
    return { path: [...path, 'env'], fields: fieldsOf(fields['env']) };
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
    const inputs = { path: [...step.path, 'with'], fields: fieldsOf(step.fields['with']) };
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

// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(28168);
;// CONCATENATED MODULE: ./lib/src/cli/adoption/workflow.js




const AWS_ACTION = /^(?:(aws-actions)\/amazon-ecs-|ecs-sealed-deploy\/ecs-sealed-deploy\/)(render|deploy)(?:-task-definition)?@/;
const CREDENTIALS = /^aws-actions\/configure-aws-credentials@/;
function readWorkflows(parsed) {
    const calls = (0,list/* grouped */.zD)(parsed.flatMap(callsIn), ({ to }) => to);
    return parsed.map(one => {
        const { file, text, root, lineOf } = one;
        const inJobs = Object.keys(fieldsOf(root['jobs'])).map(name => readingsOf(one, name, calls.get(file) ?? []));
        const steps = stepsAt(fieldsOf(root['runs'])['steps'], ['runs', 'steps']);
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
    return CREDENTIALS.test(asText(fields['uses']));
}
function awsSteps(readings) {
    const [first] = readings;
    if (first === undefined)
        return [];
    const { file, lineOf, steps } = first;
    return steps.flatMap((step, index) => {
        const [, aws, kind] = AWS_ACTION.exec(asText(step.fields['uses'])) ?? [];
        if (kind !== 'render' && kind !== 'deploy')
            return [];
        const before = steps.slice(0, index);
        const runs = readings.filter(({ known }) => !isSkipped(step.fields['if'], known));
        return [
            {
                ...{ kind, file, isOfAws: aws !== undefined, line: lineOf([...step.path, 'uses']) },
                inputs: Object.keys(fieldsOf(step.fields['with'])).map(name => ({
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
    const inputOf = (name, of = step) => inputIn(of, name, reading);
    const credentials = before.findLast(one => isCredentials(one) && !isSkipped(one.fields['if'], reading.known));
    const renders = rendersBehind(step, before, inputOf);
    const last = renders.at(-1) ?? step;
    const family = inputOf('task-definition-family', last);
    return {
        start: { file, line, triggers: triggersOf(root, [...conditions, step.fields['if']]) },
        others: [...renders, step].flatMap(one => Object.keys(fieldsOf(one.fields['with'])).flatMap(name => {
            const value = READ.includes(name) ? undefined : inputOf(name, one);
            return value ? [{ name, ...value }] : [];
        })),
        ...(0,present/* present */.E)({
            environment: reading.environment,
            service: inputOf('service'),
            cluster: inputOf('cluster'),
            region: inputOf('aws-region') ??
                (credentials && inputOf('aws-region', credentials)) ??
                regionOfEnv(withStep(reading, step)),
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
    const given = Object.entries(fieldsOf(fields['with'])).map(([name, value]) => {
        if (typeof value !== 'string')
            return [name, value];
        const known = resolved(value, withStep(reading, step), from);
        return [name, 'value' in known ? known.value : known.open];
    });
    return { uses: asText(fields['uses']), with: Object.fromEntries(given), from };
}
function rendersBehind(step, before, inputOf) {
    const [, id] = /^\$\{\{\s*steps\.([\w-]+)\.outputs\.task-definition\s*\}\}$/.exec(writtenAs(inputOf('task-definition', step))) ?? [];
    const render = before.find(({ fields }) => id !== undefined && fields['id'] === id);
    if (!render || !AWS_ACTION.test(asText(render.fields['uses'])))
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
        const workflow = parseWorkflow(file, text);
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
        if ((0,json/* isObject */.Gv)(plain))
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
const NOTHING_CONFIGURED = { environments: [], services: [], files: [], usual: [] };
async function readConfigured(file, ports) {
    const text = ports.read(file);
    const { document } = await (0,load/* loadDocument */.Az)(file, text);
    if (document?.root.kind !== 'object')
        return NOTHING_CONFIGURED;
    const { layout } = (0,read_layout/* readLayout */.T)({ document, place: (0,place/* placeFinder */.aA)(document) });
    const environments = [...layout.environments.keys()];
    const entries = [undefined, ...environments].flatMap(name => (0,resolve_layout/* resolveLayout */.J)(layout, name).services);
    const named = [...layout.environments.values()].flatMap(({ services }) => [...services.values()].flatMap(({ values }) => (0,tree/* stringOf */.Je)(values.get('service')) ?? []));
    return {
        environments,
        services: [...named, ...layout.services.keys(), ...entries.map(({ name }) => name), ...(0,open_lines/* openEntries */.Jh)(text)],
        files: entries.flatMap(({ base }) => (base?.kind === 'file' ? [base.path] : [])),
        usual: [...(layout.defaults?.values.keys() ?? [])]
    };
}

// EXTERNAL MODULE: ./lib/src/inputs/problems.js
var problems = __webpack_require__(88688);
// EXTERNAL MODULE: ./lib/src/inputs/tables/specification.js + 5 modules
var specification = __webpack_require__(79187);
;// CONCATENATED MODULE: ./lib/src/modes/adopt.js





const PLACE = 'ecs-sealed-deploy/ecs-sealed-deploy';
const USES = /(\buses:[ \t]*)(['"]?)aws-actions\/amazon-ecs-(render|deploy)-task-definition@[^\s'"#]+\2(?:[ \t]+#[ \t]*v?\d[\w.]*(?=[ \t]*\r?$))?/;
const PINNED = /@[0-9a-f]{40}\b/;
const UNPINNED = 'the step was pinned to a commit, and v1 is a tag that moves. To pin it, write the commit of the release that you have reviewed in place of v1.';
async function runAdopt({ write }, ports) {
    const read = await readRepository(ports);
    if ('problems' in read)
        return { document: { files: [] }, lines: [], problems: read.problems };
    const notRead = [...read.notRead, ...(0,beyond/* remarksBeyond */.F)(read.beyond).map(({ message }) => message)];
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
    const rest = [...left, ...(0,find_otherwise/* otherwiseLines */.sx)(read.otherwise), ...notRead];
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
    return inputs.flatMap(({ name, line }) => (0,problems/* unknownInputs */.qs)([name.toLowerCase()], specification/* ACTION_INPUTS */.bn).map(({ message }) => `${file}:${line}: ${message} A run of this action can fail because of it: correct or remove it.`));
}
function lastLine(done) {
    if (!done.isChanged)
        return done.isAll ? 'Nothing to change.' : 'Nothing to change in what was read.';
    return done.write
        ? 'Review the changes (git diff), and open a pull request.'
        : 'Nothing written. Run again with --write to make these changes.';
}

// EXTERNAL MODULE: ./lib/src/pattern.js
var pattern = __webpack_require__(78272);
;// CONCATENATED MODULE: ./lib/src/cli/adoption/environments.js




function inEnvironments(runs, configured) {
    const places = (0,list/* grouped */.zD)(runs, placeOf);
    const services = [...(0,list/* grouped */.zD)(runs, ({ service }) => writtenAs(service)).values()];
    const stages = new Map(services.flatMap(own => own.map(run => [run, stageIn(run, own)])));
    const seen = (run) => places.get(placeOf(run))?.flatMap(one => stages.get(one) ?? [])[0];
    const named = [...(0,list/* grouped */.zD)(runs, ({ environment }) => environment)].filter(([name]) => name !== undefined);
    const isNamed = named.length > 0 && !named.some(([, own]) => areSeveral(own, seen));
    const isDivided = isNamed || (configured ? configured.length > 0 : areSeveral(runs, seen));
    const stageOf = (run) => {
        const stage = isDivided ? seen(run) : undefined;
        if (isNamed)
            return run.environment;
        return stage !== undefined && configured?.includes(stage) === false ? undefined : stage;
    };
    return { runs: runs.map(run => ({ ...run, ...(0,present/* present */.E)({ stage: stageOf(run) }) })), isDivided };
}
function areSeveral(runs, stageOf) {
    return [...(0,list/* grouped */.zD)(runs, ({ service }) => bareName(writtenAs(service))).values()].some(own => new Set(own.map(stageOf)).size > 1);
}
function placeOf(run) {
    const { service, cluster, region, start } = run;
    const name = service && 'value' in service ? service.value : start.file;
    return JSON.stringify([name, writtenAs(cluster), writtenAs(region), accountOf(run)]);
}
function accountOf({ credentials }) {
    const { 'role-to-assume': role, 'aws-access-key-id': key } = credentials?.with ?? {};
    const text = String(role ?? key ?? '');
    return /^arn:[\w-]+:iam::(\d{12}):/.exec(text)?.[1] ?? text;
}
const WORDS = '(?:pre|non)-?prod|prod(?:uction)?|prd|staging|stage|stg|dev(?:elop(?:ment)?)?|qa|uat|test|beta';
const STAGE = new RegExp(`(?<![a-z])(?:${WORDS})(?![a-z])`, 'i');
function stageIn(run, ofService) {
    const words = wordsOf(run);
    const elsewhere = ofService.filter(one => placeOf(one) !== placeOf(run)).map(wordsOf);
    const telling = words.map((word, index) => elsewhere.some(other => other[index] !== word));
    const [word] = words.flatMap((one, index) => (telling[index] || !telling.includes(true) ? (one ?? []) : []));
    return word ?? words.at(-1);
}
function wordsOf({ service, cluster, taskDefinition, start }) {
    const names = [writtenAs(service), writtenAs(cluster), writtenAs(taskDefinition), start.file];
    const [, branch] = /^branch ([\w-]+)$/.exec(start.triggers.join()) ?? [];
    return [...names.map(name => STAGE.exec(name)?.[0].toLowerCase()), branch];
}
function bareName(service, environment = '') {
    const own = environment === '' ? '' : `|${(0,pattern/* escapePattern */.MP)(environment)}`;
    return service
        .replaceAll(new RegExp(`(?<![a-z])(?:${WORDS}${own})(?![a-z])`, 'gi'), '')
        .replaceAll(/[-_]+(?=[-_]|$)|^[-_]+/g, '');
}

;// CONCATENATED MODULE: ./lib/src/cli/adoption/new-workflows.js




const OURS = 'ecs-sealed-deploy/ecs-sealed-deploy';
const OPENID = 'https://github.com/ecs-sealed-deploy/ecs-sealed-deploy/blob/HEAD/docs/permissions.md#openid-connect';
const PULL_REQUEST = '.github/workflows/ecs-pull-request.yml';
const DEPLOY = '.github/workflows/ecs-deploy.yml';
function checkWorkflow() {
    const text = `name: ECS pull request
on: pull_request
permissions: {}
jobs:
  check:
    permissions:
      contents: read # to check the repository out
    uses: ${OURS}/.github/workflows/check.yml@v1
`;
    return { file: PULL_REQUEST, text, missing: [] };
}
function newWorkflows(environments, runs, services) {
    const own = environments.length === 0
        ? [{ runs }]
        : environments.map(name => ({ name, runs: runs.filter(({ stage }) => stage === name) }));
    const check = checkWorkflow();
    const accounts = [...new Set(runs.map(accountOf))];
    const isOne = own.length === 1 || (accounts.length === 1 && /^\d+$/.test(accounts.join()));
    const plans = own.map(stage => planJob(stage, isOne));
    return [
        { ...check, text: check.text + plans.map(({ text }) => text).join(''), missing: missingIn(plans) },
        deployWorkflow(own, environments.length === 0 && services > 1)
    ];
}
function missingIn(parts) {
    return [...new Set(parts.flatMap(({ missing }) => missing))];
}
function idOf(name) {
    return name === undefined ? '' : `-${name.replaceAll(/[^\w-]/g, '-')}`;
}
function planJob({ name, runs }, isOne) {
    const own = name === undefined || isOne ? '' : `_${name.toUpperCase().replaceAll(/\W/g, '_')}`;
    const variable = `AWS_PLAN_ROLE${own}`;
    const region = runs.flatMap(one => (one.region && 'value' in one.region ? one.region.value : []))[0];
    const given = {
        ...(name === undefined ? {} : { environment: name }),
        ...(own === '' ? {} : { 'role-to-assume': `\${{ vars.${variable} }}` }),
        ...(region === undefined ? {} : { 'aws-region': region })
    };
    const text = `  plan${idOf(name)}:
    # runs where the variable ${variable} of the repository is set: a role that may only read, for OpenID Connect
    if: vars.${variable} != ''
    permissions:
      contents: read # to check the repository out
      id-token: write # to get the token from GitHub that AWS exchanges for credentials
      pull-requests: write # to write the comment
    uses: ${OURS}/.github/workflows/plan.yml@v1
${Object.keys(given).length === 0 ? '' : `    with:\n${indented(given, 6)}`}`;
    return { text, missing: [`${variable}: without this variable, pull requests are checked and not planned`] };
}
function indented(value, columns) {
    return (0,dist.stringify)(value, { lineWidth: 0 }).replaceAll(/^(?=.)/gm, ' '.repeat(columns));
}
function deployWorkflow(stages, asksService) {
    const names = stages.flatMap(({ name }) => (name === undefined ? [] : (0,dist.stringify)(name).trimEnd()));
    const choice = `      environment:
        type: choice
        required: true
        options: [${names.join(', ')}]
`;
    const service = `      service:
        description: Services to deploy, separated by commas, or "all"
        required: true
        type: string
`;
    const jobs = stages.map(stage => deployJob(stage, stages, asksService));
    const text = `name: ECS deploy
# Runs when it is started. To deploy on push, add "push:" with ${names.length > 0 ? 'the branches that the jobs compare' : 'the branch'}.
on:
  workflow_dispatch:
    inputs:
${names.length > 0 ? choice : ''}${asksService ? service : ''}      image:
        description: Image to deploy, such as ${formOf(stages)}REGISTRY/NAME:TAG; empty for the images of the files
        type: string
permissions: {}
jobs:
${jobs.map(job => job.text).join('')}`;
    return { file: DEPLOY, text, missing: missingIn(jobs) };
}
function formOf(stages) {
    const others = stages.flatMap(({ runs }) => runs.flatMap(one => one.others));
    const names = new Set(others.flatMap(one => (one.name === 'container-name' ? writtenAs(one) : [])));
    const [first = ''] = [...names].filter(name => !name.includes('${{'));
    return names.size > 1 ? `${first}=` : '';
}
function deployJob(stage, stages, asksService) {
    const { name, runs } = stage;
    const credentials = credentialsOf(runs);
    const carried = carriedOver(runs);
    const [ofGitHub, ...more] = new Set(runs.map(({ environment }) => environment));
    const text = `  deploy${idOf(name)}:
${name === undefined ? '' : conditionOf(name, stage, stages)}    runs-on: ubuntu-latest
${name === undefined || ofGitHub === undefined || more.length > 0 ? '' : `    environment: ${(0,dist.stringify)(ofGitHub).trimEnd()}\n`}    permissions:
      contents: read # to check the repository out
${credentials.isOpenId ? '      id-token: write # to get the token from GitHub that AWS exchanges for credentials\n' : ''}    steps:
      - uses: actions/checkout@v6
        with:
          persist-credentials: false
${credentials.lines.map(line => `      ${line}\n`).join('')}      - uses: ${OURS}@v1
        with:
          service: ${asksService ? '${{ inputs.service }}' : 'all'}
${name === undefined ? '' : `          environment: ${(0,dist.stringify)(name).trimEnd()}\n`}          image: \${{ inputs.image }}
          variables: \${{ toJSON(vars) }}
${carried.text}`;
    return { text, missing: [...credentials.missing, ...carried.missing] };
}
function conditionOf(name, { runs }, stages) {
    const triggers = [...new Set(runs.flatMap(({ start }) => start.triggers))];
    const others = stages.flatMap(one => (one.name === name ? [] : one.runs));
    const taken = others.flatMap(({ start }) => start.triggers);
    const services = [...(0,list/* grouped */.zD)(runs, ({ service }) => writtenAs(service)).values()];
    const startsAll = (trigger) => services.every(some => some.some(({ start }) => start.triggers.includes(trigger)));
    const pushes = triggers.flatMap(trigger => {
        const [, branch] = /^branch ([\w./-]+)$/.exec(trigger) ?? [];
        return branch === undefined || taken.includes(trigger) || !startsAll(trigger)
            ? []
            : [`github.ref_name == '${branch}'`];
    });
    const push = pushes.length === 0 ? '' : ` || (github.event_name == 'push' && (${pushes.join(' || ')}))`;
    const places = [...new Set(runs.map(({ start }) => `${start.file}:${start.line}`))];
    const before = `    # so far: ${triggers.join(', ')} (${places.join(', ')})\n`;
    const text = `inputs.environment == '${name.replaceAll("'", "''")}'${push}`;
    return `${triggers.length === 0 ? '' : before}    if: ${(0,dist.stringify)(text, { lineWidth: 0 })}`;
}
const SAME = [
    ...['container-name', 'force-new-deployment', 'wait-for-minutes', 'codedeploy-appspec', 'run-task'],
    'run-task-container-overrides'
];
const OF_CONTAINER = /^(?:environment-variables|secrets|docker-labels|command|env-files|log-|task-role|execution-role)/;
function carriedOver(runs) {
    const isOne = new Set(runs.map(({ service }) => writtenAs(service))).size === 1;
    const names = [...new Set(runs.flatMap(({ others }) => others.map(one => one.name)))];
    const all = names.flatMap((name) => {
        const said = runs.map(({ others }) => others.filter(one => one.name === name));
        const texts = (0,list/* distinctBy */.ey)(said.flat(), writtenAs);
        const [first] = texts;
        if (first === undefined)
            return [];
        const text = writtenAs(first);
        if (name === 'wait-for-service-stability' && texts.length === 1 && text === 'true')
            return [];
        const isEverywhere = texts.length === 1 && said.every(({ length }) => length === 1);
        const isKnown = isEverywhere && !ELSEWHERE.test(text) && !text.includes('secrets.');
        const fits = SAME.includes(name) || (isOne && ['environment-variables', 'secrets'].includes(name));
        if (isKnown && fits)
            return [{ given: { [name]: text } }];
        if (name === 'container-name' && texts.length > 1)
            return [];
        const places = [...new Set(said.flat().map(({ from }) => from))].join(', ');
        return [{ todo: `${name}: ${whereTo(name)} (${places})` }];
    });
    const given = Object.assign({}, ...all.map(one => one.given));
    const todos = all.flatMap(({ todo }) => todo ?? []);
    return {
        text: [
            Object.keys(given).length === 0 ? '' : indented(given, 10),
            ...todos.map(todo => `          # TODO ${todo}\n`)
        ].join(''),
        missing: todos.map(todo => `of the deploy workflow, ${todo}`)
    };
}
function whereTo(name) {
    if (OF_CONTAINER.test(name))
        return 'write it into the task definition, where an expression can read vars, and a secret is a reference';
    return SAME.includes(name)
        ? 'give it to this step, if it is for all of its services'
        : `only ${OURS}/deploy has this input, in place of this step`;
}
const ELSEWHERE = /\$\{\{(?!\s*(?:secrets|vars|github)\.[\w.-]+\s*\}\})/;
const OLD = /@v[123](?:\.[\d.]+)?$/;
function credentialsOf(runs) {
    const steps = runs.flatMap(({ credentials }) => credentials ?? []);
    const [first] = steps;
    const todo = (why) => ({
        lines: [`# TODO credentials: ${why}`],
        isOpenId: true,
        missing: [`credentials of the deploy workflow: ${why}`]
    });
    if (first === undefined)
        return todo(`no step of aws-actions/configure-aws-credentials comes before one that deploys; see ${OPENID}`);
    const places = [...new Set(steps.map(({ from }) => from))].join(', ');
    if ((0,list/* distinctBy */.ey)(steps, one => (0,dist.stringify)(one.with, { sortMapEntries: true })).length > 1)
        return todo(`the steps of the repository differ, take the one that may deploy all: ${places}`);
    const isElsewhere = (value) => ELSEWHERE.test(String(value));
    const all = Object.entries(first.with);
    const open = all.filter(([, value]) => isElsewhere(value));
    const given = Object.fromEntries(all.filter(([, value]) => !isElsewhere(value)));
    const isOpenId = first.with['aws-access-key-id'] === undefined;
    const said = open.map(([name, value]) => `${name}: ${String(value)} (${first.from})`);
    return {
        lines: [
            `# As in ${places}.${isOpenId ? '' : ` Access keys do not expire; OpenID Connect needs none: ${OPENID}`}`,
            ...(0,dist.stringify)([{ uses: first.uses.replace(OLD, '@v6'), with: given }], { lineWidth: 0 })
                .trimEnd()
                .split('\n'),
            ...said.map(text => `    # TODO ${text}`)
        ],
        isOpenId,
        missing: said.map(text => `credentials of the deploy workflow: ${text}`)
    };
}

// EXTERNAL MODULE: ./lib/src/inputs/configuration/keys.js
var keys = __webpack_require__(21503);
;// CONCATENATED MODULE: ./lib/src/cli/adoption/found-services.js





const PROPOSED_KEYS = ['service', 'task-definition', 'cluster', 'region', 'desired-count'];
function findServices({ workflows, definitions }, configured) {
    const region = configured.usual.includes('region') ? undefined : onlyRegionOf(workflows);
    const usual = (0,present/* present */.E)({ region });
    const all = workflows.flatMap(({ steps }) => steps);
    const steps = all.filter(({ kind }) => kind === 'deploy');
    const isOpen = configured.environments.length + configured.services.length === 0;
    const { runs, isDivided } = inEnvironments(steps.flatMap(step => step.runs.map(run => {
        const values = { ...usual, ...valuesOf(run, definitions) };
        return { ...run, values, at: `${step.file}:${step.line}`, isNamed: isName(run.service) };
    })), isOpen ? undefined : configured.environments);
    const deployed = runs.flatMap(({ service, stage, values, isNamed }) => isNamed ? [{ service: writtenAs(service), values, ...(0,present/* present */.E)({ environment: stage }) }] : []);
    const stages = runs.flatMap(({ stage }) => stage ?? []);
    const environments = [...new Set([...configured.environments, ...stages])].toSorted((a, b) => a < b ? -1 : 1);
    const open = deployed.filter(({ service }) => !configured.services.includes(service));
    const placed = open.filter(({ environment }) => !isDivided || environment !== undefined);
    const byKey = (0,list/* grouped */.zD)(placed, one => keyOf(one, placed));
    const known = [...byKey.keys(), ...deployed.map(({ service }) => service), ...configured.services];
    const files = [...configured.files, ...runs.map(({ values }) => writtenAs(values['task-definition']))];
    const alone = definitions.flatMap(({ file, family = '' }) => {
        const values = { 'task-definition': { value: file, from: file }, ...usual };
        const isKnown = files.includes(file) || known.includes(family);
        return isKnown || !keys/* LOCAL_NAME */.kC.test(family) ? [] : [{ service: family, values, isAlone: true }];
    });
    const unnamed = [
        ...(0,list/* grouped */.zD)(runs.filter(({ isNamed }) => !isNamed), ({ service, at }) => JSON.stringify([writtenAs(service), at])).values()
    ].flatMap(([one, ...more]) => {
        if (one === undefined)
            return [];
        const seen = new Set([one, ...more].map(({ values, stage }) => seenIn(values, stage)));
        const { service, at } = one;
        return [{ what: writtenAs(service) || '(not set)', from: service?.from ?? at, at, seen: [...seen] }];
    });
    const unplaced = open.filter(one => !placed.includes(one) && placed.every(other => found_services_idOf(one) !== found_services_idOf(other)));
    return {
        groups: [...byKey, ...(0,list/* grouped */.zD)(alone, ({ service }) => service)],
        environments,
        unplaced: (0,list/* distinctBy */.ey)(unplaced, JSON.stringify),
        unnamed,
        runs: runs.length > 0 ? runs : all.flatMap(one => one.runs)
    };
}
function isName(service) {
    return service !== undefined && 'value' in service && keys/* LOCAL_NAME */.kC.test(service.value);
}
function seenIn(values, environment) {
    const seen = PROPOSED_KEYS.slice(1).flatMap(field => values[field] ? [`${field} ${writtenAs(values[field])}`] : []);
    return [...(environment === undefined ? [] : [`environment ${environment}`]), ...seen].join(', ');
}
function found_services_idOf({ service, values }) {
    return JSON.stringify([service, writtenAs(values.cluster), writtenAs(values.region)]);
}
function keyOf(one, all) {
    const others = all.filter(other => other.environment === one.environment && found_services_idOf(other) !== found_services_idOf(one));
    const bare = ({ service, environment }) => bareName(service, environment);
    const isShared = all.some(other => other.environment !== one.environment && bare(other) === bare(one));
    const forms = [
        ...(isShared ? [bare] : []),
        ({ service }) => service,
        ({ service, values }) => `${service}-${writtenAs(values.cluster)}`,
        ({ service, values }) => `${service}-${writtenAs(values.region)}`,
        ({ service, values }) => `${service}-${writtenAs(values.cluster)}-${writtenAs(values.region)}`
    ];
    const form = forms.find(of => keys/* LOCAL_NAME */.kC.test(of(one)) && others.every(other => of(other) !== of(one)));
    return form?.(one) ?? one.service;
}
function onlyRegionOf(workflows) {
    const all = workflows.flatMap(({ regions }) => regions);
    const different = (0,list/* distinctBy */.ey)(all, writtenAs);
    return different.length === 1 ? different[0] : undefined;
}
function valuesOf(run, all) {
    const { service, taskDefinition, cluster, region, 'desired-count': count } = run;
    const values = (0,present/* present */.E)({ service, cluster, region, 'desired-count': count });
    if (taskDefinition === undefined)
        return values;
    const { from } = taskDefinition;
    const path = writtenAs(taskDefinition).replace(/^(?:\.\/)+/, '');
    if ('value' in taskDefinition && (path.startsWith('{live:') || all.some(({ file }) => file === path)))
        return { ...values, 'task-definition': { value: path, from } };
    const alike = all.filter(({ family }) => family !== undefined && family === writtenAs(service));
    const why = 'value' in taskDefinition ? ', which is not in git' : '';
    const open = `${path}${why}${alike.map(({ file }) => `; or ${file}, by its family`).join('')}`;
    return { ...values, 'task-definition': { open, from } };
}

;// CONCATENATED MODULE: ./lib/src/cli/adoption/proposal.js







const SCHEMA = 'https://raw.githubusercontent.com/ecs-sealed-deploy/ecs-sealed-deploy/v1/schema/ecs-sealed-deploy.schema.json';
function propose(repository, configured = NOTHING_CONFIGURED) {
    const { groups, environments, unplaced, unnamed, runs } = findServices(repository, configured);
    const entries = groups.map(([key, group]) => entryOf(key, group, { environments, configured }));
    const stray = unplaced.map(({ service, values }) => `${service}: in which environment? It cannot be told from what deploys it; ${seenIn(values)}`);
    const nameless = unnamed.map(({ what, at }) => `${open_lines/* OPEN_STEP */.ER} ${at}: ${what}`);
    const services = [
        ...stray.map(text => `  # TODO ${text}`),
        ...entries.flatMap(({ key, lines }) => block(`  ${key}`, lines.get(undefined) ?? []))
    ];
    const stages = environments.flatMap(name => {
        const own = entries.flatMap(({ key, lines }) => lines.has(name) ? block(`      ${key}`, lines.get(name) ?? []) : []);
        const isKnown = configured.environments.includes(name);
        const lines = [
            ...(isKnown ? [] : accountLines(runs.filter(({ stage }) => stage === name))),
            ...(own.length > 0 ? ['    services:', ...own] : [])
        ];
        return isKnown && lines.length === 0 ? [] : block(`  ${name}`, lines);
    });
    const lines = [
        `# yaml-language-server: $schema=${SCHEMA}`,
        ...unnamed.flatMap(({ seen }, index) => [
            `# TODO ${nameless[index]}`,
            ...seen.filter(Boolean).map(text => `#   ${text}`)
        ]),
        ...block('services', services),
        ...(stages.length === 0 ? [] : ['environments:', ...stages])
    ];
    return {
        services: [...groups, ...(0,list/* grouped */.zD)(unplaced, ({ service }) => service)].map(([key, group]) => ({
            key,
            found: (0,list/* distinctBy */.ey)(group.flatMap(foundOf), JSON.stringify)
        })),
        unnamed: unnamed.map(({ what, from }) => ({ what: 'service', open: what, from })),
        environments,
        runs,
        text: `${lines.join('\n')}\n`,
        missing: [...stray, ...entries.flatMap(({ missing }) => missing), ...nameless]
    };
}
function accountLines(runs) {
    const [account = '', ...more] = new Set(runs.map(accountOf));
    return more.length === 0 && /^\d{12}$/.test(account) ? [`    account: "${account}"`] : [];
}
function block(head, lines) {
    return lines.length === 0 ? [`${head}: {}`] : [`${head}:`, ...lines];
}
function foundOf({ service, values, isAlone }) {
    const own = isAlone ? { ...values, service: { value: service, from: familyOf(values) } } : values;
    return PROPOSED_KEYS.flatMap(what => (own[what] === undefined ? [] : [{ what, ...own[what] }]));
}
function familyOf(values) {
    return `family in ${writtenAs(values['task-definition'])}`;
}
function entryOf(key, group, { environments, configured: { usual } }) {
    const own = (0,list/* grouped */.zD)(group, ({ environment }) => environment);
    const isEverywhere = own.has(undefined) || environments.every(name => own.has(name));
    const lines = new Map();
    const missing = [];
    const add = (environment, field, said) => {
        const values = (0,list/* distinctBy */.ey)(said, writtenAs);
        const [value] = values;
        const isKnown = values.length === 1 && value !== undefined && 'value' in value;
        const why = values.length > 1 ? `it differs: ${values.map(proposal_placeOf).join(', ')}` : value && proposal_placeOf(value);
        const where = environment === undefined ? '' : ` in ${environment}`;
        if (!isKnown)
            missing.push(`${field} of ${key}${where}: ${why ?? UNKNOWN}`);
        const line = isKnown
            ? `${field}: ${AS_IT_IS.test(value.value) ? value.value : (0,dist.stringify)(value.value, { lineWidth: 0 }).trimEnd()}`
            : `# TODO ${field}: ${why ?? UNKNOWN}`;
        lines.set(environment, [
            ...(lines.get(environment) ?? []),
            `${' '.repeat(environment === undefined ? 4 : 8)}${line}`
        ]);
    };
    for (const field of PROPOSED_KEYS) {
        const said = valuesIn(group, field);
        const isOne = (0,list/* distinctBy */.ey)(said, writtenAs).length === 1;
        const isUsual = said.every(value => value === undefined) && (usual.includes(field) || field === 'desired-count');
        if (isUsual || (field === 'service' && isOne && writtenAs(said[0]) === key))
            continue;
        const [{ values, isAlone }] = group;
        if (field === 'service' && isAlone)
            add(undefined, field, [
                { open: `no step deploys it; is it called as its ${familyOf(values)}?`, from: '' }
            ]);
        else if (own.has(undefined) || (isOne && (isEverywhere || (own.size > 1 && field !== 'task-definition'))))
            add(undefined, field, said);
        else
            for (const [name, some] of own)
                add(name, field, valuesIn(some, field));
    }
    return { key, lines, missing };
}
const AS_IT_IS = /^(?:\d{1,4}|\{live: [\w-]+\})$/;
const UNKNOWN = 'not known from the repository';
function valuesIn(group, field) {
    return group.map(({ values }) => values[field]);
}
function proposal_placeOf(value) {
    if (value === undefined)
        return 'not set';
    return value.from === '' ? writtenAs(value) : `${writtenAs(value)} (${value.from})`;
}
function tableOf({ services, unnamed }) {
    const rows = [...services, { key: '?', found: unnamed }].flatMap(({ key, found }) => found.map(one => [key, one.what, 'value' in one ? one.value : `? ${one.open}`, one.from]));
    const all = [['service', 'what', 'value', 'source'], ...rows];
    const width = (column) => Math.max(...all.map(row => row[column].length));
    const shown = rows.length === 0 ? [] : all;
    return shown.map(([key, what, value, from]) => [key.padEnd(width(0)), what.padEnd(width(1)), value.padEnd(width(2)), from].join('  '));
}
function credentialAsName(file, { services }, { holdsCredential }) {
    const values = services.flatMap(({ found }) => found);
    const places = values.flatMap(one => ('value' in one && holdsCredential(one.value) ? [one.from] : []));
    const at = places.length === 0 ? 'The repository' : (0,list/* someOf */.yU)([...new Set(places)]);
    return {
        code: 'credential-as-name',
        fault: 'user',
        message: `${file} would hold a credential: nothing was written. ${at} has it in the place of a name.`,
        hint: 'Correct the name there, and rotate the credential: it is in git.'
    };
}
function placeFile({ file, text, missing, isOwn }, write, ports) {
    const exists = ports.exists(file);
    const failed = write && !exists ? ports.write(file, text, { isNew: true }) : undefined;
    const written = write && !exists && failed === undefined;
    const isDiff = exists && isOwn === true;
    const mark = isDiff ? '  + ' : '  ';
    const body = text
        .trimEnd()
        .split('\n')
        .slice(isDiff ? 1 : 0)
        .map(line => `${mark}${line}`);
    return {
        shown: { file, text, exists, written },
        problems: failed === undefined ? [] : [failed],
        isDiff,
        ...(exists && !isDiff
            ? { lines: [`${file}${LEFT}.`], missing: [] }
            : { lines: [`${file}${isDiff ? ADD : ''}:`, ...body, ...(written ? ['  -> written'] : [])], missing })
    };
}
const LEFT = ' exists and is left as it is';
const ADD = `${LEFT}; add what it lacks`;

// EXTERNAL MODULE: ./lib/src/files/find/find.js + 1 modules
var find = __webpack_require__(30706);
// EXTERNAL MODULE: ./lib/src/inputs/read-common.js + 1 modules
var read_common = __webpack_require__(94077);
;// CONCATENATED MODULE: ./lib/src/modes/init.js








async function runInit({ write }, ports) {
    const read = await readRepository(ports);
    if ('problems' in read)
        return { lines: [], problems: read.problems };
    const { file: configuration, exists, problem } = (0,find/* findConfigFile */["if"])(ports.workspace, read_common/* CONFIG_FILES */.n0);
    if (problem)
        return { lines: [], problems: [problem] };
    const notRead = [...read.notRead, ...(0,beyond/* remarksBeyond */.F)(read.beyond).map(({ message }) => message)];
    const { otherwise, templates, workflows } = read;
    const layout = exists ? await readConfigured(configuration, ports) : undefined;
    const proposal = propose(read, layout);
    const hasDeploys = proposal.services.length + proposal.unnamed.length > 0 || layout !== undefined;
    if (!hasDeploys &&
        templates.length + otherwise.length + workflows.flatMap(({ steps }) => steps).length === 0)
        return { document: { notRead, otherwise }, lines: notRead, problems: [nothingFound(workflows.length)] };
    const { services, text, missing } = proposal;
    const own = exists && services.length === 0 ? [] : [{ file: configuration, text, missing, isOwn: true }];
    const environments = layout?.environments ?? proposal.environments;
    const count = new Set([...services.map(({ key }) => key), ...(layout?.services ?? [])]).size;
    const files = hasDeploys ? [...own, ...newWorkflows(environments, proposal.runs, count)] : [checkWorkflow()];
    const holding = files.filter(one => ports.holdsCredential(one.text));
    const wrong = holding.map(({ file }) => credentialAsName(file, proposal, ports));
    const results = files.map(file => placeFile(file, write && holding.length === 0, ports));
    const deploys = hasDeploys
        ? workflows.flatMap(one => one.steps.filter(({ kind }) => kind === 'deploy'))
        : [];
    const still = stillOpen([...(exists ? [configuration] : []), ...results.flatMap(standing)], ports);
    const lines = [
        ...(hasDeploys ? tableOf(proposal) : [ONLY_CHECK]),
        ...results.flatMap(one => ['', ...one.lines]),
        '',
        ...(0,find_otherwise/* otherwiseLines */.sx)(otherwise),
        ...notRead,
        ...init_listed('Could not be detected (TODO in the files):', results.flatMap(one => one.missing)),
        ...init_listed('Still to fill in:', still),
        ...init_listed(TWO_WAYS, deploys.map(({ file, line }) => `${file}:${line}`)),
        init_lastLine(write, results, still.length > 0)
    ];
    return {
        document: { services, notRead, otherwise, files: results.map(({ shown }) => shown) },
        lines,
        problems: [...wrong, ...results.flatMap(one => one.problems)]
    };
}
const ONLY_CHECK = 'No file that this action could deploy was found, so that only the check of pull requests is proposed.';
const TWO_WAYS = 'These steps deploy, too: keep them (adopt changes them in place) or the new deploy workflow, not both.';
function standing({ shown }) {
    return shown.exists ? [shown.file] : [];
}
function stillOpen(files, { read }) {
    return [...new Set(files)].flatMap(file => (0,open_lines/* openLines */.es)(file, read(file)).map(({ place, message }) => `${file}:${place.line}: ${message}`));
}
function init_listed(head, items) {
    return items.length === 0 ? [] : [head, ...items.map(item => `  ${item}`)];
}
function init_lastLine(write, files, isOpen) {
    if (files.some(({ shown }) => shown.written))
        return 'Review the files, and run "ecs-sealed-deploy check".';
    if (files.every(({ shown }) => shown.exists))
        return files.some(({ isDiff }) => isDiff)
            ? 'Nothing was written: every file exists already.'
            : isOpen
                ? 'Nothing to add. Fill in what is listed.'
                : 'Nothing to change.';
    return write ? 'Nothing was written.' : 'Nothing written. Run again with --write to create these files.';
}
function nothingFound(workflows) {
    return {
        code: 'nothing-to-adopt',
        fault: 'user',
        message: `None of the ${workflows} workflows deploys with AWS's action, and no JSON or YAML file that git tracks is a task definition.`,
        hint: 'Run it at the top of the repository, with the files committed or added to git.'
    };
}

// EXTERNAL MODULE: ./lib/src/report/gate/gate.js + 2 modules
var gate_gate = __webpack_require__(28767);
// EXTERNAL MODULE: ./lib/src/report/outputs.js + 1 modules
var outputs = __webpack_require__(38559);
// EXTERNAL MODULE: ./lib/src/report/problem-text.js
var problem_text = __webpack_require__(54884);
// EXTERNAL MODULE: ./lib/src/report/report.js
var report = __webpack_require__(20931);
// EXTERNAL MODULE: ./lib/src/report/text.js
var report_text = __webpack_require__(87358);
// EXTERNAL MODULE: ./lib/src/report/verdict.js + 2 modules
var verdict = __webpack_require__(35737);
// EXTERNAL MODULE: ./lib/src/run/run-mode.js + 28 modules
var run_mode = __webpack_require__(74746);
// EXTERNAL MODULE: ./lib/src/cli/at-terminal.js
var at_terminal = __webpack_require__(12831);
// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(65071);
;// CONCATENATED MODULE: ./lib/src/report/merge/merge.js



const WORST_FIRST = ['failed', 'unknown', 'good'];
const ITEMS_FIRST = ['failed', 'unknown', 'open', 'old', 'good'];
const NO_RESULT = {
    why: 'no result: its job failed, was cancelled or never ran',
    hint: 'Run its job and merge again, or take it off the list of --expect.'
};
function mergeParts(of, parts, { expected, now }) {
    const seen = new Set(parts.map(({ place }) => place.toLowerCase()));
    const missing = expected.filter(place => !seen.has(place.toLowerCase()));
    const all = [...parts, ...missing.map(place => ({ place, items: [], gap: NO_RESULT }))];
    const rank = ({ verdict }) => WORST_FIRST.indexOf(verdict);
    const places = (0,list/* groupBy */.$z)(all, ({ place }) => place.toLowerCase())
        .map(mergedPlace)
        .toSorted((a, b) => rank(a) - rank(b) || (a.place < b.place ? -1 : 1));
    const verdict = places[0]?.verdict ?? 'unknown';
    return { version: 1, kind: 'merge', of, at: new Date(now).toISOString(), verdict, places };
}
function mergedPlace(parts) {
    const items = (0,list/* groupBy */.$z)(parts.flatMap(part => part.items), ({ name, state, reason }) => (state === 'open' ? `${name} ${reason}` : name)).map(same => same.reduce(counting));
    const gap = parts.find(part => part.gap !== undefined)?.gap;
    const has = (state) => items.some(item => item.state === state);
    return {
        place: parts[0]?.place ?? '',
        verdict: has('failed') ? 'failed' : gap !== undefined || has('unknown') ? 'unknown' : 'good',
        ...(0,present/* present */.E)({ why: gap?.why, hint: gap?.hint, url: parts.find(({ url }) => url !== undefined)?.url }),
        good: items.filter(({ state }) => state === 'good').length,
        items: items
            .filter(({ state }) => state !== 'good')
            .toSorted((a, b) => ITEMS_FIRST.indexOf(a.state) - ITEMS_FIRST.indexOf(b.state))
            .map(({ at: _, ...item }) => item)
    };
}
function counting(a, b) {
    const [first, second] = [Date.parse(a.at ?? ''), Date.parse(b.at ?? '')];
    if (first !== second && !Number.isNaN(first - second))
        return first > second ? a : b;
    return ITEMS_FIRST.indexOf(a.state) <= ITEMS_FIRST.indexOf(b.state) ? a : b;
}
function placeInText(text) {
    const [, account, region] = /(?<!\d)(\d{12})[-_/.\s,]+([a-z]{2,4}(?:-[a-z]+)+-\d+)(?![\w-])/.exec(text) ?? [];
    return account === undefined ? undefined : `${account}/${region}`;
}
const REPOSITORY = /^[A-Za-z0-9][A-Za-z0-9-]*\/[A-Za-z0-9._-]+$/;
function repositoryIn(file) {
    const parts = file.replace(/\.json$/i, '').split(/[/\\]/);
    const name = parts.slice(-2).join('/');
    return REPOSITORY.test(name) ? name : parts.at(-1);
}
function expectedIn(kind, text) {
    const entries = text.split('\n').flatMap(line => (line.trim() === '' ? [] : [line.trim()]));
    return (/^\s*[[{]/.test(text) ? listIn(text) : entries).map(entry => {
        const { account, region, full_name: name } = Object(entry);
        const own = kind === 'check' ? name : `${String(account)}/${String(region)}`;
        const said = typeof entry === 'string' ? entry : String(own);
        if (kind === 'check')
            return REPOSITORY.test(said) ? said : undefined;
        const place = placeInText(said);
        return place === said.replace(/[\s,/]+/, '/') ? place : undefined;
    });
}
function listIn(text) {
    const list = (0,json/* jsonObjectIn */.$4)(text)?.['include'] ?? (0,json/* jsonIn */.Yf)(text);
    return Array.isArray(list) ? list : [undefined];
}
function jsonOf(read) {
    if ('why' in read)
        return read;
    const parsed = (0,json/* jsonIn */.Yf)(read.text);
    if (parsed !== undefined)
        return { parsed };
    const why = read.text.trim() === '' ? 'its file is empty' : 'its file is not JSON, or is cut off';
    return { why, hint: AGAIN };
}
const AGAIN = 'Find out in its run why, run its job again, and merge again.';

// EXTERNAL MODULE: ./lib/src/arn.js
var arn = __webpack_require__(87433);
// EXTERNAL MODULE: ./lib/src/rollout/outcome.js
var rollout_outcome = __webpack_require__(41128);
;// CONCATENATED MODULE: ./lib/src/report/merge/read-document.js





const MODES = {
    audit: ['audit'],
    results: ['deploy', 'rollback', 'rotate-restart', 'continue'],
    check: [undefined]
};
const LISTS = {
    audit: ['problems', 'target'],
    results: ['problems', 'target', 'results'],
    check: ['problems', 'remarks', 'findings', 'unscanned']
};
const AUDIT_LISTS = ['services', 'exposedRevisions', 'notVerified'];
function readPart(kind, { file, read }, gate) {
    const named = kind === 'check' ? repositoryIn(file) : placeInText(file);
    const found = jsonOf(read);
    if ('why' in found)
        return { place: named ?? file, items: [], gap: found };
    const document = asExternal(found.parsed, gate);
    const items = (0,json/* isObject */.Gv)(document) ? ITEMS[kind](document) : [];
    if (!isWhole(kind, document)) {
        const what = kind === 'results' ? 'a mode that deploys' : `mode ${kind}`;
        const why = `its file is not what --format json of ${what} prints in this release, or not all of it`;
        const failed = items.filter(({ state }) => state === 'failed');
        return { place: read_document_placeOf(document) ?? named ?? file, items: failed, gap: { why, hint: AGAIN } };
    }
    const run = (0,json/* isObject */.Gv)(document['run']) ? document['run'] : {};
    const own = kind === 'check' ? undefined : read_document_placeOf(document);
    const isPlaced = kind === 'check' || ((own ?? named) !== undefined && (0,json/* objectsIn */.Qv)(document['target']).length < 2);
    const gap = isPlaced ? gapOf(kind, document, items) : UNPLACED;
    const points = pointsOf(document, kind === 'check' ? 'unknown' : 'open');
    return {
        place: own ?? named ?? file,
        items: [...items, ...points],
        ...(0,present/* present */.E)({ gap, url: textIn(run['url']) })
    };
}
const UNPLACED = {
    why: 'its file does not show which one account and Region it is of',
    hint: 'Give each account and Region a job of its own, whose role may call sts:GetCallerIdentity, and merge again.'
};
function asExternal(data, gate) {
    const clean = (value) => {
        if (typeof value === 'string')
            return gate.external(value);
        if (Array.isArray(value))
            return value.map(clean);
        if (typeof value !== 'object' || value === null)
            return value;
        return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, clean(one)]));
    };
    return clean(data);
}
function isWhole(kind, document) {
    if (!(0,json/* isObject */.Gv)(document))
        return false;
    const { version, mode, kind: own, exitCode, audit } = document;
    const hasLists = (of, names) => names.every(name => {
        const list = of[name];
        return Array.isArray(list) && (0,json/* objectsIn */.Qv)(list).length === list.length;
    });
    return (version === 1 &&
        own === undefined &&
        MODES[kind].includes(mode) &&
        Number.isInteger(exitCode) &&
        hasLists(document, LISTS[kind]) &&
        (kind !== 'audit' || audit === undefined || ((0,json/* isObject */.Gv)(audit) && hasLists(audit, AUDIT_LISTS))));
}
function read_document_placeOf(document) {
    const [target] = (0,json/* isObject */.Gv)(document) ? (0,json/* objectsIn */.Qv)(document['target']) : [];
    return placeInText(`${String(target?.['account'])}/${String(target?.['region'])}`);
}
function gapOf(kind, document, items) {
    const { audit, exitCode } = document;
    const [problem] = (0,json/* objectsIn */.Qv)(document['problems']);
    const isFailed = items.some(({ state }) => state !== 'good' && state !== 'old');
    const isTold = kind === 'results' && isFailed;
    const isEmptyCheck = kind === 'check' && items.length === 0 && problem?.['code'] === 'no-task-definitions';
    if (isTold || isEmptyCheck)
        return undefined;
    if (problem !== undefined)
        return { why: textIn(problem['message']) ?? 'it has a problem', hint: textIn(problem['hint']) ?? AGAIN };
    const [unread] = (0,json/* objectsIn */.Qv)(document['unscanned']);
    if (unread !== undefined)
        return {
            why: `it could not read ${said(unread['file'])} completely: ${said(unread['reason'])}`,
            hint: AGAIN
        };
    const [open] = (0,json/* isObject */.Gv)(audit) ? (0,json/* objectsIn */.Qv)(audit['notVerified']) : [];
    if (open !== undefined)
        return { why: `${said(open['what'])}: ${said(open['why'])}`, hint: AGAIN };
    if (kind === 'results' && items.length === 0)
        return { why: 'its run has no service', hint: AGAIN };
    const verdict = (0,json/* isObject */.Gv)(audit) ? audit['verdict'] : kind === 'audit' ? 'missing' : 'clean';
    if (!['clean', 'old-revisions', 'exposed'].includes(String(verdict)))
        return { why: `its verdict is ${said(verdict)}`, hint: AGAIN };
    const isSaid = exitCode === 1 && items.some(({ state }) => state !== 'good');
    return exitCode === 0 || isSaid
        ? undefined
        : { why: `its run ended with exit code ${exitCode}`, hint: AGAIN };
}
function auditItems({ audit }) {
    if (!(0,json/* isObject */.Gv)(audit))
        return [];
    const items = (0,json/* objectsIn */.Qv)(audit['services']).map((one) => {
        const names = [...new Set((0,json/* objectsIn */.Qv)(one['plaintext']).map(spot => said(spot['name'])))];
        const [why] = Array.isArray(one['unknown']) ? one['unknown'] : [];
        return {
            name: `${said(one['kind'])} ${said(one['name'])} (${said(one['cluster'])})`,
            ...(one['verdict'] === 'exposed' || names.length > 0
                ? { state: 'failed', reason: names.join(', ') }
                : one['verdict'] === 'clean' && why === undefined
                    ? { state: 'good', reason: '' }
                    : { state: 'unknown', reason: said(why) })
        };
    });
    const purged = (0,json/* objectsIn */.Qv)(audit['purge']).filter(({ outcome }) => outcome === 'deleted');
    const deleted = new Set(purged.map(({ arn }) => arn));
    const old = (0,json/* objectsIn */.Qv)(audit['exposedRevisions']).filter(({ arn, usedBy }) => Array.isArray(usedBy) && usedBy.length === 0 && !deleted.has(arn)).length;
    const isExposed = audit['verdict'] === 'exposed' && items.every(({ state }) => state !== 'failed');
    return [
        ...items,
        ...(isExposed ? [{ name: 'audit', state: 'failed', reason: 'its verdict is exposed' }] : []),
        ...(old > 0 ? [{ name: 'old revisions', state: 'old', reason: `${old} with plaintext` }] : [])
    ];
}
const OUTCOMES = {
    ...{ succeeded: true, requested: true, unchanged: true, failed: true, 'rolled-back': true },
    ...{ 'timed-out': true, superseded: true, cancelled: true, 'not-started': true }
};
function resultItems({ results }) {
    return (0,json/* objectsIn */.Qv)(results).map((result) => {
        const { key, service, cluster, outcome, isOngoing, isUnverified, reason, finishedAt } = result;
        const known = Object.hasOwn(OUTCOMES, String(outcome)) ? outcome : 'requested';
        const isUnknown = known === 'requested' || isUnverified === true || ((0,rollout_outcome/* isGood */.Kg)(known) && isOngoing === true);
        const why = [isUnknown ? '' : known.replaceAll('-', ' '), textIn(reason) ?? ''].filter(Boolean).join(': ');
        return {
            name: `${textIn(key) ?? said(service)} (${(0,arn/* lastPartOf */.RS)(said(cluster))})`,
            state: isUnknown ? 'unknown' : (0,rollout_outcome/* isGood */.Kg)(known) ? 'good' : 'failed',
            reason: why,
            ...(0,present/* present */.E)({ at: textIn(finishedAt) })
        };
    });
}
function checkItems({ findings, exitCode }) {
    const all = (0,json/* objectsIn */.Qv)(findings);
    const errors = all.filter(({ level }) => level !== 'warning' && level !== 'notice');
    return (errors.length > 0 || exitCode !== 1 ? errors : all).map(({ file, line, name, level, rule }) => ({
        name: `${said(file)}${typeof line === 'number' ? `:${line}` : ''} ${said(name)}`,
        state: 'failed',
        reason: `${said(level)}: ${said(rule)}`
    }));
}
const ITEMS = { audit: auditItems, results: resultItems, check: checkItems };
function pointsOf({ remarks }, state) {
    return (0,json/* objectsIn */.Qv)(remarks)
        .filter(({ isUnverified }) => isUnverified === true)
        .map(({ message }) => ({ name: 'not verified', state, reason: said(message) }));
}
function textIn(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}
function said(value) {
    return textIn(value) ?? 'not set';
}

// EXTERNAL MODULE: ./lib/src/report/markdown.js
var markdown = __webpack_require__(12560);
// EXTERNAL MODULE: ./lib/src/report/section.js
var section = __webpack_require__(8858);
;// CONCATENATED MODULE: ./lib/src/report/merged.js



const MARKDOWN_BYTES = 800_000;
const merged_WORDS = {
    audit: { failed: 'Exposed', unknown: 'Not verified', good: 'Clean' },
    check: { failed: 'Findings', unknown: 'Not verified', good: 'Clean' },
    results: { failed: 'Failed', unknown: 'Incomplete', good: 'Succeeded' }
};
const STATES = {
    failed: 'failed',
    unknown: 'not verified',
    open: 'not verified',
    old: 'to purge',
    good: 'good'
};
function mergedToText(merged) {
    return [(0,report_text/* plain */.pj)(mergedSentence(merged)), ...(0,section/* sectionToText */.AO)(mergedSection(merged))];
}
function mergedToMarkdown(merged) {
    const section = { ...mergedSection(merged), heading: mergedSentence(merged), rest: ' in the JSON' };
    return `${(0,markdown/* sectionsToMarkdown */.x0)([section], MARKDOWN_BYTES)}\n`;
}
function mergedSentence({ of, verdict, places }) {
    const words = merged_WORDS[of];
    const noun = of === 'check' ? ['repository', 'repositories'] : ['account and Region', 'accounts and Regions'];
    const number = (wanted) => places.filter(place => place.verdict === wanted).length;
    const others = ['unknown', 'good'].filter(one => one !== verdict && number(one) > 0);
    const rest = others.map(one => `, ${number(one)} ${words[one].toLowerCase()}`).join('');
    const items = places.flatMap(place => place.items);
    const points = items.filter(({ state }) => state === 'open').length;
    const old = items.some(({ state }) => state === 'old') ? ' Old revisions contain plaintext.' : '';
    const open = points === 0 ? '' : ` Not verified: ${(0,report_text/* count */.U9)(points, 'point')}.`;
    return `${words[verdict]}: ${number(verdict)} of ${(0,report_text/* count */.U9)(places.length, ...noun)}${rest}.${old}${open}`;
}
function mergedSection(merged) {
    const columns = ['where', 'result', 'what', 'why', 'what to do'];
    const rows = merged.places.flatMap(place => placeRows(place, merged.of));
    return { id: 'merged', heading: '', blocks: (0,section/* tableBlock */.wp)(columns, rows) };
}
function placeRows(place, of) {
    const words = merged_WORDS[of];
    const items = place.items.map(item => rowOf(place, item, words));
    if (place.why !== undefined)
        return [...items, rowOf(place, gapItem(place), words)];
    if (items.length > 0 && place.verdict !== 'good')
        return items;
    return [...items, rowOf(place, { name: (0,report_text/* count */.U9)(place.good, 'item'), state: 'good', reason: '' }, words)];
}
function gapItem({ why = '' }) {
    return { name: '', state: 'unknown', reason: why };
}
function rowOf(place, item, words) {
    const { state, name, reason } = item;
    const result = state === 'failed' ? words.failed : state === 'good' ? words.good : STATES[state];
    const hint = item.name === '' ? (place.hint ?? '') : '';
    const advice = place.url === undefined || state === 'good' ? hint : `${hint} Its run: ${place.url}`.trim();
    return [[(0,section/* codePiece */.wk)(place.place)], result.toLowerCase(), name, reason, advice];
}

;// CONCATENATED MODULE: ./lib/src/modes/merge.js



function runMerge(inputs, ports) {
    const { output, summary, format = 'text', expect, files } = inputs;
    const kind = KINDS.find(one => one === inputs.kind);
    if (kind === undefined)
        return { text: undefined, problems: [NO_KIND], exitCode: 2 };
    const found = files.map(path => ({ path, names: ports.filesIn(path) }));
    const names = [...new Set(found.flatMap(one => one.names ?? []))].toSorted((a, b) => (a < b ? -1 : 1));
    const list = expect === undefined ? { places: [], problems: [] } : readExpected(kind, expect, ports);
    const problems = [
        ...(files.length === 0 ? [problem('file-not-found', 'merge needs a file or a folder.', NAME_FILES)] : []),
        ...found.filter(one => one.names === undefined).map(({ path }) => missing(path)),
        ...(expect === undefined && files.length > 0 && names.length === 0
            ? [problem('file-not-found', `${files.join(', ')}: no JSON file.`, NAME_FILES)]
            : []),
        ...list.problems,
        ...(Object.hasOwn(FORMATS, format) ? [] : [BAD_FORMAT])
    ];
    if (problems.length > 0)
        return { text: undefined, problems, exitCode: 2 };
    const parts = names.map(file => readPart(kind, { file, read: ports.read(file) }, ports));
    const merged = asExternal(mergeParts(kind, parts, { expected: list.places, now: ports.now() }), ports);
    const unwritten = [
        output === undefined ? undefined : ports.write(output, merged, FORMATS.json),
        summary === undefined ? undefined : ports.write(summary, merged, FORMATS.markdown)
    ].filter(one => one !== undefined);
    const exitCode = unwritten.length > 0 ? 3 : merged.verdict === 'good' ? 0 : 1;
    return { text: ports.show(merged, FORMATS[format]), problems: unwritten, exitCode };
}
const KINDS = ['audit', 'results', 'check'];
const FORMATS = {
    text: (merged) => `${mergedToText(merged).join('\n')}\n`,
    json: (merged) => `${JSON.stringify(merged)}\n`,
    markdown: mergedToMarkdown
};
function readExpected(kind, file, ports) {
    const read = ports.filesIn(file) === undefined ? undefined : ports.read(file);
    if (read === undefined)
        return { places: [], problems: [missing(file)] };
    if ('why' in read)
        return { places: [], problems: [problem('bad-input', `${file} cannot be used: ${read.why}.`, read.hint)] };
    const entries = expectedIn(kind, read.text);
    const bad = entries.flatMap((place, index) => (place === undefined ? [index + 1] : []));
    if (bad.length === 0 && entries.length > 0)
        return { places: [...new Set(entries.flatMap(place => place ?? []))], problems: [] };
    const why = entries.length === 0 ? 'it is empty' : `not valid: entry ${bad.slice(0, 5).join(', ')}`;
    const [what, hint] = EXPECTED[kind === 'check' ? 'check' : 'places'];
    return { places: [], problems: [problem('bad-expected', `${file} does not list ${what}: ${why}.`, hint)] };
}
const EXPECTED = {
    check: [
        'repositories',
        'Write lines OWNER/NAME, or a JSON array of them, for example by: gh api --paginate orgs/OWNER/repos --jq ".[].full_name".'
    ],
    places: [
        'accounts and Regions',
        'Write lines ACCOUNT/REGION, or a JSON array of {"account": "123456789012", "region": "eu-west-1"}.'
    ]
};
function problem(code, message, hint) {
    return { code, fault: 'user', message, hint };
}
function missing(path) {
    return problem('file-not-found', `${path} does not exist.`, NAME_FILES);
}
const NAME_FILES = 'Name the JSON files of the jobs, or the folder that they were downloaded to.';
const BAD_FORMAT = problem('bad-input', 'Flag --format of merge must be text, json or markdown.', 'Omit it for text.');
const NO_KIND = problem('bad-input', 'merge needs the kind of results: audit, results or check.', 'Write "audit merge FILES", "results merge FILES" or "check merge FILES".');

;// CONCATENATED MODULE: ./lib/src/cli/commands/merge-command.js









const MAX_MEGABYTES = 250;
function mergeCommand({ texts, words, problems }, { run, gate, streams }) {
    const [kind = '', ...files] = words;
    const { expect, output, 'summary-file': summary } = texts;
    const format = 'json' in texts ? 'json' : texts['format'];
    const inputs = { kind, files, ...(0,present/* present */.E)({ expect, format, output, summary }) };
    const done = problems.length > 0 ? { text: undefined, problems, exitCode: 2 } : runMerge(inputs, portsOf(run, gate));
    if (done.text !== undefined)
        streams.out(done.text);
    else if (format === 'json') {
        streams.out(gate.write(done, notMerged));
        return done.exitCode;
    }
    streams.err(gate.write(done.problems, all => (0,problem_text/* problemsToText */.Jn)(all)
        .map(line => `${line}\n`)
        .join('')));
    return done.exitCode;
}
function notMerged({ problems, exitCode }) {
    return `${JSON.stringify({ version: 1, kind: 'merge', verdict: 'unknown', problems, exitCode })}\n`;
}
function portsOf({ environment, workspace }, gate) {
    const area = (0,run_mode/* writingArea */._d)(environment, workspace, true);
    return {
        now: Date.now,
        filesIn: path => filesIn(workspace, path),
        read: file => readOne((0,external_node_path_.resolve)(workspace, file)),
        write: (file, merged, render) => (0,writer/* writeTextFile */.Tl)({ area, file }, gate.write(merged, render)),
        external: text => gate.external(text),
        show: (merged, render) => gate.write(merged, render)
    };
}
function filesIn(workspace, path) {
    try {
        const found = (0,external_node_fs_.statSync)((0,external_node_path_.resolve)(workspace, path), { throwIfNoEntry: false });
        if (found === undefined)
            return undefined;
        if (!found.isDirectory())
            return [path];
        return (0,external_node_fs_.readdirSync)((0,external_node_path_.resolve)(workspace, path), { withFileTypes: true }).flatMap(entry => {
            const file = (0,external_node_path_.join)(path, entry.name);
            if (entry.isDirectory())
                return filesIn(workspace, file) ?? [];
            return entry.isSymbolicLink() || /\.json$/i.test(entry.name) ? [file] : [];
        });
    }
    catch {
        return [path];
    }
}
function readOne(file) {
    try {
        const found = (0,external_node_fs_.lstatSync)(file);
        if (!found.isFile() && !found.isDirectory())
            return { why: 'it is not a regular file', hint: PLAIN_FILE };
        if (found.size > MAX_MEGABYTES * 1_000_000)
            return { why: `it has more than ${MAX_MEGABYTES} MB`, hint: 'Let each job cover fewer services.' };
        return { text: (0,files_read/* decodeText */.g7)((0,external_node_fs_.readFileSync)(file)).replace(/^\uFEFF/, '') };
    }
    catch (error) {
        if ((0,errors/* systemCodeOf */.c7)(error) === 'ERR_ENCODING_INVALID_ENCODED_DATA')
            return { why: 'its file is not text in UTF-8 or UTF-16', hint: PLAIN_FILE };
        return { why: `it cannot be read: ${(0,files_read/* systemReason */.uc)(error)}`, hint: (0,files_read/* readingAdvice */.vC)(error) };
    }
}
const PLAIN_FILE = 'Write the JSON to a file in UTF-8, and merge again.';

;// CONCATENATED MODULE: ./lib/src/cli/commands/run-command.js














async function runNamedCommand({ name, typed: given }, run, streams) {
    const gate = new gate_gate/* Gate */.i();
    if (name === 'merge')
        return mergeCommand(given, { run, gate, streams });
    const perform = name === 'init' ? runInit : runAdopt;
    const ran = given.problems.length > 0
        ? { lines: [], problems: given.problems }
        : await perform({ write: 'write' in given.texts }, run_command_portsOf(run, gate));
    const done = { ...ran, problems: (0,at_terminal/* atTerminal */.S)(ran.problems, run.environment) };
    const { exitCode } = (0,verdict/* judgeReport */.wI)({ ...(0,report/* emptyReport */._O)('check'), problems: done.problems });
    if ('json' in given.texts) {
        const { document, problems } = done;
        const whole = { version: 1, command: name, ...document, problems, exitCode };
        streams.out(gate.write(whole, one => `${(0,outputs/* quietJson */.nJ)(JSON.stringify(one))}\n`));
        return exitCode;
    }
    streams.out(gate.write(done.lines, lines => joined(lines.map(report_text/* plain */.pj))));
    streams.err(gate.write(done.problems, all => joined((0,problem_text/* problemsToText */.Jn)(all))));
    return exitCode;
}
function joined(lines) {
    return lines.map(line => `${line}\n`).join('');
}
function run_command_portsOf({ environment, workspace }, gate) {
    const area = (0,run_mode/* writingArea */._d)(environment, workspace, true);
    return {
        workspace,
        env: environment,
        read: file => (0,external_node_fs_.readFileSync)((0,external_node_path_.join)(workspace, file), 'utf8'),
        exists: file => (0,external_node_fs_.existsSync)((0,external_node_path_.join)(workspace, file)),
        write: (file, text, options) => (0,writer/* writeProjectFile */.Fz)({ area, file }, text, options),
        learn: source => gate.learn(source),
        holdsCredential: text => gate.holdsCredential(text)
    };
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
