import { type JsonObject, objectsIn } from '../../json.ts'
import { present } from '../../present.ts'
import {
  AGAIN,
  endGap,
  gapOf,
  type Item,
  isObjectList,
  type MergeGap,
  OTHER_RELEASE,
  otherFile,
  type Part,
  pointsIn,
  problemGap,
  REPOSITORY,
  stringIn,
  stringsIn
} from './document.ts'

const CHECK_LISTS = ['findings', 'unscanned', 'problems', 'remarks']

/** readCheckDocument judges what `check --format json` printed. Pure. */
export function readCheckDocument(document: JsonObject): Pick<Part, 'items' | 'gap'> {
  const { version, mode, kind, exitCode } = document
  const isOther = mode !== undefined || kind !== undefined || !Array.isArray(document['findings'])
  if (isOther || !Number.isInteger(version) || !Number.isInteger(exitCode))
    return { items: [], gap: gapOf('its file is not the JSON of mode check', otherFile('mode check')) }
  const all = objectsIn(document['findings'])
  const errors = all.filter(({ level }) => level !== 'warning' && level !== 'notice')
  // with fail-on: warning, a check fails without an error
  const failing = errors.length > 0 || exitCode !== 1 ? errors : all
  const gap = checkGap(document, all.length)
  return { items: failing.map(findingItem), ...present({ gap }) }
}

function findingItem({ file, line, name, pointer, level, rule }: JsonObject): Item {
  const at = `${stringIn(file) ?? ''}${typeof line === 'number' ? `:${line}` : ''}`
  const reason = `${stringIn(level) ?? 'error'}: ${stringIn(rule) ?? 'unknown rule'}`
  return { name: `${at} ${stringIn(name) ?? stringIn(pointer) ?? ''}`.trim(), state: 'failed', reason }
}

/** Why a check does not show that everything was checked. One that found no task definition has nothing to show. */
function checkGap(document: JsonObject, findings: number): MergeGap | undefined {
  const { version, exitCode, problems, unscanned, files } = document
  if (version !== 1) return OTHER_RELEASE
  const bad = CHECK_LISTS.find(name => !isObjectList(document[name]))
  if (bad !== undefined || !Array.isArray(files) || stringsIn(files).length < files.length)
    return gapOf(`its list "${bad ?? 'files'}" is missing or is not complete`)
  const [unread] = objectsIn(unscanned)
  const [point] = pointsIn(document)
  const open =
    (unread &&
      gapOf(
        `it could not read ${stringIn(unread['file']) ?? 'a file'} completely: ${stringIn(unread['reason']) ?? ''}`
      )) ??
    (point && gapOf(point.reason.replace(/^Not verified: /, ''), `Do that. ${AGAIN}`))
  const all = objectsIn(problems)
  const isNone = findings === 0 && all.length > 0 && all.every(({ code }) => code === 'no-task-definitions')
  if (isNone) return open
  return (
    problemGap(document) ??
    open ??
    (exitCode === 1 ? undefined : endGap(exitCode)) ??
    (exitCode === 1 && findings === 0
      ? gapOf('its check ended with exit code 1, but lists no finding')
      : files.length === 0
        ? gapOf('it checked no file')
        : undefined)
  )
}

/** repositoryIn returns the repository that a file is named after: `checks/OWNER/NAME.json`. */
export function repositoryIn(file: string): string | undefined {
  const parts = file.replace(/\.json$/i, '').split(/[/\\]/)
  const name = parts.slice(-2).join('/')
  return REPOSITORY.test(name) ? name : parts.at(-1)
}
