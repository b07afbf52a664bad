import {
  GetRolePolicyCommand,
  IAMClient,
  ListRolePoliciesCommand,
  PutRolePolicyCommand
} from '@aws-sdk/client-iam'
import type { JsonObject, JsonValue } from '../json.ts'
import type { RolePolicies } from '../migration/ports.ts'
import { type AwsContext, clientSettings } from './clients.ts'
import { AwsError } from './error.ts'
import { collectPages, inBatches } from './pages.ts'
import { withRetries } from './retry.ts'
import { tapConnection } from './wire.ts'

type Link = { readonly client: IAMClient; readonly context: AwsContext }

/** createRolePolicies is RolePolicies on IAM. Every method throws AwsError. */
export function createRolePolicies(context: AwsContext): RolePolicies {
  const link = { client: new IAMClient(clientSettings(context, context.region, 'writes')), context }
  return {
    listInline: async roleName => {
      const names = await listNames(link, roleName)
      return inBatches(names, 1, async ([name = '']) => [
        { policyName: name, document: await readPolicy(link, roleName, name) }
      ])
    },
    put: (roleName, policyName, document) =>
      // the whole policy is sent: sending it again after a lost answer changes nothing
      call(link, 'PutRolePolicy', async () => {
        const command = new PutRolePolicyCommand({
          RoleName: roleName,
          PolicyName: policyName,
          PolicyDocument: JSON.stringify(document)
        })
        tapConnection(command)
        await link.client.send(command)
      })
  }
}

function listNames(link: Link, roleName: string): Promise<readonly string[]> {
  return collectPages(marker =>
    call(link, 'ListRolePolicies', async () => {
      const command = new ListRolePoliciesCommand({
        RoleName: roleName,
        ...(marker === undefined ? {} : { Marker: marker })
      })
      tapConnection(command)
      const answer = await link.client.send(command)
      return { items: answer.PolicyNames ?? [], next: answer.IsTruncated ? answer.Marker : undefined }
    })
  )
}

function readPolicy(link: Link, roleName: string, policyName: string): Promise<JsonObject> {
  return call(link, 'GetRolePolicy', async () => {
    const command = new GetRolePolicyCommand({ RoleName: roleName, PolicyName: policyName })
    tapConnection(command)
    const { PolicyDocument = '' } = await link.client.send(command)
    return parseDocument(PolicyDocument)
  })
}

/** IAM gives policy documents percent-encoded (RFC 3986). One that can't be read must never be written over. */
function parseDocument(text: string): JsonObject {
  try {
    const value = JSON.parse(decodeURIComponent(text)) as JsonValue
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject
  } catch {
    // the parser's message quotes the text, so it goes no further
  }
  throw new AwsError({
    kind: 'lost',
    operation: 'iam:GetRolePolicy',
    awsName: 'IncompleteAnswer',
    message: 'the answer has no readable policy document'
  })
}

function call<Result>(link: Link, operation: string, attempt: () => Promise<Result>): Promise<Result> {
  return withRetries({ operation: `iam:${operation}`, effect: 'read', attempt }, link.context)
}
