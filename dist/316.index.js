export const id = 316;
export const ids = [316];
export const modules = {

/***/ 15376:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  PE: () => (/* binding */ applyProjectRules),
  wD: () => (/* binding */ exceptedPlaintext),
  xc: () => (/* binding */ howToBegin),
  yR: () => (/* binding */ readText),
  AX: () => (/* binding */ standingDecisions),
  rS: () => (/* binding */ withRenderedBefore)
});

// UNUSED EXPORTS: filesOnBase

// EXTERNAL MODULE: ./lib/src/detector/advice.js
var advice = __webpack_require__(34225);
// EXTERNAL MODULE: ./lib/src/detector/detect.js + 4 modules
var detect = __webpack_require__(24583);
// EXTERNAL MODULE: ./lib/src/detector/formats/read-for-check.js + 1 modules
var read_for_check = __webpack_require__(68599);
// EXTERNAL MODULE: ./lib/src/files/document/place.js
var document_place = __webpack_require__(43505);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/layout.js
var layout = __webpack_require__(85749);
// EXTERNAL MODULE: ./lib/src/check/exceptions/exception.js
var exceptions_exception = __webpack_require__(66509);
// EXTERNAL MODULE: ./lib/src/files/document/load.js
var load = __webpack_require__(42732);
// EXTERNAL MODULE: ./lib/src/files/document/tree.js
var tree = __webpack_require__(69360);
// EXTERNAL MODULE: ./lib/src/nearest.js
var nearest = __webpack_require__(11636);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(35909);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/keys.js
var keys = __webpack_require__(21503);
// EXTERNAL MODULE: ./lib/src/inputs/configuration/read-layout.js
var read_layout = __webpack_require__(32846);
;// CONCATENATED MODULE: ./lib/src/inputs/configuration/load.js









