export const id = 146;
export const ids = [146];
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

/***/ 83039:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fr: () => (/* binding */ requestToken),
/* harmony export */   Jh: () => (/* binding */ differencesFrom),
/* harmony export */   Uo: () => (/* binding */ allMoves),
/* harmony export */   jg: () => (/* binding */ printJournal),
/* harmony export */   ks: () => (/* binding */ sameMove),
/* harmony export */   md: () => (/* binding */ worstFirst),
/* harmony export */   nQ: () => (/* binding */ namesFrom),
/* harmony export */   ol: () => (/* binding */ digestOf),
/* harmony export */   z8: () => (/* binding */ parseJournal)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _detector_issuers_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(81657);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38674);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35909);




function digestOf(parts) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
function requestToken({ id }, name, replaced = '') {
    const hex = digestOf([id, name, replaced]);
    const ends = [8, 12, 16, 20, 32];
    return ends.map((end, index) => hex.slice(ends[index - 1] ?? 0, end)).join('-');
}
function printJournal(journal) {
    return `${JSON.stringify(journal, null, 2)}\n`;
}
function parseJournal(text) {
    const value = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .jsonObjectIn */ .$4)(text) ?? {};
    const isOurs = value.version === 1 &&
        typeof value.id === 'string' &&
        (value.state === 'running' || value.state === 'finished') &&
        typeof value.place === 'object' &&
        [value.moves, value.created, value.rotate, value.ranBefore].every(Array.isArray);
    return isOurs ? value : undefined;
}
function sameMove(a, b) {
    return a.file === b.file && a.container === b.container && a.variable === b.variable;
}
function differencesFrom(journal, now) {
    const differences = [];
    for (const member of ['region', 'account', 'cluster']) {
        const [before, after] = [journal.place[member], now.place[member]];
        if (before !== after)
            differences.push(`${member} ${before ?? 'none'} then, ${after ?? 'none'} now`);
    }
    if (journal.store !== now.store)
        differences.push(`store ${journal.store} then, ${now.store} now`);
    for (const move of now.moves) {
        const same = journal.moves.filter(other => sameMove(other, move));
        const [before] = same;
        if (before === undefined)
            differences.push(`${move.variable} in ${move.file} was not part of it`);
        else if (!same.some(({ reference }) => reference === move.reference))
            differences.push(`${move.variable} in ${move.file} became ${before.reference} then, ${move.reference} now`);
    }
    return differences;
}
function namesFrom(journal, left) {
    if (journal?.moves.every(move => left.some(other => sameMove(move, other))) !== false)
        return [];
    const rules = new Map();
    for (const { service, variable, secret, key } of journal.moves) {
        const rule = {
            variable,
            secret,
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ service, key })
        };
        const id = `${service ?? ''} ${variable}`;
        const known = rules.get(id);
        const isAmbiguous = rules.has(id) && (known?.secret !== secret || known.key !== key);
        rules.set(id, isAmbiguous ? undefined : rule);
    }
    return [...rules.values()].filter(rule => rule !== undefined);
}
function allMoves(journal, now) {
    const before = journal?.moves ?? [];
    return [...before, ...now.filter(move => !before.some(other => sameMove(other, move)))];
}
function worstFirst(rows) {
    return [...rows].sort((a, b) => (0,_detector_issuers_js__WEBPACK_IMPORTED_MODULE_3__/* .bySeverity */ .Np)(a, b) || (a.secret < b.secret ? -1 : 1));
}


/***/ }),

/***/ 81237:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ planMigration),
/* harmony export */   V: () => (/* binding */ storedText)
/* harmony export */ });
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28168);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(35909);
/* harmony import */ var _template_naming_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4669);
/* harmony import */ var _candidate_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(60989);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(55388);
/* harmony import */ var _secret_value_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86686);






