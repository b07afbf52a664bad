import { booleanOf, type JsonMap, numberOf, textOf, textsOf } from '../../json.ts'
import { lastPart } from '../../world/arns.ts'
import { wake } from '../../world/queue.ts'
import { type Operation, page } from '../operation.ts'
import { clusterIn, invalidParameter, serviceArn, serviceIn, theService } from './common.ts'
import { describedService } from './lagged.ts'
import { viewService } from './service-view.ts'

const MOST = 10

const describe: Operation = {
  resources: call => textsOf(call.input, 'services').map(name => serviceArn(call, name)),
  run: call => {
    const cluster = clusterIn(call)
    const wanted = textsOf(call.input, 'services')
    if (wanted.length === 0) throw invalidParameter('Services cannot be empty.')
    if (wanted.length > MOST) throw invalidParameter(`Services cannot have more than ${MOST} elements.`)
    const services: JsonMap[] = []
    const failures: JsonMap[] = []
    for (const name of wanted) {
      const service = cluster.services.get(lastPart(name))
      if (service) services.push(describedService(call.world, service, textsOf(call.input, 'include')))
      else failures.push({ arn: serviceArn(call, name), reason: 'MISSING' })
    }
    return { services, failures }
  }
}

const list: Operation = {
  run: call => {
    const launchType = textOf(call.input, 'launchType')
    const strategy = textOf(call.input, 'schedulingStrategy')
    const arns = [...clusterIn(call).services.values()]
      .filter(service => service.status !== 'INACTIVE')
      .filter(service => launchType === undefined || service.launchType === launchType)
      .filter(service => strategy === undefined || service.schedulingStrategy === strategy)
      .map(service => service.arn)
    const found = page(arns, {
      size: Math.min(100, numberOf(call.input, 'maxResults') ?? 10),
      token: textOf(call.input, 'nextToken'),
      refusal: () => invalidParameter('Invalid token.')
    })
    return { serviceArns: found.items, nextToken: found.next }
  }
}

const remove: Operation = {
  writes: true,
  resources: theService,
  run: call => {
    const service = serviceIn(call, clusterIn(call))
    if (service.status === 'ACTIVE') {
      if (service.desiredCount > 0 && !booleanOf(call.input, 'force'))
        throw invalidParameter('The service cannot be stopped while it is scaled above 0.')
      service.status = 'DRAINING'
      service.desiredCount = 0
      wake(call.world, service)
    }
    return { service: viewService(service) }
  }
}

/** Operations that read and delete services. */
export const SERVICES: Readonly<Record<string, Operation>> = {
  DescribeServices: describe,
  ListServices: list,
  DeleteService: remove
}
