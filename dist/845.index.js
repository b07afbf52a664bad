export const id = 845;
export const ids = [845];
export const modules = {

/***/ 75533:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ findMissingParts)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(318);
/* harmony import */ var _bounded_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66048);
/* harmony import */ var _check_contexts_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(72748);
/* harmony import */ var _files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58363);
/* harmony import */ var _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(13235);
/* harmony import */ var _secrets_images_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(32329);
/* harmony import */ var _secrets_resolve_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(56105);
/* harmony import */ var _secrets_verification_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(19852);
/* harmony import */ var _secrets_verify_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(24698);









const AT_ONCE = 4;
const NOWHERE = { kind: 'file', file: '', pointer: '', start: 0, end: 0 };
const NEW_ARN = {
    hint: 'A secret that is created again has another ARN, which this revision does not have.'
};
const GONE = {
    'secret-not-found': NEW_ARN,
    'secret-scheduled-for-deletion': undefined,
    'parameter-not-found': undefined
};
const UNKNOWN = /^aws-|-access-denied$/;
async function findMissingParts(items, otherwise, run) {
    const { configuration } = run;
    const wanted = items.filter(({ following }) => following === undefined);
    if (configuration.verifyPermissions === 'off' || wanted.length === 0)
        return { problems: [], remarks: [], resolved: [] };
    const looked = await (0,_bounded_js__WEBPACK_IMPORTED_MODULE_0__/* .mapBounded */ .y)(wanted, AT_ONCE, async (item) => [item, await partsOf(item, run)]);
    const open = [...new Set(looked.flatMap(([, parts]) => parts.open))];
    const gone = looked.flatMap(([item, { gone }]) => gone.map(one => problemOf(item, one, otherwise(item))));
    const resolved = looked.flatMap(([, parts]) => parts.resolved);
    return configuration.verifyPermissions === 'required'
        ? { problems: [...gone, ...open.map(asProblem)], remarks: [], resolved }
        : { problems: gone, remarks: open.map(notVerified), resolved };
}
async function partsOf({ service, site, live }, { aws }) {
    const { region } = site;
    const { directory, images } = await aws(site);
    const root = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .fromJson */ .Rf)(live.definition, NOWHERE);
    const document = { service, file: live.arn, root, place: () => undefined };
    const partition = (0,_check_contexts_js__WEBPACK_IMPORTED_MODULE_2__/* .partitionOf */ .i)(region);
    const [resolution, identity] = await Promise.all([
        (0,_secrets_resolve_js__WEBPACK_IMPORTED_MODULE_3__/* .resolveReferences */ .d)([document], { directory, region, partition }),
        (0,_secrets_verification_js__WEBPACK_IMPORTED_MODULE_4__/* .createAsker */ .bX)()(() => directory.callerIdentity())
    ]);
    const caller = identity.kind === 'answered' ? identity.value : undefined;
    const needs = (0,_secrets_verify_js__WEBPACK_IMPORTED_MODULE_5__/* .collectNeeds */ .G)([document], []);
    const rows = await (0,_secrets_images_js__WEBPACK_IMPORTED_MODULE_6__/* .verifyImages */ .O)(needs.images, { images, ask: (0,_secrets_verification_js__WEBPACK_IMPORTED_MODULE_4__/* .createAsker */ .bX)(), caller });
    const { problems, resolved } = resolution;
    return {
        resolved,
        gone: [
            ...problems
                .filter(({ code }) => Object.hasOwn(GONE, code))
                .map(({ code, message, hint = '' }) => ({ what: message, hint: GONE[code]?.hint ?? hint })),
            ...rows.flatMap(row => row.verdict === 'denied' && row.remedy.kind === 'advice'
                ? [{ what: `the image ${row.what} does not exist: ${row.why}`, hint: row.remedy.text }]
                : [])
        ],
        open: [
            ...problems.flatMap(({ code, message }) => (UNKNOWN.test(code) ? [message] : [])),
            ...rows.flatMap(row => row.verdict === 'not-verified' && row.unknown.kind === 'no-permission'
                ? [`no permission for ${row.unknown.operation}`]
                : [])
        ]
    };
}
function problemOf(item, { what, hint }, otherwise) {
    const { service, live } = item;
    return {
        code: 'revision-cannot-start',
        fault: 'user',
        service,
        message: `Service "${(0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_7__/* .labelOf */ .Wy)(item)}": tasks of ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_8__/* .lastPartOf */ .RS)(live.arn)} cannot start: ${what.replace(/\.$/, '')}.`,
        hint: `${otherwise} With verify-permissions: off this is not checked. ${hint}`
    };
}
function notVerified(why) {
    return { message: openText(why), isUnverified: true };
}
function asProblem(why) {
    return {
        code: 'not-verified',
        fault: 'cloud',
        message: openText(why),
        hint: 'Allow the call to the deploying role, or set verify-permissions: auto.'
    };
}
function openText(why) {
    return `Not verified whether the secrets, parameters and images of the revision still exist: ${why.replace(/\.$/, '')}.`;
}


