import type { AwsConfiguration } from '../../inputs/configuration.ts'
import type { Wishes } from '../../plan/decide.ts'
import { changedMembers, startsDeployment } from '../../services/settings.ts'

/** wishesOf is what the inputs ask of the services besides their definitions. */
export function wishesOf(configuration: AwsConfiguration): Wishes {
  const { desiredCount, forceNewDeployment, settings } = configuration
  return {
    forceNewDeployment,
    ...(desiredCount === undefined ? {} : { desiredCount }),
    settingsFor: raw => {
      const members = Object.keys(changedMembers(settings, raw))
      return { members, startsDeployment: startsDeployment(members) }
    }
  }
}
