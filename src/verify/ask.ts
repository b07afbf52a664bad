import { AwsError } from '../aws/error.ts'
import { explainAwsError } from '../aws/explain.ts'
import type { Unknown } from './verification.ts'

/** An answer, or why there is none. */
export type Answered<Value> =
  | { readonly kind: 'answered'; readonly value: Value }
  | { readonly kind: 'failed'; readonly error: AwsError }

/** Asks AWS one question; never throws because of AWS or the network. */
export type Asker = <Value>(ask: () => Promise<Value>) => Promise<Answered<Value>>

/**
 * After these failures, the same service will not answer the next question either, and each attempt would wait again.
 */
const hopeless: ReadonlySet<string> = new Set(['unreachable', 'unsupported', 'expired', 'throttled'])

/** createAsker creates the asker for one AWS service. Its lookups are optional, so a failure is also an answer. */
export function createAsker(): Asker {
  let over: AwsError | undefined
  return async ask => {
    if (over) return { kind: 'failed', error: over }
    try {
      return { kind: 'answered', value: await ask() }
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      if (hopeless.has(error.kind)) over = error
      return { kind: 'failed', error }
    }
  }
}

/** unknownFrom turns a failed lookup into the reason why something is not verified. */
export function unknownFrom(error: AwsError): Unknown {
  return error.kind === 'denied'
    ? { kind: 'no-permission', operation: error.operation }
    : { kind: 'call-failed', text: explainAwsError(error).message.replace(/\.$/, '') }
}
