import type { HouseRules } from './house-rules.ts'
import type { LoadedDefinitionSources } from './load-sources.ts'

/**
 * withRenderedBefore lets the exceptions of the configuration file hold for what a step before made of the files that they are for: it
 * lies outside of the workspace under a name of its own, and only rule, container and variable tell what it was made of.
 */
export function withRenderedBefore(house: HouseRules, { files }: LoadedDefinitionSources): HouseRules {
  const handed = files.filter(file => /^(?:[A-Za-z]:)?[\\/]/.test(file))
  if (handed.length === 0) return house
  const { configuration } = house
  const derived = configuration.exceptions.flatMap(exception =>
    handed.map(file => ({ ...exception, file, isDerived: true as const }))
  )
  return {
    ...house,
    configuration: { ...configuration, exceptions: [...configuration.exceptions, ...derived] }
  }
}
