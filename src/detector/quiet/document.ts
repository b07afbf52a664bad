import type { DocumentNode, ObjectNode, StringNode } from '../../document/tree.ts'
import { isNamedPart, MOST_PARTS, withoutPart } from '../halves.ts'
import { isDrawn, isQuiet, isQuietName } from './text.ts'

/** Fields of ECS that sound like credentials and are none. */
const FIELDS: ReadonlySet<string> = new Set(['secrets', 'secretOptions'])

/** What gives a pair its name, its value, or a reference, in any case; a field may be written with an underscore too. */
const NAME = /^(?:name|key|variable|env(?:var)?|id|type|namespace)$/i
const VALUE = /^(?:val(?:ue)?s?|default(?:value)?|literal|text|content|data)$/i
const REFERENCE = /^value_?from$/i

/** Lists of pairs; written as a map they are for the rules. */
const PAIRS = /^(?:environment|secrets|secret_?options)$/i
const FILES = /^environment_?files$/i

/** References of which ECS can use every one, and those that are filled in later. */
const GOOD_REFERENCE = new RegExp(
  `^(?:${[
    'secretsmanager:[\\w/+=.-]{1,256}(?::[\\w.-]{1,64}::)?',
    'ssm:(?:/[\\w.-]{1,64}){1,8}',
    'arn:aws:secretsmanager:[a-z]{2}-[a-z]{4,9}-\\d:\\d{12}:secret:[\\w/+=.-]{1,256}(?::[\\w.-]{1,64}::)?',
    'arn:aws:ssm:[a-z]{2}-[a-z]{4,9}-\\d:\\d{12}:parameter(?:/[\\w.-]{1,64}){1,8}',
    '[\\w:/.-]{0,128}(?:(?:\\$\\{\\w{1,64}\\}|<[A-Za-z][\\w-]{0,63}>)[\\w:/.-]{0,128}){1,8}'
  ].join('|')})$`
)

/** No key that a rule knows by its name alone is shorter. */
const SHORTEST_KEY = 12

/** What Secrets Manager puts behind a name. */
const SUFFIX = /-[A-Za-z0-9]{6}(?=:|$)/

/** What is known of a document while it is looked at: names of variables and of secrets, and of variables that could be parts of one value. */
type Names = {
  readonly variables: Set<string>
  readonly secrets: Set<string>
  readonly parts: Map<string, number>
}

const noNames = (): Names => ({ variables: new Set(), secrets: new Set(), parts: new Map() })

/** isQuietDocument is FirstLook for one document and no known values. */
export function isQuietDocument(root: DocumentNode): boolean {
  return new FirstLook(new Set()).isQuiet(root)
}

/** More texts than these are not remembered. */
const MOST_REMEMBERED = 10_000

/** FirstLook looks at the documents of a run. */
export class FirstLook {
  readonly #known: ReadonlySet<string>
  #names: Names = noNames()
  /** The definitions of a repository have most of their fields, names and values in common. */
  readonly #texts = new Map<string, boolean>()
  readonly #keys = new Map<string, boolean>()

  /** `known` are values of which none may stand in a document. */
  constructor(known: ReadonlySet<string>) {
    this.#known = known
  }

  /** isQuiet tells whether the rules that always apply have nothing to say about a document, by the forms of its texts alone and wherever they stand. False means that the rules have to look. */
  isQuiet(root: DocumentNode): boolean {
    this.#names = noNames()
    if (!this.#node(root)) return false
    const { variables, secrets, parts } = this.#names
    for (const name of secrets) if (variables.has(name)) return false
    for (const count of parts.values()) if (count > 1 && count <= MOST_PARTS) return false
    return true
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
    return remembered(this.#texts, text, isQuiet) && (this.#known.size === 0 || !this.#known.has(text.trim()))
  }

  #key(key: string): boolean {
    return remembered(this.#keys, key, isQuietName)
  }

  /** Words of one list may belong together, as those of a command do. */
  #items(items: readonly DocumentNode[]): boolean {
    const words = items.filter((item): item is StringNode => item.kind === 'string')
    if (words.length < 2) return items.every(item => this.#node(item))
    return (
      words.every(({ value }) => this.#text(value)) &&
      isQuiet(words.map(({ value }) => value).join(' ')) &&
      items.every(item => item.kind === 'string' || this.#node(item))
    )
  }

  #object({ members }: ObjectNode): boolean {
    const has = (pattern: RegExp) => members.some(({ key }) => pattern.test(key))
    const isReference = has(REFERENCE)
    const isPair = has(VALUE)
    // The name of a container is above no value.
    const isNamed = isPair || !members.some(({ key }) => key === 'image')
    if (isReference && (isPair || members.length !== 2)) return false
    return members.every(({ key, value }) => {
      if (FILES.test(key) || !(FIELDS.has(key) || this.#key(key) || isLabelKey(key, value))) return false
      if (value.kind === 'string' && REFERENCE.test(key)) return isQuietReference(value.value)
      if (value.kind === 'string' && NAME.test(key)) {
        if (isReference) return this.#secret(value.value)
        return isNamed ? this.#variable(value.value, isPair) : this.#text(value.value)
      }
      if (PAIRS.test(key) && !isListOfObjects(value)) return false
      return this.#node(value)
    })
  }

  #secret(name: string): boolean {
    this.#names.secrets.add(name)
    return this.#text(name)
  }

  #variable(name: string, hasValue: boolean): boolean {
    if (hasValue) this.#names.variables.add(name)
    if (hasValue && isNamedPart(name)) {
      const whole = withoutPart(name)
      this.#names.parts.set(whole, (this.#names.parts.get(whole) ?? 0) + 1)
    }
    return this.#key(name) && this.#text(name)
  }
}

/** The key of a tag; where the rules take it for a credential's, it would have to look like one. */
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

function isListOfObjects(node: DocumentNode): boolean {
  return node.kind === 'array' && node.items.every(({ kind }) => kind === 'object')
}

function isQuietReference(text: string): boolean {
  return GOOD_REFERENCE.test(text) && !isDrawn(text.replace(SUFFIX, ''))
}
