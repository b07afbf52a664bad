import { partitionOf } from '../../arn.ts'
import { isObject, type JsonObject } from '../../json.ts'
import { present } from '../../present.ts'
import type { StoppedTask } from '../ports.ts'
import type { CauseKind } from './causes.ts'
import {
  type Container,
  culpritsOf,
  definedContainers,
  logOptionsOf,
  memberObject,
  numberOf,
  secretFacts,
  statementOf,
  textOf
} from './definition.ts'
import type { Explained, Facts } from './diagnosis.ts'
import { type Recognized, recognize, recognizeTask, stopWordsOf } from './texts.ts'

/** What made a task stop, as ECS states it, and the definition that the task is of. */
type Case = {
  readonly kind: CauseKind
  readonly text: string
  readonly task: StoppedTask
  readonly definition: JsonObject
  readonly containers: readonly Container[]
}

/**
 * explainStop explains what made a task stop and what to do, with the container, variable, reference, role and policy
 * statement if known; undefined if nothing is recognized.
 */
export function explainStop(task: StoppedTask, definition: JsonObject): Explained | undefined {
  return explain(recognizeTask(task), task, definition)
}

/** explainEvent is explainStop for an event of the service, which has no task: roles, for example. */
export function explainEvent(message: string, definition: JsonObject): Explained | undefined {
  const task = { arn: '', taskDefinition: '', stoppedReason: message, containers: [] }
  return explain(recognize(message), task, definition)
}

function explain(
  found: Recognized | undefined,
  task: StoppedTask,
  definition: JsonObject
): Explained | undefined {
  if (found === undefined) return undefined
  const { kind, says } = found
  const containers = definedContainers(definition)
  const role = textOf(definition, 'executionRoleArn')
  const one = { kind, text: stopWordsOf(task), task, definition, containers }
  const { cause = {}, words = {} } = factsOf(one)
  const { statement = '' } = cause
  const whose = `execution role${role === undefined ? '' : ` ${role}`}`
  const all: Readonly<Record<string, string>> = {
    role: `the ${whose}`,
    Role: `The ${whose}`,
    service: serviceIn(one.text),
    statement,
    ...words
  }
  const isRole = kind === 'env-file' || kind === 'role-not-assumable'
  return {
    explanation: (words['says'] ?? says).replace(/\{(\w+)\}/g, (whole, name: string) => all[name] ?? whole),
    cause: {
      kind,
      ...cause,
      ...(statement !== '' || isRole ? present({ role }) : {}),
      ...(kind === 'role-not-assumable' && role !== undefined ? { pointer: '/executionRoleArn' } : {})
    }
  }
}

/** What the task was connecting to. */
function serviceIn(text: string): string {
  if (/pull command failed: :/.test(text)) return 'Secrets Manager, Parameter Store or ECR in time'
  if (/log/i.test(text) && /cloudwatch|logger/i.test(text)) return 'CloudWatch Logs'
  return /CannotPull|\becr\b/i.test(text) ? 'the registry of its image' : 'Secrets Manager or Parameter Store'
}

function factsOf(one: Case): Facts {
  switch (one.kind) {
    case 'image-platform':
    case 'image-denied':
    case 'image-missing':
    case 'image-not-pulled':
    case 'registry-busy':
      return imageFacts(one)
    case 'registry-denied':
      return { cause: { statement: statementOf('ecr:GetAuthorizationToken', '*') } }
    case 'log-denied':
    case 'log-group-missing':
      return logFacts(one)
    case 'out-of-memory':
      return memoryFacts(one)
    case 'exited':
      return exitFacts(one)
    case 'container-health':
      return healthFacts(one)
    case 'command':
      return commandFacts(one)
    default:
      return /^(?:secret|key|json-key|parameter|registry-login)/.test(one.kind)
        ? secretFacts(one.kind, one.text, one.definition)
        : {}
  }
}

