/** What an action of ECS is asked for: one of the services, its records, the cluster by a condition, or nothing in particular. */
export type AskedFor = 'service' | 'service-deployment' | 'service-revision' | 'in-cluster' | 'anything'

type Needs = Readonly<Record<string, AskedFor>>

const PLAN: Needs = { 'ecs:DescribeServices': 'service', 'ecs:DescribeTaskDefinition': 'anything' }
const RECORDS: Needs = {
  'ecs:ListServiceDeployments': 'service',
  'ecs:DescribeServiceDeployments': 'service-deployment'
}
const TASKS: Needs = { 'ecs:ListTasks': 'in-cluster', 'ecs:DescribeTasks': 'in-cluster' }

/**
 * What each mode calls that does not depend on a definition's references and roles: those a plan looks at one by one. The documented
 * policies have the same (a test compares them).
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
