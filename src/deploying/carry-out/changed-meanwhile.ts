import { referencesOf } from '../../audit/definition.ts'
import { AwsError } from '../../aws/error.ts'
import { refusedCall } from '../../aws/explain.ts'
import { mapBounded } from '../../bounded.ts'
import type { Remark } from '../../errors.ts'
import { distinctBy } from '../../list.ts'
import { definitionIn, type ServicePlan } from '../../plan/plan.ts'
import { present } from '../../present.ts'
import type { SecretDirectory } from '../../references/ports.ts'
import { accountKey } from '../connections.ts'
import { begunAt, readsFiles } from '../plan/kept-tasks.ts'
import { clauseOf, findOldTasks, type OldTasks, remarksOfOldTasks } from '../plan/old-tasks.ts'
import type { CarriedService, RolloutRun } from './rollout-run.ts'
import { lookAgain } from './unchanged.ts'

type AllCarried = ReadonlyMap<ServicePlan, CarriedService>

/** What withChangedMeanwhile returns: the services with what is said of them, and the remarks about them. */
type Told = { readonly carried: AllCarried; readonly remarks: readonly Remark[] }

const AT_ONCE = 5

/**
 * withChangedMeanwhile warns of services that were deployed while a secret, a parameter or an environment file that
 * they read was changed: some of their new tasks may have started before. Only if something did change, tasks are read.
 * Throws no AwsError.
 */
export async function withChangedMeanwhile(carried: AllCarried, run: RolloutRun): Promise<Told> {
  const { ports, configuration } = run
  // rotate-restart looks by itself, because this is what it was started for
  const isRestart = 'mode' in configuration && configuration.mode === 'rotate-restart'
  if (ports.signal.aborted || isRestart) return { carried, remarks: [] }
  const fresh = [...carried].filter(
    ([
      service,
      {
        end: { result }
      }
    ]) => {
      const { kind } = service.action
      const isNew = kind === 'update' || kind === 'create' || kind === 'follow' || kind === 'continue'
      return isNew && result.outcome === 'succeeded' && !result.isOngoing
    }
  )
  const changed = await changedSince(fresh, run)
  const readers = fresh.map(([service]) => service).filter(one => readsFiles(run.plan, one))
  if (changed.suspects.length === 0 && changed.open.length === 0 && readers.length === 0)
    return { carried, remarks: [] }
  const found = [...changed.open, ...(await oldTasks(changed.suspects, run))]
  const files = readers.length === 0 ? NONE : await changedFiles(readers, run)
  const texts = new Map(
    found.flatMap(one => (one.kind === 'stale' ? [[keyOf(one.service), clauseOf(one.text)]] : []))
  )
  const told = [...carried].map(([service, done]) => {
    const clauses = [texts.get(keyOf(service)), files.clauses.get(keyOf(service))]
    const said = clauses.filter(text => text !== undefined).join('; ')
    return [service, said === '' ? done : withReason(done, said)] as const
  })
  return { carried: new Map(told), remarks: [...remarksOfOldTasks(found, WORDS), ...files.remarks] }
}

const NONE = { remarks: [], clauses: new Map<string, string>() }

const WORDS = {
  lead: 'A value has changed during the rollout',
  open: 'A secret may have changed during the rollout'
}

function withReason(done: CarriedService, said: string): CarriedService {
  const { result } = done.end
  return { ...done, end: { ...done.end, result: { ...result, reason: `${result.reason} But ${said}.` } } }
}

function keyOf({ service, site }: ServicePlan): string {
  return `${accountKey(site)} ${site.cluster} ${service}`
}

/** When the tasks that a rollout started can have begun to read, in milliseconds since 1970. */
function sinceOf(service: ServicePlan, { end: { result } }: CarriedService): number {
  const { action, before } = service
  if (action.kind === 'continue') return action.deployment.createdAt ?? begunAt(before)
  if (action.kind === 'follow') return begunAt(before)
  return result.startedAt === undefined ? begunAt(before) : Date.parse(result.startedAt)
}

