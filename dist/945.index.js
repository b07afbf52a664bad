export const id = 945;
export const ids = [945];
export const modules = {

/***/ 4844:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B4: () => (/* binding */ describeRegistration),
/* harmony export */   GO: () => (/* binding */ planToText),
/* harmony export */   k$: () => (/* binding */ shortArn),
/* harmony export */   u7: () => (/* binding */ describeAction)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5071);

function describeAction(action) {
    switch (action.kind) {
        case 'unchanged':
            return 'unchanged';
        case 'follow':
            return `already rolling out (${action.deploymentId}): watch it`;
        case 'scale':
            return `desired count ${action.from} → ${action.to}`;
        case 'update':
            return describeUpdate(action.because);
        default:
            return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .assertNever */ .xb)(action);
    }
}
function describeUpdate(because) {
    switch (because) {
        case 'new-definition':
            return 'update to the new revision';
        case 'forced':
            return 'new deployment of the same revision (forced)';
        case 'retry-failed':
            return 'new deployment of the same revision (the last one failed)';
        default:
            return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .assertNever */ .xb)(because);
    }
}
function describeRegistration(definition) {
    const { registration } = definition;
    if (registration.kind === 'reuse')
        return `${shortArn(registration.arn)} already equals it`;
    switch (registration.because) {
        case 'first-revision':
            return 'register the first revision';
        case 'changed':
            return 'register a new revision';
        case 'inactive':
            return 'register again (the equal revision is inactive)';
        default:
            return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .assertNever */ .xb)(registration.because);
    }
}
function shortArn(arn) {
    return arn.slice(arn.lastIndexOf('/') + 1);
}
function planToText(plan) {
    const lines = [];
    for (const definition of plan.definitions) {
        lines.push(`${definition.family} (${definition.files.join(', ')}): ${describeRegistration(definition)}`);
        if (definition.registration.kind === 'register') {
            lines.push(...definition.differences.map(({ change, path }) => `    ${SIGNS[change]} ${path}`));
        }
        for (const service of plan.services.filter(({ definitionId }) => definitionId === definition.id)) {
            lines.push(`  service ${service.service}: ${describeAction(service.action)}`);
        }
    }
    return lines;
}
const SIGNS = { added: '+', removed: '-', changed: '~' };


/***/ }),

/***/ 9011:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ diagnosisToText),
/* harmony export */   p: () => (/* binding */ resultsToText)
/* harmony export */ });
/* harmony import */ var _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1128);
/* harmony import */ var _plan_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4844);


function resultsToText(results) {
    const width = Math.max(0, ...results.map(result => result.service.length));
    const sorted = [...results].sort((a, b) => Number((0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .isGood */ .K)(b.outcome)) - Number((0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .isGood */ .K)(a.outcome)));
    return sorted.map(result => {
        const arn = result.taskDefinitionArn === undefined ? '' : ` ${(0,_plan_text_js__WEBPACK_IMPORTED_MODULE_1__/* .shortArn */ .k$)(result.taskDefinitionArn)}`;
        return `${result.service.padEnd(width)}  ${result.outcome}${arn}${(0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .isGood */ .K)(result.outcome) ? '' : ` — ${result.reason}`}`;
    });
}
function diagnosisToText(diagnosis) {
    const lines = [];
    for (const stop of diagnosis.stops) {
        const exits = stop.exits.length > 0 ? ` (${stop.exits.join(', ')})` : '';
        lines.push(`${stop.count} × stopped: ${stop.reason}${exits}`);
        if (stop.explanation !== undefined)
            lines.push(`    → ${stop.explanation}`);
    }
    if (diagnosis.stops.length === 0 && diagnosis.notVerified.length === 0) {
        lines.push('ECS remembers no stopped task of this deployment.');
    }
    if (diagnosis.events.length > 0)
        lines.push('Last events:', ...diagnosis.events.map(event => `    ${event}`));
    lines.push(...diagnosis.notVerified);
    return lines;
}


