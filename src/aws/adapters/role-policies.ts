import {
  GetRolePolicyCommand,
  IAMClient,
  ListRolePoliciesCommand,
  PutRolePolicyCommand
} from '@aws-sdk/client-iam'
import { isObject, type JsonObject } from '../../json.ts'
import type { RolePolicies } from '../../migration/ports.ts'
import { present } from '../../present.ts'
import type { AwsContext } from '../clients.ts'
import {
  type Channel,
  collectPages,
  exchange,
  inBatches,
  openChannel,
  send,
  unusable
} from '../requests/send.ts'

/** createRolePolicies implements RolePolicies on IAM. Every method throws AwsError. */
export function createRolePolicies(context: AwsContext): RolePolicies {
  const channel = openChannel(IAMClient, context, { traffic: 'writes', answers: 'xml' })
  return {
    listInline: async roleName => {
      const names = await listNames(channel, roleName)
      return inBatches(names, 1, async ([name = '']) => [
        { policyName: name, document: await readPolicy(channel, roleName, name) }
      ])
    },
    put: async (roleName, policyName, document) => {
      const command = new PutRolePolicyCommand({
        RoleName: roleName,
        PolicyName: policyName,
        PolicyDocument: JSON.stringify(document)
      })
      // the complete policy is sent, so sending it again after a lost response changes nothing
      await send(channel, 'iam:PutRolePolicy', command)
    }
  }
}

function listNames(channel: Channel<IAMClient>, roleName: string): Promise<readonly string[]> {
  const operation = 'iam:ListRolePolicies'
  return collectPages(operation, async marker => {
    const command = new ListRolePoliciesCommand({ RoleName: roleName, ...present({ Marker: marker }) })
    const answer = await send(channel, operation, command)
    const next = answer.IsTruncated ? (answer.Marker ?? unusable(operation, 'marker of the next page')) : ''
    // without its list, an answer must not look like a role without policies: the policy would be overwritten
    return { items: answer.PolicyNames, next }
  })
}

function readPolicy(channel: Channel<IAMClient>, roleName: string, policyName: string): Promise<JsonObject> {
  const operation = 'iam:GetRolePolicy'
  return exchange(channel, operation, {
    command: new GetRolePolicyCommand({ RoleName: roleName, PolicyName: policyName }),
    // an unreadable policy must never be overwritten
    read: ({ PolicyDocument = '' }) =>
      parseDocument(PolicyDocument) ?? unusable(operation, 'readable policy document')
  })
}

/** IAM returns policy documents percent-encoded (RFC 3986). */
function parseDocument(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(decodeURIComponent(text))
    return isObject(value) ? value : undefined
  } catch {
    // the parser's message quotes the text, so it is dropped
    return undefined
  }
}
