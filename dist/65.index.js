export const id = 65;
export const ids = [65];
export const modules = {

/***/ 79188:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CL: () => (/* binding */ referencesOf),
/* harmony export */   g7: () => (/* binding */ treeOf),
/* harmony export */   kH: () => (/* binding */ environmentFilesOf)
/* harmony export */ });
/* harmony import */ var _files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58363);
/* harmony import */ var _secrets_collect_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44225);
/* harmony import */ var _secrets_reference_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(80026);



function treeOf(value, pointer) {
    const origin = { kind: 'file', file: 'task definition', pointer, start: 0, end: 0 };
    if (value === null)
        return { kind: 'null', origin };
    if (typeof value === 'string')
        return { kind: 'string', value, origin };
    if (typeof value === 'number')
        return { kind: 'number', value, raw: String(value), origin };
    if (typeof value === 'boolean')
        return { kind: 'boolean', value, origin };
    if (Array.isArray(value)) {
        const items = value.map((item, index) => treeOf(item, (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childPointer */ .Y2)(pointer, index)));
        return { kind: 'array', items, origin };
    }
    const members = Object.entries(value).map(([key, child]) => ({
        key,
        keyOrigin: origin,
        value: treeOf(child, (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childPointer */ .Y2)(pointer, key))
    }));
    return { kind: 'object', members, origin };
}
function referencesOf(definition, region) {
    const root = treeOf(definition, '');
    return (0,_secrets_collect_js__WEBPACK_IMPORTED_MODULE_1__/* .collectReferences */ .X)(root).flatMap(use => liveReference(use, region));
}
function environmentFilesOf(definition) {
    const files = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .containersOf */ .Mz)(treeOf(definition, '')).flatMap(container => (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .itemsOf */ .S3)((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childOf */ .GG)(container, 'environmentFiles')).flatMap(file => (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .stringOf */ .Je)((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childOf */ .GG)(file, 'value')) ?? []));
    return [...new Set(files)];
}
function liveReference({ field, name, node }, region) {
    const parsed = (0,_secrets_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .parseReference */ .F2)(node.value);
    const own = { region, variable: name, pinned: false };
    switch (parsed.kind) {
        case 'secret-arn': {
            const id = (0,_secrets_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .printTarget */ .jV)(parsed);
            return [{ ...own, store: 'secretsmanager', region: parsed.region, id, ...versionOf(parsed.tail) }];
        }
        case 'parameter-arn':
            return [{ ...own, store: 'ssm', region: parsed.region, id: parameterName(parsed.resource) }];
        case 'parameter-name':
        case 'bare': {
            if (parsed.kind === 'bare' ? !parsed.lookable : parsed.isBare !== true)
                return [];
            const store = field === 'repositoryCredentials' ? 'secretsmanager' : 'ssm';
            return [{ ...own, store, id: parsed.name }];
        }
        default:
            return [];
    }
}
function parameterName(resource) {
    return resource.includes('/') ? `/${resource}` : resource;
}
function versionOf(tail) {
    const { versionId = '', versionStage = '' } = tail ?? {};
    if (versionId !== '')
        return { pinned: true };
    const isCurrent = versionStage === '' || versionStage === 'AWSCURRENT';
    return isCurrent ? { pinned: false } : { pinned: false, isLabeled: true };
}


/***/ }),

/***/ 9155:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D$: () => (/* binding */ readCluster),
/* harmony export */   L8: () => (/* binding */ usesEverywhere),
/* harmony export */   z5: () => (/* binding */ serviceOf)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(318);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(65955);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7673);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27779);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(85590);
/* harmony import */ var _gap_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84053);
/* harmony import */ var _scheduled_uses_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(16287);







async function readCluster({ cluster, services }, { ecs, inventory }) {
    const [states, tasks] = await Promise.all([
        (0,_gap_js__WEBPACK_IMPORTED_MODULE_0__/* .readOrGap */ .mk)(`services of cluster ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(cluster)}`, async () => {
            const names = services ?? (await inventory.listServices(cluster)).map(_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS);
            return names.length === 0 ? { services: [], missing: [] } : ecs.describeServices(cluster, names);
        }),
        (0,_gap_js__WEBPACK_IMPORTED_MODULE_0__/* .readOrGap */ .mk)(`running tasks of cluster ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(cluster)}`, () => inventory.listRunningTasks(cluster))
    ]);
    const found = 'found' in states ? states.found : { services: [], missing: [] };
    const all = 'found' in tasks ? tasks.found : [];
    const wanted = services === undefined ? all : all.filter(task => services.includes(serviceOf(task) ?? ''));
    const active = found.services.filter(({ status }) => status !== 'INACTIVE');
    const deleted = found.services.filter(({ status }) => status === 'INACTIVE');
    const gaps = [states, tasks].flatMap(look => ('gap' in look ? [look.gap] : []));
    const what = `services of cluster ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(cluster)}`;
    if (services === undefined && found.missing.length > 0)
        gaps.push({ what, why: `ECS lists ${(0,_list_js__WEBPACK_IMPORTED_MODULE_2__/* .someOf */ .yU)(found.missing, 3)} and does not describe it` });
    return {
        cluster,
        services: active,
        missing: await (0,_nearest_js__WEBPACK_IMPORTED_MODULE_3__/* .missingNames */ .JA)(found.missing, () => inventory.listServices(cluster)),
        inactive: services === undefined ? [] : deleted.map(({ service }) => service),
        tasks: wanted,
        uses: [...active.flatMap(usesOfService), ...wanted.map(task => useOfTask(task, cluster))],
        gaps,
        ...('gap' in tasks ? { tasksGap: tasks.gap } : {})
    };
}
function serviceOf({ group }) {
    return group?.startsWith('service:') ? group.slice('service:'.length) : undefined;
}
function useOfTask(task, cluster) {
    const service = serviceOf(task);
    return {
        kind: 'task',
        name: task.arn,
        revision: task.taskDefinition,
        cluster: (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(cluster),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ service, given: (0,_scheduled_uses_js__WEBPACK_IMPORTED_MODULE_5__/* .givenBy */ .ny)(task.overrides, `task ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(task.arn)}`) })
    };
}
function usesOfService(state) {
    const of = { cluster: (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(state.clusterArn), service: state.service };
    const deployments = state.deployments.map(({ id, taskDefinition }) => ({
        kind: 'deployment',
        name: id,
        revision: taskDefinition,
        ...of
    }));
    const taskSets = (0,_json_js__WEBPACK_IMPORTED_MODULE_6__/* .objectsIn */ .Q)(state.raw['taskSets']).flatMap((set) => {
        const { id, taskDefinition } = set;
        return typeof taskDefinition === 'string'
            ? [{ kind: 'task-set', name: typeof id === 'string' ? id : '', revision: taskDefinition, ...of }]
            : [];
    });
    const own = state.taskDefinition === ''
        ? []
        : [{ kind: 'deployment', name: state.service, revision: state.taskDefinition, ...of }];
    const all = [...deployments, ...taskSets];
    return [...all, ...own.filter(({ revision }) => all.every(use => use.revision !== revision))].filter(({ revision }) => revision !== '');
}
async function usesEverywhere(ports, known = []) {
    const clusters = await (0,_gap_js__WEBPACK_IMPORTED_MODULE_0__/* .readOrGap */ .mk)('the clusters of the account', () => ports.inventory.listClusters());
    const found = 'found' in clusters ? clusters.found : [];
    const listed = new Set(found.map(_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS));
    const uses = [];
    const services = [];
    const gaps = 'gap' in clusters ? [clusters.gap] : [];
    for (const cluster of [...found, ...known.filter(one => !listed.has((0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(one)))]) {
        const look = await readCluster({ cluster }, ports);
        uses.push(...look.uses);
        services.push(...look.services);
        gaps.push(...look.gaps);
    }
    const scheduled = await (0,_scheduled_uses_js__WEBPACK_IMPORTED_MODULE_5__/* .scheduledUses */ .Cs)(ports, undefined);
    return { uses: [...uses, ...scheduled.uses], services, gaps: [...gaps, ...scheduled.gaps] };
}


/***/ }),

/***/ 84053:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ refusalReason),
/* harmony export */   mk: () => (/* binding */ readOrGap),
/* harmony export */   sq: () => (/* binding */ gapProblem)
/* harmony export */ });
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(88757);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(84120);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27779);



async function readOrGap(what, look) {
    try {
        return { found: await look() };
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_0__/* .AwsError */ .Gy))
            throw error;
        if (error.kind !== 'denied' && error.kind !== 'unsupported')
            throw error;
        return { gap: { what, why: refusalReason(error) } };
    }
}
function refusalReason(error) {
    return error.kind === 'unsupported' ? `the endpoint does not know ${error.operation}` : (0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .refusedCall */ .dr)(error);
}
function gapProblem({ what, why }) {
    return {
        code: 'audit-not-verified',
        fault: 'cloud',
        message: `Not verified: ${what}: ${why}. What was not checked is not reported as clean.`,
        hint: `Grant the permission (see ${(0,_nearest_js__WEBPACK_IMPORTED_MODULE_2__/* .pageUrl */ .fi)('audit')}), and run again.${/ of cluster /.test(what) ? ' Check the name of the cluster, too: a role that is limited to its own clusters is refused any other.' : ''}`
    };
}


/***/ }),

/***/ 61631:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GG: () => (/* binding */ readStartReads),
/* harmony export */   WO: () => (/* binding */ staleTasks),
/* harmony export */   Xt: () => (/* binding */ startReadsOf),
/* harmony export */   sD: () => (/* binding */ undatedTasks)
/* harmony export */ });
/* unused harmony exports changedAtOf, startOf */
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(88757);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(84120);
/* harmony import */ var _bounded_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(66048);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7673);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(85590);
/* harmony import */ var _definition_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(79188);
/* harmony import */ var _secrets_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3988);







const AT_ONCE = 5;
async function readStartReads(definitions, { region, since = Number.NEGATIVE_INFINITY }, { secrets, objects }) {
    const references = definitions.map(one => (0,_definition_js__WEBPACK_IMPORTED_MODULE_0__/* .referencesOf */ .CL)(one, region));
    const files = definitions.map(_definition_js__WEBPACK_IMPORTED_MODULE_0__/* .environmentFilesOf */ .kH);
    const lookups = await (0,_secrets_js__WEBPACK_IMPORTED_MODULE_1__/* .lookUpSecrets */ .Kg)(references.flat(), secrets, since);
    const dates = new Map(await (0,_bounded_js__WEBPACK_IMPORTED_MODULE_2__/* .mapBounded */ .y)([...new Set(files.flat())], AT_ONCE, async (arn) => [arn, await fileRead(arn, objects)]));
    return definitions.map((_, index) => [
        ...startReadsOf(references[index] ?? [], lookups),
        ...(files[index] ?? []).flatMap(arn => dates.get(arn) ?? [])
    ]);
}
async function fileRead(arn, objects) {
    const of = { name: arn.replace(/^arn:[^:]*:s3:::/, ''), isFile: true };
    try {
        const changedAt = await objects.changedAt(arn);
        if (changedAt === undefined)
            return { ...of, kind: 'gone', why: 'it does not exist' };
        return { ...of, kind: 'dated', changedAt };
    }
    catch (error) {
        if (error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_3__/* .AwsError */ .Gy && error.kind === 'expired')
            throw error;
        return { ...of, kind: 'unknown', why: (0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_4__/* .refusedCall */ .dr)(error) };
    }
}
function startReadsOf(references, lookups) {
    return references.flatMap((reference) => {
        if (reference.pinned)
            return [];
        const looked = lookups.get((0,_secrets_js__WEBPACK_IMPORTED_MODULE_1__/* .secretKeyOf */ .TL)(reference));
        const changedAt = changedAtOf(reference, looked);
        if (changedAt !== undefined) {
            const isFound = looked?.kind === 'secret' || looked?.kind === 'parameter';
            return [{ kind: 'dated', name: isFound ? looked.facts.name : reference.id, changedAt }];
        }
        const name = reference.id;
        if (looked?.kind === 'not-verified')
            return [{ kind: 'unknown', name, why: looked.why }];
        if (looked?.kind === 'gone')
            return [{ kind: 'gone', name, why: 'it does not exist' }];
        if (looked?.kind === 'secret' && looked.facts.deletedAt !== undefined)
            return [{ kind: 'gone', name, why: 'it is scheduled for deletion' }];
        return [{ kind: 'unknown', name, why: 'it has no date' }];
    });
}
function changedAtOf({ isLabeled }, looked) {
    if (looked?.kind !== 'secret')
        return (0,_secrets_js__WEBPACK_IMPORTED_MODULE_1__/* .createdAtOf */ .B7)(looked);
    return isLabeled ? looked.facts.changedAt : (looked.movedAt ?? looked.changedAt);
}
function startOf({ createdAt, startedAt }) {
    return createdAt ?? startedAt;
}
function staleTasks(tasks) {
    return tasks.flatMap(({ task, cluster, region, service, reads }) => {
        const startedAt = startOf(task);
        if (startedAt === undefined)
            return [];
        const rows = reads.flatMap((read) => {
            if (read.kind !== 'dated' || read.changedAt <= startedAt)
                return [];
            const { name: secret, changedAt } = read;
            return [{ task: task.arn, cluster, region, startedAt, secret, changedAt, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_5__/* .present */ .E)({ service }) }];
        });
        return (0,_list_js__WEBPACK_IMPORTED_MODULE_6__/* .distinctBy */ .ey)(rows, ({ secret }) => secret);
    });
}
function undatedTasks(tasks) {
    return tasks.flatMap(({ task, reads }) => (startOf(task) === undefined && reads.length > 0 ? [task] : []));
}


/***/ }),

/***/ 60880:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lr: () => (/* binding */ SHORTEST_VALUE),
/* harmony export */   ee: () => (/* binding */ heldValues),
/* harmony export */   wp: () => (/* binding */ scanTree),
/* harmony export */   zZ: () => (/* binding */ scanDefinition)
/* harmony export */ });
/* harmony import */ var _detector_candidate_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(68673);
/* harmony import */ var _detector_detect_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62345);
/* harmony import */ var _detector_issuers_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(28752);
/* harmony import */ var _detector_rules_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56945);
/* harmony import */ var _detector_sensitive_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6816);
/* harmony import */ var _detector_shapes_match_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(89614);
/* harmony import */ var _detector_walk_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(433);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(65955);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(85590);
/* harmony import */ var _definition_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(79188);










const EQUAL = 'audit/equal-to-secret';
function scanTree(root, held = []) {
    const findings = (0,_detector_detect_js__WEBPACK_IMPORTED_MODULE_0__/* .detect */ .o0)({ file: 'task definition', root, place: () => undefined }, _detector_rules_js__WEBPACK_IMPORTED_MODULE_1__/* .RULES */ .y0).filter(({ category, level }) => category === 'credential' && level === 'error');
    if (findings.length + held.length === 0)
        return { exposures: [], values: [] };
    const spots = (0,_detector_walk_js__WEBPACK_IMPORTED_MODULE_2__/* .walk */ .G)(root).map(({ node, value, name, container, location }) => ({
        pointer: node.origin.kind === 'file' ? node.origin.pointer : '',
        text: node.kind === 'string' ? node.value : value,
        ...{ name, container, location }
    }));
    const texts = new Map(spots.map(({ pointer, text }) => [pointer, text]));
    const found = findings.map(finding => exposureOf(finding, texts.get(finding.pointer) ?? '', held));
    const seen = new Set(found.map(({ pointer }) => pointer));
    const equal = spots.flatMap(({ pointer, text, name, container, location }) => {
        const secret = held.find(({ value }) => text.includes(value))?.name;
        if (secret === undefined || seen.has(pointer) || (0,_detector_candidate_js__WEBPACK_IMPORTED_MODULE_3__/* .isReferenceLocation */ .N2)(location))
            return [];
        seen.add(pointer);
        const byName = (0,_detector_issuers_js__WEBPACK_IMPORTED_MODULE_4__/* .credentialKind */ .eV)({ rule: EQUAL, name });
        const variable = secret.replace(/[^A-Za-z0-9]+/g, '_').toUpperCase();
        const kind = byName.severity !== 'unknown' ? byName : (0,_detector_issuers_js__WEBPACK_IMPORTED_MODULE_4__/* .credentialKind */ .eV)({ rule: EQUAL, name: variable });
        return [{ rule: EQUAL, name, pointer, kind, secret, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_5__/* .present */ .E)({ container }) }];
    });
    const values = findings.length === 0 ? [] : (0,_detector_sensitive_js__WEBPACK_IMPORTED_MODULE_6__/* .sensitiveValues */ .DJ)(root, _detector_rules_js__WEBPACK_IMPORTED_MODULE_1__/* .RULES */ .y0);
    return {
        exposures: [...found, ...equal],
        values: values.map(value => ({ name: spots.find(({ text }) => text.includes(value))?.name ?? '', value }))
    };
}
function scanDefinition(definition, held = []) {
    return scanTree((0,_definition_js__WEBPACK_IMPORTED_MODULE_7__/* .treeOf */ .g7)(definition, ''), held);
}
function exposureOf({ rule, name, container, pointer }, text, held) {
    const shape = (0,_detector_shapes_match_js__WEBPACK_IMPORTED_MODULE_8__/* .matchShape */ .Zz)(text.slice(0, _detector_candidate_js__WEBPACK_IMPORTED_MODULE_3__/* .MAX_SCANNED */ .aD), name)?.shape.what;
    const secret = held.find(({ value }) => text.includes(value))?.name;
    return {
        rule,
        name: name === '' ? pointer : name,
        pointer,
        kind: (0,_detector_issuers_js__WEBPACK_IMPORTED_MODULE_4__/* .credentialKind */ .eV)({ rule, name, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_5__/* .present */ .E)({ shape }) }),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_5__/* .present */ .E)({ container: container || undefined, secret })
    };
}
const SHORTEST_VALUE = 8;
const HARMLESS_KEY = /^(?:user(?:name)?|login|host(?:name)?|endpoint|port|engine|db(?:name|InstanceIdentifier|ClusterIdentifier)?|database|schema|region|masterarn|ssl(?:mode)?)$/i;
function heldValues(name, text) {
    const fields = Object.entries(objectIn(text)).flatMap(([key, value]) => typeof value === 'string' && !HARMLESS_KEY.test(key) ? [{ name: `${name}:${key}`, value }] : []);
    return [{ name, value: text }, ...fields].filter(({ value }) => value.trim().length >= SHORTEST_VALUE);
}
function objectIn(text) {
    try {
        const value = JSON.parse(text);
        return (0,_json_js__WEBPACK_IMPORTED_MODULE_9__/* .isObject */ .G)(value) ? value : {};
    }
    catch {
        return {};
    }
}


