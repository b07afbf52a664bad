import { LIFECYCLE_STAGES } from '../../rollout/stages.ts'

/**
 * How a mode is chosen and what it may do is in design terms: check and render need no AWS, plan only reads, the others
 * write.
 */
export const MODES = [
  'check',
  'render',
  'plan',
  'deploy',
  'status',
  'continue',
  'rollback',
  'migrate',
  'audit',
  'rotate-restart'
] as const
export type Mode = (typeof MODES)[number]

/**
 * Words that a command line may begin with besides the modes; they help to adopt a repository, and the action does not
 * have them.
 */
export const COMMANDS = ['init', 'adopt', 'merge'] as const
export type CommandName = (typeof COMMANDS)[number]

const WAITS = ['deployed', 'stable', 'paused', 'none', ...LIFECYCLE_STAGES] as const

/**
 * The facts of one input. `for` is its reader: `every` mode; `override` is a part of a rendered definition (design:
 * section 6) and stays raw; `check`, `migrate`, `audit`, `rollback`, `continue` only that mode; `aws` the modes that
 * call AWS; `cli` only the command line. `default` is used if the input is not given, and is declared in action.yml; an
 * input whose default depends on something else has none, because the runner passes every default as if it were given
 * (decision 33). A `block` is a text of one or more lines that is not changed.
 */
export type InputFact = {
  readonly for: 'every' | 'override' | 'check' | 'aws' | 'migrate' | 'audit' | 'rollback' | 'continue' | 'cli'
  readonly default?: string | undefined
} & (
  | { readonly kind: 'text' | 'block' | 'lines' | 'names' | 'switch' }
  | { readonly kind: 'word'; readonly words: readonly string[] }
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
)

type Who = InputFact['for']

// The table is read in every run, including checks, so a row is short, and one function per kind creates its facts.
const fact = <const W extends Who, const K extends string, const D extends string | undefined = undefined>(
  who: W,
  kind: K,
  usual: D
) => ({ for: who, kind, default: usual })
const text = <const W extends Who, const D extends string | undefined = undefined>(who: W, usual?: D) =>
  fact(who, 'text', usual as D)
const block = <const W extends Who>(who: W) => fact(who, 'block', undefined)
const lines = <const W extends Who>(who: W) => fact(who, 'lines', undefined)
const names = <const W extends Who>(who: W) => fact(who, 'names', undefined)
const toggle = <const W extends Who, const D extends 'true' | 'false' | undefined = undefined>(
  who: W,
  usual?: D
) => fact(who, 'switch', usual as D)
const word = <
  const W extends Who,
  const Words extends readonly string[],
  const D extends Words[number] | undefined = undefined
>(
  who: W,
  words: Words,
  usual?: D
) => ({ ...fact(who, 'word', usual as D), words })
const number = <const W extends Who, const D extends string | undefined = undefined>(
  who: W,
  [min, max]: readonly [number, number],
  usual?: D
) => ({ ...fact(who, 'number', usual as D), min, max })

/**
 * The inputs by name, in the order of action.yml, which is generated from this table and from `descriptions.ts`. The
 * reader, the flags of the command line, "unknown input" and the table in docs/inputs.md are derived from it, too.
 */
