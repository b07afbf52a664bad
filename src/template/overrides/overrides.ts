import type { Problem } from '../../errors.ts'

/** One NAME=value line of an input. */
export type NamedValue = { readonly name: string; readonly value: string }

/** The parsed override inputs. Lists are empty and other members absent if an input is not given. */
export type Overrides = {
  /** Containers that the container-level overrides apply to; empty means the only one. */
  readonly containerNames: readonly string[]
  /** One image for all selected containers, or one per container name. */
  readonly image?: string
  readonly images: readonly NamedValue[]
  readonly environmentVariables: readonly NamedValue[]
  readonly secrets: readonly NamedValue[]
  readonly dockerLabels: readonly NamedValue[]
  readonly command?: readonly string[]
  readonly logDriver?: string
  readonly logOptions: readonly NamedValue[]
  readonly taskRoleArn?: string
  readonly executionRoleArn?: string
  /** ARNs of files in S3. */
  readonly envFiles: readonly string[]
}

/** The overrides with every problem found in the inputs; what could not be parsed is omitted. */
export type ParsedOverrides = { readonly overrides: Overrides; readonly problems: readonly Problem[] }

/** The overrides of a run without override inputs. */
export const NO_OVERRIDES: Overrides = {
  containerNames: [],
  images: [],
  environmentVariables: [],
  secrets: [],
  dockerLabels: [],
  logOptions: [],
  envFiles: []
}

/** overridesOf parses the override inputs; without any, as in most checks, it loads no code for them. */
export async function overridesOf(inputs: Readonly<Record<string, string>>): Promise<ParsedOverrides> {
  if (Object.values(inputs).every(text => text.trim() === '')) {
    return { overrides: NO_OVERRIDES, problems: [] }
  }
  const { parseOverrides } = await import('./parse.ts')
  return parseOverrides(inputs)
}
