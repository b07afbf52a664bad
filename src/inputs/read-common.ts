import { lastPartOf } from '../arn.ts'
import { present } from '../present.ts'
import type { CommonConfiguration, ServiceSelection } from './configuration.ts'
import { missingInput, noFiles } from './problems.ts'
import { readOverrides, readVariables } from './read-overrides.ts'
import { type InputReader, LIVE } from './reader.ts'
import type { Mode } from './tables/specification.ts'

/** Defaults from outside the inputs. `region` is AWS_REGION or AWS_DEFAULT_REGION of the environment. */
export type InputDefaults = {
  readonly region?: string
  /** There is a configuration file, which can set the place and what to deploy. */
  readonly hasConfigFile?: boolean
}

/** The default path of the configuration file. */
export const USUAL_CONFIG_FILE = '.github/ecs-sealed-deploy.yml'

/** All default paths, the preferred one first. */
export const CONFIG_FILES: readonly [string, ...string[]] = [
  USUAL_CONFIG_FILE,
  '.github/ecs-sealed-deploy.yaml'
]

/** readCommon reads what every mode needs. */
export function readCommon(reader: InputReader, mode: Mode, defaults: InputDefaults): CommonConfiguration {
  const taskDefinition = readFiles(reader, mode, defaults)
  const written = reader.get('aws-region')
  const region = written ?? (reader.isBad('aws-region') ? undefined : defaults.region)
  if (mode === 'render' && reader.isLenient && reader.given('image') === undefined)
    // as AWS's render action does: what the file names would be deployed again
    reader.problems.push(
      missingInput(
        'image',
        'Input "image" is empty: the definition would keep the image that it has.',
        'If it is the output of an earlier step, check the id of that step and the name of its output, for example image: ${{ steps.build.outputs.image }}.'
      )
    )
  const { services, cluster } = readServices(reader, mode, region)
  const config = reader.get('config')
  const isTheirs = mode === 'render' || mode === 'deploy' || mode === 'plan'
  const isDropIn = reader.isLenient && isTheirs && (taskDefinition.length > 0 || namesLive(reader))
  return {
    ...present({
      cluster,
      region,
      writtenRegion: written,
      services,
      compatibility: reader.isLenient ? ('aws-actions' as const) : undefined,
      isDropIn: isDropIn ? (true as const) : undefined,
      usualCluster: reader.isLenient ? 'default' : undefined,
      environment: reader.get('environment'),
      reportFile: reader.get('report-file')
    }),
    taskDefinition,
    config: config === undefined ? { file: USUAL_CONFIG_FILE, named: false } : { file: config, named: true },
    policy: reader.get('policy'),
    trustExceptions: reader.get('trust-exceptions'),
    variables: readVariables(reader),
    env: reader.get('env') ?? [],
    overrides: readOverrides(reader)
  }
}

/**
 * check finds the task definitions of the repository itself; what is deployed or rendered must be named, or be a live
 * definition.
 */
function readFiles(reader: InputReader, mode: Mode, { hasConfigFile }: InputDefaults): readonly string[] {
  const lines = reader.get('task-definition')
  const files = lines.filter(line => line !== LIVE)
  // Without access to AWS, a check would report a live definition as clean.
  if (mode === 'check' && files.length < lines.length)
    reader.report(
      'bad-input',
      'Mode check works offline and cannot read a task definition from ECS.',
      'Use mode: plan to see what it holds, or mode: audit for all that runs.'
    )
  const needsFiles = mode === 'plan' || mode === 'deploy' || mode === 'migrate' || mode === 'render'
  if (
    files.length === 0 &&
    needsFiles &&
    !reader.isBad('task-definition') &&
    !namesLive(reader) &&
    !hasConfigFile
  )
    reader.problems.push(noFiles())
  return files
}

function namesLive(reader: InputReader): boolean {
  return (
    reader.get('task-definition').includes(LIVE) ||
    reader.given('task-definition-arn') !== undefined ||
    reader.given('task-definition-family') !== undefined
  )
}

/** Names, ARNs (which also contain cluster and Region), `all` or `changed`; and the cluster: the given, or theirs. */
function readServices(
  reader: InputReader,
  mode: Mode,
  region: string | undefined
): { readonly services?: ServiceSelection; readonly cluster?: string } {
  const names = reader.get('service')
  const cluster = reader.get('cluster')
  if (cluster === '*' && mode !== 'audit')
    reader.reportBad(
      'cluster',
      '* is for mode audit.',
      'Name one cluster, or set it in the configuration file.'
    )
  if (names === undefined) return present({ cluster })
  const word = (['all', 'changed'] as const).find(one => names.includes(one))
  if (word !== undefined) {
    if (names.length > 1)
      reader.reportBad(
        'service',
        `"${word}" cannot be combined with service names.`,
        `Write service: ${word}, or list the services.`
      )
    if (word === 'changed') refuseChanged(reader, mode)
    return { services: word, ...present({ cluster }) }
  }
  const arns = names.filter(name => name.startsWith('arn:')).map(name => name.split(/[:/]/))
  const places = {
    cluster: new Set([...(cluster ? [lastPartOf(cluster)] : []), ...arns.flatMap(one => one.slice(6, -1))]),
    'aws-region': new Set([...(region ? [region] : []), ...arns.map(one => one[3] ?? '')])
  }
  for (const [input, found] of Object.entries(places))
    if (found.size > 1)
      reader.reportBad(
        'service',
        `the ARN of a service contains a different ${input.replace('aws-', '')} than the other inputs: ${[...found].join(', ')}.`,
        `Write the services' names, and their ${input.replace('aws-', '')} in "${input}".`
      )
  const [ofArn] = places.cluster
  return { services: names.map(lastPartOf), ...present({ cluster: cluster ?? ofArn }) }
}

/** Changes are known for files, and for the services to which they are deployed. */
function refuseChanged(reader: InputReader, mode: Mode): void {
  if (mode !== 'plan' && mode !== 'deploy')
    reader.report(
      'bad-input',
      `Input "service" is "changed", which is for modes plan and deploy; this is mode ${mode}.`,
      'Name the services, or write service: all. Mode check has the input "changed-since".'
    )
  else if (namesLive(reader))
    reader.report(
      'bad-input',
      'Input "service" is "changed", but an input selects a registered task definition.',
      'Write task-definition: live into the entries of the configuration file, or name the services.'
    )
}
