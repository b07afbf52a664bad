import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { runAsCommandLine } from '../../src/cli/cli-shell.ts'
import { runGit } from '../git.ts'
import { jsonOfCheck } from './json-of-check.ts'

const LITERAL = ['Sup3r', 'Secret', 'Pw99'].join('')
let folder: string

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'check-')))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true })
  writeFileSync(join(folder, file), text)
}

const git = (...args: readonly string[]) => runGit(folder, args)

async function check(...args: readonly string[]) {
  const json = await jsonOfCheck(folder, args)
  const errors = json.findings.filter(({ level }) => level === 'error')
  return { ...json, errors: errors.map(({ file, name }) => `${file} ${name}`) }
}

const definition = (name: string, value: string) =>
  `{"containerDefinitions": [{"image": "x", "environment": [{"name": "${name}", "value": "${value}"}]}]}`

test('a line of image for one service is for that one, as in a deployment', async () => {
  const named = (name: string) =>
    `{"family": "${name}", "containerDefinitions": [{"name": "app", "image": "\${{ vars.NO }}"}]}`
  write('web.json', named('web'))
  write('api.json', named('api'))
  write(
    '.github/ecs-sealed-deploy.yml',
    'services:\n  web: {task-definition: web.json}\n  api: {task-definition: api.json}\n'
  )
  git('init', '-q')
  git('add', '.')
  const codes = async (line: string, ...files: readonly string[]) => {
    const { code, problems } = await check(...files, '--image', line)
    return [code, ...problems.map(problem => problem.code)]
  }
  expect(await codes('web/app=shop/web:2')).toEqual([0])
  expect(await codes('web/app=shop/web:2', 'web.json')).toEqual([0])
  expect(await codes('app=shop/web:2')).toEqual([0])
  expect(await codes('wen/app=shop/web:2')).toEqual([2, 'unknown-service'])
  expect(await codes('web/ap=shop/web:2')).toEqual([2, 'unknown-container'])
})

