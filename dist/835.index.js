export const id = 835;
export const ids = [835,9039];
export const modules = {

/***/ 59039:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ configurationValues),
/* harmony export */   oncePerPlace: () => (/* binding */ oncePerPlace)
/* harmony export */ });
function configurationValues({ document, place, ...layout }) {
    const containers = levelsOf(layout).flatMap(level => containerOf(level));
    const [first] = containers;
    if (first === undefined)
        return [];
    const root = objectAt(first, [
        memberAt(first, 'containerDefinitions', { kind: 'array', items: containers, origin: first.origin })
    ]);
    return [{ document: { ...document, format: 'yaml', root }, place }];
}
function oncePerPlace(findings, file) {
    const seen = new Set();
    const once = findings.filter(finding => {
        if (finding.file !== file || finding.pointer === '')
            return true;
        const isNew = !seen.has(finding.pointer);
        seen.add(finding.pointer);
        return isNew;
    });
    return once.map(finding => (finding.file === file ? inKeysOfTheFile(finding) : finding));
}
function inKeysOfTheFile(finding) {
    const { pointer, name, message, hint } = finding;
    const [, path = ''] = /^\/(.+)\/variables\/[^/]+$/.exec(pointer) ?? [];
    if (path === '')
        return finding;
    const level = path.split('/').join('.');
    return {
        ...finding,
        message: message
            .replace(/ of container "[^"]*"/, ` of ${level}`)
            .replace('in "environment"', 'in "variables"'),
        hint: hint.replace(/Remove it from "environment" and add to "secrets": \{.*?\}/, () => `Remove it from "variables" of ${level}, and write it under "secrets" of the container in the task definition: {"name": "${name}", "valueFrom": "secretsmanager:<secret name>"}`)
    };
}
function levelsOf({ defaults, services, tasks, environments }) {
    return [
        ...(defaults ? [['defaults', defaults]] : []),
        ...services,
        ...tasks,
        ...[...environments].flatMap(([name, own]) => [
            [name, own.general],
            ...[...own.services, ...own.tasks].map(([key, entry]) => [`${name}/${key}`, entry])
        ])
    ];
}
function containerOf([name, entry]) {
    const variables = entry.values.get('variables');
    const command = entry.values.get('command');
    if (variables?.kind !== 'object' && command === undefined)
        return [];
    const items = variables?.kind === 'object' ? variables.members.map(variableOf) : [];
    return [
        objectAt(entry, [
            memberAt(entry, 'name', { kind: 'string', value: name, origin: entry.origin }),
            memberAt(entry, 'environment', { kind: 'array', items, origin: entry.origin }),
            ...(command ? [memberAt(command, 'command', command)] : [])
        ])
    ];
}
function variableOf({ key, keyOrigin, value }) {
    return objectAt(value, [
        memberAt({ origin: keyOrigin }, 'name', { kind: 'string', value: key, origin: keyOrigin }),
        memberAt({ origin: keyOrigin }, 'value', value)
    ]);
}
function objectAt({ origin }, members) {
    return { kind: 'object', members, origin };
}
function memberAt({ origin }, key, value) {
    return { key, keyOrigin: origin, value };
}


/***/ }),

/***/ 90154:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ isRenderedBefore),
/* harmony export */   r: () => (/* binding */ withRenderedBefore)
/* harmony export */ });
function withRenderedBefore(project, { files }) {
    const handed = files.filter(isRenderedBefore);
    if (handed.length === 0)
        return project;
    const { configuration } = project;
    const derived = configuration.exceptions.flatMap(exception => handed.map(file => ({ ...exception, file, isDerived: true })));
    return {
        ...project,
        configuration: { ...configuration, exceptions: [...configuration.exceptions, ...derived] }
    };
}
function isRenderedBefore(file) {
    return /^(?:[A-Za-z]:)?[\\/]/.test(file);
}


/***/ }),

/***/ 55794:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  C: () => (/* binding */ makePlan)
});

// EXTERNAL MODULE: ./lib/src/checking/contexts.js
var contexts = __webpack_require__(38784);
// EXTERNAL MODULE: ./lib/src/checking/layout/rendered-before.js
var rendered_before = __webpack_require__(90154);
// EXTERNAL MODULE: ./lib/src/configuration/explained-problems.js
var explained_problems = __webpack_require__(59235);
// EXTERNAL MODULE: ./lib/src/document/tree.js
var tree = __webpack_require__(10119);
// EXTERNAL MODULE: ./lib/src/group.js
var group = __webpack_require__(69270);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(7673);
// EXTERNAL MODULE: ./lib/src/plan/decide.js
var decide = __webpack_require__(30425);
// EXTERNAL MODULE: ./lib/src/plan/older-image.js
var older_image = __webpack_require__(38823);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/references/resolve.js + 2 modules
var resolve = __webpack_require__(25028);
// EXTERNAL MODULE: ./lib/src/rollout/outcome.js
var outcome = __webpack_require__(13235);
// EXTERNAL MODULE: ./lib/src/services/creation.js
var creation = __webpack_require__(93645);
// EXTERNAL MODULE: ./lib/src/workspace/write/writer.js
var writer = __webpack_require__(28464);
// EXTERNAL MODULE: ./lib/src/deploying/connections.js
var connections = __webpack_require__(98146);
// EXTERNAL MODULE: ./lib/src/deploying/old-values.js
var old_values = __webpack_require__(61745);
// EXTERNAL MODULE: ./lib/src/deploying/prepare/inspect-services.js
var inspect_services = __webpack_require__(10736);
// EXTERNAL MODULE: ./lib/src/deploying/prepare/service-definitions.js + 4 modules
var service_definitions = __webpack_require__(27006);
// EXTERNAL MODULE: ./lib/src/deploying/plan/decide-on.js + 1 modules
var decide_on = __webpack_require__(65837);
// EXTERNAL MODULE: ./lib/src/deploying/plan/moved-images.js
var moved_images = __webpack_require__(57415);
// EXTERNAL MODULE: ./lib/src/report/permissions.js
var permissions = __webpack_require__(7560);
// EXTERNAL MODULE: ./lib/src/verify/problems.js
var problems = __webpack_require__(6639);
// EXTERNAL MODULE: ./lib/src/verify/verify.js + 2 modules
var verify = __webpack_require__(6289);
;// CONCATENATED MODULE: ./lib/src/deploying/plan/verify-plan.js




async function verifyPlan(plan, groups, run) {
    const { verifyPermissions: verifyMode, mode } = run.configuration;
    if (verifyMode === 'off')
        return { rows: [], problems: [], remarks: [] };
    const touched = touchedByFile(plan);
    const verified = await Promise.all(groups.map(async ({ account, documents, resolved }) => {
        const subjects = documents.flatMap(document => {
            const definition = touched.get(document.file);
            if (!definition)
                return [];
            const registration = mode === 'plan' ? 'reuse' : definition.registration.kind;
            return [{ ...document, registration }];
        });
        if (subjects.length === 0)
            return { rows: [], problems: [], remarks: [] };
        const { region } = account;
        const known = { references: resolved, region, partition: (0,contexts/* partitionOf */.i)(region) };
        const verification = await (0,verify/* verifyPermissions */.S)(subjects, known, await run.aws(account));
        return { rows: verification.rows, ...(0,problems/* problemsOfVerification */.F)(verification, verifyMode) };
    }));
    const rows = verified.flatMap(item => item.rows);
    if (rows.length > 0)
        run.ports.log.group(permissions/* PERMISSIONS_TITLE */.C3, (0,permissions/* permissionsToText */.pK)(rows));
    return {
        rows,
        problems: verified.flatMap(item => item.problems),
        remarks: verified.flatMap(item => item.remarks)
    };
}
function touchedByFile({ definitions, services }) {
    const used = new Set(services.flatMap(({ definitionId, action: { kind } }) => kind === 'update' || kind === 'create' ? [definitionId] : []));
    const touched = definitions.filter(one => one.registration.kind === 'register' || used.has(one.id));
    return new Map(touched.toReversed().flatMap(one => one.files.map(file => [file, one])));
}

// EXTERNAL MODULE: ./lib/src/configuration/placement.js
var configuration_placement = __webpack_require__(80375);
// EXTERNAL MODULE: ./lib/src/json.js
var json = __webpack_require__(65955);
;// CONCATENATED MODULE: ./lib/src/deploying/plan/want-tasks.js




function networkServices(prepared, placement, configuration) {
    const known = new Set(prepared.flatMap(({ target }) => target.service ?? []));
    const wanted = prepared.flatMap(({ target: { entry } }) => entry?.kind === 'task' && entry.task.run === 'before' ? (entry.task.networkFrom ?? []) : []);
    return [...new Set(wanted)].flatMap(key => {
        const { cluster, ...rest } = (0,configuration_placement/* siteOf */.zU)(key, placement, configuration);
        return known.has(key) || cluster === undefined
            ? []
            : [{ ...(0,configuration_placement/* namedByKey */.O$)(key, placement), site: { ...rest, cluster } }];
    });
}
function wantTask({ target: { entry }, site }, definition, { states, creationOf }) {
    if (entry?.kind !== 'task' || entry.task.run !== 'before')
        return undefined;
    const { key, task } = entry;
    const { networkFrom = '', command } = task;
    const state = states.get(networkFrom);
    const home = state === undefined || state.status === decide/* MISSING */.lV ? creationOf(networkFrom) : state.raw;
    const container = task.container ?? containersOf(definition)[0];
    return {
        key,
        cluster: site.cluster,
        for: task.for,
        containerOverrides: command && container ? [{ name: container, command }] : [],
        ...(0,present/* present */.E)({ home })
    };
}
function unnamedContainers(definitions) {
    return definitions.flatMap(({ item, definition }) => {
        const { entry } = item.target;
        if (entry?.kind !== 'task' || entry.task.command === undefined || entry.task.run !== 'before')
            return [];
        const names = containersOf(definition);
        const place = entry.written;
        if (entry.task.container !== undefined || names.length < 2)
            return [];
        return [
            {
                code: 'container-not-named',
                fault: 'user',
                message: `"command" of "${entry.key}": the definition has ${names.length} containers (${names.join(', ')}), and none is named.`,
                hint: 'Name the one that the command is for: container: NAME.',
                ...(0,present/* present */.E)({ place })
            }
        ];
    });
}
function containersOf({ containerDefinitions }) {
    const list = Array.isArray(containerDefinitions) ? containerDefinitions : [];
    return list.flatMap(one => ((0,json/* isObject */.G)(one) && typeof one['name'] === 'string' ? [one['name']] : []));
}

;// CONCATENATED MODULE: ./lib/src/deploying/plan/make-plan.js





















