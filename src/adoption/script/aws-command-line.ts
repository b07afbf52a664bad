import { present } from '../../present.ts'
import { stepOutput } from '../workflow/texts.ts'
import { barePath, fileNamed } from './script-files.ts'
import type { CommandContext, ScriptState } from './script-state.ts'
import type { ShellWord } from './shell-syntax.ts'
import { cellOfText, type Definition, textOfWord, type Value, valueOfWord } from './shell-values.ts'

type Printed = Value | undefined | 'unclear'

/** Options that control the connection and the output, but not what the command does. */
const OF_NO_CONCERN = ['output', 'no-cli-pager', 'no-paginate', 'include', 'debug']
const WITHOUT_VALUE = [
  'force-new-deployment',
  'no-force-new-deployment',
  'no-cli-pager',
  'no-paginate',
  'debug'
]

/** The options of an AWS CLI call, with their values as words. Undefined if the call contains anything else. */
function optionsOf(words: readonly ShellWord[]): ReadonlyMap<string, ShellWord> | undefined {
  const options = new Map<string, ShellWord>()
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as ShellWord
    const [first, ...more] = word
    const [, name, joint] = first?.kind === 'text' ? (/^--([a-z-]+)(=?)/.exec(first.text) ?? []) : []
    if (name === undefined || first?.kind !== 'text') return undefined
    const rest = first.text.slice(name.length + 3)
    if (joint) options.set(name, rest === '' ? more : [{ kind: 'text', text: rest }, ...more])
    else if (WITHOUT_VALUE.includes(name)) options.set(name, [])
    else {
      const value = words[++at]
      if (value === undefined) return undefined
      const all = [...value]
      // The only option here that takes several values.
      while (name === 'services' && words[at + 1] !== undefined && !isOption(words[at + 1]))
        all.push({ kind: 'text', text: ' ' }, ...(words[++at] as ShellWord))
      options.set(name, all)
    }
  }
  for (const name of OF_NO_CONCERN) options.delete(name)
  return options
}

const isOption = (word: ShellWord | undefined) => word?.[0]?.kind === 'text' && word[0].text.startsWith('--')

/** aws follows a call of `aws ecs`: the commands that fetch, register or deploy a task definition, and `wait`. */
export function aws(command: string, words: readonly ShellWord[], { state }: CommandContext): Printed {
  const options = optionsOf(command === 'wait' ? words.slice(1) : words)
  if (options === undefined) return because(state, 'its words are not options with values')
  const text = (name: string) => textOfWord(options.get(name), state.shell)
  const only = (...names: readonly string[]) => [...options.keys()].every(name => names.includes(name))
  switch (command) {
    case 'describe-services':
      return described({ options, text, only }, state)
    case 'describe-task-definition':
      return fetched({ options, text, only }, state)
    case 'register-task-definition': {
      const json = options.get('cli-input-json')
      const value = json && valueOfWord(json, state.shell)
      const source = value?.kind === 'text' ? fileNamed(barePath(value.text), state) : value
      if (!only(...WHOLE, 'cli-input-json'))
        return because(state, optionWhy(options, [...WHOLE, 'cli-input-json']))
      if (source?.kind !== 'definition')
        return because(
          state,
          'what it registers is not understood; put the definition into a file of the repository'
        )
      state.registered.push(source.definition)
      return { kind: 'registered', definition: source.definition }
    }
    case 'wait': {
      const services = text('services')
      const isStable = textOfWord(words[0], state.shell) === 'services-stable'
      if (!isStable || services === undefined || !only('region', 'cluster', 'services'))
        return because(state, 'it waits for something other than named services to become stable')
      state.waits.push(...services.split(' '))
      return undefined
    }
    case 'update-service':
      return update({ options, text, only }, state)
    case 'list-task-definitions':
      return because(state, EARLIER)
    default:
      return /^(?:describe|list)-/.test(command)
        ? { kind: 'unknown' }
        : because(state, `\`aws ecs ${command}\` is not supported; put it into a separate step`)
  }
}

/** Options that every call accepts: the Region, and what it prints. */
const WHOLE = ['region', 'query']

const EARLIER =
  'it looks for an earlier revision; to roll back, use `on-failure: rollback` in the deploy step, or mode `rollback`'

/** because records why a command cannot be followed. */
function because(state: ScriptState, why: string): 'unclear' {
  state.why ??= { why }
  return 'unclear'
}

