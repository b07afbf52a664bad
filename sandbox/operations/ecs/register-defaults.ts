import { isMap, type Json, type JsonMap, mapOf, mapsOf, textOf } from '../../json.ts'
import { fargateProblem } from './fargate.ts'

/**
 * withDefaults adds the defaults of ECS to a registered definition. Given members stay unchanged, including those that
 * the model does not know; null counts as absent, as on AWS.
 */
export function withDefaults(input: JsonMap): JsonMap {
  const { tags: _tags, ...members } = withoutNulls(input)
  const awsvpc = textOf(members, 'networkMode') === 'awsvpc'
  const containers = mapsOf(members, 'containerDefinitions').map(one => containerDefaults(one, awsvpc))
  return {
    volumes: [],
    placementConstraints: [],
    ...members,
    containerDefinitions: containers
  }
}

function containerDefaults(container: JsonMap, awsvpc: boolean): JsonMap {
  const given = withoutNulls(container)
  const ports = mapsOf(given, 'portMappings').map(port => portDefaults(port, awsvpc))
  const check = mapOf(given, 'healthCheck')
  return {
    cpu: 0,
    essential: true,
    environment: [],
    mountPoints: [],
    volumesFrom: [],
    systemControls: [],
    ...given,
    portMappings: ports,
    ...(check ? { healthCheck: { interval: 30, timeout: 5, retries: 3, ...check } } : {})
  }
}

function portDefaults(port: JsonMap, awsvpc: boolean): JsonMap {
  const container = port['containerPort']
  const host = awsvpc ? (container ?? 0) : 0
  return { protocol: 'tcp', hostPort: host, ...withoutNulls(port) }
}

function withoutNulls(map: JsonMap): JsonMap {
  return Object.fromEntries(Object.entries(map).filter(([, value]) => value !== null && value !== undefined))
}

/** compatibilitiesOf lists the launch types on which a definition could run. */
export function compatibilitiesOf(definition: JsonMap): string[] {
  if (textOf(definition, 'networkMode') !== 'awsvpc') return ['EXTERNAL', 'EC2']
  return fargateProblem(definition) === undefined ? ['EC2', 'FARGATE'] : ['EC2']
}

const CAPABILITY = 'com.amazonaws.ecs.capability.'

/** requiresAttributesOf lists the agent capabilities that ECS derives, limited to those that matter here. */
export function requiresAttributesOf(definition: JsonMap): JsonMap[] {
  const containers = mapsOf(definition, 'containerDefinitions')
  const logs = containers.map(one => mapOf(one, 'logConfiguration')).filter(isMap)
  const references: Json[] = [
    ...containers.flatMap(one => mapsOf(one, 'secrets')),
    ...logs.flatMap(one => mapsOf(one, 'secretOptions'))
  ].map(one => textOf(one, 'valueFrom') ?? '')
  const hasRole = textOf(definition, 'executionRoleArn') !== undefined
  const secretsManager = references.filter(one => String(one).includes(':secretsmanager:'))
  const names = [
    `${CAPABILITY}docker-remote-api.1.18`,
    ...logs.map(one => `${CAPABILITY}logging-driver.${textOf(one, 'logDriver')}`),
    ...(textOf(definition, 'networkMode') === 'awsvpc' ? ['ecs.capability.task-eni'] : []),
    ...(textOf(definition, 'taskRoleArn') === undefined ? [] : [`${CAPABILITY}task-iam-role`]),
    ...(secretsManager.length > 0 ? ['ecs.capability.secrets.asm.environment-variables'] : []),
    ...(references.length > secretsManager.length
      ? ['ecs.capability.secrets.ssm.environment-variables']
      : []),
    ...(hasRole && logs.some(one => one['logDriver'] === 'awslogs')
      ? ['ecs.capability.execution-role-awslogs']
      : [])
  ]
  return [...new Set(names)].map(name => ({ name }))
}