describe('exit code of a check', () => {
  test.each<[string, string]>([
    ['no family, no name', definition('LOG_LEVEL', 'info')],
    ['an unquoted placeholder', `${definition('LOG_LEVEL', 'info').slice(0, -1)}, "cpu": \${cpu}}`],
    ['directives', `{{ if x }}${definition('LOG_LEVEL', 'info')}{{ end }}`]
  ])('0 for a clean template that only a deployment refuses: %s', async (_, text) => {
    write('a.json', text)
    expect(await check('a.json')).toMatchObject({
      code: 0,
      files: ['a.json'],
      errors: [],
      unscanned: [],
      stderr: ''
    })
    write('a.json', text.replace('LOG_LEVEL', 'DB_PASSWORD').replace('info', LITERAL))
    expect(await check('a.json')).toMatchObject({ code: 1, errors: ['a.json DB_PASSWORD'], unscanned: [] })
  })

  const whole = (more: object, container: object = {}) =>
    JSON.stringify({
      family: 'a',
      containerDefinitions: [{ name: 'a', image: 'a:1', ...container }],
      ...more
    })
  const stage = (value: string) => ({ name: 'STAGE', value })
  test.each<[string, string, string]>([
    ['a comma too many', whole({}).replace(']}', ',]}'), 'trailing-comma'],
    ['a value without quotes', whole({}).replace('"a:1"', 'a:1'), 'invalid-json'],
    ['a key that is there twice', whole({}).replace('"image"', '"image": "b", "image"'), 'repeated-key'],
    ['an expression without end', whole({ cpu: '${{ vars.CPU' }), 'invalid-expression'],
    ['an expression of a workflow', whole({ cpu: '${{ matrix.cpu }}' }), 'unknown-context'],
    ['an object for the list of containers', whole({ containerDefinitions: {} }), 'no-containers'],
    ['no containers', whole({ containerDefinitions: [] }), 'no-containers'],
    ['a misspelled list of containers', whole({}).replace('Definitions', 'Definitons'), 'no-containers'],
    [
      'one variable with two values',
      whole({}, { environment: [stage('a'), stage('b')] }),
      'repeated-variable'
    ],
    [
      'a size that Fargate does not have',
      whole({ requiresCompatibilities: ['FARGATE'], cpu: '999', memory: '2048' }),
      'fargate-size'
    ]
  ])('2 for what a deployment refuses in a file: %s', async (_, text, problem) => {
    write('a.json', text)
    const { code, problems } = await check('a.json')
    expect({ code, problems: problems.map(one => one.code) }).toEqual({ code: 2, problems: [problem] })
  })

  test('0 for variables of another program that have the containers under its own spelling', async () => {
    write('prod.tfvars.json', '{"family": "a", "container_definitions": [{"name": "a", "image": "a:1"}]}')
    const { code, problems } = await check('prod.tfvars.json')
    expect({ code, problems }).toEqual({ code: 0, problems: [] })
  })

  test.each<[string, string]>([
    ['an empty file', ''],
    ['prose', 'nothing'],
    ['a file of zeros', '\0\0\0'],
    ['brackets without end', '['.repeat(5000)],
    ['six megabytes', ' '.repeat(6_000_000)]
  ])('2 and "unscanned" for %s', async (_, text) => {
    write('a.json', text)
    write('b.json', definition('LOG_LEVEL', 'info'))
    const { code, unscanned } = await check('a.json', 'b.json')
    expect({ code, files: unscanned.map(({ file }) => file) }).toEqual({ code: 2, files: ['a.json'] })
  })

  test.each<[string, string | Buffer, RegExp]>([
    ['Latin-1', Buffer.from(definition('LOG_LEVEL', 'é'), 'latin1'), /is not UTF-8 text/],
    [
      'UTF-16 without its mark',
      Buffer.from(definition('LOG_LEVEL', 'info'), 'utf16le'),
      /is not a text file/
    ],
    [
      '200 levels',
      `${'{"a":'.repeat(200)}${definition('LOG_LEVEL', 'info')}${'}'.repeat(200)}`,
      /nested deeper than/
    ],
    ['a zero behind the end', `${definition('LOG_LEVEL', 'info').slice(0, -1)},}\n\0`, /is not a text file/]
  ])(
    '2, "unscanned" and an error annotation for %s, whatever else is asked for',
    async (_, content, reason) => {
      writeFileSync(join(folder, 'a.json'), content)
      for (const more of [[], ['--policy', 'references-only'], ['--fail-on', 'warning']]) {
        const { code, unscanned } = await check('a.json', ...more)
        expect({ code, unscanned }).toEqual({
          code: 2,
          unscanned: [{ file: 'a.json', line: 1, reason: expect.stringMatching(reason) }]
        })
      }
      const out: string[] = []
      const streams = { out: (text: string) => out.push(text), err: () => undefined }
      const run = { environment: {}, workspace: folder, signal: new AbortController().signal }
      await runAsCommandLine(['check', 'a.json', '--format', 'github'], streams, run)
      expect(out.join('')).toMatch(/^::error [^\n]*file=a\.json,line=1/)
    }
  )

  test('more documents than are read are "unscanned"', async () => {
    write('a.yml', `${'a: 1\n---\n'.repeat(5_005)}${definition('DB_PASSWORD', LITERAL)}`)
    const { code, unscanned } = await check('a.yml')
    expect({ code, unscanned }).toMatchObject({ code: 2, unscanned: [{ file: 'a.yml', line: 1 }] })
  })

  test.each<[string, Buffer]>([
    ['UTF-16, little end first', Buffer.from(`\uFEFF${definition('DB_PASSWORD', LITERAL)}`, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\uFEFF${definition('DB_PASSWORD', LITERAL)}`, 'utf16le').swap16()],
    ['line ends of old Macs', Buffer.from(`// x\r${definition('DB_PASSWORD', LITERAL)}`)]
  ])('%s is read', async (_, content) => {
    writeFileSync(join(folder, 'a.json'), content)
    expect(await check('a.json')).toMatchObject({ code: 1, errors: ['a.json DB_PASSWORD'], unscanned: [] })
  })

  test('2 for a file that was named and holds no container, and for a folder', async () => {
    write('deploy/package.json', '{"name": "x"}')
    expect(await check('deploy/package.json')).toMatchObject({ code: 2, findings: [] })
    const { code, stderr } = await check('deploy/')
    expect(code).toBe(2)
    expect(stderr).toContain('No task definition was found among the 1 files in deploy/')
  })

  test('2 for a GitHub secret that would be written as plain text', async () => {
    write('a.json', definition('DB_PASSWORD', '${{ secrets.DB_PASSWORD }}'))
    expect(await check('a.json')).toMatchObject({ code: 2 })
  })
})

describe('without a path', () => {
  test('the task definitions that git tracks are found by content', async () => {
    git('init', '-q', '-b', 'main')
    write('deploy/a.json', definition('DB_PASSWORD', LITERAL))
    write(
      'infra/b.tf',
      `container_definitions = jsonencode([{ environment = [{ name = "B_PASSWORD", value = "${LITERAL}" }] }])`
    )
    write('schema.json', '{"title": "containerDefinitions"}')
    write('package.json', '{}')
    git('add', '-A')
    write('untracked.json', definition('DB_PASSWORD', LITERAL))
    expect(await check()).toMatchObject({
      code: 1,
      files: ['deploy/a.json', 'infra/b.tf'],
      errors: ['deploy/a.json DB_PASSWORD', 'infra/b.tf B_PASSWORD']
    })
  })

  test('what may hold definitions and is not there to be searched is said, unless it is excluded', async () => {
    git('init', '-q', '-b', 'main')
    write('a.json', definition('LOG_LEVEL', 'info'))
    write('lfs.json', `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12\n`)
    write('sparse.json', definition('DB_PASSWORD', LITERAL))
    write('made/b.json', definition('DB_PASSWORD', LITERAL))
    symlinkSync('../outside', join(folder, 'linked'))
    mkdirSync(join(folder, '../outside'), { recursive: true })
    git('add', 'a.json', 'lfs.json', 'sparse.json', 'linked')
    git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},vendor`)
    git('commit', '-qm', 'x')
    git('update-index', '--skip-worktree', 'sparse.json')
    rmSync(join(folder, 'sparse.json'))
    mkdirSync(join(folder, 'vendor'), { recursive: true })
    const open = await check()
    expect(open).toMatchObject({
      code: 2,
      files: ['a.json'],
      unscanned: [
        { file: 'lfs.json', reason: expect.stringContaining('lfs: true') },
        { file: 'sparse.json', reason: expect.stringContaining('sparse checkout') }
      ]
    })
    const only = await check('!sparse.json', '!lfs.json')
    expect(only.verdict).toBe(
      '1 file checked: no plaintext credentials found. Not verified: 2 points, see the notes.'
    )
    for (const words of [
      'not checked out are not searched: vendor',
      'git tracks sparse.json',
      'lfs.json',
      'folders are not followed: linked'
    ])
      expect(open.stderr).toContain(words)
    const left = await check('!linked', '!lfs.json', '!sp*.json')
    expect(left.verdict).toContain('Not verified: 1 point')
    expect(await check('.')).toMatchObject({
      code: 2,
      unscanned: [{ file: 'lfs.json' }, { file: 'sparse.json' }]
    })
  })

  test('a changed file that a sparse checkout leaves out is not clean; an unchanged or deleted one is', async () => {
    git('init', '-q', '-b', 'main')
    for (const file of ['a.json', 'deploy/b.json', 'deploy/c.json', 'gone.json', 'src/app.ts'])
      write(file, definition('LOG_LEVEL', 'info'))
    git('add', '-A')
    git('commit', '-qm', 'one')
    git('checkout', '-qb', 'topic')
    write('deploy/b.json', definition('DB_PASSWORD', LITERAL))
    write('src/app.ts', definition('DB_PASSWORD', LITERAL))
    git('rm', '-q', 'gone.json')
    git('commit', '-qam', 'two')
    const away = ['deploy/b.json', 'src/app.ts']
    git('update-index', '--skip-worktree', ...away)
    for (const file of away) rmSync(join(folder, file))
    const open = { code: 2, files: [], unscanned: [{ file: 'deploy/b.json' }], problems: [{}] }
    for (const named of [[], ['deploy'], ['deploy/*.json'], ['deploy/{service}.json']])
      expect({ named, ...(await check(...named, '--changed-since', 'main')) }).toMatchObject({
        named,
        ...open
      })
    for (const named of [['a.json'], ['!deploy/b.json'], ['!deploy/b*']])
      expect(await check(...named, '--changed-since', 'main')).toMatchObject({ code: 0, unscanned: [] })
    expect(await check('--changed-since', 'topic')).toMatchObject({ code: 0, unscanned: [] })
  })

  test.each([
    `variable "db_password" {\n  default = "${LITERAL}"\n}\n`,
    `locals {\n  db_password = "${LITERAL}"\n}\n`
  ])('in Terraform, what to write instead has its form, and a value is in no "environment"', async text => {
    write('a.tf', text)
    const { findings } = await check('a.tf')
    expect(findings).toMatchObject([
      {
        message: expect.not.stringContaining('"environment"'),
        hint: expect.stringContaining('secrets = [{ name = "db_password", valueFrom = ')
      }
    ])
  })

  test('links to folders and folders that are named', async () => {
    write('deploy/a.json', definition('LOG_LEVEL', 'info'))
    write('real/b.json', definition('DB_PASSWORD', LITERAL))
    symlinkSync('../real', join(folder, 'deploy/linked'))
    symlinkSync('../deploy', join(folder, 'deploy/loop'))
    const { code, stderr } = await check('deploy')
    expect({ code, stderr }).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/not followed: deploy\/linked\. /)
    })
    expect(await check('deploy', 'real')).toMatchObject({ code: 1 })
  })

  test('a name that is no text is not left out, and all that is excluded is not clean', async () => {
    git('init', '-q', '-b', 'main')
    write('a.json', definition('LOG_LEVEL', 'info'))
    git('add', '-A')
    expect(await check('!a.json')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('(1) is excluded')
    })
    writeFileSync(
      Buffer.concat([Buffer.from(`${folder}/b`), Buffer.from([0xff]), Buffer.from('.json')]),
      definition('DB_PASSWORD', LITERAL)
    )
    git('add', '-A')
    expect(await check()).toMatchObject({ code: 2, stderr: expect.stringContaining('its name is not UTF-8') })
  })

  test('a pointer of Git LFS that is named says what to do', async () => {
    write('a.json', 'version https://git-lfs.github.com/spec/v1\n')
    expect(await check('a.json')).toMatchObject({ code: 2, stderr: expect.stringContaining('lfs: true') })
  })

  test('a folder that is no repository is refused', async () => {
    expect((await check()).stderr).toContain('not a git repository')
    expect((await check('--changed-since', 'main')).problems).toHaveLength(1)
  })

  test('a repository with nothing to check is no failure: it says so, and what was not read', async () => {
    write('README.md', 'We deploy with ecs-deploy.')
    write('deploy.sh', 'aws ecs register-task-definition --cli-input-json "$(./make.py)"\n')
    git('init', '-q')
    git('add', '-A')
    const { code, verdict, remarks, files, problems } = await check()
    expect({ code, files, problems }).toEqual({ code: 0, files: [], problems: [] })
    expect(verdict).toMatch(/no file was checked/i)
    expect(remarks?.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^Nothing was checked: .* 2 files that git tracks here\. Not read, .*: deploy\.sh\./
      )
    ])
    for (const name of ['deploy/*.json', 'app.json', '.'])
      expect(await check(name)).toMatchObject({ code: 2, problems: [{}] })
  })

  test('an exception is broad by all task definitions that git tracks, not by the files that are named', async () => {
    const until = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10)
    const only = (file: string) =>
      write(
        '.github/ecs-sealed-deploy.yml',
        `exceptions: [{file: "${file}", variable: DB_PASSWORD, rule: secret/by-name, reason: x, expires: ${until}}]`
      )
    for (const name of ['mailer.staging', 'mailer.production', 'checkout.staging'])
      write(
        `infra/${name}.json`,
        definition(name.startsWith('mailer') ? 'DB_PASSWORD' : 'LOG_LEVEL', 'info-2')
      )
    git('init', '-q')
    git('add', '-A')
    only('infra/mailer.*.json')
    for (const files of [
      [],
      ['infra/mailer.*'],
      ['infra/mailer.staging.json', 'infra/mailer.production.json']
    ])
      expect(await check(...files)).toMatchObject({ code: 0, findings: [] })
    only('infra/*.json')
    for (const files of [[], ['infra/mailer.*']])
      expect((await check(...files)).findings).toContainEqual(
        expect.objectContaining({ rule: 'policy/exception-broad' })
      )
  })

  test('changed-since limits named and found files alike', async () => {
    git('init', '-q', '-b', 'main')
    write('a.json', definition('DB_PASSWORD', LITERAL))
    write('b.json', definition('LOG_LEVEL', 'info'))
    git('add', '-A')
    git('commit', '-qm', 'one')
    const unchanged = await check('--changed-since', 'main')
    expect(unchanged).toMatchObject({ code: 0, files: [] })
    expect(unchanged.remarks?.map(({ message }) => message)).toEqual([
      '0 of 2 task definition files differ from "main"; only those were checked.'
    ])
    write('b.json', definition('B_PASSWORD', LITERAL))
    const expected = { code: 1, files: ['b.json'], errors: ['b.json B_PASSWORD'] }
    expect(await check('--changed-since', 'main')).toMatchObject(expected)
    expect(await check('a.json', 'b.json', '--changed-since', 'main')).toMatchObject(expected)
    const unknown = await check('--changed-since', 'no-such-branch')
    expect([unknown.code, unknown.remarks]).toEqual([2, []])
    expect(unknown.stderr).toContain('git fetch origin no-such-branch:refs/remotes/origin/no-such-branch')
  })

  test('without files, a selection of services has no effect, and the check says so', async () => {
    write('a.json', definition('DB_PASSWORD', LITERAL))
    git('init', '-q')
    git('add', '-A')
    const said = { message: expect.stringContaining('of all services are checked') }
    const { code, remarks } = await check('--service', 'app')
    expect(code).toBe(1)
    expect(remarks).toContainEqual(said)
    expect((await check('a.json', '--service', 'app')).remarks).not.toContainEqual(said)
  })

  test('changed-since checks all where the configuration file differs: it has a part in every definition', async () => {
    git('init', '-q', '-b', 'main')
    const layout = 'services:\n  a:\n    task-definition: a.json\n'
    write('.github/ecs-sealed-deploy.yml', layout)
    write('a.json', definition('DB_PASSWORD', '${{ vars.X }}'))
    write('b.json', definition('LOG_LEVEL', 'info'))
    git('add', '-A')
    git('commit', '-qm', 'one')
    const before = await check('--changed-since', 'main')
    expect(before).toMatchObject({ code: 0, files: [] })
    write('.github/ecs-sealed-deploy.yml', `${layout}    variables: {X: ${LITERAL}}\n`)
    expect(await check('--changed-since', 'main')).toMatchObject({
      code: 1,
      files: ['a.json', 'b.json', '.github/ecs-sealed-deploy.yml'],
      errors: ['a.json DB_PASSWORD']
    })
  })

  test('a link that a pattern finds and that leads nowhere is no clean file', async () => {
    write('deploy/a.json', definition('LOG_LEVEL', 'info'))
    symlinkSync('gone.json', join(folder, 'deploy/b.json'))
    for (const pattern of ['deploy/*.json', 'deploy/{service}.json']) {
      const { code, stderr } = await check(pattern)
      expect({
        pattern,
        code,
        said: stderr.includes('"deploy/b.json" is a link whose target does not exist.')
      }).toEqual({
        pattern,
        code: 2,
        said: true
      })
    }
  })

  test('changed-since takes what git ignores or does not track, if it is named: no commit has it', async () => {
    git('init', '-q', '-b', 'main')
    write('.gitignore', 'made/')
    git('add', '-A')
    git('commit', '-qm', 'one')
    write('made/a.json', definition('DB_PASSWORD', LITERAL))
    for (const name of ['made/a.json', 'made/*.json', 'made'])
      expect(await check(name, '--changed-since', 'main')).toMatchObject({ code: 1, files: ['made/a.json'] })
  })

  test('changed-since takes a link one of whose links on the way changed', async () => {
    git('init', '-q', '-b', 'main')
    write('one/a.json', definition('LOG_LEVEL', 'info'))
    write('two/a.json', definition('DB_PASSWORD', LITERAL))
    symlinkSync('one', join(folder, 'stage'))
    symlinkSync('stage/a.json', join(folder, 'app.json'))
    git('add', '-A')
    git('commit', '-qm', 'one')
    expect(await check('app.json', '--changed-since', 'main')).toMatchObject({ code: 0, files: [] })
    rmSync(join(folder, 'stage'))
    symlinkSync('two', join(folder, 'stage'))
    expect(await check('app.json', '--changed-since', 'main')).toMatchObject({ code: 1, files: ['app.json'] })
  })

  test('changed-since finds what a changed link leads to, and what git does not track behind one', async () => {
    git('init', '-q', '-b', 'main')
    write('.gitignore', 'made/')
    write('one/a.json', definition('LOG_LEVEL', 'info'))
    write('two/a.json', definition('DB_PASSWORD', LITERAL))
    symlinkSync('one/a.json', join(folder, 'app.json'))
    symlinkSync('one', join(folder, 'stage'))
    write('made/b.json', definition('DB_PASSWORD', LITERAL))
    git('add', '-A')
    git('commit', '-qm', 'one')
    expect(await check('--changed-since', 'main')).toMatchObject({ code: 0, files: [] })
    for (const [link, target] of [
      ['app.json', 'two/a.json'],
      ['stage', 'two']
    ] as const) {
      rmSync(join(folder, link))
      symlinkSync(target, join(folder, link))
      expect(await check('--changed-since', 'main')).toMatchObject({ code: 1, files: ['two/a.json'] })
      git('checkout', '-q', '--', link)
    }
    symlinkSync('made/b.json', join(folder, 'made.json'))
    git('add', '-A')
    git('commit', '-qm', 'two')
    expect(await check('--changed-since', 'HEAD')).toMatchObject({ code: 1, files: ['made.json'] })
  })

  test('changed-since takes a link whose target changed, and what is behind a linked folder', async () => {
    git('init', '-q', '-b', 'main')
    write('real/a.json', definition('LOG_LEVEL', 'info'))
    mkdirSync(join(folder, 'deploy'))
    symlinkSync('../real/a.json', join(folder, 'deploy/link.json'))
    symlinkSync('real', join(folder, 'linked'))
    git('add', '-A')
    git('commit', '-qm', 'one')
    write('real/a.json', definition('DB_PASSWORD', LITERAL))
    expect(await check('deploy/*.json', '--changed-since', 'main')).toMatchObject({
      code: 1,
      errors: ['deploy/link.json DB_PASSWORD']
    })
    expect(await check('linked/a.json', '--changed-since', 'main')).toMatchObject({
      code: 1,
      errors: ['linked/a.json DB_PASSWORD']
    })
  })

  test('a tracked file that is too large, and a link that leads outside, are "unscanned"', async () => {
    git('init', '-q', '-b', 'main')
    write('a.json', definition('LOG_LEVEL', 'info'))
    write('large.json', definition('DB_PASSWORD', LITERAL).padStart(6_000_000))
    symlinkSync('/etc/hostname', join(folder, 'outside.json'))
    git('add', '-A')
    const { code, unscanned } = await check()
    expect({ code, files: unscanned.map(({ file, line }) => `${file}:${line}`) }).toEqual({
      code: 2,
      files: ['large.json:1', 'outside.json:1']
    })
  })

  test('a broken file that git tracks is not clean', async () => {
    git('init', '-q', '-b', 'main')
    write('a.yml', `containerDefinitions: [\n  {}}\n  name: DB_PASSWORD\n  value: ${LITERAL}\n`)
    git('add', '-A')
    expect(await check()).toMatchObject({ code: 2, unscanned: [{ file: 'a.yml' }] })
  })
})
