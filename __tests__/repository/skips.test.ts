import { expect, test } from '@jest/globals'
import { skipLoudly } from '../skips.ts'

test('where nothing may be skipped, a skip is a failure that says what is missing', () => {
  const before = process.env['REQUIRE_MOTO']
  process.env['REQUIRE_MOTO'] = '1'
  try {
    expect(() => skipLoudly('moto_server is not installed')).toThrow(
      /skips\.test\.ts may not be skipped here: moto_server is not installed/
    )
  } finally {
    if (before === undefined) delete process.env['REQUIRE_MOTO']
    else process.env['REQUIRE_MOTO'] = before
  }
})
