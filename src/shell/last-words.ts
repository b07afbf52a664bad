import { type Problem, problemsOf } from '../errors.ts'
import type { Shown } from '../gate/shown.ts'

/** The parts of a process that are used: its standard streams and its exit code. */
type Process = Pick<NodeJS.Process, 'exitCode'> & {
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
}

/**
 * LastWords handles output that cannot be written. A closed reader (`| head`) does not interrupt a deployment and is
 * not a failure. Output that is lost for any other reason, such as a full disk, makes an otherwise good run fail.
 */
export class LastWords {
  readonly #process: Process
  readonly #heard = new Set<NodeJS.WriteStream>()
  #isLost = false

  constructor(own: Process) {
    this.#process = own
  }

  /** outlive returns the stream with a listener for its errors. */
  outlive(stream: NodeJS.WriteStream): NodeJS.WriteStream {
    if (this.#heard.has(stream)) return stream
    this.#heard.add(stream)
    return stream.on('error', error => this.#miss(stream, error))
  }

  /** endWith sets the exit code of the run, considering the output lost so far. Output can still be lost after that. */
  endWith(code: number): void {
    this.#process.exitCode = this.#isLost && code < 2 ? 3 : code
  }

  /** crash reports an uncaught exception: only its type, without a stack. */
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
  const { writeErrorText } = await import('../workspace/not-written.ts')
  return linesOf([
    {
      code: 'output-not-written',
      fault: 'machine',
      message: `Standard output could not be written (${writeErrorText(error)}).`,
      hint: 'Free some disk space, or write to another place, and run again: completed work is detected and not repeated.'
    }
  ])
}

/** Hardly any process gets here, so the code that formats problems is loaded late. */
async function linesOf(problems: readonly Problem[]): Promise<Shown> {
  const [{ Gate }, { problemsToText }] = await Promise.all([
    import('../gate/gate.ts'),
    import('../report/text.ts')
  ])
  return new Gate().write(problems, clean => `${problemsToText(clean).join('\n')}\n`)
}
