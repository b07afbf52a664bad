import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { services, writePlaintextForm } from '../../examples/ops-pipeline/plaintext.mjs'
import { runBundle } from './cli.mjs'
import { expect, expectNoValue, heading } from './expect.mjs'
import { root } from './install.mjs'
import { askIam, askJson } from './sandbox.mjs'

const files = 'deploy/{service}-task-definition.json'
const target = ['--cluster', 'ops-pipeline-cluster', '--aws-region', 'us-west-2']
const registry = 'ECR_REGISTRY=123456789012.dkr.ecr.us-west-2.amazonaws.com'
const role = 'ops-pipeline-execution'
/** The one secret that the execution role loses in the third step. */
const lostSecret = 'ops-pipeline/database/password'
const brokenService = 'dispatcher'

const variables = tag => ['--variables', registry, '--variables', `IMAGE_TAG=${tag}`]

/** 1: the original files. The check finds all 24 credentials and prints none. Returns the values. */
export async function checkPlaintextForm(workspace) {
  heading('1. The original files: three credentials in each of eight files')
  const { values } = writePlaintextForm(join(workspace, 'deploy'), { seed: 20241102 })
  const shown = await runBundle(['check', files], { cwd: workspace, show: 'folded' })
  const json = await runBundle(['check', files, '--format', 'json'], { cwd: workspace, show: 'nothing' })
  const { findings } = JSON.parse(json.output)
  const credentials = findings.filter(({ category, level }) => category === 'credential' && level === 'error')
  expect('the check failed (exit code 1)', shown.code === 1 && json.code === 1, `exit code ${shown.code}`)
  expect('24 credentials found, and nothing else', credentials.length === 24 && findings.length === 24)
  expect(
    'each with its file, line and name',
    credentials.every(({ file, line, name }) => file && line > 0 && name in values)
  )
  expectNoValue(shown.output + json.output, values, 'the output, text and JSON')
  return values
}

/**
 * 2: the clean files. They are checked, planned (nothing is written) and deployed, and every rollout is watched to its
 * end.
 */
export async function deployCleanForm(workspace, sandbox, values) {
  heading('2. The files with references: checked, planned, deployed')
  rmSync(join(workspace, 'deploy'), { recursive: true })
  cpSync(`${root}examples/ops-pipeline/deploy`, join(workspace, 'deploy'), { recursive: true })
  const check = await runBundle(['check', files], { cwd: workspace })
  expect('the check passed (exit code 0)', check.code === 0, `exit code ${check.code}`)

  const at = { cwd: workspace, endpoint: sandbox.url }
  const plan = await runBundle(['plan', files, '--service', 'all', ...target, ...variables('v2')], {
    ...at,
    show: 'folded'
  })
  expect('the plan was made (exit code 0)', plan.code === 0, `exit code ${plan.code}`)
  expect('nothing was changed', (await writesOf(sandbox)).length === 0)

  const deploy = await runBundle(['deploy', files, '--service', 'all', ...target, ...variables('v2')], at)
  expect('the deploy succeeded (exit code 0)', deploy.code === 0, `exit code ${deploy.code}`)
  expect(
    'all eight rollouts succeeded',
    services.every(service => outcomeOf(deploy.output, service) === 'succeeded')
  )
  const writes = await writesOf(sandbox)
  expect(
    'eight revisions and eight updates were sent, each once',
    count(writes, 'RegisterTaskDefinition') === 8 &&
      count(writes, 'UpdateService') === 8 &&
      writes.length === 16
  )
  const calls = await callsOf(sandbox)
  expect('no secret was read', !calls.some(({ operation }) => /GetSecretValue|GetParameter/.test(operation)))
  const inAws = await valuesInAws(sandbox)
  expectNoValue(
    plan.output + deploy.output,
    { ...values, ...inAws },
    "the output, neither the files' nor AWS's"
  )
}

/**
 * 3: the execution role loses one secret. The next deploy of one service stops before anything is changed; without that
 * check, its rollout fails for the same reason, and ECS rolls the service back.
 */
