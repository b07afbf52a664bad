import { credentialsInScript } from '../../detector/commands/script.ts'
import { textInUse } from '../../detector/generated.ts'
import { judgeName } from '../../detector/names/credential-name.ts'
import { plainCredentialsIn } from '../../detector/plain-credentials.ts'
import { isLookedUp } from '../../detector/stored-names.ts'
import { walk } from '../../detector/walk.ts'
import {
  childOf,
  type DocumentNode,
  type FileOrigin,
  type Origin,
  type SourceDocument,
  stringOf
} from '../../document/tree.ts'
import { pairsInBroken } from '../../formats/broken-pairs.ts'
import type { Writing } from '../../formats/checked-file.ts'
import { commentTexts } from '../../formats/comment-texts.ts'
import { beginningOfLine, withLineFeeds } from '../../formats/line-ends.ts'
import { loosePairs } from '../../formats/loose-pairs.ts'
import type { LoosePair } from '../../formats/pair-giver.ts'
import { programPairs } from '../../formats/program-pairs.ts'
import { type Given, restOf } from '../../formats/rest-of.ts'
import { scriptPairs, shellDefaults } from '../../formats/script-pairs.ts'
import { isShellScript, placesInCommand, scriptsIn } from '../../formats/scripts-in.ts'
import { saysTest, testHosts } from '../../formats/test-services.ts'

/**
 * restOfFile returns the texts of a file that the rules do not see in its tree. In a data file, that is everything that
 * the rules have not seen under its name, because any part may have moved to a place that no rule reads. In code, it is
 * only what is not in the tree at all.
 */
export function restOfFile(document: SourceDocument, loose: Writing | 'scripts'): DocumentNode | undefined {
  const { root } = document
  // An unknown call of a program may return a text that it is given.
  const isKnown = (value: string) => loose !== 'program' || !/^\$\{[^{}]*\}$/.test(value)
  const seen = () =>
    walk(root).flatMap(({ name, node, value }) => (isKnown(value) ? givenAt(name, node.origin) : []))
  const given = () => (loose === 'code' ? [...seen(), ...allOf(root)] : seen())
  const names = new Map<string, boolean>()
  const isCredential = (name: string) => {
    const known = names.get(name) ?? judgeName(name).strength !== 'none'
    names.set(name, known)
    return known
  }
  const matters = (name: string, value: string) =>
    value.length >= SHORTEST || TELLING.test(value) || (name !== '' && isCredential(name))
  const lines = isShellScript(document.file) ? shellPairs : pairsInBroken
  const inScripts = (text: string, use: (pair: LoosePair) => void) => pairsInScripts(document, text, use)
  const read = { scripts: inScripts, program: programPairs, code: pairsInBroken, data: lines }[loose]
  const inEarnest = (text: string, use: (pair: LoosePair) => void) =>
    read(text, pair => {
      if (IN_COMMENTS.test(pair.value) && isCommentedOut(text, pair.start)) return
      use({ ...pair, value: textInUse(pair.name, pair.value, { text, at: pair.start }) })
    })
  return withScripts(restOf(document, { given, matters }, inEarnest), document, loose)
}

