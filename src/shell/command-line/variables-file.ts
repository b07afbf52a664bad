import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Problem, systemCodeOf } from '../../errors.ts'
import { isObject, type JsonObject, type JsonValue } from '../../json.ts'
import { readingReason } from '../../workspace/file-reasons.ts'

/** The input `variables` with its files inserted, or why one could not be read. */
export type ReadVariables = { readonly text: string; readonly problems: readonly Problem[] }

/**
 * readVariableFiles replaces each `@FILE` with its content: lines NAME=value, with comment lines that start with `#`,
 * or one JSON object. If one is JSON, the result is one object; a duplicate name remains a problem for the reader of
 * the input.
 */
export function readVariableFiles(variables: string, workspace: string): ReadVariables {
  const problems: Problem[] = []
  const parts: (string | JsonObject)[] = []
  for (const line of variables.split('\n')) {
    if (!line.startsWith('@')) parts.push(line)
    else {
      const read = readPart(line.slice(1), workspace)
      if (typeof read === 'object' && 'problem' in read) problems.push(read.problem)
      else parts.push(read.part)
    }
  }
  const objects = parts.filter(part => typeof part === 'object')
  const lines = parts.flatMap(part => (typeof part === 'string' ? part.split('\n') : []))
  const given = lines.filter(line => line.trim() !== '')
  if (objects.length === 0) return { text: given.join('\n'), problems }
  const made = merged(objects, given)
  return { text: made.text, problems: [...problems, ...made.problems] }
}

type ReadPart = { readonly part: string | JsonObject } | { readonly problem: Problem }

function readPart(file: string, workspace: string): ReadPart {
  let text: string
  try {
    text = readFileSync(resolve(workspace, file), 'utf8')
  } catch (error) {
    const why =
      systemCodeOf(error) === 'ENOENT' ? 'does not exist' : `cannot be read: ${readingReason(error)}`
    return {
      problem: bad(`the file ${file} ${why}.`, 'Write --variables @FILE, relative to the folder you are in.')
    }
  }
  const clean = text.replace(/^\uFEFF/, '')
  if (!clean.trimStart().startsWith('{'))
    return {
      part: clean
        .split(/\r?\n/)
        .filter(line => !/^\s*#/.test(line))
        .join('\n')
    }
  try {
    const value = JSON.parse(clean) as JsonValue
    if (isObject(value)) return { part: value }
  } catch {
    // reported below: the parser's own message could quote a value
  }
  return {
    problem: bad(
      `the file ${file} starts with "{" but is not valid JSON.`,
      'Write one JSON object, or lines NAME=value.'
    )
  }
}

function merged(objects: readonly JsonObject[], lines: readonly string[]): ReadVariables {
  const problems: Problem[] = []
  const all: Record<string, JsonValue> = {}
  const add = (name: string, value: JsonValue) => {
    if (Object.hasOwn(all, name)) problems.push(bad(`${name} is given twice.`, `Keep one value for ${name}.`))
    all[name] = value
  }
  for (const object of objects) for (const [name, value] of Object.entries(object)) add(name, value)
  for (const line of lines) {
    const cut = line.indexOf('=')
    if (cut < 0)
      problems.push(bad('a line is not NAME=value.', 'Write one NAME=value a line, or one JSON object.'))
    else add(line.slice(0, cut).trim(), line.slice(cut + 1))
  }
  return { text: JSON.stringify(all), problems }
}

function bad(message: string, hint: string): Problem {
  return { code: 'bad-input', fault: 'user', message: `Input "variables": ${message}`, hint }
}
