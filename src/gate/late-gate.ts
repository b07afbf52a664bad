import { isDrawn, isQuiet } from '../detector/quiet/text.ts'
import type { JsonObject } from '../json.ts'
import type { Gate } from './gate.ts'
import type { KnownGate } from './known-gate.ts'
import type { Cleared, JobTexts, RunGate, Shown } from './shown.ts'

/** Shorter values are not masked. */
const SHORTEST = 8

/** What the gate would have to decode first, or what may be a login. */
const READ_CLOSELY = /[^ -~]|[@%&\\']| {2}|(?:pass|pwd|secret|token|cred|key)\w{0,32}"?=/i

/**
 * LateGate is the gate of a run that may have nothing to mask. While the form of a text rules out that it contains a
 * credential, the detector is not loaded: such a text is shown as it is or, if values are known, such as the tokens of
 * a job, searched for them only. `ready` must be called before anything is shown.
 */
export class LateGate implements RunGate {
  #gate: Gate | undefined
  /** Searches for known values as long as there is nothing to judge. */
  #known: KnownGate | undefined
  readonly #values: (readonly string[])[] = []
  readonly #sources: (JsonObject | string)[] = []
  #job: JobTexts | undefined

  know(values: readonly string[]): void {
    if (!values.some(({ length }) => length >= SHORTEST)) return
    if (this.#gate) this.#gate.know(values)
    else {
      this.#values.push(values)
      this.#known?.know(values)
    }
  }

  /** Called once, before anything is shown. */
  knowJob(job: JobTexts): void {
    if (job.variables.length > 0) this.#job = job
  }

  learn(source: JsonObject | string): void {
    if (this.#gate) this.#gate.learn(source)
    else if (typeof source !== 'string' || !isQuiet(source)) this.#sources.push(source)
  }

  async ready(data?: unknown): Promise<void> {
    if (this.#gate) return
    if (data === undefined || this.#sources.length > 0 || !isPlain(data)) await this.#judge()
    else if (this.#job || this.#values.length > 0) await this.#search()
  }

  external(text: string): string {
    const gate = this.#of(text)
    return gate === this.#gate ? (this.#gate?.external(text) ?? text) : (gate?.shown(text) ?? text)
  }

  shown(text: string): Shown {
    return this.#of(text)?.shown(text) ?? (text as Shown)
  }

  cleared<Data>(data: Data): Cleared<Data> {
    const gate = this.#of(data)
    return gate ? gate.cleared(data) : (data as Cleared<Data>)
  }

  write<Data, Made>(data: Data, render: (data: Data) => Made): Cleared<Made> {
    const gate = this.#of(data)
    return gate ? gate.write(data, render) : (render(data) as Cleared<Made>)
  }

  pieces<Data>(data: Data, render: (data: Data) => Iterable<string>): Iterable<Shown> {
    const gate = this.#of(data)
    return gate ? gate.pieces(data, render) : (render(data) as Iterable<Shown>)
  }

  async #judge(): Promise<void> {
    const { Gate } = await import('./gate.ts')
    // another caller that waited at the same time has made it
    if (this.#gate) return
    const gate = new Gate()
    if (this.#job) gate.knowJob(this.#job)
    for (const values of this.#values.splice(0)) gate.know(values)
    for (const source of this.#sources.splice(0)) gate.learn(source)
    this.#known = undefined
    this.#gate = gate
  }

  async #search(): Promise<void> {
    if (this.#known) return
    const { KnownGate } = await import('./known-gate.ts')
    if (this.#gate || this.#known) return
    const known = new KnownGate()
    if (this.#job) known.knowJob(this.#job)
    for (const values of this.#values) known.know(values)
    this.#known = known
  }

  /** What masks the data, or undefined if there is nothing to mask. */
  #of(data: unknown): KnownGate | undefined {
    if (this.#gate) return this.#gate
    const isOpen = (this.#job || this.#values.length > 0) && this.#known === undefined
    if (isOpen || this.#sources.length > 0 || !isPlain(data))
      throw new Error('the gate was asked before it was ready')
    return this.#known
  }
}

/**
 * Whether the form of every text in plain data rules out a credential. Anything that is not plain data must be checked.
 */
function isPlain(data: unknown): boolean {
  if (typeof data === 'string') return data.length < SHORTEST || (!READ_CLOSELY.test(data) && !isDrawn(data))
  if (typeof data !== 'object' || data === null) return typeof data !== 'function'
  if (Array.isArray(data)) return data.every(isPlain)
  const prototype: unknown = Object.getPrototypeOf(data)
  return prototype === Object.prototype && Object.entries(data).every(isPlain)
}
