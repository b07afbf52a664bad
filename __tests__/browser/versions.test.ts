import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { faultyLinks } from '../../site/links.ts'
import { buildVersions } from '../../site/versions.ts'
import { runGit } from '../git.ts'

let folder = ''
let git: (...words: readonly string[]) => string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'versions-'))
  git = (...words) => runGit(folder, words)
  git('init', '-q', '-b', 'main')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A site of one page that links to itself and to the list of versions, as it is tagged. */
function release(tag: string, { canMove = true, fails = false } = {}): void {
  mkdirSync(join(folder, 'site'), { recursive: true })
  writeFileSync(
    join(folder, 'site/layout.mjs'),
    canMove ? "export const base = process.env['SITE_BASE'] ?? '/base'\n" : "export const base = '/base'\n"
  )
  writeFileSync(
    join(folder, 'site/build.mjs'),
    `import { mkdirSync, writeFileSync } from 'node:fs'
import { base } from './layout.mjs'
if (${fails}) process.exit(1)
mkdirSync('site/dist', { recursive: true })
writeFileSync('site/dist/favicon.svg', '')
writeFileSync('site/dist/index.html', '<p>${tag} <a href="' + base + '/">x</a> <a href="' + (process.env.SITE_ROOT ?? '') + '/versions/">y</a></p>')
`
  )
  git('add', '.')
  git('commit', '-q', '-m', tag)
  git('tag', tag)
}

const build = (...refs: readonly string[]) =>
  buildVersions({ repository: folder, refs, out: join(folder, 'out'), base: '/base' })
const front = (path: string) => readFileSync(join(folder, 'out', path, 'index.html'), 'utf8')

test('the first version is at the root, the others in folders of their names, all of them in one list', () => {
  release('v1.0.0', { canMove: false })
  release('v1.1.0')
  release('v1.2.0')
  expect(build('v1.2.0', 'v1.1.0', 'next=main', 'v1.0.0')).toEqual({
    built: ['v1.2.0', 'v1.1.0', 'next'],
    left: ['v1.0.0']
  })
  expect(front('')).toContain('v1.2.0 <a href="/base/">')
  expect(front('v1.1.0')).toContain('v1.1.0 <a href="/base/v1.1.0/">')
  expect(front('next')).toContain('v1.2.0 <a href="/base/next/">')
  expect(
    front('versions')
      .match(/href="\/base\/[^"]*\/?">[^<]+<\/a>/g)
      ?.slice(1)
  ).toEqual(['href="/base/">v1.2.0</a>', 'href="/base/v1.1.0/">v1.1.0</a>', 'href="/base/next/">next</a>'])
  expect(faultyLinks(join(folder, 'out'), { base: '/base', repository: 'x', root: folder })).toEqual([])
  expect(git('worktree', 'list').trim().split('\n')).toHaveLength(1)
})

test('a version that cannot be built, or is not there, ends it, and leaves no worktree', () => {
  release('v1.0.0')
  release('v1.1.0', { fails: true })
  expect(() => build('v1.0.0', 'v1.1.0')).toThrow()
  expect(() => build('v1.0.0', 'v9.9.9')).toThrow()
  expect(() => build()).toThrow('at least one')
  expect(git('worktree', 'list').trim().split('\n')).toHaveLength(1)
  expect(existsSync(join(folder, 'out/versions'))).toBe(false)
})
