import { parseArgsStringToArgv } from 'string-argv'
import type { Problem } from '../errors.ts'
import { present } from '../present.ts'
import { quotedName } from './naming.ts'

/** One NAME=value line of an input. */
export type NamedValue = { readonly name: string; readonly value: string }

/** The parsed override inputs. Lists are empty and other members absent if an input is not given. */
export type Overrides = {
  /** Containers that the container-level overrides apply to; empty means the only one. */
  readonly containerNames: readonly string[]
  /** One image for all selected containers, or one per container name. */
  readonly image?: string
  readonly images: readonly NamedValue[]
  readonly environmentVariables: readonly NamedValue[]
  readonly secrets: readonly NamedValue[]
  /** Entries of a list that an input sets, and that the input does not have, are removed. */
  readonly replacesEntries?: true
  readonly dockerLabels: readonly NamedValue[]
  readonly command?: readonly string[]
  readonly logDriver?: string
  readonly logOptions: readonly NamedValue[]
  readonly taskRoleArn?: string
  readonly executionRoleArn?: string
  /** ARNs of files in S3. */
  readonly envFiles: readonly string[]
}

/** The overrides with every problem found in the inputs; what could not be parsed is omitted. */
export type ParsedOverrides = { readonly overrides: Overrides; readonly problems: readonly Problem[] }

/** The overrides of a run without override inputs. */
export const NO_OVERRIDES: Overrides = {
  containerNames: [],
  images: [],
  environmentVariables: [],
  secrets: [],
  dockerLabels: [],
  logOptions: [],
  envFiles: []
}

/**
 * parseOverrides parses the override inputs (names as in AWS's render action; an absent or blank one overrides
 * nothing). Messages contain inputs, lines and names, never values.
 */
export function parseOverrides(inputs: Readonly<Record<string, string>>): ParsedOverrides {
  const reader = new OverrideReader(inputs)
  const image = reader.readImages()
  const command = reader.readCommand()
  const logDriver = reader.readWord('log-configuration-log-driver')
  const taskRoleArn = reader.readWord('task-role-arn')
  const executionRoleArn = reader.readWord('execution-role-arn')
  const overrides: Overrides = {
    containerNames: reader.readNames('container-name'),
    images: image.byContainer,
    environmentVariables: reader.readPairs('environment-variables'),
    secrets: reader.readPairs('secrets'),
    dockerLabels: reader.readPairs('docker-labels'),
    logOptions: reader.readPairs('log-configuration-options'),
    envFiles: reader.readEnvFiles(),
    ...present({ image: image.single, command, logDriver, taskRoleArn, executionRoleArn }),
    ...(reader.replacesEntries() ? { replacesEntries: true } : {})
  }
  reader.checkNames(overrides)
  return { overrides, problems: reader.problems }
}

