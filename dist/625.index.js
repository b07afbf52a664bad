export const id = 625;
export const ids = [625];
export const modules = {

/***/ 24625:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runAsAction: () => (/* binding */ runAsAction)
});

// EXTERNAL MODULE: ./lib/src/clock.js
var src_clock = __webpack_require__(79508);
// EXTERNAL MODULE: ./lib/src/inputs/problems.js
var problems = __webpack_require__(88688);
// EXTERNAL MODULE: ./lib/src/inputs/tables/specification.js + 5 modules
var specification = __webpack_require__(79187);
// EXTERNAL MODULE: ./lib/src/log.js
var src_log = __webpack_require__(40736);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(35909);
// EXTERNAL MODULE: ./lib/src/report/gate/gate.js + 2 modules
var gate_gate = __webpack_require__(28767);
// EXTERNAL MODULE: ./lib/src/report/run-sections.js
var run_sections = __webpack_require__(85505);
// EXTERNAL MODULE: ./lib/src/report/text.js
var report_text = __webpack_require__(87358);
// EXTERNAL MODULE: ./lib/src/run/output-files.js
var output_files = __webpack_require__(921);
// EXTERNAL MODULE: ./lib/src/run/progress/heartbeat.js
var heartbeat = __webpack_require__(60486);
// EXTERNAL MODULE: ./lib/src/run/run-mode.js + 28 modules
var run_mode = __webpack_require__(74746);
// EXTERNAL MODULE: ./lib/src/files/write/placing.js
var placing = __webpack_require__(88466);
// EXTERNAL MODULE: ./lib/src/report/annotations.js
var annotations = __webpack_require__(36275);
// EXTERNAL MODULE: ./lib/src/report/check/findings.js
var check_findings = __webpack_require__(23034);
// EXTERNAL MODULE: ./lib/src/report/links.js
var links = __webpack_require__(96668);
// EXTERNAL MODULE: ./lib/src/report/outputs.js + 1 modules
var report_outputs = __webpack_require__(38559);
// EXTERNAL MODULE: ./lib/src/report/problem-text.js
var problem_text = __webpack_require__(54884);
// EXTERNAL MODULE: ./lib/src/report/steps.js
var steps = __webpack_require__(18046);
// EXTERNAL MODULE: ./lib/src/report/summary.js + 2 modules
var summary = __webpack_require__(94599);
// EXTERNAL MODULE: ./lib/src/report/verdict.js + 2 modules
var verdict = __webpack_require__(35737);
// EXTERNAL MODULE: ./lib/src/run/github-context.js
var github_context = __webpack_require__(91775);
// EXTERNAL MODULE: ./lib/src/run/printed.js + 1 modules
var printed = __webpack_require__(16659);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/src/json.js
var json = __webpack_require__(38674);
// EXTERNAL MODULE: ./lib/src/action/github/connect.js + 3 modules
var connect = __webpack_require__(65615);
// EXTERNAL MODULE: ./lib/src/action/github/error.js
var github_error = __webpack_require__(6051);
// EXTERNAL MODULE: ./lib/src/report/markdown.js
var report_markdown = __webpack_require__(12560);
;// CONCATENATED MODULE: ./lib/src/action/github/report-to-pull-request.js



