import type { __Client } from '@aws-sdk/client-sts'
import type { JsonObject } from '../../json.ts'
import { present } from '../../present.ts'
import { type AwsContext, type ClientSettings, clientSettings, type Traffic } from '../clients.ts'
import { AwsError } from '../error.ts'
import { isServerPage } from './classify.ts'
import { cleanResponse } from './clean-response.ts'
import { waitForTurn } from './request-paces.ts'
import { type Effect, withRetries } from './retry.ts'
import { compareClock, tapConnection, tapDeparture, tapWire } from './wire.ts'

/** The clients of one AWS service in one Region, for reads and for writes; see `Traffic` for why there are two. */
export type Link<Client> = { readonly reads: Channel<Client>; readonly writes: Channel<Client> }

/** A client of the SDK, whether its calls may be repeated, and whether responses are JSON (IAM, STS, ELB: XML). */
export type Channel<Client> = {
  readonly client: Client
  readonly region: string
  readonly effect: Effect
  readonly answers: 'json' | 'xml'
  readonly context: AwsContext
}

type Opening = { readonly region?: string; readonly traffic?: Traffic; readonly answers?: 'json' | 'xml' }

/** openChannel creates the client for reads in a Region, by default that of the context. Nothing is sent. */
export function openChannel<Client>(
  Service: new (settings: ClientSettings) => Client,
  context: AwsContext,
  { region = context.region, traffic = 'reads', answers = 'json' }: Opening = {}
): Channel<Client> {
  const client = new Service(clientSettings(context, region, traffic))
  return { client, region, effect: 'read', answers, context }
}

/** openLink creates both clients of a service with JSON responses; they share their credentials. Nothing is sent. */
export function openLink<Client extends { readonly config: { readonly credentials: unknown } }>(
  Service: new (settings: ClientSettings) => Client,
  context: AwsContext
): Link<Client> {
  const reads = openChannel(Service, context)
  const { credentials } = reads.client.config as Required<Pick<ClientSettings, 'credentials'>>
  const writes = openChannel(Service, { ...context, credentials }, { traffic: 'writes' })
  return { reads, writes: { ...writes, effect: 'write' } }
}

/** repeatable returns a channel for a write that is harmless when repeated: a lost response is retried. */
export function repeatable<Client>(channel: Channel<Client>): Channel<Client> {
  return { ...channel, effect: 'read' }
}

type InputOf<Client> =
  Client extends __Client<infer _Options, infer Input, infer _Output, infer _Config> ? Input : never

/** A command of the SDK that this client supports. */
type Command<Client, Output> = {
  readonly input: InputOf<Client>
  resolveMiddleware(
    stack: never,
    configuration: never,
    options: never
  ): (args: never) => Promise<{ readonly output: Output }>
}

/**
 * send makes one call with its retries and returns the response as parsed by the SDK. `operation` is IAM's name of the
 * call. A write is repeated only if AWS certainly did not carry it out. Throws AwsError.
 */
export function send<Client, Output>(
  channel: Channel<Client>,
  operation: string,
  command: Command<Client, Output>
): Promise<Output> {
  return exchange(channel, operation, { command, read: output => output })
}

/** The request, and how to process the response. */
export type Exchange<Client, Output, Result> = {
  readonly command: Command<Client, Output>
  /** Sent unmodified in place of the command, because the SDK drops members that it does not know. */
  readonly body?: JsonObject
  /**
   * `raw` is the response with every member (empty for XML). An AwsError thrown here counts as a failure of the call,
   * including retries.
   */
  readonly read: (output: Output, raw: JsonObject) => Result
  /** A result that is returned as an exception; if undefined, the exception is a failure. */
  readonly readException?: (thrown: unknown) => Result | undefined
}

