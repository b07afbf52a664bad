import { AwsError } from '../../aws/error.ts'
import { explainAwsError } from '../../aws/explain.ts'
import type { Problem } from '../../errors.ts'
import type { MigrateConfiguration } from '../../inputs/configuration.ts'
import type { AwsPorts } from '../../ports.ts'
import { compareExisting, type ExistingSecret, type SecretStep } from '../existing.ts'
import type { MigrationPlan } from '../plan.ts'
import type { MigrationCloud, Stored } from '../ports.ts'
import type { SecretValue } from '../secret-value.ts'
import type { MigrationPorts } from './ports.ts'

/** Where a migration takes place, and with what it looks and writes. One account and region. */
export type MigrationScope = {
  readonly configuration: MigrateConfiguration
  readonly ports: MigrationPorts
  readonly aws: AwsPorts
  readonly cloud: MigrationCloud
  readonly region: string
  readonly partition: string
  readonly account: string
  readonly callerArn?: string
}

/** What AWS has of the secrets of a plan, and what is to be done about each. */
export type SecretsSurvey = {
  readonly stored: ReadonlyMap<string, Stored>
  readonly steps: readonly SecretStep[]
  readonly problems: readonly Problem[]
}

/** surveySecrets looks each planned secret up and compares what is there in memory. It only reads. */
export async function surveySecrets(plan: MigrationPlan, scope: MigrationScope): Promise<SecretsSurvey> {
  const stored = new Map<string, Stored>()
  const existing = new Map<string, ExistingSecret>()
  const failed = new Set<string>()
  const problems: Problem[] = []
  for (const { name } of plan.secrets) {
    try {
      const found = await scope.cloud.stores[plan.store].look(name)
      if (found === undefined) continue
      stored.set(name, found)
      existing.set(name, await compareWith(found, plan, scope))
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      failed.add(name)
      problems.push(explainAwsError(error, { subject: `secret ${name}` }))
    }
  }
  // one that can't be looked at is neither free nor taken
  const known = { ...plan, secrets: plan.secrets.filter(({ name }) => !failed.has(name)) }
  const compared = compareExisting(known, existing, scope.configuration.overwrite ? 'overwrite' : 'refuse')
  return { stored, steps: compared.steps, problems: [...problems, ...compared.problems] }
}

async function compareWith(
  found: Stored,
  plan: MigrationPlan,
  scope: MigrationScope
): Promise<ExistingSecret> {
  if (found.deletedAt !== undefined) return { kind: 'scheduled-for-deletion' }
  if (found.unfit !== undefined) return { kind: 'unreadable', reason: found.unfit }
  try {
    const read = await scope.cloud.values[plan.store].read(found.name)
    if (read === undefined)
      return { kind: 'unreadable', reason: 'it has no value, or one that is not a text' }
    scope.ports.mask([read.value.reveal(), ...textsIn(read.value)])
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
  { region, partition, account }: Pick<MigrationScope, 'region' | 'partition' | 'account'>
): string {
  return (
    arn ?? `arn:${partition}:ssm:${region}:${account}:parameter${name.startsWith('/') ? name : `/${name}`}`
  )
}

/**
 * expectedArn stands for the ARN of a secret that does not exist yet: of the right length, with a made-up suffix that a
 * pattern of six question marks fits. For sizes and for questions to the simulator, never to be written.
 */
export function expectedArn(
  name: string,
  store: MigrationPlan['store'],
  scope: Pick<MigrationScope, 'region' | 'partition' | 'account'>
): string {
  if (store === 'ssm') return arnOf({ name }, scope)
  const { region, partition, account } = scope
  return `arn:${partition}:secretsmanager:${region}:${account}:secret:${name}-AAAAAA`
}
