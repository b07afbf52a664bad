import { parseSecretNames, type SecretNameRule } from '../../migrate/names.ts'
import { present } from '../../present.ts'
import { describeText } from '../problems/describe-text.ts'
import type { InputReader } from '../reader.ts'

/** How the execution role gets its permissions: set by this run, or printed for those who manage roles as code. */
export type PolicyOutput = 'attach' | 'json' | 'terraform' | 'cloudformation'

/** What only `migrate` reads. */
export type MigrationInputs = {
  readonly apply: boolean
  /** Where to look for credentials: task definition files, live services without a file, or both. */
  readonly source: 'files' | 'live' | 'both'
  readonly naming?: string
  readonly secretNames: readonly SecretNameRule[]
  readonly store: 'secretsmanager' | 'ssm'
  /** ARN or ID of a customer managed key; if absent, the store's AWS managed key. */
  readonly kmsKeyId?: string
  readonly tags: Readonly<Record<string, string>>
  readonly overwrite: boolean
  /** What to do if a service runs with another value than its file has. */
  readonly onDifference: 'ask' | 'file'
  readonly policyOutput: PolicyOutput
  readonly openPullRequest: boolean
  readonly include: readonly string[]
  readonly exclude: readonly string[]
  readonly project?: string
  readonly planFile?: string
  readonly journal?: string
}

/** readMigration reads the inputs of a migration. */
export function readMigration(reader: InputReader): MigrationInputs {
  const { rules, problems } = parseSecretNames(reader.lines('secret-names'))
  reader.problems.push(...problems)
  return {
    apply: reader.boolean('apply'),
    source: reader.word('source'),
    secretNames: rules,
    store: reader.word('store'),
    tags: readTags(reader),
    overwrite: reader.boolean('overwrite'),
    onDifference: reader.word('on-difference'),
    policyOutput: reader.word('policy-output'),
    openPullRequest: readPullRequest(reader),
    include: reader.names('include') ?? [],
    exclude: reader.names('exclude') ?? [],
    ...present({
      naming: reader.text('naming'),
      project: reader.text('project'),
      planFile: reader.text('plan-file'),
      journal: reader.text('journal'),
      kmsKeyId: readKey(reader)
    })
  }
}

function readPullRequest(reader: InputReader): boolean {
  const wanted = reader.boolean('open-pull-request')
  if (wanted && reader.text('github-token') === undefined) {
    reader.problems.push({
      code: 'missing-input',
      fault: 'user',
      message: 'Input "open-pull-request" is true, but "github-token" is empty.',
      hint: 'Set github-token: ${{ github.token }} and give the job permissions: contents: write and pull-requests: write.',
      about: { input: 'github-token' }
    })
  }
  return wanted
}

/** A policy needs the ID of a key: an alias would have to be looked up, and can point to another key later. */
function readKey(reader: InputReader): string | undefined {
  const key = reader.text('kms-key-id')
  if (key === undefined || /^alias\/aws\/(?:secretsmanager|ssm)$/.test(key)) return undefined
  if (/^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/[\w-]+$/.test(key) || /^(?:mrk-)?[0-9a-f-]{32,40}$/.test(key))
    return key
  return reader.report(
    'bad-input',
    `Input "kms-key-id": ${describeText(key)} is not the ARN or id of a key.`,
    'Write the ARN of the key; not an alias, since the grant of the execution role names the key itself.'
  )
}

function readTags(reader: InputReader): Readonly<Record<string, string>> {
  const tags: Record<string, string> = {}
  for (const [index, line] of reader.lines('tags').entries()) {
    const [, key, value] = /^([^=]{1,128})=(.{0,256})$/.exec(line) ?? []
    if (key === undefined || value === undefined || key.trim() === '') {
      reader.report(
        'bad-input',
        `Input "tags": line ${index + 1} is not KEY=value.`,
        'Write one KEY=value a line.'
      )
    } else if (Object.hasOwn(tags, key.trim())) {
      reader.report(
        'bad-input',
        `Input "tags": line ${index + 1} names a key again.`,
        'Keep one of the lines.'
      )
    } else tags[key.trim()] = value.trim()
  }
  return tags
}
