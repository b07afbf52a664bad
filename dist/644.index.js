export const id = 644;
export const ids = [644];
export const modules = {

/***/ 46644:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  TextRenderer: () => (/* binding */ TextRenderer)
});

// EXTERNAL MODULE: ./node_modules/@actions/expressions/dist/index.js + 14 modules
var dist = __webpack_require__(32339);
// EXTERNAL MODULE: ./lib/src/files/document/place.js
var place = __webpack_require__(43505);
// EXTERNAL MODULE: ./lib/src/files/document/tree.js
var tree = __webpack_require__(69360);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(35909);
// EXTERNAL MODULE: ./node_modules/@actions/expressions/dist/ast.js
var ast = __webpack_require__(12049);
// EXTERNAL MODULE: ./node_modules/@actions/expressions/dist/filtered_array.js
var filtered_array = __webpack_require__(70588);
// EXTERNAL MODULE: ./node_modules/@actions/expressions/dist/lexer.js
var lexer = __webpack_require__(12083);
// EXTERNAL MODULE: ./node_modules/@actions/expressions/dist/result.js
var dist_result = __webpack_require__(96856);
// EXTERNAL MODULE: ./lib/src/template/expressions.js
var expressions = __webpack_require__(67738);
;// CONCATENATED MODULE: ./lib/src/template/evaluate.js







