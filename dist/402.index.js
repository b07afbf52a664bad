export const id = 402;
export const ids = [402];
export const modules = {

/***/ 1682:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ AwsError)
/* harmony export */ });
class AwsError extends Error {
    name = 'AwsError';
    kind;
    operation;
    awsName;
    constructor(what, options) {
        super(what.message, options);
        this.kind = what.kind;
        this.operation = what.operation;
        this.awsName = what.awsName;
    }
}


/***/ }),

/***/ 5071:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GW: () => (/* binding */ problemsOf),
/* harmony export */   xb: () => (/* binding */ assertNever)
/* harmony export */ });
/* unused harmony export SealedDeployError */
class SealedDeployError extends Error {
    name = 'SealedDeployError';
    problems;
    constructor(problems, options) {
        super(problems.map(problem => problem.message).join('\n'), options);
        this.problems = problems;
    }
}
function problemsOf(thrown) {
    if (thrown instanceof SealedDeployError)
        return thrown.problems;
    const type = thrown instanceof Error ? thrown.name : typeof thrown;
    return [
        {
            code: 'internal-error',
            fault: 'bug',
            message: `Internal error (${type}). This is a bug in ecs-sealed-deploy, not in your files.`,
            hint: 'Please report it with the mode, the inputs used (without values) and the stack printed at debug level.'
        }
    ];
}
function assertNever(unexpected) {
    throw new Error(`unhandled case ${JSON.stringify(typeof unexpected)}`);
}


/***/ }),

/***/ 8485:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gw: () => (/* binding */ parseNames),
/* harmony export */   Li: () => (/* binding */ parseLines),
/* harmony export */   R8: () => (/* binding */ parseOneOf),
/* harmony export */   ld: () => (/* binding */ describeText),
/* harmony export */   oA: () => (/* binding */ parseWholeNumber),
/* harmony export */   yG: () => (/* binding */ parseBoolean)
/* harmony export */ });
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1636);

function bad(input, message, hint) {
    return { problem: { code: 'bad-input', fault: 'user', message: `Input "${input}": ${message}`, hint } };
}
function parseBoolean(input, text) {
    if (/^(true|True|TRUE)$/.test(text))
        return { value: true };
    if (/^(false|False|FALSE)$/.test(text))
        return { value: false };
    return bad(input, `${describeText(text)} is not a boolean; true and false are allowed.`, `Write ${input}: true or ${input}: false.`);
}
function parseWholeNumber(input, text, bounds) {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= bounds.min && value <= bounds.max)
        return { value };
    return bad(input, `${describeText(text)} is not a whole number from ${bounds.min} to ${bounds.max}.`, `Write digits only, for example ${input}: ${Math.max(bounds.min, 1)}.`);
}
function parseOneOf(input, text, words) {
    const value = words.find(word => word === text);
    if (value !== undefined)
        return { value };
    return bad(input, `${describeText(text)} is not allowed.${(0,_nearest_js__WEBPACK_IMPORTED_MODULE_0__/* .didYouMean */ .a)(text, words)}`, `Allowed: ${words.join(', ')}.`);
}
function parseLines(text) {
    return text
        .split(/\r?\n/)
        .map(line => line.trim())
        .filter(line => line !== '');
}
function parseNames(input, text) {
    const names = text
        .split(/[,\r\n]/)
        .map(name => name.trim())
        .filter(name => name !== '');
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined)
        return bad(input, `${describeText(twice)} is named twice.`, 'Name each service once.');
    return { value: names };
}
function describeText(text) {
    if (text === '')
        return 'an empty value';
    if (/^[A-Za-z0-9_./:-]{1,24}$/.test(text))
        return `"${text}"`;
    return `a value of ${text.length} characters`;
}


/***/ }),

/***/ 100:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  T: () => (/* binding */ readConfiguration),
  q: () => (/* binding */ unknownInputs)
});

