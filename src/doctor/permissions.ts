import { AwsError } from '../aws/error.ts'
import { explainAwsError } from '../aws/explain.ts'
import type { Place, Problem } from '../errors.ts'
import { pageUrl } from '../nearest.ts'
import { present } from '../present.ts'
import type { CallerIdentity } from '../references/ports.ts'
import { parseCallerArn } from '../verify/names.ts'
import type { RoleDirectory, Simulated } from '../verify/ports.ts'
import {
  ASKED_MODES,
  type AskedMode,
  MODE_PERMISSIONS,
  type ModeAction,
  notCheckedFor,
  type PermissionTarget,
  resourceKindOf
} from './mode-permissions.ts'

/** Where a user wants to deploy, as far as it is known, and in which modes. */
export type DoctorPlace = {
  readonly region: string
  readonly cluster?: string
  /** Where the configuration file names the cluster, if it is the one that does. */
  readonly clusterAt?: Place
  /** The service's name in ECS. */
  readonly service?: string
  /** The user asked about this service, and not the file. */
  readonly isNamed?: boolean
  /** The modes that the credentials are meant for; absent if none is named. */
  readonly modes?: readonly AskedMode[]
}

type Verdict = 'allowed' | 'denied' | 'undecided'

/** Without named modes, a denial of one of these decides the exit code; one of another mode is information. */
const USUAL: ReadonlySet<AskedMode> = new Set(['plan', 'deploy', 'rollback', 'audit'])

/**
 * The result of one check. `not allowed` is a mode that nobody asked about: no reason to fail. `advice` is how to fix
 * it. `fault` determines the exit code.
 */
export type Symptom = {
  readonly verdict: 'ok' | 'not ok' | 'not allowed' | 'not verified'
  readonly what: string
  readonly detail: string
  readonly advice?: string
  readonly fault?: Problem['fault']
}

/** failedRegionCheck is the check of a Region that is not named, or that is none. */
export function failedRegionCheck(detail: string): Symptom {
  return {
    verdict: 'not ok',
    what: 'region',
    detail,
    advice: 'Give --aws-region, AWS_REGION, or "region" in the configuration file.',
    fault: 'user'
  }
}

/** passedCheck returns a check that passed. */
export const passedCheck = (what: string, detail: string): Symptom => ({ verdict: 'ok', what, detail })

/** unverified returns a check that could not be made. */
export const unverified = (what: string, detail: string, advice: string): Symptom => ({
  verdict: 'not verified',
  what,
  detail,
  advice
})

/**
 * checkPermissions asks IAM's policy simulator what these credentials may do, and reports it for each mode, or for the
 * named ones only. The simulator evaluates policies and runs no action.
 */
export async function checkPermissions(
  place: DoctorPlace,
  caller: CallerIdentity,
  roles: RoleDirectory
): Promise<readonly Symptom[]> {
  const { modes } = place
  const asked = ASKED_MODES.filter(mode => modes?.includes(mode) ?? MODE_PERMISSIONS[mode].length > 0)
  const actions = new Set(asked.flatMap((mode): readonly ModeAction[] => MODE_PERMISSIONS[mode]))
  try {
    const principal = await principalOf(caller, roles)
    if (principal === undefined) return [notAsked('these credentials are of neither a user nor a role')]
    const verdicts = new Map<ModeAction, Verdict>()
    for (const action of actions) {
      const target = resourceKindOf(action)
      const answer = await roles.simulate({ principal, action, ...questionFor(target, place, caller) })
      verdicts.set(action, verdictOf(answer?.[0], target, place))
    }
    return asked.map(mode => symptomOf(mode, verdicts, modes !== undefined))
  } catch (error) {
    if (error instanceof AwsError) return [notAsked(explainAwsError(error).message)]
    throw error
  }
}

function notAsked(why: string): Symptom {
  const advice = `It takes iam:SimulatePrincipalPolicy and iam:GetRole on the role itself; see ${pageUrl('permissions')}.`
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

function symptomOf(mode: AskedMode, verdicts: ReadonlyMap<ModeAction, Verdict>, isNamed: boolean): Symptom {
  const actions: readonly ModeAction[] = MODE_PERMISSIONS[mode]
  const which = (verdict: Verdict) => actions.filter(action => verdicts.get(action) === verdict)
  const denied = which('denied')
  const undecided = which('undecided')
  const what = `may ${mode}`
  const decides = isNamed || USUAL.has(mode)
  if (denied.length > 0) {
    const detail = `denied: ${denied.join(', ')}`
    if (!decides) return { verdict: 'not allowed', what, detail }
    const advice = isNamed
      ? 'Allow them; the documentation has the policy of this mode.'
      : `Allow them if this role is meant for ${mode}; otherwise name the modes that it is meant for: --mode.`
    return { verdict: 'not ok', what, detail, advice, fault: 'cloud' }
  }
  if (undecided.length > 0) {
    const detail = `not decided: ${undecided.join(', ')}`
    const advice = 'Name a cluster and a service: --cluster, --service.'
    return decides ? unverified(what, detail, advice) : { verdict: 'not verified', what, detail }
  }
  const count = actions.length === 0 ? 'no permission is needed' : `${actions.length} actions allowed`
  const rest = notCheckedFor(mode)
  return passedCheck(what, rest === undefined ? count : `${count}; ${rest}`)
}

/** unneededOf returns the check of a mode that calls no AWS. */
export function unneededOf(mode: AskedMode): Symptom {
  return symptomOf(mode, new Map(), true)
}

/** failedCheck converts a problem to a failed check. */
export function failedCheck(what: string, { message, hint, fault }: Problem): Symptom {
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
 * doctorExitCode is 2 if the user has to fix something, 3 if only AWS or the machine has a problem, and otherwise 0.
 */
export function doctorExitCode(symptoms: readonly Symptom[]): 0 | 2 | 3 {
  const faults = symptoms.flatMap(({ verdict, fault }) => (verdict === 'not ok' ? [fault] : []))
  if (faults.includes('user')) return 2
  return faults.length > 0 ? 3 : 0
}
