export const id = 454;
export const ids = [454];
export const modules = {

/***/ 67432:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ makePlan)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(87433);
/* harmony import */ var _files_document_tree_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(69360);
/* harmony import */ var _files_write_writer_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(95223);
/* harmony import */ var _inputs_configuration_explained_problems_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(68326);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(28168);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(35909);
/* harmony import */ var _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(41128);
/* harmony import */ var _secrets_resolve_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(20369);
/* harmony import */ var _comparison_decide_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(16838);
/* harmony import */ var _old_values_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(16268);
/* harmony import */ var _prepare_inspect_services_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(65297);
/* harmony import */ var _prepare_service_definitions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(81509);
/* harmony import */ var _services_settings_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(1384);
/* harmony import */ var _target_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(37679);
/* harmony import */ var _decide_on_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(40740);
/* harmony import */ var _moved_images_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(67316);
/* harmony import */ var _verify_plan_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(42517);
/* harmony import */ var _want_tasks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(98697);


















async function makePlan({ report, prepared, placement, services }, configuration, planning) {
    if (prepared.length === 0)
        return { report };
    const written = new Set(services.map(({ service }) => service));
    const wished = prepared.flatMap(serviceOf).map(one => {
        return written.has((0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .keyOf */ .TN)(one)) ? { ...one, isCreatable: true } : one;
    });
    const named = [...wished, ...(0,_want_tasks_js__WEBPACK_IMPORTED_MODULE_1__/* .networkServices */ .fh)(prepared, placement, configuration)];
    const [resolution, inspected, creations] = await Promise.all([
        resolveAll(prepared, configuration, planning),
        (0,_prepare_inspect_services_js__WEBPACK_IMPORTED_MODULE_2__/* .inspectServices */ .dD)(named, configuration, planning.aws),
        (0,_prepare_service_definitions_js__WEBPACK_IMPORTED_MODULE_3__/* .resolveServiceDefinitions */ .gb)(services, planning.aws)
    ]);
    const { groups } = resolution;
    const live = withCreations(inspected, creations);
    const definitions = groups.flatMap(({ prepared: own, documents }) => own.map((item, index) => {
        return { item, definition: (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .toJson */ .aB)((documents[index] ?? item).root) };
    }));
    const problems = [
        ...report.problems,
        ...(0,_inputs_configuration_explained_problems_js__WEBPACK_IMPORTED_MODULE_5__/* .causeFirst */ .IK)([...resolution.problems, ...creations.problems], (0,_inputs_configuration_explained_problems_js__WEBPACK_IMPORTED_MODULE_5__/* .withClusterPlaces */ .Xd)(live.problems, placement)),
        ...(0,_want_tasks_js__WEBPACK_IMPORTED_MODULE_1__/* .unnamedContainers */ .HG)(definitions)
    ];
    const drift = driftRemarks(live.states, creations);
    const remarks = [...report.remarks, ...resolution.warnings.map(toRemark), ...drift];
    const looked = { ...report, problems, remarks };
    if (problems.length > 0)
        return { report: looked };
    const deciding = { ...planning, configuration };
    const wanted = definitions.map(one => wantedOf(one, live, configuration));
    const compared = await (0,_decide_on_js__WEBPACK_IMPORTED_MODULE_6__/* .decideOn */ .mC)(wanted, looked, deciding);
    if (!compared.plan || planning.onlyCompares)
        return compared;
    const resolved = groups.flatMap(group => group.resolved);
    const moved = await (0,_moved_images_js__WEBPACK_IMPORTED_MODULE_7__/* .withMovedImages */ .K)(compared, planning);
    const isRenewed = configuration.secretInputs !== undefined;
    const renewed = new Set(prepared.flatMap(item => (isRenewed || renewsOldValues(item) ? serviceOf(item).map(_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .keyOf */ .TN) : [])));
    const aged = await (0,_old_values_js__WEBPACK_IMPORTED_MODULE_8__/* .withOldValues */ .o)(moved, resolved, { ...deciding, renewed });
    return aged.plan ? verified({ ...aged, plan: withReferences(aged.plan, resolved) }, groups, deciding) : aged;
}
async function resolveAll(prepared, { verifyPermissions: verify }, { aws }) {
    const all = await Promise.all((0,_list_js__WEBPACK_IMPORTED_MODULE_9__/* .groupBy */ .$z)(prepared, ({ site }) => (0,_target_js__WEBPACK_IMPORTED_MODULE_10__/* .accountKey */ .LQ)(site)).map(async (own) => {
        const { region, roleArn } = own[0].site;
        const account = { region, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_11__/* .present */ .E)({ roleArn }) };
        const { directory } = await aws(account);
        const partition = (0,_arn_js__WEBPACK_IMPORTED_MODULE_12__/* .partitionOf */ .iQ)(region);
        const documents = own.map(({ root, target: { service, document, place } }) => {
            return { file: document.file, root, place, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_11__/* .present */ .E)({ service }) };
        });
        const resolution = await (0,_secrets_resolve_js__WEBPACK_IMPORTED_MODULE_13__/* .resolveReferences */ .d)(documents, { directory, region, partition, verify });
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
    const isGone = (named) => inspected.states.get((0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .keyOf */ .TN)(named))?.status === 'INACTIVE';
    const absent = [...inspected.missing, ...inspected.named.filter(isGone)];
    const created = absent.filter(named => members.has((0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .keyOf */ .TN)(named)));
    const isCreated = (service) => created.some(named => named.service === service || named.key === service);
    const states = created.map(named => [(0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .keyOf */ .TN)(named), (0,_prepare_inspect_services_js__WEBPACK_IMPORTED_MODULE_2__/* .missingState */ .U3)(named)]);
    const missing = inspected.missing.filter(named => !isCreated((0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .keyOf */ .TN)(named)));
    return {
        states: new Map([...inspected.states, ...states]),
        creationOf: key => members.get(key)?.definition,
        problems: [
            ...inspected.problems.filter(({ code, service }) => code !== 'service-not-active' || !isCreated(service)),
            ...missing.map(named => ({
                ...(0,_prepare_inspect_services_js__WEBPACK_IMPORTED_MODULE_2__/* .missingService */ .wu)(named),
                hint: `${CREATE_IT}${named.key === undefined ? OTHER_NAME : ''}`
            }))
        ]
    };
}
function driftRemarks(states, { members }) {
    return [...members].flatMap(([service, { file, definition }]) => {
        const state = states.get(service);
        if (!state || state.status === _comparison_decide_js__WEBPACK_IMPORTED_MODULE_14__/* .MISSING */ .lV)
            return [];
        const names = (0,_services_settings_js__WEBPACK_IMPORTED_MODULE_15__/* .fixedDifferences */ .hD)(definition, state.raw);
        if (names.length === 0)
            return [];
        const message = `${file}: service "${service}" exists and differs from its service definition in ${names.join(', ')}, which ECS sets only when it creates a service.`;
        return [{ message }];
    });
}
function serviceOf({ target, site }) {
    const { service: key, entry } = target;
    if (key === undefined)
        return [];
    const service = entry?.kind === 'service' ? entry.name : key;
    return [{ service, ...(service === key ? {} : { key }), site: site }];
}
function renewsOldValues({ target: { entry } }) {
    return entry?.kind === 'service' && entry.renewsOldValues === true;
}
function wantedOf({ item, definition }, live, configuration) {
    const { target, family, site } = item;
    const { service: key, document, entry } = target;
    const state = key === undefined ? undefined : live.states.get(key);
    const written = key === undefined ? undefined : live.creationOf(key);
    const own = entry?.kind === 'service' ? entry.settings : {};
    const settings = (0,_services_settings_js__WEBPACK_IMPORTED_MODULE_15__/* .withSettings */ .GY)(own, configuration.settings);
    const creation = written && state?.status === _comparison_decide_js__WEBPACK_IMPORTED_MODULE_14__/* .MISSING */ .lV ? (0,_services_settings_js__WEBPACK_IMPORTED_MODULE_15__/* .withSettings */ .GY)(written, settings) : undefined;
    return {
        file: document.file,
        family,
        site,
        definition,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_11__/* .present */ .E)({
            state,
            key,
            creation,
            settings: state && (0,_services_settings_js__WEBPACK_IMPORTED_MODULE_15__/* .settingsFor */ .zc)(written, settings, state.deploymentController),
            task: (0,_want_tasks_js__WEBPACK_IMPORTED_MODULE_1__/* .wantTask */ .Cj)(item, definition, live),
            schedules: entry?.kind === 'task' ? entry.task.schedules : undefined
        })
    };
}
const OPEN = new Set(['secret-version-unlabeled', 'reference-not-verified']);
function toRemark({ code, message, hint, place }) {
    const text = hint === undefined ? message : `${message} ${hint}`;
    return { message: text, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_11__/* .present */ .E)({ place, isUnverified: OPEN.has(code) || undefined }) };
}
function withReferences(plan, resolved) {
    const uses = resolved
        .flatMap(({ written, arn, uses }) => uses.map(use => ({ ...use, written, arn })))
        .map((use, at) => ({ ...use, at }));
    const byFile = (0,_list_js__WEBPACK_IMPORTED_MODULE_9__/* .grouped */ .zD)(uses, ({ file }) => file);
    const referencesOf = ({ files, definition }) => {
        const text = JSON.stringify(definition);
        const references = files
            .flatMap(file => byFile.get(file) ?? [])
            .filter(({ arn }) => text.includes(JSON.stringify(arn)))
            .toSorted((a, b) => a.at - b.at)
            .map(({ container, name, written, arn }) => ({ ...(0,_present_js__WEBPACK_IMPORTED_MODULE_11__/* .present */ .E)({ container }), name, written, arn }));
        return (0,_list_js__WEBPACK_IMPORTED_MODULE_9__/* .distinctBy */ .ey)(references, JSON.stringify);
    };
    return {
        ...plan,
        definitions: plan.definitions.map(one => ({ ...one, references: referencesOf(one) }))
    };
}
async function verified({ plan, report }, groups, planning) {
    const { rows, problems, remarks } = await (0,_verify_plan_js__WEBPACK_IMPORTED_MODULE_16__/* .verifyPlan */ .Z)(plan, groups, planning);
    const sent = groups.flatMap(({ prepared, documents }) => prepared.map((item, index) => {
        const { root } = documents[index] ?? item;
        return { name: item.target.service ?? item.family, target: item.target, root };
    }));
    const { renderedFolder } = planning.ports;
    const byName = new Map(sent.map(({ name, root }) => [name, (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .toJson */ .aB)(root)]));
    const checked = {
        ...report,
        plan,
        renderedFiles: renderedFolder === undefined
            ? []
            : [...byName].map(([name, definition]) => (0,_files_write_writer_js__WEBPACK_IMPORTED_MODULE_17__/* .writeRendered */ .d_)(renderedFolder, name, definition)),
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

/***/ 45839:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ prepareDefinitions)
/* harmony export */ });
/* unused harmony export taskOverrides */
/* harmony import */ var _check_decisions_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(15376);
/* harmony import */ var _check_examine_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(29726);
/* harmony import */ var _check_load_sources_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(15974);
/* harmony import */ var _check_project_rules_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(69354);
/* harmony import */ var _check_source_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(57704);
/* harmony import */ var _files_document_tree_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(69360);
/* harmony import */ var _inputs_configuration_explained_problems_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(68326);
/* harmony import */ var _inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(26664);
/* harmony import */ var _inputs_problems_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(88688);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(11636);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20931);
/* harmony import */ var _target_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(37679);
/* harmony import */ var _inspect_services_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(65297);
/* harmony import */ var _load_definitions_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(33);
/* harmony import */ var _render_all_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(68692);
/* harmony import */ var _service_definitions_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(81509);
















