import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { JsonObject } from '../../src/json.ts'
import { codesOf, contexts, definition, jsonOf, loaded, prepared } from './support.ts'

describe('unwrap', () => {
  const described = {
    taskDefinition: {
      ...definition(),
      taskDefinitionArn: 'arn',
      revision: 3,
      status: 'ACTIVE',
      requiresAttributes: [],
      compatibilities: ['EC2'],
      registeredAt: 1.5,
      registeredBy: 'x',
      deregisteredAt: 2,
      deleteRequestedAt: 3
    },
    tags: [{ key: 'team', value: 'ops' }],
    failures: []
  }

  test('takes the definition out of what describe-task-definition prints, and says what it dropped', async () => {
    const result = await prepared(described)
    expect(jsonOf(result)).toEqual({ ...definition(), tags: [{ key: 'team', value: 'ops' }] })
    expect(codesOf(result)).toEqual([])
    // one line for nine members, and one for what stands around the definition
    expect(result.remarks.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^"taskDefinitionArn", "revision", .*"registeredBy".*"deleteRequestedAt": part of AWS's answer/
      ),
      expect.stringMatching(/^"failures": part of AWS's answer/)
    ])
    expect(result.remarks.every(({ place }) => place !== undefined)).toBe(true)
  })

  test('keeps the tags that the definition has', async () => {
    const own = [{ key: 'a', value: 'b' }]
    const result = await prepared({ ...described, taskDefinition: definition({ tags: own }) })
    expect(jsonOf(result)['tags']).toEqual(own)
  })

  test('refuses a list, which a check takes', async () => {
    const list = [{ name: 'web', image: 'repo:1' }]
    const strict = await prepared(list)
    expect([strict.root, codesOf(strict)]).toEqual([undefined, ['not-a-task-definition']])
    const lenient = await prepared(list, { lenient: true })
    expect([jsonOf(lenient), codesOf(lenient)]).toEqual([{ containerDefinitions: list }, []])
  })

  test('a check takes a single container', async () => {
    const result = await prepared(
      { name: 'web', image: 'repo:1', environment: [{ name: 'A', value: 'b' }] },
      { lenient: true }
    )
    expect(jsonOf(result)['containerDefinitions']).toHaveLength(1)
    expect(codesOf(result)).toEqual([])
  })
})

