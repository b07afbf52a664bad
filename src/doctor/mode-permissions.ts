/**
 * The resource that an action is requested for: a service, its deployment or revision records, the cluster through a
 * condition, or nothing in particular.
 */
export type PermissionTarget =
  | 'service'
  | 'service-deployment'
  | 'service-revision'
  | 'in-cluster'
  | 'anything'

/** The actions that are asked about, with what they are requested for. */
const TARGETS = {
  'ecs:DescribeServices': 'service',
  'ecs:UpdateService': 'service',
  'ecs:ListServiceDeployments': 'service',
  'ecs:DescribeServiceDeployments': 'service-deployment',
  'ecs:ContinueServiceDeployment': 'service-deployment',
  'ecs:StopServiceDeployment': 'service-deployment',
  'ecs:DescribeServiceRevisions': 'service-revision',
  'ecs:ListServices': 'in-cluster',
  'ecs:ListTasks': 'in-cluster',
  'ecs:DescribeTasks': 'in-cluster',
  'ecs:ListClusters': 'anything',
  'ecs:DescribeTaskDefinition': 'anything',
  'ecs:ListTaskDefinitions': 'anything',
  'ecs:RegisterTaskDefinition': 'anything',
  'events:ListRuleNamesByTarget': 'anything',
  'events:ListRules': 'anything',
  'scheduler:ListSchedules': 'anything'
} as const satisfies Readonly<Record<string, PermissionTarget>>

export type ModeAction = keyof typeof TARGETS

/** resourceKindOf returns what an action is requested for. */
export const resourceKindOf = (action: ModeAction): PermissionTarget => TARGETS[action]

const PLAN = ['ecs:DescribeServices', 'ecs:DescribeTaskDefinition'] as const
const RECORDS = ['ecs:ListServiceDeployments', 'ecs:DescribeServiceDeployments'] as const
const TASKS = ['ecs:ListTasks', 'ecs:DescribeTasks'] as const
const MIGRATE = [
  ...PLAN,
  ...TASKS,
  'ecs:ListClusters',
  'ecs:ListServices',
  'events:ListRules',
  'scheduler:ListSchedules'
] as const

/**
 * The actions of each mode that do not depend on a task definition's references and roles. The documented policies
 * contain the same actions (a test compares them). `migrate` is a plan unless it has `--apply`.
 */
export const MODE_PERMISSIONS = {
  check: [],
  render: [],
  plan: PLAN,
  deploy: [...PLAN, ...RECORDS, ...TASKS, 'ecs:UpdateService', 'ecs:RegisterTaskDefinition'],
  status: [...PLAN, ...RECORDS, 'ecs:DescribeServiceRevisions', 'ecs:ListServices'],
  continue: [...PLAN, ...RECORDS, 'ecs:ContinueServiceDeployment'],
  rollback: [
    ...PLAN,
    ...RECORDS,
    'ecs:UpdateService',
    'ecs:StopServiceDeployment',
    'ecs:DescribeServiceRevisions'
  ],
  migrate: MIGRATE,
  'migrate --apply': [...MIGRATE, ...RECORDS, 'ecs:UpdateService', 'ecs:RegisterTaskDefinition'],
  audit: [
    ...PLAN,
    ...RECORDS,
    ...TASKS,
    'ecs:DescribeServiceRevisions',
    'ecs:ListServices',
    'ecs:ListTaskDefinitions',
    'events:ListRuleNamesByTarget',
    'scheduler:ListSchedules'
  ],
  'rotate-restart': [...PLAN, ...RECORDS, ...TASKS, 'ecs:UpdateService', 'ecs:ListServices']
} as const satisfies Readonly<Record<string, readonly ModeAction[]>>

/** A mode whose permissions can be asked about. */
export type AskedMode = keyof typeof MODE_PERMISSIONS

/** Every such mode, in the order in which the help lists the modes. */
export const ASKED_MODES = Object.keys(MODE_PERMISSIONS) as readonly AskedMode[]

/** notCheckedFor says what is not asked about here, because it depends on a task definition; undefined: nothing. */
export function notCheckedFor(mode: AskedMode): string | undefined {
  switch (mode) {
    case 'check':
    case 'continue':
      return undefined
    case 'render':
      return 'a definition that ECS has needs ecs:DescribeTaskDefinition'
    case 'plan':
    case 'deploy':
      return 'secrets, roles and images are checked by plan'
    case 'migrate':
    case 'migrate --apply':
      return 'secrets, roles and images are checked by a plan of migrate'
    case 'status':
    case 'rollback':
    case 'audit':
    case 'rotate-restart':
      return 'those on secrets and parameters were not asked about'
  }
}