async function prepareDefinitions(configuration, ports, aws) {
    const project = await (0,_check_project_rules_js__WEBPACK_IMPORTED_MODULE_0__/* .readProjectRules */ .Z)(configuration, ports);
    const { placement } = project;
    if (project.isUndecided) {
        const problems = [...project.problems, ...project.placementProblems];
        const report = { ...(0,_report_report_js__WEBPACK_IMPORTED_MODULE_1__/* .emptyReport */ ._O)(configuration.mode), problems, remarks: project.toFillIn };
        return { report, prepared: [], placement, services: [] };
    }
    const loaded = await (0,_load_definitions_js__WEBPACK_IMPORTED_MODULE_2__/* .loadDefinitions */ .Jg)(configuration, project, { ports, aws });
    const { overrides } = configuration;
    const early = [
        ...project.problems,
        ...project.placementProblems,
        ...loaded.problems,
        ...withoutCluster(loaded.targets, placement, configuration),
        ...strangersInOrder(loaded.targets, placement, configuration)
    ];
    const preparing = { configuration, ports, project, loaded, overrides, early };
    const first = await prepareWith(() => STAND_IN, preparing);
    if (first.prepared.length === 0)
        return first;
    const accounts = await (0,_target_js__WEBPACK_IMPORTED_MODULE_3__/* .askAccounts */ .oW)(loaded.targets, { placement, configuration, aws });
    if (accounts.problems.length > 0) {
        return {
            ...first,
            report: { ...first.report, problems: (0,_check_load_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .onceForServices */ .Vb)(accounts.problems) },
            prepared: []
        };
    }
    if (accounts.numbers.size === 0)
        return first;
    return prepareWith(site => accounts.numbers.get((0,_target_js__WEBPACK_IMPORTED_MODULE_3__/* .accountKey */ .LQ)(site)), preparing);
}
const STAND_IN = '000000000000';
async function prepareWith(accountOf, preparing) {
    const { configuration, ports, project, loaded, overrides, early } = preparing;
    const { placement } = project;
    const around = { ports, project, overrides, accountOf };
    const rendered = await (0,_render_all_js__WEBPACK_IMPORTED_MODULE_5__/* .renderAll */ .Y)(loaded.targets, configuration, around);
    const { prepared } = rendered;
    const services = await (0,_service_definitions_js__WEBPACK_IMPORTED_MODULE_6__/* .loadServiceDefinitions */ .aF)((0,_service_definitions_js__WEBPACK_IMPORTED_MODULE_6__/* .servicesWanted */ .kG)(prepared), configuration, ports);
    const problems = [...early, ...rendered.problems, ...services.problems, ...(0,_render_all_js__WEBPACK_IMPORTED_MODULE_5__/* .familiesOf */ .m)(prepared)];
    const dropsEmpty = configuration.keepEmpty !== undefined;
    const references = { kind: 'lookup', dropsEmpty };
    const examination = { rules: { ...project.rules, references }, mask: ports.mask };
    const written = [
        ...loaded.targets.filter(one => !isReplaced(one, prepared)),
        ...services.targets,
        ...taskOverrides(configuration),
        ...(0,_check_examine_js__WEBPACK_IMPORTED_MODULE_7__/* .configurationValues */ .X6)(project.layout)
    ];
    const findings = await (0,_check_examine_js__WEBPACK_IMPORTED_MODULE_7__/* .examine */ .sb)(written, prepared, examination);
    const judged = await (0,_check_decisions_js__WEBPACK_IMPORTED_MODULE_8__/* .applyProjectRules */ .PE)({ findings: await (0,_check_examine_js__WEBPACK_IMPORTED_MODULE_7__/* .onceEach */ .fF)(findings, configuration.config.file), loaded }, (0,_check_decisions_js__WEBPACK_IMPORTED_MODULE_8__/* .withRenderedBefore */ .rS)(project, loaded), ports);
    const report = {
        ...(0,_report_report_js__WEBPACK_IMPORTED_MODULE_1__/* .emptyReport */ ._O)(configuration.mode),
        services: loaded.targets.flatMap(({ service }) => (service === undefined ? [] : [service])),
        files: loaded.files,
        unscanned: loaded.unscanned,
        findings: judged.findings,
        excepted: judged.excepted,
        problems: (0,_check_load_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .onceForServices */ .Vb)((0,_inputs_configuration_explained_problems_js__WEBPACK_IMPORTED_MODULE_9__/* .withClusterPlaces */ .Xd)(problems, placement)),
        remarks: (0,_check_load_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .onceForServices */ .Vb)([
            ...project.toFillIn,
            ...rendered.remarks,
            ...services.remarks,
            ...(0,_load_definitions_js__WEBPACK_IMPORTED_MODULE_2__/* .livePlaintext */ .ml)(judged.findings),
            ...(0,_check_decisions_js__WEBPACK_IMPORTED_MODULE_8__/* .exceptedPlaintext */ .wD)(judged),
            ...(0,_check_decisions_js__WEBPACK_IMPORTED_MODULE_8__/* .howToBegin */ .xc)(judged, project)
        ])
    };
    const stops = problems.length > 0 || (0,_report_report_js__WEBPACK_IMPORTED_MODULE_1__/* .hasErrors */ .Cs)(report);
    return { report, prepared: stops ? [] : prepared, placement, services: services.definitions };
}
function withoutCluster(targets, placement, configuration) {
    const unplaced = targets.filter(target => (0,_inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_10__/* .siteOfTarget */ .so)(target, placement, configuration).cluster === undefined);
    if (unplaced.some(({ service }) => service !== undefined)) {
        return [(0,_inspect_services_js__WEBPACK_IMPORTED_MODULE_11__/* .noCluster */ .eG)('deployed')];
    }
    if (unplaced.some(({ entry }) => entry?.kind === 'task'))
        return [(0,_inputs_problems_js__WEBPACK_IMPORTED_MODULE_12__/* .noClusterForTask */ .cw)()];
    return unplaced.length > 0 && configuration.runTask !== undefined ? [(0,_inputs_problems_js__WEBPACK_IMPORTED_MODULE_12__/* .noClusterForTask */ .cw)()] : [];
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
        message: `"order" lists the service "${name}", for which there is no file.${(0,_nearest_js__WEBPACK_IMPORTED_MODULE_13__/* .didYouMean */ .au)(name, known)}`,
        hint: `Files were found for: ${known.join(', ')}.`
    }));
}
const TASK_OVERRIDES = 'run-task-container-overrides';
function taskOverrides({ runTask }) {
    const containerDefinitions = runTask?.containerOverrides ?? [];
    if (containerDefinitions.length === 0)
        return [];
    const root = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_14__/* .fromJson */ .Rf)({ containerDefinitions }, { kind: 'input', input: TASK_OVERRIDES });
    const document = { file: `input ${TASK_OVERRIDES}`, format: 'json', text: '', root };
    return [{ document, place: () => undefined }];
}
function isReplaced({ document }, prepared) {
    const own = prepared.filter(({ target }) => target.document === document);
    return (0,_check_source_js__WEBPACK_IMPORTED_MODULE_15__/* .isLiveName */ .WE)(document.file) && own.length > 0 && own.every(({ root }) => root !== document.root);
}


