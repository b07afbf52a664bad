export const id = 566;
export const ids = [566];
export const modules = {

/***/ 49655:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  n: () => (/* binding */ planRun)
});

// EXTERNAL MODULE: ./lib/src/arn.js
var arn = __webpack_require__(87433);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(28168);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(35909);
// EXTERNAL MODULE: ./lib/src/rollout/deployments.js
var deployments = __webpack_require__(52708);
// EXTERNAL MODULE: ./lib/src/rollout/outcome.js
var outcome = __webpack_require__(41128);
// EXTERNAL MODULE: ./lib/src/deploy/again/redeploy.js
var redeploy = __webpack_require__(56637);
// EXTERNAL MODULE: ./lib/src/deploy/carry-out/schedules.js + 1 modules
var carry_out_schedules = __webpack_require__(46083);
// EXTERNAL MODULE: ./lib/src/aws/error.js
var aws_error = __webpack_require__(41682);
// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(63395);
// EXTERNAL MODULE: ./lib/src/check/layout-sources.js
var layout_sources = __webpack_require__(62568);
// EXTERNAL MODULE: ./lib/src/check/load-sources.js
var load_sources = __webpack_require__(15974);
// EXTERNAL MODULE: ./lib/src/check/project-rules.js
var project_rules = __webpack_require__(69354);
// EXTERNAL MODULE: ./lib/src/files/git/changed.js
var git_changed = __webpack_require__(59301);
// EXTERNAL MODULE: ./lib/src/files/git/commits.js
var commits = __webpack_require__(71631);
// EXTERNAL MODULE: ./lib/src/files/read.js
var files_read = __webpack_require__(82512);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/placement.js
var configuration_placement = __webpack_require__(26664);
// EXTERNAL MODULE: ./lib/src/report/report.js
var report_report = __webpack_require__(20931);
// EXTERNAL MODULE: ./lib/src/report/run-sections.js
var run_sections = __webpack_require__(85505);
// EXTERNAL MODULE: ./lib/src/template/overrides.js
var overrides = __webpack_require__(47152);
// EXTERNAL MODULE: ./lib/src/deploy/comparison/plan.js
var plan = __webpack_require__(37409);
// EXTERNAL MODULE: ./lib/src/deploy/comparison/risks.js
var risks = __webpack_require__(56156);
// EXTERNAL MODULE: ./lib/src/deploy/prepare/inspect-services.js
var inspect_services = __webpack_require__(65297);
// EXTERNAL MODULE: ./lib/src/deploy/target.js
var target = __webpack_require__(37679);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./node_modules/picomatch/index.js
var picomatch = __webpack_require__(14006);
// EXTERNAL MODULE: ./lib/src/json.js
var json = __webpack_require__(38674);
// EXTERNAL MODULE: ./lib/src/template/conform.js
var conform = __webpack_require__(94231);
// EXTERNAL MODULE: ./lib/src/deploy/comparison/compare.js
var compare = __webpack_require__(51719);
;// CONCATENATED MODULE: ./lib/src/deploy/changed/record.js









function scopeOf({ environment }) {
    return environment !== undefined && /^[\w-]{1,128}$/.test(environment) ? environment : undefined;
}
function countedPaths(patterns, paths) {
    const rules = patterns.map(text => ({
        matches: matcherOf(text.replace(/^!/, '')),
        isIncluded: !text.startsWith('!')
    }));
    return paths.filter(path => rules.findLast(({ matches }) => matches(path))?.isIncluded === true);
}
function matcherOf(pattern) {
    const plain = pattern.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');
    return plain === '' || plain === '.'
        ? () => true
        : picomatch([plain, `${plain}/**`], { dot: true, nonegate: true, noextglob: true });
}
function withCommits(plan, prepared, { configuration, place }) {
    const checkout = (0,commits/* readCheckout */.b$)(place);
    if ('problem' in checkout || checkout.head === undefined)
        return plan;
    const commit = checkout.head;
    const environment = scopeOf(configuration);
    const isClean = cleanFiles(checkout, place.workspace);
    const definitions = plan.definitions.map(one => {
        const patterns = prepared.flatMap(({ target }) => one.files.includes(target.document.file) ? (target.entry?.paths ?? []) : []);
        const files = [...one.files.filter(file => !file.startsWith('live:')), configuration.config.file];
        if (one.registration.kind === 'reuse' || !files.every(isClean))
            return one;
        if (countedPaths(patterns, checkout.uncommitted).length > 0)
            return one;
        const fingerprint = fingerprintOf(one.definition);
        return { ...one, record: { commit, fingerprint, ...(0,present/* present */.E)({ environment }) } };
    });
    return { ...plan, definitions };
}
function cleanFiles(checkout, workspace) {
    const isChanged = (0,git_changed/* isAmong */.FB)(workspace, checkout.uncommitted.map(path => (0,commits/* fromWorkspace */.mr)(path, checkout)));
    const tracked = new Set(checkout.tracked);
    return file => (tracked.has((0,commits/* fromRoot */.tc)(file, checkout)) ? !isChanged(file) : !(0,git_changed/* isThere */.$B)(workspace, file));
}
function fingerprintOf(definition) {
    const { tags: _, ...own } = (0,compare/* normalizeDefinition */.d)((0,plan/* withoutCommitTag */.KR)(definition));
    return (0,external_node_crypto_.createHash)('sha256')
        .update(JSON.stringify(known(own, [])))
        .digest('hex')
        .slice(0, 16);
}
function known(value, path) {
    if (Array.isArray(value))
        return value.map(item => known(item, path));
    if (!(0,json/* isObject */.Gv)(value))
        return value;
    const entries = Object.entries(value)
        .filter(([key]) => (0,conform/* isKnownMember */.il)([...path, key]))
        .sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([key, child]) => [key, known(child, [...path, key])]));
}

