import type { Problem } from '../../errors.ts'
import { readJson } from './read-json.ts'
import { type LoadedDocument, maxFileBytes, type SourceDocument } from './tree.ts'

/**
 * loadDocument parses a task definition file: JSON with comments (.json, .jsonc), YAML 1.2 (.yml, .yaml), and other
 * files by their first character. `file` is relative to the workspace. A byte order mark is removed, so that offsets
 * and columns count from the first visible character. A larger file than `maxFileBytes` is refused. No message quotes
 * the file.
 */
export async function loadDocument(file: string, text: string): Promise<LoadedDocument> {
  const clean = text.startsWith('\uFEFF') ? text.slice(1) : text
  const bytes = Buffer.byteLength(clean)
  if (bytes > maxFileBytes) return { problems: [tooLarge(file, bytes)] }
  if (formatOf(file, clean) === 'json') return readJson(file, clean)
  return loadYaml(file, clean)
}

/** loadYaml reads a text as YAML, whatever its name. A JSON project never loads the YAML package. */
export async function loadYaml(file: string, text: string): Promise<LoadedDocument> {
  const { readYaml } = await import('./read-yaml.ts')
  return readYaml(file, text)
}

/** formatOf decides by the extension; `.json.tpl`, `.template` and similar files are JSON if they begin like it. */
function formatOf(file: string, text: string): SourceDocument['format'] {
  if (/\.jsonc?$/i.test(file)) return 'json'
  if (/\.ya?ml$/i.test(file)) return 'yaml'
  const start = /^(?:\s+|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)*/.exec(text)?.[0].length ?? 0
  return text[start] === '{' || text[start] === '[' ? 'json' : 'yaml'
}

/** tooLarge is the problem of a file that is not read because of its size. */
export function tooLarge(file: string, bytes: number): Problem {
  return {
    code: 'file-too-large',
    fault: 'user',
    message: `${file} has ${bytes} bytes; at most ${maxFileBytes} are read (ECS takes 65,536).`,
    hint: 'Check that the path leads to a task definition.'
  }
}
