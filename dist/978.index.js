export const id = 978;
export const ids = [978];
export const modules = {

/***/ 22324:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dr: () => (/* binding */ isNumbered),
/* harmony export */   aL: () => (/* binding */ familiesRun),
/* harmony export */   k5: () => (/* binding */ withRevisionArns),
/* harmony export */   p2: () => (/* binding */ readRevisions)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(87433);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(28168);
/* harmony import */ var _pace_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(21795);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(35909);
/* harmony import */ var _definition_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(35285);
/* harmony import */ var _gap_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(84210);
/* harmony import */ var _scan_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(43153);







async function readRevisions(uses, others, ports) {
    const pace = new _pace_js__WEBPACK_IMPORTED_MODULE_0__/* .RequestPace */ .tI(_pace_js__WEBPACK_IMPORTED_MODULE_0__/* .DESCRIBE_FOR_AUDIT */ .Kk, ports.clock);
    const families = [...new Set([...uses.map(({ revision }) => (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .familyOf */ .Ap)(revision)), ...others])]
        .filter(one => !(0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .isOfDaemon */ .OM)(one))
        .toSorted((a, b) => (a < b ? -1 : 1));
    const { active, inactive, leaving, gaps } = await listRevisions(families, pace, ports);
    const newest = new Map();
    for (const arn of active) {
        const known = newest.get((0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .familyOf */ .Ap)(arn));
        if (known === undefined || (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .numberOfRevision */ .Cy)(known) < (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .numberOfRevision */ .Cy)(arn))
            newest.set((0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .familyOf */ .Ap)(arn), arn);
    }
    const arns = new Set([...uses.map(({ revision }) => revision).filter(isNumbered), ...active, ...inactive]);
    const described = await describeAll([...arns, ...others.filter(_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .isOfDaemon */ .OM)], pace, ports);
    const thinned = thinnedFamilies([...active, ...inactive], leaving);
    return { ...described, newest, beingDeleted: leaving.length, thinned, gaps: [...gaps, ...described.gaps] };
}
async function listRevisions(families, pace, { inventory, signal }) {
    const found = { ACTIVE: [], INACTIVE: [], DELETE_IN_PROGRESS: [] };
    const gaps = [];
    for (const family of families) {
        for (const status of ['ACTIVE', 'INACTIVE', 'DELETE_IN_PROGRESS']) {
            await pace.take({ signal });
            const look = await (0,_gap_js__WEBPACK_IMPORTED_MODULE_2__/* .readOrGap */ .m)(`old revisions of ${family}`, () => inventory.listRevisions(family, status));
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
        const looks = await Promise.all(batch.map(arn => (0,_gap_js__WEBPACK_IMPORTED_MODULE_2__/* .readOrGap */ .m)(`the content of ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .isOfDaemon */ .OM)(arn) ? 'daemon ' : ''}task definitions`, () => ports.ecs.describeTaskDefinition(arn))));
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
    const byName = new Map([...revisions.keys()].map(arn => [(0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .revisionOf */ .DT)(arn), arn]));
    return uses.map(use => {
        const { revision } = use;
        if (revisions.has(revision))
            return use;
        const found = isNumbered(revision) ? byName.get((0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(revision)) : newest.get((0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .familyOf */ .Ap)(revision));
        return found === undefined ? use : { ...use, revision: found };
    });
}
function familiesRun({ taskDefinition, deployments }) {
    return [...new Set([taskDefinition, ...deployments.map(one => one.taskDefinition)].map(_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .familyOf */ .Ap))];
}


/***/ }),

/***/ 42566:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Et: () => (/* binding */ connectArea),
/* harmony export */   IY: () => (/* binding */ withEveryCluster),
/* harmony export */   bN: () => (/* binding */ openAreas),
/* harmony export */   jp: () => (/* binding */ deletedService),
/* harmony export */   k7: () => (/* binding */ EVERY)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(87433);
/* harmony import */ var _check_project_rules_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(69354);
/* harmony import */ var _deploy_again_open_services_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(68920);
/* harmony import */ var _deploy_target_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(37679);
/* harmony import */ var _inputs_configuration_explained_problems_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(68326);
/* harmony import */ var _inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26664);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(35909);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(20931);








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
async function openAreas(configuration, ports, mode = configuration.mode) {
    const project = await (0,_check_project_rules_js__WEBPACK_IMPORTED_MODULE_4__/* .readProjectRules */ .Z)(configuration, ports);
    const { problems, placement, placementProblems, isUndecided } = project;
    const areas = areasOf(configuration, placement);
    const lost = isUndecided ? [] : missingClusterProblems(project, areas, configuration);
    const early = [...problems, ...placementProblems, ...lost];
    if (early.length > 0)
        return { ended: { ...(0,_report_report_js__WEBPACK_IMPORTED_MODULE_5__/* .emptyReport */ ._O)(mode), problems: early } };
    const aws = (0,_deploy_target_js__WEBPACK_IMPORTED_MODULE_2__/* .connectAccounts */ .rl)(ports, configuration.maxRetries);
    const said = await (0,_deploy_target_js__WEBPACK_IMPORTED_MODULE_2__/* .announceTarget */ .TE)(areas.flatMap(sitesOf), { ports, aws });
    const report = (0,_deploy_target_js__WEBPACK_IMPORTED_MODULE_2__/* .withTarget */ .yY)((0,_report_report_js__WEBPACK_IMPORTED_MODULE_5__/* .emptyReport */ ._O)(mode), said);
    if (said.problems.length > 0)
        return { ended: report };
    return { project, areas, aws, report, findKey: (0,_inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_1__/* .keyedAt */ .MF)(placement, configuration) };
}
function missingClusterProblems({ placement }, areas, configuration) {
    const lost = areas.length === 0 || areas.some(({ clusters }) => clusters.some(({ cluster }) => cluster === ''));
    if (!lost)
        return [];
    const isNamed = configuration.services !== 'all';
    const strangers = isNamed ? (0,_inputs_configuration_explained_problems_js__WEBPACK_IMPORTED_MODULE_6__/* .unknownServices */ .rl)((0,_deploy_again_open_services_js__WEBPACK_IMPORTED_MODULE_0__/* .namedServices */ .Qw)(configuration, placement), placement) : [];
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
    const options = { region, maxRetries, paces: new Map(), ...(0,_present_js__WEBPACK_IMPORTED_MODULE_7__/* .present */ .E)({ roleArn }) };
    const aws = await ports.connectAws(options);
    return { ...aws, ...(await ports.connectAudit(options)), options };
}


/***/ }),

