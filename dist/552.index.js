export const id = 552;
export const ids = [552];
export const modules = {

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
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(28168);
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
        const environment = (0,json/* isObject */.G)(said) ? said['name'] : said;
        const isLiteral = typeof environment === 'string' && !environment.includes('${{');
        return { file, lineOf, steps, envs, ...(isLiteral ? { environment } : {}) };
    });
    const runs = fieldsOf(root['runs']);
    if (root['jobs'] === undefined && runs['using'] === undefined)
        return undefined;
    const inAction = { file, lineOf, steps: stepsAt(runs['steps'], ['runs', 'steps']), envs: [] };
    const all = [...inJobs, inAction];
    const found = all.flatMap(awsSteps);
    const before = found.flatMap(one => one.credentials ?? []);
    return {
        ...{ file, text, root },
        steps: found.map(({ step }) => step),
        credentials: (0,list/* distinctBy */.ey)(before, ({ from }) => from),
        regions: (0,list/* distinctBy */.ey)(all.flatMap(regionsIn), ({ from }) => from)
    };
}
function fieldsOf(value) {
    return (0,json/* isObject */.G)(value) ? value : {};
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
function awsSteps(reading) {
    const { file, lineOf, steps } = reading;
    return steps.flatMap((step, index) => {
        const [, aws, kind] = AWS_ACTION.exec(textOf(step.fields['uses'])) ?? [];
        if (kind !== 'render' && kind !== 'deploy')
            return [];
        const before = steps.slice(0, index);
        const inputOf = (name, of = step) => inputIn(of, name, reading);
        const credentials = before.findLast(isCredentials);
        const region = inputOf('aws-region') ??
            (credentials && inputOf('aws-region', credentials)) ??
            regionOfEnv(within(reading, step));
        const own = {
            ...{ kind, file, isOfAws: aws !== undefined, line: lineOf([...step.path, 'uses']) },
            inputs: Object.keys(fieldsOf(step.fields['with'])).map(name => ({
                name,
                line: lineOf([...step.path, 'with', name])
            })),
            ...(0,present/* present */.E)({
                environment: reading.environment,
                service: inputOf('service'),
                cluster: inputOf('cluster'),
                region,
                taskDefinition: fileBehind(inputOf('task-definition'), before, inputOf)
            })
        };
        return [{ step: own, credentials: credentials && credentialsIn(credentials, reading) }];
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
    return { uses: textOf(fields['uses']), with: Object.fromEntries(given), from };
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
function resolved(text, { envs }, from) {
    const env = Object.assign({}, ...envs.map(({ fields }) => fields));
    const whole = text.replaceAll(/\$\{\{\s*env\.(\w+)\s*\}\}/g, (expression, name) => {
        const value = env[name];
        return typeof value === 'string' || typeof value === 'number' ? String(value) : expression;
    });
    return whole.includes('${{') ? { open: whole, from } : { value: whole, from };
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

/***/ 81552:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runInit: () => (/* binding */ runInit)
});

// EXTERNAL MODULE: ./lib/src/check/beyond.js
var beyond = __webpack_require__(63498);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
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
function newWorkflows(environments, workflows) {
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
        deployWorkflow(environments, workflows.flatMap(({ credentials }) => credentials))
    ];
}
function deployWorkflow(environments, steps) {
    const hasStages = environments.length > 0;
    const credentials = credentialsOf(steps);
    const choice = `      environment:
        type: choice
        required: true
        options: [${environments.map(name => (0,dist.stringify)(name).trimEnd()).join(', ')}]
`;
    const text = `name: ECS deploy
# Runs when it is started. To deploy on push, add "push:" with the branch${hasStages ? ', and name the environment below' : ''}.
on:
  workflow_dispatch:
    inputs:
${hasStages ? choice : ''}      image:
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
          service: all
${hasStages ? '          environment: ${{ inputs.environment }}\n' : ''}          image: \${{ inputs.image }}
          variables: \${{ toJSON(vars) }}
`;
    return { file: '.github/workflows/ecs-deploy.yml', text, missing: credentials.missing };
}
const ELSEWHERE = /\$\{\{(?!\s*(?:secrets|vars|github)\.[\w.-]+\s*\}\})/;
const OLD = /@v[123](?:\.[\d.]+)?$/;
function credentialsOf(steps) {
    const [first, ...others] = steps;
    const todo = (why) => ({
        lines: [`# TODO credentials: ${why}`],
        isOpenId: true,
        missing: [`credentials of the deploy workflow: ${why}`]
    });
    if (first === undefined)
        return todo(`no step of aws-actions/configure-aws-credentials comes before one that deploys; see ${OPENID}`);
    const places = steps.map(({ from }) => from).join(', ');
    if (others.some(one => JSON.stringify(one.with) !== JSON.stringify(first.with)))
        return todo(`the steps of the repository differ, take the one of the environment: ${places}`);
    const open = Object.entries(first.with).filter(([, value]) => ELSEWHERE.test(String(value)));
    const given = Object.fromEntries(Object.entries(first.with).filter(([name]) => !open.some(([one]) => one === name)));
    const isOpenId = first.with['aws-access-key-id'] === undefined;
    const said = open.map(([name, value]) => `${name}: ${String(value)} (${first.from})`);
    return {
        lines: [
            `# As in ${first.from}.${isOpenId ? '' : ` Access keys do not expire; OpenID Connect needs none: ${OPENID}`}`,
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
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(28168);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(35909);
;// CONCATENATED MODULE: ./lib/src/cli/adoption/proposal.js




const FIELDS = ['task-definition', 'cluster', 'region'];
const SCHEMA = 'https://raw.githubusercontent.com/ecs-sealed-deploy/ecs-sealed-deploy/v1/schema/ecs-sealed-deploy.schema.json';
const NOTHING = { services: [], files: [], usual: [] };
function propose({ workflows, definitions }, configured = NOTHING) {
    const region = configured.usual.includes('region') ? undefined : onlyRegionOf(workflows);
    const steps = workflows.flatMap(({ steps: all }) => all).filter(({ kind }) => kind === 'deploy');
    const tracked = new Set(definitions.map(({ file }) => file));
    const deployed = steps.flatMap(step => {
        const { service, environment } = step;
        const isNamed = service !== undefined && 'value' in service && keys/* LOCAL_NAME */.kC.test(service.value);
        if (!isNamed)
            return [];
        const values = { ...(0,present/* present */.E)({ region }), ...valuesOf(step, tracked) };
        return [{ service: service.value, values, from: service.from, ...(0,present/* present */.E)({ environment }) }];
    });
    const unnamed = steps.filter(({ service }) => deployed.every(one => one.from !== service?.from));
    const files = new Set(steps.flatMap(({ taskDefinition: one }) => (one && 'value' in one ? [one.value] : [])));
    const alone = definitions.flatMap(({ file, family = '' }) => {
        const values = { 'task-definition': { value: file, from: file }, ...(0,present/* present */.E)({ region }) };
        return files.has(file) || configured.files.includes(file) || !keys/* LOCAL_NAME */.kC.test(family)
            ? []
            : [{ service: family, values, from: `family in ${file}` }];
    });
    const groups = (0,list/* groupBy */.$z)([...deployed, ...alone], ({ service }) => service).filter(([first]) => first !== undefined && !configured.services.includes(first.service));
    const environments = [...new Set(deployed.flatMap(({ environment }) => environment ?? []))].toSorted((a, b) => (a < b ? -1 : 1));
    const entries = groups.map(group => isOfSome(group, environments) ? entryOfSome(group) : entryOf(group, configured));
    const inner = entries.flatMap(entry => entry.inner);
    const hasEntry = entries.some(({ lines: own }) => own.some(line => !isComment(line)));
    const stages = environments.map(name => {
        const own = inner.filter(({ environment }) => environment === name).map(({ lines }) => lines);
        return own.length === 0 ? [`  ${name}: {}`] : [`  ${name}:`, '    services:', ...own.flat()];
    });
    const lines = [
        hasEntry ? 'services:' : 'services: {}',
        ...entries.flatMap(entry => entry.lines),
        ...(environments.length === 0 ? [] : ['environments:', ...stages.flat()])
    ];
    const open = unnamed.map(({ service, file, line }) => {
        return service ?? { open: '(not set)', from: `${file}:${line}` };
    });
    const nameless = unnamed.map(({ file, line }, index) => {
        const service = open[index];
        return `the service of the step in ${file}:${line}: ${'open' in service ? service.open : service.value}`;
    });
    return {
        services: groups.map(group => ({ key: group[0]?.service ?? '', found: group.flatMap(foundOf) })),
        unnamed: open.map(service => ({ what: 'service', ...service })),
        environments,
        text: `# yaml-language-server: $schema=${SCHEMA}\n${nameless.map(text => `# TODO ${text}\n`).join('')}${lines.join('\n')}\n`,
        missing: [...entries.flatMap(({ missing }) => missing), ...nameless]
    };
}
function onlyRegionOf(workflows) {
    const all = workflows.flatMap(({ regions }) => regions);
    const different = (0,list/* distinctBy */.ey)(all, one => ('value' in one ? one.value : one.open));
    return different.length === 1 ? different[0] : undefined;
}
function valuesOf({ taskDefinition, cluster, region }, tracked) {
    const path = taskDefinition && 'value' in taskDefinition ? taskDefinition.value.replace(/^(?:\.\/)+/, '') : '';
    const file = taskDefinition && 'value' in taskDefinition
        ? tracked.has(path)
            ? { value: path, from: taskDefinition.from }
            : { open: `${path}, which is not in git`, from: taskDefinition.from }
        : taskDefinition;
    return (0,present/* present */.E)({ 'task-definition': file, cluster, region });
}
function foundOf({ service, values, from }) {
    return [
        { what: 'service', value: service, from },
        ...FIELDS.flatMap(what => (values[what] === undefined ? [] : [{ what, ...values[what] }]))
    ];
}
function isOfSome(group, environments) {
    const own = new Set(group.map(({ environment }) => environment));
    return !own.has(undefined) && own.size < environments.length;
}
function entryOfSome(group) {
    const [{ service }] = group;
    const own = [...new Set(group.map(({ environment }) => environment))].join(', ');
    const why = `deployed in ${own} only, and an entry is for every environment: join it with that of the others, as "service: NAME-{environment}"`;
    return { lines: [`  # TODO ${service}: ${why}`], inner: [], missing: [`${service}: ${why}`] };
}
function isComment(line) {
    return line.trimStart().startsWith('#');
}
function entryOf(group, { usual }) {
    const [{ service, from }] = group;
    const isByStage = new Set(group.map(({ environment }) => environment)).size === group.length && group.length > 1;
    const lines = [];
    const missing = [];
    const inner = group.map(({ environment }) => ({ environment, lines: [`      ${service}:`] }));
    const todo = (field, why) => {
        missing.push(`${field} of ${service}: ${why}`);
        return `# TODO ${field}: ${why}`;
    };
    if (from.startsWith('family in '))
        lines.push(`    ${todo('service', `no step deploys it; is it called as its ${from}?`)}`);
    for (const field of FIELDS) {
        const said = group.map(({ values }) => values[field]);
        if (usual.includes(field) && said.every(value => value === undefined))
            continue;
        const texts = new Set(said.map(value => (value === undefined ? '' : 'value' in value ? value.value : value.open)));
        const [first] = said;
        if (texts.size === 1)
            lines.push(`    ${lineOf(field, first, todo)}`);
        else if (isByStage && group.every(({ environment }) => environment !== undefined))
            for (const [index, value] of said.entries())
                inner[index]?.lines.push(`        ${lineOf(field, value, todo)}`);
        else
            lines.push(`    ${todo(field, `it differs: ${said.map(placeOf).join(', ')}`)}`);
    }
    const isEmpty = lines.every(isComment);
    return {
        lines: [`  ${service}:${isEmpty ? ' {}' : ''}`, ...lines],
        inner: inner.filter(one => one.lines.some(line => !/^\s*#|:$/.test(line))),
        missing
    };
}
function lineOf(field, value, todo) {
    if (value === undefined)
        return todo(field, 'not known from the repository');
    return 'value' in value
        ? `${field}: ${(0,dist.stringify)(value.value, { lineWidth: 0 }).trimEnd()}`
        : todo(field, placeOf(value));
}
function placeOf(value) {
    if (value === undefined)
        return 'not set';
    return `${'value' in value ? value.value : value.open} (${value.from})`;
}
function tableOf({ services, unnamed }) {
    const rows = [...services, { key: '?', found: unnamed }].flatMap(({ key, found }) => found.map(one => [key, one.what, 'value' in one ? one.value : `? ${one.open}`, one.from]));
    const all = [['service', 'what', 'value', 'source'], ...rows];
    const width = (column) => Math.max(...all.map(row => row[column].length));
    return all.map(([key, what, value, from]) => [key.padEnd(width(0)), what.padEnd(width(1)), value.padEnd(width(2)), from].join('  '));
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

// EXTERNAL MODULE: ./lib/src/cli/adoption/repository.js + 1 modules
var repository = __webpack_require__(9760);
// EXTERNAL MODULE: ./lib/src/files/document/load.js
var load = __webpack_require__(42732);
// EXTERNAL MODULE: ./lib/src/files/document/place.js
var place = __webpack_require__(43505);
// EXTERNAL MODULE: ./lib/src/files/find/find.js + 1 modules
var find = __webpack_require__(30706);
// EXTERNAL MODULE: ./lib/src/files/find/otherwise.js
var find_otherwise = __webpack_require__(68658);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/read-layout.js
var read_layout = __webpack_require__(32846);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/resolve-layout.js
var resolve_layout = __webpack_require__(3878);
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
    const layout = exists ? await layoutIn(configuration, ports) : undefined;
    const proposal = propose(read, layout);
    const hasDeploys = proposal.services.length + proposal.unnamed.length > 0 || layout !== undefined;
    if (!hasDeploys &&
        templates.length + otherwise.length + workflows.flatMap(({ steps }) => steps).length === 0)
        return { document: { notRead, otherwise }, lines: notRead, problems: [nothingFound(workflows.length)] };
    const { services, text: proposed, missing: open } = proposal;
    const own = exists && services.length === 0 ? [] : [{ file: configuration, text: proposed, missing: open }];
    const environments = layout?.environments ?? proposal.environments;
    const files = hasDeploys ? [...own, ...newWorkflows(environments, workflows)] : [checkWorkflow()];
    const holding = files.filter(({ text }) => ports.holdsCredential(text));
    const problems = holding.map(({ file }) => credentialAsName(file, proposal, ports));
    const lines = hasDeploys ? tableOf(proposal) : [ONLY_CHECK];
    const results = files.map(({ file, text }) => {
        const isThere = ports.exists(file);
        const isDiff = isThere && file === configuration;
        const body = text
            .trimEnd()
            .split('\n')
            .slice(isDiff ? 1 : 0);
        const shown = body.map(line => `  ${isDiff ? '+ ' : ''}${line}`);
        lines.push('', `${file}${isDiff ? ADD : isThere ? LEFT : ''}:`, ...shown);
        const isOpen = write && !isThere && holding.length === 0;
        const failed = isOpen ? ports.write(file, text, { isNew: true }) : undefined;
        if (failed)
            problems.push(failed);
        const isWritten = isOpen && failed === undefined;
        if (isWritten)
            lines.push('  -> written');
        return { file, text, exists: isThere, written: isWritten };
    });
    const missing = files.flatMap(one => one.missing.map(line => `  ${line}`));
    const beside = workflows.flatMap(({ steps }) => steps.filter(({ kind }) => kind === 'deploy'));
    lines.push('', ...(0,find_otherwise/* otherwiseLines */.sx)(otherwise), ...notRead, ...(missing.length === 0 ? [] : ['Could not be detected (TODO in the files):', ...missing]), ...(hasDeploys && beside.length > 0
        ? [TWO_WAYS, ...beside.map(({ file, line }) => `  ${file}:${line}`)]
        : []), lastLine(write, results));
    return { document: { services: proposal.services, notRead, otherwise, files: results }, lines, problems };
}
const LEFT = ' exists and is left as it is; this is what would be written';
const ADD = ' exists and is left as it is; add what it lacks';
const ONLY_CHECK = 'No file that this action could deploy was found, so that only the check of pull requests is proposed.';
const TWO_WAYS = 'These steps deploy, too: keep them (adopt changes them in place) or the new deploy workflow, not both.';
function lastLine(write, files) {
    if (files.some(({ written }) => written))
        return 'Review the files, and run "ecs-sealed-deploy check".';
    if (files.every(({ exists }) => exists))
        return 'Nothing was written: every file exists already.';
    return write ? 'Nothing was written.' : 'Nothing written. Run again with --write to create these files.';
}
async function layoutIn(file, ports) {
    const { document } = await (0,load/* loadDocument */.Az)(file, ports.read(file));
    if (document?.root.kind !== 'object')
        return { services: [], files: [], usual: [], environments: [] };
    const { layout } = (0,read_layout/* readLayout */.T)({ document, place: (0,place/* placeFinder */.a)(document) });
    const environments = [...layout.environments.keys()];
    const entries = [undefined, ...environments].flatMap(name => (0,resolve_layout/* resolveLayout */.J)(layout, name).services);
    return {
        services: [...layout.services.keys(), ...entries.map(({ name }) => name)],
        files: entries.flatMap(({ base }) => (base?.kind === 'file' ? [base.path] : [])),
        usual: [...(layout.defaults?.values.keys() ?? [])],
        environments
    };
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
