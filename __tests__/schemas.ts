import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

type Validate = ((value: unknown) => boolean) & {
  readonly errors?: readonly { instancePath: string }[] | null
}
type Ajv = { addSchema(schema: object): void; compile(schema: object): Validate }
const require = createRequire(import.meta.url)
const AT = 'https://raw.githubusercontent.com/ecs-sealed-deploy/ecs-sealed-deploy/v1/schema/'

/** The schemas of a run's outputs, in addition to that of the configuration file. */
export const SCHEMAS = ['plan', 'plan-run', 'check', 'run', 'command', 'merge'] as const

/** schemaOf reads a schema of the folder `schema`. */
export function schemaOf(name: string): object {
  return JSON.parse(readFileSync(`schema/${name}.schema.json`, 'utf8')) as object
}

/** newAjv creates a validator that returns all errors. */
export function newAjv(options: object): Ajv {
  const Made = require('ajv').default as new (options: object) => Ajv
  return new Made({ allErrors: true, ...options })
}

let ajv: Ajv | undefined
const compiled = new Map<string, Validate>()

/** complaints returns the errors of a document against a schema, or the part of it at a pointer; empty: none. */
export function complaints(schema: string, document: unknown): unknown {
  if (ajv === undefined) {
    // Without what makes validation fast: compiling takes longer than all validations of a suite.
    const compiling = { inlineRefs: false, code: { optimize: false } }
    ajv = newAjv({ strict: true, strictTypes: false, strictRequired: false, ...compiling })
    for (const name of SCHEMAS) ajv.addSchema(schemaOf(name))
  }
  const [name = '', pointer = ''] = schema.split('#')
  const validate = compiled.get(schema) ?? ajv.compile({ $ref: `${AT}${name}.schema.json#${pointer}` })
  compiled.set(schema, validate)
  return validate(document) ? undefined : validate.errors
}

/** Outputs that hold a document, with the path of its schema. */
const OUTPUTS: Readonly<Record<string, string>> = {
  plan: 'run#/properties/plan',
  findings: 'check',
  audit: 'run#/properties/audit',
  status: 'run#/properties/status',
  results: 'run#/properties/results',
  diagnoses: 'run#/properties/diagnoses'
}

/**
 * holdAgainstSchemas throws if a run writes a member that no schema has, or omits one: in an output, or in the one
 * document that it prints. Every run of a shell in these tests calls it.
 */
export function holdAgainstSchemas(outputs: Readonly<Record<string, string>>, printed = ''): void {
  for (const [name, schema] of Object.entries(OUTPUTS)) hold(schema, outputs[name] ?? '')
  if (!printed.startsWith('{"version":1,')) return
  const { mode, command, kind, files } = parsed(printed) as Readonly<Record<string, string | undefined>>
  if (kind !== undefined) hold('merge', printed)
  else if (command !== undefined) hold('command', printed)
  else if (mode !== undefined) hold('run', printed)
  else if (files !== undefined) hold('check', printed)
}

function hold(schema: string, text: string): void {
  const document = text === '' ? undefined : parsed(text)
  const found = document === undefined ? undefined : complaints(schema, document)
  if (found !== undefined)
    throw new Error(`${schema} does not name what was written: ${JSON.stringify(found, null, 1)}`)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
