import { connectGithub, type GithubConnection } from '../../../src/action/github/connect.ts'
import { systemClock } from '../../../src/clock.ts'
import { Gate } from '../../../src/report/gate/gate.ts'
import type { ServiceResult } from '../../../src/rollout/outcome.ts'
import { type FakeGithub, startFakeGithub } from './fake-github.ts'

export const SHA = 'a'.repeat(40)
export const TOKENS = {
  ci: {
    login: 'github-actions[bot]',
    type: 'Bot',
    permissions: [
      'contents: read',
      'contents: write',
      'deployments: write',
      'pull-requests: read',
      'pull-requests: write'
    ]
  },
  fork: { login: 'github-actions[bot]', type: 'Bot', permissions: ['pull-requests: read'] },
  person: {
    login: 'octocat',
    type: 'User',
    permissions: ['deployments: write', 'pull-requests: read', 'pull-requests: write']
  }
} as const

/** A GitHub and a connection to it. `speed` divides the client's waits. */
export type GithubWorld = {
  readonly github: FakeGithub
  readonly cancel: () => void
  connect(token?: string, speed?: number): GithubConnection
}

export async function makeGithub(): Promise<GithubWorld> {
  const github = await startFakeGithub({ tokens: TOKENS })
  const controller = new AbortController()
  return {
    github,
    cancel: () => controller.abort(),
    connect: (token = 'ci', speed = 1) =>
      connectGithub({
        token,
        variables: variablesFor(github.url),
        clock: { ...systemClock, sleep: (ms, signal) => systemClock.sleep(ms / speed, signal) },
        gate: new Gate(),
        signal: controller.signal
      })
  }
}

/** The runner's variables for a job of example/ops-pipeline. */
export function variablesFor(url: string): Readonly<Record<string, string>> {
  return {
    GITHUB_API_URL: url,
    GITHUB_SERVER_URL: 'https://github.example.com',
    GITHUB_REPOSITORY: 'example/ops-pipeline',
    GITHUB_SHA: SHA,
    GITHUB_RUN_ID: '42',
    GITHUB_RUN_ATTEMPT: '2',
    GITHUB_WORKFLOW: 'Check',
    GITHUB_JOB: 'check',
    GITHUB_ACTION: '__run'
  }
}

export function aResult(given: Partial<ServiceResult> = {}): ServiceResult {
  return {
    service: 'web',
    cluster: 'demo',
    region: 'us-west-2',
    outcome: 'succeeded',
    reason: 'All tasks run.',
    taskDefinitionArn: 'arn:aws:ecs:us-west-2:123456789012:task-definition/web:8',
    previousTaskDefinitionArn: 'arn:aws:ecs:us-west-2:123456789012:task-definition/web:7',
    deploymentId: 'ecs-svc/1234567890123456789',
    startedAt: '2026-11-24T17:03:12.000Z',
    finishedAt: '2026-11-24T17:05:17.000Z',
    ...given
  }
}
