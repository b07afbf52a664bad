import { isReferenceLocation } from '../detector/candidate.ts'
import { credentialKind } from '../detector/rotation/credential-kind.ts'
import { walk } from '../detector/walk.ts'
import { isObject, type JsonObject } from '../json.ts'
import { present } from '../present.ts'
import type { Exposure } from './audit.ts'
import { treeOf } from './definition.ts'

/** A secret's value, held in memory only. `name` is the secret's name, with the JSON key if there is one. */
export type HeldValue = { readonly name: string; readonly value: string }

/** A shorter text would match by chance. */
const SHORTEST = 8

/** JSON keys whose values are connection details or user names, not credentials. */
const HARMLESS_KEY =
  /^(?:user(?:name)?|login|host(?:name)?|endpoint|port|engine|db(?:name|InstanceIdentifier|ClusterIdentifier)?|database|schema|region|masterarn|ssl(?:mode)?)$/i

/**
 * heldValues returns the searchable values of a secret: the whole text, and the texts in it if it is a JSON object.
 * Pure.
 */
export function heldValues(name: string, text: string): readonly HeldValue[] {
  const json = objectIn(text)
  const fields = Object.entries(json ?? {}).flatMap(([key, value]) =>
    typeof value === 'string' && !HARMLESS_KEY.test(key) ? [{ name: `${name}:${key}`, value }] : []
  )
  return [{ name, value: text }, ...fields].filter(({ value }) => value.trim().length >= SHORTEST)
}

/**
 * equalValues finds secrets' values in a task definition under any name, as a whole text or as part of a longer one. It
 * leaves out places that are already `known`. It returns only names. Pure.
 */
export function equalValues(
  definition: JsonObject,
  held: readonly HeldValue[],
  known: readonly Exposure[]
): readonly Exposure[] {
  const seen = new Set(known.map(({ pointer }) => pointer))
  return walk(treeOf(definition, '')).flatMap((candidate): Exposure[] => {
    const { origin } = candidate.node
    const pointer = origin.kind === 'file' ? origin.pointer : ''
    const text = candidate.node.kind === 'string' ? candidate.node.value : candidate.value
    if (isReferenceLocation(candidate.location) || seen.has(pointer)) return []
    const found = held.find(({ value }) => text.includes(value))
    if (found === undefined) return []
    seen.add(pointer)
    const byName = credentialKind({ rule: 'audit/equal-to-secret', name: candidate.name })
    const kind =
      byName.rank < 4
        ? byName
        : credentialKind({ rule: 'audit/equal-to-secret', name: variableLike(found.name) })
    const { container } = candidate
    return [
      {
        rule: 'audit/equal-to-secret',
        name: candidate.name,
        pointer,
        kind,
        secret: found.name,
        ...present({ container })
      }
    ]
  })
}

/** withSecrets names the secret of places that the detector found, if one has the same value. Pure. */
export function withSecrets(
  exposures: readonly Exposure[],
  textOf: (exposure: Exposure) => string,
  held: readonly HeldValue[]
): readonly Exposure[] {
  return exposures.map(exposure => {
    const found = held.find(({ value }) => textOf(exposure).includes(value))
    return found === undefined ? exposure : { ...exposure, secret: found.name }
  })
}

function variableLike(name: string): string {
  return name.replace(/[^A-Za-z0-9]+/g, '_').toUpperCase()
}

function objectIn(text: string): JsonObject | undefined {
  if (!/^\s*\{/.test(text)) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    // The parser's message quotes the text, so it is discarded.
    return undefined
  }
}
