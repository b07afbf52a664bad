export const id = 9090;
export const ids = [9090,9631];
export const modules = {

/***/ 38784:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ contextsFor),
/* harmony export */   i: () => (/* binding */ partitionOf)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(65955);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85590);


const HARMLESS = new Set('ACTIONS ACTOR ACTOR_ID API_URL BASE_REF EVENT_NAME GRAPHQL_URL HEAD_REF JOB REF REF_NAME REF_PROTECTED REF_TYPE REPOSITORY REPOSITORY_ID REPOSITORY_OWNER REPOSITORY_OWNER_ID RETENTION_DAYS RUN_ATTEMPT RUN_ID RUN_NUMBER SERVER_URL SHA TRIGGERING_ACTOR WORKFLOW WORKFLOW_REF WORKFLOW_SHA'
    .split(' ')
    .map(name => `GITHUB_${name}`));
const NEVER = /^(aws_access_key_id|actions_\w+|input_.*)$|token|secret|passw|passphrase|private|credential|api_?key|_pat$/;
function isNeverGiven(name) {
    return NEVER.test(name.toLowerCase());
}
const TYPED = ['inputs', 'client_payload'];
function contextsFor(configuration, target, ports) {
    const { variables } = configuration;
    const { cluster, region } = target.site ?? configuration;
    return {
        ...environmentOnce(ports, configuration.env),
        vars: variables,
        service: (0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ name: nameOf(target), key: target.service, cluster }),
        environment: (0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ name: configuration.environment }),
        aws: region === undefined || region === '' ? {} : { region, partition: partitionOf(region) }
    };
}
function nameOf({ service, entry }) {
    return entry?.kind === 'service' ? entry.name : service;
}
const PARTITIONS = [
    ['cn-', 'aws-cn'],
    ['us-gov-', 'aws-us-gov'],
    ['us-isob-', 'aws-iso-b'],
    ['us-iso-', 'aws-iso'],
    ['eu-isoe-', 'aws-iso-e'],
    ['us-isof-', 'aws-iso-f'],
    ['eusc-', 'aws-eusc']
];
function partitionOf(region) {
    return PARTITIONS.find(([begin]) => region.startsWith(begin))?.[1] ?? 'aws';
}
const known = new WeakMap();
function environmentOnce({ env, github }, listed) {
    const last = known.get(env);
    if (last?.github === github && last.listed === listed)
        return last.contexts;
    const contexts = templateEnvironment({ env, github }, listed);
    known.set(env, { github, listed, contexts });
    return contexts;
}
function templateEnvironment({ env, github }, listed) {
    const names = new Set(listed);
    const withheld = new Map();
    const given = {};
    for (const [name, value] of Object.entries(env)) {
        if (HARMLESS.has(name) || (names.has(name) && !isNeverGiven(name)))
            given[name] = value;
        else
            withheld.set(`env.${name.toLowerCase()}`, isNeverGiven(name) ? 'credential' : 'unlisted');
    }
    return { env: given, github: withoutTyped(github, names, withheld), withheld };
}
function withoutTyped(github, names, withheld) {
    const event = github['event'];
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(event))
        return github;
    const changed = {};
    for (const member of TYPED) {
        const typed = event[member];
        if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(typed))
            continue;
        const entries = Object.entries(typed).filter(([name]) => {
            const isGiven = names.has(`${member}.${name}`) && !isNeverGiven(name);
            if (!isGiven) {
                const reason = isNeverGiven(name) ? 'credential' : 'unlisted';
                withheld.set(`github.event.${member}.${name.toLowerCase()}`, reason);
            }
            return isGiven;
        });
        changed[member] = Object.fromEntries(entries);
    }
    return Object.keys(changed).length === 0 ? github : { ...github, event: { ...event, ...changed } };
}


/***/ }),

/***/ 76092:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ deployAgain),
/* harmony export */   m: () => (/* binding */ withAppSpecs)
/* harmony export */ });
/* harmony import */ var _carry_out_carry_out_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(90748);
/* harmony import */ var _carry_out_with_ends_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(11799);
/* harmony import */ var _not_started_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(67426);
/* harmony import */ var _existing_revision_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(29633);




async function deployAgain(items, report, { run, inspectsCodeDeploy, plannedAt, beside }) {
    const decided = await (0,_existing_revision_js__WEBPACK_IMPORTED_MODULE_0__/* .planAgain */ .Gj)(items, report, run);
    if (!decided.plan)
        return (0,_not_started_js__WEBPACK_IMPORTED_MODULE_1__/* .withNotStarted */ .T)(decided.report, run.services);
    const { plan, problems } = inspectsCodeDeploy
        ? await withAppSpecs(decided.plan, run)
        : { plan: decided.plan, problems: [] };
    const planned = { ...decided.report, plan, problems: [...decided.report.problems, ...problems] };
    if (problems.length > 0)
        return (0,_not_started_js__WEBPACK_IMPORTED_MODULE_1__/* .withNotStarted */ .T)(planned, run.services);
    const arns = registeredIn(plan);
    const registered = { plan, arns, placement: run.placement, plannedAt: plannedAt ?? run.ports.clock.now() };
    const [others, rolledOut] = await Promise.all([
        beside?.() ?? [],
        (0,_carry_out_carry_out_js__WEBPACK_IMPORTED_MODULE_2__/* .rollOut */ .O)(registered, run.configuration, run)
    ]);
    const ends = [...others, ...rolledOut.ends];
    return (0,_carry_out_with_ends_js__WEBPACK_IMPORTED_MODULE_3__/* .withEnds */ .J)({ ...planned, taskDefinitionArns: [...arns.values()] }, { ...rolledOut, ends });
}
async function withAppSpecs(plan, run) {
    const { inspectCodeDeploy } = await __webpack_require__.e(/* import() */ 9854).then(__webpack_require__.bind(__webpack_require__, 29854));
    return inspectCodeDeploy(plan, run.configuration, run);
}
function registeredIn(plan) {
    return new Map(plan.definitions.flatMap(({ id, registration }) => registration.kind === 'reuse' ? [[id, registration.arn]] : []));
}


