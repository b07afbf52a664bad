import { describe, expect, test } from '@jest/globals'
import { parseCommandLine } from '../../../src/cli/arguments.ts'
import { readConfiguration } from '../../../src/inputs/read.ts'
import type { RawInputs } from '../../../src/inputs/tables/specification.ts'

const GOOD: RawInputs = { mode: 'audit', cluster: 'main', 'aws-region': 'us-west-2' }

async function read(raw: RawInputs) {
  return readConfiguration({ ...GOOD, ...raw })
}

async function messages(raw: RawInputs): Promise<readonly string[]> {
  const found = await read(raw)
  return 'problems' in found ? found.problems.map(({ message }) => message) : []
}

describe('inputs of audit', () => {
  test('defaults are those that action.yml documents; no file is needed', async () => {
    expect(await read({})).toMatchObject({
      configuration: {
        mode: 'audit',
        purge: false,
        history: false,
        compareValues: false,
        maxSecretAgeDays: 90
      }
    })
  })

  test('all of them', async () => {
    expect(
      await read({
        purge: 'true',
        history: 'true',
        'compare-values': 'true',
        'max-secret-age-days': '30'
      })
    ).toMatchObject({
      configuration: {
        purge: true,
        history: true,
        compareValues: true,
        maxSecretAgeDays: 30
      }
    })
  })

  test.each([
    [{ purge: 'yes' }, /"purge".*is not a boolean/],
    [{ 'max-secret-age-days': '0' }, /"max-secret-age-days".*is not a whole number/],
    [{ mode: 'rotate-restart', purge: 'true' }, /"purge" is for mode audit; this is mode rotate-restart/],
    [
      { mode: 'plan', 'task-definition': 'x', history: 'true' },
      /"history" is for mode audit; this is mode plan/
    ]
  ] as const)('%j', async (raw, message) => {
    expect(await messages(raw)).toEqual([expect.stringMatching(message)])
  })

  test('what action.yml gives in every mode is no mistake', async () => {
    const defaults = {
      purge: 'false',
      history: 'false',
      'compare-values': 'false',
      'max-secret-age-days': '90'
    }
    expect(await messages({ mode: 'deploy', 'task-definition': 'x', ...defaults })).toEqual([])
    expect(await messages({ mode: 'rotate-restart', ...defaults })).toEqual([])
  })

  test('switches of the command line take no value', () => {
    expect(
      parseCommandLine(['audit', '--history', '--purge', '--compare-values', '--cluster', 'main'])
    ).toMatchObject({
      kind: 'run',
      raw: { mode: 'audit', history: 'true', purge: 'true', 'compare-values': 'true', cluster: 'main' },
      problems: []
    })
  })
})
