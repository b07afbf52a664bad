import type { CauseKind } from '../../../src/rollout/diagnosis/causes.ts'

/** A message of ECS, its agents, container runtimes and registries, and its expected diagnosis. */
export type FieldText = {
  readonly text: string
  readonly cause: CauseKind
  /** Whether starts that fail this way end the wait of a run. */
  readonly endsEarly: boolean
  /** Words of the advice. */
  readonly advice: RegExp
  /** ECS's stop code; absent: that of a task that failed to start. */
  readonly stopCode?: string
}

const SM = 'arn:aws:secretsmanager:us-west-2:123456789012:secret:'
const INIT = 'ResourceInitializationError: unable to pull secrets or registry auth: '
const RETRIEVE = `${INIT}execution resource retrieval failed: `
const ASM = `${RETRIEVE}unable to retrieve secret from asm: `
const LOG = 'ResourceInitializationError: failed to validate logger args: '
const PULL = 'CannotPullContainerError: '
const ECR = '123456789012.dkr.ecr.us-west-2.amazonaws.com'
const KEY = 'arn:aws:kms:us-west-2:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab'
const USER = 'User: arn:aws:sts::123456789012:assumed-role/execution/0123456789abcdef0123456789abcdef'

const text = (
  said: string,
  cause: CauseKind,
  ...[endsEarly, advice, stopCode]: [boolean, RegExp, string?]
): FieldText => ({
  text: said,
  cause,
  endsEarly,
  advice,
  ...(stopCode === undefined ? {} : { stopCode })
})

/** Several texts with one diagnosis. */
const texts = (cause: CauseKind, endsEarly: boolean, advice: RegExp, ...said: readonly string[]) =>
  said.map(one => text(one, cause, endsEarly, advice))

/** Of stopped tasks: secrets and parameters. */
const SECRETS: readonly FieldText[] = [
  text(
    `${RETRIEVE}unable to retrieve secrets from ssm: service call has been retried 1 time(s): invalid ssm parameters: /app/key`,
    'parameter-missing',
    true,
    /^A parameter \(PARAMETER of container web\) does not exist/
  ),
  text(
    'Fetching secret data from SSM Parameter Store in us-west-2: invalid parameters: /app/key',
    'parameter-missing',
    true,
    /does not exist in that region/
  ),
  text(
    `${ASM}invalid character 'h' looking for beginning of object key string`,
    'secret-not-json',
    true,
    /PASSWORD of container web.*its value is not JSON.*from a file/
  ),
  ...texts(
    'secret-not-json',
    true,
    /not JSON/,
    `${ASM}invalid character 'p' in literal true (expecting 'r')`,
    `${ASM}unexpected end of JSON input`
  ),
  text(
    `${RETRIEVE}unable to retrieve secrets from ssm: The task cannot pull secrets from AWS Systems Manager Parameter Store. Check your network connection between the task and AWS Systems Manager.`,
    'unreachable',
    false,
    /no answer from Secrets Manager or Parameter Store: its subnet/
  ),
  ...texts(
    'unreachable',
    false,
    /NAT gateway/,
    `${RETRIEVE}unable to retrieve secrets from ssm: There is a connection issue between the task and AWS Systems Manager Parameter Store. Check your task network configuration. context deadline exceeded`,
    `${ASM}There is a connection issue between the task and AWS Secrets Manager. Check your task network configuration.`
  ),
  text(
    `${INIT}The task can't pull the secret from Secrets Manager. The task can't retrieve the secret with ARN '${SM}app/db-AbCdEf' from Secrets Manager. Check whether the secret exists in the specified Region.`,
    'secret-missing',
    true,
    /app\/db-AbCdEf.*does not exist/
  ),
  text(
    `${ASM}failed to fetch secret ${SM}rds!db-0a1b2c3d-AbCdEf from secrets manager: AccessDeniedException: ${USER} is not authorized to perform: secretsmanager:GetSecretValue on resource: ${SM}rds!db-0a1b2c3d-AbCdEf because no identity-based policy allows the secretsmanager:GetSecretValue action`,
    'secret-denied',
    true,
    /OWNED of container web.*"Resource":"arn:aws:secretsmanager:us-west-2:123456789012:secret:rds!db-0a1b2c3d-\?{6}"/
  ),
  text(
    `${ASM}operation error Secrets Manager: GetSecretValue, https response error StatusCode: 400, RequestID: 0b7c1c8e-5f1b-4d3a-9d0b-3e1c0a5b9f10, api error AccessDeniedException: ${USER} is not authorized to perform: secretsmanager:GetSecretValue on resource: ${SM}app/db-AbCdEf`,
    'secret-denied',
    true,
    /is not authorized to read .*app\/db-AbCdEf/
  ),
  ...texts(
    'aws-fault',
    false,
    /ECS tries again/,
    `${ASM}operation error Secrets Manager: GetSecretValue, https response error StatusCode: 500, api error InternalServiceError: try again`,
    `${ASM}ThrottlingException: Rate exceeded status code: 400`
  ),
  text(
    `${ASM}failed to fetch secret ${SM}app/db-AbCdEf from secrets manager: AccessDeniedException: Access to KMS is not allowed`,
    'key-denied',
    true,
    /kms:Decrypt/
  ),
  text(
    `${INIT}unable to retrieve secrets from ssm: AccessDeniedException: The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access. (Service: AWSKMS; Status Code: 400; Error Code: AccessDeniedException; Request ID: 1)`,
    'key-denied',
    true,
    /kms:Decrypt.*ssm\.\*\.amazonaws\.com/
  ),
  text(
    `${INIT}unable to retrieve secrets from ssm: InvalidKeyId: ${KEY} is pending deletion. (Service: AWSKMS; Status Code: 400; Error Code: KMSInvalidStateException; Request ID: 1; Proxy: null)`,
    'key-unusable',
    true,
    /arn:aws:kms:.* cannot be used: it is disabled, pending deletion or deleted\. Enable it/
  ),
  text(
    `${INIT}unable to retrieve secrets from ssm: InvalidKeyId: ${KEY} is disabled. (Service: AWSKMS; Status Code: 400; Error Code: DisabledException; Request ID: 1)`,
    'key-unusable',
    true,
    /aws kms enable-key/
  ),
  text(
    `${INIT}unable to retrieve secrets from ssm: InvalidKeyId: Key '${KEY}' does not exist (Service: AWSKMS; Status Code: 400; Error Code: NotFoundException; Request ID: 1)`,
    'key-unusable',
    true,
    /store the value again under another key/
  ),
  text(
    `${ASM}failed to fetch secret ${SM}app/db-AbCdEf from secrets manager: DecryptionFailure: Secrets Manager can't decrypt the protected secret text using the provided KMS key.`,
    'key-unusable',
    true,
    /The key that encrypts the secret \(.*\) cannot be used/
  ),
  text(
    `${ASM}ResourceNotFoundException: Secrets Manager can't find the specified secret value for staging label: AWSCURRENT`,
    'secret-value-missing',
    true,
    /no value of that version or stage/
  ),
  text(
    `${ASM}retrieved secret from Secrets Manager did not contain json key password`,
    'json-key-missing',
    true,
    /no JSON key password/
  ),
  text(
    `${INIT}pull command failed: : signal: killed`,
    'unreachable',
    false,
    /no answer from Secrets Manager, Parameter Store or ECR in time/
  )
]