async function makePlan({ report, prepared, placement, services }, configuration, planning) {
    if (prepared.length === 0)
        return { report };
    const named = [...prepared.flatMap(serviceOf), ...networkServices(prepared, placement, configuration)];
    const [resolution, inspected, creations] = await Promise.all([
        resolveAll(prepared, planning),
        (0,inspect_services/* inspectServices */.dD)(named, configuration, planning.aws),
        (0,service_definitions/* resolveServiceDefinitions */.gb)(services, planning.aws)
    ]);
    const { groups } = resolution;
    const live = withCreations(inspected, creations);
    const definitions = groups.flatMap(({ prepared: own, documents }) => own.map((item, index) => {
        return { item, definition: (0,tree/* toJson */.aB)((documents[index] ?? item).root) };
    }));
    const problems = [
        ...report.problems,
        ...(0,explained_problems/* causeFirst */.IK)([...resolution.problems, ...creations.problems], (0,explained_problems/* withClusterPlaces */.Xd)(live.problems, placement)),
        ...unnamedContainers(definitions)
    ];
    const drift = driftRemarks(live.states, creations, configuration);
    const remarks = [...report.remarks, ...resolution.warnings.map(toRemark), ...drift];
    const looked = { ...report, problems, remarks };
    if (problems.length > 0)
        return { report: looked };
    const deciding = { ...planning, configuration };
    const wanted = definitions.map(one => wantedOf(one, live));
    const compared = await (0,decide_on/* decideOn */.m)(wanted, looked, deciding);
    if (!compared.plan || planning.onlyCompares)
        return compared;
    const resolved = groups.flatMap(group => group.resolved);
    const moved = await (0,moved_images.withMovedImages)(compared, planning);
    const aged = await (0,old_values/* withOldValues */.ol)(moved, resolved, deciding);
    return aged.plan ? verified({ ...aged, plan: withReferences(aged.plan, resolved) }, groups, deciding) : aged;
}
async function resolveAll(prepared, { aws }) {
    const all = await Promise.all((0,group/* groupBy */.$)(prepared, ({ site }) => (0,connections/* accountKey */.L)(site)).map(async (own) => {
        const { region, roleArn } = own[0].site;
        const account = { region, ...(0,present/* present */.E)({ roleArn }) };
        const { directory } = await aws(account);
        const partition = (0,contexts/* partitionOf */.i)(region);
        const documents = own.map(({ root, target: { service, document, place } }) => {
            return { file: document.file, root, place, ...(0,present/* present */.E)({ service }) };
        });
        const resolution = await (0,resolve/* resolveReferences */.d)(documents, { directory, region, partition });
        return { ...resolution, account, prepared: own };
    }));
    return {
        groups: all,
        problems: all.flatMap(({ problems }) => problems),
        warnings: all.flatMap(({ warnings }) => warnings)
    };
}
const CREATE_IT = 'Check the name, cluster and Region, or give a service-definition to create it from.';
const OTHER_NAME = ' If the service has another name than its file, name it in the configuration file: npx ecs-sealed-deploy init --write writes one.';
function withCreations(inspected, { members }) {
    const isGone = (named) => inspected.states.get((0,outcome/* keyOf */.TN)(named))?.status === 'INACTIVE';
    const absent = [...inspected.missing, ...inspected.named.filter(isGone)];
    const created = absent.filter(named => members.has((0,outcome/* keyOf */.TN)(named)));
    const isCreated = (service) => created.some(named => named.service === service || named.key === service);
    const states = created.map(named => [(0,outcome/* keyOf */.TN)(named), (0,inspect_services/* missingState */.U3)(named)]);
    const missing = inspected.missing.filter(named => !isCreated((0,outcome/* keyOf */.TN)(named)));
    return {
        states: new Map([...inspected.states, ...states]),
        creationOf: key => members.get(key)?.definition,
        problems: [
            ...inspected.problems.filter(({ code, service }) => code !== 'service-not-active' || !isCreated(service)),
            ...missing.map(named => ({
                ...(0,inspect_services/* missingService */.wu)(named),
                hint: `${CREATE_IT}${named.key === undefined ? OTHER_NAME : ''}`
            }))
        ]
    };
}
function driftRemarks(states, { members }, { settings }) {
    return [...members].flatMap(([service, { file, definition }]) => {
        const state = states.get(service);
        if (!state || state.status === decide/* MISSING */.lV)
            return [];
        const message = (0,creation/* definitionDriftRemark */.lL)(file, service, (0,creation/* driftOf */.$p)(definition, settings, state.raw));
        return message === undefined ? [] : [{ message }];
    });
}
function serviceOf({ target, site }) {
    const { service: key, entry } = target;
    if (key === undefined)
        return [];
    const service = entry?.kind === 'service' ? entry.name : key;
    return [{ service, ...(service === key ? {} : { key }), site: site }];
}
function wantedOf({ item, definition }, live) {
    const { target, family, site, root } = item;
    const { service: key, document, entry } = target;
    const state = key === undefined ? undefined : live.states.get(key);
    const creation = key !== undefined && state?.status === decide/* MISSING */.lV ? live.creationOf(key) : undefined;
    const isOwn = !(0,rendered_before/* isRenderedBefore */.N)(document.file) && !document.file.startsWith('live:');
    return {
        file: document.file,
        family,
        site,
        definition,
        ...(0,present/* present */.E)({
            state,
            key,
            creation,
            task: wantTask(item, definition, live),
            desiredCount: entry?.kind === 'service' ? entry.desiredCount : undefined,
            schedules: entry?.kind === 'task' ? entry.task.schedules : undefined,
            fixedImages: isOwn ? (0,older_image/* fixedImagesIn */.aM)(root, document) : undefined
        })
    };
}
const OPEN = new Set(['secret-version-unlabeled', 'parameter-not-verified']);
function toRemark({ code, message, hint, place }) {
    const text = hint === undefined ? message : `${message} ${hint}`;
    return { message: text, ...(0,present/* present */.E)({ place, isUnverified: OPEN.has(code) || undefined }) };
}
function withReferences(plan, resolved) {
    const referencesOf = ({ files, definition }) => {
        const text = JSON.stringify(definition);
        const own = resolved.filter(({ arn }) => text.includes(JSON.stringify(arn)));
        const references = own.flatMap(({ written, arn, uses }) => uses.flatMap(({ file, container, name }) => files.includes(file) ? [{ ...(0,present/* present */.E)({ container }), name, written, arn }] : []));
        return (0,list/* distinctBy */.ey)(references, JSON.stringify);
    };
    return {
        ...plan,
        definitions: plan.definitions.map(one => ({ ...one, references: referencesOf(one) }))
    };
}
async function verified({ plan, report }, groups, planning) {
    const { rows, problems, remarks } = await verifyPlan(plan, groups, planning);
    const sent = groups.flatMap(({ prepared, documents }) => prepared.map((item, index) => {
        const { root } = documents[index] ?? item;
        return { name: item.target.service ?? item.family, target: item.target, root };
    }));
    const { renderedFolder } = planning.ports;
    const byName = new Map(sent.map(({ name, root }) => [name, (0,tree/* toJson */.aB)(root)]));
    const checked = {
        ...report,
        plan,
        renderedFiles: renderedFolder === undefined
            ? []
            : [...byName].map(([name, definition]) => (0,writer/* writeRendered */.d_)(renderedFolder, name, definition)),
        permissions: rows,
        problems: [...report.problems, ...problems],
        remarks: [...report.remarks, ...remarks]
    };
    const places = sent.map(({ target, root }) => [target.document.file, { root, place: target.place }]);
    return problems.length > 0
        ? { report: checked }
        : { plan, report: checked, places: new Map(places.toReversed()) };
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

/***/ 53520:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jg: () => (/* binding */ loadDefinitions),
/* harmony export */   ae: () => (/* binding */ liveEntriesOf),
/* harmony export */   ml: () => (/* binding */ livePlaintext),
/* harmony export */   tu: () => (/* binding */ withLiveEntries)
/* harmony export */ });
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(84120);
/* harmony import */ var _checking_layout_layout_sources_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(16612);
/* harmony import */ var _checking_load_load_sources_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(99880);
/* harmony import */ var _configuration_placement_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(80375);
/* harmony import */ var _document_load_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(45187);
/* harmony import */ var _document_place_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(19016);
/* harmony import */ var _plan_commit_tag_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(19545);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85590);
/* harmony import */ var _template_ecs_schema_generated_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(50130);
/* harmony import */ var _connections_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(98146);
/* harmony import */ var _inspect_services_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(10736);











const NOTHING = { files: [], targets: [], unscanned: [], problems: [] };
async function loadDefinitions(configuration, project, run) {
    const { base } = configuration;
    const { ports } = run;
    if (base !== undefined) {
        const wanted = wantedByInput(base, configuration, project);
        return 'code' in wanted
            ? { ...NOTHING, problems: [wanted] }
            : withBases(NOTHING, wanted, { project, run });
    }
    const handed = { ...ports, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ temporary: ports.area.temporary }) };
    const loaded = await (0,_checking_load_load_sources_js__WEBPACK_IMPORTED_MODULE_1__/* .loadSources */ .Dl)(configuration, handed, project.resolved);
    return withLiveEntries(loaded, configuration, { ...project, run });
}
function wantedByInput(base, configuration, { placement }) {
    const { services } = configuration;
    if (base.kind === 'revision' && (services === 'all' || services === 'changed'))
        return {
            code: 'services-unknown',
            fault: 'user',
            message: 'Input "service" is "all", but no file names the services.',
            hint: 'Name the services that get the definition, for example service: web, worker.'
        };
    if (base.kind === 'service' && !Array.isArray(services))
        return {
            code: 'missing-input',
            fault: 'user',
            message: 'Input "task-definition" is "live", but "service" names no service that runs one.',
            hint: 'Name the services, for example service: dispatcher, or a family by task-definition-family.'
        };
    const keys = Array.isArray(services) ? services : [undefined];
    return keys.map(service => ({
        site: (0,_configuration_placement_js__WEBPACK_IMPORTED_MODULE_2__/* .siteOf */ .zU)(service, placement, configuration),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ service }),
        ...(base.kind === 'revision' ? { revision: base.revision } : (0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ name: service }))
    }));
}
function liveEntriesOf(configuration, resolved) {
    if (configuration.taskDefinition.length > 0)
        return [];
    return chosenOf(configuration, resolved).filter(({ base }) => base?.kind === 'live');
}
function chosenOf(configuration, resolved) {
    const { services } = (0,_checking_layout_layout_sources_js__WEBPACK_IMPORTED_MODULE_3__/* .chosenServices */ .LS)(configuration, resolved);
    return [...services, ...(0,_checking_layout_layout_sources_js__WEBPACK_IMPORTED_MODULE_3__.chosenTasks)(services, resolved, configuration.services)];
}
async function withLiveEntries(loaded, configuration, { run, ...project }) {
    const entries = liveEntriesOf(configuration, project.resolved);
    if (entries.length === 0)
        return loaded;
    const wanted = entries.map((entry) => {
        const family = entry.base?.kind === 'live' ? entry.base.family : undefined;
        return {
            entry,
            name: entry.key,
            site: (0,_configuration_placement_js__WEBPACK_IMPORTED_MODULE_2__/* .siteOfTarget */ .so)({ entry }, project.placement, configuration),
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ service: entry.kind === 'service' ? entry.key : undefined, revision: family })
        };
    });
    const all = await withBases(loaded, wanted, { project, run });
    const order = chosenOf(configuration, project.resolved).map(({ key, kind }) => `${kind} ${key}`);
    const placeOf = ({ entry }) => (entry ? order.indexOf(`${entry.kind} ${entry.key}`) : -1);
    return { ...all, targets: all.targets.toSorted((a, b) => placeOf(a) - placeOf(b)) };
}
async function withBases(loaded, wanted, { project, run }) {
    const asked = new Map();
    const bases = await Promise.all(wanted.map(one => {
        const key = JSON.stringify([(0,_connections_js__WEBPACK_IMPORTED_MODULE_4__/* .accountKey */ .L)(one.site), one.revision ?? one.service, one.name]);
        const answer = asked.get(key) ?? loadBase(one, project, run);
        asked.set(key, answer);
        return answer;
    }));
    const { resolved } = project;
    const targets = bases.flatMap(({ source }, index) => {
        const { service, entry = resolved.services.find(({ key }) => key === service) } = wanted[index] ?? {};
        return source ? [{ ...source, ...(0,_checking_load_load_sources_js__WEBPACK_IMPORTED_MODULE_1__/* .ofEntry */ .WM)(source, entry, resolved), ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ service }) }] : [];
    });
    return {
        ...loaded,
        files: [...new Set([...loaded.files, ...targets.map(({ document }) => document.file)])],
        targets: [...loaded.targets, ...targets],
        problems: [...loaded.problems, ...[...new Set(bases)].flatMap(({ problems }) => problems)]
    };
}
async function loadBase(wanted, { placement }, { aws, ports }) {
    const { site, service, name, entry } = wanted;
    if (wanted.revision === undefined && service === undefined)
        return { problems: [withoutFamily(entry)] };
    try {
        const { ecs } = await aws(site);
        let { revision } = wanted;
        if (revision === undefined) {
            if (site.cluster === undefined)
                return { problems: [(0,_inspect_services_js__WEBPACK_IMPORTED_MODULE_5__/* .noCluster */ .eG)('deployed')] };
            const named = (0,_configuration_placement_js__WEBPACK_IMPORTED_MODULE_2__/* .namedByKey */ .O$)(service ?? '', placement);
            const { services } = await ecs.describeServices(site.cluster, [named.service]);
            revision = services[0]?.taskDefinition;
            if (!revision)
                return { problems: [(0,_inspect_services_js__WEBPACK_IMPORTED_MODULE_5__/* .missingService */ .wu)({ ...named, site: { ...site, cluster: site.cluster } })] };
        }
        const live = await ecs.describeTaskDefinition(revision);
        if (!live)
            return { problems: [noRevision(revision, site.region)] };
        const file = `live:${name ?? live.family}`;
        const text = `${JSON.stringify(ownMembers(live), undefined, 2)}\n`;
        const { document, problems } = await (0,_document_load_js__WEBPACK_IMPORTED_MODULE_6__/* .loadDocument */ .A)(file, text);
        if (!document)
            return { problems };
        ports.keepSource(file, document.text);
        ports.log.info(`Base${name === undefined ? '' : ` of ${name}`}: ${live.family}:${live.revision}.`);
        const newest = wanted.revision === undefined && (await ecs.describeTaskDefinition(live.family));
        if (newest && newest.revision > live.revision)
            ports.log.notice(newerThanBase(newest, live));
        return { source: { document, place: (0,_document_place_js__WEBPACK_IMPORTED_MODULE_7__/* .placeFinder */ .aA)(document) }, problems };
    }
    catch (error) {
        return { problems: [(0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_8__/* .refusalOf */ .Of)(error)] };
    }
}
function withoutFamily(entry) {
    return {
        code: 'bad-placement',
        fault: 'user',
        message: `"task-definition" of task "${entry?.key}" is live, but nothing runs a task all the time.`,
        hint: 'Name the family: task-definition: {live: FAMILY}.',
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ place: entry?.base?.place })
    };
}
function newerThanBase({ family, revision }, base) {
    return `${family}:${revision} is newer than ${family}:${base.revision}, which the service runs and which is the base: what changed in ${family}:${revision} is not part of this run. To use the newest revision, write task-definition: {live: ${family}} in the configuration file or use the input task-definition-family.`;
}
function ownMembers({ definition }) {
    const own = Object.entries((0,_plan_commit_tag_js__WEBPACK_IMPORTED_MODULE_9__/* .withoutCommitTag */ .KR)(definition)).filter(([key]) => !_template_ecs_schema_generated_js__WEBPACK_IMPORTED_MODULE_10__/* .describeOnlyMembers */ .d.includes(key));
    return Object.fromEntries(own);
}
function noRevision(revision, region) {
    return {
        code: 'revision-not-found',
        fault: 'user',
        message: `ECS has no revision ${revision} in ${region}.`,
        hint: 'Check family, number and region; a family without an ACTIVE revision has none to begin with.'
    };
}
function livePlaintext(findings) {
    const names = findings.flatMap(({ file, level, category }) => (0,_checking_load_load_sources_js__WEBPACK_IMPORTED_MODULE_1__/* .isLiveName */ .WE)(file) && level === 'error' && category === 'credential' ? [file] : []);
    return [...new Set(names)].map(name => ({
        message: `${name} holds plaintext credentials, which every revision that is made of it would hold too. Mode migrate moves them into secrets (with source: live where no configuration file has the service).`
    }));
}


