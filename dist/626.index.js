export const id = 626;
export const ids = [626];
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

/***/ 2049:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   An: () => (/* binding */ earlyProblems),
/* harmony export */   Et: () => (/* binding */ connectArea),
/* harmony export */   IY: () => (/* binding */ withEveryCluster),
/* harmony export */   Yc: () => (/* binding */ sitesOf),
/* harmony export */   _M: () => (/* binding */ areasOf),
/* harmony export */   jp: () => (/* binding */ deletedService)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(318);
/* harmony import */ var _deploy_again_open_services_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(29299);
/* harmony import */ var _deploy_connections_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5956);
/* harmony import */ var _inputs_configuration_explained_problems_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(46173);
/* harmony import */ var _inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(47497);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(85590);






function areasOf(configuration, placement) {
    const named = configuration.services === 'all' ? [] : (0,_deploy_again_open_services_js__WEBPACK_IMPORTED_MODULE_0__/* .namedServices */ .Q)(configuration, placement);
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
        const area = areas.get((0,_deploy_connections_js__WEBPACK_IMPORTED_MODULE_2__/* .accountKey */ .L)(site)) ?? { account, clusters: new Map() };
        areas.set((0,_deploy_connections_js__WEBPACK_IMPORTED_MODULE_2__/* .accountKey */ .L)(site), area);
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
    const strangers = isNamed ? (0,_inputs_configuration_explained_problems_js__WEBPACK_IMPORTED_MODULE_4__/* .unknownServices */ .rl)((0,_deploy_again_open_services_js__WEBPACK_IMPORTED_MODULE_0__/* .namedServices */ .Q)(configuration, placement), placement) : [];
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

/***/ 5626:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runAudit: () => (/* binding */ runAudit)
});

// EXTERNAL MODULE: ./lib/src/audit/run/areas.js
var run_areas = __webpack_require__(2049);
// EXTERNAL MODULE: ./lib/src/arn.js
var arn = __webpack_require__(318);
// EXTERNAL MODULE: ./lib/src/deploy/prepare/inspect-services.js
var inspect_services = __webpack_require__(50474);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(7673);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/audit/gap.js
var gap = __webpack_require__(84053);
// EXTERNAL MODULE: ./lib/src/audit/place-words.js
var place_words = __webpack_require__(8414);
// EXTERNAL MODULE: ./lib/src/audit/find-uses.js
var find_uses = __webpack_require__(9155);
// EXTERNAL MODULE: ./lib/src/audit/judge-services.js
var judge_services = __webpack_require__(37675);
// EXTERNAL MODULE: ./lib/src/audit/old-values.js
var old_values = __webpack_require__(61631);
// EXTERNAL MODULE: ./lib/src/audit/revisions.js
var audit_revisions = __webpack_require__(77587);
// EXTERNAL MODULE: ./lib/src/bounded.js
var bounded = __webpack_require__(66048);
;// CONCATENATED MODULE: ./lib/src/audit/rollback-targets.js



const HISTORY_MS = 90 * 24 * 3_600_000;
const SERVICES_A_CALL = 20;
const AT_ONCE = 5;
const LOOKED_AT_FIRST = 2;
async function rollbackTargets(states, ports, now) {
    const own = states.filter(({ deploymentController }) => deploymentController === 'ECS');
    const ways = [];
    for (let i = 0; i < own.length; i += SERVICES_A_CALL) {
        const looked = await (0,bounded/* mapBounded */.y)(own.slice(i, i + SERVICES_A_CALL), AT_ONCE, state => listRecords(state, ports, now));
        const listed = looked.flatMap(one => ('state' in one ? [one] : []));
        ways.push(...looked.flatMap(one => ('remark' in one ? [one] : [])), ...(await readWays(listed, ports)));
    }
    return {
        targets: ways.flatMap(way => ('targets' in way ? way.targets : [])),
        remarks: ways.flatMap(way => ('remark' in way ? [way.remark] : []))
    };
}
async function listRecords(state, { ecs }, now) {
    const look = await (0,gap/* readOrGap */.mk)(wayBackOf(state), () => ecs.listServiceDeployments(state.clusterArn, state.service, now - HISTORY_MS));
    if ('gap' in look)
        return { remark: notVerified(look.gap) };
    const earlier = look.found.flatMap(({ status, targetRevisionArn }) => status === 'SUCCESSFUL' && targetRevisionArn !== undefined ? [targetRevisionArn] : []);
    return { state, earlier: [...new Set(earlier)], ...(0,present/* present */.E)({ newest: look.found[0]?.arn }) };
}
async function readWays(listed, ports) {
    const [first] = listed;
    if (first === undefined)
        return [];
    const look = await (0,gap/* readOrGap */.mk)(wayBackOf(first.state), () => describeWays(listed, ports));
    if ('found' in look)
        return look.found;
    if (listed.length === 1)
        return [{ remark: notVerified(look.gap) }];
    const ways = [];
    for (const one of listed)
        ways.push(...(await readWays([one], ports)));
    return ways;
}
async function describeWays(listed, { ecs, inventory }) {
    const newest = listed.flatMap(one => one.newest ?? []);
    const sources = newest.length === 0 ? new Map() : await inventory.sourceRevisions(newest);
    const sourcesOf = ({ newest: arn }) => sources.get(arn ?? '') ?? [];
    const describe = async (arns) => arns.length === 0 ? new Map() : ecs.describeServiceRevisions([...new Set(arns)]);
    const known = new Map(await describe(listed.flatMap(one => [...sourcesOf(one), ...one.earlier.slice(0, LOOKED_AT_FIRST)])));
    const others = ({ state }, arns) => arns.flatMap(arn => {
        const definition = known.get(arn);
        return definition === undefined || definition === state.taskDefinition ? [] : [definition];
    });
    const open = listed.filter(one => others(one, one.earlier).length === 0);
    const rest = await describe(open.flatMap(({ earlier }) => earlier.slice(LOOKED_AT_FIRST)));
    for (const [arn, definition] of rest)
        known.set(arn, definition);
    return listed.map(one => {
        const found = new Set([...others(one, sourcesOf(one)), ...others(one, one.earlier).slice(0, 1)]);
        return { targets: [...found].map(revision => ({ service: one.state.service, revision })) };
    });
}
function wayBackOf({ service }) {
    return `the rollback target of service "${service}"`;
}
function notVerified({ what, why }) {
    return `Not verified: ${what}: ${why}.`;
}

;// CONCATENATED MODULE: ./lib/src/audit/run/area.js







