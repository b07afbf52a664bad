import { findingsDocument } from './findings.ts'
import type { Report } from './report.ts'
import { judgeReport } from './verdict.ts'

/**
 * checkToJson is the document that `check --format json` prints and the output `findings` holds: what was found, what went wrong,
 * and the verdict, so that a list without findings can't be taken for a clean one. Indented by two, without a line end.
 */
export function checkToJson(report: Report): string {
  const { sentence, exitCode } = judgeReport(report)
  const { problems } = report
  return JSON.stringify({ ...findingsDocument(report), problems, verdict: sentence, exitCode }, null, 2)
}
