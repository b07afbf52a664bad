import { placeFinder } from '../document/place.ts'
import type {
  ArrayNode,
  DocumentNode,
  Member,
  ObjectNode,
  SourceDocument,
  StringNode
} from '../document/tree.ts'
import type { Place, Problem } from '../errors.ts'
import { present } from '../present.ts'
import type { RenderContexts } from './contexts.ts'
import { hasExpressions } from './expression-text.ts'
import { SimpleRenderer } from './simple-renderer.ts'

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
  if (!hasExpressions(root)) return { root, problems: [] }
  const renderer = await rendererFor(source, contexts, mode)
  const find = placeFinder(source.document)
  const problems: Problem[] = []

  function visit(node: DocumentNode, variable: string | undefined): DocumentNode {
    switch (node.kind) {
      case 'string':
        return node.value.includes('${{') ? renderer.render(node, variable) : node
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

function expressionInName(place: Place | undefined): Problem {
  return {
    code: 'expression-in-name',
    fault: 'user',
    message: 'Expressions are not supported in keys, only in values.',
    hint: 'Write the name out, or make the whole object with fromJSON(…).',
    ...present({ place })
  }
}

type NodeRenderer = {
  readonly problems: readonly Problem[]
  render(node: StringNode, variable: string | undefined): DocumentNode
}

/** A file with only simple expressions never loads the library. */
async function rendererFor(
  { root, document }: RenderSource,
  contexts: RenderContexts,
  mode: 'strict' | 'lenient'
): Promise<NodeRenderer> {
  const simple = SimpleRenderer.for(root, contexts, mode)
  if (simple) return simple
  const { TextRenderer } = await import('./expression-engine.ts')
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