// EXTERNAL MODULE: ./lib/src/nearest.js
var nearest = __webpack_require__(1636);
// EXTERNAL MODULE: ./lib/src/inputs/fields.js
var fields = __webpack_require__(8485);
;// CONCATENATED MODULE: ./lib/src/inputs/reader.js

class InputReader {
    problems = [];
    #raw;
    constructor(raw) {
        this.#raw = raw;
    }
    text(name) {
        const text = this.#raw[name];
        return text === undefined || text.trim() === '' ? undefined : text.trim();
    }
    untrimmed(name) {
        return this.text(name) === undefined ? undefined : this.#raw[name];
    }
    boolean(name) {
        return this.#keep(name, text => (0,fields/* parseBoolean */.yG)(name, text));
    }
    wholeNumber(name, bounds) {
        return this.#keep(name, text => (0,fields/* parseWholeNumber */.oA)(name, text, bounds));
    }
    oneOf(name, words) {
        return this.#keep(name, text => (0,fields/* parseOneOf */.R8)(name, text, words));
    }
    names(name) {
        return this.#keep(name, text => (0,fields/* parseNames */.Gw)(name, text));
    }
    report(code, message, hint) {
        this.problems.push({ code, fault: 'user', message, hint });
        return undefined;
    }
    #keep(name, parse) {
        const text = this.text(name);
        if (text === undefined)
            return undefined;
        const parsed = parse(text);
        if ('value' in parsed)
            return parsed.value;
        this.problems.push(parsed.problem);
        return undefined;
    }
}

// EXTERNAL MODULE: ./lib/src/inputs/specification.js
var specification = __webpack_require__(411);
;// CONCATENATED MODULE: ./lib/src/inputs/variables.js
const NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/;
function parseVariables(text) {
    return text.trimStart().startsWith('{') ? parseJsonVariables(text) : parseLineVariables(text);
}
function parseJsonVariables(text) {
    let parsed;
    try {
        parsed = JSON.parse(text);
    }
    catch {
        return {
            variables: {},
            problems: [
                problem('starts with "{" but is not valid JSON.', 'Pass a JSON object, for example variables: ${{ toJSON(vars) }}, or lines NAME=value.')
            ]
        };
    }
    const variables = parsed;
    const problems = Object.keys(variables)
        .filter(name => !NAME.test(name))
        .map(() => problem('has a name that is not letters, digits, "_" or "-".', 'Rename that variable.'));
    return { variables, problems };
}
function parseLineVariables(text) {
    const variables = Object.create(null);
    const problems = [];
    for (const [index, line] of text.split(/\r?\n/).entries()) {
        if (line.trim() === '')
            continue;
        const cut = line.indexOf('=');
        const name = line.slice(0, Math.max(0, cut)).trim();
        if (cut < 0 || !NAME.test(name)) {
            problems.push(problem(`line ${index + 1} is not NAME=value.`, 'Write one NAME=value a line, or one JSON object.'));
        }
        else if (name in variables) {
            problems.push(problem(`${name} is given twice.`, `Keep one line for ${name}.`));
        }
        else
            variables[name] = line.slice(cut + 1);
    }
    return { variables, problems };
}
function problem(message, hint) {
    return { code: 'bad-input', fault: 'user', message: `Input "variables": ${message}`, hint };
}

;// CONCATENATED MODULE: ./lib/src/inputs/read.js





