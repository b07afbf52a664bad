import { data, Evaluator, type Expr, wellKnownFunctions } from '@actions/expressions'
import {
  ContextAccess,
  type FunctionCall,
  Grouping,
  IndexAccess,
  Literal,
  type Logical,
  Star
} from '@actions/expressions/ast'
import { FilteredArray } from '@actions/expressions/filtered_array'
import { type Token, TokenType } from '@actions/expressions/lexer'
import { falsy, truthy } from '@actions/expressions/result'
import type { JsonValue } from '../json.ts'
import { present } from '../present.ts'
import { contextNames, isNeverGiven, type RenderContexts, type WithheldReason } from './expressions.ts'

type ExpressionData = data.ExpressionData
type FunctionDefinition = (typeof wellKnownFunctions)[string]

/** The functions of the library, which always has these two. */
const { fromjson, tojson } = wellKnownFunctions as Record<'fromjson' | 'tojson', FunctionDefinition>

function toData(value: object): ExpressionData {
  return fromjson.call(new data.StringData(JSON.stringify(value)))
}

/** toPlain converts the library's data to plain JSON. */
export function toPlain(value: ExpressionData): JsonValue {
  return JSON.parse(tojson.call(value).coerceString()) as JsonValue
}

/** contextData creates the dictionary in which an evaluator looks up contexts; undefined members are omitted. */
export function contextData(contexts: RenderContexts): data.Dictionary {
  const { github, ...others } = contexts
  const given = Object.entries(github).filter(([key]) => key.toLowerCase() !== 'token')
  const all = { ...others, github: Object.fromEntries(given) }
  return new data.Dictionary(...contextNames.map(name => ({ key: name, value: toData(all[name]) })))
}

/** A name that an expression uses and that no context has. */
export type MissingName = {
  /** As written, e.g. `vars.IMAGE_TAG`; a computed part is shown as `[…]`, because it may be a value. */
  readonly path: string
  /** The missing part, if it is written literally; used to find the nearest name. */
  readonly last?: string
  /** The other names in that context. Empty if they could be part of a value. */
  readonly siblings: readonly string[]
  /** The token of the name, for its place. */
  readonly token?: Token
  /** It has a value that is withheld from templates, which is an error even if there is a default. */
  readonly withheld?: WithheldReason
  /** Whether a later operand of `||` is used instead. */
  readonly handled: boolean
}

/** FunctionFailure is thrown if a function rejects its arguments; the library's own message would quote them. */
export class FunctionFailure extends Error {
  readonly functionName: string
  constructor(functionName: string) {
    super(`${functionName} failed`)
    this.functionName = functionName
  }
}

/** The result of an expression, and the missing names on the evaluated path. */
export type Evaluation = { readonly value: ExpressionData; readonly missing: readonly MissingName[] }

/**
 * evaluateExpression evaluates a parsed expression. `withheld` are the paths, in lower case, that have a value which no
 * template gets. Throws FunctionFailure.
 */
export function evaluateExpression(
  expression: Expr,
  contexts: data.Dictionary,
  withheld: RenderContexts['withheld']
): Evaluation {
  const evaluator = new TrackingEvaluator(expression, contexts, withheld)
  return { value: evaluator.evaluate(), missing: evaluator.missing }
}

/** GitHub's evaluator, which takes a missing name as null without a word; this one remembers it. */
class TrackingEvaluator extends Evaluator {
  readonly missing: MissingName[] = []
  /** Nulls that stand for something missing: their members are not missing once more. */
  private readonly absent = new WeakSet<ExpressionData>()
  private handling = 0

  private readonly withheld: RenderContexts['withheld']

  constructor(expression: Expr, contexts: data.Dictionary, withheld: RenderContexts['withheld']) {
    super(expression, contexts)
    this.withheld = withheld
  }

