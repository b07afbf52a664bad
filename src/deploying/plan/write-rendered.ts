import type { JsonObject } from '../../json.ts'
import type { ModePorts } from '../../ports.ts'
import { writeRendered } from '../../workspace/write.ts'

/** writeRenderedFiles writes each definition once, under its service's or family's name; gives the paths. */
export function writeRenderedFiles(
  named: readonly { readonly name: string; readonly definition: JsonObject }[],
  { renderedFolder }: Pick<ModePorts, 'renderedFolder'>
): readonly string[] {
  if (renderedFolder === undefined) return []
  const byName = new Map(named.map(({ name, definition }) => [name, definition]))
  return [...byName].map(([name, definition]) => writeRendered(renderedFolder, name, definition))
}