/***/ 19978:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runAudit: () => (/* binding */ runAudit)
});

// EXTERNAL MODULE: ./lib/src/arn.js
var src_arn = __webpack_require__(87433);
// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(63395);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(28168);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(35909);
// EXTERNAL MODULE: ./lib/src/aws/error.js
var aws_error = __webpack_require__(41682);
// EXTERNAL MODULE: ./lib/src/files/document/tree.js
var tree = __webpack_require__(69360);
// EXTERNAL MODULE: ./lib/src/audit/scan.js
var scan = __webpack_require__(43153);
;// CONCATENATED MODULE: ./lib/src/audit/environment-files.js






const LARGEST_MB = 1;
const AT_ONCE = 5;
async function scanFiles(users, connect, mask) {
    if (users.size === 0)
        return new Map();
    const files = await connect();
    const scans = await (0,list/* mapBounded */.yJ)([...users.keys()], AT_ONCE, async (arn) => [arn, await scanFile(arn, files)]);
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
        if (!(error instanceof aws_error/* AwsError */.Gy) || error.kind === 'expired' || error.kind === 'unreachable')
            throw error;
        if (error.awsName === 'InvalidArn')
            return { kind: 'unfit', why: error.message };
        const isKey = error.kind === 'denied' && error.message.includes('kms:Decrypt');
        return { kind: 'refused', why: isKey ? 'no permission for kms:Decrypt on its key' : (0,explain/* refusedCall */.dr)(error) };
    }
}
function scanned(arn, document, held = []) {
    const { exposures, values } = (0,scan/* scanDefinition */.zZ)(document, held);
    const placed = exposures.map(({ container: _, ...exposure }) => ({
        ...exposure,
        environmentFile: arn,
        pointer: (0,tree/* childPointer */.Y2)('', exposure.name)
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
            return { ...base, verdict: 'unknown', exposures: [], ...(0,present/* present */.E)({ why: scan?.why }) };
        const { exposures } = scan;
        return { ...base, verdict: exposures.length > 0 ? 'exposed' : 'clean', exposures };
    });
}
function fileGaps(files) {
    return [...files].flatMap(([arn, scan]) => scan.kind === 'refused' ? [{ what: `environment file ${arn}`, why: scan.why }] : []);
}

// EXTERNAL MODULE: ./lib/src/audit/find-uses.js
var find_uses = __webpack_require__(45984);
// EXTERNAL MODULE: ./lib/src/audit/gap.js
var gap = __webpack_require__(84210);
;// CONCATENATED MODULE: ./lib/src/audit/judge.js



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
            const subject = { kind: 'service', name, cluster: (0,src_arn/* lastPartOf */.RS)(look.cluster), uses: [], gaps };
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
        ? { kind, name: (0,src_arn/* lastPartOf */.RS)(revision) }
        : { kind: 'service', name: service ?? name };
}
function judge({ kind, name, cluster, uses, gaps }, area) {
    const { region, account, revisions, files } = area;
    const arns = [...new Set(uses.map(({ revision }) => revision))];
    const known = arns.flatMap(arn => revisions.get(arn) ?? []);
    const read = known.flatMap(({ arn, environmentFiles }) => environmentFiles.map(file => ({ revision: (0,src_arn/* lastPartOf */.RS)(arn), file, scan: files.get(file) })));
    const unknown = [
        ...gaps,
        ...arns.filter(arn => !revisions.has(arn)).map(arn => `${(0,src_arn/* lastPartOf */.RS)(arn)} could not be described`),
        ...read.flatMap(({ revision, file, scan }) => {
            if (scan?.kind === 'looked')
                return [];
            const why = scan === undefined ? '' : `: ${scan.why}`;
            return [`${revision} reads the environment file ${file}, named, not scanned${why}`];
        }),
        ...uses.flatMap(({ given }) => given?.unread ?? [])
    ];
    const exposures = [
        ...known.map(({ arn, exposures: own }) => ({ revision: (0,src_arn/* lastPartOf */.RS)(arn), own })),
        ...read.map(({ revision, scan }) => ({ revision, own: scan?.kind === 'looked' ? scan.exposures : [] })),
        ...uses.map(({ given, revision }) => ({ revision: (0,src_arn/* lastPartOf */.RS)(revision), own: given?.exposures ?? [] }))
    ].flatMap(({ revision, own }) => own.map(exposure => ({ ...exposure, revision })));
    return {
        ...{ kind, name, cluster, region, exposures },
        verdict: exposures.length > 0 ? 'exposed' : unknown.length > 0 ? 'unknown' : 'clean',
        revisions: arns.map(src_arn/* lastPartOf */.RS),
        unknown: [...new Set(unknown)],
        ...(0,present/* present */.E)({ account, since: oldestOf(known.filter(one => one.exposures.length > 0)) })
    };
}
function oldestOf(exposed) {
    const [oldest] = exposed.toSorted((a, b) => (a.registeredAt ?? Number.MAX_SAFE_INTEGER) - (b.registeredAt ?? Number.MAX_SAFE_INTEGER));
    if (oldest === undefined)
        return undefined;
    const { arn, registeredAt, registeredBy } = oldest;
    return {
        revision: (0,src_arn/* lastPartOf */.RS)(arn),
        ...(0,present/* present */.E)({ at: registeredAt, by: registeredBy })
    };
}
function exposedRevisions(revisions, { region, uses }) {
    const users = (0,list/* grouped */.zD)(uses, ({ revision }) => revision);
    const used = new Set(uses.map(({ revision }) => (0,src_arn/* familyOf */.Ap)(revision)));
    return [...revisions]
        .filter(({ exposures }) => exposures.length > 0)
        .map(({ arn, status, registeredAt, registeredBy, exposures }) => ({
        ...{ revision: (0,src_arn/* revisionOf */.DT)(arn), arn, region, status, exposures, rollbackFor: [] },
        ...((0,src_arn/* isOfDaemon */.OM)(arn) ? { kind: 'daemon' } : {}),
        ...((0,src_arn/* isOfDaemon */.OM)(arn) || !used.has((0,src_arn/* familyOf */.Ap)(arn)) ? { isElsewhere: true } : {}),
        usedBy: [...new Set((users.get(arn) ?? []).map(inWords))],
        ...(0,present/* present */.E)({ registeredAt, registeredBy })
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
                ? `task ${(0,src_arn/* lastPartOf */.RS)(name)}${where}`
                : `tasks of service ${service}${where}`;
        case 'rule':
        case 'schedule':
            return `${kind} ${name}`;
    }
}

// EXTERNAL MODULE: ./lib/src/pace.js
var src_pace = __webpack_require__(21795);
// EXTERNAL MODULE: ./lib/src/rollout/rollback-targets.js
var rollback_targets = __webpack_require__(62833);
// EXTERNAL MODULE: ./lib/src/audit/revisions.js
var revisions = __webpack_require__(22324);
;// CONCATENATED MODULE: ./lib/src/audit/purge.js







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
    return (0,list/* someOf */.yU)([...new Set(gaps.map(({ what, why }) => `${what}: ${why}`))], 3, '; ');
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
    const pace = new src_pace/* RequestPace */.tI(src_pace/* DEREGISTER */.XG, clock);
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
    const deleting = new src_pace/* RequestPace */.tI(src_pace/* DELETE */.SJ, clock);
    for (const batch of (0,list/* slicesOf */.nu)(left, DELETED_AT_ONCE)) {
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
        const why = `${DEREGISTERED}: not known to be unused still: ${(0,explain/* refusedCall */.dr)(error)}`;
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
        if (!(error instanceof aws_error/* AwsError */.Gy))
            throw error;
        const now = error.kind === 'lost' ? await statusOf(arn, ecs) : 'ACTIVE';
        return now === 'ACTIVE' ? (0,explain/* refusedCall */.dr)(error) : undefined;
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
        if (!(error instanceof aws_error/* AwsError */.Gy))
            throw error;
        const why = (0,explain/* refusedCall */.dr)(error);
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
        if (!(error instanceof aws_error/* AwsError */.Gy))
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
const purge_AT_ONCE = 5;
async function rollbackUsers(states, families, { ecs, now }) {
    const services = new Map();
    const gaps = [];
    const own = states.filter(state => state.deploymentController === 'ECS' && (0,revisions/* familiesRun */.aL)(state).some(family => families.has(family)));
    const reads = await (0,list/* mapBounded */.yJ)(own, purge_AT_ONCE, state => (0,rollback_targets/* readPast */.rj)(ecs, state, now));
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
        const best = read.past.find(({ state }) => state === 'good');
        if (best !== undefined) {
            const name = (0,src_arn/* lastPartOf */.RS)(best.arn);
            services.set(name, [...(services.get(name) ?? []), service]);
        }
    }
    return { services, gaps };
}

// EXTERNAL MODULE: ./lib/src/audit/scheduled-uses.js
var scheduled_uses = __webpack_require__(34578);
// EXTERNAL MODULE: ./lib/src/audit/run/areas.js
var run_areas = __webpack_require__(42566);
// EXTERNAL MODULE: ./lib/src/audit/old-values.js
var old_values = __webpack_require__(21366);
// EXTERNAL MODULE: ./lib/src/audit/secrets.js
var audit_secrets = __webpack_require__(18411);
;// CONCATENATED MODULE: ./lib/src/audit/run/secrets.js








const DAY_MS = 86_400_000;
function referencesInUse({ uses, families }) {
    return uses.flatMap(use => (families.revisions.get(use.revision)?.references ?? []).map(reference => ({ reference, use })));
}
async function surveyAreaSecrets(area, { now, maxAgeDays }) {
    const { families, aws, isWhole } = area;
    const used = new Map();
    for (const { reference, use } of referencesInUse(area)) {
        const key = (0,audit_secrets/* secretKeyOf */.TL)(reference);
        const known = used.get(key) ?? { reference, by: new Set(), isThinned: false };
        known.isThinned ||= families.thinned.has((0,src_arn/* familyOf */.Ap)(use.revision));
        known.by.add(use.service ?? use.name);
        used.set(key, known);
    }
    const references = [...used.values()].map(({ reference }) => reference);
    const lookups = await (0,audit_secrets/* lookUpSecrets */.Kg)(references, aws.secrets);
    const rows = [...used].map(([key, { reference, by, isThinned }]) => {
        const looked = lookups.get(key) ?? { kind: 'gone' };
        const limits = { now, maxAgeMs: maxAgeDays * DAY_MS };
        return (0,audit_secrets/* judgeSecret */.Oq)({ reference, usedBy: [...by], looked, isThinned }, limits);
    });
    const siblings = isWhole
        ? await (0,audit_secrets/* findUnreferencedSecrets */.xL)(lookups, await referencedArns(area, lookups), aws.secrets)
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
    const more = active.flatMap(({ references }) => references).filter(one => !lookups.has((0,audit_secrets/* secretKeyOf */.TL)(one)));
    const found = [...lookups.values(), ...(await (0,audit_secrets/* lookUpSecrets */.Kg)(more, aws.secrets)).values()];
    return new Set(found.flatMap(looked => (looked.kind === 'secret' ? [looked.facts.arn] : [])));
}
function staleIn({ clusters, region, families }, lookups) {
    const tasks = clusters.flatMap(({ cluster, tasks: own }) => own.map(task => ({
        ...{ task, cluster: (0,src_arn/* lastPartOf */.RS)(cluster), region },
        reads: (0,old_values/* startReadsOf */.Xt)(families.revisions.get(task.taskDefinition)?.references ?? [], lookups),
        ...(0,present/* present */.E)({ service: (0,find_uses/* serviceOf */.z5)(task) })
    })));
    return (0,old_values/* staleTasks */.WO)(tasks);
}
async function readValues({ lookups, references, listed }, values, mask) {
    const held = [];
    const remarks = new Set();
    const read = async (what, texts) => {
        const look = await (0,gap/* readOrGap */.m)(what, texts);
        if ('gap' in look)
            remarks.add(`Not compared: ${look.gap.what}: ${look.gap.why}.`);
        else
            for (const [name, text = ''] of look.found)
                held.push(...(0,scan/* heldValues */.ee)(name, text));
    };
    const secrets = [...lookups.values()].flatMap(looked => looked.kind === 'secret' && looked.facts.deletedAt === undefined ? [looked.facts] : []);
    const all = (0,list/* distinctBy */.ey)([...secrets, ...listed.filter(({ owner }) => owner === undefined)], ({ arn }) => arn);
    for (const { arn, name } of all)
        await read(`the value of ${name}`, async () => [
            [name, await values.secretValue(arn.split(':')[3] ?? '', arn)]
        ]);
    for (const region of new Set(references.map(one => one.region))) {
        const names = references.flatMap(one => {
            const looked = one.region === region ? lookups.get((0,audit_secrets/* secretKeyOf */.TL)(one)) : undefined;
            return looked?.kind === 'parameter' ? [looked.facts.name] : [];
        });
        if (names.length > 0)
            await read('the values of the parameters', () => values.parameterValues(region, names));
    }
    mask(held.flatMap(({ value }) => [value, ...value.split(/\r?\n/)]).filter(line => line.length >= 8));
    return { held, remarks: [...remarks] };
}

;// CONCATENATED MODULE: ./lib/src/audit/run/area.js














async function seeArea(asked, configuration, ports) {
    const { allFamilies, compareValues, history, maxSecretAgeDays } = configuration;
    const aws = await (0,run_areas/* connectArea */.Et)(asked.account, configuration, ports);
    const area = await (0,run_areas/* withEveryCluster */.IY)(asked, aws);
    const found = await readArea(area, aws, {
        ...ports,
        allFamilies,
        keepsDefinitions: compareValues || history
    });
    const users = usersOfFiles(found.uses, found.families.revisions);
    const asRead = await scanFiles(users, () => ports.connectFiles(aws.options), ports.mask);
    const now = ports.clock.now();
    const secrets = await surveyAreaSecrets(found, { now, maxAgeDays: maxSecretAgeDays });
    const compared = compareValues
        ? await readValues(secrets, await ports.connectValues(aws.options), ports.mask)
        : { held: [], remarks: [] };
    const seen = compareValues ? withCompared(found, compared.held) : found;
    const files = compareValues ? compareFiles(asRead, compared.held) : asRead;
    const back = await withRollbackUsers(exposedRevisions(seen.families.revisions.values(), seen), seen, now);
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
        looks.push(await (0,find_uses/* readCluster */.D$)(cluster, aws));
    const own = looks.flatMap(({ uses }) => uses);
    const scheduled = [];
    for (const look of looks)
        scheduled.push(await (0,scheduled_uses/* scheduledUses */.Cs)(aws, await clusterArnOf(look, aws, region)));
    const running = new Set(own.map(({ revision }) => (0,src_arn/* familyOf */.Ap)(revision)));
    const theirs = scheduled
        .flatMap(({ uses }) => uses)
        .filter(({ revision }) => isWhole || running.has((0,src_arn/* familyOf */.Ap)(revision)));
    const found = [...own, ...theirs];
    mask(found.flatMap(use => (use.given?.values ?? []).map(({ value }) => value)));
    const others = isWhole || allFamilies
        ? await otherFamilies([...found, ...tasks], allFamilies, aws)
        : { found: [], gaps: [] };
    const families = await (0,revisions/* readRevisions */.p2)([...found, ...tasks], allFamilies ? others.found : [], {
        ...{ ...aws, clock, mask, signal, region, keepsDefinitions }
    });
    const [anything] = [
        ...looks.flatMap(({ services }) => services.map(({ clusterArn }) => clusterArn)),
        ...families.revisions.keys()
    ];
    return {
        ...{ region, aws, clusters: looks, families, isWhole },
        ...(0,present/* present */.E)({ roleArn, account: anything?.split(':')[4] || undefined }),
        uses: [
            ...(0,revisions/* withRevisionArns */.k5)(found, families),
            ...(0,revisions/* withRevisionArns */.k5)(tasks, families).filter(({ revision }) => families.revisions.has(revision))
        ],
        gaps: (0,list/* distinctBy */.ey)([...looks, ...scheduled, families, ...(allFamilies ? [others] : [])].flatMap(({ gaps }) => gaps), ({ what, why }) => `${what} ${why}`),
        unread: allFamilies ? [] : isWhole ? unreadInWords(others, region) : [ONLY_NAMED]
    };
}
const ONLY_NAMED = 'Not checked: families of task definitions that the named services do not run.';
async function otherFamilies(uses, withDaemons, { inventory }) {
    const looks = [await (0,gap/* readOrGap */.m)('families that nothing here runs', () => inventory.listFamilies())];
    if (withDaemons)
        looks.push(await (0,gap/* readOrGap */.m)('daemon task definitions', () => inventory.listDaemonRevisions()));
    const used = new Set(uses.map(({ revision }) => (0,src_arn/* familyOf */.Ap)(revision)));
    const found = looks.flatMap(look => ('found' in look ? look.found : []));
    return {
        found: found.filter(one => !used.has(one)),
        gaps: looks.flatMap(look => ('gap' in look ? [look.gap] : []))
    };
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
        const { exposures } = (0,scan/* scanDefinition */.zZ)(families.held.get(arn) ?? {}, held);
        return [arn, { ...revision, exposures }];
    }));
    return {
        ...area,
        families: { ...families, revisions },
        uses: uses.map(use => (use.given ? { ...use, given: (0,scheduled_uses/* compareGiven */.Pp)(use.given, held) } : use))
    };
}
async function withRollbackUsers(exposed, { clusters, aws }, now) {
    const families = new Set(exposed.map(({ arn }) => (0,src_arn/* familyOf */.Ap)(arn)));
    const states = clusters.flatMap(({ services }) => services);
    const back = await rollbackUsers(states, families, { ecs: aws.ecs, now });
    return {
        exposed: exposed.map(one => ({ ...one, rollbackFor: back.services.get(one.revision) ?? [] })),
        remarks: back.gaps.map(({ what, why }) => `Not verified: ${what}: ${why}.`)
    };
}
function valuesOf({ families }, files, held) {
    const live = [...families.held.values()].flatMap(definition => (0,scan/* scanDefinition */.zZ)(definition).values);
    const ofFiles = [...files.values()].flatMap(scan => (scan.kind === 'looked' ? scan.values : []));
    return (0,list/* distinctBy */.ey)([...live, ...ofFiles, ...held], ({ value }) => value);
}
async function purgeAll(areas, { clock, signal }) {
    const seen = [];
    for (const [index, area] of areas.entries()) {
        try {
            const planNow = (revisions) => planPurge(revisions, area);
            seen.push({
                ...area,
                purged: await purgeRevisions(area.exposed, { ...area.aws, clock, signal, planNow })
            });
        }
        catch (error) {
            return { seen: [...seen, ...areas.slice(index)], problems: [(0,explain/* refusalOf */.Of)(error)] };
        }
    }
    return { seen, problems: [] };
}
async function planPurge(exposed, { clusters, aws, families }) {
    const known = clusters.map(({ cluster }) => cluster);
    const { uses, gaps } = await (0,find_uses/* usesEverywhere */.L8)(aws, known);
    const mine = (0,revisions/* withRevisionArns */.k5)(uses, families);
    const existing = new Set([...families.revisions.values()].map(({ family }) => family));
    const open = mine.filter(({ revision }) => !(0,revisions/* isNumbered */.Dr)(revision) && existing.has((0,src_arn/* familyOf */.Ap)(revision)) && !families.newest.has((0,src_arn/* familyOf */.Ap)(revision)));
    const unresolved = open.map(use => ({
        what: inWords(use),
        why: `the newest revision of ${(0,src_arn/* lastPartOf */.RS)(use.revision)} is not known`
    }));
    const reasonOf = ({ arn, usedBy }) => useReason([...usedBy, ...mine.filter(({ revision }) => revision === arn).map(inWords)]);
    return planRemoval(exposed, reasonOf, [...gaps, ...unresolved]);
}

