import { createHash } from 'node:crypto'
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { discoverDefinitions } from '../../src/files/find/discover.ts'
import { readGitState } from '../../src/files/git/commits.ts'
import { changedFiles, trackedFiles } from '../../src/files/git/git.ts'
import { runGit } from '../git.ts'

let folder: string

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'git-')))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const at = (workspace: string) => ({ workspace, env: process.env })

const git = (cwd: string, ...args: readonly string[]) => runGit(cwd, args)

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true })
  writeFileSync(join(folder, file), text)
}

function commit(): void {
  git(folder, 'add', '-A')
  git(folder, 'commit', '-qm', 'x')
}

function paths(found: ReturnType<typeof changedFiles> | ReturnType<typeof trackedFiles>): readonly string[] {
  if (!('paths' in found)) throw new Error(JSON.stringify(found))
  return [...found.paths].sort((a, b) => (a < b ? -1 : 1))
}

describe('trackedFiles', () => {
  test('lists ordinary files only, relative to the workspace, whatever their names', () => {
    git(folder, 'init', '-q')
    write('a b.json', '{}')
    write('sub/ü"\n.json', '{}')
    write('ignored.json', '{}')
    write('.gitignore', 'ignored.json')
    symlinkSync('/etc/hostname', join(folder, 'link.json'))
    commit()
    write('untracked.json', '{}')
    expect(paths(trackedFiles(at(folder)))).toEqual(['.gitignore', 'a b.json', 'sub/ü"\n.json'])
    expect(trackedFiles(at(folder))).toMatchObject({ links: ['link.json'] })
    expect(paths(trackedFiles(at(join(folder, 'sub'))))).toEqual(['ü"\n.json'])
  })

  test('says clearly that there is no repository', () => {
    expect(trackedFiles(at(folder))).toEqual({ ok: false, error: 'not-a-repository' })
    expect(changedFiles(at(folder), 'main')).toMatchObject({ problem: { code: 'not-a-git-repository' } })
  })
})

/** Has the only file of an index added seconds ago: git compares times of changes in seconds, and none can be set. */
function addedEarlier(folder: string, seconds: number): void {
  const path = join(folder, '.git/index')
  const index = readFileSync(path)
  const firstEntry = 12
  index.writeUInt32BE(index.readUInt32BE(firstEntry) - seconds, firstEntry)
  const content = index.subarray(0, -20)
  writeFileSync(path, Buffer.concat([content, createHash('sha1').update(content).digest()]))
}

