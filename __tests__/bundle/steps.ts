import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunningSandbox, startSandbox } from '../../sandbox/server.ts'
import { makeWorkspace, type Workspace } from '../workspace.ts'
import { type ActionFolder, type Run, runAction } from './runner.ts'

/** One job: steps that share a workspace, the runner's temporary folder and a sandbox. */
export type Job = {
  readonly sandbox: RunningSandbox
  readonly workspace: Workspace
  readonly temporary: string
  step(
    action: ActionFolder,
    inputs: Readonly<Record<string, string>>,
    env?: Readonly<Record<string, string>>
  ): Promise<Run>
  operations(): readonly string[]
  /** The last request of an operation, as sent. */
  sent(operation: string): Record<string, unknown>
  end(): Promise<void>
}

/** What aws-actions/configure-aws-credentials sets for the following steps, besides credentials. */
const AWS = { AWS_REGION: 'us-east-2' }

/** startJob starts a sandbox with a manual clock and a workspace with these files; all steps have `environment`. */
export async function startJob(
  scenario: object,
  files: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string>> = {}
): Promise<Job> {
  const sandbox = await startSandbox({ scenario, clock: 'manual' })
  const workspace = makeWorkspace(files)
  const temporary = mkdtempSync(join(tmpdir(), 'temp-'))
  return {
    sandbox,
    workspace,
    temporary,
    step: (action, inputs, env = {}) =>
      runAction(inputs, {
        workspace,
        temporary,
        action,
        env: { ...AWS, ...environment, ...env },
        sandbox
      }),
    operations: () => sandbox.requests().map(({ operation }) => operation),
    sent: operation => {
      const found = sandbox.requests().findLast(request => request.operation === operation)
      return (found?.body ?? {}) as Record<string, unknown>
    },
    end: async () => {
      await sandbox.close()
      workspace.remove()
      rmSync(temporary, { recursive: true, force: true })
    }
  }
}