;// CONCATENATED MODULE: ./lib/src/deploy/changed/choose-changed.js





















const FILES_SHOWN = 3;
async function chooseChanged(configuration, run) {
    const { ports } = run;
    const project = await (0,project_rules/* readProjectRules */.Z)({ ...configuration, services: 'all' }, ports);
    const { placement } = project;
    const stopped = (problems) => ({
        report: { ...(0,report_report/* emptyReport */._O)(configuration.mode), problems },
        placement,
        keys: []
    });
    const early = [...project.problems, ...project.placementProblems];
    if (early.length > 0)
        return stopped(early);
    const { candidates, problems } = await findCandidates(configuration, project, run);
    if (problems.length > 0)
        return stopped(problems);
    const checkout = (0,commits/* readCheckout */.b$)(ports);
    if ('problem' in checkout)
        return stopped([checkout.problem]);
    const said = await (0,target/* announceTarget */.TE)(candidates.map(({ site }) => site), run);
    const report = (0,target/* withTarget */.yY)((0,report_report/* emptyReport */._O)(configuration.mode), said);
    if (said.problems.length > 0)
        return { report, placement, keys: [] };
    const known = new Map();
    const compare = (commit) => {
        const found = known.get(commit) ?? (0,commits/* compareWithCommit */.TD)(ports, commit);
        known.set(commit, found);
        return found;
    };
    try {
        const selection = await judgeAll(candidates, { ...run, configuration, checkout, compare });
        ports.log.group('What changed since what runs', (0,run_sections/* selectionToText */.vo)(selection));
        const lost = selection.filter(({ commit }) => commit && compare(commit).kind !== 'compared');
        const remarks = [...report.remarks, ...lostCommits(lost, checkout), ...idle(candidates, checkout)];
        const keys = selection.flatMap(({ key, isIncluded }) => (isIncluded ? [key] : []));
        return { report: { ...report, selection, remarks }, placement, said, keys };
    }
    catch (error) {
        return stopped([(0,explain/* refusalOf */.Of)(error)]);
    }
}
async function findCandidates(configuration, { resolved, placement }, { ports }) {
    const handed = { ...ports, ...(0,present/* present */.E)({ temporary: ports.area.temporary }) };
    const found = await (0,load_sources/* findSources */.Id)({ ...configuration, services: 'all' }, handed, resolved);
    const files = found.selected.flatMap(({ service: key, file, entry }) => key === undefined ? [] : [{ key, file, ...(0,present/* present */.E)({ entry }) }]);
    const live = configuration.taskDefinition.length > 0
        ? []
        : resolved.services.filter(({ base }) => base?.kind === 'live');
    const others = [...live, ...(0,layout_sources/* chosenTasks */.P)([], resolved, 'all')].map(entry => ({ key: entry.key, entry }));
    const order = [...resolved.services, ...resolved.tasks].map(({ key }) => key);
    const candidates = [...files, ...others].map((one) => {
        const { key, entry } = one;
        return {
            ...one,
            service: entry?.kind === 'service' ? entry.name : key,
            site: (0,configuration_placement/* siteOfTarget */.so)({ service: key, ...(0,present/* present */.E)({ entry }) }, placement, configuration),
            tasks: entry?.kind === 'task' ? [] : (0,layout_sources/* tasksBefore */.m5)(key, resolved)
        };
    });
    return {
        candidates: candidates.toSorted((a, b) => order.indexOf(a.key) - order.indexOf(b.key)),
        problems: found.problems
    };
}
async function judgeAll(candidates, run) {
    const placed = candidates.flatMap(({ key, service, site, entry }) => site.cluster === undefined || entry?.kind === 'task' ? [] : [{ service, key, site: site }]);
    const { states, problems } = await (0,inspect_services/* inspectServices */.dD)(placed, run.configuration, run.aws);
    return Promise.all(candidates.map(async (candidate) => {
        const { key, service, site, entry } = candidate;
        const state = states.get(key);
        const running = site.cluster === undefined
            ? 'its cluster is not specified'
            : entry?.kind === 'task'
                ? 'schedules run it, and keep the commit of no deployment'
                : entry?.base?.kind === 'live'
                    ? 'its definition is in ECS, where others may change it'
                    : state === undefined && problems.length > 0
                        ? 'it could not be read'
                        : (unknownState(state) ?? (await recordOf(site, state, run)));
        return typeof running === 'string'
            ? { key, service, isIncluded: true, reason: running }
            : { key, service, commit: running.commit, ...judgeCommit(candidate, running, run) };
    }));
}
function unknownState(state) {
    if (state === undefined || state.status === 'INACTIVE')
        return 'it does not exist yet';
    if (state.status !== 'ACTIVE')
        return `it is ${state.status}`;
    if (state.taskDefinition === '')
        return 'it has no task definition yet';
    const { rolloutState } = (0,deployments/* primaryOf */.Os)(state) ?? {};
    if (rolloutState !== undefined && rolloutState !== 'COMPLETED')
        return `its last deployment has not succeeded (${rolloutState})`;
    return state.desiredCount > 0 && state.runningCount === 0
        ? `none of its tasks runs (desired: ${state.desiredCount})`
        : undefined;
}
async function recordOf(site, { taskDefinition }, { aws, configuration }) {
    const name = (0,arn/* lastPartOf */.RS)(taskDefinition);
    const { ecs } = await aws(site);
    const live = await ecs.describeTaskDefinition(taskDefinition).catch(error => {
        if (error instanceof aws_error/* AwsError */.Gy && error.kind === 'denied')
            return 'denied';
        throw error;
    });
    if (live === 'denied')
        return `${name}, which it runs, could not be read (ecs:DescribeTaskDefinition is not allowed)`;
    if (live === undefined)
        return `ECS no longer has ${name}, which it runs`;
    if (live.status !== 'ACTIVE')
        return `${name}, which it runs, is ${live.status}: ECS starts no new task from it`;
    const record = (0,plan/* commitRecordOf */.Yd)(live.definition);
    if (record === undefined)
        return `it runs ${name}, in which no commit is recorded`;
    if (record.fingerprint !== fingerprintOf(live.definition))
        return `it runs ${name}, which is not the revision registered from ${record.commit.slice(0, 7)} but one made from it outside this action`;
    return record.environment === scopeOf(configuration)
        ? record
        : `it runs ${name}, which was registered for ${record.environment ?? 'no environment'}`;
}
function judgeCommit(candidate, { commit }, run) {
    const short = commit.slice(0, 7);
    const before = run.compare(commit);
    if (before.kind !== 'compared') {
        const what = before.kind === 'absent' ? 'is not in this clone' : 'is in this clone only in part';
        return { isIncluded: true, reason: `commit ${short}, which it runs, ${what}` };
    }
    const since = before.isAncestor ? `since ${short}` : `since ${short}, which this commit was not made from`;
    const changed = whatChanged(candidate, [...before.paths, ...run.checkout.uncommitted], run);
    if (changed.length > 0)
        return { isIncluded: true, reason: `${since}: ${changed.join('; ')}` };
    const isOpen = (candidate.entry?.paths.length ?? 0) === 0 && imageIsOpen(candidate, run);
    return isOpen
        ? { isIncluded: true, reason: `${since} nothing changed, but no "paths" show what its image is made of` }
        : { isIncluded: false, reason: `${since} nothing changed that counts for it` };
}
function whatChanged({ file, tasks, key, entry }, paths, { configuration, checkout, ports: { workspace } }) {
    const appspec = configuration.codeDeploy.appspecFile?.replaceAll('{service}', key);
    const taskFiles = tasks.map(({ base }) => (base?.kind === 'file' ? base.path : undefined));
    const { file: config } = configuration.config;
    const own = [file, ...taskFiles, appspec].flatMap(one => one?.replace(/^(?:\.\/)+/, '') ?? []);
    const files = [...new Set(own)];
    const inGit = new Set([...checkout.tracked, ...checkout.uncommitted]);
    const untracked = [...files, config].filter(one => !inGit.has((0,commits/* fromRoot */.tc)(one, checkout)) && (/^(?:\.\.\/|\/|[A-Za-z]:)/.test(one) || (0,git_changed/* isThere */.$B)(workspace, one)));
    const isChanged = (0,git_changed/* isAmong */.FB)(workspace, paths.map(path => (0,commits/* fromWorkspace */.mr)(path, checkout)));
    const changed = files.filter(one => !untracked.includes(one) && isChanged(one));
    const counted = new Set([
        ...changed.map(one => (0,commits/* fromRoot */.tc)(one, checkout)),
        ...paths.filter(path => path === (0,commits/* fromRoot */.tc)(config, checkout)),
        ...[entry, ...tasks].flatMap(one => countedPaths(one?.paths ?? [], paths))
    ]);
    const shown = [...counted].map(path => checkout.uncommitted.includes(path) ? `${path} (not committed)` : path);
    return [
        ...untracked.map(one => `${one} is not in git`),
        ...(shown.length === 0 ? [] : [`changed: ${(0,list/* someOf */.yU)(shown, FILES_SHOWN)}`])
    ];
}
function imageIsOpen({ file }, { configuration, ports }) {
    if ((0,overrides/* givesImage */.Of)(configuration.overrides) || file === undefined)
        return true;
    const read = (0,files_read/* readTextFile */.Gu)(ports.workspace, file);
    const written = 'text' in read ? [...read.text.matchAll(/\bimage["']?\s*:\s*["']?([^"'\s,}]+)/g)] : [];
    return (written.length === 0 ||
        written.some(([, image = '']) => image.includes('${{') || !(0,risks/* looksLikeVersion */.a)(image)));
}
function lostCommits(lost, { isShallow }) {
    if (lost.length === 0)
        return [];
    const why = isShallow
        ? 'This clone is shallow: give actions/checkout "fetch-depth: 0" (under "with").'
        : 'The commit is on no branch of this clone (after a force-push, or from another branch), or actions/checkout was given a "filter".';
    return [{ message: `Selected without a comparison: ${lost.map(({ key }) => key).join(', ')}. ${why}` }];
}
function idle(candidates, { tracked, uncommitted }) {
    const all = [...tracked, ...uncommitted];
    const remarks = candidates.flatMap(({ entry }) => (entry?.paths ?? [])
        .filter(pattern => !pattern.startsWith('!') && countedPaths([pattern], all).length === 0)
        .map(pattern => ({
        message: `"paths" of "${entry?.key}": ${pattern} matches no file of the repository. Patterns are from its root.`
    })));
    return (0,list/* distinctBy */.ey)(remarks, ({ message }) => message);
}