/***/ }),

/***/ 29631:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   findMissingParts: () => (/* binding */ findMissingParts)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(318);
/* harmony import */ var _bounded_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66048);
/* harmony import */ var _checking_contexts_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(38784);
/* harmony import */ var _document_tree_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(10119);
/* harmony import */ var _references_resolve_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(25028);
/* harmony import */ var _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(13235);
/* harmony import */ var _verify_ask_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(26246);
/* harmony import */ var _verify_images_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(69993);
/* harmony import */ var _verify_needs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(94162);









const AT_ONCE = 4;
const NOWHERE = { kind: 'file', file: '', pointer: '', start: 0, end: 0 };
const NEW_ARN = {
    hint: 'A secret that is created again has another ARN, which this revision does not have.'
};
const GONE = {
    'secret-not-found': NEW_ARN,
    'secret-recreated': NEW_ARN,
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
    const gone = looked.flatMap(([item, { gone }]) => gone.map(one => problemOf(item, one, otherwise(item).hint)));
    const resolved = looked.flatMap(([, parts]) => parts.resolved);
    return configuration.verifyPermissions === 'required'
        ? { problems: [...gone, ...open.map(asProblem)], remarks: [], resolved }
        : { problems: gone, remarks: open.map(notVerified), resolved };
}
async function partsOf({ service, site, live }, { aws }) {
    const { region } = site;
    const { directory, images } = await aws(site);
    const root = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .fromJson */ .Rf)(live.definition, NOWHERE);
    const document = { service, file: live.arn, root, place: () => undefined };
    const partition = (0,_checking_contexts_js__WEBPACK_IMPORTED_MODULE_2__/* .partitionOf */ .i)(region);
    const [resolution, identity] = await Promise.all([
        (0,_references_resolve_js__WEBPACK_IMPORTED_MODULE_3__/* .resolveReferences */ .d)([document], { directory, region, partition }),
        (0,_verify_ask_js__WEBPACK_IMPORTED_MODULE_4__/* .createAsker */ .b)()(() => directory.callerIdentity())
    ]);
    const caller = identity.kind === 'answered' ? identity.value : undefined;
    const needs = (0,_verify_needs_js__WEBPACK_IMPORTED_MODULE_5__/* .collectNeeds */ .G)([document], []);
    const rows = await (0,_verify_images_js__WEBPACK_IMPORTED_MODULE_6__/* .verifyImages */ .O)(needs.images, { images, ask: (0,_verify_ask_js__WEBPACK_IMPORTED_MODULE_4__/* .createAsker */ .b)(), caller });
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

/***/ 92135:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  N: () => (/* binding */ openServices)
});

// EXTERNAL MODULE: ./lib/src/checking/decisions/project-rules.js
var project_rules = __webpack_require__(38809);
// EXTERNAL MODULE: ./lib/src/configuration/explained-problems.js
var explained_problems = __webpack_require__(59235);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/configuration/layout.js
var configuration_layout = __webpack_require__(72604);
;// CONCATENATED MODULE: ./lib/src/configuration/needed-problems.js


const KEYS_NEEDED = new Set([
    'service',
    'cluster',
    'region',
    'role-to-assume',
    'desired-count'
]);
function neededProblems(problems, layout, mode) {
    const isUnneeded = ({ code, message }) => {
        const [, key] = /^"([\w-]+)" is not (?:valid\.|set here:)/.exec(message) ?? [];
        const isOfDefinition = key !== undefined && !KEYS_NEEDED.has(key);
        return layout !== configuration_layout/* NO_LAYOUT */.$ && (code === 'bad-exception' || isOfDefinition);
    };
    return {
        needed: problems.filter(problem => !isUnneeded(problem)),
        remarks: problems.filter(isUnneeded).map(({ message, place }) => ({
            message: `${message} Mode ${mode} does not need it.`,
            ...(0,present/* present */.E)({ place })
        }))
    };
}

// EXTERNAL MODULE: ./lib/src/inputs/reader.js + 1 modules
var reader = __webpack_require__(49051);
// EXTERNAL MODULE: ./lib/src/report/report.js
var report = __webpack_require__(1216);
// EXTERNAL MODULE: ./lib/src/rollout/outcome.js
var outcome = __webpack_require__(13235);
// EXTERNAL MODULE: ./lib/src/deploying/connections.js
var connections = __webpack_require__(98146);
// EXTERNAL MODULE: ./lib/src/deploying/not-started.js
var not_started = __webpack_require__(67426);
// EXTERNAL MODULE: ./lib/src/deploying/prepare/inspect-services.js
var inspect_services = __webpack_require__(10736);
// EXTERNAL MODULE: ./lib/src/deploying/target.js
var target = __webpack_require__(6698);
// EXTERNAL MODULE: ./lib/src/deploying/again/existing-revision.js
var existing_revision = __webpack_require__(29633);
;// CONCATENATED MODULE: ./lib/src/deploying/again/open-services.js












