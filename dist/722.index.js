export const id = 722;
export const ids = [722];
export const modules = {

/***/ 37675:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r4: () => (/* binding */ inWords),
/* harmony export */   uG: () => (/* binding */ judgeSubject),
/* harmony export */   xB: () => (/* binding */ exposedRevisions)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(318);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85590);


function judgeSubject(subject, revisions, files) {
    const arns = [...new Set(subject.uses.map(({ revision }) => revision))];
    const known = arns.flatMap(arn => revisions.get(arn) ?? []);
    const missing = arns.filter(arn => !revisions.has(arn));
    const exposed = known.filter(({ exposures }) => exposures.length > 0);
    const unknown = [
        ...subject.gaps,
        ...missing.map(arn => `${(0,_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .lastPartOf */ .RS)(arn)} could not be described`),
        ...known.flatMap(revision => unscannedFiles(revision, files)),
        ...subject.uses.flatMap(({ given }) => given?.unread ?? [])
    ];
    const since = oldestOf(exposed);
    const exposures = [
        ...known.flatMap(revision => [
            ...revision.exposures.map(exposure => ({ ...exposure, revision: (0,_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .lastPartOf */ .RS)(revision.arn) })),
            ...exposuresOfFiles(revision, files)
        ]),
        ...subject.uses.flatMap(({ given, revision }) => (given?.exposures ?? []).map(exposure => ({ ...exposure, revision: (0,_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .lastPartOf */ .RS)(revision) })))
    ];
    const { kind, name, account, cluster, region } = subject;
    return {
        kind,
        name,
        cluster,
        region,
        verdict: exposures.length > 0 ? 'exposed' : unknown.length > 0 ? 'unknown' : 'clean',
        revisions: arns.map(_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .lastPartOf */ .RS),
        exposures,
        unknown: [...new Set(unknown)],
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ account, since })
    };
}
function unscannedFiles({ arn, environmentFiles }, files) {
    return environmentFiles.flatMap(file => {
        const look = files.get(file);
        if (look?.kind === 'looked')
            return [];
        const why = look === undefined ? '' : `: ${look.why}`;
        return [`${(0,_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .lastPartOf */ .RS)(arn)} reads the environment file ${file}, named, not scanned${why}`];
    });
}
function exposuresOfFiles({ arn, environmentFiles }, files) {
    return environmentFiles.flatMap(file => {
        const look = files.get(file);
        if (look?.kind !== 'looked')
            return [];
        return look.exposures.map(exposure => ({ ...exposure, revision: (0,_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .lastPartOf */ .RS)(arn) }));
    });
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
function exposedRevisions(revisions, uses, targets) {
    const usedBy = namesByRevision(uses.map(use => ({ revision: use.revision, name: inWords(use) })));
    const wayBackOf = namesByRevision(targets.map(({ revision, service }) => ({ revision, name: service })));
    return revisions
        .filter(({ exposures }) => exposures.length > 0)
        .map(({ arn, region, status, registeredAt, registeredBy, exposures }) => ({
        revision: (0,_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .lastPartOf */ .RS)(arn),
        arn,
        region,
        status,
        exposures,
        usedBy: [...(usedBy.get(arn) ?? [])],
        rollbackFor: [...(wayBackOf.get(arn) ?? [])],
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ registeredAt, registeredBy })
    }))
        .toSorted((a, b) => Number(b.usedBy.length > 0) - Number(a.usedBy.length > 0));
}
function namesByRevision(rows) {
    const names = new Map();
    for (const { revision, name } of rows)
        names.set(revision, (names.get(revision) ?? new Set()).add(name));
    return names;
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

/***/ 81063:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CB: () => (/* binding */ planCleanup),
/* harmony export */   L8: () => (/* binding */ usesEverywhere),
/* harmony export */   W7: () => (/* binding */ olderThan),
/* harmony export */   aL: () => (/* binding */ familiesRun)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(318);
/* harmony import */ var _find_uses_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9155);
/* harmony import */ var _gap_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84053);
/* harmony import */ var _judge_services_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(37675);
/* harmony import */ var _revisions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(77587);





