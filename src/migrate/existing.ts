import { assertNever, type Problem } from '../errors.ts'
import { type MigrationPlan, type PlannedSecret, storedText } from './plan.ts'
import { membersOf, SecretValue } from './secret-value.ts'

/** What AWS stores under a name. The caller has read the value, in memory only. */
export type ExistingSecret =
  | { readonly kind: 'readable'; readonly value: SecretValue }
  /** Deleted, but within the recovery window: the name is taken, and the secret can be restored. */
  | { readonly kind: 'scheduled-for-deletion' }
  /** Exists, but access is denied, or it has no value or a binary one: it cannot be compared. */
  | { readonly kind: 'unreadable'; readonly reason: string }

/** The action for one secret. `text` is the text to store. */
export type SecretStep =
  | { readonly kind: 'create' | 'overwrite'; readonly secret: PlannedSecret; readonly text: SecretValue }
  | { readonly kind: 'reuse'; readonly secret: PlannedSecret }

/** How to treat a name that exists with another value: refuse it, or write a new version. */
export type OnOtherValue = 'refuse' | 'overwrite'

/**
 * compareExisting decides for each secret of a plan whether to create it, to reuse an existing one with an equal value,
 * or (only if `onOtherValue` allows it) to overwrite it with a new version. A JSON secret is equal if it has all
 * planned keys with equal values; overwriting keeps its other keys. `existing` is keyed by name; a name that it does
 * not contain is free.
 */
export function compareExisting(
  plan: Pick<MigrationPlan, 'secrets'>,
  existing: ReadonlyMap<string, ExistingSecret>,
  onOtherValue: OnOtherValue
): { readonly steps: readonly SecretStep[]; readonly problems: readonly Problem[] } {
  const steps: SecretStep[] = []
  const problems: Problem[] = []
  for (const secret of plan.secrets) {
    const found = existing.get(secret.name)
    const decided = found === undefined ? create(secret) : decide(secret, found, onOtherValue)
    if ('code' in decided) problems.push(decided)
    else steps.push(decided)
  }
  return { steps, problems }
}

function create(secret: PlannedSecret): SecretStep {
  return { kind: 'create', secret, text: storedText(secret.content) }
}

function decide(
  secret: PlannedSecret,
  found: ExistingSecret,
  onOtherValue: OnOtherValue
): SecretStep | Problem {
  switch (found.kind) {
    case 'scheduled-for-deletion':
      return taken(
        secret,
        'is scheduled for deletion',
        `Restore it (aws secretsmanager restore-secret --secret-id ${secret.name}), or take another name in "secret-names".`
      )
    case 'unreadable':
      return taken(
        secret,
        `exists and cannot be compared (${found.reason})`,
        'Allow the migration to read it, or take another name in "secret-names".'
      )
    case 'readable':
      if (isEqual(secret, found.value)) return { kind: 'reuse', secret }
      if (onOtherValue === 'overwrite')
        return { kind: 'overwrite', secret, text: merged(secret, found.value) }
      return taken(
        secret,
        'exists with another value',
        'Set "overwrite: true" to add a new version (everything that reads the secret gets it), choose another name in "secret-names", or correct the stored value.'
      )
    default:
      return assertNever(found)
  }
}

function taken({ name, variables }: PlannedSecret, state: string, hint: string): Problem {
  return {
    code: 'migration-name-taken',
    fault: 'user',
    message: `The secret "${name}" for ${variables.join(', ')} ${state}.`,
    hint
  }
}

function isEqual({ content }: PlannedSecret, value: SecretValue): boolean {
  if (content.kind === 'text') return content.value.equals(value)
  const stored = membersOf(value)
  return [...content.values].every(([key, own]) => stored?.[key] === own.reveal())
}

function merged({ content }: PlannedSecret, old: SecretValue): SecretValue {
  const own = storedText(content)
  const stored = content.kind === 'json' ? membersOf(old) : undefined
  return stored ? new SecretValue(JSON.stringify({ ...stored, ...membersOf(own) })) : own
}
