import { type Clock, systemClock } from '../clock.ts'

import type { Problem } from '../errors.ts'
import { type WritingArea, writeErrorText } from '../files/write/placing.ts'
import type { RawInputs } from '../inputs/tables/specification.ts'
import { annotationsOf } from '../report/annotations.ts'
import { findingsToText } from '../report/check/findings.ts'
import type { RunGate } from '../report/gate/shown.ts'
import { linksToText } from '../report/links.ts'
import { outputsOf } from '../report/outputs.ts'
import { problemsToText, waysOut } from '../report/problem-text.ts'
import type { Report } from '../report/report.ts'
import { endingToText } from '../report/steps.ts'
import { reportToMarkdown } from '../report/summary.ts'
import { type Judgment, judgeReport } from '../report/verdict.ts'
import { type Environment, githubContext } from '../run/github-context.ts'
import { keepPage, keepSarif, withProblem } from '../run/printed.ts'
import { commentOnPullRequest } from './github/comment-on-pull-request.ts'
import { annotate, sayGroup, sayInfo, setOutput, writeStepSummary } from './runner.ts'

/** A completed run of the action that has not been reported yet. */
export type FinishedAction = {
  readonly raw: RawInputs
  readonly area: WritingArea
  readonly environment: Environment
  readonly gate: RunGate
  readonly signal: AbortSignal
  /** The contents of files by file name. */
  readonly sources: ReadonlyMap<string, string>
  readonly clock: Clock
}

/**
 * finishAction reports a run to the runner: requested files, outputs, step summary, log, annotations. Returns the exit
 * code.
 */
export async function finishAction(done: Report, run: FinishedAction): Promise<number> {
  const { gate, environment } = run
  const commented = await keepComment(keepSarif(done, run), run)
  const report = await deliver(keepPage(commented, run), environment, gate)
  const judgment = judgeReport(report)
  printReport(report, judgment, run)
  for (const annotation of annotationsOf(report, judgment)) annotate(gate.cleared(annotation))
  return judgment.exitCode
}

/** Prints the whole report to the log: GitHub shows only ten annotations of a level. */
function printReport(
  report: Report,
  { results }: Judgment,
  { sources, gate }: Pick<FinishedAction, 'sources' | 'gate'>
): void {
  const findings = gate.write(report.findings, clean => findingsToText(clean, sources))
  if (findings.length > 0) sayGroup(gate.shown('Findings'), findings)
  const lines = [
    ...(findings.length === 0 ? [] : gate.write(report, waysOut)),
    ...(report.problems.length === 0 ? [] : gate.write(report.problems, problemsToText)),
    ...gate.write(results, linksToText),
    ...gate.write(report, endingToText)
  ]
  for (const line of lines) sayInfo(line)
}

/**
 * deliver writes outputs and the step summary through the runner's files, and returns the report with what could not be
 * written. If the summary fails after the outputs, the outputs are written again: the runner uses the last value of a
 * name.
 */
async function deliver(report: Report, environment: Environment, gate: RunGate): Promise<Report> {
  const first = withProblem(report, writeOutputs(report, gate))
  const unwritten = await writeSummary(first, environment, gate)
  if (unwritten === undefined) return first
  const second = withProblem(first, unwritten)
  return first === report ? withProblem(second, writeOutputs(second, gate)) : second
}

function writeOutputs(report: Report, gate: RunGate): Problem | undefined {
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
  gate: RunGate
): Promise<Problem | undefined> {
  if (!environment['GITHUB_STEP_SUMMARY']) return undefined
  try {
    await writeStepSummary(gate.write(report, one => reportToMarkdown(one)))
    return undefined
  } catch (error) {
    return notWritten('The step summary', 'GITHUB_STEP_SUMMARY', error)
  }
}

function notWritten(what: string, variable: string, error: unknown): Problem {
  return {
    code: 'output-not-written',
    fault: 'machine',
    message: `${what} could not be written to the file of ${variable} (${writeErrorText(error)}).`,
    hint: 'Give the runner free disk space, leave that variable as the runner sets it, and run the step again: completed work is detected and not repeated.'
  }
}

/**
 * keepComment writes the result of a check or a plan to its pull request if the input `github-token` is set, and
 * returns the report with any failure as a remark.
 */
async function keepComment(
  report: Report,
  run: Pick<FinishedAction, 'raw' | 'environment' | 'gate' | 'signal'>
): Promise<Report> {
  const { raw, environment, gate, signal } = run
  const token = raw['github-token']?.trim() ?? ''
  if (token === '' || (report.mode !== 'check' && report.mode !== 'plan')) return report
  const remarks = await commentOnPullRequest(report, {
    token,
    variables: environment,
    github: githubContext(environment),
    configuration: configurationOf(report.mode, raw),
    clock: systemClock,
    signal,
    gate
  })
  return remarks.length === 0 ? report : { ...report, remarks: [...report.remarks, ...remarks] }
}

/**
 * A check is independent of the target; a plan is for one target and its services. What changes with every run, such as
 * the image, is excluded.
 */
function configurationOf(mode: 'check' | 'plan', raw: RawInputs): readonly string[] {
  const definition = raw['task-definition'] ?? ''
  if (mode === 'check') return [definition]
  return [
    definition,
    ...(['config', 'environment', 'cluster', 'aws-region', 'service', 'task-definition-arn'] as const).map(
      name => raw[name] ?? ''
    )
  ]
}
