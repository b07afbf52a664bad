/** The target of values: Secrets Manager, or Parameter Store as SecureString. */
export type Store = 'secretsmanager' | 'ssm'

/** Maximum bytes of a secret's value. Source: Secrets Manager quotas, "Secret value". */
const SECRET_BYTES = 65_536

/** Maximum bytes of a standard parameter. Source: Systems Manager quotas, "Parameter value". */
const PARAMETER_BYTES = 4096

/**
 * Maximum length of a secret's name (CreateSecret), and of a parameter's name: PutParameter allows 1011 characters
 * including the part of the ARN that precedes the name, which has at most 56 (`arn:aws-us-gov:ssm:`, 14 of the Region,
 * a colon, 12 of the account, `:parameter`).
 */
const SECRET_NAME = 512
const PARAMETER_NAME = 1011 - 56

/** nameFault returns what is wrong with the name of a secret or parameter; undefined for a valid name. */
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
 * looksSuffixed reports whether a secret's name ends like the suffix of an ARN, with a hyphen and six characters. AWS
 * allows such a name but advises against it (CreateSecret): a partial ARN of such a secret is taken for a complete one.
 */
export function looksSuffixed(name: string): boolean {
  return /-[A-Za-z\d]{6}$/.test(name)
}

/** valueFault returns why a store does not accept a value with this number of bytes. */
export function valueFault(bytes: number, store: Store): string | undefined {
  if (bytes === 0) return 'the value is empty'
  const most = store === 'ssm' ? PARAMETER_BYTES : SECRET_BYTES
  return bytes > most ? `the value has ${bytes} bytes; ${most} are allowed` : undefined
}

/**
 * Price of one secret in US dollars per month, without requests. Source: aws.amazon.com/secrets-manager/pricing, 0.40
 * per secret.
 */
const SECRET_PRICE_USD = 0.4

/** monthlyCost returns the cost of the secrets in US dollars per month; standard parameters are free. */
export function monthlyCost(secrets: number, store: Store): number {
  return store === 'secretsmanager' ? Math.round(secrets * SECRET_PRICE_USD * 100) / 100 : 0
}
