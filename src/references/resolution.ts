import type { PlaceFinder } from '../document/place.ts'
import type { ObjectNode } from '../document/tree.ts'
import type { Problem } from '../errors.ts'
import type { ReferenceUse } from './collect.ts'
import type { ParsedReference, ReferenceFault } from './reference.ts'

/**
 * A rendered task definition whose references are to be resolved. `service` is the ECS service it is for, where
 * known.
 */
export type UnresolvedDocument = {
  readonly service?: string
  readonly file: string
  readonly root: ObjectNode
  readonly place: PlaceFinder
}

/** Where one resolved reference is used. */
export type ResolvedUse = Pick<ReferenceUse, 'field' | 'container' | 'name'> & {
  readonly service?: string
  readonly file: string
}

/**
 * One distinct reference, for the plan: as written (in canonical form) and the full ARN, tail included, that ECS
 * gets.
 */
export type ResolvedReference = {
  readonly written: string
  readonly arn: string
  /** The KMS key that encrypts it, as AWS names it (id, ARN or alias); absent where the service's own key does. */
  readonly keyId?: string
  readonly uses: readonly ResolvedUse[]
}

/**
 * `documents` are the given ones, in order, with each resolved reference replaced; those with a problem stay as
 * written.
 */
export type Resolution<Document extends UnresolvedDocument = UnresolvedDocument> = {
  readonly documents: readonly Document[]
  readonly resolved: readonly ResolvedReference[]
  readonly problems: readonly Problem[]
  readonly warnings: readonly Problem[]
}

/** A use with its document and what its text means; `fault` is what the text alone shows to be wrong. */
export type JudgedUse = {
  readonly document: UnresolvedDocument
  readonly use: ReferenceUse
  readonly reference: ParsedReference
  readonly fault?: ReferenceFault
}
