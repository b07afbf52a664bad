import type { TrafficStep } from './state.ts'

const MINUTE = 60_000
const NAME =
  /^CodeDeployDefault\.ECS(?:AllAtOnce|Canary10Percent(5|15)Minutes|Linear10PercentEvery(1|3)Minutes)$/

/** stepsOf is the traffic steps of a predefined ECS deployment configuration; undefined for an unknown name. */
export function stepsOf(config: string): TrafficStep[] | undefined {
  const match = NAME.exec(config)
  if (!match) return
  const [, canary, linear] = match
  if (canary !== undefined)
    return [
      { after: 0, weight: 10 },
      { after: Number(canary) * MINUTE, weight: 100 }
    ]
  if (linear !== undefined)
    return Array.from({ length: 10 }, (_none, index) => ({
      after: index === 0 ? 0 : Number(linear) * MINUTE,
      weight: (index + 1) * 10
    }))
  return [{ after: 0, weight: 100 }]
}
