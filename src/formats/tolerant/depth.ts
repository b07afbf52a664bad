import { maxDepth } from '../../document/loaded.ts'

/** Thrown where brackets are nested deeper than any task definition has; readTolerantly catches it. */
export class TooDeep extends Error {}

/** enterDepth counts one level more. Throws TooDeep. */
export function enterDepth(depth: number): number {
  if (depth >= maxDepth) throw new TooDeep()
  return depth + 1
}
