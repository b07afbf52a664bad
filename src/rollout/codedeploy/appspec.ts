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
import { isObject, type JsonObject, objectsIn } from '../../json.ts'
import { present } from '../../present.ts'
import { isUnset, settingOf } from '../deployments.ts'
import type { CodeDeployment } from './group.ts'

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

type Said = { readonly code: string; readonly message: string; readonly hint: string }

/** Reports what is wrong with a node, and returns it. */
type Refuse = (node: DocumentNode, said: Said) => DocumentNode

/**
 * buildAppSpec returns the AppSpec that CodeDeploy deploys: the file with our task definition inserted and everything
 * else unchanged, or an AppSpec derived from the service. The same input gives the same text, so that a deployment can
 * be recognized by it.
 */
export function buildAppSpec(source: AppSpecSource, wanted: WantedRevision): AppSpecResult {
  if (source.kind === 'service') return makeAppSpec(source.raw, wanted)
  const { document } = source
  const problems: Problem[] = []
  const find = placeFinder(document)
  const root = fillIn(document.root, wanted, (node, said) => {
    problems.push({
      ...said,
      fault: 'user',
      service: wanted.service,
      ...present({ place: find(node.origin) })
    })
    return node
  })
  return problems.length > 0 ? { problems } : { content: JSON.stringify(toJson(root)) }
}

function invalid(what: string): Said {
  const hint =
    'An AppSpec for ECS has Resources: - TargetService: with Type, and Properties with TaskDefinition and LoadBalancerInfo (ContainerName, ContainerPort).'
  return { code: 'appspec-invalid', message: `The AppSpec is not one for ECS: ${what}.`, hint }
}

/**
 * Inserts the task definition into every resource, as AWS's own action does: member names are case-insensitive, and a
 * missing TaskDefinition is added. A resource maps one name to what it is.
 */
function fillIn(root: DocumentNode, wanted: WantedRevision, refuse: Refuse): DocumentNode {
  const resources = memberIn(root, 'Resources')
  if (root.kind !== 'object' || resources?.value.kind !== 'array' || resources.value.items.length === 0)
    return refuse(resources?.value ?? root, invalid('it has no list "Resources" with a resource in it'))
  const items = resources.value.items.map(item =>
    item.kind !== 'object' || item.members.length === 0
      ? refuse(item, invalid('a resource is not a mapping of its name to what it is'))
      : { ...item, members: item.members.map(one => ({ ...one, value: fillTarget(one, wanted, refuse) })) }
  )
  return withMember(root, resources.key, { ...resources.value, items })
}

function fillTarget({ key, value }: Member, wanted: WantedRevision, refuse: Refuse): DocumentNode {
  const name = oneLine(key)
  const type = memberIn(value, 'Type')?.value
  if ((stringOf(type) ?? 'AWS::ECS::Service') !== 'AWS::ECS::Service')
    return refuse(type ?? value, invalid(`resource "${name}" is not of type AWS::ECS::Service`))
  const properties = memberIn(value, 'Properties')
  if (value.kind !== 'object' || properties?.value.kind !== 'object')
    return refuse(value, invalid(`resource "${name}" has no "Properties"`))
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
    refuse(balancer ?? properties, invalid('"LoadBalancerInfo" does not say where the traffic goes'))
    return
  }
  const fault = checkBalancer({ containerName, containerPort: Number(scalarTextOf(port)) }, wanted)
  if (fault) refuse(fault.about === 'port' ? port : container, fault.problem)
}

function memberIn(node: DocumentNode, name: string): Member | undefined {
  if (node.kind !== 'object') return undefined
  return node.members.find(({ key }) => key.toLowerCase() === name.toLowerCase())
}

/**
 * Derives an AppSpec from a running service: its load balancer's target, platform version, network and capacity
 * providers are preserved. Hooks cannot be derived; if there are any, an AppSpec file is needed.
 */
