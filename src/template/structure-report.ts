import type { DocumentNode } from '../document/tree.ts'

/** Takes one structural problem, at a node. */
export type Report = (
  code: string,
  node: DocumentNode,
  text: { readonly message: string; readonly hint: string }
) => void