async function readArea({ account, clusters }, aws, ports) {
    const { region, roleArn } = account;
    const isWhole = clusters.every(({ services }) => services === undefined);
    const looks = [];
    for (const cluster of clusters)
        looks.push(await (0,find_uses/* readCluster */.D$)(cluster, aws));
    const own = looks.flatMap(({ uses }) => uses);
    const scheduled = await scheduledIn(looks, { aws, region });
    const families = new Set(own.map(({ revision }) => (0,audit_revisions/* familyOf */.Ap)(revision)));
    const theirs = scheduled.uses.filter(({ revision }) => isWhole || families.has((0,audit_revisions/* familyOf */.Ap)(revision)));
    const { tasks = [] } = ports;
    const found = [...own, ...theirs, ...tasks];
    const { clock, mask, signal, keepsDefinitions } = ports;
    const given = found.flatMap(use => use.given?.values ?? []);
    if (given.length > 0)
        mask(given);
    const revisions = await (0,audit_revisions/* readRevisions */.p2)(found, {
        ...aws,
        clock,
        mask,
        signal,
        region,
        keepsDefinitions
    });
    const back = [];
    for (const { services } of looks)
        back.push(await rollbackTargets(services, aws, clock.now()));
    const [anything] = [
        ...looks.flatMap(({ services }) => services.map(({ clusterArn }) => clusterArn)),
        ...revisions.revisions.keys()
    ];
    return {
        region,
        ...(0,present/* present */.E)({ roleArn, accountId: anything?.split(':')[4] || undefined }),
        aws,
        clusters: looks,
        uses: [
            ...(0,audit_revisions/* withRevisionArns */.k5)([...own, ...theirs], revisions),
            ...(0,audit_revisions/* withRevisionArns */.k5)(tasks, revisions).filter(({ revision }) => revisions.revisions.has(revision))
        ],
        revisions,
        targets: back.flatMap(({ targets }) => targets),
        gaps: [...looks.flatMap(({ gaps }) => gaps), ...scheduled.gaps, ...revisions.gaps],
        remarks: back.flatMap(({ remarks }) => remarks),
        isWhole
    };
}
async function scheduledIn(looks, { aws, region }) {
    const uses = [];
    const gaps = new Map();
    for (const look of looks) {
        const arn = await clusterArnOf(look, { aws, region });
        const found = await (0,find_uses/* scheduledUses */.Cs)(aws, arn);
        uses.push(...found.uses);
        for (const gap of found.gaps)
            gaps.set(`${gap.what} ${gap.why}`, gap);
    }
    return { uses, gaps: [...gaps.values()] };
}
async function clusterArnOf({ cluster, services }, { aws, region }) {
    if (cluster.startsWith('arn:'))
        return cluster;
    const known = services[0]?.clusterArn;
    if (known)
        return known;
    const { account, partition } = await aws.directory.callerIdentity();
    return `arn:${partition}:ecs:${region}:${account}:cluster/${cluster}`;
}
function judgeArea(area, revisions, files) {
    return subjectsOf(area).map(subject => (0,judge_services/* judgeSubject */.uG)(subject, revisions, files));
}
function subjectsOf({ clusters, uses, region, accountId }) {
    const here = { region, ...(0,present/* present */.E)({ account: accountId }) };
    const byService = new Map();
    for (const use of uses) {
        const key = serviceKey(use.cluster, use.service);
        const own = byService.get(key) ?? [];
        own.push(use);
        byService.set(key, own);
    }
    const services = clusters.flatMap(look => look.services.map((state) => {
        const cluster = (0,arn/* lastPartOf */.RS)(look.cluster);
        const { tasksGap } = look;
        return {
            kind: 'service',
            name: state.service,
            cluster,
            ...here,
            uses: byService.get(serviceKey(cluster, state.service)) ?? [],
            gaps: tasksGap === undefined ? [] : [`its running tasks were not checked (${tasksGap.why})`]
        };
    }));
    const known = new Set(services.map(({ name, cluster }) => serviceKey(cluster, name)));
    const others = new Map();
    for (const use of uses) {
        if (use.service !== undefined && known.has(serviceKey(use.cluster, use.service)))
            continue;
        const subject = subjectOfUse(use, here);
        const key = `${subject.kind} ${subject.cluster} ${subject.name}`;
        const entry = others.get(key) ?? { subject, uses: [] };
        entry.uses.push(use);
        others.set(key, entry);
    }
    return [...services, ...[...others.values()].map(({ subject, uses: own }) => ({ ...subject, uses: own }))];
}
function subjectOfUse(use, here) {
    const cluster = use.cluster ?? '';
    const base = { cluster, ...here, gaps: [] };
    switch (use.kind) {
        case 'rule':
        case 'schedule':
            return { ...base, kind: use.kind, name: use.name };
        case 'deployment':
        case 'task-set':
            return { ...base, kind: 'service', name: use.service ?? use.name };
        case 'task':
            return use.service === undefined
                ? { ...base, kind: 'task', name: (0,arn/* lastPartOf */.RS)(use.revision) }
                : { ...base, kind: 'service', name: use.service };
    }
}
function serviceKey(cluster, service) {
    return `${cluster} ${service}`;
}
function readingTasks(area, revisions, lookups) {
    return area.clusters.flatMap(({ cluster, tasks }) => tasks.map(task => {
        const service = (0,find_uses/* serviceOf */.z5)(task);
        return {
            task,
            cluster: (0,arn/* lastPartOf */.RS)(cluster),
            region: area.region,
            reads: (0,old_values/* startReadsOf */.Xt)(revisions.get(task.taskDefinition)?.references ?? [], lookups),
            ...(0,present/* present */.E)({ service })
        };
    }));
}
function referencesInUse(area, revisions) {
    return area.uses.flatMap(use => (revisions.get(use.revision)?.references ?? []).map(reference => ({ reference, use })));
}
function definitionsOf(area) {
    return new Map(area.revisions.held.map(({ arn, definition }) => [arn, definition]));
}

// EXTERNAL MODULE: ./lib/src/audit/definition.js
var audit_definition = __webpack_require__(79188);
// EXTERNAL MODULE: ./lib/src/aws/error.js
var aws_error = __webpack_require__(88757);
// EXTERNAL MODULE: ./lib/src/files/document/tree.js
var tree = __webpack_require__(58363);
// EXTERNAL MODULE: ./lib/src/audit/compare-values.js
var compare_values = __webpack_require__(64417);
;// CONCATENATED MODULE: ./lib/src/audit/environment-files.js





