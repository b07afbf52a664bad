export const id = 508;
export const ids = [508];
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
    const lines = new dist/* LineCounter */.HN();
    const document = (0,dist.parseDocument)(text, { lineCounter: lines, logLevel: 'silent' });
    if (document.errors.length > 0)
        return undefined;
    const root = document.toJS();
    if (!(0,json/* isObject */.G)(root))
        return undefined;
    const lineOf = (path) => {
        const node = document.getIn(path, true);
        const range = (0,dist/* isScalar */.jn)(node) || (0,dist/* isCollection */.P3)(node) ? node.range : undefined;
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

/***/ 31508:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runAdopt: () => (/* binding */ runAdopt)
/* harmony export */ });
/* harmony import */ var _check_search_check_files_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9751);
/* harmony import */ var _cli_adoption_otherwise_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(53779);
/* harmony import */ var _cli_adoption_repository_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(52315);



const PLACE = 'ecs-sealed-deploy/ecs-sealed-deploy';
const USES = /(\buses:[ \t]*)(['"]?)aws-actions\/amazon-ecs-(render|deploy)-task-definition@[^\s'"#]+\2(?:[ \t]+#[ \t]*v?\d[\w.]*(?=[ \t]*\r?$))?/;
async function runAdopt({ write }, ports) {
    const read = await (0,_cli_adoption_repository_js__WEBPACK_IMPORTED_MODULE_0__/* .readRepository */ .N)(ports);
    if ('problems' in read)
        return { document: { files: [] }, lines: [], problems: read.problems };
    const notRead = [...read.notRead, ...(0,_check_search_check_files_js__WEBPACK_IMPORTED_MODULE_1__/* .remarksBeyond */ .F_)(read.beyond).map(({ message }) => message)];
    const lines = [];
    const problems = [];
    const files = [];
    const left = [];
    for (const workflow of read.workflows) {
        const { text, edits, strange } = rewritten(workflow);
        const { file } = workflow;
        left.push(...strange.map(line => `${file}:${line}: its "uses" is not written as usual, and stays as it is.`));
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
    const rest = [...left, ...(0,_cli_adoption_otherwise_js__WEBPACK_IMPORTED_MODULE_2__/* .otherwiseLines */ .s)(read.otherwise), ...notRead];
    const last = lastLine({ isChanged: files.length > 0, write, isAll: rest.length === 0 });
    const document = { notRead, otherwise: read.otherwise, left, files };
    return { document, lines: [...lines, ...rest, last], problems };
}
function rewritten({ text, steps }) {
    const lines = text.split('\n');
    const edits = [];
    const strange = [];
    for (const { line } of steps) {
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
function lastLine(done) {
    if (!done.isChanged)
        return done.isAll ? 'Nothing to change.' : 'Nothing to change in what was read.';
    return done.write
        ? 'Review the changes (git diff), and open a pull request.'
        : 'Nothing was written; --write does.';
}


/***/ })

};
