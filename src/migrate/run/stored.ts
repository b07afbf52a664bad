import { AwsError } from '../../aws/error.ts'
import { refusalOf } from '../../aws/explain.ts'
import type { Problem } from '../../errors.ts'
import type { DocumentNode } from '../../files/document/tree.ts'
import { present } from '../../present.ts'
import { collectReferences } from '../../secrets/collect.ts'
import { parseReference } from '../../secrets/reference.ts'
import { compareExisting, type ExistingSecret, type SecretStep } from '../existing.ts'
import type { JournalMove } from '../journal.ts'
import type { SecretInUse } from '../names.ts'
import type { MigrationPlan } from '../plan.ts'
import type { Stored } from '../ports.ts'
import { membersOf, SecretValue } from '../secret-value.ts'
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
export async function surveySecrets(
  plan: Pick<MigrationPlan, 'secrets'>,
  context: MigrationContext
): Promise<SecretsSurvey> {
  const stored = new Map<string, Stored>()
  const existing = new Map<string, ExistingSecret>()
  const failed = new Set<string>()
  const problems: Problem[] = []
  for (const { name } of plan.secrets) {
    try {
      const found = await storeOf(context).look(name)
      if (found === undefined) continue
      stored.set(name, found)
      existing.set(name, await read(found, context))
    } catch (error) {
      problems.push(refusalOf(error, { subject: `secret ${name}` }))
      failed.add(name)
    }
  }
  // a secret that cannot be read is neither free nor taken
  const known = { secrets: plan.secrets.filter(({ name }) => !failed.has(name)) }
  const compared = compareExisting(known, existing, context.configuration.overwrite ? 'overwrite' : 'refuse')
  return { stored, steps: compared.steps, problems: [...problems, ...compared.problems] }
}

/** storeOf returns the store of a migration. */
export function storeOf({ cloud, configuration }: MigrationContext) {
  return cloud.stores[configuration.store]
}

async function read(
  found: Stored,
  { cloud, configuration, ports }: MigrationContext
): Promise<ExistingSecret> {
  if (found.deletedAt !== undefined) return { kind: 'scheduled-for-deletion' }
  if (found.unfit !== undefined) return { kind: 'unreadable', reason: found.unfit }
  try {
    const answer = await cloud.values[configuration.store].read(found.name)
    if (answer === undefined)
      return { kind: 'unreadable', reason: 'it has no value, or one that is not a text' }
    const { value } = answer
    // the strings of a JSON secret are credentials too
    const texts = Object.values(membersOf(value) ?? {}).filter(one => typeof one === 'string')
    ports.mask([value.reveal(), ...texts])
    return { kind: 'readable', value }
  } catch (error) {
    if (!(error instanceof AwsError) || error.kind !== 'denied') throw error
    return { kind: 'unreadable', reason: `no permission for ${error.operation}` }
  }
}

/**
 * secretsInUse reads the values of the secrets that files already refer to, so that an equal value gets no second
 * secret. Only references to the store, account and Region of the run count, without a version. Throws AwsError for
 * anything but a denial, which is reported.
 */
export async function secretsInUse(
  documents: readonly { readonly root: DocumentNode; readonly services: readonly string[] }[],
  context: MigrationContext
): Promise<{ readonly inUse: readonly SecretInUse[]; readonly remarks: readonly string[] }> {
  const used = documents.flatMap(({ root, services }) =>
    (root.kind === 'object' ? collectReferences(root) : []).flatMap(({ node, name, field }) => {
      const found = field === 'secrets' && !node.value.includes('${{') ? idOf(node.value, context) : undefined
      return found ? [{ ...found, variable: name, services }] : []
    })
  )
  const inUse: SecretInUse[] = []
  const denied: string[] = []
  for (const id of new Set(used.map(one => one.id))) {
    const found = await storeOf(context).look(id).catch(asDenied)
    const answer = typeof found === 'object' ? await read(found, context) : undefined
    if (found === 'denied' || (answer?.kind === 'unreadable' && answer.reason.startsWith('no permission')))
      denied.push(id)
    if (typeof found !== 'object' || answer?.kind !== 'readable') continue
    for (const one of used.filter(other => other.id === id)) {
      const text = one.key === undefined ? answer.value.reveal() : membersOf(answer.value)?.[one.key]
      if (typeof text !== 'string' || text === '') continue
      const { services, variable, key } = one
      const value = new SecretValue(text)
      inUse.push({ secret: found.name, value, services, variables: [variable], ...present({ key }) })
    }
  }
  const remark = `Not compared with the values of the files: ${denied.join(', ')} (no permission to read). A value that is stored there already would get a second secret.`
  return { inUse, remarks: denied.length > 0 ? [remark] : [] }
}

function asDenied(error: unknown): 'denied' {
  if (error instanceof AwsError && error.kind === 'denied') return 'denied'
  throw error
}

function idOf(
  text: string,
  { configuration, region, account }: MigrationContext
): { readonly id: string; readonly key?: string } | undefined {
  const parsed = parseReference(text)
  if (parsed.kind === 'bare' || parsed.kind === 'malformed') return undefined
  const isHere = !('region' in parsed) || (parsed.region === region && parsed.account === account)
  const store = parsed.kind.startsWith('secret') ? 'secretsmanager' : 'ssm'
  if (!isHere || store !== configuration.store) return undefined
  if (parsed.kind === 'parameter-name') return { id: parsed.name }
  if (parsed.kind === 'parameter-arn') return { id: `/${parsed.resource}` }
  const { tail } = parsed
  if (tail?.versionId || tail?.versionStage) return undefined
  const id = parsed.kind === 'secret-name' ? parsed.name : text.split(':').slice(0, 7).join(':')
  return { id, ...(tail?.jsonKey ? { key: tail.jsonKey } : {}) }
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
 * The ARN of a secret that does not exist yet: of the correct length, with a made-up suffix. It is for sizes and
 * simulator requests only and is never written.
 */
function expectedArn(name: string, context: MigrationContext): string {
  const { region, partition, account, configuration } = context
  return configuration.store === 'ssm'
    ? arnOf({ name }, context)
    : `arn:${partition}:secretsmanager:${region}:${account}:secret:${name}${MADE_UP_SUFFIX}`
}

/**
 * locateSecrets returns the ARN of every secret of the moves: the actual one, or the expected one of a secret that will
 * be created. A secret that an earlier run stored, and whose value is no longer in any file, must still exist. Throws
 * AwsError.
 */
export async function locateSecrets(
  plan: Pick<MigrationPlan, 'secrets'>,
  moves: readonly JournalMove[],
  { stored: known, context }: Pick<SecretsSurvey, 'stored'> & { readonly context: MigrationContext }
): Promise<{ readonly found: ReadonlyMap<string, LocatedSecret>; readonly problems: readonly Problem[] }> {
  const { kmsKeyId } = context.configuration
  const found = new Map<string, LocatedSecret>()
  const problems: Problem[] = []
  const planned = new Set(plan.secrets.map(({ name }) => name))
  for (const name of new Set([...planned, ...moves.map(({ secret }) => secret)])) {
    const stored = known.get(name) ?? (planned.has(name) ? undefined : await storeOf(context).look(name))
    if (stored && stored.deletedAt === undefined)
      found.set(name, { name, arn: arnOf(stored, context), ...present({ keyId: stored.keyId }) })
    else if (planned.has(name))
      found.set(name, { name, arn: expectedArn(name, context), ...present({ keyId: kmsKeyId }) })
    else problems.push(secretGone(name))
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
