import { MAX_SCANNED } from '../detector/candidate.ts'
import { CleanTexts } from '../detector/clean-texts.ts'
import { detect } from '../detector/detect.ts'
import type { Finding } from '../detector/finding.ts'
import { RULES } from '../detector/rules.ts'
import { sensitiveValues } from '../detector/sensitive.ts'
import { matchShape } from '../detector/shapes/match.ts'
import { walk } from '../detector/walk.ts'
import { childPointer } from '../document/pointer.ts'
import type { DocumentNode } from '../document/tree.ts'
import type { JsonObject, JsonValue } from '../json.ts'
import { present } from '../present.ts'
import { credentialKind } from '../rotation/credential-kind.ts'
import type { Spot } from './audit.ts'

/** What a definition's plaintext is: places for reports, and the texts for masks and for the search in memory. */
export type Plaintext = { readonly spots: readonly Spot[]; readonly values: readonly string[] }

/** plaintextOf looks through a registered task definition with the detector's usual rules. Pure; never throws. */
export function plaintextOf(definition: JsonObject): Plaintext {
  const root = treeOf(definition, '')
  const clean = new CleanTexts()
  const findings = detect({ file: 'task definition', root, place: () => undefined }, RULES, clean)
  const credentials = findings.filter(isCredential)
  if (credentials.length === 0) return { spots: [], values: [] }
  return {
    spots: credentials.map(finding => spotOf(finding, textAt(definition, finding.pointer))),
    values: sensitiveValues(root, RULES, clean)
  }
}

/** A credential's text with the name of its variable. In memory only. */
export type NamedValue = { readonly name: string; readonly value: string }

/** namedValues gives each of a document's credential texts the name under which it stands. Pure. */
export function namedValues(root: DocumentNode, values: readonly string[]): readonly NamedValue[] {
  if (values.length === 0) return []
  const candidates = walk(root)
  return values.map(value => {
    const holder = candidates.find(({ node }) => node.kind === 'string' && node.value.includes(value))
    return { name: holder?.name ?? '', value }
  })
}

/** isCredential tells the findings that make a definition exposed: those that stop a deploy. */
export function isCredential({ category, level }: Finding): boolean {
  return category === 'credential' && level === 'error'
}

/** spotOf is a finding without its place in a file. `text` is looked at for the shape of a token only. */
export function spotOf({ rule, name, container, pointer }: Finding, text: string): Spot {
  const shape = matchShape(text.slice(0, MAX_SCANNED), name)?.shape.what
  return {
    rule,
    name: name === '' ? pointer : name,
    pointer,
    kind: credentialKind({ rule, name, ...present({ shape }) }),
    ...(container === undefined || container === '' ? {} : { container })
  }
}

/** treeOf builds the detector's tree from what AWS gave, each node with its pointer. */
export function treeOf(value: JsonValue, pointer: string): DocumentNode {
  const origin = { kind: 'file', file: 'task definition', pointer, start: 0, end: 0 } as const
  if (value === null) return { kind: 'null', origin }
  if (typeof value === 'string') return { kind: 'string', value, origin }
  if (typeof value === 'number') return { kind: 'number', value, raw: String(value), origin }
  if (typeof value === 'boolean') return { kind: 'boolean', value, origin }
  if (Array.isArray(value)) {
    const items = (value as readonly JsonValue[]).map((item, index) =>
      treeOf(item, childPointer(pointer, index))
    )
    return { kind: 'array', items, origin }
  }
  const members = Object.entries(value as JsonObject).map(([key, child]) => ({
    key,
    keyOrigin: origin,
    value: treeOf(child, childPointer(pointer, key))
  }))
  return { kind: 'object', members, origin }
}

/** textAt is the text at a JSON pointer; empty where there is none. */
export function textAt(definition: JsonObject, pointer: string): string {
  let value: JsonValue | undefined = definition
  for (const step of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null) return ''
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~')
    value = (value as JsonObject)[key]
  }
  return typeof value === 'string' ? value : ''
}
