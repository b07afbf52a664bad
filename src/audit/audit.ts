import type { CredentialKind } from '../rotation/issuers.ts'
import type { GivenToTask } from './overrides.ts'

/**
 * One place in a registered task definition where a credential stands in plaintext. There is no field for the
 * value.
 */
export type Exposure = {
  /** Id of the detector's rule, or `audit/equal-to-secret`. */
  readonly rule: string
  /** Name of the variable, option or label. */
  readonly name: string
  readonly container?: string
  /** ARN of the environment file on S3 that it stands in; absent: in the task definition itself. */
  readonly environmentFile?: string
  /** The task, rule or schedule whose overrides it stands in, in words; absent: in the task definition itself. */
  readonly overridesOf?: string
  /**
   * JSON pointer in the task definition as ECS has it; in an environment file, as if that were an object of its
   * variables.
   */
  readonly pointer: string
  readonly kind: CredentialKind
  /** The secret whose value stands here, found by `compare-values`. */
  readonly secret?: string
}

/** A revision as the audit saw it. Times are milliseconds since 1970. */
export type Revision = {
  readonly arn: string
  readonly family: string
  readonly status: string
  readonly registeredAt?: number
  /** ARN of who registered it, where ECS says so. */
  readonly registeredBy?: string
  readonly exposures: readonly Exposure[]
  /** S3 ARNs of its environment files. */
  readonly environmentFiles: readonly string[]
  readonly references: readonly LiveReference[]
}

/** A reference of a registered task definition, with what it names. */
export type LiveReference = {
  readonly store: 'secretsmanager' | 'ssm'
  readonly region: string
  /** ARN (full or partial) or name of what is named, without the tail. */
  readonly id: string
  /** Name of the variable or option that takes it. */
  readonly variable: string
  /** It names a version or a stage other than AWSCURRENT, so that a new version changes nothing for it. */
  readonly pinned: boolean
}

/** What runs a revision, or would. */
export type Use = {
  readonly kind: 'deployment' | 'task-set' | 'task' | 'rule' | 'schedule'
  /** Id of the deployment or task set, ARN of the task, name of the rule or schedule. */
  readonly name: string
  readonly revision: string
  readonly cluster?: string
  /** The service that it belongs to. */
  readonly service?: string
  /** What it gives, or was given, beside the revision. */
  readonly given?: GivenToTask
}

/** `unknown`: something of it could not be looked at, which is never clean. */
export type AuditVerdict = 'clean' | 'exposed' | 'unknown'

/** What was found about a service, or about what runs without one (one-off tasks of a family, a rule, a schedule). */
export type Audited = {
  readonly kind: 'service' | 'task' | 'rule' | 'schedule'
  readonly name: string
  /** What the configuration file calls the service, where that is another word. */
  readonly key?: string
  readonly account?: string
  readonly cluster: string
  readonly region: string
  readonly verdict: AuditVerdict
  /** Revisions it runs, as `family:revision`. */
  readonly revisions: readonly string[]
  /** Where plaintext stands, of every revision it runs. */
  readonly exposures: readonly (Exposure & { readonly revision: string })[]
  /** The oldest exposed revision that it runs. */
  readonly since?: { readonly revision: string; readonly at?: number; readonly by?: string }
  /** Why it is unknown. */
  readonly unknown: readonly string[]
}

/** A revision that holds plaintext, in use or not. */
export type ExposedRevision = {
  readonly revision: string
  readonly arn: string
  readonly region: string
  readonly status: string
  readonly registeredAt?: number
  readonly registeredBy?: string
  readonly exposures: readonly Exposure[]
  /** What runs it, in words; empty when nothing was found. */
  readonly usedBy: readonly string[]
  /** Services whose way back leads to it. */
  readonly rollbackFor: readonly string[]
}