/***/ }),

/***/ 16287:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cs: () => (/* binding */ scheduledUses),
/* harmony export */   Pp: () => (/* binding */ compareGiven),
/* harmony export */   ny: () => (/* binding */ givenBy)
/* harmony export */ });
/* unused harmony export givenByTarget */
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(318);
/* harmony import */ var _bounded_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66048);
/* harmony import */ var _deploy_schedules_find_schedules_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1266);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(65955);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(85590);
/* harmony import */ var _definition_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(79188);
/* harmony import */ var _gap_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84053);
/* harmony import */ var _scan_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(60880);








const AT_ONCE = 5;
async function scheduledUses({ rules, schedules }, clusterArn) {
    const looks = await Promise.all([
        (0,_gap_js__WEBPACK_IMPORTED_MODULE_0__/* .readOrGap */ .mk)('EventBridge rules', () => usesOfRules(rules, clusterArn)),
        (0,_gap_js__WEBPACK_IMPORTED_MODULE_0__/* .readOrGap */ .mk)('EventBridge Scheduler’s schedules', () => usesOfSchedules(schedules, clusterArn))
    ]);
    const found = looks.flatMap((look) => ('found' in look ? look.found : [look.gap]));
    return {
        uses: found.flatMap(one => ('revision' in one ? [one] : [])),
        gaps: found.flatMap(one => ('why' in one ? [one] : []))
    };
}
async function usesOfRules(port, clusterArn) {
    const names = await (clusterArn === undefined ? port.listRules() : port.listRuleNamesByTarget(clusterArn));
    const uses = await (0,_bounded_js__WEBPACK_IMPORTED_MODULE_1__/* .mapBounded */ .y)(names, AT_ONCE, async (name) => {
        const targets = await port.listTargetsByRule(name);
        return targets.flatMap((target) => {
            const { Arn: arn } = target;
            if (typeof arn !== 'string' || !(0,_deploy_schedules_find_schedules_js__WEBPACK_IMPORTED_MODULE_2__/* .runsTasksIn */ .wR)(arn, clusterArn))
                return [];
            return useOf('rule', name, { target, cluster: arn, revision: (0,_deploy_schedules_find_schedules_js__WEBPACK_IMPORTED_MODULE_2__/* .definitionOf */ .Fg)(target) });
        });
    });
    return uses.flat();
}
async function usesOfSchedules(port, clusterArn) {
    const wanted = (await port.listSchedules()).filter(one => (0,_deploy_schedules_find_schedules_js__WEBPACK_IMPORTED_MODULE_2__/* .callsRunTask */ .oI)(one) || (0,_deploy_schedules_find_schedules_js__WEBPACK_IMPORTED_MODULE_2__/* .runsTasksIn */ .wR)(one.targetArn, clusterArn));
    const uses = await (0,_bounded_js__WEBPACK_IMPORTED_MODULE_1__/* .mapBounded */ .y)(wanted, AT_ONCE, one => usesOfSchedule(one, port));
    return uses
        .flat()
        .filter(one => !('revision' in one) || clusterArn === undefined || one.cluster === (0,_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .lastPartOf */ .RS)(clusterArn));
}
async function usesOfSchedule(summary, port) {
    const name = `${summary.group}/${summary.name}`;
    const schedule = await port.getSchedule(summary.group, summary.name);
    const target = (0,_deploy_schedules_find_schedules_js__WEBPACK_IMPORTED_MODULE_2__/* .objectOf */ .Xy)(schedule?.['Target']) ?? {};
    if (!(0,_deploy_schedules_find_schedules_js__WEBPACK_IMPORTED_MODULE_2__/* .callsRunTask */ .oI)(summary))
        return useOf('schedule', name, { target, cluster: summary.targetArn, revision: (0,_deploy_schedules_find_schedules_js__WEBPACK_IMPORTED_MODULE_2__/* .definitionOf */ .Fg)(target) });
    const input = inputOf(target);
    const { taskDefinition: revision, cluster } = typeof input === 'object' ? input : {};
    if (typeof revision !== 'string') {
        const why = 'its input for ecs:RunTask has no readable task definition';
        return [{ what: `schedule ${name}`, why }];
    }
    const where = typeof cluster === 'string' ? cluster : 'default';
    return useOf('schedule', name, { target, cluster: where, revision, member: 'overrides' });
}
function useOf(kind, name, found) {
    const { target, revision, member } = found;
    if (revision === undefined)
        return [];
    const given = givenByTarget(target, `${kind} ${name}`, member);
    return [{ kind, name, revision, cluster: (0,_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .lastPartOf */ .RS)(found.cluster), ...(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ given }) }];
}
function givenByTarget(target, holder, member) {
    const input = inputOf(target);
    if (input === undefined)
        return undefined;
    if (input === 'unreadable') {
        const unread = [`the input of ${holder} is no JSON object`];
        return { holder, document: {}, exposures: [], values: [], unread };
    }
    return givenBy(member === undefined ? input : input[member], holder);
}
function inputOf(target) {
    const template = (0,_deploy_schedules_find_schedules_js__WEBPACK_IMPORTED_MODULE_2__/* .objectOf */ .Xy)(target['InputTransformer'])?.['InputTemplate'];
    const text = typeof template === 'string' ? template : target['Input'];
    if (typeof text !== 'string' || text.trim() === '')
        return undefined;
    for (const attempt of [text, text.replace(/([:[,]\s*)<([\w.-]+)>/g, '$1"<$2>"')]) {
        try {
            return (0,_deploy_schedules_find_schedules_js__WEBPACK_IMPORTED_MODULE_2__/* .objectOf */ .Xy)(lowered(JSON.parse(attempt))) ?? 'unreadable';
        }
        catch {
        }
    }
    return 'unreadable';
}
function givenBy(overrides, holder) {
    const containers = (0,_deploy_schedules_find_schedules_js__WEBPACK_IMPORTED_MODULE_2__/* .objectOf */ .Xy)(lowered(overrides ?? null))?.['containerOverrides'];
    if (!Array.isArray(containers) || containers.length === 0)
        return undefined;
    return compareGiven({ holder, document: { containerDefinitions: containers } });
}
function compareGiven({ holder, document }, held = []) {
    const { exposures, values } = (0,_scan_js__WEBPACK_IMPORTED_MODULE_5__/* .scanDefinition */ .zZ)(document, held);
    return {
        holder,
        document,
        exposures: exposures.map(exposure => ({
            ...exposure,
            pointer: exposure.pointer.replace('/containerDefinitions', '/containerOverrides'),
            overridesOf: holder
        })),
        values,
        unread: (0,_definition_js__WEBPACK_IMPORTED_MODULE_6__/* .environmentFilesOf */ .kH)(document).map(file => `the overrides of ${holder} name the environment file ${file}, which was not scanned`)
    };
}
function lowered(value) {
    if (Array.isArray(value))
        return value.map(lowered);
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_7__/* .isObject */ .G)(value))
        return value;
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [
        key.charAt(0).toLowerCase() + key.slice(1),
        lowered(child)
    ]));
}


/***/ }),

/***/ 3988:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B7: () => (/* binding */ createdAtOf),
/* harmony export */   Kg: () => (/* binding */ lookUpSecrets),
/* harmony export */   Oq: () => (/* binding */ judgeSecret),
/* harmony export */   TL: () => (/* binding */ secretKeyOf),
/* harmony export */   xL: () => (/* binding */ findUnreferencedSecrets)
/* harmony export */ });
/* unused harmony export prefixOf */
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(88757);
/* harmony import */ var _bounded_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66048);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7673);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(85590);
/* harmony import */ var _gap_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(84053);





async function lookUpSecrets(references, port, since = Number.NEGATIVE_INFINITY) {
    const distinct = new Map(references.map(reference => [secretKeyOf(reference), reference]));
    const secrets = [...distinct].filter(([, { store }]) => store === 'secretsmanager');
    const found = new Map(await (0,_bounded_js__WEBPACK_IMPORTED_MODULE_0__/* .mapBounded */ .y)(secrets, AT_ONCE, async ([key, reference]) => [
        key,
        await lookUpSecret(reference, port, since)
    ]));
    const parameters = [...distinct.values()].filter(({ store }) => store === 'ssm');
    for (const region of new Set(parameters.map(reference => reference.region))) {
        const here = parameters.filter(reference => reference.region === region);
        for (const [key, looked] of await lookUpParameters(here, region, port))
            found.set(key, looked);
    }
    return found;
}
const AT_ONCE = 5;
async function lookUpSecret({ region, id }, port, since) {
    try {
        const facts = await port.describeSecret(region, id);
        if (facts === undefined)
            return { kind: 'gone' };
        if (facts.deletedAt !== undefined)
            return { kind: 'secret', facts };
        const { changedAt } = facts;
        if (changedAt !== undefined && changedAt <= since)
            return { kind: 'secret', facts, changedAt };
        return { kind: 'secret', facts, ...(await currentVersion(facts, { region, port })) };
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_1__/* .AwsError */ .Gy) || (error.kind !== 'denied' && error.kind !== 'unsupported'))
            throw error;
        return { kind: 'not-verified', why: (0,_gap_js__WEBPACK_IMPORTED_MODULE_2__/* .refusalReason */ .b)(error) };
    }
}
async function currentVersion({ arn, changedAt }, { region, port }) {
    const look = await (0,_gap_js__WEBPACK_IMPORTED_MODULE_2__/* .readOrGap */ .mk)(arn, () => port.currentVersion(region, arn));
    if ('gap' in look)
        return (0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ changedAt });
    const { createdAt, isNewest } = look.found ?? { isNewest: true };
    return (0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ changedAt: createdAt, movedAt: isNewest ? undefined : changedAt });
}
async function lookUpParameters(references, region, port) {
    const names = references.flatMap(({ id }) => (id.includes('/') ? [id] : [id, `/${id}`]));
    const look = await (0,_gap_js__WEBPACK_IMPORTED_MODULE_2__/* .readOrGap */ .mk)('parameters', () => port.describeParameters(region, names));
    const byName = new Map('gap' in look ? [] : look.found.map(facts => [facts.name, facts]));
    return references.map(reference => {
        const { id } = reference;
        if ('gap' in look)
            return [secretKeyOf(reference), { kind: 'not-verified', why: look.gap.why }];
        const facts = byName.get(id) ?? byName.get(`/${id}`);
        const looked = facts === undefined ? { kind: 'gone' } : { kind: 'parameter', facts };
        return [secretKeyOf(reference), looked];
    });
}
async function findUnreferencedSecrets(lookups, referenced, port) {
    const prefixes = new Map();
    const remarks = [];
    for (const looked of lookups.values()) {
        if (looked.kind !== 'secret')
            continue;
        const prefix = prefixOf(looked.facts.name);
        const region = looked.facts.arn.split(':')[3] ?? '';
        if (prefix !== undefined)
            prefixes.set(region, (prefixes.get(region) ?? new Set()).add(prefix));
    }
    const listed = [];
    for (const [region, names] of prefixes) {
        for (const batch of (0,_list_js__WEBPACK_IMPORTED_MODULE_4__/* .slicesOf */ .nu)([...names], NAMES_AT_ONCE)) {
            const look = await (0,_gap_js__WEBPACK_IMPORTED_MODULE_2__/* .readOrGap */ .mk)('unreferenced secrets', () => port.listSecrets(region, batch));
            if ('found' in look)
                listed.push(...look.found.map(facts => ({ ...facts, region })));
            else
                remarks.push(`Not verified: ${look.gap.why}, so unreferenced secrets were not searched for.`);
        }
    }
    return { rows: unreferencedSecrets(listed, referenced), listed, remarks: [...new Set(remarks)] };
}
const NAMES_AT_ONCE = 10;
function secretKeyOf({ store, region, id }) {
    return `${store} ${region} ${id}`;
}
function createdAtOf(looked) {
    switch (looked?.kind) {
        case 'secret':
            return looked.changedAt;
        case 'parameter':
            return looked.facts.changedAt;
        default:
            return undefined;
    }
}
function judgeSecret({ reference, usedBy, looked, isThinned = false }, { now, maxAgeMs }) {
    const changedAt = createdAtOf(looked);
    const base = { store: reference.store, region: reference.region, usedBy };
    const age = (0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ changedAt });
    const old = changedAt !== undefined && now - changedAt > maxAgeMs;
    switch (looked.kind) {
        case 'gone':
            return { ...base, name: reference.id, state: 'gone', old: false };
        case 'not-verified':
            return { ...base, name: reference.id, state: 'not-verified', old: false };
        case 'parameter':
            return { ...base, ...age, name: looked.facts.name, state: 'good', old };
        case 'secret': {
            const { name, deletedAt, accessedAt } = looked.facts;
            const accessed = (0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ accessedAt });
            const state = deletedAt === undefined ? 'good' : 'deleted';
            const unrotated = isThinned && hasFirstValue(looked) ? true : undefined;
            return { ...base, ...age, ...accessed, name, state, old, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ unrotated }) };
        }
    }
}
function hasFirstValue({ facts, changedAt }) {
    const { createdAt, rotatedAt, owner } = facts;
    if (createdAt === undefined || changedAt === undefined || owner !== undefined)
        return false;
    return rotatedAt === undefined && changedAt - createdAt < A_MOMENT_MS;
}
const A_MOMENT_MS = 60_000;
function unreferencedSecrets(listed, referenced) {
    return listed
        .filter(({ arn, owner }) => owner === undefined && !referenced.has(arn))
        .map(({ name, region, changedAt, accessedAt }) => ({
        store: 'secretsmanager',
        name,
        region,
        state: 'unreferenced',
        usedBy: [],
        old: false,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ changedAt, accessedAt })
    }));
}
function prefixOf(name) {
    const slash = name.indexOf('/', 1);
    return slash < 1 ? undefined : name.slice(0, slash + 1);
}


/***/ }),

/***/ 88601:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ns: () => (/* binding */ openServices),
/* harmony export */   Qw: () => (/* binding */ namedServices),
/* harmony export */   SR: () => (/* binding */ planOpen),
/* harmony export */   hU: () => (/* binding */ describeIfAllowed)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(318);
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(88757);
/* harmony import */ var _check_project_rules_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(97235);
/* harmony import */ var _files_find_find_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(94659);
/* harmony import */ var _inputs_configuration_explained_problems_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(46173);
/* harmony import */ var _inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(47497);
/* harmony import */ var _inputs_reader_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(70975);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85590);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1216);
/* harmony import */ var _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(13235);
/* harmony import */ var _prepare_inspect_services_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(50474);
/* harmony import */ var _target_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54208);












