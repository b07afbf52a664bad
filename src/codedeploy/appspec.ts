import { createHash } from 'node:crypto'
import { oneLine } from '../aws/error.ts'
import { placeFinder } from '../document/place.ts'
import {
  type DocumentNode,
  fromJson,
  itemsOf,
  type Member,
  type ObjectNode,
  type SourceDocument,
  scalarTextOf,
  stringOf,
  toJson,
  withMember
} from '../document/tree.ts'
import { assertNever } from '../errors.ts'
import type { JsonObject, JsonValue } from '../json.ts'
import { type AppSpecResult, checkBalancer, makeAppSpec, type WantedRevision } from './make-appspec.ts'
import type { CodeDeployment } from './ports.ts'

/** The source of an AppSpec: a parsed file, or the service as it runs (its raw members from DescribeServices). */
export type AppSpecSource =
  | { readonly kind: 'file'; readonly document: SourceDocument }
  | { readonly kind: 'service'; readonly raw: JsonObject }

/**
 * buildAppSpec returns the AppSpec that CodeDeploy deploys: the file with our task definition inserted and everything
 * else unchanged, or an AppSpec derived from the service. The same input gives the same text, so that a deployment can
 * be recognized by it.
 */
export function buildAppSpec(source: AppSpecSource, wanted: WantedRevision): AppSpecResult {
  switch (source.kind) {
    case 'file':
      return completeAppSpec(source.document, wanted)
    case 'service':
      return makeAppSpec(source.raw, wanted)
    default:
      return assertNever(source)
  }
}

/**
 * completeAppSpec inserts the task definition into every resource of the file, as AWS's own action does: member names
 * are case-insensitive, and a missing TaskDefinition is added. Other members are sent unmodified.
 */
export function completeAppSpec(document: SourceDocument, wanted: WantedRevision): AppSpecResult {
  const faults: Fault[] = []
  const root = fillIn(document.root, wanted, faults)
  if (faults.length === 0 && root !== undefined) return { content: JSON.stringify(toJson(root)) }
  const find = placeFinder(document)
  return {
    problems: faults.map(({ node, message, hint, code }) => {
      const place = find(node.origin)
      const about = { code, fault: 'user' as const, service: wanted.service, message, hint }
      return place === undefined ? about : { ...about, place }
    })
  }
}

type Fault = {
  readonly node: DocumentNode
  readonly code: string
  readonly message: string
  readonly hint: string
}

const SHAPE_HINT =
  'An AppSpec for ECS has Resources: - TargetService: with Type, and Properties with TaskDefinition and LoadBalancerInfo.'

function fillIn(root: DocumentNode, wanted: WantedRevision, faults: Fault[]): DocumentNode | undefined {
  const resources = memberIn(root, 'Resources')
  if (root.kind !== 'object' || resources?.value.kind !== 'array' || resources.value.items.length === 0) {
    faults.push({
      node: resources?.value ?? root,
      code: 'appspec-invalid',
      message: 'The AppSpec has no list "Resources" with a resource in it.',
      hint: SHAPE_HINT
    })
    return undefined
  }
  const items = resources.value.items.map(item => fillResource(item, wanted, faults))
  return withMember(root, resources.key, { ...resources.value, items })
}

/**
 * A resource maps one name to its properties; the task definition is inserted under every name, as AWS's action does.
 */
function fillResource(item: DocumentNode, wanted: WantedRevision, faults: Fault[]): DocumentNode {
  if (item.kind !== 'object' || item.members.length === 0) {
    const message = 'A resource of the AppSpec is not a mapping of its name to what it is.'
    faults.push({ node: item, code: 'appspec-invalid', message, hint: SHAPE_HINT })
    return item
  }
  return {
    ...item,
    members: item.members.map(member => ({ ...member, value: fillTarget(member, wanted, faults) }))
  }
}

function fillTarget(resource: Member, wanted: WantedRevision, faults: Fault[]): DocumentNode {
  const { value } = resource
  const name = oneLine(resource.key)
  const type = stringOf(memberIn(value, 'Type')?.value)
  if (type !== undefined && type !== 'AWS::ECS::Service') {
    faults.push({
      node: memberIn(value, 'Type')?.value ?? value,
      code: 'appspec-invalid',
      message: `Resource "${name}" of the AppSpec is not of type AWS::ECS::Service.`,
      hint: 'Give this service its own AppSpec; one for Lambda or EC2 does not deploy an ECS service.'
    })
    return value
  }
  const properties = memberIn(value, 'Properties')
  if (value.kind !== 'object' || properties?.value.kind !== 'object') {
    const message = `Resource "${name}" of the AppSpec has no "Properties".`
    faults.push({ node: value, code: 'appspec-invalid', message, hint: SHAPE_HINT })
    return value
  }
  checkContainer(properties.value, wanted, faults)
  return withMember(value, properties.key, withDefinition(properties.value, wanted.taskDefinitionArn))
}

function withDefinition(properties: ObjectNode, arn: string): ObjectNode {
  const key = memberIn(properties, 'TaskDefinition')?.key ?? 'TaskDefinition'
  return withMember(properties, key, fromJson(arn, { kind: 'input', input: 'task-definition' }))
}

/** ECS rejects a container or port that the definition does not have only after CodeDeploy has begun. */
function checkContainer(properties: ObjectNode, wanted: WantedRevision, faults: Fault[]): void {
  const balancer = memberIn(properties, 'LoadBalancerInfo')?.value
  const container = balancer && memberIn(balancer, 'ContainerName')?.value
  const port = balancer && memberIn(balancer, 'ContainerPort')?.value
  const name = container && stringOf(container)
  if (balancer?.kind !== 'object' || name === undefined || port === undefined) {
    faults.push({
      node: balancer ?? properties,
      code: 'appspec-invalid',
      message:
        'The AppSpec does not say where the traffic goes: "LoadBalancerInfo" needs "ContainerName" and "ContainerPort".',
      hint: SHAPE_HINT
    })
    return
  }
  const fault = checkBalancer({ containerName: name, containerPort: Number(scalarTextOf(port)) }, wanted)
  if (fault) faults.push({ node: fault.about === 'port' ? port : (container ?? balancer), ...fault.problem })
}

function memberIn(node: DocumentNode, name: string): Member | undefined {
  if (node.kind !== 'object') return undefined
  const lower = name.toLowerCase()
  return node.members.find(({ key }) => key.toLowerCase() === lower)
}

/** taskDefinitionOf returns the task definition that an AppSpec text deploys; undefined if it cannot be determined. */
export function taskDefinitionOf(content: string): string | undefined {
  let value: JsonValue
  try {
    value = JSON.parse(content) as JsonValue
  } catch {
    return undefined
  }
  const root = fromJson(value, { kind: 'input', input: 'codedeploy-appspec' })
  const [first] = itemsOf(memberIn(root, 'Resources')?.value)
  const target = first?.kind === 'object' ? first.members[0]?.value : undefined
  const properties = target && memberIn(target, 'Properties')?.value
  return properties && stringOf(memberIn(properties, 'TaskDefinition')?.value)
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
