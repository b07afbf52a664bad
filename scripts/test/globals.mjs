// What a suite imports from '@jest/globals'.
import { jestExpect } from '@jest/expect'
import * as circus from 'jest-circus'
import { ModuleMocker } from 'jest-mock'

export const { afterAll, afterEach, beforeAll, beforeEach, describe, it, test } = circus
export { jestExpect as expect }
export const jest = new ModuleMocker(globalThis)
