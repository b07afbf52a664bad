import { systemClock } from '../clock.ts'
import type { RawInputs } from '../inputs/specification.ts'
import type { Report } from '../report/report.ts'
import { type Environment, githubContext } from './github-context.ts'
import type { Redactor } from './redactor.ts'

/** What the comment needs besides the report. */
export type CommentedRun = {
  readonly raw: RawInputs
  readonly environment: Environment
  readonly redactor: Redactor
  readonly signal: AbortSignal
}

/**
 * keepComment puts the result of a check on its pull request where the input `github-token` is given, and gives the report with
 * what could not be done as a remark. Without a token nothing of GitHub's client is loaded.
 */
export async function keepComment(report: Report, run: CommentedRun): Promise<Report> {
  const { raw, environment, redactor, signal } = run
  const token = raw['github-token']?.trim() ?? ''
  if (token === '' || report.mode !== 'check') return report
  redactor.add([token])
  const { commentOnPullRequest } = await import('../github/comment-on-pull-request.ts')
  const remarks = await commentOnPullRequest(report, {
    token,
    variables: environment,
    github: githubContext(environment),
    taskDefinition: raw['task-definition'] ?? '',
    clock: systemClock,
    signal,
    clean: text => redactor.clean(text)
  })
  return remarks.length === 0 ? report : { ...report, remarks: [...report.remarks, ...remarks] }
}
