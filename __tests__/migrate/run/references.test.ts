import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { RawInputs } from '../../../src/inputs/tables/specification.ts'
import { registrationsOf } from '../../../src/migrate/run/references.ts'
import { migrationRequestBody } from '../../../src/report/migration/migration-sections.ts'
import { Killed, type MigrateWorld, makeMigrateWorld, REGION } from './world.ts'

const FILE = 'deploy/dispatcher-task-definition.json'
const NAMES = ['alpaca/api-key', 'alpaca/api-secret', 'database/password'].map(name => `ops-pipeline/${name}`)
const APPLY: RawInputs = { service: 'dispatcher', apply: 'true' }
const WORKFLOW = '.github/workflows/deploy.yml'
const DEPLOY = `on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: aws-actions/amazon-ecs-deploy-task-definition@v2
        with:
          task-definition: ${FILE}
          service: dispatcher
`

let world: MigrateWorld
beforeEach(async () => {
  world = await makeMigrateWorld()
})
afterEach(() => world.end())

/** The references of the file, and the ARNs of the store in the same order. */
function written(): readonly string[] {
  return world.read('dispatcher').containerDefinitions[0]?.secrets?.map(({ valueFrom }) => valueFrom) ?? []
}
function stored(): readonly string[] {
  const { secrets } = world.region()
  return NAMES.map(name => secrets.get(name)?.arn ?? `no secret ${name}`)
}

describe("a repository whose workflow deploys the same file with AWS's action", () => {
  beforeEach(() => world.put({ [WORKFLOW]: DEPLOY }))

  test('gets full ARNs, which are those of the store, and the workflow is named by line', async () => {
    const report = await world.applied(APPLY)
    expect(written()).toEqual(stored())
    expect(
      written().every(arn => /^arn:aws:secretsmanager:.*:secret:ops-pipeline\/.*-\w{6}$/.test(arn))
    ).toBe(true)
    expect(report.migration?.moves.map(({ reference }) => reference)).toEqual(stored())
    const told = report.remarks.map(({ message }) => message).join('\n')
    expect(told).toContain(`${WORKFLOW}:7 (aws-actions/amazon-ecs-deploy-task-definition)`)

    world.git('commit', '-qam', 'migrated')
    const again = await world.migrate(APPLY)
    expect([again.problems, again.migration?.moves]).toEqual([[], []])
  })

  test('a plan shows the names and says that ARNs will be written; after that, ARNs of what exists', async () => {
    const { migration, remarks } = await world.migrate({ service: 'dispatcher' })
    expect(migration?.moves.map(({ reference }) => reference)).toEqual(
      NAMES.map(name => `secretsmanager:${name}`)
    )
    expect(remarks).toContainEqual({
      message: expect.stringMatching(/the full ARN.*known once it exists.*deploy\.yml:7/)
    })
  })

  test('references: name wins, with a warning that names the file and the line', async () => {
    const report = await world.applied({ ...APPLY, references: 'name' })
    expect(written()).toEqual(NAMES.map(name => `secretsmanager:${name}`))
    expect(report.remarks).toContainEqual({
      message: expect.stringContaining(`${WORKFLOW}:7 (aws-actions/amazon-ecs-deploy-task-definition)`),
      isWarning: true
    })
  })

  test('killed after the creation and before the rewrite, and run again: the same ARNs', async () => {
    const clean = await makeMigrateWorld()
    await clean.migrate({ ...APPLY, references: 'arn' })
    const last = clean.counts.names.lastIndexOf('put') + 1
    await clean.end()
    await expect(world.migrate(APPLY, { what: 'call', n: last, moment: 'after' })).rejects.toThrow(Killed)
    const arns = stored()
    expect(arns.every(arn => arn.startsWith('arn:'))).toBe(true)
    expect(written()).toEqual([])
    world.sandbox.advance(1000)
    await world.applied(APPLY)
    expect([written(), stored()]).toEqual([arns, arns])
  })

  test('a pull request shows the ARNs that its file has', async () => {
    const more = { 'open-pull-request': 'true', 'github-token': 'x' }
    const report = await world.applied({ ...APPLY, ...more })
    const [{ files = [] } = {}] = world.requested
    const body = report.migration ? migrationRequestBody(report.migration).replaceAll('&#58;', ':') : ''
    for (const arn of stored()) {
      expect(files[0]?.text).toContain(arn)
      expect(body).toContain(arn)
    }
  })

  test('a key of a JSON secret is referred to by ARN, too', async () => {
    const lines = ['ALPACA_API_KEY', 'ALPACA_API_SECRET', 'DB_PASSWORD'].map(
      name => `${name}=ops/all:${name}`
    )
    await world.applied({ ...APPLY, 'secret-names': lines.join('\n') })
    const arn = world.region().secrets.get('ops/all')?.arn
    expect(written()).toContain(`${arn}:DB_PASSWORD::`)
  })

  test('parameters are referred to by ARN, too', async () => {
    await world.applied({ ...APPLY, store: 'ssm' })
    expect(written()).toContain(`arn:aws:ssm:${REGION}:123456789012:parameter/ops-pipeline/database/password`)
  })
})

