import type { Format } from '../inputs/configuration.ts'
import { checkToJson } from '../report/check-json.ts'
import type { Sources } from '../report/findings.ts'
import type { Report } from '../report/report.ts'
import { reportToText } from '../report/terminal.ts'
import { judgeReport } from '../report/verdict.ts'
import { VERSION } from './version.ts'

/** What makes one text of a report. */
export type Printer = (report: Report) => string

/** printerOf gives what prints a report in a format, with a line end. What only some formats need is loaded for those only. */
export async function printerOf(format: Format, sources: Sources): Promise<Printer> {
  switch (format) {
    case 'text':
      return report => `${reportToText(report, sources).join('\n')}\n`
    case 'json': {
      const { runToJson } = await import('../report/outputs.ts')
      return report => `${report.mode === 'check' ? checkToJson(report) : runToJson(report)}\n`
    }
    case 'sarif':
      return sarifPrinter()
    case 'github': {
      const { reportToCommands } = await import('../report/annotations.ts')
      return report =>
        `${[...reportToCommands(report, judgeReport(report)), ...reportToText(report, sources)].join('\n')}\n`
    }
  }
}

/** sarifPrinter prints a report as SARIF, with a description of every rule there is. */
export async function sarifPrinter(): Promise<Printer> {
  const [
    { reportToSarif },
    { OPTIONAL_RULES, RULES },
    { referencesOnly },
    { knownValue },
    { EXCEPTION_RULES }
  ] = await Promise.all([
    import('../report/sarif.ts'),
    import('../detector/rules.ts'),
    import('../detector/strict.ts'),
    import('../detector/known-value.ts'),
    import('../exceptions/rules.ts')
  ])
  const rules = [...RULES, ...OPTIONAL_RULES, referencesOnly(), knownValue(new Map()), ...EXCEPTION_RULES]
  return report => reportToSarif({ report, rules, version: VERSION })
}
