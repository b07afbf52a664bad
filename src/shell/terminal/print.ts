import { fstatSync, statSync, writeSync } from 'node:fs'
import type { Environment } from '../github-context.ts'

/** The fallback if a descriptor cannot be written synchronously, e.g. `process.stdout`. */
export type FallbackStream = { write(part: Uint8Array | string): unknown }

/**
 * printTo returns a function that writes texts synchronously to a file descriptor. Loading a stream takes three
 * milliseconds, so it is created only when a pipe is full or closed, and then writes everything from there on.
 */
export function printTo(descriptor: number, fallback: () => FallbackStream): (text: string) => void {
  // A Windows console accepts UTF-8 only from a stream.
  let stream = process.platform === 'win32' ? fallback() : undefined
  return text => {
    if (stream) {
      stream.write(text)
      return
    }
    let rest: Uint8Array = Buffer.from(text)
    try {
      while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest))
    } catch {
      stream = fallback()
      stream.write(rest)
    }
  }
}

/**
 * mayBeTerminal reports whether a descriptor is a device that may be a terminal. A closed descriptor and the null
 * device are not.
 */
export function mayBeTerminal(descriptor: number): boolean {
  try {
    const found = fstatSync(descriptor)
    return found.isCharacterDevice() && found.rdev !== statSync('/dev/null', { throwIfNoEntry: false })?.rdev
  } catch {
    return false
  }
}

/**
 * wantsColors decides once per run: NO_COLOR and FORCE_COLOR (no-color.org, force-color.org) take precedence over the
 * kind of stream. Text for a program has no colors.
 */
export function wantsColors(environment: Environment, isTerminal: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = environment
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  return isTerminal && TERM !== 'dumb'
}

/** isDrawnOn reports whether a terminal can be redrawn and its output is not stored as a log. */
export function isDrawnOn({ TERM, CI }: Environment): boolean {
  return TERM !== 'dumb' && !CI
}
