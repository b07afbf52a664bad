export const id = 442;
export const ids = [442];
export const modules = {

/***/ 64894:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fs: () => (/* binding */ usersOfFiles),
/* harmony export */   Tu: () => (/* binding */ scanFiles),
/* harmony export */   U8: () => (/* binding */ fileGaps),
/* harmony export */   eX: () => (/* binding */ fileRows),
/* harmony export */   hZ: () => (/* binding */ compareFiles)
/* harmony export */ });
/* unused harmony export documentOf */
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(88757);
/* harmony import */ var _bounded_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66048);
/* harmony import */ var _files_document_tree_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(58363);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(85590);
/* harmony import */ var _gap_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(84053);
/* harmony import */ var _scan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(60880);






const LARGEST_MB = 1;
const AT_ONCE = 5;
async function scanFiles(users, connect, mask) {
    if (users.size === 0)
        return new Map();
    const files = await connect();
    const scans = await (0,_bounded_js__WEBPACK_IMPORTED_MODULE_0__/* .mapBounded */ .y)([...users.keys()], AT_ONCE, async (arn) => [arn, await scanFile(arn, files)]);
    for (const [, scan] of scans)
        if (scan.kind === 'looked')
            mask(scan.values.map(({ value }) => value));
    return new Map(scans);
}
async function scanFile(arn, files) {
    try {
        const read = await files.read(arn, LARGEST_MB * 1_048_576);
        if (read.kind === 'text')
            return scanned(arn, documentOf(read.text));
        const isMissing = read.kind === 'missing';
        const why = isMissing
            ? 'the object does not exist, so new tasks cannot start'
            : `it has more than ${LARGEST_MB} MB`;
        return { kind: 'unfit', why };
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_1__/* .AwsError */ .Gy) || error.kind === 'expired' || error.kind === 'unreachable')
            throw error;
        if (error.awsName === 'InvalidArn')
            return { kind: 'unfit', why: error.message };
        const isKey = error.kind === 'denied' && error.message.includes('kms:Decrypt');
        return { kind: 'refused', why: isKey ? 'no permission for kms:Decrypt on its key' : (0,_gap_js__WEBPACK_IMPORTED_MODULE_2__/* .refusalReason */ .b)(error) };
    }
}
function scanned(arn, document, held = []) {
    const { exposures, values } = (0,_scan_js__WEBPACK_IMPORTED_MODULE_3__/* .scanDefinition */ .zZ)(document, held);
    const placed = exposures.map(({ container: _, ...exposure }) => ({
        ...exposure,
        environmentFile: arn,
        pointer: (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .childPointer */ .Y2)('', exposure.name)
    }));
    return { kind: 'looked', exposures: placed, values, document };
}
function documentOf(text) {
    const environment = text.split(/\r?\n/).flatMap(line => {
        const at = line.indexOf('=');
        if (line.startsWith('#') || at < 1 || at === line.length - 1)
            return [];
        return [{ name: line.slice(0, at), value: line.slice(at + 1) }];
    });
    return { containerDefinitions: [{ environment }] };
}
function compareFiles(files, held) {
    return new Map([...files].map(([arn, scan]) => [arn, scan.kind === 'looked' ? scanned(arn, scan.document, held) : scan]));
}
function usersOfFiles(uses, revisions) {
    const users = new Map();
    for (const use of uses)
        for (const file of revisions.get(use.revision)?.environmentFiles ?? [])
            users.set(file, (users.get(file) ?? new Set()).add(use.service ?? use.name));
    return users;
}
function fileRows(users, files) {
    return [...users].map(([file, names]) => {
        const scan = files.get(file);
        const base = { file, usedBy: [...names] };
        if (scan?.kind !== 'looked')
            return { ...base, verdict: 'unknown', exposures: [], ...(0,_present_js__WEBPACK_IMPORTED_MODULE_5__/* .present */ .E)({ why: scan?.why }) };
        const { exposures } = scan;
        return { ...base, verdict: exposures.length > 0 ? 'exposed' : 'clean', exposures };
    });
}
function fileGaps(files) {
    return [...files].flatMap(([arn, scan]) => scan.kind === 'refused' ? [{ what: `environment file ${arn}`, why: scan.why }] : []);
}


/***/ }),

/***/ 72554:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r4: () => (/* binding */ inWords),
/* harmony export */   tI: () => (/* binding */ judgeArea),
/* harmony export */   xB: () => (/* binding */ exposedRevisions)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(318);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7673);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85590);



