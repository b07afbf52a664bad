import { afterEach, describe, expect, test } from '@jest/globals'
import { AwsError } from '../../src/aws/error.ts'
import { explainAwsError } from '../../src/aws/explain.ts'
import { atTerminal } from '../../src/cli/at-terminal.ts'
import { makeWorkspace, type Workspace } from '../workspace.ts'
import { action, cli } from './scene.ts'

const FILE = JSON.stringify({
  family: 'web',
  containerDefinitions: [{ name: 'app', image: 'a:1', memory: 64 }]
})
/** What only a workflow has. */
const RUNNER =
  /actions\/|permissions:|id-token|\$\{\{|GITHUB_|RUNNER_TEMP|fetch-depth|\bthis step\b|\bthe job\b|\bworkflow\b|::error/
/** A flag of ours; those of git and the AWS CLI stand behind their names. */
const FLAG = /(?<!(?:git|aws) [^.;:]*)--[a-z]/

let scene: Workspace
afterEach(() => scene.remove())

describe('the same slips, by a person and in a workflow', () => {
  test.each<[string, Record<string, string>, string[]]>([
    ['a file that is not there', { mode: 'check', 'task-definition': 'gone.json' }, ['check', 'gone.json']],
    ['a pattern without a match', { mode: 'check', 'task-definition': 'x/*.json' }, ['check', 'x/*.json']],
    ['no repository', { mode: 'check' }, ['check']],
    ['no Region', { mode: 'plan', 'task-definition': 'web.json' }, ['plan', 'web.json']],
    [
      'nothing to deploy',
      { mode: 'deploy', 'aws-region': 'us-west-2' },
      ['deploy', '--aws-region', 'us-west-2']
    ],
    [
      'bad values',
      { mode: 'plan', 'task-definition': 'web.json', 'wait-for-minutes': '5m', atomic: 'ja', variables: '{' },
      ['plan', 'web.json', '--wait-for-minutes', '5m', '--atomic=ja', '--variables', '{']
    ],
    ['a file outside', { mode: 'check', 'task-definition': process.execPath }, ['check', process.execPath]],
    ['no commit', { mode: 'check', 'changed-since': 'main' }, ['check', '--changed-since', 'main']]
  ])('%s', async (_, inputs, args) => {
    scene = makeWorkspace({ 'web.json': FILE })
    const typed = await cli(scene, args)
    const ran = await action(scene, inputs)
    const person = typed.out + typed.err
    expect({ typed: typed.code, ran: ran.code }).toEqual({ typed: 2, ran: 2 })
    expect(person.split('\n').filter(line => RUNNER.test(line))).toEqual([])
    expect(ran.out.split('\n').filter(line => FLAG.test(line))).toEqual([])
    expect(ran.out).toContain('::error')
  })
})

test.each<[string, readonly string[], string]>([
  ['a word that is no file', ['check', 'web'], 'If web is a service: did you mean --service web?'],
  ['a path that is no file', ['check', 'a/web.json'], 'Paths are relative to the folder that you are in.\n'],
  ['another file', ['check', '--config', 'web'], 'Paths are relative to the folder that you are in.\n'],
  ['no Region', ['plan', 'web.json'], 'Add --aws-region, set AWS_REGION, or give the AWS profile a region'],
  ['no file', ['deploy', '--aws-region', 'us-west-2'], 'Name a file, a glob or a pattern'],
  [
    'variables',
    ['plan', 'web.json', '--variables', '{'],
    'Pass one JSON object, lines NAME=value, or --variables'
  ],
  [
    'a bad value',
    ['plan', 'web.json', '--cluster', 'my cluster'],
    '--cluster: a value of 10 characters is not'
  ],
  ['a line of variables', ['plan', 'web.json', '--variables', 'x'], 'Write one NAME=value a line'],
  ['no repository', ['check'], 'Run it inside a git repository, or name the files.'],
  ['no token', ['migrate', '--open-pull-request'], 'Set --github-token to a token that may write contents']
])('what is advised at a terminal: %s', async (_, args, hint) => {
  scene = makeWorkspace({ 'web.json': FILE })
  const { out, err } = await cli(scene, args)
  expect(out + err).toContain(hint)
})

test('a command in a step of a workflow is advised as a step', async () => {
  scene = makeWorkspace({})
  const { out } = await cli(scene, ['check', 'gone.json'], { environment: { GITHUB_ACTIONS: 'true' } })
  expect(out).toContain('actions/checkout')
})

test.each<[Record<string, string>, string, string]>([
  [{}, 'get-caller-identity, and renew them: aws sso login, or', 'AWS_SESSION_TOKEN.'],
  [{ AWS_PROFILE: 'shop' }, 'renew them: aws sso login --profile shop, or', 'AWS_SESSION_TOKEN.'],
  [
    { AWS_PROFILE: 'shop', AWS_ACCESS_KEY_ID: 'x' },
    '--profile shop',
    'AWS_PROFILE counts, and AWS_ACCESS_KEY_ID does not.'
  ]
])('credentials that AWS does not accept: %j', (environment, part, end) => {
  scene = makeWorkspace({})
  const message = 'Could not load credentials from any providers'
  const error = new AwsError({
    ...{ kind: 'expired', operation: 'sts:GetCallerIdentity', awsName: 'CredentialsProviderError', message }
  })
  const hint = atTerminal([explainAwsError(error)], environment)[0]?.hint ?? ''
  expect(hint).toContain(part)
  expect(hint.endsWith(end)).toBe(true)
})

test('a job without checkout is told so, and not that an input is empty', async () => {
  scene = makeWorkspace({})
  const inputs = { mode: 'deploy', 'aws-region': 'us-west-2', service: 'web', cluster: 'main' }
  const { out, code } = await action(scene, inputs)
  expect(code).toBe(2)
  expect(out).toContain('is actions/checkout missing?')
  expect(out).not.toContain('nothing to work on')
})