const LARGEST_FILE = 1_048_576;
async function scanFile(arn, files, mask) {
    try {
        const read = await files.read(arn, LARGEST_FILE);
        switch (read.kind) {
            case 'missing':
                return { kind: 'unfit', why: 'the object does not exist, so new tasks cannot start' };
            case 'too-large':
                return { kind: 'unfit', why: `it has more than ${LARGEST_FILE / 1_048_576} MB` };
            case 'text': {
                const document = documentOf(read.text);
                const { exposures, values } = (0,audit_definition/* plaintextOf */.BS)(document);
                if (values.length > 0)
                    mask(values);
                return {
                    kind: 'looked',
                    exposures: exposures.map(exposure => inFile(exposure, arn)),
                    values,
                    document
                };
            }
        }
    }
    catch (error) {
        if (!(error instanceof aws_error/* AwsError */.Gy) || error.kind === 'expired' || error.kind === 'unreachable')
            throw error;
        if (error.awsName === 'InvalidArn')
            return { kind: 'unfit', why: error.message };
        const key = error.kind === 'denied' && /kms:Decrypt/.test(error.message);
        return { kind: 'refused', why: key ? 'no permission for kms:Decrypt on its key' : (0,gap/* refusalReason */.b)(error) };
    }
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
function inFile(exposure, environmentFile) {
    const { container: _none, ...rest } = exposure;
    return { ...rest, environmentFile, pointer: (0,tree/* childPointer */.Y2)('', exposure.name) };
}
function compareFile(arn, look, held) {
    if (look.kind !== 'looked')
        return look;
    const own = (0,audit_definition/* plaintextOf */.BS)(look.document).exposures;
    const named = (0,compare_values/* withSecrets */.a9)(own, ({ pointer }) => (0,audit_definition/* textAt */.$6)(look.document, pointer), held);
    const exposures = [...named, ...(0,compare_values/* equalValues */.b9)(look.document, held, named)];
    return { ...look, exposures: exposures.map(exposure => inFile(exposure, arn)) };
}

;// CONCATENATED MODULE: ./lib/src/audit/run/files.js




function usersOf({ uses }, revisions) {
    const users = new Map();
    for (const use of uses) {
        for (const file of revisions.get(use.revision)?.environmentFiles ?? []) {
            users.set(file, (users.get(file) ?? new Set()).add(use.service ?? use.name));
        }
    }
    return users;
}
const files_AT_ONCE = 5;
async function scanFiles(area, ports) {
    const arns = [...usersOf(area, area.revisions.revisions).keys()];
    if (arns.length === 0)
        return new Map();
    const files = await ports.connectFiles(area.aws.options);
    return new Map(await (0,bounded/* mapBounded */.y)(arns, files_AT_ONCE, async (arn) => [arn, await scanFile(arn, files, ports.mask)]));
}
function compareFiles(files, held) {
    return new Map([...files].map(([arn, look]) => [arn, compareFile(arn, look, held)]));
}
function fileRows(area, files) {
    return [...usersOf(area, area.revisions.revisions)].map(([file, users]) => {
        const found = files.get(file);
        const base = { file, usedBy: [...users] };
        if (found?.kind !== 'looked') {
            return {
                ...base,
                verdict: 'unknown',
                exposures: [],
                ...(0,present/* present */.E)({ why: found?.why })
            };
        }
        const { exposures } = found;
        return { ...base, verdict: exposures.length > 0 ? 'exposed' : 'clean', exposures };
    });
}
function fileGaps(files) {
    return [...files].flatMap(([arn, look]) => look.kind === 'refused' ? [{ what: `environment file ${arn}`, why: look.why }] : []);
}
function fileValues(files) {
    return [...files.values()].flatMap(look => look.kind === 'looked' ? (0,audit_definition/* namedCredentials */.Co)((0,audit_definition/* treeOf */.g7)(look.document, ''), look.values) : []);
}

// EXTERNAL MODULE: ./lib/src/group.js
var group = __webpack_require__(69270);
// EXTERNAL MODULE: ./lib/src/nearest.js
var nearest = __webpack_require__(27779);
;// CONCATENATED MODULE: ./lib/src/audit/run/kept-problems.js



function keptProblems({ purge = [] }) {
    const kept = purge.filter(({ isUnverified }) => isUnverified);
    return (0,group/* groupBy */.$)(kept, ({ reason }) => reason).map((group) => {
        const names = (0,list/* someOf */.yU)(group.map(({ revision }) => revision), KEPT_SHOWN);
        return {
            code: 'purge-failed',
            fault: 'cloud',
            message: `${names} ${group.length === 1 ? 'was' : 'were'} not purged: ${group[0]?.reason}.`,
            hint: `Grant the permission (see ${(0,nearest/* pageUrl */.fi)('audit')}), and run again.`
        };
    });
}
const KEPT_SHOWN = 8;

;// CONCATENATED MODULE: ./lib/src/audit/run/to-rotate.js

function credentialsToRotate(seen) {
    const rows = new Map();
    for (const { exposure, where } of seen) {
        const key = `${exposure.name} ${exposure.kind.what}`;
        const known = rows.get(key) ?? {
            row: {
                name: exposure.name,
                kind: exposure.kind,
                where: [],
                ...(0,present/* present */.E)({ secret: exposure.secret })
            },
            where: new Set()
        };
        known.where.add(where);
        rows.set(key, known);
    }
    return [...rows.values()]
        .map(({ row, where }) => ({ ...row, where: [...where] }))
        .toSorted((a, b) => a.kind.rank - b.kind.rank || b.where.length - a.where.length || (a.name < b.name ? -1 : 1));
}

;// CONCATENATED MODULE: ./lib/src/audit/run/assemble.js











function assembleAudit(areas, configuration, besides) {
    const audit = gather(areas, configuration, besides.findKey);
    const where = (0,place_words/* placeWordsOf */.O)(audit);
    const rotate = credentialsToRotate([
        ...audit.items.flatMap(item => seenIn(item, where)),
        ...audit.exposedRevisions.flatMap(revision => seenInOld(revision, where)),
        ...seenInGit(besides.history)
    ]);
    const replacement = replacements(areas);
    return {
        ...audit,
        rotate: rotate.map(row => ({ ...(0,present/* present */.E)({ secret: replacement(row.name) }), ...row }))
    };
}
function replacements(areas) {
    const found = new Map();
    for (const { snapshot, revisions, secrets } of areas) {
        const names = new Set(secrets.rows.map(({ name }) => name));
        for (const { reference } of referencesInUse(snapshot, revisions)) {
            const { variable, id } = reference;
            const named = /:secret:(.*)$/.exec(id)?.[1] ?? id;
            const [bare, end] = [named.slice(0, -7), named.slice(-7)];
            const name = end.startsWith('-') && names.has(bare) ? bare : named;
            found.set(variable, (found.get(variable) ?? new Set()).add(name));
        }
    }
    return variable => {
        const [only, ...more] = found.get(variable) ?? [];
        return more.length === 0 ? only : undefined;
    };
}
function gather(seen, configuration, findKey) {
    const snapshots = seen.map(({ snapshot }) => snapshot);
    const revisions = seen.flatMap(one => [...one.revisions.values()]);
    return {
        accounts: [...new Set(revisions.map(({ arn }) => arn.split(':')[4] ?? ''))],
        clusters: snapshots.flatMap(({ clusters }) => clusters.map(({ cluster }) => (0,arn/* lastPartOf */.RS)(cluster))),
        revisionsLookedAt: revisions.length,
        beingDeleted: snapshots.reduce((sum, snapshot) => sum + snapshot.revisions.beingDeleted, 0),
        items: [
            ...seen.flatMap(one => judgeArea(one.snapshot, one.revisions, one.files).map(keyed(one.snapshot, findKey))),
            ...seen.flatMap(notThere).map(unknownService)
        ],
        exposedRevisions: seen.flatMap(({ exposed }) => exposed),
        environmentFiles: seen.flatMap(one => fileRows(one.snapshot, one.files)),
        secrets: seen.flatMap(({ secrets }) => secrets.rows),
        staleTasks: seen.flatMap(({ secrets }) => secrets.stale),
        gaps: (0,list/* distinctBy */.ey)(seen.flatMap(one => gapsOf(one, seen.length > 1)), ({ what, why }) => `${what} ${why}`),
        maxSecretAgeDays: configuration.maxSecretAgeDays,
        ...(seen.some(({ purged }) => purged !== undefined)
            ? { purge: seen.flatMap(({ purged }) => purged ?? []) }
            : {})
    };
}
function notThere({ snapshot: { clusters, region, accountId } }) {
    const of = (0,present/* present */.E)({ account: accountId });
    return clusters.flatMap(({ cluster, missing, inactive }) => [
        ...missing.map(service => ({ service, site: { region, cluster }, inactive: false, ...of })),
        ...inactive.map(service => ({ service, site: { region, cluster }, inactive: true, ...of }))
    ]);
}
function unknownService({ service, key, site, inactive, account }) {
    return {
        kind: 'service',
        name: service,
        cluster: (0,arn/* lastPartOf */.RS)(site.cluster),
        region: site.region,
        verdict: 'unknown',
        revisions: [],
        exposures: [],
        ...(0,present/* present */.E)({ key, account }),
        unknown: [inactive ? 'it is INACTIVE: it was deleted' : 'ECS has no service of this name there']
    };
}
function gapsOf({ snapshot, files }, isOneOfMany) {
    const gaps = [...snapshot.gaps, ...fileGaps(files)];
    if (!isOneOfMany)
        return gaps;
    return gaps.map(({ what, why }) => ({ what: `${what} (${areaInWords(snapshot)})`, why }));
}
function areaInWords({ region, accountId }) {
    return accountId === undefined ? region : `${region}, account ${accountId}`;
}
function keyed({ region, roleArn }, findKey) {
    return item => {
        if (item.kind !== 'service')
            return item;
        const { key } = findKey(item.name, { cluster: item.cluster, region, ...(0,present/* present */.E)({ roleArn }) });
        return { ...item, ...(0,present/* present */.E)({ key }) };
    };
}
function seenIn(item, where) {
    return item.exposures.map(exposure => ({
        exposure,
        where: exposure.environmentFile === undefined
            ? `${item.kind} ${item.name}${where(item)}`
            : `environment file ${exposure.environmentFile}`
    }));
}
function seenInOld({ usedBy, exposures, revision, arn }, where) {
    if (usedBy.length > 0)
        return [];
    const place = `old revision ${revision}${where((0,place_words/* placeInArn */.C)(arn))}`;
    return exposures.map(exposure => ({ exposure, where: place }));
}
function seenInGit(history) {
    return (history?.hits ?? []).flatMap(({ exposures, paths }) => exposures.map(exposure => ({ exposure, where: `git history, ${paths[0] ?? 'a file'}` })));
}
function auditProblems(seen, audit) {
    const missing = seen
        .flatMap(notThere)
        .map(one => (one.inactive ? (0,run_areas/* deletedService */.jp)(one) : (0,inspect_services/* missingService */.wu)(one)));
    const failed = (audit.purge ?? []).filter(({ outcome }) => outcome === 'failed');
    const purge = failed.map(({ revision, reason, isCancelled }) => ({
        code: 'purge-failed',
        fault: isCancelled ? 'cancelled' : 'cloud',
        message: `${revision} was not purged: ${reason}.`,
        hint: /: in use by /.test(reason)
            ? 'Deploy another revision there: ECS accepts no new deployment of a deregistered one. Then run again.'
            : 'Run again: completed work is not repeated.'
    }));
    return [...missing, ...audit.gaps.map(gap/* gapProblem */.sq), ...purge, ...keptProblems(audit)];
}
function auditRemarks(seen) {
    const texts = seen.flatMap(({ remarks, snapshot }) => seen.length === 1 ? remarks : remarks.map(text => `${text} (${areaInWords(snapshot)})`));
    return [...new Set(texts)].map(message => ({ message }));
}

// EXTERNAL MODULE: ./lib/src/detector/detect.js + 1 modules
var detect = __webpack_require__(49750);
// EXTERNAL MODULE: ./lib/src/detector/formats/read-for-check.js
var read_for_check = __webpack_require__(67480);
// EXTERNAL MODULE: ./lib/src/detector/rules.js + 3 modules
var rules = __webpack_require__(56945);
// EXTERNAL MODULE: ./lib/src/detector/sensitive.js
var sensitive = __webpack_require__(6816);
// EXTERNAL MODULE: ./lib/src/detector/walk.js + 4 modules
var walk = __webpack_require__(26118);
// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(48710);
// EXTERNAL MODULE: ./lib/src/files/git/run-git.js
var run_git = __webpack_require__(56594);
;// CONCATENATED MODULE: ./lib/src/audit/history/git-objects.js


function askGit(place, args, input = '') {
    const answer = (0,run_git/* runGit */.EO)(place, args, input);
    if (answer.ok)
        return { out: answer.out };
    switch (answer.error) {
        case 'not-installed':
            return { error: 'git is not installed' };
        case 'too-large':
            return { error: 'git’s answer is larger than 512 MB' };
        case 'not-owned':
            return { error: 'the repository belongs to another user' };
        case 'not-a-repository':
            return { error: 'the folder is not in a git repository' };
        case 'refused':
            return { error: `git ${args[0] ?? ''} failed` };
        default:
            return (0,errors/* assertNever */.xb)(answer.error);
    }
}
function parseObjects(out) {
    const names = new Map();
    for (const line of out.toString('utf8').split('\n')) {
        const blank = line.indexOf(' ');
        if (blank < 0 || blank === line.length - 1)
            continue;
        const name = { blob: line.slice(0, blank), path: line.slice(blank + 1) };
        names.set(line, name);
    }
    return [...names.values()];
}
function parseSizes(out) {
    const lines = out.toString('latin1').split('\n');
    return new Map(lines.flatMap(line => {
        const [name = '', type, size] = line.split(' ');
        return type === 'blob' && size !== undefined ? [[name, Number(size)]] : [];
    }));
}
function readBlobs(place, blobs, take) {
    return new Promise((resolve, reject) => {
        const child = (0,run_git/* startGit */.BE)(place, ['cat-file', '--batch', '--buffer']);
        const parser = new BatchParser(object => {
            if (!take(object))
                child.kill();
        });
        child.on('error', () => reject(new Error('git cat-file could not be run')));
        child.on('close', () => resolve());
        child.stdout.on('data', (chunk) => parser.push(chunk));
        child.stdin.on('error', () => { });
        child.stdin.end(`${blobs.join('\n')}\n`);
    });
}
const LOG_FORMAT = '--format=%x01%H %ct';
function parseLog(out) {
    const found = new Map();
    for (const part of out.split('\u0001')) {
        const [head = '', ...lines] = part.split('\n');
        const [hash = '', seconds = '0'] = head.split(' ');
        if (hash === '')
            continue;
        const commit = { commit: hash.slice(0, 12), at: Number(seconds) * 1000 };
        for (const line of lines) {
            const [, old, now, path] = /^:\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) [A-Z]\d*\t(.*)$/.exec(line) ?? [];
            if (old === undefined || now === undefined || path === undefined)
                continue;
            for (const blob of [old, now])
                found.set(blob, widen(found.get(blob), commit, path));
        }
    }
    return found;
}
function widen(known, commit, path) {
    if (known === undefined)
        return { first: commit, last: commit, paths: [path] };
    return {
        first: commit.at < known.first.at ? commit : known.first,
        last: commit.at > known.last.at ? commit : known.last,
        paths: known.paths.includes(path) ? known.paths : [...known.paths, path]
    };
}
class BatchParser {
    #give;
    #chunks = [];
    #length = 0;
    #wanted;
    constructor(give) {
        this.#give = give;
    }
    push(chunk) {
        this.#chunks.push(chunk);
        this.#length += chunk.length;
        while (this.#step()) {
        }
    }
    #step() {
        if (this.#wanted)
            return this.#readContent(this.#wanted);
        if (this.#length === 0)
            return false;
        const all = this.#join();
        const end = all.indexOf(10);
        if (end < 0)
            return false;
        const [blob = '', type = '', size = '0'] = all.subarray(0, end).toString('latin1').split(' ');
        this.#keep(all.subarray(end + 1));
        if (type === 'missing' || type === 'ambiguous')
            this.#give({ kind: 'missing', blob });
        else
            this.#wanted = { blob, type, size: Number(size) };
        return true;
    }
    #readContent({ blob, type, size }) {
        if (this.#length < size + 1)
            return false;
        const all = this.#join();
        const bytes = all.subarray(0, size);
        this.#keep(all.subarray(size + 1));
        this.#wanted = undefined;
        if (type === 'blob')
            this.#give({ kind: 'blob', blob, bytes });
        return true;
    }
    #join() {
        if (this.#chunks.length > 1)
            this.#chunks = [Buffer.concat(this.#chunks)];
        return this.#chunks[0] ?? Buffer.alloc(0);
    }
    #keep(rest) {
        this.#chunks = rest.length === 0 ? [] : [rest];
        this.#length = rest.length;
    }
}

