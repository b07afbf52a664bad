import type { Problem } from '../errors.ts'
import { present } from '../present.ts'
import { BlockReader, maxYamlPiece } from './block-yaml.ts'
import type { LoadedDocument } from './loaded.ts'
import type { Extent } from './make-nodes.ts'
import { readStrictJson } from './read-strict-json.ts'
import { KEPT_WHOLE, readYamlPart, type YamlPart } from './read-yaml.ts'
import { syntaxReporter } from './syntax-problem.ts'

/**
 * readYamlInPieces reads what readYamlPart reads, in a small part of the time and memory, with the same result.
 * Mappings and lists in block style are read line by line. The YAML package reads each entry that has more than the
 * usual forms of a text: quotes with escapes, brackets, folded texts, anchors. If such an entry is larger than what the
 * package may read at once, the document is refused.
 */
export function readYamlInPieces(part: YamlPart): LoadedDocument {
  const { file, text, from } = part
  const json = from === 0 && /^\s*[{[]/.test(text) ? readStrictJson(file, text) : undefined
  if (json) return { document: { file, format: 'yaml', text, root: json }, problems: [] }
  const syntax = syntaxReporter(file, part.find, 'YAML')
  const values = syntaxReporter(file, part.find, 'YAML')
  const read = new BlockReader(part, { syntax, values }).read()
  switch (read.kind) {
    case 'tree': {
      const problems = [...syntax.problems, ...values.problems]
      const partial = problems.some(({ code }) => !KEPT_WHOLE.has(code))
      const document = { file, format: 'yaml', text, root: read.root } as const
      return { document, problems, ...(partial ? { partial } : {}) }
    }
    case 'refused':
      return read.isInvalid ? { problems: read.problems } : { problems: read.problems, partial: true }
    case 'unsplit':
      return text.length <= maxYamlPiece
        ? readYamlPart(part)
        : { problems: [unsplit(part, read)], partial: true }
  }
}

function unsplit({ file, find }: YamlPart, { start, end }: Extent): Problem {
  const place = find({ kind: 'file', file, pointer: '', start, end: start })
  const message = `${file}: from here, ${end - start} characters can only be read as a whole; of YAML at most ${maxYamlPiece} are.`
  const hint =
    'Split the file, or write what is large as mappings and lists in block style, without an anchor or a tag.'
  return { code: 'file-too-large', fault: 'user', message, hint, ...present({ place }) }
}
