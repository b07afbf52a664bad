import { data } from '@actions/expressions'
import type { Problem } from '../errors.ts'
import { type PlaceFinder, placeFinder } from '../files/document/place.ts'
import { type DocumentNode, fromJson, type SourceDocument, type StringNode } from '../files/document/tree.ts'
import { present } from '../present.ts'
import {
  contextData,
  type Evaluation,
  evaluateExpression,
  FunctionFailure,
  type MissingName,
  toPlain
} from './evaluate.ts'
import { type RenderContexts, splitExpressions, type TextPiece, type WithheldReason } from './expressions.ts'
import { quotedName, suggestName } from './naming.ts'
import {
  describeFault,
  type ExpressionMessage,
  type ParsedExpression,
  parseExpression
} from './parse-expression.ts'

type ExpressionData = data.ExpressionData

type ExpressionPiece = TextPiece & { kind: 'expression' }

/** How to render texts: for which file, with which values, and whether a missing name is a problem. */
export type TextRendererOptions = {
  readonly document: Pick<SourceDocument, 'file' | 'text'>
  readonly contexts: RenderContexts
  readonly mode: 'strict' | 'lenient'
}

/** A part of a string's value: offset and length in UTF-16 code units. */
type TextRange = { readonly offset: number; readonly length: number }

/** TextRenderer evaluates the expressions in single texts and collects their problems. */
export class TextRenderer {
  readonly problems: Problem[] = []
  private readonly options: TextRendererOptions
  private readonly find: PlaceFinder
  private readonly contexts: data.Dictionary

  constructor(options: TextRendererOptions) {
    this.options = options
    this.find = placeFinder(options.document)
    this.contexts = contextData(options.contexts)
  }

  /**
   * The rendered node; the unchanged node if something is wrong or unknown. `variable` is the name that it is the value
   * of.
   */
  render(node: StringNode, variable: string | undefined): DocumentNode {
    const pieces = splitExpressions(node.value)
    const [only] = pieces
    if (pieces.length === 1 && only?.kind === 'expression') return this.renderWhole(node, only, variable)
    const texts = pieces.map(piece => this.renderPiece(node, piece, variable))
    const known = texts.filter(text => text !== undefined)
    // One problem keeps the whole text as written, because half a value is useless. Unknown parts remain next to known
    // ones.
    return known.length < texts.length ? node : { ...node, value: known.join('') }
  }

  private renderWhole(node: StringNode, piece: ExpressionPiece, variable: string | undefined): DocumentNode {
    const value = this.evaluate(node, piece, variable)
    if (value === undefined || value === 'unknown') return node
    if (value instanceof data.NumberData) {
      if (!Number.isFinite(value.value)) return this.report(node, this.range(piece), describeNotText('NaN'))
      return { kind: 'number', value: value.value, raw: value.coerceString(), origin: node.origin }
    }
    return fromJson(toPlain(value), node.origin)
  }

  private renderPiece(node: StringNode, piece: TextPiece, variable: string | undefined): string | undefined {
    if (piece.kind === 'plain') return piece.text
    if (piece.kind === 'unclosed') {
      this.report(node, { offset: piece.start, length: 3 }, describeUnclosed())
      return undefined
    }
    const value = this.evaluate(node, piece, variable)
    if (value === undefined) return undefined
    if (value === 'unknown') return `\${{${piece.text}}}`
    const notText = notTextKind(value)
    if (notText === undefined) return value.coerceString()
    this.report(node, this.range(piece), describeNotText(notText))
    return undefined
  }

  /** Undefined after a problem; 'unknown' if lenient rendering leaves the expression unchanged. */
  private evaluate(
    node: StringNode,
    piece: ExpressionPiece,
    variable: string | undefined
  ): ExpressionData | 'unknown' | undefined {
    const parsed = parseExpression(piece.text)
    if ('fault' in parsed) {
      const { offset, length } = parsed.fault
      this.report(node, { offset: piece.start + offset, length }, describeFault(parsed.fault, variable))
      return undefined
    }
    let evaluation: Evaluation
    try {
      evaluation = evaluateExpression(parsed.expression, this.contexts, this.options.contexts.withheld)
    } catch (error) {
      const name = error instanceof FunctionFailure ? error.functionName : 'a function'
      if (this.options.mode === 'lenient') return 'unknown'
      this.report(node, this.range(piece), describeFailure(name))
      return undefined
    }
    const isLenient = this.options.mode === 'lenient'
    const wrong = evaluation.missing.filter(({ handled, withheld }) =>
      isLenient ? withheld === 'credential' : !handled || withheld !== undefined
    )
    for (const missing of wrong) {
      this.report(node, rangeOf(missing, parsed, piece) ?? this.range(piece), describeMissing(missing))
    }
    if (wrong.length > 0) return undefined
    return isLenient && evaluation.missing.length > 0 ? 'unknown' : evaluation.value
  }

  private range(piece: ExpressionPiece): TextRange {
    return { offset: piece.start - 3, length: piece.text.length + 5 }
  }