/** exchange is `send` with an exact body, or for a response that is read completely. Throws AwsError. */
export function exchange<Client, Output, Result>(
  { client, region, effect, answers, context }: Channel<Client>,
  operation: string,
  { command, body, read, readException }: Exchange<Client, Output, Result>
): Promise<Result> {
  const tap =
    answers === 'json'
      ? tapWire(command, body === undefined ? undefined : JSON.stringify(body))
      : tapConnection(command)
  const { cleaning, meanwhile, clock } = context
  const sender = client as { send(command: object): Promise<Output> }
  // AWS takes longer to answer than it takes to load what reads the answer.
  tapDeparture(command, () => {
    setImmediate(() => {
      cleaning?.gate.ready().catch(() => {})
      meanwhile?.()
    })
    const sentAt = clock.now()
    return date => compareClock(clock, date, sentAt)
  })
  const attempt = async () => {
    await waitForTurn(operation, region, context)
    try {
      const output = await sender.send(command)
      await cleaning?.gate.ready()
      const raw = tap?.answer() ?? {}
      if (cleaning) for (const answer of [output, raw]) cleanResponse(answer, operation, cleaning)
      return read(output, raw)
    } catch (thrown) {
      const result = readException?.(thrown)
      if (result === undefined) throw thrown
      return result
    }
  }
  return withRetries(
    { operation, effect, attempt, where: whereOf(operation, region, context) },
    context
  ).catch(async thrown => {
    await cleaning?.gate.ready()
    if (!(thrown instanceof AwsError)) {
      const { brokenCredentials } = await import('./broken-credentials.ts')
      throw await brokenCredentials(thrown, { client, operation })
    }
    throw heard(namingCluster(thrown, body ?? command.input, context), context)
  })
}

/** A chosen endpoint is named by its host alone, since a URL can hold a login. */
function whereOf(operation: string, region: string, { environment }: AwsContext): string {
  const url = environment['AWS_ENDPOINT_URL']
  const host = url && URL.canParse(url) ? new URL(url).host : ''
  return host === '' ? `${operation.split(':')[0]} in ${region}` : host
}

/** AWS quotes what it rejects. */
function heard(thrown: unknown, { cleaning }: AwsContext): unknown {
  if (!(thrown instanceof AwsError) || !cleaning) return thrown
  const { kind, operation, awsName, message, missing } = thrown
  const said = cleaning.gate.external(message)
  const name = cleaning.gate.external(awsName)
  return said === message && name === awsName
    ? thrown
    : new AwsError({ kind, operation, awsName: name, message: said, ...present({ missing }) })
}

/** ECS only reports that a cluster was not found: neither which one, nor in which Region. */
function namingCluster(thrown: unknown, sent: unknown, { region }: AwsContext): unknown {
  if (!(thrown instanceof AwsError) || thrown.awsName !== 'ClusterNotFoundException') return thrown
  const { cluster = 'default' } = sent as { readonly cluster?: unknown }
  if (typeof cluster !== 'string') return thrown
  const { kind, operation, awsName, message } = thrown
  return new AwsError({ kind, operation, awsName, message, missing: { cluster, region } })
}

/** orMissing converts the failure that a resource does not exist to undefined. Every other failure is rethrown. */
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

/** orUnsupported: an endpoint without the newer operations (moto) responds with an error page to every call. */
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
 * unusable is thrown for a response without a required member, e.g. `usable taskArn`; the request may have been carried
 * out.
 */
export function unusable(operation: string, lacking: string): never {
  const message = `the answer has no ${lacking}`
  throw new AwsError({ kind: 'lost', operation, awsName: 'IncompleteAnswer', message })
}

/** One page of a listing, with the token of the next one. `items` is undefined if the answer has no list. */
export type Page<Item> = { readonly items: readonly Item[] | undefined; readonly next?: string | undefined }

/**
 * collectPages reads a listing to its end or up to `limit` items. AWS always returns a list, even an empty one, and
 * never the same token twice: otherwise the listing is not complete, and AwsError is thrown.
 */
export async function collectPages<Item>(
  operation: string,
  fetch: (token: string | undefined) => Promise<Page<Item>>,
  limit = Number.POSITIVE_INFINITY
): Promise<readonly Item[]> {
  const items: Item[] = []
  const tokens = new Set<string>()
  let token: string | undefined
  do {
    const page = await fetch(token)
    items.push(...(page.items ?? unusable(operation, 'list')))
    token = page.next
    if (token && tokens.size === tokens.add(token).size) unusable(operation, 'next page')
  } while (token && items.length < limit)
  return items.slice(0, limit)
}

const wave = 5

/**
 * inBatches makes calls for groups of `size` items, five at a time, and joins the results in order. Without items, it
 * makes no call.
 */
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
