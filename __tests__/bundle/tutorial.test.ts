import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { type RunningSandbox, startSandbox } from '../../sandbox/server.ts'
import { environmentOf, NOWHERE } from '../environment.ts'
import { runGit } from '../git.ts'
import { makeWorkspace } from '../workspace.ts'
import { runCli } from './runner.ts'

const PAGE = 'docs/tutorial.md'
const page = readFileSync(PAGE, 'utf8')
const BLOCK = /<!-- (file|run|shell)(?:: ([^\n]*?))? -->\n```\w+\n([\s\S]*?)\n```/g
/** What is shown of a command's output, below it; with UPDATE_DOCS=1, it is written from the run. */
const PRINTED = /<!-- prints: first (\d+), last (\d+) -->\n```text\n([\s\S]*?)```/g
const printed = [...page.matchAll(PRINTED)].map(([block, first, last, text]) => ({
  block,
  first: Number(first),
  last: Number(last),
  text
}))
const blocks = [...page.matchAll(BLOCK)].map(([, kind = '', label = '', text = '']) => ({
  kind,
  label,
  text
}))

const workspace = makeWorkspace()
let sandbox: RunningSandbox | undefined
afterAll(async () => {
  await sandbox?.close()
  workspace.remove()
})

/** One command of the page; the sandbox is there from the file of its world on. */
async function play(label: string, text: string): Promise<string> {
  const [, code = '', said = ''] = /^(\d), (.*)$/.exec(label) ?? []
  const args = text.replace('ecs-sealed-deploy ', '').split(' ')
  const {
    code: ended,
    visible,
    stdout
  } = await runCli(args, {
    workspace,
    ...(sandbox ? { sandbox } : {}),
    env: { AWS_REGION: 'us-west-2', ...environmentOf(sandbox ?? NOWHERE) }
  })
  expect({ text, code: ended, says: visible.includes(said) ? said : visible }).toEqual({
    text,
    code: Number(code),
    says: said
  })
  return stdout
}

/** The first and last lines of an output. */
function excerptOf(output: string, first: number, last: number): string {
  const lines = output.trimEnd().split('\n')
  const shown =
    first + last >= lines.length
      ? lines
      : [...lines.slice(0, first), '…', ...lines.slice(lines.length - last)]
  return `${shown.join('\n')}\n`
}

test('every command of the tutorial does what the page says, one after the other', async () => {
  const outputs: string[] = []
  runGit(workspace.path, ['init', '-q'])
  for (const { kind, label, text } of blocks) {
    if (kind === 'shell')
      execFileSync(text.split(' ')[0] ?? '', text.split(' ').slice(1), { cwd: workspace.path })
    else if (kind === 'run') outputs.push(await play(label, text))
    else if (label === 'world.yml')
      sandbox = await startSandbox({ clock: 'manual', scenario: parse(text) as object })
    else workspace.write(label, `${text}\n`)
  }
  const runs = blocks.filter(({ kind }) => kind === 'run').map(({ text }) => text.split(' ')[1])
  expect(runs).toEqual(['init', 'check', 'plan', 'deploy', 'deploy', 'deploy', 'rollback', 'rollback'])
  const shown = printed.map(({ first, last }, index) => excerptOf(outputs[index] ?? '', first, last))
  if (process.env['UPDATE_DOCS'] === '1') {
    const written = printed.reduce(
      (text, { block, text: before }, index) =>
        text.replace(block, () => block.replace(`text\n${before}`, () => `text\n${shown[index]}`)),
      page
    )
    writeFileSync(PAGE, written)
  } else expect(printed.map(({ text }) => text)).toEqual(shown)
  expect(printed).toHaveLength(outputs.length)
  // Of what runs in the end the plan of the rollback has told the truth.
  const state = sandbox
    ?.requests()
    .filter(({ operation }) => operation === 'UpdateService')
    .at(-1)
  expect(JSON.stringify(state?.body)).toContain('shop:2')
})

test('no command of the page is left out', () => {
  const all = [...page.matchAll(/^ecs-sealed-deploy .*$/gm)].map(([line]) => line)
  expect(blocks.filter(({ kind }) => kind === 'run').map(({ text }) => text)).toEqual(all)
})