function unknownInputs(given, known) {
    return given
        .filter(name => !known.includes(name))
        .map(name => ({
        code: 'unknown-input',
        fault: 'user',
        message: `Unknown input ${(0,fields/* describeText */.ld)(name)}.${(0,nearest/* didYouMean */.a)(name, known)}`,
        hint: `Known inputs: ${known.join(', ')}.`
    }));
}
function readConfiguration(raw, defaults = {}) {
    const reader = new InputReader(raw);
    const mode = reader.oneOf('mode', specification/* MODES */.FN) ?? 'deploy';
    const common = readCommon(reader, defaults);
    const configuration = readForMode(mode, common, reader);
    return reader.problems.length > 0 || configuration === undefined
        ? { problems: reader.problems }
        : { configuration };
}
function readCommon(reader, defaults) {
    const taskDefinition = (0,fields/* parseLines */.Li)(reader.text('task-definition') ?? '');
    if (taskDefinition.length === 0) {
        reader.report('missing-input', 'Input "task-definition" is empty: there is nothing to work on.', 'Name a file, a glob or a pattern, for example task-definition: deploy/{service}-task-definition.json.');
    }
    const { variables, problems } = parseVariables(reader.untrimmed('variables') ?? '');
    reader.problems.push(...problems);
    const cluster = readCluster(reader);
    const region = readRegion(reader, defaults);
    const services = readServices(reader);
    return {
        taskDefinition,
        variables,
        overrides: readOverrides(reader),
        ...(services === undefined ? {} : { services }),
        ...(cluster === undefined ? {} : { cluster }),
        ...(region === undefined ? {} : { region })
    };
}
function readCluster(reader) {
    const cluster = reader.text('cluster');
    if (cluster === undefined)
        return undefined;
    if (/^[A-Za-z0-9_-]{1,255}$/.test(cluster) ||
        /^arn:[\w-]+:ecs:[\w-]+:\d{12}:cluster\/[\w-]{1,255}$/.test(cluster))
        return cluster;
    return reader.report('bad-input', `Input "cluster": ${(0,fields/* describeText */.ld)(cluster)} is not a cluster name or ARN.`, 'Use letters, digits, "-" and "_" (at most 255), or the full ARN of the cluster.');
}
function readRegion(reader, defaults) {
    const region = reader.text('aws-region') ?? defaults.region;
    if (region === undefined || region === '')
        return undefined;
    if (/^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/.test(region))
        return region;
    return reader.report('bad-input', `Input "aws-region": ${(0,fields/* describeText */.ld)(region)} is not an AWS region.`, 'Write it like us-west-2, cn-north-1 or us-gov-west-1.');
}
function readServices(reader) {
    const names = reader.names('service');
    if (names === undefined || names.length === 0)
        return undefined;
    if (names.includes('all')) {
        if (names.length > 1) {
            reader.report('bad-input', 'Input "service": "all" stands beside other names.', 'Write service: all, or list the services.');
        }
        return 'all';
    }
    for (const name of names) {
        if (!/^[A-Za-z0-9_-]{1,255}$/.test(name)) {
            reader.report('bad-input', `Input "service": ${(0,fields/* describeText */.ld)(name)} is not a service name.`, 'Use the service\'s name (letters, digits, "-" and "_"), not its ARN; several by comma or line.');
        }
    }
    return names;
}
function readOverrides(reader) {
    const given = specification/* OVERRIDE_INPUTS */.FJ.flatMap(name => {
        const text = reader.untrimmed(name);
        return text === undefined ? [] : [[name, text]];
    });
    return Object.fromEntries(given);
}
function readForMode(mode, common, reader) {
    const aws = readAws(reader);
    const format = reader.oneOf('format', ['text', 'json']) ?? 'text';
    if (mode === 'check') {
        const output = reader.text('output');
        return { ...common, mode, format, ...(output === undefined ? {} : { output }) };
    }
    if (common.region === undefined &&
        reader.problems.every(problem => !problem.message.includes('"aws-region"'))) {
        reader.report('missing-input', `Input "aws-region" is empty and AWS_REGION is not set; mode ${mode} must know where to go.`, 'Set aws-region, or run aws-actions/configure-aws-credentials before this step.');
    }
    requireCluster(reader, common);
    return common.region === undefined ? undefined : { ...common, ...aws, region: common.region, mode };
}
function requireCluster(reader, common) {
    const forServices = common.services !== undefined || common.taskDefinition.some(pattern => pattern.includes('{service}'));
    if (!forServices || reader.text('cluster') !== undefined)
        return;
    reader.report('missing-input', 'Input "cluster" is empty, but services are to be deployed.', 'Name the cluster the services run in; write cluster: default if you mean the default one.');
}
function readAws(reader) {
    const desiredCount = reader.wholeNumber('desired-count', { min: 0, max: 5000 });
    return {
        forceNewDeployment: reader.boolean('force-new-deployment') ?? false,
        waitUntil: readWaitUntil(reader),
        waitMinutes: reader.wholeNumber('wait-for-minutes', { min: 1, max: 2880 }) ?? 30,
        maxRetries: reader.wholeNumber('max-retries', { min: 0, max: 20 }) ?? 3,
        ...(desiredCount === undefined ? {} : { desiredCount })
    };
}
function readWaitUntil(reader) {
    const until = reader.oneOf('wait-until', ['deployed', 'none']);
    const stability = reader.boolean('wait-for-service-stability');
    const byStability = stability === undefined ? undefined : stability ? 'deployed' : 'none';
    if (until !== undefined && byStability !== undefined && until !== byStability) {
        reader.report('bad-input', `Inputs "wait-until" (${until}) and "wait-for-service-stability" (${String(stability)}) contradict each other.`, 'Remove one of the two.');
    }
    return until ?? byStability ?? 'deployed';
}


