// Builds dist/, the committed bundle that the runner executes: tsc (TypeScript 7, native) -> lib/ -> ncc -> dist/.
//
// - ncc is never given a .ts file: its ts-loader needs the compiler API that TypeScript 7 no longer has.
// - dist/ is emptied first, since ncc leaves the chunks of earlier builds behind.
// - every `import()` in src/ becomes a separate chunk, read only when it is needed; a check must not parse AWS code.
// - the result does not depend on the folder in which it is built, so `git diff -- dist` proves its origin.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { calledIn, compileAtOnce } from './build/eager.mjs'
import { setExports } from './build/exports.mjs'
import { foldChunks } from './build/fold-chunks.mjs'
import { keptApart, takeLate } from './build/late.mjs'
import { replaceRuntime } from './build/runtime.mjs'
import { shrink } from './build/shrink.mjs'

const root = new URL('../', import.meta.url)

function runNode(...args) {
  execFileSync(process.execPath, args, { stdio: 'inherit', cwd: root })
}

function path(relative) {
  return fileURLToPath(new URL(relative, root))
}

function compile() {
  for (const folder of ['lib', 'dist']) rmSync(path(folder), { recursive: true, force: true })
  runNode('node_modules/typescript/bin/tsc', '-p', 'tsconfig.json')
  // The nearest package.json makes ncc keep ES modules, which `rewrite` makes CommonJS; the project's modules have no
  // side effects either.
  mkdirSync(path('lib'), { recursive: true })
  const compiled = name => readFileSync(path(`lib/src/${name}.js`), 'utf8')
  writeFileSync(path('lib/src/index.js'), keptApart(compiled('index'), compiled))
  writeFileSync(path('lib/package.json'), '{"type":"module","sideEffects":["./src/index.js"]}\n')
}

function bundle() {
  const ncc = [
    '--import',
    './scripts/build/before-ncc.mjs',
    'node_modules/@vercel/ncc/dist/ncc/cli.js',
    'build'
  ]
  const options = ['--license', 'licenses.txt', '--target', 'es2022', '--no-cache', '--quiet']
  runNode(...ncc, 'lib/src/index.js', '-o', 'dist', ...options)
}

/** Turns ncc's output into the committed files: fewer chunks, CommonJS, and less to parse and compile in each file. */
function rewrite() {
  const names = readdirSync(path('dist')).filter(name => name.endsWith('.js'))
  const files = new Map(names.map(name => [name, readFileSync(path(`dist/${name}`), 'utf8')]))
  for (const name of names) rmSync(path(`dist/${name}`))
  for (const [name, code] of replaceRuntime(takeLate(foldChunks(files)))) {
    // ncc makes the entry executable.
    const mode = name === 'index.js' ? 0o755 : 0o644
    writeFileSync(path(`dist/${name}`), shrink(setExports(code)), { mode })
  }
  writeFileSync(path('dist/package.json'), '{"type":"commonjs"}\n')
  for (const [name, starts] of calledIn(path('dist/index.js'))) {
    const file = path(`dist/${name}`)
    writeFileSync(file, compileAtOnce(readFileSync(file, 'utf8'), starts))
  }
}

/** Packages that only chunks may contain, each with a text that identifies it; class names do not survive `shrink`. */
const chunksOnly = {
  '@actions/github': 'Parameter token or opts.auth is required',
  '@aws-sdk/client-ecr': 'AmazonEC2ContainerRegistry_V20150921',
  '@aws-sdk/client-ecs': 'AmazonEC2ContainerServiceV20141113',
  '@aws-sdk/client-iam': 'AWSIdentityManagementV20100508',
  '@aws-sdk/client-s3': '"AmazonS3"',
  '@aws-sdk/client-secrets-manager': '"SecretsManagerClient"',
  '@aws-sdk/client-ssm': '"SSMClient"',
  '@aws-sdk/client-sts': 'AWSSecurityTokenServiceV20110615',
  undici: 'EnvHttpProxyAgent'
}

/** Fails if the file that every run parses contains code that only some runs need; prints what was built. */
function inspect() {
  const entry = readFileSync(path('dist/index.js'), 'utf8')
  const files = readdirSync(path('dist')).filter(name => name.endsWith('.js'))
  const texts = files.map(name => readFileSync(path(`dist/${name}`), 'utf8'))
  const unknown = Object.keys(chunksOnly).filter(name => !texts.some(text => text.includes(chunksOnly[name])))
  if (unknown.length > 0) {
    throw new Error(`no file of dist/ is known by the text for ${unknown.join(', ')}: see chunksOnly`)
  }
  const eager = Object.keys(chunksOnly).filter(name => entry.includes(chunksOnly[name]))
  if (eager.length > 0) {
    throw new Error(`dist/index.js holds ${eager.join(', ')}: a static import reaches it; use import() there`)
  }
  // The shrunk files must still be valid programs: a chunk is loaded late, and by few tests. One process parses them
  // all.
  const parse = `const { readFileSync } = require('node:fs'); const { compileFunction } = require('node:vm')
for (const filename of process.argv.slice(1)) compileFunction(readFileSync(filename, 'utf8').replace(/^#!.*/, ''), [], { filename })`
  const flags = ['--input-type=commonjs', '--eval', parse]
  const all = files.map(file => path(`dist/${file}`))
  const { status, stderr } = spawnSync(process.execPath, [...flags, ...all], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`A file of dist/ is no program: ${stderr}`)
  for (const file of readdirSync(path('dist')).sort()) {
    console.log(`${String(statSync(path(`dist/${file}`)).size).padStart(9)}  dist/${file}`)
  }
}

compile()
bundle()
rewrite()
inspect()
