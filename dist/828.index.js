export const id = 828;
export const ids = [828];
export const modules = {

/***/ 3134:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Y: () => (/* binding */ parseExpression)
});

// UNUSED EXPORTS: functionNames

// EXTERNAL MODULE: ./node_modules/@actions/expressions/dist/funcs.js + 10 modules
var funcs = __webpack_require__(4311);
// EXTERNAL MODULE: ./node_modules/@actions/expressions/dist/lexer.js
var lexer = __webpack_require__(2083);
// EXTERNAL MODULE: ./node_modules/@actions/expressions/dist/parser.js
var parser = __webpack_require__(4566);
// EXTERNAL MODULE: ./node_modules/@actions/expressions/dist/errors.js
var errors = __webpack_require__(2830);
;// CONCATENATED MODULE: ./lib/src/template/contexts.js
const contextNames = ['github', 'env', 'vars', 'service', 'aws'];

;// CONCATENATED MODULE: ./lib/src/template/parse-expression.js



const functionNames = Object.values(funcs/* wellKnownFunctions */.j).map(({ name }) => name);
function parseExpression(text) {
    let tokens;
    try {
        tokens = new lexer/* Lexer */.JG(text).lex().tokens;
    }
    catch {
        return { fault: { code: 'invalid-expression', detail: 'syntax', offset: 0, length: text.length } };
    }
    const offsets = tokenOffsets(text, tokens);
    const fault = findSecret(tokens, offsets) ?? findUnknownName(tokens, offsets);
    if (fault)
        return { fault };
    try {
        const expression = new parser/* Parser */.i(tokens.map(unescaped), [...contextNames], []).parse();
        if (expression)
            return { expression, offsets };
        return { fault: { code: 'invalid-expression', detail: 'empty', offset: 0, length: text.length } };
    }
    catch (error) {
        return { fault: parserFault(error, offsets, text) };
    }
    function unescaped(token) {
        if (token.type === lexer/* TokenType */.ks.STRING)
            token.value = token.lexeme.slice(1, -1).replaceAll("''", "'");
        return token;
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
            ...(name === undefined ? {} : { name })
        };
    }
    return undefined;
}
function findUnknownName(tokens, offsets) {
    for (const [index, token] of tokens.entries()) {
        if (token.type !== lexer/* TokenType */.ks.IDENTIFIER || tokens[index - 1]?.type === lexer/* TokenType */.ks.DOT)
            continue;
        const isFunction = tokens[index + 1]?.type === lexer/* TokenType */.ks.LEFT_PAREN;
        const known = isFunction ? functionNames : contextNames;
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
    if (!(error instanceof errors/* ExpressionError */.tj)) {
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


/***/ }),

/***/ 2828:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  TextRenderer: () => (/* binding */ TextRenderer)
});

// EXTERNAL MODULE: ./node_modules/@actions/expressions/dist/data/number.js
var number = __webpack_require__(9881);
// EXTERNAL MODULE: ./node_modules/@actions/expressions/dist/data/dictionary.js
var dictionary = __webpack_require__(8596);
// EXTERNAL MODULE: ./node_modules/@actions/expressions/dist/data/array.js
var array = __webpack_require__(8315);
// EXTERNAL MODULE: ./lib/src/document/place.js
var place = __webpack_require__(4077);
// EXTERNAL MODULE: ./lib/src/document/tree.js
var tree = __webpack_require__(8108);
// EXTERNAL MODULE: ./node_modules/@actions/expressions/dist/ast.js
var ast = __webpack_require__(2049);
// EXTERNAL MODULE: ./node_modules/@actions/expressions/dist/data/boolean.js
var data_boolean = __webpack_require__(5438);
// EXTERNAL MODULE: ./node_modules/@actions/expressions/dist/data/expressiondata.js
var expressiondata = __webpack_require__(1674);
// EXTERNAL MODULE: ./node_modules/@actions/expressions/dist/data/null.js
var data_null = __webpack_require__(7749);
;// CONCATENATED MODULE: ./node_modules/@actions/expressions/dist/filtered_array.js

