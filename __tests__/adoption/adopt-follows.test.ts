import { describe, expect, test } from '@jest/globals'
import { adopt, deploy, FILE, outcome, read, script, workflow } from './adopted.ts'
import { job } from './repositories.ts'

// Scripts and matrices that decide, repeat or are made at run time: followed where that is certain, left with the line
// and what to write where it is not.

const FETCH = 'aws ecs describe-task-definition --task-definition shop --query taskDefinition > now.json'
const REGISTER =
  'ARN=$(aws ecs register-task-definition --cli-input-json file://new.json --query taskDefinition.taskDefinitionArn --output text)'
const UPDATE = 'aws ecs update-service --cluster main --service shop-svc --task-definition "$ARN"'
const withJq = (filter: string) =>
  script(`${FETCH}\njq '${filter}' now.json > new.json\n${REGISTER}\n${UPDATE}`)
const file = (containers: object[]) => JSON.stringify({ family: 'shop', containerDefinitions: containers })
const ONE = file([{ name: 'web', image: 'a' }])
const TWO = file([
  { name: 'web', image: 'a' },
  { name: 'proxy', image: 'b' }
])

describe('edits of jq', () => {
  test.each([
    [
      'images by name, in a nested filter',
      '.containerDefinitions |= map(if .name == "web" then (.image = "r/web:1") elseX else . end)'.replace(
        ' elseX',
        ''
      ),
      { image: 'web=r/web:1' }
    ],
    ['what only an answer has is taken out', 'del(.taskDefinitionArn, .tags, .registeredBy)', {}],
    [
      'some members, also by a condition',
      '{family, containerDefinitions} + (if .taskRoleArn != null then {taskRoleArn} else {} end)',
      {}
    ],
    ['members without a value', 'with_entries(select(.value != null))', {}],
    [
      'variables that are added',
      '.containerDefinitions[0].environment += [{"name": "REVISION", "value": "r-\\(env.TAG)"}]',
      { 'environment-variables': 'REVISION=r-${{ env.TAG }}\n' }
    ],
    [
      'variables that are replaced by name',
      '.containerDefinitions[0] |= (.image = "r:2" | .environment = ([.environment[] | select(.name != "A")] + [{name: "A", value: "1"}]))',
      { image: 'r:2', 'environment-variables': 'A=1\n' }
    ],
    [
      'roles',
      '.taskRoleArn = "arn:aws:iam::111122223333:role/t"',
      { 'task-role-arn': 'arn:aws:iam::111122223333:role/t' }
    ]
  ])('%s', async (_, filter, given) => {
    await adopt({ [FILE]: workflow(withJq(filter)) })
    expect(outcome()).toEqual({ given: { service: 'shop', ...given }, left: 0 })
  })

  test('variables of one of several containers name it', async () => {
    const steps =
      script(
        `jq '.containerDefinitions[1].environment += [{name: "A", value: "1"}]' taskdef.json > new.json`
      ) + deploy('new.json')
    await adopt({ 'taskdef.json': TWO, [FILE]: workflow(steps) })
    expect(outcome().given).toEqual({
      ...{ service: 'shop', 'container-name': 'proxy' },
      'environment-variables': 'A=1\n'
    })
  })

  test('members that the script dropped are named', async () => {
    const { out } = await adopt({ [FILE]: workflow(withJq('{family, containerDefinitions, volumes}')) })
    expect(out).toMatch(/dropped taskRoleArn, .* this step keeps the definition as it is/)
  })

  const secret = '${{ secrets.KEY }}'
  test.each([
    ['.cpu = "512"', 'sets cpu; write `cpu` for the service into the configuration file'],
    ['.family = "other"', 'sets family'],
    ['del(.containerDefinitions[0].environment)', 'removes fields from the definition'],
    ['del(.placementConstraints)', 'removes placementConstraints'],
    ['.containerDefinitions[0].environment = [{name: "A", value: "1"}]', 'replaces all variables'],
    [
      '.containerDefinitions[0].environment |= map(select(.name != "B")) + [{name: "A", value: "1"}]',
      'all variables'
    ],
    [
      `.containerDefinitions[0].environment += [{name: "A", value: "${secret}"}]`,
      'from secrets; move it with'
    ],
    ['.containerDefinitions[].image = "r:1"', 'changes every container'],
    ['.containerDefinitions[0].memory = 512', 'sets memory of a container'],
    ['.containerDefinitions |= map(select(.name == "web"))', 'too complex to be followed'],
    ['reduce .x[] as $x (0; . + 1)', 'too complex to be followed']
  ])('%s is left', async (filter, why) => {
    const { out } = await adopt({ [FILE]: workflow(withJq(filter)) })
    expect(out).toMatch(/^\.github\/workflows\/ship\.yml:13 is left: (?:line 16: |a script fills A )/m)
    expect(out).toContain(why)
  })

  test('a filter takes no longer than it is long', async () => {
    const members = Array.from({ length: 400 }, (_, index) => `m${index}: .m${index}`).join(', ')
    const { out } = await adopt({ [FILE]: workflow(withJq(`{${members}} + !`)) })
    expect(out).toContain('is left: line 16')
  })
})