export async function breakOneService(workspace, sandbox) {
  heading(`3. The execution role can no longer read ${lostSecret}; ${brokenService} is deployed`)
  await loseOneSecret(sandbox)
  const before = (await writesOf(sandbox)).length
  const args = ['deploy', files, '--service', brokenService, ...target, ...variables('v3')]
  const stopped = await runBundle(args, { cwd: workspace, endpoint: sandbox.url })
  expect('the run was stopped (exit code 3)', stopped.code === 3, `exit code ${stopped.code}`)
  expect('nothing was changed', (await writesOf(sandbox)).length === before)
  expect(
    'the missing policy statement is in the output',
    stopped.output.includes('secretsmanager:GetSecretValue') && stopped.output.includes(lostSecret)
  )
  const deploy = await runBundle([...args, '--verify-permissions', 'off'], {
    cwd: workspace,
    endpoint: sandbox.url
  })
  expect('the deploy failed (exit code 1)', deploy.code === 1, `exit code ${deploy.code}`)
  const outcome = outcomeOf(deploy.output, brokenService)
  expect('the outcome is the rollback by ECS', outcome === 'rolled-back', `outcome ${outcome}`)
  expect(
    'the cause is in the output: the missing permission and the secret',
    deploy.output.includes('secretsmanager:GetSecretValue') && deploy.output.includes(lostSecret)
  )
}

/** Removes the secret from the inline policy of the execution role, as an administrator could by hand. */
async function loseOneSecret(sandbox) {
  const iam = parameters => askIam(sandbox.url, { RoleName: role, ...parameters })
  const names = [...(await iam({ Action: 'ListRolePolicies' })).matchAll(/<member>([^<]+)<\/member>/g)]
  for (const [, PolicyName] of names) {
    const answer = await iam({ Action: 'GetRolePolicy', PolicyName })
    const [, encoded = ''] = /<PolicyDocument>([^<]*)<\/PolicyDocument>/.exec(answer) ?? []
    const policy = JSON.parse(decodeURIComponent(encoded))
    for (const statement of [policy.Statement].flat()) {
      statement.Resource = [statement.Resource].flat().filter(arn => !arn.includes(lostSecret))
    }
    await iam({ Action: 'PutRolePolicy', PolicyName, PolicyDocument: JSON.stringify(policy) })
  }
}

function outcomeOf(output, service) {
  return [...output.matchAll(new RegExp(`^\\s*${service}\\s+([a-z-]+)(?=\\s|$)`, 'gm'))].at(-1)?.[1]
}

/**
 * The values in the secrets, and the plain values in the revisions that ran before: a leak of those would also be
 * detected.
 */
async function valuesInAws({ url }) {
  const found = {}
  for (const SecretId of ['ops-pipeline/alpaca/api-key', 'ops-pipeline/alpaca/api-secret', lostSecret]) {
    const target = 'secretsmanager.GetSecretValue'
    const { SecretString } = await askJson(url, { service: 'secretsmanager', target, body: { SecretId } })
    found[SecretId] = SecretString
  }
  for (const service of services) {
    const target = 'AmazonEC2ContainerServiceV20141113.DescribeTaskDefinition'
    const body = { taskDefinition: `${service}:1` }
    const { taskDefinition } = await askJson(url, { service: 'ecs', target, body })
    for (const { name, value } of taskDefinition.containerDefinitions[0].environment) {
      if (/KEY|SECRET|PASSWORD/.test(name)) found[`${name} of ${service}:1`] = value
    }
  }
  return found
}

/** The calls of the program under test, without those of the operator. */
async function callsOf(sandbox) {
  const calls = await sandbox.get('requests')
  return calls.filter(({ accessKey }) => accessKey === 'demo')
}

async function writesOf(sandbox) {
  const calls = await callsOf(sandbox)
  return calls.filter(({ operation }) =>
    /^(Register|Deregister|Update|Create|Delete|Put|Stop)/.test(operation)
  )
}

function count(calls, name) {
  return calls.filter(({ operation }) => operation === name).length
}
