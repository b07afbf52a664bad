import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunningSandbox, startSandbox } from '../../sandbox/server.ts'
import { present } from '../../src/present.ts'
import { runInProcess } from '../bundle/in-process.ts'
import { asTheRunnerSets } from '../bundle/runner.ts'
import { environmentOf } from '../environment.ts'
import { makeWorkspace, type Workspace } from '../workspace.ts'

/** The output of one run of the action for users. */
export type RunSurfaces = {
  readonly code: number
  readonly page: string
  readonly summary: string
  /** Values that were in the files or in running tasks. */
  readonly values: readonly string[]
}

const SHA = 'c0ffee'.repeat(6).padEnd(40, 'a')

/** A separate made-up credential for each place. */
export const made = (name: string) => [`Vb7${name}`, 'qX2', 'wL9', 'tR4z'].join('')

/** Cluster, region and what templates read, for the deploys. */
export const DEPLOY = {
  mode: 'deploy',
  'task-definition': 'deploy/{service}.json',
  service: 'all',
  cluster: 'demo',
  'aws-region': 'us-west-2',
  variables: 'TAG=2'
}

/** A sandbox and the files of a repository. */
export type Stage = {
  readonly sandbox: RunningSandbox
  readonly workspace: Workspace
  /** Virtual milliseconds after which a run is interrupted. */
  readonly stopAfter?: number
}

/** act runs the action in a git checkout as its workspace, against a sandbox, and reads its output. */
export async function act(
  { sandbox, workspace, stopAfter }: Stage,
  inputs: Readonly<Record<string, string>>,
  values: readonly string[] = []
): Promise<RunSurfaces> {
  const runner = mkdtempSync(join(tmpdir(), 'runner-'))
  const file = (name: string) => join(runner, name)
  for (const name of ['output', 'summary', 'event.json'])
    writeFileSync(file(name), name === 'event.json' ? '{}' : '')
  workspace.write('.git/HEAD', `${SHA}\n`)
  workspace.write('.git/config', '[remote "origin"]\n\turl = https://github.com/example/ops-pipeline\n')
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: runner,
    GITHUB_ACTIONS: 'true',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'example/ops-pipeline',
    GITHUB_SHA: SHA,
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_NAME: 'main',
    GITHUB_ACTOR: 'octocat',
    GITHUB_WORKFLOW: 'Deploy',
    GITHUB_RUN_ID: '4242424242',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_EVENT_PATH: file('event.json'),
    GITHUB_WORKSPACE: workspace.path,
    GITHUB_OUTPUT: file('output'),
    GITHUB_STEP_SUMMARY: file('summary'),
    RUNNER_TEMP: runner,
    ...environmentOf(sandbox),
    AWS_EC2_METADATA_DISABLED: 'true',
    ...asTheRunnerSets({ ...inputs, 'report-file': 'report.html' })
  }
  const { code } = await runInProcess({ workspace: workspace.path, env, sandbox, ...present({ stopAfter }) })
  const page = join(workspace.path, 'report.html')
  const surfaces = {
    code,
    page: existsSync(page) ? readFileSync(page, 'utf8') : '',
    summary: readFileSync(file('summary'), 'utf8'),
    values
  }
  rmSync(runner, { recursive: true, force: true })
  return surfaces
}

/** onStage starts a scenario, and ends it after the work. */
export async function onStage<T>(scenario: object, work: (stage: Stage) => Promise<T>): Promise<T> {
  const sandbox = await startSandbox({ scenario, clock: 'manual' })
  const workspace = makeWorkspace()
  try {
    return await work({ sandbox, workspace })
  } finally {
    await sandbox.close()
    workspace.remove()
  }
}
