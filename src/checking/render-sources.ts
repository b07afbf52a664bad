import type { Problem } from '../errors.ts'
import type { Remark } from '../report/report.ts'
import type { RenderContexts } from '../template/contexts.ts'
import type { Overrides } from '../template/overrides.ts'
import { prepareLeniently } from '../template/prepare.ts'
import { type CheckSource, remarksOf } from './check-source.ts'
import type { RenderedTarget } from './examine.ts'

/**
 * What is a failure of a check besides files that can't be read and bad inputs: a GitHub secret that would be
 * written as plain text, and an input that names what the file does not have. What else a deployment would refuse
 * is a remark.
 */
export const STOPS_CHECK: ReadonlySet<string> = new Set([
  'secret-in-template',
  'unknown-container',
  'container-not-named',
  'bad-placement',
  'service-twice',
  'family-twice',
  'unknown-environment',
  'file-not-found',
  'not-a-file',
  'outside-workspace'
])

/** What a check knows that templates may ask for. */
export type Rendering = {
  /** Whether something else is made of a file and looked at instead. */
  readonly isMade: (file: string) => boolean
  readonly contextsOf: (target: CheckSource) => RenderContexts
  readonly overrides: Overrides
}

/** What could be rendered, with what would fail the check and what would only stop a deployment. */
export type RenderedSources = {
  readonly rendered: readonly RenderedTarget[]
  readonly problems: readonly Problem[]
  readonly remarks: readonly Remark[]
}

/** renderSources makes each definition as far as that is possible without AWS; a template of another program stays as it is written. */
export async function renderSources(
  targets: readonly CheckSource[],
  { isMade, contextsOf, overrides }: Rendering
): Promise<RenderedSources> {
  const rendered: RenderedTarget[] = []
  const problems: Problem[] = []
  const remarks: Remark[] = []
  for (const target of targets) {
    if (target.kind === 'template' || isMade(target.document.file)) continue
    const prepared = await prepareLeniently(target.document, { contexts: contextsOf(target), overrides })
    problems.push(...prepared.problems.filter(({ code }) => STOPS_CHECK.has(code)))
    remarks.push(...remarksOf(prepared.problems.filter(({ code }) => !STOPS_CHECK.has(code))))
    remarks.push(...prepared.remarks)
    if (prepared.root) rendered.push({ target, root: prepared.root })
  }
  return { rendered, problems, remarks }
}
