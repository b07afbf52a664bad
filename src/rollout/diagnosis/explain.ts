import type { JsonObject } from '../../json.ts'
import { present } from '../../present.ts'
import type { StoppedTask } from '../ports.ts'
import { EXIT_CODES, type Facts, OTHER_SENTENCES, SENTENCES, statementText } from './causes.ts'
import { culpritsOf, logOptionsOf } from './culprits.ts'
import { type Container, definedContainers, memberObject, numberOf, roleOf, textOf } from './definition.ts'
import type { CauseKind, Explained } from './diagnosis.ts'
import { recognize, recognizeTask, stopWordsOf } from './recognize.ts'
import { secretFacts } from './secret-facts.ts'

/**
 * explainStop explains what made a task stop and what to do, with the container, variable, reference, role and policy
 * statement if known; undefined if nothing is recognized.
 */
export function explainStop(task: StoppedTask, definition: JsonObject): Explained | undefined {
  const kind = recognizeTask(task)
  return kind === undefined ? undefined : explain(kind, task, definition)
}

/**
 * explainEvent is explainStop for an event of the service, which has no task: for example roles and placement
 * constraints that cannot be satisfied.
 */
export function explainEvent(message: string, definition: JsonObject): Explained | undefined {
  const kind = recognize(message)
  if (kind === undefined) return undefined
  return explain(kind, { arn: '', taskDefinition: '', stoppedReason: message, containers: [] }, definition)
}

/** explainPlatform explains a log with `exec format error`, which proves the cause whatever the exit code is. */
export function explainPlatform(container: string, definition: JsonObject): Explained {
  const containers = [{ name: container, reason: 'exec format error' }]
  return explain('image-platform', { arn: '', taskDefinition: '', containers }, definition)
}

function explain(kind: CauseKind, task: StoppedTask, definition: JsonObject): Explained {
  const role = roleOf(definition)
  const whose = `execution role${role === undefined ? '' : ` ${role}`}`
  const { cause = {}, words = {}, says = SENTENCES[kind] } = factsOf(kind, task, definition)
  const { statement = '' } = cause
  const all: Readonly<Record<string, string>> = {
    role: `the ${whose}`,
    Role: `The ${whose}`,
    statement,
    ...words
  }
  return {
    explanation: says.replace(/\{(\w+)\}/g, (whole, name: string) => all[name] ?? whole),
    cause: { kind, ...cause, ...(statement === '' ? {} : present({ role })) }
  }
}

function factsOf(kind: CauseKind, task: StoppedTask, definition: JsonObject): Facts {
  const text = stopWordsOf(task)
  const role = present({ role: roleOf(definition) })
  if (/^(?:secret-|key-|json-key-missing|parameter-missing|registry-(?:secret|login)-)/.test(kind))
    return secretFacts(kind, text, definition)
  if (/^(?:image-|registry-denied)/.test(kind)) return imageFacts(kind, task, definition)
  if (kind.startsWith('log-')) return logFacts(kind, text, definition)
  switch (kind) {
    case 'out-of-memory':
      return memoryFacts(task, definition)
    case 'exited':
      return exitFacts(task, definition)
    case 'container-health':
      return healthFacts(task, definition)
    case 'command-not-found':
    case 'command-not-executable':
      return commandFacts(task, definition)
    case 'env-file':
      return { cause: role }
    case 'role-not-assumable':
      return role.role === undefined ? {} : { cause: { ...role, pointer: '/executionRoleArn' } }
    default:
      return {}
  }
}

/** The image and its container; for one in ECR, the permissions that the execution role needs on its repository. */
function imageFacts(kind: CauseKind, task: StoppedTask, definition: JsonObject): Facts {
  if (kind === 'registry-denied')
    return { cause: { statement: statementText('ecr:GetAuthorizationToken', '*') } }
  const container = imagesContainer(stopWordsOf(task), task, definition)
  const [, account, region = '', china, repository] =
    /^(\d{12})\.dkr\.ecr(?:-fips)?\.([\w-]+)\.amazonaws\.com(\.cn)?\/([^:@]+)/.exec(
      container ? imageOf(container) : ''
    ) ?? []
  const partition = china ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
  const isDenied = kind === 'image-denied' && repository !== undefined
  const actions = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer']
  const statement = isDenied
    ? statementText(actions, `arn:${partition}:ecr:${region}:${account}:repository/${repository}`)
    : undefined
  return {
    cause: {
      ...(container && { container: container.name, pointer: `${container.pointer}/image` }),
      ...present({ statement })
    },
    words: {
      image: container ? ` ${imageOf(container)} of container ${container.name}` : '',
      platform: platformOf(definition)
    },
    ...(isDenied ? { says: OTHER_SENTENCES['image-denied'] } : {})
  }
}

/** The container that failed; otherwise the one whose image the text names; otherwise the only one. */
function imagesContainer(text: string, task: StoppedTask, definition: JsonObject): Container | undefined {
  const failed = task.containers.filter(({ reason }) => reason !== undefined).map(({ name }) => name)
  const containers = definedContainers(definition)
  const named = containers.filter(({ name }) => failed.includes(name))
  if (named.length === 1) return named[0]
  const quoted = containers.filter(container => {
    const image = imageOf(container)
    return image !== '' && text.includes(image)
  })
  if (quoted.length === 1) return quoted[0]
  return containers.length === 1 ? containers[0] : undefined
}

function imageOf({ fields }: Container): string {
  return textOf(fields, 'image') ?? ''
}

