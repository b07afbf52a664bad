import type { Problem } from '../../errors.ts'
import type { Mode } from '../tables/specification.ts'

function missing(input: string, message: string, hint: string): Problem {
  return { code: 'missing-input', fault: 'user', message, hint, about: { input } }
}

/** noRegion is the problem of a run without a Region. */
export function noRegion(mode: Mode): Problem {
  return missing(
    'aws-region',
    `Input "aws-region" is empty and AWS_REGION is not set; mode ${mode} needs an AWS Region.`,
    'Set aws-region, or run aws-actions/configure-aws-credentials before this step.'
  )
}

/** noFiles is the problem of a run without anything to deploy. */
export function noFiles(): Problem {
  return missing(
    'task-definition',
    'Input "task-definition" is empty: there is nothing to work on.',
    'Name a file, a glob or a pattern, for example task-definition: deploy/{service}-task-definition.json.'
  )
}

/** noClusterForTask is the problem of a one-off task without a cluster. */
export function noClusterForTask(): Problem {
  return missing(
    'cluster',
    'Input "cluster" is empty, but a one-off task is to be run.',
    'Name the cluster that the task runs in; write cluster: default if you mean the default one.'
  )
}
