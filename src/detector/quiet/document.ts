import {
  type DocumentNode,
  type Member,
  type ObjectNode,
  type StringNode,
  scalarTextOf
} from '../../document/tree.ts'
import { canBePart, isNamedPart, joinsOf, MOST_PARTS, withoutPart } from '../halves.ts'
import { inMachineCode } from '../machine-code.ts'
import { isDrawn, isQuiet, isQuietName } from './text.ts'

/** ECS fields whose names sound like credentials but are not. */
const FIELDS: ReadonlySet<string> = new Set(['secrets', 'secretOptions'])

/**
 * Members that contain the name, the value, or the reference of a pair, in lower case and also with underscores, and
 * lists of pairs. The map form of these is left to the rules.
 */
const KEYS = {
  name: [
    ...['name', 'k', 'n', 'key', 'var', 'variable', 'env', 'envvar', 'envname'],
    ...['id', 'type', 'namespace']
  ],
  value: [
    ...['v', 'val', 'vals', 'value', 'values', 'envvalue', 'default', 'defaultvalue'],
    ...['literal', 'text', 'content', 'data']
  ],
  reference: ['valuefrom', 'value_from'],
  pairs: ['environment', 'secrets', 'secretoptions', 'secret_options'],
  files: ['environmentfiles', 'environment_files']
} as const

type Kind = keyof typeof KEYS | 'other'

const KINDS: ReadonlyMap<string, Kind> = new Map(
  (['name', 'value', 'reference', 'pairs', 'files'] as const).flatMap(kind =>
    KEYS[kind].map(key => [key, kind] as const)
  )
)

function kindOf(key: string): Kind {
  return KINDS.get(key.toLowerCase()) ?? 'other'
}

/** References that ECS can always use, and references that are filled in later. */
const GOOD_REFERENCE = inMachineCode(
  new RegExp(
    `^(?:${[
      'secretsmanager:[\\w/+=.-]{1,256}(?::[\\w.-]{1,64}::)?',
      'ssm:(?:/[\\w.-]{1,64}){1,8}',
      'arn:aws:secretsmanager:[a-z]{2}-[a-z]{4,9}-\\d:\\d{12}:secret:[\\w/+=.-]{1,256}(?::[\\w.-]{1,64}::)?',
      'arn:aws:ssm:[a-z]{2}-[a-z]{4,9}-\\d:\\d{12}:parameter(?:/[\\w.-]{1,64}){1,8}',
      '[\\w:/.-]{0,128}(?:(?:\\$\\{\\w{1,64}\\}|<[A-Za-z][\\w-]{0,63}>)[\\w:/.-]{0,128}){1,8}'
    ].join('|')})$`
  )
)

/** Minimum length of a value that a rule reports under the name `key` alone. */
const SHORTEST_KEY = 12

/** The suffix that Secrets Manager appends to a secret's name. */
const SUFFIX = /-[A-Za-z0-9]{6}(?=:|$)/

/** Names collected from a document: variables, secrets, and values that could be parts of one value, by common name. */
type Names = {
  readonly variables: Set<string>
  readonly secrets: Set<string>
  readonly parts: Map<string, string[]>
}

const noNames = (): Names => ({ variables: new Set(), secrets: new Set(), parts: new Map() })

/** isQuietDocument runs FirstLook on one document, without known values. */
export function isQuietDocument(root: DocumentNode): boolean {
  return new FirstLook(new Set()).isQuiet(root)
}

/** Maximum number of cached texts. */
const MOST_REMEMBERED = 10_000

/** FirstLook checks the documents of a run. */
export class FirstLook {
  readonly #known: readonly string[]
  #names: Names = noNames()
  /** Caches: the definitions of a repository share most of their names and values. */
  readonly #texts = new Map<string, boolean>()
  readonly #keys = new Map<string, boolean>()

  /** `known` contains values that must not occur in any document. */
  constructor(known: ReadonlySet<string>) {
    this.#known = [...known]
  }

  /**
   * isQuiet returns whether the rules that always apply have no findings in a document. It decides by the forms of the
   * texts alone, regardless of their location. False means that the rules must check the document.
   */
  isQuiet(root: DocumentNode): boolean {
    this.#names = noNames()
    if (!this.#node(root)) return false
    const { variables, secrets, parts } = this.#names
    for (const name of secrets) if (variables.has(name)) return false
    return [...parts.values()].every(texts => texts.length === 1)
  }

  #node(node: DocumentNode): boolean {
    switch (node.kind) {
      case 'string':
        return this.#text(node.value)
      case 'array':
        return this.#items(node.items)
      case 'object':
        return this.#object(node)
      default:
        return true
    }
  }

  #text(text: string): boolean {
    return remembered(this.#texts, text, isQuiet) && !this.#known.some(known => text.includes(known))
  }

