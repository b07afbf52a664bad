import type { RunGate } from '../gate/shown.ts'
import type { RawInputs } from '../inputs/tables/specification.ts'
import type { Report } from '../report/report.ts'
import type { WritingArea } from '../workspace/write/placing.ts'

/** What writing a SARIF file needs besides the report. */
export type SarifRequest = {
  readonly raw: RawInputs
  readonly area: WritingArea
  readonly gate: RunGate
}

/**
 * keepSarif writes the file in the input `sarif-file`, however the check ended, and returns the report with its path. A
 * file that cannot be written is a problem of the run.
 */
export async function keepSarif(report: Report, { raw, area, gate }: SarifRequest): Promise<Report> {
  const file = raw['sarif-file']?.trim() ?? ''
  if (file === '' || report.mode !== 'check') return report
  const { sarifPrinter } = await import('./printed.ts')
  const { writeTextFile } = await import('../workspace/write/write-text.ts')
  const problem = writeTextFile({ area, file }, gate.write(report, await sarifPrinter()))
  return problem ? { ...report, problems: [...report.problems, problem] } : { ...report, sarifFile: file }
}
