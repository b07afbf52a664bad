import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { loadProjectFile } from '../../src/inputs/configuration/load.ts'
import { readConfiguration } from '../../src/inputs/read.ts'
import { factOf, INPUTS, type InputName } from '../../src/inputs/tables/specification.ts'
import { makeWorkspace } from '../workspace.ts'
import { type ActionFolder, asTheRunnerSets, runAction } from './runner.ts'

type Step = {
  readonly uses?: string
  readonly with?: Readonly<Record<string, unknown>>
  readonly env?: Readonly<Record<string, string>>
}
type Example = {
  readonly from: string
  readonly folder: ActionFolder
  readonly inputs: Readonly<Record<string, string>>
  /** The variables of the step. */
  readonly variables: Readonly<Record<string, string>>
}

/** Every step with this action that README.md, docs/ and examples/ show. */
function examples(): readonly Example[] {
  const pages = [
    'README.md',
    ...readdirSync('docs', { recursive: true, encoding: 'utf8' }).map(name => `docs/${name}`)
  ].filter(name => name.endsWith('.md'))
  const blocks = pages.flatMap(page =>
    [...readFileSync(page, 'utf8').matchAll(/```yaml\n([\s\S]*?)\n```/g)].map(([, text]) => ({
      from: page,
      text: text ?? ''
    }))
  )
  const folder = 'examples/ops-pipeline/workflows'
  const files = readdirSync(folder).map(name => ({
    from: `${folder}/${name}`,
    text: readFileSync(`${folder}/${name}`, 'utf8')
  }))
  return [...blocks, ...files]
    .filter(({ text }) => /uses: (?:ecs-sealed-deploy\/|\.\/)/.test(text))
    .flatMap(({ from, text }) =>
      stepsOf(parse(text)).map((step, index) => ({
        from: `${from} ${index + 1}: ${String(step.with?.['mode'] ?? folderOf(step))}`,
        folder: folderOf(step),
        variables: Object.fromEntries(
          Object.entries(step.env ?? {}).map(([name, value]) => [name, written(name, value)])
        ),
        inputs: Object.fromEntries(
          Object.entries(step.with ?? {}).map(([name, value]) => [name, written(name, String(value))])
        )
      }))
    )
}

/** The folder of a step's action. */
function folderOf({ uses = '' }: Step): ActionFolder {
  const [, folder = '.'] = /^ecs-sealed-deploy\/ecs-sealed-deploy\/([a-z]+)@/.exec(uses) ?? []
  return folder as ActionFolder
}

/** Steps of this action; that of the demo has no inputs. */
const OURS = /^(?:ecs-sealed-deploy\/ecs-sealed-deploy(?!\/demo@)|\.\/$)/

function stepsOf(read: unknown): readonly Step[] {
  const { jobs = {}, steps = [] } = read as {
    jobs?: Readonly<Record<string, { readonly steps?: readonly Step[] }>>
    steps?: readonly Step[]
  }
  const all = Array.isArray(read) ? (read as readonly Step[]) : steps
  return [...all, ...Object.values(jobs).flatMap(job => job.steps ?? [])].filter(({ uses }) =>
    OURS.test(uses ?? '')
  )
}

/** What GitHub would have made of an expression: a word that the input takes. */
function written(name: string, value: string): string {
  const fact = name in INPUTS ? factOf(name as InputName) : undefined
  if (!value.includes('${{')) return value
  if (fact?.kind === 'switch') return 'false'
  if (fact?.kind === 'word') return fact.default ?? ''
  if (name === 'variables') return '{"TAG": "1"}'
  if (name === 'service-deployment')
    return 'arn:aws:ecs:us-west-2:123456789012:service-deployment/ops/dispatcher/Ab1'
  return value.replaceAll(/\$\{\{.*?\}\}/g, name === 'revision' ? '1' : 'one')
}

const shown = examples()

test('there are examples', () => expect(shown.length).toBeGreaterThan(12))

describe('as the runner hands them over, with every default of action.yml', () => {
  test.each(shown.map(example => [example.from, example] as const))(
    '%s is read without a problem',
    async (_, example) => {
      const given = Object.entries(asTheRunnerSets(example.inputs, example.folder)).map(([name, value]) => [
        name.slice('INPUT_'.length).toLowerCase(),
        value
      ])
      expect(given.filter(([name]) => !((name as string) in INPUTS))).toEqual([])
      // what an example deploys stands in the configuration file of the same page
      const hasConfigFile =
        (given.some(([name]) => name === 'environment') && example.from.startsWith('docs/configuration')) ||
        example.inputs['service'] === 'changed' ||
        example.from.startsWith('docs/terraform')
      const read = readConfiguration(Object.fromEntries(given), {
        region: 'us-west-2',
        hasConfigFile,
        variables: example.variables
      })
      expect(read).not.toHaveProperty('problems')
    }
  )

  test('the configuration file of docs/workflows.md is one', async () => {
    const [, text = ''] =
      /```yaml\n(defaults:[\s\S]*?)```/.exec(readFileSync('docs/workflows.md', 'utf8')) ?? []
    const { layout, layoutProblems, decisions } = await loadProjectFile('x.yml', text, {
      rules: [],
      optional: [],
      now: 0
    })
    expect([...layoutProblems, ...decisions.problems]).toEqual([])
    expect([...layout.services.keys()]).toEqual(['trade-stream', 'dispatcher'])
  })

  test('a default is never "given": reading all of them is reading nothing', async () => {
    for (const mode of ['plan', 'deploy', 'migrate', 'audit', 'rotate-restart'] as const) {
      const inputs = { mode, 'task-definition': 'a.json', cluster: 'demo', 'aws-region': 'us-west-2' }
      const given = Object.entries(asTheRunnerSets(inputs)).map(([name, value]) => [
        name.slice('INPUT_'.length).toLowerCase(),
        value
      ])
      expect(readConfiguration(Object.fromEntries(given))).toEqual(readConfiguration(inputs))
    }
  })
})

describe('names that are no inputs', () => {
  const inRepository = async (
    env: Readonly<Record<string, string>>,
    inputs: Readonly<Record<string, string>> = {}
  ) => {
    const workspace = makeWorkspace({
      'a.json': '{"family": "a", "containerDefinitions": [{"name": "a", "image": "a:1"}]}'
    })
    try {
      return await runAction({ mode: 'check', 'task-definition': 'a.json', ...inputs }, { workspace, env })
    } finally {
      workspace.remove()
    }
  }

  test("a variable of the job's env is none of them", async () => {
    const run = await inRepository({ INPUT_RELEASE: 'r42', INPUT_FOO: 'bar' })
    expect({ code: run.code, notices: run.stdout.match(/^::notice.*INPUT_RELEASE.*$/gm)?.length }).toEqual({
      code: 0,
      notices: 1
    })
    expect(run.visible).not.toContain('r42')
  })

  test.each(['clutser', 'task-defintion', 'completely-else', 'task_definition'])(
    '%s is a misspelt input',
    async name => {
      const run = await inRepository({}, { [name]: 'x' })
      expect(run.code).toBe(2)
      expect(run.stdout).toContain(`Unknown input "${name}"`)
    }
  )
})