  override visitLogical(logical: Logical): ExpressionData {
    const or = logical.operator.type === TokenType.OR
    const last = logical.args.length - 1
    let result: ExpressionData = new data.Null()
    for (const [index, operand] of logical.args.entries()) {
      const handled = or && index < last
      if (handled) this.handling++
      result = this.eval(operand)
      if (handled) this.handling--
      if (or ? truthy(result) : falsy(result)) break
    }
    return result
  }

  override visitIndexAccess(access: IndexAccess): ExpressionData {
    const container = this.eval(access.expr)
    // The library's own look-up, on operands that have been evaluated already: a long path is not walked twice.
    const evaluated = new Literal(container, placeholderToken)
    if (access.index instanceof Star) return super.visitIndexAccess(new IndexAccess(evaluated, access.index))
    const index = this.eval(access.index)
    const found = super.visitIndexAccess(new IndexAccess(evaluated, new Literal(index, placeholderToken)))
    if (container instanceof FilteredArray || isPresent(container, index)) return found
    if (!this.absent.has(container) || isOfCredential(access))
      this.missing.push(this.describe(access, container, index))
    const nothing = new data.Null()
    this.absent.add(nothing)
    return nothing
  }

  override visitFunctionCall(call: FunctionCall): ExpressionData {
    const args = call.args.map(argument => this.eval(argument))
    const name = call.functionName.lexeme
    try {
      const literals = args.map(argument => new Literal(argument, call.functionName))
      return super.visitFunctionCall(Object.assign(Object.create(call) as FunctionCall, { args: literals }))
    } catch {
      throw new FunctionFailure(name)
    }
  }

  private describe(access: IndexAccess, container: ExpressionData, index: ExpressionData): MissingName {
    const path = pathOf(access)
    const name = `${pathOf(access.expr)}.${index.coerceString()}`.toLowerCase()
    const withheld = isOfCredential(access) ? 'credential' : this.withheld?.get(name)
    const written = access.index instanceof Literal ? access.index : undefined
    const last = written && String(toPlain(written.literal))
    return {
      path: path ?? 'a part of a computed value',
      siblings: path !== undefined && container instanceof data.Dictionary ? namesIn(container, path) : [],
      handled: this.handling > 0,
      ...present({ last, withheld }),
      ...present({ token: written?.token })
    }
  }
}

/** Whether it is something that no run gives to a template, there or not: a check refuses it, too. */
function isOfCredential(access: IndexAccess): boolean {
  const [, name = ''] =
    /^(?:env|github\.event\.(?:inputs|client_payload))\.([^.]+)$/i.exec(pathOf(access) ?? '') ?? []
  return isNeverGiven(name)
}

/** Token of literals that stand for something already evaluated; nothing reads it. */
const placeholderToken: Token = {
  type: TokenType.UNKNOWN,
  lexeme: '',
  range: { start: { line: 0, column: 0 }, end: { line: 0, column: 0 } }
}

/**
 * Names of variables and of GitHub's own fields may be shown; keys deeper inside `vars` or `env` may be part of a
 * value.
 */
function namesIn(container: data.Dictionary, path: string): readonly string[] {
  const depth = path.split(/[.[]/).length - 1
  return depth === 1 || path.toLowerCase().startsWith('github.')
    ? container.pairs().map(({ key }) => key)
    : []
}

function isPresent(container: ExpressionData, index: ExpressionData): boolean {
  if (container instanceof data.Dictionary)
    return index.primitive && container.get(index.coerceString()) !== undefined
  const position = index.number()
  return container instanceof data.Array && position >= 0 && Math.floor(position) < container.values().length
}

/** pathOf prints an access as it is written, or undefined when it does not start at a context. */
export function pathOf(expression: Expr): string | undefined {
  if (expression instanceof ContextAccess) return expression.name.lexeme
  if (expression instanceof Grouping) return pathOf(expression.group)
  if (!(expression instanceof IndexAccess)) return undefined
  const parent = pathOf(expression.expr)
  if (parent === undefined) return undefined
  if (expression.index instanceof Star) return `${parent}.*`
  if (!(expression.index instanceof Literal)) return `${parent}[…]`
  return `${parent}.${String(toPlain(expression.index.literal))}`
}