  private report(node: StringNode, range: TextRange, { code, message, hint }: ExpressionMessage): StringNode {
    const place = this.find(originInText(node, range, this.options.document.text))
    this.problems.push({ code, fault: 'user', message, hint, ...present({ place }) })
    return node
  }
}

function rangeOf(
  missing: MissingName,
  parsed: ParsedExpression,
  piece: ExpressionPiece
): TextRange | undefined {
  if ('fault' in parsed || missing.token === undefined) return undefined
  const offset = parsed.offsets.get(missing.token)
  return offset === undefined
    ? undefined
    : { offset: piece.start + offset, length: missing.token.lexeme.length }
}

function notTextKind(value: ExpressionData): 'an object' | 'a list' | 'NaN' | undefined {
  if (value instanceof data.Dictionary) return 'an object'
  if (value instanceof data.Array) return 'a list'
  return value instanceof data.NumberData && !Number.isFinite(value.value) ? 'NaN' : undefined
}

/**
 * Narrows a string's origin to a part of its value, which is searched for as it is written. If escapes or folding
 * change it, or it is there twice, the origin of the whole string is returned.
 */
function originInText(node: StringNode, range: TextRange, text: string): StringNode['origin'] {
  const { origin, value } = node
  if (origin.kind !== 'file') return origin
  const wanted = value.slice(range.offset, range.offset + range.length)
  const written = text.slice(origin.start, origin.end)
  // An unquoted text is its own value.
  const first = written === value ? range.offset : written.indexOf(wanted)
  const isCertain = written === value || !written.includes(wanted, first + 1)
  if (wanted === '' || first < 0 || !isCertain) return origin
  const start = origin.start + first
  return { ...origin, start, end: start + wanted.length }
}

/** A `${{` without an end. */
function describeUnclosed(): ExpressionMessage {
  return {
    code: 'invalid-expression',
    message: 'Expression is not closed: "${{" has no "}}" after it outside single quotes.',
    hint: 'Close it with "}}". A text that must hold "${{" itself is written ${{ \'${{\' }}.'
  }
}

/** Members that a context can have, whether they are currently known or not. */
const knownMembers: Readonly<Record<string, readonly string[]>> = {
  aws: ['region', 'account', 'partition'],
  service: ['name', 'cluster']
}

/** What no context has, and the nearest existing name. */
function describeMissing(missing: MissingName): ExpressionMessage {
  const path =
    quotedName(missing.path.replace('[…]', ''), '') === '' ? 'a name that is not there' : missing.path
  const [context = '', name] = missing.path.split(/[.[]/)
  if (missing.withheld !== undefined) return describeWithheld(path, missing.withheld)
  const hints: Readonly<Record<string, string>> = {
    vars: `Add ${quotedName(name, 'it')} to the input "variables"`,
    env: `Set ${quotedName(name, 'it')} in the "env" of the step and list it in the input "env"`,
    aws: 'It is known once AWS credentials and a region are configured',
    service: 'It is known when the inputs "service" and "cluster" name it'
  }
  return {
    code: 'missing-name',
    message: `Expression uses ${path}, which has no value.${missing.last === undefined ? '' : suggestName(missing.last, [...missing.siblings, ...(knownMembers[context.toLowerCase()] ?? [])])}`,
    hint: `${hints[context.toLowerCase()] ?? 'Check the spelling'}, or give a default: \${{ … || 'default' }}.`
  }
}

/** A default must not replace it: before names had to be listed, the value was used. */
function describeWithheld(path: string, reason: WithheldReason): ExpressionMessage {
  if (reason === 'credential') {
    return {
      code: 'name-withheld',
      message: `Expression uses ${path}, which is named like a credential; such names are never available to templates.`,
      hint: 'Write a reference in "secrets" instead, or give the variable another name if it holds none.'
    }
  }
  const listed = path.replace(/^(?:env|github\.event)\./i, '')
  return {
    code: 'name-withheld',
    message: `Expression uses ${path}, which is not available to templates, because it is not listed.`,
    hint: `List it in the input "env", separated by commas or newlines (env: ${listed}). It is written into the task definition, so list only what everyone may read.`
  }
}

/** A function that rejects its arguments. */
function describeFailure(functionName: string): ExpressionMessage {
  const reasons: Readonly<Record<string, string>> = {
    fromjson: 'its argument is not valid JSON',
    format: 'the format text is not valid or refers to an argument that is not there',
    case: 'a condition is not true or false'
  }
  const reason = reasons[functionName.toLowerCase()] ?? 'it does not take these arguments'
  return {
    code: 'expression-failed',
    message: `Expression failed in ${functionName}(): ${reason}.`,
    hint: 'Check the values in the expression; they are not shown here.'
  }
}

/** An expression inside a text whose result is not text. */
function describeNotText(kind: 'an object' | 'a list' | 'NaN'): ExpressionMessage {
  return {
    code: 'expression-not-text',
    message: `Expression in the middle of a text gives ${kind}, which has no text form.`,
    hint: 'Use toJSON(…), join(…), or name one member; or let the expression be the whole value.'
  }
}