async function loadProjectFile(file, text, known) {
    if (/^(?:\s|#[^\r\n]*|---)*$/.test(text))
        return layout/* NO_PROJECT_FILE */.dx;
    const { document, problems } = await (0,load/* loadDocument */.Az)(file, text);
    const place = document && (0,document_place/* placeFinder */.aA)(document);
    const placed = document?.root.kind === 'object' && place
        ? (0,read_layout/* readLayout */.T)({ document, place })
        : { layout: layout/* NO_LAYOUT */.$N, problems: [] };
    const read = document?.root.kind === 'object' && place && problems.length === 0
        ? readDecisions(document.root, { ...known, file, place })
        : { ...layout/* NO_DECISIONS */.UC, problems: loadingProblems(file, text, problems) };
    const decisions = read.problems.length > 0 ? { ...layout/* NO_DECISIONS */.UC, problems: read.problems } : read;
    return { layout: placed.layout, layoutProblems: placed.problems, decisions };
}
function loadingProblems(file, text, problems) {
    const [first, ...more] = problems;
    if (first === undefined || first.code === 'not-an-object')
        return [
            {
                ...{ code: 'not-an-object', fault: 'user', ...first },
                message: `${file} must be a mapping.`,
                hint: 'Start it with "services:" or "exceptions:".'
            }
        ];
    const line = first.place && text.split('\n')[first.place.line - 1];
    if (!/[{,][^"']*\{(?:service|environment)\}/.test(line ?? ''))
        return [first, ...more];
    const hint = 'In braces, YAML requires a value with {service} or {environment} to be quoted: {cluster: "shop-{environment}"}.';
    return [{ ...first, hint }];
}
function readDecisions(root, source) {
    const problems = [];
    const report = (0,layout/* reporterTo */.TH)(problems, source.place, { code: 'bad-exception' });
    checkKeys(root, keys/* TOP_KEYS */.Bi, report);
    const exceptions = listOf(root, 'exceptions', report).flatMap((item, index) => readException(item, index, { source, report }) ?? []);
    const allowedNames = textListOf(root, 'allowed-names', report);
    const optionalRules = textListOf(root, 'optional-rules', report);
    if (!optionalRules.every(id => source.optional.includes(id)))
        report((0,tree/* childOf */.GG)(root, 'optional-rules') ?? root, '"optional-rules" contains a rule that is not optional or not known.', `Optional rules: ${source.optional.join(', ')}.`);
    return { exceptions, allowedNames, optionalRules, problems };
}
function listOf(root, key, report) {
    const list = (0,tree/* childOf */.GG)(root, key);
    if (list !== undefined && list.kind !== 'array' && list.kind !== 'null')
        report(list, `"${key}" must be a list.`, 'Write each entry on a line that starts with "-".');
    return (0,tree/* itemsOf */.S3)(list);
}
function textListOf(root, key, report) {
    return listOf(root, key, report).flatMap((item, index) => {
        const text = (0,tree/* stringOf */.Je)(item)?.trim();
        if (text)
            return [text];
        report(item, `Entry ${index + 1} of "${key}" must be a string.`, 'Put numbers and booleans in quotes.');
        return [];
    });
}
function checkKeys(node, known, report) {
    for (const member of node.members)
        if (!known.includes(member.key))
            (0,layout/* reportUnknownKey */.AY)(member, known, report);
}
const HINTS = {
    file: 'Name the task definition, relative to the repository: file: deploy/app.json',
    container: 'Name the container: container: app',
    variable: 'Name the variable: variable: DB_PASSWORD',
    rule: 'Name the rule that the check shows in brackets: rule: secret/by-name',
    reason: 'Say why it is acceptable: reason: test database without data, ticket OPS-12',
    expires: 'Name the last day on which it holds, for example the latest one allowed: expires: '
};
function readException(item, index, { source, report }) {
    const label = `Exception ${index + 1}`;
    const place = source.place(item.origin);
    if (item.kind !== 'object' || place === undefined) {
        report(item, `${label} is not a mapping.`, `An exception has ${keys/* EXCEPTION_KEYS */.Jb.join(', ')}.`);
        return undefined;
    }
    checkKeys(item, keys/* EXCEPTION_KEYS */.Jb, report);
    const latest = (0,exceptions_exception/* dayAfter */.PV)(source.now, exceptions_exception/* MAX_DAYS */.de);
    const required = keys/* REQUIRED_EXCEPTION_KEYS */.zm;
    const texts = {};
    for (const key of keys/* EXCEPTION_KEYS */.Jb) {
        const node = (0,tree/* memberOf */.C5)(item, key)?.value;
        const text = (0,tree/* stringOf */.Je)(node)?.trim();
        const hint = key === 'expires' ? `${HINTS[key]}${latest}` : HINTS[key];
        if (text)
            texts[key] = text;
        else if (node)
            report(node, `${label}: "${key}" must be a string.`, hint);
        else if (required.includes(key))
            report(item, `${label} has no "${key}".`, hint);
    }
    const { file, container, variable, rule, reason, expires } = texts;
    const at = (key) => (0,tree/* childOf */.GG)(item, key) ?? item;
    if (rule !== undefined && !source.rules.includes(rule))
        report(at('rule'), `${label}: "rule" is not a known rule.${(0,nearest/* didYouMean */.au)(rule, source.rules)}`, `Rules: ${source.rules.join(', ')}.`);
    if (expires !== undefined && (0,exceptions_exception/* lastMoment */.Hl)(expires) === undefined)
        report(at('expires'), `${label}: "expires" is not a day.`, `Write it as year-month-day: expires: ${latest}`);
    else if (expires !== undefined && expires > latest)
        report(at('expires'), `${label} expires more than a year from now.`, `The latest day allowed is ${latest}; renew the exception when that comes.`);
    if (file === undefined || rule === undefined || expires === undefined || reason === undefined)
        return undefined;
    return {
        file: file.replaceAll('\\', '/').replace(/^(?:\.\/)+/, ''),
        rule,
        expires,
        ...(0,present/* present */.E)({ container, variable }),
        place: { ...place, file: source.file, endLine: place.line, endColumn: place.column + 1 },
        pointer: `/exceptions/${index}`,
        ...(reason === exceptions_exception/* BASELINE_REASON */.lv ? { isBaseline: true } : {})
    };
}

// EXTERNAL MODULE: ./lib/src/inputs/read-common.js + 1 modules
var read_common = __webpack_require__(94077);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(28168);
// EXTERNAL MODULE: ./lib/src/report/problem-text.js
var problem_text = __webpack_require__(54884);
// EXTERNAL MODULE: ./lib/src/report/step-commands.js
var step_commands = __webpack_require__(17458);
;// CONCATENATED MODULE: ./lib/src/check/exceptions/comments.js



const MARK = 'ecs-sealed:';
const OPENERS = {
    json: /(?:\/\/|\/\*|#)[ \t]*ecs-sealed:((?:(?!\*\/)[^\r\n])*)/g,
    yaml: /#[ \t]*ecs-sealed:([^\r\n]*)/g
};
function readComments({ document, place }, rules) {
    const { text, file, format } = document;
    if (!text.includes(MARK))
        return [];
    const { leaves, texts } = textsOf(document, place);
    const sorted = [...texts].sort((a, b) => a.start - b.start);
    const entriesAt = new Map();
    for (const { name, keys, lines } of leaves)
        for (const line of lines) {
            const entries = entriesAt.get(line) ?? new Map();
            for (const key of keys)
                entries.set(key, name);
            entriesAt.set(line, entries);
        }
    const lines = text.split(/\r\n|\r|\n/);
    const below = contentBelow(lines);
    let [next, covered] = [0, 0];
    return [...text.matchAll(OPENERS[format])].flatMap(match => {
        const start = match.index;
        for (; (sorted[next]?.start ?? Number.POSITIVE_INFINITY) <= start; next += 1)
            covered = Math.max(covered, sorted[next]?.end ?? 0);
        if (covered > start)
            return [];
        const at = place({ kind: 'file', file, pointer: '', start, end: start + match[0].length });
        if (!at)
            return [];
        const words = (match[1] ?? '')
            .replace(/\*\/.*$/, '')
            .trim()
            .split(/\s+/);
        const [word, rule = '', ...reason] = words;
        const known = word === 'allow' && rules.includes(rule);
        const isBehind = (lines[at.line - 1] ?? '').slice(0, at.column - 1).trim() !== '';
        const line = isBehind ? at.line : (below[at.line] ?? at.line + 1);
        return [
            {
                file,
                ...(known ? { rule } : (0,present/* present */.E)({ nearest: (0,nearest/* nearestName */.qb)(rule, rules) })),
                hasReason: reason.length > 0,
                line,
                place: at,
                entries: entriesAt.get(line) ?? new Map()
            }
        ];
    });
}
function contentBelow(lines) {
    const below = new Array(lines.length);
    let line;
    for (let index = lines.length - 1; index >= 0; index -= 1) {
        if (!/^\s*(?:$|#|\/\/|\/\*|\*)/.test(lines[index] ?? ''))
            line = index + 1;
        below[index] = line;
    }
    return below;
}
function entryKey(pointer, line) {
    return `${line} ${pointer}`;
}
function textsOf({ file, root }, place) {
    const leaves = [];
    const texts = [];
    const isOwn = (origin) => origin.kind === 'file' && origin.file === file;
    const addText = (origin) => {
        if (isOwn(origin))
            texts.push(origin);
    };
    const visit = (node, name, about) => {
        if (node.kind === 'object') {
            const around = namesOf(node);
            for (const { key, keyOrigin, value } of node.members) {
                if (keyOrigin !== node.origin)
                    addText(keyOrigin);
                visit(value, `${name}/${JSON.stringify(key)}`, [keyOrigin, ...around]);
            }
        }
        else if (node.kind === 'array') {
            const seen = new Map();
            for (const [index, item] of node.items.entries()) {
                const own = item.kind === 'object' ? nameOf(item) : undefined;
                const word = own === undefined ? `#${index}` : JSON.stringify(own);
                const count = seen.get(word) ?? 0;
                seen.set(word, count + 1);
                visit(item, `${name}[${word}${count === 0 ? '' : ` ${count}`}]`, []);
            }
        }
        else if (isOwn(node.origin)) {
            texts.push(node.origin);
            const lines = [node.origin, ...about].flatMap(origin => place(origin)?.line ?? []);
            const { pointer } = node.origin;
            const { line = 0, endLine = 0 } = place(node.origin) ?? {};
            const keys = Array.from({ length: endLine - line + 1 }, (_, index) => entryKey(pointer, line + index));
            leaves.push({ keys, name, lines: new Set(lines) });
        }
    };
    visit(root, '', []);
    return { leaves, texts };
}
function nameOf({ members }) {
    const names = members.flatMap(({ key, value }) => (NAMING.test(key) ? [(0,tree/* stringOf */.Je)(value) ?? value.kind] : []));
    return names.length === 0 ? undefined : names.join('\n');
}
const NAMING = /^(?:name|key)$/i;
function namesOf({ members, origin }) {
    const naming = members.filter(({ key }) => NAMING.test(key));
    const isFlat = members.every(({ value }) => value.kind !== 'object' && value.kind !== 'array');
    return naming.length > 0 && isFlat ? [origin, ...naming.map(({ keyOrigin }) => keyOrigin)] : [];
}

// EXTERNAL MODULE: ./lib/src/check/exceptions/findings.js
var exceptions_findings = __webpack_require__(51128);
;// CONCATENATED MODULE: ./lib/src/check/exceptions/weigh.js





const DAYS_BEFORE = 14;
function weighFindings(findings, files, given) {
    const { exceptions, pending: brought = [], doubt, base, rules, now, idleRules } = given;
    const isBroad = broadIn(given.all ?? []);
    const narrow = exceptions.filter(one => !isBroad(one));
    const waiting = new Set(brought.filter(one => !isBroad(one)));
    const coveringOf = indexOf([...narrow, ...waiting]);
    const comments = files.flatMap(file => readComments(file, rules));
    const allowedBy = commentsFor(comments.filter(({ rule, hasReason }) => rule !== undefined && hasReason));
    const approval = base && approvalBy(base, rules);
    const isOver = isOverAt(now);
    const used = new Set();
    const missed = new Set();
    const unapproved = new Map();
    const kept = [];
    const excepted = [];
    for (const finding of findings) {
        const covering = coveringOf(finding);
        const own = covering.filter(one => !waiting.has(one));
        const valid = own.find(one => !isOver(one));
        const allowed = allowedBy(finding);
        for (const one of [...own, ...allowed])
            used.add(one);
        const [comment] = allowed;
        const answer = comment && (approval?.(comment, finding) ?? 'counts');
        if (valid)
            excepted.push(exceptedBy(finding, valid));
        else if (comment && answer === 'counts')
            excepted.push({ finding, by: 'comment', place: comment.place });
        else {
            kept.push(finding);
            for (const one of covering)
                missed.add(one);
            if (comment && answer !== 'counts')
                unapproved.set(comment, answer === 'pending' ? undefined : answer);
        }
    }
    return { excepted, findings: [...kept, ...aboutExceptions()] };
    function aboutExceptions() {
        const own = narrow.filter(isSaid);
        const isIdle = (one) => !used.has(one) && couldMatch(one, given);
        const ending = own.filter(one => used.has(one) && !isOver(one) && one.expires <= (0,exceptions_exception/* dayAfter */.PV)(now, DAYS_BEFORE));
        return [
            ...[...exceptions.filter(isSaid), ...brought]
                .filter(isBroad)
                .map(one => (0,exceptions_findings/* exceptionFinding */.fS)(exceptions_findings/* BROAD */.R5, [one])),
            ...[...waiting]
                .filter(one => doubt === undefined || missed.has(one))
                .map(one => (0,exceptions_findings/* pendingFinding */.$z)(one, doubt)),
            ...[...unapproved].map(([comment, why]) => (0,exceptions_findings/* pendingFinding */.$z)(comment, why)),
            ...own.filter(one => isOver(one) && missed.has(one)).map(one => (0,exceptions_findings/* exceptionFinding */.fS)(exceptions_findings/* EXPIRED */.eZ, [one])),
            ...(0,list/* groupBy */.$z)(ending, ({ expires }) => expires).map(same => (0,exceptions_findings/* exceptionFinding */.fS)(exceptions_findings/* ENDING */.Op, same)),
            ...own.filter(isIdle).map(one => (0,exceptions_findings/* exceptionFinding */.fS)(exceptions_findings/* UNUSED */.pd, [one])),
            ...comments.filter(one => !used.has(one) && !idleRules.includes(one.rule ?? '')).map(exceptions_findings/* commentFinding */.h1)
        ];
    }
}
const isOverAt = (now) => (exception) => ((0,exceptions_exception/* lastMoment */.Hl)(exception.expires) ?? 0) < now;
function exceptedBy(finding, { place, expires, isBaseline }) {
    return { finding, by: 'configuration', place, until: expires, ...(0,present/* present */.E)({ isBaseline }) };
}
function isSaid({ isOnBaseOnly, isDerived }) {
    return !isOnBaseOnly && !isDerived;
}
function indexOf(exceptions) {
    const groups = (0,list/* grouped */.zD)(exceptions, ({ variable = '', rule }) => `${rule} ${variable}`);
    return ({ name, rule, container, file }) => (groups.get(`${rule} ${name}`) ?? []).filter(one => (one.container === undefined || one.container === container) && (0,exceptions_exception/* matchesPath */.$h)(one.file, file));
}
function commentsFor(comments) {
    const key = (...parts) => JSON.stringify(parts);
    const byLine = (0,list/* grouped */.zD)(comments, ({ rule, file, line }) => key(rule, file, line));
    const entries = [...byLine.values()].flatMap(([first]) => first === undefined ? [] : Array.from(first.entries.keys(), entry => ({ ...first, entry })));
    const byEntry = (0,list/* grouped */.zD)(entries, ({ rule, file, entry }) => key(rule, file, entry));
    return ({ rule, file, pointer, place }) => {
        const own = byEntry.get(key(rule, file, entryKey(pointer, place?.line))) ?? [];
        const lines = own.map(({ line }) => line);
        return [...new Set([...lines, place?.line])].flatMap(line => byLine.get(key(rule, file, line)) ?? []);
    };
}
function broadIn(all) {
    const known = new Map();
    return ({ file, variable }) => {
        if (variable === undefined || variable === '*')
            return true;
        const found = known.get(file) ?? ((0,exceptions_exception/* isWholeRepository */.yy)(file) || (0,exceptions_exception/* isForAll */.z)(file, all));
        known.set(file, found);
        return found;
    };
}
function couldMatch({ file, rule }, { scanned, idleRules }) {
    if (idleRules.includes(rule))
        return false;
    return (0,exceptions_exception/* isGlob */.fg)(file) ? scanned.some(path => (0,exceptions_exception/* matchesPath */.$h)(file, path)) : scanned.includes(file);
}
function approvalBy(base, rules) {
    const approved = new Map([...base].flatMap(([file, before]) => 'why' in before ? [] : [[file, approvedEntries(readComments(before, rules))]]));
    return ({ file, rule = '', entries }, { pointer, place }) => {
        const before = base.get(file);
        if (before !== undefined && 'why' in before)
            return before;
        const name = entries.get(entryKey(pointer, place?.line));
        return name !== undefined && approved.get(file)?.has(`${rule} ${name}`) ? 'counts' : 'pending';
    };
}
function approvedEntries(comments) {
    return new Set(comments.flatMap(({ rule, hasReason, entries }) => rule !== undefined && hasReason ? [...entries.values()].map(name => `${rule} ${name}`) : []));
}
function standingOnBase(head, base, now) {
    const approved = new Map(base.map(exception => [keyOf(exception), exception]));
    const own = new Set(head.map(keyOf));
    const isOver = isOverAt(now);
    const counted = [];
    const pending = [];
    for (const one of head) {
        const before = approved.get(keyOf(one));
        if (before === undefined || (isOver(before) && !isOver(one)))
            pending.push(one);
        else
            counted.push({ ...one, expires: earlier(one.expires, before.expires) });
    }
    const removed = base.filter(one => !own.has(keyOf(one)));
    return { counted: [...counted, ...removed.map(one => ({ ...one, isOnBaseOnly: true }))], pending };
}
function earlier(...days) {
    return days.toSorted()[0];
}
function keyOf({ file, container, variable, rule }) {
    return JSON.stringify([file, container ?? null, variable ?? null, rule]);
}

;// CONCATENATED MODULE: ./lib/src/check/decisions.js














async function applyProjectRules({ findings, loaded }, { rules, configuration: { exceptions }, standing, trackedDefinitions }, { clock }) {
    const files = (0,list/* distinctBy */.ey)(loaded.targets, ({ document }) => document.file);
    const commented = files.filter(({ document }) => document.text.includes(MARK));
    const { pending = [], doubt, base } = standing ?? {};
    if (exceptions.length + pending.length + commented.length === 0)
        return { findings, excepted: [] };
    const unscanned = new Set(loaded.unscanned.map(({ file }) => file));
    const named = loaded.all ?? loaded.files;
    const isForAllNamed = [...exceptions, ...pending].some(({ file }) => (0,exceptions_exception/* isForAll */.z)(file, named));
    const active = new Set((0,detect/* chosenRules */.u3)(rules).map(({ id }) => id));
    return weighFindings(findings, commented, {
        exceptions,
        scanned: files.map(({ document }) => document.file).filter(file => !unscanned.has(file)),
        idleRules: detect/* RULE_IDS */.Iu.filter(id => !active.has(id)),
        rules: detect/* RULE_IDS */.Iu,
        now: clock.now(),
        all: isForAllNamed ? [...named, ...(trackedDefinitions?.() ?? [])] : named,
        pending,
        ...(0,present/* present */.E)({
            doubt,
            base: base &&
                (await filesOnBase(commented.map(one => one.document.file), base))
        })
    });
}
function exceptedPlaintext({ excepted }) {
    const accepted = excepted.filter(({ finding }) => finding.category === 'credential');
    if (accepted.length === 0)
        return [];
    const names = [...new Set(accepted.map(({ finding }) => finding.name))];
    const what = accepted.length === 1 ? 'A credential is' : `${accepted.length} credentials are`;
    const verdict = `${what} in plaintext, which exceptions accept: ${(0,list/* someOf */.yU)(names, 3)}.`;
    return [{ message: verdict, isWarning: true, verdict }];
}
function howToBegin({ findings }, { configuration, standing, layout }) {
    const isDirty = findings.some(({ level, category }) => level === 'error' && category === 'credential');
    if (!isDirty || configuration.exceptions.length > 0 || standing !== undefined)
        return [];
    const files = (0,problem_text/* movableFiles */.aY)(findings);
    const named = files.length > NAMED ? 'FILES' : files.map(step_commands/* word */.Vm).join(' ');
    const inputs = files.every(advice/* isTerraform */.zk) ? '--project NAME' : '--cluster NAME';
    const what = layout.services.size + layout.tasks.size > 0 ? '' : ` ${named} ${inputs}`;
    const move = files.length === 0 ? '' : `npx ecs-sealed-deploy migrate${what} moves values into secrets; `;
    const message = `To begin with what is there: ${move}npx ecs-sealed-deploy check --write-baseline accepts it for 90 days.`;
    return [{ message }];
}
const NAMED = 3;
async function readText(file, text, now) {
    if (text === '')
        return layout/* NO_PROJECT_FILE */.dx;
    return loadProjectFile(file, text, {
        rules: detect/* RULE_IDS */.Iu,
        optional: detect/* OPTIONAL_RULES */.rn.map(({ id }) => id),
        now
    });
}
async function standingDecisions({ file, decisions, now }, base) {
    const found = await configurationOnBase(file, base);
    const before = found.kind === 'text' ? (await readText(file, found.text, now)).decisions : undefined;
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
    const names = read_common/* CONFIG_FILES */.n0.includes(file) ? read_common/* CONFIG_FILES */.n0 : [file];
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
        const result = await (0,read_for_check/* readForCheck */.c5)(file, found.text);
        if (result.kind !== 'definition' && result.kind !== 'template')
            continue;
        read.set(file, { document: result.document, place: (0,document_place/* placeFinder */.aA)(result.document) });
    }
    return read;
}
function withRenderedBefore(project, { files }) {
    const handed = files.filter(isRenderedBefore);
    if (handed.length === 0)
        return project;
    const { configuration } = project;
    const derived = configuration.exceptions.flatMap(exception => handed.map(file => ({ ...exception, file, isDerived: true })));
    return {
        ...project,
        configuration: { ...configuration, exceptions: [...configuration.exceptions, ...derived] }
    };
}
function isRenderedBefore(file) {
    return /^(?:[A-Za-z]:)?[\\/]/.test(file);
}


/***/ }),

/***/ 8069:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ findCheckFiles),
/* harmony export */   V: () => (/* binding */ trackedDefinitions)
/* harmony export */ });
/* harmony import */ var picomatch__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(14006);
/* harmony import */ var _files_find_beside_definitions_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(97606);
/* harmony import */ var _files_find_discover_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(10061);
/* harmony import */ var _files_find_find_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(30706);
/* harmony import */ var _files_find_globs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(48765);
/* harmony import */ var _files_find_loaded_containers_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9452);
/* harmony import */ var _files_git_changed_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(59301);
/* harmony import */ var _files_git_git_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(73625);
/* harmony import */ var _files_read_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(82512);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(28168);
/* harmony import */ var _beyond_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(63498);
/* harmony import */ var _source_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(57704);
/* harmony import */ var _terraform_modules_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(71609);













async function findCheckFiles({ taskDefinition, services, changedSince, config }, place) {
    const { standardInput } = place;
    const lines = taskDefinition.filter(line => line !== '-');
    if (lines.length < taskDefinition.length && standardInput === undefined)
        return nothingToRead();
    const { wanted } = (0,_files_find_find_js__WEBPACK_IMPORTED_MODULE_0__/* .withoutExcluded */ .fP)(lines);
    const hasNames = wanted.length > 0 || standardInput !== undefined;
    const all = hasNames ? await named(lines, services, place) : await searched(lines, place);
    const found = changedSince === undefined
        ? (0,_beyond_js__WEBPACK_IMPORTED_MODULE_1__/* .withBeyond */ ._)(all, all.beyond)
        : limited(all, { file: config.file, revision: changedSince, place });
    if (standardInput === undefined)
        return found;
    return { ...found, targets: [{ file: standardInput.file }, ...found.targets] };
}
function nothingToRead() {
    const problem = {
        code: 'no-standard-input',
        fault: 'user',
        message: 'Input "task-definition": "-" is standard input, which only mode check at a command line reads.',
        hint: 'Name the file. One that is called "-" is written ./-.'
    };
    return { ...NONE, problems: [problem] };
}
const NONE = {
    ...{ targets: [], problems: [], unscanned: [], remarks: [], beyond: [] },
    discovered: false,
    isWhole: false
};
async function named(lines, services, place) {
    const { workspace } = place;
    const folders = lines.filter(line => (0,_files_find_find_js__WEBPACK_IMPORTED_MODULE_0__/* .folderAt */ .w3)(workspace, line) !== undefined);
    const patterns = lines.filter(line => !folders.includes(line));
    const { excluded } = (0,_files_find_find_js__WEBPACK_IMPORTED_MODULE_0__/* .withoutExcluded */ .fP)(patterns);
    const tracked = folders.length > 0 || patterns.some(isGlobLine) ? (0,_files_git_git_js__WEBPACK_IMPORTED_MODULE_2__/* .trackedFiles */ .O)(place) : undefined;
    const listed = tracked && !('error' in tracked) ? (0,_files_find_globs_js__WEBPACK_IMPORTED_MODULE_3__/* .withSubmodules */ .Ae)(workspace, tracked) : { paths: [] };
    const below = await Promise.all(folders.map(line => inFolder(line, { excluded, workspace, listed })));
    const away = notCheckedOut(patterns, workspace, listed);
    const found = await (0,_files_find_find_js__WEBPACK_IMPORTED_MODULE_0__/* .findTaskDefinitions */ .PS)(workspace, patterns, away);
    const ofFolders = below.flatMap(({ targets }) => targets);
    const files = (0,_list_js__WEBPACK_IMPORTED_MODULE_4__/* .distinctBy */ .ey)([...ofFolders, ...found.files], ({ file }) => file);
    const selected = (0,_files_find_find_js__WEBPACK_IMPORTED_MODULE_0__/* .selectServices */ .Zo)(files, services, patterns);
    const own = new Set(found.files.map(({ file }) => file));
    const { leaves } = await (0,_files_find_globs_js__WEBPACK_IMPORTED_MODULE_3__/* .exclusionOf */ .ah)(workspace, excluded);
    const known = new Set(files.map(({ file }) => file));
    const chosen = selected.targets.map(({ file }) => file);
    const variables = chosen.flatMap(file => (0,_files_find_beside_definitions_js__WEBPACK_IMPORTED_MODULE_5__/* .environmentFilesBeside */ .pV)(workspace, file));
    const loaded = (0,_files_find_loaded_containers_js__WEBPACK_IMPORTED_MODULE_6__/* .loadedByTerraform */ .VD)(workspace, chosen.filter(file => own.has(file)));
    const beside = [...new Set([...variables, ...loaded.files])]
        .map(file => ({ file }))
        .filter(one => !known.has(one.file) && leaves(one));
    return {
        ...NONE,
        targets: [...selected.targets, ...beside],
        all: [...files, ...beside].map(({ file }) => file),
        guessed: new Set([...ofFolders, ...beside].flatMap(({ file }) => (own.has(file) ? [] : [file]))),
        problems: (0,_list_js__WEBPACK_IMPORTED_MODULE_4__/* .distinctBy */ .ey)([
            ...found.problems,
            ...below.flatMap(({ problems }) => problems),
            ...selected.problems,
            ...loaded.unread.map(unreadProblem)
        ], ({ message }) => message),
        unscanned: [
            ...loaded.unread.map(unscannedOf),
            ...below.flatMap(({ unscanned }) => unscanned),
            ...found.unread.map(({ file, problem }) => (0,_source_js__WEBPACK_IMPORTED_MODULE_7__/* .unscannedFor */ .N6)(file, [problem]))
        ],
        beyond: (0,_list_js__WEBPACK_IMPORTED_MODULE_4__/* .distinctBy */ .ey)([...below.flatMap(({ beyond }) => beyond), ...away.beyond], ({ file }) => file)
    };
}
function isGlobLine(line) {
    return !line.startsWith('!') && /[*?[{(]/.test(line);
}
function notCheckedOut(lines, workspace, { sparse, modules = [] }) {
    const absent = [...(sparse ?? [])].filter(file => !(0,_files_git_changed_js__WEBPACK_IMPORTED_MODULE_8__/* .isWritten */ .QH)(workspace, file));
    const globOf = (line) => line.replace(/^\.\//, '').replaceAll('{service}', '*');
    const { wanted, excluded } = (0,_files_find_find_js__WEBPACK_IMPORTED_MODULE_0__/* .withoutExcluded */ .fP)(lines);
    const isOut = picomatch__WEBPACK_IMPORTED_MODULE_9__(excluded.map(globOf).flatMap(glob => [glob, `${glob.replace(/\/$/, '')}/**`]), DOT);
    const isNamed = picomatch__WEBPACK_IMPORTED_MODULE_9__(wanted.map(globOf), DOT);
    const isIn = (file) => isNamed(file) && !isOut(file);
    const mayHold = (module) => wanted.some(line => isGlobLine(line) && isIn(`${module}/${globOf(line).replace(/^.*\//, '')}`));
    const beyond = [
        ...absent.filter(isIn).map(file => ({ kind: 'sparse', file })),
        ...modules.filter(mayHold).map(file => ({ kind: 'submodule', file }))
    ];
    return { beyond, absent };
}
const DOT = { dot: true };
async function inFolder(line, { excluded, workspace, listed: { sparse, modules = [] } }) {
    const folder = (0,_files_find_find_js__WEBPACK_IMPORTED_MODULE_0__/* .folderAt */ .w3)(workspace, line) ?? '.';
    const there = (0,_files_find_globs_js__WEBPACK_IMPORTED_MODULE_3__/* .filesBelow */ .DR)(workspace, folder);
    const away = [...(sparse ?? [])].filter(file => (0,_files_find_globs_js__WEBPACK_IMPORTED_MODULE_3__/* .isBelow */ .Yw)(folder, file) && !(0,_files_git_changed_js__WEBPACK_IMPORTED_MODULE_8__/* .isWritten */ .QH)(workspace, file));
    const found = (0,_files_find_beside_definitions_js__WEBPACK_IMPORTED_MODULE_5__/* .discoverForCheck */ .Li)(workspace, {
        ...there,
        paths: [...there.paths, ...away],
        sparse: new Set(away),
        modules: modules.filter(module => (0,_files_find_globs_js__WEBPACK_IMPORTED_MODULE_3__/* .isBelow */ .Yw)(folder, `${module}/.`))
    });
    if (found.files.length + found.unread.length > 0)
        return leftOf(found, workspace, excluded);
    const problem = {
        code: 'no-task-definitions',
        fault: 'user',
        message: `No task definition was found among the ${there.paths.length} files in ${line}: nothing was checked there.`,
        hint: 'Name a folder that holds task definitions, or the files.'
    };
    return { ...NONE, problems: [problem], beyond: found.beyond };
}
async function searched(lines, place) {
    const { workspace } = place;
    const { excluded } = (0,_files_find_find_js__WEBPACK_IMPORTED_MODULE_0__/* .withoutExcluded */ .fP)(lines);
    const tracked = (0,_files_git_git_js__WEBPACK_IMPORTED_MODULE_2__/* .trackedFiles */ .O)(place);
    const kind = { discovered: true, isWhole: excluded.length === 0 };
    if ('error' in tracked)
        return { ...NONE, ...kind, problems: [(0,_files_git_git_js__WEBPACK_IMPORTED_MODULE_2__/* .withoutRepository */ .tZ)(tracked.error)] };
    const found = (0,_files_find_beside_definitions_js__WEBPACK_IMPORTED_MODULE_5__/* .discoverForCheck */ .Li)(workspace, (0,_files_find_globs_js__WEBPACK_IMPORTED_MODULE_3__/* .withSubmodules */ .Ae)(workspace, tracked));
    const left = await leftOf(found, workspace, excluded);
    const isLeft = found.unread.length === 0 && (left.targets.length > 0 || found.files.length === 0);
    return { ...left, ...kind, ...(isLeft ? { nothing: () => nothingFound(workspace, tracked.paths) } : {}) };
}
function trackedDefinitions(place) {
    const tracked = (0,_files_git_git_js__WEBPACK_IMPORTED_MODULE_2__/* .trackedFiles */ .O)(place);
    if ('error' in tracked)
        return [];
    return (0,_files_find_beside_definitions_js__WEBPACK_IMPORTED_MODULE_5__/* .discoverForCheck */ .Li)(place.workspace, (0,_files_find_globs_js__WEBPACK_IMPORTED_MODULE_3__/* .withSubmodules */ .Ae)(place.workspace, tracked)).files;
}
const MENTIONS = /register-task-definition|TaskDefinition\b|container_?definitions|express-?gateway-?service/i;
function nothingFound(workspace, paths) {
    const others = paths.filter(path => {
        const read = (0,_files_find_discover_js__WEBPACK_IMPORTED_MODULE_10__/* .isOtherText */ .Kz)(path) ? (0,_files_read_js__WEBPACK_IMPORTED_MODULE_11__/* .readBytes */ .io)(workspace, path) : undefined;
        return read?.kind === 'bytes' && MENTIONS.test(read.bytes.toString('latin1'));
    });
    const unread = others.length === 0 ? '' : ` Not read, though they mention task definitions: ${(0,_list_js__WEBPACK_IMPORTED_MODULE_4__/* .someOf */ .yU)(others)}.`;
    const message = `Nothing was checked: no task definition is among the ${paths.length} files that git tracks here.${unread} Name the files if there are some, for example task-definition: deploy/*.json; files that git does not track are not searched.`;
    return { message, isWarning: true, ...(others.length === 0 ? {} : { isUnverified: true }) };
}
const FILES = new Set(['absent', 'sparse', 'pointer', 'large-pointer']);
async function leftOf({ files, unread, beyond }, workspace, excluded) {
    const away = beyond.flatMap(({ kind, file }) => (kind === 'sparse' ? [file] : []));
    const { leaves, problems } = await (0,_files_find_globs_js__WEBPACK_IMPORTED_MODULE_3__/* .exclusionOf */ .ah)(workspace, excluded, away);
    const targets = files.map(file => ({ file })).filter(leaves);
    const open = unread.filter(leaves);
    const further = beyond.filter(({ kind, file }) => leaves({ file: FILES.has(kind) ? file : `${file}/.` }));
    const isAllOut = files.length > 0 && targets.length + open.length === 0;
    const allExcluded = {
        code: 'no-task-definitions',
        fault: 'user',
        message: `Every task definition that was found (${files.length}) is excluded by a pattern: nothing was checked.`,
        hint: 'Exclude less: a pattern that begins with "!" takes a file, a folder or a glob out of the check.'
    };
    return {
        ...NONE,
        targets,
        beyond: further,
        problems: [...open.map(unreadProblem), ...problems, ...(isAllOut ? [allExcluded] : [])],
        unscanned: open.map(unscannedOf)
    };
}
function unscannedOf({ file, line = 1, message }) {
    return { file, line, reason: message };
}
function unreadProblem({ file, code, message, hint }) {
    const what = hint ?? 'Take the file out of the repository, or name the files to check in "task-definition".';
    const all = `What was not read is not clean. ${what} To leave it out, name "!${file}".`;
    return { code, fault: 'user', message, hint: all };
}
function limited({ beyond, ...all }, { file: config, revision, place }) {
    const { workspace } = place;
    const before = all.all ?? all.targets.map(({ file }) => file);
    const changed = (0,_files_git_git_js__WEBPACK_IMPORTED_MODULE_2__/* .changedFiles */ .Y_)(place, revision);
    if ('problem' in changed) {
        const problems = (0,_list_js__WEBPACK_IMPORTED_MODULE_4__/* .distinctBy */ .ey)([...all.problems, changed.problem], ({ code, message }) => code + message);
        return { ...all, targets: [], all: before, isWhole: false, problems };
    }
    const paths = new Set(changed.paths);
    const differs = (0,_files_git_changed_js__WEBPACK_IMPORTED_MODULE_8__/* .differsAmong */ .qx)(place, changed.paths);
    if ((0,_files_git_changed_js__WEBPACK_IMPORTED_MODULE_8__/* .isThere */ .$B)(workspace, config) && differs(config)) {
        const message = `${config} differs from "${revision}", so that all task definition files were checked.`;
        const whole = { ...all, remarks: [...all.remarks, { message }] };
        return (0,_beyond_js__WEBPACK_IMPORTED_MODULE_1__/* .withBeyond */ ._)(whole, beyond, ({ kind, file }) => kind !== 'submodule' || paths.has(file));
    }
    const touched = (0,_terraform_modules_js__WEBPACK_IMPORTED_MODULE_12__/* .touchedModules */ .wk)(workspace, all.targets, differs);
    const targets = all.targets.filter(({ file }) => differs(file) || touched.has((0,_files_find_loaded_containers_js__WEBPACK_IMPORTED_MODULE_6__/* .moduleOf */ .cD)(file) ?? ''));
    const message = `${targets.length} of ${all.targets.length} task definition files differ from "${revision}"; only those were checked.`;
    const some = { ...all, targets, all: before, isWhole: false, remarks: [...all.remarks, { message }] };
    return (0,_beyond_js__WEBPACK_IMPORTED_MODULE_1__/* .withBeyond */ ._)(some, beyond, ({ file }) => paths.has(file));
}


/***/ }),

/***/ 82133:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Iu: () => (/* binding */ unknownEnvironment),
/* harmony export */   bt: () => (/* binding */ familyProblems),
/* harmony export */   vY: () => (/* binding */ layoutForRun)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(87433);
/* harmony import */ var _inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(26664);
/* harmony import */ var _inputs_configuration_resolve_layout_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(13417);
/* harmony import */ var _inputs_problems_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(88688);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(11636);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35909);






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
function notHere({ services, isDropIn }, { absent, environment = '' }) {
    if (isDropIn || !Array.isArray(services))
        return [];
    return services.flatMap((service) => {
        const others = absent?.get(service);
        if (others === undefined)
            return [];
        const message = `"${service}" is not in environment "${environment}": the configuration file sets its task definition in ${others.join(', ')} only.`;
        const hint = 'Name another environment or another service, or set its "task-definition" there or in its entry.';
        return [{ code: 'unknown-service', fault: 'user', service, message, hint }];
    });
}
function forDropIn(layout, inputs) {
    const { environment, cluster, region = '', services, mode } = inputs;
    const { defaults, ...rest } = { ...layout, tasks: new Map(), order: [] };
    if (environment !== undefined)
        return { ...rest, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ defaults }) };
    const isOpen = (key) => key === 'role-to-assume' ||
        (key === 'cluster' && cluster === undefined && services !== undefined && mode !== 'render') ||
        (key === 'region' && region === '');
    const values = new Map([...(defaults?.values ?? [])].filter(([key]) => isOpen(key)));
    return {
        ...rest,
        services: new Map(),
        environments: new Map(),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ defaults: defaults && { ...defaults, values } })
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
        message: `Input "environment" selects an environment ${shown} that the configuration file does not have.${(0,_nearest_js__WEBPACK_IMPORTED_MODULE_2__/* .didYouMean */ .au)(environment, known)}`,
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
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ place: at })
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
    const lost = subjects.some(key => (0,_inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_3__/* .siteOf */ .zU)(key, placement, { region, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ cluster }) }).region === '');
    return lost ? [(0,_inputs_problems_js__WEBPACK_IMPORTED_MODULE_4__/* .noRegion */ .C5)(mode)] : [];
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
        const sites = [undefined, ...placement.places.keys()].map(key => (0,_inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_3__/* .siteOf */ .zU)(key, placement, { region }));
        return [...sites, ...tasks.map(({ site }) => site)].some(site => site.cluster !== undefined &&
            (0,_arn_js__WEBPACK_IMPORTED_MODULE_5__/* .lastPartOf */ .RS)(site.cluster) === (0,_arn_js__WEBPACK_IMPORTED_MODULE_5__/* .lastPartOf */ .RS)(cluster) &&
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
function familyProblems(subjects) {
    const known = new Map();
    return subjects.flatMap(subject => {
        const { family, site, entry } = subject;
        if (family === '' || family.includes('${{'))
            return [];
        const id = JSON.stringify([site.region, site.roleArn, family]);
        const before = known.get(id) ?? subject;
        known.set(id, before);
        return before.content === subject.content ? [] : [familyTwice(family, before.entry, entry)];
    });
}
function familyTwice(family, before, entry) {
    return {
        code: 'family-twice',
        fault: 'user',
        message: `${described(before)} and ${described(entry)} make two different task definitions of the same family "${family}".`,
        hint: 'Give one of them its own family (key "family"), or make both the same.',
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ place: entry.written })
    };
}
function described({ key, base, written }) {
    const where = written ? ` (${written.file}:${written.line})` : '';
    return `"${key}"${where}${base?.kind === 'file' ? ` from ${base.path}` : ''}`;
}


