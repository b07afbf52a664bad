import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { CommandPorts, CommandResult } from '../adoption/read-repository.ts'
import type { Problem } from '../errors.ts'
import { Gate } from '../gate/gate.ts'
import type { CommandName } from '../inputs/specification.ts'
import { didYouMean } from '../nearest.ts'
import { emptyReport } from '../report/report.ts'
import { plain, problemsToText } from '../report/text.ts'
import { judgeReport } from '../report/verdict.ts'
import { writeProjectFile } from '../workspace/write-text.ts'
import type { Streams } from './cli-shell.ts'
import type { Environment } from './github-context.ts'
import { writingArea } from './run-mode.ts'

/** A command as it was typed, and where. */
export type CommandRun = {
  readonly args: readonly string[]
  readonly environment: Environment
  readonly workspace: string
}

/** runNamedCommand runs a command that only the command line has, prints what it says, and gives the exit code. */
export async function runNamedCommand(name: CommandName, run: CommandRun, streams: Streams): Promise<number> {
  const gate = new Gate()
  const { values, positionals, problems } = flagsOf(run.args, FLAGS[name])
  const done =
    problems.length > 0
      ? { lines: [], problems }
      : await dispatch(name, { write: values.has('write'), files: positionals }, portsOf(run, gate))
  streams.out(gate.write(done.lines, lines => lines.map(line => `${plain(line)}\n`).join('')))
  streams.err(
    gate.write(done.problems, all =>
      problemsToText(all)
        .map(line => `${line}\n`)
        .join('')
    )
  )
  return judgeReport({ ...emptyReport('check'), problems: done.problems }).exitCode
}

const FLAGS: Readonly<Record<CommandName, readonly string[]>> = { init: ['write'] }

type Given = { readonly write: boolean; readonly files: readonly string[] }

async function dispatch(name: CommandName, given: Given, ports: CommandPorts): Promise<CommandResult> {
  switch (name) {
    case 'init': {
      const { runInit } = await import('../modes/init.ts')
      return runInit(given, ports)
    }
  }
}

function flagsOf(args: readonly string[], known: readonly string[]) {
  const options = Object.fromEntries(known.map(name => [name, { type: 'boolean' as const }]))
  const { tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true
  })
  const named = tokens.flatMap(token => (token.kind === 'option' ? [token.name] : []))
  const problems = named
    .filter(name => !known.includes(name))
    .map(
      (name): Problem => ({
        code: 'unknown-input',
        fault: 'user',
        message: `Unknown input "${name}".${didYouMean(name, known)}`,
        hint: `This command takes ${known.map(flag => `--${flag}`).join(', ')}.`
      })
    )
  const positionals = tokens.flatMap(token => (token.kind === 'positional' ? [token.value] : []))
  return { values: new Set(named), positionals, problems }
}

function portsOf({ environment, workspace }: CommandRun, gate: Gate): CommandPorts {
  const area = writingArea(environment, workspace, true)
  return {
    workspace,
    read: file => readFileSync(join(workspace, file), 'utf8'),
    exists: file => existsSync(join(workspace, file)),
    write: (file, text, options) => writeProjectFile({ area, file }, text, options),
    learn: source => gate.learn(source)
  }
}
