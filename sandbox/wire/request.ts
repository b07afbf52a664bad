import { AwsFault } from '../fault.ts'
import { isMap, type JsonMap } from '../json.ts'
import type { ServiceName } from '../operations/index.ts'
import { isQueryService, type QueryService, readForm } from './query.ts'
import { type HttpRequest, readRest } from './rest.ts'
import { readS3 } from './s3.ts'
import type { ModelledService } from './schema.ts'

/** An AWS call parsed from the wire, not yet validated. */
export type WireCall = Target & {
  readonly input: JsonMap
  readonly region: string
  readonly accessKey: string
}

type Target =
  | { readonly protocol: 'rest'; readonly service: 'scheduler'; readonly operation: string }
  | { readonly protocol: 's3'; readonly service: 's3'; readonly operation: string }
  | { readonly protocol: 'json'; readonly service: ModelledService; readonly operation: string }
  | { readonly protocol: 'query'; readonly service: QueryService; readonly operation: string }

const TARGETS: Readonly<Record<string, ModelledService>> = {
  AmazonEC2ContainerServiceV20141113: 'ecs',
  AmazonEC2ContainerRegistry_V20150921: 'ecr',
  secretsmanager: 'secretsmanager',
  AmazonSSM: 'ssm',
  AWSEvents: 'events',
  CodeDeploy_20141006: 'codedeploy',
  Logs_20140328: 'logs'
}

/**
 * serviceAt determines the service and protocol of a request as far as possible, so that errors have the right shape.
 */
export function serviceAt(request: HttpRequest): {
  service: ServiceName
  protocol: 'json' | 'query' | 'rest' | 's3'
} {
  const target = headerOf(request, 'x-amz-target')
  if (target !== undefined) return { service: TARGETS[target.split('.')[0] ?? ''] ?? 'ecs', protocol: 'json' }
  const signed = scopeOf(request)?.service ?? ''
  if (signed === 'scheduler') return { service: 'scheduler', protocol: 'rest' }
  if (signed === 's3') return { service: 's3', protocol: 's3' }
  return { service: isQueryService(signed) ? signed : 'sts', protocol: 'query' }
}

/**
 * readCall reads target, body, Region and access key. Throws AwsFault: MissingAuthenticationTokenException without a
 * signature, UnknownOperationException for a target that the sandbox does not serve, SerializationException for a body
 * that is not JSON.
 */
export function readCall(request: HttpRequest): WireCall {
  const scope = scopeOf(request)
  if (!scope) throw new AwsFault('MissingAuthenticationTokenException', 'Missing Authentication Token', 403)
  const { region, accessKey } = scope
  const target = headerOf(request, 'x-amz-target')
  if (target === undefined && scope.service === 'scheduler')
    return { protocol: 'rest', service: 'scheduler', ...readRest(request), region, accessKey }
  if (target === undefined && scope.service === 's3')
    return { protocol: 's3', service: 's3', ...readS3(request), region, accessKey }
  if (target === undefined) return { ...readQuery(request, scope.service), region, accessKey }
  const [prefix = '', operation = ''] = target.split('.')
  const service = TARGETS[prefix]
  if (!service) throw new AwsFault('UnknownOperationException', `The sandbox has no service ${prefix}.`)
  return { protocol: 'json', service, operation, input: readJson(request.body), region, accessKey }
}

function readQuery(
  request: HttpRequest,
  service: string
): Extract<Target, { protocol: 'query' }> & { input: JsonMap } {
  const { action, input } = readForm(request.body)
  if (!isQueryService(service))
    throw new AwsFault('UnknownOperationException', `The sandbox has no service ${service || '(unnamed)'}.`)
  return { protocol: 'query', service, operation: action, input }
}

function readJson(body: string): JsonMap {
  if (body === '') return {}
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    throw new AwsFault('SerializationException', 'The body is not JSON.')
  }
  if (!isMap(value)) throw new AwsFault('SerializationException', 'The body is not a JSON object.')
  return value
}

/** The credential scope of a SigV4 header: access key, day, Region, service. Signatures are not verified. */
function scopeOf(request: HttpRequest): { accessKey: string; region: string; service: string } | undefined {
  const header = headerOf(request, 'authorization') ?? ''
  const match = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/.exec(header)
  if (!match) return
  return { accessKey: match[1] ?? '', region: match[2] ?? '', service: match[3] ?? '' }
}

function headerOf(request: HttpRequest, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}
