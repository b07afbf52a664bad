export const id = 856;
export const ids = [856];
export const modules = {

/***/ 72748:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ contextsFor),
/* harmony export */   i: () => (/* binding */ partitionOf)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(65955);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85590);


const HARMLESS = new Set('ACTIONS ACTOR ACTOR_ID API_URL BASE_REF EVENT_NAME GRAPHQL_URL HEAD_REF JOB REF REF_NAME REF_PROTECTED REF_TYPE REPOSITORY REPOSITORY_ID REPOSITORY_OWNER REPOSITORY_OWNER_ID RETENTION_DAYS RUN_ATTEMPT RUN_ID RUN_NUMBER SERVER_URL SHA TRIGGERING_ACTOR WORKFLOW WORKFLOW_REF WORKFLOW_SHA'
    .split(' ')
    .map(name => `GITHUB_${name}`));
const NEVER = /^(aws_access_key_id|actions_\w+|input_.*)$|token|secret|passw|passphrase|private|credential|api_?key|_pat$/;
function isNeverGiven(name) {
    return NEVER.test(name.toLowerCase());
}
const TYPED = ['inputs', 'client_payload'];
function contextsFor(configuration, target, ports) {
    const { variables } = configuration;
    const { cluster, region } = target.site ?? configuration;
    return {
        ...environmentOnce(ports, configuration.env),
        vars: variables,
        service: (0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ name: nameOf(target), key: target.service, cluster }),
        environment: (0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ name: configuration.environment }),
        aws: region === undefined || region === '' ? {} : { region, partition: partitionOf(region) }
    };
}
function nameOf({ service, entry }) {
    return entry?.kind === 'service' ? entry.name : service;
}
const PARTITIONS = [
    ['cn-', 'aws-cn'],
    ['us-gov-', 'aws-us-gov'],
    ['us-isob-', 'aws-iso-b'],
    ['us-iso-', 'aws-iso'],
    ['eu-isoe-', 'aws-iso-e'],
    ['us-isof-', 'aws-iso-f'],
    ['eusc-', 'aws-eusc']
];
function partitionOf(region) {
    return PARTITIONS.find(([begin]) => region.startsWith(begin))?.[1] ?? 'aws';
}
const known = new WeakMap();
function environmentOnce({ env, github }, listed) {
    const last = known.get(env);
    if (last?.github === github && last.listed === listed)
        return last.contexts;
    const contexts = templateEnvironment({ env, github }, listed);
    known.set(env, { github, listed, contexts });
    return contexts;
}
function templateEnvironment({ env, github }, listed) {
    const names = new Set(listed);
    const withheld = new Map();
    const given = {};
    for (const [name, value] of Object.entries(env)) {
        if (HARMLESS.has(name) || (names.has(name) && !isNeverGiven(name)))
            given[name] = value;
        else
            withheld.set(`env.${name.toLowerCase()}`, isNeverGiven(name) ? 'credential' : 'unlisted');
    }
    return { env: given, github: withoutTyped(github, names, withheld), withheld };
}
function withoutTyped(github, names, withheld) {
    const event = github['event'];
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(event))
        return github;
    const changed = {};
    for (const member of TYPED) {
        const typed = event[member];
        if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(typed))
            continue;
        const entries = Object.entries(typed).filter(([name]) => {
            const isGiven = names.has(`${member}.${name}`) && !isNeverGiven(name);
            if (!isGiven) {
                const reason = isNeverGiven(name) ? 'credential' : 'unlisted';
                withheld.set(`github.event.${member}.${name.toLowerCase()}`, reason);
            }
            return isGiven;
        });
        changed[member] = Object.fromEntries(entries);
    }
    return Object.keys(changed).length === 0 ? github : { ...github, event: { ...event, ...changed } };
}


/***/ }),

/***/ 48437:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  PE: () => (/* binding */ applyProjectRules),
  AX: () => (/* binding */ standingDecisions)
});

// UNUSED EXPORTS: filesOnBase

// EXTERNAL MODULE: ./lib/src/detector/formats/read-for-check.js
var read_for_check = __webpack_require__(67480);
// EXTERNAL MODULE: ./lib/src/detector/rule-ids.js
var rule_ids = __webpack_require__(77239);
// EXTERNAL MODULE: ./lib/src/detector/rules.js + 3 modules
var detector_rules = __webpack_require__(56945);
// EXTERNAL MODULE: ./lib/src/files/document/place.js
var place = __webpack_require__(79692);
// EXTERNAL MODULE: ./lib/src/inputs/topics/check-inputs.js
var check_inputs = __webpack_require__(50148);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(7673);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/check/exceptions/coverage.js
var coverage = __webpack_require__(44207);
// EXTERNAL MODULE: ./lib/src/check/exceptions/exception.js
var exception = __webpack_require__(35032);
// EXTERNAL MODULE: ./lib/src/check/exceptions/findings.js
var exceptions_findings = __webpack_require__(97751);
;// CONCATENATED MODULE: ./lib/src/check/exceptions/apply.js



