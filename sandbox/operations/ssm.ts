import { AwsFault } from '../fault.ts'
import { booleanOf, compact, type JsonMap, mapsOf, numberOf, seconds, textOf, textsOf } from '../json.ts'
import { arnOf, parseArn } from '../world/lookup.ts'
import type { Parameter, Region, World } from '../world/state.ts'
import { type Call, here, invalid, mergeTags, type Operations, page, text } from './operation.ts'

/** parameterArn has exactly one slash after `parameter`, with or without a leading slash in the name. */
function parameterArn(world: World, region: string, name: string): string {
  return arnOf(world, ['ssm', region], `parameter${name.startsWith('/') ? name : `/${name}`}`)
}

/** putParameter stores the next version of a parameter. */
export function putParameter(
  world: World,
  region: Region,
  what: Pick<Parameter, 'name' | 'type' | 'value' | 'description' | 'keyId' | 'tags'>
): Parameter {
  const { keyId, ...given } = what
  const known = region.parameters.get(what.name)
  const parameter: Parameter = {
    ...given,
    arn: parameterArn(world, region.name, what.name),
    version: (known?.version ?? 0) + 1,
    modifiedAt: world.now,
    ...(what.type === 'SecureString' ? { keyId: keyId ?? 'alias/aws/ssm' } : {}),
    tier: Buffer.byteLength(what.value) > 4096 ? 'Advanced' : 'Standard',
    tags: known?.tags ?? what.tags
  }
  region.parameters.set(what.name, parameter)
  return parameter
}

function checkName(name: string): void {
  if (/^\/?aws/i.test(name))
    throw new AwsFault('AccessDeniedException', `No access to reserved parameter name: ${name}.`)
  if (/^\/?ssm/i.test(name))
    throw invalid('Parameter name: can\'t be prefixed with "ssm" (case-insensitive).')
  if (!/^[\w./-]+$/.test(name))
    throw invalid("Parameter name: can't contain other than letters, numbers and .-_/ symbols.")
  if (name.includes('/') && !name.startsWith('/'))
    throw invalid(`Parameter name must be a fully qualified name. "${name}" must begin with "/".`)
}

function find(call: Call, nameOrArn: string): Parameter | undefined {
  const { parameters } = here(call)
  return parseArn(nameOrArn)
    ? [...parameters.values()].find(({ arn }) => arn === nameOrArn)
    : parameters.get(nameOrArn)
}

function parameterIn(call: Call, key: string, missing: string): Parameter {
  const found = find(call, text(call, key))
  if (!found) throw new AwsFault(missing, '')
  return found
}

/** A SecureString is decrypted only on request; otherwise the answer is text that looks like ciphertext. */
function reveal(call: Call, one: Parameter): JsonMap {
  const clear = one.type !== 'SecureString' || booleanOf(call.input, 'WithDecryption') === true
  const { Name, Type, Version, LastModifiedDate, ARN, DataType } = describeOne(one)
  const Value = clear ? one.value : Buffer.from(`sealed ${one.name}`).toString('base64')
  return { Name, Type, Value, Version, LastModifiedDate, ARN, DataType }
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

function resourceOf(call: Call, name: string): string {
  return name.startsWith('arn:') ? name : parameterArn(call.world, call.region, name)
}

function theParameter(call: Call): string[] {
  return [resourceOf(call, text(call, 'Name'))]
}

/** Filters by name, and by path with everything below it. */
function fits(one: Parameter, filter: JsonMap): boolean {
  const key = textOf(filter, 'Key') ?? ''
  const option = textOf(filter, 'Option') ?? 'Equals'
  const values = textsOf(filter, 'Values')
  const isFit = FILTERS[`${key} ${option}`]
  if (!isFit) throw invalid(`The sandbox doesn't filter parameters by ${key} ${option}.`, 'InvalidFilterKey')
  if (values.length > 50) throw invalid('A filter can have at most 50 values.', 'InvalidFilterValue')
  return values.some(value => isFit(one.name, value))
}

const FILTERS: Readonly<Record<string, (name: string, value: string) => boolean>> = {
  'Name Equals': (name, value) => name === value,
  'Name BeginsWith': (name, value) => name.startsWith(value),
  'Path Recursive': (name, value) => name.startsWith(value.endsWith('/') ? value : `${value}/`)
}

/** Parameter Store operations. */
export const SSM: Operations = {
  PutParameter: {
    writes: true,
    resources: theParameter,
    run: call => {
      const name = text(call, 'Name')
      const value = text(call, 'Value')
      checkName(name)
      const known = here(call).parameters.get(name)
      const overwrite = booleanOf(call.input, 'Overwrite') ?? false
      if (known && !overwrite)
        throw new AwsFault(
          'ParameterAlreadyExists',
          'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.'
        )
      if (overwrite && mapsOf(call.input, 'Tags').length > 0)
        throw invalid("Invalid request: tags and overwrite can't be used together.")
      const tier = text(call, 'Tier') || 'Standard'
      const most = tier === 'Standard' ? 4096 : 8192
      if (Buffer.byteLength(value) > most)
        throw invalid(`${tier} tier parameters support a maximum parameter value of ${most} characters.`)
      const keyId = textOf(call.input, 'KeyId')
      const description = textOf(call.input, 'Description')
      const stored = putParameter(call.world, here(call), {
        name,
        type: (text(call, 'Type') || known?.type) ?? 'String',
        value,
        ...(keyId === undefined ? {} : { keyId }),
        ...(description === undefined ? {} : { description }),
        tags: mapsOf(call.input, 'Tags')
      })
      return { Version: stored.version, Tier: stored.tier }
    }
  },
  GetParameter: {
    resources: theParameter,
    run: call => ({ Parameter: reveal(call, parameterIn(call, 'Name', 'ParameterNotFound')) })
  },
  GetParameters: {
    resources: call => textsOf(call.input, 'Names').map(name => resourceOf(call, name)),
    run: call => {
      const names = textsOf(call.input, 'Names')
      if (names.length > 10)
        throw invalid(
          "1 validation error detected: Value at 'names' failed to satisfy constraint: Member must have length less than or equal to 10"
        )
      const found = names.map(name => ({ name, one: find(call, name) }))
      return {
        Parameters: found.flatMap(({ one }) => (one ? [reveal(call, one)] : [])),
        InvalidParameters: found.flatMap(({ name, one }) => (one ? [] : [name]))
      }
    }
  },
  DescribeParameters: {
    run: call => {
      const filters = mapsOf(call.input, 'ParameterFilters')
      const parameters = [...here(call).parameters.values()]
        .filter(one => filters.every(filter => fits(one, filter)))
        .sort((a, b) => (a.name < b.name ? -1 : 1))
      if ((numberOf(call.input, 'MaxResults') ?? 0) > 50)
        throw invalid(
          "1 validation error detected: Value at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 50"
        )
      const found = page(call, parameters, 50)
      return { Parameters: found.items.map(describeOne), NextToken: found.next }
    }
  },
  DeleteParameter: {
    writes: true,
    resources: theParameter,
    run: call => {
      here(call).parameters.delete(parameterIn(call, 'Name', 'ParameterNotFound').name)
      return {}
    }
  },
  AddTagsToResource: {
    writes: true,
    run: call => {
      const found = parameterIn(call, 'ResourceId', 'InvalidResourceId')
      found.tags = mergeTags(found.tags, mapsOf(call.input, 'Tags'), 'Key')
      return {}
    }
  },
  ListTagsForResource: {
    run: call => ({ TagList: parameterIn(call, 'ResourceId', 'InvalidResourceId').tags })
  }
}
