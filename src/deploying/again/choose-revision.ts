import { lastPartOf } from '../../arn.ts'
import { refusalOf } from '../../aws/explain.ts'
import type { Problem } from '../../errors.ts'
import type { Remark } from '../../report/report.ts'
import type { ServiceState } from '../../rollout/ports.ts'
import { findPreviousGood } from '../../rollout/previous-good.ts'
import type { DeployingPorts } from '../connections.ts'
import { plaintextIn } from '../plan/plaintext.ts'
import type { NamedService } from '../prepare/inspect-services.ts'
import { activeRevision, type Redeployment } from './existing-revision.ts'

/** A service that is to go back, as it is now. */
export type ServiceToRollBack = NamedService & { readonly state: ServiceState }

/** The revision that a service goes back to and why that one, or what is wrong. */
export type ChosenRevision = (Redeployment & { readonly how: string }) | { readonly problem: Problem }

/**
 * chooseRevision finds the revision to go back to: the named one, or the last that was deployed successfully
 * before. Throws nothing of AWS's.
 */
export async function chooseRevision(
  subject: ServiceToRollBack,
  named: string | undefined,
  run: DeployingPorts
): Promise<ChosenRevision> {
  try {
    const chosen = await choose(subject, named, run)
    return 'problem' in chosen ? { problem: { ...chosen.problem, service: subject.service } } : chosen
  } catch (error) {
    return { problem: { ...refusalOf(error), service: subject.service } }
  }
}

async function choose(
  subject: ServiceToRollBack,
  named: string | undefined,
  { aws, ports }: DeployingPorts
): Promise<ChosenRevision> {
  const { service, site, state } = subject
  const { ecs } = await aws(site)
  const wanted =
    named === undefined
      ? await findPreviousGood(ecs, state, ports.clock.now())
      : { arn: withFamily(named, state), how: 'named by the input revision' }
  if ('none' in wanted) {
    return {
      problem: {
        code: 'no-way-back',
        fault: 'cloud',
        message: `Service "${service}": there is no revision to go back to: ${wanted.none}.`,
        hint: 'Name one by the input revision; aws ecs list-task-definitions --family-prefix shows what there is.'
      }
    }
  }
  const found = await activeRevision(wanted.arn, site, {
    aws,
    name: lastPartOf,
    hint: 'Name another one by the input revision, or deploy from the file, which registers it again.'
  })
  return 'problem' in found ? found : { ...subject, live: found.live, how: wanted.how }
}

/** A bare number is a revision of the family that the service runs. */
function withFamily(named: string, state: ServiceState): string {
  if (!/^\d+$/.test(named)) return named
  const current = lastPartOf(state.taskDefinition)
  return `${current.slice(0, current.lastIndexOf(':'))}:${named}`
}

/**
 * warnOfPlaintext says which revision each service goes back to. In an emergency one with plaintext may be the
 * only good one; it is never gone back to in silence.
 */
export function warnOfPlaintext(
  chosen: readonly ChosenRevision[],
  { ports }: DeployingPorts
): readonly Remark[] {
  return chosen.flatMap((item): readonly Remark[] => {
    if ('problem' in item) return []
    const { service, live, how } = item
    ports.log.info(`[${service}] goes back to ${lastPartOf(live.arn)}: ${how}`)
    const plaintext = plaintextIn(live.definition, ports.mask)
    if (plaintext.length === 0) return []
    const message = `Service "${service}" goes back to ${lastPartOf(live.arn)}, which holds plaintext credentials (${plaintext.join(', ')}). Deploy a sealed revision as soon as possible, and rotate them.`
    ports.log.warning(message)
    return [{ message }]
  })
}
