// Builds the site into site/dist: pages from docs/, the playground from src/, then Astro, then the policies.
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { finishPages } from './finish-pages.mjs'
import { writePages } from './sync.mjs'

const here = fileURLToPath(new URL('./', import.meta.url))

rmSync(new URL('dist/', import.meta.url), { recursive: true, force: true })
writePages()
await buildPlayground()
execFileSync(process.execPath, ['node_modules/astro/bin/astro.mjs', 'build', '--silent'], {
  cwd: here,
  stdio: 'inherit',
  env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' }
})
const pages = finishPages(new URL('dist/', import.meta.url))
console.log(`site/dist has ${pages} pages`)

/**
 * The playground is one file, so that it works offline once it is loaded. Nothing of Node is in it: an import of `node:` fails the
 * build, and what the detector asks of Buffer is in playground/buffer.ts.
 */
async function buildPlayground() {
  const out = new URL('public/playground-files/', import.meta.url)
  mkdirSync(out, { recursive: true })
  await build({
    entryPoints: [fileURLToPath(new URL('playground/page.ts', import.meta.url))],
    outfile: fileURLToPath(new URL('playground.js', out)),
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    legalComments: 'eof',
    inject: [fileURLToPath(new URL('playground/buffer.ts', import.meta.url))],
    absWorkingDir: here,
    logLevel: 'error'
  })
  copyFileSync(new URL('playground/playground.css', import.meta.url), new URL('playground.css', out))
}
