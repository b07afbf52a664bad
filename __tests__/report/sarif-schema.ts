import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { newAjv } from '../schemas.ts'

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
const addFormats = require('ajv-formats').default as (ajv: object) => void
const ajv = newAjv({ strict: false, unicodeRegExp: false })
addFormats(ajv)
const validate = ajv.compile(schema)

/** validateSarif returns the errors of a log against the official schema of SARIF 2.1.0; empty if there are none. */
export function validateSarif(log: unknown): readonly unknown[] {
  return validate(log) ? [] : (validate.errors ?? [])
}
