import { type Clock, runClock } from '../clock.ts'
import { strayVariables, variableText } from '../inputs/problems.ts'
import { ACTION_INPUTS, type RawInputs } from '../inputs/tables/specification.ts'
import { type Log, plainly } from '../log.ts'
import { present } from '../present.ts'
import { Gate } from '../report/gate/gate.ts'
import type { RunGate, Shown } from '../report/gate/shown.ts'
import { targetToText } from '../report/run-sections.ts'
import { plain } from '../report/text.ts'
import type { Environment } from '../run/github-context.ts'
import { refuseOverwriting } from '../run/output-files.ts'
import { callsAws, Heartbeat } from '../run/progress/heartbeat.ts'
import { type RunRequest, runMode, writingArea } from '../run/run-mode.ts'
import { finishAction } from './finish-action.ts'
import { annotate, maskLine, sayDebug, sayGroup, sayInfo } from './runner.ts'

/**
 * runAsAction performs one run in GitHub's runner: it reads inputs from INPUT_*, and writes annotations, outputs and
 * the step summary through the runner's files. Returns the exit code. Never throws. `beforeCalls` is called before the
 * first call to AWS. Tests pass a different clock.
 */
export async function runAsAction(
  environment: Environment,
  signal: AbortSignal,
  { clock: machine, beforeCalls }: Partial<Pick<RunRequest, 'clock' | 'beforeCalls'>> = {}
): Promise<number> {
  const clock = runClock(machine)
  const gate = new Gate()
  const sources = new Map<string, string>()
  const given = inputNames(environment)
  const workspace = environment['GITHUB_WORKSPACE'] ?? process.cwd()
  const area = writingArea(environment, workspace, false)
  const { raw, problems: clashes } = await refuseOverwriting(rawInputs(environment), area)
  const { log, close } = openActionLog(raw.mode, { gate, clock })
  const stray = strayVariables(given, ACTION_INPUTS)
  if (stray.ignored.length > 0) log.notice(ignoredText(stray.ignored))
  const done = await runMode({
    raw,
    inputProblems: [...stray.problems, ...clashes],
    environment,
    workspace,
    area,
    log,
    gate,
    mask: values => maskValues(values, gate),
    keepSource: (file, text) => sources.set(file, text),
    clock,
    ...(environment['RUNNER_TEMP'] ? { renderedFolder: environment['RUNNER_TEMP'] } : {}),
    ...present({ beforeCalls }),
    signal
  }).finally(close)
  return finishAction(done, { raw, area, environment, gate, signal, sources, clock })
}

function inputNames(environment: Environment): readonly string[] {
  return Object.entries(environment)
    .filter(([name, value]) => name.startsWith('INPUT_') && (value ?? '') !== '')
    .map(([name]) => name.slice('INPUT_'.length).toLowerCase())
}

function ignoredText(names: readonly string[]): string {
  const variables = [...new Set(names.map(variableText))].join(', ')
  return `${variables} ${names.length === 1 ? 'is not an input' : 'are not inputs'} of this action and ${names.length === 1 ? 'was' : 'were'} ignored.`
}

/** The runner upper-cases input names and keeps their hyphens: INPUT_TASK-DEFINITION. */
function rawInputs(environment: Environment): RawInputs {
  const entries = ACTION_INPUTS.flatMap(name => {
    const value = environment[`INPUT_${name.toUpperCase()}`]
    return value === undefined ? [] : [[name, value] as const]
  })
  return Object.fromEntries(entries)
}

/** Masks values line by line, because the runner's masks are single lines. */
function maskValues(values: readonly string[], gate: RunGate): void {
  for (const line of gate.know(values).flatMap(value => value.split(/\r?\n/))) {
    if (line.trim().length >= 8) maskLine(line)
  }
}

type ActionLog = { readonly log: Log; readonly close: () => void }

/**
 * The runner's log has its own timestamps and groups. It cannot be redrawn, so what the run waits for is printed
 * repeatedly.
 */
function openActionLog(
  mode: string | undefined,
  { gate, clock }: { readonly gate: RunGate; readonly clock: Clock }
): ActionLog {
  const info = (message: string) => {
    follower?.said()
    sayInfo(lineOf(message, gate))
  }
  const group = (title: string, lines: readonly string[]) => {
    follower?.said()
    sayGroup(lineOf(title, gate), linesOf(lines, gate))
  }
  const note = (level: 'notice' | 'warning', message: string) => {
    follower?.said()
    annotate({ level, message: lineOf(message, gate) })
  }
  const follower = callsAws(mode) ? new Heartbeat(clock, info) : undefined
  const log: Log = {
    debug: message => sayDebug(gate.shown(message)),
    info,
    notice: message => note('notice', message),
    warning: message => note('warning', message),
    group,
    recap: group,
    acting: places => {
      for (const line of targetToText(places)) info(line)
    },
    follow: activity => follower?.follow(activity) ?? plainly(activity, info),
    ...(follower ? { asking: (operation, trouble) => follower.asking(operation, trouble) } : {})
  }
  return { log, close: () => follower?.close() }
}

/** Prevents names from files and texts from AWS from being interpreted by the runner as commands. */
function lineOf(text: string, gate: RunGate): Shown {
  return gate.write(text, plain)
}

function linesOf(texts: readonly string[], gate: RunGate): readonly Shown[] {
  return texts.map(text => lineOf(text, gate))
}
