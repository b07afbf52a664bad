export const id = 851;
export const ids = [851];
export const modules = {

/***/ 31851:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runAudit: () => (/* binding */ runAudit)
});

// EXTERNAL MODULE: ./lib/src/audit/run/area.js
var run_area = __webpack_require__(9442);
// EXTERNAL MODULE: ./lib/src/audit/run/areas.js
var run_areas = __webpack_require__(2049);
// EXTERNAL MODULE: ./lib/src/arn.js
var arn = __webpack_require__(318);
// EXTERNAL MODULE: ./lib/src/deploy/prepare/inspect-services.js
var inspect_services = __webpack_require__(50474);
// EXTERNAL MODULE: ./lib/src/detector/issuers.js
var issuers = __webpack_require__(28752);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(7673);
// EXTERNAL MODULE: ./lib/src/nearest.js
var nearest = __webpack_require__(27779);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/audit/audit.js
var audit_audit = __webpack_require__(86426);
// EXTERNAL MODULE: ./lib/src/audit/environment-files.js
var environment_files = __webpack_require__(64894);
// EXTERNAL MODULE: ./lib/src/audit/gap.js
var gap = __webpack_require__(84053);
// EXTERNAL MODULE: ./lib/src/audit/judge.js
var judge = __webpack_require__(72554);
// EXTERNAL MODULE: ./lib/src/audit/place-words.js
var place_words = __webpack_require__(8414);
// EXTERNAL MODULE: ./lib/src/audit/run/secrets.js
var secrets = __webpack_require__(52934);
;// CONCATENATED MODULE: ./lib/src/audit/run/assemble.js













