// Made by scripts/generate-ecs-schema.mjs from the model in @aws-sdk/client-ecs. Do not edit.

/**
 * The structures of the settings that inputs take as JSON, each as `member` (a string) or `member:type`, separated
 * by spaces. Types: n number, b boolean, t timestamp, d anything, [X list of X, {X map from string to X, or a
 * structure's name.
 */
export const settingsStructures: Readonly<Record<string, string>> = {
  DeploymentConfiguration:
    'deploymentCircuitBreaker:DeploymentCircuitBreaker maximumPercent:n minimumHealthyPercent:n alarms:DeploymentAlarms strategy bakeTimeInMinutes:n lifecycleHooks:[DeploymentLifecycleHook linearConfiguration:LinearConfiguration canaryConfiguration:CanaryConfiguration earlySuccessCriteria:DeploymentEarlySuccessCriteria',
  DeploymentCircuitBreaker:
    'enable:b rollback:b resetOnHealthyTask:b thresholdConfiguration:ThresholdConfiguration',
  ThresholdConfiguration: 'type value:n',
  DeploymentAlarms: 'alarmNames:[s rollback:b enable:b',
  DeploymentLifecycleHook:
    'targetType hookTargetArn roleArn lifecycleStages:[s hookDetails:d timeoutConfiguration:DeploymentLifecycleHookTimeoutConfiguration',
  DeploymentLifecycleHookTimeoutConfiguration: 'timeoutInMinutes:n action',
  LinearConfiguration: 'stepPercent:n stepBakeTimeInMinutes:n',
  CanaryConfiguration: 'canaryPercent:n canaryBakeTimeInMinutes:n',
  DeploymentEarlySuccessCriteria: 'enable:b healthyPercent:n sourceServiceRevisionCleanup',
  CapacityProviderStrategyItem: 'capacityProvider weight:n base:n',
  ServiceManagedEBSVolumeConfiguration:
    'roleArn encrypted:b kmsKeyId volumeType sizeInGiB:n snapshotId volumeInitializationRate:n iops:n throughput:n tagSpecifications:[EBSTagSpecification filesystemType',
  EBSTagSpecification: 'resourceType tags:[Tag propagateTags',
  Tag: 'key value'
}
