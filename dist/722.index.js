export const id = 722;
export const ids = [722];
export const modules = {

/***/ 35285:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CL: () => (/* binding */ referencesOf),
/* harmony export */   g7: () => (/* binding */ treeOf),
/* harmony export */   kH: () => (/* binding */ environmentFilesOf)
/* harmony export */ });
/* harmony import */ var _files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(69360);
/* harmony import */ var _secrets_collect_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20442);
/* harmony import */ var _secrets_reference_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(73717);



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

/***/ 45984:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D$: () => (/* binding */ readCluster),
/* harmony export */   L8: () => (/* binding */ usesEverywhere),
/* harmony export */   z5: () => (/* binding */ serviceOf)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(87433);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(38674);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28168);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(11636);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(35909);
/* harmony import */ var _gap_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84210);
/* harmony import */ var _scheduled_uses_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(34578);







async function readCluster({ cluster, services }, { ecs, inventory }) {
    const [states, tasks] = await Promise.all([
        (0,_gap_js__WEBPACK_IMPORTED_MODULE_0__/* .readOrGap */ .m)(`services of cluster ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(cluster)}`, async () => {
            const names = services ?? (await inventory.listServices(cluster)).map(_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS);
            return names.length === 0 ? { services: [], missing: [] } : ecs.describeServices(cluster, names);
        }),
        (0,_gap_js__WEBPACK_IMPORTED_MODULE_0__/* .readOrGap */ .m)(`running tasks of cluster ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(cluster)}`, () => inventory.listRunningTasks(cluster))
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
    const taskSets = (0,_json_js__WEBPACK_IMPORTED_MODULE_6__/* .objectsIn */ .Qv)(state.raw['taskSets']).flatMap((set) => {
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
    const clusters = await (0,_gap_js__WEBPACK_IMPORTED_MODULE_0__/* .readOrGap */ .m)('the clusters of the account', () => ports.inventory.listClusters());
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

/***/ 84210:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ readOrGap),
/* harmony export */   s: () => (/* binding */ gapProblem)
/* harmony export */ });
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(41682);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(63395);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(11636);



async function readOrGap(what, look) {
    try {
        return { found: await look() };
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_0__/* .AwsError */ .Gy) || (error.kind !== 'denied' && error.kind !== 'unsupported'))
            throw error;
        return { gap: { what, why: (0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .refusedCall */ .dr)(error) } };
    }
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

/***/ 21366:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GG: () => (/* binding */ readStartReads),
/* harmony export */   WO: () => (/* binding */ staleTasks),
/* harmony export */   Xt: () => (/* binding */ startReadsOf),
/* harmony export */   y3: () => (/* binding */ judgeTasks)
/* harmony export */ });
/* unused harmony export changedAtOf */
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(41682);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(63395);
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(79508);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28168);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(35909);
/* harmony import */ var _definition_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35285);
/* harmony import */ var _secrets_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(18411);







