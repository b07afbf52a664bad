import { AwsFault } from '../../fault.ts'
import { compact, type JsonMap, mapOf, mapsOf, numberOf, seconds, textOf, textsOf } from '../../json.ts'
import { startDeployment } from '../../world/deployments.ts'
import { arnOf, definitionByArn, lastPart } from '../../world/lookup.ts'
import { inProgress } from '../../world/records.ts'
import type { Service, TaskDefinition, World } from '../../world/state.ts'
import { type Call, here, type Operations, passRole, text } from '../operation.ts'
import { makeService } from './change-service.ts'
import { activeDefinition, clusterIn, inCluster, theArns, theService } from './common.ts'
import { addRevision } from './definition-store.ts'
import { refuse } from './service-rules.ts'

/** The container that gets the traffic of an Express service. */
const MAIN = 'Main'

/** What a definition of the caller's own replaces (API reference of both calls). */
const EXCLUDED = ['primaryContainer', 'executionRoleArn', 'taskRoleArn', 'cpu', 'memory', 'cpuArchitecture']

/** What an Express service keeps besides its definition. */
const OWN = ['infrastructureRoleArn', 'healthCheckPath', 'networkConfiguration', 'scalingTarget']

/** expressInput is CreateService's request for what Express Mode sets up: a canary behind a load balancer. */
export function expressInput(
  world: World,
  at: { region: string; cluster: string; name: string },
  definition: TaskDefinition
): JsonMap {
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
        containerPort: numberOf(mainOf(definition).ports[0] ?? {}, 'containerPort') ?? 80,
        advancedConfiguration: {
          alternateTargetGroupArn: group('b'),
          productionListenerRule: balancer(`listener-rule/app/express/0123456789abcdef/${name}`),
          roleArn: `arn:${world.partition}:iam::${world.account}:role/ecsInfrastructureRoleForExpressServices`
        }
      }
    ]
  }
}

function mainOf({ definition }: TaskDefinition): { container: JsonMap | undefined; ports: JsonMap[] } {
  const container = mapsOf(definition, 'containerDefinitions').find(one => one['name'] === MAIN)
  return {
    container,
    ports: mapsOf(container ?? {}, 'portMappings').filter(one => one['protocol'] === 'tcp')
  }
}

/** refuseForExpress refuses what an Express service can't run; AWS's own texts are not known. Throws AwsFault. */
export function refuseForExpress(definition: TaskDefinition): void {
  const { container, ports } = mainOf(definition)
  const [port] = ports
  const named = port?.['containerPort'] !== undefined && port['name'] !== undefined
  refuse(
    [!container, `The task definition must have a container named ${MAIN}.`],
    [ports.length !== 1 || !named, `Container ${MAIN} must have a single TCP port mapping with a port name.`],
    [
      !textsOf(definition.definition, 'requiresCompatibilities').includes('FARGATE'),
      'The task definition must have FARGATE compatibility.'
    ]
  )
}

/** The definition of a call: the caller's own, or one that ECS makes from the primary container. */
function definitionFor(call: Call, service: string, before?: TaskDefinition): TaskDefinition {
  const id = textOf(call.input, 'taskDefinitionArn')
  const excluded = EXCLUDED.find(key => call.input[key] !== undefined)
  refuse([
    id !== undefined && excluded !== undefined,
    `${excluded} cannot be specified together with taskDefinitionArn.`
  ])
  if (id === undefined) return excluded === undefined && before ? before : generated(call, service, before)
  const definition = activeDefinition(call, id)
  refuseForExpress(definition)
  return definition
}

function generated(call: Call, service: string, before: TaskDefinition | undefined): TaskDefinition {
  const { world, input, callerArn } = call
  const old = before?.definition ?? {}
  const container = mapOf(input, 'primaryContainer')
  refuse([!container && !before, 'Either primaryContainer or taskDefinitionArn must be specified.'])
  const { containerPort, awsLogsConfiguration: _logs, ...given } = container ?? {}
  const port = { name: 'main-port', containerPort: containerPort ?? 80, protocol: 'tcp' }
  const made = { name: MAIN, ...given, portMappings: [port] }
  const kept = (key: string, usual?: string) => input[key] ?? old[key] ?? usual
  const definition = compact({
    family: service,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: kept('cpu', '256'),
    memory: kept('memory', '512'),
    executionRoleArn: kept('executionRoleArn'),
    taskRoleArn: kept('taskRoleArn'),
    containerDefinitions: container ? [made] : (old['containerDefinitions'] ?? [])
  })
  return addRevision(world, here(call), { input: definition, by: callerArn })
}

/** The Express service that a call's ARN names. Throws AwsFault. */
function expressIn(call: Call): Service {
  const [, cluster = '', name = ''] = text(call, 'serviceArn').split('/')
  const service = clusterIn({ ...call, input: { cluster } }).services.get(name)
  if (!service?.express) throw new AwsFault('ServiceNotFoundException', 'Service not found.')
  return service
}

function membersOf(input: JsonMap, names: readonly string[]): JsonMap {
  return compact(Object.fromEntries(names.map(name => [name, input[name]])))
}

