import type * as ecs from '@aws-sdk/client-ecs'
import { pickMembers } from '../../json.ts'
import { startDeployment } from '../../world/deployments.ts'
import type { Question } from '../../world/evaluate.ts'
import { arnOf, definitionByArn } from '../../world/lookup.ts'
import { inProgress } from '../../world/records.ts'
import type { Service, TaskDefinition, World } from '../../world/state.ts'
import { type Call, existing, here, type Operations, passRole } from '../operation.ts'
import { activeService, makeService } from './change-service.ts'
import { activeDefinition, clusterIn, inCluster, refuse, theArns, theService } from './common.ts'
import { addRevision } from './definitions.ts'

type Create = ecs.CreateExpressGatewayServiceCommandInput

/** The container that gets the traffic of an Express service. */
const MAIN = 'Main'

/** What a definition of the caller's own replaces (API reference of both calls). */
const OF_TASK = ['executionRoleArn', 'taskRoleArn', 'cpu', 'memory']
const EXCLUDED = ['primaryContainer', 'cpuArchitecture', ...OF_TASK]

/** What an Express service keeps besides its definition. */
const OWN = ['infrastructureRoleArn', 'healthCheckPath', 'networkConfiguration', 'scalingTarget']

/** expressInput is CreateService's request for what Express Mode sets up: a canary behind a load balancer. */
export function expressInput(
  world: World,
  at: { region: string; cluster: string; name: string },
  definition: TaskDefinition
): Pick<ecs.CreateServiceCommandInput, 'deploymentConfiguration' | 'loadBalancers'> {
  const { region, cluster, name } = at
  const balancer = (resource: string) => arnOf(world, ['elasticloadbalancing', region], resource)
  const group = (color: string) => balancer(`targetgroup/${cluster}-${name}-${color}/0123456789abcdef`)
  return {
    deploymentConfiguration: {
      strategy: 'CANARY',
      canaryConfiguration: { canaryPercent: 5, canaryBakeTimeInMinutes: 3 },
      bakeTimeInMinutes: 3,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      alarms: { alarmNames: [`${cluster}/${name}/RollbackAlarm`], enable: true, rollback: true }
    },
    loadBalancers: [
      {
        targetGroupArn: group('a'),
        containerName: MAIN,
        containerPort: mainOf(definition).ports[0]?.containerPort ?? 80,
        advancedConfiguration: {
          alternateTargetGroupArn: group('b'),
          productionListenerRule: balancer(`listener-rule/app/express/0123456789abcdef/${name}`),
          roleArn: `arn:${world.partition}:iam::${world.account}:role/ecsInfrastructureRoleForExpressServices`
        }
      }
    ]
  }
}

function mainOf({ definition }: TaskDefinition): {
  container: ecs.ContainerDefinition | undefined
  ports: ecs.PortMapping[]
} {
  const container = definition.containerDefinitions.find(one => one.name === MAIN)
  return { container, ports: container?.portMappings?.filter(one => one.protocol === 'tcp') ?? [] }
}

/** refuseForExpress refuses what an Express service can't run; AWS's own texts are not known. Throws AwsFault. */
export function refuseForExpress(definition: TaskDefinition): void {
  const { container, ports } = mainOf(definition)
  const [port] = ports
  const named = port?.containerPort !== undefined && port.name !== undefined
  refuse(
    [!container, `The task definition must have a container named ${MAIN}.`],
    [ports.length !== 1 || !named, `Container ${MAIN} must have a single TCP port mapping with a port name.`],
    [
      !definition.definition.requiresCompatibilities?.includes('FARGATE'),
      'The task definition must have FARGATE compatibility.'
    ]
  )
}

/** The definition of a call: the caller's own, or one that ECS makes from the primary container. */
function definitionFor(
  call: Call<Partial<Create>>,
  service: string,
  before?: TaskDefinition
): TaskDefinition {
  const { taskDefinitionArn: id } = call.input
  const [excluded] = Object.keys(pickMembers(call.input, EXCLUDED))
  refuse([id && excluded, `${excluded} cannot be specified together with taskDefinitionArn.`])
  if (id === undefined) return excluded === undefined && before ? before : generated(call, service, before)
  const definition = activeDefinition(call, id)
  refuseForExpress(definition)
  return definition
}

function generated(
  call: Call<Partial<Create>>,
  family: string,
  before: TaskDefinition | undefined
): TaskDefinition {
  const { world, input, callerArn } = call
  const { primaryContainer: container } = input
  refuse([!container && !before, 'Either primaryContainer or taskDefinitionArn must be specified.'])
  const definition: ecs.RegisterTaskDefinitionCommandInput = {
    family,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory: '512',
    ...pickMembers(before?.definition ?? {}, OF_TASK),
    ...pickMembers(input, OF_TASK),
    containerDefinitions: container ? [mainContainer(container)] : before?.definition.containerDefinitions
  }
  return addRevision(world, here(call), { input: definition, by: callerArn })
}