/***/ }),

/***/ 81509:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  aF: () => (/* binding */ loadServiceDefinitions),
  gb: () => (/* binding */ resolveServiceDefinitions),
  kG: () => (/* binding */ servicesWanted)
});

// UNUSED EXPORTS: detectableView, referencesView, withResolved

// EXTERNAL MODULE: ./lib/src/arn.js
var arn = __webpack_require__(87433);
// EXTERNAL MODULE: ./lib/src/check/contexts.js
var contexts = __webpack_require__(6793);
// EXTERNAL MODULE: ./lib/src/files/document/load.js
var load = __webpack_require__(42732);
// EXTERNAL MODULE: ./lib/src/files/document/place.js
var document_place = __webpack_require__(43505);
// EXTERNAL MODULE: ./lib/src/files/document/tree.js
var tree = __webpack_require__(69360);
// EXTERNAL MODULE: ./lib/src/files/find/find.js + 1 modules
var find = __webpack_require__(30706);
// EXTERNAL MODULE: ./lib/src/files/git/changed.js
var changed = __webpack_require__(59301);
// EXTERNAL MODULE: ./lib/src/files/read.js
var files_read = __webpack_require__(82512);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(35909);
// EXTERNAL MODULE: ./lib/src/secrets/resolve.js + 2 modules
var resolve = __webpack_require__(20369);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(28168);
// EXTERNAL MODULE: ./lib/src/template/conform.js
var conform = __webpack_require__(94231);
// EXTERNAL MODULE: ./lib/src/template/naming.js
var naming = __webpack_require__(4669);
// EXTERNAL MODULE: ./lib/src/template/render.js
var render = __webpack_require__(36209);
// EXTERNAL MODULE: ./lib/src/deploy/services/express.js
var express = __webpack_require__(41245);
// EXTERNAL MODULE: ./lib/src/deploy/services/service-schema.generated.js
var service_schema_generated = __webpack_require__(60307);
// EXTERNAL MODULE: ./lib/src/deploy/services/settings.js
var settings = __webpack_require__(1384);
;// CONCATENATED MODULE: ./lib/src/deploy/services/definition.js











