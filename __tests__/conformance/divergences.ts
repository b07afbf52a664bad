import type { Target } from './targets.ts'

/**
 * Known differences of a target from AWS, with the reason. A test listed here is not run on that target; all others run
 * on all targets. AWS's API reference is the judge where they differ. Measured on moto 5.2.1 and ministack 1.5.33.
 */
export const divergences: Readonly<Partial<Record<Target['name'], Readonly<Record<string, string>>>>> = {
  moto: {
    'tags of a definition come back with its registration':
      'moto keeps tags for DescribeTaskDefinition but leaves them out of the answer to RegisterTaskDefinition',
    'registeredAt is told': 'moto does not record when a definition was registered',
    'the service deployments of an update are listed':
      'ListServiceDeployments is not implemented: HTTP 500 with a page, which must become `unsupported`',
    'an update starts a new primary deployment beside the old one':
      'moto keeps one deployment for ever, with the old task definition in it',
    'a definition that names secrets needs an execution role': 'moto hardly validates definitions',
    'an inactive revision cannot be deployed': 'moto deploys it',
    'an update of an inactive service is refused': 'moto accepts updates of services that were deleted'
  },
  ministack: {
    'keep the tag of their commit, which is no difference':
      'ministack answers with members that nobody gave (taskRoleArn, pidMode and ipcMode as empty strings)',
    'the service deployments of an update are listed': 'ListServiceDeployments is always empty',
    'an update starts a new primary deployment beside the old one':
      'without Docker a deployment is COMPLETED as soon as it is asked for',
    'a definition that names secrets needs an execution role': 'ministack hardly validates definitions',
    'an inactive revision cannot be deployed': 'ministack deploys it',
    'an update of an inactive service is refused': 'ministack accepts updates of services that were deleted'
  }
}

/**
 * What a migration and an audit cannot find out from moto, with the reason: the sentence about it in the run. The tests
 * expect exactly these, so that nothing is silently left unverified.
 */
export const notVerifiedOnMoto: readonly { readonly said: RegExp; readonly reason: string }[] = [
  {
    said: /^Not verified: .*iam:SimulatePrincipalPolicy was sent, but no usable answer came back\. HTTP 500/,
    reason: 'SimulatePrincipalPolicy is not implemented: HTTP 500 with a page'
  },
  {
    said: /^Not verified: the credentials belong to neither a user nor a role/,
    reason: 'without authorization moto takes any key, and calls its owner sts:assumed-role of nothing in IAM'
  },
  {
    said: /^Not verified: whether this identity may write what is planned \(the credentials belong to neither a user nor a role/,
    reason: 'the same, of the identity of a migration'
  },
  {
    said: /^Not verified: the rollback targets of service [a-z-]+: the service's history can't be read \(the endpoint does not know ecs:ListServiceDeployments\)/,
    reason: 'ListServiceDeployments is not implemented'
  }
]
