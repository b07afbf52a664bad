// Builds dist/, the committed bundle that the runner executes: tsc (TypeScript 7, native) -> lib/ -> ncc -> dist/.
//
// - ncc is never given a .ts file: its ts-loader needs the compiler API that TypeScript 7 no longer has.
// - dist/ is emptied first, since ncc leaves the chunks of earlier builds behind.
// - each `import()` becomes a chunk, which is read only by the runs that need it.
// - the result does not depend on the folder in which it is built, so `git diff -- dist` proves its origin.
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))
const run = (...args) => execFileSync(process.execPath, args, { stdio: 'inherit', cwd: root })

for (const folder of ['lib', 'dist']) rmSync(`${root}${folder}`, { recursive: true, force: true })
run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.json')
// From the nearest package.json, ncc learns that modules stay ES modules and that only the entry has side effects.
mkdirSync(`${root}lib`, { recursive: true })
writeFileSync(`${root}lib/package.json`, '{"type":"module","sideEffects":["./src/index.js"]}\n')
const ncc = 'node_modules/@vercel/ncc/dist/ncc/cli.js'
run(
  ncc,
  'build',
  'lib/src/index.js',
  '-o',
  'dist',
  '--license',
  'licenses.txt',
  '--target',
  'es2022',
  '--no-cache',
  '--quiet'
)
