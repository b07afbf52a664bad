import { assertNever } from '../errors.ts'
import {
  COMMAND_FLAGS,
  COMMANDS,
  type CommandName,
  factOf,
  helpOf,
  type InputName,
  MODES,
  type Mode
} from '../inputs/tables/specification.ts'
import { pageUrl } from '../nearest.ts'

/** The topic of a help page: a mode, a command, or the whole program. */
export type HelpTopic = Mode | CommandName | 'all'

/** A short description of each mode. */
const MODE_LINES: Readonly<Record<Mode, string>> = {
  check: 'find plaintext credentials and bad references; no AWS call',
  render: 'write the rendered task definitions to files',
  plan: 'show what deploy would register and update; read-only',
  deploy: 'register, update, and watch each rollout to its outcome',
  status: 'show what runs and what it can be rolled back to; read-only',
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

/** The width of a page; a terminal wraps it if it is narrower. */
const WIDTH = 80

/** helpText returns the page of a topic, with a trailing line end. */
export function helpText(topic: HelpTopic): string {
  if (topic === 'all') return usage()
  const command = COMMANDS.find(name => name === topic)
  return command === undefined ? modeHelp(topic as Mode) : commandHelp(command)
}

/** Every input with its values; the address has no room beside words. */
const MANUAL = `Documentation\n  ${pageUrl('inputs')}`

const OFTEN = [
  ['--cluster NAME', 'name or ARN of the cluster'],
  ['--service NAMES', 'services by name, or all'],
  ['--aws-region NAME', 'default: AWS_REGION, or the Region of the AWS profile'],
  ['--variables TEXT', 'values for templates: NAME=value, or @FILE'],
  ['--json', 'the result as JSON; --format text|json|sarif|github'],
  ['--quiet, -q', 'no progress, only the result']
] as const

const OTHERS = [
  ...COMMANDS.map(name => [name, COMMAND_FLAGS[name].line] as const),
  ['help [mode]', 'the flags of a mode, with examples; also <mode> --help'],
  ['version', 'the version; the same as --version and -v']
] as const

const USAGE_END = `Files are paths, folders (check), globs, {service} patterns, or - for standard
input (check); !GLOB excludes files. Without files, check finds them itself.

Every input of the action is a flag. Common flags:
${rows(OFTEN)}

Exit codes
  0 success               1 findings, or a rollout that did not succeed
  2 invalid input         3 AWS or system error      4 internal error

${MANUAL}
`

function rows(all: readonly (readonly [string, string])[]): string {
  return all.map(([name, line]) => `  ${name.padEnd(18)}${line}`).join('\n')
}

function usage(): string {
  const modes = rows(MODES.map(mode => [mode, MODE_LINES[mode]]))
  return `Usage: ecs-sealed-deploy <mode> [files] [flags]\n\nModes\n${modes}\n\nOther commands\n${rows(OTHERS)}\n\n${USAGE_END}`
}

function modeHelp(mode: Mode): string {
  const groups = helpOf(mode).map(({ title, lines }) => [
    title,
    ...lines.flatMap(([name, line]) => flagLines(`${name}${placeholderOf(name)}`, withDefault(name, line)))
  ])
  const always = [...flagLines('json', 'same as --format json'), ...flagLines('help', 'show this page')]
  const last = groups.at(-1) ?? []
  return pageOf({ name: mode, about: MODE_LINES[mode], call: `${mode} [files] [flags]` }, [
    ...groups.slice(0, -1),
    [...last, ...always]
  ])
}

function commandHelp(name: CommandName): string {
  const { line, flags } = COMMAND_FLAGS[name]
  const lines = Object.entries(flags).flatMap(([flag, { kind, line: text }]) =>
    flagLines(kind === 'boolean' ? flag : `${flag} ${flag === 'format' ? 'FORMAT' : 'FILE'}`, text)
  )
  const call = name === 'merge' ? '(audit|results|check) merge <files> [flags]' : `${name} [flags]`
  return pageOf({ name, about: line, call }, [['Flags', ...lines, ...flagLines('help', 'show this page')]])
}

type Page = { readonly name: Mode | CommandName; readonly about: string; readonly call: string }

function pageOf({ name, about, call }: Page, groups: readonly (readonly string[])[]): string {
  const examples = EXAMPLES[name].map(one => `  ${one.includes('|') ? '' : 'ecs-sealed-deploy '}${one}`)
  const parts = [
    [`Usage: ecs-sealed-deploy ${call}`],
    [`${about.charAt(0).toUpperCase()}${about.slice(1)}.`],
    ['Examples', ...examples],
    ...groups,
    [MANUAL]
  ]
  return `${parts.map(lines => lines.join('\n')).join('\n\n')}\n`
}

/** Where the second column of a page begins. */
const COLUMN = 32

/** A flag and what it means beside it, or below it if the name is too long. */
function flagLines(name: string, line: string): readonly string[] {
  const flag = `  --${name}`
  const rest: string[] = []
  for (const word of line.split(' ')) {
    const last = rest.at(-1)
    if (last === undefined || COLUMN + last.length + 1 + word.length > WIDTH) rest.push(word)
    else rest[rest.length - 1] = `${last} ${word}`
  }
  const isShort = flag.length < COLUMN - 1
  const beside = isShort ? [flag.padEnd(COLUMN) + (rest.shift() ?? '')] : [flag]
  return [...beside, ...rest.map(one => ' '.repeat(COLUMN) + one)]
}

/** What stands for the value of a flag: its words if they are short; nothing for a switch. */
function placeholderOf(name: InputName): string {
  const fact = factOf(name)
  switch (fact.kind) {
    case 'switch':
      return ''
    case 'word': {
      const words = fact.words.join('|')
      return words.length > WORDS ? ' WORD' : ` ${words}`
    }
    case 'number':
      return ' NUMBER'
    case 'json':
      return ' JSON'
    case 'names':
      return ' NAMES'
    case 'lines':
    case 'block':
      return ' TEXT'
    case 'text':
      return ` ${TEXTS.find(([shape]) => shape.test(name))?.[1] ?? 'NAME'}`
    default:
      return assertNever(fact)
  }
}

const WORDS = 20
const TEXTS: readonly (readonly [shape: RegExp, value: string])[] = [
  [/-arn$|^kms-key-id$/, 'ARN'],
  [/-file$|^(?:config|output|journal)$|-appspec$/, 'FILE'],
  [/revision$|-since$/, 'REVISION'],
  [/^command$|-description$|^naming$/, 'TEXT'],
  [/-token$/, 'TOKEN']
]

/** The default of a switch that is off by default is not shown. */
function withDefault(name: InputName, line: string): string {
  const { default: usual, kind } = factOf(name)
  if (usual === undefined || (kind === 'switch' && usual === 'false')) return line
  return `${line} (${usual})`
}
