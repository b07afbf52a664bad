import { fieldName } from '../../detector/fields.ts'
import { type DocumentNode, memberOf, type StringNode, stringOf } from '../../document/tree.ts'
import type { Place, Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import { parseReference } from '../../references/parse.ts'
import { printReference } from '../../references/reference.ts'
import { quotedName } from '../../template/naming.ts'

/**
 * A variable that leaves `environment`. `pointer` is the pointer of the entry or of its value, as in findings
 * (`/containerDefinitions/0/environment/2/value`); if the list has changed since, the entry is found by its name in the
 * same container. `reference` is this action's short form. `arn` is for CloudFormation, whose `ValueFrom` does not
 * accept the short form: an ARN, or one that contains `${AWS::…}`, which is written as `!Sub`.
 */
export type Move = {
  readonly pointer: string
  readonly variable: string
  readonly reference: string
  readonly arn?: string
}

/** The known place of a refused move. */
export type Refused = { readonly file: string; readonly move: Move; readonly place?: Place | undefined }

/**
 * refusal reports why this program does not carry out a move, and the edit to make by hand instead. `reason` contains
 * no value.
 */
export function refusal({ file, move, place }: Refused, reason: string): Problem {
  return {
    code: 'rewrite-refused',
    fault: 'user',
    message: `${file}: ${quotedName(move.variable, 'a variable')} is not moved: ${reason}.`,
    hint: `By hand: take its entry out of "environment" and write {"name": "${safeName(move)}", "valueFrom": "${targetText(move)}"} under "secrets" of the same container.`,
    ...present({ place })
  }
}

/** A template needs the ARN, which a plan does not know for a secret that does not exist yet. */
function targetText({ pointer, reference }: Move): string {
  return /\/Environment\/|^\/Parameters\//.test(pointer) ? `the ARN of ${reference}` : reference
}

function safeName({ variable }: Move): string {
  return quotedName(variable, '') === '' ? 'NAME' : variable
}

/** fileRefusal reports why nothing in a file is rewritten. */
export function fileRefusal(file: string, reason: string, place?: Place): Problem {
  return {
    code: 'rewrite-refused',
    fault: 'user',
    message: `${file}: nothing is moved: ${reason}.`,
    hint: 'By hand: take the entries out of "environment" and write {"name": …, "valueFrom": …} under "secrets" of the same container, with the references of the plan.',
    ...present({ place })
  }
}

/** refersTo reports whether an entry of `secrets` already has the reference of a move, in either form. */
export function refersTo(entry: DocumentNode, move: Move): boolean {
  if (entry.kind !== 'object') return false
  const value = entry.members.find(({ key }) => fieldName(key) === 'valueFrom')?.value
  const text = stringOf(value) ?? subOf(value)
  return text !== undefined && (text === move.arn || canonical(text) === canonical(move.reference))
}

function subOf(node: DocumentNode | undefined): string | undefined {
  const value = node && memberOf(node, 'Fn::Sub')?.value
  return (value as StringNode | undefined)?.kind === 'string' ? stringOf(value) : undefined
}

function canonical(text: string): string {
  const parsed = parseReference(text)
  return parsed.kind === 'bare' || parsed.kind === 'malformed' ? text : printReference(parsed)
}
