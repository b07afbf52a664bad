import { AwsError } from '../aws/error.ts'
import type { Problem } from '../errors.ts'
import type { Log } from '../log.ts'
import { systemRefusal } from '../workspace/file-reasons.ts'
import { problemsOf } from './internal-error.ts'

/** explain converts a thrown error to problems: a refusal by AWS or the file system, or an internal error. */
export async function explain(error: unknown, log: Pick<Log, 'debug'>): Promise<readonly Problem[]> {
  if (error instanceof AwsError) {
    // a check never gets here and should not load it
    const { explainAwsError } = await import('../aws/explain.ts')
    return [explainAwsError(error)]
  }
  log.debug(stackOf(error))
  return [...fileProblem(error), ...problemsOf(error)].slice(0, 1)
}

/** Only the code locations; the message could quote a value. */
function stackOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  return stack
    .split('\n')
    .filter(line => /^\s+at /.test(line))
    .join('\n')
}

/** A refusal from node:fs is caused by the machine or the user: a missing workspace, a read-only folder. */
function fileProblem(error: unknown): readonly Problem[] {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error) || !('path' in error))
    return []
  return [systemRefusal(error)]
}
