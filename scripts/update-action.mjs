// node scripts/update-action.mjs [--check]
// Writes the inputs and outputs of action.yml, the action.yml of each folder (check, render, deploy, …) and the tables
// of docs/inputs.md, from the rows of inputs in src/inputs/tables and from scripts/reference/actions.ts. With
// --check, nothing is written, and a stale file fails.
import './ts-hook.mjs'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const { ACTION_INPUTS, factOf, INPUT_GROUPS } = await import('../src/inputs/tables/specification.ts')
const { OUTPUTS } = await import('../src/report/outputs.ts')
const { AWS_SPELLINGS, MODE_ACTIONS, modeAction, rootInputs, THIN_ACTIONS, THIN_DESCRIPTIONS } = await import(
  './reference/actions.ts'
)
const { AWS_DEFAULTS } = await import('../src/inputs/reader.ts')

const root = new URL('../', import.meta.url)
const before = readFileSync(new URL('action.yml', root), 'utf8')
const actions = {
  ...THIN_ACTIONS,
  ...Object.fromEntries(Object.keys(MODE_ACTIONS).map(mode => [mode, modeAction(mode)]))
}
const page = readFileSync(new URL('docs/inputs.md', root), 'utf8')
const files = {
  'docs/inputs.md': between(between(page, 'inputs', inputsPage()), 'outputs', outputsPage()),
  'action.yml': `${before.slice(0, before.indexOf('inputs:\n'))}${blocks()}${before.slice(before.indexOf('runs:\n'))}`,
  ...Object.fromEntries(
    [...Object.entries(THIN_ACTIONS), ...Object.keys(MODE_ACTIONS).map(mode => [mode, modeAction(mode)])].map(
      ([folder, action]) => [`${folder}/action.yml`, thin(folder, action)]
    )
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
  const inputs = rootInputs().map(name =>
    input({ name, description: factOf(name).says, usual: factOf(name).default })
  )
  return `inputs:\n${inputs.join('\n')}\n${outputs(Object.keys(OUTPUTS))}`
}

/** An action in a folder of its own, on top of the same bundle. */
function thin(folder, action) {
  const describe = name =>
    THIN_DESCRIPTIONS[folder]?.[name] ??
    (name === 'mode' ? 'Selects what the action does; do not set it' : factOf(name).says)
  const own = [...action.inputs, ...action.own].map(name =>
    input({
      name: AWS_SPELLINGS[name] ?? name,
      description: describe(name),
      usual: (action.fixed.compatibility ? AWS_DEFAULTS[name] : undefined) ?? factOf(name).default,
      required: action.required.includes(name)
    })
  )
  const fixed = Object.entries(action.fixed).map(([name, usual]) =>
    input({ name, description: describe(name), usual })
  )
  return [
    '# Made by scripts/update-action.mjs from scripts/reference/actions.ts.',
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
  const rows = names.map(name => `  ${name}:\n    description: ${JSON.stringify(OUTPUTS[name])}`)
  return `outputs:\n${rows.join('\n')}\n`
}

/** The runner passes every default as a string; YAML would parse these as another type. */
function scalar(text) {
  return /^(?:true|false|\d+)$/.test(text) ? JSON.stringify(text) : text
}

/** A table for each group of the command line's help, with an anchor for each input. */
function inputsPage() {
  return Object.entries(INPUT_GROUPS)
    .flatMap(([group, { title }]) => {
      const names = ACTION_INPUTS.filter(name => factOf(name).group === group)
      const rows = names.map(name => [`<a id="${name}"></a>\`${name}\``, describedOnPage(name)])
      return rows.length === 0 ? [] : [`### ${title}\n\n${table(['Input', 'Description'], rows)}`]
    })
    .join('\n\n')
}

/** The text of an input on the page, with its default, and the actions that have it if the root does not. */
function describedOnPage(name) {
  if (name === 'mode') return 'What the run does: [modes](command-line.md#modes). Default: `deploy`'
  const { says, default: usual, inRoot } = factOf(name)
  const folders = Object.keys(actions).filter(folder =>
    [...actions[folder].inputs, ...actions[folder].own, ...Object.keys(actions[folder].fixed)].includes(name)
  )
  return [
    cell(says),
    ...(usual === undefined ? [] : [`Default: \`${usual}\``]),
    ...(inRoot
      ? []
      : [
          `Only in the ${folders.length === 1 ? 'action' : 'actions'} ${folders.map(folder => `\`${folder}\``).join(', ')}`
        ])
  ].join('. ')
}

function outputsPage() {
  const rows = Object.entries(OUTPUTS).map(([name, says]) => [`\`${name}\``, cell(says)])
  return table(['Output', 'What it is'], rows)
}

function table(head, rows) {
  return [head, head.map(() => '---'), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n')
}

/** Links in action.yml are relative to the root of the repository, those of the page to docs/. */
function cell(text) {
  const moved = text.replace(/\]\((?![a-z]+:|#)(docs\/)?/g, (_, inside) => (inside ? '](' : '](../'))
  return moved.replaceAll('|', '\\|')
}

function between(text, name, content) {
  const [start, end] = [`<!-- ${name}-start -->`, `<!-- ${name}-end -->`]
  return `${text.slice(0, text.indexOf(start) + start.length)}\n${content}\n${text.slice(text.indexOf(end))}`
}
