import { type JsonMap, mapsOf, textOf, textsOf } from '../../json.ts'
import type { TaskDefinition } from '../../world/state.ts'
import { type Call, callArn, here, mergeTags, type Operations, page, passRole, text } from '../operation.ts'
import { clientFault, invalidParameter, theArns } from './common.ts'
import {
  addRevision,
  definitionsSeen,
  describedDefinition,
  findDefinition,
  viewDefinition
} from './definition-store.ts'
import { registrationProblem } from './register-rules.ts'

/** All revisions of the family, the resource that IAM evaluates: the number of the new one is not known yet. */
function revisionsOf(call: Call): string {
  return callArn(call, 'ecs', `task-definition/${text(call, 'family')}:*`)
}

/** A cluster, service or task definition by its ARN. */
function taggedIn(call: Call): { tags: JsonMap[] } {
  const arn = text(call, 'resourceArn')
  const clusters = [...here(call).clusters.values()]
  const found =
    findDefinition(call.world, here(call), arn) ??
    [...clusters, ...clusters.flatMap(cluster => [...cluster.services.values()])].find(one => one.arn === arn)
  if (!found) throw invalidParameter('The specified resource was not found.')
  return found
}

function definitionNamed(call: Call, id: string): TaskDefinition {
  const found = findDefinition(call.world, here(call), id)
  if (!found) throw clientFault('The specified task definition does not exist.')
  return found
}

/** Task definition operations, and the tags of everything. */
export const TASK_DEFINITIONS: Operations = {
  RegisterTaskDefinition: {
    writes: true,
    resources: call => [revisionsOf(call)],
    alsoNeeds: call => {
      const { input } = call
      const roles = [textOf(input, 'executionRoleArn'), textOf(input, 'taskRoleArn')]
      const context = { 'ecs:CreateAction': 'RegisterTaskDefinition' }
      const tagging = { action: 'ecs:TagResource', resource: revisionsOf(call), context }
      return [
        ...passRole(call, roles, 'ecs-tasks.amazonaws.com'),
        ...(mapsOf(input, 'tags').length === 0 ? [] : [tagging])
      ]
    },
    run: call => {
      const problem = registrationProblem(call.input)
      if (problem !== undefined) throw clientFault(problem)
      const added = addRevision(call.world, here(call), { input: call.input, by: call.callerArn })
      return { taskDefinition: viewDefinition(added), tags: added.tags }
    }
  },
  DescribeTaskDefinition: {
    run: call => {
      const found = describedDefinition(call.world, here(call), text(call, 'taskDefinition'))
      if (!found) throw clientFault('Unable to describe task definition.')
      const tagged = textsOf(call.input, 'include').includes('TAGS')
      return { taskDefinition: viewDefinition(found), ...(tagged ? { tags: found.tags } : {}) }
    }
  },
  DeregisterTaskDefinition: {
    writes: true,
    run: call => {
      const id = text(call, 'taskDefinition')
      if (!/:\d+$/.test(id)) throw clientFault('Invalid revision number. Number: null')
      const found = definitionNamed(call, id)
      if (found.status === 'ACTIVE') {
        found.status = 'INACTIVE'
        found.deregisteredAt = call.world.now
      }
      return { taskDefinition: viewDefinition(found) }
    }
  },
  DeleteTaskDefinitions: {
    writes: true,
    resources: call =>
      textsOf(call.input, 'taskDefinitions').map(id =>
        id.startsWith('arn:') ? id : callArn(call, 'ecs', `task-definition/${id}`)
      ),
    run: call => {
      const ids = textsOf(call.input, 'taskDefinitions')
      if (ids.length > 10) throw clientFault('At most 10 task definitions can be deleted in one call.')
      const all = ids.map(id => definitionNamed(call, id))
      const deleted = all.filter(one => one.status !== 'ACTIVE')
      for (const one of deleted) one.status = 'DELETE_IN_PROGRESS'
      const reason =
        'The specified task definition is still in ACTIVE status. Please deregister the target and try again.'
      return {
        taskDefinitions: deleted.map(viewDefinition),
        failures: all.filter(one => one.status === 'ACTIVE').map(({ arn }) => ({ arn, reason }))
      }
    }
  },
  ListTaskDefinitions: {
    run: call => {
      const prefix = text(call, 'familyPrefix')
      const status = text(call, 'status') || 'ACTIVE'
      const families = [...here(call).families.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
      const arns = families
        .filter(family => prefix === '' || family.name === prefix)
        .flatMap(family => definitionsSeen(call.world, family, 'ListTaskDefinitions'))
        .filter(one => one.status === status)
        .map(one => one.arn)
      if (text(call, 'sort') === 'DESC') arns.reverse()
      const found = page(call, arns)
      return { taskDefinitionArns: found.items, nextToken: found.next }
    }
  },
  ListTaskDefinitionFamilies: {
    run: call => {
      const [prefix, status] = [text(call, 'familyPrefix'), text(call, 'status')]
      const names = [...here(call).families.values()]
        .filter(({ name }) => name.startsWith(prefix))
        .filter(family => {
          const isActive = definitionsSeen(call.world, family, 'ListTaskDefinitions').some(
            one => one.status === 'ACTIVE'
          )
          return status === '' || status === 'ALL' || isActive === (status === 'ACTIVE')
        })
        .map(({ name }) => name)
        .sort((a, b) => (a < b ? -1 : 1))
      const found = page(call, names)
      return { families: found.items, nextToken: found.next }
    }
  },
  TagResource: {
    writes: true,
    resources: theArns('resourceArn'),
    run: call => {
      const found = taggedIn(call)
      found.tags = mergeTags(found.tags, mapsOf(call.input, 'tags'), 'key')
      return {}
    }
  }
}