function assembleAudit(areas, besides) {
    const { history, findKey, maxSecretAgeDays } = besides;
    const revisions = areas.flatMap(({ families }) => [...families.revisions.values()]);
    const audit = {
        accounts: [...new Set(revisions.map(({ arn }) => arn.split(':')[4] ?? ''))],
        clusters: areas.flatMap(({ clusters }) => clusters.map(({ cluster }) => (0,arn/* lastPartOf */.RS)(cluster))),
        revisionsLookedAt: revisions.length,
        beingDeleted: areas.reduce((sum, { families }) => sum + families.beingDeleted, 0),
        items: [
            ...areas.flatMap(area => (0,judge/* judgeArea */.tI)({ ...area, revisions: area.families.revisions }).map(keyed(area, findKey))),
            ...areas.flatMap(notThere).map(unknownService)
        ],
        exposedRevisions: areas.flatMap(({ exposed }) => exposed),
        environmentFiles: areas.flatMap(({ uses, families, files }) => (0,environment_files/* fileRows */.eX)((0,environment_files/* usersOfFiles */.Fs)(uses, families.revisions), files)),
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
    const elsewhere = (0,audit_audit/* elsewhereIn */._g)(audit);
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
            const isElsewhere = elsewhere(one);
            const what = isElsewhere ? 'revision' : 'old revision';
            const seenAt = `${what} ${one.revision}${where((0,place_words/* placeInArn */.C)(one.arn))}`;
            return one.exposures.map(exposure => ({ exposure, where: seenAt, isElsewhere }));
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
        return (0,secrets/* referencesInUse */.TU)(area).map(({ reference: { variable, id } }) => {
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
        ...{ kind: 'service', name: service, cluster: (0,arn/* lastPartOf */.RS)(site.cluster), region: site.region },
        ...{ verdict: 'unknown', revisions: [], exposures: [] },
        ...(0,present/* present */.E)({ key, account }),
        unknown: [inactive ? 'it is INACTIVE: it was deleted' : 'ECS has no service of this name there']
    };
}
function gapsOf(area, isOneOfMany) {
    const gaps = [...area.gaps, ...(0,environment_files/* fileGaps */.U8)(area.files)];
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
    return [...missing, ...audit.gaps.map(gap/* gapProblem */.sq), ...purgeProblems(audit)];
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
var read_for_check = __webpack_require__(18073);
// EXTERNAL MODULE: ./lib/src/files/find/discover.js
var discover = __webpack_require__(686);
// EXTERNAL MODULE: ./lib/src/files/git/git.js
var git = __webpack_require__(88034);
// EXTERNAL MODULE: ./lib/src/files/git/run-git.js
var run_git = __webpack_require__(56594);
// EXTERNAL MODULE: ./lib/src/audit/scan.js
var scan = __webpack_require__(60880);
;// CONCATENATED MODULE: ./lib/src/audit/run/history.js





const USUAL_BOUNDS = {
    blobBytes: 2 * 1024 * 1024,
    totalBytes: 2 * 1024 * 1024 * 1024,
    blobs: 400_000,
    milliseconds: 5 * 60_000
};
const MARKS = [
    ...['ontainerDefinitions', 'container_definitions', 'AWS::ECS::TaskDefinition'],
    ...discover/* EXPRESS_MARKS */.WR
].map(mark => Buffer.from(mark));
async function searchHistory(live, ports, bounds = USUAL_BOUNDS) {
    const cut = new Set(incompleteness(ports));
    const versions = selected(listVersions(ports, cut), bounds, cut);
    const reading = { ports, bounds, until: ports.clock.now() + bounds.milliseconds, cut };
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
    const forms = long.flatMap(({ name, value }) => formsOf(value).map(form => ({ name, bytes: Buffer.from(form) })));
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
function formsOf(value) {
    const json = JSON.stringify(value).slice(1, -1);
    const base64 = Buffer.from(value).toString('base64');
    const url = encodeURIComponent(value.toWellFormed());
    return [...new Set([value, json, json.replaceAll('/', '\\/'), url, base64])];
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
    return [...versions.values()];
}
function selected(all, bounds, cut) {
    const small = all.filter(({ size }) => size <= bounds.blobBytes);
    const megabytes = Math.round(bounds.blobBytes / 1_000_000);
    if (small.length < all.length)
        cut.add(`${all.length - small.length} file versions of more than ${megabytes} MB were not searched`);
    let bytes = 0;
    const end = small.findIndex(({ size }, index) => {
        bytes += size;
        return bytes > bounds.totalBytes || index >= bounds.blobs;
    });
    if (end < 0)
        return small;
    cut.add(`${NOT_TO_ITS_END}: only the newest ${end} of ${all.length} file versions`);
    return small.slice(0, end);
}
const NOT_TO_ITS_END = 'git’s history was not searched to its end';
const BATCH_BYTES = 64 * 1024 * 1024;
function* contentsOf(versions, { ports, bounds, until, cut }) {
    let missing = 0;
    for (const batch of batchesOf(versions)) {
        const answer = (0,run_git/* runGit */.EO)(ports, ['cat-file', '--batch', '--buffer'], batch.map(one => `${one.blob}\n`).join(''));
        let rest = answer.ok ? answer.out : Buffer.alloc(0);
        for (const version of batch) {
            if (ports.clock.now() > until) {
                cut.add(`${NOT_TO_ITS_END}: stopped after ${Math.round(bounds.milliseconds / 1000)} s`);
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
var check_contexts = __webpack_require__(72748);
// EXTERNAL MODULE: ./lib/src/check/entries.js
var entries = __webpack_require__(75334);
// EXTERNAL MODULE: ./lib/src/deploy/target.js
var target = __webpack_require__(54208);
// EXTERNAL MODULE: ./lib/src/files/document/load.js
var load = __webpack_require__(89639);
// EXTERNAL MODULE: ./lib/src/files/document/tree.js
var tree = __webpack_require__(58363);
// EXTERNAL MODULE: ./lib/src/files/read.js
var files_read = __webpack_require__(46289);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/placement.js
var configuration_placement = __webpack_require__(47497);
// EXTERNAL MODULE: ./lib/src/template/overrides.js
var overrides = __webpack_require__(96017);
// EXTERNAL MODULE: ./lib/src/template/prepare.js + 2 modules
var prepare = __webpack_require__(18805);
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
            const known = uses.get((0,target/* accountKey */.LQ)(site)) ?? [];
            uses.set((0,target/* accountKey */.LQ)(site), known);
            known.push({
                kind: 'task',
                name: entry.key,
                revision: family,
                ...(cluster === undefined || cluster === run_areas/* EVERY */.k7 ? {} : { cluster: (0,arn/* lastPartOf */.RS)(cluster) })
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
    const own = await (0,entries/* contextsForEntry */.Ww)(entry, layout, { contexts, render: render/* renderLeniently */.t });
    const { root } = await (0,prepare/* prepareLeniently */.y)(document, {
        contexts: own.contexts,
        overrides: overrides/* NO_OVERRIDES */.c
    });
    const family = (0,tree/* stringOf */.Je)(root && (0,tree/* childOf */.GG)(root, 'family'));
    return family === undefined || family === '' || family.includes('${{') ? undefined : family;
}

// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(84120);
// EXTERNAL MODULE: ./lib/src/check/project-rules.js + 1 modules
var project_rules = __webpack_require__(97235);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/explained-problems.js
var explained_problems = __webpack_require__(46173);
// EXTERNAL MODULE: ./lib/src/report/audit/audit.js
var report_audit_audit = __webpack_require__(71231);
// EXTERNAL MODULE: ./lib/src/report/audit/audit-section.js
var audit_section = __webpack_require__(87133);
// EXTERNAL MODULE: ./lib/src/report/report.js
var report_report = __webpack_require__(1216);
;// CONCATENATED MODULE: ./lib/src/modes/audit.js













async function runAudit(configuration, ports) {
    const project = await (0,project_rules/* readProjectRules */.Z4)(configuration, ports);
    const { placement } = project;
    const areas = (0,run_areas/* areasOf */._M)(configuration, placement);
    const early = (0,run_areas/* earlyProblems */.An)(project, areas, configuration);
    if (early.length > 0)
        return { ...(0,report_report/* emptyReport */._O)('audit'), problems: early };
    const aws = (0,target/* connectAccounts */.rl)(ports, configuration.maxRetries);
    const said = await (0,target/* announceTarget */.TE)(areas.flatMap(run_areas/* sitesOf */.Yc), { ports, aws });
    const empty = (0,target/* withTarget */.yY)((0,report_report/* emptyReport */._O)('audit'), said);
    if (said.problems.length > 0)
        return empty;
    const families = await taskFamilies(configuration, project, ports);
    const read = [];
    try {
        for (const area of areas)
            read.push(await (0,run_area/* seeArea */.jd)(area, configuration, { ...ports, tasks: families.usesIn(area) }));
    }
    catch (error) {
        return { ...empty, problems: (0,explained_problems/* explained */.to)([(0,explain/* refusalOf */.Of)(error)], placement) };
    }
    const values = read.flatMap(one => one.values);
    const past = configuration.history ? await searchHistory(values, ports) : undefined;
    const assembled = (seen) => {
        const { maxSecretAgeDays } = configuration;
        const audit = assembleAudit(seen, {
            history: past,
            findKey: (0,configuration_placement/* keyedAt */.MF)(placement, configuration),
            maxSecretAgeDays
        });
        const told = (0,explained_problems/* explained */.to)(auditProblems(seen, audit), placement);
        return { seen, audit, problems: told };
    };
    const asRead = assembled(read);
    const isStopped = configuration.purge && asRead.problems.some(({ fault }) => fault === 'user');
    const purged = configuration.purge && !isStopped ? await (0,run_area/* purgeAll */.Lu)(read, ports) : undefined;
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
    ports.log.group('Audit', (0,report_audit_audit/* auditToText */.K)(audit));
    if (past !== undefined)
        ports.log.group('Git history', (0,audit_section/* historyToText */.JO)(past));
    return report;
}


/***/ })

};
