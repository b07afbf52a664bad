import type { Report } from '../report.ts'
import { count } from '../text.ts'

/** cleanWords returns the sentence of a check that found nothing in the given number of files. */
export function cleanWords(files: number): string {
  return files === 0
    ? 'No file was checked.'
    : `${count(files, 'file')} checked: no plaintext credentials found.`
}

/** The lists of a report that are empty after a check without results. */
const SILENT = [
  'unscanned',
  'findings',
  'excepted',
  'problems',
  'remarks',
  'results',
  'permissions',
  'schedules'
] as const satisfies readonly (keyof Report)[]

/**
 * cleanSentence returns the complete result of a check that found nothing; undefined for any other run, which
 * judgeReport must judge. Most checks end here and load nothing else from this folder.
 */
export function cleanSentence(report: Report): string | undefined {
  const isClean = report.mode === 'check' && SILENT.every(name => report[name].length === 0)
  return isClean ? cleanWords(report.files.length) : undefined
}
