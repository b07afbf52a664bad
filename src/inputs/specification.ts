import { LIFECYCLE_STAGES } from '../rollout/stages.ts'

/** How a mode is chosen and what it may do is in design terms: check needs no AWS, plan only reads, the others write. */
export const MODES = ['check', 'plan', 'deploy', 'rollback', 'migrate', 'audit', 'rotate-restart'] as const
export type Mode = (typeof MODES)[number]

const WAITS = ['deployed', 'stable', 'none', ...LIFECYCLE_STAGES] as const

/**
 * What is known of one input. `for` is who reads it: `every` mode; `override` is a part of a rendered definition (design:
 * section 6) and stays raw; `check`, `migrate`, `audit`, `rollback` only that mode; `aws` the modes that talk to AWS; `cli`
 * only the command line has it. `default` stands in for an input that is not given, and is what action.yml declares.
 */
export type InputFact = {
  readonly for: 'every' | 'override' | 'check' | 'aws' | 'migrate' | 'audit' | 'rollback' | 'cli'
  readonly default?: string
} & (
  | { readonly kind: 'text' | 'lines' | 'names' | 'switch' }
  | { readonly kind: 'word'; readonly words: readonly string[] }
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
)

/**
 * The inputs by name, in the order of action.yml, which is made from this table and from `descriptions.ts`. The reader, the
 * flags of the command line, "unknown input" and the README's table follow from it too.
 */
export const INPUTS = {
  mode: { for: 'every', kind: 'word', words: MODES, default: 'deploy' },
  'task-definition': { for: 'every', kind: 'lines' },
  service: { for: 'every', kind: 'names' },
  cluster: { for: 'every', kind: 'text' },
  'aws-region': { for: 'every', kind: 'text' },
  variables: { for: 'every', kind: 'text' },
  config: { for: 'every', kind: 'text' },
  policy: { for: 'every', kind: 'word', words: ['detect', 'references-only'], default: 'detect' },
  'fail-on': { for: 'check', kind: 'word', words: ['error', 'warning'], default: 'error' },
  'sarif-file': { for: 'check', kind: 'text' },
  'changed-since': { for: 'check', kind: 'text' },
  'container-name': { for: 'override', kind: 'text' },
  image: { for: 'override', kind: 'text' },
  'environment-variables': { for: 'override', kind: 'text' },
  secrets: { for: 'override', kind: 'text' },
  'docker-labels': { for: 'override', kind: 'text' },
  command: { for: 'override', kind: 'text' },
  'log-configuration-log-driver': { for: 'override', kind: 'text' },
  'log-configuration-options': { for: 'override', kind: 'text' },
  'task-role-arn': { for: 'override', kind: 'text' },
  'execution-role-arn': { for: 'override', kind: 'text' },
  'env-files': { for: 'override', kind: 'text' },
  'task-definition-arn': { for: 'aws', kind: 'text' },
  'wait-until': { for: 'aws', kind: 'word', words: WAITS },
  'wait-for-service-stability': { for: 'aws', kind: 'switch' },
  'wait-for-minutes': { for: 'aws', kind: 'number', min: 1, max: 2880, default: '30' },
  'fail-fast': { for: 'aws', kind: 'switch', default: 'true' },
  'on-failure': { for: 'aws', kind: 'word', words: ['leave', 'rollback'], default: 'leave' },
  'on-cancel': { for: 'aws', kind: 'word', words: ['leave', 'rollback'], default: 'leave' },
  'if-deploying': { for: 'aws', kind: 'word', words: ['replace', 'wait', 'fail'], default: 'replace' },
  order: { for: 'aws', kind: 'lines' },
  'max-parallel': { for: 'aws', kind: 'number', min: 1, max: 5000 },
  'on-error': { for: 'aws', kind: 'word', words: ['stop', 'continue'], default: 'stop' },
  atomic: { for: 'aws', kind: 'switch', default: 'false' },
  'verify-permissions': { for: 'aws', kind: 'word', words: ['auto', 'required', 'off'], default: 'auto' },
  revision: { for: 'rollback', kind: 'text' },
  purge: { for: 'audit', kind: 'switch', default: 'false' },
  history: { for: 'audit', kind: 'switch', default: 'false' },
  'compare-values': { for: 'audit', kind: 'switch', default: 'false' },
  'history-replacements': { for: 'audit', kind: 'text' },
  'max-secret-age-days': { for: 'audit', kind: 'number', min: 1, max: 3650, default: '90' },
  'desired-count': { for: 'aws', kind: 'number', min: 0, max: 5000 },
  'force-new-deployment': { for: 'aws', kind: 'switch', default: 'false' },
  'propagate-tags': { for: 'aws', kind: 'word', words: ['SERVICE', 'TASK_DEFINITION', 'NONE'] },
  'enable-ecs-managed-tags': { for: 'aws', kind: 'switch' },
  'enable-execute-command': { for: 'aws', kind: 'switch' },
  'service-managed-ebs-volume-name': { for: 'aws', kind: 'text' },
  'service-managed-ebs-volume': { for: 'aws', kind: 'text' },
  'capacity-provider-strategy': { for: 'aws', kind: 'text' },
  'deployment-configuration': { for: 'aws', kind: 'text' },
  'service-definition': { for: 'aws', kind: 'lines' },
  'codedeploy-appspec': { for: 'aws', kind: 'text' },
  'codedeploy-application': { for: 'aws', kind: 'text' },
  'codedeploy-deployment-group': { for: 'aws', kind: 'text' },
  'codedeploy-deployment-description': { for: 'aws', kind: 'text' },
  'codedeploy-deployment-config': { for: 'aws', kind: 'text' },
  'run-task': { for: 'aws', kind: 'switch', default: 'false' },
  'run-task-container-overrides': { for: 'aws', kind: 'text' },
  'run-task-security-groups': { for: 'aws', kind: 'names' },
  'run-task-subnets': { for: 'aws', kind: 'names' },
  'run-task-assign-public-ip': { for: 'aws', kind: 'word', words: ['ENABLED', 'DISABLED'] },
  'run-task-capacity-provider-strategy': { for: 'aws', kind: 'text' },
  'run-task-launch-type': { for: 'aws', kind: 'word', words: ['FARGATE', 'EC2', 'EXTERNAL'] },
  'run-task-started-by': { for: 'aws', kind: 'text', default: 'GitHub-Actions' },
  'run-task-tags': { for: 'aws', kind: 'text' },
  'run-task-managed-ebs-volume-name': { for: 'aws', kind: 'text' },
  'run-task-managed-ebs-volume': { for: 'aws', kind: 'text' },
  'wait-for-task-stopped': { for: 'aws', kind: 'switch', default: 'true' },
  'update-schedules': { for: 'aws', kind: 'switch', default: 'false' },
  apply: { for: 'migrate', kind: 'switch', default: 'false' },
  source: { for: 'migrate', kind: 'word', words: ['files', 'live', 'both'], default: 'files' },
  naming: { for: 'migrate', kind: 'text' },
  'secret-names': { for: 'migrate', kind: 'lines' },
  store: { for: 'migrate', kind: 'word', words: ['secretsmanager', 'ssm'], default: 'secretsmanager' },
  'kms-key-id': { for: 'migrate', kind: 'text' },
  tags: { for: 'migrate', kind: 'lines' },
  overwrite: { for: 'migrate', kind: 'switch', default: 'false' },
  'policy-output': {
    for: 'migrate',
    kind: 'word',
    words: ['attach', 'json', 'terraform', 'cloudformation'],
    default: 'attach'
  },
  'open-pull-request': { for: 'migrate', kind: 'switch', default: 'false' },
  include: { for: 'migrate', kind: 'names' },
  exclude: { for: 'migrate', kind: 'names' },
  'connection-strings': { for: 'migrate', kind: 'word', words: ['whole', 'json', 'split'], default: 'whole' },
  'replica-regions': { for: 'migrate', kind: 'names' },
  project: { for: 'migrate', kind: 'text' },
  'plan-file': { for: 'migrate', kind: 'text' },
  journal: { for: 'migrate', kind: 'text' },
  environment: { for: 'aws', kind: 'text' },
  'github-token': { for: 'every', kind: 'text' },
  'max-retries': { for: 'aws', kind: 'number', min: 0, max: 20, default: '3' },
  format: { for: 'cli', kind: 'word', words: ['text', 'json', 'sarif', 'github'], default: 'text' },
  output: { for: 'cli', kind: 'text' },
  'write-baseline': { for: 'cli', kind: 'switch', default: 'false' }
} as const satisfies Readonly<Record<string, InputFact>>

