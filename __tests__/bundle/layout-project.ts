import { type RunningSandbox, startSandbox } from '../../sandbox/server.ts'
import { endedAfterEach } from '../ended.ts'
import { CONFIG } from '../inputs/configuration/world.ts'
import { makeWorkspace } from '../workspace.ts'
import type { Layout } from './layouts.ts'
import { type Run, runAction } from './runner.ts'

/** A repository with a layout, and the ECS to which it deploys. */
export type LayoutProject = {
  readonly sandbox: RunningSandbox
  step(inputs: Readonly<Record<string, string>>): Promise<Run>
  end(): Promise<void>
}

/** openLayout opens a layout with its configuration file, or without one for steps by inputs alone. */
async function openLayout({ config, files, scenario }: Layout, by: 'configuration' | 'inputs') {
  const sandbox = await startSandbox({ scenario, clock: 'manual' })
  const texts = Object.entries(files).map(([file, content]) => [file, JSON.stringify(content)] as const)
  const workspace = makeWorkspace({
    ...Object.fromEntries(texts),
    ...(by === 'configuration' ? { [CONFIG]: config } : {})
  })
  const options = { workspace, sandbox }
  return {
    sandbox,
    step: (inputs: Readonly<Record<string, string>>) =>
      runAction({ 'verify-permissions': 'off', ...inputs }, options),
    end: async () => {
      workspace.remove()
      await sandbox.close()
    }
  }
}

/** layoutsOfTests returns openLayout, whose projects end after each test. */
export const layoutsOfTests = (): ((...of: Parameters<typeof openLayout>) => Promise<LayoutProject>) =>
  endedAfterEach(openLayout)
