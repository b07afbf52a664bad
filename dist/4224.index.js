export const id = 4224;
export const ids = [4224];
export const modules = {

/***/ 24224:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  weighedBy: () => (/* binding */ weighedBy)
});

// EXTERNAL MODULE: ./lib/src/detector/chosen-rules.js
var chosen_rules = __webpack_require__(9442);
// EXTERNAL MODULE: ./lib/src/detector/rule-ids.js
var rule_ids = __webpack_require__(77239);
// EXTERNAL MODULE: ./lib/src/exceptions/glob.js
var glob = __webpack_require__(4344);
;// CONCATENATED MODULE: ./lib/src/exceptions/coverage.js

class ExceptionIndex {
    groups = new Map();
    order = new Map();
    used = new Set();
    constructor(exceptions) {
        for (const [index, exception] of exceptions.entries()) {
            this.order.set(exception, index);
            const { variable = '', rule, container, file } = exception;
            const key = keyOf(variable, rule, container);
            const group = this.groups.get(key) ?? { byFile: new Map(), patterns: [], byPattern: new Map() };
            this.groups.set(key, group);
            if ((0,glob/* isGlob */.fg)(file))
                group.patterns.push(exception);
            else
                listAt(group.byFile, file).push(exception);
        }
    }
    covering({ name, rule, container, file }) {
        const keys = [
            keyOf(name, rule, undefined),
            ...(container === undefined ? [] : [keyOf(name, rule, container)])
        ];
        const lists = keys.flatMap(key => {
            const group = this.groups.get(key);
            return group === undefined ? [] : [group.byFile.get(file) ?? [], patternsFor(group, file)];
        });
        for (const list of lists)
            this.used.add(list);
        const firsts = lists.flatMap(list => list.slice(0, 1));
        return firsts.sort((a, b) => (this.order.get(a) ?? 0) - (this.order.get(b) ?? 0))[0];
    }
    whatCovered() {
        return new Set([...this.used].flat());
    }
}
function patternsFor({ patterns, byPattern }, file) {
    const known = byPattern.get(file) ?? patterns.filter(exception => (0,glob/* matchesPath */.$h)(exception.file, file));
    byPattern.set(file, known);
    return known;
}
function keyOf(variable, rule, container) {
    return JSON.stringify([variable, rule, container ?? null]);
}
class CommentIndex {
    byLine = new Map();
    lines;
    used = new Map();
    constructor(comments, lines) {
        this.lines = lines;
        for (const comment of comments) {
            const { file, rule = '', line } = comment;
            listAt(this.byLine, lineKey(file, rule, line)).push(comment);
        }
    }
    allowing(finding) {
        const { file, rule, place, pointer } = finding;
        const lines = new Set(this.lines.get(file)?.get(pointer));
        if (place !== undefined)
            lines.add(place.line);
        const lists = [...lines].flatMap(line => {
            const list = this.byLine.get(lineKey(file, rule, line));
            return list === undefined ? [] : [list];
        });
        const entry = entryOf(finding);
        return lists.flatMap(list => this.claimed(list, entry) ?? []).sort((a, b) => startOf(a) - startOf(b))[0];
    }
    claimed(list, entry) {
        const claims = this.used.get(list) ?? new Map();
        this.used.set(list, claims);
        const comment = claims.get(entry) ?? list[claims.size];
        if (comment)
            claims.set(entry, comment);
        return comment;
    }
    whatAllowed() {
        return new Set([...this.used.keys()].flat());
    }
}
function entryOf({ pointer, place }) {
    if (pointer.startsWith('/lines'))
        return `${pointer} ${place?.line} ${place?.column}`;
    return pointer.replace(/(?:\/(?:name|value|value_?from)|(?<=\/(?:command|entry_?point))\/\d+)$/i, '');
}
function lineKey(file, rule, line) {
    return `${line} ${rule} ${file}`;
}
function startOf({ place }) {
    return place.line;
}
function listAt(lists, key) {
    const list = lists.get(key) ?? [];
    lists.set(key, list);
    return list;
}

// EXTERNAL MODULE: ./lib/src/exceptions/dates.js
var dates = __webpack_require__(63649);
// EXTERNAL MODULE: ./lib/src/detector/fingerprint.js
var fingerprint = __webpack_require__(65876);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/exceptions/rules.js
var rules = __webpack_require__(44439);
;// CONCATENATED MODULE: ./lib/src/exceptions/findings.js



