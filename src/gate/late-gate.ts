import { isDrawn, isQuiet } from '../detector/quiet/text.ts'
import type { JsonObject } from '../json.ts'
import type { Gate } from './gate.ts'
import type { Cleared, RunGate, Shown } from './shown.ts'

/** Shorter values are not masked. */
const SHORTEST = 8

/** What the gate would have to decode first, or what may be a login. */
const READ_CLOSELY = /[^ -~]|[@%&\\']| {2}/

/**
 * LateGate is the gate of a run that may have nothing to mask. While it knows no credential, and the form of a text
 * rules out that it contains one, the gate and its rules are not loaded. `ready` must be called before anything is
 * shown.
 */
export class LateGate implements RunGate {
  #gate: Gate | undefined
  readonly #kept: ((gate: Gate) => void)[] = []

  know(values: readonly string[]): void {
    if (values.some(({ length }) => length >= SHORTEST)) this.#tell(gate => gate.know(values))
  }

  learn(source: JsonObject | string): void {
    if (this.#gate || typeof source !== 'string' || !isQuiet(source)) this.#tell(gate => gate.learn(source))
  }

  async ready(data?: unknown): Promise<void> {
    if (this.#gate || (data !== undefined && this.#kept.length === 0 && isPlain(data))) return
    const { Gate } = await import('./gate.ts')
    // whoever asked at the same time has made it
    if (this.#gate) return
    const gate = new Gate()
    for (const tell of this.#kept.splice(0)) tell(gate)
    this.#gate = gate
  }

  external(text: string): string {
    return this.#of(text)?.external(text) ?? text
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

  #tell(what: (gate: Gate) => void): void {
    if (this.#gate) what(this.#gate)
    else this.#kept.push(what)
  }

  /** The gate, or undefined if there is nothing to mask. */
  #of(data: unknown): Gate | undefined {
    if (this.#gate === undefined && (this.#kept.length > 0 || !isPlain(data)))
      throw new Error('the gate was asked before it was ready')
    return this.#gate
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
