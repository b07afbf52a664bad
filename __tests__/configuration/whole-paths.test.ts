import { describe, expect, test } from '@jest/globals'
import '../../src/references/expand.ts'
import { connectKeys } from '../../src/aws/connect-keys.ts'
import { exitCodeOf } from '../../src/report/verdict.ts'
import { documentedPolicy } from '../bundle/policies.ts'
import { CONFIG, definition, type Project, projectsOfTests, scenarioOf } from './world.ts'

const makeProject = projectsOfTests()
let project: Project

const PLACE = { cluster: 'ops-pipeline-cluster', service: 'trade-stream' }
const VALUES = ['alpha', 'beta'].map(word => [word, 'kite', '73'].join('-'))
const parameter = (name: string, value = VALUES[0]) => ({ name, type: 'SecureString', value })
const READS = {
  Effect: 'Allow',
  Action: ['ssm:GetParameters', 'secretsmanager:GetSecretValue'],
  Resource: '*'
}
const scenario = (names: readonly string[], more: object = {}) =>
  scenarioOf([PLACE], {
    roles: [{ name: 'execution', policies: { read: { Version: '2012-10-17', Statement: [READS] } } }],
    parameters: names.map(name => parameter(name)),
    ...more
  })
const where = {
  'task-definition': 'trade-stream.json',
  service: 'trade-stream',
  cluster: PLACE.cluster,
  'aws-region': 'us-west-2'
}
const fileWith = (...secrets: readonly object[]) => ({
  'trade-stream.json': definition('trade-stream', { secrets })
})
const ALL = { name: '*', valueFrom: 'ssm:/ops-pipeline/trade-stream/*' }
const PATH = '/ops-pipeline/trade-stream'

/** What the plan says of the secrets: `+ NAME`, and what became of each. */
async function planned(of: Project): Promise<readonly string[]> {
  const { plan, problems } = await of.run('plan', where)
  if (problems.length > 0) return problems.map(({ code }) => code)
  const [one] = plan?.definitions ?? []
  return [
    ...(one?.differences ?? [])
      .filter(({ path }) => path.includes('secrets'))
      .map(({ change, path }) => `${change} ${path}`),
    ...(one?.references ?? []).map(({ name, written }) => `${name} ${written}`)
  ]
}

describe('all parameters under a path', () => {
  test('are listed by the plan; one that comes or goes is a change, and nothing of it is a value', async () => {
    project = await makeProject(fileWith(ALL), scenario([`${PATH}/api-key`, `${PATH}/db/password`]))
    expect(await planned(project)).toEqual([
      'added containerDefinitions[app].secrets[API_KEY]',
      `API_KEY ssm:${PATH}/api-key`
    ])
    expect(await project.deploy(where)).toEqual(['trade-stream succeeded trade-stream:2'])
    expect(await project.deploy(where)).toEqual(['trade-stream unchanged trade-stream:2'])
    await project.sandbox.sandbox.world.regions.get('us-west-2')?.parameters.set(`${PATH}/db-host`, {
      ...(project.sandbox.sandbox.world.regions
        .get('us-west-2')
        ?.parameters.get(`${PATH}/api-key`) as never as object),
      name: `${PATH}/db-host`,
      arn: `arn:aws:ssm:us-west-2:123456789012:parameter${PATH}/db-host`
    } as never)
    expect(await planned(project)).toContain('added containerDefinitions[app].secrets[DB_HOST]')
    project.sandbox.sandbox.world.regions.get('us-west-2')?.parameters.delete(`${PATH}/api-key`)
    expect(await planned(project)).toContain('removed containerDefinitions[app].secrets[API_KEY]')
    const asked = project.sandbox.requests().filter(({ service }) => service === 'ssm')
    expect(new Set(asked.map(({ operation }) => operation))).toEqual(new Set(['DescribeParameters']))
    expect(project.log.text()).not.toContain(VALUES[0])
  })

  test('are what the execution role must be allowed to read, each', async () => {
    project = await makeProject(
      fileWith(ALL),
      scenario([`${PATH}/api-key`, `${PATH}/db-host`], {
        roles: [
          {
            name: 'execution',
            policies: {
              read: {
                Version: '2012-10-17',
                Statement: [
                  {
                    Effect: 'Allow',
                    Action: 'ssm:GetParameters',
                    Resource: `arn:aws:ssm:us-west-2:123456789012:parameter${PATH}/api-key`
                  }
                ]
              }
            }
          }
        ]
      })
    )
    const { permissions } = await project.run('plan', { ...where, 'verify-permissions': 'auto' })
    const reads = permissions.filter(({ action }) => action === 'ssm:GetParameters')
    expect(reads.map(({ verdict, what }) => `${verdict} ${what.split('/').at(-1)}`).sort()).toEqual([
      'allowed api-key',
      'denied db-host'
    ])
  })

  test('stand in the configuration file too, and a check asks nobody', async () => {
    const config = `
defaults: {cluster: ${PLACE.cluster}, region: us-west-2, task-definition: trade-stream.json}
services:
  trade-stream: {secrets: {"*": "ssm:/ops-pipeline/{service}/*"}}
`
    project = await makeProject({ ...fileWith(), [CONFIG]: config }, scenario([`${PATH}/api-key`]))
    const checked = await project.run('check', { 'task-definition': 'trade-stream.json' })
    expect([exitCodeOf(checked), checked.findings]).toEqual([0, []])
    expect(project.sandbox.requests()).toEqual([])
    expect(await project.deploy({})).toEqual(['trade-stream succeeded trade-stream:2'])
  })

  test('a star without a path, or a path without a star, is found by a check', async () => {
    project = await makeProject(
      fileWith({ name: 'ALL', valueFrom: ALL.valueFrom }, { name: '*', valueFrom: `ssm:${PATH}/api-key` }),
      scenario([])
    )
    const { findings } = await project.run('check', { 'task-definition': 'trade-stream.json' })
    expect(findings.map(({ rule, level }) => `${rule} ${level}`)).toEqual([
      'secret/reference-invalid error',
      'secret/reference-invalid error'
    ])
  })
})

