import { expect } from '@jest/globals'
import { parse } from 'yaml'
import { configuredServices } from '../../src/adoption/configured.ts'
import { arrange } from '../../src/adoption/propose/arrange.ts'
import { configurationText } from '../../src/adoption/propose/configuration-text.ts'
import { readDefinition, withCalls } from '../../src/adoption/read-repository.ts'
import { applyEdits, editLines, removedAndInserted } from '../../src/adoption/rewrite/line-edits.ts'
import { rewriteRepository } from '../../src/adoption/rewrite/rewrite-repository.ts'
import { surveyRepository } from '../../src/adoption/survey/survey.ts'
import { readWorkflow } from '../../src/adoption/workflow/workflow.ts'
import { INPUTS } from '../../src/inputs/tables/specification.ts'
import { job } from './repositories.ts'

export type Files = Readonly<Record<string, string>>
/** The workflow of these repositories. */
export const FILE = '.github/workflows/ship.yml'

let now: Record<string, string> = {}

/** The configuration file of these repositories. */
export const CONFIGURATION = '.github/ecs-sealed-deploy.yml'

/** surveyOf reads a repository as `init` and `adopt` do. */
export async function surveyOf(files: Files) {
  const workflows = withCalls(
    Object.entries(files).flatMap(([file, text]) =>
      file.startsWith('.github/workflows/') ? (readWorkflow(file, text) ?? []) : []
    )
  )
  const others = Object.entries(files).filter(([file]) => !file.startsWith('.github/'))
  const read = await Promise.all(others.map(([file, text]) => readDefinition(file, text)))
  const definitions = read.map(({ definition }) => definition)
  return { workflows, definitions, survey: surveyRepository(workflows, definitions) }
}

/**
 * adopt does what `adopt --write` does to a repository. Its configuration file is the one that `init` writes, unless
 * given.
 */
export async function adopt(files: Files): Promise<{ readonly out: string }> {
  const { workflows, definitions, survey } = await surveyOf(files)
  const configured = await configuredServices(
    CONFIGURATION,
    files[CONFIGURATION] ?? configurationText(arrange(survey), survey)
  )
  now = { ...files }
  const lines: string[] = []
  for (const rewritten of rewriteRepository({ workflows, definitions }, configured)) {
    const { file, text, edits, said } = rewritten
    lines.push(...editLines(removedAndInserted(rewritten, edits, line => line)), ...said)
    now[file] = applyEdits(text, edits)
  }
  return { out: lines.join('\n') }
}

/** The text of a file after `adopt --write`. */
export const read = (file: string) => now[file] ?? ''
/** A step with a script. */
export const script = (text: string, more = '') => `
      - name: A script${more}
        run: |
${text.replaceAll(/^/gm, '          ')}`
/** A step of AWS's deploy action. */
export const deploy = (file: string, more = 'service: shop-svc\ncluster: main') => `
      - name: Deploy
        uses: aws-actions/amazon-ecs-deploy-task-definition@v2
        with:
          task-definition: ${file}
          wait-for-service-stability: true
${more.replaceAll(/^/gm, '          ')}`
/** A workflow with one job. */
export const workflow = (steps: string, before = '') =>
  `on: push\nenv:\n  TAG: \${{ github.sha }}${job(steps, before)}\n`

type Step = { name?: string; uses?: string; run?: string; with?: Record<string, unknown> }
/** The steps of all jobs of a file. */
export const stepsOf = (file = FILE) => {
  const { jobs } = parse(read(file)) as { jobs: Record<string, { steps: Step[] }> }
  return Object.values(jobs).flatMap(({ steps }) => steps)
}
/** The inputs of the one step of this action, and the other steps after the first two (checkout, credentials). */
export function outcome(file = FILE) {
  const steps = stepsOf(file)
  const [own, ...others] = steps.filter(({ uses = '' }) => uses.startsWith('ecs-sealed-deploy/'))
  const { 'wait-for-service-stability': _, ...given } = own?.with ?? {}
  for (const name of Object.keys(given)) expect([name, name in INPUTS]).toEqual([name, true])
  expect(others).toEqual([])
  return { given, left: steps.length - 3 }
}
