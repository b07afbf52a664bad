import type { AwsConfiguration } from '../../inputs/configuration.ts'
import type { RequestedChanges } from '../../plan/decide.ts'
import { changedMembers, startsDeployment } from '../../services/settings.ts'

/** requestedChangesOf is what the inputs ask of the services besides their definitions. */
export function requestedChangesOf(configuration: AwsConfiguration): RequestedChanges {
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
