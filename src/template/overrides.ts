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
