import { lastPartOf } from '../../arn.ts'
import type { Problem } from '../../errors.ts'
import type { AwsConfiguration } from '../../inputs/configuration.ts'
import type { Mode } from '../../inputs/tables/specification.ts'
import { type JsonObject, objectsIn } from '../../json.ts'
import { checkBalancer } from '../../rollout/codedeploy/appspec.ts'
import { definitionIn, type Plan, type PlanSubject, type ServicePlan } from '../comparison/plan.ts'

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
  return objectsIn(containerDefinitions).map(({ name }) => String(name ?? ''))
}

/**
 * missingTargets finds services whose load balancer or service registry names a container or a port that the new
 * definition does not have. ECS refuses such an update, but only after the revision is registered, and after services
 * of earlier waves were deployed. Services of CodeDeploy are compared where their AppSpec is made. Pure.
 */
export function missingTargets(plan: Plan): readonly Problem[] {
  return plan.services.flatMap(service => {
    const targets = targetsOf(service)
    if (targets.length === 0) return []
    const definition = definitionIn(plan, service.definitionId)
    return targets.flatMap(target => {
      const fault = checkBalancer(target, { definition })
      return fault === undefined ? [] : [{ ...fault.problem, fault: 'user', service: service.service }]
    })
  })
}

/** The containers and ports that a service needs in the definition that it is given; DNS records may name none. */
function targetsOf({ action, before, creation }: ServicePlan) {
  const isUpdated = action.kind === 'create' || action.kind === 'update'
  if (!isUpdated || before.deploymentController !== 'ECS') return []
  const settings = creation ?? before.raw
  return [...objectsIn(settings['loadBalancers']), ...objectsIn(settings['serviceRegistries'])].flatMap(
    ({ containerName, containerPort }) =>
      typeof containerName === 'string' && typeof containerPort === 'number'
        ? [{ containerName, containerPort }]
        : []
  )
}
