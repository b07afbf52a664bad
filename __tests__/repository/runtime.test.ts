import { execFileSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { expect, test } from '@jest/globals'
import { makeWorkspace } from '../bundle/runner.ts'

type Files = ReadonlyMap<string, string>

const { replaceRuntime } = (await import(resolve('scripts/build/runtime.mjs'))) as {
  replaceRuntime: (files: Files) => Files
}

const { takeLate } = (await import(resolve('scripts/build/late.mjs'))) as {
  takeLate: (files: Files, names: readonly string[]) => Files
}

const external = (id: number, name: string) =>
  `/***/ ${id}:\n/***/ ((module) => {\n\nmodule.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("${name}");\n\n/***/ }),\n\n`

const entry = (main: string) =>
  [
    'import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";\n',
    `/******/ var __webpack_modules__ = ({\n\n${external(11, 'node:path')}${external(12, 'node:os')}/***/ 13: () => {}\n/******/ });\n`,
    '/******/ // The module cache\n/******/ whatever webpack has here\n',
    `\nvar __webpack_exports__ = {};\n${main}\n`
  ].join('')

const chunk = (id: number, ids: string, module: string) =>
  `export const id = ${id};\nexport const ids = [${ids}];\nexport const modules = {\n${module}\n};\n`

const load = (module: number, ...ids: readonly number[]) =>
  `Promise.all(/* import() */[${ids.map(id => `__nccwpck_require__.e(${id})`).join(', ')}]).then(__nccwpck_require__.bind(__nccwpck_require__, ${module}))`

/** What index.js prints when Node runs it with the files beside it, as JSON. */
function printedBy(files: Files): unknown {
  const workspace = makeWorkspace({ ...Object.fromEntries(files), 'package.json': '{"type":"commonjs"}' })
  try {
    const entry = join(workspace.path, 'index.js')
    return JSON.parse(execFileSync(process.execPath, [entry], { encoding: 'utf8' }))
  } finally {
    workspace.remove()
  }
}

test('a chunk is read once and has the modules of Node that it uses; one that is missing fails the request', () => {
  const main = `void (async () => {
    const names = [await ${load(21, 1, 2)}, await ${load(21, 1)}].map(({ name }) => name)
    const failed = () => ${load(31, 3)}.catch(error => error.code ?? error.message)
    console.log(JSON.stringify([names, await failed(), await failed(), globalThis.read]))
  })()`
  const made = replaceRuntime(
    new Map([
      ['index.js', entry(main)],
      [
        '1.index.js',
        `globalThis.read = (globalThis.read ?? 0) + 1\n${chunk(1, '1, 2', '21: ((m, exports, __webpack_require__) => { __webpack_require__.d(exports, { name: () => __webpack_require__(11).basename("a/b") }) })')}`
      ]
    ])
  )
  expect(made.get('index.js')).not.toContain('node:path')
  expect(made.get('1.index.js')).toContain('node:path')
  expect(made.get('1.index.js')).not.toContain('node:os')
  const names = [['b', 'b'], 'MODULE_NOT_FOUND', 'MODULE_NOT_FOUND', 1]
  expect(printedBy(made)).toEqual(names)
})

test('a late module is read when one of its exports is first used, and once', () => {
  const use = '\nglobalThis.__late = () => {\n    return [words/* told */.a];\n}\n'
  const main = `// EXTERNAL MODULE: ./lib/src/words.js
var words = __nccwpck_require__(21);
const before = globalThis.read
console.log(JSON.stringify([before ?? 0, words.a(), words.a(), words.b, globalThis.read]))
${use}`
  const late = `/***/ 21:
/***/ ((module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  a: () => (/* binding */ told),
  b: () => (/* binding */ sep)
});
const { sep } = __webpack_require__(11);
globalThis.read = (globalThis.read ?? 0) + 1;
const told = () => 'told';

/***/ }),

`
  const whole = entry(main).replace('/***/ 13:', () => `${late}/***/ 13:`)
  const made = replaceRuntime(takeLate(new Map([['index.js', whole]]), ['words']))
  expect(made.get('index.js')).not.toContain('__late')
  expect(made.get('index.js')).not.toContain("'told'")
  expect(printedBy(made)).toEqual([0, 'told', 'told', '/', 1])
})

test('the build fails where a late module is not there', () => {
  const files = new Map([['index.js', entry('\nglobalThis.__late = () => {\n    return [];\n}\n')]])
  expect(() => takeLate(files, ['words'])).toThrow('src/words.ts is no module of its own')
})

test('the build fails where a file needs a function that the runtime does not have', () => {
  const files = new Map([['index.js', entry('__nccwpck_require__.nmd(1)')]])
  expect(() => replaceRuntime(files)).toThrow('dist/index.js uses nmd of webpack')
})

test('the build fails where a file cannot be CommonJS', () => {
  const files = new Map([['index.js', entry('import.meta.dirname')]])
  expect(() => replaceRuntime(files)).toThrow("dist/index.js can't be CommonJS")
})