describe('conform', () => {
  test.each<[string, JsonObject, JsonObject]>([
    ['numeric text in a number field', { cpu: '256', memory: '-1.5e2' }, { cpu: 256, memory: -150 }],
    [
      'true and false as text',
      { essential: 'true', privileged: 'false' },
      { essential: true, privileged: false }
    ],
    [
      'numbers and booleans in text fields',
      { user: 1000, hostname: true },
      { user: '1000', hostname: 'true' }
    ],
    [
      'items of lists',
      { command: ['a', 1, true], healthCheck: { command: ['x'], interval: '5' } },
      { command: ['a', '1', 'true'], healthCheck: { command: ['x'], interval: 5 } }
    ],
    ['values of maps', { dockerLabels: { a: 1, b: false } }, { dockerLabels: { a: '1', b: 'false' } }],
    [
      'empty values',
      { environment: [{ name: 'A', value: '' }], command: [], dockerLabels: {} },
      { environment: [{ name: 'A', value: '' }], command: [], dockerLabels: {} }
    ],
    ['unknown members', { brandNew: { a: [1, '2', null] } }, { brandNew: { a: [1, '2', null] } }]
  ])('%s', async (_, given, expected) => {
    const result = await prepared(definition({}, given))
    expect(codesOf(result)).toEqual([])
    expect(jsonOf(result)).toEqual(definition({}, expected))
  })

  test('text fields get YAML scalars as they are written', async () => {
    const text =
      'family: app\ncpu: 0256\nmemory: 1_0\ncontainerDefinitions:\n- name: web\n  image: r\n  environment:\n  - {name: A, value: 1.10}\n  - {name: B, value: True}\n  - {name: C, value: 0x1F}\n  - {name: D, value: 1e3}\n'
    const result = await prepared(await loaded(text, 'td.yml'))
    const root = jsonOf(result) as {
      cpu: string
      memory: string
      containerDefinitions: { environment: { value: string }[] }[]
    }
    expect([root.cpu, root.memory]).toEqual(['0256', '1_0'])
    expect(root.containerDefinitions[0]?.environment.map(({ value }) => value)).toEqual([
      '1.10',
      'True',
      '0x1F',
      '1e3'
    ])
  })

  test.each<[string, JsonObject, string]>([
    [
      'text in a number field',
      { cpu: 'lots-of-cpu' },
      'containerDefinitions[0].cpu has the wrong type: found text of 11 characters, ECS expects a number.'
    ],
    ['text beyond all numbers', { cpu: '1e999' }, 'ECS expects a number'],
    ['hexadecimal text', { cpu: '0x10' }, 'ECS expects a number'],
    ['another spelling of true', { essential: 'yes' }, 'ECS expects true or false'],
    ['a number in a boolean field', { essential: 1 }, 'found a number, ECS expects true or false'],
    ['a boolean in a number field', { cpu: true }, 'found true or false, ECS expects a number'],
    ['an object for a list', { environment: { A: 'b' } }, 'found an object, ECS expects a list'],
    ['text for a list', { command: 'run it' }, 'found text, ECS expects a list'],
    ['a list for an object', { logConfiguration: [] }, 'found a list, ECS expects an object'],
    ['an object for text', { user: { id: 1 } }, 'found an object, ECS expects text'],
    [
      'null in a list',
      { command: ['a', null] },
      'containerDefinitions[0].command[1] has the wrong type: found null'
    ],
    [
      'a strange key',
      { dockerLabels: { 'p@ss w0rd': [] } },
      'containerDefinitions[0].dockerLabels.(a name not shown) has the wrong type'
    ]
  ])('refuses %s', async (_, given, message) => {
    const result = await prepared(definition({}, given))
    expect(codesOf(result)).toEqual(['wrong-type'])
    expect(result.problems[0]?.message.toLowerCase()).toContain(message.toLowerCase())
    expect(result.problems[0]?.place).toBeDefined()
  })

  test('drops null, and says so in one line a file', async () => {
    const result = await prepared(definition({ taskRoleArn: null, cpu: null }, { user: null }))
    expect(jsonOf(result)).toEqual(definition())
    expect(result.remarks.map(({ message }) => message)).toEqual([
      expect.stringMatching(/ and 1 more are null: omitted, because AWS does not accept null\.$/)
    ])
  })

  const twice = (...values: readonly string[]) =>
    definition({}, { environment: values.map(value => ({ name: 'STAGE', value })) })

  test('a variable that is twice in "environment" with one value is kept once, with a note', async () => {
    for (const lenient of [false, true]) {
      const result = await prepared(twice('prod', 'prod'), { lenient })
      expect([codesOf(result), jsonOf(result)]).toEqual([[], twice('prod')])
      expect(result.remarks[0]?.message).toContain('"STAGE" of container "web" is twice')
    }
  })

  test('with two values it is an error, which no later step can mend', async () => {
    for (const lenient of [false, true]) {
      const result = await prepared(twice('prod', 'test'), { lenient })
      expect([codesOf(result), result.refusals]).toEqual([['repeated-variable'], []])
    }
  })

  test('remarks an unknown member with the nearest one', async () => {
    const result = await prepared(definition({ Family: 'x' }, { enviroment: [] }))
    expect(result.remarks.map(({ message }) => message)).toEqual([
      expect.stringContaining('Did you mean "environment"?'),
      expect.stringContaining('Did you mean "family"?')
    ])
  })

  test('an expression as a whole value feeds typed fields', async () => {
    const result = await prepared(
      definition(
        { cpu: '${{ fromJSON(vars.CPU) }}' },
        {
          cpu: '${{ vars.CPU }}',
          essential: '${{ vars.FLAG }}',
          portMappings: '${{ fromJSON(vars.LIST) }}',
          user: '${{ null }}'
        }
      )
    )
    expect(codesOf(result)).toEqual([])
    expect(jsonOf(result)).toEqual(
      definition({ cpu: '256' }, { cpu: 256, essential: true, portMappings: [{ containerPort: 80 }] })
    )
  })
})

