export const id = 722;
export const ids = [722];
export const modules = {

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

/***/ 78722:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runDeploy: () => (/* binding */ runDeploy)
});

// EXTERNAL MODULE: ./lib/src/deploy/carry-out/carry-out.js + 14 modules
var carry_out = __webpack_require__(25499);
// EXTERNAL MODULE: ./lib/src/arn.js
var src_arn = __webpack_require__(318);
// EXTERNAL MODULE: ./lib/src/audit/find-uses.js
var find_uses = __webpack_require__(9155);
// EXTERNAL MODULE: ./lib/src/audit/judge.js
var judge = __webpack_require__(72554);
// EXTERNAL MODULE: ./lib/src/audit/purge.js
var purge = __webpack_require__(8210);
// EXTERNAL MODULE: ./lib/src/audit/revisions.js
var revisions = __webpack_require__(77587);
// EXTERNAL MODULE: ./lib/src/aws/error.js
var aws_error = __webpack_require__(88757);
// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(84120);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(7673);
// EXTERNAL MODULE: ./lib/src/pace.js
var src_pace = __webpack_require__(6350);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/report/run-sections.js
var run_sections = __webpack_require__(64126);
// EXTERNAL MODULE: ./lib/src/report/section.js
var section = __webpack_require__(58131);
// EXTERNAL MODULE: ./lib/src/rollout/outcome.js
var rollout_outcome = __webpack_require__(13235);
// EXTERNAL MODULE: ./lib/src/deploy/target.js
var target = __webpack_require__(54208);
;// CONCATENATED MODULE: ./lib/src/deploy/carry-out/clean-revisions.js














