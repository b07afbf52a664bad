export const id = 303;
export const ids = [303];
export const modules = {

/***/ 29726:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X6: () => (/* binding */ configurationValues),
/* harmony export */   Xb: () => (/* binding */ oneReferenceForFile),
/* harmony export */   fF: () => (/* binding */ onceEach),
/* harmony export */   sb: () => (/* binding */ examine)
/* harmony export */ });
/* harmony import */ var _detector_detect_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24583);
/* harmony import */ var _detector_sensitive_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(55097);
/* harmony import */ var _files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(69360);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(28168);




async function examine(targets, rendered, { rules: choice, mask }) {
    const rules = (0,_detector_detect_js__WEBPACK_IMPORTED_MODULE_0__/* .chosenRules */ .u3)(choice);
    const known = [...(choice.names ?? []), ...targets.map(({ service }) => service)];
    const findIn = ({ target, root }) => {
        const looked = (0,_detector_detect_js__WEBPACK_IMPORTED_MODULE_0__/* .look */ .Op)(root, rules);
        if (looked.judged.length === 0)
            return [];
        const names = new Set([...known, (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .stringOf */ .Je)((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .childOf */ .GG)(root, 'family'))]);
        mask((0,_detector_sensitive_js__WEBPACK_IMPORTED_MODULE_2__/* .sensitiveIn */ .oD)(looked).filter(value => !names.has(value)));
        const judged = looked.judged.map(one => (names.has(one.candidate.value) ? saidToBeName(one) : one));
        return (0,_detector_detect_js__WEBPACK_IMPORTED_MODULE_0__/* .findingsOf */ .WX)({ file: target.document.file, root, place: target.place }, { ...looked, judged });
    };
    const files = (0,_list_js__WEBPACK_IMPORTED_MODULE_3__/* .distinctBy */ .ey)(targets, ({ document }) => document.file);
    const asWritten = files.flatMap(target => findIn({ target, root: target.document.root }));
    const changed = rendered.filter(({ target, root }) => root !== target.document.root);
    return (0,_detector_detect_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeFindings */ .DF)(asWritten, changed.flatMap(findIn));
}
function saidToBeName(found) {
    const { rule, evidence } = found;
    if ((evidence.category ?? rule.category) !== 'credential')
        return found;
    const message = `${evidence.message} Its value is also the name of a service, cluster, family or account of this run: names are not masked, so that anybody can read and guess it.`;
    return { ...found, evidence: { ...evidence, message } };
}
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
function onceEach(findings, file) {
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
function oneReferenceForFile(findings) {
    const isOpen = ({ category, level }) => category === 'reference' && level === 'warning';
    const open = (0,_list_js__WEBPACK_IMPORTED_MODULE_3__/* .grouped */ .zD)(findings.filter(isOpen), ({ file }) => file);
    return findings.flatMap((finding) => {
        const [first, ...others] = isOpen(finding) ? (open.get(finding.file) ?? []) : [];
        if (first === undefined || (first === finding && others.length === 0))
            return [finding];
        if (first !== finding)
            return [];
        const more = `So are ${others.length} more references of this file.`;
        return [{ ...finding, message: `${finding.message} ${more}` }];
    });
}
function inKeysOfTheFile(finding) {
    const { container: _, ...own } = finding;
    const { pointer, name, message, hint } = finding;
    const [, path = ''] = /^\/(.+)\/variables\/[^/]+$/.exec(pointer) ?? [];
    if (path === '')
        return finding;
    const level = path.split('/').join('.');
    return {
        ...own,
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

/***/ 15974:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dl: () => (/* binding */ loadSources),
/* harmony export */   Id: () => (/* binding */ findSources),
/* harmony export */   Vb: () => (/* binding */ onceForServices),
/* harmony export */   WM: () => (/* binding */ ofEntry)
/* harmony export */ });
/* harmony import */ var _files_document_load_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(42732);
/* harmony import */ var _files_document_place_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(43505);
/* harmony import */ var _files_find_find_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(30706);
/* harmony import */ var _files_read_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(82512);
/* harmony import */ var _inputs_configuration_resolve_layout_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(13417);
/* harmony import */ var _inputs_problems_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(88688);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(28168);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35909);
/* harmony import */ var _layout_sources_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(62568);
/* harmony import */ var _source_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57704);










