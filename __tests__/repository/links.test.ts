import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'

/** The pages that are written by hand: everything in Markdown but what belongs to other people's code. */
const PAGES = [
  ...readdirSync('.').filter(file => file.endsWith('.md')),
  ...['docs', 'examples', '.github', '__tests__']
    .filter(folder => existsSync(folder))
    .flatMap(folder =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter(file => file.endsWith('.md') && !file.includes('node_modules'))
        .map(file => join(folder, file))
    )
]

/** Text outside of blocks of code, with code in a line that has no link in it. */
const prose = (page: string) =>
  withoutBlocks(page).replace(/(`+)(?:(?!\1).)+\1/g, code => code.replaceAll('[', '(').replaceAll(']', ')'))
const withoutBlocks = (page: string) => readFileSync(page, 'utf8').replace(/^(`{3,}).*\n[\s\S]*?^\1$/gm, '')

type Link = { readonly page: string; readonly target: string }

function linksOf(page: string): readonly Link[] {
  const text = prose(page)
  const inline = [...text.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)]
  const named = [...text.matchAll(/^\[[^\]]+\]:\s*<?(\S+?)>?$/gm)]
  return [...inline, ...named]
    .map(([, target]) => ({ page, target: target as string }))
    .filter(({ target }) => !/^(?:[a-z][a-z+.-]*:|\/\/)/i.test(target))
}

/** The names that GitHub gives to the headings of a page, repeated ones numbered. */
function anchorsOf(page: string): ReadonlySet<string> {
  const anchors = new Set<string>()
  const text = readFileSync(page, 'utf8').replace(/^(`{3,}).*\n[\s\S]*?^\1$/gm, '')
  for (const [, heading] of text.matchAll(/^#{1,6} (.+)$/gm)) {
    const name = (heading as string)
      .trim()
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-')
    let free = name
    for (let count = 1; anchors.has(free); count++) free = `${name}-${count}`
    anchors.add(free)
  }
  for (const [, id] of text.matchAll(/<a (?:id|name)="([^"]+)"/g)) anchors.add(id as string)
  return anchors
}

/** Why a link leads nowhere; undefined when it leads somewhere. */
function fault({ page, target }: Link): string | undefined {
  const [path = '', anchor] = target.split('#')
  const file =
    path === '' ? page : path.startsWith('/') ? path.slice(1) : join(dirname(page), decodeURI(path))
  if (!existsSync(file)) return `${page}: ${target} does not exist`
  if (anchor === undefined || anchor === '' || !file.endsWith('.md') || statSync(file).isDirectory()) return
  return anchorsOf(file).has(anchor) ? undefined : `${page}: ${target} names no heading of ${file}`
}

describe('links between pages', () => {
  const links = PAGES.flatMap(linksOf)

  test('all lead to a file, and to a heading where they name one', () => {
    expect(links.length).toBeGreaterThan(60)
    expect(links.flatMap(link => fault(link) ?? [])).toEqual([])
  })

  test('every page of docs/ can be reached from the README', () => {
    const seen = new Set(['README.md'])
    for (const page of seen) {
      for (const { target } of linksOf(page)) {
        const [path = ''] = target.split('#')
        const file = join(dirname(page), path)
        if (path === '' || !existsSync(file)) continue
        if (statSync(file).isDirectory()) {
          for (const inside of readdirSync(file)) if (inside.endsWith('.md')) seen.add(join(file, inside))
        } else if (file.endsWith('.md')) seen.add(file)
      }
    }
    expect(PAGES.filter(page => page.startsWith('docs/') && !seen.has(page))).toEqual([])
  })
})

test('every file of the repository that a page names in code exists', () => {
  const files = [
    'src',
    '__tests__',
    'scripts',
    'site',
    'sandbox',
    'docs',
    'examples',
    'schema',
    '.github'
  ].flatMap(folder =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(file => !file.includes('node_modules'))
      .map(file => `/${folder}/${file}`)
  )
  const isPath =
    /^[\w-]+(?:\/[\w.-]+)*\.(?:ts|mjs)$|^(?:docs|schema)\/[\w./-]+\.\w+$|^(?:__tests__|src|sandbox)\/[\w./-]+$/
  const named = PAGES.filter(page => page !== 'CHANGELOG.md')
    .flatMap(page =>
      [...withoutBlocks(page).matchAll(/`([^`\s]+)`/g)].map(([, word = '']) => ({ page, word }))
    )
    .filter(({ word }) => isPath.test(word))
  expect(named.length).toBeGreaterThan(80)
  expect(named.filter(({ word }) => !files.some(file => `${file}/`.includes(`/${word}`)))).toEqual([])
})
