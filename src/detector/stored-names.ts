import type { DocumentNode, ObjectNode, StringNode } from '../files/document/tree.ts'
import { plainCredentialsIn } from './plain-credentials.ts'
import { looksRandom } from './values/describe.ts'

/** Words with a digit in names, up to the next word: `backupS3Bucket`. In `s3cret` and `mys3lily` it is no word. */
const WITH_DIGIT =
  /(?:S3|EC2|K8s|OAuth2|Auth0|B2B|DB2|X509|Base64|^(?:s3|ec2|k8s|oauth2|auth0|b2b|db2|x509|base64))(?![a-z])/g

/**
 * namesStored returns whether a text can be the name of a parameter or a secret: a path, a word, words with marks
 * between them. `Harbor52Lantern`, with digits and nothing between its words, is rather what is stored.
 */
export function namesStored(text: string): boolean {
  if (!/^[\w./:${}@+=-]{1,512}$/.test(text) || plainCredentialsIn(text).length > 0) return false
  if (!/[/:._-]|\$\{/.test(text)) return /^[A-Za-z]+\d?$/.test(text.replace(WITH_DIGIT, ''))
  return !text.split(/[/:]/).some(part => part.length >= 20 && looksRandom(part))
}

/**
 * isLookedUp returns whether a variable of CodeBuild has the name of a secret or of a parameter as its value. A
 * credential that was pasted there is none.
 */
export function isLookedUp({ members }: ObjectNode): boolean {
  const isSaid = members.some(
    ({ key, value }) =>
      /^type$/i.test(key) &&
      value.kind === 'string' &&
      /^(?:SECRETS_MANAGER|PARAMETER_STORE)$/.test(value.value)
  )
  return isSaid && members.every(({ value }) => value.kind !== 'string' || namesStored(value.value))
}

/**
 * isReferenceMap returns whether a member is CodeBuild's map of variables to secrets or parameters, by their names,
 * says that it is such a map (`secret_names`), or names a key of an object of Kubernetes.
 */
export function isReferenceMap(key: string): boolean {
  return (
    /^(?:secrets-manager|parameter-store|configMapKeyRef|secretKeyRef)$/.test(key) ||
    /(?:^|_)(?:secret|ssm|parameter)s?_(?:names|arns|ids|refs|references|paths)$|_from_(?:ssm|secrets?_?manager)$/.test(
      key
    )
  )
}

/** isStoredUnder returns whether an entry of a list of secrets has the name of what is stored, and no reference. */
export function isStoredUnder(field: string, value: DocumentNode): boolean {
  return /^(?:secret|parameter|key)$/.test(field) && value.kind === 'string' && namesStored(value.value)
}

/** withoutNames returns an object with those of its members that are no names of something stored. */
export function withoutNames(node: ObjectNode): ObjectNode {
  const members = node.members.filter(({ value }) => value.kind !== 'string' || !namesStored(value.value))
  return { ...node, members }
}

/**
 * namesSecret returns whether a member has only the name of a secret: `secretKey` beside the `remoteRef` from which
 * Kubernetes fills it, the `secret` that Terraform looks up at Google, and `{name = "API_KEY", secret = "api-key"}`.
 */
export function namesSecret({ members }: ObjectNode, key: string, { value, origin }: StringNode): boolean {
  const isLooked =
    key === 'secretKey'
      ? members.some(one => one.key === 'remoteRef')
      : key === 'secret' &&
        origin.kind === 'file' &&
        /^\/data\/google_secret_manager_secret/.test(origin.pointer)
  const name = key === 'secret' ? members.find(one => one.key === 'name')?.value : undefined
  const isNamed = name?.kind === 'string' && /^[A-Z][A-Z0-9_]*$/.test(name.value)
  return (isLooked || isNamed) && namesStored(value)
}
