import type { Clock } from '../clock.ts'
import type { RunGate } from '../gate/shown.ts'
import type { RawInputs } from '../inputs/tables/specification.ts'
import type { Sources } from '../report/check/findings.ts'
import type { Report } from '../report/report.ts'
import type { WritingArea } from '../workspace/write/placing.ts'

/** What writing the page needs besides the report. */
export type PageRequest = {
  readonly raw: RawInputs
  readonly area: WritingArea
  readonly gate: RunGate
  readonly sources: Sources
  readonly clock: Clock
}

/**
 * keepPage writes the page to the input `report-file`, however the run ended, and returns the report with its path. The
 * renderer is loaded only then. A file that cannot be written is a problem of the run.
 */
export async function keepPage(report: Report, request: PageRequest): Promise<Report> {
  const { raw, area, gate, sources, clock } = request
  const file = raw['report-file']?.trim() ?? ''
  if (file === '') return report
  const { reportToHtml } = await import('../report/html/page.ts')
  const { writeTextFile } = await import('../workspace/write/write-text.ts')
  await gate.ready(report)
  const page = gate.write(report, clean => reportToHtml(clean, { sources, now: clock.now() }))
  const problem = writeTextFile({ area, file }, page)
  return problem ? { ...report, problems: [...report.problems, problem] } : { ...report, reportFile: file }
}
