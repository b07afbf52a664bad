import type { JsonObject } from '../../json.ts'
import type { Cause, CauseKind } from './diagnosis.ts'

/** Why no task can start, as long as nobody changes something; the key of START_WORDS. */
export type StartKind = 'secret' | 'registry' | 'credentials' | 'image' | 'log' | 'command' | 'user'

/**
 * What each cause means and what to do. Names in braces are filled in: `{role}` is `the execution role` with its ARN if
 * known, `{Role}` the same at the beginning; `{used}` the places that use a secret; `{secret}`, `{image}`, `{key}` and
 * `{group}` its name, after a space; `{statement}` the statement to add to a policy. What depends on the task itself
 * (exit codes, health checks) is in explain.ts.
 */
export const SENTENCES: Readonly<Record<CauseKind, string>> = {
  'secret-denied':
    '{Role} is not authorized to read {arn}{used}. Add to that role (the execution role, not the task role): {statement}',
  'key-denied':
    "{Role} is not authorized to use the key that encrypts the secret{used}. Add to that role, and allow it in the key's policy: {statement}",
  'key-unusable':
    'The key that encrypts the secret{key}{used} cannot be used: it is disabled, pending deletion or deleted. Enable it (aws kms enable-key, after aws kms cancel-key-deletion if it is pending deletion), or store the value again under another key.',
  'secret-missing':
    'The secret{secret}{used} does not exist (a secret that was deleted and created again has a new ARN). Deploy again to resolve the reference anew.',
  'secret-value-missing':
    'The secret{secret}{used} exists, but it has no value of that version or stage. Give it a value (aws secretsmanager put-secret-value), or correct the reference.',
  'json-key-missing':
    'The secret{used} has no JSON key {jsonKey}. Correct the key in the reference, or add it to the secret.',
  'secret-not-json':
    'The secret{used} is read by a JSON key, but its value is not JSON: usually a shell removed the quotes, or there is a byte order mark before it. Store it again from a file (aws secretsmanager put-secret-value --secret-string file://VALUE.json), or take the key out of the reference.',
  'secret-deleted':
    'The secret{secret}{used} is scheduled for deletion. Restore it (aws secretsmanager restore-secret) or use another one.',
  'parameter-missing': 'A parameter{used} does not exist in that region. Create it, or correct its name.',
  'secret-unreachable':
    'The task cannot reach Secrets Manager or Parameter Store: it needs a NAT gateway, a public IP address or VPC endpoints.',
  'secret-service-error':
    'Secrets Manager or Parameter Store had a temporary fault or throttled the request, and ECS tries again.',
  'registry-secret-malformed':
    'The login for the registry{used} cannot be used: its secret must hold JSON with a "username" and a "password", neither of them empty.',
  'registry-login-refused':
    'The registry rejected the user name or password{used}. Store the current ones in the secret.',
  'image-missing': 'The image{image} does not exist in its registry: push it, or correct its name or tag.',
  'image-denied':
    'The image{image} cannot be pulled: it does not exist, or access is denied: a private registry other than ECR needs "repositoryCredentials".',
  'registry-denied': 'ECR refuses {role} the login. Add to that role: {statement}',
  'image-platform':
    'The image{image} is not built for {platform}: build it for that platform, or set "runtimePlatform" of the definition to the one it is built for.',
  'image-rate-limit':
    'The registry refuses more pulls of the image{image} for now (rate limit), and ECS tries again. Log in with "repositoryCredentials", or keep a copy in ECR.',
  'image-unreachable':
    'The task cannot reach the registry of the image{image}: its subnet needs a NAT gateway, a public IP address or VPC endpoints (ecr.api, ecr.dkr, s3), and its security group must allow outbound HTTPS.',
  'image-registry-error':
    'The registry of the image{image} closed the connection or had a temporary fault, and ECS tries again. If this persists, check rate limits and the route from the subnet to the registry.',
  'image-not-pulled':
    'The image{image} could not be pulled: check that the tag exists in the repository, that the execution role is authorized to read it and that the subnet reaches the registry.',
  'role-not-assumable':
    'ECS is not authorized to assume {role}: its trust policy must allow ecs-tasks.amazonaws.com.',
  'env-file':
    'An environment file could not be read from S3: it must exist, and {role} needs s3:GetObject on it and s3:GetBucketLocation on its bucket.',
  'log-unreachable':
    'The task cannot reach CloudWatch Logs: it needs a NAT gateway, a public IP address or a VPC endpoint (logs).',
  'log-group-missing':
    'The log group{group} does not exist: create it, or set the log option "awslogs-create-group", for which the execution role needs logs:CreateLogGroup.',
  'log-denied': '{Role} is not authorized to write to the log group{group}. Add to that role: {statement}',
  'command-not-found':
    'The command{container} is not in the image: check "command" and "entryPoint", which take one word per item, and what the image holds.',
  'command-not-executable':
    'The command{container} is in the image, but the user of the container is not allowed to execute it: make it executable (chmod +x) when the image is built.',
  'out-of-memory': '{culprit} ran out of memory{limit}. Raise "memory", or find what uses it.',
  'container-health': 'Container {name} started, but its health check failed {rhythm}. Check {checks}',
  exited: 'The application itself exited{log}',
  'service-role':
    'ECS is no longer authorized to manage the service: the trust policy or the permissions of a role changed. Check the roles of the definition, and that AWSServiceRoleForECS is unchanged.',
  volume:
    'A volume could not be mounted: check the file system, its mount targets in the subnets of the task, and the security groups (NFS is port 2049).',
  'disk-full':
    'The disk is full: the image and what the containers write do not fit. On Fargate raise "ephemeralStorage" of the definition; on EC2 free the disk of the instance or give it a larger one.',
  'storage-not-provisioned':
    'The storage of the task was not ready in time, and ECS tries again. If this persists, check the AWS Health Dashboard.',
  'no-addresses': 'The subnet has no free IP address: free some, or give the service larger or more subnets.',
  'network-interface':
    'The network interface of the task could not be created: check that the subnets and security groups of the service exist and belong to one VPC.',
  'no-capacity':
    'AWS has no capacity for the task at this moment, and ECS tries again. Subnets in more Availability Zones help, or another capacity provider.',
  'no-instances':
    'The capacity provider has no instance for the task, and ECS tries again. Check the largest size of its Auto Scaling group, and that new instances start and join the cluster.',
  'no-placement':
    'No instance of the cluster can take the task: the event says what is missing (instances, CPU, memory, a port, an attribute). Add instances, or ask for less.',
  'quota-reached':
    'The task exceeds a Fargate quota of the account (vCPUs or tasks at a time, or the size of one). ECS tries again; request a higher quota in Service Quotas, or run less at a time.',
  'provisioning-limit':
    'The cluster has as many tasks waiting for capacity as ECS allows (500). ECS tries again; check the capacity providers, and start fewer at a time.',
  'internal-error':
    'ECS reports an internal error. One known cause is a subnet in an Availability Zone without Fargate: check the zones of the subnets. Otherwise, ECS tries again.',
  'ecs-throttled': 'ECS is throttling the account at the moment (API limits) and continues on its own.',
  'agent-not-started':
    'The ECS agent of the instance does not respond: check /var/log/ecs/ecs-agent.log there, restart it, or replace the instance.',
  'deployment-configuration':
    'ECS can neither stop an old task nor start a new one: lower "minimumHealthyPercent" or raise "maximumPercent" of the service.',
  'protected-tasks':
    'Old tasks are protected from being stopped: wait until the protection ends, or remove it (aws ecs update-task-protection).',
  'user-missing':
    'The image does not have the user or group that the container runs as: correct "user" in the definition, or add it to the image.',
  'container-runtime':
    'The container runtime of the host did not answer in time, and ECS tries again. On EC2, check the load and the disk of the instance.',
  'target-health':
    'The task started, but the load balancer reports it as unhealthy. Compare path, port and expected code of the check with what the application answers, and check that the security group of the task allows traffic from the load balancer.',
  'target-group-missing':
    'The target group of the service does not exist any more: no health check will pass. Give the service one that exists (UpdateService, loadBalancers), or delete the service and create it again.',
  'target-missing':
    'The load balancer does not have the task among its targets: it was removed from the target group.',
  'spot-interrupted':
    'AWS reclaimed the Spot capacity of the task. This does not indicate a problem with the new revision.',
  'instance-gone':
    'The container instance of the task was terminated. This does not indicate a problem with the new revision.',
  'termination-notice':
    'AWS gave notice that it will stop the host of the task. This does not indicate a problem with the new revision.',
  'infrastructure-health':
    'ECS stopped the task, because its host was unhealthy. This does not indicate a problem with the new revision.',
  'stopped-by-scheduler':
    'ECS itself stopped the task, as it does to scale, to move or to replace tasks. This does not indicate a problem with the new revision.',
  'stopped-by-hand':
    'The task was stopped by a user (ecs:StopTask). This does not indicate a problem with the new revision.'
}

