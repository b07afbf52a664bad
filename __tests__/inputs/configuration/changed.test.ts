import { describe, expect, test } from '@jest/globals'
import { exitCodeOf } from '../../../src/report/verdict.ts'
import { config, files, repositoriesOfTests, short } from './repository.ts'
import { CONFIG, definition, projectsOfTests, scenarioOf } from './world.ts'

const open = repositoriesOfTests()
const makeProject = projectsOfTests()

describe('what has changed', () => {
  test('the first time all are deployed, and then nothing is until something that counts is another thing', async () => {
    const { changed, reasons, commit, running, count } = await open()
    expect(await reasons()).toEqual([
      'api in: it runs api:1, in which no commit is recorded',
      'web in: it runs web:1, in which no commit is recorded'
    ])
    expect(await changed()).toEqual(['api succeeded', 'web succeeded'])
    expect(await changed()).toEqual(['api -', 'web -'])
    commit({ 'README.md': 'text', 'api/notes.md': 'text' })
    expect(await changed()).toEqual(['api -', 'web -'])
    commit({ 'api/main.py': 'print(2)' })
    expect((await reasons())[0]).toMatch(/^api in: since [0-9a-f]{7}: changed: api\/main\.py$/)
    expect(await changed()).toEqual(['api succeeded', 'web -'])
    expect(running('shop')).toEqual(['api api:3', 'web web:2'])
    const last = commit({ 'libs/common.py': undefined })
    expect(await changed()).toEqual(['api succeeded', 'web succeeded'])
    expect(await reasons()).toEqual([
      `api -: since ${short(last)} nothing changed that counts for it`,
      `web -: since ${short(last)} nothing changed that counts for it`
    ])
    expect(count('UpdateService')).toBe(5)
  })

  test('a run in which nothing has changed is a good one and writes nothing', async () => {
    const { changed, run, sandbox } = await open()
    await changed()
    const before = sandbox.requests().length
    const report = await run('deploy', { service: 'changed', variables: 'TAG=9' })
    expect(exitCodeOf(report)).toBe(0)
    expect(report.results).toEqual([])
    const asked = sandbox.requests().slice(before)
    expect(asked.filter(({ operation }) => !/^(Describe|GetCallerIdentity)/.test(operation))).toEqual([])
  })
})

describe('what cannot be known is deployed', () => {
  test('a folder that is no repository is an error, and so is a mode that cannot know', async () => {
    const project = await makeProject(files, scenarioOf([{ cluster: 'shop', service: 'api' }]))
    const { problems } = await project.run('deploy', { service: 'changed', variables: 'TAG=1' })
    expect(problems).toMatchObject([{ code: 'not-a-git-repository' }])
    const { run } = project
    expect(() => run('rollback', { service: 'changed' })).toThrow('plan and deploy; this is mode rollback')
    expect(() => run('check', { service: 'changed, api' })).toThrow('cannot be combined with service names')
  })

  test('a misspelt word is answered with the right one', async () => {
    const { run } = await open()
    const { problems } = await run('plan', { service: 'chnaged', variables: 'TAG=1' })
    expect(problems[0]?.message).toContain('Did you mean "changed"?')
  })

  test('a pattern that fits nothing is said', async () => {
    const own = { ...files, [CONFIG]: config.replace('"libs/"', '"lib/**"') }
    const { run } = await open({}, own)
    const { remarks } = await run('plan', { service: 'changed', variables: 'TAG=1' })
    expect(remarks.map(({ message }) => message)).toContain(
      '"paths" of "api": lib/** matches no file of the repository. Patterns are from its root.'
    )
  })
})

describe('the record', () => {
  test('is written by every deploy of a project that has paths, and is no difference', async () => {
    const { deploy, changed } = await open()
    expect(await deploy({ service: 'api', variables: 'TAG=1' })).toEqual(['api succeeded api:2'])
    expect(await deploy({ service: 'api', variables: 'TAG=1' })).toEqual(['api unchanged api:2'])
    expect(await changed()).toEqual(['api -', 'web succeeded'])
  })
})

describe('by inputs alone', () => {
  test('the pattern names the services and each file counts for its own', async () => {
    const { [CONFIG]: _, ...own } = files
    const { changed, commit } = await open(
      {},
      {
        ...own,
        '.aws/api.json': definition('api'),
        '.aws/web.json': definition('web', { image: 'registry/web:1' })
      }
    )
    const raw = {
      'task-definition': '.aws/{service}.json',
      cluster: 'shop',
      'aws-region': 'us-west-2',
      variables: ''
    }
    expect(await changed(raw)).toEqual(['api succeeded', 'web succeeded'])
    expect(await changed(raw)).toEqual(['api -', 'web -'])
    commit({ '.aws/web.json': JSON.stringify(definition('web', { image: 'registry/web:2' })) })
    expect(await changed(raw)).toEqual(['api -', 'web succeeded'])
  })
})
