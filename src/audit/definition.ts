import { MAX_SCANNED } from '../detector/candidate.ts'
import { detect } from '../detector/detect.ts'
import type { Finding } from '../detector/finding.ts'
import { credentialKind } from '../detector/rotation/credential-kind.ts'
import { RULES } from '../detector/rules.ts'
import { sensitiveValues } from '../detector/sensitive.ts'
import { matchShape } from '../detector/shapes/match.ts'
import { walk } from '../detector/walk.ts'
import {
  childOf,
  childPointer,
  containersOf,
  type DocumentNode,
  itemsOf,
  type ObjectNode,
  stringOf
} from '../files/document/tree.ts'
import type { JsonObject, JsonValue } from '../json.ts'
import { present } from '../present.ts'
import { collectReferences, type ReferenceUse } from '../secrets/collect.ts'
import { parseReference, printTarget, type SecretTail } from '../secrets/reference.ts'
import type { Exposure, LiveReference } from './audit.ts'

/**
 * The plaintext credentials of a task definition: locations for reports, and the texts for masking and for searches in
 * memory.
 */
export type Plaintext = { readonly exposures: readonly Exposure[]; readonly values: readonly string[] }

/** plaintextOf scans a registered task definition with the detector's usual rules. Pure; never throws. */
export function plaintextOf(definition: JsonObject): Plaintext {
  const root = treeOf(definition, '')
  const findings = detect({ file: 'task definition', root, place: () => undefined }, RULES)
  const credentials = findings.filter(isCredential)
  if (credentials.length === 0) return { exposures: [], values: [] }
  return {
    exposures: credentials.map(finding => exposureOf(finding, textAt(definition, finding.pointer))),
    values: sensitiveValues(root, RULES)
  }
}

/** A credential's text with the name of its variable. In memory only. */
export type NamedCredential = { readonly name: string; readonly value: string }

/** namedCredentials returns each credential text of a document with the name of its variable. Pure. */
export function namedCredentials(root: DocumentNode, values: readonly string[]): readonly NamedCredential[] {
  if (values.length === 0) return []
  const candidates = walk(root)
  return values.map(value => {
    const holder = candidates.find(({ node }) => node.kind === 'string' && node.value.includes(value))
    return { name: holder?.name ?? '', value }
  })
}

/**
 * isCredential reports whether a finding makes a task definition exposed, which are the findings that stop a
 * deployment.
 */
export function isCredential({ category, level }: Finding): boolean {
  return category === 'credential' && level === 'error'
}

/**
 * exposureOf converts a finding to an exposure, without its position in a file. `text` is only matched against the
 * shapes of tokens.
 */
export function exposureOf({ rule, name, container, pointer }: Finding, text: string): Exposure {
  const shape = matchShape(text.slice(0, MAX_SCANNED), name)?.shape.what
  return {
    rule,
    name: name === '' ? pointer : name,
    pointer,
    kind: credentialKind({ rule, name, ...present({ shape }) }),
    ...present({ container: container === '' ? undefined : container })
  }
}

/** treeOf converts data from AWS to the detector's tree, with a pointer for each node. */
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

/** textAt returns the text at a JSON pointer, or an empty string if there is none. */
export function textAt(definition: JsonObject, pointer: string): string {
  let value: JsonValue | undefined = definition
  for (const step of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null) return ''
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~')
    value = (value as JsonObject)[key]
  }
  return typeof value === 'string' ? value : ''
}

/**
 * referencesOf lists what a registered task definition reads at task start. `region` is where it is registered. Pure.
 */
export function referencesOf(definition: JsonObject, region: string): readonly LiveReference[] {
  const root = treeOf(definition, '') as ObjectNode
  return collectReferences(root).flatMap(use => liveReference(use, region))
}

/** environmentFilesOf lists the S3 ARNs of the environment files of all containers, without duplicates. */
export function environmentFilesOf(definition: JsonObject): readonly string[] {
  const files = containersOf(treeOf(definition, '')).flatMap(container =>
    itemsOf(childOf(container, 'environmentFiles')).flatMap(file => stringOf(childOf(file, 'value')) ?? [])
  )
  return [...new Set(files)]
}

function liveReference({ field, name, node }: ReferenceUse, region: string): readonly LiveReference[] {
  const parsed = parseReference(node.value)
  const variable = name
  switch (parsed.kind) {
    case 'secret-arn':
      return [
        {
          store: 'secretsmanager',
          region: parsed.region,
          id: printTarget(parsed),
          variable,
          ...versionOf(parsed.tail)
        }
      ]
    case 'parameter-arn':
      return [
        { store: 'ssm', region: parsed.region, id: parameterName(parsed.resource), variable, pinned: false }
      ]
    case 'parameter-name':
    case 'bare':
      if (parsed.kind === 'bare' ? !parsed.lookable : parsed.isBare !== true) return []
      // In ECS, a bare name is a secret for registry credentials, and a parameter everywhere else.
      return field === 'repositoryCredentials'
        ? [{ store: 'secretsmanager', region, id: parsed.name, variable, pinned: false }]
        : [{ store: 'ssm', region, id: parsed.name, variable, pinned: false }]
    default:
      // ECS rejects this project's short forms, so no revision contains one. The detector reports a text that cannot be
      // parsed.
      return []
  }
}

/** Only a name with a path is certain to begin with a slash. The name in `parameter/a` can be `a` or `/a`. */
function parameterName(resource: string): string {
  return resource.includes('/') ? `/${resource}` : resource
}

function versionOf(tail: SecretTail | undefined): Pick<LiveReference, 'pinned' | 'isLabeled'> {
  const { versionId = '', versionStage = '' } = tail ?? {}
  if (versionId !== '') return { pinned: true }
  const isCurrent = versionStage === '' || versionStage === 'AWSCURRENT'
  return isCurrent ? { pinned: false } : { pinned: false, isLabeled: true }
}