/***/ }),

/***/ 56944:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gj: () => (/* binding */ planAgain),
/* harmony export */   Lo: () => (/* binding */ planExisting),
/* harmony export */   Nq: () => (/* binding */ inactiveRevision),
/* harmony export */   ON: () => (/* binding */ deployAgain),
/* harmony export */   mM: () => (/* binding */ withAppSpecs),
/* harmony export */   su: () => (/* binding */ activeRevision)
/* harmony export */ });
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(84120);
/* harmony import */ var _inputs_configuration_explained_problems_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(46173);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7673);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85590);
/* harmony import */ var _carry_out_carry_out_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(91154);
/* harmony import */ var _not_started_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19316);
/* harmony import */ var _old_values_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(13675);
/* harmony import */ var _plan_decide_on_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(61539);
/* harmony import */ var _plan_inspect_codedeploy_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(95312);
/* harmony import */ var _plan_moved_images_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(17185);
/* harmony import */ var _plan_plaintext_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(77214);
/* harmony import */ var _missing_parts_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(75533);
/* harmony import */ var _open_services_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(29299);













function planAgain(items, report, run) {
    const wanted = items.map(({ site, key, state, live, following }) => {
        const { arn, family, definition } = live;
        return { file: arn, family, site, definition, state, existing: live, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ following, key }) };
    });
    return (0,_plan_decide_on_js__WEBPACK_IMPORTED_MODULE_1__/* .decideOn */ .m)(wanted, report, run);
}
async function deployAgain(items, report, { run, inspectsCodeDeploy, plannedAt, beside }) {
    const decided = await planAgain(items, report, run);
    if (!decided.plan)
        return (0,_not_started_js__WEBPACK_IMPORTED_MODULE_2__/* .withNotStarted */ .T)(decided.report, run.services);
    const { plan, problems } = inspectsCodeDeploy
        ? await withAppSpecs(decided.plan, run)
        : { plan: decided.plan, problems: [] };
    const planned = { ...decided.report, plan, problems: [...decided.report.problems, ...problems] };
    if (problems.length > 0)
        return (0,_not_started_js__WEBPACK_IMPORTED_MODULE_2__/* .withNotStarted */ .T)(planned, run.services);
    const arns = new Map(plan.definitions.flatMap(({ id, registration }) => registration.kind === 'reuse' ? [[id, registration.arn]] : []));
    const registered = { plan, arns, placement: run.placement, plannedAt: plannedAt ?? run.ports.clock.now() };
    const [others, rolledOut] = await Promise.all([
        beside?.() ?? [],
        (0,_carry_out_carry_out_js__WEBPACK_IMPORTED_MODULE_3__/* .rollOut */ .Of)(registered, run.configuration, run)
    ]);
    const ends = [...others, ...rolledOut.ends];
    return (0,_carry_out_carry_out_js__WEBPACK_IMPORTED_MODULE_3__/* .withEnds */ .JB)({ ...planned, taskDefinitionArns: [...arns.values()] }, { ...rolledOut, ends });
}
function withAppSpecs(plan, run) {
    return (0,_plan_inspect_codedeploy_js__WEBPACK_IMPORTED_MODULE_4__/* .inspectCodeDeploy */ .H)(plan, run.configuration, run);
}
async function planExisting(revision, configuration, planning) {
    const opened = await (0,_open_services_js__WEBPACK_IMPORTED_MODULE_5__/* .openServices */ .N)(configuration, planning.ports, { what: 'deployed', aws: planning.aws });
    const { placement } = opened;
    if ('ended' in opened)
        return { report: { ...opened.ended, results: [] }, placement };
    const { report, subjects, run } = opened;
    const found = await Promise.all(run.services.map(({ site }) => findRevision(revision, site, run)));
    const wrong = found.flatMap(item => ('problem' in item ? [item.problem] : []));
    const problems = [
        ...report.problems,
        ...(0,_inputs_configuration_explained_problems_js__WEBPACK_IMPORTED_MODULE_6__/* .explained */ .to)((0,_list_js__WEBPACK_IMPORTED_MODULE_7__/* .distinctBy */ .ey)(wrong, ({ message }) => message), placement)
    ];
    if (problems.length > 0)
        return { report: { ...report, problems }, placement };
    const items = subjects.flatMap((subject, index) => {
        const item = found[index];
        return item && 'live' in item ? [{ ...subject, live: item.live }] : [];
    });
    const { resolved, ...missing } = await (0,_missing_parts_js__WEBPACK_IMPORTED_MODULE_8__/* .findMissingParts */ .Q)(items, () => 'Deploy from the file.', run);
    const checked = { ...report, ...missing, remarks: [...report.remarks, ...missing.remarks] };
    if (missing.problems.length > 0)
        return { report: checked, placement };
    const planned = await (0,_plan_moved_images_js__WEBPACK_IMPORTED_MODULE_9__/* .withMovedImages */ .K)(await planAgain(items, checked, run), run);
    return { ...(await (0,_old_values_js__WEBPACK_IMPORTED_MODULE_10__/* .withOldValues */ .ol)(planned, resolved, run)), placement };
}
async function findRevision(revision, site, { aws, ports }) {
    try {
        const found = await activeRevision(revision, site, {
            aws,
            name: () => revision,
            hint: 'Deploy from the file, which registers it again.'
        });
        const plaintext = 'live' in found ? (0,_plan_plaintext_js__WEBPACK_IMPORTED_MODULE_11__/* .plaintextIn */ .Z)(found.live.definition, ports.mask) : [];
        if (plaintext.length === 0)
            return found;
        return {
            problem: {
                code: 'revision-holds-plaintext',
                fault: 'user',
                message: `${revision} holds plaintext credentials (${plaintext.join(', ')}).`,
                hint: 'Deploy a revision with secret references. In an emergency mode rollback can return to a revision like this.'
            }
        };
    }
    catch (error) {
        return { problem: (0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_12__/* .refusalOf */ .Of)(error) };
    }
}
async function activeRevision(revision, site, about) {
    const { ecs } = await about.aws(site);
    const live = await ecs.describeTaskDefinition(revision);
    if (!live) {
        return {
            problem: {
                code: 'revision-not-found',
                fault: 'user',
                message: `ECS has no revision ${about.name(revision)} in ${site.region}.`,
                hint: 'Check family, number and region; a deleted revision cannot be deployed.'
            }
        };
    }
    if (live.status === 'ACTIVE')
        return { live };
    return { problem: inactiveRevision(about.name(live.arn), live.status, about.hint) };
}
function inactiveRevision(name, status, hint) {
    return {
        code: 'revision-inactive',
        fault: 'user',
        message: `${name} is ${status}: ECS starts no new tasks from it.`,
        hint
    };
}