/** Causes of a container that has run. Any other one kept it from running: a container that ended is not meant. */
const WHILE_RUNNING = new Set<CauseKind>(['out-of-memory', 'container-health'])

/**
 * The container that a cause is about: one that failed, that the text quotes, that ended the task, or the only one.
 * `candidates` are those that it can be about.
 */
function containerOf(
  { kind, text, task, definition }: Case,
  candidates: readonly Container[]
): Container | undefined {
  const named = (ended: StoppedTask['containers']) =>
    candidates.filter(({ name }) => ended.some(one => one.name === name))
  const isQuoted = (words: string | undefined) => words !== undefined && words !== '' && text.includes(words)
  const lists = [
    named(task.containers.filter(({ reason }) => reason !== undefined)),
    candidates.filter(one => isQuoted(textOf(one.fields, 'image')) || isQuoted(logGroupOf(one))),
    ...(WHILE_RUNNING.has(kind) ? [named(culpritsOf(task, definition).slice(0, 1))] : []),
    candidates
  ]
  return lists.find(list => list.length === 1)?.at(0)
}

/** The image and its container; for one in ECR, the permissions that the execution role needs on its repository. */
function imageFacts(one: Case): Facts {
  const { kind, definition, containers } = one
  const container = containerOf(one, containers)
  const image = textOf(container?.fields ?? {}, 'image') ?? ''
  const [, account, region = '', repository] = ECR_IMAGE.exec(image) ?? []
  const actions = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer']
  const statement =
    kind === 'image-denied' && repository !== undefined
      ? statementOf(actions, `arn:${partitionOf(region)}:ecr:${region}:${account}:repository/${repository}`)
      : undefined
  const platform = memberObject(definition, 'runtimePlatform')
  const system = (textOf(platform, 'operatingSystemFamily') ?? 'LINUX').split('_')[0]?.toLowerCase()
  return {
    cause: { ...placeIn(container, 'image'), ...present({ statement }) },
    words: {
      image: container ? ` ${image} of container ${container.name}` : '',
      platform: `${system}/${textOf(platform, 'cpuArchitecture') === 'ARM64' ? 'arm64' : 'amd64'}`,
      remedy:
        statement === undefined
          ? ': a private registry other than ECR needs "repositoryCredentials".'
          : `. Add to the execution role, and in another account also to the repository's policy: ${statement}`
    }
  }
}

const ECR_IMAGE = /^(\d{12})\.dkr\.ecr(?:-fips)?\.([\w-]+)\.amazonaws\.com(?:\.cn)?\/([^:@]+)/

/** The container as a cause names it, and the member that is to be changed. */
function placeIn(container: Container | undefined, member: string): NonNullable<Facts['cause']> {
  return container ? { container: container.name, pointer: `${container.pointer}/${member}` } : {}
}

function logGroupOf(container: Container): string | undefined {
  return textOf(logOptionsOf(container) ?? {}, 'awslogs-group')
}

function logFacts(one: Case): Facts {
  const { kind, text } = one
  const logging = one.containers.filter(container => logGroupOf(container) !== undefined)
  const found = containerOf(one, logging) ?? logging[0]
  const group = /arn:[\w-]+:logs:[\w-]+:\d+:log-group:[^:\s]+/.exec(text)?.[0]
  const create = /CreateLogGroup/.test(text) ? ['logs:CreateLogGroup'] : []
  const actions = [...create, 'logs:CreateLogStream', 'logs:PutLogEvents']
  const statement = kind === 'log-denied' ? statementOf(actions, group?.concat(':*') ?? '*') : undefined
  return {
    cause: { ...placeIn(found, 'logConfiguration/options/awslogs-group'), ...present({ statement }) },
    words: { group: found ? ` ${logGroupOf(found)} of container ${found.name}` : '' }
  }
}