function judgeArea(area) {
    return subjectsOf(area).map(subject => judge(subject, area));
}
function subjectsOf({ clusters, uses }) {
    const subjects = new Map();
    const idOf = ({ kind, cluster, name }) => `${kind} ${cluster} ${name}`;
    for (const look of clusters)
        for (const { service: name } of look.services) {
            const { tasksGap } = look;
            const gaps = tasksGap === undefined ? [] : [`its running tasks were not checked (${tasksGap.why})`];
            const subject = { kind: 'service', name, cluster: (0,_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .lastPartOf */ .RS)(look.cluster), uses: [], gaps };
            subjects.set(idOf(subject), subject);
        }
    for (const use of uses) {
        const fresh = { ...namedUse(use), cluster: use.cluster ?? '', uses: [], gaps: [] };
        const subject = subjects.get(idOf(fresh)) ?? fresh;
        subject.uses.push(use);
        subjects.set(idOf(subject), subject);
    }
    return [...subjects.values()];
}
function namedUse({ kind, name, service, revision }) {
    if (kind === 'rule' || kind === 'schedule')
        return { kind, name };
    return kind === 'task' && service === undefined
        ? { kind, name: (0,_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .lastPartOf */ .RS)(revision) }
        : { kind: 'service', name: service ?? name };
}
function judge({ kind, name, cluster, uses, gaps }, area) {
    const { region, account, revisions, files } = area;
    const arns = [...new Set(uses.map(({ revision }) => revision))];
    const known = arns.flatMap(arn => revisions.get(arn) ?? []);
    const read = known.flatMap(({ arn, environmentFiles }) => environmentFiles.map(file => ({ revision: (0,_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .lastPartOf */ .RS)(arn), file, scan: files.get(file) })));
    const unknown = [
        ...gaps,
        ...arns.filter(arn => !revisions.has(arn)).map(arn => `${(0,_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .lastPartOf */ .RS)(arn)} could not be described`),
        ...read.flatMap(({ revision, file, scan }) => {
            if (scan?.kind === 'looked')
                return [];
            const why = scan === undefined ? '' : `: ${scan.why}`;
            return [`${revision} reads the environment file ${file}, named, not scanned${why}`];
        }),
        ...uses.flatMap(({ given }) => given?.unread ?? [])
    ];
    const exposures = [
        ...known.map(({ arn, exposures: own }) => ({ revision: (0,_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .lastPartOf */ .RS)(arn), own })),
        ...read.map(({ revision, scan }) => ({ revision, own: scan?.kind === 'looked' ? scan.exposures : [] })),
        ...uses.map(({ given, revision }) => ({ revision: (0,_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .lastPartOf */ .RS)(revision), own: given?.exposures ?? [] }))
    ].flatMap(({ revision, own }) => own.map(exposure => ({ ...exposure, revision })));
    return {
        ...{ kind, name, cluster, region, exposures },
        verdict: exposures.length > 0 ? 'exposed' : unknown.length > 0 ? 'unknown' : 'clean',
        revisions: arns.map(_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .lastPartOf */ .RS),
        unknown: [...new Set(unknown)],
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ account, since: oldestOf(known.filter(one => one.exposures.length > 0)) })
    };
}
function oldestOf(exposed) {
    const [oldest] = exposed.toSorted((a, b) => (a.registeredAt ?? Number.MAX_SAFE_INTEGER) - (b.registeredAt ?? Number.MAX_SAFE_INTEGER));
    if (oldest === undefined)
        return undefined;
    const { arn, registeredAt, registeredBy } = oldest;
    return {
        revision: (0,_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .lastPartOf */ .RS)(arn),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ at: registeredAt, by: registeredBy })
    };
}
function exposedRevisions(revisions, { region, uses }) {
    const users = (0,_list_js__WEBPACK_IMPORTED_MODULE_2__/* .grouped */ .zD)(uses, ({ revision }) => revision);
    return [...revisions]
        .filter(({ exposures }) => exposures.length > 0)
        .map(({ arn, status, registeredAt, registeredBy, exposures }) => ({
        ...{ revision: (0,_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .lastPartOf */ .RS)(arn), arn, region, status, exposures, rollbackFor: [] },
        usedBy: [...new Set((users.get(arn) ?? []).map(inWords))],
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ registeredAt, registeredBy })
    }))
        .toSorted((a, b) => Number(b.usedBy.length > 0) - Number(a.usedBy.length > 0));
}
function inWords({ kind, name, service, cluster }) {
    const where = cluster === undefined ? '' : ` in ${cluster}`;
    switch (kind) {
        case 'deployment':
        case 'task-set':
            return `service ${service ?? name}${where}`;
        case 'task':
            return service === undefined
                ? `task ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .lastPartOf */ .RS)(name)}${where}`
                : `tasks of service ${service}${where}`;
        case 'rule':
        case 'schedule':
            return `${kind} ${name}`;
    }
}


/***/ }),

/***/ 8210:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ao: () => (/* binding */ planRemoval),
/* harmony export */   BX: () => (/* binding */ deregister),
/* harmony export */   C9: () => (/* binding */ purgeRevisions),
/* harmony export */   PS: () => (/* binding */ rollbackUsers),
/* harmony export */   mA: () => (/* binding */ useReason)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(318);
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(88757);
/* harmony import */ var _bounded_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(66048);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7673);
/* harmony import */ var _pace_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6350);
/* harmony import */ var _rollout_rollback_targets_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(10884);
/* harmony import */ var _gap_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(84053);
/* harmony import */ var _revisions_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(77587);








