import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { readBaseFile } from '../../src/files/git/commits.ts'
import { readTextFile } from '../../src/files/read.ts'
import { runGit } from '../git.ts'

const base = mkdtempSync(join(tmpdir(), 'base-'))
const repository = join(base, 'work', 'repository')
let commit = ''
let merge = ''

const git = (...args: readonly string[]) => runGit(repository, args)

beforeAll(() => {
  mkdirSync(join(repository, 'a b'), { recursive: true })
  git('init', '--quiet', '--initial-branch=main')
  writeFileSync(join(repository, 'a b/c.yml'), 'text: é\n')
  symlinkSync('a b/c.yml', join(repository, 'link.yml'))
  git('add', '--all')
  git('commit', '--quiet', '-m', 'base')
  commit = git('rev-parse', 'HEAD')
  git('checkout', '--quiet', '-b', 'side')
  writeFileSync(join(repository, 'a b/c.yml'), 'text: other\n')
  git('commit', '--quiet', '-am', 'side')
  git('checkout', '--quiet', '--detach', 'main')
  git('merge', '--quiet', '--no-ff', '-m', 'merge', 'side')
  merge = git('rev-parse', 'HEAD')
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

const at = (workspace: string) => ({ workspace, env: process.env })
const TEXT = { kind: 'text', text: 'text: é\n' }
const ELSE = 'f'.repeat(40)

test('the file as it is there, wherever the workspace is in the repository, or the repository in the workspace', () => {
  expect(readBaseFile(at(repository), 'a b/c.yml', { base: commit })).toEqual(TEXT)
  expect(readBaseFile(at(join(repository, 'a b')), 'c.yml', { base: commit })).toEqual(TEXT)
  expect(readBaseFile(at(join(base, 'work')), 'repository/a b/c.yml', { base: commit })).toEqual(TEXT)
  expect(readBaseFile(at(repository), join(repository, 'a b/c.yml'), { base: commit })).toEqual(TEXT)
})

test('none where it is not, or is a folder', () => {
  for (const file of ['nothing.yml', 'a b', 'a b/c.yml/d', '*', ':/', ':(glob)**'])
    expect(readBaseFile(at(repository), file, { base: commit })).toEqual({ kind: 'none' })
})

test('unknown: a link, another commit, no repository, outside', () => {
  const unknown = (file: string, id = commit, folder = repository) => {
    const found = readBaseFile(at(folder), file, { base: id })
    return found.kind === 'unknown' ? found : undefined
  }
  expect(unknown('link.yml')?.why).toBe('link.yml is a link there')
  expect(unknown('a b/c.yml', ELSE)).toEqual({
    kind: 'unknown',
    why: 'commit fffffff is not in this checkout',
    path: 'a b/c.yml'
  })
  expect(unknown('a/c.yml', commit, base)).toMatchObject({ path: 'a/c.yml' })
  expect(unknown('../x.yml')?.path).toBeUndefined()
})

test('the parent of the merge stands in, only of the one that is checked out and was made for the run', () => {
  expect(readBaseFile(at(repository), 'a b/c.yml', { base: ELSE, merge })).toEqual(TEXT)
  expect(readBaseFile(at(repository), 'a b/c.yml', { base: ELSE, merge: commit })).toMatchObject({
    kind: 'unknown'
  })
  git('commit', '--quiet', '--allow-empty', '-m', 'own')
  expect(readBaseFile(at(repository), 'a b/c.yml', { base: ELSE, merge })).toMatchObject({ kind: 'unknown' })
})

test('no name of a branch, no replaced object, no environment stands for the commit', () => {
  git('update-ref', `refs/heads/${ELSE}`, 'side')
  git('update-ref', `refs/replace/${commit}`, git('rev-parse', 'side'))
  expect(readBaseFile(at(repository), 'a b/c.yml', { base: ELSE })).toMatchObject({ kind: 'unknown' })
  expect(readBaseFile(at(repository), 'a b/c.yml', { base: commit })).toEqual(TEXT)
})

test('a text is not read through a link that leads out, nor behind a linked folder', () => {
  writeFileSync(join(base, 'outside.yml'), 'canary: 1\n')
  symlinkSync('../../outside.yml', join(repository, 'out.yml'))
  symlinkSync('../..', join(repository, 'up'))
  for (const file of ['out.yml', 'up/outside.yml'])
    expect(readTextFile(repository, file)).toMatchObject({ problems: [{ code: 'outside-workspace' }] })
  expect(readTextFile(repository, 'link.yml')).toHaveProperty('text')
  expect(readTextFile(repository, '../../outside.yml')).toHaveProperty('text')
})
