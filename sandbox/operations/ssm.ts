import type * as ssm from '@aws-sdk/client-ssm'
import { AwsFault } from '../fault.ts'
import { parseArn } from '../world/lookup.ts'
import { parameterArn } from '../world/secret-read.ts'
import type { Parameter, Region, World } from '../world/state.ts'
import {
  type Call,
  existing,
  here,
  invalid,
  mergeTags,
  type Operations,
  paged,
  tooLarge
} from './operation.ts'

/** putParameter stores the next version of a parameter. */
export function putParameter(
  world: World,
  region: Region,
  what: Pick<Parameter, 'name' | 'type' | 'value' | 'description' | 'keyId' | 'tags'>
): Parameter {
  const known = region.parameters.get(what.name)
  const parameter: Parameter = {
    ...what,
    arn: parameterArn(world, region.name, what.name),
    version: (known?.version ?? 0) + 1,
    modifiedAt: world.now,
    keyId: what.type === 'SecureString' ? (what.keyId ?? 'alias/aws/ssm') : undefined,
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

function parameterIn(call: Call, name = '', missing = 'ParameterNotFound'): Parameter {
  return existing(find(call, name), missing, '')
}

function view(one: Parameter): object {
  return {
    Name: one.name,
    ARN: one.arn,
    Type: one.type,
    KeyId: one.keyId,
    LastModifiedDate: one.modifiedAt,
    Description: one.description,
    Version: one.version,
    Tier: one.tier,
    Policies: [],
    DataType: 'text'
  }
}

/** A SecureString is decrypted only on request; otherwise the answer is text that looks like ciphertext. */
function reveal(call: Call<{ WithDecryption?: boolean | undefined }>, one: Parameter): object {
  const clear = one.type !== 'SecureString' || call.input.WithDecryption
  return { ...view(one), Value: clear ? one.value : Buffer.from(`sealed ${one.name}`).toString('base64') }
}

function resourceOf(call: Call, name: string): string {
  return name.startsWith('arn:') ? name : parameterArn(call.world, call.region, name)
}

function theParameter(call: Call<{ Name: string | undefined }>): string[] {
  return [resourceOf(call, call.input.Name ?? '')]
}

/** Filters by name, and by path with everything below it. */
function fits(one: Parameter, { Key, Option = 'Equals', Values = [] }: ssm.ParameterStringFilter): boolean {
  const isFit = FILTERS[`${Key} ${Option}`]
  if (!isFit) throw invalid(`The sandbox doesn't filter parameters by ${Key} ${Option}.`, 'InvalidFilterKey')
  if (Values.length > 50) throw invalid('A filter can have at most 50 values.', 'InvalidFilterValue')
  return Values.some(value => isFit(one.name, value))
}

const FILTERS: Readonly<Record<string, (name: string, value: string) => boolean>> = {
  'Name Equals': (name, value) => name === value,
  'Name BeginsWith': (name, value) => name.startsWith(value),
  'Path Recursive': (name, value) => name.startsWith(value.endsWith('/') ? value : `${value}/`)
}

/** Parameter Store operations. */
export const SSM: Operations<typeof ssm> = {
  PutParameter: {
    resources: theParameter,
    run: call => {
      const { Name: name = '', Value: value = '', Overwrite, Tags: tags = [], Tier } = call.input
      checkName(name)
      const known = here(call).parameters.get(name)
      if (known && !Overwrite)
        throw new AwsFault(
          'ParameterAlreadyExists',
          'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.'
        )
      if (Overwrite && tags.length > 0)
        throw invalid("Invalid request: tags and overwrite can't be used together.")
      const tier = Tier ?? 'Standard'
      const most = tier === 'Standard' ? 4096 : 8192
      if (Buffer.byteLength(value) > most)
        throw invalid(`${tier} tier parameters support a maximum parameter value of ${most} characters.`)
      const { Type: type = known?.type ?? 'String', KeyId: keyId, Description: description } = call.input
      const stored = putParameter(call.world, here(call), { name, type, value, keyId, description, tags })
      return { Version: stored.version, Tier: stored.tier }
    }
  },
  GetParameter: {
    resources: theParameter,
    run: call => ({ Parameter: reveal(call, parameterIn(call, call.input.Name)) })
  },
  GetParameters: {
    resources: call => call.input.Names?.map(name => resourceOf(call, name)) ?? [],
    run: call => {
      const { Names: names = [] } = call.input
      if (names.length > 10) throw tooLarge('names', 'length', 10)
      return {
        Parameters: names.flatMap(name => find(call, name) ?? []).map(one => reveal(call, one)),
        InvalidParameters: names.filter(name => !find(call, name))
      }
    }
  },
  DescribeParameters: {
    run: call => {
      const { ParameterFilters: filters = [], MaxResults = 50 } = call.input
      const parameters = [...here(call).parameters.values()]
        .filter(one => filters.every(filter => fits(one, filter)))
        .sort((a, b) => (a.name < b.name ? -1 : 1))
      if (MaxResults > 50) throw tooLarge('maxResults', 'value', 50)
      return paged(call, { Parameters: parameters.map(view) }, 50)
    }
  },
  DeleteParameter: {
    resources: theParameter,
    run: call => {
      here(call).parameters.delete(parameterIn(call, call.input.Name).name)
      return {}
    }
  },
  AddTagsToResource: {
    run: call => {
      const found = parameterIn(call, call.input.ResourceId, 'InvalidResourceId')
      found.tags = mergeTags(found.tags, call.input.Tags, 'Key')
      return {}
    }
  },
  ListTagsForResource: {
    run: call => ({ TagList: parameterIn(call, call.input.ResourceId, 'InvalidResourceId').tags })
  }
}
