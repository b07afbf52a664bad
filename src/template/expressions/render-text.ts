import { data } from '@actions/expressions'
import { type PlaceFinder, placeFinder } from '../../document/place.ts'
import {
  type DocumentNode,
  type FileOrigin,
  fromJson,
  type SourceDocument,
  type StringNode
} from '../../document/tree.ts'
import type { Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import type { RenderContexts } from '../contexts.ts'
import { contextData, toPlain } from './data.ts'
import { type Evaluation, evaluateExpression, FunctionFailure, type MissingName } from './evaluate.ts'
import { type ParsedExpression, parseExpression } from './parse.ts'
import {
  describeFailure,
  describeFault,
  describeMissing,
  describeNotText,
  describeUnclosed,
  type ExpressionMessage
} from './problems.ts'
import { splitExpressions, type TextPiece } from './text.ts'

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
      evaluation = evaluateExpression(parsed.expression, this.contexts)
    } catch (error) {
      const name = error instanceof FunctionFailure ? error.functionName : 'a function'
      if (this.options.mode === 'lenient') return 'unknown'
      this.report(node, this.range(piece), describeFailure(name))
      return undefined
    }
    if (this.options.mode === 'lenient') return evaluation.missing.length > 0 ? 'unknown' : evaluation.value
    const unhandled = evaluation.missing.filter(missing => !missing.handled || missing.withheld !== undefined)
    for (const missing of unhandled) {
      this.report(node, rangeOf(missing, parsed, piece) ?? this.range(piece), describeMissing(missing))
    }
    return unhandled.length > 0 ? undefined : evaluation.value
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
 * originInText narrows a string's origin to a part of its value. In a JSON string, escapes are counted as written; in
 * YAML, the part is searched for, because folding and escapes can move it. If it cannot be found with certainty, the
 * origin of the whole string is returned.
 */
function originInText(node: StringNode, range: TextRange, text: string): StringNode['origin'] {
  const { origin } = node
  if (origin.kind !== 'file') return origin
  const written = text.slice(origin.start, origin.end)
  const found = written.startsWith('"') ? inQuotedText(written, range) : undefined
  return narrowed(origin, node.value, found ?? bySearch(written, node.value, range))
}

function narrowed(origin: FileOrigin, value: string, found: TextRange | undefined): FileOrigin {
  // The file does not contain the value of an aliased or computed string.
  if (found === undefined || value === '') return origin
  const start = origin.start + found.offset
  return { ...origin, start, end: start + found.length }
}

/** Undefined if an escape is not one of JSON's, which YAML allows, or if a line is folded. */
function inQuotedText(written: string, range: TextRange): TextRange | undefined {
  if (/[\r\n]/.test(written)) return undefined
  let position = 1
  let start = 1
  for (let unit = 0; unit < range.offset + range.length; unit++) {
    if (unit === range.offset) start = position
    const width = escapeWidth(written, position)
    if (width === undefined) return undefined
    position += width
  }
  return { offset: start, length: position - start }
}

function escapeWidth(written: string, position: number): number | undefined {
  if (written[position] !== '\\') return position < written.length ? 1 : undefined
  const kind = written[position + 1] ?? ''
  if (kind === 'u') return 6
  return '"\\/bfnrt'.includes(kind) && kind !== '' ? 2 : undefined
}

function bySearch(written: string, value: string, range: TextRange): TextRange | undefined {
  if (written === value) return range
  const wanted = value.slice(range.offset, range.offset + range.length)
  const first = written.indexOf(wanted)
  if (wanted === '' || first < 0 || written.includes(wanted, first + 1)) return undefined
  return { offset: first, length: wanted.length }
}
