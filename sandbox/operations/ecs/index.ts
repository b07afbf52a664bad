import type { Operation } from '../operation.ts'
import { CLUSTERS } from './clusters.ts'
import { CONTINUE_DEPLOYMENT } from './continue-deployment.ts'
import { CREATE_SERVICE } from './create-service.ts'
import { RUN_TASK } from './run-task.ts'
import { SERVICE_DEPLOYMENTS } from './service-deployments.ts'
import { SERVICES } from './services.ts'
import { TAGS } from './tags.ts'
import { TASK_DEFINITIONS } from './task-definitions.ts'
import { TASKS } from './tasks.ts'
import { UPDATE_SERVICE } from './update-service.ts'

/** The ECS operations of the sandbox. */
export const ECS: Readonly<Record<string, Operation>> = {
  ...CLUSTERS,
  ...TASK_DEFINITIONS,
  ...CREATE_SERVICE,
  ...UPDATE_SERVICE,
  ...SERVICES,
  ...SERVICE_DEPLOYMENTS,
  ...CONTINUE_DEPLOYMENT,
  ...TASKS,
  ...RUN_TASK,
  ...TAGS
}
