import { LateGate } from '../../gate/late-gate.ts'
import { COMMAND_FLAGS } from '../../inputs/tables/command-flags.ts'
import { helpOf } from '../../inputs/tables/help-lines.ts'
import {
  COMMANDS,
  type CommandName,
  factOf,
  type InputName,
  MODES,
  type Mode
} from '../../inputs/tables/specification.ts'
import type { Streams } from '../terminal/stream-log.ts'

/** The topic of a help page: a mode, a command, or the whole program. */
export type HelpTopic = Mode | CommandName | 'all'

/** A short description of each mode. */
export const MODE_LINES: Readonly<Record<Mode, string>> = {
  check: 'find plaintext credentials and bad references; no AWS call',
  render: 'write the rendered task definitions to files; no AWS call',
  plan: 'show what deploy would register and update; read-only',
  deploy: 'register, update, and watch each rollout to its outcome',
  status: 'show what runs, is in progress, can be rolled back; read-only',
  continue: 'continue or roll back deployments paused at a lifecycle hook',
  rollback: 'return services to their previous successful revision',
  migrate: 'turn plaintext values into secrets; a plan unless --apply',
  audit: 'find plaintext in what is live; read-only unless --purge',
  'rotate-restart': 'redeploy services whose tasks hold an old secret value'
}

const EXAMPLES: Readonly<Record<Mode | CommandName, readonly string[]>> = {
  check: ['check', "check 'deploy/*.json' '!deploy/old-*'", 'render-it | ecs-sealed-deploy check -'],
  render: ["render 'deploy/{service}.json' --variables TAG=v7"],
  plan: ["plan 'deploy/{service}.json' --cluster main --service web"],
  deploy: [
    "deploy 'deploy/{service}.json' --cluster main --service all",
    'deploy web.json --service web --cluster main --image app:v7'
  ],
  status: ['status --cluster main --service web,api'],
  continue: ['continue --cluster main --service web'],
  rollback: ['rollback --cluster main --service web --plan'],
  migrate: ["migrate 'deploy/{service}.json' --cluster main", 'migrate web.json --cluster main --apply'],
  audit: ['audit --cluster main', 'audit --cluster main --json --output audit.json'],
  'rotate-restart': ['rotate-restart --cluster main'],
  init: ['init', 'init --write'],
  adopt: ['adopt', 'adopt --write'],
  merge: [
    'audit merge audits/ --expect accounts.json',
    'results merge results/',
    'check merge checks/ --expect repositories.txt'
  ]
}

/** Where the second column starts, and where a line ends. */
type Layout = { readonly column: number; readonly width: number }

const WIDE = 80

/** On a narrower terminal, what a name means is below it. */
const NARROW_COLUMN = 6
const NARROWEST = 30

/** printHelp prints the page of a topic for the terminal of standard output; 80 columns wide without one. */
export async function printHelp(topic: HelpTopic, { out, terminal }: Streams): Promise<number> {
  const text = helpText(topic, (await terminal?.('out'))?.columns)
  const gate = new LateGate()
  await gate.ready(text)
  out(gate.write(text, clean => clean))
  return 0
}

/** helpText returns the page of a topic, with a trailing line end. Examples are never broken. */
export function helpText(topic: HelpTopic, columns = WIDE): string {
  const width = Math.max(columns, NARROWEST)
  if (topic === 'all') return usageAt(width)
  const layout = width < WIDE ? { column: NARROW_COLUMN, width } : { column: 32, width: WIDE }
  const command = COMMANDS.find(name => name === topic)
  return command === undefined ? modeHelp(topic as Mode, layout) : commandHelp(command, layout)
}

const OFTEN = [
  ['--cluster', 'name or ARN of the cluster'],
  ['--service', 'services by name, or all'],
  ['--aws-region', 'default: AWS_REGION, or the Region of the AWS profile'],
  ['--variables', 'values for templates: NAME=value, or @FILE'],
  ['--json', 'the result as JSON; --format text|json|sarif|github'],
  ['--quiet, -q', 'no progress, only the result']
] as const

const OTHERS = [
  ...COMMANDS.map(name => [name, COMMAND_FLAGS[name].line] as const),
  ['completion', 'print a completion script: completion bash|zsh|fish'],
  ['help [mode]', 'the flags of a mode, with examples; the same as <mode> --help'],
  ['version', 'the version; the same as --version and -v']
] as const

const FILES = `Files are paths, folders (check), globs, {service} patterns, or - for standard
input (check); !GLOB excludes files. Without files, check finds them itself.`

