import { Session } from 'node:inspector/promises'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { mapOf } from './source-maps.mjs'

let session

/**
 * countCoverage has V8 count what a suite runs of src/. jest would stop the counting after each suite, and V8 would
 * discard its compiled code; here the counting continues as long as the process, and each suite takes what it has
 * added.
 */
export async function countCoverage(runtime, { rootDir }) {
  if (session === undefined) {
    session = new Session()
    session.connect()
    await session.post('Profiler.enable')
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  }
  let covered = []
  // also for the suites after this one: jest starts the counting before it calls the runner
  Object.getPrototypeOf(runtime).collectV8Coverage = async () => {}
  runtime.stopCollectingV8Coverage = async () => {}
  runtime.getAllV8CoverageInfoCopy = () => covered
  return {
    async take() {
      const { result } = await session.post('Profiler.takePreciseCoverage')
      covered = result.flatMap(one => entryOf(one, rootDir))
    }
  }
}

/** Functions of each file that were already reported, by position. */
const told = new Map()

/**
 * What a suite adds to a file; with it, the first time, what jest's reporter needs to map the code back to the source.
 */
function entryOf(result, rootDir) {
  if (!result.url.startsWith('file:')) return []
  const path = fileURLToPath(result.url.split('?')[0])
  const name = relative(rootDir, path)
  if (!name.startsWith('src/') || !name.endsWith('.ts') || name.endsWith('/index.ts')) return []
  const isFirst = !told.has(path)
  const functions = newsOf(path, result.functions)
  if (functions.length === 0) return []
  const { code, source: originalCode, path: sourceMapPath } = isFirst ? mapOf(path) : {}
  return [
    {
      result: { ...result, functions, url: path },
      ...(isFirst ? { codeTransformResult: { code, originalCode, sourceMapPath } } : {})
    }
  ]
}

/**
 * The functions that this suite has run, and those not yet reported; the reporter already knows all others, and they
 * add nothing.
 */
function newsOf(path, functions) {
  const known = told.get(path) ?? new Set()
  told.set(path, known)
  return functions.filter(({ ranges }) => {
    const place = `${ranges[0].startOffset}-${ranges[0].endOffset}`
    const isNew = !known.has(place)
    known.add(place)
    return isNew || ranges.some(({ count }) => count > 0)
  })
}
