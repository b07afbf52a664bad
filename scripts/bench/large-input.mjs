import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '../demo/install.mjs'
import { bundle, timed } from './processes.mjs'
import { writeDefinitions } from './start-time.mjs'

const preload = ['--import', pathToFileURL(`${root}scripts/bench/cost-on-exit.mjs`).href]

/**
 * The cost of checks of input that is larger than any real one. Seconds are CPU seconds of the whole process, so that
 * other processes on the machine matter little: one run of each is enough.
 */
export async function measureLarge(workspace) {
  const folder = join(workspace, 'large')
  mkdirSync(folder)
  const put = (file, text) => writeFileSync(join(folder, file), text)
  put('findings.json', definitionWith(list(30_000, password)))
  put('comments.json', definitionWith(list(50_000, index => `${COMMENT}${setting(index)}`)))
  put('size.json', definitionWith(list(38_000, longSetting)))
  put('size.yaml', templateWith(list(12_000, resource)))
  writeDefinitions(join(folder, 'many'), 10_000)
  const cost = (pattern, expected) => costOf(folder, pattern, expected)
  return {
    findings: await cost('findings.json', 1),
    // each of them allows something that does not exist, which is a warning
    comments: await cost('comments.json', 0),
    size: await cost('size.json', 0),
    yaml: await cost('size.yaml', 0),
    many: await cost('many/*.json', 0)
  }
}

async function costOf(cwd, pattern, expected) {
  const file = join(cwd, 'cost.json')
  await timed([...preload, bundle, 'check', pattern], { cwd, expected, env: { BENCH_COST: file } })
  const { seconds, megabytes } = JSON.parse(readFileSync(file, 'utf8'))
  return { seconds, megabytes: Math.round(megabytes) }
}

const COMMENT = '// ecs-sealed: allow secret/by-name known\n'

const list = (count, make) => Array.from({ length: count }, (_, index) => make(index))

/** Generated here, so that nothing in this file looks like a credential. */
const literal = index =>
  `Xq7${((index * 2_654_435_761) % 4_294_967_296).toString(36)}Zk${index.toString(36)}!v`
const password = index => `{ "name": "DB_PASSWORD_${index}", "value": "${literal(index)}" }`
const setting = index => `{ "name": "SETTING_${index}", "value": "${index}" }`
const longSetting = index =>
  `{ "name": "SETTING_${index}", "value": "https://service-${index}.example.internal/path/${index}?page=${index}&and=so-on-until-it-is-long" }`

function definitionWith(entries) {
  return `{ "family": "web", "containerDefinitions": [{ "name": "app", "image": "a", "environment": [\n${entries.join(',\n')}\n] }] }`
}

const templateWith = resources => `AWSTemplateFormatVersion: "2010-09-09"\nResources:\n${resources.join('')}`

/** Of each kind of text that CloudFormation's templates have. */
const resource = index => `  Task${index}:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: !Sub "\${AWS::StackName}-${index}"
      ContainerDefinitions:
        - Name: app
          Image: !Sub "\${Registry}/app:${index}" # built by the pipeline
          Command: ["node", "server.js", "--title=\\"${index}\\""]
          Environment:
            - { Name: SETTING, Value: "${index}" }
            - Name: TABLE
              Value: !GetAtt Table.Arn
`