/***/ }),

/***/ 95312:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ inspectCodeDeploy)
/* harmony export */ });
/* harmony import */ var _files_document_load_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(89639);
/* harmony import */ var _files_read_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(46289);
/* harmony import */ var _inputs_read_deploy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5655);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85590);
/* harmony import */ var _rollout_codedeploy_appspec_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(82914);
/* harmony import */ var _rollout_codedeploy_group_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(91093);
/* harmony import */ var _comparison_plan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(96540);







async function inspectCodeDeploy(plan, configuration, planning) {
    const problems = [];
    const services = await Promise.all(plan.services.map(async (service) => {
        const isTheirs = service.before.deploymentController === 'CODE_DEPLOY';
        if (!isTheirs || service.action.kind === 'unchanged')
            return service;
        const inspected = await inspect(service, plan, { configuration, planning });
        problems.push(...inspected.problems);
        return { ...service, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ appSpec: inspected.source }) };
    }));
    return { plan: { ...plan, services }, problems };
}
async function inspect(service, plan, run) {
    const { codeDeploy } = run.configuration;
    const { cluster, region } = service.site;
    const names = (0,_inputs_read_deploy_js__WEBPACK_IMPORTED_MODULE_1__/* .namesFor */ .GT)(codeDeploy, { cluster, service: service.service });
    const read = await readAppSpec(service, { ...run, plan });
    if (!read.source)
        return { problems: read.problems };
    const { codedeploy } = await run.planning.aws(service.site);
    const subject = { service: service.service, cluster, region, ...names };
    const group = await (0,_rollout_codedeploy_group_js__WEBPACK_IMPORTED_MODULE_2__/* .inspectDeploymentGroup */ .j)(subject, codedeploy);
    const definition = (0,_comparison_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .definitionIn */ .r)(plan, service.definitionId);
    const spec = (0,_rollout_codedeploy_appspec_js__WEBPACK_IMPORTED_MODULE_4__/* .buildAppSpec */ .RS)(read.source, {
        service: service.service,
        taskDefinitionArn: service.previousTaskDefinitionArn,
        definition
    });
    const problems = [
        ...('problems' in group ? group.problems : []),
        ...('problems' in spec ? spec.problems : [])
    ];
    return { source: read.source, problems };
}
const USUAL_APPSPEC = 'appspec.yaml';
function usualAppSpec(service, plan, { ports }) {
    const found = (0,_files_read_js__WEBPACK_IMPORTED_MODULE_5__/* .readTextFile */ .Gu)(ports.workspace, USUAL_APPSPEC);
    if ('problems' in found && found.problems.some(({ code }) => code === 'file-not-found'))
        return undefined;
    const others = plan.services.filter(({ before }) => before.deploymentController === 'CODE_DEPLOY');
    if (others.length > 1) {
        ports.log.notice(`${service.service}: ${USUAL_APPSPEC} is not used, because ${others.length} services of CodeDeploy are deployed. Name files by codedeploy-appspec, with {service}.`);
        return undefined;
    }
    ports.log.notice(`${service.service}: the AppSpec is ${USUAL_APPSPEC} of the workspace, with its hooks.`);
    return USUAL_APPSPEC;
}
async function readAppSpec(service, { configuration, planning, plan }) {
    const appspecFile = configuration.codeDeploy.appspecFile ?? usualAppSpec(service, plan, planning);
    if (appspecFile === undefined)
        return { source: { kind: 'service', raw: service.before.raw }, problems: [] };
    const file = (0,_inputs_read_deploy_js__WEBPACK_IMPORTED_MODULE_1__/* .fillNames */ ._E)(appspecFile, { cluster: service.site.cluster, service: service.service });
    const text = (0,_files_read_js__WEBPACK_IMPORTED_MODULE_5__/* .readTextFile */ .Gu)(planning.ports.workspace, file);
    if (!('text' in text)) {
        const hint = 'Check the input "codedeploy-appspec".';
        return { problems: text.problems.map(problem => ({ ...problem, hint, service: service.service })) };
    }
    const { document, problems } = await (0,_files_document_load_js__WEBPACK_IMPORTED_MODULE_6__/* .loadDocument */ .Az)(file, text.text);
    return document && problems.length === 0
        ? { source: { kind: 'file', document }, problems: [] }
        : { problems };
}


