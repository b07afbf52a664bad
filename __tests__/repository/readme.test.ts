import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { blockAfter } from '../pages.ts'
import { cli } from '../run/scene.ts'
import { makeWorkspace } from '../workspace.ts'

const readme = readFileSync('README.md', 'utf8')
const FILE = 'deploy/app.json'
/** The file of docs/check.md, of which the README and the site show the finding. */
const example = blockAfter('docs/check.md', '<!-- file: deploy/app.json -->')
const inOneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

async function check(text: string): Promise<{ readonly code: number; readonly out: string }> {
  const scene = makeWorkspace({ [FILE]: text })
  const { code, out } = await cli(scene, ['check', FILE])
  scene.remove()
  return { code, out }
}

test('the README is a door: at most 120 lines, and the tests and the demo in a command each', () => {
  expect(readme.split('\n').length).toBeLessThanOrEqual(120)
  expect(readme).toContain('npm ci && npm test')
  expect(readme).toContain('npm run demo')
})

describe('what the README shows', () => {
  test('is the finding as it is printed, but for where lines end', async () => {
    const shown = blockAfter('README.md', '<!-- finding -->')
    const { code, out } = await check(example)
    expect(code).toBe(1)
    expect(shown).toContain('•••')
    expect(inOneLine(out)).toContain(inOneLine(shown))
  })

  test('is the difference that removes it', async () => {
    const [removed = '', added = ''] = blockAfter('README.md', '<!-- migration -->').split('\n')
    const literal = /"value": "(?<value>[^"]+)"/.exec(example)?.groups?.['value'] ?? ''
    const line = removed.slice(1).replace('•••', literal)
    expect(example).toContain(line)
    expect(await check(example.replace(line, added.slice(1)))).toMatchObject({ code: 0 })
  })

  test('is the tested workflow of docs/workflows.md', () => {
    const workflow = blockAfter('README.md', '# Check pull requests\n')
    expect(workflow).toContain('ecs-sealed-deploy/ecs-sealed-deploy@v1')
    expect(workflow).toBe(blockAfter('docs/workflows.md', '# Check pull requests\n'))
  })
})
