import type { Clock } from '../clock.ts'
import { isTerraform } from '../detector/advice.ts'
import { chosenRules, OPTIONAL_RULES, RULE_IDS } from '../detector/detect.ts'
import { readForCheck } from '../detector/formats/read-for-check.ts'
import { placeFinder } from '../files/document/place.ts'
import { NO_PROJECT_FILE, type ProjectDecisions, type ProjectFile } from '../inputs/configuration/layout.ts'
import { loadProjectFile } from '../inputs/configuration/load.ts'
import { CONFIG_FILES } from '../inputs/read-common.ts'
import { distinctBy, someOf } from '../list.ts'
import { present } from '../present.ts'
import { movableFiles } from '../report/problem-text.ts'
import type { Remark } from '../report/report.ts'
import { word } from '../report/step-commands.ts'
import { type LocatedDocument, MARK } from './exceptions/comments.ts'
import type { BaseDoubt, BaseFile, Exception, PullRequestBase } from './exceptions/exception.ts'
import { isForAll } from './exceptions/exception.ts'
import { type Applied, standingOnBase, weighFindings } from './exceptions/weigh.ts'
import type { Examined, ProjectRules, RuleDecisions } from './project-rules.ts'

/**
 * applyProjectRules removes the findings that an exception or a comment covers, and adds findings about the exceptions.
 */
export async function applyProjectRules(
  { findings, loaded }: Examined,
  { rules, configuration: { exceptions }, standing, trackedDefinitions }: RuleDecisions,
  { clock }: { readonly clock: Pick<Clock, 'now'> }
): Promise<Applied> {
  const files = distinctBy(loaded.targets, ({ document }) => document.file)
  const commented = files.filter(({ document }) => document.text.includes(MARK))
  const { pending = [], doubt, base } = standing ?? {}
  if (exceptions.length + pending.length + commented.length === 0) return { findings, excepted: [] }
  const unscanned = new Set(loaded.unscanned.map(({ file }) => file))
  const named = loaded.all ?? loaded.files
  const isForAllNamed = [...exceptions, ...pending].some(({ file }) => isForAll(file, named))
  const active = new Set(chosenRules(rules).map(({ id }) => id))
  return weighFindings(findings, commented, {
    exceptions,
    scanned: files.map(({ document }) => document.file).filter(file => !unscanned.has(file)),
    idleRules: RULE_IDS.filter(id => !active.has(id)),
    rules: RULE_IDS,
    now: clock.now(),
    all: isForAllNamed ? [...named, ...(trackedDefinitions?.() ?? [])] : named,
    pending,
    ...present({
      doubt,
      base:
        base &&
        (await filesOnBase(
          commented.map(one => one.document.file),
          base
        ))
    })
  })
}

/** exceptedPlaintext returns what the verdict of a plan or deploy says of accepted plaintext in its definitions. */
export function exceptedPlaintext({ excepted }: Pick<Applied, 'excepted'>): readonly Remark[] {
  const accepted = excepted.filter(({ finding }) => finding.category === 'credential')
  if (accepted.length === 0) return []
  const names = [...new Set(accepted.map(({ finding }) => finding.name))]
  const what = accepted.length === 1 ? 'A credential is' : `${accepted.length} credentials are`
  const verdict = `${what} in plaintext, which exceptions accept: ${someOf(names, 3)}.`
  return [{ message: verdict, isWarning: true, verdict }]
}

/**
 * howToBegin returns how a project without exceptions can start with the plaintext that it has: a command that migrates
 * what can move, by the configuration file or by the names of the files.
 */
export function howToBegin(
  { findings }: Pick<Applied, 'findings'>,
  { configuration, standing, layout }: Pick<ProjectRules, 'configuration' | 'standing' | 'layout'>
): readonly Remark[] {
  const isDirty = findings.some(({ level, category }) => level === 'error' && category === 'credential')
  if (!isDirty || configuration.exceptions.length > 0 || standing !== undefined) return []
  const files = movableFiles(findings)
  const named = files.length > NAMED ? 'FILES' : files.map(word).join(' ')
  const inputs = files.every(isTerraform) ? '--project NAME' : '--cluster NAME'
  const what = layout.services.size + layout.tasks.size > 0 ? '' : ` ${named} ${inputs}`
  const move = files.length === 0 ? '' : `npx ecs-sealed-deploy migrate${what} moves values into secrets; `
  const message = `To begin with what is there: ${move}npx ecs-sealed-deploy check --write-baseline accepts it for 90 days.`
  return [{ message }]
}

