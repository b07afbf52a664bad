import type { StepScope } from '../workflow/cell.ts'
import type { Step } from '../workflow/workflow.ts'
import { computedBy, variableFor } from './computed.ts'
import { fileNamed, store } from './script-files.ts'
import type { JobSoFar, ScriptState } from './script-state.ts'
import { runCommand } from './shell-commands.ts'
import { decided, onlyPrints } from './shell-conditions.ts'
import { readScript } from './shell-script.ts'
import type { Pipeline, Script, Statement } from './shell-syntax.ts'
import { type Definition, textOfWord, type Value, valueOfWord } from './shell-values.ts'
import type { Stopped } from './shell-words.ts'

/** The state in which a script starts. */
export type ScriptStart = {
  readonly flow: JobSoFar
  readonly scope: StepScope & { readonly step: Step }
  readonly files: ReadonlyMap<string, Definition>
  readonly registered: readonly Definition[]
}

/**
 * followScript runs a script symbolically, on task definitions instead of files, or returns the first part that is not
 * understood.
 */
export function followScript(
  text: string,
  { flow, scope, files, registered }: ScriptStart
): ScriptState | { readonly stopped: Stopped } {
  const read = readScript(text)
  if ('stopped' in read) return read
  const variables = new Map<string, Value>()
  const state: ScriptState = {
    ...{ flow, variables, files: new Map(files), outputs: new Map() },
    ...{ deployments: [], waits: [], registered: [...registered], touchesFiles: false, why: undefined },
    shell: {
      scope,
      variables,
      // what the script itself has put into a variable of the runner is not known to another step
      variableFor: (of, name) =>
        variables.has(/^\$\{(\w+)/.exec(of)?.[1] ?? '')
          ? undefined
          : variableFor(of, name, { scope, computed: flow.computed }),
      run: inner => {
        const printed = runScript(inner, state)
        if (!isStopped(printed)) return printed.at(-1)
        state.why ??= printed
        return undefined
      }
    }
  }
  const done = runScript(read.script, state)
  return isStopped(done) ? { stopped: done } : state
}

type Printed = readonly (Value | undefined)[]

function isStopped(result: Printed | Stopped): result is Stopped {
  return !Array.isArray(result)
}

/** What each pipeline prints. */
function runScript(script: Script, state: ScriptState): Printed | Stopped {
  const printed: (Value | undefined)[] = []
  for (const statement of script) {
    const result = runStatement(statement, state)
    if (isStopped(result)) return result
    printed.push(...result)
  }
  return printed
}

function runStatement(statement: Statement, state: ScriptState): Printed | Stopped {
  switch (statement.kind) {
    case 'pipeline':
      return runPipeline(statement, state)
    case 'for':
      return runFor(statement, state)
    case 'if':
      return runIf(statement, state)
  }
}

/** Follows a loop by running its body once for each word. */
function runFor({ at, name, words, body }: Extract<Statement, { kind: 'for' }>, state: ScriptState) {
  const texts = words.map(word => textOfWord(word, state.shell))
  const isPlain = texts.every(text => text !== undefined && !/[*?]|\$\{\{/.test(text))
  if (!isPlain)
    return {
      at,
      why: 'what `for` iterates over cannot be determined statically; name the services in `service`'
    }
  const printed: (Value | undefined)[] = []
  for (const text of texts.flatMap(one => (one ?? '').split(/\s+/).filter(Boolean))) {
    state.variables.set(name, { kind: 'text', text })
    const result = runScript(body, state)
    if (isStopped(result)) return result
    printed.push(...result)
  }
  return printed
}

/**
 * Follows the branch that is certain to be taken. A branch that only prints, or that ends a script whose calls have
 * failed, changes nothing.
 */
function runIf({ at, branches }: Extract<Statement, { kind: 'if' }>, state: ScriptState): Printed | Stopped {
  for (const { condition, body } of branches) {
    const is = condition === undefined ? true : decided(condition, state.shell)
    if (is === false) continue
    if (is === true) return runScript(body, state)
    const isHarmless = branches.every(one => onlyPrints(one, state.shell))
    return isHarmless
      ? []
      : { at, why: '`if` makes the calls conditional; write a step with `if:` for each branch' }
  }
  return []
}

const HIDDEN =
  'what follows `||` hides a failure; take it out, or write `continue-on-error: true` at the step instead'

function runPipeline(pipeline: Pipeline, state: ScriptState): Printed | Stopped {
  const { commands, otherwise, at: start } = pipeline
  const before = [state.deployments.length, state.waits.length, state.registered.length].join()
  let value: Value | undefined
  for (const command of commands) {
    const { at } = command
    const stopped = (why: string): Stopped => {
      const said = { at, why, ...state.why }
      state.why = undefined
      return said
    }
    for (const { name, value: word } of command.assignments) {
      const assigned = computedBy(word, name, state.shell) ?? valueOfWord(word, state.shell)
      if (assigned === undefined)
        return stopped(
          `the value of ${name} cannot be determined statically; set it in an earlier step, as an output`
        )
      state.variables.set(name, assigned)
    }
    const input =
      command.input === undefined ? value : fileNamed(textOfWord(command.input, state.shell), state)
    const result = runCommand(command, { input, state })
    const name = textOfWord(command.words[0], state.shell) ?? ''
    if (result === 'unclear') return stopped(`\`${name}\` does something else; put it into a separate step`)
    value = result
    if (command.output === undefined) continue
    if (!store(value, { to: textOfWord(command.output.to, state.shell), word: command.output.to, state }))
      return stopped(`what \`${name}\` writes is not understood; put it into a separate step`)
    value = undefined
  }
  if (otherwise === undefined || onlyPrints({ body: otherwise, ends: true }, state.shell)) return [value]
  const after = [state.deployments.length, state.waits.length, state.registered.length].join()
  const isHarmless =
    before === after && value === undefined && commands.every(one => one.assignments.length === 0)
  return isHarmless ? [value] : { at: start, why: HIDDEN }
}
