import { ECSClient } from '@aws-sdk/client-ecs'
import { isServerPage } from './classify.ts'
import { type AwsContext, clientSettings } from './clients.ts'
import { AwsError } from './error.ts'
import { withRetries } from './retry.ts'

/** The two clients of ECS in one region; every adapter of an ECS port shares them. */
export type Link = { readonly reads: ECSClient; readonly writes: ECSClient; readonly context: AwsContext }

/** linkEcs makes the clients; nothing is sent. */
export function linkEcs(context: AwsContext): Link {
  const reads = new ECSClient(clientSettings(context, context.region, 'reads'))
  const writes = new ECSClient({
    ...clientSettings(context, context.region, 'writes'),
    credentials: reads.config.credentials
  })
  return { reads, writes, context }
}

/** read makes a reading call with its retries. Throws AwsError. */
export function read<Result>(link: Link, operation: string, attempt: () => Promise<Result>): Promise<Result> {
  return withRetries({ operation, effect: 'read', attempt }, link.context)
}

/** write makes a writing call, repeated only where AWS certainly did not carry it out. Throws AwsError. */
export function write<Result>(
  link: Link,
  operation: string,
  attempt: () => Promise<Result>
): Promise<Result> {
  return withRetries({ operation, effect: 'write', attempt }, link.context)
}

/** An endpoint that does not have the newer operations (moto) answers them with an error page, each time. */
export async function orUnsupported<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof AwsError) || !isServerPage(error)) throw error
    const { operation, awsName, message } = error
    throw new AwsError({ kind: 'unsupported', operation, awsName, message })
  }
}

/** unusable is thrown for an answer that lacks what it must have; what was asked for may have happened. */
export function unusable(operation: string, member: string): never {
  throw new AwsError({
    kind: 'lost',
    operation,
    awsName: 'IncompleteAnswer',
    message: `the answer has no usable ${member}`
  })
}
