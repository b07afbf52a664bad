import { AwsError } from '../../aws/error.ts'
import { refusalOf } from '../../aws/explain.ts'
import type { Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import { compareExisting, type ExistingSecret, type SecretStep } from '../existing.ts'
import type { JournalMove } from '../journal.ts'
import type { MigrationPlan } from '../plan.ts'
import type { Stored } from '../ports.ts'
import type { SecretValue } from '../secret-value.ts'
import type { MigrationContext } from './ports.ts'

/** A secret as a role needs it. `keyId` is that of a customer key. */
export type LocatedSecret = { readonly name: string; readonly arn: string; readonly keyId?: string }

/** What AWS has of the secrets of a plan, and what is to be done about each. */
export type SecretsSurvey = {
  readonly stored: ReadonlyMap<string, Stored>
  readonly steps: readonly SecretStep[]
  readonly problems: readonly Problem[]
}

/** surveySecrets looks each planned secret up and compares what is there in memory. It only reads. */
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
  // one that can't be looked at is neither free nor taken
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

/** The texts of a JSON secret are credentials too. */
function textsIn(value: SecretValue): readonly string[] {
  try {
    const parsed: unknown = JSON.parse(value.reveal())
    if (typeof parsed !== 'object' || parsed === null) return []
    return Object.values(parsed).filter((text: unknown) => typeof text === 'string')
  } catch {
    return []
  }
}

/** arnOf is a secret's complete ARN; of a parameter also where the store does not say it. */
export function arnOf(
  { name, arn }: Pick<Stored, 'name' | 'arn'>,
  { region, partition, account }: Pick<MigrationContext, 'region' | 'partition' | 'account'>
): string {
  return (
    arn ?? `arn:${partition}:ssm:${region}:${account}:parameter${name.startsWith('/') ? name : `/${name}`}`
  )
}

/**
 * expectedArn stands for the ARN of a secret that does not exist yet: of the right length, with a made-up suffix that a
 * pattern of six question marks fits. For sizes and for questions to the simulator, never to be written.
 */
function expectedArn(
  name: string,
  store: MigrationPlan['store'],
  context: Pick<MigrationContext, 'region' | 'partition' | 'account'>
): string {
  if (store === 'ssm') return arnOf({ name }, context)
  const { region, partition, account } = context
  return `arn:${partition}:secretsmanager:${region}:${account}:secret:${name}-AAAAAA`
}

/**
 * locateSecrets gives every secret of the moves its ARN: the real one, or the expected one of a secret that is to
 * be created. One that an earlier run stored, and that no file has the value of any more, must still be there.
 * Throws AwsError.
 */
export async function locateSecrets(
  plan: MigrationPlan,
  moves: readonly JournalMove[],
  known: { readonly secrets: SecretsSurvey; readonly context: MigrationContext }
): Promise<{ readonly found: ReadonlyMap<string, LocatedSecret>; readonly problems: readonly Problem[] }> {
  const { context } = known
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
    } else if (planned.has(name)) {
      const arn = expectedArn(name, plan.store, context)
      found.set(name, { name, arn, ...present({ keyId: kmsKeyId }) })
    } else problems.push(secretGone(name))
  }
  return { found, problems }
}

function secretGone(name: string): Problem {
  return {
    code: 'migration-secret-gone',
    fault: 'user',
    message: `The secret "${name}" of the unfinished migration no longer exists, and no file has its value.`,
    hint: `Restore it (aws secretsmanager restore-secret --secret-id ${name}), or store the value again from git history; then run again.`
  }
}
