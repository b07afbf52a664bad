import { type Answer, answerFault, answerOutput, html503 } from './answer.ts'
import { authorize, identify } from './authorize.ts'
import { AwsFault, assertNever } from './fault.ts'
import { type Fault, isStaleArmed, pickFault } from './faults.ts'
import type { JsonMap } from './json.ts'
import { checkInput, checkOutput, findOperation, HANDS, strictnessOf } from './perform.ts'
import { type RequestRecord, withoutValues } from './record.ts'
import type { Sandbox } from './sandbox.ts'
import { takeToken } from './throttle.ts'
import { readCall, serviceAt, type WireCall } from './wire/request.ts'
import type { HttpRequest } from './wire/rest.ts'
import { step } from './world/step.ts'

/** catchUp advances the world to the clock's current time. */
export function catchUp(sandbox: Sandbox): void {
  step(sandbox.world, sandbox.clock.now(), HANDS)
}

/** dispatch answers one AWS request and records it. Never throws. */
export function dispatch(sandbox: Sandbox, request: HttpRequest): Answer {
  catchUp(sandbox)
  let call: WireCall
  try {
    call = readCall(request)
  } catch (error) {
    const guess = serviceAt(request)
    const answer = answerFault(sandbox, guess, asFault(error))
    record(
      sandbox,
      { service: guess.service, operation: '', input: {}, region: '', accessKey: '' },
      { answer }
    )
    return answer
  }
  const fault = pickFault(sandbox.faults, call)
  const late = sandbox.options.dates ? skewOf(sandbox, request) : undefined
  const name = { protocol: call.protocol, service: call.service }
  const answer = late ? answerFault(sandbox, name, late) : answerCall(sandbox, call, fault)
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

function answerCall(sandbox: Sandbox, call: WireCall, fault: Fault | undefined): Answer {
  const name = { protocol: call.protocol, service: call.service }
  const refuse = (error: AwsFault) => answerFault(sandbox, name, error)
  if (!fault) return run(sandbox, call)
  switch (fault.kind) {
    case 'throttle':
      return refuse(new AwsFault('ThrottlingException', 'Rate exceeded'))
    case 'error':
      return refuse(
        new AwsFault(fault.type ?? 'ServerException', fault.message ?? 'Scripted error', fault.status ?? 400)
      )
    case 'html503':
      return html503()
    case '500':
      return refuse(new AwsFault('ServerException', 'Service Unavailable. Please try again later.', 500))
    case 'access-denied':
      return refuse(new AwsFault('AccessDeniedException', deniedText(sandbox, call)))
    case 'expired-token':
      return refuse(
        new AwsFault('ExpiredTokenException', 'The security token included in the request is expired')
      )
    case 'reset-before':
      return { ...refuse(lost()), delivery: { kind: 'destroy', afterMs: 0 } }
    case 'timeout-before':
      return { ...refuse(lost()), delivery: { kind: 'destroy', afterMs: fault.ms ?? 60_000 } }
    case 'reset-after':
      return { ...run(sandbox, call), delivery: { kind: 'destroy', afterMs: 0 } }
    case 'timeout-after':
      return { ...run(sandbox, call), delivery: { kind: 'destroy', afterMs: fault.ms ?? 60_000 } }
    case 'truncate':
      return { ...run(sandbox, call), delivery: { kind: 'truncate' } }
    case 'stale':
      return runInThePast(sandbox, call)
    default:
      return assertNever(fault.kind)
  }
}

function lost(): AwsFault {
  return new AwsFault('Lost', 'never sent', 500)
}

function deniedText(sandbox: Sandbox, call: WireCall): string {
  const { world } = sandbox
  const action = `${call.service}:${call.operation}`
  return `User: arn:${world.partition}:sts::${world.account}:assumed-role/sandbox/caller is not authorized to perform: ${action} on resource: * because no identity-based policy allows the ${action} action`
}

/** A stale read is answered from the world before the last write; a write, or a read before any write, as usual. */
function runInThePast(sandbox: Sandbox, call: WireCall): Answer {
  const past = sandbox.past
  if (!past || findOperationQuietly(call)?.writes) return run(sandbox, call)
  return run({ ...sandbox, world: past, faults: [] }, call)
}

function findOperationQuietly(call: WireCall): { writes?: true } | undefined {
  try {
    return findOperation(call)
  } catch {
    return
  }
}

function run(sandbox: Sandbox, call: WireCall): Answer {
  const name = { protocol: call.protocol, service: call.service, operation: call.operation }
  try {
    return answerOutput(sandbox, name, carryOut(sandbox, call))
  } catch (error) {
    return answerFault(sandbox, name, asFault(error))
  }
}

function carryOut(sandbox: Sandbox, call: WireCall): JsonMap {
  const { world, options } = sandbox
  const operation = findOperation(call)
  if (options.throttle && call.service === 'ecs') takeToken(sandbox.buckets, call, world.now)
  const unknown = strictnessOf(call, options.lenientTaskDefinitions)
  checkInput(call, call.input, unknown)
  const identity = identify(world, call.accessKey)
  const made = { world, region: call.region, input: call.input, callerArn: identity.arn }
  authorize(identity, { service: call.service, name: call.operation, operation }, made)
  if (operation.writes && isStaleArmed(sandbox.faults)) sandbox.past = structuredClone(world)
  // copied, so that later changes of the world do not reach a response, and a response does not reach the world
  const output = structuredClone(operation.run(made))
  if (operation.writes && world.lag) HANDS.observe(world, undefined)
  checkOutput(call, output, unknown)
  return output
}

function asFault(error: unknown): AwsFault {
  if (error instanceof AwsFault) return error
  const text =
    error instanceof Error ? `${error.message} ${error.stack?.split('\n')[1]?.trim()}` : String(error)
  return new AwsFault('InternalFailure', `The sandbox itself failed: ${text}`, 500)
}

function record(
  sandbox: Sandbox,
  call: RecordedCall,
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

/** What a record keeps of a call; a request that cannot be parsed has no operation. */
type RecordedCall = Pick<WireCall, 'operation' | 'region' | 'accessKey' | 'input'> & {
  readonly service: string
}
