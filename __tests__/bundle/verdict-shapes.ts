import type { Shape } from './verdict-world.ts'

const STRATEGIES = ['ROLLING', 'BLUE_GREEN', 'CANARY'] as const
const WHAT = ['new', 'forced'] as const
const RECORDS = ['read', 'denied'] as const

/** Every column of the matrix. */
export const SHAPES: readonly Shape[] = STRATEGIES.flatMap(strategy =>
  WHAT.flatMap(what => RECORDS.map(records => ({ strategy, what, records })))
)

/** Why a combination of a line and a shape is not run: it is impossible, or another run shows the same. */
export type NotRun = {
  readonly line: RegExp
  readonly shape: (shape: Shape) => boolean
  readonly why: string
}

const half = ({ strategy, what, records }: Shape) =>
  strategy === 'BLUE_GREEN'
    ? (what === 'new') !== (records === 'read')
    : (what === 'new') === (records === 'read')

/** Impossible combinations. */
export const IMPOSSIBLE: readonly NotRun[] = [
  {
    line: /^DAEMON/,
    shape: ({ strategy }) => strategy !== 'ROLLING',
    why: 'ECS refuses a DAEMON with another strategy than ROLLING'
  },
  {
    line: /^wait-until: BAKE_TIME$/,
    shape: ({ strategy }) => strategy === 'ROLLING',
    why: 'a rolling deployment has no such stage; the run refuses that before it starts (modes/deploy.test.ts)'
  },
  {
    line: /^a canary of eight hours$/,
    shape: ({ strategy }) => strategy !== 'CANARY',
    why: 'only a canary has canary bake time'
  }
]

/**
 * Combinations that would only repeat another one. Each strategy, each kind of deploy and both read permissions remain
 * covered.
 */
export const LEFT_OUT: readonly NotRun[] = [
  {
    line: /fail-fast: false$/,
    shape: ({ strategy, what, records }) =>
      strategy === 'CANARY' || (what === 'new') !== (records === 'read'),
    why: 'the same wait to the deadline as "never starts", which is run for all'
  },
  {
    line: /^a canary of eight hours$/,
    shape: ({ what, records }) => what === 'forced' || records === 'denied',
    why: 'ten seconds a run; a short canary is run for all under "success"'
  },
  {
    line: /^(wait-until: (stable|none)|stale reads around the update|slow success|first deployment, good|PAUSE rolled back by a person|no breaker, (image missing|no placement))$/,
    shape: shape => !half(shape),
    why: 'half of the cube, in which each pair of values occurs'
  }
]

/** LINEAR differs from CANARY only in its steps: these lines are run for it, once each. */
export const LINEAR_LINES =
  /^(success|breaker with rollback|no breaker, never starts|alarm with rollback|superseded by another definition|wait-until: BAKE_TIME)$/
export const LINEAR: Shape = { strategy: 'LINEAR', what: 'new', records: 'read' }

/** reasonNotToRun is why a combination is not run, or undefined if it is. */
export function reasonNotToRun(line: string, shape: Shape): string | undefined {
  return [...IMPOSSIBLE, ...LEFT_OUT].find(one => one.line.test(line) && one.shape(shape))?.why
}
