import { isObject, type JsonObject, type JsonValue } from '../json.ts'
import { present } from '../present.ts'
import type { Attempts } from './attempts.ts'
import { memberObject, textOf } from './definition.ts'
import type { TargetReport } from './diagnosis.ts'
import type { BalancersPort, TargetGroup, TargetState } from './ports.ts'

/** targetGroupsOf lists the target groups of a service, including those for blue/green deployments. */
export function targetGroupsOf(service: JsonObject): readonly string[] {
  const list = service['loadBalancers']
  if (!Array.isArray(list)) return []
  const arns = (list as readonly JsonValue[]).filter(isObject).flatMap(balancer => {
    const other = textOf(memberObject(balancer, 'advancedConfiguration') ?? {}, 'alternateTargetGroupArn')
    return [textOf(balancer, 'targetGroupArn'), other]
  })
  return [...new Set(arns.filter(arn => arn !== undefined))]
}

/** readTargets returns the health check of each target group and the current state of its targets. Throws nothing. */
export async function readTargets(
  arns: readonly string[],
  balancers: BalancersPort,
  attempts: Attempts
): Promise<readonly TargetReport[]> {
  const groups = (await attempts.make(() => balancers.describeTargetGroups(arns))) ?? []
  const reports: TargetReport[] = []
  for (const arn of arns) {
    const group = groups.find(one => one.arn === arn)
    const states = await attempts.make(() => balancers.describeTargetHealth(arn))
    if (group === undefined && states === undefined) continue
    const check = group && checkOf(group)
    reports.push({
      name: group?.name ?? arn.split('/')[1] ?? arn,
      arn,
      ...present({ check }),
      states: countStates(states ?? [])
    })
  }
  return reports
}

function checkOf({ protocol, port, path, expects }: TargetGroup): string {
  // what follows the `?` could be a token
  const [plain, query] = path?.split('?') ?? []
  const shown = plain === undefined ? '' : ` ${plain}${query === undefined ? '' : '?…'}`
  const where =
    port === undefined || port === 'traffic-port' ? 'on the port of the target' : `on port ${port}`
  return `${protocol ?? 'TCP'}${shown} ${where}${expects === undefined ? '' : `, expects ${expects}`}`
}

function countStates(states: readonly TargetState[]): TargetReport['states'] {
  const counted = new Map<string, TargetReport['states'][number]>()
  for (const { state, reason, description } of states) {
    const key = JSON.stringify([state, reason, description])
    counted.set(key, {
      count: (counted.get(key)?.count ?? 0) + 1,
      state,
      ...present({ reason, description })
    })
  }
  return [...counted.values()].sort((a, b) => Number(a.state === 'healthy') - Number(b.state === 'healthy'))
}
