import { AwsError } from '../aws/error.ts'
import { explainAwsError } from '../aws/explain.ts'
import type { Unknown } from './verification.ts'

/** An answer, or why there is none. */
export type Answered<Value> =
  | { readonly kind: 'answered'; readonly value: Value }
  | { readonly kind: 'failed'; readonly error: AwsError }

/** Asks one thing of AWS; never throws for what AWS or the network did. */
export type Asker = <Value>(ask: () => Promise<Value>) => Promise<Answered<Value>>

/** After these the same service will not answer the next question either, and each would cost its waits again. */
const hopeless: ReadonlySet<string> = new Set(['unreachable', 'unsupported', 'expired', 'throttled'])

/** createAsker makes the asker of one AWS service. What it looks up is optional, so a failure is an answer too. */
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

/** unknownFrom turns a failed look-up into the reason why something is not verified. */
export function unknownFrom(error: AwsError): Unknown {
  return error.kind === 'denied'
    ? { kind: 'no-permission', operation: error.operation }
    : { kind: 'call-failed', text: explainAwsError(error).message.replace(/\.$/, '') }
}