const { fromjson, tojson } = dist/* wellKnownFunctions */.j7;
function toData(value) {
    return fromjson.call(new dist/* data.StringData */.p.uQ(JSON.stringify(value)));
}
function toPlain(value) {
    return JSON.parse(tojson.call(value).coerceString());
}
function contextData(contexts) {
    const { github, ...others } = contexts;
    const given = Object.entries(github).filter(([key]) => key.toLowerCase() !== 'token');
    const all = { ...others, github: Object.fromEntries(given) };
    return new dist/* data.Dictionary */.p.bT(...expressions/* contextNames */.Mv.map(name => ({ key: name, value: toData(all[name]) })));
}
class FunctionFailure extends Error {
    functionName;
    constructor(functionName) {
        super(`${functionName} failed`);
        this.functionName = functionName;
    }
}
function evaluateExpression(expression, contexts, withheld) {
    const evaluator = new TrackingEvaluator(expression, contexts, withheld);
    return { value: evaluator.evaluate(), missing: evaluator.missing };
}
class TrackingEvaluator extends dist/* Evaluator */.oi {
    missing = [];
    absent = new WeakSet();
    handling = 0;
    withheld;
    constructor(expression, contexts, withheld) {
        super(expression, contexts);
        this.withheld = withheld;
    }
    visitLogical(logical) {
        const or = logical.operator.type === lexer/* TokenType */.ks.OR;
        const last = logical.args.length - 1;
        let result = new dist/* data.Null */.p.Uv();
        for (const [index, operand] of logical.args.entries()) {
            const handled = or && index < last;
            if (handled)
                this.handling++;
            result = this.eval(operand);
            if (handled)
                this.handling--;
            if (or ? (0,dist_result/* truthy */.vN)(result) : (0,dist_result/* falsy */.me)(result))
                break;
        }
        return result;
    }
    visitIndexAccess(access) {
        const container = this.eval(access.expr);
        const evaluated = new ast/* Literal */.uS(container, placeholderToken);
        if (access.index instanceof ast/* Star */.FE)
            return super.visitIndexAccess(new ast/* IndexAccess */.p_(evaluated, access.index));
        const index = this.eval(access.index);
        const found = super.visitIndexAccess(new ast/* IndexAccess */.p_(evaluated, new ast/* Literal */.uS(index, placeholderToken)));
        if (container instanceof filtered_array/* FilteredArray */.T || isPresent(container, index))
            return found;
        if (!this.absent.has(container) || isOfCredential(access))
            this.missing.push(this.describe(access, container, index));
        const nothing = new dist/* data.Null */.p.Uv();
        this.absent.add(nothing);
        return nothing;
    }
    visitFunctionCall(call) {
        const args = call.args.map(argument => this.eval(argument));
        const name = call.functionName.lexeme;
        try {
            const literals = args.map(argument => new ast/* Literal */.uS(argument, call.functionName));
            return super.visitFunctionCall(Object.assign(Object.create(call), { args: literals }));
        }
        catch {
            throw new FunctionFailure(name);
        }
    }
    describe(access, container, index) {
        const path = pathOf(access);
        const name = `${pathOf(access.expr)}.${index.coerceString()}`.toLowerCase();
        const withheld = isOfCredential(access) ? 'credential' : this.withheld?.get(name);
        const written = access.index instanceof ast/* Literal */.uS ? access.index : undefined;
        const last = written && String(toPlain(written.literal));
        return {
            path: path ?? 'a part of a computed value',
            siblings: path !== undefined && container instanceof dist/* data.Dictionary */.p.bT ? namesIn(container, path) : [],
            handled: this.handling > 0,
            ...(0,present/* present */.E)({ last, withheld }),
            ...(0,present/* present */.E)({ token: written?.token })
        };
    }
}
function isOfCredential(access) {
    const [, name = ''] = /^(?:env|github\.event\.(?:inputs|client_payload))\.([^.]+)$/i.exec(pathOf(access) ?? '') ?? [];
    return (0,expressions/* isNeverGiven */.Ch)(name);
}
const placeholderToken = {
    type: lexer/* TokenType */.ks.UNKNOWN,
    lexeme: '',
    range: { start: { line: 0, column: 0 }, end: { line: 0, column: 0 } }
};
function namesIn(container, path) {
    const depth = path.split(/[.[]/).length - 1;
    return depth === 1 || path.toLowerCase().startsWith('github.')
        ? container.pairs().map(({ key }) => key)
        : [];
}
function isPresent(container, index) {
    if (container instanceof dist/* data.Dictionary */.p.bT)
        return index.primitive && container.get(index.coerceString()) !== undefined;
    const position = index.number();
    return container instanceof dist/* data.Array */.p.O3 && position >= 0 && Math.floor(position) < container.values().length;
}
function pathOf(expression) {
    if (expression instanceof ast/* ContextAccess */.QC)
        return expression.name.lexeme;
    if (expression instanceof ast/* Grouping */.aU)
        return pathOf(expression.group);
    if (!(expression instanceof ast/* IndexAccess */.p_))
        return undefined;
    const parent = pathOf(expression.expr);
    if (parent === undefined)
        return undefined;
    if (expression.index instanceof ast/* Star */.FE)
        return `${parent}.*`;
    if (!(expression.index instanceof ast/* Literal */.uS))
        return `${parent}[…]`;
    return `${parent}.${String(toPlain(expression.index.literal))}`;
}

// EXTERNAL MODULE: ./lib/src/template/naming.js
var naming = __webpack_require__(4669);
;// CONCATENATED MODULE: ./lib/src/template/parse-expression.js





const functionNames = Object.values(dist/* wellKnownFunctions */.j7).map(({ name }) => name);
function lexExpression(text) {
    try {
        const { tokens } = new dist/* Lexer */.JG(text).lex();
        return { tokens: tokens.map(unescaped), offsets: tokenOffsets(text, tokens) };
    }
    catch {
        return undefined;
    }
}
function unescaped(token) {
    if (token.type === lexer/* TokenType */.ks.STRING)
        token.value = token.lexeme.slice(1, -1).replaceAll("''", "'");
    return token;
}
function parseExpression(text) {
    const lexed = lexExpression(text);
    if (lexed === undefined)
        return { fault: { code: 'invalid-expression', detail: 'syntax', offset: 0, length: text.length } };
    const { tokens, offsets } = lexed;
    const fault = findSecret(tokens, offsets) ?? findUnknownName(tokens, offsets);
    if (fault)
        return { fault };
    try {
        const expression = new dist/* Parser */.iX([...tokens], [...expressions/* contextNames */.Mv], []).parse();
        if (expression)
            return { expression, offsets };
        return { fault: { code: 'invalid-expression', detail: 'empty', offset: 0, length: text.length } };
    }
    catch (error) {
        return { fault: parserFault(error, offsets, text) };
    }
}
function tokenOffsets(text, tokens) {
    const offsets = new Map();
    let position = 0;
    for (const token of tokens) {
        while (/\s/.test(text[position] ?? ''))
            position++;
        offsets.set(token, Math.min(position, text.length));
        position += token.lexeme.length;
    }
    return offsets;
}
function isContext(tokens, index) {
    return (tokens[index]?.type === lexer/* TokenType */.ks.IDENTIFIER &&
        tokens[index - 1]?.type !== lexer/* TokenType */.ks.DOT &&
        tokens[index + 1]?.type !== lexer/* TokenType */.ks.LEFT_PAREN);
}
function memberAfter(tokens, index) {
    const [separator, name] = [tokens[index + 1], tokens[index + 2]];
    if (separator?.type === lexer/* TokenType */.ks.DOT && name?.type === lexer/* TokenType */.ks.IDENTIFIER)
        return name.lexeme;
    if (separator?.type === lexer/* TokenType */.ks.LEFT_BRACKET && name?.type === lexer/* TokenType */.ks.STRING)
        return name.lexeme.slice(1, -1);
    return undefined;
}
function findSecret(tokens, offsets) {
    for (const [index, token] of tokens.entries()) {
        if (!isContext(tokens, index))
            continue;
        const context = token.lexeme.toLowerCase();
        const member = memberAfter(tokens, index);
        const isToken = context === 'github' && member?.toLowerCase() === 'token';
        if (context !== 'secrets' && !isToken)
            continue;
        const end = isToken || member !== undefined ? tokens[index + 2] : token;
        const offset = offsets.get(token) ?? 0;
        const length = (offsets.get(end ?? token) ?? offset) + (end ?? token).lexeme.length - offset;
        const name = isToken ? 'GITHUB_TOKEN' : member;
        return {
            code: 'secret-in-template',
            detail: 'name',
            offset,
            length,
            ...(0,present/* present */.E)({ name })
        };
    }
    return undefined;
}
function findUnknownName(tokens, offsets) {
    for (const [index, token] of tokens.entries()) {
        if (token.type !== lexer/* TokenType */.ks.IDENTIFIER || tokens[index - 1]?.type === lexer/* TokenType */.ks.DOT)
            continue;
        const isFunction = tokens[index + 1]?.type === lexer/* TokenType */.ks.LEFT_PAREN;
        const known = isFunction ? functionNames : expressions/* contextNames */.Mv;
        if (known.some(name => name.toLowerCase() === token.lexeme.toLowerCase()))
            continue;
        return {
            code: isFunction ? 'unknown-function' : 'unknown-context',
            detail: 'name',
            name: token.lexeme,
            offset: offsets.get(token) ?? 0,
            length: token.lexeme.length
        };
    }
    return undefined;
}
function parserFault(error, offsets, text) {
    if (!(error instanceof dist/* ExpressionError */.tj)) {
        return { code: 'invalid-expression', detail: 'syntax', offset: 0, length: text.length };
    }
    const { tok, typ } = error;
    const detail = typ === 5 || typ === 6 || typ === 7 ? 'arguments' : typ === 3 || typ === 4 ? 'too-long' : 'syntax';
    return {
        code: 'invalid-expression',
        detail,
        offset: offsets.get(tok) ?? 0,
        length: Math.max(1, tok.lexeme.length)
    };
}
const SYNTAX = {
    syntax: 'cannot be read: unexpected token here',
    arguments: 'calls this function with a wrong number of arguments',
    empty: 'is empty',
    'too-long': 'is too long or nested too deep',
    name: 'refers to something that does not exist'
};
const OF_WORKFLOWS = 'inputs steps needs matrix job jobs runner strategy hashfiles success always cancelled failure'.split(' ');
const HAND_OVER = 'Evaluate it in the workflow, hand the value over by the input "variables" (NAME=${{ … }}) and use vars.NAME.';
function describeFault({ code, detail, name }, variable) {
    if (code === 'invalid-expression') {
        const hint = `Expressions have GitHub's syntax; strings in them are in single quotes: \${{ vars.HOST || 'localhost' }}.`;
        return { code, message: `Expression ${SYNTAX[detail]}.`, hint };
    }
    if (code === 'secret-in-template') {
        const secret = (0,naming/* quotedName */.aH)(name, '');
        const what = secret === '' ? 'GitHub secrets' : `the GitHub secret ${secret}`;
        return {
            code,
            message: `Expression would write ${what} into the task definition in plaintext: refused.`,
            hint: `Store it in Secrets Manager and put {"name": ${(0,naming/* quotedName */.aH)(variable, secret || '"DB_PASSWORD"')}, "valueFrom": "secretsmanager:<name of the secret>"} into the container's "secrets".`
        };
    }
    const word = name !== undefined && /^[A-Za-z_-]{1,24}$/.test(name) ? name : undefined;
    const isContext = code === 'unknown-context';
    const known = isContext ? expressions/* contextNames */.Mv : FUNCTIONS;
    const what = isContext
        ? `uses ${(0,naming/* quotedName */.aH)(word, 'a context')}, which does not exist in a template`
        : `calls ${(0,naming/* quotedName */.aH)(word, 'a function')}, which does not exist in a template`;
    const isOfWorkflows = word !== undefined && OF_WORKFLOWS.includes(word.toLowerCase());
    return {
        code,
        message: `Expression ${what}.${word === undefined ? '' : (0,naming/* suggestName */.SX)(word, known)}`,
        hint: `Available are ${known.join(', ')}. ${isOfWorkflows ? HAND_OVER : 'Strings are in single quotes.'}`
    };
}
const FUNCTIONS = ['contains', 'startsWith', 'endsWith', 'format', 'join', 'toJSON', 'fromJSON', 'case'];

;// CONCATENATED MODULE: ./lib/src/template/render-text.js








class TextRenderer {
    problems = [];
    options;
    find;
    contexts;
    constructor(options) {
        this.options = options;
        this.find = (0,place/* placeFinder */.aA)(options.document);
        this.contexts = contextData(options.contexts);
    }
    render(node, variable) {
        const pieces = (0,expressions/* splitExpressions */.WH)(node.value);
        const [only] = pieces;
        if (pieces.length === 1 && only?.kind === 'expression')
            return this.renderWhole(node, only, variable);
        const texts = pieces.map(piece => this.renderPiece(node, piece, variable));
        const known = texts.filter(text => text !== undefined);
        return known.length < texts.length ? node : { ...node, value: known.join('') };
    }
    renderWhole(node, piece, variable) {
        const value = this.evaluate(node, piece, variable);
        if (value === undefined || value === 'unknown')
            return node;
        if (value instanceof dist/* data.NumberData */.p.Q9) {
            if (!Number.isFinite(value.value))
                return this.report(node, this.range(piece), describeNotText('NaN'));
            return { kind: 'number', value: value.value, raw: value.coerceString(), origin: node.origin };
        }
        return (0,tree/* fromJson */.Rf)(toPlain(value), node.origin);
    }
    renderPiece(node, piece, variable) {
        if (piece.kind === 'plain')
            return piece.text;
        if (piece.kind === 'unclosed') {
            this.report(node, { offset: piece.start, length: 3 }, describeUnclosed());
            return undefined;
        }
        const value = this.evaluate(node, piece, variable);
        if (value === undefined)
            return undefined;
        if (value === 'unknown')
            return `\${{${piece.text}}}`;
        const notText = notTextKind(value);
        if (notText === undefined)
            return value.coerceString();
        this.report(node, this.range(piece), describeNotText(notText));
        return undefined;
    }
    evaluate(node, piece, variable) {
        const parsed = parseExpression(piece.text);
        if ('fault' in parsed) {
            const { offset, length } = parsed.fault;
            this.report(node, { offset: piece.start + offset, length }, describeFault(parsed.fault, variable));
            return undefined;
        }
        let evaluation;
        try {
            evaluation = evaluateExpression(parsed.expression, this.contexts, this.options.contexts.withheld);
        }
        catch (error) {
            const name = error instanceof FunctionFailure ? error.functionName : 'a function';
            if (this.options.mode === 'lenient')
                return 'unknown';
            this.report(node, this.range(piece), describeFailure(name));
            return undefined;
        }
        const isLenient = this.options.mode === 'lenient';
        const wrong = evaluation.missing.filter(({ handled, withheld }) => isLenient ? withheld === 'credential' : !handled || withheld !== undefined);
        for (const missing of wrong) {
            this.report(node, rangeOf(missing, parsed, piece) ?? this.range(piece), describeMissing(missing));
        }
        if (wrong.length > 0)
            return undefined;
        return isLenient && evaluation.missing.length > 0 ? 'unknown' : evaluation.value;
    }
    range(piece) {
        return { offset: piece.start - 3, length: piece.text.length + 5 };
    }
    report(node, range, { code, message, hint }) {
        const place = this.find(originInText(node, range, this.options.document.text));
        this.problems.push({ code, fault: 'user', message, hint, ...(0,present/* present */.E)({ place }) });
        return node;
    }
}
function rangeOf(missing, parsed, piece) {
    if ('fault' in parsed || missing.token === undefined)
        return undefined;
    const offset = parsed.offsets.get(missing.token);
    return offset === undefined
        ? undefined
        : { offset: piece.start + offset, length: missing.token.lexeme.length };
}
function notTextKind(value) {
    if (value instanceof dist/* data.Dictionary */.p.bT)
        return 'an object';
    if (value instanceof dist/* data.Array */.p.O3)
        return 'a list';
    return value instanceof dist/* data.NumberData */.p.Q9 && !Number.isFinite(value.value) ? 'NaN' : undefined;
}
function originInText(node, range, text) {
    const { origin, value } = node;
    if (origin.kind !== 'file')
        return origin;
    const wanted = value.slice(range.offset, range.offset + range.length);
    const written = text.slice(origin.start, origin.end);
    const first = written === value ? range.offset : written.indexOf(wanted);
    const isCertain = written === value || !written.includes(wanted, first + 1);
    if (wanted === '' || first < 0 || !isCertain)
        return origin;
    const start = origin.start + first;
    return { ...origin, start, end: start + wanted.length };
}
function describeUnclosed() {
    return {
        code: 'invalid-expression',
        message: 'Expression is not closed: "${{" has no "}}" after it outside single quotes.',
        hint: 'Close it with "}}". A text that must hold "${{" itself is written ${{ \'${{\' }}.'
    };
}
const knownMembers = {
    aws: ['region', 'account', 'partition'],
    service: ['name', 'cluster']
};
function describeMissing(missing) {
    const path = (0,naming/* quotedName */.aH)(missing.path.replace('[…]', ''), '') === '' ? 'a name that is not there' : missing.path;
    const [context = '', name] = missing.path.split(/[.[]/);
    if (missing.withheld !== undefined)
        return describeWithheld(path, missing.withheld);
    const hints = {
        vars: `Add ${(0,naming/* quotedName */.aH)(name, 'it')} to the input "variables"`,
        env: `Set ${(0,naming/* quotedName */.aH)(name, 'it')} in the "env" of the step and list it in the input "env"`,
        aws: 'It is known once AWS credentials and a region are configured',
        service: 'It is known when the inputs "service" and "cluster" name it'
    };
    return {
        code: 'missing-name',
        message: `Expression uses ${path}, which has no value.${missing.last === undefined ? '' : (0,naming/* suggestName */.SX)(missing.last, [...missing.siblings, ...(knownMembers[context.toLowerCase()] ?? [])])}`,
        hint: `${hints[context.toLowerCase()] ?? 'Check the spelling'}, or give a default: \${{ … || 'default' }}.`
    };
}
function describeWithheld(path, reason) {
    if (reason === 'credential') {
        return {
            code: 'name-withheld',
            message: `Expression uses ${path}, which is named like a credential; such names are never available to templates.`,
            hint: 'Write a reference in "secrets" instead, or give the variable another name if it holds none.'
        };
    }
    const listed = path.replace(/^(?:env|github\.event)\./i, '');
    return {
        code: 'name-withheld',
        message: `Expression uses ${path}, which is not available to templates, because it is not listed.`,
        hint: `List it in the input "env", separated by commas or newlines (env: ${listed}). It is written into the task definition, so list only what everyone may read.`
    };
}
function describeFailure(functionName) {
    const reasons = {
        fromjson: 'its argument is not valid JSON',
        format: 'the format text is not valid or refers to an argument that is not there',
        case: 'a condition is not true or false'
    };
    const reason = reasons[functionName.toLowerCase()] ?? 'it does not take these arguments';
    return {
        code: 'expression-failed',
        message: `Expression failed in ${functionName}(): ${reason}.`,
        hint: 'Check the values in the expression; they are not shown here.'
    };
}
function describeNotText(kind) {
    return {
        code: 'expression-not-text',
        message: `Expression in the middle of a text gives ${kind}, which has no text form.`,
        hint: 'Use toJSON(…), join(…), or name one member; or let the expression be the whole value.'
    };
}


/***/ })

};
