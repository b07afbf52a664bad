import type { DocumentNode, Member } from '../../document/tree.ts'

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
  const first = text.indexOf('}}', from)
  const quote = text.indexOf("'", from)
  // the usual case, without a loop that most runs have not compiled yet
  if (first < 0 || quote < 0 || quote > first) return first
  let quoted = false
  for (let i = from; i < text.length; i++) {
    const character = text[i]
    if (character === "'") quoted = !quoted
    else if (!quoted && character === '}' && text[i + 1] === '}') return i
  }
  return -1
}

/** What contains `${{` in a tree: nodes, also those that contain such a node or have it in a name, and texts. */
export type Templated = { readonly nodes: ReadonlySet<DocumentNode>; readonly texts: ReadonlySet<string> }

/** findTemplated searches a tree for `${{`. If it finds nothing, the expression library is not loaded. */
export function findTemplated(root: DocumentNode): Templated {
  const nodes = new Set<DocumentNode>()
  const texts = new Set<string>()
  search(root)
  return { nodes, texts }

  function search(node: DocumentNode): boolean {
    if (!isTemplated(node)) return false
    nodes.add(node)
    if (node.kind === 'string') texts.add(node.value)
    return true
  }

  function isTemplated(node: DocumentNode): boolean {
    switch (node.kind) {
      case 'string':
        return node.value.includes('${{')
      case 'array':
        return node.items.reduce(addItem, false)
      case 'object':
        return node.members.reduce(addMember, false)
      default:
        return false
    }
  }

  // every item is searched, also after one that contains an expression
  function addItem(found: boolean, item: DocumentNode): boolean {
    return search(item) || found
  }

  function addMember(found: boolean, { key, value }: Member): boolean {
    return search(value) || found || key.includes('${{')
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

/** isNeverOpaque is used if everything has been evaluated, so that the rest is literal. */
export function isNeverOpaque(): boolean {
  return false
}
