import type { JsonObject } from '../json.ts'

/**
 * What expressions may name. Strings that are not known are left out (undefined), which makes naming them an error.
 * `github.token` is never handed over: it is a credential.
 */
export type RenderContexts = {
  readonly github: JsonObject
  readonly env: Readonly<Record<string, string>>
  readonly vars: JsonObject
  readonly service: { readonly name?: string; readonly key?: string; readonly cluster?: string }
  readonly environment: { readonly name?: string }
  readonly aws: { readonly region?: string; readonly account?: string; readonly partition?: string }
  /** Names in lower case (`env.stage`, `github.event.inputs.tag`) that have a value which templates are not given. */
  readonly withheld?: ReadonlyMap<string, WithheldReason>
}

/** Nobody listed the name, or it is plainly that of a credential. */
export type WithheldReason = 'unlisted' | 'credential'

/** The names of the contexts, as they are written in an expression. */
export const contextNames = ['github', 'env', 'vars', 'service', 'environment', 'aws'] as const
