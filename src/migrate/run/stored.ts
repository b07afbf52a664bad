import { AwsError } from '../../aws/error.ts'
import { refusalOf } from '../../aws/explain.ts'
import type { Problem } from '../../errors.ts'
import type { DocumentNode } from '../../files/document/tree.ts'
import type { MigrateConfiguration } from '../../inputs/configuration.ts'
import type { ModePorts } from '../../ports.ts'
import { present } from '../../present.ts'
import { collectReferences } from '../../secrets/collect.ts'
import { parseReference } from '../../secrets/reference.ts'
import type { SecretInUse } from '../names.ts'
import { type MigrationPlan, type PlannedMove, type PlannedSecret, storedText } from '../plan.ts'
import type { MigrationCloud, ReadValue, Stored } from '../ports.ts'
import { membersOf, SecretValue } from '../secret-value.ts'
import type { MigrationContext } from './ports.ts'

/** A secret that a role needs. `keyId` is the key that encrypts it. */
export type LocatedSecret = { readonly name: string; readonly arn: string; readonly keyId?: string }

/** The action for one secret. `text` is the text to store. */
export type SecretStep = {
  readonly kind: 'create' | 'overwrite' | 'reuse'
  readonly secret: PlannedSecret
  readonly text: SecretValue
  /** The version that an overwrite replaces; a parameter has no ID of it. */
  readonly replaced?: string
  /** It exists, and its value was not read. */
  readonly isUnread?: true
}

/**
 * What storing needs, of a migration or of a deploy with `secret-values`. A deploy judges by the metadata whose secret
 * it is before it reads the value, and what it means that it may not read it.
 */
export type StoreContext = {
  readonly configuration: Pick<MigrateConfiguration, 'store' | 'overwrite' | 'tags' | 'kmsKeyId'>
  readonly cloud: Pick<MigrationCloud, 'stores' | 'values'>
  readonly ports: Pick<ModePorts, 'clock' | 'signal' | 'mask'>
  /** A problem; `leave` keeps the stored value without reading it. */
  readonly judge?: (secret: PlannedSecret, found: Stored) => Problem | 'leave' | undefined
  readonly denied?: (secret: PlannedSecret) => Problem | 'leave'
}

/** The secrets of a plan that exist in AWS, and the step for each. */
export type SecretsSurvey = {
  readonly stored: ReadonlyMap<string, Stored>
  readonly steps: readonly SecretStep[]
  readonly problems: readonly Problem[]
}

/**
 * surveySecrets decides for each secret of a plan whether to create it, to reuse an existing one with an equal value,
 * or (with `overwrite`) to add a version. A JSON secret is equal if it has all planned keys with equal values;
 * overwriting keeps its other keys. Values are compared in memory. It only reads.
 */
export async function surveySecrets(
  { secrets }: Pick<MigrationPlan, 'secrets'>,
  context: StoreContext
): Promise<SecretsSurvey> {
  const stored = new Map<string, Stored>()
  const steps: SecretStep[] = []
  const problems: Problem[] = []
  for (const secret of secrets) {
    try {
      const found = await storeOf(context).look(secret.name)
      if (found) stored.set(secret.name, found)
      const step = found
        ? await judged(secret, found, context)
        : { kind: 'create' as const, secret, text: storedText(secret.content) }
      if ('code' in step) problems.push(step)
      else steps.push(step)
    } catch (error) {
      problems.push(refusalOf(error, { subject: `secret ${secret.name}` }))
    }
  }
  return { stored, steps, problems }
}

async function judged(secret: PlannedSecret, found: Stored, context: StoreContext) {
  const verdict = found.deletedAt === undefined ? context.judge?.(secret, found) : undefined
  const left = { kind: 'reuse' as const, secret, text: storedText(secret.content), isUnread: true as const }
  if (verdict !== undefined) return verdict === 'leave' ? left : verdict
  const existing = await read(found, context)
  const denied = 'isDenied' in existing ? context.denied?.(secret) : undefined
  if (denied !== undefined) return denied === 'leave' ? left : denied
  return decide(secret, existing, context.configuration.overwrite)
}

/** storeOf returns the store of a migration. */
export function storeOf({ cloud, configuration }: StoreContext) {
  return cloud.stores[configuration.store]
}

/** The value of a stored secret, in memory only, or why the name is taken and cannot be compared. */
type Existing = ReadValue | { readonly state: string; readonly hint: string; readonly isDenied?: true }

async function read(
  { name, deletedAt, unfit }: Stored,
  { cloud, configuration, ports }: StoreContext
): Promise<Existing> {
  if (deletedAt !== undefined)
    return {
      state: 'is scheduled for deletion',
      hint: `Restore it (aws secretsmanager restore-secret --secret-id ${name}), or take another name in "secret-names".`
    }
  if (unfit !== undefined) return unreadable(unfit)
  try {
    const answer = await cloud.values[configuration.store].read(name)
    if (answer === undefined) return unreadable('it has no value, or one that is not a text')
    const { value } = answer
    // the strings of a JSON secret are credentials too
    const texts = Object.values(membersOf(value) ?? {}).filter(one => typeof one === 'string')
    ports.mask([value.reveal(), ...texts])
    return answer
  } catch (error) {
    if (!(error instanceof AwsError) || error.kind !== 'denied') throw error
    return { ...unreadable(`no permission for ${error.operation}`), isDenied: true }
  }
}

