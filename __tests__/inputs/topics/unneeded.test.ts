import { expect, test } from '@jest/globals'
import { readConfiguration } from '../../../src/inputs/read.ts'
import type { RawInputs } from '../../../src/inputs/tables/specification.ts'

const common: RawInputs = {
  'task-definition': 'a.json',
  service: 'web',
  cluster: 'c',
  'aws-region': 'us-west-2'
}

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
      const read = readConfiguration(raw)
      expect([name, 'configuration' in read ? read.configuration.mode : read.problems]).toEqual([name, mode])
      const remarks = 'configuration' in read ? (read.configuration.inputRemarks ?? []) : []
      expect([name, remarks.map(({ message }) => message)]).toEqual([
        name,
        name === 'run-task'
          ? []
          : [expect.stringMatching(`^Input "${name}".*\\. Mode ${mode} does not need it\\.$`)]
      ])
      const deploy = readConfiguration({ ...raw, mode: 'deploy', 'task-definition': 'a.json' })
      expect([name, 'problems' in deploy]).toEqual([name, name !== 'run-task'])
    }
    for (const name of ['wait-for-minutes', 'cluster', 'on-failure', 'aws-region', 'verify-permissions']) {
      const read = readConfiguration({ ...common, 'task-definition': '', mode, [name]: '}{' })
      expect([name, 'problems' in read]).toEqual([name, true])
    }
  }
)
