import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { type RunningSandbox, startSandbox } from '../../sandbox/server.ts'
import { ASKED_MODES, type AskedMode, MODE_PERMISSIONS } from '../../src/doctor/mode-permissions.ts'
import { MODES } from '../../src/inputs/tables/specification.ts'
import { runAsCommandLine } from '../../src/shell/command-line/cli-shell.ts'
import { actionsOf } from '../bundle/policies.ts'
import { holdAgainstSchemas } from '../schemas.ts'
import { makeScene, type Scene } from '../shell/scene.ts'
import { NEEDY, POLICIES } from './documented.ts'

const SERVICE = { serviceName: 'web', cluster: 'demo', taskDefinition: 'web', desiredCount: 1 }
const scenario = {
  region: 'us-west-2',
  clusters: ['demo'],
  taskDefinitions: [{ family: 'web', containerDefinitions: [{ name: 'app', image: 'app:1', memory: 64 }] }],
  services: [SERVICE]
}

const LOOKS = { Effect: 'Allow', Action: ['iam:GetRole', 'iam:SimulatePrincipalPolicy'], Resource: '*' }
/** The key of a caller who may what the documentation says that these modes need, and ask IAM about it. */
const meantFor = (...modes: readonly AskedMode[]) => `may-${modes.join('-')}`.replace(' --', '-')
const CONFIG = '.github/ecs-sealed-deploy.yml'
const FOUR = ['plan', 'deploy', 'rollback', 'audit'] as const
const ARN = 'arn:aws:sts::123456789012:assumed-role/deployer/session'

let sandbox: RunningSandbox
let scene: Scene
beforeAll(async () => {
  const callers = {
    'may-all': {
      arn: ARN,
      policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }
    },
    ...Object.fromEntries(
      [...NEEDY.map(mode => [mode]), FOUR].map(modes => [
        meantFor(...modes),
        {
          arn: ARN.replace('deployer', meantFor(...modes)),
          policy: { Version: '2012-10-17', Statement: [LOOKS, ...modes.flatMap(mode => POLICIES[mode])] }
        }
      ])
    ),
    'may-nothing': {
      arn: ARN.replace('deployer', 'nobody'),
      policy: { Version: '2012-10-17', Statement: [] }
    }
  }
  sandbox = await startSandbox({ clock: 'manual', scenario: { ...scenario, callers } })
})
afterAll(() => sandbox.close())
afterEach(() => scene.remove())

async function doctor(
  args: readonly string[],
  {
    key = 'may-all',
    files = {},
    more = {}
  }: { key?: string; files?: Record<string, string>; more?: object } = {}
) {
  scene = makeScene(files)
  const text = { out: '', err: '' }
  const environment = {
    AWS_ENDPOINT_URL: sandbox.url,
    AWS_ACCESS_KEY_ID: key,
    AWS_SECRET_ACCESS_KEY: 'made-up',
    AWS_REGION: 'us-west-2',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/nowhere',
    AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
    ...more
  }
  const streams = {
    out: (part: string) => {
      text.out += part
    },
    err: (part: string) => {
      text.err += part
    }
  }
  // The SDK looks for credentials in the process's own environment.
  const before = { ...process.env }
  Object.assign(process.env, environment)
  const code = await runAsCommandLine(['doctor', ...args], streams, {
    environment,
    workspace: scene.path,
    signal: new AbortController().signal
  })
  process.env = before
  return { code, ...text }
}

const verdictOf = (out: string, what: string) =>
  new RegExp(`^(ok|not ok|not verified) +${what} `, 'm').exec(out)?.[1]

