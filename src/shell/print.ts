import { fstatSync, statSync, writeSync } from 'node:fs'

/** What takes over where a descriptor can't be written to at once, e.g. `process.stdout`. */
export type FallbackStream = { write(part: Uint8Array | string): unknown }

/**
 * printTo gives a function that writes texts to a file descriptor at once. A stream has first to be loaded, which takes
 * three milliseconds; it is asked for when a pipe is full or closed, and writes everything from there on.
 */
export function printTo(descriptor: number, fallback: () => FallbackStream): (text: string) => void {
  // A Windows console takes UTF-8 from a stream only.
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

/** mayBeTerminal says whether a descriptor is a device that may be a terminal. One that is closed is none, nor is the one that swallows everything. */
export function mayBeTerminal(descriptor: number): boolean {
  try {
    const found = fstatSync(descriptor)
    return found.isCharacterDevice() && found.rdev !== statSync('/dev/null', { throwIfNoEntry: false })?.rdev
  } catch {
    return false
  }
}
