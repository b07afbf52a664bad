import { namedByKey, type Placement, siteOf } from '../inputs/configuration/placement.ts'
import type { AwsConfiguration } from '../inputs/configuration.ts'
import { present } from '../present.ts'
import type { Report } from '../report/report.ts'
import { BLOCKED, keyOf } from '../rollout/outcome.ts'

/** A requested service; it has no cluster if none is specified. */
export type AskedService = {
  readonly service: string
  readonly key?: string
  readonly site: { readonly region: string; readonly cluster?: string }
}

/** withNotStarted replaces the results by one for each requested service, with the reason why it was not started. */
export function withNotStarted(report: Report, services: readonly AskedService[], why = BLOCKED): Report {
  const results = services.map(({ service, key, site: { cluster = '', region } }) => {
    return { service, ...present({ key }), cluster, region, outcome: 'not-started' as const, ...why }
  })
  return { ...report, results }
}

/** askedServices returns all services that a run was asked for: by name, by its plan, and by its files. */
export function askedServices(
  report: Report,
  placement: Placement,
  configuration: AwsConfiguration
): readonly AskedService[] {
  const named = Array.isArray(configuration.services) ? (configuration.services as readonly string[]) : []
  const planned = report.plan?.services.map(keyOf) ?? []
  return [...new Set([...named, ...planned, ...report.services])].map(key => ({
    ...namedByKey(key, placement),
    site: siteOf(key, placement, configuration)
  }))
}
