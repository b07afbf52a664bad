export const id = 838;
export const ids = [838];
export const modules = {

/***/ 9838:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readYaml: () => (/* binding */ readYaml)
});

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
// EXTERNAL MODULE: ./lib/src/document/loaded.js
var loaded = __webpack_require__(4821);
;// CONCATENATED MODULE: ./lib/src/document/parse-yaml.js


const meanings = {
    BAD_INDENT: 'the indentation does not fit the lines above.',
    TAB_AS_INDENT: 'a tab is used as indentation; YAML wants spaces.',
    MISSING_CHAR: 'a character is missing here (a closing quote, bracket, comma or colon).',
    DUPLICATE_KEY: 'this name stands twice in the same mapping.',
    BLOCK_AS_IMPLICIT_KEY: 'a nested mapping is not allowed on the same line.',
    MULTILINE_IMPLICIT_KEY: 'a name must stand on one line.',
    BAD_ALIAS: 'this is not an alias.',
    BAD_SCALAR_START: 'a value can not start with this character; put it in quotes.',
    BAD_DQ_ESCAPE: 'this escape sequence is not valid in double quotes.',
    TAG_RESOLVE_FAILED: 'this tag (!…) is not known; only plain YAML 1.2 is read.'
};
function parseOneDocument(text, reporter) {
    let documents;
    try {
        const options = {
            version: '1.2',
            schema: 'core',
            merge: true,
            uniqueKeys: false,
            logLevel: 'silent'
        };
        const parsed = (0,dist/* parseAllDocuments */.hR)(text, options);
        documents = 'empty' in parsed ? [] : parsed;
    }
    catch {
        const message = `collections are nested deeper than ${loaded/* maxDepth */.M} levels.`;
        reporter.report({ code: 'nested-too-deep', message, start: 0, end: 0 });
        return undefined;
    }
    const [first, second] = documents;
    if (first === undefined) {
        reporter.report({
            code: 'empty-file',
            message: 'the file is empty; a task definition was expected.',
            start: 0,
            end: 0
        });
        return undefined;
    }
    for (const error of [...first.errors, ...first.warnings].slice(0, 3))
        reportError(error, reporter);
    if (second !== undefined) {
        const start = second.range?.[0] ?? text.length;
        const hint = 'Keep one task definition a file.';
        reporter.report({
            code: 'several-documents',
            message: 'a second document (---) starts here.',
            hint,
            start,
            end: start
        });
    }
    return first.errors.length > 0 ? undefined : first;
}
function reportError(error, reporter) {
    const message = meanings[error.code] ?? 'this is not valid YAML.';
    const code = error.code === 'TAG_RESOLVE_FAILED' ? 'unknown-yaml-tag' : 'invalid-yaml';
    const hint = 'Text with special characters (: # { } [ ] , & * ! | > % @ `) needs quotes.';
    reporter.report({ code, message, hint, start: error.pos[0], end: error.pos[1] });
}

// EXTERNAL MODULE: ./lib/src/document/pointer.js
var document_pointer = __webpack_require__(3607);
// EXTERNAL MODULE: ./lib/src/document/syntax-problem.js
var syntax_problem = __webpack_require__(6033);
;// CONCATENATED MODULE: ./lib/src/document/read-yaml.js