function mainContainer(container: ecs.ExpressGatewayContainer): ecs.ContainerDefinition {
  const { containerPort = 80, awsLogsConfiguration: _logs, ...given } = container
  const portMappings = [{ name: 'main-port', containerPort, protocol: 'tcp' }]
  return { name: MAIN, ...given, portMappings } as ecs.ContainerDefinition
}

type OfService = { readonly serviceArn: string | undefined }

/** The Express service that a call's ARN names. Throws AwsFault. */
function expressIn(call: Call<OfService>): Service {
  const [, cluster = '', name = ''] = call.input.serviceArn?.split('/') ?? []
  const service = clusterIn({ ...call, input: { cluster } }).services.get(name)
  return existing(service?.express && service, 'ServiceNotFoundException', 'Service not found.')
}

/** One revision in the form of Express Mode. */
function viewConfiguration(world: World, service: Service, one: Service['revisions'][number]): object {
  const definition = definitionByArn(world, service.region, one.taskDefinition)
  const { container, ports } = definition ? mainOf(definition) : { container: undefined, ports: [] }
  return {
    ...definition?.definition,
    ...service.express,
    serviceRevisionArn: one.arn,
    taskDefinitionArn: one.taskDefinition,
    primaryContainer: container && { ...container, containerPort: ports[0]?.containerPort },
    ingressPaths: [{ accessType: 'PUBLIC', endpoint: `${service.name}.ecs.${service.region}.on.aws` }],
    createdAt: one.createdAt
  }
}

/** A service in the forms of all three calls: what one of them does not have, it does not show. */
function viewGateway(world: World, service: Service, include: readonly string[] = []): object {
  const active = service.deployments.map(one => one.revisionArn)
  const view = (arn: string | undefined) => {
    const found = service.revisions.find(one => one.arn === arn)
    return found && viewConfiguration(world, service, found)
  }
  return {
    cluster: service.cluster,
    serviceName: service.name,
    serviceArn: service.arn,
    status: { statusCode: service.status },
    createdAt: service.createdAt,
    updatedAt: service.serviceDeployments[0]?.createdAt ?? service.createdAt,
    infrastructureRoleArn: service.express?.infrastructureRoleArn,
    currentDeployment: inProgress(service)?.arn,
    activeConfigurations: active.map(view),
    targetConfiguration: view(active[0]),
    tags: include.includes('TAGS') ? service.tags : undefined
  }
}

function taskRoles(call: Call<Partial<Create>>): Question[] {
  const { executionRoleArn, taskRoleArn } = call.input
  return passRole(call, [executionRoleArn, taskRoleArn], 'ecs-tasks.amazonaws.com')
}

/** The operations of ECS Express Mode. */
export const EXPRESS: Operations<typeof ecs> = {
  CreateExpressGatewayService: {
    resources: theService,
    alsoNeeds: call => [
      ...passRole(call, [call.input.infrastructureRoleArn], 'ecs.amazonaws.com'),
      ...taskRoles(call),
      ...(call.input.tags?.length
        ? [{ action: 'ecs:TagResource', resource: inCluster(call, 'service', call.input.serviceName) }]
        : [])
    ],
    run: call => {
      const { world, region, input, callerArn } = call
      const cluster = clusterIn(call)
      const { serviceName: name = '', scalingTarget, networkConfiguration, tags } = input
      const known = cluster.services.get(name)
      refuse([known && known.status !== 'INACTIVE', 'Creation of service was not idempotent.'])
      const definition = definitionFor(call, name)
      const made = makeService(world, cluster, {
        region,
        definition,
        by: callerArn,
        input: {
          serviceName: name,
          desiredCount: scalingTarget?.minTaskCount ?? 1,
          launchType: 'FARGATE',
          ...expressInput(world, { region, cluster: cluster.name, name }, definition),
          networkConfiguration: {
            awsvpcConfiguration: { ...networkConfiguration } as ecs.AwsVpcConfiguration
          },
          tags
        }
      })
      const service: Service = { ...made, express: pickMembers(input, OWN) }
      cluster.services.set(name, service)
      startDeployment(world, service, definition.arn)
      return { service: viewGateway(world, service, ['TAGS']) }
    }
  },
  /** Whether ECS deploys again what is the same is not known; here it does not. */
  UpdateExpressGatewayService: {
    resources: theArns('serviceArn'),
    alsoNeeds: taskRoles,
    run: call => {
      const { world, input, region } = call
      const service = activeService(expressIn(call))
      const before = definitionByArn(world, region, service.taskDefinition)
      const definition = definitionFor(call, service.name, before)
      const own = pickMembers(input, OWN)
      Object.assign(service, { express: { ...service.express, ...own } })
      const { loadBalancers } = expressInput(world, service, definition)
      service.settings = { ...service.settings, loadBalancers }
      if (definition.arn !== service.taskDefinition || Object.keys(own).length > 0)
        startDeployment(world, service, definition.arn)
      return { service: viewGateway(world, service) }
    }
  },
  DescribeExpressGatewayService: {
    resources: theArns('serviceArn'),
    run: call => ({ service: viewGateway(call.world, expressIn(call), call.input.include) })
  }
}
