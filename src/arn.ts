/**
 * lastPartOf returns what follows the last slash of an ARN: the name of a service, role or cluster, the ID of
 * a task or deployment, `family:revision` of a task definition. Text without a slash, such as a bare name, is
 * returned unchanged.
 */
export function lastPartOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1)
}

/** grantedSecret returns the resource of a policy for a secret: its last six characters change if it is made again. */
export function grantedSecret(arn: string): string {
  return arn.replace(/(?<=:secretsmanager:.*)-[A-Za-z0-9]{6}$/, '-??????')
}

/** familyOf returns the family of a revision's ARN, of `family:revision`, or of a family's name. */
export function familyOf(revision: string): string {
  return lastPartOf(revision).split(':')[0] as string
}

/** isOfDaemon returns whether an ARN is that of the task definition of a daemon (ECS Managed Daemons). */
export function isOfDaemon(arn: string): boolean {
  return arn.includes(':daemon-task-definition/')
}

/** revisionOf returns `family:revision`, after `daemon ` for that of a daemon: those have families of their own. */
export function revisionOf(arn: string): string {
  return `${isOfDaemon(arn) ? 'daemon ' : ''}${lastPartOf(arn)}`
}

/** numberOfRevision returns the number of a revision, by its ARN or `family:revision`. */
export function numberOfRevision(revision: string): number {
  return Number(revision.slice(revision.lastIndexOf(':') + 1))
}

/** isBefore returns whether a revision is an earlier one of the same family, by its number. */
export function isBefore(revision: string, other: string): boolean {
  return familyOf(revision) === familyOf(other) && numberOfRevision(revision) < numberOfRevision(other)
}

/** What ECS allows as the name of a cluster, a service or a family. */
export const ECS_NAME = /^[\w-]{1,255}$/
/** A cluster, by name or ARN. */
export const CLUSTER = /^(arn:[\w-]+:ecs:[\w-]+:\d{12}:cluster\/)?[\w-]{1,255}$/
/** The name of a Region, e.g. `us-gov-west-1`. */
export const REGION = /^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/
/** The Regions of today, for the nearest name of a mistyped one; others are not refused. */
export const REGIONS: readonly string[] = (
  'us-east-1 us-east-2 us-west-1 us-west-2 us-gov-east-1 us-gov-west-1 ca-central-1 ca-west-1 mx-central-1 ' +
  'sa-east-1 eu-central-1 eu-central-2 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-2 eu-west-3 ' +
  'af-south-1 il-central-1 me-central-1 me-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ' +
  'ap-northeast-3 ap-south-1 ap-south-2 ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ' +
  'ap-southeast-5 ap-southeast-6 ap-southeast-7 cn-north-1 cn-northwest-1 eusc-de-east-1'
).split(' ')
/** The ARN of a role, which can have a path. */
export const ROLE_ARN = /^arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/

/** The partitions besides `aws`, each with how the names of its Regions begin. */
const PARTITIONS = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-isob-', 'aws-iso-b'],
  ['us-iso-', 'aws-iso'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
  ['eusc-', 'aws-eusc']
] as const

/** partitionOf derives the partition from a Region's name, as AWS's endpoint rules do. */
export function partitionOf(region: string): string {
  return PARTITIONS.find(([begin]) => region.startsWith(begin))?.[1] ?? 'aws'
}
