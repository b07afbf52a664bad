import { readStrictJson } from '../../document/read-strict-json.ts'
import type { DocumentNode, SourceDocument } from '../../document/tree.ts'
import type { CheckedFile } from '../../formats/checked-file.ts'

/**
 * withoutTree returns a file without the tree of its document if its text alone gives the tree, and the rules have
 * nothing to find in it: a check needs such a tree only once more, to render it, and reading it again takes a fifth of
 * what V8 takes to keep a thousand of them.
 */
export function withoutTree(file: CheckedFile, isOpen: (root: DocumentNode) => boolean): CheckedFile {
  if (file.kind !== 'definition' || file.isStrict !== true || isOpen(file.document.root)) return file
  return { ...file, document: new TextDocument(file.document), isQuiet: true }
}

/** A document whose tree is made from its text whenever it is asked for. */
class TextDocument implements SourceDocument {
  readonly isPacked = true
  readonly file: string
  readonly format: SourceDocument['format']
  readonly text: string

  constructor({ file, format, text }: SourceDocument) {
    this.file = file
    this.format = format
    this.text = text
  }

  get root(): DocumentNode {
    return readStrictJson(this.file, this.text) as DocumentNode
  }
}