const AT_ONCE = 5;
async function readStartReads(definitions, { region, since = Number.NEGATIVE_INFINITY }, { secrets, objects }) {
    const references = definitions.map(one => (0,_definition_js__WEBPACK_IMPORTED_MODULE_0__/* .referencesOf */ .CL)(one, region));
    const files = definitions.map(_definition_js__WEBPACK_IMPORTED_MODULE_0__/* .environmentFilesOf */ .kH);
    const lookups = await (0,_secrets_js__WEBPACK_IMPORTED_MODULE_1__/* .lookUpSecrets */ .Kg)(references.flat(), secrets, since);
    const dates = new Map(await (0,_list_js__WEBPACK_IMPORTED_MODULE_2__/* .mapBounded */ .yJ)([...new Set(files.flat())], AT_ONCE, async (arn) => [arn, await fileRead(arn, objects)]));
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
        return (0,_list_js__WEBPACK_IMPORTED_MODULE_2__/* .distinctBy */ .ey)(rows, ({ secret }) => secret);
    });
}
function judgeTasks(tasks, running) {
    const stale = staleTasks(tasks);
    if (stale.length > 0) {
        const changes = new Map(stale.map(({ secret, changedAt }) => [secret, changedAt]));
        const words = [...changes].map(([secret, at]) => `${secret}, which changed ${(0,_clock_js__WEBPACK_IMPORTED_MODULE_6__/* .minuteOf */ .iA)(at)}`);
        const count = new Set(stale.map(({ task }) => task)).size;
        const which = tasks.length === 1 ? 'its task' : `${count} of its ${tasks.length} tasks`;
        return { kind: 'stale', stale, text: `${which} might hold an old value of ${(0,_list_js__WEBPACK_IMPORTED_MODULE_2__/* .someOf */ .yU)(words, 3, '; ')}` };
    }
    const why = [
        ...(tasks.length < running ? [`ECS lists ${tasks.length} of its ${running} running tasks`] : []),
        ...tasks.flatMap(({ task, reads }) => startOf(task) === undefined && reads.length > 0
            ? ['ECS does not return when its tasks were created']
            : []),
        ...tasks.flatMap(({ reads }) => reads.flatMap(read => (read.kind === 'dated' || read.isFile ? [] : `${read.name}: ${read.why}`)))
    ];
    return { kind: why.length > 0 ? 'open' : 'fresh', stale, text: [...new Set(why)].join('; ') };
}


/***/ }),

/***/ 43153:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lr: () => (/* binding */ SHORTEST_VALUE),
/* harmony export */   ee: () => (/* binding */ heldValues),
/* harmony export */   wp: () => (/* binding */ scanTree),
/* harmony export */   zZ: () => (/* binding */ scanDefinition)
/* harmony export */ });
/* harmony import */ var _detector_candidate_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(52144);
/* harmony import */ var _detector_detect_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24583);
/* harmony import */ var _detector_issuers_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(81657);
/* harmony import */ var _detector_sensitive_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(55097);
/* harmony import */ var _detector_shapes_match_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(23305);
/* harmony import */ var _detector_walk_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(78456);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(38674);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(35909);
/* harmony import */ var _definition_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(35285);









