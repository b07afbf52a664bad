import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'

const script = join(import.meta.dirname, '../../scripts/update-reference.mjs')
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reference-'))
  mkdirSync(join(folder, 'docs'))
  writeFileSync(
    join(folder, 'docs/inputs.md'),
    'Before\n<!-- inputs-start -->\nold\n<!-- inputs-end -->\nBetween\n<!-- outputs-start -->\n<!-- outputs-end -->\nAfter\n'
  )
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function run(action: string, ...flags: string[]) {
  writeFileSync(join(folder, 'action.yml'), action)
  return spawnSync(process.execPath, [script, ...flags, folder], { encoding: 'utf8' })
}

const action = `
inputs:
  mode:
    description: |
      What to do:
      check | plan
    default: deploy
  cluster:
    description: The cluster
    required: true
  variables:
    description: Lines
outputs:
  plan:
    description: The plan ([schema](schema/plan.json), [page](docs/plan.md), [site](https://example.com))
`

test('writes both tables and leaves the rest alone', () => {
  expect(run(action).status).toBe(0)
  expect(readFileSync(join(folder, 'docs/inputs.md'), 'utf8')).toBe(
    [
      'Before',
      '<!-- inputs-start -->',
      '| Input | What it is | Default |',
      '| --- | --- | --- |',
      '| `mode` | What to do: check \\| plan | `deploy` |',
      '| `cluster` | The cluster | **required** |',
      '| `variables` | Lines |  |',
      '<!-- inputs-end -->',
      'Between',
      '<!-- outputs-start -->',
      '| Output | What it is |',
      '| --- | --- |',
      '| `plan` | The plan ([schema](../schema/plan.json), [page](plan.md), [site](https://example.com)) |',
      '<!-- outputs-end -->',
      'After',
      ''
    ].join('\n')
  )
  expect(run(action, '--check').status).toBe(0)
})

test('--check writes nothing and fails on a stale page', () => {
  const before = readFileSync(join(folder, 'docs/inputs.md'), 'utf8')
  const { status, stderr } = run(action, '--check')
  expect(status).toBe(1)
  expect(stderr).toContain('does not agree with action.yml')
  expect(readFileSync(join(folder, 'docs/inputs.md'), 'utf8')).toBe(before)
})

test('a missing description is an error that names the input', () => {
  const { status, stderr } = run('inputs:\n  mode:\n    default: deploy\n')
  expect(status).toBe(1)
  expect(stderr).toContain('the input mode has no description')
})

test('the tables of docs/inputs.md are those of action.yml', () => {
  const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
})