const MOST_A_RUN = 60;
async function cleanRevisions(report, plan, { keeping, run }) {
    const { results, problems, remarks } = report;
    if (problems.length > 0 || !results.every(({ outcome }) => (0,rollout_outcome/* isGood */.Kg)(outcome)))
        return report;
    if (results.some(({ isOngoing }) => isOngoing))
        return { ...report, remarks: [...remarks, { message: NOT_OVER }] };
    const rows = [];
    const notes = [];
    for (const [key, definitions] of (0,list/* grouped */.zD)(plan.definitions, ({ account }) => (0,target/* accountKey */.LQ)(account))) {
        const families = new Set(definitions.map(({ family }) => family));
        const services = plan.services.filter(({ site }) => (0,target/* accountKey */.LQ)(site) === key);
        const account = definitions[0]?.account;
        try {
            const own = report.taskDefinitionArns;
            if (account)
                rows.push(...(await cleanAccount(account, families, { keeping, run, services, own })));
        }
        catch (error) {
            if (!(error instanceof aws_error/* AwsError */.Gy))
                throw error;
            const { message } = (0,explain/* explainAwsError */.Ni)(error);
            notes.push({ message: `Old revisions were left as they are (keep-revisions): ${message}` });
        }
    }
    const open = rows.filter(({ isUnverified }) => isUnverified);
    const left = rows.filter(({ reason }) => reason === CANCELLED).length;
    if (open[0]) {
        const message = `Not verified (keep-revisions): ${open.length} old revisions were left, ${open[0].reason}.`;
        notes.push({ message, isUnverified: true });
    }
    if (left > 0)
        notes.push({
            message: `The run was cancelled, and old revisions were left (keep-revisions): ${left}. The next deploy with this input deregisters them.`
        });
    run.ports.log.group('Old revisions', (0,section/* sectionToText */.AO)((0,run_sections/* oldRevisionsSection */.jO)(rows)));
    return { ...report, oldRevisions: rows, remarks: [...remarks, ...notes] };
}
const NOT_OVER = 'Old revisions were kept (keep-revisions): deployments that this run did not wait for are still in progress.';
const CANCELLED = 'the run was cancelled before';
function notSince(own, old) {
    const ours = (0,list/* grouped */.zD)(own, src_arn/* familyOf */.Ap);
    return old.filter(arn => {
        const mine = (ours.get((0,src_arn/* familyOf */.Ap)(arn)) ?? []).map(src_arn/* numberOfRevision */.Cy);
        return mine.length === 0 || (0,src_arn/* numberOfRevision */.Cy)(arn) <= Math.max(...mine);
    });
}
function notListed(services, seen) {
    const name = (cluster, service) => `${(0,src_arn/* lastPartOf */.RS)(cluster)}/${service}`;
    const listed = new Set(seen.services.map(({ clusterArn, service }) => name(clusterArn, service)));
    return services
        .filter(({ service, site }) => !listed.has(name(site.cluster, service)))
        .map(({ service }) => ({ what: 'the services of the account', why: `ECS does not list ${service} yet` }));
}
async function cleanAccount(account, families, { keeping, run, services, own }) {
    const { region, roleArn } = account;
    const { clock, signal } = run.ports;
    const { keep, maxRetries } = keeping;
    const cleanup = await run.ports.connectCleanup({ region, maxRetries, ...(0,present/* present */.E)({ roleArn }) });
    const aws = { ...(await run.aws(account)), ...cleanup };
    const lists = await Promise.all([...families].map(async (family) => notSince(own, (0,revisions/* olderThan */.W7)(await aws.inventory.listRevisions(family, 'ACTIVE'), keep))));
    const old = lists.flat();
    if (old.length === 0)
        return [];
    const seen = await (0,find_uses/* usesEverywhere */.L8)(aws);
    const back = await (0,purge/* rollbackUsers */.PS)(seen.services, families, { ecs: aws.ecs, most: keep, now: clock.now() });
    const gaps = [...seen.gaps, ...back.gaps, ...notListed(services, seen)];
    const usesOf = (0,list/* grouped */.zD)(seen.uses, use => (0,src_arn/* lastPartOf */.RS)(use.revision));
    const reasonOf = ({ revision }) => {
        const users = usesOf.get(revision) ?? [];
        const targets = back.services.get(revision);
        return (0,purge/* useReason */.mA)(users.map(judge/* inWords */.r4)) ?? (targets && `a rollback target of ${targets.join(', ')}`);
    };
    const plan = (0,purge/* planRemoval */.Ao)(old.map(arn => ({ arn, revision: (0,src_arn/* lastPartOf */.RS)(arn) })), reasonOf, gaps);
    const pace = new src_pace/* RequestPace */.tI(src_pace/* DEREGISTER */.XG, clock);
    const rows = [];
    for (const [index, one] of plan.remove.entries()) {
        if (index < MOST_A_RUN && !signal.aborted)
            await pace.take({ signal });
        const left = signal.aborted ? CANCELLED : index >= MOST_A_RUN ? 'left for the next run' : undefined;
        const failed = left === undefined ? await (0,purge/* deregister */.BX)(one, aws) : undefined;
        rows.push(left !== undefined
            ? { ...one, outcome: 'kept', reason: left }
            : failed === undefined
                ? { ...one, outcome: 'deregistered', reason: 'nothing used it when it was looked at' }
                : { ...one, outcome: 'failed', reason: failed });
    }
    return [...rows, ...plan.keep];
}

// EXTERNAL MODULE: ./lib/src/deploy/plan/plan-run.js + 2 modules
var plan_run = __webpack_require__(81309);
// EXTERNAL MODULE: ./lib/src/report/plan/plan.js
var plan_plan = __webpack_require__(36343);
// EXTERNAL MODULE: ./lib/src/report/rollouts/rollouts.js
var rollouts = __webpack_require__(94801);
;// CONCATENATED MODULE: ./lib/src/modes/deploy.js






async function runDeploy(configuration, ports) {
    const run = { ports, aws: (0,target/* connectAccounts */.rl)(ports, configuration.maxRetries) };
    const planned = await (0,plan_run/* planRun */.n)(configuration, run);
    const { report, plan, placement } = planned;
    if (!plan)
        return (0,target/* withNotStarted */.Tq)(report, (0,target/* askedServices */.P2)(report, placement, configuration));
    if (plan.definitions.length === 0 && report.selection !== undefined)
        return report;
    ports.log.group('Plan', (0,plan_plan/* planToText */.GO)(plan));
    const finished = await (0,carry_out/* carryOut */.u0)({ ...planned, plan }, configuration, run);
    for (const line of (0,rollouts/* resultsToText */.px)(finished))
        ports.log.info(line);
    const { keepRevisions: keep, maxRetries } = configuration;
    return keep === undefined
        ? finished
        : cleanRevisions(finished, plan, { keeping: { keep, maxRetries }, run });
}


/***/ })

};