function exceptionFinding(rule, exception) {
    const { container, variable, expires, place, pointer } = exception;
    const about = aboutException(exception);
    const texts = {
        'policy/exception-expired': [
            `${about} ended on ${expires}, and the finding is still there.`,
            'Fix the finding and remove the exception, or renew it with a new reason.'
        ],
        'policy/exception-unused': [`${about} matches nothing.`, 'Remove it from the file.'],
        'policy/exception-broad': [
            `${about} is too broad and is not applied.`,
            'Name one variable, and a file, or a pattern that leaves other task definitions out: an exception for everything hides the next credential.'
        ]
    };
    const [message, hint] = texts[rule.id] ?? [about, rule.summary];
    return made(rule, {
        file: place.file,
        place,
        pointer,
        name: variable ?? '*',
        message: `${message}`,
        hint,
        ...(0,present/* present */.E)({ container })
    });
}
function aboutException({ file, container, variable, rule }) {
    const of = container === undefined ? '' : ` of container "${shown(container)}"`;
    const what = variable === undefined || variable === '*' ? 'any variable' : `variable ${shown(variable)}${of}`;
    return `The exception of ${rule} for ${what} in ${shown(file)}`;
}
function pendingFinding(given, doubt) {
    const isException = 'pointer' in given;
    const { place } = given;
    const about = isException ? aboutException(given) : `The comment that allows ${given.rule}`;
    return made(rules/* PENDING */.eG, {
        file: place.file,
        place,
        pointer: isException ? given.pointer : '',
        name: isException ? (given.variable ?? '*') : (given.rule ?? 'ecs-sealed'),
        ...(0,present/* present */.E)({ container: isException ? given.container : undefined }),
        message: doubt === undefined
            ? `${about} comes with this pull request and does not count until it is merged.`
            : `${about} does not count: what the base of this pull request says is not known (${doubt.why}).`,
        hint: doubt?.help ?? MERGE_FIRST
    });
}
const MERGE_FIRST = 'Have it reviewed and merged in a separate pull request, before the value. Where everybody who can open a pull request may also approve findings, set trust-exceptions: head.';
function commentFinding({ file, place, rule, hasReason, nearest }) {
    const base = { file, place, pointer: '', name: rule ?? 'ecs-sealed' };
    const form = 'Write: ecs-sealed: allow <rule> <reason>.';
    if (rule === undefined) {
        const meant = nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
        const message = `This comment does not allow anything: it names no known rule.${meant}`;
        return made(rules/* COMMENT */.YK, { ...base, message, hint: form });
    }
    if (!hasReason) {
        const message = `This comment allows ${rule} without a reason and is not applied.`;
        return made(rules/* COMMENT */.YK, { ...base, message, hint: form });
    }
    const message = `This comment allows ${rule}, but there is no such finding at its line or the line below.`;
    return made(rules/* UNUSED */.pd, { ...base, message, hint: 'Remove the comment, or move it to the line of the value.' });
}
function made({ id, level, category, confidence }, details) {
    const { file, container, name, place, pointer } = details;
    return {
        rule: id,
        level,
        category,
        confidence,
        ...details,
        fingerprint: (0,fingerprint/* fingerprint */.R)({
            file,
            container,
            location: 'exceptions',
            name,
            rule: id,
            occurrence: pointer === '' ? (place?.line ?? 0) : 0
        })
    };
}
function shown(name) {
    return name.length <= 100 ? name : `${name.slice(0, 100)}…`;
}

;// CONCATENATED MODULE: ./lib/src/exceptions/apply.js





