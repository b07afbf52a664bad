export const id = 619;
export const ids = [619,494];
export const modules = {

/***/ 22324:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dr: () => (/* binding */ isNumbered),
/* harmony export */   aL: () => (/* binding */ familiesRun),
/* harmony export */   k5: () => (/* binding */ withRevisionArns),
/* harmony export */   p2: () => (/* binding */ readRevisions)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(87433);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(28168);
/* harmony import */ var _pace_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(21795);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(35909);
/* harmony import */ var _definition_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(35285);
/* harmony import */ var _gap_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(84210);
/* harmony import */ var _scan_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(43153);







async function readRevisions(uses, others, ports) {
    const pace = new _pace_js__WEBPACK_IMPORTED_MODULE_0__/* .RequestPace */ .tI(_pace_js__WEBPACK_IMPORTED_MODULE_0__/* .DESCRIBE_FOR_AUDIT */ .Kk, ports.clock);
    const families = [...new Set([...uses.map(({ revision }) => (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .familyOf */ .Ap)(revision)), ...others])]
        .filter(one => !(0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .isOfDaemon */ .OM)(one))
        .toSorted((a, b) => (a < b ? -1 : 1));
    const { active, inactive, leaving, gaps } = await listRevisions(families, pace, ports);
    const newest = new Map();
    for (const arn of active) {
        const known = newest.get((0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .familyOf */ .Ap)(arn));
        if (known === undefined || (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .numberOfRevision */ .Cy)(known) < (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .numberOfRevision */ .Cy)(arn))
            newest.set((0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .familyOf */ .Ap)(arn), arn);
    }
    const arns = new Set([...uses.map(({ revision }) => revision).filter(isNumbered), ...active, ...inactive]);
    const described = await describeAll([...arns, ...others.filter(_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .isOfDaemon */ .OM)], pace, ports);
    const thinned = thinnedFamilies([...active, ...inactive], leaving);
    return { ...described, newest, beingDeleted: leaving.length, thinned, gaps: [...gaps, ...described.gaps] };
}
async function listRevisions(families, pace, { inventory, signal }) {
    const found = { ACTIVE: [], INACTIVE: [], DELETE_IN_PROGRESS: [] };
    const gaps = [];
    for (const family of families) {
        for (const status of ['ACTIVE', 'INACTIVE', 'DELETE_IN_PROGRESS']) {
            await pace.take({ signal });
            const look = await (0,_gap_js__WEBPACK_IMPORTED_MODULE_2__/* .readOrGap */ .m)(`old revisions of ${family}`, () => inventory.listRevisions(family, status));
            if ('found' in look)
                found[status].push(...look.found);
            else
                gaps.push(look.gap);
            if ('gap' in look)
                break;
        }
    }
    return { active: found.ACTIVE, inactive: found.INACTIVE, leaving: found.DELETE_IN_PROGRESS, gaps };
}
function thinnedFamilies(existing, leaving) {
    const counts = new Map();
    const gone = new Set(leaving);
    for (const arn of new Set([...existing, ...leaving])) {
        const { count, last } = counts.get((0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .familyOf */ .Ap)(arn)) ?? { count: 0, last: 0 };
        const isLeft = gone.has(arn) ? 0 : 1;
        counts.set((0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .familyOf */ .Ap)(arn), { count: count + isLeft, last: Math.max(last, (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .numberOfRevision */ .Cy)(arn)) });
    }
    return new Set([...counts].filter(([, { count, last }]) => count < last).map(([family]) => family));
}
const AT_ONCE = 8;
async function describeAll(arns, pace, ports) {
    const revisions = new Map();
    const held = new Map();
    const gaps = new Map();
    for (const batch of (0,_list_js__WEBPACK_IMPORTED_MODULE_3__/* .slicesOf */ .nu)(arns, AT_ONCE)) {
        await pace.take({ calls: batch.length, signal: ports.signal });
        const looks = await Promise.all(batch.map(arn => (0,_gap_js__WEBPACK_IMPORTED_MODULE_2__/* .readOrGap */ .m)(`the content of ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .isOfDaemon */ .OM)(arn) ? 'daemon ' : ''}task definitions`, () => ports.ecs.describeTaskDefinition(arn))));
        for (const look of looks) {
            if ('gap' in look)
                gaps.set(look.gap.why, look.gap);
            if (!('found' in look) || look.found === undefined)
                continue;
            revisions.set(look.found.arn, toRevision(look.found, ports));
            if (ports.keepsDefinitions)
                held.set(look.found.arn, look.found.definition);
        }
    }
    return { revisions, held, gaps: [...gaps.values()] };
}
function toRevision({ arn, family, status, registeredAt, definition }, { region, mask }) {
    const { exposures, values } = (0,_scan_js__WEBPACK_IMPORTED_MODULE_4__/* .scanDefinition */ .zZ)(definition);
    mask(values.map(({ value }) => value));
    const { registeredBy } = definition;
    return {
        arn,
        family,
        status,
        exposures,
        environmentFiles: (0,_definition_js__WEBPACK_IMPORTED_MODULE_5__/* .environmentFilesOf */ .kH)(definition),
        references: (0,_definition_js__WEBPACK_IMPORTED_MODULE_5__/* .referencesOf */ .CL)(definition, region),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_6__/* .present */ .E)({ registeredAt }),
        ...(typeof registeredBy === 'string' ? { registeredBy } : {})
    };
}
function isNumbered(revision) {
    return /:\d+$/.test((0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(revision));
}
function withRevisionArns(uses, { revisions, newest }) {
    const byName = new Map([...revisions.keys()].map(arn => [(0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .revisionOf */ .DT)(arn), arn]));
    return uses.map(use => {
        const { revision } = use;
        if (revisions.has(revision))
            return use;
        const found = isNumbered(revision) ? byName.get((0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(revision)) : newest.get((0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .familyOf */ .Ap)(revision));
        return found === undefined ? use : { ...use, revision: found };
    });
}
function familiesRun({ taskDefinition, deployments }) {
    return [...new Set([taskDefinition, ...deployments.map(one => one.taskDefinition)].map(_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .familyOf */ .Ap))];
}


/***/ }),

/***/ 58058:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   jo: () => (/* binding */ keepAsBaseline),
/* harmony export */   m4: () => (/* binding */ withoutBaseline)
/* harmony export */ });
/* unused harmony export withBaseline */
/* harmony import */ var _files_write_writer_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(95223);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(28168);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(35909);
/* harmony import */ var _decisions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(15376);
/* harmony import */ var _exceptions_exception_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(66509);





const DAYS = 90;
const HEADER = ' Exceptions of ecs-sealed-deploy: findings that are known, each for a reason and until a day (docs/check.md).';
async function keepAsBaseline(input, ports) {
    const { configuration, project, loaded, findings, judged, problems } = input;
    const { file } = configuration.config;
    const none = (why) => {
        return { applied: judged, remarks: [{ message: `No baseline was written: ${why}` }], problems: [] };
    };
    if (project.standing !== undefined)
        return none('this run is for a pull request, whose exceptions do not count until they are merged.');
    if (problems.length > 0 || loaded.unscanned.length > 0)
        return none('fix the problems first.');
    const now = ports.clock.now();
    const apply = async (text) => {
        const { decisions } = await (0,_decisions_js__WEBPACK_IMPORTED_MODULE_0__/* .readText */ .yR)(file, text, now);
        const decided = { ...project, configuration: decisions };
        return { decisions, applied: await (0,_decisions_js__WEBPACK_IMPORTED_MODULE_0__/* .applyProjectRules */ .PE)({ findings, loaded }, decided, ports) };
    };
    const files = new Set([...loaded.files, file]);
    const before = await withoutBaseline(project.text, entry => files.has(entry.file));
    const open = before.dropped === 0 ? judged : (await apply(before.text)).applied;
    const baseline = await withBaseline(before.text, open.findings, now);
    if (baseline.added + before.dropped === 0)
        return none('there is nothing to except.');
    const failed = (0,_files_write_writer_js__WEBPACK_IMPORTED_MODULE_1__/* .writeProjectFile */ .Fz)({ area: ports.area, file }, baseline.text);
    if (failed)
        return { applied: judged, remarks: [], problems: [failed] };
    const { decisions, applied } = await apply(baseline.text);
    const what = baseline.added === 1 ? '1 exception was' : `${baseline.added} exceptions were`;
    const gone = before.dropped === 0 ? '' : ` They replace ${before.dropped} of an earlier baseline.`;
    const message = `${what} written to ${file}, to end in ${DAYS} days.${gone}`;
    return { applied, remarks: [{ message }], problems: decisions.problems };
}
async function parse(text) {
    const yaml = await __webpack_require__.e(/* import() */ 815).then(__webpack_require__.t.bind(__webpack_require__, 38815, 19));
    const document = yaml.parseDocument(text, { version: '1.2', schema: 'core', logLevel: 'silent' });
    const existing = document.get('exceptions');
    return { yaml, document, list: yaml.isSeq(existing) ? existing : undefined };
}
async function withoutBaseline(text, leaves) {
    const { yaml, document, list } = await parse(text);
    const count = list?.items.length ?? 0;
    const isLeaving = (item) => {
        if (!yaml.isMap(item) || item.get('reason') !== _exceptions_exception_js__WEBPACK_IMPORTED_MODULE_2__/* .BASELINE_REASON */ .lv)
            return false;
        const [file, variable, container] = ['file', 'variable', 'container'].map(key => item.get(key));
        const entry = { file: String(file), variable: String(variable) };
        return leaves({ ...entry, ...(typeof container === 'string' ? { container } : {}) });
    };
    if (list)
        list.items = list.items.filter(item => !isLeaving(item));
    const dropped = count - (list?.items.length ?? 0);
    return { text: dropped === 0 ? text : document.toString({ lineWidth: 0 }), dropped };
}
async function withBaseline(text, findings, now) {
    const expires = (0,_exceptions_exception_js__WEBPACK_IMPORTED_MODULE_2__/* .dayAfter */ .PV)(now, DAYS);
    const entries = (0,_list_js__WEBPACK_IMPORTED_MODULE_3__/* .distinctBy */ .ey)(findings.filter(isExceptable).map(one => entryOf(one, expires)), JSON.stringify);
    if (entries.length === 0)
        return { text, added: 0 };
    const { yaml, document, list = new yaml.YAMLSeq() } = await parse(text);
    if (text.trim() === '')
        document.commentBefore = HEADER;
    document.set('exceptions', list);
    list.flow = false;
    for (const entry of entries)
        list.add(document.createNode(entry));
    return { text: document.toString({ lineWidth: 0 }), added: entries.length };
}
function isExceptable({ input, name, level, rule }) {
    return (input === undefined && name !== '' && level !== 'notice' && !/^policy\/(exception-|allow-)/.test(rule));
}
function entryOf({ file, container, name, rule }, expires) {
    return { file, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ container }), variable: name, rule, reason: _exceptions_exception_js__WEBPACK_IMPORTED_MODULE_2__/* .BASELINE_REASON */ .lv, expires };
}


/***/ }),

/***/ 31326:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ny: () => (/* binding */ loadWorkflows),
/* harmony export */   eK: () => (/* binding */ loadForCheck),
/* harmony export */   mH: () => (/* binding */ loadOneForCheck)
/* harmony export */ });
/* harmony import */ var _detector_formats_read_for_check_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(68599);
/* harmony import */ var _files_find_beside_definitions_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(97606);
/* harmony import */ var _files_find_globs_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(48765);
/* harmony import */ var _files_git_git_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(73625);
/* harmony import */ var _files_read_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(82512);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(35909);
/* harmony import */ var _find_check_files_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8069);
/* harmony import */ var _source_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57704);
/* harmony import */ var _terraform_modules_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(71609);









async function loadForCheck(configuration, ports) {
    const found = await (0,_find_check_files_js__WEBPACK_IMPORTED_MODULE_0__/* .findCheckFiles */ .F)(configuration, ports);
    const names = [...new Set(found.targets.map(({ file }) => file))];
    const modules = await (0,_terraform_modules_js__WEBPACK_IMPORTED_MODULE_1__/* .modulesIn */ .Dd)(ports.workspace, names);
    const read = await readAll(names, ports, modules);
    const beside = (0,_terraform_modules_js__WEBPACK_IMPORTED_MODULE_1__/* .besideThem */ .Tn)(read, modules);
    for (const [file, result] of beside)
        read.set(file, kept(file, result, ports));
    const targets = [...found.targets, ...Array.from(beside.keys(), file => ({ file }))];
    const made = await (0,_source_js__WEBPACK_IMPORTED_MODULE_2__/* .sourcesFrom */ .bx)(read, { ...found, targets });
    const isGuess = (file) => found.discovered || found.guessed?.has(file) === true;
    const files = [...read.keys()].filter(file => !isGuess(file) || read.get(file)?.kind !== 'nothing');
    const { isWhole } = found;
    return {
        ...made,
        files,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ all: found.all, nothing: found.nothing }),
        isWhole,
        unscanned: [...found.unscanned, ...made.unscanned],
        problems: [...found.problems, ...made.problems],
        remarks: [...found.remarks, ...made.remarks]
    };
}
async function readAll(files, ports, modules) {
    const read = new Map();
    for (const file of files) {
        const { standardInput, workspace } = ports;
        const written = standardInput?.file === file
            ? standardInput
            : (0,_files_read_js__WEBPACK_IMPORTED_MODULE_4__/* .readTextFile */ .Gu)(workspace, file, { limit: _files_read_js__WEBPACK_IMPORTED_MODULE_4__/* .maxCheckedBytes */ .Zm, decode: _files_read_js__WEBPACK_IMPORTED_MODULE_4__/* .decodeText */ .g7 });
        const result = 'text' in written
            ? await (0,_detector_formats_read_for_check_js__WEBPACK_IMPORTED_MODULE_5__/* .readForCheck */ .c5)(file, written.text, modules)
            : { kind: 'unreadable', problems: written.problems };
        read.set(file, kept(file, result, ports));
    }
    return read;
}
function kept(file, result, { keepSource }) {
    if (result.kind !== 'unreadable')
        keepSource(file, result.document.text);
    return result;
}
async function loadOneForCheck(file, ports) {
    return (0,_source_js__WEBPACK_IMPORTED_MODULE_2__/* .sourcesFrom */ .bx)(await readAll([file], ports), { targets: [{ file }], discovered: false });
}
async function loadWorkflows(ports) {
    const tracked = (0,_files_git_git_js__WEBPACK_IMPORTED_MODULE_6__/* .trackedFiles */ .O)(ports);
    const { paths } = 'error' in tracked ? (0,_files_find_globs_js__WEBPACK_IMPORTED_MODULE_7__/* .filesBelow */ .DR)(ports.workspace, '.github/workflows') : tracked;
    const files = (0,_files_find_beside_definitions_js__WEBPACK_IMPORTED_MODULE_8__/* .workflowsForEcs */ .l)(ports.workspace, paths);
    return (0,_source_js__WEBPACK_IMPORTED_MODULE_2__/* .sourcesFrom */ .bx)(await readAll(files, ports), {
        targets: files.map(file => ({ file })),
        discovered: true
    });
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

/***/ 41494:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runDeploy: () => (/* binding */ runDeploy)
/* harmony export */ });
/* harmony import */ var _deploy_carry_out_carry_out_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(77024);
/* harmony import */ var _deploy_plan_plan_run_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(49655);
/* harmony import */ var _deploy_target_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(37679);
/* harmony import */ var _migrate_run_secret_values_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45100);
/* harmony import */ var _report_plan_plan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(95310);
/* harmony import */ var _report_rollouts_rollouts_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5632);






async function runDeploy(given, ports, stores) {
    const values = await (0,_migrate_run_secret_values_js__WEBPACK_IMPORTED_MODULE_0__/* .openValues */ .j)(given, ports, stores);
    const configuration = { ...given, ...values?.configuration, mode: 'deploy' };
    const run = { ports, aws: values?.aws ?? (0,_deploy_target_js__WEBPACK_IMPORTED_MODULE_1__/* .connectAccounts */ .rl)(ports, configuration.maxRetries) };
    const planned = await (0,_migrate_run_secret_values_js__WEBPACK_IMPORTED_MODULE_0__/* .withValues */ .t)(await (0,_deploy_plan_plan_run_js__WEBPACK_IMPORTED_MODULE_2__/* .planRun */ .n)(configuration, run), values);
    const { report, placement } = planned;
    let { plan } = planned;
    if (!plan)
        return (0,_deploy_target_js__WEBPACK_IMPORTED_MODULE_1__/* .withNotStarted */ .Tq)(report, (0,_deploy_target_js__WEBPACK_IMPORTED_MODULE_1__/* .askedServices */ .P2)(report, placement, configuration));
    if (plan.definitions.length === 0 && report.selection !== undefined)
        return report;
    ports.log.group('Plan', (0,_report_plan_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .planToText */ .GO)(plan));
    let done = report;
    if (values) {
        const stored = await values.store(plan);
        plan = stored.plan;
        const remarks = [...report.remarks, ...stored.remarks];
        done = { ...report, plan, remarks, problems: [...report.problems, ...stored.problems] };
        if (stored.problems.length > 0)
            return (0,_deploy_target_js__WEBPACK_IMPORTED_MODULE_1__/* .withNotStarted */ .Tq)(done, (0,_deploy_target_js__WEBPACK_IMPORTED_MODULE_1__/* .askedServices */ .P2)(done, placement, configuration));
    }
    const finished = await (0,_deploy_carry_out_carry_out_js__WEBPACK_IMPORTED_MODULE_4__/* .carryOut */ .u0)({ ...planned, report: done, plan }, configuration, run);
    for (const line of (0,_report_rollouts_rollouts_js__WEBPACK_IMPORTED_MODULE_5__/* .resultsToText */ .px)(finished))
        ports.log.info(line);
    return finished;
}


/***/ }),

/***/ 41619:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runMigrate: () => (/* binding */ runMigrate)
});

// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(63395);
// EXTERNAL MODULE: ./lib/src/files/write/writer.js
var writer = __webpack_require__(95223);
// EXTERNAL MODULE: ./lib/src/migrate/journal.js
var migrate_journal = __webpack_require__(83039);
// EXTERNAL MODULE: ./lib/src/files/read.js
var files_read = __webpack_require__(82512);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(35909);
// EXTERNAL MODULE: ./lib/src/report/migration/migration-sections.js
var migration_sections = __webpack_require__(21315);
// EXTERNAL MODULE: ./lib/src/report/report.js
var report_report = __webpack_require__(20931);
// EXTERNAL MODULE: ./lib/src/report/verdict.js + 2 modules
var verdict = __webpack_require__(35737);
// EXTERNAL MODULE: ./lib/src/rollout/outcome.js
var rollout_outcome = __webpack_require__(41128);
// EXTERNAL MODULE: ./lib/src/migrate/policy.js
var policy = __webpack_require__(8748);
;// CONCATENATED MODULE: ./lib/src/migrate/run/deploy.js

function servicesToDeploy(previews, known) {
    return [...new Set(previews.flatMap(({ source }) => source.services.filter(isThereFor(known))))];
}
function isThereFor({ context, services }) {
    const creates = context.configuration.serviceDefinition.length > 0;
    return service => creates || !services.missing.includes(service);
}
function deploySteps(previews, known) {
    const { configuration } = known.context;
    const isThere = isThereFor(known);
    const sources = previews.map(({ source }) => source).filter(({ isTemplate }) => !isTemplate);
    const attached = sources.filter(({ isAttached }) => isAttached);
    const named = [
        ...new Set(sources.filter(one => !one.isAttached).flatMap(({ services }) => services.filter(isThere)))
    ];
    const registered = sources
        .filter(({ services, entry }) => entry?.kind !== 'task' && !services.some(isThere))
        .map(({ document }) => document.file);
    const ofServices = (services) => ({ service }) => service !== undefined && services.includes(service);
    const steps = attached.map(({ document, services }) => ({
        configuration: { ...configuration, mode: 'deploy', taskDefinition: [document.file], services },
        includes: ofServices(services)
    }));
    if (named.length > 0)
        steps.unshift({
            configuration: { ...configuration, mode: 'deploy', services: named },
            includes: ofServices(named)
        });
    if (registered.length === 0)
        return steps;
    const { services: _, runTask: __, githubToken: ___, ...rest } = configuration;
    const only = { serviceDefinition: [], registersOnly: true };
    const files = { mode: 'deploy', taskDefinition: registered, ...only };
    return [
        ...steps,
        { configuration: { ...rest, ...files }, includes: ({ document }) => registered.includes(document.file) }
    ];
}
async function deployMigrated(prepared, deploy) {
    const reports = [];
    for (const { configuration } of deploySteps(prepared.previews, prepared)) {
        const report = await deploy(configuration, prepared.context.ports);
        reports.push(report);
        if ((0,verdict/* exitCodeOf */.FO)(report) !== 0)
            break;
    }
    return reports;
}

