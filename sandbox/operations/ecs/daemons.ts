import type * as ecs from '@aws-sdk/client-ecs'
import { lastPart } from '../../world/lookup.ts'
import type { DaemonDefinition } from '../../world/state.ts'
import { type Call, callArn, existing, here, type Operations, paged, passRole } from '../operation.ts'
import { clientFault } from './common.ts'

/** The ACTIVE revisions of a family, oldest first. */
function revisionsOf(call: Call, family: string): DaemonDefinition[] {
  return here(call).daemonDefinitions.filter(one => one.family === family)
}

/** Daemon task definitions; daemons themselves are not played. */
export const DAEMONS: Operations<typeof ecs> = {
  RegisterDaemonTaskDefinition: {
    resources: call => [callArn(call, 'ecs', `daemon-task-definition/${call.input.family}:*`)],
    alsoNeeds: call =>
      passRole(call, [call.input.executionRoleArn, call.input.taskRoleArn], 'ecs-tasks.amazonaws.com'),
    run: call => {
      const { tags: _, ...definition } = call.input
      const { family = '', containerDefinitions } = definition
      if (!containerDefinitions?.length) throw clientFault('Container list cannot be empty.')
      const revision = revisionsOf(call, family).length + 1
      const arn = callArn(call, 'ecs', `daemon-task-definition/${family}:${revision}`)
      const own = { registeredAt: call.world.now, registeredBy: call.callerArn }
      here(call).daemonDefinitions.push({ arn, family, revision, definition, ...own })
      return { daemonTaskDefinitionArn: arn }
    }
  },
  DescribeDaemonTaskDefinition: {
    resources: call => {
      const { daemonTaskDefinition: id = '' } = call.input
      return [id.startsWith('arn:') ? id : callArn(call, 'ecs', `daemon-task-definition/${id}`)]
    },
    run: call => {
      const [family = '', number] = lastPart(call.input.daemonTaskDefinition ?? '').split(':')
      const found = revisionsOf(call, family).findLast(
        one => String(one.revision) === (number ?? `${one.revision}`)
      )
      const { arn, definition, ...own } = existing(
        found,
        'ClientException',
        'The specified daemon task definition does not exist.'
      )
      return {
        daemonTaskDefinition: { ...definition, ...own, daemonTaskDefinitionArn: arn, status: 'ACTIVE' }
      }
    }
  },
  ListDaemonTaskDefinitions: {
    run: call => {
      const { family, familyPrefix = '', revision, status = 'ACTIVE', sort } = call.input
      const all = here(call).daemonDefinitions.filter(
        one =>
          status !== 'DELETE_IN_PROGRESS' &&
          one.family === (family ?? one.family) &&
          one.family.startsWith(familyPrefix) &&
          (revision === undefined || one.revision === revisionsOf(call, one.family).length)
      )
      const ordered = all
        .toSorted((a, b) => a.family.localeCompare(b.family) || a.revision - b.revision)
        .map(one => ({ ...one, status: 'ACTIVE' }))
      return paged(call, { daemonTaskDefinitions: sort === 'DESC' ? ordered.toReversed() : ordered })
    }
  }
}