function noServices(what, placement) {
    return {
        code: 'missing-input',
        fault: 'user',
        message: `Input "service" names no service to ${what === 'continued' ? 'continue' : 'roll back'}.`,
        hint: (0,existing_revision/* nameServices */.eF)(placement)
    };
}
async function withThoseOfFiles({ services, taskDefinition }, { places }, { workspace, area }) {
    const files = taskDefinition.filter(file => file !== reader/* LIVE */.L8);
    if (services !== 'all' || files.length === 0)
        return { ...(0,present/* present */.E)({ services }), problems: [] };
    const { findTaskDefinitions } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 81033));
    const found = await findTaskDefinitions(workspace, files, area);
    const names = new Set([...places.keys(), ...found.files.flatMap(({ service }) => service ?? [])]);
    return { services: [...names], problems: found.problems };
}
async function openServices(configuration, ports, what) {
    const aws = (0,connections/* connectAccounts */.r)(ports, configuration.maxRetries);
    const project = await (0,project_rules/* readProjectRules */.Z)(configuration, ports);
    const { placement, placementProblems: badPlacement, isUndecided } = project;
    const listed = await withThoseOfFiles(configuration, placement, ports);
    const services = (0,existing_revision/* namedServices */.Qw)({ ...configuration, ...(0,present/* present */.E)({ services: listed.services }) }, placement);
    const isLost = isUndecided !== true && services.some(({ site }) => site.cluster === '');
    const strangers = isLost ? (0,explained_problems/* unknownServices */.rl)(services, placement) : [];
    const lost = isLost && strangers.length === 0 ? [(0,inspect_services/* noCluster */.eG)(what)] : strangers;
    const nameless = isUndecided || services.length > 0 ? [] : [noServices(what, placement)];
    const written = [...project.problems, ...badPlacement];
    const { needed, remarks } = neededProblems(written, project.layout, configuration.mode);
    const early = [...needed, ...listed.problems, ...lost, ...nameless];
    const none = { ...(0,report/* emptyReport */._O)(configuration.mode), services: services.map(outcome/* keyOf */.TN), remarks };
    if (early.length > 0)
        return { ended: (0,not_started/* withNotStarted */.T)({ ...none, problems: early }, services) };
    const said = await (0,target/* announceTarget */.TE)(services.map(({ site }) => site), { ports, aws });
    const empty = (0,target/* withTarget */.yY)(none, said);
    if (said.problems.length > 0)
        return { ended: (0,not_started/* withNotStarted */.T)(empty, services) };
    const inspected = await (0,inspect_services/* inspectServices */.dD)(services, configuration, aws);
    const found = [...inspected.problems, ...inspected.missing.map(inspect_services/* missingService */.wu)];
    const problems = (0,explained_problems.explained)(found, placement);
    const subjects = services.flatMap((named) => {
        const state = inspected.states.get((0,outcome/* keyOf */.TN)(named));
        const isRefused = inspected.problems.some(({ service }) => service === named.service);
        return state && !isRefused ? [{ ...named, state }] : [];
    });
    return {
        subjects,
        report: { ...empty, problems },
        run: { configuration, ports, aws, placement, services }
    };
}


/***/ }),

/***/ 57415:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ remarksOfKeptTags),
/* harmony export */   withMovedImages: () => (/* binding */ withMovedImages)
/* harmony export */ });
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(88757);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(84120);
/* harmony import */ var _bounded_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(66048);
/* harmony import */ var _group_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(69270);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(65955);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7673);
/* harmony import */ var _plan_older_image_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(38823);
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(96562);
/* harmony import */ var _verify_names_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(20443);
/* harmony import */ var _connections_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(98146);










