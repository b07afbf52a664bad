import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { Buffer as BrowserBuffer } from '../../site/playground/buffer.ts'
import { importsOf, withoutComments } from './imports.ts'

const layout = withoutComments(readFileSync('site/layout.mjs', 'utf8'))
const listed = [...layout.matchAll(/pages: \[([^\]]*)\]/g)].flatMap(([, pages]) =>
  [...(pages as string).matchAll(/'([^']+)'/g)].map(([, page]) => page as string)
)

const [, left = ''] = /outside = \[([^\]]*)\]/.exec(layout) ?? []
const outside = [...left.matchAll(/'([^']+)'/g)].map(([, page]) => page as string)

/** Pages by what the site calls them; the pages of a folder with an index are below that. */
const pages = readdirSync('docs', { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.md'))
  .map(name =>
    name
      .replaceAll('\\', '/')
      .replace(/\.md$/, '')
      .replace(/\/README$/, '')
  )
const read = (page: string) =>
  readFileSync(existsSync(`docs/${page}.md`) ? `docs/${page}.md` : `docs/${page}/README.md`, 'utf8')
const indexes = ['rules', 'troubleshooting']

test('every page of docs/ has its place in the site, once, or is one that the site leaves out', () => {
  const isBelow = (page: string, folders: readonly string[]) =>
    folders.some(one => page.startsWith(`${one}/`))
  const expected = pages.filter(page => !isBelow(page, [...indexes, ...outside]) && !outside.includes(page))
  const inOrder = (names: readonly string[]) => names.toSorted((a, b) => a.localeCompare(b))
  expect(inOrder(listed)).toEqual(inOrder(expected))
})

test('the site has at most 45 pages, and 51,000 words in them', () => {
  const onSite = pages.filter(page => !outside.some(one => page === one || page.startsWith(`${one}/`)))
  const words = onSite.map(page => read(page).split(/\s+/).length)
  expect(onSite.length).toBeLessThanOrEqual(45)
  expect(words.reduce((sum, count) => sum + count)).toBeLessThanOrEqual(51_000)
})

test('every page of docs/ begins with the heading that is its title on the site', () => {
  const without = pages.filter(page => !/^# \S/.test(read(page)))
  expect(without).toEqual([])
})

/** The files of src/ that the playground's bundle has, with all that they import. */
function filesOfThePlayground(): ReadonlySet<string> {
  const engine = readFileSync('site/playground/engine.ts', 'utf8')
  const first = [...engine.matchAll(/^import (?!type ).*'\.\.\/\.\.\/src\/(.+)'$/gm)].map(
    ([, file]) => file as string
  )
  const files = new Set(first)
  for (const file of files) {
    const imports = importsOf(file, readFileSync(`src/${file}`, 'utf8'))
    for (const { target, typeOnly, own } of imports) if (own && !typeOnly) files.add(target)
  }
  return files
}

test("the playground has a browser's form of every function of Buffer that it reaches", () => {
  const files = [...filesOfThePlayground()]
  expect(files.length).toBeGreaterThan(100)
  const used = files.flatMap(file =>
    [...withoutComments(readFileSync(`src/${file}`, 'utf8')).matchAll(/\bBuffer\.(\w+)\(/g)].map(
      ([, name]) => `${file}: ${name}`
    )
  )
  expect(used.length).toBeGreaterThan(3)
  expect(used.filter(one => !((one.split(': ')[1] as string) in BrowserBuffer))).toEqual([])
})

test("the browser's form of Buffer reads bytes and UTF-16 as Node does", () => {
  const bytes = [...Buffer.from('abc1', 'utf16le'), 7]
  const [browser, node] = [BrowserBuffer.from(bytes), Buffer.from(bytes)]
  for (const from of [0, 1])
    expect(browser.subarray(from).toString('utf16le')).toBe(node.subarray(from).toString('utf16le'))
})
