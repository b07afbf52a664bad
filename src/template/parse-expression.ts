import { type Expr, ExpressionError, Lexer, Parser, wellKnownFunctions } from '@actions/expressions'
import { type Token, TokenType } from '@actions/expressions/lexer'
import { present } from '../present.ts'
import { contextNames } from './expressions.ts'
import { quotedName, suggestName } from './naming.ts'

/** Why an expression cannot be used; offsets refer to the expression's own text. */
export type ExpressionFault = {
  readonly code: 'invalid-expression' | 'unknown-context' | 'unknown-function' | 'secret-in-template'
  /** The context, function or secret concerned; absent for a syntax error. */
  readonly name?: string
  readonly detail: 'syntax' | 'arguments' | 'empty' | 'too-long' | 'name'
  readonly offset: number
  readonly length: number
}

/** An expression that can be evaluated, with the offset of each of its tokens, or what is wrong with it. */
export type ParsedExpression =
  | { readonly expression: Expr; readonly offsets: ReadonlyMap<Token, number> }
  | { readonly fault: ExpressionFault }

/**
 * Functions that GitHub's expressions always have; the library keeps them on a plain object, in which `constructor` is
 * also found.
 */
const functionNames: readonly string[] = Object.values(wellKnownFunctions).map(({ name }) => name)

/** The tokens of an expression, and the offset of each in its text. */
type LexedExpression = {
  readonly tokens: readonly Token[]
  readonly offsets: ReadonlyMap<Token, number>
}

/** lexExpression splits an expression with GitHub's own lexer; undefined if that refuses it. */
function lexExpression(text: string): LexedExpression | undefined {
  try {
    const { tokens } = new Lexer(text).lex()
    return { tokens: tokens.map(unescaped), offsets: tokenOffsets(text, tokens) }
  } catch {
    // The lexer's own message quotes the whole expression.
    return undefined
  }
}

/**
 * The lexer unescapes only the first doubled quote of a literal. Tokens are not copied: offsets are stored per token.
 */
function unescaped(token: Token): Token {
  if (token.type === TokenType.STRING) token.value = token.lexeme.slice(1, -1).replaceAll("''", "'")
  return token
}

/** parseExpression parses the content of one `${{ }}` with GitHub's own lexer and parser. Never throws. */
export function parseExpression(text: string): ParsedExpression {
  const lexed = lexExpression(text)
  if (lexed === undefined)
    return { fault: { code: 'invalid-expression', detail: 'syntax', offset: 0, length: text.length } }
  const { tokens, offsets } = lexed
  const fault = findSecret(tokens, offsets) ?? findUnknownName(tokens, offsets)
  if (fault) return { fault }
  try {
    const expression = new Parser([...tokens], [...contextNames], []).parse() as Expr | undefined
    if (expression) return { expression, offsets }
    return { fault: { code: 'invalid-expression', detail: 'empty', offset: 0, length: text.length } }
  } catch (error) {
    return { fault: parserFault(error, offsets, text) }
  }
}

/** There is only white space between tokens, so each offset follows from the lexemes. */
function tokenOffsets(text: string, tokens: readonly Token[]): ReadonlyMap<Token, number> {
  const offsets = new Map<Token, number>()
  let position = 0
  for (const token of tokens) {
    while (/\s/.test(text[position] ?? '')) position++
    offsets.set(token, Math.min(position, text.length))
    position += token.lexeme.length
  }
  return offsets
}

type Offsets = ReadonlyMap<Token, number>

/** isContext returns whether a token is the name at the start of a path, such as `github`. */
function isContext(tokens: readonly Token[], index: number): boolean {
  return (
    tokens[index]?.type === TokenType.IDENTIFIER &&
    tokens[index - 1]?.type !== TokenType.DOT &&
    tokens[index + 1]?.type !== TokenType.LEFT_PAREN
  )
}

/** What follows a context, as `.name` or `['name']`. */
function memberAfter(tokens: readonly Token[], index: number): string | undefined {
  const [separator, name] = [tokens[index + 1], tokens[index + 2]]
  if (separator?.type === TokenType.DOT && name?.type === TokenType.IDENTIFIER) return name.lexeme
  if (separator?.type === TokenType.LEFT_BRACKET && name?.type === TokenType.STRING)
    return name.lexeme.slice(1, -1)
  return undefined
}

