import type { Plan } from '../plan/plan.ts'
import { nextSteps } from './next-steps.ts'
import { outputsOf, withKey } from './outputs.ts'
import type { Report } from './report.ts'
import { changedImages } from './service-facts.ts'
import { judgeReport } from './verdict.ts'

/**
 * runToJson returns the whole report of a run as one JSON document, for modes other than check: the problems, the plan,
 * the outcome of each service with its reason, and the documents of the outputs. Like the report, it contains no value.
 */
export function runToJson(report: Report): string {
  const { findings, audit, plan, status } = outputsOf(report)
  const { sentence, exitCode, kind, results } = judgeReport(report)
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
    findings: parsed(findings),
    plan: parsed(plan),
    permissions: report.permissions,
    taskDefinitionArns: report.taskDefinitionArns,
    renderedFiles: report.renderedFiles,
    explained: report.explained,
    taskArns: report.taskArns,
    results: results.map(withKey),
    nextSteps: steps.length === 0 ? undefined : steps,
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
