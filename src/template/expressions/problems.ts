import type { WithheldReason } from '../contexts.ts'
import { quotedName, suggestName } from '../naming.ts'
import type { MissingName } from './evaluate.ts'
import type { ExpressionFault } from './parse.ts'

/** What is wrong with an expression; the caller adds the place. Never quotes a value. */
export type ExpressionMessage = { readonly code: string; readonly message: string; readonly hint: string }

/** Members that a context can have, whether they are currently known or not. */
const knownMembers: Readonly<Record<string, readonly string[]>> = {
  aws: ['region', 'account', 'partition'],
  service: ['name', 'cluster']
}

/** Contexts and functions that exist in workflows but not here. */
const workflowContexts = ['inputs', 'steps', 'needs', 'matrix', 'job', 'jobs', 'runner', 'strategy']
const workflowFunctions = ['hashfiles', 'success', 'always', 'cancelled', 'failure']

/**
 * describeFault explains why an expression cannot be used at all. `variable` is the container variable that contains
 * it, if any.
 */
export function describeFault(fault: ExpressionFault, variable: string | undefined): ExpressionMessage {
  switch (fault.code) {
    case 'secret-in-template':
      return describeSecret(fault, variable)
    case 'unknown-context':
      return describeContext(fault.name)
    case 'unknown-function':
      return describeFunction(fault.name)
    case 'invalid-expression':
      return { code: fault.code, message: `Expression ${syntaxText[fault.detail]}.`, hint: syntaxHint }
  }
}

const syntaxHint =
  "Expressions have GitHub's syntax; strings in them are in single quotes: ${{ vars.HOST || 'localhost' }}."

const syntaxText: Readonly<Record<ExpressionFault['detail'], string>> = {
  syntax: 'cannot be read: unexpected token here',
  arguments: 'calls this function with a wrong number of arguments',
  empty: 'is empty',
  'too-long': 'is too long or nested too deep',
  name: 'names something that does not exist'
}

/** describeUnclosed is for a `${{` without an end. */
export function describeUnclosed(): ExpressionMessage {
  return {
    code: 'invalid-expression',
    message: 'Expression is not closed: "${{" has no "}}" after it outside single quotes.',
    hint: 'Close it with "}}". A text that must hold "${{" itself is written ${{ \'${{\' }}.'
  }
}

function describeSecret(fault: ExpressionFault, variable: string | undefined): ExpressionMessage {
  const secret = quotedName(fault.name, '')
  const name = quotedName(variable, secret || '"DB_PASSWORD"')
  const what = secret === '' ? 'GitHub secrets' : `the GitHub secret ${secret}`
  return {
    code: fault.code,
    message: `Expression would write ${what} into the task definition in plaintext: refused.`,
    hint: `Store it in Secrets Manager and put {"name": ${name}, "valueFrom": "secretsmanager:<name of the secret>"} into the container's "secrets".`
  }
}

function describeContext(name: string | undefined): ExpressionMessage {
  const available = 'Available are github, env, vars, service and aws.'
  const known = name !== undefined && workflowContexts.includes(name.toLowerCase())
  return {
    code: 'unknown-context',
    message: `Expression uses ${quotedName(plainWord(name), 'a context')}, which does not exist in a template.${nearest(name, ['github', 'env', 'vars', 'service', 'aws'])}`,
    hint: known
      ? `${available} Hand the value over by the input "variables" (NAME=\${{ ${name}.… }}) and use vars.NAME.`
      : `${available} Strings are in single quotes.`
  }
}

function describeFunction(name: string | undefined): ExpressionMessage {
  const functions = ['contains', 'startsWith', 'endsWith', 'format', 'join', 'toJSON', 'fromJSON', 'case']
  const workflowOnly = name !== undefined && workflowFunctions.includes(name.toLowerCase())
  const why = workflowOnly ? 'exists only in workflows, not in a template' : 'does not exist'
  return {
    code: 'unknown-function',
    message: `Expression calls ${quotedName(plainWord(name), 'a function')}, which ${why}.${nearest(name, functions)}`,
    hint: workflowOnly
      ? 'Evaluate it in the workflow and hand the result over by the input "variables".'
      : `Available are ${functions.join(', ')}.`
  }
}

/** A word without digits may be shown; anything else in this position may be a value without its quotes. */
function plainWord(name: string | undefined): string | undefined {
  return name !== undefined && /^[A-Za-z_-]{1,24}$/.test(name) ? name : undefined
}

function nearest(name: string | undefined, candidates: readonly string[]): string {
  const word = plainWord(name)
  return word === undefined ? '' : suggestName(word, candidates)
}

/** describeMissing names what no context has, and the nearest existing name. */
export function describeMissing(missing: MissingName): ExpressionMessage {
  const path =
    quotedName(missing.path.replace('[…]', ''), '') === '' ? 'a name that is not there' : missing.path
  const [context = '', name] = missing.path.split(/[.[]/)
  if (missing.withheld !== undefined) return describeWithheld(path, missing.withheld)
  const hints: Readonly<Record<string, string>> = {
    vars: `Add ${quotedName(name, 'it')} to the input "variables"`,
    env: `Set ${quotedName(name, 'it')} in the "env" of the step and list it in the input "env"`,
    aws: 'It is known once AWS credentials and a region are configured',
    service: 'It is known when the inputs "service" and "cluster" name it'
  }
  return {
    code: 'missing-name',
    message: `Expression uses ${path}, which has no value.${missing.last === undefined ? '' : suggestName(missing.last, [...missing.siblings, ...(knownMembers[context.toLowerCase()] ?? [])])}`,
    hint: `${hints[context.toLowerCase()] ?? 'Check the spelling'}, or give a default: \${{ … || 'default' }}.`
  }
}

/** A default must not replace it: before names had to be listed, the value was used. */
function describeWithheld(path: string, reason: WithheldReason): ExpressionMessage {
  if (reason === 'credential') {
    return {
      code: 'name-withheld',
      message: `Expression uses ${path}, which is named like a credential; such names are never available to templates.`,
      hint: 'Write a reference in "secrets" instead, or give the variable another name if it holds none.'
    }
  }
  const listed = path.replace(/^(?:env|github\.event)\./i, '')
  return {
    code: 'name-withheld',
    message: `Expression uses ${path}, which is not available to templates, because it is not listed.`,
    hint: `List it in the input "env", separated by commas or newlines (env: ${listed}). It is written into the task definition, so list only what everyone may read.`
  }
}

/** describeFailure is for a function that rejects its arguments. */
export function describeFailure(functionName: string): ExpressionMessage {
  const reasons: Readonly<Record<string, string>> = {
    fromjson: 'its argument is not valid JSON',
    format: 'the format text is not valid or refers to an argument that is not there',
    case: 'a condition is not true or false'
  }
  const reason = reasons[functionName.toLowerCase()] ?? 'it does not take these arguments'
  return {
    code: 'expression-failed',
    message: `Expression failed in ${functionName}(): ${reason}.`,
    hint: 'Check the values that the expression names; they are not shown here.'
  }
}

/** describeNotText is for an expression inside a text whose result is not text. */
export function describeNotText(kind: 'an object' | 'a list' | 'NaN'): ExpressionMessage {
  return {
    code: 'expression-not-text',
    message: `Expression in the middle of a text gives ${kind}, which has no text form.`,
    hint: 'Use toJSON(…), join(…), or name one member; or let the expression be the whole value.'
  }
}