/***/ }),

/***/ 90532:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ prepareDefinitions)
/* harmony export */ });
/* unused harmony export taskOverrides */
/* harmony import */ var _checking_decisions_apply_decisions_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(54060);
/* harmony import */ var _checking_decisions_project_rules_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38809);
/* harmony import */ var _checking_examine_configuration_values_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(59039);
/* harmony import */ var _checking_examine_examine_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(24770);
/* harmony import */ var _checking_layout_rendered_before_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(90154);
/* harmony import */ var _checking_load_load_sources_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(99880);
/* harmony import */ var _configuration_explained_problems_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(59235);
/* harmony import */ var _configuration_placement_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(80375);
/* harmony import */ var _document_tree_js__WEBPACK_IMPORTED_MODULE_18__ = __webpack_require__(10119);
/* harmony import */ var _inputs_problems_missing_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(66504);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(27779);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1216);
/* harmony import */ var _template_overrides_parse_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6170);
/* harmony import */ var _connections_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(98146);
/* harmony import */ var _target_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6698);
/* harmony import */ var _inspect_services_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(10736);
/* harmony import */ var _load_definitions_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(53520);
/* harmony import */ var _render_all_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1697);
/* harmony import */ var _service_definitions_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(27006);



















async function prepareDefinitions(configuration, ports, aws) {
    const project = await (0,_checking_decisions_project_rules_js__WEBPACK_IMPORTED_MODULE_0__/* .readProjectRules */ .Z)(configuration, ports);
    const { placement } = project;
    if (project.isUndecided) {
        const problems = [...project.problems, ...project.placementProblems];
        return { report: { ...(0,_report_report_js__WEBPACK_IMPORTED_MODULE_1__/* .emptyReport */ ._O)(configuration.mode), problems }, prepared: [], placement, services: [] };
    }
    const loaded = await (0,_load_definitions_js__WEBPACK_IMPORTED_MODULE_2__/* .loadDefinitions */ .Jg)(configuration, project, { ports, aws });
    const { overrides, problems: badOverrides } = (0,_template_overrides_parse_js__WEBPACK_IMPORTED_MODULE_3__/* .parseOverrides */ .f)(configuration.overrides);
    const early = [
        ...project.problems,
        ...project.placementProblems,
        ...loaded.problems,
        ...badOverrides,
        ...withoutCluster(loaded.targets, placement, configuration),
        ...strangersInOrder(loaded.targets, placement, configuration)
    ];
    const preparing = { configuration, ports, project, loaded, overrides, early };
    const first = await prepareWith(() => STAND_IN, preparing);
    if (first.prepared.length === 0)
        return first;
    const accounts = await (0,_target_js__WEBPACK_IMPORTED_MODULE_4__/* .askAccounts */ .oW)(loaded.targets, { placement, configuration, aws });
    if (accounts.problems.length > 0) {
        return {
            ...first,
            report: { ...first.report, problems: (0,_checking_load_load_sources_js__WEBPACK_IMPORTED_MODULE_5__/* .onceForServices */ .Vb)(accounts.problems) },
            prepared: []
        };
    }
    if (accounts.numbers.size === 0)
        return first;
    return prepareWith(site => accounts.numbers.get((0,_connections_js__WEBPACK_IMPORTED_MODULE_6__/* .accountKey */ .L)(site)), preparing);
}
const STAND_IN = '000000000000';
async function prepareWith(accountOf, preparing) {
    const { configuration, ports, project, loaded, overrides, early } = preparing;
    const { placement } = project;
    const around = { ports, project, overrides, accountOf };
    const rendered = await (0,_render_all_js__WEBPACK_IMPORTED_MODULE_7__/* .renderAll */ .Y)(loaded.targets, configuration, around);
    const { prepared } = rendered;
    const services = await serviceDefinitions(prepared, configuration, ports);
    const problems = [...early, ...rendered.problems, ...services.problems, ...(0,_render_all_js__WEBPACK_IMPORTED_MODULE_7__/* .familiesOf */ .m)(prepared)];
    const dropsEmpty = configuration.keepEmpty !== undefined;
    const references = { kind: 'lookup', dropsEmpty };
    const examination = { rules: { ...project.rules, references }, mask: ports.mask };
    const findings = [
        ...(await (0,_checking_examine_examine_js__WEBPACK_IMPORTED_MODULE_8__/* .examine */ .s)(loaded.targets.filter(one => !isReplaced(one, prepared)), prepared, examination)),
        ...(await (0,_checking_examine_examine_js__WEBPACK_IMPORTED_MODULE_8__/* .examine */ .s)(services.targets, [], examination)),
        ...(await (0,_checking_examine_examine_js__WEBPACK_IMPORTED_MODULE_8__/* .examine */ .s)(taskOverrides(configuration), [], examination)),
        ...(await (0,_checking_examine_examine_js__WEBPACK_IMPORTED_MODULE_8__/* .examine */ .s)((0,_checking_examine_configuration_values_js__WEBPACK_IMPORTED_MODULE_9__/* .configurationValues */ .X)(project.layout), [], examination))
    ];
    const judged = await (0,_checking_decisions_apply_decisions_js__WEBPACK_IMPORTED_MODULE_10__/* .applyProjectRules */ .P)({ findings: await (0,_checking_examine_examine_js__WEBPACK_IMPORTED_MODULE_8__/* .onceEach */ .f)(findings, configuration.config.file), loaded }, (0,_checking_layout_rendered_before_js__WEBPACK_IMPORTED_MODULE_11__/* .withRenderedBefore */ .r)(project, loaded), ports);
    const report = {
        ...(0,_report_report_js__WEBPACK_IMPORTED_MODULE_1__/* .emptyReport */ ._O)(configuration.mode),
        services: loaded.targets.flatMap(({ service }) => (service === undefined ? [] : [service])),
        files: loaded.files,
        unscanned: loaded.unscanned,
        findings: judged.findings,
        excepted: judged.excepted,
        problems: (0,_checking_load_load_sources_js__WEBPACK_IMPORTED_MODULE_5__/* .onceForServices */ .Vb)((0,_configuration_explained_problems_js__WEBPACK_IMPORTED_MODULE_12__/* .withClusterPlaces */ .Xd)(problems, placement)),
        remarks: (0,_checking_load_load_sources_js__WEBPACK_IMPORTED_MODULE_5__/* .onceForServices */ .Vb)([...rendered.remarks, ...services.remarks, ...(0,_load_definitions_js__WEBPACK_IMPORTED_MODULE_2__/* .livePlaintext */ .ml)(judged.findings)])
    };
    const stops = problems.length > 0 || (0,_report_report_js__WEBPACK_IMPORTED_MODULE_1__/* .hasErrors */ .Cs)(report);
    return { report, prepared: stops ? [] : prepared, placement, services: services.definitions };
}
function withoutCluster(targets, placement, configuration) {
    const unplaced = targets.filter(target => (0,_configuration_placement_js__WEBPACK_IMPORTED_MODULE_13__/* .siteOfTarget */ .so)(target, placement, configuration).cluster === undefined);
    if (unplaced.some(({ service }) => service !== undefined)) {
        return [(0,_inspect_services_js__WEBPACK_IMPORTED_MODULE_14__/* .noCluster */ .eG)('deployed')];
    }
    if (unplaced.some(({ entry }) => entry?.kind === 'task'))
        return [(0,_inputs_problems_missing_js__WEBPACK_IMPORTED_MODULE_15__/* .noClusterForTask */ .cw)()];
    return unplaced.length > 0 && configuration.runTask !== undefined ? [(0,_inputs_problems_missing_js__WEBPACK_IMPORTED_MODULE_15__/* .noClusterForTask */ .cw)()] : [];
}
function strangersInOrder(targets, placement, { services }) {
    if (Array.isArray(services) || targets.length === 0)
        return [];
    const known = targets.flatMap(({ service }) => (service === undefined ? [] : [service]));
    return placement.order
        .flat()
        .filter(name => !known.includes(name))
        .map(name => ({
        code: 'bad-placement',
        fault: 'user',
        message: `"order" names the service "${name}", for which there is no file.${(0,_nearest_js__WEBPACK_IMPORTED_MODULE_16__/* .didYouMean */ .au)(name, known)}`,
        hint: `Files were found for: ${known.join(', ')}.`
    }));
}
async function serviceDefinitions(prepared, configuration, ports) {
    if (configuration.serviceDefinition.length === 0)
        return { definitions: [], targets: [], problems: [], remarks: [] };
    const wanted = prepared.flatMap(({ target: { service }, family, site }) => service === undefined ? [] : [{ service, family, site }]);
    return (0,_service_definitions_js__WEBPACK_IMPORTED_MODULE_17__/* .loadServiceDefinitions */ .aF)(wanted, configuration, ports);
}
const TASK_OVERRIDES = 'run-task-container-overrides';
function taskOverrides({ runTask }) {
    const containerDefinitions = runTask?.containerOverrides ?? [];
    if (containerDefinitions.length === 0)
        return [];
    const root = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_18__/* .fromJson */ .Rf)({ containerDefinitions }, { kind: 'input', input: TASK_OVERRIDES });
    const document = { file: `input ${TASK_OVERRIDES}`, format: 'json', text: '', root };
    return [{ document, place: () => undefined }];
}
function isReplaced({ document }, prepared) {
    const own = prepared.filter(({ target }) => target.document === document);
    return (0,_checking_load_load_sources_js__WEBPACK_IMPORTED_MODULE_5__/* .isLiveName */ .WE)(document.file) && own.length > 0 && own.every(({ root }) => root !== document.root);
}


