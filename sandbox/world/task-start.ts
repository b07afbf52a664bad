import { denial, findRole, powersOf, type Question, taskMayAssume } from './evaluate.ts'
import { pullFailure } from './image-store.ts'
import { parseArn } from './lookup.ts'
import { drawUuid } from './queue.ts'
import { type Failure, readParameter, readSecret } from './secret-read.ts'
import type { Definition, Role, Task, TaskDefinition, World } from './state.ts'

/** A reference in a task definition that the execution role has to read before the task can start. */
type Need = { readonly kind: 'secret' | 'parameter'; readonly valueFrom: string }

/**
 * roleProblem is why ECS cannot launch any task of this definition: a role does not exist or does not trust
 * ecs-tasks.amazonaws.com. Undefined if there is no problem.
 */
export function roleProblem(world: World, region: string, definition: TaskDefinition): string | undefined {
  const { executionRoleArn, taskRoleArn } = definition.definition
  for (const named of [executionRoleArn, taskRoleArn]) {
    if (!named) continue
    const role = findRole(world, named)
    if (role && taskMayAssume(world, role, region)) continue
    return `ECS was unable to assume the role '${named}' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role.`
  }
  return
}

/**
 * startFailure reads everything that the task needs with its execution role, as the agent does, then pulls the images,
 * and returns ECS's stoppedReason for the first thing that is not available; undefined if the task may start. No value
 * leaves this module.
 */
export function startFailure(world: World, task: Task): string | undefined {
  const { definition, standalone, owner } = task
  const what = { task, definition, fargate: (standalone ?? owner)?.launchType !== 'EC2' }
  return secretFailure(world, what) ?? fileFailure(world, what) ?? pullFailure(world, what)
}

function secretFailure(
  world: World,
  what: { task: Task; definition: Definition; fargate: boolean }
): string | undefined {
  const { task, definition, fargate } = what
  const needs = needsOf(definition)
  if (needs.length === 0) return
  const role = findRole(world, definition.executionRoleArn ?? '')
  if (!role)
    return 'ResourceInitializationError: unable to pull secrets or registry auth: execution role not found'
  for (const need of needs) {
    const failure = readNeed(world, { need, task, role })
    if (failure) return describe(world, { need, failure, fargate, region: task.region })
  }
  return
}

function fileFailure(world: World, what: { task: Task; definition: Definition }): string | undefined {
  const { task, definition } = what
  const role = findRole(world, definition.executionRoleArn ?? '')
  const denied = role && deniedTo(world, role, task)
  return envFileFailure(world, environmentFilesOf(definition), denied)
}

/** Evaluates IAM's decision for the execution role session of a task. */
function deniedTo(world: World, role: Role, task: Task): (question: Question) => string | undefined {
  const arn = `arn:${world.partition}:sts::${world.account}:assumed-role/${role.name}/${task.id}`
  const powers = powersOf(world, role)
  return question => denial({ arn, ...powers }, question)
}

function readNeed(world: World, what: { need: Need; task: Task; role: Role }): Failure | undefined {
  const { need, task, role } = what
  const ask = deniedTo(world, role, task)
  const denied = (action: string, resource: string, context: Readonly<Record<string, string>>) =>
    ask({ action, resource, context })
  const reader = { denied, region: task.region }
  return need.kind === 'secret'
    ? readSecret(world, reader, need.valueFrom)
    : readParameter(world, reader, need.valueFrom)
}

function needsOf(definition: Definition): Need[] {
  return definition.containerDefinitions.flatMap(container => {
    const { secrets = [], logConfiguration, repositoryCredentials } = container
    const references = [...secrets, ...(logConfiguration?.secretOptions ?? [])]
    const registry = repositoryCredentials?.credentialsParameter
    return [
      ...references.map(({ valueFrom = '' }) => needOf(valueFrom)),
      ...(registry === undefined ? [] : [{ kind: 'secret' as const, valueFrom: registry }])
    ]
  })
}

