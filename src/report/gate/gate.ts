import {
  assignedCredentialsIn,
  credentialsInLine,
  plainCredentialsIn,
  withoutCredentials
} from '../../detector/judge-line.ts'
import { upToName } from '../../detector/named-lines.ts'
import { isOwnWord, MASK, sensitiveValues } from '../../detector/sensitive.ts'
import { isDrawn } from '../../detector/values/describe.ts'
import { fromJson } from '../../files/document/tree.ts'
import type { JsonObject, JsonValue } from '../../json.ts'
import { KnownValues, mergeSpans, SHORTEST_KNOWN, type Span } from './known-values.ts'
import { credentialsOfJob, definitionsIn } from './learned.ts'
import type { Cleared, JobTexts, RunGate, Shown } from './shown.ts'

/** Names, places and sentences recur, and so do texts of AWS with every poll. Long ones do not. */
const MOST_REMEMBERED = 5_000
const LONGEST_REMEMBERED = 1_000

/** The shortest login is `a:pass@b`. */
const SHORTEST_TEXT = 8

const ORIGIN = { kind: 'input', input: 'task-definition' } as const

/**
 * Gate masks every text before it leaves the program: the known values, of definitions, variables and secrets,
 * and what the detector recognizes in a text. Values shorter than 8 characters are not masked, because that would make
 * every log that states "postgres" unreadable; the program itself never prints them.
 */
export class Gate implements RunGate {
  readonly #known = new KnownValues()
  readonly #shown = new Map<string, string>()
  readonly #external = new Map<string, string>()
  #names: ReadonlySet<string> = new Set()

  keep(names: readonly string[]): void {
    this.#names = new Set([...this.#names, ...names])
    this.#shown.clear()
    this.#external.clear()
  }

