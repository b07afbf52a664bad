import type { Finding } from '../../detector/finding.ts'
import { FirstLook } from '../../detector/quiet/document.ts'
import { isUsual, type RuleChoice } from '../../detector/rule-choice.ts'
import type { DocumentNode } from '../../document/tree.ts'
import { distinctBy } from '../../list.ts'
import type { ExaminedSource, RenderedTarget } from '../load/source.ts'
import type { Examination } from './examine-closely.ts'

/**
 * examine checks each file as written and each task definition after rendering, because a template variable or an input
 * can introduce a literal. It passes the values at findings to `mask` before anything is reported about them. The rules
 * are loaded only if a document is not quiet.
 */
export async function examine(
  targets: readonly ExaminedSource[],
  rendered: readonly RenderedTarget[],
  examination: Examination
): Promise<readonly Finding[]> {
  const { isOpen = openDocuments(examination.rules) } = examination
  const files = distinctBy(targets, ({ document }) => document.file)
  const sources = files.filter(({ document, isQuiet }) => isQuiet === undefined && isOpen(document.root))
  const rests = files.filter(({ rest }) => rest !== undefined && isOpen(rest))
  // A task definition that rendering did not change has already been examined.
  const changed = rendered.filter(({ target, root }) => root !== target.document.root && isOpen(root))
  if (sources.length + rests.length + changed.length === 0) return []
  const { examineClosely } = await import('./examine-closely.ts')
  const services = new Set(targets.map(({ service }) => service))
  return examineClosely({ sources, rests, changed, services }, examination)
}

/** onceEach keeps each finding of the configuration file once, regardless of how many definitions use its value. */
export async function onceEach(findings: readonly Finding[], file: string): Promise<readonly Finding[]> {
  if (findings.length === 0) return findings
  const { oncePerPlace } = await import('./overlay-findings.ts')
  return oncePerPlace(findings, file)
}

/** openDocuments reports for each document whether the rules have to examine it. */
export function openDocuments(rules: RuleChoice): (root: DocumentNode) => boolean {
  if (!isUsual(rules)) return () => true
  const first = new FirstLook(new Set(rules.known.keys()))
  return root => !first.isQuiet(root)
}
