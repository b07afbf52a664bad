import { describe, expect, test } from '@jest/globals'
import { committed } from '../git.ts'
import { makeWorkspace } from '../workspace.ts'
import { runCli } from './runner.ts'

/** Made up when this runs. */
const LITERAL = ['tiger', 'lily', '77'].join('')

type Files = Readonly<Record<string, string>>

/** What a check without names finds in a repository, by file, line and name. */
async function found(files: Files, ...names: string[]): Promise<readonly string[]> {
  const workspace = makeWorkspace(files)
  try {
    committed(workspace.path)
    const { stdout, code } = await runCli(['check', ...names, '--format', 'json'], {
      workspace,
      sandbox: 'none'
    })
    const { findings, unscanned } = JSON.parse(stdout) as {
      readonly findings: readonly Readonly<Record<'file' | 'line' | 'name' | 'level' | 'message', string>>[]
      readonly unscanned: readonly unknown[]
    }
    expect(unscanned).toEqual([])
    for (const { message } of findings) expect(message).not.toMatch(/in in|, :| {2}/)
    expect(code).toBe(findings.some(({ level }) => level === 'error') ? 1 : 0)
    return findings.map(({ file, line, name, level }) => `${file}:${line} ${name} ${level}`)
  } finally {
    workspace.remove()
  }
}

const task = (containers: string, above = '') =>
  `resource "aws_ecs_task_definition" "app" {\n${above}  family = "app"\n  container_definitions = ${containers}\n}\n`
const container = (environment: string) => `{ name = "app", image = "app:1", environment = ${environment} }`
const LOOP = '[for k, v in local.env : { name = k, value = v }]'
const SENSITIVE = 'variable "pw" {\n  sensitive = true\n}\n'
const secretMap = `{\n PORT = 80\n PWX = var.pw\n DB_PASSWORD = "${LITERAL}" }`
const FOUND = ['locals.tf:3 PWX warning', 'locals.tf:4 DB_PASSWORD error']
const inLocals = (env: string, more = '') => `locals { env = ${env}\n${more} }\n`
const list =
  `[{ name = "PORT", value = "80" },\n { name = "A", value = "a" },\n { name = "PWX", value = var.pw },\n { name = "DB_PASSWORD", value = "${LITERAL}" }]`
    .replace(',\n { name = "A", value = "a" }', '')
    .replace('[', '[\n')

