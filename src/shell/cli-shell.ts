import { tmpdir } from 'node:os'
import { systemClock } from '../clock.ts'
import type { Problem } from '../errors.ts'
import { LateGate } from '../gate/late-gate.ts'
import type { Shown } from '../gate/shown.ts'
import { COMMANDS, type RawInputs } from '../inputs/specification.ts'
import { problemsToText } from '../report/text.ts'
import { judgeReport } from '../report/verdict.ts'
import type { WrittenFile } from '../workspace/placing.ts'
import { type CommandLine, parseCommandLine } from './arguments.ts'
import type { Environment } from './github-context.ts'
import type { Terminal } from './live/screen.ts'
import { printerOf } from './printed.ts'
import { keepPage } from './report-file.ts'
import { checkOutputs, type RunRequest, runMode, writingArea } from './run-mode.ts'
import { keepSarif } from './sarif-file.ts'
import { openStreamLog } from './stream-log.ts'
import { VERSION } from './version.ts'

/** Where a command-line run works, and who ends it. */
type Surroundings = Pick<RunRequest, 'environment' | 'workspace' | 'signal' | 'beforeCalls' | 'clock'>

/** The streams of a command-line run, so that it can be tested without a process. */
export type Streams = {
  readonly out: (text: Shown) => void
  readonly err: (text: Shown) => void
  /** The terminal that a stream is; undefined where it is none. */
  readonly terminal?: (stream: 'out' | 'err') => Promise<Terminal | undefined>
}

/**
 * runAsCommandLine is one run as a command: what was found or done on standard output, progress of a JSON run on
 * standard error, nothing ever printed as a mask. Returns the exit code.
 */
export async function runAsCommandLine(
  args: readonly string[],
  streams: Streams,
  run: Surroundings
): Promise<number> {
  const command = COMMANDS.find(known => known === args[0])
  if (command !== undefined && !args.some(arg => arg === '--help' || arg === '-h')) {
    const { runNamedCommand } = await import('./run-command.ts')
    return runNamedCommand(command, { ...run, args: args.slice(1) }, streams)
  }
  const commandLine = parseCommandLine(args)
  switch (commandLine.kind) {
    case 'help': {
      const { helpText } = await import('./usage.ts')
      await say(helpText(commandLine.topic), streams.out)
      return 0
    }
    case 'completion': {
      const { printCompletion } = await import('./completion.ts')
      return printCompletion(commandLine.shell, streams)
    }
    case 'version':
      await say(VERSION, streams.out)
      return 0
    case 'run':
      return runCommand(commandLine, streams, run)
  }
}

async function say(text: string, out: Streams['out']): Promise<void> {
  const gate = new LateGate()
  await gate.ready(text)
  out(gate.write(text, clean => (clean.endsWith('\n') ? clean : `${clean}\n`)))
}

async function runCommand(
  commandLine: Extract<CommandLine, { kind: 'run' }>,
  streams: Streams,
  run: Surroundings
): Promise<number> {
  const gate = new LateGate()
  const area = writingArea(run.environment, run.workspace, true)
  const sources = new Map<string, string>()
  const { raw, problems: clashes } = await checkOutputs(commandLine.raw, area)
  const format = FORMATS.find(known => known === raw.format) ?? 'text'
  // Progress must not get between the lines of a document.
  const progress = format === 'text' || format === 'github' ? 'out' : 'err'
  const { clock = systemClock, environment } = run
  const isQuiet = raw.quiet?.trim().toLowerCase() === 'true'
  const said = await openStreamLog({ mode: raw.mode, isQuiet, progress, streams, environment, gate, clock })
  const done = await runMode({
    raw,
    inputProblems: [...commandLine.problems, ...clashes],
    log: said.log,
    gate,
    mask: values => gate.know(values),
    keepSource: (file, text) => sources.set(file, text),
    area,
    ...renderedBy(commandLine.raw, environment),
    ...run,
    clock
  }).finally(said.close)
  await gate.ready(done)
  const kept = await keepSarif(done, { raw, area, gate })
  const report = await keepPage(kept, { raw, area, gate, sources, clock })
  const file = raw.output?.trim() ?? ''
  const look = { sources, ...(file === '' && progress === 'out' ? { paint: said.paint } : {}) }
  const pieces = gate.pieces(report, await printerOf(format, look))
  const failed = file === '' ? undefined : await writeAt({ area, file }, pieces)
  if (file === '') for (const piece of pieces) streams.out(piece)
  if (failed) await gate.ready(failed)
  const problems = [...(progress === 'err' ? report.problems : []), ...(failed ? [failed] : [])]
  streams.err(
    gate.write(problems, all =>
      problemsToText(all)
        .map(line => `${line}\n`)
        .join('')
    )
  )
  return judgeReport(failed ? { ...report, problems: [...report.problems, failed] } : report).exitCode
}

/** Rendered files are what mode render is for; another mode writes none at a command line. */
function renderedBy(
  { mode }: RawInputs,
  { RUNNER_TEMP }: Environment
): Pick<Parameters<typeof runMode>[0], 'renderedFolder'> {
  return mode === 'render' ? { renderedFolder: RUNNER_TEMP || tmpdir() } : {}
}

/** Most runs print, and load nothing that writes files. */
async function writeAt(target: WrittenFile, pieces: Iterable<Shown>): Promise<Problem | undefined> {
  const { writeTextFile } = await import('../workspace/write-text.ts')
  const { wholeOf } = await import('../gate/gate.ts')
  return writeTextFile(target, wholeOf(pieces))
}

const FORMATS = ['text', 'json', 'sarif', 'github'] as const
