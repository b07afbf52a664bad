import type { Problem } from '../errors.ts'
import type { Shown } from '../gate/shown.ts'
import { problemsToText } from '../report/problem-text.ts'
import { problemsOf } from './internal-error.ts'

/** crashed describes an uncaught exception: only its type, without a stack. */
export function crashed(thrown: unknown): Promise<Shown> {
  return linesOf(problemsOf(thrown))
}

/** unwritten describes output that could not be written. */
export async function unwritten(error: Error): Promise<Shown> {
  const { writeErrorText } = await import('../workspace/write/not-written.ts')
  return linesOf([
    {
      code: 'output-not-written',
      fault: 'machine',
      message: `Standard output could not be written (${writeErrorText(error)}).`,
      hint: 'Free some disk space, or write to another place, and run again: completed work is detected and not repeated.'
    }
  ])
}

async function linesOf(problems: readonly Problem[]): Promise<Shown> {
  const { Gate } = await import('../gate/gate.ts')
  return new Gate().write(problems, clean => `${problemsToText(clean).join('\n')}\n`)
}