async function loadSources(configuration, ports, resolved = _inputs_configuration_resolve_layout_js__WEBPACK_IMPORTED_MODULE_0__/* .NOTHING_RESOLVED */ .L) {
    const { workspace } = ports;
    const { selected, all, unread, problems: notFound } = await findSources(configuration, ports, resolved);
    const problems = [...notFound];
    const files = [...new Set(selected.map(({ file }) => file))];
    const documents = new Map();
    const unscanned = unread.map(({ file, problem }) => (0,_source_js__WEBPACK_IMPORTED_MODULE_1__/* .unscannedFor */ .N6)(file, [problem]));
    for (const file of files) {
        const result = await loadFile(workspace, file, { ...configuration, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ load: ports.load }) });
        const { document, partial } = result;
        problems.push(...result.problems);
        if (document) {
            documents.set(file, targetOf(document, partial));
            ports.keepSource(file, document.text);
        }
        if (!document || partial)
            unscanned.push((0,_source_js__WEBPACK_IMPORTED_MODULE_1__/* .unscannedFor */ .N6)(file, result.problems));
    }
    const targets = selected.flatMap(({ file, service, entry }) => {
        const source = documents.get(file);
        return source ? [{ ...source, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ service }), ...ofEntry(source, entry, resolved) }] : [];
    });
    return { files, all, targets, unscanned, problems };
}
async function findSources(configuration, { workspace, temporary }, resolved) {
    const { taskDefinition, services, isDropIn = false, registersOnly = false } = configuration;
    if (taskDefinition.length === 0)
        return findListed(configuration, workspace, resolved);
    const found = await (0,_files_find_find_js__WEBPACK_IMPORTED_MODULE_3__/* .findTaskDefinitions */ .PS)(workspace, taskDefinition, (0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ temporary }));
    const selected = (0,_files_find_find_js__WEBPACK_IMPORTED_MODULE_3__/* .selectServices */ .Zo)(found.files, services, taskDefinition);
    const nothing = found.files.length === 0 && found.problems.length > 0;
    const problems = [...found.problems, ...(nothing ? [] : selected.problems)];
    const all = found.files.map(({ file }) => file);
    const { unread } = found;
    if (resolved === _inputs_configuration_resolve_layout_js__WEBPACK_IMPORTED_MODULE_0__/* .NOTHING_RESOLVED */ .L)
        return { selected: selected.targets, all, problems, unread };
    const given = (0,_layout_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .tiedToEntries */ .Wj)(selected.targets, resolved, { workspace, isDropIn, registersOnly });
    const keys = selected.targets.flatMap(({ service: key }) => (key === undefined ? [] : [{ key }]));
    const wanted = isDropIn ? [] : (0,_layout_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .chosenTasks */ .P)(keys, resolved, services);
    const tasks = (0,_layout_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .findEntries */ .I_)(wanted, (0,_layout_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .finderIn */ .Mk)(workspace));
    return {
        selected: [...given.files, ...tasks.files],
        all,
        unread,
        problems: [...problems, ...given.problems, ...tasks.problems]
    };
}
function ofEntry({ place }, entry, resolved) {
    return entry ? { entry, place: origin => place(origin) ?? resolved.place(origin) } : {};
}
function targetOf(document, partial) {
    const target = { document, place: (0,_files_document_place_js__WEBPACK_IMPORTED_MODULE_5__/* .placeFinder */ .aA)(document) };
    return partial ? { ...target, partial } : target;
}
async function loadFile(workspace, file, { compatibility, load = _files_document_load_js__WEBPACK_IMPORTED_MODULE_6__/* .loadDocument */ .Az }) {
    const read = (0,_files_read_js__WEBPACK_IMPORTED_MODULE_7__/* .readTextFile */ .Gu)(workspace, file);
    if (!('text' in read))
        return { problems: read.problems };
    const loaded = await load(file, read.text);
    if (compatibility === undefined || loaded.problems.length === 0 || !/\.jsonc?$/i.test(file))
        return loaded;
    const asYaml = await (0,_files_document_load_js__WEBPACK_IMPORTED_MODULE_6__/* .loadYaml */ .yv)(file, read.text.replace(/^\uFEFF/, ''));
    return asYaml.problems.length === 0 && asYaml.document?.root.kind === 'object' ? asYaml : loaded;
}
function onceForServices(items) {
    return (0,_list_js__WEBPACK_IMPORTED_MODULE_8__/* .distinctBy */ .ey)(items, item => JSON.stringify({ ...item, service: undefined }));
}
function findListed(configuration, workspace, resolved) {
    if (!(0,_layout_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .listsFiles */ .r3)(resolved))
        return { selected: [], all: [], problems: [(0,_inputs_problems_js__WEBPACK_IMPORTED_MODULE_9__/* .noFiles */ .JE)()], unread: [] };
    const chosen = (0,_layout_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .chosenServices */ .LS)(configuration, resolved);
    const tasks = (0,_layout_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .chosenTasks */ .P)(chosen.services, resolved, configuration.services);
    const found = (0,_layout_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .findEntries */ .I_)([...chosen.services, ...tasks], (0,_layout_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .finderIn */ .Mk)(workspace));
    const every = [...resolved.services, ...resolved.tasks].flatMap(({ base }) => base?.kind === 'file' ? [base.path] : []);
    return {
        selected: found.files,
        all: [...new Set(every)],
        unread: [],
        problems: [...chosen.problems, ...found.problems]
    };
}


