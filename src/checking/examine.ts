import type { Finding } from '../detector/finding.ts'
import { FirstLook } from '../detector/quiet/document.ts'
import { isUsual, type RuleChoice } from '../detector/rule-choice.ts'
import type { DocumentNode } from '../document/tree.ts'
import type { DefinitionSource } from './load-sources.ts'

/** A target whose definition was rendered, as far as it could be. */
export type RenderedTarget = { readonly target: DefinitionSource; readonly root: DocumentNode }

/** A file to look at as it stands; `rest` is what a second reading found beside its tree. */
export type ExaminedSource = DefinitionSource & { readonly rest?: DocumentNode }

/** The rules to apply, and who takes the values that stand at findings. */
export type Examination = {
  readonly rules: RuleChoice
  readonly mask: (values: readonly string[]) => void
}

/**
 * examine looks at each file as it stands and at each definition after rendering, since a template variable or an
 * input can bring a literal in. The values that stand at findings go to `mask` before anything is said about them. The rules are
 * loaded where a document is not quiet.
 */
export async function examine(
  targets: readonly ExaminedSource[],
  rendered: readonly RenderedTarget[],
  examination: Examination
): Promise<readonly Finding[]> {
  const isOpen = openDocuments(examination.rules)
  const files = [...new Map(targets.map(target => [target.document.file, target])).values()]
  const sources = files.filter(({ document }) => isOpen(document.root))
  const rests = files.filter(({ rest }) => rest !== undefined && isOpen(rest))
  // A definition that rendering left as it was has been looked at.
  const changed = rendered.filter(({ target, root }) => root !== target.document.root && isOpen(root))
  if (sources.length + rests.length + changed.length === 0) return []
  const { examineClosely } = await import('./examine-closely.ts')
  const services = new Set(targets.map(({ service }) => service))
  return examineClosely({ sources, rests, changed, services }, examination)
}

/** openDocuments tells of documents whether the rules have to look at them. */
export function openDocuments(rules: RuleChoice): (root: DocumentNode) => boolean {
  if (!isUsual(rules)) return () => true
  const first = new FirstLook(new Set(rules.known.keys()))
  return root => !first.isQuiet(root)
}
