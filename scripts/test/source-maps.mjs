import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compile } from '../ts-hook.mjs'

const FOLDER = fileURLToPath(new URL('../../node_modules/.cache/source-maps', import.meta.url))

/** mapStacks lets jest map the lines of a stack: the source map of a file is created when a stack names the file. */
export function mapStacks(runtime) {
  runtime.getSourceMaps().get = source => (isOurs(source) ? mapOf(pathOf(source)).path : undefined)
}

/** mapOf returns a source file as it is run and the location of its source map. */
export function mapOf(path) {
  const { code, map } = compile(path, true)
  mkdirSync(FOLDER, { recursive: true })
  const file = join(FOLDER, `${createHash('sha256').update(code).digest('hex')}.map`)
  writeFileSync(file, map)
  return { code, path: file }
}

function isOurs(source) {
  return typeof source === 'string' && /\.ts(\?|$)/.test(source)
}

function pathOf(source) {
  const [path] = source.split('?')
  return path.startsWith('file:') ? fileURLToPath(path) : path
}
