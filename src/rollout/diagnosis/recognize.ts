import type { StoppedTask } from '../ports.ts'
import type { CauseKind } from './diagnosis.ts'

type Pattern = readonly [kind: CauseKind, pattern: RegExp]

const UNREACHABLE =
  /connection issue|network (?:connection|configuration)|deadline exceeded|i\/o timeout|dial tcp|TLS handshake timeout|connection re(?:fused|set)|no such host|(?:request|context) canceled|send request failed/i
const DENIED = /AccessDenied|not authorized to perform|403 Forbidden|access denied/i
/** The remote side responded with an error, or throttled the request. */
const TROUBLE_THERE =
  /status(?: ?code)?:? ?5\d\d\b|\b5\d\d (?:Internal Server|Bad Gateway|Service Unavailable|Gateway Time)|InternalServiceError|InternalFailure|ServiceUnavailable|Throttling|Rate exceeded/i

/**
 * If the first pattern matches, the text concerns that topic; the first match of the other patterns decides the kind.
 */
const TOPICS: readonly { readonly about: RegExp; readonly kinds: readonly Pattern[] }[] = [
  {
    about: /Cloudwatch log (?:stream|group)|logger args|initialize logging driver/i,
    kinds: [
      ['log-denied', DENIED],
      [
        'log-group-missing',
        /ResourceNotFoundException|does not exist|cannot find the Amazon CloudWatch log group/i
      ],
      ['log-unreachable', UNREACHABLE]
    ]
  },
  {
    about: /ecr registry auth|registry auth from|GetAuthorizationToken/i,
    kinds: [
      ['registry-denied', DENIED],
      ['image-unreachable', UNREACHABLE]
    ]
  },
  {
    about: /asm fetching (?:authorization|username|password)|AuthorizationData is malformed/i,
    kinds: [
      ['registry-secret-malformed', /unmarshal|invalid schema|malformed|empty field|invalid character/i]
    ]
  },
  {
    about:
      /CannotPull\w*Error|pull(?:ing)? (?:the )?image|failed to resolve ref|pull access denied|incorrect username or password/i,
    kinds: [
      ['registry-login-refused', /incorrect username or password/i],
      ['disk-full', /no space left on device/i],
      ['image-rate-limit', /toomanyrequests|rate limit|\b429\b/i],
      ['image-platform', /descriptor matching platform|no matching manifest|no match for platform/i],
      // Fargate's agent fails like this if there is no route to S3, which stores the layers
      ['image-unreachable', /pull command failed: panic/i],
      ['image-unreachable', UNREACHABLE],
      ['image-registry-error', TROUBLE_THERE],
      ['image-registry-error', /pulling image conf|unexpected EOF/i],
      ['image-denied', DENIED],
      ['image-denied', /the role has (?:the )?permissions to pull/i],
      ['image-denied', /401 Unauthorized|no basic auth|authorization failed|docker login/i],
      ['image-missing', /not found|manifest unknown|does not exist|\b404\b/i],
      ['image-not-pulled', /./]
    ]
  },
  { about: /env(?:ironment)? files?\b/i, kinds: [['env-file', /./]] },
  {
    about: /secret|ssm|\basm\b|parameter store/i,
    kinds: [
      [
        'key-unusable',
        /KMSInvalidState|DisabledException|InvalidKeyId|DecryptionFailure|decrypt the protected secret|:key\/[\w-]+'? (?:is (?:disabled|pending)|does not exist)/i
      ],
      // what KMS answers if it is asked by Parameter Store
      ['key-denied', /Access to KMS is not allowed|kms:Decrypt|ciphertext refers to a customer master key/i],
      ['secret-denied', DENIED],
      // the exact message of the agent's JSON parser
      ['secret-not-json', /invalid character|unexpected end of JSON input|json: cannot unmarshal/i],
      ['secret-value-missing', /can['’]t find the specified secret value/i],
      [
        'secret-missing',
        /ResourceNotFoundException|can['’]t find the specified secret|Check whether the secret exists/i
      ],
      ['json-key-missing', /did not contain json key/i],
      ['secret-deleted', /(?:marked|scheduled) for deletion/i],
      ['parameter-missing', /invalid (?:ssm )?parameters/i],
      ['secret-service-error', TROUBLE_THERE],
      ['secret-unreachable', UNREACHABLE],
      ['secret-unreachable', /pull command failed/i]
    ]
  }
]

const OTHERS: readonly Pattern[] = [
  ['service-role', /IAM (?:trust relationship|permissions policies) ha(?:s|ve) been misconfigured/i],
  ['out-of-memory', /OutOfMemory/i],
  ['disk-full', /no space left on device/i],
  ['image-platform', /exec format error/i],
  ['command-not-executable', /exec: .*permission denied/i],
  // platform version 1.4 truncates long text
  ['command-not-found', /executable file not found|exec: .*no such file/i],
  ['user-missing', /unable to find (?:user|group) |no matching entries in (?:passwd|group) file/i],
  [
    'container-runtime',
    /ContainerRuntimeTimeoutError|DockerTimeoutError|Could not transition to \w+; timed out|failed to get container status/i
  ],
  ['storage-not-provisioned', /EphemeralStorage provisioning/i],
  ['no-addresses', /InsufficientFreeAddresses|insufficient free addresses|not enough free addresses/i],
  ['network-interface', /network interface|configure ENI|setup regular eni|netplugin/i],
  ['volume', /\bEFS\b|\bmount\b|\bvolume/i],
  ['quota-reached', /reached the limit on the number of|configuration is above your limit/i],
  ['provisioning-limit', /tasks provisioning capacity limit/i],
  ['no-instances', /no container instances were found in your capacity provider/i],
  ['no-placement', /no container instance met all|no container instances were found/i],
  ['no-capacity', /capacity is unavailable|could not launch \d+ tasks?/i],
  ['agent-not-started', /waiting for Amazon ECS Agent to start/i],
  ['internal-error', /Reason: Internal error/i],
  ['ecs-throttled', /operations are being throttled/i],
  ['deployment-configuration', /because of the service deployment configuration/i],
  ['protected-tasks', /protected tasks/i],
  ['target-group-missing', /TARGET GROUP IS NOT FOUND/i],
  ['target-missing', /TARGET IS NOT FOUND/i],
  ['target-health', /failed ELB health checks|is (?:unhealthy|not healthy) in \(?(?:target-group|elb)\b/i],
  ['container-health', /failed container health checks/i],
  ['spot-interrupted', /spot (?:task|instance|interruption)|SpotInterruption/i],
  ['instance-gone', /host ec2 .*(?:terminated|stopped)/i]
]

/** Used if ECS's message is not recognized. */
const BY_STOP_CODE: Readonly<Record<string, CauseKind>> = {
  SpotInterruption: 'spot-interrupted',
  UserInitiated: 'stopped-by-hand',
  ServiceSchedulerInitiated: 'stopped-by-scheduler',
  TerminationNotice: 'termination-notice',
  InfrastructureHealth: 'infrastructure-health',
  EssentialContainerExited: 'exited'
}

/**
 * recognize classifies ECS's message for a stopped task or an event. ECS has several wordings for one cause, so parts
 * of the text are matched. Source: the ECS developer guide on stopped tasks and service events, the agent's source
 * code, transcripts.
 */
export function recognize(text: string): CauseKind | undefined {
  if (/unable to assume the role/i.test(text)) return 'role-not-assumable'
  for (const { about, kinds } of TOPICS) {
    const kind = about.test(text) ? firstOf(kinds, text) : undefined
    if (kind !== undefined) return kind
  }
  return firstOf(OTHERS, text)
}

/** recognizeTask is recognize for a stopped task, and uses its codes and exits if its messages are not recognized. */
export function recognizeTask(task: StoppedTask): CauseKind | undefined {
  const known = recognize(stopWordsOf(task)) ?? BY_STOP_CODE[task.stopCode ?? '']
  if (known !== undefined) return known
  return /Essential container in task exited/i.test(stopWordsOf(task)) ? 'exited' : undefined
}

/** stopWordsOf returns everything that ECS reports about why a task stopped, without duplicates. */
export function stopWordsOf(task: StoppedTask): string {
  const own = task.stoppedReason ?? ''
  const others = task.containers.flatMap(({ reason }) => (reason && !own.includes(reason) ? [reason] : []))
  return [own, ...new Set(others)].filter(text => text !== '').join(' — ')
}

function firstOf(patterns: readonly Pattern[], text: string): CauseKind | undefined {
  return patterns.find(([, pattern]) => pattern.test(text))?.[0]
}

/**
 * generalizeReason removes from ECS's message what differs between tasks (IDs, request IDs), so that equal causes have
 * equal texts: a failing service repeats one event for every task that it starts. The result is one complete line,
 * however long.
 */
export function generalizeReason(text: string): string {
  return onOneLine(text)
    .replace(/\b[0-9a-f]{32}\b/g, '…')
    .replace(/:(?: \(task [^()]*…\))+/g, '')
}

/**
 * The texts of a service event: `line` for a log, with the IDs of its tasks; `kind`, which is the same for every task;
 * and `brief`, for a row of a terminal, without IDs.
 */
export type EventWords = { readonly line: string; readonly kind: string; readonly brief: string }

/** eventWords returns the texts of a service event, for output that already names the service. */
export function eventWords(message: string): EventWords {
  const own = withoutServicePrefix(message)
  const kind = generalizeReason(own)
  return {
    line: onOneLine(own),
    kind,
    brief: kind.replace(/^(?:\((?:deployment|taskSet|task) [^()]*\) )+/, '')
  }
}

function onOneLine(text: string): string {
  return (
    text
      .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
      .replace(/,? ?request id: [\w-]+/gi, '')
      .replace(/(assumed-role\/[\w+=,.@-]+)\/[\w+=,.@-]+/g, '$1/…')
      // a command that was written as one word appears here complete, including its arguments
      .replace(/exec: "([^\s"]+) [^"]*"/g, 'exec: "$1 …"')
      .replace(/status code: 400\.?$/, '')
      .trim()
  )
}

/** withoutServicePrefix removes `(service NAME) ` from an event, if the line already names the service. */
export function withoutServicePrefix(message: string): string {
  return message.replace(/^\(service [\w-]+\) /, '')
}
