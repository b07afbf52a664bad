import { execFileSync } from 'node:child_process'
import { symlinkSync, writeFileSync } from 'node:fs'
import { makeWorkspace, runCli } from '../bundle/runner.ts'
import { cli, type Trouble } from './troubleshooting-inputs.ts'
import { deploy } from './troubleshooting-world.ts'

const CONFIG = '.github/ecs-sealed-deploy.yml'
const definition = (family: string, containers = ['app']) =>
  JSON.stringify({
    family,
    containerDefinitions: containers.map(name => ({ name, image: 'a:1', memory: 64 }))
  })
const FILES = { 'web.json': definition('web'), 'other.json': definition('other') }

/** A plan with this configuration file, which fails before any AWS call. */
const configured = (what: string, configuration: string, flags: readonly string[] = []): Trouble =>
  cli(what, ['plan', '--aws-region=us-west-2', ...flags], { ...FILES, [CONFIG]: configuration })

const WEB = 'services:\n  web: {cluster: main, task-definition: web.json}\n'
const STAGING = `${WEB}environments:\n  staging: {cluster: main}\n`
const arn = (region: string, account: string) => `arn:aws:ecs:${region}:${account}:cluster/main`

/** Errors in the configuration file, and contradictions between it and the inputs. */
const LAYOUTS: readonly Trouble[] = [
  configured(
    'names that stand nowhere else',
    [
      'cluster: main',
      'defaults: {cluster: main}',
      'services:\n  web: {task-definition: web.json}',
      'tasks:\n  up: {task-definition: web.json, for: [nobody]}',
      'environments:\n  staging: {services: {strange: {cluster: main}}}',
      'order: [web, webb]'
    ].join('\n'),
    ['--environment=staging']
  ),
  configured(
    'placeholders that do not fit',
    'services:\n  web: {cluster: "main-{environment}", region: "{service}", task-definition: web.json}\n'
  ),
  cli('two configuration files', ['plan', '--aws-region=us-west-2'], {
    ...FILES,
    [CONFIG]: WEB,
    [CONFIG.replace('.yml', '.yaml')]: WEB
  }),
  cli('no environment', ['deploy', '--aws-region=us-west-2'], { ...FILES, [CONFIG]: STAGING }),
  configured('an environment that is not there', STAGING, ['--environment=production']),
  configured('two orders', `${WEB}order: [web]\n`, ['--order=web']),
  configured('one service twice', `${WEB}  api: {service: web, cluster: main, task-definition: web.json}\n`),
  configured('a service without its file', `${WEB}  api: {cluster: main}\n`),
  configured('a service that is not there', WEB, ['--service=nobody']),
  configured(
    'a service of another environment',
    'defaults: {cluster: main}\nservices: {web: {task-definition: web.json}, api: {}}\nenvironments: {staging: {}, production: {services: {api: {task-definition: other.json}}}}\n',
    ['--environment=staging', '--service=api']
  ),
  configured('another file of a service', WEB, ['--service=web', '--task-definition=other.*']),
  configured('the file of no service', WEB, ['--task-definition=other.json']),
  configured('a cluster of another region', WEB.replace('main', arn('eu-west-1', '123456789012'))),
  configured(
    'a cluster of another account',
    WEB.replace('{', `{role-to-assume: "arn:aws:iam::210987654321:role/deploy", `).replace(
      'main',
      arn('us-west-2', '123456789012')
    )
  ),
  cli('a one-off task without a cluster', ['plan', 'web.json', '--aws-region=us-west-2', '--run-task'], FILES)
]

/** A plan from the configuration file, for problems known only once the files are rendered or AWS is called. */
const planned = (what: string, entries: string): Trouble =>
  deploy(what, {}, { mode: 'plan', 'task-definition': '' }, ({ workspace }) => {
    workspace.write('up.json', definition('up', ['app', 'side']))
    workspace.write(CONFIG, `services:\n  web: {task-definition: deploy/web.json}\n${entries}`)
  })

/** Files that a check of a whole repository finds and cannot read, or cannot read completely. */
const UNREAD: Trouble = {
  what: 'files of a repository that are not read',
  print: async () => {
    const workspace = makeWorkspace({
      'deploy/large.json': definition('large').padEnd(5_300_000),
      'deploy/many.yml': `containerDefinitions: [{name: app, image: a}]\n${'---\na: 1\n'.repeat(5001)}`,
      'deploy/folded.yml': `containerDefinitions: []\na: >\n${`  ${'x '.repeat(500)}\n`.repeat(2100)}`
    })
    try {
      const latin = Buffer.from('{"family": "caf\u00e9", "containerDefinitions": []}', 'latin1')
      writeFileSync(`${workspace.path}/deploy/latin.json`, latin)
      symlinkSync(process.execPath, `${workspace.path}/deploy/link.json`)
      execFileSync('git', ['init', '--initial-branch=main'], { cwd: workspace.path, stdio: 'ignore' })
      execFileSync('git', ['add', '.'], { cwd: workspace.path, stdio: 'ignore' })
      return (await runCli(['check'], { workspace })).visible
    } finally {
      workspace.remove()
    }
  }
}

/** Problems of the configuration file and the files that it refers to. */
export const CONFIGURATION: readonly Trouble[] = [
  ...LAYOUTS,
  planned('one family twice', '  api: {task-definition: up.json, family: web}\n'),
  planned('a live task', 'tasks:\n  up: {task-definition: live, run: before}\n'),
  planned(
    'a command for one of two containers',
    'tasks:\n  up: {task-definition: up.json, run: before, command: [x]}\n'
  ),
  planned(
    'a task that no schedule runs',
    'tasks:\n  report: {task-definition: deploy/web.json, family: report, schedules: true}\n'
  ),
  cli(
    'a file of several services in the place of an action of AWS',
    ['render', 'web.json', '--compatibility=aws-actions', '--environment=staging', '--image=a:2'],
    {
      ...FILES,
      [CONFIG]: `services:\n  a: {task-definition: web.json}\n  b: {task-definition: web.json}\nenvironments:\n  staging: {cluster: main}\n`
    }
  ),
  UNREAD
]
