import { describe, expect, test } from '@jest/globals'
import { documentedPolicy } from '../../bundle/policies.ts'
import { config, files, repositoriesOfTests } from './repository.ts'
import { CONFIG, definition, scenarioOf } from './world.ts'

const open = repositoriesOfTests()

describe('what cannot be known is deployed', () => {
  test('a revision that somebody else has made, also as a copy with the tag', async () => {
    const { changed, reasons, sandbox, ports } = await open()
    await changed()
    const { ecs } = await ports.connectAws({ region: 'us-west-2', maxRetries: 0 })
    const live = await ecs.describeTaskDefinition('api:2')
    const tags = live?.definition['tags']
    expect(JSON.stringify(tags)).toMatch(
      /"ecs-sealed-deploy","value":"commit=[0-9a-f]{40} definition=[0-9a-f]{16}"/
    )
    await ecs.registerTaskDefinition({ ...definition('api', { image: 'hotfix:1' }), tags } as never)
    await ecs.updateService({ cluster: 'shop', service: 'api', taskDefinition: 'api:3' } as never)
    sandbox.advance(300_000)
    expect((await reasons())[0]).toMatch(
      /^api in: it runs api:3, which is not the revision registered from [0-9a-f]{7}/
    )
    await ecs.registerTaskDefinition(definition('api', { image: 'hotfix:2' }) as never)
    await ecs.updateService({ cluster: 'shop', service: 'api', taskDefinition: 'api:4' } as never)
    expect((await reasons())[0]).toBe('api in: its last deployment has not succeeded (IN_PROGRESS)')
    sandbox.advance(300_000)
    expect((await reasons())[0]).toBe('api in: it runs api:4, in which no commit is recorded')
    expect(await changed()).toEqual(['api succeeded', 'web -'])
  })

  test('a service that no paths are given for, whose image comes from outside', async () => {
    const own = { ...files, [CONFIG]: config.replace(/, paths: \[[^\]]*\]/, '') }
    const { changed, reasons } = await open({}, own)
    await changed()
    expect((await reasons())[0]).toMatch(
      /^api in: since .* nothing changed, but no "paths" show what its image is made of$/
    )
  })

  test.each(['latest', 'main', 'stable'])('a service without paths whose tag moves: %s', async tag => {
    const own = {
      ...files,
      [CONFIG]: config.replace(/, paths: \[[^\]]*\]/g, ''),
      '.aws/web.json': JSON.stringify(definition('web', { image: `registry/web:${tag}` }))
    }
    const { changed, reasons } = await open({}, own)
    await changed()
    expect((await reasons())[1]).toMatch(
      /^web in: since .* nothing changed, but no "paths" show what its image is made of$/
    )
  })

  test('what is not committed counts, and is not recorded as the commit', async () => {
    const { changed, reasons, workspace, git } = await open()
    await changed()
    workspace.write('api/main.py', 'print("tried")')
    expect((await reasons())[0]).toMatch(/changed: api\/main\.py \(not committed\)$/)
    expect(await changed()).toEqual(['api succeeded', 'web -'])
    git('checkout', '--quiet', '--', 'api/main.py')
    expect(await reasons()).toEqual([
      'api in: it runs api:3, in which no commit is recorded',
      expect.stringMatching(/^web -/)
    ])
  })
})

describe('the commit at the revision', () => {
  test('of one environment says nothing of another', async () => {
    const own = {
      ...files,
      [CONFIG]: `${config.replace('cluster: shop', 'cluster: "shop-{environment}"')}environments: {a: {}, b: {}}\n`
    }
    const places = ['a', 'b'].flatMap(stage =>
      ['api', 'web'].map(service => ({ cluster: `shop-${stage}`, service }))
    )
    const { changed, reasons } = await open(scenarioOf(places), own)
    expect(await changed({ environment: 'a', variables: 'TAG=1' })).toEqual([
      'api succeeded',
      'web succeeded'
    ])
    expect(await changed({ environment: 'b', variables: 'TAG=1' })).toEqual([
      'api succeeded',
      'web succeeded'
    ])
    expect(await reasons({ environment: 'a' })).toEqual([
      expect.stringMatching(/^api -/),
      expect.stringMatching(/^web -/)
    ])
    expect(await reasons({ environment: 'b' })).toEqual([
      'api in: it runs api:2, which was registered for a',
      'web in: it runs web:2, which was registered for a'
    ])
  })

  test('takes the documented permission; without it the service is deployed, and it is said', async () => {
    const all = { Effect: 'Allow', NotAction: 'ecs:TagResource', Resource: '*' }
    const outcomes = async (statements: readonly object[]) => {
      const policy = { Version: '2012-10-17', Statement: [all, ...statements] }
      const arn = 'arn:aws:sts::123456789012:assumed-role/deploy/session'
      const { run } = await open({ callers: { test: { arn, policy } } })
      const report = await run('deploy', { service: 'changed', variables: 'TAG=1' })
      expect(report.results.map(({ outcome }) => outcome)).toEqual(['succeeded', 'succeeded'])
      return report.remarks.filter(({ message }) => message.includes('ecs:TagResource')).length
    }
    expect(await outcomes([])).toBe(2)
    expect(await outcomes(documentedPolicy('docs/configuration.md', '<!-- policy-commit -->'))).toBe(0)
  })

  test('a task that runs before counts for the services that it is for', async () => {
    const own = {
      ...files,
      'migrations/1.sql': 'create table a ();',
      [CONFIG]: `${config}tasks: {migrate: {task-definition: .aws/api.json, paths: ["migrations/**"], command: [migrate], run: before, for: [api]}}\n`
    }
    const { changed, reasons, commit, count } = await open(
      { behaviours: [{ oneOff: true, exitAfter: '5s', exitCode: 0 }] },
      own
    )
    await changed()
    commit({ 'migrations/2.sql': 'create table b ();' })
    expect(await reasons()).toEqual([
      expect.stringMatching(/^api in: .*changed: migrations\/2\.sql$/),
      expect.stringMatching(/^web -/)
    ])
    await changed()
    expect(count('RunTask')).toBe(2)
  })
})
