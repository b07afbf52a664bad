import type { Plan } from '../plan/plan.ts'
import { describeAction } from './plan-text.ts'

/** planToJson is the machine form of a plan: what would be registered and updated, without any value. */
export function planToJson(plan: Plan): object {
  return {
    version: 1,
    definitions: plan.definitions.map(definition => ({
      family: definition.family,
      files: definition.files,
      action: definition.registration.kind,
      because: definition.registration.kind === 'register' ? definition.registration.because : undefined,
      revision: definition.registration.kind === 'reuse' ? definition.registration.arn : undefined,
      comparedWith: definition.comparedWith,
      differences: definition.differences,
      notKept: definition.notKept
    })),
    services: plan.services.map(service => ({
      service: service.service,
      cluster: service.site.cluster,
      region: service.site.region,
      file: service.file,
      action: service.action.kind,
      description: describeAction(service.action),
      previousTaskDefinitionArn: service.previousTaskDefinitionArn
    }))
  }
}