const EQUAL = 'audit/equal-to-secret';
function scanTree(root, held = []) {
    const findings = (0,_detector_detect_js__WEBPACK_IMPORTED_MODULE_0__/* .detect */ .o0)({ file: 'task definition', root, place: () => undefined }, _detector_detect_js__WEBPACK_IMPORTED_MODULE_0__/* .RULES */ .y0).filter(({ category, level }) => category === 'credential' && level === 'error');
    if (findings.length + held.length === 0)
        return { exposures: [], values: [] };
    const spots = (0,_detector_walk_js__WEBPACK_IMPORTED_MODULE_1__/* .walk */ .G)(root).map(({ node, value, name, container, location }) => ({
        pointer: node.origin.kind === 'file' ? node.origin.pointer : '',
        text: node.kind === 'string' ? node.value : value,
        ...{ name, container, location }
    }));
    const texts = new Map(spots.map(({ pointer, text }) => [pointer, text]));
    const found = findings.map(finding => exposureOf(finding, texts.get(finding.pointer) ?? '', held));
    const seen = new Set(found.map(({ pointer }) => pointer));
    const equal = spots.flatMap(({ pointer, text, name, container, location }) => {
        const secret = held.find(({ value }) => text.includes(value))?.name;
        if (secret === undefined || seen.has(pointer) || (0,_detector_candidate_js__WEBPACK_IMPORTED_MODULE_2__/* .isReferenceLocation */ .N2)(location))
            return [];
        seen.add(pointer);
        const byName = (0,_detector_issuers_js__WEBPACK_IMPORTED_MODULE_3__/* .credentialKind */ .eV)({ rule: EQUAL, name });
        const variable = secret.replace(/[^A-Za-z0-9]+/g, '_').toUpperCase();
        const kind = byName.severity !== 'unknown' ? byName : (0,_detector_issuers_js__WEBPACK_IMPORTED_MODULE_3__/* .credentialKind */ .eV)({ rule: EQUAL, name: variable });
        return [{ rule: EQUAL, name, pointer, kind, secret, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ container }) }];
    });
    const values = findings.length === 0 ? [] : (0,_detector_sensitive_js__WEBPACK_IMPORTED_MODULE_5__/* .sensitiveValues */ .DJ)(root, _detector_detect_js__WEBPACK_IMPORTED_MODULE_0__/* .RULES */ .y0);
    return {
        exposures: [...found, ...equal],
        values: values.map(value => ({ name: spots.find(({ text }) => text.includes(value))?.name ?? '', value }))
    };
}
function scanDefinition(definition, held = []) {
    return scanTree((0,_definition_js__WEBPACK_IMPORTED_MODULE_6__/* .treeOf */ .g7)(definition, ''), held);
}
function exposureOf({ rule, name, container, pointer }, text, held) {
    const shape = (0,_detector_shapes_match_js__WEBPACK_IMPORTED_MODULE_7__/* .matchShape */ .Zz)(text.slice(0, _detector_candidate_js__WEBPACK_IMPORTED_MODULE_2__/* .MAX_SCANNED */ .aD), name)?.shape.what;
    const secret = held.find(({ value }) => text.includes(value))?.name;
    return {
        rule,
        name: name === '' ? pointer : name,
        pointer,
        kind: (0,_detector_issuers_js__WEBPACK_IMPORTED_MODULE_3__/* .credentialKind */ .eV)({ rule, name, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ shape }) }),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ container: container || undefined, secret })
    };
}
const SHORTEST_VALUE = 8;
const HARMLESS_KEY = /^(?:user(?:name)?|login|host(?:name)?|endpoint|port|engine|db(?:name|InstanceIdentifier|ClusterIdentifier)?|database|schema|region|masterarn|ssl(?:mode)?)$/i;
function heldValues(name, text) {
    const fields = Object.entries((0,_json_js__WEBPACK_IMPORTED_MODULE_8__/* .jsonObjectIn */ .$4)(text) ?? {}).flatMap(([key, value]) => typeof value === 'string' && !HARMLESS_KEY.test(key) ? [{ name: `${name}:${key}`, value }] : []);
    return [{ name, value: text }, ...fields].filter(({ value }) => value.trim().length >= SHORTEST_VALUE);
}


/***/ }),

/***/ 34578:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cs: () => (/* binding */ scheduledUses),
/* harmony export */   Pp: () => (/* binding */ compareGiven),
/* harmony export */   ny: () => (/* binding */ givenBy)
/* harmony export */ });
/* unused harmony export givenByTarget */
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(87433);
/* harmony import */ var _deploy_schedules_find_schedules_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(34201);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(38674);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28168);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(35909);
/* harmony import */ var _definition_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(35285);
/* harmony import */ var _gap_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84210);
/* harmony import */ var _scan_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(43153);








