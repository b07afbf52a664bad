import type { DocumentNode, Origin } from '../files/document/tree.ts'
import { present } from '../present.ts'
import type { Candidate } from './candidate.ts'
import { embeddedCredential } from './embedded.ts'
import { matchShape } from './shapes/match.ts'
import { findLogin } from './urls/logins.ts'
import { walk } from './walk.ts'

/** Displayed in place of a name that is itself a credential. */
const WITHHELD = '(withheld: it is a credential itself)'

/** Fields that ECS and `walk` read as names. */
const NAMING = /^(?:name|key|family|namespace|variable|env|id)$/i

/** Minimum length of a login, and of a token with digits. */
const SHORTEST = 12
const SHORTEST_TOKEN = 20

/**
 * candidatesOf lists the texts of a document that the rules check: all texts of `walk`, and the names, keys, and
 * families that themselves contain a credential. Such a name is withheld in all other candidates, since names are
 * displayed.
 */
export function candidatesOf(root: DocumentNode): readonly Candidate[] {
  const found = walk(root)
  const names: Candidate[] = []
  collect(root, names)
  if (names.length === 0) return found
  const hidden = names.map(({ value }) => value)
  const seen = new Set(found.map(({ node }) => node))
  const plain = (text: string) => (hidden.some(name => text.includes(name)) ? WITHHELD : text)
  return [
    ...found.map(candidate => ({
      ...candidate,
      name: plain(candidate.name),
      ...present({ container: candidate.container && plain(candidate.container) })
    })),
    ...names.filter(({ node }) => !seen.has(node))
  ]
}

function collect(node: DocumentNode, names: Candidate[]): void {
  if (node.kind === 'array') for (const item of node.items) collect(item, names)
  if (node.kind !== 'object') return
  for (const { key, keyOrigin, value } of node.members) {
    if (key.length >= SHORTEST) addName('name', { text: key, origin: keyOrigin }, names)
    if (value.kind !== 'string') collect(value, names)
    else if (value.value.length >= SHORTEST && NAMING.test(key)) {
      addName(
        key === 'family' ? key : 'name',
        { text: value.value, origin: value.origin, node: value },
        names
      )
    }
  }
}

type Written = { readonly text: string; readonly origin: Origin; readonly node?: Candidate['node'] }

function addName(name: string, { text, origin, node }: Written, names: Candidate[]): void {
  // Names consist of letters and underscores. Other texts contain digits, an equals sign, or a host.
  if (!(text.length < SHORTEST_TOKEN ? /[=@]/ : /[\d=@]/).test(text) || !holdsCredential(text)) return
  names.push({
    location: 'other',
    scope: -1,
    name,
    node: node ?? { kind: 'string', value: text, origin },
    value: text,
    length: text.length
  })
}

function holdsCredential(text: string): boolean {
  return (
    matchShape(text, '') !== undefined ||
    findLogin(text) !== undefined ||
    (/[={]/.test(text) && embeddedCredential(text, '') !== undefined)
  )
}