const AT_ONCE = 8;
async function withMovedImages(planned, planning) {
    const { plan, report } = planned;
    const suspects = plan?.services.filter(service => imagesOf(service, plan).length > 0) ?? [];
    if (!plan || suspects.length === 0)
        return planned;
    try {
        const tags = await readTags(suspects, plan, planning);
        const isRead = (service) => imagesOf(service, plan).some(({ image }) => 'digests' in (tags.get(tagKey(service, image)) ?? {}));
        const running = await readRunning(suspects.filter(isRead), planning);
        const open = [];
        const services = plan.services.map((service) => {
            const judged = suspects.includes(service)
                ? imagesOf(service, plan).map(one => judge(one, service, {
                    tag: tags.get(tagKey(service, one.image)),
                    running: running.get(service)
                }))
                : [];
            const why = judged.flatMap(({ moved }) => moved ?? []);
            if (why.length === 0) {
                open.push(...judged.flatMap(one => (one.open ? [`${service.service}: ${one.open}`] : [])));
                return service;
            }
            const because = { because: 'image', why: why.join('; '), forceNewDeployment: true };
            return { ...service, action: { kind: 'update', ...because } };
        });
        const remarks = open.length === 0 ? report.remarks : [...report.remarks, notVerified(open)];
        const looked = { ...plan, services };
        return { ...planned, plan: looked, report: { ...report, plan: looked, remarks } };
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_0__/* .AwsError */ .Gy))
            throw error;
        return { report: { ...report, problems: [...report.problems, (0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .explainAwsError */ .Ni)(error)] } };
    }
}
function imagesOf({ action, definitionId }, plan) {
    const isKept = action.kind === 'unchanged' || action.kind === 'scale' || action.kind === 'settings';
    return isKept ? taggedImages((0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .definitionIn */ .r)(plan, definitionId)) : [];
}
function taggedImages({ containerDefinitions }) {
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .objectsIn */ .Q)(containerDefinitions).flatMap(({ name, image }) => typeof image === 'string' && !image.includes('@sha256:') ? [{ container: String(name), image }] : []);
}
async function readTags(suspects, plan, planning) {
    const wanted = suspects.flatMap(service => imagesOf(service, plan).map(({ image }) => ({ key: tagKey(service, image), image, service })));
    const read = await (0,_bounded_js__WEBPACK_IMPORTED_MODULE_4__/* .mapBounded */ .y)((0,_list_js__WEBPACK_IMPORTED_MODULE_5__/* .distinctBy */ .ey)(wanted, ({ key }) => key), AT_ONCE, async ({ key, image, service }) => [key, await readTag(image, service, planning)]);
    return new Map(read);
}
async function readTag(image, { site }, { aws }) {
    const address = (0,_verify_names_js__WEBPACK_IMPORTED_MODULE_6__/* .parseEcrImage */ .TI)(image);
    if (!address)
        return { why: 'registry not checked' };
    try {
        const { images } = await aws(site);
        const found = await images.describeImage(address);
        if (found.kind !== 'found')
            return { why: 'ECR has no such image', isGone: true };
        if (found.digest === undefined)
            return { why: 'ECR gave no digest' };
        const isIndex = /manifest\.list|image\.index/.test(found.mediaType ?? '');
        const parts = isIndex ? digestsIn((await images.readManifest(address)) ?? '') : [];
        return { digests: [found.digest, ...parts] };
    }
    catch (error) {
        return { why: reasonOf(error) };
    }
}
function digestsIn(manifest) {
    try {
        const index = JSON.parse(manifest);
        return (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .G)(index) ? (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .objectsIn */ .Q)(index['manifests']).map(({ digest }) => String(digest)) : [];
    }
    catch {
        return [];
    }
}
async function readRunning(suspects, { aws }) {
    const clusters = (0,_group_js__WEBPACK_IMPORTED_MODULE_7__/* .groupBy */ .$)(suspects, ({ site }) => `${(0,_connections_js__WEBPACK_IMPORTED_MODULE_8__/* .accountKey */ .L)(site)} ${site.cluster}`);
    const read = await (0,_bounded_js__WEBPACK_IMPORTED_MODULE_4__/* .mapBounded */ .y)(clusters, AT_ONCE, async (group) => {
        const [{ site }] = group;
        try {
            const { running } = await aws(site);
            const images = await running.runningImages(site.cluster, group.map(({ service }) => service));
            return group.map((one) => [one, images.get(one.service) ?? []]);
        }
        catch (error) {
            return group.map((one) => [one, reasonOf(error)]);
        }
    });
    return new Map(read.flat());
}
function judge({ container, image }, { before, previousTaskDefinitionArn }, { tag = { why: 'not read' }, running = [] }) {
    const unknown = (why) => (0,_plan_older_image_js__WEBPACK_IMPORTED_MODULE_9__/* .looksLikeVersion */ .aG)(image) ? { open: `${image} (${why})` } : { moved: `${image} may have moved; ${why}` };
    if ('why' in tag)
        return tag.isGone ? { open: `${image} (${tag.why})` } : unknown(tag.why);
    if (typeof running === 'string')
        return unknown(running);
    const own = running.filter(one => one.container === container && one.taskDefinition === previousTaskDefinitionArn);
    if (own.some(({ digest }) => digest !== undefined && !tag.digests.includes(digest)))
        return { moved: `${image} has moved` };
    if (own.length === 0 && before.desiredCount > 0)
        return unknown('none of its tasks is running');
    return own.every(({ digest }) => digest !== undefined)
        ? {}
        : unknown('ECS does not report which image the tasks run');
}
function remarksOfKeptTags({ services, definitions }) {
    return services.flatMap(({ service, action, definitionId }) => {
        const found = definitions.find(({ id }) => id === definitionId);
        if (action.kind !== 'update' || !found)
            return [];
        if (found.differences.some(({ path }) => path.endsWith('.image')))
            return [];
        const tags = new Set(taggedImages(found.definition).map(({ image }) => image));
        const moving = [...tags].filter(image => !(0,_plan_older_image_js__WEBPACK_IMPORTED_MODULE_9__/* .looksLikeVersion */ .aG)(image));
        if (moving.length === 0)
            return [];
        const message = `Service "${service}" moves to a revision that names the same images by tag (${moving.join(', ')}): what the tag names now is started, not what it named then. To return to an older image, deploy it by its digest.`;
        return [{ message }];
    });
}
function notVerified(open) {
    return {
        isUnverified: true,
        message: `Unchanged as text; whether the tag has moved is not verified: ${open.join(', ')}. Set force-new-deployment: true to start new tasks, or name the image by its digest.`
    };
}
function tagKey({ site }, image) {
    return `${(0,_connections_js__WEBPACK_IMPORTED_MODULE_8__/* .accountKey */ .L)(site)} ${image}`;
}
function reasonOf(error) {
    if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_0__/* .AwsError */ .Gy) || error.kind === 'expired')
        throw error;
    return error.kind === 'denied'
        ? `${error.operation} is not allowed`
        : `${error.operation}: ${error.awsName}`;
}


/***/ }),

/***/ 29090:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runRollback: () => (/* binding */ runRollback)
});

// EXTERNAL MODULE: ./lib/src/arn.js
var src_arn = __webpack_require__(318);
// EXTERNAL MODULE: ./lib/src/aws/error.js
var aws_error = __webpack_require__(88757);
// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(84120);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/rollout/deployments.js
var deployments = __webpack_require__(97387);
// EXTERNAL MODULE: ./lib/src/rollout/outcome.js
var rollout_outcome = __webpack_require__(13235);
// EXTERNAL MODULE: ./lib/src/rollout/past-revisions.js
var past_revisions = __webpack_require__(93272);
// EXTERNAL MODULE: ./lib/src/rollout/records.js
var rollout_records = __webpack_require__(27621);
// EXTERNAL MODULE: ./lib/src/rollout/rollback-targets.js
var rollback_targets = __webpack_require__(10884);
// EXTERNAL MODULE: ./lib/src/rollout/start-rollback.js
var start_rollback = __webpack_require__(72820);
// EXTERNAL MODULE: ./lib/src/deploying/plan/plaintext.js
var plan_plaintext = __webpack_require__(40812);
// EXTERNAL MODULE: ./lib/src/deploying/again/existing-revision.js
var existing_revision = __webpack_require__(29633);
;// CONCATENATED MODULE: ./lib/src/deploying/again/choose-revision.js












