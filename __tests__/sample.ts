/** True in `npm run test:all` and in .ci/run, where every case of every matrix runs. */
export const WHOLE = process.env['TEST_ALL'] === '1'

/**
 * sample gives what `npm test` runs of a matrix: `size` cases spread evenly over it, the same ones every time. In
 * `npm run test:all` and in .ci/run it gives all of them. A matrix that is drawn from must hold more than one kind of case
 * side by side; where each kind has to be there, draw from each.
 */
export function sample<Case>(cases: readonly Case[], size: number): readonly Case[] {
  if (WHOLE || cases.length <= size) return cases
  return Array.from(
    { length: size },
    (_, place) => cases[Math.floor(((place + 0.5) * cases.length) / size)] as Case
  )
}

/** runsOf gives the number of drawn cases of a property or of seeds: `few` in `npm test`, `all` otherwise. */
export function runsOf({ few, all }: { readonly few: number; readonly all: number }): number {
  return WHOLE ? all : few
}
