import { resolve } from 'node:path'
import { expect, test } from '@jest/globals'

const { setExports } = (await import(resolve('scripts/build/exports.mjs'))) as {
  setExports: (code: string) => string
}

const entry = (body: string) =>
  `/* a comment with ✓ */\nvar modules = { 1: ((module, exports, require) => {\n${body}\n}), 2: ((module) => { module.exports = 'two' }) };\ntake(modules)`

type Modules = Readonly<Record<number, (module: unknown, exports: object, require: unknown) => void>>

/** What module 1 exports, and the names for which the webpack function `d` defines getters. */
function exportsOf(code: string) {
  let modules: Modules = {}
  new Function('take', code)((given: Modules) => {
    modules = given
  })
  const exports: Record<string, unknown> = {}
  const defined: string[] = []
  const d = (target: object, getters: Readonly<Record<string, () => unknown>>) => {
    for (const [name, get] of Object.entries(getters)) {
      defined.push(name)
      Object.defineProperty(target, name, { enumerable: true, get })
    }
  }
  modules[1]?.({}, exports, { d })
  return { exports, defined }
}

const DEFINED = `require.d(exports, {
  f: () => (/* binding */ made),
  $C: () => (/* binding */ Kept),
  'a number': () => (/* binding */ number),
  count: () => (/* binding */ count),
  other: () => (/* reexport safe */ away.name)
});
`

const BODY = `${DEFINED}let count = 0;
const before = exports.f();
const away = { name: 'away' };
const number = '✓'.length + before;
class Kept { static seen = exports['a number'] }
async function made2() {}
function made() { count++; return 41 }`

test('what a module declares is exported as a property, with the values that the getters have', () => {
  const [before, after] = [entry(BODY), setExports(entry(BODY))].map(exportsOf)
  expect(before?.defined).toEqual(['f', '$C', 'a number', 'count', 'other'])
  expect(after?.defined).toEqual(['count', 'other'])
  expect(new Set(Object.keys(after?.exports ?? {}))).toEqual(new Set(before?.defined))
  expect(after?.exports).toMatchObject({ 'a number': 42, count: 1, other: 'away' })
  expect(after?.exports['$C']).toHaveProperty('seen', 42)
  const { f } = (after?.exports ?? {}) as { f?: () => number }
  expect([f?.(), after?.exports['count']]).toEqual([41, 2])
})

test('what needs no getter defines none, and the rest of the text stays as it is', () => {
  const body = 'require.d(exports, { f: () => (/* binding */ made) });\nfunction made() { return `${1}✓` }'
  const changed = setExports(`#!/usr/bin/env node\n${entry(body)}`)
  expect(changed).toBe(
    `#!/usr/bin/env node\n${entry(body).replace(/require\.d\(.*\);/, 'exports["f"] = made;')}`
  )
})
