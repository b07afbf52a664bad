import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { runGit } from '../git.ts'
import { makeWorkspace, type Workspace } from '../workspace.ts'
import { runAction, runCli } from './runner.ts'

// What stands around the detector, through the built bundle.
const PASSWORD = ['Harvest', '2034', '!'].join('')
const file = (value?: string) =>
  JSON.stringify(
    {
      family: 'web',
      containerDefinitions: [
        {
          name: 'app',
          image: 'a:1',
          environment: value === undefined ? [] : [{ name: 'DB_PASSWORD', value }]
        }
      ]
    },
    null,
    2
  )

let workspace: Workspace
beforeEach(() => {
  workspace = makeWorkspace({ 'deploy/web.json': file(PASSWORD), 'deploy/clean.json': file() })
})
afterEach(() => workspace.remove())

const git = (...args: string[]) => runGit(workspace.path, args)

test('sarif-file: written, named in the output, without the value', async () => {
  const run = await runAction(
    { mode: 'check', 'task-definition': 'deploy/*.json', 'sarif-file': 'out/check.sarif' },
    { workspace }
  )
  expect(run.code).toBe(1)
  expect(existsSync(join(workspace.path, 'out/check.sarif'))).toBe(true)
  expect(run.outputs['sarif-file']).toContain('out/check.sarif')
  const log = workspace.read('out/check.sarif')
  expect(JSON.parse(log)).toMatchObject({
    version: '2.1.0',
    runs: [{ results: [{ ruleId: 'secret/by-name' }] }]
  })
  expect(log + run.visible).not.toContain(PASSWORD)
})

test('an exception with a reason and an end suppresses its finding; expired it is a finding itself', async () => {
  const exception = (expires: string) =>
    `exceptions:\n  - file: deploy/web.json\n    container: app\n    variable: DB_PASSWORD\n    rule: secret/by-name\n    reason: rotated this week\n    expires: ${expires}\n`
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
  workspace.write('.github/ecs-sealed-deploy.yml', exception(day(20)))
  expect((await runCli(['check', 'deploy/web.json'], { workspace, sandbox: 'none' })).code).toBe(0)
  workspace.write('.github/ecs-sealed-deploy.yml', exception(day(-2)))
  const expired = await runCli(['check', 'deploy/web.json'], { workspace, sandbox: 'none' })
  expect(expired.code).toBe(1)
  expect(expired.stdout).toContain('policy/exception-expired')
})

test('with no path the repository is searched; changed-since looks at what has changed', async () => {
  git('init', '--initial-branch=main')
  git('add', '.')
  git('commit', '--message=one')
  expect((await runCli(['check'], { workspace, sandbox: 'none' })).code).toBe(1)
  expect((await runCli(['check', '--changed-since', 'HEAD'], { workspace, sandbox: 'none' })).code).toBe(0)
  workspace.write('deploy/web.json', file(`${PASSWORD}x`))
  expect((await runCli(['check', '--changed-since', 'HEAD'], { workspace, sandbox: 'none' })).code).toBe(1)
})

test('policy references-only refuses what is not provably harmless; fail-on counts warnings', async () => {
  workspace.write(
    'deploy/plain.json',
    JSON.stringify({
      family: 'web',
      containerDefinitions: [
        { name: 'app', image: 'a:1', environment: [{ name: 'GREETING', value: 'some free text' }] }
      ]
    })
  )
  expect((await runCli(['check', 'deploy/plain.json'], { workspace, sandbox: 'none' })).code).toBe(0)
  const strict = await runCli(['check', 'deploy/plain.json', '--policy', 'references-only'], {
    workspace,
    sandbox: 'none'
  })
  expect(strict.code).toBe(1)
  expect(strict.stdout).toContain('policy/references-only')
  workspace.write(
    'deploy/warned.json',
    JSON.stringify({
      family: 'web',
      containerDefinitions: [
        { name: 'app', image: 'a:1', environment: [{ name: 'DB_PASSWORD', value: '${DB_PASSWORD}' }] }
      ]
    })
  )
  expect((await runCli(['check', 'deploy/warned.json'], { workspace, sandbox: 'none' })).code).toBe(0)
  expect(
    (await runCli(['check', 'deploy/warned.json', '--fail-on', 'warning'], { workspace, sandbox: 'none' }))
      .code
  ).toBe(1)
})

test('CloudFormation, Terraform and templates that do not parse are read', async () => {
  workspace.write(
    'stack.yml',
    `Resources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions:\n        - Name: app\n          Image: !Sub "\${Repo}:1"\n          Environment:\n            - Name: DB_PASSWORD\n              Value: ${PASSWORD}\n`
  )
  workspace.write(
    'main.tf',
    `resource "aws_ecs_task_definition" "x" {\n  container_definitions = jsonencode([{ name = "app", environment = [{ name = "DB_PASSWORD", value = "${PASSWORD}" }] }])\n}\n`
  )
  workspace.write(
    'task.json.j2',
    `{"containerDefinitions": [{"name": "app", {% if x %}"environment": [{"name": "DB_PASSWORD", "value": "${PASSWORD}"}]{% endif %}}]}`
  )
  for (const path of ['stack.yml', 'main.tf', 'task.json.j2']) {
    const run = await runCli(['check', path, '--format', 'json'], { workspace, sandbox: 'none' })
    expect({
      path,
      code: run.code,
      names: (JSON.parse(run.stdout) as { findings: { name: string }[] }).findings.map(({ name }) => name)
    }).toEqual({ path, code: 1, names: ['DB_PASSWORD'] })
    expect(run.visible).not.toContain(PASSWORD)
  }
})

test('a password that is the name of a service, cluster, family or account of the run is said to be, and not masked', async () => {
  const names = ['trade-stream', 'ops-pipeline-cluster', 'trade-family', '123456789012']
  const variable = (value: string, index: number) => ({ name: `DB${index}_PASSWORD`, value })
  const containers = [{ name: 'app', image: 'a:1', environment: [...names, PASSWORD].map(variable) }]
  workspace.write(
    'td/trade-stream.json',
    JSON.stringify({ family: names[2], containerDefinitions: containers })
  )
  workspace.write(
    '.github/ecs-sealed-deploy.yml',
    `defaults: {cluster: ${names[1]}, account: "${names[3]}", task-definition: "td/{service}.json"}\nservices: {${names[0]}: {}}\n`
  )
  const run = await runAction({ mode: 'check', 'task-definition': 'td/{service}.json' }, { workspace })
  expect(run.code).toBe(1)
  const { findings, files } = JSON.parse(run.outputs['findings'] as string)
  expect(files).toEqual(['td/trade-stream.json'])
  const said = findings.map(({ message }: { message: string }) =>
    /is also the name of a service/.test(message)
  )
  expect(said).toEqual([true, true, true, true, false])
  expect(run.stdout.match(/^::add-mask::.*$/gm)).toEqual([`::add-mask::${PASSWORD}`])
  expect(run.stdout + run.summary + run.outputs['findings']).not.toMatch(/\*\*\*/)
})
