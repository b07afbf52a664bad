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

  /** Whether no stream was used, so that everything is written by now. */
  get isAllSaid(): boolean {
    return this.#heard.size === 0
  }

  /** endWith sets the exit code of the run, considering the output lost so far. Output can still be lost after that. */
  endWith(code: number): void {
    this.#process.exitCode = this.#isLost && code < 2 ? 3 : code
  }

  /** crash reports an uncaught exception: only its type, without a stack. */
  async crash(thrown: unknown): Promise<void> {
    const { crashed } = await import('./crash.ts')
    this.outlive(this.#process.stderr).write(await crashed(thrown))
    this.#process.exitCode = 4
  }

  #miss(stream: NodeJS.WriteStream, error: Error): void {
    if (this.#isLost || ('code' in error && error.code === 'EPIPE')) return
    this.#isLost = true
    this.endWith(Number(this.#process.exitCode ?? 0))
    if (stream === this.#process.stdout) void this.#sayUnwritten(error)
  }

  async #sayUnwritten(error: Error): Promise<void> {
    const { unwritten } = await import('./crash.ts')
    this.outlive(this.#process.stderr).write(await unwritten(error))
  }
}
