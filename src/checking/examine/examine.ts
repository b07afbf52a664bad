import { findingsOf, look } from '../../detector/detect.ts'
import type { Finding } from '../../detector/finding.ts'
import { mergeFindings } from '../../detector/merge-findings.ts'
import type { RuleChoice } from '../../detector/rule-choice.ts'
import { chosenRules } from '../../detector/rules.ts'
import { sensitiveIn } from '../../detector/sensitive.ts'
import { distinctBy } from '../../list.ts'
import type { DefinitionSource, RenderedTarget } from '../load/source.ts'

/** The rules to apply, and the function that receives the values at findings. */
export type Examination = {
  readonly rules: RuleChoice
  readonly mask: (values: readonly string[]) => void
}

/**
 * examine checks each file as written and each task definition after rendering, because a template variable or an input
 * can introduce a literal. It passes the values at findings to `mask` before anything is reported about them. Names of
 * services are not masked, because that would hide what the run is about, and reveal that a name is also a password.
 */
export async function examine(
  targets: readonly DefinitionSource[],
  rendered: readonly RenderedTarget[],
  { rules: choice, mask }: Examination
): Promise<readonly Finding[]> {
  const rules = chosenRules(choice)
  const services = new Set(targets.map(({ service }) => service))
  const findIn = ({ target, root }: RenderedTarget): readonly Finding[] => {
    const looked = look(root, rules)
    if (looked.judged.length === 0) return []
    mask(sensitiveIn(looked).filter(value => !services.has(value)))
    return findingsOf({ file: target.document.file, root, place: target.place }, looked)
  }
  const files = distinctBy(targets, ({ document }) => document.file)
  const asWritten = files.flatMap(target => findIn({ target, root: target.document.root }))
  // A task definition that rendering did not change has already been examined.
  const changed = rendered.filter(({ target, root }) => root !== target.document.root)
  return mergeFindings(asWritten, changed.flatMap(findIn))
}

/** onceEach keeps each finding of the configuration file once, regardless of how many definitions use its value. */
export async function onceEach(findings: readonly Finding[], file: string): Promise<readonly Finding[]> {
  if (findings.length === 0) return findings
  const { oncePerPlace } = await import('./configuration-values.ts')
  return oncePerPlace(findings, file)
}
