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
  const name = WORD_MEMBERS.has(member) ? 'mode' : FORMS.get(member)
  return name === undefined ? namedText(place, value) : isHarmless(name, value) ? value : undefined
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

/** Members with a form of their own, and a name that a variable of this form has. */
const FORMS: ReadonlyMap<string, string> = new Map([
  ['image', 'image'],
  ['valueFrom', 'arn'],
  ['executionRoleArn', 'arn'],
  ['taskRoleArn', 'arn']
])

/** Members that contain ECS keywords or sizes. */
const WORD_MEMBERS: ReadonlySet<string> = new Set(
  'cpu memory networkMode pidMode ipcMode requiresCompatibilities cpuArchitecture operatingSystemFamily protocol appProtocol condition logDriver transitEncryption versionConsistency scope'.split(
    ' '
  )
)
