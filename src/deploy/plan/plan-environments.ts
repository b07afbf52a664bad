import { readProjectRules } from '../../check/project-rules.ts'
import type { PlanConfiguration } from '../../inputs/configuration.ts'
import { distinctBy } from '../../list.ts'
import type { ModePorts } from '../../ports.ts'
import { joinReports, type Report } from '../../report/report.ts'
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
  const said = planned.map(
    ({ report }) => new Set([...report.problems, ...report.remarks].map(({ message }) => message))
  )
  const reports = planned.map(one => named(one, said))
  const joined = reports.reduce(joinReports)
  const plans = planned.flatMap(one => plansOf(one))
  const missing = planned.filter(({ report }) => report.plan === undefined)
  // if other environments have a plan, one that a finding stopped would otherwise be missing without explanation
  const unplanned = missing.length === planned.length ? [] : missing
  return {
    ...joined,
    services: reports.flatMap(({ services }) => services),
    files: [...new Set(reports.flatMap(({ files }) => files))],
    target: distinct(reports.flatMap(({ target = [] }) => target)),
    unscanned: distinct(joined.unscanned),
    findings: oncePerSource(joined.findings),
    excepted: distinct(reports.flatMap(({ excepted }) => excepted)),
    problems: distinct(joined.problems),
    remarks: [
      ...distinct(joined.remarks),
      ...unplanned.map(({ environment }) => ({
        message: `Environment ${environment} has no plan because of the problems and findings reported for it.`
      }))
    ],
    permissions: distinct(joined.permissions),
    ...(plans.length === 0
      ? {}
      : {
          plan: {
            definitions: plans.flatMap(({ definitions }) => definitions),
            services: plans.flatMap(({ services }) => services),
            tasks: plans.flatMap(({ tasks = [] }) => tasks)
          }
        })
  }
}

const distinct = <Item>(items: readonly Item[]) => distinctBy(items, JSON.stringify)

/** The report with the environment before what not all environments have in common. */
function named({ environment, report }: EnvironmentReport, said: readonly ReadonlySet<string>[]): Report {
  const isSaidByAll = (message: string) => said.every(messages => messages.has(message))
  const label = <Item extends { readonly message: string }>(item: Item): Item =>
    isSaidByAll(item.message) ? item : { ...item, message: `[${environment}] ${item.message}` }
  return {
    ...report,
    services: report.services.map(service => `${environment}/${service}`),
    problems: report.problems.map(label),
    remarks: report.remarks.map(label),
    ...(report.selection ? { selection: report.selection.map(one => ({ ...one, environment })) } : {})
  }
}

/** The plan with the environment, and with IDs that are unique across environments. */
function plansOf({ environment, report: { plan } }: EnvironmentReport): readonly Plan[] {
  if (plan === undefined) return []
  const placed = <Item extends { readonly definitionId: string }>(one: Item) => ({
    ...one,
    environment,
    definitionId: `${environment} ${one.definitionId}`
  })
  return [
    {
      definitions: plan.definitions.map(one => ({ ...one, environment, id: `${environment} ${one.id}` })),
      services: plan.services.map(placed),
      tasks: (plan.tasks ?? []).map(placed)
    }
  ]
}

/** A finding in one place appears in each environment that uses the place, under different container names. */
function oncePerSource(findings: Report['findings']): Report['findings'] {
  const placeOf = (finding: Report['findings'][number]) =>
    finding.pointer === '' ? JSON.stringify(finding) : `${finding.file} ${finding.pointer} ${finding.rule}`
  return distinctBy(findings.toReversed(), placeOf).toReversed()
}
