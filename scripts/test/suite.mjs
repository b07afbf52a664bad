// jest's `testRunner`: runs one suite with jest's describe, test and expect, but in the process itself. jest gives
// every suite a separate context and evaluates each module in it again; here, the modules of the program are loaded
// once in each of jest's processes, and V8 keeps its optimizations: the same suites take 60 percent of the time. State
// that a suite could leave behind for the next is restored (process-state.mjs), and no module of the project keeps
// state.
import { pathToFileURL } from 'node:url'
import { jestExpect } from '@jest/expect'
import { createEmptyTestResult } from '@jest/test-result'
import * as circus from 'jest-circus'
import { formatExecError, formatResultsErrors } from 'jest-message-util'
import { countCoverage } from './coverage.mjs'
import { takeProcess, takeRejections } from './process-state.mjs'
import './hooks.mjs'
import { startFromSmallProcess } from './small-process.mjs'
import { mapStacks } from './source-maps.mjs'

/** How often each suite has run in this process: more than once with --watch. */
const rounds = new Map()

startFromSmallProcess()

circus.addEventHandler((event, state) => {
  if (event.name === 'test_start') jestExpect.setState({ currentTestName: namesOf(event.test).join(' ') })
  if (event.name === 'test_done') {
    const { suppressedErrors = [], numPassingAsserts } = jestExpect.getState()
    event.test.numPassingAsserts = numPassingAsserts
    event.test.errors.push(
      ...suppressedErrors,
      ...jestExpect.extractExpectedAssertionsErrors().map(({ error }) => error),
      ...takeRejections()
    )
    jestExpect.setState({ suppressedErrors: [] })
  }
  if (event.name === 'run_finish') state.unhandledErrors.push(...takeRejections())
})

/** Names of the blocks around a test, and of the test. */
function namesOf({ parent, name }) {
  return parent === undefined ? [] : [...namesOf(parent), name]
}

/** runSuite runs one suite; jest calls it for one suite at a time in a process. */
export default async function runSuite(globalConfig, config, _environment, runtime, path) {
  const giveBack = takeProcess()
  mapStacks(runtime)
  const coverage = globalConfig.collectCoverage ? await countCoverage(runtime, globalConfig) : undefined
  try {
    prepare(globalConfig, config, path)
    const round = (rounds.get(path) ?? 0) + 1
    rounds.set(path, round)
    for (const setup of config.setupFilesAfterEnv) await import(urlOf(setup, `?suite=${path}&round=${round}`))
    await import(urlOf(path, round === 1 ? '' : `?round=${round}`))
    const result = resultOf(await circus.run(), { globalConfig, config, path })
    await coverage?.take()
    return result
  } finally {
    giveBack()
  }
}

function urlOf(path, query) {
  const url = pathToFileURL(path)
  url.search = query
  return url.href
}

function prepare(globalConfig, config, path) {
  const { expand, maxConcurrency, randomize, seed, testNamePattern, testTimeout } = globalConfig
  circus.resetState()
  Object.assign(circus.getState(), {
    expand,
    maxConcurrency,
    randomize,
    seed,
    testTimeout: testTimeout ?? config.testTimeout ?? 5000,
    testNamePattern: testNamePattern ? new RegExp(testNamePattern, 'i') : null
  })
  jestExpect.setState({ expand, testPath: path, suppressedErrors: [] })
}

function resultOf(ran, { globalConfig, config, path }) {
  const testResults = ran.testResults.map(assertionOf)
  const count = status => testResults.filter(result => result.status === status).length
  const told = [formatResultsErrors(testResults, config, globalConfig, path)].filter(Boolean)
  told.push(...ran.unhandledErrorsDetailed.map(error => formatExecError(error, config, globalConfig)))
  return {
    ...createEmptyTestResult(),
    console: undefined,
    displayName: config.displayName,
    failureMessage: told.length > 0 ? told.join('\n\n') : null,
    numFailingTests: count('failed'),
    numPassingTests: count('passed'),
    numPendingTests: count('pending'),
    numTodoTests: count('todo'),
    testExecError:
      ran.unhandledErrors.length > 0 ? { message: '', stack: ran.unhandledErrors.join('\n') } : undefined,
    testFilePath: path,
    testResults
  }
}

const STATUS = { skip: 'pending', todo: 'todo' }

function assertionOf({ testPath, status, errors, errorsDetailed, startedAt, ...rest }) {
  const [, ...names] = testPath
  const { duration, failing, invocations, location, numPassingAsserts, retryReasons } = rest
  return {
    ...{ duration, failing, invocations, location, numPassingAsserts, retryReasons },
    ancestorTitles: names.slice(0, -1),
    failureDetails: errorsDetailed,
    failureMessages: errors,
    fullName: names.join(' '),
    startAt: startedAt,
    status: STATUS[status] ?? (errors.length > 0 ? 'failed' : 'passed'),
    title: names.at(-1)
  }
}
