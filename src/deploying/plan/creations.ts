import type { AwsConfiguration } from '../../inputs/configuration.ts'
import { MISSING } from '../../plan/decide.ts'
import type { Remark } from '../../report/report.ts'
import { keyOf } from '../../rollout/outcome.ts'
import { definitionDriftRemark, driftOf } from '../../services/creation.ts'
import {
  type InspectedServices,
  missingService,
  missingState,
  type NamedService
} from '../prepare/inspect-services.ts'
import type { ResolvedServices } from '../prepare/service-definitions.ts'

/** Only a deployment from files creates services. */
const CREATE_IT = 'Check the name, cluster and Region, or give a service-definition to create it from.'

/** The way out where a name comes from a file, as with `{service}`, and not from the configuration file. */
const OTHER_NAME =
  ' If the service has another name than its file, name it in the configuration file: npx ecs-sealed-deploy init --write writes one.'

/** withCreations adds the services that do not exist and have a definition; those without one are missing. Pure. */
export function withCreations(
  inspected: InspectedServices,
  { members }: ResolvedServices
): Pick<InspectedServices, 'states' | 'problems'> {
  const isGone = (named: NamedService) => inspected.states.get(keyOf(named))?.status === 'INACTIVE'
  const absent = [...inspected.missing, ...inspected.named.filter(isGone)]
  const created = absent.filter(named => members.has(keyOf(named)))
  const isCreated = (service: string | undefined) =>
    created.some(named => named.service === service || named.key === service)
  return {
    states: new Map([
      ...inspected.states,
      ...created.map(named => [keyOf(named), missingState(named)] as const)
    ]),
    problems: [
      // A deleted service can be created again with the same name.
      ...inspected.problems.filter(
        ({ code, service }) => code !== 'service-not-active' || !isCreated(service)
      ),
      ...inspected.missing
        .filter(named => !isCreated(keyOf(named)))
        .map(named => ({
          ...missingService(named),
          hint: `${CREATE_IT}${named.key === undefined ? OTHER_NAME : ''}`
        }))
    ]
  }
}

/**
 * driftRemarks reports where an existing service differs from its service definition, which does not change it. Pure.
 */
export function driftRemarks(
  states: InspectedServices['states'],
  { members }: ResolvedServices,
  { settings }: AwsConfiguration
): readonly Remark[] {
  return [...members].flatMap(([service, { file, definition }]) => {
    const state = states.get(service)
    if (!state || state.status === MISSING) return []
    const message = definitionDriftRemark(file, service, driftOf(definition, settings, state.raw))
    return message === undefined ? [] : [{ message }]
  })
}
