import type { Place, Problem } from '../../errors.ts'
import {
  childOf,
  type DocumentNode,
  itemsOf,
  scalarTextOf,
  stringOf,
  toJson
} from '../../files/document/tree.ts'
import type { JsonObject } from '../../json.ts'
import { present } from '../../present.ts'
import { ENTRY_KEYS, type EntryKey, keyFact } from './keys.ts'
import type { Layout, LayoutEntry } from './layout.ts'
import type { ServicePlace } from './placement.ts'

/** What an entry is deployed from: a file, or the live task definition. */
export type TemplateBase = { readonly place?: Place } & (
  | { readonly kind: 'file'; readonly path: string }
  /** The family's newest active revision or, without a family, the revision that the service runs. */
  | { readonly kind: 'live'; readonly family?: string }
)

type Resolving = {
  readonly layout: Layout
  readonly problems: Problem[]
  readonly environment?: string
  /** The key that replaces `{service}`; absent for what applies to all. */
  readonly service?: string
}

/** The values of the levels that apply to one entry, with their placeholders filled in. */
export class Levels {
  readonly #levels: readonly LayoutEntry[]
  readonly #resolving: Resolving

  constructor(levels: readonly LayoutEntry[], resolving: Resolving) {
    this.#levels = levels
    this.#resolving = resolving
  }

  /** The value of the most specific level that sets it. */
  node(key: EntryKey): DocumentNode | undefined {
    return this.#levels.findLast(({ values }) => values.has(key))?.values.get(key)
  }

  texts(key: EntryKey): readonly string[] {
    return itemsOf(this.node(key)).map(item => scalarTextOf(item) ?? '')
  }

  place(key: EntryKey): Place | undefined {
    const node = this.node(key)
    return node && this.#resolving.layout.place(node.origin)
  }

  /** A name whose result has the form that the table requires; otherwise a problem. */
  name(key: EntryKey, node = this.node(key)): string | undefined {
    const written = node?.kind === 'number' ? node.raw : stringOf(node)
    // a name with {service} is known only for a particular service
    const isOpen = this.#resolving.service === undefined && written?.includes('{service}')
    if (node === undefined || written === undefined || isOpen) return undefined
    const text = this.filled(written)
    const wrong = wrongName(text, key)
    if (wrong === undefined) return text
    const place = this.place(key)
    this.#resolving.problems.push({ code: 'bad-placement', fault: 'user', ...wrong, ...present({ place }) })
    return undefined
  }

  site(): ServicePlace {
    const [cluster, region] = [this.name('cluster'), this.name('region')]
    const written = present({
      cluster: cluster === undefined ? undefined : this.place('cluster'),
      region: region === undefined ? undefined : this.place('region')
    })
    return {
      ...present({
        cluster,
        region,
        roleArn: this.name('role-to-assume'),
        account: this.name('account')
      }),
      ...(Object.keys(written).length === 0 ? {} : { written })
    }
  }

  base(): TemplateBase | undefined {
    const node = this.node('task-definition')
    if (node === undefined) return undefined
    const family = childOf(node, 'live')
    const text = this.name('task-definition', family ?? node) ?? stringOf(family ?? node) ?? ''
    const place = present({ place: this.place('task-definition') })
    if (family !== undefined) return { kind: 'live', family: text, ...place }
    return text === 'live' ? { kind: 'live', ...place } : { kind: 'file', path: text, ...place }
  }

  /** The settings of the service, in the form of UpdateService: every key of the table that has a `member`. */
  settings(): JsonObject {
    return Object.fromEntries(
      (Object.keys(ENTRY_KEYS) as EntryKey[]).flatMap(key => {
        const { member } = keyFact(key)
        const node = this.node(key)
        return member !== undefined && node ? [[member, toJson(node)]] : []
      })
    )
  }

  /** The variables of the template, merged by name. */
  variables(): ReadonlyMap<string, DocumentNode> {
    const members = this.#levels.flatMap(({ values }) => {
      const node = values.get('variables')
      return node?.kind === 'object' ? node.members : []
    })
    return new Map(
      members.map(({ key, value }) => [
        key,
        value.kind === 'string' ? { ...value, value: this.filled(value.value) } : value
      ])
    )
  }

  /** A text with the service's key and the environment's name for its placeholders. */
  filled(text: string): string {
    const { service, environment } = this.#resolving
    const named = service === undefined ? text : text.replaceAll('{service}', service)
    return environment === undefined ? named : named.replaceAll('{environment}', environment)
  }
}

function wrongName(text: string, key: EntryKey): Pick<Problem, 'message' | 'hint'> | undefined {
  if (text.includes('{environment}'))
    return {
      message: `"${key}" is written with {environment}, and the run is for no environment.`,
      hint: 'Name it in the input "environment".'
    }
  const [unknown] = /\{\w+\}/.exec(text) ?? []
  const { form, example } = keyFact(key)
  if (unknown === undefined && form?.test(text) !== false) return undefined
  const placeholders = '{service} is the key of the service, {environment} the environment.'
  return {
    message: `"${key}" is not valid after its placeholders are replaced.`,
    hint:
      unknown === undefined
        ? `It must be like ${key}: ${example}; ${placeholders}`
        : `${unknown} is not a placeholder: ${placeholders}`
  }
}
