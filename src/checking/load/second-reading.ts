import type { SourceDocument } from '../../document/tree.ts'
import type { CheckedFile } from '../../formats/checked-file.ts'
import { present } from '../../present.ts'
import type { SecondReading } from './source.ts'

/** secondReading reads a file by its lines if its structure is not reliable, and otherwise its comments. */
export async function secondReading({
  document,
  loose
}: Extract<CheckedFile, { readonly notes: unknown }>): Promise<SecondReading> {
  const isTelling = loose === undefined && hasTellingComment(document)
  const hasScripts = loose === undefined && /UserData|AWS::CloudFormation::Init/.test(document.text)
  if (loose === undefined && !isTelling && !hasScripts) return {}
  const { restOfComments, restOfFile, withScripts } = await import('./rest-of-file.ts')
  if (loose === undefined) {
    const comments = isTelling ? restOfComments(document) : undefined
    const rest = hasScripts ? withScripts(comments, document, 'scripts') : comments
    return { ...present({ rest }), isRestComments: true }
  }
  const rest = restOfFile(document, loose)
  return { ...present({ rest }), ...(loose === 'scripts' ? { isRestExact: true } : {}) }
}

/** Whether a comment has something that could be a token, a key or a login. */
function hasTellingComment({ format, text }: SourceDocument): boolean {
  const comments = format === 'yaml' ? /(?:^|\s)#.*/g : /(?:^|[\s,{}[\]])\/[/*].*/g
  for (const [comment] of text.matchAll(comments))
    if (/[\w-]{20}|@|-----BEGIN|^\W?\/\*/.test(comment)) return true
  return false
}
