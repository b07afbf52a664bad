import type { Problem, Remark } from '../errors.ts'
import {
  booleanAsAws,
  numberAsAws,
  type Parsed,
  parseBoolean,
  parseLines,
  parseNames,
  parseOneOf,
  parseWholeNumber,
  type ReadAsAws
} from './fields.ts'
import {
  factOf,
  type InputFact,
  type InputName,
  type InputOfKind,
  type RawInputs,
  type Unless,
  type WordOf
} from './tables/specification.ts'

/**
 * The problem of a volume that is named without its configuration, or configured without its name, if it does not stop
 * the run.
 */
export const INCOMPLETE_VOLUME =
  'not used, since name and configuration of the volume belong together and one is missing; no volume is configured.'

/** Defaults for inputs that follow AWS's actions, if they differ from the defaults elsewhere. */
export const AWS_DEFAULTS: { readonly [name in InputName]?: string } = {
  'wait-for-service-stability': 'false',
  'wait-for-task-stopped': 'false'
}

/** AWS's deploy action waits six hours at most, whatever is requested. */
export const AWS_MOST_MINUTES = 360

/** The value of `task-definition` for the definition that the service runs; a file with that name is `./live`. */
export const LIVE = 'live'

/** A switch that is named is read as a boolean, never as text; a name from a list may be any. */
type Unswitched<Name extends InputName> = InputName extends Name ? Name : Exclude<Name, InputOfKind<'switch'>>

/**
 * InputReader returns parsed inputs by name and collects the problems, so that one invalid input does not hide the
 * next. Words, bounds and defaults come from the table of inputs; an unreadable input counts as not given.
 */
export class InputReader {
  readonly problems: Problem[] = []
  /** Inputs that were read differently than written, or that have no effect. */
  readonly remarks: Remark[] = []
  /**
   * Inputs are read as AWS's own actions read them: what is not a boolean is false, what is not a number is not given.
   */
  readonly isLenient: boolean
  readonly #raw: RawInputs
  readonly #bad = new Set<InputName>()

  constructor(raw: RawInputs) {
    this.#raw = raw
    this.isLenient = raw.compatibility?.trim() === 'aws-actions'
  }

  /** note reports an input that is read differently than written; `message` follows the input's name. */
  note(name: InputName, message: string): undefined {
    this.remarks.push({ message: `Input "${name}": ${message}` })
    return undefined
  }

  /** Whether a value was given and could not be read. */
  isBad(name: InputName): boolean {
    return this.#bad.has(name)
  }

  /** isUsual returns whether an input is not given, or has its default from action.yml. */
  isUsual(name: InputName): boolean {
    const text = this.text(name)
    return text === undefined || text === factOf(name).default || text === this.#usual(name)
  }

  #usual(name: InputName): string | undefined {
    return (this.isLenient ? AWS_DEFAULTS[name] : undefined) ?? factOf(name).default
  }

  text<Name extends InputName>(name: Name & Unswitched<Name>): string | undefined {
    const text = this.#raw[name]
    return text === undefined || text.trim() === '' ? undefined : text.trim()
  }

  untrimmed(name: InputName): string | undefined {
    return this.text(name) === undefined ? undefined : this.#raw[name]
  }

  lines(name: InputOfKind<'lines'>): readonly string[] {
    return parseLines(this.text(name) ?? '')
  }

  names(name: InputOfKind<'names'>): readonly string[] | undefined {
    return this.#keep(name, text => parseNames(name, text))
  }

  boolean<Name extends InputOfKind<'switch'>>(name: Name): boolean | Unless<Name> {
    return this.#keepOr(name, text =>
      parseBoolean(name, (this.isLenient ? this.#noted(name, booleanAsAws(text)) : undefined) ?? text)
    )
  }

  #noted(name: InputName, { text, note }: ReadAsAws): string | undefined {
    if (note !== undefined) this.note(name, note)
    return text
  }

  wholeNumber<Name extends InputOfKind<'number'>>(name: Name): number | Unless<Name> {
    const bounds = factOf(name) as Extract<InputFact, { kind: 'number' }>
    const text = this.text(name)
    const written =
      this.isLenient && text !== undefined
        ? this.#noted(name, numberAsAws(text, this.#usual(name), bounds))
        : undefined
    return this.#keepOr(name, own => parseWholeNumber(name, written ?? own, bounds))
  }

  word<Name extends InputOfKind<'word'>>(name: Name): WordOf<Name> | Unless<Name> {
    return this.#keepOr(name, text => parseOneOf(name, text, wordsOf(name)))
  }

  /** report adds a problem that does not concern the value of a single input. */
  report(code: string, message: string, hint: string): undefined {
    this.problems.push({ code, fault: 'user', message, hint })
    return undefined
  }

  /** reportBad adds a problem with the value of one input; `message` follows the input's name. */
  reportBad(name: InputName, message: string, hint: string): undefined {
    this.#bad.add(name)
    return this.report('bad-input', `Input "${name}": ${message}`, hint)
  }

  #keep<T>(name: InputName, parse: (text: string) => Parsed<T>): T | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    const parsed = parse(text)
    if ('value' in parsed) return parsed.value
    this.#bad.add(name)
    this.problems.push(parsed.problem)
    return undefined
  }

  #keepOr<T, Name extends InputName>(name: Name, parse: (text: string) => Parsed<T>): T | Unless<Name> {
    const read = this.#keep(name, parse)
    if (read !== undefined) return read
    const usual = this.#usual(name)
    const parsed = usual === undefined ? undefined : parse(usual)
    return (parsed && 'value' in parsed ? parsed.value : undefined) as T | Unless<Name>
  }
}

function wordsOf<Name extends InputOfKind<'word'>>(name: Name): readonly WordOf<Name>[] {
  return (factOf(name) as { readonly words: readonly WordOf<Name>[] }).words
}

/** namesLive returns whether an input names a live definition. */
export function namesLive(reader: InputReader): boolean {
  return (
    reader.lines('task-definition').includes(LIVE) ||
    reader.text('task-definition-arn') !== undefined ||
    reader.text('task-definition-family') !== undefined
  )
}
