import type { JsonObject } from '../json.ts'
import { objectsIn } from './appspec-container.ts'

/** primaryTaskSet is the task set that serves production traffic, of a service's raw members; undefined when there is none. */
export function primaryTaskSet(raw: JsonObject): JsonObject | undefined {
  return objectsIn(raw['taskSets']).find(set => set['status'] === 'PRIMARY')
}

/**
 * runningDefinition is the task definition that a service of CodeDeploy runs: its PRIMARY task set's. The service's own
 * member can be the one it was created with.
 */
export function runningDefinition(service: {
  readonly taskDefinition: string
  readonly raw: JsonObject
}): string {
  const definition = primaryTaskSet(service.raw)?.['taskDefinition']
  return typeof definition === 'string' ? definition : service.taskDefinition
}