async function withRollback(item, { aws, ports }) {
    const { ecs } = await aws(item.site);
    const goingBack = await (0,start_rollback/* findRollbackUnderWay */.jO)(ecs, item.state, ports.clock.now());
    return { ...item, ...(0,present/* present */.E)({ goingBack }) };
}
async function chooseRevision(subject, named, run) {
    try {
        const chosen = await choose(subject, named, run);
        return 'problem' in chosen ? { problem: { ...chosen.problem, service: subject.service } } : chosen;
    }
    catch (error) {
        return { problem: { ...(0,explain/* refusalOf */.Of)(error), service: subject.service } };
    }
}
async function choose(subject, named, { aws, ports }) {
    const { site, state } = subject;
    const { ecs } = await aws(site);
    const back = named === undefined ? rollbackInProgress(subject) : undefined;
    const wanted = back !== undefined
        ? { arn: back, how: 'a rollback to it is in progress, which is followed', past: [] }
        : named === undefined
            ? await (0,rollback_targets/* findPreviousGood */.yl)(ecs, state, ports.clock.now())
            : { arn: withFamily(named, state), how: 'named with the input "revision"', past: [] };
    if (wanted.past.length > 0)
        ports.log.group(`Rollback targets of ${(0,rollout_outcome/* labelOf */.Wy)(subject)}`, tellPast(wanted.past, 'arn' in wanted ? wanted.arn : undefined));
    if ('none' in wanted) {
        return {
            problem: {
                code: 'no-way-back',
                fault: wanted.isUnread ? 'cloud' : 'user',
                service: subject.service,
                message: `Service "${(0,rollout_outcome/* labelOf */.Wy)(subject)}": there is no revision to roll back to: ${wanted.none}.`,
                hint: `Name one with the input "revision"${wanted.several ? ` (${wanted.several.join(', ')})` : ''}. To see what there is: aws ecs list-task-definitions --family-prefix ${(0,src_arn/* lastPartOf */.RS)(state.taskDefinition).split(':')[0]} --sort DESC --region ${site.region}`
            }
        };
    }
    const found = await (0,existing_revision/* activeRevision */.su)(wanted.arn, site, {
        aws,
        name: src_arn/* lastPartOf */.RS,
        hint: `${othersOf(wanted.past, wanted.arn)}, or deploy from the file, which registers it again.`
    });
    if ('live' in found)
        return { ...subject, live: found.live, how: wanted.how, past: wanted.past };
    return named === undefined && back === undefined ? passOver(wanted, subject, ecs) : found;
}
async function passOver(wanted, subject, ecs) {
    const { past } = await (0,rollback_targets/* checkTargets */.VJ)(ecs, wanted.past);
    const next = (0,rollback_targets/* nextTargetOf */.aY)(past, wanted.arn);
    const live = next && (await ecs.describeTaskDefinition(next.arn));
    if (next && live?.status === 'ACTIVE')
        return { ...subject, live, how: next.how, past, passedOver: wanted.arn };
    const { unusable = 'gone' } = past.find(({ arn }) => arn === wanted.arn) ?? {};
    return {
        problem: {
            ...(0,existing_revision/* inactiveRevision */.Nq)((0,src_arn/* lastPartOf */.RS)(wanted.arn), unusable, ''),
            hint: 'No other revision on record can be used either: deploy from the file, which registers a new one.'
        }
    };
}
function tellPast(past, chosen) {
    return past.map(one => `${one.arn === chosen ? '→' : ' '} ${(0,past_revisions/* describePast */.u0)(one)}`);
}
function rollbackInProgress({ state }) {
    const deployment = (0,deployments/* deploymentUnderWay */.TC)(state);
    const before = state.deployments.find(({ rolloutState }) => rolloutState === 'COMPLETED');
    if (!deployment || !before)
        return undefined;
    return (0,past_revisions/* isBefore */.Y8)(deployment.taskDefinition, before.taskDefinition) ? deployment.taskDefinition : undefined;
}
async function isPutBack({ service, site, state }, { aws }) {
    const deployment = (0,deployments/* deploymentUnderWay */.TC)(state);
    const before = state.deployments.find(({ rolloutState }) => rolloutState === 'COMPLETED');
    if (!deployment || deployment.taskDefinition !== before?.taskDefinition)
        return false;
    try {
        const { ecs } = await aws(site);
        const records = await ecs.listServiceDeployments(site.cluster, service, before.createdAt ?? 0);
        const own = (0,rollout_records/* recordOf */.zv)(deployment.id, records);
        const last = own && records[records.indexOf(own) + 1];
        const arn = last?.targetRevisionArn;
        if (arn === undefined || last?.status === 'SUCCESSFUL')
            return false;
        const tried = (await ecs.describeServiceRevisions([arn])).get(arn) ?? '';
        return (0,past_revisions/* isBefore */.Y8)(tried, deployment.taskDefinition);
    }
    catch (error) {
        if (!(error instanceof aws_error/* AwsError */.Gy))
            throw error;
        return false;
    }
}
const OTHERS_NAMED = 5;
function remarksOfChoice(chosen) {
    return chosen.flatMap((item) => {
        if ('problem' in item)
            return [];
        const { state, live, how, past, passedOver } = item;
        const others = past
            .filter(({ arn, state: was }) => arn !== live.arn && was !== 'current')
            .slice(0, OTHERS_NAMED)
            .map(past_revisions/* describePast */.u0);
        const said = state.taskDefinition === live.arn
            ? `Service "${(0,rollout_outcome/* labelOf */.Wy)(item)}" is set to ${(0,src_arn/* lastPartOf */.RS)(live.arn)} already: ${how}.`
            : `Rollback of service "${(0,rollout_outcome/* labelOf */.Wy)(item)}" from ${(0,src_arn/* lastPartOf */.RS)(state.taskDefinition)} to ${(0,src_arn/* lastPartOf */.RS)(live.arn)}: ${how}.`;
        const message = others.length === 0 ? said : `${said} Others: ${others.join('; ')}.`;
        if (passedOver === undefined)
            return [{ message }];
        const passed = `Service "${(0,rollout_outcome/* labelOf */.Wy)(item)}" goes back to ${(0,src_arn/* lastPartOf */.RS)(live.arn)}, because ECS can no longer start ${(0,src_arn/* lastPartOf */.RS)(passedOver)}.`;
        return [{ message }, { message: passed, isWarning: true, verdict: `Warning: ${passed}` }];
    });
}
function otherRevisions({ live, past }) {
    return { hint: `${othersOf(past, live.arn)}, or deploy from the file.` };
}
function othersOf(past, chosen) {
    const others = past.filter(({ arn, state, unusable }) => state === 'good' && arn !== chosen && !unusable);
    const names = others.slice(0, OTHERS_NAMED).map(({ arn }) => (0,src_arn/* lastPartOf */.RS)(arn));
    return `Name another revision with the input "revision"${names.length === 0 ? '' : ` (${names.join(', ')})`}`;
}
function withFamily(named, state) {
    if (!/^\d+$/.test(named))
        return named;
    const current = (0,src_arn/* lastPartOf */.RS)(state.taskDefinition);
    return `${current.slice(0, current.lastIndexOf(':'))}:${named}`;
}
function warnOfPlaintext(chosen, { ports }) {
    return chosen.flatMap((item) => {
        if ('problem' in item)
            return [];
        const { live, how } = item;
        ports.log.info(`[${(0,rollout_outcome/* labelOf */.Wy)(item)}] revision to roll back to: ${(0,src_arn/* lastPartOf */.RS)(live.arn)}, ${how}`);
        const plaintext = (0,plan_plaintext/* plaintextIn */.Z)(live.definition, ports.mask);
        if (plaintext.length === 0)
            return [];
        const message = `Rollback of service "${(0,rollout_outcome/* labelOf */.Wy)(item)}" to ${(0,src_arn/* lastPartOf */.RS)(live.arn)}, which holds plaintext credentials (${plaintext.join(', ')}). Deploy a revision without plaintext as soon as possible, and rotate the credentials.`;
        ports.log.warning(message);
        return [{ message }];
    });
}

