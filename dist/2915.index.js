export const id = 2915;
export const ids = [2915,5296];
export const modules = {

/***/ 12915:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   filesOnBase: () => (/* binding */ filesOnBase),
/* harmony export */   standingDecisions: () => (/* binding */ standingDecisions)
/* harmony export */ });
/* harmony import */ var _document_place_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19016);
/* harmony import */ var _exceptions_on_base_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(10797);
/* harmony import */ var _formats_read_for_check_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(75703);
/* harmony import */ var _inputs_topics_check_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50148);




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
    const standing = (0,_exceptions_on_base_js__WEBPACK_IMPORTED_MODULE_0__/* .standingOnBase */ .tQ)(decisions.exceptions, before?.exceptions ?? [], now);
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
    const names = _inputs_topics_check_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .CONFIG_FILES */ .n0.includes(file) ? _inputs_topics_check_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .CONFIG_FILES */ .n0 : [file];
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
        const result = await (0,_formats_read_for_check_js__WEBPACK_IMPORTED_MODULE_2__/* .readForCheck */ .c)(file, found.text);
        if (result.kind !== 'definition' && result.kind !== 'template')
            continue;
        read.set(file, { document: result.document, place: (0,_document_place_js__WEBPACK_IMPORTED_MODULE_3__/* .placeFinder */ .aA)(result.document) });
    }
    return read;
}


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
