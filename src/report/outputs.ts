import type { OutputName } from '../inputs/tables/output-names.ts'
import type { Plan, ServicePlan } from '../plan/plan.ts'
import { present } from '../present.ts'
import { keyOf, type ServiceResult } from '../rollout/outcome.ts'
import { checkToJson } from './check/check-json.ts'
import { migrationToJson } from './migration/migration-json.ts'
import { planToJson } from './plan/plan-json.ts'
import type { Report } from './report.ts'
import type { TargetPlace } from './target.ts'
import { type Judgment, judgeReport } from './verdict.ts'

/** One job of a matrix: the services of one place and wave, separated by commas as in the input `service`. */
type MatrixRow = {
  /** Absent if the plan covers one environment, or the configuration file defines none. */
  readonly environment?: string
  /** Absent if the account of a place is unknown. */
  readonly account?: string
  readonly region: string
  readonly cluster: string
  readonly wave: number
  readonly service: string
}

/**
 * outputsOf returns the value of every output in action.yml; lists are JSON or one item per line, as action.yml
 * describes.
 */
export function outputsOf(report: Report): Readonly<Record<OutputName, string>> {
  const judgment = judgeReport(report)
  return {
    results: JSON.stringify(judgment.results.map(withKey)),
    diagnoses: JSON.stringify(report.diagnoses),
    'task-definition-arn': report.taskDefinitionArns.join('\n'),
    'service-deployment-arn': judgment.results
      .flatMap(({ serviceDeploymentArn }) => serviceDeploymentArn ?? [])
      .join('\n'),
    'codedeploy-deployment-id': report.codeDeployIds.join('\n'),
    'run-task-arn': report.taskArns.length === 0 ? '' : JSON.stringify(report.taskArns),
    'task-definition': report.renderedFiles.join('\n'),
    findings: checkToJson(report),
    'findings-count': String(report.findings.length),
    'sarif-file': report.sarifFile ?? '',
    'report-file': report.reportFile ?? '',
    audit: textOf(auditDocument(report, judgment)),
    plan: textOf(planDocument(report)),
    matrix: report.mode === 'plan' && report.plan ? JSON.stringify(matrixOf(report.plan, report.target)) : '',
    status: textOf(report.status?.document)
  }
}

/** Consumers of the results identify a service by its key; its name in ECS is a separate member. */
export function withKey({ service, key, ...rest }: ServiceResult): object {
  return { service, key: key ?? service, ...rest }
}

/** An output that a run does not have is an empty string. */
function textOf(document: object | undefined): string {
  return document === undefined ? '' : JSON.stringify(document)
}

/** auditDocument returns the document of an audit, with a verdict that takes the rest of the run into account. */
export function auditDocument(report: Report, judgment: Judgment): object | undefined {
  return report.audit?.documentIn(report, judgment)
}

/** planDocument returns the document of a plan or of a migration. */
export function planDocument({ plan, migration, explained, selection }: Report): object | undefined {
  if (migration) return migrationToJson(migration)
  return plan && { ...planToJson(plan), explained, selection }
}

/**
 * matrixOf returns the matrix of a plan: the changes, ordered by environment and wave, so that `max-parallel: 1`
 * preserves the order. Unchanged services are omitted.
 */
export function matrixOf(
  plan: Plan,
  target: readonly TargetPlace[] = []
): { readonly include: readonly MatrixRow[] } {
  const rows = new Map<string, { readonly first: ServicePlan; readonly names: string[] }>()
  for (const one of plan.services.filter(({ action }) => action.kind !== 'unchanged')) {
    const id = JSON.stringify([one.environment, one.site, one.wave])
    const known = rows.get(id)
    if (known) known.names.push(keyOf(one))
    else rows.set(id, { first: one, names: [keyOf(one)] })
  }
  const environments = plan.services.map(({ environment }) => environment)
  const place = ({ first }: { readonly first: ServicePlan }) => environments.indexOf(first.environment)
  const waveOf = ({ first }: { readonly first: ServicePlan }) => first.wave ?? 1
  const sorted = [...rows.values()].toSorted((a, b) => place(a) - place(b) || waveOf(a) - waveOf(b))
  return {
    include: sorted.map(({ first: { environment, site, wave = 1 }, names }) => ({
      ...present({ environment, account: accountOf(site.region, target) }),
      region: site.region,
      cluster: site.cluster,
      wave,
      service: names.join(',')
    }))
  }
}

/** The Region alone cannot distinguish two accounts in the same Region. */
function accountOf(region: string, target: readonly TargetPlace[]): string | undefined {
  const accounts = new Set(target.filter(place => place.region === region).map(({ account }) => account))
  return accounts.size === 1 ? [...accounts][0] : undefined
}
