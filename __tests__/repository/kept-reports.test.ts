import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { parse } from 'yaml'

type Step = {
  readonly id?: string
  readonly if?: string
  readonly uses?: string
  readonly with?: Readonly<Record<string, unknown>>
}
type Workflow = { readonly jobs?: Readonly<Record<string, { readonly steps?: readonly Step[] }>> }

const namesUnder = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(name => join(folder, name))
/** They show one addition to a workflow, and leave out what is not about it. */
const ABOUT_ONE_STEP = ['docs/check.md', 'docs/operate.md']
const pages = ['README.md', ...namesUnder('docs')].filter(
  name => name.endsWith('.md') && !ABOUT_ONE_STEP.includes(name)
)
const shown = [
  ...pages.flatMap(page =>
    [...readFileSync(page, 'utf8').matchAll(/```ya?ml\n(name: [\s\S]*?)```/g)].map(
      ([, text = ''], index) => [`${page} ${index + 1}`, text] as const
    )
  ),
  ...[...namesUnder('.github/workflows'), ...namesUnder('examples')]
    .filter(name => /\.ya?ml$/.test(name))
    .map(name => [name, readFileSync(name, 'utf8')] as const)
]

/** A render step is followed by one that deploys; the other two change no revision. */
const WITHOUT_PAGE = ['render', 'continue', 'status']

const OWN = /^(?:ecs-sealed-deploy\/ecs-sealed-deploy@|\.\/\.ecs-sealed-deploy$)/

/** The steps of a workflow that run this action, as far as their HTML report is not uploaded however they end. */
function lost(text: string): readonly string[] {
  const jobs = Object.entries(((parse(text) ?? {}) as Workflow).jobs ?? {})
  return jobs.flatMap(([name, { steps = [] }]) =>
    steps.flatMap(({ uses = '', with: given = {}, id }, index) => {
      const mode = String(given['mode'] ?? 'deploy')
      if (!OWN.test(uses) || WITHOUT_PAGE.includes(mode)) return []
      const file = given['report-file']
      const isKept = steps
        .slice(index + 1)
        .some(
          step =>
            step.uses?.startsWith('actions/upload-artifact@') &&
            step.with?.['path'] === file &&
            step.if?.startsWith('always()') &&
            step.if.includes(`steps.${id}.outputs.report-file != ''`)
        )
      return file !== undefined && isKept ? [] : [`job ${name}, mode ${mode}`]
    })
  )
}

test.each(shown)('%s keeps the HTML report of each run', (_, text) => {
  expect(lost(text)).toEqual([])
})