function needOf(valueFrom: string): Need {
  return { kind: parseArn(valueFrom)?.service === 'secretsmanager' ? 'secret' : 'parameter', valueFrom }
}

/** The messages of ECS and its agent; docs/sandbox.md says which of them were observed on AWS. */
function describe(
  world: World,
  what: { need: Need; failure: Failure; fargate: boolean; region: string }
): string {
  const { need, failure, fargate } = what
  const region = parseArn(need.valueFrom)?.region ?? what.region
  const ending = failure.service ? ` status code: 400, request id: ${drawUuid(world)}` : ''
  const cause = `${failure.text}${ending}`
  if (fargate) return `${FARGATE}${fargateCause(need, failure, cause)}`
  if (need.kind === 'parameter')
    return `${AGENT}Fetching secret data from SSM Parameter Store in ${region}: ${cause}`
  const missing = failure.text.startsWith('ResourceNotFoundException')
  return missing
    ? `${AGENT}ResourceNotFoundException: The task can't retrieve the secret with ARN '${need.valueFrom}' from AWS Secrets Manager. Check whether the secret exists in the specified Region: ${cause}`
    : `${AGENT}Fetching secret data from AWS Secrets Manager in region ${region}: secret ${need.valueFrom}: ${cause}`
}

const AGENT = 'ResourceInitializationError: unable to pull secrets or registry auth: '
const FARGATE = `${AGENT}execution resource retrieval failed: `

function fargateCause(need: Need, failure: Failure, cause: string): string {
  if (need.kind === 'parameter')
    return `unable to retrieve secrets from ssm: service call has been retried 1 time(s): ${cause}`
  const retried = 'unable to retrieve secret from asm: service call has been retried 1 time(s): '
  return failure.text.startsWith('AccessDenied')
    ? `${retried}failed to fetch secret ${need.valueFrom} from secrets manager: ${cause}`
    : `${retried}${cause}`
}

/** environmentFilesOf lists the ARNs of the environment files of all containers of a task definition. */
export function environmentFilesOf({ containerDefinitions }: Definition): readonly string[] {
  return containerDefinitions.flatMap(
    container => container.environmentFiles?.map(({ value = '' }) => value) ?? []
  )
}

const START = 'ResourceInitializationError: failed to download env files: '

/**
 * envFileFailure is ECS's stoppedReason for the first environment file that its execution role cannot read; undefined
 * if all can be read. ECS calls HeadObject first, whose responses have no body, so the reason has only the status.
 * `denied` is undefined without an execution role.
 */
function envFileFailure(
  world: World,
  files: readonly string[],
  denied: ((question: Question) => string | undefined) | undefined
): string | undefined {
  if (files.length === 0) return
  if (!denied) return `${START}execution role not found`
  for (const file of files) {
    const status = statusOf(world, file, denied)
    if (status === 200) continue
    const name = status === 403 ? 'Forbidden' : 'NotFound'
    const id = drawUuid(world).slice(-12).toUpperCase()
    return `${START}service call has been retried 1 time(s): operation error S3: HeadObject, https response error StatusCode: ${status}, RequestID: ${id}, HostID: sandbox, api error ${name}: ${status === 403 ? name : 'Not Found'}`
  }
  return
}

function statusOf(
  world: World,
  file: string,
  denied: (question: Question) => string | undefined
): 200 | 403 | 404 {
  const [name = '', ...key] = (parseArn(file)?.resource ?? '').split('/')
  if (denied({ action: 's3:GetObject', resource: file, context: {} }) !== undefined) return 403
  const bucket = world.buckets.get(name)
  if (bucket?.objects.has(key.join('/'))) return 200
  // a caller that may not list a bucket gets 403, not 404, for a missing key
  const listed = { action: 's3:ListBucket', resource: `arn:${world.partition}:s3:::${name}`, context: {} }
  return bucket && denied(listed) !== undefined ? 403 : 404
}
