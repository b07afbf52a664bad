// node scripts/update-reference.mjs [--check] [folder]
// Writes the tables of inputs and outputs in docs/inputs.md from action.yml, between the marks `<!-- inputs-start -->`
// and `<!-- inputs-end -->` (and the same for outputs), the pages of docs/schemas/ from the JSON schemas, and the
// messages in docs/troubleshooting.md from its pages. With --check, nothing is written, and a stale page fails.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { messageIndex } from './reference/message-index.mjs'
import { schemaPages } from './reference/schema-pages.mjs'

const check = process.argv.includes('--check')
const folder =
  process.argv.slice(2).find(argument => !argument.startsWith('--')) ??
  fileURLToPath(new URL('../', import.meta.url))

const action = parse(readFileSync(join(folder, 'action.yml'), 'utf8'))
const inputs = readFileSync(join(folder, 'docs/inputs.md'), 'utf8')
update(
  'docs/inputs.md',
  replace(
    replace(inputs, 'inputs', inputsTable(action.inputs ?? {})),
    'outputs',
    outputsTable(action.outputs ?? {})
  ),
  'action.yml'
)
if (existsSync(join(folder, 'schema')))
  for (const [page, text] of schemaPages(folder)) update(page, text, 'its schema')
if (existsSync(join(folder, 'docs/troubleshooting')))
  update('docs/troubleshooting.md', messageIndex(folder), 'its pages')

function update(page, after, source) {
  const file = join(folder, page)
  const before = existsSync(file) ? readFileSync(file, 'utf8') : ''
  if (before === after) console.log(`${page} agrees with ${source}`)
  else if (check) {
    console.error(`${page} does not agree with ${source}: run \`node scripts/update-reference.mjs\``)
    process.exitCode = 1
  } else {
    writeFileSync(file, after)
    console.log(`${page} updated from ${source}`)
  }
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
