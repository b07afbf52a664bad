import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { runGit } from '../git.ts'
import { jsonOfCheck } from './json-of-check.ts'

describe('lists of containers', () => {
  const LITERAL = ['tiger', 'lily', '77'].join('')
  let folder: string

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'lists-')))
    git('init', '-q', '-b', 'main')
    write('clean.json', '{"family": "a", "containerDefinitions": [{"name": "a", "image": "a:1"}]}')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  function write(file: string, text: string): void {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }

  const git = (...args: readonly string[]) => runGit(folder, args)

  async function check() {
    git('add', '-A')
    const { code, files, findings, unscanned } = await jsonOfCheck(folder, [])
    return { code, files, unscanned, found: [...new Set(findings.map(({ file }) => file))] }
  }

  const container = (extra = '"essential": true,') =>
    `{"name": "web", "image": "web:1", ${extra} "environment": [{"name": "DB_PASSWORD", "value": "${LITERAL}"}]}`

  describe('a check without names finds lists of containers by their content', () => {
    const yaml = `- name: web\n  image: web:1\n  environment:\n    - name: DB_PASSWORD\n      value: ${LITERAL}\n`
    test.each([
      ['app.json', `[${container()}]`],
      ['bom.json', `\uFEFF[${container()}]`],
      ['one.json', container()],
      ['space.json', ` [\n${container('')}\n]`],
      [
        'app.json.tpl',
        `[\n%{ if web ~}\n${container('"cpu": ${cpu}, "memory": ${memory},')}\n%{ endif ~}\n]`
      ],
      [
        'app.json.j2',
        `{# the web #}\n[{% for c in all %}${container('"portMappings": {{ ports }},')},{% endfor %}]`
      ],
      ['snake.json', `[${container('"port_mappings": [{"container_port": 80}],')}]`],
      ['single.json5', `[${container('"mountPoints": [],').replaceAll('"', "'")}]`],
      ['app.yml', yaml],
      ['head.yaml', `# containers\n---\n${yaml}`]
    ])('%s', async (file, text) => {
      write(file, text)
      expect(await check()).toMatchObject({ code: 1, found: [file], unscanned: [] })
    })

    test('and a broken one is not clean', async () => {
      write('broken.json', `[${container()}, {"name": "b", "image": "b:1"`)
      expect(await check()).toMatchObject({ code: 2, found: ['broken.json'], unscanned: [{}] })
    })

    test('and nothing that only looks like one', async () => {
      const value = `"value": "${LITERAL}"`
      write('package.json', `{"name": "web", "image": "x", "environment": {"name": "DB_PASSWORD", ${value}}}`)
      write(
        'pod.yml',
        `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: web\n      image: web:1\n      ports:\n        - containerPort: 80\n      env:\n        - name: DB_PASSWORD\n          value: ${LITERAL}\n`
      )
      write(
        'compose.yml',
        `services:\n  web:\n    image: web:1\n    environment:\n      DB_PASSWORD: ${LITERAL}\n`
      )
      write(
        'marathon.json',
        `{"id": "web", "name": "web", "container": {"docker": {"image": "web:1", "portMappings": [{"containerPort": 80}]}}, "env": {"DB_PASSWORD": "${LITERAL}"}}`
      )
      write(
        'bake.json',
        '{"group": {"default": {"targets": ["web"]}}, "target": {"web": {"image": "x", "essential": true}}}'
      )
      write('machines.json', '[{"name": "vm", "image": "ubuntu", "cpu": 2, "memory": 4096}]')
      write(
        'openapi.json',
        '{"openapi": "3.1.0", "paths": {"/a": {"get": {"x": {"name": "a", "image": "b", "essential": true}}}}}'
      )
      expect(await check()).toMatchObject({ code: 0, files: ['clean.json'] })
    })
  })

  describe('a check without names follows what Terraform loads as containers', () => {
    const hidden = `[{"name": "DB_PASSWORD", "image": "x", "environment": [{"name": "DB_PASSWORD", "value": "${LITERAL}"}]}]`
    const task = (value: string) =>
      `resource "aws_ecs_task_definition" "a" {\n  family = "a"\n  container_definitions = ${value}\n}\n`
    test.each([
      ['file("./a.html")', ''],
      ['file("${path.module}/a.html")', ''],
      ['templatefile("a.html", {\n    x = 1\n  })', ''],
      ['templatefile(\n    "${path.module}/a.html",\n    { x = 1 }\n  )', ''],
      ['jsonencode(jsondecode(file("a.html")))', ''],
      ['"${file("infra/a.html")}"', ''],
      ['data.template_file.x.rendered', 'data "template_file" "x" {\n  template = file("a.html")\n}\n'],
      [
        '"${data.template_file.x.rendered}"',
        'data "template_file" "x" {\n  template = "${file("a.html")}"\n}\n'
      ],
      ['local.x', 'locals {\n  x = file("a.html")\n}\n']
    ])('%s', async (value, other) => {
      write('infra/main.tf', task(value))
      write('infra/other.tf', other)
      write('infra/a.html', hidden)
      expect(await check()).toMatchObject({ code: 1, found: ['infra/a.html'], unscanned: [] })
    })

    test('from a file that is named, too, and a sensitive variable is known from another file', async () => {
      write('infra/main.tf', task('templatefile("a.json", {\n  url = var.connection\n  })'))
      write('infra/variables.tf', 'variable "connection" {\n  sensitive = true\n}\n')
      write('infra/a.json', hidden)
      const { files, findings } = await jsonOfCheck(folder, ['infra/main.tf'])
      expect(files).toEqual(['infra/main.tf', 'infra/a.json'])
      expect(findings.map(({ file, line, rule }) => `${file}:${line} ${rule}`)).toEqual([
        'infra/a.json:1 secret/by-name',
        'infra/main.tf:4 secret/delivery'
      ])
    })

    test('one that is not there, or outside of the workspace, is not read; a path put together is not followed', async () => {
      write('infra/main.tf', task('file("./gone.json")'))
      write('out/main.tf', task('file("../../../../../etc/hostname")'))
      write('var/main.tf', task('file("${var.name}.json")'))
      write('comment/main.tf', `# ${task('file("gone.json")').replaceAll('\n', '\n# ')}`)
      const { code, unscanned } = await check()
      expect({ code, unscanned }).toEqual({
        code: 2,
        unscanned: [
          { file: 'infra/main.tf', line: 3, reason: expect.stringContaining('loads is not there') },
          { file: 'out/main.tf', line: 3, reason: expect.stringContaining('outside the workspace') }
        ]
      })
    })
  })

  test('a Compose file for ECS is found, and one for local development is not', async () => {
    const compose = (more = '') =>
      `services:\n  web:\n    image: web:1\n    environment:\n      DB_PASSWORD: ${LITERAL}\n${more}`
    write('a/docker-compose.yml', compose('x-aws-cluster: main\n'))
    write('b/docker-compose.ecs.yml', compose())
    write('b/docker-compose.yml', compose())
    write('b/ecs-params.yml', 'version: 1\n')
    write('c/compose.yaml', compose())
    write('c/ecs-params.yml', 'version: 1\n')
    write('d/docker-compose.yml', compose())
    write('e/compose.yml', compose().replace('web:1', '123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1'))
    const { code, found } = await check()
    expect({ code, found }).toEqual({
      code: 1,
      found: ['a/docker-compose.yml', 'b/docker-compose.ecs.yml', 'c/compose.yaml']
    })
  })

  test('a call that makes JSON of a list is found, and what cannot be read of it is said', async () => {
    const text = '[{ name = "web", image = "web:1", essential = true }]'
    write('app.tftpl', `\${jsonencode(${text})}`)
    expect(await check()).toMatchObject({ code: 2, unscanned: [{ file: 'app.tftpl' }] })
  })
})

