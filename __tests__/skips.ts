import { relative } from 'node:path'
import { expect, test } from '@jest/globals'

/**
 * skipLoudly replaces a suite's tests if this machine lacks what they need. Call it instead of declaring them: the
 * suite then shows one skipped test, with the reason in its name. `reason` says what is missing and how to get it.
 * Throws if REQUIRE_MOTO=1 (as in .ci/run), where nothing may be skipped.
 */
export function skipLoudly(reason: string): void {
  const suite = relative(process.cwd(), expect.getState().testPath ?? 'a suite')
  if (process.env['REQUIRE_MOTO'] === '1') throw new Error(`${suite} may not be skipped here: ${reason}`)
  process.stderr.write(`!! SKIPPED ${suite}: ${reason}\n`)
  test.skip(`skipped: ${reason}`, () => undefined)
}
