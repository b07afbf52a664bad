import { LineCursor, NAMING, NEAR, VALUING } from './loose-cursor.ts'
import { isNameLike } from './loose-words.ts'

/** A name and a value, or a value alone (`name` is empty), with the offsets of the value. */
export type LoosePair = {
  readonly name: string
  readonly value: string
  readonly start: number
  readonly end: number
  /** Whether it is a text although another reading took it for the name of something. */
  readonly isText?: true
}

/** PairGiver passes on what a reader of lines finds, and joins a `name` to the `value` beside it. */
export class PairGiver extends LineCursor {
  private readonly use: (pair: LoosePair) => void
  /** The name for the next `value`, with its line. */
  private named: { readonly name: string; readonly line: number } | undefined
  /** A value that precedes its name. */
  protected waiting: (LoosePair & { readonly line: number }) | undefined
  /** The name before an opening bracket: `DB_PASSWORD: {`, `variable "db_password" {`. */
  protected group: { readonly name: string; readonly line: number } | undefined
  constructor(text: string, use: (pair: LoosePair) => void) {
    super(text)
    this.use = use
  }

  /** Processes a pair: the value of `name` is a name, and `value` belongs to it. */
  protected give(key: string, value: string, at: { readonly start: number; readonly end: number }): void {
    if (NAMING.test(key) && isNameLike(value)) {
      this.named = { name: value, line: this.line }
      const { waiting } = this
      this.waiting = undefined
      if (waiting && this.line - waiting.line <= NEAR) {
        this.named = undefined
        this.emit(value, waiting.value, waiting)
      }
      return
    }
    // { name = "API_KEY", secret = "api-key" }: the name of what is stored
    if (
      key === 'secret' &&
      this.named?.line === this.line &&
      /^[a-z][a-z0-9]*(?:[-_/][a-z0-9]+)+$/.test(value)
    )
      return
    const name = VALUING.test(key) ? this.nameFor(key) : key
    if (name === key && VALUING.test(key))
      this.waiting = { name: '', value, start: at.start, end: at.end, line: this.line }
    this.emit(name, value, at)
  }

  protected nameFor(key: string): string {
    const { named, group } = this
    this.named = undefined
    if (named && this.line - named.line <= NEAR) return named.name
    return group && this.line - group.line <= NEAR ? group.name : key
  }

  protected emit(name: string, value: string, at: { readonly start: number; readonly end: number }): void {
    if (value !== '') this.use({ name, value, start: at.start, end: at.end })
  }
}
