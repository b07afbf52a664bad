import { contextsFor, contextsForEntry } from '../../check/contexts.ts'
import { familyProblems } from '../../check/layout-for-run.ts'
import type { ProjectRules } from '../../check/project-rules.ts'
import type { DefinitionSource } from '../../check/source.ts'
import type { Problem } from '../../errors.ts'
import { childOf, type ObjectNode, stringOf, toJson } from '../../files/document/tree.ts'
import { siteOfTarget } from '../../inputs/configuration/placement.ts'
import type { CommonConfiguration } from '../../inputs/configuration.ts'
import type { Mode } from '../../inputs/tables/specification.ts'
import type { ModePorts } from '../../ports.ts'
import { present } from '../../present.ts'
import type { Remark } from '../../report/report.ts'
import { givesImage, splitImages, splitStored } from '../../template/overrides.ts'
import { type PrepareOptions, prepareDefinition } from '../../template/prepare.ts'
import type { TargetSite } from './inspect-services.ts'

/**
 * A target with a complete and clean definition; references are still as written.
 */
export type PreparedDefinition = {
  readonly target: DefinitionSource
  readonly root: ObjectNode
  readonly family: string
  readonly site: TargetSite
}

/** The result of rendering. */
export type RenderedDefinitions = {
  readonly prepared: readonly PreparedDefinition[]
  readonly problems: readonly Problem[]
  /** The problems that only report what ECS would reject. */
  readonly refusals: readonly Problem[]
  readonly remarks: readonly Remark[]
}

/** renderAll renders every completely read file with the known names. */
export async function renderAll(
  targets: readonly DefinitionSource[],
  configuration: CommonConfiguration & {
    readonly region: string
    readonly keepEmpty?: readonly string[]
    readonly mode?: Mode
  },
  run: {
    readonly ports: ModePorts
    readonly project: ProjectRules
    readonly overrides: PrepareOptions['overrides']
    readonly accountOf: (site: TargetSite) => string | undefined
  }
): Promise<RenderedDefinitions> {
  const problems: Problem[] = []
  const refusals: Problem[] = []
  const remarks: Remark[] = []
  const prepared: PreparedDefinition[] = []
  const isOpen = configuration.mode === 'plan' && !givesImage(configuration.overrides)
  const split = givesImage(run.overrides) ? splitImages(run.overrides, targets) : undefined
  if (split) problems.push(...split.problems)
  const values = splitStored(run.overrides.stored ?? [], targets)
  problems.push(...values.problems)
  for (const target of targets.filter(({ partial }) => !partial)) {
    const site = siteOfTarget(target, run.project.placement, configuration)
    const account = run.accountOf(site)
    const known = contextsFor(configuration, { ...target, site }, run.ports)
    const contexts = account === undefined ? known : { ...known, aws: { ...known.aws, account } }
    const { layout } = run.project
    const own = target.entry
      ? await contextsForEntry(target.entry, layout, { contexts })
      : { contexts, problems: [] }
    const stored = values.of(target)
    const overrides = { ...(split?.overridesOf(target) ?? run.overrides), stored }
    const result = await prepareDefinition(target.document, {
      overrides,
      ...own,
      ...present({ keepEmpty: configuration.keepEmpty })
    })
    // the workflow that deploys sets it: the plan compares with the image that runs
    const open = isOpen ? result.problems.filter(({ code }) => code === 'missing-image') : []
    remarks.push(...open.map(asOpenImage))
    const found = [...own.problems, ...result.problems].filter(one => !open.includes(one))
    const told = new Map(found.map(one => [one, forService(one, target)]))
    problems.push(...told.values())
    refusals.push(...(result.refusals ?? []).flatMap(one => told.get(one) ?? []))
    remarks.push(...result.remarks)
    const { root } = result
    if (!root) continue
    prepared.push({ target, root, family: stringOf(childOf(root, 'family')) ?? '', site })
  }
  return { prepared, problems, refusals, remarks }
}

function asOpenImage({ message, place }: Problem): Remark {
  const rest = 'The plan compares with the image that runs; a deploy needs the input "image".'
  return { message: `${message} ${rest}`, ...present({ place }) }
}

function forService(problem: Problem, target: DefinitionSource): Problem {
  return target.service === undefined ? problem : { ...problem, service: target.service }
}

/** familiesOf finds families that a run would register twice with different content. */
export function familiesOf(prepared: readonly PreparedDefinition[]): readonly Problem[] {
  const entries = prepared.flatMap(one => {
    const { target, family, site } = one
    const { entry } = target
    return entry ? [{ entry, family, site, content: JSON.stringify(toJson(one.root)) }] : []
  })
  return familyProblems(entries)
}
