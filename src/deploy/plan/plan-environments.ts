import { readProjectRules } from '../../check/project-rules.ts'
import type { PlanConfiguration } from '../../inputs/configuration.ts'
import { distinctBy } from '../../list.ts'
import type { ModePorts } from '../../ports.ts'
import type { Report } from '../../report/report.ts'
import { joinReports } from '../../report/report.ts'
import type { Plan } from '../comparison/plan.ts'

/**
 * environmentsToPlan lists the environments of the configuration file if none is named; empty if the run is for one
 * environment.
 */
export async function environmentsToPlan(
  configuration: PlanConfiguration,
  ports: ModePorts
): Promise<readonly string[]> {
  if (configuration.environment !== undefined) return []
  const { layout } = await readProjectRules(configuration, ports)
  return [...layout.environments.keys()]
}

/** The plan of one environment. */
export type EnvironmentReport = { readonly environment: string; readonly report: Report }

/**
 * joinEnvironments combines the plans of several environments in one report. Messages of all environments appear once;
 * other messages are prefixed with the environment.
 */
export function joinEnvironments(planned: readonly EnvironmentReport[]): Report {
  const told = planned.map(one => ({
    ...one.report,
    problems: one.report.problems.map(item => ofEnvironment(item, one, planned)),
    remarks: one.report.remarks.map(item => ofEnvironment(item, one, planned))
  }))
  const joined = told.map((one): Report => one).reduce(joinReports)
  const selection = planned.flatMap(({ environment, report }) =>
    (report.selection ?? []).map(one => ({ ...one, environment }))
  )
  const plans = planned.flatMap(({ environment, report }) =>
    report.plan ? [named(report.plan, environment)] : []
  )
  return {
    ...joined,
    services: planned.flatMap(({ environment, report }) =>
      report.services.map(service => `${environment}/${service}`)
    ),
    files: [...new Set(told.flatMap(({ files }) => files))],
    target: distinct(told.flatMap(({ target = [] }) => target)),
    unscanned: distinct(joined.unscanned),
    findings: oncePerSource(joined.findings),
    excepted: distinct(told.flatMap(({ excepted }) => excepted)),
    problems: distinct(joined.problems),
    remarks: [...distinct(joined.remarks), ...withoutPlan(planned)],
    permissions: distinct(joined.permissions),
    ...(selection.length === 0 ? {} : { selection }),
    ...(plans.length === 0 ? {} : { plan: joinPlans(plans) })
  }
}

/** The definitions and services of one environment, with IDs that are unique across environments. */
function named(plan: Plan, environment: string): Plan {
  const idOf = (id: string) => `${environment} ${id}`
  return {
    ...plan,
    definitions: plan.definitions.map(one => ({ ...one, environment, id: idOf(one.id) })),
    services: plan.services.map(one => ({ ...one, environment, definitionId: idOf(one.definitionId) })),
    ...(plan.tasks
      ? { tasks: plan.tasks.map(one => ({ ...one, environment, definitionId: idOf(one.definitionId) })) }
      : {})
  }
}

function joinPlans(plans: readonly Plan[]): Plan {
  return {
    definitions: plans.flatMap(({ definitions }) => definitions),
    services: plans.flatMap(({ services }) => services),
    tasks: plans.flatMap(({ tasks = [] }) => tasks)
  }
}

/** A finding in one place appears in each environment that uses the place, under different container names. */
function oncePerSource(findings: Report['findings']): Report['findings'] {
  const placed = findings.map((finding): readonly [string, (typeof findings)[number]] => {
    const { file, pointer, rule } = finding
    return [pointer === '' ? JSON.stringify(finding) : `${file} ${pointer} ${rule}`, finding]
  })
  return [...new Map(placed.toReversed()).values()].toReversed()
}

/** If other environments have a plan, one that a finding stopped would otherwise be missing without explanation. */
function withoutPlan(planned: readonly EnvironmentReport[]): readonly Told[] {
  const missing = planned.filter(({ report }) => report.plan === undefined)
  if (missing.length === planned.length) return []
  return missing.map(({ environment }) => ({
    message: `Environment ${environment} has no plan because of the problems and findings reported for it.`
  }))
}

type Told = { readonly message: string }

function ofEnvironment<T extends Told>(
  item: T,
  { environment }: EnvironmentReport,
  planned: readonly EnvironmentReport[]
): T {
  const isSaidByAll = planned.every(({ report }) =>
    [...report.problems, ...report.remarks].some(({ message }) => message === item.message)
  )
  return isSaidByAll ? item : { ...item, message: `[${environment}] ${item.message}` }
}

const distinct = <Item>(items: readonly Item[]) => distinctBy(items, JSON.stringify)
