import { describe, expect, test } from '@jest/globals'
import { fromJson } from '../../../src/files/document/tree.ts'
import type { JsonValue } from '../../../src/json.ts'
import type { Move } from '../../../src/migrate/rewrite/moves.ts'
import { commentsOf, contentOf } from '../../../src/migrate/rewrite/proof.ts'
import { rewriteSource } from '../../../src/migrate/rewrite/rewrite.ts'

/** Made up when this runs. */
const password = ['Lantern', '4711', '!'].join('')

const move = (pointer: string, variable: string, more: Partial<Move> = {}): Move => ({
  pointer,
  variable,
  reference: `secretsmanager:ops/${variable.toLowerCase()}`,
  ...more
})
const at = (index: number, container = 0) => `/containerDefinitions/${container}/environment/${index}/value`

async function rewrite(file: string, text: string, ...moves: readonly Move[]): Promise<string> {
  const rewritten = await rewriteSource({ file, text }, moves)
  if (rewritten.kind === 'refused')
    throw new Error(rewritten.problems.map(({ message }) => message).join('; '))
  return rewritten.text
}

async function refusals(file: string, text: string, ...moves: readonly Move[]): Promise<string> {
  const rewritten = await rewriteSource({ file, text }, moves)
  if (rewritten.kind !== 'refused') return `not refused:\n${rewritten.text}`
  for (const { code, hint } of rewritten.problems)
    expect([code, hint]).toEqual(['rewrite-refused', expect.stringContaining('By hand')])
  const shown = JSON.stringify(rewritten)
  expect(shown).not.toContain(password)
  return rewritten.problems.map(({ message, place }) => `${message} @${place?.line ?? '-'}`).join('\n')
}

