import { expect, test } from '@jest/globals'
import { readConfiguration, readConfigurationWith } from '../../src/inputs/read.ts'
import {
  ACTION_INPUTS,
  factOf,
  type InputName,
  MODES,
  type RawInputs
} from '../../src/inputs/specification.ts'
import { readForAws } from './read-whole.ts'

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
