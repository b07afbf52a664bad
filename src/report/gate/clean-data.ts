/** Members whose texts are fixed values that programs compare; a credential that equals one must not change them. */
const OUR_WORDS: ReadonlySet<string> = new Set(
  'mode level category confidence rule code fault outcome kind fingerprint failOn about verdict state action store because status'.split(
    ' '
  )
)

/** The form of such a value. */
const WORD = /^[a-z][a-z0-9/-]{0,39}$/

/** The fingerprint of a finding; see detector/fingerprint.ts. */
const DIGEST = /^[0-9a-f]{16}$/

/**
 * Members that hold names of a run, which programs use to find what they are about: a weak password that is also the
 * name of a service must not hide the service. Tokens and logins are masked there too.
 */
const NAMES: ReadonlySet<string> = new Set(
  (
    'service services key cluster clusters family region account file files environment container revision ' +
    'arn taskDefinition taskDefinitionArn taskDefinitionArns previousTaskDefinitionArn comparedWith from to ' +
    'deploymentId serviceDeploymentArn codeDeployIds taskArns renderedFiles sarifFile reportFile'
  ).split(' ')
)

/** Data that supports masking: its parts are masked, and it is built again from them. */
type Remade = { readonly remade: (clear: <Data>(data: Data) => Data) => unknown }

/** Masks a text; `isName`: it is one of the names of the run. */
type CleanText = (text: string, isName: boolean) => string

/** cleanData masks every text in plain data, including keys. Functions and class instances remain unchanged. */
export function cleanData(data: unknown, clean: CleanText, isName = false): unknown {
  if (typeof data === 'string') return clean(data, isName)
  if (typeof data !== 'object' || data === null) return data
  if (Array.isArray(data)) return data.map((item: unknown) => cleanData(item, clean, isName))
  if (data instanceof Map)
    return new Map([...data].map(([key, value]) => [cleanData(key, clean), cleanData(value, clean)]))
  if (isRemade(data)) return data.remade(<Inner>(inner: Inner) => cleanData(inner, clean) as Inner)
  const prototype: unknown = Object.getPrototypeOf(data)
  if (prototype !== Object.prototype && prototype !== null) return data
  const members = Object.entries(data).map(([key, value]: [string, unknown]) => {
    const isWord = OUR_WORDS.has(key) && typeof value === 'string' && (WORD.test(value) || DIGEST.test(value))
    return [clean(key, false), isWord ? value : cleanData(value, clean, NAMES.has(key))]
  })
  return Object.fromEntries(members)
}

function isRemade(data: object): data is Remade {
  return 'remade' in data && typeof data.remade === 'function'
}
