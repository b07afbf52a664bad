import type { WorldSpec } from './spec.ts'

/** A broken promise that seeds have found and that is not mended yet. */
export type Known = {
  readonly what: string
  readonly isIt: (spec: WorldSpec, line: string) => boolean
}

/** What is known to be wrong. Every entry is to be mended and then taken out; the list shall be empty. */
export const KNOWN: readonly Known[] = [
  {
    what: 'a second rollback goes forward to the release that was left',
    isIt: ({ mode }, line) => mode === 'rollback' && line.includes('the release that was left')
  },
  {
    what: 'a late list of deployments makes an older deployment of somebody else supersede ours',
    isIt: ({ lags }, line) =>
      lags.some(({ path }) => path === 'deployments') &&
      line.includes('superseded') &&
      line.includes('by nobody')
  }
]
