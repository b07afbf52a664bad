import type { __Client } from '@aws-sdk/client-sts'
import type { JsonObject } from '../json.ts'
import { present } from '../present.ts'
import { isServerPage } from './classify.ts'
import { type AwsContext, type ClientSettings, clientSettings, type Traffic } from './clients.ts'
import { AwsError } from './error.ts'
import { hearAnswer } from './hear.ts'
import { takeTurn } from './request-paces.ts'
import { type Effect, withRetries } from './retry.ts'
import { tapConnection, tapWire } from './wire.ts'

/** Ways to one service of AWS in one region, for reads and for writes; see `Traffic` for why there are two. */
export type Link<Client> = { readonly reads: Channel<Client>; readonly writes: Channel<Client> }

/**
 * One way: a client of the SDK, whether a call may be repeated, and whether answers are JSON (IAM, STS, ELB: XML).
 */
export type Channel<Client> = {
  readonly client: Client
  readonly region: string
  readonly effect: Effect
  readonly answers: 'json' | 'xml'
  readonly context: AwsContext
}

type Opening = { readonly region?: string; readonly traffic?: Traffic; readonly answers?: 'json' | 'xml' }

/** openChannel makes the client that reads in a region, that of the context without one. Nothing is sent. */
export function openChannel<Client>(
  Service: new (settings: ClientSettings) => Client,
  context: AwsContext,
  { region = context.region, traffic = 'reads', answers = 'json' }: Opening = {}
): Channel<Client> {
  const client = new Service(clientSettings(context, region, traffic))
  return { client, region, effect: 'read', answers, context }
}

/** openLink makes both clients of a service with JSON answers; they share their credentials. Nothing is sent. */
export function openLink<Client extends { readonly config: { readonly credentials: unknown } }>(
  Service: new (settings: ClientSettings) => Client,
  context: AwsContext
): Link<Client> {
  const reads = openChannel(Service, context)
  const { credentials } = reads.client.config as Required<Pick<ClientSettings, 'credentials'>>
  const writes = openChannel(Service, { ...context, credentials }, { traffic: 'writes' })
  return { reads, writes: { ...writes, effect: 'write' } }
}

/**
 * repeatable is a channel for a write that does no harm when it is made twice: a lost answer is asked for again.
 */
export function repeatable<Client>(channel: Channel<Client>): Channel<Client> {
  return { ...channel, effect: 'read' }
}

type InputOf<Client> =
  Client extends __Client<infer _Options, infer Input, infer _Output, infer _Config> ? Input : never

/** A command of the SDK that this client knows. */
type Command<Client, Output> = {
  readonly input: InputOf<Client>
  resolveMiddleware(
    stack: never,
    configuration: never,
    options: never
  ): (args: never) => Promise<{ readonly output: Output }>
}

/**
 * send makes one call with its retries and gives the answer as the SDK reads it. `operation` is IAM's name of the
 * call. A write is repeated only where AWS certainly did not carry it out. Throws AwsError.
 */
export function send<Client, Output>(
  channel: Channel<Client>,
  operation: string,
  command: Command<Client, Output>
): Promise<Output> {
  return exchange(channel, operation, { command, read: output => output })
}

/** What is sent and what is made of the answer. */
export type Exchange<Client, Output, Result> = {
  readonly command: Command<Client, Output>
  /** Sent member for member in place of the command, since the SDK drops members that it does not know. */
  readonly body?: JsonObject
  /**
   * `raw` is the answer with every member (empty for XML). An AwsError thrown here counts as the call's, retries
   * included.
   */
  readonly read: (output: Output, raw: JsonObject) => Result
  /** An answer that comes in the form of an exception; undefined: it is a failure. */
  readonly readException?: (thrown: unknown) => Result | undefined
}

