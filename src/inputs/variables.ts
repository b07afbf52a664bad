import type { Problem } from '../errors.ts'
import type { JsonObject, JsonValue } from '../json.ts'
import { badInput } from './fields.ts'

const NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/

/** Variables for the templates' `vars` context, with every problem found in the text. */
export type ParsedVariables = { readonly variables: JsonObject; readonly problems: readonly Problem[] }

/**
 * parseVariables parses the input `variables`: NAME=value lines (split at the first `=`; the value may be empty and is
 * kept unchanged), or one JSON object, so that `variables: ${{ toJSON(vars) }}` works. Messages contain variable names
 * and line numbers, never values.
 */
export function parseVariables(text: string): ParsedVariables {
  return text.trimStart().startsWith('{') ? parseJsonVariables(text) : parseLineVariables(text)
}

function parseJsonVariables(text: string): ParsedVariables {
  let parsed: JsonValue
  try {
    parsed = JSON.parse(text) as JsonValue
  } catch {
    const message = 'starts with "{" but is not valid JSON.'
    const hint = 'Pass a JSON object, for example variables: ${{ toJSON(vars) }}, or lines NAME=value.'
    return {
      variables: {},
      problems: [{ ...badInput('variables', message, hint), about: { input: 'variables' } }]
    }
  }
  const variables = parsed as JsonObject
  const problems = Object.keys(variables)
    .filter(name => !NAME.test(name))
    .map(() =>
      badInput('variables', 'has a name that is not letters, digits, "_" or "-".', 'Rename that variable.')
    )
  return { variables, problems }
}

function parseLineVariables(text: string): ParsedVariables {
  const variables: Record<string, JsonValue> = Object.create(null) as Record<string, JsonValue>
  const problems: Problem[] = []
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const cut = line.indexOf('=')
    const name = line.slice(0, Math.max(0, cut)).trim()
    if (cut < 0 || !NAME.test(name))
      problems.push(
        badInput(
          'variables',
          `line ${index + 1} is not NAME=value.`,
          'Write one NAME=value a line, or one JSON object.'
        )
      )
    else if (name in variables)
      problems.push(badInput('variables', `${name} is given twice.`, `Keep one line for ${name}.`))
    else variables[name] = line.slice(cut + 1)
  }
  return { variables, problems }
}
