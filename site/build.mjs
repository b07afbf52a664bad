// Builds the site into site/dist: pages from docs/, the playground from src/, then Astro, then the policies.
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { applyPolicies } from './policy.mjs'
import { writePages } from './sync.mjs'

const here = fileURLToPath(new URL('./', import.meta.url))

rmSync(new URL('dist/', import.meta.url), { recursive: true, force: true })
writePages()
execFileSync(process.execPath, ['node_modules/astro/bin/astro.mjs', 'build', '--silent'], {
  cwd: here,
  stdio: 'inherit',
  env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' }
})
const pages = applyPolicies(new URL('dist/', import.meta.url))
console.log(`site/dist has ${pages} pages`)
