import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'

const script = join(import.meta.dirname, '../../scripts/update-reference.mjs')
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reference-'))
  for (const name of ['docs', 'schema']) mkdirSync(join(folder, name))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const run = (...flags: string[]) =>
  spawnSync(process.execPath, [script, ...flags, folder], { encoding: 'utf8' })

function writeSchema(name: string, properties: object): void {
  const schema = {
    title: 'A plan',
    description: 'What it changes',
    type: 'object',
    required: ['goods'],
    properties,
    definitions: { price: { type: 'number', description: 'In cents' } }
  }
  writeFileSync(join(folder, `schema/${name}.schema.json`), JSON.stringify(schema))
}

test('the page has a table for each schema, with the type and the description of its members', () => {
  writeSchema('plan', {
    goods: { description: 'As in docs/rules/README.md', type: ['array', 'null'] },
    open: { description: 'a | b', enum: [1, 2] },
    price: { $ref: '#/definitions/price' }
  })
  expect(run('--check').status).toBe(1)
  expect(run().status).toBe(0)
  const lines = readFileSync(join(folder, 'docs/schemas.md'), 'utf8').split('\n')
  expect(lines.filter(line => /^[#|]/.test(line) && !line.includes('---'))).toEqual([
    '# JSON schemas',
    '## A plan',
    '| Member | Type | Description |',
    '| `goods` | list | As in [rules](rules/README.md). |',
    '| `open` | `1` or `2`, optional | a \\| b. |',
    '| `price` | number, optional | In cents. |'
  ])
  expect(run('--check').status).toBe(0)
})

test('a member without a description is an error that names it, and so is a schema that the page does not know', () => {
  writeSchema('plan', { goods: { type: 'string' } })
  expect(run()).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('schema/plan.schema.json: goods has no description')
  })
  writeSchema('shop', {})
  expect(run().stderr).toContain('does not say what writes shop.schema.json')
})

test('docs/schemas.md is what the schemas give, and has them all', () => {
  const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
  const page = readFileSync('docs/schemas.md', 'utf8')
  expect(readdirSync('schema').filter(name => !page.includes(`(../schema/${name})`))).toEqual([])
})