describe('changedFiles', () => {
  test('counts from where the branch began, with what is not committed and not tracked yet', () => {
    git(folder, 'init', '-q')
    for (const name of ['same', 'changed', 'edited', 'deleted', 'moved', 'main-only'])
      write(`${name}.json`, name)
    commit()
    git(folder, 'checkout', '-qb', 'topic')
    write('changed.json', 'new')
    write('added.json', 'new')
    git(folder, 'mv', 'moved.json', 'moved-to.json')
    unlinkSync(join(folder, 'deleted.json'))
    commit()
    git(folder, 'checkout', '-q', 'main')
    write('main-only.json', 'changed on main after the branch began')
    commit()
    git(folder, 'checkout', '-q', 'topic')
    write('edited.json', 'not committed')
    write('new.json', 'not tracked')
    const expected = ['added', 'changed', 'edited', 'moved-to', 'new'].map(name => `${name}.json`)
    expect(paths(changedFiles(at(folder), 'main'))).toEqual(expected)
  })

  test('a tag with the name of the branch changes nothing', () => {
    git(folder, 'init', '-q')
    write('a.json', '1')
    commit()
    git(folder, 'checkout', '-qb', 'topic')
    write('a.json', '2')
    commit()
    git(folder, 'tag', 'main')
    expect(paths(changedFiles(at(folder), 'main'))).toEqual(['a.json'])
    expect(paths(changedFiles(at(folder), 'refs/tags/main'))).toEqual([])
  })

  test('another file of the same length and time is found, whatever Git is set to compare', () => {
    const long = new Date('2020-01-01T00:00:00Z')
    git(folder, 'init', '-q')
    for (const file of ['a.json', 'b.json']) {
      write(file, file)
      utimesSync(join(folder, file), long, long)
    }
    commit()
    git(folder, 'config', 'core.checkStat', 'minimal')
    renameSync(join(folder, 'b.json'), join(folder, 'a.json'))
    expect(paths(changedFiles(at(folder), 'main'))).toEqual(['a.json'])
  })

  test('a file that was rewritten with another text of the same length and time is found as well', () => {
    const long = new Date('2020-01-01T00:00:00Z')
    const written = (text: string) => {
      write('a.json', text)
      utimesSync(join(folder, 'a.json'), long, long)
    }
    git(folder, 'init', '-q')
    written('one')
    commit()
    addedEarlier(folder, 10)
    git(folder, 'config', 'core.trustctime', 'false')
    written('two')
    expect(paths(changedFiles(at(folder), 'main'))).toEqual(['a.json'])
  })

  test('a branch that only the remote has is found; in a shallow clone the way out is named', () => {
    const origin = join(folder, 'origin')
    mkdirSync(origin)
    git(origin, 'init', '-q')
    writeFileSync(join(origin, 'a.json'), '1')
    git(origin, 'add', '-A')
    git(origin, 'commit', '-qm', 'one')
    git(origin, 'checkout', '-qb', 'topic')
    writeFileSync(join(origin, 'b.json'), '2')
    git(origin, 'add', '-A')
    git(origin, 'commit', '-qm', 'two')
    git(folder, 'clone', '-q', '--branch', 'topic', `file://${origin}`, 'full')
    expect(paths(changedFiles(at(join(folder, 'full')), 'main'))).toEqual(['b.json'])
    git(folder, 'clone', '-q', '--depth', '1', '--branch', 'topic', `file://${origin}`, 'shallow')
    git(join(folder, 'full'), 'tag', 'main')
    expect(paths(changedFiles(at(join(folder, 'full')), 'main'))).toEqual(['b.json'])
    const shallow = changedFiles(at(join(folder, 'shallow')), 'main')
    expect(shallow).toMatchObject({ problem: { code: 'unknown-revision', fault: 'user' } })
    const way = 'git fetch --unshallow origin main:refs/remotes/origin/main'
    expect(JSON.stringify(shallow)).toContain(`fetch-depth: 0 at actions/checkout, or run ${way}.`)
    for (const named of ['origin/main', 'refs/heads/main'])
      expect(JSON.stringify(changedFiles(at(join(folder, 'shallow')), named))).toContain(` ${way}.`)
    git(join(folder, 'shallow'), ...way.split(' ').slice(1), '--quiet')
    expect(paths(changedFiles(at(join(folder, 'shallow')), 'main'))).toEqual(['b.json'])
  })

  test('a clone of one branch is not called shallow, and no command is made of what is no name', () => {
    git(folder, 'init', '-q')
    write('a.json', '1')
    commit()
    const said = (revision: string) => JSON.stringify(changedFiles(at(folder), revision))
    expect(said('origin/dev')).toContain('git fetch origin dev:refs/remotes/origin/dev.')
    for (const revision of ['a;b', '-x', 'HEAD~9', '1234567']) {
      expect(said(revision)).toContain('fetched first: git fetch.')
      expect(said(revision)).not.toMatch(/shallow|fetch-depth/)
    }
  })

  test('without a common commit the way out is named', () => {
    git(folder, 'init', '-q')
    write('a.json', '1')
    commit()
    git(folder, 'checkout', '-q', '--orphan', 'other')
    write('a.json', '2')
    commit()
    const found = changedFiles(at(folder), 'main')
    expect(found).toMatchObject({ problem: { code: 'no-merge-base' } })
    expect(JSON.stringify(found)).toContain('from which HEAD comes')
  })
})

