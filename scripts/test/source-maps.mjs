import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compile } from '../ts-hook.mjs'

const FOLDER = fileURLToPath(new URL('../../node_modules/.cache/source-maps', import.meta.url))

/** mapStacks lets jest map the lines of a stack: the source map of a file is created when a stack names the file. */
export function mapStacks(runtime) {
  runtime.getSourceMaps().get = source => (isOurs(source) ? mapOf(pathOf(source)).path : undefined)
}

/** What mapOf returned before, by path: stacks of many suites name the same files. */
const known = new Map()

/** mapOf returns a source file, what is run of it, and the location of the source map between the two. */
export function mapOf(path) {
  const { mtimeMs } = statSync(path)
  const before = known.get(path)
  if (before?.mtimeMs === mtimeMs) return before
  const source = readFileSync(path, 'utf8')
  const { code, map } = compile(path, true)
  mkdirSync(FOLDER, { recursive: true })
  const file = join(FOLDER, `${createHash('sha256').update(map).digest('hex')}.map`)
  if (!existsSync(file)) writeFileSync(file, map)
  const found = { source, code, path: file, mtimeMs }
  known.set(path, found)
  return found
}

function isOurs(source) {
  return typeof source === 'string' && /\.ts(\?|$)/.test(source)
}

function pathOf(source) {
  const [path] = source.split('?')
  return path.startsWith('file:') ? fileURLToPath(path) : path
}
