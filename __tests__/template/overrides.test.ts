import { describe, expect, test } from '@jest/globals'
import { childOf, containersOf, itemsOf, type ObjectNode } from '../../src/files/document/tree.ts'
import type { JsonObject } from '../../src/json.ts'
import { codesOf, definition, jsonOf, overridesOf, prepared } from './support.ts'

const two = {
  family: 'app',
  executionRoleArn: 'arn',
  containerDefinitions: [
    { name: 'web', image: 'w:1' },
    { name: 'proxy', image: 'p:1' }
  ]
}

async function webAfter(inputs: Record<string, string>, container: JsonObject = {}): Promise<JsonObject> {
  const result = await prepared(definition({ executionRoleArn: 'arn' }, container), { inputs })
  expect(codesOf(result)).toEqual([])
  return (jsonOf(result)['containerDefinitions'] as JsonObject[])[0] ?? {}
}

describe('overrides', () => {
  test.each<[string, Record<string, string>, JsonObject, JsonObject]>([
    ['image', { image: 'repo:2' }, {}, { image: 'repo:2' }],
    ['image by container', { image: 'web=repo@sha256:2' }, {}, { image: 'repo@sha256:2' }],
    [
      'environment variables',
      { 'environment-variables': 'A=1\r\n\r\n# note\n B = x=y=z \nC=' },
      {
        environment: [
          { name: 'B', value: 'old' },
          { name: 'D', value: 'd' }
        ]
      },
      {
        environment: [
          { name: 'B', value: 'x=y=z' },
          { name: 'D', value: 'd' },
          { name: 'A', value: '1' },
          { name: 'C', value: '' }
        ]
      }
    ],
    [
      'a # inside a value',
      { 'environment-variables': 'A=x # y' },
      {},
      { environment: [{ name: 'A', value: 'x # y' }] }
    ],
    [
      'secrets',
      { secrets: 'A=secretsmanager:a:k::' },
      {
        environment: [
          { name: 'A', value: 'plain' },
          { name: 'B', value: 'b' }
        ]
      },
      {
        environment: [{ name: 'B', value: 'b' }],
        secrets: [{ name: 'A', valueFrom: 'secretsmanager:a:k::' }]
      }
    ],
    [
      'secrets in the place of the only variable',
      { secrets: 'A=ssm:a' },
      { environment: [{ name: 'A', value: 'plain' }] },
      { secrets: [{ name: 'A', valueFrom: 'ssm:a' }] }
    ],
    [
      'replace: the input is the whole list, and the other list stays',
      { 'environment-variables': 'A=1\nC=3', 'environment-strategy': 'replace' },
      {
        environment: [
          { name: 'OLD', value: 'x' },
          { name: 'A', value: 'y' }
        ],
        secrets: [{ name: 'B', valueFrom: 'ssm:b' }]
      },
      {
        environment: [
          { name: 'A', value: '1' },
          { name: 'C', value: '3' }
        ],
        secrets: [{ name: 'B', valueFrom: 'ssm:b' }]
      }
    ],
    [
      'replace: both lists',
      { 'environment-variables': 'A=1', secrets: 'B=ssm:b', 'environment-strategy': 'replace' },
      { environment: [{ name: 'B', value: 'y' }], secrets: [{ name: 'OLD', valueFrom: 'ssm:old' }] },
      { environment: [{ name: 'A', value: '1' }], secrets: [{ name: 'B', valueFrom: 'ssm:b' }] }
    ],
    [
      'a variable in the place of a secret',
      { 'environment-variables': 'A=1' },
      { secrets: [{ name: 'A', valueFrom: 'x' }] },
      { environment: [{ name: 'A', value: '1' }] }
    ],
    [
      'labels',
      { 'docker-labels': 'a.b=1=2' },
      { dockerLabels: { 'a.b': 'x', c: 'y' } },
      { dockerLabels: { 'a.b': '1=2', c: 'y' } }
    ],
    [
      'command in shell quoting',
      { command: 'sh -c "echo \'a b\'" --x=\'y z\' ""' },
      { command: ['old'] },
      { command: ['sh', '-c', "echo 'a b'", '--x=y z', ''] }
    ],
    ['command as JSON', { command: '["a b", "\\"c\\""]' }, {}, { command: ['a b', '"c"'] }],
    [
      'log driver and options',
      { 'log-configuration-log-driver': 'awslogs', 'log-configuration-options': 'awslogs-group=/x=y' },
      { logConfiguration: { logDriver: 'json-file', options: { mode: 'non-blocking' }, secretOptions: [] } },
      {
        logConfiguration: {
          logDriver: 'awslogs',
          options: { mode: 'non-blocking', 'awslogs-group': '/x=y' },
          secretOptions: []
        }
      }
    ],
    [
      'log driver alone',
      { 'log-configuration-log-driver': 'awslogs' },
      {},
      { logConfiguration: { logDriver: 'awslogs' } }
    ],
    [
      'env files',
      { 'env-files': 'arn:aws:s3:::b/x.env\narn:aws-cn:s3:::b/y/z.env' },
      { environmentFiles: [{ value: 'old', type: 's3' }] },
      {
        environmentFiles: [
          { value: 'arn:aws:s3:::b/x.env', type: 's3' },
          { value: 'arn:aws-cn:s3:::b/y/z.env', type: 's3' }
        ]
      }
    ],
    ['nothing for blank inputs', { image: ' ', command: '', 'container-name': '' }, {}, {}]
  ])('%s', async (_, inputs, before, after) => {
    expect(await webAfter(inputs, before)).toEqual({ name: 'web', image: 'repo:1', ...after })
  })

  test('roles', async () => {
    const result = await prepared(definition(), {
      inputs: { 'task-role-arn': 'arn:t', 'execution-role-arn': ' arn:e ' }
    })
    expect(jsonOf(result)).toEqual(definition({ taskRoleArn: 'arn:t', executionRoleArn: 'arn:e' }))
  })

  test.each<[string, Record<string, string>, readonly string[]]>([
    ['one of several', { 'container-name': 'proxy', image: 'x' }, ['w:1', 'x']],
    ['several by comma or line', { 'container-name': 'proxy, \nweb', image: 'x' }, ['x', 'x']],
    ['images by container', { image: 'web=w:2\nproxy=p:2' }, ['w:2', 'p:2']],
    ['an image of one container, without container-name', { image: 'proxy=p:2' }, ['w:1', 'p:2']]
  ])('selects %s', async (_, inputs, images) => {
    const result = await prepared(two, { inputs })
    expect(codesOf(result)).toEqual([])
    expect((jsonOf(result)['containerDefinitions'] as JsonObject[]).map(({ image }) => image)).toEqual(images)
  })

  test.each<[string, Record<string, string>, string, string]>([
    [
      'none of several',
      { image: 'x', secrets: 'A=b' },
      'container-not-named',
      'Inputs "image", "secrets": the definition has 2 containers ("web", "proxy")'
    ],
    [
      'an unknown one',
      { 'container-name': 'prxy', image: 'x' },
      'unknown-container',
      'Did you mean "proxy"?'
    ],
    ['an unknown one in image', { image: 'wbe=x' }, 'unknown-container', 'Did you mean "web"?']
  ])('refuses %s', async (_, inputs, code, message) => {
    const result = await prepared(two, { inputs })
    expect(codesOf(result)).toEqual([code])
    expect(result.problems[0]?.message).toContain(message)
  })

  test('roles need no container', async () => {
    expect(codesOf(await prepared(two, { inputs: { 'task-role-arn': 'arn' } }))).toEqual([])
  })

  test('says that a variable moves', async () => {
    const given = definition({ executionRoleArn: 'arn' }, { environment: [{ name: 'A', value: 'plain' }] })
    const { remarks } = await prepared(given, { inputs: { secrets: 'A=ssm:a' } })
    expect(remarks.map(({ message }) => message)).toEqual([
      'Input "secrets" moves "A" of container "web" from "environment" to "secrets".'
    ])
  })

  test('replace says what it removes, and is refused where it would do nothing', async () => {
    const environment = ['A', 'OLD', 'OLDER'].map(name => ({ name, value: 'plain' }))
    const given = definition({ executionRoleArn: 'arn' }, { environment })
    const replace = { 'environment-strategy': 'replace' }
    const { remarks } = await prepared(given, { inputs: { 'environment-variables': 'A=1', ...replace } })
    expect(remarks.map(({ message }) => message)).toEqual([
      'environment-strategy: replace removes "OLD", "OLDER" from "environment" of container "web": the input "environment-variables" does not have them.'
    ])
    expect(overridesOf(replace).problems.map(({ message }) => message)).toEqual([
      'Input "environment-strategy": replace has no effect without "environment-variables" or "secrets".'
    ])
  })

  test('what an input brings in has the input as its origin; the rest keeps its place', async () => {
    const given = definition(
      {},
      {
        environment: [
          { name: 'A', value: 'a' },
          { name: 'B', value: 'b' }
        ]
      }
    )
    const { root } = await prepared(given, { inputs: { 'environment-variables': 'A=1\nC=2' } })
    const entries = itemsOf(childOf(containersOf(root as ObjectNode)[0], 'environment'))
    expect(entries.map(entry => childOf(entry, 'value')?.origin)).toEqual([
      { kind: 'input', input: 'environment-variables' },
      expect.objectContaining({ kind: 'file', pointer: '/containerDefinitions/0/environment/1/value' }),
      { kind: 'input', input: 'environment-variables' }
    ])
    expect(childOf(entries[0], 'name')?.origin.kind).toBe('file')
  })

  test('inputs are not read for expressions', async () => {
    expect(await webAfter({ 'environment-variables': 'A=${{ vars.X }}' })).toMatchObject({
      environment: [{ name: 'A', value: '${{ vars.X }}' }]
    })
  })
})

