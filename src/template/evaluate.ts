import { data, Evaluator, type Expr } from '@actions/expressions'
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
import { maxDepth } from '../files/document/tree.ts'
import type { JsonValue } from '../json.ts'
import { present } from '../present.ts'
import { contextNames, isNeverGiven, type RenderContexts, type WithheldReason } from './expressions.ts'

type ExpressionData = data.ExpressionData

/**
 * ExactDictionary replaces the library's dictionary, which keeps its keys on a plain object and so loses `constructor`
 * and `__proto__`. An exact spelling wins over another case; names are otherwise case-insensitive, as on GitHub.
 */
export class ExactDictionary extends data.Dictionary {
  private readonly entries = new Map<string, ExpressionData>()
  private readonly folded = new Map<string, ExpressionData>()
  /** Names in lower case that exist and are withheld. */
  readonly withheld = new Map<string, WithheldReason>()

  override add(key: string, value: ExpressionData): void {
    if (this.entries.has(key)) return
    this.entries.set(key, value)
    const folded = key.toLowerCase()
    if (!this.folded.has(folded)) this.folded.set(folded, value)
  }

  override get(key: string): ExpressionData | undefined {
    return this.entries.get(key) ?? this.folded.get(key.toLowerCase())
  }

  override values(): ExpressionData[] {
    return [...this.entries.values()]
  }

  override pairs(): { key: string; value: ExpressionData }[] {
    return [...this.entries].map(([key, value]) => ({ key, value }))
  }
}

/** toData converts plain JSON to the library's data. Throws RangeError beyond 100 levels. */
function toData(value: JsonValue, depth = 0): ExpressionData {
  if (depth > maxDepth) throw new RangeError('nested too deep')
  if (value === null) return new data.Null()
  if (typeof value === 'string') return new data.StringData(value)
  if (typeof value === 'number') return new data.NumberData(value)
  if (typeof value === 'boolean') return new data.BooleanData(value)
  if (Array.isArray(value)) {
    const list = new data.Array()
    for (const item of value as readonly JsonValue[]) list.add(toData(item, depth + 1))
    return list
  }
  const dictionary = new ExactDictionary()
  for (const [key, child] of Object.entries(value)) dictionary.add(key, toData(child, depth + 1))
  return dictionary
}

/** toPlain converts the library's data to plain JSON; `__proto__` remains an ordinary key. */
export function toPlain(value: ExpressionData): JsonValue {
  switch (value.kind) {
    case data.Kind.Null:
      return null
    case data.Kind.String:
    case data.Kind.Number:
    case data.Kind.Boolean:
      return (value as data.StringData | data.NumberData | data.BooleanData).value
    case data.Kind.Array:
      return (value as data.Array).values().map(toPlain)
    default: {
      const plain: Record<string, JsonValue> = {}
      for (const { key, value: child } of (value as data.Dictionary).pairs()) {
        Object.defineProperty(plain, key, {
          value: toPlain(child),
          enumerable: true,
          writable: true,
          configurable: true
        })
      }
      return plain
    }
  }
}

/** contextData creates the dictionary in which an evaluator looks up contexts; undefined members are omitted. */
export function contextData(contexts: RenderContexts): ExactDictionary {
  const all = new ExactDictionary()
  for (const name of contextNames) {
    const members: Readonly<Record<string, JsonValue | undefined>> = contexts[name]
    const context = new ExactDictionary()
    for (const [key, value] of Object.entries(members)) {
      const secret = name === 'github' && key.toLowerCase() === 'token'
      if (value !== undefined && !secret) context.add(key, toData(value))
    }
    all.add(name, context)
  }
  for (const [path, reason] of contexts.withheld ?? []) withhold(all, path, reason)
  return all
}

/** A name can contain dots; the paths to withheld names do not. */
function withhold(all: ExactDictionary, path: string, reason: WithheldReason): void {
  const way = /^(env|github\.event\.(?:inputs|client_payload))\.(.*)$/s.exec(path)
  let container: ExpressionData | undefined = all
  for (const step of way?.[1]?.split('.') ?? []) {
    container = container instanceof ExactDictionary ? container.get(step) : undefined
  }
  if (container instanceof ExactDictionary) container.withheld.set(way?.[2] ?? '', reason)
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

/** evaluateExpression evaluates a parsed expression. Throws FunctionFailure. */
export function evaluateExpression(expression: Expr, contexts: data.Dictionary): Evaluation {
  const evaluator = new TrackingEvaluator(expression, contexts)
  return { value: evaluator.evaluate(), missing: evaluator.missing }
}

/** GitHub's evaluator, which takes a missing name as null without a word; this one remembers it. */
class TrackingEvaluator extends Evaluator {
  readonly missing: MissingName[] = []
  /** Nulls that stand for something missing: their members are not missing once more. */
  private readonly absent = new WeakSet<ExpressionData>()
  private handling = 0

  constructor(expression: Expr, contexts: data.Dictionary) {
    super(expression, contexts, safeFunctions)
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
    const listed =
      container instanceof ExactDictionary
        ? container.withheld.get(index.coerceString().toLowerCase())
        : undefined
    const withheld = isOfCredential(access) ? 'credential' : listed
    const path = pathOf(access)
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

/**
 * fromJSON and toJSON without the library's losses: keys like `constructor` and `__proto__`, and lists of 100,000
 * items.
 */
const safeFunctions = new Map([
  [
    'fromjson',
    {
      name: 'fromJson',
      minArgs: 1,
      maxArgs: 1,
      call: (input: ExpressionData) => toData(JSON.parse(input.coerceString()) as JsonValue)
    }
  ],
  [
    'tojson',
    {
      name: 'toJson',
      minArgs: 1,
      maxArgs: 1,
      call: (input: ExpressionData) => new data.StringData(JSON.stringify(toPlain(input), undefined, 2))
    }
  ]
])
