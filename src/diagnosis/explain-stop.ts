import type { JsonObject } from '../json.ts'
import { present } from '../present.ts'
import type { StoppedTask } from '../rollout/ports.ts'
import { definedContainers, roleOf, textOf } from './definition.ts'
import type { CauseKind, Explained } from './diagnosis.ts'
import { explainCommand, explainExit, explainHealth, explainMemory, logOptionsOf } from './explain-exit.ts'
import { explainImage, type ImageKind } from './explain-image.ts'
import { explainSecret, type SecretKind } from './explain-secret.ts'
import { recognize, recognizeTask, stopWordsOf } from './recognize.ts'

/**
 * explainStop explains what made a task stop and what to do, with the container, variable, reference, role and policy
 * statement if known; undefined if nothing is recognized.
 */
export function explainStop(task: StoppedTask, definition: JsonObject): Explained | undefined {
  const kind = recognizeTask(task)
  return kind === undefined ? undefined : explain(kind, task, definition)
}

/**
 * explainEvent is explainStop for an event of the service, which has no task: for example roles and placement
 * constraints that cannot be satisfied.
 */
export function explainEvent(message: string, definition: JsonObject): Explained | undefined {
  const kind = recognize(message)
  if (kind === undefined) return undefined
  return explain(kind, { arn: '', taskDefinition: '', stoppedReason: message, containers: [] }, definition)
}

/** explainPlatform explains a log with `exec format error`, which proves the cause whatever the exit code is. */
export function explainPlatform(container: string, definition: JsonObject): Explained {
  return explainImage('image-platform', { text: '', failed: [container] }, definition)
}

const isSecretKind = (kind: CauseKind): kind is SecretKind =>
  /^(?:secret-|key-|json-key-missing|parameter-missing|registry-(?:secret|login)-)/.test(kind)
const isImageKind = (kind: CauseKind): kind is ImageKind => /^(?:image-|registry-denied)/.test(kind)

function explain(kind: CauseKind, task: StoppedTask, definition: JsonObject): Explained {
  const text = stopWordsOf(task)
  if (isSecretKind(kind)) return explainSecret(kind, text, definition)
  if (isImageKind(kind)) {
    const failed = task.containers.filter(({ reason }) => reason !== undefined).map(({ name }) => name)
    return explainImage(kind, { text, failed }, definition)
  }
  switch (kind) {
    case 'out-of-memory':
      return explainMemory(task, definition)
    case 'exited':
      return explainExit(task, definition)
    case 'container-health':
      return explainHealth(task, definition)
    case 'command-not-found':
    case 'command-not-executable':
      return explainCommand(kind, task, definition)
    case 'log-group-missing':
    case 'log-denied':
    case 'log-unreachable':
      return explainLog(kind, text, definition)
    default:
      return { explanation: plainly(kind, definition), cause: { kind, ...roleAsked(kind, definition) } }
  }
}

type PlainKind = Exclude<
  CauseKind,
  | SecretKind
  | ImageKind
  | 'out-of-memory'
  | 'exited'
  | 'container-health'
  | 'command-not-found'
  | 'command-not-executable'
  | 'log-group-missing'
  | 'log-denied'
  | 'log-unreachable'
>

/** Kinds that can be explained without the definition. */
const ADVICE: Readonly<Record<Exclude<PlainKind, 'role-not-assumable' | 'env-file'>, string>> = {
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

function plainly(kind: PlainKind, definition: JsonObject): string {
  const role = roleOf(definition)
  const whose = role === undefined ? 'the execution role' : `the execution role ${role}`
  switch (kind) {
    case 'role-not-assumable':
      return `ECS is not authorized to assume ${whose}: its trust policy must allow ecs-tasks.amazonaws.com.`
    case 'env-file':
      return `An environment file could not be read from S3: it must exist, and ${whose} needs s3:GetObject on it and s3:GetBucketLocation on its bucket.`
    default:
      return ADVICE[kind]
  }
}

function roleAsked(
  kind: PlainKind,
  definition: JsonObject
): { readonly role?: string; readonly pointer?: string } {
  const role = roleOf(definition)
  if (role === undefined) return {}
  if (kind === 'env-file') return { role }
  return kind === 'role-not-assumable' ? { role, pointer: '/executionRoleArn' } : {}
}

function explainLog(
  kind: Extract<CauseKind, `log-${string}`>,
  text: string,
  definition: JsonObject
): Explained {
  const logging = definedContainers(definition).flatMap(container => {
    const group = textOf(logOptionsOf(container) ?? {}, 'awslogs-group')
    return group === undefined ? [] : [{ container, group }]
  })
  const quoted = logging.filter(({ group }) => text.includes(group))
  const [found] = quoted.length === 1 ? quoted : logging
  const named = found ? ` ${found.group} of container ${found.container.name}` : ''
  const at = found && {
    container: found.container.name,
    pointer: `${found.container.pointer}/logConfiguration/options/awslogs-group`
  }
  if (kind === 'log-unreachable') {
    const explanation =
      'The task cannot reach CloudWatch Logs: it needs a NAT gateway, a public IP address or a VPC endpoint (logs).'
    return { explanation, cause: { kind } }
  }
  if (kind === 'log-group-missing') {
    const explanation = `The log group${named} does not exist: create it, or set the log option "awslogs-create-group", for which the execution role needs logs:CreateLogGroup.`
    return { explanation, cause: { kind, ...at } }
  }
  const role = roleOf(definition)
  const whose = role === undefined ? 'The execution role' : `The execution role ${role}`
  const statement = JSON.stringify({
    Effect: 'Allow',
    Action: /CreateLogGroup/.test(text)
      ? ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents']
      : ['logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: /arn:[\w-]+:logs:[\w-]+:\d+:log-group:[^:\s]+/.exec(text)?.[0]?.concat(':*') ?? '*'
  })
  return {
    explanation: `${whose} is not authorized to write to the log group${named}. Add to that role: ${statement}`,
    cause: { kind, ...at, ...present({ role }), statement }
  }
}
