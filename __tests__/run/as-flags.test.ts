import { afterEach, describe, expect, test } from '@jest/globals'
import { parseCommandLine } from '../../src/cli/arguments.ts'
import { asFlags } from '../../src/cli/at-terminal.ts'
import { COMMAND_LINE_INPUTS, factOf } from '../../src/inputs/tables/specification.ts'
import { printerOf } from '../../src/run/printed.ts'
import { aReport } from '../report/rollouts.ts'
import { makeWorkspace, type Workspace } from '../workspace.ts'
import { cli } from './scene.ts'

describe('advice for a workflow step, at a command line', () => {
  test.each([
    [
      'nothing was changed. Run again with apply: true to apply.',
      'nothing was changed. Run again with --apply to apply.'
    ],
    ['then audit with purge: true for old revisions', 'then audit with --purge for old revisions'],
    ['not monitored (wait-until: none)', 'not monitored (--wait-until none)'],
    ['not watched (wait-for-task-stopped: false)', 'not watched (--wait-for-task-stopped=false)'],
    ['Check the input "codedeploy-appspec".', 'Check --codedeploy-appspec.'],
    ['    → Set verify-permissions: off.', '    → Set --verify-permissions off.'],
    ['    Next: mode audit with purge: true, which', '    Next: mode audit with --purge, which']
  ])('%s', (step, typed) => expect(asFlags(step)).toBe(typed))

  test.each([
    'Write task-definition: live into the entry of the configuration file.',
    'defaults: {cluster: shop}',
    'Say why: reason: test database',
    'data-source: live',
    'web runs source: liveness',
    '"apply: true" was read',
    'cancelled: true',
    '      purge: true, said the container'
  ])('keys, other words and quotations remain: %s', line => expect(asFlags(line)).toBe(line))

  test('every switch and word, in every value, becomes a flag that is understood', () => {
    const advised = COMMAND_LINE_INPUTS.filter(name => !factOf(name).isFlag && name !== 'mode').flatMap(
      name => {
        const fact = factOf(name)
        const values = fact.kind === 'switch' ? ['true', 'false'] : fact.kind === 'word' ? fact.words : []
        return values.map(value => [name, value] as const)
      }
    )
    expect(advised.length).toBeGreaterThan(40)
    for (const [name, value] of advised) {
      const read = parseCommandLine(['deploy', ...asFlags(`${name}: ${value}`).split(' ')])
      expect(read).toMatchObject({ problems: [], raw: { [name]: value } })
    }
  })
})

describe('a person reads flags', () => {
  let scene: Workspace
  afterEach(() => scene.remove())
  const CONFIGURATION =
    'services: {web: {task-definition: web.json, cluster: x}}\nenvironments: {dev: {}, prod: {}}\n'
  const several = (environment: Record<string, string>) => {
    scene = makeWorkspace({ '.github/ecs-sealed-deploy.yml': CONFIGURATION })
    return cli(scene, ['deploy', '--aws-region', 'us-west-2'], { environment })
  }

  test('in the hint of a problem', async () => {
    const { out } = await several({})
    expect(out).toContain('Name it in --environment, for example --environment dev.')
  })

  test('but a command in a step of a workflow is advised as a step', async () => {
    const { out } = await several({ GITHUB_ACTIONS: 'true' })
    expect(out).toContain('Name it in the input "environment", for example environment: dev.')
  })

  test('in remarks and in the verdict', async () => {
    const report = aReport({ remarks: [{ message: 'To start new tasks, set force-new-deployment: true.' }] })
    const print = printerOf('text', { sources: new Map(), phrase: asFlags })
    expect([...print(report)].join('')).toContain('note: To start new tasks, set --force-new-deployment.\n')
  })
})
