import * as core from '@actions/core'
import type { Problem } from '../errors.ts'
import { Gate } from '../gate/gate.ts'
import { strayVariables } from '../inputs/read.ts'
import { ACTION_INPUTS, type RawInputs } from '../inputs/specification.ts'
import type { Log } from '../log.ts'
import { annotationsOf } from '../report/annotations.ts'
import { findingsToText } from '../report/findings.ts'
import { linksToText } from '../report/links.ts'
import { outputsOf } from '../report/outputs.ts'
import type { Report } from '../report/report.ts'
import { reportToMarkdown } from '../report/summary.ts'
import { plain, problemsToText } from '../report/text.ts'
import { type Judgement, judgeReport } from '../report/verdict.ts'
import { whyNotWritten } from '../workspace/write-text.ts'
import type { Environment } from './github-context.ts'
import { keepComment } from './pull-request-comment.ts'
import { checkOutputs, runMode } from './run-mode.ts'
import { keepSarif } from './sarif-file.ts'

/**
 * runAsAction is one run as GitHub's runner does it: inputs from INPUT_*, annotations, outputs and step summary through
 * the runner's files. Returns the exit code. Throws nothing.
 */
export async function runAsAction(environment: Environment, signal: AbortSignal): Promise<number> {
  const gate = new Gate()
  const sources = new Map<string, string>()
  const given = inputNames(environment)
  const workspace = environment['GITHUB_WORKSPACE'] ?? process.cwd()
  const { raw, problems: clashes } = await checkOutputs(rawInputs(environment), workspace)
  const log = actionLog(gate)
  const stray = strayVariables(given, ACTION_INPUTS)
  if (stray.ignored.length > 0) log.notice(ignoredText(stray.ignored))
  const done = await runMode({
    raw,
    inputProblems: [...stray.problems, ...clashes],
    environment,
    workspace,
    log,
    mask: values => maskValues(values, gate),
    keepSource: (file, text) => sources.set(file, text),
    ...(environment['RUNNER_TEMP'] ? { renderedFolder: environment['RUNNER_TEMP'] } : {}),
    signal
  })
  const kept = await keepSarif(done, { raw, workspace, gate })
  const commented = await keepComment(kept, { raw, environment, gate, signal })
  const report = await deliver(commented, environment, gate)
  const judgement = judgeReport(report)
  printReport(report, judgement, { sources, gate })
  annotate(report, judgement, gate)
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
    if (line.trim().length >= 8) core.setSecret(line)
  }
}

function actionLog(gate: Gate): Log {
  // Names from files and texts of AWS must not be able to speak to the runner.
  const safe = (text: string) => plain(gate.clean(text))
  const group = (title: string, lines: readonly string[]) => {
    core.startGroup(safe(title))
    for (const line of lines) core.info(safe(line))
    core.endGroup()
  }
  return {
    debug: message => core.debug(gate.clean(message)),
    info: message => core.info(safe(message)),
    notice: message => core.notice(safe(message)),
    warning: message => core.warning(safe(message)),
    group,
    recap: group
  }
}

/** All of it in the log: GitHub shows only ten annotations of a level. */
function printReport(
  report: Report,
  { sentence, results }: Judgement,
  { sources, gate }: { readonly sources: ReadonlyMap<string, string>; readonly gate: Gate }
): void {
  const findings = findingsToText(report.findings, sources)
  if (findings.length > 0) core.startGroup('Findings')
  for (const line of findings) core.info(gate.clean(line))
  if (findings.length > 0) core.endGroup()
  for (const line of [...problemsToText(report.problems), ...linksToText(results)])
    core.info(gate.clean(line))
  core.info(gate.clean(sentence))
}

function annotate(report: Report, judgement: Judgement, gate: Gate): void {
  const say = { error: core.error, warning: core.warning, notice: core.notice }
  for (const { level, message, ...properties } of annotationsOf(report, judgement)) {
    say[level](gate.clean(message), properties)
  }
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
    for (const [name, value] of Object.entries(outputsOf(report))) {
      core.setOutput(name, gate.clean(value))
    }
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
    // blanking only shortens it, so that it stays below GitHub's limit
    await core.summary.addRaw(gate.clean(reportToMarkdown(report)), true).write()
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
