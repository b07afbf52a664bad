/**
 * Whose fault a problem is. It decides the exit code: user 2; cloud (AWS, GitHub) and machine (the file system, the runner) 3;
 * bug 4 (design: "Modes").
 */
export type Fault = 'user' | 'cloud' | 'machine' | 'bug'

/**
 * Where in a file something stands. Lines and columns count from 1; the end is exclusive, as SARIF and annotations
 * have it.
 */
export type Place = {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

/**
 * One thing that is wrong, in the recipe: what failed, on which thing, what was found, what is allowed, what to do
 * next. `message` and `hint` never hold a value that could be a credential: names, places and lengths only.
 */
export type Problem = {
  /** Stable kebab-case name, e.g. `unknown-input`; the troubleshooting page is keyed by it. */
  readonly code: string
  readonly fault: Fault
  readonly message: string
  /** What to do next, one sentence; absent only where nothing can be advised. */
  readonly hint?: string
  readonly place?: Place
  /** The ECS service it concerns, where it concerns one. */
  readonly service?: string
}

/**
 * Something that was done to a definition, or seen, that the user should know and that stops nothing. Never holds a
 * value.
 */
export type Remark = {
  readonly message: string
  readonly place?: Place
  /** Something that the run's good end rests on could not be verified; the headline counts these. */
  readonly isUnverified?: true
}

/**
 * problemsOf turns a thrown thing that nobody has foreseen into a problem, named by its type only: its text could
 * quote a value.
 */
export function problemsOf(thrown: unknown): readonly Problem[] {
  const type = thrown instanceof Error ? thrown.name : typeof thrown
  return [
    {
      code: 'internal-error',
      fault: 'bug',
      message: `Internal error (${type}). This is a bug in ecs-sealed-deploy, not in your files.`,
      hint: 'Please report it with the mode, the inputs used (without values) and the stack printed at debug level.'
    }
  ]
}

/**
 * systemCodeOf gives the code of an error of the system as Node has it, e.g. `ENOENT`; undefined for anything
 * thrown without one.
 */
export function systemCodeOf(thrown: unknown): string | undefined {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown ? String(thrown.code) : undefined
}

/** assertNever makes a switch over a union exhaustive at compile time. Throws if the types were wrong at run time. */
export function assertNever(unexpected: never): never {
  throw new Error(`unhandled case ${JSON.stringify(typeof unexpected)}`)
}