function applyExceptions(findings, given) {
    const isBroad = broadIn(given.all ?? []);
    const own = given.exceptions.filter(({ isOnBaseOnly, isDerived }) => !isOnBaseOnly && !isDerived);
    const brought = given.pending ?? [];
    const broad = [...own, ...brought].filter(isBroad);
    const narrow = given.exceptions.filter(exception => !isBroad(exception));
    const pending = new PendingList(brought.filter(exception => !isBroad(exception)), given.doubt);
    const holds = ({ expires }) => ((0,exception/* lastMoment */.Hl)(expires) ?? 0) >= given.now;
    const valid = new coverage/* ExceptionIndex */.KN(narrow.filter(holds));
    const ended = narrow.filter(exception => !holds(exception));
    const expired = new coverage/* ExceptionIndex */.KN(ended);
    const missed = new coverage/* ExceptionIndex */.KN(ended);
    const comments = new coverage/* CommentIndex */.e7(given.comments.filter(({ rule, hasReason }) => rule !== undefined && hasReason), given.lines);
    const kept = [];
    const excepted = [];
    for (const finding of findings) {
        const covering = valid.covering(finding);
        const allowing = comments.allowing(finding);
        expired.covering(finding);
        if (covering)
            excepted.push({ finding, ...byException(covering) });
        else if (allowing && pending.approves(allowing, given.approval?.(finding)))
            excepted.push({ finding, ...byComment(allowing) });
        else {
            kept.push(finding);
            missed.covering(finding);
            pending.covering(finding);
        }
    }
    const exceptionFindings = [
        ...broad.map(exception => (0,exceptions_findings/* exceptionFinding */.fS)(exceptions_findings/* BROAD */.R5, exception)),
        ...pending.findings(),
        ...about({ narrow, ended, given }, { valid, expired, missed })
    ];
    const allowed = comments.whatAllowed();
    const idleComments = given.comments.filter(comment => !allowed.has(comment) && !given.idleRules.includes(comment.rule ?? ''));
    return { excepted, findings: [...kept, ...exceptionFindings, ...idleComments.map(exceptions_findings/* commentFinding */.h1)] };
}
function about({ narrow, ended, given }, { valid, expired, missed }) {
    const used = new Set([...valid.whatCovered(), ...expired.whatCovered()]);
    const lapsed = missed.whatCovered();
    const scanned = new Set(given.scanned);
    const isIdle = (exception) => !used.has(exception) && couldMatch(exception, { ...given, scanned });
    return [
        ...ended.filter(one => lapsed.has(one)).map(one => ({ one, finding: (0,exceptions_findings/* exceptionFinding */.fS)(exceptions_findings/* EXPIRED */.eZ, one) })),
        ...narrow.filter(isIdle).map(one => ({ one, finding: (0,exceptions_findings/* exceptionFinding */.fS)(exceptions_findings/* UNUSED */.pd, one) }))
    ].flatMap(({ one, finding }) => (one.isOnBaseOnly || one.isDerived ? [] : [finding]));
}
function broadIn(all) {
    const known = new Map();
    const matchesAll = (pattern) => {
        const found = known.get(pattern) ?? isForAll(pattern, all);
        known.set(pattern, found);
        return found;
    };
    return ({ file, variable }) => variable === undefined ||
        variable === '*' ||
        (0,coverage/* isWholeRepository */.yy)(file) ||
        ((0,coverage/* isGlob */.fg)(file) && matchesAll(file));
}
function isForAll(pattern, files) {
    return (0,coverage/* isGlob */.fg)(pattern) && files.length > 1 && files.every(file => (0,coverage/* matchesPath */.$h)(pattern, file));
}
function byException({ place, expires }) {
    return { by: 'configuration', place, until: expires };
}
function byComment({ place }) {
    return { by: 'comment', place };
}
function couldMatch({ file, rule }, { scanned, idleRules }) {
    if (idleRules.includes(rule))
        return false;
    return (0,coverage/* isGlob */.fg)(file) ? [...scanned].some(path => (0,coverage/* matchesPath */.$h)(file, path)) : scanned.has(file);
}
class PendingList {
    #exceptions;
    #index;
    #doubt;
    #comments = new Map();
    constructor(exceptions, doubt) {
        this.#exceptions = exceptions;
        this.#index = new coverage/* ExceptionIndex */.KN(exceptions);
        this.#doubt = doubt;
    }
    covering(finding) {
        this.#index.covering(finding);
    }
    approves(comment, approval = 'counts') {
        if (approval === 'counts')
            return true;
        this.#comments.set(comment, approval === 'pending' ? undefined : approval);
        return false;
    }
    findings() {
        const waited = this.#index.whatCovered();
        const exceptions = this.#exceptions.filter(exception => this.#doubt === undefined || waited.has(exception));
        return [
            ...exceptions.map(exception => (0,exceptions_findings/* pendingFinding */.$z)(exception, this.#doubt)),
            ...[...this.#comments].map(([comment, doubt]) => (0,exceptions_findings/* pendingFinding */.$z)(comment, doubt))
        ];
    }
}

// EXTERNAL MODULE: ./lib/src/files/document/tree.js
var tree = __webpack_require__(58363);
// EXTERNAL MODULE: ./lib/src/nearest.js
var src_nearest = __webpack_require__(27779);
;// CONCATENATED MODULE: ./lib/src/check/exceptions/comments.js


const MARK = 'ecs-sealed:';
const OPENERS = {
    json: /(?:\/\/|\/\*)[ \t]*ecs-sealed:((?:(?!\*\/)[^\r\n])*)/g,
    yaml: /#[ \t]*ecs-sealed:([^\r\n]*)/g
};
function readComments({ document, place, rules }) {
    const { text, file, format } = document;
    if (!text.includes(MARK))
        return [];
    const isInText = insideOf(rangesOf(document.root, file));
    const linesDown = linesToContent(text);
    return [...text.matchAll(OPENERS[format])].flatMap(match => {
        const start = match.index;
        if (isInText(start))
            return [];
        const [word, rule = '', ...reason] = (match[1] ?? '')
            .replace(/\*\/.*$/, '')
            .trim()
            .split(/\s+/);
        const at = place({ kind: 'file', file, pointer: '', start, end: start + match[0].length });
        if (!at)
            return [];
        const known = word === 'allow' && rules.includes(rule);
        const nearest = known ? undefined : (0,src_nearest/* nearestName */.qb)(rule, rules);
        return [
            {
                file,
                ...(known ? { rule } : {}),
                ...(0,present/* present */.E)({ nearest }),
                hasReason: reason.length > 0,
                line: at.line + linesDown(at),
                place: at
            }
        ];
    });
}
function linesToContent(text) {
    const lines = text.split(/\r\n|\r|\n/);
    const down = new Array(lines.length).fill(1);
    for (let index = lines.length - 2; index >= 0; index--) {
        const isSilent = /^\s*(?:$|#|\/\/|\/\*|\*)/.test(lines[index + 1] ?? '');
        down[index] = isSilent ? (down[index + 1] ?? 0) + 1 : 1;
    }
    return ({ line, column }) => {
        const before = (lines[line - 1] ?? '').slice(0, column - 1);
        return before.trim() === '' ? (down[line - 1] ?? 1) : 0;
    };
}
function rangesOf(node, file) {
    const ranges = [];
    const add = (origin) => {
        if (origin.kind === 'file' && origin.file === file)
            ranges.push(origin);
    };
    const open = [node];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
        if (next.kind === 'array')
            open.push(...next.items);
        else if (next.kind === 'object') {
            for (const { keyOrigin, value } of next.members) {
                add(keyOrigin);
                open.push(value);
            }
        }
        else
            add(next.origin);
    }
    return ranges;
}
function insideOf(ranges) {
    const sorted = [...ranges].sort((a, b) => a.start - b.start);
    let next = 0;
    let reach = 0;
    return offset => {
        for (; next < sorted.length && sorted[next].start <= offset; next++) {
            reach = Math.max(reach, sorted[next].end);
        }
        return offset < reach;
    };
}

;// CONCATENATED MODULE: ./lib/src/check/exceptions/weigh.js





function weighFindings(findings, files, { rules, base, ...given }) {
    const marked = files.filter(({ document }) => document.text.includes(MARK));
    return applyExceptions(findings, {
        ...given,
        comments: marked.flatMap(file => readComments({ ...file, rules })),
        lines: new Map(marked.map(({ document, place }) => [document.file, entryLines(document.root, place)])),
        ...(0,present/* present */.E)({ approval: base && approvalBy(base, { marked, rules }) })
    });
}
function approvalBy(base, { marked, rules }) {
    const approved = new Map();
    for (const [file, before] of base) {
        if (!('document' in before))
            continue;
        const comments = readComments({ ...before, rules });
        approved.set(file, approvedEntries({ root: before.document.root, place: before.place, comments }));
    }
    const names = new Map(marked.map(({ document }) => [document.file, entryNames(document.root)]));
    return ({ file, pointer, rule }) => {
        const before = base.get(file);
        if (before !== undefined && 'why' in before)
            return before;
        const name = names.get(file)?.get(pointer);
        const isApproved = name !== undefined && approved.get(file)?.has(approvalOf(name, rule));
        return isApproved ? 'counts' : 'pending';
    };
}
const NAMING = new Set(['name', 'key']);
function standingOnBase(head, base, now) {
    const approved = new Map(base.map(exception => [keyOf(exception), exception]));
    const own = new Map(head.map(exception => [keyOf(exception), exception]));
    const isOver = ({ expires }) => ((0,exception/* lastMoment */.Hl)(expires) ?? 0) < now;
    const counted = [];
    const pending = [];
    for (const exception of head) {
        const before = approved.get(keyOf(exception));
        if (before === undefined || (isOver(before) && !isOver(exception)))
            pending.push(exception);
        else
            counted.push({
                ...exception,
                expires: earlier(exception.expires, before.expires)
            });
    }
    for (const exception of base)
        if (!own.has(keyOf(exception)))
            counted.push({ ...exception, isOnBaseOnly: true });
    return { counted, pending };
}
function earlier(one, other) {
    return one < other ? one : other;
}
function keyOf({ file, container, variable, rule }) {
    return JSON.stringify([file, container ?? null, variable ?? null, rule]);
}
function approvedEntries({ root, place, comments }) {
    const rules = new Map();
    for (const { line, rule, hasReason } of comments)
        if (rule !== undefined && hasReason)
            rules.set(line, (rules.get(line) ?? new Set()).add(rule));
    const names = entryNames(root);
    const approved = new Set();
    for (const [pointer, lines] of entryLines(root, place)) {
        const name = names.get(pointer);
        if (name === undefined)
            continue;
        for (const line of lines)
            for (const rule of rules.get(line) ?? [])
                approved.add(approvalOf(name, rule));
    }
    return approved;
}
function approvalOf(name, rule) {
    return `${rule} ${name}`;
}
function entryNames(root) {
    const names = new Map();
    const open = [{ node: root, name: '' }];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
        const { node, name } = next;
        if (node.kind === 'object') {
            for (const { key, value } of node.members)
                open.push({ node: value, name: `${name}/${JSON.stringify(key)}` });
        }
        else if (node.kind === 'array') {
            const seen = new Map();
            for (const [index, item] of node.items.entries()) {
                const own = item.kind === 'object' ? nameOf(item) : undefined;
                const word = own === undefined ? `#${index}` : JSON.stringify(own);
                const count = seen.get(word) ?? 0;
                seen.set(word, count + 1);
                open.push({ node: item, name: `${name}[${word}${count === 0 ? '' : ` ${count}`}]` });
            }
        }
        else if (node.origin.kind === 'file')
            names.set(node.origin.pointer, name);
    }
    return names;
}
function nameOf({ members }) {
    const names = members.flatMap(({ key, value }) => /^(?:name|key)$/i.test(key) ? [(0,tree/* stringOf */.Je)(value) ?? value.kind] : []);
    return names.length === 0 ? undefined : names.join('\n');
}
function entryLines(root, place) {
    const lines = new Map();
    const add = (leaf, origins) => {
        if (leaf.kind !== 'file')
            return;
        const own = lines.get(leaf.pointer) ?? new Set();
        for (const origin of origins) {
            const line = place(origin)?.line;
            if (line !== undefined)
                own.add(line);
        }
        lines.set(leaf.pointer, own);
    };
    const open = [root];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
        if (node.kind === 'array')
            open.push(...node.items);
        else if (node.kind === 'object') {
            const about = namesOf(node);
            for (const { keyOrigin, value } of node.members) {
                open.push(value);
                if (value.kind !== 'object' && value.kind !== 'array')
                    add(value.origin, [keyOrigin, ...about]);
            }
        }
        else
            add(node.origin, [node.origin]);
    }
    return lines;
}
function namesOf(node) {
    const naming = node.members.filter(({ key }) => NAMING.has(key.toLowerCase()));
    const leaves = node.members.every(({ value }) => value.kind !== 'object' && value.kind !== 'array');
    if (naming.length === 0 || !leaves)
        return [];
    return [node.origin, ...naming.map(({ keyOrigin }) => keyOrigin)];
}

;// CONCATENATED MODULE: ./lib/src/check/decisions.js









async function applyProjectRules(examined, project, ports) {
    const { findings, loaded } = examined;
    const exceptions = project.configuration.exceptions.length + (project.standing?.pending.length ?? 0);
    if (exceptions === 0 && !loaded.targets.some(({ document }) => document.text.includes('ecs-sealed:')))
        return { findings, excepted: [] };
    return weigh(examined, project, ports);
}
async function weigh({ findings, loaded }, { rules, configuration, standing, trackedDefinitions }, { clock }) {
    const files = (0,list/* distinctBy */.ey)(loaded.targets, ({ document }) => document.file);
    const commented = files.flatMap(({ document }) => document.text.includes('ecs-sealed:') ? [document.file] : []);
    const pending = standing?.pending ?? [];
    const unscanned = new Set(loaded.unscanned.map(({ file }) => file));
    const named = loaded.all ?? loaded.files;
    const isForAllNamed = [...configuration.exceptions, ...pending].some(({ file }) => isForAll(file, named));
    const active = new Set((0,detector_rules/* chosenRules */.u3)(rules).map(({ id }) => id));
    return weighFindings(findings, files, {
        exceptions: configuration.exceptions,
        scanned: files.map(({ document }) => document.file).filter(file => !unscanned.has(file)),
        idleRules: rule_ids/* RULE_IDS */.I.filter(id => !active.has(id)),
        rules: rule_ids/* RULE_IDS */.I,
        now: clock.now(),
        all: isForAllNamed ? [...named, ...(trackedDefinitions?.() ?? [])] : named,
        pending,
        ...(0,present/* present */.E)({ doubt: standing?.doubt }),
        ...(0,present/* present */.E)({ base: standing && (await filesOnBase(commented, standing.base)) })
    });
}
async function standingDecisions({ file, decisions, now, read }, base) {
    const found = await configurationOnBase(file, base);
    const before = found.kind === 'text' ? (await read(file, found.text)).decisions : undefined;
    if (found.kind === 'unknown' || (before !== undefined && before.problems.length > 0)) {
        const { why, help } = found.kind === 'unknown' ? found : BROKEN;
        return {
            counted: { ...decisions, exceptions: [], allowedNames: [] },
            pending: decisions.exceptions,
            doubt: { why, help }
        };
    }
    const standing = standingOnBase(decisions.exceptions, before?.exceptions ?? [], now);
    return {
        pending: standing.pending,
        counted: {
            ...decisions,
            exceptions: standing.counted,
            allowedNames: before?.allowedNames ?? [],
            optionalRules: [...new Set([...decisions.optionalRules, ...(before?.optionalRules ?? [])])]
        }
    };
}
async function configurationOnBase(file, base) {
    const names = check_inputs/* CONFIG_FILES */.n0.includes(file) ? check_inputs/* CONFIG_FILES */.n0 : [file];
    for (const name of [file, ...names.filter(other => other !== file)]) {
        const found = await base.read(name);
        if (found.kind !== 'none')
            return found;
    }
    return { kind: 'none' };
}
const BROKEN = {
    why: 'the configuration file there has mistakes',
    help: 'Fix the configuration file on the base branch first.'
};
async function filesOnBase(files, base) {
    const read = new Map();
    for (const file of files) {
        const found = await base.read(file);
        if (found.kind === 'none')
            continue;
        if (found.kind === 'unknown') {
            read.set(file, { why: found.why, help: found.help });
            continue;
        }
        const result = await (0,read_for_check/* readForCheck */.c)(file, found.text);
        if (result.kind !== 'definition' && result.kind !== 'template')
            continue;
        read.set(file, { document: result.document, place: (0,place/* placeFinder */.aA)(result.document) });
    }
    return read;
}


/***/ }),

/***/ 35032:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hl: () => (/* binding */ lastMoment),
/* harmony export */   PV: () => (/* binding */ dayAfter),
/* harmony export */   de: () => (/* binding */ MAX_DAYS)
/* harmony export */ });
const DAY = 24 * 60 * 60 * 1000;
const MAX_DAYS = 366;
function lastMoment(day) {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day))
        return undefined;
    const start = Date.parse(`${day}T00:00:00Z`);
    return Number.isNaN(start) || dayOf(start) !== day ? undefined : start + DAY - 1;
}
function dayAfter(now, days) {
    return dayOf(now + days * DAY);
}
function dayOf(moment) {
    return new Date(moment).toISOString().slice(0, 10);
}


