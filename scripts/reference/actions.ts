import {
  ACTION_INPUTS,
  factOf,
  type InputName,
  type Mode,
  modesOf
} from '../../src/inputs/tables/specification.ts'
import type { OutputName } from '../../src/report/outputs.ts'

/**
 * An action on top of the same bundle: a folder with an action.yml. `fixed` inputs select what the bundle does; they
 * are declared like the others, so that the runner passes them.
 */
export type ThinAction = {
  readonly name: string
  readonly description: string
  readonly fixed: { readonly mode: Mode; readonly compatibility?: 'aws-actions' }
  readonly inputs: readonly InputName[]
  /** Inputs that AWS's action does not have; each is optional, and without them the action does what AWS's does. */
  readonly own: readonly InputName[]
  readonly required: readonly InputName[]
  readonly outputs: readonly OutputName[]
}

const FIXED = { compatibility: 'aws-actions' } as const

/** The two actions that take the place of AWS's, by folder, with their inputs, outputs and defaults. */
export const THIN_ACTIONS = {
  render: {
    name: 'ECS sealed deploy: render',
    description:
      'Puts an image and other values into an Amazon ECS task definition, as amazon-ecs-render-task-definition does, and refuses plaintext credentials',
    fixed: { mode: 'render', ...FIXED },
    inputs: [
      'task-definition',
      'task-definition-arn',
      'task-definition-family',
      'task-definition-revision',
      'container-name',
      'image',
      'environment-variables',
      'log-configuration-log-driver',
      'log-configuration-options',
      'docker-labels',
      'command',
      'task-role-arn',
      'execution-role-arn',
      'env-files',
      'secrets'
    ],
    own: ['environment', 'service', 'environment-strategy'],
    required: ['container-name', 'image'],
    outputs: ['task-definition']
  },
  deploy: {
    name: 'ECS sealed deploy: deploy',
    description:
      'Registers an Amazon ECS task definition and deploys it to a service, as amazon-ecs-deploy-task-definition does, and refuses plaintext credentials',
    fixed: { mode: 'deploy', ...FIXED },
    inputs: [
      'task-definition',
      'desired-count',
      'service',
      'cluster',
      'wait-for-service-stability',
      'wait-for-minutes',
      'wait-max-delay-seconds',
      'codedeploy-appspec',
      'codedeploy-application',
      'codedeploy-deployment-group',
      'codedeploy-deployment-description',
      'codedeploy-deployment-config',
      'force-new-deployment',
      'service-managed-ebs-volume-name',
      'service-managed-ebs-volume',
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
      'enable-ecs-managed-tags',
      'propagate-tags',
      'keep-null-value-keys',
      'max-retries'
    ],
    own: [
      'environment',
      'aws-region',
      'config',
      'variables',
      'wait-until',
      'on-failure',
      'verify-permissions',
      'enable-execute-command',
      'capacity-provider-strategy',
      'deployment-configuration',
      'github-token',
      'secret-values'
    ],
    required: ['task-definition'],
    outputs: ['task-definition-arn', 'codedeploy-deployment-id', 'run-task-arn']
  }
} as const satisfies Readonly<Record<string, ThinAction>>

/** Inputs that AWS's action.yml writes with capitals; the runner ignores case. */
export const AWS_SPELLINGS: { readonly [name in InputName]?: string } = {
  'run-task-assign-public-ip': 'run-task-assign-public-IP'
}

/** The number of inputs that one action.yml can have before nobody reads it. */
export const MOST_INPUTS = 45

/** rootInputs returns the inputs of the root's action.yml, which serves pull requests, pushes and dispatches. */
export function rootInputs(): readonly InputName[] {
  return ACTION_INPUTS.filter(name => factOf(name).inRoot)
}

/** Groups that the action of a mode leaves to the configuration file and the command line. */
const LEFT_OUT: ReadonlySet<string> = new Set(['codedeploy', 'overrides'])
const STILL_IN: ReadonlySet<InputName> = new Set(['container-name', 'image'])
/** Names that only the action of AWS has for something that another input says. */
const OTHER_NAMES: ReadonlySet<InputName> = new Set(['wait-for-service-stability', 'wait-max-delay-seconds'])

