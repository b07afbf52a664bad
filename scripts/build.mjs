// Builds dist/, the committed bundle that the runner executes: tsc (TypeScript 7, native) -> lib/ -> ncc -> dist/.
//
// - ncc is never given a .ts file: its ts-loader needs the compiler API that TypeScript 7 no longer has.
// - dist/ is emptied first, since ncc leaves the chunks of earlier builds behind.
// - each `import()` becomes a chunk, which is read only by the runs that need it.
// - the result does not depend on the folder in which it is built, so `git diff -- dist` proves its origin.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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
  '--stats-out',
  'lib/stats.json',
  '--target',
  'es2022',
  '--no-cache',
  '--quiet'
)

// The licences of all packages in the bundle, each text once, below the names of its packages. ncc's own list has the
// text for each package again, and leaves out the packages of the entry.
const foldersIn = modules =>
  modules.flatMap(({ nameForCondition = '', modules: inner = [] }) => [
    ...(/.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(nameForCondition) ?? []),
    ...foldersIn(inner)
  ])
// as git keeps it
const textOf = file => readFileSync(file, 'utf8').replaceAll('\r\n', '\n').trim()
const namesOf = new Map()
const { modules } = JSON.parse(readFileSync(`${root}lib/stats.json`, 'utf8'))
for (const folder of new Set(foldersIn(modules))) {
  const { name, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'))
  const files = readdirSync(folder).filter(file => /^licen[cs]e/i.test(file))
  const text = [license, ...files.map(file => textOf(`${folder}/${file}`))].join('\n\n')
  namesOf.set(text, (namesOf.get(text) ?? new Set()).add(name))
}
const inOrder = texts => [...texts].sort((a, b) => (a < b ? -1 : 1))
const licences = [...namesOf].map(([text, names]) => `${inOrder(names).join('\n')}\n\n${text}\n`)
writeFileSync(`${root}dist/licenses.txt`, inOrder(licences).join('\n\n'))