function planRemoval(revisions, reasonOf, gaps) {
    const [unknown] = gaps.length === 0 ? [] : [`not known to be unused: ${gapsInWords(gaps)}`];
    const rows = revisions.map(one => {
        const used = reasonOf(one);
        return { one, used, reason: used ?? unknown };
    });
    return {
        remove: rows.flatMap(({ one, reason }) => (reason === undefined ? [one] : [])),
        keep: rows.flatMap(({ one: { revision, arn }, used, reason }) => {
            if (reason === undefined)
                return [];
            return [
                {
                    revision,
                    arn,
                    outcome: 'kept',
                    reason,
                    ...(used === undefined ? { isUnverified: true } : {})
                }
            ];
        })
    };
}
function gapsInWords(gaps) {
    return (0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .someOf */ .yU)([...new Set(gaps.map(({ what, why }) => `${what}: ${why}`))], 3, '; ');
}
function useReason(users) {
    return users.length === 0 ? undefined : `in use by ${[...new Set(users)].join(', ')}`;
}
const DELETED_AT_ONCE = 10;
async function purgeRevisions(exposed, ports) {
    if (exposed.length === 0)
        return [];
    const { signal, clock } = ports;
    const { remove, keep } = await ports.planNow(exposed);
    const rows = [];
    const late = [];
    const pace = new _pace_js__WEBPACK_IMPORTED_MODULE_1__/* .RequestPace */ .tI(_pace_js__WEBPACK_IMPORTED_MODULE_1__/* .DEREGISTER */ .XG, clock);
    for (const one of remove.filter(({ status }) => status === 'ACTIVE')) {
        if (!signal.aborted)
            await pace.take({ signal });
        const why = signal.aborted ? 'the run was cancelled before' : await deregister(one, ports);
        if (why === undefined)
            late.push(one);
        else
            rows.push(failure(one, why, signal.aborted));
    }
    const again = await planAgain(late, ports);
    const left = [...remove.filter(({ status }) => status !== 'ACTIVE'), ...again.remove];
    const deleting = new _pace_js__WEBPACK_IMPORTED_MODULE_1__/* .RequestPace */ .tI(_pace_js__WEBPACK_IMPORTED_MODULE_1__/* .DELETE */ .SJ, clock);
    for (const batch of (0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .slicesOf */ .nu)(left, DELETED_AT_ONCE)) {
        await deleting.take({ signal });
        rows.push(...(await deleteBatch(batch, ports)));
    }
    return [...rows, ...again.keep, ...keep];
}
async function planAgain(late, { planNow, signal }) {
    if (late.length === 0 || signal.aborted)
        return { remove: late, keep: [] };
    try {
        const { remove, keep } = await planNow(late);
        const reasons = new Map(keep.map(({ arn, reason }) => [arn, reason]));
        const kept = late.flatMap(one => {
            const reason = reasons.get(one.arn);
            return reason === undefined ? [] : [failure(one, `${DEREGISTERED}: ${reason}`)];
        });
        return { remove, keep: kept };
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_2__/* .AwsError */ .Gy))
            throw error;
        const why = `${DEREGISTERED}: not known to be unused still: ${(0,_gap_js__WEBPACK_IMPORTED_MODULE_3__/* .refusalReason */ .b)(error)}`;
        return { remove: [], keep: late.map(one => failure(one, why)) };
    }
}
const DEREGISTERED = 'deregistered, not deleted';
async function deregister({ arn }, { ecs, purge }) {
    try {
        await purge.deregister(arn);
        return undefined;
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_2__/* .AwsError */ .Gy))
            throw error;
        const now = error.kind === 'lost' ? await statusOf(arn, ecs) : 'ACTIVE';
        return now === 'ACTIVE' ? (0,_gap_js__WEBPACK_IMPORTED_MODULE_3__/* .refusalReason */ .b)(error) : undefined;
    }
}
async function deleteBatch(batch, { purge, ecs, signal }) {
    if (signal.aborted)
        return batch.map(one => failure(one, 'deregistered; the run was cancelled before it was deleted', true));
    try {
        const refused = await purge.deleteRevisions(batch.map(({ arn }) => arn));
        const reasons = new Map(refused.map(({ arn, reason }) => [arn, reason]));
        return batch.map(one => deleted(one, reasons.get(one.arn)));
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_2__/* .AwsError */ .Gy))
            throw error;
        const why = (0,_gap_js__WEBPACK_IMPORTED_MODULE_3__/* .refusalReason */ .b)(error);
        return Promise.all(batch.map(async (one) => {
            const now = error.kind === 'lost' ? await statusOf(one.arn, ecs) : 'INACTIVE';
            return deleted(one, now === 'DELETE_IN_PROGRESS' || now === 'gone' ? undefined : why);
        }));
    }
}
async function statusOf(arn, ecs) {
    try {
        return (await ecs.describeTaskDefinition(arn))?.status ?? 'gone';
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_2__/* .AwsError */ .Gy))
            throw error;
        return 'ACTIVE';
    }
}
function deleted(one, why) {
    if (why !== undefined)
        return failure(one, `${DEREGISTERED}: ${why}`);
    const { revision, arn, rollbackFor } = one;
    const lost = rollbackFor.length === 0 ? '' : `; it was the rollback target of ${rollbackFor.join(', ')}`;
    return {
        revision,
        arn,
        outcome: 'deleted',
        reason: `held plaintext and nothing was found to run it${lost}`
    };
}
function failure({ revision, arn }, reason, isCancelled = false) {
    return { revision, arn, outcome: 'failed', reason, ...(isCancelled ? { isCancelled: true } : {}) };
}
const AT_ONCE = 5;
async function rollbackUsers(states, families, { ecs, most, now }) {
    const services = new Map();
    const gaps = [];
    const own = states.filter(state => state.deploymentController === 'ECS' && (0,_revisions_js__WEBPACK_IMPORTED_MODULE_4__/* .familiesRun */ .aL)(state).some(family => families.has(family)));
    const reads = await (0,_bounded_js__WEBPACK_IMPORTED_MODULE_5__/* .mapBounded */ .y)(own, AT_ONCE, state => (0,_rollout_rollback_targets_js__WEBPACK_IMPORTED_MODULE_6__/* .readPast */ .rj)(ecs, state, now));
    for (const [index, read] of reads.entries()) {
        const { service } = own[index];
        const what = `the rollback targets of service ${service}`;
        const unknown = 'none' in read ? read : read.gap;
        if (unknown)
            gaps.push({ what, why: unknown.none });
        if ('none' in read)
            continue;
        if (read.unread !== undefined)
            gaps.push({ what, why: `ECS does not return the revision of ${read.unread} of its deployments` });
        for (const { arn } of read.past.filter(({ state }) => state === 'good').slice(0, most)) {
            const name = (0,_arn_js__WEBPACK_IMPORTED_MODULE_7__/* .lastPartOf */ .RS)(arn);
            services.set(name, [...(services.get(name) ?? []), service]);
        }
    }
    return { services, gaps };
}


/***/ }),

/***/ 77587:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dr: () => (/* binding */ isNumbered),
/* harmony export */   W7: () => (/* binding */ olderThan),
/* harmony export */   aL: () => (/* binding */ familiesRun),
/* harmony export */   k5: () => (/* binding */ withRevisionArns),
/* harmony export */   p2: () => (/* binding */ readRevisions)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(318);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7673);
/* harmony import */ var _pace_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6350);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(85590);
/* harmony import */ var _definition_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(79188);
/* harmony import */ var _gap_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(84053);
/* harmony import */ var _scan_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(60880);







