import type { JsonObject } from '../json.ts'
import { present } from '../present.ts'
import type { Simulated } from './ports.ts'
import type { DenialCode, PermissionVerdict } from './verification.ts'

/** The question, and what to report if the action is denied. */
export type AskedAction = {
  readonly code: DenialCode
  /** `role` or `identity`, for messages. */
  readonly whose: 'role' | 'identity'
  readonly statement: JsonObject
  /** What else could allow the action that the simulator does not evaluate. */
  readonly note?: string
  /** The account of the resource, if it is not the role's own. */
  readonly otherAccount?: string
}

/**
 * judgeSimulated turns the simulator's result into a verdict. A denial that depends on condition keys of the real call
 * is undecided; a resource in another account is allowed only if that account's own policy also allows it.
 */
export function judgeSimulated(answer: Simulated | undefined, asked: AskedAction): PermissionVerdict {
  if (!answer) return undecided('IAM gave no answer about it')
  if (answer.decision === 'allowed') return judgeAllowed(answer, asked)
  if (answer.missingKeys.length > 0) {
    return undecided(
      `the policies use condition keys (${answer.missingKeys.join(', ')}) that are known only at request time`
    )
  }
  return { verdict: 'denied', code: asked.code, ...reasonOf(answer, asked) }
}

function judgeAllowed(answer: Simulated, { whose, otherAccount }: AskedAction): PermissionVerdict {
  if (!answer.organizationAllows) {
    return undecided('a service control policy of the organization denies the action on some resource')
  }
  if (!answer.boundaryAllows) {
    return undecided(
      `IAM says both that the action is allowed and that the permissions boundary of the ${whose} does not allow it`
    )
  }
  if (otherAccount !== undefined) {
    return undecided(
      `the policies of the ${whose} allow it, but it belongs to account ${otherAccount}, whose own policy must allow it too`
    )
  }
  return { verdict: 'allowed', why: `a policy of the ${whose} allows it` }
}

type Reason = Pick<Extract<PermissionVerdict, { verdict: 'denied' }>, 'why' | 'remedy'>

function reasonOf(answer: Simulated, { whose, statement, note }: AskedAction): Reason {
  if (!answer.organizationAllows) {
    return {
      why: 'a service control policy of the organization denies it',
      remedy: advice('No policy of this account can allow it: ask the administrators of the organization.')
    }
  }
  if (!answer.boundaryAllows) {
    return {
      why: `the permissions boundary of the ${whose} does not allow it`,
      remedy: {
        kind: 'statement',
        statement,
        note: `The permissions boundary must allow it too, not only a policy of the ${whose}.`
      }
    }
  }
  if (answer.decision === 'explicit-deny') {
    const named = answer.policies.length === 0 ? '' : ` (${answer.policies.join(', ')})`
    return {
      why: `a Deny statement in a policy of the ${whose} forbids it${named}`,
      remedy: advice('Allowing it elsewhere does not help: change the Deny statement.')
    }
  }
  return {
    why: `no policy of the ${whose} allows it`,
    remedy: { kind: 'statement', statement, ...present({ note }) }
  }
}

function advice(text: string) {
  return { kind: 'advice', text } as const
}

function undecided(text: string): PermissionVerdict {
  return { verdict: 'not-verified', unknown: { kind: 'undecided', text } }
}
