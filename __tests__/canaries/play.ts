// Loaded beforehand: late imports of the program take real time, and virtual time would pass in the meantime.
import '../worlds/program.ts'
import '../worlds/sdk.ts'
import '../../src/rollout/diagnosis/failures.ts'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { catchUp } from '../../sandbox/dispatch.ts'
import { makeHost } from '../../sandbox/host.ts'
import { runAsAction } from '../../src/action/action-shell.ts'
import { asProcess } from '../run/scene.ts'
import { makeWorkspace } from '../workspace.ts'
import { plugIn } from '../worlds/transport.ts'
import { VirtualTime } from '../worlds/virtual-time.ts'
import type { CanaryWorld } from './worlds.ts'

/** One for all runs: @actions/core caches the path of the step summary at first use. */
const runner = makeWorkspace({ summary: '', output: '' })

/** Requests that legitimately contain a value. */
const CARRIERS = new Set(['CreateSecret', 'PutSecretValue', 'PutParameter', 'RegisterTaskDefinition'])

const LIMIT = 6 * 3_600_000

/** Everything that left the program, by destination. */
export type Left = { readonly code: number; readonly surfaces: Readonly<Record<string, string>> }

/** play runs the action shell in a world on virtual time, and returns everything that it printed, wrote and sent. */
export async function play(world: CanaryWorld, seed: number): Promise<Left> {
  const { sandbox } = makeHost({ scenario: world.scenario, clock: 'manual', seed })
  const scene = makeWorkspace(world.files)
  const time = new VirtualTime(
    () => sandbox.clock.now(),
    ms => {
      sandbox.clock.advance(ms)
      catchUp(sandbox)
    }
  )
  const plugged = plugIn({ sandbox, time, latency: () => 20 })
  const environment = environmentOf(world, scene.path)
  try {
    const { result: code, out } = await asProcess(environment, () =>
      time.run(runAsAction(environment, new AbortController().signal, { clock: time.clock }), LIMIT)
    )
    const requests = sandbox.requests
      .filter(({ operation }) => !CARRIERS.has(operation ?? ''))
      .map(request => JSON.stringify(request))
    return {
      code: code ?? -1,
      surfaces: {
        log: out,
        summary: runner.read('summary'),
        outputs: runner.read('output'),
        requests: requests.join('\n'),
        ...newFilesIn(scene.path, world)
      }
    }
  } finally {
    plugged.unplug()
    scene.remove()
  }
}

function environmentOf(world: CanaryWorld, workspace: string): Record<string, string> {
  for (const name of ['summary', 'output']) writeFileSync(join(runner.path, name), '')
  const inputs = Object.entries(world.inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])
  return {
    ...(Object.fromEntries(inputs) as Record<string, string>),
    AWS_ENDPOINT_URL: 'http://sandbox.invalid',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    GITHUB_WORKSPACE: workspace,
    GITHUB_OUTPUT: join(runner.path, 'output'),
    GITHUB_STEP_SUMMARY: join(runner.path, 'summary'),
    GITHUB_SHA: '0123456789abcdef0123456789abcdef01234567',
    GITHUB_RUN_ID: '42',
    RUNNER_DEBUG: '1'
  }
}

/** The plan file, the journal and other files that a run leaves; its input files may hold what they held before. */
function newFilesIn(folder: string, { files }: CanaryWorld): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .filter(path => !Object.keys(files).some(file => path.endsWith(file)))
  return Object.fromEntries(names.map(path => [path.slice(folder.length), readFileSync(path, 'utf8')]))
}
