import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'

// One word, one thing: docs/glossary.md says what the words of the project mean.

const DECLARATION =
  /^export (?:declare )?(?:abstract )?(?:async )?(?:(type|interface|class|enum)|function\*?|const|let) (\w+)/gm

type Declared = { readonly name: string; readonly isType: boolean; readonly file: string }

/** declaredIn lists what the files of a folder declare and export. */
function declaredIn(folder: string): readonly Declared[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .flatMap(file =>
      [...readFileSync(`${folder}/${file}`, 'utf8').matchAll(DECLARATION)].map(([, kind, name]) => ({
        name: name as string,
        isType: kind !== undefined,
        file: `${folder}/${file.replaceAll('\\', '/')}`
      }))
    )
}

/** What is declared in more than one file, each with its files. */
function declaredTwice(all: readonly Declared[]): readonly string[] {
  const files = new Map<string, Set<string>>()
  for (const { name, file } of all) files.set(name, (files.get(name) ?? new Set()).add(file))
  return [...files]
    .filter(([, { size }]) => size > 1)
    .map(([name, where]) => `${name}: ${[...where].join(', ')}`)
}

test.each(['src', 'sandbox'])('no exported name is declared twice in %s/', folder => {
  const all = declaredIn(folder)
  expect(all.length).toBeGreaterThan(300)
  expect(declaredTwice(all)).toEqual([])
})

test('the type names of the glossary exist', () => {
  const types = new Set(
    declaredIn('src')
      .filter(({ isType }) => isType)
      .map(({ name }) => name)
  )
  const rows = readFileSync('docs/glossary.md', 'utf8')
    .split('\n')
    .filter(line => /^\| \*\*/.test(line))
  const named = rows.flatMap(row =>
    [...(row.split('|')[3] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name as string)
  )
  expect(named.length).toBeGreaterThan(30)
  expect(named.filter(name => !types.has(name))).toEqual([])
  const words = rows.map(row => row.split('|')[1]?.trim())
  expect(words).toEqual([...new Set(words)])
})
