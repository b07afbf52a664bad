// Made by scripts/generate-ecs-schema.mjs from the model in @aws-sdk/client-ecs. Do not edit.

/** The structures that CreateService takes besides those of the settings, in the same form. */
export const serviceStructures: Readonly<Record<string, string>> = {
  CreateServiceRequest:
    'serviceName cluster taskDefinition availabilityZoneRebalancing loadBalancers:[LoadBalancer serviceRegistries:[ServiceRegistry desiredCount:n clientToken launchType capacityProviderStrategy:[CapacityProviderStrategyItem platformVersion role deploymentConfiguration:DeploymentConfiguration placementConstraints:[PlacementConstraint placementStrategy:[PlacementStrategy networkConfiguration:NetworkConfiguration healthCheckGracePeriodSeconds:n schedulingStrategy deploymentController:DeploymentController tags:[Tag enableECSManagedTags:b propagateTags enableExecuteCommand:b serviceConnectConfiguration:ServiceConnectConfiguration volumeConfigurations:[ServiceVolumeConfiguration vpcLatticeConfigurations:[VpcLatticeConfiguration gatewayConnectors:[GatewayConnector monitoring:MonitoringConfiguration',
  LoadBalancer:
    'targetGroupArn loadBalancerName containerName containerPort:n advancedConfiguration:AdvancedConfiguration',
  AdvancedConfiguration: 'alternateTargetGroupArn productionListenerRule testListenerRule roleArn',
  ServiceRegistry: 'registryArn port:n containerName containerPort:n',
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
  LogConfiguration: 'logDriver options:{s secretOptions:[Secret',
  Secret: 'name valueFrom',
  ServiceConnectAccessLogConfiguration: 'format includeQueryParameters',
  ServiceConnectContainerConfiguration: 'logLevel',
  ServiceVolumeConfiguration: 'name managedEBSVolume:ServiceManagedEBSVolumeConfiguration',
  VpcLatticeConfiguration:
    'roleArn targetGroupArn portName advancedConfiguration:VpcLatticeAdvancedConfiguration',
  VpcLatticeAdvancedConfiguration: 'alternateTargetGroupArn productionListenerRule testListenerRule',
  GatewayConnector: 'portName healthCheck:GatewayConnectorHealthCheck filters:GatewayConnectorFilters',
  GatewayConnectorHealthCheck:
    'healthCheckProtocol healthCheckPort:n healthCheckPath healthCheckTimeoutSeconds:n healthCheckIntervalSeconds:n healthyThresholdCount:n unhealthyThresholdCount:n matcher:GatewayConnectorHealthCheckMatcher',
  GatewayConnectorHealthCheckMatcher: 'httpCode grpcCode',
  GatewayConnectorFilters: 'accessTypes:[s',
  MonitoringConfiguration: 'metricConfigurations:[MetricConfiguration',
  MetricConfiguration: 'metricNames:[s resolutionSeconds:n'
}

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
