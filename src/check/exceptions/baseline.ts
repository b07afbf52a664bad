import type { Finding } from '../../detector/finding.ts'
import { distinctBy } from '../../list.ts'
import { present } from '../../present.ts'
import { dayAfter } from './exception.ts'

/** Days until a baseline expires: long enough to rotate the credentials, short enough not to be forgotten. */
const DAYS = 90

const HEADER = ` Exceptions of ecs-sealed-deploy: findings that are known, each for a reason and until a day (docs/check.md).`

/** What a baseline adds to the file: the new text, and the number of added entries. */
export type Baseline = { readonly text: string; readonly added: number }

/**
 * writeBaseline adds an exception for each finding to the text of the configuration file (empty for a new one), and
 * keeps its comments and other keys. An entry contains names and a day, and neither a value nor a hash of one. `now` is
 * in milliseconds since 1970. The text must have been parsed without problems before.
 */
export async function writeBaseline(
  text: string,
  findings: readonly Finding[],
  now: number
): Promise<Baseline> {
  const { isSeq, parseDocument, YAMLSeq } = await import('yaml')
  const document = parseDocument(text, { version: '1.2', schema: 'core', logLevel: 'silent' })
  const entries = distinctBy(
    findings.flatMap(finding => entryOf(finding, dayAfter(now, DAYS))),
    JSON.stringify
  )
  if (entries.length === 0) return { text, added: 0 }
  if (text.trim() === '') document.commentBefore = HEADER
  const existing = document.get('exceptions')
  const list = isSeq(existing) ? existing : new YAMLSeq()
  if (list !== existing) document.set('exceptions', list)
  list.flow = false
  for (const entry of entries) list.add(document.createNode(entry))
  return { text: document.toString({ lineWidth: 0 }), added: entries.length }
}

type Entry = Readonly<Record<string, string>>

/** What an input brought in is in no file, and findings about exceptions cannot be excepted. */
function entryOf(finding: Finding, expires: string): readonly Entry[] {
  const { file, container, name, rule, input, level } = finding
  if (input !== undefined || name === '' || level === 'notice') return []
  if (rule.startsWith('policy/exception-') || rule === 'policy/allow-comment') return []
  return [
    {
      file,
      ...present({ container }),
      variable: name,
      rule,
      reason: 'baseline',
      expires
    }
  ]
}
