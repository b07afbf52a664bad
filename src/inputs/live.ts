import type { InputReader } from './reader.ts'

/** The value of `task-definition` for the definition that the service runs; a file with that name is `./live`. */
export const LIVE = 'live'

/** namesLive returns whether an input names a live definition. */
export function namesLive(reader: InputReader): boolean {
  return (
    reader.lines('task-definition').includes(LIVE) ||
    reader.text('task-definition-arn') !== undefined ||
    reader.text('task-definition-family') !== undefined
  )
}
