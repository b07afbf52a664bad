import { describe, expect, test } from '@jest/globals'
import { readConfiguration } from '../../../src/inputs/read.ts'
import type { RawInputs } from '../../../src/inputs/tables/specification.ts'

const read = (raw: RawInputs) =>
  readConfiguration({
    mode: 'migrate',
    'task-definition': 'deploy/{service}.json',
    cluster: 'ops-cluster',
    'aws-region': 'us-west-2',
    ...raw
  })
const messagesOf = async (raw: RawInputs) => {
  const result = await read(raw)
  return 'problems' in result ? result.problems.map(({ message }) => message) : []
}

describe('inputs of a migration', () => {
  test('without any it is a plan of files into Secrets Manager', async () => {
    expect(await read({})).toMatchObject({
      configuration: {
        mode: 'migrate',
        apply: false,
        source: 'files',
        store: 'secretsmanager',
        overwrite: false,
        policyOutput: 'attach',
        openPullRequest: false,
        secretNames: [],
        include: [],
        exclude: [],
        tags: {}
      }
    })
  })

  test('all together', async () => {
    expect(
      await read({
        apply: 'true',
        'secret-names': 'A=x/a\nweb/B=x/b:key',
        tags: 'team=ops\nempty=',
        include: 'A, B*',
        'kms-key-id': 'arn:aws:kms:us-west-2:123456789012:key/abc'
      })
    ).toMatchObject({
      configuration: {
        apply: true,
        secretNames: [
          { variable: 'A', secret: 'x/a' },
          { service: 'web', variable: 'B', secret: 'x/b', key: 'key' }
        ],
        tags: { team: 'ops', empty: '' },
        include: ['A', 'B*'],
        kmsKeyId: 'arn:aws:kms:us-west-2:123456789012:key/abc'
      }
    })
  })

  test.each<[RawInputs, string]>([
    [{ apply: 'yes' }, '"apply"'],
    [{ 'kms-key-id': 'alias/mine' }, '"kms-key-id": "alias/mine" is not the ARN or id of a key'],
    [{ tags: 'no' }, '"tags": line 1 is not KEY=value'],
    [{ tags: '=x' }, '"tags": line 1 is not KEY=value'],
    [{ tags: 'team=a\nteam=b' }, '"tags": line 2 names a key again'],
    [{ 'open-pull-request': 'true' }, '"github-token" is empty'],
    [{ 'secret-names': 'A' }, '"secret-names": line 1'],
    [{ 'policy-output': 'pulumi' }, '"policy-output"'],
    [{ 'task-definition': '' }, '"task-definition" is empty']
  ])('%j is a problem', async (raw, message) => {
    expect((await messagesOf(raw)).join()).toContain(message)
  })

  test('in another mode they are not lost silently; the runner’s defaults are none', async () => {
    expect(await messagesOf({ mode: 'deploy', apply: 'true', 'secret-names': 'A=b' })).toEqual([
      'Input "apply" is for mode migrate; this is mode deploy.',
      'Input "secret-names" is for mode migrate; this is mode deploy.'
    ])
    const defaults = { apply: 'false', source: 'files', store: 'secretsmanager', overwrite: 'false' }
    expect(
      await messagesOf({
        mode: 'deploy',
        ...defaults,
        'policy-output': 'attach'
      })
    ).toEqual([])
  })
})
