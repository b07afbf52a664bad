export const id = 954;
export const ids = [954];
export const modules = {

/***/ 9954:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   collectNames: () => (/* binding */ collectNames)
/* harmony export */ });
/* harmony import */ var _actions_expressions_ast__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2049);
/* harmony import */ var _expression_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9111);
/* harmony import */ var _parse_expression_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3134);



function collectNames(root) {
    const names = new Set();
    visitNode(root);
    return names;
    function visitNode(node) {
        if (node.kind === 'string') {
            for (const piece of (0,_expression_text_js__WEBPACK_IMPORTED_MODULE_0__/* .splitExpressions */ .W)(node.value)) {
                if (piece.kind !== 'expression')
                    continue;
                const parsed = (0,_parse_expression_js__WEBPACK_IMPORTED_MODULE_1__/* .parseExpression */ .Y)(piece.text);
                if ('expression' in parsed)
                    visit(parsed.expression);
            }
        }
        else if (node.kind === 'array')
            node.items.forEach(visitNode);
        else if (node.kind === 'object')
            for (const { value } of node.members)
                visitNode(value);
    }
    function visit(expression) {
        if (expression instanceof _actions_expressions_ast__WEBPACK_IMPORTED_MODULE_2__/* .IndexAccess */ .p_) {
            const { expr, index } = expression;
            if (!(index instanceof _actions_expressions_ast__WEBPACK_IMPORTED_MODULE_2__/* .Star */ .FE))
                visit(index);
            if (expr instanceof _actions_expressions_ast__WEBPACK_IMPORTED_MODULE_2__/* .ContextAccess */ .QC && index instanceof _actions_expressions_ast__WEBPACK_IMPORTED_MODULE_2__/* .Literal */ .uS) {
                names.add(`${expr.name.lexeme}.${index.literal.coerceString()}`.toLowerCase());
            }
            else
                visit(expr);
        }
        else if (expression instanceof _actions_expressions_ast__WEBPACK_IMPORTED_MODULE_2__/* .ContextAccess */ .QC)
            names.add(expression.name.lexeme.toLowerCase());
        else
            for (const child of childrenOf(expression))
                visit(child);
    }
}
function childrenOf(expression) {
    if (expression instanceof _actions_expressions_ast__WEBPACK_IMPORTED_MODULE_2__/* .Grouping */ .aU)
        return [expression.group];
    if (expression instanceof _actions_expressions_ast__WEBPACK_IMPORTED_MODULE_2__/* .Unary */ ._c)
        return [expression.expr];
    if (expression instanceof _actions_expressions_ast__WEBPACK_IMPORTED_MODULE_2__/* .Binary */ .yI)
        return [expression.left, expression.right];
    if (expression instanceof _actions_expressions_ast__WEBPACK_IMPORTED_MODULE_2__/* .Logical */ .oD || expression instanceof _actions_expressions_ast__WEBPACK_IMPORTED_MODULE_2__/* .FunctionCall */ .R6)
        return expression.args;
    return [];
}


/***/ }),

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


/***/ })

};