/***/ }),

/***/ 411:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FJ: () => (/* binding */ OVERRIDE_INPUTS),
/* harmony export */   FN: () => (/* binding */ MODES),
/* harmony export */   bn: () => (/* binding */ ACTION_INPUTS),
/* harmony export */   dV: () => (/* binding */ CLI_INPUTS)
/* harmony export */ });
/* unused harmony export OUTPUTS */
const MODES = ['check', 'plan', 'deploy'];
const ACTION_INPUTS = [
    'mode',
    'task-definition',
    'service',
    'cluster',
    'aws-region',
    'variables',
    'container-name',
    'image',
    'environment-variables',
    'secrets',
    'docker-labels',
    'command',
    'log-configuration-log-driver',
    'log-configuration-options',
    'task-role-arn',
    'execution-role-arn',
    'env-files',
    'wait-until',
    'wait-for-service-stability',
    'wait-for-minutes',
    'desired-count',
    'force-new-deployment',
    'max-retries'
];
const CLI_INPUTS = ['format', 'output'];
const OUTPUTS = (/* unused pure expression or super */ null && ([
    'results',
    'task-definition-arn',
    'task-definition',
    'findings',
    'findings-count',
    'plan'
]));
const OVERRIDE_INPUTS = [
    'container-name',
    'image',
    'environment-variables',
    'secrets',
    'docker-labels',
    'command',
    'log-configuration-log-driver',
    'log-configuration-options',
    'task-role-arn',
    'execution-role-arn',
    'env-files'
];


/***/ }),

/***/ 1636:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ didYouMean)
/* harmony export */ });
/* unused harmony export nearestName */
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5336);

function nearestName(word, candidates) {
    const wanted = word.toLowerCase();
    const limit = Math.max(2, Math.floor(wanted.length / 3));
    let best;
    let bestDistance = limit + 1;
    for (const candidate of candidates) {
        const edits = (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .I)(wanted, candidate.toLowerCase());
        if (edits < bestDistance) {
            best = candidate;
            bestDistance = edits;
        }
    }
    return best;
}
function didYouMean(word, candidates) {
    const nearest = nearestName(word, candidates);
    return nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
}


/***/ }),

/***/ 103:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ hasErrors),
/* harmony export */   F: () => (/* binding */ exitCodeOf)
/* harmony export */ });
/* harmony import */ var _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1128);