/***/ }),

/***/ 81180:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Iu: () => (/* binding */ unknownEnvironment),
/* harmony export */   vY: () => (/* binding */ layoutForRun)
/* harmony export */ });
/* unused harmony exports environmentsIn, standInFor */
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(318);
/* harmony import */ var _inputs_configuration_absent_services_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(99962);
/* harmony import */ var _inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(47497);
/* harmony import */ var _inputs_configuration_resolve_layout_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(717);
/* harmony import */ var _inputs_problems_missing_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(66504);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27779);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85590);







function layoutForRun(given, written) {
    const { inputs, layout } = inEnvironment(given, written);
    const { environment, order = [] } = inputs;
    const wrong = environmentProblems(inputs, layout);
    const resolved = (0,_inputs_configuration_resolve_layout_js__WEBPACK_IMPORTED_MODULE_0__/* .resolveLayout */ .J)(layout, environment);
    const placement = order.length === 0 ? resolved.placement : { ...resolved.placement, order };
    const problems = wrong.length > 0
        ? wrong
        : [
            ...resolved.problems,
            ...orderTwice(order, layout),
            ...withoutRegion(inputs, placement, layout),
            ...notHere(inputs, resolved)
        ];
    return { resolved, placement, problems, ...(wrong.length > 0 ? { isUndecided: true } : {}) };
}
function inEnvironment(inputs, written) {
    if (inputs.isDropIn)
        return { inputs, layout: forDropIn(written, inputs) };
    const isOpen = inputs.environment === undefined && written.environments.size > 0;
    const found = isOpen ? standInFor(written, inputs) : undefined;
    if (found === undefined)
        return { inputs, layout: written };
    if (found === 'none')
        return { inputs, layout: forDropIn(written, inputs) };
    return { inputs: { ...inputs, ...found }, layout: written };
}
function notHere({ services, isDropIn }, { absent, environment }) {
    if (absent === undefined || isDropIn || !Array.isArray(services))
        return [];
    return (0,_inputs_configuration_absent_services_js__WEBPACK_IMPORTED_MODULE_1__/* .absentProblems */ .ac)(services, absent, environment);
}
function forDropIn(layout, inputs) {
    const { environment, cluster, region = '', services, mode } = inputs;
    const { defaults, ...rest } = { ...layout, tasks: new Map(), order: [] };
    if (environment !== undefined)
        return { ...rest, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ defaults }) };
    const isOpen = (key) => key === 'role-to-assume' ||
        (key === 'cluster' && cluster === undefined && services !== undefined && mode !== 'render') ||
        (key === 'region' && region === '');
    const values = new Map([...(defaults?.values ?? [])].filter(([key]) => isOpen(key)));
    return {
        ...rest,
        services: new Map(),
        environments: new Map(),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ defaults: defaults && { ...defaults, values } })
    };
}
function environmentProblems(inputs, layout) {
    const { environment, mode } = inputs;
    const known = [...layout.environments.keys()];
    if (known.length === 0 || (environment !== undefined && known.includes(environment)))
        return [];
    if (environment !== undefined)
        return [unknownEnvironment(environment, known)];
    const [likely = known[0]] = environmentsIn(layout, inputs);
    return [
        {
            code: 'environment-not-named',
            fault: 'user',
            message: `The configuration file has ${known.length} environments (${known.join(', ')}), and none is named: mode ${mode ?? 'deploy'} is for one.`,
            hint: `Name it in the input "environment", for example environment: ${likely}.`
        }
    ];
}
function unknownEnvironment(environment, known) {
    const shown = /^[\w-]{1,60}$/.test(environment) ? `"${environment}"` : `of ${environment.length} characters`;
    return {
        code: 'unknown-environment',
        fault: 'user',
        message: `Input "environment" names an environment ${shown} that the configuration file does not have.${(0,_nearest_js__WEBPACK_IMPORTED_MODULE_3__/* .didYouMean */ .au)(environment, known)}`,
        hint: `Environments: ${known.join(', ')}.`
    };
}
function orderTwice(order, { order: written, orderOrigin, place }) {
    if (order.length === 0 || written.length === 0)
        return [];
    const at = orderOrigin && place(orderOrigin);
    const where = at ? ` (${at.file}:${at.line})` : '';
    return [
        {
            code: 'order-twice',
            fault: 'user',
            message: `"order" is given as an input and in the configuration file${where}.`,
            hint: 'Keep one of the two.',
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ place: at })
        }
    ];
}
function withoutRegion({ region, cluster, services, mode }, placement, layout) {
    if (region !== '' || mode === undefined)
        return [];
    const isService = (name) => placement.places.has(name) || !layout.tasks.has(name);
    const named = Array.isArray(services)
        ? services.filter(isService)
        : [...placement.places.keys()];
    const subjects = named.length === 0 ? [undefined] : named;
    const lost = subjects.some(key => (0,_inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_4__/* .siteOf */ .zU)(key, placement, { region, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ cluster }) }).region === '');
    return lost ? [(0,_inputs_problems_missing_js__WEBPACK_IMPORTED_MODULE_5__/* .noRegion */ .C5)(mode)] : [];
}
const OF_CLUSTER = new Set([
    'status',
    'rollback',
    'continue',
    'rotate-restart',
    'audit'
]);
function environmentsIn(layout, { cluster, writtenRegion: region = '' }) {
    if (cluster === undefined || cluster === '')
        return [];
    return [...layout.environments.keys()].filter(environment => {
        const { placement, tasks } = (0,_inputs_configuration_resolve_layout_js__WEBPACK_IMPORTED_MODULE_0__/* .resolveLayout */ .J)(layout, environment);
        const sites = [undefined, ...placement.places.keys()].map(key => (0,_inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_4__/* .siteOf */ .zU)(key, placement, { region }));
        return [...sites, ...tasks.map(({ site }) => site)].some(site => site.cluster !== undefined &&
            (0,_arn_js__WEBPACK_IMPORTED_MODULE_6__/* .lastPartOf */ .RS)(site.cluster) === (0,_arn_js__WEBPACK_IMPORTED_MODULE_6__/* .lastPartOf */ .RS)(cluster) &&
            (region === '' || (site.region ?? region) === region));
    });
}
function standInFor(layout, given) {
    const { mode, cluster, services } = given;
    if (!OF_CLUSTER.has(mode) || cluster === undefined || cluster === '')
        return undefined;
    const [environment, ...others] = environmentsIn(layout, given);
    if (environment === undefined)
        return 'none';
    if (others.length === 0)
        return { environment };
    const hasKey = Array.isArray(services) && services.some(name => layout.services.has(String(name)));
    return hasKey ? undefined : 'none';
}


/***/ }),

/***/ 62981:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I_: () => (/* binding */ findEntries),
/* harmony export */   LS: () => (/* binding */ chosenServices),
/* harmony export */   Mk: () => (/* binding */ finderIn),
/* harmony export */   P: () => (/* binding */ chosenTasks),
/* harmony export */   QL: () => (/* binding */ entriesForDropIn),
/* harmony export */   Wj: () => (/* binding */ tiedToEntries),
/* harmony export */   _b: () => (/* binding */ keyOfNamed),
/* harmony export */   m5: () => (/* binding */ tasksBefore),
/* harmony export */   r3: () => (/* binding */ listsFiles)
/* harmony export */ });
/* harmony import */ var _files_find_find_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(94659);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27779);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85590);



function listsFiles({ services, tasks }) {
    return [...services, ...tasks].some(({ base }) => base !== undefined);
}
function chosenServices({ services: selection }, { services, tasks, absent }) {
    if (!Array.isArray(selection))
        return { services, problems: [] };
    const names = selection;
    const known = [...services, ...tasks.filter(isScheduled)].map(({ key }) => key);
    return {
        services: services.filter(({ key }) => names.includes(key)),
        problems: names
            .filter(name => !known.includes(name) && !absent?.has(name))
            .map(name => unknownKey(name, services))
    };
}
function isScheduled({ task }) {
    return task.schedules === true;
}
const WORDS = ['all', 'changed'];
function unknownKey(name, services) {
    const known = services.map(({ key }) => key);
    const same = services.filter(one => one.name === name).map(({ key }) => `"${key}"`);
    const meant = same.length > 0 ? ` Its key is ${same.join(' or ')}.` : (0,_nearest_js__WEBPACK_IMPORTED_MODULE_0__/* .didYouMean */ .au)(name, [...known, ...WORDS]);
    return {
        code: 'unknown-service',
        fault: 'user',
        service: name,
        message: `Input "service" names "${name}", which the configuration file does not have.${meant}`,
        hint: `Services: ${known.join(', ')}.`
    };
}
function chosenTasks(services, { tasks }, selection) {
    return tasks.filter(one => {
        const { key, task } = one;
        const isFor = services.some(service => task.for.includes(service.key));
        const runsBefore = task.run === 'before' && (task.for.length === 0 ? services.length > 0 : isFor);
        if (!isScheduled(one))
            return runsBefore;
        const isNamed = Array.isArray(selection) && selection.includes(key);
        return runsBefore || isFor || isNamed || (task.for.length === 0 && !Array.isArray(selection));
    });
}
function tasksBefore(key, { tasks }) {
    return tasks.filter(({ task }) => task.run === 'before' && (task.for.length === 0 || task.for.includes(key)));
}
function finderIn(workspace) {
    return (path, label) => (0,_files_find_find_js__WEBPACK_IMPORTED_MODULE_1__/* .findNamedFile */ .$D)(workspace, path, label);
}
function findEntries(entries, find) {
    const problems = [];
    const files = entries.flatMap((entry) => {
        const { base, key } = entry;
        const service = entry.kind === 'service' ? key : undefined;
        if (base === undefined) {
            problems.push(withoutFile(entry));
            return [];
        }
        if (base.kind === 'live')
            return [];
        const found = find(base.path, `"task-definition" of "${key}"`);
        if ('problem' in found) {
            problems.push({ ...found.problem, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ place: base.place, service }) });
            return [];
        }
        return [{ file: found.file, entry, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ service }) }];
    });
    return { files, problems };
}
function withoutFile({ key, kind, written }) {
    return {
        code: 'missing-input',
        fault: 'user',
        message: `The configuration file does not say from which task definition "${key}" is ${kind === 'task' ? 'run' : 'deployed'}.`,
        hint: 'Write task-definition: PATH in its entry or in "defaults", or name the file in the input "task-definition".',
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ place: written })
    };
}
function tiedToEntries(files, workspace, resolved) {
    const problems = [];
    const fileOf = ({ base }) => {
        const written = base?.kind === 'file' ? (0,_files_find_find_js__WEBPACK_IMPORTED_MODULE_1__/* .findNamedFile */ .$D)(workspace, base.path, '') : undefined;
        return written && 'file' in written ? written.file : undefined;
    };
    const isList = listsFiles(resolved);
    const found = files.flatMap((one) => {
        if (one.service === undefined) {
            const owners = resolved.services.filter(entry => fileOf(entry) === one.file);
            if (isList && owners.length === 0)
                problems.push(notListed(one.file, resolved));
            return owners.length === 0 ? [one] : owners.map(entry => ({ ...one, service: entry.key, entry }));
        }
        const entry = resolved.services.find(({ key }) => key === one.service);
        if (entry === undefined) {
            if (isList)
                problems.push(notListed(one.file, resolved));
            return [one];
        }
        if (entry.base !== undefined && fileOf(entry) !== one.file)
            problems.push(contradiction(one.file, entry));
        return [{ ...one, entry }];
    });
    return { files: found, problems };
}
function keyOfNamed(name, { services }) {
    const same = services.filter(one => one.name === name);
    return same.length === 1 && same[0] ? same[0].key : name;
}
function entriesForDropIn(files, workspace, resolved) {
    const ownersOf = (file) => resolved.services.filter(({ base }) => {
        const written = base?.kind === 'file' ? (0,_files_find_find_js__WEBPACK_IMPORTED_MODULE_1__/* .findNamedFile */ .$D)(workspace, base.path, '') : undefined;
        return written !== undefined && 'file' in written && written.file === file;
    });
    const problems = [];
    const found = files.map((one) => {
        if (one.service === undefined) {
            const [entry, ...more] = ownersOf(one.file);
            if (entry && more.length > 0)
                problems.push(ownersUnclear(one.file, [entry, ...more]));
            return { ...one, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ entry }) };
        }
        const key = keyOfNamed(one.service, resolved);
        const entry = resolved.services.find(service => service.key === key);
        if (entry === undefined)
            return one;
        return { ...one, service: key, entry };
    });
    return { files: found, problems };
}
function ownersUnclear(file, owners) {
    const [first] = owners;
    const names = owners.map(({ key }) => key).join(', ');
    return {
        code: 'service-ambiguous',
        fault: 'user',
        message: `${file} is the task definition of several services in the configuration file (${names}), and none is named.`,
        hint: `Name the one whose settings apply in the input "service", for example service: ${first?.name ?? ''}.`
    };
}
function notListed(file, { services }) {
    return {
        code: 'place-contradiction',
        fault: 'user',
        message: `Input "task-definition" names ${file}, which is the task definition of no service in the configuration file.`,
        hint: `Leave the input out: the configuration file says what is deployed (${services.map(({ key }) => key).join(', ')}).`
    };
}
function contradiction(file, { key, base }) {
    const place = base?.place;
    const where = place ? ` (${place.file}:${place.line})` : '';
    const written = base?.kind === 'file' ? base.path : 'live';
    return {
        code: 'place-contradiction',
        fault: 'user',
        service: key,
        message: `Input "task-definition" names ${file} for "${key}", but the configuration file says ${written}${where}.`,
        hint: 'Leave the input out, or correct the file.',
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ place })
    };
}