/***/ }),

/***/ 62568:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I_: () => (/* binding */ findEntries),
/* harmony export */   LS: () => (/* binding */ chosenServices),
/* harmony export */   Mk: () => (/* binding */ finderIn),
/* harmony export */   P: () => (/* binding */ chosenTasks),
/* harmony export */   Wj: () => (/* binding */ tiedToEntries),
/* harmony export */   _b: () => (/* binding */ keyOfNamed),
/* harmony export */   m5: () => (/* binding */ tasksBefore),
/* harmony export */   r3: () => (/* binding */ listsFiles)
/* harmony export */ });
/* harmony import */ var _files_find_find_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(30706);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(11636);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35909);



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
        message: `Input "service" has "${name}", which the configuration file does not have.${meant}`,
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
        message: `The configuration file has no task definition from which "${key}" is ${kind === 'task' ? 'run' : 'deployed'}.`,
        hint: 'Write task-definition: PATH in its entry or in "defaults", or name the file in the input "task-definition".',
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ place: written })
    };
}
function keyOfNamed(name, { services }) {
    const same = services.filter(one => one.name === name);
    return same.length === 1 && same[0] ? same[0].key : name;
}
function tiedToEntries(files, resolved, { workspace, isDropIn, registersOnly }) {
    const problems = [];
    const { services } = resolved;
    const isAt = ({ base }, file) => {
        const written = base?.kind === 'file' ? (0,_files_find_find_js__WEBPACK_IMPORTED_MODULE_1__/* .findNamedFile */ .$D)(workspace, base.path, '') : undefined;
        return written !== undefined && 'file' in written && written.file === file;
    };
    const found = files.flatMap((one) => {
        const { file, service: name } = one;
        const key = name !== undefined && isDropIn ? keyOfNamed(name, resolved) : name;
        const owners = services.filter(entry => (key === undefined ? isAt(entry, file) : entry.key === key));
        const [entry] = owners;
        if (isDropIn) {
            if (owners.length > 1)
                problems.push(ownersUnclear(file, owners));
            return [{ ...one, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ service: entry && key, entry }) }];
        }
        if (entry === undefined && listsFiles(resolved))
            problems.push(notListed(file, resolved));
        if (entry?.base !== undefined && !isAt(entry, file))
            problems.push(contradiction(file, entry));
        return entry === undefined
            ? [one]
            : owners.map(own => ({ ...one, ...(registersOnly ? {} : { service: own.key }), entry: own }));
    });
    return { files: found, problems };
}
function ownersUnclear(file, owners) {
    return {
        code: 'service-ambiguous',
        fault: 'user',
        message: `${file} is the task definition of several services in the configuration file (${owners.map(({ key }) => key).join(', ')}), and none is named.`,
        hint: `Name the one whose settings apply in the input "service", for example service: ${owners[0]?.name ?? ''}.`
    };
}
function notListed(file, { services }) {
    return {
        code: 'place-contradiction',
        fault: 'user',
        message: `Input "task-definition" has ${file}, which is the task definition of no service in the configuration file.`,
        hint: `Omit the input: the configuration file defines the services (${services.map(({ key }) => key).join(', ')}). To deploy this file, too, add an entry with it.`,
        place: { file, line: 1, column: 1, endLine: 1, endColumn: 1 }
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
        message: `Input "task-definition" has ${file} for "${key}", but the configuration file has ${written}${where}.`,
        hint: 'Leave the input out, or correct the file.',
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ place })
    };
}


