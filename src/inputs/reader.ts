import type { Problem } from '../errors.ts'
import { type Parsed, parseBoolean, parseNames, parseOneOf, parseWholeNumber } from './fields.ts'
import type { InputName, RawInputs } from './specification.ts'

/** InputReader hands out parsed inputs by name and collects the problems, so that one bad input does not hide the next. */
export class InputReader {
  readonly problems: Problem[] = []
  readonly #raw: RawInputs

  constructor(raw: RawInputs) {
    this.#raw = raw
  }

  text(name: InputName): string | undefined {
    const text = this.#raw[name]
    return text === undefined || text.trim() === '' ? undefined : text.trim()
  }

  untrimmed(name: InputName): string | undefined {
    return this.text(name) === undefined ? undefined : this.#raw[name]
  }

  boolean(name: InputName): boolean | undefined {
    return this.#keep(name, text => parseBoolean(name, text))
  }

  wholeNumber(name: InputName, bounds: { min: number; max: number }): number | undefined {
    return this.#keep(name, text => parseWholeNumber(name, text, bounds))
  }

  oneOf<T extends string>(name: InputName, words: readonly T[]): T | undefined {
    return this.#keep(name, text => parseOneOf(name, text, words))
  }

  names(name: InputName): readonly string[] | undefined {
    return this.#keep(name, text => parseNames(name, text))
  }

  report(code: string, message: string, hint: string): undefined {
    this.problems.push({ code, fault: 'user', message, hint })
    return undefined
  }

  #keep<T>(name: InputName, parse: (text: string) => Parsed<T>): T | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    const parsed = parse(text)
    if ('value' in parsed) return parsed.value
    this.problems.push(parsed.problem)
    return undefined
  }
}