/***/ }),

/***/ 1697:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ renderAll),
/* harmony export */   m: () => (/* binding */ familiesOf)
/* harmony export */ });
/* harmony import */ var _checking_contexts_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(38784);
/* harmony import */ var _checking_layout_entry_variables_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(40509);
/* harmony import */ var _checking_layout_families_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(84945);
/* harmony import */ var _configuration_placement_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80375);
/* harmony import */ var _document_tree_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(10119);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(85590);
/* harmony import */ var _template_overrides_split_images_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(94289);
/* harmony import */ var _template_prepare_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(94755);








async function renderAll(targets, configuration, run) {
    const problems = [];
    const refusals = [];
    const remarks = [];
    const prepared = [];
    const split = run.overrides.images.length > 0 ? (0,_template_overrides_split_images_js__WEBPACK_IMPORTED_MODULE_0__/* .splitImages */ .N)(run.overrides, targets) : undefined;
    if (split)
        problems.push(...split.problems);
    for (const target of targets.filter(({ partial }) => !partial)) {
        const site = (0,_configuration_placement_js__WEBPACK_IMPORTED_MODULE_1__/* .siteOfTarget */ .so)(target, run.project.placement, configuration);
        const account = run.accountOf(site);
        const known = (0,_checking_contexts_js__WEBPACK_IMPORTED_MODULE_2__/* .contextsFor */ .W)(configuration, { ...target, site }, run.ports);
        const contexts = account === undefined ? known : { ...known, aws: { ...known.aws, account } };
        const { layout } = run.project;
        const own = target.entry
            ? await (0,_checking_layout_entry_variables_js__WEBPACK_IMPORTED_MODULE_3__/* .contextsForEntry */ .W)(target.entry, layout, { contexts })
            : { contexts, problems: [] };
        const overrides = split?.overridesOf(target) ?? run.overrides;
        const result = await (0,_template_prepare_js__WEBPACK_IMPORTED_MODULE_4__/* .prepareDefinition */ .D)(target.document, {
            overrides,
            ...own,
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_5__/* .present */ .E)({ keepEmpty: configuration.keepEmpty })
        });
        const told = new Map([...own.problems, ...result.problems].map(one => [one, forService(one, target)]));
        problems.push(...told.values());
        refusals.push(...(result.refusals ?? []).flatMap(one => told.get(one) ?? []));
        remarks.push(...result.remarks);
        const { root } = result;
        if (!root)
            continue;
        prepared.push({ target, root, family: (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_6__/* .stringOf */ .Je)((0,_document_tree_js__WEBPACK_IMPORTED_MODULE_6__/* .childOf */ .GG)(root, 'family')) ?? '', site });
    }
    return { prepared, problems, refusals, remarks };
}
function forService(problem, target) {
    return target.service === undefined ? problem : { ...problem, service: target.service };
}
function familiesOf(prepared) {
    const entries = prepared.flatMap(one => {
        const { target, family, site } = one;
        const { entry } = target;
        return entry ? [{ entry, family, site, content: () => JSON.stringify((0,_document_tree_js__WEBPACK_IMPORTED_MODULE_6__/* .toJson */ .aB)(one.root)) }] : [];
    });
    return (0,_checking_layout_families_js__WEBPACK_IMPORTED_MODULE_7__/* .familyProblems */ .b)(entries);
}


/***/ }),

/***/ 27006:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  aF: () => (/* binding */ loadServiceDefinitions),
  gb: () => (/* binding */ resolveServiceDefinitions)
});

// UNUSED EXPORTS: detectableView, referencesView, withResolved

// EXTERNAL MODULE: ./lib/src/checking/contexts.js
var contexts = __webpack_require__(38784);
// EXTERNAL MODULE: ./lib/src/document/load.js
var load = __webpack_require__(45187);
// EXTERNAL MODULE: ./lib/src/document/place.js
var document_place = __webpack_require__(19016);
// EXTERNAL MODULE: ./lib/src/document/tree.js
var tree = __webpack_require__(10119);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/references/resolve.js + 2 modules
var resolve = __webpack_require__(25028);
// EXTERNAL MODULE: ./lib/src/arn.js
var arn = __webpack_require__(318);
// EXTERNAL MODULE: ./lib/src/template/conform.js
var conform = __webpack_require__(45270);
// EXTERNAL MODULE: ./lib/src/template/expressions/text.js
var expressions_text = __webpack_require__(5853);
// EXTERNAL MODULE: ./lib/src/template/render.js
var render = __webpack_require__(54866);
// EXTERNAL MODULE: ./lib/src/services/check-members.js
var check_members = __webpack_require__(16064);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(7673);
// EXTERNAL MODULE: ./lib/src/template/naming.js
var naming = __webpack_require__(84222);
;// CONCATENATED MODULE: ./lib/src/services/check-service.js



const MOST_NAMED = 5;
const FREE = ['options', 'tags', 'hookDetails'];
function checkService(root, run, check) {
    checkCount(root, run, check);
    checkCapacity(root, check);
    checkNetwork(root, check);
    checkController(root, check);
    checkEmpty(root, check);
}
function wordAt(root, name) {
    const text = (0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(root, name));
    return text === '' ? undefined : text;
}
function checkCount(root, run, { report }) {
    const strategy = wordAt(root, 'schedulingStrategy') ?? 'REPLICA';
    if (strategy !== 'REPLICA' || run.desiredCount !== undefined)
        return;
    if ((0,tree/* memberOf */.C5)(root, 'desiredCount') !== undefined)
        return;
    report('missing-member', root, {
        message: '"desiredCount" is missing: ECS does not create a service without it.',
        hint: 'Add "desiredCount" to the service definition, or give the input desired-count.'
    });
}
function checkCapacity(root, { report }) {
    const launchType = (0,tree/* memberOf */.C5)(root, 'launchType');
    const strategy = (0,tree/* childOf */.GG)(root, 'capacityProviderStrategy');
    if (launchType && strategy?.kind === 'array' && strategy.items.length > 0) {
        report('service-members-clash', launchType.value, {
            message: '"launchType" and "capacityProviderStrategy" exclude each other.',
            hint: 'Keep one of them.'
        });
    }
    if (wordAt(root, 'launchType') === 'FARGATE' && wordAt(root, 'schedulingStrategy') === 'DAEMON') {
        report('service-members-clash', root, {
            message: '"launchType" FARGATE and "schedulingStrategy" DAEMON exclude each other.',
            hint: 'Fargate tasks have no container instances: use REPLICA with a "desiredCount".'
        });
    }
}
function checkNetwork(root, { report }) {
    if (wordAt(root, 'launchType') !== 'FARGATE' || (0,tree/* memberOf */.C5)(root, 'networkConfiguration'))
        return;
    report('missing-member', root, {
        message: '"networkConfiguration" is missing, which services on Fargate need.',
        hint: 'Add "networkConfiguration": {"awsvpcConfiguration": {"subnets": […], "securityGroups": […]}}.'
    });
}
function checkController(root, { isOpaque, report }) {
    const node = (0,tree/* childOf */.GG)((0,tree/* childOf */.GG)(root, 'deploymentController'), 'type');
    const type = (0,tree/* stringOf */.Je)(node);
    if (node === undefined || type === undefined || type === 'ECS' || isOpaque(type))
        return;
    report('service-controller', node, {
        message: 'The service definition names a deployment controller other than ECS; such services are not created by this action.',
        hint: 'Create it with your own tools first (CodeDeploy needs its application and deployment group too), or leave "deploymentController" out.'
    });
}
function checkEmpty(root, { report }) {
    const empty = emptyTexts(root, '');
    const first = empty[0];
    if (first === undefined)
        return;
    const paths = empty.map(({ path }) => path);
    report('empty-member', first.node, {
        message: `The service definition has empty strings: ${(0,list/* someOf */.yU)(paths, MOST_NAMED)}.`,
        hint: 'Fill them in, or remove the members that this service does not use; a generated skeleton has all there are.'
    });
}
function emptyTexts(node, path) {
    switch (node.kind) {
        case 'string':
            return node.value === '' ? [{ path, node }] : [];
        case 'array':
            return node.items.flatMap((item, index) => emptyTexts(item, `${path}[${index}]`));
        case 'object':
            return node.members.flatMap(({ key, value }) => {
                if (FREE.includes(key))
                    return [];
                const name = (0,naming/* quotedName */.aH)(key, '') === '' ? '(a name not shown)' : key;
                return emptyTexts(value, path === '' ? name : `${path}.${name}`);
            });
        default:
            return [];
    }
}

