import { AwsFault } from '../../fault.ts'
import { booleanOf, compact, type JsonMap, mapsOf, numberOf, seconds, textOf, textsOf } from '../../json.ts'
import { arnOf, parseArn } from '../../world/arns.ts'
import type { Parameter, Region, World } from '../../world/state.ts'
import { type Call, here, mergeTags, must, type Operation, page } from '../operation.ts'
import { fits } from './parameter-filters.ts'

const MOST_BYTES: Readonly<Record<string, number>> = { Standard: 4096, Advanced: 8192 }

/** parameterArn has exactly one slash after `parameter`, with or without a leading slash in the name. */
export function parameterArn(world: World, region: string, name: string): string {
  return arnOf(world, ['ssm', region], `parameter${name.startsWith('/') ? name : `/${name}`}`)
}

/** putParameter stores the next version of a parameter. */
export function putParameter(
  world: World,
  region: Region,
  what: { name: string; type: string; value: string; keyId?: string; description?: string; tags: JsonMap[] }
): Parameter {
  const known = region.parameters.get(what.name)
  const parameter: Parameter = {
    name: what.name,
    arn: parameterArn(world, region.name, what.name),
    type: what.type,
    value: what.value,
    version: (known?.version ?? 0) + 1,
    modifiedAt: world.now,
    ...(what.description === undefined ? {} : { description: what.description }),
    ...(what.type === 'SecureString' ? { keyId: what.keyId ?? 'alias/aws/ssm' } : {}),
    tier: Buffer.byteLength(what.value) > 4096 ? 'Advanced' : 'Standard',
    tags: known?.tags ?? what.tags
  }
  region.parameters.set(what.name, parameter)
  return parameter
}

function nullMember(key: string): AwsFault {
  return validation(
    `1 validation error detected: Value null at '${key.charAt(0).toLowerCase()}${key.slice(1)}' failed to satisfy constraint: Member must not be null`
  )
}

function validation(message: string): AwsFault {
  return new AwsFault('ValidationException', message)
}

function checkName(name: string): void {
  if (/^\/?(aws|ssm)/i.test(name)) {
    const reserved = /^\/?aws/i.test(name)
    if (reserved)
      throw new AwsFault('AccessDeniedException', `No access to reserved parameter name: ${name}.`)
    throw validation('Parameter name: can\'t be prefixed with "ssm" (case-insensitive).')
  }
  if (!/^[\w./-]+$/.test(name))
    throw validation("Parameter name: can't contain other than letters, numbers and .-_/ symbols.")
  if (name.includes('/') && !name.startsWith('/'))
    throw validation(`Parameter name must be a fully qualified name. "${name}" must begin with "/".`)
}

const put: Operation = {
  writes: true,
  resources: call => [parameterArn(call.world, call.region, textOf(call.input, 'Name') ?? '')],
  run: call => {
    const name = must(call, 'Name', nullMember)
    const value = must(call, 'Value', nullMember)
    checkName(name)
    const known = here(call).parameters.get(name)
    const overwrite = booleanOf(call.input, 'Overwrite') ?? false
    if (known && !overwrite)
      throw new AwsFault(
        'ParameterAlreadyExists',
        'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.'
      )
    if (overwrite && mapsOf(call.input, 'Tags').length > 0)
      throw validation("Invalid request: tags and overwrite can't be used together.")
    const tier = textOf(call.input, 'Tier') ?? 'Standard'
    if (Buffer.byteLength(value) > (MOST_BYTES[tier] ?? 8192))
      throw validation(
        `${tier} tier parameters support a maximum parameter value of ${MOST_BYTES[tier] ?? 8192} characters.`
      )
    const type = textOf(call.input, 'Type') ?? known?.type
    if (type === undefined) throw validation('A parameter type is required when you create a parameter.')
    const keyId = textOf(call.input, 'KeyId')
    const description = textOf(call.input, 'Description')
    const stored = putParameter(call.world, here(call), {
      name,
      type,
      value,
      ...(keyId === undefined ? {} : { keyId }),
      ...(description === undefined ? {} : { description }),
      tags: mapsOf(call.input, 'Tags')
    })
    return { Version: stored.version, Tier: stored.tier }
  }
}

