/**
 * lastPartOf returns what follows the last slash of an ARN: the name of a service, role or cluster, the ID of
 * a task or deployment, `family:revision` of a task definition. Text without a slash, such as a bare name, is
 * returned unchanged.
 */
export function lastPartOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1)
}
