import type { JsonObject } from '../document/tree.ts'
import type { RawInputs } from './specification.ts'

/**
 * Which services a run is for: everything that the `{service}` patterns find, or the named ones. Not given means what
 * the patterns find, and for a plain path that only the definition is registered.
 */
export type ServiceSelection = 'all' | readonly string[]

/** What every mode needs. Override inputs stay raw here: the template room owns their grammar. */
export type CommonConfiguration = {
  readonly taskDefinition: readonly string[]
  readonly services?: ServiceSelection
  readonly cluster?: string
  readonly region?: string
  readonly variables: JsonObject
  readonly overrides: RawInputs
}

export type CheckConfiguration = CommonConfiguration & {
  readonly mode: 'check'
  readonly format: 'text' | 'json'
  readonly output?: string
}

/** What plan and deploy share. */
export type AwsConfiguration = CommonConfiguration & {
  readonly region: string
  /** Where the services run; needed as soon as a service is to be updated. */
  readonly cluster?: string
  readonly desiredCount?: number
  readonly forceNewDeployment: boolean
  readonly waitUntil: 'deployed' | 'none'
  /** How long one rollout may take, in minutes. */
  readonly waitMinutes: number
  /** How often a throttled or failed read is repeated. */
  readonly maxRetries: number
}

export type PlanConfiguration = AwsConfiguration & { readonly mode: 'plan' }
export type DeployConfiguration = AwsConfiguration & { readonly mode: 'deploy' }

/** One readonly, typed configuration a run; everything behind src/inputs works on this and never on strings. */
export type Configuration = CheckConfiguration | PlanConfiguration | DeployConfiguration
