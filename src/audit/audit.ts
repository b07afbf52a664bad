import type { CredentialKind } from '../detector/issuers.ts'
import type { JsonObject } from '../json.ts'
import type { Gap } from './gap.ts'

/** A location in a registered task definition that contains a plaintext credential. There is no field for the value. */
export type Exposure = {
  /** ID of the detector's rule, or `audit/equal-to-secret`. */
  readonly rule: string
  /** Name of the variable, option or label. */
  readonly name: string
  readonly container?: string
  /** ARN of the environment file on S3 that contains it. Absent if it is in the task definition itself. */
  readonly environmentFile?: string
  /** The task, rule or schedule whose overrides contain it, in words. Absent if it is in the task definition itself. */
  readonly overridesOf?: string
  /**
   * JSON pointer in the task definition as ECS returns it. For an environment file, a pointer in an object of its
   * variables.
   */
  readonly pointer: string
  readonly kind: CredentialKind
  /** The secret whose value was found here by `compare-values`. */
  readonly secret?: string
}

/**
 * What a task is given in addition to its task definition when it is started: the overrides of RunTask, or those in the
 * input of a rule or schedule. They are visible to anyone who may describe the task, rule or schedule. `values` stay in
 * memory. `unread` is why a part was not scanned, in words.
 */
export type GivenToTask = {
  /** The rule, schedule or task that has these overrides. */
  readonly holder: string
  /** The overridden containers in the form of a task definition. It stays in memory. */
  readonly document: JsonObject
  readonly exposures: readonly Exposure[]
  readonly values: readonly KnownValue[]
  readonly unread: readonly string[]
}

/** A credential's text, with the name of its variable or secret. In memory only. */
export type KnownValue = { readonly name: string; readonly value: string }

/** A task definition revision as the audit found it. Times are milliseconds since 1970. */
export type Revision = {
  readonly arn: string
  readonly family: string
  readonly status: string
  readonly registeredAt?: number
  /** ARN of the principal that registered it, if ECS returns it. */
  readonly registeredBy?: string
  readonly exposures: readonly Exposure[]
  /** S3 ARNs of its environment files. */
  readonly environmentFiles: readonly string[]
  readonly references: readonly LiveReference[]
}

/** A reference in a registered task definition, and the secret or parameter that it refers to. */
export type LiveReference = {
  readonly store: 'secretsmanager' | 'ssm'
  readonly region: string
  /** ARN (full or partial) or name of the secret or parameter, without the suffix. */
  readonly id: string
  /** Name of the variable or option that receives the value. */
  readonly variable: string
  /** The reference contains a version ID, so a new version does not affect it. */
  readonly pinned: boolean
  /**
   * The reference contains a staging label other than AWSCURRENT. A rotation moves AWSPREVIOUS; other labels move by
   * calls.
   */
  readonly isLabeled?: true
}

/** Something that runs a revision, or would run it. */
export type Use = {
  readonly kind: 'deployment' | 'task-set' | 'task' | 'rule' | 'schedule'
  /** ID of the deployment or task set, ARN of the task, name of the rule or schedule. */
  readonly name: string
  readonly revision: string
  readonly cluster?: string
  /** The service that it belongs to. */
  readonly service?: string
  /** The overrides that it passes, or was given, in addition to the revision. */
  readonly given?: GivenToTask
}

/** `unknown`: part of it could not be read. It is never reported as clean. */
export type AuditVerdict = 'clean' | 'exposed' | 'unknown'

/** The findings for a service, or for tasks without a service (one-off tasks of a family, a rule, a schedule). */
export type Audited = {
  readonly kind: 'service' | 'task' | 'rule' | 'schedule'
  readonly name: string
  /** The service's key in the configuration file, if it differs from the name. */
  readonly key?: string
  readonly account?: string
  readonly cluster: string
  readonly region: string
  readonly verdict: AuditVerdict
  /** Revisions it runs, as `family:revision`. */
  readonly revisions: readonly string[]
  /** The plaintext credentials of all revisions that it runs. */
  readonly exposures: readonly (Exposure & { readonly revision: string })[]
  /** The oldest exposed revision that it runs. */
  readonly since?: { readonly revision: string; readonly at?: number; readonly by?: string }
  /** Why the verdict is `unknown`. */
  readonly unknown: readonly string[]
}

/** A revision that contains plaintext credentials, in use or not. */
export type ExposedRevision = {
  /** `family:revision`; `daemon family:revision` of a daemon's task definition. */
  readonly revision: string
  /** Absent for an ordinary task definition. What a daemon runs is not looked at. */
  readonly kind?: 'daemon'
  readonly arn: string
  readonly region: string
  readonly status: string
  readonly registeredAt?: number
  readonly registeredBy?: string
  readonly exposures: readonly Exposure[]
  /** What runs it, in words. Empty if nothing was found. */
  readonly usedBy: readonly string[]
  /** Services whose rollback target it is. */
  readonly rollbackFor: readonly string[]
  /**
   * Nothing that was read uses its family: `families: all` finds it, and a purge, which does not know what uses it,
   * leaves it.
   */
  readonly isElsewhere?: true
}

