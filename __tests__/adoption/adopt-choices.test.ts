import { describe, expect, test } from '@jest/globals'
import { adopt, FILE, outcome, read } from './adopted.ts'
import { job, pair } from './repositories.ts'

// Expressions that choose between texts: a rewritten step makes the same choice.

const CHOICE = '{type: choice, options: [staging, production]}'
const BY_HAND = (input = CHOICE, more = '') =>
  `on:${more}\n  workflow_dispatch:\n    inputs:\n      target: ${input}`
const PUSH = '\n  push: {branches: [main]}'
const deploys = (service: string, cluster: string, more = '') =>
  job(pair('infra/storefront.json', `service: ${service}\ncluster: ${cluster}`), more)
const by = (expression: string) => deploys(`storefront-\${{ ${expression} }}`, `shop-\${{ ${expression} }}`)
const chosen = (environment: string) => ({
  given: { service: 'storefront', environment, image: 'app=${{ steps.build.outputs.image }}' },
  left: 0
})

describe('a choice that an expression makes is made by the rewritten step', () => {
  const otherwise = "inputs.target || 'staging'"
  const ofEvent = "github.event.inputs.target || 'staging'"
  const ternary = "inputs.target == 'production' && 'prod' || 'stg'"
  const chain = "inputs.target == 'production' && 'prod' || inputs.target == 'staging' && 'stg' || 'dev'"
  const branch = "github.ref == 'refs/heads/main' && 'production' || 'staging'"
  test.each<[string, string, string]>([
    [
      'an option, what else is never used',
      BY_HAND() + by('inputs.target || vars.T'),
      'inputs.target || vars.T'
    ],
    ['an option or else one, also on a push', BY_HAND(CHOICE, PUSH) + by(otherwise), otherwise],
    ['the same by the event', BY_HAND(CHOICE, PUSH) + by(ofEvent), ofEvent],
    ['one of two', BY_HAND() + by(ternary), ternary],
    ['one of three, the last for a push', BY_HAND(CHOICE, PUSH) + by(chain), chain],
    [
      'by `case`',
      BY_HAND() + by("case(inputs.target == 'production', 'prod', 'stg')"),
      "case(inputs.target == 'production', 'prod', 'stg')"
    ],
    [
      'a flag',
      BY_HAND('{type: boolean, default: false}') + by("inputs.target && 'prod' || 'stg'"),
      "inputs.target && 'prod' || 'stg'"
    ],
    ['the branch', `on: {push: {branches: [main, develop]}}${by(branch)}`, branch],
    [
      'the name of the branch, with any other',
      `on: push${by("github.ref_name == 'main' && 'prod' || 'dev'")}`,
      "github.ref_name == 'main' && 'prod' || 'dev'"
    ],
    [
      'the trigger',
      BY_HAND(CHOICE, PUSH) + by("github.event_name == 'push' && 'staging' || inputs.target"),
      "github.event_name == 'push' && 'staging' || inputs.target"
    ],
    [
      'by env of the workflow',
      (BY_HAND(CHOICE, PUSH) + by('env.T')).replace('\njobs', `\nenv: {T: "\${{ ${otherwise} }}"}\njobs`),
      otherwise
    ],
    [
      'whole names, of which the environment is a part',
      BY_HAND() +
        deploys(
          "${{ inputs.target == 'production' && 'storefront-prod' || 'storefront-stg' }}",
          "${{ inputs.target == 'production' && 'shop-prod' || 'shop-stg' }}"
        ),
      ternary
    ]
  ])('%s', async (_, text, expression) => {
    const { out } = await adopt({ [FILE]: text })
    expect(out).not.toContain('is left')
    expect(outcome()).toEqual(chosen(`\${{ ${expression} }}`))
  })

  test("environments are the choice's options, whatever they are called", async () => {
    const options = '{type: choice, options: [live, eu-sandbox]}'
    const text = BY_HAND(options).replace('target', 'environment') + by('inputs.environment')
    await adopt({ [FILE]: text })
    expect(outcome()).toEqual(chosen('${{ inputs.environment }}'))
  })

  test('a step that runs for one option only has that one', async () => {
    const step = (name: string, id: string) =>
      pair('infra/storefront.json', `service: storefront-${name}\ncluster: shop-${name}`, id).replace(
        '- uses: aws-actions/amazon-ecs-deploy',
        `- if: inputs.target == '${name}'\n        uses: aws-actions/amazon-ecs-deploy`
      )
    const text = `${BY_HAND()}${job(step('staging', 'one') + step('production', 'two'), 'environment: ${{ inputs.target }}')}`
    await adopt({ [FILE]: text })
    expect(read(FILE).match(/environment: \S+$/gm)).toEqual([
      'environment: staging',
      'environment: production'
    ])
  })
})

describe('an expression that cannot be followed names what is in the way', () => {
  test.each([
    [`on: push${by("vars.TARGET || 'staging'")}`, 'because of "vars.TARGET"; write its name instead.'],
    [
      BY_HAND('{type: string}') + by("inputs.target || 'staging'"),
      'because of "inputs.target"; write its name instead, or make the input a "choice"'
    ],
    [
      BY_HAND(CHOICE, PUSH) + by('inputs.target || vars.TARGET'),
      'because of "vars.TARGET"; write its name instead.'
    ]
  ])('%#', async (text, why) => {
    const { out } = await adopt({ [FILE]: text })
    expect(out).toContain(why)
    expect(read(FILE)).toBe(text)
  })
})
