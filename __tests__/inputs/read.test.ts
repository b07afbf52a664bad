import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { MODE_ACTIONS, MOST_INPUTS } from '../../scripts/reference/actions.ts'
import { describeText, unknownInputs } from '../../src/inputs/problems.ts'
import { readConfiguration } from '../../src/inputs/read.ts'
import {
  ACTION_INPUTS,
  COMMAND_LINE_INPUTS,
  factOf,
  type InputName,
  MODES,
  type RawInputs
} from '../../src/inputs/tables/specification.ts'
import { Maker } from '../detector/made.ts'

const GOOD: RawInputs = {
  mode: 'deploy',
  'task-definition': 'deploy/{service}.json',
  cluster: 'main',
  'aws-region': 'us-west-2'
}

function configurationOf(raw: RawInputs) {
  const read = readConfiguration({ ...GOOD, ...raw }, {})
  if (!('configuration' in read)) throw new Error(JSON.stringify(read.problems))
  return read.configuration
}

function messagesOf(raw: RawInputs, region?: string): string[] {
  const read = readConfiguration(raw, region === undefined ? {} : { region })
  return 'problems' in read ? read.problems.map(({ message }) => message) : []
}

describe('readConfiguration', () => {
  test('defaults are those that action.yml documents', () => {
    expect(configurationOf({ mode: '' })).toMatchObject({
      mode: 'deploy',
      waitUntil: 'deployed',
      waitMinutes: 30,
      forceNewDeployment: false,
      maxRetries: 3
    })
  })

  test('an empty command changes the revision that a deploy begins with', () => {
    const revision = { 'task-definition': '', 'task-definition-arn': 'web:1' }
    expect(configurationOf(revision)).toMatchObject({ taskDefinitionArn: 'web:1' })
    const changed = configurationOf({ ...revision, command: '[]' })
    expect(changed).toMatchObject({ base: { kind: 'revision', revision: 'web:1' } })
    expect(changed).not.toHaveProperty('taskDefinitionArn')
  })

  test('one image may stand below a comment', () => {
    expect(configurationOf({ image: '# from the build\n\napp:3\n' })).toMatchObject({
      overrides: { image: 'app:3' }
    })
  })

  test.each(['check', 'audit'])('a change is what fails a plan, not mode %s', mode => {
    const raw = { ...GOOD, mode, 'fail-on': 'change' }
    expect(messagesOf(raw)).toContain('Input "fail-on" is change, which only mode plan can find.')
  })

  test.each(['warning', 'change'])(
    'fail-on: %s is refused by a deploy, which does not stop for it',
    level => {
      const raw = { ...GOOD, 'fail-on': level }
      expect(messagesOf({ ...raw, mode: 'deploy' })).toEqual([
        'Input "fail-on" is for modes check, audit, plan; this is mode deploy.'
      ])
      expect(messagesOf({ ...raw, mode: 'rollback' })).toEqual([])
    }
  )

  test('services: not given, all, and a list by comma and line', () => {
    expect(configurationOf({})).not.toHaveProperty('services')
    expect(configurationOf({ service: 'all' })).toHaveProperty('services', 'all')
    expect(configurationOf({ service: 'a, b\nc' })).toHaveProperty('services', ['a', 'b', 'c'])
  })

  test('variables keep equals signs and inner blanks, and take JSON', () => {
    expect(configurationOf({ variables: 'A=1=2 \n\nB= x' }).variables).toEqual({ A: '1=2 ', B: ' x' })
    expect(configurationOf({ variables: '{"A": "1", "N": {"x": true}}' }).variables).toEqual({
      A: '1',
      N: { x: true }
    })
  })

  test('the region of the environment is used only when the input is empty', () => {
    expect(messagesOf({ ...GOOD, 'aws-region': '' }, 'eu-west-1')).toEqual([])
    expect(messagesOf({ ...GOOD, 'aws-region': '' })).toEqual([
      expect.stringContaining('"aws-region" is empty')
    ])
  })

  test('wait-for-service-stability: false means none; a contradiction is an error', () => {
    expect(configurationOf({ 'wait-for-service-stability': 'false' })).toHaveProperty('waitUntil', 'none')
    expect(messagesOf({ ...GOOD, 'wait-for-service-stability': 'false', 'wait-until': 'deployed' })).toEqual([
      expect.stringContaining('contradict')
    ])
  })

  test.each(['on-failure', 'on-cancel'])('%s: rollback needs a run that waits', name => {
    const said = `Inputs "${name}" (rollback) and "wait-until" (none) contradict each other.`
    expect(messagesOf({ ...GOOD, [name]: 'rollback', 'wait-until': 'none' })).toEqual([said])
    expect(messagesOf({ ...GOOD, [name]: 'rollback', 'wait-for-service-stability': 'false' })).toEqual([said])
    expect(messagesOf({ ...GOOD, [name]: 'leave', 'wait-until': 'none' })).toEqual([])
  })

  test.each(['deploy', 'migrate'])('a dry run of mode %s leads to what shows the same', mode => {
    const read = readConfiguration({ ...GOOD, mode, 'dry-run': 'true' }, {})
    const problems = 'problems' in read ? read.problems : []
    expect(problems.map(problem => problem.hint)).toContainEqual(expect.stringMatching(/^Use mode: plan/))
  })

  test.each(['rollback', 'rotate-restart'])('mode %s has a dry run', mode => {
    const read = readConfiguration({ ...GOOD, mode, service: 'web', 'dry-run': 'true' }, {})
    expect(read).toMatchObject({ configuration: { mode, dryRun: true } })
  })

  test('check needs neither region nor cluster', () => {
    expect(messagesOf({ mode: 'check', 'task-definition': 'a/{service}.json' })).toEqual([])
  })

  test('check needs no task-definition either; what is deployed must be named', () => {
    const read = readConfiguration({ mode: 'check' }, {})
    expect(read).toMatchObject({
      configuration: {
        taskDefinition: [],
        policy: 'detect',
        failOn: 'error',
        format: 'text',
        writeBaseline: false,
        config: { file: '.github/ecs-sealed-deploy.yml', named: false }
      }
    })
    expect(messagesOf({ ...GOOD, mode: 'plan', 'task-definition': '' })).toEqual([
      expect.stringContaining('"task-definition" is empty')
    ])
  })

  test('the inputs of check', () => {
    const check = { mode: 'check', policy: 'references-only', 'fail-on': 'warning', config: 'c.yml' }
    expect(
      configurationOf({
        ...check,
        'sarif-file': 'out/a.sarif',
        'changed-since': 'origin/main',
        format: 'sarif'
      })
    ).toMatchObject({
      policy: 'references-only',
      failOn: 'warning',
      config: { file: 'c.yml', named: true },
      sarifFile: 'out/a.sarif',
      changedSince: 'origin/main',
      format: 'sarif'
    })
  })

  test.each(['main', 'HEAD~1', 'v1.2', 'refs/pull/7/merge', 'main@{1}', 'c0ffee'])(
    'revision %s',
    revision => {
      expect(configurationOf({ mode: 'check', 'changed-since': revision })).toHaveProperty(
        'changedSince',
        revision
      )
    }
  )

  test.each<[string, RawInputs, RegExp]>([
    [
      'an option as revision',
      { mode: 'check', 'changed-since': '--output=x' },
      /"changed-since": a value of/
    ],
    [
      'a range as revision',
      { mode: 'check', 'changed-since': 'main..dev' },
      /"changed-since": "main..dev" is not/
    ],
    ['policy', { policy: 'reference-only' }, /Did you mean "references-only"/],
    ['fail-on', { mode: 'check', 'fail-on': 'notice' }, /"fail-on": "notice" is not allowed/],
    ['format', { mode: 'check', format: 'xml' }, /"format": "xml" is not allowed/],
    ['empty task-definition', { 'task-definition': '' }, /"task-definition" is empty/],
    ['a glob of many stars', { 'task-definition': 'a.json\n!*a*a*a*a*' }, /has more than 3 "\*" in one name/],
    ['bad cluster', { cluster: 'my cluster' }, /"cluster": a value of 10 characters is not a cluster name/],
    ['misspelt mode', { mode: 'chek' }, /"mode": "chek" is not allowed. Did you mean "check"\?/],
    ['boolean', { 'force-new-deployment': 'yes' }, /"force-new-deployment": "yes" is not a boolean/],
    ['zero minutes', { 'wait-for-minutes': '0' }, /"0" is not a whole number from 1 to 43200/],
    ['words for a number', { 'desired-count': 'two' }, /"two" is not a whole number/],
    ['region', { 'aws-region': 'oregon' }, /"oregon" is not an AWS Region/],
    ['service ARN', { service: 'arn:aws:ecs:x' }, /is not a service name/],
    ['service twice', { service: 'a,a' }, /"a" is named twice/],
    ['all and more', { service: 'all,a' }, /"all" cannot be combined/],
    ['variables line', { variables: 'A=1\njust words' }, /"variables": line 2 is not NAME=value/],
    ['variables JSON', { variables: '{"A": }' }, /is not valid JSON/],
    [
      'variables nested too deep',
      { variables: `{"A": ${'['.repeat(20_000)}${']'.repeat(20_000)}}` },
      /"variables": its JSON is nested deeper than 100 levels/
    ],
    ['variables twice', { variables: 'A=1\nA=2' }, /"variables": line 2 repeats a name/]
  ])('%s', (_, raw, message) => {
    expect(messagesOf({ ...GOOD, ...raw })).toEqual([expect.stringMatching(message)])
  })

  const LISTS = COMMAND_LINE_INPUTS.filter(name => factOf(name).kind === 'names')
  test.each<[InputName, string]>([
    ...LISTS.flatMap(name => [',', ' ,\n, '].map((text): [InputName, string] => [name, text])),
    ['order', ','],
    ['order', 'a\n,\nb']
  ])('%s of separators alone names nothing: %j', (name, text) => {
    const mode = factOf(name).group === 'migrate' ? 'migrate' : 'deploy'
    const runsTask = name.startsWith('run-task') ? { 'run-task': 'true' } : {}
    expect(messagesOf({ ...GOOD, ...runsTask, mode, [name]: text })).toContainEqual(
      expect.stringMatching(`^Input "${name}" contains no [A-Za-z ]+: it holds only separators\\.$`)
    )
  })

  test.each(LISTS)('%s with a name twice says what is to be named once', input => {
    const problemOf = (text: string) => {
      const raw = {
        ...GOOD,
        mode: factOf(input).group === 'migrate' ? 'migrate' : 'deploy',
        'run-task': 'true'
      }
      const read = readConfiguration({ ...raw, [input]: text })
      return 'problems' in read ? read.problems[0] : undefined
    }
    const noun = /contains no ([A-Za-z ]+):/.exec(problemOf(',')?.message ?? '')?.[1]
    expect(problemOf('a1,b,a1')).toMatchObject({
      message: `Input "${input}": "a1" is named twice.`,
      hint: `Name each ${noun} once.`
    })
  })

  test('for AWS’s actions, keys to keep that are separators alone are none', () => {
    const raw: RawInputs = { ...GOOD, compatibility: 'aws-actions', 'keep-null-value-keys': ',' }
    expect(configurationOf(raw)).toHaveProperty('keepEmpty', [])
  })

  test.each<[RawInputs, object]>([
    [
      { mode: 'audit', 'task-definition': '' },
      { purge: false, history: false, compareValues: false, maxSecretAgeDays: 90 }
    ],
    [
      {
        mode: 'audit',
        purge: 'true',
        history: 'true',
        'compare-values': 'true',
        'max-secret-age-days': '30',
        'fail-on': 'warning'
      },
      { purge: true, history: true, compareValues: true, maxSecretAgeDays: 30, failOn: 'warning' }
    ],
    [
      { mode: 'migrate' },
      {
        apply: false,
        source: 'files',
        store: 'secretsmanager',
        overwrite: false,
        policyOutput: 'attach',
        openPullRequest: false,
        secretNames: [],
        include: [],
        exclude: [],
        tags: {}
      }
    ],
    [
      {
        mode: 'migrate',
        apply: 'true',
        'secret-names': 'A=x/a\nweb/B=x/b:key',
        tags: 'team=ops\nempty=',
        include: 'A, B*',
        'kms-key-id': 'arn:aws:kms:us-west-2:123456789012:key/abc'
      },
      {
        apply: true,
        secretNames: [
          { variable: 'A', secret: 'x/a' },
          { service: 'web', variable: 'B', secret: 'x/b', key: 'key' }
        ],
        tags: { team: 'ops', empty: '' },
        include: ['A', 'B*'],
        kmsKeyId: 'arn:aws:kms:us-west-2:123456789012:key/abc'
      }
    ]
  ])('a mode with inputs of its own: %j', (raw, expected) => {
    expect(configurationOf(raw)).toMatchObject(expected)
  })

  test.each<[RawInputs, string]>([
    [{ mode: 'audit', purge: 'yes' }, '"purge": "yes" is not a boolean'],
    [{ mode: 'audit', 'max-secret-age-days': '0' }, '"max-secret-age-days": "0" is not a whole number'],
    [{ mode: 'rotate-restart', purge: 'true' }, '"purge" is for mode audit; this is mode rotate-restart'],
    [{ mode: 'plan', history: 'true' }, '"history" is for mode audit; this is mode plan'],
    [{ mode: 'deploy', apply: 'true' }, '"apply" is for mode migrate; this is mode deploy'],
    [{ mode: 'deploy', 'secret-names': 'A=b' }, '"secret-names": has no effect without "secret-values"'],
    [{ mode: 'migrate', apply: 'yes' }, '"apply"'],
    [
      { mode: 'migrate', 'kms-key-id': 'alias/mine' },
      '"kms-key-id": "alias/mine" is not the ARN or id of a key'
    ],
    [
      { 'environment-strategy': 'rplace', secrets: 'A=ssm:a' },
      '"environment-strategy": "rplace" is not allowed.'
    ],
    [{ mode: 'migrate', tags: 'no' }, '"tags": line 1 is not KEY=value'],
    [{ mode: 'migrate', tags: '=x' }, '"tags": line 1 is not KEY=value'],
    [{ mode: 'migrate', tags: 'team=a\nteam=b' }, '"tags": line 2 repeats a key'],
    [{ mode: 'migrate', 'open-pull-request': 'true' }, '"github-token" is empty'],
    [{ mode: 'migrate', 'secret-names': 'A' }, '"secret-names": line 1'],
    [{ mode: 'migrate', 'policy-output': 'pulumi' }, '"policy-output"'],
    [{ mode: 'migrate', 'task-definition': '' }, '"task-definition" is empty']
  ])('%j is a problem', (raw, message) => {
    expect(messagesOf({ ...GOOD, ...raw })).toEqual([expect.stringContaining(message)])
  })

  test('what an action.yml gives in every mode is no mistake', () => {
    const defaults = Object.fromEntries(ACTION_INPUTS.map(name => [name, factOf(name).default ?? '']))
    for (const mode of MODES) {
      const read = readConfiguration({ ...defaults, ...GOOD, mode, service: 'web' })
      expect([mode, read]).toEqual([
        mode,
        { configuration: expect.not.objectContaining({ inputRemarks: [] }) }
      ])
    }
  })

  /** What a rollback does not use, in a form that nothing takes. */
  const BROKEN: RawInputs = {
    variables: '{"REGION": ',
    env: '1x',
    policy: 'none',
    'changed-since': 'a..b',
    'run-task-tags': '['
  }
  test.each(['rollback', 'continue', 'rotate-restart'] as const)(
    'mode %s names an input that it does not use, whatever it holds, and goes on',
    mode => {
      for (const [name, value] of Object.entries(BROKEN)) {
        const raw = { ...GOOD, 'task-definition': '', service: 'web', mode, [name]: value }
        expect(readConfiguration(raw)).toMatchObject({
          configuration: { mode, inputRemarks: [{ message: `Not used in mode ${mode}: ${name}.` }] }
        })
        // a check tells it before the deploy
        const rehearsed = readConfiguration({ ...GOOD, 'run-task': 'true', mode: 'check', [name]: value })
        expect([name, 'problems' in rehearsed]).toEqual([name, true])
      }
      for (const name of ['wait-for-minutes', 'cluster', 'on-failure', 'aws-region']) {
        const read = readConfiguration({ ...GOOD, service: 'web', mode, [name]: '}{' })
        expect([name, 'problems' in read]).toEqual([name, true])
      }
    }
  )

  test('all errors are reported at once', () => {
    const bad: RawInputs = {
      mode: 'deploy',
      'wait-for-minutes': 'x',
      'force-new-deployment': 'maybe',
      service: 'a'
    }
    // task-definition and aws-region are missing; whether a cluster is, only the configuration file can tell.
    expect(messagesOf(bad)).toHaveLength(4)
  })

  test('a misspelt mode is the only problem: what else is missing depends on it', () => {
    expect(messagesOf({ mode: 'chek', service: 'a' })).toEqual([expect.stringMatching(/"mode": "chek"/)])
  })

  test('a pasted credential in a wrong place is described, not quoted', () => {
    const pasted = 'Zx9'.repeat(12)
    const text = JSON.stringify(
      messagesOf({ ...GOOD, 'wait-for-minutes': pasted, 'aws-region': `${pasted}=` })
    )
    expect(text).not.toContain('Zx9Zx9Zx')
  })
})