describe('what is left out', () => {
  const LITERAL = ['Sup3r', 'Secret', 'Pw99'].join('')
  let root: string
  let folder: string

  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'left-out-')))
    folder = join(root, 'repository')
    mkdirSync(folder)
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  function write(file: string, text: string): void {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }

  const gitAt = (cwd: string, ...args: readonly string[]) =>
    runGit(cwd, ['-c', 'protocol.file.allow=always', ...args])
  const git = (...args: readonly string[]) => gitAt(folder, ...args)

  async function check(...args: readonly string[]) {
    const json = await jsonOfCheck(folder, args)
    return { ...json, unread: json.unscanned.map(({ file }) => file) }
  }

  const definition = (name: string, value: string) =>
    `{"containerDefinitions": [{"image": "x", "environment": [{"name": "${name}", "value": "${value}"}]}]}`

  const pointer = (size: number, digit = '0') =>
    `version https://git-lfs.github.com/spec/v1\noid sha256:${digit.repeat(64)}\nsize ${size}\n`

  test('a definition of which the checkout has only the pointer of Git LFS is not clean', async () => {
    git('init', '-q', '-b', 'main')
    write('a.json', definition('LOG_LEVEL', 'info'))
    write('deploy/b.json', pointer(900))
    write('data/all.json', pointer(30_000_000))
    for (const file of ['logo.png', 'model.onnx', 'data.bin', 'film.mp4']) write(file, pointer(900))
    git('add', '-A')
    git('commit', '-qm', 'one')
    for (const lines of [[], ['.']]) {
      const open = await check(...lines)
      expect(open).toMatchObject({ code: 2, files: ['a.json'], unread: ['deploy/b.json'] })
      expect(open.unscanned[0]?.reason).toContain('lfs: true')
      expect(open.problems).toMatchObject([{ hint: expect.stringContaining('lfs: true') }])
      expect(open.stderr).toContain('data/all.json')
      expect(open.stderr).not.toMatch(/logo|model|data\.bin|film/)
    }
    expect(await check('!deploy')).toMatchObject({ code: 0, unread: [] })
    git('checkout', '-qb', 'topic')
    write('c.json', definition('LOG_LEVEL', 'debug'))
    write('logo.png', pointer(900, '1'))
    git('add', '-A')
    git('commit', '-qm', 'two')
    expect(await check('--changed-since', 'main')).toMatchObject({ code: 0, unread: [] })
    write('deploy/b.json', pointer(900, '1'))
    for (const lines of [[], ['.'], ['deploy', 'a.json']])
      expect(await check(...lines, '--changed-since', 'main')).toMatchObject({
        code: 2,
        unread: ['deploy/b.json']
      })
    expect(await check('deploy/*.json', '--changed-since', 'main')).toMatchObject({ code: 2 })
  })

  test('a changed submodule is not clean until it is checked out, and then its definitions are checked', async () => {
    const module = join(root, 'module')
    mkdirSync(module)
    gitAt(module, 'init', '-q', '-b', 'main')
    writeFileSync(join(module, 'api.json'), definition('LOG_LEVEL', 'info'))
    gitAt(module, 'add', '-A')
    gitAt(module, 'commit', '-qm', 'one')
    git('init', '-q', '-b', 'main')
    write('a.json', definition('LOG_LEVEL', 'info'))
    git('submodule', '--quiet', 'add', module, 'deploy/shared')
    git('add', '-A')
    git('commit', '-qm', 'one')
    expect(await check()).toMatchObject({ code: 0, files: ['a.json', 'deploy/shared/api.json'] })
    git('checkout', '-qb', 'topic')
    writeFileSync(join(module, 'api.json'), definition('DB_PASSWORD', LITERAL))
    gitAt(module, 'commit', '-qam', 'two')
    gitAt(join(folder, 'deploy/shared'), 'pull', '-q')
    git('commit', '-qam', 'two')
    const there = { code: 1, unread: [], findings: [{ file: 'deploy/shared/api.json' }] }
    expect(await check('--changed-since', 'main')).toMatchObject({
      ...there,
      files: ['deploy/shared/api.json']
    })
    expect(await check('deploy', '--changed-since', 'main')).toMatchObject(there)

    git('submodule', '--quiet', 'deinit', '--all', '--force')
    const open = {
      code: 2,
      files: [],
      unread: ['deploy/shared'],
      problems: [{ hint: expect.stringContaining('submodules: true') }]
    }
    for (const lines of [[], ['**/*.json']])
      expect(await check(...lines, '--changed-since', 'main')).toMatchObject(open)
    for (const lines of [['!deploy/shared'], ['*.json'], ['!deploy']])
      expect({ lines, ...(await check(...lines, '--changed-since', 'main')) }).toMatchObject({
        lines,
        code: 0,
        unread: []
      })
    const unchanged = await check('--changed-since', 'topic')
    expect(unchanged).toMatchObject({ code: 0, unread: [] })
    expect((await check()).stderr).toContain('not checked out')
  })

  test('a glob takes what a sparse checkout leaves out for unread', async () => {
    git('init', '-q', '-b', 'main')
    for (const file of ['deploy/api/td.json', 'deploy/web/td.json', 'deploy/web/td.taskdef', 'a.json'])
      write(file, definition('LOG_LEVEL', 'info'))
    git('add', '-A')
    git('commit', '-qm', 'one')
    git('sparse-checkout', 'set', 'deploy/api')
    const open = { code: 2, files: ['deploy/api/td.json'], unread: ['deploy/web/td.json'] }
    for (const line of [
      'deploy/*/td.json',
      'deploy/{service}/td.json',
      'deploy/{api,web}/*.json',
      './deploy/[aw]*/td.json'
    ])
      expect({ line, ...(await check(line)) }).toMatchObject({ line, ...open })
    for (const lines of [
      ['deploy/api/td.json'],
      ['deploy/api/*'],
      ['deploy/{api,worker}/*.json'],
      ['deploy/**/*.json', '!deploy/web']
    ])
      expect({ lines, ...(await check(...lines)) }).toMatchObject({ lines, code: 0, unread: [] })
    expect(await check('deploy/*/td.*')).toMatchObject({
      unread: ['deploy/web/td.json', 'deploy/web/td.taskdef']
    })
  })
})