/***/ }),

/***/ 33:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jg: () => (/* binding */ loadDefinitions),
/* harmony export */   ae: () => (/* binding */ liveEntriesOf),
/* harmony export */   ml: () => (/* binding */ livePlaintext),
/* harmony export */   tu: () => (/* binding */ withLiveEntries)
/* harmony export */ });
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(63395);
/* harmony import */ var _check_layout_sources_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(62568);
/* harmony import */ var _check_load_sources_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(15974);
/* harmony import */ var _check_source_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(57704);
/* harmony import */ var _files_document_load_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(42732);
/* harmony import */ var _files_document_place_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(43505);
/* harmony import */ var _inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(26664);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35909);
/* harmony import */ var _template_ecs_schema_generated_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(345);
/* harmony import */ var _comparison_plan_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(37409);
/* harmony import */ var _target_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(37679);
/* harmony import */ var _inspect_services_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(65297);












const NOTHING = { files: [], targets: [], unscanned: [], problems: [] };
async function loadDefinitions(configuration, project, run) {
    const { base } = configuration;
    if (base !== undefined) {
        const wanted = wantedByInput(base, configuration, project);
        if ('code' in wanted)
            return { ...NOTHING, problems: [wanted] };
        return withBases(NOTHING, wanted, { project, run });
    }
    const { ports } = run;
    const handed = { ...ports, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ temporary: ports.area.temporary }) };
    const loaded = await (0,_check_load_sources_js__WEBPACK_IMPORTED_MODULE_1__/* .loadSources */ .Dl)(configuration, handed, project.resolved);
    return withLiveEntries(loaded, configuration, { ...project, run });
}
function wantedByInput(base, configuration, { placement }) {
    const { services } = configuration;
    const isNamed = Array.isArray(services);
    if (base.kind === 'revision' && services !== undefined && !isNamed)
        return {
            code: 'services-unknown',
            fault: 'user',
            message: 'Input "service" is "all", but no file lists the services.',
            hint: 'Name the services that get the definition, for example service: web, worker.'
        };
    if (base.kind === 'service' && !isNamed)
        return {
            code: 'missing-input',
            fault: 'user',
            message: 'Input "task-definition" is "live", but "service" has no service that runs one.',
            hint: 'Name the services, for example service: dispatcher, or a family by task-definition-family.'
        };
    const keys = isNamed ? services : [undefined];
    return keys.map(service => ({
        site: (0,_inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_2__/* .siteOf */ .zU)(service, placement, configuration),
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
    const { services } = (0,_check_layout_sources_js__WEBPACK_IMPORTED_MODULE_3__/* .chosenServices */ .LS)(configuration, resolved);
    return [...services, ...(0,_check_layout_sources_js__WEBPACK_IMPORTED_MODULE_3__/* .chosenTasks */ .P)(services, resolved, configuration.services)];
}
async function withLiveEntries(loaded, configuration, { run, ...project }) {
    const entries = liveEntriesOf(configuration, project.resolved);
    if (entries.length === 0)
        return loaded;
    const wanted = entries.map((entry) => ({
        entry,
        name: entry.key,
        site: (0,_inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_2__/* .siteOfTarget */ .so)({ entry }, project.placement, configuration),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({
            service: entry.kind === 'service' ? entry.key : undefined,
            revision: entry.base?.kind === 'live' ? entry.base.family : undefined
        })
    }));
    const all = await withBases(loaded, wanted, { project, run });
    const order = chosenOf(configuration, project.resolved);
    const placeOf = ({ entry }) => order.findIndex(one => one.kind === entry?.kind && one.key === entry.key);
    return { ...all, targets: all.targets.toSorted((a, b) => placeOf(a) - placeOf(b)) };
}
async function withBases(loaded, wanted, { project, run }) {
    const asked = new Map();
    const bases = await Promise.all(wanted.map(one => {
        const key = JSON.stringify([(0,_target_js__WEBPACK_IMPORTED_MODULE_4__/* .accountKey */ .LQ)(one.site), one.revision ?? one.service, one.name]);
        const answer = asked.get(key) ?? loadBase(one, project, run);
        asked.set(key, answer);
        return answer;
    }));
    const { resolved } = project;
    const targets = bases.flatMap(({ source }, index) => {
        const { service, entry = resolved.services.find(({ key }) => key === service) } = wanted[index] ?? {};
        return source ? [{ ...source, ...(0,_check_load_sources_js__WEBPACK_IMPORTED_MODULE_1__/* .ofEntry */ .WM)(source, entry, resolved), ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ service }) }] : [];
    });
    return {
        ...loaded,
        files: [...new Set([...loaded.files, ...targets.map(({ document }) => document.file)])],
        targets: [...loaded.targets, ...targets],
        problems: [...loaded.problems, ...[...new Set(bases)].flatMap(({ problems }) => problems)]
    };
}
async function loadBase(wanted, { placement }, { aws, ports }) {
    const { site, service, name, entry, revision: given } = wanted;
    if (given === undefined && service === undefined)
        return { problems: [withoutFamily(entry)] };
    try {
        const { ecs } = await aws(site);
        const running = given === undefined ? await runningRevision(service ?? '', site, { placement, aws }) : given;
        if (typeof running !== 'string')
            return { problems: [running] };
        const live = await ecs.describeTaskDefinition(running);
        if (!live)
            return { problems: [noRevision(running, site.region)] };
        const file = `live:${name ?? live.family}`;
        const members = Object.entries((0,_comparison_plan_js__WEBPACK_IMPORTED_MODULE_5__/* .withoutCommitTag */ .KR)(live.definition));
        const own = members.filter(([key]) => !_template_ecs_schema_generated_js__WEBPACK_IMPORTED_MODULE_6__/* .describeOnlyMembers */ .d.includes(key));
        const dropped = members.map(([key]) => key).filter(key => _template_ecs_schema_generated_js__WEBPACK_IMPORTED_MODULE_6__/* .describeOnlyMembers */ .d.includes(key));
        const text = `${JSON.stringify(Object.fromEntries(own), undefined, 2)}\n`;
        const { document, problems } = await (0,_files_document_load_js__WEBPACK_IMPORTED_MODULE_7__/* .loadDocument */ .Az)(file, text);
        if (!document)
            return { problems };
        ports.keepSource(file, document.text);
        ports.log.info(`Base${name === undefined ? '' : ` of ${name}`}: ${live.family}:${live.revision}, without ${dropped.join(', ')}.`);
        return { source: { document, place: (0,_files_document_place_js__WEBPACK_IMPORTED_MODULE_8__/* .placeFinder */ .aA)(document) }, problems };
    }
    catch (error) {
        return { problems: [(0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_9__/* .refusalOf */ .Of)(error)] };
    }
}
async function runningRevision(key, { cluster, ...account }, { placement, aws }) {
    if (cluster === undefined)
        return (0,_inspect_services_js__WEBPACK_IMPORTED_MODULE_10__/* .noCluster */ .eG)('deployed');
    const named = { ...(0,_inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_2__/* .namedByKey */ .O$)(key, placement), site: { ...account, cluster } };
    const { ecs } = await aws(account);
    const { services } = await ecs.describeServices(cluster, [named.service]);
    return services[0]?.taskDefinition || (0,_inspect_services_js__WEBPACK_IMPORTED_MODULE_10__/* .missingService */ .wu)(named);
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
function noRevision(revision, region) {
    return {
        code: 'revision-not-found',
        fault: 'user',
        message: `ECS has no revision ${revision} in ${region}.`,
        hint: 'Check family, number and region; a family without an ACTIVE revision has none to begin with.'
    };
}
function livePlaintext(findings) {
    const names = findings.flatMap(({ file, level, category }) => (0,_check_source_js__WEBPACK_IMPORTED_MODULE_11__/* .isLiveName */ .WE)(file) && level === 'error' && category === 'credential' ? [file] : []);
    return [...new Set(names)].map(name => ({
        message: `${name} holds plaintext credentials, which every revision that is made of it would hold too. Mode migrate moves them into secrets (with source: live where no configuration file has the service).`
    }));
}


/***/ }),