;// CONCATENATED MODULE: ./lib/src/services/service-schema.generated.js
const serviceStructures = {
    CreateServiceRequest: 'serviceName cluster taskDefinition availabilityZoneRebalancing loadBalancers:[LoadBalancer serviceRegistries:[ServiceRegistry desiredCount:n clientToken launchType capacityProviderStrategy:[CapacityProviderStrategyItem platformVersion role deploymentConfiguration:DeploymentConfiguration placementConstraints:[PlacementConstraint placementStrategy:[PlacementStrategy networkConfiguration:NetworkConfiguration healthCheckGracePeriodSeconds:n schedulingStrategy deploymentController:DeploymentController tags:[Tag enableECSManagedTags:b propagateTags enableExecuteCommand:b serviceConnectConfiguration:ServiceConnectConfiguration volumeConfigurations:[ServiceVolumeConfiguration vpcLatticeConfigurations:[VpcLatticeConfiguration gatewayConnectors:[GatewayConnector monitoring:MonitoringConfiguration',
    LoadBalancer: 'targetGroupArn loadBalancerName containerName containerPort:n advancedConfiguration:AdvancedConfiguration',
    AdvancedConfiguration: 'alternateTargetGroupArn productionListenerRule testListenerRule roleArn',
    ServiceRegistry: 'registryArn port:n containerName containerPort:n',
    PlacementConstraint: 'type expression',
    PlacementStrategy: 'type field',
    NetworkConfiguration: 'awsvpcConfiguration:AwsVpcConfiguration',
    AwsVpcConfiguration: 'subnets:[s securityGroups:[s assignPublicIp',
    DeploymentController: 'type',
    ServiceConnectConfiguration: 'enabled:b namespace services:[ServiceConnectService logConfiguration:LogConfiguration accessLogConfiguration:ServiceConnectAccessLogConfiguration containerConfigurations:[ServiceConnectContainerConfiguration',
    ServiceConnectService: 'portName discoveryName clientAliases:[ServiceConnectClientAlias ingressPortOverride:n timeout:TimeoutConfiguration tls:ServiceConnectTlsConfiguration',
    ServiceConnectClientAlias: 'port:n dnsName testTrafficRules:ServiceConnectTestTrafficRules',
    ServiceConnectTestTrafficRules: 'header:ServiceConnectTestTrafficHeaderRules',
    ServiceConnectTestTrafficHeaderRules: 'name value:ServiceConnectTestTrafficHeaderMatchRules',
    ServiceConnectTestTrafficHeaderMatchRules: 'exact',
    TimeoutConfiguration: 'idleTimeoutSeconds:n perRequestTimeoutSeconds:n',
    ServiceConnectTlsConfiguration: 'issuerCertificateAuthority:ServiceConnectTlsCertificateAuthority kmsKey roleArn',
    ServiceConnectTlsCertificateAuthority: 'awsPcaAuthorityArn',
    LogConfiguration: 'logDriver options:{s secretOptions:[Secret',
    Secret: 'name valueFrom',
    ServiceConnectAccessLogConfiguration: 'format includeQueryParameters',
    ServiceConnectContainerConfiguration: 'logLevel',
    ServiceVolumeConfiguration: 'name managedEBSVolume:ServiceManagedEBSVolumeConfiguration',
    VpcLatticeConfiguration: 'roleArn targetGroupArn portName advancedConfiguration:VpcLatticeAdvancedConfiguration',
    VpcLatticeAdvancedConfiguration: 'alternateTargetGroupArn productionListenerRule testListenerRule',
    GatewayConnector: 'portName healthCheck:GatewayConnectorHealthCheck filters:GatewayConnectorFilters',
    GatewayConnectorHealthCheck: 'healthCheckProtocol healthCheckPort:n healthCheckPath healthCheckTimeoutSeconds:n healthCheckIntervalSeconds:n healthyThresholdCount:n unhealthyThresholdCount:n matcher:GatewayConnectorHealthCheckMatcher',
    GatewayConnectorHealthCheckMatcher: 'httpCode grpcCode',
    GatewayConnectorFilters: 'accessTypes:[s',
    MonitoringConfiguration: 'metricConfigurations:[MetricConfiguration',
    MetricConfiguration: 'metricNames:[s resolutionSeconds:n'
};
const answerOnlyMembers = [
    'serviceArn',
    'clusterArn',
    'status',
    'runningCount',
    'pendingCount',
    'platformFamily',
    'taskSets',
    'deployments',
    'roleArn',
    'events',
    'createdAt',
    'currentServiceDeployment',
    'currentServiceRevisions',
    'createdBy',
    'resourceManagementType'
];

// EXTERNAL MODULE: ./lib/src/services/settings-schema.generated.js
var settings_schema_generated = __webpack_require__(27966);
;// CONCATENATED MODULE: ./lib/src/services/unwrap-service.js




const isForEditors = (name) => name.startsWith('$');
function unwrapService(root, service, find) {
    if (root.kind !== 'object')
        return { problems: [notAService(root, `it is ${(0,naming/* kindName */.Ep)(root)}`, find)], remarks: [] };
    const described = servicesIn(root);
    if (described === undefined)
        return dropUnsent(root, find);
    const named = described.filter(one => (0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(one, 'serviceName')) === service);
    const chosen = described.length === 1 ? described[0] : named[0];
    if (chosen?.kind === 'object')
        return dropUnsent(chosen, find);
    const what = `it holds ${described.length} services and none of them alone is "${service}"`;
    return { problems: [notAService(root, what, find)], remarks: [] };
}
function servicesIn(root) {
    const list = (0,tree/* childOf */.GG)(root, 'services');
    return list?.kind === 'array' && (0,tree/* childOf */.GG)(root, 'serviceName') === undefined ? list.items : undefined;
}
function dropUnsent(root, find) {
    const unsent = root.members.filter(({ key }) => answerOnlyMembers.includes(key) || isForEditors(key));
    if (unsent.length === 0)
        return { root, problems: [], remarks: [] };
    return {
        root: { ...root, members: root.members.filter(member => !unsent.includes(member)) },
        problems: [],
        remarks: unsent.map(member => dropped(member, find))
    };
}
function dropped(member, find) {
    const place = find(member.keyOrigin);
    const name = isForEditors(member.key) ? 'A member for editors ("$…")' : (0,naming/* quotedName */.aH)(member.key, 'a member');
    const message = `${name} is not part of an ECS service definition: dropped.`;
    return place ? { message, place } : { message };
}
function notAService(node, what, find) {
    const place = find(node.origin);
    return {
        code: 'not-a-service-definition',
        fault: 'user',
        message: `The file is not one service definition: ${what}.`,
        hint: 'Write one object with the members of CreateService, such as "desiredCount", "launchType" and "networkConfiguration".',
        ...(0,present/* present */.E)({ place })
    };
}

;// CONCATENATED MODULE: ./lib/src/services/prepare-service.js












const FROM_RUN = ['serviceName', 'cluster', 'taskDefinition', 'clientToken'];
const WORDS = {
    serviceName: 'the service that is deployed',
    cluster: 'the input "cluster"',
    taskDefinition: 'the family of the task definition that is deployed',
    clientToken: 'the token that this program makes'
};
async function prepareServiceDefinition(document, { contexts, run }) {
    const find = (0,document_place/* placeFinder */.aA)(document);
    const unwrapped = unwrapService(document.root, run.service, find);
    if (unwrapped.root === undefined)
        return unwrapped;
    const rendered = await (0,render/* renderStrictly */.f)({ root: unwrapped.root, document }, contexts);
    if (rendered.root.kind !== 'object')
        return { problems: rendered.problems, remarks: unwrapped.remarks };
    const isUnknown = rendered.problems.length > 0 ? (text) => text.includes('${{') : expressions_text/* isNeverOpaque */.qL;
    const schema = serviceSchema();
    const conformed = (0,conform/* conform */.f)(rendered.root, { document, isOpaque: isUnknown, schema });
    const problems = [...unwrapped.problems, ...rendered.problems, ...conformed.problems];
    const report = (code, node, text) => {
        const place = find(node.origin);
        problems.push({ code, fault: 'user', ...text, ...(0,present/* present */.E)({ place }) });
    };
    const taken = removeRunFields(conformed.root, run, { isOpaque: isUnknown, report, find });
    (0,check_members/* checkMembers */.c_)(taken.root, { schema, isOpaque: isUnknown, report });
    checkService(taken.root, run, { isOpaque: isUnknown, report });
    return {
        root: taken.root,
        problems,
        remarks: [...unwrapped.remarks, ...conformed.remarks, ...taken.remarks]
    };
}
function removeRunFields(root, run, check) {
    const remarks = [];
    for (const name of FROM_RUN) {
        const member = (0,tree/* memberOf */.C5)(root, name);
        if (member === undefined)
            continue;
        const verdict = judge(name, (0,tree/* stringOf */.Je)(member.value) ?? '', run);
        if (verdict === 'other' && !check.isOpaque((0,tree/* stringOf */.Je)(member.value) ?? ''))
            contradicts(name, member, check);
        if (verdict === 'unused')
            remarks.push(unused(name, member, check.find));
    }
    const kept = root.members.filter(({ key }) => !FROM_RUN.some(name => name === key));
    return { root: kept.length === root.members.length ? root : { ...root, members: kept }, remarks };
}
function judge(name, text, run) {
    if (text === '')
        return 'same';
    switch (name) {
        case 'serviceName':
            return text === run.service ? 'same' : 'other';
        case 'cluster':
            return run.cluster === undefined || (0,arn/* lastPartOf */.RS)(text) === (0,arn/* lastPartOf */.RS)(run.cluster) ? 'same' : 'other';
        case 'taskDefinition': {
            if (run.family === undefined)
                return 'same';
            const [family, revision] = (0,arn/* lastPartOf */.RS)(text).split(':');
            if (family !== run.family)
                return 'other';
            return revision === undefined ? 'same' : 'unused';
        }
        case 'clientToken':
            return 'unused';
    }
}
function contradicts(name, { value }, { report }) {
    report('service-contradicts-run', value, {
        message: `"${name}" is not ${WORDS[name]}.`,
        hint: `Remove "${name}" from the service definition: the run says it. Or write an expression, such as \${{ service.name }} or \${{ service.cluster }}.`
    });
}
function unused(name, { keyOrigin }, find) {
    const place = find(keyOrigin);
    const message = name === 'taskDefinition'
        ? 'The revision in "taskDefinition" is not used: the service is created with the revision of this run.'
        : `"${name}" is not used: this program makes its own.`;
    return place ? { message, place } : { message };
}
function serviceSchema() {
    return {
        root: 'CreateServiceRequest',
        structures: { ...settings_schema_generated/* settingsStructures */._, ...serviceStructures },
        unknown: 'refuse'
    };
}

// EXTERNAL MODULE: ./lib/src/workspace/find/find.js + 1 modules
var find = __webpack_require__(81033);
// EXTERNAL MODULE: ./lib/src/workspace/read.js
var workspace_read = __webpack_require__(89415);
;// CONCATENATED MODULE: ./lib/src/deploying/prepare/service-definitions.js










const CONNECT = 'serviceConnectConfiguration';
const LOGGING = 'logConfiguration';
const CONTAINERS = 'containerDefinitions';
async function loadServiceDefinitions(wanted, configuration, ports) {
    const { serviceDefinition } = configuration;
    const { files, problems: notFound } = await (0,find.findTaskDefinitions)(ports.workspace, serviceDefinition);
    const plain = files.find(({ service }) => service === undefined);
    const found = wanted.flatMap(item => {
        const file = files.find(({ service }) => service === item.service) ?? plain;
        return file ? [{ ...item, file: file.file }] : [];
    });
    const loaded = await Promise.all(found.map(item => loadOne(item, configuration, ports)));
    return {
        definitions: loaded.flatMap(({ definition }) => (definition ? [definition] : [])),
        targets: loaded.flatMap(({ target }) => (target ? [target] : [])),
        problems: [...notFound, ...loaded.flatMap(({ problems }) => problems)],
        remarks: loaded.flatMap(({ remarks }) => remarks)
    };
}
async function loadOne(item, configuration, ports) {
    const { service, site, family, file } = item;
    const read = (0,workspace_read/* readTextFile */.Gu)(ports.workspace, file);
    if (!('text' in read))
        return { problems: read.problems, remarks: [] };
    const { document, problems } = await (0,load/* loadDocument */.A)(file, read.text);
    if (!document || problems.length > 0)
        return { problems, remarks: [] };
    ports.keepSource(file, read.text);
    const place = (0,document_place/* placeFinder */.aA)(document);
    const target = {
        service,
        document: { ...document, root: detectableView(document.root) },
        place
    };
    const { cluster } = site;
    const { desiredCount } = configuration;
    const prepared = await prepareServiceDefinition(document, {
        contexts: (0,contexts/* contextsFor */.W)(configuration, { service, site }, ports),
        run: {
            service,
            family,
            ...(0,present/* present */.E)({ cluster, desiredCount })
        }
    });
    const about = {
        problems: prepared.problems.map(problem => ({ ...problem, service })),
        remarks: prepared.remarks
    };
    return prepared.root
        ? { ...about, target, definition: { ...item, root: prepared.root, place } }
        : { ...about, target };
}
async function resolveServiceDefinitions(definitions, aws) {
    const resolved = await Promise.all(definitions.map(async (definition) => {
        const { service, file, root, place, site } = definition;
        const { directory } = await aws(site);
        const partition = (0,contexts/* partitionOf */.i)(site.region);
        const view = { service, file, root: referencesView(root), place };
        const resolution = await (0,resolve/* resolveReferences */.d)([view], { directory, region: site.region, partition });
        const own = resolution.documents[0]?.root;
        const members = own?.kind === 'object' ? withResolved(root, own) : root;
        return { service, file, definition: (0,tree/* toJson */.aB)(members), problems: resolution.problems };
    }));
    return {
        members: new Map(resolved.map(({ service, file, definition }) => [service, { file, definition }])),
        problems: resolved.flatMap(({ problems }) => problems)
    };
}
function detectableView(root) {
    const services = servicesIn(root);
    if (services)
        return { kind: 'array', items: services.map(detectableView), origin: root.origin };
    if (root.kind !== 'object')
        return root;
    const connect = (0,tree/* memberOf */.C5)(root, CONNECT);
    const others = root.members.filter(member => member !== connect);
    const rest = connect && withoutLogging(connect);
    return {
        ...root,
        members: [...others, ...(rest ? [rest] : []), containerOf(root)]
    };
}
function withoutLogging(connect) {
    const { value } = connect;
    return value.kind === 'object' ? { ...connect, value: (0,tree/* withMember */.RV)(value, LOGGING, undefined) } : connect;
}
function referencesView(root) {
    return { kind: 'object', members: [containerOf(root)], origin: root.origin };
}
function withResolved(root, view) {
    const connect = (0,tree/* memberOf */.C5)(root, CONNECT)?.value;
    const containers = (0,tree/* childOf */.GG)(view, CONTAINERS);
    const resolved = containers?.kind === 'array' ? (0,tree/* childOf */.GG)(containers.items[0], LOGGING) : undefined;
    if (connect?.kind !== 'object' || resolved === undefined)
        return root;
    return (0,tree/* withMember */.RV)(root, CONNECT, (0,tree/* withMember */.RV)(connect, LOGGING, resolved));
}
function containerOf(root) {
    const { origin } = root;
    const logging = (0,tree/* memberOf */.C5)((0,tree/* childOf */.GG)(root, CONNECT), LOGGING);
    const container = { kind: 'object', members: logging ? [logging] : [], origin };
    return { key: CONTAINERS, keyOrigin: origin, value: { kind: 'array', items: [container], origin } };
}


