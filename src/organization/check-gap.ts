import type { JsonObject, JsonValue } from '../json.ts'
import { AGAIN, badEnd, type Incomplete, OTHER_RELEASE, toldBy } from './incomplete.ts'
import { giveOthers, objectsWithin, stringIn, stringsIn } from './read-run.ts'

const LISTS = { files: stringsIn, findings: objectsWithin, unscanned: objectsWithin, problems: objectsWithin }

/** checkForm returns why a document is not the JSON of a check; undefined if it is. */
export function checkForm(document: JsonObject): Incomplete | undefined {
  const { version, mode, kind, findings, exitCode } = document
  const isOther = mode !== undefined || kind !== undefined || !Number.isInteger(version)
  if (isOther || !Array.isArray(findings) || !Number.isInteger(exitCode))
    return { why: 'its file is not the JSON of mode check', hint: giveOthers('mode check') }
  return version === 1 ? undefined : OTHER_RELEASE
}

/** listGap returns which list of a check is incomplete; undefined if none is. */
export function listGap(document: JsonObject): Incomplete | undefined {
  const bad = Object.entries(LISTS).find(([name, read]) => !isComplete(document[name], read))
  return bad && { why: `its list "${bad[0]}" is missing or is not complete`, hint: AGAIN }
}

function isComplete(value: JsonValue | undefined, read: (list: JsonValue) => readonly unknown[]): boolean {
  return Array.isArray(value) && read(value).length === value.length
}

/** checkGap returns why a check did not check everything, most specific reason first; undefined if it did. */
export function checkGap({ exitCode, problems, files, unscanned }: JsonObject): Incomplete | undefined {
  const [problem] = objectsWithin(problems)
  const [open] = objectsWithin(unscanned)
  return (
    toldBy(problem) ??
    (open && unread(open)) ??
    // Exit code 1 is that of findings.
    (exitCode === 1 ? undefined : badEnd('check', exitCode)) ??
    (stringsIn(files).length === 0 ? NO_FILE : undefined)
  )
}

const NO_FILE: Incomplete = {
  why: 'it checked no file',
  hint: 'Name its files with the input task-definition, run its check again, and merge again.'
}

function unread({ file, reason }: JsonObject): Incomplete {
  const because = stringIn(reason)
  return {
    why: `it could not read ${stringIn(file) ?? 'a file'} completely${because === undefined ? '' : `: ${because}`}`,
    hint: 'Mend the file, run its check again, and merge again.'
  }
}
