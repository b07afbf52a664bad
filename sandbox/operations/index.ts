import { assertNever } from '../fault.ts'
import { BALANCERS } from './balancers/target-groups.ts'
import { CODEDEPLOY } from './codedeploy/index.ts'
import { ECR } from './ecr/images.ts'
import { ECS } from './ecs/index.ts'
import { EVENTS } from './events/rules.ts'
import { IAM } from './iam/roles.ts'
import { LOGS } from './logs/events.ts'
import type { Operation } from './operation.ts'
import { S3 } from './s3/objects.ts'
import { SCHEDULER } from './scheduler/schedules.ts'
import { SECRET_READS } from './secretsmanager/read.ts'
import { SECRET_WRITES } from './secretsmanager/write.ts'
import { SSM } from './ssm/parameters.ts'
import { STS } from './sts/identity.ts'

/** The services that the sandbox simulates, by their IAM prefix. */
export type ServiceName =
  | 'ecs'
  | 'ecr'
  | 'secretsmanager'
  | 'ssm'
  | 'iam'
  | 'sts'
  | 'logs'
  | 'elasticloadbalancing'
  | 'events'
  | 'scheduler'
  | 'codedeploy'
  | 's3'

const SECRETS = { ...SECRET_READS, ...SECRET_WRITES }

/** operationOf finds an operation by its AWS name; undefined if the sandbox does not simulate it. */
export function operationOf(service: ServiceName, name: string): Operation | undefined {
  const table = operationsOf(service)
  return Object.hasOwn(table, name) ? table[name] : undefined
}

/** operationsOf lists a service's operations. */
export function operationsOf(service: ServiceName): Readonly<Record<string, Operation>> {
  switch (service) {
    case 'ecs':
      return ECS
    case 'ecr':
      return ECR
    case 'secretsmanager':
      return SECRETS
    case 'ssm':
      return SSM
    case 'iam':
      return IAM
    case 'sts':
      return STS
    case 'logs':
      return LOGS
    case 'elasticloadbalancing':
      return BALANCERS
    case 'events':
      return EVENTS
    case 'scheduler':
      return SCHEDULER
    case 'codedeploy':
      return CODEDEPLOY
    case 's3':
      return S3
    default:
      return assertNever(service)
  }
}
