// npm run demo
// The whole product in half a minute, on this machine alone: eight services whose task definitions contain credentials
// get a check, a plan, a deploy that is watched to its end, and then one deploy that fails, with its cause. The
// committed bundle runs against the sandbox, an embedded AWS. Every step proves what it shows; the exit code is 1 if
// one could not.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DemoError } from './demo/expect.mjs'
import { installIfNeeded, root } from './demo/install.mjs'
import { startSandbox } from './demo/sandbox.mjs'
import { breakOneService, checkPlaintextForm, deployCleanForm } from './demo/steps.mjs'

installIfNeeded()
const workspace = mkdtempSync(join(tmpdir(), 'ecs-sealed-deploy-demo-'))
const started = Date.now()
let sandbox
try {
  const values = await checkPlaintextForm(workspace)
  sandbox = await startSandbox(`${root}examples/ops-pipeline/scenario.yml`, ['--clock', 'manual'])
  await deployCleanForm(workspace, sandbox, values)
  await breakOneService(workspace, sandbox)
  console.log(`\nShown in ${((Date.now() - started) / 1000).toFixed(1)} s:`)
  console.log('  1. 24 plaintext credentials found, none printed, nothing sent')
  console.log('  2. eight services deployed with references only, each rollout watched to its outcome')
  console.log(
    '  3. a missing permission found before anything is changed; with that check turned off, a rollback by ECS with its cause'
  )
} catch (error) {
  if (!(error instanceof DemoError)) throw error
  console.error(`\nThe demo did not show what it should.\n${error.message}`)
  process.exitCode = 1
} finally {
  await sandbox?.stop()
  rmSync(workspace, { recursive: true, force: true })
}