async function readRevisions(uses, others, ports) {
    const pace = new _pace_js__WEBPACK_IMPORTED_MODULE_0__/* .RequestPace */ .tI(_pace_js__WEBPACK_IMPORTED_MODULE_0__/* .DESCRIBE_FOR_AUDIT */ .Kk, ports.clock);
    const families = [...new Set([...uses.map(({ revision }) => (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .familyOf */ .Ap)(revision)), ...others])].toSorted((a, b) => (a < b ? -1 : 1));
    const { active, inactive, leaving, gaps } = await listRevisions(families, pace, ports);
    const newest = new Map();
    for (const arn of active) {
        const known = newest.get((0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .familyOf */ .Ap)(arn));
        if (known === undefined || (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .numberOfRevision */ .Cy)(known) < (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .numberOfRevision */ .Cy)(arn))
            newest.set((0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .familyOf */ .Ap)(arn), arn);
    }
    const arns = new Set([...uses.map(({ revision }) => revision).filter(isNumbered), ...active, ...inactive]);
    const described = await describeAll([...arns], pace, ports);
    const thinned = thinnedFamilies([...active, ...inactive], leaving);
    return { ...described, newest, beingDeleted: leaving.length, thinned, gaps: [...gaps, ...described.gaps] };
}
async function listRevisions(families, pace, { inventory, signal }) {
    const found = { ACTIVE: [], INACTIVE: [], DELETE_IN_PROGRESS: [] };
    const gaps = [];
    for (const family of families) {
        for (const status of ['ACTIVE', 'INACTIVE', 'DELETE_IN_PROGRESS']) {
            await pace.take({ signal });
            const look = await (0,_gap_js__WEBPACK_IMPORTED_MODULE_2__/* .readOrGap */ .mk)(`old revisions of ${family}`, () => inventory.listRevisions(family, status));
            if ('found' in look)
                found[status].push(...look.found);
            else
                gaps.push(look.gap);
            if ('gap' in look)
                break;
        }
    }
    return { active: found.ACTIVE, inactive: found.INACTIVE, leaving: found.DELETE_IN_PROGRESS, gaps };
}
function thinnedFamilies(existing, leaving) {
    const counts = new Map();
    const gone = new Set(leaving);
    for (const arn of new Set([...existing, ...leaving])) {
        const { count, last } = counts.get((0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .familyOf */ .Ap)(arn)) ?? { count: 0, last: 0 };
        const isLeft = gone.has(arn) ? 0 : 1;
        counts.set((0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .familyOf */ .Ap)(arn), { count: count + isLeft, last: Math.max(last, (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .numberOfRevision */ .Cy)(arn)) });
    }
    return new Set([...counts].filter(([, { count, last }]) => count < last).map(([family]) => family));
}
const AT_ONCE = 8;
async function describeAll(arns, pace, ports) {
    const revisions = new Map();
    const held = new Map();
    const gaps = new Map();
    for (const batch of (0,_list_js__WEBPACK_IMPORTED_MODULE_3__/* .slicesOf */ .nu)(arns, AT_ONCE)) {
        await pace.take({ calls: batch.length, signal: ports.signal });
        const looks = await Promise.all(batch.map(arn => (0,_gap_js__WEBPACK_IMPORTED_MODULE_2__/* .readOrGap */ .mk)('the content of task definitions', () => ports.ecs.describeTaskDefinition(arn))));
        for (const look of looks) {
            if ('gap' in look)
                gaps.set(look.gap.why, look.gap);
            if (!('found' in look) || look.found === undefined)
                continue;
            revisions.set(look.found.arn, toRevision(look.found, ports));
            if (ports.keepsDefinitions)
                held.set(look.found.arn, look.found.definition);
        }
    }
    return { revisions, held, gaps: [...gaps.values()] };
}
function toRevision({ arn, family, status, registeredAt, definition }, { region, mask }) {
    const { exposures, values } = (0,_scan_js__WEBPACK_IMPORTED_MODULE_4__/* .scanDefinition */ .zZ)(definition);
    mask(values.map(({ value }) => value));
    const { registeredBy } = definition;
    return {
        arn,
        family,
        status,
        exposures,
        environmentFiles: (0,_definition_js__WEBPACK_IMPORTED_MODULE_5__/* .environmentFilesOf */ .kH)(definition),
        references: (0,_definition_js__WEBPACK_IMPORTED_MODULE_5__/* .referencesOf */ .CL)(definition, region),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_6__/* .present */ .E)({ registeredAt }),
        ...(typeof registeredBy === 'string' ? { registeredBy } : {})
    };
}
function isNumbered(revision) {
    return /:\d+$/.test((0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(revision));
}
function withRevisionArns(uses, { revisions, newest }) {
    const byName = new Map([...revisions.keys()].map(arn => [(0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(arn), arn]));
    return uses.map(use => {
        const { revision } = use;
        if (revisions.has(revision))
            return use;
        const found = isNumbered(revision) ? byName.get((0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(revision)) : newest.get((0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .familyOf */ .Ap)(revision));
        return found === undefined ? use : { ...use, revision: found };
    });
}
function olderThan(arns, keep) {
    const newestFirst = arns.toSorted((a, b) => (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .numberOfRevision */ .Cy)(b) - (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .numberOfRevision */ .Cy)(a));
    return newestFirst.slice(keep).toReversed();
}
function familiesRun({ taskDefinition, deployments }) {
    return [...new Set([taskDefinition, ...deployments.map(one => one.taskDefinition)].map(_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .familyOf */ .Ap))];
}


/***/ }),

/***/ 9442:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lu: () => (/* binding */ purgeAll),
/* harmony export */   OB: () => (/* binding */ readAreaStatus),
/* harmony export */   jd: () => (/* binding */ seeArea)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(318);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(84120);
/* harmony import */ var _deploy_prepare_inspect_services_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(50474);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(7673);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(27779);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(85590);
/* harmony import */ var _rollout_status_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(57773);
/* harmony import */ var _environment_files_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64894);
/* harmony import */ var _find_uses_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9155);
/* harmony import */ var _gap_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(84053);
/* harmony import */ var _judge_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(72554);
/* harmony import */ var _purge_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(8210);
/* harmony import */ var _revisions_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(77587);
/* harmony import */ var _scan_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(60880);
/* harmony import */ var _scheduled_uses_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(16287);
/* harmony import */ var _areas_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2049);
/* harmony import */ var _secrets_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(52934);

