  #key(key: string): boolean {
    return remembered(this.#keys, key, isQuietName)
  }

  /** The words of one list may belong together, as in a command, so they are also checked as one text. */
  #items(items: readonly DocumentNode[]): boolean {
    const words = items.filter((item): item is StringNode => item.kind === 'string')
    if (words.length < 2) return items.every(item => this.#node(item))
    return (
      words.every(({ value }) => this.#text(value)) &&
      isQuiet(words.map(({ value }) => value).join(' ')) &&
      items.every(item => item.kind === 'string' || this.#node(item))
    )
  }

  /**
   * The parts of a value are in the lists of one object, a container. More of them than a value has are a list of
   * something else.
   */
  #object({ members }: ObjectNode): boolean {
    const kinds = members.map(({ key }) => kindOf(key))
    if (!kinds.includes('pairs')) return this.#members(members, kinds)
    const before = this.#names
    const parts = new Map<string, string[]>()
    this.#names = { ...before, parts }
    const isQuietObject = this.#members(members, kinds)
    this.#names = before
    return isQuietObject && [...parts.values()].every(areQuietTogether)
  }

  #members(members: readonly Member[], kinds: readonly Kind[]): boolean {
    const isReference = kinds.includes('reference')
    const isPair = kinds.includes('value')
    if (isReference && (isPair || members.length !== 2)) return false
    const values = isPair ? members.filter((_, index) => kinds[index] === 'value') : []
    // A container's name is not the name of a value.
    const isNamed = isPair || !members.some(({ key }) => key === 'image')
    return members.every(({ key, value }, index) => {
      const kind = kinds[index]
      if (kind === 'files' || !(FIELDS.has(key) || this.#key(key) || isLabelKey(key, value))) return false
      if (kind === 'pairs' && !isListOfPairs(key, value)) return false
      if (value.kind !== 'string') return this.#node(value)
      if (kind === 'reference') return isQuietReference(value.value)
      if (kind !== 'name') return this.#text(value.value)
      if (isReference) return this.#secret(value.value)
      return isNamed ? this.#variable(value.value, values) : this.#text(value.value)
    })
  }

  #secret(name: string): boolean {
    this.#names.secrets.add(name)
    return this.#text(name)
  }

  #variable(name: string, values: readonly Member[]): boolean {
    if (values.length > 0) this.#names.variables.add(name)
    if (isNamedPart(name))
      this.#part(name, values.map(({ value }) => scalarTextOf(value) ?? '').filter(canBePart))
    return this.#key(name) && this.#text(name)
  }

  #part(name: string, texts: readonly string[]): void {
    if (texts.length === 0) return
    const whole = withoutPart(name)
    const before = this.#names.parts.get(whole)
    if (before === undefined) this.#names.parts.set(whole, [...texts])
    else before.push(...texts)
  }
}

/** No token continues with a second address. */
const ADDRESS = /^[a-z]{2,10}:\/\//

/** Whether no order of the parts of one value makes a text that the rules could report. */
function areQuietTogether(parts: readonly string[]): boolean {
  if (parts.length < 2 || parts.length > MOST_PARTS) return true
  return joinsOf(parts.map(part => (ADDRESS.test(part) ? ` ${part}` : part))).every(isQuiet)
}

/** The key of a tag. The rules treat `key` as the name of a credential only if the value looks like one. */
function isLabelKey(key: string, value: DocumentNode): boolean {
  if (key !== 'key' || value.kind !== 'string') return false
  return value.value.length < SHORTEST_KEY || !/\d/.test(value.value)
}

function remembered(known: Map<string, boolean>, text: string, judge: (text: string) => boolean): boolean {
  const before = known.get(text)
  if (before !== undefined) return before
  const is = judge(text)
  if (known.size < MOST_REMEMBERED) known.set(text, is)
  return is
}

/**
 * A list of pairs as ECS writes them, in which the parts that are counted here are those that the rules join. A value
 * among references is a mistake.
 */
function isListOfPairs(list: string, node: DocumentNode): boolean {
  const canHaveValue = list.toLowerCase() === 'environment'
  return (
    node.kind === 'array' && node.items.every(item => item.kind === 'object' && isPair(item, canHaveValue))
  )
}

function isPair({ members }: ObjectNode, canHaveValue: boolean): boolean {
  if (members.length !== 2) return false
  const named = members.find(({ key }) => key.toLowerCase() === 'name')
  const other = members.find(
    ({ key }) => kindOf(key) === 'reference' || (canHaveValue && key.toLowerCase() === 'value')
  )
  return named?.value.kind === 'string' && other !== undefined && scalarTextOf(other.value) !== undefined
}

function isQuietReference(text: string): boolean {
  return GOOD_REFERENCE.test(text) && !isDrawn(text.replace(SUFFIX, ''))
}