function storedText(content) {
    if (content.kind === 'text')
        return content.value;
    const entries = [...content.values].map(([key, value]) => [key, value.reveal()]);
    return new _secret_value_js__WEBPACK_IMPORTED_MODULE_0__/* .SecretValue */ .iJ(JSON.stringify(Object.fromEntries(entries)));
}
function planMigration(candidates, requested) {
    const { project, store, naming = _names_js__WEBPACK_IMPORTED_MODULE_1__/* .DEFAULT_NAMING */ .pF } = requested;
    const named = (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .nameSecrets */ .Vb)(candidates, requested);
    const built = [...(0,_list_js__WEBPACK_IMPORTED_MODULE_2__/* .grouped */ .zD)(named, ({ destination }) => destination.secret)]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, members]) => buildSecret(name, members, store));
    const secrets = built.map(({ secret }) => secret);
    const placeholders = (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .unknownPlaceholders */ .hX)(naming).map(word => namingProblem(`"naming" has a placeholder that means nothing (${(0,_template_naming_js__WEBPACK_IMPORTED_MODULE_3__/* .quotedName */ .aH)(word, 'not a word')})`));
    return {
        project,
        store,
        secrets,
        moves: named.map(one => moveOf(one, store)),
        problems: [...placeholders, ...built.flatMap(({ problems }) => problems)]
    };
}
function buildSecret(name, members, store) {
    const problems = [...namingFaults(name, members, store)];
    const keys = [...new Set(members.flatMap(({ destination }) => destination.key ?? []))];
    for (const key of keys.length > 0 ? keys : [undefined]) {
        const same = members.filter(({ destination }) => destination.key === key);
        const places = new Set(same.map(({ candidate }) => (0,_candidate_js__WEBPACK_IMPORTED_MODULE_4__/* .idOf */ .TH)(candidate)));
        if (places.size > 1 && distinctValues(same).length > 1)
            problems.push(conflict(name, same));
    }
    const content = contentOf(members);
    const fault = (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .valueFault */ .SH)(storedText(content).bytes, store);
    if (fault !== undefined)
        problems.push(tooLarge(name, members, fault));
    const variables = [...new Set(members.map(({ candidate }) => candidate.variable))].sort((a, b) => a < b ? -1 : 1);
    return {
        secret: { name, variables, keys, content, warnings: warningsOf(name, variables, store) },
        problems
    };
}
function contentOf(members) {
    const values = new Map();
    for (const { candidate, destination } of members) {
        if (destination.key === undefined)
            return { kind: 'text', value: candidate.value };
        if (!values.has(destination.key))
            values.set(destination.key, candidate.value);
    }
    return { kind: 'json', values };
}
function moveOf({ candidate, destination }, store) {
    const { file, pointer, place, service, container, variable } = candidate;
    const { secret, key } = destination;
    const tail = key === undefined ? '' : `:${key}::`;
    const reference = `${store}:${secret}${tail}`;
    return { file, pointer, container, variable, secret, reference, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_5__/* .present */ .E)({ place, service, key }) };
}
function distinctValues(members) {
    return [...(0,_list_js__WEBPACK_IMPORTED_MODULE_2__/* .grouped */ .zD)(members, ({ candidate }) => candidate.value.reveal()).values()];
}
const SHOWN = 10;
function placesOf(group) {
    return (0,_list_js__WEBPACK_IMPORTED_MODULE_2__/* .someOf */ .yU)(group.map(({ candidate }) => (0,_candidate_js__WEBPACK_IMPORTED_MODULE_4__/* .whereIs */ .ie)(candidate)), SHOWN);
}
function conflict(name, members) {
    const groups = distinctValues(members);
    const variables = [
        ...new Set(members.map(({ candidate }) => (0,_template_naming_js__WEBPACK_IMPORTED_MODULE_3__/* .quotedName */ .aH)(candidate.variable, 'a variable')))
    ].join(' and ');
    const shown = groups.map((group, index) => `value ${index + 1} in ${placesOf(group)}`);
    return {
        code: 'migration-conflict',
        fault: 'user',
        message: `${variables} would become the one secret "${name}" and have ${groups.length} values: ${(0,_list_js__WEBPACK_IMPORTED_MODULE_2__/* .someOf */ .yU)(shown, SHOWN, '; ')}.`,
        hint: `Say which is which: a line ${members[0]?.candidate.service ?? 'SERVICE'}/VARIABLE=another secret name in "secret-names" for each, or leave one out with "exclude".`
    };
}
function tooLarge(name, members, fault) {
    return {
        code: 'migration-value',
        fault: 'user',
        message: `The secret "${name}" cannot be stored: ${fault} (${placesOf(members)}).`,
        hint: 'Leave the variable out with "exclude" and keep what it holds elsewhere, such as a file on S3 that the task role may read.'
    };
}
function namingFaults(name, members, store) {
    const variable = (0,_template_naming_js__WEBPACK_IMPORTED_MODULE_3__/* .quotedName */ .aH)(members[0]?.candidate.variable, 'a variable');
    const faults = [];
    const fault = (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .nameFault */ .IY)(name, store);
    if (fault !== undefined)
        faults.push(`the name made for ${variable} is not allowed: ${fault}`);
    const keys = members.flatMap(({ destination }) => destination.key ?? []);
    if (keys.length > 0 && keys.length < members.length)
        faults.push(`the secret "${name}" would be used whole and by its keys`);
    if (keys.length > 0 && store === 'ssm')
        faults.push(`the parameter "${name}" cannot have keys`);
    if (!keys.every(key => /^[\w.-]{1,128}$/.test(key)))
        faults.push(`a key of the secret "${name}" is not made of letters, digits and _.-`);
    return faults.map(namingProblem);
}
function namingProblem(fault) {
    return {
        code: 'migration-naming',
        fault: 'user',
        message: `The secrets cannot be named: ${fault}.`,
        hint: 'Change "naming" ({project}, {environment}, {group}, {name}, {service}, {variable}), or name the secret in "secret-names".'
    };
}
function warningsOf(name, variables, store) {
    const warnings = [];
    if (variables.length > 1)
        warnings.push(`${variables.join(', ')} have one value and become one secret; to keep them apart name each in "secret-names".`);
    if (store === 'secretsmanager' && (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .looksSuffixed */ .$Q)(name)) {
        warnings.push('The name ends with a hyphen and six characters like the end of an ARN, which AWS advises against: refer to it by name or by its complete ARN, never by an ARN without the suffix.');
    }
    return warnings;
}


/***/ }),

/***/ 8748:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   QU: () => (/* binding */ printTerraformPolicy),
/* harmony export */   T9: () => (/* binding */ proposeExecutionRole),
/* harmony export */   _0: () => (/* binding */ planPolicy),
/* harmony export */   yv: () => (/* binding */ printPolicy)
/* harmony export */ });
/* unused harmony exports POLICY_NAME, policySize */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(38674);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28168);



const POLICY_NAME = 'ecs-sealed-deploy-secrets';
const MOST_INLINE = 10_240;
function planPolicy(roleName, inline, grants) {
    const partial = grants.secretArns.find(arn => !/^arn:[a-z-]+:secretsmanager:[^:*?]+:\d{12}:secret:[^:*?]+-[A-Za-z\d]{6}$/.test(arn));
    if (partial !== undefined)
        throw new Error('a secret to be granted by an ARN without its six characters');
    const own = inline.find(({ policyName }) => policyName === POLICY_NAME);
    const before = own?.document ?? EMPTY;
    const document = statementsFor(grants).reduce(merge, before);
    if (document === before)
        return { kind: 'unchanged' };
    const known = new Set(resourcesOf(before));
    const added = resourcesOf(document).filter(arn => !known.has(arn));
    const others = inline.filter(({ policyName }) => policyName !== POLICY_NAME);
    const size = others.reduce((sum, other) => sum + policySize(other.document), policySize(document));
    if (size <= MOST_INLINE)
        return { kind: 'put', policyName: POLICY_NAME, document, added };
    return { kind: 'problem', problem: tooLarge(roleName, size) };
}
const EMPTY = { Version: '2012-10-17', Statement: [] };
function resourcesOf(document) {
    return statementsOf(document).flatMap(statement => textsOf(statement['Resource']));
}
function statementsFor({ secretArns, parameterArns, keys }) {
    const byVia = (0,_list_js__WEBPACK_IMPORTED_MODULE_1__/* .grouped */ .zD)(keys, ({ usedBy }) => usedBy.split(':').slice(0, 4).join(':'));
    const decrypt = [...byVia].map(([via, some]) => {
        const [, partition = '', service = '', region = ''] = via.split(':');
        const arns = some.map(({ keyArn }) => keyArn);
        const name = `${service}.${region}.amazonaws.com`;
        const names = partition === 'aws-cn' ? [name, `${name}.cn`] : name;
        return {
            ...statement('kms:Decrypt', arns),
            Condition: { StringEquals: { 'kms:ViaService': names } }
        };
    });
    return [
        statement('secretsmanager:GetSecretValue', secretArns),
        statement('ssm:GetParameters', parameterArns),
        ...decrypt
    ].filter(one => textsOf(one['Resource']).length > 0);
}
function statement(action, arns) {
    const sorted = [...new Set(arns)].sort((a, b) => (a < b ? -1 : 1));
    return { Effect: 'Allow', Action: action, Resource: sorted };
}
function merge(document, wanted) {
    const statements = statementsOf(document);
    const alike = statements.find(one => isAlike(one, wanted));
    if (alike === undefined)
        return { ...document, Statement: [...statements, wanted] };
    const before = textsOf(alike['Resource']);
    const arns = [...new Set([...before, ...textsOf(wanted['Resource'])])];
    if (arns.length === before.length)
        return document;
    const merged = { ...alike, Resource: arns };
    return { ...document, Statement: statements.map(one => (one === alike ? merged : one)) };
}
function isAlike(one, wanted) {
    const rest = ({ Resource: _, Sid: __, Action, ...others }) => JSON.stringify([textsOf(Action), Object.entries(others).sort(([a], [b]) => (a < b ? -1 : 1))]);
    return one['Resource'] !== undefined && rest(one) === rest(wanted);
}
function tooLarge(roleName, size) {
    return {
        code: 'policy-too-large',
        fault: 'user',
        message: `The inline policies of role ${roleName} would have ${size} characters with the secrets' ARNs; IAM allows ${MOST_INLINE} for all of them together.`,
        hint: 'Use a role for fewer services, take what is not needed out of its inline policies, or attach a customer managed policy for the secrets first. No wildcard is written in their place.'
    };
}
function statementsOf(document) {
    const statement = document['Statement'];
    const list = Array.isArray(statement) ? statement : [statement];
    return list.filter(_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .Gv);
}
function textsOf(value) {
    const list = Array.isArray(value) ? value : [value];
    return list.filter(item => typeof item === 'string');
}
function policySize(document) {
    return JSON.stringify(document).replace(/\s/g, '').length;
}
function printPolicy(roleName, { document }) {
    return { roleName, text: `${JSON.stringify(document, null, 2)}\n`, note: WHY_EXECUTION_ROLE };
}
function printTerraformPolicy(roleName, { document }) {
    const policy = JSON.stringify(document, null, 2)
        .replace(/"(\w+)": /g, '$1 = ')
        .replaceAll('\n', '\n  ');
    const id = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(`${roleName}\n${policy}`).digest('hex').slice(0, 8);
    const text = `resource "aws_iam_role_policy" "ecs_sealed_deploy_secrets_${id}" {\n  name = "${POLICY_NAME}-${id}"\n  role = aws_iam_role.EXECUTION_ROLE.id # the execution role of the task definition\n\n  policy = jsonencode(${policy})\n}\n`;
    return { roleName, text, note: WHY_EXECUTION_ROLE };
}
const WHY_EXECUTION_ROLE = 'This belongs to the execution role, not to the task role: ECS reads the secrets itself when it starts the task, before the application runs. The task role is what the application may do afterwards.';
function proposeExecutionRole(project, partition) {
    const name = `${project.replace(/[^\w+=,.@-]/g, '-').slice(0, 54)}-execution`;
    const trust = {
        Version: '2012-10-17',
        Statement: [
            { Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole' }
        ]
    };
    const managed = `arn:${partition}:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy`;
    return [
        `aws iam create-role --role-name ${name} --assume-role-policy-document '${JSON.stringify(trust)}'`,
        `aws iam attach-role-policy --role-name ${name} --policy-arn ${managed}`
    ].join(' && ');
}


/***/ }),

