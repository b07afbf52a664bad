// docs/schemas.md from the JSON schemas of schema/: for each document its members, with type and description. What is
// inside of a member is in the schema itself, which has a description for everything.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const SUFFIX = '.schema.json'
/** The documents in the order of the page, and what writes each. */
const WRITTEN_BY = {
  run: '`--json` in every mode except `check` and `plan`. The outputs `results`, `diagnoses`, `audit` and `status` are parts of it.',
  check: '`check --json` and the output `findings`.',
  plan: 'the output `plan`.',
  'plan-run': '`plan --json`, `rollback --plan --json` and `rotate-restart --plan --json`.',
  merge: '`audit merge`, `results merge` and `check merge`, with `--json` or `--output`.',
  command: '`init --json` and `adopt --json`.',
  'ecs-sealed-deploy': 'you: `.github/ecs-sealed-deploy.yml` ([guide](configuration.md)).'
}
const HEAD = `# JSON schemas

Everything that the program writes for other programs, and its configuration file, has a JSON schema (draft-07) in [\`schema/\`](../schema). Tests validate the output of real runs against them. No document contains a
value that could be a credential.

\`version\` changes only with a major version. A minor version can add optional members, so ignore those that you do not know.`

/** schemasPage returns the text of the page. Throws where a schema is not listed or a member has no description. */
export function schemasPage(folder) {
  const files = readdirSync(join(folder, 'schema')).filter(name => name.endsWith(SUFFIX))
  const rank = name => {
    const place = Object.keys(WRITTEN_BY).indexOf(name.replace(SUFFIX, ''))
    if (place < 0) throw new Error(`scripts/reference/schemas-page.mjs does not say what writes ${name}`)
    return place
  }
  const sections = files
    .toSorted((a, b) => rank(a) - rank(b))
    .map(name => section(name, JSON.parse(readFileSync(join(folder, 'schema', name), 'utf8'))))
  return `${[HEAD, ...sections].join('\n\n')}\n`
}

function section(name, schema) {
  const documents = schema.oneOf?.filter(({ properties }) => properties) ?? [schema]
  const tables = documents.map(one => {
    const [word] = [one.properties.command?.const ?? 'Members']
    return `<details>\n<summary>${word}</summary>\n\n${table(name, schema, one)}\n\n</details>`
  })
  const from = WRITTEN_BY[name.replace(SUFFIX, '')]
  return [
    `## ${schema.title}`,
    `${sentence(schema.description)} Written by ${from} Schema: [${name}](../schema/${name}).`,
    ...tables
  ].join('\n\n')
}

function table(name, { definitions = {} }, { properties, required = [] }) {
  const rows = Object.entries(properties).map(([key, member]) => {
    const definition = definitions[/^#\/definitions\/(.*)$/.exec(member.$ref ?? '')?.[1]]
    const says = member.description ?? definition?.description
    if (says === undefined) throw new Error(`schema/${name}: ${key} has no description`)
    const type = typeOf(definition ?? member)
    return [`\`${key}\``, required.includes(key) ? type : `${type}, optional`, linked(sentence(says))]
  })
  return [['Member', 'Type', 'Description'], ['---', '---', '---'], ...rows]
    .map(row => `| ${row.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n')
}

function typeOf(schema) {
  if ('const' in schema) return `\`${JSON.stringify(schema.const)}\``
  if (schema.enum) return schema.enum.map(one => `\`${JSON.stringify(one)}\``).join(' or ')
  const types = [schema.type ?? 'object'].flat().filter(type => type !== 'null')
  return types.map(type => (type === 'array' ? 'list' : type)).join(' or ')
}

function sentence(text) {
  return /[.:!?]$/.test(text) ? text : `${text}.`
}

/** Descriptions name pages of docs/ by their paths. */
function linked(text) {
  return text.replace(/docs\/([\w/-]+)\.md/g, (_, page) => `[${page.replace(/\/README$/, '')}](${page}.md)`)
}
