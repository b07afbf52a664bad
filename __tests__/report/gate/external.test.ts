import { describe, expect, test } from '@jest/globals'
import { cleanResponse, type ResponseGate } from '../../../src/aws/clean.ts'
import { Gate } from '../../../src/report/gate/gate.ts'
import { Maker } from '../../detector/made.ts'
import { EVENT_TEXTS, STOP_TEXTS } from '../../rollout/diagnosis/field-texts.ts'

const maker = new Maker(11)
const made = (length: number) => maker.alnum(length)
const TOKEN = `gh${'p_'}${made(36)}`
const WEAK = 'hunter22'

/** What nobody has seen before, in the words that ECS, runtimes, registries and drivers use. */
const TEXTS: readonly (readonly [text: string, secrets: readonly string[], stays: RegExp])[] = [
  [
    `CannotStartContainerError: exec: "app --password=${WEAK}": executable file not found in $PATH`,
    [WEAK],
    /^CannotStartContainerError: exec: "app --password=\*\*\*": executable file not found in \$PATH$/
  ],
  [
    `OCI runtime create failed: exec: "sh -c 'DB_PASSWORD=${WEAK} API_TOKEN=${made(20)} run'": stat`,
    [WEAK],
    /^OCI runtime create failed: exec: "sh -c 'DB_PASSWORD=\*\*\* API_TOKEN=\*\*\* run'": stat$/
  ],
  [
    `dial postgres://app:${WEAK}%40x@db.internal:5432/app: connection refused`,
    [WEAK],
    /^dial postgres:\/\/app:\*\*\*@db\.internal:5432\/app: connection refused$/
  ],
  [`token ${TOKEN} is revoked, see ${TOKEN}`, [TOKEN], /^token \*\*\* is revoked, see \*\*\*$/],
  [`pull "bob:${WEAK}@registry.example.net/x:1": denied`, [WEAK], /"bob:\*\*\*@registry\.example\.net\/x:1"/],
  [`invalid header Authorization: Bearer ${made(24)}`, [], /^invalid header Authorization: Bearer \*\*\*$/],
  [`bad event {"user":"app","password":"${WEAK}x"} dropped`, [WEAK], /"user":"app".*dropped$/],
  [
    `arn:aws:secretsmanager:us-west-2:123456789012:secret:${TOKEN} is not there`,
    [TOKEN],
    /^arn:aws:secretsmanager:us-west-2:123456789012:secret:\*\*\* is not there$/
  ]
]

describe('a text from outside', () => {
  test.each(TEXTS)('%s', (text, secrets, stays) => {
    const heard = new Gate().external(text)
    for (const secret of secrets) expect(heard).not.toContain(secret)
    expect(heard).toMatch(stays)
  })

  test('a token with a run in it, which the check takes for an example, is blanked', () => {
    const token = `xox${'b-'}636754721574-45878${'1'.repeat(6)}5-${made(24)}`
    expect(new Gate().shown(`no field: ${token}`)).toBe('no field: ***')
    expect(new Gate().shown(`xox${'b-'}${'x'.repeat(30)}`)).toContain('xxxx')
  })

  test('JSON with a credential in the place of a name is blanked in every text that is shown', () => {
    const value = made(14)
    for (const text of [`service web {"password":"${value}"} is`, `app {'api_token': '${value}'}`])
      expect(new Gate().shown(text)).toBe(text.replace(value, '***'))
    const plain = '{"secret":"prod/db","token":"${{ github.token }}","secretName":"orders/api-key"}'
    expect(new Gate().shown(plain)).toBe(plain)
  })

  test('JSON in it is read as a tree, also over several lines and within a quoted text', () => {
    const value = 'plain harbour words 7'
    const tree = { db: { user: 'app', password: value }, note: 'a note' }
    for (const written of [
      JSON.stringify(tree),
      JSON.stringify(tree, null, 2),
      JSON.stringify(JSON.stringify(tree)),
      `[${JSON.stringify(tree)}]`
    ]) {
      const heard = new Gate().external(`hook said ${written} and failed`)
      expect(heard).not.toContain('harbour')
      expect(heard).toContain('a note')
      expect(heard).toMatch(/^hook said .* and failed$/s)
    }
  })

  test('of the field stays word for word', () => {
    for (const { text } of [...STOP_TEXTS, ...EVENT_TEXTS]) {
      expect(new Gate().external(text)).toBe(text)
      expect(new Gate().shown(text)).toBe(text)
    }
  })

  test('is blanked by what is learned of definitions, inputs and files, also by what came later', () => {
    const value = `${made(9)}+/${made(9)}`
    const gate = new Gate()
    const text = `level=debug rejected ${encodeURIComponent(value)}`
    expect(gate.shown(text)).toBe(text)
    gate.learn({
      family: 'web',
      containerDefinitions: [{ name: 'app', environment: [{ name: 'DB_PASSWORD', value }] }]
    })
    expect(gate.shown(text)).toBe('level=debug rejected ***')
    const other = made(14)
    gate.learn(`TAG=v7\nDB_PASSWORD=${other}`)
    expect(gate.shown(`v7 and ${other}`)).toBe('v7 and ***')
  })
})

