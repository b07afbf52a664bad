import type { StoppedTask } from '../rollout/ports.ts'
import type { CauseKind } from './diagnosis.ts'

type Pattern = readonly [kind: CauseKind, pattern: RegExp]

const UNREACHABLE =
  /connection issue|deadline exceeded|i\/o timeout|dial tcp|TLS handshake timeout|connection re(?:fused|set)|no such host|request canceled|send request failed/i
const DENIED = /AccessDenied|not authorized to perform|403 Forbidden|access denied/i

/** A text in which the first pattern holds is about that topic; what of it, the first of the others tells. */
const TOPICS: readonly { readonly about: RegExp; readonly kinds: readonly Pattern[] }[] = [
  {
    about: /Cloudwatch log (?:stream|group)|logger args|initialize logging driver/i,
    kinds: [
      ['log-denied', DENIED],
      ['log-group-missing', /ResourceNotFoundException|does not exist/i],
      ['log-unreachable', UNREACHABLE]
    ]
  },
  {
    about: /ecr registry auth|registry auth from|GetAuthorizationToken|CannotPullECRContainerError/i,
    kinds: [
      ['registry-denied', DENIED],
      ['image-unreachable', UNREACHABLE]
    ]
  },
  {
    about: /CannotPull\w*Error|pull image|failed to resolve ref|pull access denied/i,
    kinds: [
      ['image-rate-limit', /toomanyrequests|rate limit|\b429\b/i],
      ['image-platform', /descriptor matching platform|no matching manifest|no match for platform/i],
      ['image-unreachable', UNREACHABLE],
      ['image-denied', DENIED],
      ['image-denied', /401 Unauthorized|no basic auth|authorization failed|docker login/i],
      ['image-missing', /not found|manifest unknown|does not exist|\b404\b/i],
      ['image-not-pulled', /./]
    ]
  },
  { about: /env(?:ironment)? files?\b/i, kinds: [['env-file', /./]] },
  {
    about: /secret|ssm|\basm\b|parameter store/i,
    kinds: [
      ['key-denied', /Access to KMS is not allowed|kms:Decrypt/i],
      ['secret-denied', DENIED],
      ['secret-value-missing', /can't find the specified secret value/i],
      ['secret-missing', /ResourceNotFoundException|can't find the specified secret/i],
      ['json-key-missing', /did not contain json key/i],
      ['secret-deleted', /(?:marked|scheduled) for deletion/i],
      ['parameter-missing', /invalid parameters/i],
      ['secret-unreachable', UNREACHABLE]
    ]
  }
]

const OTHERS: readonly Pattern[] = [
  ['out-of-memory', /OutOfMemory/i],
  ['image-platform', /exec format error/i],
  ['command-not-found', /executable file not found|exec: .*no such file or directory/i],
  ['no-addresses', /InsufficientFreeAddresses|insufficient free addresses|not enough free addresses/i],
  ['network-interface', /network interface/i],
  ['volume', /\bEFS\b|\bmount\b|\bvolume/i],
  ['no-capacity', /capacity is unavailable/i],
  ['no-placement', /no container instance met all|no container instances were found/i],
  ['target-health', /failed ELB health checks|is unhealthy in (?:\(target-group|target-group)/i],
  ['container-health', /failed container health checks/i],
  ['spot-interrupted', /spot (?:task|instance|interruption)|SpotInterruption/i],
  ['instance-gone', /host ec2 .*(?:terminated|stopped)/i]
]

/**
 * recognise reads ECS's words, of a stopped task or an event. ECS has several wordings for one cause, so parts of
 * the text are matched. Source: the ECS developer guide on stopped tasks and service events, the agent's sources,
 * transcripts.
 */
export function recognise(text: string): CauseKind | undefined {
  if (/unable to assume the role/i.test(text)) return 'role-not-assumable'
  for (const { about, kinds } of TOPICS) {
    const kind = about.test(text) ? firstOf(kinds, text) : undefined
    if (kind !== undefined) return kind
  }
  return firstOf(OTHERS, text)
}

/** recogniseTask is recognise for a stopped task, whose codes and exits tell where its words do not. */
export function recogniseTask(task: StoppedTask): CauseKind | undefined {
  const known = recognise(stopWordsOf(task))
  if (known !== undefined) return known
  if (task.stopCode === 'SpotInterruption') return 'spot-interrupted'
  if (task.stopCode === 'UserInitiated') return 'stopped-by-hand'
  const exited =
    task.stopCode === 'EssentialContainerExited' ||
    /Essential container in task exited/i.test(stopWordsOf(task))
  return exited ? 'exited' : undefined
}

/** stopWordsOf is all that ECS says about why a task stopped, each thing once. */
export function stopWordsOf(task: StoppedTask): string {
  const own = task.stoppedReason ?? ''
  const others = task.containers.flatMap(({ reason }) => (reason && !own.includes(reason) ? [reason] : []))
  return [own, ...new Set(others)].filter(text => text !== '').join(' — ')
}

function firstOf(patterns: readonly Pattern[], text: string): CauseKind | undefined {
  return patterns.find(([, pattern]) => pattern.test(text))?.[0]
}

/**
 * generaliseReason takes out of a text of ECS what differs from task to task (ids, request ids), so that equal
 * causes are equal texts: a failing service repeats one event for every task it tries.
 */
export function generaliseReason(text: string): string {
  return (
    text
      .replace(/,? ?request id: [\w-]+/gi, '')
      .replace(/(assumed-role\/[\w+=,.@-]+)\/[\w+=,.@-]+/g, '$1/…')
      .replace(/\b[0-9a-f]{32}\b/g, '…')
      // a command that was written as one word stands here whole, arguments and all
      .replace(/exec: "([^\s"]+) [^"]*"/g, 'exec: "$1 …"')
      .replace(/status code: 400\.?$/, '')
      .trim()
  )
}

/** withoutServicePrefix takes `(service NAME) ` off an event, where the line names the service already. */
export function withoutServicePrefix(message: string): string {
  return message.replace(/^\(service [\w-]+\) /, '')
}
