import type { JsonObject } from '../json.ts'
import { present } from '../present.ts'
import type { StoppedTask } from '../rollout/ports.ts'
import { type Container, definedContainers, memberObject, numberOf, textOf } from './definition.ts'
import type { Explained } from './diagnosis.ts'

/** explainMemory names the container that ran out of memory, and the limit that it reached. */
export function explainMemory(task: StoppedTask, definition: JsonObject): Explained {
  const [culprit] = culpritsOf(task, definition)
  const container = definedContainers(definition).find(({ name }) => name === culprit?.name)
  const own = container && numberOf(container.fields, 'memory')
  const whole = numberOf(definition, 'memory')
  const limit = own ?? whole
  const named = culprit === undefined ? 'A container' : `Container ${culprit.name}`
  const until =
    limit === undefined ? '' : ` (${own === undefined ? 'the whole task has' : 'its limit is'} ${limit} MiB)`
  const pointer = container && (own === undefined ? '/memory' : `${container.pointer}/memory`)
  return {
    explanation: `${named} ran out of memory${until}. Raise "memory", or find what uses it.`,
    cause: {
      kind: 'out-of-memory',
      ...present({ container: culprit?.name, pointer })
    }
  }
}

/** explainExit explains the exit code of the container that ended the task (128 + n: killed by signal n). */
export function explainExit(task: StoppedTask, definition: JsonObject): Explained {
  const [culprit] = culpritsOf(task, definition)
  if (culprit?.exitCode === undefined) {
    const explanation = `The application itself exited${checkLog(definition)}`
    return { explanation, cause: { kind: 'exited' } }
  }
  return {
    explanation: meaningOf(culprit.name, culprit.exitCode, checkLog(definition, culprit.name)),
    cause: { kind: 'exited', container: culprit.name }
  }
}

/**
 * The end of a sentence that sends the reader to the log of a container, or of any; or that says that there is none,
 * as far as the definition is known.
 */
function checkLog(definition: JsonObject, name?: string): string {
  const containers = definedContainers(definition).filter(one => name === undefined || one.name === name)
  const isSilent = containers.length > 0 && containers.every(({ fields }) => !hasLog(fields))
  return isSilent ? NO_LOG : CHECK_LOG
}

const CHECK_LOG = ': check its log.'
const NO_LOG = '. It has no log configuration that could show why: add "logConfiguration".'

function hasLog(fields: JsonObject): boolean {
  return memberObject(fields, 'logConfiguration') !== undefined
}

/** `log` is the end of a sentence that says where to look. */
function meaningOf(name: string, code: number, log: string): string {
  switch (code) {
    case 0:
      return `Container ${name} exited with code 0. What a service runs has to keep running; work that ends belongs in a one-off task.`
    case 126:
      return `The command of container ${name} can't be executed (exit code 126): the file is there, but it is not executable or not for this platform.`
    case 127:
      return `The command of container ${name} was not found (exit code 127): check "command" and "entryPoint", and what the image holds.`
    case 134:
      return `Container ${name} aborted itself (SIGABRT, exit code 134), as Node.js does when its heap is full${log}`
    case 137:
      return `Container ${name} was killed (SIGKILL, exit code 137) and ECS does not report why: usually the task ran out of memory, or the container did not exit within "stopTimeout" after being asked to stop.`
    case 139:
      return `Container ${name} crashed (SIGSEGV, exit code 139): a fault in native code, or libraries that do not fit the image's platform.`
    case 143:
      return `Container ${name} ended on SIGTERM (exit code 143), which ECS did not send: something inside the container asked it to end.`
    default:
      return `Container ${name} exited with code ${code}${log}`
  }
}

/**
 * explainHealth names the container whose health check failed, and the timing of the check; never its command, which
 * could contain a value.
 */
export function explainHealth(task: StoppedTask, definition: JsonObject): Explained {
  const checked = definedContainers(definition).filter(
    ({ fields }) => memberObject(fields, 'healthCheck') !== undefined
  )
  const sick = task.containers.filter(({ healthStatus }) => healthStatus === 'UNHEALTHY')
  const suspects = checked.filter(({ name }) => sick.some(one => one.name === name))
  const [container] = suspects.length > 0 ? suspects : checked
  if (container === undefined) {
    const where =
      checkLog(definition) === CHECK_LOG ? "the application's log and the health check" : 'the health check'
    return {
      explanation: `The task started but its health check failed: check ${where} itself.`,
      cause: { kind: 'container-health' }
    }
  }
  const whatToCheck = hasLog(container.fields)
    ? 'its log, and whether the image has the command of the health check.'
    : `whether the image has the command of the health check${NO_LOG}`
  return {
    explanation: `Container ${container.name} started, but its health check failed ${rhythmOf(container)}. Check ${whatToCheck}`,
    cause: {
      kind: 'container-health',
      container: container.name,
      pointer: `${container.pointer}/healthCheck`
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

/** explainCommand names the container whose command does not exist in the image or is not executable. */
export function explainCommand(
  kind: 'command-not-found' | 'command-not-executable',
  task: StoppedTask,
  definition: JsonObject
): Explained {
  const failed = task.containers.find(({ reason }) => reason !== undefined)
  const containers = definedContainers(definition)
  const container = containers.find(({ name }) => name === failed?.name) ?? only(containers)
  const named = container === undefined ? '' : ` of container ${container.name}`
  const member = container && ['entryPoint', 'command'].find(key => container.fields[key] !== undefined)
  return {
    explanation:
      kind === 'command-not-found'
        ? `The command${named} is not in the image: check "command" and "entryPoint", which take one word per item, and what the image holds.`
        : `The command${named} is in the image, but the user of the container is not allowed to execute it: make it executable (chmod +x) when the image is built.`,
    cause: {
      kind,
      ...present({ container: container?.name }),
      ...(container === undefined || member === undefined
        ? {}
        : { pointer: `${container.pointer}/${member}` })
    }
  }
}

function only<Item>(items: readonly Item[]): Item | undefined {
  return items.length === 1 ? items[0] : undefined
}

/** logOptionsOf returns the options of a container's awslogs driver; undefined for another driver or none. */
export function logOptionsOf(container: Container): JsonObject | undefined {
  const log = memberObject(container.fields, 'logConfiguration')
  return log && textOf(log, 'logDriver') === 'awslogs' ? (memberObject(log, 'options') ?? {}) : undefined
}

type Ended = StoppedTask['containers'][number]

/** The signals that ECS sends to the other containers after an essential one has exited: SIGKILL and SIGTERM. */
const COLLATERAL = new Set([137, 143])

/** culpritsOf names the containers that made a task end, without those that were only stopped as a consequence. */
export function culpritsOf(task: StoppedTask, definition: JsonObject): readonly Ended[] {
  const ended = task.containers.filter(({ exitCode }) => exitCode !== undefined)
  const essential = new Set(
    definedContainers(definition)
      .filter(({ fields }) => fields['essential'] !== false)
      .map(({ name }) => name)
  )
  const isEssential = ({ name }: Ended) => essential.size === 0 || essential.has(name)
  const tests: readonly ((one: Ended) => boolean)[] = [
    one => /OutOfMemory/i.test(one.reason ?? ''),
    one => isEssential(one) && one.exitCode !== 0 && !COLLATERAL.has(one.exitCode ?? 0),
    one => one.exitCode !== 0 && !COLLATERAL.has(one.exitCode ?? 0),
    one => isEssential(one) && one.exitCode === 0,
    () => true
  ]
  return tests.map(test => ended.filter(test)).find(found => found.length > 0) ?? []
}
