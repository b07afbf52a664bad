import type { Finding } from '../detector/finding.ts'
import type { PlaceFinder } from '../document/place.ts'
import type { SourceDocument } from '../document/tree.ts'
import { type Applied, applyExceptions, type Circumstances } from './apply.ts'
import { MARK, readComments } from './comments.ts'
import { entryLines } from './entry-lines.ts'

/** A file that was looked at. */
export type Looked = { readonly document: SourceDocument; readonly place: PlaceFinder }

/** What decides besides the comments; `rules` are the ids that a comment can name. */
export type Weights = Omit<Circumstances, 'comments' | 'lines'> & { readonly rules: readonly string[] }

/** weighFindings reads the comments of the files and applies them, together with the exceptions. */
export function weighFindings(
  findings: readonly Finding[],
  files: readonly Looked[],
  { rules, ...given }: Weights
): Applied {
  const marked = files.filter(({ document }) => document.text.includes(MARK))
  return applyExceptions(findings, {
    ...given,
    comments: marked.flatMap(file => readComments({ ...file, rules })),
    lines: new Map(
      marked.map(({ document, place }) => [document.file, entryLines(document.root, place)] as const)
    )
  })
}
