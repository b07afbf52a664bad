import { writeFileSync } from 'node:fs'
import type { Log } from '../log.ts'
import { exitCodeOf } from '../report/exit-code.ts'
import { findingsToJson } from '../report/findings-json.ts'
import { problemsToText } from '../report/problems-text.ts'
import { reportToText } from '../report/terminal.ts'
import { type CommandLine, parseCommandLine } from './arguments.ts'
import type { Environment } from './github-context.ts'
import { Redactor } from './redactor.ts'
import { runMode } from './run-mode.ts'
import { USAGE } from './usage.ts'
import { VERSION } from './version.ts'

/** The streams of a command-line run, so that it can be tested without a process. */
export type Streams = { readonly out: (text: string) => void; readonly err: (text: string) => void }

/**
 * runAsCommandLine is one run as a command: what was found or done on standard output, progress of a JSON run on
 * standard error, nothing ever printed as a mask. Returns the exit code.
 */
export async function runAsCommandLine(
  args: readonly string[],
  streams: Streams,
  run: { readonly environment: Environment; readonly workspace: string; readonly signal: AbortSignal }
): Promise<number> {
  const commandLine = parseCommandLine(args)
  switch (commandLine.kind) {
    case 'help':
      streams.out(USAGE)
      return 0
    case 'version':
      streams.out(`${VERSION}\n`)
      return 0
    case 'run':
      return runCommand(commandLine, streams, run)
  }
}

async function runCommand(
  commandLine: Extract<CommandLine, { kind: 'run' }>,
  streams: Streams,
  run: { readonly environment: Environment; readonly workspace: string; readonly signal: AbortSignal }
): Promise<number> {
  const redactor = new Redactor()
  const sources = new Map<string, string>()
  const asJson = commandLine.raw.format === 'json'
  const report = await runMode({
    raw: commandLine.raw,
    inputProblems: commandLine.problems,
    log: streamLog(asJson ? streams.err : streams.out, streams.err, redactor),
    mask: values => redactor.add(values),
    keepSource: (file, text) => sources.set(file, text),
    ...run
  })
  const printed = asJson ? `${findingsToJson(report)}\n` : `${reportToText(report, sources).join('\n')}\n`
  const text = redactor.clean(printed)
  const output = commandLine.raw.output
  if (output === undefined) streams.out(text)
  else writeFileSync(output, text)
  if (asJson) {
    for (const line of problemsToText(report.problems)) streams.err(`${redactor.clean(line)}\n`)
  }
  return exitCodeOf(report)
}

function streamLog(out: Streams['out'], err: Streams['err'], redactor: Redactor): Log {
  const line = (write: Streams['out'], text: string) => write(`${redactor.clean(text)}\n`)
  return {
    debug: () => {},
    info: message => line(out, message),
    notice: message => line(out, `notice: ${message}`),
    warning: message => line(err, `warning: ${message}`),
    recap: () => {},
    group: (title, lines) => {
      line(out, title)
      for (const text of lines) line(out, `  ${text}`)
    }
  }
}
