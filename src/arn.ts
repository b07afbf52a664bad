/**
 * lastPartOf returns what follows the last slash of an ARN: the name of a service, role or cluster, the ID of
 * a task or deployment, `family:revision` of a task definition. Text without a slash, such as a bare name, is
 * returned unchanged.
 */
export function lastPartOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1)
}

/** familyOf returns the family of a revision's ARN, of `family:revision`, or of a family's name. */
export function familyOf(revision: string): string {
  return lastPartOf(revision).split(':')[0] as string
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
/** The ARN of a role, which can have a path. */
export const ROLE_ARN = /^arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/
