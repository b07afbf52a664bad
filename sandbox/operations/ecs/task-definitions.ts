import type { AwsFault } from '../../fault.ts'
import { type JsonMap, mapsOf, numberOf, textOf, textsOf } from '../../json.ts'
import { arnOf } from '../../world/arns.ts'
import type { TaskDefinition } from '../../world/state.ts'
import { type Call, here, must, type Operation, page } from '../operation.ts'
import { clientFault } from './common.ts'
import {
  addRevision,
  definitionsSeen,
  describedDefinition,
  findDefinition,
  viewDefinition
} from './definition-store.ts'
import { registrationProblem } from './register-rules.ts'

const register: Operation = {
  writes: true,
  resources: call => [revisionsOf(call)],
  alsoNeeds: call => {
    if (mapsOf(call.input, 'tags').length === 0) return []
    const context = { 'ecs:CreateAction': 'RegisterTaskDefinition' }
    return [{ action: 'ecs:TagResource', resource: revisionsOf(call), context }]
  },
  run: call => {
    const problem = registrationProblem(call.input)
    if (problem !== undefined) throw clientFault(problem)
    const added = addRevision(call.world, here(call), { input: call.input, by: call.callerArn })
    return { taskDefinition: viewDefinition(added), tags: added.tags }
  }
}

/** All revisions of the family, the resource that IAM evaluates: the number of the new one is not known yet. */
function revisionsOf(call: Call): string {
  return arnOf(call.world, ['ecs', call.region], `task-definition/${textOf(call.input, 'family') ?? ''}:*`)
}

const describe: Operation = {
  run: call => {
    const id = must(call, 'taskDefinition', missing)
    const found = describedDefinition(call.world, here(call), id)
    if (!found) throw clientFault('Unable to describe task definition.')
    const tagged = textsOf(call.input, 'include').includes('TAGS')
    return { taskDefinition: viewDefinition(found), ...(tagged ? { tags: found.tags } : {}) }
  }
}

const deregister: Operation = {
  writes: true,
  run: call => {
    const id = must(call, 'taskDefinition', missing)
    if (!/:\d+$/.test(id)) throw clientFault('Invalid revision number. Number: null')
    const found = findDefinition(call.world, here(call), id)
    if (!found) throw clientFault('The specified task definition does not exist.')
    if (found.status === 'ACTIVE') {
      found.status = 'INACTIVE'
      found.deregisteredAt = call.world.now
    }
    return { taskDefinition: viewDefinition(found) }
  }
}

const remove: Operation = {
  writes: true,
  resources: call =>
    textsOf(call.input, 'taskDefinitions').map(id =>
      id.startsWith('arn:') ? id : arnOf(call.world, ['ecs', call.region], `task-definition/${id}`)
    ),
  run: call => {
    const ids = textsOf(call.input, 'taskDefinitions')
    if (ids.length > 10) throw clientFault('At most 10 task definitions can be deleted in one call.')
    const taskDefinitions: JsonMap[] = []
    const failures: JsonMap[] = []
    for (const id of ids) {
      const found = findDefinition(call.world, here(call), id)
      if (!found) failures.push({ arn: id, reason: 'The specified task definition does not exist.' })
      else if (found.status === 'ACTIVE')
        failures.push({
          arn: found.arn,
          reason:
            'The specified task definition is still in ACTIVE status. Please deregister the target and try again.'
        })
      else {
        found.status = 'DELETE_IN_PROGRESS'
        taskDefinitions.push(viewDefinition(found))
      }
    }
    return { taskDefinitions, failures }
  }
}

const list: Operation = {
  run: call => {
    const prefix = textOf(call.input, 'familyPrefix')
    const status = textOf(call.input, 'status') ?? 'ACTIVE'
    const families = [...here(call).families.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
    const arns = families
      .filter(family => prefix === undefined || family.name === prefix)
      .flatMap(family => definitionsSeen(call.world, family, 'ListTaskDefinitions'))
      .filter(one => one.status === status)
      .map(one => one.arn)
    if (textOf(call.input, 'sort') === 'DESC') arns.reverse()
    const found = page(arns, pageOf(call))
    return { taskDefinitionArns: found.items, nextToken: found.next }
  }
}

const listFamilies: Operation = {
  run: call => {
    const prefix = textOf(call.input, 'familyPrefix') ?? ''
    const status = textOf(call.input, 'status') ?? 'ALL'
    const fits = (one: TaskDefinition) => status === 'ALL' || one.status === status
    const names = [...here(call).families.values()]
      .filter(family => family.name.startsWith(prefix) && family.revisions.some(fits))
      .map(family => family.name)
      .sort((a, b) => (a < b ? -1 : 1))
    const found = page(names, pageOf(call))
    return { families: found.items, nextToken: found.next }
  }
}

function pageOf(call: Call): { size: number; token: string | undefined; refusal: () => AwsFault } {
  return {
    size: Math.min(100, numberOf(call.input, 'maxResults') ?? 100),
    token: textOf(call.input, 'nextToken'),
    refusal: () => clientFault('Invalid token.')
  }
}

function missing(key: string): AwsFault {
  return clientFault(`${key.charAt(0).toUpperCase()}${key.slice(1)} should not be null or empty.`)
}

/** Task definition operations. */
export const TASK_DEFINITIONS: Readonly<Record<string, Operation>> = {
  RegisterTaskDefinition: register,
  DescribeTaskDefinition: describe,
  DeregisterTaskDefinition: deregister,
  DeleteTaskDefinitions: remove,
  ListTaskDefinitions: list,
  ListTaskDefinitionFamilies: listFamilies
}
