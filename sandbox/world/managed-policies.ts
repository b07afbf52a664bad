import { type Policy, parsePolicy } from './policy.ts'

const EXECUTION = [
  'ecr:GetAuthorizationToken',
  'ecr:BatchCheckLayerAvailability',
  'ecr:GetDownloadUrlForLayer',
  'ecr:BatchGetImage',
  'logs:CreateLogStream',
  'logs:PutLogEvents'
]

const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  'service-role/AmazonECSTaskExecutionRolePolicy': EXECUTION,
  SecretsManagerReadWrite: ['secretsmanager:*'],
  AmazonSSMReadOnlyAccess: ['ssm:Describe*', 'ssm:Get*', 'ssm:List*'],
  AdministratorAccess: ['*']
}

/** managedPolicy is one of the few AWS managed policies that the sandbox has, by ARN; undefined for any other. */
export function managedPolicy(arn: string): Policy | undefined {
  const name = /^arn:[\w-]+:iam::aws:policy\/(.+)$/.exec(arn)?.[1]
  const actions = name === undefined ? undefined : ACTIONS[name]
  if (!actions) return
  return parsePolicy({ Statement: [{ Effect: 'Allow', Action: [...actions], Resource: '*' }] })
}
