import type { Clock } from '../../clock.ts'
import type { Problem } from '../../errors.ts'
import { wholeOf } from '../../gate/gate.ts'
import type { RunGate, Shown } from '../../gate/shown.ts'
import type { Format } from '../../inputs/configuration.ts'
import type { RawInputs } from '../../inputs/tables/specification.ts'
import { problemsToText } from '../../report/problem-text.ts'
import { hasEnding, type Report } from '../../report/report.ts'
import { remarksToText } from '../../report/text.ts'
import { judgeReport } from '../../report/verdict.ts'
import type { WritingArea, WrittenFile } from '../../workspace/write/placing.ts'
import { type Look, printerOf } from '../printed.ts'
import { keepPage } from '../report-file.ts'
import { keepSarif } from '../sarif-file.ts'
import type { Streams } from '../terminal/stream-log.ts'

/** How a command-line run prints its report. */
type Printing = {
  readonly raw: RawInputs
  readonly area: WritingArea
  /** The gate, which is already loaded for the report. */
  readonly gate: RunGate
  readonly format: Format
  readonly look: Look
  readonly streams: Streams
  /** Whether progress goes to standard error, and only the document to standard output. */
  readonly isProgressApart: boolean
  readonly clock: Clock
}

/**
 * printReport prints a report as the inputs request, and returns the exit code. What could not be written is a problem
 * of the run.
 */
export async function printReport(
  done: Report,
  { raw, area, gate, format, look, streams, isProgressApart, clock }: Printing
): Promise<number> {
  const kept = await keepSarif(done, { raw, area, gate })
  await gate.ready(kept)
  const report = await keepPage(kept, { raw, area, gate, sources: look.sources, clock })
  await gate.ready(report)
  const pieces = gate.pieces(report, await printerOf(format, { ...look, ...(await endingFor(report)) }))
  const file = raw.output?.trim() ?? ''
  const failed = file === '' ? undefined : await writeAt({ area, file }, pieces)
  if (file === '') for (const piece of pieces) streams.out(piece)
  if (failed) await gate.ready(failed)
  const problems = [...(isProgressApart ? report.problems : []), ...(failed ? [failed] : [])]
  // a document says how many points are not verified; text lists them itself
  const open = isProgressApart ? report.remarks.filter(({ isUnverified }) => isUnverified) : []
  streams.err(gate.write(open, all => linesOf(remarksToText(all))))
  if (problems.length > 0) streams.err(gate.write(problems, all => linesOf(problemsToText(all))))
  return judgeReport(failed ? { ...report, problems: [...report.problems, failed] } : report).exitCode
}

function linesOf(lines: readonly string[]): string {
  return lines.map(line => `${line}\n`).join('')
}

/** The text after a rollout is loaded only if there was a rollout, or a migration that may have stopped half-way. */
async function endingFor(report: Report): Promise<Pick<Look, 'endingOf'>> {
  if (!hasEnding(report)) return {}
  const { endingToText } = await import('../../report/ending.ts')
  return { endingOf: endingToText }
}

/** Most runs print, and do not load the code that writes files. */
async function writeAt(target: WrittenFile, pieces: Iterable<Shown>): Promise<Problem | undefined> {
  const { writeTextFile } = await import('../../workspace/write/write-text.ts')
  return writeTextFile(target, wholeOf(pieces))
}