/***/ }),

/***/ 97235:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Z4: () => (/* binding */ readProjectRules),
  yR: () => (/* binding */ readText)
});

// UNUSED EXPORTS: credentialValues

// EXTERNAL MODULE: ./lib/src/detector/names/credential-name.js
var credential_name = __webpack_require__(65344);
// EXTERNAL MODULE: ./lib/src/detector/rule-ids.js
var rule_ids = __webpack_require__(77239);
// EXTERNAL MODULE: ./lib/src/files/read.js
var files_read = __webpack_require__(46289);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/layout.js
var configuration_layout = __webpack_require__(63262);
// EXTERNAL MODULE: ./lib/src/check/exceptions/exception.js
var exception = __webpack_require__(35032);
// EXTERNAL MODULE: ./lib/src/files/document/load.js
var load = __webpack_require__(89639);
// EXTERNAL MODULE: ./lib/src/files/document/place.js
var place = __webpack_require__(79692);
// EXTERNAL MODULE: ./lib/src/files/document/tree.js
var tree = __webpack_require__(58363);
// EXTERNAL MODULE: ./lib/src/nearest.js
var nearest = __webpack_require__(27779);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/keys.js
var keys = __webpack_require__(18460);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/read-layout.js
var read_layout = __webpack_require__(35075);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/report.js
var configuration_report = __webpack_require__(10554);
;// CONCATENATED MODULE: ./lib/src/inputs/configuration/load.js










const KEYS = keys/* EXCEPTION_KEYS */.Jb;
const REQUIRED = keys/* REQUIRED_EXCEPTION_KEYS */.zm;
async function loadProjectFile(file, text, known) {
    if (/^(?:\s|#[^\r\n]*|---)*$/.test(text))
        return configuration_layout/* NO_PROJECT_FILE */.dx;
    const { document, problems } = await (0,load/* loadDocument */.Az)(file, text);
    const placed = document?.root.kind === 'object'
        ? (0,read_layout/* readLayout */.T)({ document, place: (0,place/* placeFinder */.aA)(document) })
        : { layout: configuration_layout/* NO_LAYOUT */.$N, problems: [] };
    const project = { layout: placed.layout, layoutProblems: placed.problems };
    if (document === undefined || problems.length > 0) {
        const own = problems.map(problem => problem.code === 'not-an-object'
            ? {
                ...problem,
                message: `${file} must be a mapping.`,
                hint: 'Start it with "services:" or "exceptions:".'
            }
            : problem);
        return { ...project, decisions: { ...configuration_layout/* NO_DECISIONS */.UC, problems: own } };
    }
    const read = readExceptions({ file, root: document.root, place: (0,place/* placeFinder */.aA)(document), ...known });
    const decisions = read.problems.length > 0 ? { ...configuration_layout/* NO_DECISIONS */.UC, problems: read.problems } : read;
    return { ...project, decisions };
}
function readExceptions(source) {
    const problems = [];
    const { root, file } = source;
    const report = (0,configuration_report/* reporterTo */.T)(problems, source.place, { code: 'bad-exception' });
    if (root.kind !== 'object') {
        report(root, `${file} must be a mapping.`, `Allowed keys: ${keys/* TOP_KEYS */.Bi.join(', ')}.`);
        return { ...configuration_layout/* NO_DECISIONS */.UC, problems };
    }
    checkKeys(root, keys/* TOP_KEYS */.Bi, report);
    const exceptions = listOf(root, 'exceptions', report).flatMap((item, index) => {
        const exception = readException({ item, index, source, report });
        return exception ? [exception] : [];
    });
    const allowedNames = textListOf(root, 'allowed-names', report);
    const optionalRules = textListOf(root, 'optional-rules', report);
    if (!optionalRules.every(id => source.optional.includes(id))) {
        report((0,tree/* childOf */.GG)(root, 'optional-rules') ?? root, '"optional-rules" names a rule that is not optional or not known.', `Optional rules: ${source.optional.join(', ')}.`);
    }
    return { exceptions, allowedNames, optionalRules, problems };
}
function listOf(root, key, report) {
    const list = (0,tree/* childOf */.GG)(root, key);
    if (list !== undefined && list.kind !== 'array' && list.kind !== 'null') {
        report(list, `"${key}" must be a list.`, 'Write each entry on a line that starts with "-".');
    }
    return (0,tree/* itemsOf */.S3)(list);
}
function textListOf(root, key, report) {
    return listOf(root, key, report).flatMap((item, index) => {
        const text = (0,tree/* stringOf */.Je)(item)?.trim();
        if (text !== undefined && text !== '')
            return [text];
        report(item, `Entry ${index + 1} of "${key}" must be a string.`, 'Put numbers and booleans in quotes.');
        return [];
    });
}
function checkKeys(node, known, report) {
    for (const member of node.members)
        if (!known.includes(member.key))
            (0,configuration_report/* reportUnknownKey */.A)(member, known, report);
}
function readException({ item, index, source, report }) {
    const label = `Exception ${index + 1}`;
    const place = source.place(item.origin);
    if (item.kind !== 'object' || place === undefined) {
        report(item, `${label} is not a mapping.`, `An exception has ${KEYS.join(', ')}.`);
        return undefined;
    }
    checkKeys(item, KEYS, report);
    const text = textsOf(item, { label, source, report });
    const missing = REQUIRED.filter(key => text[key] === undefined && (0,tree/* memberOf */.C5)(item, key) === undefined);
    for (const key of missing)
        report(item, `${label} has no "${key}".`, hintFor(key, source));
    const { file, container, variable, rule, expires } = text;
    checkRule(item, rule, { label, source, report });
    checkDay(item, expires, { label, source, report });
    if (file === undefined || rule === undefined || expires === undefined || text.reason === undefined) {
        return undefined;
    }
    return {
        file: file.replaceAll('\\', '/').replace(/^(?:\.\/)+/, ''),
        rule,
        expires,
        ...(0,present/* present */.E)({ container, variable }),
        place: lineOnly(place, source.file),
        pointer: `/exceptions/${index}`
    };
}
const HINTS = {
    file: 'Name the task definition, relative to the repository: file: deploy/app.json',
    container: 'Name the container: container: app',
    variable: 'Name the variable: variable: DB_PASSWORD',
    rule: 'Name the rule that the check shows in brackets: rule: secret/by-name',
    reason: 'Say why it is acceptable: reason: test database without data, ticket OPS-12',
    expires: 'Name the last day on which it holds, for example the latest one allowed: expires: '
};
const hintFor = (key, { now }) => key === 'expires' ? `${HINTS[key]}${(0,exception/* dayAfter */.PV)(now, exception/* MAX_DAYS */.de)}` : HINTS[key];
function textsOf(item, { label, source, report }) {
    const texts = {};
    for (const key of KEYS) {
        const node = (0,tree/* childOf */.GG)(item, key);
        if (node === undefined)
            continue;
        const text = (0,tree/* stringOf */.Je)(node)?.trim();
        if (text === undefined || text === '')
            report(node, `${label}: "${key}" must be a string.`, hintFor(key, source));
        else
            texts[key] = text;
    }
    return texts;
}
function checkRule(item, rule, { label, source, report }) {
    if (rule === undefined || source.rules.includes(rule))
        return;
    report((0,tree/* childOf */.GG)(item, 'rule') ?? item, `${label}: "rule" names no rule.${(0,nearest/* didYouMean */.au)(rule, source.rules)}`, `Rules: ${source.rules.join(', ')}.`);
}
function checkDay(item, expires, { label, source, report }) {
    if (expires === undefined)
        return;
    const node = (0,tree/* childOf */.GG)(item, 'expires') ?? item;
    const end = (0,exception/* lastMoment */.Hl)(expires);
    const latest = (0,exception/* dayAfter */.PV)(source.now, exception/* MAX_DAYS */.de);
    if (end === undefined) {
        report(node, `${label}: "expires" is not a day.`, `Write it as year-month-day: expires: ${latest}`);
    }
    else if (expires > latest) {
        report(node, `${label} expires more than a year from now.`, `The latest day allowed is ${latest}; renew the exception when that comes.`);
    }
}
function lineOnly(place, file) {
    return { ...place, file, endLine: place.line, endColumn: place.column + 1 };
}

// EXTERNAL MODULE: ./lib/src/inputs/configuration/place-problems.js
var place_problems = __webpack_require__(95562);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/placement.js
var placement = __webpack_require__(47497);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/resolved.js
var resolved = __webpack_require__(21788);
// EXTERNAL MODULE: ./lib/src/inputs/problems/missing.js
var missing = __webpack_require__(66504);
// EXTERNAL MODULE: ./lib/src/check/decisions.js + 3 modules
var check_decisions = __webpack_require__(48437);
// EXTERNAL MODULE: ./lib/src/check/layout-for-run.js
var layout_for_run = __webpack_require__(81180);
// EXTERNAL MODULE: ./lib/src/check/layout-sources.js
var layout_sources = __webpack_require__(62981);
// EXTERNAL MODULE: ./lib/src/check/search-check-files.js + 2 modules
var search_check_files = __webpack_require__(9751);
;// CONCATENATED MODULE: ./lib/src/check/project-rules.js














const SHORTEST = 8;
const PLAIN = /^(?:[A-Za-z]+|\d+|(?:arn|secretsmanager|ssm):.*|[/\w.-]*\/[/\w.-]*)$/;
async function readProjectRules(inputs, ports) {
    const { config } = inputs;
    const read = (0,files_read/* readTextFile */.Gu)(ports.workspace, config.file);
    const text = 'text' in read ? read.text : '';
    const missing = 'problems' in read ? read.problems : [];
    const problems = missing
        .filter(({ code }) => config.named || code !== 'file-not-found')
        .map(problem => ({ ...problem, hint: 'Check the input "config".' }));
    const known = credentialValues(ports.env);
    return rulesFromFile({ inputs, text, problems, known }, ports);
}
function credentialValues(env) {
    const values = new Map();
    for (const [name, text] of Object.entries(env)) {
        const value = text.trim();
        const isOurs = name.startsWith('INPUT_') && name !== 'INPUT_GITHUB-TOKEN';
        if (isOurs || value.length < SHORTEST || PLAIN.test(value))
            continue;
        if (value.includes('@') || (0,credential_name/* judgeName */.B)(name).strength !== 'none')
            values.set(value, [...(values.get(value) ?? []), name]);
    }
    return values;
}
async function rulesFromFile({ inputs, text, problems, known }, { workspace, env, clock, gate, base }) {
    const { config, policy, trustExceptions, allowedRoles } = inputs;
    gate.learn(text);
    const project = await readText(config.file, text, clock.now());
    const { layout } = project;
    const { resolved, placement, problems: unplaced, isUndecided } = layoutFor(inputs, project);
    const { decisions, standing } = await decided(project.decisions, {
        file: config.file,
        now: clock.now(),
        base: trustExceptions === 'head' ? undefined : base,
        isOutside: (0,files_read/* isOutsideOf */.jP)(workspace, config.file)
    });
    return {
        rules: {
            optional: decisions.optionalRules,
            ...(0,present/* present */.E)({ strictly: policy === 'detect' ? undefined : decisions.allowedNames }),
            known
        },
        configuration: decisions,
        ...(0,present/* present */.E)({ standing }),
        trackedDefinitions: () => (0,search_check_files/* trackedDefinitions */.V_)({ workspace, env }),
        layout,
        resolved,
        placement,
        ...(0,present/* present */.E)({ isUndecided }),
        layoutProblems: project.layoutProblems,
        placementProblems: [
            ...project.layoutProblems,
            ...unplaced,
            ...(isUndecided ? [] : contradictions(inputs, resolved, placement)),
            ...roleProblems(resolved, { isPullRequest: base !== undefined, ...(0,present/* present */.E)({ allowed: allowedRoles }) })
        ],
        text,
        problems: [...problems, ...decisions.problems]
    };
}
function layoutFor(inputs, { layout }) {
    if (layout !== configuration_layout/* NO_LAYOUT */.$N)
        return (0,layout_for_run/* layoutForRun */.vY)(inputs, layout);
    const { order = [], region, mode } = inputs;
    const problems = region === '' && mode !== undefined ? [(0,missing/* noRegion */.C5)(mode)] : [];
    return { resolved: resolved/* NOTHING_RESOLVED */.L, placement: { ...placement/* NO_PLACEMENT */.Y8, order }, problems };
}
function isUnspecified({ usual, places }) {
    return usual === undefined && places.size === 0;
}
async function decided(decisions, { file, now, base, isOutside }) {
    if (base === undefined)
        return { decisions };
    if (isOutside)
        return { decisions, standing: { base, pending: [] } };
    const read = (name, text) => readText(name, text, now);
    const { counted, pending, doubt } = await (0,check_decisions/* standingDecisions */.AX)({ file, decisions, now, read }, base);
    return { decisions: counted, standing: { base, pending, ...(0,present/* present */.E)({ doubt }) } };
}
function contradictions({ cluster, region, writtenRegion, services, isDropIn = false }, resolved, placement) {
    if (isUnspecified(placement) && !cluster?.startsWith('arn:'))
        return [];
    const names = Array.isArray(services) ? services : undefined;
    const named = isDropIn ? names?.map(name => (0,layout_sources/* keyOfNamed */._b)(name, resolved)) : names;
    const given = (0,present/* present */.E)({ cluster, region: writtenRegion, usualRegion: region, services: named });
    return (0,place_problems/* placeProblems */.k)(given, placement);
}
async function readText(file, text, now) {
    if (text === '')
        return configuration_layout/* NO_PROJECT_FILE */.dx;
    return loadProjectFile(file, text, {
        rules: rule_ids/* RULE_IDS */.I,
        optional: rule_ids/* OPTIONAL_RULE_IDS */.V,
        now
    });
}
function roleProblems({ placement: { usual, places }, tasks }, { allowed, isPullRequest }) {
    if (allowed === undefined && !isPullRequest)
        return [];
    const named = [
        ['', usual?.roleArn],
        ...[...places].map(([service, { roleArn }]) => [` for the service "${service}"`, roleArn]),
        ...tasks.map(({ key, site: { roleArn } }) => [` for the task "${key}"`, roleArn])
    ];
    return named
        .filter(([, roleArn]) => roleArn !== undefined && !allowed?.includes(roleArn))
        .map(([whose]) => ({
        code: 'role-not-allowed',
        fault: 'user',
        message: allowed === undefined
            ? `The configuration file names a role to assume${whose}, and this run is for a pull request, which may have written it.`
            : `The configuration file names a role to assume${whose} that the input "allowed-roles" does not name.`,
        hint: 'Name the ARNs of the roles that may be assumed in the input "allowed-roles", one per line, or take "role-to-assume" out of the file.'
    }));
}


/***/ }),