const AT_ONCE = 5;
async function scheduledUses({ rules, schedules }, clusterArn) {
    const looks = await Promise.all([
        (0,_gap_js__WEBPACK_IMPORTED_MODULE_0__/* .readOrGap */ .m)('EventBridge rules', () => usesOfRules(rules, clusterArn)),
        (0,_gap_js__WEBPACK_IMPORTED_MODULE_0__/* .readOrGap */ .m)('EventBridge Scheduler’s schedules', () => usesOfSchedules(schedules, clusterArn))
    ]);
    const found = looks.flatMap((look) => ('found' in look ? look.found : [look.gap]));
    return {
        uses: found.flatMap(one => ('revision' in one ? [one] : [])),
        gaps: found.flatMap(one => ('why' in one ? [one] : []))
    };
}
async function usesOfRules(port, clusterArn) {
    const names = await (clusterArn === undefined ? port.listRules() : port.listRuleNamesByTarget(clusterArn));
    const uses = await (0,_list_js__WEBPACK_IMPORTED_MODULE_1__/* .mapBounded */ .yJ)(names, AT_ONCE, async (name) => {
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
    const uses = await (0,_list_js__WEBPACK_IMPORTED_MODULE_1__/* .mapBounded */ .yJ)(wanted, AT_ONCE, one => usesOfSchedule(one, port));
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
        const value = (0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .jsonIn */ .Yf)(attempt);
        if (value !== undefined)
            return (0,_deploy_schedules_find_schedules_js__WEBPACK_IMPORTED_MODULE_2__/* .objectOf */ .Xy)(lowered(value)) ?? 'unreadable';
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
    const { exposures, values } = (0,_scan_js__WEBPACK_IMPORTED_MODULE_6__/* .scanDefinition */ .zZ)(document, held);
    return {
        holder,
        document,
        exposures: exposures.map(exposure => ({
            ...exposure,
            pointer: exposure.pointer.replace('/containerDefinitions', '/containerOverrides'),
            overridesOf: holder
        })),
        values,
        unread: (0,_definition_js__WEBPACK_IMPORTED_MODULE_7__/* .environmentFilesOf */ .kH)(document).map(file => `the overrides of ${holder} name the environment file ${file}, which was not scanned`)
    };
}
function lowered(value) {
    if (Array.isArray(value))
        return value.map(lowered);
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .isObject */ .Gv)(value))
        return value;
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [
        key.charAt(0).toLowerCase() + key.slice(1),
        lowered(child)
    ]));
}


/***/ }),

/***/ 18411:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B7: () => (/* binding */ createdAtOf),
/* harmony export */   Kg: () => (/* binding */ lookUpSecrets),
/* harmony export */   Oq: () => (/* binding */ judgeSecret),
/* harmony export */   TL: () => (/* binding */ secretKeyOf),
/* harmony export */   xL: () => (/* binding */ findUnreferencedSecrets)
/* harmony export */ });
/* unused harmony export prefixOf */
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28168);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35909);
/* harmony import */ var _gap_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(84210);



async function lookUpSecrets(references, port, since = Number.NEGATIVE_INFINITY) {
    const distinct = new Map(references.map(reference => [secretKeyOf(reference), reference]));
    const secrets = [...distinct].filter(([, { store }]) => store === 'secretsmanager');
    const found = new Map(await (0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .mapBounded */ .yJ)(secrets, AT_ONCE, async ([key, reference]) => [
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
    const look = await (0,_gap_js__WEBPACK_IMPORTED_MODULE_1__/* .readOrGap */ .m)(id, () => port.describeSecret(region, id));
    if ('gap' in look)
        return { kind: 'not-verified', why: look.gap.why };
    const facts = look.found;
    if (facts === undefined)
        return { kind: 'gone' };
    if (facts.deletedAt !== undefined)
        return { kind: 'secret', facts };
    const { changedAt } = facts;
    if (changedAt !== undefined && changedAt <= since)
        return { kind: 'secret', facts, changedAt };
    return { kind: 'secret', facts, ...(await currentVersion(facts, { region, port })) };
}
async function currentVersion({ arn, changedAt }, { region, port }) {
    const look = await (0,_gap_js__WEBPACK_IMPORTED_MODULE_1__/* .readOrGap */ .m)(arn, () => port.currentVersion(region, arn));
    if ('gap' in look)
        return (0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ changedAt });
    const { createdAt, isNewest } = look.found ?? { isNewest: true };
    return (0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ changedAt: createdAt, movedAt: isNewest ? undefined : changedAt });
}
async function lookUpParameters(references, region, port) {
    const names = references.flatMap(({ id }) => (id.includes('/') ? [id] : [id, `/${id}`]));
    const look = await (0,_gap_js__WEBPACK_IMPORTED_MODULE_1__/* .readOrGap */ .m)('parameters', () => port.describeParameters(region, names));
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
        for (const batch of (0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .slicesOf */ .nu)([...names], NAMES_AT_ONCE)) {
            const look = await (0,_gap_js__WEBPACK_IMPORTED_MODULE_1__/* .readOrGap */ .m)('unreferenced secrets', () => port.listSecrets(region, batch));
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
    const age = (0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ changedAt });
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
            const accessed = (0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ accessedAt });
            const state = deletedAt === undefined ? 'good' : 'deleted';
            const unrotated = isThinned && hasFirstValue(looked) ? true : undefined;
            return { ...base, ...age, ...accessed, name, state, old, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ unrotated }) };
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
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ changedAt, accessedAt })
    }));
}
function prefixOf(name) {
    const slash = name.indexOf('/', 1);
    return slash < 1 ? undefined : name.slice(0, slash + 1);
}


