import { createHash } from 'node:crypto'
import { AwsFault } from '../fault.ts'
import type { JsonMap } from '../json.ts'
import type { HttpRequest } from './rest.ts'

/**
 * readS3 reads a path-style request of S3's REST interface. Throws AwsFault: NotImplemented for anything but GetObject
 * and ListObjectsV2, InvalidArgument for a query parameter or a range that is not simulated.
 */
export function readS3(request: HttpRequest): { operation: string; input: JsonMap } {
  const [, bucket = '', ...rest] = request.path.split('/')
  const key = rest.map(decodeURIComponent).join('/')
  const query = new URLSearchParams(request.query ?? '')
  const isList = key === '' && query.get('list-type') === '2'
  if (request.method !== 'GET' || bucket === '' || (key === '' && !isList))
    throw new AwsFault('NotImplemented', `The sandbox doesn't play ${request.method} ${request.path}.`, 501)
  if (isList) return { operation: 'ListObjectsV2', input: listInput(decodeURIComponent(bucket), query) }
  for (const name of query.keys())
    if (name !== 'x-id')
      throw new AwsFault('InvalidArgument', `Unknown query parameter ${name} of GetObject.`)
  if (request.headers['range'] !== undefined)
    throw new AwsFault('InvalidArgument', "The sandbox doesn't play ranges.")
  return { operation: 'GetObject', input: { Bucket: decodeURIComponent(bucket), Key: key } }
}

function listInput(bucket: string, query: URLSearchParams): JsonMap {
  for (const name of query.keys())
    if (!['list-type', 'prefix', 'max-keys', 'x-id'].includes(name))
      throw new AwsFault(
        'InvalidArgument',
        `The sandbox doesn't play the parameter ${name} of ListObjectsV2.`
      )
  const prefix = query.get('prefix')
  const most = query.get('max-keys')
  return {
    Bucket: bucket,
    ...(prefix === null ? {} : { Prefix: prefix }),
    ...(most === null ? {} : { MaxKeys: Number(most) })
  }
}

/** writeList is the answer of ListObjectsV2. */
export function writeList(output: JsonMap): { readonly body: string } {
  const contents = (output['Contents'] as readonly JsonMap[]).map(
    ({ Key, LastModified, Size }) =>
      `<Contents><Key>${quote(String(Key))}</Key><LastModified>${new Date(Number(LastModified)).toISOString()}</LastModified><Size>${String(Size)}</Size><StorageClass>STANDARD</StorageClass></Contents>`
  )
  const of = (name: string) => `<${name}>${quote(String(output[name]))}</${name}>`
  return {
    body:
      '<?xml version="1.0" encoding="UTF-8"?>\n' +
      `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${of('Name')}${of('Prefix')}<KeyCount>${contents.length}</KeyCount>${of('MaxKeys')}${of('IsTruncated')}${contents.join('')}</ListBucketResult>`
  }
}

/** writeObject is the answer of GetObject: the object, with its metadata in headers. */
export function writeObject(output: JsonMap): {
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
} {
  const body = String(output['Body'])
  return {
    body,
    headers: {
      etag: `"${createHash('md5').update(body).digest('hex')}"`,
      'last-modified': new Date(Number(output['LastModified'])).toUTCString(),
      'accept-ranges': 'bytes'
    }
  }
}

/** S3's error codes and statuses for refusals that the sandbox knows by the exception names of JSON services. */
const NAMES: Readonly<Record<string, { readonly code: string; readonly status: number }>> = {
  AccessDeniedException: { code: 'AccessDenied', status: 403 },
  ExpiredTokenException: { code: 'ExpiredToken', status: 400 },
  UnrecognizedClientException: { code: 'InvalidAccessKeyId', status: 403 },
  MissingAuthenticationTokenException: { code: 'AccessDenied', status: 403 },
  ThrottlingException: { code: 'SlowDown', status: 503 },
  ServerException: { code: 'InternalError', status: 500 },
  NoSuchKey: { code: 'NoSuchKey', status: 404 },
  NoSuchBucket: { code: 'NoSuchBucket', status: 404 },
  PermanentRedirect: { code: 'PermanentRedirect', status: 301 }
}

/**
 * writeS3Error is the XML of a refusal: without an envelope, and for a bucket elsewhere with its Region in a header.
 */
export function writeS3Error(
  fault: AwsFault,
  requestId: string
): {
  readonly status: number
  readonly code: string
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
} {
  const { code, status } = NAMES[fault.type] ?? { code: fault.type, status: fault.status }
  const region = code === 'PermanentRedirect' ? (REGION.exec(fault.message)?.[1] ?? '') : ''
  // S3 quotes the resource of a denial
  const message = fault.message.replace(/ on resource: (\S+) /, ' on resource: "$1" ')
  const text = code === 'PermanentRedirect' ? REDIRECT : message
  return {
    status,
    code,
    body:
      '<?xml version="1.0" encoding="UTF-8"?>\n' +
      `<Error><Code>${code}</Code><Message>${quote(text)}</Message><RequestId>${requestId}</RequestId><HostId>sandbox</HostId></Error>`,
    headers: region === '' ? {} : { 'x-amz-bucket-region': region }
  }
}

const REGION = /^region (.*)$/
const REDIRECT =
  'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.'

function quote(value: string): string {
  return value.replace(/[&<>"]/g, one => `&#${one.charCodeAt(0)};`)
}
