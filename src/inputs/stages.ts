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