const maxNodes = 100_000;
function readYaml(file, text) {
    const reporter = (0,syntax_problem/* syntaxReporter */.$)(file, text, 'YAML');
    const document = parseOneDocument(text, reporter);
    if (document === undefined)
        return { problems: reporter.problems };
    const contents = document.contents;
    if (contents === null || ((0,dist/* isScalar */.jn)(contents) && contents.value === null)) {
        reporter.report({
            code: 'empty-file',
            message: 'the file is empty; a task definition was expected.',
            start: 0,
            end: 0
        });
        return { problems: reporter.problems };
    }
    if ((0,dist/* isScalar */.jn)(contents)) {
        const message = 'a task definition is a mapping; this file is a single value.';
        reporter.report({
            code: 'not-an-object',
            message,
            start: contents.range?.[0] ?? 0,
            end: contents.range?.[1] ?? 0
        });
        return { problems: reporter.problems };
    }
    const root = new YamlReader(file, text, reporter).read(contents, '');
    if (root === undefined)
        return { problems: reporter.problems };
    const partial = reporter.problems.some(({ code }) => code !== 'repeated-key' && code !== 'unknown-yaml-tag');
    return {
        document: { file, format: 'yaml', text, root },
        problems: reporter.problems,
        ...(partial ? { partial } : {})
    };
}
class YamlReader {
    file;
    text;
    reporter;
    anchors = new Map();
    nodes = 0;
    depth = 0;
    constructor(file, text, reporter) {
        this.file = file;
        this.text = text;
        this.reporter = reporter;
    }
    read(node, pointer) {
        if (++this.nodes > maxNodes || this.depth >= loaded/* maxDepth */.M) {
            if (this.nodes <= maxNodes + 1)
                this.reportSize(node);
            this.nodes = maxNodes + 1;
            return undefined;
        }
        this.depth++;
        const read = this.readNode(node, pointer);
        this.depth--;
        return read;
    }
    readNode(node, pointer) {
        if (node === null)
            return undefined;
        if ((0,dist/* isAlias */.Vj)(node)) {
            const anchored = this.anchors.get(node.source);
            if (anchored)
                return this.read(anchored.node, anchored.pointer);
            this.report('unknown-alias', 'this alias has no anchor before it.', node);
            return undefined;
        }
        if ('anchor' in node && typeof node.anchor === 'string')
            this.anchors.set(node.anchor, { node, pointer });
        if ((0,dist/* isMap */.jh)(node))
            return this.readMap(node, pointer);
        if ((0,dist/* isSeq */.oP)(node)) {
            const items = node.items.map((item, index) => this.read(item, (0,document_pointer/* childPointer */.Y)(pointer, index)));
            return {
                kind: 'array',
                items: items.filter(item => item !== undefined),
                origin: this.origin(node, pointer)
            };
        }
        return (0,dist/* isScalar */.jn)(node) ? this.readScalar(node, pointer) : undefined;
    }
    readMap(node, pointer) {
        const members = [];
        const merged = [];
        const seen = new Map();
        for (const pair of node.items) {
            if (isMergeKey(pair.key)) {
                merged.push(...this.readMerge(pair.value, pointer));
                continue;
            }
            const member = this.readMember(pair, pointer);
            if (member === undefined)
                continue;
            const first = seen.get(member.key);
            if (first === undefined)
                seen.set(member.key, pair.key.range?.[0] ?? 0);
            else
                this.reportRepeatedKey(first, pair.key);
            members.push(member);
        }
        for (const member of merged) {
            if (seen.has(member.key))
                continue;
            seen.set(member.key, 0);
            members.push(member);
        }
        return { kind: 'object', members, origin: this.origin(node, pointer) };
    }
    readMember(pair, pointer) {
        if (!(0,dist/* isScalar */.jn)(pair.key)) {
            this.report('invalid-yaml', 'a name must be plain text.', pair.key);
            return undefined;
        }
        const key = pair.key.value === null || typeof pair.key.value === 'string'
            ? String(pair.key.value ?? '')
            : (pair.key.source ?? '');
        const own = (0,document_pointer/* childPointer */.Y)(pointer, key);
        const keyOrigin = this.origin(pair.key, own);
        const value = pair.value === null ? { kind: 'null', origin: keyOrigin } : this.read(pair.value, own);
        return value && { key, keyOrigin, value };
    }
    readMerge(value, pointer) {
        const read = this.read(value, (0,document_pointer/* childPointer */.Y)(pointer, '<<'));
        const sources = read?.kind === 'array' ? read.items : [read];
        return sources.flatMap(source => {
            if (source?.kind === 'object')
                return source.members;
            if (source !== undefined && value)
                this.report('invalid-yaml', '"<<" merges mappings only.', value);
            return [];
        });
    }
    readScalar(node, pointer) {
        const origin = this.origin(node, pointer);
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
        this.report('invalid-yaml', 'only text, finite numbers, true, false and null are read.', node);
        return undefined;
    }
    origin(node, pointer) {
        const [start, end] = node.range ?? [0, 0];
        return { kind: 'file', file: this.file, pointer, start, end };
    }
    report(code, message, node) {
        this.reporter.report({ code, message, start: node.range?.[0] ?? 0, end: node.range?.[1] ?? 0 });
    }
    reportRepeatedKey(first, key) {
        const second = key.range?.[0] ?? 0;
        const lines = `line ${(0,syntax_problem/* lineOf */.c)(this.text, first)} and again in line ${(0,syntax_problem/* lineOf */.c)(this.text, second)}`;
        this.report('repeated-key', `this name stands in ${lines} of the same mapping.`, key);
    }
    reportSize(node) {
        const message = `with its aliases put in, the file has more than ${maxNodes} values or ${loaded/* maxDepth */.M} levels.`;
        const [start, end] = node?.range ?? [0, 0];
        this.reporter.report({
            code: 'nested-too-deep',
            message,
            hint: 'Write it with fewer aliases.',
            start,
            end
        });
    }
}
function isMergeKey(key) {
    return (0,dist/* isScalar */.jn)(key) && (typeof key.value === 'symbol' || (key.value === '<<' && key.type === 'PLAIN'));
}


/***/ })

};
