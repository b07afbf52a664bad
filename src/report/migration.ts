import type { RotateRow } from '../migration/rotate.ts'

/** What becomes, or became, of one secret. `present`: a run before this one made it, and no file has its value any more. */
export type SecretRow = {
  readonly name: string
  readonly state: 'create' | 'overwrite' | 'reuse' | 'present' | 'created' | 'overwritten'
  readonly variables: readonly string[]
  readonly keys: readonly string[]
  readonly arn?: string
  readonly warnings: readonly string[]
}

/** One variable that leaves a file. `revision`: the file is new, written from that revision. */
export type MoveRow = {
  readonly file: string
  readonly line?: number
  readonly container: string
  readonly variable: string
  readonly reference: string
  readonly service?: string
  readonly revision?: string
}

/** One execution role. */
export type RoleRow = {
  readonly arn: string
  readonly services: readonly string[]
  readonly secrets: readonly string[]
  readonly state: 'allowed' | 'to-grant' | 'to-print' | 'granted' | 'printed'
}

/** What happens to a service. `previous` is what it runs, `plaintext` where credentials stand in that. */
export type ServiceRow = {
  readonly service: string
  readonly action: 'redeploy' | 'create' | 'register'
  readonly previous?: string
  readonly plaintext: readonly string[]
}

/**
 * A task definition of a CloudFormation template, which its stack deploys. `grant`: its role is granted `here` (it is named by its
 * ARN), in the `template` that makes it (`role` is its logical id), or `elsewhere`, where this program can't see.
 */
export type TemplateRow = {
  readonly file: string
  readonly resource: string
  readonly secrets: readonly string[]
  readonly grant: 'here' | 'template' | 'elsewhere'
  readonly role?: string
}

/** A policy that a person is to add, as it is printed. */
export type PrintedPolicy = { readonly roleName: string; readonly text: string; readonly note: string }

/** All that a migration has to say: names, places and ARNs; there is no member for a value, its hash or its length. */
export type MigrationReport = {
  readonly applied: boolean
  readonly project: string
  readonly store: 'secretsmanager' | 'ssm'
  readonly secrets: readonly SecretRow[]
  readonly moves: readonly MoveRow[]
  /** Moves that an interrupted run before this one has made. */
  readonly earlierMoves: number
  readonly roles: readonly RoleRow[]
  readonly services: readonly ServiceRow[]
  readonly templates: readonly TemplateRow[]
  /** US dollars a month for all secrets of the plan, and for those that are new. */
  readonly monthlyCostUsd: number
  readonly newCostUsd: number
  readonly policies: readonly PrintedPolicy[]
  readonly rotate: readonly RotateRow[]
  /** Revisions that services ran before and that hold plaintext. */
  readonly oldRevisions: readonly string[]
  /** What was done, in order, each a sentence. */
  readonly done: readonly string[]
  /** The journal's file, as it can be named in a message. */
  readonly journal?: string
  readonly pullRequest?: string
}
