/** A task definition as a target names it. `revision` is absent where the target follows the family's newest one. */
export type NamedDefinition = { readonly family: string; readonly revision?: string }

/** parseDefinition reads a task definition's ARN, with or without revision; undefined for anything else. */
export function parseDefinition(arn: string): NamedDefinition | undefined {
  const found = /^arn:[\w-]+:ecs:[\w-]+:\d{12}:task-definition\/([A-Za-z0-9_-]{1,255})(?::(\d+))?$/.exec(arn)
  const [, family, revision] = found ?? []
  if (family === undefined) return undefined
  return { family, ...(revision === undefined ? {} : { revision }) }
}

/** isClusterArn tells an ECS cluster, which is what a rule or schedule that runs tasks has as its target. */
export function isClusterArn(arn: string): boolean {
  return /^arn:[\w-]+:ecs:[\w-]+:\d{12}:cluster\//.test(arn)
}
