// node scripts/update-schema.mjs [--check]
// Writes schema/ecs-sealed-deploy.schema.json and the table of keys in docs/configuration.md from the table in
// src/inputs/configuration/keys.ts, with which the program reads the configuration file. With --check, nothing is
// written, and
// stale files fail.
import './ts-hook.mjs'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const keys = await import('../src/inputs/configuration/keys.ts')
const { ENTRY_KEYS, EXCEPTION_KEYS, LOCAL_NAME, REQUIRED_EXCEPTION_KEYS, TOP_ENTRY_KEYS, TOP_KEYS, keysOf } =
  keys

const SCALAR = { type: ['string', 'number', 'boolean'] }
const PLACEHOLDER = '\\{(?:service|environment)\\}'
const NULL = { type: 'null' }
const EXCEPTION_SAYS = {
  file: 'File, or a glob of files',
  container: 'Container that has the finding',
  variable: 'Variable or option that has the finding',
  rule: 'ID of the rule, such as secret/by-name',
  reason: 'Why the finding stays',
  expires: 'Day on which the exception ends, as YYYY-MM-DD'
}

write('schema/ecs-sealed-deploy.schema.json', () => `${JSON.stringify(schema(), null, 2)}\n`)
write('docs/configuration.md', before => {
  const [start, end] = ['<!-- keys-start -->', '<!-- keys-end -->']
  const [from, to] = [before.indexOf(start) + start.length, before.indexOf(end)]
  return `${before.slice(0, from)}\n${table()}\n${before.slice(to)}`
})

function write(name, make) {
  const file = fileURLToPath(new URL(`../${name}`, import.meta.url))
  const before = read(file)
  const after = make(before)
  if (before === after) return
  if (process.argv.includes('--check')) {
    console.error(
      `${name} does not agree with src/inputs/configuration/keys.ts: run \`node scripts/update-schema.mjs\``
    )
    process.exitCode = 1
    return
  }
  writeFileSync(file, after)
  console.log(`${name} updated from src/inputs/configuration/keys.ts`)
}

function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function schema() {
  const entries = sort => ({
    type: ['object', 'null'],
    propertyNames: { pattern: LOCAL_NAME.source },
    additionalProperties: { $ref: `#/definitions/${sort}` }
  })
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration file of ecs-sealed-deploy',
    description: 'What is deployed, where and in which order, and which findings are accepted.',
    type: ['object', 'null'],
    additionalProperties: false,
    properties: Object.fromEntries(TOP_KEYS.map(key => [key, topProperty(key, entries)])),
    definitions: {
      general: entry('general', {}),
      service: entry('service', {}),
      task: entry('task', {}),
      environment: entry('general', {
        services: { ...entries('service'), description: 'Settings of services in this environment only' },
        tasks: { ...entries('task'), description: 'Settings of tasks in this environment only' }
      })
    }
  }
}

function topProperty(key, entries) {
  if (TOP_ENTRY_KEYS.includes(key)) return property(key)
  const name = { type: 'string', pattern: LOCAL_NAME.source }
  const texts = { type: ['array', 'null'], items: { type: 'string' } }
  const own = {
    defaults: { $ref: '#/definitions/general', description: 'Settings of all services and tasks' },
    services: { ...entries('service'), description: 'Services by local name' },
    tasks: { ...entries('task'), description: 'Tasks by local name' },
    environments: { ...entries('environment'), description: 'Environments by name, each with its settings' },
    order: {
      type: ['array', 'null'],
      description: 'Waves of services; each starts when the previous one has succeeded',
      items: { anyOf: [name, { type: 'array', items: name }] }
    },
    exceptions: {
      type: ['array', 'null'],
      description: 'Accepted findings, each until a date',
      items: exception()
    },
    'allowed-names': { ...texts, description: 'Names that pass under the policy references-only' },
    'optional-rules': { ...texts, description: 'Optional rules that are applied' }
  }
  if (own[key] === undefined) throw new Error(`no schema for the key ${key}`)
  return own[key]
}

function exception() {
  return {
    type: 'object',
    additionalProperties: false,
    required: REQUIRED_EXCEPTION_KEYS,
    properties: Object.fromEntries(EXCEPTION_KEYS.map(key => [key, exceptionKey(key)]))
  }
}

function exceptionKey(key) {
  const description = EXCEPTION_SAYS[key]
  if (description === undefined) throw new Error(`no description of the key ${key} of an exception`)
  return { description, type: 'string', minLength: 1 }
}

function entry(sort, more) {
  return {
    type: ['object', 'null'],
    additionalProperties: false,
    properties: { ...Object.fromEntries(keysOf(sort).map(key => [key, property(key)])), ...more }
  }
}

function property(key) {
  const { says, example } = ENTRY_KEYS[key]
  return { description: `${says}. Example: ${example}`, ...shape(ENTRY_KEYS[key]) }
}

function shape({ kind, characters, words }) {
  const text = { type: 'string', minLength: 1 }
  const map = { type: 'object', additionalProperties: SCALAR }
  switch (kind) {
    case 'name':
      return {
        type: [...(characters === '\\d' ? ['integer'] : []), 'string', 'null'],
        pattern: `^(?:[${characters}]|${PLACEHOLDER})+$`
      }
    case 'text':
      return { type: ['string', 'null'], minLength: 1 }
    case 'count':
      return { type: ['integer', 'null'], minimum: 0, maximum: 5000 }
    case 'list':
      return { type: ['array', 'null'], items: SCALAR }
    case 'map':
      return { ...map, type: ['object', 'null'] }
    case 'base':
      return { anyOf: [text, live(), NULL] }
    case 'word':
      return { enum: [...words, null] }
    case 'toggle':
      return { type: ['boolean', 'null'] }
    default:
      throw new Error(`no schema for the kind ${kind}`)
  }
}

function live() {
  const family = { type: 'string', pattern: `^(?:[\\w-]|${PLACEHOLDER})+$` }
  return {
    type: 'object',
    additionalProperties: false,
    required: ['live'],
    properties: { live: { description: 'Family whose newest active revision in ECS is used', ...family } }
  }
}

function table() {
  const of = { service: 'services', task: 'tasks', both: 'services, tasks' }
  const rows = Object.entries(ENTRY_KEYS).map(
    ([key, fact]) =>
      `| \`${key}\` | ${of[fact.of]} | ${fact.says} | \`${fact.example.replaceAll('|', '\\|')}\` |`
  )
  return ['| key | of | description | example |', '|---|---|---|---|', ...rows].join('\n')
}
