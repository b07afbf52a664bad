import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from '@jest/globals'

/** Packages that the static imports of a module reach, through our own modules. */
function packagesOf(file: string, seen = new Set<string>()): ReadonlySet<string> {
  const text = readFileSync(file, 'utf8')
  const packages = new Set<string>()
  for (const [, clause, from] of text.matchAll(/^(?:import|export)\s+([^'";]*?)from\s+'([^']+)'/gms)) {
    if (from === undefined || clause?.startsWith('type ')) continue
    if (!from.startsWith('.')) packages.add(from)
    else {
      const path = join(dirname(file), from)
      if (seen.has(path)) continue
      seen.add(path)
      for (const name of packagesOf(path, seen)) packages.add(name)
    }
  }
  return packages
}

// What a plain JSON project pays for at every start; each of the others is behind an import() of its own.
test.each([
  ['src/document/load.ts', []],
  ['src/formats/read-for-check.ts', []],
  ['src/document/read-json.ts', ['jsonc-parser']],
  ['src/template/prepare.ts', []],
  ['src/template/expressions/names-used.ts', []],
  ['src/template/overrides/parse.ts', ['string-argv']],
  ['src/workspace/find/find.ts', ['node:fs', 'node:path']],
  ['src/document/read-yaml.ts', ['yaml']],
  ['src/workspace/find/expand.ts', ['node:fs', 'node:path', 'tinyglobby']]
])('%s reaches %j', (file, packages) => {
  expect([...packagesOf(file)].toSorted((a, b) => (a < b ? -1 : 1))).toEqual(packages)
})

test('expressions are behind expression-engine.ts', () => {
  const packages = [...packagesOf('src/template/expressions/engine.ts')]
  expect(packages).toEqual(expect.arrayContaining(['@actions/expressions', '@actions/expressions/ast']))
})
