import { NO_LAYOUT } from '../../configuration/layout.ts'
import { NO_PLACEMENT } from '../../configuration/no-placement.ts'
import type { Placement } from '../../configuration/placement.ts'
import { NO_PROJECT_FILE, type ProjectFile } from '../../configuration/project-file.ts'
import { NOTHING_RESOLVED, type ResolvedLayout } from '../../configuration/resolved.ts'
import type { RuleChoice } from '../../detector/rule-choice.ts'
import { OPTIONAL_RULE_IDS, RULE_IDS } from '../../detector/rule-ids.ts'
import type { Problem } from '../../errors.ts'
import type { PullRequestBase } from '../../exceptions/exception.ts'
import { noRegion } from '../../inputs/problems/missing.ts'
import { present } from '../../present.ts'
import { isOutsideOf } from '../../workspace/read.ts'
import type { LayoutOfRun } from '../layout/layout-for-run.ts'
import type { ProjectRules, ProjectRulesInputs, ProjectRulesPorts, WrittenInputs } from './rule-decisions.ts'

/** What is known about the configuration file before it is parsed. */
type HouseFile = {
  readonly inputs: ProjectRulesInputs
  /** Empty if there is no file. */
  readonly text: string
  readonly problems: readonly Problem[]
  readonly known: RuleChoice['known']
}

/**
 * Which roles the configuration file may name: those that an input allows. Without the input, any role is allowed, but
 * on a pull request none.
 */
type RoleTrust = { readonly allowed?: readonly string[]; readonly isPullRequest: boolean }

/**
 * rulesFromFile combines the text of the configuration file, the inputs and the base of a pull request to the rules of
 * the run.
 */
export async function rulesFromFile(
  { inputs, text, problems, known }: HouseFile,
  { workspace, env, clock, gate, base }: ProjectRulesPorts
): Promise<ProjectRules> {
  const { config, policy, trustExceptions, allowedRoles } = inputs
  // Messages quote the file if an exception is used or rejected.
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
    trackedDefinitions: async () =>
      (await import('../find/search-check-files.ts')).trackedDefinitions({ workspace, env }),
    layout,
    resolved,
    placement,
    ...present({ isUndecided }),
    layoutProblems: project.layoutProblems,
    placementProblems: [
      ...project.layoutProblems,
      ...unplaced,
      ...(isUndecided ? [] : await contradictions(inputs, resolved, placement)),
      ...roleProblems(resolved, { isPullRequest: base !== undefined, ...present({ allowed: allowedRoles }) })
    ],
    text,
    problems: [...problems, ...decisions.problems]
  }
}

/** The code that resolves a layout is loaded only if there is a configuration file. */
async function layoutFor(inputs: WrittenInputs, { layout }: ProjectFile): Promise<LayoutOfRun> {
  if (layout !== NO_LAYOUT) return (await import('../layout/layout-for-run.ts')).layoutForRun(inputs, layout)
  const { order = [], region, mode } = inputs
  const problems = region === '' && mode !== undefined ? [noRegion(mode)] : []
  return { resolved: NOTHING_RESOLVED, placement: { ...NO_PLACEMENT, order }, problems }
}

function isUnspecified({ usual, places }: Placement): boolean {
  return usual === undefined && places.size === 0
}

type Decided = {
  readonly file: string
  readonly now: number
  readonly base: PullRequestBase | undefined
  readonly isOutside: boolean
}

/** On a pull request, only merged decisions apply. */
async function decided(
  decisions: ProjectFile['decisions'],
  { file, now, base, isOutside }: Decided
): Promise<{ readonly decisions: ProjectFile['decisions'] } & Pick<Partial<ProjectRules>, 'standing'>> {
  if (base === undefined) return { decisions }
  // The user named a file outside the repository, which no commit of it can change.
  if (isOutside) return { decisions, standing: { base, pending: [] } }
  const { standingDecisions } = await import('./base-decisions.ts')
  const read = (name: string, text: string) => readText(name, text, now)
  const { counted, pending, doubt } = await standingDecisions({ file, decisions, now, read }, base)
  return { decisions: counted, standing: { base, pending, ...present({ doubt }) } }
}

/**
 * Contradictions between the inputs and the configuration file about where to deploy. The code that finds them is
 * loaded only if there can be any.
 */
async function contradictions(
  { cluster, region, writtenRegion, services, isDropIn = false }: WrittenInputs,
  resolved: ResolvedLayout,
  placement: Placement
): Promise<readonly Problem[]> {
  if (isUnspecified(placement) && !cluster?.startsWith('arn:')) return []
  const { placeProblems } = await import('../../configuration/place-problems.ts')
  const names = Array.isArray(services) ? (services as readonly string[]) : undefined
  const { keyOfNamed } = await import('../layout/layout-sources.ts')
  const named = isDropIn ? names?.map(name => keyOfNamed(name, resolved)) : names
  const given = present({ cluster, region: writtenRegion, usualRegion: region, services: named })
  return placeProblems(given, placement)
}

/** readText reads the text of a configuration file. Without one, it loads no parser. */
export async function readText(file: string, text: string, now: number): Promise<ProjectFile> {
  if (text === '') return NO_PROJECT_FILE
  const { loadProjectFile } = await import('../../configuration/load.ts')
  return loadProjectFile(file, text, {
    rules: RULE_IDS,
    optional: OPTIONAL_RULE_IDS,
    now
  })
}

/**
 * roleProblems finds the roles of the configuration file that the run may not assume. The author of a pull request can
 * change that file, and could otherwise choose the permissions with which a plan or a deployment accesses AWS.
 */
function roleProblems(
  { placement: { usual, places }, tasks }: ResolvedLayout,
  { allowed, isPullRequest }: RoleTrust
): readonly Problem[] {
  if (allowed === undefined && !isPullRequest) return []
  const named = [
    ['', usual?.roleArn] as const,
    ...[...places].map(([service, { roleArn }]) => [` for the service "${service}"`, roleArn] as const),
    ...tasks.map(({ key, site: { roleArn } }) => [` for the task "${key}"`, roleArn] as const)
  ]
  return named
    .filter(([, roleArn]) => roleArn !== undefined && !allowed?.includes(roleArn))
    .map(([whose]) => ({
      code: 'role-not-allowed',
      fault: 'user' as const,
      message:
        allowed === undefined
          ? `The configuration file names a role to assume${whose}, and this run is for a pull request, which may have written it.`
          : `The configuration file names a role to assume${whose} that the input "allowed-roles" does not name.`,
      hint: 'Name the ARNs of the roles that may be assumed in the input "allowed-roles", one per line, or take "role-to-assume" out of the file.'
    }))
}