/** The services that read something that has changed since then in any way. */
async function changedSince(
  fresh: readonly (readonly [ServicePlan, CarriedService])[],
  run: RolloutRun
): Promise<{ readonly suspects: readonly ServicePlan[]; readonly open: readonly OldTasks[] }> {
  const reads = fresh.map(([service, done]) => {
    const { region } = service.site
    const references = referencesOf(definitionIn(run.plan, service.definitionId), region)
    const ids = references.filter(({ pinned }) => !pinned).map(one => ({ ...one, site: service.site }))
    return { service, since: sinceOf(service, done), ids }
  })
  type Read = (typeof reads)[number]['ids'][number]
  const idOf = ({ site, store, region, id }: Read) => `${accountKey(site)} ${store} ${region} ${id}`
  const distinct = distinctBy(
    reads.flatMap(({ ids }) => ids),
    idOf
  )
  const dates = new Map(
    await mapBounded(distinct, AT_ONCE, async one => {
      const { directory } = await run.aws(one.site)
      return [idOf(one), await dateOf(one, directory)] as const
    })
  )
  const look = (one: Read) => dates.get(idOf(one))
  return {
    suspects: reads.flatMap(({ service, since, ids }) => {
      const isChanged = ids.some(one => {
        const date = look(one)
        return typeof date === 'number' && date > since
      })
      return isChanged ? [service] : []
    }),
    open: reads.flatMap(({ service, ids }): readonly OldTasks[] => {
      const why = ids.map(look).find(date => typeof date === 'string')
      return why === undefined ? [] : [{ service, kind: 'open', why }]
    })
  }
}

/**
 * When it last changed in any way, or why that is not known. A run that may not read that, as it needs not, has nothing
 * to say.
 */
async function dateOf(
  { store, region, id }: { readonly store: string; readonly region: string; readonly id: string },
  directory: SecretDirectory
): Promise<number | string | undefined> {
  try {
    if (store === 'secretsmanager') return (await directory.describeSecret(region, id))?.changedAt
    // the ARN of a parameter without a path does not show whether its name begins with a slash
    const names = id.includes('/') ? [id] : [id, `/${id}`]
    const found = await directory.describeParameters(region, names)
    return found.find(({ changedAt }) => changedAt !== undefined)?.changedAt
  } catch (error) {
    if (error instanceof AwsError && error.kind === 'denied') return undefined
    return refusedCall(error)
  }
}

/** The services as they are now; what was deployed over by somebody else since is not theirs any more. */
async function asTheyAre(services: readonly ServicePlan[], run: RolloutRun): Promise<readonly ServicePlan[]> {
  return Promise.all(
    services.map(async service => ({ ...service, ...present({ before: await lookAgain(service, run) }) }))
  )
}

async function oldTasks(suspects: readonly ServicePlan[], run: RolloutRun): Promise<readonly OldTasks[]> {
  if (suspects.length === 0) return []
  try {
    return await findOldTasks(await asTheyAre(suspects, run), run.plan, run)
  } catch (error) {
    const why = refusedCall(error)
    return suspects.map(service => ({ service, kind: 'open', why }))
  }
}

/** Whether the files may be listed at all is not said here: a run does not need to, and the tasks are new. */
async function changedFiles(readers: readonly ServicePlan[], run: RolloutRun) {
  const { findOldFiles, fileClauses, remarksOfOldFiles } = await import('../plan/old-files.ts')
  try {
    const found = await findOldFiles(await asTheyAre(readers, run), run.plan, run)
    const told = found.filter(({ kind }) => kind !== 'unread')
    const clauses = [...fileClauses(told)].map(([service, text]) => [keyOf(service), text] as const)
    return { remarks: remarksOfOldFiles(told), clauses: new Map(clauses) }
  } catch (error) {
    refusedCall(error)
    return NONE
  }
}
