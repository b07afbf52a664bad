import type { DocumentNode, StringNode } from '../document/tree.ts'
import type { JsonValue } from '../json.ts'
import type { contextNames, RenderContexts } from './contexts.ts'
import { splitExpressions } from './expression-text.ts'

/** SimpleRenderer renders a tree whose expressions are all simple; such expressions cannot have problems. */
export class SimpleRenderer {
  readonly problems = [] as const
  private readonly texts: ReadonlyMap<string, string>

  private constructor(texts: ReadonlyMap<string, string>) {
    this.texts = texts
  }

  /** Undefined if a text of the tree needs GitHub's expression library. */
  static for(
    root: DocumentNode,
    contexts: RenderContexts,
    mode: 'strict' | 'lenient'
  ): SimpleRenderer | undefined {
    const texts = new Map<string, string>()
    const unknown = mode === 'lenient' ? 'keep' : 'refuse'
    return isSimple(root) ? new SimpleRenderer(texts) : undefined

    function isSimple(node: DocumentNode): boolean {
      switch (node.kind) {
        case 'string': {
          if (!node.value.includes('${{') || texts.has(node.value)) return true
          const text = renderSimpleText(node.value, contexts, unknown)
          if (text !== undefined) texts.set(node.value, text)
          return text !== undefined
        }
        case 'array':
          return node.items.every(isSimple)
        case 'object':
          return node.members.every(({ value }) => isSimple(value))
        default:
          return true
      }
    }
  }

  /** The rendered node; the same node if nothing changes. */
  render(node: StringNode): StringNode {
    const value = this.texts.get(node.value)
    return value === undefined || value === node.value ? node : { ...node, value }
  }
}

const operand = String.raw`(?:(?:github|env|vars|service|aws)\.[A-Za-z_]\w*|'[^'\r\n]*')`
const simple = new RegExp(String.raw`^[ \t\r\n]*${operand}(?:[ \t\r\n]*\|\|[ \t\r\n]*${operand})*[ \t\r\n]*$`)
const operands = new RegExp(operand, 'g')

/** The library decides about the values of these. */
const special = /^(?:github\.token|\w+\.(?:true|false|null|nan|infinity))$/i

/**
 * renderSimpleText renders a text whose expressions are all `context.name`, or several of those and literals joined by
 * `||`. Nearly every expression in a task definition has this form, and loading GitHub's expression library takes
 * longer than the rest of a small check. Unknown names remain as written if `unknown` allows it. Undefined means that
 * the library must be used, which is the case for anything else and for every problem. A result is always the same as
 * the library's.
 */
export function renderSimpleText(
  text: string,
  contexts: RenderContexts,
  unknown: 'keep' | 'refuse'
): string | undefined {
  let rendered = ''
  for (const piece of splitExpressions(text)) {
    if (piece.kind === 'unclosed') return undefined
    if (piece.kind === 'plain') {
      rendered += piece.text
      continue
    }
    const value = evaluateSimply(piece.text, contexts)
    if (value === undefined || (value === missing && unknown === 'refuse')) return undefined
    rendered += value === missing ? `\${{${piece.text}}}` : value
  }
  return rendered
}

const missing = Symbol('a name without a value')

/** The first operand with a nonempty value, or the last one; `missing` if a name has no value. */
function evaluateSimply(expression: string, contexts: RenderContexts): string | typeof missing | undefined {
  if (expression.length > 1000 || !simple.test(expression)) return undefined
  const written = expression.match(operands) ?? []
  if (written.some(path => special.test(path))) return undefined
  let value: string | typeof missing | undefined
  for (const path of written) {
    value = path.startsWith("'") ? path.slice(1, -1) : lookUp(path, contexts)
    if (value !== '') break
  }
  return value
}

/** Undefined for a value that is not text, and for a name with another spelling. */
function lookUp(path: string, contexts: RenderContexts): string | typeof missing | undefined {
  const cut = path.indexOf('.')
  const context: Readonly<Record<string, JsonValue | undefined>> =
    contexts[path.slice(0, cut) as (typeof contextNames)[number]]
  const name = path.slice(cut + 1)
  const value = Object.hasOwn(context, name) ? context[name] : undefined
  if (value !== undefined) return typeof value === 'string' ? value : undefined
  const folded = name.toLowerCase()
  return Object.keys(context).some(key => key.toLowerCase() === folded) ? undefined : missing
}
