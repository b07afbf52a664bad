import type { InputReader } from './reader.ts'

/** What stands in `task-definition` for the definition that the service runs; a file of that name is `./live`. */
export const LIVE = 'live'

/** namesLive says whether an input names a definition that ECS has. */
export function namesLive(reader: InputReader): boolean {
  return (
    reader.lines('task-definition').includes(LIVE) ||
    reader.text('task-definition-arn') !== undefined ||
    reader.text('task-definition-family') !== undefined
  )
}
