import { objectOf } from '../deploy/schedules/found.ts'
import { isObject, type JsonObject, type JsonValue } from '../json.ts'
import type { Exposure, GivenToTask } from './audit.ts'
import { equalValues, type HeldValue, withSecrets } from './compare-values.ts'
import { environmentFilesOf, plaintextOf, textAt } from './definition.ts'

/**
 * givenBy scans RunTask's overrides with the detector's usual rules, like a task definition. Member names can have any
 * case. Pure.
 */
export function givenBy(overrides: JsonValue | undefined, holder: string): GivenToTask | undefined {
  const containers = objectOf(lowered(overrides ?? null))?.['containerOverrides']
  if (!Array.isArray(containers) || containers.length === 0) return undefined
  const document = { containerDefinitions: containers }
  const { exposures, values } = plaintextOf(document)
  return {
    holder,
    document,
    exposures: exposures.map(inOverridesOf(holder)),
    values,
    unread: environmentFilesOf(document).map(
      file => `the overrides of ${holder} name the environment file ${file}, which was not scanned`
    )
  }
}

function inOverridesOf(holder: string): (exposure: Exposure) => Exposure {
  return exposure => ({
    ...exposure,
    pointer: exposure.pointer.replace('/containerDefinitions', '/containerOverrides'),
    overridesOf: holder
  })
}

/**
 * compareGiven adds the places of overrides where a secret's value is stored under another name, and names the secrets
 * of the places already found. Pure.
 */
export function compareGiven(given: GivenToTask, held: readonly HeldValue[]): GivenToTask {
  const { document, holder } = given
  const named = withSecrets(plaintextOf(document).exposures, ({ pointer }) => textAt(document, pointer), held)
  const exposures = [...named, ...equalValues(document, held, named)]
  return { ...given, exposures: exposures.map(inOverridesOf(holder)) }
}

/**
 * givenByTarget scans what the target of a rule or schedule passes to its tasks: a constant input, or the template into
 * which an event is inserted. `member` is the member of the input that contains the overrides. If it is undefined, the
 * input is the overrides. Pure.
 */
export function givenByTarget(target: JsonObject, holder: string, member?: string): GivenToTask | undefined {
  const template = objectOf(target['InputTransformer'])?.['InputTemplate']
  const text = typeof template === 'string' ? template : target['Input']
  if (typeof text !== 'string' || text.trim() === '') return undefined
  const input = parsed(text)
  if (input === undefined) {
    const unread = [`the input of ${holder} is not valid JSON`]
    return { holder, document: {}, exposures: [], values: [], unread }
  }
  if (member === undefined) return givenBy(input, holder)
  return givenBy(objectOf(lowered(input))?.[member], holder)
}

/** EventBridge inserts an event's values where a template has `<name>`, in a text or instead of one. */
function parsed(text: string): JsonValue | undefined {
  for (const attempt of [text, text.replace(/([:[,]\s*)<([\w.-]+)>/g, '$1"<$2>"')]) {
    try {
      return JSON.parse(attempt) as JsonValue
    } catch {
      // The parser's message quotes the text, so it is discarded.
    }
  }
  return undefined
}

/** A universal target uses the member names of the SDK for Java: `ContainerOverrides`, `Name`. */
function lowered(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(lowered)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value as JsonObject).map(([key, child]) => [
      key.charAt(0).toLowerCase() + key.slice(1),
      lowered(child)
    ])
  )
}