/** Sentences for some of the causes, where the text or the definition says more. */
export const OTHER_SENTENCES = {
  'image-denied':
    "The image{image} cannot be pulled: it does not exist, or access is denied. Add to {role}, and in another account also to the repository's policy: {statement}",
  'secret-unreachable':
    'The task got no answer in time from Secrets Manager, Parameter Store or ECR: it needs a NAT gateway, a public IP address or VPC endpoints for all that it uses.',
  'container-health': 'The task started but its health check failed: check {checks} itself.'
} as const

/** What the exit code of a container means (128 + n: killed by signal n). */
export const EXIT_CODES: ReadonlyMap<number, string> = new Map([
  [
    0,
    'Container {name} exited with code 0. What a service runs has to keep running; work that ends belongs in a one-off task.'
  ],
  [
    126,
    "The command of container {name} can't be executed (exit code 126): the file is there, but it is not executable or not for this platform."
  ],
  [
    127,
    'The command of container {name} was not found (exit code 127): check "command" and "entryPoint", and what the image holds.'
  ],
  [
    134,
    'Container {name} aborted itself (SIGABRT, exit code 134), as Node.js does when its heap is full{log}'
  ],
  [
    137,
    'Container {name} was killed (SIGKILL, exit code 137) and ECS does not report why: usually the task ran out of memory, or the container did not exit within "stopTimeout" after being asked to stop.'
  ],
  [
    139,
    "Container {name} crashed (SIGSEGV, exit code 139): a fault in native code, or libraries that do not fit the image's platform."
  ],
  [
    143,
    'Container {name} ended on SIGTERM (exit code 143), which ECS did not send: something inside the container asked it to end.'
  ]
])

