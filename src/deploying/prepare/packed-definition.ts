import { PackedTree } from '../../document/packed-tree.ts'
import type { ObjectNode } from '../../document/tree.ts'
import type { PreparedDefinition } from './render-all.ts'

type Rendered = Pick<PreparedDefinition, 'target' | 'root'>

/** PackedTarget is a rendered file of a run over many files: its tree is made anew whenever it is asked for. */
export class PackedTarget implements Rendered {
  readonly target: Rendered['target']
  readonly #tree: PackedTree<ObjectNode>

  constructor({ target, root }: Rendered) {
    this.target = target
    this.#tree = new PackedTree(root, target.document.file)
  }

  get root(): ObjectNode {
    return this.#tree.read()
  }
}

/** PackedDefinition is the same for a definition that a run prepares. */
export class PackedDefinition extends PackedTarget implements PreparedDefinition {
  readonly family: string
  readonly site: PreparedDefinition['site']

  constructor(definition: PreparedDefinition) {
    super(definition)
    this.family = definition.family
    this.site = definition.site
  }
}
