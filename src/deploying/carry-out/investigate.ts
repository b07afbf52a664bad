import { diagnose } from '../../diagnosis/diagnose.ts'
import type { Diagnosis } from '../../diagnosis/diagnosis.ts'
import type { Place } from '../../errors.ts'
import type { AwsConfiguration } from '../../inputs/configuration.ts'
import type { Plan } from '../../plan/plan.ts'
import { diagnosisToText } from '../../report/rollouts/diagnosis.ts'
import type { PlacedDiagnosis } from '../../report/rollouts/rollout-annotations.ts'
import { labelOf } from '../../rollout/outcome.ts'
import type { RolloutStart } from '../../rollout/rollout.ts'
import type { DeployingPorts } from '../connections.ts'
import { type KnownPlaces, placeAt } from '../plan/known-places.ts'
import { makeTextGuard } from '../plan/plaintext.ts'

/** What an investigation needs; its result is added to `diagnoses`. */
export type Investigation = DeployingPorts & {
  readonly plan: Plan
  readonly configuration: AwsConfiguration
  readonly diagnoses: PlacedDiagnosis[]
  readonly places?: KnownPlaces
}

/** investigateFailure finds out why a rollout failed and prints it immediately. */
export async function investigateFailure(start: RolloutStart, investigation: Investigation): Promise<void> {
  const { plan, ports, aws, diagnoses } = investigation
  const service = plan.services.find(
    ({ service, site }) =>
      service === start.service && site.cluster === start.site.cluster && site.region === start.site.region
  )
  const planned = plan.definitions.find(({ id }) => id === service?.definitionId)
  const definition = planned?.definition ?? {}
  const { logs, balancers } = await aws(start.site)
  const diagnosis = await diagnose(
    {
      cluster: start.site.cluster,
      service: start.service,
      deploymentId: start.target.deploymentId,
      taskDefinitionArn: start.target.taskDefinition,
      definition,
      seenEvents: start.seenEvents
    },
    { ecs: start.ecs, logs, balancers, guard: makeTextGuard(definition, ports.gate) }
  )
  const place = placeOf(diagnosis, planned?.files[0] ?? '', investigation)
  diagnoses.push(place === undefined ? diagnosis : { ...diagnosis, place })
  ports.log.group(`Why ${labelOf(start)} failed`, diagnosisToText(diagnosis))
}

/** The line of the template that is the cause, if there is one. */
function placeOf(diagnosis: Diagnosis, file: string, { places }: Investigation): Place | undefined {
  const pointer = diagnosis.stops.find(({ cause }) => cause?.pointer !== undefined)?.cause?.pointer
  return pointer === undefined || places === undefined ? undefined : placeAt(places, file, pointer)
}