function optionWhy(options: ReadonlyMap<string, ShellWord>, known: readonly string[]): string {
  const other = [...options.keys()].find(name => !known.includes(name))
  return `its option --${other ?? ''} is not supported; use an input of this action instead, or keep the step`
}

function fetched({ options, text, only }: UpdateOptions, state: ScriptState): Printed {
  const known = [...WHOLE, 'task-definition']

  if (!only(...known)) return because(state, optionWhy(options, known))
  const word = options.get('task-definition')
  const named = word && valueOfWord(word, state.shell)
  // If the ARN comes from `describe-services`, this is the task definition that the service runs.
  const base =
    named?.kind === 'text'
      ? ({ kind: 'live', family: cellOfText(named.text, state.shell) } as const)
      : named?.kind === 'registered' && named.definition.edits.length === 0
        ? named.definition.base
        : undefined
  if (base === undefined) return because(state, 'the family that it fetches cannot be determined statically')
  const definition: Definition = { base, edits: [], steps: [] }
  return { kind: /Arn/.test(text('query') ?? '') ? 'registered' : 'definition', definition }
}

/**
 * The task definition that a service runs, if the call queries it. Other attributes of a service may only be printed.
 */
function described({ options, text, only }: UpdateOptions, state: ScriptState): Printed {
  const service = text('services')
  if (service === undefined || !only('cluster', 'services', 'region', 'query'))
    return because(state, optionWhy(options, ['cluster', 'services', 'region', 'query']))
  const query = text('query') ?? ''
  if (/deployments\[[1-9]/.test(query)) return because(state, EARLIER)
  if (!/^services\[0\]\.(?:taskDefinition|deployments\[0\]\.taskDefinition)$/.test(query))
    return { kind: 'unknown' }
  return { kind: 'registered', definition: { base: { kind: 'live', service }, edits: [], steps: [] } }
}

type UpdateOptions = {
  readonly options: ReadonlyMap<string, ShellWord>
  readonly text: (name: string) => string | undefined
  readonly only: (...names: readonly string[]) => boolean
}

function update({ options, text, only }: UpdateOptions, state: ScriptState): Printed {
  const known = [
    'cluster',
    'service',
    'task-definition',
    'force-new-deployment',
    'desired-count',
    'region',
    'query'
  ]
  const service = text('service')
  if (!only(...known)) return because(state, optionWhy(options, known))
  if (service === undefined)
    return because(state, 'the service that it updates cannot be determined statically')
  const [cluster, region, desiredCount] = [text('cluster'), text('region'), text('desired-count')]
  if (
    [
      ['cluster', cluster],
      ['desired-count', desiredCount]
    ].some(([name, of]) => options.has(name ?? '') && of === undefined)
  )
    return because(state, 'its cluster or desired count cannot be determined statically')
  const definition = deployedBy(options.get('task-definition'), state)
  if (definition === 'unclear') return 'unclear'
  const call = {
    service,
    forces: options.has('force-new-deployment'),
    ...present({ cluster, region, desiredCount })
  }
  state.deployments.push({ call, definition })
  return undefined
}

/**
 * The task definition that the service is updated to: one registered before, the newest revision of a family or,
 * without the option, the one that the service already runs.
 */
function deployedBy(word: ShellWord | undefined, state: ScriptState): Definition | undefined | 'unclear' {
  if (word === undefined) return { base: { kind: 'live' }, edits: [], steps: [] }
  const value = valueOfWord(word, state.shell)
  const unknown = 'the revision that it deploys cannot be determined statically'
  if (value === undefined || value.kind === 'definition' || value.kind === 'unknown')
    return because(state, unknown)
  if (value.kind === 'registered') return value.definition
  const output = stepOutput(value.text)
  if (output !== undefined) {
    const { id, name } = output
    const made = state.flow.outputOf(id, name)
    if (made !== undefined && 'definition' in made) return made.definition
    const why = state.flow.whyWithout(id)
    return because(state, why === undefined ? unknown : `${unknown}, since step "${id}" makes it (${why})`)
  }
  const [last, ...others] = state.registered.toReversed()
  if (last !== undefined) return others.length === 0 ? last : because(state, unknown)
  return { base: { kind: 'live', family: cellOfText(value.text, state.shell) }, edits: [], steps: [] }
}