describe('the inputs', () => {
  test('reports every bad line of every input together', () => {
    const { problems } = overridesOf({
      'environment-variables': 'A=1\nhunter2hunter2\n=hunter2hunter2\nA=hunter2hunter2',
      secrets: 'hunter2hunter2',
      image: 'web=a\nhunter2hunter2',
      command: 'sh "hunter2hunter2',
      'env-files': 'https://hunter2hunter2',
      'task-role-arn': 'hunter2 hunter2'
    })
    const messages = problems.map(({ message }) => message)
    expect(messages).toEqual(
      expect.arrayContaining([
        'Input "environment-variables": line 2 is not NAME=value.',
        'Input "environment-variables": line 3 is not NAME=value.',
        'Input "environment-variables": line 4 repeats a name.',
        'Input "secrets": line 1 is not NAME=value.',
        'Input "image": line 2 is not NAME=value.',
        'Input "command": has an opening quote without a closing one.',
        'Input "env-files": a value of 22 characters is not the ARN of an object in Amazon S3.',
        'Input "task-role-arn": a value of 15 characters contains whitespace.'
      ])
    )
    expect(messages).toHaveLength(8)
    expect(JSON.stringify(problems)).not.toContain('hunter2')
  })

  const IMAGES = [
    ...['app=two=three', 'app=', 'web/app=', 'app= ', 'app=a b', 'app=https://a.example/b', 'app=a:'],
    ...['app:', 'https://a.example/b:1', ':1', 'a b', 'app@', 'a$b', 'app=a:1\nside=b=c']
  ]
  test.each(IMAGES)('refuses the image %j', image => {
    const { problems, overrides } = overridesOf({ image })
    expect(problems.map(({ code }) => code)).toEqual(['bad-input'])
    expect([overrides.image, overrides.images.map(({ value }) => value)]).toEqual([
      undefined,
      image.includes('\n') ? ['a:1'] : []
    ])
  })

  test.each([
    ...['app', 'app:1.2_3-x', 'localhost:5000/a/b:1', `a.example.com/b@sha256:${'0'.repeat(64)}`, 'a/b#c'],
    'A.example/b:V1'
  ])('takes the image %j', image => {
    expect(overridesOf({ image })).toMatchObject({ problems: [], overrides: { image } })
    const lines = overridesOf({ image: `web/app=${image}` })
    expect(lines).toMatchObject({ problems: [], overrides: { images: [{ name: 'web/app', value: image }] } })
  })

  test('container-name has nothing to choose beside lines of image alone', () => {
    const both = { 'container-name': 'app', image: 'app=a:1' }
    expect(overridesOf(both).problems.map(({ message }) => message)).toEqual([
      'Input "container-name": has no effect, because the lines of "image" name their containers.'
    ])
    expect(overridesOf({ ...both, command: 'x' }).problems).toEqual([])
    expect(overridesOf({ ...both, image: 'a:1' }).problems).toEqual([])
  })

  test.each(['[1]', '["a"', '[{}]'])('refuses the command %s', command => {
    expect(overridesOf({ command }).problems.map(({ code }) => code)).toEqual(['bad-input'])
  })
})