function applyExceptions(findings, given) {
    const isBroad = broadIn(given.all ?? []);
    const own = given.exceptions.filter(({ isOnBaseOnly, isDerived }) => !isOnBaseOnly && !isDerived);
    const brought = given.pending ?? [];
    const broad = [...own, ...brought].filter(isBroad);
    const narrow = given.exceptions.filter(exception => !isBroad(exception));
    const pending = new PendingList(brought.filter(exception => !isBroad(exception)), given.doubt);
    const holds = ({ expires }) => ((0,dates/* lastMoment */.Hl)(expires) ?? 0) >= given.now;
    const valid = new ExceptionIndex(narrow.filter(holds));
    const ended = narrow.filter(exception => !holds(exception));
    const expired = new ExceptionIndex(ended);
    const missed = new ExceptionIndex(ended);
    const comments = new CommentIndex(given.comments.filter(({ rule, hasReason }) => rule !== undefined && hasReason), given.lines);
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
        ...broad.map(exception => exceptionFinding(rules/* BROAD */.R5, exception)),
        ...pending.findings(),
        ...about({ narrow, ended, given }, { valid, expired, missed })
    ];
    const allowed = comments.whatAllowed();
    const idleComments = given.comments.filter(comment => !allowed.has(comment) && !given.idleRules.includes(comment.rule ?? ''));
    return { excepted, findings: [...kept, ...exceptionFindings, ...idleComments.map(commentFinding)] };
}
function about({ narrow, ended, given }, { valid, expired, missed }) {
    const used = new Set([...valid.whatCovered(), ...expired.whatCovered()]);
    const lapsed = missed.whatCovered();
    const scanned = new Set(given.scanned);
    const isIdle = (exception) => !used.has(exception) && couldMatch(exception, { ...given, scanned });
    return [
        ...ended.filter(one => lapsed.has(one)).map(one => ({ one, finding: exceptionFinding(rules/* EXPIRED */.eZ, one) })),
        ...narrow.filter(isIdle).map(one => ({ one, finding: exceptionFinding(rules/* UNUSED */.pd, one) }))
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
        (0,glob/* isWholeRepository */.yy)(file) ||
        ((0,glob/* isGlob */.fg)(file) && matchesAll(file));
}
function isForAll(pattern, files) {
    return (0,glob/* isGlob */.fg)(pattern) && files.length > 1 && files.every(file => (0,glob/* matchesPath */.$h)(pattern, file));
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
    return (0,glob/* isGlob */.fg)(file) ? [...scanned].some(path => (0,glob/* matchesPath */.$h)(file, path)) : scanned.has(file);
}
class PendingList {
    #exceptions;
    #index;
    #doubt;
    #comments = new Map();
    constructor(exceptions, doubt) {
        this.#exceptions = exceptions;
        this.#index = new ExceptionIndex(exceptions);
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
            ...exceptions.map(exception => pendingFinding(exception, this.#doubt)),
            ...[...this.#comments].map(([comment, doubt]) => pendingFinding(comment, doubt))
        ];
    }
}

// EXTERNAL MODULE: ./lib/src/nearest.js
var src_nearest = __webpack_require__(27779);
;// CONCATENATED MODULE: ./lib/src/exceptions/comments.js


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

// EXTERNAL MODULE: ./lib/src/exceptions/on-base.js
var on_base = __webpack_require__(10797);
;// CONCATENATED MODULE: ./lib/src/exceptions/weigh.js




function weighFindings(findings, files, { rules, base, ...given }) {
    const marked = files.filter(({ document }) => document.text.includes(MARK));
    return applyExceptions(findings, {
        ...given,
        comments: marked.flatMap(file => readComments({ ...file, rules })),
        lines: new Map(marked.map(({ document, place }) => [document.file, (0,on_base/* entryLines */.Wx)(document.root, place)])),
        ...(0,present/* present */.E)({ approval: base && approvalBy(base, { marked, rules }) })
    });
}
function approvalBy(base, { marked, rules }) {
    const approved = new Map();
    for (const [file, before] of base) {
        if (!('document' in before))
            continue;
        const comments = readComments({ ...before, rules });
        approved.set(file, (0,on_base/* approvedEntries */.UC)({ root: before.document.root, place: before.place, comments }));
    }
    const names = new Map(marked.map(({ document }) => [document.file, (0,on_base/* entryNames */.VM)(document.root)]));
    return ({ file, pointer, rule }) => {
        const before = base.get(file);
        if (before !== undefined && 'why' in before)
            return before;
        const name = names.get(file)?.get(pointer);
        const isApproved = name !== undefined && approved.get(file)?.has((0,on_base/* approvalOf */.xf)(name, rule));
        return isApproved ? 'counts' : 'pending';
    };
}

// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(7673);
;// CONCATENATED MODULE: ./lib/src/checking/decisions/weigh-findings.js






async function weighedBy({ findings, loaded }, { rules, configuration, standing, trackedDefinitions }, { clock }) {
    const files = (0,list/* distinctBy */.ey)(loaded.targets, ({ document }) => document.file);
    const commented = files.flatMap(({ document }) => document.text.includes('ecs-sealed:') ? [document.file] : []);
    const pending = standing?.pending ?? [];
    const unscanned = new Set(loaded.unscanned.map(({ file }) => file));
    const named = loaded.all ?? loaded.files;
    const isForAllNamed = [...configuration.exceptions, ...pending].some(({ file }) => isForAll(file, named));
    const active = new Set((0,chosen_rules/* chosenRules */.u)(rules).map(({ id }) => id));
    return weighFindings(findings, files, {
        exceptions: configuration.exceptions,
        scanned: files.map(({ document }) => document.file).filter(file => !unscanned.has(file)),
        idleRules: rule_ids/* RULE_IDS */.I.filter(id => !active.has(id)),
        rules: rule_ids/* RULE_IDS */.I,
        now: clock.now(),
        all: isForAllNamed ? [...named, ...((await trackedDefinitions?.()) ?? [])] : named,
        pending,
        ...(0,present/* present */.E)({ doubt: standing?.doubt }),
        ...(0,present/* present */.E)({ base: standing && (await onBase(commented, standing.base)) })
    });
}
async function onBase(files, base) {
    if (files.length === 0)
        return new Map();
    const { filesOnBase } = await __webpack_require__.e(/* import() */ 5296).then(__webpack_require__.bind(__webpack_require__, 12915));
    return filesOnBase(files, base);
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
    'secret/log-option',
    'secret/embedded',
    'secret/default-value',
    'secret/split-token',
    'secret/reference-invalid',
    'secret/duplicate',
    'secret/control-name',
    'secret/delivery',
    'secret/env-file',
    ...OPTIONAL_RULE_IDS,
    'policy/references-only'
];


/***/ }),

/***/ 63649:
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

/***/ 4344:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $h: () => (/* binding */ matchesPath),
/* harmony export */   fg: () => (/* binding */ isGlob),
/* harmony export */   yy: () => (/* binding */ isWholeRepository)
/* harmony export */ });
function isGlob(pattern) {
    return /[*?]/.test(pattern);
}
function matchesPath(pattern, path) {
    if (!isGlob(pattern))
        return pattern === path;
    const wanted = pattern.split('/');
    const given = path.split('/');
    let reached = given.map(() => false);
    reached = [true, ...reached];
    for (const segment of wanted) {
        if (segment === '**') {
            const first = reached.indexOf(true);
            reached = reached.map((_, index) => first >= 0 && index >= first);
        }
        else {
            reached = reached.map((_, index) => index > 0 && reached[index - 1] === true && matchesName(segment, given[index - 1] ?? ''));
        }
    }
    return reached.at(-1) === true;
}
function matchesName(pattern, name) {
    let at = 0;
    let star = -1;
    let resume = 0;
    for (let index = 0; index < name.length;) {
        if (pattern[at] === '*') {
            star = at++;
            resume = index;
        }
        else if (pattern[at] === '?' || pattern[at] === name[index]) {
            at++;
            index++;
        }
        else if (star >= 0) {
            at = star + 1;
            index = ++resume;
        }
        else
            return false;
    }
    while (pattern[at] === '*')
        at++;
    return at === pattern.length;
}
const NAMING_LETTERS = 3;
function isWholeRepository(pattern) {
    if (!isGlob(pattern))
        return false;
    const segments = pattern.replace(/\.[A-Za-z0-9]+$/, '').split('/');
    return !segments.some(segment => {
        const letters = segment.replaceAll(/[*?.]/g, '');
        return isGlob(segment) ? letters.length >= NAMING_LETTERS : letters !== '';
    });
}


/***/ }),

/***/ 10797:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   UC: () => (/* binding */ approvedEntries),
/* harmony export */   VM: () => (/* binding */ entryNames),
/* harmony export */   Wx: () => (/* binding */ entryLines),
/* harmony export */   tQ: () => (/* binding */ standingOnBase),
/* harmony export */   xf: () => (/* binding */ approvalOf)
/* harmony export */ });
/* harmony import */ var _document_tree_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(10119);
/* harmony import */ var _dates_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(63649);


const NAMING = new Set(['name', 'key']);
function standingOnBase(head, base, now) {
    const approved = new Map(base.map(exception => [keyOf(exception), exception]));
    const own = new Map(head.map(exception => [keyOf(exception), exception]));
    const isOver = ({ expires }) => ((0,_dates_js__WEBPACK_IMPORTED_MODULE_0__/* .lastMoment */ .Hl)(expires) ?? 0) < now;
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
    const names = members.flatMap(({ key, value }) => /^(?:name|key)$/i.test(key) ? [(0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .stringOf */ .Je)(value) ?? value.kind] : []);
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


/***/ })

};
