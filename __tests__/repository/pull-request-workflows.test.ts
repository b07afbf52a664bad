import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { newWorkflows } from '../../src/cli/adoption/new-workflows.ts'

type Step = {
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
}
type Job = { readonly uses?: string; readonly steps?: readonly Step[] }
type Workflow = { readonly on?: unknown; readonly jobs?: Readonly<Record<string, Job>> }

const namesUnder = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(name => join(folder, name))

const pages = ['README.md', ...namesUnder('docs')].filter(name => name.endsWith('.md'))
const shown = [
  ...pages.flatMap(page =>
    [...readFileSync(page, 'utf8').matchAll(/```ya?ml\n([\s\S]*?)```/g)].map(
      ([, text = ''], index) => [`${page} ${index + 1}`, text] as const
    )
  ),
  ...[...namesUnder('.github/workflows'), ...namesUnder('examples')]
    .filter(name => /\.ya?ml$/.test(name))
    .map(name => [name, readFileSync(name, 'utf8')] as const)
]

/** The events that run a workflow, or [] for YAML that is no workflow. */
function eventsOf({ on }: Workflow): readonly string[] {
  if (typeof on === 'string') return [on]
  if (Array.isArray(on)) return on.map(String)
  return typeof on === 'object' && on !== null ? Object.keys(on) : []
}

const checks = ({ uses = '', with: given, run = '' }: Step) =>
  (/^(?:ecs-sealed-deploy\/ecs-sealed-deploy@|\.\/)/.test(uses) &&
    ['check', 'plan'].includes(String(given?.['mode']))) ||
  /\becs-sealed-deploy (?:check|plan)\b/.test(run)

/** Every depth that a `fetch-depth` can be: the number, or the literals of its expression. */
function depthsOf({ with: given }: Step): readonly number[] {
  const depth = given?.['fetch-depth'] ?? 1
  return typeof depth === 'number'
    ? [depth]
    : [...String(depth).matchAll(/'(\d+)'/g)].map(([, one]) => Number(one))
}

const isEnough = (depths: readonly number[], events: readonly string[]) =>
  depths.length > 0 &&
  depths.every(depth => depth === 0 || (depth > 1 && !events.includes('pull_request_target')))

/** The jobs that read exceptions of a pull request's base, and fetch only the commit that is checked. */
function tooShallow(text: string): { readonly jobs: number; readonly shallow: readonly string[] } {
  const workflow = (parse(text) ?? {}) as Workflow
  const events = eventsOf(workflow)
  if (!events.some(name => name === 'workflow_call' || name.startsWith('pull_request')))
    return { jobs: 0, shallow: [] }
  const jobs = Object.entries(workflow.jobs ?? {}).filter(([, { steps = [] }]) => steps.some(checks))
  const isShallow = (step: Step) =>
    step.uses?.startsWith('actions/checkout@') === true &&
    step.with?.['repository'] === undefined &&
    !isEnough(depthsOf(step), events)
  return {
    jobs: jobs.length,
    shallow: jobs.filter(([, { steps = [] }]) => steps.some(isShallow)).map(([name]) => name)
  }
}

const results = shown.map(([from, text]) => [from, tooShallow(text)] as const)

test('every workflow that checks or plans a pull request fetches its base, so that exceptions count', () => {
  expect(results.reduce((sum, [, { jobs }]) => sum + jobs, 0)).toBeGreaterThan(8)
  expect(results.filter(([, { shallow }]) => shallow.length > 0)).toEqual([])
})

test.each([[['']], [['staging', 'production']]])(
  'what init writes for pull requests calls the reusable workflows alone: %j',
  environments => {
    const [written] = newWorkflows(
      environments.filter(name => name !== ''),
      [],
      1
    )
    const { jobs = {} } = parse(written?.text ?? '') as Workflow
    const called = Object.values(jobs).map(({ uses = '' }) => /\.github\/workflows\/[^@]+/.exec(uses)?.[0])
    expect(new Set(called)).toEqual(new Set(['.github/workflows/check.yml', '.github/workflows/plan.yml']))
    for (const file of called) expect(results.find(([from]) => from === file)?.[1].jobs).toBe(1)
  }
)

describe('the rule goes red', () => {
  const good = (event: string, depth: string) =>
    `on: ${event}\njobs:\n  a:\n    steps:\n      - uses: actions/checkout@v6\n        with: {${depth}}\n      - uses: ./\n        with: {mode: check}\n`

  test.each([
    ['pull_request', 'fetch-depth: 2', false],
    ['pull_request', 'fetch-depth: 0', false],
    ['[push, pull_request]', 'fetch-depth: 1', true],
    ['{pull_request: {paths: [a]}}', '', true],
    ['workflow_call', "fetch-depth: \"${{ inputs.a && '0' || '1' }}\"", true],
    ['workflow_call', "fetch-depth: \"${{ inputs.a && '0' || '2' }}\"", false],
    ['workflow_call', 'fetch-depth: "${{ inputs.depth }}"', true],
    ['pull_request_target', 'fetch-depth: 2', true],
    ['push', '', false]
  ])('%s with %j', (event, depth, red) =>
    expect(tooShallow(good(event, depth)).shallow).toEqual(red ? ['a'] : [])
  )
})