// EXTERNAL MODULE: ./lib/src/deploying/again/deploy-again.js
var deploy_again = __webpack_require__(76092);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(7673);
;// CONCATENATED MODULE: ./lib/src/deploying/again/free-services.js


function withOthers(problems, services) {
    const stuck = new Set(problems.map(({ service }) => service));
    const free = services.filter(one => !stuck.has(one.service) && !stuck.has((0,rollout_outcome/* keyOf */.TN)(one))).map(rollout_outcome/* keyOf */.TN);
    if (stuck.size === 0 || stuck.has(undefined) || free.length === 0)
        return problems;
    const one = `Nothing was rolled back. To roll back ${(0,list/* someOf */.yU)(free)} alone, set the input "service" to ${free.join(',')}.`;
    return problems.map((problem, index) => index > 0 ? problem : { ...problem, hint: problem.hint === undefined ? one : `${one} ${problem.hint}` });
}

// EXTERNAL MODULE: ./lib/src/deploying/again/missing-parts.js
var missing_parts = __webpack_require__(29631);
// EXTERNAL MODULE: ./lib/src/deploying/again/open-services.js + 1 modules
var open_services = __webpack_require__(92135);
;// CONCATENATED MODULE: ./lib/src/deploying/again/planned-stop.js





function plannedStop({ service, key, site, state, goingBack }) {
    if (goingBack) {
        const { from, to } = goingBack;
        return [
            {
                service,
                ...(0,present/* present */.E)({ key }),
                site,
                deploymentId: from.id,
                from: from.taskDefinition,
                to: to.taskDefinition,
                isUnderWay: true
            }
        ];
    }
    const deployment = (0,deployments/* deploymentUnderWay */.TC)(state);
    const to = deployment && (0,rollback_targets/* goodRevisionOf */.Kc)(withoutIt(state, deployment));
    if (deployment === undefined || to === undefined)
        return [];
    const stop = { service, ...(0,present/* present */.E)({ key }), site, deploymentId: deployment.id };
    return [{ ...stop, from: deployment.taskDefinition, to }];
}
function noWayToStop(item) {
    if (item.goingBack)
        return wrongWay(item.service, item.goingBack);
    if (plannedStop(item).length > 0)
        return [];
    const { service } = item;
    return [
        {
            code: 'no-way-back',
            fault: 'user',
            service,
            message: `Service "${service}": there is no revision to roll back to: no earlier deployment of the service was completed.`,
            hint: 'Name one with the input "revision", or deploy from the file.'
        }
    ];
}
function wrongWay(service, back) {
    if (!(0,past_revisions/* isBefore */.Y8)(back.from.taskDefinition, back.to.taskDefinition))
        return [];
    return [
        {
            code: 'no-way-back',
            fault: 'cloud',
            service,
            message: `Service "${service}": ECS is automatically rolling back ${(0,start_rollback/* describeRollback */.sR)(back)}, which would return to the release that you want to leave.`,
            hint: 'Run again when that has ended, or name the revision with the input "revision".'
        }
    ];
}
function withoutIt(state, deployment) {
    return { ...state, deployments: state.deployments.filter(({ id }) => id !== deployment.id) };
}

// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(48710);
// EXTERNAL MODULE: ./lib/src/rollout/rollout.js
var rollout_rollout = __webpack_require__(72550);
// EXTERNAL MODULE: ./lib/src/rollout/watch.js + 1 modules
var watch = __webpack_require__(35064);
// EXTERNAL MODULE: ./lib/src/deploying/carry-out/roll-back-service.js
var roll_back_service = __webpack_require__(95277);
// EXTERNAL MODULE: ./lib/src/deploying/carry-out/rollout-run.js
var rollout_run = __webpack_require__(41675);
// EXTERNAL MODULE: ./lib/src/deploying/carry-out/settle.js
var settle = __webpack_require__(55015);
;// CONCATENATED MODULE: ./lib/src/deploying/again/stop-in-progress.js













async function warnOfStopping(stopping, run) {
    const chosen = [];
    for (const item of stopping) {
        const before = item.state.deployments.find(({ rolloutState }) => rolloutState === 'COMPLETED');
        const to = item.goingBack?.to ?? before;
        if (!to)
            continue;
        const found = await chooseRevision(item, to.taskDefinition, run);
        const how = item.goingBack
            ? 'ECS is rolling back to it already'
            : 'it was completed before the one in progress';
        chosen.push('live' in found ? { ...found, how } : found);
    }
    return warnOfPlaintext(chosen, run);
}
async function stopInProgress(stopping, run) {
    const { clock, log, signal } = run.ports;
    const watcher = new watch/* Watcher */.Z({ onFailure: async () => { }, weigh: async () => undefined, isEqual: async () => false }, { clock, log, signal });
    const ends = await Promise.all(stopping.flatMap(item => {
        const deployment = (0,deployments/* deploymentUnderWay */.TC)(item.state);
        return deployment ? [stopInProgressDeployment(item, deployment, { ...run, watcher })] : [];
    }));
    watcher.recap();
    return ends;
}
async function stopInProgressDeployment(item, deployment, run) {
    const { service, site, state } = item;
    const { clock, signal } = run.ports;
    const { ecs } = await run.aws(site);
    const startedAt = clock.now();
    if (item.goingBack)
        return followRollback(item, item.goingBack, { ...run, startedAt });
    const others = state.deployments.filter(({ id }) => id !== deployment.id);
    const target = (0,deployments/* watchedDeployment */.Ac)(deployment, state);
    const started = await (0,start_rollback/* startRollback */.lP)({
        service,
        cluster: site.cluster,
        target,
        startedAt: deployment.createdAt ?? startedAt,
        before: withoutIt(state, deployment)
    }, { ecs, clock, signal });
    const base = {
        ...placeOf(item),
        deploymentId: deployment.id,
        previousTaskDefinitionArn: deployment.taskDefinition,
        startedAt: (0,rollout_run/* isoTimestamp */.yh)(startedAt)
    };
    switch (started.kind) {
        case 'impossible': {
            const reason = `Cannot roll back: ${started.reason}.`;
            return { result: { ...base, outcome: 'failed', reason }, milestones: [] };
        }
        case 'stopped':
        case 'redeployed': {
            const followed = started.kind === 'redeployed' ? started.target : target;
            const deadline = startedAt + (0,rollout_run/* waitLimit */.Tk)(run.configuration);
            const watch = { ecs, startedAt, deadline, purpose: 'rollback' };
            const rollout = (0,rollout_rollout/* rolloutOf */.Z)({ ...item, before: state }, followed, watch);
            const end = await run.watcher.follow({ ...rollout, ...asked(started.kind) });
            const because = started.kind === 'redeployed' ? started.because : undefined;
            return endOf(end, started.kind, { base, others, ...(0,present/* present */.E)({ because }) });
        }
        default:
            return (0,errors/* assertNever */.xb)(started);
    }
}
function asked(how) {
    return how === 'stopped' ? { isRequested: true, isStopped: true } : { isRequested: true };
}
function placeOf({ service, key, site: { cluster, region } }) {
    return { service, cluster, region, ...(0,present/* present */.E)({ key }) };
}
async function followRollback(item, back, run) {
    const { from, to } = back;
    const { startedAt } = run;
    run.ports.log.info(`[${(0,rollout_outcome/* labelOf */.Wy)(item)}] ECS is rolling back already, ${(0,start_rollback/* describeRollback */.sR)(back)}; following it`);
    const { ecs } = await run.aws(item.site);
    const deadline = startedAt + (0,rollout_run/* waitLimit */.Tk)(run.configuration);
    const watch = { ecs, startedAt, deadline, purpose: 'rollback' };
    const target = (0,deployments/* watchedDeployment */.Ac)(from, item.state);
    const rollout = (0,rollout_rollout/* rolloutOf */.Z)({ ...item, before: item.state }, target, watch);
    const end = await run.watcher.follow({ ...rollout, ...asked('stopped') });
    const isBack = end.outcome === 'rolled-back';
    const said = `ECS was rolling back already, ${(0,start_rollback/* describeRollback */.sR)(back)}, which was followed to its end.`;
    const result = {
        ...placeOf(item),
        deploymentId: from.id,
        ...(from.taskDefinition === '' ? {} : { previousTaskDefinitionArn: from.taskDefinition }),
        ...(isBack ? { taskDefinitionArn: to.taskDefinition } : {}),
        startedAt: (0,rollout_run/* isoTimestamp */.yh)(startedAt),
        finishedAt: (0,rollout_run/* isoTimestamp */.yh)(end.finishedAt),
        ...(0,present/* present */.E)({ serviceDeploymentArn: end.recordArn }),
        ...(0,roll_back_service/* rollbackStateOf */.Bd)(end, 'stopped'),
        ...lostOf(end)
    };
    const outcome = isBack ? 'succeeded' : end.outcome === 'succeeded' ? 'failed' : end.outcome;
    const reason = isBack ? said : `ECS was rolling back already, ${(0,start_rollback/* describeRollback */.sR)(back)}. ${end.reason}`;
    return { result: { ...result, outcome, reason }, ...(0,rollout_run/* courseBack */.tX)(end), ...(0,present/* present */.E)({ problem: (0,settle/* whyLost */.p5)(end) }) };
}
function lostOf({ isOngoing, isUnverified }) {
    return (0,present/* present */.E)({ isOngoing, isUnverified });
}
function endOf(end, how, { base, others, because }) {
    const back = (0,roll_back_service/* wentBack */.Il)(end, how);
    const arn = others.find(({ rolloutState }) => rolloutState === 'COMPLETED')?.taskDefinition;
    const result = {
        ...base,
        ...(0,present/* present */.E)({ taskDefinitionArn: back ? arn : undefined }),
        finishedAt: (0,rollout_run/* isoTimestamp */.yh)(end.finishedAt),
        ...(0,roll_back_service/* rollbackStateOf */.Bd)(end, how),
        ...lostOf(end),
        ...(how === 'stopped' ? (0,present/* present */.E)({ serviceDeploymentArn: end.recordArn }) : {})
    };
    const course = {
        ...(how === 'stopped' ? (0,rollout_run/* courseBack */.tX)(end) : (0,rollout_run/* courseOf */.uU)(end)),
        ...(0,present/* present */.E)({ problem: (0,settle/* whyLost */.p5)(end) })
    };
    if (back) {
        const instead = because === undefined
            ? ''
            : ` The previous revision was deployed again, because ECS could not be asked to roll back (${because}).`;
        const same = arn !== undefined && arn === base.previousTaskDefinitionArn
            ? ` It deployed ${(0,src_arn/* lastPartOf */.RS)(arn)} too, which keeps its earlier tasks.`
            : '';
        const reason = `The deployment that was in progress was rolled back.${same}${instead}`;
        return { result: { ...result, outcome: 'succeeded', reason }, ...course };
    }
    const outcome = end.outcome === 'succeeded' ? 'failed' : end.outcome;
    const reason = end.outcome === 'succeeded'
        ? 'The deployment completed before it could be rolled back. Run again to roll it back.'
        : end.reason;
    return { result: { ...result, outcome, reason }, ...course };
}

