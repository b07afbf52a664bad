import type { InputRow } from './row.ts'

/** CodeDeploy: 1 to 100 of these characters. */
const CODEDEPLOY_NAME = {
  form: /^(?=.{1,100}$)(?:[\w+=,.@-]|\{cluster\}|\{service\})+$/,
  wrong: 'is not a valid CodeDeploy name',
  hint: 'Write the name as `aws deploy` shows it, without ARN or path: up to 100 letters, digits and . _ - + = , @; {cluster} and {service} are also allowed'
} as const

/** Settings of services, CodeDeploy and one-off tasks, under the names of the deploy action of AWS. */
export const SERVICE_INPUTS = {
  'desired-count': {
    kind: 'number',
    group: 'service',
    min: 0,
    max: 5000,
    inRoot: true,
    says: 'Desired count to set on the services. Default: unchanged'
  },
  'force-new-deployment': {
    kind: 'switch',
    group: 'service',
    default: 'false',
    inRoot: true,
    says: '`true` starts a new deployment even if nothing changed, for example after a secret was rotated'
  },
  'propagate-tags': {
    kind: 'word',
    group: 'service',
    words: ['SERVICE', 'TASK_DEFINITION', 'NONE'],
    says: "Tags for the service's tasks from `SERVICE` or `TASK_DEFINITION`, or `NONE`"
  },
  'enable-ecs-managed-tags': {
    kind: 'switch',
    group: 'service',
    says: "`true` or `false`: Amazon ECS managed tags on the service's tasks"
  },
  'enable-execute-command': {
    kind: 'switch',
    group: 'service',
    inRoot: true,
    says: "`true` or `false`: ECS Exec for the service's tasks"
  },
  'service-managed-ebs-volume-name': {
    kind: 'text',
    group: 'service',
    says: 'Name of the volume in the task definition that the service manages'
  },
  'service-managed-ebs-volume': {
    kind: 'json',
    group: 'service',
    structure: 'ServiceManagedEBSVolumeConfiguration',
    says: "JSON of that volume's configuration (`managedEBSVolume`)"
  },
  'capacity-provider-strategy': {
    kind: 'json',
    group: 'service',
    inRoot: true,
    structure: '[CapacityProviderStrategyItem',
    says: "JSON array of the service's capacity provider strategy"
  },
  'deployment-configuration': {
    kind: 'json',
    group: 'service',
    inRoot: true,
    structure: 'DeploymentConfiguration',
    says: "JSON of the service's deployment configuration, for example to turn on the circuit breaker"
  },
  'service-definition': {
    kind: 'lines',
    group: 'service',
    inRoot: true,
    says: 'Service definition files (path or `{service}` pattern), from which services are created, and changed where UpdateService takes the field'
  },
  'codedeploy-appspec': {
    kind: 'text',
    group: 'codedeploy',
    inRoot: true,
    says: 'AppSpec file (YAML or JSON) of services that CodeDeploy deploys. Default: `appspec.yaml` if it exists and one service is deployed, otherwise generated from the service'
  },
  'codedeploy-application': {
    kind: 'text',
    group: 'codedeploy',
    ...CODEDEPLOY_NAME,
    says: 'CodeDeploy application. Default: `AppECS-{cluster}-{service}`'
  },
  'codedeploy-deployment-group': {
    kind: 'text',
    group: 'codedeploy',
    ...CODEDEPLOY_NAME,
    says: 'CodeDeploy deployment group. Default: `DgpECS-{cluster}-{service}`'
  },
  'codedeploy-deployment-description': {
    kind: 'text',
    group: 'codedeploy',
    says: 'Description of the CodeDeploy deployment'
  },
  'codedeploy-deployment-config': {
    kind: 'text',
    group: 'codedeploy',
    ...CODEDEPLOY_NAME,
    says: 'CodeDeploy deployment configuration. Default: that of the deployment group'
  },
  'run-task': {
    kind: 'switch',
    group: 'task',
    default: 'false',
    inRoot: true,
    says: '`true` runs a one-off task of the new revision before the services are updated, for example a database migration'
  },
  'run-task-container-overrides': {
    kind: 'json',
    group: 'task',
    inRoot: true,
    structure: '[ContainerOverride',
    says: "JSON array of the task's container overrides"
  },
  'run-task-security-groups': {
    kind: 'names',
    group: 'task',
    noun: 'security group',
    form: /^sg-[0-9a-zA-Z]{1,40}$/,
    wrong: 'is not the id of a security group',
    hint: 'Write ids like sg-0a1b2c3d4e5f67890, separated by commas',
    says: 'Security groups of the task, separated by commas. Default: those of the service'
  },
  'run-task-subnets': {
    kind: 'names',
    group: 'task',
    noun: 'subnet',
    form: /^subnet-[0-9a-zA-Z]{1,40}$/,
    wrong: 'is not the id of a subnet',
    hint: 'Write ids like subnet-0a1b2c3d4e5f67890, separated by commas',
    says: 'Subnets of the task, separated by commas. Default: those of the service'
  },
  'run-task-assign-public-ip': {
    kind: 'word',
    group: 'task',
    words: ['ENABLED', 'DISABLED'],
    says: '`ENABLED` or `DISABLED`. Default: that of the service'
  },
  'run-task-capacity-provider-strategy': {
    kind: 'json',
    group: 'task',
    structure: '[CapacityProviderStrategyItem',
    says: "JSON array of the task's capacity provider strategy"
  },
  'run-task-launch-type': {
    kind: 'word',
    group: 'task',
    words: ['FARGATE', 'EC2', 'EXTERNAL'],
    says: '`FARGATE`, `EC2` or `EXTERNAL`. Default: that of the service'
  },
  'run-task-started-by': {
    kind: 'text',
    group: 'task',
    default: 'GitHub-Actions',
    form: /^[A-Za-z0-9_/-]{1,128}$/,
    wrong: 'is not allowed',
    hint: 'Use letters, digits, "-", "/" and "_", at most 128',
    says: '`startedBy` of the task'
  },
  'run-task-tags': {
    kind: 'json',
    group: 'task',
    structure: '[Tag',
    says: "JSON array of the task's tags"
  },
  'run-task-managed-ebs-volume-name': {
    kind: 'text',
    group: 'task',
    says: 'Name of the managed volume in the task definition'
  },
  'run-task-managed-ebs-volume': {
    kind: 'json',
    group: 'task',
    structure: 'TaskManagedEBSVolumeConfiguration',
    says: "JSON of that volume's configuration"
  },
  'wait-for-task-stopped': {
    kind: 'switch',
    group: 'task',
    default: 'true',
    says: '`true` waits until the one-off task has stopped; a failed task stops the deploy before any service is changed'
  }
} as const satisfies Readonly<Record<string, InputRow>>