class FilteredArray extends array/* Array */.O {
}
//# sourceMappingURL=filtered_array.js.map
// EXTERNAL MODULE: ./node_modules/@actions/expressions/dist/funcs.js + 10 modules
var funcs = __webpack_require__(4311);
;// CONCATENATED MODULE: ./node_modules/@actions/expressions/dist/idxHelper.js
class idxHelper {
    constructor(star, idx) {
        this.star = star;
        if (!idx) {
            return;
        }
        if (!star) {
            if (idx.primitive) {
                this.str = idx.coerceString();
            }
            let f = idx.number();
            if (!isNaN(f) && isFinite(f) && f >= 0) {
                f = Math.floor(f);
                this.int = f;
            }
        }
    }
}
//# sourceMappingURL=idxHelper.js.map
// EXTERNAL MODULE: ./node_modules/@actions/expressions/dist/lexer.js
var lexer = __webpack_require__(2083);
// EXTERNAL MODULE: ./node_modules/@actions/expressions/dist/result.js
var dist_result = __webpack_require__(6856);
;// CONCATENATED MODULE: ./node_modules/@actions/expressions/dist/evaluator.js







class Evaluator {
    /**
     * Creates a new evaluator
     * @param n Parsed expression to evaluate
     * @param context Context data to use
     * @param functions Optional map of function implementations. If given, these will be preferred over the built-in functions.
     */
    constructor(n, context, functions) {
        this.n = n;
        this.context = context;
        this.functions = functions;
    }
    evaluate() {
        return this.eval(this.n);
    }
    eval(n) {
        return n.accept(this);
    }
    visitLiteral(literal) {
        return literal.literal;
    }
    visitUnary(unary) {
        const r = this.eval(unary.expr);
        if (unary.operator.type === lexer/* TokenType */.ks.BANG) {
            return new data_boolean/* BooleanData */.b((0,dist_result/* falsy */.me)(r));
        }
        throw new Error(`unknown unary operator: ${unary.operator.lexeme}`);
    }
    visitBinary(binary) {
        const left = this.eval(binary.left);
        const right = this.eval(binary.right);
        switch (binary.operator.type) {
            case lexer/* TokenType */.ks.EQUAL_EQUAL:
                return new data_boolean/* BooleanData */.b((0,dist_result/* equals */.aI)(left, right));
            case lexer/* TokenType */.ks.BANG_EQUAL:
                return new data_boolean/* BooleanData */.b(!(0,dist_result/* equals */.aI)(left, right));
            case lexer/* TokenType */.ks.GREATER:
                return new data_boolean/* BooleanData */.b((0,dist_result/* greaterThan */.MM)(left, right));
            case lexer/* TokenType */.ks.GREATER_EQUAL:
                return new data_boolean/* BooleanData */.b((0,dist_result/* equals */.aI)(left, right) || (0,dist_result/* greaterThan */.MM)(left, right));
            case lexer/* TokenType */.ks.LESS:
                return new data_boolean/* BooleanData */.b((0,dist_result/* lessThan */.Xe)(left, right));
            case lexer/* TokenType */.ks.LESS_EQUAL:
                return new data_boolean/* BooleanData */.b((0,dist_result/* equals */.aI)(left, right) || (0,dist_result/* lessThan */.Xe)(left, right));
        }
        throw new Error(`unknown binary operator: ${binary.operator.lexeme}`);
    }
    visitLogical(logical) {
        let result;
        for (const arg of logical.args) {
            result = this.eval(arg);
            // Break?
            if ((logical.operator.type === lexer/* TokenType */.ks.AND && (0,dist_result/* falsy */.me)(result)) ||
                (logical.operator.type === lexer/* TokenType */.ks.OR && (0,dist_result/* truthy */.vN)(result))) {
                break;
            }
        }
        // result is always assigned before we return here
        // eslint-disable-next-line @typescript-eslint/no-non-null-assertion
        return result;
    }
    visitGrouping(grouping) {
        return this.eval(grouping.group);
    }
    visitContextAccess(contextAccess) {
        // eslint-disable-next-line @typescript-eslint/no-non-null-assertion
        const r = this.context.get(contextAccess.name.lexeme);
        return r;
    }
    visitIndexAccess(ia) {
        let idx;
        if (ia.index instanceof ast/* Star */.FE) {
            idx = new idxHelper(true, undefined);
        }
        else {
            let idxResult;
            try {
                idxResult = this.eval(ia.index);
            }
            catch (e) {
                throw new Error(`could not evaluate index for index access: ${e.message}`, { cause: e });
            }
            idx = new idxHelper(false, idxResult);
        }
        const objResult = this.eval(ia.expr);
        let result;
        switch (objResult.kind) {
            case expressiondata/* Kind */.b.Array: {
                const tobjResult = objResult;
                if (tobjResult instanceof FilteredArray) {
                    result = filteredArrayAccess(tobjResult, idx);
                }
                else {
                    result = arrayAccess(tobjResult, idx);
                }
                break;
            }
            case expressiondata/* Kind */.b.Dictionary: {
                const tobjResult = objResult;
                result = objectAccess(tobjResult, idx);
                break;
            }
            default:
                if (idx.star) {
                    result = new FilteredArray();
                }
                else {
                    result = new data_null/* Null */.U();
                }
        }
        return result;
    }
    visitFunctionCall(functionCall) {
        // Evaluate arguments
        const args = functionCall.args.map(arg => this.eval(arg));
        // Get function definitions
        const functionName = functionCall.functionName.lexeme.toLowerCase();
        const f = this.functions?.get(functionName) || funcs/* wellKnownFunctions */.j[functionName];
        return f.call(...args);
    }
}
function filteredArrayAccess(fa, idx) {
    const result = new FilteredArray();
    for (const item of fa.values()) {
        // Check the type of the nested item
        switch (item.kind) {
            case expressiondata/* Kind */.b.Dictionary: {
                const ti = item;
                if (idx.star) {
                    for (const v of ti.values()) {
                        result.add(v);
                    }
                }
                else if (idx.str !== undefined) {
                    const v = ti.get(idx.str);
                    if (v !== undefined) {
                        result.add(v);
                    }
                }
                break;
            }
            case expressiondata/* Kind */.b.Array: {
                const ti = item;
                if (idx.star) {
                    for (const v of ti.values()) {
                        result.add(v);
                    }
                }
                else if (idx.int !== undefined && idx.int < ti.values().length) {
                    result.add(ti.get(idx.int));
                }
                break;
            }
        }
    }
    return result;
}
function arrayAccess(a, idx) {
    if (idx.star) {
        const fa = new FilteredArray();
        for (const item of a.values()) {
            fa.add(item);
        }
        return fa;
    }
    if (idx.int !== undefined && idx.int < a.values().length) {
        return a.get(idx.int);
    }
    return new data_null/* Null */.U();
}
function objectAccess(obj, idx) {
    if (idx.star) {
        const fa = new FilteredArray(...obj.values());
        return fa;
    }
    if (idx.str !== undefined) {
        const r = obj.get(idx.str);
        if (r !== undefined) {
            return r;
        }
    }
    return new data_null/* Null */.U();
}
//# sourceMappingURL=evaluator.js.map
// EXTERNAL MODULE: ./node_modules/@actions/expressions/dist/data/string.js
var string = __webpack_require__(3637);
// EXTERNAL MODULE: ./lib/src/document/loaded.js
var loaded = __webpack_require__(4821);
;// CONCATENATED MODULE: ./lib/src/template/expression-data.js


