import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { parse } from 'yaml'
import { SandboxError } from '../fault.ts'
import { isMap, type JsonMap } from '../json.ts'
import { SCENARIO } from './members.ts'
import { checkShape } from './shape.ts'

/** A scenario whose keys are validated; `folder` is where the files that it names are found. */
export type Scenario = { readonly content: JsonMap; readonly folder: string }

/** readScenario reads YAML (or JSON) text. Throws SandboxError with the path of the mistake. */
export function readScenario(text: string, folder: string): Scenario {
  let content: unknown
  try {
    content = readJson(text) ?? parse(text)
  } catch (error) {
    throw new SandboxError(`Scenario: not YAML: ${error instanceof Error ? error.message : String(error)}`)
  }
  return scenarioOf(content ?? {}, folder)
}

/**
 * The content of a text that is JSON, which is read a hundred times faster as that than as YAML. A key that is written
 * twice is left to the YAML parser, which reports its line.
 */
function readJson(text: string): unknown {
  if (!/^\s*\{/.test(text)) return undefined
  try {
    const content: unknown = JSON.parse(text)
    return keysIn(content) === keysWritten(text) ? content : undefined
  } catch {
    return undefined
  }
}

function keysIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const members = Object.values(value)
  const own = Array.isArray(value) ? 0 : members.length
  return members.reduce((sum: number, member) => sum + keysIn(member), own)
}

/** The number of texts in valid JSON that a colon follows. */
function keysWritten(json: string): number {
  let count = 0
  for (const [, colon] of json.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/g)) if (colon !== undefined) count++
  return count
}

/** scenarioOf validates a scenario that is already an object. Throws SandboxError. */
export function scenarioOf(content: unknown, folder: string): Scenario {
  if (!isMap(content)) throw new SandboxError('Scenario: it must be an object.')
  checkShape(SCENARIO, content, '')
  return { content, folder }
}

/** loadScenario reads a scenario file. Throws SandboxError. */
export function loadScenario(file: string): Scenario {
  const path = resolve(file)
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    throw new SandboxError(`Scenario: can't read ${file}.`)
  }
  return readScenario(text, dirname(path))
}
