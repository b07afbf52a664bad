import type { Format } from '../inputs/configuration.ts'
import type { Sources } from '../report/findings.ts'
import type { Report } from '../report/report.ts'
import { linesOfReport } from '../report/terminal.ts'
import { judgeReport } from '../report/verdict.ts'
import { VERSION } from './version.ts'

/** What makes the text of a report, in pieces. */
export type Printer = (report: Report) => Iterable<string>

/** What a text is printed with: the files that findings are in, and what colours a line. */
export type Look = {
  readonly sources: Sources
  readonly paint?: (line: string) => string
  /** Breaks a line that is longer than a terminal is wide. */
  readonly wrap?: (line: string) => readonly string[]
  /** What stands above the verdict of a run whose rollouts did not all succeed. */
  readonly endingOf?: (report: Report) => readonly string[]
}

/** printerOf gives what prints a report in a format, with a line end. What only some formats need is loaded for those only. */
export async function printerOf(
  format: Format,
  { sources, paint = same, wrap = whole, endingOf }: Look
): Promise<Printer> {
  switch (format) {
    case 'text':
      return report => lines(linesOfReport(report, sources, endingOf), { paint, wrap })
    case 'json': {
      const [{ checkJsonPieces }, { runToJson }] = await Promise.all([
        import('../report/check-json.ts'),
        import('../report/outputs.ts')
      ])
      return report => gathered(report.mode === 'check' ? checkJsonPieces(report) : [runToJson(report)], '\n')
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

/** As much as a pipe holds. */
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

/** Writing every small piece alone takes the system longer than making it. */
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

/** sarifPrinter prints a report as SARIF, with a description of every rule there is. */
export async function sarifPrinter(): Promise<(report: Report) => string> {
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