describe('structure', () => {
  const container = (members: JsonObject) => definition({ executionRoleArn: 'arn' }, members)
  const secret = { name: 'A', valueFrom: 'secretsmanager:a' }
  test.each<[string, JsonObject, readonly string[]]>([
    ['no family', { containerDefinitions: [{ name: 'a', image: 'b' }] }, ['missing-family']],
    ['empty family', definition({ family: '' }), ['bad-family']],
    ['bad family', definition({ family: 'a.b' }), ['bad-family']],
    ['a family of 255', definition({ family: 'a'.repeat(255) }), []],
    ['a family of 256', definition({ family: 'a'.repeat(256) }), ['bad-family']],
    ['no containers', { family: 'a' }, ['no-containers']],
    ['an empty list of containers', { family: 'a', containerDefinitions: [] }, ['no-containers']],
    ['a container without name', { family: 'a', containerDefinitions: [{ image: 'b' }] }, ['missing-name']],
    ['a container without image', { family: 'a', containerDefinitions: [{ name: 'b' }] }, ['missing-image']],
    ['an empty image', container({ image: '' }), ['missing-image']],
    [
      'one name twice',
      {
        family: 'a',
        containerDefinitions: [
          { name: 'a', image: 'b' },
          { name: 'a', image: 'b' }
        ]
      },
      ['repeated-container']
    ],
    ['an entry without name', container({ environment: [{ value: 'b' }] }), ['entry-without-name']],
    ['an entry without value', container({ environment: [{ name: 'B' }] }), ['entry-without-value']],
    [
      'an entry with the wrong field',
      container({ environment: [{ name: 'B', valueFrom: 'c' }] }),
      ['entry-without-value']
    ],
    ['a secret without reference', container({ secrets: [{ name: 'B' }] }), ['entry-without-value']],
    [
      'a secret with an empty reference',
      container({ secrets: [{ name: 'B', valueFrom: '' }] }),
      ['entry-without-value']
    ],
    [
      'a variable twice',
      container({
        environment: [
          { name: 'A', value: '1' },
          { name: 'A', value: '2' }
        ]
      }),
      ['repeated-variable']
    ],
    [
      'variables that differ in case',
      container({
        environment: [
          { name: 'A', value: '1' },
          { name: 'a', value: '2' }
        ]
      }),
      []
    ],
    [
      'a variable in both lists',
      container({ environment: [{ name: 'A', value: '1' }], secrets: [secret] }),
      ['repeated-variable']
    ],
    ['no essential container', container({ essential: false }), ['no-essential-container']],
    ['essential by default', container({}), []],
    ['secrets without execution role', definition({}, { secrets: [secret] }), ['missing-execution-role']],
    [
      'log secrets without execution role',
      definition(
        {},
        {
          logConfiguration: { logDriver: 'splunk', secretOptions: [{ name: 'splunk-token', valueFrom: 'x' }] }
        }
      ),
      ['missing-execution-role']
    ],
    ['an empty list of secrets', definition({}, { secrets: [] }), []],
    [
      'an unknown dependency',
      container({ dependsOn: [{ containerName: 'webb', condition: 'START' }] }),
      ['unknown-dependency']
    ],
    ['a known dependency', container({ dependsOn: [{ containerName: 'web', condition: 'START' }] }), []],
    [
      'too many bytes',
      container({ environment: [{ name: 'A', value: 'é'.repeat(32_768) }] }),
      ['definition-too-large']
    ],
    ['nearly too many bytes', container({ environment: [{ name: 'A', value: 'x'.repeat(65_000) }] }), []]
  ])('%s', async (_, given, codes) => {
    const result = await prepared(given)
    expect(codesOf(result)).toEqual(codes)
    for (const { place, hint } of result.problems) expect([place, hint]).not.toContain(undefined)
  })

  test.each<[string, string, readonly string[]]>([
    ['256', '512', []],
    ['.25 vCPU', '1 GB', []],
    ['8192', '20480', []],
    ['999', '2048', ['fargate-size']],
    ['256', '3072', ['fargate-size']],
    ['1 vCPU', '1GB', ['fargate-size']],
    ['32768', '65536', []],
    ['${{ vars.CPU }}', '512', []]
  ])('a task on Fargate of CPU %s with memory %s', async (cpu, memory, codes) => {
    const given = definition({ requiresCompatibilities: ['FARGATE'], cpu, memory })
    expect(codesOf(await prepared(given, { lenient: true }))).toEqual(codes)
    expect(
      codesOf(await prepared({ ...given, requiresCompatibilities: ['EC2'] }, { lenient: true }))
    ).toEqual([])
  })

  test('a task on Fargate needs both', async () => {
    const given = definition({ requiresCompatibilities: ['FARGATE'], cpu: '256' })
    expect(codesOf(await prepared(given))).toEqual(['fargate-size'])
  })

  test("quotes ECS's own texts", async () => {
    const { problems } = await prepared(
      definition({}, { environment: [{ name: 'A', value: '1' }], secrets: [secret] })
    )
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining(
        'The secret name must be unique and not shared with any new or existing environment variables'
      ),
      expect.stringContaining(
        "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'."
      )
    ])
  })
})

