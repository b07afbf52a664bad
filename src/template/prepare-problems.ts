import type { PlaceFinder } from '../document/place.ts'
import type { DocumentNode, Member } from '../document/tree.ts'
import type { Problem, Remark } from '../errors.ts'
import { present } from '../present.ts'
import { quotedName } from './naming.ts'

/** dropped is the remark for a member of AWS's answer. */
export function dropped(member: Member, find: PlaceFinder): Remark {
  const place = find(member.keyOrigin)
  const message = `${quotedName(member.key, 'a member')} is part of AWS's answer, not of a definition: dropped.`
  return place ? { message, place } : { message }
}

/** notAnObject is the problem of a file that contains something else. */
export function notAnObject(root: DocumentNode, find: PlaceFinder): Problem {
  const place = find(root.origin)
  return {
    code: 'not-a-task-definition',
    fault: 'user',
    message:
      'The file holds a list; a task definition is an object with "family" and "containerDefinitions".',
    hint: 'If this is a list of containers, put it under "containerDefinitions".',
    ...present({ place })
  }
}
