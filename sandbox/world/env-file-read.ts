import { mapsOf, textOf } from '../json.ts'
import { parseArn } from './arns.ts'
import type { Question } from './evaluate.ts'
import { drawUuid } from './random.ts'
import type { TaskDefinition, World } from './state.ts'

/** environmentFilesOf lists the ARNs of the environment files of all containers of a task definition. */
export function environmentFilesOf({ definition }: TaskDefinition): readonly string[] {
  return mapsOf(definition, 'containerDefinitions').flatMap(container =>
    mapsOf(container, 'environmentFiles').map(file => textOf(file, 'value') ?? '')
  )
}

const START = 'ResourceInitializationError: failed to download env files: '

/**
 * envFileFailure is ECS's stoppedReason for the first environment file that its execution role cannot read; undefined
 * if all can be read. ECS calls HeadObject first, whose responses have no body, so the reason has only the status.
 * `denied` is undefined without an execution role.
 */
export function envFileFailure(
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
