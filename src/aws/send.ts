import type { JsonObject } from '../json.ts'
import { present } from '../present.ts'
import { isServerPage } from './classify.ts'
import { cleanResponse, withoutValues } from './clean.ts'
import { AwsError } from './error.ts'
import { type Effect, memoize, waitForTurn, withRetries } from './retry.ts'
import { type AwsContext, type AwsService, clientSettings, type Traffic } from './services.ts'
import { tapWire } from './wire.ts'

/** The channels of one AWS service in one Region, for reads and for writes; see `Traffic` for why there are two. */
export type Link<Sdk> = { readonly reads: Channel<Sdk>; readonly writes: Channel<Sdk> }

/**
 * A client of the SDK that is created, and its part of the SDK loaded, with the first call; whether its calls may be
 * repeated, and whether responses are JSON.
 */
export type Channel<Sdk> = {
  readonly open: () => Promise<{ readonly sdk: Sdk; readonly client: object }>
  readonly region: string
  readonly effect: Effect
  readonly answers: 'json' | 'xml'
  readonly context: AwsContext
}

type Opening = { readonly region?: string; readonly traffic?: Traffic }

/** openChannel opens a channel for reads in a Region, by default that of the context. */
export function openChannel<Sdk>(
  service: AwsService<Sdk>,
  context: AwsContext,
  { region = context.region, traffic = 'reads' }: Opening = {}
): Channel<Sdk> {
  const open = memoize(async () => {
    const sdk = await service.load()
    const Client = service.client(sdk)
    return { sdk, client: new Client(clientSettings(context, region, traffic)) }
  })
  return { open, region, effect: 'read', answers: service.answers, context }
}

/** channelsIn returns the channel of each Region, which is opened once. */
export function channelsIn<Sdk>(
  service: AwsService<Sdk>,
  context: AwsContext
): (region: string) => Channel<Sdk> {
  const opened = new Map<string, Channel<Sdk>>()
  return region => {
    const channel = opened.get(region) ?? openChannel(service, context, { region })
    opened.set(region, channel)
    return channel
  }
}

/** openLink opens both channels of a service; they share their credentials. */
export function openLink<Sdk>(service: AwsService<Sdk>, context: AwsContext): Link<Sdk> {
  const reads = openChannel(service, context)
  const credentials = async () => {
    const { client } = await reads.open()
    return (client as { readonly config: { credentials(): ReturnType<Credentials> } }).config.credentials()
  }
  const writes = openChannel(service, { ...context, credentials }, { traffic: 'writes' })
  return { reads, writes: { ...writes, effect: 'write' } }
}

type Credentials = NonNullable<AwsContext['credentials']>

/** repeatable returns a channel for a write that is harmless when repeated: a lost response is retried. */
export function repeatable<Sdk>(channel: Channel<Sdk>): Channel<Sdk> {
  return { ...channel, effect: 'read' }
}

