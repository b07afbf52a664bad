import { fromJson } from '../files/document/tree.ts'
import { isObject, type JsonObject, type JsonValue } from '../json.ts'
import { look, OPTIONAL_RULES, RULES } from './detect.ts'
import { plainCredentialsIn } from './judge-line.ts'
import { judgeName } from './names/credential-name.ts'
import { isHarmless } from './values/harmless.ts'

declare const harmless: unique symbol

/** A value of a task definition, as text, that is provably not a credential. Only a ValueJudge creates one. */
export type HarmlessValue = string & { readonly [harmless]: true }

/** The location of a value: the names of the members on its path, and the `name` of the list item that contains it. */
export type ValuePlace = { readonly names: readonly string[]; readonly item?: string }

/** Returns a value that may be displayed, or undefined if this is not proven. */
export type ValueJudge = (place: ValuePlace, value: JsonValue) => HarmlessValue | undefined

/**
 * judgeValues returns a judge for the values of these definitions: that of the file and the running one. It displays
 * values that cannot be a credential by their location (numbers, switches, ECS keywords, images, ARNs) or by name and
 * form (`isHarmless`), unless the detector has evidence about them. Under a name that could denote a credential nothing
 * is displayed, not even `true`.
 */
export function judgeValues(definitions: readonly JsonObject[]): ValueJudge {
  let judged: ReadonlySet<string> | undefined
  return (place, value) => {
    const text = textAt(place, value)
    if (text === undefined || text.length > LONGEST_SHOWN) return undefined
    // The detector runs only now, because location and form already exclude most values.
    judged ??= judgedTexts(definitions)
    return judged.has(text) || plainCredentialsIn(text).length > 0 ? undefined : (text as HarmlessValue)
  }
}

const LONGEST_SHOWN = 512

/** Every text that a rule has evidence about, including the rule for random texts, which is off by default. */
function judgedTexts(definitions: readonly JsonObject[]): ReadonlySet<string> {
  const rules = [...RULES, ...OPTIONAL_RULES]
  const origin = { kind: 'input', input: 'task-definition' } as const
  return new Set(
    definitions.flatMap(definition =>
      look(fromJson(definition, origin), rules).judged.map(({ candidate }) => candidate.value)
    )
  )
}

function textAt(place: ValuePlace, value: JsonValue): string | undefined {
  if (isObject(value)) return textOfItem(place, value)
  if (Array.isArray(value)) return textOfList(place, value as readonly JsonValue[])
  const member = place.names.at(-1) ?? ''
  if (value === null) return undefined
  if (typeof value !== 'string') return isFree(place) ? namedText(place, String(value)) : String(value)
  if (member === 'image') return isPlainImage(value) ? value : undefined
  if (ARN_MEMBERS.has(member)) return ARN.test(value) ? value : undefined
  if (WORD_MEMBERS.has(member)) return isHarmless('mode', value) ? value : undefined
  return namedText(place, value)
}

/** An item that was added or removed as a whole is displayed by its value: `{"name": "LOG_LEVEL", "value": "info"}`. */
function textOfItem({ names, item }: ValuePlace, value: JsonObject): string | undefined {
  const shown = ['value', 'valueFrom'].find(member => typeof value[member] === 'string')
  if (shown === undefined || typeof value['name'] !== 'string') return undefined
  return textAt({ names: [...names, shown], item: item ?? value['name'] }, value[shown] as JsonValue)
}

/** Lists of ECS keywords, such as `requiresCompatibilities`. */
function textOfList({ names }: ValuePlace, items: readonly JsonValue[]): string | undefined {
  if (!WORD_MEMBERS.has(names.at(-1) ?? '')) return undefined
  const words = items.map(item => (typeof item === 'string' && isHarmless('mode', item) ? item : undefined))
  return words.includes(undefined) ? undefined : words.join(', ')
}

/** Values with a user-defined name: first the name decides, then the form. */
function namedText({ names, item }: ValuePlace, value: string): string | undefined {
  const [holder = '', member = ''] = names.slice(-2)
  const name = MAPS.has(holder) ? member : holder === 'environment' && member === 'value' ? item : undefined
  if (name === undefined) return undefined
  return judgeName(name).strength === 'none' && isHarmless(name, value) ? value : undefined
}

const MAPS: ReadonlySet<string> = new Set(['options', 'dockerLabels'])

/** Whether a location may contain arbitrary text. */
function isFree({ names }: ValuePlace): boolean {
  return names.at(-1) === 'value' || MAPS.has(names.at(-2) ?? '')
}

/** Members that contain the ARN of a role, secret, or parameter. */
const ARN_MEMBERS: ReadonlySet<string> = new Set(['valueFrom', 'executionRoleArn', 'taskRoleArn'])
const ARN = /^arn:aws[a-z-]{0,20}:(?:iam|secretsmanager|ssm):[a-z0-9-]{0,30}:\d{12}:[\w+=,.@:/-]{1,512}$/

/** Members that contain ECS keywords or sizes. */
const WORD_MEMBERS: ReadonlySet<string> = new Set(
  'cpu memory networkMode pidMode ipcMode requiresCompatibilities cpuArchitecture operatingSystemFamily protocol appProtocol condition logDriver transitEncryption versionConsistency scope'.split(
    ' '
  )
)

const IMAGE =
  /^((?:[a-z0-9.-]{1,200}(?::\d{1,5})?\/)?[a-z0-9._/-]{1,200})(?::([\w.-]{1,128}))?(?:@sha256:[0-9a-f]{64})?$/

/**
 * An image is displayed with its tag if the tag is a commit, a version, or a word. Other random-looking tags are
 * hidden.
 */
function isPlainImage(text: string): boolean {
  const [whole, repository = '', tag = ''] = IMAGE.exec(text) ?? []
  if (whole === undefined || !isHarmless('name', repository.replace(/^[^/]*[.:][^/]*\//, ''))) return false
  return tag.split(/[._-]/).every(part => TAG_PART.test(part))
}

/** A commit or digest, a word with a number, a number with a unit, or a time. */
const TAG_PART = /^(?:[0-9a-f]{0,64}|[A-Za-z]{0,20}\d{0,12}|\d{1,12}[A-Za-z]{1,4}|\d{8}T\d{4,6}Z?)$/
