import { getState } from 'jest-circus'

/** Rejected promises that are not handled yet, with their errors. */
const rejections = new Map()

/** takeRejections returns the errors of unhandled rejections and clears them. */
export function takeRejections() {
  const errors = [...rejections.values()]
  rejections.clear()
  return errors
}

const LISTENERS = {
  uncaughtException: error => {
    const { currentlyRunningTest, unhandledErrors } = getState()
    const errors = currentlyRunningTest?.errors ?? unhandledErrors
    errors.push(error)
  },
  unhandledRejection: (error, promise) => rejections.set(promise, error),
  rejectionHandled: promise => rejections.delete(promise)
}

/**
 * takeProcess gives the process to a suite: an error thrown outside of its tests fails it. Returns the function that
 * takes the process back and restores its environment, working directory, output and timers.
 */
export function takeProcess() {
  const listeners = Object.keys(LISTENERS).map(name => [name, process.rawListeners(name)])
  for (const [name, listener] of Object.entries(LISTENERS))
    process.removeAllListeners(name).on(name, listener)
  const { env } = process
  const variables = { ...env }
  const folder = process.cwd()
  const { write } = process.stdout
  const { setTimeout, clearTimeout, fetch } = globalThis
  const { now } = Date
  return () => {
    for (const [name, before] of listeners) {
      process.removeAllListeners(name)
      for (const listener of before) process.on(name, listener)
    }
    process.env = env
    for (const name of Object.keys(env)) if (!(name in variables)) delete env[name]
    Object.assign(env, variables)
    process.chdir(folder)
    process.stdout.write = write
    Object.assign(globalThis, { setTimeout, clearTimeout, fetch })
    Date.now = now
  }
}
