import { type DocumentNode, memberOf, type ObjectNode } from '../document/tree.ts'
import { type FieldType, type Schema, type StructureFields, schemaReader } from '../template/schema.ts'
import { settingsStructures } from './settings-schema.generated.ts'

/**
 * Receives one thing that ECS would reject, with its node. `message` contains member names and values from the ECS
 * model, never a value from the file.
 */
export type ReportMember = (
  code: 'missing-member' | 'unknown-word',
  node: DocumentNode,
  text: { readonly message: string; readonly hint: string }
) => void

/** Context of a check of members; `isOpaque` returns whether a text stands for an unknown value. */
export type MemberCheck = {
  readonly schema: Schema
  readonly isOpaque: (text: string) => boolean
  readonly report: ReportMember
}

/** The structures of the settings that are given as JSON. */
export type SettingStructure =
  | 'DeploymentConfiguration'
  | 'CapacityProviderStrategyItem'
  | 'ServiceManagedEBSVolumeConfiguration'

/**
 * checkMembers finds missing required members and values that are not in the ECS model, in a tree whose types are
 * correct.
 */
export function checkMembers(root: ObjectNode, check: MemberCheck): void {
  visit(root, check.schema.root, { ...check, path: '', fieldsOf: schemaReader(check.schema.structures) })
}

type Visit = MemberCheck & {
  readonly path: string
  readonly fieldsOf: (structure: string) => StructureFields
}

function visit(node: DocumentNode, type: FieldType, at: Visit): void {
  if (type.startsWith('[')) {
    if (node.kind !== 'array') return
    node.items.forEach((item, index) => {
      visit(item, type.slice(1), { ...at, path: `${at.path}[${index}]` })
    })
    return
  }
  if (node.kind !== 'object' || !Object.hasOwn(at.schema.structures, type)) return
  checkRequired(node, type, at)
  const fields = at.fieldsOf(type)
  for (const { key, value } of node.members) {
    const field = fields.get(key)
    if (field === undefined) continue
    const path = at.path === '' ? key : `${at.path}.${key}`
    checkWord(value, memberWords[`${type}.${key}`], { ...at, path })
    visit(value, field, { ...at, path })
  }
}

function checkRequired(node: ObjectNode, type: FieldType, { path, report }: Visit): void {
  const where = path === '' ? '' : `${path}: `
  for (const name of requiredMembers[type] ?? []) {
    if (memberOf(node, name) !== undefined) continue
    report('missing-member', node, {
      message: `${where}"${name}" is missing.`,
      hint: `ECS expects ${(requiredMembers[type] ?? []).join(', ')} there.`
    })
  }
}

function checkWord(node: DocumentNode, words: readonly string[] | undefined, at: Visit): void {
  if (words === undefined || node.kind !== 'string') return
  if (words.includes(node.value) || at.isOpaque(node.value)) return
  at.report('unknown-word', node, {
    message: `${at.path} has a value that ECS does not know.`,
    hint: `Allowed: ${words.join(', ')}.`
  })
}

/** settingSchema restricts an input to one structure: an unknown name is a typo and therefore a problem. */
export function settingSchema(root: SettingStructure): Schema {
  return { root, structures: settingsStructures, unknown: 'refuse' }
}

/**
 * Required members by structure. The SDK's model does not contain them at run time; its types do (members without `?`
 * in `models_0.d.ts` and `models_1.d.ts`).
 */
export const requiredMembers: Readonly<Record<string, readonly string[]>> = {
  AwsVpcConfiguration: ['subnets'],
  CapacityProviderStrategyItem: ['capacityProvider'],
  DeploymentAlarms: ['alarmNames', 'rollback', 'enable'],
  DeploymentCircuitBreaker: ['enable', 'rollback'],
  DeploymentController: ['type'],
  DeploymentEarlySuccessCriteria: ['enable'],
  EBSTagSpecification: ['resourceType'],
  GatewayConnector: ['portName'],
  LogConfiguration: ['logDriver'],
  MetricConfiguration: ['metricNames', 'resolutionSeconds'],
  Secret: ['name', 'valueFrom'],
  ServiceConnectAccessLogConfiguration: ['format'],
  ServiceConnectClientAlias: ['port'],
  ServiceConnectConfiguration: ['enabled'],
  ServiceConnectService: ['portName'],
  ServiceConnectTestTrafficHeaderMatchRules: ['exact'],
  ServiceConnectTestTrafficHeaderRules: ['name'],
  ServiceConnectTestTrafficRules: ['header'],
  ServiceConnectTlsConfiguration: ['issuerCertificateAuthority'],
  ServiceManagedEBSVolumeConfiguration: ['roleArn'],
  ServiceVolumeConfiguration: ['name'],
  ThresholdConfiguration: ['type', 'value'],
  VpcLatticeConfiguration: ['roleArn', 'targetGroupArn', 'portName']
}

/**
 * The allowed values of enum members, by structure and member (the SDK's enums). Only those that are usually written by
 * hand.
 */
export const memberWords: Readonly<Record<string, readonly string[]>> = {
  'AwsVpcConfiguration.assignPublicIp': ['ENABLED', 'DISABLED'],
  'CreateServiceRequest.availabilityZoneRebalancing': ['ENABLED', 'DISABLED'],
  'CreateServiceRequest.launchType': ['EC2', 'FARGATE', 'EXTERNAL', 'MANAGED_INSTANCES'],
  'CreateServiceRequest.propagateTags': ['TASK_DEFINITION', 'SERVICE', 'NONE'],
  'CreateServiceRequest.schedulingStrategy': ['REPLICA', 'DAEMON'],
  'DeploymentConfiguration.strategy': ['ROLLING', 'BLUE_GREEN', 'LINEAR', 'CANARY']
}
