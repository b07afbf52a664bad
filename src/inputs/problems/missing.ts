import type { Problem } from '../../errors.ts'
import type { Mode } from '../tables/specification.ts'

/** noRegion is the problem of a run without a Region. */
export function noRegion(mode: Mode): Problem {
  return {
    code: 'missing-input',
    fault: 'user',
    message: `Input "aws-region" is empty and AWS_REGION is not set; mode ${mode} needs an AWS Region.`,
    hint: 'Set aws-region, or run aws-actions/configure-aws-credentials before this step.',
    about: { input: 'aws-region' }
  }
}

/** noFiles is the problem of a run without anything to deploy. */
export function noFiles(): Problem {
  return {
    code: 'missing-input',
    fault: 'user',
    message: 'Input "task-definition" is empty: there is nothing to work on.',
    hint: 'Name a file, a glob or a pattern, for example task-definition: deploy/{service}-task-definition.json.',
    about: { input: 'task-definition' }
  }
}

/** noClusterForTask is the problem of a one-off task without a cluster. */
export function noClusterForTask(): Problem {
  return {
    code: 'missing-input',
    fault: 'user',
    message: 'Input "cluster" is empty, but a one-off task is to be run.',
    hint: 'Name the cluster that the task runs in; write cluster: default if you mean the default one.'
  }
}
