import { PackedTree } from '../../document/packed-tree.ts'
import type { ObjectNode } from '../../document/tree.ts'
import type { PreparedDefinition } from './render-all.ts'

/** PackedDefinition is a definition of a run over many files: its tree is made anew whenever it is asked for. */
export class PackedDefinition implements PreparedDefinition {
  readonly target: PreparedDefinition['target']
  readonly family: string
  readonly site: PreparedDefinition['site']
  readonly #tree: PackedTree<ObjectNode>

  constructor({ target, root, family, site }: PreparedDefinition) {
    this.target = target
    this.family = family
    this.site = site
    this.#tree = new PackedTree(root, target.document.file)
  }

  get root(): ObjectNode {
    return this.#tree.read()
  }
}
