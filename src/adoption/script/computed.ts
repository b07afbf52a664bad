import type { StepScope } from '../workflow/cell.ts'
import type { Step } from '../workflow/workflow.ts'
import type { Script, ShellWord } from './shell-syntax.ts'
import { isExported, type ShellScope, textOfWord, type Value } from './shell-values.ts'

/**
 * Texts that only a shell can compute, by the variable that a step gives to the job instead: `TAG` for
 * `${GITHUB_SHA::7}`. `steps` are the steps whose scripts compute it now, since a later commit, another folder or a
 * condition can make it another text.
 */
export type Computed = Map<string, { readonly text: string; readonly steps: readonly Step[] }>

/** The variable of a commit that is cut short inside another text, where the script names none. */
const SHORT_SHA = 'SHORT_SHA'

/** `git rev-parse --short HEAD`, with a length or without. */
const REVISION = /^git rev-parse(?: --short(?:=\d{1,2})?)? HEAD$/

/**
 * variableFor returns the variable of the job that a step before this one fills with a text that a shell computes. None
 * if it has no name, or if the workflow or another step has given the name another text, or reads it.
 */
export function variableFor(
  text: string,
  name: string | undefined,
  { scope, computed }: { readonly scope: StepScope & { readonly step: Step }; readonly computed: Computed }
): Value | undefined {
  const { step, job, workflow } = scope
  const own = name ?? (text.startsWith('${GITHUB_SHA:') ? SHORT_SHA : undefined)
  if (own === undefined || own.startsWith('GITHUB_')) return undefined
  const isTaken = [step.env, job.env, workflow.env].some(env => env[own] !== undefined)
  const known = computed.get(own) ?? { text, steps: [] }
  if (isTaken || known.text !== text) return undefined
  if (isExported(own, scope) || readLater(own, scope)) return undefined
  computed.set(own, { text, steps: [...new Set([...known.steps, step])] })
  return { kind: 'text', text: `\${{ env.${own} }}` }
}

/** Whether a later step reads a variable of the job that it does not set itself. */
function readLater(name: string, { job, step }: Pick<StepScope, 'job'> & { readonly step: Step }): boolean {
  const reads = new RegExp(`(?:\\$\\{?|\\benv\\.|["'])${name}\\b`)
  const sets = new RegExp(`(?:^|[\\s;&(])${name}=`)
  return job.steps.slice(job.steps.indexOf(step) + 1).some(({ run = '', if: condition = '', ...later }) => {
    const texts = [condition, ...Object.values(later.with), ...Object.values(later.env)]
    if (texts.some(text => reads.test(text))) return true
    return later.env[name] === undefined && reads.test(run) && !sets.test(run)
  })
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