function makeAppSpec(raw: JsonObject, wanted: WantedRevision): AppSpecResult {
  const refused = (said: Said) => ({
    problems: [{ ...said, fault: 'user' as const, service: wanted.service }]
  })
  const targets = new Map(
    objectsIn(settingOf(raw, 'loadBalancers')).flatMap(({ containerName, containerPort }) =>
      typeof containerName === 'string' && typeof containerPort === 'number'
        ? [[`${containerName}:${containerPort}`, { containerName, containerPort }]]
        : []
    )
  )
  const [balanced] = targets.values()
  if (balanced === undefined || targets.size > 1)
    return refused({
      code: 'appspec-not-made',
      message: `Cannot generate an AppSpec for service "${wanted.service}": its load balancers lead to ${targets.size} ports, and CodeDeploy needs the one container and port that get the traffic.`,
      hint: 'Write an AppSpec file with LoadBalancerInfo and name it in the input codedeploy-appspec.'
    })
  const fault = checkBalancer(balanced, wanted)
  if (fault) return refused(fault.problem)
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
  const Resources = [{ TargetService: { Type: 'AWS::ECS::Service', Properties } }]
  return { content: JSON.stringify({ version: 1, Resources }) }
}

/**
 * CodeDeploy requires all three or none; with none, it keeps the service's own (AppSpec reference for ECS,
 * NetworkConfiguration).
 */
function networkOf(raw: JsonObject): JsonObject {
  const configuration = settingOf(raw, 'networkConfiguration')
  const network = isObject(configuration) ? configuration['awsvpcConfiguration'] : undefined
  if (!isObject(network)) return {}
  const { subnets: Subnets = null, securityGroups: SecurityGroups = null, assignPublicIp = null } = network
  if (isUnset(Subnets) || isUnset(SecurityGroups) || typeof assignPublicIp !== 'string') return {}
  const AwsvpcConfiguration = { Subnets, SecurityGroups, AssignPublicIp: assignPublicIp }
  return { NetworkConfiguration: { AwsvpcConfiguration } }
}

/**
 * checkBalancer compares the load balancer's target, a container and its port, with the task definition, and returns
 * what does not match. ECS does so only after the revision is registered, with CodeDeploy only after the deployment has
 * begun ("The container … does not exist in the task definition", "… did not have a container port … defined").
 */
export function checkBalancer(
  { containerName, containerPort }: { readonly containerName: string; readonly containerPort: number },
  { definition }: { readonly definition: JsonObject }
): { readonly about: 'container' | 'port'; readonly problem: Said } | undefined {
  const containers = objectsIn(definition['containerDefinitions'])
  if (containers.length === 0) return undefined
  const name = oneLine(containerName)
  const mismatch = (message: string) => ({
    code: 'appspec-container',
    message,
    hint: 'The service, the AppSpec and the task definition must agree on the container and on one of its portMappings.'
  })
  const container = containers.find(one => one['name'] === containerName)
  if (container === undefined) {
    const known = containers.flatMap(one => (typeof one['name'] === 'string' ? [oneLine(one['name'])] : []))
    const message = `The traffic would go to container "${name}", which the task definition does not have (${known.join(', ')}).`
    return { about: 'container', problem: mismatch(message) }
  }
  const mappings = objectsIn(container['portMappings'])
  if (mappings.some(one => isMapped(containerPort, one))) return undefined
  const ports = mappings.map(one => oneLine(String(one['containerPortRange'] ?? one['containerPort'])))
  const message = `The traffic would go to port ${containerPort} of container "${name}", which the task definition does not map (${ports.join(', ') || 'no port'}).`
  return { about: 'port', problem: mismatch(message) }
}

function isMapped(port: number, { containerPort, containerPortRange }: JsonObject): boolean {
  if (typeof containerPortRange !== 'string') return Number(containerPort) === port
  const [first = Number.NaN, last = first] = containerPortRange.split('-').map(Number)
  return first <= port && port <= last
}

/** hashOf returns the SHA-256 of an AppSpec text in hexadecimal, as CreateDeployment expects it next to the text. */
export function hashOf(content: string): string {
  return createHash('sha256').update(content).digest('hex')
}

/** deploysSame returns whether a deployment has exactly this AppSpec: by its hash or, if that is absent, its text. */
export function deploysSame({ sha256, content: theirs }: CodeDeployment, content: string): boolean {
  return sha256 === undefined ? theirs === content : sha256.toLowerCase() === hashOf(content)
}
