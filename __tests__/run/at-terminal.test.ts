import { afterEach, describe, expect, test } from '@jest/globals'
import { AwsError } from '../../src/aws/error.ts'
import { explainAwsError } from '../../src/aws/explain.ts'
import { atTerminal } from '../../src/cli/at-terminal.ts'
import { action, cli, makeScene, type Scene } from './scene.ts'

const FILE = JSON.stringify({
  family: 'web',
  containerDefinitions: [{ name: 'app', image: 'a:1', memory: 64 }]
})
/** What only a workflow has. */
const RUNNER =
  /actions\/|permissions:|id-token|\$\{\{|GITHUB_|RUNNER_TEMP|fetch-depth|\bthis step\b|\bthe job\b|\bworkflow\b|::error/
/** A flag of ours; those of git and the AWS CLI stand behind their names. */
const FLAG = /(?<!(?:git|aws) [^.;:]*)--[a-z]/

let scene: Scene
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
    scene = makeScene({ 'web.json': FILE })
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
  scene = makeScene({ 'web.json': FILE })
  const { out, err } = await cli(scene, args)
  expect(out + err).toContain(hint)
})

test('a command in a step of a workflow is advised as a step', async () => {
  scene = makeScene({})
  const { out } = await cli(scene, ['check', 'gone.json'], { environment: { GITHUB_ACTIONS: 'true' } })
  expect(out).toContain('actions/checkout')
})

describe('credentials', () => {
  const hint = (awsName: string, message: string, environment: Record<string, string>) => {
    scene = makeScene({})
    const error = new AwsError({ kind: 'expired', operation: 'sts:GetCallerIdentity', awsName, message })
    return atTerminal([explainAwsError(error)], environment)[0]?.hint
  }
  test.each<[string, string, string, Record<string, string>, string]>([
    [
      'an SSO session that has expired, with its profile',
      'CredentialsProviderError',
      'The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login with the corresponding profile.',
      { AWS_PROFILE: 'shop' },
      'Run aws sso login --profile shop, and then this command again.'
    ],
    [
      'and of the default profile',
      'TokenProviderError',
      "Token is expired. To refresh this SSO session run 'aws sso login' with the corresponding profile.",
      {},
      'Run aws sso login, and then this command again.'
    ],
    [
      'keys of the environment',
      'ExpiredTokenException',
      'The security token included in the request is expired',
      { AWS_ACCESS_KEY_ID: 'x' },
      'The credentials have expired: renew them (set new ones in AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN). If they are fresh, check the clock of this machine.'
    ],
    [
      'keys of the environment that a profile hides',
      'CredentialsProviderError',
      'Could not load credentials from any providers',
      { AWS_ACCESS_KEY_ID: 'x', AWS_PROFILE: 'shop' },
      'AWS_PROFILE is set, so that the profile shop counts, and AWS_ACCESS_KEY_ID does not: unset the one that is not meant. Check the profile with aws sts get-caller-identity --profile shop.'
    ],
    [
      'none at all',
      'CredentialsProviderError',
      'Could not load credentials from any providers',
      {},
      'Check the credentials with aws sts get-caller-identity. Set AWS_PROFILE to a profile of ~/.aws/config, or run aws configure or aws sso login.'
    ]
  ])('%s', (_, name, message, environment, expected) => {
    expect(hint(name, message, environment)).toBe(expected)
  })
})

test('the Region of a profile beside credentials of the environment is named', () => {
  scene = makeScene({ config: '[default]\nregion = eu-west-1\n' })
  const error = new AwsError({
    ...{ kind: 'missing', operation: 'ecs:ListServices', awsName: 'ClusterNotFoundException' },
    ...{ message: 'Cluster not found.', missing: { cluster: 'demo', region: 'eu-west-1' } }
  })
  const hint = (more: Record<string, string>) =>
    atTerminal([explainAwsError(error)], {
      AWS_CONFIG_FILE: `${scene.path}/config`,
      AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
      AWS_ACCESS_KEY_ID: 'x',
      ...more
    })[0]?.hint
  expect(hint({})).toContain('eu-west-1 is the Region of the AWS profile default')
  expect(hint({ AWS_REGION: 'eu-west-1' })).not.toContain('profile')
  expect(hint({ AWS_ACCESS_KEY_ID: '' })).not.toContain('profile')
})
