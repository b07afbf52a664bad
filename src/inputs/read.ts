import { CLUSTER, REGION } from '../arn.ts'
import type { Problem } from '../errors.ts'
import { present } from '../present.ts'
import type { CommonConfiguration, Configuration } from './configuration.ts'
import { describeText } from './problems/describe-text.ts'
import { noFiles } from './problems/missing.ts'
import { InputReader, LIVE, namesLive } from './reader.ts'
import { inputsFor, type Mode, type RawInputs } from './tables/specification.ts'
import { readAwsInputs } from './topics/aws-inputs.ts'
import { readCheck, readConfigFile } from './topics/check-inputs.ts'
import { readNamedServices, refuseChanged } from './topics/services.ts'
import { parseVariables } from './variables.ts'

/** The configuration, or every problem of the inputs. */
export type ReadResult = { readonly configuration: Configuration } | { readonly problems: readonly Problem[] }

/** Defaults from outside the inputs. `region` is AWS_REGION or AWS_DEFAULT_REGION of the environment. */
export type InputDefaults = {
  readonly region?: string
  /** There is a configuration file, which can set the place and what to deploy. */
  readonly hasConfigFile?: boolean
}

/**
 * readConfiguration turns raw strings into a typed configuration. Throws nothing: all problems are returned together.
 */
export function readConfiguration(raw: RawInputs, defaults: InputDefaults = {}): ReadResult {
  const reader = new InputReader(raw)
  const mode = reader.word('mode')
  // what the other inputs lack depends on the mode
  if (reader.problems.length > 0) return { problems: reader.problems }
  const common = readCommon(reader, mode, defaults)
  const { hasConfigFile = false } = defaults
  const check = readCheck(reader)
  const forAws = readAwsInputs(mode, { ...common, hasConfigFile }, reader)
  const configuration = mode === 'check' ? { ...common, ...check, mode } : forAws
  if (reader.problems.length > 0 || configuration === undefined) return { problems: reader.problems }
  const { remarks } = reader
  return { configuration: remarks.length === 0 ? configuration : { ...configuration, inputRemarks: remarks } }
}

/**
 * check finds the task definitions of the repository itself; what is deployed or rendered must be named, or be a live
 * definition.
 */
function readFiles(reader: InputReader, mode: Mode, { hasConfigFile }: InputDefaults): readonly string[] {
  const lines = reader.lines('task-definition')
  const files = lines.filter(line => line !== LIVE)
  // Without access to AWS, a check would report a live definition as clean.
  if (mode === 'check' && files.length < lines.length)
    reader.report(
      'bad-input',
      'Mode check reads files and asks AWS nothing; the definition that is named is one of ECS.',
      'Use mode: plan to see what it holds, or mode: audit for all that runs.'
    )
  const needsFiles = mode === 'plan' || mode === 'deploy' || mode === 'migrate' || mode === 'render'
  if (files.length === 0 && needsFiles && !namesLive(reader) && !hasConfigFile)
    reader.problems.push(noFiles())
  return files
}

function readCommon(reader: InputReader, mode: Mode, defaults: InputDefaults): CommonConfiguration {
  const taskDefinition = readFiles(reader, mode, defaults)
  const region = readRegion(reader, defaults)
  if (mode === 'render' && reader.isLenient && reader.text('image') === undefined)
    // as AWS's render action does: what the file names would be deployed again
    reader.report(
      'missing-input',
      'Input "image" is empty: the definition would keep the image that it names.',
      'If it is the output of an earlier step, check the id of that step and the name of its output, for example image: ${{ steps.build.outputs.image }}.'
    )
  const { services, cluster } = readNamedServices(reader, { region, cluster: readCluster(reader, mode) })
  if (services === 'changed') refuseChanged(reader, mode)
  const { variables, problems } = parseVariables(reader.untrimmed('variables') ?? '')
  reader.problems.push(...problems)
  return {
    ...present({
      cluster,
      region,
      writtenRegion: reader.text('aws-region') === undefined ? undefined : region,
      services,
      compatibility: reader.word('compatibility') === 'none' ? undefined : ('aws-actions' as const),
      isDropIn: isDropIn(reader, mode, taskDefinition) ? (true as const) : undefined,
      usualCluster: reader.isLenient ? 'default' : undefined,
      environment: readEnvironment(reader),
      reportFile: reader.text('report-file')
    }),
    taskDefinition,
    config: readConfigFile(reader),
    policy: reader.word('policy'),
    trustExceptions: reader.word('trust-exceptions'),
    variables,
    env: readListed(reader),
    overrides: readOverrides(reader)
  }
}

function isDropIn(reader: InputReader, mode: Mode, files: readonly string[]): boolean {
  const isTheirs = mode === 'render' || mode === 'deploy' || mode === 'plan'
  return reader.isLenient && isTheirs && (files.length > 0 || namesLive(reader))
}

/** A variable's name, or the name of a workflow input or of a member of the event's payload. */
function readListed(reader: InputReader): readonly string[] {
  const listed = reader.names('env') ?? []
  const wrong = listed.find(name => !/^(?:(?:inputs|client_payload)\.)?[A-Za-z_][\w-]{0,254}$/.test(name))
  if (wrong !== undefined) {
    reader.reportBad(
      'env',
      `${describeText(wrong)} is not the name of an environment variable.`,
      'List names without values, for example env: IMAGE_TAG, STAGE; for what is typed into a workflow inputs.NAME.'
    )
  }
  return listed
}

/**
 * ECS: up to 255 letters, digits, hyphens and underscores, or the cluster's ARN. An audit can cover every cluster of an
 * account and Region.
 */
function readCluster(reader: InputReader, mode: Mode): string | undefined {
  const cluster = reader.text('cluster')
  if (cluster === undefined || (cluster === '*' && mode === 'audit')) return cluster
  if (CLUSTER.test(cluster)) return cluster
  return reader.reportBad(
    'cluster',
    `${describeText(cluster)} is not a cluster name or ARN.`,
    'Use letters, digits, "-" and "_" (at most 255), or the full ARN of the cluster.'
  )
}

function readRegion(reader: InputReader, defaults: InputDefaults): string | undefined {
  const region = reader.text('aws-region') ?? defaults.region
  if (region === undefined || region === '') return undefined
  if (REGION.test(region)) return region
  return reader.reportBad(
    'aws-region',
    `${describeText(region)} is not an AWS region.`,
    'Write it like us-west-2, cn-north-1 or us-gov-west-1.'
  )
}

/** GitHub's limit for the name of an environment. */
function readEnvironment(reader: InputReader): string | undefined {
  const name = reader.text('environment')
  if (name === undefined || (name.length <= 255 && !/\p{Cc}/u.test(name))) return name
  return reader.reportBad(
    'environment',
    `a value of ${name.length} characters is not the name of an environment.`,
    'Use at most 255 characters and no control characters.'
  )
}

function readOverrides(reader: InputReader): RawInputs {
  const command = reader.text('command')
  if (reader.isLenient && command !== undefined && /["']|\s\s|[\r\n\t]|^\[/.test(command))
    reader.note(
      'command',
      "read as shell words, or as a JSON array; AWS's action cuts it at every blank, quotes and brackets included."
    )
  const given = inputsFor('override').flatMap(name => {
    const text = reader.untrimmed(name)
    return text === undefined ? [] : [[name, text] as const]
  })
  return Object.fromEntries(given)
}
