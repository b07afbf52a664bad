import type { InputRow } from './row.ts'

/** Inputs that mode migrate or mode audit alone reads. */
export const MIGRATION_AND_AUDIT_INPUTS = {
  apply: {
    kind: 'switch',
    group: 'migrate',
    default: 'false',
    says: '`true` stores the secrets, grants access to them, rewrites the files and deploys; otherwise only the plan is shown'
  },
  source: {
    kind: 'word',
    group: 'migrate',
    words: ['files', 'live', 'both'],
    default: 'files',
    says: 'Where to search for credentials: `files`, `live` (running services without a file: one is written), or `both` (also compares files with what runs)'
  },
  'secret-values-update': {
    kind: 'word',
    group: 'secrets',
    isFlag: true,
    modes: ['plan', 'deploy'],
    words: ['auto', 'never'],
    default: 'auto',
    says: 'With `secret-values`: `auto` stores a changed value as a new version, `never` stores only secrets that do not exist, and reads no value'
  },
  naming: {
    kind: 'text',
    group: 'secrets',
    says: 'Template for the names of secrets, with {project}, {environment}, {group}, {name}, {service} and {variable}. Default: `{project}/{group}/{name}`'
  },
  'secret-names': {
    kind: 'lines',
    group: 'secrets',
    says: 'Names for single secrets, lines `VARIABLE=secret name`, `SERVICE/VARIABLE=name`, or `VARIABLE=name:key` for a key of a JSON secret'
  },
  store: {
    kind: 'word',
    group: 'migrate',
    words: ['secretsmanager', 'ssm'],
    default: 'secretsmanager',
    says: '`secretsmanager`, or `ssm` for SecureString parameters'
  },
  references: {
    kind: 'word',
    group: 'migrate',
    words: ['arn', 'name', 'resource'],
    says: 'What files refer to a secret by: `arn`, its full ARN, which every deployer can register, or `name` (`secretsmanager:NAME`), which only this action resolves; in Terraform `resource`, a resource with its import block. Default: `arn` for a file that something else in the repository registers, too, and in Terraform a data source'
  },
  'kms-key-id': {
    kind: 'text',
    group: 'secrets',
    form: /^alias\/aws\/(?:secretsmanager|ssm)$|^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/[\w-]+$|^(?:mrk-)?[0-9a-f-]{32,40}$/,
    wrong: 'is not the ARN or id of a key',
    hint: 'Write the ARN of the key; not an alias, since the grant of the execution role needs the key itself',
    says: 'ARN or ID of the customer managed key that encrypts new secrets. Default: the AWS managed key'
  },
  tags: {
    kind: 'lines',
    group: 'secrets',
    says: 'Tags of new secrets, lines `KEY=value`'
  },
  overwrite: {
    kind: 'switch',
    group: 'secrets',
    default: 'false',
    says: '`true` adds a new version to a secret that exists with another value; otherwise the run stops'
  },
  'on-difference': {
    kind: 'word',
    group: 'migrate',
    words: ['ask', 'file'],
    default: 'ask',
    says: 'If a running service has another value than its file, or other environments use the file too: `ask` stops, `file` uses the value of the file'
  },
  'policy-output': {
    kind: 'word',
    group: 'migrate',
    words: ['attach', 'json'],
    default: 'attach',
    says: '`attach` adds the policy to the execution role; `json` prints it for you to apply, and the next run continues'
  },
  'open-pull-request': {
    kind: 'switch',
    group: 'migrate',
    default: 'false',
    says: '`true` opens a pull request with the files instead of changing them. Needs `github-token`, `contents: write`, `pull-requests: write`'
  },
  include: {
    kind: 'names',
    group: 'migrate',
    noun: 'variable',
    says: 'Variables to move in addition to those that are found (separated by commas or newlines; `*` and `?`; `SERVICE/NAME` for one service)'
  },
  exclude: {
    kind: 'names',
    group: 'migrate',
    noun: 'variable',
    says: 'Variables not to move, in the format of `include`'
  },
  project: {
    kind: 'text',
    group: 'secrets',
    says: 'First part of secret names. Default: cluster name without `-cluster`'
  },
  'plan-file': {
    kind: 'text',
    group: 'migrate',
    says: 'Path of a JSON file for the plan, which contains no value and no hash of a value'
  },
  journal: {
    kind: 'text',
    group: 'migrate',
    says: 'File that keeps what moves, so that an interrupted run can be resumed. Default: in the git directory, otherwise in RUNNER_TEMP'
  },
  purge: {
    kind: 'switch',
    group: 'audit',
    default: 'false',
    says: '`true` deregisters and deletes unused revisions with plaintext'
  },
  families: {
    kind: 'word',
    group: 'audit',
    words: ['used', 'all'],
    default: 'used',
    says: '`all` also checks the families that nothing here runs: every revision of the account in the Region, and those of daemons'
  },
  history: {
    kind: 'switch',
    group: 'audit',
    default: 'false',
    says: '`true` also searches git history for the credentials (needs `fetch-depth: 0`); it rewrites nothing'
  },
  'compare-values': {
    kind: 'switch',
    group: 'audit',
    default: 'false',
    says: '`true` reads the values of the secrets, and searches for them as plaintext under any name'
  },
  'max-secret-age-days': {
    kind: 'number',
    group: 'audit',
    min: 1,
    max: 3650,
    default: '90',
    says: 'Report secrets whose value is older than this number of days'
  }
} as const satisfies Readonly<Record<string, InputRow>>
