import type { OutputName } from '../inputs/output-names.ts'
import type { Plan } from '../plan/plan.ts'
import type { ServiceResult } from '../rollout/outcome.ts'
import { checkToJson } from './check-json.ts'
import { matrixOf } from './matrix.ts'
import { migrationToJson } from './migration-json.ts'
import { planToJson } from './plan-json.ts'
import { hasErrors, type Report } from './report.ts'
import { changedImages } from './service-facts.ts'
import { type Judgement, judgeReport } from './verdict.ts'

/**
 * outputsOf returns the value of every output in action.yml; lists are JSON or one item per line, as action.yml
 * describes.
 */
export function outputsOf(report: Report): Readonly<Record<OutputName, string>> {
  const judgement = judgeReport(report)
  return {
    results: JSON.stringify(judgement.results.map(withKey)),
    diagnoses: JSON.stringify(report.diagnoses),
    'task-definition-arn': report.taskDefinitionArns.join('\n'),
    'service-deployment-arn': judgement.results
      .flatMap(({ serviceDeploymentArn }) => serviceDeploymentArn ?? [])
      .join('\n'),
    'codedeploy-deployment-id': report.codeDeployIds.join('\n'),
    'run-task-arn': report.taskArns.length === 0 ? '' : JSON.stringify(report.taskArns),
    'task-definition': report.renderedFiles.join('\n'),
    findings: checkToJson(report),
    'findings-count': String(report.findings.length),
    'sarif-file': report.sarifFile ?? '',
    'report-file': report.reportFile ?? '',
    audit: auditOf(report, judgement),
    plan: planOf(report),
    matrix: report.mode === 'plan' && report.plan ? JSON.stringify(matrixOf(report.plan, report.target)) : '',
    status: report.status === undefined ? '' : JSON.stringify(report.status.document)
  }
}

/** Consumers of the results identify a service by its key; its name in ECS is a separate member. */
function withKey({ service, key, ...rest }: ServiceResult): object {
  return { service, key: key ?? service, ...rest }
}

/** The audit's own verdict applies to a run without any other shortfall; with one, nothing is reported as clean. */
function auditOf({ audit, findings }: Report, { kind }: Judgement): string {
  if (audit === undefined) return ''
  const isLess = kind !== 'good' && audit.verdict === 'clean'
  const verdict = isLess ? (hasErrors({ findings }) ? 'exposed' : 'unknown') : audit.verdict
  return JSON.stringify({ ...audit.document, verdict })
}

function planOf({ plan, migration, explained, selection }: Report): string {
  if (migration) return JSON.stringify(migrationToJson(migration))
  return plan ? JSON.stringify({ ...planToJson(plan), explained, selection }) : ''
}

/**
 * runToJson returns the whole report of a run as one JSON document, for modes other than check: the problems, the plan,
 * the outcome of each service with its reason, and the documents of the outputs. Like the report, it contains no value.
 */
export function runToJson(report: Report): string {
  const { findings, audit, plan, status } = outputsOf(report)
  const { sentence, exitCode, kind, results } = judgeReport(report)
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
    findings: parsed(findings),
    plan: parsed(plan),
    permissions: report.permissions,
    taskDefinitionArns: report.taskDefinitionArns,
    renderedFiles: report.renderedFiles,
    explained: report.explained,
    taskArns: report.taskArns,
    results: results.map(withKey),
    images: report.plan && imagesOf(report.plan),
    diagnoses: report.diagnoses,
    timelines: report.timelines,
    schedules: report.schedules,
    oldRevisions: report.oldRevisions,
    audit: parsed(audit),
    status: parsed(status)
  })
}

/** The images that change for services, old and new. */
function imagesOf({ services, definitions }: Plan): readonly object[] {
  const images = new Map(definitions.map(one => [one.id, changedImages(one)]))
  return services.flatMap(({ service, site: { cluster, region }, definitionId }) =>
    (images.get(definitionId) ?? []).map(image => ({ service, cluster, region, ...image }))
  )
}

/** An output that a run does not have is an empty string. */
function parsed(text: string): unknown {
  return text === '' ? undefined : JSON.parse(text)
}
