import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { takeLock } from '../../src/files/write/lock-file.ts'
import { placingProblem, type WritingArea, type WrittenFile } from '../../src/files/write/placing.ts'
import { replaceWhole, writeFile, writeRendered } from '../../src/files/write/writer.ts'

let base: string
let workspace: string
let temporary: string
let victim: string
beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'writer-')))
  workspace = join(base, 'workspace')
  temporary = join(base, 'temporary')
  victim = join(base, 'victim')
  for (const folder of [workspace, temporary, join(workspace, 'folder')]) mkdirSync(folder)
  writeFileSync(victim, 'mine')
  writeFileSync(join(workspace, 'plain'), 'a file')
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

const step = (): WritingArea => ({ workspace, temporary, isCommandLine: false })
const person = (): WritingArea => ({ ...step(), isCommandLine: true })

/** Every way to write a file. */
const WAYS: Readonly<Record<string, (target: WrittenFile) => void>> = {
  write: target => writeFile(target, 'text'),
  'a new file': target => writeFile(target, 'text', { isNew: true, isPrivate: true }),
  replace: target => replaceWhole(target, 'text'),
  lock: target => takeLock(target, { pid: 1, host: 'h', since: 's' }, () => true)
}

/** What stands outside of the workspace and the temporary folder, with what is in it. */
const outside = () =>
  readdirSync(base, { recursive: true, encoding: 'utf8' })
    .filter(name => !/^(?:workspace|temporary)(?:\/|$)/.test(name.replaceAll(sep, '/')))
    .map(name => [name, statSync(join(base, name)).isFile() ? readFileSync(join(base, name), 'utf8') : ''])

/** Makes a link in the workspace and gives what the input then names. */
const link = (to: string, name: string, named = name) => {
  symlinkSync(to, join(workspace, name))
  return named
}

/** What a commit can hold, and how the input then names it. */
const TRAPS: readonly (readonly [string, () => string])[] = [
  ['a link out', () => link('../victim', 'out')],
  ['an absolute link', () => link(victim, 'out')],
  ['a link that leads nowhere yet', () => link('../new', 'out')],
  ['a link to a link', () => link(link('../victim', 'b'), 'out')],
  ['a link into the workspace', () => link('plain', 'out')],
  ['a link to itself', () => link('out', 'out')],
  ['a linked folder', () => link('..', 'up', 'up/victim')],
  ['a file to be made in a linked folder', () => link('..', 'up', 'up/new')],
  ['folders to be made in a linked folder', () => link('..', 'up', 'up/a/b/new')],
  ['a folder link that leads nowhere', () => link('../nowhere', 'up', 'up/new')],
  ['a folder link to a folder of the workspace', () => link('folder', 'up', 'up/new')],
  ['a link below a folder', () => link('../..', 'folder/up', 'folder/up/victim')],
  ['a link to the temporary folder', () => link(temporary, 'up', 'up/new')],
  ['a way out', () => '../victim'],
  ['a way out to a new file', () => '../new'],
  ['a way out behind a folder', () => 'folder/../../victim'],
  ['a way out behind nothing', () => 'nothing/../../new'],
  ['the folder above', () => '..'],
  ['a neighbor with the same beginning', () => '../workspace2/new'],
  ['the workspace itself', () => '.'],
  ['a folder', () => 'folder'],
  ['a slash at the end', () => 'folder/new/'],
  ['a slash behind a file', () => 'plain/'],
  ['a file as a folder', () => 'plain/new'],
  ['a link behind a way back', () => link('../victim', 'out', 'folder/../out')]
]

describe.each(Object.keys(WAYS))('%s', way => {
  test.each(TRAPS)('never through %s', (_, make) => {
    const file = make()
    const before = outside()
    for (const area of [step(), person()])
      expect(() => WAYS[way]?.({ area, file })).toThrow(expect.objectContaining({ name: 'NotWritten' }))
    expect(outside()).toEqual(before)
    expect(readFileSync(join(workspace, 'plain'), 'utf8')).toBe('a file')
    expect(readdirSync(join(workspace, 'folder')).filter(name => name !== 'up')).toEqual([])
    expect(readdirSync(temporary)).toEqual([])
    // the look before says the same
    expect(placingProblem({ area: step(), file })).toBeDefined()
  })

  test('an absolute path is only a person’s', () => {
    const file = join(base, 'elsewhere', 'new')
    expect(() => WAYS[way]?.({ area: step(), file })).toThrow('outside the workspace')
    expect(existsSync(join(base, 'elsewhere'))).toBe(false)
    WAYS[way]?.({ area: person(), file })
    expect(readFileSync(file, 'utf8')).not.toBe('')
  })

  test('nor through a link that has the name of an absolute path', () => {
    symlinkSync(victim, join(base, 'link'))
    expect(() => WAYS[way]?.({ area: person(), file: join(base, 'link') })).toThrow('symbolic link')
    expect(readFileSync(victim, 'utf8')).toBe('mine')
  })

  test('below the workspace and the temporary folder, however they are called', () => {
    symlinkSync(workspace, join(base, 'same'))
    const files = ['a', './b/c/d', 'folder/../e', join(workspace, 'f'), join(temporary, 'g/h')]
    for (const file of files) WAYS[way]?.({ area: step(), file })
    WAYS[way]?.({ area: { ...step(), workspace: join(base, 'same') }, file: 'i/j' })
    WAYS[way]?.({ area: { ...step(), workspace: join(base, 'same') }, file: join(workspace, 'k') })
    for (const file of ['a', 'b/c/d', 'e', 'f', 'i/j', 'k'])
      expect(readFileSync(join(workspace, file), 'utf8')).not.toBe('')
    expect(readFileSync(join(temporary, 'g/h'), 'utf8')).not.toBe('')
  })
})

test('a pipe in the workspace is refused and not waited for; a person’s own without a reader too', () => {
  const made = spawnSync('mkfifo', [join(workspace, 'pipe')])
  if (made.status !== 0) return
  for (const way of Object.values(WAYS))
    expect(() => way({ area: step(), file: 'pipe' })).toThrow('not a regular file')
  spawnSync('mkfifo', [join(base, 'pipe')])
  expect(() => writeFile({ area: person(), file: join(base, 'pipe') }, 'text')).toThrow('ENXIO')
})

test('a private file is its owner’s alone, also where an open one was', () => {
  writeFileSync(join(workspace, 'open'), 'old and longer', { mode: 0o644 })
  for (const file of ['open', 'new']) writeFile({ area: step(), file }, 'text', { isPrivate: true })
  const modes = ['open', 'new'].map(file => statSync(join(workspace, file)).mode & 0o777)
  expect([modes, readFileSync(join(workspace, 'open'), 'utf8')]).toEqual([[0o600, 0o600], 'text'])
})

test('a rendered definition does not go through a link that waits for it', () => {
  symlinkSync(victim, join(temporary, 'web-task-definition.json'))
  expect(() => writeRendered(temporary, 'web', {})).toThrow('symbolic link')
  expect(readFileSync(victim, 'utf8')).toBe('mine')
})
