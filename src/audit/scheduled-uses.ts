import type { JsonObject, JsonValue } from '../json.ts'
import { isClusterArn } from '../schedules/family.ts'
import { definitionOf, objectOf } from '../schedules/found.ts'
import type { RulesPort, ScheduleSummary, SchedulesPort } from '../schedules/ports.ts'
import { type Gap, shortRevision, type Use } from './audit.ts'
import { orGap } from './gap.ts'

/** The two sides of AWS that run tasks by time or event. */
export type SchedulePorts = { readonly rules: RulesPort; readonly schedules: SchedulesPort }

/** What runs tasks by time or event. A `revision` without a number follows the family's newest one. */
export type ScheduledUses = { readonly uses: readonly Use[]; readonly gaps: readonly Gap[] }

/**
 * scheduledUses finds the rules (default event bus) and schedules (all groups) that run tasks: in one cluster, or without
 * `clusterArn` in any. Throws AwsError unless a look is only denied.
 */
export async function scheduledUses(
  ports: SchedulePorts,
  clusterArn: string | undefined
): Promise<ScheduledUses> {
  const looks = await Promise.all([
    orGap('EventBridge rules', () => usesOfRules(ports.rules, clusterArn)),
    orGap('EventBridge Scheduler’s schedules', () => usesOfSchedules(ports.schedules, clusterArn))
  ])
  return {
    uses: looks.flatMap(look => ('found' in look ? look.found.uses : [])),
    gaps: looks.flatMap(look => ('found' in look ? look.found.gaps : [look.gap]))
  }
}

async function usesOfRules(port: RulesPort, clusterArn: string | undefined): Promise<ScheduledUses> {
  const names = await (clusterArn === undefined ? port.listRules() : port.listRuleNamesByTarget(clusterArn))
  const uses = await inTurns(names, async rule => {
    const targets = await port.listTargetsByRule(rule)
    return targets.flatMap(target => {
      const { Arn: arn } = target
      const mine =
        typeof arn === 'string' && (clusterArn === undefined ? isClusterArn(arn) : arn === clusterArn)
      return mine ? useOf({ kind: 'rule', name: rule, cluster: arn, revision: definitionOf(target) }) : []
    })
  })
  return { uses, gaps: [] }
}

async function usesOfSchedules(port: SchedulesPort, clusterArn: string | undefined): Promise<ScheduledUses> {
  const all = await port.listSchedules()
  const wanted = all.filter(({ targetArn }) =>
    clusterArn === undefined ? isClusterArn(targetArn) : targetArn === clusterArn
  )
  const universal = all.filter(({ targetArn }) => /:aws-sdk:ecs:runTask$/i.test(targetArn))
  const templated = await inTurns(wanted, async ({ group, name, targetArn }) => {
    const schedule = await port.getSchedule(group, name)
    const revision = definitionOf(objectOf(schedule?.['Target']) ?? {})
    return useOf({ kind: 'schedule', name: `${group}/${name}`, cluster: targetArn, revision })
  })
  const direct = await Promise.all(universal.map(one => universalUse(one, port)))
  const named = direct.flatMap(look => ('use' in look ? [look.use] : []))
  const inCluster = ({ cluster }: Use) => clusterArn === undefined || cluster === shortRevision(clusterArn)
  return {
    uses: [...templated, ...named.filter(inCluster)],
    gaps: direct.flatMap(look => ('gap' in look ? [look.gap] : []))
  }
}

/** A universal target calls ecs:RunTask with an input of its own, which names definition and cluster as RunTask does. */
async function universalUse(
  { group, name }: ScheduleSummary,
  port: SchedulesPort
): Promise<{ readonly use: Use } | { readonly gap: Gap }> {
  const schedule = await port.getSchedule(group, name)
  const input = readInput(objectOf(schedule?.['Target'])?.['Input'])
  const revision = input?.['TaskDefinition'] ?? input?.['taskDefinition']
  const cluster = input?.['Cluster'] ?? input?.['cluster']
  if (typeof revision !== 'string') {
    const why = 'its input for ecs:RunTask names no task definition that can be read'
    return { gap: { what: `schedule ${group}/${name}`, why } }
  }
  const where = shortRevision(typeof cluster === 'string' ? cluster : 'default')
  return { use: { kind: 'schedule', name: `${group}/${name}`, revision, cluster: where } }
}

function readInput(text: JsonValue | undefined): JsonObject | undefined {
  if (typeof text !== 'string') return undefined
  try {
    return objectOf(JSON.parse(text) as JsonValue)
  } catch {
    // the parser's message quotes the text, so it goes no further
    return undefined
  }
}

function useOf(found: {
  readonly kind: 'rule' | 'schedule'
  readonly name: string
  readonly cluster: string
  readonly revision: string | undefined
}): readonly Use[] {
  const { kind, name, revision } = found
  return revision === undefined ? [] : [{ kind, name, revision, cluster: shortRevision(found.cluster) }]
}

const AT_ONCE = 5

/** Five at a time, in order. */
async function inTurns<Item>(
  items: readonly Item[],
  ask: (item: Item) => Promise<readonly Use[]>
): Promise<readonly Use[]> {
  const results: Use[] = []
  for (let i = 0; i < items.length; i += AT_ONCE) {
    const answers = await Promise.all(items.slice(i, i + AT_ONCE).map(ask))
    results.push(...answers.flat())
  }
  return results
}