class ExactDictionary extends dictionary/* Dictionary */.b {
    entries = new Map();
    folded = new Map();
    add(key, value) {
        if (this.entries.has(key))
            return;
        this.entries.set(key, value);
        const folded = key.toLowerCase();
        if (!this.folded.has(folded))
            this.folded.set(folded, value);
    }
    get(key) {
        return this.entries.get(key) ?? this.folded.get(key.toLowerCase());
    }
    values() {
        return [...this.entries.values()];
    }
    pairs() {
        return [...this.entries].map(([key, value]) => ({ key, value }));
    }
}
function toData(value, depth = 0) {
    if (depth > loaded/* maxDepth */.M)
        throw new RangeError('nested too deep');
    if (value === null)
        return new data_null/* Null */.U();
    if (typeof value === 'string')
        return new string/* StringData */.u(value);
    if (typeof value === 'number')
        return new number/* NumberData */.Q(value);
    if (typeof value === 'boolean')
        return new data_boolean/* BooleanData */.b(value);
    if (Array.isArray(value)) {
        const list = new array/* Array */.O();
        for (const item of value)
            list.add(toData(item, depth + 1));
        return list;
    }
    const dictionary = new ExactDictionary();
    for (const [key, child] of Object.entries(value))
        dictionary.add(key, toData(child, depth + 1));
    return dictionary;
}
function toPlain(value) {
    switch (value.kind) {
        case expressiondata/* Kind */.b.Null:
            return null;
        case expressiondata/* Kind */.b.String:
        case expressiondata/* Kind */.b.Number:
        case expressiondata/* Kind */.b.Boolean:
            return value.value;
        case expressiondata/* Kind */.b.Array:
            return value.values().map(toPlain);
        default: {
            const plain = {};
            for (const { key, value: child } of value.pairs()) {
                Object.defineProperty(plain, key, {
                    value: toPlain(child),
                    enumerable: true,
                    writable: true,
                    configurable: true
                });
            }
            return plain;
        }
    }
}
function contextData(contexts) {
    const all = new ExactDictionary();
    for (const [name, members] of Object.entries(contexts)) {
        const context = new ExactDictionary();
        for (const [key, value] of Object.entries(members)) {
            const secret = name === 'github' && key.toLowerCase() === 'token';
            if (value !== undefined && !secret)
                context.add(key, toData(value));
        }
        all.add(name, context);
    }
    return all;
}

