import { describe, expect, test } from '@jest/globals'
import { connectAws } from '../../src/aws/connect.ts'
import type { AwsError, AwsErrorKind } from '../../src/aws/error.ts'
import type { AwsPorts } from '../../src/ports.ts'
import { type Answer, endpointsOfTests, pointSdkAt, refuse, startEndpoint, virtualClock } from './endpoint.ts'

const serve = endpointsOfTests()

const plain: Answer = {
  kind: 'json',
  body: {
    service: { serviceName: 'a' },
    taskDefinition: { taskDefinitionArn: 'arn', family: 'f', revision: 1, containerDefinitions: [{}] }
  }
}

/** An endpoint that gives these answers in order, the last one for ever. */
async function answering(answers: readonly Answer[], options: { maxRetries?: number } = {}) {
  let asked = 0
  const { requests, url } = await serve(() => answers[Math.min(asked++, answers.length - 1)] as Answer)
  return { ...connect(options), requests, url }
}

function connect(options: { maxRetries?: number } = {}) {
  const clock = virtualClock()
  const environment = process.env
  return { ...connectAws({ region: 'us-west-2', environment, clock, random: () => 0.5, ...options }), clock }
}

const read = ({ ecs }: AwsPorts) => ecs.describeTaskDefinition('f')
const update = ({ ecs }: AwsPorts) => ecs.updateService({ cluster: 'c', service: 'a', taskDefinition: 'f:1' })
const register = ({ ecs }: AwsPorts) => ecs.registerTaskDefinition({ family: 'f' })

async function failureOf(call: Promise<unknown>): Promise<AwsError> {
  const outcome = await call.then(
    () => undefined,
    (error: unknown) => error
  )
  expect(outcome).toMatchObject({ name: 'AwsError' })
  return outcome as AwsError
}

const html = (status: number): Answer => ({
  kind: 'raw',
  status,
  type: 'text/html; charset=utf-8',
  text: '<!doctype html><title>no</title>'
})
const xmlDenied: Answer = {
  kind: 'raw',
  status: 403,
  type: 'text/xml',
  text: '<?xml version="1.0"?><ErrorResponse><Errors><Error><Code>AccessDenied</Code><Message>User: u is not authorized to perform: ecs:UpdateService</Message></Error></Errors></ErrorResponse>'
}
const DENIED = 'AccessDeniedException'
const JSON_TYPE = 'application/x-amz-json-1.1'
const CONCURRENT = 'Too many concurrent attempts to create a new revision of the specified family.'
const deniedText = 'User: u is not authorized to perform: ecs:X on resource: r'

type Row = readonly [what: string, answer: Answer, kind: AwsErrorKind, awsName: string]
/** An answer that is given for ever, its kind, and its name. */
const matrix: readonly Row[] = [
  ['throttled', refuse('ThrottlingException', 'Rate exceeded'), 'throttled', 'ThrottlingException'],
  ['throttled by status', refuse('Strange', 'slow', 429), 'throttled', 'Strange'],
  ['throttled by text', refuse('ClientException', 'Rate exceeded'), 'throttled', 'ClientException'],
  ['two registrations met', refuse('ClientException', CONCURRENT), 'throttled', 'ClientException'],
  ['500 in JSON', refuse('ServerException', 'x', 500), 'lost', 'ServerException'],
  ['500 without a body', { kind: 'raw', status: 500, type: '', text: '' }, 'lost', 'HTTP 500'],
  ['503 in JSON', { kind: 'json', status: 503, body: {} }, 'lost', 'HTTP 503'],
  ['500 as a page', html(500), 'lost', 'HTTP 500 text/html'],
  ['503 as a page', html(503), 'lost', 'HTTP 503 text/html'],
  ['reset after the request', { kind: 'reset' }, 'lost', 'ECONNRESET'],
  ['half an answer', { kind: 'truncate', text: '{"taskDefinition":' }, 'lost', 'ECONNRESET'],
  ['200 without a body', { kind: 'raw', status: 200, type: '', text: '' }, 'lost', 'HTTP 200'],
  ['200 with a page', html(200), 'lost', 'HTTP 200 text/html'],
  ['200 with half of the JSON', { kind: 'json', body: '{"service":{' }, 'lost', `HTTP 200 ${JSON_TYPE}`],
  ['200 with a list', { kind: 'json', body: [] }, 'lost', `HTTP 200 ${JSON_TYPE}`],
  ['200 with the wrong members', { kind: 'json', body: {} }, 'lost', 'IncompleteAnswer'],
  ['501', { kind: 'json', status: 501, body: {} }, 'unsupported', 'HTTP 501'],
  ['404 as a page', html(404), 'unsupported', 'HTTP 404 text/html'],
  [
    'denied, with a namespace',
    refuse('com.amazonaws.ecs#AccessDeniedException', deniedText),
    'denied',
    DENIED
  ],
  [
    'denied as ClientException',
    refuse('ClientException', 'is not authorized to perform: iam:PassRole'),
    'denied',
    'ClientException'
  ],
  ['denied in XML', xmlDenied, 'denied', 'AccessDenied'],
  ['403 as a page', html(403), 'denied', 'HTTP 403 text/html'],
  ...(
    [
      ['unsupported', 'UnknownOperationException', ''],
      ['denied', DENIED, deniedText],
      ['expired', 'ExpiredTokenException', 'The security token included in the request is expired'],
      ['expired', 'UnrecognizedClientException', 'invalid'],
      ['missing', 'ClusterNotFoundException', 'Cluster not found.'],
      ['missing', 'ServiceNotFoundException', 'Service not found.'],
      ['refused', 'ServiceNotActiveException', 'Service was not ACTIVE.'],
      ['refused', 'ValidationException', 'bad']
    ] as const
  ).map(([kind, name, text]): Row => [name, refuse(name, text), kind, name])
]

