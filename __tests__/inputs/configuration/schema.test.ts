import { spawnSync } from 'node:child_process'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { fixedMembers, serviceStructures } from '../../../src/deploy/services/service-schema.generated.ts'
import { ENTRY_KEYS, type KeyFact, keyFact } from '../../../src/inputs/configuration/keys.ts'
import { loadProjectFile } from '../../../src/inputs/configuration/load.ts'
import { resolveLayout } from '../../../src/inputs/configuration/resolve-layout.ts'
import { newAjv, schemaOf } from '../../schemas.ts'

const FILE = '.github/ecs-sealed-deploy.yml'
const fits = newAjv({ strict: false }).compile(schemaOf('ecs-sealed-deploy'))

async function read(text: string) {
  const now = Date.parse('2026-01-01')
  const { layout, layoutProblems, decisions } = await loadProjectFile(FILE, text, {
    rules: ['secret/by-name'],
    optional: [],
    now
  })
  return { layout, problems: [...layoutProblems, ...decisions.problems] }
}

test('schema and documentation are what the table of keys gives', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/update-schema.mjs', '--check'], {
    encoding: 'utf8'
  })
  expect([status, stderr]).toEqual([0, ''])
})

test('a key sets what UpdateService takes', () => {
  const members = Object.values<KeyFact>(ENTRY_KEYS).flatMap(({ member }) => member ?? [])
  const known = serviceStructures['CreateServiceRequest']?.replace(/:\S+/g, '').split(' ') ?? []
  const settable = known.filter(member => !fixedMembers.includes(member))
  expect(members.filter(member => !settable.includes(member))).toEqual([])
})

describe('schema and reader say the same', () => {
  const keys = Object.keys(ENTRY_KEYS) as (keyof typeof ENTRY_KEYS)[]
  const sortOf = (key: keyof typeof ENTRY_KEYS) => (ENTRY_KEYS[key].of === 'task' ? 'tasks' : 'services')
  const around = (key: keyof typeof ENTRY_KEYS, value: string) =>
    `services:\n  api: {}\n  worker: {}\n${sortOf(key) === 'tasks' ? 'tasks:\n  a' : 'defaults: {}\nenvironments:\n  a'}:\n    ${key}: ${value}\n`

  test.each(keys)('%s: its example is good', async key => {
    const { example } = keyFact(key)
    const value = /^(?:[[{]|\d+$|true$)/.test(example) ? example : JSON.stringify(example)
    const text = around(key, value)
    expect([(await read(text)).problems, fits(parse(text))]).toEqual([[], true])
  })

  test.each(keys)('%s: what it cannot be', async key => {
    const { kind } = keyFact(key)
    const wrong = { list: 'a', map: '[a]', image: '[a]', base: '{family: a}', count: '-1' }
    const text = around(key, kind in wrong ? wrong[kind as keyof typeof wrong] : '[a]')
    expect((await read(text)).problems).toMatchObject([
      { message: `"${key}" is not valid.`, place: { file: FILE } }
    ])
    expect(fits(parse(text))).toBe(false)
  })

  test.each([
    ['at the top', 'servces: {}\n', 'servces', 'services', 1, 1],
    ['in defaults', 'defaults:\n  clutser: a\n', 'clutser', 'cluster', 2, 3],
    [
      'of a service',
      'services:\n  api:\n    task-definiton: a.json\n',
      'task-definiton',
      'task-definition',
      3,
      5
    ],
    ['of a task', 'tasks:\n  a:\n    networkfrom: x\n', 'networkfrom', 'network-from', 3, 5],
    ['of an environment', 'environments:\n  a:\n    regoin: x\n', 'regoin', 'region', 3, 5],
    [
      'deep in an environment',
      'services: {api: {}}\nenvironments:\n  a:\n    services:\n      api: {variabels: {}}\n',
      'variabels',
      'variables',
      5,
      13
    ],
    ['of an exception', 'exceptions:\n  - {fle: a}\n', 'fle', 'file', 2, 6]
  ])(
    'a wrong key %s names the right one, with line and column',
    async (_, text, wrong, right, line, column) => {
      const { problems } = await read(text)
      expect(problems).toContainEqual(
        expect.objectContaining({
          code: 'unknown-config-key',
          message: `Unknown key "${wrong}". Did you mean "${right}"?`,
          place: expect.objectContaining({ file: FILE, line, column })
        })
      )
      expect(fits(parse(text))).toBe(false)
    }
  )

  test('a file from before is good, and its top is its defaults', async () => {
    const text =
      'cluster: ops\nregion: us-west-2\norder: [a, [b, c]]\nservices:\n  a: {cluster: other}\n  b:\nallowed-names: [A]\n'
    const { layout, problems } = await read(text)
    expect([problems, fits(parse(text))]).toEqual([[], true])
    const { placement } = resolveLayout(layout)
    expect(placement.order).toEqual([['a'], ['b', 'c']])
    expect([
      placement.usual?.cluster,
      placement.places.get('a')?.cluster,
      placement.places.get('b')?.cluster
    ]).toEqual(['ops', 'other', 'ops'])
  })
})

describe('what wins', () => {
  const levels = ['defaults', 'environment', 'service', 'service of the environment'] as const
  const text = (set: ReadonlySet<string>) => {
    const at = (level: (typeof levels)[number]) =>
      set.has(level)
        ? `{cluster: ${level.replaceAll(' ', '-')}, variables: {${level.replaceAll(' ', '_')}: x, WHO: ${level.replaceAll(' ', '-')}}}`
        : '{}'
    const own = at('environment').replace(
      /}$/,
      `${set.has('environment') ? ', ' : ''}services: {api: ${at('service of the environment')}}}`
    )
    return `defaults: ${at('defaults')}\nservices: {api: ${at('service')}}\nenvironments: {dev: ${own}}\n`
  }

  test('the last level that says something, in all sixteen mixtures', async () => {
    for (let bits = 0; bits < 16; bits += 1) {
      const said = levels.filter((_, index) => (bits & (1 << index)) !== 0)
      const { layout, problems } = await read(text(new Set(said)))
      expect(problems).toEqual([])
      const [api] = resolveLayout(layout, 'dev').services
      const last = said.at(-1)?.replaceAll(' ', '-')
      expect(api?.site.cluster).toBe(last)
      const variables = [...(api?.variables.keys() ?? [])].filter(name => name !== 'WHO')
      expect(variables).toEqual(said.map(level => level.replaceAll(' ', '_')))
      const who = api?.variables.get('WHO')
      expect(who?.kind === 'string' ? who.value : undefined).toBe(last)
    }
  })
})