/** The state of a secret or parameter. `stale`: running tasks may have an older value. */
export type AuditedSecret = {
  readonly store: 'secretsmanager' | 'ssm'
  /** Name, or the ARN if nothing else is known. */
  readonly name: string
  readonly region: string
  readonly state: 'good' | 'gone' | 'deleted' | 'unreferenced' | 'not-verified'
  readonly usedBy: readonly string[]
  /** When its current value was created, in milliseconds since 1970. */
  readonly changedAt?: number
  /** The day on which it was last read. */
  readonly accessedAt?: number
  readonly old: boolean
  /**
   * It still has the value that it was created with, and revisions of a family that reads it were deleted, in which
   * that value may have stood.
   */
  readonly unrotated?: true
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

/** A credential that must be rotated because it was stored in plaintext. The list starts with the most severe. */
export type CredentialToRotate = {
  /** Name of the variable. */
  readonly name: string
  readonly kind: CredentialKind
  /** Where it was found: services, families, Git. */
  readonly where: readonly string[]
  /** The secret that replaced it, if known. */
  readonly secret?: string
}

/** An environment file on S3 that something in use reads. */
export type FileRow = {
  /** ARN of the object. */
  readonly file: string
  readonly usedBy: readonly string[]
  readonly verdict: AuditVerdict
  readonly exposures: readonly Exposure[]
  /** Why the verdict is `unknown`. */
  readonly why?: string
}

/** The outcome of a purge for one revision. */
export type RemovalRow = {
  /** `family:revision`. */
  readonly revision: string
  readonly arn: string
  readonly outcome: 'deleted' | 'kept' | 'failed'
  /** Why it was kept, or what failed. */
  readonly reason: string
  /** It was kept because what uses it could not be read. */
  readonly isUnverified?: true
  /** It failed only because the run was cancelled. */
  readonly isCancelled?: true
}

/** Everything that an audit found. */
export type Audit = {
  readonly accounts: readonly string[]
  readonly clusters: readonly string[]
  readonly revisionsLookedAt: number
  /** Revisions that ECS is deleting. They are not described. */
  readonly beingDeleted: number
  readonly items: readonly Audited[]
  readonly exposedRevisions: readonly ExposedRevision[]
  readonly environmentFiles: readonly FileRow[]
  readonly secrets: readonly AuditedSecret[]
  readonly staleTasks: readonly StaleTask[]
  readonly rotate: readonly CredentialToRotate[]
  readonly gaps: readonly Gap[]
  /** Present only if a purge was requested, and carried out. */
  readonly purge?: readonly RemovalRow[]
  /** A purge was requested, and the run has problems that only the user can fix, so that nothing was purged. */
  readonly isPurgeStopped?: true
  readonly maxSecretAgeDays: number
}

/** A file version in git's history that contains a credential. The type has no member for the value. */
export type HistoryHit = {
  /** Every path under which a commit contains it. */
  readonly paths: readonly string[]
  /** Full name of the blob. */
  readonly blob: string
  /**
   * The oldest and the newest commit known to contain it, abbreviated; absent if no commit was found (a tag of a tree,
   * a stash).
   */
  readonly first?: CommitName
  readonly last?: CommitName
  /** Where a task definition contains it. */
  readonly exposures: readonly Exposure[]
  /** Names of the variables or secrets whose values occur anywhere in the text. */
  readonly valuesOf: readonly string[]
}

/** Time in milliseconds since 1970. */
export type CommitName = { readonly commit: string; readonly at: number }

/** The result of a search through git's history. */
export type HistoryReport = {
  readonly hits: readonly HistoryHit[]
  readonly blobsLookedAt: number
  /** What was not read, as text; if there is any, the history is not known to be clean. */
  readonly cut: readonly string[]
  /** Variables whose values are too short to be searched for. */
  readonly tooShort: readonly string[]
}

/** `old-revisions`: only revisions that nothing runs contain plaintext credentials. */
export type WholeVerdict = AuditVerdict | 'old-revisions'

/**
 * verdictOfAudit returns the worst verdict. What runs has precedence, and `exposed` has precedence over `unknown`. A
 * revision that a purge had to keep is in use, or its use could not be determined.
 */
export function verdictOfAudit(audit: Audit): WholeVerdict {
  const verdicts = new Set(audit.items.map(({ verdict }) => verdict))
  const left = exposedLeft(audit)
  const isKept = (audit.purge ?? []).some(({ outcome }) => outcome === 'kept')
  if (verdicts.has('exposed') || isKept || left.some(({ usedBy }) => usedBy.length > 0)) return 'exposed'
  if (verdicts.has('unknown') || audit.gaps.length > 0) return 'unknown'
  return left.length > 0 ? 'old-revisions' : 'clean'
}

/**
 * exposedLeft returns the revisions with plaintext credentials that still exist, without those that a purge deleted.
 */
export function exposedLeft(audit: Audit): readonly ExposedRevision[] {
  const deleted = new Set(
    (audit.purge ?? []).filter(({ outcome }) => outcome === 'deleted').map(({ arn }) => arn)
  )
  return audit.exposedRevisions.filter(({ arn }) => !deleted.has(arn))
}

/**
 * credentialsPurged returns the credentials that stood in the revisions that a purge deleted. Whoever has read one can
 * still use it, and no later audit finds it.
 */
export function credentialsPurged(audit: Audit): readonly CredentialToRotate[] {
  const left = new Set(exposedLeft(audit))
  const idOf = ({ name, kind }: Pick<CredentialToRotate, 'name' | 'kind'>) => `${name} ${kind.what}`
  const deleted = audit.exposedRevisions.filter(revision => !left.has(revision))
  const purged = new Set(deleted.flatMap(({ exposures }) => exposures.map(idOf)))
  return audit.rotate.filter(row => purged.has(idOf(row)))
}
