import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from '@jest/globals'
import { AwsError } from '../../src/aws/error.ts'
import { parseCommandLine } from '../../src/cli/arguments.ts'
import type { RawInputs } from '../../src/inputs/tables/specification.ts'
import { outputsOf } from '../../src/report/outputs.ts'
import { actionsOf, type Statement, withoutActions } from '../bundle/policies.ts'
import { blockAfter } from '../pages.ts'
import { sample } from '../sample.ts'
import {
  ARN,
  type AuditWorld,
  canary,
  definition,
  EXECUTION,
  type Finished,
  makeAuditWorld,
  REGION
} from './world.ts'

const PAGE = readFileSync('docs/audit.md', 'utf8')
const CLUSTER = 'ops-pipeline-cluster'

let world: AuditWorld | undefined
afterEach(async () => {
  await world?.end()
  world = undefined
})

function policy(name: string): readonly Statement[] {
  const json = blockAfter('docs/audit.md', `<!-- policy-${name} -->`)
  return (JSON.parse(json) as { Statement: readonly Statement[] }).Statement
}

/** A cluster with something of everything that the page names. */
function scenario(): object {
  const target = {
    Arn: `${ARN}:cluster/${CLUSTER}`,
    RoleArn: 'arn:aws:iam::123456789012:role/events',
    EcsParameters: { TaskDefinitionArn: `${ARN}:task-definition/report:1` }
  }
  const secrets = [
    { name: 'KEY', valueFrom: '${secret:ops-pipeline/key}' },
    { name: 'TOKEN', valueFrom: `arn:aws:ssm:${REGION}:123456789012:parameter/ops-pipeline/token` }
  ]
  const plaintext = { environment: [{ name: 'DB_PASSWORD', value: canary() }] }
  return {
    clusters: [CLUSTER, 'other'],
    roles: [EXECUTION],
    secrets: [{ name: 'ops-pipeline/key', generate: 30, age: '1d' }],
    parameters: [{ name: '/ops-pipeline/token', age: '1m' }],
    buckets: [{ name: 'ops-pipeline-env', objects: { 'web.env': 'DB_HOST=db.internal' } }],
    taskDefinitions: [
      definition('web', plaintext),
      definition('web', { secrets }),
      definition('web', { secrets, cpu: 1 }),
      definition('report', {})
    ],
    services: [
      { serviceName: 'web', cluster: CLUSTER, taskDefinition: 'web:2' },
      { serviceName: 'other', cluster: 'other', taskDefinition: 'report:1' }
    ],
    rules: [{ name: 'nightly', scheduleExpression: 'rate(1 day)', targets: [{ Id: 'one', ...target }] }],
    schedules: [
      {
        Name: 'hourly',
        ScheduleExpression: 'rate(1 hour)',
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: target
      }
    ],
    later: [
      { after: '1m', action: 'update-service', cluster: CLUSTER, service: 'web', taskDefinition: 'web:3' },
      {
        after: '1m',
        action: 'register-daemon-task-definition',
        ...{ family: 'agent', containerDefinitions: [{ name: 'agent', image: 'agent:1' }] }
      }
    ]
  }
}

/** The same cluster, whose service reads an environment file. */
const WITH_FILES = {
  taskDefinitions: [
    definition('web', {
      environmentFiles: [{ type: 's3', value: 'arn:aws:s3:::ops-pipeline-env/web.env' }]
    }),
    definition('report', {})
  ],
  services: [{ serviceName: 'web', cluster: CLUSTER, taskDefinition: 'web:1' }],
  later: []
}

type Tried = { readonly denied: readonly string[]; readonly finished: Finished | undefined }

async function tryPolicy(
  statements: readonly Statement[],
  run: (made: AuditWorld) => Promise<Finished>,
  more: object = {}
): Promise<Tried> {
  const callers = { some: { Version: '2012-10-17', Statement: statements } }
  const made = await makeAuditWorld({ ...scenario(), ...more, callers }, {}, { accessKey: 'some' })
  try {
    made.sandbox.advance(20 * 60_000)
    // what stops a run at once is thrown, and put into words by the shell
    const finished = await run(made).catch(error => {
      if (!(error instanceof AwsError)) throw error
      return undefined
    })
    const refused = made.sandbox.requests().filter(({ error }) => error?.includes('AccessDenied'))
    return {
      denied: [...new Set(refused.map(({ service, operation }) => `${service}:${operation}`))],
      finished
    }
  } finally {
    await made.end()
  }
}

