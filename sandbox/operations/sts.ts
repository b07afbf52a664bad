import { AwsFault } from '../fault.ts'
import { numberOf, seconds } from '../json.ts'
import { findRole } from '../world/evaluate.ts'
import { drawFrom, drawLetters } from '../world/queue.ts'
import { type Operations, text } from './operation.ts'

/** STS operations. */
export const STS: Operations = {
  GetCallerIdentity: {
    free: true,
    run: call => ({ UserId: 'AROASANDBOX:sandbox', Account: call.world.account, Arn: call.callerArn })
  },
  AssumeRole: {
    resources: call => [text(call, 'RoleArn')],
    run: call => {
      const { world, callerArn } = call
      const arn = text(call, 'RoleArn')
      const session = text(call, 'RoleSessionName')
      const role = findRole(world, arn)
      if (!role)
        throw new AwsFault(
          'AccessDenied',
          `User: ${callerArn} is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
          403
        )
      const AccessKeyId = `ASIA${drawFrom(world, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 16)}`
      const Arn = `arn:${world.partition}:sts::${world.account}:assumed-role/${role.name}/${session}`
      world.sessions.set(AccessKeyId, { roleName: role.name, arn: Arn })
      return {
        Credentials: {
          AccessKeyId,
          SecretAccessKey: drawLetters(world, 40),
          SessionToken: drawLetters(world, 120),
          Expiration: seconds(world.now + (numberOf(call.input, 'DurationSeconds') ?? 3600) * 1000)
        },
        AssumedRoleUser: { AssumedRoleId: `${role.id}:${session}`, Arn }
      }
    }
  }
}