function exitCodeOf(report) {
    const faults = new Set(report.problems.map(problem => problem.fault));
    if (faults.has('bug'))
        return 4;
    if (faults.has('user'))
        return 2;
    if (faults.has('cloud'))
        return 3;
    if (hasErrors(report))
        return 1;
    return report.results.every(result => (0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .isGood */ .K)(result.outcome)) ? 0 : 1;
}
function hasErrors(report) {
    return report.findings.some(finding => finding.level === 'error');
}


/***/ }),

/***/ 1194:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ findingsToJson)
/* harmony export */ });
/* unused harmony export findingsDocument */
function findingsDocument(report) {
    return {
        version: 1,
        files: report.files,
        findings: report.findings.map(findingJson),
        unscanned: report.unscanned.map(({ file, reason }) => ({ file, reason }))
    };
}
function findingsToJson(report) {
    return JSON.stringify(findingsDocument(report), null, 2);
}
function findingJson(finding) {
    const { place, input, container } = finding;
    return {
        rule: finding.rule,
        level: finding.level,
        category: finding.category,
        confidence: finding.confidence,
        file: finding.file,
        ...(place && {
            line: place.line,
            column: place.column,
            endLine: place.endLine,
            endColumn: place.endColumn
        }),
        pointer: finding.pointer,
        ...(input === undefined ? {} : { input }),
        ...(container === undefined ? {} : { container }),
        name: finding.name,
        message: finding.message,
        hint: finding.hint,
        fingerprint: finding.fingerprint
    };
}


/***/ }),

/***/ 1436:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  mQ: () => (/* binding */ countsOf),
  xc: () => (/* binding */ findingsToText),
  df: () => (/* binding */ positionOf)
});

// EXTERNAL MODULE: ./lib/src/report/plain.js
var plain = __webpack_require__(2397);
// EXTERNAL MODULE: ./lib/src/report/problems-text.js
var problems_text = __webpack_require__(2545);
;// CONCATENATED MODULE: ./lib/src/report/source-line.js
const MAX_LINE = 160;
const BLANK = '•••';
const FIELDS = new Set('name value valueFrom environment secrets secretOptions options logConfiguration repositoryCredentials credentialsParameter dockerLabels command entryPoint healthCheck driverOpts key tags'.split(' '));
function sourceLine(text, place, names) {
    const line = lineAt(text, place.line);
    if (line === undefined || line.length > MAX_LINE)
        return undefined;
    const start = place.column - 1;
    const end = place.endLine === place.line ? place.endColumn - 1 : line.length;
    const known = new Set([...FIELDS, ...names]);
    const before = blanked(line.slice(0, start), known);
    const at = quoted(line.slice(start, end));
    return {
        text: `${before}${at}${blanked(line.slice(end), known)}`,
        marker: `${' '.repeat([...before].length)}${'^'.repeat([...at].length)}`
    };
}
function lineAt(text, line) {
    return text.split(/\r\n|\r|\n/, line)[line - 1];
}
function quoted(value) {
    const quote = value.charAt(0);
    return quote === '"' || quote === "'" ? `${quote}${BLANK}${quote}` : BLANK;
}
function blanked(part, known) {
    return part
        .replaceAll('\t', ' ')
        .replace(/[^\s{}[\]",:']+/g, word => (known.has(word) || word === '-' ? word : BLANK));
}

;// CONCATENATED MODULE: ./lib/src/report/findings-text.js



function findingsToText(findings, sources = new Map()) {
    const lines = findings.flatMap(finding => [
        `${(0,plain/* plain */.p)(positionOf(finding))}: ${finding.level}: ${(0,plain/* plain */.p)(finding.message)} [${finding.rule}]`,
        ...shownLine(finding, findings, sources),
        `  ${(0,plain/* plain */.p)(finding.hint)}`,
        ''
    ]);
    return findings.length === 0 ? [] : [...lines, countsOf(findings)];
}
function positionOf({ file, place, input, pointer }) {
    if (place)
        return (0,problems_text/* placeToText */.a)(place);
    return input === undefined ? `${file}${pointer}` : `${file} (input ${input})`;
}
function countsOf(findings) {
    const files = new Set(findings.map(({ file }) => file)).size;
    const parts = ['error', 'warning', 'notice'].flatMap(level => {
        const count = findings.filter(finding => finding.level === level).length;
        return count === 0 ? [] : [`${count} ${level}${count === 1 ? '' : 's'}`];
    });
    return `${joined(parts)} in ${files} ${files === 1 ? 'file' : 'files'}`;
}
function joined(parts) {
    if (parts.length === 0)
        return 'no findings';
    return parts.length === 1 ? parts[0] : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
function shownLine(finding, all, sources) {
    const text = finding.place && sources.get(finding.file);
    if (text === undefined || !finding.place)
        return [];
    const names = all.filter(({ file }) => file === finding.file).map(({ name }) => name);
    const line = sourceLine(text, finding.place, names);
    if (!line)
        return [];
    const number = String(finding.place.line);
    return [`  ${number} | ${(0,plain/* plain */.p)(line.text)}`, `  ${' '.repeat(number.length)} | ${line.marker}`];
}


/***/ }),

/***/ 2397:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ plain)
/* harmony export */ });
function plain(text) {
    return text
        .replace(/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, character => `\\u{${character.codePointAt(0).toString(16)}}`)
        .replace(/^(\s*):(?=:)/, '$1: ')
        .replaceAll('##[', '## [');
}


