import { ECSClient, type Task } from '@aws-sdk/client-ecs'
import { present } from '../../present.ts'
import type { RunningImage, RunningImages } from '../../verify/ports.ts'
import type { AwsContext } from '../clients.ts'
import { openLink } from '../requests/send.ts'
import { describeWantedTasks } from './ecs-inventory.ts'

/** Up to this many services are read one by one; for more, listing the tasks of their cluster is cheaper. */
const ONE_BY_ONE = 4

/** createRunningImages reads the images of running tasks from ECS. Throws AwsError. */
export function createRunningImages(context: AwsContext): RunningImages {
  const link = openLink(ECSClient, context)
  return {
    runningImages: async (cluster, services) => {
      const whole = services.length > ONE_BY_ONE ? await describeWantedTasks(link, cluster) : undefined
      const found = new Map<string, readonly RunningImage[]>()
      for (const service of services) {
        const tasks = whole ?? (await describeWantedTasks(link, cluster, service))
        const own = tasks.filter(({ group }) => group === `service:${service}`)
        found.set(service, own.flatMap(imagesOf))
      }
      return found
    }
  }
}

/** Tasks that have not pulled an image yet are skipped. */
function imagesOf({ containers = [], lastStatus, taskDefinitionArn = '' }: Task): readonly RunningImage[] {
  if (lastStatus !== 'RUNNING') return []
  return containers.map(({ name = '', imageDigest }) => ({
    container: name,
    taskDefinition: taskDefinitionArn,
    ...present({ digest: imageDigest || undefined })
  }))
}
