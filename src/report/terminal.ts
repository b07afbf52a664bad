import { findingsToText, type Sources } from './findings-text.ts'
import { plain } from './plain.ts'
import { placeToText, problemsToText } from './problems-text.ts'
import type { Report } from './report.ts'
import { verdictOf } from './verdict.ts'

/** reportToText is what a command-line run prints at its end; the verdict stands last, next to the prompt. */
export function reportToText(report: Report, sources: Sources): readonly string[] {
  return [
    ...report.remarks.map(({ message, place }) =>
      plain(`note: ${place ? `${placeToText(place)}: ` : ''}${message}`)
    ),
    ...findingsToText(report.findings, sources),
    ...problemsToText(report.problems),
    verdictOf(report)
  ]
}