/***/ 1839:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $D: () => (/* binding */ comingDirectory),
/* harmony export */   et: () => (/* binding */ notVerified),
/* harmony export */   i8: () => (/* binding */ simulateReads),
/* harmony export */   sT: () => (/* binding */ surveyRoles),
/* harmony export */   uv: () => (/* binding */ decisionOf),
/* harmony export */   vj: () => (/* binding */ grantsFor),
/* harmony export */   xZ: () => (/* binding */ roleNameOf)
/* harmony export */ });
/* harmony import */ var _files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(69360);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28168);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(35909);
/* harmony import */ var _secrets_collect_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20442);
/* harmony import */ var _secrets_reads_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(44397);
/* harmony import */ var _secrets_reference_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(73717);
/* harmony import */ var _secrets_roles_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4201);
/* harmony import */ var _secrets_verification_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(20281);
/* harmony import */ var _policy_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8748);









async function surveyRoles(definitions, references, known) {
    const { context, missing } = known;
    const located = new Map(known.located);
    const problems = [];
    const all = [];
    for (const { file, service, services, root } of definitions) {
        const arns = (0,_secrets_collect_js__WEBPACK_IMPORTED_MODULE_0__/* .collectReferences */ .X)(root).flatMap(({ node: { value } }) => {
            const { keyId } = references.find(({ arn }) => arn === value) ?? {};
            return locate(value, keyId, located) ?? [];
        });
        if (arns.length === 0)
            continue;
        for (const one of arns)
            located.set(one.name, one);
        const written = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .stringOf */ .Je)((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .childOf */ .GG)(root, 'executionRoleArn')) || undefined;
        if (written === undefined)
            problems.push(withoutRole(file, context));
        else
            all.push({
                arn: await roleArnOf(written, context),
                files: [file],
                services: service === undefined ? services : [service],
                secrets: arns.map(({ name }) => name)
            });
    }
    const surveys = [];
    for (const [arn, same] of (0,_list_js__WEBPACK_IMPORTED_MODULE_2__/* .grouped */ .zD)(all, one => one.arn)) {
        if (missing.has(arn))
            continue;
        const both = (of) => [...new Set(same.flatMap(one => one[of]))];
        const need = {
            arn,
            files: both('files'),
            services: both('services'),
            secrets: both('secrets')
        };
        const survey = await surveyRole(need, located, context);
        if ('reads' in survey)
            surveys.push(survey);
        problems.push(...survey.problems);
    }
    return {
        ...{ surveys, located, problems },
        remarks: surveys.flatMap(({ need, reads }) => reads.kind === 'unknown' ? [notVerified(need, reads)] : [])
    };
}
async function surveyRole(need, located, context) {
    if ((0,_secrets_roles_js__WEBPACK_IMPORTED_MODULE_3__/* .parseRoleArn */ .DM)(need.arn)?.account !== context.account)
        return { problems: [foreign(need)] };
    const own = need.secrets.flatMap(name => located.get(name) ?? []);
    const reads = await simulateReads(need.arn, own, context);
    const problems = reads.kind === 'forbidden' ? [forbidden(need, reads, own)] : [];
    if (context.configuration.policyOutput === 'attach' && reads.kind !== 'allowed') {
        const name = roleNameOf(need.arn);
        const planned = (0,_policy_js__WEBPACK_IMPORTED_MODULE_4__/* .planPolicy */ ._0)(name, await context.cloud.policies.listInline(name), grantsFor(own));
        if (planned.kind === 'problem')
            problems.push(planned.problem);
    }
    return { need, reads, problems };
}
function locate(text, keyId, located) {
    const parsed = (0,_secrets_reference_js__WEBPACK_IMPORTED_MODULE_5__/* .parseReference */ .F2)(text);
    if (parsed.kind !== 'secret-arn' && parsed.kind !== 'parameter-arn')
        return undefined;
    const arn = (0,_secrets_reference_js__WEBPACK_IMPORTED_MODULE_5__/* .printTarget */ .jV)(parsed);
    const known = [...located.values()].find(one => one.arn === arn);
    if (known !== undefined)
        return known;
    const name = parsed.kind === 'secret-arn' ? parsed.resource.replace(/-[A-Za-z0-9]{6}$/, '') : `/${parsed.resource}`;
    return { name: located.has(name) ? arn : name, arn, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_6__/* .present */ .E)({ keyId }) };
}
async function roleArnOf(written, { aws, partition, account }) {
    if ((0,_secrets_roles_js__WEBPACK_IMPORTED_MODULE_3__/* .parseRoleArn */ .DM)(written) !== undefined || !/^[\w+=,.@-]{1,64}$/.test(written))
        return written;
    const answer = await (0,_secrets_verification_js__WEBPACK_IMPORTED_MODULE_7__/* .createAsker */ .bX)()(() => aws.roles.describeRole(written));
    const found = answer.kind === 'answered' ? answer.value?.arn : undefined;
    return found ?? `arn:${partition}:iam::${account}:role/${written}`;
}
function roleNameOf(arn) {
    return (0,_secrets_roles_js__WEBPACK_IMPORTED_MODULE_3__/* .parseRoleArn */ .DM)(arn)?.name ?? arn;
}
function grantsFor(located) {
    const arnsOf = (store) => located.flatMap(({ arn }) => (arn.split(':')[2] === store ? [arn] : []));
    return {
        secretArns: arnsOf('secretsmanager'),
        parameterArns: arnsOf('ssm'),
        keys: located.flatMap(({ arn, keyId }) => {
            const key = (0,_secrets_reads_js__WEBPACK_IMPORTED_MODULE_8__/* .readKeyId */ .j)(keyId, arn);
            return key.kind === 'key' ? [{ keyArn: key.arn, usedBy: arn }] : [];
        })
    };
}
async function simulateReads(role, located, { aws, region, partition, account }) {
    const needs = located.map(({ arn, keyId }) => ({
        ...{ role, arn, account: arn.split(':')[4] ?? account, region: arn.split(':')[3] ?? region, uses: [] },
        check: arn.split(':')[2] === 'ssm' ? 'parameter' : 'secret',
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_6__/* .present */ .E)({ keyId })
    }));
    const facts = new Map([[role, { kind: 'found', arn: role, trust: '' }]]);
    const scope = { roles: aws.roles, ask: (0,_secrets_verification_js__WEBPACK_IMPORTED_MODULE_7__/* .createAsker */ .bX)(), caller: undefined, region, partition };
    const { rows } = await (0,_secrets_reads_js__WEBPACK_IMPORTED_MODULE_8__/* .verifyReads */ .T)(needs, facts, scope);
    return decisionOf(rows);
}
function decisionOf(rows) {
    const denied = rows.filter(row => row.verdict === 'denied');
    const forbidden = denied.filter(({ remedy }) => remedy.kind !== 'statement' || remedy.isNotEnough === true);
    const [worst] = [...forbidden, ...denied];
    if (worst) {
        const on = forbidden.filter(({ why }) => why === worst.why).map(({ what }) => what);
        return on.length > 0 ? { kind: 'forbidden', why: worst.why, on } : { kind: 'missing', why: worst.why };
    }
    const open = rows.find(row => row.verdict === 'not-verified');
    return open ? { kind: 'unknown', why: (0,_secrets_verification_js__WEBPACK_IMPORTED_MODULE_7__/* .unverifiedReason */ .Ug)(open.unknown) } : { kind: 'allowed' };
}
function notVerified({ arn }, { why }) {
    return `Not verified: whether execution role ${arn} may read the secrets (${why}).`;
}
function comingDirectory(located, { aws: { directory }, region }) {
    const coming = (store) => [...located.values()].filter(({ arn }) => arn.split(':')[2] === store);
    return {
        describeSecret: (where, id) => {
            const own = coming('secretsmanager').find(({ name, arn }) => where === region && [name, arn].includes(id));
            if (own === undefined)
                return directory.describeSecret(where, id);
            const { name, arn, keyId } = own;
            return Promise.resolve({ name, arn, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_6__/* .present */ .E)({ kmsKeyId: keyId }) });
        },
        describeParameters: async (where, names) => {
            const found = await directory.describeParameters(where, names);
            const isNew = ({ name }) => where === region && names.includes(name) && !found.some(one => one.name === name);
            const added = coming('ssm').filter(isNew);
            return [...found, ...added.map(({ name, arn }) => ({ name, arn, type: 'SecureString' }))];
        },
        callerIdentity: () => directory.callerIdentity()
    };
}
function withoutRole(file, { configuration, cluster, ports, partition }) {
    const project = configuration.project ?? cluster ?? ports.repository ?? 'ecs';
    return {
        code: 'migration-no-role',
        fault: 'user',
        message: `${file} has no "executionRoleArn": ECS needs an execution role to read secrets.`,
        hint: `Create a role, write its ARN into the file as "executionRoleArn" and run again; the migration grants it the secrets. For example: ${(0,_policy_js__WEBPACK_IMPORTED_MODULE_4__/* .proposeExecutionRole */ .T9)(project, partition)}`
    };
}
function foreign({ arn, files }) {
    const isRole = (0,_secrets_roles_js__WEBPACK_IMPORTED_MODULE_3__/* .parseRoleArn */ .DM)(arn) !== undefined;
    return {
        code: 'migration-role',
        fault: 'user',
        message: isRole
            ? `Execution role ${arn} (${files.join(', ')}): it is not a role of the account that the credentials are for.`
            : `The "executionRoleArn" of ${files.join(', ')} is neither the ARN of a role nor the name of one.`,
        hint: 'Write the ARN (arn:aws:iam::ACCOUNT:role/NAME) or the name of a role of this account: ECS takes no other execution role.'
    };
}
function forbidden({ arn, files }, { why, on }, located) {
    const names = on.map(target => located.find(one => one.arn === target)?.name ?? target);
    return {
        code: 'migration-forbidden',
        fault: 'user',
        message: `Execution role ${arn} (${files.join(', ')}) could not read ${names.join(', ')} even with the policy: ${why}.`,
        hint: 'Change that first (a permissions boundary has to allow secretsmanager:GetSecretValue on the secrets too; a Deny has to make room), or take the reference out. Nothing was written.'
    };
}


