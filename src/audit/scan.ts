import { isReferenceLocation, MAX_SCANNED } from '../detector/candidate.ts'
import { detect, RULES } from '../detector/detect.ts'
import { credentialKind } from '../detector/issuers.ts'
import type { Finding } from '../detector/rule.ts'
import { sensitiveValues } from '../detector/sensitive.ts'
import { matchShape } from '../detector/shapes/match.ts'
import { walk } from '../detector/walk.ts'
import type { DocumentNode } from '../files/document/tree.ts'
import { type JsonObject, jsonObjectIn } from '../json.ts'
import { present } from '../present.ts'
import type { Exposure, KnownValue } from './audit.ts'
import { treeOf } from './definition.ts'

/** The plaintext credentials of a document: places for reports, and texts for masks and searches in memory. */
export type Scan = { readonly exposures: readonly Exposure[]; readonly values: readonly KnownValue[] }

const EQUAL = 'audit/equal-to-secret'

/**
 * scanTree finds what stops a deployment, by the detector's usual rules, and every text that contains one of the `held`
 * values of secrets, under any name. Exposures name the secret whose value they have. Pure; never throws.
 */
export function scanTree(root: DocumentNode, held: readonly KnownValue[] = []): Scan {
  const findings = detect({ file: 'task definition', root, place: () => undefined }, RULES).filter(
    ({ category, level }) => category === 'credential' && level === 'error'
  )
  if (findings.length + held.length === 0) return { exposures: [], values: [] }
  const spots = walk(root).map(({ node, value, name, container, location }) => ({
    pointer: node.origin.kind === 'file' ? node.origin.pointer : '',
    text: node.kind === 'string' ? node.value : value,
    ...{ name, container, location }
  }))
  const texts = new Map(spots.map(({ pointer, text }) => [pointer, text]))
  const found = findings.map(finding => exposureOf(finding, texts.get(finding.pointer) ?? '', held))
  const seen = new Set(found.map(({ pointer }) => pointer))
  const equal = spots.flatMap(({ pointer, text, name, container, location }): readonly Exposure[] => {
    const secret = held.find(({ value }) => text.includes(value))?.name
    if (secret === undefined || seen.has(pointer) || isReferenceLocation(location)) return []
    seen.add(pointer)
    const byName = credentialKind({ rule: EQUAL, name })
    const variable = secret.replace(/[^A-Za-z0-9]+/g, '_').toUpperCase()
    const kind = byName.severity !== 'unknown' ? byName : credentialKind({ rule: EQUAL, name: variable })
    return [{ rule: EQUAL, name, pointer, kind, secret, ...present({ container }) }]
  })
  const values = findings.length === 0 ? [] : sensitiveValues(root, RULES)
  return {
    exposures: [...found, ...equal],
    values: values.map(value => ({ name: spots.find(({ text }) => text.includes(value))?.name ?? '', value }))
  }
}

/** scanDefinition does the same for a task definition as AWS returns it. */
export function scanDefinition(definition: JsonObject, held: readonly KnownValue[] = []): Scan {
  return scanTree(treeOf(definition, ''), held)
}

function exposureOf(
  { rule, name, container, pointer }: Finding,
  text: string,
  held: readonly KnownValue[]
): Exposure {
  const shape = matchShape(text.slice(0, MAX_SCANNED), name)?.shape.what
  const secret = held.find(({ value }) => text.includes(value))?.name
  return {
    rule,
    name: name === '' ? pointer : name,
    pointer,
    kind: credentialKind({ rule, name, ...present({ shape }) }),
    ...present({ container: container || undefined, secret })
  }
}

/** Shorter texts occur in many places by chance. */
export const SHORTEST_VALUE = 8

/** JSON keys whose values are connection details or user names, not credentials. */
const HARMLESS_KEY =
  /^(?:user(?:name)?|login|host(?:name)?|endpoint|port|engine|db(?:name|InstanceIdentifier|ClusterIdentifier)?|database|schema|region|masterarn|ssl(?:mode)?)$/i

/**
 * heldValues returns the searchable values of a secret: the whole text, and, as `NAME:KEY`, the texts in it if it is a
 * JSON object. Pure.
 */
export function heldValues(name: string, text: string): readonly KnownValue[] {
  const fields = Object.entries(jsonObjectIn(text) ?? {}).flatMap(([key, value]) =>
    typeof value === 'string' && !HARMLESS_KEY.test(key) ? [{ name: `${name}:${key}`, value }] : []
  )
  return [{ name, value: text }, ...fields].filter(({ value }) => value.trim().length >= SHORTEST_VALUE)
}