// EXTERNAL MODULE: ./lib/src/deploy/prepare/inspect-services.js
var inspect_services = __webpack_require__(65297);
// EXTERNAL MODULE: ./lib/src/detector/issuers.js
var issuers = __webpack_require__(81657);
// EXTERNAL MODULE: ./lib/src/nearest.js
var nearest = __webpack_require__(11636);
// EXTERNAL MODULE: ./lib/src/audit/place-words.js
var place_words = __webpack_require__(8425);
;// CONCATENATED MODULE: ./lib/src/audit/run/assemble.js












function assembleAudit(areas, besides) {
    const { history, findKey, maxSecretAgeDays } = besides;
    const revisions = areas.flatMap(({ families }) => [...families.revisions.values()]);
    const audit = {
        accounts: [...new Set(revisions.map(({ arn }) => arn.split(':')[4] ?? ''))],
        clusters: areas.flatMap(({ clusters }) => clusters.map(({ cluster }) => (0,src_arn/* lastPartOf */.RS)(cluster))),
        revisionsLookedAt: revisions.length,
        beingDeleted: areas.reduce((sum, { families }) => sum + families.beingDeleted, 0),
        items: [
            ...areas.flatMap(area => judgeArea({ ...area, revisions: area.families.revisions }).map(keyed(area, findKey))),
            ...areas.flatMap(notThere).map(unknownService)
        ],
        exposedRevisions: areas.flatMap(({ exposed }) => exposed),
        environmentFiles: areas.flatMap(({ uses, families, files }) => fileRows(usersOfFiles(uses, families.revisions), files)),
        secrets: areas.flatMap(({ secrets }) => secrets.rows),
        staleTasks: areas.flatMap(({ secrets }) => secrets.stale),
        gaps: (0,list/* distinctBy */.ey)(areas.flatMap(area => gapsOf(area, areas.length > 1)), ({ what, why }) => `${what} ${why}`),
        maxSecretAgeDays,
        ...(areas.some(({ purged }) => purged) ? { purge: areas.flatMap(({ purged }) => purged ?? []) } : {})
    };
    const seen = credentialsIn(audit, history);
    const replacement = replacements(areas);
    const own = new Set(seen.filter(one => !one.isElsewhere).map(({ exposure }) => exposure.name));
    const rotate = credentialsToRotate(seen).map(row => ({
        ...(0,present/* present */.E)({ secret: own.has(row.name) ? replacement(row.name) : undefined }),
        ...row
    }));
    return { ...audit, rotate };
}
function credentialsIn(audit, history) {
    const where = (0,place_words/* placeWordsOf */.O)(audit);
    return [
        ...audit.items.flatMap(item => item.exposures.map(exposure => ({
            exposure,
            where: exposure.environmentFile
                ? `environment file ${exposure.environmentFile}`
                : `${item.kind} ${item.name}${where(item)}`
        }))),
        ...audit.exposedRevisions
            .filter(({ usedBy }) => usedBy.length === 0)
            .flatMap(one => {
            const { isElsewhere } = one;
            const what = isElsewhere ? 'revision' : 'old revision';
            const seenAt = `${what} ${one.revision}${where((0,place_words/* placeInArn */.C)(one.arn))}`;
            return one.exposures.map(exposure => ({ exposure, where: seenAt, ...(0,present/* present */.E)({ isElsewhere }) }));
        }),
        ...(history?.hits ?? []).flatMap(({ exposures, paths }) => exposures.map(exposure => ({ exposure, where: `git history, ${paths[0] ?? 'a file'}` })))
    ];
}
function credentialsToRotate(seen) {
    return [...(0,list/* grouped */.zD)(seen, ({ exposure: { name, kind } }) => `${name} ${kind.what}`).values()]
        .map((same) => {
        const [{ exposure }] = same;
        const { name, kind, secret } = exposure;
        return { name, kind, where: [...new Set(same.map(one => one.where))], ...(0,present/* present */.E)({ secret }) };
    })
        .toSorted((a, b) => (0,issuers/* bySeverity */.Np)(a.kind, b.kind) || b.where.length - a.where.length || (a.name < b.name ? -1 : 1));
}
function replacements(areas) {
    const found = areas.flatMap(area => {
        const names = new Set(area.secrets.rows.map(({ name }) => name));
        return referencesInUse(area).map(({ reference: { variable, id } }) => {
            const named = /:secret:(.*)$/.exec(id)?.[1] ?? id;
            const bare = named.replace(/-[A-Za-z\d]{6}$/, '');
            return { variable, secret: names.has(bare) ? bare : named };
        });
    });
    return variable => {
        const [only, ...more] = new Set(found.flatMap(one => (one.variable === variable ? one.secret : [])));
        return more.length === 0 ? only : undefined;
    };
}
function notThere({ clusters, region, account }) {
    return clusters.flatMap(({ cluster, missing, inactive }) => {
        const site = { region, cluster };
        return [
            ...missing.map(one => ({ ...one, site, inactive: false, ...(0,present/* present */.E)({ account }) })),
            ...inactive.map(service => ({ service, site, inactive: true, ...(0,present/* present */.E)({ account }) }))
        ];
    });
}
function unknownService({ service, key, site, inactive, account }) {
    return {
        ...{ kind: 'service', name: service, cluster: (0,src_arn/* lastPartOf */.RS)(site.cluster), region: site.region },
        ...{ verdict: 'unknown', revisions: [], exposures: [] },
        ...(0,present/* present */.E)({ key, account }),
        unknown: [inactive ? 'it is INACTIVE: it was deleted' : 'ECS has no service of this name there']
    };
}
function gapsOf(area, isOneOfMany) {
    const gaps = [...area.gaps, ...fileGaps(area.files)];
    return isOneOfMany ? gaps.map(({ what, why }) => ({ what: `${what} (${areaInWords(area)})`, why })) : gaps;
}
function areaInWords({ region, account }) {
    return account === undefined ? region : `${region}, account ${account}`;
}
function keyed({ region, roleArn }, findKey) {
    return item => {
        if (item.kind !== 'service')
            return item;
        const { key } = findKey(item.name, { cluster: item.cluster, region, ...(0,present/* present */.E)({ roleArn }) });
        return { ...item, ...(0,present/* present */.E)({ key }) };
    };
}
function auditProblems(areas, audit) {
    const missing = areas
        .flatMap(notThere)
        .map(one => (one.inactive ? (0,run_areas/* deletedService */.jp)(one) : (0,inspect_services/* missingService */.wu)(one)));
    return [...missing, ...audit.gaps.map(gap/* gapProblem */.s), ...purgeProblems(audit)];
}
const REVISIONS_SHOWN = 8;
function purgeProblems({ purge = [] }) {
    const left = purge.filter(({ outcome, isUnverified }) => outcome === 'failed' || isUnverified);
    return [...(0,list/* grouped */.zD)(left, ({ reason }) => reason)].map(([reason, rows]) => {
        const names = rows.map(({ revision }) => revision);
        const { isCancelled, isUnverified } = rows[0] ?? {};
        return {
            code: 'purge-failed',
            fault: isCancelled ? 'cancelled' : 'cloud',
            message: `${(0,list/* someOf */.yU)(names, REVISIONS_SHOWN)} ${names.length === 1 ? 'was' : 'were'} not purged: ${reason}.`,
            hint: isUnverified
                ? `Grant the permission (see ${(0,nearest/* pageUrl */.fi)('audit')}), and run again.`
                : /: in use by /.test(reason)
                    ? 'Deploy another revision there: ECS accepts no new deployment of a deregistered one. Then run again.'
                    : 'Run again: completed work is not repeated.'
        };
    });
}
function auditRemarks(areas) {
    const texts = areas.flatMap(area => areas.length === 1 ? area.remarks : area.remarks.map(text => `${text} (${areaInWords(area)})`));
    return [...new Set(texts)].map(message => ({ message }));
}

