import { type Answer, answerFault, answerOutput, html503 } from './answer.ts'
import { AwsFault } from './fault.ts'
import { type Fault, isStaleArmed, pickFault } from './faults.ts'
import type { JsonMap } from './json.ts'
import { clusterArn } from './operations/ecs/common.ts'
import { findOperation, perform, strictnessOf, writes } from './operations/index.ts'
import type { Call, Operation } from './operations/operation.ts'
import { type RequestRecord, type Sandbox, withoutValues } from './sandbox.ts'
import { answerOf, requestOf } from './wire/model.ts'
import { type HttpRequest, readCall, serviceAt, type WireCall } from './wire/request.ts'
import { denial, type Powers, powersOf } from './world/evaluate.ts'
import { noteAll } from './world/lag.ts'
import type { World } from './world/state.ts'
import { step } from './world/step.ts'

/** catchUp advances the world to the clock's current time. */
export function catchUp(sandbox: Sandbox): void {
  step(sandbox.world, sandbox.clock.now(), perform)
}

/** dispatch answers one AWS request and records it. Never throws. */
export function dispatch(sandbox: Sandbox, request: HttpRequest): Answer {
  catchUp(sandbox)
  let call: WireCall
  try {
    call = readCall(request)
  } catch (error) {
    const guess = { ...serviceAt(request), operation: '', input: {}, region: '', accessKey: '' }
    const answer = answerFault(sandbox, guess, asFault(error))
    record(sandbox, guess, { answer })
    return answer
  }
  const fault = pickFault(sandbox.faults, call)
  const late = sandbox.options.dates ? skewOf(sandbox, request) : undefined
  const answer = late ? answerFault(sandbox, call, late) : answerCall(sandbox, call, fault)
  record(sandbox, call, { answer, ...(fault ? { fault } : {}) })
  if (!sandbox.options.dates) return answer
  return { ...answer, headers: { ...answer.headers, date: new Date(sandbox.clock.now()).toUTCString() } }
}

const MOST_SKEW_MS = 5 * 60_000

/** AWS rejects signatures that are more than five minutes off. */
function skewOf({ clock }: Sandbox, { headers }: HttpRequest): AwsFault | undefined {
  const signed = String(headers['x-amz-date'] ?? '')
  const iso = signed.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z')
  const off = Date.parse(iso) - clock.now()
  if (!(Math.abs(off) > MOST_SKEW_MS)) return undefined
  const text =
    off < 0
      ? `Signature expired: ${signed} is now earlier than`
      : `Signature not yet current: ${signed} is still later than`
  return new AwsFault('InvalidSignatureException', `${text} the time of the server (5 min.)`, 403)
}

/** What AWS answers instead, for the faults that are an answer. */
const REFUSALS: Readonly<
  Partial<Record<Fault['kind'], (fault: Fault, call: WireCall, world: World) => AwsFault>>
> = {
  throttle: () => new AwsFault('ThrottlingException', 'Rate exceeded'),
  error: ({ type = 'ServerException', message = 'Scripted error', status = 400 }) =>
    new AwsFault(type, message, status),
  '500': () => new AwsFault('ServerException', 'Service Unavailable. Please try again later.', 500),
  'access-denied': (_fault, call, world) => {
    const nobody = { arn: callerArn(world), policies: [], organization: [] }
    const text = denial(nobody, { action: `${call.service}:${call.operation}`, resource: '*' })
    return new AwsFault('AccessDeniedException', text ?? '')
  },
  'expired-token': () =>
    new AwsFault('ExpiredTokenException', 'The security token included in the request is expired')
}

function answerCall(sandbox: Sandbox, call: WireCall, fault: Fault | undefined): Answer {
  if (!fault) return run(sandbox, call)
  const refusal = REFUSALS[fault.kind]
  if (refusal) return answerFault(sandbox, call, refusal(fault, call, sandbox.world))
  const afterMs = fault.kind.startsWith('timeout') ? (fault.ms ?? 60_000) : 0
  switch (fault.kind) {
    case 'reset-before':
    case 'timeout-before':
      return {
        ...answerFault(sandbox, call, new AwsFault('Lost', 'never sent', 500)),
        delivery: { kind: 'destroy', afterMs }
      }
    case 'reset-after':
    case 'timeout-after':
      return { ...run(sandbox, call), delivery: { kind: 'destroy', afterMs } }
    case 'truncate':
      return { ...run(sandbox, call), delivery: { kind: 'truncate' } }
    case 'stale':
      return runInThePast(sandbox, call)
    default:
      return html503()
  }
}

/** A stale read is answered from the world before the last write; a write, or a read before any write, as usual. */
function runInThePast(sandbox: Sandbox, call: WireCall): Answer {
  const past = sandbox.past
  if (!past || writes(call)) return run(sandbox, call)
  return run({ ...sandbox, world: past, faults: [] }, call)
}

function run(sandbox: Sandbox, call: WireCall): Answer {
  try {
    return answerOutput(sandbox, call, carryOut(sandbox, call))
  } catch (error) {
    return answerFault(sandbox, call, asFault(error))
  }
}

function carryOut(sandbox: Sandbox, call: WireCall): JsonMap {
  const { world, options } = sandbox
  const operation = findOperation(call)
  if (options.throttle && call.service === 'ecs') takeToken(sandbox.buckets, call, world.now)
  const unknown = strictnessOf(call)
  const input = requestOf<never>(call, call.input, unknown)
  const identity = identify(world, call.accessKey)
  const made = { world, region: call.region, input, callerArn: identity.arn }
  authorize(identity, { call, operation }, made)
  if (writes(call) && isStaleArmed(sandbox.faults)) sandbox.past = structuredClone(world)
  const output = answerOf(call, operation.run(made), unknown === 'keep' ? 'keep' : 'drop')
  if (writes(call)) noteAll(world)
  return output
}

