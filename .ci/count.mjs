// node .ci/count.mjs RESULT.json EXIT-CODE
// Prints `PASSED FAILED` of a jest run. A suite that did not even start counts as a failure, and so does a run that ended
// badly though no test failed (coverage under its limit, a crash after the last test) or in which nothing ran.
import { existsSync, readFileSync } from 'node:fs'

const [file = '', code = '1'] = process.argv.slice(2)
const result = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
const passed = result?.numPassedTests ?? 0
const counted = (result?.numFailedTests ?? 0) + (result?.numRuntimeErrorTestSuites ?? 0)
const endedBadly = code !== '0' || passed === 0
console.log(passed, counted === 0 && endedBadly ? 1 : counted)