/***/ 77239:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ RULE_IDS),
/* harmony export */   V: () => (/* binding */ OPTIONAL_RULE_IDS)
/* harmony export */ });
const OPTIONAL_RULE_IDS = ['secret/high-entropy'];
const RULE_IDS = [
    'secret/token-shape',
    'secret/url-userinfo',
    'secret/by-name',
    'secret/command',
    'secret/embedded',
    'secret/default-value',
    'secret/reference-invalid',
    'secret/duplicate',
    'secret/control-name',
    'secret/delivery',
    'secret/env-file',
    ...OPTIONAL_RULE_IDS,
    'policy/references-only'
];


/***/ }),

/***/ 99962:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _o: () => (/* binding */ absentServices),
/* harmony export */   ac: () => (/* binding */ absentProblems),
/* harmony export */   di: () => (/* binding */ orderWithout)
/* harmony export */ });
function absentServices(layout, environment) {
    const own = environment === undefined ? undefined : layout.environments.get(environment);
    if (own === undefined)
        return new Map();
    const setsIt = 'task-definition';
    return new Map([...layout.services].flatMap(([key, entry]) => {
        const levels = [layout.defaults, own.general, entry, own.services.get(key)];
        const isHere = levels.some(level => level?.values.has(setsIt));
        const others = [...layout.environments].flatMap(([name, one]) => one.services.get(key)?.values.has(setsIt) ? [name] : []);
        return !isHere && others.length > 0 ? [[key, others]] : [];
    }));
}
function absentProblems(names, absent, environment = '') {
    return names.flatMap(service => {
        const others = absent.get(service);
        if (others === undefined)
            return [];
        return [
            {
                code: 'unknown-service',
                fault: 'user',
                service,
                message: `"${service}" is not in environment "${environment}": the configuration file sets its task definition in ${others.join(', ')} only.`,
                hint: 'Name another environment or another service, or set its "task-definition" there or in its entry.'
            }
        ];
    });
}
function orderWithout(order, absent) {
    if (absent.size === 0)
        return order;
    return order.map(wave => wave.filter(key => !absent.has(key))).filter(wave => wave.length > 0);
}


/***/ }),

/***/ 18460:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AD: () => (/* binding */ WITHDRAWN_KEYS),
/* harmony export */   Bi: () => (/* binding */ TOP_KEYS),
/* harmony export */   Jb: () => (/* binding */ EXCEPTION_KEYS),
/* harmony export */   YD: () => (/* binding */ keysOf),
/* harmony export */   kC: () => (/* binding */ LOCAL_NAME),
/* harmony export */   sB: () => (/* binding */ TOP_ENTRY_KEYS),
/* harmony export */   yz: () => (/* binding */ keyFact),
/* harmony export */   zm: () => (/* binding */ REQUIRED_EXCEPTION_KEYS)
/* harmony export */ });
/* unused harmony export ENTRY_KEYS */
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(318);