async function usesEverywhere(ports, known = []) {
    const clusters = await (0,_gap_js__WEBPACK_IMPORTED_MODULE_0__/* .readOrGap */ .mk)('the clusters of the account', () => ports.inventory.listClusters());
    const found = 'found' in clusters ? clusters.found : [];
    const listed = new Set(found.map(_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS));
    const uses = [];
    const services = [];
    const gaps = 'gap' in clusters ? [clusters.gap] : [];
    for (const cluster of [...found, ...known.filter(one => !listed.has((0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(one)))]) {
        const look = await (0,_find_uses_js__WEBPACK_IMPORTED_MODULE_2__/* .readCluster */ .D$)({ cluster }, ports);
        uses.push(...look.uses);
        services.push(...look.services);
        gaps.push(...look.gaps);
    }
    const scheduled = await (0,_find_uses_js__WEBPACK_IMPORTED_MODULE_2__/* .scheduledUses */ .Cs)(ports, undefined);
    return { uses: [...uses, ...scheduled.uses], services, gaps: [...gaps, ...scheduled.gaps] };
}
function olderThan(arns, keep) {
    const newestFirst = arns.toSorted((a, b) => (0,_revisions_js__WEBPACK_IMPORTED_MODULE_3__/* .numberOfRevision */ .Cy)(b) - (0,_revisions_js__WEBPACK_IMPORTED_MODULE_3__/* .numberOfRevision */ .Cy)(a));
    return newestFirst.slice(keep).toReversed();
}
function planCleanup(old, seen, rollbackTargets) {
    const keep = old.flatMap((arn) => {
        const revision = (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(arn);
        const users = [...new Set(seen.uses.filter(use => (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(use.revision) === revision).map(_judge_services_js__WEBPACK_IMPORTED_MODULE_4__/* .inWords */ .r4))];
        const back = rollbackTargets.get(revision) ?? [];
        const [gap] = seen.gaps;
        const reason = users.length > 0
            ? `in use by ${users.join(', ')}`
            : back.length > 0
                ? `a rollback target of ${back.join(', ')}`
                : gap && `not known to be unused: ${gap.what}: ${gap.why}`;
        if (reason === undefined)
            return [];
        const isUnverified = users.length + back.length === 0;
        return [{ revision, arn, outcome: 'kept', reason, ...(isUnverified ? { isUnverified } : {}) }];
    });
    const kept = new Set(keep.map(({ arn }) => arn));
    return { keep, remove: old.filter(arn => !kept.has(arn)) };
}
function familiesRun({ taskDefinition, deployments }) {
    return [...new Set([taskDefinition, ...deployments.map(one => one.taskDefinition)].map(_revisions_js__WEBPACK_IMPORTED_MODULE_3__/* .familyOf */ .Ap))];
}


/***/ }),

/***/ 8210:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BX: () => (/* binding */ deregister),
/* harmony export */   C9: () => (/* binding */ purgeRevisions),
/* harmony export */   zj: () => (/* binding */ planPurge)
/* harmony export */ });
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(88757);
/* harmony import */ var _pace_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6350);
/* harmony import */ var _gap_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(84053);



