import { AwsError } from '../aws/error.ts'
import type { Clock } from '../clock.ts'
import { deploysSame } from './appspec.ts'
import type { CodeDeployPort, CreateDeploymentRequest, DeploymentGroup } from './ports.ts'

/** Our deployment, or the conflicting one, because a group runs one deployment at a time. */
export type Created =
  | { readonly kind: 'created'; readonly id: string }
  | { readonly kind: 'busy'; readonly id: string }

export type CreatePorts = { readonly codedeploy: CodeDeployPort; readonly clock: Clock }

/** Delays between the reads after a lost response, in milliseconds. */
const LOOK_AFTER_MS = [1_000, 3_000, 6_000]
const ATTEMPTS = 4

/**
 * createDeploymentOnce creates a deployment exactly once. CreateDeployment has no client token, so after a lost
 * response it reads the group's deployments: one that did not exist before and has exactly our AppSpec is ours. Only if
 * none appears is the request sent again. `before` is the group as read before the first attempt. Throws AwsError.
 */
export async function createDeploymentOnce(
  request: CreateDeploymentRequest,
  before: DeploymentGroup,
  ports: CreatePorts
): Promise<Created> {
  let lost = false
  for (let attempt = 1; ; attempt++) {
    try {
      return { kind: 'created', id: await ports.codedeploy.createDeployment(request) }
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      const busy = busyWith(error)
      if (busy !== undefined) return await ourOwn(busy, { request, lost, ports })
      if (error.kind !== 'lost') throw error
      lost = true
      const id = await findCreated(request, before, ports)
      if (id !== undefined) return { kind: 'created', id }
      if (attempt === ATTEMPTS) throw error
    }
  }
}

/** "The Deployment Group '…' is already deploying deployment 'd-…'." */
function busyWith(error: AwsError): string | undefined {
  if (error.awsName !== 'DeploymentLimitExceededException') return undefined
  return /already deploying deployment '?(d-[A-Z0-9]+)/.exec(error.message)?.[1]
}

/** After a lost response, the conflicting deployment may be the one that we requested. */
async function ourOwn(
  id: string,
  about: { readonly request: CreateDeploymentRequest; readonly lost: boolean; readonly ports: CreatePorts }
): Promise<Created> {
  if (!about.lost) return { kind: 'busy', id }
  const found = await about.ports.codedeploy.getDeployment(id)
  const isOurs = found !== undefined && deploysSame(found, about.request.content)
  return { kind: isOurs ? 'created' : 'busy', id }
}

async function findCreated(
  request: CreateDeploymentRequest,
  before: DeploymentGroup,
  { codedeploy, clock }: CreatePorts
): Promise<string | undefined> {
  // AWS's own time of the last deployment, because the runner's clock may be wrong
  const last = before.lastAttempted
  const since = last?.createdAt === undefined ? undefined : last.createdAt - 1_000
  for (const wait of LOOK_AFTER_MS) {
    await clock.sleep(wait)
    const ids = await codedeploy.listDeployments(request, since)
    for (const id of ids.filter(one => one !== last?.id).slice(0, 10)) {
      const found = await codedeploy.getDeployment(id)
      if (found && found.creator !== 'codeDeployRollback' && deploysSame(found, request.content)) return id
    }
  }
  return undefined
}
