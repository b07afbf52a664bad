/** True in `npm run test:all` and in .ci/run, where matrices are run at length. */
export const WHOLE = process.env['TEST_ALL'] === '1'

/** In .ci/run one case in so many of each matrix, so that all of it stays within minutes; `npm run test:all` runs every one. */
const SHARE = WHOLE ? Math.max(1, Number(process.env['TEST_SHARE'] ?? '1')) : 1

/** True in `npm run test:all` alone, where nothing is spared. */
export const EVERY = WHOLE && SHARE === 1

/**
 * sample gives what `npm test` runs of a matrix: `size` cases spread evenly over it, the same ones every time. In
 * `npm run test:all` it gives all of them, in .ci/run a share. A matrix that is drawn from must hold more than one kind of case
 * side by side; where each kind has to be there, draw from each.
 */
export function sample<Case>(cases: readonly Case[], size: number): readonly Case[] {
  const wanted = WHOLE ? Math.max(size, Math.ceil(cases.length / SHARE)) : size
  if (cases.length <= wanted) return cases
  return Array.from(
    { length: wanted },
    (_, place) => cases[Math.floor(((place + 0.5) * cases.length) / wanted)] as Case
  )
}

/** runsOf gives the number of drawn cases of a property or of seeds: `few` in `npm test`, `all` otherwise. */
export function runsOf({ few, all }: { readonly few: number; readonly all: number }): number {
  return WHOLE ? Math.max(few, Math.ceil(all / SHARE)) : few
}

/**
 * isInFull tells of the nth of many runs (from 0) whether it is made in full where a cheaper way shows the same: the first one always,
 * in .ci/run one in eight besides, in `npm run test:all` every one.
 */
export function isInFull(nth: number): boolean {
  return nth === 0 || (WHOLE && nth % SHARE === 0)
}