/***/ }),

/***/ 69354:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ readProjectRules)
/* harmony export */ });
/* unused harmony export credentialValues */
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(87433);
/* harmony import */ var _detector_rules_policies_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50555);
/* harmony import */ var _files_read_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(82512);
/* harmony import */ var _inputs_configuration_layout_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(85749);
/* harmony import */ var _inputs_configuration_open_lines_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(11073);
/* harmony import */ var _inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(26664);
/* harmony import */ var _inputs_configuration_resolve_layout_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(13417);
/* harmony import */ var _inputs_problems_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(88688);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38674);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(35909);
/* harmony import */ var _decisions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(15376);
/* harmony import */ var _find_check_files_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8069);
/* harmony import */ var _layout_for_run_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(82133);
/* harmony import */ var _layout_sources_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(62568);














async function readProjectRules(inputs, ports) {
    const { config } = inputs;
    const read = (0,_files_read_js__WEBPACK_IMPORTED_MODULE_0__/* .readTextFile */ .Gu)(ports.workspace, config.file);
    const text = 'text' in read ? read.text : '';
    const missing = 'problems' in read ? read.problems : [];
    const problems = missing
        .filter(({ code }) => config.named || code !== 'file-not-found')
        .map(problem => ({ ...problem, hint: 'Check the input "config".' }));
    const { event } = ports.github ?? {};
    const typed = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(event) ? [event['inputs'], event['client_payload']] : [];
    const names = [inputs.services, inputs.cluster, inputs.environment, inputs.region].flat();
    const known = credentialValues(names, ports.env, inputs.variables, ...typed);
    return rulesFromFile({ inputs, text, problems, known }, ports);
}
function credentialValues(own, ...sources) {
    const values = new Map();
    const rest = sources.map(source => ({ name: '', variable: '', given: source }));
    for (const { name, variable, given } of rest) {
        if (Array.isArray(given))
            for (const item of given)
                rest.push({ name, variable, given: item });
        if ((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(given))
            for (const [key, value] of Object.entries(given))
                rest.push({ name: key, variable: variable || key, given: value });
        if (typeof given !== 'string' || (name.startsWith('INPUT_') && name !== 'INPUT_GITHUB-TOKEN'))
            continue;
        const value = given.trim();
        rest.push({ name, variable, given: /^[[{]/.test(value) ? (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .jsonIn */ .Yf)(value) : undefined });
        if (!own.includes(value) && (0,_detector_rules_policies_js__WEBPACK_IMPORTED_MODULE_2__/* .isCredentialOfRun */ .wc)(name, value))
            values.set(value, [...(values.get(value) ?? []), variable]);
    }
    return values;
}
async function rulesFromFile({ inputs, text, problems, known }, { workspace, env, clock, gate, base }) {
    const { config, policy, trustExceptions, allowedRoles } = inputs;
    gate.learn(text);
    const project = await (0,_decisions_js__WEBPACK_IMPORTED_MODULE_3__/* .readText */ .yR)(config.file, text, clock.now());
    const { layout } = project;
    const { resolved, placement, problems: unplaced, isUndecided } = layoutFor(inputs, project);
    const { decisions, standing } = await decided(project.decisions, {
        file: config.file,
        now: clock.now(),
        base: trustExceptions === 'head' ? undefined : base,
        isOutside: (0,_files_read_js__WEBPACK_IMPORTED_MODULE_0__/* .isOutsideOf */ .jP)(workspace, config.file)
    });
    const names = namesOf(inputs, placement);
    gate.keep(names);
    return {
        rules: {
            ...{ optional: decisions.optionalRules, names },
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ strictly: policy === 'detect' ? undefined : decisions.allowedNames }),
            known
        },
        configuration: decisions,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ standing }),
        trackedDefinitions: () => (0,_find_check_files_js__WEBPACK_IMPORTED_MODULE_5__/* .trackedDefinitions */ .V)({ workspace, env }),
        layout,
        resolved,
        placement,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ isUndecided }),
        layoutProblems: project.layoutProblems,
        placementProblems: [
            ...project.layoutProblems,
            ...unplaced,
            ...(isUndecided ? [] : contradictions(inputs, resolved, placement)),
            ...roleProblems(resolved, { isPullRequest: base !== undefined, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ allowed: allowedRoles }) })
        ],
        text,
        toFillIn: (0,_inputs_configuration_open_lines_js__WEBPACK_IMPORTED_MODULE_6__/* .openLines */ .es)(config.file, text),
        problems: [...problems, ...decisions.problems]
    };
}
function namesOf({ cluster, services }, { usual, places }) {
    const named = Array.isArray(services) ? services : [];
    const sites = [(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ cluster }), ...(usual ? [usual] : []), ...places.values()];
    const texts = sites.flatMap(one => [(0,_arn_js__WEBPACK_IMPORTED_MODULE_7__/* .lastPartOf */ .RS)(one.cluster ?? ''), one.name ?? '', one.account ?? '']);
    return [...named, ...places.keys(), ...texts].filter(text => text !== '');
}
function layoutFor(inputs, { layout }) {
    if (layout !== _inputs_configuration_layout_js__WEBPACK_IMPORTED_MODULE_8__/* .NO_LAYOUT */ .$N)
        return (0,_layout_for_run_js__WEBPACK_IMPORTED_MODULE_9__/* .layoutForRun */ .vY)(inputs, layout);
    const { order = [], region, mode } = inputs;
    const problems = region === '' && mode !== undefined ? [(0,_inputs_problems_js__WEBPACK_IMPORTED_MODULE_10__/* .noRegion */ .C5)(mode)] : [];
    return { resolved: _inputs_configuration_resolve_layout_js__WEBPACK_IMPORTED_MODULE_11__/* .NOTHING_RESOLVED */ .L, placement: { ..._inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_12__/* .NO_PLACEMENT */ .Y8, order }, problems };
}
function isUnspecified({ usual, places }) {
    return usual === undefined && places.size === 0;
}
async function decided(decisions, { file, now, base, isOutside }) {
    if (base === undefined)
        return { decisions };
    if (isOutside)
        return { decisions, standing: { base, pending: [] } };
    const { counted, pending, doubt } = await (0,_decisions_js__WEBPACK_IMPORTED_MODULE_3__/* .standingDecisions */ .AX)({ file, decisions, now }, base);
    return { decisions: counted, standing: { base, pending, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ doubt }) } };
}
function contradictions({ cluster, region, writtenRegion, services, isDropIn = false }, resolved, placement) {
    if (isUnspecified(placement) && !cluster?.startsWith('arn:'))
        return [];
    const names = Array.isArray(services) ? services : undefined;
    const named = isDropIn ? names?.map(name => (0,_layout_sources_js__WEBPACK_IMPORTED_MODULE_13__/* .keyOfNamed */ ._b)(name, resolved)) : names;
    const given = (0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ cluster, region: writtenRegion, usualRegion: region, services: named });
    return (0,_inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_12__/* .placeProblems */ .kv)(given, placement);
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
            ? `The configuration file has a role to assume${whose}, and this run is for a pull request, which may have written it.`
            : `The configuration file has a role to assume${whose} that is not in the input "allowed-roles".`,
        hint: 'Name the ARNs of the roles that may be assumed in the input "allowed-roles", one per line, or take "role-to-assume" out of the file.'
    }));
}


