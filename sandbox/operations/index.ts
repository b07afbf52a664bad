import { assertNever } from '../fault.ts'
import { ECS } from './ecs/index.ts'
import { IAM } from './iam/roles.ts'
import type { Operation } from './operation.ts'
import { SECRET_READS } from './secretsmanager/read.ts'
import { SECRET_WRITES } from './secretsmanager/write.ts'
import { SSM } from './ssm/parameters.ts'
import { STS } from './sts/identity.ts'

/** The services that the sandbox plays, by their IAM prefix. */
export type ServiceName = 'ecs' | 'secretsmanager' | 'ssm' | 'iam' | 'sts'

const SECRETS = { ...SECRET_READS, ...SECRET_WRITES }

/** operationOf finds an operation by its AWS name; undefined when the sandbox doesn't play it. */
export function operationOf(service: ServiceName, name: string): Operation | undefined {
  const table = operationsOf(service)
  return Object.hasOwn(table, name) ? table[name] : undefined
}

/** operationsOf lists a service's operations. */
export function operationsOf(service: ServiceName): Readonly<Record<string, Operation>> {
  switch (service) {
    case 'ecs':
      return ECS
    case 'secretsmanager':
      return SECRETS
    case 'ssm':
      return SSM
    case 'iam':
      return IAM
    case 'sts':
      return STS
    default:
      return assertNever(service)
  }
}
