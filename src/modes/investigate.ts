import type { AwsConfiguration } from '../inputs/configuration.ts'
import type { Plan } from '../plan/plan.ts'
import { diagnosisToText } from '../report/results-text.ts'
import { type Diagnosis, diagnose } from '../rollout/diagnose.ts'
import type { RolloutStart } from '../rollout/open-rollout.ts'
import type { PlanningPorts } from './make-plan.ts'

/** What failures of a run are investigated with; what is found is added to `diagnoses`. */
export type Investigation = PlanningPorts & {
  readonly plan: Plan
  readonly configuration: AwsConfiguration
  readonly diagnoses: Diagnosis[]
}

/** investigateFailure finds out why a rollout failed and prints it at once. */
export async function investigateFailure(start: RolloutStart, investigation: Investigation): Promise<void> {
  const { plan, ports, diagnoses } = investigation
  const service = plan.services.find(planned => planned.service === start.service)
  const definition = plan.definitions.find(({ id }) => id === service?.definitionId)
  const diagnosis = await diagnose(start.ecs, {
    cluster: start.site.cluster,
    service: start.service,
    deploymentId: start.target.deploymentId,
    taskDefinitionArn: start.target.taskDefinition,
    definition: definition?.definition ?? {},
    seenEvents: start.seenEvents
  })
  diagnoses.push(diagnosis)
  ports.log.group(`Why ${start.service} failed`, diagnosisToText(diagnosis))
}