async function openServices(configuration, ports, { what, aws = (0,_target_js__WEBPACK_IMPORTED_MODULE_0__/* .connectAccounts */ .rl)(ports, configuration.maxRetries) }) {
    const project = await (0,_check_project_rules_js__WEBPACK_IMPORTED_MODULE_1__/* .readProjectRules */ .Z4)(configuration, ports);
    const { placement, placementProblems, isUndecided = false } = project;
    const listed = await withThoseOfFiles(configuration, placement, ports);
    const services = namedServices({ ...configuration, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ services: listed.services }) }, placement);
    const isLost = !isUndecided && services.some(({ site }) => site.cluster === '');
    const strangers = isLost ? (0,_inputs_configuration_explained_problems_js__WEBPACK_IMPORTED_MODULE_3__/* .unknownServices */ .rl)(services, placement) : [];
    const lost = isLost && strangers.length === 0 ? [(0,_prepare_inspect_services_js__WEBPACK_IMPORTED_MODULE_4__/* .noCluster */ .eG)(what)] : strangers;
    const nameless = isUndecided || services.length > 0 ? [] : [noServices(placement)];
    const written = [...project.problems, ...placementProblems];
    const { needed, remarks: unneeded } = (0,_inputs_configuration_explained_problems_js__WEBPACK_IMPORTED_MODULE_3__/* .neededProblems */ .ay)(written, configuration.mode);
    const remarks = [...project.toFillIn, ...unneeded];
    const early = [...needed, ...listed.problems, ...lost, ...nameless];
    const none = { ...(0,_report_report_js__WEBPACK_IMPORTED_MODULE_5__/* .emptyReport */ ._O)(configuration.mode), services: services.map(_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_6__/* .keyOf */ .TN), remarks };
    if (early.length > 0)
        return { placement, ended: (0,_target_js__WEBPACK_IMPORTED_MODULE_0__/* .withNotStarted */ .Tq)({ ...none, problems: early }, services) };
    const said = await (0,_target_js__WEBPACK_IMPORTED_MODULE_0__/* .announceTarget */ .TE)(services.map(({ site }) => site), { ports, aws });
    const empty = (0,_target_js__WEBPACK_IMPORTED_MODULE_0__/* .withTarget */ .yY)(none, said);
    if (said.problems.length > 0)
        return { placement, ended: (0,_target_js__WEBPACK_IMPORTED_MODULE_0__/* .withNotStarted */ .Tq)(empty, services) };
    const inspected = await (0,_prepare_inspect_services_js__WEBPACK_IMPORTED_MODULE_4__/* .inspectServices */ .dD)(services, configuration, aws);
    const found = [...inspected.problems, ...inspected.missing.map(_prepare_inspect_services_js__WEBPACK_IMPORTED_MODULE_4__/* .missingService */ .wu)];
    const subjects = services.flatMap(named => {
        const state = inspected.states.get((0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_6__/* .keyOf */ .TN)(named));
        const isRefused = inspected.problems.some(({ service }) => service === named.service);
        return state && !isRefused ? [{ ...named, state }] : [];
    });
    return {
        placement,
        subjects,
        report: { ...empty, problems: (0,_inputs_configuration_explained_problems_js__WEBPACK_IMPORTED_MODULE_3__/* .explained */ .to)(found, placement) },
        run: { configuration, ports, aws, placement, services }
    };
}
function noServices({ places }) {
    const keys = [...places.keys()].join(', ');
    return {
        code: 'missing-input',
        fault: 'user',
        message: 'Input "service" contains no service.',
        hint: keys === ''
            ? 'Name the services, for example service: dispatcher.'
            : `Name one or several, or write service: all. The configuration file has ${keys}.`
    };
}
async function withThoseOfFiles({ services, taskDefinition }, { places }, { workspace, area }) {
    const files = taskDefinition.filter(file => file !== _inputs_reader_js__WEBPACK_IMPORTED_MODULE_7__/* .LIVE */ .L8);
    if (services !== 'all' || files.length === 0)
        return { services, problems: [] };
    const found = await (0,_files_find_find_js__WEBPACK_IMPORTED_MODULE_8__/* .findTaskDefinitions */ .PS)(workspace, files, area);
    const names = new Set([...places.keys(), ...found.files.flatMap(({ service }) => service ?? [])]);
    return { services: [...names], problems: found.problems };
}
function namedServices(configuration, placement) {
    const { places } = placement;
    const { services } = configuration;
    const names = services === 'all' || services === 'changed' ? [...places.keys()] : (services ?? []);
    return names.map((name) => {
        const own = [...places].filter(([, place]) => place.name === name);
        const key = places.has(name) || own.length !== 1 ? name : (own[0]?.[0] ?? name);
        const { cluster = '', ...rest } = (0,_inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_9__/* .siteOf */ .zU)(key, placement, configuration);
        return { ...(0,_inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_9__/* .namedByKey */ .O$)(key, placement), site: { ...rest, cluster } };
    });
}
function planOpen(items) {
    const planned = items.map(({ service, key, site, state, action, revision, live, ...item }, index) => {
        const { region, roleArn, cluster } = site;
        const id = `open-${index + 1}`;
        const definition = {
            ...{ id, cluster, files: [revision], differences: [], notKept: [] },
            account: { region, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ roleArn }) },
            family: (0,_arn_js__WEBPACK_IMPORTED_MODULE_10__/* .familyOf */ .Ap)(revision),
            definition: live?.definition ?? {},
            registration: { kind: 'reuse', arn: revision },
            latestRevision: live?.revision ?? 0
        };
        const { previous: previousTaskDefinitionArn, previousPlaintext } = item;
        const before = { before: state, previousTaskDefinitionArn, previousPlaintext };
        return {
            definition,
            service: { service, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ key }), site, file: revision, definitionId: id, action, ...before }
        };
    });
    return {
        definitions: planned.map(({ definition }) => definition),
        services: planned.map(({ service }) => service)
    };
}
async function describeIfAllowed(arn, site, { aws }) {
    try {
        const { ecs } = await aws(site);
        return {
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ live: arn === '' ? undefined : await ecs.describeTaskDefinition(arn) }),
            remarks: []
        };
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_11__/* .AwsError */ .Gy))
            throw error;
        const message = `Not verified: whether ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_10__/* .lastPartOf */ .RS)(arn)} holds plaintext (${error.operation} failed).`;
        return { remarks: [{ message, isUnverified: true }] };
    }
}


/***/ }),

/***/ 1266:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fg: () => (/* binding */ definitionOf),
/* harmony export */   JA: () => (/* binding */ parseDefinition),
/* harmony export */   V5: () => (/* binding */ scheduleName),
/* harmony export */   Xy: () => (/* binding */ objectOf),
/* harmony export */   iU: () => (/* binding */ findSchedules),
/* harmony export */   oI: () => (/* binding */ callsRunTask),
/* harmony export */   sJ: () => (/* binding */ withDefinition),
/* harmony export */   wR: () => (/* binding */ runsTasksIn)
/* harmony export */ });
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(88757);
/* harmony import */ var _bounded_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66048);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(65955);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7673);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(85590);





async function findSchedules(search, ports) {
    if (search.families.length === 0)
        return { found: [], remarks: [] };
    const [rules, schedules] = await Promise.all([
        orNotVerified('EventBridge rules', () => findRules(search, ports.rules)),
        orNotVerified('Scheduler schedules', () => findInScheduler(search, ports.schedules))
    ]);
    return {
        found: [...rules.found, ...schedules.found],
        remarks: [...rules.remarks, ...schedules.remarks]
    };
}
async function orNotVerified(what, look) {
    try {
        return await look();
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_0__/* .AwsError */ .Gy))
            throw error;
        if (error.kind !== 'denied' && error.kind !== 'unsupported')
            throw error;
        const why = error.kind === 'denied' ? 'no permission for' : 'the endpoint does not know';
        const remark = `Not verified: ${why} ${error.operation}, so ${what} that run the family were not searched for and stay unchanged.`;
        return { found: [], remarks: [remark] };
    }
}
async function findRules({ families, clusterArn }, port) {
    const names = await (clusterArn === undefined ? port.listRules() : port.listRuleNamesByTarget(clusterArn));
    const found = await (0,_bounded_js__WEBPACK_IMPORTED_MODULE_1__/* .mapBounded */ .y)(names, AT_ONCE, async (rule) => {
        const targets = await port.listTargetsByRule(rule);
        return targets.flatMap((target) => {
            const { Arn: arn, Id: targetId } = target;
            if (clusterArn !== undefined && arn !== clusterArn)
                return [];
            const run = runOf(target, families);
            return run && typeof targetId === 'string' ? [{ kind: 'rule', rule, targetId, ...run }] : [];
        });
    });
    return { found: found.flat(), remarks: [] };
}
function runOf(target, families) {
    const from = definitionOf(target);
    const named = from === undefined ? undefined : parseDefinition(from);
    if (from === undefined || named === undefined || !families.includes(named.family))
        return undefined;
    return { family: named.family, from, follows: named.revision === undefined };
}
async function findInScheduler({ families, clusterArn }, port) {
    const all = await port.listSchedules();
    const wanted = all.filter(({ targetArn }) => runsTasksIn(targetArn, clusterArn));
    const found = await (0,_bounded_js__WEBPACK_IMPORTED_MODULE_1__/* .mapBounded */ .y)(wanted, AT_ONCE, async ({ group, name }) => {
        const schedule = await port.getSchedule(group, name);
        const run = runOf(objectOf(schedule?.['Target']) ?? {}, families);
        return run ? [{ kind: 'schedule', group, name, ...run }] : [];
    });
    return { found: found.flat(), remarks: remarksOn(all) };
}
function remarksOn(all) {
    const universal = all.filter(callsRunTask);
    if (universal.length === 0)
        return [];
    const names = universal.map(({ group, name }) => `${group}/${name}`);
    return [
        `Not verified: ${(0,_list_js__WEBPACK_IMPORTED_MODULE_2__/* .someOf */ .yU)(names)} call ecs:RunTask with their own input (universal target); the revision in it is not changed here.`
    ];
}
const AT_ONCE = 5;
function scheduleName(found) {
    return found.kind === 'rule' ? `${found.rule} (target ${found.targetId})` : `${found.group}/${found.name}`;
}
function definitionOf(target) {
    const arn = objectOf(target['EcsParameters'])?.['TaskDefinitionArn'];
    return typeof arn === 'string' ? arn : undefined;
}
function withDefinition(target, arn) {
    return { ...target, EcsParameters: { ...objectOf(target['EcsParameters']), TaskDefinitionArn: arn } };
}
function objectOf(value) {
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .G)(value) ? value : undefined;
}
function parseDefinition(arn) {
    const found = /^arn:[\w-]+:ecs:[\w-]+:\d{12}:task-definition\/([A-Za-z0-9_-]{1,255})(?::(\d+))?$/.exec(arn);
    const [, family, revision] = found ?? [];
    if (family === undefined)
        return undefined;
    return { family, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ revision }) };
}
function runsTasksIn(target, clusterArn) {
    return clusterArn === undefined
        ? /^arn:[\w-]+:ecs:[\w-]+:\d{12}:cluster\//.test(target)
        : target === clusterArn;
}
function callsRunTask({ targetArn }) {
    return /:aws-sdk:ecs:runTask$/i.test(targetArn);
}


/***/ }),

/***/ 28752:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Np: () => (/* binding */ bySeverity),
/* harmony export */   eD: () => (/* binding */ worstKind),
/* harmony export */   eV: () => (/* binding */ credentialKind)
/* harmony export */ });
/* unused harmony exports SEVERITIES, ISSUERS */
/* harmony import */ var _shapes_tokens_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58859);

const SEVERITIES = ['critical', 'high', 'medium', 'unknown'];
const ISSUERS = {
    alpaca: {
        severity: 'critical',
        what: 'broker key',
        name: /ALPACA/,
        issuedAt: 'app.alpaca.markets, API keys: regenerate (key and secret belong together); check the account for orders you did not place'
    },
    broker: {
        severity: 'critical',
        what: 'broker key',
        name: /BROKER|BINANCE|COINBASE|KRAKEN|IBKR|OANDA|TRADIER|POLYGON/,
        issuedAt: 'the broker’s dashboard, API keys: regenerate; check the account for orders you did not place'
    },
    aws: {
        severity: 'critical',
        what: 'AWS access key',
        name: /(^|_)AWS_|(^|_)ACCESS_KEY|BEDROCK/,
        issuedAt: 'the AWS IAM console, user, Security credentials: create a new key, then deactivate and delete this one (better: use a task role and no key)'
    },
    stripe: {
        severity: 'critical',
        what: 'payment provider key',
        name: /STRIPE/,
        issuedAt: 'dashboard.stripe.com, Developers, API keys: roll it'
    },
    payment: {
        severity: 'critical',
        what: 'payment provider key',
        name: /PAYPAL|BRAINTREE|ADYEN|PLAID|RAZORPAY|PAYSTACK|SHOPIFY/,
        issuedAt: 'the payment provider’s dashboard, API keys: roll it'
    },
    'private-key': {
        severity: 'critical',
        what: 'private key',
        name: /PRIVATE_KEY/,
        issuedAt: 'the service where its certificate or public key is registered: create a new pair, then remove the old public key'
    },
    wallet: {
        severity: 'critical',
        what: 'wallet key',
        name: /WALLET|MNEMONIC|SEED_PHRASE/,
        issuedAt: 'the wallet: create a new one and move the funds to it'
    },
    azure: {
        severity: 'critical',
        what: 'Azure key',
        name: /AZURE/,
        issuedAt: 'portal.azure.com, the resource’s access keys or Entra ID, App registrations: regenerate'
    },
    google: {
        severity: 'critical',
        what: 'Google Cloud key',
        name: /(^|_)GCP|GOOGLE|FIREBASE/,
        issuedAt: 'console.cloud.google.com, APIs & Services, Credentials'
    },
    github: {
        severity: 'critical',
        what: 'code host token',
        name: /GITHUB/,
        issuedAt: 'github.com, Settings, Developer settings, or the app or organization that issued it: revoke it and create a new one'
    },
    'code-host': {
        severity: 'critical',
        what: 'code host token',
        name: /GITLAB|BITBUCKET/,
        issuedAt: 'the code host’s settings, access tokens: revoke it and create a new one'
    },
    registry: {
        severity: 'high',
        what: 'package registry token',
        name: /(^|_)NPM(_|$)|PYPI|NUGET|RUBYGEMS|DOCKERHUB|ARTIFACTORY/,
        issuedAt: 'the registry’s account settings, tokens: revoke it and create a new one'
    },
    database: {
        severity: 'high',
        what: 'database password',
        name: /(^|_)(DB|DATABASE|PG|POSTGRES\w*|MYSQL|MARIADB|MONGO\w*|REDIS|RDS|SQL|RABBITMQ|CLICKHOUSE|SNOWFLAKE)(_|$)/,
        issuedAt: 'the database server: ALTER USER … PASSWORD (for Amazon RDS: aws rds modify-db-instance --master-user-password); then store it in the secret'
    },
    signing: {
        severity: 'high',
        what: 'signing or encryption key',
        name: /JWT|SESSION|SIGNING|ENCRYPTION|SECRET_KEY_BASE|COOKIE|PEPPER|SALT/,
        issuedAt: 'your application: generate a new key; sessions and tokens signed with the old one become invalid'
    },
    model: {
        severity: 'high',
        what: 'model provider key',
        name: /OPENAI|ANTHROPIC|HUGGING|MISTRAL|GROQ|COHERE/,
        issuedAt: 'the provider’s console, API keys'
    },
    messaging: {
        severity: 'medium',
        what: 'messaging token',
        name: /SLACK|DISCORD|TELEGRAM|TWILIO|SENDGRID|MAILGUN|SMTP|WEBHOOK/,
        issuedAt: 'the provider’s app settings: regenerate the token or webhook'
    },
    monitoring: {
        severity: 'medium',
        what: 'monitoring key',
        name: /DATADOG|SENTRY|NEW_?RELIC|HONEYCOMB|GRAFANA|PAGERDUTY/,
        issuedAt: 'the provider’s organization settings, API keys'
    },
    password: {
        severity: 'medium',
        what: 'password',
        name: /PASSWORD|PASSWD|PWD|PASSPHRASE/,
        issuedAt: 'the system that it logs in to'
    },
    api: {
        severity: 'medium',
        what: 'API credential',
        name: /TOKEN|API_?KEY|SECRET|CREDENTIAL/,
        issuedAt: 'the provider that the name indicates'
    }
};
const URL_RULE = 'secret/url-userinfo';
const IN_URL = {
    severity: 'high',
    what: 'password in a connection string',
    issuedAt: 'the database or server of the URL'
};
const UNCLEAR = {
    severity: 'unknown',
    what: 'credential',
    issuedAt: 'unknown (the name gives no indication)'
};
function credentialKind({ rule, name, shape }) {
    if (shape !== undefined) {
        const byShape = issuerOfShape(shape);
        if (byShape !== undefined)
            return kindOf(byShape);
    }
    if (rule === URL_RULE)
        return IN_URL;
    const words = inWords(name);
    const byName = Object.values(ISSUERS).find(issuer => issuer.name.test(words));
    if (byName !== undefined)
        return kindOf(byName);
    if (shape === undefined)
        return UNCLEAR;
    return { severity: 'medium', what: shape.replace(/^an? /, ''), issuedAt: 'its provider’s console' };
}
function bySeverity(one, other) {
    return SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity);
}
function worstKind(kinds) {
    return kinds.toSorted(bySeverity)[0] ?? UNCLEAR;
}
function issuerOfShape(shape) {
    const issuer = _shapes_tokens_js__WEBPACK_IMPORTED_MODULE_0__/* .SHAPES */ .H.find(({ what }) => what === shape)?.issuer;
    return issuer === undefined || issuer === 'its-provider' ? undefined : ISSUERS[issuer];
}
function kindOf({ severity, what, issuedAt }) {
    return { severity, what, issuedAt };
}
function inWords(name) {
    return name
        .replace(/([a-z\d])([A-Z])/g, '$1_$2')
        .replace(/[^A-Za-z\d]+/g, '_')
        .toUpperCase();
}


/***/ }),

/***/ 46173:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IK: () => (/* binding */ causeFirst),
/* harmony export */   Xd: () => (/* binding */ withClusterPlaces),
/* harmony export */   ay: () => (/* binding */ neededProblems),
/* harmony export */   rl: () => (/* binding */ unknownServices),
/* harmony export */   to: () => (/* binding */ explained)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(318);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7673);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27779);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(85590);




