import { runClock } from '../../clock.ts'

import { LateGate } from '../../gate/late-gate.ts'
import { COMMANDS, OUTPUT_FILE_INPUTS, type RawInputs } from '../../inputs/tables/specification.ts'
import { present } from '../../present.ts'
import { cleanSentence } from '../../report/check/clean-check.ts'
import type { Report } from '../../report/report.ts'
import type { Environment } from '../github-context.ts'
import { checkOutputs, runMode, writingArea } from '../run-mode.ts'
import type { RunRequest } from '../run-request.ts'
import { openStreamLog, phraseOfReport, type Streams } from '../terminal/stream-log.ts'
import { VERSION } from '../version.ts'
import { type CommandLine, parseCommandLine } from './arguments.ts'
import type { PreparedInputs } from './cli-inputs.ts'

/** The environment and workspace of a command-line run, and the signal that ends it. */
type Surroundings = Pick<RunRequest, 'environment' | 'workspace' | 'signal' | 'beforeCalls' | 'clock'>

/**
 * runAsCommandLine performs one run as a command: results on standard output, the progress of a JSON run on standard
 * error, and no masks. Returns the exit code.
 */
export async function runAsCommandLine(
  args: readonly string[],
  streams: Streams,
  run: Surroundings
): Promise<number> {
  // `audit merge` looks like a mode with an argument, but is a command that calls nothing.
  if (args.indexOf('merge') > 0) {
    const { mergeArguments } = await import('../commands/merge-arguments.ts')
    const merge = mergeArguments(args)
    if (merge) return runAsCommandLine(merge, streams, run)
  }
  const command = COMMANDS.find(known => known === args[0])
  if (command !== undefined && !args.some(arg => arg === '--help' || arg === '-h')) {
    const { runNamedCommand } = await import('../commands/run-command.ts')
    return runNamedCommand(command, { ...run, args: args.slice(1) }, streams)
  }
  const commandLine = parseCommandLine(args)
  switch (commandLine.kind) {
    case 'help': {
      const { printHelp } = await import('./usage.ts')
      return printHelp(commandLine.topic, streams)
    }
    case 'completion': {
      const { printCompletion } = await import('../commands/completion.ts')
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
  const { input } = streams
  const prepared: PreparedInputs = leadsFurther(commandLine.raw)
    ? await (await import('./cli-inputs.ts')).prepareInputs(commandLine.raw, { ...run, input })
    : { raw: commandLine.raw, problems: [] }
  const { raw, problems: clashes } = await checkOutputs(prepared.raw, area)
  const format = FORMATS.find(known => known === raw.format) ?? 'text'
  // Progress must not be mixed with the lines of a document.
  const progress = format === 'text' || format === 'github' ? 'out' : 'err'
  const { environment } = run
  const clock = runClock(run.clock)
  const isQuiet = raw.quiet?.trim().toLowerCase() === 'true'
  const said = await openStreamLog({ mode: raw.mode, isQuiet, progress, streams, environment, gate, clock })
  const ran = await runMode({
    raw,
    inputProblems: [...commandLine.problems, ...prepared.problems, ...clashes],
    ...present({ standardInput: prepared.standardInput, profileRegion: prepared.region }),
    log: said.log,
    gate,
    mask: values => gate.know(values),
    keepSource: (file, text) => sources.set(file, text),
    area,
    ...(await renderedBy(commandLine.raw, environment)),
    ...present({ beforeCalls: run.beforeCalls }),
    environment,
    workspace: run.workspace,
    // A check does not use it (Cancellation).
    get signal() {
      return run.signal
    },
    clock
  }).finally(said.close)
  const done = await forPerson(ran, environment)
  await gate.ready(done)
  const isShown = (raw.output ?? '').trim() === ''
  const look = {
    sources,
    phrase: await phraseOfReport({ mode: raw.mode, environment }),
    ...(isShown && progress === 'out' ? { paint: said.paint, wrap: said.wrap } : {})
  }
  const clean = format === 'text' && !isWritten(raw) ? cleanSentence(done) : undefined
  if (clean !== undefined) {
    streams.out(gate.write(clean, sentence => `${look.paint?.(sentence) ?? sentence}\n`))
    return 0
  }
  const { printReport } = await import('./print-report.ts')
  const isProgressApart = progress === 'err'
  return printReport(done, { raw, area, gate, format, look, streams, isProgressApart, clock })
}

/** Whether the report is written to a file, which most checks do not request. */
function isWritten(raw: RawInputs): boolean {
  return OUTPUT_FILE_INPUTS.some(name => (raw[name] ?? '').trim() !== '')
}

/** Whether the flags refer to standard input, a variables file or the AWS profile; those of most checks do not. */
function leadsFurther({ mode, 'task-definition': files = '', variables = '' }: RawInputs): boolean {
  const isOffline = mode === 'check' || mode === 'render'
  return !isOffline || files.split('\n').includes('-') || /^@/m.test(variables)
}

/** Replaces hints for workflow steps, which do not apply at a terminal. A command in a workflow step keeps them. */
async function forPerson(report: Report, environment: Environment): Promise<Report> {
  if (report.problems.length === 0 || environment['GITHUB_ACTIONS'] === 'true') return report
  const { atTerminal } = await import('./at-terminal.ts')
  return { ...report, problems: atTerminal(report.problems, environment) }
}

/** On a command line, only mode render writes rendered files. */
async function renderedBy(
  { mode }: RawInputs,
  { RUNNER_TEMP }: Environment
): Promise<Pick<RunRequest, 'renderedFolder'>> {
  return mode === 'render'
    ? { renderedFolder: RUNNER_TEMP || (await import('./temporary-folder.ts')).temporaryFolder() }
    : {}
}

const FORMATS = ['text', 'json', 'sarif', 'github'] as const
