import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

type Validate = ((value: unknown) => boolean) & {
  readonly errors?: readonly { instancePath: string }[] | null
}
type Compiler = new (options: object) => { compile(schema: object): Validate }

const require = createRequire(import.meta.url)

/**
 * The OASIS schema from Microsoft's package for Jest; its pattern for languages requires regular expressions without
 * `u`.
 */
const SCHEMA = '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'

const {
  id: _id,
  $schema: _draft,
  ...schema
} = JSON.parse(readFileSync(require.resolve(SCHEMA), 'utf8')) as Record<string, unknown>
const Ajv = require('ajv').default as Compiler
const addFormats = require('ajv-formats').default as (ajv: object) => void
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false })
addFormats(ajv)
const validate = ajv.compile(schema)

/** validateSarif returns the errors of a log against the official schema of SARIF 2.1.0; empty if there are none. */
export function validateSarif(log: unknown): readonly unknown[] {
  return validate(log) ? [] : (validate.errors ?? [])
}
