import type { ServiceName } from '../wire/model.ts'
import { BALANCERS } from './balancers.ts'
import { CODEDEPLOY } from './codedeploy.ts'
import { ECR } from './ecr.ts'
import { CHANGE_SERVICE } from './ecs/change-service.ts'
import { CLUSTERS } from './ecs/clusters.ts'
import { RUN_TASK } from './ecs/run-task.ts'
import { SERVICE_DEPLOYMENTS } from './ecs/service-deployments.ts'
import { READ_SERVICES } from './ecs/services.ts'
import { TASK_DEFINITIONS } from './ecs/task-definitions.ts'
import { TASKS } from './ecs/tasks.ts'
import { EVENTS } from './events.ts'
import { IAM } from './iam.ts'
import { LOGS } from './logs.ts'
import type { Operations } from './operation.ts'
import { S3 } from './s3.ts'
import { SCHEDULER } from './scheduler.ts'
import { SECRET_WRITES } from './secret-writes.ts'
import { SECRET_READS } from './secrets.ts'
import { SSM } from './ssm.ts'
import { STS } from './sts.ts'

const TABLES: Readonly<Record<ServiceName, Operations>> = {
  ecs: {
    ...CLUSTERS,
    ...TASK_DEFINITIONS,
    ...CHANGE_SERVICE,
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
