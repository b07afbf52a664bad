import { expect, test } from '@jest/globals'
import { Gate } from '../../src/report/gate/gate.ts'
import { canary, definition, EXECUTION, makeAuditWorld } from './world.ts'

/** More than the burst of any bucket. */
const SERVICES = 80
const REVISIONS = 2
const names = Array.from({ length: SERVICES }, (_, index) => `s${index}`)
const secretsOf = (name: string) =>
  ['a', 'b'].map(key => ({
    name: key.toUpperCase(),
    valueFrom: `arn:aws:secretsmanager:us-west-2:123456789012:secret:demo/${name}/${key}`
  }))

test('an audit of many services asks within the request buckets, and for many at once', async () => {
  const world = await makeAuditWorld({
    throttle: true,
    roles: [EXECUTION],
    secrets: names.flatMap(name => ['a', 'b'].map(key => ({ name: `demo/${name}/${key}`, generate: 20 }))),
    taskDefinitions: names.flatMap((name, index) =>
      Array.from({ length: REVISIONS }, (_, revision) =>
        definition(name, {
          secrets: secretsOf(name),
          environment: index % 10 === 0 && revision === 0 ? [{ name: 'DB_PASSWORD', value: canary() }] : []
        })
      )
    ),
    services: names.map(name => ({
      serviceName: name,
      cluster: 'demo',
      taskDefinition: `${name}:${REVISIONS}`,
      history: [{ taskDefinition: `${name}:1`, status: 'SUCCESSFUL', age: '3d' }]
    }))
  })
  try {
    const { report } = await world.audit()
    expect(report.problems).toEqual([])
    expect(report.audit?.audit.revisionsLookedAt).toBe(SERVICES * REVISIONS)
    const exposed = report.audit?.audit.exposedRevisions ?? []
    expect(exposed.map(({ rollbackFor }) => rollbackFor)).toEqual(
      exposed.map(({ revision }) => [revision.split(':')[0]])
    )
    expect(exposed).toHaveLength(SERVICES / 10)
    const requests = world.sandbox.requests()
    expect(requests.filter(({ error }) => error !== undefined)).toEqual([])
    const count = (operation: string) => requests.filter(one => one.operation === operation).length
    expect({
      lists: count('ListTaskDefinitions'),
      described: count('DescribeTaskDefinition'),
      records: count('DescribeServiceDeployments'),
      revisions: count('DescribeServiceRevisions')
    }).toEqual({
      lists: SERVICES * 3,
      described: SERVICES * REVISIONS,
      // only for services with an exposed revision
      records: 0,
      revisions: 8
    })
  } finally {
    await world.end()
  }
})

test('the gate does not keep the definitions that an audit sees until something is shown', () => {
  const gate = new Gate()
  let read = 0
  for (let index = 0; index < 150; index++)
    gate.learn({
      get containerDefinitions() {
        read++
        return []
      }
    })
  expect(read).toBeGreaterThan(0)
})
