import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { adopt, FILE, outcome, read, script, stepsOf, workflow } from './adopted.ts'

const PLAIN = '{"family": "shop", "containerDefinitions": [{"name": "web", "image": "IMAGE"}]}\n'

/** A script that puts an image into a definition, registers it and deploys it. */
const deploying = (first: string, image: string) =>
  script(`${first}sed "s|IMAGE|${image}|" taskdef.json > new.json
ARN=$(aws ecs register-task-definition --cli-input-json file://new.json --query taskDefinition.taskDefinitionArn --output text)
aws ecs update-service --cluster main --service shop-svc --task-definition "$ARN"
aws ecs wait services-stable --cluster main --services shop-svc`)

async function adopted(first: string, image: string) {
  const { out } = await adopt({ 'taskdef.json': PLAIN, [FILE]: workflow(deploying(first, image)) })
  return out
}

const SHA = '1f0c9d3b7a5e2468ace013579bdf02468ace1357'

/** What a step writes to GITHUB_ENV in a shell. */
function exported(run: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'adopt-'))
  try {
    const file = join(folder, 'env')
    writeFileSync(file, '')
    const variables = { GITHUB_SHA: SHA, GITHUB_REF: 'refs/tags/v1.2.3', GITHUB_REF_NAME: 'v1.2.3' }
    execFileSync('bash', ['-c', run], { env: { ...process.env, ...variables, GITHUB_ENV: file } })
    return readFileSync(file, 'utf8')
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('what only a shell can compute is computed in a step before the deploy', () => {
  test.each([
    ['the commit cut short', 'T=${GITHUB_SHA::7}\n', '$T', 'T=1f0c9d3\n'],
    ['in quotes', 'T="${GITHUB_SHA:0:8}"\n', 'a-${T}-b', 'T=1f0c9d3b\n'],
    ['the tag of a release', 'T=${GITHUB_REF##*/}\n', '$T', 'T=v1.2.3\n'],
    ['a tag without its letter', 'T=${GITHUB_REF_NAME#v}\n', '$T', 'T=1.2.3\n'],
    ['inside another text', '', '${GITHUB_SHA::7}', 'SHORT_SHA=1f0c9d3\n'],
    ['under a name that is taken', 'TAG=${GITHUB_SHA::7}\n', '$TAG', 'SHORT_SHA=1f0c9d3\n'],
    ['the last of two', 'T=${GITHUB_SHA::7}\nT=${GITHUB_SHA::8}\n', '$T', 'SHORT_SHA=1f0c9d3b\n']
  ])('%s', async (_, first, tag, expected) => {
    expect(await adopted(first, `repo/shop:${tag}`)).not.toContain('is left')
    const name = expected.split('=')[0] ?? ''
    const image = `repo/shop:${tag.replace(/\$(?:TAG|T|\{[^}]+\})/, `\${{ env.${name} }}`)}`
    expect(outcome()).toEqual({ given: { service: 'shop', variables: `IMAGE=${image}\n` }, left: 1 })
    const steps = stepsOf()
    const at = steps.findIndex(({ uses }) => uses?.startsWith('ecs-sealed-deploy/'))
    expect(exported(steps[at - 1]?.run ?? '')).toBe(expected)
  })

  test('the commit as git cuts it short', async () => {
    await adopted('T=$(git rev-parse --short=9 HEAD)\n', 'repo/shop:$T')
    expect(outcome().left).toBe(1)
    expect(stepsOf().map(({ run }) => run)).toContain(
      'echo "T=$(git rev-parse --short=9 HEAD)" >> "$GITHUB_ENV"'
    )
  })

  test('not where nothing of it is used', async () => {
    await adopted('T=${GITHUB_SHA::7}\n', 'repo/shop:latest')
    expect(read(FILE)).not.toContain('GITHUB_ENV')
  })
})

describe('a script is left where the value would be another one', () => {
  test.each([
    ['the name of a variable of the workflow', 'TAG=${GITHUB_REF##*/}\n', '$TAG'],
    ['two texts for one name', 'T=${GITHUB_REF##*/}\nT=${GITHUB_REF#v}\n', '$T'],
    ['two lengths without a name', '', '${GITHUB_SHA::7}-${GITHUB_SHA::8}'],
    ['a variable of nowhere', 'T=${NOWHERE::7}\n', '$T'],
    ['a credential', 'T=${GITHUB_TOKEN::7}\n', '$T'],
    ['a variable of the runner that the script sets', 'GITHUB_SHA=v1.2.3\nT=${GITHUB_SHA::4}\n', '$T'],
    ['the time', 'T=$(date +%s)\n', '$T'],
    ['a default', 'T=${GITHUB_SHA:-x}\n', '$T'],
    ['another branch', 'T=$(git rev-parse --short main)\n', '$T']
  ])('%s', async (_, first, tag) => {
    expect(await adopted(first, `repo/shop:${tag}`)).toContain('is left')
    expect(read(FILE)).toBe(workflow(deploying(first, `repo/shop:${tag}`)))
  })
})

describe('the step that computes runs where, when and as the script did', () => {
  const piped = (
    first: string
  ) => `${first}NEW=$(aws ecs describe-task-definition --task-definition shop --query taskDefinition | jq --arg IMAGE "repo/shop:$T" '.containerDefinitions[0].image = $IMAGE')
ARN=$(aws ecs register-task-definition --cli-input-json "$NEW" --query taskDefinition.taskDefinitionArn --output text)
aws ecs update-service --cluster main --service shop-svc --task-definition "$ARN"`
  const revision = piped('T=$(git rev-parse --short HEAD)\n')
  /** The members of the step that computes, apart from its script. */
  const howComputed = () => {
    const at = stepsOf().findIndex(({ run = '' }) => run.includes('GITHUB_ENV'))
    const { run: _, ...others } = stepsOf()[at] ?? {}
    return others
  }

  test.each([
    [
      'in the folder of another checkout',
      '\n        working-directory: other',
      { 'working-directory': 'other' }
    ],
    ['after a failure', '\n        if: always()', { if: 'always()' }],
    [
      'with a condition of several lines',
      '\n        if: >-\n          always() &&\n          !cancelled()',
      { if: 'always() && !cancelled()' }
    ],
    ['in its own shell', '\n        shell: bash', { shell: 'bash' }]
  ])('%s', async (_, more, expected) => {
    const { out } = await adopt({
      'taskdef.json': PLAIN,
      [FILE]: workflow(script(revision, more), '\ndefaults:\n  run:\n    shell: bash')
    })
    expect(out).not.toContain('is left')
    expect(howComputed()).toEqual(expected)
  })

  test('before what changes the commit, if the script ran before it', async () => {
    const [rendered, called] = deploying('T=$(git rev-parse --short HEAD)\n', 'repo/shop:$T').split(
      /\n *(?=ARN=)/
    )
    const steps = `${rendered}
      - name: A commit
        run: npm version patch${script(called ?? '')}`
    const { out } = await adopt({ 'taskdef.json': PLAIN, [FILE]: workflow(steps) })
    expect(out).not.toContain('is left')
    const names = stepsOf().map(({ run, name, uses = '' }) =>
      run?.includes('GITHUB_ENV') ? 'computes' : (name ?? uses)
    )
    expect(names.indexOf('computes')).toBeGreaterThan(0)
    expect(names.indexOf('computes')).toBeLessThan(names.indexOf('A commit'))
  })

  test.each([
    ['a variable that an earlier step gives to the job', '\n      - run: echo "T=v1" >> "$GITHUB_ENV"', ''],
    ['a variable that a later step reads', '', '\n      - run: curl -d "${T:-none}" https://log.example'],
    [
      'a variable that a later step has as an input',
      '',
      '\n      - uses: a/b@v1\n        with:\n          tag: ${{ env.T }}'
    ]
  ])('%s keeps its value', async (_, before, after) => {
    const of = (first: string) => workflow(before + deploying(first, 'repo/shop:$T') + after)
    await adopt({ 'taskdef.json': PLAIN, [FILE]: of('T=${GITHUB_SHA::7}\n') })
    expect(read(FILE)).toContain('"SHORT_SHA=${GITHUB_SHA::7}"')
    expect(read(FILE)).not.toContain('"T=${GITHUB_SHA::7}"')
    // which has no other name
    const revised = of('T=$(git rev-parse --short HEAD)\n')
    expect((await adopt({ 'taskdef.json': PLAIN, [FILE]: revised })).out).toContain('is left')
    expect(read(FILE)).toBe(revised)
  })

  test('a later step that sets the variable itself changes nothing', async () => {
    const after = '\n      - run: |\n          T=x\n          echo "$T"'
    const text = workflow(deploying('T=${GITHUB_SHA::7}\n', 'repo/shop:$T') + after)
    expect((await adopt({ 'taskdef.json': PLAIN, [FILE]: text })).out).not.toContain('is left')
  })
})