async function seeArea(asked, configuration, ports) {
    const { allFamilies, compareValues, history, maxSecretAgeDays } = configuration;
    const aws = await (0,_areas_js__WEBPACK_IMPORTED_MODULE_0__/* .connectArea */ .Et)(asked.account, configuration, ports);
    const area = await (0,_areas_js__WEBPACK_IMPORTED_MODULE_0__/* .withEveryCluster */ .IY)(asked, aws);
    const found = await readArea(area, aws, {
        ...ports,
        allFamilies,
        keepsDefinitions: compareValues || history
    });
    const users = (0,_environment_files_js__WEBPACK_IMPORTED_MODULE_1__/* .usersOfFiles */ .Fs)(found.uses, found.families.revisions);
    const asRead = await (0,_environment_files_js__WEBPACK_IMPORTED_MODULE_1__/* .scanFiles */ .Tu)(users, () => ports.connectFiles(aws.options), ports.mask);
    const now = ports.clock.now();
    const secrets = await (0,_secrets_js__WEBPACK_IMPORTED_MODULE_2__/* .surveyAreaSecrets */ .$k)(found, { now, maxAgeDays: maxSecretAgeDays });
    const compared = compareValues
        ? await (0,_secrets_js__WEBPACK_IMPORTED_MODULE_2__/* .readValues */ .N$)(secrets, await ports.connectValues(aws.options), ports.mask)
        : { held: [], remarks: [] };
    const seen = compareValues ? withCompared(found, compared.held) : found;
    const files = compareValues ? (0,_environment_files_js__WEBPACK_IMPORTED_MODULE_1__/* .compareFiles */ .hZ)(asRead, compared.held) : asRead;
    const back = await withRollbackUsers((0,_judge_js__WEBPACK_IMPORTED_MODULE_3__/* .exposedRevisions */ .xB)(seen.families.revisions.values(), seen), seen, now);
    return {
        ...seen,
        ...{ files, secrets, exposed: back.exposed },
        values: history ? valuesOf(seen, files, compared.held) : [],
        remarks: [...found.unread, ...back.remarks, ...secrets.remarks, ...compared.remarks]
    };
}
async function readArea({ account: { region, roleArn }, clusters }, aws, { clock, mask, signal, tasks, allFamilies, keepsDefinitions }) {
    const isWhole = clusters.every(({ services }) => services === undefined);
    const looks = [];
    for (const cluster of clusters)
        looks.push(await (0,_find_uses_js__WEBPACK_IMPORTED_MODULE_4__/* .readCluster */ .D$)(cluster, aws));
    const own = looks.flatMap(({ uses }) => uses);
    const scheduled = [];
    for (const look of looks)
        scheduled.push(await (0,_scheduled_uses_js__WEBPACK_IMPORTED_MODULE_5__/* .scheduledUses */ .Cs)(aws, await clusterArnOf(look, aws, region)));
    const running = new Set(own.map(({ revision }) => (0,_arn_js__WEBPACK_IMPORTED_MODULE_6__/* .familyOf */ .Ap)(revision)));
    const theirs = scheduled
        .flatMap(({ uses }) => uses)
        .filter(({ revision }) => isWhole || running.has((0,_arn_js__WEBPACK_IMPORTED_MODULE_6__/* .familyOf */ .Ap)(revision)));
    const found = [...own, ...theirs];
    mask(found.flatMap(use => (use.given?.values ?? []).map(({ value }) => value)));
    const others = isWhole || allFamilies ? await otherFamilies([...found, ...tasks], aws) : { found: [], gaps: [] };
    const families = await (0,_revisions_js__WEBPACK_IMPORTED_MODULE_7__/* .readRevisions */ .p2)([...found, ...tasks], allFamilies ? others.found : [], {
        ...{ ...aws, clock, mask, signal, region, keepsDefinitions }
    });
    const [anything] = [
        ...looks.flatMap(({ services }) => services.map(({ clusterArn }) => clusterArn)),
        ...families.revisions.keys()
    ];
    return {
        ...{ region, aws, clusters: looks, families, isWhole },
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_8__/* .present */ .E)({ roleArn, account: anything?.split(':')[4] || undefined }),
        uses: [
            ...(0,_revisions_js__WEBPACK_IMPORTED_MODULE_7__/* .withRevisionArns */ .k5)(found, families),
            ...(0,_revisions_js__WEBPACK_IMPORTED_MODULE_7__/* .withRevisionArns */ .k5)(tasks, families).filter(({ revision }) => families.revisions.has(revision))
        ],
        gaps: (0,_list_js__WEBPACK_IMPORTED_MODULE_9__/* .distinctBy */ .ey)([...looks, ...scheduled, families, ...(allFamilies ? [others] : [])].flatMap(({ gaps }) => gaps), ({ what, why }) => `${what} ${why}`),
        unread: allFamilies ? [] : isWhole ? unreadInWords(others, region) : [ONLY_NAMED]
    };
}
const ONLY_NAMED = 'Not checked: families of task definitions that the named services do not run.';
async function otherFamilies(uses, { inventory }) {
    const look = await (0,_gap_js__WEBPACK_IMPORTED_MODULE_10__/* .readOrGap */ .mk)('families that nothing here runs', () => inventory.listFamilies());
    if ('gap' in look)
        return { found: [], gaps: [look.gap] };
    const used = new Set(uses.map(({ revision }) => (0,_arn_js__WEBPACK_IMPORTED_MODULE_6__/* .familyOf */ .Ap)(revision)));
    return { found: look.found.filter(family => !used.has(family)), gaps: [] };
}
function unreadInWords({ found, gaps }, region) {
    const count = found.length;
    return [
        ...gaps.map(({ what, why }) => `Not verified: ${what}: ${why}.`),
        ...(count === 0
            ? []
            : [
                `Not checked: ${count} ${count === 1 ? 'family' : 'families'} of task definitions in ${region} that nothing here runs. Their revisions can be read, too: "families: all" checks them.`
            ])
    ];
}
async function clusterArnOf({ cluster, services }, { directory }, region) {
    if (cluster.startsWith('arn:'))
        return cluster;
    const known = services[0]?.clusterArn;
    if (known)
        return known;
    const { account, partition } = await directory.callerIdentity();
    return `arn:${partition}:ecs:${region}:${account}:cluster/${cluster}`;
}
function withCompared(area, held) {
    const { families, uses } = area;
    const revisions = new Map([...families.revisions].map(([arn, revision]) => {
        const { exposures } = (0,_scan_js__WEBPACK_IMPORTED_MODULE_11__/* .scanDefinition */ .zZ)(families.held.get(arn) ?? {}, held);
        return [arn, { ...revision, exposures }];
    }));
    return {
        ...area,
        families: { ...families, revisions },
        uses: uses.map(use => (use.given ? { ...use, given: (0,_scheduled_uses_js__WEBPACK_IMPORTED_MODULE_5__/* .compareGiven */ .Pp)(use.given, held) } : use))
    };
}
async function withRollbackUsers(exposed, { clusters, aws }, now) {
    const families = new Set(exposed.map(({ arn }) => (0,_arn_js__WEBPACK_IMPORTED_MODULE_6__/* .familyOf */ .Ap)(arn)));
    const states = clusters.flatMap(({ services }) => services);
    const back = await (0,_purge_js__WEBPACK_IMPORTED_MODULE_12__/* .rollbackUsers */ .PS)(states, families, { ecs: aws.ecs, most: 1, now });
    return {
        exposed: exposed.map(one => ({ ...one, rollbackFor: back.services.get(one.revision) ?? [] })),
        remarks: back.gaps.map(({ what, why }) => `Not verified: ${what}: ${why}.`)
    };
}
function valuesOf({ families }, files, held) {
    const live = [...families.held.values()].flatMap(definition => (0,_scan_js__WEBPACK_IMPORTED_MODULE_11__/* .scanDefinition */ .zZ)(definition).values);
    const ofFiles = [...files.values()].flatMap(scan => (scan.kind === 'looked' ? scan.values : []));
    return (0,_list_js__WEBPACK_IMPORTED_MODULE_9__/* .distinctBy */ .ey)([...live, ...ofFiles, ...held], ({ value }) => value);
}
async function purgeAll(areas, { clock, signal }) {
    const seen = [];
    for (const [index, area] of areas.entries()) {
        try {
            const planNow = (revisions) => planPurge(revisions, area);
            seen.push({
                ...area,
                purged: await (0,_purge_js__WEBPACK_IMPORTED_MODULE_12__/* .purgeRevisions */ .C9)(area.exposed, { ...area.aws, clock, signal, planNow })
            });
        }
        catch (error) {
            return { seen: [...seen, ...areas.slice(index)], problems: [(0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_13__/* .refusalOf */ .Of)(error)] };
        }
    }
    return { seen, problems: [] };
}
async function planPurge(exposed, { clusters, aws, families }) {
    const known = clusters.map(({ cluster }) => cluster);
    const { uses, gaps } = await (0,_find_uses_js__WEBPACK_IMPORTED_MODULE_4__/* .usesEverywhere */ .L8)(aws, known);
    const mine = (0,_revisions_js__WEBPACK_IMPORTED_MODULE_7__/* .withRevisionArns */ .k5)(uses, families);
    const existing = new Set([...families.revisions.values()].map(({ family }) => family));
    const open = mine.filter(({ revision }) => !(0,_revisions_js__WEBPACK_IMPORTED_MODULE_7__/* .isNumbered */ .Dr)(revision) && existing.has((0,_arn_js__WEBPACK_IMPORTED_MODULE_6__/* .familyOf */ .Ap)(revision)) && !families.newest.has((0,_arn_js__WEBPACK_IMPORTED_MODULE_6__/* .familyOf */ .Ap)(revision)));
    const unresolved = open.map(use => ({
        what: (0,_judge_js__WEBPACK_IMPORTED_MODULE_3__/* .inWords */ .r4)(use),
        why: `the newest revision of ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_6__/* .lastPartOf */ .RS)(use.revision)} is not known`
    }));
    const reasonOf = ({ arn, usedBy }) => (0,_purge_js__WEBPACK_IMPORTED_MODULE_12__/* .useReason */ .mA)([...usedBy, ...mine.filter(({ revision }) => revision === arn).map(_judge_js__WEBPACK_IMPORTED_MODULE_3__/* .inWords */ .r4)]);
    return (0,_purge_js__WEBPACK_IMPORTED_MODULE_12__/* .planRemoval */ .Ao)(exposed, reasonOf, [...gaps, ...unresolved]);
}
const AT_ONCE = 5;
const DESCRIBED = 50;
async function readAreaStatus({ account, clusters }, configuration, { ports, findKey }) {
    const { ecs, inventory, balancers } = await (0,_areas_js__WEBPACK_IMPORTED_MODULE_0__/* .connectArea */ .Et)(account, configuration, ports);
    const services = [];
    const problems = [];
    for (const { cluster, services: named } of clusters) {
        try {
            const names = named ?? (await inventory.listServices(cluster)).map(_arn_js__WEBPACK_IMPORTED_MODULE_6__/* .lastPartOf */ .RS);
            const site = { ...account, cluster };
            for (const part of (0,_list_js__WEBPACK_IMPORTED_MODULE_9__/* .slicesOf */ .nu)(names, DESCRIBED)) {
                const found = await ecs.describeServices(cluster, part);
                const missing = await (0,_nearest_js__WEBPACK_IMPORTED_MODULE_14__/* .missingNames */ .JA)(found.missing, () => inventory.listServices(cluster));
                problems.push(...missing.map(one => (0,_deploy_prepare_inspect_services_js__WEBPACK_IMPORTED_MODULE_15__/* .missingService */ .wu)({ ...one, site })));
                for (const batch of (0,_list_js__WEBPACK_IMPORTED_MODULE_9__/* .slicesOf */ .nu)(found.services, AT_ONCE)) {
                    const about = { region: account.region, cluster, now: ports.clock.now(), balancers };
                    const read = await Promise.all(batch.map(state => (0,_rollout_status_js__WEBPACK_IMPORTED_MODULE_16__/* .readServiceStatus */ .C)(ecs, state, about)));
                    services.push(...read.map(one => ({ ...one, ...findKey(one.service, site) })));
                }
            }
        }
        catch (error) {
            problems.push((0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_13__/* .refusalOf */ .Of)(error));
        }
    }
    return { services, problems };
}


