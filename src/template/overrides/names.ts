import type { Overrides } from './overrides.ts'

/** The inputs that change containers, and whether they are given. Their names are those of AWS's render action. */
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