function unreadable(why: string) {
  return {
    state: `exists and cannot be compared (${why})`,
    hint: 'Allow the migration to read it, or take another name in "secret-names".'
  }
}

function decide(secret: PlannedSecret, found: Existing, overwrite: boolean): SecretStep | Problem {
  if (!('value' in found)) return taken(secret, found)
  const own = storedText(secret.content)
  const old = secret.content.kind === 'json' ? membersOf(found.value) : undefined
  const members = old && { ...old, ...membersOf(own) }
  const text = members ? new SecretValue(JSON.stringify(members)) : own
  const isEqual = members
    ? JSON.stringify(members) === JSON.stringify(old)
    : secret.content.kind === 'text' && found.value.equals(own)
  if (isEqual) return { kind: 'reuse', secret, text }
  if (overwrite) return { kind: 'overwrite', secret, text, ...present({ replaced: found.versionId }) }
  const hint =
    'Set "overwrite: true" to add a new version (everything that reads the secret gets it), choose another name in "secret-names", or correct the stored value.'
  return taken(secret, { state: 'exists with another value', hint })
}

function taken(
  { name, variables }: PlannedSecret,
  { state, hint }: { readonly state: string; readonly hint: string }
): Problem {
  const message = `The secret "${name}" for ${variables.join(', ')} ${state}.`
  return { code: 'migration-name-taken', fault: 'user', message, hint }
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
      return found ? [{ ...found, variables: [name], services }] : []
    })
  )
  const inUse: SecretInUse[] = []
  const denied: string[] = []
  for (const id of new Set(used.map(one => one.id))) {
    const found = await storeOf(context).look(id).catch(asDenied)
    const answer = typeof found === 'object' ? await read(found, context) : { isDenied: found === 'denied' }
    if ('isDenied' in answer && answer.isDenied) denied.push(id)
    if (typeof found !== 'object' || !('value' in answer)) continue
    for (const { key, services, variables } of used.filter(other => other.id === id)) {
      const text = key === undefined ? answer.value.reveal() : membersOf(answer.value)?.[key]
      if (typeof text !== 'string' || text === '') continue
      const value = new SecretValue(text)
      inUse.push({ secret: found.name, value, services, variables, ...present({ key }) })
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
  const { versionId, versionStage, jsonKey } = parsed.tail ?? {}
  if (versionId || versionStage) return undefined
  const id = parsed.kind === 'secret-name' ? parsed.name : text.split(':').slice(0, 7).join(':')
  return { id, ...present({ key: jsonKey || undefined }) }
}

/** The six characters that Secrets Manager would append. */
export const MADE_UP_SUFFIX = '-AAAAAA'

/**
 * arnOf returns the complete ARN of a secret or parameter. For a secret that does not exist yet, it has the correct
 * length and a made-up suffix, for sizes and simulator requests only; it is never written.
 */
export function arnOf(
  { name, arn }: Pick<Stored, 'name' | 'arn'>,
  {
    region,
    partition,
    account,
    configuration
  }: Pick<StoreContext, 'configuration'> & Pick<MigrationContext, 'region' | 'partition' | 'account'>
): string {
  const start = (service: string) => `arn:${partition}:${service}:${region}:${account}`
  if (arn !== undefined) return arn
  return configuration.store === 'ssm'
    ? `${start('ssm')}:parameter${name.startsWith('/') ? name : `/${name}`}`
    : `${start('secretsmanager')}:secret:${name}${MADE_UP_SUFFIX}`
}

/**
 * locateSecrets returns the ARN of every secret of the moves: the actual one, or the expected one of a secret that will
 * be created. A secret that an earlier run stored, and whose value is no longer in any file, must still exist. Throws
 * AwsError.
 */
export async function locateSecrets(
  plan: Pick<MigrationPlan, 'secrets'>,
  moves: readonly PlannedMove[],
  { stored: known, context }: Pick<SecretsSurvey, 'stored'> & { readonly context: MigrationContext }
): Promise<{ readonly found: ReadonlyMap<string, LocatedSecret>; readonly problems: readonly Problem[] }> {
  const found = new Map<string, LocatedSecret>()
  const problems: Problem[] = []
  const planned = new Set(plan.secrets.map(({ name }) => name))
  for (const name of new Set([...planned, ...moves.map(({ secret }) => secret)])) {
    const stored = known.get(name) ?? (planned.has(name) ? undefined : await storeOf(context).look(name))
    const isThere = stored !== undefined && stored.deletedAt === undefined
    const keyId = isThere ? stored.keyId : context.configuration.kmsKeyId
    if (!isThere && !planned.has(name)) problems.push(secretGone(name))
    else found.set(name, { name, arn: arnOf(isThere ? stored : { name }, context), ...present({ keyId }) })
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