describe('the files of a folder are one module: a local of another file is judged where it is written', () => {
  // BorisStricky/pocket-family, wellcomecollection/archivematica-infrastructure
  test.each<[string, string, string]>([
    ['a container', `jsonencode([local.env])`, inLocals(container(list))],
    ['containers', `jsonencode(local.env)`, inLocals(`[${container(list)}]`)],
    [
      'containers with others',
      `jsonencode(concat([${container('[]')}], local.env))`,
      inLocals(`[${container(list)}]`)
    ],
    [
      'a part of a container',
      `jsonencode([merge(local.env, { essential = true })])`,
      inLocals(container(list))
    ],
    ['containers that are encoded there', 'local.env', inLocals(`jsonencode([${container(list)}])`)],
    [
      'containers by name',
      'jsonencode([for n, c in local.env : merge(c, { name = n })])',
      inLocals(`{ app = ${container(list)} }`)
    ],
    ['values of a map', 'jsonencode(values(local.env))', inLocals(`{ app = ${container(list)} }`)],
    ['a list of variables', `jsonencode([${container('local.env')}])`, inLocals(list)],
    [
      'a list that is continued',
      `jsonencode([${container('concat(local.env, [{ name = "B", value = "b" }])')}])`,
      inLocals(list)
    ],
    [
      'a list that is flattened',
      `jsonencode([${container('flatten([local.env, var.more])')}])`,
      inLocals(list)
    ],
    [
      'a list through another local',
      `jsonencode([${container('local.all')}])`,
      inLocals(list, 'all = concat(local.env, var.more)')
    ],
    [
      'one list of several',
      `jsonencode([${container('local.env[var.stage]')}])`,
      inLocals(`{ prod = ${list} }`)
    ],
    ['a map in a loop', `jsonencode([${container(LOOP)}])`, inLocals(secretMap)],
    [
      'maps that are merged in a loop',
      `jsonencode([${container(LOOP.replace('local.env', 'merge(local.env, { B = "b" })'))}])`,
      inLocals(secretMap)
    ],
    [
      'a map merged of others',
      `jsonencode([${container(LOOP.replace('.env', '.all'))}])`,
      inLocals(secretMap, 'all = merge(local.other, local.env)\n other = { A = "a" }')
    ],
    [
      'a map of one stage',
      `jsonencode([${container(LOOP.replace('local.env', 'lookup(local.env, var.stage)'))}])`,
      inLocals(`{ prod = ${secretMap} }`)
    ],
    [
      'a map by condition',
      `jsonencode([${container(LOOP.replace('local.env', '(var.prod ? local.env : {})'))}])`,
      inLocals(secretMap)
    ],
    [
      'variables for a template',
      'templatefile("${path.module}/app.json.tpl", local.env)',
      inLocals(secretMap)
    ],
    [
      'variables for a template with others',
      'templatefile("${path.module}/app.json.tpl", merge(local.env, { a = 1 }))',
      inLocals(secretMap)
    ],
    [
      'a whole template',
      'local.all',
      inLocals(secretMap, 'all = templatefile("${path.module}/app.json.tpl", merge({}, local.env))')
    ],
    [
      'a template_file',
      'data.template_file.app.rendered',
      `${inLocals(secretMap)}data "template_file" "app" {\n  vars = local.env\n}\n`
    ]
  ])('%s', async (_, containers, locals) => {
    const files = {
      'ecs.tf': task(containers),
      'locals.tf': locals,
      'variables.tf': SENSITIVE,
      'app.json.tpl': '[{"name": "app", "image": "a:1"}]'
    }
    const lines = new Set(FOUND.map(one => one.replace(/^locals.tf:/, '')))
    const both = await found(files)
    expect(both.map(one => one.replace(/^locals.tf:\d+ /, '')).toSorted()).toEqual([
      'DB_PASSWORD error',
      'PWX warning'
    ])
    for (const one of both) {
      const [, line = '', name = ''] = /^locals.tf:(\d+) (\w+)/.exec(one) ?? []
      expect(locals.split('\n')[Number(line) - 1]).toContain(name)
    }
    expect(lines.size).toBe(2)
    expect(await found(files, 'ecs.tf')).toEqual(both)
  })

  test('a map of two lists', async () => {
    const map = `zipmap(["PORT", "DB_PASSWORD"], ["80",\n"${LITERAL}"])`
    const text = task(`jsonencode([${container(LOOP.replace('local.env', map))}])`)
    expect(await found({ 'main.tf': text })).toEqual(['main.tf:4 DB_PASSWORD error'])
  })

  test('values of one file with all of it', async () => {
    const text = `${SENSITIVE}${inLocals(secretMap)}${task(`jsonencode([${container(LOOP)}])`)}`
    expect(await found({ 'main.tf': text })).toEqual(['main.tf:6 PWX warning', 'main.tf:7 DB_PASSWORD error'])
  })

  // SlayerK15/medusastore, Mallick17/ror-infra-aws-terraform
  test('a default, and the values of a variable', async () => {
    const files = {
      'ecs.tf': task(
        `jsonencode([${container('[{ name = "DB_PASSWORD", value = var.password }, { name = "TOKEN", value = var.token }]')}])`
      ),
      'variables.tf': `variable "password" {\n  default = "${LITERAL}"\n}\nvariable "token" {}\nvariable "other_password" {\n  default = "${LITERAL}"\n}\n`,
      'terraform.tfvars': `other_password = "${LITERAL}"\ntoken = "${LITERAL}"\n`
    }
    expect((await found(files)).filter(one => one.endsWith('error'))).toEqual([
      'terraform.tfvars:2 TOKEN error',
      'variables.tf:2 DB_PASSWORD error'
    ])
  })

  describe('values of variables in another folder, as -var-file names them', () => {
    const ecs = (name: string) => ({
      [name]: `${task(`jsonencode([${container(LOOP.replace('local', 'var'))}, { environment = [{ name = "API_TOKEN", value = var.misc }] }, { environment = var.more }])`)}variable "env" {}\nvariable "misc" {}\nresource "aws_db_instance" "a" {\n  password = var.pw\n}\n`
    })
    const values = `env = {\n  DB_PASSWORD = "${LITERAL}"\n}\nmisc = "${LITERAL}"\nmore = [\n  { name = "JWT_SECRET", value = "${LITERAL}" },\n]\nname = "x"\npw = "${LITERAL}"\n`
    const json = JSON.stringify(
      {
        env: { DB_PASSWORD: LITERAL },
        misc: LITERAL,
        more: [{ name: 'JWT_SECRET', value: LITERAL }],
        pw: LITERAL
      },
      undefined,
      1
    )
    const LINES = ['2 DB_PASSWORD', '4 API_TOKEN', '6 JWT_SECRET']
    test.each<[string, string, string, readonly string[]]>([
      ['main.tf', 'envs/prod.tfvars', values, LINES],
      ['main.tf', 'config/prod/terraform.tfvars', values, LINES],
      ['terraform/main.tf', 'terraform/envs/prod/x.tfvars', values, LINES],
      ['infra/main.tf', 'vars/prod.tfvars', values, LINES],
      ['main.tf', 'terraform.tfvars.json', json, ['3 DB_PASSWORD', '5 API_TOKEN', '9 JWT_SECRET']],
      ['main.tf', 'envs/prod.tfvars.json', json, ['3 DB_PASSWORD', '5 API_TOKEN', '9 JWT_SECRET']]
    ])('%s, %s', async (main, file, text, lines) => {
      const errors = (await found({ ...ecs(main), [file]: text })).filter(one => one.endsWith('error'))
      expect(errors).toEqual(lines.map(one => `${file}:${one} error`))
    })

    test('also a password in a longer text', async () => {
      const url = task(`jsonencode([${container('{ URL = "postgres://app:${var.db_pw}@db/app" }')}])`)
      const files = { 'main.tf': url, 'variables.tf': 'variable "db_pw" {}\n' }
      expect(await found({ ...files, 'envs/prod.tfvars': `db_pw = "${LITERAL}"\n` })).toEqual([
        'envs/prod.tfvars:1 URL error',
        'main.tf:3 URL warning'
      ])
    })

    test('not those of another module', async () => {
      const other = { 'db/main.tf': 'variable "misc" {}\n', 'db/envs/prod.tfvars': values }
      expect((await found({ ...ecs('main.tf'), ...other })).filter(one => one.endsWith('error'))).toEqual([])
    })
  })

  describe('a JSON or YAML file that is loaded is what its content is', () => {
    const yaml = `# a\nPORT: 80\nDB_PASSWORD: ${LITERAL}\n`
    const json = `{\n  "PORT": 80,\n  "DB_PASSWORD": "${LITERAL}"\n}\n`
    const nested = `env:\n  PORT: 80\n  DB_PASSWORD: ${LITERAL}\n`
    const loop = (list: string) => task(`jsonencode([${container(LOOP.replace('local.env', list))}])`)
    const file = (path: string, format = 'yaml') => `${format}decode(file("${path}"))`
    test.each<[string, string, Files]>([
      ['in a loop', loop(file('${path.module}/env.yaml')), { 'env.yaml': yaml }],
      ['from the root', loop(file('${path.root}/env.json', 'json')), { 'env.json': json }],
      ['in a local', `${loop('local.env')}${inLocals(file('a/env.json', 'json'))}`, { 'a/env.json': json }],
      ['by its name', `${loop('local.env["env"]')}${inLocals(file('./env.yml'))}`, { 'env.yml': nested }],
      [
        'first as a text',
        `${loop('local.env.env')}${inLocals('yamldecode(local.raw)', 'raw = file("env.yml")')}`,
        { 'env.yml': nested }
      ],
      [
        'of one stage',
        `${loop('local.env')}${inLocals(file('${path.module}/env/${var.stage}.json', 'json'))}`,
        { 'env/prod.json': json }
      ],
      [
        'a list',
        task(`jsonencode([${container(file('env.json', 'json'))}])`),
        {
          'env.json': `[\n  { "name": "PORT", "value": "80" },\n  { "name": "DB_PASSWORD", "value": "${LITERAL}" }]`
        }
      ],
      [
        'for each service',
        `${task(`jsonencode([${container(LOOP.replace('local.env', 'each.value.env'))}])`, 'for_each = local.env\n')}${inLocals(file('services.yaml'))}`,
        { 'services.yaml': `app:\n  env:\n    DB_PASSWORD: ${LITERAL}\n` }
      ]
    ])('%s', async (_, main, files) => {
      const [name = ''] = Object.keys(files)
      expect(await found({ 'infra/main.tf': main, [`infra/${name}`]: files[name] ?? '' })).toEqual([
        `infra/${name}:3 DB_PASSWORD error`
      ])
    })

    test.each<[string, string, Files]>([
      ['another file', loop(file('env.yaml')), { 'env.yaml': 'PORT: 80\n', 'other.yaml': yaml }],
      [
        'what no container gets',
        `${loop('local.cfg.env')}${inLocals('{}', `cfg = ${file('env.yaml')}`)}`,
        { 'env.yaml': `env:\n  PORT: 80\ndb:\n  password: ${LITERAL}\n` }
      ]
    ])('not %s', async (_, main, files) => {
      expect(await found({ 'main.tf': main, ...files })).toEqual([])
    })
  })

  test('a pull request that changes only the local', async () => {
    const workspace = makeWorkspace({
      'ecs.tf': task(`jsonencode([${container('local.env')}])`),
      'locals.tf': inLocals('[]')
    })
    committed(workspace.path)
    workspace.write('locals.tf', inLocals(list))
    const { stdout, code } = await runCli(['check', '--changed-since', 'HEAD', '--format', 'json'], {
      workspace,
      sandbox: 'none'
    })
    workspace.remove()
    expect(code).toBe(1)
    expect(stdout).toContain('"file": "locals.tf"')
  })

  test('a comment there accepts it', async () => {
    const locals = inLocals(list).replace(
      ' { name = "DB_PASSWORD"',
      ' # ecs-sealed: allow secret/by-name a sample\n { name = "DB_PASSWORD"'
    )
    const files = {
      'ecs.tf': task(`jsonencode([${container('local.env')}])`),
      'locals.tf': locals,
      'variables.tf': SENSITIVE
    }
    expect((await found(files)).filter(one => one.includes('PASSWORD'))).toEqual([])
  })
})

