import type { OutputName } from './output-names.ts'
import type { InputName } from './specification.ts'

/**
 * One of the two compatible actions: a folder with an action.yml that has the inputs, outputs and defaults of AWS's
 * action. `fixed` inputs select what the bundle does; they are declared like the others, so that the runner passes
 * them.
 */
export type ThinAction = {
  readonly name: string
  readonly description: string
  readonly fixed: { readonly mode: 'render' | 'deploy'; readonly compatibility: 'aws-actions' }
  readonly inputs: readonly InputName[]
  /** Inputs that AWS's action does not have; each is optional, and without them the action does what AWS's does. */
  readonly own: readonly InputName[]
  readonly required: readonly InputName[]
  readonly outputs: readonly OutputName[]
}

const FIXED = { compatibility: 'aws-actions' } as const

/** THIN_ACTIONS are `render` and `deploy`, by folder. Their action.yml is generated from this table. */
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
    own: ['environment', 'service'],
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
    own: ['environment'],
    required: ['task-definition'],
    outputs: ['task-definition-arn', 'codedeploy-deployment-id', 'run-task-arn']
  }
} as const satisfies Readonly<Record<string, ThinAction>>

/** Inputs that AWS's action.yml writes with capitals; the runner ignores case. */
export const AWS_SPELLINGS: { readonly [name in InputName]?: string } = {
  'run-task-assign-public-ip': 'run-task-assign-public-IP'
}
