import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonValue } from '../json.ts'

/**
 * writeRendered writes a rendered definition as indented JSON to `<folder>/<name>-task-definition.json`, readable by its
 * owner only, and gives its path. Characters of the name that don't belong into a file name become `_`. Throws what
 * node:fs throws.
 */
export function writeRendered(folder: string, name: string, definition: JsonValue): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, `${name.replaceAll(/[^A-Za-z0-9_-]/g, '_')}-task-definition.json`)
  writeFileSync(path, `${JSON.stringify(definition, undefined, 2)}\n`, { mode: 0o600 })
  // `mode` counts for a new file only; one that was left behind keeps its own.
  chmodSync(path, 0o600)
  return path
}