/***/ }),

/***/ 2049:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   An: () => (/* binding */ earlyProblems),
/* harmony export */   Et: () => (/* binding */ connectArea),
/* harmony export */   IY: () => (/* binding */ withEveryCluster),
/* harmony export */   Yc: () => (/* binding */ sitesOf),
/* harmony export */   _M: () => (/* binding */ areasOf),
/* harmony export */   jp: () => (/* binding */ deletedService),
/* harmony export */   k7: () => (/* binding */ EVERY)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(318);
/* harmony import */ var _deploy_again_open_services_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(88601);
/* harmony import */ var _deploy_target_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(54208);
/* harmony import */ var _inputs_configuration_explained_problems_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(46173);
/* harmony import */ var _inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(47497);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(85590);






function areasOf(configuration, placement) {
    const named = configuration.services === 'all' ? [] : (0,_deploy_again_open_services_js__WEBPACK_IMPORTED_MODULE_0__/* .namedServices */ .Qw)(configuration, placement);
    if (named.length > 0) {
        return group(named.map(({ service, site }) => ({ site, service })));
    }
    const places = [...placement.places.keys()].map(service => (0,_inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_1__/* .siteOf */ .zU)(service, placement, configuration));
    const all = [(0,_inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_1__/* .siteOf */ .zU)(undefined, placement, configuration), ...places];
    return group(all.flatMap(({ cluster, ...account }) => cluster === undefined ? [] : [{ site: { ...account, cluster } }]));
}
function sitesOf({ account, clusters }) {
    return clusters.map(({ cluster }) => ({ ...account, cluster }));
}
function group(items) {
    const areas = new Map();
    for (const { site, service } of items) {
        const { cluster, ...account } = site;
        const area = areas.get((0,_deploy_target_js__WEBPACK_IMPORTED_MODULE_2__/* .accountKey */ .LQ)(site)) ?? { account, clusters: new Map() };
        areas.set((0,_deploy_target_js__WEBPACK_IMPORTED_MODULE_2__/* .accountKey */ .LQ)(site), area);
        const known = area.clusters.get(cluster);
        if (service === undefined || known === 'all')
            area.clusters.set(cluster, 'all');
        else
            area.clusters.set(cluster, (known ?? new Set()).add(service));
    }
    return [...areas.values()].map(({ account, clusters }) => ({
        account,
        clusters: [...clusters].map(([cluster, services]) => services === 'all' ? { cluster } : { cluster, services: [...services] })
    }));
}
const EVERY = '*';
async function withEveryCluster({ account, clusters }, { inventory }) {
    if (!clusters.some(({ cluster }) => cluster === EVERY))
        return { account, clusters };
    const all = await inventory.listClusters();
    return { account, clusters: all.map(arn => ({ cluster: (0,_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .lastPartOf */ .RS)(arn) })) };
}
function earlyProblems(project, areas, configuration) {
    const { problems, placementProblems, isUndecided } = project;
    return [
        ...problems,
        ...placementProblems,
        ...(isUndecided ? [] : missingClusterProblems(project, areas, configuration))
    ];
}
function missingClusterProblems({ placement }, areas, configuration) {
    const lost = areas.length === 0 || areas.some(({ clusters }) => clusters.some(({ cluster }) => cluster === ''));
    if (!lost)
        return [];
    const isNamed = configuration.services !== 'all';
    const strangers = isNamed ? (0,_inputs_configuration_explained_problems_js__WEBPACK_IMPORTED_MODULE_4__/* .unknownServices */ .rl)((0,_deploy_again_open_services_js__WEBPACK_IMPORTED_MODULE_0__/* .namedServices */ .Qw)(configuration, placement), placement) : [];
    if (strangers.length > 0)
        return strangers;
    return [
        {
            code: 'missing-input',
            fault: 'user',
            message: `Input "cluster" is empty; mode ${configuration.mode} needs a cluster.`,
            hint: 'Name the cluster the services run in; write cluster: default if you mean the default one.'
        }
    ];
}
function deletedService({ service, site }) {
    return {
        code: 'service-not-active',
        fault: 'user',
        service,
        message: `Service "${service}" in cluster "${site.cluster}" is INACTIVE: it was deleted, and nothing of it runs.`,
        hint: 'Check the name, cluster and region, or leave it out of this run.'
    };
}
async function connectArea({ region, roleArn }, { maxRetries }, ports) {
    const options = { region, maxRetries, paces: new Map(), ...(0,_present_js__WEBPACK_IMPORTED_MODULE_5__/* .present */ .E)({ roleArn }) };
    const aws = await ports.connectAws(options);
    return { ...aws, ...(await ports.connectAudit(options)), options };
}