const PLACES_SHOWN = 3;
function explained(problems, placement) {
    const known = problems.map(problem => {
        const { code, service = '', message } = problem;
        if (code !== 'service-not-found' || isKnown(service, placement))
            return problem;
        const said = message.replace(/ Did you mean "[^"]*"\?$/, '');
        return {
            ...problem,
            ...unknown(`${said} The configuration file has no such service either.`, service, placement)
        };
    });
    return withClusterPlaces(known, placement);
}
function withClusterPlaces(problems, { usual, places }) {
    return problems.map(problem => {
        const { about, hint } = problem;
        const lost = about !== undefined && 'cluster' in about ? (0,_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .lastPartOf */ .RS)(about.cluster) : undefined;
        const said = [...(usual ? [usual] : []), ...places.values()].flatMap(({ cluster, written }) => cluster !== undefined && written?.cluster !== undefined && (0,_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .lastPartOf */ .RS)(cluster) === lost
            ? [`${written.cluster.file}:${written.cluster.line}`]
            : []);
        if (said.length === 0)
            return problem;
        const where = `It is named at ${(0,_list_js__WEBPACK_IMPORTED_MODULE_1__/* .someOf */ .yU)([...new Set(said)], PLACES_SHOWN)}.`;
        return { ...problem, hint: hint === undefined ? where : `${hint} ${where}` };
    });
}
function unknownServices(services, placement) {
    return services
        .filter(({ service, site }) => site.cluster === '' && !isKnown(service, placement))
        .map(({ service }) => unknown(`The configuration file has no service "${service}".`, service, placement));
}
function isKnown(service, { places }) {
    return places.size === 0 || places.has(service) || [...places.values()].some(({ name }) => name === service);
}
function unknown(message, service, { places }) {
    const keys = [...places.keys()];
    return {
        code: 'unknown-service',
        fault: 'user',
        service,
        message: `${message}${(0,_nearest_js__WEBPACK_IMPORTED_MODULE_2__/* .didYouMean */ .au)(service, keys)}`,
        hint: `Services of the configuration file: ${(0,_list_js__WEBPACK_IMPORTED_MODULE_1__/* .someOf */ .yU)(keys)}.`
    };
}
function causeFirst(references, services) {
    const isLost = services.some(({ code, about }) => code === 'aws-missing' && about !== undefined && 'region' in about);
    return isLost ? services : [...references, ...services];
}
const UNNEEDED = new Set(['bad-exception', 'bad-config-value']);
function neededProblems(problems, mode) {
    return {
        needed: problems.filter(({ code }) => !UNNEEDED.has(code)),
        remarks: problems
            .filter(({ code }) => UNNEEDED.has(code))
            .map(({ message, place }) => ({
            message: `${message} Mode ${mode} does not need it.`,
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ place })
        }))
    };
}


/***/ }),

/***/ 81693:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ac: () => (/* binding */ rollsBackByItself),
/* harmony export */   Uj: () => (/* binding */ hasCompleted),
/* harmony export */   Ux: () => (/* binding */ judgeDeployments),
/* harmony export */   _b: () => (/* binding */ isFromBefore),
/* harmony export */   a6: () => (/* binding */ LOOKS_AT_OLD_LIST),
/* harmony export */   bN: () => (/* binding */ judgeScaling),
/* harmony export */   kY: () => (/* binding */ failureText),
/* harmony export */   nT: () => (/* binding */ judgeFailed),
/* harmony export */   o4: () => (/* binding */ newerThanMine)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(318);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(65955);
/* harmony import */ var _deployments_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(97387);



const LOOKS_TO_BELIEVE = 3;
const LOOKS_AT_OLD_LIST = 7;
function judgeDeployments(target, service, memory) {
    const mine = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .deploymentOf */ .PE)(service, target.deploymentId);
    if (mine?.rolloutState === 'FAILED')
        return judgeFailed(target, service, memory);
    if (mine?.status === 'PRIMARY')
        return judgePrimary(mine, service);
    const newer = newerThanMine(target, service);
    if (newer)
        return hasCompleted(target, service) ? { state: 'succeeded' } : newer;
    const primary = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .primaryOf */ .Os)(service);
    if (mine) {
        return primary
            ? { state: 'rolling-back', reason: failureText(target, service) }
            : { state: 'in-progress' };
    }
    return judgeGone(target, service, memory);
}
function judgePrimary(mine, service) {
    if (mine.rolloutState === 'COMPLETED')
        return { state: 'succeeded' };
    const settled = service.deployments.length === 1 && mine.runningCount === mine.desiredCount;
    return mine.rolloutState === undefined && settled ? { state: 'succeeded' } : { state: 'in-progress' };
}
function judgeFailed(target, service, memory) {
    const reason = failureText(target, service);
    const primary = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .primaryOf */ .Os)(service);
    const canReturn = service.deployments.some(deployment => target.before.includes(deployment.id) && deployment.rolloutState !== 'FAILED');
    if (primary && target.before.includes(primary.id))
        return { state: 'rolling-back', reason };
    const isDue = isRollbackDue(service, reason);
    const newer = newerThanMine(target, service);
    if (newer?.state === 'superseded' && (isDue || memory.failure !== undefined))
        return newer;
    const expected = isDue && canReturn;
    return expected && memory.failedLooks < LOOKS_TO_BELIEVE
        ? { state: 'rolling-back', reason }
        : { state: 'failed', reason };
}
function rollsBackByItself(service) {
    return service.circuitBreaker.enable && service.circuitBreaker.rollback;
}
function isRollbackDue(service, reason) {
    const alarms = memberOf(memberOf(service.raw, 'deploymentConfiguration'), 'alarms');
    const byAlarm = memberOf(alarms, 'enable') === true && memberOf(alarms, 'rollback') === true;
    if (/user request/i.test(reason))
        return true;
    if (/alarm/i.test(reason))
        return byAlarm;
    if (/circuit breaker|tasks failed to start/i.test(reason))
        return rollsBackByItself(service);
    return service.strategy !== 'ROLLING' || byAlarm || rollsBackByItself(service);
}
function judgeGone(target, service, memory) {
    const primary = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .primaryOf */ .Os)(service);
    const failed = memory.failure ?? failureEvent(target, service);
    if (failed === undefined && hasCompleted(target, service))
        return { state: 'succeeded' };
    const believed = failed !== undefined || (memory.sawMine && memory.gone >= LOOKS_TO_BELIEVE);
    if (!believed || !primary || isFromBefore(target, primary, memory))
        return { state: 'in-progress' };
    const reason = failed ??
        'The service no longer lists the deployment, and ECS logged no event: it was probably rolled back.';
    if (primary.rolloutState === 'FAILED')
        return { state: 'failed', reason: `${reason} The rollback failed too.`, rollback: 'failed' };
    if (primary.rolloutState === 'IN_PROGRESS')
        return { state: 'rolling-back', reason };
    return { state: 'rolled-back', reason };
}
function isFromBefore(target, primary, memory) {
    if (memory.gone > LOOKS_AT_OLD_LIST)
        return false;
    return (primary.updatedAt ?? Number.POSITIVE_INFINITY) < (target.createdAt ?? 0);
}
function newerThanMine(target, service) {
    const primary = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .primaryOf */ .Os)(service);
    if (!primary || primary.id === target.deploymentId || target.before.includes(primary.id))
        return undefined;
    if ((primary.createdAt ?? Number.POSITIVE_INFINITY) < (target.createdAt ?? 0))
        return undefined;
    const { id: deploymentId, taskDefinition } = primary;
    if (taskDefinition === target.taskDefinition)
        return { state: 'adopted', deploymentId, taskDefinition };
    return {
        state: 'superseded',
        by: { deploymentId, taskDefinition },
        reason: `Another deployment (${primary.id}, ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(primary.taskDefinition)}) was started during this run's rollout.`
    };
}
function hasCompleted({ deploymentId }, service) {
    if ((0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .deploymentOf */ .PE)(service, deploymentId)?.rolloutState === 'COMPLETED')
        return true;
    const said = `(deployment ${deploymentId}) deployment completed.`;
    return service.events.some(({ message }) => message.includes(said));
}
function judgeScaling(target, service) {
    const reached = service.desiredCount === target.scaleTo && service.runningCount === target.scaleTo;
    return reached ? { state: 'succeeded' } : { state: 'in-progress' };
}
function reasonOf(deployment) {
    const reason = deployment?.rolloutStateReason;
    return reason !== undefined && reason !== '' ? reason : undefined;
}
function failureText(target, service) {
    const mine = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .deploymentOf */ .PE)(service, target.deploymentId);
    const own = mine?.rolloutState === 'FAILED' ? reasonOf(mine) : undefined;
    return own ?? failureEvent(target, service) ?? reasonOf((0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .primaryOf */ .Os)(service)) ?? 'ECS gave no reason.';
}
function failureEvent(target, service) {
    return service.events.find(event => event.message.includes(`(deployment ${target.deploymentId}) deployment failed`))?.message;
}
function memberOf(value, key) {
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .G)(value) ? value[key] : undefined;
}


/***/ }),

/***/ 51836:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Et: () => (/* binding */ culpritsOf),
/* harmony export */   Gu: () => (/* binding */ memberObject),
/* harmony export */   T8: () => (/* binding */ statementOf),
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   gB: () => (/* binding */ secretFacts),
/* harmony export */   rl: () => (/* binding */ numberOf),
/* harmony export */   uD: () => (/* binding */ definedContainers),
/* harmony export */   ys: () => (/* binding */ logOptionsOf)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(318);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65955);
/* harmony import */ var _pattern_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(84287);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85590);




function definedContainers(definition) {
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .objectsIn */ .Q)(definition['containerDefinitions']).map((fields, index) => ({
        name: textOf(fields, 'name') ?? '',
        fields,
        pointer: `/containerDefinitions/${index}`
    }));
}
function textOf(holder, key) {
    const value = holder[key];
    return typeof value === 'string' ? value : undefined;
}
function memberObject(holder, key) {
    const value = holder[key];
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G)(value) ? value : {};
}
function numberOf(holder, key) {
    const value = holder[key];
    const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
    return typeof number === 'number' ? number : undefined;
}
function usesOf(definition) {
    return definedContainers(definition).flatMap(({ name, fields, pointer }) => {
        const list = (holder, path, label) => (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .objectsIn */ .Q)(holder[path.split('/').at(-1) ?? '']).flatMap((item, index) => {
            const reference = textOf(item, 'valueFrom');
            const variable = textOf(item, 'name') ?? '';
            const words = `${label}${variable} of container ${name}`;
            const place = `${pointer}/${path}/${index}/valueFrom`;
            return reference === undefined
                ? []
                : [{ container: name, variable, reference, pointer: place, words }];
        });
        const variable = 'credentialsParameter';
        const reference = textOf(memberObject(fields, 'repositoryCredentials'), variable);
        const place = `${pointer}/repositoryCredentials/${variable}`;
        const words = `registry credentials of container ${name}`;
        return [
            ...list(fields, 'secrets', ''),
            ...list(memberObject(fields, 'logConfiguration'), 'logConfiguration/secretOptions', 'log option '),
            ...(reference === undefined ? [] : [{ container: name, variable, reference, pointer: place, words }])
        ];
    });
}
function logOptionsOf({ fields }) {
    const log = memberObject(fields, 'logConfiguration');
    return textOf(log, 'logDriver') === 'awslogs' ? memberObject(log, 'options') : undefined;
}
const COLLATERAL = new Set([0, 137, 143]);
function culpritsOf(task, definition) {
    const ended = task.containers.filter(({ exitCode }) => exitCode !== undefined);
    const defined = definedContainers(definition);
    const isEssential = ({ name }) => defined.length === 0 || defined.some(one => one.name === name && one.fields['essential'] !== false);
    const hasFailed = ({ exitCode = 0 }) => !COLLATERAL.has(exitCode);
    const tests = [
        one => /OutOfMemory/i.test(one.reason ?? ''),
        one => isEssential(one) && hasFailed(one),
        hasFailed,
        one => isEssential(one) && one.exitCode === 0,
        () => true
    ];
    return tests.map(test => ended.filter(test)).find(found => found.length > 0) ?? [];
}
function statementOf(Action, Resource, more = {}) {
    return JSON.stringify({ Effect: 'Allow', Action, Resource, ...more });
}
const ARN = /arn:[\w-]+:(?:secretsmanager|ssm):[\w-]*:\d*:(?:secret:|parameter\/)[\w/+=.@!-]+/;
const KEY = /arn:[\w-]+:kms:[\w-]+:\d+:key\/[\w-]+/;
const JSON_KEY = /json key ([^\s,]+)/i;
function secretFacts(kind, text, definition) {
    const arn = ARN.exec(text)?.[0];
    const uses = usesInText(kind, text, usesOf(definition));
    const [first] = uses;
    const key = KEY.exec(text)?.[0];
    const isParameter = /\bssm\b|parameter/i.test(arn ?? text);
    const resource = arn ?? first?.reference ?? `the ARN of the ${isParameter ? 'parameter' : 'secret'}`;
    const read = isParameter ? 'ssm:GetParameters' : 'secretsmanager:GetSecretValue';
    const via = { Condition: { StringEquals: { 'kms:ViaService': viaService(resource, isParameter) } } };
    const statement = kind === 'secret-denied'
        ? statementOf(/perform:? ([\w-]+:\w+)/.exec(text)?.[1] ?? read, (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .grantedSecret */ .kv)(resource))
        : kind === 'key-denied'
            ? statementOf('kms:Decrypt', key ?? 'the ARN of the key', via)
            : undefined;
    return {
        cause: {
            ...(first && { container: first.container, variable: first.variable, pointer: first.pointer }),
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ reference: first?.reference ?? arn, statement })
        },
        words: {
            arn: arn ?? 'the secret',
            secret: arn === undefined ? '' : ` ${arn}`,
            used: uses.length === 0 ? '' : ` (${uses.map(({ words }) => words).join(', ')})`,
            key: key === undefined ? '' : ` ${key}`,
            jsonKey: JSON_KEY.exec(text)?.[1] ?? ''
        }
    };
}
function usesInText(kind, text, uses) {
    if (kind === 'registry-login')
        return uses.filter(({ variable }) => variable === 'credentialsParameter');
    const arn = ARN.exec(text)?.[0];
    if (arn !== undefined) {
        const whole = new RegExp(`${(0,_pattern_js__WEBPACK_IMPORTED_MODULE_3__/* .escapePattern */ .M)(arn)}[\\w:/.@+=!-]*`).exec(text)?.[0] ?? arn;
        const exact = uses.filter(({ reference }) => reference === whole.replace(/:$/, '') || reference === whole);
        return exact.length > 0 ? exact : uses.filter(({ reference }) => isOf(reference, arn));
    }
    const keyIn = (reference) => reference.split(':')[7] ?? '';
    if (kind === 'json-key-missing') {
        const key = JSON_KEY.exec(text)?.[1];
        return uses.filter(({ reference }) => keyIn(reference) === key);
    }
    if (kind === 'secret-not-json')
        return uses.filter(({ reference }) => keyIn(reference) !== '');
    if (kind !== 'parameter-missing')
        return [];
    const names = (/invalid (?:ssm )?parameters: (.*)/i.exec(text)?.[1] ?? '').split(/[,\s]+/);
    return uses.filter(({ reference }) => names.some(name => name !== '' && (reference === name || reference.endsWith(`:parameter/${name.replace(/^\//, '')}`))));
}
function isOf(reference, arn) {
    if (reference === arn || reference.startsWith(`${arn}:`))
        return true;
    return arn.startsWith(reference) && /^-[A-Za-z0-9]{6}$/.test(arn.slice(reference.length));
}
function viaService(arn, isParameter) {
    const [, partition = 'aws', , region = '*'] = arn.startsWith('arn:') ? arn.split(':') : [];
    const ending = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
    return `${isParameter ? 'ssm' : 'secretsmanager'}.${region === '' ? '*' : region}.${ending}`;
}


/***/ }),

/***/ 63313:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K3: () => (/* binding */ sickGroupsOf),
/* harmony export */   h4: () => (/* binding */ diagnose)
/* harmony export */ });
/* unused harmony exports groupStops, toStopGroup */
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(65955);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7673);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85590);
/* harmony import */ var _definition_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(51836);
/* harmony import */ var _explain_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(82478);
/* harmony import */ var _failures_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(91286);
/* harmony import */ var _logs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(25550);
/* harmony import */ var _texts_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(46316);








