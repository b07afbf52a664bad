import { afterEach, expect, test } from '@jest/globals'
import { type RunningSandbox, startSandbox } from '../../sandbox/server.ts'
import { hasAwsCli, runAwsCli } from '../sandbox/aws-cli.ts'
import { skipLoudly } from '../skips.ts'
import { makeWorkspace } from '../workspace.ts'
import { definitionNamed, serviceNamed } from './documented-world.ts'
import { shownCommands, wordsOf } from './shown-commands.ts'

/** Operations that the sandbox does not have, with the reason. */
const NOT_RUN: Readonly<Record<string, string>> = {
  'aws iam create-open-id-connect-provider --url https://token.actions.githubusercontent.com --client-id-list sts.amazonaws.com':
    'the sandbox has no identity providers'
}

/** What the commands name. */
const SCENARIO = {
  region: 'us-west-2',
  clusters: ['main', 'demo'],
  roles: [{ name: 'app-execution' }],
  secrets: [{ name: 'NAME', generate: 20 }],
  taskDefinitions: Array.from({ length: 41 }, () => definitionNamed('web')),
  services: ['main', 'demo'].map(cluster => serviceNamed('web', { cluster, taskDefinition: 'web:40' }))
}

const commands = shownCommands()
  .map(({ line }) => line)
  .filter(line => line.startsWith('aws '))

if (!hasAwsCli) skipLoudly('the AWS CLI is not on PATH (pip install awscli)')
else {
  let sandbox: RunningSandbox | undefined
  afterEach(() => sandbox?.close())

  test.each(commands.filter(line => !(line in NOT_RUN)))('%s', async line => {
    sandbox = await startSandbox({ clock: 'manual', scenario: SCENARIO })
    sandbox.advance(60_000)
    const files = makeWorkspace({
      'VALUE.txt': 'made up',
      'new-value.txt': 'made up',
      'policy.json': '{"Version": "2012-10-17", "Statement": []}'
    })
    const words = wordsOf(line).map(word => word.replace('file://', `file://${files.path}/`))
    const region = 'us-west-2'
    const { code, err } = await runAwsCli(sandbox.url, [...words.slice(1), '--region', region])
    files.remove()
    expect({ code, err }).toEqual({ code: 0, err: '' })
  })

  test('what is not run is shown', () => {
    expect(Object.keys(NOT_RUN).filter(line => !commands.includes(line))).toEqual([])
    expect(commands.length).toBeGreaterThan(8)
  })
}