/***/ }),

/***/ 57704:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N6: () => (/* binding */ unscannedFor),
/* harmony export */   WE: () => (/* binding */ isLiveName),
/* harmony export */   bx: () => (/* binding */ sourcesFrom),
/* harmony export */   ro: () => (/* binding */ remarksOf)
/* harmony export */ });
/* harmony import */ var _detector_formats_structure_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(79935);
/* harmony import */ var _files_document_place_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43505);
/* harmony import */ var _files_document_tree_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(69360);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(28168);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35909);





const NOT_WHOLE = 'Not all of it could be read.';
function unscannedFor(file, problems) {
    const [first] = problems;
    return { file, line: first?.place?.line ?? 1, reason: first?.message ?? NOT_WHOLE };
}
async function sourcesFrom(read, found) {
    const problems = [];
    const remarks = [];
    const unscanned = [];
    for (const [file, result] of read) {
        if (result.kind === 'unreadable') {
            problems.push(...result.problems);
            unscanned.push(unscannedFor(file, result.problems));
            continue;
        }
        if (result.kind === 'nothing') {
            if (!found.discovered && found.guessed?.has(file) !== true)
                problems.push(...result.problems);
            continue;
        }
        const isPlain = PLAIN.test(file) && !MARKS.test(result.document.text);
        const isBroken = ({ code }) => isPlain && BROKEN.has(code);
        problems.push(...result.notes.filter(isBroken), ...(isPlain ? withoutList(result.document) : []));
        remarks.push(...remarksOf(result.notes.filter(one => !isBroken(one))));
        if (result.unread === undefined)
            continue;
        problems.push(result.unread);
        unscanned.push(unscannedFor(file, [result.unread]));
    }
    const place = (0,_files_document_place_js__WEBPACK_IMPORTED_MODULE_0__/* .placesIn */ .yN)([...read.values()].flatMap(one => (one.kind === 'unreadable' ? [] : one.document)));
    const targets = found.targets.flatMap(({ file, service }) => targetOf(read.get(file), { place, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ service }) }));
    return { targets, unscanned, problems, remarks };
}
const BROKEN = new Set([
    'invalid-json',
    'invalid-yaml',
    'trailing-comma',
    'repeated-key'
]);
const PLAIN = /\.(?:jsonc?|ya?ml)$/i;
const MARKS = /[$%]\{(?!\{)|\{[{%]|<%|<[\w-]+>|@@\w/;
function withoutList({ root, ...document }) {
    const list = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .childOf */ .GG)(root, 'containerDefinitions');
    if ((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .childOf */ .GG)(root, 'family') === undefined || list?.kind === 'array')
        return [];
    if (list === undefined && (0,_detector_formats_structure_js__WEBPACK_IMPORTED_MODULE_3__/* .hasContainerList */ ._V)(root))
        return [];
    return [
        {
            code: 'no-containers',
            fault: 'user',
            message: `"containerDefinitions" is ${list ? 'no list' : 'missing'}.`,
            hint: 'A task definition has a list of containers under this name.',
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ place: (0,_files_document_place_js__WEBPACK_IMPORTED_MODULE_0__/* .placeFinder */ .aA)(document)((list ?? root).origin) })
        }
    ];
}
function targetOf(read, more) {
    if (read?.kind !== 'definition' && read?.kind !== 'template')
        return [];
    const { kind, document } = read;
    return [{ kind, document, ...more }];
}
function remarksOf(problems) {
    return (0,_list_js__WEBPACK_IMPORTED_MODULE_4__/* .groupBy */ .$z)(problems, ({ code }) => code).map(([first, ...others]) => {
        const { message, hint, place } = first;
        const more = others.length === 0 ? '' : ` (and ${others.length} more in this file)`;
        const text = `${message}${more}${hint === undefined ? '' : ` ${hint}`}`;
        return place === undefined ? { message: text } : { message: text, place };
    });
}
function isLiveName(file) {
    return file.startsWith('live:');
}


/***/ }),

/***/ 71609:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dd: () => (/* binding */ modulesIn),
/* harmony export */   Tn: () => (/* binding */ besideThem),
/* harmony export */   wk: () => (/* binding */ touchedModules)
/* harmony export */ });
/* harmony import */ var _detector_formats_read_for_check_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(68599);
/* harmony import */ var _detector_formats_terraform_values_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(30921);
/* harmony import */ var _detector_formats_yaml_documents_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(43052);
/* harmony import */ var _files_document_place_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(43505);
/* harmony import */ var _files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(69360);
/* harmony import */ var _files_find_loaded_containers_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9452);
/* harmony import */ var _files_find_module_calls_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(93030);
/* harmony import */ var _files_read_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(82512);








