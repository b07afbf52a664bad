import { systemClock } from '../clock.ts'
import type { RunGate } from '../gate/shown.ts'
import type { RawInputs } from '../inputs/specification.ts'
import type { Report } from '../report/report.ts'
import { type Environment, githubContext } from './github-context.ts'

/** What the comment needs besides the report. */
export type CommentedRun = {
  readonly raw: RawInputs
  readonly environment: Environment
  readonly gate: RunGate
  readonly signal: AbortSignal
}

/**
 * keepComment writes the result of a check or a plan to its pull request if the input `github-token` is set, and
 * returns the report with any failure as a remark. Without a token, no GitHub client is loaded.
 */
export async function keepComment(report: Report, run: CommentedRun): Promise<Report> {
  const { raw, environment, gate, signal } = run
  const token = raw['github-token']?.trim() ?? ''
  if (token === '' || (report.mode !== 'check' && report.mode !== 'plan')) return report
  await gate.ready()
  const { commentOnPullRequest } = await import('../github/comment-on-pull-request.ts')
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
