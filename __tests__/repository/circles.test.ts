import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { importsOf } from './imports.ts'

/** Which files of a folder each of its files takes values from, also late by `import()`. */
type Uses = ReadonlyMap<string, readonly string[]>

function usesIn(folder: string): Uses {
  const root = join(import.meta.dirname, '../..', folder)
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .map(file => file.replaceAll('\\', '/'))
  return new Map(files.map(file => [file, valuesOf(file, readFileSync(join(root, file), 'utf8'))]))
}

function valuesOf(file: string, text: string): string[] {
  return importsOf(file, text).flatMap(one => (one.own && !one.typeOnly ? [one.target] : []))
}

/**
 * The files that reach themselves by value imports, in order of their names; a file and its circle stand in it once.
 */
function circlesIn(uses: Uses): string[] {
  return [...uses.keys()].filter(file => reachedFrom(uses, file).has(file)).sort((a, b) => (a < b ? -1 : 1))
}

function reachedFrom(uses: Uses, start: string): Set<string> {
  const reached = new Set<string>()
  const waiting = [...(uses.get(start) ?? [])]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (reached.has(file)) continue
    reached.add(file)
    waiting.push(...(uses.get(file) ?? []))
  }
  return reached
}

describe('no file reaches itself by value imports', () => {
  test.each(['src', 'sandbox'])('%s/', folder => {
    const uses = usesIn(folder)
    expect(uses.size).toBeGreaterThan(50)
    expect(circlesIn(uses)).toEqual([])
  })

  test('the search goes red', () => {
    const sources: Record<string, string> = {
      'a.ts': "import { b } from './b.ts'\n",
      'b.ts': "const late = await import('./c.ts')\n",
      'c.ts': "export { a } from './a.ts'\n",
      'd.ts': "import type { a } from './a.ts'\n"
    }
    const uses = new Map(Object.entries(sources).map(([file, text]) => [file, valuesOf(file, text)]))
    expect(circlesIn(uses)).toEqual(['a.ts', 'b.ts', 'c.ts'])
  })
})