/***/ }),

/***/ 2545:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ placeToText),
/* harmony export */   problemsToText: () => (/* binding */ problemsToText)
/* harmony export */ });
/* harmony import */ var _plain_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2397);

function problemsToText(problems) {
    return problems.flatMap(({ service, place, message, hint }) => {
        const line = `${service === undefined ? '' : `${service}: `}${place ? `${placeToText(place)}: ` : ''}${message}`;
        return [...linesOf(line), ...(hint === undefined ? [] : linesOf(hint).map(text => `  ${text}`))];
    });
}
function placeToText({ file, line, column }) {
    return `${file}:${line}:${column}`;
}
function linesOf(text) {
    return text.split('\n').map(_plain_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .p);
}


/***/ }),

/***/ 931:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ emptyReport)
/* harmony export */ });
function emptyReport(mode) {
    return {
        mode,
        services: [],
        files: [],
        unscanned: [],
        findings: [],
        problems: [],
        remarks: [],
        references: [],
        results: [],
        diagnoses: [],
        taskDefinitionArns: [],
        renderedFiles: []
    };
}


/***/ }),

/***/ 8092:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ verdictOf)
/* harmony export */ });
/* harmony import */ var _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1128);
/* harmony import */ var _findings_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1436);


function verdictOf(report) {
    const { problems, findings, results } = report;
    const bad = results.filter(({ outcome }) => !(0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .isGood */ .K)(outcome) && outcome !== 'not-started');
    if (bad.length > 0) {
        return `${bad.length} of ${count(results.length, 'service')} did not get through: ${bad.map(({ service, outcome }) => `${service} ${outcome}`).join(', ')}.`;
    }
    if (problems.length > 0) {
        return `${count(problems.length, 'problem')} to be put right${nothingChanged(report)}.`;
    }
    if (findings.some(({ level }) => level === 'error')) {
        return `Not sealed: ${(0,_findings_text_js__WEBPACK_IMPORTED_MODULE_1__/* .countsOf */ .mQ)(findings)}${nothingChanged(report)}.`;
    }
    return goodVerdict(report);
}
function goodVerdict(report) {
    const { files, findings, results, plan, mode } = report;
    if (mode === 'check') {
        const sealed = `${count(files.length, 'file')} checked: no plaintext credential.`;
        return findings.length === 0 ? sealed : `${sealed} ${(0,_findings_text_js__WEBPACK_IMPORTED_MODULE_1__/* .countsOf */ .mQ)(findings)}.`;
    }
    if (mode === 'plan') {
        const updates = plan?.services.filter(({ action }) => action.kind !== 'unchanged').length ?? 0;
        const registrations = plan?.definitions.filter(({ registration }) => registration.kind === 'register').length ?? 0;
        return `Plan: ${count(registrations, 'definition')} to register, ${count(updates, 'service')} to update; nothing was changed.`;
    }
    if (results.length === 0)
        return `${count(report.taskDefinitionArns.length, 'definition')} registered; no service was named.`;
    const unchanged = results.filter(({ outcome }) => outcome === 'unchanged').length;
    return `${count(results.length, 'service')}: ${results.length - unchanged} deployed, ${unchanged} unchanged.`;
}
function nothingChanged(report) {
    const untouched = report.taskDefinitionArns.length === 0 && report.results.every(({ outcome }) => outcome === 'not-started');
    return untouched ? '; nothing was changed' : '';
}
function count(number, noun) {
    return `${number} ${noun}${number === 1 ? '' : 's'}`;
}


