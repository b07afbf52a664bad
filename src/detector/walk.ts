import {
  type DocumentNode,
  type ObjectNode,
  type ScalarNode,
  type StringNode,
  scalarTextOf
} from '../files/document/tree.ts'
import { present } from '../present.ts'
import { type Candidate, COMMAND_NAMES, FIELDS, fieldName, LITERAL_AT, type Location } from './candidate.ts'
import {
  entryName,
  hasField,
  isContainer,
  isEntryName,
  isEnvironment,
  isLookedUp,
  isNameOfStored,
  isReferenceMap,
  isStoredUnder,
  PAIR_NAME,
  PAIR_VALUE,
  pairName,
  saysMore,
  withoutNames
} from './entries.ts'
import { findLogin } from './logins.ts'
import { judgeName } from './names/credential-name.ts'
import { matchShape } from './shapes/match.ts'
import { hasTemplate } from './values/templates.ts'

/** Where a text stands: its location, its container, and the name that it is judged by. */
type Place = {
  readonly location: Location
  readonly scope: { readonly container?: string; readonly scope: number }
  readonly name: string
  /** The field around it, in ECS's spelling. */
  readonly field: string
}

/** Displayed in place of a name that is itself a credential. */
const WITHHELD = '(withheld: it is a credential itself)'

/**
 * walk lists the texts of a document that the rules judge, in file order. It accepts a task definition, one inside a
 * wrapper (`{taskDefinition: …}`, a CloudFormation resource), an array of containers, and a single container, with
 * ECS's
 * field names in camelCase, PascalCase, and snake_case. In a definition or container every text is listed, whatever its
 * structure; texts outside of known ECS fields are `other`. So are those around them, where only what is a credential
 * by
 * itself counts. A name that is itself a credential is a candidate, and withheld in all others, since names are shown.
 */
export function walk(root: DocumentNode): readonly Candidate[] {
  const walker = new Walker()
  walker.around(root, '')
  // A text in a container inside another structure has both places; the one that ECS has for it counts.
  const byNode = new Map<ScalarNode, Candidate>()
  for (const one of walker.found)
    if ((byNode.get(one.node) ?? OTHER).location === 'other') byNode.set(one.node, one)
  // The default of a parameter keeps its own name wherever it is used.
  const found = [...byNode.values(), ...walker.found.filter(one => saysMore(one, byNode.get(one.node)))]
  const { names } = walker
  if (names.length === 0) return found
  const shown = (text: string) => (names.some(({ value }) => text.includes(value)) ? WITHHELD : text)
  return [
    ...found.map(one => ({
      ...one,
      name: shown(one.name),
      ...present({ container: one.container && shown(one.container) })
    })),
    ...names.filter(({ node }) => !byNode.has(node))
  ]
}

const OTHER = { location: 'other' }
const TASK = { scope: -1 }

/** What a function of Lambda has beside its variables. */
const FUNCTION = /^(?:function_name|handler|runtime|source_code_hash)$/

class Walker {
  readonly found: Candidate[] = []
  readonly names: Candidate[] = []
  private containers = 0
  private modules = 0
  /** The name of an entry without a value: with an indentation error, the value is a member of the container. */
  private lastName: string | undefined

  /**
   * What is around definitions and containers. `name` is that of the member, or of the one above if it states nothing.
   */
  around(node: DocumentNode, name: string, key = ''): void {
    if (node.kind === 'array') for (const item of node.items) this.around(item, name)
    else if (node.kind !== 'object') this.addText(node, name, key)
    else if (hasField(node, 'containerDefinitions')) this.task(node)
    else if (isContainer(node)) this.container(node)
    else {
      // each module has variables and secrets of its own
      const scope = { scope: -2 - this.modules++ }
      const isFunction = node.members.some(({ key }) => FUNCTION.test(key))
      this.eachMember(node, name, (value, own, key) => {
        if (key === 'ParameterLabels') return
        if (isEnvironment(key, value) && !isFunction) {
          this.entries(value, { location: 'environment', scope, name: own, field: key })
        } else if (/^tags$/i.test(key))
          this.entries(value, { location: 'tag', scope: TASK, name: own, field: key })
        else this.around(value, own, key)
      })
    }
  }

