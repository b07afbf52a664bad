import { afterEach, describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { type RunningSandbox, startSandbox } from '../../sandbox/server.ts'
import { committed } from '../git.ts'
import { blockAfter } from '../pages.ts'
import { makeWorkspace, type Workspace } from '../workspace.ts'
import { definitionNamed, serviceNamed } from './documented-world.ts'
import { runAction, runCli } from './runner.ts'
import { wordsOf } from './shown-commands.ts'

const shown = (name: string) => blockAfter('docs/terraform.md', `<!-- ${name} -->`)
/** Made up when this runs. */
const LITERAL = ['tiger', 'lily', '77'].join('')

const AWS = { AWS_REGION: 'us-west-2' }

let workspace: Workspace
let sandbox: RunningSandbox
afterEach(async () => {
  await sandbox.close()
  workspace.remove()
})

async function begin(files: Readonly<Record<string, string>>, scenario: object): Promise<void> {
  workspace = makeWorkspace(files)
  committed(workspace.path)
  sandbox = await startSandbox({ clock: 'manual', scenario: { region: 'us-west-2', ...scenario } })
}

describe('docs/terraform.md', () => {
  test('its migration writes what it shows, and deploys nothing', async () => {
    const before = shown('before').replace('VALUE', LITERAL)
    await begin({ 'infra/main.tf': before }, {})
    const [, ...args] = wordsOf(shown('command: migrate').trim())
    const { code, stdout } = await runCli(args, { workspace, sandbox, env: AWS })
    expect(code).toBe(0)
    expect(workspace.read('infra/main.tf')).toBe(shown('after'))
    expect(stdout).toMatch(/resource "aws_iam_role_policy".*run terraform plan/s)
    expect(stdout).not.toContain(LITERAL)
    expect(sandbox.requests().map(({ operation }) => operation)).not.toContain('RegisterTaskDefinition')
  })

  test.each([
    ['app:1', 1, 'Changes are planned (fail-on: change): 0 definitions to register, 1 service to update'],
    ['app:2', 0, 'Nothing to do: 1 service unchanged.'],
    ['app:2 in its rollout', 0, '1 rollout to watch; nothing was changed.']
  ])(
    'its gate for drift, where the service runs %s of two revisions: exit code %i',
    async (runs, expected, said) => {
      const [taskDefinition = '', isRollingOut] = runs.split(' ')
      const definition = definitionNamed('app')
      await begin(
        { '.github/ecs-sealed-deploy.yml': shown('configuration') },
        {
          clusters: ['main'],
          images: [{ repository: 'app', tags: ['1'] }],
          taskDefinitions: [definition, { ...definition, memory: '1024' }],
          services: [
            serviceNamed('app', {
              cluster: 'main',
              taskDefinition,
              ...(isRollingOut ? { running: false } : {})
            })
          ]
        }
      )
      const [step] = parse(shown('gate')) as readonly [{ readonly with: Record<string, string> }]
      const { code, stdout } = await runAction(step.with, { workspace, sandbox, env: AWS })
      expect(code).toBe(expected)
      expect(stdout).toContain(said)
    }
  )
})