/***/ }),

/***/ 89845:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  n: () => (/* binding */ planRun)
});

// EXTERNAL MODULE: ./lib/src/arn.js
var arn = __webpack_require__(318);
// EXTERNAL MODULE: ./lib/src/bounded.js
var bounded = __webpack_require__(66048);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(7673);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/rollout/deployments.js
var deployments = __webpack_require__(97387);
// EXTERNAL MODULE: ./lib/src/rollout/diagnosis/events.js
var events = __webpack_require__(89400);
// EXTERNAL MODULE: ./lib/src/rollout/outcome.js
var outcome = __webpack_require__(13235);
// EXTERNAL MODULE: ./lib/src/deploy/again/registered-revision.js
var registered_revision = __webpack_require__(56944);
// EXTERNAL MODULE: ./lib/src/deploy/carry-out/recent-tasks.js
var recent_tasks = __webpack_require__(26306);
// EXTERNAL MODULE: ./lib/src/deploy/carry-out/schedules.js + 2 modules
var carry_out_schedules = __webpack_require__(88487);
// EXTERNAL MODULE: ./lib/src/aws/error.js
var aws_error = __webpack_require__(88757);
// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(84120);
// EXTERNAL MODULE: ./lib/src/check/layout-sources.js
var layout_sources = __webpack_require__(62981);
// EXTERNAL MODULE: ./lib/src/check/load-sources.js
var load_sources = __webpack_require__(42351);
// EXTERNAL MODULE: ./lib/src/check/project-rules.js + 1 modules
var project_rules = __webpack_require__(97235);
// EXTERNAL MODULE: ./lib/src/files/git/commits.js
var commits = __webpack_require__(42360);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/placement.js
var configuration_placement = __webpack_require__(47497);
// EXTERNAL MODULE: ./lib/src/report/report.js
var report_report = __webpack_require__(1216);
// EXTERNAL MODULE: ./lib/src/report/selection.js
var report_selection = __webpack_require__(73254);
// EXTERNAL MODULE: ./lib/src/deploy/comparison/commit-tag.js
var commit_tag = __webpack_require__(72355);
// EXTERNAL MODULE: ./lib/src/deploy/prepare/inspect-services.js
var inspect_services = __webpack_require__(50474);
// EXTERNAL MODULE: ./lib/src/deploy/target.js
var target = __webpack_require__(54208);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ../../main/node_modules/picomatch/index.js
var picomatch = __webpack_require__(70636);
// EXTERNAL MODULE: ./lib/src/files/git/changed.js
var git_changed = __webpack_require__(26570);
// EXTERNAL MODULE: ./lib/src/json.js
var json = __webpack_require__(65955);
// EXTERNAL MODULE: ./lib/src/template/conform.js
var conform = __webpack_require__(45270);
// EXTERNAL MODULE: ./lib/src/deploy/comparison/compare.js
var compare = __webpack_require__(16336);
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
    const { tags: _, ...own } = (0,compare/* normalizeDefinition */.d)((0,commit_tag/* withoutCommitTag */.KR)(definition));
    return (0,external_node_crypto_.createHash)('sha256')
        .update(JSON.stringify(known(own, [])))
        .digest('hex')
        .slice(0, 16);
}
function known(value, path) {
    if (Array.isArray(value))
        return value.map(item => known(item, path));
    if (!(0,json/* isObject */.G)(value))
        return value;
    const entries = Object.entries(value)
        .filter(([key]) => (0,conform/* isKnownMember */.il)([...path, key]))
        .sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([key, child]) => [key, known(child, [...path, key])]));
}