const AUDIT = policy('audit')
const audited = (raw: RawInputs) => (made: AuditWorld) => made.audit({ cluster: CLUSTER, ...raw })

describe('the policies of docs/audit.md are enough, and nothing in them is too much', () => {
  const cases = [
    ['audit', [], AUDIT, audited({})],
    ['families', AUDIT, policy('families'), audited({ families: 'all' })],
    ['environment-files', AUDIT, policy('environment-files'), audited({})],
    ['compare-values', AUDIT, policy('compare-values'), audited({ 'compare-values': 'true' })],
    ['purge', AUDIT, policy('purge'), audited({ purge: 'true' })],
    ['rotate-restart', [], policy('rotate-restart'), (made: AuditWorld) => made.restart({ cluster: CLUSTER })]
  ] as const

  test.each(cases)('%s', async (name, base, own, run) => {
    // a service that was updated just now has no old tasks
    const more = name === 'rotate-restart' ? { later: [] } : name === 'environment-files' ? WITH_FILES : {}
    const all = await tryPolicy([...base, ...own], run, more)
    expect(all.denied).toEqual([])
    expect(all.finished?.report.problems).toEqual([])
    expect(all.finished?.report.remarks).toEqual([])
    if (name === 'purge') {
      expect(all.finished?.report.audit?.audit.purge?.map(({ outcome }) => outcome)).toEqual(['deleted'])
    }
    if (name === 'rotate-restart') {
      expect(all.finished?.report.results.map(({ outcome }) => outcome)).toEqual(['succeeded'])
    }
    // a rollout that simply succeeds asks for no records; __tests__/bundle/policies.test.ts has those that do not
    const seldom = name === 'rotate-restart' ? /ServiceDeployments$/ : /^$/
    const needed = actionsOf(own).filter(one => !seldom.test(one))
    for (const action of sample(needed, 1)) {
      // what the base allows for one cluster, a purge needs for all
      const { denied } = await tryPolicy([...base, ...withoutActions(own, action)], run, more)
      expect(denied).toContain(action)
    }
  })

  test('a preview of rotate-restart needs no permission to write', async () => {
    const reads = withoutActions(policy('rotate-restart'), 'ecs:UpdateService')
    const preview = (made: AuditWorld) => made.restart({ cluster: CLUSTER, 'dry-run': 'true' })
    const { denied, finished } = await tryPolicy(reads, preview, { later: [] })
    expect([denied, finished?.report.problems]).toEqual([[], []])
    expect(finished?.report.plan?.services).toMatchObject([{ service: 'web', action: { kind: 'update' } }])
  })

  test('without the ways back and the secrets’ metadata the verdicts are the same', async () => {
    const whole = await tryPolicy(AUDIT, audited({}))
    const verdicts = ({ finished }: Tried) =>
      finished?.report.audit?.audit.items.map(({ name, verdict }) => `${name} ${verdict}`)
    for (const action of actionsOf(AUDIT).filter(one =>
      /Deployment|Revisions|secretsmanager|ssm/.test(one)
    )) {
      const tried = await tryPolicy(withoutActions(AUDIT, action), audited({}))
      expect(verdicts(tried)).toEqual(verdicts(whole))
      expect(tried.finished?.report.problems).toEqual([])
    }
  })
})

test('the commands of the page are read', () => {
  const commands = [...PAGE.matchAll(/<!-- command: ([a-z-]+) -->\n```sh\necs-sealed-deploy (.*)\n```/g)]
  expect(commands.map(([, name]) => name)).toEqual([
    ...['audit', 'purge', 'history', 'rotate-restart', 'rotate-restart-plan']
  ])
  for (const [, , line = ''] of commands) {
    const read = parseCommandLine(line.split(' '))
    expect(read).toMatchObject({ kind: 'run', problems: [] })
  }
})

test('the page names every member of the output', async () => {
  world = await makeAuditWorld(scenario())
  const { report } = await world.audit({ cluster: CLUSTER, purge: 'true', history: 'true' })
  const members = Object.keys(JSON.parse(outputsOf(report).audit || '{}') as object)
  expect(members.length).toBeGreaterThan(12)
  expect(members.filter(member => !PAGE.includes(`\`${member}\``))).toEqual([])
})
