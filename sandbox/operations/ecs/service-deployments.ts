import { AwsFault } from '../../fault.ts'
import { type JsonMap, mapOf, numberOf, seconds, textOf, textsOf } from '../../json.ts'
import { timeSeen } from '../../world/lag.ts'
import { tasksOf } from '../../world/lookup.ts'
import { wake } from '../../world/queue.ts'
import type { Service, ServiceDeployment } from '../../world/state.ts'
import { type Call, here, must, type Operation, page } from '../operation.ts'
import { clusterIn, invalidParameter, serviceIn, theArns, theService } from './common.ts'
import { recordsSeen } from './lagged.ts'

function allServices(call: Call): Service[] {
  return [...here(call).clusters.values()].flatMap(cluster => [...cluster.services.values()])
}

/** findDeployment finds a service deployment of the call's region by its ARN. */
export function findDeployment(
  call: Call,
  arn: string
): { service: Service; one: ServiceDeployment } | undefined {
  for (const service of allServices(call)) {
    const one = service.serviceDeployments.find(deployment => deployment.arn === arn)
    if (one) return { service, one }
  }
  return
}

const list: Operation = {
  resources: theService,
  run: call => {
    const service = serviceIn(call, clusterIn(call))
    const wanted = textsOf(call.input, 'status')
    const range = mapOf(call.input, 'createdAt') ?? {}
    const after = numberOf(range, 'after') ?? 0
    const before = numberOf(range, 'before') ?? Number.POSITIVE_INFINITY
    const found = page(
      recordsSeen(call.world, service, 'ListServiceDeployments')
        .filter(one => wanted.length === 0 || wanted.includes(textOf(one, 'status') ?? ''))
        .filter(one => Number(one['createdAt']) >= after && Number(one['createdAt']) <= before),
      {
        size: Math.min(100, numberOf(call.input, 'maxResults') ?? 20),
        token: textOf(call.input, 'nextToken'),
        refusal: () => invalidParameter('Invalid token.')
      }
    )
    return { serviceDeployments: found.items, nextToken: found.next }
  }
}

function recordSeen(call: Call, arn: string): JsonMap | undefined {
  const service = findDeployment(call, arn)?.service
  const seen = service ? recordsSeen(call.world, service, 'DescribeServiceDeployments') : []
  return seen.find(one => one['serviceDeploymentArn'] === arn)
}

const describe: Operation = {
  resources: theArns('serviceDeploymentArns'),
  run: call => {
    const arns = textsOf(call.input, 'serviceDeploymentArns')
    if (arns.length === 0 || arns.length > 20)
      throw invalidParameter('serviceDeploymentArns must have between 1 and 20 elements.')
    const found = arns.map(arn => ({ arn, seen: recordSeen(call, arn) }))
    return {
      serviceDeployments: found.flatMap(({ seen }) => (seen ? [seen] : [])),
      failures: found.flatMap(({ arn, seen }) => (seen ? [] : [{ arn, reason: 'MISSING' }]))
    }
  }
}

const describeRevisions: Operation = {
  resources: theArns('serviceRevisionArns'),
  run: call => {
    const arns = textsOf(call.input, 'serviceRevisionArns')
    if (arns.length === 0 || arns.length > 20)
      throw invalidParameter('serviceRevisionArns must have between 1 and 20 elements.')
    const latest = timeSeen(call.world, 'DescribeServiceRevisions')
    const known = allServices(call).flatMap(service =>
      service.revisions.filter(one => one.createdAt <= latest).map(one => ({ service, one }))
    )
    const found = arns.map(arn => ({ arn, hit: known.find(({ one }) => one.arn === arn) }))
    return {
      serviceRevisions: found.flatMap(({ hit }) => (hit ? [viewRevision(hit)] : [])),
      failures: found.flatMap(({ arn, hit }) => (hit ? [] : [{ arn, reason: 'MISSING' }]))
    }
  }
}

function viewRevision({ service, one }: { service: Service; one: Service['revisions'][number] }): JsonMap {
  return {
    serviceRevisionArn: one.arn,
    serviceArn: service.arn,
    clusterArn: service.arn.replace(/:service\/.*$/, `:cluster/${service.cluster}`),
    taskDefinition: one.taskDefinition,
    launchType: service.launchType,
    createdAt: seconds(one.createdAt),
    ...imagesOf(service, one.arn)
  }
}

/** The digests to which its image tags were resolved, once a task has pulled the images. */
function imagesOf(service: Service, revision: string): JsonMap {
  const mine = tasksOf(service).find(task => revision.endsWith(`/${task.deploymentId.split('/')[1]}`))
  const images = (mine?.containers ?? []).flatMap(one =>
    one.imageDigest === undefined
      ? []
      : [{ containerName: one.name, imageDigest: one.imageDigest, image: one.image }]
  )
  return images.length > 0 ? { containerImages: images } : {}
}

const STOPPABLE = ['PENDING', 'IN_PROGRESS', 'STOP_REQUESTED', 'ROLLBACK_REQUESTED', 'ROLLBACK_IN_PROGRESS']

const stop: Operation = {
  writes: true,
  resources: call => [textOf(call.input, 'serviceDeploymentArn') ?? '*'],
  run: call => {
    const arn = must(call, 'serviceDeploymentArn', key => invalidParameter(`${key} cannot be empty.`))
    const hit = findDeployment(call, arn)
    if (!hit)
      throw new AwsFault('ServiceDeploymentNotFoundException', 'The service deployment was not found.')
    if (!STOPPABLE.includes(hit.one.status))
      throw new AwsFault(
        'ConflictException',
        `The service deployment can't be stopped because it is in the ${hit.one.status} state.`
      )
    const type = textOf(call.input, 'stopType') ?? 'ROLLBACK'
    if (type !== 'ROLLBACK') throw invalidParameter(`The sandbox plays stopType ROLLBACK only, not ${type}.`)
    // a deployment that is already stopping or rolling back continues (AWS: stopping service deployments)
    if (['PENDING', 'IN_PROGRESS'].includes(hit.one.status)) {
      hit.one.status = 'ROLLBACK_REQUESTED'
      hit.one.updatedAt = call.world.now
      wake(call.world, hit.service)
    }
    return { serviceDeploymentArn: arn }
  }
}

/** Operations on service deployments (the exact record of a deployment's outcome) and service revisions. */
export const SERVICE_DEPLOYMENTS: Readonly<Record<string, Operation>> = {
  ListServiceDeployments: list,
  DescribeServiceDeployments: describe,
  DescribeServiceRevisions: describeRevisions,
  StopServiceDeployment: stop
}
