import { AwsError } from '../aws/error.ts'
import { explainAwsError } from '../aws/explain.ts'
import type { Problem } from '../errors.ts'
import { present } from '../present.ts'
import type { CallerIdentity } from '../references/ports.ts'
import { parseCallerArn } from '../verify/names.ts'
import type { RoleDirectory, Simulated } from '../verify/ports.ts'
import type { DoctorPlace } from './check-aws.ts'

type Verdict = 'allowed' | 'denied' | 'undecided'

/**
 * The resource that an ECS action is requested for: a service, its deployment or revision records, the cluster through
 * a condition, or nothing in particular.
 */
type PermissionTarget = 'service' | 'service-deployment' | 'service-revision' | 'in-cluster' | 'anything'

type Needs = Readonly<Record<string, PermissionTarget>>

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

/** The result of one check. `advice` is how to fix it. `fault` determines the exit code. */
export type Symptom = {
  readonly verdict: 'ok' | 'not ok' | 'not verified'
  readonly what: string
  readonly detail: string
  readonly advice?: string
  readonly fault?: Problem['fault']
}

/** wellFound returns a check that passed. */
export const wellFound = (what: string, detail: string): Symptom => ({ verdict: 'ok', what, detail })

/** unverified returns a check that could not be made. */
export const unverified = (what: string, detail: string, advice: string): Symptom => ({
  verdict: 'not verified',
  what,
  detail,
  advice
})

/**
 * checkPermissions asks IAM's policy simulator what these credentials may do, and reports it for each mode. The
 * simulator evaluates policies and runs no action.
 */
export async function checkPermissions(
  place: DoctorPlace,
  caller: CallerIdentity,
  roles: RoleDirectory
): Promise<readonly Symptom[]> {
  const all = new Map<string, PermissionTarget>(
    Object.values(MODE_PERMISSIONS).flatMap(needs => Object.entries(needs))
  )
  try {
    const principal = await principalOf(caller, roles)
    if (principal === undefined) return [notAsked('these credentials are of neither a user nor a role')]
    const verdicts = new Map<string, Verdict>()
    for (const [action, askedFor] of all) {
      const answer = await roles.simulate({ principal, action, ...questionFor(askedFor, place, caller) })
      verdicts.set(action, verdictOf(answer?.[0], askedFor, place))
    }
    return Object.entries(MODE_PERMISSIONS).map(([mode, needs]) =>
      symptomOf(mode, Object.keys(needs), verdicts)
    )
  } catch (error) {
    if (error instanceof AwsError) return [notAsked(explainAwsError(error).message)]
    throw error
  }
}

function notAsked(why: string): Symptom {
  const advice =
    'It takes iam:SimulatePrincipalPolicy and iam:GetRole on the role itself; see docs/permissions.md.'
  return unverified('permissions', why, advice)
}

/** A session's ARN has no path, but IAM identifies the role only with its path. */
async function principalOf({ arn = '' }: CallerIdentity, roles: RoleDirectory): Promise<string | undefined> {
  const deployer = parseCallerArn(arn)
  switch (deployer.kind) {
    case 'user':
      return deployer.arn
    case 'role':
      return (await roles.describeRole(deployer.name))?.arn
    case 'other':
      return undefined
  }
}

function questionFor(askedFor: PermissionTarget, place: DoctorPlace, { partition, account }: CallerIdentity) {
  const { region, cluster = '*', service = '*' } = place
  const ecs = (rest: string) => `arn:${partition}:ecs:${region}:${account}:${rest}`
  const name = cluster.split('/').at(-1) ?? cluster
  switch (askedFor) {
    case 'anything':
      return { resources: ['*'], context: {} }
    case 'in-cluster':
      return { resources: ['*'], context: { 'ecs:cluster': ecs(`cluster/${name}`) } }
    case 'service':
      return { resources: [ecs(`service/${name}/${service}`)], context: {} }
    case 'service-deployment':
    case 'service-revision':
      return { resources: [ecs(`${askedFor}/${name}/${service}/1`)], context: {} }
  }
}

/** A denial for a placeholder name may apply only to that name. */
function verdictOf(
  answer: Simulated | undefined,
  askedFor: PermissionTarget,
  { cluster, service }: DoctorPlace
): Verdict {
  if (answer?.decision === 'allowed') {
    return answer.boundaryAllows && answer.organizationAllows ? 'allowed' : 'denied'
  }
  const isNamed =
    askedFor === 'anything' || (cluster !== undefined && (service !== undefined || askedFor === 'in-cluster'))
  return answer === undefined || answer.missingKeys.length > 0 || !isNamed ? 'undecided' : 'denied'
}

function symptomOf(
  mode: string,
  actions: readonly string[],
  verdicts: ReadonlyMap<string, Verdict>
): Symptom {
  const which = (verdict: Verdict) => actions.filter(action => verdicts.get(action) === verdict)
  const denied = which('denied')
  const undecided = which('undecided')
  const what = `may ${mode}`
  if (denied.length > 0) {
    const advice = `Allow them if this role is meant for ${mode}; the documentation has its policy.`
    return { verdict: 'not ok', what, detail: `denied: ${denied.join(', ')}`, advice, fault: 'cloud' }
  }
  return undecided.length > 0
    ? unverified(
        what,
        `not decided: ${undecided.join(', ')}`,
        'Name a cluster and a service: --cluster, --service.'
      )
    : wellFound(what, `${actions.length} actions allowed; secrets, roles and images are checked by plan`)
}

/** illFound converts a problem to a failed check. */
export function illFound(what: string, { message, hint, fault }: Problem): Symptom {
  return { verdict: 'not ok', what, detail: message, fault, ...present({ advice: hint }) }
}

/** symptomLines aligns the verdicts in a column, with the advice on a separate line. */
export function symptomLines(symptoms: readonly Symptom[]): readonly string[] {
  const width = Math.max(...symptoms.map(({ what }) => what.length))
  return symptoms.flatMap(({ verdict, what, detail, advice }) => [
    `${verdict.padEnd('not verified'.length)}  ${what.padEnd(width)}  ${detail}`,
    ...(advice === undefined ? [] : [`${' '.repeat('not verified'.length)}  ${' '.repeat(width)}  ${advice}`])
  ])
}

/**
 * doctorsExitCode is 2 if the user has to fix something, 3 if only AWS or the machine has a problem, and otherwise 0.
 */
export function doctorsExitCode(symptoms: readonly Symptom[]): 0 | 2 | 3 {
  const faults = symptoms.flatMap(({ verdict, fault }) => (verdict === 'not ok' ? [fault] : []))
  if (faults.includes('user')) return 2
  return faults.length > 0 ? 3 : 0
}
