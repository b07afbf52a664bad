import { present } from '../present.ts'
import { parseReference } from './parse.ts'
import type { ReferenceFault, SecretArnReference, SecretNameReference } from './reference.ts'

/**
 * A wildcard reference: all parameters under a path, or all keys of a JSON secret. The name of its entry also contains
 * a `*`.
 */
export type WholeReference =
  | {
      readonly kind: 'path'
      /** Begins with a slash and does not end with one. */
      readonly path: string
      /** `**`: also parameters at deeper levels. */
      readonly isDeep: boolean
      /** Of an ARN. */
      readonly at?: { readonly partition: string; readonly region: string; readonly account: string }
    }
  | { readonly kind: 'keys'; readonly secret: SecretNameReference | SecretArnReference }

const PATH = /^(?:ssm:)?((?:\/[A-Za-z0-9_.-]{1,128}){1,15})\/(\*\*?)$/
const PATH_ARN =
  /^arn:(aws(?:-[a-z0-9]+)*):ssm:([a-z]{2,}(?:-[a-z]+)+-\d+):(\d{12}):parameter((?:\/[A-Za-z0-9_.-]{1,128}){1,15})\/(\*\*?)$/

/** EXAMPLE is a path with its star, as messages show it. */
export const EXAMPLE = ['ssm:/app/production', '*'].join('/')

/**
 * parseWhole parses `ssm:/path/*`, `ssm:/path/**`, the ARN of either, and `secretsmanager:NAME:*`; undefined for any
 * other text.
 */
export function parseWhole(text: string): WholeReference | undefined {
  const [, path, stars] = PATH.exec(text) ?? []
  if (path !== undefined) return { kind: 'path', path, isDeep: stars === '**' }
  const [, partition = '', region = '', account = '', ofArn, starsOfArn] = PATH_ARN.exec(text) ?? []
  if (ofArn !== undefined)
    return { kind: 'path', path: ofArn, isDeep: starsOfArn === '**', at: { partition, region, account } }
  if (!text.includes(':*')) return undefined
  const secret = parseReference(text)
  const isSecret = secret.kind === 'secret-name' || secret.kind === 'secret-arn'
  return isSecret && secret.tail?.jsonKey === '*' ? { kind: 'keys', secret } : undefined
}

/** printWhole writes it in its short form; nothing in it could be a value. */
export function printWhole(whole: WholeReference): string {
  if (whole.kind === 'keys') {
    const { secret } = whole
    return secret.kind === 'secret-name'
      ? `secretsmanager:${secret.name}:*`
      : `the keys of ${secret.resource}`
  }
  return `ssm:${whole.path}/${whole.isDeep ? '**' : '*'}`
}

/**
 * isNamePattern returns whether the name of an entry stands for several: it contains one `*`, which is replaced by the
 * name of each.
 */
function isNamePattern(name: string): boolean {
  return name.split('*').length === 2
}

/**
 * variableOf returns the name of an expanded entry: the rest of the path (or the JSON key) in upper case, with
 * everything but letters and digits replaced by `_`, inserted for the `*`.
 */
export function variableOf(pattern: string, below: string): string {
  return pattern.replace('*', () => below.toUpperCase().replace(/[^A-Z0-9_]/g, '_'))
}

/**
 * wholeFault returns what is wrong with an entry, based on its texts alone; undefined if it is an ordinary or a valid
 * wildcard entry.
 */
export function wholeFault({
  name,
  text,
  isSecret
}: {
  readonly name: string
  readonly text: string
  readonly isSecret: boolean
}): ReferenceFault | undefined {
  const whole = parseWhole(text)
  if (whole === undefined) {
    if (!isSecret || !name.includes('*')) return undefined
    return {
      code: 'star-without-path',
      message: 'the name means several entries, but the reference one',
      hint: `Write a path that ends with a star, for example ${EXAMPLE}, or a name without one.`
    }
  }
  if (!isSecret) {
    return {
      code: 'whole-not-allowed-here',
      message: 'the reference means several entries; only "secrets" of a container supports this',
      hint: 'Name one secret or parameter.'
    }
  }
  if (isNamePattern(name)) return undefined
  return {
    code: 'name-without-star',
    message: 'the reference means several entries, but the name one',
    hint: 'Write "name": "*", or with something before or after it, for example "DB_*".'
  }
}

/** Identifies entries of one Region and version. */
export function wholeKey(whole: WholeReference, region: string): string {
  if (whole.kind === 'path') return JSON.stringify([whole.at ?? { region }, whole.path, whole.isDeep])
  const { secret } = whole
  const id = secret.kind === 'secret-name' ? secret.name : secret.resource
  const own = secret.kind === 'secret-arn' ? secret.region : region
  return JSON.stringify(present({ id, region: own, tail: secret.tail }))
}
