import { NO_LAYOUT } from '../configuration/layout.ts'
import { NO_PLACEMENT, type Placement } from '../configuration/placement.ts'
import { NO_PROJECT_FILE, type ProjectFile } from '../configuration/project-file.ts'
import { NOTHING_RESOLVED } from '../configuration/resolved.ts'
import { roleProblems } from '../configuration/role-problems.ts'
import type { RuleChoice } from '../detector/rule-choice.ts'
import { OPTIONAL_RULE_IDS, RULE_IDS } from '../detector/rule-ids.ts'
import type { Problem } from '../errors.ts'
import type { PullRequestBase } from '../exceptions/base.ts'
import { noRegion } from '../inputs/missing.ts'
import { present } from '../present.ts'
import { isOutsideOf } from '../workspace/read.ts'
import type { HouseInputs, HousePorts, HouseRules, WrittenInputs } from './house-rules.ts'
import type { LayoutOfRun } from './layout-for-run.ts'

/** What is known of the configuration file before it is read. */
type HouseFile = {
  readonly inputs: HouseInputs
  /** Empty where there is none. */
  readonly text: string
  readonly problems: readonly Problem[]
  readonly known: RuleChoice['known']
}

/** houseOf makes of a configuration file's text, the inputs and the base of a pull request what holds in the run. */
export async function houseOf(
  { inputs, text, problems, known }: HouseFile,
  { workspace, clock, gate, base }: HousePorts
): Promise<HouseRules> {
  const { config, policy, trustExceptions, allowedRoles } = inputs
  // what stands in it is quoted where an exception is used or refused
  gate.learn(text)
  const project = await readText(config.file, text, clock.now())
  const { layout } = project
  const { resolved, placement, problems: unplaced, isUndecided } = await layoutFor(inputs, project)
  const { decisions, standing } = await decided(project.decisions, {
    file: config.file,
    now: clock.now(),
    base: trustExceptions === 'head' ? undefined : base,
    isOutside: isOutsideOf(workspace, config.file)
  })
  return {
    rules: {
      optional: decisions.optionalRules,
      ...present({ strictly: policy === 'detect' ? undefined : decisions.allowedNames }),
      known
    },
    configuration: decisions,
    ...present({ standing }),
    layout,
    resolved,
    placement,
    ...present({ isUndecided }),
    layoutProblems: project.layoutProblems,
    placementProblems: [
      ...project.layoutProblems,
      ...unplaced,
      ...(await contradictions(inputs, placement)),
      ...roleProblems(placement, { isPullRequest: base !== undefined, ...present({ allowed: allowedRoles }) })
    ],
    text,
    problems: [...problems, ...decisions.problems]
  }
}

/** What resolves a layout is loaded where there is a configuration file. */
async function layoutFor(inputs: WrittenInputs, { layout }: ProjectFile): Promise<LayoutOfRun> {
  if (layout !== NO_LAYOUT) return (await import('./layout-for-run.ts')).layoutForRun(inputs, layout)
  const { order = [], region, mode } = inputs
  const problems = region === '' && mode !== undefined ? [noRegion(mode)] : []
  return { resolved: NOTHING_RESOLVED, placement: { ...NO_PLACEMENT, order }, problems }
}

function isUnsaid({ usual, places }: Placement): boolean {
  return usual === undefined && places.size === 0
}

type Decided = {
  readonly file: string
  readonly now: number
  readonly base: PullRequestBase | undefined
  readonly isOutside: boolean
}

/** On a pull request only what is merged decides. */
async function decided(
  decisions: ProjectFile['decisions'],
  { file, now, base, isOutside }: Decided
): Promise<{ readonly decisions: ProjectFile['decisions'] } & Pick<Partial<HouseRules>, 'standing'>> {
  if (base === undefined) return { decisions }
  // Somebody named a file that no commit of this repository can bring.
  if (isOutside) return { decisions, standing: { base, pending: [] } }
  const { standingDecisions } = await import('./base-decisions.ts')
  const read = (name: string, text: string) => readText(name, text, now)
  const { counted, pending, doubt } = await standingDecisions({ file, decisions, now, read }, base)
  return { decisions: counted, standing: { base, pending, ...present({ doubt }) } }
}

/** Two words on where a run goes; what finds them is loaded where there can be any. */
async function contradictions(
  { cluster, region, writtenRegion, services }: WrittenInputs,
  placement: Placement
): Promise<readonly Problem[]> {
  if (isUnsaid(placement) && !cluster?.startsWith('arn:')) return []
  const { placeProblems } = await import('../configuration/place-problems.ts')
  const named = Array.isArray(services) ? (services as readonly string[]) : undefined
  const given = present({ cluster, region: writtenRegion, usualRegion: region, services: named })
  return placeProblems(given, placement)
}

/** readText reads a configuration file's text; a project without one loads nothing of that. */
export async function readText(file: string, text: string, now: number): Promise<ProjectFile> {
  if (text === '') return NO_PROJECT_FILE
  const { loadProjectFile } = await import('../configuration/load.ts')
  return loadProjectFile(file, text, {
    rules: RULE_IDS,
    optional: OPTIONAL_RULE_IDS,
    now
  })
}
