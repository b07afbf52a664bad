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
    ['the time', 'T=$(date +%s)\n', '$T'],
    ['a default', 'T=${GITHUB_SHA:-x}\n', '$T'],
    ['another branch', 'T=$(git rev-parse --short main)\n', '$T']
  ])('%s', async (_, first, tag) => {
    expect(await adopted(first, `repo/shop:${tag}`)).toContain('is left')
    expect(read(FILE)).toBe(workflow(deploying(first, `repo/shop:${tag}`)))
  })
})
