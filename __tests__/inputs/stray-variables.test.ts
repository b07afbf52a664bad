import { expect, it } from '@jest/globals'
import { strayVariables } from '../../src/inputs/problems.ts'
import { ACTION_INPUTS } from '../../src/inputs/tables/specification.ts'

it("ignores the variable INPUT_GITHUB_TOKEN of a job's env", () => {
  expect(strayVariables(['github_token'], ACTION_INPUTS)).toEqual({ problems: [], ignored: ['github_token'] })
})

it.each(['dry_run', 'aws_region', 'github-tokn'])('reports the misspelled input %s', name => {
  expect(strayVariables([name], ACTION_INPUTS).problems).toHaveLength(1)
})