  private addText(node: ScalarNode, name: string, key = ''): void {
    const text = scalarTextOf(node)
    // A script has assignments and addresses of its own; under the name of a credential, it is one.
    const isScript = text?.includes('\n') && key !== 'content' && judgeName(name).strength !== 'strong'
    if (!isScript) this.add(node, { location: 'other', scope: TASK, name, field: '' })
  }

  private task(node: ObjectNode): void {
    for (const { key, value } of node.members) {
      const field = fieldName(key)
      if (field === 'containerDefinitions') this.containersIn(value, 'template-value')
      else if (field !== 'family')
        this.member(value, { location: 'other', scope: TASK, name: key, field: '' }, key)
    }
    this.addNames(node)
  }

  /** A list of containers, a map of containers by name, or what Terraform gives to a template with containers. */
  private containersIn(node: DocumentNode, location: Location = 'other', key?: string): void {
    if (node.kind === 'array') for (const item of node.items) this.containersIn(item)
    else if (node.kind !== 'object') this.addText(node, 'containerDefinitions')
    else if (
      !isContainer(node) &&
      node.members.some(({ value }) => value.kind === 'object' && isContainer(value))
    )
      for (const { key, value } of node.members) this.containersIn(value, 'other', key)
    else this.container(node, location, key)
  }

  private container(node: ObjectNode, location: Location = 'other', key?: string): void {
    const name = node.members.findLast(({ key }) => fieldName(key) === 'name')?.value
    const container = (name ? scalarTextOf(name) : key) || undefined
    const scope = { scope: this.containers++, ...present({ container }) }
    for (const { key, value } of node.members)
      if (value !== name) this.member(value, { location, scope, name: key, field: '' }, key)
    this.addNames(node)
  }

  /** A member of a definition or a container, at any depth, by the place that ECS has for it. */
  private member(node: DocumentNode, around: Place, key: string): void {
    const field = fieldName(key)
    const known = FIELDS[`${around.field}.${field}`] ?? FIELDS[field]
    const name = PAIR_VALUE.test(field) ? (this.lastName ?? around.name) : around.name
    const place = { ...around, field, name }
    if (known?.kind === 'entries') this.entries(node, { ...place, location: known.location })
    else if (known?.kind === 'command' && node.kind !== 'object')
      this.command(node, { ...place, location: known.location })
    else if (known?.kind === 'text') this.value(node, { ...place, location: known.location })
    else if (node.kind === 'array') for (const item of node.items) this.member(item, around, key)
    else if (node.kind !== 'object') this.add(node, place)
    else if (hasField(node, 'containerDefinitions')) this.task(node)
    else
      this.eachMember(node, place.name, (value, name, own) => {
        this.member(value, { ...place, name }, own)
      })
  }

  /**
   * `[{name, value}]`, `{NAME: value}`, or texts `NAME=value`. In `secrets` and `secretOptions` the text is in
   * `valueFrom`; a literal there is a mistake that puts a credential in the file, so it is judged like a variable.
   */
  private entries(node: DocumentNode, place: Place, isItem = false): void {
    const { location } = place
    const literal = { ...place, location: LITERAL_AT[location] ?? location }
    const beside: Place = location in LITERAL_AT ? { ...place, location: 'other' } : place
    if (node.kind === 'array') for (const item of node.items) this.entries(item, place, true)
    // the whole list is filled in
    else if (node.kind === 'string') this.assignment(node, isFilledIn(node) ? place : literal)
    else if (node.kind === 'object') {
      if (place.scope.scope < 0 && isLookedUp(node)) return
      this.addNames(node)
      const name = entryName(node, isItem)
      this.lastName = node.members.length === 1 ? scalarTextOf(node.members[0]?.value ?? node) : undefined
      for (const { key, keyOrigin, value } of node.members) {
        const field = fieldName(key)
        if (name === undefined && value.kind === 'null')
          this.assignment({ kind: 'string', value: key, origin: keyOrigin }, literal)
        else if (name === undefined) this.value(value, { ...place, name: key })
        else if (field === 'valueFrom')
          this.value(value, { ...place, location: location === 'environment' ? 'secrets' : location, name })
        else if (!isEntryName(field, value) && !isStoredUnder(location, field, value))
          this.value(value, { ...(isFilledIn(value) ? place : field === 'value' ? literal : beside), name })
      }
    }
  }

