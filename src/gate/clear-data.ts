/** Members whose texts are fixed values that programs compare; a credential that equals one must not change them. */
const OUR_WORDS: ReadonlySet<string> = new Set(
  'mode level category confidence rule code fault outcome kind fingerprint failOn about verdict state action store because status'.split(
    ' '
  )
)

/** The form of such a value. */
const WORD = /^[a-z][a-z0-9/-]{0,39}$/
/** The fingerprint of a finding. */
const DIGEST = /^[0-9a-f]{64}$/

/** Data that supports masking: its parts are masked, and it is built again from them. */
export type Remade = { readonly remade: (clear: <Data>(data: Data) => Data) => unknown }

/** DataCleaner masks every text in plain data, including keys. Data that has been masked is not processed again. */
export class DataCleaner {
  readonly #clean: (text: string) => string
  readonly #done = new WeakMap<object, unknown>()

  constructor(clean: (text: string) => string) {
    this.#clean = clean
  }

  /** clear returns the same data with masked texts; functions and class instances remain unchanged. */
  clear<Data>(data: Data): Data {
    return this.#clear(data) as Data
  }

  #clear(data: unknown): unknown {
    if (typeof data === 'string') return this.#clean(data)
    if (typeof data !== 'object' || data === null) return data
    const known = this.#done.get(data)
    if (known !== undefined) return known
    const cleared = this.#clearObject(data)
    // Caches lists, which occur in every text built from them. Their items are not cached, because there can be tens of
    // thousands.
    if (cleared !== data || Array.isArray(data)) this.#done.set(data, cleared)
    return cleared
  }

  /** Returns the same object if nothing changes, which is the case for nearly all data. */
  #clearObject(data: object): unknown {
    if (Array.isArray(data)) {
      const items = data.map(item => this.#clear(item))
      return items.every((item, index) => item === data[index]) ? data : items
    }
    if (data instanceof Map) {
      return new Map([...data].map(([key, value]) => [this.#clear(key), this.#clear(value)]))
    }
    if (!isPlain(data)) return data
    if (isRemade(data)) return data.remade(inner => this.clear(inner))
    let isSame = true
    const members = Object.entries(data).map(([key, value]) => {
      const member = [this.#clean(key), isOurWord(key, value) ? value : this.#clear(value)] as const
      if (member[0] !== key || member[1] !== value) isSame = false
      return member
    })
    return isSame ? data : Object.fromEntries(members)
  }
}

function isOurWord(key: string, value: unknown): boolean {
  return OUR_WORDS.has(key) && typeof value === 'string' && (WORD.test(value) || DIGEST.test(value))
}

function isPlain(data: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(data)
  return prototype === Object.prototype || prototype === null
}

function isRemade(data: object): data is Remade {
  return 'remade' in data && typeof data.remade === 'function'
}