/***/ }),

/***/ 7945:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runAsAction: () => (/* binding */ runAsAction)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 3 modules
var core = __webpack_require__(235);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/summary.js
var summary = __webpack_require__(1170);
// EXTERNAL MODULE: ./lib/src/inputs/read.js + 2 modules
var read = __webpack_require__(100);
// EXTERNAL MODULE: ./lib/src/inputs/specification.js
var specification = __webpack_require__(411);
// EXTERNAL MODULE: ./lib/src/report/findings-text.js + 1 modules
var findings_text = __webpack_require__(1436);
;// CONCATENATED MODULE: ./lib/src/report/annotations.js

const SHOWN_OF_A_LEVEL = 10;
function annotationsOf(report) {
    const all = [
        ...report.problems.map(problemAnnotation),
        ...report.findings.map(findingAnnotation),
        ...report.remarks.map(remarkAnnotation)
    ];
    return ['error', 'warning', 'notice'].flatMap(level => limited(level, all.filter(annotation => annotation.level === level), report.findings));
}
function limited(level, annotations, findings) {
    if (annotations.length <= SHOWN_OF_A_LEVEL)
        return annotations;
    const ofLevel = findings.filter(finding => finding.level === level);
    const counted = ofLevel.length === annotations.length ? (0,findings_text/* countsOf */.mQ)(ofLevel) : `${annotations.length} ${level}s`;
    const first = {
        level,
        title: counted,
        message: `${counted}. GitHub shows ${SHOWN_OF_A_LEVEL} of a level; the others are in the step summary and in the log.`
    };
    return [first, ...annotations.slice(0, SHOWN_OF_A_LEVEL - 1)];
}
function findingAnnotation({ level, name, place, file, message, hint }) {
    const at = place ? placeProperties(place) : { file };
    return { level, title: flat(`${TITLES[level]}: ${name}`), message: `${message}\n${hint}`, ...at };
}
const TITLES = {
    error: 'Not sealed',
    warning: 'Check this',
    notice: 'Note'
};
function problemAnnotation({ service, message, hint, place }) {
    return {
        level: 'error',
        title: flat(service === undefined ? 'ecs-sealed-deploy' : `ecs-sealed-deploy: ${service}`),
        message: hint === undefined ? message : `${message}\n${hint}`,
        ...(place ? placeProperties(place) : {})
    };
}
function remarkAnnotation({ message, place }) {
    return {
        level: 'notice',
        title: 'ecs-sealed-deploy',
        message,
        ...(place ? placeProperties(place) : {})
    };
}
function placeProperties(place) {
    const lines = { file: place.file, startLine: place.line, endLine: place.endLine };
    return place.line === place.endLine
        ? { ...lines, startColumn: place.column, endColumn: place.endColumn }
        : lines;
}
function flat(text) {
    return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
}

// EXTERNAL MODULE: ./lib/src/report/exit-code.js
var exit_code = __webpack_require__(103);
// EXTERNAL MODULE: ./lib/src/report/findings-json.js
var findings_json = __webpack_require__(1194);
// EXTERNAL MODULE: ./lib/src/report/plan-text.js
var plan_text = __webpack_require__(4844);
;// CONCATENATED MODULE: ./lib/src/report/plan-json.js

function planToJson(plan) {
    return {
        version: 1,
        definitions: plan.definitions.map(definition => ({
            family: definition.family,
            files: definition.files,
            action: definition.registration.kind,
            because: definition.registration.kind === 'register' ? definition.registration.because : undefined,
            revision: definition.registration.kind === 'reuse' ? definition.registration.arn : undefined,
            comparedWith: definition.comparedWith,
            differences: definition.differences,
            notKept: definition.notKept
        })),
        services: plan.services.map(service => ({
            service: service.service,
            cluster: service.cluster,
            file: service.file,
            action: service.action.kind,
            description: (0,plan_text/* describeAction */.u7)(service.action),
            previousTaskDefinitionArn: service.previousTaskDefinitionArn
        }))
    };
}

