import { type Clock, doze, systemClock } from '../clock.ts'
import type { Problem } from '../errors.ts'
import { Gate } from '../gate/gate.ts'
import type { Shown } from '../gate/shown.ts'
import { strayVariables } from '../inputs/read.ts'
import { ACTION_INPUTS, type RawInputs } from '../inputs/specification.ts'
import { type Log, plainly } from '../log.ts'
import { present } from '../present.ts'
import { annotationsOf } from '../report/annotations.ts'
import { findingsToText } from '../report/findings.ts'
import { linksToText } from '../report/links.ts'
import { outputsOf } from '../report/outputs.ts'
import type { Report } from '../report/report.ts'
import { reportToMarkdown } from '../report/summary.ts'
import { targetToText } from '../report/target.ts'
import { plain, problemsToText } from '../report/text.ts'
import { type Judgement, judgeReport } from '../report/verdict.ts'
import { whyNotWritten } from '../workspace/not-written.ts'
import { countPieces } from './counting.ts'
import type { Environment } from './github-context.ts'
import { keepComment } from './pull-request-comment.ts'
import { keepPage } from './report-file.ts'
import { checkOutputs, type RunRequest, runMode, writingArea } from './run-mode.ts'
import { annotate, maskLine, sayDebug, sayGroup, sayInfo, setOutput, writeStepSummary } from './runner.ts'
import { keepSarif } from './sarif-file.ts'
import { followerFor } from './waiting.ts'

/**
 * runAsAction is one run as GitHub's runner does it: inputs from INPUT_*, annotations, outputs and step summary through
 * the runner's files. Returns the exit code. Throws nothing. `beforeCalls` is told before the first call to AWS. Tests give another clock.
 */
export async function runAsAction(
  environment: Environment,
  signal: AbortSignal,
  { clock = systemClock, beforeCalls }: Pick<RunRequest, 'clock' | 'beforeCalls'> = {}
): Promise<number> {
  const gate = new Gate()
  const sources = new Map<string, string>()
  const given = inputNames(environment)
  const workspace = environment['GITHUB_WORKSPACE'] ?? process.cwd()
  const area = writingArea(environment, workspace, false)
  const { raw, problems: clashes } = await checkOutputs(rawInputs(environment), area)
  const { log, close } = await openActionLog(raw.mode, { gate, clock })
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
  const kept = await keepSarif(done, { raw, area, gate })
  const commented = await keepComment(kept, { raw, environment, gate, signal })
  const paged = await keepPage(commented, { raw, area, gate, sources, clock })
  const report = await deliver(paged, environment, gate)
  const judgement = judgeReport(report)
  await printReport(report, judgement, { sources, gate })
  for (const annotation of annotationsOf(report, judgement)) annotate(gate.cleared(annotation))
  return judgement.exitCode
}

function inputNames(environment: Environment): readonly string[] {
  return Object.entries(environment)
    .filter(([name, value]) => name.startsWith('INPUT_') && (value ?? '') !== '')
    .map(([name]) => name.slice('INPUT_'.length).toLowerCase())
}

function ignoredText(names: readonly string[]): string {
  const variables = names.map(name => `INPUT_${name.toUpperCase()}`).join(', ')
  return `${variables} ${names.length === 1 ? 'is not an input' : 'are no inputs'} of this action and ${names.length === 1 ? 'was' : 'were'} ignored.`
}

/** The runner upper-cases input names and keeps their hyphens: INPUT_TASK-DEFINITION. */
function rawInputs(environment: Environment): RawInputs {
  const entries = ACTION_INPUTS.flatMap(name => {
    const value = environment[`INPUT_${name.toUpperCase()}`]
    return value === undefined ? [] : [[name, value] as const]
  })
  return Object.fromEntries(entries)
}

/** Masks are registered line by line, since the runner's masks are single lines. */
function maskValues(values: readonly string[], gate: Gate): void {
  gate.know(values)
  for (const line of values.flatMap(value => value.split(/\r?\n/))) {
    if (line.trim().length >= 8) maskLine(line)
  }
}