describe('JSON', () => {
  test('an entry goes to a new list beside its own, and each other line stays', async () => {
    const text = `{
  "containerDefinitions": [
    {
      // where it is
      "environment": [
        { "name": "DB_HOST", "value": "db" },
        { "name": /* of psql */ "DB_PASSWORD", "value": "${password}" },
        { "value": "3", "name": "RETRIES" }
      ], // beside
      "image": "\${{ vars.IMAGE }}"
    }
  ]
}
`
    expect(await rewrite('a.jsonc', text, move(at(1), 'DB_PASSWORD'))).toBe(`{
  "containerDefinitions": [
    {
      // where it is
      "environment": [
        { "name": "DB_HOST", "value": "db" },
        { "value": "3", "name": "RETRIES" }
      ], // beside
      "secrets": [
        { "name": /* of psql */ "DB_PASSWORD", "valueFrom": "secretsmanager:ops/db_password" }
      ],
      "image": "\${{ vars.IMAGE }}"
    }
  ]
}
`)
  })

  describe('comments between the entries of a list in brackets stay where they are', () => {
    const around = (list: string, secrets = '') =>
      `{ "containerDefinitions": [{\n  "environment": [${list}],\n  "image": "x"${secrets}\n}] }\n`
    const [one, two] = ['{ "name": "A", "value": "a" }', '{ "name": "B", "value": "b" }']
    const moved = (name: string) =>
      `{ "name": "${name}", "valueFrom": "secretsmanager:ops/${name.toLowerCase()}" }`
    const added = (name: string) => `\n    ${moved(name)}\n  ],`
    test.each([
      [
        'the first of two',
        0,
        `\n    // first\n    ${one}, // beside A\n    /* second */\n    ${two} // beside B\n  `,
        `\n    // first\n     // beside A\n    /* second */\n    ${two} // beside B\n  `
      ],
      [
        'the last of two',
        1,
        `\n    // first\n    ${one}, // beside A\n    /* second */\n    ${two} // beside B\n    // end\n  `,
        `\n    // first\n    ${one} // beside A\n    /* second */\n     // beside B\n    // end\n  `
      ],
      [
        'one with its comma behind a comment',
        0,
        `\n    ${one} /* beside A */,\n    ${two}\n  `,
        `\n     /* beside A */\n    ${two}\n  `
      ],
      [
        'the last, with a comma behind it',
        1,
        `\n    ${one}, // beside A\n    ${two}, // beside B\n  `,
        `\n    ${one}, // beside A\n     // beside B\n  `
      ],
      ['one of a line', 0, `/* all */ ${one}, /* B */ ${two}`, `/* all */  /* B */ ${two}`]
    ])('%s moves', async (_, index, before, after) => {
      const name = index === 0 ? 'A' : 'B'
      const isLines = before.startsWith('\n')
      expect(await rewrite('a.jsonc', around(before), move(at(index), name))).toBe(
        around(`${after}],\n  "secrets": [${isLines ? added(name) : `${moved(name)}],`}`.slice(0, -2))
      )
    })

    test('all of a list with comments move to another one, below the comment of its last entry', async () => {
      const secrets = (more: string) =>
        `,\n  "secrets": [\n    { "name": "C", "valueFrom": "ssm:c" }${more}\n  ]`
      expect(
        await rewrite(
          'a.jsonc',
          around(`\n    // first\n    ${one},\n    ${two} // second\n  `, secrets(' // of C')),
          move(at(0), 'A'),
          move(at(1), 'B')
        )
      ).toBe(
        around(
          '\n    // first\n     // second\n  ',
          secrets(`, // of C\n    ${moved('A')},\n    ${moved('B')}`)
        )
      )
    })
  })

  test('a list that is emptied and has no secrets beside it changes its name and keeps its place', async () => {
    const text = `{"containerDefinitions":[{"environment":[{"name":"A","value":"${password}"}],"image":"x"}]}`
    expect(await rewrite('a.json', text, move(at(0), 'A'))).toBe(
      '{"containerDefinitions":[{"secrets":[{"name":"A","valueFrom":"secretsmanager:ops/a"}],"image":"x"}]}'
    )
  })

  test('what describe-task-definition prints keeps its wrapper, and each container its own', async () => {
    const container = (name: string) => ({
      name,
      environment: [
        { name: 'A', value: name },
        { name: 'B', value: password }
      ]
    })
    const text = JSON.stringify(
      { taskDefinition: { containerDefinitions: [container('one'), container('two')] } },
      null,
      4
    )
    const result = await rewrite(
      'a.json',
      text,
      move('/taskDefinition/containerDefinitions/1/environment/1/value', 'B'),
      move('/taskDefinition/containerDefinitions/0/environment/0', 'A')
    )
    expect(JSON.parse(result)).toEqual({
      taskDefinition: {
        containerDefinitions: [
          {
            name: 'one',
            environment: [{ name: 'B', value: password }],
            secrets: [{ name: 'A', valueFrom: 'secretsmanager:ops/a' }]
          },
          {
            name: 'two',
            environment: [{ name: 'A', value: 'two' }],
            secrets: [{ name: 'B', valueFrom: 'secretsmanager:ops/b' }]
          }
        ]
      }
    })
  })

  test('placeholders of other tools outside the list stay as they are', async () => {
    const text = `{"cpu": \${CPU}, "containerDefinitions": [{"environment": [{"name": "A", "value": "${password}"}, {"name": "B", "value": "{{ b }}"}]}]}`
    expect(await rewrite('a.json.tpl', text, move(at(0), 'A'))).toBe(
      '{"cpu": ${CPU}, "containerDefinitions": [{"environment": [{"name": "B", "value": "{{ b }}"}], "secrets": [{"name": "A", "valueFrom": "secretsmanager:ops/a"}]}]}'
    )
  })
})