describe('prepareLeniently', () => {
  test('says nothing about what is not known yet', async () => {
    const unknown = '${{ vars.NOPE }}'
    const given = {
      family: `app-${unknown}`,
      cpu: unknown,
      containerDefinitions: [
        {
          name: unknown,
          cpu: unknown,
          essential: unknown,
          command: unknown,
          portMappings: [{ containerPort: '<PORT>' }],
          environment: [
            { name: unknown, value: unknown },
            { name: unknown, value: 'x' }
          ]
        },
        {
          name: unknown,
          image: 'x',
          dependsOn: [{ containerName: 'sidecar', condition: 'START' }],
          secrets: unknown,
          memory: '{{ memory }}',
          ulimits: '${ulimits}'
        }
      ]
    }
    const result = await prepared(given, { lenient: true, inputs: { 'container-name': 'web', image: 'x' } })
    expect(result.problems).toEqual([])
    expect((jsonOf(result)['containerDefinitions'] as JsonObject[])[0]?.['cpu']).toBe(unknown)
  })

  test('says what is wrong whatever the placeholders come to', async () => {
    const given = definition(
      { cpu: '${{ vars.NOPE }}' },
      {
        memory: 'much',
        secrets: [{ name: 'A', valueFrom: '${{ vars.NOPE }}' }],
        environment: [{ name: 'B' }]
      }
    )
    expect(codesOf(await prepared(given, { lenient: true }))).toEqual([
      'wrong-type',
      'entry-without-value',
      'missing-execution-role'
    ])
  })
})

test('a problem of an expression is said once', async () => {
  expect(
    codesOf(await prepared(definition({ family: '${{ vars.NOPE }}' }, { cpu: '${{ vars.NOPE }}' })))
  ).toEqual(['missing-name', 'missing-name'])
})

describe('properties', () => {
  test('preparing changes nothing in a sound definition', async () => {
    const text = fc.string().filter(value => !value.includes('${{'))
    const name = fc.stringMatching(/^[A-Z_]{1,12}$/)
    const sound = fc.record({
      family: fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/),
      executionRoleArn: fc.constant('arn:aws:iam::111122223333:role/x'),
      brandNew: fc.jsonValue().filter(value => value !== null && !JSON.stringify(value).includes('${{')),
      containerDefinitions: fc.uniqueArray(
        fc.record({
          name: fc.stringMatching(/^[a-z]{1,8}$/),
          image: text.filter(value => value !== ''),
          command: fc.array(text),
          dockerLabels: fc.dictionary(text, text),
          environment: fc.uniqueArray(fc.record({ name, value: text }), { selector: entry => entry.name })
        }),
        { selector: entry => entry.name, minLength: 1, maxLength: 4 }
      )
    })
    await fc.assert(
      fc.asyncProperty(sound, async given => {
        const source = JSON.stringify(given)
        const result = await prepared(await loaded(source))
        expect(codesOf(result)).toEqual([])
        expect(JSON.stringify(jsonOf(result))).toBe(source)
      }),
      { numRuns: 100 }
    )
  })

  test('no message holds a part of a value', async () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9+/]{12,30}$/).map(value => `${value}~`)
    await fc.assert(
      fc.asyncProperty(secret, async value => {
        const given = {
          family: value,
          cpu: [value],
          taskRoleArn: { [value]: value },
          containerDefinitions: [
            {
              name: value,
              image: 'x',
              cpu: value,
              essential: value,
              memory: { [value]: value },
              [value]: value,
              environment: [{ name: 'A', value }, { name: 'A', value }, { value }, { name: value }]
            },
            {
              name: value,
              environment: value,
              dependsOn: [{ containerName: `${value}x` }],
              secrets: [{ name: value, value }],
              dockerLabels: { [value]: null, [`${value}.x`]: [] }
            }
          ]
        }
        const result = await prepared(given, { inputs: { image: `a${value.replaceAll(/[+~]/g, '_')}a` } })
        expect(result.problems.length).toBeGreaterThan(5)
        const said = JSON.stringify([result.problems, result.remarks])
        for (let start = 0; start + 8 <= value.length; start++)
          expect(said).not.toContain(value.slice(start, start + 8))
      }),
      { numRuns: 50 }
    )
  })
})

test('an empty account is a value, an absent one is not', async () => {
  const given = definition({ taskRoleArn: 'arn:aws:iam::${{ aws.account }}:role/x' })
  expect(codesOf(await prepared(given))).toEqual(['missing-name'])
  const known = { ...contexts, aws: { ...contexts.aws, account: '111122223333' } }
  expect(jsonOf(await prepared(given, { contexts: known }))['taskRoleArn']).toBe(
    'arn:aws:iam::111122223333:role/x'
  )
})
