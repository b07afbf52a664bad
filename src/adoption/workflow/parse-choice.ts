import { Parser } from '@actions/expressions'
import {
  Binary,
  ContextAccess,
  type Expr,
  FunctionCall,
  Grouping,
  IndexAccess,
  Literal,
  Logical,
  Star,
  Unary
} from '@actions/expressions/ast'
import { TokenType } from '@actions/expressions/lexer'
import { isContext, type LexedExpression, lexExpression } from '../../template/expressions/parse.ts'

/** The value of a part of an expression, with GitHub's types. */
export type ExpressionValue = string | number | boolean | null

/** Where a text in quotes stands that an expression can evaluate to. */
export type OutcomeText = { readonly start: number; readonly end: number; readonly text: string }

/** An expression that chooses between texts, parsed. */
export type ChoiceNode =
  | { readonly kind: 'literal'; readonly value: ExpressionValue; readonly at: OutcomeText }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'not'; readonly of: ChoiceNode }
  | { readonly kind: 'or' | 'and'; readonly of: readonly ChoiceNode[] }
  | {
      readonly kind: 'equal'
      readonly left: ChoiceNode
      readonly right: ChoiceNode
      readonly isNegated: boolean
    }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly ChoiceNode[] }

/** More arguments than any function has. */
const MOST_ARGUMENTS = 255

/**
 * parseChoice parses an expression with GitHub's own parser, with any context and function; undefined if it is not
 * valid or has an operator that chooses no text.
 */
export function parseChoice(expression: string): ChoiceNode | undefined {
  const lexed = lexExpression(expression)
  if (lexed === undefined) return undefined
  const { tokens, offsets } = lexed
  const names = tokens.filter(({ type }) => type === TokenType.IDENTIFIER).map(({ lexeme }) => lexeme)
  const contexts = tokens.filter((_, index) => isContext(tokens, index)).map(({ lexeme }) => lexeme)
  const functions = names.map(name => ({ name, minArgs: 0, maxArgs: MOST_ARGUMENTS }))
  try {
    const parsed = new Parser([...tokens], contexts, functions).parse() as Expr | undefined
    return parsed && nodeOf(parsed, offsets)
  } catch {
    return undefined
  }
}

type Offsets = LexedExpression['offsets']

function nodeOf(expression: Expr, offsets: Offsets): ChoiceNode | undefined {
  if (expression instanceof Literal) return literalOf(expression, offsets)
  if (expression instanceof Grouping) return nodeOf(expression.group, offsets)
  if (expression instanceof Unary) {
    const of = nodeOf(expression.expr, offsets)
    return of && { kind: 'not', of }
  }
  if (expression instanceof Logical) {
    const of = nodesOf(expression.args, offsets)
    return of && { kind: expression.operator.type === TokenType.OR ? 'or' : 'and', of }
  }
  if (expression instanceof Binary) return comparisonOf(expression, offsets)
  if (expression instanceof FunctionCall) {
    const args = nodesOf(expression.args, offsets)
    return args && { kind: 'call', name: expression.functionName.lexeme.toLowerCase(), args }
  }
  const name = nameOf(expression)
  return name === undefined ? undefined : { kind: 'name', name }
}

function nodesOf(expressions: readonly Expr[], offsets: Offsets): readonly ChoiceNode[] | undefined {
  const nodes = expressions.flatMap(one => nodeOf(one, offsets) ?? [])
  return nodes.length === expressions.length ? nodes : undefined
}

function literalOf({ literal, token }: Literal, offsets: Offsets): ChoiceNode {
  const value = 'value' in literal ? (literal.value as ExpressionValue) : null
  const start = offsets.get(token) ?? 0
  return {
    kind: 'literal',
    value,
    at: { start, end: start + token.lexeme.length, text: String(value ?? '') }
  }
}

function comparisonOf(binary: Binary, offsets: Offsets): ChoiceNode | undefined {
  const { type } = binary.operator
  if (type !== TokenType.EQUAL_EQUAL && type !== TokenType.BANG_EQUAL) return undefined
  const [left, right] = [nodeOf(binary.left, offsets), nodeOf(binary.right, offsets)]
  return left && right && { kind: 'equal', left, right, isNegated: type === TokenType.BANG_EQUAL }
}

/** `inputs.target`, however it is written; undefined for an index that is computed. */
function nameOf(expression: Expr): string | undefined {
  if (expression instanceof ContextAccess) return expression.name.lexeme
  if (!(expression instanceof IndexAccess)) return undefined
  const { expr, index } = expression
  const before = nameOf(expr)
  if (before === undefined) return undefined
  if (index instanceof Star) return `${before}.*`
  return index instanceof Literal && 'value' in index.literal && typeof index.literal.value === 'string'
    ? `${before}.${index.literal.value}`
    : undefined
}

/** choiceParts returns the parts of an expression, itself included; none if it cannot be parsed. */
export function choiceParts(expression: string): readonly ChoiceNode[] {
  const node = parseChoice(expression)
  return node ? withParts(node) : []
}

function withParts(node: ChoiceNode): readonly ChoiceNode[] {
  return [node, ...belowOf(node).flatMap(withParts)]
}

function belowOf(node: ChoiceNode): readonly ChoiceNode[] {
  switch (node.kind) {
    case 'literal':
    case 'name':
      return []
    case 'not':
      return [node.of]
    case 'or':
    case 'and':
      return node.of
    case 'equal':
      return [node.left, node.right]
    case 'call':
      return node.args
  }
}

/** namesIn returns the names that an expression reads, such as `inputs.target`. */
export function namesIn(expression: string): readonly string[] {
  return choiceParts(expression).flatMap(part =>
    part.kind === 'name' && part.name.includes('.') ? [part.name] : []
  )
}
