export const id = 2188;
export const ids = [2188];
export const modules = {

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

/***/ 51324:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ro: () => (/* binding */ remarksOf),
  bx: () => (/* binding */ sourcesFrom),
  $r: () => (/* binding */ targetOf)
});

// EXTERNAL MODULE: ./lib/src/document/place.js
var place = __webpack_require__(19016);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/checking/find/find-check-files.js + 2 modules
var find_check_files = __webpack_require__(5036);
;// CONCATENATED MODULE: ./lib/src/checking/load/remarks-by-code.js
function remarksByCode(problems) {
    const byCode = new Map();
    for (const problem of problems) {
        const alike = byCode.get(problem.code);
        if (alike === undefined)
            byCode.set(problem.code, [problem]);
        else
            alike.push(problem);
    }
    return [...byCode.values()].map(([first, ...others]) => {
        const { message, hint, place } = first;
        const more = others.length === 0 ? '' : ` (and ${others.length} more in this file)`;
        const text = `${message}${more}${hint === undefined ? '' : ` ${hint}`}`;
        return place === undefined ? { message: text } : { message: text, place };
    });
}

;// CONCATENATED MODULE: ./lib/src/checking/load/check-source.js




async function sourcesFrom(read, found) {
    const problems = [];
    const remarks = [];
    const unscanned = [];
    for (const [file, result] of read) {
        if (result.kind === 'unreadable') {
            problems.push(...result.problems);
            unscanned.push((0,find_check_files/* unscannedFor */.N)(file, result.problems));
            continue;
        }
        if (result.kind === 'nothing') {
            if (!found.discovered && found.guessed?.has(file) !== true)
                problems.push(...result.problems);
            continue;
        }
        remarks.push(...remarksOf(result.notes));
        if (result.unread === undefined)
            continue;
        problems.push(result.unread);
        unscanned.push((0,find_check_files/* unscannedFor */.N)(file, [result.unread]));
    }
    const targets = found.targets.flatMap(({ file, service }) => targetOf(read.get(file), (0,present/* present */.E)({ service })));
    return { targets, unscanned, problems, remarks };
}
function targetOf(read, more) {
    if (read?.kind !== 'definition' && read?.kind !== 'template')
        return [];
    const { kind, document } = read;
    return [{ kind, document, place: (0,place/* placeFinder */.aA)(document), ...more }];
}
function remarksOf(problems) {
    return problems.length === 0 ? [] : remarksByCode(problems);
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

/***/ 32188:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runRender: () => (/* binding */ runRender)
/* harmony export */ });
/* harmony import */ var _checking_decisions_apply_decisions_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(54060);
/* harmony import */ var _checking_decisions_project_rules_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38809);
/* harmony import */ var _checking_examine_examine_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(24770);
/* harmony import */ var _checking_layout_rendered_before_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(90154);
/* harmony import */ var _checking_load_check_source_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(51324);
/* harmony import */ var _deploying_connections_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(98146);
/* harmony import */ var _deploying_prepare_load_definitions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(53520);
/* harmony import */ var _deploying_prepare_render_all_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1697);
/* harmony import */ var _document_tree_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(10119);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1216);
/* harmony import */ var _template_overrides_parse_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6170);
/* harmony import */ var _workspace_write_writer_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(28464);












async function runRender(configuration, ports) {
    const placed = { ...configuration, region: configuration.region ?? '' };
    const project = await (0,_checking_decisions_project_rules_js__WEBPACK_IMPORTED_MODULE_0__/* .readProjectRules */ .Z)(configuration, ports);
    const { problems: badFile, placementProblems: badPlacement } = project;
    if (project.isUndecided)
        return { ...(0,_report_report_js__WEBPACK_IMPORTED_MODULE_1__/* .emptyReport */ ._O)('render'), problems: [...badFile, ...badPlacement] };
    const aws = (0,_deploying_connections_js__WEBPACK_IMPORTED_MODULE_2__/* .connectAccounts */ .r)(ports, configuration.maxRetries);
    const loaded = await (0,_deploying_prepare_load_definitions_js__WEBPACK_IMPORTED_MODULE_3__/* .loadDefinitions */ .Jg)(placed, project, { ports, aws });
    const { overrides, problems: badOverrides } = (0,_template_overrides_parse_js__WEBPACK_IMPORTED_MODULE_4__/* .parseOverrides */ .f)(configuration.overrides);
    const done = await (0,_deploying_prepare_render_all_js__WEBPACK_IMPORTED_MODULE_5__/* .renderAll */ .Y)(loaded.targets, placed, {
        ports,
        project,
        overrides,
        accountOf: () => undefined
    });
    const refused = new Set(done.refusals);
    const examination = { rules: { ...project.rules, references: FOR_A_FILE }, mask: ports.mask };
    const findings = await (0,_checking_examine_examine_js__WEBPACK_IMPORTED_MODULE_6__/* .examine */ .s)(loaded.targets, done.prepared, examination);
    const judged = await (0,_checking_decisions_apply_decisions_js__WEBPACK_IMPORTED_MODULE_7__/* .applyProjectRules */ .P)({ findings, loaded }, (0,_checking_layout_rendered_before_js__WEBPACK_IMPORTED_MODULE_8__/* .withRenderedBefore */ .r)(project, loaded), ports);
    const report = {
        ...(0,_report_report_js__WEBPACK_IMPORTED_MODULE_1__/* .emptyReport */ ._O)('render'),
        services: loaded.targets.flatMap(({ service }) => (service === undefined ? [] : [service])),
        files: loaded.files,
        unscanned: loaded.unscanned,
        ...judged,
        problems: [
            ...badFile,
            ...badPlacement.filter(({ code }) => code !== 'missing-input'),
            ...loaded.problems,
            ...badOverrides,
            ...done.problems.filter(problem => !refused.has(problem))
        ],
        remarks: [...done.remarks, ...(0,_checking_load_check_source_js__WEBPACK_IMPORTED_MODULE_9__/* .remarksOf */ .ro)(done.refusals), ...(0,_deploying_prepare_load_definitions_js__WEBPACK_IMPORTED_MODULE_3__/* .livePlaintext */ .ml)(judged.findings)]
    };
    const { renderedFolder } = ports;
    const stops = report.problems.length > 0 || loaded.unscanned.length > 0 || (0,_report_report_js__WEBPACK_IMPORTED_MODULE_1__/* .hasErrors */ .Cs)(report);
    if (stops || renderedFolder === undefined)
        return report;
    const renderedFiles = (0,_workspace_write_writer_js__WEBPACK_IMPORTED_MODULE_10__/* .writeApart */ .W1)(renderedFolder, distinctlyNamed(done.prepared));
    for (const file of renderedFiles)
        ports.log.info(`Rendered: ${file}`);
    return { ...report, renderedFiles };
}
const FOR_A_FILE = { kind: 'file' };
function distinctlyNamed(prepared) {
    const seen = new Map();
    return prepared.map(({ target, root, family }) => {
        const name = target.service ?? (family || 'rendered');
        const before = seen.get(name) ?? 0;
        seen.set(name, before + 1);
        return { name: before === 0 ? name : `${name}-${before + 1}`, definition: (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_11__/* .toJson */ .aB)(root) };
    });
}


/***/ })

};
