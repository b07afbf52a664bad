export const id = 12;
export const ids = [12];
export const modules = {

/***/ 52012:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  KEPT_WHOLE: () => (/* binding */ KEPT_WHOLE),
  readYaml: () => (/* binding */ readYaml),
  readYamlPart: () => (/* binding */ readYamlPart)
});

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./lib/src/files/document/place.js
var place = __webpack_require__(43505);
// EXTERNAL MODULE: ./lib/src/files/document/tree.js
var tree = __webpack_require__(69360);
;// CONCATENATED MODULE: ./lib/src/files/document/yaml-tree.js


const MAX_NODES = 100_000;
class YamlTreeMaker {
    #part;
    #reporter;
    #anchors = new Map();
    #nodes = 0;
    #depth = 0;
    constructor(part, reporter) {
        this.#part = part;
        this.#reporter = reporter;
    }
    make(node, pointer) {
        if (node === null || !this.#hasRoom(node))
            return undefined;
        this.#depth++;
        const made = this.#node(node, pointer);
        this.#depth--;
        return made && (0,tree/* underTag */.pl)(node.tag, made);
    }
    #hasRoom(node) {
        if (++this.#nodes <= MAX_NODES && this.#depth < tree/* maxDepth */.Mw)
            return true;
        if (this.#nodes <= MAX_NODES + 1) {
            const message = `with its aliases expanded, the file has more than ${MAX_NODES} values or ${tree/* maxDepth */.Mw} levels.`;
            const hint = 'Split the file, or write it with fewer aliases.';
            this.#reporter.report({ code: 'nested-too-deep', message, hint, ...this.#extent(node) });
        }
        this.#nodes = MAX_NODES + 1;
        return false;
    }
    #node(node, pointer) {
        if ((0,dist.isAlias)(node))
            return this.#alias(node);
        if ('anchor' in node && typeof node.anchor === 'string')
            this.#anchors.set(node.anchor, { node, pointer });
        if ((0,dist.isMap)(node))
            return this.#map(node, pointer);
        if ((0,dist.isSeq)(node)) {
            const items = node.items.map((item, index) => this.#item(item, (0,tree/* childPointer */.Y2)(pointer, index)));
            const made = items.filter(item => item !== undefined);
            return { kind: 'array', items: made, origin: this.#origin(node, pointer) };
        }
        return (0,dist.isScalar)(node) ? this.#scalar(node, pointer) : undefined;
    }
    #alias(node) {
        const anchored = this.#anchors.get(node.source);
        if (anchored)
            return comesThrough(this.make(anchored.node, anchored.pointer), this.#extent(node));
        this.#report('unknown-alias', 'this alias has no anchor before it.', node);
        return undefined;
    }
    #item(item, pointer) {
        if (!(0,dist.isPair)(item))
            return this.make(item, pointer);
        const member = this.#member(item, pointer);
        return member && { kind: 'object', members: [member], origin: member.keyOrigin };
    }
    #map(node, pointer) {
        const members = [];
        const merged = [];
        const firstOf = new Map();
        for (const { key: written, value } of node.items) {
            const key = this.#resolved(written);
            if (isMergeKey(key)) {
                merged.push(...this.#merged(value, pointer));
                continue;
            }
            const member = this.#member({ key, value }, pointer);
            if (member === undefined)
                continue;
            members.push(member);
            if (!(0,dist.isScalar)(key))
                continue;
            const { start, end } = this.#extent(key);
            const first = firstOf.get(member.key);
            if (first === undefined)
                firstOf.set(member.key, start);
            else
                this.#reporter.reportRepeatedKey(first, { start, end });
        }
        for (const member of merged) {
            if (firstOf.has(member.key))
                continue;
            firstOf.set(member.key, 0);
            members.push(member);
        }
        return { kind: 'object', members, origin: this.#origin(node, pointer) };
    }
    #resolved(key) {
        return ((0,dist.isAlias)(key) ? this.#anchors.get(key.source)?.node : undefined) ?? key;
    }
    #member({ key: name, value }, pointer) {
        if (!(0,dist.isScalar)(name))
            return this.#unnamed({ key: name, value }, pointer);
        const text = textOf(name);
        const key = text === null || typeof text === 'string' ? (text ?? '') : (name.source ?? '');
        const own = (0,tree/* childPointer */.Y2)(pointer, key);
        const keyOrigin = this.#origin(name, own);
        const made = value === null ? { kind: 'null', origin: keyOrigin } : this.make(value, own);
        return made && { key, keyOrigin, value: made };
    }
    #unnamed({ key, value }, pointer) {
        this.#report('complex-yaml-key', 'a name must be plain text; this one is a list or a mapping.', key);
        const [only, ...others] = (0,dist.isSeq)(key) ? key.items : [];
        if ((0,dist.isScalar)(only) && others.length === 0)
            return this.#member({ key: only, value }, pointer);
        const own = (0,tree/* childPointer */.Y2)(pointer, '');
        const items = [this.make(key, own), this.make(value, own)].filter(node => node !== undefined);
        const origin = this.#origin(key, own);
        return { key: '', keyOrigin: origin, value: { kind: 'array', items, origin } };
    }
    #merged(value, pointer) {
        const made = this.make(value, (0,tree/* childPointer */.Y2)(pointer, '<<'));
        const sources = made?.kind === 'array' ? made.items : [made];
        return sources.flatMap(source => {
            if (source?.kind === 'object')
                return source.members;
            if (source && value)
                this.#report('invalid-yaml', '"<<" merges mappings only.', value);
            return [];
        });
    }
    #scalar(node, pointer) {
        const origin = this.#origin(node, pointer);
        const { value } = node;
        if (value === null)
            return { kind: 'null', origin };
        if (typeof value === 'string')
            return { kind: 'string', value, origin };
        if (typeof value === 'boolean')
            return { kind: 'boolean', value, origin };
        if (typeof value === 'number' && Number.isFinite(value)) {
            return { kind: 'number', value, raw: node.source ?? String(value), origin };
        }
        this.#report('invalid-yaml', 'only text, finite numbers, true, false and null are read.', node);
        return undefined;
    }
    #extent({ range }) {
        const { from } = this.#part;
        return { start: from + (range?.[0] ?? 0), end: from + (range?.[1] ?? 0) };
    }
    #origin(node, pointer) {
        return { kind: 'file', file: this.#part.file, pointer, ...this.#extent(node) };
    }
    #report(code, message, node) {
        this.#reporter.report({ code, message, ...this.#extent(node) });
    }
}
function comesThrough(made, alias) {
    return made && { ...made, origin: { ...made.origin, alias } };
}
function textOf({ value }) {
    return value instanceof Uint8Array ? Buffer.from(value).toString() : value;
}
function isMergeKey(key) {
    return (0,dist.isScalar)(key) && (typeof key.value === 'symbol' || (key.value === '<<' && key.type === 'PLAIN'));
}

