import { createHash } from 'node:crypto'
import { oneLine } from '../../aws/error.ts'
import type { Problem } from '../../errors.ts'
import { placeFinder } from '../../files/document/place.ts'
import {
  type DocumentNode,
  fromJson,
  type Member,
  type SourceDocument,
  scalarTextOf,
  stringOf,
  toJson,
  withMember
} from '../../files/document/tree.ts'
import { isObject, type JsonObject, type JsonValue, objectsIn } from '../../json.ts'
import { present } from '../../present.ts'
import type { CodeDeployment } from './ports.ts'

/** The source of an AppSpec: a parsed file, or the service as it runs (its raw members from DescribeServices). */
export type AppSpecSource =
  | { readonly kind: 'file'; readonly document: SourceDocument }
  | { readonly kind: 'service'; readonly raw: JsonObject }

/** What to deploy. `definition` is the task definition that the ARN refers to (or will refer to, in a plan). */
export type WantedRevision = {
  readonly service: string
  readonly taskDefinitionArn: string
  readonly definition: JsonObject
}

/** The AppSpec as JSON text for CodeDeploy, or what is wrong with the file or the service. */
export type AppSpecResult = { readonly content: string } | { readonly problems: readonly Problem[] }

/** The container and port that the load balancer sends traffic to. */
type Balanced = { readonly containerName: string; readonly containerPort: number }

type Said = { readonly code: string; readonly message: string; readonly hint: string }

/**
 * buildAppSpec returns the AppSpec that CodeDeploy deploys: the file with our task definition inserted and everything
 * else unchanged, or an AppSpec derived from the service. The same input gives the same text, so that a deployment can
 * be recognized by it.
 */
export function buildAppSpec(source: AppSpecSource, wanted: WantedRevision): AppSpecResult {
  return source.kind === 'file' ? completeAppSpec(source.document, wanted) : makeAppSpec(source.raw, wanted)
}

/**
 * completeAppSpec inserts the task definition into every resource of the file, as AWS's own action does: member names
 * are case-insensitive, and a missing TaskDefinition is added. Other members are sent unmodified.
 */
export function completeAppSpec(document: SourceDocument, wanted: WantedRevision): AppSpecResult {
  const problems: Problem[] = []
  const find = placeFinder(document)
  const root = fillIn(document.root, wanted, (node, said) => {
    const place = find(node.origin)
    problems.push({ ...said, fault: 'user', service: wanted.service, ...present({ place }) })
    return node
  })
  return problems.length > 0 ? { problems } : { content: JSON.stringify(toJson(root)) }
}

/** Reports what is wrong with a node, and returns it. */
type Refuse = (node: DocumentNode, said: Said) => DocumentNode

function invalid(message: string): Said {
  const hint =
    'An AppSpec for ECS has Resources: - TargetService: with Type, and Properties with TaskDefinition and LoadBalancerInfo.'
  return { code: 'appspec-invalid', message, hint }
}

function fillIn(root: DocumentNode, wanted: WantedRevision, refuse: Refuse): DocumentNode {
  const resources = memberIn(root, 'Resources')
  if (root.kind !== 'object' || resources?.value.kind !== 'array' || resources.value.items.length === 0)
    return refuse(
      resources?.value ?? root,
      invalid('The AppSpec has no list "Resources" with a resource in it.')
    )
  // a resource maps one name to what it is; every name is filled in, as AWS's action does
  const items = resources.value.items.map(item =>
    item.kind !== 'object' || item.members.length === 0
      ? refuse(item, invalid('A resource of the AppSpec is not a mapping of its name to what it is.'))
      : {
          ...item,
          members: item.members.map(one => ({ ...one, value: fillTarget(one, wanted, refuse) }))
        }
  )
  return withMember(root, resources.key, { ...resources.value, items })
}

