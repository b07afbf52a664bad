import { environmentFilesOf } from '../../audit/definition.ts'
import type { ObjectDates } from '../../audit/ports.ts'
import { mapBounded } from '../../bounded.ts'
import { groupBy, grouped } from '../../group.ts'
import { someOf } from '../../list.ts'
import { definitionIn, type Plan, type ServicePlan } from '../../plan/plan.ts'
import type { Remark } from '../../report/report.ts'
import { minuteOf } from '../../rollout/progress.ts'
import { accountKey } from '../connections.ts'
import { begunAt } from './kept-tasks.ts'
import {
  connectAccount,
  type LookingAtTasks,
  ownTasks,
  readOrWhy,
  servicesNamed,
  someOfItsTasks,
  whyUnknown
} from './old-tasks.ts'

/** What is known of a service whose tasks read environment files from S3. `file` is `BUCKET/KEY`. */
export type OldFiles = { readonly service: ServicePlan } & (
  | { readonly kind: 'stale'; readonly text: string }
  | { readonly kind: 'open'; readonly why: string }
  | { readonly kind: 'missing'; readonly file: string }
  | { readonly kind: 'unread'; readonly why: string }
)

/** When a file was last changed, in milliseconds since 1970; undefined if it does not exist; or why that is unknown. */
type FileDate = { readonly file: string; readonly at: number | undefined } | { readonly why: string }

const AT_ONCE = 5

/**
 * findOldFiles returns which of these services have tasks that started before an environment file of theirs was last
 * changed, or why that is not known. Their states are the `before` of each. It reads no file. Throws AwsError only for
 * expired credentials.
 */
export async function findOldFiles(
  services: readonly ServicePlan[],
  plan: Plan,
  looking: LookingAtTasks
): Promise<readonly OldFiles[]> {
  const found: OldFiles[] = []
  for (const group of groupBy(services, ({ site }) => accountKey(site))) {
    const aws = await connectAccount(group[0] as ServicePlan, looking)
    const dates = await datesOf(group, plan, aws.objects)
    const look = (one: ServicePlan) => dates.get(one) ?? []
    found.push(...group.flatMap(service => look(service).flatMap(date => unusable(service, date))))
    const newer = group.filter(service => look(service).some(date => isAfter(date, begunAt(service.before))))
    for (const [cluster, own] of grouped(newer, one => one.site.cluster)) {
      const tasks = await readOrWhy(() => aws.inventory.listRunningTasks(cluster))
      for (const service of own)
        found.push(
          ...(typeof tasks === 'string'
            ? [{ service, kind: 'open', why: tasks } as const]
            : judged(service, ownTasks(service, tasks), look(service)))
        )
    }
  }
  return found
}

/** datesOf returns for each service when its environment files were changed, each file read once. */
async function datesOf(
  services: readonly ServicePlan[],
  plan: Plan,
  objects: ObjectDates
): Promise<ReadonlyMap<ServicePlan, readonly FileDate[]>> {
  const files = services.map(one => environmentFilesOf(definitionIn(plan, one.definitionId)))
  const dates = new Map(
    await mapBounded(
      [...new Set(files.flat())],
      AT_ONCE,
      async arn => [arn, await dateOf(arn, objects)] as const
    )
  )
  return new Map(
    services.map((one, index) => [
      one,
      (files[index] ?? []).flatMap(arn => {
        const date = dates.get(arn)
        return date === undefined ? [] : [date]
      })
    ])
  )
}

async function dateOf(arn: string, objects: ObjectDates): Promise<FileDate> {
  const file = arn.replace(/^arn:[^:]*:s3:::/, '')
  const read = await readOrWhy(async () => ({ at: await objects.changedAt(arn) }))
  return typeof read === 'string' ? { why: `${file}: ${read}` } : { file, at: read.at }
}

function isAfter(date: FileDate, moment: number): boolean {
  return 'at' in date && date.at !== undefined && date.at > moment
}

function unusable(service: ServicePlan, date: FileDate): readonly OldFiles[] {
  if ('why' in date) return [{ service, kind: 'unread', why: date.why }]
  return date.at === undefined ? [{ service, kind: 'missing', file: date.file }] : []
}

function judged(
  service: ServicePlan,
  tasks: ReturnType<typeof ownTasks>,
  dates: readonly FileDate[]
): readonly OldFiles[] {
  const startOf = ({ createdAt, startedAt }: (typeof tasks)[number]) => createdAt ?? startedAt
  const old = tasks.filter(task => {
    const started = startOf(task)
    return started !== undefined && dates.some(date => isAfter(date, started))
  })
  if (old.length > 0) {
    const first = Math.min(...old.map(task => startOf(task) ?? 0))
    const changes = dates.flatMap(date =>
      'at' in date && date.at !== undefined && date.at > first ? [`${date.file} (${minuteOf(date.at)})`] : []
    )
    const which = someOfItsTasks(old.length, tasks.length)
    return [{ service, kind: 'stale', text: `${which} started before a change of ${someOf(changes, 3)}` }]
  }
  const why = whyUnknown(
    service,
    tasks.length,
    tasks.some(task => startOf(task) === undefined)
  )
  return why === undefined ? [] : [{ service, kind: 'open', why }]
}

/** fileClauses is what the reason of each service says about its environment files, without a period. Pure. */
export function fileClauses(found: readonly OldFiles[]): ReadonlyMap<ServicePlan, string> {
  return new Map(
    found.flatMap(one =>
      one.kind === 'stale' ? [[one.service, `${one.text}: force-new-deployment starts new ones`]] : []
    )
  )
}

/** remarksOfOldFiles returns the warnings about environment files, and what could not be found out. Pure. */
export function remarksOfOldFiles(found: readonly OldFiles[]): readonly Remark[] {
  const stale = found.flatMap(one => (one.kind === 'stale' ? [one] : []))
  const missing = found.flatMap(one => (one.kind === 'missing' ? [one] : []))
  const open = found.flatMap(one => (one.kind === 'open' ? [one] : []))
  const unread = found.flatMap(one => (one.kind === 'unread' ? [one] : []))
  const remarks: Remark[] = []
  if (stale.length > 0)
    remarks.push({
      isWarning: true,
      message: `Environment files have changed since tasks started: ${servicesNamed(stale, ({ text }) => text)}. Tasks read them only when they start: force-new-deployment: true starts new ones.`,
      verdict: `Tasks have read an older environment file: ${servicesNamed(stale)}; force-new-deployment starts new ones.`
    })
  if (missing.length > 0)
    remarks.push({
      isWarning: true,
      message: `Environment files do not exist in S3, so no new task can start: ${servicesNamed(missing, ({ file }) => file)}.`,
      verdict: `No new task can start without its environment file: ${servicesNamed(missing)}.`
    })
  if (open.length > 0)
    remarks.push({
      isUnverified: true,
      message: `An environment file has changed since the deployment began; whether tasks have read an older one is not verified: ${servicesNamed(open, ({ why }) => why)}.`
    })
  if (unread.length > 0)
    remarks.push({
      message: `Not checked: whether environment files have changed since tasks started: ${servicesNamed(unread, ({ why }) => why)}.`
    })
  return remarks
}