/***/ }),

/***/ 16064:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   QN: () => (/* binding */ settingSchema),
/* harmony export */   c_: () => (/* binding */ checkMembers)
/* harmony export */ });
/* unused harmony exports requiredMembers, memberWords */
/* harmony import */ var _document_tree_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(10119);
/* harmony import */ var _template_schema_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(42805);
/* harmony import */ var _settings_schema_generated_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27966);



function checkMembers(root, check) {
    visit(root, check.schema.root, { ...check, path: '', fieldsOf: (0,_template_schema_js__WEBPACK_IMPORTED_MODULE_0__/* .schemaReader */ .JC)(check.schema.structures) });
}
function visit(node, type, at) {
    if (type.startsWith('[')) {
        if (node.kind !== 'array')
            return;
        node.items.forEach((item, index) => {
            visit(item, type.slice(1), { ...at, path: `${at.path}[${index}]` });
        });
        return;
    }
    if (node.kind !== 'object' || !Object.hasOwn(at.schema.structures, type))
        return;
    checkRequired(node, type, at);
    const fields = at.fieldsOf(type);
    for (const { key, value } of node.members) {
        const field = fields.get(key);
        if (field === undefined)
            continue;
        const path = at.path === '' ? key : `${at.path}.${key}`;
        checkWord(value, memberWords[`${type}.${key}`], { ...at, path });
        visit(value, field, { ...at, path });
    }
}
function checkRequired(node, type, { path, report }) {
    const where = path === '' ? '' : `${path}: `;
    for (const name of requiredMembers[type] ?? []) {
        if ((0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .memberOf */ .C5)(node, name) !== undefined)
            continue;
        report('missing-member', node, {
            message: `${where}"${name}" is missing.`,
            hint: `ECS expects ${(requiredMembers[type] ?? []).join(', ')} there.`
        });
    }
}
function checkWord(node, words, at) {
    if (words === undefined || node.kind !== 'string')
        return;
    if (words.includes(node.value) || at.isOpaque(node.value))
        return;
    at.report('unknown-word', node, {
        message: `${at.path} has a value that ECS does not know.`,
        hint: `Allowed: ${words.join(', ')}.`
    });
}
function settingSchema(root) {
    return { root, structures: _settings_schema_generated_js__WEBPACK_IMPORTED_MODULE_2__/* .settingsStructures */ ._, unknown: 'refuse' };
}
const requiredMembers = {
    AwsVpcConfiguration: ['subnets'],
    CapacityProviderStrategyItem: ['capacityProvider'],
    DeploymentAlarms: ['alarmNames', 'rollback', 'enable'],
    DeploymentCircuitBreaker: ['enable', 'rollback'],
    DeploymentController: ['type'],
    DeploymentEarlySuccessCriteria: ['enable'],
    EBSTagSpecification: ['resourceType'],
    GatewayConnector: ['portName'],
    LogConfiguration: ['logDriver'],
    MetricConfiguration: ['metricNames', 'resolutionSeconds'],
    Secret: ['name', 'valueFrom'],
    ServiceConnectAccessLogConfiguration: ['format'],
    ServiceConnectClientAlias: ['port'],
    ServiceConnectConfiguration: ['enabled'],
    ServiceConnectService: ['portName'],
    ServiceConnectTestTrafficHeaderMatchRules: ['exact'],
    ServiceConnectTestTrafficHeaderRules: ['name'],
    ServiceConnectTestTrafficRules: ['header'],
    ServiceConnectTlsConfiguration: ['issuerCertificateAuthority'],
    ServiceManagedEBSVolumeConfiguration: ['roleArn'],
    ServiceVolumeConfiguration: ['name'],
    ThresholdConfiguration: ['type', 'value'],
    VpcLatticeConfiguration: ['roleArn', 'targetGroupArn', 'portName']
};
const memberWords = {
    'AwsVpcConfiguration.assignPublicIp': ['ENABLED', 'DISABLED'],
    'CreateServiceRequest.availabilityZoneRebalancing': ['ENABLED', 'DISABLED'],
    'CreateServiceRequest.launchType': ['EC2', 'FARGATE', 'EXTERNAL', 'MANAGED_INSTANCES'],
    'CreateServiceRequest.propagateTags': ['TASK_DEFINITION', 'SERVICE', 'NONE'],
    'CreateServiceRequest.schedulingStrategy': ['REPLICA', 'DAEMON'],
    'DeploymentConfiguration.strategy': ['ROLLING', 'BLUE_GREEN', 'LINEAR', 'CANARY']
};


/***/ }),

/***/ 93645:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $p: () => (/* binding */ driftOf),
/* harmony export */   lL: () => (/* binding */ definitionDriftRemark),
/* harmony export */   zT: () => (/* binding */ creationRequest)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85590);
/* harmony import */ var _compare_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(82797);
/* harmony import */ var _settings_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(39401);




const TOKEN_LENGTH = 36;
function creationRequest(definition, creation) {
    const { cluster, service: serviceName, taskDefinition, desiredCount, settings, run } = creation;
    const members = withSettings(definition, settings);
    const body = {
        ...members,
        cluster,
        serviceName,
        taskDefinition,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ desiredCount })
    };
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(`${run}\n${JSON.stringify(body)}`);
    return { ...body, clientToken: hash.digest('hex').slice(0, TOKEN_LENGTH) };
}
function withSettings(definition, settings) {
    const wanted = (0,_settings_js__WEBPACK_IMPORTED_MODULE_2__/* .updateMembers */ .jw)(settings);
    const { deploymentConfiguration, capacityProviderStrategy } = settings;
    const own = definition['deploymentConfiguration'];
    const base = without(definition, replacedBy(capacityProviderStrategy));
    if (deploymentConfiguration === undefined || typeof own !== 'object' || own === null)
        return { ...base, ...wanted };
    const both = { ...own, ...deploymentConfiguration };
    return { ...base, ...wanted, deploymentConfiguration: both };
}
function replacedBy(strategy) {
    if (strategy === undefined)
        return [];
    return strategy.length > 0 ? ['launchType'] : ['capacityProviderStrategy'];
}
const ONLY_AT_FIRST = ['desiredCount', 'serviceName', 'cluster', 'taskDefinition', 'clientToken'];
function driftOf(definition, settings, rawService) {
    const set = Object.keys((0,_settings_js__WEBPACK_IMPORTED_MODULE_2__/* .updateMembers */ .jw)(settings));
    return (0,_compare_js__WEBPACK_IMPORTED_MODULE_3__/* .differingMembers */ .y)(without(definition, [...ONLY_AT_FIRST, ...set]), rawService);
}
function definitionDriftRemark(file, service, members) {
    if (members.length === 0)
        return undefined;
    return `${file}: service "${service}" exists and differs from its service definition in ${members.join(', ')}. A service definition is only used to create a service; what inputs set is updated, all else stays.`;
}
function without(object, names) {
    return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}


/***/ }),

/***/ 27966:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ settingsStructures)
/* harmony export */ });
const settingsStructures = {
    DeploymentConfiguration: 'deploymentCircuitBreaker:DeploymentCircuitBreaker maximumPercent:n minimumHealthyPercent:n alarms:DeploymentAlarms strategy bakeTimeInMinutes:n lifecycleHooks:[DeploymentLifecycleHook linearConfiguration:LinearConfiguration canaryConfiguration:CanaryConfiguration earlySuccessCriteria:DeploymentEarlySuccessCriteria',
    DeploymentCircuitBreaker: 'enable:b rollback:b resetOnHealthyTask:b thresholdConfiguration:ThresholdConfiguration',
    ThresholdConfiguration: 'type value:n',
    DeploymentAlarms: 'alarmNames:[s rollback:b enable:b',
    DeploymentLifecycleHook: 'targetType hookTargetArn roleArn lifecycleStages:[s hookDetails:d timeoutConfiguration:DeploymentLifecycleHookTimeoutConfiguration',
    DeploymentLifecycleHookTimeoutConfiguration: 'timeoutInMinutes:n action',
    LinearConfiguration: 'stepPercent:n stepBakeTimeInMinutes:n',
    CanaryConfiguration: 'canaryPercent:n canaryBakeTimeInMinutes:n',
    DeploymentEarlySuccessCriteria: 'enable:b healthyPercent:n sourceServiceRevisionCleanup',
    CapacityProviderStrategyItem: 'capacityProvider weight:n base:n',
    ServiceManagedEBSVolumeConfiguration: 'roleArn encrypted:b kmsKeyId volumeType sizeInGiB:n snapshotId volumeInitializationRate:n iops:n throughput:n tagSpecifications:[EBSTagSpecification filesystemType',
    EBSTagSpecification: 'resourceType tags:[Tag propagateTags',
    Tag: 'key value'
};


/***/ }),

/***/ 6639:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ problemsOfVerification)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(318);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48710);
/* harmony import */ var _group_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(69270);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7673);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(27779);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(85590);
/* harmony import */ var _simulate_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(52057);
/* harmony import */ var _verification_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64556);








