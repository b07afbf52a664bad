import { lastPartOf } from '../arn.ts'
import { assertNever } from '../errors.ts'
import type { DefinitionPlan, Plan, PlannedStop, ServiceAction, TaskPlan } from '../plan/plan.ts'
import { keyOf, labelOf } from '../rollout/outcome.ts'
import { code, escapeMarkdown, tableHead, tableRow } from './markdown.ts'
import { bytesOf, linesWithin } from './text.ts'

/** describeAction says in a few words what happens to a service. */
export function describeAction(action: ServiceAction): string {
  switch (action.kind) {
    case 'unchanged':
      return 'unchanged'
    case 'follow':
      return `already rolling out (${action.deploymentId}): watch it`
    case 'continue':
      return action.pauseAction === 'CONTINUE' ? 'continue the deployment' : 'roll the deployment back'
    case 'settings':
      return `change ${action.members.join(', ')}`
    case 'create':
      return 'create the service'
    case 'scale':
      return `desired count ${action.from} → ${action.to}`
    case 'update':
      return describeUpdate(action)
    default:
      return assertNever(action)
  }
}

function describeUpdate(action: Extract<ServiceAction, { kind: 'update' }>): string {
  switch (action.because) {
    case 'image':
      return `new deployment of the same revision (${action.why})`
    case 'new-definition':
      return 'update to this revision'
    case 'forced':
      return 'new deployment of the same revision (forced)'
    case 'settings':
      return 'new deployment of the same revision (for changed settings)'
    case 'retry-failed':
      return 'new deployment of the same revision (the last one failed)'
    default:
      return assertNever(action)
  }
}

/** describeRegistration says what happens to a definition. */
export function describeRegistration(definition: DefinitionPlan): string {
  const { registration } = definition
  if (registration.kind === 'reuse') return `${lastPartOf(registration.arn)} already equals it`
  switch (registration.because) {
    case 'first-revision':
      return 'register the first revision'
    case 'changed':
      return 'register a new revision'
    case 'inactive':
      return 'register again (the equal revision is inactive)'
    case 'not-compared':
      return 'register a new revision (not compared with what runs)'
    default:
      return assertNever(registration.because)
  }
}

/** planToText prints a plan for a terminal or log: per definition what differs (places only), per service what happens. */
export function planToText(plan: Plan): readonly string[] {
  const lines: string[] = []
  let environment: string | undefined
  for (const definition of plan.definitions) {
    if (definition.environment !== undefined && definition.environment !== environment) {
      environment = definition.environment
      lines.push(`environment ${environment}:`)
    }
    lines.push(`${definition.family} (${definition.files.join(', ')}): ${describeRegistration(definition)}`)
    if (definition.registration.kind === 'register') {
      lines.push(...definition.differences.map(({ change, path }) => `    ${SIGNS[change]} ${path}`))
    }
    for (const task of (plan.tasks ?? []).filter(({ definitionId }) => definitionId === definition.id)) {
      lines.push(`  task ${task.key}: ${describeTask(task)}`)
    }
    for (const service of plan.services.filter(({ definitionId }) => definitionId === definition.id)) {
      lines.push(`  service ${labelOf(service)}: ${describeAction(service.action)}`)
    }
  }
  return [...lines, ...(plan.stops ?? []).map(stop => `service ${labelOf(stop)}: ${describeStop(stop)}`)]
}

function describeTask({ for: services }: TaskPlan): string {
  return `run before ${services.length === 0 ? 'all services' : services.join(', ')}`
}

function describeStop({ deploymentId, from, to, isUnderWay }: PlannedStop): string {
  if (isUnderWay)
    return `follow ECS, which is rolling back ${deploymentId} (${lastPartOf(from)}) to ${lastPartOf(to)} already`
  return `stop ${deploymentId} (${lastPartOf(from)}), back to ${lastPartOf(to)}`
}

const SIGNS = { added: '+', removed: '-', changed: '~' } as const

/** For the sentence about what is left out, in bytes. */
const NOTE_BYTES = 300

