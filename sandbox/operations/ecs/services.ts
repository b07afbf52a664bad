import { booleanOf, textOf, textsOf } from '../../json.ts'
import { lastPart } from '../../world/lookup.ts'
import { wake } from '../../world/queue.ts'
import { type Operations, page } from '../operation.ts'
import { clusterIn, eachOf, inCluster, serviceIn, theService } from './common.ts'
import { describedService } from './lagged.ts'
import { refuse } from './service-rules.ts'
import { viewService } from './views.ts'

/** Operations that read and delete services. */
export const READ_SERVICES: Operations = {
  DescribeServices: {
    resources: call => textsOf(call.input, 'services').map(name => inCluster(call, 'service', name)),
    run: call => {
      const cluster = clusterIn(call)
      const wanted = textsOf(call.input, 'services')
      refuse([wanted.length > 10, 'Services cannot have more than 10 elements.'])
      const { found, failures } = eachOf(
        wanted,
        name => cluster.services.get(lastPart(name)),
        name => inCluster(call, 'service', name)
      )
      const include = textsOf(call.input, 'include')
      return { services: found.map(service => describedService(call.world, service, include)), failures }
    }
  },
  ListServices: {
    run: call => {
      const launchType = textOf(call.input, 'launchType')
      const strategy = textOf(call.input, 'schedulingStrategy')
      const arns = [...clusterIn(call).services.values()]
        .filter(service => service.status !== 'INACTIVE')
        .filter(service => launchType === undefined || service.launchType === launchType)
        .filter(service => strategy === undefined || service.schedulingStrategy === strategy)
        .map(service => service.arn)
      const found = page(call, arns, 10)
      return { serviceArns: found.items, nextToken: found.next }
    }
  },
  DeleteService: {
    writes: true,
    resources: theService,
    run: call => {
      const service = serviceIn(call)
      if (service.status === 'ACTIVE') {
        const scaled = service.desiredCount > 0 && booleanOf(call.input, 'force') !== true
        refuse([scaled, 'The service cannot be stopped while it is scaled above 0.'])
        service.status = 'DRAINING'
        service.desiredCount = 0
        wake(call.world, service)
      }
      return { service: viewService(service) }
    }
  }
}
