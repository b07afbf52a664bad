import { present } from '../present.ts'
import type { ScriptState } from './definition-flow.ts'
import { barePath, fileNamed } from './script-files.ts'
import type { CommandContext } from './shell-commands.ts'
import type { ShellWord } from './shell-script.ts'
import { cellOfText, type Definition, textOfWord, type Value, valueOfWord } from './shell-values.ts'

type Printed = Value | undefined | 'unclear'

/** Options that say how to call and what to print, and nothing of what is done. */
const OF_NO_CONCERN = ['output', 'no-cli-pager', 'no-paginate', 'include', 'debug']
const WITHOUT_VALUE = [
  'force-new-deployment',
  'no-force-new-deployment',
  'no-cli-pager',
  'no-paginate',
  'debug'
]

/** The options of a call of AWS's command line, values as words; undefined for anything else in it. */
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
      // the only option here with several values
      while (name === 'services' && words[at + 1] !== undefined && !isOption(words[at + 1]))
        all.push({ kind: 'text', text: ' ' }, ...(words[++at] as ShellWord))
      options.set(name, all)
    }
  }
  for (const name of OF_NO_CONCERN) options.delete(name)
  return options
}

const isOption = (word: ShellWord | undefined) => word?.[0]?.kind === 'text' && word[0].text.startsWith('--')

/** aws follows a call of `aws ecs`: those that fetch, register and deploy a definition, and the one that waits. */
export function aws(command: string, words: readonly ShellWord[], { state }: CommandContext): Printed {
  const options = optionsOf(command === 'wait' ? words.slice(1) : words)
  if (options === undefined) return 'unclear'
  const text = (name: string) => textOfWord(options.get(name), state.shell)
  const only = (...names: readonly string[]) => [...options.keys()].every(name => names.includes(name))
  const whole = ['region', 'query']
  switch (command) {
    case 'describe-task-definition': {
      const family = text('task-definition')
      if (family === undefined || !only(...whole, 'task-definition')) return 'unclear'
      const definition: Definition = {
        base: { kind: 'live', family: cellOfText(family, state.shell) },
        edits: [],
        steps: []
      }
      return { kind: /Arn/.test(text('query') ?? '') ? 'registered' : 'definition', definition }
    }
    case 'register-task-definition': {
      const json = options.get('cli-input-json')
      const value = json && valueOfWord(json, state.shell)
      const source = value?.kind === 'text' ? fileNamed(barePath(value.text), state) : value
      if (source?.kind !== 'definition' || !only(...whole, 'cli-input-json')) return 'unclear'
      state.registered.push(source.definition)
      return { kind: 'registered', definition: source.definition }
    }
    case 'wait': {
      const services = text('services')
      const isStable = textOfWord(words[0], state.shell) === 'services-stable'
      if (!isStable || services === undefined || !only('region', 'cluster', 'services')) return 'unclear'
      state.waits.push(...services.split(' '))
      return undefined
    }
    case 'update-service':
      return update({ options, text, only }, state)
    default:
      return 'unclear'
  }
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
  if (service === undefined || !only(...known)) return 'unclear'
  const [cluster, region, desiredCount] = [text('cluster'), text('region'), text('desired-count')]
  if (
    [
      ['cluster', cluster],
      ['desired-count', desiredCount]
    ].some(([name, of]) => options.has(name ?? '') && of === undefined)
  )
    return 'unclear'
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

/** What the service is given: what was registered before, the newest revision of a family, or nothing new. */
function deployedBy(word: ShellWord | undefined, state: ScriptState): Definition | undefined | 'unclear' {
  if (word === undefined) return { base: { kind: 'live' }, edits: [], steps: [] }
  const value = valueOfWord(word, state.shell)
  if (value === undefined || value.kind === 'definition') return 'unclear'
  if (value.kind === 'registered') return value.definition
  const [, id, name] = /^\$\{\{\s*steps\.([\w-]+)\.outputs\.([\w-]+)\s*\}\}$/.exec(value.text) ?? []
  if (id !== undefined && name !== undefined) {
    const made = state.flow.outputOf(id, name)
    return made === undefined || made.kind === 'text' ? 'unclear' : made.definition
  }
  const [last, ...others] = state.registered.toReversed()
  if (last !== undefined) return others.length === 0 ? last : 'unclear'
  return { base: { kind: 'live', family: cellOfText(value.text, state.shell) }, edits: [], steps: [] }
}