const TASKS_LOOKED_AT = 300;
const EVENTS_SHOWN = 8;
const TASKS_READ = 3;
async function diagnose(subject, ports) {
    const attempts = new _logs_js__WEBPACK_IMPORTED_MODULE_0__/* .Attempts */ .ZJ();
    const { cluster, region, service, definition, seenEvents, deploymentId, taskDefinitionArn } = subject;
    const { mask } = ports.guard;
    const tasks = await attempts.make(() => ports.ecs.listStoppedTasks(cluster, service, TASKS_LOOKED_AT));
    const described = await attempts.make(() => ports.ecs.describeServices(cluster, [service]));
    const [state] = described?.services ?? [];
    const ours = (tasks ?? []).filter(({ startedBy, taskDefinition }) => startedBy === undefined ? taskDefinition === taskDefinitionArn : startedBy === deploymentId);
    const groups = groupStops(ours, definition);
    const events = (state?.events ?? []).filter(({ id }) => !seenEvents.includes(id));
    const examples = groups.flatMap(({ tasks: [newest] }) => newest ?? []);
    const ran = examples.filter(({ startedAt }) => startedAt !== undefined).slice(0, TASKS_READ);
    const logs = await (0,_logs_js__WEBPACK_IMPORTED_MODULE_0__/* .readLogs */ .o_)(ran, definition, { ...ports, attempts, region });
    const eventCauses = causesOf(events, groups, definition);
    const causes = [...groups.map(({ explained }) => explained), ...eventCauses].flatMap(one => one?.cause ?? []);
    const isHealth = causes.length === 0 || causes.some(({ kind }) => kind.startsWith('target-'));
    const arns = isHealth ? targetGroupsOf(state?.raw ?? {}) : [];
    const targets = arns.length === 0 ? [] : await readTargets(arns, ports.balancers, attempts);
    return {
        ...{ service, cluster, region },
        events: lastEvents(events).map(mask),
        eventCauses: eventCauses.map(one => ({ ...one, event: mask(one.event) })),
        stops: groups.map(group => toStopGroup(withPlatform(group, logs, definition), mask)),
        logs,
        targets: targets.map(({ check, ...target }) => ({
            ...target,
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ check: check && mask(check) })
        })),
        notVerified: attempts.notes
    };
}
function groupStops(tasks, definition) {
    const groups = (0,_list_js__WEBPACK_IMPORTED_MODULE_2__/* .grouped */ .zD)(tasks.filter(task => !(0,_failures_js__WEBPACK_IMPORTED_MODULE_3__/* .isScaling */ .C$)(task)), task => JSON.stringify([(0,_failures_js__WEBPACK_IMPORTED_MODULE_3__/* .reasonOf */ .A3)(task), (0,_definition_js__WEBPACK_IMPORTED_MODULE_4__/* .culpritsOf */ .Et)(task, definition).map(one => [one.name, one.exitCode])]));
    return [...groups.values()]
        .toSorted((a, b) => b.length - a.length)
        .flatMap(group => {
        const newestFirst = group.toSorted((a, b) => (b.stoppedAt ?? 0) - (a.stoppedAt ?? 0));
        const [newest] = newestFirst;
        if (newest === undefined)
            return [];
        return [{ reason: (0,_failures_js__WEBPACK_IMPORTED_MODULE_3__/* .reasonOf */ .A3)(newest), tasks: newestFirst, explained: (0,_explain_js__WEBPACK_IMPORTED_MODULE_5__/* .explainStop */ .c)(newest, definition) }];
    });
}
function toStopGroup({ reason, tasks, explained }, mask) {
    const exits = tasks.flatMap(({ containers }) => containers.flatMap(({ name, exitCode }) => exitCode === undefined ? [] : [`${name} exited with ${exitCode}`]));
    return { count: tasks.length, reason: mask(reason), exits: [...new Set(exits)], ...explained };
}
function withPlatform(group, logs, definition) {
    const [task] = group.tasks;
    const excerpt = logs.find(one => task?.arn.endsWith(`/${one.task}`) && one.lines.some(line => /exec format error/i.test(line)));
    if (task === undefined || excerpt === undefined)
        return group;
    const containers = [{ name: excerpt.container, reason: 'exec format error' }];
    const { stoppedReason: _, ...known } = task;
    return { ...group, explained: (0,_explain_js__WEBPACK_IMPORTED_MODULE_5__/* .explainStop */ .c)({ ...known, containers }, definition) };
}
function lastEvents(events) {
    return [...(0,_list_js__WEBPACK_IMPORTED_MODULE_2__/* .grouped */ .zD)(events, ({ message }) => (0,_texts_js__WEBPACK_IMPORTED_MODULE_6__/* .generalizeReason */ .Fb)(message))]
        .slice(0, EVENTS_SHOWN)
        .toReversed()
        .map(([text, { length }]) => (length === 1 ? text : `${text} (${length} times)`));
}
function causesOf(events, groups, definition) {
    const known = new Set(groups.map(({ explained }) => explained?.cause.kind));
    return events.flatMap(({ message }) => {
        const explained = (0,_explain_js__WEBPACK_IMPORTED_MODULE_5__/* .explainEvent */ .G)(message, definition);
        if (explained === undefined || known.has(explained.cause.kind))
            return [];
        known.add(explained.cause.kind);
        return [{ ...explained, event: (0,_texts_js__WEBPACK_IMPORTED_MODULE_6__/* .generalizeReason */ .Fb)(message) }];
    });
}
function targetGroupsOf(service) {
    const arns = (0,_json_js__WEBPACK_IMPORTED_MODULE_7__/* .objectsIn */ .Q)(service['loadBalancers']).flatMap(balancer => [
        (0,_definition_js__WEBPACK_IMPORTED_MODULE_4__/* .textOf */ .b6)(balancer, 'targetGroupArn'),
        (0,_definition_js__WEBPACK_IMPORTED_MODULE_4__/* .textOf */ .b6)((0,_definition_js__WEBPACK_IMPORTED_MODULE_4__/* .memberObject */ .Gu)(balancer, 'advancedConfiguration'), 'alternateTargetGroupArn')
    ]);
    return [...new Set(arns.filter(arn => arn !== undefined))];
}
function isSick(states) {
    const own = states.filter(({ state }) => state !== 'draining');
    return own.length > 0 && own.every(({ state }) => state === 'unhealthy');
}
async function sickGroupsOf(service, balancers) {
    const sick = [];
    for (const arn of targetGroupsOf(service))
        if (isSick(await balancers.describeTargetHealth(arn)))
            sick.push(arn.split('/')[1] ?? arn);
    return sick;
}
async function readTargets(arns, balancers, attempts) {
    const groups = (await attempts.make(() => balancers.describeTargetGroups(arns))) ?? [];
    const reports = [];
    for (const arn of arns) {
        const group = groups.find(one => one.arn === arn);
        const states = await attempts.make(() => balancers.describeTargetHealth(arn));
        if (group === undefined && states === undefined)
            continue;
        const name = group?.name ?? arn.split('/')[1] ?? arn;
        reports.push({
            name,
            arn,
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ check: group && checkOf(group) }),
            states: countStates(states ?? [])
        });
    }
    return reports;
}
function checkOf({ protocol = 'TCP', port = 'traffic-port', path, expects }) {
    const shown = path === undefined ? '' : ` ${path.replace(/\?.*/s, '?…')}`;
    const where = port === 'traffic-port' ? 'on the port of the target' : `on port ${port}`;
    return `${protocol}${shown} ${where}${expects === undefined ? '' : `, expects ${expects}`}`;
}
function countStates(states) {
    return [
        ...(0,_list_js__WEBPACK_IMPORTED_MODULE_2__/* .grouped */ .zD)(states, ({ state, reason, description }) => JSON.stringify([state, reason, description])).values()
    ]
        .flatMap(([first, ...others]) => (first ? [{ count: others.length + 1, ...first }] : []))
        .toSorted((a, b) => Number(a.state === 'healthy') - Number(b.state === 'healthy'));
}


/***/ }),

/***/ 82478:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ explainEvent),
/* harmony export */   c: () => (/* binding */ explainStop)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(65955);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85590);
/* harmony import */ var _definition_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51836);
/* harmony import */ var _texts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46316);




function explainStop(task, definition) {
    return explain((0,_texts_js__WEBPACK_IMPORTED_MODULE_0__/* .recognizeTask */ .SJ)(task), task, definition);
}
function explainEvent(message, definition) {
    const task = { arn: '', taskDefinition: '', stoppedReason: message, containers: [] };
    return explain((0,_texts_js__WEBPACK_IMPORTED_MODULE_0__/* .recognize */ .vA)(message), task, definition);
}
function explain(found, task, definition) {
    if (found === undefined)
        return undefined;
    const { kind, says } = found;
    const containers = (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .definedContainers */ .uD)(definition);
    const role = (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(definition, 'executionRoleArn');
    const one = { kind, text: (0,_texts_js__WEBPACK_IMPORTED_MODULE_0__/* .stopWordsOf */ .$Q)(task), task, definition, containers };
    const { cause = {}, words = {} } = factsOf(one);
    const { statement = '' } = cause;
    const whose = `execution role${role === undefined ? '' : ` ${role}`}`;
    const all = {
        role: `the ${whose}`,
        Role: `The ${whose}`,
        service: serviceIn(one.text),
        statement,
        ...words
    };
    const isRole = kind === 'env-file' || kind === 'role-not-assumable';
    return {
        explanation: (words['says'] ?? says).replace(/\{(\w+)\}/g, (whole, name) => all[name] ?? whole),
        cause: {
            kind,
            ...cause,
            ...(statement !== '' || isRole ? (0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ role }) : {}),
            ...(kind === 'role-not-assumable' && role !== undefined ? { pointer: '/executionRoleArn' } : {})
        }
    };
}
function serviceIn(text) {
    if (/pull command failed: :/.test(text))
        return 'Secrets Manager, Parameter Store or ECR in time';
    if (/log/i.test(text) && /cloudwatch|logger/i.test(text))
        return 'CloudWatch Logs';
    return /CannotPull|\becr\b/i.test(text) ? 'the registry of its image' : 'Secrets Manager or Parameter Store';
}
function factsOf(one) {
    switch (one.kind) {
        case 'image-platform':
        case 'image-denied':
        case 'image-missing':
        case 'image-not-pulled':
        case 'registry-busy':
            return imageFacts(one);
        case 'registry-denied':
            return { cause: { statement: (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .statementOf */ .T8)('ecr:GetAuthorizationToken', '*') } };
        case 'log-denied':
        case 'log-group-missing':
            return logFacts(one);
        case 'out-of-memory':
            return memoryFacts(one);
        case 'exited':
            return exitFacts(one);
        case 'container-health':
            return healthFacts(one);
        case 'command':
            return commandFacts(one);
        default:
            return /^(?:secret|key|json-key|parameter|registry-login)/.test(one.kind)
                ? (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .secretFacts */ .gB)(one.kind, one.text, one.definition)
                : {};
    }
}
function imageFacts({ kind, text, task, definition, containers }) {
    const failed = task.containers.filter(({ reason }) => reason !== undefined).map(({ name }) => name);
    const imageOf = ({ fields }) => (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(fields, 'image') ?? '';
    const isQuoted = (one) => imageOf(one) !== '' && text.includes(imageOf(one));
    const container = [
        containers.filter(({ name }) => failed.includes(name)),
        containers.filter(isQuoted),
        containers
    ]
        .find(list => list.length === 1)
        ?.at(0);
    const [, account, region = '', china, repository] = /^(\d{12})\.dkr\.ecr(?:-fips)?\.([\w-]+)\.amazonaws\.com(\.cn)?\/([^:@]+)/.exec(container ? imageOf(container) : '') ?? [];
    const partition = china ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
    const actions = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
    const statement = kind === 'image-denied' && repository !== undefined
        ? (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .statementOf */ .T8)(actions, `arn:${partition}:ecr:${region}:${account}:repository/${repository}`)
        : undefined;
    const platform = (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .memberObject */ .Gu)(definition, 'runtimePlatform');
    const system = ((0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(platform, 'operatingSystemFamily') ?? 'LINUX').split('_')[0]?.toLowerCase();
    return {
        cause: {
            ...(container && { container: container.name, pointer: `${container.pointer}/image` }),
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ statement })
        },
        words: {
            image: container ? ` ${imageOf(container)} of container ${container.name}` : '',
            platform: `${system}/${(0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(platform, 'cpuArchitecture') === 'ARM64' ? 'arm64' : 'amd64'}`,
            remedy: statement === undefined
                ? ': a private registry other than ECR needs "repositoryCredentials".'
                : `. Add to the execution role, and in another account also to the repository's policy: ${statement}`
        }
    };
}
function logFacts({ kind, text, containers }) {
    const logging = containers.flatMap(container => {
        const group = (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)((0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .logOptionsOf */ .ys)(container) ?? {}, 'awslogs-group');
        return group === undefined ? [] : [{ container, group }];
    });
    const quoted = logging.filter(({ group }) => text.includes(group));
    const [found] = quoted.length === 1 ? quoted : logging;
    const group = /arn:[\w-]+:logs:[\w-]+:\d+:log-group:[^:\s]+/.exec(text)?.[0];
    const create = /CreateLogGroup/.test(text) ? ['logs:CreateLogGroup'] : [];
    const actions = [...create, 'logs:CreateLogStream', 'logs:PutLogEvents'];
    const statement = kind === 'log-denied' ? (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .statementOf */ .T8)(actions, group?.concat(':*') ?? '*') : undefined;
    const pointer = found && `${found.container.pointer}/logConfiguration/options/awslogs-group`;
    return {
        cause: (0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ container: found?.container.name, pointer, statement }),
        words: { group: found ? ` ${found.group} of container ${found.container.name}` : '' }
    };
}
function memoryFacts({ task, definition, containers }) {
    const [culprit] = (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .culpritsOf */ .Et)(task, definition);
    const container = containers.find(({ name }) => name === culprit?.name);
    const own = container && (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .numberOf */ .rl)(container.fields, 'memory');
    const limit = own ?? (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .numberOf */ .rl)(definition, 'memory');
    const until = `${own === undefined ? 'the whole task has' : 'its limit is'} ${limit} MiB`;
    const pointer = container && (own === undefined ? '/memory' : `${container.pointer}/memory`);
    return {
        cause: (0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ container: culprit?.name, pointer }),
        words: {
            culprit: culprit === undefined ? 'A container' : `Container ${culprit.name}`,
            limit: limit === undefined ? '' : ` (${until})`
        }
    };
}
const EXIT_CODES = {
    0: '. What a service runs has to keep running; work that ends belongs in a one-off task.',
    126: ": its command can't be executed; check that the file is executable, and for this platform.",
    127: ': its command was not found; check "command" and "entryPoint", and what the image holds.',
    137: ' (SIGKILL), and ECS does not report why: usually the task ran out of memory, or the container did not exit within "stopTimeout" after the signal to stop.',
    139: " (SIGSEGV): a fault in native code, or libraries that do not fit the image's platform.",
    143: ' (SIGTERM), which ECS did not send: something inside the container ended it.'
};
const NO_LOG = '. It has no log configuration that could show why: add "logConfiguration".';
function exitFacts({ task, definition, containers }) {
    const [culprit] = (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .culpritsOf */ .Et)(task, definition);
    const own = containers.filter(({ name }) => culprit === undefined || name === culprit.name);
    const isSilent = own.length > 0 && own.every(({ fields }) => fields['logConfiguration'] === undefined);
    const log = isSilent ? NO_LOG : ': check its log.';
    if (culprit?.exitCode === undefined)
        return { words: { log } };
    const { name, exitCode } = culprit;
    const says = `Container ${name} exited with code ${exitCode}${EXIT_CODES[exitCode] ?? log}`;
    return { cause: { container: name }, words: { says } };
}
function healthFacts({ task, containers }) {
    const sick = task.containers.filter(({ healthStatus }) => healthStatus === 'UNHEALTHY');
    const checked = containers.filter(({ fields }) => (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .G)(fields['healthCheck']));
    const container = checked.find(({ name }) => sick.some(one => one.name === name)) ?? checked[0];
    if (container === undefined)
        return {
            words: { name: sick[0]?.name ?? 'of the task', rhythm: '', checks: 'its log and the check itself.' }
        };
    const { name, pointer, fields } = container;
    const check = (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .memberObject */ .Gu)(fields, 'healthCheck');
    const { retries, interval, start } = {
        retries: (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .numberOf */ .rl)(check, 'retries') ?? 3,
        interval: (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .numberOf */ .rl)(check, 'interval') ?? 30,
        start: (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .numberOf */ .rl)(check, 'startPeriod') ?? 0
    };
    const grace = start === 0 ? 'no start period' : `a start period of ${start} s`;
    const image = 'whether the image has the command of the health check';
    return {
        cause: { container: name, pointer: `${pointer}/healthCheck` },
        words: {
            name,
            rhythm: ` ${retries} times in a row, every ${interval} s, with ${grace}`,
            checks: (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .G)(fields['logConfiguration']) ? `its log, and ${image}.` : `${image}${NO_LOG}`
        }
    };
}
function commandFacts({ task, containers }) {
    const failed = task.containers.find(({ reason }) => reason !== undefined);
    const only = containers.length === 1 ? containers[0] : undefined;
    const container = containers.find(({ name }) => name === failed?.name) ?? only;
    if (container === undefined)
        return { words: { container: '' } };
    const member = ['entryPoint', 'command'].find(key => container.fields[key] !== undefined);
    const pointer = member && `${container.pointer}/${member}`;
    return {
        cause: { container: container.name, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ pointer }) },
        words: { container: ` of container ${container.name}` }
    };
}


/***/ }),

/***/ 91286:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A3: () => (/* binding */ reasonOf),
/* harmony export */   C$: () => (/* binding */ isScaling),
/* harmony export */   Rk: () => (/* binding */ judgeStops),
/* harmony export */   a6: () => (/* binding */ findFatal),
/* harmony export */   mx: () => (/* binding */ findFirstFailure),
/* harmony export */   pJ: () => (/* binding */ endOf)
/* harmony export */ });
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7673);
/* harmony import */ var _explain_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(82478);
/* harmony import */ var _texts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46316);



