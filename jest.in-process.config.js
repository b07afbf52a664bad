// Set by scripts/test.mjs. TEST_TIMED=1: only the suites that measure real time, which nothing else may disturb; otherwise they
// are left out. TEST_ALL=1: every suite and every case. TEST_NAMED=1: suites were named, and what is named is run.
const { TEST_ALL, TEST_NAMED, TEST_TIMED } = process.env
const timed = TEST_TIMED === '1'
const whole = TEST_ALL === '1' || TEST_NAMED === '1'
const leftOut = [...(timed ? [] : ['\\.timed\\.test\\.ts$']), ...(whole ? [] : ['\\.whole\\.test\\.ts$'])]

/** @type {import('jest').Config} */
export default {
  // A suite runs in the process itself, without a context of its own (docs/decisions/0068).
  testRunner: '<rootDir>/scripts/test/suite.mjs',
  testEnvironment: '<rootDir>/scripts/test/environment.mjs',
  testSequencer: '<rootDir>/scripts/test/sequencer.mjs',
  // here and not with the temporary files, so that it lasts
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  roots: ['<rootDir>/__tests__'],
  testMatch: timed ? ['**/*.timed.test.ts'] : ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', ...leftOut],
  // Ends what hangs, on a machine however slow: no verdict may depend on how fast it is.
  testTimeout: 600_000,
  // Most suites wait for child processes, so every core gets a worker. What V8 counts for coverage grows from suite to suite, so
  // that a worker which has become big is replaced.
  maxWorkers: '100%',
  workerIdleMemoryLimit: '1GB',
  setupFilesAfterEnv: ['<rootDir>/__tests__/setup.ts'],
  collectCoverageFrom: ['src/**/*.ts', '!src/**/index.ts'],
  coverageProvider: 'v8',
  coverageReporters: ['text', 'lcov'],
  coverageThreshold: { global: { statements: 95, branches: 88, functions: 95, lines: 95 } }
}
