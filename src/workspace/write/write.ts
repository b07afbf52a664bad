import { join } from 'node:path'
import type { JsonValue } from '../../json.ts'
import { writeFile } from './writer.ts'

/**
 * writeRendered writes a rendered definition as indented JSON to `<folder>/<name>-task-definition.json`, readable by
 * its owner only, and returns its path. Characters that are invalid in a file name become `_`. `folder` was chosen by
 * the program or the runner. Throws NotWritten, and what node:fs throws.
 */
export function writeRendered(folder: string, name: string, definition: JsonValue): string {
  const file = `${name.replaceAll(/[^A-Za-z0-9_-]/g, '_')}-task-definition.json`
  const area = { workspace: folder, isCommandLine: false }
  writeFile({ area, file }, `${JSON.stringify(definition, undefined, 2)}\n`, {
    mode: 0o600,
    isPrivate: true
  })
  return join(folder, file)
}

/**
 * writeApart is writeRendered into a new folder in `folder`, so that two steps that render one family do not overwrite
 * each other's file.
 */
export function writeApart(
  folder: string,
  definitions: readonly { readonly name: string; readonly definition: JsonValue }[]
): readonly string[] {
  const own = join(folder, `ecs-sealed-deploy-${crypto.randomUUID()}`)
  return definitions.map(({ name, definition }) => writeRendered(own, name, definition))
}
