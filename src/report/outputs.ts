import type { WholeVerdict } from '../audit/audit.ts'
import type { Plan } from '../deploy/comparison/plan.ts'
import type { ServiceResult } from '../rollout/outcome.ts'
import { auditToJson } from './audit/audit-section.ts'
import { findingsToJson } from './check/findings.ts'
import { migrationToJson } from './migration/migration.ts'
import { matrixOf, planToJson } from './plan/plan-json.ts'
import { hasErrors, type Report } from './report.ts'
import { changedImages } from './rollouts/service-facts.ts'
import { statusDocument } from './status-section.ts'
import { nextSteps } from './steps.ts'
import { type Judgment, judgeReport } from './verdict.ts'

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
    status: textOf(report.status && statusDocument(report.status))
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

/** planDocument returns the document of a plan or of a migration. */
export function planDocument({ plan, migration, selection }: Report): object | undefined {
  if (migration) return migrationToJson(migration)
  return plan && { ...planToJson(plan), selection }
}

/**
 * auditDocument returns the output `audit`. The audit's own verdict applies to a run without another failure reason;
 * with one, nothing that runs is reported as clean. Old revisions are a failure reason only with `fail-on: warning`.
 */
export function auditDocument(report: Report, judgment: Judgment): object | undefined {
  if (report.audit === undefined) return undefined
  const { audit, history, verdict } = report.audit
  return { ...auditToJson(audit, history), verdict: verdictIn(report, verdict, judgment) }
}

function verdictIn(report: Report, own: WholeVerdict, judgment: Judgment): WholeVerdict {
  if (own !== 'clean' && own !== 'old-revisions') return own
  const { kind } = own === 'clean' ? judgment : judgeReport({ ...report, failOn: 'error' })
  if (kind === 'good') return own
  return hasErrors(report) ? 'exposed' : 'unknown'
}

/**
 * checkToJson returns the document that `check --format json` prints and the output `findings` holds: findings,
 * problems, remarks and the verdict, so that a list without findings cannot be mistaken for a clean run. Indented by
 * two spaces, without a trailing line end.
 */
export function checkToJson(report: Report): string {
  return findingsToJson(report, verdictOf(report))
}

function verdictOf(report: Report): object {
  const { sentence, exitCode } = judgeReport(report)
  return { problems: report.problems, remarks: report.remarks, verdict: sentence, exitCode }
}

/** The outputs of action.yml, each with its description there. All are set, however the run ends. */
export const OUTPUTS = {
  results:
    'JSON array, per service: service, cluster, region, outcome, reason, taskDefinitionArn, previousTaskDefinitionArn, deploymentId, serviceDeploymentArn, startedAt, finishedAt, and what else is known of its end ([schema](docs/schemas.md))',
  diagnoses:
    'JSON array, per failed rollout: service, cluster, region, events, stops (count, reason, exits, explanation, cause), logs, targets, notVerified',
  'task-definition-arn': 'ARNs of the revisions that were registered or found equal, one per line',
  'task-definition':
    'Paths of the rendered definitions, one per line: after `render` with references as written, after `plan` and `deploy` with references resolved',
  findings: 'JSON of what the check found, what it could not read, and its notes; never contains a value',
  'findings-count': 'Number of findings of all levels',
  'sarif-file': 'Path of the SARIF file, if the input `sarif-file` is set',
  'report-file': 'Path of the HTML report, if the input `report-file` is set',
  plan: 'JSON of the plan ([schema](docs/schemas.md)), without values that could be credentials; in mode `migrate`, the migration',
  matrix:
    'Mode `plan`: JSON for `strategy.matrix`: a list `include` with account, region, cluster, wave and the services that change',
  'service-deployment-arn':
    'ARNs of the service deployments that were monitored, one per line, for `aws ecs describe-service-deployments`; not those whose record could not be read',
  'codedeploy-deployment-id': 'IDs of the CodeDeploy deployments, one per line',
  'run-task-arn': 'ARNs of the one-off tasks, as a JSON array; empty if none was started',
  audit:
    'JSON of what `audit` found (version, verdict, services, revisions, secrets, rotate …); never contains a value',
  status:
    'JSON of what `status` found (version, services with what runs, deployments, inProgress, rollbackTargets, drift, notVerified); never contains a value'
} as const satisfies Readonly<Record<string, string>>

export type OutputName = keyof typeof OUTPUTS

/**
 * runToJson returns the whole report of a run as one JSON document, for modes other than check: the problems, the plan,
 * the outcome of each service with its reason, and the documents of the outputs. Like the report, it contains no value.
 */
export function runToJson(report: Report): string {
  const judgment = judgeReport(report)
  const { sentence, exitCode, kind, results } = judgment
  const steps = nextSteps(report, results)
  return JSON.stringify({
    version: 1,
    mode: report.mode,
    run: report.run,
    target: report.target,
    verdict: sentence,
    exitCode,
    outcome: kind,
    problems: report.problems,
    remarks: report.remarks,
    findings: JSON.parse(checkToJson(report)),
    plan: planDocument(report),
    permissions: report.permissions,
    taskDefinitionArns: report.taskDefinitionArns,
    renderedFiles: report.renderedFiles,
    taskArns: report.taskArns,
    results: results.map(withKey),
    nextSteps: steps.length === 0 ? undefined : steps,
    images: report.plan && imagesOf(report.plan),
    diagnoses: report.diagnoses,
    timelines: report.timelines,
    schedules: report.schedules,
    audit: auditDocument(report, judgment),
    status: report.status && statusDocument(report.status)
  })
}

/** The images that change for services, old and new. */
function imagesOf({ services, definitions }: Plan): readonly object[] {
  const images = new Map(definitions.map(one => [one.id, changedImages(one)]))
  return services.flatMap(({ service, site: { cluster, region }, definitionId }) =>
    (images.get(definitionId) ?? []).map(image => ({ service, cluster, region, ...image }))
  )
}

/**
 * quietJson escapes in the text of a JSON document what moves a terminal's cursor or turns the direction of a text. The
 * document stays the same.
 */
export function quietJson(json: string): string {
  return json.replace(
    /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
}
