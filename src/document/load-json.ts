import type { LoadedDocument } from './loaded.ts'
import { readStrictJson } from './read-strict-json.ts'

/** loadJson reads JSON strictly and, if that fails, with the reader that continues after an error. */
export async function loadJson(file: string, text: string): Promise<LoadedDocument> {
  const root = readStrictJson(file, text)
  if (root) return { document: { file, format: 'json', text, root }, problems: [], isStrict: true }
  // Plain JSON never loads the tolerant reader.
  const { readJson } = await import('./read-json.ts')
  return readJson(file, text)
}
