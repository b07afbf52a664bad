import { assertNever } from '../errors.ts'
import type { DefinitionPlan, Plan, ServiceAction } from '../plan/plan.ts'

/** describeAction says in a few words what happens to a service. */
export function describeAction(action: ServiceAction): string {
  switch (action.kind) {
    case 'unchanged':
      return 'unchanged'
    case 'follow':
      return `already rolling out (${action.deploymentId}): watch it`
    case 'settings':
      return `change ${action.members.join(', ')}`
    case 'create':
      return 'create the service'
    case 'scale':
      return `desired count ${action.from} → ${action.to}`
    case 'update':
      return describeUpdate(action.because)
    default:
      return assertNever(action)
  }
}

function describeUpdate(because: Extract<ServiceAction, { kind: 'update' }>['because']): string {
  switch (because) {
    case 'new-definition':
      return 'update to this revision'
    case 'forced':
      return 'new deployment of the same revision (forced)'
    case 'settings':
      return 'new deployment of the same revision (for changed settings)'
    case 'retry-failed':
      return 'new deployment of the same revision (the last one failed)'
    default:
      return assertNever(because)
  }
}

/** describeRegistration says what happens to a definition. */
export function describeRegistration(definition: DefinitionPlan): string {
  const { registration } = definition
  if (registration.kind === 'reuse') return `${shortArn(registration.arn)} already equals it`
  switch (registration.because) {
    case 'first-revision':
      return 'register the first revision'
    case 'changed':
      return 'register a new revision'
    case 'inactive':
      return 'register again (the equal revision is inactive)'
    default:
      return assertNever(registration.because)
  }
}

/** shortArn is the last part of an ARN, e.g. `web:7`. */
export function shortArn(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1)
}

/** planToText prints a plan for a terminal or log: per definition what differs (places only), per service what happens. */
export function planToText(plan: Plan): readonly string[] {
  const lines: string[] = []
  for (const definition of plan.definitions) {
    lines.push(`${definition.family} (${definition.files.join(', ')}): ${describeRegistration(definition)}`)
    if (definition.registration.kind === 'register') {
      lines.push(...definition.differences.map(({ change, path }) => `    ${SIGNS[change]} ${path}`))
    }
    for (const service of plan.services.filter(({ definitionId }) => definitionId === definition.id)) {
      lines.push(`  service ${service.service}: ${describeAction(service.action)}`)
    }
  }
  return lines
}

const SIGNS = { added: '+', removed: '-', changed: '~' } as const
