import type { JsonObject } from '../json.ts'

/**
 * The contexts that expressions can use. Unknown texts are undefined, which makes using them an error. `github.token`
 * is never included, because it is a credential.
 */
export type RenderContexts = {
  readonly github: JsonObject
  readonly env: Readonly<Record<string, string>>
  readonly vars: JsonObject
  readonly service: { readonly name?: string; readonly key?: string; readonly cluster?: string }
  readonly environment: { readonly name?: string }
  readonly aws: { readonly region?: string; readonly account?: string; readonly partition?: string }
  /**
   * Names in lower case (`env.stage`, `github.event.inputs.tag`) that have a value which is withheld from templates.
   */
  readonly withheld?: ReadonlyMap<string, WithheldReason>
}

/** The name is not listed, or it is clearly that of a credential. */
export type WithheldReason = 'unlisted' | 'credential'

/** The names of the contexts, as written in an expression. */
export const contextNames = ['github', 'env', 'vars', 'service', 'environment', 'aws'] as const
