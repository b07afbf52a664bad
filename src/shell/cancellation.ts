import { setMaxListeners } from 'node:events'

/**
 * Cancellation is the request to end a run, such as Ctrl+C. Its signal is created when it is first used, because Node
 * then loads code that a check does not need.
 */
export class Cancellation {
  #controller: AbortController | undefined

  /** The signal that every call of the run listens to. */
  get signal(): AbortSignal {
    return this.#made().signal
  }

  get isRequested(): boolean {
    return this.#controller?.signal.aborted ?? false
  }

  request(): void {
    this.#made().abort()
  }

  #made(): AbortController {
    if (this.#controller) return this.#controller
    const controller = new AbortController()
    // Every pending call listens for cancellation, hundreds at a time; this is not a leak.
    setMaxListeners(0, controller.signal)
    this.#controller = controller
    return controller
  }
}
