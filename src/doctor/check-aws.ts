import { lastPartOf } from '../arn.ts'
import { AwsError } from '../aws/error.ts'
import { explainAwsError } from '../aws/explain.ts'
import type { Problem } from '../errors.ts'
import { someOf } from '../list.ts'
import { didYouMean } from '../nearest.ts'
import type { AwsPorts } from '../ports.ts'
import type { CallerIdentity } from '../references/ports.ts'
import {
  checkPermissions,
  type DoctorPlace,
  failedCheck,
  passedCheck,
  type Symptom,
  unverified
} from './permissions.ts'

/** A placeholder name for requests that only test whether an endpoint can be reached. No resource has this name. */
const NOBODY = 'ecs-sealed-deploy-doctor'

/** The AWS calls of the command. `listClusters` is called only if the cluster does not exist. */
export type DoctorAws = AwsPorts & { readonly listClusters: () => Promise<readonly string[]> }

/**
 * checkAws tests the credentials, the connection to each endpoint and the permissions of the modes, with
 * read-only calls.
 */
export async function checkAws(
  place: DoctorPlace,
  aws: DoctorAws,
  advise: (problem: Problem) => Problem = problem => problem
): Promise<readonly Symptom[]> {
  const who = await tried(() => aws.directory.callerIdentity())
  if ('error' in who) {
    const symptom = failedCheck('credentials', advise(explainAwsError(who.error)))
    const later = ['reach', 'permissions'].map(what =>
      unverified(what, 'nothing can be asked of AWS without credentials', 'Fix the credentials first.')
    )
    return [symptom, ...later]
  }
  const { account, arn = '' } = who.value
  return [
    passedCheck('credentials', `account ${account}, as ${arn}`),
    ...(await findSymptoms(place, aws)),
    ...(await checkPermissions(place, who.value as CallerIdentity, aws.roles))
  ]
}

async function findSymptoms(place: DoctorPlace, aws: DoctorAws): Promise<readonly Symptom[]> {
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
  const reach = [await secrets, await parameters]
  if ('error' in found) return [await clusterTrouble({ ...place, cluster }, found.error, aws), ...reach]
  const there = passedCheck('cluster', `${cluster} in ${region}`)
  if (place.service === undefined) return [there, ...reach]
  return [there, serviceSymptom({ ...place, service }, cluster, found.value.services[0]?.status), ...reach]
}

/** Only a deploy with a service definition creates a service. */
function serviceSymptom(
  { service, isNamed = false }: DoctorPlace,
  cluster: string,
  status: string | undefined
): Symptom {
  if (status === 'ACTIVE') return passedCheck('service', `${service} in ${cluster}`)
  const detail =
    status === undefined
      ? `ECS has no service ${service} in ${cluster}`
      : `${service} in ${cluster} is ${status}`
  const advice =
    'Check its name and cluster. If a deploy is to create it, give that deploy the input service-definition.'
  return isNamed
    ? { verdict: 'not ok', what: 'service', detail, advice, fault: 'user' }
    : unverified('service', detail, advice)
}

async function clusterTrouble(
  { cluster, clusterAt }: DoctorPlace & { readonly cluster: string },
  error: AwsError,
  { listClusters }: DoctorAws
): Promise<Symptom> {
  const { hint = '', ...problem } = explainAwsError(error, { subject: `cluster ${cluster}` })
  const named = clusterAt === undefined ? '' : ` It is named at ${clusterAt.file}:${clusterAt.line}.`
  const message = `${problem.message}${named}`
  if (error.kind === 'denied') return unverified('cluster', message, hint)
  const listed = error.kind === 'missing' ? await tried(listClusters) : { error }
  const others = 'value' in listed ? clustersInWords(cluster, listed.value) : ''
  return failedCheck('cluster', { ...problem, message, hint: `${hint}${others}` })
}

const SHOWN = 10

function clustersInWords(wanted: string, arns: readonly string[]): string {
  const names = arns.map(lastPartOf).toSorted()
  if (names.length === 0) return ' There is no cluster in this account and Region.'
  return `${didYouMean(lastPartOf(wanted), names)} Clusters: ${someOf(names, SHOWN)}.`
}

/** A rejected request also shows that the endpoint can be reached. */
async function reached(what: string, ask: () => Promise<unknown>): Promise<Symptom> {
  const answer = await tried(ask)
  const isReached = !('error' in answer) || ['denied', 'missing', 'refused'].includes(answer.error.kind)
  return isReached
    ? passedCheck('reach', what)
    : failedCheck('reach', explainAwsError(answer.error, { subject: what }))
}

async function tried<Value>(ask: () => Promise<Value>): Promise<{ value: Value } | { error: AwsError }> {
  try {
    return { value: await ask() }
  } catch (error) {
    if (error instanceof AwsError) return { error }
    throw error
  }
}
