import type { Report } from './report.ts'

/** count writes a number with its noun: `1 file`, `2 files`. */
export function count(number: number, noun: string, several = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : several}`
}

/** cleanWords is the sentence of a check that has found nothing in so many files. */
export function cleanWords(files: number): string {
  return files === 0 ? 'No file was checked.' : `${count(files, 'file')} checked: no plaintext credential.`
}

/** Lists of a report that are empty after a check with nothing to say. */
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
 * cleanSentence is all that there is to say of a check that has found nothing; undefined for any other run, of which judgeReport has to
 * be asked. Most checks end here and load no more of this room.
 */
export function cleanSentence(report: Report): string | undefined {
  const isClean = report.mode === 'check' && SILENT.every(name => report[name].length === 0)
  return isClean ? cleanWords(report.files.length) : undefined
}
