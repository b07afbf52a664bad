import { expect, test } from '@jest/globals'
import { readConfiguration, readConfigurationWith } from '../../../src/inputs/read.ts'
import {
  ACTION_INPUTS,
  factOf,
  type InputName,
  MODES,
  type RawInputs
} from '../../../src/inputs/tables/specification.ts'
import { readForAws } from '../read-whole.ts'

/** A value that is read, one that is another than the usual, and one that nothing takes. */
function valuesOf(name: InputName): readonly string[] {
  const fact = factOf(name)
  const given = {
    word: fact.kind === 'word' ? fact.words : [],
    switch: ['true', 'false'],
    number: ['1', '99999999']
  }
  return [...((given as Readonly<Record<string, readonly string[]>>)[fact.kind] ?? ['live', 'a:1']), '}{']
}

const common: RawInputs = {
  'task-definition': 'a.json',
  service: 'web',
  cluster: 'c',
  'aws-region': 'us-west-2'
}

test.each(MODES)('mode %s reads the same with no more loaded than each input needs', async mode => {
  for (const compatibility of ['none', 'aws-actions']) {
    for (const name of ACTION_INPUTS) {
      for (const value of valuesOf(name)) {
        const raw = { ...common, mode, compatibility, [name]: value }
        const late = await readConfiguration(raw, { hasConfigFile: true })
        expect({ raw, late }).toEqual({
          raw,
          late: readConfigurationWith(raw, { hasConfigFile: true }, readForAws)
        })
      }
    }
  }
})

/** What a rollback reads no value of, in a form that nothing takes. */
const BROKEN: RawInputs = {
  variables: '{"REGION": ',
  env: '1x',
  policy: 'none',
  'fail-on': 'never',
  'changed-since': 'a..b',
  'keep-revisions': 'x',
  'run-task': 'true',
  'run-task-tags': '[',
  'run-task-launch-type': 'LAMBDA'
}

test.each(['rollback', 'continue', 'rotate-restart'] as const)(
  'mode %s notes what is wrong with an input that it does not use, and goes on',
  async mode => {
    for (const [name, value] of Object.entries(BROKEN)) {
      const raw = { ...common, 'task-definition': '', 'run-task': 'true', mode, [name]: value }
      const read = await readConfiguration(raw)
      expect([name, 'configuration' in read ? read.configuration.mode : read.problems]).toEqual([name, mode])
      const remarks = 'configuration' in read ? (read.configuration.inputRemarks ?? []) : []
      expect([name, remarks.map(({ message }) => message)]).toEqual([
        name,
        name === 'run-task'
          ? []
          : [expect.stringMatching(`^Input "${name}".*\\. Mode ${mode} does not need it\\.$`)]
      ])
      const deploy = await readConfiguration({ ...raw, mode: 'deploy', 'task-definition': 'a.json' })
      expect([name, 'problems' in deploy]).toEqual([name, name !== 'run-task'])
    }
    for (const name of ['wait-for-minutes', 'cluster', 'on-failure', 'aws-region', 'verify-permissions']) {
      const read = await readConfiguration({ ...common, 'task-definition': '', mode, [name]: '}{' })
      expect([name, 'problems' in read]).toEqual([name, true])
    }
  }
)