describe('one resource for several services', () => {
  const each = 'for_each = local.env\n'
  const services = (field: string) => `{\n  app = { image = "app:1", ${field} = ${secretMap} } }`
  // Anandhasasidharan/AgentOps-Agent-System-Operations, danielreified/shopwizer-shopify
  test.each<[string, string, string]>([
    [
      'a value for a template, beside its name',
      'templatefile("${path.module}/app.json.tpl", { name = each.key, DB_PASSWORD = each.value.settings.DB_PASSWORD, PWX = each.value.settings.PWX })',
      services('settings')
    ],
    [
      'a map of each',
      `jsonencode([${container('[for k, v in each.value.env : { name = k, value = v }]')}])`,
      services('env')
    ],
    [
      'a map of each under another name',
      `jsonencode([${container('[for k, v in each.value.settings : { name = k, value = v }]')}])`,
      services('settings')
    ],
    [
      'a list of each',
      `jsonencode([${container('each.value.vars')}])`,
      services('vars').replace(secretMap, list)
    ],
    [
      'encoded for a template',
      'templatefile("${path.module}/app.json.tpl", { vars = jsonencode(each.value.vars) })',
      services('vars').replace(secretMap, list)
    ],
    ['the whole of each', `jsonencode([${container('each.value')}])`, `{ app = ${list} }`],
    [
      'a loop over containers',
      `jsonencode([for n, c in local.env : { name = n, image = c.image, environment = [for k, v in c.settings : { name = k, value = v }] }])`,
      services('settings')
    ]
  ])('%s', async (_, containers, env) => {
    const files = {
      'main.tf': `${SENSITIVE}${inLocals(env)}${task(containers, each)}`,
      'app.json.tpl': '[{"name": "app", "image": "a:1"}]'
    }
    expect((await found(files)).map(one => one.replace(/^main.tf:\d+ /, '')).toSorted()).toEqual([
      'DB_PASSWORD error',
      'PWX warning'
    ])
  })
})

