import type { OutputName } from '../inputs/specification.ts'
import { findingsToJson } from './findings-json.ts'
import { migrationToJson } from './migrate-json.ts'
import { planToJson } from './plan-json.ts'
import type { Report } from './report.ts'

/** outputsOf gives every output of action.yml its value; lists are JSON or one a line, as action.yml describes. */
export function outputsOf(report: Report): Readonly<Record<OutputName, string>> {
  return {
    results: JSON.stringify(report.results),
    diagnoses: JSON.stringify(report.diagnoses),
    'task-definition-arn': report.taskDefinitionArns.join('\n'),
    'codedeploy-deployment-id': report.codeDeployIds.join('\n'),
    'run-task-arn': report.taskArns.join('\n'),
    'task-definition': report.renderedFiles.join('\n'),
    findings: findingsToJson(report),
    'findings-count': String(report.findings.length),
    'sarif-file': report.sarifFile ?? '',
    audit: report.audit?.json ?? '',
    plan: planOf(report)
  }
}

function planOf({ plan, migration }: Report): string {
  if (migration) return JSON.stringify(migrationToJson(migration))
  return plan ? JSON.stringify(planToJson(plan)) : ''
}
