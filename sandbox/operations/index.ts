import { AwsFault } from '../fault.ts'
import {
  type CallName,
  checkRequest,
  type ServiceName,
  schemaOf,
  type UnknownMembers
} from '../wire/model.ts'
import type { OutsideCall, World } from '../world/state.ts'
import type { Hands } from '../world/step.ts'
import { BALANCERS } from './balancers.ts'
import { CODEDEPLOY } from './codedeploy.ts'
import { ECR } from './ecr.ts'
import { CHANGE_SERVICE } from './ecs/change-service.ts'
import { CLUSTERS } from './ecs/clusters.ts'
import { EXPRESS } from './ecs/express.ts'
import { observe, observeAll } from './ecs/lagged.ts'
import { RUN_TASK } from './ecs/run-task.ts'
import { SERVICE_DEPLOYMENTS } from './ecs/service-deployments.ts'
import { READ_SERVICES, TASKS } from './ecs/services.ts'
import { TASK_DEFINITIONS } from './ecs/task-definitions.ts'
import { EVENTS } from './events.ts'
import { IAM, STS } from './iam.ts'
import { LOGS } from './logs.ts'
import type { Operation, Operations } from './operation.ts'
import { S3 } from './s3.ts'
import { SCHEDULER } from './scheduler.ts'
import { SECRET_WRITES } from './secret-writes.ts'
import { SECRET_READS } from './secrets.ts'
import { SSM } from './ssm.ts'

const TABLES: Readonly<Record<ServiceName, Operations>> = {
  ecs: {
    ...CLUSTERS,
    ...TASK_DEFINITIONS,
    ...CHANGE_SERVICE,
    ...EXPRESS,
    ...READ_SERVICES,
    ...SERVICE_DEPLOYMENTS,
    ...TASKS,
    ...RUN_TASK
  },
  ecr: ECR,
  secretsmanager: { ...SECRET_READS, ...SECRET_WRITES },
  ssm: SSM,
  iam: IAM,
  sts: STS,
  logs: LOGS,
  elasticloadbalancing: BALANCERS,
  events: EVENTS,
  scheduler: SCHEDULER,
  codedeploy: CODEDEPLOY,
  s3: S3
}

/** operationsOf lists the operations of a service that the sandbox plays, by their AWS names. */
export function operationsOf(service: ServiceName): Operations {
  return TABLES[service]
}

/** The strictness of a call: if the sandbox is lenient, calls with a task definition keep unknown members. */
export function strictnessOf({ service, operation }: CallName, lenient: boolean): UnknownMembers {
  return lenient && service === 'ecs' && /TaskDefinitions?$/.test(operation) ? 'keep' : 'refuse'
}

/**
 * findOperation returns the operation. Throws AwsFault UnknownOperationException, whose message says whether AWS has
 * the operation.
 */
export function findOperation({ service, operation }: CallName): Operation {
  const table = operationsOf(service)
  const found = Object.hasOwn(table, operation) ? table[operation] : undefined
  if (found) return found
  const isReal = schemaOf({ service, operation }, 'input') !== undefined
  const why = isReal ? "The sandbox doesn't play" : 'Unknown operation'
  throw new AwsFault('UnknownOperationException', `${why} ${service}:${operation}.`)
}

/** What a step of the world needs from the layer above it: outside calls, and what lagging reads show. */
export const HANDS: Hands = {
  perform: performOutside,
  observe: (world, service) => (service ? observe(world, service) : observeAll(world))
}

/** Carries out an outside call with all permissions. */
function performOutside(world: World, call: OutsideCall): void {
  const { region, input, operation } = call
  const name = { service: call.service as ServiceName, operation }
  const played = findOperation(name)
  checkRequest(name, input, strictnessOf(name, true))
  const callerArn = `arn:${world.partition}:sts::${world.account}:assumed-role/somebody/else`
  played.run({ world, region, input, callerArn })
}
