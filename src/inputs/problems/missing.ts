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

/**
 * noImage is the problem of the `render` action, which AWS's action has too: without an image, what the file names
 * would be deployed again.
 */
export function noImage(): Problem {
  return {
    code: 'missing-input',
    fault: 'user',
    message: 'Input "image" is empty: the definition would keep the image that it names.',
    hint: 'If it is the output of an earlier step, check the id of that step and the name of its output, for example image: ${{ steps.build.outputs.image }}.'
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

/** What the inputs that hold names name, if it is not a service. */
const NAMED: Readonly<Record<string, string>> = {
  env: 'variable',
  include: 'variable',
  exclude: 'variable',
  'keep-null-value-keys': 'key',
  'run-task-security-groups': 'security group',
  'run-task-subnets': 'subnet'
}

const nounOf = (input: string): string => NAMED[input] ?? 'service'

/** namesNothing is the problem of an input that was given and has no name in it. */
export function namesNothing(input: string): Problem {
  return {
    code: 'bad-input',
    fault: 'user',
    message: `Input "${input}" names no ${nounOf(input)}: it holds only separators.`,
    hint: `Expressions in it may be empty: set the variables that they read, or leave "${input}" out.`,
    about: { input }
  }
}

/** namedTwice is the problem of a name that an input repeats; `name` is described, since it could be anything. */
export function namedTwice(input: string, name: string): Problem {
  return {
    code: 'bad-input',
    fault: 'user',
    message: `Input "${input}": ${name} is named twice.`,
    hint: `Name each ${nounOf(input)} once.`,
    about: { input }
  }
}

const VALUES = { atomic: 'true', 'on-failure': 'rollback', 'on-cancel': 'rollback' } as const
const EXCLUDED = {
  'on-error': ['continue', 'atomic stops at the first failure and rolls everything back'],
  'on-failure': ['leave', 'atomic rolls every service back when one fails'],
  'wait-until': ['none', 'without monitoring, a failed rollout is not detected']
} as const

/** excluded is the problem of a way to roll back and another input that excludes it. */
export function excluded(name: keyof typeof VALUES, other: keyof typeof EXCLUDED): Problem {
  const [value, why] = EXCLUDED[other]
  return {
    code: 'bad-input',
    fault: 'user',
    message: `Inputs "${name}" (${VALUES[name]}) and "${other}" (${value}) contradict each other.`,
    hint: `Remove one of the two: ${why}.`
  }
}