async function modulesIn(workspace, among) {
    const { readYaml } = among.some(_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .isTerraformFile */ .L5) ? await (0,_detector_formats_yaml_documents_js__WEBPACK_IMPORTED_MODULE_1__/* .yamlReader */ .B)() : {};
    const read = new Map();
    const rootsOf = (file) => {
        if (!read.has(file)) {
            const one = (0,_files_read_js__WEBPACK_IMPORTED_MODULE_2__/* .readTextFile */ .Gu)(workspace, file, { limit: _files_read_js__WEBPACK_IMPORTED_MODULE_2__/* .maxCheckedBytes */ .Zm, decode: _files_read_js__WEBPACK_IMPORTED_MODULE_2__/* .decodeText */ .g7 });
            if ('text' in one)
                read.set(file, (0,_detector_formats_read_for_check_js__WEBPACK_IMPORTED_MODULE_3__/* .readForModule */ .cr)(file, one.text, readYaml));
        }
        const result = read.get(file)?.result;
        return result?.kind === 'tree' ? [result.root] : [];
    };
    const modules = [];
    const folders = new Set(among.flatMap(file => (0,_files_find_loaded_containers_js__WEBPACK_IMPORTED_MODULE_4__/* .moduleOf */ .cD)(file) ?? []));
    for (const folder of folders) {
        const calls = (0,_files_find_module_calls_js__WEBPACK_IMPORTED_MODULE_5__/* .localCalls */ .z)(workspace, folder);
        modules.push({ folder, roots: (0,_files_find_loaded_containers_js__WEBPACK_IMPORTED_MODULE_4__/* .moduleSources */ .fX)(workspace, folder).flatMap(rootsOf), calls });
        for (const called of calls.values())
            folders.add(called);
    }
    const place = (0,_files_document_place_js__WEBPACK_IMPORTED_MODULE_6__/* .placesIn */ .yN)([...read].map(([file, { text }]) => ({ file, text })));
    return { read, place, ...(0,_detector_formats_terraform_values_js__WEBPACK_IMPORTED_MODULE_7__/* .moduleValues */ .hJ)(modules) };
}
function touchedModules(workspace, files, differs) {
    const folders = new Set(files.flatMap(({ file }) => (0,_files_find_loaded_containers_js__WEBPACK_IMPORTED_MODULE_4__/* .moduleOf */ .cD)(file) ?? []));
    const pairs = [...folders].flatMap(folder => {
        const called = [...(0,_files_find_module_calls_js__WEBPACK_IMPORTED_MODULE_5__/* .localCalls */ .z)(workspace, folder).values()];
        return [
            [folder, folder],
            ...called.flatMap(other => [
                [folder, other],
                [other, folder]
            ])
        ];
    });
    return new Set(pairs.flatMap(([folder, other]) => ((0,_files_find_loaded_containers_js__WEBPACK_IMPORTED_MODULE_4__/* .moduleSources */ .fX)(workspace, other).some(differs) ? folder : [])));
}
function besideThem(read, modules) {
    const found = new Map();
    const isChecked = (file) => ['definition', 'template'].includes(read.get(file)?.kind ?? '');
    const visit = (node, own) => {
        const { origin } = node;
        if (origin.kind === 'file' && origin.file !== own && !isChecked(origin.file))
            found.set(origin.file, (found.get(origin.file) ?? new Set()).add(rangeOf(node)));
        for (const child of childrenOf(node))
            visit(child, own);
    };
    for (const [file, result] of read)
        if (result.kind === 'template' && (0,_files_find_loaded_containers_js__WEBPACK_IMPORTED_MODULE_4__/* .moduleOf */ .cD)(file) !== undefined)
            visit(result.document.root, file);
    const beside = new Map();
    for (const [file, { text, result }] of modules.read) {
        const ranges = found.get(file);
        const root = ranges && result.kind === 'tree' ? only(result.root, ranges) : undefined;
        if (root)
            beside.set(file, { kind: 'template', document: { file, format: 'json', text, root }, notes: [] });
    }
    return beside;
}
function childrenOf(node) {
    return node.kind === 'object' ? node.members.map(({ value }) => value) : (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .itemsOf */ .S3)(node);
}
function rangeOf({ origin }) {
    return origin.kind === 'file' ? `${origin.start} ${origin.end}` : '';
}
function only(node, ranges) {
    if (ranges.has(rangeOf(node)))
        return node;
    if (node.kind === 'array') {
        const items = node.items.flatMap(item => only(item, ranges) ?? []);
        return items.length > 0 ? { ...node, items } : undefined;
    }
    if (node.kind !== 'object')
        return undefined;
    const members = node.members.flatMap(member => {
        const value = only(member.value, ranges);
        return value ? [{ ...member, value }] : [];
    });
    return members.length > 0 ? { ...node, members } : undefined;
}


/***/ }),

/***/ 97606:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Li: () => (/* binding */ discoverForCheck),
  pV: () => (/* binding */ environmentFilesBeside),
  l: () => (/* binding */ workflowsForEcs)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/files/document/tree.js
var tree = __webpack_require__(69360);
// EXTERNAL MODULE: ./lib/src/files/read.js
var files_read = __webpack_require__(82512);
// EXTERNAL MODULE: ./lib/src/nearest.js
var nearest = __webpack_require__(11636);
;// CONCATENATED MODULE: ./lib/src/files/find/container-list.js


