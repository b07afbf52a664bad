import type {
  ExpressGatewayServiceConfiguration,
  Failure,
  Deployment as SdkDeployment,
  Service as SdkService
} from '@aws-sdk/client-ecs'
import { isOfDaemon, lastPartOf } from '../arn.ts'
import { isObject, type JsonObject, objectsIn } from '../json.ts'
import { present } from '../present.ts'
import type { Deployment, EcsPort, LiveDefinition, NewRevision, ServiceState } from '../rollout/ports.ts'
import { readsOfDeployments, writesOfDeployments } from './ecs-deployments.ts'
import { nearestCluster } from './ecs-inventory.ts'
import { listStoppedTasks } from './ecs-tasks.ts'
import { AwsError } from './error.ts'
import { exchange, inBatches, type Link, openLink, orMissing, unusable } from './send.ts'
import { type AwsContext, ECS, type EcsSdk } from './services.ts'

/** DescribeServices accepts ten (API reference). */
const servicesAtOnce = 10

/**
 * createEcs implements EcsPort with the AWS SDK. Definitions and requests about services are sent unmodified, including
 * members that the SDK does not know: it serializes a placeholder, and the body is what is sent. Every method throws
 * AwsError.
 */
export function createEcs(context: AwsContext): EcsPort {
  const link = openLink(ECS, context)
  return {
    ...definitions(link),
    ...services(link),
    ...readsOfDeployments(link),
    ...writesOfDeployments(link),
    listStoppedTasks: (cluster, service, limit) => listStoppedTasks(link, { cluster, service, limit })
  }
}

type Definitions = Pick<EcsPort, 'describeTaskDefinition' | 'registerTaskDefinition'>
type Services = Pick<
  EcsPort,
  'describeServices' | 'updateService' | 'createService' | 'updateExpressService' | 'createExpressService'
>

function definitions({ reads, writes }: Link<EcsSdk>): Definitions {
  return {
    describeTaskDefinition: name => {
      const isDaemon = isOfDaemon(name)
      const operation = isDaemon ? 'ecs:DescribeDaemonTaskDefinition' : 'ecs:DescribeTaskDefinition'
      const call = exchange(reads, operation, {
        command: sdk =>
          isDaemon
            ? new sdk.DescribeDaemonTaskDefinitionCommand({ daemonTaskDefinition: name })
            : new sdk.DescribeTaskDefinitionCommand({ taskDefinition: name, include: ['TAGS'] }),
        read: (_, raw) => toLiveDefinition(raw, operation)
      })
      // ECS has no specific exception for it: ClientException with exactly this message
      return orMissing(call, ({ message }) => message.startsWith('Unable to describe task definition'))
    },
    registerTaskDefinition: definition => {
      const operation = 'ecs:RegisterTaskDefinition'
      return exchange(writes, operation, {
        command: sdk => new sdk.RegisterTaskDefinitionCommand({ family: '-', containerDefinitions: [] }),
        body: definition,
        read: (_, raw) => toLiveDefinition(raw, operation)
      })
    }
  }
}

function services(link: Link<EcsSdk>): Services {
  const { reads, writes } = link
  return {
    describeServices: async (cluster, names) => {
      const reading = inBatches([...new Set(names)], servicesAtOnce, batch =>
        exchange(reads, 'ecs:DescribeServices', {
          command: sdk => new sdk.DescribeServicesCommand({ cluster, services: batch }),
          read: (answer, json) => {
            const raw = objectsIn(json['services'])
            const states = (answer.services ?? []).map((service, index) =>
              toServiceState(service, raw[index])
            )
            return partition(batch, states, answer.failures ?? [])
          }
        })
      )
      const found = await nearestCluster(link, reading)
      return {
        services: found.flatMap(entry => (typeof entry === 'string' ? [] : [entry])),
        missing: found.flatMap(entry => (typeof entry === 'string' ? [entry] : []))
      }
    },
    updateService: ({ members, ...named }) => {
      const operation = 'ecs:UpdateService'
      const body: JsonObject = { ...members, ...present(named) }
      return exchange(writes, operation, {
        command: sdk => new sdk.UpdateServiceCommand({ service: '-' }),
        body,
        read: ({ service }, raw) => stateIn(operation, service, raw)
      })
    },
    updateExpressService: (serviceArn, taskDefinitionArn) => {
      const operation = 'ecs:UpdateExpressGatewayService'
      return exchange(writes, operation, {
        command: sdk => new sdk.UpdateExpressGatewayServiceCommand({ serviceArn, taskDefinitionArn }),
        read: ({ service }) => revisionIn(operation, service?.targetConfiguration)
      })
    },
    createExpressService: request => {
      const operation = 'ecs:CreateExpressGatewayService'
      return exchange(writes, operation, {
        command: sdk => new sdk.CreateExpressGatewayServiceCommand({ infrastructureRoleArn: '-' }),
        body: request,
        read: ({ service }) => revisionIn(operation, service?.activeConfigurations?.[0])
      })
    },
    createService: request => {
      const operation = 'ecs:CreateService'
      return exchange(writes, operation, {
        command: sdk => new sdk.CreateServiceCommand({ serviceName: '-' }),
        body: request,
        read: ({ service }, raw) => stateIn(operation, service, raw)
      })
    }
  }
}

