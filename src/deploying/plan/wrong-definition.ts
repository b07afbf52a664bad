import { lastPartOf } from '../../arn.ts'
import type { Problem } from '../../errors.ts'
import type { AwsConfiguration } from '../../inputs/configuration.ts'
import type { Mode } from '../../inputs/tables/specification.ts'
import type { JsonObject, JsonValue } from '../../json.ts'
import type { PlanSubject } from '../../plan/plan.ts'

/** The configuration of a run, with whether definition and service were named explicitly. */
export type NamingConfiguration = AwsConfiguration & { readonly mode?: Mode; readonly revision?: string }

/**
 * wrongDefinitions finds services that would get a definition of a different family, or one that has none of their
 * containers: a wrong file or service name, which ECS accepts without an error. It applies only if both are named
 * explicitly (`plan`, `deploy`, the input `revision` of a rollback), because a rollback target that is chosen
 * automatically was run by the service before.
 */
export function wrongDefinitions(
  subjects: readonly PlanSubject[],
  { allowFamilyChange, mode, revision }: NamingConfiguration
): readonly Problem[] {
  const isNamed = mode === 'plan' || mode === 'deploy' || revision !== undefined
  if (allowFamilyChange || !isNamed) return []
  return subjects.flatMap(subject => {
    const fault = faultOf(subject)
    if (fault === undefined || subject.service === undefined) return []
    return [
      {
        fault: 'user' as const,
        service: subject.service.state.service,
        ...fault,
        hint: 'Check the file and the name of the service. If the change is intended, set allow-family-change: true.'
      }
    ]
  })
}

function faultOf({
  file,
  family,
  definition,
  service
}: PlanSubject): Pick<Problem, 'code' | 'message'> | undefined {
  if (service === undefined || service.state.taskDefinition === '') return undefined
  const { state, current } = service
  const running = lastPartOf(state.taskDefinition)
  const runningFamily = running.slice(0, running.lastIndexOf(':'))
  const own = containersOf(definition)
  const theirs = current && containersOf(current.definition)
  if (family !== runningFamily) {
    const runs = theirs === undefined ? '' : ` (${theirs.join(', ')})`
    return {
      code: 'other-family',
      message: `Service "${state.service}" runs family ${runningFamily}${runs}, but ${file} is family ${family} (${own.join(', ')}).`
    }
  }
  if (theirs === undefined || theirs.some(name => own.includes(name))) return undefined
  return {
    code: 'other-containers',
    message: `Service "${state.service}" runs the containers ${theirs.join(', ')}, and ${file} has none of them, but ${own.join(', ')}.`
  }
}

function containersOf({ containerDefinitions }: JsonObject): readonly string[] {
  const containers = Array.isArray(containerDefinitions) ? (containerDefinitions as readonly JsonValue[]) : []
  return containers.map(container => String((container as JsonObject | null)?.['name'] ?? ''))
}