;// CONCATENATED MODULE: ./lib/src/template/evaluate-expression.js






class FunctionFailure extends Error {
    functionName;
    constructor(functionName) {
        super(`${functionName} failed`);
        this.functionName = functionName;
    }
}
function evaluateExpression(expression, contexts) {
    const evaluator = new TrackingEvaluator(expression, contexts);
    return { value: evaluator.evaluate(), missing: evaluator.missing };
}
class TrackingEvaluator extends Evaluator {
    missing = [];
    absent = new WeakSet();
    handling = 0;
    constructor(expression, contexts) {
        super(expression, contexts, safeFunctions);
    }
    visitLogical(logical) {
        const or = logical.operator.type === lexer/* TokenType */.ks.OR;
        const last = logical.args.length - 1;
        let result = new data_null/* Null */.U();
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
        if (container instanceof FilteredArray || isPresent(container, index))
            return found;
        if (!this.absent.has(container))
            this.missing.push(this.describe(access, container));
        const nothing = new data_null/* Null */.U();
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
    describe(access, container) {
        const path = pathOf(access);
        const written = access.index instanceof ast/* Literal */.uS ? access.index : undefined;
        const last = written && String(toPlain(written.literal));
        return {
            path: path ?? 'a part of a computed value',
            siblings: path !== undefined && container instanceof dictionary/* Dictionary */.b ? namesIn(container, path) : [],
            handled: this.handling > 0,
            ...(last === undefined ? {} : { last }),
            ...(written === undefined ? {} : { token: written.token })
        };
    }
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
    if (container instanceof dictionary/* Dictionary */.b)
        return index.primitive && container.get(index.coerceString()) !== undefined;
    const position = index.number();
    return container instanceof array/* Array */.O && position >= 0 && Math.floor(position) < container.values().length;
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
const safeFunctions = new Map([
    [
        'fromjson',
        {
            name: 'fromJson',
            minArgs: 1,
            maxArgs: 1,
            call: (input) => toData(JSON.parse(input.coerceString()))
        }
    ],
    [
        'tojson',
        {
            name: 'toJson',
            minArgs: 1,
            maxArgs: 1,
            call: (input) => new string/* StringData */.u(JSON.stringify(toPlain(input), undefined, 2))
        }
    ]
]);

// EXTERNAL MODULE: ./lib/src/template/naming.js
var naming = __webpack_require__(4669);
;// CONCATENATED MODULE: ./lib/src/template/expression-problems.js

const knownMembers = {
    aws: ['region', 'account', 'partition'],
    service: ['name', 'cluster']
};
const workflowContexts = ['inputs', 'steps', 'needs', 'matrix', 'job', 'jobs', 'runner', 'strategy'];
const workflowFunctions = ['hashfiles', 'success', 'always', 'cancelled', 'failure'];
function describeFault(fault, variable) {
    switch (fault.code) {
        case 'secret-in-template':
            return describeSecret(fault, variable);
        case 'unknown-context':
            return describeContext(fault.name);
        case 'unknown-function':
            return describeFunction(fault.name);
        case 'invalid-expression':
            return { code: fault.code, message: `Expression ${syntaxText[fault.detail]}.`, hint: syntaxHint };
    }
}
const syntaxHint = "Expressions have GitHub's syntax; text in them stands in single quotes: ${{ vars.HOST || 'localhost' }}.";
const syntaxText = {
    syntax: 'can not be read: something unexpected stands here',
    arguments: 'calls this function with a wrong number of arguments',
    empty: 'is empty',
    'too-long': 'is too long or nested too deep',
    name: 'names something that does not exist'
};
function describeUnclosed() {
    return {
        code: 'invalid-expression',
        message: 'Expression is not closed: "${{" has no "}}" after it outside single quotes.',
        hint: 'Close it with "}}". A text that must hold "${{" itself is written ${{ \'${{\' }}.'
    };
}
function describeSecret(fault, variable) {
    const secret = (0,naming/* quotedName */.aH)(fault.name, '');
    const name = (0,naming/* quotedName */.aH)(variable, secret || '"DB_PASSWORD"');
    const what = secret === '' ? 'GitHub secrets' : `the GitHub secret ${secret}`;
    return {
        code: fault.code,
        message: `Expression would write ${what} into the task definition as plain text: refused.`,
        hint: `Store it in Secrets Manager and put {"name": ${name}, "valueFrom": "secretsmanager:<name of the secret>"} into the container's "secrets".`
    };
}
function describeContext(name) {
    const available = 'Available are github, env, vars, service and aws.';
    const known = name !== undefined && workflowContexts.includes(name.toLowerCase());
    return {
        code: 'unknown-context',
        message: `Expression uses ${(0,naming/* quotedName */.aH)(plainWord(name), 'a context')}, which does not exist in a template.${nearest(name, ['github', 'env', 'vars', 'service', 'aws'])}`,
        hint: known
            ? `${available} Hand the value over by the input "variables" (NAME=\${{ ${name}.… }}) and use vars.NAME.`
            : `${available} Text stands in single quotes.`
    };
}
function describeFunction(name) {
    const functions = ['contains', 'startsWith', 'endsWith', 'format', 'join', 'toJSON', 'fromJSON', 'case'];
    const workflowOnly = name !== undefined && workflowFunctions.includes(name.toLowerCase());
    const why = workflowOnly ? 'exists only in workflows, not in a template' : 'does not exist';
    return {
        code: 'unknown-function',
        message: `Expression calls ${(0,naming/* quotedName */.aH)(plainWord(name), 'a function')}, which ${why}.${nearest(name, functions)}`,
        hint: workflowOnly
            ? 'Evaluate it in the workflow and hand the result over by the input "variables".'
            : `Available are ${functions.join(', ')}.`
    };
}
function plainWord(name) {
    return name !== undefined && /^[A-Za-z_-]{1,24}$/.test(name) ? name : undefined;
}
function nearest(name, candidates) {
    const word = plainWord(name);
    return word === undefined ? '' : (0,naming/* suggestName */.SX)(word, candidates);
}
function describeMissing(missing) {
    const path = (0,naming/* quotedName */.aH)(missing.path.replace('[…]', ''), '') === '' ? 'a name that is not there' : missing.path;
    const [context = '', name] = missing.path.split(/[.[]/);
    const hints = {
        vars: `Add ${(0,naming/* quotedName */.aH)(name, 'it')} to the input "variables"`,
        env: `Set ${(0,naming/* quotedName */.aH)(name, 'it')} in the "env" of the step`,
        aws: 'It is known once AWS credentials and a region are configured',
        service: 'It is known when the inputs "service" and "cluster" name it'
    };
    return {
        code: 'missing-name',
        message: `Expression uses ${path}, which has no value.${missing.last === undefined ? '' : (0,naming/* suggestName */.SX)(missing.last, [...missing.siblings, ...(knownMembers[context.toLowerCase()] ?? [])])}`,
        hint: `${hints[context.toLowerCase()] ?? 'Check the spelling'}, or give a default: \${{ … || 'default' }}.`
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
        hint: 'Check the values that the expression names; they are not shown here.'
    };
}
function describeNotText(kind) {
    return {
        code: 'expression-not-text',
        message: `Expression in the middle of a text gives ${kind}, which has no text form.`,
        hint: 'Use toJSON(…), join(…), or name one member; or let the expression be the whole value.'
    };
}

// EXTERNAL MODULE: ./lib/src/template/expression-text.js
var expression_text = __webpack_require__(9111);
// EXTERNAL MODULE: ./lib/src/template/parse-expression.js + 1 modules
var parse_expression = __webpack_require__(3134);
;// CONCATENATED MODULE: ./lib/src/template/text-place.js
function originInText(node, range, text) {
    const { origin } = node;
    if (origin.kind !== 'file')
        return origin;
    const written = text.slice(origin.start, origin.end);
    const found = written.startsWith('"') ? inQuotedText(written, range) : undefined;
    return narrowed(origin, node.value, found ?? bySearch(written, node.value, range));
}
function narrowed(origin, value, found) {
    if (found === undefined || value === '')
        return origin;
    const start = origin.start + found.offset;
    return { ...origin, start, end: start + found.length };
}
function inQuotedText(written, range) {
    if (/[\r\n]/.test(written))
        return undefined;
    let position = 1;
    let start = 1;
    for (let unit = 0; unit < range.offset + range.length; unit++) {
        if (unit === range.offset)
            start = position;
        const width = escapeWidth(written, position);
        if (width === undefined)
            return undefined;
        position += width;
    }
    return { offset: start, length: position - start };
}
function escapeWidth(written, position) {
    if (written[position] !== '\\')
        return position < written.length ? 1 : undefined;
    const kind = written[position + 1] ?? '';
    if (kind === 'u')
        return 6;
    return '"\\/bfnrt'.includes(kind) && kind !== '' ? 2 : undefined;
}
function bySearch(written, value, range) {
    if (written === value)
        return range;
    const wanted = value.slice(range.offset, range.offset + range.length);
    const first = written.indexOf(wanted);
    if (wanted === '' || first < 0 || written.includes(wanted, first + 1))
        return undefined;
    return { offset: first, length: wanted.length };
}

;// CONCATENATED MODULE: ./lib/src/template/render-text.js









class TextRenderer {
    problems = [];
    options;
    find;
    contexts;
    constructor(options) {
        this.options = options;
        this.find = (0,place/* placeFinder */.a)(options.document);
        this.contexts = contextData(options.contexts);
    }
    render(node, variable) {
        const pieces = (0,expression_text/* splitExpressions */.W)(node.value);
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
        if (value instanceof number/* NumberData */.Q) {
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
        const parsed = (0,parse_expression/* parseExpression */.Y)(piece.text);
        if ('fault' in parsed) {
            const { offset, length } = parsed.fault;
            this.report(node, { offset: piece.start + offset, length }, describeFault(parsed.fault, variable));
            return undefined;
        }
        let evaluation;
        try {
            evaluation = evaluateExpression(parsed.expression, this.contexts);
        }
        catch (error) {
            const name = error instanceof FunctionFailure ? error.functionName : 'a function';
            if (this.options.mode === 'lenient')
                return 'unknown';
            this.report(node, this.range(piece), describeFailure(name));
            return undefined;
        }
        if (this.options.mode === 'lenient')
            return evaluation.missing.length > 0 ? 'unknown' : evaluation.value;
        const unhandled = evaluation.missing.filter(missing => !missing.handled);
        for (const missing of unhandled) {
            this.report(node, rangeOf(missing, parsed, piece) ?? this.range(piece), describeMissing(missing));
        }
        return unhandled.length > 0 ? undefined : evaluation.value;
    }
    range(piece) {
        return { offset: piece.start - 3, length: piece.text.length + 5 };
    }
    report(node, range, { code, message, hint }) {
        const place = this.find(originInText(node, range, this.options.document.text));
        this.problems.push({ code, fault: 'user', message, hint, ...(place ? { place } : {}) });
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
    if (value instanceof dictionary/* Dictionary */.b)
        return 'an object';
    if (value instanceof array/* Array */.O)
        return 'a list';
    return value instanceof number/* NumberData */.Q && !Number.isFinite(value.value) ? 'NaN' : undefined;
}


/***/ })

};
