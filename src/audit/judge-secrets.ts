import { present } from '../present.ts'
import type { LiveReference, SecretRow, StaleTask } from './audit.ts'
import type { ParameterFacts, RunningTask, SecretFacts } from './ports.ts'

/** What a look-up of one reference gave; `changedAt` is when the current value was made. */
export type Looked =
  | { readonly kind: 'secret'; readonly facts: SecretFacts; readonly changedAt?: number }
  | { readonly kind: 'parameter'; readonly facts: ParameterFacts }
  | { readonly kind: 'gone' }
  | { readonly kind: 'not-verified'; readonly why: string }

/** keyOf tells one named secret or parameter from another. */
export function keyOf({ store, region, id }: Pick<LiveReference, 'store' | 'region' | 'id'>): string {
  return `${store} ${region} ${id}`
}

/** When the value that a reference leads to was made; undefined where it can't be known. */
export function changedAtOf(looked: Looked | undefined): number | undefined {
  switch (looked?.kind) {
    case 'secret':
      return looked.changedAt
    case 'parameter':
      return looked.facts.changedAt
    default:
      return undefined
  }
}

/** What is judged: each reference once, with who reads it and what its look-up gave. */
export type SecretSubject = {
  readonly reference: Pick<LiveReference, 'store' | 'region' | 'id'>
  readonly usedBy: readonly string[]
  readonly looked: Looked
}

/** judgeSecret says what the secret behind a reference is like. `maxAgeMs`: an older value counts as old. Pure. */
export function judgeSecret(
  { reference, usedBy, looked }: SecretSubject,
  { now, maxAgeMs }: { readonly now: number; readonly maxAgeMs: number }
): SecretRow {
  const changedAt = changedAtOf(looked)
  const base = { store: reference.store, region: reference.region, usedBy }
  const age = changedAt === undefined ? {} : { changedAt }
  const old = changedAt !== undefined && now - changedAt > maxAgeMs
  switch (looked.kind) {
    case 'gone':
      return { ...base, name: reference.id, state: 'gone', old: false }
    case 'not-verified':
      return { ...base, name: reference.id, state: 'not-verified', old: false }
    case 'parameter':
      return { ...base, ...age, name: looked.facts.name, state: 'good', old }
    case 'secret': {
      const { name, deletedAt, accessedAt } = looked.facts
      const accessed = accessedAt === undefined ? {} : { accessedAt }
      const state = deletedAt === undefined ? ('good' as const) : ('deleted' as const)
      return { ...base, ...age, ...accessed, name, state, old }
    }
  }
}

/** unreferencedSecrets are the listed secrets that no reference names. Secrets that an AWS service owns are left out. Pure. */
export function unreferencedSecrets(
  listed: readonly (SecretFacts & { readonly region: string })[],
  referenced: ReadonlySet<string>
): readonly SecretRow[] {
  return listed
    .filter(({ arn, owner }) => owner === undefined && !referenced.has(arn))
    .map(({ name, region, changedAt, accessedAt }) => ({
      store: 'secretsmanager',
      name,
      region,
      state: 'unreferenced',
      usedBy: [],
      old: false,
      ...present({ changedAt, accessedAt })
    }))
}

/** prefixOf is the part of a secret's name by which its siblings are found: up to the first slash. Undefined without one. */
export function prefixOf(name: string): string | undefined {
  const slash = name.indexOf('/', 1)
  return slash < 1 ? undefined : name.slice(0, slash + 1)
}

/** A running task with what its revision reads. */
export type ReadingTask = {
  readonly task: RunningTask
  readonly cluster: string
  readonly region: string
  readonly service?: string
  readonly references: readonly LiveReference[]
}

/**
 * staleTasks are the tasks that were made before the current value of a secret that they read: values are injected at task
 * start only. Counts from the task's creation, since it reads its secrets soon after that. Pure.
 */
export function staleTasks(
  tasks: readonly ReadingTask[],
  lookups: ReadonlyMap<string, Looked>
): readonly StaleTask[] {
  return tasks.flatMap(({ task, cluster, region, service, references }) => {
    const startedAt = task.createdAt ?? task.startedAt
    if (startedAt === undefined) return []
    const rows = references.flatMap((reference): StaleTask[] => {
      const looked = lookups.get(keyOf(reference))
      const changedAt = changedAtOf(looked)
      if (reference.pinned || changedAt === undefined || changedAt <= startedAt) return []
      const secret =
        looked?.kind === 'secret' || looked?.kind === 'parameter' ? looked.facts.name : reference.id
      const of = service === undefined ? {} : { service }
      return [{ task: task.arn, cluster, region, ...of, startedAt, secret, changedAt }]
    })
    return [...new Map(rows.map(row => [row.secret, row])).values()]
  })
}