test.each(['deploi', 'us-west2', 'Produktion', 'TRUE', 'eu_central_1', '10min', '0', 'web:12', '{a}'])(
  'a typo is quoted, unless it has characters that names do not have: %s',
  text => {
    expect(describeText(text)).toBe(text === '{a}' ? 'a value of 3 characters' : `"${text}"`)
  }
)

test('what could be random is not quoted: a password in the field of a mode', () => {
  const maker = new Maker(5)
  for (const length of [12, 16, 20, 24]) {
    const text = `k7${maker.alnum(length - 2)}`
    expect(describeText(text)).toBe(`a value of ${length} characters`)
  }
})

describe('unknownInputs', () => {
  test('names the nearest input', () => {
    const [problem] = unknownInputs(['task-defintion'], ACTION_INPUTS)
    expect(problem?.message).toBe('Unknown input "task-defintion". Did you mean "task-definition"?')
  })
})

describe('action.yml', () => {
  const action = parse(readFileSync('action.yml', 'utf8')) as {
    inputs: Record<string, { description: string; default?: string }>
    outputs: Record<string, { description: string }>
  }
  test.each(['.', 'render', 'deploy', ...Object.keys(MODE_ACTIONS)])(
    '%s/action.yml has at most 45 inputs, and its defaults are accepted',
    folder => {
      const { inputs } = parse(readFileSync(`${folder}/action.yml`, 'utf8')) as typeof action
      expect(Object.keys(inputs).length).toBeLessThanOrEqual(MOST_INPUTS)
      const defaults = Object.fromEntries(
        Object.entries(inputs).map(([name, input]) => [name.toLowerCase(), input.default ?? ''])
      )
      const { mode: _, ...good } = GOOD
      const image = folder === 'render' ? { image: 'app:1' } : {}
      expect(messagesOf({ ...defaults, ...good, ...image })).toEqual([])
    }
  )

  test('every input is declared by an action.yml', () => {
    const declared = ['.', 'render', 'deploy', ...Object.keys(MODE_ACTIONS)].flatMap(folder =>
      Object.keys((parse(readFileSync(`${folder}/action.yml`, 'utf8')) as typeof action).inputs)
    )
    const lower = new Set(declared.map(name => name.toLowerCase()))
    expect(ACTION_INPUTS.filter(name => !lower.has(name))).toEqual([])
  })
})
