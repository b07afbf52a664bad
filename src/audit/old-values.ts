import { AwsError } from '../aws/error.ts'
import { refusedCall } from '../aws/explain.ts'
import { minuteOf } from '../clock.ts'
import type { JsonObject } from '../json.ts'
import { distinctBy, mapBounded, someOf } from '../list.ts'
import { present } from '../present.ts'
import type { LiveReference, StaleTask } from './audit.ts'
import { environmentFilesOf, referencesOf } from './definition.ts'
import type { ObjectDates, RunningTask, SecretInventory } from './ports.ts'
import { createdAtOf, lookUpSecrets, type ReferencedSecret, secretKeyOf } from './secrets.ts'

/**
 * Something that a task reads when it starts and that can change without a new revision: a secret, a parameter or an
 * environment file on S3. `changedAt` is the time since which it has its present content, in milliseconds since 1970;
 * `gone`: no task can start with it; `unknown`: when it changed could not be read.
 */
export type StartRead = { readonly name: string; readonly isFile?: true } & (
  | { readonly kind: 'dated'; readonly changedAt: number }
  | { readonly kind: 'gone' | 'unknown'; readonly why: string }
)

/** Reads when what task definitions name was changed, and none of its content. */
export type StartReadPorts = { readonly secrets: SecretInventory; readonly objects: ObjectDates }

const AT_ONCE = 5

/**
 * readStartReads returns for each definition when what its tasks read at their start last changed. Each secret,
 * parameter and file is looked up once. `since`: what has not changed after this time needs no exact date. Throws
 * AwsError for anything but a denied request.
 */
export async function readStartReads(
  definitions: readonly JsonObject[],
  { region, since = Number.NEGATIVE_INFINITY }: { readonly region: string; readonly since?: number },
  { secrets, objects }: StartReadPorts
): Promise<readonly (readonly StartRead[])[]> {
  const references = definitions.map(one => referencesOf(one, region))
  const files = definitions.map(environmentFilesOf)
  const lookups = await lookUpSecrets(references.flat(), secrets, since)
  const dates = new Map(
    await mapBounded(
      [...new Set(files.flat())],
      AT_ONCE,
      async arn => [arn, await fileRead(arn, objects)] as const
    )
  )
  return definitions.map((_, index) => [
    ...startReadsOf(references[index] ?? [], lookups),
    ...(files[index] ?? []).flatMap(arn => dates.get(arn) ?? [])
  ])
}

async function fileRead(arn: string, objects: ObjectDates): Promise<StartRead> {
  const of = { name: arn.replace(/^arn:[^:]*:s3:::/, ''), isFile: true } as const
  try {
    const changedAt = await objects.changedAt(arn)
    if (changedAt === undefined) return { ...of, kind: 'gone', why: 'it does not exist' }
    return { ...of, kind: 'dated', changedAt }
  } catch (error) {
    if (error instanceof AwsError && error.kind === 'expired') throw error
    return { ...of, kind: 'unknown', why: refusedCall(error) }
  }
}

/** startReadsOf returns the same of references that were looked up already. A pinned version never changes. Pure. */
export function startReadsOf(
  references: readonly LiveReference[],
  lookups: ReadonlyMap<string, ReferencedSecret>
): readonly StartRead[] {
  return references.flatMap((reference): readonly StartRead[] => {
    if (reference.pinned) return []
    const looked = lookups.get(secretKeyOf(reference))
    const changedAt = changedAtOf(reference, looked)
    if (changedAt !== undefined) {
      const isFound = looked?.kind === 'secret' || looked?.kind === 'parameter'
      return [{ kind: 'dated', name: isFound ? looked.facts.name : reference.id, changedAt }]
    }
    const name = reference.id
    if (looked?.kind === 'not-verified') return [{ kind: 'unknown', name, why: looked.why }]
    if (looked?.kind === 'gone') return [{ kind: 'gone', name, why: 'it does not exist' }]
    if (looked?.kind === 'secret' && looked.facts.deletedAt !== undefined)
      return [{ kind: 'gone', name, why: 'it is scheduled for deletion' }]
    return [{ kind: 'unknown', name, why: 'it has no date' }]
  })
}

/**
 * changedAtOf returns the time since which a reference reads what it reads now, or a later one if that is all that is
 * known.
 */
export function changedAtOf(
  { isLabeled }: Pick<LiveReference, 'isLabeled'>,
  looked: ReferencedSecret | undefined
): number | undefined {
  if (looked?.kind !== 'secret') return createdAtOf(looked)
  return isLabeled ? looked.facts.changedAt : (looked.movedAt ?? looked.changedAt)
}

/** A running task, and what its revision reads at the start. */
export type ReadingTask = {
  readonly task: RunningTask
  readonly cluster: string
  readonly region: string
  readonly service?: string
  readonly reads: readonly StartRead[]
}

/** A task reads its secrets and files soon after it was created. Undefined if ECS does not return when that was. */
function startOf({ createdAt, startedAt }: RunningTask): number | undefined {
  return createdAt ?? startedAt
}

/** staleTasks returns the tasks that were created before a change of what they read. Pure. */
export function staleTasks(tasks: readonly ReadingTask[]): readonly StaleTask[] {
  return tasks.flatMap(({ task, cluster, region, service, reads }) => {
    const startedAt = startOf(task)
    if (startedAt === undefined) return []
    const rows = reads.flatMap((read): StaleTask[] => {
      if (read.kind !== 'dated' || read.changedAt <= startedAt) return []
      const { name: secret, changedAt } = read
      return [{ task: task.arn, cluster, region, startedAt, secret, changedAt, ...present({ service }) }]
    })
    return distinctBy(rows, ({ secret }) => secret)
  })
}

/**
 * What the tasks of one service hold. `stale`: some might hold an older value than they should. `open`: that is not
 * known. `text`: which values and how many tasks, or why it is not known; without a period.
 */
export type JudgedTasks = {
  readonly kind: 'stale' | 'open' | 'fresh'
  readonly stale: readonly StaleTask[]
  readonly text: string
}

/**
 * judgeTasks judges the tasks of a service that ECS lists; `running` is how many there are, as a list can lag behind.
 * Pure.
 */
export function judgeTasks(tasks: readonly ReadingTask[], running: number): JudgedTasks {
  const stale = staleTasks(tasks)
  if (stale.length > 0) {
    const changes = new Map(stale.map(({ secret, changedAt }) => [secret, changedAt]))
    const words = [...changes].map(([secret, at]) => `${secret}, which changed ${minuteOf(at)}`)
    const count = new Set(stale.map(({ task }) => task)).size
    const which = tasks.length === 1 ? 'its task' : `${count} of its ${tasks.length} tasks`
    return { kind: 'stale', stale, text: `${which} might hold an old value of ${someOf(words, 3, '; ')}` }
  }
  const why = [
    ...(tasks.length < running ? [`ECS lists ${tasks.length} of its ${running} running tasks`] : []),
    ...tasks.flatMap(({ task, reads }) =>
      startOf(task) === undefined && reads.length > 0
        ? ['ECS does not return when its tasks were created']
        : []
    ),
    // that a file may not be dated is usual, and that it is missing shows when the next task starts
    ...tasks.flatMap(({ reads }) =>
      reads.flatMap(read => (read.kind === 'dated' || read.isFile ? [] : `${read.name}: ${read.why}`))
    )
  ]
  return { kind: why.length > 0 ? 'open' : 'fresh', stale, text: [...new Set(why)].join('; ') }
}