describe('what decides and repeats', () => {
  test.each([
    [
      'a loop over names',
      'for S in shop-svc mail-svc; do\n  aws ecs update-service --cluster main --service "$S" --force-new-deployment\ndone',
      { service: 'shop, mail', 'force-new-deployment': true }
    ],
    [
      'a script that ends when a call has failed',
      'aws ecs update-service --cluster main --service shop-svc --force-new-deployment || { echo "it failed"; exit 1; }',
      { service: 'shop', 'force-new-deployment': true }
    ],
    [
      'an answer that is only shown',
      'aws ecs update-service --cluster main --service shop-svc --force-new-deployment | jq -r .service.status',
      { service: 'shop', 'force-new-deployment': true }
    ],
    [
      'a check of what a call has answered',
      `${FETCH}\njq '.containerDefinitions[0].image = "r:1"' now.json > new.json\n${REGISTER}\nif [ -z "$ARN" ] || [ "$ARN" = "None" ]; then\n  echo "nothing was registered"\n  exit 1\nfi\n${UPDATE}`,
      { service: 'shop', image: 'r:1' }
    ],
    [
      'what the service runs, changed',
      `NOW=$(aws ecs describe-services --cluster main --services shop-svc --query 'services[0].taskDefinition' --output text)\naws ecs describe-task-definition --task-definition "$NOW" --query taskDefinition > now.json\njq '.containerDefinitions[0].image = "r:1"' now.json > new.json\n${REGISTER}\n${UPDATE}`,
      { service: 'shop', image: 'r:1' }
    ]
  ])('%s is followed', async (_, text, given) => {
    await adopt({ [FILE]: workflow(script(text)) })
    expect(outcome()).toEqual({ given, left: 0 })
  })

  test('a condition on the matrix is known in each of its rows', async () => {
    const text =
      'if [ "${{ matrix.app }}" = "web" ]; then\n  SERVICE=web-svc\nelse\n  SERVICE=mail-svc\nfi\naws ecs update-service --cluster main --service $SERVICE --force-new-deployment'
    await adopt({ [FILE]: workflow(script(text), 'strategy:\n  matrix:\n    app: [web, mail]') })
    expect(outcome().given).toEqual({ service: '${{ matrix.app }}', 'force-new-deployment': true })
  })

  test('a folder does not matter where no file is named, and goes', async () => {
    const more = '\n        working-directory: infra'
    await adopt({
      [FILE]: workflow(
        script('aws ecs update-service --cluster main --service shop-svc --force-new-deployment', more)
      )
    })
    expect(outcome().left).toBe(0)
    expect(read(FILE)).not.toContain('working-directory')
  })

  const update = 'aws ecs update-service --cluster main --service shop-svc'
  test.each([
    [`${update} || true`, 15, 'hides a failure'],
    [`${update} || echo "not there"`, 15, 'hides a failure'],
    [`echo hello\nwhile ! curl -f x; do sleep 1; done\n${update}`, 16, '`while` is a loop'],
    [`if [ "$TAG" = "x" ]; then exit 1; fi\n${update}`, 15, '`if` makes'],
    [`case $TAG in x) ${update};; esac`, 15, '`case` makes'],
    [
      `OLD=$(aws ecs list-task-definitions --family-prefix shop)\n${update} --task-definition $OLD`,
      15,
      'an earlier revision'
    ],
    [`cat > x.json <<EOF\n{}\nEOF\n${update}`, 15, 'a here-document'],
    [
      `OTHER=$(aws ecs describe-services --cluster main --services mail --query 'services[0].taskDefinition')\n${update} --task-definition $OTHER`,
      undefined,
      'what the same service runs'
    ]
  ])('%s is left', async (text, line, why) => {
    const { out } = await adopt({ [FILE]: workflow(script(text)) })
    expect(out).toMatch(
      new RegExp(`ship\\.yml:13 is left: ${line === undefined ? '' : `line ${line}: `}.*${why}`)
    )
  })
})

