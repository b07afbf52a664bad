import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { discoverDefinitions } from '../../src/files/find/discover.ts'
import { findConfigFile, findNamedFile, findTaskDefinitions, folderAt } from '../../src/files/find/find.ts'
import { filesBelow } from '../../src/files/find/globs.ts'
import { readCheckout } from '../../src/files/git/commits.ts'
import { changedFiles } from '../../src/files/git/git.ts'
import { closedFolders } from '../../src/files/git/run-git.ts'
import { readingAdvice, readTextFile, systemReason, systemRefusal } from '../../src/files/read.ts'
import { NotWritten, writeErrorText } from '../../src/files/write/placing.ts'
import { notRefused, whileClosed } from '../closed.ts'
import { skipLoudly } from '../skips.ts'

let base: string
let workspace: string
const at = (file: string) => join(workspace, file)

beforeAll(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'unreadable-')))
  workspace = join(base, 'repository')
  for (const file of [
    'deploy/a.json',
    'deploy/closed/b.json',
    'deploy/closed/in/c.json',
    'services/web/td.json'
  ]) {
    mkdirSync(dirname(at(file)), { recursive: true })
    writeFileSync(at(file), '{"containerDefinitions": []}')
  }
  mkdirSync(at('circles'))
  symlinkSync('circle', at('circles/circle'))
  symlinkSync('td.json', at('circles/td.json'))
  symlinkSync('nowhere.json', at('circles/gone.json'))
})

afterAll(() => rmSync(base, { recursive: true }))

/** What ends a pattern that names a folder in a circle of links: ELOOP, which the system gives root too. */
const circle = /cannot be read: it is a symbolic link, or its links lead in a circle\.$/

describe('what the system refuses is a problem, and never nothing', () => {
  test.each<[string, string, string]>([
    ['a glob', 'circles/circle/*.json', 'circles/circle'],
    ['a service pattern', 'circles/circle/{service}.json', 'circles/circle'],
    ['a service pattern with a glob', 'circles/circle/{service}*.json', 'circles/circle'],
    ['a plain path', 'circles/circle/td.json', 'circles/circle/td.json'],
    ['a linked file of a glob', 'circles/t*.json', 'circles/td.json'],
    ['a linked file of a service pattern', '{service}/td.json', 'circles/td.json']
  ])('%s in or at a circle of links', async (_, pattern, file) => {
    const { files, problems, unread } = await findTaskDefinitions(workspace, [pattern, 'deploy/a.json'])
    expect(files.filter(one => one.file.startsWith('circles'))).toEqual([])
    expect(problems).toMatchObject([
      { code: 'file-not-readable', fault: 'user', message: expect.stringMatching(circle) }
    ])
    expect(problems[0]?.message).toContain(file)
    expect(problems[0]?.hint).toContain('Remove the link')
    expect(unread.map(one => one.file)).toEqual([file])
  })

  test('a link to nothing is called that, by a path, a glob, a service pattern and a reader', async () => {
    for (const pattern of [
      'circles/gone.json',
      'circles/go*.json',
      'circles/{service}.json',
      '{service}/gone.json'
    ]) {
      const { problems } = await findTaskDefinitions(workspace, [pattern])
      expect({ pattern, problems }).toMatchObject({
        problems: expect.arrayContaining([
          expect.objectContaining({
            code: 'file-not-readable',
            message: 'Input "task-definition": "circles/gone.json" is a link whose target does not exist.'
          })
        ])
      })
    }
    expect(readTextFile(workspace, 'circles/gone.json')).toMatchObject({
      problems: [{ message: 'circles/gone.json is a link whose target does not exist.' }]
    })
  })

  test('a name that is too long', async () => {
    const long = 'x'.repeat(300)
    for (const pattern of [`${long}.json`, `${long}/{service}.json`, `${long}/*.json`])
      expect((await findTaskDefinitions(workspace, [pattern])).problems).toMatchObject([
        { message: expect.stringContaining('name too long') }
      ])
  })

  test('what is absent, or a file in place of a folder, is only absent', async () => {
    for (const pattern of [
      'none/*.json',
      'none/{service}.json',
      'deploy/a.json/*.json',
      'deploy/a.json/{service}.json'
    ])
      expect((await findTaskDefinitions(workspace, [pattern])).problems.map(({ code }) => code)).toEqual([
        'pattern-without-match'
      ])
  })

  test('a search of the repository: a circle where a definition could be, links to nothing beside it', () => {
    const links = ['circles/circle', 'circles/td.json', 'circles/gone.json']
    expect(discoverDefinitions(workspace, { paths: ['deploy/a.json'], links })).toMatchObject({
      files: ['deploy/a.json'],
      unread: [{ file: 'circles/td.json', message: expect.stringMatching(circle) }],
      beyond: [{ kind: 'broken-link', file: 'circles/gone.json' }]
    })
  })

  test('a configuration file that is a link to nothing or in a circle is there, and cannot be read', () => {
    const names = ['circles/none.yml', 'circles/gone.json'] as const
    expect(findConfigFile(workspace, names)).toEqual({ file: 'circles/gone.json', exists: true })
    expect(findConfigFile(workspace, ['circles/circle/a.yml', 'circles/circle/b.yml'])).toEqual({
      file: 'circles/circle/a.yml',
      exists: true
    })
    expect(findConfigFile(workspace, ['deploy/a.json/x', 'none.yml']).exists).toBe(false)
  })
})

