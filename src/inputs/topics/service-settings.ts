import { type ReadSetting, readListSetting, readObjectSetting } from '../../deploy/services/read-setting.ts'
import type { ServiceSettings } from '../../deploy/services/settings.ts'
import type { JsonObject } from '../../json.ts'
import { present } from '../../present.ts'
import { INCOMPLETE_VOLUME, type InputReader } from '../reader.ts'
import type { InputName } from '../tables/specification.ts'

/** "A capacity provider strategy can contain a maximum of 20 capacity providers" (API reference). */
const MOST_PROVIDERS = 20

/**
 * readServiceSettings reads the settings of the services besides their task definition. Names are those of AWS's deploy
 * action; JSON is checked against the ECS model, so that a misspelled member is found before anything is sent. Settings
 * that are not given remain unchanged. Problems are added to the reader; none quotes the JSON.
 */
export function readServiceSettings(reader: InputReader): ServiceSettings {
  return present({
    propagateTags: reader.word('propagate-tags'),
    enableECSManagedTags: reader.boolean('enable-ecs-managed-tags'),
    enableExecuteCommand: reader.boolean('enable-execute-command'),
    volumeConfigurations: readVolume(reader),
    capacityProviderStrategy: readStrategy(reader),
    deploymentConfiguration: readDeploymentConfiguration(reader)
  })
}

function readVolume(reader: InputReader): readonly JsonObject[] | undefined {
  const name = reader.text('service-managed-ebs-volume-name')
  const text = readVolumeText(reader)
  if (name === undefined && text === undefined) return undefined
  if (name === undefined || text === undefined) {
    if (reader.isLenient)
      return reader.note(
        name === undefined ? 'service-managed-ebs-volume' : 'service-managed-ebs-volume-name',
        INCOMPLETE_VOLUME
      )
    const [given, missing] =
      name === undefined
        ? ['service-managed-ebs-volume', 'service-managed-ebs-volume-name']
        : ['service-managed-ebs-volume-name', 'service-managed-ebs-volume']
    return reader.report(
      'bad-input',
      `Input "${given}" is given, but "${missing}" is not.`,
      'Give both: the name of the volume in the task definition (configuredAtLaunch), and its configuration; or none.'
    )
  }
  const input = 'service-managed-ebs-volume'
  const volume = keep(reader, input, readObjectSetting(text, 'ServiceManagedEBSVolumeConfiguration'))
  if (volume === undefined) return undefined
  if (volume['sizeInGiB'] === undefined && volume['snapshotId'] === undefined) {
    return reader.report(
      'bad-input',
      `Input "${input}": neither "sizeInGiB" nor "snapshotId" is given.`,
      'ECS wants one of them: the size of a new volume, or the snapshot that it is made of.'
    )
  }
  return [{ name, managedEBSVolume: volume }]
}

/** AWS's actions use `{}` for no volume. */
function readVolumeText(reader: InputReader): string | undefined {
  const text = reader.text('service-managed-ebs-volume')
  return reader.isLenient && text === '{}' ? undefined : text
}

function readStrategy(reader: InputReader): readonly JsonObject[] | undefined {
  const input = 'capacity-provider-strategy'
  const text = reader.text(input)
  if (text === undefined) return undefined
  const strategy = keep(reader, input, readListSetting(text, 'CapacityProviderStrategyItem'))
  if (strategy === undefined) return undefined
  const fault = faultOfStrategy(strategy)
  if (fault !== undefined) return reader.report('bad-input', `Input "${input}": ${fault}`, STRATEGY_HINT)
  return strategy
}

const STRATEGY_HINT =
  'Write each capacity provider once, a base for one of them at most, and a weight above 0 for one at least: [{"capacityProvider": "FARGATE_SPOT", "weight": 3}, {"capacityProvider": "FARGATE", "weight": 1, "base": 1}].'

/** What CreateService's reference says about a strategy as a whole. */
function faultOfStrategy(strategy: readonly JsonObject[]): string | undefined {
  const names = strategy.map(item => item['capacityProvider'])
  const numberOf = (item: JsonObject, member: string) => {
    const value = item[member]
    return typeof value === 'number' ? value : 0
  }
  if (strategy.length > MOST_PROVIDERS)
    return `there are ${strategy.length} capacity providers; ECS takes ${MOST_PROVIDERS}.`
  if (new Set(names).size !== names.length) return 'a capacity provider is listed twice.'
  if (strategy.filter(item => numberOf(item, 'base') > 0).length > 1)
    return 'more than one capacity provider has a base.'
  const idle = strategy.length > 1 && strategy.every(item => numberOf(item, 'weight') === 0)
  return idle ? 'no capacity provider has a weight above 0.' : undefined
}

function readDeploymentConfiguration(reader: InputReader): JsonObject | undefined {
  const input = 'deployment-configuration'
  const text = reader.text(input)
  return text === undefined
    ? undefined
    : keep(reader, input, readObjectSetting(text, 'DeploymentConfiguration'))
}

function keep<Value>(reader: InputReader, input: InputName, read: ReadSetting<Value>): Value | undefined {
  if (read.faults === undefined) return read.value
  for (const { message, hint } of read.faults)
    reader.report('bad-input', `Input "${input}": ${message}`, hint)
  return undefined
}