/***/ }),

/***/ 68920:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ns: () => (/* binding */ openServices),
/* harmony export */   Qw: () => (/* binding */ namedServices),
/* harmony export */   SR: () => (/* binding */ planOpen),
/* harmony export */   hU: () => (/* binding */ describeIfAllowed)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(87433);
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(41682);
/* harmony import */ var _check_project_rules_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(69354);
/* harmony import */ var _files_find_find_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(30706);
/* harmony import */ var _inputs_configuration_explained_problems_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(68326);
/* harmony import */ var _inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(26664);
/* harmony import */ var _inputs_reader_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(27516);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35909);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(20931);
/* harmony import */ var _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(41128);
/* harmony import */ var _prepare_inspect_services_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(65297);
/* harmony import */ var _target_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37679);












async function openServices(configuration, ports, { what, aws = (0,_target_js__WEBPACK_IMPORTED_MODULE_0__/* .connectAccounts */ .rl)(ports, configuration.maxRetries) }) {
    const project = await (0,_check_project_rules_js__WEBPACK_IMPORTED_MODULE_1__/* .readProjectRules */ .Z)(configuration, ports);
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

/***/ 34201:
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
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(41682);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(38674);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28168);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(35909);




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
    const found = await (0,_list_js__WEBPACK_IMPORTED_MODULE_1__/* .mapBounded */ .yJ)(names, AT_ONCE, async (rule) => {
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
    const found = await (0,_list_js__WEBPACK_IMPORTED_MODULE_1__/* .mapBounded */ .yJ)(wanted, AT_ONCE, async ({ group, name }) => {
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
        `Not verified: ${(0,_list_js__WEBPACK_IMPORTED_MODULE_1__/* .someOf */ .yU)(names)} call ecs:RunTask with their own input (universal target); the revision in it is not changed here.`
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
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .Gv)(value) ? value : undefined;
}
function parseDefinition(arn) {
    const found = /^arn:[\w-]+:ecs:[\w-]+:\d{12}:task-definition\/([A-Za-z0-9_-]{1,255})(?::(\d+))?$/.exec(arn);
    const [, family, revision] = found ?? [];
    if (family === undefined)
        return undefined;
    return { family, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ revision }) };
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

/***/ 81657:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Np: () => (/* binding */ bySeverity),
/* harmony export */   eD: () => (/* binding */ worstKind),
/* harmony export */   eV: () => (/* binding */ credentialKind)
/* harmony export */ });
/* unused harmony exports SEVERITIES, ISSUERS */
/* harmony import */ var _shapes_match_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23305);

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
    const issuer = _shapes_match_js__WEBPACK_IMPORTED_MODULE_0__/* .SHAPES */ .HY.find(({ what }) => what === shape)?.issuer;
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

/***/ 68326:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IK: () => (/* binding */ causeFirst),
/* harmony export */   Xd: () => (/* binding */ withClusterPlaces),
/* harmony export */   ay: () => (/* binding */ neededProblems),
/* harmony export */   rl: () => (/* binding */ unknownServices),
/* harmony export */   to: () => (/* binding */ explained)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(87433);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28168);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(11636);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(35909);




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


/***/ })

};
