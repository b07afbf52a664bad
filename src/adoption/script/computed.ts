import type { StepScope } from '../workflow/cell.ts'
import type { Step } from '../workflow/workflow.ts'
import type { Script, ShellWord } from './shell-syntax.ts'
import { type ShellScope, textOfWord, type Value } from './shell-values.ts'

/**
 * Texts that only a shell can compute, by the variable that a step before the deploy step gives to the job: `TAG` for
 * `${GITHUB_SHA::7}`. They depend on the commit and on the runner alone, so that it makes no difference where in the
 * job they are computed.
 */
export type Computed = Map<string, string>

/** The variable of a commit that is cut short inside another text, where the script names none. */
const SHORT_SHA = 'SHORT_SHA'

/** `git rev-parse --short HEAD`, with a length or without. */
const REVISION = /^git rev-parse(?: --short(?:=\d{1,2})?)? HEAD$/

/**
 * variableFor returns the variable of the job that a step before this one fills with a text that a shell computes. None
 * if it has no name, or if the workflow or another step has given the name another text.
 */
export function variableFor(
  text: string,
  name: string | undefined,
  { scope, computed }: { readonly scope: StepScope & { readonly step: Step }; readonly computed: Computed }
): Value | undefined {
  const { step, job, workflow } = scope
  const own = name ?? (text.startsWith('${GITHUB_SHA:') ? SHORT_SHA : 'GITHUB_')
  const isTaken = [step.env, job.env, workflow.env].some(env => env[own] !== undefined)
  if (isTaken || own.startsWith('GITHUB_') || (computed.get(own) ?? text) !== text) return undefined
  computed.set(own, text)
  return { kind: 'text', text: `\${{ env.${own} }}` }
}

/**
 * computedBy returns the value of a word that a shell has to compute, which the script assigns to the variable `name`,
 * or undefined for any other word.
 */
export function computedBy(word: ShellWord, name: string, at: ShellScope): Value | undefined {
  const [part, ...others] = word
  if (part === undefined || others.length > 0) return undefined
  if (part.kind === 'expansion') return at.variableFor(part.text, name)
  const command = part.kind === 'output' ? onlyCommand(part.script, at) : undefined
  return command !== undefined && REVISION.test(command) ? at.variableFor(`$(${command})`, name) : undefined
}

/** The words of a script that is one command and nothing else. */
function onlyCommand(script: Script, at: ShellScope): string | undefined {
  const [statement, ...others] = script
  if (statement?.kind !== 'pipeline' || others.length > 0 || statement.otherwise) return undefined
  const [command, ...more] = statement.commands
  if (command === undefined || more.length > 0 || command.input || command.output) return undefined
  return command.words.map(word => textOfWord(word, at) ?? '').join(' ')
}