const SCHEMA = { root: 'CreateServiceRequest', structures: service_schema_generated/* serviceStructures */.c0, unknown: 'refuse' };
const EXPRESS = { ...SCHEMA, root: 'CreateExpressGatewayServiceRequest' };
const FROM_RUN = {
    serviceName: 'the service that is deployed',
    cluster: 'the cluster of the run',
    taskDefinition: 'the family of the task definition that is deployed',
    taskDefinitionArn: 'the family of the task definition that is deployed',
    clientToken: 'the token that this program makes'
};
const MOST_NAMED = 5;
async function prepareServiceDefinition(document, { contexts, run }) {
    const find = (0,document_place/* placeFinder */.aA)(document);
    const problems = [];
    const report = (code, node, text) => problems.push({ code, fault: 'user', ...text, ...(0,present/* present */.E)({ place: find(node.origin) }) });
    const { root: written } = document;
    if (written.kind !== 'object') {
        report('not-a-service-definition', written, {
            message: `The file is not one service definition: it is ${(0,naming/* kindName */.Ep)(written)}.`,
            hint: 'Write one object with the members of CreateService, such as "desiredCount", "launchType" and "networkConfiguration".'
        });
        return { problems, remarks: [] };
    }
    const isDropped = ({ key }) => service_schema_generated/* answerOnlyMembers */.qs.includes(key) || key.startsWith('$');
    const dropped = written.members.filter(isDropped);
    const names = dropped.map(({ key }) => (0,naming/* quotedName */.aH)(key, 'a member for editors'));
    const [first] = dropped;
    const remarks = first
        ? [
            {
                message: `Not part of an ECS service definition, and dropped: ${(0,list/* someOf */.yU)(names, MOST_NAMED)}.`,
                ...(0,present/* present */.E)({ place: find(first.keyOrigin) })
            }
        ]
        : [];
    const own = { ...written, members: written.members.filter(member => !isDropped(member)) };
    const rendered = await (0,render/* renderTree */.B)({ root: own, document }, contexts, 'strict');
    problems.push(...rendered.problems);
    if (rendered.root.kind !== 'object')
        return { problems, remarks };
    const isOpaque = rendered.problems.length > 0 ? (text) => text.includes('${{') : () => false;
    const isExpress = (0,tree/* memberOf */.C5)(own, settings/* EXPRESS_MEMBER */.Um) !== undefined;
    const conformed = (0,conform/* conform */.fj)(rendered.root, { document, isOpaque, schema: isExpress ? EXPRESS : SCHEMA });
    problems.push(...conformed.problems);
    const root = withoutRunFields(conformed.root, run, { report, isOpaque });
    if (isExpress)
        checkExpress(root, report);
    else
        checkDefinition(root, run, { report, isOpaque });
    return { root, problems, remarks: [...remarks, ...conformed.remarks] };
}
function withoutRunFields(root, run, { report, isOpaque }) {
    const isSameFamily = (text) => run.family === undefined || (0,arn/* familyOf */.Ap)(text) === run.family;
    const same = {
        serviceName: text => text === run.service,
        cluster: text => run.cluster === undefined || (0,arn/* lastPartOf */.RS)(text) === (0,arn/* lastPartOf */.RS)(run.cluster),
        taskDefinition: isSameFamily,
        taskDefinitionArn: isSameFamily
    };
    for (const { key, value } of root.members) {
        const text = (0,tree/* stringOf */.Je)(value) ?? '';
        if (text === '' || isOpaque(text) || same[key]?.(text) !== false)
            continue;
        report('service-contradicts-run', value, {
            message: `"${key}" is not ${FROM_RUN[key]}.`,
            hint: `Remove "${key}" from the service definition: the run sets it. Or write an expression, such as \${{ service.name }} or \${{ service.cluster }}.`
        });
    }
    return { ...root, members: root.members.filter(({ key }) => !Object.hasOwn(FROM_RUN, key)) };
}
function checkExpress(root, report) {
    for (const { key, keyOrigin, value } of root.members.filter(one => express/* REPLACED_MEMBERS */.Jy.includes(one.key)))
        report('service-contradicts-run', { ...value, origin: keyOrigin }, {
            message: `"${key}" cannot stand in the service definition of an Express service: its task definition replaces it.`,
            hint: `Remove "${key}"; the container, roles, CPU and memory come from the task definition.`
        });
}
function checkDefinition(root, run, { report, isOpaque }) {
    const strategy = (0,tree/* stringOf */.Je)((0,tree/* childOf */.GG)(root, 'schedulingStrategy')) || 'REPLICA';
    const hasCount = run.hasCount || (0,tree/* memberOf */.C5)(root, 'desiredCount') !== undefined;
    if (strategy === 'REPLICA' && !hasCount)
        report('missing-member', root, {
            message: '"desiredCount" is missing: ECS does not create a service without it.',
            hint: 'Add "desiredCount" to the service definition, or give the input desired-count.'
        });
    const controller = (0,tree/* childOf */.GG)((0,tree/* childOf */.GG)(root, 'deploymentController'), 'type');
    const type = (0,tree/* stringOf */.Je)(controller) ?? 'ECS';
    if (controller && type !== 'ECS' && !isOpaque(type))
        report('service-controller', controller, {
            message: 'The service definition has a deployment controller other than ECS; such services are not created by this action.',
            hint: 'Create it with your own tools first (CodeDeploy needs its application and deployment group too), or leave "deploymentController" out.'
        });
}

