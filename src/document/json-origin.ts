import { placesIn } from './json-places.ts'
import { childPointer, type FileOrigin } from './tree.ts'

/** JsonSource is a file of valid JSON, whose places are looked up when one of them is first needed. */
export class JsonSource {
  readonly file: string
  readonly text: string
  /** How many keys and values have an origin. */
  count = 0
  #places: Int32Array | undefined

  constructor(file: string, text: string) {
    this.file = file
    this.text = text
  }

  /** Start and end of every key and value, in the order of the file. */
  get places(): Int32Array {
    this.#places ??= placesIn(this.text)
    return this.#places
  }
}

/**
 * JsonOrigin is where a key or a value stands in a file of valid JSON. Most are never looked up: in a file without
 * findings, finding the places takes longer than everything else that is done to read it.
 */
export class JsonOrigin implements FileOrigin {
  readonly kind = 'file'
  private readonly source: JsonSource
  /** How many keys and values come before it. */
  private readonly index: number
  private readonly parent: JsonOrigin | undefined
  private readonly step: string | number

  /** The origin of the next key or value of the source. */
  constructor(source: JsonSource, parent: JsonOrigin | undefined, step: string | number) {
    this.source = source
    this.index = source.count++
    this.parent = parent
    this.step = step
  }

  get file(): string {
    return this.source.file
  }

  get pointer(): string {
    return this.parent === undefined ? '' : childPointer(this.parent.pointer, this.step)
  }

  get start(): number {
    return this.source.places[this.index * 2] ?? 0
  }

  get end(): number {
    return this.source.places[this.index * 2 + 1] ?? 0
  }

  /** For a tree that is packed (packed-tree.ts). */
  toJSON(): FileOrigin {
    const { kind, file, pointer, start, end } = this
    return { kind, file, pointer, start, end }
  }
}