describe('an expression is everything that it may be', () => {
  const value = (text: string) => task(`jsonencode([${container(`[\n{ name = "X", value = ${text} }]`)}])`)
  test.each([
    'var.prod ? var.db_password : "x"',
    'var.prod ? "x" : var.db_password',
    'var.a ? "x" : var.b ? var.db_password : "y"',
    '(var.prod ? var.db_password : "x")',
    'coalesce(var.db_password, "x")',
    'coalesce(var.x, try(var.db_password, "x"))',
    'try(var.db_password, "")',
    'var.pw == "" ? "" : var.pw',
    'nonsensitive(coalesce(var.pw, "x"))',
    'try(nonsensitive(var.pw), "x")',
    '"${var.prod ? var.db_password : "x"}"'
  ])('a secret in %s', async text => {
    expect(await found({ 'main.tf': `${value(text)}${SENSITIVE}` })).toEqual(['main.tf:4 X warning'])
    const template = task(`templatefile("${'${path.module}'}/app.json.tpl", {\n\nX = ${text} })`)
    const files = {
      'main.tf': `${template}${SENSITIVE}`,
      'app.json.tpl': '[{"name": "app", "image": "a:1"}]'
    }
    expect(await found(files)).toEqual(['main.tf:5 X warning'])
  })

  test.each([
    `var.prod ? "${LITERAL}" : "x${LITERAL}"`,
    `var.prod ? var.db_password : "${LITERAL}"`,
    `coalesce(var.db_password, "${LITERAL}")`,
    `try(var.x, "${LITERAL}")`,
    `"\${var.prod ? "${LITERAL}" : ""}"`,
    `lookup(var.passwords, "app", "${LITERAL}")`
  ])('a literal in %s', async text => {
    const files = { 'main.tf': value(text).replace('"X"', '"DB_PASSWORD"') }
    expect(await found(files)).toContain('main.tf:4 DB_PASSWORD error')
  })

  test.each([
    'var.pw != "" ? "yes" : "no"',
    'tostring(length(var.pw))',
    'var.pw != ""',
    'coalesce(var.host, "db")',
    'var.prod ? aws_secretsmanager_secret.a.arn : var.secret_arn',
    'format("postgres://%s:5432", coalesce(var.host, "db"))',
    '"${var.pw != "" ? "yes" : "no"}"'
  ])('nothing in %s', async text => {
    expect(await found({ 'main.tf': `${value(text)}${SENSITIVE}` })).toEqual([])
  })

  test('a local with a secret is reported where it is given to the container, once', async () => {
    const locals = 'locals {\n dsn = "postgres://app:${var.db_password}@db/app"\n}\n'
    expect(await found({ 'main.tf': `${value('local.dsn')}${locals}` })).toEqual(['main.tf:4 X warning'])
  })
})

