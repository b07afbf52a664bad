import { AwsError } from '../aws/error.ts'
import { explainAwsError } from '../aws/explain.ts'
import { assertNever, type Place } from '../errors.ts'
import type { PlaceFinder } from '../files/document/place.ts'
import type { ObjectNode } from '../files/document/tree.ts'
import type { JsonObject } from '../json.ts'

/**
 * A definition as it would be registered: rendered, with every reference a full ARN. Several services may use it.
 */
export type VerifySubject = {
  readonly service?: string
  readonly file: string
  readonly root: ObjectNode
  readonly place: PlaceFinder
  /** `reuse`: it is not registered again, so its roles need not be passed. Absent: it will be registered. */
  readonly registration?: 'register' | 'reuse'
}

/**
 * The subject of a row. `key` is the KMS key of a secret or parameter.
 */
export type PermissionTopic = 'role' | 'secret' | 'parameter' | 'key' | 'pass-role' | 'image'

/** Who needs the permission. An image must exist, whoever pulls it. */
export type PermissionHolder =
  | { readonly kind: 'execution-role'; readonly arn: string }
  | { readonly kind: 'task-role'; readonly arn: string }
  | { readonly kind: 'deployer'; readonly arn: string }
  | { readonly kind: 'nobody' }

/** Where it is needed: the variable, option, member or container, and the service if there is one. */
export type PermissionUse = {
  readonly service?: string
  readonly file: string
  readonly name: string
  readonly place?: Place
}

/** Each is the code of the resulting problem (docs/troubleshooting/). */
export type DenialCode = 'permission-denied' | 'role-missing' | 'role-trust' | 'pass-role' | 'image-missing'

/**
 * The remedy: a policy statement to add (`isNotEnough`: something else must change too), or text if no statement helps.
 */
export type Remedy =
  | {
      readonly kind: 'statement'
      readonly statement: JsonObject
      readonly note?: string
      readonly isNotEnough?: true
    }
  | { readonly kind: 'trust'; readonly statement: JsonObject }
  | { readonly kind: 'advice'; readonly text: string }

/**
 * Why something is unknown. no-permission: the lookup itself is denied. call-failed: AWS did not answer. undecided: the
 * result depends on something that cannot be read from here. out-of-reach: never looked up, nothing to report.
 */
export type Unknown =
  | { readonly kind: 'no-permission'; readonly operation: string }
  | { readonly kind: 'call-failed'; readonly text: string }
  | { readonly kind: 'undecided'; readonly text: string }
  | { readonly kind: 'out-of-reach'; readonly text: string }

/** The verdict of one row. `why` is a sentence without a period. */
export type PermissionVerdict =
  | { readonly verdict: 'allowed'; readonly why: string }
  | { readonly verdict: 'denied'; readonly code: DenialCode; readonly why: string; readonly remedy: Remedy }
  | { readonly verdict: 'not-verified'; readonly unknown: Unknown }

/** One question and its answer: may this role perform this action on that resource? Contains only names and ARNs. */
export type PermissionRow = {
  readonly check: PermissionTopic
  readonly holder: PermissionHolder
  /** ARN of the role, secret, parameter or key; the image as written in the definition. */
  readonly what: string
  /** The action of the question, if any. */
  readonly action?: string
  readonly uses: readonly PermissionUse[]
} & PermissionVerdict

/** Everything that was verified before the registration. */
export type Verification = { readonly rows: readonly PermissionRow[] }

/** unverifiedReason returns why a row is not verified, without a period. */
export function unverifiedReason(unknown: Unknown): string {
  switch (unknown.kind) {
    case 'no-permission':
      return `no permission for ${unknown.operation}`
    case 'call-failed':
    case 'undecided':
    case 'out-of-reach':
      return unknown.text
    default:
      return assertNever(unknown)
  }
}

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
