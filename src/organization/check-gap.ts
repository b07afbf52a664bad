import { type JsonObject, type JsonValue, objectsIn } from '../json.ts'
import { badEnd, HINT_FOR_INCOMPLETE, type Incomplete, OTHER_RELEASE, reasonInProblem } from './incomplete.ts'
import { hintForOtherFile, pointsOf, stringIn, stringsIn } from './read-run.ts'

const LISTS = {
  files: stringsIn,
  findings: objectsIn,
  unscanned: objectsIn,
  problems: objectsIn,
  remarks: objectsIn
}

/** checkForm returns why a document is not the JSON of a check; undefined if it is. */
export function checkForm(document: JsonObject): Incomplete | undefined {
  const { version, mode, kind, findings, exitCode } = document
  const isOther = mode !== undefined || kind !== undefined || !Number.isInteger(version)
  if (isOther || !Array.isArray(findings) || !Number.isInteger(exitCode))
    return { why: 'its file is not the JSON of mode check', hint: hintForOtherFile('mode check') }
  return version === 1 ? undefined : OTHER_RELEASE
}

/** listGap returns which list of a check is incomplete; undefined if none is. */
export function listGap(document: JsonObject): Incomplete | undefined {
  const bad = Object.entries(LISTS).find(([name, read]) => !isComplete(document[name], read))
  return bad && { why: `its list "${bad[0]}" is missing or is not complete`, hint: HINT_FOR_INCOMPLETE }
}

function isComplete(value: JsonValue | undefined, read: (list: JsonValue) => readonly unknown[]): boolean {
  return Array.isArray(value) && read(value).length === value.length
}

/** checkGap returns why a check did not check everything, most specific reason first; undefined if it did. */
export function checkGap(document: JsonObject): Incomplete | undefined {
  const { exitCode, problems, files } = document
  const [problem] = objectsIn(problems)
  const gap =
    reasonInProblem(problem) ??
    unreadGap(document) ??
    // Exit code 1 is that of findings.
    (exitCode === 1 ? undefined : badEnd('check', exitCode))
  const open = pointGap(document)
  if (gap === undefined || open === undefined)
    return gap ?? open ?? (stringsIn(files).length === 0 ? NO_FILE : undefined)
  return { ...gap, why: `${gap.why.replace(/\.$/, '')}. ${open.why}` }
}

/** openGap returns what a check that found no task definition could not search; undefined if it searched everything. */
export function openGap(document: JsonObject): Incomplete | undefined {
  return unreadGap(document) ?? pointGap(document)
}

/**
 * What a check notes as not verified: submodules, files that were not checked out. Nothing says that they are clean.
 */
function pointGap(document: JsonObject): Incomplete | undefined {
  const points = pointsOf(document)
  const why = points.map(point => point.replace(/^Not verified: /, '')).join(' ')
  return points.length === 0 ? undefined : { why, hint: 'Do that, run its check again, and merge again.' }
}

function unreadGap({ unscanned }: JsonObject): Incomplete | undefined {
  const [open] = objectsIn(unscanned)
  return open && unread(open)
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