describe('a call of a module that makes a task definition is checked with it', () => {
  const CLEAN = {
    'clean.json': '{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1"}]}'
  }
  const MODULE = task(`jsonencode([${container('[for k, v in var.vars : { name = k, value = v }]')}])`)
  const call = (source: string, given: string) => `module "api" {\n  source = "${source}"\n${given}\n}\n`
  const map = (name: string) => `  ${name} = {\n    DB_PASSWORD = "${LITERAL}"\n  }`
  // axel-sirota/polyglot-rag-assistant, kholodihor/cows-shelter, Anthonyuketui/Fintech-renconcilliation
  test.each<[string, string, Files]>([
    ['../modules/ecs-service', map('environment'), {}],
    ['../modules/service', map('environment_variables'), { 'modules/service/main.tf': MODULE }],
    ['../modules/service', map('container_environment'), { 'modules/service/main.tf': MODULE }],
    ['../modules/service', map('settings'), { 'modules/service/main.tf': MODULE }],
    [
      '../modules/service',
      `  environment = [\n    { name = "DB_PASSWORD", value = "${LITERAL}" }]`,
      { 'modules/service/main.tf': MODULE }
    ],
    [
      '../modules/service',
      map('vars'),
      { 'modules/service/main.tf': call('./task', 'vars = var.vars'), 'modules/service/task/main.tf': MODULE }
    ],
    ['git::https://git.example.com/terraform-aws-ecs-service.git?ref=v1', map('environment'), {}],
    ['../modules/service', map('environment_variables'), {}]
  ])('%s, %s', async (source, given, files) => {
    expect(await found({ ...CLEAN, ...files, 'live/main.tf': call(source, given) })).toEqual([
      'live/main.tf:4 DB_PASSWORD error'
    ])
  })

  test('what a variable brings to it is found in the values of the variable', async () => {
    const files = {
      'modules/service/main.tf': MODULE,
      'live/main.tf': `${call('../modules/service', '  environment = var.vars')}variable "vars" {}\n`,
      'live/prod.tfvars': `vars = {\n  DB_PASSWORD = "${LITERAL}"\n}\n`
    }
    expect(await found(files)).toEqual(['live/prod.tfvars:2 DB_PASSWORD error'])
  })

  describe('under any name', () => {
    const MADE = 'resource "random_password" "x" {\n  length = 20\n}\n'
    const service = (environment: string) => ({
      'modules/service/main.tf': `variable "misc" {}\n${task(`jsonencode([${container(environment)}])`)}`
    })
    const named = (name: string, value = 'var.misc') => service(`[\n{ name = "${name}", value = ${value} }]`)
    const given = (misc: string, more = '') =>
      `${more}${call('../modules/service', `  name = "x"\n  misc = ${misc}`)}`
    // AmmielYawson/cloudpulse, Ahyun0326/stagepick, electric-sql/terraform-aws
    test.each<[string, string, Files, readonly string[]]>([
      ['a literal', given(`"${LITERAL}"`), named('DB_PASSWORD'), ['live/main.tf:4 DB_PASSWORD error']],
      [
        'a literal that the caller has as a local',
        given('local.a', `locals {\n  a = "${LITERAL}" }\n`),
        named('DB_PASSWORD'),
        ['live/main.tf:2 DB_PASSWORD error']
      ],
      [
        'a literal in an object',
        given(`{ a = "${LITERAL}" }`),
        named('DB_PASSWORD', 'var.misc.a'),
        ['live/main.tf:4 DB_PASSWORD error']
      ],
      [
        'a list of variables',
        given(`[\n{ name = "DB_PASSWORD", value = "${LITERAL}" }]`),
        service('var.misc'),
        ['live/main.tf:5 DB_PASSWORD error']
      ],
      [
        'through another module',
        call('../modules/outer', `  other = "${LITERAL}"`),
        { ...named('DB_PASSWORD'), 'modules/outer/main.tf': call('../service', '  misc = var.other') },
        ['live/main.tf:3 DB_PASSWORD error']
      ],
      [
        'a password that Terraform makes',
        given('random_password.x.result', MADE),
        named('THING'),
        ['modules/service/main.tf:5 THING warning']
      ],
      [
        'a sensitive variable',
        given('var.pw', SENSITIVE),
        named('THING'),
        ['modules/service/main.tf:5 THING warning']
      ],
      [
        'two callers with one module',
        `${given(`"${LITERAL}"`)}${call('../modules/service', `  misc = "${LITERAL}"`).replace('api', 'b')}`,
        named('DB_PASSWORD'),
        ['live/main.tf:4 DB_PASSWORD error', 'live/main.tf:8 DB_PASSWORD error']
      ]
    ])('%s', async (_, main, module, expected) => {
      const all = await found({ ...CLEAN, ...module, 'live/main.tf': main })
      expect(all.filter(one => !one.endsWith('DB_PASSWORD warning'))).toEqual(expected)
    })

    test.each<[string, string, Files]>([
      ['for a database', given(`"${LITERAL}"`), named('DB_HOST')],
      [
        'under a name that another module has, too',
        `${given('"x"')}${call('../modules/db', `  misc = "${LITERAL}"`).replace('api', 'db')}`,
        {
          ...named('DB_PASSWORD', 'aws_ssm_parameter.misc.arn'),
          'modules/db/main.tf':
            'variable "misc" {}\nresource "aws_db_instance" "a" {\n  password = var.misc\n}\n'
        }
      ]
    ])('nothing %s', async (_, main, module) => {
      const all = await found({ ...CLEAN, ...module, 'live/main.tf': main })
      expect(all.filter(one => one.endsWith('error') || one.includes('DB_HOST'))).toEqual([])
    })

    test('the outputs of a local module', async () => {
      const output = (value: string) => `output "env" {\n  value = ${value}\n}\n`
      const main = (environment: string) =>
        `module "cfg" {\n  source = "./cfg"\n}\n${task(`jsonencode([${container(environment)}])`)}`
      const listed = { 'main.tf': main('module.cfg.env'), 'cfg/outputs.tf': output(list) }
      expect((await found(listed)).filter(one => one.endsWith('error'))).toEqual([
        'cfg/outputs.tf:5 DB_PASSWORD error'
      ])
      const looped = main(LOOP.replace('local.env', 'module.cfg.env'))
      expect(await found({ 'main.tf': looped, 'cfg/main.tf': `${SENSITIVE}${output(secretMap)}` })).toEqual([
        'cfg/main.tf:7 PWX warning',
        'cfg/main.tf:8 DB_PASSWORD error'
      ])
      const one = main('[\n{ name = "THING", value = module.cfg.env }]')
      const made = { 'main.tf': one, 'cfg/main.tf': `${MADE}${output('random_password.x.result')}` }
      expect(await found(made)).toEqual(['main.tf:7 THING warning'])
    })

    test.each<[string, Files]>([
      ['live/main.tf', { 'live/main.tf': given(`"${LITERAL}"`) }],
      ['live/cfg/main.tf', { 'live/cfg/main.tf': `output "a" {\n  value = "${LITERAL}"\n}\n` }]
    ])('a pull request that changes only %s', async (file, changes) => {
      const workspace = makeWorkspace({
        ...named('DB_PASSWORD'),
        'live/main.tf': given(
          '"x"',
          `module "cfg" {\n  source = "./cfg"\n}\n${task(`jsonencode([${container('[{ name = "DB_PASSWORD", value = module.cfg.a }]')}])`)}`
        ),
        'live/cfg/main.tf': 'output "a" {\n  value = "x"\n}\n'
      })
      committed(workspace.path)
      for (const [name, text] of Object.entries(changes)) workspace.write(name, text)
      const { stdout, code } = await runCli(['check', '--changed-since', 'HEAD', '--format', 'json'], {
        workspace,
        sandbox: 'none'
      })
      workspace.remove()
      expect(code).toBe(1)
      expect(stdout).toContain(`"file": "${file}"`)
    })
  })

  test.each<[string, string, Files]>([
    [
      'another module of the repository',
      call('../modules/bucket', map('environment_variables')),
      { 'modules/bucket/main.tf': 'resource "aws_s3_bucket" "a" {}\n' }
    ],
    [
      'a module of a registry for something else',
      call('terraform-aws-modules/lambda/aws', map('environment_variables')),
      {}
    ],
    ['the name of an environment', call('../modules/vpc', '  environment = "prod"'), {}]
  ])('not %s', async (_, text, files) => {
    expect(await found({ ...CLEAN, ...files, 'live/main.tf': text })).toEqual([])
  })
})