/** Of stopped tasks: registries and images. */
const IMAGES: readonly FieldText[] = [
  text(
    `${PULL}asm fetching authorization data: unable to unmarshal secret value, invalid schema`,
    'registry-login',
    true,
    /registry credentials of container proxy.*"username" and "password"/
  ),
  text(
    `${PULL}asm fetching username: AuthorizationData is malformed, empty field`,
    'registry-login',
    true,
    /neither of them empty/
  ),
  text(
    `${PULL}API error (500): Get https://docker.example/v2/: unauthorized: incorrect username or password`,
    'registry-login',
    true,
    /login for the registry \(registry credentials of container proxy\) was not accepted/
  ),
  text(
    `CannotPullECRContainerError: AccessDeniedException: ${USER} is not authorized to perform: ecr:BatchGetImage on resource: arn:aws:ecr:us-west-2:123456789012:repository/team/web`,
    'image-denied',
    true,
    /"ecr:BatchGetImage"/
  ),
  text(
    `CannotPullECRContainerError: AccessDeniedException: ${USER} is not authorized to perform: ecr:GetAuthorizationToken on resource: *`,
    'registry-denied',
    true,
    /ecr:GetAuthorizationToken/
  ),
  ...texts(
    'image-denied',
    true,
    /cannot be pulled: it does not exist, or access is denied/,
    `${PULL}The task can't pull the image. Check that the role has the permissions to pull images from the registry.`,
    `${PULL}pull access denied for example/web, repository does not exist or may require 'docker login': denied`
  ),
  ...texts(
    'unreachable',
    false,
    /no answer from the registry of its image/,
    `${PULL}The task can’t pull the image. Check your network configuration`,
    `${PULL}The task cannot pull '${ECR}/team/web:1.2' from the Amazon ECR repository '${ECR}/team/web'. There is a connection issue between the task and Amazon ECR. Check your task network configuration.`,
    `${PULL}Error response from daemon: Get https://registry.example/v2/: net/http: request canceled while waiting for connection`
  ),
  text(
    `${PULL}write /var/lib/docker/tmp/GetImageBlob111111111: no space left on device`,
    'disk-full',
    false,
    /ephemeralStorage/
  ),
  text(`${PULL}context canceled`, 'unreachable', false, /NAT gateway/),
  text(
    `${PULL}pull command failed: panic: runtime error: invalid memory address or nil pointer dereference`,
    'unreachable',
    false,
    /s3/
  ),
  text(
    `${PULL}error pulling image configuration: download failed after attempts=6: EOF`,
    'image-not-pulled',
    false,
    /rate limits/
  ),
  text(
    `${PULL}pull image manifest has been retried 5 time(s): failed to resolve ref docker.io/library/web:1.2: docker.io/library/web:1.2: not found`,
    'image-missing',
    true,
    /does not exist in its registry/
  ),
  text(
    `${PULL}image Manifest does not contain descriptor matching platform 'linux/amd64'`,
    'image-platform',
    true,
    /not built for linux\/amd64/
  ),
  text(
    `${PULL}ref pull has been retried 1 time(s): failed to copy: httpReadSeeker: failed open: unexpected status code https://${ECR}/v2/team/web: 503 Service Unavailable`,
    'aws-fault',
    false,
    /had a fault/
  ),
  text(`${PULL}something that nobody has seen yet`, 'image-not-pulled', false, /could not be pulled/),
  text(
    `${PULL}ref pull has been retried 1 time(s): failed to copy: httpReadSeeker: failed open: unexpected status code: 429 Too Many Requests - toomanyrequests: You have reached your pull rate limit.`,
    'registry-busy',
    false,
    /ECS tries again/
  )
]

