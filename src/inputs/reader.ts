import { readSetting } from '../deploy/services/read-setting.ts'
import type { Problem, Remark } from '../errors.ts'
import { didYouMean } from '../nearest.ts'
import { badInput, describeText } from './problems.ts'
import {
  COMMAND_LINE_INPUTS,
  factOf,
  type InputName,
  type InputRow,
  type Mode,
  modesOf,
  type RawInputs,
  type Unless,
  type ValueOf
} from './tables/specification.ts'

/** The value of `task-definition` for the definition that the service runs; a file with that name is `./live`. */
export const LIVE = 'live'

/** Defaults for inputs that follow AWS's actions, if they differ from the defaults elsewhere. */
export const AWS_DEFAULTS: { readonly [name in InputName]?: string } = {
  'wait-for-service-stability': 'false',
  'wait-for-task-stopped': 'false'
}

/** The modes that have inputs of their own, which no other mode takes. */
const WITH_OWN: ReadonlySet<string> = new Set(['audit', 'continue', 'migrate', 'rollback'])

/** A parsed value, or why it could not be parsed: one problem, or those of a JSON text. */
type Parsed = { readonly value: unknown } | { readonly problems: readonly Problem[] }

/**
 * InputReader returns inputs by name, parsed according to their rows, and collects the problems, so that one invalid
 * input does not hide the next. What is unreadable counts as not given, and so does what the mode does not use; check
 * and plan also read what a deploy uses, so that its mistakes are found before it.
 */
export class InputReader {
  readonly problems: Problem[] = []
  /** Inputs that were read differently than written, or that have no effect. */
  readonly remarks: Remark[] = []
  /**
   * Inputs are read as AWS's own actions read them: what is not a boolean is false, what is not a number is not given.
   */
  readonly isLenient: boolean
  /** The mode; until it is known, every input counts as used. */
  mode: Mode | undefined
  readonly #raw: RawInputs
  readonly #values = new Map<InputName, unknown>()
  readonly #bad = new Set<InputName>()

  constructor(raw: RawInputs) {
    this.#raw = raw
    this.isLenient = raw.compatibility?.trim() === 'aws-actions'
  }

  /** get returns the value of an input, or its default. */
  get<Name extends InputName>(name: Name): ValueOf<Name> | Unless<Name> {
    if (!this.#values.has(name)) this.#values.set(name, this.#read(name))
    return this.#values.get(name) as ValueOf<Name> | Unless<Name>
  }

  /** given returns the text of an input that the mode uses, as written; undefined if it is empty. */
  given(name: InputName): string | undefined {
    const text = this.#raw[name]
    return text === undefined || text.trim() === '' || !this.#isUsed(name) ? undefined : text
  }

  /** Whether a value was given and could not be read. */
  isBad(name: InputName): boolean {
    return this.#bad.has(name)
  }

  /** note reports an input that is read differently than written; `message` follows the input's name. */
  note(name: InputName, message: string): undefined {
    this.remarks.push({ message: `Input "${name}": ${message}` })
    return undefined
  }

  /** report adds a problem that does not concern the value of a single input. */
  report(code: string, message: string, hint: string): undefined {
    this.problems.push({ code, fault: 'user', message, hint })
    return undefined
  }

  /** reportBad adds a problem with the value of one input; `message` follows the input's name. */
  reportBad(name: InputName, message: string, hint: string): undefined {
    this.#bad.add(name)
    this.problems.push(badInput(name, message, hint))
    return undefined
  }

  /**
   * reportUnused judges the given inputs that the mode does not use. One that announces what only another mode does is
   * refused: `apply: true` must not be ignored by a deploy. The others are named in a remark, whatever they hold: a
   * rollback in an emergency must not end because of a variable of the repository.
   */
  reportUnused(mode: Mode): void {
    const unused = COMMAND_LINE_INPUTS.filter(name => !modesOf(name).includes(mode) && !this.#isUsual(name))
    const idle: InputName[] = []
    for (const name of unused) {
      const { elsewhere, refusedIn, group } = factOf(name)
      const modes = modesOf(name)
      const isRefused = refusedIn?.includes(mode) ?? (elsewhere !== undefined || WITH_OWN.has(group))
      if (!isRefused) {
        if (!this.#isUsed(name)) idle.push(name)
        continue
      }
      const whose = modes.length === 1 ? `mode ${modes[0]}` : `modes ${modes.join(', ')}`
      const message = `Input "${name}" is for ${whose}; this is mode ${mode}.`
      this.report('bad-input', message, elsewhere ?? `Set mode: ${modes[0]}, or remove ${name}.`)
    }
    if (idle.length > 0) this.remarks.push({ message: `Not used in mode ${mode}: ${idle.join(', ')}.` })
  }

  #isUsed(name: InputName): boolean {
    const { mode } = this
    const readsAll = mode === undefined || mode === 'check' || mode === 'plan'
    return readsAll || name === 'mode' || name === 'compatibility' || modesOf(name).includes(mode)
  }

  /** Whether an input is not given, or has its default from action.yml. */
  #isUsual(name: InputName): boolean {
    const text = this.#raw[name]?.trim() ?? ''
    return name === 'mode' || text === '' || text === factOf(name).default || text === this.#usual(name)
  }

  #usual(name: InputName): string | undefined {
    return (this.isLenient ? AWS_DEFAULTS[name] : undefined) ?? factOf(name).default
  }

