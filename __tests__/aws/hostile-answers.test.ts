import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { explainAwsError, refusedCall } from '../../src/aws/explain.ts'
import { Gate } from '../../src/report/gate/gate.ts'
import { Maker } from '../detector/made.ts'
import { type Answer, connected, endpointsOfTests } from './endpoint.ts'

const serve = endpointsOfTests()
const value = new Maker(31).alnum(16)
const sentence = `exec: "app --password=${value}" failed`

const page = (status: number, type: string, text: string): Answer => ({ kind: 'raw', status, type, text })
const refusal = (code: string) =>
  page(
    400,
    'text/xml',
    `<ErrorResponse><Error><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`
  )
const caller = (account: string, arn: string) =>
  page(
    200,
    'text/xml',
    `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>${arn}</Arn><Account>${account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`
  )

/** What STS and ECS answer instead of what AWS answers, with a value where nobody expects a text. */
const ANSWERS: readonly (readonly [what: string, answer: Answer])[] = [
  ['the code of an error is a sentence', refusal(sentence)],
  ['the code of an error is a random word', refusal(`${value}${value}`)],
  ['the account is a sentence', caller(sentence, 'arn:aws:iam::123456789012:root')],
  ['the identity is a sentence', caller('123456789012', `arn:aws:iam::123456789012:${sentence}`)],
  ['the type of the body is a word', page(400, `${value}/x`, 'no')],
  ['the type of the body holds a random word', page(400, `text/${value}${value}`, 'no')]
]

test.each(ANSWERS)('no value is shown: %s', async (_, answer) => {
  await serve(() => answer)
  const { directory, ecs } = connected({ gate: new Gate(), maxRetries: 0 })
  for (const call of [() => directory.callerIdentity(), () => ecs.describeTaskDefinition('f')]) {
    const thrown: unknown = await call().catch((error: unknown) => error)
    expect(thrown).toMatchObject({ name: 'AwsError' })
    expect(explainAwsError(thrown as never).message + refusedCall(thrown)).not.toContain(value)
  }
})

test('what AWS and other endpoints answer is still named', async () => {
  await serve(({ operation }) =>
    operation === 'query'
      ? caller('123456789012', 'arn:aws-cn:sts::123456789012:assumed-role/a_b/x.y@z=1')
      : page(502, 'text/html; charset=utf-8', 'no')
  )
  const { directory, ecs } = connected({ gate: new Gate(), maxRetries: 0 })
  expect(await directory.callerIdentity()).toMatchObject({ account: '123456789012', partition: 'aws-cn' })
  const thrown: unknown = await ecs.describeTaskDefinition('f').catch((error: unknown) => error)
  expect(thrown).toMatchObject({ awsName: 'HTTP 502 text/html' })
})

test('a profile with an SSO session that does not exist is a matter of credentials, and not shown', async () => {
  await serve(() => page(500, 'text/plain', 'no'))
  const folder = mkdtempSync(join(tmpdir(), 'profile-'))
  const file = join(folder, 'config')
  writeFileSync(file, `[default]\nsso_session = ${value}\nsso_account_id = 1\nsso_role_name = ${value}\n`)
  Object.assign(process.env, { AWS_CONFIG_FILE: file, AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none') })
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) delete process.env[name]
  const { directory } = connected({ gate: new Gate(), maxRetries: 0 })
  const thrown: unknown = await directory.callerIdentity().catch((error: unknown) => error)
  rmSync(folder, { recursive: true, force: true })
  expect(thrown).toMatchObject({ name: 'AwsError', kind: 'expired' })
  expect(explainAwsError(thrown as never).message).not.toContain(value)
})

test('an event is masked although the clock of the machine is ahead of that of AWS, as its answers have no time', async () => {
  const at = 1_690_000_000
  const event = (id: string, seconds: number, message: string) => ({ id, createdAt: at + seconds, message })
  const old = Array.from({ length: 3 }, (_, index) => event(`${index}`, -9_000 * index, `old ${sentence}`))
  await serve((_, earlier) => ({
    kind: 'json',
    headers: { date: new Date(1_700_000_000_000).toUTCString() },
    body: {
      services: [
        {
          serviceName: 'web',
          serviceArn: 'arn:aws:ecs:us-west-2:123456789012:service/demo/web',
          clusterArn: 'arn:aws:ecs:us-west-2:123456789012:cluster/demo',
          status: 'ACTIVE',
          taskDefinition: 'arn:aws:ecs:us-west-2:123456789012:task-definition/web:1',
          deployments: [],
          events: earlier === 0 ? old : [event('new', 20, sentence), ...old]
        }
      ],
      failures: []
    }
  }))
  const { ecs } = connected({ gate: new Gate(), maxRetries: 0 })
  await ecs.describeServices('demo', ['web'])
  const { services } = await ecs.describeServices('demo', ['web'])
  const [newest, ...others] = services[0]?.events.map(({ message }) => message.includes(value)) ?? []
  // what was there before the run, by hours, is shown nowhere and costs nothing
  expect({ newest, others }).toEqual({ newest: false, others: [false, true, true] })
})
