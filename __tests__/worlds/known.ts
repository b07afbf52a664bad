import type { WorldSpec } from './spec.ts'

/** A broken promise that seeds have found and that is not mended yet. */
export type Known = {
  readonly what: string
  readonly isIt: (spec: WorldSpec, line: string) => boolean
}

/** What is known to be wrong. Every entry is to be mended and then taken out; the list shall be empty. */
export const KNOWN: readonly Known[] = []
