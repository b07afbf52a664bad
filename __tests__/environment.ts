/** An endpoint at which nothing listens. */
export const NOWHERE = { url: 'http://127.0.0.1:9' }

/** environmentOf returns the variables with which a program uses the sandbox, or another endpoint. */
export function environmentOf({ url }: { readonly url: string }): Record<string, string> {
  return { AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' }
}
