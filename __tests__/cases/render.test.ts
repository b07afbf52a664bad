import { test } from '@jest/globals'
import { jsonOf, loaded, prepared } from '../template/support.ts'
import { casesIn } from './cases.ts'

/** What the expressions of a case may ask for. */
const CONTEXTS = {
  github: { sha: 'c0ffee', ref_name: 'main', repository: 'example/ops-pipeline', event: { number: 7 } },
  env: { STAGE: 'production' },
  environment: {},
  service: { name: 'dispatcher', cluster: 'ops-pipeline-cluster' },
  aws: { region: 'us-west-2', account: '123456789012', partition: 'aws' }
}

test.each(casesIn('render'))('$title', async ({ files, inputs, expectJson }) => {
  const [[file = '', text = ''] = []] = Object.entries(files)
  const { variables = '{}', ...overrides } = inputs
  const vars = JSON.parse(variables) as Record<string, string>
  const result = await prepared(await loaded(text, file), {
    contexts: { ...CONTEXTS, vars },
    inputs: overrides
  })
  expectJson({
    problems: result.problems.map(({ code, message }) => ({ code, message })),
    definition: result.root ? jsonOf(result) : null
  })
})