type ActionLog = { readonly log: Log; readonly close: () => void }

/** A log of the runner's has times of its own and folds; what is waited for is said again and again, since nothing can be drawn. */
async function openActionLog(
  mode: string | undefined,
  { gate, clock }: { readonly gate: Gate; readonly clock: Clock }
): Promise<ActionLog> {
  let said = () => {}
  const info = (message: string) => {
    said()
    sayInfo(lineOf(message, gate))
  }
  const group = (title: string, lines: readonly string[]) => {
    said()
    sayGroup(lineOf(title, gate), linesOf(lines, gate))
  }
  const note = (level: 'notice' | 'warning', message: string) => {
    said()
    annotate({ level, message: lineOf(message, gate) })
  }
  const follower = await followerFor(mode, { clock, doze, say: info })
  if (follower) said = () => follower.said()
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
    ...(follower ? { asking: operation => follower.asking(operation) } : {}),
    count: (what, total) => countPieces({ clock, say: info }, what, total)
  }
  return { log, close: () => follower?.close() }
}

/** Names from files and texts of AWS must not be able to speak to the runner. */
function lineOf(text: string, gate: Gate): Shown {
  return gate.write(text, plain)
}

function linesOf(texts: readonly string[], gate: Gate): readonly Shown[] {
  return texts.map(text => lineOf(text, gate))
}

/** All of it in the log: GitHub shows only ten annotations of a level. */
async function printReport(
  report: Report,
  { sentence, results }: Judgement,
  { sources, gate }: { readonly sources: ReadonlyMap<string, string>; readonly gate: Gate }
): Promise<void> {
  const findings = gate.write(report.findings, clean => findingsToText(clean, sources))
  if (findings.length > 0) sayGroup(gate.shown('Findings'), findings)
  const problems = gate.write(report.problems, problemsToText)
  const links = gate.write(results, linksToText)
  const ending = await endingOf(report, gate)
  for (const line of [...problems, ...links, ...ending, gate.shown(sentence)]) sayInfo(line)
}

async function endingOf(report: Report, gate: Gate): Promise<readonly Shown[]> {
  if (report.results.length === 0) return []
  const { endingToText } = await import('../report/ending.ts')
  return gate.write(report, endingToText)
}

/**
 * deliver writes outputs and step summary through the runner's files, and gives the report that knows what could not be written.
 * Outputs are written again where the summary failed after them: the runner takes the last value of a name.
 */
async function deliver(report: Report, environment: Environment, gate: Gate): Promise<Report> {
  const first = withProblem(report, writeOutputs(report, gate))
  const unwritten = await writeSummary(first, environment, gate)
  if (unwritten === undefined) return first
  const second = withProblem(first, unwritten)
  return first === report ? withProblem(second, writeOutputs(second, gate)) : second
}

function withProblem(report: Report, problem: Problem | undefined): Report {
  return problem === undefined ? report : { ...report, problems: [...report.problems, problem] }
}

function writeOutputs(report: Report, gate: Gate): Problem | undefined {
  try {
    const outputs = gate.write(report, outputsOf)
    for (const [name, value] of Object.entries(outputs)) setOutput(name, value)
    return undefined
  } catch (error) {
    return notWritten('The outputs of the step', 'GITHUB_OUTPUT', error)
  }
}

async function writeSummary(
  report: Report,
  environment: Environment,
  gate: Gate
): Promise<Problem | undefined> {
  if (!environment['GITHUB_STEP_SUMMARY']) return undefined
  try {
    await writeStepSummary(gate.write(report, reportToMarkdown))
    return undefined
  } catch (error) {
    return notWritten('The step summary', 'GITHUB_STEP_SUMMARY', error)
  }
}

function notWritten(what: string, variable: string, error: unknown): Problem {
  return {
    code: 'output-not-written',
    fault: 'machine',
    message: `${what} could not be written to the file that ${variable} names (${whyNotWritten(error)}).`,
    hint: 'Give the runner free disk space, leave that variable as the runner sets it, and run the step again: what is done is found and not done twice.'
  }
}
