import { AwsError } from '../aws/error.ts'
import type { Clock } from '../clock.ts'
import type { ContinueRequest, EcsPort } from './ports.ts'

/** Delays before each check whether a pause has ended, in milliseconds. */
const LOOK_AFTER_MS = [0, 2_000, 5_000]

/**
 * endPause ends one pause. `gone` means that the pause had already ended: by somebody else, by its timeout, or by this
 * call if its response was lost. Only the deployment's record shows how it continues then. Throws AwsError if the
 * deployment is still paused.
 */
export async function endPause(
  ecs: Pick<EcsPort, 'continueServiceDeployment' | 'describeServiceDeployments'>,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
  request: ContinueRequest
): Promise<'ended' | 'gone'> {
  try {
    await ecs.continueServiceDeployment(request)
    return 'ended'
  } catch (error) {
    if (!(error instanceof AwsError) || !MAY_BE_OVER.has(error.kind)) throw error
    for (const wait of LOOK_AFTER_MS) {
      if (wait > 0) await clock.sleep(wait, signal)
      const [record] = await ecs.describeServiceDeployments([request.arn])
      if (record?.pauses.every(({ hookId }) => hookId !== request.hookId)) return 'gone'
      if (signal.aborted) break
    }
    throw error
  }
}

/** After any other failure the request was not sent, or it was denied. */
const MAY_BE_OVER: ReadonlySet<AwsError['kind']> = new Set(['refused', 'lost'])
