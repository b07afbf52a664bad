/** How a mode is chosen and what it may do is in design terms: check needs no AWS, plan only reads, the others write. */
export const MODES = ['check', 'plan', 'deploy', 'rollback', 'migrate', 'audit', 'rotate-restart'] as const
export type Mode = (typeof MODES)[number]

/** Inputs of a migration; in another mode they mean nothing and are refused. */
export const MIGRATION_INPUTS = [
  'apply',
  'source',
  'naming',
  'secret-names',
  'store',
  'kms-key-id',
  'tags',
  'overwrite',
  'policy-output',
  'open-pull-request',
  'include',
  'exclude',
  'connection-strings',
  'replica-regions',
  'project',
  'plan-file',
  'journal'
] as const

/** The inputs of the action by name. action.yml must declare exactly these (a test compares both). */
export const ACTION_INPUTS = [
  'mode',
  'task-definition',
  'service',
  'cluster',
  'aws-region',
  'variables',
  'config',
  'policy',
  'fail-on',
  'sarif-file',
  'changed-since',
  'container-name',
  'image',
  'environment-variables',
  'secrets',
  'docker-labels',
  'command',
  'log-configuration-log-driver',
  'log-configuration-options',
  'task-role-arn',
  'execution-role-arn',
  'env-files',
  'task-definition-arn',
  'wait-until',
  'wait-for-service-stability',
  'wait-for-minutes',
  'fail-fast',
  'on-failure',
  'on-cancel',
  'if-deploying',
  'order',
  'max-parallel',
  'on-error',
  'atomic',
  'verify-permissions',
  'revision',
  'purge',
  'history',
  'compare-values',
  'history-replacements',
  'max-secret-age-days',
  'desired-count',
  'force-new-deployment',
  'propagate-tags',
  'enable-ecs-managed-tags',
  'enable-execute-command',
  'service-managed-ebs-volume-name',
  'service-managed-ebs-volume',
  'capacity-provider-strategy',
  'deployment-configuration',
  'service-definition',
  'codedeploy-appspec',
  'codedeploy-application',
  'codedeploy-deployment-group',
  'codedeploy-deployment-description',
  'codedeploy-deployment-config',
  'run-task',
  'run-task-container-overrides',
  'run-task-security-groups',
  'run-task-subnets',
  'run-task-assign-public-ip',
  'run-task-capacity-provider-strategy',
  'run-task-launch-type',
  'run-task-started-by',
  'run-task-tags',
  'run-task-managed-ebs-volume-name',
  'run-task-managed-ebs-volume',
  'wait-for-task-stopped',
  'update-schedules',
  ...MIGRATION_INPUTS,
  'environment',
  'github-token',
  'max-retries'
] as const

/** Flags that only the command line has: where and how `check` prints, and the writing of a baseline. */
export const CLI_INPUTS = ['format', 'output', 'write-baseline'] as const

export type InputName = (typeof ACTION_INPUTS)[number] | (typeof CLI_INPUTS)[number]

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

/** What a check reads besides the overrides; other inputs are only looked at for mistakes there. */
export const CHECK_INPUTS = [
  'mode',
  'task-definition',
  'service',
  'cluster',
  'aws-region',
  'variables',
  'config',
  'policy',
  'fail-on',
  'sarif-file',
  'changed-since',
  'github-token'
] as const satisfies readonly InputName[]

/** The subset of inputs that override parts of a rendered task definition (design: section 6). */
export const OVERRIDE_INPUTS = [
  'container-name',
  'image',
  'environment-variables',
  'secrets',
  'docker-labels',
  'command',
  'log-configuration-log-driver',
  'log-configuration-options',
  'task-role-arn',
  'execution-role-arn',
  'env-files'
] as const satisfies readonly InputName[]
