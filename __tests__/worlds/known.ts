import type { WorldSpec } from './spec.ts'

/** A broken promise that seeds have found and that is not fixed yet. */
export type Known = {
  readonly what: string
  readonly isIt: (spec: WorldSpec, line: string) => boolean
}

/** The known broken promises. Every entry must be fixed and then removed; the list should be empty. */
export const KNOWN: readonly Known[] = []