/** Of stopped tasks: logs, commands, the container runtime, network and storage. */
const STARTS: readonly FieldText[] = [
  text(
    `${LOG}The task cannot find the Amazon CloudWatch log group defined in the task definition.`,
    'log-group-missing',
    true,
    /log group \/ecs\/web of container web does not exist/
  ),
  text(
    `${LOG}There is a connection issue between the task and Amazon CloudWatch. Check your task network configuration.`,
    'unreachable',
    false,
    /no answer from CloudWatch Logs/
  ),
  text(
    'CannotStartContainerError: Error response from daemon: OCI runtime create failed: exec: "/opt/app/bin/run.sh": stat /opt/app/bin/run.sh...no such file or direct...',
    'command',
    true,
    /is not in the image/
  ),
  text(
    'CannotStartContainerError: Error response from daemon: failed to create task: exec: "./entrypoint.sh": permission denied: unknown',
    'command',
    true,
    /chmod \+x/
  ),
  ...texts(
    'aws-fault',
    false,
    /ECS tries again/,
    'ContainerRuntimeTimeoutError: Could not transition to running; timed out after waiting 1m: no answer',
    'DockerTimeoutError: Could not transition to created; timed out after waiting 4m0s',
    'CannotStartContainerError: failed to get container status: rpc error',
    'Timeout waiting for EphemeralStorage provisioning to complete.'
  ),
  text(
    'CannotStartContainerError: failed to create user spec: unable to find user app: no matching entries in passwd file',
    'user-missing',
    true,
    /does not have the user or group/
  ),
  ...texts(
    'network-interface',
    false,
    /network interface/,
    'ResourceInitializationError: failed to configure ENI: failed to setup regular eni: netplugin failed with no error message',
    'Timeout waiting for network interface provisioning to complete.'
  ),
  text(
    'ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: mount.nfs4: Connection timed out',
    'volume',
    false,
    /could not be mounted/
  ),
  text(
    'CannotStartContainerError: mkdir /var/lib/docker/overlay2/0a: no space left on device',
    'disk-full',
    false,
    /disk is full/
  ),
  text(
    'Capacity is unavailable at this time. Please try again later or in a different availability zone',
    'no-capacity',
    false,
    /ECS tries again/
  )
]

/** Of tasks that ECS or AWS ended for reasons of their own: by the text, or by the code alone. */
const NOT_THE_RELEASE: readonly FieldText[] = [
  ...texts(
    'stopped-from-outside',
    false,
    /does not indicate a problem/,
    'Your Spot Task was interrupted.',
    'Host EC2 (instance i-0123456789abcdef0) terminated.'
  ),
  text('', 'stopped-from-outside', false, /does not indicate a problem/, 'SpotInterruption'),
  text('', 'stopped-from-outside', false, /does not indicate a problem/, 'ServiceSchedulerInitiated'),
  text('', 'stopped-from-outside', false, /does not indicate a problem/, 'TerminationNotice'),
  text('', 'stopped-from-outside', false, /does not indicate a problem/, 'InfrastructureHealth'),
  text('by hand', 'stopped-from-outside', false, /does not indicate a problem/, 'UserInitiated')
]