  know(values: readonly string[]): readonly string[] {
    // a log shows a value of several lines line by line; only a line that could be random is a value of its own
    const lines = values.flatMap(value =>
      value.includes('\n') ? [value, ...value.split(/\r?\n/).filter(isDrawn)] : [value]
    )
    for (const value of lines) {
      if (isOwnWord(value) || !this.#known.add(value)) continue
      this.#shown.clear()
      this.#external.clear()
    }
    return values.filter(value => !this.#names.has(value))
  }

  knowJob(job: JobTexts): void {
    this.know(credentialsOfJob(job))
  }

  learn(source: JsonObject | string): void {
    if (typeof source === 'string') this.know(source.split(/\r?\n/).flatMap(credentialsInLine))
    else for (const one of definitionsIn(source)) this.know(sensitiveValues(fromJson(one, ORIGIN)))
  }

  shown(text: string): Shown {
    return remembered(this.#shown, text, () => this.#masked(text, true)) as Shown
  }

  external(text: string): string {
    return remembered(this.#external, text, () => {
      const local = new KnownValues()
      for (const tree of treesIn(text))
        for (const value of sensitiveValues(fromJson(tree, ORIGIN))) local.add(value)
      return upToName(withoutCredentials(this.#masked(blanked(text, local.spansIn(text)), true)))
    })
  }

  cleared<Data>(data: Data): Cleared<Data> {
    return cleanData(data, (text, isName) =>
      isName ? this.#masked(text, false) : this.shown(text)
    ) as Cleared<Data>
  }

  write<Data, Made>(data: Data, render: (data: Data) => Made): Cleared<Made> {
    return render(this.cleared(data) as Data) as Cleared<Made>
  }

  /** holdsCredential returns whether a text holds a credential, so that it must not be copied anywhere. */
  holdsCredential(text: string): boolean {
    return plainCredentialsIn(text).length > 0
  }

  /** Masks the credentials in a text that the detector recognizes, and with `all` also the values that are known. */
  #masked(text: string, all: boolean): string {
    if (text.length < SHORTEST_TEXT) return text
    const judged = [...plainCredentialsIn(text), ...assignedCredentialsIn(text)]
    const known = all ? this.#known.spansIn(text) : []
    const isName = ({ start, end }: Span) => this.#names.has(text.slice(start, end))
    return blanked(text, [...known.filter(one => !isName(one)), ...placesOf(judged, text)])
  }
}

function remembered(texts: Map<string, string>, text: string, make: () => string): string {
  const known = texts.get(text)
  if (known !== undefined) return known
  const made = make()
  if (texts.size < MOST_REMEMBERED && text.length <= LONGEST_REMEMBERED) texts.set(text, made)
  return made
}

/** The places of the parts in a text; a short part counts only before a host, where it was found. */
function placesOf(parts: readonly string[], text: string): readonly Span[] {
  return parts.flatMap(part => {
    const spans: Span[] = []
    for (let at = text.indexOf(part); part !== '' && at >= 0; at = text.indexOf(part, at + part.length)) {
      const end = at + part.length
      if (part.length >= SHORTEST_KNOWN || text.charAt(end) === '@') spans.push({ start: at, end })
    }
    return spans
  })
}

function blanked(text: string, spans: readonly Span[]): string {
  let shown = ''
  let from = 0
  for (const { start, end } of mergeSpans(spans)) {
    shown += text.slice(from, start) + MASK
    from = end
  }
  return shown + text.slice(from)
}

/** The longest JSON in a text that is read, and how many beginnings of one are tried. */
const LONGEST_TREE = 8_192
const MOST_TREES = 8

/** The JSON objects and lists in a text of others, also those that stand in it as a quoted string. */
function treesIn(text: string): readonly JsonValue[] {
  const trees: JsonValue[] = []
  for (const layer of [text, text.replaceAll('\\"', '"').replaceAll('\\\\', '\\')]) {
    let end = 0
    for (const { index } of [...layer.matchAll(/[{[]/g)].slice(0, MOST_TREES)) {
      const found = index < end ? undefined : treeAt(layer.slice(index, index + LONGEST_TREE))
      if (found === undefined) continue
      trees.push(found.tree)
      end = index + found.length
    }
    if (!text.includes('\\"')) break
  }
  return trees
}

/** The JSON that a text begins with: the shortest part, up to a closing bracket, that parses. */
function treeAt(text: string): { readonly tree: JsonValue; readonly length: number } | undefined {
  for (const { index } of [...text.matchAll(/[}\]]/g)].slice(0, MOST_TREES * 4)) {
    try {
      return { tree: JSON.parse(text.slice(0, index + 1)) as JsonValue, length: index + 1 }
    } catch {
      // more of it may parse
    }
  }
  return undefined
}

/** Members whose texts are fixed values that programs compare; a credential that equals one must not change them. */
const OUR_WORDS: ReadonlySet<string> = new Set(
  'mode level category confidence rule code fault outcome kind fingerprint failOn about verdict state action store because status'.split(
    ' '
  )
)

/** The form of such a value. */
const WORD = /^[a-z][a-z0-9/-]{0,39}$/

/** The fingerprint of a finding; see detector/fingerprint.ts. */
const DIGEST = /^[0-9a-f]{16}$/

/**
 * Members that hold names of a run, which programs use to find what they are about: a weak password that is also the
 * name of a service must not hide the service. Tokens and logins are masked there too.
 */
const NAMES: ReadonlySet<string> = new Set(
  (
    'service services key cluster clusters family region account file files environment container revision ' +
    'arn taskDefinition taskDefinitionArn taskDefinitionArns previousTaskDefinitionArn comparedWith from to ' +
    'deploymentId serviceDeploymentArn codeDeployIds taskArns renderedFiles sarifFile reportFile'
  ).split(' ')
)

/** Data that supports masking: its parts are masked, and it is built again from them. */
type Remade = { readonly remade: (clear: <Data>(data: Data) => Data) => unknown }

/** Masks a text; `isName`: it is one of the names of the run. */
type CleanText = (text: string, isName: boolean) => string

/** Masks every text in plain data, including keys. Functions and class instances remain unchanged. */
function cleanData(data: unknown, clean: CleanText, isName = false): unknown {
  if (typeof data === 'string') return clean(data, isName)
  if (typeof data !== 'object' || data === null) return data
  if (Array.isArray(data)) return data.map((item: unknown) => cleanData(item, clean, isName))
  if (data instanceof Map)
    return new Map([...data].map(([key, value]) => [cleanData(key, clean), cleanData(value, clean)]))
  if (isRemade(data)) return data.remade(<Inner>(inner: Inner) => cleanData(inner, clean) as Inner)
  const prototype: unknown = Object.getPrototypeOf(data)
  if (prototype !== Object.prototype && prototype !== null) return data
  const members = Object.entries(data).map(([key, value]: [string, unknown]) => {
    const isWord = OUR_WORDS.has(key) && typeof value === 'string' && (WORD.test(value) || DIGEST.test(value))
    return [clean(key, false), isWord ? value : cleanData(value, clean, NAMES.has(key))]
  })
  return Object.fromEntries(members)
}

function isRemade(data: object): data is Remade {
  return 'remade' in data && typeof data.remade === 'function'
}
