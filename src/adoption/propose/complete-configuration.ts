import { isMap, isScalar, parseDocument } from 'yaml'
import type { ConfiguredService } from '../configured.ts'
import type { Survey } from '../survey/survey.ts'
import type { Arrangement } from './arrange.ts'
import { configurationText } from './configuration-text.ts'

/** The keys that say what is deployed where. Values in them depend on each other, so all are added or none. */
const PLACES = ['defaults', 'services', 'tasks', 'environments']

/** The whole new text, and the lines that are added at its end. */
type CompletedConfiguration = { readonly text: string; readonly added: readonly string[] }

/**
 * completeConfiguration adds what is deployed where to a configuration file that does not say it, such as one with
 * exceptions alone. What is in the file keeps its bytes. Undefined if the file says some of it, or is not a map in
 * block style, to which keys can be appended.
 */
function completeConfiguration(
  text: string,
  arrangement: Arrangement,
  survey: Survey
): CompletedConfiguration | undefined {
  const keys = keysOf(text)
  if (keys === undefined || keys.some(key => PLACES.includes(key))) return undefined
  const { order, ...places } = arrangement
  const wanted = keys.includes('order') || order === undefined ? places : { ...places, order }
  // The line for editors belongs at the top of a file.
  const own = configurationText(wanted, survey).replace(/^# yaml-language-server.*\n/, '')
  const added = own.trimEnd().split('\n')
  const end = text.includes('\r\n') ? '\r\n' : '\n'
  const between = text === '' || text.endsWith('\n') ? end : end + end
  const whole = `${text}${between}${added.join(end)}${end}`
  const isSound = keysOf(whole)?.slice(0, keys.length).join('\n') === keys.join('\n')
  return isSound && keysOf(whole)?.includes('services') ? { text: whole, added } : undefined
}

function keysOf(text: string): readonly string[] | undefined {
  const document = parseDocument(text, { logLevel: 'silent' })
  if (document.errors.length > 0) return undefined
  if (document.contents === null) return []
  if (!isMap(document.contents) || document.contents.flow) return undefined
  return document.contents.items.map(({ key }) => (isScalar(key) ? String(key.value) : ''))
}

type Known = {
  readonly configured: readonly ConfiguredService[]
  readonly arrangement: Arrangement
  readonly survey: Survey
}

/**
 * compareConfiguration says what is added to a configuration file that exists, or the environments for which it would
 * have to be edited.
 */
export function compareConfiguration(
  existing: string | undefined,
  { configured, arrangement, survey }: Known
): { readonly completed?: CompletedConfiguration | undefined; readonly lacking: readonly string[] } {
  if (existing === undefined) return { lacking: [] }
  const completed = completeConfiguration(existing, arrangement, survey)
  if (completed) return { completed, lacking: [] }
  const known = new Set(configured.map(({ environment }) => environment))
  return { lacking: Object.keys(arrangement.environments).filter(name => !known.has(name)) }
}

/** lackingLine says what to add first: workflows for environments that the file does not have would fail. */
export function lackingLine(file: string, environments: readonly string[]): string {
  return `Nothing was written: the workflows need what ${file} does not have under "environments": ${environments.join(', ')}. Copy it from the proposal above, and run "ecs-sealed-deploy init --write" again.`
}
