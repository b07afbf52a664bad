import type { OutputName } from '../inputs/tables/output-names.ts'
import type { ServiceResult } from '../rollout/outcome.ts'
import { checkToJson } from './check/check-json.ts'
import { migrationToJson } from './migration/migration-json.ts'
import { matrixOf } from './plan/matrix.ts'
import { planToJson } from './plan/plan-json.ts'
import type { Report } from './report.ts'
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
export function planDocument({ plan, migration, selection }: Report): object | undefined {
  if (migration) return migrationToJson(migration)
  return plan && { ...planToJson(plan), selection }
}