// EXTERNAL MODULE: ./lib/src/files/read.js
var files_read = __webpack_require__(46289);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/resolve-layout.js
var resolve_layout = __webpack_require__(717);
// EXTERNAL MODULE: ./lib/src/deploy/comparison/risks.js
var risks = __webpack_require__(67075);
;// CONCATENATED MODULE: ./lib/src/deploy/changed/what-changed.js








const FILES_SHOWN = 3;
async function whatChanged(candidate, { commit, paths }, run) {
    const { file, tasks, key, entry } = candidate;
    const { configuration, checkout } = run;
    const { workspace } = run.ports;
    const appspec = configuration.codeDeploy.appspecFile?.replaceAll('{service}', key);
    const taskFiles = tasks.map(({ base }) => (base?.kind === 'file' ? base.path : undefined));
    const own = [file, ...taskFiles, appspec].flatMap(one => one?.replace(/^(?:\.\/)+/, '') ?? []);
    const files = [...new Set(own)];
    const isTracked = (one) => [...checkout.tracked, ...checkout.uncommitted].includes((0,commits/* fromRoot */.tc)(one, checkout)) ||
        (!/^(?:\.\.\/|\/|[A-Za-z]:)/.test(one) && !(0,git_changed/* isThere */.$B)(workspace, one));
    const isChanged = (0,git_changed/* isAmong */.FB)(workspace, paths.map(path => (0,commits/* fromWorkspace */.mr)(path, checkout)));
    const { file: config } = configuration.config;
    const untracked = [...files, config].filter(one => !isTracked(one));
    const changed = files.filter(one => !untracked.includes(one) && isChanged(one));
    const patterns = [entry, ...tasks].flatMap(one => countedPaths(one?.paths ?? [], paths));
    const counted = [...new Set([...changed.map(one => (0,commits/* fromRoot */.tc)(one, checkout)), ...patterns])].map(path => checkout.uncommitted.includes(path) ? `${path} (not committed)` : path);
    const isConfigured = paths.includes((0,commits/* fromRoot */.tc)(config, checkout)) && (await entryChanged(candidate, commit, run));
    return [
        ...untracked.map(one => `${one} is not in git`),
        ...(counted.length === 0 ? [] : [`changed: ${(0,list/* someOf */.yU)(counted, FILES_SHOWN)}`]),
        ...(isConfigured ? [`its part of ${config}`] : [])
    ];
}
async function entryChanged({ entry, tasks }, commit, { configuration, checkout, ports }) {
    const { config, environment } = configuration;
    const text = (0,commits/* fileInCommit */.pe)(ports, commit, (0,commits/* fromRoot */.tc)(config.file, checkout));
    if (entry === undefined)
        return false;
    if (text === undefined)
        return true;
    const { layout, layoutProblems } = await (0,project_rules/* readText */.yR)(config.file, text, ports.clock.now());
    if (layoutProblems.length > 0)
        return true;
    const isKnown = environment === undefined || layout.environments.has(environment);
    const before = (0,resolve_layout/* resolveLayout */.J)(layout, isKnown ? environment : undefined);
    const then = [...before.services, ...before.tasks];
    return [entry, ...tasks].some(one => asText(one) !== asText(then.find(({ kind, key }) => kind === one.kind && key === one.key)));
}
function asText(entry) {
    const places = new Set(['place', 'written', 'origin', 'keyOrigin']);
    return JSON.stringify(entry, (key, value) => places.has(key) ? undefined : value instanceof Map ? [...value] : value);
}
function imageIsOpen({ file }, { configuration, ports }) {
    if (configuration.overrides['image'] !== undefined || file === undefined)
        return true;
    const read = (0,files_read/* readTextFile */.Gu)(ports.workspace, file);
    const written = 'text' in read ? [...read.text.matchAll(/\bimage["']?\s*:\s*["']?([^"'\s,}]+)/g)] : [];
    const images = written.map(([, image = '']) => image);
    return images.length === 0 || images.some(image => image.includes('${{') || !(0,risks/* looksLikeVersion */.aG)(image));
}

