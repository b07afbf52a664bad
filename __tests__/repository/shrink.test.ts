import { resolve } from 'node:path'
import { expect, test } from '@jest/globals'

const { shrink } = (await import(resolve('scripts/build/shrink.mjs'))) as { shrink: (code: string) => string }

const module = (id: number, body: string) => `${id}: (exports, require) => { ${body} }`

test('functions of modules stand in parentheses, also behind characters that take several bytes', () => {
  const tagged = 'exports.a = require(1)`<b>✓ ✗ … →</b>`'
  const small = shrink(`exports.modules = { ${module(1, tagged)}, ${module(2, 'exports.b = 2')} }\n`)
  expect(small).toContain('✓ ✗ … →')
  expect(small.match(/\d:\(\((?:\w|,)+\)=>\{[^}]*\}\)/g)).toHaveLength(2)
  // it is still a program
  expect(() => new Function('exports', small)).not.toThrow()
})
