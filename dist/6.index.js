export const id = 6;
export const ids = [6];
export const modules = {

/***/ 53779:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ deploysOtherwise),
/* harmony export */   s: () => (/* binding */ otherwiseLines)
/* harmony export */ });
const DEPLOYS = /(?:^|\/)(?:GNUmakefile|Makefile|[^/]+\.mk|Jenkinsfile[^/]*|justfile|Taskfile\.ya?ml|Rakefile|Fastfile|\.gitlab-ci\.ya?ml|\.drone\.ya?ml|bitbucket-pipelines\.ya?ml|azure-pipelines[^/]*\.ya?ml|buildspec[^/]*\.ya?ml|cloudbuild\.ya?ml|action\.ya?ml|package\.json|[^/]+\.(?:sh|bash|zsh|ps1|bat|cmd|py|rb))$|^\.circleci\/.+\.ya?ml$|^\.(?:gitlab|buildkite)\/.+\.ya?ml$|^\.github\/workflows\/[^/]+\.ya?ml$/;
const STEP = 'a step of this action with "service" and "cluster"; it registers, updates, waits and rolls back';
const WAYS = [
    [
        /aws\s+ecs\s+update-service\b(?=.*--force-new-deployment)/,
        'a step of this action with "service" and "force-new-deployment: true"'
    ],
    [/aws\s+ecs\s+(?:update-service|deploy|create-service)\b/, STEP],
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
const USES = /^\s*(?:-\s*)?uses:\s*['"]?([\w./-]+)@/;
const COMMENT = /^\s*(?:#|\/\/)/;
function usesOther(line) {
    const [, name = ''] = USES.exec(line) ?? [];
    if (/^aws-actions\/|(?:^|\/)ecs-sealed-deploy(?:\/|$)|^\.\//.test(name))
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
function waysIn(file, text) {
    const tool = TOOLS.find(([, name]) => name.test(file));
    if (tool)
        return [{ file, line: 1, what: tool[0], write: STEP }];
    const found = new Map();
    const lines = text.split(/\r?\n/);
    for (const [index, line] of lines.entries()) {
        if (COMMENT.test(line))
            continue;
        const way = wayOf(wholeCommand(lines, index));
        if (way && !found.has(way.what))
            found.set(way.what, { file, line: index + 1, ...way });
    }
    return [...found.values()];
}
function deploysOtherwise(files, read) {
    return [...files]
        .filter(file => !/(?:^|\/)node_modules\//.test(file))
        .filter(file => DEPLOYS.test(file) || TOOLS.some(([, name]) => name.test(file)))
        .flatMap(file => waysIn(file, read(file)));
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

/***/ 52315:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  N: () => (/* binding */ readRepository)
});

// EXTERNAL MODULE: ./lib/src/files/document/load.js
var load = __webpack_require__(89639);
// EXTERNAL MODULE: ./lib/src/files/document/tree.js
var tree = __webpack_require__(58363);
// EXTERNAL MODULE: ./lib/src/files/find/discover.js
var discover = __webpack_require__(686);
// EXTERNAL MODULE: ./lib/src/files/git/git.js
var git = __webpack_require__(88034);
// EXTERNAL MODULE: ./lib/src/files/read.js
var files_read = __webpack_require__(46289);
// EXTERNAL MODULE: ./lib/src/json.js
var json = __webpack_require__(65955);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/cli/adoption/otherwise.js
var adoption_otherwise = __webpack_require__(53779);
// EXTERNAL MODULE: ../../main/node_modules/yaml/dist/index.js
var dist = __webpack_require__(53645);
;// CONCATENATED MODULE: ./lib/src/cli/adoption/workflow.js


const AWS_ACTION = /^aws-actions\/amazon-ecs-(render|deploy)-task-definition@/;
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
    const found = Object.keys(jobs).flatMap(name => {
        const job = fieldsOf(jobs[name]);
        const env = { ...fieldsOf(root['env']), ...fieldsOf(job['env']) };
        return awsSteps(stepsAt(job['steps'], ['jobs', name, 'steps']), { env, file, lineOf });
    });
    const runs = fieldsOf(root['runs']);
    const own = awsSteps(stepsAt(runs['steps'], ['runs', 'steps']), { env: {}, file, lineOf });
    if (root['jobs'] === undefined && runs['using'] === undefined)
        return undefined;
    return { file, text, root, steps: [...found, ...own] };
}
function fieldsOf(value) {
    return (0,json/* isObject */.G)(value) ? value : {};
}
function stepsAt(steps, path) {
    if (!Array.isArray(steps))
        return [];
    return steps.flatMap((step, index) => (0,json/* isObject */.G)(step) ? [{ path: [...path, index], fields: step }] : []);
}
function awsSteps(steps, reading) {
    const { file, lineOf, env } = reading;
    return steps.flatMap((step, index) => {
        const [, kind] = AWS_ACTION.exec(textOf(step.fields['uses'])) ?? [];
        if (kind !== 'render' && kind !== 'deploy')
            return [];
        const before = steps.slice(0, index);
        const inputOf = (name, of = step) => {
            const text = fieldsOf(of.fields['with'])[name];
            if (typeof text !== 'string' && typeof text !== 'number')
                return undefined;
            const from = `${file}:${lineOf([...of.path, 'with', name])}`;
            return resolved(String(text), { env: { ...env, ...fieldsOf(of.fields['env']) }, from });
        };
        const credentials = before.findLast(({ fields }) => CREDENTIALS.test(textOf(fields['uses'])));
        const region = inputOf('aws-region') ?? (credentials && inputOf('aws-region', credentials));
        const values = {
            ...given('service', inputOf('service')),
            ...given('cluster', inputOf('cluster')),
            ...given('region', region),
            ...given('taskDefinition', fileBehind(inputOf('task-definition'), before, inputOf))
        };
        return [{ kind, line: lineOf([...step.path, 'uses']), ...values }];
    });
}
function given(name, value) {
    return value === undefined ? {} : { [name]: value };
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
function resolved(text, { env, from }) {
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
    const found = (0,discover/* discoverDefinitions */._)(ports.workspace, tracked);
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
    const otherwise = (0,adoption_otherwise/* deploysOtherwise */.Z)(tracked.paths, file => {
        const opened = open(file);
        return 'text' in opened ? opened.text : '';
    });
    return { workflows, definitions, otherwise, notRead, beyond: found.beyond };
}
const WORKFLOW = /^\.github\/(?:workflows\/[^/]+|actions\/(?:[^/]+\/)*action)\.ya?ml$/;
const PLAIN = /\.(?:json[c5]?|ya?ml)$/i;
function isClosed({ code }) {
    return code === 'file-not-readable';
}
async function whyBroken(file, text) {
    const { problems } = await (0,load/* loadDocument */.Az)(file, text);
    const [problem] = text === '' ? [] : problems;
    if (problem === undefined)
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
    const plain = (0,tree/* toJson */.aB)(document.root);
    return isDefinition ? { definition: { file, ...(0,present/* present */.E)({ family }) }, plain } : { plain };
}


/***/ }),

/***/ 65006:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runInit: () => (/* binding */ runInit)
});

// EXTERNAL MODULE: ./lib/src/check/beyond.js
var beyond = __webpack_require__(29571);
;// CONCATENATED MODULE: ./lib/src/cli/adoption/new-workflows.js
const PLACE = 'ecs-sealed-deploy/ecs-sealed-deploy/.github/workflows';
const OIDC = 'id-token: write # to ask GitHub for the token that AWS exchanges for credentials';
function newWorkflows(environments) {
    return [
        { file: '.github/workflows/ecs-pull-request.yml', text: pullRequest(environments) },
        { file: '.github/workflows/ecs-deploy.yml', text: deploy(environments) }
    ];
}
function pullRequest(environments) {
    return `name: ECS pull request
on: pull_request
permissions: {}
jobs:
  check:
    permissions:
      contents: read # to check the repository out
    uses: ${PLACE}/check.yml@v1
${environments.length === 0 ? job('plan') : environments.map(name => job('plan', name)).join('')}`;
}
function deploy(environments) {
    const choice = environments.length === 0
        ? ''
        : `      environment:
        type: choice
        required: true
        options: [${environments.join(', ')}]
`;
    return `name: ECS deploy
# Runs when it is started. To deploy on push, add "push:" with the branch, and name the environment below. A build whose
# image is to be deployed calls it: uses: ./.github/workflows/ecs-deploy.yml, with "image".
on:
  workflow_dispatch:
    inputs:
${choice}      image:
        description: Image to deploy, such as REGISTRY/NAME:TAG; empty for the images of the files
        type: string
  workflow_call:
    inputs:
${environments.length === 0 ? '' : '      environment: {type: string, required: true}\n'}      image: {type: string}
permissions: {}
jobs:
${job('deploy', environments.length === 0 ? undefined : '${{ inputs.environment }}')}`;
}
function job(name, environment) {
    const id = environment === undefined || name === 'deploy' ? name : `${name}-${environment}`;
    const writes = name === 'plan' ? '\n      pull-requests: write # to write the comment' : '';
    const given = [
        ...(environment === undefined ? [] : [`environment: ${environment}`]),
        ...(name === 'deploy' ? ['image: ${{ inputs.image }}'] : [])
    ];
    return `  ${id}:
    permissions:
      contents: read # to check the repository out
      ${OIDC}${writes}
    uses: ${PLACE}/${name}.yml@v1
${given.length === 0 ? '' : `    with:\n${given.map(line => `      ${line}\n`).join('')}`}`;
}

// EXTERNAL MODULE: ./lib/src/cli/adoption/otherwise.js
var otherwise = __webpack_require__(53779);
// EXTERNAL MODULE: ../../main/node_modules/yaml/dist/index.js
var dist = __webpack_require__(53645);
// EXTERNAL MODULE: ./lib/src/group.js
var group = __webpack_require__(69270);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/keys.js
var keys = __webpack_require__(18460);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
;// CONCATENATED MODULE: ./lib/src/cli/adoption/proposal.js




const FIELDS = ['service', 'task-definition', 'cluster', 'region'];
const ENVIRONMENT = /^(?:dev|development|stg|stage|staging|test|qa|uat|preprod|prod|production|live)$/i;
const SCHEMA = 'https://raw.githubusercontent.com/ecs-sealed-deploy/ecs-sealed-deploy/v1/schema/ecs-sealed-deploy.schema.json';
function propose({ workflows, definitions }) {
    const steps = workflows.flatMap(({ steps: all }) => all).filter(({ kind }) => kind === 'deploy');
    const deployed = steps.map(step => foundIn(step, definitions));
    const files = new Set(deployed.flatMap(({ values }) => known(values['task-definition']) ?? []));
    const alone = definitions.filter(({ file }) => !files.has(file)).map(foundAlone);
    const all = [...deployed, ...alone].map(one => ({
        ...one,
        ...(0,present/* present */.E)({ environment: environmentOf(one) })
    }));
    const unnamed = all.filter(one => nameOf(one) === undefined);
    const groups = (0,group/* groupBy */.$)(all.filter(one => nameOf(one) !== undefined), one => nameOf(one));
    const environments = [...new Set(groups.flat().flatMap(({ environment }) => environment ?? []))].toSorted((a, b) => (a < b ? -1 : 1));
    const taken = new Set();
    const entries = groups.map(group => ({ key: keyFor(group, taken), group }));
    return written(entries, { environments, unnamed });
}
function known(value) {
    return value && 'value' in value ? value.value : undefined;
}
function foundIn(step, definitions) {
    const { service, cluster, region, taskDefinition } = step;
    const values = (0,present/* present */.E)({ service, 'task-definition': taskDefinition, cluster, region });
    const file = known(taskDefinition);
    const definition = definitions.find(one => one.file === file?.replace(/^(?:\.\/)+/, ''));
    if (file === undefined || definition)
        return { values, ...(0,present/* present */.E)({ family: definition?.family }) };
    const open = `${file}, which is not in git`;
    return { values: { ...values, 'task-definition': { open, from: taskDefinition?.from ?? '' } } };
}
function foundAlone({ file, family }) {
    const said = { 'task-definition': { value: file, from: file } };
    const isName = family !== undefined && keys/* LOCAL_NAME */.kC.test(family);
    return isName
        ? { values: { ...said, service: { value: family, from: `family in ${file}` } }, family }
        : { values: said };
}
function environmentOf({ values, family }) {
    const texts = [known(values.service), known(values['task-definition']), family, known(values.cluster)];
    const words = texts.map(text => text?.split(/[^A-Za-z0-9]+/).find(word => ENVIRONMENT.test(word)));
    const [first, ...more] = [...new Set(words.filter(word => word !== undefined))];
    return more.length === 0 ? first : undefined;
}
function patternOf(text, environment) {
    if (text === undefined || environment === undefined)
        return text;
    return text.replaceAll(new RegExp(`(?<![A-Za-z0-9])${environment}(?![A-Za-z0-9])`, 'g'), '{environment}');
}
function nameOf({ values, environment }) {
    return patternOf(known(values.service) ?? known(values['task-definition']), environment);
}
function keyFor(group, taken) {
    const [first] = group;
    const name = (first && nameOf(first)) ?? '';
    const base = name.slice(name.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
    const plain = base
        .replaceAll('{environment}', '')
        .replaceAll(/[^A-Za-z0-9_-]+|-{2,}/g, '-')
        .replaceAll(/^[-_]+|[-_]+$/g, '');
    const wanted = plain === '' ? 'service' : plain;
    let key = wanted;
    for (let number = 2; taken.has(key); number++)
        key = `${wanted}-${number}`;
    taken.add(key);
    return key;
}
function arranged(entries, environments) {
    const services = {};
    const inner = {};
    for (const { key, group } of entries) {
        const entry = {};
        services[key] = entry;
        for (const field of FIELDS) {
            const said = group.map(one => patternOf(known(one.values[field]), one.environment));
            const distinct = new Set(said);
            const [value] = said;
            if (distinct.size === 1 && value !== undefined)
                entry[field] = value;
            else
                for (const one of group) {
                    const own = known(one.values[field]);
                    if (own === undefined)
                        continue;
                    const target = one.environment === undefined ? entry : innerOf(inner, one.environment, key);
                    target[field] ??= own;
                }
        }
        if (entry.service === key)
            delete entry.service;
    }
    const defaults = {};
    for (const field of ['cluster', 'region']) {
        const said = new Set(Object.values(services).map(one => one[field]));
        const [value] = said;
        if (said.size !== 1 || value === undefined)
            continue;
        defaults[field] = value;
        for (const one of Object.values(services))
            delete one[field];
    }
    const stages = Object.fromEntries(environments.map(name => [name, inner[name] ? { services: inner[name] } : {}]));
    return { defaults, services, environments: stages };
}
function innerOf(inner, environment, key) {
    const services = inner[environment] ?? {};
    inner[environment] = services;
    const keys = services[key] ?? {};
    services[key] = keys;
    return keys;
}
function written(entries, { environments, unnamed }) {
    const { defaults, services, environments: stages } = arranged(entries, environments);
    const services_ = entries.map(({ key, group }) => ({
        key,
        found: group.flatMap(({ values }) => FIELDS.flatMap((what) => {
            const value = values[what];
            return value === undefined ? [] : [{ what, ...value }];
        }))
    }));
    const missing = [
        ...['cluster', 'region'].flatMap(field => {
            const keys = entries.filter(({ group }) => group.every(({ values }) => values[field] === undefined));
            const names = keys.map(({ key }) => key).join(', ');
            return keys.length === 0 ? [] : [`${field} of ${names}: write "${field}" under "defaults"`];
        }),
        ...services_.flatMap(({ key, found }) => found.flatMap(one => ('open' in one ? [`${one.what} of ${key}: ${one.open} (${one.from})`] : []))),
        ...unnamed.flatMap(({ values }) => {
            const value = values.service ?? values['task-definition'];
            return value && 'open' in value ? [`the service of ${value.open} (${value.from})`] : [];
        })
    ];
    const guesses = [
        ...services_.flatMap(({ key, found }) => found.some(one => one.from.startsWith('family in ')) ? [`service of ${key}, from the family`] : []),
        ...(environments.length > 0 ? [`the environments ${environments.join(', ')}, from words in names`] : [])
    ];
    const content = {
        ...(Object.keys(defaults).length > 0 ? { defaults } : {}),
        services,
        ...(environments.length > 0 ? { environments: stages } : {})
    };
    const commented = (title, lines) => lines.length === 0 ? '' : `# ${title}:\n${lines.map(line => `#   ${line}\n`).join('')}`;
    const text = `# yaml-language-server: $schema=${SCHEMA}
${commented('Not known from the repository, to be added', missing)}${commented('Guessed, to be confirmed', guesses)}${(0,dist.stringify)(content, { lineWidth: 0 })}`;
    return { services: services_, environments, text, missing };
}

// EXTERNAL MODULE: ./lib/src/cli/adoption/repository.js + 1 modules
var repository = __webpack_require__(52315);
// EXTERNAL MODULE: ./lib/src/files/document/load.js
var load = __webpack_require__(89639);
// EXTERNAL MODULE: ./lib/src/files/document/place.js
var place = __webpack_require__(79692);
// EXTERNAL MODULE: ./lib/src/files/find/find.js + 1 modules
var find = __webpack_require__(94659);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/read-layout.js
var read_layout = __webpack_require__(35075);
// EXTERNAL MODULE: ./lib/src/inputs/read-common.js
var read_common = __webpack_require__(7309);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(7673);
;// CONCATENATED MODULE: ./lib/src/modes/init.js











async function runInit({ write }, ports) {
    const read = await (0,repository/* readRepository */.N)(ports);
    if ('problems' in read)
        return { lines: [], problems: read.problems };
    const notRead = [...read.notRead, ...(0,beyond/* remarksBeyond */.F)(read.beyond).map(({ message }) => message)];
    const besides = [...(0,otherwise/* otherwiseLines */.s)(read.otherwise), ...notRead];
    const passedOver = { notRead, otherwise: read.otherwise };
    const proposal = propose(read);
    if (proposal.services.length === 0)
        return { document: passedOver, lines: besides, problems: [nothingFound(read.workflows.length)] };
    const { file: configuration, exists, problem } = (0,find/* findConfigFile */["if"])(ports.workspace, read_common/* CONFIG_FILES */.n0);
    if (problem)
        return { lines: [], problems: [problem] };
    const environments = exists ? await environmentsIn(configuration, ports) : proposal.environments;
    const files = [{ file: configuration, text: proposal.text }, ...newWorkflows(environments)];
    const holding = files.filter(({ text }) => ports.holdsCredential(text));
    const problems = holding.map(({ file }) => credentialAsName(file, proposal, ports));
    const lines = tableOf(proposal);
    const results = files.map(({ file, text }) => {
        const isThere = ports.exists(file);
        lines.push('', `${file}${isThere ? LEFT : ''}:`, ...text
            .trimEnd()
            .split('\n')
            .map(line => `  ${line}`));
        const isOpen = write && !isThere && holding.length === 0;
        const failed = isOpen ? ports.write(file, text, { isNew: true }) : undefined;
        if (failed)
            problems.push(failed);
        const isWritten = isOpen && failed === undefined;
        if (isWritten)
            lines.push('  -> written');
        return { file, text, exists: isThere, written: isWritten };
    });
    lines.push('', ...besides, 'Not known from the repository, to be added:', ...proposal.missing.map(line => `  ${line}`), '  roles that the new workflows assume: set the variables AWS_PLAN_ROLE and AWS_DEPLOY_ROLE of the repository or of its environments', lastLine(write, results));
    return { document: { services: proposal.services, ...passedOver, files: results }, lines, problems };
}
const LEFT = ' exists and is left as it is; this is what would be written';
function lastLine(write, files) {
    if (files.some(({ written }) => written))
        return 'Review the files, and run "ecs-sealed-deploy check".';
    if (files.every(({ exists }) => exists))
        return 'Nothing was written: every file exists already.';
    return write ? 'Nothing was written.' : 'Nothing was written; --write does.';
}
async function environmentsIn(file, ports) {
    const { document } = await (0,load/* loadDocument */.Az)(file, ports.read(file));
    if (document?.root.kind !== 'object')
        return [];
    return [...(0,read_layout/* readLayout */.T)({ document, place: (0,place/* placeFinder */.aA)(document) }).layout.environments.keys()];
}
function tableOf({ services }) {
    const rows = services.flatMap(({ key, found }) => found.map(one => [key, one.what, 'value' in one ? one.value : `? ${one.open}`, one.from]));
    const all = [['service', 'what', 'value', 'from where'], ...rows];
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
