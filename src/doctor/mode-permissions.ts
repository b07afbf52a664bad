/**
 * The resource that an ECS action is requested for: a service, its deployment or revision records, the cluster through
 * a condition, or nothing in particular.
 */
export type AskedFor = 'service' | 'service-deployment' | 'service-revision' | 'in-cluster' | 'anything'

type Needs = Readonly<Record<string, AskedFor>>

const PLAN: Needs = { 'ecs:DescribeServices': 'service', 'ecs:DescribeTaskDefinition': 'anything' }
const RECORDS: Needs = {
  'ecs:ListServiceDeployments': 'service',
  'ecs:DescribeServiceDeployments': 'service-deployment'
}
const TASKS: Needs = { 'ecs:ListTasks': 'in-cluster', 'ecs:DescribeTasks': 'in-cluster' }

/**
 * The actions of each mode that do not depend on a task definition's references and roles, which a plan checks one by
 * one. The documented policies contain the same actions (a test compares them).
 */
export const MODE_PERMISSIONS = {
  plan: PLAN,
  deploy: {
    ...PLAN,
    ...RECORDS,
    ...TASKS,
    'ecs:UpdateService': 'service',
    'ecs:RegisterTaskDefinition': 'anything'
  },
  rollback: {
    ...PLAN,
    ...RECORDS,
    'ecs:UpdateService': 'service',
    'ecs:StopServiceDeployment': 'service-deployment',
    'ecs:DescribeServiceRevisions': 'service-revision'
  },
  audit: {
    ...PLAN,
    ...RECORDS,
    ...TASKS,
    'ecs:DescribeServiceRevisions': 'service-revision',
    'ecs:ListServices': 'in-cluster',
    'ecs:ListTaskDefinitions': 'anything',
    'events:ListRuleNamesByTarget': 'anything',
    'scheduler:ListSchedules': 'anything'
  }
} as const satisfies Readonly<Record<string, Needs>>
