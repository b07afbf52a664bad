import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { config, files, repositoriesOfTests, short } from './repository.ts'
import { CONFIG, definition } from './world.ts'

const folders: string[] = []
const open = repositoriesOfTests()
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

describe('what has changed, as git has it', () => {
  test('a rename counts on both sides, a merge by what it brings, a revert as a change', async () => {
    const { changed, git, commit } = await open()
    await changed()
    git('mv', 'api/main.py', 'web/moved.py')
    git('commit', '--quiet', '--message', 'rename')
    expect(await changed()).toEqual(['api succeeded', 'web succeeded'])
    git('checkout', '--quiet', '-b', 'feature')
    commit({ 'web/feature.py': 'x' })
    git('checkout', '--quiet', 'main')
    commit({ 'docs/other.txt': 'x' })
    git('merge', '--quiet', '--no-ff', '--message', 'merge', 'feature')
    expect(await changed()).toEqual(['api -', 'web succeeded'])
    git('revert', '--no-edit', '-m', '1', 'HEAD')
    expect(await changed()).toEqual(['api -', 'web succeeded'])
    // a change that is taken back before it was deployed is none
    commit({ 'api/new.py': 'x' })
    git('revert', '--no-edit', 'HEAD')
    expect(await changed()).toEqual(['api -', 'web -'])
  })

  test('a history that was rewritten is compared by its files as long as the commit is here', async () => {
    const { changed, reasons, git, commit, run } = await open()
    const first = git('rev-parse', 'HEAD')
    commit({ 'api/main.py': 'print(2)' })
    await changed()
    const gone = git('rev-parse', 'HEAD')
    git('reset', '--quiet', '--hard', first)
    commit({ 'api/main.py': 'print(2)', 'web/main.py': 'print(3)' })
    expect(await reasons()).toEqual([
      `api -: since ${short(gone)}, which this commit was not made from nothing changed that counts for it`,
      `web in: since ${short(gone)}, which this commit was not made from: changed: web/main.py`
    ])
    git('reflog', 'expire', '--expire=now', '--all')
    git('gc', '--quiet', '--prune=now')
    const report = await run('plan', { service: 'changed', variables: 'TAG=7' })
    expect(report.selection).toMatchObject([
      { key: 'api', isIncluded: true, reason: `commit ${short(gone)}, which it runs, is not in this clone` },
      { key: 'web', isIncluded: true }
    ])
    expect(report.remarks.map(({ message }) => message).join('\n')).toMatch(
      /Selected without a comparison: api, web\..*force-push/
    )
    expect(await changed()).toEqual(['api succeeded', 'web succeeded'])
  })

  test('a shallow clone says the line that it lacks', async () => {
    const { changed, git, commit, workspace, run } = await open()
    await changed()
    commit({ 'docs/a.txt': 'x' })
    const folder = mkdtempSync(join(tmpdir(), 'origin-'))
    folders.push(folder)
    git('clone', '--quiet', '--bare', `file://${workspace.path}`, folder)
    rmSync(join(workspace.path, '.git'), { recursive: true })
    const shallow = mkdtempSync(join(tmpdir(), 'shallow-'))
    folders.push(shallow)
    git('clone', '--quiet', '--depth', '1', '--no-checkout', `file://${folder}`, join(shallow, 'clone'))
    spawnSync('mv', [join(shallow, 'clone', '.git'), join(workspace.path, '.git')])
    git('reset', '--quiet')
    const report = await run('plan', { service: 'changed', variables: 'TAG=7' })
    expect(report.selection?.map(({ isIncluded }) => isIncluded)).toEqual([true, true])
    expect(report.remarks.map(({ message }) => message).join('\n')).toContain(
      'This clone is shallow: give actions/checkout "fetch-depth: 0" (under "with").'
    )
    // what is checked out is what runs: no history is needed
    await changed()
    expect(await changed()).toEqual(['api -', 'web -'])
  })
})

describe('what is beside the repository', () => {
  test('another checkout in a folder of it, as that of an action, is no change', async () => {
    const own = { ...files, [CONFIG]: config.replace(/paths: \[[^\]]*\]/, 'paths: ["**"]') }
    const { changed, git, workspace } = await open({}, own)
    workspace.write('.action/index.js', '1')
    git('init', '--quiet', '.action')
    expect(await changed()).toEqual(['api succeeded', 'web succeeded'])
    expect(await changed()).toEqual(['api -', 'web -'])
  })
})

test('a template counts for its service, the configuration file for all', async () => {
  const { changed, reasons, commit } = await open()
  await changed()
  commit({
    '.aws/web.json': JSON.stringify(
      definition('web', { image: 'registry/web:${{ vars.TAG }}', command: ['serve'] })
    )
  })
  expect(await changed()).toEqual(['api -', 'web succeeded'])
  commit({ [CONFIG]: config.replace('api: {}', 'api: {variables: {A: b}}') })
  expect(await reasons()).toEqual(
    ['api', 'web'].map(name =>
      expect.stringMatching(`^${name} in: since [0-9a-f]{7}: changed: ${CONFIG.replaceAll('.', '\\.')}$`)
    )
  )
})
