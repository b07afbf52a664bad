import { placesIn } from './json-places.ts'
import { childPointer } from './pointer.ts'

/** JsonSource is a file of valid JSON, whose places are looked up when one of them is first needed. */
export class JsonSource {
  readonly file: string
  readonly text: string
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
export class JsonOrigin {
  // Declared only: a field of a class is set by a function of its own, for each of thousands of objects.
  /** The list or the object that it is in; of the root, the file. */
  declare private readonly parent: JsonOrigin | JsonSource
  declare private readonly step: string | number
  /** How many keys and values come before it. */
  declare private readonly index: number

  constructor(parent: JsonOrigin | JsonSource, step: string | number, index: number) {
    this.parent = parent
    this.step = step
    this.index = index
  }

  get kind(): 'file' {
    return 'file'
  }

  get file(): string {
    return this.source.file
  }

  get pointer(): string {
    return this.parent instanceof JsonSource ? '' : childPointer(this.parent.pointer, this.step)
  }

  get start(): number {
    return this.source.places[this.index * 2] ?? 0
  }

  get end(): number {
    return this.source.places[this.index * 2 + 1] ?? 0
  }

  private get source(): JsonSource {
    return this.parent instanceof JsonSource ? this.parent : this.parent.source
  }
}
