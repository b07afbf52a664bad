import type { Finding } from '../detector/finding.ts'
import type { PlaceFinder } from '../document/place.ts'
import type { SourceDocument } from '../document/tree.ts'
import { present } from '../present.ts'
import { type Applied, type Approval, applyExceptions, type ExceptionContext } from './apply.ts'
import { MARK, readComments } from './comments.ts'
import type { BaseDoubt } from './exception.ts'
import { approvalOf, approvedEntries, entryLines, entryNames } from './on-base.ts'

/** A file that was checked. */
export type LocatedDocument = { readonly document: SourceDocument; readonly place: PlaceFinder }

/** Everything that decides besides the comments; `rules` are the IDs that a comment can name. */
export type Weights = Omit<ExceptionContext, 'comments' | 'lines' | 'approval'> & {
  readonly rules: readonly string[]
  /** On a pull request: each file with comments as it is on the base, or undefined if it does not exist there. */
  readonly base?: ReadonlyMap<string, LocatedDocument | BaseDoubt>
}

/** weighFindings reads the comments of the files and applies them together with the exceptions. */
export function weighFindings(
  findings: readonly Finding[],
  files: readonly LocatedDocument[],
  { rules, base, ...given }: Weights
): Applied {
  const marked = files.filter(({ document }) => document.text.includes(MARK))
  return applyExceptions(findings, {
    ...given,
    comments: marked.flatMap(file => readComments({ ...file, rules })),
    lines: new Map(
      marked.map(({ document, place }) => [document.file, entryLines(document.root, place)] as const)
    ),
    ...present({ approval: base && approvalBy(base, { marked, rules }) })
  })
}

type Commented = { readonly marked: readonly LocatedDocument[]; readonly rules: readonly string[] }

/** A comment counts if the base has one for the same rule at the same entry. */
function approvalBy(
  base: ReadonlyMap<string, LocatedDocument | BaseDoubt>,
  { marked, rules }: Commented
): (finding: Finding) => Approval {
  const approved = new Map<string, ReadonlySet<string>>()
  for (const [file, before] of base) {
    if (!('document' in before)) continue
    const comments = readComments({ ...before, rules })
    approved.set(file, approvedEntries({ root: before.document.root, place: before.place, comments }))
  }
  const names = new Map(marked.map(({ document }) => [document.file, entryNames(document.root)]))
  return ({ file, pointer, rule }) => {
    const before = base.get(file)
    if (before !== undefined && 'why' in before) return before
    const name = names.get(file)?.get(pointer)
    const isApproved = name !== undefined && approved.get(file)?.has(approvalOf(name, rule))
    return isApproved ? 'counts' : 'pending'
  }
}
