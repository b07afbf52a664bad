import type { JsonObject, JsonValue } from '../json.ts'
import { groupBy, mapBounded } from '../list.ts'
import type { RoleDirectory, Simulated } from './ports.ts'
import {
  type Asker,
  type DenialCode,
  type PermissionVerdict,
  type Remedy,
  type Unknown,
  unknownFrom
} from './verification.ts'

/** IAM's simulator is slow and has a low rate limit, so calls are few and mostly sequential. */
const AT_ONCE = 4

/** Whether a role or identity may do something, and the problem if it may not. */
export type Question = {
  /** ARN of an IAM role or user. */
  readonly principal: string
  readonly action: string
  readonly resource: string
  /** Condition keys that the real call has. */
  readonly context: Readonly<Record<string, string>>
  readonly code: DenialCode
  /** `role` or `identity`, for messages. */
  readonly whose: 'role' | 'identity'
  /** The statement that allows it. */
  readonly statement: JsonObject
  /** What else could allow the action that the simulator does not evaluate. */
  readonly note?: string
  /** The account of the resource, if it is not the principal's own. */
  readonly otherAccount?: string
}

/** The answer; `isUnknown` if IAM does not know the principal. */
export type SimulatedVerdict = PermissionVerdict & { readonly isUnknown?: true }

/**
 * simulateAll calls IAM's policy simulator, with one call for each principal, action and context, and returns a verdict
 * for each question, in order. What AWS does not answer is `not-verified`; nothing is thrown because of AWS.
 */
export async function simulateAll(
  questions: readonly Question[],
  { roles, ask }: { readonly roles: RoleDirectory; readonly ask: Asker }
): Promise<readonly SimulatedVerdict[]> {
  const groups = groupBy(questions, ({ principal, action, context }) =>
    JSON.stringify([principal, action, context])
  )
  const answered = await mapBounded(groups, AT_ONCE, async group => {
    const { principal, action, context } = group[0] as Question
    const resources = [...new Set(group.map(({ resource }) => resource))]
    const answer = await ask(() => roles.simulate({ principal, action, resources, context }))
    return group.map((question): readonly [Question, SimulatedVerdict] => {
      if (answer.kind === 'failed') return [question, notVerified(unknownFrom(answer.error))]
      if (answer.value === undefined)
        return [question, { ...undecided(`IAM has no ${principal}`), isUnknown: true }]
      const found = answer.value.find(({ resource }) => resource === question.resource)
      return [question, judgeSimulated(found, question)]
    })
  })
  const verdicts = new Map(answered.flat())
  return questions.map(question => verdicts.get(question) as SimulatedVerdict)
}

/**
 * judgeSimulated turns the simulator's result into a verdict. A denial that depends on condition keys of the real call
 * is undecided; a resource in another account is allowed only if that account's own policy also allows it.
 */
function judgeSimulated(answer: Simulated | undefined, asked: Question): PermissionVerdict {
  const { whose, otherAccount, code } = asked
  if (!answer) return undecided('IAM gave no answer about it')
  const { decision, missingKeys, organizationAllows, boundaryAllows } = answer
  if (decision !== 'allowed') {
    if (missingKeys.length === 0) return { verdict: 'denied', code, ...reasonOf(answer, asked) }
    const keys = missingKeys.join(', ')
    return undecided(`the policies use condition keys (${keys}) that are known only at request time`)
  }
  if (!organizationAllows)
    return undecided('a service control policy of the organization denies the action on some resource')
  if (!boundaryAllows)
    return undecided(
      `IAM reports both that the action is allowed and that the permissions boundary of the ${whose} denies it`
    )
  if (otherAccount !== undefined)
    return undecided(
      `the policies of the ${whose} allow it, but it belongs to account ${otherAccount}, whose own policy must allow it too`
    )
  return { verdict: 'allowed', why: `a policy of the ${whose} allows it` }
}

function reasonOf(
  { decision, policies, organizationAllows, boundaryAllows }: Simulated,
  { whose, statement, note }: Question
): { readonly why: string; readonly remedy: Remedy } {
  if (!organizationAllows)
    return {
      why: 'a service control policy of the organization denies it',
      remedy: {
        kind: 'advice',
        text: 'No policy of this account can allow it: ask the administrators of the organization.'
      }
    }
  if (!boundaryAllows)
    return {
      why: `the permissions boundary of the ${whose} does not allow it`,
      remedy: {
        kind: 'statement',
        statement,
        isNotEnough: true,
        note: `The permissions boundary must allow it too, not only a policy of the ${whose}.`
      }
    }
  if (decision === 'explicit-deny')
    return {
      why: `a Deny statement in a policy of the ${whose} forbids it${policies.length === 0 ? '' : ` (${policies.join(', ')})`}`,
      remedy: {
        kind: 'advice',
        text: 'Allowing it elsewhere does not help: change the Deny statement.'
      }
    }
  return {
    why: `no policy of the ${whose} allows it`,
    remedy: { kind: 'statement', statement, ...(note === undefined ? {} : { note }) }
  }
}

function undecided(text: string): PermissionVerdict {
  return notVerified({ kind: 'undecided', text })
}

function notVerified(unknown: Unknown): PermissionVerdict {
  return { verdict: 'not-verified', unknown }
}

/** allow returns the policy statement that allows an action on a resource. */
export function allow(action: string, resource: string): JsonObject {
  return { Effect: 'Allow', Action: action, Resource: resource }
}

/** joinStatements combines statements that differ only in their resource. */
export function joinStatements(statements: readonly JsonObject[]): JsonObject {
  const [first = {}] = statements
  const resources = [...new Set(statements.flatMap(statement => policyListOf(statement['Resource'])))]
  return resources.length < 2 ? first : { ...first, Resource: resources }
}

/** policyListOf returns a policy's element as a list: one item may stand alone in it. */
export function policyListOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined) return []
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [value]
}
