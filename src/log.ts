/** The log of a run; the action and the command line each have an implementation. */
export interface Log {
  debug(message: string): void
  info(message: string): void
  notice(message: string): void
  warning(message: string): void
  /** Prints the lines as a collapsed group, if the output supports groups. */
  group(title: string, lines: readonly string[]): void
  /**
   * Repeats lines that were printed between others as one collapsed group. Absent if the output has no groups: then no
   * line needs to be kept.
   */
  readonly recap?: (title: string, lines: readonly string[]) => void
  /** Shows the account, Region and identity of the run before it does anything there. */
  acting(places: readonly ActingPlace[]): void
  /**
   * Starts showing something that the run waits for, so that the output never falls silent during the wait.
   */
  follow(activity: Activity): Following
  /**
   * Starts showing a call of AWS, e.g. `ecs:DescribeServices`; call the result when it is answered. Absent if nothing
   * is shown.
   */
  readonly asking?: (operation: string, trouble?: () => string | undefined) => () => void
}

/** One account and Region of a run, with the identity used and the run's clusters there. */
export type ActingPlace = {
  readonly region: string
  /** Names or ARNs; empty if definitions are only registered. */
  readonly clusters: readonly string[]
  /** Twelve digits; absent if STS did not return it. */
  readonly account?: string
  /** ARN of the role session or user, as returned by STS. */
  readonly identity?: string
}

/** The current state of something that the run waits for. */
export type Activity = {
  /** Display name, e.g. of the service. */
  readonly label: string
  /** When it began, milliseconds since 1970. */
  readonly since: number
  readonly phase: 'waiting' | 'rolling out' | 'failing' | 'rolling back' | 'paused' | 'running'
  /** `undefined` while they cannot be read. */
  readonly tasks?: TaskCounts | undefined
  /** Total number of failed task starts, and the circuit breaker's threshold if it is enabled. */
  readonly failedStarts?: number
  readonly breakerAt?: number
  /** The stage, as the AWS service names it, e.g. `BAKE_TIME`. */
  readonly stage?: string
}

/** Task counts; `old` counts running tasks of other revisions. */
export type TaskCounts = {
  readonly running: number
  readonly desired: number
  readonly pending: number
  readonly old: number
}

/** Reports the progress of an activity until it ends. */
export interface Following {
  /** Prints one line about it; `brief` is the same for a row of a terminal. */
  say(message: string, brief?: string): void
  /** Updates the state; `words` is the same state as text, for line-based output. */
  update(now: Partial<Omit<Activity, 'label' | 'since'>>, words?: string): void
  /** Ends it with a one-word outcome. */
  end(outcome: string, isGood: boolean): void
}

/** plainly logs only the lines of an activity, each prefixed with its name. */
export function plainly({ label }: Activity, info: Log['info']): Following {
  const say = (message: string) => info(`[${label}] ${message}`)
  return { say, update: (_, words) => words !== undefined && say(words), end: () => {} }
}
