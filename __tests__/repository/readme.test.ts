import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'

const readme = readFileSync('README.md', 'utf8')

/** The workflows of a page, each by the heading that it stands under. */
function workflowsOf(page: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const section of page.split(/^#{2,3} /m)) {
    const workflow = /```yaml\n(name: [\s\S]*?)\n```/.exec(section)?.[1]
    if (workflow !== undefined) found.set(section.split('\n')[0] as string, workflow)
  }
  return found
}

test('the README is a door: at most 250 lines', () => {
  expect(readme.split('\n').length).toBeLessThanOrEqual(250)
})

test.each(['Check pull requests', 'Deploy on push to main'])(
  'the workflow "%s" of the README is the tested one of docs/workflows.md',
  heading => {
    const tested = workflowsOf(readFileSync('docs/workflows.md', 'utf8')).get(heading)
    expect(tested).toContain('ecs-sealed-deploy/ecs-sealed-deploy@v1')
    expect(workflowsOf(readme).get(heading)).toBe(tested)
  }
)

test.each([
  ['Deploy or roll back one service by hand', 'One service by hand'],
  ['Audit what is live', 'Audit every week']
])('the workflow "%s" of the README is the tested one of docs/reusable-workflows.md', (heading, there) => {
  const tested = workflowsOf(readFileSync('docs/reusable-workflows.md', 'utf8')).get(there)
  expect(tested).toContain('uses: ecs-sealed-deploy/')
  expect(workflowsOf(readme).get(heading)).toBe(tested)
})

test('the commands of a migration are those of docs/workflows.md', () => {
  const commands = (page: string) =>
    /### From plaintext to secrets[\s\S]*?```sh\n([\s\S]*?)```/.exec(page.replace(/^## /gm, '### '))?.[1]
  const tested = commands(readFileSync('docs/workflows.md', 'utf8'))
  expect(tested).toMatch(/--apply$/m)
  expect(tested).toContain(commands(readme) ?? 'none')
})
