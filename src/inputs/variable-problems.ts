import type { Problem } from '../errors.ts'

/** variablesNotJson is the problem of variables that begin as a JSON object and are none. */
export function variablesNotJson(): Problem {
  const message = 'starts with "{" but is not valid JSON.'
  const hint = 'Pass a JSON object, for example variables: ${{ toJSON(vars) }}, or lines NAME=value.'
  return { ...problem(message, hint), about: { input: 'variables' } }
}

/** badVariableName is the problem of a name in a JSON object that no template can use. */
export function badVariableName(): Problem {
  return problem('has a name that is not letters, digits, "_" or "-".', 'Rename that variable.')
}

/** notAPair is the problem of a line without a name and a value. */
export function notAPair(line: number): Problem {
  return problem(`line ${line} is not NAME=value.`, 'Write one NAME=value a line, or one JSON object.')
}

/** variableTwice is the problem of a variable with two lines. */
export function variableTwice(name: string): Problem {
  return problem(`${name} is given twice.`, `Keep one line for ${name}.`)
}

function problem(message: string, hint: string): Problem {
  return { code: 'bad-input', fault: 'user', message: `Input "variables": ${message}`, hint }
}