// EXTERNAL MODULE: ./lib/src/deploy/comparison/decide.js
var decide = __webpack_require__(16838);
// EXTERNAL MODULE: ./lib/src/deploy/prepare/prepare.js
var prepare = __webpack_require__(45839);
// EXTERNAL MODULE: ./lib/src/deploy/plan/decide-on.js
var decide_on = __webpack_require__(40740);
// EXTERNAL MODULE: ./lib/src/deploy/plan/inspect-codedeploy.js
var inspect_codedeploy = __webpack_require__(69101);
// EXTERNAL MODULE: ./lib/src/deploy/plan/make-plan.js
var make_plan = __webpack_require__(67432);
;// CONCATENATED MODULE: ./lib/src/deploy/plan/plan-run.js















const NO_SCHEDULES = { groups: [], rows: [], remarks: [], problems: [] };
const NOTHING_TO_DO = { definitions: [], services: [] };
const NAMED = 12;
async function planRun(configuration, planning) {
    const planned = await planDefinitions(configuration, planning);
    const { placement } = planned;
    const plannedAt = planning.ports.clock.now();
    if (!planned.plan)
        return { ...planned, schedules: NO_SCHEDULES, plannedAt };
    const scheduled = planned.plan.definitions.filter(one => configuration.updateSchedules || one.schedules);
    const [withSpecs, schedules] = await Promise.all([
        (0,inspect_codedeploy/* inspectCodeDeploy */.H)(planned.plan, configuration, planning),
        scheduled.length === 0 ? NO_SCHEDULES : (0,carry_out_schedules/* findForPlan */.U)({ ...planned.plan, definitions: scheduled }, planning)
    ]);
    const plan = { ...withSpecs.plan, services: (0,decide/* withWaves */.n9)(withSpecs.plan.services, placement.order) };
    const problems = [
        ...planned.report.problems,
        ...withSpecs.problems,
        ...schedules.problems,
        ...(0,decide_on/* missingTargets */.pZ)(plan)
    ];
    const remarks = [
        ...planned.report.remarks,
        ...schedules.remarks,
        ...leftAlone(plan, configuration),
        ...(configuration.mode === 'plan' ? notRunning(plan) : [])
    ];
    const report = {
        ...planned.report,
        ...{ plan, problems, remarks, schedules: schedules.rows }
    };
    const { plan: _, ...rest } = planned;
    return { ...rest, report, schedules, plannedAt, ...(problems.length > 0 ? {} : { plan }) };
}
async function planDefinitions(configuration, planning) {
    if (configuration.taskDefinitionArn !== undefined)
        return (0,redeploy/* planExisting */.Lo)(configuration.taskDefinitionArn, configuration, planning);
    if (configuration.services !== 'changed')
        return planServices(configuration, planning);
    const { report, placement, keys, said } = await chooseChanged(configuration, planning);
    if (report.problems.length > 0)
        return { report, placement };
    if (keys.length === 0)
        return { report: { ...report, plan: NOTHING_TO_DO }, plan: NOTHING_TO_DO, placement };
    const planned = await planServices({ ...configuration, services: keys }, planning, said);
    const remarks = [...report.remarks, ...planned.report.remarks];
    return { ...planned, report: { ...planned.report, ...(0,present/* present */.E)({ selection: report.selection }), remarks } };
}
async function planServices(configuration, planning, announced) {
    const preparation = await (0,prepare/* prepareDefinitions */.U)(configuration, planning.ports, planning.aws);
    const { prepared, placement } = preparation;
    if (prepared.length === 0)
        return { report: preparation.report, placement };
    const sites = prepared.map(({ site }) => site);
    const said = announced ?? (await (0,target/* announceTarget */.TE)(sites, planning));
    const report = (0,target/* withTarget */.yY)(preparation.report, said);
    if (said.problems.length > 0)
        return { report, placement };
    const planned = await (0,make_plan/* makePlan */.C)({ ...preparation, report }, configuration, planning);
    const isRecorded = announced !== undefined || prepared.some(one => one.target.entry?.paths.length);
    if (planned.plan === undefined || configuration.mode !== 'deploy' || !isRecorded)
        return { ...planned, placement };
    const plan = withCommits(planned.plan, prepared, { configuration, place: planning.ports });
    return { ...planned, plan, placement };
}
function notRunning({ services }) {
    const ill = services.filter(({ action, before }) => action.kind === 'follow'
        ? ((0,deployments/* deploymentInProgress */.ij)(before)?.failedTasks ?? 0) > 0
        : action.kind === 'unchanged' && before.desiredCount > 0 && before.runningCount === 0);
    if (ill.length === 0)
        return [];
    const names = (0,list/* someOf */.yU)(ill.map(outcome/* labelOf */.Wy), NAMED);
    const message = `Nothing is to be changed, but not running well: ${names}. The plan has the risk of each.`;
    return [{ message, verdict: `Not running well: ${names}; see the risks.` }];
}
function leftAlone(plan, { compatibility, forceNewDeployment }) {
    if (compatibility === undefined || forceNewDeployment)
        return [];
    return plan.definitions.flatMap(({ registration }) => registration.kind === 'reuse'
        ? [
            {
                message: `${(0,arn/* lastPartOf */.RS)(registration.arn)} equals the definition: no copy is registered, unlike with AWS's action, and a service that runs it is not redeployed. force-new-deployment: true starts new tasks anyway.`
            }
        ]
        : []);
}


/***/ }),

/***/ 71566:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runPlan: () => (/* binding */ runPlan)
/* harmony export */ });
/* harmony import */ var _deploy_plan_plan_run_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(49655);
/* harmony import */ var _deploy_target_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37679);
/* harmony import */ var _report_plan_plan_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(95310);



async function runPlan(configuration, ports) {
    const aws = (0,_deploy_target_js__WEBPACK_IMPORTED_MODULE_0__/* .connectAccounts */ .rl)(ports, configuration.maxRetries);
    const planned = await (0,_deploy_plan_plan_run_js__WEBPACK_IMPORTED_MODULE_1__/* .planRun */ .n)(configuration, { ports, aws });
    const report = { ...planned.report, failOn: configuration.failOn };
    const { plan, problems } = report;
    if (plan === undefined || problems.length > 0)
        return report;
    const lines = (0,_report_plan_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .planToText */ .GO)(plan);
    if (lines.length > 0)
        ports.log.group('Plan (nothing was changed)', lines);
    return report;
}


/***/ })

};