const SAME_FAILURES = 2;
const APART_MS = 10_000;
const EARLY_EXITS = 3;
const EARLY_MS = 60_000;
const SAME_EVENTS = 3;
const PLACEMENT_MS = 120_000;
const MAY_COME_FREE = /insufficient (?:cpu|memory|gpu)|already using a port/i;
function findFatal(evidence) {
    const { deploymentId, startedAt, runningTasks } = evidence;
    const stops = evidence.stops.filter(({ startedBy = deploymentId }) => startedBy === deploymentId);
    if (runningTasks > 0 || stops.some(stop => lifeOf(stop) > EARLY_MS))
        return undefined;
    const events = evidence.events.filter(({ createdAt }) => createdAt >= startedAt);
    return failedStarts(stops, evidence.now) ?? earlyExits(stops) ?? repeatedEvent(events, stops);
}
function lifeOf({ startedAt = Number.NaN, endedAt = Number.NaN }) {
    return endedAt - startedAt;
}
function failedStarts(stops, now) {
    const times = new Map();
    for (const stop of stops) {
        const found = stop.startedAt === undefined ? (0,_texts_js__WEBPACK_IMPORTED_MODULE_0__/* .recognizeTask */ .SJ)(stop) : undefined;
        if (found?.stays !== 'stops')
            continue;
        times.set(found.cannot, [...(times.get(found.cannot) ?? []), stop.stoppedAt ?? now]);
    }
    const [cannot, ended = []] = [...times].sort((a, b) => b[1].length - a[1].length)[0] ?? [];
    if (ended.length < SAME_FAILURES || Math.max(...ended) - Math.min(...ended) < APART_MS)
        return undefined;
    return `No task of this deployment can start: ${cannot} (${ended.length} tasks failed so, and none has run).`;
}
function earlyExits(stops) {
    const early = stops.filter(stop => stop.stopCode === 'EssentialContainerExited' &&
        lifeOf(stop) <= EARLY_MS &&
        failureCodes(stop).length > 0);
    if (early.length < EARLY_EXITS)
        return undefined;
    const codes = [...new Set(early.flatMap(failureCodes))].sort((a, b) => a - b).join(', ');
    return `Tasks of this deployment keep exiting: ${early.length} tasks ended within 60 s of their start (exit code ${codes}).`;
}
function failureCodes({ containers }) {
    const codes = containers.flatMap(({ exitCode }) => exitCode ?? []);
    const own = codes.filter(code => code !== 0 && code !== 137 && code !== 143);
    return own.length > 0 || codes.includes(0) ? own : codes;
}
function repeatedEvent(events, stops) {
    if (stops.some(({ startedAt }) => startedAt !== undefined))
        return undefined;
    const same = (0,_list_js__WEBPACK_IMPORTED_MODULE_1__/* .grouped */ .zD)(events.filter(({ message }) => (0,_texts_js__WEBPACK_IMPORTED_MODULE_0__/* .recognize */ .vA)(message)?.stays === 'events' && !MAY_COME_FREE.test(message)), ({ message }) => (0,_texts_js__WEBPACK_IMPORTED_MODULE_0__/* .recognize */ .vA)(message)?.kind ?? '');
    for (const [kind, [first, ...others]] of same) {
        const at = [first, ...others].flatMap(event => event?.createdAt ?? []);
        const isSettled = kind !== 'no-placement' || Math.max(...at) - Math.min(...at) >= PLACEMENT_MS;
        if (first !== undefined && at.length >= SAME_EVENTS && isSettled)
            return `No task of this deployment can start. ECS has reported ${at.length} times: ${(0,_texts_js__WEBPACK_IMPORTED_MODULE_0__/* .generalizeReason */ .Fb)(first.message)}`;
    }
    return undefined;
}
function findFirstFailure({ stops, deploymentId, startedAt, events, definition }, { mask }) {
    const [newest] = stops
        .filter(stop => (stop.startedBy ?? deploymentId) === deploymentId && !isScaling(stop))
        .toSorted((a, b) => (b.stoppedAt ?? 0) - (a.stoppedAt ?? 0));
    if (newest)
        return {
            reason: mask(reasonOf(newest)),
            mayPass: (0,_texts_js__WEBPACK_IMPORTED_MODULE_0__/* .recognizeTask */ .SJ)(newest)?.stays !== 'stops',
            ...(0,_explain_js__WEBPACK_IMPORTED_MODULE_2__/* .explainStop */ .c)(newest, definition)
        };
    const [event] = events
        .filter(({ createdAt, message }) => createdAt >= startedAt && (0,_texts_js__WEBPACK_IMPORTED_MODULE_0__/* .recognize */ .vA)(message) !== undefined)
        .toSorted((a, b) => b.createdAt - a.createdAt);
    if (event === undefined)
        return undefined;
    const { message } = event;
    const mayPass = (0,_texts_js__WEBPACK_IMPORTED_MODULE_0__/* .recognize */ .vA)(message)?.stays === undefined;
    return { reason: mask((0,_texts_js__WEBPACK_IMPORTED_MODULE_0__/* .generalizeReason */ .Fb)(message)), mayPass, ...(0,_explain_js__WEBPACK_IMPORTED_MODULE_2__/* .explainEvent */ .G)(message, definition) };
}
function isScaling({ stoppedReason = '' }) {
    return stoppedReason.startsWith('Scaling activity initiated by');
}
function reasonOf(task) {
    const words = (0,_texts_js__WEBPACK_IMPORTED_MODULE_0__/* .generalizeReason */ .Fb)((0,_texts_js__WEBPACK_IMPORTED_MODULE_0__/* .stopWordsOf */ .$Q)(task));
    return words === '' ? (task.stopCode ?? 'ECS gave no reason.') : words;
}
const SHORT_LIFE_MS = 15 * 60_000;
const ONE_WAVE_MS = 10_000;
const SLACK_MS = 60_000;
function judgeStops(stopped, subject) {
    const { deploymentId, taskDefinition, desiredCount, now } = subject;
    const stops = stopped
        .filter(({ startedBy = deploymentId }) => deploymentId === undefined || startedBy === deploymentId)
        .filter(stop => stop.taskDefinition === taskDefinition && endOf(stop, now) > now - _texts_js__WEBPACK_IMPORTED_MODULE_0__/* .RECENT_MS */ .NN)
        .filter(stop => !isScaling(stop) && (0,_texts_js__WEBPACK_IMPORTED_MODULE_0__/* .recognizeTask */ .SJ)(stop)?.kind !== 'stopped-from-outside')
        .toSorted((a, b) => endOf(b, now) - endOf(a, now));
    const failed = stops.filter(stop => isShort(stop) && !endedWell(stop)).map(stop => endOf(stop, now));
    const tolerated = Math.min(200, Math.max(3, Math.ceil(desiredCount / 2)));
    const waves = failed.filter((at, index) => index === 0 || (failed[index - 1] ?? 0) - at > ONE_WAVE_MS);
    const [last = 0, before, earlier = before] = waves;
    const isDoubtful = failed.length > 0 && failed.length >= desiredCount / 2;
    if (failed.length < tolerated || before === undefined || earlier === undefined)
        return { stops, isLoop: false, isDoubtful };
    const rhythm = Math.max(last - before, before - earlier);
    return { stops, isLoop: now - last <= 2 * rhythm + SLACK_MS, isDoubtful };
}
function endOf({ endedAt, stoppedAt }, now) {
    return endedAt ?? stoppedAt ?? now;
}
function isShort(stop) {
    return !(endOf(stop, Number.NaN) - (stop.startedAt ?? Number.NaN) > SHORT_LIFE_MS);
}
function endedWell(stop) {
    return (stop.stopCode === 'EssentialContainerExited' &&
        failureCodes(stop).length === 0 &&
        stop.containers.some(({ exitCode }) => exitCode === 0));
}


/***/ }),

/***/ 25550:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P6: () => (/* binding */ showLines),
/* harmony export */   ZJ: () => (/* binding */ Attempts),
/* harmony export */   o_: () => (/* binding */ readLogs)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(318);
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(88757);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(84120);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(85590);
/* harmony import */ var _definition_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51836);





class Attempts {
    #notes = new Set();
    async make(read) {
        try {
            return await read();
        }
        catch (error) {
            this.note(notVerified(error));
            return undefined;
        }
    }
    note(sentence) {
        this.#notes.add(sentence);
    }
    get notes() {
        return [...this.#notes];
    }
}
function notVerified(error) {
    if (error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_0__/* .AwsError */ .Gy)
        return `Not verified: ${(0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .refusedCall */ .dr)(error)}.`;
    const name = error instanceof Error ? error.name : 'an unknown error';
    return `Not verified: a part of the diagnosis failed (${name}). This is a bug in ecs-sealed-deploy.`;
}
async function readLogs(tasks, definition, reading) {
    const excerpts = [];
    for (const task of tasks.filter(({ startedAt }) => startedAt !== undefined))
        for (const container of failedContainers(task, definition)) {
            const excerpt = await readContainer(task, container, reading);
            if (excerpt)
                excerpts.push(excerpt);
        }
    return excerpts;
}
function failedContainers(task, definition) {
    const containers = (0,_definition_js__WEBPACK_IMPORTED_MODULE_2__/* .definedContainers */ .uD)(definition);
    const unhealthy = task.containers.filter(({ healthStatus }) => healthStatus === 'UNHEALTHY');
    const { stopCode = 'EssentialContainerExited' } = task;
    const ended = stopCode === 'EssentialContainerExited' ? (0,_definition_js__WEBPACK_IMPORTED_MODULE_2__/* .culpritsOf */ .Et)(task, definition) : [];
    const names = (unhealthy.length > 0 ? unhealthy : ended).map(({ name }) => name);
    return names.length > 0
        ? containers.filter(({ name }) => names.includes(name))
        : containers.filter(({ fields }) => fields['essential'] !== false);
}
async function readContainer(task, container, { logs, guard, attempts, region }) {
    const { name, fields } = container;
    const stream = streamOf(task, container, region);
    if (stream === undefined) {
        const driver = (0,_definition_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)((0,_definition_js__WEBPACK_IMPORTED_MODULE_2__/* .memberObject */ .Gu)(fields, 'logConfiguration'), 'logDriver');
        attempts.note(driver === undefined
            ? `Container ${name} has no log configuration: its output was not kept.`
            : `Not verified: the log of container ${name} cannot be read here (log driver ${driver}).`);
        return undefined;
    }
    const found = await attempts.make(async () => ({ events: await logs.lastEvents(stream, LINES_SHOWN) }));
    if (found === undefined)
        return undefined;
    const lines = showLines(found.events ?? [], guard);
    const telling = lines.findLast(line => line !== HIDDEN && SAYS_WHY.test(line) && !/^\s*at /.test(line));
    if (lines.length > 0)
        return { container: name, task: (0,_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .lastPartOf */ .RS)(task.arn), lines, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ telling }) };
    attempts.note(`Container ${name} has written nothing to log group ${stream.group}.`);
    return undefined;
}
function streamOf(task, container, region) {
    const options = (0,_definition_js__WEBPACK_IMPORTED_MODULE_2__/* .logOptionsOf */ .ys)(container) ?? {};
    const group = (0,_definition_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(options, 'awslogs-group');
    const prefix = (0,_definition_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(options, 'awslogs-stream-prefix');
    const runtimeId = task.containers.find(({ name }) => name === container.name)?.runtimeId;
    const stream = prefix === undefined ? runtimeId : `${prefix}/${container.name}/${(0,_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .lastPartOf */ .RS)(task.arn)}`;
    if (group === undefined || stream === undefined)
        return undefined;
    return { region: (0,_definition_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(options, 'awslogs-region') ?? region, group, stream };
}
const SAYS_WHY = /\b(?:error|exception|fatal|panic|cannot|can't|could not|unable to|failed|refused|denied|not exist|not found|no such)\b/i;
const LINES_SHOWN = 50;
const TEXT_SHOWN = 10_000;
const LONGEST_LINE = 1_000;
const LONGEST_JUDGED = 8_192;
const HIDDEN = '[not shown: this line could hold a credential]';
function showLines(messages, guard) {
    const lines = guard.mask(messages.join('\n')).split('\n').flatMap(linesOf);
    const shown = hideKeys(lines).map(line => (line === HIDDEN ? line : clean(line, guard)));
    let left = TEXT_SHOWN;
    const kept = shown
        .filter(line => line !== '')
        .slice(-LINES_SHOWN)
        .toReversed()
        .filter(line => {
        left -= line.length + 1;
        return left >= 0;
    });
    return kept.toReversed();
}
function linesOf(message) {
    return message.split(/\r\n|[\r\n\u0085\u2028\u2029]/).map(line => line
        .slice(0, LONGEST_JUDGED)
        .replace(/\u001b\[[0-9;?]*[ -/]*[@-~]/g, '')
        .replaceAll('\t', ' ')
        .replace(/[\p{Cc}\p{Cf}]/gu, '')
        .trimEnd());
}
const MASKED_PAIR = /(?:pass|pwd|secret|token|cred|key)\w{0,32}["']?=["']?\*\*\*/i;
function clean(line, { mask, holdsCredential }) {
    const masked = mask(line);
    if (holdsCredential(masked) || MASKED_PAIR.test(masked))
        return HIDDEN;
    return masked.length > LONGEST_LINE ? `${masked.slice(0, LONGEST_LINE)} …` : masked;
}
const KEY_BEGIN = /-----BEGIN [A-Z ]*PRIVATE KEY/;
const KEY_END = /-----END [A-Z ]*PRIVATE KEY/;
function hideKeys(lines) {
    const end = lines.findIndex(line => KEY_END.test(line));
    const begin = lines.findIndex(line => KEY_BEGIN.test(line));
    let inside = end >= 0 && (begin < 0 || begin > end);
    return lines.map(line => {
        inside ||= KEY_BEGIN.test(line);
        const hide = inside;
        if (KEY_END.test(line))
            inside = false;
        return hide ? HIDDEN : line;
    });
}


/***/ }),

/***/ 46316:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  NN: () => (/* binding */ RECENT_MS),
  gl: () => (/* binding */ TROUBLE),
  m_: () => (/* binding */ briefly),
  S5: () => (/* binding */ eventsSince),
  Fb: () => (/* binding */ generalizeReason),
  Li: () => (/* binding */ hasSigns),
  GJ: () => (/* binding */ onOneLine),
  vA: () => (/* binding */ recognize),
  SJ: () => (/* binding */ recognizeTask),
  $Q: () => (/* binding */ stopWordsOf)
});

// UNUSED EXPORTS: causeKinds

;// CONCATENATED MODULE: ./lib/src/rollout/diagnosis/causes.js
const DENIED = /AccessDenied|not authorized to perform|403 Forbidden|access denied/i;
const NO_ANSWER = /connection issue|network (?:connection|configuration)|deadline exceeded|i\/o timeout|dial tcp|TLS handshake timeout|connection re(?:fused|set)|no such host|(?:request|context) canceled|send request failed|pull command failed/i;
const TROUBLE_THERE = /status(?: ?code)?:? ?5\d\d\b|\b5\d\d (?:Internal Server|Bad Gateway|Service Unavailable|Gateway Time)|InternalServiceError|InternalFailure|ServiceUnavailable|Throttling|Rate exceeded/i;
const CANNOT_REACH = {
    kind: 'unreachable',
    text: NO_ANSWER,
    says: 'The task got no answer from {service}: its subnet needs a NAT gateway, a public IP address or VPC endpoints for it (ECR: ecr.api, ecr.dkr, s3), and its security group must allow outbound HTTPS.'
};
const HAS_TROUBLE = {
    kind: 'aws-fault',
    text: TROUBLE_THERE,
    says: 'AWS or the host of the task had a fault or throttled the account, and ECS tries again. If this persists, check the AWS Health Dashboard, that the subnets are in Availability Zones with Fargate, and on EC2 disk, load and agent of the instance (/var/log/ecs/ecs-agent.log).'
};
const DISK_FULL = {
    kind: 'disk-full',
    text: /no space left on device/i,
    says: 'The disk is full: the image and what the containers write do not fit. On Fargate raise "ephemeralStorage" of the definition; on EC2 free the disk of the instance or give it a larger one.',
    stays: 'events'
};
const OTHER_PLATFORM = {
    kind: 'image-platform',
    text: /descriptor matching platform|no matching manifest|no match for platform|exec format error/i,
    says: 'The image{image} is not built for {platform}: build it for that platform, or set "runtimePlatform" of the definition to the one it is built for.',
    stays: 'stops'
};
const TOPICS = [
    {
        about: /unable to assume the role/i,
        cannot: 'ECS is not authorized to assume its role',
        rows: [
            {
                kind: 'role-not-assumable',
                text: /./,
                says: 'ECS is not authorized to assume {role}: its trust policy must allow ecs-tasks.amazonaws.com.',
                stays: 'events'
            }
        ]
    },
    {
        about: /Cloudwatch log (?:stream|group)|logger args|initialize logging driver/i,
        cannot: 'the log group cannot be written to',
        rows: [
            {
                kind: 'log-denied',
                text: DENIED,
                says: '{Role} is not authorized to write to the log group{group}. Add to that role: {statement}',
                stays: 'stops'
            },
            {
                kind: 'log-group-missing',
                text: /ResourceNotFoundException|does not exist|cannot find the Amazon CloudWatch log group/i,
                says: 'The log group{group} does not exist: create it, or set the log option "awslogs-create-group", for which the execution role needs logs:CreateLogGroup.',
                stays: 'stops'
            },
            CANNOT_REACH
        ]
    },
    {
        about: /ecr registry auth|registry auth from|GetAuthorizationToken/i,
        cannot: 'the registry refuses the log-in',
        rows: [
            {
                kind: 'registry-denied',
                text: DENIED,
                says: 'ECR refuses {role} the login. Add to that role: {statement}',
                stays: 'stops'
            },
            CANNOT_REACH
        ]
    },
    {
        about: /asm fetching (?:authorization|username|password)|AuthorizationData is malformed|incorrect username or password/i,
        cannot: 'the registry refuses the log-in',
        rows: [
            {
                kind: 'registry-login',
                text: /unmarshal|invalid schema|malformed|empty field|invalid character|incorrect/i,
                says: 'The login for the registry{used} was not accepted: its secret must hold JSON with the current "username" and "password", neither of them empty.',
                stays: 'stops'
            }
        ]
    },
    {
        about: /CannotPull\w*Error|pull(?:ing)? (?:the )?image|failed to resolve ref|pull access denied/i,
        cannot: 'the image cannot be pulled',
        rows: [
            DISK_FULL,
            {
                kind: 'registry-busy',
                text: /toomanyrequests|rate limit|\b429\b/i,
                says: 'The registry refuses more pulls of the image{image} for now (rate limit), and ECS tries again. Log in with "repositoryCredentials", or keep a copy in ECR.'
            },
            OTHER_PLATFORM,
            CANNOT_REACH,
            HAS_TROUBLE,
            {
                kind: 'image-denied',
                text: /AccessDenied|not authorized to perform|403 Forbidden|access denied|the role has (?:the )?permissions to pull|401 Unauthorized|no basic auth|authorization failed|docker login/i,
                says: 'The image{image} cannot be pulled: it does not exist, or access is denied{remedy}',
                stays: 'stops'
            },
            {
                kind: 'image-missing',
                text: /not found|manifest unknown|does not exist|\b404\b/i,
                says: 'The image{image} does not exist in its registry: push it, or correct its name or tag.',
                stays: 'stops'
            },
            {
                kind: 'image-not-pulled',
                text: /./,
                says: 'The image{image} could not be pulled: check that the tag exists in the repository, that the execution role is authorized to read it, that the subnet reaches the registry, and its rate limits.'
            }
        ]
    },
    {
        about: /secret|ssm|\basm\b|parameter store/i,
        cannot: 'a secret cannot be read',
        rows: [
            {
                kind: 'key-unusable',
                text: /KMSInvalidState|DisabledException|InvalidKeyId|DecryptionFailure|decrypt the protected secret|:key\/[\w-]+'? (?:is (?:disabled|pending)|does not exist)/i,
                says: 'The key that encrypts the secret{key}{used} cannot be used: it is disabled, pending deletion or deleted. Enable it (aws kms enable-key, after aws kms cancel-key-deletion if it is pending deletion), or store the value again under another key.',
                stays: 'stops'
            },
            {
                kind: 'key-denied',
                text: /Access to KMS is not allowed|kms:Decrypt|ciphertext refers to a customer master key/i,
                says: "{Role} is not authorized to use the key that encrypts the secret{used}. Add to that role, and allow it in the key's policy: {statement}",
                stays: 'stops'
            },
            {
                kind: 'secret-denied',
                text: DENIED,
                says: '{Role} is not authorized to read {arn}{used}. Add to that role (the execution role, not the task role): {statement}',
                stays: 'stops'
            },
            {
                kind: 'secret-not-json',
                text: /invalid character|unexpected end of JSON input|json: cannot unmarshal/i,
                says: 'The secret{used} is read by a JSON key, but its value is not JSON: usually a shell removed the quotes, or there is a byte order mark before it. Store it again from a file (aws secretsmanager put-secret-value --secret-string file://VALUE.json), or take the key out of the reference.',
                stays: 'stops'
            },
            {
                kind: 'secret-value-missing',
                text: /can['’]t find the specified secret value/i,
                says: 'The secret{secret}{used} exists, but it has no value of that version or stage. Give it a value (aws secretsmanager put-secret-value), or correct the reference.',
                stays: 'stops'
            },
            {
                kind: 'secret-missing',
                text: /ResourceNotFoundException|can['’]t find the specified secret|Check whether the secret exists|(?:marked|scheduled) for deletion/i,
                says: 'The secret{secret}{used} does not exist or is scheduled for deletion. Restore it (aws secretsmanager restore-secret), or deploy again to resolve the reference anew: a secret that was deleted and created again has a new ARN.',
                stays: 'stops'
            },
            {
                kind: 'json-key-missing',
                text: /did not contain json key/i,
                says: 'The secret{used} has no JSON key {jsonKey}. Correct the key in the reference, or add it to the secret.',
                stays: 'stops'
            },
            {
                kind: 'parameter-missing',
                text: /invalid (?:ssm )?parameters/i,
                says: 'A parameter{used} does not exist in that region. Create it, or correct its name.',
                stays: 'stops'
            },
            HAS_TROUBLE,
            CANNOT_REACH
        ]
    },
    {
        about: /./,
        cannot: 'the command or the user of a container is not in the image',
        rows: [
            {
                kind: 'env-file',
                text: /env(?:ironment)? files?\b/i,
                says: 'An environment file could not be read from S3: it must exist, and {role} needs s3:GetObject on it and s3:GetBucketLocation on its bucket.'
            },
            {
                kind: 'service-role',
                text: /IAM (?:trust relationship|permissions policies) ha(?:s|ve) been misconfigured/i,
                says: 'ECS is no longer authorized to manage the service: the trust policy or the permissions of a role changed. Check the roles of the definition, and that AWSServiceRoleForECS is unchanged.',
                stays: 'events'
            },
            {
                kind: 'out-of-memory',
                text: /OutOfMemory/i,
                says: '{culprit} ran out of memory{limit}. Raise "memory", or find what uses it.'
            },
            DISK_FULL,
            OTHER_PLATFORM,
            {
                kind: 'command',
                text: /executable file not found|exec: .*(?:no such file|permission denied)/i,
                says: 'The command{container} is not in the image, or the user of the container is not allowed to execute it: check "command" and "entryPoint", which take one word per item, and make the file executable (chmod +x) when the image is built.',
                stays: 'stops'
            },
            {
                kind: 'user-missing',
                text: /unable to find (?:user|group) |no matching entries in (?:passwd|group) file/i,
                says: 'The image does not have the user or group that the container runs as: correct "user" in the definition, or add it to the image.',
                stays: 'stops'
            },
            {
                ...HAS_TROUBLE,
                text: /(?:ContainerRuntime|Docker)TimeoutError|Could not transition to \w+; timed out|failed to get container status|EphemeralStorage provisioning|tasks provisioning capacity limit|waiting for Amazon ECS Agent to start|Reason: Internal error|operations are being throttled/i
            },
            {
                kind: 'network-interface',
                text: /free ?addresses|network interface|configure ENI|setup regular eni|netplugin/i,
                says: 'The network interface of the task could not be created: check that the subnets and security groups of the service exist and belong to one VPC, and that the subnets have free IP addresses.'
            },
            {
                kind: 'volume',
                text: /\bEFS\b|\bmount\b|\bvolume/i,
                says: 'A volume could not be mounted: check the file system, its mount targets in the subnets of the task, and the security groups (NFS is port 2049).'
            },
            {
                kind: 'quota-reached',
                text: /reached the limit on the number of|configuration is above your limit/i,
                says: 'The task exceeds a Fargate quota of the account (vCPUs or tasks at a time, or the size of one). ECS tries again; request a higher quota in Service Quotas, or run less at a time.'
            },
            {
                kind: 'no-capacity',
                text: /no container instances were found in your capacity provider|capacity is unavailable|could not launch \d+ tasks?/i,
                says: 'There is no capacity for the task at this moment, and ECS tries again. Subnets in more Availability Zones help, or another capacity provider; on EC2, check the largest size of its Auto Scaling group, and that new instances join the cluster.'
            },
            {
                kind: 'no-placement',
                text: /no container instance met all|no container instances were found/i,
                says: 'No container instance can run the task: the event lists what is missing (instances, CPU, memory, a port, an attribute). Add instances, or request less.',
                stays: 'events'
            },
            {
                kind: 'deployment-blocked',
                text: /because of the service deployment configuration|protected tasks/i,
                says: 'ECS can neither stop an old task nor start a new one: lower "minimumHealthyPercent" or raise "maximumPercent" of the service, or remove the protection of old tasks (aws ecs update-task-protection).'
            },
            {
                kind: 'target-missing',
                text: /TARGET (?:GROUP )?IS NOT FOUND/i,
                says: 'The target group of the service does not exist any more, or does not have the task: no health check will pass. Give the service one that exists (UpdateService, loadBalancers), or delete the service and create it again.',
                stays: 'events'
            },
            {
                kind: 'target-health',
                text: /failed ELB health checks|is (?:unhealthy|not healthy) in \(?(?:target-group|elb)\b/i,
                says: 'The task started, but the load balancer reports it as unhealthy. Compare path, port and expected code of the check with what the application answers, and check that the security group of the task allows traffic from the load balancer.'
            },
            {
                kind: 'container-health',
                text: /failed container health checks/i,
                says: 'Container {name} started, but its health check failed{rhythm}. Check {checks}'
            },
            {
                kind: 'stopped-from-outside',
                text: /spot (?:task|instance|interruption)|SpotInterruption|host ec2 .*(?:terminated|stopped)/i,
                says: 'ECS, AWS or a user stopped the task. This does not indicate a problem with the new revision.'
            },
            {
                kind: 'exited',
                text: /Essential container in task exited/i,
                says: 'The application itself exited{log}'
            }
        ]
    }
];

;// CONCATENATED MODULE: ./lib/src/rollout/diagnosis/texts.js

const RECENT_MS = 60 * 60_000;
const TROUBLE = /unable|fail|unhealthy|not healthy|could not|limit|throttled|misconfigured|no space left|NOT FOUND/i;
const STARTED = /has started \d+ tasks/i;
function hasSigns(service, deploymentId, now) {
    const { desiredCount, runningCount, pendingCount, deployments } = service;
    const failed = deployments.find(({ id }) => id === deploymentId)?.failedTasks ?? 0;
    if (failed > 0 || pendingCount > 0 || runningCount < desiredCount)
        return true;
    return eventsSince(service, deploymentId, now).some(({ message }) => STARTED.test(message) || TROUBLE.test(message));
}
function eventsSince({ events }, deploymentId, now) {
    const recent = events.filter(({ createdAt }) => createdAt > now - RECENT_MS);
    const completed = recent.findIndex(({ message }) => message.includes(`(deployment ${deploymentId}) deployment completed.`));
    return completed < 0 ? recent : recent.slice(0, completed);
}
function generalizeReason(text) {
    return onOneLine(text)
        .replace(/\b[0-9a-f]{32}\b/g, '…')
        .replace(/:(?: \(task [^()]*…\))+/g, '');
}
function onOneLine(text) {
    return (text
        .replace(/^\(service [\w-]+\) /, '')
        .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
        .replace(/,? ?request id: [\w-]+/gi, '')
        .replace(/(assumed-role\/[\w+=,.@-]+)\/[\w+=,.@-]+/g, '$1/…')
        .replace(/exec: "([^\s"]+) [^"]*"/g, 'exec: "$1 …"')
        .replace(/status code: 400\.?$/, '')
        .trim());
}
function briefly(message) {
    return generalizeReason(message).replace(/^(?:\((?:deployment|taskSet|task) [^()]*\) )+/, '');
}
const CAUSES = TOPICS;
function recognize(text) {
    for (const { about, cannot, rows } of CAUSES) {
        const row = about.test(text) ? rows.find(one => one.text.test(text)) : undefined;
        if (row)
            return { ...row, kind: row.kind, cannot };
    }
    return undefined;
}
const WORDS_OF_CODE = {
    SpotInterruption: 'SpotInterruption',
    UserInitiated: 'SpotInterruption',
    ServiceSchedulerInitiated: 'SpotInterruption',
    TerminationNotice: 'SpotInterruption',
    InfrastructureHealth: 'SpotInterruption',
    EssentialContainerExited: 'Essential container in task exited'
};
function recognizeTask(task) {
    return recognize(stopWordsOf(task)) ?? recognize(WORDS_OF_CODE[task.stopCode ?? ''] ?? '');
}
function stopWordsOf({ stoppedReason = '', containers }) {
    const others = containers.flatMap(({ reason }) => reason && !stoppedReason.includes(reason) ? [reason] : []);
    return [stoppedReason, ...new Set(others)].filter(text => text !== '').join(' — ');
}
function causeKinds() {
    const rows = CAUSES.flatMap(topic => topic.rows);
    return new Map(rows.map(({ kind, stays }) => [kind, stays !== undefined]));
}


/***/ }),

/***/ 27621:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GC: () => (/* binding */ DeploymentRecords),
/* harmony export */   Tq: () => (/* binding */ findRecord),
/* harmony export */   zv: () => (/* binding */ recordOf)
/* harmony export */ });
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(88757);
/* harmony import */ var _deployments_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(97387);


