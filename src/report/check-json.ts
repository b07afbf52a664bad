import { findingsToJson, jsonPieces } from './findings.ts'
import type { Report } from './report.ts'
import { judgeReport } from './verdict.ts'

/**
 * checkToJson is the document that `check --format json` prints and the output `findings` holds: what was found, what went wrong,
 * and the verdict, so that a list without findings can't be taken for a clean one. Indented by two, without a line end.
 */
export function checkToJson(report: Report): string {
  return findingsToJson(report, verdictOf(report))
}

/** checkJsonPieces gives the text of checkToJson piece by piece. */
export function checkJsonPieces(report: Report): Iterable<string> {
  return jsonPieces(report, verdictOf(report))
}

function verdictOf(report: Report): object {
  const { sentence, exitCode } = judgeReport(report)
  return { problems: report.problems, verdict: sentence, exitCode }
}