;// CONCATENATED MODULE: ./lib/src/files/document/read-yaml.js




const KEPT_WHOLE = new Set([
    'repeated-key',
    'unknown-yaml-tag',
    'complex-yaml-key'
]);
function readYaml(file, text) {
    return readYamlPart({ file, text, from: 0, find: (0,place/* placeFinder */.aA)({ file, text }) });
}
function readYamlPart(part) {
    const { file, text, from } = part;
    const reporter = (0,place/* syntaxReporter */.$S)(file, part.find, 'YAML');
    const document = parseOneDocument(part, reporter);
    if (document === undefined)
        return { problems: reporter.problems };
    const { contents } = document;
    if (contents === null || (0,dist.isScalar)(contents)) {
        const isEmpty = contents === null || contents.value === null;
        const [start, end] = isEmpty ? [0, 0] : contents.range;
        reporter.report({ ...(isEmpty ? EMPTY : SINGLE_VALUE), start: start + from, end: end + from });
        return { problems: reporter.problems };
    }
    const root = new YamlTreeMaker(part, reporter).make(contents, '');
    if (root === undefined)
        return { problems: reporter.problems };
    const partial = reporter.problems.some(({ code }) => !KEPT_WHOLE.has(code));
    const read = { document: { file, format: 'yaml', text, root }, problems: reporter.problems };
    return partial ? { ...read, partial } : read;
}
const EMPTY = { code: 'empty-file', message: 'the file is empty; a task definition was expected.' };
const SINGLE_VALUE = {
    code: 'not-an-object',
    message: 'a task definition is a mapping; this file is a single value.'
};
const TOO_DEEP = {
    code: 'nested-too-deep',
    message: `collections are nested deeper than ${tree/* maxDepth */.Mw} levels.`
};
const UNKNOWN_TAG = {
    code: 'unknown-yaml-tag',
    message: 'this tag (!…) is not known; only plain YAML 1.2 is read.'
};
const UNCLOSED = {
    code: 'invalid-yaml',
    message: 'what "{" or "[" begins in a line above is not closed before this one.',
    hint: 'Close it with "}" or "]", or indent this line further.'
};
const SECOND_DOCUMENT = {
    code: 'several-documents',
    message: 'a second document (---) starts here.',
    hint: 'Keep one task definition a file.'
};
const QUOTES = 'Text with special characters (: # { } [ ] , & * ! | > % @ `) needs quotes.';
const MEANINGS = {
    BAD_INDENT: 'the indentation does not fit the lines above.',
    TAB_AS_INDENT: 'a tab is used for indentation; YAML requires spaces.',
    MISSING_CHAR: 'a character is missing here (a closing quote, bracket, comma or colon).',
    DUPLICATE_KEY: 'this key appears twice in the same mapping.',
    BLOCK_AS_IMPLICIT_KEY: 'a nested mapping is not allowed on the same line.',
    MULTILINE_IMPLICIT_KEY: 'a key must be on one line.',
    BAD_ALIAS: 'this is not an alias.',
    BAD_SCALAR_START: 'a value cannot start with this character; put it in quotes.',
    BAD_DQ_ESCAPE: 'this escape sequence is not valid in double quotes.'
};
const DEEP_LINE = new RegExp(`^[ \\t]*(?:[-?] ){${tree/* maxDepth */.Mw}}`, 'm');
function parseYaml(text) {
    if (DEEP_LINE.test(text))
        return undefined;
    const reading = { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' };
    try {
        const parsed = (0,dist.parseAllDocuments)(text, { version: '1.2', schema: 'core', merge: true, ...reading });
        return 'empty' in parsed ? [] : parsed;
    }
    catch {
        return undefined;
    }
}
function parseOneDocument({ text, from }, reporter) {
    const documents = parseYaml(text);
    const [first, second] = documents ?? [];
    if (first === undefined) {
        reporter.report({ ...(documents ? EMPTY : TOO_DEEP), start: from, end: from });
        return undefined;
    }
    reportErrors(first, from, reporter);
    if (second !== undefined) {
        const start = from + (second.range?.[0] ?? text.length);
        reporter.report({ ...SECOND_DOCUMENT, start, end: start });
    }
    return first.errors.length > 0 ? undefined : first;
}
const MOST_REPORTED = 3;
function reportErrors({ errors, warnings }, from, reporter) {
    const deep = errors.find(({ code }) => code === 'RESOURCE_EXHAUSTION');
    const worst = errors.length > 0 ? errors : warnings;
    for (const error of deep ? [deep] : worst.slice(0, MOST_REPORTED))
        reporter.report({ ...meaningOf(error), start: from + error.pos[0], end: from + error.pos[1] });
}
function meaningOf({ code, message }) {
    if (code === 'BAD_INDENT' && message.startsWith('Flow '))
        return UNCLOSED;
    if (code === 'RESOURCE_EXHAUSTION')
        return TOO_DEEP;
    if (code === 'TAG_RESOLVE_FAILED')
        return { ...UNKNOWN_TAG, hint: QUOTES };
    return { code: 'invalid-yaml', message: MEANINGS[code] ?? 'this is not valid YAML.', hint: QUOTES };
}


/***/ })

};
