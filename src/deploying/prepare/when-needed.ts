import type { ProjectRules } from '../../checking/decisions/rule-decisions.ts'
import { isLiveName } from '../../checking/load/load-sources.ts'
import type { DefinitionSource } from '../../checking/load/source.ts'
import { NO_LAYOUT } from '../../configuration/layout.ts'
import type { Placement } from '../../configuration/placement.ts'
import type { Finding } from '../../detector/finding.ts'
import type { Problem, Remark } from '../../errors.ts'
import type { CommonConfiguration, PlanConfiguration } from '../../inputs/configuration.ts'
import type { Report } from '../../report/report.ts'
import type { PreparedDefinition } from './render-all.ts'

// Steps of the preparation that most runs do not need. Because the preparation precedes the first call to AWS, the code
// of each step is loaded only for a run that needs it.

/** configurationValuesIn returns what the configuration file puts into task definitions as sources for the rules. */
export async function configurationValuesIn({
  layout
}: Pick<ProjectRules, 'layout'>): Promise<readonly DefinitionSource[]> {
  if (layout === NO_LAYOUT) return []
  const { configurationValues } = await import('../../checking/examine/configuration-values.ts')
  return configurationValues(layout)
}

/** taskOverridesIn returns the overrides of a one-off task, which can contain a literal as a file can. */
export async function taskOverridesIn({
  runTask
}: Pick<PlanConfiguration, 'runTask'>): Promise<readonly DefinitionSource[]> {
  if (runTask === undefined) return []
  const { taskOverrides } = await import('./task-overrides.ts')
  return taskOverrides(runTask)
}

/** remarksOnInputs reports the inputs that override an entry of the configuration file. */
export async function remarksOnInputs(
  targets: readonly DefinitionSource[],
  ...inputs: readonly [Parameters<WinningInputs>[1], Parameters<WinningInputs>[2]]
): Promise<readonly Remark[]> {
  if (!targets.some(({ entry }) => entry)) return []
  const { winningInputs } = await import('./winning-inputs.ts')
  return winningInputs(targets, ...inputs)
}

type WinningInputs = typeof import('./winning-inputs.ts').winningInputs

/** remarksOnLive reports definitions in ECS that contain credentials. */
export async function remarksOnLive(findings: readonly Finding[]): Promise<readonly Remark[]> {
  if (!findings.some(({ file }) => isLiveName(file))) return []
  const { livePlaintext } = await import('./live-sources.ts')
  return livePlaintext(findings)
}

/** explanationFor explains the definitions if the input `explain` is set. */
export async function explanationFor(
  prepared: readonly PreparedDefinition[],
  configuration: Pick<CommonConfiguration, 'explain' | 'config' | 'environment'>
): Promise<Pick<Report, 'explained'>> {
  if (!configuration.explain) return {}
  const { explanationOf } = await import('./explain.ts')
  return explanationOf(prepared, configuration)
}

/**
 * toldWithPlaces adds to problems where the configuration file names the cluster that they are about, and joins those
 * of `references`, with the cause first.
 */
export async function toldWithPlaces(
  problems: readonly Problem[],
  placement: Placement,
  references: readonly Problem[] = []
): Promise<readonly Problem[]> {
  if (problems.length === 0) return references
  const { causeFirst, withClusterPlaces } = await import('../../configuration/explained-problems.ts')
  return causeFirst(references, withClusterPlaces(problems, placement))
}