/** What a secret or parameter is like. `stale`: running tasks may hold an older value. */
export type AuditedSecret = {
  readonly store: 'secretsmanager' | 'ssm'
  /** Name, or ARN where nothing else is known. */
  readonly name: string
  readonly region: string
  readonly state: 'good' | 'gone' | 'deleted' | 'unreferenced' | 'not-verified'
  readonly usedBy: readonly string[]
  /** When its current value was made, milliseconds since 1970. */
  readonly changedAt?: number
  /** The day it was last read by anybody. */
  readonly accessedAt?: number
  readonly old: boolean
}

/** A running task that was started before the current value of a secret that it reads. */
export type StaleTask = {
  readonly task: string
  readonly cluster: string
  readonly region: string
  readonly service?: string
  readonly startedAt: number
  readonly secret: string
  readonly changedAt: number
}

/** Where a file and what runs differ, by the names of the places. */
export type DriftRow = {
  readonly service: string
  readonly cluster: string
  readonly region: string
  readonly file: string
  readonly revision: string
  readonly paths: readonly string[]
}

/** A credential that must be rotated, since it stood in plaintext. Worst first. */
export type CredentialToRotate = {
  /** Name of the variable. */
  readonly name: string
  readonly kind: CredentialKind
  /** Where it stood: services, families, git. */
  readonly where: readonly string[]
  /** The secret it has become, where that is known. */
  readonly secret?: string
}

/** An environment file on S3 that something in use reads. */
export type FileRow = {
  /** ARN of the object. */
  readonly file: string
  readonly usedBy: readonly string[]
  readonly verdict: AuditVerdict
  readonly exposures: readonly Exposure[]
  /** Why it is unknown. */
  readonly why?: string
}

/** What became of a revision in a purge. */
export type PurgeRow = {
  readonly revision: string
  readonly arn: string
  readonly outcome: 'deleted' | 'kept' | 'failed'
  /** Why it was kept, or what went wrong. */
  readonly reason: string
}

/** A part that could not be looked at. */
export type Gap = { readonly what: string; readonly why: string }

/** All that an audit has found. */
export type Audit = {
  readonly accounts: readonly string[]
  readonly clusters: readonly string[]
  readonly revisionsLookedAt: number
  /** Revisions that ECS is deleting; they are not described. */
  readonly beingDeleted: number
  readonly items: readonly Audited[]
  readonly exposedRevisions: readonly ExposedRevision[]
  readonly environmentFiles: readonly FileRow[]
  readonly secrets: readonly AuditedSecret[]
  readonly staleTasks: readonly StaleTask[]
  readonly drift: readonly DriftRow[]
  readonly rotate: readonly CredentialToRotate[]
  readonly gaps: readonly Gap[]
  /** Present only where a purge was asked for. */
  readonly purge?: readonly PurgeRow[]
  readonly maxSecretAgeDays: number
}

/** `old-revisions`: nothing that runs holds plaintext, but revisions that nothing runs do. */
export type WholeVerdict = AuditVerdict | 'old-revisions'

/**
 * verdictOfAudit is the worst verdict of all: what runs decides, exposed before unknown. A revision that a purge had to keep is in
 * use somewhere, or nobody knows.
 */
export function verdictOfAudit(audit: Audit): WholeVerdict {
  const verdicts = new Set(audit.items.map(({ verdict }) => verdict))
  const left = exposedLeft(audit)
  const isKept = (audit.purge ?? []).some(({ outcome }) => outcome === 'kept')
  if (verdicts.has('exposed') || isKept || left.some(({ usedBy }) => usedBy.length > 0)) return 'exposed'
  if (verdicts.has('unknown') || audit.gaps.length > 0) return 'unknown'
  return left.length > 0 ? 'old-revisions' : 'clean'
}

/** exposedLeft are the revisions with plaintext that are still there: those that a purge deleted are not. */
export function exposedLeft(audit: Audit): readonly ExposedRevision[] {
  const deleted = new Set(
    (audit.purge ?? []).filter(({ outcome }) => outcome === 'deleted').map(({ arn }) => arn)
  )
  return audit.exposedRevisions.filter(({ arn }) => !deleted.has(arn))
}
