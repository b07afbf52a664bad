import { posix } from 'node:path'
import { distanceOf } from '../../nearest.ts'

/**
 * What only a container of ECS has beside its name and its image, in lower case without `_`. Kubernetes, Compose and
 * Marathon have other words, or these at another place; jobs of AWS Batch have no name.
 */
const OWN = new Set([
  'portmappings',
  'essential',
  'logconfiguration',
  'mountpoints',
  'environmentfiles',
  'dockerlabels',
  'firelensconfiguration',
  'readonlyrootfilesystem',
  'linuxparameters',
  'repositorycredentials',
  'memoryreservation'
])

/** Ends of these names and of the others that show a container: a file without any is not looked into. */
const SIGNS = [
  ...['nvironment', 'ssential', 'onfiguration', 'appings', 'oints', 'cpu', 'Cpu', 'ecrets'],
  ...['abels', 'ilesystem', 'arameters', 'redentials', 'eservation']
]
const SIGN_BYTES = SIGNS.map(sign => Buffer.from(sign))
const IMAGE_BYTES = ['image', 'Image'].map(name => Buffer.from(name))

/** What may stand before a list: comments, directives of templates, and the call that makes JSON of it. */
const BEFORE =
  /(?:\s|\xC2(?=\xA0)|\/\/.*|\/\*(?:[^*]|\*(?!\/)){0,4096}\*\/|#.*|---.*|\{[{%#](?:[^}]|\}(?!\})){0,1024}?[}%#]\}|%\{[^}]{0,1024}\}|<%[^>]{0,1024}%>|\$\{\s*jsonencode\()/y

/** How many bytes a file may begin with before its containers, and how long one container is at most. */
const MOST_BEFORE = 16 * 1024
const MOST_OF_ONE = 256 * 1024

/** A list or a mapping in YAML. */
const FIRST_LINE = /^(?:- +)?["']?[A-Za-z_]\w{0,64}["']?[ \t]{0,64}:(?:\s|$)/

/**
 * looksLikeContainers returns whether a file is a list of containers, or one container, without the definition around
 * it: the form that Terraform loads with `file()`. Template languages, quotes of any kind and mistakes are no
 * obstacle.
 */
export function looksLikeContainers(bytes: Buffer): boolean {
  const [one = 0, two = 0, three = 0, four = 0] = bytes
  // UTF-16 begins with a byte order mark, or every other byte is zero.
  const isWide = one >= 0xfe || (!one !== !two && !one === !three && !two === !four)
  const plain = isWide ? Buffer.from(bytes.toString('latin1').replaceAll('\0', ''), 'latin1') : bytes
  const head = textOf(plain.subarray(0, MOST_BEFORE))
  const start = startOf(head)
  const isList = head[start] === '['
  const isObject = head[start] === '{'
  if (!isList && !isObject && !FIRST_LINE.test(head.slice(start))) return false
  // One container is never that long, and a file of packages is.
  const read = isObject ? plain.subarray(0, MOST_OF_ONE) : plain
  if (!IMAGE_BYTES.some(sign => read.includes(sign))) return false
  if (!SIGN_BYTES.some(sign => read.includes(sign))) return false
  const text = textOf(read)
  return hasContainer(isList || isObject ? bracketed(text, start) : indented(text, start))
}

/** isContainerModule returns whether Terraform gives variables to cloudposse's module for a container. */
export function isContainerModule(file: string, bytes: Buffer): boolean {
  return /\.(?:tf|tofu|hcl)(?:\.json)?$/i.test(file) && bytes.includes('map_environment')
}

const KEYS = /["']?\b([A-Za-z_]{16,24})["']?[ \t]{0,8}:/g

/** isMisspelled returns whether a file has a family, and its containers under a name that is nearly the right one. */
export function isMisspelled(file: string, bytes: Buffer): boolean {
  if (!bytes.includes('family') || !/\.(?:json[c5]?|ya?ml)$/i.test(file)) return false
  const text = textOf(bytes)
  if (!/(?:^|[\n,{])\s{0,64}["']?family["']?\s{0,8}:/.test(text)) return false
  return Array.from(text.matchAll(KEYS), ([, key = '']) => plainName(key)).some(
    key => Math.abs(key.length - RIGHT.length) <= MOST_EDITS && distanceOf(key, RIGHT) <= MOST_EDITS
  )
}

const RIGHT = 'containerdefinitions'
const MOST_EDITS = 3

/** Names and marks are ASCII. */
function textOf(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/^(?:\xEF\xBB\xBF|\xFF\xFE|\xFE\xFF)/, '')
}

function startOf(head: string): number {
  let start = 0
  for (;;) {
    BEFORE.lastIndex = start
    if (!BEFORE.test(head)) return start
    start = BEFORE.lastIndex
  }
}

/** The keys of one object, and those that have a list of objects. */
type Keys = { readonly names: Set<string>; readonly lists: Set<string> }

function hasContainer(objects: Iterable<Keys>): boolean {
  for (const { names, lists } of objects) {
    if (!names.has('name') || !names.has('image') || names.has('apiversion')) continue
    const isSized = names.has('cpu') && names.has('memory') && names.has('command') && !names.has('type')
    if (isSized || lists.has('environment') || lists.has('secrets') || [...names].some(name => OWN.has(name)))
      return true
  }
  return false
}

function plainName(key: string): string {
  return key.replaceAll('_', '').toLowerCase()
}

/** A string, which ends with its line; a bracket; or a bare name that is a key. */
const TOKEN = /"[^"\\\n]*(?:\\.[^"\\\n]*)*"?|'[^'\\\n]*(?:\\.[^'\\\n]*)*'?|\/\/.*|[[\]{}]|[A-Za-z_]\w*/g
const KEY = /\s{0,64}[:=](?![=>])/y
const LIST = /\s{0,64}[:=]\s{0,64}\[(?:\s|\{%[^%]{0,256}%\}|%\{[^}]{0,256}\}){0,64}\{(?!%)/y

/** The objects that a text is a list of, as its brackets have it. Linear in the text. */
function* bracketed(text: string, start: number): Iterable<Keys> {
  const open: string[] = []
  let keys: Keys = { names: new Set(), lists: new Set() }
  const depth = text[start] === '[' ? 2 : 1
  TOKEN.lastIndex = start
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token === '[' || token === '{') {
      open.push(token)
      if (open.length === depth) keys = { names: new Set(), lists: new Set() }
    } else if (token === ']' || token === '}') {
      if (open.length === depth) yield keys
      open.pop()
    } else if (open.length === depth && open.at(-1) === '{') {
      const end = index + token.length
      KEY.lastIndex = end
      if (!KEY.test(text)) continue
      const name = plainName(token.replaceAll(/["']/g, ''))
      keys.names.add(name)
      LIST.lastIndex = end
      if (LIST.test(text)) keys.lists.add(name)
    }
  }
  // A text whose last bracket is missing.
  yield keys
}

const LINE = /^([ \t]*)(- +)?(?:["']?([A-Za-z_]\w*)["']?[ \t]*:(?=\s|$))?(.*)$/

/** The objects that a text in YAML is a list of, or the one that it is, by the columns of their keys. */
function* indented(text: string, start: number): Iterable<Keys> {
  let keys: Keys = { names: new Set(), lists: new Set() }
  let column: number | undefined
  let list = ''
  for (const line of text.slice(text.lastIndexOf('\n', start - 1) + 1).split(/\r?\n/)) {
    const [, indent = '', dash = '', key, rest = ''] = LINE.exec(line) ?? []
    if (key === undefined) continue
    const at = indent.length + dash.length
    column ??= at
    if (at < column) break
    if (at > column || (dash === '' && indent.length > column)) {
      if (list !== '' && dash !== '' && key.toLowerCase() === 'name') keys.lists.add(list)
      continue
    }
    if (dash !== '') {
      yield keys
      keys = { names: new Set(), lists: new Set() }
    }
    list = plainName(key)
    keys.names.add(list)
    if (/^\s*\[\s*\{/.test(rest)) keys.lists.add(list)
  }
  yield keys
}

/** The names of Compose files. */
export const COMPOSE = /(?:^|[/._-])compose(?:[._-][^/]*)?\.ya?ml$/i
const SAYS_ECS = /(?:^|[._-])ecs[._-][^/]*$/i
const EXTENSION = /^[ \t]{0,64}["']?x-aws-\w/m

/**
 * composeForEcs returns which Compose files are for ECS: those with `x-aws-` keys or `ecs` in their name, and the one
 * beside an `ecs-params.yml` if none there has such a name. An image on ECR is no sign: it also runs elsewhere.
 */
export function composeForEcs(paths: readonly string[]): (file: string, bytes: Buffer) => boolean {
  const beside = new Set<string>()
  const named = new Set<string>()
  for (const path of paths) {
    if (/(?:^|\/)ecs-params\.ya?ml$/i.test(path)) beside.add(posix.dirname(path))
    else if (COMPOSE.test(path) && SAYS_ECS.test(posix.basename(path))) named.add(posix.dirname(path))
  }
  return (file, bytes) => {
    if (!COMPOSE.test(file)) return false
    const folder = posix.dirname(file)
    if (SAYS_ECS.test(posix.basename(file)) || (beside.has(folder) && !named.has(folder))) return true
    return bytes.includes('x-aws-') && EXTENSION.test(bytes.toString('latin1'))
  }
}