describe('YAML', () => {
  const text = `containerDefinitions:
  - environment:
      # for everyone

      - name: DB_HOST
        value: db
      # from the vault
      - name: DB_PASSWORD # used by psql
        value: >-
          ${password}
          ${password}

      - {"name": 'KEY', value: "${password}"} # beside
      # - name: GONE
    image: &image app
`

  test('entries keep their form, quoting and comments', async () => {
    expect(
      await rewrite(
        'a.yml',
        text,
        move(at(1), 'DB_PASSWORD'),
        move(at(2), 'KEY', { reference: 'secretsmanager:ops:key::' })
      )
    ).toBe(`containerDefinitions:
  - environment:
      # for everyone

      - name: DB_HOST
        value: db
    secrets:
      # from the vault
      - name: DB_PASSWORD # used by psql
        valueFrom: secretsmanager:ops/db_password
      - {"name": 'KEY', valueFrom: "secretsmanager:ops:key::"} # beside
      # - name: GONE
    image: &image app
`)
  })

  test('a reference that ends in a colon is quoted where it would be a name', async () => {
    const before =
      'containerDefinitions:\n- environment: [{name: A, value: x}, {name: B, value: y}] # two\n  image: x\n'
    expect(await rewrite('a.yaml', before, move(at(0), 'A', { reference: 'secretsmanager:ops:a::' }))).toBe(
      'containerDefinitions:\n- environment: [{name: B, value: y}] # two\n  secrets: [{name: A, valueFrom: "secretsmanager:ops:a::"}]\n  image: x\n'
    )
  })

  test.each([
    [
      'a list',
      'x: &env\n  - {name: A, value: a}\ncontainerDefinitions:\n- environment: *env\n- environment: *env\n',
      '/x/0/value',
      '"A" is not moved: the anchor on line 2 has it, which line 4, line 5 uses too. @2'
    ],
    [
      'a merged container',
      'x: &c\n  environment: [{name: A, value: a}]\ncontainerDefinitions:\n- <<: *c\n  name: one\n',
      '/x/environment/0/value',
      '"A" is not moved: the anchor on line 2 has it, which line 4 uses too. @2'
    ],
    [
      'a value',
      'containerDefinitions:\n- environment:\n  - {name: A, value: &a a}\n  command: [*a]\n',
      at(0),
      '"A" is not moved: the anchor on line 3 has it, which line 4 uses too. @3'
    ],
    [
      'a value from elsewhere',
      'x: &a a\ncontainerDefinitions:\n- environment:\n  - {name: A, value: *a}\n',
      '/x',
      '"A" is not moved: the anchor on line 1 has it, which line 4 uses too. @1'
    ],
    [
      'the list that would get the reference',
      'x: &s\n- {name: B, valueFrom: "ssm:b"}\ncontainerDefinitions:\n- environment:\n  - {name: A, value: a}\n  secrets: *s\n- secrets: *s\n',
      at(0),
      '"A" is not moved: of the list for its reference, the anchor on line 2 has it, which line 6, line 7 uses too. @2'
    ]
  ])(
    '%s that is used several times is refused, with both lines and the edit',
    async (_, before, pointer, said) => {
      const rewritten = await rewriteSource({ file: 'a.yml', text: before }, [move(pointer, 'A')])
      expect(rewritten).toMatchObject({
        problems: [{ hint: expect.stringMatching(/under "secrets" of each container that has it \(line \d/) }]
      })
      expect(await refusals('a.yml', before, move(pointer, 'A'))).toBe(`a.yml: ${said}`)
    }
  )

  test.each([
    [
      'an anchor elsewhere',
      '  logConfiguration: &log { logDriver: awslogs }\n- logConfiguration: *log\n  name: b\n'
    ],
    ['a merge key in its container', '  <<: *base\n'],
    ['a merge key with a list of its own name', '  <<: [*base, *lists]\n'],
    ['an anchor that nothing uses', '  command: &unused [a]\n']
  ])('%s stays byte for byte, and the entry moves', async (_, rest) => {
    const head =
      'x-base: &base\n  image: app:1 # all\n  environment: &e [{ name: H, value: h }]\nx-lists: &lists { environment: *e }\n'
    const container = (lines: string) =>
      `${head}containerDefinitions:\n- name: a # one\n  environment:\n${lines}  cpu: 256\n${rest}`
    const before = container(`  - name: B\n    value: b\n  - name: A # key\n    value: ${password}\n`)
    expect(await rewrite('a.yml', before, move(at(1), 'A'))).toBe(
      container(
        '  - name: B\n    value: b\n  secrets:\n  - name: A # key\n    valueFrom: secretsmanager:ops/a\n'
      )
    )
  })

  test('entries that come in through an alias stay beside the one that moves, in both styles', async () => {
    const head = 'x: &host { name: H, value: h }\ncontainerDefinitions:\n- environment:'
    expect(
      await rewrite(
        'a.yml',
        `${head}\n  - *host # shared\n  - {name: A, value: a}\n  image: x\n`,
        move(at(1), 'A')
      )
    ).toBe(
      `${head}\n  - *host # shared\n  secrets:\n  - {name: A, valueFrom: secretsmanager:ops/a}\n  image: x\n`
    )
    expect(
      await rewrite('a.yml', `${head} [*host, {name: A, value: a}]\n  image: x\n`, move(at(1), 'A'))
    ).toBe(`${head} [*host]\n  secrets: [{name: A, valueFrom: secretsmanager:ops/a}]\n  image: x\n`)
  })

  test('a list that a merge key brings in is refused, not written beside', async () => {
    const before =
      'x: &c\n  secrets: [{name: B, valueFrom: "ssm:b"}]\ncontainerDefinitions:\n- <<: *c\n  environment: [{name: A, value: a}]\n'
    expect(await refusals('a.yml', before, move(at(0), 'A'))).toContain(
      'of the list for its reference, the anchor on line 2 has it, which line 4 uses too. @2'
    )
  })

  test('a map is refused with its place', async () => {
    const before = 'containerDefinitions:\n- environment: {A: a}\n'
    expect(await refusals('a.yml', before, move('/containerDefinitions/0/environment/A', 'A'))).toMatch(
      /^a\.yml: "A" is not moved: it is not a separate entry of a list/
    )
  })
})

describe('options of a log driver', () => {
  const option = (name: string) =>
    move(`/containerDefinitions/0/logConfiguration/options/${name}`, name, {
      reference: 'secretsmanager:ops/splunk'
    })

  test('go to secretOptions, beside the others, in JSON', async () => {
    const text = `{
  "containerDefinitions": [{
    "logConfiguration": {
      "logDriver": "splunk",
      "options": {
        "splunk-url": "https://splunk.example",
        "splunk-token": "${password}"
      }
    }
  }]
}
`
    expect(await rewrite('a.json', text, option('splunk-token'))).toBe(`{
  "containerDefinitions": [{
    "logConfiguration": {
      "logDriver": "splunk",
      "options": {
        "splunk-url": "https://splunk.example"
      },
      "secretOptions": [
        { "name": "splunk-token", "valueFrom": "secretsmanager:ops/splunk" }
      ]
    }
  }]
}
`)
    const only = `{"containerDefinitions": [{"logConfiguration": {"options": {"t": "${password}"}, "secretOptions": []}}]}`
    expect(await rewrite('a.json', only, option('t'))).toBe(
      '{"containerDefinitions": [{"logConfiguration": {"options": {}, "secretOptions": [{ "name": "t", "valueFrom": "secretsmanager:ops/splunk" }]}}]}'
    )
  })

  test('and in YAML, with their comments', async () => {
    const text = `containerDefinitions:
  - logConfiguration:
      options:
        splunk-url: https://splunk.example
        # of the team
        splunk-token: ${password} # old
      logDriver: splunk
`
    expect(await rewrite('a.yml', text, option('splunk-token'))).toBe(`containerDefinitions:
  - logConfiguration:
      options:
        splunk-url: https://splunk.example
      secretOptions:
        # of the team
        - name: splunk-token
          valueFrom: secretsmanager:ops/splunk # old
      logDriver: splunk
`)
  })
})

describe('CloudFormation', () => {
  const template = `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: app
          Image: !Sub "\${Repository}:latest"
          Environment:
            - Name: HOST
              Value: !GetAtt Db.Endpoint.Address
            - Name: PASSWORD
              Value: ${password}
          Secrets: !If [HasKey, [{Name: KEY, ValueFrom: !Ref Key}], !Ref AWS::NoValue]
`
  const pointer = '/Resources/Task/Properties/ContainerDefinitions/0/Environment/1/Value'
  const plain = template.replace(/ {10}Secrets.*\n/, '')
  const arn = 'arn:aws:secretsmanager:us-west-2:123456789012:secret:ops/password-AbCdEf'

  test('gets the ARN under its own names; functions stay', async () => {
    expect(await rewrite('stack.yml', plain, move(pointer, 'PASSWORD', { arn }))).toBe(
      plain.replace(/ {12}- Name: PASSWORD\n.*\n/, '') +
        `          Secrets:\n            - Name: PASSWORD\n              ValueFrom: ${arn}\n`
    )
    const sub = arn.replace('us-west-2:123456789012', '${AWS::Region}:${AWS::AccountId}')
    expect(await rewrite('stack.yml', plain, move(pointer, 'PASSWORD', { arn: sub }))).toContain(
      `ValueFrom: !Sub "${sub}"\n`
    )
    const json = JSON.stringify({
      Resources: {
        Task: {
          Properties: { ContainerDefinitions: [{ Environment: [{ Name: 'PASSWORD', Value: password }] }] }
        }
      }
    })
    const result = await rewrite(
      'stack.json',
      json,
      move(pointer.replace('/1/', '/0/'), 'PASSWORD', { arn: sub })
    )
    expect(JSON.parse(result).Resources.Task.Properties.ContainerDefinitions).toEqual([
      { Secrets: [{ Name: 'PASSWORD', ValueFrom: { 'Fn::Sub': sub } }] }
    ])
  })

  test('is refused without the ARN, where a function makes the list or the value, and in parameters', async () => {
    expect(await refusals('stack.yml', plain, move(pointer, 'PASSWORD'))).toContain(
      'needs the ARN of the secret'
    )
    expect(await refusals('stack.yml', template, move(pointer, 'PASSWORD', { arn }))).toContain(
      '"Secrets" of its container is not a list'
    )
    expect(
      await refusals('stack.yml', plain, move(pointer.replace('/1/', '/0/'), 'HOST', { arn }))
    ).toContain('made by a function of the template. @9')
    expect(
      await refusals('stack.yml', plain, move('/Parameters/Password/Default', 'PASSWORD', { arn }))
    ).toContain('is not a separate entry')
  })
})

describe('what is not done by machine', () => {
  const plain = (environment: readonly object[], secrets?: readonly object[]) =>
    JSON.stringify({ containerDefinitions: [{ environment, ...(secrets ? { secrets } : {}) }] })
  const entry = { name: 'A', value: password }

  test('lists in two styles are refused, with their place', async () => {
    const mixed =
      'containerDefinitions:\n- environment:\n  - {name: A, value: a}\n  secrets: [{name: B, valueFrom: "ssm:b"}]\n'
    expect(await refusals('a.yml', mixed, move(at(0), 'A'))).toMatch(/its two lists .* two styles.* @2/)
  })

  test.each([
    ['main.tf.json', '{}', 'program code'],
    ['task.json.j2', '{}', 'a template'],
    ['task.json', `{ "containerDefinitions": [{% if x %} ] }`, 'without a guess (invalid-json)'],
    ['task.yml', 'a: 1\n---\nb: 2\n', 'without a guess (several-documents)'],
    [
      'task.json',
      '{"containerDefinitions": [], "containerDefinitions": []}',
      'without a guess (repeated-key)'
    ]
  ])('%s: %s', async (file, text, reason) => {
    expect(await refusals(file, text, move(at(0), 'A'))).toContain(reason)
  })

  test('entries of another shape, in overrides, or with another value under secrets', async () => {
    expect(await refusals('a.json', plain([{ ...entry, type: 'x' }]), move(at(0), 'A'))).toContain(
      'more members than "name" and "value". @1'
    )
    expect(await refusals('a.json', plain([{ name: 'B', value: 'b' }]), move(at(0), 'A'))).toContain(
      'not in the container any more'
    )
    const overrides = JSON.stringify({ containerOverrides: [{ environment: [entry] }] })
    expect(
      await refusals('a.json', overrides, move('/containerOverrides/0/environment/0/value', 'A'))
    ).toContain('no secrets in overrides')
    const other = plain([entry], [{ name: 'A', valueFrom: 'ssm:/other' }])
    expect(await refusals('a.json', other, move(at(0), 'A'))).toContain('another reference')
    expect(await refusals('a.json', plain([entry, entry]), move(at(0), 'A'))).toContain(
      'another entry of that name would stay'
    )
  })

  test('all refusals of a file at once, and nothing is changed', async () => {
    const text = plain([entry, { name: 'B', value: password, x: 1 }, { name: 'C', value: null }])
    expect(
      (await refusals('a.json', text, move(at(0), 'A'), move(at(1), 'B'), move(at(2), 'C'))).split('\n')
    ).toHaveLength(2)
  })
})

describe('again and twice', () => {
  test('what has been moved is not moved again, and an index that is out of date is found by name', async () => {
    const text =
      '{"containerDefinitions": [{"environment": [{"name": "B", "value": "b"}, {"name": "C", "value": "c"}], "secrets": [{"name": "A", "valueFrom": "secretsmanager:ops/a:::"}]}]}'
    expect(await rewriteSource({ file: 'a.json', text }, [move(at(0), 'A')])).toEqual({
      kind: 'unchanged',
      text
    })
    expect(await rewrite('a.json', text, move(at(0), 'A'), move(at(2), 'C'))).toContain(
      '"environment": [{"name": "B", "value": "b"}], "secrets": [{"name": "A", "valueFrom": "secretsmanager:ops/a:::"}, {"name": "C", "valueFrom": "secretsmanager:ops/c"}]'
    )
  })

  test('an entry that stands in both lists leaves environment and its secret stays', async () => {
    const text =
      '{"containerDefinitions": [{"environment": [{"name": "A", "value": "b"}], "secrets": [{"name": "A", "valueFrom": "secretsmanager:ops/a"}]}]}'
    expect(await rewrite('a.json', text, move(at(0), 'A'))).toBe(
      '{"containerDefinitions": [{"environment": [], "secrets": [{"name": "A", "valueFrom": "secretsmanager:ops/a"}]}]}'
    )
  })

  test('an entry that stands twice becomes one secret', async () => {
    const text =
      '{"containerDefinitions": [{"environment": [{"name": "A", "value": "b"}, {"name": "A", "value": "b"}]}]}'
    const result = await rewrite('a.json', text, move(at(0), 'A'), move(at(1), 'A'))
    expect(JSON.parse(result).containerDefinitions).toEqual([
      { environment: [], secrets: [{ name: 'A', valueFrom: 'secretsmanager:ops/a' }] }
    ])
  })
})

describe('the proof', () => {
  const tree = (value: JsonValue) => fromJson(value, { kind: 'input', input: 'test' })
  const whole = { a: [1, 'x', null, true], b: { c: '1' } }

  test.each<[string, JsonValue]>([
    ['a value', { a: [1, 'y', null, true], b: { c: '1' } }],
    ['a kind', { a: [1, 'x', null, true], b: { c: 1 } }],
    ['an item more', { a: [1, 'x', null, true, 2], b: { c: '1' } }],
    ['an item less', { a: [1, 'x', null], b: { c: '1' } }],
    ['a name', { a: [1, 'x', null, true], b: { d: '1' } }],
    ['a member more', { a: [1, 'x', null, true], b: { c: '1', d: 1 } }],
    ['the order', { b: { c: '1' }, a: [1, 'x', null, true] }]
  ])('%s makes another tree', (_, other) => {
    expect(contentOf(tree(whole))).not.toBe(contentOf(tree(other)))
  })

  test('numbers are compared as they are written', () => {
    const { origin } = tree(1)
    const number = (raw: string) => contentOf({ kind: 'number', value: 1, raw, origin })
    expect(number('1')).not.toBe(number('1.0'))
  })

  test('a text is no comment, and a comment is found wherever it stands', () => {
    expect(commentsOf('{"a": "// no /* no */", /* b\n  c */ "d": 1 // e\n}', 'json')).toEqual([
      '/* b c */',
      '// e'
    ])
    expect(commentsOf('# a\nb: "# no" # c\nd: |  # e\n  # no\nf: x#no\n', 'yaml')).toEqual([
      '# a',
      '# c',
      '# e'
    ])
  })
})
