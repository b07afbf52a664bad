import { denial, findRole, powersOf, taskMayAssume } from './evaluate.ts'
import { pullFailure } from './image-store.ts'
import { parseArn } from './lookup.ts'
import { drawUuid } from './queue.ts'
import { type Failure, type Reader, readParameter, readSecret } from './secret-read.ts'
import type { Definition, Role, Task, TaskDefinition, World } from './state.ts'

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
  const { definition, standalone, owner, region } = task
  const fargate = (standalone ?? owner)?.launchType !== 'EC2'
  const role = findRole(world, definition.executionRoleArn ?? '')
  const reader = role && { region, denied: deniedTo(world, role, task) }
  return (
    secretFailure(world, { needs: needsOf(definition), reader, fargate }) ??
    envFileFailure(world, environmentFilesOf(definition), reader?.denied) ??
    pullFailure(world, { definition, fargate })
  )
}

function secretFailure(
  world: World,
  what: { needs: readonly string[]; reader: Reader | undefined; fargate: boolean }
): string | undefined {
  const { needs, reader, fargate } = what
  if (!reader) return needs.length > 0 ? `${AGENT}execution role not found` : undefined
  for (const valueFrom of needs) {
    const failure = (isSecret(valueFrom) ? readSecret : readParameter)(world, reader, valueFrom)
    if (failure) return describe(world, { valueFrom, failure, fargate, region: reader.region })
  }
  return
}

/** Evaluates IAM's decision for the execution role session of a task. */
function deniedTo(world: World, role: Role, task: Task): Reader['denied'] {
  const arn = `arn:${world.partition}:sts::${world.account}:assumed-role/${role.name}/${task.id}`
  const powers = powersOf(world, role)
  return question => denial({ arn, ...powers }, question)
}

/** The references that the execution role has to read before the task can start. */
function needsOf({ containerDefinitions }: Definition): string[] {
  return containerDefinitions.flatMap(({ secrets = [], logConfiguration, repositoryCredentials }) => {
    const references = [...secrets, ...(logConfiguration?.secretOptions ?? [])]
    const registry = repositoryCredentials?.credentialsParameter
    return [...references.map(({ valueFrom = '' }) => valueFrom), ...(registry ? [registry] : [])]
  })
}

function isSecret(valueFrom: string): boolean {
  return parseArn(valueFrom)?.service === 'secretsmanager'
}

/** The messages of ECS and its agent; docs/sandbox.md says which of them were observed on AWS. */
function describe(
  world: World,
  what: { valueFrom: string; failure: Failure; fargate: boolean; region: string }
): string {
  const { valueFrom, failure, fargate } = what
  const region = parseArn(valueFrom)?.region ?? what.region
  const ending = failure.service ? ` status code: 400, request id: ${drawUuid(world)}` : ''
  const cause = `${failure.text}${ending}`
  const secret = isSecret(valueFrom)
  if (fargate) {
    const from = secret ? 'secret from asm' : 'secrets from ssm'
    const named = `failed to fetch secret ${valueFrom} from secrets manager: `
    const denied = secret && failure.text.startsWith('AccessDenied') ? named : ''
    return `${AGENT}execution resource retrieval failed: unable to retrieve ${from}: service call has been retried 1 time(s): ${denied}${cause}`
  }
  if (!secret) return `${AGENT}Fetching secret data from SSM Parameter Store in ${region}: ${cause}`
  return failure.text.startsWith('ResourceNotFoundException')
    ? `${AGENT}ResourceNotFoundException: The task can't retrieve the secret with ARN '${valueFrom}' from AWS Secrets Manager. Check whether the secret exists in the specified Region: ${cause}`
    : `${AGENT}Fetching secret data from AWS Secrets Manager in region ${region}: secret ${valueFrom}: ${cause}`
}

const AGENT = 'ResourceInitializationError: unable to pull secrets or registry auth: '

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
  denied: Reader['denied'] | undefined
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

function statusOf(world: World, file: string, denied: Reader['denied']): 200 | 403 | 404 {
  const [name = '', ...key] = (parseArn(file)?.resource ?? '').split('/')
  if (denied({ action: 's3:GetObject', resource: file }) !== undefined) return 403
  const bucket = world.buckets.get(name)
  if (bucket?.objects.has(key.join('/'))) return 200
  // a caller that may not list a bucket gets 403, not 404, for a missing key
  const listed = { action: 's3:ListBucket', resource: `arn:${world.partition}:s3:::${name}` }
  return bucket && denied(listed) !== undefined ? 403 : 404
}