/***/ }),

/***/ 45100:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  j: () => (/* binding */ openValues),
  t: () => (/* binding */ withValues)
});

// EXTERNAL MODULE: ./lib/src/arn.js
var arn = __webpack_require__(87433);
// EXTERNAL MODULE: ./lib/src/check/project-rules.js
var project_rules = __webpack_require__(69354);
// EXTERNAL MODULE: ./lib/src/deploy/target.js
var target = __webpack_require__(37679);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(35909);
// EXTERNAL MODULE: ./lib/src/migrate/names.js
var names = __webpack_require__(55388);
// EXTERNAL MODULE: ./lib/src/migrate/plan.js
var migrate_plan = __webpack_require__(81237);
// EXTERNAL MODULE: ./lib/src/migrate/secret-value.js
var secret_value = __webpack_require__(86686);
// EXTERNAL MODULE: ./lib/src/migrate/run/roles.js
var roles = __webpack_require__(1839);
// EXTERNAL MODULE: ./lib/src/migrate/journal.js
var journal = __webpack_require__(83039);
;// CONCATENATED MODULE: ./lib/src/migrate/run/secret-owner.js

const OWN_TAGS = ['ecs-sealed-deploy-repository', 'ecs-sealed-deploy-environment'];
function ownTags(repository = '', environment = '') {
    const [ofRepository, ofEnvironment] = OWN_TAGS;
    return { [ofRepository]: repository, [ofEnvironment]: environment };
}
function whose({ name }, { tags = {}, writer }, { own, overwrite }) {
    if (writer !== undefined)
        return taken(`The secret "${name}" ${writer}, so a deploy does not write its value.`, {
            hint: `Remove the line from "secret-values" and refer to it: secretsmanager:${name} in the file or in the input "secrets".`
        });
    const isOwn = Object.entries(own).every(([key, value]) => tags[key] === value);
    if (isOwn || overwrite)
        return undefined;
    return taken(`The secret "${name}" exists and was not created by a deploy of this repository and environment.`, {
        hint: `Refer to it without the line in "secret-values" (secretsmanager:${name}), choose another name in "secret-names", or set overwrite (--overwrite on the command line) to write it.`
    });
}
const VERSION = /^ecs-sealed-deploy-(run|at)-(\d+)-\d+-[0-9a-f]+$/;
function versionIdFor(runName, name, replaced = '') {
    const [, started] = /^started (\d+)$/.exec(runName) ?? [];
    const [run = '0', attempt = '1'] = runName.split('/');
    const order = started === undefined ? `run-${run.padStart(13, '0')}` : `at-${started.padStart(13, '0')}`;
    const try_ = (started === undefined ? attempt : '1').padStart(3, '0');
    return `ecs-sealed-deploy-${order}-${try_}-${(0,journal/* digestOf */.ol)([runName, name, replaced]).slice(0, 12)}`;
}
function later({ name }, found, runName) {
    const [current = ''] = Object.entries(found?.versions ?? {}).find(([, stages]) => stages.includes('AWSCURRENT')) ?? [];
    const [, kind, run = ''] = VERSION.exec(current) ?? [];
    const [, ownKind, own = ''] = VERSION.exec(versionIdFor(runName, name)) ?? [];
    if (kind === undefined)
        return taken(`The value of the secret "${name}" was changed outside of deploys, and differs from this run's.`, {
            hint: 'Set the GitHub secret to the value that is stored, or set overwrite (--overwrite on the command line) to replace it.'
        });
    if (kind !== ownKind || Number(run) <= Number(own))
        return undefined;
    return taken(`The value of the secret "${name}" was stored by run ${Number(run)}, which is newer than this one: this run has the values of the time when it was queued.`, {
        hint: 'Run the newest workflow run again, or set overwrite (--overwrite on the command line) to put the older value back.'
    });
}
function taken(message, { hint }) {
    return { code: 'secret-not-ours', fault: 'user', message: `${message} Nothing was written.`, hint };
}
function notAllowed({ name }) {
    return {
        code: 'secret-not-compared',
        fault: 'cloud',
        message: `The secret "${name}" exists, and the deploying role may not read it to compare the value: no permission for secretsmanager:GetSecretValue. Nothing was written.`,
        hint: `Allow it on secrets with the tag ${OWN_TAGS[0]}, or run the command line with --secret-values-update never, which only creates secrets.`
    };
}
function noRepository() {
    return {
        code: 'missing-input',
        fault: 'user',
        message: 'GITHUB_REPOSITORY is not set, so the secrets could not be known again as those of this repository.',
        hint: 'Outside of GitHub Actions, set it: GITHUB_REPOSITORY=owner/name.'
    };
}

