import type { PlaceFinder } from '../document/place.ts'
import type { ObjectNode } from '../document/tree.ts'
import { assertNever, type Place } from '../errors.ts'
import type { JsonObject } from '../json.ts'

/** A definition as it would be registered: rendered, every reference a full ARN. Services may share one. */
export type VerifySubject = {
  readonly service?: string
  readonly file: string
  readonly root: ObjectNode
  readonly place: PlaceFinder
  /** `reuse`: nothing is registered for it, so nobody has to pass its roles. Absent: it will be registered. */
  readonly registration?: 'register' | 'reuse'
}

/** What a row is about. `key` is the KMS key of a secret or parameter, `platform` what an image is built for. */
export type PermissionTopic = 'role' | 'secret' | 'parameter' | 'key' | 'pass-role' | 'image' | 'platform'

/** Who must be allowed. An image has to exist, whoever pulls it. */
export type PermissionHolder =
  | { readonly kind: 'execution-role'; readonly arn: string }
  | { readonly kind: 'task-role'; readonly arn: string }
  | { readonly kind: 'deployer'; readonly arn: string }
  | { readonly kind: 'nobody' }

/** Where it is needed: the variable, option, member or container, of a service where there is one. */
export type PermissionUse = {
  readonly service?: string
  readonly file: string
  readonly name: string
  readonly place?: Place
}

/** Each is the code of the problem that it becomes (docs/troubleshooting.md). */
export type DenialCode =
  | 'permission-denied'
  | 'role-missing'
  | 'role-trust'
  | 'pass-role'
  | 'image-missing'
  | 'image-platform'

/** What helps: a statement to add to a role's policies, or words where no statement does. */
export type Remedy =
  | { readonly kind: 'statement'; readonly statement: JsonObject; readonly note?: string }
  | { readonly kind: 'trust'; readonly statement: JsonObject }
  | { readonly kind: 'advice'; readonly text: string }

/**
 * Why something is not known. no-permission: the look-up itself is not allowed. call-failed: AWS did not answer it.
 * undecided: the answer depends on something that can't be seen from here. out-of-reach: never looked at, nothing
 * to say.
 */
export type Unknown =
  | { readonly kind: 'no-permission'; readonly operation: string }
  | { readonly kind: 'call-failed'; readonly text: string }
  | { readonly kind: 'undecided'; readonly text: string }
  | { readonly kind: 'out-of-reach'; readonly text: string }

/** One line's verdict. `why` is a sentence without its end. */
export type PermissionVerdict =
  | { readonly verdict: 'allowed'; readonly why: string }
  | { readonly verdict: 'denied'; readonly code: DenialCode; readonly why: string; readonly remedy: Remedy }
  | { readonly verdict: 'not-verified'; readonly unknown: Unknown }

/** One question and its answer: may this role do this with that? Names and ARNs only. */
export type PermissionRow = {
  readonly check: PermissionTopic
  readonly holder: PermissionHolder
  /** ARN of the role, secret, parameter or key; the image as the definition has it. */
  readonly what: string
  /** The action asked about, where there is one. */
  readonly action?: string
  readonly uses: readonly PermissionUse[]
} & PermissionVerdict

/** All that was looked at before anything is registered. */
export type Verification = { readonly rows: readonly PermissionRow[] }

/** whyNotVerified says why a row is not verified, without the end of the sentence. */
export function whyNotVerified(unknown: Unknown): string {
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
