import type { Problem } from '../errors.ts'
import { type Parsed, parseBoolean, parseLines, parseNames, parseOneOf, parseWholeNumber } from './fields.ts'
import {
  factOf,
  type InputFact,
  type InputName,
  type InputOfKind,
  type RawInputs,
  type Unless,
  type WordOf
} from './specification.ts'

/**
 * InputReader hands out parsed inputs by name and collects the problems, so that one bad input does not hide the next. Words,
 * bounds and defaults come from the table of inputs; an input that cannot be read counts as not given.
 */
export class InputReader {
  readonly problems: Problem[] = []
  readonly #raw: RawInputs
  readonly #bad = new Set<InputName>()

  constructor(raw: RawInputs) {
    this.#raw = raw
  }

  /** Whether a value was given and could not be read. */
  isBad(name: InputName): boolean {
    return this.#bad.has(name)
  }

  /** isUsual says that an input is not given, or is what action.yml gives in every mode. */
  isUsual(name: InputName): boolean {
    const text = this.text(name)
    return text === undefined || text === factOf(name).default
  }

  text(name: InputName): string | undefined {
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
    return this.#keepOr(name, text => parseBoolean(name, text))
  }

  wholeNumber<Name extends InputOfKind<'number'>>(name: Name): number | Unless<Name> {
    const bounds = factOf(name) as Extract<InputFact, { kind: 'number' }>
    return this.#keepOr(name, text => parseWholeNumber(name, text, bounds))
  }

  word<Name extends InputOfKind<'word'>>(name: Name): WordOf<Name> | Unless<Name> {
    return this.#keepOr(name, text => parseOneOf(name, text, wordsOf(name)))
  }

  /** report notes a problem that is not about the value of one input. */
  report(code: string, message: string, hint: string): undefined {
    this.problems.push({ code, fault: 'user', message, hint })
    return undefined
  }

  /** reportBad notes what is wrong with the value of one input; `message` goes on behind the input's name. */
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
    const usual = factOf(name).default
    const parsed = usual === undefined ? undefined : parse(usual)
    return (parsed && 'value' in parsed ? parsed.value : undefined) as T | Unless<Name>
  }
}

function wordsOf<Name extends InputOfKind<'word'>>(name: Name): readonly WordOf<Name>[] {
  return (factOf(name) as { readonly words: readonly WordOf<Name>[] }).words
}
