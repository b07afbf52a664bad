import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { AWS_SPELLINGS, THIN_ACTIONS, type ThinAction } from '../../scripts/reference/actions.ts'

// docs/from-aws-actions.md promises something of each input and output of AWS's two actions, and names the test that
// keeps it.

const page = readFileSync('docs/from-aws-actions.md', 'utf8')
const tests = readFileSync('__tests__/bundle/from-aws-actions.test.ts', 'utf8')
const rows = [...page.matchAll(/^\| `([\w-]+)` \| .+ \| `((render|deploy): (output )?([\w-]+))` \|$/gm)].map(
  ([, name, title, action, output, tested]) => ({
    name,
    title,
    action,
    isOutput: output !== undefined,
    tested
  })
)

test('46 inputs and 4 outputs', () => {
  expect(rows.filter(({ isOutput }) => isOutput)).toHaveLength(4)
  expect(rows.filter(({ isOutput }) => !isOutput)).toHaveLength(46)
})

test('each row has its own test', () => {
  expect(rows.filter(({ name, tested }) => name !== tested)).toEqual([])
  expect(rows.filter(({ title }) => !tests.includes(`test('${title}', `))).toEqual([])
})

describe.each(Object.entries<ThinAction>(THIN_ACTIONS))('%s/action.yml', (folder, action) => {
  const named = (isOutput: boolean) =>
    rows.flatMap(row => (row.action === folder && row.isOutput === isOutput ? [row.name] : []))
  const file = parse(readFileSync(`${folder}/action.yml`, 'utf8')) as {
    readonly inputs: Readonly<Record<string, { readonly required: boolean; readonly default?: string }>>
    readonly outputs: object
    readonly runs: { readonly using: string; readonly main: string }
  }

  test('has the inputs and outputs of the page, and what chooses its mode', () => {
    const inputs = action.inputs.map(name => AWS_SPELLINGS[name] ?? name)
    expect(named(false)).toEqual(inputs)
    expect(Object.keys(file.inputs)).toEqual([...inputs, ...action.own, 'mode', 'compatibility'])
    expect(named(true)).toEqual(Object.keys(file.outputs))
    expect(file.inputs['mode']?.default).toBe(folder)
    expect(file.inputs['compatibility']?.default).toBe('aws-actions')
  })

  test('runs the bundle of the root', () => {
    const root = parse(readFileSync('action.yml', 'utf8')) as {
      readonly runs: { readonly using: string; readonly main: string }
    }
    expect(file.runs).toEqual({ using: root.runs.using, main: `../${root.runs.main}` })
  })
})