/** More files than these make no command to copy. */
const NAMED = 3

type Decisions = ProjectFile['decisions']

/**
 * The decisions of a pull request that apply, those that are pending until the merge, and why the base could not be
 * read, if so.
 */
export type StandingDecisions = {
  readonly counted: Decisions
  readonly pending: readonly Exception[]
  readonly doubt?: BaseDoubt
}

/** The checkout's configuration file. */
export type HeadFile = {
  readonly file: string
  readonly decisions: Decisions
  readonly now: number
}

/** readText reads the text of a configuration file; empty without one. */
export async function readText(file: string, text: string, now: number): Promise<ProjectFile> {
  if (text === '') return NO_PROJECT_FILE
  return loadProjectFile(file, text, {
    rules: RULE_IDS,
    optional: OPTIONAL_RULES.map(({ id }) => id),
    now
  })
}

/**
 * standingDecisions reads the configuration file as it is on the base of the pull request. Decisions that loosen a
 * check apply as they are on the base. Those that make it stricter (optional rules) apply from either side. If the base
 * is unknown, nothing loosens the check.
 */
export async function standingDecisions(
  { file, decisions, now }: HeadFile,
  base: PullRequestBase
): Promise<StandingDecisions> {
  const found = await configurationOnBase(file, base)
  const before = found.kind === 'text' ? (await readText(file, found.text, now)).decisions : undefined
  if (found.kind === 'unknown' || (before !== undefined && before.problems.length > 0)) {
    const { why, help } = found.kind === 'unknown' ? found : BROKEN
    return {
      counted: { ...decisions, exceptions: [], allowedNames: [] },
      pending: decisions.exceptions,
      doubt: { why, help }
    }
  }
  const standing = standingOnBase(decisions.exceptions, before?.exceptions ?? [], now)
  return {
    pending: standing.pending,
    counted: {
      ...decisions,
      exceptions: standing.counted,
      allowedNames: before?.allowedNames ?? [],
      optionalRules: [...new Set([...decisions.optionalRules, ...(before?.optionalRules ?? [])])]
    }
  }
}

/** A pull request may give the file the other one of its usual names, and does not leave its rules behind by that. */
async function configurationOnBase(file: string, base: PullRequestBase): Promise<BaseFile> {
  const names = CONFIG_FILES.includes(file) ? CONFIG_FILES : [file]
  for (const name of [file, ...names.filter(other => other !== file)]) {
    const found = await base.read(name)
    if (found.kind !== 'none') return found
  }
  return { kind: 'none' }
}

const BROKEN: BaseDoubt = {
  why: 'the configuration file there has mistakes',
  help: 'Fix the configuration file on the base branch first.'
}

/** filesOnBase reads files of the run as they are on the base. A file that does not exist there has no entry. */
export async function filesOnBase(
  files: readonly string[],
  base: PullRequestBase
): Promise<ReadonlyMap<string, LocatedDocument | BaseDoubt>> {
  const read = new Map<string, LocatedDocument | BaseDoubt>()
  for (const file of files) {
    const found = await base.read(file)
    if (found.kind === 'none') continue
    if (found.kind === 'unknown') {
      read.set(file, { why: found.why, help: found.help })
      continue
    }
    const result = await readForCheck(file, found.text)
    if (result.kind !== 'definition' && result.kind !== 'template') continue
    read.set(file, { document: result.document, place: placeFinder(result.document) })
  }
  return read
}

/**
 * withRenderedBefore applies the configuration file's exceptions to the files that an earlier step rendered. Such a
 * file is outside the workspace and has a different name, so only rule, container and variable identify its source.
 */
export function withRenderedBefore<Project extends { readonly configuration: ProjectDecisions }>(
  project: Project,
  { files }: { readonly files: readonly string[] }
): Project {
  const handed = files.filter(isRenderedBefore)
  if (handed.length === 0) return project
  const { configuration } = project
  const derived = configuration.exceptions.flatMap(exception =>
    handed.map(file => ({ ...exception, file, isDerived: true as const }))
  )
  return {
    ...project,
    configuration: { ...configuration, exceptions: [...configuration.exceptions, ...derived] }
  }
}

/** isRenderedBefore reports whether a file is one that an earlier step rendered: its path is absolute. */
function isRenderedBefore(file: string): boolean {
  return /^(?:[A-Za-z]:)?[\\/]/.test(file)
}
