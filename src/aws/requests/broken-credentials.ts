import { AwsError } from '../error.ts'

/**
 * brokenCredentials returns what a call failed with that was no answer of AWS and no failure of the network. Where the
 * AWS configuration is incomplete, such as a profile that names an SSO session that does not exist, the SDK fails with
 * an error of its own, e.g. a TypeError: then reading the credentials fails again, and that is what is wrong. The SDK's
 * message is not kept.
 */
export async function brokenCredentials(
  thrown: unknown,
  { client, operation }: { readonly client: unknown; readonly operation: string }
): Promise<unknown> {
  const { credentials } = (client as { readonly config: { readonly credentials?: unknown } }).config
  if (typeof credentials !== 'function') return thrown
  try {
    await credentials()
    return thrown
  } catch {
    return new AwsError({
      kind: 'expired',
      operation,
      awsName: 'CredentialsProviderError',
      message:
        'the profile in the AWS configuration is incomplete; check its sso_session, role_arn and source_profile'
    })
  }
}
