/** Why the base of a pull request could not be read, and the workflow lines that make it readable. */
export type BaseDoubt = { readonly why: string; readonly help: string }

/** A file as it is on the base of a pull request. */
export type BaseFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'none' }
  | ({ readonly kind: 'unknown' } & BaseDoubt)

/**
 * The base of the run's pull request: what an authorized person has merged. `file` is relative to the workspace. Throws
 * nothing.
 */
export type PullRequestBase = { readonly read: (file: string) => Promise<BaseFile> }
