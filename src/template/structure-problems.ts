import type { Place, Problem } from '../errors.ts'
import { andMore } from '../list.ts'
import { present } from '../present.ts'
import { quotedName, suggestName } from './naming.ts'

/** The words for a structural problem. */
export type ProblemText = { readonly message: string; readonly hint: string }

type List = 'environment' | 'secrets'

/** An entry of a container's list; `owner` is the name of the container. */
type Entry = { readonly owner: string | undefined; readonly list: List; readonly index: number }

type Named = { readonly owner: string | undefined; readonly name: string }

const FAMILY = 'Write 1 to 255 letters, digits, "-" and "_".'

/** missingFamily describes a definition without a family. */
export function missingFamily(): ProblemText {
  return { message: '"family", the name of the task definition, is missing.', hint: FAMILY }
}

/** badFamily describes a family that ECS does not accept. */
export function badFamily(family: string): ProblemText {
  const found =
    family === ''
      ? 'is empty'
      : family.length > 255
        ? `has ${family.length} characters`
        : 'has characters that ECS does not allow'
  return { message: `"family" ${found}.`, hint: FAMILY }
}

/** noContainers describes a list of containers that is empty or missing. */
export function noContainers(isThere: boolean): ProblemText {
  return {
    message: isThere ? '"containerDefinitions" is empty.' : '"containerDefinitions" is missing.',
    hint: 'A task definition needs at least one container.'
  }
}

/** noEssentialContainer describes a definition in which no container is essential. */
export function noEssentialContainer(): ProblemText {
  return {
    message: 'No container is essential: ECS refuses such a definition.',
    hint: 'Set "essential" to true on the main container, or leave it out (true is the default).'
  }
}

/** missingExecutionRole describes a definition with secrets and without an execution role. */
export function missingExecutionRole(): ProblemText {
  return {
    message: `Secrets are used, but the definition has no execution role. ECS answers: "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'."`,
    hint: 'Add "executionRoleArn": the role that reads the secrets when a task starts.'
  }
}

/** definitionTooLarge describes a definition that is larger than ECS accepts. */
export function definitionTooLarge(bytes: number, limit: number): ProblemText {
  return {
    message: `The definition has ${bytes} bytes as JSON; ECS takes ${limit}.`,
    hint: 'Move long values to Parameter Store or into the image.'
  }
}

function ownerOf(name: string | undefined): string {
  return name === undefined || name === '' ? 'A container' : `Container ${quotedName(name, '')}`.trim()
}

/** missingField describes a container without a name or image. */
export function missingField(owner: string | undefined, field: string, isThere: boolean): ProblemText {
  return {
    message: `${ownerOf(owner)}: "${field}" ${isThere ? 'is empty' : 'is missing'}.`,
    hint: `Every container has a "${field}".`
  }
}

/** repeatedContainer describes a second container of the same name. */
export function repeatedContainer(owner: string): ProblemText {
  return { message: `${ownerOf(owner)} is defined twice.`, hint: 'Give each container its own name.' }
}

function entryWords({ owner, list, index }: Entry): string {
  return `${ownerOf(owner)}: ${list}[${index}]`
}

/** entryWithoutName describes an entry of a list without a name. */
export function entryWithoutName(entry: Entry, field: string): ProblemText {
  return {
    message: `${entryWords(entry)} has no "name".`,
    hint: `Write {"name": "NAME", "${field}": "…"}.`
  }
}

/** entryWithoutValue describes an entry without a value; `swapped` if it has that of the other list. */
export function entryWithoutValue(
  entry: Entry,
  name: string,
  { field, swapped }: { readonly field: string; readonly swapped: boolean }
): ProblemText {
  return {
    message: `${entryWords(entry)}: ${quotedName(name, 'the variable')} has no "${field}".`,
    hint: hintForEmpty(entry.list, swapped)
  }
}

function hintForEmpty(list: List, swapped: boolean): string {
  if (swapped && list === 'environment') return '"valueFrom" belongs in an entry of "secrets".'
  if (swapped) return 'An entry of "secrets" has "valueFrom", the reference to the secret, and no "value".'
  return list === 'environment'
    ? 'Add "value"; an empty text is allowed.'
    : 'Add "valueFrom", for example "secretsmanager:<name of the secret>".'
}

/** repeatedVariable describes a variable that a container has twice. */
export function repeatedVariable({ owner, name }: Named, before: string, list: string): ProblemText {
  const subject = `${ownerOf(owner)}: ${quotedName(name, 'the variable')}`
  if (before === list)
    return { message: `${subject} is twice in "${list}".`, hint: 'Keep one of the entries.' }
  return {
    message: `${subject} is in "environment" and in "secrets". ECS answers: "The secret name must be unique and not shared with any new or existing environment variables set on the container".`,
    hint: 'Remove the entry in "environment": that is the plaintext.'
  }
}

/** unknownDependency describes a dependency on a container that is not defined. */
export function unknownDependency(
  { owner, name }: Named,
  listed: readonly string[],
  others: number
): ProblemText {
  return {
    message: `${ownerOf(owner)} depends on ${quotedName(name, 'a container')}, which is not defined.${suggestName(name, listed)}`,
    hint: `Defined are: ${listed.map(known => quotedName(known, '(unnamed)')).join(', ')}${andMore(others)}.`
  }
}

/** expressionInName is the problem of a key that has an expression. */
export function expressionInName(place: Place | undefined): Problem {
  return {
    code: 'expression-in-name',
    fault: 'user',
    message: 'Expressions are not supported in keys, only in values.',
    hint: 'Write the name out, or make the whole object with fromJSON(…).',
    ...present({ place })
  }
}
