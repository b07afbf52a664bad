import type { Place, Problem } from '../errors.ts'
import { placeFinder } from '../files/document/place.ts'
import {
  childOf,
  type DocumentNode,
  type Member,
  type SourceDocument,
  stringOf
} from '../files/document/tree.ts'
import { present } from '../present.ts'
import { hasExpression, type RenderContexts } from './expressions.ts'

/** A rendered tree. A text with a problem remains as written. */
export type Rendered = { readonly root: DocumentNode; readonly problems: readonly Problem[] }

/** What to render: a tree (the document's own, or one derived from it) and the file that its places refer to. */
export type RenderSource = {
  readonly root: DocumentNode
  readonly document: Pick<SourceDocument, 'file' | 'text'>
}

/**
 * How to render: `strict` evaluates every `${{ … }}`, and a name without a value is a problem, unless a later operand
 * of `||` replaces it; `lenient` leaves an expression with such a name as it is written, and reports what can never
 * work: syntax errors, unknown functions and contexts, secrets.
 */
export type RenderMode = 'strict' | 'lenient'

/**
 * renderTree evaluates the expressions in the texts of a tree. A text that is a single expression takes the type of its
 * result. Results are not searched for expressions again.
 */
export async function renderTree(
  { root, document }: RenderSource,
  contexts: RenderContexts,
  mode: RenderMode
): Promise<Rendered> {
  if (!hasExpression(root)) return { root, problems: [] }
  const { TextRenderer } = await import('./render-text.ts')
  const renderer = new TextRenderer({ document, contexts, mode })
  const find = placeFinder(document)
  const problems: Problem[] = []
  const rendered = visit(root, undefined)
  return { root: rendered, problems: [...problems, ...renderer.problems] }

  function visit(node: DocumentNode, variable: string | undefined): DocumentNode {
    if (!hasExpression(node)) return node
    switch (node.kind) {
      case 'string':
        return renderer.render(node, variable)
      case 'array':
        return { ...node, items: node.items.map(item => visit(item, undefined)) }
      case 'object': {
        const name = stringOf(childOf(node, 'name'))
        const own = name?.includes('${{') ? undefined : name
        return { ...node, members: node.members.map(member => visitMember(member, own)) }
      }
      default:
        return node
    }
  }

  function visitMember(member: Member, siblingName: string | undefined): Member {
    if (member.key.includes('${{')) problems.push(expressionInName(find(member.keyOrigin)))
    // In dockerLabels and options, the name is the key; in {"name": …, "value": …}, it is the sibling's text.
    const value = visit(member.value, member.key === 'value' ? siblingName : undefined)
    return value === member.value ? member : { ...member, value }
  }
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