/** Texts and codes of stopped tasks. */
export const STOP_TEXTS: readonly FieldText[] = [...SECRETS, ...IMAGES, ...STARTS, ...NOT_THE_RELEASE]

const S = '(service web) '
const PLACE = `${S}was unable to place a task. Reason: `
const GROUP = 'arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/web/0123456789abcdef'

/** Events of a service. */
export const EVENT_TEXTS: readonly FieldText[] = [
  text(
    `${S}failed to launch a task with (error ECS was unable to assume the role 'arn:aws:iam::123456789012:role/execution' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions).`,
    'role-not-assumable',
    true,
    /its trust policy must allow ecs-tasks\.amazonaws\.com/
  ),
  ...texts(
    'service-role',
    true,
    /AWSServiceRoleForECS/,
    'IAM trust relationship has been misconfigured or changed, and ECS can no longer maintain your service',
    'IAM permissions policies have been misconfigured or changed, and ECS can no longer maintain your service'
  ),
  text(
    `${S}could not launch 2 tasks for deployment ecs-svc/1111111111111111111.`,
    'no-capacity',
    false,
    /no capacity/
  ),
  text(
    `${S}was unable to place tasks in your cluster because the tasks provisioning capacity limit was exceeded.`,
    'aws-fault',
    false,
    /throttled the account/
  ),
  ...texts(
    'quota-reached',
    false,
    /Service Quotas/,
    `${PLACE}You've reached the limit on the number of vCPUs you can run concurrently`,
    `${PLACE}You’ve reached the limit on the number of tasks you can run concurrently`
  ),
  ...texts(
    'quota-reached',
    false,
    /quota/,
    `${PLACE}The requested CPU configuration is above your limit.`,
    `${PLACE}The requested MEMORY configuration is above your limit.`
  ),
  text(`${PLACE}Internal error.`, 'aws-fault', false, /Availability Zones with Fargate/),
  text(
    `${PLACE}Capacity is unavailable at this time. Please try again later or in a different availability zone.`,
    'no-capacity',
    false,
    /ECS tries again/
  ),
  text(
    `${S}was unable to reach steady state. Reason: No Container Instances were found in your capacity provider.`,
    'no-capacity',
    false,
    /Auto Scaling group/
  ),
  text(
    `${S}was unable to place a task because no container instance met all of its requirements. Reason: No Container Instances were found in your cluster.`,
    'no-placement',
    true,
    /No container instance/
  ),
  text(
    `${S}was unable to stop or start tasks during a deployment because of the service deployment configuration. Update the minimumHealthyPercent or maximumPercent value and try again.`,
    'deployment-blocked',
    false,
    /minimumHealthyPercent/
  ),
  text(
    `${S}was unable to reach steady state because task set (ecs-svc/1) was unable to scale in. Reason: The number of protected tasks are more than the desired count of tasks`,
    'deployment-blocked',
    false,
    /update-task-protection/
  ),
  text(`${S}operations are being throttled. Will try again later.`, 'aws-fault', false, /ECS tries again/),
  text(
    `${S}Timed out waiting for Amazon ECS Agent to start. Please check logs at /var/log/ecs/ecs-agent.log".`,
    'aws-fault',
    false,
    /ecs-agent\.log/
  ),
  ...texts(
    'target-group-missing',
    true,
    /does not exist any more/,
    `${S}failed to register targets in (target-group ${GROUP}) with (error One or more target groups not found).`,
    `${S}failed to register targets in (target-group ${GROUP}) with (error Target groups '${GROUP}' not found).`,
    `${S}failed to deregister targets in (target-group ${GROUP}) with (error The target group ${GROUP} does not exist).`,
    `${S}failed to describe target health on (target-group ${GROUP}) with (error TargetGroupNotFoundException).`,
    `${S}(instance i-1) failed to register in (elb web) with (error There is no ACTIVE Load Balancer named 'web').`
  ),
  text(
    `${S}task set (ecs-svc/1) (task 0123) is not healthy in target-group (${GROUP}) due to TARGET GROUP IS NOT FOUND.`,
    'target-group-missing',
    true,
    /does not exist any more/
  ),
  text(
    `${S}task set (ecs-svc/1) (task 0123) is not healthy in target-group (${GROUP}) due to TARGET IS NOT FOUND.`,
    'target-missing',
    true,
    /does not have the task/
  ),
  ...texts(
    'target-health',
    false,
    /reports it as unhealthy/,
    `${S}(task 0123) (port 8080) is unhealthy in (target-group ${GROUP}) due to (reason Health checks failed with these codes: [502]).`,
    `${S}(task 0123) (instance i-0123456789abcdef0) is unhealthy in (elb web) due to (reason Instance has failed at least the UnhealthyThreshold number of health checks consecutively.)`
  )
]
