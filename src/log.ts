/** Where a run speaks while it goes; the action and the command line each have one. */
export interface Log {
  debug(message: string): void
  info(message: string): void
  notice(message: string): void
  warning(message: string): void
  /** Prints the lines in a folded group where the surface has such a thing. */
  group(title: string, lines: readonly string[]): void
  /** Repeats lines that were printed between others, as one folded group; surfaces that can't fold leave it out. */
  recap(title: string, lines: readonly string[]): void
  /** Says where the run acts and as whom, before anything is done there. */
  acting(places: readonly ActingPlace[]): void
  /** Takes something up that is waited for, so that no surface is silent about it while it lasts. */
  follow(activity: Activity): Following
  /** Takes up something that is read piece by piece, e.g. `files`; `total` where it is known. */
  count(what: string, total?: number): Counter
}

/** A place where a run acts, and as whom: one account and Region with the clusters of this run there. */
export type ActingPlace = {
  readonly region: string
  /** Names or ARNs; none where definitions are only registered. */
  readonly clusters: readonly string[]
  /** Twelve digits; absent where STS did not say. */
  readonly account?: string
  /** ARN of the role session or user that acts, as STS says it. */
  readonly identity?: string
}

/** Something that is waited for, as it stands now. */
export type Activity = {
  /** What it is called, e.g. the service. */
  readonly label: string
  /** When it began, milliseconds since 1970. */
  readonly since: number
  readonly phase: 'waiting' | 'rolling out' | 'failing' | 'rolling back' | 'paused' | 'running'
  readonly tasks?: TaskCounts
  /** Starts that failed, all in all, and how many trip the circuit breaker where one is on. */
  readonly failedStarts?: number
  readonly breakerAt?: number
  /** Where it is, in the words of the service that says so, e.g. `BAKE_TIME`. */
  readonly stage?: string
}

/** Numbers of tasks; `old` are running ones of other revisions. */
export type TaskCounts = {
  readonly running: number
  readonly desired: number
  readonly pending: number
  readonly old: number
}

/** What is told of an activity until it has ended. */
export interface Following {
  /** Says one line of it, once. */
  say(message: string): void
  /** Takes in how it stands; `words` say the same for surfaces that are read line by line. */
  update(now: Partial<Omit<Activity, 'label' | 'since'>>, words?: string): void
  /** Ends it, with the outcome in a word. */
  end(outcome: string, isGood: boolean): void
}

/** What is told of something that is read piece by piece. */
export interface Counter {
  step(): void
  end(): void
}

/** plainly follows an activity by its own lines only, each with its name in front. */
export function plainly({ label }: Activity, info: Log['info']): Following {
  const say = (message: string) => info(`[${label}] ${message}`)
  return { say, update: (_, words) => words !== undefined && say(words), end: () => {} }
}

/** The counter of a surface that says nothing of it. */
export const UNCOUNTED: Counter = { step: () => {}, end: () => {} }
