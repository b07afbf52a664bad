// node scripts/update-action.mjs [--check]
// Writes inputs and outputs of action.yml from the table in src/inputs/specification.ts and the texts beside it. With
// --check nothing is written, and a stale action.yml fails. scripts/update-readme.mjs makes the README's tables from it.
import './ts-hook.mjs'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const { ACTION_INPUTS, OUTPUTS, factOf } = await import('../src/inputs/specification.ts')
const { INPUT_DESCRIPTIONS, OUTPUT_DESCRIPTIONS } = await import('../src/inputs/descriptions.ts')

const file = fileURLToPath(new URL('../action.yml', import.meta.url))
const before = readFileSync(file, 'utf8')
const after = `${before.slice(0, before.indexOf('inputs:\n'))}${blocks()}${before.slice(before.indexOf('runs:\n'))}`

if (before === after) {
  console.log('action.yml agrees with src/inputs')
} else if (process.argv.includes('--check')) {
  console.error('action.yml does not agree with src/inputs: run `node scripts/update-action.mjs`')
  process.exitCode = 1
} else {
  writeFileSync(file, after)
  console.log('action.yml updated from src/inputs')
}

function blocks() {
  const inputs = ACTION_INPUTS.map(name => {
    const usual = factOf(name).default
    return [
      `  ${name}:`,
      `    description: ${JSON.stringify(INPUT_DESCRIPTIONS[name])}`,
      '    required: false',
      ...(usual === undefined ? [] : [`    default: ${scalar(usual)}`])
    ].join('\n')
  })
  const outputs = OUTPUTS.map(
    name => `  ${name}:\n    description: ${JSON.stringify(OUTPUT_DESCRIPTIONS[name])}`
  )
  return `inputs:\n${inputs.join('\n')}\noutputs:\n${outputs.join('\n')}\n`
}

/** The runner hands every default over as a string; YAML would read these as something else. */
function scalar(text) {
  return /^(?:true|false|\d+)$/.test(text) ? JSON.stringify(text) : text
}
