// Made by scripts/generate-ecs-schema.mjs from the model in @aws-sdk/client-ecs. Do not edit.

/**
 * The structures that RegisterTaskDefinition takes, each as `member` (a string) or `member:type`, separated by
 * spaces.
 * Types: n number, b boolean, t timestamp, [X list of X, {X map from string to X, or the name of another structure.
 */
export const ecsStructures: Readonly<Record<string, string>> = {
  RegisterTaskDefinitionRequest:
    'family containerDefinitions:[ContainerDefinition taskRoleArn executionRoleArn networkMode volumes:[Volume placementConstraints:[TaskDefinitionPlacementConstraint requiresCompatibilities:[s cpu memory tags:[Tag pidMode ipcMode proxyConfiguration:ProxyConfiguration inferenceAccelerators:[InferenceAccelerator ephemeralStorage:EphemeralStorage runtimePlatform:RuntimePlatform enableFaultInjection:b',
  ContainerDefinition:
    'name image repositoryCredentials:RepositoryCredentials cpu:n memory:n memoryReservation:n links:[s portMappings:[PortMapping essential:b restartPolicy:ContainerRestartPolicy entryPoint:[s command:[s environment:[KeyValuePair environmentFiles:[EnvironmentFile mountPoints:[MountPoint volumesFrom:[VolumeFrom linuxParameters:LinuxParameters secrets:[Secret dependsOn:[ContainerDependency startTimeout:n stopTimeout:n versionConsistency hostname user workingDirectory disableNetworking:b privileged:b readonlyRootFilesystem:b dnsServers:[s dnsSearchDomains:[s extraHosts:[HostEntry dockerSecurityOptions:[s interactive:b pseudoTerminal:b dockerLabels:{s ulimits:[Ulimit logConfiguration:LogConfiguration healthCheck:HealthCheck systemControls:[SystemControl resourceRequirements:[ResourceRequirement firelensConfiguration:FirelensConfiguration credentialSpecs:[s',
  RepositoryCredentials: 'credentialsParameter',
  PortMapping: 'containerPort:n hostPort:n protocol name appProtocol containerPortRange',
  ContainerRestartPolicy: 'enabled:b ignoredExitCodes:[n restartAttemptPeriod:n',
  KeyValuePair: 'name value',
  EnvironmentFile: 'value type',
  MountPoint: 'sourceVolume containerPath readOnly:b',
  VolumeFrom: 'sourceContainer readOnly:b',
  LinuxParameters:
    'capabilities:KernelCapabilities devices:[Device initProcessEnabled:b sharedMemorySize:n tmpfs:[Tmpfs maxSwap:n swappiness:n',
  KernelCapabilities: 'add:[s drop:[s',
  Device: 'hostPath containerPath permissions:[s',
  Tmpfs: 'containerPath size:n mountOptions:[s',
  Secret: 'name valueFrom',
  ContainerDependency: 'containerName condition',
  HostEntry: 'hostname ipAddress',
  Ulimit: 'name softLimit:n hardLimit:n',
  LogConfiguration: 'logDriver options:{s secretOptions:[Secret',
  HealthCheck: 'command:[s interval:n timeout:n retries:n startPeriod:n',
  SystemControl: 'namespace value',
  ResourceRequirement: 'type value sharingStrategy:SharingStrategy',
  SharingStrategy: 'nvidiaMps:NvidiaMpsAllocation',
  NvidiaMpsAllocation: 'memory:n maxComputePercent:n',
  FirelensConfiguration: 'type options:{s',
  Volume:
    'name host:HostVolumeProperties dockerVolumeConfiguration:DockerVolumeConfiguration efsVolumeConfiguration:EFSVolumeConfiguration s3filesVolumeConfiguration:S3FilesVolumeConfiguration fsxWindowsFileServerVolumeConfiguration:FSxWindowsFileServerVolumeConfiguration configuredAtLaunch:b',
  HostVolumeProperties: 'sourcePath',
  DockerVolumeConfiguration: 'scope autoprovision:b driver driverOpts:{s labels:{s',
  EFSVolumeConfiguration:
    'fileSystemId rootDirectory transitEncryption transitEncryptionPort:n authorizationConfig:EFSAuthorizationConfig',
  EFSAuthorizationConfig: 'accessPointId iam',
  S3FilesVolumeConfiguration: 'fileSystemArn rootDirectory transitEncryptionPort:n accessPointArn',
  FSxWindowsFileServerVolumeConfiguration:
    'fileSystemId rootDirectory authorizationConfig:FSxWindowsFileServerAuthorizationConfig',
  FSxWindowsFileServerAuthorizationConfig: 'credentialsParameter domain',
  TaskDefinitionPlacementConstraint: 'type expression',
  Tag: 'key value',
  ProxyConfiguration: 'containerName type properties:[KeyValuePair',
  InferenceAccelerator: 'deviceName deviceType',
  EphemeralStorage: 'sizeInGiB:n',
  RuntimePlatform: 'cpuArchitecture operatingSystemFamily'
}

/** Members that DescribeTaskDefinition answers with and RegisterTaskDefinition does not take. */
export const describeOnlyMembers: readonly string[] = [
  'taskDefinitionArn',
  'revision',
  'status',
  'requiresAttributes',
  'compatibilities',
  'registeredAt',
  'deregisteredAt',
  'deleteRequestedAt',
  'registeredBy'
]
