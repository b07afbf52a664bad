/**
 * The stages of a blue/green, linear or canary deployment in order (ECS API, `lifecycleStage` of a service deployment).
 * A run can wait until a rollout reaches one of them.
 */
export const LIFECYCLE_STAGES = [
  'RECONCILE_SERVICE',
  'PRE_SCALE_UP',
  'SCALE_UP',
  'POST_SCALE_UP',
  'TEST_TRAFFIC_SHIFT',
  'POST_TEST_TRAFFIC_SHIFT',
  'PRE_PRODUCTION_TRAFFIC_SHIFT',
  'PRODUCTION_TRAFFIC_SHIFT',
  'POST_PRODUCTION_TRAFFIC_SHIFT',
  'BAKE_TIME',
  'CLEAN_UP'
] as const

/** One stage of a traffic-shifting deployment. */
export type LifecycleStage = (typeof LIFECYCLE_STAGES)[number]

/** isStage returns whether a word is one of the stages. */
export function isStage(word: string): word is LifecycleStage {
  return (LIFECYCLE_STAGES as readonly string[]).includes(word)
}

/** hasReached returns whether a deployment at `stage` has reached `wanted`. An unknown stage has not. */
export function hasReached(stage: string | undefined, wanted: LifecycleStage): boolean {
  if (stage === undefined || !isStage(stage)) return false
  return LIFECYCLE_STAGES.indexOf(stage) >= LIFECYCLE_STAGES.indexOf(wanted)
}