describe('doctor', () => {
  test('all is well: every line says so, and nothing was written', async () => {
    const { code, out, err } = await doctor(['--cluster', 'demo', '--service', 'web'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out.split('\n').filter(line => /^not/.test(line))).toEqual([])
    expect(out).toMatch(/^ok +credentials +account 123456789012, as arn:aws:sts::/m)
    for (const what of ['Node', 'configuration', 'region', 'cluster', 'reach', 'may plan', 'may audit'])
      expect([what, verdictOf(out, what)]).toEqual([what, 'ok'])
    expect(
      sandbox.requests().filter(({ operation }) => /^(Register|Update|Create|Put|Delete)/.test(operation))
    ).toEqual([])
  })

  test("a plan's policy is enough for a plan, and what a deploy lacks is named", async () => {
    const { code, out } = await doctor(['--cluster', 'demo', '--service', 'web'], { key: 'may-plan' })
    expect({ code, plan: verdictOf(out, 'may plan'), deploy: verdictOf(out, 'may deploy') }).toEqual({
      code: 3,
      plan: 'ok',
      deploy: 'not ok'
    })
    expect(out).toMatch(/may deploy +denied: .*ecs:UpdateService/)
  })

  test('who may not ask is not told that all is well', async () => {
    const { code, out } = await doctor(['--cluster', 'demo', '--service', 'web'], { key: 'may-nothing' })
    expect({ code, out: verdictOf(out, 'permissions') }).toEqual({ code: 0, out: 'not verified' })
    expect(verdictOf(out, 'cluster')).toBe('not verified')
  })

  test('without a cluster, what hangs on it is not verified', async () => {
    const { out } = await doctor([], { key: 'may-plan' })
    expect([verdictOf(out, 'cluster'), verdictOf(out, 'may plan')]).toEqual(['not verified', 'not verified'])
  })

  test('credentials that AWS does not know: exit code 3, and what to do', async () => {
    const { code, out } = await doctor(['--cluster', 'demo'], { key: 'unknown' })
    expect({ code, verdict: verdictOf(out, 'credentials') }).toEqual({ code: 3, verdict: 'not ok' })
  })

  test('no region, and a configuration file with a slip: exit code 2', async () => {
    const files = { '.github/ecs-sealed-deploy.yml': 'servces: {}\n' }
    const { code, out } = await doctor([], { files, more: { AWS_REGION: undefined } })
    expect({ code, region: verdictOf(out, 'region'), file: verdictOf(out, 'configuration') }).toEqual({
      code: 2,
      region: 'not ok',
      file: 'not ok'
    })
  })

  test('what is no Region is not well, and is not shown if it could be a password', async () => {
    const typo = await doctor(['--aws-region', 'us-west2'], { files: {} })
    expect([typo.code, verdictOf(typo.out, 'region')]).toEqual([2, 'not ok'])
    expect(typo.out).toContain('"us-west2" is not one')
    const pasted = await doctor(['--aws-region', 'Xk29bQ7zLm41'], { files: {} })
    expect(pasted.out).toContain('a value of 12 characters is not one')
  })

  test('region, cluster and service of the configuration file, in the environment that is named', async () => {
    const files = {
      '.github/ecs-sealed-deploy.yml':
        'defaults: {region: us-west-2}\nservices: {app: {service: web, cluster: demo, task-definition: app.json}}\nenvironments: {test: {}}\n'
    }
    const { code, out } = await doctor(['--environment', 'test'], { files, more: { AWS_REGION: undefined } })
    expect({ code, cluster: verdictOf(out, 'cluster') }).toEqual({ code: 0, cluster: 'ok' })
  })

  test('a cluster that is not there: which one is meant, and which there are', async () => {
    const { code, out } = await doctor(['--cluster', 'demmo', '--service', 'web'])
    expect({ code, cluster: verdictOf(out, 'cluster') }).toEqual({ code: 2, cluster: 'not ok' })
    expect(out).toContain('Did you mean "demo"? Clusters: demo.')
  })

  test('a cluster of the configuration file that is not there: where it is named', async () => {
    const files = { [CONFIG]: 'services:\n  web: {cluster: demmo, task-definition: web.json}\n' }
    const { code, out } = await doctor([], { files })
    expect(code).toBe(2)
    expect(out).toContain(`It is named at ${CONFIG}:2.`)
  })

  test('a service that ECS has is ok, one that it has not is no', async () => {
    const { out } = await doctor(['--cluster', 'demo', '--service', 'web'])
    expect(verdictOf(out, 'service')).toBe('ok')
    scene.remove()
    const other = await doctor(['--cluster', 'demo', '--service', 'wbe'])
    expect([other.code, verdictOf(other.out, 'service')]).toEqual([2, 'not ok'])
    expect(other.out).toContain('ECS has no service wbe in demo')
  })

  test('the first service of the configuration file may be one that a deploy creates', async () => {
    const files = { [CONFIG]: 'services: {new: {cluster: demo, task-definition: web.json}}\n' }
    const { code, out } = await doctor([], { files })
    expect([code, verdictOf(out, 'service')]).toEqual([0, 'not verified'])
  })

  const STAGES =
    'defaults: {cluster: demo}\nservices: {web: {}}\nenvironments: {a: {}, b: {services: {web: {task-definition: w.json}}}}\n'
  test.each([
    [['--service', 'web', '--environment', 'a'], '"web" is not in environment "a": '],
    [
      ['--cluster', 'other', '--environment', 'b'],
      'Input "cluster" is other, but the configuration file says'
    ]
  ])('%j: what stops a run stops it here too', async (args, message) => {
    const { code, out } = await doctor(args, { files: { [CONFIG]: STAGES } })
    expect([code, verdictOf(out, 'configuration')]).toEqual([2, 'not ok'])
    expect(out).toContain(message)
  })
})

describe('modes', () => {
  const PLACE = ['--cluster', 'demo', '--service', 'web']
  /** The verdict of each mode that was asked about. */
  const verdictsOf = (out: string) =>
    Object.fromEntries(
      [...out.matchAll(/^(ok|not [a-z]+) +may (\S+(?: --\S+)?) /gm)].map(([, verdict, mode]) => [
        mode,
        verdict
      ])
    )

  test('that decide the exit code are four as long as none is named; the others are told', async () => {
    const { code, out } = await doctor(PLACE, { key: meantFor(...FOUR) })
    expect({ code, ...verdictsOf(out) }).toEqual({
      code: 0,
      ...{ plan: 'ok', deploy: 'ok', status: 'ok', continue: 'not allowed', rollback: 'ok' },
      ...{ migrate: 'not allowed', 'migrate --apply': 'not allowed', audit: 'ok', 'rotate-restart': 'ok' }
    })
    expect(out).toMatch(/may continue +denied: ecs:ContinueServiceDeployment$/m)
  })

  test('may be written with any spaces', async () => {
    const { out } = await doctor([...PLACE, '--mode', ' plan ,migrate   --apply'])
    expect(verdictsOf(out)).toEqual({ plan: 'ok', 'migrate --apply': 'ok' })
  })

  test.each(NEEDY)('%s: named, its documented policy is enough, and nothing else is asked', async mode => {
    const before = sandbox.requests().length
    const { code, out } = await doctor([...PLACE, '--mode', mode], { key: meantFor(mode) })
    expect({ code, ...verdictsOf(out) }).toEqual({ code: 0, [mode]: 'ok' })
    const asked = sandbox.requests().slice(before)
    expect(asked.filter(({ operation }) => operation === 'SimulatePrincipalPolicy')).toHaveLength(
      MODE_PERMISSIONS[mode].length
    )
  })

  test('that are named decide: what one of them lacks is exit code 3', async () => {
    const args = [...PLACE, '--mode', 'continue, status', '--json']
    const { code, out } = await doctor(args, { key: meantFor('status') })
    holdAgainstSchemas({}, out)
    expect(code).toBe(3)
    expect(JSON.parse(out)).toMatchObject({
      exitCode: 3,
      symptoms: expect.arrayContaining([
        expect.objectContaining({ verdict: 'ok', what: 'may status' }),
        expect.objectContaining({ verdict: 'not ok', what: 'may continue', fault: 'cloud' })
      ])
    })
  })

  test('that are not named are in the JSON as "not allowed"', async () => {
    const { out } = await doctor([...PLACE, '--json'], { key: meantFor(...FOUR) })
    holdAgainstSchemas({}, out)
    expect(JSON.parse(out)).toMatchObject({
      exitCode: 0,
      symptoms: expect.arrayContaining([
        { verdict: 'not allowed', what: 'may migrate', detail: expect.any(String) }
      ])
    })
  })

  test.each(['check', 'render, check'])('%s needs no credentials and no Region', async mode => {
    const before = sandbox.requests().length
    const { code, out } = await doctor(['--mode', mode], { key: 'unknown', more: { AWS_REGION: undefined } })
    expect([code, verdictOf(out, 'credentials'), verdictsOf(out)['check']]).toEqual([0, undefined, 'ok'])
    expect(sandbox.requests()).toHaveLength(before)
  })

  test('that need no permission are well', async () => {
    const { code, out } = await doctor([...PLACE, '--mode', 'check,render'], { key: meantFor('plan') })
    expect({ code, ...verdictsOf(out) }).toEqual({ code: 0, check: 'ok', render: 'ok' })
  })

  test.each([
    ['plan,deplyo', 'Unknown mode "deplyo". Did you mean "deploy"?'],
    [',', 'Flag --mode has no value.'],
    ['', 'Flag --mode has no value.']
  ])('%j are none: exit code 2, and no call', async (text, message) => {
    const before = sandbox.requests().length
    const { code, out, err } = await doctor([...PLACE, `--mode=${text}`])
    expect({ code, out, message: err.split('\n')[0] }).toEqual({ code: 2, out: '', message })
    expect(sandbox.requests()).toHaveLength(before)
  })

  test('are all known', () => expect(new Set(ASKED_MODES)).toEqual(new Set([...MODES, 'migrate --apply'])))
})

test.each(NEEDY)(
  '%s: what is asked about is what the documented policy allows, but for what a definition decides',
  mode => {
    // references, roles, images, and rules that a look-up has found
    const later = mode.startsWith('migrate')
      ? /^(secretsmanager|ssm|iam|ecr):|ListTargetsByRule|GetSchedule$/
      : /^(secretsmanager|ssm|iam):|ListTargetsByRule|GetSchedule$/
    expect(new Set(MODE_PERMISSIONS[mode])).toEqual(
      new Set(actionsOf(POLICIES[mode]).filter(action => !later.test(action)))
    )
  }
)
