import { ECS_NAME } from '../../arn.ts'
import { type InputRow, NUMBERED } from './row.ts'

const ONE_WORD = { form: /^\S+$/, wrong: 'contains whitespace', hint: 'Remove the white space' } as const

/** The definition that ECS has instead of a file, and overrides of the rendered definition. */
export const DEFINITION_INPUTS = {
  'task-definition-arn': {
    kind: 'text',
    group: 'base',
    inRoot: true,
    form: NUMBERED,
    wrong: 'is not a revision of a task definition',
    hint: 'Write family:number, or the full ARN',
    says: 'Deploy this revision (ARN or `family:revision`) unchanged instead of a file; with overrides such as `image`, and in mode `render`, it is the base of the new definition'
  },
  'task-definition-family': {
    kind: 'text',
    group: 'base',
    form: ECS_NAME,
    wrong: 'is not the name of a family',
    hint: 'Use up to 255 letters, digits, "-" and "_", without a revision',
    says: 'Use the newest ACTIVE revision of this family as the base instead of a file'
  },
  'task-definition-revision': {
    kind: 'text',
    group: 'base',
    form: /^[1-9]\d{0,8}$/,
    wrong: 'is not a revision number',
    hint: 'Write digits only, for example task-definition-revision: 12',
    says: 'Revision number of `task-definition-family` to use instead of the newest'
  },
  compatibility: {
    kind: 'word',
    group: 'overrides',
    words: ['none', 'aws-actions'],
    default: 'none',
    says: '`aws-actions` reads inputs as leniently as AWS’s render and deploy actions, with their defaults; the actions `render` and `deploy` of this repository set it'
  },
  'container-name': {
    kind: 'text',
    group: 'overrides',
    inRoot: true,
    says: 'Containers that the overrides below apply to, separated by commas or newlines; not needed if a definition has only one'
  },
  image: {
    kind: 'block',
    group: 'overrides',
    inRoot: true,
    says: 'Image of the selected containers of one definition, or lines `container=image`, or `SERVICE/container=image` for one of several services'
  },
  'environment-variables': {
    kind: 'block',
    group: 'overrides',
    inRoot: true,
    says: 'Environment variables to set, lines `NAME=value`. They are checked like those in the file: no credentials'
  },
  secrets: {
    kind: 'block',
    group: 'overrides',
    inRoot: true,
    says: 'Secrets to set, lines `NAME=reference`; a plaintext environment entry of the same name is removed'
  },
  'secret-values': {
    kind: 'block',
    group: 'overrides',
    modes: ['plan', 'deploy'],
    inRoot: true,
    says: 'Values to store in Secrets Manager, and to refer to in the definition: lines `NAME=value`, `NAME` for a variable of the step, or one JSON object; `container/NAME` or `SERVICE/container/NAME` for one of several'
  },
  'environment-strategy': {
    kind: 'word',
    group: 'overrides',
    words: ['merge', 'replace'],
    inRoot: true,
    says: '`replace`: `environment-variables` and `secrets`, where given, are the whole list of the selected containers; what the definition has besides is removed, and the run lists the names. `merge` (default) keeps it'
  },
  'docker-labels': {
    kind: 'block',
    group: 'overrides',
    says: 'Docker labels to set, lines `KEY=value`'
  },
  command: {
    kind: 'text',
    group: 'overrides',
    says: 'Command of the selected container, as shell-quoted words'
  },
  'log-configuration-log-driver': {
    kind: 'text',
    group: 'overrides',
    ...ONE_WORD,
    says: 'Log driver of the selected containers, for example `awslogs`'
  },
  'log-configuration-options': {
    kind: 'block',
    group: 'overrides',
    says: 'Options of the log driver, lines `KEY=value`'
  },
  'task-role-arn': {
    kind: 'text',
    group: 'overrides',
    ...ONE_WORD,
    says: 'ARN of the task role, which the application uses'
  },
  'execution-role-arn': {
    kind: 'text',
    group: 'overrides',
    ...ONE_WORD,
    says: 'ARN of the execution role, which pulls the image and reads the secrets when a task starts'
  },
  'env-files': {
    kind: 'lines',
    group: 'overrides',
    form: /^arn:[\w-]+:s3:::[^/\s]+\/\S+$/,
    wrong: 'is not the ARN of an object in Amazon S3',
    hint: 'Write arn:aws:s3:::bucket/path/name.env, one per line',
    says: 'S3 ARNs of environment files, one per line. Their content is not checked'
  },
  'keep-null-value-keys': {
    kind: 'names',
    group: 'overrides',
    modes: ['render', 'plan', 'deploy', 'migrate'],
    noun: 'key',
    says: 'Removes empty fields (`null`, empty strings, `[]`, `{}`) of the definition, except those with these names (separated by commas). If omitted, every field is sent unchanged'
  }
} as const satisfies Readonly<Record<string, InputRow>>
