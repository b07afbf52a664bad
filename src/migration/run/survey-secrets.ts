import { AwsError } from '../../aws/error.ts'
import { refusalOf } from '../../aws/explain.ts'
import type { Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import { compareExisting, type ExistingSecret, type SecretStep } from '../existing.ts'
import { type Journal, type JournalMove, lastStored } from '../journal.ts'
import type { MigrationPlan } from '../plan.ts'
import type { Stored } from '../ports.ts'
import type { SecretValue } from '../secret-value.ts'
import type { MigrationContext } from './ports.ts'

/** A secret that a role needs. `keyId` is the key that encrypts it. */
export type LocatedSecret = { readonly name: string; readonly arn: string; readonly keyId?: string }

/** The secrets of a plan that exist in AWS, and the step for each. */
export type SecretsSurvey = {
  readonly stored: ReadonlyMap<string, Stored>
  readonly steps: readonly SecretStep[]
  readonly problems: readonly Problem[]
}

/** surveySecrets reads each planned secret and compares existing values in memory. It only reads. */
export async function surveySecrets(plan: MigrationPlan, context: MigrationContext): Promise<SecretsSurvey> {
  const stored = new Map<string, Stored>()
  const existing = new Map<string, ExistingSecret>()
  const failed = new Set<string>()
  const problems: Problem[] = []
  for (const { name } of plan.secrets) {
    try {
      const found = await context.cloud.stores[plan.store].look(name)
      if (found === undefined) continue
      stored.set(name, found)
      existing.set(name, await compareWith(found, plan, context))
    } catch (error) {
      problems.push(refusalOf(error, { subject: `secret ${name}` }))
      failed.add(name)
    }
  }
  // a secret that cannot be read is neither free nor taken
  const known = { ...plan, secrets: plan.secrets.filter(({ name }) => !failed.has(name)) }
  const compared = compareExisting(known, existing, context.configuration.overwrite ? 'overwrite' : 'refuse')
  return { stored, steps: compared.steps, problems: [...problems, ...compared.problems] }
}

async function compareWith(
  found: Stored,
  plan: MigrationPlan,
  context: MigrationContext
): Promise<ExistingSecret> {
  if (found.deletedAt !== undefined) return { kind: 'scheduled-for-deletion' }
  if (found.unfit !== undefined) return { kind: 'unreadable', reason: found.unfit }
  try {
    const read = await context.cloud.values[plan.store].read(found.name)
    if (read === undefined)
      return { kind: 'unreadable', reason: 'it has no value, or one that is not a text' }
    context.ports.mask([read.value.reveal(), ...textsIn(read.value)])
    return { kind: 'readable', value: read.value }
  } catch (error) {
    if (!(error instanceof AwsError) || error.kind !== 'denied') throw error
    return { kind: 'unreadable', reason: `no permission for ${error.operation}` }
  }
}

/** The strings of a JSON secret are credentials too. */
function textsIn(value: SecretValue): readonly string[] {
  try {
    const parsed: unknown = JSON.parse(value.reveal())
    if (typeof parsed !== 'object' || parsed === null) return []
    return Object.values(parsed).filter((text: unknown) => typeof text === 'string')
  } catch {
    return []
  }
}

/** arnOf returns the complete ARN of a secret or parameter; for a parameter, also if the store does not return it. */
export function arnOf(
  { name, arn }: Pick<Stored, 'name' | 'arn'>,
  { region, partition, account }: Pick<MigrationContext, 'region' | 'partition' | 'account'>
): string {
  return (
    arn ?? `arn:${partition}:ssm:${region}:${account}:parameter${name.startsWith('/') ? name : `/${name}`}`
  )
}

/** The six characters that Secrets Manager would append. */
export const MADE_UP_SUFFIX = '-AAAAAA'

/**
 * expectedArn returns a placeholder for the ARN of a secret that does not exist yet: of the correct length, with a
 * made-up suffix that matches a pattern of six question marks. It is for sizes and simulator requests only and is never
 * written.
 */
function expectedArn(
  name: string,
  store: MigrationPlan['store'],
  context: Pick<MigrationContext, 'region' | 'partition' | 'account'>
): string {
  if (store === 'ssm') return arnOf({ name }, context)
  const { region, partition, account } = context
  return `arn:${partition}:secretsmanager:${region}:${account}:secret:${name}${MADE_UP_SUFFIX}`
}

/**
 * The secrets of the moves. `rotated`: an interrupted run has stored them, and they have got a newer value since.
 */
export type LocatedSecrets = {
  readonly found: ReadonlyMap<string, LocatedSecret>
  readonly rotated: ReadonlySet<string>
  readonly problems: readonly Problem[]
}

/**
 * locateSecrets returns the ARN of every secret of the moves: the actual one, or the expected one of a secret that will
 * be created. A secret that an earlier run stored, and whose value is no longer in any file, must still exist. Throws
 * AwsError.
 */
export async function locateSecrets(
  plan: MigrationPlan,
  moves: readonly JournalMove[],
  known: {
    readonly secrets: SecretsSurvey
    readonly context: MigrationContext
    readonly journal: Journal | undefined
  }
): Promise<LocatedSecrets> {
  const { context, journal } = known
  const rotated = new Set<string>()
  const { kmsKeyId } = context.configuration
  const found = new Map<string, LocatedSecret>()
  const problems: Problem[] = []
  const planned = new Set(plan.secrets.map(({ name }) => name))
  for (const name of new Set([...planned, ...moves.map(({ secret }) => secret)])) {
    const stored =
      known.secrets.stored.get(name) ??
      (planned.has(name) ? undefined : await context.cloud.stores[plan.store].look(name))
    if (stored && stored.deletedAt === undefined) {
      const { keyId } = stored
      found.set(name, { name, arn: arnOf(stored, context), ...present({ keyId }) })
      if (!planned.has(name) && journal && isNewer(stored, journal)) rotated.add(name)
    } else if (planned.has(name)) {
      const arn = expectedArn(name, plan.store, context)
      found.set(name, { name, arn, ...present({ keyId: kmsKeyId }) })
    } else problems.push(secretGone(name))
  }
  return { found, rotated, problems }
}

/** Whether a store has another value than the migration has stored there: somebody has replaced it since. */
function isNewer({ name, versions, version }: Stored, journal: Journal): boolean {
  const last = lastStored(journal, name)
  if (last === undefined) return false
  // an ID without any label is not listed: whether the version is ours is then unknown
  if (versions) return versions.current !== last.versionId && versions.labeled.includes(last.versionId)
  return last.isFirst && version !== undefined && version > 1
}

function secretGone(name: string): Problem {
  return {
    code: 'migration-secret-gone',
    fault: 'user',
    message: `The secret "${name}" of the unfinished migration no longer exists, and no file has its value.`,
    hint: `Restore it (aws secretsmanager restore-secret --secret-id ${name}), or store the value again from git history; then run again.`
  }
}