/** MODE_ACTIONS are the modes that have an action of their own folder, each with its description and outputs. */
export const MODE_ACTIONS = {
  check: {
    description:
      'Finds plaintext credentials and bad references in Amazon ECS task definitions, without AWS access',
    outputs: ['findings', 'findings-count', 'sarif-file', 'report-file']
  },
  rollback: {
    description: 'Returns Amazon ECS services to their previous successful revision',
    outputs: ['results', 'diagnoses', 'task-definition-arn', 'report-file', 'service-deployment-arn']
  },
  continue: {
    description: 'Continues or rolls back Amazon ECS deployments that are paused at a lifecycle hook',
    outputs: ['results', 'diagnoses', 'service-deployment-arn']
  },
  migrate: {
    description: 'Turns plaintext values of Amazon ECS task definitions into secrets and references',
    outputs: ['plan', 'results', 'findings', 'findings-count', 'report-file']
  },
  audit: {
    description: 'Finds plaintext credentials in what is live in Amazon ECS',
    outputs: ['audit', 'findings', 'findings-count', 'report-file']
  }
} as const satisfies { readonly [mode in Mode]?: Pick<ThinAction, 'description' | 'outputs'> }

/** modeAction returns the action of a mode: all inputs that the mode uses, except groups that are rare. */
export function modeAction(mode: keyof typeof MODE_ACTIONS): ThinAction {
  const isIn = (name: InputName) =>
    name !== 'mode' &&
    !OTHER_NAMES.has(name) &&
    modesOf(name).includes(mode) &&
    (!LEFT_OUT.has(factOf(name).group) || STILL_IN.has(name))
  return {
    name: `ECS sealed deploy: ${mode}`,
    fixed: { mode },
    inputs: ACTION_INPUTS.filter(isIn),
    own: [],
    required: [],
    ...MODE_ACTIONS[mode]
  }
}

/** Descriptions of inputs of the actions `render` and `deploy` that differ from those in the root's action.yml. */
export const THIN_DESCRIPTIONS: Readonly<
  Record<'render' | 'deploy', { readonly [name in InputName]?: string }>
> = {
  render: {
    mode: 'Selects what the action does; do not set it',
    compatibility: 'Inputs are read as AWS’s render action reads them; do not set it',
    'task-definition':
      'Path of the task definition: a file of the repository, or the output of an earlier render step. Takes precedence over the inputs below',
    'task-definition-arn': 'ARN or `family:revision` of a registered definition to use instead of a file',
    'container-name': 'Containers that the values apply to, separated by commas',
    image: 'Image of these containers',
    command: 'Command of these containers, as shell words or a JSON array',
    environment:
      'Environment of the configuration file whose settings for the task definition apply. Without it, the services and environments of that file are not used',
    service:
      'With `environment`: the service whose settings apply, by its name in ECS or its key, if several have this task definition'
  },
  deploy: {
    environment:
      'Environment of the configuration file whose settings for the service apply. Without it, the services and environments of that file are not used',
    mode: 'Selects what the action does: `deploy`, or `plan` to show what it would do',
    compatibility: 'Inputs are read as AWS’s deploy action reads them; do not set it',
    'task-definition':
      'Path of the task definition: a file of the repository, or the output of an earlier render step',
    service: 'Name or ARN of the service to deploy to. If omitted, the definition is only registered',
    cluster: 'Name or ARN of the cluster. Default: `default`, unless the configuration file has another one',
    'wait-for-service-stability':
      '`true` waits until the deployment has succeeded, and fails if it does not; anything else does not wait',
    'wait-for-minutes': 'How long to wait, in minutes',
    'run-task-security-groups':
      'Security groups of the task, separated by commas; with neither these nor subnets the task gets the network of the service',
    'run-task-subnets':
      'Subnets of the task, separated by commas; with neither these nor security groups the task gets the network of the service',
    'run-task-assign-public-ip':
      '`ENABLED` or `DISABLED`. Default: `DISABLED` if subnets or security groups are given',
    'run-task-launch-type':
      '`FARGATE`, `EC2` or `EXTERNAL`. Default: `FARGATE`. Not used with a capacity provider strategy',
    'wait-for-task-stopped':
      '`true` waits until the one-off task has stopped, and fails if it failed; anything else does not wait',
    'keep-null-value-keys':
      'Removes empty fields of the definition, except those with these names (separated by commas)'
  }
}