const EXIT_CODES = [
  ['0 success', '1 findings, or a rollout that did not succeed'],
  ['2 invalid input', '3 AWS or system error      4 internal error']
] as const

function usageAt(width: number): string {
  const isNarrow = width < WIDE
  const layout = { column: isNarrow ? NARROW_COLUMN : 18, width: isNarrow ? width : Number.POSITIVE_INFINITY }
  const rows = (all: readonly (readonly [string, string])[]) =>
    all.flatMap(([name, line]) => rowLines(`  ${name}`, line, layout))
  const codes = EXIT_CODES.flatMap(([one, others]) =>
    isNarrow
      ? [one, ...others.split(/ {2,}/)]
          .flatMap(code => wrappedAt(code, { column: 4, width }))
          .map(code => `  ${code}`)
      : [`  ${one.padEnd(24)}${others}`]
  )
  const parts = [
    wrappedAt('Usage: ecs-sealed-deploy <mode> [files] [flags]', { column: 0, width }),
    ['Modes', ...rows(MODES.map(mode => [mode, MODE_LINES[mode]]))],
    [...wrappedAt('Other commands', { column: 0, width }), ...rows(OTHERS)],
    isNarrow ? wrappedAt(FILES.replace('\n', ' '), { column: 0, width }) : [FILES],
    [
      ...wrappedAt('Every input of the action is a flag. Common flags:', { column: 0, width }),
      ...rows(OFTEN)
    ],
    ['Exit codes', ...codes]
  ]
  return joined(parts)
}

function modeHelp(mode: Mode, layout: Layout): string {
  const flag = (name: string, line: string) => rowLines(`  --${name}`, line, layout)
  const groups = helpOf(mode).map(({ title, lines }) => [
    title,
    ...lines.flatMap(([name, line]) => flag(name, withDefault(name, line)))
  ])
  const always = [...flag('json', 'same as --format json'), ...flag('help', 'show this page')]
  const last = groups.at(-1) ?? []
  const about = { name: mode, about: MODE_LINES[mode], call: `${mode} [files] [flags]`, width: layout.width }
  return pageOf(about, [...groups.slice(0, -1), [...last, ...always]])
}

function commandHelp(name: CommandName, layout: Layout): string {
  const { line, flags } = COMMAND_FLAGS[name]
  const lines = Object.entries(flags).flatMap(([flag, known]) => rowLines(`  --${flag}`, known.line, layout))
  const all = [['Flags', ...lines, ...rowLines('  --help', 'show this page', layout)]]
  const call = name === 'merge' ? '(audit|results|check) merge <files> [flags]' : `${name} [flags]`
  return pageOf({ name, about: line, call, width: layout.width }, all)
}

type Topic = {
  readonly name: Mode | CommandName
  readonly about: string
  readonly call: string
  readonly width: number
}

function pageOf({ name, about, call, width }: Topic, groups: readonly (readonly string[])[]): string {
  const examples = EXAMPLES[name].map(one => `  ${one.includes('|') ? '' : 'ecs-sealed-deploy '}${one}`)
  return joined([
    wrappedAt(`Usage: ecs-sealed-deploy ${call}`, { column: 0, width }),
    wrappedAt(`${about.charAt(0).toUpperCase()}${about.slice(1)}.`, { column: 0, width }),
    ['Examples', ...examples],
    ...groups.map(([title = '', ...lines]) => [...wrappedAt(title, { column: 0, width }), ...lines])
  ])
}

function joined(parts: readonly (readonly string[])[]): string {
  return `${parts.map(lines => lines.join('\n')).join('\n\n')}\n`
}

/** A name and what it means beside it, or below it if the name is too long. */
function rowLines(name: string, line: string, layout: Layout): readonly string[] {
  const [first = '', ...rest] = wrappedAt(line, layout)
  const indented = ' '.repeat(layout.column)
  const below = rest.map(one => `${indented}${one}`)
  return name.length < layout.column - 1
    ? [`${name.padEnd(layout.column)}${first}`, ...below]
    : [name, `${indented}${first}`, ...below]
}

/** The lines of a text that begin at a column. */
function wrappedAt(line: string, { column, width }: Layout): readonly string[] {
  const lines: string[] = []
  for (const word of line.split(' ')) {
    const last = lines.at(-1)
    if (last === undefined || column + last.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}

/** The default of a switch that is off by default is not shown. */
function withDefault(name: InputName, line: string): string {
  const { default: usual, kind } = factOf(name)
  if (usual === undefined || (kind === 'switch' && usual === 'false')) return line
  return `${line} (${usual})`
}
