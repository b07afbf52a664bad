import type { WorldSpec } from './spec.ts'

/** A broken promise that seeds have found and that is not mended yet. */
export type Known = {
  readonly what: string
  readonly isIt: (spec: WorldSpec, line: string) => boolean
}

const LOST: readonly string[] = ['reset-after', 'truncate']

/** What is known to be wrong. Every entry is to be mended and then taken out; the list shall be empty. */
export const KNOWN: readonly Known[] = [
  {
    what: 'a second rollback goes forward to the release that was left',
    isIt: ({ mode }, line) => mode === 'rollback' && line.includes('the release that was left')
  },
  {
    what: 'rotate-restart replaces its own deployment of before it was killed',
    isIt: ({ mode, killAt }, line) =>
      mode === 'rotate-restart' && killAt !== null && line.startsWith('twice: ')
  },
  {
    what: 'a late list of deployments makes an older deployment of somebody else supersede ours',
    isIt: ({ lags }, line) =>
      lags.some(({ path }) => path === 'deployments') &&
      line.includes('superseded') &&
      line.includes('by nobody')
  },
  {
    what: 'a write whose answer got lost is sent again when the look after it is late',
    isIt: ({ lags, faults }, line) =>
      line.startsWith('twice: ') && lags.length > 0 && faults.some(({ kind }) => LOST.includes(kind))
  }
]
