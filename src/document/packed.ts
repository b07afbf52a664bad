import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { JsonValue } from '../json.ts'

/** Little is repeated further apart in a definition. zlib allocates these sizes for each text, by default 280 KB. */
const DEFLATE = { level: 3, windowBits: 12, memLevel: 6, chunkSize: 1024 }
const INFLATE = { windowBits: 12, chunkSize: 4096 }

/**
 * Packed is a JSON value kept as compressed text, which takes a fortieth of the memory that its objects would: a run
 * can have thousands of definitions, and reads each again once or twice.
 */
export class Packed<Value extends JsonValue> {
  /** A character for each byte: a buffer would take 200 bytes more. The same for the same JSON. */
  readonly bytes: string

  constructor(value: Value) {
    this.bytes = deflateRawSync(JSON.stringify(value), DEFLATE).toString('latin1')
  }

  /** read returns the value, as new objects each time. */
  read(): Value {
    return JSON.parse(inflateRawSync(Buffer.from(this.bytes, 'latin1'), INFLATE).toString()) as Value
  }

  /** For the gate, which masks what is in it. */
  remade(clear: <Data>(data: Data) => Data): Packed<Value> {
    const value = this.read()
    const cleared = clear(value)
    return cleared === value ? this : new Packed(cleared)
  }
}

const PACKED = Symbol('packed members')

type WithPacked = { readonly [PACKED]: Packed<{ readonly [name: string]: JsonValue }> }

/** One per name, so that all objects have the same shape. */
const accessors = new Map<string, PropertyDescriptor>()

function accessorOf(name: string): PropertyDescriptor {
  const known = accessors.get(name)
  if (known) return known
  const accessor = {
    get(this: WithPacked) {
      return this[PACKED].read()[name]
    },
    enumerable: true,
    configurable: true
  }
  accessors.set(name, accessor)
  return accessor
}

/**
 * withPacked returns a copy of a plain object that keeps some of its members packed, together: each use of one makes it
 * anew. Members must be JSON values. A copy of the copy ({ ...copy }) has its members as usual.
 */
export function withPacked<Whole extends object>(
  whole: Whole,
  names: readonly (keyof Whole & string)[]
): Whole {
  const members = Object.entries(whole)
  const isPacked = ([name, value]: (typeof members)[number]) =>
    value !== undefined && names.some(one => one === name)
  const packed = Object.fromEntries(members.filter(isPacked))
  const made = Object.fromEntries(members.filter(member => !isPacked(member)))
  Object.defineProperty(made, PACKED, { value: new Packed(packed) })
  for (const name of Object.keys(packed)) Object.defineProperty(made, name, accessorOf(name))
  return made as Whole
}
