import { AwsError } from '../aws/error.ts'
import { explainAwsError } from '../aws/explain.ts'
import type { Problem } from '../errors.ts'
import type { AwsPorts } from '../ports.ts'
import type { CallerIdentity } from '../references/ports.ts'
import type { AskedMode } from './mode-permissions.ts'
import { checkPermissions, illFound, type Symptom, unverified, wellFound } from './permissions.ts'

/** Where a user wants to deploy, as far as it is known, and in which modes. */
export type DoctorPlace = {
  readonly region: string
  readonly cluster?: string
  /** An existing service, or one to be created. */
  readonly service?: string
  /** The modes that the credentials are meant for; absent if none is named. */
  readonly modes?: readonly AskedMode[]
}

/** A placeholder name for requests that only test whether an endpoint can be reached. No resource has this name. */
const NOBODY = 'ecs-sealed-deploy-doctor'

/**
 * checkAws tests the credentials, the connection to each endpoint and the permissions of the modes, with
 * read-only calls.
 */
export async function checkAws(
  place: DoctorPlace,
  aws: AwsPorts,
  advise: (problem: Problem) => Problem = problem => problem
): Promise<readonly Symptom[]> {
  const who = await tried(() => aws.directory.callerIdentity())
  if ('error' in who) {
    const symptom = illFound('credentials', advise(explainAwsError(who.error)))
    const later = ['reach', 'permissions'].map(what =>
      unverified(what, 'nothing can be asked of AWS without credentials', 'Fix the credentials first.')
    )
    return [symptom, ...later]
  }
  const { account, arn = '' } = who.value
  return [
    wellFound('credentials', `account ${account}, as ${arn}`),
    ...(await findSymptoms(place, aws)),
    ...(await checkPermissions(place, who.value as CallerIdentity, aws.roles))
  ]
}

async function findSymptoms(place: DoctorPlace, aws: AwsPorts): Promise<readonly Symptom[]> {
  const { region, cluster, service = NOBODY } = place
  const secrets = reached(`Secrets Manager in ${region}`, () => aws.directory.describeSecret(region, NOBODY))
  const parameters = reached(`Parameter Store in ${region}`, () =>
    aws.directory.describeParameters(region, [NOBODY])
  )
  if (cluster === undefined) {
    const symptom = unverified(
      'cluster',
      'none is named',
      'Name one: --cluster, or in the configuration file.'
    )
    return [symptom, await secrets, await parameters]
  }
  const found = await tried(() => aws.ecs.describeServices(cluster, [service]))
  const there =
    'error' in found ? clusterTrouble(cluster, found.error) : wellFound('cluster', `${cluster} in ${region}`)
  return [there, await secrets, await parameters]
}

function clusterTrouble(cluster: string, error: AwsError): Symptom {
  const problem = explainAwsError(error, { subject: `cluster ${cluster}` })
  return error.kind === 'denied'
    ? unverified('cluster', problem.message, problem.hint ?? '')
    : illFound('cluster', problem)
}

/** A rejected request also shows that the endpoint can be reached. */
async function reached(what: string, ask: () => Promise<unknown>): Promise<Symptom> {
  const answer = await tried(ask)
  const isReached = !('error' in answer) || ['denied', 'missing', 'refused'].includes(answer.error.kind)
  return isReached
    ? wellFound('reach', what)
    : illFound('reach', explainAwsError(answer.error, { subject: what }))
}

async function tried<Value>(ask: () => Promise<Value>): Promise<{ value: Value } | { error: AwsError }> {
  try {
    return { value: await ask() }
  } catch (error) {
    if (error instanceof AwsError) return { error }
    throw error
  }
}
