import type { Clock } from '../clock.ts'

import type { Problem } from '../errors.ts'
import type { RunGate } from '../gate/shown.ts'
import type { RawInputs } from '../inputs/tables/specification.ts'
import type { Log } from '../log.ts'
import type { StandardInput } from '../ports.ts'
import type { WritingArea } from '../workspace/write/placing.ts'
import type { Environment } from './github-context.ts'

/** A run as requested by a shell: raw inputs, problems that the shell found, and the log. */
export type RunRequest = {
  readonly raw: RawInputs
  readonly inputProblems: readonly Problem[]
  readonly environment: Environment
  readonly workspace: string
  readonly area: WritingArea
  readonly standardInput?: StandardInput
  /** The Region of the AWS profile on a command line; Regions in the environment take precedence. */
  readonly profileRegion?: string
  /** Where rendered definitions are written; absent if none are written. */
  readonly renderedFolder?: string
  readonly clock?: Clock
  readonly log: Log
  readonly gate: RunGate
  readonly mask: (values: readonly string[]) => void
  readonly keepSource: (file: string, text: string) => void
  readonly signal: AbortSignal
  /** Called before the first call to AWS or the first GitHub deployment record: until then, nothing has changed. */
  readonly beforeCalls?: () => void
}