describe('all keys of a secret', () => {
  const keys = { name: '*', valueFrom: 'secretsmanager:ops-pipeline/db:*' }
  const secret = {
    name: 'ops-pipeline/db',
    value: JSON.stringify({ user: VALUES[0], 'pass-word': VALUES[1] })
  }

  test('are read where that is allowed, and the values go nowhere', async () => {
    project = await makeProject(fileWith(keys), scenario([], { secrets: [secret] }))
    expect(await planned(project)).toEqual(['keys-not-expanded'])
    expect(project.count('GetSecretValue')).toBe(0)
    const { ports, sandbox } = project
    const told: unknown[] = []
    const gate = {
      external: (text: string) => {
        told.push(text)
        return text
      },
      learn: (text: unknown) => void told.push(text),
      ready: () => Promise.resolve()
    }
    Object.assign(ports, {
      connectKeys: (options: never) =>
        Promise.resolve(
          connectKeys({ ...(options as object), environment: process.env, clock: ports.clock, gate } as never)
        )
    })
    const report = await project.run('deploy', { ...where, 'expand-keys': 'true' })
    expect(report.results.map(({ outcome }) => outcome)).toEqual(['succeeded'])
    const sent = sandbox.requests().find(({ operation }) => operation === 'RegisterTaskDefinition')
    expect(JSON.stringify(sent?.body)).toMatch(
      /"name":"PASS_WORD","valueFrom":"arn:aws:secretsmanager:[^"]*:pass-word::"/
    )
    expect(project.count('GetSecretValue')).toBe(1)
    for (const value of VALUES)
      for (const text of [
        project.log.text(),
        JSON.stringify(report),
        JSON.stringify(told),
        project.masked.join()
      ])
        expect(text).not.toContain(value)
  })

  test('take the documented permission', async () => {
    const entry = { name: '*', valueFrom: 'secretsmanager:demo/database:*' }
    const tried = async (statements: readonly object[]) => {
      const all = { Effect: 'Allow', NotAction: 'secretsmanager:GetSecretValue', Resource: '*' }
      const arn = 'arn:aws:sts::123456789012:assumed-role/deploy/session'
      const policy = { Version: '2012-10-17', Statement: [all, ...statements] }
      const made = await makeProject(
        fileWith(entry),
        scenario([], { secrets: [{ ...secret, name: 'demo/database' }], callers: { test: { arn, policy } } })
      )
      const { ports } = made
      Object.assign(ports, {
        connectKeys: (options: object) =>
          Promise.resolve(connectKeys({ ...options, environment: process.env, clock: ports.clock } as never))
      })
      const { problems } = await made.run('plan', { ...where, 'expand-keys': 'true' })
      await made.end()
      return problems.map(({ code, message }) => `${code}: ${message.slice(0, 29)}`)
    }
    expect(await tried([])).toEqual(['aws-denied: secretsmanager:GetSecretValue'])
    const documented = documentedPolicy('docs/task-definitions.md', '<!-- policy-expand-keys -->')
    expect(await tried(documented)).toEqual([])
  })
})
