import type { DocumentNode } from '../document/tree.ts'
import type { Candidate } from './candidate.ts'
import { readCommand } from './commands/read.ts'
import { findLogin } from './urls/logins.ts'
import type { Hit } from './values/credential.ts'

/** Longest command, and the number of its variables, that are looked at. Together they bound the time. */
const LONGEST = 16_384
const MOST_VARIABLES = 16

/** A value that means the same with and without the quotes of a shell. */
const PLAIN = /^[\w!#%^*+=.,:~@/-]{4,128}$/

const VARIABLE = /\$(?:\{([A-Za-z_]\w{0,127})\}|\(([A-Za-z_]\w{0,127})\)|([A-Za-z_]\w{0,127}))/g

const RUN = new RegExp(`(?:${VARIABLE.source}){2,8}`, 'g')

/**
 * passedOn finds the variables of a container whose names say nothing, and that its commands or URLs use as a
 * credential: `A=x` and `app --password "$A"`, or `postgres://app:${A}@db`. It maps each to the hit there.
 */
export function passedOn(candidates: readonly Candidate[]): ReadonlyMap<DocumentNode, Hit> {
  const found = new Map<DocumentNode, Hit>()
  const users = usersAmong(candidates)
  if (users.length === 0) return found
  const variables = new Map<string, Candidate>()
  for (const candidate of candidates) {
    const { location, scope, name, value } = candidate
    if (location === 'environment' && PLAIN.test(value)) variables.set(`${scope} ${name}`, candidate)
  }
  for (const { scope, texts, read } of users) {
    for (const name of namesIn(texts)) {
      const variable = variables.get(`${scope} ${name}`)
      if (variable === undefined || found.has(variable.node)) continue
      const { value } = variable
      const filled = texts.map(text =>
        text.replace(VARIABLE, (whole, ...names) => (names.slice(0, 3).includes(name) ? value : whole))
      )
      const hit = read(filled).find(({ secret }) => secret === value)
      if (hit) found.set(variable.node, withUse(hit))
    }
    for (const parts of runsIn(texts)) {
      const joined = parts.map(name => variables.get(`${scope} ${name}`))
      const secret = joined.map(variable => variable?.value ?? '').join('')
      const [first] = joined
      if (first === undefined || joined.includes(undefined) || found.has(first.node)) continue
      const filled = texts.map(text =>
        text.replaceAll(VARIABLE, (whole, ...names) => {
          const name = names.slice(0, 3).find(Boolean) ?? ''
          return parts.includes(name) ? (variables.get(`${scope} ${name}`)?.value ?? whole) : whole
        })
      )
      const hit = read(filled).find(one => one.secret === secret)
      if (hit) for (const variable of joined) if (variable) found.set(variable.node, withUse(hit))
    }
  }
  return found
}

function withUse(hit: Hit | Pick<Hit, 'secret' | 'certainty' | 'what'>): Hit {
  return { ...hit, what: `${hit.what} for a command or a URL` }
}

/** Variables in a row, which make up one text: `postgres://app:${A}${B}@db`. */
function runsIn(texts: readonly string[]): readonly (readonly string[])[] {
  return texts
    .flatMap(text => text.match(RUN) ?? [])
    .slice(0, MOST_VARIABLES)
    .map(run => [...run.matchAll(VARIABLE)].map(([, ...names]) => names.find(Boolean) ?? ''))
}

type User = {
  readonly scope: number
  readonly texts: readonly string[]
  readonly read: (texts: readonly string[]) => readonly Pick<Hit, 'secret' | 'certainty' | 'what'>[]
}

/** The commands and URLs with variables in them, each command once. */
function usersAmong(candidates: readonly Candidate[]): readonly User[] {
  const seen = new Set<readonly string[]>()
  return candidates.flatMap(({ scope, location, value, command }) => {
    if (!value.includes('$')) return []
    if (location === 'environment')
      return value.includes('://') && value.length <= LONGEST ? [{ scope, texts: [value], read: inUrls }] : []
    if (command === undefined || seen.has(command.words)) return []
    seen.add(command.words)
    const length = command.words.reduce((sum, word) => sum + word.length, 0)
    return length > LONGEST ? [] : [{ scope, texts: command.words, read: inCommand }]
  })
}

function inCommand(words: readonly string[]): readonly Hit[] {
  return [...readCommand(words).values()]
}

function inUrls(texts: readonly string[]): readonly Hit[] {
  return texts.flatMap(text => {
    const login = findLogin(text)
    return login ? [{ what: 'a password', certainty: 'sure' as const, secret: login.password }] : []
  })
}

function namesIn(texts: readonly string[]): readonly string[] {
  const names = texts.flatMap(text =>
    [...text.matchAll(VARIABLE)].map(([, ...names]) => names.find(Boolean) ?? '')
  )
  return [...new Set(names)].slice(0, MOST_VARIABLES)
}
