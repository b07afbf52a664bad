import { type Clock, systemClock } from '../../clock.ts'

import type { Problem } from '../../errors.ts'
import type { RunGate, Shown } from '../../gate/shown.ts'
import type { RawInputs } from '../../inputs/tables/specification.ts'
import { annotationsOf } from '../../report/annotations.ts'
import { findingsToText } from '../../report/check/findings.ts'
import { linksToText } from '../../report/links.ts'
import { outputsOf } from '../../report/outputs.ts'
import { problemsToText, waysOut } from '../../report/problem-text.ts'
import { hasEnding, type Report } from '../../report/report.ts'
import { summaryToMarkdown } from '../../report/summary-page.ts'
import { type Judgment, judgeReport } from '../../report/verdict.ts'
import { writeErrorText } from '../../workspace/write/not-written.ts'
import type { WritingArea } from '../../workspace/write/placing.ts'
import { type Environment, githubContext } from '../github-context.ts'
import { keepPage } from '../report-file.ts'
import { keepSarif } from '../sarif-file.ts'
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

/** What the comment needs besides the report. */
type CommentedRun = {
  readonly raw: RawInputs
  readonly environment: Environment
  readonly gate: RunGate
  readonly signal: AbortSignal
}

/**
 * finishAction reports a run to the runner: requested files, outputs, step summary, log, annotations. Returns the exit
 * code. Loaded only at the end of a run.
 */
export async function finishAction(done: Report, run: FinishedAction): Promise<number> {
  const { gate, environment } = run
  await gate.ready(done)
  const kept = await keepSarif(done, run)
  const commented = await keepComment(kept, run)
  const report = await deliver(await keepPage(commented, run), environment, gate)
  const judgment = judgeReport(report)
  const annotations = annotationsOf(report, judgment)
  // Sentences contain more than the data that they are built from.
  await gate.ready([report, judgment.sentence, annotations])
  await printReport(report, judgment, run)
  for (const annotation of annotations) annotate(gate.cleared(annotation))
  return judgment.exitCode
}

/** Prints the whole report to the log: GitHub shows only ten annotations of a level. */
async function printReport(
  report: Report,
  { sentence, results }: Judgment,
  { sources, gate }: Pick<FinishedAction, 'sources' | 'gate'>
): Promise<void> {
  const findings = gate.write(report.findings, clean => findingsToText(clean, sources))
  if (findings.length > 0) sayGroup(gate.shown('Findings'), findings)
  const problems = report.problems.length === 0 ? [] : gate.write(report.problems, problemsToText)
  const links = gate.write(results, linksToText)
  const ending = await endingOf(report, gate)
  const ways = findings.length === 0 ? [] : gate.write(report, waysOut)
  for (const line of [...ways, ...problems, ...links, ...ending, gate.shown(sentence)]) sayInfo(line)
}

async function endingOf(report: Report, gate: RunGate): Promise<readonly Shown[]> {
  if (!hasEnding(report)) return []
  const { endingToText } = await import('../../report/ending.ts')
  return gate.write(report, endingToText)
}

/**
 * deliver writes outputs and the step summary through the runner's files, and returns the report with what could not be
 * written. If the summary fails after the outputs, the outputs are written again: the runner uses the last value of a
 * name.
 */
async function deliver(report: Report, environment: Environment, gate: RunGate): Promise<Report> {
  await gate.ready(report)
  const first = withProblem(report, writeOutputs(report, gate))
  await gate.ready(first)
  const unwritten = await writeSummary(first, environment, gate)
  if (unwritten === undefined) return first
  const second = withProblem(first, unwritten)
  await gate.ready(second)
  return first === report ? withProblem(second, writeOutputs(second, gate)) : second
}

const WITHOUT_ENDING = { reportToMarkdown: (report: Report) => summaryToMarkdown(report) }

function withProblem(report: Report, problem: Problem | undefined): Report {
  return problem === undefined ? report : { ...report, problems: [...report.problems, problem] }
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
    const isOffline = report.mode === 'check' || report.mode === 'render'
    const { reportToMarkdown } = isOffline ? WITHOUT_ENDING : await import('../../report/summary.ts')
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
    message: `${what} could not be written to the file that ${variable} names (${writeErrorText(error)}).`,
    hint: 'Give the runner free disk space, leave that variable as the runner sets it, and run the step again: completed work is detected and not repeated.'
  }
}

/**
 * keepComment writes the result of a check or a plan to its pull request if the input `github-token` is set, and
 * returns the report with any failure as a remark. Without a token, no GitHub client is loaded.
 */
async function keepComment(report: Report, run: CommentedRun): Promise<Report> {
  const { raw, environment, gate, signal } = run
  const token = raw['github-token']?.trim() ?? ''
  if (token === '' || (report.mode !== 'check' && report.mode !== 'plan')) return report
  await gate.ready()
  const { commentOnPullRequest } = await import('../../github/comment-on-pull-request.ts')
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
