import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { workflowProblems } from './workflows.ts'

const root = join(import.meta.dirname, '../..')
const folders = ['.github/workflows', 'examples/ops-pipeline/workflows']
const files = folders.flatMap(folder => readdirSync(join(root, folder)).map(name => `${folder}/${name}`))

test.each(files)('%s keeps the rules', file => {
  expect(workflowProblems(readFileSync(join(root, file), 'utf8'))).toEqual([])
})

const documented = ['docs/operate.md'].flatMap(file =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/```yaml\n(name: [\s\S]*?)```/g)].map(
    ([, text = ''], index) => [`${file} ${index + 1}`, text] as const
  )
)

test.each(documented)(
  'the workflow of %s keeps the rules, and its inputs and outputs are those of the action',
  (_, text) => {
    expect(workflowProblems(text)).toEqual([])
    const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as { outputs: object }
    const { jobs } = parse(text) as { jobs: Record<string, { steps: { uses?: string; with?: object }[] }> }
    const steps = Object.values(jobs).flatMap(job =>
      job.steps.filter(step => step.uses?.startsWith('ecs-sealed-deploy/'))
    )
    const given = steps.flatMap(step => Object.keys(step.with ?? {}))
    expect(given.length).toBeGreaterThan(2)
    expect(strayInputs(parse(text))).toEqual([])
    const read = [...text.matchAll(/steps\.deploy\.outputs\.([\w-]+)/g)].map(([, name]) => name as string)
    expect(read.filter(name => !(name in action.outputs))).toEqual([])
  }
)

/**
 * The inputs that pages give to other actions. A name that is new here is looked up in the action's own description.
 */
const FOREIGN: Readonly<Record<string, readonly string[]>> = {
  'actions/checkout': ['repository', 'ref', 'path', 'fetch-depth', 'persist-credentials'],
  'actions/upload-artifact': ['name', 'path', 'overwrite'],
  'aws-actions/configure-aws-credentials': ['role-to-assume', 'aws-region'],
  'github/codeql-action/upload-sarif': ['sarif_file', 'category'],
  'slackapi/slack-github-action': ['webhook', 'webhook-type', 'payload']
}
const OWN = /^(?:ecs-sealed-deploy\/ecs-sealed-deploy|\.\/\.ecs-sealed-deploy|\.)(?=\/|$)\/?/

function inputsOf(action: string): readonly string[] {
  if (!OWN.test(action)) return FOREIGN[action] ?? []
  const path = action.replace(OWN, '')
  const text = readFileSync(join(root, path.endsWith('.yml') ? path : join(path, 'action.yml')), 'utf8')
  const { inputs, on } = parse(text) as { inputs?: object; on?: { workflow_call: { inputs?: object } } }
  return Object.keys(inputs ?? on?.workflow_call.inputs ?? {})
}

/** Every `with:` below a value with an input that the action beside it does not have. */
function strayInputs(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  const { uses, with: given } = value as { uses?: unknown; with?: object }
  const action = typeof uses === 'string' ? uses.replace(/@.*/, '') : undefined
  const names = action === undefined ? [] : Object.keys(given ?? {})
  const known = names.length === 0 ? [] : inputsOf(action ?? '')
  const stray = names.filter(name => !known.includes(name)).map(name => `${action}: ${name}`)
  return [...stray, ...Object.values(value).flatMap(strayInputs)]
}

const pages = [
  'README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.md'))
    .map(file => `docs/${file}`)
]

test('each step on a page gives its action only inputs that the action has', () => {
  const blocks = pages.flatMap(file =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/^```ya?ml\n([\s\S]*?)^```/gm)].flatMap(
      ([, text = '']) => (text.includes('with:') ? [{ file, stray: strayInputs(parse(text)) }] : [])
    )
  )
  expect(blocks.length).toBeGreaterThan(30)
  expect(blocks.filter(({ stray }) => stray.length > 0)).toEqual([])
})

test('one version of each action is used everywhere', () => {
  const pins = new Map<string, Set<string>>()
  for (const file of files) {
    for (const [, action = '', pin = ''] of readFileSync(join(root, file), 'utf8').matchAll(
      /uses: ([\w-]+\/[\w-]+)\S*@([0-9a-f]{40} # v\S+)/g
    )) {
      pins.set(action, (pins.get(action) ?? new Set()).add(pin))
    }
  }
  expect(pins.size).toBeGreaterThan(4)
  expect([...pins].filter(([, versions]) => versions.size > 1)).toEqual([])
})

test('the check on pull requests asks for nothing but reading', () => {
  const text = readFileSync(join(root, 'examples/ops-pipeline/workflows/check-pull-request.yml'), 'utf8')
  const workflow = parse(text) as { on: object; jobs: { check: { permissions: object } } }
  expect(Object.keys(workflow.on)).toEqual(['pull_request'])
  expect(workflow.jobs.check.permissions).toEqual({ contents: 'read' })
  expect(text).not.toMatch(/secrets\.|id-token|configure-aws-credentials/)
})

describe('the rules go red', () => {
  const good = [
    'on: push',
    'permissions: {}',
    'jobs:',
    '  a:',
    '    runs-on: ubuntu-latest',
    '    timeout-minutes: 1',
    '    permissions:',
    '      contents: read # to check out',
    '    steps:',
    `      - uses: actions/checkout@${'a'.repeat(40)} # v6.0.2`,
    '        with:',
    '          persist-credentials: false',
    '      - uses: ./',
    '      - run: echo'
  ].join('\n')
  const red: readonly (readonly [string, string, string])[] = [
    [
      `@${'a'.repeat(40)} # v6.0.2`,
      '@v6',
      'line 10: actions/checkout@v6 is not pinned by commit and version'
    ],
    [' # v6.0.2', '', `line 10: actions/checkout@${'a'.repeat(40)} is not pinned by commit and version`],
    ['permissions: {}\n', '', 'permissions at the top are not {}'],
    [' # to check out', '', 'line 8: a permission without a reason'],
    ['    permissions:\n      contents: read # to check out\n', '', 'job a: no permissions'],
    ['persist-credentials: false', 'fetch-depth: 0', 'job a: checkout keeps the credentials'],
    ['run: echo', 'run: echo ${{ github.ref }}', 'job a: an expression inside a script'],
    ['    timeout-minutes: 1\n', '', 'job a: no timeout-minutes']
  ]

  test('and are silent on a good one', () => expect(workflowProblems(good)).toEqual([]))

  test.each(red)('%j -> %j', (from, to, problem) => {
    expect(good).toContain(from)
    expect(workflowProblems(good.replace(from, to))).toEqual([problem])
  })
})
