/** The result for one requested object. */
export type ReadObject =
  | { readonly kind: 'blob'; readonly blob: string; readonly bytes: Buffer }
  | { readonly kind: 'missing'; readonly blob: string }

/**
 * BatchParser parses the stream of `git cat-file --batch`: `NAME TYPE SIZE`, the content, a newline; or `NAME missing`.
 */
export class BatchParser {
  readonly #give: (object: ReadObject) => void
  #chunks: Buffer[] = []
  #length = 0
  #wanted: { readonly blob: string; readonly type: string; readonly size: number } | undefined

  constructor(give: (object: ReadObject) => void) {
    this.#give = give
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#length += chunk.length
    while (this.#step()) {
      // while there is a complete header or content
    }
  }

  #step(): boolean {
    if (this.#wanted) return this.#readContent(this.#wanted)
    if (this.#length === 0) return false
    const all = this.#join()
    const end = all.indexOf(10)
    if (end < 0) return false
    const [blob = '', type = '', size = '0'] = all.subarray(0, end).toString('latin1').split(' ')
    this.#keep(all.subarray(end + 1))
    if (type === 'missing' || type === 'ambiguous') this.#give({ kind: 'missing', blob })
    else this.#wanted = { blob, type, size: Number(size) }
    return true
  }

  #readContent({ blob, type, size }: { blob: string; type: string; size: number }): boolean {
    if (this.#length < size + 1) return false
    const all = this.#join()
    const bytes = all.subarray(0, size)
    this.#keep(all.subarray(size + 1))
    this.#wanted = undefined
    if (type === 'blob') this.#give({ kind: 'blob', blob, bytes })
    return true
  }

  /** Chunks are joined only when something is consumed, so that a large blob in many chunks is copied once. */
  #join(): Buffer {
    if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks)]
    return this.#chunks[0] ?? Buffer.alloc(0)
  }

  #keep(rest: Buffer): void {
    this.#chunks = rest.length === 0 ? [] : [rest]
    this.#length = rest.length
  }
}
