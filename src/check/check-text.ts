import { readForCheck } from '../detector/formats/read-for-check.ts'
import { USUAL_RULES } from '../detector/rule.ts'
import type { Problem } from '../errors.ts'
import type { ObjectNode } from '../files/document/tree.ts'
import type { Layout } from '../inputs/configuration/layout.ts'
import { NO_DECISIONS } from '../inputs/configuration/layout.ts'
import { resolveLayout } from '../inputs/configuration/resolve-layout.ts'
import { emptyReport, type Remark, type Report } from '../report/report.ts'
import type { RenderContexts } from '../template/expressions.ts'
import {
  givesImage,
  type ImageTarget,
  NO_OVERRIDES,
  type Overrides,
  type SplitImages,
  splitImages
} from '../template/overrides.ts'
import { prepareLeniently } from '../template/prepare.ts'
import { applyProjectRules } from './decisions.ts'
import { examine } from './examine.ts'
import { type CheckSource, type RenderedTarget, remarksOf, sourcesFrom } from './source.ts'

/** A text to check, with the information that a check needs about it. */
export type TextToCheck = {
  /** The name only selects the format, if the content does not. */
  readonly file: string
  readonly text: string
  /** Milliseconds since 1970. Comments that except a finding can expire. */
  readonly now: number
  /** Receives the values at findings. */
  readonly mask?: (values: readonly string[]) => void
}

/**
 * checkText runs mode check on one text, without a configuration file, inputs or a repository. It takes the same steps
 * as the mode. Pure and independent of Node.js, so it also runs in a browser.
 */
export async function checkText({ file, text, now, mask = () => {} }: TextToCheck): Promise<Report> {
  const read = new Map([[file, await readForCheck(file, text)]])
  const made = await sourcesFrom(read, { targets: [{ file }], discovered: false })
  const { rendered, problems, remarks } = await renderSources(made.targets, {
    isMade: () => false,
    contextsOf: () => ({ env: {}, github: {}, vars: {}, service: {}, environment: {}, aws: {} }),
    overridesOf: () => NO_OVERRIDES
  })
  const findings = await examine(made.targets, rendered, { rules: USUAL_RULES, mask })
  const loaded = { ...made, files: [file] }
  const project = { rules: USUAL_RULES, configuration: NO_DECISIONS }
  const judged = await applyProjectRules({ findings, loaded }, project, { clock: { now: () => now } })
  return {
    ...emptyReport('check'),
    files: [file],
    unscanned: made.unscanned,
    ...judged,
    problems: [...made.problems, ...problems],
    remarks: [...made.remarks, ...remarks]
  }
}

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

/** What is known in a check of the values that templates use. */
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

/**
 * imagesByService gives each definition of a check the lines of `image` that are for it, as a deployment does. A check
 * renders the services of every environment, also those whose files it has not read.
 */
export function imagesByService(
  overrides: Overrides,
  targets: readonly ImageTarget[],
  layout: Layout
): SplitImages {
  if (!givesImage(overrides)) return { overridesOf: () => overrides, problems: [] }
  return splitImages(overrides, [...targets, ...entriesOf(layout)])
}

function entriesOf(layout: Layout): readonly ImageTarget[] {
  const environments = [undefined, ...layout.environments.keys()]
  return environments.flatMap(environment => {
    const { services, tasks } = resolveLayout(layout, environment)
    return [...services, ...tasks].map(entry => ({
      service: entry.key,
      entry,
      document: { file: '', root: NOTHING }
    }))
  })
}

const NOTHING: ObjectNode = {
  kind: 'object',
  members: [],
  origin: { kind: 'input', input: 'image' }
}
