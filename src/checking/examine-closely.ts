import { chosenRules } from '../detector/chosen-rules.ts'
import { CleanTexts, findingsOf, look, mergeFindings } from '../detector/detect.ts'
import type { Finding } from '../detector/finding.ts'
import { sensitiveIn } from '../detector/sensitive.ts'
import type { Examination, ExaminedSource, RenderedTarget } from './examine.ts'

/** What the rules have to look at: files as they stand, and definitions that rendering has changed. */
export type ToExamine = {
  readonly sources: readonly ExaminedSource[]
  readonly rests: readonly ExaminedSource[]
  readonly changed: readonly RenderedTarget[]
  /** Names of services: blanked everywhere they would hide what the run is about, and tell nobody that one is a password too. */
  readonly services: ReadonlySet<string | undefined>
}

/** examineClosely applies the rules to documents that are not quiet. The values that stand at findings go to `mask` first. */
export function examineClosely(
  { sources, rests, changed, services }: ToExamine,
  { rules: choice, mask }: Examination
): readonly Finding[] {
  const rules = chosenRules(choice)
  const again = new Set(changed.map(({ target }) => target.document.file))
  const clean = new CleanTexts()
  const findIn = ({ target, root }: RenderedTarget): readonly Finding[] => {
    const { file } = target.document
    const looked = look(root, rules, again.has(file) ? clean : undefined)
    if (looked.judged.length === 0) return []
    mask(sensitiveIn(looked).filter(value => !services.has(value)))
    return findingsOf({ file, root, place: target.place }, looked)
  }
  const read = sources.flatMap(target => findIn({ target, root: target.document.root }))
  const found = rests.flatMap(target => (target.rest ? findIn({ target, root: target.rest }) : []))
  return mergeFindings([...read, ...beside(found, read)], changed.flatMap(findIn))
}

/** Credentials that a second reading finds. Where the first has found something it says nothing new, and how secrets travel it can't know. */
function beside(findings: readonly Finding[], known: readonly Finding[]): readonly Finding[] {
  const lines = new Set(
    known.flatMap(({ file, place }) => {
      if (place === undefined) return []
      // A text of many lines has its findings in one of them.
      const count = Math.min(place.endLine - place.line, 100) + 1
      return Array.from({ length: count }, (_, index) => `${file} ${place.line + index}`)
    })
  )
  return findings.filter(
    ({ file, category, place }) => category === 'credential' && !lines.has(`${file} ${place?.line}`)
  )
}
