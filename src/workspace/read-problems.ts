import { maxFileBytes } from '../document/tree.ts'
import { type Problem, systemCodeOf } from '../errors.ts'
import { LINK_TO_NOTHING, readingAdvice, readingReason } from './file-reasons.ts'

/** leadsOutside returns the problem of a link to a file outside the workspace. */
export function leadsOutside(file: string): Problem {
  return problem('outside-workspace', `${file} is a link that leads outside the workspace.`)
}

/** isSpecial returns the problem of a pipe, a socket or a device. */
export function isSpecial(file: string): Problem {
  return problem('not-a-file', `${file} is not a regular file.`)
}

/** isTooLarge returns the problem of a file with more bytes than are read. */
export function isTooLarge(file: string, size: number, limit: number): Problem {
  const message = `${file} has ${size} bytes; at most ${limit} are read.`
  // Only a check reads files that may be something else than a definition.
  const isCheck = limit > maxFileBytes
  return problem(
    'file-too-large',
    message,
    isCheck ? `Split the file, or leave it out with "!${file}".` : undefined
  )
}

/** linkToNothing returns the problem of a link whose target is absent. */
export function linkToNothing(file: string): Problem {
  return problem('file-not-readable', `${file} ${LINK_TO_NOTHING.what}.`, LINK_TO_NOTHING.hint)
}

/** notRead returns the problem of a file that is there and could not be read or decoded, by what was thrown. */
export function notRead(file: string, error: unknown): Problem {
  const code = systemCodeOf(error)
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
    return problem('file-not-utf8', `${file} is not UTF-8 text.`, 'Save it as UTF-8.')
  if (code === 'EISDIR') return problem('not-a-file', `${file} is a folder.`)
  const message = `${file} cannot be read: ${readingReason(error)}.`
  return problem('file-not-readable', message, readingAdvice(error))
}

function problem(code: string, message: string, hint = 'Check the input "task-definition".'): Problem {
  return { code, fault: 'user', message, hint }
}