/** How often a read and a write are sent, with three retries. */
const sent = (kind: AwsErrorKind) => (kind === 'throttled' ? [8, 8] : kind === 'lost' ? [4, 1] : [1, 1])

describe('what AWS answers', () => {
  test.each(matrix)('%s', async (_what, answer, kind, awsName) => {
    const [reads = 0, writes = 0] = sent(kind)
    const { requests, ...connection } = await answering([answer])
    const first = await failureOf(read(connection))
    expect([first.kind, first.awsName, first.operation]).toEqual([
      kind,
      awsName,
      'ecs:DescribeTaskDefinition'
    ])
    expect(first.message).not.toMatch(/\p{Cc}/u)
    expect(requests).toHaveLength(reads)
    const second = await failureOf(update(connection))
    expect([second.kind, second.awsName, second.operation]).toEqual([kind, awsName, 'ecs:UpdateService'])
    expect(requests.filter(({ operation }) => operation === 'UpdateService')).toHaveLength(writes)
  })
})

describe('a write whose outcome nobody knows', () => {
  test.each([
    ['register', register],
    ['update', update]
  ])('is never sent again, however many retries there are: %s', async (_, write) => {
    const { requests, clock, ...connection } = await answering([{ kind: 'reset' }, plain], { maxRetries: 10 })
    expect((await failureOf(write({ ...connection }))).kind).toBe('lost')
    expect(requests).toHaveLength(1)
    expect(clock.waits).toEqual([])
  })
})

describe('waits', () => {
  test('a read that recovers', async () => {
    const answers = [
      html(503),
      { kind: 'reset' } as const,
      refuse('ThrottlingException', 'Rate exceeded'),
      plain
    ]
    const { requests, clock, ...connection } = await answering(answers)
    expect((await read(connection))?.arn).toBe('arn')
    expect(requests).toHaveLength(4)
    expect(clock.waits).toEqual([500, 1000, 2000])
  })

  test('a throttled write within a minute', async () => {
    const { requests, clock, ...connection } = await answering([
      refuse('ThrottlingException', 'Rate exceeded')
    ])
    await failureOf(register(connection))
    expect(requests).toHaveLength(8)
    expect(clock.waits).toEqual([500, 1000, 2000, 4000, 8000, 16000, 16000])
  })

  test('no retries wanted: a read is asked once, a throttled one still waits', async () => {
    const { requests, ...connection } = await answering([html(503)], { maxRetries: 0 })
    await failureOf(read(connection))
    expect(requests).toHaveLength(1)
  })
})

describe('no connection', () => {
  test('nothing listens: sent by nobody, so a write is tried again too', async () => {
    const gone = await startEndpoint(() => plain)
    await gone.stop()
    pointSdkAt(gone.url)
    const { clock, ...connection } = connect()
    const error = await failureOf(update(connection))
    expect([error.kind, error.awsName]).toEqual(['unreachable', 'ECONNREFUSED'])
    expect(clock.waits).toEqual([500, 1000, 2000])
  })

  test('no such host', async () => {
    pointSdkAt('http://no-such-host.invalid')
    const error = await failureOf(read(connect({ maxRetries: 0 })))
    expect(error.kind).toBe('unreachable')
    expect(error.awsName).toMatch(/^(ENOTFOUND|EAI_AGAIN)$/)
  })

  test('a server that does not speak TLS', async () => {
    const { requests, url, ...connection } = await answering([plain])
    pointSdkAt(url.replace('http:', 'https:'))
    const error = await failureOf(update(connection))
    expect(error.kind).toBe('unreachable')
    expect(requests).toEqual([])
  })

  test('no credentials', async () => {
    pointSdkAt('http://127.0.0.1:9')
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) delete process.env[name]
    const files = { AWS_SHARED_CREDENTIALS_FILE: '/nonexistent', AWS_CONFIG_FILE: '/nonexistent' }
    Object.assign(process.env, files)
    const error = await failureOf(update(connect()))
    expect([error.kind, error.awsName]).toEqual(['expired', 'CredentialsProviderError'])
    for (const name of Object.keys(files)) delete process.env[name]
  })
})

test('a token that AWS quotes in the canonical request goes no further', async () => {
  const token = ['FwoGZXIv', 'YXdzEXAMPLE'].join('')
  const text = `The request signature we calculated does not match. The Canonical String for this request should have been\n'POST\nx-amz-security-token:${token}'`
  const { requests: _, ...connection } = await answering([refuse('InvalidSignatureException', text, 403)])
  const error = await failureOf(read(connection))
  expect(error.kind).toBe('expired')
  expect(JSON.stringify([error.message, error.cause, error.stack])).not.toContain(token)
})

test('no error carries the answer: a definition in it may hold values', async () => {
  const password = ['correct', 'horse'].join('-')
  const { requests: _, ...connection } = await answering([
    { kind: 'json', body: `{"taskDefinition":{"a":"${password}"` }
  ])
  const error = await failureOf(read(connection))
  const { inspect } = await import('node:util')
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(password)
})