// EXTERNAL MODULE: ./lib/src/migrate/run/store.js
var store = __webpack_require__(87695);
// EXTERNAL MODULE: ./lib/src/migrate/run/stored.js
var stored = __webpack_require__(75843);
;// CONCATENATED MODULE: ./lib/src/migrate/run/secret-values.js











const UNKNOWN = new secret_value/* SecretValue */.iJ('?');
async function openValues(given, ports, stores) {
    const { secretInputs: inputs } = given;
    if (inputs === undefined || stores === undefined)
        return undefined;
    const texts = inputs.secrets.map(({ value }) => value.reveal()).filter(text => text !== '');
    ports.mask(texts.flatMap(text => [text, ...text.split(/\r?\n/)]));
    const { placement } = await (0,project_rules/* readProjectRules */.Z)(given, ports);
    const cluster = given.cluster ?? placement.usual?.cluster;
    const plan = (0,migrate_plan/* planMigration */.E)(inputs.secrets.map(({ service, name, value, line }) => ({
        ...{
            file: 'input secret-values',
            pointer: `/${line}`,
            container: '',
            variable: name,
            value: value.reveal() === '' ? UNKNOWN : value
        },
        ...(0,present/* present */.E)({ service })
    })), {
        project: inputs.project ?? (0,names/* projectName */.j1)(cluster ?? stores.repository ?? ''),
        ...{ secretNames: inputs.secretNames, store: inputs.store, keepsApart: true },
        ...(0,present/* present */.E)({ naming: inputs.naming, environment: given.environment })
    });
    const stored = inputs.secrets.map(({ service, container, name }, index) => ({
        ...{ name, value: plan.moves[index]?.reference ?? '' },
        ...(0,present/* present */.E)({ service, container })
    }));
    const configuration = { ...given, overrides: { ...given.overrides, stored } };
    return openRun({ inputs, configuration, ports, stores, plan });
}
function openRun(values) {
    const { configuration, ports, plan: named } = values;
    const connect = (0,target/* connectAccounts */.rl)(ports, configuration.maxRetries);
    let asked;
    const aws = async (account) => {
        const own = await connect(account);
        asked ??= survey(values, account, connect);
        const { located, stored, region, roleArn } = await asked;
        const coming = new Map([...located].filter(([name]) => !stored.has(name)));
        if (region !== account.region || roleArn !== account.roleArn)
            return own;
        return { ...own, directory: (0,roles/* comingDirectory */.$D)(coming, { aws: own, region }) };
    };
    return {
        configuration,
        aws,
        withValues: async (plan) => {
            if (asked === undefined)
                return { plan, problems: named.problems, remarks: [] };
            const found = await asked;
            const problems = [...named.problems, ...found.problems, ...elsewhere(plan, found)];
            return { plan: renewed(plan, found), problems, remarks: [plannedRemark(values, found)] };
        },
        store: async (plan) => {
            if (asked === undefined)
                return { plan, problems: [], remarks: [] };
            return storeAll(plan, await asked, values);
        }
    };
}
async function survey({ inputs, configuration, ports, stores, plan }, { region, roleArn }, connect) {
    const options = { region, maxRetries: configuration.maxRetries, ...(0,present/* present */.E)({ roleArn }) };
    const { directory } = await connect({ region, ...(0,present/* present */.E)({ roleArn }) });
    const [cloud, { account }] = await Promise.all([stores.connectStores(options), directory.callerIdentity()]);
    const own = ownTags(stores.repository, configuration.environment);
    const isPlan = configuration.mode === 'plan';
    const context = {
        configuration: {
            ...{ store: inputs.store, overwrite: true, tags: { ...inputs.tags, ...own } },
            ...(0,present/* present */.E)({ kmsKeyId: inputs.kmsKeyId })
        },
        ...{ cloud, ports, region, account, partition: (0,arn/* partitionOf */.iQ)(region) },
        judge: (secret, found) => {
            const problem = whose(secret, found, { own, overwrite: inputs.overwrite });
            const isUnknown = inputs.secrets.some(({ name, value }) => secret.variables.includes(name) && value.reveal() === '');
            return problem ?? (inputs.update === 'never' || isUnknown ? 'leave' : undefined);
        },
        denied: secret => (isPlan ? 'leave' : notAllowed(secret))
    };
    const surveyed = await (0,stored/* surveySecrets */.yg)(plan, context);
    const late = inputs.overwrite
        ? []
        : surveyed.steps.flatMap(({ kind, secret }) => kind === 'overwrite' ? (later(secret, surveyed.stored.get(secret.name), ports.runName) ?? []) : []);
    const located = new Map(plan.secrets.map(({ name }) => {
        const found = surveyed.stored.get(name);
        const keyId = found ? found.keyId : inputs.kmsKeyId;
        return [name, { name, arn: (0,stored/* arnOf */.RY)(found ?? { name }, context), ...(0,present/* present */.E)({ keyId }) }];
    }));
    const missing = stores.repository === undefined ? [noRepository()] : [];
    const problems = [...missing, ...surveyed.problems, ...late];
    return { ...surveyed, problems, located, region, context, ...(0,present/* present */.E)({ roleArn }) };
}
function elsewhere({ services }, { region, roleArn }) {
    const other = services.find(({ site }) => site.region !== region || site.roleArn !== roleArn);
    if (other === undefined)
        return [];
    return [
        {
            code: 'bad-input',
            fault: 'user',
            message: `Input "secret-values" is for one account and Region; service "${other.service}" is in another than the first one.`,
            hint: 'Deploy them in separate runs, each with its values.'
        }
    ];
}
function renewed(plan, { steps, located }) {
    const changed = steps.flatMap(({ kind, secret }) => (kind === 'overwrite' ? secret.name : []));
    const textOf = new Map(plan.definitions.map(({ id, definition }) => [id, JSON.stringify(definition)]));
    const services = plan.services.map((one) => {
        const text = textOf.get(one.definitionId) ?? '';
        const names = changed.filter(name => text.includes(located.get(name)?.arn ?? '\0'));
        const keeps = ['unchanged', 'follow', 'scale', 'settings'].includes(one.action.kind);
        if (names.length === 0 || !keeps)
            return one;
        const why = `new value of ${names.join(', ')}`;
        return { ...one, action: { kind: 'update', because: 'old-value', why, forceNewDeployment: true } };
    });
    return { ...plan, services };
}
function plannedRemark({ inputs, plan }, { steps, stored }) {
    const unknown = new Set(inputs.secrets.flatMap(({ name, value }) => (value.reveal() === '' ? name : [])));
    const words = plan.secrets.flatMap(({ name, variables }) => {
        const step = steps.find(({ secret }) => secret.name === name);
        if (step === undefined)
            return [];
        const isOpen = step.isUnread || variables.some(one => unknown.has(one));
        const exists = stored.has(name);
        const state = isOpen
            ? exists
                ? 'not compared'
                : 'new, its value is not known here'
            : { create: 'new', overwrite: 'changed', reuse: 'equal' }[step.kind];
        return [`${variables.join(', ')} as ${name} (${state})`];
    });
    return { message: `Secrets of "secret-values": ${words.join('; ')}.` };
}
async function storeAll(plan, found, { ports }) {
    const done = [];
    const { names, problems } = await (0,store/* storeSecrets */.fS)({ secrets: found, context: found.context }, {
        tokenFor: (name, replaced) => versionIdFor(ports.runName, name, replaced),
        begin: () => undefined,
        finish: sentence => done.push(sentence),
        isShared: true
    });
    for (const sentence of done)
        ports.log.info(sentence);
    const actual = new Map();
    const { cloud } = found.context;
    for (const { kind, secret } of problems.length > 0 ? [] : found.steps) {
        const made = found.located.get(secret.name)?.arn ?? '';
        if (kind !== 'create' || !names.includes(secret.name))
            continue;
        const there = await cloud.stores.secretsmanager.look(secret.name);
        if (there?.arn)
            actual.set(made, there.arn);
    }
    const isChanged = found.steps.some(({ kind }) => kind === 'overwrite');
    const remarks = done.map(message => ({ message }));
    if (isChanged)
        remarks.push({
            message: 'The definitions refer to the current version of a secret: a rollback starts the earlier revision with the new value. Other services that read these secrets keep the old value until their tasks are replaced; mode rotate-restart does that.'
        });
    return { plan: withArns(plan, actual), problems, remarks };
}
function withArns(plan, actual) {
    if (actual.size === 0)
        return plan;
    const replaced = (data) => JSON.parse([...actual].reduce((text, [made, arn]) => text.replaceAll(made, arn), JSON.stringify(data)));
    const definitions = plan.definitions.map(one => ({
        ...one,
        definition: replaced(one.definition),
        ...(0,present/* present */.E)({ references: one.references && replaced(one.references) })
    }));
    return { ...plan, definitions };
}
async function withValues(planned, values) {
    if (values === undefined)
        return planned;
    const seen = planned.plan ?? planned.report.plan ?? { definitions: [], services: [] };
    const { plan, problems, remarks } = await values.withValues(seen);
    const report = {
        ...planned.report,
        problems: [...planned.report.problems, ...problems].map(shown),
        permissions: planned.report.permissions.map(shown),
        remarks: [...planned.report.remarks, ...remarks],
        ...(planned.report.plan ? { plan } : {})
    };
    const { plan: before, ...rest } = planned;
    return { ...rest, report, ...(before && problems.length === 0 ? { plan } : {}) };
}
function shown(data) {
    return JSON.parse(JSON.stringify(data).replaceAll(stored/* MADE_UP_SUFFIX */.Y3, '-??????'));
}


