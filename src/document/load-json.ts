import type { LoadedDocument } from './loaded.ts'
import { readStrictJson } from './read-strict-json.ts'

/** loadJson reads JSON: strictly, and where that can't be done with the reader that goes on after an error. */
export async function loadJson(file: string, text: string): Promise<LoadedDocument> {
  const root = readStrictJson(file, text)
  if (root) return { document: { file, format: 'json', text, root }, problems: [] }
  // Plain JSON never pays for the tolerant reader.
  const { readJson } = await import('./read-json.ts')
  return readJson(file, text)
}
