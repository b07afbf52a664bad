import { CleanTexts, findingsOf, look, mergeFindings } from '../detector/detect.ts'
import type { Finding } from '../detector/finding.ts'
import type { Rule } from '../detector/rule.ts'
import { sensitiveIn } from '../detector/sensitive.ts'
import type { DocumentNode } from '../document/tree.ts'
import type { DefinitionSource } from './load-sources.ts'

/** A target whose definition was rendered, as far as it could be. */
export type RenderedTarget = { readonly target: DefinitionSource; readonly root: DocumentNode }

/** A file to look at as it stands; `rest` is what a second reading found beside its tree. */
export type ExaminedSource = DefinitionSource & { readonly rest?: DocumentNode }

/** The rules to apply, and who takes the values that stand at findings. */
export type Examination = {
  readonly rules: readonly Rule[]
  readonly mask: (values: readonly string[]) => void
}

/**
 * examine looks at each file as it stands and at each definition after rendering, since a template variable or an
 * input can bring a literal in. The values that stand at findings go to `mask` before anything is said about them.
 */
export function examine(
  targets: readonly ExaminedSource[],
  rendered: readonly RenderedTarget[],
  { rules, mask }: Examination
): readonly Finding[] {
  const sources = new Map(targets.map(target => [target.document.file, target]))
  // A definition that rendering left as it was has been looked at.
  const changed = rendered.filter(({ target, root }) => root !== target.document.root)
  const again = new Set(changed.map(({ target }) => target.document.file))
  const clean = new CleanTexts()
  // Blanked everywhere, the name of a service would hide what the run is about, and tell nobody that it is a password too.
  const services = new Set(targets.map(({ service }) => service))
  const findIn = ({ target, root }: RenderedTarget): readonly Finding[] => {
    const { file } = target.document
    const looked = look(root, rules, again.has(file) ? clean : undefined)
    if (looked.judged.length === 0) return []
    mask(sensitiveIn(looked).filter(value => !services.has(value)))
    return findingsOf({ file, root, place: target.place }, looked)
  }
  const files = [...sources.values()]
  const read = files.flatMap(target => findIn({ target, root: target.document.root }))
  const rests = files.flatMap(target => (target.rest ? findIn({ target, root: target.rest }) : []))
  return mergeFindings([...read, ...beside(rests, read)], changed.flatMap(findIn))
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