function problemsOfVerification(verification, mode) {
    const denied = verification.rows.filter(row => row.verdict === 'denied');
    const open = verification.rows.filter(row => row.verdict === 'not-verified' && row.unknown.kind !== 'out-of-reach');
    const problems = (0,_group_js__WEBPACK_IMPORTED_MODULE_0__/* .groupBy */ .$)(denied, groupOfDenied).map(problemOf);
    const unknowns = (0,_group_js__WEBPACK_IMPORTED_MODULE_0__/* .groupBy */ .$)(open, ({ unknown }) => (0,_verification_js__WEBPACK_IMPORTED_MODULE_1__/* .unverifiedReason */ .U)(unknown));
    if (mode === 'auto') {
        const remarks = unknowns.map(rows => ({
            message: `${openText(rows)} ${openHint(rows)}`,
            isUnverified: true
        }));
        return { problems, remarks };
    }
    const blocking = unknowns.map(rows => ({
        code: 'not-verified',
        fault: 'cloud',
        message: openText(rows),
        hint: openHint(rows),
        ...placeOf(rows)
    }));
    return { problems: [...problems, ...blocking], remarks: [] };
}
function groupOfDenied(row) {
    const note = row.remedy.kind === 'statement' ? row.remedy.note : '';
    const merged = row.remedy.kind === 'statement' || row.action !== undefined;
    return JSON.stringify([row.code, row.holder, row.action, row.why, note, merged ? '' : row.what]);
}
const NAMED = new Set(['role-missing', 'image-missing']);
function problemOf(rows) {
    const [first] = rows;
    if (!first)
        throw new Error('a group without rows');
    return {
        code: first.code,
        fault: NAMED.has(first.code) ? 'user' : 'cloud',
        message: messageOf(first, rows),
        hint: hintOf(first, rows),
        ...placeOf(rows)
    };
}
function messageOf(first, rows) {
    const used = `used by ${describeUses(rows.flatMap(({ uses }) => uses))}`;
    switch (first.code) {
        case 'permission-denied':
        case 'pass-role':
            return `${subjectOf(first.holder)} is not authorized to perform ${first.action ?? ''} on ${describeAll(rows)}: ${first.why}.`;
        case 'role-missing':
            return `${subjectOf(first.holder)} does not exist (${used}): ${first.why}.`;
        case 'role-trust':
            return `${subjectOf(first.holder)} cannot be assumed by ECS (${used}): ${first.why}.`;
        case 'image-missing':
            return `The image ${first.what} does not exist (${used}): ${first.why}.`;
        default:
            return (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .assertNever */ .xb)(first.code);
    }
}
function subjectOf(holder) {
    switch (holder.kind) {
        case 'execution-role':
            return `The execution role ${holder.arn}`;
        case 'task-role':
            return `The task role ${holder.arn}`;
        case 'deployer':
            return `The deploying role (${holder.arn})`;
        case 'nobody':
            return 'ECS';
        default:
            return (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .assertNever */ .xb)(holder);
    }
}
function hintOf(first, rows) {
    const { remedy } = first;
    switch (remedy.kind) {
        case 'advice':
            return remedy.text;
        case 'trust':
            return `Add to the trust policy of the role ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .lastPartOf */ .RS)(first.what)}: ${JSON.stringify(remedy.statement)}`;
        case 'statement': {
            const note = remedy.note === undefined ? '' : ` ${remedy.note}`;
            return `Add to ${targetOf(first.holder)}: ${JSON.stringify((0,_simulate_js__WEBPACK_IMPORTED_MODULE_4__/* .joinStatements */ .Jf)(statementsOf(rows)))}${note}`;
        }
        default:
            return (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .assertNever */ .xb)(remedy);
    }
}
function targetOf(holder) {
    switch (holder.kind) {
        case 'execution-role':
            return `the policies of the execution role ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .lastPartOf */ .RS)(holder.arn)} (not of the task role, which the application uses)`;
        case 'task-role':
            return `the policies of the task role ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .lastPartOf */ .RS)(holder.arn)}`;
        case 'deployer':
            return `the policies of ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .lastPartOf */ .RS)(holder.arn)}, the deploying role`;
        case 'nobody':
            return 'the policies';
        default:
            return (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .assertNever */ .xb)(holder);
    }
}
function statementsOf(rows) {
    return rows.flatMap(({ remedy }) => (remedy.kind === 'statement' ? [remedy.statement] : []));
}
function describeAll(rows) {
    return rows.map(({ what, uses }) => `${what} (${describeUses(uses)})`).join(', ');
}
const usesShown = 3;
function describeUses(uses) {
    const names = [...new Set(uses.map(({ service, file, name }) => `${name} of ${service ?? file}`))];
    return (0,_list_js__WEBPACK_IMPORTED_MODULE_5__/* .someOf */ .yU)(names, usesShown);
}
function placeOf(rows) {
    const uses = rows.flatMap(row => row.uses);
    const place = uses.find(use => use.place)?.place;
    const services = new Set(uses.map(({ service }) => service));
    const [service] = services;
    return {
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_6__/* .present */ .E)({ place, service: services.size === 1 ? service : undefined })
    };
}
function openText(rows) {
    const [first] = rows;
    const why = first ? (0,_verification_js__WEBPACK_IMPORTED_MODULE_1__/* .unverifiedReason */ .U)(first.unknown) : '';
    const parts = (0,_group_js__WEBPACK_IMPORTED_MODULE_0__/* .groupBy */ .$)(rows, ({ check }) => check).map(some => openQuestion(some[0]?.check ?? 'role', new Set(some.map(({ what }) => what))));
    return `Not verified: ${why}, so it is not known whether ${parts.join(', or whether ')}.`;
}
function openQuestion(check, things) {
    const [only = ''] = things;
    const count = (one, many) => things.size === 1 ? `the ${one} ${only}` : `${things.size} ${many}`;
    const plural = things.size !== 1;
    switch (check) {
        case 'role':
            return `${count('role', 'roles')} ${plural ? 'exist and trust' : 'exists and trusts'} ECS`;
        case 'secret':
            return `tasks may read ${count('secret', 'secrets')}`;
        case 'parameter':
            return `tasks may read ${count('parameter', 'parameters')}`;
        case 'key':
            return `tasks may decrypt with ${count('key', 'keys')}`;
        case 'pass-role':
            return `${count('role', 'roles')} may be passed to ECS`;
        case 'image':
            return `${count('image', 'images')} ${plural ? 'exist' : 'exists'}`;
        default:
            return (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .assertNever */ .xb)(check);
    }
}
function openHint(rows) {
    const unknown = rows[0]?.unknown;
    return unknown?.kind === 'no-permission'
        ? `Allow ${unknown.operation} to the deploying role, or set verify-permissions to off.`
        : `See ${(0,_nearest_js__WEBPACK_IMPORTED_MODULE_7__/* .pageUrl */ .fi)('permissions')}, or set verify-permissions to off.`;
}


/***/ }),

/***/ 52057:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jf: () => (/* binding */ joinStatements),
/* harmony export */   WL: () => (/* binding */ policyListOf),
/* harmony export */   YY: () => (/* binding */ simulateAll),
/* harmony export */   cw: () => (/* binding */ allow)
/* harmony export */ });
/* unused harmony export judgeSimulated */
/* harmony import */ var _bounded_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66048);
/* harmony import */ var _group_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(69270);
/* harmony import */ var _ask_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(26246);



const AT_ONCE = 4;
async function simulateAll(questions, { roles, ask }) {
    const groups = (0,_group_js__WEBPACK_IMPORTED_MODULE_0__/* .groupBy */ .$)(questions, ({ principal, action, context }) => JSON.stringify([principal, action, context]));
    const answered = await (0,_bounded_js__WEBPACK_IMPORTED_MODULE_1__/* .mapBounded */ .y)(groups, AT_ONCE, async (group) => {
        const { principal, action, context } = group[0];
        const resources = [...new Set(group.map(({ resource }) => resource))];
        const answer = await ask(() => roles.simulate({ principal, action, resources, context }));
        return group.map((question) => {
            if (answer.kind === 'failed')
                return [question, notVerified((0,_ask_js__WEBPACK_IMPORTED_MODULE_2__/* .unknownFrom */ .N)(answer.error))];
            if (answer.value === undefined)
                return [question, { ...undecided(`IAM knows no ${principal}`), isUnknown: true }];
            const found = answer.value.find(({ resource }) => resource === question.resource);
            return [question, judgeSimulated(found, question)];
        });
    });
    const verdicts = new Map(answered.flat());
    return questions.map(question => verdicts.get(question));
}
function judgeSimulated(answer, asked) {
    const { whose, otherAccount, code } = asked;
    if (!answer)
        return undecided('IAM gave no answer about it');
    const { decision, missingKeys, organizationAllows, boundaryAllows } = answer;
    if (decision !== 'allowed') {
        if (missingKeys.length === 0)
            return { verdict: 'denied', code, ...reasonOf(answer, asked) };
        const keys = missingKeys.join(', ');
        return undecided(`the policies use condition keys (${keys}) that are known only at request time`);
    }
    if (!organizationAllows)
        return undecided('a service control policy of the organization denies the action on some resource');
    if (!boundaryAllows)
        return undecided(`IAM says both that the action is allowed and that the permissions boundary of the ${whose} does not allow it`);
    if (otherAccount !== undefined)
        return undecided(`the policies of the ${whose} allow it, but it belongs to account ${otherAccount}, whose own policy must allow it too`);
    return { verdict: 'allowed', why: `a policy of the ${whose} allows it` };
}
function reasonOf({ decision, policies, organizationAllows, boundaryAllows }, { whose, statement, note }) {
    if (!organizationAllows)
        return {
            why: 'a service control policy of the organization denies it',
            remedy: {
                kind: 'advice',
                text: 'No policy of this account can allow it: ask the administrators of the organization.'
            }
        };
    if (!boundaryAllows)
        return {
            why: `the permissions boundary of the ${whose} does not allow it`,
            remedy: {
                kind: 'statement',
                statement,
                note: `The permissions boundary must allow it too, not only a policy of the ${whose}.`
            }
        };
    if (decision === 'explicit-deny')
        return {
            why: `a Deny statement in a policy of the ${whose} forbids it${policies.length === 0 ? '' : ` (${policies.join(', ')})`}`,
            remedy: {
                kind: 'advice',
                text: 'Allowing it elsewhere does not help: change the Deny statement.'
            }
        };
    return {
        why: `no policy of the ${whose} allows it`,
        remedy: { kind: 'statement', statement, ...(note === undefined ? {} : { note }) }
    };
}
function undecided(text) {
    return notVerified({ kind: 'undecided', text });
}
function notVerified(unknown) {
    return { verdict: 'not-verified', unknown };
}
function allow(action, resource) {
    return { Effect: 'Allow', Action: action, Resource: resource };
}
function joinStatements(statements) {
    const [first = {}] = statements;
    const resources = [...new Set(statements.flatMap(statement => policyListOf(statement['Resource'])))];
    return resources.length < 2 ? first : { ...first, Resource: resources };
}
function policyListOf(value) {
    if (value === undefined)
        return [];
    return Array.isArray(value) ? value : [value];
}


/***/ }),

/***/ 6289:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  S: () => (/* binding */ verifyPermissions)
});

// EXTERNAL MODULE: ./lib/src/bounded.js
var bounded = __webpack_require__(66048);
// EXTERNAL MODULE: ./lib/src/verify/ask.js
var verify_ask = __webpack_require__(26246);
// EXTERNAL MODULE: ./lib/src/verify/images.js
var verify_images = __webpack_require__(69993);
// EXTERNAL MODULE: ./lib/src/verify/names.js
var names = __webpack_require__(20443);
// EXTERNAL MODULE: ./lib/src/verify/needs.js
var verify_needs = __webpack_require__(94162);
// EXTERNAL MODULE: ./lib/src/group.js
var group = __webpack_require__(69270);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/verify/simulate.js
var simulate = __webpack_require__(52057);
;// CONCATENATED MODULE: ./lib/src/verify/reads.js




