import type { PlaceFinder } from '../document/place.ts'
import type { ObjectNode } from '../document/tree.ts'
import type { Problem } from '../errors.ts'
import type { ReferenceUse } from './collect.ts'
import type { ParsedReference, ReferenceFault } from './reference.ts'

/**
 * A rendered task definition whose references are to be resolved. `service` is its ECS service, if known. `read`
 * returns its tree, which a run over many files makes anew each time.
 */
export type UnresolvedDocument = {
  readonly service?: string
  readonly file: string
  readonly read: () => ObjectNode
  readonly place: PlaceFinder
}

/** A place that uses a resolved reference. */
export type ResolvedUse = Pick<ReferenceUse, 'field' | 'container' | 'name'> & {
  readonly service?: string
  readonly file: string
}

/** One distinct reference, for the plan: in its canonical form, and the full ARN, including the tail, that ECS gets. */
export type ResolvedReference = {
  readonly written: string
  readonly arn: string
  /** The KMS key that encrypts it, as AWS returns it (ID, ARN or alias); absent for the AWS managed key. */
  readonly keyId?: string
  /** When it last changed in any way, in milliseconds since 1970. */
  readonly changedAt?: number
  readonly uses: readonly ResolvedUse[]
}

/**
 * `documents` are the given ones, in order, with each resolved reference replaced; those with a problem are unchanged.
 */
export type Resolution<Document extends UnresolvedDocument = UnresolvedDocument> = {
  readonly documents: readonly Document[]
  readonly resolved: readonly ResolvedReference[]
  readonly problems: readonly Problem[]
  readonly warnings: readonly Problem[]
}

/** A use with its document and the meaning of its text; `fault` is an error that the text alone shows. */
export type JudgedUse = {
  readonly document: UnresolvedDocument
  readonly use: ReferenceUse
  readonly reference: ParsedReference
  readonly fault?: ReferenceFault
}
