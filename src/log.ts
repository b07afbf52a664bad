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
}
