import type { PlacementFailure } from './ports.ts'

/** Explanations of the reasons that RunTask returns. Source: ECS developer guide, "API failure reasons". */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [
    /^RESOURCE:(CPU|MEMORY|GPU)/,
    'No container instance of the cluster has that much left: add instances, free some, or run the task on Fargate (run-task-launch-type).'
  ],
  [
    /^RESOURCE:ENI/,
    'The instances have no network interface left: use larger ones, turn on awsvpcTrunking, or run the task on Fargate.'
  ],
  [/^RESOURCE:PORTS?/, 'Every instance has that host port taken: let ECS choose the port, or add instances.'],
  [/^RESOURCE/, 'The cluster lacks what the task needs: add instances, or run the task on Fargate.'],
  [
    /^AGENT/,
    'The ECS agent of the container instance is not connected: check the instance, or restart the agent.'
  ],
  [
    /^ATTRIBUTE/,
    "No container instance has what the definition requires (log driver, network mode, architecture, placement constraint): compare with the instances' attributes."
  ],
  [
    /^MISSING/,
    'ECS does not find what the request names: check the cluster, its instances and capacity providers.'
  ],
  [/^LOCATION/, 'No container instance is in an Availability Zone that the subnets cover.'],
  [/^INACTIVE/, 'The container instance was deregistered; register it again, or use another one.'],
  [
    /^EMPTY CAPACITY PROVIDER|No Container Instances were found/i,
    'No container instance is registered in the cluster: add some, or set run-task-launch-type: FARGATE.'
  ],
  [
    /Capacity is unavailable/i,
    'Fargate has no capacity there at the moment: run again later, or name subnets in more Availability Zones.'
  ]
]

/** placementSentence says why RunTask started nothing. */
export function placementSentence(failures: readonly PlacementFailure[]): string {
  if (failures.length === 0) return 'ECS started no task and gave no reason.'
  const reasons = failures.map(({ reason, detail }) =>
    detail === undefined ? reason : `${reason} (${detail})`
  )
  return `ECS placed no task: ${[...new Set(reasons)].join('; ')}.`
}

/** placementHint says what to do about it; undefined for an unknown reason. */
export function placementHint(failures: readonly PlacementFailure[]): string | undefined {
  for (const { reason } of failures) {
    const known = REASONS.find(([pattern]) => pattern.test(reason))
    if (known) return known[1]
  }
  return undefined
}