// EXTERNAL MODULE: ./lib/src/detector/formats/read-for-check.js + 1 modules
var read_for_check = __webpack_require__(68599);
// EXTERNAL MODULE: ./lib/src/detector/values/describe.js
var describe = __webpack_require__(20487);
// EXTERNAL MODULE: ./lib/src/files/find/discover.js
var discover = __webpack_require__(10061);
// EXTERNAL MODULE: ./lib/src/files/git/git.js
var git = __webpack_require__(73625);
// EXTERNAL MODULE: ./lib/src/files/git/run-git.js
var run_git = __webpack_require__(44513);
;// CONCATENATED MODULE: ./lib/src/audit/run/history.js






const LARGEST_BYTES = 2 * 1024 * 1024;
const SEARCH_MS = 5 * 60_000;
const MARKS = [
    ...['ontainerDefinitions', 'container_definitions', 'AWS::ECS::TaskDefinition'],
    ...discover/* EXPRESS_MARKS */.WR
].map(mark => Buffer.from(mark));
async function searchHistory(live, ports) {
    const cut = new Set(incompleteness(ports));
    const versions = listVersions(ports, cut);
    const reading = { ports, until: ports.clock.now() + SEARCH_MS, cut };
    const exposures = new Map();
    const needles = [...live];
    for (const { version, bytes } of contentsOf(versions, reading)) {
        if (!MARKS.some(mark => bytes.includes(mark)))
            continue;
        const read = await (0,read_for_check/* readForCheck */.c5)(version.path, bytes.toString('utf8'));
        if (read.kind !== 'definition' && read.kind !== 'template')
            continue;
        const found = (0,scan/* scanTree */.wp)(read.document.root);
        if (found.exposures.length > 0)
            exposures.set(version.blob, found.exposures);
        needles.push(...found.values);
    }
    const long = needles.filter(({ value }) => value.length >= scan/* SHORTEST_VALUE */.Lr);
    ports.mask([...new Set(long.map(({ value }) => value))]);
    const forms = long.flatMap(({ name, value }) => (0,describe/* formsOf */.XP)(value).map(form => ({ name, bytes: Buffer.from(form) })));
    const hits = [];
    let blobsLookedAt = 0;
    for (const { version, bytes } of contentsOf(versions, reading)) {
        const { blob, path } = version;
        blobsLookedAt++;
        const valuesOf = [...new Set(forms.filter(one => bytes.includes(one.bytes)).map(({ name }) => name))];
        const own = exposures.get(blob) ?? [];
        if (own.length + valuesOf.length > 0)
            hits.push({ paths: [path], blob, exposures: own, valuesOf });
    }
    return {
        hits: withCommits(hits, ports).toSorted((a, b) => ((a.paths[0] ?? '') < (b.paths[0] ?? '') ? -1 : 1)),
        blobsLookedAt,
        cut: [...cut],
        tooShort: [...new Set(needles.filter(one => !long.includes(one)).map(({ name }) => name))]
    };
}
function listVersions(ports, cut) {
    const listed = (0,run_git/* runGit */.EO)(ports, ['rev-list', '--all', '--objects']);
    const format = '--batch-check=%(objectname) %(objecttype) %(objectsize) %(rest)';
    const checked = listed.ok ? (0,run_git/* runGit */.EO)(ports, ['cat-file', format, '--buffer'], listed.out.toString()) : listed;
    if (!checked.ok) {
        cut.add(`git’s history could not be read: ${(0,git/* gitFailure */.tv)(checked.error)}`);
        return [];
    }
    const versions = new Map();
    for (const line of checked.out.toString('utf8').split('\n')) {
        const [, blob, size, path] = /^(\w+) blob (\d+) (.+)$/.exec(line) ?? [];
        if (blob !== undefined && path !== undefined)
            versions.set(blob, { blob, size: Number(size), path });
    }
    const small = [...versions.values()].filter(({ size }) => size <= LARGEST_BYTES);
    const large = versions.size - small.length;
    if (large > 0)
        cut.add(`${large} file versions of more than 2 MB were not searched`);
    return small;
}
const BATCH_BYTES = 64 * 1024 * 1024;
function* contentsOf(versions, { ports, until, cut }) {
    let missing = 0;
    for (const batch of batchesOf(versions)) {
        const answer = (0,run_git/* runGit */.EO)(ports, ['cat-file', '--batch', '--buffer'], batch.map(one => `${one.blob}\n`).join(''));
        let rest = answer.ok ? answer.out : Buffer.alloc(0);
        for (const version of batch) {
            if (ports.clock.now() > until) {
                cut.add('git’s history was not searched to its end: stopped after 5 minutes');
                return;
            }
            const end = rest.indexOf(10);
            const isThere = rest.subarray(0, Math.max(end, 0)).toString('latin1').includes(' blob ');
            const bytes = rest.subarray(end + 1, end + 1 + version.size);
            rest = rest.subarray(isThere ? end + version.size + 2 : end + 1);
            if (isThere)
                yield { version, bytes };
            else
                missing++;
        }
    }
    if (missing > 0)
        cut.add(`${missing} file versions could not be read; in a partial clone they are not there, and nothing was fetched`);
}
function batchesOf(versions) {
    const batches = [];
    let bytes = BATCH_BYTES;
    for (const version of versions) {
        bytes += version.size;
        if (bytes >= BATCH_BYTES) {
            batches.push([]);
            bytes = version.size;
        }
        batches.at(-1)?.push(version);
    }
    return batches;
}
function withCommits(hits, ports) {
    if (hits.length === 0)
        return hits;
    const log = (0,run_git/* runGit */.EO)(ports, [
        ...['log', '--all', '-m', '--raw', '--no-abbrev', '--no-renames', '--full-history'],
        '--format=%x01%H %ct'
    ]);
    if (!log.ok)
        return hits;
    const byBlob = new Map(hits.map(hit => [hit.blob, { ...hit, paths: new Set(hit.paths) }]));
    for (const part of log.out.toString('utf8').split('\u0001')) {
        const [head = '', ...lines] = part.split('\n');
        const [hash = '', seconds] = head.split(' ');
        const commit = { commit: hash.slice(0, 12), at: Number(seconds) * 1000 };
        for (const line of lines) {
            const [, old = '', now = '', path = ''] = /^:\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) [A-Z]\d*\t(.*)$/.exec(line) ?? [];
            for (const blob of [old, now]) {
                const hit = byBlob.get(blob);
                if (hit === undefined)
                    continue;
                hit.paths.add(path);
                byBlob.set(blob, { ...hit, ...lifetime(hit, commit) });
            }
        }
    }
    return [...byBlob.values()].map(hit => ({ ...hit, paths: [...hit.paths] }));
}
function lifetime({ first, last }, commit) {
    return {
        first: first && first.at <= commit.at ? first : commit,
        last: last && last.at >= commit.at ? last : commit
    };
}
function incompleteness(ports) {
    const isTrue = (args) => {
        const answer = (0,run_git/* runGit */.EO)(ports, args);
        return answer.ok && /\btrue\b/.test(answer.out.toString('utf8'));
    };
    const cut = [];
    if (isTrue(['rev-parse', '--is-shallow-repository']))
        cut.push('this clone is shallow: older commits are not in it (actions/checkout: set fetch-depth: 0)');
    if (isTrue(['config', '--get-regexp', '^remote\\..*\\.promisor$']))
        cut.push('this clone is partial: file versions are missing from it (actions/checkout: remove filter and sparse-checkout)');
    return cut;
}