const CLOCK_SKEW_MS = 5 * 60_000;
const LISTS_A_LOOK = 40;
const FAILURES_TO_GIVE_UP = 3;
function recordOf(deploymentId, records) {
    const digits = deploymentId.slice(deploymentId.lastIndexOf('/') + 1);
    return records.find(({ targetRevisionArn }) => targetRevisionArn?.endsWith(`/${digits}`));
}
async function findRecord(ecs, { cluster, service, deploymentId, startedAt }) {
    const since = startedAt - CLOCK_SKEW_MS;
    return recordOf(deploymentId, await ecs.listServiceDeployments(cluster, service, since));
}
class DeploymentRecords {
    #ecs;
    #log;
    #arns = new Map();
    #listed = new Map();
    #available = true;
    #failures = 0;
    constructor(ecs, log) {
        this.#ecs = ecs;
        this.#log = log;
    }
    async read(wanted) {
        if (!this.#available || wanted.length === 0)
            return new Map();
        try {
            const described = await this.#describe(wanted);
            const turns = this.#turnsOf(wanted.filter(({ deploymentId }) => !this.#arns.has(deploymentId)));
            const listed = (await Promise.all(turns.map(rollout => this.#list(rollout)))).flat();
            const newlyFound = listed.length === 0 ? [] : await this.#describe(turns);
            this.#failures = 0;
            return new Map([...described, ...listed, ...newlyFound]);
        }
        catch (error) {
            this.#note(error);
            return new Map();
        }
    }
    keepOnly(deploymentIds) {
        for (const known of [this.#arns, this.#listed])
            for (const id of known.keys())
                if (!deploymentIds.has(id))
                    known.delete(id);
    }
    async #describe(wanted) {
        const arns = wanted.flatMap(rollout => this.#arns.get(rollout.deploymentId) ?? guessOf(rollout) ?? []);
        if (arns.length === 0)
            return new Map();
        const records = await this.#ecs.describeServiceDeployments([...new Set(arns)]);
        return new Map(wanted.flatMap(({ deploymentId }) => {
            const record = recordOf(deploymentId, records);
            if (record)
                this.#arns.set(deploymentId, record.arn);
            return record ? [[deploymentId, record]] : [];
        }));
    }
    #turnsOf(open) {
        const rank = ({ state, deploymentId }) => (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .deploymentInProgress */ .ij)(state)?.id === deploymentId ? (this.#listed.get(deploymentId) ?? 0) : -1;
        const turns = open.toSorted((a, b) => rank(a) - rank(b)).slice(0, LISTS_A_LOOK);
        for (const { deploymentId } of turns)
            this.#listed.set(deploymentId, (this.#listed.get(deploymentId) ?? 0) + 1);
        return turns;
    }
    async #list(rollout) {
        const { deploymentId } = rollout;
        const record = await findRecord(this.#ecs, rollout);
        if (!record)
            return [];
        this.#arns.set(deploymentId, record.arn);
        return [[deploymentId, record]];
    }
    #note(error) {
        this.#failures += 1;
        const kind = error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_1__/* .AwsError */ .Gy ? error.kind : 'lost';
        if (kind !== 'denied' && kind !== 'unsupported' && this.#failures < FAILURES_TO_GIVE_UP)
            return;
        this.#available = false;
        const operation = error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_1__/* .AwsError */ .Gy ? error.operation : 'ecs:ListServiceDeployments';
        const why = kind === 'denied' ? 'no permission for' : 'this endpoint does not answer';
        this.#log.notice(`Service deployments are not used (${why} ${operation}); the outcome is decided from the service's deployment list and events.`);
    }
}
function guessOf({ state, deploymentId }) {
    return (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .primaryOf */ .Os)(state)?.id === deploymentId ? state.currentServiceDeployment : undefined;
}


/***/ }),

/***/ 72820:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ME: () => (/* binding */ findRollbackInProgress),
/* harmony export */   Qy: () => (/* binding */ LONGEST_DEPLOYMENT_MS),
/* harmony export */   jy: () => (/* binding */ redeploy),
/* harmony export */   lP: () => (/* binding */ startRollback)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(318);
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(88757);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(85590);
/* harmony import */ var _deployment_list_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(81693);
/* harmony import */ var _deployments_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(97387);
/* harmony import */ var _records_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(27621);
/* harmony import */ var _rollback_targets_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(10884);
/* harmony import */ var _update_service_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(86292);








const LONGEST_DEPLOYMENT_MS = 30 * 24 * 3_600_000;
async function findRollbackInProgress(ecs, state, now) {
    const to = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .deploymentInProgress */ .ij)(state);
    if (!to)
        return undefined;
    const { createdAt = Number.POSITIVE_INFINITY } = to;
    const newer = state.deployments.find(other => (other.createdAt ?? 0) > createdAt);
    if (newer)
        return { from: newer, to };
    if (state.deployments.some(({ rolloutState }) => rolloutState === 'COMPLETED'))
        return undefined;
    try {
        return await findByRecord(ecs, { state, to, since: now - LONGEST_DEPLOYMENT_MS });
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_1__/* .AwsError */ .Gy))
            throw error;
        return undefined;
    }
}
async function findByRecord(ecs, { state, to, since }) {
    const { clusterArn, service } = state;
    const [newest] = await ecs.listServiceDeployments(clusterArn, service, since);
    const arn = newest?.targetRevisionArn;
    const isBack = newest?.status === 'ROLLBACK_REQUESTED' || newest?.status === 'ROLLBACK_IN_PROGRESS';
    if (!isBack || arn === undefined)
        return undefined;
    const id = `ecs-svc/${(0,_arn_js__WEBPACK_IMPORTED_MODULE_2__/* .lastPartOf */ .RS)(arn)}`;
    if (id === to.id)
        return undefined;
    const taskDefinition = (await ecs.describeServiceRevisions([arn])).get(arn) ?? '';
    return { from: { id, taskDefinition, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ createdAt: newest?.createdAt }) }, to };
}
const LOOK_AGAIN_MS = [0, 2_000, 5_000];
async function startRollback(subject, ports) {
    if ((0,_rollback_targets_js__WEBPACK_IMPORTED_MODULE_4__/* .goodRevisionOf */ .Kc)(subject.before) === undefined)
        return NOTHING_BEFORE;
    try {
        if (await stopOurs(subject, ports))
            return { kind: 'stopped' };
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_1__/* .AwsError */ .Gy))
            throw error;
        const begun = await redeploy(subject, ports);
        return begun.kind === 'redeployed' ? { ...begun, because: `${error.operation}: ${error.awsName}` } : begun;
    }
    return redeploy(subject, ports);
}
const NOTHING_BEFORE = {
    kind: 'impossible',
    reason: 'no earlier deployment of the service was completed'
};
async function stopOurs(subject, ports) {
    const arn = subject.recordArn ?? (await lookForRecord(subject, ports));
    if (arn === undefined)
        return false;
    await ports.ecs.stopServiceDeployment(arn);
    return true;
}
async function lookForRecord({ cluster, service, target, startedAt }, { ecs, clock, signal }) {
    for (const wait of LOOK_AGAIN_MS) {
        if (wait > 0)
            await clock.sleep(wait, signal);
        const { deploymentId } = target;
        const record = await (0,_records_js__WEBPACK_IMPORTED_MODULE_5__/* .findRecord */ .Tq)(ecs, { cluster, service, deploymentId, startedAt });
        if (record || signal?.aborted)
            return record?.arn;
    }
    return undefined;
}
async function redeploy(subject, ports) {
    const { before, target } = subject;
    const good = (0,_rollback_targets_js__WEBPACK_IMPORTED_MODULE_4__/* .goodRevisionOf */ .Kc)(before);
    if (good === undefined)
        return NOTHING_BEFORE;
    if (good === target.taskDefinition) {
        return {
            kind: 'impossible',
            reason: 'the service ran the same revision before, so there is no other one to roll back to'
        };
    }
    try {
        return await startAgain(subject, good, ports);
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_1__/* .AwsError */ .Gy))
            throw error;
        return { kind: 'impossible', reason: `${error.operation} failed (${error.awsName}: ${error.message})` };
    }
}
async function startAgain(subject, good, ports) {
    const { service, cluster, restoreCount, target: ours } = subject;
    const { ecs, clock } = ports;
    const { services } = await ecs.describeServices(cluster, [service]);
    const now = services[0];
    if (!now)
        return { kind: 'impossible', reason: 'ECS no longer lists the service' };
    const newer = (0,_deployment_list_js__WEBPACK_IMPORTED_MODULE_6__/* .newerThanMine */ .o4)(ours, now);
    if (newer?.state === 'superseded')
        return { kind: 'impossible', reason: newer.reason };
    const scaled = (0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ desiredCount: restoreCount });
    const request = { cluster, service, taskDefinition: good, ...scaled };
    const update = { request, before: now };
    const answer = await (0,_update_service_js__WEBPACK_IMPORTED_MODULE_7__/* .updateServiceOnce */ .S$)(ecs, clock, update);
    const state = await (0,_update_service_js__WEBPACK_IMPORTED_MODULE_7__/* .confirmDeployment */ .MZ)(ecs, clock, { ...update, answer });
    const primary = state && (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .primaryOf */ .Os)(state);
    if (!state || !primary) {
        return { kind: 'impossible', reason: 'ECS accepted the update but shows no new deployment' };
    }
    const target = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .watchedDeployment */ .Ac)({ ...primary, taskDefinition: good }, now);
    return { kind: 'redeployed', state, target };
}