/** Each requested name becomes its state, or remains a name if ECS reports it as MISSING. */
function partition(
  asked: readonly string[],
  states: readonly ServiceState[],
  failures: readonly Failure[]
): readonly (ServiceState | string)[] {
  const operation = 'ecs:DescribeServices'
  return asked.map(name => {
    const state = states.find(({ service, serviceArn }) => service === name || serviceArn === name)
    if (state) return state
    const failure = failures.find(({ arn }) => arn === name || (arn && lastPartOf(arn) === name))
    if (failure?.reason === 'MISSING') return name
    if (failure === undefined) return unusable(operation, `usable service ${name}`)
    const { reason = 'Failure', detail } = failure
    const message = detail === undefined ? reason : `${reason}: ${detail}`
    throw new AwsError({ kind: 'refused', operation, awsName: reason, message })
  })
}

function stateIn(operation: string, service: SdkService | undefined, raw: JsonObject): ServiceState {
  const whole = isObject(raw['service']) ? raw['service'] : {}
  return service ? toServiceState(service, whole) : unusable(operation, 'usable service')
}

function revisionIn(operation: string, made: ExpressGatewayServiceConfiguration | undefined): NewRevision {
  const { serviceRevisionArn: arn = unusable(operation, 'service revision'), createdAt } = made ?? {}
  return { arn, ...present({ createdAt: createdAt?.getTime() }) }
}

/** Times become milliseconds; a hundred events take as much memory as everything else of the service. */
function toServiceState(service: SdkService, { events: _, ...raw }: JsonObject = {}): ServiceState {
  const { deploymentConfiguration: configuration, taskSets, deployments = [] } = service
  const breaker = configuration?.deploymentCircuitBreaker
  const ofPrimary = (list: readonly Pick<SdkDeployment, 'status' | 'taskDefinition'>[] = []) =>
    list.find(({ status }) => status === 'PRIMARY')?.taskDefinition
  return {
    service: service.serviceName ?? '',
    serviceArn: service.serviceArn ?? '',
    clusterArn: service.clusterArn ?? '',
    status: service.status ?? '',
    // For services of CodeDeploy, the task set with the traffic decides, because the service's own member can be stale.
    // Services of Express Mode do not have that member, only their deployments do (kayac/ecspresso#902).
    taskDefinition: ofPrimary(taskSets) ?? service.taskDefinition ?? ofPrimary(deployments) ?? '',
    desiredCount: service.desiredCount ?? 0,
    runningCount: service.runningCount ?? 0,
    pendingCount: service.pendingCount ?? 0,
    deploymentController: service.deploymentController?.type ?? 'ECS',
    strategy: configuration?.strategy ?? 'ROLLING',
    schedulingStrategy: service.schedulingStrategy ?? 'REPLICA',
    raw,
    deployments: deployments.map(toDeployment),
    events: (service.events ?? []).map(({ id = '', createdAt, message = '' }) => ({
      ...{ id, message },
      createdAt: createdAt?.getTime() ?? 0
    })),
    circuitBreaker: { enable: breaker?.enable ?? false, rollback: breaker?.rollback ?? false },
    ...(service.resourceManagementType === 'ECS' ? { isExpress: true as const } : {}),
    ...present({ currentServiceDeployment: service.currentServiceDeployment })
  }
}

function toDeployment(deployment: SdkDeployment): Deployment {
  const { rolloutStateReason, createdAt, updatedAt } = deployment
  return {
    id: deployment.id ?? '',
    status: deployment.status ?? '',
    taskDefinition: deployment.taskDefinition ?? '',
    desiredCount: deployment.desiredCount ?? 0,
    runningCount: deployment.runningCount ?? 0,
    pendingCount: deployment.pendingCount ?? 0,
    failedTasks: deployment.failedTasks ?? 0,
    ...present({ rolloutState: deployment.rolloutState as string | undefined, rolloutStateReason }),
    ...present({ createdAt: createdAt?.getTime(), updatedAt: updatedAt?.getTime() })
  }
}

/**
 * Parses the raw response of Register- or DescribeTaskDefinition, so that no member is lost; the definition of a daemon
 * has the same containers. One without containers is none, because ECS does not register it. Times in the response are
 * in seconds.
 */
function toLiveDefinition(
  { daemonTaskDefinition, taskDefinition = daemonTaskDefinition, tags }: JsonObject,
  operation: string
): LiveDefinition {
  const found: JsonObject = isObject(taskDefinition) ? taskDefinition : {}
  const { daemonTaskDefinitionArn, taskDefinitionArn: arn = daemonTaskDefinitionArn } = found
  const { family, revision, status, registeredAt } = found
  const { containerDefinitions: containers } = found
  const isWhole = Array.isArray(containers) && containers.length > 0
  if (!isWhole || typeof arn !== 'string' || typeof family !== 'string' || typeof revision !== 'number')
    return unusable(operation, 'usable taskDefinition')
  const at = typeof registeredAt === 'number' ? Math.round(registeredAt * 1000) : undefined
  return {
    ...{ arn, family, revision, status: typeof status === 'string' ? status : 'ACTIVE' },
    ...present({ registeredAt: at }),
    definition: tags === undefined || tags === null ? found : { ...found, tags }
  }
}