describe('an answer of AWS', () => {
  const hear = (answer: object, operation = 'ecs:DescribeServices', gate: ResponseGate = new Gate()) => {
    cleanResponse(answer, operation, { gate, since: () => Date.UTC(2033, 0, 1) })
    return answer
  }
  const said = `failed with password=${WEAK}`
  const clean = 'failed with password=***'

  test('is heard in every sentence of it, at any depth', () => {
    expect(
      hear({
        services: [
          {
            deployments: [{ rolloutStateReason: said }],
            events: [{ createdAt: new Date('2033-01-02'), message: said }]
          }
        ],
        tasks: [{ stoppedReason: said, containers: [{ reason: said }], overrides: { message: said } }],
        serviceDeployments: [{ statusReason: said, rollback: { reason: said } }],
        failures: [{ detail: said }],
        TargetHealthDescriptions: [{ TargetHealth: { State: 'unhealthy', Reason: 'x', Description: said } }],
        deploymentInfo: { errorInformation: { message: said }, deploymentStatusMessages: [said] },
        Description: said
      })
    ).toEqual({
      services: [
        {
          deployments: [{ rolloutStateReason: clean }],
          events: [{ createdAt: new Date('2033-01-02'), message: clean }]
        }
      ],
      tasks: [{ stoppedReason: clean, containers: [{ reason: clean }], overrides: { message: said } }],
      serviceDeployments: [{ statusReason: clean, rollback: { reason: clean } }],
      failures: [{ detail: clean }],
      TargetHealthDescriptions: [{ TargetHealth: { State: 'unhealthy', Reason: 'x', Description: clean } }],
      deploymentInfo: { errorInformation: { message: clean }, deploymentStatusMessages: [clean] },
      // the user's own words, which may be sent back
      Description: said
    })
  })

  test('is heard in a state that is no word', () => {
    const answer = { services: [{ status: said, events: [] }], deployments: [{ rolloutState: said }] }
    expect(hear(answer)).toEqual({
      services: [{ status: clean, events: [] }],
      deployments: [{ rolloutState: clean }]
    })
  })

  test('old events and lines of a log cost nothing', () => {
    const heard: string[] = []
    const gate: ResponseGate = {
      external: text => {
        heard.push(text)
        return text
      },
      learn: () => {}
    }
    hear(
      {
        events: [
          { createdAt: new Date('2032-12-31'), message: said },
          { createdAt: 1, message: said }
        ]
      },
      'x',
      gate
    )
    hear({ events: [{ message: said }] }, 'logs:GetLogEvents', gate)
    expect(heard).toEqual([])
  })

  test('teaches what the definition in it holds', () => {
    const value = made(18)
    const gate = new Gate()
    const taskDefinition = {
      family: 'x',
      containerDefinitions: [{ environment: [{ name: 'API_KEY', value }] }]
    }
    hear({ taskDefinition }, 'ecs:DescribeTaskDefinition', gate)
    expect(gate.shown(`got ${value}`)).toBe('got ***')
    expect(taskDefinition.containerDefinitions[0]?.environment[0]?.value).toBe(value)
  })

  const value = made(18)
  const containerOverrides = [{ name: 'app', environment: [{ name: 'API_KEY', value }] }]
  test.each<[string, object]>([
    ['overrides of a task', { tasks: [{ overrides: { containerOverrides } }] }],
    ['the target of a rule', { Targets: [{ Id: 'a', Input: JSON.stringify({ containerOverrides }) }] }],
    ['the target of a schedule', { Target: { Input: JSON.stringify({ containerOverrides }) } }],
    ['the container of an Express service', { service: { primaryContainer: containerOverrides[0] } }],
    ['a tag', { services: [{ tags: [{ key: 'db-password', value }] }] }],
    ['a tag of a secret', { Tags: [{ Key: 'ApiKey', Value: value }] }],
    ['details for a lifecycle hook', { lifecycleHooks: [{ hookDetails: { password: value } }] }]
  ])('teaches what is in %s, and changes nothing there', (_, answer) => {
    const gate = new Gate()
    const before = JSON.stringify(answer)
    hear(answer, 'x', gate)
    expect(gate.shown(`the app says ${value}`)).toBe('the app says ***')
    expect(JSON.stringify(answer)).toBe(before)
  })

  test('teaches no word of an ordinary tag, override or input', () => {
    const gate = new Gate()
    const tags = [
      { key: 'stage', value: 'production-eu' },
      { key: 'cost-center', value: 'Team-Zebra-7' }
    ]
    hear({ tasks: [{ tags, overrides: { containerOverrides: [{ name: 'dispatcher' }] } }] }, 'x', gate)
    hear(
      { Targets: [{ Input: 'dispatcher of production-eu' }, { Input: '{"containerOverrides' }] },
      'x',
      gate
    )
    const text = 'dispatcher in production-eu of Team-Zebra-7'
    expect(gate.shown(text)).toBe(text)
  })

  test('a value of several lines is known by each line that could be random', () => {
    const lines = [made(10), made(11), 'user: dispatcher']
    const gate = new Gate()
    gate.know([lines.join('\n')])
    expect(gate.shown(`${lines[1]} of ${lines[2]}, ${lines[0]}`)).toBe('*** of user: dispatcher, ***')
  })
})
