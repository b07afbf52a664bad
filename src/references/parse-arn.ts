import { malformed, parameterTailFault, secretNamePattern } from './grammar.ts'
import { parseTail } from './parse-tail.ts'
import type { MalformedReference, ParsedReference } from './reference.ts'

type ArnHead = { readonly partition: string; readonly region: string; readonly account: string }

/** parseArnReference reads an ARN of a secret (partial or complete, with ECS's strict tail) or of a parameter. */
export function parseArnReference(text: string): ParsedReference {
  const [, partition = '', service = '', region = '', account = '', ...resource] = text.split(':')
  const fault = headFault({ partition, service, region, account }, resource.length)
  if (fault) return fault
  const head = { partition, region, account }
  return service === 'ssm' ? parameterArn(head, resource) : secretArn(head, resource)
}

function headFault(
  head: ArnHead & { readonly service: string },
  resourceParts: number
): MalformedReference | undefined {
  if (!/^aws(-[a-z0-9]+)*$/.test(head.partition)) {
    return malformed(
      'malformed-reference',
      'the second part of the ARN is not a partition of AWS',
      'The partition is aws, aws-cn, aws-us-gov or another word that begins with aws-'
    )
  }
  if (head.service !== 'secretsmanager' && head.service !== 'ssm') return otherService(head.service)
  if (!/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(head.region)) {
    return malformed(
      'malformed-reference',
      `the ARN of ${head.service} has ${head.region === '' ? 'no region' : 'a region that can not be one'}`,
      'Write the region after the service, e.g. us-west-2, or use the short form secretsmanager:NAME or ssm:NAME.'
    )
  }
  if (!/^\d{12}$/.test(head.account)) {
    return malformed(
      'malformed-reference',
      `the ARN of ${head.service} has no account of twelve digits`,
      'Write the account after the region, or use the short form secretsmanager:NAME or ssm:NAME.'
    )
  }
  return resourceParts === 0
    ? malformed(
        'malformed-reference',
        'the ARN ends before the resource',
        'Copy the whole ARN, or use the short form secretsmanager:NAME or ssm:NAME.'
      )
    : undefined
}

function otherService(service: string): MalformedReference {
  const shown = /^[a-z0-9-]{1,40}$/.test(service) ? `of ${service}` : 'of no service'
  return {
    kind: 'malformed',
    fault: {
      code: 'other-service',
      message: `the ARN is one ${shown}; ECS reads secrets from secretsmanager and ssm only`,
      hint: 'Write the ARN of a Secrets Manager secret or an SSM parameter, or secretsmanager:NAME or ssm:NAME.'
    }
  }
}

function secretArn(head: ArnHead, parts: readonly string[]): ParsedReference {
  const [type, resource = '', ...tailParts] = parts
  if (type !== 'secret' || !secretNamePattern.test(resource)) {
    return malformed(
      'malformed-reference',
      'the resource of the secretsmanager ARN is not `secret:NAME`',
      'A secret name has 1 to 512 characters: letters, digits and /_+=.@-'
    )
  }
  const shown = `arn:${head.partition}:secretsmanager:${head.region}:${head.account}:secret:${resource}`
  if (tailParts.length !== 0 && tailParts.length !== 3) {
    return {
      kind: 'malformed',
      fault: {
        code: 'malformed-tail',
        message: `the ARN ${shown} is followed by ${tailParts.length} parts; ECS wants none or exactly three`,
        hint: 'Write all three colons: :json-key:version-stage:version-id, e.g. :password:: for a JSON key alone.'
      }
    }
  }
  const tail = parseTail(tailParts, shown)
  if (tail.fault) return { kind: 'malformed', fault: tail.fault }
  const suffix = /.-([A-Za-z0-9]{6})$/.exec(resource)?.[1]
  return {
    kind: 'secret-arn',
    ...head,
    resource,
    ...(suffix !== undefined && { suffix }),
    ...(tail.tail && { tail: tail.tail })
  }
}

function parameterArn(head: ArnHead, parts: readonly string[]): ParsedReference {
  const [path = '', ...tailParts] = parts
  const resource = path.startsWith('parameter/') ? path.slice('parameter/'.length) : ''
  if (!/^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/.test(resource)) {
    return malformed(
      'malformed-reference',
      'the resource of the ssm ARN is not `parameter/NAME`',
      'The parameter /app/db has the ARN …:parameter/app/db (one slash); the parameter app has …:parameter/app.'
    )
  }
  const shown = `arn:${head.partition}:ssm:${head.region}:${head.account}:parameter/${resource}`
  if (tailParts.length > 0) return parameterTailFault(shown, tailParts)
  return { kind: 'parameter-arn', ...head, resource }
}