/***/ }),

/***/ 1128:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ isGood)
/* harmony export */ });
function isGood(outcome) {
    return outcome === 'succeeded' || outcome === 'unchanged';
}


/***/ }),

/***/ 3147:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ Redactor)
/* harmony export */ });
const MASK = '***';
class Redactor {
    #values = new Set();
    add(values) {
        for (const value of values) {
            if (value.length < 8)
                continue;
            this.#values.add(value);
            this.#values.add(JSON.stringify(value).slice(1, -1));
        }
    }
    clean(text) {
        let result = text;
        const longestFirst = [...this.#values].sort((a, b) => b.length - a.length);
        for (const value of longestFirst) {
            if (result.includes(value))
                result = result.replaceAll(value, MASK);
        }
        return result;
    }
}


/***/ }),

/***/ 4856:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  r: () => (/* binding */ runMode)
});

// EXTERNAL MODULE: ./lib/src/aws/error.js
var aws_error = __webpack_require__(1682);
;// CONCATENATED MODULE: ./lib/src/clock.js
const systemClock = {
    now: () => Date.now(),
    sleep: (ms, signal) => new Promise(resolve => {
        if (signal?.aborted)
            return resolve();
        const wake = () => {
            clearTimeout(timer);
            signal?.removeEventListener('abort', wake);
            resolve();
        };
        const timer = setTimeout(wake, Math.max(0, ms));
        signal?.addEventListener('abort', wake);
    })
};

// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(5071);
// EXTERNAL MODULE: ./lib/src/inputs/read.js + 2 modules
var inputs_read = __webpack_require__(100);
// EXTERNAL MODULE: ./lib/src/inputs/specification.js
var specification = __webpack_require__(411);
// EXTERNAL MODULE: ./lib/src/report/report.js
var report = __webpack_require__(931);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./lib/src/shell/github-context.js

const MEMBERS = [
    'action',
    'action_ref',
    'action_repository',
    'actor',
    'actor_id',
    'api_url',
    'base_ref',
    'event_name',
    'head_ref',
    'job',
    'ref',
    'ref_name',
    'ref_protected',
    'ref_type',
    'repository',
    'repository_id',
    'repository_owner',
    'repository_owner_id',
    'retention_days',
    'run_attempt',
    'run_id',
    'run_number',
    'server_url',
    'sha',
    'triggering_actor',
    'workflow',
    'workflow_ref',
    'workflow_sha',
    'workspace'
];
function githubContext(environment) {
    const context = {};
    for (const member of MEMBERS) {
        const value = environment[`GITHUB_${member.toUpperCase()}`];
        if (value !== undefined)
            context[member] = value;
    }
    const event = readEvent(environment['GITHUB_EVENT_PATH']);
    return event === undefined ? context : { ...context, event };
}
function readEvent(path) {
    if (path === undefined || path === '')
        return undefined;
    try {
        return JSON.parse((0,external_node_fs_.readFileSync)(path, 'utf8'));
    }
    catch {
        return undefined;
    }
}
const NEVER_IN_TEMPLATES = /^(AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|GITHUB_TOKEN|ACTIONS_\w+|INPUT_.*|NODE_AUTH_TOKEN)$/i;
function environmentContext(environment) {
    const entries = Object.entries(environment).filter((entry) => entry[1] !== undefined && !NEVER_IN_TEMPLATES.test(entry[0]));
    return Object.fromEntries(entries);
}