  #read(name: InputName): unknown {
    const fact = factOf(name)
    const written = this.given(name)
    const usual = this.#usual(name)
    if (written !== undefined) {
      const text = fact.kind === 'block' ? written : written.trim()
      const parsed = parseInput(name, fact, this.isLenient ? this.#asAws(name, fact, text) : text)
      if ('value' in parsed) return parsed.value
      this.#bad.add(name)
      this.problems.push(...parsed.problems)
    }
    const parsed = usual === undefined ? undefined : parseInput(name, fact, usual)
    if (parsed && 'value' in parsed) return parsed.value
    return fact.kind === 'lines' ? [] : undefined
  }

  /**
   * AWS's actions read what is not a boolean as false, and the digits at the beginning of a number, within its range.
   */
  #asAws(name: InputName, fact: InputRow, written: string): string {
    if (fact.kind === 'switch') {
      const word = written.toLowerCase()
      if (word === 'true' || word === 'false') return word
      this.note(
        name,
        `${describeText(written)} is not "true", so that it is read as false, as AWS's action does.`
      )
      return 'false'
    }
    if (fact.kind !== 'number' || 'value' in parseInput(name, fact, written)) return written
    const begin = /^\d+/.exec(written)?.[0]
    const digits = Number(begin) < fact.min ? undefined : begin
    const text =
      digits === undefined ? (this.#usual(name) ?? written) : String(Math.min(Number(digits), fact.max))
    if (text !== written) this.note(name, `${describeText(written)} is read as ${text}.`)
    return text
  }
}

/** Parses a text by the kind and the form of its input. */
function parseInput(name: InputName, fact: InputRow, text: string): Parsed {
  const bad = (message: string, hint: string): Parsed => ({ problems: [badInput(name, message, hint)] })
  switch (fact.kind) {
    case 'switch':
      // as YAML and GitHub's getBooleanInput do
      return /^(?:true|True|TRUE|false|False|FALSE)$/.test(text)
        ? { value: text.toLowerCase() === 'true' }
        : bad(
            `${describeText(text)} is not a boolean; true and false are allowed.`,
            `Write ${name}: true or ${name}: false.`
          )
    case 'number': {
      const { min, max } = fact
      const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
      if (value >= min && value <= max) return { value }
      const message = `${describeText(text)} is not a whole number from ${min} to ${max}.`
      return bad(message, `Write digits only, for example ${name}: ${Math.max(min, 1)}.`)
    }
    case 'word': {
      if (fact.words.includes(text)) return { value: text }
      const message = `${describeText(text)} is not allowed.${didYouMean(text, fact.words)}`
      return bad(message, `Allowed: ${fact.words.join(', ')}.`)
    }
    case 'json': {
      const read = readSetting(text, fact.structure)
      if ('value' in read) return read
      return { problems: read.faults.map(({ message, hint }) => badInput(name, message, hint)) }
    }
    case 'names': {
      const value = splitParts(text, /[,\r\n]/)
      if (value.length === 0) return { problems: [namesNothing(name)] }
      const twice = value.find((one, index) => value.indexOf(one) !== index)
      if (twice !== undefined)
        return bad(`${describeText(twice)} is named twice.`, `Name each ${nounOf(name)} once.`)
      return misformed(name, fact, value) ?? { value }
    }
    case 'lines': {
      const value = splitParts(text, /\r?\n/)
      return misformed(name, fact, value) ?? { value }
    }
    default:
      return misformed(name, fact, [text]) ?? { value: text }
  }
}

function misformed(name: InputName, { form, wrong, hint, near = [] }: InputRow, parts: readonly string[]) {
  const found = parts.find(part => form?.test(part) === false)
  return found === undefined
    ? undefined
    : { problems: [badInput(name, `${describeText(found)} ${wrong}.${didYouMean(found, near)}`, `${hint}.`)] }
}

/** splitParts splits a text; blank parts and surrounding spaces are removed. */
export function splitParts(text: string, separator: RegExp): readonly string[] {
  return text
    .split(separator)
    .map(part => part.trim())
    .filter(part => part !== '')
}

const nounOf = (name: InputName): string => factOf(name).noun ?? 'service'

/**
 * namesNothing is the problem of an input that was given and has no name in it, such as `${{ vars.A }},${{ vars.B }}`
 * of two empty variables: nobody means all or none by it.
 */
export function namesNothing(name: InputName): Problem {
  return {
    code: 'bad-input',
    fault: 'user',
    message: `Input "${name}" contains no ${nounOf(name)}: it holds only separators.`,
    hint: `Expressions in it may be empty: set the variables that they read, or leave "${name}" out.`,
    about: { input: name }
  }
}
