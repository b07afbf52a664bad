import { lastPartOf } from '../../arn.ts'
import { refusedCall } from '../../aws/explain.ts'
import { deploymentUnderWay } from '../deployments.ts'
import type { EcsPort, ServiceState } from '../ports.ts'
import { chooseGood, type GoodRevision } from './good-revision.ts'
import { isBefore, judgePast, type PastDeployment, type PastRevision } from './past-revisions.ts'

/** A revision to roll back to and why it is known to be good, or the reason why there is none. */
export type PreviousGood = GoodRevision | NoneGood

/**
 * Why there is none. `isUnread`: there may be one, in records that could not be read. `several`: the names of those
 * that ran side by side before.
 */
type NoneGood = { readonly none: string; readonly isUnread?: true; readonly several?: readonly string[] }

/** What a service has run, and why it is not known what ran before its oldest record, if that matters. */
type PastRead = {
  readonly past: readonly PastRevision[]
  readonly gap?: NoneGood
  /** Number of deployments on record whose revision ECS did not return, so that `past` lacks them. */
  readonly unread?: number
}

/** ECS keeps the records of service deployments for 90 days. */
const HISTORY_MS = 90 * 24 * 3_600_000

/**
 * findPreviousGood looks for the revision to roll back to in the records of service deployments (see judgePast). If the
 * records do not show one, it considers what is still running beside a deployment in progress. `past` describes each
 * revision for the user. Throws nothing: a missing permission is returned as the reason.
 */
export async function findPreviousGood(
  ecs: EcsPort,
  service: ServiceState,
  now: number
): Promise<PreviousGood & { readonly past: readonly PastRevision[] }> {
  // CodeDeploy's services have task sets, and ECS has no records of what they ran
  if (service.deploymentController !== 'ECS') return { none: NO_RECORDS, past: [] }
  const read = await readPast(ecs, service, now)
  const past = 'none' in read ? [] : read.past
  const good = chooseGood(service, past)
  if (good) return { ...good, past }
  if ('none' in read) return { ...read, past }
  const { gap } = read
  return { ...gap, none: gap ? `${NONE}; ${gap.none}` : NONE, past }
}

const NO_RECORDS = 'ECS keeps no record of what another deployment controller has deployed before'
const NONE = 'no other revision was deployed successfully in the last 90 days and not left by a rollback'

/** Number of deployments to look back; each revision is read once, twenty per call. */
const LOOKED_BACK_AT = 100

type RecordsPort = Pick<
  EcsPort,
  'listServiceDeployments' | 'describeServiceDeployments' | 'describeServiceRevisions'
>

/**
 * readPast returns the revisions that a service has run, according to the records of service deployments (see
 * judgePast), or why those cannot be read. If they show none to roll back to, the oldest record says what ran before
 * it. `now` is in milliseconds since 1970. Throws no AwsError.
 */
export async function readPast(
  ecs: RecordsPort,
  service: ServiceState,
  now: number
): Promise<PastRead | NoneGood> {
  try {
    const { clusterArn, service: name } = service
    const records = await ecs.listServiceDeployments(clusterArn, name, now - HISTORY_MS)
    const newest = records.slice(0, LOOKED_BACK_AT)
    const arns = newest.flatMap(({ targetRevisionArn }) => targetRevisionArn ?? [])
    const definitions = await ecs.describeServiceRevisions(arns)
    const deployments = newest.flatMap(({ targetRevisionArn = '', ...record }) => {
      const arn = definitions.get(targetRevisionArn)
      return arn === undefined || arn === '' ? [] : [{ ...record, record: record.arn, arn }]
    })
    const past = judgePast(deployments, service.taskDefinition)
    const unread = newest.length - deployments.length
    const read = unread === 0 ? { past } : { past, unread }
    if (deploymentUnderWay(service) || chooseGood(service, past)) return read
    return { ...read, ...(await readBefore(ecs, service, deployments)) }
  } catch (error) {
    return { none: `the service's history can't be read (${refusedCall(error)})`, isUnread: true }
  }
}

/**
 * readBefore adds what ran before the oldest successful deployment on record: its own record has expired, but that of
 * the deployment that replaced it names it. What the records know already is judged by them, and a revision newer than
 * the current one was left by a rollback. Throws no AwsError.
 */
async function readBefore(
  ecs: RecordsPort,
  { taskDefinition: current }: ServiceState,
  deployments: readonly (PastDeployment & { readonly record: string })[]
): Promise<Partial<PastRead>> {
  const oldest = deployments.findLast(({ status }) => status === 'SUCCESSFUL')
  if (!oldest) return {}
  try {
    const [full] = await ecs.describeServiceDeployments([oldest.record])
    const sources = full?.sourceRevisionArns ?? []
    const replaced = sources.length === 0 ? [] : (await ecs.describeServiceRevisions(sources)).values()
    const known = [current, '', ...deployments.map(({ arn }) => arn)]
    const before = [...new Set(replaced)].filter(arn => !known.includes(arn) && !isBefore(current, arn))
    const [arn] = before
    if (arn === undefined) return {}
    const names = before.map(lastPartOf)
    if (names.length > 1) return { gap: { none: `several ran before (${names.join(', ')})`, several: names } }
    const past = judgePast([{ arn, status: 'SUCCESSFUL' }, ...deployments], current)
    return { past: past.map(one => (one.arn === arn ? { ...one, isUnrecorded: true } : one)) }
  } catch (error) {
    return { gap: { none: `what ran before can't be read (${refusedCall(error)})`, isUnread: true } }
  }
}