/** planToMarkdown shows what is to be registered and updated, with the places that differ and no values, in at most `room` bytes. */
export function planToMarkdown(plan: Plan, room: number): string {
  const head = ['## Plan', '', ...tableHead(['service', 'family', 'definition', 'service'])]
  const rows = linesWithin(planRows(plan), room - bytesOf(head.join('\n')) - NOTE_BYTES)
  const more = rows.left > 0 ? ['', `… and ${rows.left} more; all are in the output \`plan\`.`] : []
  return [...head, ...rows.lines, ...more, ''].join('\n')
}

function planRows(plan: Plan): readonly string[] {
  const byDefinition = new Map<string, Plan['services'][number][]>()
  for (const service of plan.services) {
    const known = byDefinition.get(service.definitionId)
    if (known) known.push(service)
    else byDefinition.set(service.definitionId, [service])
  }
  const stops = (plan.stops ?? []).map(stop =>
    tableRow([code(labelOf(stop)), code(familyOf(stop.to)), '', escapeMarkdown(describeStop(stop))])
  )
  const rows = plan.definitions.flatMap(definition => {
    const what = `${escapeMarkdown(describeRegistration(definition))}${differences(definition)}`
    const services = byDefinition.get(definition.id)
    const tasks = (plan.tasks ?? [])
      .filter(({ definitionId }) => definitionId === definition.id)
      .map(task =>
        tableRow([code(task.key), code(definition.family), what, escapeMarkdown(describeTask(task))])
      )
    if (!services) return tasks.length > 0 ? tasks : [`| | ${code(definition.family)} | ${what} | |`]
    const own = services.map(service =>
      tableRow([
        code(nameOf(service)),
        code(definition.family),
        what,
        escapeMarkdown(describeAction(service.action))
      ])
    )
    return [...tasks, ...own]
  })
  return [...rows, ...stops]
}

/** In a plan for several environments the same key stands once for each. */
function nameOf(service: Plan['services'][number]): string {
  const { environment } = service
  return environment === undefined ? labelOf(service) : `${environment}: ${labelOf(service)}`
}

function familyOf(revision: string): string {
  return lastPartOf(revision).replace(/:\d+$/, '')
}

const DIFFERENCES_SHOWN = 12

function differences(definition: Plan['definitions'][number]): string {
  if (definition.registration.kind === 'reuse' || definition.differences.length === 0) return ''
  const shown = definition.differences
    .slice(0, DIFFERENCES_SHOWN)
    .map(({ change, path }) => `<br>${change} ${code(path)}`)
  const more = definition.differences.length - DIFFERENCES_SHOWN
  return shown.join('') + (more > 0 ? `<br>and ${more} more` : '')
}

/** planToJson is the machine form of a plan: what would be registered and updated, without any value. */
export function planToJson(plan: Plan): object {
  return {
    version: 1,
    definitions: plan.definitions.map(definition => ({
      environment: definition.environment,
      family: definition.family,
      files: definition.files,
      action: definition.registration.kind,
      because: definition.registration.kind === 'register' ? definition.registration.because : undefined,
      revision: definition.registration.kind === 'reuse' ? definition.registration.arn : undefined,
      comparedWith: definition.comparedWith,
      differences: definition.differences,
      notKept: definition.notKept
    })),
    ...(plan.tasks === undefined
      ? {}
      : {
          tasks: plan.tasks.map(task => ({
            environment: task.environment,
            key: task.key,
            cluster: task.cluster,
            file: task.file,
            action: 'run',
            description: describeTask(task)
          }))
        }),
    services: [
      ...plan.services.map(service => ({
        environment: service.environment,
        service: service.service,
        key: keyOf(service),
        cluster: service.site.cluster,
        region: service.site.region,
        file: service.file,
        action: service.action.kind,
        description: describeAction(service.action),
        previousTaskDefinitionArn: service.previousTaskDefinitionArn
      })),
      ...(plan.stops ?? []).map(stop => ({
        service: stop.service,
        key: keyOf(stop),
        cluster: stop.site.cluster,
        region: stop.site.region,
        file: stop.to,
        action: stop.isUnderWay ? 'follow' : 'stop',
        description: describeStop(stop),
        previousTaskDefinitionArn: stop.from
      }))
    ]
  }
}