/***/ }),

/***/ 52934:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $k: () => (/* binding */ surveyAreaSecrets),
/* harmony export */   N$: () => (/* binding */ readValues),
/* harmony export */   TU: () => (/* binding */ referencesInUse)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(318);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7673);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(85590);
/* harmony import */ var _find_uses_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9155);
/* harmony import */ var _gap_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(84053);
/* harmony import */ var _old_values_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(61631);
/* harmony import */ var _scan_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(60880);
/* harmony import */ var _secrets_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3988);








const DAY_MS = 86_400_000;
function referencesInUse({ uses, families }) {
    return uses.flatMap(use => (families.revisions.get(use.revision)?.references ?? []).map(reference => ({ reference, use })));
}
async function surveyAreaSecrets(area, { now, maxAgeDays }) {
    const { families, aws, isWhole } = area;
    const used = new Map();
    for (const { reference, use } of referencesInUse(area)) {
        const key = (0,_secrets_js__WEBPACK_IMPORTED_MODULE_0__/* .secretKeyOf */ .TL)(reference);
        const known = used.get(key) ?? { reference, by: new Set(), isThinned: false };
        known.isThinned ||= families.thinned.has((0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .familyOf */ .Ap)(use.revision));
        known.by.add(use.service ?? use.name);
        used.set(key, known);
    }
    const references = [...used.values()].map(({ reference }) => reference);
    const lookups = await (0,_secrets_js__WEBPACK_IMPORTED_MODULE_0__/* .lookUpSecrets */ .Kg)(references, aws.secrets);
    const rows = [...used].map(([key, { reference, by, isThinned }]) => {
        const looked = lookups.get(key) ?? { kind: 'gone' };
        const limits = { now, maxAgeMs: maxAgeDays * DAY_MS };
        return (0,_secrets_js__WEBPACK_IMPORTED_MODULE_0__/* .judgeSecret */ .Oq)({ reference, usedBy: [...by], looked, isThinned }, limits);
    });
    const siblings = isWhole
        ? await (0,_secrets_js__WEBPACK_IMPORTED_MODULE_0__/* .findUnreferencedSecrets */ .xL)(lookups, await referencedArns(area, lookups), aws.secrets)
        : NO_SIBLINGS;
    return {
        ...{ lookups, references, listed: siblings.listed, remarks: siblings.remarks },
        rows: [...rows, ...siblings.rows],
        stale: staleIn(area, lookups)
    };
}
const NO_SIBLINGS = {
    rows: [],
    listed: [],
    remarks: ['Unreferenced secrets are searched for only when all services of a cluster are audited.']
};
async function referencedArns({ families, aws }, lookups) {
    const active = [...families.revisions.values()].filter(({ status }) => status === 'ACTIVE');
    const more = active.flatMap(({ references }) => references).filter(one => !lookups.has((0,_secrets_js__WEBPACK_IMPORTED_MODULE_0__/* .secretKeyOf */ .TL)(one)));
    const found = [...lookups.values(), ...(await (0,_secrets_js__WEBPACK_IMPORTED_MODULE_0__/* .lookUpSecrets */ .Kg)(more, aws.secrets)).values()];
    return new Set(found.flatMap(looked => (looked.kind === 'secret' ? [looked.facts.arn] : [])));
}
function staleIn({ clusters, region, families }, lookups) {
    const tasks = clusters.flatMap(({ cluster, tasks: own }) => own.map(task => ({
        ...{ task, cluster: (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(cluster), region },
        reads: (0,_old_values_js__WEBPACK_IMPORTED_MODULE_2__/* .startReadsOf */ .Xt)(families.revisions.get(task.taskDefinition)?.references ?? [], lookups),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ service: (0,_find_uses_js__WEBPACK_IMPORTED_MODULE_4__/* .serviceOf */ .z5)(task) })
    })));
    return (0,_old_values_js__WEBPACK_IMPORTED_MODULE_2__/* .staleTasks */ .WO)(tasks);
}
async function readValues({ lookups, references, listed }, values, mask) {
    const held = [];
    const remarks = new Set();
    const read = async (what, texts) => {
        const look = await (0,_gap_js__WEBPACK_IMPORTED_MODULE_5__/* .readOrGap */ .mk)(what, texts);
        if ('gap' in look)
            remarks.add(`Not compared: ${look.gap.what}: ${look.gap.why}.`);
        else
            for (const [name, text = ''] of look.found)
                held.push(...(0,_scan_js__WEBPACK_IMPORTED_MODULE_6__/* .heldValues */ .ee)(name, text));
    };
    const secrets = [...lookups.values()].flatMap(looked => looked.kind === 'secret' && looked.facts.deletedAt === undefined ? [looked.facts] : []);
    const all = (0,_list_js__WEBPACK_IMPORTED_MODULE_7__/* .distinctBy */ .ey)([...secrets, ...listed.filter(({ owner }) => owner === undefined)], ({ arn }) => arn);
    for (const { arn, name } of all)
        await read(`the value of ${name}`, async () => [
            [name, await values.secretValue(arn.split(':')[3] ?? '', arn)]
        ]);
    for (const region of new Set(references.map(one => one.region))) {
        const names = references.flatMap(one => {
            const looked = one.region === region ? lookups.get((0,_secrets_js__WEBPACK_IMPORTED_MODULE_0__/* .secretKeyOf */ .TL)(one)) : undefined;
            return looked?.kind === 'parameter' ? [looked.facts.name] : [];
        });
        if (names.length > 0)
            await read('the values of the parameters', () => values.parameterValues(region, names));
    }
    mask(held.flatMap(({ value }) => [value, ...value.split(/\r?\n/)]).filter(line => line.length >= 8));
    return { held, remarks: [...remarks] };
}


/***/ })

};
