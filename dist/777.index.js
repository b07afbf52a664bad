export const id = 777;
export const ids = [777];
export const modules = {

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

/***/ 51777:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runInit: () => (/* binding */ runInit)
});

// EXTERNAL MODULE: ./lib/src/check/beyond.js
var beyond = __webpack_require__(63498);
// EXTERNAL MODULE: ./lib/src/files/document/load.js
var load = __webpack_require__(42732);
// EXTERNAL MODULE: ./lib/src/files/document/place.js
var place = __webpack_require__(43505);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/read-layout.js
var read_layout = __webpack_require__(32846);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/resolve-layout.js
var resolve_layout = __webpack_require__(3878);
;// CONCATENATED MODULE: ./lib/src/cli/adoption/configured.js




const NOTHING_CONFIGURED = { environments: [], services: [], files: [], usual: [] };
async function readConfigured(file, ports) {
    const text = ports.read(file);
    const { document } = await (0,load/* loadDocument */.Az)(file, text);
    if (document?.root.kind !== 'object')
        return NOTHING_CONFIGURED;
    const { layout } = (0,read_layout/* readLayout */.T)({ document, place: (0,place/* placeFinder */.a)(document) });
    const environments = [...layout.environments.keys()];
    const entries = [undefined, ...environments].flatMap(name => (0,resolve_layout/* resolveLayout */.J)(layout, name).services);
    const asked = [...text.matchAll(/# TODO ([\w-]+): in which environment/g)].map(([, name = '']) => name);
    return {
        environments,
        services: [...layout.services.keys(), ...entries.map(({ name }) => name), ...asked],
        files: entries.flatMap(({ base }) => (base?.kind === 'file' ? [base.path] : [])),
        usual: [...(layout.defaults?.values.keys() ?? [])]
    };
}

;// CONCATENATED MODULE: ./lib/src/cli/adoption/files.js
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

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(28168);
;// CONCATENATED MODULE: ./lib/src/cli/adoption/new-workflows.js


const OURS = 'ecs-sealed-deploy/ecs-sealed-deploy';
const OPENID = 'https://github.com/ecs-sealed-deploy/ecs-sealed-deploy/blob/HEAD/docs/permissions.md#openid-connect';
const PULL_REQUEST = '.github/workflows/ecs-pull-request.yml';
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
function newWorkflows(environments, workflows, services) {
    const check = checkWorkflow();
    const plans = (environments.length === 0 ? [''] : environments).map(name => `  plan${name === '' ? '' : `-${name.replaceAll(/[^\w-]/g, '-')}`}:
    # TODO set the variable AWS_PLAN_ROLE of the repository: a role that may only read, for OpenID Connect
    if: vars.AWS_PLAN_ROLE != ''
    permissions:
      contents: read # to check the repository out
      id-token: write # to get the token from GitHub that AWS exchanges for credentials
      pull-requests: write # to write the comment
    uses: ${OURS}/.github/workflows/plan.yml@v1
${name === '' ? '' : `    with:\n      environment: ${(0,dist.stringify)(name).trimEnd()}\n`}`);
    const plan = 'AWS_PLAN_ROLE: without this variable, pull requests are checked and not planned';
    return [
        { ...check, text: check.text + plans.join(''), missing: [plan] },
        deployWorkflow(environments, workflows.flatMap(({ credentials }) => credentials), environments.length === 0 && services > 1)
    ];
}
function deployWorkflow(environments, steps, asksService) {
    const hasStages = environments.length > 0;
    const credentials = credentialsOf(steps, environments);
    const choice = `      environment:
        type: choice
        required: true
        options: [${environments.map(name => (0,dist.stringify)(name).trimEnd()).join(', ')}]
`;
    const service = `      service:
        description: Services to deploy, separated by commas, or "all"
        required: true
        type: string
`;
    const text = `name: ECS deploy
# Runs when it is started. To deploy on push, add "push:" with the branch${hasStages ? ', and name the environment below' : ''}.
on:
  workflow_dispatch:
    inputs:
${hasStages ? choice : ''}${asksService ? service : ''}      image:
        description: Image to deploy, such as REGISTRY/NAME:TAG; empty for the images of the files
        type: string
permissions: {}
jobs:
  deploy:
    runs-on: ubuntu-latest
${hasStages ? '    environment: ${{ inputs.environment }}\n' : ''}    permissions:
      contents: read # to check the repository out
${credentials.isOpenId ? '      id-token: write # to get the token from GitHub that AWS exchanges for credentials\n' : ''}    steps:
      - uses: actions/checkout@v6
        with:
          persist-credentials: false
${credentials.lines.map(line => `      ${line}\n`).join('')}      - uses: ${OURS}@v1
        with:
          service: ${asksService ? '${{ inputs.service }}' : 'all'}
${hasStages ? '          environment: ${{ inputs.environment }}\n' : ''}          image: \${{ inputs.image }}
          variables: \${{ toJSON(vars) }}
`;
    return { file: '.github/workflows/ecs-deploy.yml', text, missing: credentials.missing };
}
const ELSEWHERE = /\$\{\{(?!\s*(?:(?:secrets|vars|github)\.[\w.-]+|fromJSON\('.*'\)\[inputs\.environment\])\s*\}\})/;
const OLD = /@v[123](?:\.[\d.]+)?$/;
function joined(steps, environments) {
    const names = [...new Set(steps.flatMap(one => Object.keys(one.with)))];
    const values = names.map(name => {
        const all = (0,list/* distinctBy */.ey)(steps, one => JSON.stringify([one.environment, one.with[name]]));
        if ((0,list/* distinctBy */.ey)(all, one => JSON.stringify(one.with[name])).length === 1)
            return [name, all[0]?.with[name]];
        const texts = all.map(one => [one.environment ?? '', one.with[name]]);
        const isKnown = texts.every(([, text]) => typeof text === 'string' && !text.includes('${{'));
        const isEach = texts.length === environments.length && texts.every(([one]) => environments.includes(one));
        const choice = JSON.stringify(Object.fromEntries(texts)).replaceAll("'", "''");
        return isKnown && isEach ? [name, `\${{ fromJSON('${choice}')[inputs.environment] }}`] : undefined;
    });
    return values.includes(undefined)
        ? undefined
        : Object.fromEntries(values.flatMap(one => (one ? [one] : [])));
}
function credentialsOf(steps, environments) {
    const [first] = steps;
    const todo = (why) => ({
        lines: [`# TODO credentials: ${why}`],
        isOpenId: true,
        missing: [`credentials of the deploy workflow: ${why}`]
    });
    if (first === undefined)
        return todo(`no step of aws-actions/configure-aws-credentials comes before one that deploys; see ${OPENID}`);
    const places = [...new Set(steps.map(({ from }) => from))].join(', ');
    const whole = joined(steps, environments);
    if (whole === undefined)
        return todo(`the steps of the repository differ, take the one of the environment: ${places}`);
    const isElsewhere = (value) => ELSEWHERE.test(String(value));
    const open = Object.entries(whole).filter(([, value]) => isElsewhere(value));
    const given = Object.fromEntries(Object.entries(whole).filter(([, value]) => !isElsewhere(value)));
    const isOpenId = whole['aws-access-key-id'] === undefined;
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
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(35909);
;// CONCATENATED MODULE: ./lib/src/cli/adoption/found-services.js



const PROPOSED_KEYS = ['service', 'task-definition', 'cluster', 'region'];
function findServices({ workflows, definitions }, configured) {
    const region = configured.usual.includes('region') ? undefined : onlyRegionOf(workflows);
    const usual = (0,present/* present */.E)({ region });
    const steps = workflows.flatMap(({ steps: all }) => all).filter(({ kind }) => kind === 'deploy');
    const runs = steps.flatMap(step => step.runs.map(run => {
        const values = { ...usual, ...valuesOf(run, definitions) };
        return { ...run, values, at: `${step.file}:${step.line}`, isNamed: isName(run.service) };
    }));
    const deployed = runs.flatMap(({ service, environment, values, isNamed }) => isNamed ? [{ service: writtenAs(service), values, ...(0,present/* present */.E)({ environment }) }] : []);
    const inJobs = runs.flatMap(({ environment }) => environment ?? []);
    const environments = [...new Set([...configured.environments, ...inJobs])].toSorted((a, b) => a < b ? -1 : 1);
    const open = deployed.filter(({ service }) => !configured.services.includes(service));
    const placed = open.filter(({ environment }) => environments.length === 0 || environment !== undefined);
    const byKey = (0,list/* grouped */.zD)(placed, one => keyOf(one, placed));
    const known = [...byKey.keys(), ...deployed.map(({ service }) => service), ...configured.services];
    const files = [...configured.files, ...runs.map(({ values }) => writtenAs(values['task-definition']))];
    const alone = definitions.flatMap(({ file, family = '' }) => {
        const values = { 'task-definition': { value: file, from: file }, ...usual };
        const isKnown = files.includes(file) || known.includes(family);
        return isKnown || !keys/* LOCAL_NAME */.kC.test(family) ? [] : [{ service: family, values, isAlone: true }];
    });
    const unnamed = runs
        .filter(({ isNamed }) => !isNamed)
        .map(({ service, environment, values, at }) => {
        const seen = seenIn(values, environment);
        return { what: writtenAs(service) || '(not set)', from: service?.from ?? at, at, seen };
    });
    return {
        groups: [...byKey, ...(0,list/* grouped */.zD)(alone, ({ service }) => service)],
        environments,
        unplaced: open.filter(one => !placed.includes(one) && placed.every(other => idOf(one) !== idOf(other))),
        unnamed: (0,list/* distinctBy */.ey)(unnamed, JSON.stringify)
    };
}
function isName(service) {
    return service !== undefined && 'value' in service && keys/* LOCAL_NAME */.kC.test(service.value);
}
function writtenAs(value) {
    if (value === undefined)
        return '';
    return 'value' in value ? value.value : value.open;
}
function seenIn(values, environment) {
    const seen = PROPOSED_KEYS.slice(1).flatMap(field => values[field] ? [`${field} ${writtenAs(values[field])}`] : []);
    return [...(environment === undefined ? [] : [`environment ${environment}`]), ...seen].join(', ');
}
function idOf({ service, values }) {
    return JSON.stringify([service, writtenAs(values.cluster), writtenAs(values.region)]);
}
const SHORT = [
    ['production', 'prod', 'prd', 'live'],
    ['staging', 'stage', 'stg'],
    ['development', 'develop', 'dev']
];
function bareName({ service, environment = '' }) {
    const names = SHORT.find(some => some.includes(environment.toLowerCase())) ?? [environment.toLowerCase()];
    return service
        .split(/(?=[-_])/)
        .filter(part => !names.includes(part.replace(/^[-_]/, '').toLowerCase()))
        .join('')
        .replace(/^[-_]/, '');
}
function keyOf(one, all) {
    const others = all.filter(other => other.environment === one.environment && idOf(other) !== idOf(one));
    const isShared = all.some(other => other.environment !== one.environment && bareName(other) === bareName(one));
    const forms = [
        ...(isShared ? [bareName] : []),
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
function valuesOf({ service, taskDefinition, cluster, region }, all) {
    if (taskDefinition === undefined)
        return (0,present/* present */.E)({ service, cluster, region });
    const { from } = taskDefinition;
    const path = writtenAs(taskDefinition).replace(/^(?:\.\/)+/, '');
    if ('value' in taskDefinition && all.some(({ file }) => file === path))
        return (0,present/* present */.E)({ service, 'task-definition': { value: path, from }, cluster, region });
    const alike = all.filter(({ family }) => family !== undefined && family === writtenAs(service));
    const why = 'value' in taskDefinition ? ', which is not in git' : '';
    const open = `${path}${why}${alike.map(({ file }) => `; or ${file}, by its family`).join('')}`;
    return (0,present/* present */.E)({ service, 'task-definition': { open, from }, cluster, region });
}

;// CONCATENATED MODULE: ./lib/src/cli/adoption/proposal.js




const SCHEMA = 'https://raw.githubusercontent.com/ecs-sealed-deploy/ecs-sealed-deploy/v1/schema/ecs-sealed-deploy.schema.json';
function propose(repository, configured = NOTHING_CONFIGURED) {
    const { groups, environments, unplaced, unnamed } = findServices(repository, configured);
    const entries = groups.map(([key, group]) => entryOf(key, group, { environments, configured }));
    const stray = unplaced.map(({ service, values }) => `${service}: in which environment? Its job names none that is known; ${seenIn(values)}`);
    const nameless = unnamed.map(({ what, at }) => `the service of the step in ${at}: ${what}`);
    const services = [
        ...stray.map(text => `  # TODO ${text}`),
        ...entries.flatMap(({ key, lines }) => block(`  ${key}`, lines.get(undefined) ?? []))
    ];
    const stages = environments.flatMap(name => {
        const own = entries.flatMap(({ key, lines }) => lines.has(name) ? block(`      ${key}`, lines.get(name) ?? []) : []);
        if (own.length > 0)
            return [`  ${name}:`, '    services:', ...own];
        return configured.environments.includes(name) ? [] : [`  ${name}: {}`];
    });
    const lines = [
        `# yaml-language-server: $schema=${SCHEMA}`,
        ...unnamed.flatMap(({ seen }, index) => [
            `# TODO ${nameless[index]}`,
            ...(seen === '' ? [] : [`#   ${seen}`])
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
        text: `${lines.join('\n')}\n`,
        missing: [...stray, ...entries.flatMap(({ missing }) => missing), ...nameless]
    };
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
        const why = values.length > 1 ? `it differs: ${values.map(placeOf).join(', ')}` : value && placeOf(value);
        const where = environment === undefined ? '' : ` in ${environment}`;
        if (!isKnown)
            missing.push(`${field} of ${key}${where}: ${why ?? UNKNOWN}`);
        const line = isKnown
            ? `${field}: ${(0,dist.stringify)(value.value, { lineWidth: 0 }).trimEnd()}`
            : `# TODO ${field}: ${why ?? UNKNOWN}`;
        lines.set(environment, [
            ...(lines.get(environment) ?? []),
            `${' '.repeat(environment === undefined ? 4 : 8)}${line}`
        ]);
    };
    for (const field of PROPOSED_KEYS) {
        const said = valuesIn(group, field);
        const isOne = (0,list/* distinctBy */.ey)(said, writtenAs).length === 1;
        const isUsual = said.every(value => value === undefined) && usual.includes(field);
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
const UNKNOWN = 'not known from the repository';
function valuesIn(group, field) {
    return group.map(({ values }) => values[field]);
}
function placeOf(value) {
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

// EXTERNAL MODULE: ./lib/src/cli/adoption/repository.js + 2 modules
var repository = __webpack_require__(93210);
// EXTERNAL MODULE: ./lib/src/files/find/find.js + 1 modules
var find = __webpack_require__(30706);
// EXTERNAL MODULE: ./lib/src/files/find/otherwise.js
var find_otherwise = __webpack_require__(68658);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/open-lines.js
var open_lines = __webpack_require__(11073);
// EXTERNAL MODULE: ./lib/src/inputs/read-common.js
var read_common = __webpack_require__(36172);
;// CONCATENATED MODULE: ./lib/src/modes/init.js










async function runInit({ write }, ports) {
    const read = await (0,repository/* readRepository */.N)(ports);
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
    const files = hasDeploys ? [...own, ...newWorkflows(environments, workflows, count)] : [checkWorkflow()];
    const holding = files.filter(one => ports.holdsCredential(one.text));
    const wrong = holding.map(({ file }) => credentialAsName(file, proposal, ports));
    const results = files.map(file => placeFile(file, write && holding.length === 0, ports));
    const deploys = hasDeploys
        ? workflows.flatMap(one => one.steps.filter(({ kind }) => kind === 'deploy'))
        : [];
    const still = exists ? (0,open_lines/* openLines */.e)(configuration, ports.read(configuration)) : [];
    const lines = [
        ...(hasDeploys ? tableOf(proposal) : [ONLY_CHECK]),
        ...results.flatMap(one => ['', ...one.lines]),
        '',
        ...(0,find_otherwise/* otherwiseLines */.sx)(otherwise),
        ...notRead,
        ...listed('Could not be detected (TODO in the files):', results.flatMap(one => one.missing)),
        ...listed('Still to fill in:', still.map(({ place, message }) => `${place.file}:${place.line}: ${message}`)),
        ...listed(TWO_WAYS, deploys.map(({ file, line }) => `${file}:${line}`)),
        lastLine(write, results)
    ];
    return {
        document: { services, notRead, otherwise, files: results.map(({ shown }) => shown) },
        lines,
        problems: [...wrong, ...results.flatMap(one => one.problems)]
    };
}
const ONLY_CHECK = 'No file that this action could deploy was found, so that only the check of pull requests is proposed.';
const TWO_WAYS = 'These steps deploy, too: keep them (adopt changes them in place) or the new deploy workflow, not both.';
function listed(head, items) {
    return items.length === 0 ? [] : [head, ...items.map(item => `  ${item}`)];
}
function lastLine(write, files) {
    if (files.some(({ shown }) => shown.written))
        return 'Review the files, and run "ecs-sealed-deploy check".';
    if (files.every(({ shown }) => shown.exists))
        return files.some(({ isDiff }) => isDiff)
            ? 'Nothing was written: every file exists already.'
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


/***/ })

};
