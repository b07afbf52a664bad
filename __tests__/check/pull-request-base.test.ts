import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { applyProjectRules, filesOnBase } from '../../src/check/decisions.ts'
import { examine } from '../../src/check/examine.ts'
import type { BaseFile, PullRequestBase } from '../../src/check/exceptions/exception.ts'
import { readProjectRules } from '../../src/check/project-rules.ts'
import { readForCheck } from '../../src/detector/formats/read-for-check.ts'
import { USUAL_RULES } from '../../src/detector/rule.ts'
import { placeFinder } from '../../src/files/document/place.ts'
import { NO_DECISIONS } from '../../src/inputs/configuration/layout.ts'
import { Gate } from '../../src/report/gate/gate.ts'

const VALUE = ['Sup3r', 'Secret', 'Pw99'].join('')
const CLOCK = { now: () => Date.parse('2030-01-10T00:00:00Z'), sleep: async () => {} }

const baseWith = (files: Readonly<Record<string, BaseFile>>): PullRequestBase => ({
  read: async file => files[file] ?? { kind: 'none' }
})
const text = (content: string): BaseFile => ({ kind: 'text', text: content })

const definition = (comment = '') =>
  `family: f\ncontainerDefinitions:\n  - name: app\n    image: a\n    environment:\n${comment}      - name: DB_PASSWORD\n        value: ${VALUE}\n`
const ALLOWED = definition('      # ecs-sealed: allow secret/by-name a database of tests\n')

test('files of the base are those that hold a task definition, with why one is unknown', async () => {
  const template = `Resources:\n  T:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions: [{Name: app, Image: a}]\n`
  const doubt = { why: 'the base is not fetched', help: 'fetch-depth: 0' }
  const base = baseWith({
    'a.yml': text(definition()),
    'b.yml': text(template),
    'c.json': text('[1]'),
    'd.yml': { kind: 'unknown', ...doubt }
  })
  const read = await filesOnBase(['a.yml', 'b.yml', 'c.json', 'd.yml', 'absent.yml'], base)
  expect([...read.keys()]).toEqual(['a.yml', 'b.yml', 'd.yml'])
  expect(read.get('a.yml')).toMatchObject({ document: { text: definition() } })
  expect(read.get('b.yml')).toMatchObject({ document: { text: template } })
  expect(read.get('d.yml')).toEqual(doubt)
})

describe('a comment of a pull request allows a finding', () => {
  test.each<[string, PullRequestBase | undefined, boolean]>([
    ['outside of one', undefined, true],
    ['if the base has it', baseWith({ 'a.yml': text(ALLOWED) }), true],
    ['not if it is new', baseWith({ 'a.yml': text(definition()) }), false],
    ['not in a new file', baseWith({}), false],
    ['not if the base is unknown', baseWith({ 'a.yml': { kind: 'unknown', why: '', help: '' } }), false]
  ])('%s', async (_, base, isAllowed) => {
    const read = await readForCheck('a.yml', ALLOWED)
    if (read.kind !== 'definition') throw new Error(read.kind)
    const { document } = read
    const target = { document, place: placeFinder(document) }
    const found = await examine([target], [], { rules: USUAL_RULES, mask: () => {} })
    expect(found.map(({ rule }) => rule)).toEqual(['secret/by-name'])
    const { findings, excepted } = await applyProjectRules(
      { findings: found, loaded: { files: ['a.yml'], targets: [target], unscanned: [], problems: [] } },
      {
        rules: USUAL_RULES,
        configuration: NO_DECISIONS,
        ...(base ? { standing: { base, pending: [] } } : {})
      },
      { clock: CLOCK }
    )
    expect(excepted).toHaveLength(isAllowed ? 1 : 0)
    expect(findings.some(({ level }) => level === 'error')).toBe(!isAllowed)
  })
})

test('a pull request that removes the configuration file keeps the optional rules of the base', async () => {
  const workspace = mkdtempSync(join(tmpdir(), 'base-'))
  try {
    const file = '.github/ecs-sealed-deploy.yml'
    const base = baseWith({ [file]: text('optional-rules: [secret/high-entropy]\n') })
    const inputs = { mode: 'check', config: { file, named: false }, policy: 'detect' } as const
    const rulesIn = async (trustExceptions: 'base' | 'head') => {
      const ports = { workspace, clock: CLOCK, gate: new Gate(), base, env: {} }
      return (await readProjectRules({ ...inputs, trustExceptions }, ports)).rules.optional
    }
    expect(await rulesIn('base')).toEqual(['secret/high-entropy'])
    expect(await rulesIn('head')).toEqual([])
  } finally {
    rmSync(workspace, { recursive: true, force: true })
  }
})
