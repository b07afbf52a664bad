import { createHash } from 'node:crypto'

/**
 * clientTokenOf makes RunTask's token: the same for the same parts, so that a repeated call starts nothing twice. `run`
 * names the run and its attempt, so that a job that is run again runs its task again; `asked` is what the inputs ask
 * for: two steps of one job can run two tasks of a revision. 64 characters, the most that ECS takes.
 */
export function clientTokenOf(parts: {
  readonly run: string
  readonly cluster: string
  readonly taskDefinitionArn: string
  readonly asked?: object
}): string {
  const { run, cluster, taskDefinitionArn, asked = {} } = parts
  return createHash('sha256')
    .update(JSON.stringify([run, cluster, taskDefinitionArn, asked]))
    .digest('hex')
}