function findSecret(tokens: readonly Token[], offsets: Offsets): ExpressionFault | undefined {
  for (const [index, token] of tokens.entries()) {
    if (!isContext(tokens, index)) continue
    const context = token.lexeme.toLowerCase()
    const member = memberAfter(tokens, index)
    const isToken = context === 'github' && member?.toLowerCase() === 'token'
    if (context !== 'secrets' && !isToken) continue
    const end = isToken || member !== undefined ? tokens[index + 2] : token
    const offset = offsets.get(token) ?? 0
    const length = (offsets.get(end ?? token) ?? offset) + (end ?? token).lexeme.length - offset
    const name = isToken ? 'GITHUB_TOKEN' : member
    return {
      code: 'secret-in-template',
      detail: 'name',
      offset,
      length,
      ...present({ name })
    }
  }
  return undefined
}

function findUnknownName(tokens: readonly Token[], offsets: Offsets): ExpressionFault | undefined {
  for (const [index, token] of tokens.entries()) {
    if (token.type !== TokenType.IDENTIFIER || tokens[index - 1]?.type === TokenType.DOT) continue
    const isFunction = tokens[index + 1]?.type === TokenType.LEFT_PAREN
    const known: readonly string[] = isFunction ? functionNames : contextNames
    if (known.some(name => name.toLowerCase() === token.lexeme.toLowerCase())) continue
    return {
      code: isFunction ? 'unknown-function' : 'unknown-context',
      detail: 'name',
      name: token.lexeme,
      offset: offsets.get(token) ?? 0,
      length: token.lexeme.length
    }
  }
  return undefined
}

/** ErrorType of the library: 5 too few, 6 too many, 9 unknown arguments …; only the numbers are exported. */
function parserFault(error: unknown, offsets: Offsets, text: string): ExpressionFault {
  if (!(error instanceof ExpressionError)) {
    return { code: 'invalid-expression', detail: 'syntax', offset: 0, length: text.length }
  }
  const { tok, typ } = error as unknown as { tok: Token; typ: number }
  const detail =
    typ === 5 || typ === 6 || typ === 7 ? 'arguments' : typ === 3 || typ === 4 ? 'too-long' : 'syntax'
  return {
    code: 'invalid-expression',
    detail,
    offset: offsets.get(tok) ?? 0,
    length: Math.max(1, tok.lexeme.length)
  }
}

/** What is wrong with an expression; the caller adds the place. Never quotes a value. */
export type ExpressionMessage = { readonly code: string; readonly message: string; readonly hint: string }

const SYNTAX: Readonly<Record<ExpressionFault['detail'], string>> = {
  syntax: 'cannot be read: unexpected token here',
  arguments: 'calls this function with a wrong number of arguments',
  empty: 'is empty',
  'too-long': 'is too long or nested too deep',
  name: 'refers to something that does not exist'
}

/** Contexts and functions that exist in workflows but not here. */
const OF_WORKFLOWS =
  'inputs steps needs matrix job jobs runner strategy hashfiles success always cancelled failure'.split(' ')

const HAND_OVER =
  'Evaluate it in the workflow, hand the value over by the input "variables" (NAME=${{ … }}) and use vars.NAME.'

/**
 * describeFault explains why an expression cannot be used at all. `variable` is the container variable that contains
 * it, if any.
 */
export function describeFault(
  { code, detail, name }: ExpressionFault,
  variable: string | undefined
): ExpressionMessage {
  if (code === 'invalid-expression') {
    const hint = `Expressions have GitHub's syntax; strings in them are in single quotes: \${{ vars.HOST || 'localhost' }}.`
    return { code, message: `Expression ${SYNTAX[detail]}.`, hint }
  }
  if (code === 'secret-in-template') {
    const secret = quotedName(name, '')
    const what = secret === '' ? 'GitHub secrets' : `the GitHub secret ${secret}`
    return {
      code,
      message: `Expression would write ${what} into the task definition in plaintext: refused.`,
      hint: `Store it in Secrets Manager and put {"name": ${quotedName(variable, secret || '"DB_PASSWORD"')}, "valueFrom": "secretsmanager:<name of the secret>"} into the container's "secrets".`
    }
  }
  // a word without digits may be shown; anything else in this position may be a value without its quotes
  const word = name !== undefined && /^[A-Za-z_-]{1,24}$/.test(name) ? name : undefined
  const isContext = code === 'unknown-context'
  const known = isContext ? contextNames : FUNCTIONS
  const what = isContext
    ? `uses ${quotedName(word, 'a context')}, which does not exist in a template`
    : `calls ${quotedName(word, 'a function')}, which does not exist in a template`
  const isOfWorkflows = word !== undefined && OF_WORKFLOWS.includes(word.toLowerCase())
  return {
    code,
    message: `Expression ${what}.${word === undefined ? '' : suggestName(word, known)}`,
    hint: `Available are ${known.join(', ')}. ${isOfWorkflows ? HAND_OVER : 'Strings are in single quotes.'}`
  }
}

const FUNCTIONS = ['contains', 'startsWith', 'endsWith', 'format', 'join', 'toJSON', 'fromJSON', 'case']