/** Who signed a request; without `powers`, everything is allowed. */
type Identity = { readonly arn: string; readonly powers?: Powers }

function callerArn({ partition, account }: World): string {
  return `arn:${partition}:sts::${account}:assumed-role/sandbox/caller`
}

/** The caller by access key. If the scenario has `callers`, an unknown key is refused. */
function identify(world: World, accessKey: string): Identity {
  const session = world.sessions.get(accessKey)
  if (session) {
    const role = world.roles.get(session.roleName)
    const none = { policies: [], organization: [] }
    return { arn: session.arn, ...(world.callers ? { powers: role ? powersOf(world, role) : none } : {}) }
  }
  if (!world.callers) return { arn: callerArn(world) }
  const caller = world.callers.get(accessKey)
  if (caller)
    return { arn: caller.arn, powers: { policies: [caller.policy], organization: world.organization } }
  throw new AwsFault('UnrecognizedClientException', 'The security token included in the request is invalid.')
}

/** Refuses what the caller's policy does not allow, with AWS's message. */
function authorize(
  identity: Identity,
  what: { call: WireCall; operation: Operation },
  made: Call<never>
): void {
  const { call, operation } = what
  const { arn, powers } = identity
  if (!powers || operation.free) return
  const named = operation.resources?.(made) ?? []
  const action = `${call.service}:${operation.action ?? call.operation}`
  const context = {
    'aws:RequestedRegion': call.region,
    'aws:PrincipalArn': arn,
    ...(call.service === 'ecs' && call.input['cluster'] ? { 'ecs:cluster': clusterArn(made) } : {}),
    ...operation.context?.(made)
  }
  const questions = (named.length > 0 ? named : ['*']).map(resource => ({ action, resource, context }))
  for (const question of [...questions, ...(operation.alsoNeeds?.(made) ?? [])]) {
    const text = denial({ arn, ...powers }, question)
    if (text !== undefined) throw new AwsFault('AccessDeniedException', text)
  }
}

function asFault(error: unknown): AwsFault {
  if (error instanceof AwsFault) return error
  const text =
    error instanceof Error ? `${error.message} ${error.stack?.split('\n')[1]?.trim()}` : String(error)
  return new AwsFault('InternalFailure', `The sandbox itself failed: ${text}`, 500)
}

function record(
  sandbox: Sandbox,
  call: WireCall,
  end: { readonly answer: Answer; readonly fault?: Fault }
): void {
  const { answer, fault } = end
  const entry: RequestRecord = {
    n: sandbox.requests.length + 1,
    at: sandbox.world.now,
    service: call.service,
    operation: call.operation,
    region: call.region,
    accessKey: call.accessKey,
    body: withoutValues(call.service, call.input),
    status: answer.delivery.kind === 'destroy' ? 0 : answer.status
  }
  if (answer.error !== undefined && answer.error !== 'Lost') entry.error = answer.error
  if (fault) entry.fault = fault.kind
  sandbox.requests.push(entry)
}

type Bucket = { readonly burst: number; readonly refill: number; readonly operations: readonly string[] }

/**
 * ECS's request buckets per account and Region (AWS: request throttling for the ECS API): size, and tokens per second.
 */
const BUCKETS: Readonly<Record<string, Bucket>> = {
  register: { burst: 20, refill: 1, operations: ['RegisterTaskDefinition', 'DeregisterTaskDefinition'] },
  definitions: {
    burst: 50,
    refill: 20,
    operations: [
      ...['DescribeTaskDefinition', 'ListTaskDefinitions', 'ListTaskDefinitionFamilies'],
      ...['DescribeDaemonTaskDefinition', 'ListDaemonTaskDefinitions']
    ]
  },
  deleteDefinitions: { burst: 5, refill: 1, operations: ['DeleteTaskDefinitions'] },
  changeServices: { burst: 50, refill: 5, operations: ['CreateService', 'UpdateService', 'DeleteService'] },
  services: { burst: 100, refill: 20, operations: ['DescribeServices', 'ListServices'] },
  deployments: {
    burst: 50,
    refill: 20,
    operations: ['ListServiceDeployments', 'DescribeServiceDeployments']
  },
  revisions: { burst: 50, refill: 20, operations: ['DescribeServiceRevisions'] },
  changeTasks: { burst: 100, refill: 40, operations: ['StopTask', 'RunTask'] },
  tasks: { burst: 100, refill: 20, operations: ['DescribeTasks', 'ListTasks'] },
  tags: { burst: 20, refill: 10, operations: ['TagResource', 'UntagResource'] },
  clusters: { burst: 50, refill: 20, operations: ['DescribeClusters', 'ListClusters'] }
}

/** The level of each bucket: tokens left at a virtual time. */
export type BucketLevels = Map<string, { tokens: number; at: number }>

/** takeToken takes one token for an ECS call. Throws AwsFault ThrottlingException if the bucket is empty. */
function takeToken(levels: BucketLevels, call: { region: string; operation: string }, now: number): void {
  const entry = Object.entries(BUCKETS).find(([, bucket]) => bucket.operations.includes(call.operation))
  if (!entry) return
  const [name, bucket] = entry
  const key = `${call.region}/${name}`
  const level = levels.get(key) ?? { tokens: bucket.burst, at: now }
  const refilled = level.tokens + ((now - level.at) / 1000) * bucket.refill
  const tokens = Math.min(bucket.burst, refilled)
  // parts of a token are added in floating point: what is one but for that is one
  const isThere = tokens > 1 - 1e-6
  levels.set(key, { tokens: isThere ? tokens - 1 : tokens, at: now })
  if (!isThere) throw new AwsFault('ThrottlingException', 'Rate exceeded')
}