export type InputName = keyof typeof INPUTS

type Facts = typeof INPUTS

/** The inputs of one kind. */
export type InputOfKind<Kind extends InputFact['kind']> = {
  [Name in InputName]: Facts[Name]['kind'] extends Kind ? Name : never
}[InputName]

/** The inputs that the action has: all but those of the command line alone. */
export type ActionInputName = {
  [Name in InputName]: Facts[Name]['for'] extends 'cli' ? never : Name
}[InputName]

/** The words that an input of kind `word` takes. */
export type WordOf<Name extends InputOfKind<'word'>> = Facts[Name]['words'][number]

/** Inputs with a default give a value always, the others `undefined` when they are not given. */
export type Unless<Name extends InputName> = Facts[Name] extends { readonly default: string }
  ? never
  : undefined

const ALL_INPUTS = Object.keys(INPUTS) as InputName[]

/** inputsFor lists the inputs that one reader owns, in the order of action.yml. */
export function inputsFor(who: InputFact['for']): readonly InputName[] {
  return ALL_INPUTS.filter(name => INPUTS[name].for === who)
}

/** The inputs of the action, and with the flags of the command line. */
export const ACTION_INPUTS: readonly InputName[] = ALL_INPUTS.filter(name => INPUTS[name].for !== 'cli')
export const COMMAND_LINE_INPUTS: readonly InputName[] = ALL_INPUTS

/** factOf gives what the table says of an input. */
export function factOf(name: InputName): InputFact {
  return INPUTS[name]
}

/** The names of action.yml's outputs. All are set however the run ends. */
export const OUTPUTS = [
  'results',
  'diagnoses',
  'task-definition-arn',
  'task-definition',
  'findings',
  'findings-count',
  'sarif-file',
  'plan',
  'codedeploy-deployment-id',
  'run-task-arn',
  'audit'
] as const
export type OutputName = (typeof OUTPUTS)[number]

/** Raw inputs as the runner or the command line gives them; an absent or empty string means "not given". */
export type RawInputs = { readonly [name in InputName]?: string }
