import { AwsFault } from '../fault.ts'
import { type CallName, requestOf, type ServiceName, schemaOf, type UnknownMembers } from '../wire/model.ts'
import type { OutsideCall, World } from '../world/state.ts'
import { BALANCERS } from './balancers.ts'
import { CODEDEPLOY } from './codedeploy.ts'
import { ECR } from './ecr.ts'
import { CHANGE_SERVICE } from './ecs/change-service.ts'
import { DAEMONS } from './ecs/daemons.ts'
import { EXPRESS } from './ecs/express.ts'
import { RUN_TASK } from './ecs/run-task.ts'
import { SERVICE_DEPLOYMENTS } from './ecs/service-deployments.ts'
import { READ_SERVICES, TASKS } from './ecs/services.ts'
import { TASK_DEFINITIONS } from './ecs/task-definitions.ts'
import { IAM, STS } from './iam.ts'
import { LOGS } from './logs.ts'
import type { Operation } from './operation.ts'
import { S3 } from './s3.ts'
import { EVENTS, SCHEDULER } from './schedules.ts'
import { SECRETS } from './secrets.ts'
import { SSM } from './ssm.ts'

type Table = Readonly<Record<string, Operation>>

const TABLES: Readonly<Record<ServiceName, Table>> = {
  ecs: {
    ...TASK_DEFINITIONS,
    ...DAEMONS,
    ...CHANGE_SERVICE,
    ...EXPRESS,
    ...READ_SERVICES,
    ...SERVICE_DEPLOYMENTS,
    ...TASKS,
    ...RUN_TASK
  },
  ecr: ECR,
  secretsmanager: SECRETS,
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
export function operationsOf(service: ServiceName): Table {
  return TABLES[service]
}

/** strictnessOf is `keep` for calls with a task definition: it keeps members that the model does not know. */
export function strictnessOf({ service, operation }: CallName): UnknownMembers {
  return service === 'ecs' && /^(?!List).*TaskDefinitions?$/.test(operation) ? 'keep' : 'refuse'
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

/** writes reports whether an operation may change the world, by its name. */
export function writes({ operation }: CallName): boolean {
  return !/^(Describe|List|Get|BatchGet|Simulate)/.test(operation)
}

/** Carries out an outside call with all permissions. Throws AwsFault if AWS would refuse it. */
export function perform(world: World, call: OutsideCall): void {
  const { region, operation } = call
  const name = { service: call.service as ServiceName, operation }
  const played = findOperation(name)
  const input = requestOf<never>(name, call.input, strictnessOf(name))
  const callerArn = `arn:${world.partition}:sts::${world.account}:assumed-role/somebody/else`
  played.run({ world, region, input, callerArn })
}