describe('a repository in which nothing else registers the file', () => {
  test.each([
    ['no workflow', {}],
    [
      'this action',
      { [WORKFLOW]: DEPLOY.replace(/aws-actions\S*/, 'ecs-sealed-deploy/ecs-sealed-deploy@v1') }
    ],
    ["AWS's action for another file", { [WORKFLOW]: DEPLOY.replace(FILE, 'other/worker.json') }],
    [
      'a script that restarts',
      { 'restart.sh': 'aws ecs update-service --service x --force-new-deployment\n' }
    ]
  ])('%s: gets names, without a remark', async (_, files) => {
    if (Object.keys(files).length > 0) world.put(files)
    const report = await world.applied(APPLY)
    expect(written()).toEqual(NAMES.map(name => `secretsmanager:${name}`))
    expect(report.remarks.filter(({ message }) => message.includes('references'))).toEqual([])
  })

  test('references: arn given: gets ARNs', async () => {
    await world.applied({ ...APPLY, references: 'arn' })
    expect(written()).toEqual(stored())
  })
})

describe('what registers a file', () => {
  const uses = (name: string, file: string) =>
    `jobs:\n  a:\n    steps:\n      - uses: ${name}\n        with:\n          task-definition: ${file}\n          codedeploy-appspec: appspec.yml\n      - run: cat other.json\n`
  const ACTION = 'aws-actions/amazon-ecs-deploy-task-definition@v2'
  test.each([
    ['deploy.sh', `aws ecs register-task-definition \\\n  --cli-input-json file://${FILE}\n`, ':1 '],
    ['deploy.sh', 'aws ecs register-task-definition --cli-input-json "$(cat "$TMP")"\n', ':1 '],
    ['deploy.sh', 'aws ecs register-task-definition --cli-input-json file://other.json\n', ''],
    [
      'deploy.sh',
      'jq .cpu=1 deploy/$1-task-definition.json > td.json\naws ecs register-task-definition --cli-input-json file://td.json\n',
      ':2 '
    ],
    [
      'deploy.sh',
      'cd deploy\naws ecs register-task-definition --cli-input-json file://$1-task-definition.json',
      ':2 '
    ],
    ['deploy.py', `ecs.register_task_definition(**json.load(open("${FILE}")))\n`, ':1 '],
    ['deploy.py', 'ecs.register_task_definition(**read(f"deploy/{name}-task-definition.json"))\n', ':1 '],
    [
      'Makefile',
      'x:\n\taws ecs register-task-definition --cli-input-json file://deploy/$(S)-task-definition.json\n',
      ':2 '
    ],
    ['ecspresso.yml', `region: us-west-2\ntask_definition: ${FILE}\n`, ':1 (ecspresso)'],
    ['other/ecspresso.yml', 'task_definition: ecs-task-def.json\n', ''],
    ['copilot/api/manifest.yml', 'name: api\n', ''],
    ['infra/ecs.tf', `a = 1\nb = templatefile("\${path.module}/../${FILE}", {})\n`, ':2 (Terraform)'],
    ['infra/ecs.tf', 'user_data = file("user-data.sh")\n', ''],
    [WORKFLOW, uses(ACTION, `./${FILE}`), ':4 '],
    [WORKFLOW, uses(ACTION, '${{ env.FILE }}'), ':4 '],
    [WORKFLOW, uses(ACTION, 'deploy/${{ matrix.service }}-task-definition.json'), ':4 '],
    [WORKFLOW, uses(ACTION, 'deploy/worker.json'), ''],
    [WORKFLOW, `env:\n  FILE: ${FILE}\n${uses(ACTION, '${{ env.FILE }}')}`, ':6 '],
    [WORKFLOW, `# ${ACTION}\n`, '']
  ])('%s, case %#', (file, text, named) => {
    const found = registrationsOf([file], () => text, [FILE, 'deploy/second.json'])
    const places = found
      .filter(one => one.files.includes(FILE))
      .map(one => `${one.file}:${one.line} (${one.what})`)
    expect(places).toEqual(named === '' ? [] : [expect.stringContaining(`${file}${named}`)])
  })
})