/**
 * The causes that persist until somebody changes something. Rate limits, timeouts, unreachable networks, server errors
 * and missing capacity are deliberately left out: they can resolve themselves, and ECS retries.
 */
export const PERSISTENT: Readonly<Partial<Record<CauseKind, StartKind>>> = {
  'secret-denied': 'secret',
  'key-denied': 'secret',
  'key-unusable': 'secret',
  'secret-missing': 'secret',
  'secret-value-missing': 'secret',
  'json-key-missing': 'secret',
  'secret-not-json': 'secret',
  'secret-deleted': 'secret',
  'parameter-missing': 'secret',
  'registry-denied': 'registry',
  'registry-login-refused': 'registry',
  'registry-secret-malformed': 'credentials',
  'image-missing': 'image',
  'image-denied': 'image',
  'image-platform': 'image',
  'log-group-missing': 'log',
  'log-denied': 'log',
  'command-not-found': 'command',
  'command-not-executable': 'command',
  'user-missing': 'user'
}

/** What is known of a cause besides its kind: the words to fill in, and another sentence if that says more. */
export type Facts = {
  readonly cause?: Omit<Cause, 'kind'>
  readonly words?: Readonly<Record<string, string>>
  readonly says?: string
}

/** statementText returns a statement of a policy as JSON. */
export function statementText(
  Action: string | readonly string[],
  Resource: string,
  more: JsonObject = {}
): string {
  return JSON.stringify({ Effect: 'Allow', Action, Resource, ...more })
}