;// CONCATENATED MODULE: ./lib/src/deploy/changed/choose-changed.js


















async function chooseChanged(configuration, run) {
    const { ports } = run;
    const project = await (0,project_rules/* readProjectRules */.Z4)({ ...configuration, services: 'all' }, ports);
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
    try {
        const compare = comparisons(ports);
        const judged = await judgeAll(candidates, { ...run, configuration, checkout, compare });
        const selection = judged.map(({ selected }) => selected);
        ports.log.group('What changed since what runs', (0,report_selection/* selectionToText */.v)(selection));
        const remarks = [...report.remarks, ...lostCommits(judged, checkout), ...idle(candidates, checkout)];
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
function comparisons(place) {
    const known = new Map();
    return commit => {
        const found = known.get(commit) ?? (0,commits/* compareWithCommit */.TD)(place, commit);
        known.set(commit, found);
        return found;
    };
}
async function judgeAll(candidates, run) {
    const placed = candidates.flatMap(({ key, service, site, entry }) => site.cluster === undefined || entry?.kind === 'task' ? [] : [{ service, key, site: site }]);
    const { states, problems } = await (0,inspect_services/* inspectServices */.dD)(placed, run.configuration, run.aws);
    return Promise.all(candidates.map(async (candidate) => {
        const { key, service, site, entry } = candidate;
        const taken = (reason) => ({ selected: { key, service, isIncluded: true, reason } });
        if (site.cluster === undefined)
            return taken('its cluster is not specified');
        if (entry?.kind === 'task')
            return taken('schedules run it, and keep the commit of no deployment');
        if (entry?.base?.kind === 'live')
            return taken('its definition is in ECS, where others may change it');
        if (!states.has(key) && problems.length > 0)
            return taken('it could not be read');
        const running = await commitRunning(candidate, states.get(key), run);
        return 'unknown' in running ? taken(running.unknown) : await judgeCommit(candidate, running, run);
    }));
}
async function commitRunning({ site }, state, { aws, configuration }) {
    if (state === undefined || state.status === 'INACTIVE')
        return { unknown: 'it does not exist yet' };
    if (state.status !== 'ACTIVE')
        return { unknown: `it is ${state.status}` };
    if (state.taskDefinition === '')
        return { unknown: 'it has no task definition yet' };
    const { rolloutState } = (0,deployments/* primaryOf */.Os)(state) ?? {};
    if (rolloutState !== undefined && rolloutState !== 'COMPLETED')
        return { unknown: `its last deployment has not succeeded (${rolloutState})` };
    if (state.desiredCount > 0 && state.runningCount === 0)
        return { unknown: `none of its tasks runs (desired: ${state.desiredCount})` };
    const name = (0,arn/* lastPartOf */.RS)(state.taskDefinition);
    const { ecs } = await aws(site);
    const live = await ecs.describeTaskDefinition(state.taskDefinition).catch(asDenied);
    if (live === 'denied')
        return {
            unknown: `${name}, which it runs, could not be read (ecs:DescribeTaskDefinition is not allowed)`
        };
    if (live === undefined)
        return { unknown: `ECS no longer has ${name}, which it runs` };
    if (live.status !== 'ACTIVE')
        return { unknown: `${name}, which it runs, is ${live.status}: ECS starts no new task from it` };
    const record = (0,commit_tag/* commitRecordOf */.Yd)(live.definition);
    if (record === undefined)
        return { unknown: `it runs ${name}, in which no commit is recorded` };
    if (record.fingerprint !== fingerprintOf(live.definition))
        return {
            unknown: `it runs ${name}, which is not the revision registered from ${record.commit.slice(0, 7)} but one made from it outside this action`
        };
    return record.environment === scopeOf(configuration)
        ? record
        : { unknown: `it runs ${name}, which was registered for ${record.environment ?? 'no environment'}` };
}
function asDenied(error) {
    if (error instanceof aws_error/* AwsError */.Gy && error.kind === 'denied')
        return 'denied';
    throw error;
}
async function judgeCommit(candidate, { commit }, run) {
    const { key, service, entry } = candidate;
    const short = commit.slice(0, 7);
    const judge = (isIncluded, reason) => ({
        ...{ key, service, isIncluded, reason, commit }
    });
    const before = run.compare(commit);
    if (before.kind !== 'compared') {
        const what = before.kind === 'absent' ? 'is not in this clone' : 'is in this clone only in part';
        return { selected: judge(true, `commit ${short}, which it runs, ${what}`), isLost: true };
    }
    const since = before.isAncestor ? `since ${short}` : `since ${short}, which this commit was not made from`;
    const paths = [...before.paths, ...run.checkout.uncommitted];
    const changed = await whatChanged(candidate, { commit, paths }, run);
    if (changed.length > 0)
        return { selected: judge(true, `${since}: ${changed.join('; ')}`) };
    const isOpen = (entry?.paths.length ?? 0) === 0 && imageIsOpen(candidate, run);
    return isOpen
        ? { selected: judge(true, `${since} nothing changed, but no "paths" say what its image is made of`) }
        : { selected: judge(false, `${since} nothing changed that counts for it`) };
}
function lostCommits(judged, { isShallow }) {
    const lost = judged.flatMap(one => (one.isLost ? [one.selected.key] : []));
    if (lost.length === 0)
        return [];
    const why = isShallow
        ? 'This clone is shallow: give actions/checkout "fetch-depth: 0" (under "with").'
        : 'The commit is on no branch of this clone (after a force-push, or from another branch), or actions/checkout was given a "filter".';
    return [{ message: `Selected without a comparison: ${lost.join(', ')}. ${why}` }];
}
function idle(candidates, { tracked, uncommitted }) {
    const all = [...tracked, ...uncommitted];
    const remarks = candidates.flatMap(({ entry }) => (entry?.kind === 'service' ? entry.paths : []).flatMap((pattern) => pattern.startsWith('!') || countedPaths([pattern], all).length > 0
        ? []
        : [
            {
                message: `"paths" of "${entry?.key}": ${pattern} matches no file of the repository. Patterns are from its root.`
            }
        ]));
    return (0,list/* distinctBy */.ey)(remarks, ({ message }) => message);
}

// EXTERNAL MODULE: ./lib/src/deploy/comparison/decide.js
var decide = __webpack_require__(68435);
// EXTERNAL MODULE: ./lib/src/deploy/prepare/prepare.js
var prepare = __webpack_require__(58106);
// EXTERNAL MODULE: ./lib/src/deploy/plan/inspect-codedeploy.js
var inspect_codedeploy = __webpack_require__(95312);
// EXTERNAL MODULE: ./lib/src/deploy/plan/make-plan.js + 2 modules
var make_plan = __webpack_require__(24264);
// EXTERNAL MODULE: ./lib/src/deploy/plan/unfit-definitions.js
var unfit_definitions = __webpack_require__(12016);
;// CONCATENATED MODULE: ./lib/src/deploy/plan/plan-run.js


















const NO_SCHEDULES = { groups: [], rows: [], remarks: [], problems: [] };
const NOTHING_TO_DO = { definitions: [], services: [] };
const READS_AT_ONCE = 8;
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
        scheduled.length === 0 ? NO_SCHEDULES : (0,carry_out_schedules/* findForPlan */.Uw)({ ...planned.plan, definitions: scheduled }, planning)
    ]);
    const ordered = { ...withSpecs.plan, services: (0,decide/* withWaves */.n9)(withSpecs.plan.services, placement.order) };
    const plan = configuration.mode === 'plan' ? await withTroubles(ordered, planning) : ordered;
    const problems = [
        ...planned.report.problems,
        ...withSpecs.problems,
        ...schedules.problems,
        ...(0,unfit_definitions/* missingTargets */.p)(plan)
    ];
    const remarks = [
        ...planned.report.remarks,
        ...schedules.remarks,
        ...leftAlone(plan, configuration),
        ...(configuration.mode === 'plan' ? notRunning(plan) : [])
    ];
    const { verifyPermissions } = configuration;
    const report = {
        ...planned.report,
        ...{ plan, problems, remarks, schedules: schedules.rows, verifyPermissions }
    };
    const { plan: _, ...rest } = planned;
    return { ...rest, report, schedules, plannedAt, ...(problems.length > 0 ? {} : { plan }) };
}
async function planDefinitions(configuration, planning) {
    if (configuration.taskDefinitionArn !== undefined)
        return (0,registered_revision/* planExisting */.Lo)(configuration.taskDefinitionArn, configuration, planning);
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
async function withTroubles(plan, planning) {
    const now = planning.ports.clock.now();
    const hinted = plan.services.filter(({ action, before }) => action.kind === 'unchanged' && before.desiredCount > 0 && (0,events/* hasSigns */.Li)(before, (0,deployments/* primaryOf */.Os)(before)?.id, now));
    const read = await (0,bounded/* mapBounded */.y)(hinted, READS_AT_ONCE, async (one) => [one, await (0,recent_tasks/* troubleOf */.LH)(one, { plan, ...planning })]);
    const troubles = new Map(read);
    const services = plan.services.map(one => ({ ...one, ...(0,present/* present */.E)({ trouble: troubles.get(one) }) }));
    return { ...plan, services };
}
function notRunning({ services }) {
    const ill = services.filter(({ action, before, trouble }) => action.kind === 'follow'
        ? ((0,deployments/* deploymentUnderWay */.TC)(before)?.failedTasks ?? 0) > 0
        : action.kind === 'unchanged' &&
            (trouble?.isLoop || (before.desiredCount > 0 && before.runningCount === 0)));
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


/***/ })

};
