// node scripts/update-action.mjs [--check]
// Writes the inputs and outputs of action.yml from the table in src/inputs/tables/specification.ts and its
// descriptions, and all of render/action.yml and deploy/action.yml from that table and
// src/inputs/tables/aws-actions.ts. With --check, nothing is written, and a stale action.yml fails.
// scripts/update-reference.mjs generates the tables of docs/inputs.md from it.
import './ts-hook.mjs'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const { ACTION_INPUTS, factOf } = await import('../src/inputs/tables/specification.ts')
const { OUTPUTS } = await import('../src/inputs/tables/output-names.ts')
const { INPUT_DESCRIPTIONS, OUTPUT_DESCRIPTIONS, THIN_DESCRIPTIONS } = await import(
  '../src/inputs/tables/descriptions.ts'
)

const { AWS_SPELLINGS, THIN_ACTIONS } = await import('../src/inputs/tables/aws-actions.ts')
const { AWS_DEFAULTS } = await import('../src/inputs/reader.ts')

const root = new URL('../', import.meta.url)
const before = readFileSync(new URL('action.yml', root), 'utf8')
const files = {
  'action.yml': `${before.slice(0, before.indexOf('inputs:\n'))}${blocks()}${before.slice(before.indexOf('runs:\n'))}`,
  ...Object.fromEntries(
    Object.entries(THIN_ACTIONS).map(([folder, action]) => [`${folder}/action.yml`, thin(folder, action)])
  )
}

const stale = Object.keys(files).filter(file => read(file) !== files[file])
if (stale.length === 0) {
  console.log('action.yml agrees with src/inputs')
} else if (process.argv.includes('--check')) {
  console.error(`${stale.join(', ')} does not agree with src/inputs: run \`node scripts/update-action.mjs\``)
  process.exitCode = 1
} else {
  for (const file of stale) {
    mkdirSync(new URL('./', new URL(file, root)), { recursive: true })
    writeFileSync(new URL(file, root), files[file])
  }
  console.log(`${stale.join(', ')} updated from src/inputs`)
}

function read(file) {
  const path = fileURLToPath(new URL(file, root))
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

function blocks() {
  const inputs = ACTION_INPUTS.map(name =>
    input({ name, description: INPUT_DESCRIPTIONS[name], usual: factOf(name).default })
  )
  return `inputs:\n${inputs.join('\n')}\n${outputs(OUTPUTS)}`
}

/** An action with the inputs, outputs and defaults of one of AWS's actions, on top of the same bundle. */
function thin(folder, action) {
  const describe = name => THIN_DESCRIPTIONS[folder][name] ?? INPUT_DESCRIPTIONS[name]
  const own = [...action.inputs, ...action.own].map(name =>
    input({
      name: AWS_SPELLINGS[name] ?? name,
      description: describe(name),
      usual: AWS_DEFAULTS[name] ?? factOf(name).default,
      required: action.required.includes(name)
    })
  )
  const fixed = Object.entries(action.fixed).map(([name, usual]) =>
    input({ name, description: describe(name), usual })
  )
  return [
    '# Made by scripts/update-action.mjs from src/inputs/tables/aws-actions.ts.',
    `name: "${action.name}"`,
    `description: ${action.description}`,
    'author: ecs-sealed-deploy contributors',
    'branding:\n  icon: lock\n  color: orange',
    `inputs:\n${[...own, ...fixed].join('\n')}`,
    `${outputs(action.outputs)}runs:\n  using: node24\n  main: ../dist/index.js\n`
  ].join('\n')
}

function input({ name, description, usual, required = false }) {
  return [
    `  ${name}:`,
    `    description: ${JSON.stringify(description)}`,
    `    required: ${required}`,
    ...(usual === undefined ? [] : [`    default: ${scalar(usual)}`])
  ].join('\n')
}

function outputs(names) {
  const rows = names.map(name => `  ${name}:\n    description: ${JSON.stringify(OUTPUT_DESCRIPTIONS[name])}`)
  return `outputs:\n${rows.join('\n')}\n`
}

/** The runner passes every default as a string; YAML would parse these as another type. */
function scalar(text) {
  return /^(?:true|false|\d+)$/.test(text) ? JSON.stringify(text) : text
}