const ENTRY_KEYS = {
    service: {
        kind: 'name',
        of: 'service',
        form: _arn_js__WEBPACK_IMPORTED_MODULE_0__/* .ECS_NAME */ .GK,
        characters: '\\w-',
        example: 'shop-{environment}-api',
        says: 'Name of the ECS service. Default: the key of the entry'
    },
    'task-definition': {
        kind: 'base',
        of: 'both',
        example: '.aws/{service}-{environment}.json',
        says: 'Path of the file; `live` for the revision that the service runs, `{live: FAMILY}` for the newest active revision of a family'
    },
    cluster: {
        kind: 'name',
        of: 'both',
        form: _arn_js__WEBPACK_IMPORTED_MODULE_0__/* .CLUSTER */ .Bs,
        characters: '\\w:/-',
        example: 'shop-{environment}',
        says: 'Cluster, by name or ARN'
    },
    region: {
        kind: 'name',
        of: 'both',
        form: _arn_js__WEBPACK_IMPORTED_MODULE_0__/* .REGION */ .Zg,
        characters: 'a-z0-9-',
        example: 'us-west-2',
        says: 'AWS Region'
    },
    'role-to-assume': {
        kind: 'name',
        of: 'both',
        form: _arn_js__WEBPACK_IMPORTED_MODULE_0__/* .ROLE_ARN */ .xG,
        characters: '\\w+=,.@/:-',
        example: 'arn:aws:iam::123456789012:role/deploy',
        says: 'ARN of the role to assume for this service; see the input `allowed-roles`'
    },
    paths: {
        kind: 'list',
        of: 'both',
        example: '[src/**, Dockerfile]',
        says: 'Files that count as a change for `service: changed`, in addition to its file and entry: globs from the root of the repository; `!` excludes'
    },
    'desired-count': {
        kind: 'count',
        of: 'service',
        example: '3',
        says: 'Desired number of tasks. Default: unchanged'
    },
    container: {
        kind: 'text',
        of: 'task',
        example: 'app',
        says: 'Container that `command` applies to. Default: the only container'
    },
    variables: {
        kind: 'map',
        of: 'both',
        example: '{LOG_GROUP: /ecs/app}',
        says: 'Values of `vars` in the template'
    },
    command: {
        kind: 'list',
        of: 'task',
        example: '[alembic, upgrade, head]',
        says: 'Command of the task, in place of the one in its definition'
    },
    run: {
        kind: 'word',
        of: 'task',
        words: ['before', 'manual'],
        example: 'before',
        says: '`before`: runs to completion before a service of `for` is updated; `manual` (default): is only checked'
    },
    for: {
        kind: 'list',
        of: 'task',
        example: '[api, worker]',
        says: 'Keys of the services that it runs before. Default: all'
    },
    'network-from': {
        kind: 'text',
        of: 'task',
        example: 'api',
        says: 'Key of the service whose subnets, security groups and launch type it uses. Default: the first of `for`'
    },
    schedules: {
        kind: 'toggle',
        of: 'task',
        example: 'true',
        says: 'EventBridge rules or EventBridge Scheduler schedules run the task: a deploy registers it, and those that run its family in its cluster get the new revision'
    }
};
const WITHDRAWN_KEYS = new Map([
    [
        'image',
        'in the template "image": "${{ vars.IMAGE }}", and here variables: {IMAGE: …}, or the input "image"'
    ],
    [
        'environment-variables',
        'in the template {"name": "LEVEL", "value": "${{ vars.LEVEL }}"}, and here variables: {LEVEL: …}'
    ],
    ['secrets', 'in the template "valueFrom": "ssm:/${{ environment.name }}/db/password"'],
    ['family', 'in the template "family": "api-${{ environment.name }}"'],
    ['cpu', 'in the template "cpu": "${{ vars.CPU }}", and here variables: {CPU: 512}'],
    ['memory', 'in the template "memory": "${{ vars.MEMORY }}", and here variables: {MEMORY: 1024}']
]);
function keyFact(key) {
    return ENTRY_KEYS[key];
}
function keysOf(sort) {
    const all = Object.keys(ENTRY_KEYS);
    if (sort === 'general')
        return all.filter(key => ENTRY_KEYS[key].of !== 'task');
    return all.filter(key => ENTRY_KEYS[key].of === 'both' || ENTRY_KEYS[key].of === sort);
}
const TOP_ENTRY_KEYS = ['cluster', 'region', 'role-to-assume'];
const TOP_KEYS = [
    'defaults',
    'services',
    'tasks',
    'environments',
    'order',
    'exceptions',
    'allowed-names',
    'optional-rules',
    ...TOP_ENTRY_KEYS
];
const EXCEPTION_KEYS = ['file', 'container', 'variable', 'rule', 'reason', 'expires'];
const REQUIRED_EXCEPTION_KEYS = ['file', 'rule', 'reason', 'expires'];
const LOCAL_NAME = /^[A-Za-z0-9_-]{1,255}$/;


/***/ }),

/***/ 63262:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $N: () => (/* binding */ NO_LAYOUT),
/* harmony export */   UC: () => (/* binding */ NO_DECISIONS),
/* harmony export */   dx: () => (/* binding */ NO_PROJECT_FILE)
/* harmony export */ });
const NO_LAYOUT = {
    document: { file: '', text: '' },
    place: () => undefined,
    services: new Map(),
    tasks: new Map(),
    environments: new Map(),
    order: []
};
const NO_DECISIONS = {
    exceptions: [],
    allowedNames: [],
    optionalRules: [],
    problems: []
};
const NO_PROJECT_FILE = {
    decisions: NO_DECISIONS,
    layout: NO_LAYOUT,
    layoutProblems: []
};


/***/ }),

/***/ 95562:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ strayCluster),
/* harmony export */   k: () => (/* binding */ placeProblems)
/* harmony export */ });
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85590);
/* harmony import */ var _placement_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(47497);


function conflictsOf(given, placement) {
    const subjects = given.services ?? [undefined, ...placement.places.keys()];
    const found = new Map();
    for (const service of subjects) {
        const said = (0,_placement_js__WEBPACK_IMPORTED_MODULE_0__/* .configuredPlaceOf */ .Dl)(service, placement);
        for (const what of ['cluster', 'region']) {
            const [wanted, written] = [given[what], said[what]];
            if (wanted === undefined || written === undefined || namesSame(wanted, written))
                continue;
            const key = `${what} ${written}`;
            const before = found.get(key);
            const services = [...(before?.services ?? []), ...(service === undefined ? [] : [service])];
            const place = before?.place ?? said.written?.[what];
            found.set(key, { what, given: wanted, written, services, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ place }) });
        }
    }
    return [...found.values()];
}
function namesSame(one, other) {
    if (one.startsWith('arn:') === other.startsWith('arn:'))
        return one === other;
    return one.slice(one.lastIndexOf('/') + 1) === other.slice(other.lastIndexOf('/') + 1);
}
function placeProblems(given, placement) {
    const conflicts = conflictsOf(given, placement);
    return conflicts.length > 0 ? conflicts.map(asProblem) : strayClusters(given, placement);
}
function asProblem(conflict) {
    const { what, given: wanted, written, services: whose, place } = conflict;
    const input = what === 'region' ? 'aws-region' : what;
    const subject = whose.length === 0 ? '' : ` for ${whose.map(name => `"${name}"`).join(', ')}`;
    return {
        code: 'place-contradiction',
        fault: 'user',
        message: `Input "${input}" is ${wanted}, but the configuration file says ${what} ${written}${subject}.`,
        hint: `AWS was not asked whether either exists. Correct the one that is wrong, or leave the input out: the file can name the ${what} of each service.`,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ place })
    };
}
function strayClusters({ cluster, usualRegion: region, services }, placement) {
    if (region === undefined)
        return [];
    const found = new Map();
    for (const service of services ?? [undefined, ...placement.places.keys()]) {
        const site = (0,_placement_js__WEBPACK_IMPORTED_MODULE_0__/* .siteOf */ .zU)(service, placement, { region, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ cluster }) });
        if (site.region === '')
            continue;
        const problem = strayCluster(site, site.roleArn?.split(':')[4]);
        const place = (0,_placement_js__WEBPACK_IMPORTED_MODULE_0__/* .configuredPlaceOf */ .Dl)(service, placement).written?.cluster;
        if (problem && !found.has(problem.message))
            found.set(problem.message, { ...problem, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ place }) });
    }
    return [...found.values()];
}
function strayCluster({ cluster = '', region }, account) {
    if (!cluster.startsWith('arn:'))
        return undefined;
    const [, , , itsRegion = '', itsAccount = ''] = cluster.split(':');
    if (itsRegion !== region)
        return {
            code: 'place-contradiction',
            fault: 'user',
            message: `Cluster ${cluster} is in Region ${itsRegion}, but the run is for Region ${region}.`,
            hint: 'Correct the cluster or the Region: input "aws-region", or "region" in the configuration file.'
        };
    if (account === undefined || itsAccount === account)
        return undefined;
    return {
        code: 'place-contradiction',
        fault: 'user',
        message: `Cluster ${cluster} is in account ${itsAccount}, but the run acts in account ${account}.`,
        hint: 'Correct the cluster, or use credentials of its account (role-to-assume).'
    };
}


/***/ }),

/***/ 47497:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dl: () => (/* binding */ configuredPlaceOf),
/* harmony export */   MF: () => (/* binding */ keyedAt),
/* harmony export */   O$: () => (/* binding */ namedByKey),
/* harmony export */   Y8: () => (/* binding */ NO_PLACEMENT),
/* harmony export */   so: () => (/* binding */ siteOfTarget),
/* harmony export */   zU: () => (/* binding */ siteOf)
/* harmony export */ });
/* unused harmony export settled */
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(318);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85590);


function siteOf(service, placement, usual) {
    return settled(configuredPlaceOf(service, placement), usual);
}
function siteOfTarget({ service, entry }, placement, usual) {
    return entry === undefined ? siteOf(service, placement, usual) : settled(entry.site, usual);
}
function settled({ region, cluster, roleArn }, usual) {
    return {
        region: region ?? usual.region,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ cluster: cluster ?? usual.cluster ?? usual.usualCluster, roleArn })
    };
}
function configuredPlaceOf(service, { usual, places }) {
    const own = service === undefined ? undefined : places.get(service);
    return { ...usual, ...own, written: { ...usual?.written, ...own?.written } };
}
function namedByKey(key, { places }) {
    const service = places.get(key)?.name ?? key;
    return service === key ? { service } : { service, key };
}
const NO_PLACEMENT = { order: [], places: new Map() };
function keyedAt(placement, usual) {
    const keys = new Map();
    const idOf = (service, { cluster, region, roleArn }) => JSON.stringify([service, (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(cluster), region, roleArn]);
    for (const [key, { name = key }] of placement.places) {
        const { cluster, ...account } = siteOf(key, placement, usual);
        const id = cluster === undefined ? undefined : idOf(name, { ...account, cluster });
        if (id !== undefined && !keys.has(id))
            keys.set(id, key);
    }
    return (service, site) => {
        const key = keys.get(idOf(service, site));
        return key === undefined || key === service ? { service } : { service, key };
    };
}


/***/ }),

/***/ 35075:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ readLayout)
/* harmony export */ });
/* harmony import */ var _files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58363);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(27779);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85590);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(18460);
/* harmony import */ var _read_value_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(57992);
/* harmony import */ var _report_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(10554);






