const prefixes: readonly (readonly [prefix: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-isob-', 'aws-iso-b'],
  ['us-isof-', 'aws-iso-f'],
  ['us-iso-', 'aws-iso'],
  ['eu-isoe-', 'aws-iso-e'],
  ['eusc-', 'aws-eusc']
]

/**
 * specialPartitionOf names the partition of a region outside the standard one; undefined for all others, also for
 * regions that do not exist yet: a partition is never assumed (AWS SDK, partitions.json).
 */
export function specialPartitionOf(region: string): string | undefined {
  return prefixes.find(([prefix]) => region.startsWith(prefix))?.[1]
}