/***/ }),

/***/ 87695:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I0: () => (/* binding */ proveSecrets),
/* harmony export */   KW: () => (/* binding */ cancelled),
/* harmony export */   fS: () => (/* binding */ storeSecrets)
/* harmony export */ });
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(41682);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(63395);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35909);
/* harmony import */ var _stored_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(75843);




const ATTEMPTS = 3;
const WAITS = [1, 2, 4, 8, 15, 15, 15];
async function storeSecrets({ secrets, context }, writer) {
    const names = [];
    for (const step of secrets.steps) {
        const { name } = step.secret;
        if (context.ports.signal.aborted)
            return { names, problems: [cancelled()] };
        try {
            const problem = step.kind === 'reuse' ? undefined : await storeOne(step, context, writer);
            if (problem)
                return { names, problems: [problem] };
            names.push(name);
        }
        catch (error) {
            return { names, problems: [(0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_0__/* .refusalOf */ .Of)(error, { subject: `secret ${name}` })] };
        }
    }
    return { names, problems: [] };
}
async function storeOne(step, context, writer) {
    const { name } = step.secret;
    const token = writer.tokenFor(name, step.replaced);
    const kind = step.kind === 'overwrite' ? 'overwrite' : 'create';
    writer.begin();
    let isLost = false;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
        const error = await send(step, token, context);
        if (error === undefined)
            break;
        const found = await whatIsThere(step, token, context);
        isLost ||= error.kind === 'lost';
        if (found === 'ours' || (found === 'equal' && (isLost || writer.isShared)))
            break;
        if (found === 'equal')
            return overtaken(name);
        if (found === 'other' && step.kind === 'create')
            return overtaken(name);
        if (error.kind !== 'lost' || attempt === ATTEMPTS)
            throw error;
        await context.ports.clock.sleep(1000 * attempt, context.ports.signal);
    }
    if (kind === 'overwrite' && !writer.isShared && Object.keys(context.configuration.tags).length > 0) {
        await (0,_stored_js__WEBPACK_IMPORTED_MODULE_1__/* .storeOf */ .xX)(context).tag(name, context.configuration.tags);
    }
    const verb = kind === 'create' ? 'Created' : 'Made a new version of';
    writer.finish(`${verb} the secret ${name}.`);
    return undefined;
}
async function send(step, token, context) {
    const { tags, kmsKeyId } = context.configuration;
    const value = { name: step.secret.name, text: step.text, token };
    try {
        if (step.kind === 'overwrite')
            await (0,_stored_js__WEBPACK_IMPORTED_MODULE_1__/* .storeOf */ .xX)(context).overwrite(value);
        else
            await (0,_stored_js__WEBPACK_IMPORTED_MODULE_1__/* .storeOf */ .xX)(context).create({ ...value, tags, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ keyId: kmsKeyId }) });
        return undefined;
    }
    catch (error) {
        if (error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_3__/* .AwsError */ .Gy)
            return error;
        throw error;
    }
}
async function whatIsThere({ secret, text }, token, context) {
    const found = await (0,_stored_js__WEBPACK_IMPORTED_MODULE_1__/* .storeOf */ .xX)(context).look(secret.name);
    if (found === undefined)
        return 'nothing';
    const read = found.deletedAt === undefined
        ? await context.cloud.values[context.configuration.store].read(secret.name)
        : undefined;
    if (read === undefined || !read.value.equals(text))
        return 'other';
    return read.versionId === token ? 'ours' : 'equal';
}
async function proveSecrets({ plan, context }) {
    const { clock, signal } = context.ports;
    let survey = await (0,_stored_js__WEBPACK_IMPORTED_MODULE_1__/* .surveySecrets */ .yg)(plan, context);
    for (const seconds of WAITS) {
        if (isProven(survey, plan))
            return { survey, problems: [] };
        if (signal.aborted)
            break;
        await clock.sleep(seconds * 1000, signal);
        survey = await (0,_stored_js__WEBPACK_IMPORTED_MODULE_1__/* .surveySecrets */ .yg)(plan, context);
    }
    if (isProven(survey, plan))
        return { survey, problems: [] };
    if (signal.aborted)
        return { survey, problems: [cancelled()] };
    const names = plan.secrets.map(({ name }) => name);
    return { survey, problems: survey.problems.length > 0 ? survey.problems : [notReadable(names)] };
}
function isProven({ steps, problems }, { secrets }) {
    return (problems.length === 0 && steps.length === secrets.length && steps.every(({ kind }) => kind === 'reuse'));
}
function notReadable(names) {
    return {
        code: 'migration-not-readable',
        fault: 'cloud',
        message: `Not all of ${names.join(', ')} could be read back with the values of the files. No file was changed.`,
        hint: 'Run again: what is stored is found and compared. If the problem persists, something else also writes these secrets.'
    };
}
function overtaken(name) {
    return {
        code: 'migration-overtaken',
        fault: 'cloud',
        message: `The secret "${name}" was created after this plan was made, perhaps by another migration. No file was changed.`,
        hint: 'Wait until that migration has ended, then run again: a new plan is made, and an equal value is reused.'
    };
}
function cancelled() {
    return {
        code: 'migration-cancelled',
        fault: 'cancelled',
        message: 'The migration was cancelled between two steps.',
        hint: 'Run it again with the same inputs: it continues where it stopped.'
    };
}


