import { CleanTexts } from '../detector/clean-texts.ts'
import { detect } from '../detector/detect.ts'
import type { Finding } from '../detector/finding.ts'
import { mergeFindings } from '../detector/merge.ts'
import { RULES } from '../detector/rules.ts'
import { sensitiveValues } from '../detector/sensitive.ts'
import type { DocumentNode } from '../document/tree.ts'
import type { Target } from './targets.ts'

/** A target whose definition was rendered, as far as it could be. */
export type RenderedTarget = { readonly target: Target; readonly root: DocumentNode }

/**
 * examine looks at each file as it stands and at each definition after rendering, since a template variable or an
 * input can bring a literal in. The values that stand at findings go to `mask` before anything is said about them.
 */
export function examine(
  targets: readonly Target[],
  rendered: readonly RenderedTarget[],
  mask: (values: readonly string[]) => void
): readonly Finding[] {
  const sources = new Map(targets.map(target => [target.document.file, target]))
  const asWritten = [...sources.values()].map(target => ({ target, root: target.document.root }))
  // A definition that rendering left as it was has been looked at.
  const changed = rendered.filter(({ target, root }) => root !== target.document.root)
  const clean = new CleanTexts()
  const raw = findIn(asWritten, clean)
  const after = findIn(changed, clean)
  const findings = mergeFindings(raw, after)
  if (findings.some(({ category }) => category === 'credential')) {
    for (const { root } of [...asWritten, ...changed]) mask(sensitiveValues(root, RULES, clean))
  }
  return findings
}

function findIn(targets: readonly RenderedTarget[], clean: CleanTexts): readonly Finding[] {
  return targets.flatMap(({ target, root }) =>
    detect({ file: target.document.file, root, place: target.place }, RULES, clean)
  )
}
