import { spawnSync } from 'node:child_process'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { arrange } from '../../src/adoption/propose/arrange.ts'
import { configurationText } from '../../src/adoption/propose/configuration-text.ts'
import { surveyRepository } from '../../src/adoption/survey/survey.ts'
import { readWorkflow } from '../../src/adoption/workflow/workflow.ts'
import { cli, makeScene } from '../shell/scene.ts'

// What makes a service changed, as workflows say it with actions that look at the files of a commit.

function configurationOf(text: string): { readonly text: string; readonly paths: unknown } {
  const workflow = readWorkflow('.github/workflows/ship.yml', text)
  const survey = surveyRepository(workflow ? [workflow] : [], [])
  const written = configurationText(arrange(survey), survey)
  const { services, defaults = {} } = parse(written) as {
    services: Record<string, { paths?: unknown }>
    defaults?: { paths?: unknown }
  }
  const own = Object.entries(services).map(([key, { paths = defaults.paths }]) => [key, paths])
  return { text: written, paths: Object.fromEntries(own) as unknown }
}

const deploy = (
  service: string,
  condition = ''
) => `      - uses: aws-actions/amazon-ecs-deploy-task-definition@v2
${condition === '' ? '' : `        if: ${condition}\n`}        with:
          task-definition: ${service}.json
          service: ${service}
          cluster: main
`
const JOB = '    runs-on: ubuntu-latest\n    steps:\n'
const FILTERS = `      - id: filter
        uses: dorny/paths-filter@v3
        with:
          filters: |
            shared: &shared
              - libs/**
            web:
              - *shared
              - added|modified: web/**
            mail: mail/**
            most: ['docs/**', '!docs/old/**']
`
const job = (name: string, steps: string, before = '') => `  ${name}:\n${before}${JOB}${steps}`
const outputs = (...names: readonly string[]) =>
  `    outputs:\n${names.map(name => `      ${name}: \${{ steps.filter.outputs.${name} }}\n`).join('')}`
const jobs = (...all: readonly string[]) => `on: push\njobs:\n${all.join('')}`

describe('dorny/paths-filter', () => {
  test('asked by the step', () => {
    const text = jobs(
      job(
        'ship',
        FILTERS +
          deploy('web', "steps.filter.outputs.web == 'true'") +
          deploy('mail', "${{ steps.filter.outputs.mail == 'true' && github.ref == 'x' }}")
      )
    )
    const { paths, text: written } = configurationOf(text)
    expect(paths).toEqual({ web: ['libs/**', 'web/**'], mail: ['mail/**'] })
    expect(written).not.toMatch(/paths: .*guess/)
  })

  test('asked by the job, and by one that comes before it', () => {
    const text = jobs(
      job('what', FILTERS, outputs('web', 'mail')),
      job('build', '      - run: make\n', "    needs: what\n    if: needs.what.outputs.mail == 'true'\n"),
      job('web', deploy('web'), "    needs: what\n    if: needs.what.outputs.web == 'true'\n"),
      job('mail', deploy('mail'), '    needs: build\n')
    )
    expect(configurationOf(text).paths).toEqual({ web: ['libs/**', 'web/**'], mail: ['mail/**'] })
  })

  test('whose names are the matrix', () => {
    const text = jobs(
      job(
        'what',
        FILTERS.replace(
          /filters:[\s\S]*/,
          'filters: |\n            web: web/**\n            mail: [mail/**]\n'
        ),
        outputs('changes')
      ),
      job(
        'ship',
        deploy('${{ matrix.app }}'),
        '    needs: what\n    strategy:\n      matrix:\n        app: ${{ fromJSON(needs.what.outputs.changes) }}\n'
      )
    )
    expect(configurationOf(text).paths).toEqual({ web: ['{service}/**'], mail: ['{service}/**'] })
  })

  test.each([
    [
      'two of them together',
      "steps.filter.outputs.web == 'true' && steps.filter.outputs.mail == 'true'",
      ['libs/**', 'web/**', 'mail/**']
    ],
    ['patterns that take out, which mean another thing there', 'steps.filter.outputs.most', ['docs/**']]
  ])('%s are a guess', (_, condition, values) => {
    const { paths, text } = configurationOf(jobs(job('ship', FILTERS + deploy('web', condition))))
    expect(paths).toEqual({ web: values })
    expect(text).toMatch(/paths: .* # guess, from \.github\/workflows\/ship\.yml:\d+, whose answer/)
  })

  test.each([
    "steps.filter.outputs.web != 'true'",
    "steps.filter.outputs.other == 'true'",
    "steps.none.outputs.web == 'true'"
  ])('%s says nothing', condition => {
    expect(configurationOf(jobs(job('ship', FILTERS + deploy('web', condition)))).paths).toEqual({
      web: undefined
    })
  })
})

describe('tj-actions/changed-files', () => {
  const changed = (given: string) =>
    `      - id: changed\n        uses: tj-actions/changed-files@v47\n        with:\n${given}`
  test.each([
    [
      'files',
      '          files: |\n            web/**\n            Dockerfile\n',
      "steps.changed.outputs.any_changed == 'true'",
      ['web/**', 'Dockerfile'],
      false
    ],
    [
      'files by name',
      '          files_yaml: |\n            web:\n              - web/**\n',
      "steps.changed.outputs.web_any_changed == 'true'",
      ['web/**'],
      false
    ],
    [
      'a look into the list',
      '          separator: ","\n',
      "contains(steps.changed.outputs.all_changed_files, 'web/')",
      ['web/**'],
      true
    ]
  ])('%s', (_, given, condition, values, isGuess) => {
    const { paths, text } = configurationOf(jobs(job('ship', changed(given) + deploy('web', condition))))
    expect({ paths, isGuess: /paths: .* # guess/.test(text) }).toEqual({ paths: { web: values }, isGuess })
  })
})

test('the filter of a step says more than the one of the workflow', () => {
  const text = jobs(job('ship', FILTERS + deploy('web', "steps.filter.outputs.web == 'true'"))).replace(
    'on: push',
    'on:\n  push:\n    paths: [web/**, mail/**, libs/**]'
  )
  expect(configurationOf(text).paths).toEqual({ web: ['libs/**', 'web/**'] })
})

describe('the deploy that init proposes', () => {
  test.each([
    [
      'is of what changed, marked as a guess, where each service has paths',
      "steps.filter.outputs.mail == 'true'",
      true
    ],
    ['is of all, where one has none', '', false]
  ])('%s', async (_, condition, onlyChanged) => {
    const steps = FILTERS + deploy('web', "steps.filter.outputs.web == 'true'") + deploy('mail', condition)
    const scene = makeScene({ '.github/workflows/ship.yml': jobs(job('ship', steps)) })
    for (const words of [
      ['init', '-q'],
      ['add', '-A']
    ])
      spawnSync('git', words, { cwd: scene.path })
    const { out } = await cli(scene, ['init'])
    scene.remove()
    expect(/^ +service: changed # guess: by "paths"/m.test(out)).toBe(onlyChanged)
  })
})
