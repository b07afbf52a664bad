import { type Problem, problemsOf } from '../errors.ts'
import type { Shown } from '../gate/shown.ts'

/** What a process is asked for: its standard streams, and where its exit code goes. */
type Process = Pick<NodeJS.Process, 'exitCode'> & {
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
}

/**
 * LastWords is what becomes of a process whose words get lost: a reader that has gone away (`| head`) ends no deploy in the middle
 * and is no failure; text that is lost for any other reason, such as a full disk, makes a run fail that would have been good.
 */
export class LastWords {
  readonly #process: Process
  readonly #heard = new Set<NodeJS.WriteStream>()
  #isLost = false

  constructor(own: Process) {
    this.#process = own
  }

  /** outlive gives the stream, with an ear for its errors. */
  outlive(stream: NodeJS.WriteStream): NodeJS.WriteStream {
    if (this.#heard.has(stream)) return stream
    this.#heard.add(stream)
    return stream.on('error', error => this.#miss(stream, error))
  }

  /** endWith sets the exit code of the run, as far as it was heard. Text can still get lost after that. */
  endWith(code: number): void {
    this.#process.exitCode = this.#isLost && code < 2 ? 3 : code
  }

  /** crash says an exception that nothing has caught: its type only, and no stack. */
  async crash(thrown: unknown): Promise<void> {
    this.outlive(this.#process.stderr).write(await linesOf(problemsOf(thrown)))
    this.#process.exitCode = 4
  }

  #miss(stream: NodeJS.WriteStream, error: Error): void {
    if (this.#isLost || ('code' in error && error.code === 'EPIPE')) return
    this.#isLost = true
    this.endWith(Number(this.#process.exitCode ?? 0))
    if (stream === this.#process.stdout) void this.#sayUnwritten(error)
  }

  async #sayUnwritten(error: Error): Promise<void> {
    this.outlive(this.#process.stderr).write(await unwritten(error))
  }
}

async function unwritten(error: Error): Promise<Shown> {
  const { whyNotWritten } = await import('../workspace/not-written.ts')
  return linesOf([
    {
      code: 'output-not-written',
      fault: 'machine',
      message: `Standard output could not be written (${whyNotWritten(error)}).`,
      hint: 'Free some disk space, or write to another place, and run again: completed work is detected and not repeated.'
    }
  ])
}

/** Hardly any process comes here, so that what makes a text of it is loaded late. */
async function linesOf(problems: readonly Problem[]): Promise<Shown> {
  const [{ Gate }, { problemsToText }] = await Promise.all([
    import('../gate/gate.ts'),
    import('../report/text.ts')
  ])
  return new Gate().write(problems, clean => `${problemsToText(clean).join('\n')}\n`)
}
