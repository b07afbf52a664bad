/** Where values go: Secrets Manager, or Parameter Store as SecureString. */
export type Store = 'secretsmanager' | 'ssm'

/** Bytes of a secret's value: Secrets Manager quotas, "Secret value". */
const SECRET_BYTES = 65_536

/** Bytes of a standard and of an advanced parameter: Systems Manager quotas, "Parameter value". */
const PARAMETER_BYTES = { standard: 4096, advanced: 8192 } as const

/** Longest name of a secret (CreateSecret) and of a parameter with all that its ARN has before it (PutParameter). */
const SECRET_NAME = 512
const PARAMETER_NAME = 1011

/** nameFault tells what is wrong with the name of a secret or parameter; undefined for a good one. */
export function nameFault(name: string, store: Store): string | undefined {
  return store === 'ssm' ? parameterFault(name) : secretFault(name)
}

function secretFault(name: string): string | undefined {
  if (name === '') return 'it is empty'
  if (name.length > SECRET_NAME) return `it has ${name.length} characters; ${SECRET_NAME} are allowed`
  return /^[A-Za-z\d/_+=.@-]+$/.test(name) ? undefined : 'letters, digits and /_+=.@- are allowed'
}

function parameterFault(name: string): string | undefined {
  if (name.length > PARAMETER_NAME) return `it has ${name.length} characters; ${PARAMETER_NAME} are allowed`
  if (!/^[\w./-]+$/.test(name)) return 'letters, digits and _.-/ are allowed'
  if ((name.includes('/') && !name.startsWith('/')) || name.endsWith('/') || name.includes('//'))
    return 'a path begins with a slash and has no empty step'
  if (name.split('/').length - 1 > 15) return 'a path has at most 15 levels'
  return /^\/?(?:aws|ssm)/i.test(name) ? 'a name must not begin with "aws" or "ssm"' : undefined
}

/**
 * looksSuffixed tells whether a secret's name ends like the suffix of an ARN, a hyphen and six characters. AWS
 * allows it and advises against it (CreateSecret): a partial ARN of such a secret is taken for a complete one.
 */
export function looksSuffixed(name: string): boolean {
  return /-[A-Za-z\d]{6}$/.test(name)
}

/** valueFault tells why a store does not take a value of that many bytes. */
export function valueFault(bytes: number, store: Store, tier: 'standard' | 'advanced'): string | undefined {
  if (bytes === 0) return 'the value is empty'
  const most = store === 'ssm' ? PARAMETER_BYTES[tier] : SECRET_BYTES
  return bytes > most ? `the value has ${bytes} bytes; ${most} are allowed` : undefined
}

/**
 * US dollars a month for one secret: aws.amazon.com/secrets-manager/pricing, 0.40 a secret; requests are beside
 * that.
 */
const SECRET_PRICE_USD = 0.4

/** US dollars a month for one advanced parameter: aws.amazon.com/systems-manager/pricing; standard ones are free. */
const ADVANCED_PARAMETER_PRICE_USD = 0.05

/** monthlyCost is what the secrets cost a month, in US dollars, replicas counted like secrets of their own. */
export function monthlyCost(
  secrets: number,
  store: Store,
  more: { readonly tier: 'standard' | 'advanced'; readonly replicas: number }
): number {
  const each =
    store === 'secretsmanager'
      ? SECRET_PRICE_USD * (1 + more.replicas)
      : more.tier === 'advanced'
        ? ADVANCED_PARAMETER_PRICE_USD
        : 0
  return Math.round(secrets * each * 100) / 100
}