/** The container that ran out of memory, and the limit that it reached. */
function memoryFacts(one: Case): Facts {
  const { task, definition } = one
  const container = containerOf(one, one.containers)
  // also where ECS does not return the definition
  const name = container?.name ?? culpritsOf(task, definition)[0]?.name
  const own = container && numberOf(container.fields, 'memory')
  const limit = own ?? numberOf(definition, 'memory')
  const until = `${own === undefined ? 'the whole task has' : 'its limit is'} ${limit} MiB`
  return {
    cause: { ...placeIn(container, 'memory'), ...(own === undefined ? { pointer: '/memory' } : {}) },
    words: {
      culprit: name === undefined ? 'A container' : `Container ${name}`,
      limit: limit === undefined ? '' : ` (${until})`
    }
  }
}

/** What some exit codes mean (128 + n: killed by signal n). */
const EXIT_CODES: Readonly<Record<number, string>> = {
  0: '. What a service runs has to keep running; work that ends belongs in a one-off task.',
  126: ": its command can't be executed; check that the file is executable, and for this platform.",
  127: ': its command was not found; check "command" and "entryPoint", and what the image holds.',
  137: ' (SIGKILL), and ECS does not report why: usually the task ran out of memory, or the container did not exit within "stopTimeout" after the signal to stop.',
  139: " (SIGSEGV): a fault in native code, or libraries that do not fit the image's platform.",
  143: ' (SIGTERM), which ECS did not send: something inside the container ended it.'
}
const NO_LOG = '. It has no log configuration that could show why: add "logConfiguration".'

/** The exit code of the container that ended the task. */
function exitFacts({ task, definition, containers }: Case): Facts {
  const [culprit] = culpritsOf(task, definition)
  const own = containers.filter(({ name }) => culprit === undefined || name === culprit.name)
  const isSilent = own.length > 0 && own.every(({ fields }) => fields['logConfiguration'] === undefined)
  const log = isSilent ? NO_LOG : ': check its log.'
  if (culprit?.exitCode === undefined) return { words: { log } }
  const { name, exitCode } = culprit
  const says = `Container ${name} exited with code ${exitCode}${EXIT_CODES[exitCode] ?? log}`
  return { cause: { container: name }, words: { says } }
}

/**
 * The container whose health check failed, and the timing of the check (ECS's defaults: 3 retries, every 30 s, no start
 * period); never its command, which could be a value.
 */
function healthFacts(one: Case): Facts {
  const sick = one.task.containers.flatMap(({ name, healthStatus }) =>
    healthStatus === 'UNHEALTHY' ? [name] : []
  )
  const checked = one.containers.filter(({ fields }) => isObject(fields['healthCheck']))
  const own = checked.filter(({ name }) => sick.includes(name))
  const container = containerOf(one, own.length > 0 ? own : checked)
  if (container === undefined)
    return { words: { name: sick[0] ?? 'of the task', rhythm: '', checks: CHECK_LOG } }
  const check = memberObject(container.fields, 'healthCheck')
  const [retries, interval, start] = ['retries', 'interval', 'startPeriod'].map(key => numberOf(check, key))
  const grace = start ? `a start period of ${start} s` : 'no start period'
  const isLogged = isObject(container.fields['logConfiguration'])
  const checks = 'whether the image has the command of the health check'
  return {
    cause: placeIn(container, 'healthCheck'),
    words: {
      name: container.name,
      rhythm: ` ${retries ?? 3} times in a row, every ${interval ?? 30} s, with ${grace}`,
      checks: isLogged ? `its log, and ${checks}.` : `${checks}${NO_LOG}`
    }
  }
}

const CHECK_LOG = 'its log and the check itself.'

/** The container whose command does not exist in the image or is not executable. */
function commandFacts(one: Case): Facts {
  const container = containerOf(one, one.containers)
  const member = ['entryPoint', 'command'].find(key => container?.fields[key] !== undefined)
  return {
    cause: { ...present({ container: container?.name }), ...(member ? placeIn(container, member) : {}) },
    words: { container: container ? ` of container ${container.name}` : '' }
  }
}
