import type { LoadedDocument } from '../../files/document/tree.ts'
import { strayText } from './read-for-check.ts'
import { readTolerantly } from './tolerant/reader.ts'

/** readTerraform reads a file in Terraform's own language as written. What belongs to nothing is a problem. */
export function readTerraform(file: string, text: string): LoadedDocument {
  const clean = text.startsWith('\uFEFF') ? text.slice(1) : text
  const read = readTolerantly({ file, text: clean, dialect: 'code', offset: 0, pointer: '' })
  const start = read.kind === 'tree' ? read.unread : 0
  const hint = 'Correct what is around it: terraform validate shows more.'
  const problems = start === undefined ? [] : [{ ...strayText({ file, text: clean }, start), hint }]
  return read.kind === 'tree'
    ? { document: { file, format: 'json', text: clean, root: read.root }, problems }
    : { problems }
}
