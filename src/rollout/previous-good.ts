import { AwsError } from '../aws/error.ts'
import { chooseGood, type GoodRevision } from './good-revision.ts'
import { judgePast, type PastRevision } from './past-revisions.ts'
import type { EcsPort, ServiceState } from './ports.ts'

/** A revision to roll back to and why it is known to be good, or the reason why there is none. */
export type PreviousGood = GoodRevision | NoneGood

/** Why there is none. `isUnread`: there may be one, in records that could not be read. */
type NoneGood = { readonly none: string; readonly isUnread?: true }

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
  const past = 'none' in read ? [] : read
  const good = chooseGood(service, past)
  if (good) return { ...good, past }
  return { ...('none' in read ? read : { none: NONE }), past }
}

const NO_RECORDS = 'ECS keeps no record of what another deployment controller has deployed before'
const NONE = 'no other revision was deployed successfully in the last 90 days and not left by a rollback'

/** Number of deployments to look back; each revision is read once, twenty per call. */
const LOOKED_BACK_AT = 100

/**
 * readPast returns the revisions that a service has run, according to the records of service deployments (see
 * judgePast), or why those cannot be read. `now` is in milliseconds since 1970. Throws no AwsError.
 */
export async function readPast(
  ecs: Pick<EcsPort, 'listServiceDeployments' | 'describeServiceRevisions'>,
  service: ServiceState,
  now: number
): Promise<readonly PastRevision[] | NoneGood> {
  try {
    const { clusterArn, service: name } = service
    const records = await ecs.listServiceDeployments(clusterArn, name, now - HISTORY_MS)
    const newest = records.slice(0, LOOKED_BACK_AT)
    const arns = newest.flatMap(({ targetRevisionArn }) => targetRevisionArn ?? [])
    const definitions = await ecs.describeServiceRevisions(arns)
    const deployments = newest.flatMap(({ targetRevisionArn = '', ...record }) => {
      const arn = definitions.get(targetRevisionArn)
      return arn === undefined || arn === '' ? [] : [{ ...record, arn }]
    })
    return judgePast(deployments, service.taskDefinition)
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    const why = error.kind === 'denied' ? 'no permission for' : `${error.awsName} from`
    return { none: `the service's history can't be read (${why} ${error.operation})`, isUnread: true }
  }
}