/** `linux/amd64` unless the definition sets another platform (ECS defaults: X86_64 and LINUX). */
function platformOf(definition: JsonObject): string {
  const platform = memberObject(definition, 'runtimePlatform') ?? {}
  const system = (textOf(platform, 'operatingSystemFamily') ?? 'LINUX').split('_')[0]?.toLowerCase()
  return `${system}/${textOf(platform, 'cpuArchitecture') === 'ARM64' ? 'arm64' : 'amd64'}`
}

function logFacts(kind: CauseKind, text: string, definition: JsonObject): Facts {
  if (kind === 'log-unreachable') return {}
  const logging = definedContainers(definition).flatMap(container => {
    const group = textOf(logOptionsOf(container) ?? {}, 'awslogs-group')
    return group === undefined ? [] : [{ container, group }]
  })
  const quoted = logging.filter(({ group }) => text.includes(group))
  const [found] = quoted.length === 1 ? quoted : logging
  const actions = ['logs:CreateLogStream', 'logs:PutLogEvents']
  const arn = /arn:[\w-]+:logs:[\w-]+:\d+:log-group:[^:\s]+/.exec(text)?.[0]
  const statement =
    kind === 'log-denied'
      ? statementText(
          /CreateLogGroup/.test(text) ? ['logs:CreateLogGroup', ...actions] : actions,
          arn?.concat(':*') ?? '*'
        )
      : undefined
  return {
    cause: {
      ...(found && {
        container: found.container.name,
        pointer: `${found.container.pointer}/logConfiguration/options/awslogs-group`
      }),
      ...present({ statement })
    },
    words: { group: found ? ` ${found.group} of container ${found.container.name}` : '' }
  }
}

/** The container that ran out of memory, and the limit that it reached. */
function memoryFacts(task: StoppedTask, definition: JsonObject): Facts {
  const [culprit] = culpritsOf(task, definition)
  const container = definedContainers(definition).find(({ name }) => name === culprit?.name)
  const own = container && numberOf(container.fields, 'memory')
  const limit = own ?? numberOf(definition, 'memory')
  const pointer = container && (own === undefined ? '/memory' : `${container.pointer}/memory`)
  const until = `${own === undefined ? 'the whole task has' : 'its limit is'} ${limit} MiB`
  return {
    cause: present({ container: culprit?.name, pointer }),
    words: {
      culprit: culprit === undefined ? 'A container' : `Container ${culprit.name}`,
      limit: limit === undefined ? '' : ` (${until})`
    }
  }
}

/** The exit code of the container that ended the task. */
function exitFacts(task: StoppedTask, definition: JsonObject): Facts {
  const [culprit] = culpritsOf(task, definition)
  const log = isSilent(definition, culprit?.name) ? NO_LOG : ': check its log.'
  if (culprit?.exitCode === undefined) return { words: { log } }
  const { name, exitCode } = culprit
  return {
    cause: { container: name },
    words: { name, log },
    says: EXIT_CODES.get(exitCode) ?? `Container {name} exited with code ${exitCode}{log}`
  }
}

const NO_LOG = '. It has no log configuration that could show why: add "logConfiguration".'

/** Whether a container, or any, has no log, as far as the definition is known. */
function isSilent(definition: JsonObject, name?: string): boolean {
  const containers = definedContainers(definition).filter(one => name === undefined || one.name === name)
  return containers.length > 0 && containers.every(({ fields }) => !hasLog(fields))
}

function hasLog(fields: JsonObject): boolean {
  return memberObject(fields, 'logConfiguration') !== undefined
}

/** The container whose health check failed, and the timing of the check; never its command, which could be a value. */
function healthFacts(task: StoppedTask, definition: JsonObject): Facts {
  const checked = definedContainers(definition).filter(({ fields }) => memberObject(fields, 'healthCheck'))
  const sick = task.containers.filter(({ healthStatus }) => healthStatus === 'UNHEALTHY')
  const suspects = checked.filter(({ name }) => sick.some(one => one.name === name))
  const [container] = suspects.length > 0 ? suspects : checked
  if (container === undefined) {
    const checks = isSilent(definition) ? 'the health check' : "the application's log and the health check"
    return { says: OTHER_SENTENCES['container-health'], words: { checks } }
  }
  const { name, pointer, fields } = container
  const image = 'whether the image has the command of the health check'
  return {
    cause: { container: name, pointer: `${pointer}/healthCheck` },
    words: {
      name,
      rhythm: rhythmOf(container),
      checks: hasLog(fields) ? `its log, and ${image}.` : `${image}${NO_LOG}`
    }
  }
}

/** ECS's defaults: 3 retries, an interval of 30 s, no start period. */
function rhythmOf({ fields }: Container): string {
  const check = memberObject(fields, 'healthCheck') ?? {}
  const retries = numberOf(check, 'retries') ?? 3
  const interval = numberOf(check, 'interval') ?? 30
  const start = numberOf(check, 'startPeriod') ?? 0
  const grace = start === 0 ? 'no start period' : `a start period of ${start} s`
  return `${retries} times in a row, every ${interval} s, with ${grace}`
}

/** The container whose command does not exist in the image or is not executable. */
function commandFacts(task: StoppedTask, definition: JsonObject): Facts {
  const failed = task.containers.find(({ reason }) => reason !== undefined)
  const containers = definedContainers(definition)
  const only = containers.length === 1 ? containers[0] : undefined
  const container = containers.find(({ name }) => name === failed?.name) ?? only
  if (container === undefined) return { words: { container: '' } }
  const member = ['entryPoint', 'command'].find(key => container.fields[key] !== undefined)
  const pointer = member && `${container.pointer}/${member}`
  return {
    cause: { container: container.name, ...present({ pointer }) },
    words: { container: ` of container ${container.name}` }
  }
}
