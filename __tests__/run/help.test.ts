import { describe, expect, test } from '@jest/globals'
import { parseCommandLine } from '../../src/cli/arguments.ts'
import { helpText } from '../../src/cli/usage.ts'
import {
  COMMAND_FLAGS,
  COMMAND_LINE_INPUTS,
  COMMANDS,
  helpOf,
  MODES
} from '../../src/inputs/tables/specification.ts'
import { VERSION } from '../../src/run/version.ts'
import { makeWorkspace } from '../workspace.ts'
import { cli } from './scene.ts'

const nowhere = makeWorkspace({})

describe('help', () => {
  test('fits one screen of 80 columns', () => {
    const lines = helpText('all').trimEnd().split('\n')
    expect(lines.length).toBeLessThanOrEqual(40)
    for (const name of [...MODES, ...COMMANDS])
      expect(helpText('all')).toMatch(new RegExp(`^ {2}${name} `, 'm'))
  })

  test.each(['all', ...MODES, ...COMMANDS] as const)('no line of %s is wider than 80 columns', topic => {
    expect(
      helpText(topic)
        .split('\n')
        .filter(line => line.length > 80)
    ).toEqual([])
  })

  test.each(MODES)(
    '%s has its own inputs below headings, and examples that are read without a problem',
    mode => {
      const text = helpText(mode)
      const names = helpOf(mode).flatMap(({ lines }) => lines.map(([name]) => name))
      for (const name of names) expect(text).toMatch(new RegExp(`^ {2}--${name}\\b`, 'm'))
      const examples = [...text.matchAll(/^ {2}ecs-sealed-deploy (.*)$/gm)].map(([, line = '']) => line)
      expect(examples.length).toBeGreaterThan(0)
      for (const example of examples) {
        const words = [...example.matchAll(/'([^']*)'|(\S+)/g)].map(
          ([, quoted, bare]) => quoted ?? bare ?? ''
        )
        expect(parseCommandLine(words)).toMatchObject({ kind: 'run', raw: { mode }, problems: [] })
      }
    }
  )

  test('every input is in the help of some mode, but for the mode itself', () => {
    const shown = new Set(
      MODES.flatMap(mode => helpOf(mode).flatMap(({ lines }) => lines.map(([name]) => name)))
    )
    expect(COMMAND_LINE_INPUTS.filter(name => !shown.has(name))).toEqual(['mode'])
  })

  test('an input of one mode stands in no other', () => {
    expect(helpText('check')).not.toMatch(/--(purge|apply|run-task|cluster) /)
    expect(helpText('deploy')).not.toMatch(/--(purge|apply|revision|fail-on)\b/)
  })

  test.each([
    [['--help'], 'all'],
    [['-h'], 'all'],
    [['help'], 'all'],
    [[], 'all'],
    [['deploy', '--help'], 'deploy'],
    [['deploy', 'web.json', '--cluster', 'main', '-h'], 'deploy'],
    [['help', 'audit'], 'audit'],
    [['help', 'merge'], 'merge'],
    [['merge', '--help'], 'merge']
  ] as const)('%j shows %s', async (args, topic) => {
    expect(await cli(nowhere, args)).toEqual({ code: 0, out: helpText(topic), err: '' })
  })

  test.each([['--version'], ['-v'], ['version'], ['check', '--version']])(
    '%s says the version',
    async (...args) => {
      expect(await cli(nowhere, args)).toEqual({ code: 0, out: `${VERSION}\n`, err: '' })
    }
  )

  test.each(COMMANDS)('%s lists its flags', name => {
    for (const flag of Object.keys(COMMAND_FLAGS[name].flags))
      expect(helpText(name)).toContain(`  --${flag} `)
  })
})

describe('what is mistyped', () => {
  const problemsOf = (...args: string[]) => {
    const line = parseCommandLine(args)
    return line.kind === 'run' ? line.problems.map(({ message, hint }) => `${message} ${hint}`) : [line.kind]
  }

  test.each([
    [['chek'], 'Unknown mode "chek". Did you mean "check"? Run ecs-sealed-deploy --help for the modes.'],
    [
      ['versoin'],
      'Unknown mode "versoin". Did you mean "version"? Run ecs-sealed-deploy --help for the modes.'
    ],
    [
      ['help', 'dploy'],
      'Unknown mode "dploy". Did you mean "deploy"? Run ecs-sealed-deploy --help for the modes.'
    ],
    [['bananas'], 'Unknown mode "bananas". Run ecs-sealed-deploy --help for the modes.'],
    [
      ['deploy', '--clutser', 'main'],
      'Unknown flag --clutser. Did you mean --cluster? Run ecs-sealed-deploy deploy --help for the flags.'
    ],
    [
      ['check', '--jsn'],
      'Unknown flag --jsn. Did you mean --json? Run ecs-sealed-deploy check --help for the flags.'
    ],
    [['check', '--bananas=3'], 'Unknown flag --bananas. Run ecs-sealed-deploy check --help for the flags.'],
    [['check', '-x'], 'Unknown flag -x. Run ecs-sealed-deploy check --help for the flags.'],
    [
      ['plan', '--cluster', 'a', '--cluster', 'b'],
      'Flag --cluster is given twice. It takes one value: keep the intended one.'
    ],
    [
      ['check', '--format', 'text', '--json'],
      'Flag --json is given twice. It takes one value: keep the intended one.'
    ],
    [
      ['rollback', '--plan', '--plan'],
      'Flag --plan is given twice. It takes one value: keep the intended one.'
    ],
    [
      ['--cluster', 'main'],
      'No mode is given: the first word selects what to do. Run ecs-sealed-deploy --help for the modes.'
    ]
  ])('%j', (args, problem) => {
    expect(problemsOf(...args)).toEqual([problem])
  })

  test('what takes several lines may be given again', () => {
    const line = parseCommandLine([
      'plan',
      '--variables',
      'A=1',
      '--variables',
      'B=2',
      '--service',
      'a',
      '--service',
      'b'
    ])
    expect(line).toMatchObject({ problems: [], raw: { variables: 'A=1\nB=2', service: 'a\nb' } })
  })

  test('what looks like a credential is not shown', () => {
    const secret = ['--AKIA', 'X'.repeat(70)].join('')
    expect(problemsOf('check', secret).join()).not.toContain('XXXX')
  })

  test('of a command, too', async () => {
    const { code, err } = await cli(nowhere, ['init', '--wrte', '-z'])
    expect(code).toBe(2)
    expect(err.trimEnd().split('\n')).toEqual([
      'error: Unknown flag --wrte. Did you mean --write?',
      'error: Unknown flag -z.',
      '  Run ecs-sealed-deploy init --help for the flags.'
    ])
  })

  test.each([[['chek']], [['--clutser', 'main']], [['help', 'chek']], [['--verison']]])(
    '%j: nothing is said of what a mode that was not named needs',
    async args => {
      const { code, out, err } = await cli(nowhere, args)
      expect(code).toBe(2)
      expect(`${out}${err}`).toMatch(/mode|flag/)
      expect(`${out}${err}`).not.toMatch(/"task-definition"|"aws-region"|mode deploy/)
    }
  )

  test('no answer is a list', async () => {
    for (const args of [['chek'], ['check', '--bananas'], ['init', '--bananas']]) {
      const { out, err } = await cli(nowhere, args)
      for (const line of `${out}${err}`.split('\n')) expect(line.length).toBeLessThan(160)
    }
  })
})
