import { parseArgsStringToArgv } from 'string-argv'
import { maxDepth } from '../files/document/tree.ts'
import type { JsonObject, JsonValue } from '../json.ts'
import { present } from '../present.ts'
import type { NamedValue, Overrides } from '../template/overrides.ts'
import { badInput } from './problems.ts'
import { type InputReader, splitParts } from './reader.ts'
import type { InputName } from './tables/specification.ts'

/**
 * readPairs reads lines NAME=value, split at the first `=`, each name once. Blank lines and lines that start with # are
 * ignored, as in a .env file. Messages contain names and line numbers, never values.
 */
export function readPairs(
  reader: InputReader,
  input: InputName,
  form = /^\P{Cc}/u
): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>()
  for (const [index, line] of (reader.given(input) ?? '').split(/\r?\n/).entries()) {
    if (/^\s*(?:#|$)/.test(line)) continue
    const cut = line.indexOf('=')
    const name = line.slice(0, Math.max(0, cut)).trim()
    const isTwice = pairs.has(name)
    if (form.test(name) && !isTwice) pairs.set(name, line.slice(cut + 1))
    else
      reader.reportBad(
        input,
        `line ${index + 1} ${isTwice ? 'repeats a name' : 'is not NAME=value'}.`,
        'Write one NAME=value a line, each name once.'
      )
  }
  return pairs
}

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_-]*$/

/** readVariables reads lines NAME=value, or one JSON object, so that `variables: ${{ toJSON(vars) }}` works. */
export function readVariables(reader: InputReader): JsonObject {
  const input = 'variables'
  const text = reader.get(input) ?? ''
  if (!text.trimStart().startsWith('{')) return Object.fromEntries(readPairs(reader, input, VARIABLE))
  try {
    const variables = JSON.parse(text) as JsonObject
    if (!Object.keys(variables).every(name => VARIABLE.test(name)))
      reader.reportBad(input, 'has a name that is not letters, digits, "_" or "-".', 'Rename that variable.')
    if (!isDeeperThan(maxDepth, variables)) return variables
    reader.reportBad(input, `its JSON is nested deeper than ${maxDepth} levels.`, 'Pass a flatter object.')
    return {}
  } catch {
    const hint = 'Pass a JSON object, for example variables: ${{ toJSON(vars) }}, or lines NAME=value.'
    const problem = badInput(input, 'starts with "{" but is not valid JSON.', hint)
    reader.problems.push({ ...problem, about: { input } })
    return {}
  }
}

function isDeeperThan(levels: number, value: JsonValue): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some(one => isDeeperThan(levels - 1, one))
}

/** readOverrides reads what overrides a rendered definition; its inputs have the names of AWS's render action. */
export function readOverrides(reader: InputReader): Overrides {
  const named = (input: InputName): readonly NamedValue[] =>
    [...readPairs(reader, input)].map(([name, value]) => ({ name, value: value.trim() }))
  const image = readImages(reader, named)
  const overrides: Overrides = {
    containerNames: [...new Set(splitParts(reader.get('container-name') ?? '', /[,\r\n]/))],
    images: image.byContainer,
    environmentVariables: named('environment-variables'),
    secrets: named('secrets'),
    dockerLabels: named('docker-labels'),
    logOptions: named('log-configuration-options'),
    envFiles: reader.get('env-files'),
    ...present({
      image: image.single,
      command: readCommand(reader),
      logDriver: reader.get('log-configuration-log-driver'),
      taskRoleArn: reader.get('task-role-arn'),
      executionRoleArn: reader.get('execution-role-arn'),
      replacesEntries: reader.get('environment-strategy') === 'replace' ? (true as const) : undefined
    })
  }
  reportIdle(overrides, reader)
  return overrides
}

/** What has no effect: the whole of a list that is not given, and the containers of lines that name theirs. */
function reportIdle(
  { containerNames, images, replacesEntries, ...overrides }: Overrides,
  reader: InputReader
): void {
  const { environmentVariables, secrets, dockerLabels, logOptions, envFiles, command, logDriver } = overrides
  if (replacesEntries && environmentVariables.length + secrets.length === 0)
    reader.reportBad(
      'environment-strategy',
      'replace has no effect without "environment-variables" or "secrets".',
      'Give at least one of them, or leave it out.'
    )
  const lists = [environmentVariables, secrets, dockerLabels, logOptions, envFiles]
  const isUsed = lists.some(({ length }) => length > 0) || command !== undefined || logDriver !== undefined
  if (containerNames.length > 0 && images.length > 0 && !isUsed)
    reader.reportBad(
      'container-name',
      'has no effect, because the lines of "image" name their containers.',
      'Leave it out, or give one image without "container=".'
    )
}

/** What ECS accepts in `image`, without the scheme of a URL. */
const IMAGE = /^(?!.*:\/\/)[A-Za-z0-9][\w./:@#-]*(?<![/:@#.-])$/

/** One image, or lines container=image: an image reference never contains `=`. */
function readImages(
  reader: InputReader,
  named: (input: InputName) => readonly NamedValue[]
): { readonly single?: string; readonly byContainer: readonly NamedValue[] } {
  const text = (reader.get('image') ?? '').replace(/^[ \t]*(?:#.*)?$/gm, '').trim()
  const isOne = !/[=\n]/.test(text)
  const all = text === '' ? [] : isOne ? [{ name: '', value: text }] : named('image')
  const good = all.filter(({ value }) => IMAGE.test(value))
  if (good.length < all.length)
    reader.reportBad(
      'image',
      isOne ? 'it is not the name of an image.' : 'a line is not container=image.',
      'Name one image, such as registry.example.com/app:1.2 or container=app@sha256:…, without a scheme: letters, digits and . _ - / : @ # are allowed.'
    )
  return isOne ? { byContainer: [], ...present({ single: good[0]?.value }) } : { byContainer: good }
}

/** Words with shell quoting (no backslashes, no variables), or a JSON list of texts. */
function readCommand(reader: InputReader): readonly string[] | undefined {
  const text = reader.get('command')
  if (text === undefined) return undefined
  if (reader.isLenient && /["']|\s\s|[\r\n\t]|^\[/.test(text))
    reader.note(
      'command',
      "read as shell words, or as a JSON array; AWS's action cuts it at every blank, quotes and brackets included."
    )
  if (text.startsWith('[')) {
    try {
      const words: unknown = JSON.parse(text)
      if (Array.isArray(words) && words.every(word => typeof word === 'string')) return words
    } catch {
      // reported below; the parser's own message would quote the input
    }
    return reader.reportBad(
      'command',
      'starts with "[" but is not a JSON array of strings.',
      'Write ["sh", "-c", "…"], or words in shell quoting.'
    )
  }
  if (!/^(?:[^"']|"[^"]*"|'[^']*')*$/.test(text))
    return reader.reportBad(
      'command',
      'has an opening quote without a closing one.',
      'Close it, or pass a JSON list: ["sh", "-c", "…"].'
    )
  return parseArgsStringToArgv(text)
}