;// CONCATENATED MODULE: ./lib/src/deploy/prepare/service-definitions.js











function servicesWanted(prepared) {
    return prepared.flatMap(({ target: { service, entry }, family, site }) => {
        const own = entry?.kind === 'service' ? { entry } : {};
        return service === undefined ? [] : [{ service, family, site, ...own }];
    });
}
const CONNECT = 'serviceConnectConfiguration';
const LOGGING = 'logConfiguration';
const CONTAINERS = 'containerDefinitions';
async function loadServiceDefinitions(wanted, configuration, ports) {
    const { serviceDefinition } = configuration;
    const { files, problems: notFound } = serviceDefinition.length === 0
        ? { files: [], problems: [] }
        : await (0,find/* findTaskDefinitions */.PS)(ports.workspace, serviceDefinition);
    const plain = files.find(({ service }) => service === undefined);
    const found = wanted.flatMap(item => {
        const given = (files.find(({ service }) => service === item.service) ?? plain)?.file;
        const written = item.entry?.serviceDefinition;
        const isLost = written?.isPattern === true && !(0,changed/* isThere */.$B)(ports.workspace, written.path);
        const file = given ?? (isLost ? undefined : written?.path);
        return file === undefined ? [] : [{ ...item, file }];
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
    const { service, site, family, file, entry } = item;
    const read = (0,files_read/* readTextFile */.Gu)(ports.workspace, file);
    if (!('text' in read))
        return { problems: read.problems, remarks: [] };
    const { document, problems } = await (0,load/* loadDocument */.Az)(file, read.text);
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
    const settings = { ...entry?.settings, ...configuration.settings };
    const prepared = await prepareServiceDefinition(document, {
        contexts: (0,contexts/* contextsFor */.D)(configuration, { service, site }, ports),
        run: { service, family, hasCount: settings['desiredCount'] !== undefined, ...(0,present/* present */.E)({ cluster }) }
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
        const partition = (0,arn/* partitionOf */.iQ)(site.region);
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


/***/ })

};
