import type { SecretValue } from '../migration/secret-value.ts'
import { AwsError } from './error.ts'

/** withoutText makes a call that stores a value. AWS quotes what it refuses: the value is blanked in the error's message. */
export async function withoutText<Result>(text: SecretValue, call: () => Promise<Result>): Promise<Result> {
  try {
    return await call()
  } catch (error) {
    if (!(error instanceof AwsError) || text.bytes === 0) throw error
    const { kind, operation, awsName } = error
    const message = error.message
      .replaceAll(text.reveal(), `[${text.bytes} bytes]`)
      .replaceAll(JSON.stringify(text.reveal()).slice(1, -1), `[${text.bytes} bytes]`)
    throw new AwsError({ kind, operation, awsName, message })
  }
}