// EXTERNAL MODULE: ./lib/src/check/baseline.js
var baseline = __webpack_require__(58058);
// EXTERNAL MODULE: ./lib/src/files/git/git.js
var git_git = __webpack_require__(73625);
// EXTERNAL MODULE: ./lib/src/files/document/tree.js
var tree = __webpack_require__(69360);
// EXTERNAL MODULE: ./lib/src/files/find/loaded-containers.js
var loaded_containers = __webpack_require__(9452);
// EXTERNAL MODULE: ./lib/src/detector/formats/read-for-check.js + 1 modules
var read_for_check = __webpack_require__(68599);
// EXTERNAL MODULE: ./lib/src/detector/formats/tolerant/reader.js + 3 modules
var reader = __webpack_require__(57978);
;// CONCATENATED MODULE: ./lib/src/detector/formats/read-terraform.js


function readTerraform(file, text) {
    const clean = text.startsWith('\uFEFF') ? text.slice(1) : text;
    const read = (0,reader/* readTolerantly */.J)({ file, text: clean, dialect: 'code', offset: 0, pointer: '' });
    const start = read.kind === 'tree' ? read.unread : 0;
    const hint = 'Correct what is around it: terraform validate shows more.';
    const problems = start === undefined ? [] : [{ ...(0,read_for_check/* strayText */.T3)({ file, text: clean }, start), hint }];
    return read.kind === 'tree'
        ? { document: { file, format: 'json', text: clean, root: read.root }, problems }
        : { problems };
}

// EXTERNAL MODULE: ./lib/src/files/document/load.js
var load = __webpack_require__(42732);
// EXTERNAL MODULE: ./lib/src/files/document/place.js
var document_place = __webpack_require__(43505);
// EXTERNAL MODULE: ./lib/src/detector/candidate.js
var candidate = __webpack_require__(52144);
// EXTERNAL MODULE: ./lib/src/detector/advice.js
var advice = __webpack_require__(34225);
// EXTERNAL MODULE: ./lib/src/secrets/reference.js
var reference = __webpack_require__(73717);
// EXTERNAL MODULE: ./lib/src/template/naming.js
var naming = __webpack_require__(4669);
;// CONCATENATED MODULE: ./lib/src/migrate/rewrite/ranges.js


