import type { Problem } from '../errors.ts'
import type { Remark } from '../report/report.ts'
import type { RenderContexts } from '../template/expressions.ts'
import type { Overrides } from '../template/overrides.ts'
import { prepareLeniently } from '../template/prepare.ts'
import { type CheckSource, type RenderedTarget, remarksOf } from './source.ts'

/**
 * The problems that fail a check, besides files that cannot be read and invalid inputs: what a deployment would refuse
 * in a file, and an input that names something the file does not have. What a later step often adds (a family, an
 * image, an execution role), and a container without a name, is a remark.
 */
export const STOPS_CHECK: ReadonlySet<string> = new Set([
  ...[
    'secret-in-template',
    'name-withheld',
    'invalid-expression',
    'unknown-context',
    'unknown-function',
    'expression-in-name'
  ],
  ...['wrong-type', 'no-containers', 'bad-family', 'repeated-container', 'repeated-variable'],
  ...['entry-without-name', 'entry-without-value', 'no-essential-container', 'unknown-dependency'],
  ...['definition-too-large', 'fargate-size'],
  ...['unknown-container', 'container-not-named', 'bad-placement', 'service-twice', 'family-twice'],
  ...['unknown-environment', 'file-not-found', 'not-a-file', 'outside-workspace']
])

/** What a check knows of the values that templates use. */
export type Rendering = {
  /** Whether the check examines what is rendered from a file instead of the file. */
  readonly isMade: (file: string) => boolean
  readonly contextsOf: (target: CheckSource) => RenderContexts
  readonly overridesOf: (target: CheckSource) => Overrides
}

/**
 * What the rules have to examine besides the files, the problems that fail the check, and the problems that would only
 * stop a deployment.
 */
export type RenderedSources = {
  readonly rendered: readonly RenderedTarget[]
  readonly problems: readonly Problem[]
  readonly remarks: readonly Remark[]
}

/**
 * renderSources renders each task definition as far as possible without AWS. A template of another program is kept as
 * written.
 */
export async function renderSources(
  targets: readonly CheckSource[],
  { isMade, contextsOf, overridesOf }: Rendering
): Promise<RenderedSources> {
  const rendered: RenderedTarget[] = []
  const problems: Problem[] = []
  const remarks: Remark[] = []
  for (const target of targets) {
    if (target.kind === 'template' || isMade(target.document.file)) continue
    const { file, format, text, root } = target.document
    const prepared = await prepareLeniently(
      { file, format, text, root },
      { contexts: contextsOf(target), overrides: overridesOf(target) }
    )
    problems.push(...prepared.problems.filter(({ code }) => STOPS_CHECK.has(code)))
    remarks.push(...remarksOf(prepared.problems.filter(({ code }) => !STOPS_CHECK.has(code))))
    remarks.push(...prepared.remarks)
    if (prepared.root && prepared.root !== root) rendered.push({ target, root: prepared.root })
  }
  return { rendered, problems, remarks }
}