/***/ }),

/***/ 75843:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   RY: () => (/* binding */ arnOf),
/* harmony export */   Y3: () => (/* binding */ MADE_UP_SUFFIX),
/* harmony export */   m8: () => (/* binding */ locateSecrets),
/* harmony export */   mM: () => (/* binding */ secretsInUse),
/* harmony export */   xX: () => (/* binding */ storeOf),
/* harmony export */   yg: () => (/* binding */ surveySecrets)
/* harmony export */ });
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(41682);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(63395);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(35909);
/* harmony import */ var _secrets_collect_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(20442);
/* harmony import */ var _secrets_reference_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(73717);
/* harmony import */ var _plan_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(81237);
/* harmony import */ var _secret_value_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(86686);







async function surveySecrets({ secrets }, context) {
    const stored = new Map();
    const steps = [];
    const problems = [];
    for (const secret of secrets) {
        try {
            const found = await storeOf(context).look(secret.name);
            if (found)
                stored.set(secret.name, found);
            const step = found
                ? await judged(secret, found, context)
                : { kind: 'create', secret, text: (0,_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .storedText */ .V)(secret.content) };
            if ('code' in step)
                problems.push(step);
            else
                steps.push(step);
        }
        catch (error) {
            problems.push((0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .refusalOf */ .Of)(error, { subject: `secret ${secret.name}` }));
        }
    }
    return { stored, steps, problems };
}
async function judged(secret, found, context) {
    const verdict = found.deletedAt === undefined ? context.judge?.(secret, found) : undefined;
    const left = { kind: 'reuse', secret, text: (0,_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .storedText */ .V)(secret.content), isUnread: true };
    if (verdict !== undefined)
        return verdict === 'leave' ? left : verdict;
    const existing = await read(found, context);
    const denied = 'isDenied' in existing ? context.denied?.(secret) : undefined;
    if (denied !== undefined)
        return denied === 'leave' ? left : denied;
    return decide(secret, existing, context.configuration.overwrite);
}
function storeOf({ cloud, configuration }) {
    return cloud.stores[configuration.store];
}
async function read({ name, deletedAt, unfit }, { cloud, configuration, ports }) {
    if (deletedAt !== undefined)
        return {
            state: 'is scheduled for deletion',
            hint: `Restore it (aws secretsmanager restore-secret --secret-id ${name}), or take another name in "secret-names".`
        };
    if (unfit !== undefined)
        return unreadable(unfit);
    try {
        const answer = await cloud.values[configuration.store].read(name);
        if (answer === undefined)
            return unreadable('it has no value, or one that is not a text');
        const { value } = answer;
        const texts = Object.values((0,_secret_value_js__WEBPACK_IMPORTED_MODULE_2__/* .membersOf */ .lS)(value) ?? {}).filter(one => typeof one === 'string');
        ports.mask([value.reveal(), ...texts]);
        return answer;
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_3__/* .AwsError */ .Gy) || error.kind !== 'denied')
            throw error;
        return { ...unreadable(`no permission for ${error.operation}`), isDenied: true };
    }
}
function unreadable(why) {
    return {
        state: `exists and cannot be compared (${why})`,
        hint: 'Allow the migration to read it, or take another name in "secret-names".'
    };
}
function decide(secret, found, overwrite) {
    if (!('value' in found))
        return taken(secret, found);
    const own = (0,_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .storedText */ .V)(secret.content);
    const old = secret.content.kind === 'json' ? (0,_secret_value_js__WEBPACK_IMPORTED_MODULE_2__/* .membersOf */ .lS)(found.value) : undefined;
    const members = old && { ...old, ...(0,_secret_value_js__WEBPACK_IMPORTED_MODULE_2__/* .membersOf */ .lS)(own) };
    const text = members ? new _secret_value_js__WEBPACK_IMPORTED_MODULE_2__/* .SecretValue */ .iJ(JSON.stringify(members)) : own;
    const isEqual = members
        ? JSON.stringify(members) === JSON.stringify(old)
        : secret.content.kind === 'text' && found.value.equals(own);
    if (isEqual)
        return { kind: 'reuse', secret, text };
    if (overwrite)
        return { kind: 'overwrite', secret, text, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ replaced: found.versionId }) };
    const hint = 'Set "overwrite: true" to add a new version (everything that reads the secret gets it), choose another name in "secret-names", or correct the stored value.';
    return taken(secret, { state: 'exists with another value', hint });
}
function taken({ name, variables }, { state, hint }) {
    const message = `The secret "${name}" for ${variables.join(', ')} ${state}.`;
    return { code: 'migration-name-taken', fault: 'user', message, hint };
}
async function secretsInUse(documents, context) {
    const used = documents.flatMap(({ root, services }) => (root.kind === 'object' ? (0,_secrets_collect_js__WEBPACK_IMPORTED_MODULE_5__/* .collectReferences */ .X)(root) : []).flatMap(({ node, name, field }) => {
        const found = field === 'secrets' && !node.value.includes('${{') ? idOf(node.value, context) : undefined;
        return found ? [{ ...found, variables: [name], services }] : [];
    }));
    const inUse = [];
    const denied = [];
    for (const id of new Set(used.map(one => one.id))) {
        const found = await storeOf(context).look(id).catch(asDenied);
        const answer = typeof found === 'object' ? await read(found, context) : { isDenied: found === 'denied' };
        if ('isDenied' in answer && answer.isDenied)
            denied.push(id);
        if (typeof found !== 'object' || !('value' in answer))
            continue;
        for (const { key, services, variables } of used.filter(other => other.id === id)) {
            const text = key === undefined ? answer.value.reveal() : (0,_secret_value_js__WEBPACK_IMPORTED_MODULE_2__/* .membersOf */ .lS)(answer.value)?.[key];
            if (typeof text !== 'string' || text === '')
                continue;
            const value = new _secret_value_js__WEBPACK_IMPORTED_MODULE_2__/* .SecretValue */ .iJ(text);
            inUse.push({ secret: found.name, value, services, variables, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ key }) });
        }
    }
    const remark = `Not compared with the values of the files: ${denied.join(', ')} (no permission to read). A value that is stored there already would get a second secret.`;
    return { inUse, remarks: denied.length > 0 ? [remark] : [] };
}
function asDenied(error) {
    if (error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_3__/* .AwsError */ .Gy && error.kind === 'denied')
        return 'denied';
    throw error;
}
function idOf(text, { configuration, region, account }) {
    const parsed = (0,_secrets_reference_js__WEBPACK_IMPORTED_MODULE_6__/* .parseReference */ .F2)(text);
    if (parsed.kind === 'bare' || parsed.kind === 'malformed')
        return undefined;
    const isHere = !('region' in parsed) || (parsed.region === region && parsed.account === account);
    const store = parsed.kind.startsWith('secret') ? 'secretsmanager' : 'ssm';
    if (!isHere || store !== configuration.store)
        return undefined;
    if (parsed.kind === 'parameter-name')
        return { id: parsed.name };
    if (parsed.kind === 'parameter-arn')
        return { id: `/${parsed.resource}` };
    const { versionId, versionStage, jsonKey } = parsed.tail ?? {};
    if (versionId || versionStage)
        return undefined;
    const id = parsed.kind === 'secret-name' ? parsed.name : text.split(':').slice(0, 7).join(':');
    return { id, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ key: jsonKey || undefined }) };
}
const MADE_UP_SUFFIX = '-AAAAAA';
function arnOf({ name, arn }, { region, partition, account, configuration }) {
    const start = (service) => `arn:${partition}:${service}:${region}:${account}`;
    if (arn !== undefined)
        return arn;
    return configuration.store === 'ssm'
        ? `${start('ssm')}:parameter${name.startsWith('/') ? name : `/${name}`}`
        : `${start('secretsmanager')}:secret:${name}${MADE_UP_SUFFIX}`;
}
async function locateSecrets(plan, moves, { stored: known, context }) {
    const found = new Map();
    const problems = [];
    const planned = new Set(plan.secrets.map(({ name }) => name));
    for (const name of new Set([...planned, ...moves.map(({ secret }) => secret)])) {
        const stored = known.get(name) ?? (planned.has(name) ? undefined : await storeOf(context).look(name));
        const isThere = stored !== undefined && stored.deletedAt === undefined;
        const keyId = isThere ? stored.keyId : context.configuration.kmsKeyId;
        if (!isThere && !planned.has(name))
            problems.push(secretGone(name));
        else
            found.set(name, { name, arn: arnOf(isThere ? stored : { name }, context), ...(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ keyId }) });
    }
    return { found, problems };
}
function secretGone(name) {
    return {
        code: 'migration-secret-gone',
        fault: 'user',
        message: `The secret "${name}" of the unfinished migration no longer exists, and no file has its value.`,
        hint: `Restore it (aws secretsmanager restore-secret --secret-id ${name}), or store the value again from git history; then run again.`
    };
}


/***/ })

};
