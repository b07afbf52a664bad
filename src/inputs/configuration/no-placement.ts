import type { Placement } from './placement.ts'

/** The placement without a configuration file. */
export const NO_PLACEMENT: Placement = { order: [], places: new Map() }
