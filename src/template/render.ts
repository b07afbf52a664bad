import { placeFinder } from '../document/place.ts'
import type {
  ArrayNode,
  DocumentNode,
  Member,
  ObjectNode,
  SourceDocument,
  StringNode
} from '../document/tree.ts'
import type { Problem } from '../errors.ts'
import type { JsonValue } from '../json.ts'
import type { contextNames, RenderContexts } from './contexts.ts'
import { findTemplated, splitExpressions } from './expressions/text.ts'
import { expressionInName } from './structure-problems.ts'

/** A rendered tree. A text with a problem remains as written. */
export type Rendered = { readonly root: DocumentNode; readonly problems: readonly Problem[] }

/** What to render: a tree (the document's own, or one derived from it) and the file that its places refer to. */
export type RenderSource = {
  readonly root: DocumentNode
  readonly document: Pick<SourceDocument, 'file' | 'text'>
}

/**
 * renderStrictly evaluates every `${{ … }}` in the texts of a tree. A name without a value is a problem, unless a later
 * operand of `||` replaces it. A text that is a single expression takes the type of its result. Results are not
 * searched for expressions again.
 */
export async function renderStrictly(source: RenderSource, contexts: RenderContexts): Promise<Rendered> {
  return render(source, contexts, 'strict')
}

/**
 * renderLeniently evaluates the expressions whose names all have values and leaves the others as written. Only what can
 * never work is a problem: syntax errors, unknown functions and contexts, secrets.
 */
export async function renderLeniently(source: RenderSource, contexts: RenderContexts): Promise<Rendered> {
  return render(source, contexts, 'lenient')
}

async function render(
  source: RenderSource,
  contexts: RenderContexts,
  mode: 'strict' | 'lenient'
): Promise<Rendered> {
  const { root } = source
  const { nodes, texts } = findTemplated(root)
  if (nodes.size === 0) return { root, problems: [] }
  // A file with only simple expressions never loads the library.
  const renderer =
    SimpleRenderer.for(texts, contexts, mode) ?? (await loadedRenderer(source.document, contexts, mode))
  const find = placeFinder(source.document)
  const problems: Problem[] = []

  function visit(node: DocumentNode, variable: string | undefined): DocumentNode {
    if (!nodes.has(node)) return node
    switch (node.kind) {
      case 'string':
        return renderer.render(node, variable)
      case 'array':
        return withItems(
          node,
          mapKept(node.items, item => visit(item, undefined))
        )
      case 'object': {
        const name = node.members.find(member => member.key === 'name')?.value
        const own = name?.kind === 'string' && !name.value.includes('${{') ? name.value : undefined
        return withMembers(
          node,
          mapKept(node.members, member => visitMember(member, own))
        )
      }
      default:
        return node
    }
  }

  function visitMember(member: Member, siblingName: string | undefined): Member {
    if (member.key.includes('${{')) problems.push(expressionInName(find(member.keyOrigin)))
    // In dockerLabels and options, the name is the key; in {"name": …, "value": …}, it is the sibling's text.
    const variable = member.key === 'value' ? siblingName : undefined
    const value = visit(member.value, variable)
    return value === member.value ? member : { ...member, value }
  }

  const rendered = visit(root, undefined)
  return { root: rendered, problems: [...problems, ...renderer.problems] }
}

type NodeRenderer = {
  readonly problems: readonly Problem[]
  render(node: StringNode, variable: string | undefined): DocumentNode
}

async function loadedRenderer(
  document: RenderSource['document'],
  contexts: RenderContexts,
  mode: 'strict' | 'lenient'
): Promise<NodeRenderer> {
  const { TextRenderer } = await import('./expressions/engine.ts')
  return new TextRenderer({ document, contexts, mode })
}

/** Unchanged nodes remain the same objects, so that results for them stay valid. */
function mapKept<T>(list: readonly T[], map: (item: T) => T): readonly T[] {
  let changed = false
  const mapped = list.map(item => {
    const result = map(item)
    changed ||= result !== item
    return result
  })
  return changed ? mapped : list
}

function withItems(node: ArrayNode, items: ArrayNode['items']): ArrayNode {
  return items === node.items ? node : { ...node, items }
}

function withMembers(node: ObjectNode, members: ObjectNode['members']): ObjectNode {
  return members === node.members ? node : { ...node, members }
}

/** SimpleRenderer renders a tree whose expressions are all simple; such expressions cannot have problems. */
class SimpleRenderer {
  readonly problems = [] as const
  private readonly texts: ReadonlyMap<string, string>

  private constructor(texts: ReadonlyMap<string, string>) {
    this.texts = texts
  }

  /** Undefined if one of the texts needs GitHub's expression library. */
  static for(
    texts: Iterable<string>,
    contexts: RenderContexts,
    mode: 'strict' | 'lenient'
  ): SimpleRenderer | undefined {
    const unknown = mode === 'lenient' ? 'keep' : 'refuse'
    const rendered = new Map<string, string>()
    for (const text of texts) {
      const result = renderSimpleText(text, contexts, unknown)
      if (result === undefined) return undefined
      rendered.set(text, result)
    }
    return new SimpleRenderer(rendered)
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

/** The library decides about the values of these, in lower case. */
const special = /^github\.token$|\.(?:true|false|null|nan|infinity)$/

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
  if (written.some(path => special.test(path.toLowerCase()))) return undefined
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