;// CONCATENATED MODULE: ./lib/src/shell/run-mode.js







async function runMode(request) {
    const { AWS_REGION, AWS_DEFAULT_REGION } = request.environment;
    const region = AWS_REGION || AWS_DEFAULT_REGION;
    const read = (0,inputs_read/* readConfiguration */.T)(request.raw, region ? { region } : {});
    const mode = specification/* MODES */.FN.find(known => known === request.raw.mode?.trim()) ?? 'deploy';
    const problems = [...request.inputProblems, ...('problems' in read ? read.problems : [])];
    if (problems.length > 0 || !('configuration' in read))
        return { ...(0,report/* emptyReport */._)(mode), problems };
    try {
        return await dispatch(read.configuration, portsFor(request));
    }
    catch (error) {
        if (!(error instanceof aws_error/* AwsError */.G))
            request.log.debug(stackOf(error));
        return { ...(0,report/* emptyReport */._)(mode), problems: await explain(error) };
    }
}
async function dispatch(configuration, ports) {
    switch (configuration.mode) {
        case 'check': {
            const { runCheck } = await Promise.all(/* import() */[__webpack_require__.e(981), __webpack_require__.e(112), __webpack_require__.e(233)]).then(__webpack_require__.bind(__webpack_require__, 7233));
            return runCheck(configuration, ports);
        }
        case 'plan': {
            const { runPlan } = await Promise.all(/* import() */[__webpack_require__.e(981), __webpack_require__.e(112), __webpack_require__.e(111), __webpack_require__.e(566)]).then(__webpack_require__.bind(__webpack_require__, 1566));
            return runPlan(configuration, ports);
        }
        case 'deploy': {
            const { runDeploy } = await Promise.all(/* import() */[__webpack_require__.e(981), __webpack_require__.e(112), __webpack_require__.e(111), __webpack_require__.e(467)]).then(__webpack_require__.bind(__webpack_require__, 1467));
            return runDeploy(configuration, ports);
        }
        default:
            return (0,errors/* assertNever */.xb)(configuration);
    }
}
function portsFor(request) {
    const { environment, renderedFolder, workspace, log, mask, keepSource, signal } = request;
    return {
        workspace,
        log,
        mask,
        keepSource,
        signal,
        clock: systemClock,
        github: githubContext(environment),
        env: environmentContext(environment),
        connectAws: async (options) => {
            const { connectAws } = await __webpack_require__.e(/* import() */ 591).then(__webpack_require__.bind(__webpack_require__, 591));
            return connectAws({ ...options, environment, clock: systemClock });
        },
        ...(renderedFolder === undefined ? {} : { renderedFolder })
    };
}
async function explain(error) {
    if (!(error instanceof aws_error/* AwsError */.G))
        return (0,errors/* problemsOf */.GW)(error);
    const { explainAwsError } = await __webpack_require__.e(/* import() */ 395).then(__webpack_require__.bind(__webpack_require__, 3395));
    return [explainAwsError(error)];
}
function stackOf(error) {
    const stack = error instanceof Error ? (error.stack ?? '') : '';
    return stack
        .split('\n')
        .filter(line => /^\s+at /.test(line))
        .join('\n');
}


/***/ })

};