function applyEdits(text, edits) {
    let result = '';
    let from = 0;
    for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
        result += text.slice(from, edit.start) + edit.text;
        from = edit.end;
    }
    return result + text.slice(from);
}
function rangeOf(node) {
    const origin = 'keyOrigin' in node ? node.keyOrigin : node.origin;
    if (origin.kind !== 'file')
        throw new Error('a node without a place in the file');
    return origin.alias ?? origin;
}
function isWithin(inner, outer) {
    return inner.start >= outer.start && inner.end <= outer.end;
}
function fieldMember(entry, field) {
    return entry?.kind === 'object' ? entry.members.find(({ key }) => (0,candidate/* fieldName */.w5)(key) === field) : undefined;
}
function visibleRange(text, node) {
    const { start, end } = rangeOf(node);
    return { start, end: start + text.slice(start, end).trimEnd().length };
}
function bodiesOf(text, value) {
    if (value.kind === 'object')
        return value.members
            .filter(member => isWithin(rangeOf(member), rangeOf(value)))
            .map(member => ({
            start: rangeOf(member).start,
            end: visibleRange(text, member.value).end
        }));
    return (0,tree/* itemsOf */.S3)(value).map(item => {
        const whole = visibleRange(text, item);
        if (item.kind !== 'object' || /[{*]/.test(text.charAt(whole.start)))
            return whole;
        const ends = item.members.map(member => visibleRange(text, member.value).end);
        return { start: whole.start, end: Math.max(whole.start, ...ends) };
    });
}
function eolOf(text) {
    return /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
}
function lineStart(text, offset) {
    const end = text.startsWith('\r\n', offset - 1) ? offset - 1 : offset;
    return Math.max(text.lastIndexOf('\n', end - 1), text.lastIndexOf('\r', end - 1)) + 1;
}
function endOfLine(text, offset) {
    const found = text.slice(offset).search(/[\r\n]/);
    return found < 0 ? text.length : offset + found;
}
function marginOf(text, start) {
    return text.slice(lineStart(text, start), start).replace(/\S/g, ' ');
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
;// CONCATENATED MODULE: ./lib/src/migrate/rewrite/shared.js


function sharedParts({ file, text, format }, place) {
    const parts = format === 'yaml' ? partsOf(text) : [];
    const lineOf = (range) => `line ${place({ kind: 'file', file, pointer: '', ...range })?.line}`;
    const faultOf = (node, isBound) => {
        if (node?.origin.kind !== 'file')
            return undefined;
        const own = node.origin;
        const used = parts.filter(({ anchor }) => isBound(own, anchor));
        const [first] = used;
        if (first === undefined)
            return undefined;
        const uses = [...new Set(used.map(({ alias }) => lineOf(alias)))].join(', ');
        return { reason: `the anchor on ${lineOf(first.anchor)} has it, which ${uses} uses too`, node, uses };
    };
    return {
        ofEntry: entry => faultOf(entry, (own, anchor) => isWithin(own, anchor) || isWithin(anchor, own)),
        ofList: list => {
            const fault = faultOf(list, isWithin);
            return fault && { ...fault, reason: `of the list for its reference, ${fault.reason}` };
        }
    };
}
function partsOf(text) {
    const parts = [];
    const documents = (0,dist.parseAllDocuments)(text, { merge: true, uniqueKeys: false, logLevel: 'silent' });
    for (const document of 'empty' in documents ? [] : documents)
        (0,dist.visit)(document, {
            Alias: (_, alias) => {
                const anchor = alias.resolve(document);
                if (anchor)
                    parts.push({ anchor: extentOf(anchor), alias: extentOf(alias) });
            }
        });
    return parts;
}
function extentOf({ range }) {
    const [start = 0, end = 0] = range ?? [];
    return { start, end };
}

;// CONCATENATED MODULE: ./lib/src/migrate/rewrite/moves.js








function valueFromOf(file, move) {
    const { pointer, secret, key, reference, arn = reference, byArn, byResource } = move;
    const isOfTerraform = (0,tree/* isTerraformFile */.L5)(file);
    if (!isOfTerraform)
        return byArn || IN_TEMPLATE.test(pointer) ? arn : reference;
    if (byArn || secret === undefined || reference.startsWith('ssm:') || /^\/variable\//.test(pointer))
        return arn;
    const tail = key === undefined ? '' : `:${key}::`;
    return `\${${byResource ? '' : 'data.'}aws_secretsmanager_secret.${(0,advice/* resourceName */.Iy)(secret)}.arn}${tail}`;
}
const IN_TEMPLATE = /\/(?:Environment|Options)\//;
function refusal({ file, move, place, uses }, reason) {
    const { pointer, variable, reference } = move;
    const target = /\/Environment\/|^\/Parameters\//.test(pointer) ? `the ARN of ${reference}` : reference;
    const name = (0,naming/* quotedName */.aH)(variable, '') === '' ? 'NAME' : variable;
    const arn = `data.aws_secretsmanager_secret.${(0,advice/* resourceName */.Iy)(move.secret ?? variable)}.arn`;
    const { to, entry } = (0,advice/* terraformEntry */.fL)(pointer, name, arn);
    const taker = isArgument(move)
        ? 'the module an argument for the "secrets" of its container:'
        : `the container${to.startsWith('"') ? '' : ` ${to}:`}`;
    const hint = (0,advice/* isTerraform */.zk)(file)
        ? `By hand: take its value out, and give ${taker} ${entry} with the data source of the secret "${move.secret ?? target}".`
        : `By hand: take its entry out and write {"name": "${name}", "valueFrom": "${target}"} under "secrets" of ${uses === undefined ? 'the same container' : `each container that has it (${uses})`} ("secretOptions" for a log option).`;
    return {
        code: 'rewrite-refused',
        fault: 'user',
        message: `${file}: ${(0,naming/* quotedName */.aH)(variable, 'a variable')} is not moved: ${reason}.`,
        hint,
        ...(0,present/* present */.E)({ place })
    };
}
function isArgument({ pointer }) {
    return /^\/module\/(?!.*\/(?:container_definitions|map_environment)\/)/.test(pointer);
}
function fileRefusal(file, reason, place) {
    return {
        code: 'rewrite-refused',
        fault: 'user',
        message: `${file}: nothing is moved: ${reason}.`,
        hint: 'By hand: take the entries out of "environment" and write {"name": …, "valueFrom": …} under "secrets" of the same container, with the references of the plan.',
        ...(0,present/* present */.E)({ place })
    };
}
const LISTS = {
    environment: 'secrets',
    options: 'secretOptions',
    map_environment: 'map_secrets'
};
function findHolders(document, place, moves) {
    const { file, root } = document;
    const objects = objectsIn(root);
    const groups = new Map();
    const problems = [];
    const placeOf = (node) => node && place(node.origin);
    const refuse = (move, { reason, node, uses }) => problems.push(refusal({ file, move, place: placeOf(node ?? nodeAt(root, move.pointer)), uses }, reason));
    const sharing = sharedParts(document, place);
    for (const move of moves) {
        const fault = sharing.ofEntry(nodeAt(root, move.pointer.replace(/\/value$/i, ''))) ??
            addMove({ file, objects, groups, sharing }, move);
        if (fault)
            refuse(move, fault);
    }
    const reason = 'another entry of that name would stay, and ECS refuses a name in both lists';
    for (const { from, leaving } of groups.values()) {
        const moved = new Map([...leaving.values()].map(move => [move.variable, move]));
        for (const [index, { name, node }] of entriesOf(from.value).entries()) {
            const move = moved.get(name);
            if (move && !leaving.has(index))
                refuse(move, { reason, node });
        }
    }
    return { groups: [...groups.values()], problems };
}
function objectsIn(root) {
    const objects = new Map();
    const visit = (node) => {
        if (node.origin.kind === 'file' && node.origin.alias)
            return;
        if (node.kind === 'array')
            node.items.forEach(visit);
        if (node.kind !== 'object')
            return;
        if (node.origin.kind === 'file')
            objects.set(node.origin.pointer, node);
        for (const { value } of node.members)
            visit(value);
    };
    visit(root);
    return objects;
}
function nodeAt(node, pointer) {
    if (node.origin.kind === 'file' && node.origin.pointer === pointer)
        return node;
    const children = node.kind === 'object' ? node.members.map(({ value }) => value) : (0,tree/* itemsOf */.S3)(node);
    for (const child of children) {
        const found = nodeAt(child, pointer);
        if (found)
            return found;
    }
    return undefined;
}
function entriesOf(value) {
    if (value?.kind === 'object')
        return value.members.map(member => ({ name: member.key, node: member.value }));
    return (0,tree/* itemsOf */.S3)(value).map(node => ({ name: (0,tree/* stringOf */.Je)(fieldMember(node, 'name')?.value) ?? '', node }));
}
const NO_ENTRY = 'not a separate entry of a list "environment"';
function addMove({ file, objects, groups, sharing }, move) {
    const [, pointer = '', list = '', wanted = ''] = /^(.*)\/(environment|options|map_environment)\/([^/]+)(?:\/value)?$/i.exec(move.pointer) ?? [];
    const isMap = list.toLowerCase() !== 'environment';
    if (list === '' || !(isMap || /^\d+$/.test(wanted)))
        return { reason: `it is ${isArgument(move) ? 'an argument of a module' : NO_ENTRY}` };
    if (/\/(?:container)?overrides\//i.test(`${pointer}/`))
        return { reason: 'it is in an override, and ECS takes no secrets in overrides' };
    const holder = objects.get(pointer);
    if (holder === undefined)
        return { reason: 'its container is not in the file' };
    const isTemplate = /^[EO]/.test(list);
    const target = LISTS[list.toLowerCase()] ?? '';
    const name = isTemplate ? target.charAt(0).toUpperCase() + target.slice(1) : target;
    const [from, to] = [(0,tree/* memberOf */.C5)(holder, list), (0,tree/* memberOf */.C5)(holder, name)];
    if (from && from.value.kind !== (isMap ? 'object' : 'array'))
        return { reason: `"${list}" of its container is not a list of {name, value}`, node: from.value };
    if (to && to.value.kind !== (name === 'map_secrets' ? 'object' : 'array'))
        return {
            reason: `"${name}" of its container is not a ${name === 'map_secrets' ? 'map' : 'list'}`,
            node: to.value
        };
    const entries = entriesOf(from?.value);
    const named = entries.flatMap((one, index) => (one.name === move.variable ? [index] : []));
    const at = named.includes(Number(wanted)) ? Number(wanted) : named[0];
    const there = entriesOf(to?.value).find(one => one.name === move.variable)?.node;
    if (there && !refersTo(file, there, move))
        return { reason: `"${name}" has an entry of that name with another reference`, node: there };
    const entry = at === undefined ? undefined : entries[at];
    if (at === undefined || entry === undefined || from === undefined)
        return there ? undefined : { reason: 'it is not in the container any more', node: holder };
    const { node } = entry;
    if (!isMap && at !== Number(wanted) && named.length > 1)
        return { reason: 'it is in the list several times, and not where the plan found it', node };
    const fault = isMap ? valueFault(node) : entryFault(node);
    if (fault)
        return { reason: fault, node };
    const isShared = sharing.ofEntry(node) ?? sharing.ofList(to?.value);
    if (isShared)
        return isShared;
    if (isTemplate && move.arn === undefined)
        return {
            reason: 'a CloudFormation template needs the ARN of the secret, which is known after the secret was created',
            node
        };
    const group = groups.get(holder) ?? {
        ...{ holder, from: from, to: to, name, isTemplate },
        ...{ leaving: new Map(), dropped: new Set() }
    };
    groups.set(holder, group);
    const twin = [...group.leaving.values()].find(({ variable }) => variable === move.variable);
    if (twin && twin.reference !== move.reference)
        return { reason: 'it is in the container twice, with two references', node };
    if (twin || there)
        group.dropped.add(at);
    group.leaving.set(at, move);
    return undefined;
}
function entryFault(entry) {
    if (entry.kind !== 'object')
        return 'its entry is no {name, value}';
    const fields = entry.members.map(({ key }) => (0,candidate/* fieldName */.w5)(key)).sort();
    if (fields.join() === 'name,value,value')
        return 'its value is a condition: store the value of each branch as a secret, and write the same condition as "valueFrom"';
    if (fields.join() !== 'name,value')
        return 'its entry has more members than "name" and "value"';
    return valueFault(fieldMember(entry, 'value')?.value);
}
function valueFault(value) {
    if (value?.kind === 'array' || value?.kind === 'object')
        return 'its value is made by a function of the template';
    return value === undefined || value.kind === 'null' ? 'its value is empty' : undefined;
}
function refersTo(file, entry, move) {
    const value = entry.kind === 'string' ? entry : fieldMember(entry, 'valueFrom')?.value;
    const text = (0,tree/* stringOf */.Je)(value) ?? (0,tree/* stringOf */.Je)(value && (0,tree/* memberOf */.C5)(value, 'Fn::Sub')?.value);
    return (text !== undefined &&
        (text === move.arn || text === valueFromOf(file, move) || canonical(text) === canonical(move.reference)));
}
function canonical(text) {
    const parsed = (0,reference/* parseReference */.F2)(text);
    return parsed.kind === 'bare' || parsed.kind === 'malformed' ? text : (0,reference/* printReference */.nt)(parsed);
}

;// CONCATENATED MODULE: ./lib/src/migrate/rewrite/entries.js




function languageAt({ file, text, format }, member) {
    if (!(0,tree/* isTerraformFile */.L5)(file))
        return format;
    const { start, end } = rangeOf(member);
    return text.charAt(start) === '"' && /^\s*:/.test(text.slice(end, end + 64)) ? 'json' : 'hcl';
}
function movedIn({ leaving, dropped }) {
    return [...leaving.keys()].filter(index => !dropped.has(index)).sort((a, b) => a - b);
}
function keyText(written, { from, name }) {
    const { start, end } = rangeOf(from);
    return quotedLike(written.text.slice(start, end), name, languageAt(written, from));
}
function entryText(written, group, index) {
    const { text } = written;
    const { from, leaving } = group;
    const move = leaving.get(index);
    if (from.value.kind === 'object')
        return optionText(written, group, index);
    const entry = from.value.items[index];
    const value = fieldMember(entry, 'value');
    const [whole] = bodiesOf(text, { ...from.value, items: entry ? [entry] : [] });
    if (whole === undefined || value === undefined)
        throw new Error('an entry without the value that it had');
    const language = languageAt(written, value);
    const key = rangeOf(value);
    const old = visibleRange(text, value.value);
    const before = text.slice(whole.start, key.start);
    return [
        language === 'hcl' && before.includes('\n') ? before.replace(/\bname +=/, 'name      =') : before,
        quotedLike(text.slice(key.start, key.end), fieldOf(group, 'valueFrom'), language),
        text.slice(key.end, old.start),
        referenceText(written, move, { language, like: text.slice(old.start, old.end) }),
        text.slice(old.end, whole.end)
    ].join('');
}
function optionText(written, group, index) {
    const { text } = written;
    const { from, leaving } = group;
    const move = leaving.get(index);
    const member = from.value.members[index];
    const language = languageAt(written, member);
    const { start, end } = rangeOf(member);
    const key = text.slice(start, end);
    const reference = referenceText(written, move, { language, like: key });
    if (group.name === 'map_secrets')
        return `${text.slice(start, rangeOf(member.value).start)}${reference}`;
    if (language === 'hcl')
        return `{ name = ${JSON.stringify(move.variable)}, valueFrom = ${reference} }`;
    const like = (field) => quotedLike(key, fieldOf(group, field), language);
    const [name, rest] = [`${like('name')}: ${key}`, `${like('valueFrom')}: ${reference}`];
    return text.charAt(rangeOf(from.value).start) === '{'
        ? `{ ${name}, ${rest} }`
        : `${name}${eolOf(text)}${marginOf(text, start)}${rest}`;
}
function fieldOf({ isTemplate }, field) {
    return isTemplate ? field.charAt(0).toUpperCase() + field.slice(1) : field;
}
function referenceText({ file }, move, { language, like }) {
    const text = valueFromOf(file, move);
    if (language === 'hcl')
        return /^\$\{([^{}]*)\}$/.exec(text)?.[1] ?? JSON.stringify(text);
    const quoted = quotedLike(like, text, language);
    if (!isSubstituted(file, text))
        return quoted;
    return language === 'json' ? `{ "Fn::Sub": ${quoted} }` : `!Sub ${quoted}`;
}
function isSubstituted(file, text) {
    return !(0,tree/* isTerraformFile */.L5)(file) && text.includes('${');
}
function quotedLike(like, text, language) {
    if (language === 'yaml' && like.startsWith("'"))
        return `'${text.replaceAll("'", "''")}'`;
    return language !== 'json' && !like.startsWith('"') && isPlain(text) ? text : JSON.stringify(text);
}
function isPlain(text) {
    return (/^[A-Za-z_/](?:[\w/+=.@:-]*[\w/+=.@-])?$/.test(text) &&
        !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text));
}
function expectedMembers(written, group) {
    const { holder, from, to, name, leaving } = group;
    const { origin } = holder;
    const text = (value) => ({ kind: 'string', value, origin });
    const member = (key, value) => ({ key, keyOrigin: origin, value });
    const object = (...members) => ({ kind: 'object', members, origin });
    const referenceOf = (move) => {
        const target = valueFromOf(written.file, move);
        return isSubstituted(written.file, target) ? object(member('Fn::Sub', text(target))) : text(target);
    };
    const moved = movedIn(group).map(index => ({ index, move: leaving.get(index) }));
    const entries = moved.map(({ index, move }) => {
        const entry = from.value.kind === 'array' ? from.value.items[index] : undefined;
        const valueFrom = member(fieldOf(group, 'valueFrom'), referenceOf(move));
        return entry?.kind === 'object'
            ? object(...entry.members.map(one => ((0,candidate/* fieldName */.w5)(one.key) === 'name' ? one : valueFrom)))
            : object(member(fieldOf(group, 'name'), text(move.variable)), valueFrom);
    });
    const added = moved.map(({ move }) => member(move.variable, referenceOf(move)));
    const isFirst = (0,tree/* isTerraformFile */.L5)(written.file);
    const beside = (old, more) => isFirst ? [...more, ...old] : [...old, ...more];
    const list = name === 'map_secrets'
        ? object(...beside(to?.value.kind === 'object' ? to.value.members : [], added))
        : { kind: 'array', items: beside((0,tree/* itemsOf */.S3)(to?.value), entries), origin };
    const stays = (_, index) => !leaving.has(index);
    const rest = {
        ...from,
        value: from.value.kind === 'array'
            ? { ...from.value, items: from.value.items.filter(stays) }
            : { ...from.value, members: from.value.members.filter(stays) }
    };
    const made = member(name, list);
    return holder.members.flatMap((one) => {
        if (one === to)
            return [{ ...one, value: list }];
        if (one !== from)
            return [one];
        if (to)
            return [rest];
        if (isRenamed(written, group))
            return [made];
        return beside([rest], [made]);
    });
}
function isRenamed({ file }, { from, to, leaving, dropped }) {
    const isWhole = from.value.kind === 'array' && leaving.size === from.value.items.length;
    return isWhole && to === undefined && dropped.size === 0 && !(0,tree/* isTerraformFile */.L5)(file);
}

;// CONCATENATED MODULE: ./lib/src/migrate/rewrite/block.js



function editBlock(written, group) {
    const { text } = written;
    const { from, to, leaving } = group;
    const blockOf = ({ value }) => readBlock(text, rangeOf(value), bodiesOf(text, value));
    const source = blockOf(from);
    const target = to && (0,tree/* itemsOf */.S3)(to.value).length > 0 ? blockOf(to) : undefined;
    if (source === undefined || (target === undefined && (0,tree/* itemsOf */.S3)(to?.value).length > 0))
        return 'something else is between the entries of its list, which is not rewritten';
    const margin = marginOf(text, rangeOf(from).start);
    const made = movedIn(group).flatMap(index => {
        const item = source.items[index];
        return item ? [{ ...item, body: entryText(written, group, index) }] : [];
    });
    const own = from.value.kind === 'array' ? (source.items.at(-1)?.lead ?? '- ') : `${margin}  - `;
    const eol = eolOf(text);
    const added = blockLines(made, target?.items.at(-1)?.lead ?? own)
        .map(line => `${eol}${line}`)
        .join('');
    const rest = blockWithout(text, source, index => !leaving.has(index));
    const isEmptied = leaving.size === source.items.length;
    const edits = isEmptied ? emptied(text, group, { range: source.range, rest }) : [];
    const member = to ? '' : `${eol}${margin}${keyText(written, group)}:${added}`;
    if (!isEmptied)
        edits.push({ ...source.range, text: `${rest}${member}` });
    else if (member !== '')
        edits.push({ start: source.range.end, end: source.range.end, text: member });
    if (target)
        edits.push({ start: target.range.end, end: target.range.end, text: added });
    else if (to && made.length > 0)
        edits.push({ start: rangeOf(to).end, end: rangeOf(to.value).end, text: `:${added}` });
    return edits;
}
function readBlock(text, whole, bodies) {
    const items = [];
    let before = lineStart(text, whole.start);
    while (before > 0 && /^[ \t]*(?:#.*)?$/.test(lineAt(text, lineStart(text, before - 1))))
        before = lineStart(text, before - 1);
    for (const { start, end } of bodies) {
        const line = lineStart(text, start);
        const lead = text.slice(line, start);
        const stop = endOfLine(text, end);
        const beside = text.slice(end, stop);
        if (!/^ *(?:-[ \t]+)?$/.test(lead) || !/^(?:[ \t]+#.*|[ \t]*)$/.test(beside))
            return undefined;
        let from = line;
        const above = [];
        while (from > before && /^[ \t]*#/.test(lineAt(text, lineStart(text, from - 1)))) {
            from = lineStart(text, from - 1);
            above.unshift(lineAt(text, from).trim());
        }
        const body = text.slice(start, end);
        items.push({ range: { start: from, end: stop }, above, lead, body, beside: beside.trimEnd() });
        before = afterBreak(text, stop);
    }
    const [first, last] = [items[0], items.at(-1)];
    if (first === undefined || last === undefined)
        return undefined;
    return { range: { start: first.range.start, end: last.range.end }, items };
}
function blockWithout(text, block, stay) {
    const parts = [];
    let from = block.range.start;
    for (const [index, { range }] of block.items.entries()) {
        if (stay(index))
            continue;
        parts.push(text.slice(from, range.start));
        from = afterBreak(text, range.end);
    }
    const rest = `${parts.join('')}${text.slice(from, Math.max(from, block.range.end))}`;
    return from > block.range.end || from === text.length ? rest.replace(/(?:\r\n|\n|\r)[ \t\r\n]*$/, '') : rest;
}
function blockLines(items, lead) {
    const margin = ' '.repeat(lead.indexOf('-'));
    return items.flatMap(item => {
        const shifted = item.body.replace(/(\r\n|\n|\r)( *)/g, (_, newline, indent) => {
            return `${newline}${' '.repeat(Math.max(0, indent.length - item.lead.length + lead.length))}`;
        });
        return [...item.above.map(line => `${margin}${line}`), `${lead}${shifted}${item.beside}`];
    });
}
function emptied(text, { from }, { range, rest }) {
    const at = text.indexOf(':', rangeOf(from).end) + 1;
    const start = rest === '' ? range.start - eolOf(text).length : range.start;
    return [
        { start: at, end: at, text: from.value.kind === 'array' ? ' []' : ' {}' },
        { start, end: range.end, text: rest }
    ];
}
function lineAt(text, start) {
    return text.slice(start, endOfLine(text, start));
}
function afterBreak(text, offset) {
    return text.startsWith('\r\n', offset) ? offset + 2 : Math.min(offset + 1, text.length);
}

;// CONCATENATED MODULE: ./lib/src/migrate/rewrite/flow.js



function editFlow(written, group) {
    const { text } = written;
    const { from, to, leaving, name } = group;
    const bodies = bodiesOf(text, from.value);
    const cuts = cutsOf(text, rangeOf(from.value), { bodies, leaving });
    const added = movedIn(group).map(index => entryText(written, group, index));
    if (added.length === 0)
        return cuts;
    const separator = name === 'map_secrets' && languageAt(written, from) === 'hcl' ? '' : ',';
    if (to && !isBlank(text.slice(rangeOf(to.value).start + 1, rangeOf(to.value).end - 1)))
        return [...cuts, ...insertion(written, to.value, { added, separator })];
    const list = listText(written, group, { added, separator, first: bodies[0] });
    return [...cuts, ...(to ? [{ ...rangeOf(to.value), text: list }] : newMember(written, group, list))];
}
function insertion({ text, file }, list, { added, separator }) {
    const { start, end } = rangeOf(list);
    const bodies = bodiesOf(text, list);
    const at = (0,tree/* isTerraformFile */.L5)(file) ? start + 1 : (bodies.at(-1)?.end ?? end - 1);
    const lead = leadOf(text, { start, end }, at === start + 1 ? bodies[0] : bodies.at(-1));
    const between = lead.includes('\n') ? separator : ',';
    if (bodies.length > 0 && at > start + 1)
        return addedAfter(text, at, { between, lead, added });
    const [before, after] = lead.includes('\n')
        ? [lead, '']
        : /\s/.test(text.charAt(at))
            ? [' ', '']
            : ['', ' '];
    return [{ start: at, end: at, text: added.map(one => before + one + between).join('') + after }];
}
function leadOf(text, { start, end }, item) {
    if (item && text.slice(start, item.start).includes('\n'))
        return eolOf(text) + (/^[ \t]*/.exec(text.slice(lineStart(text, item.start)))?.[0] ?? '');
    return /[,:=] /.test(text.slice(start, end)) ? ' ' : '';
}
function listText({ text }, { from, name }, list) {
    const [open, close] = name === 'map_secrets' ? ['{', '}'] : ['[', ']'];
    const lead = leadOf(text, rangeOf(from.value), list.first);
    if (lead.includes('\n')) {
        const margin = /^[ \t]*/.exec(text.slice(lineStart(text, rangeOf(from).start)))?.[0] ?? '';
        return `${open}${lead}${list.added.join(`${list.separator}${lead}`)}${eolOf(text)}${margin}${close}`;
    }
    const inner = list.added.join(`,${lead}`);
    return open === '{' ? `{ ${inner} }` : `[${inner}]`;
}
function newMember(written, group, list) {
    const { text, file } = written;
    const { holder, from } = group;
    const { start, end } = rangeOf(from);
    const value = rangeOf(from.value);
    const language = languageAt(written, from);
    const between = text.slice(end, value.start);
    const sign = /^[ \t]*[:=][ \t]*$/.test(between) ? between : language === 'hcl' ? ' = ' : ': ';
    const member = `${keyText(written, group)}${sign}${list}`;
    const before = /(?:\r\n|\r|\n)?[ \t]*$/.exec(text.slice(0, start))?.[0] ?? '';
    if ((0,tree/* isTerraformFile */.L5)(file)) {
        const after = /[\r\n]/.test(before) ? `${language === 'json' ? ',' : ''}${before}` : ', ';
        return [{ start, end: start, text: `${member}${after}` }];
    }
    if (text.charAt(rangeOf(holder).start) === '{') {
        const lead = before === '' && between.includes(' ') ? ' ' : before;
        return addedAfter(text, value.end, { between: ',', lead, added: [member] });
    }
    const at = endOfLine(text, value.end);
    return [{ start: at, end: at, text: `${eolOf(text)}${marginOf(text, start)}${member}` }];
}
function addedAfter(text, at, { between, lead, added }) {
    const [whole = '', comma = ''] = BESIDE.exec(text.slice(at, endOfLine(text, at))) ?? [];
    if (whole === '' || !/[\r\n]/.test(lead))
        return [{ start: at, end: at, text: added.map(one => between + lead + one).join('') }];
    const below = at + whole.length;
    const lines = added.map(one => lead + one).join(between);
    return [
        { start: at, end: at, text: comma === '' ? between : '' },
        { start: below, end: below, text: `${lines}${comma}` }
    ];
}
const BESIDE = /^(,?)[ \t]*(?:\/\/.*|\/\*.*\*\/|#.*)$/;
const GAP = /(?:\s|\/\/.*|\/\*[\s\S]*?\*\/|#.*)*/y;
function commaAfter(text, end) {
    GAP.lastIndex = end;
    const start = end + (GAP.exec(text)?.[0].length ?? 0);
    const [comma = ''] = /^,(?:[ \t]*(?![ \t#]|\/[/*]))?/.exec(text.slice(start)) ?? [];
    return comma === '' ? undefined : { start, end: start + comma.length };
}
function cutsOf(text, whole, { bodies, leaving }) {
    const commas = bodies.map(({ end }) => commaAfter(text, end));
    const lastToStay = bodies.findLastIndex((_, index) => !leaving.has(index));
    const isTailOpen = lastToStay < bodies.length - 1 && commas.at(-1) === undefined;
    const cuts = [];
    const cut = (range, isJoined) => {
        const last = cuts.at(-1);
        if (range === undefined)
            return;
        if (last && isJoined && isBlank(text.slice(last.end, range.start)))
            cuts.splice(-1, 1, { start: last.start, end: range.end });
        else
            cuts.push(range);
    };
    for (const [index, body] of bodies.entries()) {
        const isInTail = isTailOpen && index >= lastToStay;
        if (leaving.has(index))
            cut(body, isInTail);
        const comma = commas[index];
        if (leaving.has(index))
            cut(comma, true);
        else if (isInTail && comma)
            cut({ ...comma, end: comma.start + 1 }, false);
    }
    const inside = { start: whole.start + 1, end: whole.end - 1 };
    const isInBrackets = /^[[{].*[\]}]$/s.test(text.slice(whole.start, whole.end));
    const rest = () => applyEdits(text.slice(inside.start, inside.end), cuts.map(({ start, end }) => ({ start: start - inside.start, end: end - inside.start, text: '' })));
    if (isInBrackets && isBlank(rest()))
        return [{ ...inside, text: '' }];
    return cuts.map(range => ({ ...withLines(text, range), text: '' }));
}
function isBlank(text) {
    return /^\s*$/.test(text);
}
function withLines(text, { start, end }) {
    const first = lineStart(text, start);
    const last = endOfLine(text, end);
    if (!isBlank(text.slice(first, start)) || !isBlank(text.slice(end, last)))
        return { start, end };
    const eol = /^\r?\n/.exec(text.slice(last))?.[0] ?? '';
    return { start: first, end: last + eol.length };
}

// EXTERNAL MODULE: ./node_modules/jsonc-parser/lib/umd/main.js
var main = __webpack_require__(99547);
;// CONCATENATED MODULE: ./lib/src/migrate/rewrite/proof.js


function contentOf(node, edited = new Map()) {
    switch (node.kind) {
        case 'null':
            return 'null';
        case 'number':
            return node.raw;
        case 'string':
        case 'boolean':
            return JSON.stringify(node.value);
        case 'array':
            return `[${node.items.map(item => contentOf(item, edited)).join(',')}]`;
        case 'object': {
            const members = edited.get(node) ?? node.members;
            return `{${members.map(({ key, value }) => `${JSON.stringify(key)}:${contentOf(value, edited)}`).join(',')}}`;
        }
    }
}
const COMMENTS = [12, 13];
const END = 17;
const SCALAR = '\u001f';
function commentsOf(text, syntax) {
    const comments = syntax === 'json' ? [] : yamlComments(text);
    if (syntax === 'json') {
        const scanner = (0,main.createScanner)(text, false);
        for (let kind = scanner.scan(); kind !== END; kind = scanner.scan())
            if (COMMENTS.includes(kind))
                comments.push(scanner.getTokenValue());
    }
    return comments.map(comment => comment.replace(/\s+/g, ' ').trim()).sort((a, b) => (a < b ? -1 : 1));
}
function yamlComments(text) {
    const tokens = [...new dist.Lexer().lex(text)];
    return tokens.filter((token, index) => token.startsWith('#') && tokens[index - 1] !== SCALAR);
}

// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(28168);
;// CONCATENATED MODULE: ./lib/src/migrate/rewrite/terraform.js





function terraformFault(root, group, module) {
    const [{ text = '' } = {}] = module;
    return writtenFault(text, group, twicePointers(root)) ?? mergeFault(group, module);
}
function twicePointers(root) {
    const known = new Set();
    const twice = new Set();
    const visit = (node) => {
        for (const item of (0,tree/* itemsOf */.S3)(node))
            visit(item);
        if (node.kind !== 'object' || node.origin.kind !== 'file')
            return;
        const { pointer } = node.origin;
        if (node.members.some(({ key }) => /^(?:map_)?environment$|^options$/.test(key)))
            (known.has(pointer) ? twice : known).add(pointer);
        for (const { value } of node.members)
            visit(value);
    };
    visit(root);
    return twice;
}
function writtenFault(text, { holder, from, to, leaving }, twice) {
    const isLiteral = (member) => {
        const { start } = rangeOf(member.value);
        return /[[{]/.test(text.charAt(start)) && terraform_isPlain(text.slice(rangeOf(member).end, start + 5));
    };
    for (const [index, move] of leaving) {
        const entry = from.value.kind === 'array' ? from.value.items[index] : from.value.members[index]?.value;
        const value = from.value.kind === 'array' ? (fieldMember(entry, 'value')?.value ?? entry) : entry;
        const node = value ?? holder;
        const because = (reason) => ({ move, node, reason });
        if (holder.origin.kind === 'file' && twice.has(holder.origin.pointer))
            return because('its container stands in one of several lists that Terraform joins');
        if (entry === undefined || !terraform_isPlain(text.slice(rangeOf(from).end, rangeOf(entry).start)))
            return because('its list is made by a condition or a loop');
        if (!isWhole(text, value) || /[$%]\{/.test(move.variable))
            return because('Terraform puts its name or its value together');
        if (to && !isLiteral(to))
            return { ...because(`"${to.key}" of its container is not written there`), node: to.value };
    }
    return undefined;
}
function mergeFault({ holder, to, name, leaving }, module) {
    const [move] = leaving.values();
    const [{ text = '' } = {}] = module;
    const { pointer = '' } = holder.origin.kind === 'file' ? holder.origin : {};
    const [, kind, local] = /^\/(local|var)\w*\/(?:\d+\/)?([\w-]+)(?:\/default)?$/.exec(pointer) ?? [];
    const isMerged = ({ text: code }) => [...code.matchAll(new RegExp(`\\b${kind}\\.${local}(?![\\w.-])`, 'g'))].some(({ index }) => mergedWith(code, index, false).length > 0);
    const brings = new RegExp(`\\b${name}"?\\s*[=:]`);
    const others = mergedWith(text, rangeOf(holder).start, to !== undefined);
    const isSafe = others.every(one => /^\{.*\}$/s.test(one) && terraform_isPlain(one) && !brings.test(one));
    if (move === undefined || (isSafe && !(local && module.some(isMerged))))
        return undefined;
    const reason = `its container is put together by merge, which may bring ${name} of its own`;
    return { move, node: holder, reason };
}
const ASIDE = /"(?:[^"\\\n]|\\.)*"|<<-?[ \t]*(\w+)[ \t]*\r?\n[\s\S]*?\n[ \t]*\1\b|\/\*[\s\S]*?\*\/|(?:#|\/\/).*/g;
function mergedWith(text, start, isLast) {
    const code = text.replace(ASIDE, one => ' '.repeat(one.length));
    let open = start - 1;
    for (let depth = 0; open >= 0; open--) {
        if (/[)\]}]/.test(code.charAt(open)))
            depth++;
        if (/[([{]/.test(code.charAt(open)) && depth-- === 0)
            break;
    }
    if (!/merge\s*\(\s*\[?$/i.test(code.slice(Math.max(0, open - 64), open + 1)))
        return [];
    const found = [];
    let from = open + 1;
    for (let at = from, depth = 0; at < code.length && depth >= 0; at++) {
        if (/[([{]/.test(code.charAt(at)))
            depth++;
        if (/[)\]}]/.test(code.charAt(at)))
            depth--;
        if (depth > 0 || (depth === 0 && code.charAt(at) !== ','))
            continue;
        const isOther = at < start || (from > start && code.slice(from, at).trim() !== '');
        if (isOther && !(isLast && at < start))
            found.push(text.slice(from, at).trim());
        from = at + 1;
    }
    return found;
}
function terraform_isPlain(text) {
    return !/\?|\bfor\b/.test(text.replace(/"(?:[^"\\\n]|\\.)*"/g, ''));
}
function isWhole(text, value) {
    if (value === undefined || !/^(?:string|number|boolean)$/.test(value.kind))
        return false;
    const { start, end } = rangeOf(value);
    const written = text.slice(start, end);
    if (value.kind === 'string' && (!/^".*"$/s.test(written) || /[$%]\{/.test(written)))
        return false;
    return /[:=][ \t]*$/.test(text.slice(0, start)) && /^[ \t]*(?:[,}\]#\r\n]|\/[/*]|$)/.test(text.slice(end));
}
function declarationsOf(moves, module) {
    const blocks = [];
    const all = module.flatMap(declaredSecrets);
    const [{ file = '' } = {}] = module;
    const declaring = moves.filter(move => valueFromOf(file, move).includes('${'));
    for (const move of (0,list/* distinctBy */.ey)(declaring, ({ secret }) => secret ?? '')) {
        const { secret = '', arn = '', key, byResource } = move;
        const kind = byResource ? 'resource' : 'data';
        const label = (0,advice/* resourceName */.Iy)(secret);
        const address = `aws_secretsmanager_secret.${label}`;
        const known = all.filter(one => one.kind === kind && one.label === label);
        if (known.some(({ body }) => !body.includes(JSON.stringify(secret))))
            return { reason: `the module has another ${kind === 'data' ? 'data source' : 'resource'} ${address}` };
        const creator = all.find(one => one.kind === 'resource' && nameIn(one.body) === secret);
        if (creator && !(byResource && creator.label === label)) {
            const { place } = creator;
            return {
                reason: `${place.file}:${place.line} creates the secret "${secret}" as aws_secretsmanager_secret.${creator.label}, which fails once it exists: import it there and refer to its .arn by hand, or use another name (input "project")`,
                place
            };
        }
        if (known.length > 0)
            continue;
        const id = key === undefined ? arn : arn.slice(0, -`:${key}::`.length);
        const name = `  name = ${JSON.stringify(secret)}\n`;
        blocks.push(byResource
            ? `import {\n  to = ${address}\n  id = ${JSON.stringify(id)}\n}\n\nresource "aws_secretsmanager_secret" "${label}" {\n${name}\n  lifecycle {\n    prevent_destroy = true\n    ignore_changes  = [description, kms_key_id, tags, tags_all]\n  }\n}\n`
            : `data "aws_secretsmanager_secret" "${label}" {\n${name}}\n`);
    }
    return { blocks };
}
const DECLARED = /^[ \t]*(data|resource)[ \t]+"aws_secretsmanager_secret"[ \t]+"([\w-]+)"[ \t]*\{((?:[^{}]|\{[^{}]*\})*)/gm;
function declaredSecrets({ file, text }) {
    return [...text.matchAll(DECLARED)].map(({ index, 1: kind = '', 2: label = '', 3: body = '' }) => {
        const line = text.slice(0, index).split('\n').length;
        return { kind, label, body, place: { file, line, column: 1, endLine: line, endColumn: 1 } };
    });
}
function nameIn(body) {
    return /^[ \t]*name[ \t]*=[ \t]*"([^"\n]*)"/m.exec(body.replace(/\{[^{}]*\}/g, ''))?.[1];
}

;// CONCATENATED MODULE: ./lib/src/migrate/rewrite/rewrite.js











const HARMLESS_CODES = new Set([
    'unknown-yaml-tag',
    'unquoted-placeholder',
    'trailing-comma'
]);
const UNFIT = [
    {
        name: /\.(?:hcl|(?:tf|tofu)\.(?:json|tpl|tmpl|j2)|jsonnet|libsonnet|ts|js|py)(?:\.(?:tpl|tmpl|j2))?$/i,
        why: 'it is program code, of which only names and values are read'
    },
    {
        name: /\.(?:j2|jinja2?|erb|gotmpl|hbs|mustache|ejs)$/i,
        why: 'it is a template, whose statements can cut through a list'
    }
];
async function rewriteSource(source, moves, beside = []) {
    const { file } = source;
    const refused = (...problems) => ({ kind: 'refused', problems });
    const mark = source.text.startsWith('\uFEFF') ? '\uFEFF' : '';
    const text = source.text.slice(mark.length);
    const read = await readWhole(file, text);
    if ('refused' in read)
        return refused(read.refused);
    const { document } = read;
    const place = (0,document_place/* placeFinder */.aA)(document);
    const found = findHolders(document, place, moves);
    const module = [{ file, text }, ...beside];
    const edited = editsOf(document, found.groups, { place, module });
    const faults = [...found.problems, ...edited.problems];
    const moved = found.groups.flatMap(({ leaving }) => [...leaving.values()]);
    const declared = (0,tree/* isTerraformFile */.L5)(file) ? declarationsOf(moved, module) : { blocks: [] };
    if ('reason' in declared)
        return refused(...faults, fileRefusal(file, declared.reason, declared.place));
    if (faults.length > 0)
        return refused(...faults);
    if (found.groups.length === 0)
        return { kind: 'unchanged', text: source.text };
    const eol = eolOf(text);
    const end = declared.blocks.map(block => eol + block.replaceAll('\n', eol)).join('');
    const result = `${applyEdits(text, edited.edits)}${end === '' || /\n$/.test(text) ? '' : eol}${end}`;
    const fault = await resultFault(read, { result, end }, found.groups);
    return fault === undefined
        ? { kind: 'rewritten', text: `${mark}${result}` }
        : refused(fileRefusal(file, fault));
}
async function loadForMigration(file, text) {
    return (0,tree/* isTerraformFile */.L5)(file) ? readTerraform(file, text) : (0,load/* loadDocument */.Az)(file, text);
}
async function readWhole(file, text) {
    const unfit = UNFIT.find(({ name }) => name.test(file));
    if (unfit)
        return { refused: fileRefusal(file, unfit.why) };
    const read = await loadForMigration(file, text);
    const { document, partial } = read;
    const fault = read.problems.find(({ code }) => !HARMLESS_CODES.has(code));
    if (document?.root.kind === undefined || partial || fault) {
        const why = `it cannot be read without a guess (${fault?.code ?? 'unreadable'})`;
        return { refused: fileRefusal(file, why, fault?.place) };
    }
    return { ...read, document };
}
function editsOf(document, groups, { place, module }) {
    const { file, root } = document;
    const edits = [];
    const problems = [];
    for (const group of groups) {
        const fault = (0,tree/* isTerraformFile */.L5)(file) ? terraformFault(root, group, module) : undefined;
        const made = fault ? [] : editHolder(document, group);
        if (fault)
            problems.push(refusal({ ...fault, file, place: place(fault.node.origin) }, fault.reason));
        else if (typeof made !== 'string')
            edits.push(...made);
        else
            for (const move of group.leaving.values())
                problems.push(refusal({ file, move, place: place(group.from.keyOrigin) }, made));
    }
    return { edits, problems };
}
function editHolder(document, group) {
    const { text, file } = document;
    const { from, to } = group;
    if (isRenamed(document, group))
        return [
            { ...rangeOf(from), text: keyText(document, group) },
            ...bodiesOf(text, from.value).map((range, index) => ({
                ...range,
                text: entryText(document, group, index)
            }))
        ];
    const isFlow = ({ value }) => (0,tree/* isTerraformFile */.L5)(file) || /[[{]/.test(text.charAt(rangeOf(value).start));
    if (to && (0,tree/* itemsOf */.S3)(to.value).length > 0 && isFlow(to) !== isFlow(from))
        return 'its two lists are written in two styles';
    if (!isFlow(from))
        return editBlock(document, group);
    return editFlow(document, group);
}
async function resultFault({ document, problems }, { result, end }, groups) {
    const { file, text, format, root } = document;
    const known = new Set(problems.map(({ code }) => code));
    const again = await loadForMigration(file, result);
    if (again.document === undefined || again.partial || again.problems.some(({ code }) => !known.has(code)))
        return 'its result could not be read again, perhaps because of a comment between entries';
    const edited = new Map(groups.map(group => [group.holder, expectedMembers(document, group)]));
    const added = end === '' ? undefined : (await loadForMigration(file, end)).document?.root;
    if (root.kind === 'object' && added?.kind === 'object')
        edited.set(root, [...root.members, ...added.members]);
    if (contentOf(again.document.root) !== contentOf(root, edited))
        return 'its result would change more than the moved variables';
    const [before, after] = [text, result].map(one => commentsOf(one, format).join('\n'));
    return before === after || (0,tree/* isTerraformFile */.L5)(file) ? undefined : 'a comment would get lost';
}

// EXTERNAL MODULE: ./lib/src/detector/formats/normalize.js + 1 modules
var normalize = __webpack_require__(83431);
// EXTERNAL MODULE: ./lib/src/detector/formats/structure.js
var structure = __webpack_require__(79935);
// EXTERNAL MODULE: ./lib/src/detector/formats/task-resources.js
var task_resources = __webpack_require__(42917);
;// CONCATENATED MODULE: ./lib/src/migrate/run/sources.js







function sourcesOf(targets, modules) {
    const byFile = new Map();
    for (const { service, ...target } of targets) {
        const { document } = target;
        const known = byFile.get(document.file);
        if (isTemplate(document)) {
            const module = (0,tree/* isTerraformFile */.L5)(document.file) ? modules : undefined;
            const result = module?.read.get(document.file)?.result;
            const root = (0,normalize/* normalize */.S)(result?.kind === 'tree' ? result.root : document.root, module);
            byFile.set(document.file, {
                ...target,
                ...(0,present/* present */.E)({ place: module?.place }),
                document: { ...document, root },
                services: [],
                isTemplate: true
            });
        }
        else {
            const services = [...(known?.services ?? []), ...(service === undefined ? [] : [service])];
            byFile.set(document.file, { ...target, services });
        }
    }
    return [...byFile.values()];
}
function isTemplate(document) {
    return isOfTerraform(document) || (0,task_resources/* taskResourcesOf */.G)(document.root).length > 0;
}
function isOfTerraform({ file, root }) {
    return (0,tree/* isTerraformFile */.L5)(file) || /\.tftpl$/i.test(file) || (root.kind === 'array' && (0,structure/* isDefinition */.gN)(root));
}
function templateProblems(sources, problems) {
    const templates = sources.filter(one => one.isTemplate).map(({ document }) => document);
    const files = new Set(templates.map(({ file }) => file));
    const generated = templates.filter(({ text }) => text.includes('"aws:cdk:path"'));
    const harmless = new Set([...HARMLESS_CODES, 'place-contradiction']);
    return [
        ...problems.filter(({ code, place }) => !harmless.has(code) || !files.has(place?.file ?? '')),
        ...generated.map(({ file }) => generatedTemplate(file))
    ];
}
function targetsOf({ services, isTemplate: _, isAttached: __, revision: ___, ...source }, { context, missing }) {
    const { configuration, rules } = context;
    const isThere = (key) => configuration.serviceDefinition.length > 0 || !missing.includes(key);
    const there = services.filter(isThere);
    if (there.length === 0)
        return [source];
    return there.map(service => {
        const entry = rules.resolved.services.find(({ key }) => key === service);
        return { ...source, service, ...(0,present/* present */.E)({ entry }) };
    });
}
async function withText(source, text) {
    const { document } = await loadForMigration(source.document.file, text);
    return document && { ...source, document, place: (0,document_place/* placeFinder */.aA)(document) };
}
function generatedTemplate(file) {
    return {
        code: 'migration-generated',
        fault: 'user',
        message: `${file} was generated by the AWS CDK: changes made in it are lost when it is generated again.`,
        hint: 'Leave it out of "task-definition". Store the credentials with the files that are written by hand, or by hand, and refer to them in the app (secrets: ecs.Secret.fromSecretsManager(…)).'
    };
}

;// CONCATENATED MODULE: ./lib/src/migrate/run/new-texts.js






async function newTexts(sources, { plan, ...known }, arns) {
    const { workspace } = known.context.ports;
    const besideOf = moduleReader(workspace);
    const files = [];
    const problems = [];
    for (const source of sources) {
        const { file, text: loaded } = source.document;
        const read = source.revision === undefined ? (0,files_read/* readTextFile */.Gu)(workspace, file) : { text: loaded };
        if (!('text' in read) || read.text.replace(/^\uFEFF/, '') !== loaded.replace(/^\uFEFF/, '')) {
            problems.push(changedMeanwhile(file));
            continue;
        }
        const { text } = read;
        const moves = plan.moves
            .filter(move => move.file === file)
            .map(move => styledMove(move, source, { ...known, arn: arns.get(move.secret)?.arn }));
        const result = await rewriteSource({ file, text }, moves, besideOf(file, files));
        if (result.kind === 'refused')
            problems.push(...result.problems);
        else
            files.push({ file, source, text: result.text, isChanged: result.kind === 'rewritten' });
    }
    return { files, problems };
}
function styledMove(move, { document, isTemplate }, { context, references, arn }) {
    const { file, variable, reference, secret, key, pointer } = move;
    const wanted = context.configuration.references;
    const isOwn = isOfTerraform(document) && (0,tree/* isTerraformFile */.L5)(file);
    const byArn = isOwn ? wanted === 'arn' : isTemplate === true || references.byArn.has(file);
    const full = arn === undefined || key === undefined ? arn : `${arn}:${key}::`;
    return {
        ...{ pointer, variable, reference, secret, ...(0,present/* present */.E)({ arn: full, key }) },
        ...(byArn ? { byArn } : isOwn && wanted === 'resource' ? { byResource: true } : {})
    };
}
function changedMeanwhile(file) {
    return {
        code: 'migration-file',
        fault: 'user',
        message: `${file} cannot be rewritten: it was changed while the migration was running.`,
        hint: 'Run again: a new plan is made, and secrets that are already stored are reused.'
    };
}
function moduleReader(workspace) {
    const modules = new Map();
    return (file, written) => {
        const folder = (0,loaded_containers/* moduleOf */.cD)(file);
        if (folder === undefined)
            return [];
        const all = modules.get(folder) ??
            (0,loaded_containers/* moduleFiles */.ug)(workspace, folder).flatMap(one => {
                const read = (0,files_read/* readTextFile */.Gu)(workspace, one);
                return 'text' in read ? { file: one, text: read.text } : [];
            });
        modules.set(folder, all);
        return all.flatMap(one => (one.file === file ? [] : (written.find(own => own.file === one.file) ?? one)));
    };
}

// EXTERNAL MODULE: ./lib/src/migrate/run/store.js
var store = __webpack_require__(87695);
;// CONCATENATED MODULE: ./lib/src/migrate/run/files.js









function fileBlockers(previews, git, { context, journal }) {
    const { configuration, ports } = context;
    const { area } = ports;
    const written = previews.filter(({ isChanged }) => isChanged).map(({ source }) => source);
    if (git.kind === 'unknown' && written.length > 0)
        return [notCompared(git.error)];
    const changed = new Set(git.kind === 'repository' ? git.changed : []);
    const isOurs = (file) => journal?.moves.some(move => move.file === file) === true;
    const problems = written.flatMap(({ document: { file }, revision }) => {
        const why = configuration.openPullRequest ? undefined : (0,writer/* writingProblem */.ev)({ area, file });
        if (why !== undefined)
            return [notWritable(file, why)];
        if (revision !== undefined && !configuration.openPullRequest && (0,writer/* fileExists */.hR)(area.workspace, file))
            return [isThere(file, revision)];
        return changed.has(file) && !isOurs(file) ? [dirty(file)] : [];
    });
    if (!configuration.openPullRequest)
        return problems;
    const hasCommit = git.kind === 'repository' && git.head !== undefined;
    const why = hasCommit ? (ports.repository ? undefined : NO_REPOSITORY) : NO_COMMIT;
    return why === undefined ? problems : [...problems, requestImpossible(why)];
}
const NO_COMMIT = 'the workspace is not a checkout of a commit that GitHub has';
const NO_REPOSITORY = 'GITHUB_REPOSITORY is not the name of a repository';
function gitRemarks(git) {
    if (git.kind === 'unknown')
        return [];
    if (git.kind === 'none') {
        const why = (0,git_git/* gitFailure */.tv)(git.isInstalled ? 'not-a-repository' : 'not-installed');
        return [`${why.replace(/^the/, 'The')}: nothing shows afterwards what the rewrite changed.`];
    }
    if (git.untracked.length === 0)
        return [];
    return [`Not in git: ${git.untracked.join(', ')}. Nothing shows afterwards what the rewrite changed there.`];
}
async function rewriteInMemory(planned, located) {
    const { configuration, ports } = planned.context;
    const changed = planned.previews.flatMap(({ source, isChanged }) => (isChanged ? source : []));
    const { files, problems } = await newTexts(changed, planned, located);
    const config = configuration.config.file;
    const read = (0,files_read/* readTextFile */.Gu)(ports.workspace, config);
    const kept = 'text' in read ? await (0,baseline/* withoutBaseline */.m4)(read.text, entry => planned.moves.some(isFor(entry))) : undefined;
    return { files: kept?.dropped ? [...files, { file: config, text: kept.text }] : files, problems };
}
function isFor({ file, variable, container }) {
    return move => move.file === file && move.variable === variable && (container ?? move.container) === move.container;
}
function writeFiles(files, { context }, writer) {
    for (const { file, text } of files) {
        if (context.ports.signal.aborted)
            return [(0,store/* cancelled */.KW)()];
        writer.begin();
        try {
            context.ports.files.replace(file, text);
        }
        catch (error) {
            if (!(0,files_read/* isSystemRefusal */.eo)(error))
                throw error;
            return [notWritten(file, error)];
        }
        writer.finish(`Rewrote ${file}.`);
    }
    return [];
}
async function openMigrationRequest(files, migration, { planned, writer }) {
    const { git, context } = planned;
    if (git.kind !== 'repository' || git.head === undefined)
        return { problem: notOpened(NO_COMMIT) };
    const moves = [...planned.moves.map(move => JSON.stringify(move)), ...planned.references.byArn];
    const branch = `ecs-sealed-deploy/migrate-${(0,migrate_journal/* digestOf */.ol)(moves).slice(0, 8)}`;
    writer.begin();
    const { executable, prefix, head } = git;
    try {
        const { gate, openPullRequest } = context.ports;
        const url = await openPullRequest({
            token: context.configuration.githubToken ?? '',
            commit: head,
            branch,
            title: gate.write(migration, migration_sections/* migrationRequestTitle */.Sp),
            body: gate.write(migration, migration_sections/* migrationRequestBody */.EZ),
            files: files.map(({ file, text }) => ({
                path: `${prefix}${file}`,
                text,
                executable: executable.includes(file)
            })),
            ...(0,present/* present */.E)({ base: git.branch })
        });
        writer.finish(`Opened the pull request ${url}.`);
        return { url };
    }
    catch (error) {
        if (!(error instanceof Error) || error.name !== 'PullRequestRefused')
            throw error;
        return { problem: notOpened(error.message) };
    }
}
function notWritable(file, why) {
    return {
        code: 'migration-file',
        fault: 'user',
        message: `${file} cannot be rewritten: ${why}.`,
        hint: `Make it writable (chmod u+w ${file}), or use open-pull-request: true, which changes no file here.`
    };
}
function dirty(file) {
    return {
        code: 'migration-dirty',
        fault: 'user',
        message: `${file} has changes that are not committed.`,
        hint: 'Commit or stash them first, so that the changes of the migration can be reviewed and reverted.'
    };
}
function notCompared(error) {
    const hint = error === 'not-owned'
        ? 'Run git config --global --add safe.directory with the path of the repository, and run again.'
        : 'Run git diff HEAD there to see why, and run again when git answers.';
    return {
        code: 'migration-git',
        fault: 'user',
        message: `Whether files have changes that are not committed is not known: ${(0,git_git/* gitFailure */.tv)(error)}.`,
        hint
    };
}
function isThere(file, revision) {
    return {
        code: 'migration-file',
        fault: 'user',
        message: `${file} would be written from ${revision}, and is there already.`,
        hint: 'Take it into the run with its service (source: both), or move it away.'
    };
}
function requestImpossible(why) {
    return {
        code: 'migration-pull-request',
        fault: 'user',
        message: `A pull request cannot be opened: ${why}. Nothing was stored.`,
        hint: 'Run actions/checkout before this step, in a workflow of the repository, or leave open-pull-request out: the files are then rewritten here.'
    };
}
function notWritten(file, error) {
    return {
        code: 'migration-file',
        fault: (0,files_read/* systemRefusal */.oN)(error).fault,
        message: `${file} cannot be rewritten: ${(0,files_read/* systemReason */.uc)(error)}.`,
        hint: 'Its old content is intact. Free disk space, or make the file writable, and run again: the migration continues from here.'
    };
}
function notOpened(why) {
    return {
        code: 'migration-pull-request',
        fault: 'cloud',
        message: `The pull request could not be opened: ${why}. The secrets are stored and granted; no file was changed.`,
        hint: "Give the job permissions: contents: write and pull-requests: write (and allow Actions to create pull requests in the repository's settings), then run again: the migration continues from here."
    };
}

// EXTERNAL MODULE: ./lib/src/report/text.js
var report_text = __webpack_require__(87358);
// EXTERNAL MODULE: ./lib/src/migrate/run/roles.js
var run_roles = __webpack_require__(1839);
;// CONCATENATED MODULE: ./lib/src/migrate/run/grant.js





const SETTLE_MS = 10_000;
const WAITS_MS = [0, 1000, 2000, 2000, 5000, 5000, 10_000, 15_000];
async function grantRoles(needs, located, run) {
    const { clock, signal } = run.context.ports;
    const all = [];
    for (const need of needs) {
        const own = need.secrets.flatMap(name => located.get(name) ?? []);
        const one = signal.aborted
            ? { problem: (0,store/* cancelled */.KW)() }
            : await grantOne(need, own, run).catch((error) => ({
                problem: (0,explain/* refusalOf */.Of)(error, { subject: `role ${(0,run_roles/* roleNameOf */.xZ)(need.arn)}` })
            }));
        all.push({ need, ...one });
    }
    if (all.some(({ state }) => state === 'granted'))
        await clock.sleep(SETTLE_MS, signal);
    return {
        rows: all.flatMap(({ need: { arn, services, secrets }, state }) => state ? [{ arn, services, secrets, state }] : []),
        policies: all.flatMap(({ policy }) => policy ?? []),
        remarks: all.flatMap(({ remark }) => remark ?? []),
        problems: all.flatMap(({ problem }) => problem ?? [])
    };
}
async function grantOne(need, located, { context, writer }) {
    const { policyOutput, verifyPermissions } = context.configuration;
    const before = await (0,run_roles/* simulateReads */.i8)(need.arn, located, context);
    if (before.kind === 'allowed')
        return { state: 'allowed' };
    if (before.kind === 'forbidden')
        return { problem: stillDenied(need, before.why) };
    const isPrinted = policyOutput === 'json';
    const name = (0,run_roles/* roleNameOf */.xZ)(need.arn);
    const inline = isPrinted ? [] : await context.cloud.policies.listInline(name);
    const planned = (0,policy/* planPolicy */._0)(name, inline, (0,run_roles/* grantsFor */.vj)(located));
    if (planned.kind === 'problem')
        return { problem: planned.problem };
    if (isPrinted)
        return {
            state: 'printed',
            ...(planned.kind === 'put' ? { policy: (0,policy/* printPolicy */.yv)(name, planned) } : {}),
            ...(verifyPermissions === 'off' ? {} : { problem: grantNeeded(need) })
        };
    if (planned.kind === 'put') {
        writer.begin();
        await context.cloud.policies.put(name, planned.policyName, planned.document);
        const more = (0,report_text/* count */.U9)(planned.added.length, 'more secret', 'more secrets');
        const sentence = `Granted execution role ${name} access to ${more} by exact ARN (inline policy ${planned.policyName}).`;
        writer.finish(sentence);
    }
    const state = planned.kind === 'put' ? 'granted' : 'allowed';
    const after = await waitUntilAllowed(need, located, context);
    if (after.kind === 'allowed')
        return { state };
    if (after.kind === 'unknown')
        return { state, remark: `${(0,run_roles/* notVerified */.et)(need, after)} The grant was put.` };
    if (after.kind === 'forbidden')
        return { state, problem: stillDenied(need, after.why) };
    const why = 'IAM does not show the grant after 40 seconds';
    return { state, problem: context.ports.signal.aborted ? (0,store/* cancelled */.KW)() : stillDenied(need, why) };
}
async function waitUntilAllowed({ arn }, located, context) {
    let decision = { kind: 'missing', why: '' };
    for (const ms of WAITS_MS) {
        if (ms > 0)
            await context.ports.clock.sleep(ms, context.ports.signal);
        decision = await (0,run_roles/* simulateReads */.i8)(arn, located, context);
        if (decision.kind !== 'missing')
            break;
    }
    return decision;
}
function grantNeeded({ arn }) {
    return {
        code: 'migration-grant-needed',
        fault: 'user',
        message: `Execution role ${arn} is not authorized to read the secrets yet, and policy-output leaves the grant to you. The secrets are stored; no file was changed.`,
        hint: 'Apply the policy that is printed with this message, then run the same command again: the migration continues from here. Without access to the policy simulator, verify-permissions: off continues without this check.'
    };
}
function stillDenied({ arn }, why) {
    return {
        code: 'migration-grant',
        fault: 'user',
        message: `Execution role ${arn} is still not authorized to read the secrets: ${why}. The secrets are stored; no file was changed.`,
        hint: 'Remove what denies it, then run the same command again: the migration continues from here.'
    };
}

// EXTERNAL MODULE: ./lib/src/files/git/commits.js
var commits = __webpack_require__(71631);
// EXTERNAL MODULE: ./lib/src/files/write/lock-file.js
var lock_file = __webpack_require__(1394);
;// CONCATENATED MODULE: ./lib/src/migrate/run/journal-file.js






function readUnfinished(configuration, ports) {
    const location = (0,lock_file/* journalPath */.HY)(configuration.journal, {
        workspace: ports.workspace,
        temporaryFolder: ports.temporaryFolder,
        ...(0,present/* present */.E)({ gitFolder: (0,commits/* gitFolderOf */.qb)(ports) })
    });
    const read = (0,files_read/* readTextFile */.Gu)(ports.workspace, location.path, { limit: JOURNAL_BYTES });
    if (!('text' in read)) {
        const [problem] = read.problems;
        const isNone = problem === undefined || problem.code === 'file-not-found';
        return isNone ? { location } : { location, refused: notReadable(problem.message) };
    }
    const journal = (0,migrate_journal/* parseJournal */.z8)(read.text);
    if (journal === undefined && read.text.trim() !== '')
        return {
            location,
            refused: notReadable(`${location.path} is not a journal that this version can read.`)
        };
    return journal?.state === 'running' ? { location, unfinished: journal } : { location };
}
const JOURNAL_BYTES = 64 * 1024 * 1024;
function openJournal(configuration, ports) {
    const { location } = readUnfinished(configuration, ports);
    const { path, file, root } = location;
    const { pid, host } = ports.process;
    const own = { pid, host, since: new Date(ports.clock.now()).toISOString() };
    const lock = (0,lock_file/* takeLock */.HJ)({ area: ports.area, file: `${file}.lock`, ...(0,present/* present */.E)({ root }) }, own, holder => holder.host !== host || ports.process.isAlive(holder.pid));
    if ('unreadable' in lock)
        return { kind: 'refused', problem: closedLock(`${path}.lock`, lock.unreadable) };
    if ('holder' in lock)
        return { kind: 'refused', problem: inProgress(`${path}.lock`, lock.holder) };
    const { unfinished, refused } = readUnfinished(configuration, ports);
    if (refused) {
        lock.release();
        return { kind: 'refused', problem: refused };
    }
    return { kind: 'open', location, release: lock.release, ...(0,present/* present */.E)({ unfinished }) };
}
function inProgress(path, holder) {
    const who = holder === undefined ? '' : ` (process ${holder.pid} on ${holder.host}, since ${holder.since})`;
    return {
        code: 'migration-under-way',
        fault: 'user',
        message: `Another migration is in progress${who}; this one did nothing.`,
        hint: `Wait for its end and run again. If that process is gone, remove ${path}.`
    };
}
function closedLock(path, why) {
    return {
        code: 'migration-lock',
        fault: 'user',
        message: `Whether another migration is in progress is not known: its lock ${path} cannot be read: ${why}. This one did nothing.`,
        hint: `If no other migration is in progress, remove ${path}, and run again.`
    };
}
function notReadable(why) {
    return {
        code: 'migration-journal',
        fault: 'user',
        message: `The journal shows whether a migration is unfinished. ${why}`,
        hint: 'Make it readable for this user, name another file in "journal", or move this one away.'
    };
}
function otherPlan(path, differences) {
    return {
        code: 'migration-other-plan',
        fault: 'user',
        message: `${path} is the journal of another unfinished migration: ${(0,list/* someOf */.yU)(differences, 5, '; ')}.`,
        hint: 'Run that one again with the inputs it had, and it continues where it stopped. If it is no longer wanted, remove the file: the secrets that it stored are found and compared like any others.'
    };
}
class JournalWriter {
    location;
    journal;
    done = [];
    #files;
    #open = 0;
    constructor(location, journal, { files }) {
        this.location = location;
        this.journal = journal;
        this.#files = files;
        this.#save(journal);
    }
    get isMidStep() {
        return this.#open > 0;
    }
    get hasWritten() {
        return this.done.length > 0 || this.isMidStep;
    }
    tokenFor(name, replaced) {
        return (0,migrate_journal/* requestToken */.Fr)(this.journal, name, replaced);
    }
    begin() {
        this.#open++;
    }
    finish(sentence) {
        this.#open--;
        this.done.push(sentence);
    }
    close() {
        this.#save({ ...this.journal, state: 'finished' });
    }
    #save(journal) {
        const { file, root } = this.location;
        this.#files.replace(file, (0,migrate_journal/* printJournal */.jg)(journal), root);
    }
}

// EXTERNAL MODULE: ./lib/src/detector/issuers.js
var issuers = __webpack_require__(81657);
// EXTERNAL MODULE: ./lib/src/migrate/names.js
var names = __webpack_require__(55388);
;// CONCATENATED MODULE: ./lib/src/migrate/run/report.js









function planReport(planned, journal) {
    const { plan, found } = planned;
    const moves = writtenMoves(planned);
    const secrets = secretRows(planned);
    const services = serviceRows(planned);
    const isNew = ({ name, state }) => state === 'create' || journal?.created.includes(name) === true;
    return {
        applied: false,
        project: plan.project,
        store: plan.store,
        secrets,
        moves: moveRows(moves, planned, secrets),
        earlierMoves: movesBefore(planned).length,
        roles: roleRows(planned),
        services,
        templates: templateRows(planned),
        monthlyCostUsd: (0,names/* monthlyCost */.Ho)(secrets.length, plan.store),
        newCostUsd: (0,names/* monthlyCost */.Ho)(secrets.filter(isNew).length, plan.store),
        policies: [],
        rotate: secretsToRotate(planned),
        oldRevisions: oldRevisions(ranBefore(planned), services),
        excepted: found.excepted,
        left: found.left,
        done: []
    };
}
function appliedReport(planned, journal) {
    const report = planReport(planned, journal);
    const rotate = [
        ...journal.rotate,
        ...report.rotate.filter(row => !journal.rotate.some(({ secret }) => secret === row.secret))
    ];
    return {
        ...report,
        applied: true,
        moves: allMoveRows(planned, report.secrets),
        rotate: (0,migrate_journal/* worstFirst */.md)(rotate),
        oldRevisions: oldRevisions([...journal.ranBefore, ...ranBefore(planned)])
    };
}
function allMoveRows(planned, secrets) {
    return moveRows([...movesBefore(planned), ...writtenMoves(planned)], planned, secrets);
}
function moveRows(moves, planned, secrets) {
    return moves.map(move => {
        const { file, place, container, variable, service } = move;
        const source = planned.sources.find(({ document }) => document.file === file);
        const arn = secrets.find(({ name }) => name === move.secret)?.arn;
        const reference = source
            ? valueFromOf(file, styledMove(move, source, { ...planned, arn }))
            : move.reference;
        const revision = source?.revision;
        const line = revision === undefined ? place?.line : undefined;
        return { file, container, variable, reference, ...(0,present/* present */.E)({ line, service, revision }) };
    });
}
function secretRows(migration) {
    const { plan, secrets, moves, located } = migration;
    const written = new Set(writtenMoves(migration).map(({ secret }) => secret));
    const planned = plan.secrets
        .filter(({ name }) => written.has(name))
        .map(({ name, variables, keys, warnings }) => {
        const state = secrets.steps.find(({ secret }) => secret.name === name)?.kind ?? 'create';
        const arn = secrets.stored.get(name)?.arn;
        return { name, state, variables, keys, warnings, ...(0,present/* present */.E)({ arn }) };
    });
    const before = [...new Set(moves.map(({ secret }) => secret))]
        .filter(name => !plan.secrets.some(secret => secret.name === name))
        .map((name) => {
        const own = moves.filter(({ secret }) => secret === name);
        const variables = [...new Set(own.map(({ variable }) => variable))];
        const keys = [...new Set(own.flatMap(({ key }) => key ?? []))];
        return {
            name,
            state: 'present',
            variables,
            keys,
            warnings: [],
            ...(0,present/* present */.E)({ arn: located.get(name)?.arn })
        };
    });
    return [...planned, ...before];
}
function movesBefore({ plan, moves }) {
    return moves.filter(move => !plan.moves.some(other => (0,migrate_journal/* sameMove */.ks)(other, move)));
}
function writtenMoves({ plan, previews }) {
    const files = new Set(previews.map(({ source }) => source.document.file));
    return plan.moves.filter(({ file }) => files.has(file));
}
function roleRows({ roles, context }) {
    const isAttached = context.configuration.policyOutput === 'attach';
    return roles.map(({ need: { arn, services, secrets }, reads }) => {
        const state = reads.kind === 'allowed' ? 'allowed' : isAttached ? 'to-grant' : 'to-print';
        return { arn, services, secrets, state };
    });
}
function templateRows({ previews, moves }) {
    return previews
        .filter(({ source }) => source.isTemplate)
        .map(({ source: { document } }) => {
        const own = moves.filter(({ file }) => file === document.file);
        return { file: document.file, secrets: [...new Set(own.map(({ secret }) => secret))] };
    });
}
function serviceRows(planned) {
    const { previews, services, context, differences, unchanged } = planned;
    const creates = context.configuration.serviceDefinition.length > 0;
    const own = previews.map(({ source }) => source).filter(({ isTemplate }) => !isTemplate);
    return own.flatMap((source) => {
        const { entry, document } = source;
        if (entry?.kind === 'task' && source.services.length === 0)
            return [{ service: entry.key, action: 'task', plaintext: [] }];
        return (source.services.length === 0 ? [document.file] : source.services).map(service => {
            const now = services.running.find(({ key }) => key === service);
            if (now === undefined) {
                const isCreated = creates && services.missing.includes(service);
                return { service, action: isCreated ? 'create' : 'register', plaintext: [] };
            }
            const besides = differences.get(service) ?? [];
            const { taskDefinition: previous } = now;
            const plaintext = now.plaintext.map(({ words }) => words);
            return {
                ...{ service, action: 'redeploy', previous, plaintext },
                ...(besides.length > 0 ? { differences: besides } : {}),
                ...(unchanged.has(service) ? { isUnchanged: true } : {})
            };
        });
    });
}
function ranBefore(planned) {
    return serviceRows(planned).flatMap(({ service, previous, plaintext }) => previous === undefined ? [] : [{ service, previous, plaintext }]);
}
function oldRevisions(ran, rows = []) {
    const running = new Set(rows.flatMap(({ isUnchanged, previous }) => (isUnchanged ? previous : [])));
    const old = ran.filter(({ plaintext, previous }) => plaintext.length > 0 && !running.has(previous));
    return [...new Set(old.map(({ previous }) => previous))];
}
function secretsToRotate({ plan, found }) {
    const rows = plan.secrets.map(({ name: secret, variables }) => {
        const kinds = plan.moves.flatMap((move, index) => (move.secret === secret && found.kinds[index]) || []);
        return { secret, variables, ...(0,issuers/* worstKind */.eD)(kinds) };
    });
    return (0,migrate_journal/* worstFirst */.md)(rows);
}
function deployedRows(rows, report, { ranBefore }) {
    const results = new Map(report.results.map(result => [(0,rollout_outcome/* keyOf */.TN)(result), result]));
    return rows.map(({ isUnchanged: _, ...row }) => {
        const result = results.get(row.service);
        const isDone = result !== undefined && (0,rollout_outcome/* isGood */.Kg)(result.outcome);
        const isRegistered = row.action === 'register' || row.action === 'task';
        if (!isDone && !(isRegistered && (0,verdict/* exitCodeOf */.FO)(report) === 0))
            return row;
        const before = { ...row, ...ranBefore.find(({ service }) => service === row.service) };
        const isSame = result?.outcome === 'unchanged' && result.taskDefinitionArn === before.previous;
        return { ...before, isDone: true, ...(isSame ? { isUnchanged: true } : {}) };
    });
}
function sentenceFor({ results, taskDefinitionArns }, rows) {
    const keys = new Set(rows.flatMap(({ service, isUnchanged }) => (isUnchanged ? service : [])));
    const unchanged = new Set(results.filter(result => keys.has((0,rollout_outcome/* keyOf */.TN)(result))).map(({ service }) => service));
    const changed = results.filter(({ service }) => !unchanged.has(service)).length;
    const still = results.length - changed;
    const deployed = results.length === 0
        ? 'No service runs these files'
        : changed === 0
            ? `${(0,report_text/* count */.U9)(still, 'service')} unchanged`
            : `Deployed ${(0,report_text/* count */.U9)(changed, 'service')}${still === 0 ? '' : `, ${still} unchanged`}`;
    return `${deployed}, ${(0,report_text/* count */.U9)(taskDefinitionArns.length, 'definition')} registered or found equal.`;
}

// EXTERNAL MODULE: ./lib/src/migrate/run/stored.js
var stored = __webpack_require__(75843);
;// CONCATENATED MODULE: ./lib/src/migrate/run/apply.js


















const STEPS = [storeAndProve, grantAndRewrite, deployAndVerify, closeJournal];
async function applyMigration({ report, planned, blocked }, { location, unfinished }, deploy) {
    const { ports } = planned.context;
    const writer = new JournalWriter(location, unfinished ? { ...unfinished, moves: planned.moves } : begin(planned), ports);
    if (unfinished)
        ports.log.notice(`Continuing the migration of ${unfinished.startedAt} (${location.path}).`);
    let migration = appliedReport(planned, writer.journal);
    let state = report;
    for (const step of STEPS) {
        const made = await step({ report: state, migration }, { planned, writer, deploy }).catch(refused);
        const { problems = [], remarks = [] } = made;
        migration = { ...migration, ...made.migration };
        state = made.report ?? state;
        state = {
            ...state,
            problems: [...state.problems, ...problems],
            remarks: [...state.remarks, ...remarks.map(message => ({ message }))]
        };
        if (made.isOver || problems.length > 0)
            break;
    }
    const failed = !(0,verdict/* hasFinished */.rz)({ ...state, migration });
    const told = { ...migration, done: writer.done, journal: location.path };
    ports.log.group(failed ? 'Migration (not finished)' : 'Migration', (0,migration_sections/* migrationToText */.d6)(told));
    const open = state.problems.some(({ code }) => ['aws-lost', 'file-system'].includes(code));
    const isUnknown = writer.isMidStep && open;
    const found = [...state.problems, ...blocked];
    const problems = writer.hasWritten ? found.map(notUntouched) : found;
    return { ...state, problems, migration: told, ...(isUnknown ? { cutShort: true } : {}) };
}
function refused(error) {
    return { problems: [(0,files_read/* isSystemRefusal */.eo)(error) ? (0,files_read/* systemRefusal */.oN)(error) : (0,explain/* refusalOf */.Of)(error)] };
}
function notUntouched(problem) {
    return problem.fault === 'user' ? { ...problem, fault: 'cloud' } : problem;
}
function begin(planned) {
    const { context, moves, plan, secrets } = planned;
    const { region, account, cluster, ports } = context;
    const startedAt = new Date(ports.clock.now()).toISOString();
    return {
        version: 1,
        id: (0,migrate_journal/* digestOf */.ol)([startedAt, String(ports.process.pid), ports.process.host, ports.workspace]),
        state: 'running',
        startedAt,
        place: { region, account, ...(0,present/* present */.E)({ cluster }) },
        store: plan.store,
        moves,
        created: secrets.steps.flatMap(({ kind, secret }) => (kind === 'create' ? secret.name : [])),
        rotate: secretsToRotate(planned),
        ranBefore: ranBefore(planned)
    };
}
async function closeJournal({ report, migration }, { writer }) {
    if ((0,verdict/* hasFinished */.rz)({ ...report, migration }))
        writer.close();
    return {};
}
async function storeAndProve({ migration }, { planned, writer }) {
    const { names, problems } = await (0,store/* storeSecrets */.fS)(planned, writer);
    const proven = problems.length > 0 ? { problems } : await (0,store/* proveSecrets */.I0)(planned);
    const secrets = migration.secrets.map((row) => {
        const found = 'survey' in proven ? proven.survey.stored.get(row.name) : undefined;
        const arn = found ? (0,stored/* arnOf */.RY)(found, planned.context) : row.arn;
        return { ...row, ...(names.includes(row.name) ? AS_STORED[row.state] : {}), ...(0,present/* present */.E)({ arn }) };
    });
    return { migration: { secrets, moves: allMoveRows(planned, secrets) }, problems: proven.problems };
}
const AS_STORED = {
    create: { state: 'created' },
    overwrite: { state: 'overwritten' }
};
async function grantAndRewrite({ migration }, { planned, writer }) {
    const { context } = planned;
    const located = new Map(planned.located);
    for (const { name, arn } of migration.secrets)
        if (arn !== undefined)
            located.set(name, { ...located.get(name), name, arn: (0,stored/* arnOf */.RY)({ name, arn }, context) });
    const needs = planned.roles.map(({ need }) => need);
    const granted = await grantRoles(needs, located, { context, writer });
    const policies = [...granted.policies, ...policiesOfTemplates(planned, migration, located)];
    for (const { roleName, text, note } of policies)
        context.ports.log.group(`Policy for execution role ${roleName}`, [note, ...text.trimEnd().split('\n')]);
    const roles = migration.roles.map(row => granted.rows.find(({ arn }) => arn === row.arn) ?? row);
    const { remarks, problems } = granted;
    const next = { migration: { policies, roles }, remarks };
    if (problems.length > 0)
        return { ...next, problems };
    const rewritten = await rewriteInMemory(planned, located);
    if (rewritten.problems.length > 0)
        return { ...next, problems: rewritten.problems };
    if (context.ports.signal.aborted)
        return { ...next, problems: [(0,store/* cancelled */.KW)()] };
    if (!context.configuration.openPullRequest)
        return { ...next, problems: writeFiles(rewritten.files, planned, writer) };
    const opened = await openMigrationRequest(rewritten.files, { ...migration, ...next.migration }, { planned, writer });
    if ('problem' in opened)
        return { ...next, problems: [opened.problem] };
    return {
        migration: { ...next.migration, pullRequest: opened.url },
        remarks: [
            ...remarks,
            'No file of this checkout was changed and nothing was deployed: merge the pull request, then deploy (or run this mode again).'
        ],
        isOver: true
    };
}
function policiesOfTemplates({ sources }, { templates }, located) {
    return templates.flatMap(({ file, secrets }) => {
        const roleName = `of ${file}`;
        const planned = (0,policy/* planPolicy */._0)(roleName, [], (0,run_roles/* grantsFor */.vj)(secrets.flatMap(name => located.get(name) ?? [])));
        const source = sources.find(({ document }) => document.file === file);
        const print = source && isOfTerraform(source.document) ? policy/* printTerraformPolicy */.QU : policy/* printPolicy */.yv;
        return planned.kind === 'put' ? [print(roleName, planned)] : [];
    });
}
async function deployAndVerify({ report: before, migration }, { planned, writer, deploy }) {
    if (deploySteps(planned.previews, planned).length === 0)
        return {};
    if (planned.context.ports.signal.aborted)
        return { problems: [(0,store/* cancelled */.KW)()] };
    writer.begin();
    const report = (await deployMigrated(planned, deploy)).reduce(report_report/* joinReports */.cR, before);
    const isDone = new Set(report.results.filter(({ outcome }) => (0,rollout_outcome/* isGood */.Kg)(outcome)).map(rollout_outcome/* keyOf */.TN));
    const services = deployedRows(migration.services, report, writer.journal);
    const old = oldRevisions([...writer.journal.ranBefore, ...ranBefore(planned)], services);
    const wanted = servicesToDeploy(planned.previews, planned);
    if ((0,verdict/* exitCodeOf */.FO)(report) === 0 && wanted.every(service => isDone.has(service)))
        writer.finish(sentenceFor(report, services));
    return { report, migration: { services, oldRevisions: old } };
}

// EXTERNAL MODULE: ./lib/src/arn.js
var arn = __webpack_require__(87433);
// EXTERNAL MODULE: ./lib/src/check/load-for-check.js
var load_for_check = __webpack_require__(31326);
// EXTERNAL MODULE: ./lib/src/check/load-sources.js
var load_sources = __webpack_require__(15974);
// EXTERNAL MODULE: ./lib/src/check/project-rules.js
var project_rules = __webpack_require__(69354);
// EXTERNAL MODULE: ./lib/src/check/terraform-modules.js
var terraform_modules = __webpack_require__(71609);
// EXTERNAL MODULE: ./lib/src/deploy/prepare/load-definitions.js
var load_definitions = __webpack_require__(33);
// EXTERNAL MODULE: ./lib/src/deploy/target.js
var target = __webpack_require__(37679);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/placement.js
var configuration_placement = __webpack_require__(26664);
// EXTERNAL MODULE: ./lib/src/deploy/comparison/plan.js
var plan = __webpack_require__(37409);
// EXTERNAL MODULE: ./lib/src/json.js
var json = __webpack_require__(38674);
// EXTERNAL MODULE: ./lib/src/template/ecs-schema.generated.js
var ecs_schema_generated = __webpack_require__(345);
// EXTERNAL MODULE: ./lib/src/audit/revisions.js
var revisions = __webpack_require__(22324);
// EXTERNAL MODULE: ./lib/src/aws/error.js
var aws_error = __webpack_require__(41682);
// EXTERNAL MODULE: ./lib/src/check/source.js
var check_source = __webpack_require__(57704);
// EXTERNAL MODULE: ./lib/src/deploy/plan/plaintext.js
var plan_plaintext = __webpack_require__(21853);
// EXTERNAL MODULE: ./lib/src/deploy/prepare/inspect-services.js
var inspect_services = __webpack_require__(65297);
// EXTERNAL MODULE: ./lib/src/migrate/candidate.js
var migrate_candidate = __webpack_require__(60989);
;// CONCATENATED MODULE: ./lib/src/migrate/run/services.js













async function readServices(keys, { configuration, rules, ports, aws }) {
    const { placement } = rules;
    const named = keys.map(key => ({
        ...(0,configuration_placement/* namedByKey */.O$)(key, placement),
        site: (0,configuration_placement/* siteOf */.zU)(key, placement, configuration)
    }));
    if (named.some(({ site }) => site.cluster === undefined))
        return { running: [], missing: [], problems: [(0,inspect_services/* noCluster */.eG)('migrated')] };
    const inspected = await (0,inspect_services/* inspectServices */.dD)(named.map(one => ({ ...one, site: one.site })), configuration, () => Promise.resolve(aws));
    const running = [];
    for (const [key, { service, status, taskDefinition }] of inspected.states) {
        if (status !== 'ACTIVE')
            continue;
        const live = taskDefinition === '' ? undefined : await aws.ecs.describeTaskDefinition(taskDefinition);
        const plaintext = live ? (0,plan_plaintext/* plaintextSpots */.Pp)(live.definition, ports.mask) : [];
        running.push({ key, service, taskDefinition, plaintext, ...(0,present/* present */.E)({ live }) });
    }
    const { missing, problems } = inspected;
    return { running, missing: missing.map(rollout_outcome/* keyOf */.TN), unknown: missing.map(inspect_services/* missingService */.wu), problems };
}
async function attachServices(sources, familyOf, { context, missing }) {
    const { configuration, rules, cluster, aws } = context;
    const isCreated = configuration.serviceDefinition.length > 0;
    const unplaced = sources.filter(({ services, isTemplate, entry }) => !isTemplate && entry?.kind !== 'task' && !isCreated && services.every(key => missing.includes(key)));
    const named = new Map(unplaced.flatMap(one => [[one, familyOf(one) ?? '']]));
    const plain = unplaced.filter(({ services }) => services.length === 0);
    if (unplaced.length === 0)
        return { sources, problems: [], remarks: [] };
    if (cluster === undefined)
        return { sources, problems: plain.length > 0 ? [(0,inspect_services/* noCluster */.eG)('migrated')] : [], remarks: [] };
    let states;
    try {
        states = (await aws.ecs.describeServices(cluster, await aws.running.namesIn(cluster))).services;
    }
    catch (error) {
        if (!(error instanceof aws_error/* AwsError */.Gy) || error.kind !== 'denied')
            throw error;
        const families = [...new Set((plain.length > 0 ? plain : unplaced).map(one => named.get(one)))].join(', ');
        const why = (0,explain/* refusedCall */.dr)(error);
        return plain.length > 0
            ? { sources, problems: [servicesUnknown(families, why)], remarks: [] }
            : {
                sources,
                problems: [],
                remarks: [`Not verified: whether services of another name run ${families} (${why}).`]
            };
    }
    const taken = new Set(sources.flatMap(one => one.services.map(key => (0,configuration_placement/* namedByKey */.O$)(key, rules.placement).service)));
    const runners = states.flatMap(state => {
        const { service, status } = state;
        const families = (0,revisions/* familiesRun */.aL)(state);
        const own = unplaced.filter(one => families.includes(named.get(one) ?? ''));
        return status === 'ACTIVE' && !taken.has(service) && own.length > 0 ? [{ service, own }] : [];
    });
    const problems = runners.flatMap(({ service, own }) => own.length > 1 ? [ambiguous(service, named.get(own[0]) ?? '', own)] : []);
    const found = (source) => runners.flatMap(({ service, own }) => (own.includes(source) ? [service] : []));
    const attached = sources.map((source) => {
        const services = found(source);
        return services.length === 0 ? source : { ...source, services, isAttached: true };
    });
    return { sources: problems.length > 0 ? sources : attached, problems, remarks: [] };
}
function servicesUnknown(families, why) {
    return {
        code: 'migration-services-unknown',
        fault: 'user',
        message: `It is not known which services run ${families} (${why}).`,
        hint: 'Allow it, or name them: a pattern with {service} in "task-definition", or one file with "service". Otherwise they would be left on plaintext.'
    };
}
function ambiguous(service, family, own) {
    return {
        code: 'service-ambiguous',
        fault: 'user',
        service,
        message: `Service "${service}" runs ${family}, which ${own.map(({ document }) => document.file).join(' and ')} both define.`,
        hint: 'Run once for each file, with its "service".'
    };
}
function compareWithLive(found, sources, known) {
    const { candidates } = found;
    const { running, context } = known;
    const problems = [...findExposed(found, sources, known)];
    const remarks = [];
    for (const { document, services } of sources) {
        for (const { key, service, live } of running.filter(one => services.includes(one.key))) {
            if (live === undefined)
                continue;
            const differing = candidates.filter(one => one.file === document.file && isOther(one, live));
            const others = services.filter(name => name !== key);
            const revision = (0,arn/* lastPartOf */.RS)(live.arn);
            for (const candidate of differing) {
                if (context.configuration.onDifference === 'file')
                    remarks.push(`Service ${service} runs ${revision} with another value of ${candidate.variable} than ${(0,migrate_candidate/* whereIs */.ie)(candidate)}; the value in the file becomes the secret (on-difference: file).`);
                else
                    problems.push(otherValue(candidate, { service, revision, others }));
            }
        }
    }
    return { problems, remarks };
}
function findExposed({ candidates, excepted }, sources, { running, context }) {
    const { source, onDifference } = context.configuration;
    if (source !== 'live' || onDifference === 'file')
        return [];
    return sources.flatMap(({ document: { file, root }, services }) => {
        const named = [...candidates, ...excepted].filter(one => one.file === file);
        const referred = (0,tree/* containersOf */.Mz)(root).flatMap(container => (0,tree/* itemsOf */.S3)((0,tree/* childOf */.GG)(container, 'secrets')));
        const known = new Set([
            ...named.map(({ variable }) => variable),
            ...referred.map(entry => (0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(entry, 'name')) ?? '')
        ]);
        return running.flatMap(({ key, service, taskDefinition, plaintext }) => {
            const left = plaintext.filter(spot => !known.has(spot.name));
            return services.includes(key) && left.length > 0 && !(0,check_source/* isLiveName */.WE)(file)
                ? [exposed({ service, file, revision: (0,arn/* lastPartOf */.RS)(taskDefinition) }, left)]
                : [];
        });
    });
}
function exposed({ service, file, revision }, left) {
    return {
        code: 'service-exposed',
        fault: 'user',
        service,
        message: `Service "${service}" runs ${revision} with ${left.map(({ words }) => words).join(', ')} in plaintext, and ${file} has nothing of it to move.`,
        hint: 'Something else sets it, such as "environment-variables" of a workflow. Store it as a secret, refer to it under "secrets" of the file, and take it out there. If the service needs it no longer, set on-difference: file.'
    };
}
function isOther({ container, variable, value }, { definition }) {
    const containers = (0,tree/* containersOf */.Mz)((0,tree/* fromJson */.Rf)(definition, { kind: 'input', input: 'live revision' }));
    const named = containers.filter(one => (0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(one, 'name')) === container);
    const entries = (named.length > 0 ? named : containers).flatMap(one => (0,tree/* itemsOf */.S3)((0,tree/* childOf */.GG)(one, 'environment')));
    const found = entries.filter(entry => (0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(entry, 'name')) === variable).at(-1);
    const running = (0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(found, 'value'));
    return running !== undefined && running !== value.reveal();
}
function otherValue(candidate, { service, revision, others }) {
    const { container, place, variable } = candidate;
    const apart = others.length === 0
        ? ''
        : ` Services that really differ (${others.join(', ')} share the file) need a file each.`;
    return {
        code: 'migration-conflict',
        fault: 'user',
        service,
        message: `Service "${service}" runs ${revision} (container ${container}) with another value of ${(0,naming/* quotedName */.aH)(variable, 'a variable')} than ${(0,migrate_candidate/* whereIs */.ie)(candidate)}.`,
        hint: `If the running value is right, put it in the file; if the value in the file is right, set on-difference: file. To keep the variable in the file, add it to "exclude".${apart}`,
        ...(0,present/* present */.E)({ place })
    };
}

;// CONCATENATED MODULE: ./lib/src/migrate/run/live-files.js










async function withLiveFiles(sources, context) {
    const { configuration, rules } = context;
    if (configuration.source === 'files')
        return { sources, problems: [] };
    const covered = new Set(sources.flatMap(({ services }) => services));
    const keys = (await keysOfRun(context)).filter(key => !covered.has(key));
    const { running, problems, unknown = [] } = await readServices(keys, context);
    const placed = running.map(service => ({ service, file: fileFor(service.key, context) }));
    const isNamed = Array.isArray(configuration.services);
    const faults = [...problems, ...(isNamed ? unknown : []), ...placeFaults(placed)];
    const added = [];
    for (const { service, file } of faults.length > 0 ? [] : placed) {
        const { key, live } = service;
        if (file === undefined || live === undefined)
            continue;
        const { document } = await (0,load/* loadDocument */.Az)(file, printDefinition(live.definition));
        if (document === undefined)
            continue;
        const source = { document, place: (0,document_place/* placeFinder */.aA)(document), services: [key], revision: (0,arn/* lastPartOf */.RS)(live.arn) };
        const entry = rules.resolved.services.find(one => one.key === key);
        added.push({ ...source, ...(0,load_sources/* ofEntry */.WM)(source, entry, rules.resolved) });
    }
    return { sources: [...sources, ...added], problems: faults };
}
async function keysOfRun(context) {
    const { configuration, rules, aws, cluster } = context;
    const { placement, resolved } = rules;
    if (Array.isArray(configuration.services))
        return configuration.services;
    const keys = [...placement.places.keys()];
    if (patternOf(context) === undefined && resolved.services.length > 0)
        return keys;
    if (cluster === undefined)
        return keys;
    const isThere = (key) => (0,arn/* lastPartOf */.RS)((0,configuration_placement/* siteOf */.zU)(key, placement, configuration).cluster ?? '') === (0,arn/* lastPartOf */.RS)(cluster);
    const names = new Set(keys.filter(isThere).map(key => (0,configuration_placement/* namedByKey */.O$)(key, placement).service));
    return [...keys, ...(await aws.running.namesIn(cluster)).filter(name => !names.has(name) && isThere(name))];
}
function patternOf({ configuration }) {
    return configuration.taskDefinition.find(one => one.includes('{service}') && !/[*?[\]!()]/.test(one));
}
function fileFor(key, context) {
    const { configuration, rules } = context;
    const base = rules.resolved.services.find(one => one.key === key)?.base;
    if (base?.kind === 'file')
        return base.path.replace(/^(?:\.\/)+/, '');
    const pattern = patternOf(context);
    if (pattern !== undefined)
        return pattern.replaceAll('{service}', key);
    const { taskDefinition, services } = configuration;
    const [only, ...others] = taskDefinition;
    const isOne = others.length === 0 && Array.isArray(services) && services.length === 1;
    return isOne && only !== undefined && !/[*?[\]!(){}]/.test(only) ? only : undefined;
}
function placeFaults(placed) {
    return [...(0,list/* grouped */.zD)(placed, ({ file = '' }) => file)].flatMap(([file, alike]) => {
        const keys = alike.map(({ service }) => service.key);
        if (file === '')
            return [noPlace(keys)];
        return keys.length > 1 ? [severalFor(file, keys)] : [];
    });
}
function printDefinition(definition) {
    const kept = withoutEmpty((0,plan/* withoutCommitTag */.KR)(definition));
    const members = Object.entries(kept)
        .filter(([key]) => !ecs_schema_generated/* describeOnlyMembers */.d.includes(key))
        .map(([key, value]) => {
        const isList = key === 'containerDefinitions' && Array.isArray(value);
        return [key, isList ? value.map(withoutEmpty) : value];
    });
    return `${JSON.stringify(Object.fromEntries(members), null, 2)}\n`;
}
function withoutEmpty(value) {
    const members = (0,json/* isObject */.Gv)(value) ? Object.entries(value) : [];
    return Object.fromEntries(members.filter(([, one]) => one !== null && !(Array.isArray(one) && one.length === 0)));
}
function noPlace(keys) {
    return {
        code: 'migration-no-file',
        fault: 'user',
        message: `There is no file to write for ${keys.join(', ')}: neither the configuration file nor a pattern with {service} sets its path.`,
        hint: 'Write "task-definition" into the entry of each in the configuration file, or name a pattern: task-definition: deploy/{service}-task-definition.json.'
    };
}
function severalFor(file, keys) {
    return {
        code: 'migration-no-file',
        fault: 'user',
        message: `${file} is the task definition of ${keys.join(' and ')}, and is not there: it can be written from what one of them runs.`,
        hint: `Name that one in "service" (service: ${keys[0]}), or give each its own file.`
    };
}

;// CONCATENATED MODULE: ./lib/src/migrate/run/load.js















async function loadMigration(run) {
    const { configuration, ports } = run;
    const empty = (0,report_report/* emptyReport */._O)('migrate');
    if (configuration.base !== undefined || configuration.taskDefinitionArn !== undefined)
        return { stopped: { ...empty, problems: [noFileNamed()] } };
    const rules = await (0,project_rules/* readProjectRules */.Z)(configuration, ports);
    const files = rules.isUndecided ? NO_FILES : await loadFiles(configuration, ports, rules);
    const sites = sitesOf(files, configuration, rules);
    const early = [
        ...rules.problems,
        ...rules.placementProblems,
        ...(new Set(sites.map(target/* accountKey */.LQ)).size > 1 ? [severalPlaces()] : [])
    ];
    const known = { ...empty, files: files.files, unscanned: files.unscanned, problems: files.problems };
    if (early.length > 0)
        return { stopped: { ...known, problems: [...early, ...files.problems] } };
    try {
        return await connected({ rules, files }, sites, { ...run, known });
    }
    catch (error) {
        return { stopped: { ...known, problems: [...files.problems, (0,explain/* refusalOf */.Of)(error)] } };
    }
}
async function connected({ rules, files }, sites, { configuration, ports, known }) {
    const { placement, resolved } = rules;
    const usual = (0,configuration_placement/* siteOf */.zU)(undefined, placement, configuration);
    const [site = usual] = sites;
    const { maxRetries } = configuration;
    const connections = (0,target/* connectAccounts */.rl)(ports, maxRetries);
    const said = await (0,target/* announceTarget */.TE)([site, ...sites], { ports, aws: connections });
    if (said.problems.length > 0)
        return { stopped: (0,target/* withTarget */.yY)(known, said) };
    const aws = await connections(site);
    const caller = await aws.directory.callerIdentity();
    const { region, roleArn } = site;
    const context = {
        configuration,
        ports,
        rules,
        aws,
        cloud: await ports.connectMigration({ region, maxRetries, ...(0,present/* present */.E)({ roleArn }) }),
        region,
        partition: caller.partition || (0,arn/* partitionOf */.iQ)(region),
        account: caller.account,
        target: said.target,
        ...(0,present/* present */.E)({ cluster: usual.cluster ?? onlyCluster(sites), callerArn: caller.arn })
    };
    const run = { aws: connections, ports };
    const loaded = await (0,load_definitions/* withLiveEntries */.tu)(files, configuration, { resolved, placement, run });
    const modules = await (0,terraform_modules/* modulesIn */.Dd)(ports.workspace, loaded.targets.map(({ document }) => document.file));
    const live = await withLiveFiles(sourcesOf(loaded.targets, modules), context);
    const { sources } = live;
    return {
        context,
        sources,
        workflows: await (0,load_for_check/* loadWorkflows */.Ny)(ports),
        files: sources.map(({ document }) => document.file),
        unscanned: loaded.unscanned,
        problems: [...templateProblems(sources, loaded.problems), ...live.problems]
    };
}
function onlyCluster(sites) {
    const [only, ...others] = new Set(sites.flatMap(({ cluster }) => cluster ?? []));
    return others.length === 0 ? only : undefined;
}
const NO_FILES = { files: [], targets: [], unscanned: [], problems: [] };
function sitesOf({ targets }, configuration, { placement, resolved }) {
    const { services, source } = configuration;
    const named = Array.isArray(services) ? services : [undefined, ...placement.places.keys()];
    return [
        ...targets
            .filter(({ document }) => !isTemplate(document))
            .map(target => (0,configuration_placement/* siteOfTarget */.so)(target, placement, configuration)),
        ...(source === 'files' ? [] : named).map(service => (0,configuration_placement/* siteOf */.zU)(service, placement, configuration)),
        ...(0,load_definitions/* liveEntriesOf */.ae)(configuration, resolved).map(entry => (0,configuration_placement/* siteOfTarget */.so)({ entry }, placement, configuration))
    ];
}
async function loadFiles(configuration, ports, { resolved }) {
    const { services, source, ...rest } = configuration;
    if (source === 'files')
        return withLoaded(configuration, ports, await (0,load_sources/* loadSources */.Dl)(configuration, reading(ports), resolved));
    const isNamed = Array.isArray(services);
    const quiet = { ...reading(ports), keepSource: () => { } };
    const all = isNamed
        ? await (0,load_sources/* loadSources */.Dl)(rest, quiet, resolved)
        : await (0,load_sources/* loadSources */.Dl)(configuration, reading(ports), resolved);
    const targets = all.targets.filter(({ service = '', document }) => !isNamed || services.includes(service) || isTemplate(document));
    if (isNamed)
        for (const { document } of targets)
            ports.keepSource(document.file, document.text);
    return { ...all, targets, problems: missingAllowed(all, configuration, resolved) };
}
function reading(ports) {
    return { ...ports, load: loadForMigration };
}
async function withLoaded(configuration, ports, first) {
    const { files, unread } = (0,loaded_containers/* loadedByTerraform */.VD)(ports.workspace, first.files);
    const more = files.filter(file => !first.files.includes(file));
    const problems = unread.map(({ code, message, hint = '' }) => ({ code, fault: 'user', message, hint }));
    if (more.length === 0)
        return { ...first, problems: [...first.problems, ...problems] };
    const { services: _, ...rest } = configuration;
    const second = await (0,load_sources/* loadSources */.Dl)({ ...rest, taskDefinition: more }, reading(ports));
    return {
        files: [...first.files, ...second.files],
        ...(0,present/* present */.E)({ all: first.all }),
        targets: [...first.targets, ...second.targets],
        unscanned: [...first.unscanned, ...second.unscanned],
        problems: [...first.problems, ...problems, ...second.problems]
    };
}
function missingAllowed({ problems }, { services, taskDefinition }, resolved) {
    const isOne = taskDefinition.length === 1 && Array.isArray(services) && services.length === 1;
    return problems.filter(({ code, service }) => {
        const isNamed = isOne || resolved.services.some(({ key }) => key === service);
        return code !== 'pattern-without-match' && !(code === 'file-not-found' && isNamed);
    });
}
function noFileNamed() {
    return {
        code: 'migration-no-file',
        fault: 'user',
        message: 'The inputs select a registered task definition, and a migration needs a file to write to.',
        hint: 'For what services run set source: live, and name the file to write: task-definition: deploy/{service}.json.'
    };
}
function severalPlaces() {
    return {
        code: 'migration-places',
        fault: 'user',
        message: 'The services of this run are in several regions or accounts; a migration is for one.',
        hint: 'Name the services of one place in "service", and run once for each place.'
    };
}

// EXTERNAL MODULE: ./lib/src/nearest.js
var nearest = __webpack_require__(11636);
// EXTERNAL MODULE: ./lib/src/secrets/roles.js
var roles = __webpack_require__(4201);
// EXTERNAL MODULE: ./lib/src/secrets/simulate.js
var simulate = __webpack_require__(48292);
// EXTERNAL MODULE: ./lib/src/secrets/verification.js
var verification = __webpack_require__(20281);
// EXTERNAL MODULE: ./lib/src/migrate/plan.js
var migrate_plan = __webpack_require__(81237);
// EXTERNAL MODULE: ./lib/src/check/examine.js
var examine = __webpack_require__(29726);
// EXTERNAL MODULE: ./lib/src/deploy/plan/make-plan.js
var make_plan = __webpack_require__(67432);
// EXTERNAL MODULE: ./lib/src/deploy/prepare/render-all.js
var render_all = __webpack_require__(68692);
// EXTERNAL MODULE: ./lib/src/deploy/prepare/service-definitions.js + 1 modules
var service_definitions = __webpack_require__(81509);
// EXTERNAL MODULE: ./lib/src/report/run-sections.js
var run_sections = __webpack_require__(85505);
// EXTERNAL MODULE: ./lib/src/secrets/problems.js
var secrets_problems = __webpack_require__(65390);
// EXTERNAL MODULE: ./lib/src/secrets/resolve.js + 2 modules
var resolve = __webpack_require__(20369);
// EXTERNAL MODULE: ./lib/src/secrets/verify.js
var verify = __webpack_require__(86723);
// EXTERNAL MODULE: ./lib/src/deploy/comparison/compare.js
var compare = __webpack_require__(51719);
// EXTERNAL MODULE: ./lib/src/detector/harmless.js
var harmless = __webpack_require__(64530);
// EXTERNAL MODULE: ./lib/src/template/conform.js
var conform = __webpack_require__(94231);
;// CONCATENATED MODULE: ./lib/src/migrate/run/differences.js







function compareWithRunning(documents, known) {
    const { services, context, moves } = known;
    const model = { isKnown: conform/* isKnownMember */.il, judgeValues: harmless/* judgeValues */.A };
    const differences = new Map();
    const others = [];
    const { openPullRequest, onError } = context.configuration;
    const pairs = documents.flatMap(document => {
        const found = services.running.find(({ key }) => key === document.service);
        return found?.live ? [{ document, found, live: found.live }] : [];
    });
    for (const { document, found, live } of pairs) {
        const own = moves.filter(({ file }) => file === document.file);
        const compared = (0,compare/* compareDefinitions */.E)((0,tree/* toJson */.aB)(document.root), live.definition, model);
        const besides = withoutMoves(compared.differences, own);
        differences.set(found.key, besides.filter(one => !openPullRequest || containerOfImage(one) === undefined));
        if (openPullRequest)
            continue;
        for (const one of besides) {
            const container = containerOfImage(one);
            if (container === undefined || one.change !== 'changed' || isGiven(container, document, known))
                continue;
            const place = { service: found.service, container, revision: (0,arn/* lastPartOf */.RS)(live.arn), file: document.file };
            others.push({ ...place, running: one.before, written: one.after });
        }
    }
    const groups = onError === 'continue' || others.length < 2 ? others.map(one => [one]) : [others];
    const unused = new Set(others.flatMap(({ written }) => written ?? []));
    return { differences, problems: groups.map(imagesDiffer), unused };
}
function containerOfImage({ path }) {
    return /^containerDefinitions\[(.+)\]\.image$/.exec(path)?.[1];
}
function isGiven(name, { file, root }, { sources }) {
    const imageIn = (of) => {
        const container = of && (0,tree/* containersOf */.Mz)(of).find(one => (0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(one, 'name')) === name);
        return (0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(container, 'image')) ?? '';
    };
    const written = imageIn(sources.find(({ document }) => document.file === file)?.document.root);
    return !written.includes('${{') && written !== imageIn(root);
}
function withoutMoves(differences, moves) {
    const pathsOf = (change) => new Set(differences.filter(one => one.change === change).map(({ path }) => path));
    const removed = pathsOf('removed');
    const added = pathsOf('added');
    const written = new Set(moves.map(({ container, variable }) => `containerDefinitions[${container}].secrets[${variable}]`));
    const isWritten = ({ path, after }) => written.has(path.replace(/\.valueFrom$/, '')) || after?.includes(stored/* MADE_UP_SUFFIX */.Y3) === true;
    return differences
        .filter(one => !(one.change === 'added' && isWritten(one)) &&
        !(removed.has(one.path) && added.has(one.path.replace('].environment[', '].secrets['))) &&
        !(added.has(one.path) && removed.has(one.path.replace('].secrets[', '].environment['))))
        .map(one => isWritten(one) ? { path: one.path, change: one.change, ...(0,present/* present */.E)({ before: one.before }) } : one);
}
function imagesDiffer(others) {
    const lines = others.map(({ service, container, running }) => `${service}/${container}=${running ?? 'IMAGE'}`);
    const [only] = others.length === 1 ? others : [];
    const name = ({ service, revision }) => `"${service}" runs ${revision}`;
    const images = ({ container, file, running, written }) => `with the image ${running ?? NOT_SHOWN} in container "${container}", and ${file} has ${written ?? NOT_SHOWN}`;
    return {
        code: 'migration-image-differs',
        fault: 'user',
        ...(0,present/* present */.E)({ service: only?.service }),
        message: only
            ? `Service ${name(only)} ${images(only)}: an apply would deploy that one.`
            : `${others.length} containers run another image than their file has, which an apply would deploy: ${others.map(one => `service ${name(one)} ${images(one)}`).join('; ')}.`,
        hint: `Give the image to deploy to ${only ? 'this service' : 'each of these'} (${only ? `image: ${lines[0]}, on the command line --image ${lines[0]}; a line for each of several` : `image, a line for each: ${lines.join(', ')}`}), write it into the file, or use open-pull-request: true, which deploys nothing, and let your workflow deploy.`
    };
}
const NOT_SHOWN = '(not shown)';

// EXTERNAL MODULE: ./lib/src/check/decisions.js + 3 modules
var decisions = __webpack_require__(15376);
// EXTERNAL MODULE: ./lib/src/detector/shapes/match.js + 1 modules
var match = __webpack_require__(23305);
// EXTERNAL MODULE: ./lib/src/detector/walk.js
var walk = __webpack_require__(78456);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/layout.js
var configuration_layout = __webpack_require__(85749);
// EXTERNAL MODULE: ./lib/src/migrate/secret-value.js
var secret_value = __webpack_require__(86686);
// EXTERNAL MODULE: ./lib/src/detector/values/describe.js
var describe = __webpack_require__(20487);
;// CONCATENATED MODULE: ./lib/src/migrate/run/same-values.js




function isTelling(value) {
    return value.length >= 8 && !/^(?:[a-z]+(?:[-_.][a-z]+)*|[A-Z]+|[A-Z][a-z]+|\d+)$/.test(value);
}
function findHarmlessCopies(all, moving, kept) {
    const values = new Set(moving.map(({ value }) => value.reveal()).filter(isTelling));
    return all
        .filter(one => values.has(one.value.reveal()) && !moving.includes(one) && !kept.has((0,migrate_candidate/* idOf */.TH)(one)))
        .map(one => ({ ...one, rule: migrate_candidate/* SAME_VALUE */.rn }));
}
function findSameValues(sources, candidates, kept) {
    const values = new Map(candidates.map(({ variable, value }) => [value.reveal(), variable]));
    const moved = new Set([...candidates.map(migrate_candidate/* idOf */.TH), ...kept]);
    const problems = new Map();
    for (const { document, place } of sources) {
        const { file, text, root } = document;
        const scalars = [...scalarsOf(root)];
        const passed = scalars.filter(({ origin }) => moved.has((0,migrate_candidate/* idOf */.TH)({ file, pointer: origin.pointer })));
        for (const [value, variable] of [...values].filter(([one]) => isTelling(one))) {
            const places = [
                ...(0,describe/* formsOf */.XP)(value).flatMap(form => positionsOf(form, text)),
                ...scalars.flatMap(one => (one.text.includes(value) ? [one.origin.start] : []))
            ];
            for (const start of places) {
                if (passed.some(({ origin }) => origin.start <= start && start < origin.end))
                    continue;
                const at = place({ kind: 'file', file, pointer: '', start, end: start });
                const where = `${file}:${at?.line ?? 1}`;
                if (!problems.has(where))
                    problems.set(where, valueElsewhere(variable, where, at));
            }
        }
    }
    return [...problems.values()];
}
function positionsOf(form, text) {
    const found = [];
    for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length))
        found.push(at);
    return found;
}
function* scalarsOf(node) {
    if (node.kind === 'array')
        for (const item of node.items)
            yield* scalarsOf(item);
    else if (node.kind === 'object')
        for (const { value } of node.members)
            yield* scalarsOf(value);
    else if (node.origin.kind === 'file' && node.kind !== 'null') {
        yield { text: node.kind === 'number' ? node.raw : String(node.value), origin: node.origin };
    }
}
function valueElsewhere(variable, where, place) {
    return {
        code: 'migration-same-value',
        fault: 'user',
        message: `The value of ${(0,naming/* quotedName */.aH)(variable, 'a variable')} is also at ${where}, where it is not moved.`,
        hint: 'Take it out there by hand (a longer text, a comment, a label), then run again. A variable of "environment" that has it in its value can be moved with "include", or left with "exclude".',
        ...(0,present/* present */.E)({ place })
    };
}

;// CONCATENATED MODULE: ./lib/src/migrate/run/workflows.js



function besideWorkflows(unread, others) {
    const places = others.map(({ file, place }) => `${file}:${place?.line ?? 1}`);
    return [
        ...unread.flatMap(({ message, place }) => place ? [`Not looked at: ${place.file}:${place.line}: ${message}`] : []),
        ...(places.length === 0 ? [] : [`In steps for other services, not moved either: ${(0,list/* someOf */.yU)(places)}.`])
    ];
}
function unreadRows(unread) {
    return unread.flatMap(({ place }) => place ? [{ file: place.file, line: place.line, isCertain: true }] : []);
}
function ofOtherServices(findings, workflows, { configuration: { services }, rules }) {
    if (!Array.isArray(services))
        return [];
    const own = services.flatMap(key => [key, (0,configuration_placement/* namedByKey */.O$)(key, rules.placement).service]);
    return workflows.flatMap(({ document: { file, written } }) => findings.filter(one => one.file === file && isForOthers(serviceOf(written, one.pointer), own)));
}
function serviceOf(root, pointer) {
    const [, path] = /^(\/.*\/steps\/\d+)\/with\//.exec(pointer) ?? [];
    if (path === undefined)
        return '';
    const step = (0,tree/* stepsOf */.B_)(path).reduce((node, part) => (node?.kind === 'array' ? node.items[Number(part)] : (0,tree/* childOf */.GG)(node, part)), root);
    return (0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)((0,tree/* childOf */.GG)(step, 'with'), 'service')) ?? '';
}
function isForOthers(text, own) {
    const named = text.split(/[,\n]/).flatMap(part => part.trim() || []);
    return named.length > 0 && !named.some(name => own.includes(name) || name.includes('${{') || name === 'all');
}

;// CONCATENATED MODULE: ./lib/src/migrate/run/find.js
















async function findCredentials(sources, { rendered, workflows }, context) {
    const { configuration, ports } = context;
    const judged = await judge([...sources, ...workflows.targets], rendered, context);
    const settings = await settingsErrors(context);
    const found = (0,list/* distinctBy */.ey)([...judged.errors, ...settings], one => `${one.file} ${one.pointer} ${one.rule}`);
    const errors = (0,examine/* onceEach */.fF)(found, configuration.config.file);
    const toMove = judged.excepted.flatMap(one => (one.isBaseline ? one.finding : []));
    const all = sources
        .filter(({ document }) => !(0,check_source/* isLiveName */.WE)(document.file))
        .flatMap(source => candidatesIn(source, [...errors, ...toMove]));
    const sure = (0,migrate_candidate/* selectCandidates */.NB)(all, configuration);
    const kept = new Set([
        ...all.filter(one => (0,migrate_candidate/* isLeftOut */.WY)(one, configuration)).map(migrate_candidate/* idOf */.TH),
        ...judged.excepted.flatMap(({ finding, isBaseline }) => (isBaseline ? [] : (0,migrate_candidate/* idOf */.TH)(finding)))
    ]);
    const copies = findHarmlessCopies(all, sure, kept);
    const candidates = [...sure, ...copies];
    const ofTerraform = new Set(sources.flatMap(({ document }) => (isOfTerraform(document) ? document.file : [])));
    const ofWorkflows = new Set(workflows.targets.map(({ document }) => document.file));
    const isAside = ({ file, container, pointer, category }) => ofWorkflows.has(file) ||
        (ofTerraform.has(file) &&
            (category !== 'credential' || (container === undefined && !/definitions|map_/.test(pointer))));
    const moved = new Set([...candidates.map(migrate_candidate/* idOf */.TH), ...kept]);
    const others = ofOtherServices(errors, workflows.targets, context);
    const stays = [...errors.filter(isAside), ...judged.warnings].filter(one => !others.includes(one));
    const aside = stays.filter(one => !moved.has((0,migrate_candidate/* idOf */.TH)(one)));
    ports.mask(candidates.flatMap(({ value }) => [value.reveal(), ...value.reveal().split(/\r?\n/)]));
    return {
        candidates,
        kinds: candidates.map(kindOf),
        excepted: exceptedRows(judged.excepted, candidates),
        problems: [
            ...workflows.problems.filter(({ place }) => place === undefined),
            ...madeByExpressions(candidates),
            ...notMovedOf(errors.filter(one => !isAside(one)), candidates),
            ...findSameValues(sources, candidates, kept)
        ],
        remarks: [...aside.map(besideContainers), ...besideWorkflows(workflows.problems, others)],
        left: [
            ...aside.filter(one => isOfValue(one) || ofWorkflows.has(one.file)).map(leftRow),
            ...unreadRows(workflows.problems)
        ]
    };
}
function isOfValue({ category, level }) {
    return category === 'credential' || (category === 'delivery' && level === 'warning');
}
function leftRow({ file, place, level }) {
    return { file, isCertain: level === 'error', ...(0,present/* present */.E)({ line: place?.line }) };
}
async function judge(targets, rendered, { rules, ports }) {
    const findings = await (0,examine/* examine */.sb)(targets, rendered, { rules: rules.rules, mask: ports.mask });
    const files = targets.map(({ document }) => document.file);
    const loaded = { files, targets, unscanned: [], problems: [] };
    const judged = await (0,decisions/* applyProjectRules */.PE)({ findings, loaded }, rules, ports);
    const errors = judged.findings.filter(({ level }) => level === 'error');
    const warnings = judged.findings.filter(one => one.level === 'warning' && isOfValue(one));
    return { errors, warnings, excepted: judged.excepted };
}
async function settingsErrors(context) {
    const { layout } = context.rules;
    if (layout === configuration_layout/* NO_LAYOUT */.$N)
        return [];
    const { errors } = await judge((0,examine/* configurationValues */.X6)(layout), [], context);
    return errors.filter(({ category }) => category === 'credential');
}
function candidatesIn({ document, services, place, isTemplate }, errors) {
    const { file } = document;
    const rules = new Map(errors
        .filter(one => one.file === file && one.category === 'credential')
        .map(({ pointer, rule }) => [pointer, rule]));
    return (0,walk/* walk */.G)(document.root).flatMap(({ location, node, value, name, container = '' }) => {
        if (node.origin.kind !== 'file')
            return [];
        const { pointer } = node.origin;
        if (location !== 'environment' && location !== 'log-option')
            return [];
        const [, resource] = /^\/(?:Resources|resource\/aws_ecs_task_definition|module)\/([^/]+)\//.exec(pointer) ?? [];
        const service = isTemplate ? resource : services.length === 1 ? services[0] : undefined;
        const text = node.kind === 'string' ? node.value : value;
        const candidate = { file, pointer, container, variable: name, value: new secret_value/* SecretValue */.iJ(text) };
        return [{ ...candidate, ...(0,present/* present */.E)({ place: place(node.origin), service, rule: rules.get(pointer) }) }];
    });
}
function isExpression(value) {
    return value.reveal().includes('${{');
}
function madeByExpressions(candidates) {
    return candidates
        .filter(({ value }) => isExpression(value))
        .map(({ variable, place }) => ({
        code: 'migration-expression',
        fault: 'user',
        message: `${(0,naming/* quotedName */.aH)(variable, 'A variable')} is made by an expression and cannot become a secret.`,
        hint: 'Store what the expression gives as a secret by hand and refer to it, or leave the variable out with "exclude".',
        ...(0,present/* present */.E)({ place })
    }));
}
function notMovedOf(errors, candidates) {
    const moved = new Set(candidates.map(migrate_candidate/* idOf */.TH));
    return errors.filter(one => !moved.has((0,migrate_candidate/* idOf */.TH)(one))).map(notMoved);
}
const IN_ECS = 'This definition is in ECS: take the value out where it is registered (Terraform, another workflow), or name a file in "task-definition" of the entry and run with source: live, which writes it.';
function besideContainers({ message, hint, place, category }) {
    const at = place === undefined ? '' : `${place.file}:${place.line}: `;
    return `${at}Not moved: ${message}${category === 'delivery' ? ` ${hint}` : ''}`;
}
function notMoved({ message, hint, place, container, file, pointer }) {
    return {
        code: 'migration-left',
        fault: 'user',
        message: `Not moved, and would stop the deploy${container === undefined ? '' : ` (container ${container})`}: ${message}`,
        hint: (0,check_source/* isLiveName */.WE)(file)
            ? IN_ECS
            : (0,advice/* isTerraform */.zk)(file) || /\/variables\/[^/]+$/.test(pointer)
                ? hint
                : 'Only variables of "environment" and log options that are not in "exclude" are moved. Change this one by hand first; if it is not a credential, add an exception in .github/ecs-sealed-deploy.yml.',
        ...(0,present/* present */.E)({ place })
    };
}
function kindOf({ value, variable: name }) {
    const shape = (0,match/* matchShape */.Zz)(value.reveal(), name)?.shape.what;
    const rule = (0,secret_value/* holdsLogin */.AC)(value) ? 'secret/url-userinfo' : 'secret/by-name';
    return (0,issuers/* credentialKind */.eV)({ rule, name, ...(0,present/* present */.E)({ shape }) });
}
function exceptedRows(excepted, candidates) {
    const moved = new Set(candidates.map(migrate_candidate/* idOf */.TH));
    const rows = excepted
        .filter(({ finding }) => finding.level === 'error' && finding.category === 'credential')
        .filter(({ finding }) => !moved.has((0,migrate_candidate/* idOf */.TH)(finding)));
    return (0,list/* distinctBy */.ey)(rows, ({ finding }) => `${(0,migrate_candidate/* idOf */.TH)(finding)} ${finding.input ?? ''}`).map(({ finding, by, place, until }) => ({
        file: finding.place?.file ?? finding.file,
        ...(0,present/* present */.E)({ line: finding.place?.line, container: finding.container, until }),
        variable: (0,naming/* quotedName */.aH)(finding.name, '') === '' ? 'a variable' : finding.name,
        by: by === 'comment' ? 'comment' : 'exception',
        exception: `${place.file}:${place.line}`
    }));
}

;// CONCATENATED MODULE: ./lib/src/migrate/run/check.js


















async function checkFiles(decided) {
    const { context, located } = decided;
    const { previews, problems } = await previewFiles(decided);
    const afterwards = previews.map(({ after }) => after);
    const rendered = await render(afterwards, decided);
    const directory = (0,run_roles/* comingDirectory */.$D)(located, context);
    const where = { directory, region: context.region, partition: context.partition };
    const servicesOf = new Map(previews.map(({ source }) => [source.document.file, source.services]));
    const unresolved = rendered.prepared.map(({ target, root }) => ({
        ...{ file: target.document.file, root, services: servicesOf.get(target.document.file) ?? [] },
        place: () => undefined,
        ...(0,present/* present */.E)({ service: target.service })
    }));
    const resolution = await (0,resolve/* resolveReferences */.d)(unresolved, where);
    const { apply, openPullRequest } = context.configuration;
    const registration = apply && !openPullRequest ? 'register' : 'reuse';
    const definitions = resolution.documents.map((document, index) => ({
        ...{ ...document, registration, services: unresolved[index]?.services ?? [] }
    }));
    const compared = compareWithRunning(resolution.documents, decided);
    const verified = await verifyStart(definitions, resolution.resolved, { context, unused: compared.unused });
    const { missing } = verified;
    const roles = await (0,run_roles/* surveyRoles */.sT)(definitions, resolution.resolved, { context, located, missing });
    const planned = await planDeploys(previews, rendered.prepared, { decided, directory });
    const checks = [{ problems, remarks: [] }, rendered, compared, verified, planned, roles];
    return {
        ...{ previews, located: roles.located, roles: roles.surveys },
        ...{ differences: compared.differences, unchanged: planned.unchanged },
        problems: [...checks.flatMap(one => one.problems), ...resolution.problems],
        remarks: [
            ...resolution.warnings.map(({ message }) => message),
            ...verified.remarks,
            ...roles.remarks,
            ...previews.filter(({ source }) => source.isTemplate).map(({ source }) => ofStack(source))
        ]
    };
}
async function previewFiles(decided) {
    const { sources, services, moves, located } = decided;
    const exposed = new Set(services.running.flatMap(({ key, plaintext }) => (plaintext.length > 0 ? key : [])));
    const moved = new Set(moves.map(({ file }) => file));
    const concerned = sources.filter(({ document: { file }, services: own }) => !(0,check_source/* isLiveName */.WE)(file) && (moved.has(file) || own.some(key => exposed.has(key))));
    const { files, problems } = await newTexts(concerned, decided, located);
    const previews = [];
    for (const { source, text, isChanged } of files) {
        const after = isChanged ? await withText(source, text) : source;
        if (after)
            previews.push({ source, isChanged: isChanged || source.revision !== undefined, after });
    }
    return { previews, problems };
}
async function render(sources, { context, services }) {
    const { configuration, ports, rules, account } = context;
    const { missing } = services;
    const targets = sources
        .filter(({ isTemplate }) => !isTemplate)
        .flatMap(source => targetsOf(source, { context, missing }));
    const { overrides } = configuration;
    return (0,render_all/* renderAll */.Y)(targets, configuration, { ports, project: rules, overrides, accountOf: () => account });
}
async function verifyStart(definitions, references, { context, unused }) {
    const { configuration, aws, region, partition, ports } = context;
    const { verifyPermissions: mode, openPullRequest } = configuration;
    if (mode === 'off')
        return { problems: [], remarks: [], missing: new Set() };
    const verification = await (0,verify/* verifyPermissions */.S)(definitions, { references, region, partition }, aws);
    const asked = ['role', 'pass-role', ...(openPullRequest ? [] : ['image'])];
    const rows = verification.rows.filter(({ check }) => asked.includes(check));
    if (rows.length > 0)
        ports.log.group(run_sections/* PERMISSIONS_TITLE */.C3, (0,run_sections/* permissionsToText */.pK)(rows));
    const concerned = rows.filter(({ check, what }) => check !== 'image' || !unused.has(what));
    const { problems, remarks } = (0,secrets_problems/* problemsOfVerification */.F)({ rows: concerned }, mode);
    const missing = rows.flatMap(({ check, verdict, what }) => check === 'role' && verdict === 'denied' ? [what] : []);
    return { problems, remarks: remarks.map(({ message }) => message), missing: new Set(missing) };
}
async function planDeploys(previews, prepared, { decided, directory }) {
    const { context } = decided;
    const unchanged = new Set();
    const problems = [];
    if (context.configuration.openPullRequest)
        return { problems, unchanged };
    const { rules, placement } = context.rules;
    const { renderedFolder: _, ...own } = context.ports;
    const ports = { ...own, log: SILENT };
    const aws = () => Promise.resolve({ ...context.aws, directory });
    for (const step of deploySteps(previews, decided)) {
        const configuration = { ...step.configuration, verifyPermissions: 'off' };
        const some = prepared.filter(({ target }) => step.includes(target));
        const services = await (0,service_definitions/* loadServiceDefinitions */.aF)((0,service_definitions/* servicesWanted */.kG)(some), configuration, ports);
        const dirty = await (0,examine/* examine */.sb)(services.targets, [], { rules, mask: ports.mask });
        const report = { ...(0,report_report/* emptyReport */._O)('deploy'), problems: services.problems };
        const preparation = { report, prepared: some, placement, services: services.definitions };
        const planned = await (0,make_plan/* makePlan */.C)(preparation, configuration, { ports, aws });
        problems.push(...dirty.filter(({ level }) => level === 'error').map(notMoved), ...planned.report.problems);
        for (const one of planned.plan?.services ?? [])
            if (one.action.kind === 'unchanged')
                unchanged.add((0,rollout_outcome/* keyOf */.TN)(one));
    }
    return { problems, unchanged };
}
const nothing = () => undefined;
const SILENT = {
    ...{ debug: nothing, info: nothing, notice: nothing, warning: nothing, group: nothing, acting: nothing },
    follow: () => ({ say: nothing, update: nothing, end: nothing })
};
function ofStack({ document }) {
    if (isOfTerraform(document))
        return `${document.file} belongs to Terraform and is not deployed here. Grant its execution role the secrets first: the policy is printed in Terraform's language. Then run terraform plan, and terraform apply if the plan changes nothing else. After that, run mode audit.`;
    return `${document.file} is a CloudFormation template: it gets references by ARN and is not deployed here. Before you deploy its stack, grant its execution role the secrets: the statement is printed. Then run mode audit.`;
}

// EXTERNAL MODULE: ./lib/src/files/find/otherwise.js
var otherwise = __webpack_require__(68658);
// EXTERNAL MODULE: ./lib/src/pattern.js
var pattern = __webpack_require__(78272);
;// CONCATENATED MODULE: ./lib/src/migrate/run/references.js






function chooseReferences(files, { configuration: { references }, ports }) {
    if (files.length === 0)
        return { byArn: new Set(), remarks: [] };
    if (references === 'arn')
        return { byArn: new Set(files), remarks: [{ message: byArnSentence(files) }] };
    const tracked = (0,git_git/* trackedFiles */.O)(ports);
    const read = (file) => {
        const opened = (0,files_read/* readTextFile */.Gu)(ports.workspace, file);
        return 'text' in opened ? opened.text : '';
    };
    const found = 'paths' in tracked ? registrationsOf(tracked.paths, read, files) : [];
    if (found.length === 0)
        return { byArn: new Set(), remarks: [] };
    const places = (0,list/* someOf */.yU)([...new Set(found.map(({ file, line, what }) => `${file}:${line} (${what})`))]);
    const shared = files.filter(file => found.some(one => one.files.includes(file)));
    if (references !== 'name') {
        const message = `${byArnSentence(shared)} Registered by ${places}, too, or possibly, and only this action resolves the short form. To write that anyway, set references: name.`;
        return { byArn: new Set(shared), remarks: [{ message }] };
    }
    const message = `references: name is set, and ${places} registers ${(0,list/* someOf */.yU)(shared)}, too, or possibly: ECS refuses the short form there, which only this action resolves. Leave the input out, or change that deploy in the same commit.`;
    return { byArn: new Set(), remarks: [{ message, isWarning: true }] };
}
function byArnSentence(files) {
    return `${(0,list/* someOf */.yU)(files)}: references are written as the full ARN of the secret (of a new one, it is known once it exists; until then its name is shown).`;
}
const WITHOUT_FILE = /update[-_]service|create-service|describe-|run-task|\bwait\b|create-deployment|imagedefinitions|^ecs-deploy|^ecs deploy/;
const BY_CONFIGURATION = /^(?:ecspresso|AWS Copilot|copilot|ecs-cli|Terraform)\b/;
const USES = /^\s*(?:-\s*)?uses:/;
function registrationsOf(tracked, read, files) {
    return tracked
        .filter(file => !/(?:^|\/)node_modules\//.test(file))
        .flatMap(file => {
        const whole = (0,otherwise/* isDeployer */.$X)(file) || (0,tree/* isTerraformFile */.L5)(file) ? read(file) : '';
        return placesIn(file, whole).flatMap(({ line, what, text }) => {
            const mentioned = namedIn(whole, files) ?? [];
            const own = namedIn(text, files);
            const others = mentioned.length > 0 ? mentioned : (own ?? files);
            const possible = own?.length ? own : BY_CONFIGURATION.test(what) ? [] : others;
            return possible.length === 0 ? [] : [{ file, line, what, files: possible }];
        });
    });
}
function placesIn(file, whole) {
    const lines = whole.split(/\r?\n/);
    if ((0,tree/* isTerraformFile */.L5)(file))
        return lines.flatMap((text, index) => /^[^#]*\b(?:template)?file\(/.test(text) ? [{ line: index + 1, what: 'Terraform', text }] : []);
    const isRendered = /\brender(?:-task-definition)?@/.test(whole);
    return (0,otherwise/* deployingPlaces */.eV)(file, whole)
        .filter(({ what }) => !WITHOUT_FILE.test(what))
        .map(one => (USES.test(one.text) ? { ...one, text: inputOf(lines, one.line - 1) } : one))
        .filter(({ what, text }) => !(isRendered && what.startsWith('aws-actions/') && text.includes('steps.')));
}
function inputOf(lines, uses) {
    const next = lines.findIndex((line, index) => index > uses && /^\s*-\s+\w+:/.test(line));
    const step = lines.slice(uses, next < 0 ? lines.length : next).join('\n');
    return /^\s*task-definition:(.*)$/m.exec(step)?.[1] ?? '';
}
function namedIn(text, files) {
    const open = text.replaceAll(/\$\{\{.*?\}\}|\$\{[^}]*\}|\$\(\w+\)|\{[\w.]+\}|\$\w+/g, '*');
    const names = open
        .match(/[\w./*-]{0,200}\.(?:json[c5]?|ya?ml)\b/g)
        ?.map(name => name.replace(/^.*\.\.\/|^[./]+/, ''));
    if (names === undefined)
        return undefined;
    const patterns = names.map(name => new RegExp(`(?:^|/)${name.split(/\*+/).map(pattern/* escapePattern */.MP).join('.*')}$`));
    return files.filter(file => patterns.some((pattern, index) => pattern.test(file) || names[index]?.endsWith(`/${file}`)));
}

;// CONCATENATED MODULE: ./lib/src/migrate/run/plan-run.js



















async function planMigrationRun(loaded, journal) {
    const { context } = loaded;
    const named = await readServices(keysOf(loaded.sources), context);
    const attached = await attach(loaded, named.missing);
    const { sources } = attached;
    const [services, rendered] = sources === loaded.sources ? [named, attached.rendered] : await renderWith(sources, context);
    const beside = { rendered: rendered.prepared, workflows: loaded.workflows };
    const found = await findCredentials(sources, beside, context);
    const referring = rendered.prepared.map(({ root, target: { service } }) => ({
        root,
        services: service ? [service] : []
    }));
    const inUse = await (0,stored/* secretsInUse */.mM)(referring, context);
    const requested = requestedMigration(context, (0,migrate_journal/* namesFrom */.nQ)(journal, found.candidates));
    const plan = (0,migrate_plan/* planMigration */.E)(found.candidates, { ...requested, ...inUse });
    const moves = (0,migrate_journal/* allMoves */.Uo)(journal, plan.moves);
    const running = compareWithLive(found, sources, { running: services.running, context });
    const secrets = await (0,stored/* surveySecrets */.yg)(plan, context);
    const located = await (0,stored/* locateSecrets */.m8)(plan, moves, { ...secrets, context });
    const references = chooseReferences(filesToRefer(sources, moves), context);
    const decided = { context, sources, services, plan, moves, located: located.found, references };
    const checked = await checkFiles(decided);
    const files = checked.previews.map(({ source }) => source.document.file);
    const git = (0,commits/* readGitState */.IR)(context.ports, files);
    const problems = [
        ...loaded.problems,
        ...(plan.project === '' ? [withoutProject()] : []),
        ...[attached, found, services, running, plan, secrets, located, checked].flatMap(part => part.problems),
        ...fileBlockers(checked.previews, git, { context, journal })
    ];
    const own = problems.length > 0 ? NOTHING : await checkOwnWrites({ ...checked, secrets }, context);
    return {
        ...decided,
        ...checked,
        found,
        secrets,
        git,
        problems: (0,list/* distinctBy */.ey)([...problems, ...own.problems], ({ code, message }) => `${code} ${message}`),
        remarks: [
            ...[found, attached, inUse, running, checked, own].flatMap(part => part.remarks),
            ...gitRemarks(git)
        ]
    };
}
function filesToRefer(sources, moves) {
    const plain = sources.flatMap(({ isTemplate, document }) => (isTemplate ? [] : document.file));
    return plain.filter(file => moves.some(move => move.file === file));
}
const keysOf = (sources) => sources.flatMap(({ services }) => services);
async function renderWith(sources, context) {
    const services = await readServices(keysOf(sources), context);
    return [services, await render(sources, { context, services })];
}
const NOTHING = { problems: [], remarks: [] };
async function attach({ sources, context }, missing) {
    const rendered = await render(sources, { context, services: { missing } });
    const families = new Map(rendered.prepared.map(({ target, root }) => [target.document.file, (0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(root, 'family'))]));
    const familyOf = ({ document }) => families.get(document.file);
    return { ...(await attachServices(sources, familyOf, { context, missing })), rendered };
}
function checkOwnWrites({ secrets, located, roles }, context) {
    const { store, policyOutput } = context.configuration;
    const isSecrets = store === 'secretsmanager';
    const arnsFor = (kind) => secrets.steps
        .filter(step => step.kind === kind)
        .flatMap(({ secret }) => located.get(secret.name)?.arn ?? []);
    const [created, overwritten] = [arnsFor('create'), arnsFor('overwrite')];
    const toGrant = policyOutput === 'attach' ? roles.filter(({ reads }) => reads.kind !== 'allowed') : [];
    return simulateOwn([
        [isSecrets ? 'secretsmanager:CreateSecret' : 'ssm:PutParameter', created],
        [isSecrets ? 'secretsmanager:PutSecretValue' : 'ssm:PutParameter', overwritten],
        [isSecrets ? 'secretsmanager:GetSecretValue' : 'ssm:GetParameters', [...created, ...overwritten]],
        ['iam:PutRolePolicy', toGrant.map(({ need }) => need.arn)]
    ], context);
}
async function simulateOwn(writes, { aws, account, callerArn, partition, region, configuration }) {
    const caller = { account, partition, ...(0,present/* present */.E)({ arn: callerArn }) };
    const scope = { roles: aws.roles, ask: (0,verification/* createAsker */.bX)(), caller, region, partition };
    const { arn: principal, unknown: nobody } = await (0,roles/* identityOf */.cu)(scope);
    const denied = [];
    const unknown = new Set(nobody ? [(0,verification/* unverifiedReason */.Ug)(nobody)] : []);
    for (const [action, resources] of nobody ? [] : writes.filter(([, some]) => some.length > 0)) {
        const asked = { principal, action, code: 'permission-denied', whose: 'identity', statement: {} };
        const questions = resources.map(resource => ({
            ...{ ...asked, resource, context: { 'aws:RequestedRegion': region } }
        }));
        const verdicts = await (0,simulate/* simulateAll */.YY)(questions, scope);
        const decision = (0,run_roles/* decisionOf */.uv)(verdicts.map((one, index) => ({ ...one, what: resources[index] ?? '' })));
        if (decision.kind === 'unknown')
            unknown.add(decision.why);
        else if (decision.kind !== 'allowed')
            denied.push(notAllowed(action, resources, decision.why));
    }
    const remarks = [...unknown].map(why => `Not verified: whether this identity may write what is planned (${why}).`);
    if (configuration.apply)
        return { problems: denied, remarks };
    return {
        problems: [],
        remarks: [...remarks, ...denied.map(({ message }) => `${message} An apply needs it.`)]
    };
}
function subjectOf(resource) {
    if (resource.includes(':role/'))
        return (0,run_roles/* roleNameOf */.xZ)(resource);
    return resource.endsWith(stored/* MADE_UP_SUFFIX */.Y3) ? `${resource.slice(0, -stored/* MADE_UP_SUFFIX */.Y3.length)}-??????` : resource;
}
function notAllowed(action, resources, why) {
    return {
        code: 'migration-permission',
        fault: 'user',
        message: `The deploying role is not authorized to perform ${action} on ${resources.map(subjectOf).join(', ')}: ${why}.`,
        hint: `The policy that an apply needs: ${(0,nearest/* pageUrl */.fi)('migration')}. Nothing was written.`
    };
}
function requestedMigration(context, assigned) {
    const { configuration, cluster, ports } = context;
    const { project, naming, secretNames, store, environment } = configuration;
    return {
        project: project ?? (0,names/* projectName */.j1)(cluster ?? ports.repository ?? ''),
        secretNames: [...assigned, ...secretNames],
        store,
        ...(0,present/* present */.E)({ naming, environment })
    };
}
function withoutProject() {
    return {
        code: 'missing-input',
        fault: 'user',
        message: 'Input "project" is empty, and there is no cluster or repository to take the first part of the secrets\' names from.',
        hint: 'Set project, for example project: ops-pipeline.'
    };
}
async function planRest(loaded, journal) {
    const planned = await planMigrationRun(loaded, journal);
    const { problems, sources, context } = planned;
    const isAbout = ({ place, service }, { document, services }) => place?.file === document.file ||
        services.some(key => service === key || service === (0,configuration_placement/* namedByKey */.O$)(key, context.rules.placement).service);
    const files = new Set(sources.flatMap(source => problems.some(problem => isAbout(problem, source)) ? source.document.file : []));
    const rest = loaded.sources.filter(({ document }) => !files.has(document.file));
    const isOwn = problems.every(problem => sources.some(source => isAbout(problem, source)));
    if (context.configuration.onError !== 'continue' || files.size === 0 || !isOwn || rest.length === 0)
        return { planned, blocked: [] };
    const after = await planRest({ ...loaded, sources: rest, problems: [] }, journal);
    const leftOut = `Left out, with the problems that are listed (on-error: continue): ${[...files].join(', ')}.`;
    return {
        planned: { ...after.planned, remarks: [leftOut, ...after.planned.remarks] },
        blocked: [...problems, ...after.blocked]
    };
}

// EXTERNAL MODULE: ./lib/src/report/migration/migration.js
var migration = __webpack_require__(9166);
// EXTERNAL MODULE: ./lib/src/modes/deploy.js
var deploy = __webpack_require__(41494);
;// CONCATENATED MODULE: ./lib/src/modes/migrate.js













async function runMigrate(configuration, ports) {
    if (!configuration.apply)
        return planOnly(configuration, ports);
    const journal = openJournal(configuration, ports);
    if (journal.kind === 'refused')
        return { ...(0,report_report/* emptyReport */._O)('migrate'), problems: [journal.problem] };
    try {
        const { report, rest } = await planAndShow(configuration, ports, journal);
        if (rest === undefined || report.problems.length > 0)
            return report;
        const { planned, blocked } = rest;
        if (planned.moves.length === 0 && planned.previews.length === 0)
            return withBlocked(report, blocked);
        return await applyMigration({ report, planned, blocked }, journal, deploy.runDeploy);
    }
    finally {
        journal.release();
    }
}
function withBlocked(report, blocked) {
    return { ...report, problems: [...report.problems, ...blocked] };
}
async function planOnly(configuration, ports) {
    const journal = readUnfinished(configuration, ports);
    const { report: shown, rest } = await planAndShow(configuration, ports, journal);
    const report = withBlocked(shown, rest?.blocked ?? []);
    if (journal.refused)
        return { ...report, problems: [...report.problems, journal.refused] };
    if (journal.unfinished === undefined)
        return report;
    const { startedAt } = journal.unfinished;
    const message = `${journal.location.path} is the journal of an unfinished migration (begun ${startedAt}); apply: true continues it.`;
    return { ...report, remarks: [...report.remarks, { message }] };
}
async function planAndShow(configuration, ports, journal) {
    let known = (0,report_report/* emptyReport */._O)('migrate');
    try {
        const loaded = await loadMigration({ configuration, ports });
        if ('stopped' in loaded)
            return { report: loaded.stopped };
        const { context, files, unscanned } = loaded;
        known = { ...known, target: context.target, files, unscanned, problems: loaded.problems };
        const rest = await planRest(loaded, journal.unfinished);
        const { planned } = rest;
        const problems = [...planned.problems, ...foreignJournal(planned, journal)];
        const shown = planReport(planned, journal.unfinished);
        const goesOn = configuration.apply && problems.length === 0 && planned.moves.length > 0;
        if (!goesOn)
            ports.log.group('Migration plan (nothing was changed)', (0,migration_sections/* migrationToText */.d6)(shown));
        const report = {
            ...known,
            services: [...new Set(planned.previews.flatMap(({ source }) => source.services))],
            problems: [...problems, ...writePlanFile(shown, configuration, ports)],
            remarks: [
                ...planned.remarks.map(message => ({ message })),
                ...planned.references.remarks,
                ...(0,migration/* exceptedRemarks */.EG)(shown.excepted)
            ],
            migration: shown
        };
        return { report, rest };
    }
    catch (error) {
        return { report: { ...known, problems: [...known.problems, (0,explain/* refusalOf */.Of)(error)] } };
    }
}
function writePlanFile(shown, { planFile }, { area, gate }) {
    if (planFile === undefined)
        return [];
    const text = gate.write(shown, clean => `${JSON.stringify((0,migration/* migrationToJson */.cv)(clean), null, 2)}\n`);
    const problem = (0,writer/* writeTextFile */.Tl)({ area, file: planFile }, text);
    return problem === undefined ? [] : [problem];
}
function foreignJournal({ plan, context }, { unfinished, location }) {
    if (unfinished === undefined)
        return [];
    const { region, account, cluster } = context;
    const place = { region, account, ...(0,present/* present */.E)({ cluster }) };
    const differences = (0,migrate_journal/* differencesFrom */.Jh)(unfinished, { place, store: plan.store, moves: plan.moves });
    return differences.length === 0 ? [] : [otherPlan(location.path, differences)];
}


/***/ })

};
