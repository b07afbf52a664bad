import type { Format } from '../inputs/configuration.ts'
import { linesOfFindings, type Sources } from '../report/check/findings.ts'
import { problemsToText, waysOut } from '../report/problem-text.ts'
import type { Report } from '../report/report.ts'
import { remarksToText } from '../report/text.ts'
import { judgeReport } from '../report/verdict.ts'
import { VERSION } from './version.ts'

/** Formats a report as text, in pieces. */
export type Printer = (report: Report) => Iterable<string>

/** What a text is printed with: the files with findings, and the coloring of lines. */
export type Look = {
  readonly sources: Sources
  readonly paint?: (line: string) => string
  /** Phrases a line for where it is read: at a command line, inputs are flags. */
  readonly phrase?: (line: string) => string
  /** Wraps a line that is longer than the terminal is wide. */
  readonly wrap?: (line: string) => readonly string[]
  /** The lines above the verdict of a run if not all rollouts succeeded. */
  readonly endingOf?: (report: Report) => readonly string[]
}

/**
 * printerOf returns the printer of a format; its text ends with a line end. Code that only some formats need is loaded
 * on demand.
 */
export async function printerOf(
  format: Format,
  { sources, paint = same, phrase = same, wrap = whole, endingOf }: Look
): Promise<Printer> {
  switch (format) {
    case 'text':
      return report =>
        lines(linesOfReport(report, sources, endingOf), { paint, wrap: line => wrap(phrase(line)) })
    case 'json': {
      const [{ checkJsonPieces }, { quietJson, runJsonPieces }] = await Promise.all([
        import('../report/check/check-json.ts'),
        import('../report/run-json.ts')
      ])
      return function* (report) {
        const pieces = report.mode === 'check' ? checkJsonPieces(report) : runJsonPieces(report)
        for (const piece of gathered(pieces, '\n')) yield quietJson(piece)
      }
    }
    case 'sarif': {
      const print = await sarifPrinter()
      return report => [print(report)]
    }
    case 'github': {
      const { reportToCommands } = await import('../report/annotations.ts')
      return function* (report) {
        yield* lines(reportToCommands(report, judgeReport(report)), AS_THEY_ARE)
        yield* lines(linesOfReport(report, sources, endingOf), AS_THEY_ARE)
      }
    }
  }
}

/** The capacity of a pipe, in bytes. */
const PIECE = 65_536

type Shape = Required<Pick<Look, 'paint' | 'wrap'>>

function* lines(all: Iterable<string>, shape: Shape): Generator<string> {
  yield* gathered(withLineEnds(all, shape))
}

function* withLineEnds(all: Iterable<string>, { paint, wrap }: Shape): Generator<string> {
  for (const line of all) for (const row of wrap(line)) yield `${paint(row)}\n`
}

function same(line: string): string {
  return line
}

function whole(line: string): readonly string[] {
  return [line]
}

const AS_THEY_ARE: Shape = { paint: same, wrap: whole }

/** Combines small pieces, because writing each one separately takes longer than creating it. */
function* gathered(pieces: Iterable<string>, end = ''): Generator<string> {
  let piece = ''
  for (const one of pieces) {
    piece += one
    if (piece.length < PIECE) continue
    yield piece
    piece = ''
  }
  yield piece + end
}

/** sarifPrinter prints a report as SARIF, with descriptions of all rules. */
export async function sarifPrinter(): Promise<(report: Report) => string> {
  const [
    { reportToSarif },
    { OPTIONAL_RULES, RULES },
    { referencesOnly },
    { knownValue },
    { EXCEPTION_RULES }
  ] = await Promise.all([
    import('../report/check/sarif.ts'),
    import('../detector/rules.ts'),
    import('../detector/strict.ts'),
    import('../detector/known-value.ts'),
    import('../exceptions/rules.ts')
  ])
  const rules = [...RULES, ...OPTIONAL_RULES, referencesOnly(), knownValue(new Map()), ...EXCEPTION_RULES]
  return report => reportToSarif({ report, rules, version: VERSION })
}

/**
 * What a command-line run prints at its end; the verdict is last, next to the prompt. `endingOf` returns the lines
 * above the verdict of some runs.
 */
function* linesOfReport(
  report: Report,
  sources: Sources,
  endingOf: (report: Report) => readonly string[] = () => []
): Generator<string> {
  yield* remarksToText(report.remarks)
  yield* linesOfFindings(report.findings, sources)
  if (report.findings.length > 0) yield* waysOut(report)
  if (report.problems.length > 0) yield* problemsToText(report.problems)
  yield* endingOf(report)
  yield judgeReport(report).sentence
}