function planPurge(exposed, gaps) {
    const keep = exposed.flatMap((one) => {
        const reason = one.usedBy.length > 0
            ? `in use by ${one.usedBy.join(', ')}`
            : gaps.length > 0
                ? `not known to be unused: ${gaps.map(({ what, why }) => `${what}: ${why}`).join('; ')}`
                : undefined;
        if (reason === undefined)
            return [];
        const row = { revision: one.revision, arn: one.arn, outcome: 'kept', reason };
        return [one.usedBy.length > 0 ? row : { ...row, isUnverified: true }];
    });
    const kept = new Set(keep.map(({ arn }) => arn));
    return { keep, remove: exposed.filter(({ arn }) => !kept.has(arn)) };
}
const DELETED_AT_ONCE = 10;
async function purgeRevisions(revisions, ports) {
    const failed = [];
    const inactive = [];
    const pace = new _pace_js__WEBPACK_IMPORTED_MODULE_0__/* .RequestPace */ .tI(_pace_js__WEBPACK_IMPORTED_MODULE_0__/* .DEREGISTER */ .XG, ports.clock);
    for (const revision of revisions) {
        if (ports.signal.aborted) {
            failed.push(cancelled(revision, 'the run was cancelled before'));
            continue;
        }
        if (revision.status === 'ACTIVE')
            await pace.take({ signal: ports.signal });
        const problem = revision.status === 'ACTIVE' ? await deregister(revision, ports) : undefined;
        if (problem === undefined)
            inactive.push(revision);
        else
            failed.push(failure(revision, problem));
    }
    const { remove, keep } = await unusedStill(inactive, ports);
    return [...(await deleteAll(remove, ports)), ...keep, ...failed];
}
async function unusedStill(revisions, { lookAgain, signal }) {
    const late = revisions.filter(({ status }) => status === 'ACTIVE');
    if (late.length === 0 || signal.aborted)
        return { remove: revisions, keep: [] };
    try {
        const { remove, keep } = await lookAgain(late);
        const left = new Set(remove);
        const kept = keep.map(({ isUnverified: _, ...row }) => ({
            ...row,
            outcome: 'failed',
            reason: `deregistered, not deleted: ${row.reason}`
        }));
        return { remove: revisions.filter(one => one.status !== 'ACTIVE' || left.has(one)), keep: kept };
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_1__/* .AwsError */ .Gy))
            throw error;
        const why = `deregistered, not deleted: not known to be unused still: ${(0,_gap_js__WEBPACK_IMPORTED_MODULE_2__/* .refusalReason */ .b)(error)}`;
        return {
            remove: revisions.filter(({ status }) => status !== 'ACTIVE'),
            keep: late.map(one => failure(one, why))
        };
    }
}
async function deregister({ arn }, { ecs, purge }) {
    try {
        await purge.deregister(arn);
        return undefined;
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_1__/* .AwsError */ .Gy))
            throw error;
        const now = error.kind === 'lost' ? await statusOf(arn, ecs) : undefined;
        return now === 'INACTIVE' || now === 'DELETE_IN_PROGRESS' || now === 'gone'
            ? undefined
            : (0,_gap_js__WEBPACK_IMPORTED_MODULE_2__/* .refusalReason */ .b)(error);
    }
}
async function deleteAll(revisions, ports) {
    const pace = new _pace_js__WEBPACK_IMPORTED_MODULE_0__/* .RequestPace */ .tI(_pace_js__WEBPACK_IMPORTED_MODULE_0__/* .DELETE */ .SJ, ports.clock);
    const rows = [];
    for (let i = 0; i < revisions.length; i += DELETED_AT_ONCE) {
        const batch = revisions.slice(i, i + DELETED_AT_ONCE);
        await pace.take({ signal: ports.signal });
        rows.push(...(ports.signal.aborted
            ? batch.map(one => cancelled(one, 'deregistered; the run was cancelled before it was deleted'))
            : await deleteBatch(batch, ports)));
    }
    return rows;
}
async function deleteBatch(batch, ports) {
    try {
        const refused = await ports.purge.deleteRevisions(batch.map(({ arn }) => arn));
        const reasons = new Map(refused.map(({ arn, reason }) => [arn, reason]));
        return batch.map(one => {
            const reason = reasons.get(one.arn);
            return reason === undefined ? deleted(one) : failure(one, `deregistered, not deleted: ${reason}`);
        });
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_1__/* .AwsError */ .Gy))
            throw error;
        if (error.kind !== 'lost') {
            return batch.map(one => failure(one, `deregistered, not deleted: ${(0,_gap_js__WEBPACK_IMPORTED_MODULE_2__/* .refusalReason */ .b)(error)}`));
        }
        const states = await Promise.all(batch.map(({ arn }) => statusOf(arn, ports.ecs)));
        return batch.map((one, index) => states[index] === 'DELETE_IN_PROGRESS' || states[index] === 'gone'
            ? deleted(one)
            : failure(one, `deregistered, not deleted: ${(0,_gap_js__WEBPACK_IMPORTED_MODULE_2__/* .refusalReason */ .b)(error)}`));
    }
}
async function statusOf(arn, ecs) {
    try {
        return (await ecs.describeTaskDefinition(arn))?.status ?? 'gone';
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_1__/* .AwsError */ .Gy))
            throw error;
        return undefined;
    }
}
function deleted({ revision, arn, rollbackFor }) {
    const lost = rollbackFor.length === 0 ? '' : `; it was the rollback target of ${rollbackFor.join(', ')}`;
    return {
        revision,
        arn,
        outcome: 'deleted',
        reason: `held plaintext and nothing was found to run it${lost}`
    };
}
function failure({ revision, arn }, reason) {
    return { revision, arn, outcome: 'failed', reason };
}
function cancelled(one, reason) {
    return { ...failure(one, reason), isCancelled: true };
}


