// node scripts/update-reference.mjs [--check] [folder]
// Writes the tables of inputs and outputs in docs/inputs.md from action.yml, between the marks `<!-- inputs-start -->`
// and `<!-- inputs-end -->` (and the same for outputs). With --check, nothing is written, and a stale page fails.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

const check = process.argv.includes('--check')
const folder =
  process.argv.slice(2).find(argument => !argument.startsWith('--')) ??
  fileURLToPath(new URL('../', import.meta.url))

const action = parse(readFileSync(join(folder, 'action.yml'), 'utf8'))
const page = join(folder, 'docs/inputs.md')
const before = readFileSync(page, 'utf8')
const after = replace(
  replace(before, 'inputs', inputsTable(action.inputs ?? {})),
  'outputs',
  outputsTable(action.outputs ?? {})
)

if (before === after) {
  console.log('docs/inputs.md agrees with action.yml')
} else if (check) {
  console.error('docs/inputs.md does not agree with action.yml: run `node scripts/update-reference.mjs`')
  process.exitCode = 1
} else {
  writeFileSync(page, after)
  console.log('docs/inputs.md updated from action.yml')
}

function inputsTable(inputs) {
  const rows = Object.entries(inputs).map(([name, input]) => [
    `\`${name}\``,
    cell(description('input', name, input)),
    input.required ? '**required**' : code(input.default)
  ])
  return table(['Input', 'What it is', 'Default'], rows)
}

function outputsTable(outputs) {
  const rows = Object.entries(outputs).map(([name, output]) => [
    `\`${name}\``,
    cell(description('output', name, output))
  ])
  return table(['Output', 'What it is'], rows)
}

function description(kind, name, entry) {
  const text = entry?.description
  if (typeof text !== 'string' || text.trim() === '') {
    throw new Error(`action.yml: the ${kind} ${name} has no description`)
  }
  return fromDocs(text)
}

/** Links in action.yml are relative to the root of the repository, those of the page to docs/. */
function fromDocs(text) {
  return text.replace(/\]\((?![a-z]+:|#)(docs\/)?/g, (_, inside) => (inside ? '](' : '](../'))
}

function table(head, rows) {
  return [head, head.map(() => '---'), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n')
}

/** One line, with the characters escaped that would end a table cell. */
function cell(text) {
  return text.trim().replace(/\s+/g, ' ').replaceAll('|', '\\|')
}

function code(value) {
  const text = value === undefined ? '' : cell(String(value))
  return text === '' ? '' : `\`${text}\``
}

function replace(text, name, content) {
  const [start, end] = [`<!-- ${name}-start -->`, `<!-- ${name}-end -->`]
  const from = text.indexOf(start)
  const to = text.indexOf(end)
  if (from < 0 || to < from) throw new Error(`docs/inputs.md has no ${start} … ${end}`)
  return `${text.slice(0, from + start.length)}\n${content}\n${text.slice(to)}`
}
