import type { CommonConfiguration } from '../inputs/configuration.ts'
import type { ModePorts } from '../ports.ts'
import { present } from '../present.ts'
import type { RenderContexts } from '../template/contexts.ts'
import type { DefinitionSource } from './load-sources.ts'
import { templateEnvironment } from './template-environment.ts'

/**
 * contextsFor returns the names that a target's template may use. The account and the partition are known only to AWS.
 */
export function contextsFor(
  configuration: CommonConfiguration,
  target: Pick<DefinitionSource, 'service' | 'entry'> & {
    readonly site?: { readonly region: string; readonly cluster?: string }
  },
  ports: Pick<ModePorts, 'github' | 'env'>
): RenderContexts {
  const { variables } = configuration
  const { cluster, region } = target.site ?? configuration
  return {
    ...templateEnvironment(ports, configuration.env),
    vars: variables,
    service: present({ name: nameOf(target), key: target.service, cluster }),
    environment: present({ name: configuration.environment }),
    aws: region === undefined || region === '' ? {} : { region, partition: partitionOf(region) }
  }
}

/** The service's name in ECS. A task has no name, and the key of its entry is not one. */
function nameOf({ service, entry }: Pick<DefinitionSource, 'service' | 'entry'>): string | undefined {
  return entry?.kind === 'service' ? entry.name : service
}

/** partitionOf derives the partition from a Region's name, as AWS's endpoint rules do. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn'
  if (region.startsWith('us-gov-')) return 'aws-us-gov'
  if (region.startsWith('us-isob-')) return 'aws-iso-b'
  if (region.startsWith('us-iso-')) return 'aws-iso'
  if (region.startsWith('eu-isoe-')) return 'aws-iso-e'
  if (region.startsWith('us-isof-')) return 'aws-iso-f'
  if (region.startsWith('eusc-')) return 'aws-eusc'
  return 'aws'
}