/** The beginning of a line of Python, JavaScript or PowerShell that no shell has. */
const PROGRAM =
  /^[ \t]{0,64}(?:import [\w.]+|from [\w.]+ import |(?:const|let) [\w{]|\$(?:env:)?\w+[ \t]*=[ \t]*["'])/m

/** Pairs in the scripts of a workflow: what they pass to `jq`, and variables of scripts in another language. */
function pairsInScripts(
  { file, root }: Pick<SourceDocument, 'file' | 'root'>,
  text: string,
  use: (pair: LoosePair) => void
): void {
  const isShell = isShellScript(file)
  scriptPairs(text, use)
  if (isShell) shellDefaults(text, use)
  for (const script of scriptsIn(root)) {
    if (!isShell)
      shellDefaults(text.slice(script.start, script.end), ({ start, end, ...pair }) =>
        use({ ...pair, start: script.start + start, end: script.start + end })
      )
    if (!PROGRAM.test(script.text)) continue
    const read = script.text.includes('$env:') ? loosePairs : programPairs
    read(text.slice(script.start, script.end), ({ name, value, start, end }) => {
      // "Bearer $env:TOKEN" of PowerShell is filled in
      if (!/\$env:\w/.test(value)) use({ name, value, start: script.start + start, end: script.start + end })
    })
  }
}

/** The lines of a shell script, and the variables of definitions that it passes to `jq`. */
function shellPairs(text: string, use: (pair: LoosePair) => void): void {
  const ends = new Set<string>()
  loosePairs(text, pair => {
    ends.add(`${pair.name} ${pair.value}`)
    use(pair)
  })
  scriptPairs(text, pair => {
    if (!ends.has(`${pair.name} ${pair.value}`)) use(pair)
  })
}

/** withScripts adds the commands that hold a credential in the scripts of a document to what else was found. */
export function withScripts(
  rest: DocumentNode | undefined,
  document: SourceDocument,
  loose: Writing | 'scripts'
): DocumentNode | undefined {
  const commands = commandsOf(document, loose)
  return commands.length === 0 ? rest : listOf([...(rest ? [rest] : []), ...commands], document)
}

/** The commands of scripts that hold a credential, each as the command of a container, at the credential's place. */
function commandsOf(document: SourceDocument, loose: Writing | 'scripts'): readonly DocumentNode[] {
  const { file, root } = document
  const text = withLineFeeds(document.text)
  const isScript = isShellScript(file)
  if (!isScript && loose !== 'scripts' && loose !== 'code') return []
  const scripts = isScript ? [{ text, start: 0, end: text.length }] : scriptsIn(root)
  const hosts = testHosts(root)
  return scripts.flatMap(script => {
    const written = text.slice(script.start, script.end)
    const originAt = (at: number | undefined, length: number) =>
      at === undefined ? undefined : originOf(file, script.start + at, script.start + at + length)
    return credentialsInScript(script.text, hosts).flatMap(({ words, word, secret }) => {
      if (saysTest(secret) || (isOnRunner(words) && OF_SAMPLES.test(secret))) return []
      const places = placesInCommand(written, { words, word, text: secret })
      const own =
        originAt(places.text, secret.length) ??
        originAt(places.words[0], words[0]?.length ?? 0) ??
        originOf(file, script.start, script.end)
      const placed = words.map((value, index) => ({
        value,
        // The word with the credential is reported where the credential is.
        origin: index === word ? own : (originAt(places.words[index], value.length) ?? own)
      }))
      return commandNode(placed, own)
    })
  })
}

/** A container that a script starts itself is gone with its machine: the database of a test. */
function isOnRunner([program = '']: readonly string[]): boolean {
  return /^(?:docker|podman)(?:-compose)?$/.test(program)
}

function commandNode(
  words: readonly { readonly value: string; readonly origin: FileOrigin }[],
  origin: FileOrigin
): DocumentNode {
  const items = words.map(({ value, origin }) => ({ kind: 'string' as const, value, origin }))
  const member = (key: string, value: DocumentNode) => ({ key, keyOrigin: origin, value })
  const none: DocumentNode = { kind: 'array', items: [], origin }
  const command: DocumentNode = { kind: 'array', items, origin }
  return { kind: 'object', members: [member('environment', none), member('command', command)], origin }
}

function originOf(file: string, start: number, end: number): FileOrigin {
  return { kind: 'file', file, pointer: '/lines', start, end }
}

function listOf(items: readonly DocumentNode[], { file, text }: SourceDocument): DocumentNode {
  return { kind: 'array', items, origin: originOf(file, 0, text.length) }
}

/** The passwords of samples. A login that is deployed has them in earnest, one in a comment hardly. */
const OF_SAMPLES = /^(?:pass(?:word|wd)?|secret|postgres|root|admin|guest|user|test)$/i

/** The same with words before it: `supersecret`, `my_jwt_secret`. */
const IN_COMMENTS =
  /^(?:(?:my|your|our|the|an?|some|super|very|top|strong|secure|secret|db|database|jwt|app|api|admin|user|master|root|test|default)[-_ ]?){0,5}(?:pass(?:word|wd)?|pwd|secret|token|key|postgres|root|admin|guest|user|test)$/i

/** `# password = "secret"`: a line that is commented out. */
function isCommentedOut(text: string, offset: number): boolean {
  return /^[ \t]*(?:#|\/\/)/.test(beginningOfLine(text, offset))
}

/**
 * restOfComments returns the comments of a file in which a credential is recognizable without a name: tokens, private
 * keys, logins of URLs. What has been commented out besides is deployed by nobody, and often an example.
 */
export function restOfComments(document: SourceDocument): DocumentNode | undefined {
  const given = () => [...allOf(document.root), ...keysOf(document.root)]
  const matters = (_: string, value: string) =>
    plainCredentialsIn(value).some(found => !OF_SAMPLES.test(found))
  return restOf(document, { given, matters }, (text, use) => commentTexts(text, document.format, use))
}

/** The names of a tree. */
function keysOf(root: DocumentNode): readonly Given[] {
  const found: Given[] = []
  const open: DocumentNode[] = [root]
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.kind === 'array') open.push(...node.items)
    if (node.kind !== 'object') continue
    for (const { keyOrigin, value } of node.members) {
      found.push(...givenAt('', keyOrigin))
      open.push(value)
    }
  }
  return found
}

/** A shorter text counts only if its name, or a name in it, means a credential. */
const SHORTEST = 16
const TELLING = /[=:@]/

function givenAt(name: string, origin: Origin): readonly Given[] {
  return origin.kind === 'file' ? [{ name, start: origin.start, end: origin.end }] : []
}

/** Every text of a tree, under the name of its member. */
function allOf(root: DocumentNode): readonly Given[] {
  const found: Given[] = []
  const open: { readonly name: string; readonly node: DocumentNode }[] = [{ name: '', node: root }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { name, node } = next
    if (node.kind === 'object') {
      const own = isLookedUp(node) ? (stringOf(childOf(node, 'name')) ?? '') : ''
      for (const { key, value } of node.members) {
        open.push({ name: key, node: value })
        if (key === 'value' && own !== '') open.push({ name: own, node: value })
      }
    } else if (node.kind === 'array') for (const item of node.items) open.push({ name, node: item })
    else found.push(...givenAt(name, node.origin))
  }
  return found
}