/***/ }),

/***/ 57773:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ readServiceStatus),
/* harmony export */   n: () => (/* binding */ unrestOf)
/* harmony export */ });
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(84120);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85590);
/* harmony import */ var _deployments_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(97387);
/* harmony import */ var _diagnosis_diagnose_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(63313);
/* harmony import */ var _diagnosis_texts_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(46316);
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(38704);
/* harmony import */ var _records_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(27621);
/* harmony import */ var _rollback_targets_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(10884);
/* harmony import */ var _start_rollback_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(72820);









async function readServiceStatus(ecs, state, about) {
    const { now, balancers, ...place } = about;
    const notVerified = [];
    const isOurs = state.deploymentController === 'ECS';
    const read = isOurs ? await (0,_rollback_targets_js__WEBPACK_IMPORTED_MODULE_0__/* .readPast */ .rj)(ecs, state, now) : undefined;
    const unknown = read && ('none' in read ? read : read.gap);
    if (unknown)
        notVerified.push(`rollback targets: ${unknown.none}`);
    if (!isOurs)
        notVerified.push(`deployments in progress and rollback targets: ${state.deploymentController} keeps them, and is not read`);
    if (isOurs && state.status === 'ACTIVE' && state.deployments.length === 0)
        notVerified.push('deployments in progress: ECS listed no deployment at all');
    const checked = read && 'none' in read ? undefined : read && (await (0,_rollback_targets_js__WEBPACK_IMPORTED_MODULE_0__/* .checkTargets */ .VJ)(ecs, read.past));
    if (checked?.notVerified !== undefined)
        notVerified.push(checked.notVerified);
    const past = checked?.past;
    const known = read && 'past' in read ? { ...state, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ completed: read.completed }) } : state;
    const back = isOurs ? await (0,_start_rollback_js__WEBPACK_IMPORTED_MODULE_2__/* .findRollbackInProgress */ .ME)(ecs, state, now) : undefined;
    const inProgress = isOurs ? await readInProgress(ecs, state, { now, notVerified, back }) : undefined;
    const { taskDefinition } = state;
    const primary = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_3__/* .primaryOf */ .Os)(state);
    const current = past?.find(one => one.state === 'current');
    const isActive = isOurs && state.status === 'ACTIVE';
    const begun = primary?.rolloutState === 'IN_PROGRESS' ? undefined : primary?.createdAt;
    const { service, status, strategy, desiredCount, runningCount, pendingCount } = state;
    return {
        ...{ service, ...place, status, controller: state.deploymentController, strategy, taskDefinition },
        ...{ desiredCount, runningCount, pendingCount, drift: { kind: 'not-compared' }, notVerified },
        deployments: state.deployments.map(one => ({
            ...{
                id: one.id,
                status: one.status,
                taskDefinition: one.taskDefinition,
                runningCount: one.runningCount
            },
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ createdAt: one.createdAt, rolloutState: one.rolloutState })
        })),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({
            isExpress: state.isExpress,
            since: inProgress === undefined ? (current?.since ?? begun) : undefined,
            inProgress,
            rollbackTarget: isActive ? targetOf(known, { past: past ?? [], back, inProgress }) : undefined,
            sickGroups: isActive && runningCount > 0 ? await readSick(state, balancers, notVerified) : undefined,
            unrest: isActive && inProgress === undefined ? unrestOf(state, now) : undefined,
            past: past?.filter(one => one.state !== 'current')
        })
    };
}
async function readSick({ raw }, balancers, notVerified) {
    try {
        const sick = await (0,_diagnosis_diagnose_js__WEBPACK_IMPORTED_MODULE_4__/* .sickGroupsOf */ .K3)(raw, balancers);
        return sick.length === 0 ? undefined : sick;
    }
    catch (error) {
        notVerified.push(`health of its targets: ${(0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_5__/* .refusedCall */ .dr)(error)}`);
        return undefined;
    }
}
function targetOf(state, { past, back, inProgress }) {
    const target = (0,_rollback_targets_js__WEBPACK_IMPORTED_MODULE_0__/* .targetNow */ .ID)(state, past, back);
    const isUnusable = past.some(({ arn, unusable }) => arn === target?.arn && unusable !== undefined);
    if (target && isUnusable && inProgress === undefined)
        return (0,_rollback_targets_js__WEBPACK_IMPORTED_MODULE_0__/* .nextTargetOf */ .aY)(past, target.arn);
    return target && inProgress?.isRollback && back === undefined
        ? { arn: target.arn, how: 'ECS is rolling back to it already' }
        : target;
}
async function readInProgress(ecs, state, { now, notVerified, back }) {
    const busy = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_3__/* .deploymentInProgress */ .ij)(state);
    if (!busy)
        return undefined;
    const own = back?.from ?? busy;
    const base = {
        ...{ id: own.id, taskDefinition: own.taskDefinition },
        failedTasks: state.deployments.find(({ id }) => id === own.id)?.failedTasks ?? 0,
        ...(back ? { isRollback: true } : {}),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ startedAt: own.createdAt })
    };
    try {
        const record = await recordOfDeployment(ecs, state, { id: own.id, startedAt: own.createdAt ?? now });
        if (record === undefined) {
            notVerified.push('stage and pause: ECS does not list the record of the deployment');
            return base;
        }
        const { arn, status, lifecycleStage: stage, trafficPercent } = record;
        const isRollback = base.isRollback ?? (status.startsWith('ROLLBACK_') ? true : undefined);
        const known = { stage, trafficPercent, paused: (0,_progress_js__WEBPACK_IMPORTED_MODULE_6__/* .pauseResultOf */ .Jo)(record), isRollback };
        return { ...base, arn, status, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)(known) };
    }
    catch (error) {
        notVerified.push(`stage and pause: ${(0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_5__/* .refusedCall */ .dr)(error)}`);
        return base;
    }
}
async function recordOfDeployment(ecs, { clusterArn, service }, { id, startedAt }) {
    const brief = await (0,_records_js__WEBPACK_IMPORTED_MODULE_7__/* .findRecord */ .Tq)(ecs, { cluster: clusterArn, service, deploymentId: id, startedAt });
    return brief && (await ecs.describeServiceDeployments([brief.arn]))[0];
}
const STARTED = /has started (\d+) tasks/;
const FEW_STARTS = 3;
function unrestOf(service, now) {
    const events = (0,_diagnosis_texts_js__WEBPACK_IMPORTED_MODULE_8__/* .eventsSince */ .S5)(service, (0,_deployments_js__WEBPACK_IMPORTED_MODULE_3__/* .primaryOf */ .Os)(service)?.id, now);
    const trouble = events.find(({ message }) => _diagnosis_texts_js__WEBPACK_IMPORTED_MODULE_8__/* .TROUBLE */ .gl.test(message));
    const starts = events.reduce((sum, { message }) => sum + Number(STARTED.exec(message)?.[1] ?? 0), 0);
    const isBusy = starts >= FEW_STARTS && starts > service.desiredCount;
    const said = [
        isBusy ? `ECS has started ${starts} tasks in the last hour without a deployment` : '',
        trouble === undefined
            ? ''
            : `ECS reported at ${(0,_progress_js__WEBPACK_IMPORTED_MODULE_6__/* .minuteOf */ .iA)(trouble.createdAt)}: ${(0,_diagnosis_texts_js__WEBPACK_IMPORTED_MODULE_8__/* .generalizeReason */ .Fb)(trouble.message).replace(/\.$/, '')}`
    ].filter(text => text !== '');
    return said.length === 0 ? undefined : said.join('; ');
}


/***/ }),

/***/ 86292:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G_: () => (/* binding */ describeFailedUpdate),
/* harmony export */   MZ: () => (/* binding */ confirmDeployment),
/* harmony export */   S$: () => (/* binding */ updateServiceOnce),
/* harmony export */   mF: () => (/* binding */ refusedUpdate)
/* harmony export */ });
/* unused harmony export asksForDeployment */
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(88757);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(84120);
/* harmony import */ var _deploy_services_express_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(67526);
/* harmony import */ var _deploy_services_settings_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(78977);
/* harmony import */ var _deployments_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(97387);





const LOOK_AFTER_MS = [1_000, 3_000, 3_000, 3_000];
const LOOK_LONGER_MS = [...LOOK_AFTER_MS, 4_000, 4_000, 4_000, 4_000, 4_000, 4_000];
const LAST_LOOK_MS = 1_000;
const ATTEMPTS = 4;
async function updateServiceOnce(ecs, clock, update) {
    for (let attempt = 1;; attempt++) {
        try {
            return await send(ecs, update);
        }
        catch (error) {
            if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_0__/* .AwsError */ .Gy) || error.kind !== 'lost')
                throw error;
            const found = await findUpdated(ecs, clock, update);
            if (found)
                return found;
            if (attempt === ATTEMPTS || update.signal?.aborted)
                throw error;
        }
    }
}
async function send(ecs, { request, before }) {
    const { taskDefinition } = request;
    if (!isForExpress(request, before) || taskDefinition === undefined)
        return ecs.updateService(request);
    return (0,_deploy_services_express_js__WEBPACK_IMPORTED_MODULE_1__/* .withRevision */ .kh)(before, taskDefinition, await ecs.updateExpressService(before.serviceArn, taskDefinition));
}
function isForExpress(request, before) {
    return before.isExpress === true && (0,_deploy_services_express_js__WEBPACK_IMPORTED_MODULE_1__/* .beyondExpress */ .UO)(request, before).length === 0;
}
async function confirmDeployment(ecs, clock, update) {
    const { request, before, answer } = update;
    if (!asksForDeployment(request, before) && showsCount(request, answer))
        return answer;
    return wasCarriedOut(request, before, answer) ? answer : findUpdated(ecs, clock, update);
}
async function findUpdated(ecs, clock, update) {
    const { signal } = update;
    const { request, before } = update;
    const isOnce = request.forceNewDeployment === true || isForExpress(request, before);
    const waits = isOnce ? LOOK_LONGER_MS : LOOK_AFTER_MS;
    for (const wait of waits) {
        const isLast = signal?.aborted === true;
        await (isLast ? clock.sleep(Math.min(wait, LAST_LOOK_MS)) : clock.sleep(wait, signal));
        const { services } = await ecs.describeServices(update.request.cluster, [update.request.service]);
        const state = services[0];
        if (state && wasCarriedOut(update.request, update.before, state))
            return state;
        if (isLast)
            return undefined;
    }
    return undefined;
}
function describeFailedUpdate(error, message) {
    const isOpen = error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_0__/* .AwsError */ .Gy && (error.kind === 'lost' || !UPDATES.includes(error.operation));
    return isOpen ? `Not verified: whether ECS has begun the deployment is not known. ${message}` : message;
}
function refusedUpdate(error) {
    const isRefused = error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_0__/* .AwsError */ .Gy && UPDATES.includes(error.operation) && (0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_2__/* .leftAsItWas */ .QU)(error);
    return isRefused ? { isRefused } : {};
}
const UPDATES = ['ecs:UpdateService', 'ecs:UpdateExpressGatewayService'];
function wasCarriedOut(request, before, now) {
    if (!asksForDeployment(request, before))
        return showsAll(request, now);
    const known = new Set(before.deployments.map(deployment => deployment.id));
    const primary = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_3__/* .primaryOf */ .Os)(now);
    return primary !== undefined && !known.has(primary.id) && primary.taskDefinition === request.taskDefinition;
}
function asksForDeployment(request, before) {
    const { taskDefinition, forceNewDeployment } = request;
    if (forceNewDeployment === true)
        return true;
    if (taskDefinition !== undefined && taskDefinition !== before.taskDefinition)
        return true;
    return (0,_deploy_services_settings_js__WEBPACK_IMPORTED_MODULE_4__/* .startsDeployment */ .vI)((0,_deploy_services_settings_js__WEBPACK_IMPORTED_MODULE_4__/* .differingMembers */ .yp)(request.members ?? {}, before.raw));
}
function showsAll(request, now) {
    return showsCount(request, now) && (0,_deploy_services_settings_js__WEBPACK_IMPORTED_MODULE_4__/* .differingMembers */ .yp)(request.members ?? {}, now.raw).length === 0;
}
function showsCount({ desiredCount }, now) {
    return desiredCount === undefined || now.desiredCount === desiredCount;
}


/***/ }),

/***/ 44225:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ collectReferences),
/* harmony export */   Z: () => (/* binding */ substituteReferences)
/* harmony export */ });
/* harmony import */ var _files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58363);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85590);


function collectReferences(root) {
    return [
        ...(0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .containersOf */ .Mz)(root).flatMap((container, index) => usesOfContainer(container, `/containerDefinitions/${index}`)),
        ...(0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .itemsOf */ .S3)((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childOf */ .GG)(root, 'volumes')).flatMap((volume, index) => usesOfVolume(volume, `/volumes/${index}`))
    ];
}
function usesOfContainer(node, pointer) {
    const container = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .stringOf */ .Je)((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childOf */ .GG)(node, 'name'));
    const listed = (field, list, at) => (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .itemsOf */ .S3)(list).flatMap((item, index) => {
        const value = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childOf */ .GG)(item, 'valueFrom');
        const name = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .stringOf */ .Je)((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childOf */ .GG)(item, 'name')) ?? `#${index + 1}`;
        if (value?.kind !== 'string')
            return [];
        return [{ field, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ container }), name, node: value, pointer: `${at}/${index}/valueFrom` }];
    });
    const logging = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childOf */ .GG)((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childOf */ .GG)(node, 'logConfiguration'), 'secretOptions');
    const credentials = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childOf */ .GG)((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childOf */ .GG)(node, 'repositoryCredentials'), 'credentialsParameter');
    return [
        ...listed('secrets', (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childOf */ .GG)(node, 'secrets'), `${pointer}/secrets`),
        ...listed('secretOptions', logging, `${pointer}/logConfiguration/secretOptions`),
        ...(credentials?.kind === 'string'
            ? [
                {
                    field: 'repositoryCredentials',
                    ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ container }),
                    name: 'credentialsParameter',
                    node: credentials,
                    pointer: `${pointer}/repositoryCredentials/credentialsParameter`
                }
            ]
            : [])
    ];
}
function usesOfVolume(volume, pointer) {
    const field = 'fsxWindowsFileServerVolumeConfiguration';
    const node = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childOf */ .GG)((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childOf */ .GG)((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childOf */ .GG)(volume, field), 'authorizationConfig'), 'credentialsParameter');
    if (node?.kind !== 'string')
        return [];
    const name = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .stringOf */ .Je)((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childOf */ .GG)(volume, 'name')) ?? 'without a name';
    return [{ field, name, node, pointer: `${pointer}/${field}/authorizationConfig/credentialsParameter` }];
}
function substituteReferences(root, replacements) {
    return replacements.size === 0 ? root : replaceIn(root, '', replacements);
}
function replaceIn(node, at, replacements) {
    if (node.kind === 'string')
        return { ...node, value: replacements.get(at) ?? node.value };
    if (node.kind === 'array')
        return {
            ...node,
            items: node.items.map((item, index) => replaceIn(item, (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childPointer */ .Y2)(at, index), replacements))
        };
    if (node.kind !== 'object')
        return node;
    const members = node.members.map(member => (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .memberOf */ .C5)(node, member.key) === member
        ? { ...member, value: replaceIn(member.value, (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .childPointer */ .Y2)(at, member.key), replacements) }
        : member);
    return { ...node, members };
}


/***/ })

};