const COMMENT_BYTES = 60_000;
const VERDICT_LENGTH = 1000;
const LABEL_LENGTH = 100;
const SHOWN = {
    check: new Set(['findings', 'problems', 'unscanned']),
    plan: new Set([
        ...['target', 'problems', 'findings', 'unscanned', 'selection', 'plan', 'permissions', 'notes']
    ])
};
function reportToPullRequest(report, github) {
    const { kind, sentence } = (0,verdict/* judgeReport */.wI)(report);
    const isClean = kind === 'good' && report.findings.length === 0;
    const head = [
        `### ${isClean ? '✅' : '🔓'} ecs-sealed-deploy`,
        (0,report_markdown/* escapeMarkdown */.FV)((0,report_markdown/* clipped */.cz)(sentence, VERDICT_LENGTH))
    ];
    const foot = `<sub>Check${ofCommit(github)}; shows names and locations, never values. This comment is replaced at the next run.</sub>`;
    const markdown = commentOf(report, github, { what: 'check', head, foot });
    return { kind: isClean ? 'only-replaces' : 'always', markdown };
}
function planToPullRequest(report, github, by) {
    const { kind, sentence } = (0,verdict/* judgeReport */.wI)(report);
    const { permissions } = report;
    const open = permissions.filter(({ verdict }) => verdict !== 'allowed');
    const allowed = permissions.length === 0
        ? []
        : [`Permissions and images: ${permissions.length - open.length} of ${permissions.length} verified.`];
    const head = [
        `### ${kind === 'good' ? '📋' : '❌'} ecs-sealed-deploy: plan`,
        (0,report_markdown/* escapeMarkdown */.FV)((0,report_markdown/* clipped */.cz)(sentence, VERDICT_LENGTH)),
        ...allowed
    ];
    const names = [by.workflow, by.job]
        .filter(name => name !== '')
        .map(name => (0,report_markdown/* escapeMarkdown */.FV)((0,report_markdown/* clipped */.cz)(name, LABEL_LENGTH)));
    const job = names.length === 0 ? '' : ` by ${names.join(' / ')}`;
    const foot = `<sub>Plan${ofCommit(github)}${job}; nothing was changed. Values that could be credentials are never shown. This comment is replaced at the next run.</sub>`;
    const shown = { ...report, permissions: open };
    return { kind: 'always', markdown: commentOf(shown, github, { what: 'plan', head, foot }) };
}
function commentOf(report, github, { what, head, foot }) {
    const filesUrl = filesUrlOf(github);
    const sections = (0,summary/* reportSections */.lN)(report, { judgment: (0,verdict/* judgeReport */.wI)(report), filesUrl })
        .filter(({ id }) => SHOWN[what].has(id))
        .map(one => (one.id === 'findings' && what === 'check' ? { ...one, share: 0.7 } : one));
    const room = COMMENT_BYTES - Buffer.byteLength([...head, foot].join('\n\n')) - 10;
    const body = (0,report_markdown/* sectionsToMarkdown */.x0)(sections, room, '####');
    return [...head, body, foot].filter(part => part !== '').join('\n\n');
}
function filesUrlOf({ server_url: server, repository, sha }) {
    if (typeof server !== 'string' || typeof repository !== 'string' || typeof sha !== 'string')
        return undefined;
    if (!/^https?:\/\/[\w.:-]+$/.test(server) || !/^[\w.-]+\/[\w.-]+$/.test(repository) || !/^\w+$/.test(sha))
        return undefined;
    return `${server}/${repository}/blob/${sha}`;
}
function ofCommit({ sha }) {
    return typeof sha === 'string' && /^[0-9a-f]{7,64}$/.test(sha) ? ` of ${(0,report_markdown/* code */.aY)(sha.slice(0, 7))}` : '';
}

;// CONCATENATED MODULE: ./lib/src/action/github/comment-on-pull-request.js