/***/ 68692:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ renderAll),
/* harmony export */   m: () => (/* binding */ familiesOf)
/* harmony export */ });
/* harmony import */ var _check_contexts_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6793);
/* harmony import */ var _check_layout_for_run_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(82133);
/* harmony import */ var _files_document_tree_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(69360);
/* harmony import */ var _inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26664);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(35909);
/* harmony import */ var _template_overrides_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(47152);
/* harmony import */ var _template_prepare_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(94771);







async function renderAll(targets, configuration, run) {
    const problems = [];
    const refusals = [];
    const remarks = [];
    const prepared = [];
    const isOpen = configuration.mode === 'plan' && !(0,_template_overrides_js__WEBPACK_IMPORTED_MODULE_0__/* .givesImage */ .Of)(configuration.overrides);
    const split = (0,_template_overrides_js__WEBPACK_IMPORTED_MODULE_0__/* .givesImage */ .Of)(run.overrides) ? (0,_template_overrides_js__WEBPACK_IMPORTED_MODULE_0__/* .splitImages */ .Ns)(run.overrides, targets) : undefined;
    if (split)
        problems.push(...split.problems);
    const values = (0,_template_overrides_js__WEBPACK_IMPORTED_MODULE_0__/* .splitStored */ .Cc)(run.overrides.stored ?? [], targets);
    problems.push(...values.problems);
    for (const target of targets.filter(({ partial }) => !partial)) {
        const site = (0,_inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_1__/* .siteOfTarget */ .so)(target, run.project.placement, configuration);
        const account = run.accountOf(site);
        const known = (0,_check_contexts_js__WEBPACK_IMPORTED_MODULE_2__/* .contextsFor */ .D)(configuration, { ...target, site }, run.ports);
        const contexts = account === undefined ? known : { ...known, aws: { ...known.aws, account } };
        const { layout } = run.project;
        const own = target.entry
            ? await (0,_check_contexts_js__WEBPACK_IMPORTED_MODULE_2__/* .contextsForEntry */ .W)(target.entry, layout, { contexts })
            : { contexts, problems: [] };
        const stored = values.of(target);
        const overrides = { ...(split?.overridesOf(target) ?? run.overrides), stored };
        const result = await (0,_template_prepare_js__WEBPACK_IMPORTED_MODULE_3__/* .prepareDefinition */ .D)(target.document, {
            overrides,
            ...own,
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ keepEmpty: configuration.keepEmpty })
        });
        const open = isOpen ? result.problems.filter(({ code }) => code === 'missing-image') : [];
        remarks.push(...open.map(asOpenImage));
        const found = [...own.problems, ...result.problems].filter(one => !open.includes(one));
        const told = new Map(found.map(one => [one, forService(one, target)]));
        problems.push(...told.values());
        refusals.push(...(result.refusals ?? []).flatMap(one => told.get(one) ?? []));
        remarks.push(...result.remarks);
        const { root } = result;
        if (!root)
            continue;
        prepared.push({ target, root, family: (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_5__/* .stringOf */ .Je)((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_5__/* .childOf */ .GG)(root, 'family')) ?? '', site });
    }
    return { prepared, problems, refusals, remarks };
}
function asOpenImage({ message, place }) {
    const rest = 'The plan compares with the image that runs; a deploy needs the input "image".';
    return { message: `${message} ${rest}`, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ place }) };
}
function forService(problem, target) {
    return target.service === undefined ? problem : { ...problem, service: target.service };
}
function familiesOf(prepared) {
    const entries = prepared.flatMap(one => {
        const { target, family, site } = one;
        const { entry } = target;
        return entry ? [{ entry, family, site, content: JSON.stringify((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_5__/* .toJson */ .aB)(one.root)) }] : [];
    });
    return (0,_check_layout_for_run_js__WEBPACK_IMPORTED_MODULE_6__/* .familyProblems */ .bt)(entries);
}


/***/ })

};
