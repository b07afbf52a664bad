import { AwsFault } from '../../fault.ts'
import { textOf } from '../../json.ts'
import { drawFrom, drawLetters } from '../../world/random.ts'
import { findRole } from '../../world/role-access.ts'
import { must, type Operation } from '../operation.ts'

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

function missing(key: string): AwsFault {
  return new AwsFault('ValidationError', `Value null at '${key}' failed to satisfy constraint`)
}

const identity: Operation = {
  free: true,
  run: call => ({
    UserId: `AROA${'SANDBOX'.padEnd(17, 'X')}:sandbox`,
    Account: call.world.account,
    Arn: call.callerArn
  })
}

const assume: Operation = {
  resources: call => [textOf(call.input, 'RoleArn') ?? '*'],
  run: call => {
    const arn = must(call, 'RoleArn', missing)
    const session = must(call, 'RoleSessionName', missing)
    const role = findRole(call.world, arn)
    if (!role)
      throw new AwsFault(
        'AccessDenied',
        `User: ${call.callerArn} is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
        403
      )
    const key = `ASIA${drawFrom(call.world, BASE32, 16)}`
    const sessionArn = `arn:${call.world.partition}:sts::${call.world.account}:assumed-role/${role.name}/${session}`
    call.world.sessions.set(key, { roleName: role.name, arn: sessionArn })
    const lasts = Number(textOf(call.input, 'DurationSeconds') ?? 3600)
    return {
      Credentials: {
        AccessKeyId: key,
        SecretAccessKey: drawLetters(call.world, 40),
        SessionToken: drawLetters(call.world, 120),
        Expiration: new Date(call.world.now + lasts * 1000).toISOString().replace(/\.\d+Z$/, 'Z')
      },
      AssumedRoleUser: { AssumedRoleId: `${role.id}:${session}`, Arn: sessionArn }
    }
  }
}

/** STS operations. */
export const STS: Readonly<Record<string, Operation>> = {
  GetCallerIdentity: identity,
  AssumeRole: assume
}

/** The parameters of each STS action. */
export const STS_PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  GetCallerIdentity: [],
  AssumeRole: ['RoleArn', 'RoleSessionName', 'DurationSeconds', 'Policy', 'ExternalId', 'Tags']
}
