import type { Problem } from '../../errors.ts'
import { Gate } from '../../gate/gate.ts'
import { describeText } from '../../inputs/problems/describe-text.ts'
import { COMMAND_FLAGS, type CommandFlag } from '../../inputs/tables/command-flags.ts'
import { helpOf } from '../../inputs/tables/help-lines.ts'
import { COMMANDS, factOf, type InputName, MODES } from '../../inputs/tables/specification.ts'
import { didYouMean } from '../../nearest.ts'
import { problemsToText } from '../../report/problem-text.ts'
import { MODE_LINES } from '../command-line/usage.ts'
import type { Streams } from '../terminal/stream-log.ts'
import {
  bashScript,
  type Flag,
  type FlagArgument,
  fishScript,
  type ShellWords,
  zshScript
} from './completion-scripts.ts'

const SHELLS = ['bash', 'zsh', 'fish'] as const
type Shell = (typeof SHELLS)[number]

/** The name under which the program is installed. */
const PROGRAM = 'ecs-sealed-deploy'

/** printCompletion prints the completion script of a shell and returns the exit code. */
export function printCompletion(wanted: string | undefined, { out, err }: Streams): number {
  const gate = new Gate()
  const shell = SHELLS.find(known => known === wanted)
  if (shell !== undefined) {
    out(gate.shown(completionScript(shell)))
    return 0
  }
  const lines = problemsToText([unknownShell(wanted)])
  err(gate.shown(lines.map(line => `${line}\n`).join('')))
  return 2
}

function unknownShell(wanted: string | undefined): Problem {
  const message =
    wanted === undefined
      ? 'No shell is given.'
      : `There is no completion for ${describeText(wanted)}.${didYouMean(wanted, SHELLS)}`
  return { code: 'unknown-shell', fault: 'user', message, hint: `Write completion ${SHELLS.join(', or ')}.` }
}

/** Inputs that name one or more files. */
const FILES: ReadonlySet<InputName> = new Set<InputName>([
  'task-definition',
  'config',
  'output',
  'sarif-file',
  'report-file',
  'service-definition',
  'codedeploy-appspec',
  'plan-file',
  'journal',
  'history-replacements'
])

const HELP: Flag = { name: 'help', line: 'show the flags, with examples', takes: { kind: 'nothing' } }

/** Flags of commands that name a file. */
const COMMAND_FILES: ReadonlySet<string> = new Set([...FILES, 'expect', 'before', 'summary-file'])

/** Every first word with its flags, from the same tables as the help. */
function wordsOf(): ShellWords['words'] {
  const modes = MODES.map(mode => ({
    name: mode,
    line: MODE_LINES[mode],
    flags: [
      ...helpOf(mode).flatMap(({ lines }) =>
        lines.map(([name, line]) => ({ name, line, takes: argumentOf(name) }))
      ),
      ...(mode === 'rollback' || mode === 'rotate-restart'
        ? [{ name: 'plan', line: 'same as --dry-run', takes: { kind: 'nothing' } as const }]
        : []),
      { name: 'json', line: 'same as --format json', takes: { kind: 'nothing' } as const },
      HELP
    ]
  }))
  const commands = COMMANDS.map(name => {
    const flags = Object.entries(COMMAND_FLAGS[name].flags).map(([flag, { line, kind }]) => ({
      name: flag,
      line,
      takes: commandArgument(flag, kind)
    }))
    return { name, line: COMMAND_FLAGS[name].line, flags: [...flags, HELP] }
  })
  const others = [
    { name: 'completion', line: 'print a completion script', flags: [] },
    { name: 'help', line: 'show the flags of a mode, with examples', flags: [] },
    { name: 'version', line: 'show the version', flags: [] }
  ]
  return [...modes, ...commands, ...others]
}

function commandArgument(flag: string, kind: CommandFlag['kind']): FlagArgument {
  if (kind === 'boolean') return { kind: 'nothing' }
  return { kind: COMMAND_FILES.has(flag) ? 'file' : 'anything' }
}

function argumentOf(name: InputName): FlagArgument {
  const fact = factOf(name)
  if (fact.kind === 'switch') return { kind: 'nothing' }
  if (fact.kind === 'word') return { kind: 'words', words: fact.words }
  return { kind: FILES.has(name) ? 'file' : 'anything' }
}

/** completionScript returns the completion script of a shell for this program. */
export function completionScript(shell: Shell): string {
  const after = { completion: SHELLS, help: [...MODES, ...COMMANDS] }
  const words = { program: PROGRAM, words: wordsOf(), after }
  switch (shell) {
    case 'bash':
      return bashScript(words)
    case 'zsh':
      return zshScript(words)
    case 'fish':
      return fishScript(words)
  }
}
