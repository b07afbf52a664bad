import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeProjectFile } from '../../files/write/writer.ts'
import { runAdopt } from '../../modes/adopt.ts'
import { runInit } from '../../modes/init.ts'
import { Gate } from '../../report/gate/gate.ts'
import { quietJson } from '../../report/outputs.ts'
import { problemsToText } from '../../report/problem-text.ts'
import { emptyReport } from '../../report/report.ts'
import { plain } from '../../report/text.ts'
import { judgeReport } from '../../report/verdict.ts'
import type { Environment } from '../../run/github-context.ts'
import { writingArea } from '../../run/run-mode.ts'
import type { CommandPorts, CommandResult } from '../adoption/repository.ts'
import type { CommandLine } from '../arguments.ts'
import { atTerminal } from '../at-terminal.ts'
import type { Streams } from '../terminal/stream-log.ts'
import { mergeCommand } from './merge-command.ts'

/** Where a command runs. */
export type CommandRun = {
  readonly environment: Environment
  readonly workspace: string
  readonly signal: AbortSignal
}

/** runNamedCommand runs a command that only the command line has, prints its result, and returns the exit code. */
export async function runNamedCommand(
  { name, typed: given }: Extract<CommandLine, { readonly kind: 'command' }>,
  run: CommandRun,
  streams: Streams
): Promise<number> {
  const gate = new Gate()
  if (name === 'merge') return mergeCommand(given, { run, gate, streams })
  const perform = name === 'init' ? runInit : runAdopt
  const ran: CommandResult =
    given.problems.length > 0
      ? { lines: [], problems: given.problems }
      : await perform({ write: 'write' in given.texts }, portsOf(run, gate))
  const done = { ...ran, problems: atTerminal(ran.problems, run.environment) }
  const { exitCode } = judgeReport({ ...emptyReport('check'), problems: done.problems })
  if ('json' in given.texts) {
    const { document, problems } = done
    const whole = { version: 1, command: name, ...document, problems, exitCode }
    streams.out(gate.write(whole, one => `${quietJson(JSON.stringify(one))}\n`))
    return exitCode
  }
  streams.out(gate.write(done.lines, lines => joined(lines.map(plain))))
  streams.err(gate.write(done.problems, all => joined(problemsToText(all))))
  return exitCode
}

function joined(lines: readonly string[]): string {
  return lines.map(line => `${line}\n`).join('')
}

function portsOf({ environment, workspace }: CommandRun, gate: Gate): CommandPorts {
  const area = writingArea(environment, workspace, true)
  return {
    workspace,
    env: environment,
    read: file => readFileSync(join(workspace, file), 'utf8'),
    exists: file => existsSync(join(workspace, file)),
    write: (file, text, options) => writeProjectFile({ area, file }, text, options),
    learn: source => gate.learn(source),
    holdsCredential: text => gate.holdsCredential(text)
  }
}
