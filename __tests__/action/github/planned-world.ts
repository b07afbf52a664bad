import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type RunningSandbox, startSandbox } from '../../../sandbox/server.ts'
import { scenario } from '../../bundle/scenario.ts'
import { environmentOf } from '../../environment.ts'
import { type ActionRun, action } from '../../run/scene.ts'
import { makeWorkspace, type Workspace } from '../../workspace.ts'
import { connectDirectly } from '../../worlds/transport.ts'
import { type GithubWorld, makeGithub, variablesFor } from './world.ts'

/** A value in plaintext in the running revision; the file has a reference in its place. */
export const PASSWORD = ['Winter', '2031', '!x'].join('')

const EXECUTION = 'arn:aws:iam::123456789012:role/demo-execution'

/** What `web` should run: an image, a size and variables that differ from the running revision. */
export function definitionOf(family: string, more: object = {}, container: object = {}): string {
  return JSON.stringify({
    family,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '512',
    memory: '1024',
    executionRoleArn: EXECUTION,
    containerDefinitions: [
      {
        name: 'app',
        image: `demo/${family}:2`,
        portMappings: [{ containerPort: 9000 }],
        environment: [
          { name: 'LOG_LEVEL', value: 'debug' },
          { name: 'API_KEY_ENABLED', value: 'true' }
        ],
        secrets: [{ name: 'DB_PASSWORD', valueFrom: 'secretsmanager:demo/api-key' }],
        ...container
      }
    ],
    ...more
  })
}

const RUNNING = {
  family: 'web',
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  cpu: '256',
  memory: '1024',
  executionRoleArn: EXECUTION,
  containerDefinitions: [
    {
      name: 'app',
      image: 'demo/web:1',
      portMappings: [{ containerPort: 8080 }],
      environment: [
        { name: 'LOG_LEVEL', value: 'info' },
        { name: 'DB_PASSWORD', value: PASSWORD }
      ]
    }
  ]
}

/** A pull request, the account to which it would be deployed, and GitHub. */
export type PlannedWorld = {
  readonly sandbox: RunningSandbox
  readonly github: GithubWorld['github']
  readonly scene: Workspace
  bodies(): readonly string[]
  plan(inputs?: Readonly<Record<string, string>>, job?: Job): Promise<ActionRun>
  end(): Promise<void>
}

/** A job of the workflow; `head` is the repository of the pull request's head. */
export type Job = {
  readonly job?: string
  readonly head?: string
  readonly env?: Readonly<Record<string, string>>
}

/**
 * makePlannedWorld creates a service `web` that runs plaintext, in a cluster `demo`; `more` is merged into the
 * scenario.
 */
export async function makePlannedWorld(
  more: object = {},
  files: Readonly<Record<string, string>> = { 'deploy/web.json': definitionOf('web') }
): Promise<PlannedWorld> {
  const sandbox = await startSandbox({
    scenario: scenario({ taskDefinitions: [RUNNING], ...more }),
    clock: 'manual'
  })
  const disconnect = connectDirectly(sandbox)
  const world = await makeGithub()
  const scene = makeWorkspace({ ...files, 'event.json': '' })
  const plan: PlannedWorld['plan'] = (inputs = {}, { job = 'plan', head, env } = {}) => {
    const pullRequest = { number: 7, head: { repo: { full_name: head ?? 'example/ops-pipeline' } } }
    writeFileSync(join(scene.path, 'event.json'), JSON.stringify({ pull_request: pullRequest }))
    return action(
      scene,
      {
        mode: 'plan',
        'task-definition': 'deploy/{service}.json',
        cluster: 'demo',
        'aws-region': 'us-west-2',
        'github-token': 'ci',
        ...inputs
      },
      {
        ...variablesFor(world.github.url),
        GITHUB_JOB: job,
        GITHUB_EVENT_NAME: 'pull_request',
        GITHUB_EVENT_PATH: join(scene.path, 'event.json'),
        ...environmentOf(sandbox),
        ...env
      }
    )
  }
  return {
    sandbox,
    github: world.github,
    scene,
    bodies: () => world.github.state.comments.map(({ body }) => body),
    plan,
    end: async () => {
      disconnect()
      await sandbox.close()
      await world.github.stop()
      scene.remove()
    }
  }
}
