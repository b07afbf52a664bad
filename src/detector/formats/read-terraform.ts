import { placeFinder } from '../../files/document/place.ts'
import type { LoadedDocument } from '../../files/document/tree.ts'
import { present } from '../../present.ts'
import { readTolerantly } from './tolerant/reader.ts'

/** readTerraform reads a file in Terraform's own language as written. What belongs to nothing is a problem. */
export function readTerraform(file: string, text: string): LoadedDocument {
  const clean = text.startsWith('\uFEFF') ? text.slice(1) : text
  const read = readTolerantly({ file, text: clean, dialect: 'code', offset: 0, pointer: '' })
  const start = read.kind === 'tree' ? read.unread : 0
  const origin = { kind: 'file', file, pointer: '', start: start ?? 0, end: start ?? 0 } as const
  const problem = {
    code: 'not-read-whole',
    fault: 'user',
    message: `${file}: a bracket or a text here belongs to nothing, so the file could not be read whole.`,
    hint: 'Correct what is around it: terraform validate shows more.',
    ...present({ place: placeFinder({ file, text: clean })(origin) })
  } as const
  const problems = start === undefined ? [] : [problem]
  return read.kind === 'tree'
    ? { document: { file, format: 'json', text: clean, root: read.root }, problems }
    : { problems }
}
