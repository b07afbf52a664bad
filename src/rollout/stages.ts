/**
 * The stages of a blue/green, linear or canary deployment in their order (ECS API, `lifecycleStage` of a service
 * deployment). A rollout can be waited for until one of them is reached.
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

/** One stage of a deployment that shifts traffic. */
export type LifecycleStage = (typeof LIFECYCLE_STAGES)[number]

/** isStage says whether a word is one of the stages. */
export function isStage(word: string): word is LifecycleStage {
  return (LIFECYCLE_STAGES as readonly string[]).includes(word)
}

/** hasReached says whether a deployment that is at `stage` has come as far as `wanted`. An unknown stage has not. */
export function hasReached(stage: string | undefined, wanted: LifecycleStage): boolean {
  if (stage === undefined || !isStage(stage)) return false
  return LIFECYCLE_STAGES.indexOf(stage) >= LIFECYCLE_STAGES.indexOf(wanted)
}