async function commentOnPullRequest(report, request) {
    const { github, variables, gate } = request;
    if (github['event_name'] === 'pull_request_target')
        return [{ message: NOT_FOR_TARGET }];
    const pullRequest = pullRequestOf(github);
    if (!pullRequest)
        return [];
    const { GITHUB_WORKFLOW = '', GITHUB_JOB = '', GITHUB_ACTION = '' } = variables;
    const what = report.mode === 'plan' ? 'plan' : 'check';
    const marker = markerOf(what, [GITHUB_WORKFLOW, GITHUB_JOB, GITHUB_ACTION, ...request.configuration]);
    const step = { workflow: GITHUB_WORKFLOW, job: GITHUB_JOB };
    const comment = gate.write({ report, step }, (clean) => {
        const { kind, markdown } = what === 'plan'
            ? planToPullRequest(clean.report, github, clean.step)
            : reportToPullRequest(clean.report, github);
        return { kind, markdown: `${marker}\n${markdown}` };
    });
    try {
        const { comments } = (0,connect/* connectGithub */.Sv)(request);
        await comments.upsert(pullRequest.number, marker, comment);
        return [];
    }
    catch (error) {
        const denied = error instanceof github_error/* GithubError */.E1 && error.failure === 'denied';
        const why = denied && pullRequest.isFork ? readOnly(what) : (0,github_error/* explainGithub */.Dk)(error, 'pull-requests: write');
        return [{ message: `Pull request comment not written: ${why}.` }];
    }
}
const NOT_FOR_TARGET = 'Pull request comment not written: comments are for the event pull_request, not for pull_request_target.';
function readOnly(what) {
    const where = what === 'plan'
        ? 'plan is in the step summary'
        : 'findings are in the annotations and in the step summary';
    return `on pull requests from forks the token only reads. The ${where}`;
}
function pullRequestOf(github) {
    if (github['event_name'] !== 'pull_request')
        return undefined;
    const pullRequest = (0,json/* memberIn */.Wy)(github['event'], 'pull_request');
    const number = (0,json/* memberIn */.Wy)(pullRequest, 'number');
    if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 1)
        return undefined;
    const head = (0,json/* memberIn */.Wy)(pullRequest, 'head', 'repo', 'full_name');
    return { number, isFork: head !== github['repository'] };
}
function markerOf(what, parts) {
    const key = (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
    return `<!-- ecs-sealed-deploy:${what}:${key} -->`;
}

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 14 modules
var core = __webpack_require__(96421);
;// CONCATENATED MODULE: ./lib/src/action/runner.js

function sayInfo(line) {
    core/* info */.pq(line);
}
function sayDebug(line) {
    core/* debug */.Yz(line);
}
function sayGroup(title, lines) {
    core/* startGroup */.Oh(title);
    for (const line of lines)
        core/* info */.pq(line);
    core/* endGroup */.N4();
}
function annotate({ level, message, ...properties }) {
    const say = { error: core/* error */.z3, warning: core/* warning */.$e, notice: core/* notice */.lm };
    say[level](message, properties);
}
function setOutput(name, value) {
    core/* setOutput */.uH(name, value);
}
async function writeStepSummary(markdown) {
    await core/* summary */.z.addRaw(markdown, true).write();
}
function maskLine(line) {
    core/* setSecret */.Pq(line);
}

;// CONCATENATED MODULE: ./lib/src/action/finish-action.js














async function finishAction(done, run) {
    const { gate, environment } = run;
    const commented = await keepComment((0,printed/* keepSarif */.VM)(done, run), run);
    const report = await deliver((0,printed/* keepPage */.tP)(commented, run), environment, gate);
    const judgment = (0,verdict/* judgeReport */.wI)(report);
    printReport(report, judgment, run);
    for (const annotation of (0,annotations/* annotationsOf */.I)(report, judgment))
        annotate(gate.cleared(annotation));
    return judgment.exitCode;
}
function printReport(report, { results }, { sources, gate }) {
    const findings = gate.write(report.findings, clean => (0,check_findings/* findingsToText */.xc)(clean, sources));
    if (findings.length > 0)
        sayGroup(gate.shown('Findings'), findings);
    const lines = [
        ...(findings.length === 0 ? [] : gate.write(report, problem_text/* waysOut */.ZN)),
        ...(report.problems.length === 0 ? [] : gate.write(report.problems, problem_text/* problemsToText */.Jn)),
        ...gate.write(results, links/* linksToText */.IF),
        ...gate.write(report, steps/* endingToText */.cJ)
    ];
    for (const line of lines)
        sayInfo(line);
}
async function deliver(report, environment, gate) {
    const first = (0,printed/* withProblem */.Af)(report, writeOutputs(report, gate));
    const unwritten = await writeSummary(first, environment, gate);
    if (unwritten === undefined)
        return first;
    const second = (0,printed/* withProblem */.Af)(first, unwritten);
    return first === report ? (0,printed/* withProblem */.Af)(second, writeOutputs(second, gate)) : second;
}
function writeOutputs(report, gate) {
    try {
        const outputs = gate.write(report, report_outputs/* outputsOf */.Yz);
        for (const [name, value] of Object.entries(outputs))
            setOutput(name, value);
        return undefined;
    }
    catch (error) {
        return notWritten('The outputs of the step', 'GITHUB_OUTPUT', error);
    }
}
async function writeSummary(report, environment, gate) {
    if (!environment['GITHUB_STEP_SUMMARY'])
        return undefined;
    try {
        await writeStepSummary(gate.write(report, one => (0,summary/* reportToMarkdown */.hd)(one)));
        return undefined;
    }
    catch (error) {
        return notWritten('The step summary', 'GITHUB_STEP_SUMMARY', error);
    }
}
function notWritten(what, variable, error) {
    return {
        code: 'output-not-written',
        fault: 'machine',
        message: `${what} could not be written to the file of ${variable} (${(0,placing/* writeErrorText */.fD)(error)}).`,
        hint: 'Give the runner free disk space, leave that variable as the runner sets it, and run the step again: completed work is detected and not repeated.'
    };
}
async function keepComment(report, run) {
    const { raw, environment, gate, signal } = run;
    const token = raw['github-token']?.trim() ?? '';
    if (token === '' || (report.mode !== 'check' && report.mode !== 'plan'))
        return report;
    const remarks = await commentOnPullRequest(report, {
        token,
        variables: environment,
        github: (0,github_context/* githubContext */.h4)(environment),
        configuration: configurationOf(report.mode, raw),
        clock: src_clock/* systemClock */.ml,
        signal,
        gate
    });
    return remarks.length === 0 ? report : { ...report, remarks: [...report.remarks, ...remarks] };
}
function configurationOf(mode, raw) {
    const definition = raw['task-definition'] ?? '';
    if (mode === 'check')
        return [definition];
    return [
        definition,
        ...['config', 'environment', 'cluster', 'aws-region', 'service', 'task-definition-arn'].map(name => raw[name] ?? '')
    ];
}

;// CONCATENATED MODULE: ./lib/src/action/action-shell.js













async function runAsAction(environment, signal, { clock: machine, beforeCalls } = {}) {
    const clock = (0,src_clock/* runClock */.At)(machine);
    const gate = new gate_gate/* Gate */.i();
    const sources = new Map();
    const given = inputNames(environment);
    const workspace = environment['GITHUB_WORKSPACE'] ?? process.cwd();
    const area = (0,run_mode/* writingArea */._d)(environment, workspace, false);
    const { raw, problems: clashes } = await (0,output_files/* refuseOverwriting */.F)(rawInputs(environment), area);
    const { log, close } = openActionLog(raw.mode, { gate, clock });
    const stray = (0,problems/* strayVariables */.fQ)(given, specification/* ACTION_INPUTS */.bn);
    if (stray.ignored.length > 0)
        log.notice(ignoredText(stray.ignored));
    const done = await (0,run_mode/* runMode */.rt)({
        raw,
        inputProblems: [...stray.problems, ...clashes],
        environment,
        workspace,
        area,
        log,
        gate,
        mask: values => maskValues(values, gate),
        keepSource: (file, text) => sources.set(file, text),
        clock,
        ...(environment['RUNNER_TEMP'] ? { renderedFolder: environment['RUNNER_TEMP'] } : {}),
        ...(0,present/* present */.E)({ beforeCalls }),
        signal
    }).finally(close);
    return finishAction(done, { raw, area, environment, gate, signal, sources, clock });
}
function inputNames(environment) {
    return Object.entries(environment)
        .filter(([name, value]) => name.startsWith('INPUT_') && (value ?? '') !== '')
        .map(([name]) => name.slice('INPUT_'.length).toLowerCase());
}
function ignoredText(names) {
    const variables = [...new Set(names.map(problems/* variableText */.oQ))].join(', ');
    return `${variables} ${names.length === 1 ? 'is not an input' : 'are not inputs'} of this action and ${names.length === 1 ? 'was' : 'were'} ignored.`;
}
function rawInputs(environment) {
    const entries = specification/* ACTION_INPUTS */.bn.flatMap(name => {
        const value = environment[`INPUT_${name.toUpperCase()}`];
        return value === undefined ? [] : [[name, value]];
    });
    return Object.fromEntries(entries);
}
function maskValues(values, gate) {
    for (const line of gate.know(values).flatMap(value => value.split(/\r?\n/))) {
        if (line.trim().length >= 8)
            maskLine(line);
    }
}
function openActionLog(mode, { gate, clock }) {
    const info = (message) => {
        follower?.said();
        sayInfo(lineOf(message, gate));
    };
    const group = (title, lines) => {
        follower?.said();
        sayGroup(lineOf(title, gate), linesOf(lines, gate));
    };
    const note = (level, message) => {
        follower?.said();
        annotate({ level, message: lineOf(message, gate) });
    };
    const follower = (0,heartbeat/* callsAws */.Jd)(mode) ? new heartbeat/* Heartbeat */.XE(clock, info) : undefined;
    const log = {
        debug: message => sayDebug(gate.shown(message)),
        info,
        notice: message => note('notice', message),
        warning: message => note('warning', message),
        group,
        recap: group,
        acting: places => {
            for (const line of (0,run_sections/* targetToText */.As)(places))
                info(line);
        },
        follow: activity => follower?.follow(activity) ?? (0,src_log/* plainly */.y)(activity, info),
        ...(follower ? { asking: (operation, trouble) => follower.asking(operation, trouble) } : {})
    };
    return { log, close: () => follower?.close() };
}
function lineOf(text, gate) {
    return gate.write(text, report_text/* plain */.pj);
}
function linesOf(texts, gate) {
    return texts.map(text => lineOf(text, gate));
}


/***/ })

};
