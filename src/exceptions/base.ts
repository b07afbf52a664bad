/** Why what the base of a pull request says is not known, and the lines of the workflow that make it known. */
export type BaseDoubt = { readonly why: string; readonly help: string }

/** A file as it is on the base of a pull request. */
export type BaseFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'none' }
  | ({ readonly kind: 'unknown' } & BaseDoubt)

/**
 * The base of the pull request that a run is for: what somebody with the right to do so has merged. `file` is relative to the
 * workspace. Throws nothing.
 */
export type PullRequestBase = { readonly read: (file: string) => Promise<BaseFile> }