export const INPUTS = {
  mode: word('every', MODES, 'deploy'),
  'task-definition': lines('every'),
  service: names('every'),
  cluster: text('every'),
  'aws-region': text('every'),
  variables: block('every'),
  env: names('every'),
  config: text('every'),
  environment: text('every'),
  policy: word('every', ['detect', 'references-only'], 'detect'),
  'report-file': text('every'),
  'trust-exceptions': word('every', ['base', 'head'], 'base'),
  compatibility: word('every', ['none', 'aws-actions'], 'none'),
  'fail-on': word('check', ['error', 'warning'], 'error'),
  'sarif-file': text('check'),
  'changed-since': text('check'),
  'container-name': text('override'),
  image: block('override'),
  'environment-variables': block('override'),
  secrets: block('override'),
  'docker-labels': block('override'),
  command: text('override'),
  'log-configuration-log-driver': text('override'),
  'log-configuration-options': block('override'),
  'task-role-arn': text('override'),
  'execution-role-arn': text('override'),
  'env-files': block('override'),
  'allowed-roles': lines('aws'),
  'task-definition-arn': text('aws'),
  'task-definition-family': text('aws'),
  'task-definition-revision': text('aws'),
  'keep-null-value-keys': names('aws'),
  'wait-until': word('aws', WAITS),
  'wait-for-service-stability': toggle('aws'),
  'wait-for-minutes': number('aws', [1, 43_200], '30'),
  'wait-max-delay-seconds': number('aws', [1, 3600]),
  'fail-fast': toggle('aws', 'true'),
  'on-failure': word('aws', ['leave', 'rollback']),
  'on-cancel': word('aws', ['leave', 'rollback'], 'leave'),
  'if-deploying': word('aws', ['replace', 'wait', 'fail']),
  order: lines('aws'),
  'max-parallel': number('aws', [1, 5000]),
  'on-error': word('aws', ['stop', 'continue'], 'stop'),
  atomic: toggle('aws', 'false'),
  'allow-family-change': toggle('aws', 'false'),
  'verify-permissions': word('aws', ['auto', 'required', 'off'], 'auto'),
  revision: text('rollback'),
  'dry-run': toggle('aws', 'false'),
  'pause-action': word('continue', ['continue', 'rollback'], 'continue'),
  'service-deployment': lines('continue'),
  purge: toggle('audit', 'false'),
  history: toggle('audit', 'false'),
  'compare-values': toggle('audit', 'false'),
  'history-replacements': text('audit'),
  'max-secret-age-days': number('audit', [1, 3650], '90'),
  'desired-count': number('aws', [0, 5000]),
  'force-new-deployment': toggle('aws', 'false'),
  'propagate-tags': word('aws', ['SERVICE', 'TASK_DEFINITION', 'NONE']),
  'enable-ecs-managed-tags': toggle('aws'),
  'enable-execute-command': toggle('aws'),
  'service-managed-ebs-volume-name': text('aws'),
  'service-managed-ebs-volume': text('aws'),
  'capacity-provider-strategy': text('aws'),
  'deployment-configuration': text('aws'),
  'service-definition': lines('aws'),
  'codedeploy-appspec': text('aws'),
  'codedeploy-application': text('aws'),
  'codedeploy-deployment-group': text('aws'),
  'codedeploy-deployment-description': text('aws'),
  'codedeploy-deployment-config': text('aws'),
  'run-task': toggle('aws', 'false'),
  'run-task-container-overrides': text('aws'),
  'run-task-security-groups': names('aws'),
  'run-task-subnets': names('aws'),
  'run-task-assign-public-ip': word('aws', ['ENABLED', 'DISABLED']),
  'run-task-capacity-provider-strategy': text('aws'),
  'run-task-launch-type': word('aws', ['FARGATE', 'EC2', 'EXTERNAL']),
  'run-task-started-by': text('aws', 'GitHub-Actions'),
  'run-task-tags': text('aws'),
  'run-task-managed-ebs-volume-name': text('aws'),
  'run-task-managed-ebs-volume': text('aws'),
  'wait-for-task-stopped': toggle('aws', 'true'),
  'update-schedules': toggle('aws', 'false'),
  'keep-revisions': number('aws', [1, 1000]),
  apply: toggle('migrate', 'false'),
  source: word('migrate', ['files', 'live', 'both'], 'files'),
  naming: text('migrate'),
  'secret-names': lines('migrate'),
  store: word('migrate', ['secretsmanager', 'ssm'], 'secretsmanager'),
  'kms-key-id': text('migrate'),
  tags: lines('migrate'),
  overwrite: toggle('migrate', 'false'),
  'on-difference': word('migrate', ['ask', 'file'], 'ask'),
  'policy-output': word('migrate', ['attach', 'json', 'terraform', 'cloudformation'], 'attach'),
  'open-pull-request': toggle('migrate', 'false'),
  include: names('migrate'),
  exclude: names('migrate'),
  project: text('migrate'),
  'plan-file': text('migrate'),
  journal: text('migrate'),
  'github-token': text('every'),
  'max-retries': number('aws', [0, 20], '3'),
  format: word('cli', ['text', 'json', 'sarif', 'github'], 'text'),
  output: text('cli'),
  'write-baseline': toggle('cli', 'false'),
  'stdin-name': text('cli'),
  quiet: toggle('cli', 'false')
} satisfies Readonly<Record<string, InputFact>>

export type InputName = keyof typeof INPUTS

type Facts = typeof INPUTS

/** The inputs of one kind. */
export type InputOfKind<Kind extends InputFact['kind']> = {
  [Name in InputName]: Facts[Name]['kind'] extends Kind ? Name : never
}[InputName]

/** The inputs of the action: all except those of the command line alone. */
export type ActionInputName = {
  [Name in InputName]: Facts[Name]['for'] extends 'cli' ? never : Name
}[InputName]

/** The words that an input of kind `word` accepts. */
export type WordOf<Name extends InputOfKind<'word'>> = Facts[Name]['words'][number]

/** Inputs with a default always have a value, the others `undefined` if they are not given. */
export type Unless<Name extends InputName> = Facts[Name] extends { readonly default: string }
  ? never
  : undefined

const ALL_INPUTS = Object.keys(INPUTS) as InputName[]

/** inputsFor lists the inputs of one reader, in the order of action.yml. */
export function inputsFor(who: InputFact['for']): readonly InputName[] {
  return ALL_INPUTS.filter(name => INPUTS[name].for === who)
}

/** The inputs of the action, including the flags of the command line. */
export const ACTION_INPUTS: readonly InputName[] = ALL_INPUTS.filter(name => INPUTS[name].for !== 'cli')
export const COMMAND_LINE_INPUTS: readonly InputName[] = ALL_INPUTS

/** Inputs that name an output file. The mode does not matter here: a file that is named twice is always a mistake. */
export const OUTPUT_FILE_INPUTS = [
  'output',
  'sarif-file',
  'report-file',
  'plan-file',
  'journal',
  'history-replacements'
] as const satisfies readonly InputName[]

/** factOf returns the facts of an input. */
export function factOf(name: InputName): InputFact {
  return INPUTS[name]
}

/** Raw inputs from the runner or the command line; an absent or empty string means "not given". */
export type RawInputs = { readonly [name in InputName]?: string }
