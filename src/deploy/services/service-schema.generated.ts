// Made by scripts/generate-ecs-schema.mjs from the model in @aws-sdk/client-ecs. Do not edit.
import { ecsStructures } from '../../template/ecs-schema.generated.ts'

/**
 * The structures of CreateService, CreateExpressGatewayService and JSON inputs, each as `member` (a string) or
 * `member:type`, separated by spaces.
 * Types: n number, b boolean, t timestamp, d anything, [X list of X, {X map from string to X, or a structure's name.
 */
export const serviceStructures: Readonly<Record<string, string>> = {
  ...ecsStructures,
  CreateServiceRequest:
    'serviceName cluster taskDefinition availabilityZoneRebalancing loadBalancers:[LoadBalancer serviceRegistries:[ServiceRegistry desiredCount:n clientToken launchType capacityProviderStrategy:[CapacityProviderStrategyItem platformVersion role deploymentConfiguration:DeploymentConfiguration placementConstraints:[PlacementConstraint placementStrategy:[PlacementStrategy networkConfiguration:NetworkConfiguration healthCheckGracePeriodSeconds:n schedulingStrategy deploymentController:DeploymentController tags:[Tag enableECSManagedTags:b propagateTags enableExecuteCommand:b serviceConnectConfiguration:ServiceConnectConfiguration volumeConfigurations:[ServiceVolumeConfiguration vpcLatticeConfigurations:[VpcLatticeConfiguration gatewayConnectors:[GatewayConnector monitoring:MonitoringConfiguration',
  LoadBalancer:
    'targetGroupArn loadBalancerName containerName containerPort:n advancedConfiguration:AdvancedConfiguration',
  AdvancedConfiguration: 'alternateTargetGroupArn productionListenerRule testListenerRule roleArn',
  ServiceRegistry: 'registryArn port:n containerName containerPort:n',
  CapacityProviderStrategyItem: 'capacityProvider weight:n base:n',
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
  PlacementConstraint: 'type expression',
  PlacementStrategy: 'type field',
  NetworkConfiguration: 'awsvpcConfiguration:AwsVpcConfiguration',
  AwsVpcConfiguration: 'subnets:[s securityGroups:[s assignPublicIp',
  DeploymentController: 'type',
  ServiceConnectConfiguration:
    'enabled:b namespace services:[ServiceConnectService logConfiguration:LogConfiguration accessLogConfiguration:ServiceConnectAccessLogConfiguration containerConfigurations:[ServiceConnectContainerConfiguration',
  ServiceConnectService:
    'portName discoveryName clientAliases:[ServiceConnectClientAlias ingressPortOverride:n timeout:TimeoutConfiguration tls:ServiceConnectTlsConfiguration',
  ServiceConnectClientAlias: 'port:n dnsName testTrafficRules:ServiceConnectTestTrafficRules',
  ServiceConnectTestTrafficRules: 'header:ServiceConnectTestTrafficHeaderRules',
  ServiceConnectTestTrafficHeaderRules: 'name value:ServiceConnectTestTrafficHeaderMatchRules',
  ServiceConnectTestTrafficHeaderMatchRules: 'exact',
  TimeoutConfiguration: 'idleTimeoutSeconds:n perRequestTimeoutSeconds:n',
  ServiceConnectTlsConfiguration:
    'issuerCertificateAuthority:ServiceConnectTlsCertificateAuthority kmsKey roleArn',
  ServiceConnectTlsCertificateAuthority: 'awsPcaAuthorityArn',
  ServiceConnectAccessLogConfiguration: 'format includeQueryParameters',
  ServiceConnectContainerConfiguration: 'logLevel',
  ServiceVolumeConfiguration: 'name managedEBSVolume:ServiceManagedEBSVolumeConfiguration',
  ServiceManagedEBSVolumeConfiguration:
    'roleArn encrypted:b kmsKeyId volumeType sizeInGiB:n snapshotId volumeInitializationRate:n iops:n throughput:n tagSpecifications:[EBSTagSpecification filesystemType',
  EBSTagSpecification: 'resourceType tags:[Tag propagateTags',
  VpcLatticeConfiguration:
    'roleArn targetGroupArn portName advancedConfiguration:VpcLatticeAdvancedConfiguration',
  VpcLatticeAdvancedConfiguration: 'alternateTargetGroupArn productionListenerRule testListenerRule',
  GatewayConnector: 'portName healthCheck:GatewayConnectorHealthCheck filters:GatewayConnectorFilters',
  GatewayConnectorHealthCheck:
    'healthCheckProtocol healthCheckPort:n healthCheckPath healthCheckTimeoutSeconds:n healthCheckIntervalSeconds:n healthyThresholdCount:n unhealthyThresholdCount:n matcher:GatewayConnectorHealthCheckMatcher',
  GatewayConnectorHealthCheckMatcher: 'httpCode grpcCode',
  GatewayConnectorFilters: 'accessTypes:[s',
  MonitoringConfiguration: 'metricConfigurations:[MetricConfiguration',
  MetricConfiguration: 'metricNames:[s resolutionSeconds:n',
  ContainerOverride:
    'name command:[s environment:[KeyValuePair environmentFiles:[EnvironmentFile cpu:n memory:n memoryReservation:n resourceRequirements:[ResourceRequirement',
  TaskManagedEBSVolumeConfiguration:
    'roleArn encrypted:b kmsKeyId volumeType sizeInGiB:n snapshotId volumeInitializationRate:n iops:n throughput:n tagSpecifications:[EBSTagSpecification terminationPolicy:TaskManagedEBSVolumeTerminationPolicy filesystemType',
  TaskManagedEBSVolumeTerminationPolicy: 'deleteOnTermination:b',
  CreateExpressGatewayServiceRequest:
    'infrastructureRoleArn executionRoleArn serviceName cluster healthCheckPath primaryContainer:ExpressGatewayContainer taskRoleArn networkConfiguration:ExpressGatewayServiceNetworkConfiguration cpu memory cpuArchitecture scalingTarget:ExpressGatewayScalingTarget tags:[Tag taskDefinitionArn',
  ExpressGatewayContainer:
    'image containerPort:n awsLogsConfiguration:ExpressGatewayServiceAwsLogsConfiguration repositoryCredentials:ExpressGatewayRepositoryCredentials command:[s environment:[KeyValuePair secrets:[Secret',
  ExpressGatewayServiceAwsLogsConfiguration: 'logGroup logStreamPrefix',
  ExpressGatewayRepositoryCredentials: 'credentialsParameter',
  ExpressGatewayServiceNetworkConfiguration: 'securityGroups:[s subnets:[s',
  ExpressGatewayScalingTarget: 'minTaskCount:n maxTaskCount:n autoScalingMetric autoScalingTargetValue:n'
}

/** Members of CreateService that UpdateService does not take. */
export const fixedMembers: readonly string[] = [
  'serviceName',
  'clientToken',
  'launchType',
  'role',
  'schedulingStrategy',
  'tags'
]

/** Members that DescribeServices answers with and CreateService does not take. */
export const answerOnlyMembers: readonly string[] = [
  'serviceArn',
  'clusterArn',
  'status',
  'runningCount',
  'pendingCount',
  'platformFamily',
  'taskSets',
  'deployments',
  'roleArn',
  'events',
  'createdAt',
  'currentServiceDeployment',
  'currentServiceRevisions',
  'createdBy',
  'resourceManagementType'
]