/** exchange is `send` with an exact body, or for an answer that is read whole. Throws AwsError. */
export function exchange<Client, Output, Result>(
  { client, region, effect, answers, context }: Channel<Client>,
  operation: string,
  { command, body, read, readException }: Exchange<Client, Output, Result>
): Promise<Result> {
  const tap =
    answers === 'json'
      ? tapWire(command, body === undefined ? undefined : JSON.stringify(body))
      : tapConnection(command)
  const { hearing } = context
  const sender = client as { send(command: object): Promise<Output> }
  const attempt = async () => {
    await takeTurn(operation, region, context)
    try {
      const output = await sender.send(command)
      const raw = tap?.answer() ?? {}
      if (hearing) for (const answer of [output, raw]) hearAnswer(answer, operation, hearing)
      return read(output, raw)
    } catch (thrown) {
      const result = readException?.(thrown)
      if (result === undefined) throw thrown
      return result
    }
  }
  return withRetries({ operation, effect, attempt }, context).catch(thrown => {
    throw heard(namingCluster(thrown, body ?? command.input, context), context)
  })
}

/** AWS quotes what it refuses. */
function heard(thrown: unknown, { hearing }: AwsContext): unknown {
  if (!(thrown instanceof AwsError) || !hearing) return thrown
  const { kind, operation, awsName, message, subject } = thrown
  const said = hearing.gate.external(message)
  return said === message
    ? thrown
    : new AwsError({ kind, operation, awsName, message: said, ...present({ subject }) })
}

/** ECS says of a cluster only that it was not found: neither which one, nor where it was looked for. */
function namingCluster(thrown: unknown, sent: unknown, { region }: AwsContext): unknown {
  if (!(thrown instanceof AwsError) || thrown.awsName !== 'ClusterNotFoundException') return thrown
  const { cluster = 'default' } = sent as { readonly cluster?: unknown }
  if (typeof cluster !== 'string') return thrown
  const { kind, operation, awsName, message } = thrown
  return new AwsError({ kind, operation, awsName, message, subject: `cluster "${cluster}" in ${region}` })
}

/** orMissing makes undefined of the answer that the thing does not exist. Every other failure is thrown on. */
export async function orMissing<Result>(
  call: Promise<Result>,
  isMissing: (error: AwsError) => boolean = ({ kind }) => kind === 'missing'
): Promise<Result | undefined> {
  try {
    return await call
  } catch (error) {
    if (error instanceof AwsError && isMissing(error)) return undefined
    throw error
  }
}

/**
 * orUnsupported: an endpoint that does not have the newer operations (moto) answers them with an error page, each
 * time.
 */
export async function orUnsupported<Result>(call: Promise<Result>): Promise<Result> {
  try {
    return await call
  } catch (error) {
    if (!(error instanceof AwsError) || !isServerPage(error)) throw error
    const { operation, awsName, message } = error
    throw new AwsError({ kind: 'unsupported', operation, awsName, message })
  }
}

/**
 * unusable is thrown for an answer without what it must have, e.g. `usable taskArn`; what was asked for may have
 * happened.
 */
export function unusable(operation: string, lacking: string): never {
  const message = `the answer has no ${lacking}`
  throw new AwsError({ kind: 'lost', operation, awsName: 'IncompleteAnswer', message })
}

/** One page of a listing, with the token of the next one. */
export type Page<Item> = { readonly items: readonly Item[]; readonly next?: string | undefined }

/**
 * collectPages follows a listing to its end or until `limit` items. A token that comes back unchanged ends it:
 * asking on would never stop.
 */
export async function collectPages<Item>(
  fetch: (token: string | undefined) => Promise<Page<Item>>,
  limit = Number.POSITIVE_INFINITY
): Promise<readonly Item[]> {
  const items: Item[] = []
  let token: string | undefined
  do {
    const page = await fetch(token)
    items.push(...page.items)
    if (page.next === token) break
    token = page.next
  } while (token !== undefined && token !== '' && items.length < limit)
  return items.slice(0, limit)
}

const wave = 5

/** inBatches asks in groups of `size`, five groups at a time, and joins the answers in order. No items, no call. */
export async function inBatches<Item, Result>(
  items: readonly Item[],
  size: number,
  ask: (batch: Item[]) => Promise<readonly Result[]>
): Promise<readonly Result[]> {
  const batches: Item[][] = []
  for (let i = 0; i < items.length; i += size) batches.push(items.slice(i, i + size))
  const results: Result[] = []
  for (let i = 0; i < batches.length; i += wave) {
    const answers = await Promise.all(batches.slice(i, i + wave).map(ask))
    for (const answer of answers) results.push(...answer)
  }
  return results
}
