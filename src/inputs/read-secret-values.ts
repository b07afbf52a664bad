import { isDrawn } from '../detector/values/describe.ts'
import { jsonObjectIn } from '../json.ts'
import { parseSecretNames, type SecretNameRule } from '../migrate/names.ts'
import { SecretValue } from '../migrate/secret-value.ts'
import { present } from '../present.ts'
import { readTags } from './read-modes.ts'
import type { InputReader } from './reader.ts'
import type { Mode } from './tables/specification.ts'

/** One value of `secret-values`; `line` is its line, counted from 1. A value that is not known is empty. */
export type GivenSecret = {
  readonly service?: string
  readonly container?: string
  readonly name: string
  readonly value: SecretValue
  readonly line: number
}

/** The values that a run stores, and how; absent if the input is not given. */
export type SecretInputs = {
  readonly secrets: readonly GivenSecret[]
  /** `never` stores only secrets that do not exist, and reads no value. */
  readonly update: 'auto' | 'never'
  readonly naming?: string
  readonly secretNames: readonly SecretNameRule[]
  readonly store: 'secretsmanager'
  readonly kmsKeyId?: string
  readonly tags: Readonly<Record<string, string>>
  readonly overwrite: boolean
  readonly project?: string
}

/** The variables of the step, from which a line `NAME` takes its value. */
export type StepVariables = Readonly<Record<string, string | undefined>>

const INPUT = 'secret-values'
/** Inputs that only say how values are stored; `overwrite` and `secret-values-update` have defaults. */
const WITH_IT = ['project', 'naming', 'secret-names', 'kms-key-id', 'tags'] as const
const LINE = /^\s*(?:export\s+)?((?:[\w-]{1,255}\/){0,2})([A-Za-z_]\w{0,254})(?:\s*=(.*)|\s*)$/
/** Whole texts that are no values, but what stands for one or says where one is. */
const STAND_IN =
  /^(?:\$\{\{.*\}\}|\$\{?\w+\}?|<[^<>]*>|\{\{.*\}\}|change-?me|placeholder|todo|secretsmanager:.*|ssm:.*|arn:aws[\w-]*:.*)$/i

/** readSecretValues reads the input and what goes with it. Messages have names and numbers of lines only. */
export function readSecretValues(
  reader: InputReader,
  mode: Mode,
  variables: StepVariables = {}
): SecretInputs | undefined {
  const text = reader.get(INPUT)
  const { rules, problems } = parseSecretNames(reader.get('secret-names'))
  const key = reader.get('kms-key-id')
  const how = {
    update: reader.get('secret-values-update'),
    secretNames: rules,
    store: 'secretsmanager' as const,
    tags: readTags(reader),
    overwrite: reader.get('overwrite'),
    ...present({
      naming: reader.get('naming'),
      project: reader.get('project'),
      kmsKeyId: key?.startsWith('alias/') ? undefined : key
    })
  }
  if (text === undefined) {
    for (const name of WITH_IT)
      if (mode === 'deploy' && reader.given(name) !== undefined)
        reader.reportBad(name, `has no effect without "${INPUT}".`, 'Give both, or leave it out.')
    return undefined
  }
  reader.problems.push(...problems)
  const isObject = text.trimStart().startsWith('{')
  const secrets = isObject ? readObject(reader, text) : readLines(reader, text, variables)
  refuseValues(reader, secrets, mode)
  return { ...how, secrets }
}

function readLines(reader: InputReader, text: string, variables: StepVariables): readonly GivenSecret[] {
  const bad: number[] = []
  const found: GivenSecret[] = []
  let isKey = false
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (!isKey && /^\s*(?:#|$)/.test(line)) continue
    const read = isKey || line.includes('-----BEGIN') ? undefined : readLine(line, variables)
    isKey = (isKey || line.includes('-----BEGIN')) && !line.includes('-----END')
    if (read === undefined) bad.push(index + 1)
    else found.push({ ...read, line: index + 1 })
  }
  if (bad.length > 0)
    reader.reportBad(
      INPUT,
      `line${bad.length > 1 ? 's' : ''} ${bad.join(', ')} ${bad.length > 1 ? 'are' : 'is'} neither NAME=value nor the name of a variable of this step.`,
      'The text is not shown. A value of several lines comes through the environment of the step: write the line NAME, and env: NAME: ${{ secrets.NAME }}.'
    )
  return found
}

function readLine(line: string, variables: StepVariables): Omit<GivenSecret, 'line'> | undefined {
  const [, prefix = '', name = '', written] = LINE.exec(line) ?? []
  if (name === '' || isDrawn(name)) return undefined
  const text = written === undefined ? variables[name] : unquoted(written.trim())
  if (text === undefined) return undefined
  const parts = prefix.split('/').filter(part => part !== '')
  const [service, container] = parts.length === 2 ? parts : [undefined, parts[0]]
  return { name, value: new SecretValue(text), ...present({ service, container }) }
}

/** As in a .env file, quotes around the whole value are none of it; a quote that is not closed is no value. */
function unquoted(text: string): string | undefined {
  const [, quote] = /^(["'])/.exec(text) ?? []
  if (quote === undefined) return text
  return text.length > 1 && text.endsWith(quote) ? text.slice(1, -1) : undefined
}

function readObject(reader: InputReader, text: string): readonly GivenSecret[] {
  const members = Object.entries(jsonObjectIn(text) ?? {})
  const isAll = members.some(([name]) => /^github_token$/i.test(name))
  if (isAll)
    return (
      reader.reportBad(
        INPUT,
        "is all secrets of the job, with the job's own token.",
        'Name each secret that the service needs: NAME=${{ secrets.NAME }}.'
      ) ?? []
    )
  const good = members.flatMap(([key, value], index): readonly GivenSecret[] => {
    const read = typeof value === 'string' ? readLine(`${key}=`, {}) : undefined
    return read ? [{ ...read, value: new SecretValue(value as string), line: index + 1 }] : []
  })
  if (members.length === 0 || good.length < members.length)
    reader.reportBad(
      INPUT,
      'starts with "{" but is not one JSON object of names and texts.',
      'Write {"NAME": "value"}, or lines NAME=value.'
    )
  return good
}

function refuseValues(reader: InputReader, secrets: readonly GivenSecret[], mode: Mode): void {
  const ids = secrets.map(({ service = '', container = '', name }) => [service, container, name].join('/'))
  const named = (some: readonly GivenSecret[]) => [...new Set(some.map(({ name }) => name))].join(', ')
  const twice = secrets.filter((_, index) => ids.indexOf(ids[index] ?? '') !== index)
  if (twice.length > 0) reader.reportBad(INPUT, `repeats ${named(twice)}.`, 'Write each name once.')
  const empty = secrets.filter(({ value }) => value.reveal().trim() === '')
  if (empty.length > 0 && mode === 'deploy')
    reader.reportBad(
      INPUT,
      `empty: ${named(empty)}.`,
      'GitHub passes an empty text if this repository or environment has no such secret, for a pull request of a fork, and to Dependabot, which has secrets of its own. Nothing was stored.'
    )
  const standIns = secrets.filter(({ value }) => STAND_IN.test(value.reveal().trim()))
  if (standIns.length > 0)
    reader.reportBad(
      INPUT,
      `no values, but placeholders or references: ${named(standIns)}.`,
      'Write a reference into the input "secrets" or into the file; this input takes the value itself.'
    )
}
