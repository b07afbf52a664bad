import type { Plan } from '../deploy/comparison/plan.ts'
import { auditDocument, checkToJson, planDocument, withKey } from './outputs.ts'
import type { Report } from './report.ts'
import { changedImages } from './rollouts/service-facts.ts'
import { statusDocument } from './status-section.ts'
import { nextSteps } from './steps.ts'
import { judgeReport } from './verdict.ts'

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
    oldRevisions: report.oldRevisions,
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