describe('nothing is reported', () => {
  const clean = task(`jsonencode([${container('[{ name = "DB_HOST", value = "db" }]')}])`)
  test.each<[string, Files]>([
    [
      'of a database whose password has a default in another file',
      {
        'db.tf': `${clean}resource "aws_db_instance" "a" {\n  password = var.pw\n}\n`,
        'variables.tf': `variable "pw" {\n  default = "${LITERAL}"\n}\n`
      }
    ],
    [
      'of a database in another file',
      { 'db.tf': `${SENSITIVE}resource "aws_db_instance" "a" {\n  password = var.pw\n}\n` }
    ],
    [
      'of secrets that are stored',
      {
        'secrets.tf': `${SENSITIVE}locals { env = { DB_PASSWORD = var.pw } }\nresource "aws_secretsmanager_secret_version" "a" {\n  for_each = local.env\n  secret_string = each.value\n}\n`
      }
    ],
    [
      'of outputs and providers',
      {
        'a.tf': `${SENSITIVE}output "password" {\n  value = var.pw\n  sensitive = true\n}\nprovider "datadog" {\n  api_key = var.pw\n}\n`
      }
    ],
    [
      'of a function beside a call for a container',
      {
        'main.tf': `module "a" {\n source = "./service"\n secrets_env_vars = [{ name = "API_KEY", value_from = aws_secretsmanager_secret.a.arn }]\n}\nmodule "b" {\n source = "./function"\n function_name = "b"\n environment = { API_KEY = var.api_key }\n}\n`,
        'service/main.tf': clean
      }
    ],
    [
      'of references that a loop makes',
      {
        'ecs2.tf': task(
          'jsonencode([{ name = "a", image = "a", secrets = [for k, v in local.names : { name = k, valueFrom = v }] }])'
        ),
        'locals.tf':
          'locals { names = { DB_PASSWORD = aws_secretsmanager_secret.db.arn, API_TOKEN = "app/api-token" } }\n'
      }
    ],
    [
      'of addresses and names in a map that a loop gives',
      {
        'ecs2.tf': task(`jsonencode([${container(LOOP)}])`),
        'locals.tf': inLocals(
          '{ DB_HOST = aws_db_instance.a.address, SECRET_ARN = aws_secretsmanager_secret.a.arn, TOKEN_TTL = 60 }'
        )
      }
    ]
  ])('%s', async (_, files) => {
    expect(await found({ 'ecs.tf': clean, ...files })).toEqual([])
  })

  test('locals that lead in a circle, and to each other many times', async () => {
    const grown = Array.from({ length: 30 }, (_, i) => `a${i} = [local.a${i + 1}, local.a${i + 1}]`).join(
      '\n'
    )
    const locals = `locals {\n${grown}\na30 = [{ name = "DB_PASSWORD", value = "${LITERAL}" }]\nb = [local.c]\nc = [local.b.x]\nd = local.d.e\n}\n`
    const files = {
      'ecs.tf': task(`jsonencode([${container('concat(local.a20, local.b, local.d)')}])`),
      'locals.tf': locals
    }
    expect(await found(files)).toEqual(['locals.tf:32 DB_PASSWORD error'])
  })
})
