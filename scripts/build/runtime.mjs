import { idsIn, REQUEST, requireIn } from './chunk-requests.mjs'
import { LATE_FILE } from './late.mjs'

/**
 * The functions that webpack passes to every module, as far as this bundle needs them: `d` defines exports, `r` marks a
 * module as an ES module, `t` makes a namespace of a CommonJS module, `b` gets one of Node's modules, `z` stands for
 * a late module (late.mjs), and `l` requires a module after its chunks are loaded.
 */
const runtime = `
const builtin = process.getBuiltinModule ?? (await import('node:module')).createRequire(import.meta.url)
const cache = {}
const loaded = {}
function require(id) {
  if (cache[id]) return cache[id].exports
  const module = cache[id] = { exports: {} }
  let isDone
  try {
    modules[id].call(module.exports, module, module.exports, require)
    isDone = true
  } finally {
    if (!isDone) delete cache[id]
  }
  return module.exports
}
require.d = (exports, getters) => {
  for (const name in getters) Object.defineProperty(exports, name, { enumerable: true, get: getters[name] })
}
require.r = exports => Object.defineProperty(exports, '__esModule', { value: true })
require.t = (value, mode) => {
  const whole = mode & 1 ? require(value) : value
  return { ...whole, default: whole }
}
require.b = (module, name) => { module.exports = builtin(name) }
const load = async chunk => {
  try {
    const { ids, modules: more } = await import('./' + chunk + '.index.js')
    Object.assign(modules, more)
    for (const id of ids) loaded[id] ??= 1
  } catch (error) {
    delete loaded[chunk]
    throw error
  }
}
let late
const lateModule = id => {
  if (!late) {
    late = builtin('module').createRequire(import.meta.url)('./${LATE_FILE}')
    for (const other in late) modules[other] ??= late[other]
  }
  const module = { exports: {} }
  late[id](module, module.exports, require)
  return module.exports
}
require.z = (module, id) => {
  let real
  module.exports = new Proxy({}, { get: (_, name) => (real ??= lateModule(id))[name] })
}
require.l = (id, ...chunks) => Promise.all(chunks.map(chunk => loaded[chunk] ??= load(chunk))).then(() => require(id))
`

const begin = '/******/ // The module cache\n'
const head = '/******/ var __webpack_modules__ = ({\n'
const end = '\nvar __webpack_exports__ = {};\n'
const imported = 'import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";\n'
const builtin =
  /^\/\*{3}\/ (\d+):\n\/\*{3}\/ \(\(module\) => \{\s+module\.exports = __WEBPACK_EXTERNAL_createRequire\(import\.meta\.url\)\(("[\w:/]+")\);\s+\/\*{3}\/ \}\),?\n\n/gm

const late = new RegExp(String.raw`(${REQUEST})\.then\(\w+\.bind\(\w+, (\d+)\)\)`, 'g')
const used = /\b__(?:nccwpck|webpack)_require__\.(\w+)/g

/**
 * replaceRuntime gives the files of dist/ (name → text, as ncc writes them and after foldChunks) a smaller runtime than
 * webpack's, which every start reads and runs. Node's modules are obtained directly (process.getBuiltinModule, since
 * 20.16 and 22.3; older versions use createRequire), and each file has those that it uses.
 */
export function replaceRuntime(files) {
  const { modules, main } = entryOf(files.get('index.js'))
  const builtins = new Map([...modules.matchAll(builtin)].map(([, id, name]) => [id, name]))
  const texts = new Map([...files, ['index.js', `${modules.replace(builtin, '')}${own}${main}`]])
  return new Map(
    [...texts].map(([name, text]) => [name, withBuiltins(checked(compacted(text), name), builtins)])
  )
}

const own = runtime
  .replaceAll(/\brequire\b/g, '__nccwpck_require__')
  .replaceAll(/(?<=[ (])modules(?=[[,])/g, '__webpack_modules__')

/** The modules of the entry, and the code that runs after the runtime. */
function entryOf(entry) {
  const [from, to] = [entry.indexOf(begin), entry.indexOf(end)]
  if (from < 0 || to < from || !entry.includes(head) || !entry.includes(imported))
    throw new Error('dist/index.js has another form than expected: see scripts/build/runtime.mjs')
  return { modules: entry.slice(0, from).replace(imported, ''), main: entry.slice(to) }
}

function compacted(text) {
  return text.replace(
    late,
    (_, request, module) => `${requireIn(request)}.l(${[module, ...idsIn(request)].join(', ')})`
  )
}

function checked(text, name) {
  const unknown = [...text.matchAll(used)]
    .map(([, member]) => member)
    .filter(member => !/^(?:[drtblz]|bind)$/.test(member))
  if (unknown.length > 0)
    throw new Error(`dist/${name} uses ${unknown[0]} of webpack's runtime: see scripts/build/runtime.mjs`)
  return text
}

/** Adds the modules of Node that a file uses. */
function withBuiltins(text, builtins) {
  const asked = [...builtins].filter(([id]) =>
    new RegExp(String.raw`_require__(?:\.t\.bind\(\w+, |\()${id}[,)]`).test(text)
  )
  const modules = asked.map(
    ([id, name]) => `${id}: ((module, exports, require) => { require.b(module, ${name}) }),\n`
  )
  const place = [head, 'export const modules = {\n', 'module.exports = {\n'].find(one => text.includes(one))
  return text.replace(place, `${place}${modules.join('')}`)
}