if (notRefused !== undefined) skipLoudly(notRefused)
else
  describe('a folder or file without permission', () => {
    const denied = /permission denied/

    test.each<[string, readonly string[], readonly string[]]>([
      ['a glob below it', ['deploy/**/*.json'], ['deploy/closed']],
      ['a glob in it', ['deploy/closed/*.json'], ['deploy/closed']],
      ['a service pattern in it', ['deploy/closed/{service}.json'], ['deploy/closed']],
      ['a service pattern through it', ['deploy/{service}/b.json'], ['deploy/closed']],
      ['a path in it', ['deploy/closed/b.json'], ['deploy/closed/b.json']],
      ['a glob that does not need it', ['deploy/*.json'], []],
      ['left out by its name', ['deploy/**/*.json', '!deploy/closed'], []],
      ['left out with all below it', ['deploy/**/*.json', '!deploy/closed/**'], []],
      ['left out under a service', ['deploy/{service}/b.json', 'deploy/a.json', '!deploy/closed'], []]
    ])('%s', async (_, patterns, expected) => {
      const { problems, unread } = await whileClosed([at('deploy/closed')], () =>
        findTaskDefinitions(workspace, patterns)
      )
      expect(unread.map(({ file }) => file)).toEqual(expected)
      expect(problems).toEqual(
        expected.map(() =>
          expect.objectContaining({
            code: 'file-not-readable',
            message: expect.stringMatching(denied),
            hint: expect.stringContaining('read permission')
          })
        )
      )
      expect(problems.every(({ message }, index) => message.includes(expected[index] ?? ''))).toBe(true)
    })

    test('a search of a folder and of the tracked files', async () => {
      const found = await whileClosed([at('deploy/closed')], () => ({
        below: discoverDefinitions(workspace, filesBelow(workspace, 'deploy')),
        tracked: discoverDefinitions(workspace, {
          paths: ['deploy/a.json', 'deploy/closed/b.json', 'deploy/closed/x']
        }),
        linked: discoverDefinitions(workspace, { paths: [], links: ['services/web/td.json'] }),
        isFolder: [folderAt(workspace, 'deploy/closed'), folderAt(workspace, 'deploy/closed/in')],
        named: findNamedFile(workspace, 'deploy/closed/b.json', '"task-definition" of "web"')
      }))
      expect(found).toMatchObject({
        below: {
          files: ['deploy/a.json'],
          unread: [{ file: 'deploy/closed', message: expect.stringMatching(denied) }]
        },
        tracked: {
          files: ['deploy/a.json'],
          unread: [{ file: 'deploy/closed/b.json' }, { file: 'deploy/closed/x' }]
        },
        isFolder: ['deploy/closed', undefined],
        named: {
          problem: {
            message: '"task-definition" of "web": "deploy/closed/b.json" cannot be read: permission denied.'
          }
        }
      })
    })
  })