describe('discoverDefinitions', () => {
  test('finds by extension and content, and says what is too large to look into', () => {
    const definition = '{"containerDefinitions": []}'
    const found = ['app.json', 'deploy/app.yml.j2', 'infra/main.tf', 'stack.template', 'x.jsonnet']
    const marks = [
      'containerDefinitions',
      'containerDefinitions',
      'container_definitions',
      'ContainerDefinitions'
    ]
    for (const [index, file] of found.entries()) {
      write(file, `  ${marks[index] ?? 'AWS::ECS::TaskDefinition'}: `)
    }
    const others = ['package.json', 'node_modules/a/app.json', 'src/app.ts', 'large.json']
    write('package.json', '{"name": "containers"}')
    write('node_modules/a/app.json', definition)
    write('src/app.ts', definition)
    write('large.json', definition.padStart(5 * 1024 * 1024 + 1))
    write('fixture.json', '{}'.padEnd(5 * 1024 * 1024 + 1))
    const paths = [...others, 'fixture.json', ...found, 'gone.json', 'src']
    expect(discoverDefinitions(folder, { paths })).toEqual({
      files: [...found].sort((a, b) => (a < b ? -1 : 1)),
      unread: [expect.objectContaining({ file: 'large.json', code: 'file-too-large' })],
      beyond: [{ kind: 'absent', file: 'gone.json' }]
    })
  })

  test('finds names with escapes, UTF-16 and any ending that is not of a program or a page', () => {
    const text = '{"containerDefinitions": []}'
    write('escaped.json', '{"container\\u0044efinitions": []}')
    write('escaped.yml', '"container\\x44efinitions": []')
    write('long.yml', '"container\\U00000044efinitions": []')
    write('lines.yml', '? "container\\\n  Definitions"\n: []')
    const wide = Buffer.from(`\uFEFF${text}`, 'utf16le')
    writeFileSync(join(folder, 'little.json'), wide)
    writeFileSync(join(folder, 'big.json'), Buffer.from(wide).swap16())
    writeFileSync(join(folder, 'unmarked.json'), Buffer.from(text, 'utf16le'))
    writeFileSync(join(folder, 'wider.json'), Buffer.from([...text].join('\0\0\0')))
    for (const file of ['app.json.bak', 'app', 'app.txt', 'app.JSON', 'app.conf']) write(file, text)
    write('notes.txt', 'about containerDefinitions of ECS')
    write('README.md', text)
    write('main.go', text)
    const paths = [
      'README.md',
      'main.go',
      'notes.txt',
      'escaped.json',
      'escaped.yml',
      'little.json',
      'big.json'
    ]
    const more = [
      'long.yml',
      'lines.yml',
      'wider.json',
      'unmarked.json',
      'app.json.bak',
      'app',
      'app.txt',
      'app.JSON',
      'app.conf'
    ]
    expect(discoverDefinitions(folder, { paths: [...paths, ...more] }).files).toEqual(
      [...paths.slice(3), ...more].sort((a, b) => (a < b ? -1 : 1))
    )
  })

  test('finds the tasks of Ansible that register a definition, and no others', () => {
    const task = (module: string) => `- hosts: localhost\n  tasks:\n    - ${module}\n        family: app\n`
    write('play.yml', task('community.aws.ecs_taskdefinition:'))
    write('short.yaml', task('ecs_taskdefinition:'))
    write('other.yml', task('community.aws.ecs_taskdefinition_info:'))
    write('ping.yml', task('ansible.builtin.ping:'))
    write('notes.txt', 'the module ecs_taskdefinition: see its page')
    const paths = ['notes.txt', 'other.yml', 'ping.yml', 'play.yml', 'short.yaml']
    expect(discoverDefinitions(folder, { paths }).files).toEqual(['play.yml', 'short.yaml'])
  })

  test('says where something else is in the place of a tracked file', () => {
    write('a.json/x.txt', 'x')
    expect(discoverDefinitions(folder, { paths: ['a.json'] }).unread).toEqual([
      expect.objectContaining({ file: 'a.json', code: 'not-a-file' })
    ])
  })

  test('follows links to what git does not track itself, and says which lead outside', () => {
    const text = '{"containerDefinitions": []}'
    write('a.json', text)
    write('page.md', text)
    write('made/b.json', text)
    for (const [link, target] of [
      ['to-a.json', 'a.json'],
      ['to-page.json', 'page.md'],
      ['to-made.json', 'made/b.json'],
      ['nowhere.json', 'gone.json'],
      ['folder.json', 'made'],
      ['outside.json', '/etc/hostname'],
      ['outside', '/etc/hostname']
    ] as const)
      symlinkSync(target, join(folder, link))
    const links = [
      'to-a.json',
      'to-page.json',
      'to-made.json',
      'nowhere.json',
      'folder.json',
      'outside.json',
      'outside'
    ]
    expect(discoverDefinitions(folder, { paths: ['a.json', 'page.md'], links })).toEqual({
      files: ['a.json', 'to-made.json', 'to-page.json'],
      unread: [expect.objectContaining({ file: 'outside.json', code: 'outside-workspace' })],
      beyond: [
        { kind: 'broken-link', file: 'nowhere.json' },
        { kind: 'linked-folder', file: 'folder.json' }
      ]
    })
  })
})

describe('readGitState', () => {
  test('before the first commit, files are compared with the index', () => {
    git(folder, 'init', '-q')
    for (const file of ['a.json', 'b.json', 'c.json']) write(file, '{}')
    git(folder, 'add', 'a.json', 'b.json')
    write('b.json', '{ }')
    const state = readGitState(at(folder), ['a.json', 'b.json', 'c.json'])
    expect(state).toMatchObject({ kind: 'repository', changed: ['b.json'], untracked: ['c.json'] })
    expect(state).not.toHaveProperty('head')
  })

  test.each([
    ['a commit', '.git/HEAD', `${'1'.repeat(40)}\n`],
    ['the index', '.git/index', 'broken']
  ])('where %s is damaged, nothing is known, which is not "no changes"', (_, file, text) => {
    git(folder, 'init', '-q')
    write('a.json', '{}')
    commit()
    write('a.json', '{ }')
    expect(readGitState(at(folder), ['a.json'])).toMatchObject({ changed: ['a.json'], untracked: [] })
    write(file, text)
    const state = readGitState(at(folder), ['a.json'])
    expect(state).toEqual({ kind: 'unknown', error: 'refused' })
  })

  test('without a repository there is none', () => {
    expect(readGitState(at(folder), ['a.json'])).toEqual({ kind: 'none', isInstalled: true })
  })
})

test('a submodule with another commit is changed, even where its settings say to ignore that', () => {
  const module = join(folder, 'module')
  mkdirSync(module)
  git(module, 'init', '-q')
  writeFileSync(join(module, 'td.json'), '1')
  git(module, 'add', '-A')
  git(module, 'commit', '-qm', 'one')
  git(folder, 'init', '-q')
  git(folder, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', module, 'there')
  git(folder, 'config', '-f', '.gitmodules', 'submodule.there.ignore', 'all')
  write('.gitignore', '/module/')
  commit()
  writeFileSync(join(folder, 'there/td.json'), '2')
  git(join(folder, 'there'), 'commit', '-qam', 'two')
  expect(paths(changedFiles(at(folder), 'main'))).toEqual(['there'])
})
