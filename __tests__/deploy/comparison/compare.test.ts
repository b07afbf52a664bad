import { describe, expect, test } from '@jest/globals'
import { compareDefinitions } from '../../../src/deploy/comparison/compare.ts'
import { withCommitTag } from '../../../src/deploy/comparison/plan.ts'
import type { JsonObject } from '../../../src/json.ts'

const KNOWN = () => true
const record = { commit: 'c0ffee'.repeat(7).slice(0, 40), fingerprint: '0123456789abcdef' }
const UNKNOWN = (path: readonly string[]) => !path.includes('brandNew')

const wanted: JsonObject = {
  family: 'web',
  cpu: '256',
  memory: '512',
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  containerDefinitions: [
    {
      name: 'app',
      image: 'app:1',
      portMappings: [{ containerPort: 80 }],
      environment: [
        { name: 'B', value: '2' },
        { name: 'A', value: '1' }
      ],
      healthCheck: { command: ['CMD', 'true'] }
    }
  ]
}

/** The same as ECS gives it back: defaults filled in, its own order, describe-only members. */
const live: JsonObject = {
  taskDefinitionArn: 'arn:aws:ecs:us-west-2:123456789012:task-definition/web:7',
  revision: 7,
  status: 'ACTIVE',
  registeredAt: 1,
  compatibilities: ['EC2', 'FARGATE'],
  requiresAttributes: [{ name: 'x' }],
  family: 'web',
  cpu: '256',
  memory: '512',
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  volumes: [],
  placementConstraints: [],
  enableFaultInjection: false,
  containerDefinitions: [
    {
      name: 'app',
      image: 'app:1',
      cpu: 0,
      essential: true,
      mountPoints: [],
      volumesFrom: [],
      systemControls: [],
      portMappings: [{ containerPort: 80, hostPort: 80, protocol: 'tcp' }],
      environment: [
        { name: 'A', value: '1' },
        { name: 'B', value: '2' }
      ],
      healthCheck: { command: ['CMD', 'true'], interval: 30, timeout: 5, retries: 3 }
    }
  ]
}

function withContainer(definition: JsonObject, members: JsonObject): JsonObject {
  const [container] = definition['containerDefinitions'] as unknown as JsonObject[]
  return { ...definition, containerDefinitions: [{ ...container, ...members }] }
}

function paths(a: JsonObject, b: JsonObject): string[] {
  return compareDefinitions(a, b, { isKnown: KNOWN }).differences.map(
    ({ change, path }) => `${change} ${path}`
  )
}

describe('compareDefinitions', () => {
  test('what ECS adds by itself is no difference', () => {
    expect(paths(wanted, live)).toEqual([])
  })

  test.each<[string, JsonObject, string[]]>([
    ['image', { image: 'app:2' }, ['changed containerDefinitions[app].image']],
    [
      'a variable',
      {
        environment: [
          { name: 'A', value: '9' },
          { name: 'B', value: '2' }
        ]
      },
      ['changed containerDefinitions[app].environment[A].value']
    ],
    [
      'a new variable',
      {
        environment: [
          { name: 'A', value: '1' },
          { name: 'B', value: '2' },
          { name: 'C', value: '' }
        ]
      },
      ['added containerDefinitions[app].environment[C]']
    ],
    [
      'no variables',
      { environment: [] },
      ['removed containerDefinitions[app].environment[A]', 'removed containerDefinitions[app].environment[B]']
    ],
    ['essential', { essential: false }, ['added containerDefinitions[app].essential']],
    [
      'health check',
      { healthCheck: { command: ['CMD', 'false'] } },
      ['changed containerDefinitions[app].healthCheck.command[1]']
    ],
    ['command order', { command: ['a', 'b'] }, ['added containerDefinitions[app].command']]
  ])('a change of %s is seen, without its value', (_, members, expected) => {
    expect(paths(withContainer(wanted, members), live)).toEqual(expected)
  })

  test('task sizes in words equal their numbers', () => {
    expect(paths({ ...wanted, cpu: '.25 vCPU', memory: '0.5 GB' }, live)).toEqual([])
    expect(paths({ ...wanted, cpu: '1 vCPU' }, live)).toEqual(['changed cpu'])
  })

  test('in bridge mode a fixed host port is not a dynamic one', () => {
    const bridge = { ...wanted, networkMode: 'bridge', requiresCompatibilities: ['EC2'] }
    const fixed = withContainer(bridge, { portMappings: [{ containerPort: 80, hostPort: 80 }] })
    const dynamic = withContainer(bridge, { portMappings: [{ containerPort: 80, hostPort: 0 }] })
    const none = withContainer(bridge, { portMappings: [{ containerPort: 80 }] })
    expect(paths(fixed, none)).not.toEqual([])
    expect(paths(dynamic, none)).toEqual([])
  })

  test('the tag with the commit never counts, on neither side', () => {
    const tags = [{ key: 'by', value: 'x' }]
    expect(paths({ ...wanted, tags }, withCommitTag({ ...live, tags }, record))).toEqual([])
    expect(paths(withCommitTag({ ...wanted, tags }, record), { ...live, tags })).toEqual([])
    expect(paths(withCommitTag(wanted, record), live)).toEqual([])
  })

  test('a revision that has as many tags as ECS allows gets none with the commit', () => {
    const tagged = (count: number) => ({
      ...wanted,
      tags: Array.from({ length: count }, (_, index) => ({ key: `k${index}`, value: 'x' }))
    })
    expect(withCommitTag(tagged(50), record)).toEqual(tagged(50))
    expect(withCommitTag(tagged(49), record)['tags']).toHaveLength(50)
  })

  test('live tags count only where the file has tags', () => {
    const tagged = { ...live, tags: [{ key: 'by', value: 'x' }] }
    expect(paths(wanted, tagged)).toEqual([])
    expect(paths({ ...wanted, tags: [{ key: 'by', value: 'y' }] }, tagged)).not.toEqual([])
  })

  test('a member that no model knows and that ECS does not show is named, not taken for a change', () => {
    const comparison = compareDefinitions({ ...wanted, brandNew: { a: 1 } }, live, { isKnown: UNKNOWN })
    expect(comparison).toEqual({ differences: [], notKept: ['brandNew'] })
    expect(
      compareDefinitions({ ...wanted, brandNew: 1 }, { ...live, brandNew: 2 }, { isKnown: UNKNOWN })
        .differences
    ).toEqual([{ path: 'brandNew', change: 'changed' }])
  })

  test('a default that AWS begins to return is no change, a real value is', () => {
    expect(
      compareDefinitions(wanted, { ...live, brandNew: false }, { isKnown: UNKNOWN }).differences
    ).toEqual([])
    expect(compareDefinitions(wanted, { ...live, brandNew: 'on' }, { isKnown: UNKNOWN }).differences).toEqual(
      [{ path: 'brandNew', change: 'removed' }]
    )
  })
})
