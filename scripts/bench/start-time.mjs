import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundle, median, timed } from './processes.mjs'

const example = new URL('../../examples/ops-pipeline/', import.meta.url)
const pattern = 'deploy/{service}-task-definition.json'

/**
 * Total process time of `check` on the eight files of the example, against an empty script, run alternately so that
 * both see the same load. Returns medians in milliseconds and their ratio.
 */
export async function measureStart(workspace, rounds = 15) {
  const empty = join(workspace, 'empty.cjs')
  writeFileSync(empty, '')
  const times = { empty: [], check: [] }
  for (let round = 0; round < rounds; round++) {
    times.empty.push((await timed([empty])).ms)
    times.check.push((await timed([bundle, 'check', pattern], { cwd: example })).ms)
  }
  const result = { emptyMs: median(times.empty), checkMs: median(times.check) }
  return { ...result, ratio: result.checkMs / result.emptyMs }
}

/** Time of one check of `count` generated definitions, without the start of the process (`emptyMs`). */
export async function measureMany(workspace, { count, emptyMs }) {
  writeDefinitions(join(workspace, 'many'), count)
  const times = []
  for (let round = 0; round < 3; round++) {
    times.push((await timed([bundle, 'check', 'many/*.json'], { cwd: workspace })).ms - emptyMs)
  }
  const ms = median(times)
  return { count, ms, perSecond: Math.round((count / ms) * 1000) }
}

/** writeDefinitions fills a new folder with `count` generated task definitions. */
export function writeDefinitions(folder, count) {
  mkdirSync(folder)
  for (let index = 0; index < count; index++) {
    writeFileSync(join(folder, `service-${index}.json`), JSON.stringify(definition(index), null, 2))
  }
}

/**
 * A task definition above the usual size (of 184 public ones, the mean was 2 KB, 1.3 containers and 4 variables; these
 * are 3 KB with 2 containers and 12 variables), each different, without a credential.
 */
function definition(index) {
  const setting = n => ({
    name: `SETTING_${n}`,
    value: `https://service-${index}.example.internal/path/${n}?page=${index + n}`
  })
  const container = (name, environment) => ({
    name,
    image: `123456789012.dkr.ecr.us-west-2.amazonaws.com/${name}:\${{ github.sha }}`,
    essential: true,
    portMappings: [{ containerPort: 8080, protocol: 'tcp' }],
    environment,
    logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': `/ecs/service-${index}` } }
  })
  const secrets = Array.from({ length: 3 }, (_, n) => ({
    name: `SECRET_${n}`,
    valueFrom: `secretsmanager:team/service-${index}/secret-${n}`
  }))
  return {
    family: `service-${index}`,
    requiresCompatibilities: ['FARGATE'],
    networkMode: 'awsvpc',
    cpu: '256',
    memory: '512',
    executionRoleArn: 'arn:aws:iam::123456789012:role/execution',
    containerDefinitions: [
      {
        ...container(
          'application',
          Array.from({ length: 10 }, (_, n) => setting(n))
        ),
        secrets
      },
      container('sidecar', [setting(10), setting(11)])
    ]
  }
}