const ANY_KEY = '00000000-0000-0000-0000-000000000000';
async function verifyReads(needs, facts, scope) {
    const asked = needs.flatMap(need => {
        const role = facts.get(need.role);
        if (!role || role.kind === 'gone')
            return [];
        const { uses } = need;
        return [readQuestion(need, role), ...keyQuestion(need, role)].map(question => ({ question, uses }));
    });
    const distinct = (0,group/* groupBy */.$)(asked, ({ question }) => JSON.stringify([question.principal, question.what, question.context])).map(same => ({
        question: same[0].question,
        uses: same.flatMap(({ uses }) => uses)
    }));
    const open = distinct.filter(({ question }) => question.facts.kind !== 'foreign');
    const answers = await (0,simulate/* simulateAll */.YY)(open.map(({ question }) => question), scope);
    const verdicts = new Map(open.map(({ question }, index) => [question, answers[index]]));
    const unknownRoles = open.flatMap(({ question }, index) => answers[index]?.isUnknown ? [question.principal] : []);
    return {
        rows: distinct.map(one => rowOf(one, verdicts.get(one.question))),
        unknownRoles: new Set(unknownRoles)
    };
}
function rowOf({ question, uses }, verdict) {
    const { check, what, action, principal: arn, facts, resource } = question;
    const row = { check, holder: { kind: 'execution-role', arn }, action, what, uses };
    if (facts.kind === 'foreign')
        return { ...row, verdict: 'not-verified', unknown: facts.unknown };
    if (verdict?.verdict === 'denied' && resource !== what && check === 'key') {
        const text = `the key is known by its alias only (${what}), and policies name keys by their ids`;
        return { ...row, verdict: 'not-verified', unknown: { kind: 'undecided', text } };
    }
    if (verdict === undefined)
        throw new Error('a question without an answer');
    return { ...row, ...verdict };
}
function readQuestion(need, facts) {
    const isSecret = need.check === 'secret';
    const action = isSecret ? 'secretsmanager:GetSecretValue' : 'ssm:GetParameters';
    const granted = isSecret ? need.arn.replace(/-[A-Za-z0-9]{6}$/, '-??????') : need.arn;
    const note = 'A resource policy on the secret can also allow this; resource policies are not checked.';
    return {
        check: need.check,
        what: need.arn,
        ...baseOf(need, facts),
        ...otherAccount(need.account, facts),
        action,
        resource: need.arn,
        statement: (0,simulate/* allow */.cw)(action, granted),
        ...(isSecret ? { note } : {})
    };
}
function keyQuestion(need, facts) {
    const key = (0,names/* readKeyId */.jN)(need.keyId, need.arn);
    if (key.kind === 'none')
        return [];
    const [, partition = '', , region = '', account = ''] = (key.kind === 'key' ? key.arn : need.arn).split(':');
    const resource = key.kind === 'key' ? key.arn : `arn:${partition}:kms:${region}:${account}:key/${ANY_KEY}`;
    const service = need.check === 'secret' ? 'secretsmanager' : 'ssm';
    const via = partition === 'aws-cn' ? undefined : `${service}.${need.region}.amazonaws.com`;
    const base = baseOf(need, facts);
    const statement = {
        ...(0,simulate/* allow */.cw)('kms:Decrypt', resource),
        ...(0,present/* present */.E)({ Condition: via && { StringEquals: { 'kms:ViaService': via } } })
    };
    return [
        {
            ...base,
            ...otherAccount(account, facts),
            check: 'key',
            what: key.kind === 'key' ? key.arn : key.alias,
            action: 'kms:Decrypt',
            resource,
            context: { ...base.context, ...(0,present/* present */.E)({ 'kms:ViaService': via }) },
            statement,
            note: 'A key policy can also allow this; key policies are not checked.'
        }
    ];
}
function baseOf(need, facts) {
    return {
        facts,
        principal: facts.arn,
        context: { 'aws:RequestedRegion': need.region },
        code: 'permission-denied',
        whose: 'role'
    };
}
function otherAccount(account, { arn }) {
    return account === arn.split(':')[4] ? {} : { otherAccount: account };
}

// EXTERNAL MODULE: ./lib/src/arn.js
var src_arn = __webpack_require__(318);
// EXTERNAL MODULE: ./lib/src/json.js
var json = __webpack_require__(65955);
;// CONCATENATED MODULE: ./lib/src/verify/roles.js





async function checkRole(written, scope) {
    const { caller } = scope;
    const parsed = (0,names/* parseRoleArn */.DM)(written);
    const foreign = (text) => ({
        kind: 'foreign',
        arn: written,
        unknown: { kind: 'undecided', text }
    });
    if (!parsed && !/^[\w+=,.@-]+$/.test(written))
        return foreign('it is not the ARN of a role');
    if (parsed && caller && parsed.account !== caller.account)
        return foreign(`the role belongs to account ${parsed.account}, the credentials to ${caller.account}`);
    const name = parsed?.name ?? written;
    const arn = parsed ? written : `arn:${scope.partition}:iam::${caller?.account ?? ''}:role/${name}`;
    const answer = await scope.ask(() => scope.roles.describeRole(name));
    if (answer.kind === 'failed')
        return { kind: 'unseen', arn, unknown: (0,verify_ask/* unknownFrom */.N)(answer.error) };
    if (!answer.value)
        return { kind: 'gone', arn };
    const { arn: own, trust } = answer.value;
    return parsed && own !== written ? { kind: 'gone', arn, other: own } : { kind: 'found', arn: own, trust };
}
function judgeRole(facts, need) {
    if (facts.kind === 'unseen' || facts.kind === 'foreign')
        return { verdict: 'not-verified', unknown: facts.unknown };
    if (facts.kind === 'gone')
        return goneVerdict(facts, need);
    const trust = trustOf(facts.trust);
    if (trust === 'trusted')
        return { verdict: 'allowed', why: 'it exists and trusts ECS tasks' };
    if (trust === 'conditional')
        return {
            verdict: 'not-verified',
            unknown: {
                kind: 'out-of-reach',
                text: 'it exists; its trust policy has conditions, which are not checked'
            }
        };
    const statement = { Effect: 'Allow', Principal: { Service: ECS_TASKS[0] }, Action: 'sts:AssumeRole' };
    return {
        verdict: 'denied',
        code: 'role-trust',
        why: `its trust policy does not allow ${ECS_TASKS[0]} to assume it`,
        remedy: { kind: 'trust', statement: statement }
    };
}
const ECS_TASKS = ['ecs-tasks.amazonaws.com', 'ecs-tasks.amazonaws.com.cn'];
function trustOf(document) {
    let policy;
    try {
        policy = JSON.parse(document);
    }
    catch {
        return 'conditional';
    }
    const statements = (0,json/* isObject */.G)(policy) ? (0,simulate/* policyListOf */.WL)(policy['Statement']).filter(json/* isObject */.G) : [];
    const isBroad = (one) => one['NotPrincipal'] !== undefined || one['NotAction'] !== undefined;
    const own = statements.filter(one => isBroad(one) || namesTasks(one['Principal']));
    if (own.length === 0)
        return 'not-trusted';
    const isPlain = (one) => one['Effect'] === 'Allow' && one['Condition'] === undefined && !isBroad(one);
    return own.some(one => one['Effect'] === 'Deny') || !own.some(isPlain) ? 'conditional' : 'trusted';
}
function namesTasks(principal) {
    const services = (0,json/* isObject */.G)(principal) ? (0,simulate/* policyListOf */.WL)(principal['Service']) : (0,simulate/* policyListOf */.WL)(principal);
    return services.some(one => one === '*' || ECS_TASKS.some(name => name === one));
}
function goneVerdict({ arn, other }, need) {
    const member = need.kind === 'execution-role' ? 'executionRoleArn' : 'taskRoleArn';
    const text = other === undefined
        ? `Correct "${member}", or create the role: aws iam create-role --role-name ${(0,src_arn/* lastPartOf */.RS)(arn)} --assume-role-policy-document file://TRUST.json, with ecs-tasks.amazonaws.com as the trusted service.`
        : `A role of this name exists under another path: write ${other} as "${member}".`;
    const why = 'the account has no such role';
    return { verdict: 'denied', code: 'role-missing', why, remedy: { kind: 'advice', text } };
}
async function verifyPassRole(needs, facts, scope) {
    const wanted = new Map();
    for (const { written, uses, passed } of needs) {
        const role = facts.get(written);
        if (passed && role && role.kind !== 'gone')
            wanted.set(role.arn, [...(wanted.get(role.arn) ?? []), ...uses]);
    }
    if (wanted.size === 0)
        return [];
    const { arn, unknown } = await identityOf(scope);
    const questions = [...wanted.keys()].map(role => ({
        principal: arn,
        action: 'iam:PassRole',
        resource: role,
        context: { 'iam:PassedToService': ECS_TASKS[0], 'aws:RequestedRegion': scope.region },
        code: 'pass-role',
        whose: 'identity',
        statement: {
            ...(0,simulate/* allow */.cw)('iam:PassRole', role),
            Condition: { StringEquals: { 'iam:PassedToService': ECS_TASKS[0] } }
        }
    }));
    const isGuess = unknown !== undefined && arn.includes(':role/');
    const verdicts = unknown && !isGuess ? [] : await (0,simulate/* simulateAll */.YY)(questions, scope);
    return [...wanted].map(([what, uses], index) => {
        const row = {
            check: 'pass-role',
            holder: { kind: 'deployer', arn },
            what,
            action: 'iam:PassRole',
            uses
        };
        const verdict = verdicts[index];
        return verdict === undefined || (unknown && verdict.isUnknown)
            ? { ...row, verdict: 'not-verified', unknown: unknown }
            : { ...row, ...verdict };
    });
}
async function identityOf({ caller, roles, ask }) {
    const undecided = (text) => ({ kind: 'undecided', text });
    if (caller?.arn === undefined)
        return { arn: '', unknown: undecided('STS did not say whose credentials these are') };
    const deployer = (0,names/* parseCallerArn */.go)(caller.arn);
    if (deployer.kind === 'user')
        return { arn: deployer.arn };
    if (deployer.kind === 'other')
        return {
            arn: caller.arn,
            unknown: undecided(`the credentials belong to ${deployer.text}, which IAM cannot simulate`)
        };
    const answer = await ask(() => roles.describeRole(deployer.name));
    if (answer.kind === 'answered' && answer.value)
        return { arn: answer.value.arn };
    return {
        arn: `arn:${deployer.partition}:iam::${deployer.account}:role/${deployer.name}`,
        unknown: answer.kind === 'failed' ? (0,verify_ask/* unknownFrom */.N)(answer.error) : undecided(`IAM knows no role ${deployer.name}`)
    };
}

;// CONCATENATED MODULE: ./lib/src/verify/verify.js







const ROLES_AT_ONCE = 4;
async function verifyPermissions(subjects, { references, region, partition }, { directory, roles, images }) {
    const needs = (0,verify_needs/* collectNeeds */.G)(subjects, references);
    const matters = needs.roles.length > 0 || needs.images.some(({ image }) => (0,names/* parseEcrImage */.TI)(image));
    const identity = matters ? await (0,verify_ask/* createAsker */.b)()(() => directory.callerIdentity()) : undefined;
    const caller = identity?.kind === 'answered' ? identity.value : undefined;
    const [ofRoles, ofImages] = await Promise.all([
        verifyRoles(needs, { roles, ask: (0,verify_ask/* createAsker */.b)(), caller, region, partition }),
        (0,verify_images/* verifyImages */.O)(needs.images, { images, ask: (0,verify_ask/* createAsker */.b)(), caller })
    ]);
    return { rows: [...ofRoles, ...ofImages] };
}
async function verifyRoles(needs, scope) {
    const names = [...new Set(needs.roles.map(({ written }) => written))];
    const looked = await (0,bounded/* mapBounded */.y)(names, ROLES_AT_ONCE, async (name) => [name, await checkRole(name, scope)]);
    const facts = new Map(looked);
    const [{ rows, unknownRoles }, passed] = await Promise.all([
        verifyReads(needs.reads, facts, scope),
        verifyPassRole(needs.roles, facts, scope)
    ]);
    const own = needs.roles.flatMap((need) => {
        const found = facts.get(need.written);
        if (!found)
            return [];
        const { arn } = found;
        const isGone = found.kind === 'unseen' && unknownRoles.has(arn);
        const verdict = judgeRole(isGone ? { kind: 'gone', arn } : found, need);
        return [{ check: 'role', holder: { kind: need.kind, arn }, what: arn, uses: need.uses, ...verdict }];
    });
    return [
        ...own,
        ...rows.filter(({ holder }) => !('arn' in holder && unknownRoles.has(holder.arn))),
        ...passed
    ];
}


/***/ })

};
