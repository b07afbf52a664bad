/** bytesOf returns the length as GitHub counts it: a step summary is limited in bytes of UTF-8. */
export function bytesOf(text: string): number {
  return Buffer.byteLength(text)
}

/** The lines that fit, the number of lines that do not, and the remaining room in bytes. */
export type Fitted = {
  readonly lines: readonly string[]
  readonly left: number
  readonly room: number
}

/**
 * linesWithin takes lines from the start until one does not fit, counting line ends. A line is a whole row or item, so
 * that markup is never cut.
 */
export function linesWithin(lines: readonly string[], room: number): Fitted {
  let rest = room
  let taken = 0
  for (const line of lines) {
    const bytes = bytesOf(line) + 1
    if (bytes > rest) break
    rest -= bytes
    taken += 1
  }
  return { lines: lines.slice(0, taken), left: lines.length - taken, room: rest }
}

/** clipped shortens a text of unknown length before it is escaped. */
export function clipped(text: string, characters: number): string {
  return text.length <= characters ? text : `${text.slice(0, characters).toWellFormed()} …`
}
