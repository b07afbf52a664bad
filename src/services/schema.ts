import type { Schema } from '../template/schema.ts'
import { settingsStructures } from './settings-schema.generated.ts'

/** The structures of the settings that are given as JSON. */
export type SettingStructure =
  | 'DeploymentConfiguration'
  | 'CapacityProviderStrategyItem'
  | 'ServiceManagedEBSVolumeConfiguration'

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
