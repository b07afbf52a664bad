/** How a mode is chosen and what it may do is in design terms: check needs no AWS, plan only reads, deploy writes. */
export const MODES = ['check', 'plan', 'deploy'] as const
export type Mode = (typeof MODES)[number]

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
  'wait-until',
  'wait-for-service-stability',
  'wait-for-minutes',
  'desired-count',
  'force-new-deployment',
  'max-retries'
] as const

/** Flags that only the command line has: where and how `check` prints, and the writing of a baseline. */
export const CLI_INPUTS = ['format', 'output', 'write-baseline'] as const

export type InputName = (typeof ACTION_INPUTS)[number] | (typeof CLI_INPUTS)[number]

/** The names of action.yml's outputs. All are set however the run ends. */
export const OUTPUTS = [
  'results',
  'task-definition-arn',
  'task-definition',
  'findings',
  'findings-count',
  'sarif-file',
  'plan'
] as const
export type OutputName = (typeof OUTPUTS)[number]

/** Raw inputs as the runner or the command line gives them; an absent or empty string means "not given". */
export type RawInputs = { readonly [name in InputName]?: string }

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