;// CONCATENATED MODULE: ./lib/src/audit/history/needles.js
const SHORTEST_NEEDLE = 8;
class Needles {
    #forms;
    constructor(needles) {
        const forms = new Map();
        for (const { name, value } of needles) {
            if (value.length < SHORTEST_NEEDLE)
                continue;
            for (const text of formsOf(value)) {
                if (!forms.has(text))
                    forms.set(text, { name, text, bytes: Buffer.from(text) });
            }
        }
        this.#forms = [...forms.values()];
    }
    namesIn(bytes) {
        const names = new Set();
        for (const form of this.#forms) {
            if (bytes.includes(form.bytes))
                names.add(form.name);
        }
        return [...names];
    }
}
function formsOf(value) {
    const json = JSON.stringify(value).slice(1, -1);
    const base64 = Buffer.from(value).toString('base64');
    const forms = [value, json, json.replaceAll('/', '\\/'), encodeURIComponent(toWellFormed(value)), base64];
    return [...new Set(forms)].filter(text => text.length >= SHORTEST_NEEDLE);
}
function toWellFormed(value) {
    return value.replace(/[\ud800-\udfff]/gu, '');
}

;// CONCATENATED MODULE: ./lib/src/audit/history/search-history.js


const USUAL_BOUNDS = {
    blobBytes: 2 * 1024 * 1024,
    totalBytes: 2 * 1024 * 1024 * 1024,
    blobs: 400_000,
    milliseconds: 5 * 60_000
};
const MARKS = ['ontainerDefinitions', 'container_definitions', 'AWS::ECS::TaskDefinition'].map(mark => Buffer.from(mark));
async function searchHistory(needles, ports, bounds = USUAL_BOUNDS) {
    const listed = askGit(ports.place, ['rev-list', '--all', '--objects']);
    if ('error' in listed)
        return nothing(ports, `git’s history could not be read: ${listed.error}`);
    const objects = parseObjects(listed.out);
    const wanted = [...new Set(objects.map(({ blob }) => blob))].join('\n');
    const checked = askGit(ports.place, ['cat-file', '--batch-check', '--buffer'], `${wanted}\n`);
    if ('error' in checked)
        return nothing(ports, `git’s objects could not be listed: ${checked.error}`);
    const sizes = parseSizes(checked.out);
    const names = objects.filter(({ blob }) => sizes.has(blob));
    const reading = new Reading(ports, bounds, sizes);
    const first = await findDefinitions(names, reading);
    const all = [...needles, ...first.needles];
    ports.mask([...new Set(all.map(({ value }) => value).filter(value => value.length >= SHORTEST_NEEDLE))]);
    const search = new Needles(all);
    const byBlob = new Map();
    await reading.each(names, object => {
        const found = search.namesIn(object.bytes);
        if (found.length > 0)
            byBlob.set(object.blob, found);
    });
    const hits = hitsOf(names, first.exposures, byBlob);
    return {
        hits: withCommits(hits, ports),
        blobsLookedAt: reading.looked.size,
        cut: [...incompleteness(ports), ...reading.cut()],
        hasPullRefs: hasPullRefs(ports),
        tooShort: [...new Set(all.filter(({ value }) => value.length < SHORTEST_NEEDLE).map(({ name }) => name))]
    };
}
function nothing(ports, why) {
    const cut = [...incompleteness(ports), why];
    return { hits: [], blobsLookedAt: 0, cut, hasPullRefs: false, tooShort: [] };
}
async function findDefinitions(names, reading) {
    const texts = new Map();
    await reading.each(names, ({ blob, bytes }) => {
        if (MARKS.some(mark => bytes.includes(mark)))
            texts.set(blob, bytes.toString('utf8'));
    });
    const needles = [];
    const exposures = new Map();
    const paths = new Map(names.map(({ blob, path }) => [blob, path]));
    for (const [blob, text] of texts) {
        const inspected = await reading.ports.inspect(paths.get(blob) ?? '', text);
        if (inspected.exposures.length > 0)
            exposures.set(blob, inspected.exposures);
        needles.push(...inspected.needles);
    }
    const named = new Set(needles.map(({ name }) => name));
    const all = [...exposures.values()].flat().map(({ name }) => name);
    return { needles, exposures, tooShort: [...new Set(all)].filter(name => !named.has(name)) };
}
class Reading {
    ports;
    looked = new Set();
    #bounds;
    #sizes;
    #until;
    #large = new Set();
    #missing = 0;
    #stopped;
    constructor(ports, bounds, sizes) {
        this.ports = ports;
        this.#bounds = bounds;
        this.#sizes = sizes;
        this.#until = ports.clock.now() + bounds.milliseconds;
    }
    async each(names, look) {
        const wanted = this.#withinBounds([...new Set(names.map(({ blob }) => blob))]);
        if (wanted.length === 0)
            return;
        let answers = 0;
        let isStopped = false;
        const take = (object) => {
            if (object.kind === 'blob' && !isStopped) {
                answers += 1;
                this.looked.add(object.blob);
                look(object);
            }
            isStopped ||= this.ports.clock.now() > this.#until;
            if (isStopped)
                this.#stopped ??= `stopped after ${Math.round(this.#bounds.milliseconds / 1000)} s`;
            return !isStopped;
        };
        await readBlobs(this.ports.place, wanted, take);
        if (!isStopped)
            this.#missing = Math.max(this.#missing, wanted.length - answers);
    }
    #withinBounds(blobs) {
        const wanted = [];
        let bytes = 0;
        for (const blob of blobs) {
            const size = this.#sizes.get(blob) ?? 0;
            if (size > this.#bounds.blobBytes) {
                this.#large.add(blob);
                continue;
            }
            bytes += size;
            if (bytes > this.#bounds.totalBytes || wanted.length >= this.#bounds.blobs) {
                this.#stopped ??= `only the newest ${wanted.length} of ${blobs.length} file versions`;
                break;
            }
            wanted.push(blob);
        }
        return wanted;
    }
    cut() {
        const megabytes = Math.round(this.#bounds.blobBytes / 1_000_000);
        return [
            ...(this.#stopped === undefined ? [] : [`git’s history was not searched to its end: ${this.#stopped}`]),
            ...(this.#large.size === 0
                ? []
                : [`${this.#large.size} file versions of more than ${megabytes} MB were not searched`]),
            ...(this.#missing === 0
                ? []
                : [
                    `${this.#missing} file versions could not be read; in a partial clone they are not there, and nothing was fetched`
                ])
        ];
    }
}
function hitsOf(names, exposures, valuesOf) {
    return names
        .filter(({ blob }) => exposures.has(blob) || valuesOf.has(blob))
        .map(({ blob, path }) => ({
        paths: [path],
        blob,
        exposures: exposures.get(blob) ?? [],
        valuesOf: valuesOf.get(blob) ?? []
    }))
        .toSorted((a, b) => ((a.paths[0] ?? '') < (b.paths[0] ?? '') ? -1 : 1));
}
function withCommits(hits, ports) {
    if (hits.length === 0)
        return hits;
    const log = ['log', '--all', '-m', '--raw', '--no-abbrev', '--no-renames', '--full-history', LOG_FORMAT];
    const found = askGit(ports.place, log);
    if ('error' in found)
        return hits;
    const lifetimes = parseLog(found.out.toString('utf8'));
    return hits.map(hit => {
        const { paths = [], ...lifetime } = lifetimes.get(hit.blob) ?? {};
        return { ...hit, ...lifetime, paths: [...new Set([...hit.paths, ...paths])] };
    });
}
function incompleteness({ place }) {
    const shallow = askGit(place, ['rev-parse', '--is-shallow-repository']);
    const isShallow = 'out' in shallow && shallow.out.toString('utf8').trim() === 'true';
    const partial = askGit(place, ['config', '--get-regexp', '^remote\\..*\\.promisor$']);
    const isPartial = 'out' in partial && /\btrue\b/.test(partial.out.toString('utf8'));
    return [
        ...(isShallow
            ? ['this clone is shallow: older commits are not in it (actions/checkout: set fetch-depth: 0)']
            : []),
        ...(isPartial
            ? [
                'this clone is partial: file versions are missing from it (actions/checkout: remove filter and sparse-checkout)'
            ]
            : [])
    ];
}
function hasPullRefs({ place }) {
    const found = askGit(place, ['for-each-ref', '--format=%(refname)', 'refs/pull', 'refs/remotes/pull']);
    return !('error' in found) && found.out.toString('utf8').trim() !== '';
}

;// CONCATENATED MODULE: ./lib/src/audit/run/history.js








function auditHistory(live, ports) {
    const { clock, mask } = ports;
    return searchHistory(live, { place: ports, clock, mask, inspect });
}
async function inspect(path, text) {
    const read = await (0,read_for_check/* readForCheck */.c)(path, text);
    if (read.kind !== 'definition' && read.kind !== 'template')
        return { exposures: [], needles: [] };
    const { root } = read.document;
    const findings = (0,detect/* detect */.o0)({ file: path, root, place: () => undefined }, rules/* RULES */.y0).filter(audit_definition/* isCredential */.uo);
    if (findings.length === 0)
        return { exposures: [], needles: [] };
    const texts = new Map((0,walk/* walk */.G)(root).map(({ node, value }) => [pointerOf(node.origin), value]));
    return {
        exposures: findings.map(finding => (0,audit_definition/* exposureOf */.Xl)(finding, texts.get(finding.pointer) ?? '')),
        needles: (0,audit_definition/* namedCredentials */.Co)(root, (0,sensitive/* sensitiveValues */.DJ)(root, rules/* RULES */.y0))
    };
}
function pointerOf(origin) {
    return origin.pointer ?? '';
}
function liveValues(area) {
    const found = area.revisions.held.flatMap(({ definition }) => (0,audit_definition/* namedCredentials */.Co)((0,audit_definition/* treeOf */.g7)(definition, ''), (0,audit_definition/* plaintextOf */.BS)(definition).values));
    return (0,list/* distinctBy */.ey)(found, ({ value }) => value);
}

// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(84120);
// EXTERNAL MODULE: ./lib/src/audit/old-revisions.js
var old_revisions = __webpack_require__(81063);
// EXTERNAL MODULE: ./lib/src/audit/purge.js
var purge = __webpack_require__(8210);
;// CONCATENATED MODULE: ./lib/src/audit/run/purge.js





async function purgeArea(area, exposed, ports) {
    if (exposed.length === 0)
        return [];
    const { clock, signal } = ports;
    const { keep, remove } = await planNow(exposed, area);
    const removed = await (0,purge/* purgeRevisions */.C9)(remove, {
        ...area.aws,
        clock,
        signal,
        lookAgain: revisions => planNow(revisions, area)
    });
    return [...removed, ...keep];
}
async function planNow(exposed, area) {
    const known = area.clusters.map(({ cluster }) => cluster);
    const { uses, gaps } = await (0,old_revisions/* usesEverywhere */.L8)(area.aws, known);
    const mine = (0,audit_revisions/* withRevisionArns */.k5)(uses, area.revisions);
    const open = unresolved(mine, area);
    const now = exposed.map(one => ({
        ...one,
        usedBy: [...new Set([...one.usedBy, ...mine.filter(use => use.revision === one.arn).map(judge_services/* inWords */.r4)])]
    }));
    const { keep } = (0,purge/* planPurge */.zj)(now, [...gaps, ...open]);
    const kept = new Set(keep.map(({ arn }) => arn));
    return { keep, remove: exposed.filter(({ arn }) => !kept.has(arn)) };
}
function unresolved(uses, { revisions }) {
    const families = new Set([...revisions.revisions.values()].map(({ family }) => family));
    return uses
        .filter(({ revision }) => !(0,audit_revisions/* isNumbered */.Dr)(revision) && families.has((0,audit_revisions/* familyOf */.Ap)(revision)))
        .filter(({ revision }) => !revisions.newest.has((0,audit_revisions/* familyOf */.Ap)(revision)))
        .map(use => ({
        what: (0,judge_services/* inWords */.r4)(use),
        why: `the newest revision of ${(0,arn/* lastPartOf */.RS)(use.revision)} is not known`
    }));
}

// EXTERNAL MODULE: ./lib/src/audit/secrets.js
var secrets = __webpack_require__(3988);
;// CONCATENATED MODULE: ./lib/src/audit/run/secrets.js




const DAY_MS = 86_400_000;
async function surveyAreaSecrets(area, revisions, { now, maxAgeDays }) {
    const used = new Map();
    for (const { reference, use } of referencesInUse(area, revisions)) {
        const key = (0,secrets/* secretKeyOf */.TL)(reference);
        const known = used.get(key) ?? { reference, by: new Set(), isThinned: false };
        known.reference = reference;
        known.isThinned ||= area.revisions.thinned.has((0,audit_revisions/* familyOf */.Ap)(use.revision));
        known.by.add(use.service ?? use.name);
        used.set(key, known);
    }
    const references = [...used.values()].map(({ reference }) => reference);
    const lookups = await (0,secrets/* lookUpSecrets */.Kg)(references, area.aws.secrets);
    const rows = [...used].map(([key, { reference, by, isThinned }]) => {
        const looked = lookups.get(key) ?? { kind: 'gone' };
        return (0,secrets/* judgeSecret */.Oq)({ reference, usedBy: [...by], looked, isThinned }, { now, maxAgeMs: maxAgeDays * DAY_MS });
    });
    const siblings = area.isWhole
        ? await (0,secrets/* findUnreferencedSecrets */.xL)(lookups, await referencedArns(area, revisions, lookups), area.aws.secrets)
        : NO_SIBLINGS;
    return {
        rows: [...rows, ...siblings.rows],
        stale: (0,old_values/* staleTasks */.WO)(readingTasks(area, revisions, lookups)),
        lookups,
        references,
        listed: siblings.listed,
        remarks: siblings.remarks
    };
}
const NO_SIBLINGS = {
    rows: [],
    listed: [],
    remarks: ['Unreferenced secrets are searched for only when all services of a cluster are audited.']
};
async function referencedArns(area, revisions, lookups) {
    const active = [...revisions.values()].filter(({ status }) => status === 'ACTIVE');
    const more = active.flatMap(({ references }) => references).filter(one => !lookups.has((0,secrets/* secretKeyOf */.TL)(one)));
    const found = [...lookups.values(), ...(await (0,secrets/* lookUpSecrets */.Kg)(more, area.aws.secrets)).values()];
    return new Set(found.flatMap(looked => (looked.kind === 'secret' ? [looked.facts.arn] : [])));
}

// EXTERNAL MODULE: ./lib/src/audit/overrides.js
var overrides = __webpack_require__(55436);
;// CONCATENATED MODULE: ./lib/src/audit/run/values.js







async function readValues(secrets, values, mask) {
    const held = [];
    const remarks = new Set();
    for (const { arn, name, region } of secretsOf(secrets)) {
        const look = await (0,gap/* readOrGap */.mk)(`the value of ${name}`, () => values.secretValue(region, arn));
        if ('gap' in look)
            remarks.add(`Not compared: ${look.gap.what}: ${look.gap.why}.`);
        else if (look.found !== undefined)
            held.push(...(0,compare_values/* heldValues */.ee)(name, look.found));
    }
    for (const [region, names] of parametersOf(secrets)) {
        const look = await (0,gap/* readOrGap */.mk)('the values of the parameters', () => values.parameterValues(region, names));
        if ('gap' in look)
            remarks.add(`Not compared: ${look.gap.what}: ${look.gap.why}.`);
        else
            for (const [name, text] of look.found)
                held.push(...(0,compare_values/* heldValues */.ee)(name, text));
    }
    mask(held.flatMap(({ value }) => [value, ...value.split(/\r?\n/)]).filter(line => line.length >= 8));
    return { held, remarks: [...remarks] };
}
function secretsOf({ lookups, listed }) {
    const known = [...lookups.values()].flatMap(looked => looked.kind === 'secret' && looked.facts.deletedAt === undefined
        ? [{ ...looked.facts, region: looked.facts.arn.split(':')[3] ?? '' }]
        : []);
    const ours = listed.filter(({ owner }) => owner === undefined);
    return (0,list/* distinctBy */.ey)([...known, ...ours], ({ arn }) => arn);
}
function parametersOf({ references, lookups }) {
    const regions = new Map(references.map(one => [(0,secrets/* secretKeyOf */.TL)(one), one.region]));
    const byRegion = new Map();
    for (const [key, looked] of lookups) {
        if (looked.kind !== 'parameter')
            continue;
        const region = regions.get(key) ?? '';
        byRegion.set(region, [...(byRegion.get(region) ?? []), looked.facts.name]);
    }
    return byRegion;
}
function withComparedUses(area, held) {
    const uses = area.uses.map(use => use.given === undefined ? use : { ...use, given: (0,overrides/* compareGiven */.Pp)(use.given, held) });
    return { ...area, uses };
}
function withComparedValues(area, held) {
    const definitions = definitionsOf(area);
    return new Map([...area.revisions.revisions].map(([arn, revision]) => {
        const definition = definitions.get(arn) ?? {};
        const named = (0,compare_values/* withSecrets */.a9)(revision.exposures, ({ pointer }) => (0,audit_definition/* textAt */.$6)(definition, pointer), held);
        return [arn, { ...revision, exposures: [...named, ...(0,compare_values/* equalValues */.b9)(definition, held, named)] }];
    }));
}

;// CONCATENATED MODULE: ./lib/src/audit/run/see-area.js









async function purgeAll(areas, ports) {
    const seen = [];
    for (const [index, area] of areas.entries()) {
        try {
            seen.push({ ...area, purged: await purgeArea(area.snapshot, area.exposed, ports) });
        }
        catch (error) {
            return { seen: [...seen, ...areas.slice(index)], problems: [(0,explain/* refusalOf */.Of)(error)] };
        }
    }
    return { seen, problems: [] };
}
async function seeArea(asked, configuration, ports) {
    const aws = await (0,run_areas/* connectArea */.Et)(asked.account, configuration, ports);
    const area = await (0,run_areas/* withEveryCluster */.IY)(asked, aws);
    const keepsDefinitions = configuration.compareValues || configuration.history;
    const seen = await readArea(area, aws, { ...ports, keepsDefinitions });
    const asFound = seen.revisions.revisions;
    const asRead = await scanFiles(seen, ports);
    const age = { now: ports.clock.now(), maxAgeDays: configuration.maxSecretAgeDays };
    const secrets = await surveyAreaSecrets(seen, asFound, age);
    const compared = configuration.compareValues
        ? await readValues(secrets, await ports.connectValues(aws.options), ports.mask)
        : undefined;
    const snapshot = compared === undefined ? seen : withComparedUses(seen, compared.held);
    const revisions = compared === undefined ? asFound : withComparedValues(snapshot, compared.held);
    const files = compared === undefined ? asRead : compareFiles(asRead, compared.held);
    const placed = [...revisions.values()].map(revision => ({ ...revision, region: snapshot.region }));
    const exposed = (0,judge_services/* exposedRevisions */.xB)(placed, snapshot.uses, snapshot.targets);
    return {
        snapshot,
        revisions,
        files,
        exposed,
        secrets,
        values: configuration.history
            ? [...liveValues(snapshot), ...fileValues(files), ...(compared?.held ?? [])]
            : [],
        remarks: [...snapshot.remarks, ...secrets.remarks, ...(compared?.remarks ?? [])]
    };
}

// EXTERNAL MODULE: ./lib/src/check/contexts.js
var check_contexts = __webpack_require__(72748);
// EXTERNAL MODULE: ./lib/src/check/entries.js
var entries = __webpack_require__(75334);
// EXTERNAL MODULE: ./lib/src/deploy/connections.js
var connections = __webpack_require__(5956);
// EXTERNAL MODULE: ./lib/src/files/document/load.js
var load = __webpack_require__(89639);
// EXTERNAL MODULE: ./lib/src/files/read.js
var files_read = __webpack_require__(46289);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/placement.js
var configuration_placement = __webpack_require__(47497);
// EXTERNAL MODULE: ./lib/src/template/overrides.js
var template_overrides = __webpack_require__(96017);
// EXTERNAL MODULE: ./lib/src/template/prepare.js + 3 modules
var prepare = __webpack_require__(25328);
// EXTERNAL MODULE: ./lib/src/template/render.js
var render = __webpack_require__(54866);
;// CONCATENATED MODULE: ./lib/src/audit/run/task-families.js











async function taskFamilies(configuration, { resolved, placement, layout }, ports) {
    const uses = new Map();
    const remarks = [];
    const { services } = configuration;
    const named = typeof services === 'string' ? undefined : services;
    for (const entry of resolved.tasks) {
        const { for: before } = entry.task;
        if (named && named.length > 0 && before.length > 0 && !before.some(key => named.includes(key)))
            continue;
        const site = (0,configuration_placement/* siteOfTarget */.so)({ entry }, placement, configuration);
        const contexts = (0,check_contexts/* contextsFor */.W)(configuration, { entry, site }, ports);
        const family = await familyOf(entry, { layout, contexts, workspace: ports.workspace });
        if (family === undefined)
            remarks.push({
                message: `Not verified: old revisions of task "${entry.key}". Its family is known only when it is deployed.`,
                isUnverified: true
            });
        else {
            const { cluster } = site;
            const known = uses.get((0,connections/* accountKey */.L)(site)) ?? [];
            uses.set((0,connections/* accountKey */.L)(site), known);
            known.push({
                kind: 'task',
                name: entry.key,
                revision: family,
                ...(cluster === undefined ? {} : { cluster: (0,arn/* lastPartOf */.RS)(cluster) })
            });
        }
    }
    return { usesIn: ({ account }) => uses.get((0,connections/* accountKey */.L)(account)) ?? [], remarks };
}
async function familyOf(entry, { layout, contexts, workspace }) {
    const { base } = entry;
    if (base?.kind === 'live')
        return base.family;
    const read = base === undefined ? undefined : (0,files_read/* readTextFile */.Gu)(workspace, base.path);
    if (base === undefined || read === undefined || !('text' in read))
        return undefined;
    const { document } = await (0,load/* loadDocument */.Az)(base.path, read.text);
    if (document === undefined)
        return undefined;
    const own = await (0,entries/* contextsForEntry */.Ww)(entry, layout, { contexts, render: render/* renderLeniently */.t });
    const { root } = await (0,prepare/* prepareLeniently */.y)(document, {
        contexts: own.contexts,
        overrides: template_overrides/* NO_OVERRIDES */.c
    });
    const family = (0,tree/* stringOf */.Je)(root && (0,tree/* childOf */.GG)(root, 'family'));
    return family === undefined || family === '' || family.includes('${{') ? undefined : family;
}

// EXTERNAL MODULE: ./lib/src/check/project-rules.js + 1 modules
var project_rules = __webpack_require__(97235);
// EXTERNAL MODULE: ./lib/src/deploy/target.js
var target = __webpack_require__(54208);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/explained-problems.js
var explained_problems = __webpack_require__(46173);
// EXTERNAL MODULE: ./lib/src/report/audit/audit.js
var audit_audit = __webpack_require__(71231);
// EXTERNAL MODULE: ./lib/src/report/audit/audit-section.js
var audit_section = __webpack_require__(87133);
// EXTERNAL MODULE: ./lib/src/report/report.js
var report_report = __webpack_require__(1216);
// EXTERNAL MODULE: ./lib/src/report/rollouts/history.js
var rollouts_history = __webpack_require__(36395);
;// CONCATENATED MODULE: ./lib/src/modes/audit.js















async function runAudit(configuration, ports) {
    const project = await (0,project_rules/* readProjectRules */.Z4)(configuration, ports);
    const { placement } = project;
    const areas = (0,run_areas/* areasOf */._M)(configuration, placement);
    const early = (0,run_areas/* earlyProblems */.An)(project, areas, configuration);
    if (early.length > 0)
        return { ...(0,report_report/* emptyReport */._O)('audit'), problems: early };
    const aws = (0,connections/* connectAccounts */.r)(ports, configuration.maxRetries);
    const said = await (0,target/* announceTarget */.TE)(areas.flatMap(run_areas/* sitesOf */.Yc), { ports, aws });
    const empty = (0,target/* withTarget */.yY)((0,report_report/* emptyReport */._O)('audit'), said);
    if (said.problems.length > 0)
        return empty;
    const families = await taskFamilies(configuration, project, ports);
    const read = [];
    try {
        for (const area of areas)
            read.push(await seeArea(area, configuration, { ...ports, tasks: families.usesIn(area) }));
    }
    catch (error) {
        return { ...empty, problems: (0,explained_problems/* explained */.to)([(0,explain/* refusalOf */.Of)(error)], placement) };
    }
    const values = read.flatMap(one => one.values);
    const past = configuration.history ? await auditHistory(values, ports) : undefined;
    const assembled = (seen) => {
        const audit = assembleAudit(seen, configuration, {
            history: past,
            findKey: (0,configuration_placement/* keyedAt */.MF)(placement, configuration)
        });
        const told = (0,explained_problems/* explained */.to)(auditProblems(seen, audit), placement);
        return { seen, audit, problems: told };
    };
    const asRead = assembled(read);
    const isStopped = configuration.purge && asRead.problems.some(({ fault }) => fault === 'user');
    const purged = configuration.purge && !isStopped ? await purgeAll(read, ports) : undefined;
    const { seen, problems, ...told } = purged === undefined ? asRead : assembled(purged.seen);
    const audit = isStopped ? { ...told.audit, isPurgeStopped: true } : told.audit;
    const report = {
        ...empty,
        failOn: configuration.failOn,
        services: audit.items.filter(({ kind }) => kind === 'service').map(({ name }) => name),
        audit: (0,audit_section/* auditSection */.v8)(audit, past),
        problems: [...problems, ...(0,explained_problems/* explained */.to)(purged?.problems ?? [], placement)],
        remarks: [...empty.remarks, ...families.remarks, ...auditRemarks(seen)]
    };
    ports.log.group('Audit', (0,audit_audit/* auditToText */.K)(audit));
    if (past !== undefined)
        ports.log.group('Git history', (0,rollouts_history/* historyToText */.JO)(past));
    return report;
}


/***/ })

};
