import type { StoppedTask } from '../ports.ts'
import { type CauseKind, type CauseRow, TOPICS, type Topic } from './causes.ts'

/** A recognized text: the cause, its sentence with places to fill in, whether it stays, and why no task starts. */
export type Recognized = Pick<CauseRow, 'says' | 'stays'> & {
  readonly kind: CauseKind
  readonly cannot: string
}

const CAUSES: readonly Topic[] = TOPICS

/** recognize finds the cause in ECS's message for a stopped task or an event; undefined if it is not known. */
export function recognize(text: string): Recognized | undefined {
  for (const { about, cannot, rows } of CAUSES) {
    const row = about.test(text) ? rows.find(one => one.text.test(text)) : undefined
    if (row) return { ...row, kind: row.kind as CauseKind, cannot }
  }
  return undefined
}

/** ECS's words for ends that only the code of a task shows. */
const WORDS_OF_CODE: Readonly<Record<string, string>> = {
  SpotInterruption: 'SpotInterruption',
  UserInitiated: 'SpotInterruption',
  ServiceSchedulerInitiated: 'SpotInterruption',
  TerminationNotice: 'SpotInterruption',
  InfrastructureHealth: 'SpotInterruption',
  EssentialContainerExited: 'Essential container in task exited'
}

/** recognizeTask is recognize for a stopped task, and uses its code if its messages are not recognized. */
export function recognizeTask(task: StoppedTask): Recognized | undefined {
  return recognize(stopWordsOf(task)) ?? recognize(WORDS_OF_CODE[task.stopCode ?? ''] ?? '')
}

/** stopWordsOf returns everything that ECS reports about why a task stopped, without duplicates. */
export function stopWordsOf({ stoppedReason = '', containers }: StoppedTask): string {
  const others = containers.flatMap(({ reason }) =>
    reason && !stoppedReason.includes(reason) ? [reason] : []
  )
  return [stoppedReason, ...new Set(others)].filter(text => text !== '').join(' — ')
}

/** causeKinds lists every cause once, and whether it ends the wait of a run once it is certain. */
export function causeKinds(): ReadonlyMap<CauseKind, boolean> {
  const rows = CAUSES.flatMap(topic => topic.rows)
  return new Map(rows.map(({ kind, stays }) => [kind as CauseKind, stays !== undefined]))
}
