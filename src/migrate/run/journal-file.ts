import type { Problem } from '../../errors.ts'
import { gitFolderOf } from '../../files/git/commits.ts'
import { readTextFile } from '../../files/read.ts'
import { type JournalLocation, journalPath, type LockHolder, takeLock } from '../../files/write/lock-file.ts'
import type { MigrateConfiguration } from '../../inputs/configuration.ts'
import { someOf } from '../../list.ts'
import { present } from '../../present.ts'
import { type Journal, journalId, parseJournal, printJournal, type StepKind } from '../journal.ts'
import type { MigrationPorts } from './ports.ts'

/** The location of the journal, with the unfinished migration that it contains, if any. */
export type JournalFile = { readonly location: JournalLocation; readonly unfinished?: Journal }

/** The journal of an apply, locked for this process. */
export type OpenJournal =
  | (JournalFile & { readonly kind: 'open'; readonly release: () => void })
  | { readonly kind: 'refused'; readonly problem: Problem }

/** readUnfinished reads the unfinished migration from the journal without a lock, for a plan. */
export function readUnfinished(
  configuration: MigrateConfiguration,
  ports: MigrationPorts
): JournalFile & { readonly refused?: Problem } {
  const location = journalPath(configuration.journal, {
    workspace: ports.workspace,
    temporaryFolder: ports.temporaryFolder,
    ...present({ gitFolder: gitFolderOf(ports) })
  })
  const read = readTextFile(ports.workspace, location.path, { limit: JOURNAL_BYTES })
  if (!('text' in read)) {
    const [problem] = read.problems
    const isNone = problem === undefined || problem.code === 'file-not-found'
    return isNone ? { location } : { location, refused: notReadable(problem) }
  }
  const journal = parseJournal(read.text)
  if (journal === undefined)
    return read.text.trim() === '' ? { location } : { location, refused: strange(location.path) }
  return journal.state === 'running' ? { location, unfinished: journal } : { location }
}

const JOURNAL_BYTES = 64 * 1024 * 1024

/** openJournal locks and reads the journal. Of two migrations with the same journal, only one gets the lock. */
export function openJournal(configuration: MigrateConfiguration, ports: MigrationPorts): OpenJournal {
  const { location } = readUnfinished(configuration, ports)
  const { path, file, root } = location
  const { pid, host } = ports.process
  const own = { pid, host, since: new Date(ports.clock.now()).toISOString() }
  const lock = takeLock(
    { area: ports.area, file: `${file}.lock`, ...present({ root }) },
    own,
    holder => holder.host !== host || ports.process.isAlive(holder.pid)
  )
  if ('unreadable' in lock) return { kind: 'refused', problem: closedLock(`${path}.lock`, lock.unreadable) }
  if ('holder' in lock) return { kind: 'refused', problem: inProgress(`${path}.lock`, lock.holder) }
  const { unfinished, refused } = readUnfinished(configuration, ports)
  if (refused) {
    lock.release()
    return { kind: 'refused', problem: refused }
  }
  return { kind: 'open', location, release: lock.release, ...present({ unfinished }) }
}

function inProgress(path: string, holder: LockHolder | undefined): Problem {
  const who = holder === undefined ? '' : ` (process ${holder.pid} on ${holder.host}, since ${holder.since})`
  return {
    code: 'migration-under-way',
    fault: 'user',
    message: `Another migration is in progress${who}; this one did nothing.`,
    hint: `Wait for its end and run again. If that process is gone, remove ${path}.`
  }
}

function closedLock(path: string, why: string): Problem {
  return {
    code: 'migration-lock',
    fault: 'user',
    message: `Whether another migration is in progress is not known: its lock ${path} cannot be read: ${why}. This one did nothing.`,
    hint: `If no other migration is in progress, remove ${path}, and run again.`
  }
}

function strange(path: string): Problem {
  return {
    code: 'migration-journal',
    fault: 'user',
    message: `${path} is not a journal that this version can read.`,
    hint: 'Name another file in "journal", or move this one away.'
  }
}

/** An unfinished migration in a journal that cannot be read would be begun again. */
function notReadable({ message }: Problem): Problem {
  return {
    code: 'migration-journal',
    fault: 'user',
    message: `The journal shows whether a migration is unfinished. ${message}`,
    hint: 'Make it readable for this user, name another file in "journal", or move this one away.'
  }
}

/** otherPlan returns the problem for a journal that contains another, unfinished migration. */
export function otherPlan(path: string, differences: readonly string[]): Problem {
  return {
    code: 'migration-other-plan',
    fault: 'user',
    message: `${path} is the journal of another unfinished migration: ${someOf(differences, 5, '; ')}.`,
    hint: 'Run that one again with the inputs it had, and it continues where it stopped. If it is no longer wanted, remove the file: the secrets that it stored are found and compared like any others.'
  }
}

/**
 * JournalWriter writes the journal file: every step is on disk before it is carried out. Throws the errors of node:fs.
 */
export class JournalWriter {
  readonly location: JournalLocation
  readonly done: string[] = []
  readonly #ports: Pick<MigrationPorts, 'files' | 'clock'>
  readonly #begun = new Set<string>()
  #journal: Journal

  constructor(location: JournalLocation, journal: Journal, ports: Pick<MigrationPorts, 'files' | 'clock'>) {
    this.location = location
    this.#journal = journal
    this.#ports = ports
    this.#save(journal)
  }

  get journal(): Journal {
    return this.#journal
  }

  /** Whether a step of this run was begun and has not completed: what it has changed is unknown. */
  get isMidStep(): boolean {
    return this.#begun.size > 0
  }

  /** Whether this run has completed or begun a step. */
  get hasWritten(): boolean {
    return this.done.length > 0 || this.isMidStep
  }

  /** begin records that a step is about to be carried out. */
  begin(step: StepKind, subject: string): void {
    this.#note(step, subject, 'begun')
    this.#begun.add(`${step} ${subject}`)
  }

  /** finish records that a step has completed, and keeps the sentence to report. */
  finish(step: StepKind, subject: string, sentence: string): void {
    this.#note(step, subject, 'done')
    this.#begun.delete(`${step} ${subject}`)
    this.done.push(sentence)
  }

  /** close records that the migration is complete. */
  close(): void {
    this.#save({ ...this.#journal, state: 'finished' })
  }

  #note(step: StepKind, subject: string, state: 'begun' | 'done'): void {
    const at = new Date(this.#ports.clock.now()).toISOString()
    const steps = [...this.#journal.steps, { step, subject, state, at }]
    this.#save({ ...this.#journal, steps })
  }

  #save(journal: Journal): void {
    const { file, root } = this.location
    this.#ports.files.replace(file, printJournal(journal), root)
    this.#journal = journal
  }
}

/** newJournalId returns the ID of a migration that starts now. */
export function newJournalId({ clock, process, runName, workspace }: MigrationPorts): string {
  return journalId([String(clock.now()), String(process.pid), process.host, runName, workspace])
}
