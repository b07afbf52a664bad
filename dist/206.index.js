export const id = 206;
export const ids = [206];
export const modules = {

/***/ 90206:
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
// EXTERNAL MODULE: ./lib/src/files/document/tree.js
var tree = __webpack_require__(69360);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/open-lines.js
var open_lines = __webpack_require__(11073);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/read-layout.js
var read_layout = __webpack_require__(32846);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/resolve-layout.js + 1 modules
var resolve_layout = __webpack_require__(13417);
;// CONCATENATED MODULE: ./lib/src/cli/adoption/configured.js






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
// EXTERNAL MODULE: ./lib/src/inputs/configuration/keys.js
var keys = __webpack_require__(21503);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(35909);
// EXTERNAL MODULE: ./lib/src/cli/adoption/jobs.js
var jobs = __webpack_require__(54026);
;// CONCATENATED MODULE: ./lib/src/cli/adoption/environments.js




function inEnvironments(runs, configured) {
    const byJob = (0,list/* grouped */.zD)(runs, ({ environment }) => environment);
    const isNamed = runs.some(({ environment }) => environment !== undefined);
    const stages = new Map();
    let isDivided = isNamed;
    for (const [environment, own] of byJob) {
        const lanes = own.reduce(intoLane, []).flatMap(isNamed ? one => [one] : byPlace);
        const { names, isShared } = lanes.length < 2 ? { names: [], isShared: false } : namesOf(lanes);
        if (lanes.length > 1)
            isDivided = true;
        for (const run of own) {
            const name = names[lanes.findIndex(lane => lane.includes(run))];
            const isOther = name !== environment && byJob.has(name);
            const found = isOther ? `${environment}-${name}` : name;
            const isFit = found !== undefined && configured?.includes(found) !== false;
            const stage = isNamed && (environment === undefined || !isShared || !isFit) ? environment : found;
            if (stage !== undefined && (isNamed || isFit))
                stages.set(run, stage);
        }
    }
    return {
        runs: runs.map(run => ({ ...run, ...(0,present/* present */.E)({ stage: stages.get(run) }) })),
        isDivided: configured && !isNamed ? configured.length > 0 : isDivided
    };
}
const CLUSTER = ({ cluster }) => (0,jobs/* writtenAs */.uk)(cluster);
const PLACE = [CLUSTER, ({ region }) => (0,jobs/* writtenAs */.uk)(region), accountOf];
function accountOf({ credentials }) {
    const { 'role-to-assume': role, 'aws-access-key-id': key } = credentials?.with ?? {};
    const text = String(role ?? key ?? '');
    return /^arn:[\w-]+:iam::(\d{12}):/.exec(text)?.[1] ?? text;
}
function intoLane(lanes, run) {
    const isBeside = (other) => idOf(run) === idOf(other) || triggersText(run) === triggersText(other);
    const own = lanes.filter(lane => lane.some(isBeside));
    return [...lanes.filter(lane => !own.includes(lane)), [...own.flat(), run]];
}
function triggersText({ start: { triggers } }) {
    return triggers.toSorted().join(' ');
}
function idOf(run) {
    return run.service ? JSON.stringify([(0,jobs/* writtenAs */.uk)(run.service), ...PLACE.map(of => of(run))]) : run.start.file;
}
function byPlace(lane) {
    const services = [...(0,list/* grouped */.zD)(lane, ({ service }) => (0,jobs/* writtenAs */.uk)(service))]
        .filter(([service]) => service !== '')
        .map(([, runs]) => runs);
    const differing = PLACE.filter(of => services.some(runs => new Set(runs.map(of)).size > 1));
    const placeOf = run => JSON.stringify(differing.map(of => of(run)));
    const places = services.map(runs => new Set(runs.map(placeOf))).filter(({ size }) => size > 1);
    return places.length === 0
        ? [lane]
        : [...new Set(places.flatMap(some => [...some]))].map(place => lane.filter(run => placeOf(run) === place));
}
const TRIGGERS = run => triggersText(run).replaceAll(/\b(?:branch|tag) /g, '');
const SEEN = [
    CLUSTER,
    ({ service }) => (0,jobs/* writtenAs */.uk)(service),
    ({ taskDefinition }) => (0,jobs/* writtenAs */.uk)(taskDefinition).replace(/\.\w+$/, ''),
    ({ start }) => start.file.replace(/^.*\/|\.\w+$/g, ''),
    TRIGGERS,
    accountOf,
    ({ region }) => (0,jobs/* writtenAs */.uk)(region)
];
function namesOf(lanes) {
    const bySource = SEEN.map(of => {
        const words = lanes.map(lane => lane.map(of).filter(Boolean).map(wordsOf));
        return words.map((own, index) => {
            const others = new Set(words.filter((_, other) => other !== index).flat(2));
            const [first = [], ...rest] = own;
            return first.filter(word => !others.has(word) && rest.every(one => one.includes(word))).join('-');
        });
    });
    const whole = [CLUSTER, TRIGGERS].map(of => lanes.map(([run]) => (run ? wordsOf(of(run)).join('-') : '')));
    const fit = [...bySource, ...whole].filter(some => some.every(name => keys/* LOCAL_NAME */.kC.test(name)) && new Set(some).size === some.length);
    const names = fit.find(some => sharesService(lanes, some));
    return { names: names ?? fit.at(-1) ?? [], isShared: names !== undefined };
}
function wordsOf(text) {
    const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
    return words.filter(word => !/^(?=.*\d)\w{8,}$/.test(word));
}
function sharesService(lanes, names) {
    const bare = lanes.map((lane, index) => lane.flatMap(({ service }) => bareName((0,jobs/* writtenAs */.uk)(service), names[index]) || []));
    return bare.some((own, index) => bare.slice(index + 1).some(other => other.some(name => own.includes(name))));
}
function bareName(service, environment = '') {
    const words = wordsOf(environment);
    return service
        .split(/(?=[-_])/)
        .filter(part => !wordsOf(part).some(word => words.some(one => isShort(word, one) || isShort(one, word))))
        .join('')
        .replace(/^[-_]/, '');
}
function isShort(word, of) {
    const [first = '', ...rest] = word;
    return word.length > 2 && new RegExp(`^${first}${rest.map(one => `[^${one}]*${one}`).join('')}`).test(of);
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
function new_workflows_idOf(name) {
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
    const text = `  plan${new_workflows_idOf(name)}:
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
    const names = new Set(others.flatMap(one => (one.name === 'container-name' ? (0,jobs/* writtenAs */.uk)(one) : [])));
    const [first = ''] = [...names].filter(name => !name.includes('${{'));
    return names.size > 1 ? `${first}=` : '';
}
function deployJob(stage, stages, asksService) {
    const { name, runs } = stage;
    const credentials = credentialsOf(runs);
    const carried = carriedOver(runs);
    const [ofGitHub, ...more] = new Set(runs.map(({ environment }) => environment));
    const text = `  deploy${new_workflows_idOf(name)}:
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
    const services = [...(0,list/* grouped */.zD)(runs, ({ service }) => (0,jobs/* writtenAs */.uk)(service)).values()];
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
    const isOne = new Set(runs.map(({ service }) => (0,jobs/* writtenAs */.uk)(service))).size === 1;
    const names = [...new Set(runs.flatMap(({ others }) => others.map(one => one.name)))];
    const all = names.flatMap((name) => {
        const said = runs.map(({ others }) => others.filter(one => one.name === name));
        const texts = (0,list/* distinctBy */.ey)(said.flat(), jobs/* writtenAs */.uk);
        const [first] = texts;
        if (first === undefined)
            return [];
        const text = (0,jobs/* writtenAs */.uk)(first);
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
    const deployed = runs.flatMap(({ service, stage, values, isNamed }) => isNamed ? [{ service: (0,jobs/* writtenAs */.uk)(service), values, ...(0,present/* present */.E)({ environment: stage }) }] : []);
    const stages = runs.flatMap(({ stage }) => stage ?? []);
    const environments = [...new Set([...configured.environments, ...stages])].toSorted((a, b) => a < b ? -1 : 1);
    const open = deployed.filter(({ service }) => !configured.services.includes(service));
    const placed = open.filter(({ environment }) => !isDivided || environment !== undefined);
    const byKey = (0,list/* grouped */.zD)(placed, one => keyOf(one, placed));
    const known = [...byKey.keys(), ...deployed.map(({ service }) => service), ...configured.services];
    const files = [...configured.files, ...runs.map(({ values }) => (0,jobs/* writtenAs */.uk)(values['task-definition']))];
    const alone = definitions.flatMap(({ file, family = '' }) => {
        const values = { 'task-definition': { value: file, from: file }, ...usual };
        const isKnown = files.includes(file) || known.includes(family);
        return isKnown || !keys/* LOCAL_NAME */.kC.test(family) ? [] : [{ service: family, values, isAlone: true }];
    });
    const unnamed = [
        ...(0,list/* grouped */.zD)(runs.filter(({ isNamed }) => !isNamed), ({ service, at }) => JSON.stringify([(0,jobs/* writtenAs */.uk)(service), at])).values()
    ].flatMap(([one, ...more]) => {
        if (one === undefined)
            return [];
        const seen = new Set([one, ...more].map(({ values, stage }) => seenIn(values, stage)));
        const { service, at } = one;
        return [{ what: (0,jobs/* writtenAs */.uk)(service) || '(not set)', from: service?.from ?? at, at, seen: [...seen] }];
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
    const seen = PROPOSED_KEYS.slice(1).flatMap(field => values[field] ? [`${field} ${(0,jobs/* writtenAs */.uk)(values[field])}`] : []);
    return [...(environment === undefined ? [] : [`environment ${environment}`]), ...seen].join(', ');
}
function found_services_idOf({ service, values }) {
    return JSON.stringify([service, (0,jobs/* writtenAs */.uk)(values.cluster), (0,jobs/* writtenAs */.uk)(values.region)]);
}
function keyOf(one, all) {
    const others = all.filter(other => other.environment === one.environment && found_services_idOf(other) !== found_services_idOf(one));
    const bare = ({ service, environment }) => bareName(service, environment);
    const isShared = all.some(other => other.environment !== one.environment && bare(other) === bare(one));
    const forms = [
        ...(isShared ? [bare] : []),
        ({ service }) => service,
        ({ service, values }) => `${service}-${(0,jobs/* writtenAs */.uk)(values.cluster)}`,
        ({ service, values }) => `${service}-${(0,jobs/* writtenAs */.uk)(values.region)}`,
        ({ service, values }) => `${service}-${(0,jobs/* writtenAs */.uk)(values.cluster)}-${(0,jobs/* writtenAs */.uk)(values.region)}`
    ];
    const form = forms.find(of => keys/* LOCAL_NAME */.kC.test(of(one)) && others.every(other => of(other) !== of(one)));
    return form?.(one) ?? one.service;
}
function onlyRegionOf(workflows) {
    const all = workflows.flatMap(({ regions }) => regions);
    const different = (0,list/* distinctBy */.ey)(all, jobs/* writtenAs */.uk);
    return different.length === 1 ? different[0] : undefined;
}
function valuesOf(run, all) {
    const { service, taskDefinition, cluster, region, 'desired-count': count } = run;
    const values = (0,present/* present */.E)({ service, cluster, region, 'desired-count': count });
    if (taskDefinition === undefined)
        return values;
    const { from } = taskDefinition;
    const path = (0,jobs/* writtenAs */.uk)(taskDefinition).replace(/^(?:\.\/)+/, '');
    if ('value' in taskDefinition && (path.startsWith('{live:') || all.some(({ file }) => file === path)))
        return { ...values, 'task-definition': { value: path, from } };
    const alike = all.filter(({ family }) => family !== undefined && family === (0,jobs/* writtenAs */.uk)(service));
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
    return `family in ${(0,jobs/* writtenAs */.uk)(values['task-definition'])}`;
}
function entryOf(key, group, { environments, configured: { usual } }) {
    const own = (0,list/* grouped */.zD)(group, ({ environment }) => environment);
    const isEverywhere = own.has(undefined) || environments.every(name => own.has(name));
    const lines = new Map();
    const missing = [];
    const add = (environment, field, said) => {
        const values = (0,list/* distinctBy */.ey)(said, jobs/* writtenAs */.uk);
        const [value] = values;
        const isKnown = values.length === 1 && value !== undefined && 'value' in value;
        const why = values.length > 1 ? `it differs: ${values.map(placeOf).join(', ')}` : value && placeOf(value);
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
        const isOne = (0,list/* distinctBy */.ey)(said, jobs/* writtenAs */.uk).length === 1;
        const isUsual = said.every(value => value === undefined) && (usual.includes(field) || field === 'desired-count');
        if (isUsual || (field === 'service' && isOne && (0,jobs/* writtenAs */.uk)(said[0]) === key))
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
function placeOf(value) {
    if (value === undefined)
        return 'not set';
    return value.from === '' ? (0,jobs/* writtenAs */.uk)(value) : `${(0,jobs/* writtenAs */.uk)(value)} (${value.from})`;
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

// EXTERNAL MODULE: ./lib/src/cli/adoption/repository.js + 1 modules
var repository = __webpack_require__(9760);
// EXTERNAL MODULE: ./lib/src/files/find/find.js + 1 modules
var find = __webpack_require__(30706);
// EXTERNAL MODULE: ./lib/src/files/find/otherwise.js
var find_otherwise = __webpack_require__(68658);
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
        ...listed('Could not be detected (TODO in the files):', results.flatMap(one => one.missing)),
        ...listed('Still to fill in:', still),
        ...listed(TWO_WAYS, deploys.map(({ file, line }) => `${file}:${line}`)),
        lastLine(write, results, still.length > 0)
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
function listed(head, items) {
    return items.length === 0 ? [] : [head, ...items.map(item => `  ${item}`)];
}
function lastLine(write, files, isOpen) {
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


/***/ })

};
