// Builds the site into site/dist: pages from docs/, the playground from src/, pictures from runs, then Astro, then the content security
// policies.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { finishPages } from './finish-pages.mjs'
import { base } from './layout.mjs'
import { makePictures } from './pictures.mjs'
import { writePages } from './sync.mjs'

const here = fileURLToPath(new URL('./', import.meta.url))

rmSync(new URL('dist/', import.meta.url), { recursive: true, force: true })
writePages()
await buildPlayground()
await makePictures()
execFileSync(process.execPath, ['node_modules/astro/bin/astro.mjs', 'build', '--silent'], {
  cwd: here,
  stdio: 'inherit',
  env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' }
})
const pages = finishPages(new URL('dist/', import.meta.url))
await buildOfflineWorker()
console.log(`site/dist has ${pages} pages`)

/**
 * The playground is one file, so that it works offline once it is loaded. It contains no Node modules: an import of
 * `node:` fails the build, and playground/buffer.ts has what the detector needs of Buffer.
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

/**
 * The worker that keeps the playground offline is beside its page, and is derived from the bytes of the cached files.
 */
async function buildOfflineWorker() {
  const page = new URL('dist/playground/', import.meta.url)
  const text = readFileSync(new URL('index.html', page), 'utf8')
  const used = [...text.matchAll(/<(?:link|script) [^>]*?(?:href|src)="([^":]+\.(?:js|css|svg))"/g)]
  const files = ['./', ...new Set(used.map(([, path]) => path.replace(`${base}/`, '../')))]
  const hash = createHash('sha256')
  for (const file of files) hash.update(readFileSync(new URL(file === './' ? 'index.html' : file, page)))
  await build({
    entryPoints: [fileURLToPath(new URL('playground/offline-worker.js', import.meta.url))],
    outfile: fileURLToPath(new URL('offline-worker.js', page)),
    minify: true,
    target: 'es2022',
    define: { VERSION: JSON.stringify(hash.digest('hex').slice(0, 16)), FILES: JSON.stringify(files) },
    logLevel: 'error'
  })
}
