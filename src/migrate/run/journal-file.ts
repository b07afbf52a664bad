import type { Problem } from '../../errors.ts'
import { gitFolderOf } from '../../files/git/commits.ts'
import { readTextFile } from '../../files/read.ts'
import { type JournalLocation, journalPath, type LockHolder, takeLock } from '../../files/write/lock-file.ts'
import type { MigrateConfiguration } from '../../inputs/configuration.ts'
import { someOf } from '../../list.ts'
import { present } from '../../present.ts'
import { type Journal, parseJournal, printJournal, requestToken } from '../journal.ts'
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
    return isNone ? { location } : { location, refused: notReadable(problem.message) }
  }
  const journal = parseJournal(read.text)
  if (journal === undefined && read.text.trim() !== '')
    return {
      location,
      refused: notReadable(`${location.path} is not a journal that this version can read.`)
    }
  return journal?.state === 'running' ? { location, unfinished: journal } : { location }
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

/** An unfinished migration in a journal that cannot be read would be begun again. */
function notReadable(why: string): Problem {
  return {
    code: 'migration-journal',
    fault: 'user',
    message: `The journal shows whether a migration is unfinished. ${why}`,
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
 * JournalWriter writes the journal file before the first step of a run, and closes it. It counts the steps, and keeps
 * the sentences to report. Throws the errors of node:fs.
 */
export class JournalWriter {
  readonly location: JournalLocation
  readonly journal: Journal
  readonly done: string[] = []
  readonly #files: MigrationPorts['files']
  #open = 0

  constructor(location: JournalLocation, journal: Journal, { files }: Pick<MigrationPorts, 'files'>) {
    this.location = location
    this.journal = journal
    this.#files = files
    this.#save(journal)
  }

  /** Whether a step of this run was begun and has not completed: what it has changed is unknown. */
  get isMidStep(): boolean {
    return this.#open > 0
  }

  /** Whether this run has completed or begun a step. */
  get hasWritten(): boolean {
    return this.done.length > 0 || this.isMidStep
  }

  /** tokenFor returns the client request token of a secret of this migration. */
  tokenFor(name: string, replaced?: string): string {
    return requestToken(this.journal, name, replaced)
  }

  /** begin notes that a step is about to be carried out. */
  begin(): void {
    this.#open++
  }

  /** finish notes that the step has completed, with the sentence to report. */
  finish(sentence: string): void {
    this.#open--
    this.done.push(sentence)
  }

  /** close records that the migration is complete. */
  close(): void {
    this.#save({ ...this.journal, state: 'finished' })
  }

  #save(journal: Journal): void {
    const { file, root } = this.location
    this.#files.replace(file, printJournal(journal), root)
  }
}
