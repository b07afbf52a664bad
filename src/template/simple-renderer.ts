import type { DocumentNode, StringNode } from '../document/tree.ts'
import type { RenderContexts } from './contexts.ts'
import { renderSimpleText } from './simple-expression.ts'

/** SimpleRenderer gives the nodes of a tree whose expressions are all simple; nothing can be wrong with those. */
export class SimpleRenderer {
  readonly problems = [] as const
  private readonly texts: ReadonlyMap<string, string>

  private constructor(texts: ReadonlyMap<string, string>) {
    this.texts = texts
  }

  /** Undefined where some text of the tree needs GitHub's expression library. */
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

  /** The rendered node; the node itself where nothing changes. */
  render(node: StringNode): StringNode {
    const value = this.texts.get(node.value)
    return value === undefined || value === node.value ? node : { ...node, value }
  }
}