/** A command of the SDK. */
type Command<Output> = {
  readonly input: object
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
export function send<Sdk, Output>(
  channel: Channel<Sdk>,
  operation: string,
  command: (sdk: Sdk) => Command<Output>
): Promise<Output> {
  return exchange(channel, operation, { command, read: output => output })
}

/** The request, and how to process the response. */
export type Exchange<Sdk, Output, Result> = {
  readonly command: (sdk: Sdk) => Command<Output>
  /**
   * Sent unmodified in place of the command, because the SDK drops members that it does not know. What stands in it is
   * taken out of the message of an error.
   */
  readonly body?: JsonObject
  /** Whether the body of a good response stays a stream, such as an object of S3. */
  readonly isStream?: boolean
  /**
   * `raw` is the response with every member (empty for XML), and `header` returns one of its headers. An AwsError
   * thrown here counts as a failure of the call, including retries.
   */
  readonly read: (output: Output, raw: JsonObject) => Result | Promise<Result>
  /** A result that is returned as an exception; if undefined, the exception is a failure. */
  readonly readException?: (
    thrown: unknown,
    header: (name: string) => string | undefined
  ) => Result | undefined
}

/** exchange is `send` with an exact body, or for a response that is read completely. Throws AwsError. */
export async function exchange<Sdk, Output, Result>(
  { open, region, effect, answers, context }: Channel<Sdk>,
  operation: string,
  { command: commandOf, body, isStream, read, readException }: Exchange<Sdk, Output, Result>
): Promise<Result> {
  const { sdk, client } = await open()
  const sender = client as { send(command: object): Promise<Output> }
  const { cleaning, clock } = context
  let sent: object = body ?? {}
  const attempt = async () => {
    await waitForTurn(operation, region, context)
    const command = commandOf(sdk)
    sent = body ?? command.input
    const tap = tapWire(command, {
      clock,
      answers: isStream ? 'stream' : answers,
      ...present({ body: body && JSON.stringify(body) })
    })
    try {
      const output = await sender.send(command)
      const raw = answers === 'json' ? tap.answer() : {}
      if (cleaning) for (const answer of [output, raw]) cleanResponse(answer, operation, cleaning)
      return await read(output, raw)
    } catch (thrown) {
      const result = readException?.(thrown, tap.header)
      if (result === undefined) throw thrown
      return result
    }
  }
  try {
    return await withRetries(
      { operation, effect, attempt, where: whereOf(operation, region, context) },
      context
    )
  } catch (thrown) {
    if (!(thrown instanceof AwsError)) throw await brokenCredentials(thrown, client, operation)
    const { message } = thrown
    const bare = thrown.with({ message: body === undefined ? message : withoutValues(message, body) })
    throw heard(namingCluster(bare, sent, context), context)
  }
}

/**
 * What a call failed with that was no answer of AWS and no failure of the network. Where the AWS configuration is
 * incomplete, such as a profile with an SSO session that does not exist, the SDK fails with an error of its own,
 * e.g. a TypeError: then reading the credentials fails again, and that is what is wrong. The SDK's message is not kept.
 */
async function brokenCredentials(thrown: unknown, client: object, operation: string): Promise<unknown> {
  const { credentials } = (client as { readonly config: { readonly credentials?: unknown } }).config
  if (typeof credentials !== 'function') return thrown
  try {
    await credentials()
    return thrown
  } catch {
    const message =
      'the profile in the AWS configuration is incomplete; check its sso_session, role_arn and source_profile'
    return new AwsError({ kind: 'expired', operation, awsName: 'CredentialsProviderError', message })
  }
}

/** A chosen endpoint is named by its host alone, since a URL can hold a login. */
function whereOf(operation: string, region: string, { environment }: AwsContext): string {
  const url = environment['AWS_ENDPOINT_URL']
  const host = url && URL.canParse(url) ? new URL(url).host : ''
  return host === '' ? `${operation.split(':')[0]} in ${region}` : host
}

/** AWS quotes what it rejects. */
function heard(thrown: AwsError, { cleaning }: AwsContext): AwsError {
  if (!cleaning) return thrown
  const { gate } = cleaning
  return thrown.with({ awsName: gate.external(thrown.awsName), message: gate.external(thrown.message) })
}

/** ECS only reports that a cluster was not found: neither which one, nor in which Region. */
function namingCluster(thrown: AwsError, sent: unknown, { region }: AwsContext): AwsError {
  if (thrown.awsName !== 'ClusterNotFoundException') return thrown
  const { cluster = 'default' } = sent as { readonly cluster?: unknown }
  if (typeof cluster !== 'string') return thrown
  return thrown.with({ missing: { cluster, region } })
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

/** What a response calls the token of its next page. */
type Paged = {
  readonly nextToken?: string | undefined
  readonly NextToken?: string | undefined
  readonly Marker?: string | undefined
  readonly IsTruncated?: boolean | undefined
}

/** listAll is collectPages for a listing of the SDK: the command of a page, and the items of its response. */
export function listAll<Sdk, Output extends Paged, Item>(
  channel: Channel<Sdk>,
  operation: string,
  ...[commandOf, itemsOf, limit]: readonly [
    command: (sdk: Sdk, token: string | undefined) => Command<Output>,
    items: (output: Output) => readonly Item[] | undefined,
    limit?: number | undefined
  ]
): Promise<readonly Item[]> {
  const fetch = async (token: string | undefined) => {
    const answer = await send(channel, operation, sdk => commandOf(sdk, token))
    const { nextToken, NextToken = nextToken, IsTruncated, Marker } = answer
    const marked = IsTruncated ? (Marker ?? unusable(operation, 'marker of the next page')) : NextToken
    return { items: itemsOf(answer), next: marked }
  }
  return collectPages(operation, fetch, limit)
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