/** What ECS accepts in `image`, without the scheme of a URL. */
const IMAGE = /^(?!.*:\/\/)[A-Za-z0-9][\w./:@#-]*(?<![/:@#.-])$/

const IMAGE_HINT =
  'Name one image, such as registry.example.com/app:1.2 or container=app@sha256:…, without a scheme: letters, digits and . _ - / : @ # are allowed.'

/** The inputs that change the containers of `container-name`, besides `image`. */
const CHOOSING = [
  ...['environment-variables', 'secrets', 'docker-labels', 'command', 'env-files'],
  ...['log-configuration-log-driver', 'log-configuration-options']
]

class OverrideReader {
  readonly problems: Problem[] = []
  private readonly inputs: Readonly<Record<string, string>>

  constructor(inputs: Readonly<Record<string, string>>) {
    this.inputs = inputs
  }

  /** Names separated by commas or newlines. */
  readNames(input: string): readonly string[] {
    const names = this.text(input)
      .split(/[,\r\n]/)
      .map(name => name.trim())
      .filter(name => name !== '')
    return [...new Set(names)]
  }

  readWord(input: string): string | undefined {
    const word = this.text(input).trim()
    if (/\s/.test(word))
      this.report(input, 'contains whitespace; expected one word.', 'Remove the white space.')
    return word === '' ? undefined : word
  }

  /** `replace` needs an input whose entries are the whole list. */
  replacesEntries(): boolean {
    const isReplaced = this.text('environment-strategy').trim() === 'replace'
    if (isReplaced && `${this.text('environment-variables')}${this.text('secrets')}`.trim() === '')
      this.report(
        'environment-strategy',
        'replace has no effect without "environment-variables" or "secrets".',
        'Give at least one of them, or leave it out.'
      )
    return isReplaced
  }

  /**
   * NAME=value lines, split at the first `=`. Blank lines and lines that start with # are ignored, as in a .env file.
   */
  readPairs(input: string): readonly NamedValue[] {
    const pairs: NamedValue[] = []
    for (const { line, number } of this.lines(input)) {
      const pair = this.readPair(input, line, number)
      if (pair === undefined) continue
      if (pairs.some(({ name }) => name === pair.name)) {
        this.report(
          input,
          `line ${number}: ${quotedName(pair.name, 'a name')} is given twice.`,
          'Keep one of the lines.'
        )
      } else pairs.push(pair)
    }
    return pairs
  }

  private readPair(input: string, line: string, number: number): NamedValue | undefined {
    const cut = line.indexOf('=')
    const name = line.slice(0, Math.max(0, cut)).trim()
    if (cut < 0 || name === '') {
      const what = cut < 0 ? 'has no "="' : 'has no name before "="'
      this.report(input, `line ${number} ${what}.`, 'Write one NAME=value a line.')
      return undefined
    }
    return { name, value: line.slice(cut + 1).trim() }
  }

  /** One image, or lines container=image: an image reference never contains `=`. */
  readImages(): { readonly single?: string; readonly byContainer: readonly NamedValue[] } {
    const lines = this.lines('image')
    const [first] = lines
    if (first === undefined) return { byContainer: [] }
    if (lines.length === 1 && !first.line.includes('=')) {
      if (IMAGE.test(first.line)) return { byContainer: [], single: first.line }
      this.report('image', 'it is not the name of an image.', IMAGE_HINT)
      return { byContainer: [] }
    }
    const byContainer = this.readPairs('image').filter(({ name, value }) => {
      const isImage = IMAGE.test(value)
      if (!isImage)
        this.report(
          'image',
          `the line of ${quotedName(name, 'a container')} is not container=image.`,
          IMAGE_HINT
        )
      return isImage
    })
    return { byContainer }
  }

  /** Lines of `image` name their containers themselves. */
  checkNames({ containerNames, images }: Overrides): void {
    const isUsed = CHOOSING.some(input => this.text(input).trim() !== '')
    if (containerNames.length === 0 || images.length === 0 || isUsed) return
    this.report(
      'container-name',
      'has no effect, because the lines of "image" name their containers.',
      'Leave it out, or give one image without "container=".'
    )
  }

  /** Words with shell quoting (no backslashes, no variables), or a JSON list of texts. */
  readCommand(): readonly string[] | undefined {
    const text = this.text('command').trim()
    if (text === '') return undefined
    if (text.startsWith('[')) return this.readJsonCommand(text)
    if (hasOpenQuote(text)) {
      this.report(
        'command',
        'has an opening quote without a closing one.',
        'Close it, or pass a JSON list: ["sh", "-c", "…"].'
      )
      return undefined
    }
    return parseArgsStringToArgv(text)
  }

  private readJsonCommand(text: string): readonly string[] | undefined {
    try {
      const words: unknown = JSON.parse(text)
      if (Array.isArray(words) && words.every(word => typeof word === 'string')) return words
    } catch {
      // Reported below; the parser's own message would quote the input.
    }
    this.report(
      'command',
      'starts with "[" but is not a JSON array of strings.',
      'Write ["sh", "-c", "…"], or words in shell quoting.'
    )
    return undefined
  }

  readEnvFiles(): readonly string[] {
    const files: string[] = []
    for (const { line, number } of this.lines('env-files')) {
      if (/^arn:[\w-]+:s3:::[^/\s]+\/\S+$/.test(line)) files.push(line)
      else
        this.report(
          'env-files',
          `line ${number} is not the ARN of an object in Amazon S3.`,
          'Write arn:aws:s3:::bucket/path/name.env, one per line.'
        )
    }
    return files
  }

  private text(input: string): string {
    return this.inputs[input] ?? ''
  }

  private lines(input: string): readonly { readonly line: string; readonly number: number }[] {
    return this.text(input)
      .split(/\r?\n/)
      .map((line, index) => ({ line: line.trim(), number: index + 1 }))
      .filter(({ line }) => line !== '' && !line.startsWith('#'))
  }

  private report(input: string, what: string, hint: string): void {
    this.problems.push({ code: 'bad-input', fault: 'user', message: `Input "${input}": ${what}`, hint })
  }
}

function hasOpenQuote(text: string): boolean {
  let quote = ''
  for (const character of text) {
    if (quote !== '') quote = character === quote ? '' : quote
    else if (character === '"' || character === "'") quote = character
  }
  return quote !== ''
}
