import { detect } from '../../../src/detector/detect.ts'
import type { CheckedFile } from '../../../src/detector/formats/read-for-check.ts'
import { readForCheck } from '../../../src/detector/formats/read-for-check.ts'
import { placeFinder } from '../../../src/files/document/place.ts'

/**
 * A value that every rule about names takes for a credential; the same in every run, and without the format of any
 * provider.
 */
export const LITERAL = ['Sup3r', 'Secret', 'Pw99'].join('')

/** The result of a check of a file: `line pointer name` of each finding of category credential, in order. */
export async function credentialsIn(file: string, text: string): Promise<readonly string[]> {
  const read = await readForCheck(file, text)
  if (read.kind !== 'definition' && read.kind !== 'template') throw new Error(`${file} is ${read.kind}`)
  return findingsOf(read)
}

/** findingsOf runs the detector on a parsed file. */
export function findingsOf(
  read: Extract<CheckedFile, { kind: 'definition' | 'template' }>
): readonly string[] {
  const { document } = read
  const findings = detect({ file: document.file, root: document.root, place: placeFinder(document) })
  return findings
    .filter(({ category }) => category === 'credential')
    .map(({ place, pointer, name }) => `${place?.line} ${pointer} ${name}`)
}
