import { constantOutput, decodes, printedBy, type SimpleCommand } from './constants.ts'
import { hereDocument, type Mark, type Variables } from './filled-in.ts'
import { Loops, type ReadingLoop } from './loops.ts'

/** A command that can still receive its here-document. */
type Mutable = { -readonly [Key in keyof SimpleCommand]: SimpleCommand[Key] }

/** `next` is the command that reads its output. */
type Waiting = {
  readonly mark: Mark
  readonly command: Mutable
  readonly loop: ReadingLoop | undefined
  next?: Mutable
}

/** Where a command ends in its script. */
type End = { readonly text: string; readonly at: number; readonly piped: boolean }

/** What a reader knows of its script, and how it reads another one with other variables. */
type Surroundings = {
  readonly found: SimpleCommand[]
  readonly variables: Variables
  readonly enter: (script: string, variables: Variables) => readonly SimpleCommand[]
}

/**
 * Collector takes the commands of one script, in their order: what they print, what they are given, and which variables
 * they set.
 */
export class Collector {
  /** What the commands print, one after the other, with `HOLE` for what the script does not contain. */
  printed = ''
  private readonly around: Surroundings
  private readonly loops = new Loops()
  /** The output of the last command, if it is constant. */
  private output: string | undefined
  private pending: Mark[] = []
  private waiting: Waiting[] = []
  /** A command before a pipe whose here-document begins on the next line. */
  private feeding: Waiting | undefined
  /** The list whose items are being read: `login=(app x)`. */
  private list: { readonly name: string; items: number } | undefined

  constructor(around: Surroundings) {
    this.around = around
  }

  /** A here-document that begins on the next line, for the command that is read. */
  expect(mark: Mark): void {
    this.pending.push(mark)
  }

  /** The items of a list begin, or its end was reached. */
  openList(name: string | undefined): void {
    this.list = name === undefined ? undefined : { name, items: 0 }
  }

  /** Takes a command. Returns what the next command of a pipe reads. */
  take(written: SimpleCommand, { text, at, piped }: End): string | undefined {
    const command: Mutable = this.list ? this.itemsOf(written, this.list) : withoutKeywords(written)
    if (command.words.length === 0) return written.stdin
    const { words, stdin, writes } = command
    const { found, variables, enter } = this.around
    found.push(command)
    if (this.feeding) this.feeding.next = command
    this.feeding = undefined
    const loop = words[0] === 'done' ? this.loops.close(text, at) : undefined
    if (loop && stdin !== undefined) this.again(loop, stdin)
    this.waiting.push(...this.pending.map(mark => ({ mark, command, loop })))
    if (piped && this.pending.length > 0) this.feeding = this.waiting.at(-1)
    this.pending = []
    this.output = constantOutput(command)
    if (this.output !== undefined && decodes(command)) command.decoded = this.output
    variables.take(words, stdin)
    this.loops.take(words, stdin, at + 1)
    const call = variables.callIn(words)
    if (call) found.push(...enter(call.body, variables.given(call.given)))
    if (!piped) this.printed += printedBy({ words, writes }, this.output)
    return piped ? this.output : undefined
  }

  /** What the last command prints, such as that of a subshell before a pipe. */
  get lastOutput(): string | undefined {
    return this.output
  }

  /** The lines up to the delimiter are the standard input of the preceding command. Returns how long they are. */
  documents(text: string, at: number): number {
    let length = 0
    for (const { mark, command, loop, next } of this.waiting) {
      const document = hereDocument(text.slice(at + length), mark)
      length += document.length
      command.stdin = document.body
      if (loop) this.again(loop, document.body)
      this.sets(command)
      const output = next && next.stdin === undefined ? constantOutput(command) : undefined
      if (next === undefined || output === undefined) continue
      next.stdin = output
      this.sets(next)
    }
    this.waiting = []
    this.feeding = undefined
    return length
  }

  /** Records what `read` sets from a here-document. */
  private sets({ words, stdin }: SimpleCommand): void {
    if (words.includes('read')) this.around.variables.take(words, stdin)
  }

  /** Reads a loop with what its end is given; only commands that hand a part of it on are new. */
  private again({ body, reading }: ReadingLoop, stdin: string): void {
    const { found, variables, enter } = this.around
    const inner = variables.inLoop(reading, stdin)
    if (inner === undefined) return
    for (const [name, field] of inner.row) found.push({ words: ['read', name], stdin: field })
    const fields = [...inner.row.values()]
    const holds = (given = '') =>
      fields.some(field => given.includes(field) || (given.length >= SHORTEST && field.includes(given)))
    found.push(
      ...enter(body, inner.variables).filter(({ words, stdin }) => words.some(holds) || holds(stdin))
    )
  }

  /** `[password]=x` is set like a variable, if it is no number or path. */
  private itemsOf(
    { words, ...rest }: SimpleCommand,
    list: { readonly name: string; items: number }
  ): Mutable {
    this.around.variables.takeItems(list.name, words, list.items)
    list.items += words.length
    return { ...rest, words: words.map(word => word.replace(OF_MAP, '$1=')) }
  }
}

/** Shorter words can be part of a field by chance. */
const SHORTEST = 6

const OF_MAP = /^\[([\w.-]{1,64})\]=(?=[^\d]{0,64}\d)(?=.{0,64}[A-Za-z])(?![^/:]{0,64}[/:])/

/** `do echo x`, `then app`: the command alone. */
function withoutKeywords({ words, ...rest }: SimpleCommand): Mutable {
  const start = words.findIndex(word => !/^(?:do|then|else|\{|!)$/.test(word))
  return { ...rest, words: start === 0 ? words : start < 0 ? [] : words.slice(start) }
}
