import { outputsOf } from './outputs.ts'
import type { Report } from './report.ts'
import { verdictOf } from './verdict.ts'

/**
 * runToJson is the whole report of a run as one JSON document, for modes other than check: what went wrong, the plan, how each
 * service ended and why, and the documents that the outputs have. It holds no value, as the report doesn't.
 */
export function runToJson(report: Report): string {
  const { findings, audit, plan } = outputsOf(report)
  return JSON.stringify({
    version: 1,
    mode: report.mode,
    verdict: verdictOf(report),
    problems: report.problems,
    remarks: report.remarks,
    findings: parsed(findings),
    plan: parsed(plan),
    permissions: report.permissions,
    taskDefinitionArns: report.taskDefinitionArns,
    taskArns: report.taskArns,
    results: report.results,
    diagnoses: report.diagnoses,
    timelines: report.timelines,
    schedules: report.schedules,
    audit: parsed(audit)
  })
}

/** An output that a run does not have is an empty text. */
function parsed(text: string): unknown {
  return text === '' ? undefined : JSON.parse(text)
}
