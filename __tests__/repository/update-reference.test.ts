import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

const script = join(import.meta.dirname, '../../scripts/update-reference.mjs')
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reference-'))
  mkdirSync(join(folder, 'docs'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function run(...flags: string[]) {
  return spawnSync(process.execPath, [script, ...flags, folder], { encoding: 'utf8' })
}

describe('pages of JSON schemas', () => {
  const page = () => readFileSync(join(folder, 'docs/schemas/shop.md'), 'utf8')
  const withSchema = (members: object) => {
    for (const name of ['schema', 'docs/schemas']) mkdirSync(join(folder, name), { recursive: true })
    const schema = {
      title: 'A shop',
      description: 'What it sells',
      type: 'object',
      required: ['goods'],
      properties: members,
      definitions: { price: { type: 'number', description: 'In cents' } }
    }
    writeFileSync(join(folder, 'schema/shop.schema.json'), JSON.stringify(schema))
  }
  const goods = {
    description: 'As in docs/rules/README.md',
    type: 'array',
    items: {
      oneOf: ['tea', 'nuts'].map(kind => ({
        type: 'object',
        required: ['kind'],
        properties: { kind: { const: kind, description: 'Kind' }, price: { $ref: '#/definitions/price' } }
      }))
    }
  }

  test('have a table for each object, with the type and the description of its members', () => {
    withSchema({ goods, open: { description: 'a | b', enum: [1, 2, 3] } })
    expect(run('--check').status).toBe(1)
    expect(run().status).toBe(0)
    expect(
      page()
        .split('\n')
        .filter(line => /^[#|]/.test(line) && !line.includes('---'))
    ).toEqual([
      '# A shop',
      '## The document',
      '| Member | Type | Description |',
      '| `goods` | list of [objects](#goods) | As in [rules](../rules/README.md). |',
      '| `open` | `1`, `2` or `3`, optional | a \\| b. |',
      '## `goods[]`',
      '| Member | Type | Description |',
      '| `kind` | `"tea"` or `"nuts"` | Kind. |',
      '| `price` | [price](#price), optional | In cents. |',
      '## `price`'
    ])
    expect(run('--check').status).toBe(0)
  })

  test('a member without a description is an error that names it', () => {
    withSchema({ goods: { type: 'string' } })
    const { status, stderr } = run()
    expect(status).toBe(1)
    expect(stderr).toContain('schema/shop.schema.json: goods has no description')
  })

  test('there is a page for each schema, and no other', () => {
    const pages = readdirSync('schema').map(name =>
      name.replace('.schema.json', '.md').replace('ecs-sealed-deploy', 'configuration')
    )
    expect(new Set(readdirSync('docs/schemas'))).toEqual(new Set(['README.md', ...pages]))
  })
})

describe('the index of messages', () => {
  const index = () => readFileSync(join(folder, 'docs/troubleshooting.md'), 'utf8')
  const withIndex = (text: string) => {
    mkdirSync(join(folder, 'docs/troubleshooting'), { recursive: true })
    writeFileSync(join(folder, 'docs/troubleshooting.md'), text)
    const messages =
      '## `"<a>" is not b.`\n## `<a> is not b.`\n<!-- code: b -->\n\nText\n\n## Not a message\n'
    writeFileSync(join(folder, 'docs/troubleshooting/tea.md'), `# Tea\n\n${messages}`)
  }

  test('lists the messages of each page between its marks', () => {
    withIndex('# All\n\n<!-- messages of tea.md -->\nold\n<!-- end of messages -->\nAfter\n')
    expect(run('--check').status).toBe(1)
    expect(run().status).toBe(0)
    expect(index()).toBe(
      [
        '# All',
        '',
        '<!-- messages of tea.md -->',
        '- [`"<a>" is not b.`](troubleshooting/tea.md#a-is-not-b)',
        '- [`<a> is not b.`](troubleshooting/tea.md#a-is-not-b-1)',
        '<!-- end of messages -->',
        'After',
        ''
      ].join('\n')
    )
    expect(run('--check').status).toBe(0)
  })

  test('a page without marks is an error that names it, and so are marks without a page', () => {
    withIndex('# All\n')
    expect(run().stderr).toContain('docs/troubleshooting.md has no marks for tea.md')
    withIndex('# All\n\n<!-- messages of nuts.md -->\n<!-- end of messages -->\n')
    expect(run().stderr).toContain('docs/troubleshooting.md lists nuts.md twice, or it does not exist')
  })
})

test('the pages of docs/schemas are those of the schemas, the index of messages that of its pages', () => {
  const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
})