const OWN = new Set([
    'portmappings',
    'essential',
    'logconfiguration',
    'mountpoints',
    'environmentfiles',
    'dockerlabels',
    'firelensconfiguration',
    'readonlyrootfilesystem',
    'linuxparameters',
    'repositorycredentials',
    'memoryreservation'
]);
const SIGNS = [
    ...['nvironment', 'ssential', 'onfiguration', 'appings', 'oints', 'cpu', 'Cpu', 'ecrets'],
    ...['abels', 'ilesystem', 'arameters', 'redentials', 'eservation']
];
const SIGN_BYTES = SIGNS.map(sign => Buffer.from(sign));
const IMAGE_BYTES = ['image', 'Image'].map(name => Buffer.from(name));
const BEFORE = /(?:\s|\xC2(?=\xA0)|\/\/.*|\/\*(?:[^*]|\*(?!\/)){0,4096}\*\/|#.*|---.*|\{[{%#](?:[^}]|\}(?!\})){0,1024}?[}%#]\}|%\{[^}]{0,1024}\}|<%[^>]{0,1024}%>|\$\{\s*jsonencode\()/y;
const MOST_BEFORE = 16 * 1024;
const MOST_OF_ONE = 256 * 1024;
const FIRST_LINE = /^(?:- +)?["']?[A-Za-z_]\w{0,64}["']?[ \t]{0,64}:(?:\s|$)/;
function looksLikeContainers(bytes) {
    const [one = 0, two = 0, three = 0, four = 0] = bytes;
    const isWide = one >= 0xfe || (!one !== !two && !one === !three && !two === !four);
    const plain = isWide ? Buffer.from(bytes.toString('latin1').replaceAll('\0', ''), 'latin1') : bytes;
    const head = textOf(plain.subarray(0, MOST_BEFORE));
    const start = startOf(head);
    const isList = head[start] === '[';
    const isObject = head[start] === '{';
    if (!isList && !isObject && !FIRST_LINE.test(head.slice(start)))
        return false;
    const read = isObject ? plain.subarray(0, MOST_OF_ONE) : plain;
    if (!IMAGE_BYTES.some(sign => read.includes(sign)))
        return false;
    if (!SIGN_BYTES.some(sign => read.includes(sign)))
        return false;
    const text = textOf(read);
    return hasContainer(isList || isObject ? bracketed(text, start) : indented(text, start));
}
function isContainerModule(file, bytes) {
    return /\.(?:tf|tofu|hcl)(?:\.json)?$/i.test(file) && bytes.includes('map_environment');
}
const KEYS = /["']?\b([A-Za-z_]{16,24})["']?[ \t]{0,8}:/g;
function isMisspelled(file, bytes) {
    if (!bytes.includes('family') || !/\.(?:json[c5]?|ya?ml)$/i.test(file))
        return false;
    const text = textOf(bytes);
    if (!/(?:^|[\n,{])\s{0,64}["']?family["']?\s{0,8}:/.test(text))
        return false;
    return Array.from(text.matchAll(KEYS), ([, key = '']) => plainName(key)).some(key => Math.abs(key.length - RIGHT.length) <= MOST_EDITS && (0,nearest/* distanceOf */.hJ)(key, RIGHT) <= MOST_EDITS);
}
const RIGHT = 'containerdefinitions';
const MOST_EDITS = 3;
function textOf(bytes) {
    return bytes.toString('latin1').replace(/^(?:\xEF\xBB\xBF|\xFF\xFE|\xFE\xFF)/, '');
}
function startOf(head) {
    let start = 0;
    for (;;) {
        BEFORE.lastIndex = start;
        if (!BEFORE.test(head))
            return start;
        start = BEFORE.lastIndex;
    }
}
function hasContainer(objects) {
    for (const { names, lists } of objects) {
        if (!names.has('name') || !names.has('image') || names.has('apiversion'))
            continue;
        const isSized = names.has('cpu') && names.has('memory') && names.has('command') && !names.has('type');
        if (isSized || lists.has('environment') || lists.has('secrets') || [...names].some(name => OWN.has(name)))
            return true;
    }
    return false;
}
function plainName(key) {
    return key.replaceAll('_', '').toLowerCase();
}
const TOKEN = /"[^"\\\n]*(?:\\.[^"\\\n]*)*"?|'[^'\\\n]*(?:\\.[^'\\\n]*)*'?|\/\/.*|[[\]{}]|[A-Za-z_]\w*/g;
const KEY = /\s{0,64}[:=](?![=>])/y;
const LIST = /\s{0,64}[:=]\s{0,64}\[(?:\s|\{%[^%]{0,256}%\}|%\{[^}]{0,256}\}){0,64}\{(?!%)/y;
function* bracketed(text, start) {
    const open = [];
    let keys = { names: new Set(), lists: new Set() };
    const depth = text[start] === '[' ? 2 : 1;
    TOKEN.lastIndex = start;
    for (const { 0: token, index } of text.matchAll(TOKEN)) {
        if (token === '[' || token === '{') {
            open.push(token);
            if (open.length === depth)
                keys = { names: new Set(), lists: new Set() };
        }
        else if (token === ']' || token === '}') {
            if (open.length === depth)
                yield keys;
            open.pop();
        }
        else if (open.length === depth && open.at(-1) === '{') {
            const end = index + token.length;
            KEY.lastIndex = end;
            if (!KEY.test(text))
                continue;
            const name = plainName(token.replaceAll(/["']/g, ''));
            keys.names.add(name);
            LIST.lastIndex = end;
            if (LIST.test(text))
                keys.lists.add(name);
        }
    }
    yield keys;
}
const LINE = /^([ \t]*)(- +)?(?:["']?([A-Za-z_]\w*)["']?[ \t]*:(?=\s|$))?(.*)$/;
function* indented(text, start) {
    let keys = { names: new Set(), lists: new Set() };
    let column;
    let list = '';
    for (const line of text.slice(text.lastIndexOf('\n', start - 1) + 1).split(/\r?\n/)) {
        const [, indent = '', dash = '', key, rest = ''] = LINE.exec(line) ?? [];
        if (key === undefined)
            continue;
        const at = indent.length + dash.length;
        column ??= at;
        if (at < column)
            break;
        if (at > column || (dash === '' && indent.length > column)) {
            if (list !== '' && dash !== '' && key.toLowerCase() === 'name')
                keys.lists.add(list);
            continue;
        }
        if (dash !== '') {
            yield keys;
            keys = { names: new Set(), lists: new Set() };
        }
        list = plainName(key);
        keys.names.add(list);
        if (/^\s*\[\s*\{/.test(rest))
            keys.lists.add(list);
    }
    yield keys;
}
const COMPOSE = /(?:^|[/._-])compose(?:[._-][^/]*)?\.ya?ml$/i;
const SAYS_ECS = /(?:^|[._-])ecs[._-][^/]*$/i;
const EXTENSION = /^[ \t]{0,64}["']?x-aws-\w/m;
function composeForEcs(paths) {
    const beside = new Set();
    const named = new Set();
    for (const path of paths) {
        if (/(?:^|\/)ecs-params\.ya?ml$/i.test(path))
            beside.add(external_node_path_.posix.dirname(path));
        else if (COMPOSE.test(path) && SAYS_ECS.test(external_node_path_.posix.basename(path)))
            named.add(external_node_path_.posix.dirname(path));
    }
    return (file, bytes) => {
        if (!COMPOSE.test(file))
            return false;
        const folder = external_node_path_.posix.dirname(file);
        if (SAYS_ECS.test(external_node_path_.posix.basename(file)) || (beside.has(folder) && !named.has(folder)))
            return true;
        return bytes.includes('x-aws-') && EXTENSION.test(bytes.toString('latin1'));
    };
}

// EXTERNAL MODULE: ./lib/src/files/find/discover.js
var discover = __webpack_require__(10061);
// EXTERNAL MODULE: ./lib/src/files/find/loaded-containers.js
var loaded_containers = __webpack_require__(9452);
// EXTERNAL MODULE: ./lib/src/files/find/module-calls.js
var module_calls = __webpack_require__(93030);
;// CONCATENATED MODULE: ./lib/src/files/find/beside-definitions.js








function discoverForCheck(workspace, tracked) {
    const isForEcs = composeForEcs(tracked.paths);
    const isTaskCall = (0,module_calls/* taskCalls */.H)(workspace);
    const named = new Set();
    const found = (0,discover/* discoverDefinitions */._O)(workspace, tracked, (file, bytes) => {
        const isCompose = isForEcs(file, bytes);
        const isManifest = YAML.test(file) && (0,tree/* isCopilotManifest */._n)(file, bytes.toString('latin1'));
        if ((isCompose || isManifest) && bytes.includes('env_file'))
            for (const name of namedEnvironmentFiles(file, bytes.toString('utf8')))
                named.add(name);
        const isOwn = isCompose || isManifest || looksLikeContainers(bytes) || isWorkflowForEcs(file, bytes);
        return isOwn || isContainerModule(file, bytes) || isMisspelled(file, bytes) || isTaskCall(file, bytes);
    });
    const variables = tracked.paths.filter(file => named.has(file) && !found.files.includes(file));
    const files = [...found.files, ...variables].toSorted((a, b) => (a < b ? -1 : 1));
    return (0,loaded_containers/* withLoadedContainers */.SU)(workspace, { ...found, files }, tracked.paths);
}
function environmentFilesBeside(workspace, file) {
    const read = YAML.test(file) ? (0,files_read/* readBytes */.io)(workspace, file) : undefined;
    if (read?.kind !== 'bytes')
        return [];
    const text = read.bytes.toString('utf8');
    if (!COMPOSE.test(file) && !(0,tree/* isCopilotManifest */._n)(file, text))
        return [];
    const names = namedEnvironmentFiles(file, text);
    return names.filter(name => !/^(?:\/|\.\.(?:\/|$))/.test(name) && isFile((0,external_node_path_.resolve)(workspace, name)));
}
function isFile(path) {
    return (0,external_node_fs_.existsSync)(path) && (0,external_node_fs_.statSync)(path).isFile();
}
function workflowsForEcs(workspace, paths) {
    return paths.filter(file => {
        const read = WORKFLOW.test(file) ? (0,files_read/* readBytes */.io)(workspace, file) : undefined;
        return read?.kind === 'bytes' && isWorkflowForEcs(file, read.bytes);
    });
}
function isWorkflowForEcs(file, bytes) {
    return WORKFLOW.test(file) && GIVES.test(bytes.toString('latin1'));
}
const YAML = /\.ya?ml$/i;
const WORKFLOW = /(?:^|\/)(?:\.github\/workflows\/[^/]+|action)\.ya?ml$/i;
const GIVES = /aws-actions\/amazon-ecs-|\/ecs-sealed-deploy[\w./-]*@|(?:create|update)-express-gateway-service/i;
const NAMED = /^[ \t]{0,64}env_file[ \t]{0,8}:[ \t]{0,8}(.{0,1024})((?:\r?\n[ \t]{0,64}-[ \t]{1,8}.{1,512}){0,64})/gm;
function namedEnvironmentFiles(file, text) {
    const names = [...text.matchAll(NAMED)].flatMap(([, own = '', list = '']) => [...own.split(/[[\],]/), ...list.split(/\r?\n[ \t]*-[ \t]+(?:path:[ \t]*)?/)].map(one => one
        .replace(/\s#.*$/, '')
        .trim()
        .replace(/^(["'])(.*)\1$/, '$2')));
    const plain = names.filter(name => /^[\w./-]+$/.test(name));
    return plain.flatMap(name => [external_node_path_.posix.join(external_node_path_.posix.dirname(file), name), external_node_path_.posix.normalize(name)]);
}


/***/ }),

/***/ 9452:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SU: () => (/* binding */ withLoadedContainers),
/* harmony export */   VD: () => (/* binding */ loadedByTerraform),
/* harmony export */   cD: () => (/* binding */ moduleOf),
/* harmony export */   fX: () => (/* binding */ moduleSources),
/* harmony export */   ug: () => (/* binding */ moduleFiles)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(65071);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(28168);
/* harmony import */ var _document_tree_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(69360);
/* harmony import */ var _read_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(82512);






const CONTAINERS = /^[ \t]{0,256}container_definitions[ \t]{0,64}=(.*)/;
const FILE = /\bfile\(\s{0,64}"([^"]{1,1024})"|\btemplatefile\(\s{0,64}"([^"]{1,1024})"/g;
const NAMED = /\b(data\.template_file|local)\.([\w-]{1,128})/g;
const TEMPLATE = /^[ \t]{0,256}data[ \t]{1,64}"template_file"[ \t]{1,64}"([\w-]{1,128})"/;
const GIVEN = /^[ \t]{0,256}([\w-]{1,128})[ \t]{0,64}=.{0,256}?\b(?:template)?file\(\s{0,64}"([^"]{1,1024})"/;
const PATH_ROOT = /^\$\{\s*path\.(?:module|root|cwd)\s*\}\//;
const NEXT = /^[ \t]{0,256}(?:[\w"-]{1,256}[ \t]{0,64}=|\}[ \t]{0,64}$)/;
const MOST_LINES = 16;
function withLoadedContainers(workspace, found, paths) {
    const folders = new Map();
    const namesIn = (folder) => {
        const names = folders.get(folder) ?? namesOf(workspace, folder, paths);
        folders.set(folder, names);
        return names;
    };
    const loads = found.files
        .filter(file => (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .isTerraformFile */ .L5)(file))
        .flatMap(file => loadsIn(file, linesOf(workspace, file), namesIn));
    if (loads.length === 0)
        return found;
    const files = new Set(found.files);
    const unread = new Map(found.unread.map(one => [one.file, one]));
    for (const load of loads) {
        const target = targetOf(workspace, load);
        if (typeof target === 'string') {
            if (!unread.has(target))
                files.add(target);
        }
        else if (target && !unread.has(`${load.from}:${load.line}`))
            unread.set(`${load.from}:${load.line}`, target);
    }
    return { ...found, files: [...files].toSorted((a, b) => (a < b ? -1 : 1)), unread: [...unread.values()] };
}
function moduleOf(file) {
    return (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .isTerraformFile */ .L5)(file) ? node_path__WEBPACK_IMPORTED_MODULE_1__.posix.dirname(file) : undefined;
}
function moduleFiles(workspace, folder) {
    if (folder === undefined)
        return [];
    const own = entriesIn(workspace, folder).flatMap(({ name }) => (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .isTerraformFile */ .L5)(name) ? [node_path__WEBPACK_IMPORTED_MODULE_1__.posix.join(folder, name)] : []);
    const beside = folder === '.' ? [] : valuesIn(workspace, node_path__WEBPACK_IMPORTED_MODULE_1__.posix.dirname(folder), 1);
    const all = new Set([...own, ...valuesIn(workspace, folder), ...beside]);
    return [...all].toSorted((a, b) => (a < b ? -1 : 1));
}
const DEEPEST = 3;
function valuesIn(workspace, folder, depth = 0) {
    const entries = entriesIn(workspace, folder);
    if (depth > 0 && entries.some(({ name }) => (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .isTerraformFile */ .L5)(name)))
        return [];
    return entries.flatMap(entry => {
        const path = node_path__WEBPACK_IMPORTED_MODULE_1__.posix.join(folder, entry.name);
        if (!entry.isDirectory())
            return (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .isVariableFile */ .Pi)(path) ? [path] : [];
        const isSkipped = depth === DEEPEST || /^(?:\.|node_modules$)/.test(entry.name);
        return isSkipped ? [] : valuesIn(workspace, path, depth + 1);
    });
}
function entriesIn(workspace, folder) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workspace, folder), { withFileTypes: true });
    }
    catch {
        return [];
    }
}
const LOADED = /\bfile\(\s{0,64}"([^"\n]{1,512}\.(?:json|ya?ml))"/g;
function moduleSources(workspace, folder) {
    const files = moduleFiles(workspace, folder);
    const found = files.filter(_document_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .isTerraformFile */ .L5).flatMap(from => [...linesOf(workspace, from).join('\n').matchAll(LOADED)].flatMap(([, path = '']) => {
        const load = { from, line: 0, path };
        const target = targetOf(workspace, load);
        if (typeof target === 'string')
            return target;
        const above = node_path__WEBPACK_IMPORTED_MODULE_1__.posix.join(node_path__WEBPACK_IMPORTED_MODULE_1__.posix.dirname(from), node_path__WEBPACK_IMPORTED_MODULE_1__.posix.dirname(path.replace(PATH_ROOT, './')));
        if (target || above.startsWith('..') || above.includes('$'))
            return [];
        return entriesIn(workspace, above).flatMap(({ name }) => node_path__WEBPACK_IMPORTED_MODULE_1__.posix.extname(name) === node_path__WEBPACK_IMPORTED_MODULE_1__.posix.extname(path) ? node_path__WEBPACK_IMPORTED_MODULE_1__.posix.join(above, name) : []);
    }));
    return [...new Set([...files, ...found])];
}
function loadedByTerraform(workspace, files) {
    const paths = (0,_list_js__WEBPACK_IMPORTED_MODULE_3__/* .distinctBy */ .ey)(files, moduleOf).flatMap(file => moduleFiles(workspace, moduleOf(file)));
    return withLoadedContainers(workspace, { files, unread: [], beyond: [] }, paths);
}
function linesOf(workspace, file) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workspace, file), 'utf8').split(/\r?\n/);
    }
    catch {
        return [];
    }
}
function loadsIn(from, lines, namesIn) {
    return lines.flatMap((text, index) => {
        const [, first] = CONTAINERS.exec(text) ?? [];
        if (first === undefined)
            return [];
        const rest = lines.slice(index + 1, index + MOST_LINES);
        const end = rest.findIndex(line => NEXT.test(line));
        const value = [first, ...rest.slice(0, end < 0 ? rest.length : end)].join('\n');
        const direct = [...value.matchAll(FILE)].map(([, file, template]) => file ?? template);
        const named = [...value.matchAll(NAMED)].map(([, kind, name]) => namesIn(node_path__WEBPACK_IMPORTED_MODULE_1__.posix.dirname(from)).get(`${kind}.${name}`));
        return [...direct, ...named].flatMap(path => (path === undefined ? [] : { from, line: index + 1, path }));
    });
}
function namesOf(workspace, folder, paths) {
    const names = new Map();
    const files = paths.filter(path => (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .isTerraformFile */ .L5)(path) && node_path__WEBPACK_IMPORTED_MODULE_1__.posix.dirname(path) === folder);
    for (const file of files) {
        let template;
        for (const line of linesOf(workspace, file)) {
            const [, name] = TEMPLATE.exec(line) ?? [];
            if (name !== undefined)
                template = name;
            const [, key, path] = GIVEN.exec(line) ?? [];
            if (key !== undefined && path !== undefined)
                names.set(key === 'template' && template !== undefined ? `data.template_file.${template}` : `local.${key}`, path);
            if (/^\}/.test(line))
                template = undefined;
        }
    }
    return names;
}
function targetOf(workspace, { from, line, path }) {
    const plain = path.replace(PATH_ROOT, './');
    if (/[$%]\{/.test(plain))
        return undefined;
    const isOwn = /^\$\{\s*path\.module\b/.test(path);
    const root = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(workspace);
    let folder = node_path__WEBPACK_IMPORTED_MODULE_1__.posix.dirname(from);
    let why = 'is not there';
    for (;;) {
        try {
            const full = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(root, folder, plain));
            const inside = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(root, full).split(node_path__WEBPACK_IMPORTED_MODULE_1__.sep).join('/');
            if (inside.startsWith('../') || inside === '..')
                why = 'is outside the workspace';
            else if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(full).isFile())
                return inside;
            else
                why = 'is not a regular file';
        }
        catch (error) {
            if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .isAbsence */ .Md)(error))
                why = `cannot be read: ${(0,_read_js__WEBPACK_IMPORTED_MODULE_5__/* .systemReason */ .uc)(error)}`;
        }
        if (isOwn || folder === '.')
            break;
        folder = node_path__WEBPACK_IMPORTED_MODULE_1__.posix.dirname(folder);
    }
    const message = `${from}:${line}: the file that container_definitions loads ${why}.`;
    return { file: from, line, code: 'file-not-readable', message, hint: HINT };
}
const HINT = 'Check it out or generate it before the check.';


/***/ }),

/***/ 93030:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ taskCalls),
/* harmony export */   z: () => (/* binding */ localCalls)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _document_tree_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(69360);
/* harmony import */ var _loaded_containers_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9452);




const BEGIN = /^[ \t]{0,8}(?:module[ \t]{1,8}"([^"\n]{1,128})"|terraform)[ \t]{0,8}\{/gm;
const SOURCE = /(?:^|[{;\s])source[ \t]{0,64}=[ \t]{0,64}"([^"\n$]{1,512})"/;
const VARIABLES = new RegExp(`(?:^|[{,\\s])${_document_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .ENVIRONMENT_KEY */ .sO}[ \\t]{0,64}=[ \\t]{0,64}(?:[[{]|(?:merge|concat)\\(|(?:local|var)\\.)`, 'i');
const DEFINES = /container_definitions|aws_ecs_express_gateway_service/;
function taskCalls(workspace) {
    const known = new Map();
    const isCall = (file, { source, text }) => {
        const isGiven = VARIABLES.test(text);
        const folder = folderOf(file, source);
        if (folder === undefined)
            return isGiven && /ecs|fargate/i.test(source);
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workspace, folder)) ? makesTask(folder) : isGiven;
    };
    const makesTask = (folder) => {
        const before = known.get(folder);
        if (before !== undefined)
            return before;
        known.set(folder, false);
        const made = (0,_loaded_containers_js__WEBPACK_IMPORTED_MODULE_3__/* .moduleFiles */ .ug)(workspace, folder).some(file => {
            const text = textOf((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workspace, file));
            return DEFINES.test(text) || callsIn(file, text).some(call => isCall(file, call));
        });
        known.set(folder, made);
        return made;
    };
    return (file, bytes) => {
        if (!/\.(?:tf|tofu|hcl)$/i.test(file) || !bytes.includes('source'))
            return false;
        return callsIn(file, bytes.toString('utf8')).some(call => isCall(file, call));
    };
}
function localCalls(workspace, folder) {
    const files = (0,_loaded_containers_js__WEBPACK_IMPORTED_MODULE_3__/* .moduleFiles */ .ug)(workspace, folder).filter(_document_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .isTerraformFile */ .L5);
    const calls = files.flatMap(file => callsIn(file, textOf((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workspace, file))).map(one => [file, one]));
    return new Map(calls.flatMap(([file, { name, source }]) => {
        const called = folderOf(file, source);
        return called === undefined || called.startsWith('..') ? [] : [[name, called]];
    }));
}
function folderOf(file, source) {
    return /^\.\.?\//.test(source) ? node_path__WEBPACK_IMPORTED_MODULE_1__.posix.join(node_path__WEBPACK_IMPORTED_MODULE_1__.posix.dirname(file), source).replace(/\/$/, '') : undefined;
}
function callsIn(file, text) {
    const starts = [...text.matchAll(BEGIN)];
    return starts.flatMap(({ index: start, 1: name = '' }, index) => {
        const own = text.slice(start, starts[index + 1]?.index);
        const end = /\.hcl$/i.test(file) ? -1 : own.search(/^\}/m);
        const block = end < 0 ? own : own.slice(0, end);
        const [, source] = SOURCE.exec(block) ?? [];
        return source === undefined ? [] : [{ name, source, text: block }];
    });
}
function textOf(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8');
    }
    catch {
        return '';
    }
}


/***/ }),