function fillTarget({ key, value }: Member, wanted: WantedRevision, refuse: Refuse): DocumentNode {
  const name = oneLine(key)
  const type = memberIn(value, 'Type')?.value
  const typeName = stringOf(type)
  if (typeName !== undefined && typeName !== 'AWS::ECS::Service') {
    refuse(type ?? value, invalid(`Resource "${name}" of the AppSpec is not of type AWS::ECS::Service.`))
    return value
  }
  const properties = memberIn(value, 'Properties')
  if (value.kind !== 'object' || properties?.value.kind !== 'object')
    return refuse(value, invalid(`Resource "${name}" of the AppSpec has no "Properties".`))
  checkTarget(properties.value, wanted, refuse)
  const member = memberIn(properties.value, 'TaskDefinition')?.key ?? 'TaskDefinition'
  const arn = fromJson(wanted.taskDefinitionArn, { kind: 'input', input: 'task-definition' })
  return withMember(value, properties.key, withMember(properties.value, member, arn))
}

/** ECS rejects a container or port that the definition does not have only after CodeDeploy has begun. */
function checkTarget(properties: DocumentNode, wanted: WantedRevision, refuse: Refuse): void {
  const balancer = memberIn(properties, 'LoadBalancerInfo')?.value
  const container = balancer && memberIn(balancer, 'ContainerName')?.value
  const port = balancer && memberIn(balancer, 'ContainerPort')?.value
  const containerName = stringOf(container)
  if (container === undefined || containerName === undefined || port === undefined) {
    const message =
      'The AppSpec does not say where the traffic goes: "LoadBalancerInfo" needs "ContainerName" and "ContainerPort".'
    refuse(balancer ?? properties, invalid(message))
    return
  }
  const fault = checkBalancer({ containerName, containerPort: Number(scalarTextOf(port)) }, wanted)
  if (fault) refuse(fault.about === 'port' ? port : container, fault.problem)
}

function memberIn(node: DocumentNode, name: string): Member | undefined {
  if (node.kind !== 'object') return undefined
  const lower = name.toLowerCase()
  return node.members.find(({ key }) => key.toLowerCase() === lower)
}

/**
 * Derives an AppSpec from a running service: its load balancer's target, platform version, network and capacity
 * providers are preserved. Hooks cannot be derived; if there are any, an AppSpec file is needed.
 */
function makeAppSpec(raw: JsonObject, wanted: WantedRevision): AppSpecResult {
  const targets = new Map(
    objectsIn(settingOf(raw, 'loadBalancers')).flatMap(({ containerName, containerPort }) =>
      typeof containerName === 'string' && typeof containerPort === 'number'
        ? [[`${containerName}:${containerPort}`, { containerName, containerPort }]]
        : []
    )
  )
  const [balanced] = targets.values()
  const refused =
    balanced === undefined || targets.size > 1
      ? notMade(wanted.service, targets.size)
      : checkBalancer(balanced, wanted)?.problem
  if (refused || balanced === undefined)
    return refused ? { problems: [{ ...refused, fault: 'user', service: wanted.service }] } : { problems: [] }
  const version = settingOf(raw, 'platformVersion')
  const strategy = objectsIn(settingOf(raw, 'capacityProviderStrategy')).map(one => ({
    CapacityProvider: one['capacityProvider'] ?? null,
    Weight: one['weight'] ?? 0,
    Base: one['base'] ?? 0
  }))
  const Properties: JsonObject = {
    TaskDefinition: wanted.taskDefinitionArn,
    LoadBalancerInfo: { ContainerName: balanced.containerName, ContainerPort: balanced.containerPort },
    ...(typeof version === 'string' ? { PlatformVersion: version } : {}),
    ...networkOf(raw),
    ...(strategy.length === 0 ? {} : { CapacityProviderStrategy: strategy })
  }
  const service = { Type: 'AWS::ECS::Service', Properties }
  return { content: JSON.stringify({ version: 1, Resources: [{ TargetService: service }] }) }
}

function notMade(service: string, ports: number): Said {
  const found = ports === 0 ? 'has no load balancer' : `has load balancers before ${ports} different ports`
  return {
    code: 'appspec-not-made',
    message: `Cannot generate an AppSpec for service "${service}": it ${found}, and CodeDeploy needs to know the one container and port that get the traffic.`,
    hint: 'Write an AppSpec file with LoadBalancerInfo and name it in the input codedeploy-appspec.'
  }
}

/** A service of CodeDeploy has its settings on the service itself, and later changes on its PRIMARY task set. */
function settingOf(raw: JsonObject, name: string): JsonValue | undefined {
  const primary = objectsIn(raw['taskSets']).find(set => set['status'] === 'PRIMARY')
  return isEmpty(raw[name]) ? primary?.[name] : raw[name]
}

