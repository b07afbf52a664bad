import type * as ecs from '@aws-sdk/client-ecs'
import type { Cluster, Family, Service, TaskDefinition } from '../../world/state.ts'
import {
  type Call,
  callArn,
  existing,
  here,
  mergeTags,
  type Operations,
  paged,
  passRole
} from '../operation.ts'
import { clientFault, theArns } from './common.ts'
import {
  addRevision,
  definitionsSeen,
  describedDefinition,
  findDefinition,
  registrationProblem,
  viewDefinition
} from './definitions.ts'

/** All revisions of the family, the resource that IAM evaluates: the number of the new one is not known yet. */
function revisionsOf(call: Call<{ family: string | undefined }>): string {
  return callArn(call, 'ecs', `task-definition/${call.input.family}:*`)
}

/** A cluster, service or task definition by its ARN. */
function taggedIn(call: Call, arn: string): TaskDefinition | Cluster | Service {
  const clusters = [...here(call).clusters.values()]
  const all = [...clusters, ...clusters.flatMap(cluster => [...cluster.services.values()])]
  const found = findDefinition(call.world, here(call), arn) ?? all.find(one => one.arn === arn)
  return existing(found, 'InvalidParameterException', 'The specified resource was not found.')
}

function definitionNamed(call: Call, id: string): TaskDefinition {
  const found = findDefinition(call.world, here(call), id)
  return existing(found, 'ClientException', 'The specified task definition does not exist.')
}

/** The Region's families in the order of their names. */
function familiesIn(call: Call): Family[] {
  return [...here(call).families.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Task definition operations, and the tags of everything. */
export const TASK_DEFINITIONS: Operations<typeof ecs> = {
  RegisterTaskDefinition: {
    resources: call => [revisionsOf(call)],
    alsoNeeds: call => {
      const { executionRoleArn, taskRoleArn, tags } = call.input
      const context = { 'ecs:CreateAction': 'RegisterTaskDefinition' }
      const tagging = { action: 'ecs:TagResource', resource: revisionsOf(call), context }
      return [
        ...passRole(call, [executionRoleArn, taskRoleArn], 'ecs-tasks.amazonaws.com'),
        ...(tags?.length ? [tagging] : [])
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
      const { taskDefinition: id = '', include } = call.input
      const described = describedDefinition(call.world, here(call), id)
      const found = existing(described, 'ClientException', 'Unable to describe task definition.')
      return {
        taskDefinition: viewDefinition(found),
        tags: include?.includes('TAGS') ? found.tags : undefined
      }
    }
  },
  DeregisterTaskDefinition: {
    run: call => {
      const { taskDefinition: id = '' } = call.input
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
    resources: call =>
      call.input.taskDefinitions?.map(id =>
        id.startsWith('arn:') ? id : callArn(call, 'ecs', `task-definition/${id}`)
      ) ?? [],
    run: call => {
      const { taskDefinitions: ids = [] } = call.input
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
      const { familyPrefix, status = 'ACTIVE', sort } = call.input
      const arns = familiesIn(call)
        .filter(({ name }) => (familyPrefix ?? name) === name)
        .flatMap(family => definitionsSeen(call.world, family, 'ListTaskDefinitions'))
        .filter(one => one.status === status)
        .map(one => one.arn)
      return paged(call, { taskDefinitionArns: sort === 'DESC' ? arns.toReversed() : arns })
    }
  },
  ListTaskDefinitionFamilies: {
    run: call => {
      const { familyPrefix = '', status = 'ALL' } = call.input
      const isActive = (family: Family) =>
        definitionsSeen(call.world, family, 'ListTaskDefinitions').some(one => one.status === 'ACTIVE')
      const families = familiesIn(call)
        .filter(({ name }) => name.startsWith(familyPrefix))
        .filter(family => status === 'ALL' || isActive(family) === (status === 'ACTIVE'))
      return paged(call, { families: families.map(({ name }) => name) })
    }
  },
  TagResource: {
    resources: theArns('resourceArn'),
    run: call => {
      const found = taggedIn(call, call.input.resourceArn ?? '')
      found.tags = mergeTags(found.tags, call.input.tags, 'key')
      return {}
    }
  }
}
