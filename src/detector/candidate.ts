import type { ScalarNode } from '../files/document/tree.ts'
import { plainName } from './names/credential-name.ts'

/**
 * The location of a text in a task definition. It determines which rules check the text and what they advise. `other`
 * is any field without a separate location, such as `image` or a field unknown to ECS.
 */
export type Location =
  | 'environment'
  | 'secrets'
  | 'secret-options'
  | 'repository-credentials'
  | 'fsx-credentials'
  | 'command'
  | 'entry-point'
  | 'health-check'
  | 'label'
  | 'log-option'
  | 'firelens-option'
  | 'driver-option'
  | 'environment-file'
  | 'proxy-property'
  | 'system-control'
  | 'tag'
  | 'template-value'
  | 'other'

/** How ECS writes a field: entries (pairs, a map, or texts `NAME=value`), the words of a command, or one text. */
export type Field = { readonly location: Location; readonly kind: 'entries' | 'command' | 'text' }

const entries = (location: Location): Field => ({ location, kind: 'entries' })
const command = (location: Location): Field => ({ location, kind: 'command' })

/**
 * FIELDS has the fields of a task definition that have a location of their own, by field, or by field and the one above
 * it.
 */
export const FIELDS: Readonly<Record<string, Field>> = {
  environment: entries('environment'),
  secrets: entries('secrets'),
  // cloudposse's module for a container
  mapEnvironment: entries('environment'),
  mapSecrets: entries('secrets'),
  environmentFiles: entries('environment-file'),
  systemControls: entries('system-control'),
  tags: entries('tag'),
  dockerLabels: entries('label'),
  'dockerVolumeConfiguration.labels': entries('label'),
  'dockerVolumeConfiguration.driverOpts': entries('driver-option'),
  'logConfiguration.secretOptions': entries('secret-options'),
  'logConfiguration.options': entries('log-option'),
  'firelensConfiguration.options': entries('firelens-option'),
  'proxyConfiguration.properties': entries('proxy-property'),
  'proxyConfiguration.proxyConfigurationProperties': entries('proxy-property'),
  command: command('command'),
  entryPoint: command('entry-point'),
  healthCheck: command('health-check'),
  'healthCheck.command': command('health-check'),
  // Compose
  'healthcheck.test': command('health-check'),
  'repositoryCredentials.credentialsParameter': { location: 'repository-credentials', kind: 'text' },
  'authorizationConfig.credentialsParameter': { location: 'fsx-credentials', kind: 'text' }
}

/** COMMAND_NAMES has the name of the words of a command, if it is not the field's. */
export const COMMAND_NAMES: Partial<Record<Location, string>> = {
  'entry-point': 'entryPoint',
  'health-check': 'healthCheck.command'
}

/** LITERAL_AT states where a literal belongs that stands in the place of a reference. */
export const LITERAL_AT: Partial<Record<Location, Location>> = {
  secrets: 'environment',
  'secret-options': 'log-option'
}

/** The words of one command, so that a rule can read a flag together with its value. */
export type CommandWords = { readonly words: readonly string[]; readonly index: number }

/** One text of a task definition that could be a credential or a reference. */
export type Candidate = {
  readonly location: Location
  /** Name of the container; absent at the task level and if the container has no name. */
  readonly container?: string
  /** Index of the container in the document, from 0; -1 at the task level. */
  readonly scope: number
  /** Name of the variable, option, or label; for commands and single fields, the name of the field. */
  readonly name: string
  readonly node: ScalarNode
  /** The decoded text; a number or boolean as written. */
  readonly value: string
  /** Length of the whole text in UTF-16 code units, also if `value` is a part of it. */
  readonly length: number
  readonly command?: CommandWords
}

/**
 * Longest text that a rule checks at once, in UTF-16 code units; longer texts are checked in parts. Bounds the time
 * that a malicious pull request can consume.
 */
export const MAX_SCANNED = 8192

/** How much two parts of a long text have in common, so that no token and no URL is cut in both. */
const OVERLAP = 1024

/** partsOf returns a text as one part, or in parts that overlap if it exceeds the limit of the rules. */
export function partsOf(text: string): readonly string[] {
  if (text.length <= MAX_SCANNED) return [text]
  const step = MAX_SCANNED - OVERLAP
  return Array.from({ length: Math.ceil((text.length - OVERLAP) / step) }, (_, index) =>
    text.slice(index * step, index * step + MAX_SCANNED)
  )
}

/** isReferenceLocation returns whether ECS expects a reference instead of a value at a location. */
export function isReferenceLocation(location: Location): boolean {
  return /^(?:secrets|secret-options|repository-credentials|fsx-credentials)$/.test(location)
}

/** isCommandLocation returns whether a location contains the words of a command. */
export function isCommandLocation(location: Location): boolean {
  return location === 'command' || location === 'entry-point' || location === 'health-check'
}

/**
 * fieldName converts `ContainerDefinitions` and `container_definitions` to the ECS spelling `containerDefinitions`. A
 * variable such as `DB_PASSWORD` is no field and stays as it is written.
 */
export function fieldName(written: string): string {
  const key = plainName(written)
  if (/^[A-Z][A-Z0-9]*(?:_|$)/.test(key)) return key
  return key
    .replace(/^[A-Z]/, letter => letter.toLowerCase())
    .replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
