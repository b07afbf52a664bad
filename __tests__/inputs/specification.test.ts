import { spawnSync } from 'node:child_process'
import { expect, test } from '@jest/globals'
import { parseCommandLine } from '../../src/cli/arguments.ts'
import { readConfiguration } from '../../src/inputs/read.ts'
import {
  COMMAND_LINE_INPUTS,
  factOf,
  INPUT_GROUPS,
  MODES,
  modesOf,
  type RawInputs
} from '../../src/inputs/tables/specification.ts'

test.each(MODES)('mode %s reads every input that the table gives it', mode => {
  const asked = new Set<string>()
  const given: RawInputs = {
    mode,
    'task-definition': 'a.json',
    'aws-region': 'us-west-2',
    'run-task': 'true'
  }
  const raw = new Proxy(given, {
    get: (target, name) => {
      asked.add(String(name))
      return target[name as keyof RawInputs]
    }
  })
  readConfiguration(raw, {})
  const due = COMMAND_LINE_INPUTS.filter(name => modesOf(name).includes(mode))
  expect(due.filter(name => !asked.has(name))).toEqual([])
})

test.each(['migrate', 'audit', 'rollback', 'continue'] as const)(
  'the help shows the inputs of %s alone for that mode alone, and no others under its heading',
  mode => {
    const headings = Object.entries(INPUT_GROUPS).filter(([, { modes }]) => String(modes) === mode)
    expect(headings.map(([group]) => group)).toEqual([mode])
    const shownAlone = COMMAND_LINE_INPUTS.filter(name => String(modesOf(name)) === mode)
    expect(new Set(shownAlone)).toEqual(
      new Set(COMMAND_LINE_INPUTS.filter(name => factOf(name).group === mode))
    )
  }
)

test('a default is a value that its input takes', () => {
  const faults = COMMAND_LINE_INPUTS.filter(name => {
    const fact = factOf(name)
    const usual = fact.default
    if (usual === undefined) return false
    if (fact.kind === 'word') return !fact.words.includes(usual)
    if (fact.kind === 'number') return !(Number(usual) >= fact.min && Number(usual) <= fact.max)
    return fact.kind === 'switch' && usual !== 'true' && usual !== 'false'
  })
  expect(faults).toEqual([])
})

test.each(COMMAND_LINE_INPUTS)('--%s is a switch exactly where the table says so', name => {
  const line = parseCommandLine(['deploy', `--${name}`, '--', 'file.json'])
  if (line.kind !== 'run') throw new Error(line.kind)
  const isSwitch = factOf(name).kind === 'switch'
  expect(line.raw[name] === 'true').toBe(isSwitch)
  expect(line.problems.map(({ message }) => message)).toEqual(
    isSwitch ? [] : [`Flag --${name} has no value.`]
  )
})

test('each action.yml and docs/inputs.md are what the table gives', () => {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--no-warnings', 'scripts/update-action.mjs', '--check'],
    { encoding: 'utf8' }
  )
  expect(`${stdout}${stderr}`).toBe('action.yml agrees with src/inputs\n')
  expect(status).toBe(0)
})