;// CONCATENATED MODULE: ./lib/src/report/outputs.js


function outputsOf(report) {
    return {
        results: JSON.stringify(report.results),
        'task-definition-arn': report.taskDefinitionArns.join('\n'),
        'task-definition': report.renderedFiles.join('\n'),
        findings: (0,findings_json/* findingsToJson */.W)(report),
        'findings-count': String(report.findings.length),
        plan: report.plan ? JSON.stringify(planToJson(report.plan)) : ''
    };
}

// EXTERNAL MODULE: ./lib/src/report/problems-text.js
var problems_text = __webpack_require__(2545);
// EXTERNAL MODULE: ./lib/src/rollout/outcome.js
var outcome = __webpack_require__(1128);
// EXTERNAL MODULE: ./lib/src/report/plain.js
var plain = __webpack_require__(2397);
;// CONCATENATED MODULE: ./lib/src/report/markdown.js

function escapeMarkdown(text) {
    return (0,plain/* plain */.p)(text)
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replace(/[\\`*_[\]|~#]/g, character => `\\${character}`)
        .replaceAll('@', '&#64;')
        .replace(/\b(https?):\/\//gi, '$1&#58;//');
}
function code(text) {
    const safe = (0,plain/* plain */.p)(text)
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replace(/[\\`*_[\]|~@:#]/g, character => `&#${character.charCodeAt(0)};`);
    return `<code>${safe}</code>`;
}

// EXTERNAL MODULE: ./lib/src/report/results-text.js
var results_text = __webpack_require__(9011);
;// CONCATENATED MODULE: ./lib/src/report/deploy-markdown.js




function resultsToMarkdown(results, diagnoses) {
    if (results.length === 0)
        return '';
    const sorted = [...results].sort((a, b) => Number((0,outcome/* isGood */.K)(a.outcome)) - Number((0,outcome/* isGood */.K)(b.outcome)));
    const rows = sorted.map(result => `| ${(0,outcome/* isGood */.K)(result.outcome) ? '✅' : '❌'} ${code(result.service)} | ${result.outcome} | ${revisions(result)} | ${duration(result)} | ${escapeMarkdown(result.reason)} |`);
    const evidence = diagnoses.map(diagnosis => `<details open><summary>Why ${escapeMarkdown(diagnosis.service)} failed</summary>\n\n${(0,results_text/* diagnosisToText */.k)(diagnosis)
        .map(line => `- ${escapeMarkdown(line.trim())}`)
        .join('\n')}\n\n</details>`);
    return [
        '## Rollouts',
        '',
        '| service | outcome | revision | took | reason |',
        '| --- | --- | --- | --- | --- |',
        ...rows,
        '',
        ...evidence,
        ''
    ].join('\n');
}
function revisions(result) {
    const from = result.previousTaskDefinitionArn;
    const to = result.taskDefinitionArn;
    if (to === undefined)
        return from === undefined ? '' : code((0,plan_text/* shortArn */.k$)(from));
    return from === undefined || from === to
        ? code((0,plan_text/* shortArn */.k$)(to))
        : `${code((0,plan_text/* shortArn */.k$)(from))} → ${code((0,plan_text/* shortArn */.k$)(to))}`;
}
function duration(result) {
    if (result.startedAt === undefined || result.finishedAt === undefined)
        return '';
    return `${Math.round((Date.parse(result.finishedAt) - Date.parse(result.startedAt)) / 1000)} s`;
}
function planToMarkdown(plan) {
    const rows = plan.definitions.flatMap(definition => {
        const services = plan.services.filter(({ definitionId }) => definitionId === definition.id);
        const what = `${escapeMarkdown((0,plan_text/* describeRegistration */.B4)(definition))}${differences(definition)}`;
        if (services.length === 0)
            return [`| | ${code(definition.family)} | ${what} | |`];
        return services.map(service => `| ${code(service.service)} | ${code(definition.family)} | ${what} | ${escapeMarkdown((0,plan_text/* describeAction */.u7)(service.action))} |`);
    });
    return [
        '## Plan',
        '',
        '| service | family | definition | service |',
        '| --- | --- | --- | --- |',
        ...rows,
        ''
    ].join('\n');
}
const DIFFERENCES_SHOWN = 12;
function differences(definition) {
    if (definition.registration.kind === 'reuse' || definition.differences.length === 0)
        return '';
    const shown = definition.differences
        .slice(0, DIFFERENCES_SHOWN)
        .map(({ change, path }) => `<br>${change} ${code(path)}`);
    const more = definition.differences.length - DIFFERENCES_SHOWN;
    return shown.join('') + (more > 0 ? `<br>and ${more} more` : '');
}

;// CONCATENATED MODULE: ./lib/src/report/findings-markdown.js


const MAX_ROWS = 300;
const SIGNS = { error: '❌', warning: '⚠️', notice: 'ℹ️' };
function findingsToMarkdown(findings) {
    if (findings.length === 0)
        return '';
    const order = ['error', 'warning', 'notice'];
    const sorted = [...findings].sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
    const left = sorted.length - MAX_ROWS;
    return [
        '## Findings',
        '',
        `${(0,findings_text/* countsOf */.mQ)(findings)}.`,
        '',
        '| place | container | name | what | rule |',
        '| --- | --- | --- | --- | --- |',
        ...sorted.slice(0, MAX_ROWS).map(row),
        ...(left > 0 ? ['', `… and ${left} more; all are in the output \`findings\`.`] : []),
        '',
        '### What to write instead',
        '',
        ...advice(sorted.slice(0, MAX_ROWS)),
        ''
    ].join('\n');
}
function row(finding) {
    const { level, container, name, rule, message } = finding;
    const cells = [
        `${SIGNS[level]} ${code((0,findings_text/* positionOf */.df)(finding))}`,
        container === undefined ? '' : code(container),
        code(name),
        escapeMarkdown(message),
        code(rule)
    ];
    return `| ${cells.join(' | ')} |`;
}
function advice(findings) {
    const names = new Map();
    for (const { hint, name } of findings)
        names.set(hint, (names.get(hint) ?? new Set()).add(name));
    return [...names].map(([hint, of]) => `- ${[...of].map(code).join(', ')}: ${escapeMarkdown(hint)}`);
}

// EXTERNAL MODULE: ./lib/src/report/verdict.js
var verdict = __webpack_require__(8092);
;// CONCATENATED MODULE: ./lib/src/report/summary.js





function reportToMarkdown(report) {
    return [
        `# ecs-sealed-deploy ${report.mode}`,
        '',
        escapeMarkdown((0,verdict/* verdictOf */.V)(report)),
        '',
        problemsToMarkdown(report),
        findingsToMarkdown(report.findings),
        resultsToMarkdown(report.results, report.diagnoses),
        report.plan ? planToMarkdown(report.plan) : '',
        remarksToMarkdown(report)
    ]
        .filter(section => section !== '')
        .join('\n\n');
}
function problemsToMarkdown({ problems }) {
    if (problems.length === 0)
        return '';
    const items = problems.map(({ service, place, message, hint }) => {
        const where = [service, place && (0,problems_text/* placeToText */.a)(place)].filter(part => part !== undefined).join(', ');
        const text = `- ${where === '' ? '' : `**${escapeMarkdown(where)}**: `}${escapeMarkdown(message)}`;
        return hint === undefined ? text : `${text}<br>${escapeMarkdown(hint)}`;
    });
    return ['## To be put right', '', ...items].join('\n');
}
function remarksToMarkdown({ remarks }) {
    if (remarks.length === 0)
        return '';
    const items = remarks.map(({ message, place }) => `- ${place ? `${escapeMarkdown((0,problems_text/* placeToText */.a)(place))}: ` : ''}${escapeMarkdown(message)}`);
    return ['## Notes', '', ...items].join('\n');
}

// EXTERNAL MODULE: ./lib/src/shell/redactor.js
var shell_redactor = __webpack_require__(3147);
// EXTERNAL MODULE: ./lib/src/shell/run-mode.js + 2 modules
var run_mode = __webpack_require__(4856);
;// CONCATENATED MODULE: ./lib/src/shell/action-shell.js










const SUMMARY_LIMIT = 1_000_000;
async function runAsAction(environment, signal) {
    const redactor = new shell_redactor/* Redactor */.p();
    const given = inputNames(environment);
    const report = await (0,run_mode/* runMode */.r)({
        raw: rawInputs(environment),
        inputProblems: (0,read/* unknownInputs */.q)(given, specification/* ACTION_INPUTS */.bn),
        environment,
        workspace: environment['GITHUB_WORKSPACE'] ?? process.cwd(),
        log: actionLog(redactor),
        mask: values => maskValues(values, redactor),
        keepSource: () => { },
        ...(environment['RUNNER_TEMP'] ? { renderedFolder: environment['RUNNER_TEMP'] } : {}),
        signal
    });
    await deliver(report, environment, redactor);
    return (0,exit_code/* exitCodeOf */.F)(report);
}
function inputNames(environment) {
    return Object.entries(environment)
        .filter(([name, value]) => name.startsWith('INPUT_') && (value ?? '') !== '')
        .map(([name]) => name.slice('INPUT_'.length).toLowerCase());
}
function rawInputs(environment) {
    const entries = specification/* ACTION_INPUTS */.bn.flatMap(name => {
        const value = environment[`INPUT_${name.toUpperCase()}`];
        return value === undefined ? [] : [[name, value]];
    });
    return Object.fromEntries(entries);
}
function maskValues(values, redactor) {
    redactor.add(values);
    for (const line of values.flatMap(value => value.split(/\r?\n/))) {
        if (line.trim().length >= 8)
            core/* setSecret */.Pq(line);
    }
}
function actionLog(redactor) {
    return {
        debug: message => core/* debug */.Yz(redactor.clean(message)),
        info: message => core/* info */.pq(redactor.clean(message)),
        notice: message => core/* notice */.lm(redactor.clean(message)),
        warning: message => core/* warning */.$e(redactor.clean(message)),
        group: (title, lines) => {
            core/* startGroup */.Oh(redactor.clean(title));
            for (const line of lines)
                core/* info */.pq(redactor.clean(line));
            core/* endGroup */.N4();
        }
    };
}
async function deliver(report, environment, redactor) {
    for (const line of (0,problems_text.problemsToText)(report.problems))
        core/* info */.pq(redactor.clean(line));
    const annotate = { error: core/* error */.z3, warning: core/* warning */.$e, notice: core/* notice */.lm };
    for (const { level, message, ...properties } of annotationsOf(report)) {
        annotate[level](redactor.clean(message), properties);
    }
    for (const [name, value] of Object.entries(outputsOf(report)))
        core/* setOutput */.uH(name, redactor.clean(value));
    if (environment['GITHUB_STEP_SUMMARY']) {
        const markdown = truncate(redactor.clean(reportToMarkdown(report)));
        await summary/* summary */.z.addRaw(markdown, true).write();
    }
}
function truncate(markdown) {
    if (Buffer.byteLength(markdown) <= SUMMARY_LIMIT)
        return markdown;
    const kept = Buffer.from(markdown).subarray(0, SUMMARY_LIMIT).toString('utf8');
    return `${kept.slice(0, kept.lastIndexOf('\n'))}\n\n… cut: the whole report is in the outputs.\n`;
}


/***/ })

};