/***/ 59301:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $B: () => (/* binding */ isThere),
/* harmony export */   FB: () => (/* binding */ isAmong),
/* harmony export */   QH: () => (/* binding */ isWritten),
/* harmony export */   qx: () => (/* binding */ differsAmong)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _git_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(73625);



function isAmong(workspace, changed) {
    const root = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(workspace);
    const paths = new Set([...changed, ...changed.flatMap(path => realWay(root, path) ?? [])]);
    return file => {
        const real = realWay(root, file);
        if (real === undefined)
            return true;
        return [file, real].flatMap(path => [path, ...foldersAround(path)]).some(path => paths.has(path));
    };
}
function differsAmong(place, changed) {
    const among = isAmong(place.workspace, changed);
    const root = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(place.workspace);
    const tracked = (0,_git_js__WEBPACK_IMPORTED_MODULE_2__/* .trackedFiles */ .O)(place);
    const known = new Set('error' in tracked ? [] : [...tracked.paths, ...tracked.modules]);
    return file => {
        const real = realWay(root, file) ?? file;
        return among(file) || ![real, ...foldersAround(real)].some(path => known.has(path));
    };
}
function realWay(root, path) {
    try {
        return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(root, (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, path)))
            .split(node_path__WEBPACK_IMPORTED_MODULE_1__.sep)
            .join('/');
    }
    catch {
        return undefined;
    }
}
function foldersAround(path) {
    const around = [];
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
        around.push(path.slice(0, at));
    return around;
}
function isThere(workspace, file) {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(workspace, file));
}
function isWritten(workspace, file) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(workspace, file), { throwIfNoEntry: false }) !== undefined;
    }
    catch {
        return true;
    }
}


/***/ }),

/***/ 67738:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ch: () => (/* binding */ isNeverGiven),
/* harmony export */   Mv: () => (/* binding */ contextNames),
/* harmony export */   WH: () => (/* binding */ splitExpressions),
/* harmony export */   l4: () => (/* binding */ asksForAccount),
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
const NEVER = /^(aws_access_key_id|actions_\w+|input_.*)$|token|secret|passw|passphrase|private|credential|api_?key|_pat$/i;
function isNeverGiven(name) {
    return NEVER.test(name);
}
const contextNames = ['github', 'env', 'vars', 'service', 'environment', 'aws'];


/***/ }),

/***/ 47152:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cc: () => (/* binding */ splitStored),
/* harmony export */   Ns: () => (/* binding */ splitImages),
/* harmony export */   Of: () => (/* binding */ givesImage),
/* harmony export */   cp: () => (/* binding */ NO_OVERRIDES),
/* harmony export */   gh: () => (/* binding */ containerHas)
/* harmony export */ });
/* harmony import */ var _files_document_tree_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(69360);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28168);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(11636);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35909);
/* harmony import */ var _naming_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4669);





const NO_OVERRIDES = {
    containerNames: [],
    images: [],
    environmentVariables: [],
    secrets: [],
    dockerLabels: [],
    logOptions: [],
    envFiles: []
};
function givesImage({ image, images }) {
    return image !== undefined || images.length > 0;
}
function splitImages(overrides, targets) {
    if (overrides.image !== undefined)
        return giveToOnly(overrides, targets);
    const isForNone = (container) => !targets.some(target => mayHave(target, container));
    const strangers = overrides.images.filter(({ name }) => name.includes('/') && !targets.some(target => lineFor(name, target) !== undefined));
    return {
        overridesOf: target => imagesFor(overrides, target, container => mayHave(target, container) || isForNone(container)),
        problems: strangers.map(({ name }) => unknownService(name, targets))
    };
}
function giveToOnly({ image, ...others }, targets) {
    const isSelected = (name) => others.containerNames.length === 0 || others.containerNames.includes(name) || name.includes('${{');
    const takers = (0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .distinctBy */ .ey)(targets, definitionOf).flatMap(target => {
        const names = containerNamesOf(target).filter(isSelected);
        return names.length === 0 ? [] : [{ ...target, names }];
    });
    const [only, another] = takers;
    const rest = changesContainers(others) ? others : { ...others, containerNames: [] };
    return {
        overridesOf: ({ document: { file } }) => another || (only && only.document.file !== file) ? rest : { ...others, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ image }) },
        problems: another ? [notForOne(takers)] : []
    };
}
function changesContainers({ stored = [], command, logDriver, ...lists }) {
    const { environmentVariables, secrets, dockerLabels, logOptions, envFiles } = lists;
    const all = [stored, environmentVariables, secrets, dockerLabels, logOptions, envFiles];
    return all.some(({ length }) => length > 0) || command !== undefined || logDriver !== undefined;
}
function definitionOf({ service, entry, document: { file, root } }) {
    const family = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .stringOf */ .Je)((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .childOf */ .GG)(root, 'family')) ?? '';
    const values = [...(entry?.variables ?? [])].map(([name, node]) => [name, (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .toJson */ .aB)(node)]);
    const its = family.includes('${{') ? [/\bservice\b/.test(family) ? service : undefined, values] : [];
    return JSON.stringify([file, ...its]);
}
function notForOne(takers) {
    const lines = takers.flatMap(({ service, entry, names }) => {
        const of = service ?? entry?.key;
        return names.map(name => `${of === undefined ? '' : `${of}/`}${(0,_naming_js__WEBPACK_IMPORTED_MODULE_3__/* .quotedName */ .aH)(name, 'CONTAINER').replaceAll('"', '')}=…`);
    });
    return {
        code: 'container-not-named',
        fault: 'user',
        message: `Input "image": one image, and ${lines.length} containers of this run that could get it.`,
        hint: `Write a line for each container that gets one: ${(0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .someOf */ .yU)([...new Set(lines)], 20)}. Or select one service with "service".`
    };
}
function imagesFor(overrides, target, fits = () => true) {
    const own = overrides.images.flatMap(({ name, value }) => {
        const container = lineFor(name, target);
        return container === undefined ? [] : [{ name: container, value }];
    });
    const shared = overrides.images.filter(({ name }) => !name.includes('/') && fits(name) && !own.some(one => one.name === name));
    return { ...overrides, images: [...own, ...shared] };
}
function lineFor(line, { service, entry }) {
    const at = line.indexOf('/');
    const named = line.slice(0, Math.max(at, 0));
    return at > 0 && [service, entry?.key, entry?.name].includes(named) ? line.slice(at + 1) : undefined;
}
function mayHave(target, container) {
    return containerNamesOf(target).some(name => name === container || name.includes('${{'));
}
function containerNamesOf({ document: { root } }) {
    const inner = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .childOf */ .GG)(root, 'taskDefinition') ?? root;
    return (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .containersOf */ .Mz)(inner).map(one => (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .stringOf */ .Je)((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .childOf */ .GG)(one, 'name')) ?? '');
}
function unknownService(line, targets) {
    const names = [...new Set(targets.flatMap(({ service, entry }) => service ?? entry?.key ?? []))];
    const named = line.slice(0, line.indexOf('/'));
    return {
        code: 'unknown-service',
        fault: 'user',
        message: `Input "image": the line of ${(0,_naming_js__WEBPACK_IMPORTED_MODULE_3__/* .quotedName */ .aH)(line, 'a container')} is for no service of this run.${(0,_nearest_js__WEBPACK_IMPORTED_MODULE_4__/* .didYouMean */ .au)(named, names)}`,
        hint: `Services of this run: ${names.join(', ') || 'none'}. Write SERVICE/container=image.`
    };
}
function splitStored(stored, targets) {
    const isFor = (line, target) => {
        const { service, entry } = target;
        if (line.service !== undefined)
            return [service, entry?.key, entry?.name].includes(line.service);
        if (targets.length === 1)
            return true;
        return line.container === undefined ? hasEntry(target, line.name) : mayHave(target, line.container);
    };
    const names = targets.flatMap(({ service }) => service ?? []);
    return {
        of: target => stored.filter(line => isFor(line, target)),
        problems: stored
            .filter(line => targets.length > 0 && !targets.some(target => isFor(line, target)))
            .map(({ name }) => ({
            code: 'unknown-service',
            fault: 'user',
            message: `Input "secret-values": ${(0,_naming_js__WEBPACK_IMPORTED_MODULE_3__/* .quotedName */ .aH)(name, 'a name')} is for no service of this run: no definition has an entry of that name.`,
            hint: `Write SERVICE/container/${(0,_naming_js__WEBPACK_IMPORTED_MODULE_3__/* .quotedName */ .aH)(name, 'NAME')}, with a service of this run: ${names.join(', ') || 'none'}.`
        }))
    };
}
function hasEntry({ document }, name) {
    const inner = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .childOf */ .GG)(document.root, 'taskDefinition') ?? document.root;
    return (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .containersOf */ .Mz)(inner).some(container => containerHas(container, name));
}
function containerHas(container, name) {
    return ['environment', 'secrets'].some(list => (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .itemsOf */ .S3)((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .childOf */ .GG)(container, list)).some(entry => (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .stringOf */ .Je)((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .childOf */ .GG)(entry, 'name')) === name));
}


/***/ })

};
