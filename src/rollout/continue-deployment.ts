import { AwsError } from '../aws/error.ts'
import type { Clock } from '../clock.ts'
import type { ContinueRequest, EcsPort } from './ports.ts'

/** Waits before each look whether a pause is over, milliseconds. */
const LOOK_AFTER_MS = [0, 2_000, 5_000]

/**
 * endPause ends one pause. `gone`: it was over when the call came, ended by somebody else, by its time-out, or by this call whose
 * answer got lost; how the deployment goes on then only its record tells. Throws AwsError where the pause is still there.
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

/** After any other failure nothing was sent, or nobody is let in. */
const MAY_BE_OVER: ReadonlySet<AwsError['kind']> = new Set(['refused', 'lost'])