/** A path that no system call takes is refused to root too, and git only warns of it. */
describe('a folder too deep for the system', () => {
  const name = 'n'.repeat(250)
  let deep: string
  const sh = (script: string) => {
    execFileSync('sh', ['-ec', script], { cwd: deep, stdio: 'ignore' })
  }

  beforeAll(() => {
    deep = join(base, 'deep')
    mkdirSync(deep)
    writeFileSync(join(deep, 'a.json'), '{"containerDefinitions": []}')
    sh('git init -q; git add -A; git -c user.name=a -c user.email=a@example.com commit -qm a')
    const before = process.cwd()
    process.chdir(deep)
    for (let step = 0; step < 17; step++) {
      mkdirSync(name)
      process.chdir(name)
    }
    writeFileSync('td.json', '{"containerDefinitions": []}')
    process.chdir(before)
  })
  afterAll(() => sh(`rm -rf ${name}`))

  test('is not passed over by a search and a glob', async () => {
    const found = discoverDefinitions(deep, filesBelow(deep, '.'))
    expect(found).toMatchObject({
      files: ['a.json'],
      unread: [{ message: expect.stringMatching(/name too long\.$/) }]
    })
    const { problems, unread } = await findTaskDefinitions(deep, ['**/*.json'])
    expect([problems.length, unread.length]).toEqual([1, 1])
  })

  test('is not taken for unchanged, as git passes over it', () => {
    const message = expect.stringMatching(
      /^git could not open n[n/]+…, so that what changed there is not known\.$/
    )
    const problem = { code: 'file-not-readable', message }
    expect(changedFiles({ workspace: deep, env: process.env }, 'HEAD')).toMatchObject({ problem })
    expect(readCheckout({ workspace: deep, env: process.env })).toMatchObject({ problem })
    writeFileSync(join(deep, '.gitignore'), 'n*\n')
    expect(readCheckout({ workspace: deep, env: process.env })).toMatchObject({ uncommitted: ['.gitignore'] })
  })
})

describe('why the system refuses', () => {
  test.each<[string, string]>([
    ['ENOENT', 'it does not exist'],
    ['EACCES', 'permission denied'],
    ['EPERM', 'operation not permitted'],
    ['ELOOP', 'it is a symbolic link, or its links lead in a circle'],
    ['ENOTDIR', 'a part of its path is not a folder'],
    ['EISDIR', 'it is a folder'],
    ['EEXIST', 'it exists already'],
    ['ENAMETOOLONG', 'name too long'],
    ['EMFILE', 'too many open files'],
    ['EIO', 'i/o error'],
    ['ENOSPC', 'no space left on device'],
    ['EROFS', 'read-only file system'],
    ['EODD', 'EODD']
  ])('%s has a reason, and advice', (code, reason) => {
    expect(systemReason({ code })).toBe(reason)
    expect(readingAdvice({ code })).toMatch(/^[A-Z].*\.$/)
    expect(writeErrorText({ code })).toBe(`${code}: ${reason}`)
  })

  test('what has no code has no reason that is known', () => {
    expect(systemReason(new Error('x'))).toBe('the reason is unknown')
    expect(writeErrorText(new NotWritten('a', 'outside'))).toContain('outside the workspace')
  })

  test.each<[string, string, string]>([
    ['scandir', '/a cannot be read: permission denied.', 'Give this user read permission'],
    ['lstat', '/a cannot be read: permission denied.', 'Give this user read permission'],
    ['mkdir', '/a cannot be written: permission denied.', 'may write to the folder'],
    ['open', '/a cannot be opened: permission denied.', 'Give this user read permission']
  ])('what %s was for', (syscall, message, hint) => {
    const problem = systemRefusal({ code: 'EACCES', syscall, path: '/a' })
    expect(problem).toMatchObject({
      code: 'file-system',
      fault: 'user',
      message,
      hint: expect.stringContaining(hint)
    })
    expect(systemRefusal({ code: 'EIO', syscall, path: '/a' }).fault).toBe('machine')
  })

  test.each<[string, readonly string[]]>([
    ["warning: could not open directory 'src/x y/': Permission denied\n", ['src/x y/']],
    ["warning: could not open directory 'a/': x\nwarning: 'b/': y\n", ['a/', 'b/']],
    ["12:00:00.1 git.c:460 trace: built-in: git ls-files --full-name -- ':/'\n", []],
    ["warning: unable to access '/root/.config/git/': Permission denied\n", []],
    ["warning: in the working copy of 'a.json', LF will be replaced by CRLF\n", []]
  ])('git says %j', (text, folders) => {
    expect(closedFolders(text)).toEqual(folders)
  })
})
