/** KeyOffsets holds the keys of one object with their offsets (UTF-16 code units). A task definition has hundreds of objects of two members: those need no map. */
export class KeyOffsets {
  private readonly keys: string[] = []
  private readonly offsets: number[] = []
  private map: Map<string, number> | undefined

  /** The offset of the same key before, or undefined after adding a new one. */
  add(key: string, offset: number): number | undefined {
    const index = this.map ? this.map.get(key) : this.keys.indexOf(key)
    if (index !== undefined && index >= 0) return this.offsets[index]
    this.map?.set(key, this.keys.length)
    this.keys.push(key)
    this.offsets.push(offset)
    if (this.keys.length === 16) this.map = new Map(this.keys.map((known, position) => [known, position]))
    return undefined
  }
}