  /** `NAME=value` or `NAME: value`; any other text has no name. */
  private assignment(node: StringNode, place: Place): void {
    const [whole = '', name = ''] = /^([^=:\s{["']{1,512}?)\s{0,8}(?:=|:\s)/.exec(node.value) ?? []
    if (node.value.length > whole.length)
      this.add({ ...node, value: node.value.slice(whole.length) }, { ...place, name })
  }

  /** The words of a command, or a command written as one text. */
  private command(node: DocumentNode, place: Place): void {
    const items = wordsOf(node)
    const words = items.map(item => scalarTextOf(item) ?? '')
    const name = COMMAND_NAMES[place.location] ?? 'command'
    for (const [index, item] of items.entries()) this.value(item, { ...place, name }, { words, index })
  }

  /** A value under a name. In a list or an object each text counts, under that name unless it has one of its own. */
  private value(node: DocumentNode, place: Place, word?: Candidate['command']): void {
    if (node.kind === 'array') for (const item of node.items) this.value(item, place)
    else if (node.kind === 'object')
      this.eachMember(node, place.name, (value, name) => {
        const isSaying = place.name === '' || judgeName(name).strength !== 'none'
        this.value(value, isSaying ? { ...place, name } : place)
      })
    else this.add(node, place, word)
  }

  /**
   * Visits the members of an object with the name that each is judged by: that of a pair, its own, or the one above.
   */
  private eachMember(
    node: ObjectNode,
    above: string,
    use: (value: DocumentNode, name: string, key: string) => void
  ): void {
    this.addNames(node)
    const pair = isLookedUp(node) ? undefined : pairName(node)
    for (const { key, value } of node.members) {
      if (pair !== undefined && PAIR_NAME.test(key)) continue
      const isValue = PAIR_VALUE.test(key)
      if (value.kind === 'string' && isNameOfStored(node, key, value)) continue
      const isOfAbove = isValue && above !== '' && judgeName(key).strength === 'none'
      const said = value.kind === 'object' && isReferenceMap(key) ? withoutNames(value) : value
      use(said, isValue && pair !== undefined ? pair : isOfAbove ? above : key, key)
    }
  }

  private add(node: DocumentNode, { location, scope, name }: Place, word?: Candidate['command']): void {
    const value = scalarTextOf(node)
    if (value === undefined) return
    const text = { location, ...scope, name, node: node as ScalarNode, value, length: value.length }
    this.found.push({ ...text, ...present({ command: word }) })
  }

  /** Keys and names of the members of an object that are tokens or logins themselves. */
  private addNames({ members }: ObjectNode): void {
    for (const { key, keyOrigin, value } of members) {
      if (isCredentialItself(key)) this.addName({ kind: 'string', value: key, origin: keyOrigin })
      const isName = value.kind === 'string' && /^(?:name|key|family)$/i.test(key)
      if (isName && isCredentialItself(value.value)) this.addName(value)
    }
  }

  private addName(node: StringNode): void {
    const { value } = node
    this.names.push({ location: 'other', scope: -1, name: 'name', node, value, length: value.length })
  }
}

/** Names consist of letters, marks and few digits; a token is longer, and a login has a host. */
function isCredentialItself(text: string): boolean {
  const isCandidate = text.includes('@') ? text.length >= 12 : text.length >= 20 && /\d/.test(text)
  return isCandidate && (matchShape(text, '') !== undefined || findLogin(text) !== undefined)
}

/** `{name, value = var.secret_arn}` in a list of secrets: a module makes references of it. */
function isFilledIn(value: DocumentNode): boolean {
  return value.kind === 'string' && hasTemplate(value.value)
}

function wordsOf(node: DocumentNode): readonly DocumentNode[] {
  return node.kind === 'array' ? node.items.flatMap(wordsOf) : [node]
}
