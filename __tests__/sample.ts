/** True in `npm run test:all` and in .ci/run, which run large parts of the matrices. */
export const WHOLE = process.env['TEST_ALL'] === '1'

/**
 * .ci/run uses one case of this many of each matrix, so that all of it takes minutes; `npm run test:all` runs every
 * case.
 */
const SHARE = WHOLE ? Math.max(1, Number(process.env['TEST_SHARE'] ?? '1')) : 1

/** True only in `npm run test:all`, where nothing is skipped. */
export const EVERY = WHOLE && SHARE === 1

/**
 * sample returns what `npm test` runs of a matrix: `size` cases spread evenly over it, the same ones every time. In
 * `npm run test:all`, it returns all of them, in .ci/run a share. A sampled matrix must mix several kinds of cases; if
 * each kind must be present, sample each kind separately.
 */
export function sample<Case>(cases: readonly Case[], size: number): readonly Case[] {
  const wanted = WHOLE ? Math.max(size, Math.ceil(cases.length / SHARE)) : size
  if (cases.length <= wanted) return cases
  return Array.from(
    { length: wanted },
    (_, place) => cases[Math.floor(((place + 0.5) * cases.length) / wanted)] as Case
  )
}

/** runsOf returns the number of generated cases of a property or of seeds: `few` in `npm test`, `all` otherwise. */
export function runsOf({ few, all }: { readonly few: number; readonly all: number }): number {
  return WHOLE ? Math.max(few, Math.ceil(all / SHARE)) : few
}

/**
 * isInFull reports whether the nth of many runs (from 0) is done in full although a cheaper equivalent exists: always
 * the first one, in .ci/run also one in eight, in `npm run test:all` every one.
 */
export function isInFull(nth: number): boolean {
  return nth === 0 || (WHOLE && nth % SHARE === 0)
}

/** randomFrom returns a generator of numbers in [0, 1) that are the same for a seed in every run (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
