import type { Origin } from '../document/tree.ts'
import type { Problem } from '../errors.ts'

/** One line NAME=value of an input. */
export type NamedValue = { readonly name: string; readonly value: string }

/** What the override inputs ask for, parsed. Lists are empty and the rest absent where an input is not given. */
export type Overrides = {
  /** Containers that the container-level overrides are for; empty means the only one. */
  readonly containerNames: readonly string[]
  /** One image for all selected containers, or one by container name. */
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
  /** Members of the definition itself that only the configuration file overrides. */
  readonly members?: readonly NamedValue[]
  /** Absent where all comes from inputs. */
  readonly source?: OverrideSource
}

/** Where overrides come from that are no inputs. `name` is that of a variable or container. */
export type OverrideSource = {
  originOf(input: string, name?: string): Origin
  labelOf(input: string): string
}

/** The overrides with every problem found in the inputs; with problems, what could not be read is left out. */
export type ParsedOverrides = { readonly overrides: Overrides; readonly problems: readonly Problem[] }

/** What a run without override inputs has. */
export const NO_OVERRIDES: Overrides = {
  containerNames: [],
  images: [],
  environmentVariables: [],
  secrets: [],
  dockerLabels: [],
  logOptions: [],
  envFiles: []
}

/** overridesOf reads the override inputs; a run that has none, as most checks, loads nothing for it. */
export async function overridesOf(inputs: Readonly<Record<string, string>>): Promise<ParsedOverrides> {
  if (Object.values(inputs).every(text => text.trim() === '')) {
    return { overrides: NO_OVERRIDES, problems: [] }
  }
  const { parseOverrides } = await import('./parse-overrides.ts')
  return parseOverrides(inputs)
}

/** The inputs that change containers, with whether they are given. Their names are those of AWS's render action. */
export function containerInputsOf(overrides: Overrides): readonly string[] {
  const given: readonly (readonly [string, boolean])[] = [
    ['image', overrides.image !== undefined],
    ['environment-variables', overrides.environmentVariables.length > 0],
    ['secrets', overrides.secrets.length > 0],
    ['docker-labels', overrides.dockerLabels.length > 0],
    ['command', overrides.command !== undefined],
    ['log-configuration-log-driver', overrides.logDriver !== undefined],
    ['log-configuration-options', overrides.logOptions.length > 0],
    ['env-files', overrides.envFiles.length > 0]
  ]
  return given.filter(([, isGiven]) => isGiven).map(([name]) => name)
}

/** originIn is where an overriding value came from: an input, or a line of the configuration file. */
export function originIn({ source }: Overrides, input: string, name?: string): Origin {
  return source?.originOf(input, name) ?? { kind: 'input', input }
}

/** labelIn is how a message calls what overrides. */
export function labelIn({ source }: Overrides, input: string): string {
  return source?.labelOf(input) ?? `Input "${input}"`
}
