import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { withoutComments } from './imports.ts'

const layout = withoutComments(readFileSync('site/layout.mjs', 'utf8'))
const listed = [...layout.matchAll(/pages: \[([^\]]*)\]/g)].flatMap(([, pages]) =>
  [...(pages as string).matchAll(/'([^']+)'/g)].map(([, page]) => page as string)
)

/** Pages by what the site calls them; the pages of a folder with an index are below that. */
const pages = readdirSync('docs', { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.md'))
  .map(name =>
    name
      .replaceAll('\\', '/')
      .replace(/\.md$/, '')
      .replace(/\/README$/, '')
  )
const indexes = ['rules', 'decisions', 'schemas', 'troubleshooting']

test('every page of docs/ has its place in the site, once', () => {
  const expected = pages.filter(page => !indexes.some(index => page.startsWith(`${index}/`)))
  const inOrder = (names: readonly string[]) => names.toSorted((a, b) => a.localeCompare(b))
  expect(inOrder(listed)).toEqual(inOrder(expected))
})

test('every page of docs/ begins with the heading that is its title on the site', () => {
  const without = pages.filter(page => {
    const file = existsSync(`docs/${page}.md`) ? `docs/${page}.md` : `docs/${page}/README.md`
    return !/^# \S/.test(readFileSync(file, 'utf8'))
  })
  expect(without).toEqual([])
})
