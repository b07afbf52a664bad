import { isObject, type JsonObject, type JsonValue } from '../json.ts'

/** An IAM policy document as it comes from AWS, decoded and parsed. What we don't know of it is kept. */
export type PolicyDocument = JsonObject

/** statementsOf lists a document's statements; IAM allows one alone instead of a list. */
export function statementsOf(document: PolicyDocument): readonly JsonObject[] {
  const statement = document['Statement']
  const list = Array.isArray(statement) ? statement : [statement]
  return list.filter(isObject)
}

/** textsOf lists a member that is one text or several. */
export function textsOf(value: JsonValue | undefined): readonly string[] {
  const list = Array.isArray(value) ? value : [value]
  return list.filter(item => typeof item === 'string')
}

/** policySize counts characters as IAM's limits do: white space is none (IAM quotas). */
export function policySize(document: PolicyDocument): number {
  return JSON.stringify(document).replace(/\s/g, '').length
}

/**
 * allows tells whether a document allows an action on an ARN in every case: an `Allow` with no condition, by IAM's
 * wildcards. A statement with `NotAction` or `NotResource` is not looked into and allows nothing here.
 */
export function allows(document: PolicyDocument, action: string, arn: string): boolean {
  return statementsOf(document).some(
    statement =>
      statement['Effect'] === 'Allow' &&
      statement['Condition'] === undefined &&
      textsOf(statement['Action']).some(pattern => fits(pattern.toLowerCase(), action.toLowerCase())) &&
      textsOf(statement['Resource']).some(pattern => fits(pattern, arn))
  )
}

/** `*` and `?` of IAM. Both texts come from AWS and are short; steps are at most their product. */
function fits(pattern: string, text: string): boolean {
  let reached = [true, ...Array.from(text, () => false)]
  for (const wanted of pattern) {
    if (wanted === '*') {
      const first = reached.indexOf(true)
      reached = reached.map((_, index) => first >= 0 && index >= first)
    } else {
      const before = reached
      reached = before.map(
        (_, index) =>
          index > 0 && before[index - 1] === true && (wanted === '?' || wanted === text[index - 1])
      )
    }
  }
  return reached.at(-1) === true
}
