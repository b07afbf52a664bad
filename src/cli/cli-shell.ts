import { tmpdir } from 'node:os'
import { runClock } from '../clock.ts'
import { writeTextFile } from '../files/write/writer.ts'
import type { RawInputs } from '../inputs/tables/specification.ts'
import { present } from '../present.ts'
import { Gate } from '../report/gate/gate.ts'
import { problemsToText } from '../report/problem-text.ts'
import type { Report } from '../report/report.ts'
import { remarksToText } from '../report/text.ts'
import { judgeReport } from '../report/verdict.ts'
import { refuseOverwriting } from '../run/output-files.ts'
import { keepPage, keepSarif, printerOf, withProblem } from '../run/printed.ts'
import { type RunRequest, runMode, writingArea } from '../run/run-mode.ts'
import { VERSION } from '../run/version.ts'
import { type CommandLine, parseCommandLine } from './arguments.ts'
import { atTerminal } from './at-terminal.ts'
import { prepareInputs } from './cli-inputs.ts'
import { openStreamLog, type StreamLog, type Streams } from './terminal/stream-log.ts'
import { helpText } from './usage.ts'

/** The environment and workspace of a command-line run, and the signal that ends it. */
type Surroundings = Pick<RunRequest, 'environment' | 'workspace' | 'signal' | 'beforeCalls'> &
  Partial<Pick<RunRequest, 'clock'>>

/**
 * runAsCommandLine performs one run as a command: results on standard output, the progress of a JSON run on standard
 * error, and no masks. Returns the exit code.
 */
export async function runAsCommandLine(
  args: readonly string[],
  streams: Streams,
  run: Surroundings
): Promise<number> {
  const commandLine = parseCommandLine(args)
  if (commandLine.kind === 'command') {
    const { runNamedCommand } = await import('./commands/run-command.ts')
    return runNamedCommand(commandLine, run, streams)
  }
  if (commandLine.kind === 'run') return runCommand(commandLine, streams, run)
  const text = commandLine.kind === 'help' ? helpText(commandLine.topic) : `${VERSION}\n`
  streams.out(new Gate().shown(text))
  return 0
}

const FORMATS = ['text', 'json', 'sarif', 'github'] as const

async function runCommand(
  commandLine: Extract<CommandLine, { kind: 'run' }>,
  streams: Streams,
  run: Surroundings
): Promise<number> {
  const { environment, workspace, signal } = run
  const gate = new Gate()
  const area = writingArea(environment, workspace, true)
  const sources = new Map<string, string>()
  const prepared = prepareInputs(commandLine.raw, { ...run, input: streams.input })
  const { raw, problems: clashes } = await refuseOverwriting(prepared.raw, area)
  const format = FORMATS.find(known => known === raw.format) ?? 'text'
  // Progress must not be mixed with the lines of a document.
  const progress = format === 'text' || format === 'github' ? 'out' : 'err'
  const clock = runClock(run.clock)
  const isQuiet = raw.quiet?.trim().toLowerCase() === 'true'
  const said = openStreamLog({ mode: raw.mode, isQuiet, progress, streams, environment, gate, clock })
  const ran = await runMode({
    raw,
    inputProblems: [...commandLine.problems, ...prepared.problems, ...clashes],
    ...present({ standardInput: prepared.standardInput, profileRegion: prepared.region }),
    log: said.log,
    gate,
    mask: values => gate.know(values),
    keepSource: (file, text) => sources.set(file, text),
    area,
    // on a command line, only mode render writes rendered files
    ...(raw.mode === 'render' ? { renderedFolder: environment['RUNNER_TEMP'] || tmpdir() } : {}),
    ...present({ beforeCalls: run.beforeCalls }),
    ...{ environment, workspace, signal, clock }
  }).finally(said.close)
  const kept = { raw, area, gate, sources, clock }
  const worded = { ...ran, problems: atTerminal(ran.problems, environment) }
  const report = keepPage(keepSarif(worded, kept), kept)
  return printReport(report, { ...kept, format, look: said, streams, progress })
}

/** How a command-line run prints its report. */
type Printing = {
  readonly raw: RawInputs
  readonly area: RunRequest['area']
  readonly gate: Gate
  readonly sources: ReadonlyMap<string, string>
  readonly format: (typeof FORMATS)[number]
  readonly look: StreamLog
  readonly streams: Streams
  readonly progress: 'out' | 'err'
}

/** Prints a report as the inputs request, and returns the exit code. */
function printReport(report: Report, printing: Printing): number {
  const { raw, area, gate, sources, format, look, streams, progress } = printing
  const file = raw.output?.trim() ?? ''
  const paint = file === '' && progress === 'out' ? look.paint : (line: string) => line
  const print = printerOf(format, { sources, phrase: look.phrase, paint })
  const text = gate.write(report, clean => [...print(clean)].join(''))
  const failed = file === '' ? undefined : writeTextFile({ area, file }, text)
  if (file === '') streams.out(text)
  const isApart = progress === 'err'
  const problems = [...(isApart ? report.problems : []), ...(failed ? [failed] : [])]
  // a document states how many points are not verified; text lists them itself
  const open = isApart ? report.remarks.filter(({ isUnverified }) => isUnverified) : []
  const lines = [...gate.write(open, remarksToText), ...gate.write(problems, problemsToText)]
  for (const line of lines) streams.err(gate.write(line, clean => `${clean}\n`))
  return judgeReport(withProblem(report, failed)).exitCode
}
