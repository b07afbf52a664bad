import type { Report } from '../report.ts'
import { judgeReport } from '../verdict.ts'
import { findingsToJson, jsonPieces } from './findings.ts'

/**
 * checkToJson returns the document that `check --format json` prints and the output `findings` holds: findings,
 * problems, remarks and the verdict, so that a list without findings cannot be mistaken for a clean run. Indented by
 * two spaces, without a trailing line end.
 */
export function checkToJson(report: Report): string {
  return findingsToJson(report, verdictOf(report))
}

/** checkJsonPieces yields the text of checkToJson in pieces. */
export function checkJsonPieces(report: Report): Iterable<string> {
  return jsonPieces(report, verdictOf(report))
}

function verdictOf(report: Report): object {
  const { sentence, exitCode } = judgeReport(report)
  return { problems: report.problems, remarks: report.remarks, verdict: sentence, exitCode }
}