// EXTERNAL MODULE: ./lib/src/check/contexts.js
var check_contexts = __webpack_require__(6793);
// EXTERNAL MODULE: ./lib/src/deploy/target.js
var target = __webpack_require__(37679);
// EXTERNAL MODULE: ./lib/src/files/document/load.js
var load = __webpack_require__(42732);
// EXTERNAL MODULE: ./lib/src/files/read.js
var files_read = __webpack_require__(82512);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/placement.js
var configuration_placement = __webpack_require__(26664);
// EXTERNAL MODULE: ./lib/src/template/overrides.js
var overrides = __webpack_require__(47152);
// EXTERNAL MODULE: ./lib/src/template/prepare.js + 2 modules
var prepare = __webpack_require__(94771);
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
        const contexts = (0,check_contexts/* contextsFor */.D)(configuration, { entry, site }, ports);
        const family = await familyOf(entry, { layout, contexts, workspace: ports.workspace });
        if (family === undefined)
            remarks.push({
                message: `Not verified: old revisions of task "${entry.key}". Its family is known only when it is deployed.`,
                isUnverified: true
            });
        else {
            const { cluster } = site;
            const known = uses.get((0,target/* accountKey */.LQ)(site)) ?? [];
            uses.set((0,target/* accountKey */.LQ)(site), known);
            known.push({
                kind: 'task',
                name: entry.key,
                revision: family,
                ...(cluster === undefined || cluster === run_areas/* EVERY */.k7 ? {} : { cluster: (0,src_arn/* lastPartOf */.RS)(cluster) })
            });
        }
    }
    return { usesIn: ({ account }) => uses.get((0,target/* accountKey */.LQ)(account)) ?? [], remarks };
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
    const own = await (0,check_contexts/* contextsForEntry */.W)(entry, layout, { contexts, mode: 'lenient' });
    const { root } = await (0,prepare/* prepareLeniently */.y)(document, {
        contexts: own.contexts,
        overrides: overrides/* NO_OVERRIDES */.cp
    });
    const family = (0,tree/* stringOf */.Je)(root && (0,tree/* childOf */.GG)(root, 'family'));
    return family === undefined || family === '' || family.includes('${{') ? undefined : family;
}

// EXTERNAL MODULE: ./lib/src/inputs/configuration/explained-problems.js
var explained_problems = __webpack_require__(68326);
// EXTERNAL MODULE: ./lib/src/report/audit/audit.js
var audit_audit = __webpack_require__(59830);
// EXTERNAL MODULE: ./lib/src/report/audit/audit-section.js
var audit_section = __webpack_require__(17332);
;// CONCATENATED MODULE: ./lib/src/modes/audit.js









async function runAudit(configuration, ports) {
    const opened = await (0,run_areas/* openAreas */.bN)(configuration, ports);
    if ('ended' in opened)
        return opened.ended;
    const { project, areas, findKey, report: empty } = opened;
    const { placement } = project;
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
    const past = configuration.history ? await searchHistory(values, ports) : undefined;
    const assembled = (seen) => {
        const { maxSecretAgeDays } = configuration;
        const audit = assembleAudit(seen, { history: past, findKey, maxSecretAgeDays });
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
        ports.log.group('Git history', (0,audit_section/* historyToText */.JO)(past));
    return report;
}


/***/ })

};