describe('a matrix that is made at run time', () => {
  const steps = script(
    'aws ecs update-service --cluster main --service ${{ matrix.app }}-svc --force-new-deployment'
  )
  const made = (outputs: string, step: string) => `on: push
jobs:
  what:
    runs-on: ubuntu-latest
    outputs:
      apps: \${{ steps.${outputs} }}
    steps:
      - id: find
${step}${job(steps, 'needs: what\nstrategy:\n  matrix:\n    app: ${{ fromJSON(needs.what.outputs.apps) }}').replace('\njobs:', '')}`
  const filters = `        uses: dorny/paths-filter@v3
        with:
          filters: |
            web: [web/**]
            mail:
              - mail/**`

  test.each([
    ['by the filters of paths', made('find.outputs.changes', filters)],
    [
      'by one of several lists that a script writes',
      made(
        'find.outputs.list',
        `        run: |
          if git diff --quiet HEAD^ -- libs; then echo 'list=["web"]' >> "$GITHUB_OUTPUT"
          else
            echo "list=[\\"web\\",\\"mail\\"]" >> "$GITHUB_OUTPUT"
          fi`
      )
        .replace('if git', 'if git')
        .replace("; then echo 'list", "; then\n            echo 'list")
    ],
    [
      'by a literal',
      workflow(
        steps,
        `strategy:\n  matrix:\n    app: \${{ fromJson(github.ref == 'x' && '["web"]' || '["web", "mail"]') }}`
      )
    ]
  ])('%s: the step names the service by it', async (_, text) => {
    const { out } = await adopt({ [FILE]: text })
    expect(out).not.toContain('is left')
    expect(read(FILE)).toContain('service: ${{ matrix.app }}\n')
  })

  test.each([
    [
      'an output that is computed',
      made('find.outputs.list', '        run: echo "list=$(jq -c . apps.json)" >> "$GITHUB_OUTPUT"')
    ],
    ['another output of the filters', made('find.outputs.web', filters)]
  ])('%s is left, with the line of the matrix', async (_, text) => {
    const { out } = await adopt({ [FILE]: text })
    expect(out).toMatch(
      /is left: line \d+ generates the matrix at run time.*service: \$\{\{ matrix\.app \}\}/
    )
    expect(read(FILE)).toBe(text)
  })
})

describe('inputs that whoever starts the workflow gives', () => {
  const by = (input: string) =>
    `on:\n  workflow_dispatch:\n    inputs:\n      stage: ${input}${job(deploy('taskdef.json', 'service: shop-${{ inputs.stage }}\ncluster: main'))}\n`

  test('of a choice each is an environment', async () => {
    await adopt({ 'taskdef.json': ONE, [FILE]: by('{type: choice, options: [dev, prod], default: dev}') })
    expect(outcome().given).toEqual({ service: 'shop', environment: '${{ inputs.stage }}' })
  })

  test('of a text with a default nobody knows which', async () => {
    const text = by('{type: string, default: dev}')
    const { out } = await adopt({ 'taskdef.json': ONE, [FILE]: text })
    expect(out).toContain('its service comes from an input that is typed in when the workflow is started')
    expect(read(FILE)).toBe(text)
  })
})
