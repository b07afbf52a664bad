import type { Finding } from '../detector/rule.ts'
import type { Problem } from '../errors.ts'
import { writeProjectFile } from '../files/write/writer.ts'
import type { CheckConfiguration } from '../inputs/configuration.ts'
import { distinctBy } from '../list.ts'
import type { ModePorts } from '../ports.ts'
import { present } from '../present.ts'
import type { Remark } from '../report/report.ts'
import { applyProjectRules, readText } from './decisions.ts'
import { BASELINE_REASON, dayAfter } from './exceptions/exception.ts'
import type { Applied } from './exceptions/weigh.ts'
import type { ProjectRules } from './project-rules.ts'
import type { LoadedDefinitionSources } from './source.ts'

/** Days until a baseline expires: long enough to rotate the credentials, short enough not to be forgotten. */
const DAYS = 90

const HEADER =
  ' Exceptions of ecs-sealed-deploy: findings that are known, each for a reason and until a day (docs/check.md).'

/** A check with its findings. `findings` are all of them, and `judged` is the result after the existing exceptions. */
export type BaselineInput = {
  readonly configuration: CheckConfiguration
  readonly project: ProjectRules
  readonly loaded: LoadedDefinitionSources
  readonly findings: readonly Finding[]
  readonly judged: Applied
  readonly problems: readonly Problem[]
}

export type KeptBaseline = {
  readonly applied: Applied
  readonly remarks: readonly Remark[]
  readonly problems: readonly Problem[]
}

/**
 * keepAsBaseline writes an exception for each remaining finding to the configuration file and
 * applies the new text.
 * Entries of an earlier baseline for the files of this check are written again if their finding is still there, and
 * dropped if not. It writes nothing if there are problems, because a baseline would hide what could not be read.
 */
export async function keepAsBaseline(input: BaselineInput, ports: ModePorts): Promise<KeptBaseline> {
  const { configuration, project, loaded, findings, judged, problems } = input
  const { file } = configuration.config
  const none = (why: string): KeptBaseline => {
    return { applied: judged, remarks: [{ message: `No baseline was written: ${why}` }], problems: [] }
  }
  if (project.standing !== undefined)
    return none('this run is for a pull request, whose exceptions do not count until they are merged.')
  if (problems.length > 0 || loaded.unscanned.length > 0) return none('fix the problems first.')
  const now = ports.clock.now()
  const apply = async (text: string) => {
    const { decisions } = await readText(file, text, now)
    const decided = { ...project, configuration: decisions }
    return { decisions, applied: await applyProjectRules({ findings, loaded }, decided, ports) }
  }
  const files = new Set([...loaded.files, file])
  const before = await withoutBaseline(project.text, entry => files.has(entry.file))
  const open = before.dropped === 0 ? judged : (await apply(before.text)).applied
  const baseline = await withBaseline(before.text, open.findings, now)
  if (baseline.added + before.dropped === 0) return none('there is nothing to except.')
  const failed = writeProjectFile({ area: ports.area, file }, baseline.text)
  if (failed) return { applied: judged, remarks: [], problems: [failed] }
  const { decisions, applied } = await apply(baseline.text)
  const what = baseline.added === 1 ? '1 exception was' : `${baseline.added} exceptions were`
  const gone = before.dropped === 0 ? '' : ` They replace ${before.dropped} of an earlier baseline.`
  const message = `${what} written to ${file}, to end in ${DAYS} days.${gone}`
  return { applied, remarks: [{ message }], problems: decisions.problems }
}

async function parse(text: string) {
  const yaml = await import('yaml')
  const document = yaml.parseDocument(text, { version: '1.2', schema: 'core', logLevel: 'silent' })
  const existing = document.get('exceptions')
  return { yaml, document, list: yaml.isSeq(existing) ? existing : undefined }
}

/** What an entry of a baseline is about. */
export type BaselineEntry = { readonly file: string; readonly variable: string; readonly container?: string }

/**
 * withoutBaseline removes the entries of a baseline for which `leaves` is true from the text of a configuration file,
 * which must have been parsed without problems before.
 */
export async function withoutBaseline(
  text: string,
  leaves: (entry: BaselineEntry) => boolean
): Promise<{ readonly text: string; readonly dropped: number }> {
  const { yaml, document, list } = await parse(text)
  const count = list?.items.length ?? 0
  const isLeaving = (item: unknown) => {
    if (!yaml.isMap(item) || item.get('reason') !== BASELINE_REASON) return false
    const [file, variable, container] = ['file', 'variable', 'container'].map(key => item.get(key))
    const entry = { file: String(file), variable: String(variable) }
    return leaves({ ...entry, ...(typeof container === 'string' ? { container } : {}) })
  }
  if (list) list.items = list.items.filter(item => !isLeaving(item))
  const dropped = count - (list?.items.length ?? 0)
  return { text: dropped === 0 ? text : document.toString({ lineWidth: 0 }), dropped }
}

/**
 * withBaseline adds an exception for each finding to the text of the configuration file (empty for a new one), and
 * keeps its comments and other keys. An entry contains names and a day, and neither a value nor a hash of one. `now` is
 * in milliseconds since 1970.
 */
export async function withBaseline(
  text: string,
  findings: readonly Finding[],
  now: number
): Promise<{ readonly text: string; readonly added: number }> {
  const expires = dayAfter(now, DAYS)
  const entries = distinctBy(
    findings.filter(isExceptable).map(one => entryOf(one, expires)),
    JSON.stringify
  )
  if (entries.length === 0) return { text, added: 0 }
  const { yaml, document, list = new yaml.YAMLSeq() } = await parse(text)
  if (text.trim() === '') document.commentBefore = HEADER
  document.set('exceptions', list)
  list.flow = false
  for (const entry of entries) list.add(document.createNode(entry))
  return { text: document.toString({ lineWidth: 0 }), added: entries.length }
}

/** What an input brought in is in no file, and findings about exceptions cannot be excepted. */
function isExceptable({ input, name, level, rule }: Finding): boolean {
  return (
    input === undefined && name !== '' && level !== 'notice' && !/^policy\/(exception-|allow-)/.test(rule)
  )
}

function entryOf({ file, container, name, rule }: Finding, expires: string) {
  return { file, ...present({ container }), variable: name, rule, reason: BASELINE_REASON, expires }
}
