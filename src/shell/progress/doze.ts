/**
 * doze sleeps without keeping the process alive. Use it for progress output, never for something that a run
 * waits for.
 */
export function doze(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) return resolve()
    const wake = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', wake)
      resolve()
    }
    const timer = setTimeout(wake, Math.max(0, ms))
    timer.unref()
    signal.addEventListener('abort', wake)
  })
}
