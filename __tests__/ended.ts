import { afterEach } from '@jest/globals'

type Ended = { end(): Promise<unknown> }

/**
 * endedAfterEach returns `make`, but ends what it has made after each test of the suite that calls this, the newest
 * first.
 */
export function endedAfterEach<Given extends readonly unknown[], Made extends Ended>(
  make: (...given: Given) => Promise<Made>
): (...given: Given) => Promise<Made> {
  const made: Made[] = []
  afterEach(async () => {
    for (const one of made.splice(0).toReversed()) await one.end()
  })
  return async (...given) => {
    const one = await make(...given)
    made.push(one)
    return one
  }
}