function isEmpty(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0)
}

/**
 * CodeDeploy requires all three or none; with none, it keeps the service's own (AppSpec reference for ECS,
 * NetworkConfiguration).
 */
function networkOf(raw: JsonObject): JsonObject {
  const configuration = settingOf(raw, 'networkConfiguration')
  const network = isObject(configuration) ? configuration['awsvpcConfiguration'] : undefined
  if (!isObject(network)) return {}
  const { subnets = null, securityGroups = null, assignPublicIp = null } = network
  if (isEmpty(subnets) || isEmpty(securityGroups) || typeof assignPublicIp !== 'string') return {}
  const AwsvpcConfiguration = {
    Subnets: subnets,
    SecurityGroups: securityGroups,
    AssignPublicIp: assignPublicIp
  }
  return { NetworkConfiguration: { AwsvpcConfiguration } }
}

/** What does not match, and whether it is the container or its port. */
type BalancerFault = {
  readonly about: 'container' | 'port'
  readonly problem: Said & { readonly code: 'appspec-container' }
}

/**
 * checkBalancer compares the load balancer's target with the task definition. ECS does so only after the revision is
 * registered, with CodeDeploy only after the deployment has begun ("The container … does not exist in the task
 * definition", "… did not have a container port … defined").
 */
export function checkBalancer(
  { containerName, containerPort }: Balanced,
  { definition }: { readonly definition: JsonObject }
): BalancerFault | undefined {
  const containers = objectsIn(definition['containerDefinitions'])
  if (containers.length === 0) return undefined
  const code = 'appspec-container'
  const name = oneLine(containerName)
  const container = containers.find(one => one['name'] === containerName)
  if (container === undefined) {
    const known = containers.flatMap(one => (typeof one['name'] === 'string' ? [oneLine(one['name'])] : []))
    const message = `The traffic would go to container "${name}", which the task definition does not have (${known.join(', ')}).`
    const hint = 'Name a container of the task definition; the service and the AppSpec must agree with it.'
    return { about: 'container', problem: { code, message, hint } }
  }
  const mappings = objectsIn(container['portMappings'])
  if (mappings.some(one => isMapped(containerPort, one))) return undefined
  const ports = mappings.map(one => oneLine(String(one['containerPortRange'] ?? one['containerPort'])))
  const message = `The traffic would go to port ${containerPort} of container "${name}", which the task definition does not map (${ports.join(', ') || 'no port'}).`
  const hint = 'Add the port to portMappings of that container, or name one of its ports.'
  return { about: 'port', problem: { code, message, hint } }
}

function isMapped(port: number, { containerPort, containerPortRange }: JsonObject): boolean {
  if (typeof containerPortRange !== 'string') return Number(containerPort) === port
  const [first = Number.NaN, last = first] = containerPortRange.split('-').map(Number)
  return first <= port && port <= last
}

/** taskDefinitionOf returns the task definition that an AppSpec text deploys; undefined if it cannot be determined. */
export function taskDefinitionOf(content: string): string | undefined {
  try {
    const root = fromJson(JSON.parse(content) as JsonValue, { kind: 'input', input: 'codedeploy-appspec' })
    const resources = memberIn(root, 'Resources')?.value
    const first = resources?.kind === 'array' ? resources.items[0] : undefined
    const target = first?.kind === 'object' ? first.members[0]?.value : undefined
    const properties = target && memberIn(target, 'Properties')?.value
    return properties && stringOf(memberIn(properties, 'TaskDefinition')?.value)
  } catch {
    return undefined
  }
}

/** hashOf returns the SHA-256 of an AppSpec text in hexadecimal, as CreateDeployment expects it next to the text. */
export function hashOf(content: string): string {
  return createHash('sha256').update(content).digest('hex')
}

/** deploysSame returns whether a deployment has exactly this AppSpec: by its hash, its text, or what it deploys. */
export function deploysSame(deployment: CodeDeployment, content: string): boolean {
  if (deployment.sha256 !== undefined) return deployment.sha256.toLowerCase() === hashOf(content)
  if (deployment.content === undefined) return false
  if (deployment.content === content) return true
  const wanted = taskDefinitionOf(content)
  return wanted !== undefined && taskDefinitionOf(deployment.content) === wanted
}
