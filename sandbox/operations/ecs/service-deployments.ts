import { AwsFault } from '../../fault.ts'
import { type JsonMap, mapOf, numberOf, seconds, textOf, textsOf } from '../../json.ts'
import { timeSeen } from '../../world/lag.ts'
import { isWaiting } from '../../world/lifecycle.ts'
import { tasksOf } from '../../world/lookup.ts'
import { wake } from '../../world/queue.ts'
import { settleHook } from '../../world/stage-ends.ts'
import type { Service, ServiceDeployment } from '../../world/state.ts'
import { type Call, here, type Operations, page, text } from '../operation.ts'
import { eachOf, serviceIn, theArns, theService } from './common.ts'
import { recordsSeen } from './lagged.ts'
import { refuse } from './service-rules.ts'
import { clusterArnOf } from './views.ts'

function allServices(call: Call): Service[] {
  return [...here(call).clusters.values()].flatMap(cluster => [...cluster.services.values()])
}

/** The service deployment that a call names. Throws AwsFault ServiceDeploymentNotFoundException. */
function deploymentIn(call: Call): { service: Service; one: ServiceDeployment } {
  const arn = text(call, 'serviceDeploymentArn')
  for (const service of allServices(call)) {
    const one = service.serviceDeployments.find(deployment => deployment.arn === arn)
    if (one) return { service, one }
  }
  throw new AwsFault('ServiceDeploymentNotFoundException', 'The service deployment was not found.')
}

function viewRevision(service: Service, one: Service['revisions'][number]): JsonMap {
  // the digests to which its image tags were resolved, once a task has pulled the images
  const mine = tasksOf(service).find(task => one.arn.endsWith(`/${task.deploymentId.split('/')[1]}`))
  const images = (mine?.containers ?? []).flatMap(({ name, imageDigest, image }) =>
    imageDigest === undefined ? [] : [{ containerName: name, imageDigest, image }]
  )
  return {
    serviceRevisionArn: one.arn,
    serviceArn: service.arn,
    clusterArn: clusterArnOf(service),
    taskDefinition: one.taskDefinition,
    launchType: service.launchType,
    createdAt: seconds(one.createdAt),
    ...(images.length > 0 ? { containerImages: images } : {})
  }
}

const STOPPABLE = ['PENDING', 'IN_PROGRESS', 'STOP_REQUESTED', 'ROLLBACK_REQUESTED', 'ROLLBACK_IN_PROGRESS']

/** Operations on service deployments (the exact record of a deployment's outcome) and service revisions. */
export const SERVICE_DEPLOYMENTS: Operations = {
  ListServiceDeployments: {
    resources: theService,
    run: call => {
      const wanted = textsOf(call.input, 'status')
      const range = mapOf(call.input, 'createdAt') ?? {}
      const after = numberOf(range, 'after') ?? 0
      const before = numberOf(range, 'before') ?? Number.POSITIVE_INFINITY
      const records = recordsSeen(call.world, serviceIn(call), 'ListServiceDeployments')
        .filter(one => wanted.length === 0 || wanted.includes(textOf(one, 'status') ?? ''))
        .filter(one => Number(one['createdAt']) >= after && Number(one['createdAt']) <= before)
      const found = page(call, records, 20)
      return { serviceDeployments: found.items, nextToken: found.next }
    }
  },
  DescribeServiceDeployments: {
    resources: theArns('serviceDeploymentArns'),
    run: call => {
      const arns = textsOf(call.input, 'serviceDeploymentArns')
      refuse([arns.length > 20, 'serviceDeploymentArns must have between 1 and 20 elements.'])
      const known = allServices(call).filter(({ serviceDeployments }) =>
        serviceDeployments.some(({ arn }) => arns.includes(arn))
      )
      const seen = known.flatMap(service => recordsSeen(call.world, service, 'DescribeServiceDeployments'))
      const { found, failures } = eachOf(
        arns,
        arn => seen.find(one => one['serviceDeploymentArn'] === arn),
        arn => arn
      )
      return { serviceDeployments: found, failures }
    }
  },
  DescribeServiceRevisions: {
    resources: theArns('serviceRevisionArns'),
    run: call => {
      const arns = textsOf(call.input, 'serviceRevisionArns')
      refuse([arns.length > 20, 'serviceRevisionArns must have between 1 and 20 elements.'])
      const latest = timeSeen(call.world, 'DescribeServiceRevisions')
      const known = allServices(call).flatMap(service =>
        service.revisions.filter(one => one.createdAt <= latest).map(one => ({ service, one }))
      )
      const { found, failures } = eachOf(
        arns,
        arn => known.find(({ one }) => one.arn === arn),
        arn => arn
      )
      return { serviceRevisions: found.map(({ service, one }) => viewRevision(service, one)), failures }
    }
  },
  /** One that is already stopping or rolling back continues (AWS: stopping service deployments). */
  StopServiceDeployment: {
    writes: true,
    resources: theArns('serviceDeploymentArn'),
    run: call => {
      const { service, one } = deploymentIn(call)
      if (!STOPPABLE.includes(one.status))
        throw new AwsFault(
          'ConflictException',
          `The service deployment can't be stopped because it is in the ${one.status} state.`
        )
      const type = text(call, 'stopType') || 'ROLLBACK'
      refuse([type !== 'ROLLBACK', `The sandbox plays stopType ROLLBACK only, not ${type}.`])
      if (['PENDING', 'IN_PROGRESS'].includes(one.status)) {
        one.status = 'ROLLBACK_REQUESTED'
        one.updatedAt = call.world.now
        wake(call.world, service)
      }
      return { serviceDeploymentArn: one.arn }
    }
  },
  /**
   * The messages are those of AWS's troubleshooting page for blue/green deployments; the exceptions that carry them are
   * an assumption.
   */
  ContinueServiceDeployment: {
    writes: true,
    resources: theArns('serviceDeploymentArn'),
    run: call => {
      const { service, one } = deploymentIn(call)
      const hook = one.lifecycle?.hooks.find(({ id }) => id === text(call, 'hookId'))
      const waits = hook !== undefined && isWaiting(hook) && hook.setting.type === 'PAUSE'
      refuse(
        [
          one.finishedAt !== undefined,
          'Continuing a service deployment is not allowed for service deployment in terminal states.'
        ],
        [
          one.status !== 'IN_PROGRESS' || !waits,
          'Provided hookId is either completed, unavailable, or not associated with the given Resource ARN'
        ]
      )
      const status = text(call, 'action') === 'ROLLBACK' ? 'FAILED' : 'SUCCEEDED'
      settleHook(call.world, service, { record: one, hook: text(call, 'hookId'), status })
      return { serviceDeploymentArn: one.arn }
    }
  }
}
