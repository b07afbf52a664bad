import { placeFinder } from '../document/place.ts'
import type { DocumentNode, Member, SourceDocument } from '../document/tree.ts'
import type { Problem } from '../errors.ts'
import type { RenderContexts } from './contexts.ts'
import { hasExpressions } from './expression-text.ts'

/** A rendered tree. Where a problem is, the text stays as written. */
export type Rendered = { readonly root: DocumentNode; readonly problems: readonly Problem[] }

/** What is rendered: a tree (the document's own, or one made of it) and the file that its places refer to. */
export type RenderSource = {
  readonly root: DocumentNode
  readonly document: Pick<SourceDocument, 'file' | 'text'>
}

/**
 * renderStrictly evaluates every `${{ … }}` in the texts of a tree. A name without a value is a problem, unless a later
 * operand of `||` stands in for it. A text that is one whole expression takes the type of its result. Results are never
 * read for expressions again.
 */
export async function renderStrictly(source: RenderSource, contexts: RenderContexts): Promise<Rendered> {
  return render(source, contexts, 'strict')
}

/**
 * renderLeniently evaluates the expressions whose names all have values and leaves the others as they are written. Only
 * what can never work is a problem: syntax errors, unknown functions and contexts, secrets.
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
  // A file without expressions never pays for the library.
  const { TextRenderer } = await import('./expression-engine.ts')
  const renderer = new TextRenderer({ document: source.document, contexts, mode })
  const find = placeFinder(source.document)
  const problems: Problem[] = []

  function visit(node: DocumentNode, variable: string | undefined): DocumentNode {
    switch (node.kind) {
      case 'string':
        return node.value.includes('${{') ? renderer.render(node, variable) : node
      case 'array':
        return { ...node, items: node.items.map(item => visit(item, undefined)) }
      case 'object': {
        const name = node.members.find(member => member.key === 'name')?.value
        const own = name?.kind === 'string' && !name.value.includes('${{') ? name.value : undefined
        return { ...node, members: node.members.map(member => visitMember(member, own)) }
      }
      default:
        return node
    }
  }

  function visitMember(member: Member, siblingName: string | undefined): Member {
    if (member.key.includes('${{')) problems.push(expressionInName(member))
    // In dockerLabels and options the key is the name; in {"name": …, "value": …} it is the sibling's text.
    const variable = member.key === 'value' ? siblingName : undefined
    return { ...member, value: visit(member.value, variable) }
  }

  function expressionInName(member: Member): Problem {
    const place = find(member.keyOrigin)
    return {
      code: 'expression-in-name',
      fault: 'user',
      message: 'An expression stands in the name of a member; only values are evaluated.',
      hint: 'Write the name out, or make the whole object with fromJSON(…).',
      ...(place ? { place } : {})
    }
  }

  const rendered = visit(root, undefined)
  return { root: rendered, problems: [...problems, ...renderer.problems] }
}
