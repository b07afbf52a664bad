import type { Format } from '../inputs/configuration.ts'
import { checkToJson } from '../report/check-json.ts'
import type { Sources } from '../report/findings.ts'
import type { Report } from '../report/report.ts'
import { reportToText } from '../report/terminal.ts'
import { judgeReport } from '../report/verdict.ts'
import { VERSION } from './version.ts'

/** printedAs gives a report in a format, with a line end. What only some formats need is loaded for those only. */
export async function printedAs(format: Format, report: Report, sources: Sources): Promise<string> {
  switch (format) {
    case 'text':
      return `${reportToText(report, sources).join('\n')}\n`
    case 'json': {
      if (report.mode === 'check') return `${checkToJson(report)}\n`
      const { runToJson } = await import('../report/outputs.ts')
      return `${runToJson(report)}\n`
    }
    case 'sarif':
      return sarifOf(report)
    case 'github': {
      const { reportToCommands } = await import('../report/annotations.ts')
      return `${[...reportToCommands(report, judgeReport(report)), ...reportToText(report, sources)].join('\n')}\n`
    }
  }
}

/** sarifOf gives a report as SARIF, with a description of every rule there is. */
export async function sarifOf(report: Report): Promise<string> {
  const [{ reportToSarif }, { OPTIONAL_RULES, RULES }, { referencesOnly }, { EXCEPTION_RULES }] =
    await Promise.all([
      import('../report/sarif.ts'),
      import('../detector/rules.ts'),
      import('../detector/strict.ts'),
      import('../exceptions/rules.ts')
    ])
  const rules = [...RULES, ...OPTIONAL_RULES, referencesOnly(), ...EXCEPTION_RULES]
  return reportToSarif({ report, rules, version: VERSION })
}