function find(call: Call, nameOrArn: string): Parameter | undefined {
  const { parameters } = here(call)
  const arn = parseArn(nameOrArn)
  if (!arn) return parameters.get(nameOrArn)
  return [...parameters.values()].find(parameter => parameter.arn === nameOrArn)
}

function view(one: Parameter): JsonMap {
  return {
    Name: one.name,
    Type: one.type,
    Value: one.value,
    Version: one.version,
    LastModifiedDate: seconds(one.modifiedAt),
    ARN: one.arn,
    DataType: 'text'
  }
}

/** A SecureString is decrypted only on request; otherwise the answer is text that looks like ciphertext. */
function reveal(call: Call, one: Parameter): JsonMap {
  const clear = one.type !== 'SecureString' || booleanOf(call.input, 'WithDecryption') === true
  return clear ? view(one) : { ...view(one), Value: Buffer.from(`sealed ${one.name}`).toString('base64') }
}

const get: Operation = {
  resources: call => [resourceOf(call, textOf(call.input, 'Name') ?? '')],
  run: call => {
    const found = find(call, must(call, 'Name', nullMember))
    if (!found) throw new AwsFault('ParameterNotFound', '')
    return { Parameter: reveal(call, found) }
  }
}

const getMany: Operation = {
  resources: call => textsOf(call.input, 'Names').map(name => resourceOf(call, name)),
  run: call => {
    const names = textsOf(call.input, 'Names')
    if (names.length === 0 || names.length > 10)
      throw validation(
        "1 validation error detected: Value at 'names' failed to satisfy constraint: Member must have length less than or equal to 10"
      )
    const found = names.map(name => ({ name, one: find(call, name) }))
    return {
      Parameters: found.flatMap(({ one }) => (one ? [reveal(call, one)] : [])),
      InvalidParameters: found.flatMap(({ name, one }) => (one ? [] : [name]))
    }
  }
}

function resourceOf(call: Call, name: string): string {
  return name.startsWith('arn:') ? name : parameterArn(call.world, call.region, name)
}

const describe: Operation = {
  run: call => {
    const filters = mapsOf(call.input, 'ParameterFilters')
    const parameters = [...here(call).parameters.values()]
      .filter(one => filters.every(filter => fits(one, filter)))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
    const size = numberOf(call.input, 'MaxResults') ?? 50
    if (size < 1 || size > 50)
      throw validation(
        "1 validation error detected: Value at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 50"
      )
    const found = page(parameters, {
      size,
      token: textOf(call.input, 'NextToken'),
      refusal: () => new AwsFault('InvalidNextToken', 'The specified token is not valid.')
    })
    return { Parameters: found.items.map(describeOne), NextToken: found.next }
  }
}

function describeOne(one: Parameter): JsonMap {
  return compact({
    Name: one.name,
    ARN: one.arn,
    Type: one.type,
    KeyId: one.keyId,
    LastModifiedDate: seconds(one.modifiedAt),
    Description: one.description,
    Version: one.version,
    Tier: one.tier,
    Policies: [],
    DataType: 'text'
  })
}

const remove: Operation = {
  writes: true,
  resources: call => [resourceOf(call, textOf(call.input, 'Name') ?? '')],
  run: call => {
    const found = find(call, must(call, 'Name', nullMember))
    if (!found) throw new AwsFault('ParameterNotFound', '')
    here(call).parameters.delete(found.name)
    return {}
  }
}

const tag: Operation = {
  writes: true,
  run: call => {
    const found = find(call, must(call, 'ResourceId', nullMember))
    if (!found) throw new AwsFault('InvalidResourceId', 'The resource ID is not valid.')
    found.tags = mergeTags(found.tags, mapsOf(call.input, 'Tags'), 'Key')
    return {}
  }
}

const listTags: Operation = {
  run: call => {
    const found = find(call, must(call, 'ResourceId', nullMember))
    if (!found) throw new AwsFault('InvalidResourceId', 'The resource ID is not valid.')
    return { TagList: found.tags }
  }
}

/** Parameter Store operations. */
export const SSM: Readonly<Record<string, Operation>> = {
  PutParameter: put,
  GetParameter: get,
  GetParameters: getMany,
  DescribeParameters: describe,
  DeleteParameter: remove,
  AddTagsToResource: tag,
  ListTagsForResource: listTags
}
