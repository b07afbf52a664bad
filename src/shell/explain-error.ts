import { AwsError } from '../aws/error.ts'
import { type Problem, problemsOf } from '../errors.ts'
import type { Log } from '../log.ts'

/** explain puts what was thrown into problems: a refusal of AWS or of the file system, or an internal error. */
export async function explain(error: unknown, log: Pick<Log, 'debug'>): Promise<readonly Problem[]> {
  if (error instanceof AwsError) {
    // a check never comes here, and should not read it
    const { explainAwsError } = await import('../aws/explain.ts')
    return [explainAwsError(error)]
  }
  log.debug(stackOf(error))
  return [...fileProblem(error), ...problemsOf(error)].slice(0, 1)
}

/** Only where our code stands; the message could quote a value. */
function stackOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  return stack
    .split('\n')
    .filter(line => /^\s+at /.test(line))
    .join('\n')
}

/** What node:fs says no to is the machine's or the user's doing: a workspace that is not there, a folder that is read-only. */
function fileProblem(error: unknown): readonly Problem[] {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error) || !('path' in error))
    return []
  // A full or broken disk is nobody's slip.
  const isMachine = ['ENOSPC', 'EDQUOT', 'EROFS', 'EIO'].includes(String(error.code))
  return [
    {
      code: 'file-system',
      fault: isMachine ? 'machine' : 'user',
      message: `${String(error.path)} cannot be used: ${String(error.syscall)} failed with ${String(error.code)}.`,
      hint: 'Check that GITHUB_WORKSPACE and RUNNER_TEMP are folders that exist and may be written to.'
    }
  ]
}
