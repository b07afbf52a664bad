import { describe, expect, test } from '@jest/globals'
import { adopt, FILE, outcome, read, script } from './adopted.ts'
import { job, pair } from './repositories.ts'

// What a run can be given must stay open to it: a rewritten step deploys for each value what it deployed before.

const CALLER = '.github/workflows/start.yml'
const TARGET = '${{ inputs.target }}'
const CHOICE = '{type: choice, options: [staging, production], default: staging}'
const TEXT = '{type: string, default: staging}'
const REQUIRED = '{type: string, required: true}'

const on = (input: string, ...triggers: readonly string[]) =>
  `on:${triggers.map(trigger => `\n  ${trigger}:\n    inputs:\n      target: ${input}`).join('')}`
const caller = (start: string, given = TARGET) =>
  `${start}\njobs:\n  go:\n    uses: ./${FILE}\n    with:\n      target: ${given}\n`
const deploys = (service: string, cluster: string, more = '') =>
  job(pair('infra/storefront.json', `service: ${service}\ncluster: ${cluster}`), more)
const BY_TARGET = deploys(`storefront-${TARGET}`, `shop-${TARGET}`)
const CALLED = on(REQUIRED, 'workflow_call') + BY_TARGET
const byEnvironment = {
  given: {
    ...{ service: 'storefront', environment: TARGET },
    image: 'app=${{ steps.build.outputs.image }}'
  },
  left: 0
}

describe('every value that a run can be given stays', () => {
  test.each([
    [
      'a choice of whoever starts the caller',
      { [FILE]: CALLED, [CALLER]: caller(on(CHOICE, 'workflow_dispatch')) }
    ],
    [
      'a choice two calls away',
      {
        [FILE]: CALLED,
        [CALLER]: caller(on(REQUIRED, 'workflow_call')),
        '.github/workflows/first.yml': caller(on(CHOICE, 'workflow_dispatch')).replace(FILE, CALLER)
      }
    ],
    [
      'a choice beside a call of the repository',
      {
        [FILE]: `${on(REQUIRED, 'workflow_call')}\n${on(CHOICE, 'workflow_dispatch').replace('on:\n', '')}${BY_TARGET}`,
        [CALLER]: caller('on: push', 'staging')
      }
    ],
    [
      "a choice that is the job's environment",
      { [FILE]: on(CHOICE, 'workflow_dispatch') + deploys('storefront', 'main', `environment: ${TARGET}`) }
    ],
    [
      'the one call of the repository, beside which there may be others',
      { [FILE]: CALLED, [CALLER]: caller('on: push', 'staging') }
    ],
    [
      'a choice by env',
      {
        [FILE]:
          on(CHOICE, 'workflow_dispatch') +
          BY_TARGET.replaceAll(TARGET, '${{ env.T }}').replace('\njobs', `\nenv: {T: '${TARGET}'}\njobs`)
      }
    ]
  ])('%s', async (_, files) => {
    await adopt(files)
    expect(outcome()).toEqual(byEnvironment)
  })

  test('a choice of services', async () => {
    const input = '{type: choice, options: [checkout, mailer], default: checkout}'
    await adopt({ [FILE]: on(input, 'workflow_dispatch') + deploys(`shop-${TARGET}`, 'main') })
    expect(outcome().given).toMatchObject({ service: `shop-${TARGET}` })
  })
})

describe('what nobody can know by reading is left', () => {
  const otherwise = "${{ vars.TARGET || 'staging' }}"
  test.each([
    ['a text with a default', { [FILE]: on(TEXT, 'workflow_dispatch') + BY_TARGET }, 'comes from an input'],
    [
      'a default of the caller',
      { [FILE]: CALLED, [CALLER]: caller(on(TEXT, 'workflow_dispatch')) },
      'comes from an input'
    ],
    [
      "what the caller's run decides, whatever the default",
      { [FILE]: on(TEXT, 'workflow_call') + BY_TARGET, [CALLER]: caller(on(REQUIRED, 'workflow_dispatch')) },
      'inputs.target in .github/workflows/start.yml'
    ],
    [
      'a cluster that no environment tells apart',
      {
        'infra/storefront.staging.json':
          '{"family": "storefront", "containerDefinitions": [{"name": "app", "image": "a"}]}',
        [FILE]:
          on(CHOICE, 'workflow_dispatch') +
          deploys('storefront', `shop-${TARGET}`).replace('storefront.json', 'storefront.staging.json')
      },
      'does not say the same cluster for "storefront" in staging'
    ],
    [
      "an expression that is the job's environment, where there are environments",
      {
        '.github/workflows/mail.yml': `on: push${deploys('mail-staging', 'main')}`,
        [FILE]: on(CHOICE, 'workflow_dispatch') + deploys('storefront', 'main', `environment: ${otherwise}`)
      },
      'the `environment:` of its job depends on vars.TARGET'
    ],
    [
      'a member of a matrix that is made at run time, of which one row is written out',
      {
        [FILE]: `on: push${deploys('web-${{ matrix.to }}', 'main', 'strategy:\n  matrix:\n    to: ${{ fromJSON(vars.TO) }}\n    include: [{to: staging, size: 1}]')}`
      },
      'generates the matrix at run time'
    ],
    [
      'a condition on a member of the matrix that is an input with a default',
      {
        [FILE]:
          on(TEXT, 'workflow_dispatch') +
          job(
            script(
              'if [ "${{ matrix.to }}" = "staging" ]; then\n  S=web-staging\nelse\n  S=web-production\nfi\naws ecs update-service --cluster main --service $S --force-new-deployment'
            ),
            `strategy:\n  matrix:\n    to: ['${TARGET}']`
          )
      },
      '`if` makes'
    ]
  ])('%s', async (_, files, why) => {
    const { out } = await adopt(files)
    expect(out).toContain(`is left: `)
    expect(out).toContain(why)
    expect(read(FILE)).toBe(files[FILE as keyof typeof files])
  })
})
