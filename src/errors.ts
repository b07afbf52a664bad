/**
 * The origin of a problem, which decides the exit code: user 2; cloud (AWS, GitHub) and machine (file system,
 * runner) 3; bug 4; cancelled (the run was interrupted before it had done everything) 1 (design: "Modes").
 */
export type Fault = 'user' | 'cloud' | 'machine' | 'cancelled' | 'bug'

/**
 * A range in a file. Lines and columns start at 1; the end is exclusive, as in SARIF and annotations.
 */
export type Place = {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

/** What a problem is about, if it is one input (`word`: the part of its value) or one cluster of ECS. */
export type Subject =
  | { readonly input: string; readonly word?: string }
  | { readonly cluster: string; readonly region?: string }

/**
 * One problem: what failed, where, what was found, what is allowed, and what to do next. `message` and `hint`
 * never contain a value that could be a credential, only names, places and lengths.
 */
export type Problem = {
  /** Stable kebab-case name, e.g. `unknown-input`, and the key of its entry in the troubleshooting page. */
  readonly code: string
  readonly fault: Fault
  readonly message: string
  /** What to do next, in one sentence; absent only if there is no advice to give. */
  readonly hint?: string
  readonly place?: Place
  /** The ECS service concerned, if any. */
  readonly service?: string
  readonly about?: Subject
}

/**
 * Something that was changed in a definition or observed, and that the user should know but that does not
 * stop the run. Never contains a value.
 */
export type Remark = {
  readonly message: string
  readonly place?: Place
  /** Set if a precondition of a successful outcome could not be verified; the headline counts these. */
  readonly isUnverified?: true
  /** Set if it needs attention although nothing failed: its annotation is a warning. */
  readonly isWarning?: true
  /** What the verdict states about it, as a sentence. */
  readonly verdict?: string
}

/**
 * systemCodeOf returns the code of a Node.js system error, e.g. `ENOENT`; undefined for anything thrown
 * without one.
 */
export function systemCodeOf(thrown: unknown): string | undefined {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown ? String(thrown.code) : undefined
}

/**
 * isAbsence reports whether a system error means that there is nothing at a path. After any other error it is not known
 * what is there, so that nothing is known to be absent.
 */
export function isAbsence(thrown: unknown): boolean {
  const code = systemCodeOf(thrown)
  return code === 'ENOENT' || code === 'ENOTDIR'
}

/**
 * assertNever makes a switch over a union exhaustive at compile time. Throws if the types turn out to be
 * wrong at run time.
 */
export function assertNever(unexpected: never): never {
  throw new Error(`unhandled case ${JSON.stringify(typeof unexpected)}`)
}