/***/ }),

/***/ 77587:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ap: () => (/* binding */ familyOf),
/* harmony export */   Cy: () => (/* binding */ numberOfRevision),
/* harmony export */   Dr: () => (/* binding */ isNumbered),
/* harmony export */   k5: () => (/* binding */ withRevisionArns),
/* harmony export */   p2: () => (/* binding */ readRevisions)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(318);
/* harmony import */ var _pace_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6350);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(85590);
/* harmony import */ var _definition_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(79188);
/* harmony import */ var _gap_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(84053);





const TOGETHER_FROM = 10;
async function readRevisions(uses, ports) {
    const pace = new _pace_js__WEBPACK_IMPORTED_MODULE_0__/* .RequestPace */ .tI(_pace_js__WEBPACK_IMPORTED_MODULE_0__/* .DESCRIBE_FOR_AUDIT */ .Kk, ports.clock);
    const families = [...new Set(uses.map(({ revision }) => familyOf(revision)))].toSorted((a, b) => a < b ? -1 : 1);
    const { active, inactive, leaving, gaps } = await listRevisions(families, { pace, ...ports });
    const newest = new Map();
    for (const arn of active) {
        const known = newest.get(familyOf(arn));
        if (known === undefined || numberOfRevision(known) < numberOfRevision(arn))
            newest.set(familyOf(arn), arn);
    }
    const arns = new Set([...uses.map(({ revision }) => revision).filter(isNumbered), ...active, ...inactive]);
    const described = await describeAll([...arns], pace, ports);
    const thinned = thinnedFamilies([...active, ...inactive], leaving);
    return { ...described, newest, beingDeleted: leaving.length, thinned, gaps: [...gaps, ...described.gaps] };
}
function thinnedFamilies(existing, leaving) {
    const counts = new Map();
    const gone = new Set(leaving);
    for (const arn of new Set([...existing, ...leaving])) {
        const { count, last } = counts.get(familyOf(arn)) ?? { count: 0, last: 0 };
        const isLeft = gone.has(arn) ? 0 : 1;
        counts.set(familyOf(arn), { count: count + isLeft, last: Math.max(last, numberOfRevision(arn)) });
    }
    return new Set([...counts].filter(([, { count, last }]) => count < last).map(([family]) => family));
}
const AT_ONCE = 8;
async function describeAll(arns, pace, ports) {
    const revisions = new Map();
    const held = [];
    const gaps = new Map();
    for (let i = 0; i < arns.length; i += AT_ONCE) {
        const batch = arns.slice(i, i + AT_ONCE);
        await pace.take({ calls: batch.length, signal: ports.signal });
        const looks = await Promise.all(batch.map(arn => (0,_gap_js__WEBPACK_IMPORTED_MODULE_1__/* .readOrGap */ .mk)('the content of task definitions', () => ports.ecs.describeTaskDefinition(arn))));
        for (const look of looks) {
            if ('gap' in look)
                gaps.set(look.gap.why, look.gap);
            if (!('found' in look) || look.found === undefined)
                continue;
            revisions.set(look.found.arn, toRevision(look.found, ports));
            if (ports.keepsDefinitions)
                held.push({ arn: look.found.arn, definition: look.found.definition });
        }
    }
    return { revisions, held, gaps: [...gaps.values()] };
}
function toRevision({ arn, family, status, registeredAt, definition }, { region, mask }) {
    const { exposures, values } = (0,_definition_js__WEBPACK_IMPORTED_MODULE_2__/* .plaintextOf */ .BS)(definition);
    if (values.length > 0)
        mask(values);
    const { registeredBy } = definition;
    return {
        arn,
        family,
        status,
        exposures,
        environmentFiles: (0,_definition_js__WEBPACK_IMPORTED_MODULE_2__/* .environmentFilesOf */ .kH)(definition),
        references: (0,_definition_js__WEBPACK_IMPORTED_MODULE_2__/* .referencesOf */ .CL)(definition, region),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ registeredAt }),
        ...(typeof registeredBy === 'string' ? { registeredBy } : {})
    };
}
function numberOfRevision(arn) {
    return Number(arn.slice(arn.lastIndexOf(':') + 1));
}
function familyOf(revision) {
    return (0,_arn_js__WEBPACK_IMPORTED_MODULE_4__/* .lastPartOf */ .RS)(revision).split(':')[0];
}
function isNumbered(revision) {
    return /:\d+$/.test((0,_arn_js__WEBPACK_IMPORTED_MODULE_4__/* .lastPartOf */ .RS)(revision));
}
function withRevisionArns(uses, { revisions, newest }) {
    const byName = new Map([...revisions.keys()].map(arn => [(0,_arn_js__WEBPACK_IMPORTED_MODULE_4__/* .lastPartOf */ .RS)(arn), arn]));
    return uses.map(use => {
        const { revision } = use;
        if (revisions.has(revision))
            return use;
        const found = isNumbered(revision) ? byName.get((0,_arn_js__WEBPACK_IMPORTED_MODULE_4__/* .lastPartOf */ .RS)(revision)) : newest.get(familyOf(revision));
        return found === undefined ? use : { ...use, revision: found };
    });
}
async function listRevisions(families, listing) {
    const together = families.length < TOGETHER_FROM ? undefined : await listTogether(families, listing);
    return together ?? listEach(families, listing);
}
async function listTogether(families, { inventory, pace, signal }) {
    const wanted = new Set(families);
    const take = () => pace.take({ signal });
    const list = async (status) => {
        const all = await inventory.listAllRevisions(status, { pages: families.length, before: take });
        return all?.filter(arn => wanted.has(familyOf(arn)));
    };
    const look = await (0,_gap_js__WEBPACK_IMPORTED_MODULE_1__/* .readOrGap */ .mk)('the revisions of the account', async () => {
        const active = await list('ACTIVE');
        const inactive = active && (await list('INACTIVE'));
        const leaving = inactive && (await list('DELETE_IN_PROGRESS'));
        return active && inactive && leaving && { active, inactive, leaving, gaps: [] };
    });
    return 'found' in look ? look.found : undefined;
}
async function listEach(families, { inventory, pace, signal }) {
    const all = { active: [], inactive: [], leaving: [], gaps: [] };
    for (const family of families) {
        await pace.take({ calls: 3, signal });
        const look = await (0,_gap_js__WEBPACK_IMPORTED_MODULE_1__/* .readOrGap */ .mk)(`old revisions of ${family}`, async () => ({
            active: await inventory.listRevisions(family, 'ACTIVE'),
            inactive: await inventory.listRevisions(family, 'INACTIVE'),
            leaving: await inventory.listRevisions(family, 'DELETE_IN_PROGRESS')
        }));
        if ('gap' in look) {
            all.gaps.push(look.gap);
            continue;
        }
        all.active.push(...look.found.active);
        all.inactive.push(...look.found.inactive);
        all.leaving.push(...look.found.leaving);
    }
    return all;
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

// EXTERNAL MODULE: ./lib/src/deploy/carry-out/carry-out.js + 17 modules
var carry_out = __webpack_require__(91154);
// EXTERNAL MODULE: ./lib/src/arn.js
var src_arn = __webpack_require__(318);
// EXTERNAL MODULE: ./lib/src/audit/old-revisions.js
var old_revisions = __webpack_require__(81063);
// EXTERNAL MODULE: ./lib/src/audit/purge.js
var purge = __webpack_require__(8210);
// EXTERNAL MODULE: ./lib/src/audit/revisions.js
var revisions = __webpack_require__(77587);
// EXTERNAL MODULE: ./lib/src/aws/error.js
var aws_error = __webpack_require__(88757);
// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(84120);
// EXTERNAL MODULE: ./lib/src/group.js
var group = __webpack_require__(69270);
// EXTERNAL MODULE: ./lib/src/pace.js
var src_pace = __webpack_require__(6350);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/report/audit/old-revisions.js
var audit_old_revisions = __webpack_require__(87446);
// EXTERNAL MODULE: ./lib/src/rollout/outcome.js
var rollout_outcome = __webpack_require__(13235);
// EXTERNAL MODULE: ./lib/src/rollout/rollback-targets.js
var rollback_targets = __webpack_require__(10884);
// EXTERNAL MODULE: ./lib/src/deploy/connections.js
var connections = __webpack_require__(5956);
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
    for (const [key, definitions] of (0,group/* grouped */.z)(plan.definitions, ({ account }) => (0,connections/* accountKey */.L)(account))) {
        const families = new Set(definitions.map(({ family }) => family));
        const services = plan.services.filter(({ site }) => (0,connections/* accountKey */.L)(site) === key);
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
    for (const line of (0,audit_old_revisions/* oldRevisionsToText */.q)(rows))
        run.ports.log.info(line);
    return { ...report, oldRevisions: rows, remarks: [...remarks, ...notes] };
}
const NOT_OVER = 'Old revisions were kept (keep-revisions): deployments that this run did not wait for are still in progress.';
const CANCELLED = 'the run was cancelled before';
function notSince(own, old) {
    return old.filter(arn => {
        const mine = own.filter(one => (0,revisions/* familyOf */.Ap)(one) === (0,revisions/* familyOf */.Ap)(arn)).map(revisions/* numberOfRevision */.Cy);
        return mine.length === 0 || (0,revisions/* numberOfRevision */.Cy)(arn) <= Math.max(...mine);
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
    const lists = await Promise.all([...families].map(async (family) => notSince(own, (0,old_revisions/* olderThan */.W7)(await aws.inventory.listRevisions(family, 'ACTIVE'), keep))));
    const old = lists.flat();
    if (old.length === 0)
        return [];
    const seen = await (0,old_revisions/* usesEverywhere */.L8)(aws);
    const back = await rollbackRevisions(seen, families, { aws, keep, now: clock.now() });
    const gaps = [...seen.gaps, ...back.gaps, ...notListed(services, seen)];
    const plan = (0,old_revisions/* planCleanup */.CB)(old, { ...seen, gaps }, back.revisions);
    const pace = new src_pace/* RequestPace */.tI(src_pace/* DEREGISTER */.XG, clock);
    const rows = [];
    for (const [index, arn] of plan.remove.entries()) {
        const one = { revision: (0,src_arn/* lastPartOf */.RS)(arn), arn };
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
async function rollbackRevisions({ services }, families, { aws, keep, now }) {
    const revisions = new Map();
    const gaps = [];
    for (const state of services) {
        if (state.deploymentController !== 'ECS')
            continue;
        if (!(0,old_revisions/* familiesRun */.aL)(state).some(family => families.has(family)))
            continue;
        const read = await (0,rollback_targets/* readPast */.rj)(aws.ecs, state, now);
        const unknown = 'none' in read ? read : read.gap;
        const what = `the rollback targets of service ${state.service}`;
        if (unknown)
            gaps.push({ what, why: unknown.none });
        if ('none' in read)
            continue;
        if (read.unread !== undefined)
            gaps.push({ what, why: `ECS does not return the revision of ${read.unread} of its deployments` });
        for (const { arn } of read.past.filter(one => one.state === 'good').slice(0, keep)) {
            const name = (0,src_arn/* lastPartOf */.RS)(arn);
            revisions.set(name, [...(revisions.get(name) ?? []), state.service]);
        }
    }
    return { revisions, gaps };
}

// EXTERNAL MODULE: ./lib/src/deploy/not-started.js
var not_started = __webpack_require__(19316);
// EXTERNAL MODULE: ./lib/src/deploy/plan/plan-run.js + 3 modules
var plan_run = __webpack_require__(89845);
// EXTERNAL MODULE: ./lib/src/report/plan/plan.js
var plan_plan = __webpack_require__(36343);
// EXTERNAL MODULE: ./lib/src/report/rollouts/rollouts.js
var rollouts = __webpack_require__(94801);
;// CONCATENATED MODULE: ./lib/src/modes/deploy.js







async function runDeploy(configuration, ports) {
    const run = { ports, aws: (0,connections/* connectAccounts */.r)(ports, configuration.maxRetries) };
    const planned = await (0,plan_run/* planRun */.n)(configuration, run);
    const { report, plan, placement } = planned;
    if (!plan)
        return (0,not_started/* withNotStarted */.T)(report, (0,not_started/* askedServices */.P)(report, placement, configuration));
    if (plan.definitions.length === 0 && report.selection !== undefined)
        return report;
    ports.log.group('Plan', (0,plan_plan/* planToText */.G)(plan));
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
