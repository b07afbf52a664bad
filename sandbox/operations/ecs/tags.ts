import { type JsonMap, mapsOf, textOf, textsOf } from '../../json.ts'
import { type Call, here, mergeTags, must, type Operation } from '../operation.ts'
import { invalidParameter } from './common.ts'
import { findDefinition } from './definition-store.ts'

type Tagged = { tags: JsonMap[] }

function find(call: Call): Tagged {
  const arn = must(call, 'resourceArn', key => invalidParameter(`${key} cannot be empty.`))
  const definition = arn.includes(':task-definition/') && findDefinition(call.world, here(call), arn)
  if (definition) return definition
  for (const cluster of here(call).clusters.values()) {
    if (cluster.arn === arn) return cluster
    for (const service of cluster.services.values()) if (service.arn === arn) return service
  }
  throw invalidParameter('The specified resource was not found.')
}

function theResource(call: Call): string[] {
  return [textOf(call.input, 'resourceArn') ?? '*']
}

/** Tag operations on clusters, services and task definitions. */
export const TAGS: Readonly<Record<string, Operation>> = {
  TagResource: {
    writes: true,
    resources: theResource,
    run: call => {
      const found = find(call)
      found.tags = mergeTags(found.tags, mapsOf(call.input, 'tags'), 'key')
      return {}
    }
  },
  UntagResource: {
    writes: true,
    resources: theResource,
    run: call => {
      const found = find(call)
      const keys = textsOf(call.input, 'tagKeys')
      found.tags = found.tags.filter(tag => !keys.includes(textOf(tag, 'key') ?? ''))
      return {}
    }
  },
  ListTagsForResource: { resources: theResource, run: call => ({ tags: find(call).tags }) }
}
