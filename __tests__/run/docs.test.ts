import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals'
import { parse } from 'yaml'
import { unknownInputs } from '../../src/inputs/problems.ts'
import { ACTION_INPUTS } from '../../src/inputs/tables/specification.ts'
import { blockAfter } from '../pages.ts'
import { makeWorkspace, type Workspace } from '../workspace.ts'
import { readRuns } from './documented.ts'
import { cli } from './scene.ts'

/** The page has a placeholder for a day, since any day would be over sooner or later. */
const page = readFileSync('docs/check.md', 'utf8').replaceAll('YYYY-MM-DD', '2030-06-30')
const { files, runs } = readRuns(page)

/** The examples have a day in them, so they are run on a day. */
const TODAY = Date.parse('2030-03-01T12:00:00Z')

describe('docs/check.md', () => {
  let scene: Workspace
  const now = Date.now
  beforeAll(() => {
    scene = makeWorkspace({ ...files, 'empty.yml': '' })
    Date.now = () => TODAY
  })
  afterAll(() => {
    Date.now = now
    scene.remove()
  })

  it('has examples', () => {
    expect(Object.keys(files)).toHaveLength(3)
    expect(runs.length).toBeGreaterThanOrEqual(4)
  })

  test.each(runs.map(run => [`${run.position}: ${run.args.join(' ')}`, run] as const))(
    'shows what happens: %s',
    async (_, { args, exit, output, usesConfiguration }) => {
      const given = usesConfiguration
        ? args
        : [...args, ...(args.includes('--config') ? [] : ['--config', 'empty.yml'])]
      const run = await cli(scene, given)
      expect({ out: run.out, code: run.code, err: run.err }).toEqual({ out: output, code: exit, err: '' })
    }
  )

  it('its workflow has inputs that exist', () => {
    const workflow = parse(blockAfter('docs/check.md', '<!-- workflow -->')) as {
      jobs: { check: { steps: { uses: string; with: object }[] } }
    }
    const ours = workflow.jobs.check.steps.find(({ uses }) => uses.startsWith('ecs-sealed-deploy/'))
    expect(unknownInputs(Object.keys(ours?.with ?? {}), ACTION_INPUTS)).toEqual([])
    expect(ours?.with).toHaveProperty('sarif-file')
  })

  it('its pre-commit hook is the one that is defined', () => {
    const used = parse(blockAfter('docs/check.md', '<!-- pre-commit -->')) as {
      repos: { hooks: { id: string }[] }[]
    }
    const defined = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8')) as {
      id: string
      entry: string
      files: string
    }[]
    expect(used.repos[0]?.hooks.map(({ id }) => id)).toEqual(defined.map(({ id }) => id))
    const [hook] = defined
    const { bin } = JSON.parse(readFileSync('package.json', 'utf8')) as { bin: Record<string, string> }
    expect(bin).toHaveProperty([hook?.entry.split(' ')[0] ?? ''])
    for (const file of ['a/b.json', 'x.yml', 'x.yaml', 'main.tf'])
      expect(file).toMatch(new RegExp(hook?.files ?? ''))
    expect('README.md').not.toMatch(new RegExp(hook?.files ?? ''))
  })

  it('names every rule about exceptions with its level', async () => {
    const { EXCEPTION_RULES } = await import('../../src/check/exceptions/findings.ts')
    for (const { id, level } of EXCEPTION_RULES) expect(page).toContain(`| \`${id}\` | ${level} |`)
  })
})
