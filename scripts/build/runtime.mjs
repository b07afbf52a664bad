import { idsIn, REQUEST, requireIn } from './chunk-requests.mjs'
import { LATE_FILE } from './late.mjs'

/**
 * The functions that webpack passes to every module, as far as this bundle needs them: `d` defines exports, `r` marks a
 * module as an ES module, `t` makes a namespace of a CommonJS module, `b` gets one of Node's modules, `z` stands for
 * a late module (late.mjs), and `l` requires a module after its chunks are loaded.
 */
const runtime = `
const cache = {}
const loaded = {}
function webpackRequire(id) {
  if (cache[id]) return cache[id].exports
  const module = cache[id] = { exports: {} }
  let isDone
  try {
    modules[id].call(module.exports, module, module.exports, webpackRequire)
    isDone = true
  } finally {
    if (!isDone) delete cache[id]
  }
  return module.exports
}
webpackRequire.d = (exports, getters) => {
  for (const name in getters) Object.defineProperty(exports, name, { enumerable: true, get: getters[name] })
}
webpackRequire.r = exports => Object.defineProperty(exports, '__esModule', { value: true })
webpackRequire.t = (value, mode) => {
  const whole = mode & 1 ? webpackRequire(value) : value
  return { ...whole, default: whole }
}
webpackRequire.b = (module, name) => { module.exports = require(name) }
let late
const lateModule = id => {
  if (!late) {
    late = require('./${LATE_FILE}')
    for (const other in late) modules[other] ??= late[other]
  }
  const module = { exports: {} }
  late[id](module, module.exports, webpackRequire)
  return module.exports
}
webpackRequire.z = (module, id) => {
  let real
  module.exports = new Proxy({}, { get: (_, name) => (real ??= lateModule(id))[name] })
}
webpackRequire.l = async (id, ...chunks) => {
  for (const chunk of chunks) {
    if (loaded[chunk]) continue
    const { ids, modules: more } = require('./' + chunk + '.index.js')
    Object.assign(modules, more)
    for (const id of ids) loaded[id] = 1
  }
  return webpackRequire(id)
}
`

const begin = '/******/ // The module cache\n'
const head = '/******/ var __webpack_modules__ = ({\n'
const end = '\nvar __webpack_exports__ = {};\n'
const imported = 'import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";\n'
const builtin =
  /^\/\*{3}\/ (\d+):\n\/\*{3}\/ \(\(module\) => \{\s+module\.exports = __WEBPACK_EXTERNAL_createRequire\(import\.meta\.url\)\(("[\w:/]+")\);\s+\/\*{3}\/ \}\),?\n\n/gm

const late = new RegExp(String.raw`(${REQUEST})\.then\(\w+\.bind\(\w+, (\d+)\)\)`, 'g')
const used = /\b__(?:nccwpck|webpack)_require__\.(\w+)/g

const chunk = /^export const id = \d+;\nexport const ids = (?=\[)([\s\S]*?;\n)export const modules = (?=\{)/m
const ownFile = /(?<=\bcreateRequire\)\()import\.meta\.url(?=\))/g

/**
 * replaceRuntime gives the files of dist/ (name → text, as ncc writes them and after foldChunks) a smaller runtime than
 * webpack's, which every start reads and runs. It makes them CommonJS: Node starts a millisecond earlier than with an
 * ES module, and gets each chunk with `require`, for which it need not go through the queue of its ES module loader.
 * Each file has those of Node's modules that it uses.
 */
export function replaceRuntime(files) {
  const { modules, main } = entryOf(files.get('index.js'))
  const builtins = new Map([...modules.matchAll(builtin)].map(([, id, name]) => [id, name]))
  const texts = new Map([...files, ['index.js', `${modules.replace(builtin, '')}${own}${main}`]])
  return new Map(
    [...texts].map(([name, text]) => [
      name,
      withBuiltins(checked(asCommonJs(compacted(text)), name), builtins)
    ])
  )
}

function asCommonJs(text) {
  return text
    .replace(/^(?:#!.*\n)?/, "$&'use strict'\n")
    .replace(chunk, 'exports.ids = $1exports.modules = ')
    .replace(ownFile, '__filename')
}

const own = runtime
  .replaceAll('webpackRequire', '__nccwpck_require__')
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
  if (/\bimport\.meta\b|^export /m.test(text))
    throw new Error(`dist/${name} can't be CommonJS: see scripts/build/runtime.mjs`)
  return text
}

/** Adds the modules of Node that a file uses. */
function withBuiltins(text, builtins) {
  const asked = [...builtins].filter(([id]) =>
    new RegExp(String.raw`_require__(?:\.t\.bind\(\w+, |\()${id}[,)]`).test(text)
  )
  const modules = asked.map(
    ([id, name]) => `${id}: ((module, exports, webpackRequire) => { webpackRequire.b(module, ${name}) }),\n`
  )
  const place = [head, 'exports.modules = {\n', 'module.exports = {\n'].find(one => text.includes(one))
  return text.replace(place, `${place}${modules.join('')}`)
}