/** One revision in the form of Express Mode. */
function viewConfiguration(world: World, service: Service, one: Service['revisions'][number]): JsonMap {
  const { infrastructureRoleArn: _role, ...own } = service.express ?? {}
  const definition = definitionByArn(world, service.region, one.taskDefinition)
  const { container, ports } = definition ? mainOf(definition) : { container: undefined, ports: [] }
  const primary = container && {
    ...membersOf(container, ['image', 'command', 'environment', 'secrets', 'repositoryCredentials']),
    containerPort: ports[0]?.['containerPort']
  }
  return compact({
    serviceRevisionArn: one.arn,
    taskDefinitionArn: one.taskDefinition,
    ...membersOf(definition?.definition ?? {}, ['executionRoleArn', 'taskRoleArn', 'cpu', 'memory']),
    ...own,
    primaryContainer: primary,
    ingressPaths: [{ accessType: 'PUBLIC', endpoint: `${service.name}.ecs.${service.region}.on.aws` }],
    createdAt: seconds(one.createdAt)
  })
}

function viewGateway(world: World, service: Service, include: readonly string[] = []): JsonMap {
  const active = service.deployments.map(one => one.revisionArn)
  return compact({
    ...viewHead(service),
    infrastructureRoleArn: service.express?.['infrastructureRoleArn'],
    currentDeployment: inProgress(service)?.arn,
    activeConfigurations: service.revisions
      .filter(({ arn }) => active.includes(arn))
      .map(one => viewConfiguration(world, service, one)),
    tags: include.includes('TAGS') ? service.tags : undefined
  })
}

function viewHead(service: Service): JsonMap {
  const updatedAt = service.serviceDeployments[0]?.createdAt ?? service.createdAt
  return {
    cluster: service.cluster,
    serviceName: service.name,
    serviceArn: service.arn,
    status: { statusCode: service.status },
    createdAt: seconds(service.createdAt),
    updatedAt: seconds(updatedAt)
  }
}

/** The operations of ECS Express Mode. */
export const EXPRESS: Operations = {
  CreateExpressGatewayService: {
    writes: true,
    resources: theService,
    alsoNeeds: call => [
      ...passRole(call, [textOf(call.input, 'infrastructureRoleArn')], 'ecs.amazonaws.com'),
      ...passRole(
        call,
        [textOf(call.input, 'executionRoleArn'), textOf(call.input, 'taskRoleArn')],
        'ecs-tasks.amazonaws.com'
      ),
      ...(mapsOf(call.input, 'tags').length > 0
        ? [{ action: 'ecs:TagResource', resource: inCluster(call, 'service', text(call, 'serviceName')) }]
        : [])
    ],
    run: call => {
      const { world, region, input, callerArn } = call
      const cluster = clusterIn(call)
      const name = text(call, 'serviceName')
      const known = cluster.services.get(name)
      refuse([known !== undefined && known.status !== 'INACTIVE', 'Creation of service was not idempotent.'])
      const definition = definitionFor(call, name)
      const { minTaskCount = 1 } = mapOf(input, 'scalingTarget') ?? {}
      const made = makeService(world, cluster, {
        region,
        definition,
        by: callerArn,
        input: {
          ...{ serviceName: name, desiredCount: minTaskCount, launchType: 'FARGATE' },
          ...expressInput(world, { region, cluster: cluster.name, name }, definition),
          networkConfiguration: { awsvpcConfiguration: mapOf(input, 'networkConfiguration') ?? {} },
          ...membersOf(input, ['tags'])
        }
      })
      const service: Service = { ...made, express: membersOf(input, OWN) }
      cluster.services.set(name, service)
      startDeployment(world, service, definition.arn)
      return { service: viewGateway(world, service, ['TAGS']) }
    }
  },
  /** Whether ECS deploys again what is the same is not known; here it does not. */
  UpdateExpressGatewayService: {
    writes: true,
    resources: theArns('serviceArn'),
    alsoNeeds: call =>
      passRole(
        call,
        [textOf(call.input, 'executionRoleArn'), textOf(call.input, 'taskRoleArn')],
        'ecs-tasks.amazonaws.com'
      ),
    run: call => {
      const { world, input, region } = call
      const service = expressIn(call)
      if (service.status !== 'ACTIVE')
        throw new AwsFault('ServiceNotActiveException', 'Service was not ACTIVE.')
      const before = definitionByArn(world, region, service.taskDefinition)
      const definition = definitionFor(call, service.name, before)
      const own = membersOf(input, OWN)
      Object.assign(service, { express: { ...service.express, ...own } })
      const { loadBalancers } = expressInput(world, service, definition)
      service.settings = { ...service.settings, ...compact({ loadBalancers }) }
      if (definition.arn !== service.taskDefinition || Object.keys(own).length > 0)
        startDeployment(world, service, definition.arn)
      const target = service.revisions.find(
        ({ arn }) => lastPart(arn) === lastPart(service.deployments[0]?.id ?? '')
      )
      return {
        service: {
          ...viewHead(service),
          ...(target ? { targetConfiguration: viewConfiguration(world, service, target) } : {})
        }
      }
    }
  },
  DescribeExpressGatewayService: {
    resources: theArns('serviceArn'),
    run: call => ({ service: viewGateway(call.world, expressIn(call), textsOf(call.input, 'include')) })
  }
}
