import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CommandPorts, CommandResult } from '../../adoption/read-repository.ts'
import { runClock } from '../../clock.ts'
import type { Problem } from '../../errors.ts'
import { Gate } from '../../gate/gate.ts'
import type { CommandName } from '../../inputs/tables/specification.ts'
import type { DoctorPorts, readModes } from '../../modes/doctor.ts'
import { present } from '../../present.ts'
import { problemsToText } from '../../report/problem-text.ts'
import { emptyReport } from '../../report/report.ts'
import { quietJson } from '../../report/run-json.ts'
import { plain } from '../../report/text.ts'
import { judgeReport } from '../../report/verdict.ts'
import { writeProjectFile } from '../../workspace/write/write-text.ts'
import { missingValue, unknownMode } from '../command-line/flag-problems.ts'
import { type Environment, environmentVariables } from '../github-context.ts'
import { writingArea } from '../run-mode.ts'
import { isDrawnOn } from '../terminal/print.ts'
import type { Streams } from '../terminal/stream-log.ts'
import { VERSION } from '../version.ts'
import { readCommandWords, type TypedWords } from './command-words.ts'

/** A command as typed, and where. */
export type CommandRun = {
  readonly args: readonly string[]
  readonly environment: Environment
  readonly workspace: string
  readonly signal: AbortSignal
}

/** runNamedCommand runs a command that only the command line has, prints its result, and returns the exit code. */
export async function runNamedCommand(name: CommandName, run: CommandRun, streams: Streams): Promise<number> {
  const gate = new Gate()
  const given = readCommandWords(name, run.args)
  if (name === 'merge') {
    const { mergeCommand } = await import('./merge-command.ts')
    return mergeCommand(given, { run, gate, streams })
  }
  const ran: CommandResult =
    given.problems.length > 0
      ? { lines: [], problems: given.problems }
      : await dispatch(name, given, { run, gate })
  const done = await forPerson(ran, run.environment)
  const exitCode = done.exitCode ?? judgeReport({ ...emptyReport('check'), problems: done.problems }).exitCode
  if ('json' in given.texts) {
    const { document, problems } = done
    const whole = { version: 1, command: name, ...document, problems, exitCode }
    streams.out(gate.write(whole, one => `${quietJson(JSON.stringify(one))}\n`))
    return exitCode
  }
  const [out, err] = await Promise.all([wrapAt('out', run, streams), wrapAt('err', run, streams)])
  const isQuoted = (index: number) => done.quoted?.has(index) === true
  streams.out(
    gate.write(done.lines, lines =>
      joined(lines.map(plain).flatMap((line, index) => (isQuoted(index) ? [line] : out(line))))
    )
  )
  streams.err(gate.write(done.problems, all => joined(problemsToText(all).flatMap(err))))
  return exitCode
}

/** A hint for a step of a workflow does not apply at a terminal. */
async function forPerson(done: CommandResult, environment: Environment): Promise<CommandResult> {
  if (done.problems.length === 0 || environment['GITHUB_ACTIONS'] === 'true') return done
  const { atTerminal } = await import('../command-line/at-terminal.ts')
  return { ...done, problems: atTerminal(done.problems, environment) }
}

function joined(lines: readonly string[]): string {
  return lines.map(line => `${line}\n`).join('')
}

/** Breaks lines that are longer than the terminal is wide, as those of a mode. */
async function wrapAt(
  stream: 'out' | 'err',
  { environment }: CommandRun,
  { terminal }: Streams
): Promise<(line: string) => readonly string[]> {
  const found = await terminal?.(stream)
  if (found === undefined || !isDrawnOn(environment)) return line => [line]
  const { wrapped } = await import('../terminal/wrap.ts')
  return line => wrapped(line, found.columns)
}

async function dispatch(
  name: Exclude<CommandName, 'merge'>,
  { texts }: TypedWords,
  { run, gate }: { readonly run: CommandRun; readonly gate: Gate }
): Promise<CommandResult> {
  switch (name) {
    case 'init': {
      const { runInit } = await import('../../modes/init.ts')
      return runInit({ write: 'write' in texts }, portsOf(run, gate))
    }
    case 'adopt': {
      const { runAdopt } = await import('../../modes/adopt.ts')
      return runAdopt({ write: 'write' in texts }, portsOf(run, gate))
    }
    case 'doctor':
      return doctorCommand(texts, run, gate)
  }
}

async function doctorCommand(
  texts: TypedWords['texts'],
  run: CommandRun,
  gate: Gate
): Promise<CommandResult> {
  const { readModes, runDoctor } = await import('../../modes/doctor.ts')
  const { 'aws-region': region, mode, ...others } = texts
  const named = mode === undefined ? undefined : readModes(mode)
  const problems = named === undefined ? [] : modeProblems(named)
  if (problems.length > 0) return { lines: [], problems }
  const { readProfile } = await import('../command-line/aws-profile.ts')
  const profile = readProfile(run.environment)
  if (profile.problem) return { lines: [], problems: [profile.problem] }
  const inputs = { ...present({ region, ...others }), ...present({ modes: named?.modes }) }
  return runDoctor(inputs, await doctorsPorts(run, gate, profile.region))
}

function modeProblems({ modes, unknown, known }: ReturnType<typeof readModes>): readonly Problem[] {
  if (unknown.length > 0) return unknown.map(word => unknownMode(word, undefined, known))
  return modes.length === 0 ? [missingValue('mode')] : []
}

async function doctorsPorts(
  { environment, workspace, signal }: CommandRun,
  gate: Gate,
  profileRegion: string | undefined
): Promise<DoctorPorts> {
  const { GITHUB_ACTIONS, RUNNER_OS, RUNNER_ARCH, RUNNER_ENVIRONMENT, AWS_DEFAULT_REGION } = environment
  const place = [RUNNER_OS, RUNNER_ARCH, RUNNER_ENVIRONMENT].filter(Boolean).join(', ')
  const { atTerminal } = await import('../command-line/at-terminal.ts')
  const clock = runClock()
  return {
    workspace,
    clock,
    gate,
    advise: problem =>
      GITHUB_ACTIONS === 'true' ? problem : (atTerminal([problem], environment)[0] ?? problem),
    env: {
      ...(AWS_DEFAULT_REGION ? {} : present({ AWS_REGION: profileRegion })),
      ...environmentVariables(environment)
    },
    connectAws: async options => {
      const { connectAws } = await import('../../aws/connect.ts')
      const connection = { ...options, environment, clock, version: VERSION, signal, gate }
      const listClusters = async () => {
        const { connectAudit } = await import('../../aws/connect-audit.ts')
        return connectAudit(connection).inventory.listClusters()
      }
      return { ...connectAws(connection), listClusters }
    },
    versions: {
      program: VERSION,
      node: process.version,
      runner: GITHUB_ACTIONS === undefined ? `none, ${process.platform}` : `GitHub Actions, ${place}`
    }
  }
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
    clean: line => gate.external(line),
    holdsCredential: text => gate.holdsCredential(text)
  }
}
