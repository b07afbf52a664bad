import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { completionScript } from '../../src/shell/commands/completion.ts'
import { cli, makeScene } from './scene.ts'

const hasShell = (shell: string) => spawnSync(shell, ['-c', 'exit 0']).status === 0

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'completion-'))
  writeFileSync(join(folder, 'web task.json'), '{}')
  for (const shell of ['bash', 'zsh', 'fish'] as const)
    writeFileSync(join(folder, `complete.${shell}`), completionScript(shell))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What each line, cut into words as bash cuts it, can end with. */
const CASES: readonly (readonly [
  words: readonly string[],
  some: readonly string[],
  none: readonly string[]
])[] = [
  [['de'], ['deploy'], ['check']],
  [['deploy', '--wait-for-m'], ['--wait-for-minutes'], ['--cluster']],
  [
    ['check', '--'],
    ['--json', '--fail-on', '--help', '--quiet'],
    ['--purge', '--cluster']
  ],
  [['plan', '--if-deploying', ''], ['replace', 'wait', 'fail'], ['leave']],
  [['help', 'rot'], ['rotate-restart'], ['deploy']],
  [['completion', ''], ['bash', 'zsh', 'fish'], ['deploy']],
  [['check', 'web'], ['web task.json'], []],
  [['check', '--config', 'web'], ['web task.json'], []],
  [['check', '--report-file', 'web'], ['web task.json'], []],
  [['merge', '--expect', 'web'], ['web task.json'], []],
  [['init', '--'], ['--write'], ['--cluster']]
]

function run(shell: string, script: string): readonly string[] {
  const { stdout, stderr, status } = spawnSync(
    shell,
    shell === 'zsh' ? ['-f', '-c', script] : ['-c', script],
    {
      cwd: folder,
      encoding: 'utf8',
      // ends a shell that waits for ever
      timeout: 300_000,
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        TERM: 'dumb',
        XDG_CONFIG_HOME: folder,
        XDG_DATA_HOME: folder
      }
    }
  )
  if (status !== 0) throw new Error(stderr)
  expect(stderr).toBe('')
  return stdout.split('\n').filter(line => line !== '')
}

const quoted = (words: readonly string[]) => words.map(word => `'${word}'`).join(' ')

describe('bash', () => {
  /** All lines in one process: each case's answers end with a mark. */
  const answers = () => {
    const script = CASES.map(
      ([words]) =>
        `COMP_WORDS=(ecs-sealed-deploy ${quoted(words)}); COMP_CWORD=${words.length}; _ecs_sealed_deploy; printf '%s\\n' "\${COMPREPLY[@]}"; echo ---`
    ).join('\n')
    return run('bash', `source ./complete.bash\n${script}`)
      .join('\n')
      .split('---')
      .map(text => text.split('\n').filter(line => line !== ''))
  }

  test('completes words, flags of the mode, their values, and files', () => {
    const all = answers()
    for (const [index, [words, some, none]] of CASES.entries()) {
      const found = all[index] ?? []
      expect({ words, found }).toEqual({ words, found: expect.arrayContaining([...some]) })
      expect(found.filter(one => none.includes(one))).toEqual([])
    }
  })

  test('is registered for the program, and knows --name=VALUE', () => {
    expect(run('bash', 'source ./complete.bash; complete -p ecs-sealed-deploy')).toEqual([
      'complete -F _ecs_sealed_deploy ecs-sealed-deploy'
    ])
    const line = ['check', '--fail-on', '=', 'w']
    expect(
      run(
        'bash',
        `source ./complete.bash; COMP_WORDS=(ecs-sealed-deploy ${quoted(line)}); COMP_CWORD=4; _ecs_sealed_deploy; echo "\${COMPREPLY[@]}"`
      )
    ).toEqual(['warning'])
  })
})

const inFish = hasShell('fish') ? describe : describe.skip
inFish('fish', () => {
  test.each(CASES)('%j', (words, some, none) => {
    const found = run('fish', `source complete.fish; complete -C "ecs-sealed-deploy ${words.join(' ')}"`).map(
      line => (line.split('\t')[0] ?? '').replaceAll('\\', '')
    )
    expect(found).toEqual(expect.arrayContaining([...some]))
    expect(found.filter(one => none.includes(one))).toEqual([])
  })
})

const inZsh = hasShell('zsh') ? describe : describe.skip
inZsh('zsh', () => {
  /** A terminal of zsh's own: what it lists when Tab is pressed twice, up to the mark of a key pressed after that. */
  const typed = (line: string) =>
    run(
      'zsh',
      `zmodload zsh/zpty; zpty z zsh -f -i
zpty -w z 'PROMPT=; unsetopt zle_bracketed_paste; stty columns 200; autoload -Uz compinit; compinit -D -u; source ./complete.zsh; zstyle ":completion:*" list-prompt ""; setopt no_always_last_prompt; listed() { print -n listed-"up-to-here" }; zle -N listed; bindkey "^Xm" listed; echo rea""dy'
zpty -r z all '*ready*'
zpty -w -n z '${line}'$'\\t\\t\\C-Xm'
zpty -r z out '*listed-up-to-here*'
print -r -- "$out"; zpty -d z`
    ).join('\n')

  test('lists flags of the mode with what they are', () => {
    const listed = typed('ecs-sealed-deploy deploy --wait-for-')
    expect(listed).toContain('--wait-for-minutes')
    expect(listed).toContain('timeout of one rollout')
  })

  test('completes a word', () => {
    expect(typed('ecs-sealed-deploy rotate-')).toContain('rotate-restart')
  })
})

test('a shell that there is no script for is told, with the nearest one', async () => {
  const { code, err, out } = await cli(makeScene({}), ['completion', 'bsh'])
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toBe(
    'There is no completion for "bsh". Did you mean "bash"?\n  Write completion bash, or zsh, or fish.\n'
  )
})