function readLayout({ document, place }) {
    const { root } = document;
    const problems = [];
    const report = (0,_report_js__WEBPACK_IMPORTED_MODULE_0__/* .reporterTo */ .T)(problems, place, { code: 'bad-placement' });
    const environments = named((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .childOf */ .GG)(root, 'environments'), 'environments', report);
    const order = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .memberOf */ .C5)(root, 'order');
    const layout = {
        document,
        place,
        services: entriesOf(root, 'services', report),
        tasks: entriesOf(root, 'tasks', report),
        environments: new Map(environments.map(member => [member.key, readEnvironment(member.value, member.key, report)])),
        order: readOrder(order?.value, report),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ defaults: readDefaults(root, report), orderOrigin: order?.value.origin })
    };
    reportStrangers(root, layout, report);
    return { layout, problems };
}
const ORDER_HINT = 'Write a list of waves; each is a service or a list of services: order: [dispatcher, [worker, api]].';
function readOrder(node, report) {
    if (node === undefined || node.kind === 'null')
        return [];
    if (node.kind !== 'array') {
        report(node, '"order" must be a list.', ORDER_HINT);
        return [];
    }
    const seen = new Set();
    return (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .itemsOf */ .S3)(node).map(item => {
        const names = item.kind === 'array' ? (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .itemsOf */ .S3)(item) : [item];
        return names.flatMap(name => readOrdered(name, seen, report));
    });
}
function readOrdered(node, seen, report) {
    const name = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .stringOf */ .Je)(node);
    if (name === undefined || !_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .LOCAL_NAME */ .kC.test(name)) {
        report(node, 'An entry of "order" is not a service name.', ORDER_HINT);
        return [];
    }
    if (seen.has(name)) {
        report(node, `"order" names the service "${name}" twice.`, 'Name each service once.');
        return [];
    }
    seen.add(name);
    return [name];
}
function readDefaults(root, report) {
    const top = _keys_js__WEBPACK_IMPORTED_MODULE_3__/* .TOP_ENTRY_KEYS */ .sB.flatMap(key => (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .memberOf */ .C5)(root, key) ?? []);
    const node = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .childOf */ .GG)(root, 'defaults');
    const own = node === undefined ? undefined : readEntry(node, 'defaults', { sort: 'general', report });
    if (top.length === 0 || root.kind !== 'object')
        return own;
    const old = readMembers(top, { sort: 'general', report });
    for (const key of old.keys()) {
        if (own?.values.has(key))
            report((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .memberOf */ .C5)(root, key)?.value ?? root, `"${key}" is at the top of the file and in "defaults".`, 'Keep the one in "defaults".');
    }
    return { origin: own?.origin ?? root.origin, values: new Map([...old, ...(own?.values ?? [])]) };
}
function readEnvironment(node, name, report) {
    const inner = ['services', 'tasks'];
    const general = node.kind === 'object'
        ? { ...node, members: node.members.filter(({ key }) => !inner.includes(key)) }
        : node;
    return {
        general: readEntry(general, name, { sort: 'general', report, besides: inner }),
        services: entriesOf(node, 'services', report),
        tasks: entriesOf(node, 'tasks', report)
    };
}
function entriesOf(node, which, report) {
    const sort = which === 'services' ? 'service' : 'task';
    return new Map(named((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .childOf */ .GG)(node, which), which, report).map(({ key, value }) => [
        key,
        readEntry(value, key, { sort, report })
    ]));
}
const WHAT = {
    services: {
        one: 'service name',
        hint: 'Write a name for each service, and below it where it runs and from what.'
    },
    tasks: { one: 'name of a task', hint: 'Write a name for each task, and below it its task definition.' },
    environments: {
        one: 'name of an environment',
        hint: 'Write the name of each environment, and below it its own settings: environments: {staging: {cluster: app-stg}}.'
    }
};
function named(node, which, report) {
    if (node === undefined || node.kind === 'null')
        return [];
    if (node.kind !== 'object') {
        report(node, `"${which}" must be a mapping.`, WHAT[which].hint);
        return [];
    }
    for (const { key, keyOrigin } of node.members) {
        if (!_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .LOCAL_NAME */ .kC.test(key))
            report({ origin: keyOrigin }, `A key of "${which}" is not a ${WHAT[which].one}.`, 'Use letters, digits, "-" and "_".');
    }
    return node.members.filter(({ key }) => _keys_js__WEBPACK_IMPORTED_MODULE_3__/* .LOCAL_NAME */ .kC.test(key));
}
function readEntry(node, name, reading) {
    if (node.kind === 'object')
        return { origin: node.origin, values: readMembers(node.members, reading) };
    if (node.kind !== 'null')
        reading.report(node, `"${name}" must be a mapping.`, `Allowed keys: ${knownIn(reading).join(', ')}.`);
    return { origin: node.origin, values: new Map() };
}
function knownIn({ sort, besides = [] }) {
    return [...(0,_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .keysOf */ .YD)(sort), ...besides];
}
function readMembers(members, reading) {
    const { sort, report, besides } = reading;
    const values = new Map();
    for (const { key, keyOrigin, value } of members) {
        const known = (0,_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .keysOf */ .YD)(sort).find(one => one === key);
        const instead = known === undefined && _keys_js__WEBPACK_IMPORTED_MODULE_3__/* .WITHDRAWN_KEYS */ .AD.get(key);
        if (instead) {
            const hint = { text: `Write ${instead}.`, code: 'unknown-config-key' };
            report({ origin: keyOrigin }, `"${key}" is not set here: the task definition says it.`, hint);
            continue;
        }
        if (known === undefined) {
            (0,_report_js__WEBPACK_IMPORTED_MODULE_0__/* .reportUnknownKey */ .A)({ key, keyOrigin }, knownIn(reading), report);
            continue;
        }
        if (value.kind === 'null')
            continue;
        const wrong = (0,_read_value_js__WEBPACK_IMPORTED_MODULE_4__/* .wrongValue */ .N)(known, value, besides);
        if (wrong)
            report(wrong.node, wrong.message, wrong.hint);
        else
            values.set(known, value);
    }
    return values;
}
function reportStrangers(root, layout, report) {
    const environments = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .childOf */ .GG)(root, 'environments');
    for (const [name, own] of layout.environments) {
        const node = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .childOf */ .GG)(environments, name);
        for (const which of ['services', 'tasks']) {
            const known = [...layout[which].keys()];
            const inner = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .childOf */ .GG)(node, which);
            for (const key of own[which].keys()) {
                if (known.includes(key))
                    continue;
                report({ origin: (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .memberOf */ .C5)(inner, key)?.keyOrigin ?? inner.origin }, `Environment "${name}" has settings for "${key}", which is not among "${which}".${(0,_nearest_js__WEBPACK_IMPORTED_MODULE_5__/* .didYouMean */ .au)(key, known)}`, `Known: ${known.join(', ') || 'none'}.`);
            }
        }
    }
    const services = [...layout.services.keys()];
    for (const entry of [
        ...layout.tasks.values(),
        ...[...layout.environments.values()].flatMap(one => [...one.tasks.values()])
    ]) {
        const from = entry.values.get('network-from');
        const nodes = [...(0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .itemsOf */ .S3)(entry.values.get('for')), ...(from ? [from] : [])];
        for (const node of nodes) {
            const name = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .stringOf */ .Je)(node) ?? '';
            if (!services.includes(name))
                report(node, `A task names the service "${_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .LOCAL_NAME */ .kC.test(name) ? name : '…'}", which is not among "services".${(0,_nearest_js__WEBPACK_IMPORTED_MODULE_5__/* .didYouMean */ .au)(name, services)}`, `Services: ${services.join(', ') || 'none'}.`);
        }
    }
    const isListed = (key) => [layout, ...layout.environments.values()].some(one => one.services.get(key)?.values.has('task-definition'));
    if (!layout.defaults?.values.has('task-definition') && !services.every(isListed))
        return;
    const waves = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .itemsOf */ .S3)((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .childOf */ .GG)(root, 'order')).flatMap(node => (node.kind === 'array' ? node.items : [node]));
    for (const node of services.length > 0 ? waves : []) {
        const name = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .stringOf */ .Je)(node) ?? '';
        if (_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .LOCAL_NAME */ .kC.test(name) && !services.includes(name))
            report(node, `"order" names the service "${name}", which is not among "services".${(0,_nearest_js__WEBPACK_IMPORTED_MODULE_5__/* .didYouMean */ .au)(name, services)}`, `Services: ${services.join(', ')}.`);
    }
}


/***/ }),

/***/ 57992:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ filledIn),
/* harmony export */   N: () => (/* binding */ wrongValue)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(318);
/* harmony import */ var _files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58363);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(18460);



function wrongValue(key, node, mappings = []) {
    const fact = (0,_keys_js__WEBPACK_IMPORTED_MODULE_0__/* .keyFact */ .yz)(key);
    const wrong = wrongNode(node, fact);
    if (wrong === undefined)
        return undefined;
    const plural = node.kind === 'object' ? mappings.find(one => one === `${key}s`) : undefined;
    if (plural !== undefined)
        return {
            node: wrong,
            message: `"${key}" is not valid. Did you mean "${plural}"?`,
            hint: `"${key}" is one name, like ${fact.example}. "${plural}" is a mapping: its keys are names, with the settings of each below it.`
        };
    return {
        node: wrong,
        message: `"${key}" is not valid.`,
        hint: `Write it like ${key}: ${fact.example}.`
    };
}
function wrongNode(node, fact) {
    switch (fact.kind) {
        case 'name':
            return fits((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .stringOf */ .Je)(node), fact) ? undefined : node;
        case 'text':
            return (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .stringOf */ .Je)(node)?.trim() ? undefined : node;
        case 'count':
            return node.kind === 'number' && /^\d{1,4}$/.test(node.raw) && node.value <= 5000 ? undefined : node;
        case 'word':
            return fact.words?.includes((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .stringOf */ .Je)(node) ?? '') ? undefined : node;
        case 'toggle':
            return node.kind === 'boolean' ? undefined : node;
        case 'list':
            return node.kind === 'array' ? node.items.find(item => (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .scalarTextOf */ .Vb)(item) === undefined) : node;
        case 'map':
            return wrongMember(node);
        case 'base':
            return wrongBase(node);
    }
}
function wrongMember(node) {
    return node.kind === 'object'
        ? node.members.find(({ value }) => (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .scalarTextOf */ .Vb)(value) === undefined)?.value
        : node;
}
function wrongBase(node) {
    if (node.kind === 'string')
        return node.value.trim() === '' ? node : undefined;
    const family = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .childOf */ .GG)(node, 'live');
    const isLive = node.kind === 'object' && node.members.length === 1 && family !== undefined;
    if (!isLive)
        return node;
    return _arn_js__WEBPACK_IMPORTED_MODULE_2__/* .ECS_NAME */ .GK.test(filledIn((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .stringOf */ .Je)(family) ?? '', { service: 'x', environment: 'x' }))
        ? undefined
        : family;
}
function fits(text, { form }) {
    if (text === undefined)
        return false;
    return text.includes('{') ? /^[^\s$]+$/.test(text) : (form?.test(text) ?? true);
}
function filledIn(text, { service, environment }) {
    const withService = text.replaceAll('{service}', service);
    return environment === undefined ? withService : withService.replaceAll('{environment}', environment);
}


/***/ }),

/***/ 10554:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ reportUnknownKey),
/* harmony export */   T: () => (/* binding */ reporterTo)
/* harmony export */ });
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27779);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85590);


function reporterTo(problems, place, usual) {
    return (node, message, hint) => {
        const { text, code } = typeof hint === 'string' ? { text: hint, ...usual } : hint;
        const at = place(node.origin);
        problems.push({ code, fault: 'user', message, hint: text, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ place: at }) });
    };
}
function reportUnknownKey({ key, keyOrigin }, known, report) {
    const shown = /^[A-Za-z][\w-]{0,29}$/.test(key) ? `"${key}"` : `of ${key.length} characters`;
    report({ origin: keyOrigin }, `Unknown key ${shown}.${(0,_nearest_js__WEBPACK_IMPORTED_MODULE_1__/* .didYouMean */ .au)(key, known)}`, {
        text: (0,_nearest_js__WEBPACK_IMPORTED_MODULE_1__/* .namesToChoose */ .D2)(known, (0,_nearest_js__WEBPACK_IMPORTED_MODULE_1__/* .pageUrl */ .fi)('configuration')),
        code: 'unknown-config-key'
    });
}


/***/ }),

/***/ 717:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ resolveLayout)
/* harmony export */ });
/* harmony import */ var _files_document_tree_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(58363);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7673);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85590);
/* harmony import */ var _absent_services_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(99962);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(18460);
/* harmony import */ var _read_value_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(57992);






