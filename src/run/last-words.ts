import { setMaxListeners } from 'node:events'
import type { Problem } from '../errors.ts'
import { writeErrorText } from '../files/write/placing.ts'
import { Gate } from '../report/gate/gate.ts'
import type { Shown } from '../report/gate/shown.ts'
import { problemsToText } from '../report/problem-text.ts'
import { internalProblem } from './run-mode.ts'

/** The parts of a process that are used: its standard streams and its exit code. */
type Process = Pick<NodeJS.Process, 'exitCode'> & {
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
}

/** cancellation returns the controller of the request to end a run, such as Ctrl+C. */
export function cancellation(): AbortController {
  const controller = new AbortController()
  // Every pending call listens for cancellation, hundreds at a time; this is not a leak.
  setMaxListeners(0, controller.signal)
  return controller
}

/**
 * LastWords handles output that cannot be written. A closed reader (`| head`) does not interrupt a deployment and is
 * not a failure. Output that is lost for any other reason, such as a full disk, makes an otherwise good run fail.
 */
export class LastWords {
  readonly #process: Process
  #isLost = false

  constructor(own: Process) {
    this.#process = own
    for (const stream of [own.stdout, own.stderr]) stream.on('error', error => this.#miss(stream, error))
  }

  /** endWith sets the exit code of the run, considering the output lost so far. Output can still be lost after that. */
  endWith(code: number): void {
    this.#process.exitCode = this.#isLost && code < 2 ? 3 : code
  }

  /** crash reports an uncaught exception: only its type, without a stack. */
  crash(thrown: unknown): void {
    this.#process.stderr.write(textOf(internalProblem(thrown)))
    this.#process.exitCode = 4
  }

  #miss(stream: NodeJS.WriteStream, error: Error): void {
    if (this.#isLost || ('code' in error && error.code === 'EPIPE')) return
    this.#isLost = true
    this.endWith(Number(this.#process.exitCode ?? 0))
    if (stream === this.#process.stdout) this.#process.stderr.write(textOf(unwritten(error)))
  }
}

function unwritten(error: Error): Problem {
  return {
    code: 'output-not-written',
    fault: 'machine',
    message: `Standard output could not be written (${writeErrorText(error)}).`,
    hint: 'Free some disk space, or write to another place, and run again: completed work is detected and not repeated.'
  }
}

function textOf(problem: Problem): Shown {
  return new Gate().write([problem], clean => `${problemsToText(clean).join('\n')}\n`)
}
