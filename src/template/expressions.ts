import type { DocumentNode } from '../files/document/tree.ts'
import type { JsonObject } from '../json.ts'

/**
 * A piece of a text: plain characters, or one expression. `start` is the offset of the expression's content in the
 * text.
 */
export type TextPiece =
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'expression'; readonly text: string; readonly start: number }
  | { readonly kind: 'unclosed'; readonly start: number }

/**
 * splitExpressions splits a text at its `${{ … }}`. As in GitHub's own parser, the end is the first `}}` outside the
 * quotes of a string literal, so `${{ format('{0}}}', 'x') }}` is one expression.
 */
export function splitExpressions(text: string): readonly TextPiece[] {
  const pieces: TextPiece[] = []
  let position = 0
  for (let open = text.indexOf('${{'); open >= 0; open = text.indexOf('${{', position)) {
    if (open > position) pieces.push({ kind: 'plain', text: text.slice(position, open) })
    const close = closingBraces(text, open + 3)
    if (close < 0) return [...pieces, { kind: 'unclosed', start: open }]
    pieces.push({ kind: 'expression', text: text.slice(open + 3, close), start: open + 3 })
    position = close + 2
  }
  if (position < text.length || pieces.length === 0)
    pieces.push({ kind: 'plain', text: text.slice(position) })
  return pieces
}

function closingBraces(text: string, from: number): number {
  let quoted = false
  for (let i = from; i < text.length; i++) {
    const character = text[i]
    if (character === "'") quoted = !quoted
    else if (!quoted && character === '}' && text[i + 1] === '}') return i
  }
  return -1
}

/** hasExpression returns whether a node contains `${{`, also in a name. */
export function hasExpression(node: DocumentNode): boolean {
  switch (node.kind) {
    case 'string':
      return node.value.includes('${{')
    case 'array':
      return node.items.some(hasExpression)
    case 'object':
      return node.members.some(({ key, value }) => key.includes('${{') || hasExpression(value))
    default:
      return false
  }
}

/** What could be more of the context `aws` than the members that are known without a call. */
const MORE_OF_AWS = /\baws\b(?!\s*\.\s*(?:region|partition)\b)/i

/**
 * asksForAccount returns whether an expression of a tree could use the account number, or the whole context `aws`. A
 * literal with these words counts too: then the call is only in vain.
 */
export function asksForAccount(node: DocumentNode): boolean {
  switch (node.kind) {
    case 'string':
      return splitExpressions(node.value).some(
        piece => piece.kind === 'expression' && MORE_OF_AWS.test(piece.text)
      )
    case 'array':
      return node.items.some(asksForAccount)
    case 'object':
      return node.members.some(({ value }) => asksForAccount(value))
    default:
      return false
  }
}

/**
 * isOpaque returns whether a text contains a placeholder whose value is unknown here: an expression that could not be
 * evaluated, or one of another template language. It is used for fields that are validated (types, names), where
 * `$NAME` also counts, because no family, container or number has such a value.
 */
export function isOpaque(text: string): boolean {
  return /\$[{A-Za-z_]|\{\{|<%|<[\w .:/-]+>|@@[\w.-]+@@|__[A-Z][A-Z0-9_]*__|%[A-Z][A-Z0-9_]*%/.test(text)
}

/**
 * The contexts that expressions can use. Unknown texts are undefined, which makes using them an error. `github.token`
 * is never included, because it is a credential.
 */
export type RenderContexts = {
  readonly github: JsonObject
  readonly env: Readonly<Record<string, string>>
  readonly vars: JsonObject
  readonly service: { readonly name?: string; readonly key?: string; readonly cluster?: string }
  readonly environment: { readonly name?: string }
  readonly aws: { readonly region?: string; readonly account?: string; readonly partition?: string }
  /**
   * Names in lower case (`env.stage`, `github.event.inputs.tag`) that have a value which is withheld from templates.
   */
  readonly withheld?: ReadonlyMap<string, WithheldReason>
}

/**
 * The job's credentials, and variables whose names mean a credential. Templates never receive them, even if they are
 * listed.
 */
const NEVER =
  /^(aws_access_key_id|actions_\w+|input_.*)$|token|secret|passw|passphrase|private|credential|api_?key|_pat$/i

/** isNeverGiven returns whether a template may never use a variable or an input of a workflow, by its name. */
export function isNeverGiven(name: string): boolean {
  return NEVER.test(name)
}

/** The name is not listed, or it is clearly that of a credential. */
export type WithheldReason = 'unlisted' | 'credential'

/** The names of the contexts, as written in an expression. */
export const contextNames = ['github', 'env', 'vars', 'service', 'environment', 'aws'] as const
