import { type Journal, journalId, printJournal, type StepKind } from '../journal.ts'
import type { MigrationPorts } from './ports.ts'

/** Diary keeps the journal's file: every note is on disk before what it is about happens. Throws what node:fs throws. */
export class Diary {
  readonly path: string
  readonly done: string[] = []
  readonly #ports: Pick<MigrationPorts, 'files' | 'clock'>
  #journal: Journal

  constructor(path: string, journal: Journal, ports: Pick<MigrationPorts, 'files' | 'clock'>) {
    this.path = path
    this.#journal = journal
    this.#ports = ports
    this.#save(journal)
  }

  get journal(): Journal {
    return this.#journal
  }

  /** begin notes that a step is about to be made. */
  begin(step: StepKind, subject: string): void {
    this.#note(step, subject, 'begun')
  }

  /** finish notes that a step has been made, and what to say about it. */
  finish(step: StepKind, subject: string, sentence: string): void {
    this.#note(step, subject, 'done')
    this.done.push(sentence)
  }

  /** close notes that the whole migration is over. */
  close(): void {
    this.#save({ ...this.#journal, state: 'finished' })
  }

  #note(step: StepKind, subject: string, state: 'begun' | 'done'): void {
    const at = new Date(this.#ports.clock.now()).toISOString()
    const steps = [...this.#journal.steps, { step, subject, state, at }]
    this.#save({ ...this.#journal, steps })
  }

  #save(journal: Journal): void {
    this.#ports.files.replace(this.path, printJournal(journal))
    this.#journal = journal
  }
}

/** newJournalId is the id of a migration that begins now. */
export function newJournalId({ clock, process, runName, workspace }: MigrationPorts): string {
  return journalId([String(clock.now()), String(process.pid), process.host, runName, workspace])
}