function resolveLayout(layout, environment) {
    const problems = [];
    const own = environment === undefined ? undefined : layout.environments.get(environment);
    const resolving = { layout, problems, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ environment, own }) };
    const absent = (0,_absent_services_js__WEBPACK_IMPORTED_MODULE_1__/* .absentServices */ ._o)(layout, environment);
    const entries = [...layout.services].filter(([key]) => !absent.has(key));
    const services = entries.map(([key, entry]) => ({
        ...resolveOne({ key, which: 'services', entry }, resolving),
        ...asService(key, entry, resolving)
    }));
    const tasks = [...layout.tasks].map(([key, entry]) => ({
        ...resolveOne({ key, which: 'tasks', entry }, resolving),
        ...asTask(key, entry, resolving)
    }));
    const general = generalLayers(resolving);
    const usual = general.length === 0 ? undefined : siteOf(general, { resolving, key: undefined });
    const places = new Map(services.map(({ key, name, site }) => [key, name === key ? site : { ...site, name }]));
    problems.push(...sameServices(services));
    return {
        services,
        tasks,
        placement: { order: (0,_absent_services_js__WEBPACK_IMPORTED_MODULE_1__/* .orderWithout */ .di)(layout.order, absent), places, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ usual }) },
        place: layout.place,
        problems: (0,_list_js__WEBPACK_IMPORTED_MODULE_2__/* .distinctBy */ .ey)(problems, JSON.stringify),
        ...(absent.size > 0 ? { absent } : {}),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ environment })
    };
}
function generalLayers({ layout, environment, own }) {
    return [
        ...(layout.defaults ? [{ name: 'defaults', entry: layout.defaults }] : []),
        ...(own ? [{ name: `environments.${environment}`, entry: own.general }] : [])
    ];
}
function layersOf({ key, which, entry }, resolving) {
    const inner = resolving.own?.[which].get(key);
    return [
        ...generalLayers(resolving),
        { name: `${which}.${key}`, entry },
        ...(inner ? [{ name: `environments.${resolving.environment}.${which}.${key}`, entry: inner }] : [])
    ];
}
function resolveOne(subject, resolving) {
    const layers = layersOf(subject, resolving);
    const { key, entry } = subject;
    const { place } = resolving.layout;
    const names = namesFor(key, resolving);
    const base = baseOf(layers, { resolving, key });
    const paths = lastOf(layers, 'paths');
    return {
        key,
        site: siteOf(layers, { resolving, key }),
        variables: variablesOf(layers, names),
        paths: paths ? (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .itemsOf */ .S3)(paths.node).map(item => (0,_read_value_js__WEBPACK_IMPORTED_MODULE_4__/* .filledIn */ .A)((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .scalarTextOf */ .Vb)(item) ?? '', names)) : [],
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ written: place(entry.origin), base })
    };
}
function lastOf(layers, key) {
    for (const { name, entry } of layers.toReversed()) {
        const node = entry.values.get(key);
        if (node)
            return { node, layer: name };
    }
    return undefined;
}
function variablesOf(layers, names) {
    const found = new Map();
    for (const { name, entry } of layers) {
        const node = entry.values.get('variables');
        if (node?.kind !== 'object')
            continue;
        for (const { key, value } of node.members) {
            const filled = value.kind === 'string' ? { ...value, value: (0,_read_value_js__WEBPACK_IMPORTED_MODULE_4__/* .filledIn */ .A)(value.value, names) } : value;
            found.set(key, { node: filled, layer: name });
        }
    }
    return found;
}
function asService(key, entry, resolving) {
    const layers = layersOf({ key, which: 'services', entry }, resolving);
    const count = lastOf(layers, 'desired-count')?.node;
    return {
        kind: 'service',
        name: nameOf(layers, 'service', { resolving, key }) ?? key,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ desiredCount: count?.kind === 'number' ? count.value : undefined })
    };
}
function asTask(key, entry, resolving) {
    const layers = layersOf({ key, which: 'tasks', entry }, resolving);
    const textsOf = (name) => (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .itemsOf */ .S3)(lastOf(layers, name)?.node).map(item => (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .scalarTextOf */ .Vb)(item) ?? '');
    const services = textsOf('for');
    const command = textsOf('command');
    const task = {
        run: (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .stringOf */ .Je)(lastOf(layers, 'run')?.node) === 'before' ? 'before' : 'manual',
        for: services,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({
            networkFrom: (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .stringOf */ .Je)(lastOf(layers, 'network-from')?.node) ?? services[0],
            command: command.length === 0 ? undefined : command,
            container: (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .stringOf */ .Je)(lastOf(layers, 'container')?.node),
            schedules: isTrue(lastOf(layers, 'schedules')?.node) ? true : undefined
        })
    };
    return { kind: 'task', task };
}
function isTrue(node) {
    return node?.kind === 'boolean' && node.value;
}
function namesFor(key, { environment }) {
    return { service: key, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ environment }) };
}
function nameOf(layers, key, { resolving, key: service }) {
    const found = lastOf(layers, key);
    const written = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .stringOf */ .Je)(found?.node);
    if (found === undefined || written === undefined)
        return undefined;
    if (service === undefined && written.includes('{service}'))
        return undefined;
    const text = (0,_read_value_js__WEBPACK_IMPORTED_MODULE_4__/* .filledIn */ .A)(written, namesFor(service ?? '', resolving));
    const wrong = wrongName(text, key);
    if (wrong === undefined)
        return text;
    report(resolving, found.node, wrong);
    return undefined;
}
function wrongName(text, key) {
    if (text.includes('{environment}'))
        return {
            message: `"${key}" is written with {environment}, and the run is for no environment.`,
            hint: 'Name it in the input "environment".'
        };
    const [unknown] = /\{\w+\}/.exec(text) ?? [];
    if (unknown !== undefined)
        return {
            message: `"${key}" is not valid after its placeholders are replaced.`,
            hint: `${unknown} is not a placeholder: {service} is the key of the service, {environment} the environment.`
        };
    const { form, example } = (0,_keys_js__WEBPACK_IMPORTED_MODULE_5__/* .keyFact */ .yz)(key);
    if (form === undefined || form.test(text))
        return undefined;
    return {
        message: `"${key}" is not valid after its placeholders are replaced.`,
        hint: `It must be like ${key}: ${example}; {service} is the key of the service, {environment} the environment.`
    };
}
function report({ layout, problems }, { origin }, wrong) {
    const place = layout.place(origin);
    problems.push({ code: 'bad-placement', fault: 'user', ...wrong, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ place }) });
}
function siteOf(layers, filling) {
    const { place } = filling.resolving.layout;
    const placeOf = (key) => {
        const found = lastOf(layers, key);
        return found && place(found.node.origin);
    };
    const cluster = nameOf(layers, 'cluster', filling);
    const region = nameOf(layers, 'region', filling);
    const written = (0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({
        cluster: cluster === undefined ? undefined : placeOf('cluster'),
        region: region === undefined ? undefined : placeOf('region')
    });
    return {
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ cluster, region, roleArn: nameOf(layers, 'role-to-assume', filling) }),
        ...(Object.keys(written).length === 0 ? {} : { written })
    };
}
function baseOf(layers, { resolving, key = '' }) {
    const found = lastOf(layers, 'task-definition');
    if (found === undefined)
        return undefined;
    const place = resolving.layout.place(found.node.origin);
    const family = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .stringOf */ .Je)((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .childOf */ .GG)(found.node, 'live'));
    const text = (0,_read_value_js__WEBPACK_IMPORTED_MODULE_4__/* .filledIn */ .A)(family ?? (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .stringOf */ .Je)(found.node) ?? '', namesFor(key, resolving));
    const wrong = wrongName(text, 'task-definition');
    if (wrong)
        report(resolving, found.node, wrong);
    if (family !== undefined)
        return { kind: 'live', family: text, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ place }) };
    return text === 'live'
        ? { kind: 'live', ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ place }) }
        : { kind: 'file', path: text, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ place }) };
}
function sameServices(services) {
    const known = new Map();
    return services.flatMap(service => {
        const { region = '', cluster = '' } = service.site;
        const id = `${region} ${cluster.slice(cluster.lastIndexOf('/') + 1)} ${service.name}`;
        const before = known.get(id);
        if (before === undefined) {
            known.set(id, service);
            return [];
        }
        const where = before.written ? ` (${before.written.file}:${before.written.line})` : '';
        return [
            {
                code: 'service-twice',
                fault: 'user',
                message: `"${before.key}"${where} and "${service.key}" are the same ECS service "${service.name}"${cluster === '' ? '' : ` of cluster ${cluster}`}.`,
                hint: 'Keep one entry, or correct "service", "cluster" or "region" of the other.',
                ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ place: service.written })
            }
        ];
    });
}


/***/ }),

/***/ 21788:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ NOTHING_RESOLVED)
/* harmony export */ });
/* harmony import */ var _placement_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(47497);

const NOTHING_RESOLVED = {
    services: [],
    tasks: [],
    placement: _placement_js__WEBPACK_IMPORTED_MODULE_0__/* .NO_PLACEMENT */ .Y8,
    place: () => undefined,
    problems: []
};


/***/ }),

/***/ 49755:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mv: () => (/* binding */ contextNames),
/* harmony export */   WH: () => (/* binding */ splitExpressions),
/* harmony export */   l4: () => (/* binding */ asksForAccount),
/* harmony export */   qL: () => (/* binding */ isNeverOpaque),
/* harmony export */   qp: () => (/* binding */ isOpaque),
/* harmony export */   xS: () => (/* binding */ hasExpression)
/* harmony export */ });
function splitExpressions(text) {
    const pieces = [];
    let position = 0;
    for (let open = text.indexOf('${{'); open >= 0; open = text.indexOf('${{', position)) {
        if (open > position)
            pieces.push({ kind: 'plain', text: text.slice(position, open) });
        const close = closingBraces(text, open + 3);
        if (close < 0)
            return [...pieces, { kind: 'unclosed', start: open }];
        pieces.push({ kind: 'expression', text: text.slice(open + 3, close), start: open + 3 });
        position = close + 2;
    }
    if (position < text.length || pieces.length === 0)
        pieces.push({ kind: 'plain', text: text.slice(position) });
    return pieces;
}
function closingBraces(text, from) {
    let quoted = false;
    for (let i = from; i < text.length; i++) {
        const character = text[i];
        if (character === "'")
            quoted = !quoted;
        else if (!quoted && character === '}' && text[i + 1] === '}')
            return i;
    }
    return -1;
}
function hasExpression(node) {
    switch (node.kind) {
        case 'string':
            return node.value.includes('${{');
        case 'array':
            return node.items.some(hasExpression);
        case 'object':
            return node.members.some(({ key, value }) => key.includes('${{') || hasExpression(value));
        default:
            return false;
    }
}
const MORE_OF_AWS = /\baws\b(?!\s*\.\s*(?:region|partition)\b)/i;
function asksForAccount(node) {
    switch (node.kind) {
        case 'string':
            return splitExpressions(node.value).some(piece => piece.kind === 'expression' && MORE_OF_AWS.test(piece.text));
        case 'array':
            return node.items.some(asksForAccount);
        case 'object':
            return node.members.some(({ value }) => asksForAccount(value));
        default:
            return false;
    }
}
function isOpaque(text) {
    return /\$[{A-Za-z_]|\{\{|<%|<[\w .:/-]+>|@@[\w.-]+@@|__[A-Z][A-Z0-9_]*__|%[A-Z][A-Z0-9_]*%/.test(text);
}
function isNeverOpaque() {
    return false;
}
const contextNames = ['github', 'env', 'vars', 'service', 'environment', 'aws'];


/***/ })

};