// EXTERNAL MODULE: ./lib/src/deploying/not-started.js
var not_started = __webpack_require__(67426);
// EXTERNAL MODULE: ./lib/src/deploying/plan/moved-images.js
var moved_images = __webpack_require__(57415);
// EXTERNAL MODULE: ./lib/src/report/plan/plan.js
var plan_plan = __webpack_require__(36343);
// EXTERNAL MODULE: ./lib/src/report/rollouts/rollouts.js + 1 modules
var rollouts = __webpack_require__(36084);
;// CONCATENATED MODULE: ./lib/src/modes/rollback.js














async function runRollback(given, ports) {
    const { runTask: _, ...configuration } = given;
    const opened = await (0,open_services/* openServices */.N)(configuration, ports, 'rolled back');
    if ('ended' in opened)
        return opened.ended;
    const { subjects, report, run } = opened;
    const finished = await rollBack(subjects, report, run);
    for (const line of (0,rollouts/* resultsToText */.px)(finished))
        ports.log.info(line);
    return finished;
}
async function rollBack(subjects, report, run) {
    const { revision, dryRun } = run.configuration;
    const underWay = subjects.filter(item => revision === undefined &&
        (0,deployments/* deploymentUnderWay */.TC)(item.state) !== undefined &&
        rollbackInProgress(item) === undefined);
    const putBack = await Promise.all(underWay.map(item => isPutBack(item, run)));
    const busy = underWay.filter((_, index) => putBack[index] !== true);
    const others = subjects.filter(item => !busy.includes(item));
    const stopping = await Promise.all(busy.map(item => withRollback(item, run)));
    const chosen = await Promise.all(others.map(item => chooseRevision(item, revision, run)));
    const problems = withOthers([
        ...report.problems,
        ...chosen.flatMap(item => ('problem' in item ? [item.problem] : [])),
        ...stopping.flatMap(noWayToStop)
    ], run.services);
    if (problems.length > 0)
        return dryRun
            ? { ...report, mode: 'plan', problems }
            : (0,not_started/* withNotStarted */.T)({ ...report, problems }, run.services);
    const remarks = [
        ...report.remarks,
        ...remarksOfChoice(chosen),
        ...warnOfPlaintext(chosen, run),
        ...(await warnOfStopping(stopping, run))
    ];
    const items = chosen.flatMap(item => ('problem' in item ? [] : [item]));
    const missing = await (0,missing_parts.findMissingParts)(items, otherRevisions, run);
    remarks.push(...missing.remarks);
    if (missing.problems.length > 0 && !dryRun)
        return (0,not_started/* withNotStarted */.T)({ ...report, remarks, problems: missing.problems }, run.services);
    if (dryRun)
        return dryRunReport({ items, stopping }, { ...report, remarks, problems: missing.problems }, run);
    const beside = () => stopInProgress(stopping, run);
    return withKeptTags(await (0,deploy_again/* deployAgain */.O)(items, { ...report, remarks }, { run, beside }), run);
}
async function withKeptTags(report, { ports }) {
    if (!report.plan)
        return report;
    const kept = (0,moved_images/* remarksOfKeptTags */.S)(report.plan);
    for (const { message } of kept)
        ports.log.warning(message);
    return { ...report, remarks: [...report.remarks, ...kept] };
}
async function dryRunReport({ items, stopping }, report, run) {
    const { report: planned, plan: again } = await (0,existing_revision/* planAgain */.Gj)(items, report, run);
    if (!again)
        return { ...planned, mode: 'plan' };
    const plan = { ...again, stops: stopping.flatMap(plannedStop) };
    run.ports.log.group('Plan (nothing was changed)', (0,plan_plan/* planToText */.G)(plan));
    return withKeptTags({ ...planned, mode: 'plan', plan, services: run.services.map(rollout_outcome/* keyOf */.TN) }, run);
}


/***/ })

};
