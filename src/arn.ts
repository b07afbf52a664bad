/**
 * lastPartOf gives what stands behind the last slash of an ARN: the name of a service, a role or a cluster, the id of a task
 * or a deployment, `family:revision` of a task definition. A text without a slash, e.g. a bare name, comes back as it is.
 */
export function lastPartOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1)
}
